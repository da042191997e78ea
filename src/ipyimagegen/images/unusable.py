"""Files that are called a picture and are none, or none that is taken: what they are.

A pointer of Git LFS, a log-in page that was downloaded, a photo in a camera's own format: a
viewer says "unknown format", and people look for the mistake in the wrong place. The first
bytes tell what a file is, and that tells what to do.
"""

from __future__ import annotations

import re
import struct
from typing import NamedTuple

from ..errors import PictureError
from ..text import one_line

__all__ = ["is_raw", "unusable"]

_READABLE = "PNG, JPEG, WEBP, GIF, BMP, TIFF and AVIF can be read"

_HEAD = 4096  # bytes that are looked at
_EXPORT = "Export it as PNG or JPEG."
_UNPACK = "Unpack it first, and name one picture of it."
_FRAME = "Save one of its frames as PNG or JPEG."
_AGAIN = "Get it again from where it came from."
_SHORTCUT = "Name the file that it leads to."


class _Kind(NamedTuple):
    """What is wrong with a file, as a sentence behind its name, and the next step."""

    words: str
    hint: str


def _picture(noun: str, hint: str = _EXPORT) -> _Kind:
    return _Kind(f"{noun} can't be used", hint)


def _other(noun: str, hint: str = "Name a picture.") -> _Kind:
    return _Kind(f"{noun} is no picture", hint)


_STARTS: dict[bytes, _Kind] = {
    b"BM": _picture("a BMP"),
    b"II*\0": _picture("a TIFF"),
    b"MM\0*": _picture("a TIFF"),
    b"II+\0": _picture("a TIFF"),
    b"MM\0+": _picture("a TIFF"),
    b"\0\0\1\0": _picture("an icon (ICO)"),
    b"\0\0\2\0": _picture("a TGA picture or a cursor"),
    b"icns": _picture("an icon (ICNS)"),
    b"8BPS": _picture("a Photoshop file"),
    b"gimp xcf": _picture("a GIMP file"),
    b"\0\0\0\x0cjP  \r\n\x87\n": _picture("a JPEG 2000"),
    b"\xff\x4f\xff\x51": _picture("a JPEG 2000"),
    b"\0\0\0\x0cJXL \r\n\x87\n": _picture("a JPEG XL"),
    b"\xff\x0a": _picture("a JPEG XL"),
    b"v/1\x01": _picture("an OpenEXR picture"),
    b"#?RADIANCE": _picture("a Radiance HDR picture"),
    b"DDS ": _picture("a DDS texture"),
    b"qoif": _picture("a QOI picture"),
    b"SIMPLE  =": _picture("a FITS file"),
    b"%PDF": _other("a PDF", "Export the page as PNG or JPEG."),
    b"%!PS": _picture("a PostScript file"),
    b"\xc5\xd0\xd3\xc6": _picture("a PostScript file"),
    b"PK\3\4": _other("a zip file, or an office document", _UNPACK),
    b"\x1f\x8b": _other("a gzip file", _UNPACK),
    b"7z\xbc\xaf\x27\x1c": _other("a 7z file", _UNPACK),
    b"Rar!": _other("a RAR file", _UNPACK),
    b"BZh": _other("a bzip2 file", _UNPACK),
    b"\xfd7zXZ\0": _other("an xz file", _UNPACK),
    b"\x28\xb5\x2f\xfd": _other("a Zstandard file", _UNPACK),
    b"\x1a\x45\xdf\xa3": _other("a video (WebM or Matroska)", _FRAME),
    b"\0\0\1\xba": _other("a video (MPEG)", _FRAME),
    b"FLV": _other("a video (Flash)", _FRAME),
    b"OggS": _other("a video or a sound (Ogg)", _FRAME),
    b"ID3": _other("a sound (MP3)"),
    b"fLaC": _other("a sound (FLAC)"),
    b"\x93NUMPY": _other("a NumPy file", "Give the array instead: numpy.load(…)."),
    b"\x89HDF": _other("an HDF5 file", "Give the array in it instead."),
    b"SQLite format 3\0": _other("an SQLite database"),
    b"L\0\0\0\1\x14\2\0": _other("a Windows shortcut", _SHORTCUT),
    b"book\0\0\0\0mark": _other("a macOS alias", _SHORTCUT),
    b"bplist00": _other("a property list", "In iCloud, download the picture itself first."),
    b"\0\5\x16\7": _other("a side file of macOS", "Name the file without '._' before its name."),
    b"\x89PNG\n\x1a\n": _Kind("a PNG that was changed as if it were text", _AGAIN),
    b"\x89PNG\r\r\n": _Kind("a PNG that was changed as if it were text", _AGAIN),
    b"\xc2\x89PNG": _Kind("a PNG that was changed as if it were text", _AGAIN),
    b"\xef\xbf\xbdPNG": _Kind("a PNG that was changed as if it were text", _AGAIN),
    b"\xc3\xbf\xc3\x98": _Kind("a JPEG that was changed as if it were text", _AGAIN),
    b"\xef\xbf\xbd\xef\xbf\xbd": _Kind("a picture that was changed as if it were text", _AGAIN),
}  # fmt: skip

