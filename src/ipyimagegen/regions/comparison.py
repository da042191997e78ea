"""Comparison: how two pictures of the same thing differ, in numbers, in words and as a picture.

Models deliver another size than they were given, and shift and zoom by some pixels. So the second
picture is brought to the size of the first and, where OpenCV is there, lined up with it before
pixels are counted; the words say both, or why not.
"""

from __future__ import annotations

import math
from array import array
from dataclasses import dataclass, field
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from PIL import Image, ImageChops, ImageFilter

from ..images.decoding import eight_bit, screen_colours
from ..images.preview import Preview, preview
from ..text import percent_words
from . import alignment
from .report import movement_words

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["CHANGED", "Comparison", "compare", "same_shape", "strongest_difference"]

CHANGED = 8  # of 255: a pixel that differs by more is changed

SIDE = 1024  # pixels of that picture
MOST_PIXELS = 12_000_000  # of larger pictures smaller copies are compared
_SAME_SHAPE = 0.02  # by how much the shape of two pictures may differ, and one is stretched

_NONE = "no pixel differs"
_BRIGHTENED = 4
_NOT_IN_BOTH = (38, 66, 120)  # blue, in the picture of the difference
_FEW = 0.005  # of all pixels: fewer are counted
_MOST = 0.5  # of the changed pixels
_STRAY = 0.005  # of the changed pixels that may lie beyond a side of the box
_FAR = 0.05  # of the box that they all have: strays reach further out than that
_WIDE = 0.67  # of a side: a change that reaches further is neither left nor right
_SOLID = 250  # of 255
_UNMOVED = 0.05  # pixels


@dataclass(frozen=True)
class Comparison:
    """How a picture differs from another one.

    Parameters
    ----------
    size, other
        Width and height of the first picture and of the second one, in pixels.
    pixels
        How many pixels were compared,
    changed
        and how many of them differ by more than `CHANGED` in any channel.
    mean
        How far the pixels differ on average, each in the channel that differs most: 0 to 255.
    box
        Where they do, in pixels of the first picture, but for a few strays; None for nowhere.
    share
        How much of the first picture was compared, from 0 to 1; the rest is not in the second.
    movement
        How the second one had moved, zoomed and turned, in words, and was lined up.
    why
        Why it was not lined up; empty if it was, or if nothing differed.
    picture
        The difference as a picture; `legend` tells its colours.
    """

    size: tuple[int, int]
    other: tuple[int, int]
    pixels: int
    changed: int
    mean: float
    box: tuple[int, int, int, int] | None
    share: float
    movement: tuple[str, ...]
    why: str
    picture: Preview = field(repr=False)

    @property
    def headline(self) -> str:
        """The share of the pixels that differ, in words."""
        if not self.changed:
            return f"no pixel differs by more than {CHANGED} of 255" if self.mean else _NONE
        if self.changed < _FEW * self.pixels:
            verb = "pixel differs" if self.changed == 1 else "pixels differ"
            return f"{self.changed:,} {verb}"
        return f"{percent_words(self.changed / self.pixels)} of the pixels differ"

    @property
    def legend(self) -> str:
        """What the colours of its picture mean."""
        blue = "" if self.share == 1 else " · blue: in one of them alone"
        return f"black: up to {CHANGED} · white: from {255 // _BRIGHTENED + 1} of 255{blue}"

    @property
    def facts(self) -> list[tuple[str, str]]:
        """What is to be said of it: names and words."""
        return [
            ("pixels", self._pixels),
            *([("where", self._where)] if self.box else []),
            *([("lined up", self._lined_up)] if self.movement or self.why else []),
            *([("size", self._sizes)] if self.size != self.other else []),
        ]

    @property
    def _pixels(self) -> str:
        if not self.changed:
            return self.headline
        mean = f"{self.mean:.0f}" if self.mean >= 0.95 else f"{self.mean:.1f}"
        average = f"; {mean} on average" if self.mean >= 0.05 else ""
        return f"{self.headline} by more than {CHANGED} of 255{average}"

    @property
    def _where(self) -> str:
        box = self.box or (0, 0, *self.size)
        return f"{place_words(box, self.size)}: {','.join(map(str, box))}"

    @property
    def _lined_up(self) -> str:
        if self.why:
            return f"no: {self.why}"
        rest = (
            "" if self.share > 0.995 else f"; compared on the {percent_words(self.share)} in both"
        )
        return f"{', '.join(self.movement)}{rest}"

    @property
    def _sizes(self) -> str:
        (width, height), (other_width, other_height) = self.size, self.other
        how = "at" if same_shape(self.size, self.other) else "another shape, fitted into"
        return f"{other_width}×{other_height}, {how} the size of the first, {width}×{height}"


