"""The check ``changed``: an edit changed something, and the picture is still the same one.

Models move and zoom a picture by some pixels, and compression leaves its marks, so pictures are
lined up first, where OpenCV is there, and compared as blurred copies.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PIL import Image, ImageChops, ImageFilter

from ..images.decoding import eight_bit, on_grey, screen_colours
from ..regions import alignment
from ..regions.comparison import same_shape, strongest_difference
from ..text import percent_words
from .result import FAILED, PASSED, Result

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, Any]

__all__ = ["measure"]

SIDE = 512  # pixels, at which pictures are compared
APART = 28  # of 255, in blurred copies: a change, and no leftover of compression
LEAST = 0.001  # the share of pixels below which nothing has changed
MOST = 0.9  # and above which it is another picture, where the two can't be lined up
ANEW = 0.4  # above which it is, where lining up was tried and nothing fits


def measure(source: Image.Image, answer: Image.Image) -> Result:
    """Return whether an answer is its source, changed somewhere.

    Parameters
    ----------
    source
        The first input, upright.
    answer
        The picture that the edit brought.
    """
    ours, theirs = (on_grey(screen_colours(eight_bit(one))) for one in (source, answer))
    same = same_shape(ours.size, theirs.size)
    scale = min(1.0, SIDE / max(ours.size))
    size = max(1, round(ours.width * scale)), max(1, round(ours.height * scale))
    ours, theirs = (one.resize(size, Image.Resampling.BOX) for one in (ours, theirs))
    counted = Image.new("L", size, 255)
    cv2 = alignment.opencv()
    is_lined_up = False
    if cv2 is not None:
        grey, other = _array(ours.convert("L")), _array(theirs.convert("L"))
        found = alignment.line_up(cv2, grey, other, _array(counted), same_shape=same)
        if found is not None:
            moved = found.apply(cv2, _array(theirs), size)
            theirs, counted = map(Image.fromarray, moved)
            is_lined_up = True
    share = _share(ours, theirs, counted)
    if share < LEAST:
        return Result("changed", FAILED, "nothing changed")
    if not is_lined_up and share > (MOST if cv2 is None else ANEW):
        return Result("changed", FAILED, "everything changed: it is another picture")
    how = "" if is_lined_up or cv2 is not None else ", not lined up"
    return Result("changed", PASSED, f"{percent_words(share)}{how}")


def _array(image: Image.Image) -> Array:
    import numpy as np

    return np.asarray(image)


def _share(ours: Image.Image, theirs: Image.Image, counted: Image.Image) -> float:
    """Return the share of the counted pixels that differ."""
    blurred = (one.filter(ImageFilter.GaussianBlur(2)) for one in (ours, theirs))
    differ = strongest_difference(*blurred).point(lambda value: 255 if value > APART else 0)
    solid = counted.point(lambda value: 255 if value > 254 else 0)
    total = solid.histogram()[255]
    return ImageChops.darker(differ, solid).histogram()[255] / total if total else 0.0
