"""Objects that hold a picture: open files, arrays, figures, widgets, and texts of base64.

Notebooks hold pictures as the values of dozens of libraries, none of which this package
imports. So an object is known by its attributes, and becomes a file, its bytes or a PIL image
here, in one place for cells, the panel and Python.
"""

from __future__ import annotations

import binascii
import io
import os
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pybase64
from PIL import Image

from ..errors import PictureError
from .arrays import array_picture, is_array
from .decoding import check_pixels
from .inputs import MAX_FILE
from .picture import decode_data_url, sniff, without_blanks

__all__ = ["FORMS", "decoded_text", "holds_picture", "picture_in"]

FORMS = (
    "Inputs are our results (of a sweep one: birds[0]), PIL images, paths, bytes, arrays, "
    "open files, figures and uploads."
)

_DATA_URL = re.compile(r"\s*data:", re.IGNORECASE)
_BASE64 = re.compile(r"[A-Za-z0-9+/_\s-]{64,}+={0,2}\s*")  # `+`: blanks are read once
_LINKS = ("http:", "https:", "//")

Held = Path | bytes | Image.Image


def holds_picture(value: object) -> bool:
    """Return whether an object is a picture where text could stand, too: nothing is read.

    Texts never are one, and bytes only if they begin as a picture does.
    """
    if isinstance(value, bytes | bytearray | memoryview):
        return _is_encoded(bytes(value)[:4096])
    return (
        isinstance(value, Image.Image | os.PathLike)
        or _encoded_memory(value) is not None
        or is_array(value)
        or _stream(value) is not None
        or _can_be_saved(value)
        or _inner(value) is not None
        or _is_display(value)
    )


def picture_in(value: object, name: str) -> Held | None:
    """Return the picture that an object holds, as a file, bytes or a PIL image; None without one.

    Parameters
    ----------
    value
        The object. A file is read from its start, and its position stays.
    name
        As errors call it.

    Raises
    ------
    PictureError
        It should hold one, and can't be read.
    """
    if isinstance(value, Image.Image | bytes | bytearray | memoryview | str | os.PathLike):
        return _plain(value)
    encoded = _encoded_memory(value)
    if encoded is not None:
        return encoded
    if is_array(value):
        return array_picture(value, name)
    stream = _stream(value)
    return _shown(value, name) if stream is None else _content(stream, name)


def _plain(value: Any) -> Held | None:
    """Return a picture of a type that Python or Pillow has itself; None for another text."""
    if isinstance(value, str):
        return decoded_text(value)
    if isinstance(value, os.PathLike):
        return Path(os.fsdecode(value))
    return _loaded(value) if isinstance(value, Image.Image) else bytes(value)


def _loaded(image: Image.Image) -> Held:
    """Return a PIL image, or the bytes of its file where that has a flaw and was not read yet."""
    check_pixels(image.size, "the PIL image")
    stream = getattr(image, "fp", None)
    try:
        image.load()
    except Exception:  # noqa: BLE001  # a decoder may raise anything; whoever uses it says why
        if _stream(stream) is not None:
            return _content(stream, "the PIL image")
    return image


def decoded_text(text: str) -> bytes | None:
    """Return the picture in a data URL or in base64; None for another text.

    Raises
    ------
    PictureError
        It is a data URL that holds no picture.
    """
    if _DATA_URL.match(text):
        return decode_data_url(text.strip())
    if not _BASE64.fullmatch(text):
        return None
    packed = "".join(text.split()).rstrip("=").replace("-", "+").replace("_", "/")
    try:
        data = pybase64.b64decode(packed + "=" * (-len(packed) % 4))
    except (binascii.Error, ValueError):
        return None
    return data if sniff(data) else None


def _encoded_memory(value: Any) -> bytes | None:
    """Return the picture's file that an object holds as bytes in memory; None for others.

    OpenCV's `imencode` returns such an array, of one column in its older versions; an `mmap`
    and a `ctypes` buffer are others.
    """
    try:
        memory = memoryview(value)
    except (TypeError, ValueError, BufferError):  # it has no memory to show, or not any more
        return None
    if memory.itemsize != 1 or memory.ndim not in (1, 2) or memory.nbytes != len(memory):
        return None
    data = memory.tobytes()
    return data if _is_encoded(data[:4096]) else None


