"""The check ``changed``: an edit changed something, and the picture is still the same one.

Models move and zoom a picture by some pixels, and compression leaves its marks, so pictures are
lined up first, where OpenCV is there, and compared as blurred copies.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PIL import Image, ImageChops, ImageFilter

from ..images.decoding import eight_bit, screen_colours
from ..regions import alignment
from ..regions.comparison import SAME_SHAPE, strongest_difference
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
    theirs = _comparable(answer)
    ours = _comparable(source)
    across = theirs.width * ours.height / (theirs.height * ours.width)
    scale = min(1.0, SIDE / max(ours.size))
    size = max(1, round(ours.width * scale)), max(1, round(ours.height * scale))
    ours, theirs = (one.resize(size, Image.Resampling.BOX) for one in (ours, theirs))
    counted = Image.new("L", size, 255)
    cv2 = alignment.opencv()
    is_lined_up = False
    if cv2 is not None:
        grey, other = _array(ours.convert("L")), _array(theirs.convert("L"))
        same = abs(across - 1) < SAME_SHAPE
        found = alignment.line_up(cv2, grey, other, _array(counted), same_shape=same)
        if found is not None:
            theirs, counted = _moved(cv2, theirs, found.matrix)
            is_lined_up = True
    share = _share(ours, theirs, counted)
    if share < LEAST:
        return Result("changed", FAILED, "nothing changed")
    if not is_lined_up and share > (MOST if cv2 is None else ANEW):
        return Result("changed", FAILED, "everything changed: it is another picture")
    how = "" if is_lined_up or cv2 is not None else ", not lined up"
    return Result("changed", PASSED, f"{_percent(share)}{how}")


def _comparable(image: Image.Image) -> Image.Image:
    """Return a picture in the colours of a screen, on grey where it is transparent."""
    plain = screen_colours(eight_bit(image))
    if not plain.has_transparency_data:
        return plain.convert("RGB")
    ground = Image.new("RGBA", plain.size, (128, 128, 128))
    return Image.alpha_composite(ground, plain.convert("RGBA")).convert("RGB")


def _array(image: Image.Image) -> Array:
    import numpy as np

    return np.asarray(image)


def _moved(cv2: Any, answer: Image.Image, matrix: Array) -> tuple[Image.Image, Image.Image]:
    """Return an answer where it lies on its source, and where it lies at all."""
    import numpy as np

    pixels = np.asarray(answer)
    there = np.full(pixels.shape[:2], 255, np.uint8)
    moved = cv2.warpAffine(
        pixels, matrix, answer.size, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE
    )
    covered = cv2.warpAffine(there, matrix, answer.size)
    covered = cv2.erode(covered, np.ones((5, 5), np.uint8))
    return Image.fromarray(moved), Image.fromarray(covered)


def _share(ours: Image.Image, theirs: Image.Image, counted: Image.Image) -> float:
    """Return the share of the counted pixels that differ."""
    blurred = (one.filter(ImageFilter.GaussianBlur(2)) for one in (ours, theirs))
    differ = strongest_difference(*blurred).point(lambda value: 255 if value > APART else 0)
    solid = counted.point(lambda value: 255 if value > 254 else 0)
    total = solid.histogram()[255]
    return ImageChops.darker(differ, solid).histogram()[255] / total if total else 0.0


def _percent(share: float) -> str:
    return "less than 1 %" if share < 0.005 else f"{100 * share:.0f} %"
