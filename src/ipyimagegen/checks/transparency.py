"""The check ``alpha``: a transparent background is transparent, and not a painted checkerboard.

Models have seen many pictures of transparency in editors, and paint the squares that those show
(openai/codex#45645).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..text import percent_words
from .result import FAILED, PASSED, Result

if TYPE_CHECKING:
    from PIL import Image

__all__ = ["asks_for_transparency", "has_checkerboard", "measure"]

CLEAR = 40  # of 255: an alpha that counts as transparent
LEAST = 0.005  # the share of pixels that must be
SIDE = 512  # pixels, at which squares are looked for
SQUARES = range(3, 49)  # pixels, at that size

_ASKED = re.compile(
    r"trans?paren\w{0,9}[ -](?:back|png|alpha|bg)|back\w{0,9}(?: is| should be)?[ :=]+trans?paren"
    r"|(?:no|without an?y?|remove the|cut out the) background|alpha channel|transparent sticker"
    r"|(?:hintergrund\w{0,9}|fond|fondo|sfondo)\s{1,9}(?:\w{1,20}\s{1,9})?trans?paren|trans?paren\w{0,9}\s+hintergrund"
    r"|透明背景|背景透明|透過|背景なし",
    re.IGNORECASE,
)


def asks_for_transparency(prompt: str, extra: object) -> bool:
    """Whether a prompt, or a field of the request's body, asks for a transparent background."""
    background = extra.get("background") if isinstance(extra, dict) else None
    return background == "transparent" or _ASKED.search(prompt) is not None


def measure(image: Image.Image) -> Result:
    """Return whether a picture has a transparent background."""
    share = _clear_share(image)
    if share >= LEAST:
        return Result("alpha", PASSED, f"{percent_words(share)} transparent")
    if has_checkerboard(image):
        return Result("alpha", FAILED, "a painted checkerboard, not transparent")
    if image.has_transparency_data:
        return Result("alpha", FAILED, "opaque, though it has an alpha channel")
    return Result("alpha", FAILED, "opaque")


def _clear_share(image: Image.Image) -> float:
    if not image.has_transparency_data:
        return 0.0
    counts = image.convert("RGBA").getchannel("A").histogram()
    return sum(counts[: CLEAR + 1]) / max(1, sum(counts))


def has_checkerboard(image: Image.Image) -> bool:
    """Whether a picture's edges show the squares that editors show for transparency.

    Two greys in turns: moved by a square to the side or down they differ, and moved by one to
    the side and down they are the same. Ground of any other kind is not.
    """
    from PIL import Image, ImageFilter

    small = image.convert("RGB")
    if max(small.size) > SIDE:
        small.thumbnail((SIDE, SIDE), Image.Resampling.BOX)
    width, height = small.size
    depth = max(8, min(width, height) // 5)
    if min(width, height) < 3 * depth:
        return False
    edges = (
        (0, 0, width, depth), (0, height - depth, width, height),
        (0, 0, depth, height), (width - depth, 0, width, height),
    )  # fmt: skip
    smooth = small.filter(ImageFilter.MedianFilter(3))
    found = sum(_is_checked(smooth.crop(edge)) for edge in edges)
    return found >= 2


def _is_checked(strip: Image.Image) -> bool:
    grey, chroma = strip.convert("L"), strip.convert("YCbCr")
    if any(abs(_mean(chroma.getchannel(name)) - 128) > 8 for name in ("Cb", "Cr")):
        return False
    return any(_alternates(grey, side) for side in SQUARES if 2 * side < min(strip.size))


def _alternates(grey: Image.Image, side: int) -> bool:
    """Whether a strip is another moved by a square, and itself moved by one and one."""
    across, down = _apart(grey, side, 0), _apart(grey, 0, side)
    if min(across, down) < 4:
        return False
    again = max(_apart(grey, side, side), _apart(grey, 2 * side, 0))
    return again < 0.35 * min(across, down)


def _apart(grey: Image.Image, across: int, down: int) -> float:
    """Return by how much a strip differs from itself moved, on average, of 255."""
    from PIL import ImageChops

    width, height = grey.size
    here = grey.crop((0, 0, width - across, height - down))
    there = grey.crop((across, down, width, height))
    return _mean(ImageChops.difference(here, there))


def _mean(channel: Image.Image) -> float:
    from PIL import ImageStat

    return float(ImageStat.Stat(channel).mean[0])
