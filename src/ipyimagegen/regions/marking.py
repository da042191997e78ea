"""The marked copy: how a model is shown the region, since chat completions have no mask.

The copy is sent last, so that "image 1, 2, …" of a prompt keep their numbers. Another look of
the mark, or another sentence, is another version (`ipyimagegen.requests.MARKING`), because
either may bring another picture.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PIL import Image, ImageChops

from ..errors import PictureError
from ..images.decoding import eight_bit, screen_colours
from ..images.inputs import Input, PictureLike, identity, named_bytes, prepare_all
from ..images.picture import Picture
from .region import Region, decoded_upright

__all__ = ["MARK", "SENTENCE", "STRENGTH", "marked", "prepare_marked"]

SENTENCE = (
    "The last picture is a copy of image 1 on which the area to change is tinted magenta. "
    "Change image 1 only in that area, and return all of image 1: in the same size and framing, "
    "everything else exactly as it is, and without the magenta."
)
"""The sentence that follows the prompt of each such request."""

MARK = (255, 0, 255)
STRENGTH = 153  # of 255: what is below can still be seen


def marked(image: Image.Image, region: Image.Image) -> Image.Image:
    """Return a copy of a picture with a region tinted; both of one size."""
    plain = screen_colours(eight_bit(image))
    tint = Image.new(plain.mode, plain.size, MARK)
    strength = ImageChops.multiply(region, Image.new("L", region.size, STRENGTH))
    return Image.composite(tint, plain, strength)


def prepare_marked(values: Sequence[PictureLike], region: Region) -> tuple[Input, ...]:
    """Return inputs ready to send, the first one cropped if asked for, and its marked copy last.

    Raises
    ------
    PictureError
        As `ipyimagegen.images.inputs.prepare_all`.
    """
    first, *others = values
    if not isinstance(first, Image.Image):
        first = first.bytes if isinstance(first, Picture) else named_bytes(first)[1]
    source = identity(values[0], None if isinstance(first, Image.Image) else first)
    whole, mask = decoded_upright(first), region.image()
    if whole.size != region.size:
        raise PictureError("the picture was changed while it was read", hint="Run the cell again.")
    frame = region.frame
    if frame != (0, 0, *whole.size):
        whole, mask = whole.crop(frame), mask.crop(frame)
        first = whole
    sent, *rest = prepare_all([first, *others, marked(whole, mask)])
    return (replace(sent, source=source), *rest)
