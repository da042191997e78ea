"""WebP: a RIFF file of chunks, which needs a head of its own before it may hold metadata."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice
from typing import NamedTuple

from ..errors import PictureError
from . import exif, xmp
from .record import NAME, Record, fitted

__all__ = ["embed", "has_manifest", "strip", "texts"]

_HEAD, _LOSSY, _LOSSLESS = b"VP8X", b"VP8 ", b"VP8L"
_EXIF, _XMP, _MANIFEST = b"EXIF", b"XMP ", b"C2PA"
_LOOKS = {_HEAD, _LOSSY, _LOSSLESS, b"ALPH", b"ANIM", b"ANMF", b"ICCP"}
_HAS_XMP, _HAS_EXIF, _HAS_ALPHA = 0x04, 0x08, 0x10  # flags of the head

_MOST_WRITTEN = 500_000  # bytes of one chunk
_MOST_READ = 1_000_000
_MOST_CHUNKS = 10_000  # looked at for texts
_DAMAGED = "the WEBP is damaged or cut off"


class _Chunk(NamedTuple):
    name: bytes
    data: bytes


def embed(data: bytes, record: Record) -> bytes:
    """Return a copy with our EXIF comment and XMP at its end.

    Where somebody else's XMP is in the file, our record is left out with ours: it has no
    other place. The A1111 text is then all that is written.
    """
    chunks, rest = _chunks(data)
    blocks = [chunk for chunk in chunks if chunk.name == _EXIF]
    packets = [chunk for chunk in chunks if chunk.name == _XMP]
    others = [chunk for chunk in chunks if chunk.name not in {_EXIF, _XMP}]
    if comment := _comment(chunks, record):
        blocks = [_Chunk(_EXIF, comment), *blocks[1:]]
    if all(xmp.is_ours(chunk.data) for chunk in packets):
        written = fitted(record, lambda record: xmp.packet(record, with_record=True), _MOST_WRITTEN)
        packets = [_Chunk(_XMP, written)] if written else []
    return _written([*others, *blocks, *packets]) + rest


def _comment(chunks: list[_Chunk], record: Record) -> bytes | None:
    """Return the EXIF block with our comment in it, or None where that can't be."""
    block = next((chunk.data for chunk in chunks if chunk.name == _EXIF), b"")
    profiled = any(chunk.name == b"ICCP" for chunk in chunks)
    return fitted(
        record,
        lambda record: exif.with_comment(block, record, profiled=profiled) or b"",
        _MOST_WRITTEN,
    )


def has_manifest(data: bytes) -> bool:
    """Return whether there is a C2PA chunk, as far as the file can be walked."""
    return any(name == _MANIFEST for name, _, _ in _readable(data))


def strip(data: bytes) -> bytes:
    """Return a copy of only the chunks that say how its pixels look."""
    chunks, _ = _chunks(data)
    kept = [chunk for chunk in chunks if chunk.name in _LOOKS]
    turn = _orientation(chunks)
    if turn != 1:
        kept.append(_Chunk(_EXIF, exif.only_orientation(turn)))
    return _written(kept)


def texts(data: bytes) -> dict[str, str]:
    """Return the texts that may say how the picture was made, named as in a PNG."""
    chunks: dict[bytes, bytes] = {}
    for name, start, end in islice(_readable(data), _MOST_CHUNKS):
        if name in {_EXIF, _XMP} and end - start <= _MOST_READ:
            chunks.setdefault(name, data[start:end])
    found = exif.texts(chunks.get(_EXIF, b""))
    if record := xmp.record_in(chunks.get(_XMP, b"")):
        found[NAME] = record
    return found


# -- chunks -----------------------------------------------------------------------------


def _places(data: bytes) -> Iterator[tuple[bytes, int, int]]:
    """Yield each chunk's name, and where its data start and end."""
    whole = _whole(data)
    if whole > len(data):
        raise PictureError(_DAMAGED, said="it is shorter than it says")
    place = 12
    while place + 8 <= whole:
        name, length = struct.unpack_from("<4sI", data, place)
        start, end = place + 8, place + 8 + length
        if end > whole:
            raise PictureError(_DAMAGED, said="a chunk is too long")
        yield name, start, end
        place = end + length % 2


def _readable(data: bytes) -> Iterator[tuple[bytes, int, int]]:
    """Yield the chunks before the first that makes no sense."""
    with suppress(PictureError):
        yield from _places(data)


def _whole(data: bytes) -> int:
    """Return where the file should end, by its head."""
    if len(data) < 12:
        raise PictureError(_DAMAGED, said="it has no head")
    size: int = struct.unpack_from("<I", data, 4)[0]
    return 8 + size


def _chunks(data: bytes) -> tuple[list[_Chunk], bytes]:
    """Return a file's chunks, and what follows its end."""
    chunks = [_Chunk(name, data[start:end]) for name, start, end in _places(data)]
    return chunks, data[_whole(data) :]


def _written(chunks: list[_Chunk]) -> bytes:
    """Return a file of these chunks, with the head that says which kinds there are."""
    if not chunks:
        raise PictureError(_DAMAGED, said="it holds no picture")
    if chunks[0].name != _HEAD:
        if not any(chunk.name in {_EXIF, _XMP} for chunk in chunks):
            return _riff(chunks)
        chunks = [_new_head(chunks[0]), *chunks]
    head, *rest = chunks
    if len(head.data) != 10:
        raise PictureError(_DAMAGED, said="its head has the wrong length")
    names = {chunk.name for chunk in rest}
    flags = head.data[0] & ~(_HAS_XMP | _HAS_EXIF)
    flags |= _HAS_XMP * (_XMP in names) | _HAS_EXIF * (_EXIF in names)
    return _riff([_Chunk(_HEAD, bytes([flags]) + head.data[1:]), *rest])


def _riff(chunks: list[_Chunk]) -> bytes:
    body = b"".join(
        name + struct.pack("<I", len(data)) + data + b"\0" * (len(data) % 2)
        for name, data in chunks
    )
    return b"RIFF" + struct.pack("<I", len(body) + 4) + b"WEBP" + body


def _new_head(picture: _Chunk) -> _Chunk:
    """Return the head for a file that was only a picture: its size, and whether it has alpha."""
    data = picture.data
    if picture.name == _LOSSY and data[3:6] == b"\x9d\x01\x2a" and len(data) >= 10:
        width, height = (side & 0x3FFF for side in struct.unpack_from("<HH", data, 6))
        flags = 0
    elif picture.name == _LOSSLESS and data[:1] == b"\x2f" and len(data) >= 5:
        (bits,) = struct.unpack_from("<I", data, 1)
        width, height = (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
        flags = _HAS_ALPHA * (bits >> 28 & 1)
    else:
        raise PictureError(_DAMAGED, said="it begins with no picture")
    if not width or not height:
        raise PictureError(_DAMAGED, said="it has no pixels")
    sides = (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    return _Chunk(_HEAD, bytes([flags, 0, 0, 0]) + sides)


def _orientation(chunks: list[_Chunk]) -> int:
    """Return how the picture is turned: by its EXIF, else by its XMP, as Pillow does."""
    for chunk in chunks:
        if chunk.name == _EXIF and (turn := exif.orientation(chunk.data)):
            return turn
    return next((xmp.orientation(chunk.data) for chunk in chunks if chunk.name == _XMP), 1)
