"""WebP: a RIFF file of chunks, which needs a head of its own before it may hold metadata."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence

from .container import Part, TaggedContainer

__all__ = ["WebP"]

_HEAD, _LOSSY, _LOSSLESS = b"VP8X", b"VP8 ", b"VP8L"
_EXIF, _XMP = b"EXIF", b"XMP "
_LOOKS = {_HEAD, _LOSSY, _LOSSLESS, b"ALPH", b"ANIM", b"ANMF", b"ICCP"}
_HAS_XMP, _HAS_EXIF, _HAS_ALPHA = 0x04, 0x08, 0x10  # flags of the head


class WebP(TaggedContainer):
    """WebP files; a chunk's kind is its name."""

    name = "WEBP"
    exif_kind, xmp_kind, profile_kind, manifest_kind = _EXIF, _XMP, b"ICCP", b"C2PA"

    def split(self, data: bytes) -> Iterator[Part]:
        """Yield the chunks, and the bytes behind the end that the file's start announces."""
        whole = 8 + int.from_bytes(data[4:8], "little")
        if whole > len(data):
            raise self.damaged("it is shorter than it says")
        place = 12
        while place + 8 <= whole:
            name, length = struct.unpack_from("<4sI", data, place)
            end = place + 8 + length
            if end > whole:
                raise self.damaged("a chunk is too long")
            yield Part(name, data[place:end] + b"\0" * (length % 2), slice(8, 8 + length))
            place = end + length % 2
        yield Part(b"", data[whole:])

    def part(self, kind: bytes, payload: bytes) -> Part:
        """Return a chunk, filled up to an even length."""
        length = len(payload)
        raw = kind + struct.pack("<I", length) + payload + b"\0" * (length % 2)
        return Part(kind, raw, slice(8, 8 + length))

    def join(self, parts: Sequence[Part]) -> bytes:
        """Return a file of these chunks, EXIF and XMP at its end, with a head that names them."""
        chunks = sorted(
            (part for part in parts if part.kind),
            key=lambda part: (part.kind == _XMP, part.kind == _EXIF),
        )
        if not chunks:
            raise self.damaged("it holds no picture")
        kinds = {chunk.kind for chunk in chunks}
        if chunks[0].kind != _HEAD and kinds & {_EXIF, _XMP}:
            chunks.insert(0, self._new_head(chunks[0]))
        if chunks[0].kind == _HEAD:
            head = chunks[0].payload
            if len(head) != 10:
                raise self.damaged("its head has the wrong length")
            flags = head[0] & ~(_HAS_XMP | _HAS_EXIF)
            flags |= _HAS_XMP * (_XMP in kinds) | _HAS_EXIF * (_EXIF in kinds)
            chunks[0] = self.part(_HEAD, bytes([flags]) + head[1:])
        body = b"WEBP" + b"".join(chunk.raw for chunk in chunks)
        rest = b"".join(part.raw for part in parts if not part.kind)
        return b"RIFF" + struct.pack("<I", len(body)) + body + rest

    def essentials(self, parts: Sequence[Part]) -> list[Part]:
        """Return the chunks that say how the pixels look."""
        return [part for part in parts if part.kind in _LOOKS]

    def _new_head(self, picture: Part) -> Part:
        """Return the head that a bare picture lacks: its size, and whether it has alpha."""
        data = picture.payload
        if picture.kind == _LOSSY and data[3:6] == b"\x9d\x01\x2a" and len(data) >= 10:
            width, height = (side & 0x3FFF for side in struct.unpack_from("<HH", data, 6))
            flags = 0
        elif picture.kind == _LOSSLESS and data[:1] == b"\x2f" and len(data) >= 5:
            (bits,) = struct.unpack_from("<I", data, 1)
            width, height = (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
            flags = _HAS_ALPHA * (bits >> 28 & 1)
        else:
            raise self.damaged("it begins with no picture")
        if not width or not height:
            raise self.damaged("it has no pixels")
        sides = (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
        return self.part(_HEAD, bytes([flags, 0, 0, 0]) + sides)
