"""PNG: chunks with a name, a length and a checksum, of which texts are one kind."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator, Sequence
from itertools import islice

from . import exif, xmp
from .container import MOST_READ, MOST_WRITTEN, Part, TaggedContainer
from .record import NAME, Record, a1111_text, as_json, fitted, is_our_text

__all__ = ["Png"]

_XMP = "XML:com.adobe.xmp"
_READ = {"parameters", NAME, _XMP, "invokeai_metadata", "prompt"}
_TEXTS = {b"tEXt", b"zTXt", b"iTXt"}
_MOST_CHUNKS = 100_000  # searched for texts
_MOST_TEXTS = 20  # unpacked, of one file

# How the pixels look, and chunks of animations. Critical chunks, whose names start with a
# capital, stay anyway: without them a decoder would refuse the file.
_LOOKS = {b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT", b"cICP", b"mDCV", b"mDCv"}
_LOOKS |= {b"cLLI", b"cLLi", b"bKGD", b"pHYs", b"acTL", b"fcTL", b"fdAT"}


class Png(TaggedContainer):
    """PNG files; a chunk's kind is its name. XMP is a text, known by its key."""

    name, start = "PNG", b"\x89PNG\r\n\x1a\n"
    exif_kind, manifest_kind = b"eXIf", b"caBX"

    def split(self, data: bytes) -> Iterator[Part]:
        """Yield the chunks, and the bytes behind the end."""
        place, name = len(self.start), b""
        while name != b"IEND" and (place < len(data) or not name):
            if len(data) - place < 12:
                raise self.damaged("half a chunk at its end")
            length, new = struct.unpack_from(">I4s", data, place)
            end = place + 12 + length
            if end > len(data):
                raise self.damaged("a chunk is too long")
            if not name and new != b"IHDR":
                raise self.damaged("it has no head")
            name = new
            yield Part(name, data[place:end], slice(8, -4))
            place = end
        yield Part(b"", data[place:])

    def part(self, kind: bytes, payload: bytes) -> Part:
        """Return a chunk with its checksum."""
        return Part(kind, _written(kind, payload), slice(8, -4))

    def front(self, parts: Sequence[Part]) -> int:
        """Return 1: the head."""
        return 1

    def essentials(self, parts: Sequence[Part]) -> list[Part]:
        """Return the chunks that say how the pixels look."""
        return [part for part in parts if part.kind in _LOOKS or part.kind[:1].isupper()]

    def may_tell_orientation(self, part: Part) -> bool:
        """Return whether it is EXIF or XMP, also as ImageMagick writes them into texts."""
        return part.kind == self.exif_kind or _key(part).startswith((_XMP, "Raw profile type "))

    def renewed(self, parts: Sequence[Part], record: Record) -> tuple[list[Part], list[Part]]:
        """Return our texts, and the chunks that they don't replace.

        Somebody else's text keeps ours of the same key out.
        """
        kept = [part for part in parts if not _is_ours(part)]
        theirs = {_key(part) for part in kept}
        texts = (
            fitted(record, write, MOST_WRITTEN)
            for key, write in _WRITERS.items()
            if key not in theirs
        )
        return [Part(text[4:8], text, slice(8, -4)) for text in texts if text], kept

    def texts(self, data: bytes) -> dict[str, str]:
        """Return the texts that may say how the picture was made, by their keys."""
        texts: dict[str, str] = {}
        candidates = (
            part
            for part in islice(self.readable(data), _MOST_CHUNKS)
            if part.kind == self.exif_kind or _key(part) in _READ
            if len(part.payload) <= MOST_READ
        )
        for part in islice(candidates, _MOST_TEXTS):
            if part.kind == self.exif_kind:
                texts = exif.texts(part.payload) | texts
            elif (key := _key(part)) not in texts:
                texts[key] = _text(part)
        record = xmp.record_in(texts.pop(_XMP, "").encode("utf-8", "replace"))
        return {NAME: record} | texts if record else texts


# -- texts written ----------------------------------------------------------------------


def _parameters(record: Record) -> bytes:
    text = a1111_text(record)
    try:
        return _written(b"tEXt", b"parameters\0" + text.encode("latin-1"))
    except UnicodeEncodeError:
        return _international("parameters", text.encode())


def _record(record: Record) -> bytes:
    return _written(b"tEXt", f"{NAME}\0{as_json(record)}".encode())


def _packet(record: Record) -> bytes:
    return _international(_XMP, xmp.packet(record, with_record=False))


_WRITERS = {"parameters": _parameters, NAME: _record, _XMP: _packet}


def _international(key: str, text: bytes) -> bytes:
    """Return a text in UTF-8, not compressed, in no language."""
    return _written(b"iTXt", key.encode() + b"\0\0\0\0\0" + text)


def _written(name: bytes, data: bytes) -> bytes:
    checksum = zlib.crc32(name + data)
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", checksum)


# -- texts read -------------------------------------------------------------------------


def _key(part: Part) -> str:
    """Return a text's key; empty for other chunks."""
    if part.kind not in _TEXTS:
        return ""
    return part.payload[:80].partition(b"\0")[0].decode("latin-1")


def _is_ours(part: Part) -> bool:
    """Return whether an earlier call wrote this chunk."""
    key = _key(part)
    if key not in _WRITERS or len(part.payload) > MOST_READ:
        return False
    text = _text(part)
    if key == _XMP:
        return xmp.is_ours(text.encode("utf-8", "replace"))
    return key == NAME or is_our_text(text)


def _text(part: Part) -> str:
    """Return a chunk's text, unpacked; nothing if it is damaged or too long."""
    _, _, rest = part.payload.partition(b"\0")
    match part.kind:
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
        text = unpacker.decompress(data, MOST_READ)
    except zlib.error:
        return b""
    return b"" if unpacker.unconsumed_tail else text
