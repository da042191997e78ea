"""EXIF: the block of tags in a JPEG or WebP, read, changed and written again.

Pillow can do this, but it guesses types anew when it writes, and warns in people's
notebooks about blocks that a camera garbled. Here a tag that isn't ours comes out with the
type and the bytes that it had. Pointers to places inside the block can't survive a
rewriting, as with every such tool: a thumbnail is left out, and a camera maker's private
data may lose theirs.
"""

from __future__ import annotations

import codecs
import struct
from dataclasses import dataclass, field
from typing import NamedTuple

from .record import Record, a1111_text, is_our_text

__all__ = ["only_orientation", "texts", "with_comment"]

_MOST_READ = 1_000_000  # bytes of a block

_ORIENTATION = 0x0112
_MODEL = 0x0110
_COMMENT = 0x9286
_PHOTO, _GPS, _INTEROP = 0x8769, 0x8825, 0xA005  # tags that point at a directory
_SUB_PICTURES = 0x014A  # points at directories of pictures, which have no place here
_SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4}
_SHORT, _LONG, _RATIONAL, _UNDEFINED = 3, 4, 5, 7


class _Tag(NamedTuple):
    type: int
    data: bytes


@dataclass
class _Directory:
    tags: dict[int, _Tag] = field(default_factory=dict)
    inner: dict[int, _Directory] = field(default_factory=dict)


@dataclass
class _Block:
    order: str  # "<" or ">", as `struct` writes them
    main: _Directory = field(default_factory=_Directory)


# -- for embedding and stripping --------------------------------------------------------


def with_comment(block: bytes, record: Record, *, profiled: bool) -> bytes:
    """Return a block with the A1111 text as its comment, and all other tags as they were.

    Parameters
    ----------
    block
        The tags so far; may be empty.
    record
        The facts for the comment.
    profiled
        Whether the file has a colour profile, which a new block then points to.

    Returns
    -------
    An empty one if somebody else's comment is there, or the block can't be read.
    """
    parsed = _parsed(block) if block else _new_block(record, profiled=profiled)
    if parsed is None:
        return b""
    photo = parsed.main.inner.setdefault(_PHOTO, _Directory())
    old = _comment(photo)
    if old and not is_our_text(old):
        return b""
    # Big-endian in a block of either order, because A1111 writes it so and its readers expect it.
    text = b"UNICODE\0" + a1111_text(record).encode("utf-16-be")
    photo.tags[_COMMENT] = _Tag(_UNDEFINED, text)
    return _written(parsed)


def _new_block(record: Record, *, profiled: bool) -> _Block:
    """Return a block with the tags that EXIF demands of every file."""
    resolution = _Tag(_RATIONAL, struct.pack(">II", 72, 1))
    main = {
        0x011A: resolution,
        0x011B: resolution,
        0x0128: _Tag(_SHORT, struct.pack(">H", 2)),  # of the resolution: per inch
        0x0213: _Tag(_SHORT, struct.pack(">H", 1)),  # where colour samples lie: centred
    }
    photo = {
        0x9000: _Tag(_UNDEFINED, b"0232"),  # version
        0x9101: _Tag(_UNDEFINED, b"\1\2\3\0"),  # channels: Y, Cb, Cr
        0xA000: _Tag(_UNDEFINED, b"0100"),  # version of a format nobody uses
        0xA001: _Tag(_SHORT, struct.pack(">H", 0xFFFF if profiled else 1)),  # sRGB if not
        0xA002: _Tag(_LONG, struct.pack(">I", record.width)),
        0xA003: _Tag(_LONG, struct.pack(">I", record.height)),
    }
    return _Block(">", _Directory(main, {_PHOTO: _Directory(photo)}))


def only_orientation(turn: int) -> bytes:
    """Return the smallest block that tells how the picture is turned."""
    tag = _Tag(_SHORT, struct.pack(">H", turn))
    return _written(_Block(">", _Directory({_ORIENTATION: tag})))


# -- for reading ------------------------------------------------------------------------


def texts(block: bytes) -> dict[str, str]:
    """Return a block's texts that may say how the picture was made, named as in a PNG.

    ``comment`` may be an A1111 text; ``prompt`` is ComfyUI's, which it keeps in a camera's
    tags.
    """
    parsed = _parsed(block)
    texts: dict[str, str] = {}
    if parsed is None:
        return texts
    if comment := _comment(parsed.main.inner.get(_PHOTO, _Directory())):
        texts["comment"] = comment
    for number in range(_MODEL, _MODEL - 16, -1):
        tag = parsed.main.tags.get(number)
        if tag is not None and tag.data[:7].lower() == b"prompt:":
            texts["prompt"] = tag.data[7:].rstrip(b"\0").decode("utf-8", "replace")
            break
    return texts


