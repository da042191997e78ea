"""GIF: blocks, of which comments and other programs' extensions can be left out.

Nothing is written into a GIF: no reader would look for it there.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from typing import NamedTuple

from ..errors import PictureError

__all__ = ["has_manifest", "strip"]

_EXTENSION, _PICTURE, _END = 0x21, 0x2C, 0x3B
_COMMENT, _APPLICATION = 0xFE, 0xFF
_LOOKS = {b"NETSCAPE2.0", b"ANIMEXTS1.0", b"ICCRGBG1012"}  # repetitions, and a colour profile


class _Block(NamedTuple):
    kind: int
    label: int  # of an extension
    application: bytes  # whose extension it is
    start: int
    end: int


def has_manifest(data: bytes) -> bool:
    """Return whether there is a C2PA extension, as far as the file can be walked."""
    with suppress(PictureError):
        return any(block.application.startswith(b"C2PA_GIF") for block in _blocks(data))
    return False


def strip(data: bytes) -> bytes:
    """Return a copy without comments, and of applications' blocks only the animation's."""
    blocks = list(_blocks(data))
    kept = [data[block.start : block.end] for block in blocks if not _is_metadata(block)]
    return data[: blocks[0].start] + b"".join(kept)


def _is_metadata(block: _Block) -> bool:
    if block.label == _APPLICATION:
        return block.application not in _LOOKS
    return block.label == _COMMENT


def _blocks(data: bytes) -> Iterator[_Block]:
    """Yield the blocks behind the head; `PictureError` where they stop making sense."""
    place = 13 + _colours(data, 10)
    kind = 0
    while kind != _END:
        start, kind = place, _byte(data, place)
        label, application = 0, b""
        if kind == _EXTENSION:
            label = _byte(data, start + 1)
            application = data[start + 3 : start + 14] if label == _APPLICATION else b""
            place = _after_pieces(data, start + 2)
        elif kind == _PICTURE:
            place = _after_pieces(data, start + 11 + _colours(data, start + 9))
        elif kind == _END:
            place += 1
        else:
            raise PictureError("the GIF is damaged or cut off", said="an unknown block")
        yield _Block(kind, label, application, start, place)


def _colours(data: bytes, place: int) -> int:
    """Return the size of the colour table that the flags at `place` announce."""
    flags = _byte(data, place)
    return 3 << (flags & 7) + 1 if flags & 0x80 else 0


def _after_pieces(data: bytes, place: int) -> int:
    """Return where a block ends whose data come in pieces, up to an empty one."""
    while size := _byte(data, place):
        place += 1 + size
    return place + 1


def _byte(data: bytes, place: int) -> int:
    if place >= len(data):
        raise PictureError("the GIF is damaged or cut off", said="it has no end")
    return data[place]
