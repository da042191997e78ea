"""Looks: the layout of a picture in 64 bits, by which pictures that look alike are found.

A difference hash: of a copy of nine by eight pixels, whether each is darker than the one to its
right. It sees light and dark, and where they are. It knows nothing of what is shown, and hardly
anything of colours, so it tells what looks like a picture, never what is about the same thing.

Measured on photographs and sketches, bits that differ: half the size 0 (2 at most), a JPEG of
quality 40 2 (8), grey 1 (7), three pixels to the side 3 (5), enlarged by 2 % 4 (9), brighter
4 (14); two takes of one prompt 6 to 30, other pictures 30.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from PIL import Image, ImageChops

from .decoding import eight_bit, on_grey

__all__ = ["ALIKE", "NEAR", "distances", "look_of", "looks_unchanged"]

NEAR = 5
"""Bits up to which one is nearly another: below the nearest of the takes that were measured."""
ALIKE = 12
"""Bits up to which one looks like another: a hundredth of other pictures are as near."""

_ACROSS, _DOWN = 9, 8
_CELLS = 32  # across and down, in which a change is looked for
_SEEN = 8  # of 255: a JPEG of quality 40 changes a cell by 5, a dot of an 80th of the width by 10
_LOOK = re.compile(r"[0-9a-f]{16}")
_ONES = bytes(value.bit_count() for value in range(256))


def look_of(image: Image.Image) -> str:
    """Return the look of a picture's pixels, as sixteen digits of base 16."""
    small = _opaque(image).resize((_ACROSS, _DOWN), Image.Resampling.BOX).convert("L").tobytes()
    bits = 0
    for place in range(_ACROSS * _DOWN):
        if place % _ACROSS:
            bits = bits << 1 | (small[place - 1] < small[place])
    return f"{bits:016x}"


def distances(look: str, others: str) -> bytes:
    """Return by how many bits a look differs from each of others, which follow each other.

    All at once: a bytes-wise table counts the ones, and one large number for each byte of a look
    adds them up. A hundred thousand take 5 ms, and one by one 25.
    """
    there = bytes.fromhex(others)
    if 2 * len(there) != len(others):
        raise ValueError("white space is no part of a look")
    count = len(there) // 8
    both = int.from_bytes(there, "big") ^ int.from_bytes(bytes.fromhex(look) * count, "big")
    ones = both.to_bytes(8 * count, "big").translate(_ONES)
    total = sum(int.from_bytes(ones[place::8], "big") for place in range(8))
    return total.to_bytes(count, "big")


def sound_looks(looks: Iterable[object]) -> str:
    """Return those that are looks, each behind the other: a stranger's rows may hold any text."""
    return "".join(one for one in looks if isinstance(one, str) and _LOOK.fullmatch(one))


def looks_unchanged(before: Image.Image, after: Image.Image) -> bool:
    """Whether nobody would see a change: no place of it differs by more than encoding does."""
    if abs(before.width / before.height - after.width / after.height) > 0.02:
        return False
    one, other = (
        _opaque(image).resize((_CELLS, _CELLS), Image.Resampling.BOX) for image in (before, after)
    )
    if one.mode != other.mode:
        one, other = one.convert("RGB"), other.convert("RGB")
    return max(ImageChops.difference(one, other).tobytes()) <= _SEEN


def _opaque(image: Image.Image) -> Image.Image:
    """Return a picture in RGB, or grey, on grey where it is transparent."""
    if image.mode in ("RGB", "L"):
        return image
    return on_grey(eight_bit(image))
