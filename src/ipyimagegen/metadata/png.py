"""PNG: chunks with a name, a length and a checksum, of which texts are one kind."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice
from typing import NamedTuple

from ..errors import PictureError
from . import exif, xmp
from .record import NAME, Record, a1111_text, as_json, fitted, is_our_text

__all__ = ["embed", "has_manifest", "strip", "texts"]

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_XMP = "XML:com.adobe.xmp"
_READ = {"parameters", NAME, _XMP, "invokeai_metadata", "prompt"}
_TEXTS = {b"tEXt", b"zTXt", b"iTXt"}
_MANIFEST = b"caBX"

# What says how the pixels look, and chunks of animations. Critical chunks, whose names
# start with a capital, stay anyway: without them a decoder would refuse the file.
_LOOKS = {b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT", b"cICP", b"mDCV", b"mDCv"}
_LOOKS |= {b"cLLI", b"cLLi", b"bKGD", b"pHYs", b"acTL", b"fcTL", b"fdAT"}

_MOST_WRITTEN = 500_000  # bytes of one text
_MOST_READ = 1_000_000  # bytes of one text, unpacked
_MOST_CHUNKS = 100_000  # looked at for texts
_MOST_TEXTS = 20  # unpacked, of one file


class _Chunk(NamedTuple):
    name: bytes
    start: int  # of the whole chunk
    end: int
    data: memoryview

    @property
    def key(self) -> str:
        """A text's key; empty for other chunks."""
        if self.name not in _TEXTS:
            return ""
        return bytes(self.data[:80]).partition(b"\0")[0].decode("latin-1")


def embed(data: bytes, record: Record) -> bytes:
    """Return a copy with our texts behind its head, instead of those written earlier."""
    head, *rest = chunks = list(_chunks(data))
    kept = [chunk for chunk in rest if not _is_ours(chunk)]
    theirs = {chunk.key for chunk in kept}
    ours = [
        fitted(record, write, _MOST_WRITTEN) or b""
        for key, write in _WRITERS.items()
        if key not in theirs
    ]
    copied = [data[chunk.start : chunk.end] for chunk in kept]
    parts = [data[: head.end], *ours, *copied, data[chunks[-1].end :]]
    return b"".join(parts)


def has_manifest(data: bytes) -> bool:
    """Return whether there is a C2PA chunk, as far as the file can be walked."""
    return any(chunk.name == _MANIFEST for chunk in _readable(data))


def strip(data: bytes) -> bytes:
    """Return a copy of only the chunks that say how its pixels look."""
    chunks = list(_chunks(data))
    kept = [
        data[chunk.start : chunk.end]
        for chunk in chunks
        if chunk.name in _LOOKS or chunk.name[:1].isupper()
    ]
    turn = _orientation(chunks)
    if turn != 1:
        kept.insert(1, _written(b"eXIf", exif.only_orientation(turn)))
    return _SIGNATURE + b"".join(kept)


def texts(data: bytes) -> dict[str, str]:
    """Return the texts that may say how the picture was made, by their keys."""
    found: dict[str, str] = {}
    candidates = (
        chunk
        for chunk in islice(_readable(data), _MOST_CHUNKS)
        if (chunk.name == b"eXIf" or chunk.key in _READ) and len(chunk.data) <= _MOST_READ
    )
    for chunk in islice(candidates, _MOST_TEXTS):
        if chunk.name == b"eXIf":
            found = exif.texts(bytes(chunk.data)) | found
        elif chunk.key not in found:
            found[chunk.key] = _text(chunk)
    record = xmp.record_in(found.pop(_XMP, "").encode("utf-8", "replace"))
    return {NAME: record} | found if record else found


# -- texts ------------------------------------------------------------------------------


def _parameters(record: Record) -> bytes:
    text = a1111_text(record)
    try:
        return _written(b"tEXt", b"parameters\0" + text.encode("latin-1"))
    except UnicodeEncodeError:
        return _international("parameters", text.encode())


def _record(record: Record) -> bytes:
    return _written(b"tEXt", f"{NAME}\0{as_json(record)}".encode())


def _xmp(record: Record) -> bytes:
    return _international(_XMP, xmp.packet(record, with_record=False))


_WRITERS = {"parameters": _parameters, NAME: _record, _XMP: _xmp}


def _international(key: str, text: bytes) -> bytes:
    """Return a text in UTF-8, not compressed, in no language."""
    return _written(b"iTXt", key.encode() + b"\0\0\0\0\0" + text)


def _is_ours(chunk: _Chunk) -> bool:
    """Return whether an earlier `embed` wrote this chunk."""
    key = chunk.key
    if key not in _WRITERS or len(chunk.data) > _MOST_READ:
        return False
    text = _text(chunk)
    if key == _XMP:
        return xmp.is_ours(text.encode("utf-8", "replace"))
    return key == NAME or is_our_text(text)


def _text(chunk: _Chunk) -> str:
    """Return a chunk's text, unpacked; nothing if it is damaged or too long."""
    _, _, rest = bytes(chunk.data).partition(b"\0")
    match chunk.name:
        case b"tEXt":
            return _decoded(rest)
        case b"zTXt":
            return _decoded(_unpacked(rest[1:]))
    packed, (_, _, text) = rest[:1] == b"\1", rest[2:].partition(b"\0")
    text = text.partition(b"\0")[2]  # after the language comes the key in that language
    return (_unpacked(text) if packed else text).decode("utf-8", "replace")


def _decoded(text: bytes) -> str:
    """Return a text that should be Latin-1, but that many programs write as UTF-8."""
    try:
        return text.decode()
    except UnicodeDecodeError:
        return text.decode("latin-1")


def _unpacked(data: bytes) -> bytes:
    unpacker = zlib.decompressobj()
    try:
        text = unpacker.decompress(data, _MOST_READ)
    except zlib.error:
        return b""
    return b"" if unpacker.unconsumed_tail else text


# -- chunks -----------------------------------------------------------------------------


def _chunks(data: bytes) -> Iterator[_Chunk]:
    """Yield a file's chunks; `PictureError` where they stop making sense."""
    view = memoryview(data)
    place, name = len(_SIGNATURE), b""
    while name != b"IEND" and (place < len(data) or not name):
        if len(data) - place < 12:
            raise PictureError("the PNG is damaged or cut off", said="half a chunk at its end")
        length, new = struct.unpack_from(">I4s", data, place)
        end = place + 12 + length
        if end > len(data):
            raise PictureError("the PNG is damaged or cut off", said="a chunk is too long")
        if not name and new != b"IHDR":
            raise PictureError("the PNG is damaged or cut off", said="it has no head")
        name = new
        yield _Chunk(name, place, end, view[place + 8 : end - 4])
        place = end


def _readable(data: bytes) -> Iterator[_Chunk]:
    """Yield the chunks before the first that makes no sense."""
    with suppress(PictureError):
        yield from _chunks(data)


def _written(name: bytes, data: bytes) -> bytes:
    check = zlib.crc32(name + data)
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", check)


def _orientation(chunks: list[_Chunk]) -> int:
    """Return how the picture is turned: by its EXIF, else by its XMP, as Pillow does."""
    for chunk in chunks:
        if chunk.name == b"eXIf" and (turn := exif.orientation(bytes(chunk.data))):
            return turn
    for chunk in chunks:
        if chunk.key == _XMP and len(chunk.data) <= _MOST_READ:
            return xmp.orientation(_text(chunk).encode("utf-8", "replace"))
    return 1
