"""Decoding and colours: the only place where bytes from outside meet a decoder.

Two rules live here because every other module would have to remember them. A decoder is
chosen by the first bytes, never by trial and never by a label: Pillow knows 43 formats,
most with a history of security holes, and we need a handful. And the size in pixels is
read and checked before a pixel is decoded. Calling the decoder's class directly, instead
of `PIL.Image.open`, keeps Pillow's own size warnings out of people's notebooks without
touching its global limits, or Python's warning filters, which threads share.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import IO, Any, cast

from PIL import (
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

__all__ = [
    "MAX_PIXELS", "check_pixels", "decoding", "eight_bit", "encoded", "open_image",
    "screen_colours", "shrunk", "upright",
]  # fmt: skip

MAX_PIXELS = 50_000_000

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
_ORIENTATION = 0x0112


@contextmanager
def decoding(name: str) -> Iterator[None]:
    """Turn every error of a decoder into a `PictureError` about the picture of that name.

    Decoders raise almost anything for a malformed file (OSError, SyntaxError, ValueError,
    struct.error, MemoryError, …), so everything that is an error counts as damage here.
    Keep the block around decoder calls only.
    """
    try:
        yield
    except PictureError:
        raise
    except Image.DecompressionBombError as error:  # a frame larger than the head admits
        raise PictureError(
            f"{name} has more than {MAX_PIXELS / 1e6:.0f} megapixels", hint="Make it smaller first."
        ) from error
    except Exception as error:  # a decoder may raise anything on bytes made to break it
        raise PictureError(
            f"{name} is damaged or cut off",
            said=one_line(str(error), 120) or type(error).__name__,
            hint="Open it in a viewer, or get it again from where it came from.",
        ) from error


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


def open_image(
    data: bytes, type: str, name: str = "the picture", *, decoder: Decoder | None = None
) -> Image.Image:
    """Return the first frame, its size checked, its pixels not yet decoded.

    Parameters
    ----------
    data
        The encoded picture.
    type
        Its sniffed type: ``png``, ``jpeg``, ``webp``, ``gif``, ``bmp`` or ``tiff``.
    name
        As errors call it.
    decoder
        The decoder of another type.

    Raises
    ------
    PictureError
        It has more than `MAX_PIXELS`, or its head is damaged.
    """
    decoder = decoder or _DECODERS[type]
    with decoding(name):
        image = decoder(io.BytesIO(data))
    check_pixels(image.size, name)
    return image


def upright(image: Image.Image) -> Image.Image:
    """Return a loaded picture turned as its camera says."""
    try:
        turn = _TURNS.get(image.getexif().get(_ORIENTATION, 1))
    except Exception:  # noqa: BLE001  # cameras write broken EXIF; it then says nothing of turns
        return image
    return image if turn is None else image.transpose(turn)


def eight_bit(image: Image.Image) -> Image.Image:
    """Return a picture whose channels can be resized: 8 bits each, and no palette.

    Transparency in any form becomes an alpha channel.
    """
    if image.mode.startswith(("I", "F")):
        return _scaled(image)
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
