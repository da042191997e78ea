"""Decoding and colours: the only place where bytes from outside meet a decoder.

Two rules live here because every other module would have to remember them. A decoder is
chosen by the first bytes, never by trial and never by a label: Pillow knows 43 formats,
most with a history of security holes, and we need a handful. And the size in pixels is
read and checked before a pixel is decoded. Calling the decoder's class directly, instead
of `PIL.Image.open`, keeps Pillow's own size warnings out of people's notebooks without
touching its global limits. Its other warnings, of damaged metadata, are passed over while a
picture is read. A picture that its camera says is turned comes out upright, as every viewer
shows it, and its size is the one that is seen.
"""

from __future__ import annotations

import importlib
import io
import re
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import IO, Any, NamedTuple, cast

from PIL import (
    AvifImagePlugin,
    BmpImagePlugin,
    GifImagePlugin,
    Image,
    ImageCms,
    JpegImagePlugin,
    PngImagePlugin,
    TiffImagePlugin,
    WebPImagePlugin,
)

from ..errors import PictureError
from ..text import one_line
from .mending import Mended, mend

__all__ = [
    "MAX_PIXELS", "Decoded", "check_pixels", "decode", "decoding", "eight_bit", "encoded",
    "on_grey", "orientation", "pixel_size", "screen_colours", "shrunk", "upright",
]  # fmt: skip

MAX_PIXELS = 50_000_000
LEAST_ROWS = 0.5  # of a picture whose end is missing: less of it is not worth looking at

Decoder = Callable[[IO[bytes]], Image.Image]

# JpegImageFile, not Pillow's factory: the latter looks for further pictures behind the
# first one (MPO), and warns when they are malformed. We only want the first.
_DECODERS: dict[str, Decoder] = {
    "png": PngImagePlugin.PngImageFile,
    "jpeg": JpegImagePlugin.JpegImageFile,
    "webp": WebPImagePlugin.WebPImageFile,
    "gif": GifImagePlugin.GifImageFile,
    "bmp": BmpImagePlugin.BmpImageFile,
    "tiff": TiffImagePlugin.TiffImageFile,
}

_Turn = Image.Transpose
_TURNS = {
    2: _Turn.FLIP_LEFT_RIGHT, 3: _Turn.ROTATE_180, 4: _Turn.FLIP_TOP_BOTTOM, 5: _Turn.TRANSPOSE,
    6: _Turn.ROTATE_270, 7: _Turn.TRANSVERSE, 8: _Turn.ROTATE_90,
}  # fmt: skip
_LYING = (5, 6, 7, 8)  # turns that exchange width and height
_ORIENTATION = 0x0112
_TELL_TURNS = ("exif", "Raw profile type exif", "XML:com.adobe.xmp", "xmp")  # in an image's info
_PNG_TELLS = (b"eXIf", b"Raw profile type ", b"XML:com.adobe.xmp")  # in its bytes
_PILLOWS = ("ignore", None, UserWarning, re.compile(r"PIL\."), 0)  # a filter of warnings


@contextmanager
def decoding(name: str) -> Iterator[None]:
    """Turn every error of a decoder into a `PictureError` about the picture of that name.

    Decoders raise almost anything for a malformed file (OSError, SyntaxError, ValueError,
    struct.error, MemoryError, …), so everything that is an error counts as damage here.
    Keep the block around decoder calls only.
    """
    try:
        with _without_warnings():
            yield
    except PictureError:
        raise
    except Image.DecompressionBombError as error:  # a frame larger than the head admits
        raise PictureError(
            f"{name} has more than {MAX_PIXELS / 1e6:.0f} megapixels", hint="Make it smaller first."
        ) from error
    except Exception as error:  # a decoder may raise anything on bytes made to break it
        if isinstance(error, ValueError) and "closed" in str(error):
            raise PictureError(
                f"{name} was closed before it was read", hint="Open it again, or give its path."
            ) from error
        if str(error).startswith("cannot handle"):  # Pillow's words for 12 bits, and the like
            raise PictureError(
                f"{name} is of a rare kind that can't be decoded",
                said=one_line(str(error), 120),
                hint="Export it as an ordinary PNG or JPEG.",
            ) from error
        # Of bytes that end too early, Pillow passes on the words of `struct`.
        said = "it ends too early" if str(error).startswith("unpack") else str(error)
        raise PictureError(
            f"{name} is damaged or cut off",
            said=one_line(said, 120) or type(error).__name__,
            hint="Open it in a viewer, or get it again from where it came from.",
        ) from error


@contextmanager
def _without_warnings() -> Iterator[None]:
    """Keep Pillow's warnings of a file, such as "Corrupt EXIF data", out of people's cells.

    A photograph with a damaged tag is shown and sent like any other, so there is nothing to do
    about it. Threads share the filters, and several decode at a time, so one filter comes and
    goes: `warnings.catch_warnings` would also undo what another thread changed meanwhile.
    """
    filters: list[Any] = warnings.filters  # type: ignore[assignment]  # a list, said to be less
    filters.insert(0, _PILLOWS)
    try:
        yield
    finally:
        with suppress(ValueError):  # somebody emptied the list
            filters.remove(_PILLOWS)