def compare(first: Image.Image, second: Image.Image, *, aligned: bool = True) -> Comparison:
    """Compare two pictures, pixel by pixel.

    Parameters
    ----------
    first, second
        Both upright.
    aligned
        Whether the second one is lined up with the first, if that can be done.
    """
    ours = screen_colours(eight_bit(first))
    scale = min(1.0, math.sqrt(MOST_PIXELS / (ours.width * ours.height)))
    ours = _channels(_resized(ours, (round(ours.width * scale), round(ours.height * scale))))
    theirs, there = _placed(screen_colours(eight_bit(second)), ours.size)
    same = same_shape(ours.size, second.size)
    found, why = _Apart(ours, theirs, there), ""
    movement: tuple[str, ...] = ()
    if aligned and found.changed:
        lined, movement, why = _lined_up(found, same_shape=same)
        found = lined or found
    box = found.box
    return Comparison(
        first.size, second.size, found.pixels, found.changed, found.mean,
        box and _at_scale(box, first.size, ours.size),
        found.pixels / (ours.width * ours.height), movement, why, preview(found.picture(), SIDE),
    )  # fmt: skip


def strongest_difference(one: Image.Image, other: Image.Image) -> Image.Image:
    """Return how far two pictures differ in the channel that differs most, as a grey picture."""
    strongest, *more = ImageChops.difference(one, other).split()
    for channel in more:
        strongest = ImageChops.lighter(strongest, channel)
    return strongest


def place_words(box: tuple[int, int, int, int], size: tuple[int, int]) -> str:
    """Return where a box lies in a picture, such as ``upper left``."""
    left, top, right, bottom = box
    across = _third(left, right, size[0], ("left", "middle", "right"))
    down = _third(top, bottom, size[1], ("upper", "middle", "lower"))
    if not across or not down:
        where = across or down
        return f"{where} part" if where else "all over"
    if across == down:
        return "middle"
    return f"{down} {across}"


def _third(start: int, end: int, length: int, names: tuple[str, str, str]) -> str:
    """Return the name of the third in which the middle of a span lies; none of a wide span."""
    if end - start > _WIDE * length:
        return ""
    return names[min(2, int(3 * (start + end) / 2 / length))]


# -- the same size and place -------------------------------------------------------------


def _channels(image: Image.Image) -> Image.Image:
    """Return a picture in RGB with its alpha, of whose transparent pixels no colour is told."""
    return image.convert("RGBA").convert("RGBa")


def _resized(image: Image.Image, size: tuple[int, int]) -> Image.Image:
    size = max(1, size[0]), max(1, size[1])
    return image if image.size == size else image.resize(size, Image.Resampling.LANCZOS)


def _placed(image: Image.Image, size: tuple[int, int]) -> tuple[Image.Image, Image.Image]:
    """Return a picture at a size, and 255 where that has some of it: one of another shape fits."""
    if same_shape(image.size, size):
        return _channels(_resized(image, size)), Image.new("L", size, 255)
    scale = min(size[0] / image.width, size[1] / image.height)
    fitting = _channels(_resized(image, (round(image.width * scale), round(image.height * scale))))
    corner = (size[0] - fitting.width) // 2, (size[1] - fitting.height) // 2
    canvas, there = Image.new("RGBa", size), Image.new("L", size)
    canvas.paste(fitting, corner)
    there.paste(255, (*corner, corner[0] + fitting.width, corner[1] + fitting.height))
    return canvas, there


