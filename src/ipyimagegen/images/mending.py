"""Mending: copies of files that every viewer shows and a strict decoder refuses.

Programs write texts longer than a decoder's limit (python-pillow/Pillow#8363), profiles that
are too large (#2445), wrong checksums (#5978, #4472), wrong lengths, and files without their
end. Pillow's switches that would let these through are global: they would change how the
user's own code reads pictures, and other threads'. So a copy without the trouble is made here,
for one decoder and one moment. The delivered bytes stay as they are.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Callable, Iterator
from typing import NamedTuple

__all__ = ["Mended", "mend"]

MAX_PROFILE = 8_000_000  # bytes of a colour profile, unpacked: as many as libpng takes


class Mended(NamedTuple):
    """A copy that a decoder may take.

    Parameters
    ----------
    data
        The copy, up to where the file ends.
    flaw
        The trouble in words for a person; empty where the file is sound, and only large.
    profile
        A colour profile that was too large for the decoder.
    endings
        Two ends for the copy: where the pictures that they make differ, the file had none.
    """

    data: bytes
    flaw: str
    profile: bytes | None = None
    endings: tuple[bytes, bytes] = (b"", b"")


def mend(data: bytes, type: str) -> Mended | None:
    """Return a copy of a file without what a decoder stumbles over; None if there is no picture.

    Parameters
    ----------
    data
        The encoded picture.
    type
        Its sniffed type.
    """
    mender = _MENDERS.get(type)
    return Mended(data, "its end is missing") if mender is None else mender(data)


# -- PNG --------------------------------------------------------------------------------

_PNG = b"\x89PNG\r\n\x1a\n"
_NEEDED = {b"IHDR", b"PLTE"}  # used whatever their checksums say
_WANTED = {b"tRNS", b"eXIf"}


def _mended_png(data: bytes) -> Mended | None:
    """Return the pixels, and the side chunks that change how they look."""
    kept: list[bytes] = []
    pixels: list[bytes] = []
    wrong: dict[str, None] = {}
    profile, name = None, b""
    for name, payload, is_sound in _chunks(data):
        if not is_sound and name != b"IEND":
            wrong[name.decode("ascii")] = None
        if name == b"IDAT":
            pixels.append(payload)
        elif name in _NEEDED or (name in _WANTED and is_sound):
            kept.append(_chunk(name, payload))
        elif name == b"iCCP" and is_sound:
            profile = _unpacked_profile(payload)
    if not kept or not pixels:
        return None
    flaws = [f"a wrong checksum in {', '.join(wrong)}"] if wrong else []
    if name != b"IEND":
        flaws = ["its end is missing"]  # which makes the last chunk's checksum wrong, too
    copy = _PNG + b"".join(kept) + _chunk(b"IDAT", b"".join(pixels)) + _chunk(b"IEND", b"")
    return Mended(copy, ", ".join(flaws), profile)


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes, bool]]:
    """Yield each chunk's name, its payload and whether its checksum is right, up to the end."""
    place, name = len(_PNG), b""
    while name != b"IEND" and place + 8 < len(data):
        length, name = struct.unpack_from(">I4s", data, place)
        if not name.isalpha():
            return
        payload, check = data[place + 8 : place + 8 + length], data[place + 8 + length :][:4]
        yield name, payload, check == zlib.crc32(name + payload).to_bytes(4)
        place += 12 + length


def _chunk(name: bytes, payload: bytes) -> bytes:
    check = zlib.crc32(name + payload)
    return struct.pack(">I", len(payload)) + name + payload + struct.pack(">I", check)


def _unpacked_profile(payload: bytes) -> bytes | None:
    _, _, packed = payload.partition(b"\0")
    unpacker = zlib.decompressobj()
    try:
        profile = unpacker.decompress(packed[1:], MAX_PROFILE)
    except zlib.error:
        return None
    return profile if unpacker.eof else None


# -- JPEG -------------------------------------------------------------------------------

_END = b"\xff\xd9"
_SCAN, _START = b"\xda", b"\xd8"
_MARKER = re.compile(rb"\xff([\xc0-\xcf\xd8\xda-\xfe])", re.DOTALL)
_SIDE = re.compile(rb"\xff(?:[\xe0-\xef]|\xfe)")
_LOOKS = re.compile(rb"\xff(?:\xe0..JFIF|\xe1..Exif|\xe2..ICC_PROFILE|\xee..Adobe)", re.DOTALL)

# Behind an end mark a decoder makes up grey rows. Behind more bits without one it waits for the
# rest, and the bits let it finish the last rows that the file has. Zero comes first, because the
# file may end with half a marker.
_MORE_BITS = bytes(range(255)) * 2


def _mended_jpeg(data: bytes) -> Mended | None:
    """Return the tables and the scans, and the side segments that change how they look."""
    kept, place, is_sound = [b"\xff" + _START], 2, True
    while match := _MARKER.search(data, place):
        start, marker = match.start(), match[1]
        if marker == _START:  # a thumbnail, in a segment whose length is wrong
            place = data.find(_END, start) + 2
            if place < start:
                return None
            continue
        end = match.end() + int.from_bytes(data[match.end() : match.end() + 2])
        if marker == _SCAN:
            kept.append(data[start:])
            break
        if data[end : end + 1] != b"\xff":
            place, is_sound = match.end(), False
            continue
        if not _SIDE.match(data, start) or _LOOKS.match(data, start):
            kept.append(data[start:end])
        place = end
    else:
        return None
    scans = kept[-1]
    is_rough = scans.count(b"\xff" + _SCAN) > 1  # all rows are there with the first scan
    flaw = "" if is_sound else "a wrong length in its head"
    if _END not in scans:
        flaw = "its end is missing: it may be blurred" if is_rough else "its end mark is missing"
    return Mended(b"".join(kept), flaw, endings=(_END, _END if is_rough else _MORE_BITS))


# -- WebP -------------------------------------------------------------------------------

_PICTURE_CHUNKS = {b"VP8X", b"VP8 ", b"VP8L", b"ALPH", b"ANIM", b"ANMF", b"ICCP", b"EXIF"}


def _mended_webp(data: bytes) -> Mended | None:
    """Return the chunks with the lengths that they have."""
    kept, place = [], 12
    while place + 8 < len(data):
        name, length = struct.unpack_from("<4sI", data, place)
        payload = data[place + 8 : place + 8 + length]
        if name in _PICTURE_CHUNKS:
            kept.append(name + struct.pack("<I", len(payload)) + payload + b"\0" * (length & 1))
        place += 8 + length + (length & 1)
    body = b"WEBP" + b"".join(kept)
    return Mended(b"RIFF" + struct.pack("<I", len(body)) + body, "a wrong length in its head")


_MENDERS: dict[str, Callable[[bytes], Mended | None]] = {
    "png": _mended_png,
    "jpeg": _mended_jpeg,
    "webp": _mended_webp,
}