def _comment(photo: _Directory) -> str:
    tag = photo.tags.get(_COMMENT)
    if tag is None:
        return ""
    code, text = tag.data[:8], tag.data[8:]
    if code == b"UNICODE\0":
        decoded = text.decode(_utf16_order(text), "replace")
    else:
        decoded = text.decode("utf-8", "replace")
    return decoded.strip(" \0\ufeff")


def _utf16_order(text: bytes) -> str:
    """Return the order of a text that has a mark, or by where the zeros of its ASCII lie."""
    if text.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    return "utf-16-be" if text[::2].count(0) >= text[1::2].count(0) else "utf-16-le"


# -- the block --------------------------------------------------------------------------


def _parsed(block: bytes) -> _Block | None:
    """Return a block's tags, without those that point outside; None if it can't be read."""
    block = block.removeprefix(b"Exif\0\0")  # some writers put a JPEG's label into a WebP
    order = {b"II*\0": "<", b"MM\0*": ">"}.get(block[:4])
    if order is None or not 8 <= len(block) <= _MOST_READ:
        return None
    reader = _Reader(block, order)
    start: int = struct.unpack_from(f"{order}I", block, 4)[0]
    if start + 2 > len(block):
        return None
    return _Block(order, reader.directory(start, (_PHOTO, _GPS)))


class _Reader:
    """Reader of directories, and of no more bytes than the block has: tags can share theirs."""

    def __init__(self, block: bytes, order: str) -> None:
        self._block = block
        self._order = order
        self._left = len(block)  # bytes that tags may still take

    def directory(self, start: int, pointers: tuple[int, ...]) -> _Directory:
        directory = _Directory()
        if start + 2 > len(self._block):
            return directory
        (count,) = struct.unpack_from(f"{self._order}H", self._block, start)
        for place in range(start + 2, min(start + 2 + 12 * count, len(self._block) - 11), 12):
            number, tag = self._tag(place)
            if tag is None or number == _SUB_PICTURES:
                continue
            if number not in pointers:
                directory.tags[number] = tag
            elif len(tag.data) == 4 and number not in directory.inner:
                (inner,) = struct.unpack(f"{self._order}I", tag.data)
                directory.inner[number] = self.directory(inner, (_INTEROP,) * (number == _PHOTO))
        return directory

    def _tag(self, place: int) -> tuple[int, _Tag | None]:
        number, type, count = struct.unpack_from(f"{self._order}HHI", self._block, place)
        size = _SIZES.get(type, 0) * count
        (offset,) = struct.unpack_from(f"{self._order}I", self._block, place + 8)
        begin = place + 8 if size <= 4 else offset
        if not size or begin + size > len(self._block) or size > self._left:
            return number, None
        self._left -= size
        return number, _Tag(type, self._block[begin : begin + size])


def _written(block: _Block) -> bytes:
    head = (b"II*\0" if block.order == "<" else b"MM\0*") + struct.pack(f"{block.order}I", 8)
    return head + _written_directory(block.main, 8, block.order)


def _written_directory(directory: _Directory, start: int, order: str) -> bytes:
    """Return a directory that begins at `start`, its values after it, then its inner ones."""
    tags = dict(directory.tags)
    for number in directory.inner:
        tags[number] = _Tag(_LONG, bytes(4))  # takes the room that the pointer will need
    values_start = start + 2 + 12 * len(tags) + 4
    after = values_start + sum(_even(len(tag.data)) for tag in tags.values() if len(tag.data) > 4)
    inner = b""
    for number in sorted(directory.inner):
        tags[number] = _Tag(_LONG, struct.pack(f"{order}I", after + len(inner)))
        inner += _written_directory(directory.inner[number], after + len(inner), order)
    entries, values = b"", b""
    for number, tag in sorted(tags.items()):
        count = len(tag.data) // _SIZES[tag.type]
        entries += struct.pack(f"{order}HHI", number, tag.type, count)
        if len(tag.data) <= 4:
            entries += tag.data.ljust(4, b"\0")
        else:
            entries += struct.pack(f"{order}I", values_start + len(values))
            values += tag.data.ljust(_even(len(tag.data)), b"\0")
    return struct.pack(f"{order}H", len(tags)) + entries + bytes(4) + values + inner


def _even(size: int) -> int:
    return size + size % 2