def same_shape(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Whether two sizes are of one shape, but for what a model rounds: then one is stretched."""
    across = (one[0] * other[1]) / (one[1] * other[0])
    return 1 - _SAME_SHAPE <= across <= 1 / (1 - _SAME_SHAPE)


def _lined_up(found: _Apart, *, same_shape: bool) -> tuple[_Apart | None, tuple[str, ...], str]:
    """Return two pictures lined up, how the second had moved, and the reason if they are not."""
    cv2 = alignment.opencv()
    if cv2 is None:
        return None, (), alignment.INSTALL
    import numpy as np

    solid = found.there
    for one in (found.ours, found.theirs):
        alpha = one.getchannel("a").point(lambda value: 255 if value > _SOLID else 0)
        solid = ImageChops.darker(solid, alpha)
    ours, theirs = (np.asarray(_grey(one)) for one in (found.ours, found.theirs))
    lined = alignment.line_up(cv2, ours, theirs, np.asarray(solid), same_shape=same_shape)
    if lined is None:
        return None, (), "too little is the same in both"
    if lined.is_assumed:
        return None, (), alignment.NOTHING
    size = found.ours.size
    measures = lined.measured(size)
    words = tuple(movement_words(**measures))
    if not words or np.abs(lined.matrix - np.eye(2, 3)).max() < _UNMOVED:
        return None, ("nothing had moved",), ""
    moved, covered = lined.apply(cv2, np.asarray(found.theirs.convert("RGBA")), size)
    there = ImageChops.darker(Image.fromarray(covered), _moved_mask(cv2, lined, found.there))
    better = _Apart(found.ours, _channels(Image.fromarray(moved)), there)
    if better.mean >= found.mean:
        return None, ("nothing had moved",), ""
    return better, words, ""


def _grey(image: Image.Image) -> Image.Image:
    return image.convert("RGBA").convert("L")


def _moved_mask(cv2: Any, lined: alignment.Alignment, mask: Image.Image) -> Image.Image:
    import numpy as np

    moved = cv2.warpAffine(np.asarray(mask), lined.matrix, mask.size)
    return Image.fromarray(moved).point(lambda value: 255 if value == 255 else 0)


# -- counting ----------------------------------------------------------------------------


class _Apart:
    """Two pictures of one size, pixel by pixel, where both are there."""

    def __init__(self, ours: Image.Image, theirs: Image.Image, there: Image.Image) -> None:
        self.ours = ours
        self.theirs = theirs
        self.there = there
        self.image = strongest_difference(ours, theirs)
        counts = self.image.histogram(there)
        self.pixels = sum(counts)
        self.changed = sum(counts[CHANGED + 1 :])
        total = sum(value * count for value, count in enumerate(counts))
        self.mean = total / self.pixels if self.pixels else 0.0

    @property
    def box(self) -> tuple[int, int, int, int] | None:
        """The box of the changed pixels, without those few that lie far from the others."""
        if not self.changed:
            return None
        mask = self.image.point(lambda value: 255 if value > CHANGED else 0)
        mask = ImageChops.darker(mask, self.there)
        mask = self._broad(mask)
        left, top, right, bottom = mask.getbbox() or (0, 0, *mask.size)
        part = mask.crop((left, top, right, bottom)).convert("F")
        across = _span(part.resize((part.width, 1), Image.Resampling.BOX))
        down = _span(part.resize((1, part.height), Image.Resampling.BOX))
        return left + across[0], top + down[0], left + across[1], top + down[1]

    def _broad(self, mask: Image.Image) -> Image.Image:
        """Return a mask without thin lines, unless it is made of these.

        Edges that were lined up leave such lines behind, and so does what a model makes up at
        the border of a picture that it has moved.
        """
        for reach in (max(2, max(mask.size) // 150), 2):
            broad = mask.filter(ImageFilter.BoxBlur(reach))
            broad = broad.point(lambda value: 255 if value > 127 else 0)
            if ImageChops.darker(broad, mask).histogram()[255] >= _MOST * self.changed:
                return broad
        return mask

    def picture(self) -> Image.Image:
        """Return the difference as a picture."""
        brightened: Callable[[int], int] = lambda value: (  # noqa: E731
            min(255, value * _BRIGHTENED) if value > CHANGED else 0
        )
        shown = self.image.point(brightened).convert("RGB")
        if self.there.getextrema() == (255, 255):
            return shown
        return Image.composite(shown, Image.new("RGB", shown.size, _NOT_IN_BOTH), self.there)


def _span(line: Image.Image) -> tuple[int, int]:
    """Return where a line of sums begins and ends, but for strays far out."""
    sums = array("f", line.tobytes())
    return _strays(sums), len(sums) - _strays(sums[::-1])


def _strays(sums: array[float]) -> int:
    """Return how many sums at the beginning are strays: few pixels, and over a long way."""
    most = _STRAY * sum(sums)
    far = next(place for place, so_far in enumerate(accumulate(sums)) if so_far > most)
    return far if far > _FAR * len(sums) else 0


def _at_scale(
    box: tuple[int, int, int, int], size: tuple[int, int], measured: tuple[int, int]
) -> tuple[int, int, int, int]:
    """Return a box in the pixels of a picture of which a smaller copy was measured."""
    across, down = size[0] / measured[0], size[1] / measured[1]
    left, top, right, bottom = box
    return (
        math.floor(left * across), math.floor(top * down),
        min(size[0], math.ceil(right * across)), min(size[1], math.ceil(bottom * down)),
    )  # fmt: skip