def check_pixels(size: tuple[int, int], name: str) -> None:
    """Raise a `PictureError` for a picture of more than `MAX_PIXELS`."""
    width, height = size
    if width * height > MAX_PIXELS:
        raise PictureError(
            f"{name} has {width * height / 1e6:.1f} megapixels ({width}×{height}); "
            f"at most {MAX_PIXELS / 1e6:.0f} can be used",
            hint="Make it smaller first.",
        )
    if width < 1 or height < 1:
        raise PictureError(f"{name} has no pixels", hint="Get it again from where it came from.")


class Decoded(NamedTuple):
    """A decoded picture.

    Parameters
    ----------
    image
        The first frame, loaded and upright.
    size
        Of the whole picture in pixels, upright, also where it was decoded smaller.
    flaw
        What had to be mended, such as ``its end mark is missing``; mostly empty.
    """

    image: Image.Image
    size: tuple[int, int]
    flaw: str = ""


def decode(
    data: bytes,
    type: str,
    name: str = "the picture",
    *,
    longest: int = 0,
    least: float = LEAST_ROWS,
) -> Decoded:
    """Return the first frame, upright; of a file with a flaw that viewers pass over, too.

    Parameters
    ----------
    data
        The encoded picture.
    type
        Its sniffed type, as `ipyimagegen.images.picture.sniff` or `sniff_input` names it.
    name
        As errors call it.
    longest
        A JPEG may be decoded smaller, if both sides keep at least so many pixels; 0 never.
    least
        The part of its rows that has to be there, from 0 to 1.

    Raises
    ------
    PictureError
        It has more than `MAX_PIXELS`, too little of it can be decoded, or this machine has no
        decoder for its type.
    """
    decoder = _decoder(type, name)
    with decoding(name):
        try:
            image, size = _opened(data, decoder, name, longest)
            image.load()
            return _seen(image, size)
        except (PictureError, Image.DecompressionBombError):
            raise  # it is too large, mended or not
        except Exception:  # a decoder may raise anything, and the first error is the better one
            mended = mend(data, type)
            decoded = mended and _mended(mended, decoder, name, longest, least)
            if decoded is None:
                raise
            return decoded


def pixel_size(data: bytes, type: str, name: str) -> tuple[int, int]:
    """Return the size of a picture in pixels, upright; arguments as for `decode`.

    Decoded are only the PNGs that may tell behind their pixels how they are turned.
    """
    if type == "png" and any(word in data for word in _PNG_TELLS):
        return decode(data, type, name).size
    decoder = _decoder(type, name)
    with decoding(name):
        image = decoder(io.BytesIO(data))
        check_pixels(image.size, name)
    # Pillow tells the size of a TIFF as it is seen; and it decodes a PNG to tell its turn.
    is_lying = type not in ("png", "tiff") and _orientation(image) in _LYING
    return image.size[::-1] if is_lying else image.size


def _seen(image: Image.Image, size: tuple[int, int], flaw: str = "") -> Decoded:
    """Return a loaded picture upright; `size` is the one in its file."""
    is_lying = _orientation(image) in _LYING
    return Decoded(upright(image), size[::-1] if is_lying else size, flaw)


def _decoder(type: str, name: str) -> Decoder:
    """Return the decoder of a type; `PictureError` where this machine has none."""
    if type == "avif":
        if not AvifImagePlugin.SUPPORTED:
            raise PictureError(
                f"{name} is an AVIF, which this Pillow was built without",
                hint="Export it as PNG or JPEG.",
            )
        return AvifImagePlugin.AvifImageFile
    if type == "heic":
        try:
            decoder: Decoder = importlib.import_module("pillow_heif").HeifImageFile
        except ImportError as error:
            raise PictureError(
                f"{name} is a HEIC photo, which needs a plugin",
                hint="pip install pillow-heif and run this again, or export it as JPEG.",
            ) from error
        return decoder
    return _DECODERS[type]


def _opened(
    data: bytes, decoder: Decoder, name: str, longest: int
) -> tuple[Image.Image, tuple[int, int]]:
    """Return a picture not yet decoded, its size checked, and that size."""
    image = decoder(io.BytesIO(data))
    check_pixels(image.size, name)
    size = image.size
    if longest:
        image.draft(None, (longest, longest))  # type: ignore[no-untyped-call, unused-ignore]
    return image, size


def _mended(
    mended: Mended, decoder: Decoder, name: str, longest: int, least: float
) -> Decoded | None:
    """Return a mended copy decoded, and how much of it is missing; None if that is too much.

    It is decoded twice, over two colours and with two endings: rows that differ hold nothing
    of the file's own.
    """
    loaded = []
    for background, ending in zip((0, 255), mended.endings, strict=True):
        try:
            image, size = _opened(mended.data + ending, decoder, name, longest)
        except Exception:  # noqa: BLE001  # a decoder may raise anything; `decode` tells the first
            return None
        image.im = Image.new(image.mode, image.size, background).im
        with suppress(Exception):  # the rows before the error are there
            image.load()
        image.tile = []  # type: ignore[attr-defined]  # nothing more to decode: a Pillow file's own
        loaded.append(image)
    image = loaded[0]
    rows = zip(*map(_rows, loaded), strict=True)
    missing = sum(one != other for one, other in rows) / image.height
    if 1 - missing < least:
        return None
    if mended.profile:
        image.info["icc_profile"] = mended.profile
    share = f"{max(1, round(100 * missing))} % of its rows are missing"
    return _seen(image, size, share if missing else mended.flaw)


