"""Previews and thumbnails: small copies of a picture, for a notebook and for lists.

A delivered picture has megabytes, and whatever a cell shows is saved in the notebook for
good. So a preview keeps to a number of bytes, and a thumbnail, of which a list shows dozens,
is made fast. Both are upright, in sRGB and without metadata.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, field

import pybase64
from PIL import Image

from ..errors import PictureError
from .decoding import decode, decoding, eight_bit, encoded, screen_colours, shrunk, upright
from .picture import sniff, sniff_input, without_blanks

__all__ = [
    "ENCODER", "MAX_PREVIEW", "Preview", "preview", "screen_pixels", "shown_size", "small_webp",
]  # fmt: skip

MAX_PREVIEW = 112 * 1024  # bytes: 150 KiB of a notebook, as base64

ENCODER = 1
"""The version of these rules: a change that is to be seen in pictures made before counts it up."""

SHOWN_SIDE = 512  # pixels of a page: a screen has more of them, and a preview of 768 is crisp
SHOWN_HEIGHT = 480  # below its prompt on a screen
LINE = SHOWN_HEIGHT // 2  # times as long as wide: it can't be shown smaller than it is

_QUALITIES = (80, 70, 60, 50)  # a photograph of 768 pixels is small enough at the first, mostly
_WEBP_QUALITIES = (75, 60, 45, 30)


@dataclass(frozen=True)
class Preview:
    """A small copy for the notebook: a JPEG, or a PNG where the picture is transparent."""

    data: bytes = field(repr=False)
    type: str

    @property
    def size(self) -> tuple[int, int]:
        """Its width and height in pixels."""
        return Image.open(io.BytesIO(self.data)).size

    @property
    def width(self) -> int:
        """In pixels."""
        return self.size[0]

    @property
    def height(self) -> int:
        """In pixels."""
        return self.size[1]

    @property
    def base64(self) -> str:
        """The copy as a notebook stores it: bytes are text in all but some front ends."""
        return pybase64.b64encode_as_string(self.data)


def preview(
    picture: bytes | Image.Image, longest: int = 768, *, most: int = MAX_PREVIEW, quality: int = 80
) -> Preview:
    """Return a small copy, first frame only, without metadata.

    Parameters
    ----------
    picture
        The delivered bytes, or the pixels that `verify` decoded, which are left unchanged.
    longest
        Longest side in pixels. Where a copy is too many bytes, quality goes down first,
        then the side.
    most
        Bytes that it may have.
    quality
        Of a JPEG, at best.

    Raises
    ------
    PictureError
        The bytes can't be decoded.
    """
    with decoding("the picture"):
        image = _pixels(picture, longest)
        side = min(longest, max(image.size))
        if max(image.size) > LINE * min(image.size):
            side = min(side, SHOWN_HEIGHT)
        while True:
            # Two thirds of the bicubic filter's time, for 2 of 255 (rms) that no eye sees.
            small = screen_colours(shrunk(image, side, Image.Resampling.HAMMING, gap=2.0))
            for data in _encodings(small, quality):
                if len(data) <= most:
                    type = "jpeg" if small.mode == "RGB" else "png"
                    return Preview(data, type)
            side = max(1, side * 3 // 4)


def shown_size(small: Preview, *, several: bool = False) -> dict[str, int]:
    """Return the width and the height in which a notebook shows a preview.

    Parameters
    ----------
    small
        The preview, which is never enlarged.
    several
        Whether it is a sheet of several pictures, which takes the room of its own width.
    """
    width, height = small.size
    scale = min(1, SHOWN_HEIGHT / height, 1 if several else SHOWN_SIDE / max(width, height))
    # A page goes by the width, and takes the height from the preview's shape.
    shown = min(round(width * scale), SHOWN_HEIGHT * width // height)
    return {"width": max(1, shown), "height": max(1, round(height * scale))}


def screen_pixels(data: bytes) -> Image.Image:
    """Return the pixels of a small copy, as `screen_colours` makes them.

    Raises
    ------
    PictureError
        The copy is damaged.
    """
    with decoding("the picture"):
        return screen_colours(decode(data, sniff(data) or "webp").image)


def small_webp(picture: bytes | Image.Image, longest: int, *, most: int | None = None) -> bytes:
    """Return a small copy of a picture as a WebP without metadata; arguments as for `preview`."""
    with decoding("the picture"):
        image = _pixels(picture, longest)
        side = min(longest, max(image.size))
        while True:
            # A gap of 1.5 halves the time from 1024 pixels, and no eye sees it (2 of 255, rms).
            small = screen_colours(shrunk(image, side, Image.Resampling.HAMMING, gap=1.5))
            for quality in _WEBP_QUALITIES:
                # Method 2 takes less than half of the default's time, for a twentieth more bytes.
                data = encoded(small, "WEBP", quality=quality, method=2)
                if most is None or len(data) <= most or side == 1:
                    return data
            side = max(1, side * 3 // 4)


def _pixels(picture: bytes | Image.Image, longest: int) -> Image.Image:
    """Return a picture decoded, upright and in 8 bits; of a JPEG no more than is needed."""
    if isinstance(picture, Image.Image):
        image = picture
    else:
        picture = picture if sniff_input(picture) else without_blanks(picture)
        type = sniff_input(picture)
        if type is None:
            raise PictureError("these bytes are no picture")
        # A JPEG can be decoded at half or a quarter of its size, which is most of the work.
        image = decode(picture, type, longest=2 * longest).image
    image.load()
    return eight_bit(upright(image))


def _encodings(image: Image.Image, best: int) -> Iterator[bytes]:
    """Yield the picture encoded, each time in fewer bytes."""
    if image.mode == "RGB":
        for quality in _QUALITIES:
            if quality <= best:
                yield encoded(image, "JPEG", quality=quality)
    else:
        yield encoded(image, "PNG")
        yield encoded(image.quantize(256, Image.Quantize.FASTOCTREE), "PNG")
