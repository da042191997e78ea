"""Originals: inputs as they were given, as pictures that a library can keep.

A file's bytes stay as they are, its metadata included. Pixels (a PIL image, an array) become a
file that holds exactly these: a PNG, or a TIFF where no PNG can hold them. Their identity stays
that of the pixels, so that they are the same input when they are named again.
"""

from __future__ import annotations

import hashlib

from PIL import Image

from ..errors import PictureError
from .decoding import decoding, eight_bit, encoded, pixel_size, upright
from .inputs import PictureLike, identity, named_bytes
from .picture import Picture, sniff_input, without_blanks

__all__ = ["MAX_KEPT", "original"]

MAX_KEPT = 100_000_000  # bytes: a photograph in any format, and no wall of scans

_PNG_MODES = {"1", "L", "LA", "P", "RGB", "RGBA", "I;16"}
_TIFF_MODES = {"I", "F", "CMYK", "LAB"}  # not YCbCr, which Pillow 11 reads as another
_FAST = 1  # of zlib's levels: a sixth more bytes of a photograph, in a third of the time


def original(value: PictureLike, source: str) -> Picture:
    """Return an input as a picture to keep, with its bytes.

    Parameters
    ----------
    value
        The input.
    source
        Its identity when it was sent.

    Raises
    ------
    PictureError
        It is gone or another one by now, or it is larger than `MAX_KEPT`.
    """
    if isinstance(value, Image.Image):
        is_same, data = identity(value) == source, _as_file(value)
    else:
        _, data = named_bytes(value)
        is_same = identity(value, data) == source
    if not is_same:
        raise PictureError("it was changed since it was sent")
    if len(data) > MAX_KEPT:
        raise PictureError(f"it has {len(data) / 1e6:.0f} MB; at most {MAX_KEPT // 10**6} are kept")
    digest = hashlib.sha256(data).hexdigest()
    given = data if sniff_input(data) else without_blanks(data)
    type = sniff_input(given)
    if type is None:
        raise PictureError("it is of no type that is kept")
    size = pixel_size(given, type, "the original")
    own = "" if source == digest else source
    return Picture(digest, type, *size, len(data), held=data, source=own)


def _as_file(image: Image.Image) -> bytes:
    """Return the file of an image's pixels, with its colour profile and nothing else about it."""
    with decoding("the PIL image"):
        bare = upright(image).copy()
        kept = ("transparency", "icc_profile")
        bare.info = {name: bare.info[name] for name in kept if name in bare.info}
        if bare.mode in _TIFF_MODES:
            return encoded(bare, "TIFF")
        if bare.mode not in _PNG_MODES:
            bare = eight_bit(bare)
            bare = bare if bare.mode in _PNG_MODES else bare.convert("RGB")
        return encoded(bare, "PNG", compress_level=_FAST)