def _is_encoded(data: bytes) -> bool:
    more = (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+", b"BM")  # TIFF and BMP
    return sniff(without_blanks(data)) is not None or data.startswith(more) or data[4:8] == b"ftyp"


# -- open files -------------------------------------------------------------------------


def _stream(value: object) -> Any:
    """Return an open binary file, or None."""
    wrapped = getattr(value, "__dict__", {}).get("file")  # in the temporary files of tempfile
    for candidate in (value, wrapped):
        if isinstance(candidate, io.TextIOWrapper):
            return candidate.buffer
        if isinstance(candidate, io.IOBase) and not isinstance(candidate, io.TextIOBase):
            return candidate
    return None


def _content(stream: Any, name: str) -> bytes:
    """Return a file's bytes from its start, and put it back to where it was."""
    try:
        if not (stream.closed or stream.readable()):
            raise OSError("it is open for writing only")
        if not stream.seekable():
            data = stream.read(MAX_FILE + 1)
        else:
            place = stream.tell()
            stream.seek(0)
            try:
                data = stream.read(MAX_FILE + 1)
            finally:
                stream.seek(place)
    except (OSError, ValueError) as error:  # ValueError: it is closed
        raise PictureError(
            f"{name} is a file that can't be read",
            said=str(error),
            hint="Open it again, with 'rb'.",
        ) from error
    if len(data) > MAX_FILE:
        raise PictureError(f"{name} is larger than {MAX_FILE // 1_000_000} MB")
    return bytes(data)


# -- figures, displays and widgets ------------------------------------------------------


def _can_be_saved(value: object) -> bool:
    """Return whether an object is a figure as Matplotlib's are, and not the module."""
    return callable(getattr(type(value), "savefig", None))


def _drawn(figure: Any, name: str) -> bytes:
    stream = io.BytesIO()
    try:
        figure.savefig(stream, format="png")
    except Exception as error:  # a figure runs the user's own drawing code
        raise PictureError(
            f"{name} can't be drawn", said=f"{type(error).__name__}: {error}", hint="Show it first."
        ) from error
    return stream.getvalue()


def _inner(value: object) -> object:
    """Return the files of an upload widget, or the value of a picture's; None for other objects."""
    if _files(value):
        return value
    if not callable(getattr(type(value), "observe", None)):  # no widget
        return None
    held = _attribute(value, "value")
    is_upload = hasattr(type(value), "accept")
    return held if is_upload or isinstance(held, bytes | memoryview) else None


def _files(value: object) -> list[bytes | memoryview]:
    """Return the contents of an upload's files, which version 8 lists and version 7 names."""
    if isinstance(value, Mapping):
        value = [value] if "content" in value else list(value.values())
    if not isinstance(value, Sequence) or isinstance(value, str | bytes | bytearray | memoryview):
        return []
    found = []
    for entry in value:
        content = entry.get("content") if isinstance(entry, Mapping) else None
        if not isinstance(content, bytes | memoryview):
            return []
        found.append(content)
    return found


def _uploaded(value: object, name: str) -> bytes:
    """Return the bytes of the only file of an upload, or of a picture's widget."""
    if isinstance(value, bytes | memoryview):
        data = bytes(value)
        if data[:8].decode("latin-1").startswith(_LINKS):
            raise _only_a_link(name)
        return data
    files = _files(value)
    if not files:
        raise PictureError(f"{name} holds no file yet", hint="Upload one first.")
    if len(files) > 1:
        raise PictureError(f"{name} holds {len(files)} files", hint="Give one: upload.value[0].")
    return bytes(files[0])


def _is_display(value: object) -> bool:
    """Return whether an object is made for showing a picture, as IPython's `Image` is."""
    shows = callable(getattr(type(value), "_repr_png_", None))
    return (
        shows
        and not _is_ours(value)
        and any(_attribute(value, name) for name in ("data", "filename", "url"))
    )


def _shown(value: Any, name: str) -> Held | None:
    """Return the picture that a figure, a widget or another object shows."""
    if _can_be_saved(value):
        return _drawn(value, name)
    inner = _inner(value)
    if inner is not None:
        return _uploaded(inner, name)
    if not _is_display(value):
        return _represented(value)
    if isinstance(value.data, bytes):
        return value.data
    if _attribute(value, "filename"):
        return Path(value.filename)
    raise _only_a_link(name)


def _is_ours(value: object) -> bool:
    """Return whether it is an object of this package, whose pictures are known by its class."""
    return type(value).__module__.partition(".")[0] == __name__.partition(".")[0]


def _represented(value: object) -> bytes | None:
    """Return the picture that a notebook would show for an object."""
    for method in ("_repr_png_", "_repr_jpeg_"):
        represent = getattr(type(value), method, None)
        if not callable(represent) or _is_ours(value):
            continue
        try:
            shown = represent(value)
        except Exception:  # noqa: BLE001, S112  # whatever can't be shown holds no picture
            continue
        shown = shown[0] if isinstance(shown, tuple) else shown  # with its metadata
        shown = decoded_text(shown) if isinstance(shown, str) else shown
        if isinstance(shown, bytes):
            return shown
    return None


def _only_a_link(name: str) -> PictureError:
    return PictureError(
        f"{name} holds a link, which is not fetched", hint="Download the picture first."
    )


def _attribute(value: object, name: str) -> object:
    try:
        return getattr(value, name, None)
    except Exception:  # noqa: BLE001  # a property of any library may raise anything
        return None
