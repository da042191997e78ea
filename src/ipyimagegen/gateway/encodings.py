"""The encodings of a body on its way, which are taken off whatever its headers say.

We ask for none, and a cache in between packs all the same, also without a word of it
(Han-1413141/dsh-cost-meter#172); others write a character set where the packing belongs
(encode/httpx#195). So the bytes decide, as they do for pictures. It happens before anything
else looks at the body, because only then a key in it can be found and taken out.
"""

from __future__ import annotations

import codecs
import io
import json
import re
import zlib
from collections.abc import Callable
from importlib import import_module
from typing import Any

import pybase64

__all__ = ["take_off"]

CHUNK = 64 * 1024
MOST_PIECES = 20_000  # of one body: each costs more than its bytes
LAYERS = 3  # of a cache that packs what was packed already; more would be an attack

_GZIP = b"\x1f\x8b"
_STARTS: dict[str, tuple[bytes, ...]] = {
    "gzip": (_GZIP,),
    "zstd": (b"\x28\xb5\x2f\xfd",),
    "zlib": (b"\x78\x01", b"\x78\x5e", b"\x78\x9c", b"\x78\xda"),
    "base64": (b"eyJ", b"ewo", b"H4sI"),  # of JSON, and of what gzip packed
}
_CHUNK = re.compile(rb"([0-9a-f]{1,8}) *(?:;[^\r\n]{0,200})?\r\n", re.IGNORECASE)
_PLAIN = (b"{", b"[", b'"', b"<", b":", b"data:", b"event:")


def take_off(body: bytes | bytearray, label: str, limit: int) -> tuple[bytes | bytearray, str]:
    """Return a body without its encodings, and the name of one that can't be taken off.

    Parameters
    ----------
    body
        As it came; if it is cut off, as much is returned as it holds.
    label
        The header ``Content-Encoding``, believed only where bytes say nothing.
    limit
        Bytes. One that unpacks to more ends soon after them.
    """
    for _ in range(LAYERS):
        packing = _packing(body, label)
        if not packing:
            break
        try:
            unpacked = _UNPACKERS[packing](bytes(body), limit)
        except ImportError:
            return body, packing
        if not unpacked:
            return body, packing if packing in ("br", "zstd") else ""
        body, label = unpacked, ""
    return _in_utf8(body), ""


def _packing(body: bytes | bytearray, label: str) -> str:
    """Return how a body is packed: by its first bytes, or by its label where these are none."""
    for packing, starts in _STARTS.items():
        if body.startswith(starts):
            return packing
    if _CHUNK.match(body):
        return "chunked"
    if bytes(body[:CHUNK]).lstrip().startswith(_PLAIN) or body[:64].isascii():
        return ""
    return next((name for name in ("br", "deflate") if name in label.lower()), "")


def _inflated(packed: bytes, wbits: int, limit: int) -> bytes:
    """Return the bytes in gzip's, zlib's or a bare deflated stream, as far as it is whole."""
    unpacked, at = bytearray(), 0
    for _ in range(MOST_PIECES):
        unpacker = zlib.decompressobj(wbits)
        while not unpacker.eof and at < len(packed) and len(unpacked) <= limit:
            chunk, before = packed[at : at + CHUNK], unpacker.copy()
            try:
                unpacked += unpacker.decompress(chunk, limit + 1 - len(unpacked))
            except zlib.error:  # damaged, or only its checksum is
                return bytes(unpacked + _until_damage(before, chunk, limit))
            at += len(chunk) - len(unpacker.unused_data)
        # gzip's may be several in a row.
        if len(unpacked) > limit or not packed.startswith(_GZIP, at):
            break
    return bytes(unpacked)


def _from_base64(body: bytes, limit: int) -> bytes:
    try:
        return pybase64.b64decode(body.rstrip(), validate=True)[: limit + 1]
    except ValueError:
        return b""


def _from_chunks(body: bytes, limit: int) -> bytes:
    """Return what a proxy cut into chunks twice, so that their lengths stand in the body."""
    joined, at = bytearray(), 0
    for _ in range(MOST_PIECES):
        chunk = _CHUNK.match(body, at)
        if chunk is None or len(joined) > limit:
            break
        at = chunk.end() + int(chunk[1], 16)
        joined += body[chunk.end() : at]
        at += 2  # the end of the line
    return bytes(joined)


def _until_damage(unpacker: Any, chunk: bytes, limit: int) -> bytes:
    unpacked = bytearray()
    for byte in chunk:
        try:
            unpacked += unpacker.decompress(bytes((byte,)), limit)
        except zlib.error:
            break
        if len(unpacked) > limit:
            break
    return bytes(unpacked)


def _from_zstd(packed: bytes, limit: int) -> bytes:
    zstandard = import_module("zstandard")  # httpx's optional package, as the next one
    unpacked = bytearray()
    with zstandard.ZstdDecompressor().stream_reader(
        io.BytesIO(packed), read_across_frames=True
    ) as stream:
        try:
            while len(unpacked) <= limit and (chunk := stream.read(CHUNK)):
                unpacked += chunk
        except zstandard.ZstdError:
            pass  # damaged or cut off: as far as it is whole
    return bytes(unpacked)


def _from_brotli(packed: bytes, limit: int) -> bytes:
    brotli = import_module("brotli")
    unpacked, unpacker = bytearray(), brotli.Decompressor()
    try:
        for start in range(0, len(packed), CHUNK):
            chunk = packed[start : start + CHUNK]
            while chunk or not unpacker.can_accept_more_data():
                unpacked += unpacker.process(chunk, output_buffer_limit=CHUNK)
                chunk = b""
                if len(unpacked) > limit:
                    return bytes(unpacked)
    except brotli.error:
        pass  # damaged or cut off: as far as it is whole
    return bytes(unpacked)


_UNPACKERS: dict[str, Callable[[bytes, int], bytes]] = {
    "gzip": lambda packed, limit: _inflated(packed, 31, limit),
    "zlib": lambda packed, limit: _inflated(packed, 15, limit),
    "deflate": lambda packed, limit: _inflated(packed, -15, limit),
    "base64": _from_base64,
    "chunked": _from_chunks,
    "zstd": _from_zstd,
    "br": _from_brotli,
}


def _in_utf8(body: bytes | bytearray) -> bytes | bytearray:
    """Return a text of two or four bytes a character as UTF-8, and all else as it is."""
    head = bytes(body[:64])
    name = json.detect_encoding(head)
    if not name.startswith(("utf-16", "utf-32")):
        return body
    # Some pictures begin with bytes of zero, too.
    begun = head.decode(name, "replace").lstrip("\ufeff")
    if not begun.strip() or not begun[:8].isascii():
        return body
    return codecs.decode(body, name, "replace").lstrip("\ufeff").encode("utf-8", "replace")
