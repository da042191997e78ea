"""JPEG: segments of at most 64 KB before the compressed picture."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator, Sequence
from itertools import takewhile

from .container import Part, TaggedContainer

__all__ = ["Jpeg"]

_START, _END, _SCAN = b"\xd8", b"\xd9", b"\xda"
_APP0, _APP15, _COMMENT = b"\xe0", b"\xef", b"\xfe"
_BARE = {bytes([marker]) for marker in (0x01, *range(0xD0, 0xDA))}  # without a length
_MOST = 0xFFFF - 2  # bytes that a segment holds

# The label with which a segment's data may begin, because many programs share few markers.
_EXIF, _XMP = b"Exif\0\0", b"http://ns.adobe.com/xap/1.0/\0"
_ICC, _JFIF, _ADOBE, _BOXES = b"ICC_PROFILE\0", b"JFIF\0", b"Adobe", b"JP"
_LABEL = re.compile(b"|".join([_EXIF, _XMP, _ICC, _JFIF, _ADOBE, _BOXES]))

# JFIF is a density (another label here, JFXX, a thumbnail); Adobe names the channels.
_LOOKS = {b"\xe0" + _JFIF, b"\xe2" + _ICC, b"\xee" + _ADOBE}

# Where the compressed data of a scan ends: at a marker that is neither an escaped FF nor
# a restart. A progressive picture has several scans, with tables between them.
_AFTER_SCAN = re.compile(rb"\xff[^\x00\xff\xd0-\xd7]")


class Jpeg(TaggedContainer):
    """JPEG files; a segment's kind is its marker and its label."""

    name, start = "JPEG", b"\xff" + _START
    exif_kind, xmp_kind = b"\xe1" + _EXIF, b"\xe1" + _XMP
    profile_kind, manifest_kind = b"\xe2" + _ICC, b"\xeb" + _BOXES

    def split(self, data: bytes) -> Iterator[Part]:
        """Yield the segments up to a scan's head, then the compressed picture as a whole."""
        place, marker = 2, _START
        while marker != _SCAN:
            segment = self._segment(data, place)
            marker = segment.kind[:1]
            if marker in {_START, _END}:
                raise self.damaged("it holds no picture")
            yield segment
            place += len(segment.raw)
        yield Part(b"", data[place:])

    def part(self, kind: bytes, payload: bytes) -> Part:
        """Return a segment."""
        marker, data = kind[:1], kind[1:] + payload
        raw = b"\xff" + marker + struct.pack(">H", len(data) + 2) + data
        return Part(kind, raw, slice(3 + len(kind), None))

    def essentials(self, parts: Sequence[Part]) -> list[Part]:
        """Return the segments that say how the pixels look, and the picture."""
        *head, picture = parts
        return [
            part
            for part in (*head, *self._scans(picture.raw))
            if part.kind in _LOOKS
            or not (_APP0 <= part.kind[:1] <= _APP15 or part.kind[:1] == _COMMENT)
        ]

    def is_manifest(self, part: Part) -> bool:
        """Return whether a part holds a C2PA manifest, and not a box of another standard."""
        return super().is_manifest(part) and b"c2pa" in part.payload

    def room(self, kind: bytes) -> int:
        """Return how many bytes a segment has behind its label."""
        return _MOST - len(kind[1:])

    def front(self, parts: Sequence[Part]) -> int:
        """Return how many segments are JFIF's, which has to stay the first."""
        return len(list(takewhile(lambda part: part.kind[:1] == _APP0, parts)))

    def _scans(self, data: bytes) -> Iterator[Part]:
        """Yield the compressed picture: scans' data, tables between them, and the end marker.

        A picture that is cut off has no end marker, and viewers show it all the same.
        """
        place = 0
        while match := _AFTER_SCAN.search(data, place):
            yield Part(b"", data[place : match.start()])
            place, marker = match.start(), _START
            while marker != _SCAN:
                segment = self._segment(data, place)
                yield segment
                marker = segment.kind[:1]
                if marker == _END:
                    return
                place += len(segment.raw)
        yield Part(b"", data[place:])

    def _segment(self, data: bytes, start: int) -> Part:
        place = start
        while data[place : place + 2] == b"\xff\xff":  # padding
            place += 1
        marker = data[place + 1 : place + 2]
        if data[place : place + 1] != b"\xff" or marker in {b"", b"\0"}:
            raise self.damaged("a segment is missing")
        place += 2
        if marker in _BARE:
            return Part(marker, data[start:place])
        end = place + int.from_bytes(data[place : place + 2], "big")
        if not place + 2 <= end <= len(data):
            raise self.damaged("a segment is too long")
        match = _LABEL.match(data, place + 2, end)
        label = match[0] if match else b""
        return Part(marker + label, data[start:end], slice(place + 2 + len(label) - start, None))
