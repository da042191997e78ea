"""JPEG: segments of at most 64 KB before the compressed picture."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice
from typing import NamedTuple

from ..errors import PictureError
from . import exif, xmp
from .record import NAME, Record, fitted

__all__ = ["embed", "has_manifest", "strip", "texts"]

_START, _END, _SCAN = 0xD8, 0xD9, 0xDA
_APP0, _APP1, _APP11, _APP15, _COMMENT = 0xE0, 0xE1, 0xEB, 0xEF, 0xFE
_BARE = {0x01, *range(0xD0, 0xD8)}  # markers without a length
_EXIF, _XMP, _ICC = b"Exif\0\0", b"http://ns.adobe.com/xap/1.0/\0", b"ICC_PROFILE\0"
_MOST = 0xFFFF - 2  # bytes that a segment holds
_MOST_XMP = _MOST - len(_XMP)
_MOST_SEGMENTS = 10_000  # looked at for texts

# Where the compressed data of a scan ends: at a marker that is neither an escaped FF nor
# a restart. A progressive picture has several scans, with tables between them.
_AFTER_SCAN = re.compile(rb"\xff[^\x00\xff\xd0-\xd7]")


class _Segment(NamedTuple):
    marker: int
    start: int  # of the whole segment
    end: int  # of its head; a scan's compressed data follow
    data: bytes

    @property
    def is_exif(self) -> bool:
        return self.marker == _APP1 and self.data.startswith(_EXIF)

    @property
    def is_xmp(self) -> bool:
        return self.marker == _APP1 and self.data.startswith(_XMP)


def embed(data: bytes, record: Record) -> bytes:
    """Return a copy with our EXIF comment and XMP behind its head.

    Where somebody else's XMP is in the file, our record is left out with ours: it has no
    other place. The A1111 text is then all that is written.
    """
    segments = list(_head(data))
    new, replaced = _comment(segments, record)
    packets = [segment for segment in segments if segment.is_xmp]
    if all(xmp.is_ours(segment.data[len(_XMP) :]) for segment in packets):
        replaced += packets
        packet = fitted(record, lambda record: xmp.packet(record, with_record=True), _MOST_XMP)
        new += _written(_APP1, _XMP + packet) if packet else b""
    # JFIF's segment has to stay the first.
    labels = next(i for i, segment in enumerate(segments) if segment.marker != _APP0)
    kept = [
        b"" if segment in replaced else data[segment.start : segment.end] for segment in segments
    ]
    rest = data[segments[-1].end :]
    return b"".join([data[:2], *kept[:labels], new, *kept[labels:], rest])


def _comment(segments: list[_Segment], record: Record) -> tuple[bytes, list[_Segment]]:
    """Return the EXIF segment with our comment in it, and the one that it replaces."""
    there = [segment for segment in segments if segment.is_exif][:1]
    block = there[0].data[len(_EXIF) :] if there else b""
    profiled = any(segment.data.startswith(_ICC) for segment in segments)
    written = fitted(
        record,
        lambda record: exif.with_comment(block, record, profiled=profiled) or b"",
        _MOST - len(_EXIF),
    )
    return (_written(_APP1, _EXIF + written), there) if written else (b"", [])


def has_manifest(data: bytes) -> bool:
    """Return whether there is a C2PA segment, as far as the file can be walked."""
    return any(
        segment.marker == _APP11 and segment.data.startswith(b"JP") and b"c2pa" in segment.data
        for segment in _readable(data)
    )


def strip(data: bytes) -> bytes:
    """Return a copy of only the segments that say how its pixels look, and the picture."""
    head = list(_head(data))
    segments = [*head, *_tail(data, head[-1])]
    kept = [segment for segment in segments if not _is_metadata(segment)]
    parts = [data[:2], *(data[segment.start : segment.end] for segment in kept)]
    turn = _orientation(head)
    if turn != 1:
        first = 2 if parts[1].startswith(b"\xff\xe0") else 1
        parts.insert(first, _written(_APP1, _EXIF + exif.only_orientation(turn)))
    return b"".join(parts)


def texts(data: bytes) -> dict[str, str]:
    """Return the texts that may say how the picture was made, named as in a PNG."""
    segments = list(islice(_readable(data), _MOST_SEGMENTS))
    blocks = [segment for segment in segments if segment.is_exif]
    packets = [segment for segment in segments if segment.is_xmp]
    found = exif.texts(blocks[0].data) if blocks else {}
    if packets and (record := xmp.record_in(packets[0].data)):
        found[NAME] = record
    return found


# -- segments ---------------------------------------------------------------------------


def _head(data: bytes) -> Iterator[_Segment]:
    """Yield the segments before the compressed picture, and the scan's head as the last."""
    place, marker = 2, _START
    while marker != _SCAN:
        segment = _segment(data, place)
        marker, place = segment.marker, segment.end
        if marker in {_START, _END}:
            raise PictureError("the JPEG is damaged or cut off", said="it holds no picture")
        yield segment


def _readable(data: bytes) -> Iterator[_Segment]:
    """Yield the head's segments before the first that makes no sense."""
    with suppress(PictureError):
        yield from _head(data)


def _tail(data: bytes, scan: _Segment) -> Iterator[_Segment]:
    """Yield the compressed picture: scans' data, tables between them, and the end marker.

    A picture that is cut off has no end marker, and viewers show it all the same.
    """
    place = scan.end
    while True:
        match = _AFTER_SCAN.search(data, place)
        yield _Segment(_SCAN, place, match.start() if match else len(data), b"")
        if not match:
            return
        place = match.start()
        marker = _START
        while marker != _SCAN:
            segment = _segment(data, place)
            yield segment
            marker, place = segment.marker, segment.end
            if marker == _END:
                return


def _segment(data: bytes, start: int) -> _Segment:
    place = start
    while data[place : place + 2] == b"\xff\xff":  # padding
        place += 1
    if len(data) - place < 2 or data[place] != 0xFF or data[place + 1] == 0:
        raise PictureError("the JPEG is damaged or cut off", said="a segment is missing")
    marker = data[place + 1]
    place += 2
    if marker in _BARE or marker in {_START, _END}:
        return _Segment(marker, start, place, b"")
    length = int.from_bytes(data[place : place + 2], "big")
    if length < 2 or place + length > len(data):
        raise PictureError("the JPEG is damaged or cut off", said="a segment is too long")
    return _Segment(marker, start, place + length, data[place + 2 : place + length])


def _written(marker: int, data: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(data) + 2) + data


def _is_metadata(segment: _Segment) -> bool:
    """Return whether a picture looks the same without this segment."""
    match segment.marker:
        case 0xE0:
            return not segment.data.startswith(b"JFIF\0")  # JFXX is a thumbnail
        case 0xE2:
            return not segment.data.startswith(_ICC)
        case 0xEE:
            return not segment.data.startswith(b"Adobe")  # which says what its channels are
    return _APP0 <= segment.marker <= _APP15 or segment.marker == _COMMENT


def _orientation(segments: list[_Segment]) -> int:
    """Return how the picture is turned: by its EXIF, else by its XMP, as Pillow does."""
    for segment in segments:
        if segment.is_exif and (turn := exif.orientation(segment.data)):
            return turn
    return next((xmp.orientation(segment.data) for segment in segments if segment.is_xmp), 1)