def _rows(image: Image.Image) -> Iterator[bytes]:
    """Yield the rows of a picture as bytes."""
    pixels = image.tobytes()
    length = len(pixels) // image.height
    return (pixels[start : start + length] for start in range(0, len(pixels), length))


def upright(image: Image.Image) -> Image.Image:
    """Return a loaded picture turned as its camera says, and no longer saying so."""
    turn = _TURNS.get(_orientation(image) or 1)
    if turn is None:
        return image
    turned = image.transpose(turn)
    turned.format = image.format
    for name in _TELL_TURNS:
        turned.info.pop(name, None)
    return turned


def orientation(data: bytes, type: str) -> int | None:
    """Return how a file says that its picture is turned, 1 to 8; None if that can't be read.

    As `upright` has it: programs differ on what is broken or said twice.
    """
    try:
        with _without_warnings():
            image = _DECODERS[type](io.BytesIO(data))
            if type == "png":  # which may tell it behind its pixels
                image.load()
    except Exception:  # noqa: BLE001  # a decoder may raise anything; then nothing is shown either
        return None
    return _orientation(image)


def _orientation(image: Image.Image) -> int | None:
    try:
        with _without_warnings():
            turn = image.getexif().get(_ORIENTATION, 1)
    except Exception:  # noqa: BLE001  # cameras write broken EXIF; it then says nothing of turns
        return None
    return int(turn) if turn in _TURNS else 1


def eight_bit(image: Image.Image) -> Image.Image:
    """Return a picture whose channels can be resized: 8 bits each, and no palette.

    Transparency in any form becomes an alpha channel.
    """
    if image.mode.startswith(("I", "F")):
        return _scaled(image)
    if image.mode == "La":  # of which Pillow knows only this one way
        image = image.convert("LA")
    if image.has_transparency_data:
        return image if image.mode == "RGBA" else image.convert("RGBA")
    return image.convert("RGB") if image.mode in {"P", "1"} else image


def _scaled(image: Image.Image) -> Image.Image:
    """Return 16-bit, 32-bit or floating-point grey as 8-bit grey."""
    if image.mode.startswith("I;16"):
        low, high = 0.0, 65535.0
        image = image.convert("I")
    else:
        low, high = cast(tuple[float, float], image.getextrema())  # one channel, so one pair
        tops = (1.0, 255.0, 65535.0) if image.mode == "F" else (255.0, 65535.0)
        top = next((top for top in tops if low >= 0 and high <= top), None)
        if top is not None:
            low, high = 0.0, top
    scale = 255 / (high - low) if high > low else 0.0
    # Half a step, because the conversion to 8 bits cuts instead of rounding.
    return image.point(lambda value: value * scale + (0.5 - low * scale)).convert("L")


def shrunk(
    image: Image.Image, longest: int, resample: Image.Resampling, *, gap: float
) -> Image.Image:
    """Return the picture with its longest side at most `longest`; never enlarged."""
    scale = longest / max(image.size)
    if scale >= 1:
        return image
    size = max(1, round(image.width * scale)), max(1, round(image.height * scale))
    return image.resize(size, resample, reducing_gap=gap)


def screen_colours(image: Image.Image) -> Image.Image:
    """Return a new RGB picture in sRGB without metadata; RGBA where it is transparent.

    Takes pictures that `eight_bit` returned. A colour profile that can't be applied is dropped.
    """
    profile = image.info.get("icc_profile")
    if profile:
        image = _in_srgb(image, profile)
    transparent = image.mode == "RGBA" and image.getchannel("A").getextrema()[0] != 255
    bare = image.convert("RGBA" if transparent else "RGB")
    bare.info = {}
    return bare


def on_grey(image: Image.Image) -> Image.Image:
    """Return an 8-bit picture in RGB, on grey where it is transparent."""
    if not image.has_transparency_data:
        return image.convert("RGB")
    ground = Image.new("RGBA", image.size, (128, 128, 128))
    return Image.alpha_composite(ground, image.convert("RGBA")).convert("RGB")


def encoded(image: Image.Image, format: str, **options: Any) -> bytes:
    """Return a picture as the bytes of a file; `format` and `options` are Pillow's."""
    stream = io.BytesIO()
    image.save(stream, format, **options)
    return stream.getvalue()


def _in_srgb(image: Image.Image, profile: bytes) -> Image.Image:
    try:
        converted = ImageCms.profileToProfile(
            image,
            ImageCms.ImageCmsProfile(io.BytesIO(profile)),
            ImageCms.createProfile("sRGB"),
            outputMode="RGBA" if image.mode == "RGBA" else "RGB",
        )
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return image  # a broken profile, or one for other channels than the picture has
    return converted or image