_RAW_STARTS = (b"FUJIFILMCCD-RAW", b"IIU\0", b"IIRO", b"IIRS", b"MMOR", b"FOVb", b"\0MRM")
_RAW = _picture("a camera's raw file")
_RAW_TAGS = {33422, 50706}  # of a pattern of colour filters, and of a DNG
_MAKER, _FURTHER = 271, 330  # the camera's maker, and further pictures: the first is a small one

_RIFF = {
    b"AVI ": _other("a video (AVI)", _FRAME),
    b"WAVE": _other("a sound (WAV)"),
}
_BRANDS = {
    b"avif": _picture("an AVIF"), b"avis": _picture("an AVIF"),
    b"heic": _picture("a HEIC photo"), b"heix": _picture("a HEIC photo"),
    b"mif1": _picture("a HEIC photo"), b"msf1": _picture("a HEIC photo"),
    b"hevc": _picture("a HEIC photo"),
}  # fmt: skip

# In order: the first that fits a text's beginning, in small letters, counts.
_TEXTS: dict[str, _Kind] = {
    r"version https://git-lfs|[^\n]{0,80}git-lfs\.github\.com/spec": _Kind(
        "a Git LFS pointer, not the picture", "git lfs pull fetches the picture."
    ),
    r"\S*/annex/objects/": _Kind(
        "a git-annex pointer, not the picture", "git annex get fetches the picture."
    ),
    r"(md5|wdir|outs):[^\n]*\n(- )?(md5|outs|etag):": _Kind(
        "a DVC pointer, not the picture", "dvc pull fetches the picture."
    ),
    r"<(!doctype html|html|head|body|script|meta)|<(\?xml|!--).*<html": _other(
        "a web page (HTML)",
        "It may ask to log in, or tell of an error: download the picture itself.",
    ),
    r"<svg|<(\?xml|!).*<svg": _Kind(
        "an SVG is no pixel picture; export it as PNG",
        "For instance: inkscape drawing.svg --export-type=png",
    ),
    r"<\?xml|<error": _other("XML", "It may tell of an error: download the picture again."),
    r"data:image/|[a-z0-9+/]{64}[a-z0-9+/=\s]*\Z": _other(
        "base64 text", "base64.b64decode(…) makes bytes of it, and these can be an input."
    ),
    r"\[internetshortcut\]": _other(
        "a shortcut to a web address", "Download the picture, and name its file."
    ),
    r"[{\[](?!\\)": _other("JSON", "It may tell of an error: download the picture again."),
    r"p[1-6]\s": _picture("a PNM picture"),
}


def unusable(data: bytes, name: str, otherwise: str = "") -> PictureError:
    """Return the error for bytes of no type that can be read: what they are, and what to do.

    Parameters
    ----------
    data
        The bytes.
    name
        As errors call them.
    otherwise
        The message where nobody knows what they are.
    """
    if not data:
        return PictureError(f"{name} is empty", hint=_AGAIN)
    if not data[:_HEAD].strip(b"\0"):
        return PictureError(
            f"{name} begins with zeros alone, and is no picture",
            hint=f"A disk or a download broke off. {_AGAIN}",
        )
    kind = _kind(data)
    if kind is not None:
        return PictureError(f"{name}: {kind.words}", hint=kind.hint)
    said = _first_words(data)
    if said:
        return PictureError(f"{name}: text is no picture", said=said, hint=_AGAIN)
    return PictureError(
        otherwise or f"{name} is no picture that can be read",
        hint=f"{_READABLE}; export it as one of these.",
    )


def is_raw(data: bytes) -> bool:
    """Return whether bytes are a camera's own format; many look like a TIFF at first."""
    if data.startswith(_RAW_STARTS) or data[4:12] == b"ftypcrx ":
        return True
    if not data.startswith((b"II*\0", b"MM\0*")):
        return False
    order = "<" if data.startswith(b"II") else ">"
    try:
        (place,) = struct.unpack_from(f"{order}I", data, 4)
        (count,) = struct.unpack_from(f"{order}H", data, place)
        tags = {struct.unpack_from(f"{order}H", data, place + 2 + 12 * n)[0] for n in range(count)}
    except struct.error:
        return False
    return data[8:10] == b"CR" or bool(tags & _RAW_TAGS) or {_MAKER, _FURTHER} <= tags


def _kind(data: bytes) -> _Kind | None:
    if is_raw(data):
        return _RAW
    for start, kind in _STARTS.items():
        if data.startswith(start):
            return kind
    if data.startswith(b"RIFF"):
        return _RIFF.get(data[8:12])
    if data[4:8] == b"ftyp":
        return _BRANDS.get(data[8:12], _other("a video (MP4 or MOV)", _FRAME))
    if data[128:132] == b"DICM":
        return _picture("a DICOM file")
    text = _text(data).lower()
    return next((kind for marks, kind in _TEXTS.items() if re.match(f"(?s){marks}", text)), None)


def _text(data: bytes) -> str:
    """Return the beginning of a text without blanks before it; empty for other bytes."""
    head = data[:_HEAD]
    encoding = "utf-16" if head.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        text = head.decode(encoding)
    except UnicodeDecodeError as error:
        if error.start < _HEAD - 4 or encoding == "utf-16":  # not a character cut in two
            return ""
        text = head[: error.start].decode(encoding)
    return "" if "\0" in text else text.lstrip()


def _first_words(data: bytes) -> str:
    return one_line(_text(data).partition("\n")[0], 60)
