"""A picture as text: base64 in all its spellings, and how bytes of a picture begin.

Gateways leave the prefix of a data URL out or write it twice, percent-encode it, wrap lines,
use the other alphabet, or drop the padding (generative-computing/mellea#1090,
khoj-ai/khoj#1082). What decodes is decoded, and the bytes say what it is.
"""

from __future__ import annotations

import re
from urllib.parse import unquote, unquote_to_bytes

import pybase64

from ..errors import PictureError
from ..images.picture import MAX_DATA

__all__ = ["SHORTEST", "begins_as_picture", "decoded", "has_its_end", "is_picture", "too_large"]

SHORTEST = 40  # characters of a picture in base64
MOST_PIECES = 1000  # of one picture, each padded
_HEAD = 400  # characters that show what a text is
_APPENDED = 64  # bytes behind a picture that hold no other one

_PREFIX = re.compile(r"(?:[\s\"'`<]|data:[^,\"'<>]{0,200},|;?base64,)*+", re.IGNORECASE)
_HEX = re.compile(
    r"(?:0x|\\x)?(89504e470d0a1a0a|ffd8ff|47494638|52494646)[0-9a-f]{20}", re.IGNORECASE
)
_URL_SAFE = bytes.maketrans(b"-_", b"+/")
_BETWEEN = b" \t\r\n\f\v\\\"'`"  # what stands between the letters of base64
_BEHIND = b").,;:>]}*"


def is_picture(data: bytes) -> bool:
    """Whether bytes begin as a picture does, of a type that can be shown or of another."""
    return (
        data.startswith((b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a"))
        or (data.startswith(b"RIFF") and data[8:12] == b"WEBP")
        or (data.startswith(b"BM") and data[6:10] == bytes(4))
        or data.startswith((b"II*\0", b"MM\0*", b"\0\0\0\x0cJXL \r\n"))
        or data[4:12] in (b"ftypavif", b"ftypavis", b"ftypheic", b"ftypheix", b"ftypmif1")
    )


def has_its_end(data: bytes) -> bool:
    """Whether a picture ends as its type does, but for a few bytes that some append."""
    if data.startswith(b"RIFF"):
        return 8 <= len(data) - int.from_bytes(data[4:8], "little") < 8 + _APPENDED
    if data.startswith(b"GIF"):
        return data.endswith(b";")
    end = b"\xff\xd9" if data.startswith(b"\xff\xd8") else b"IEND\xaeB`\x82"
    return end in data[-_APPENDED:]


def decoded(text: str) -> bytes:
    """Return the bytes that a text encodes; `PictureError` if it encodes none."""
    data = _decoded_once(text)
    if not is_picture(data) and _encodes_again(data[:_HEAD]):
        return decoded(data.decode("ascii", "replace"))
    return data


def _encodes_again(head: bytes) -> bool:
    """Whether decoded bytes are a text that encodes a picture: some encode twice."""
    return len(head) >= 16 and head.isascii() and begins_as_picture(head.decode("ascii"))


def _decoded_once(text: str) -> bytes:
    label, encoded = _label_and_rest(text)
    if "image/svg" in label:
        raise PictureError("an SVG is no pixel picture, and can hold scripts: refused")
    if not encoded:
        raise PictureError("a part that should be a picture holds none")
    if len(encoded) > 3 * MAX_DATA:  # of a percent-encoded byte's characters
        raise too_large()
    try:
        if _HEX.match(encoded):  # which is base64 of something else as well
            return bytes.fromhex(encoded.removeprefix("0x").removeprefix("\\x"))
        return pybase64.b64decode(encoded, validate=True)
    except ValueError:
        # The exception is looked into only now, because a scan of every well-formed picture
        # would cost more than decoding it.
        pass
    if label.startswith("data:") and "base64" not in label:
        data = unquote_to_bytes(encoded)
        if is_picture(data):
            return data
    data = _loosely_decoded(encoded)
    if not data:
        raise PictureError("the picture's base64 is damaged")
    return data


def too_large() -> PictureError:
    """Return the error for a picture of more than `MAX_DATA` bytes."""
    return PictureError(f"the picture is larger than {MAX_DATA // 1_000_000} MB")


def _label_and_rest(text: str) -> tuple[str, str]:
    """Return the data URL's prefixes in small letters, however many, and what they label."""
    if "%" in text[:_HEAD]:
        head = unquote(text[:_HEAD])
        if "," in head and "," not in text[:_HEAD]:  # the whole of it is percent-encoded
            text = unquote(text)
    prefix = _PREFIX.match(text)
    end = prefix.end() if prefix else 0
    return text[:end].strip("\"'`< \t\r\n").lower(), text[end:] if end else text


def _loosely_decoded(encoded: str) -> bytes:
    """Return the bytes in base64 of either alphabet, wrapped, padded anyhow."""
    if "%" in encoded:
        encoded = unquote(encoded)
    encoded = encoded.replace("\\n", "").replace("\\r", "")
    letters = encoded.encode("utf-8", "replace").translate(_URL_SAFE, _BETWEEN).rstrip(_BEHIND)
    begin, *others = re.split(b"=+", letters, maxsplit=MOST_PIECES)
    try:
        # Base64 that was encoded in pieces is padded inside.
        return b"".join(map(_unpadded, [begin, *(o for o in others if len(o) >= SHORTEST)]))
    except ValueError:
        return b""


def _unpadded(letters: bytes) -> bytes:
    if len(letters) % 4 == 1:  # cut off inside a byte
        letters = letters[:-1]
    return pybase64.b64decode(letters + b"=" * (-len(letters) % 4), validate=True)


def begins_as_picture(text: str) -> bool:
    """Whether a text says that it is a picture, or begins as one in base64."""
    label, encoded = _label_and_rest(text[:_HEAD])
    if "image/" in label:
        return True
    if label.startswith("data:") and "base64" not in label:
        return is_picture(unquote_to_bytes(encoded))
    head = _loosely_decoded(encoded[:80])
    return _HEX.match(encoded) is not None or is_picture(head) or _encodes_again(head)
