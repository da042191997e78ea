"""The region of an edit: boxes and masks, read, checked, and drawn as one mask.

Whatever can be wrong with a region is found here, before anything is sent.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from numbers import Real
from typing import Any

from PIL import Image, ImageChops, ImageDraw, ImageStat

from ..errors import OptionError, PictureError
from ..images.decoding import decode, decoding, eight_bit, pixel_size, upright
from ..images.inputs import PictureLike, identify, named_bytes
from ..images.picture import sniff_input, without_blanks
from ..requests import MARKING
from ..text import one_line, value_words

__all__ = [
    "DEEP", "FORM", "Box", "Mask", "Region", "decoded_upright", "drawn_mask", "grown",
    "is_box", "make_region", "mask_of", "only_parts", "region_of", "upright_size",
]  # fmt: skip

DEEP = "16 bits a channel"
"""The key in a picture's ``info`` that says that its file had more bits than are read."""

Box = tuple[int, int, int, int]

_NUMBER = r"\s*-?\d+(?:\.\d+)?\s*%?\s*"
_BOX = re.compile(rf"{_NUMBER}(?:,{_NUMBER}){{3}}")
_SIDES = ("left", "top", "right", "bottom")
FORM = "A box is left, top, right, bottom in pixels: 120,80,340,260, or 10%,20%,60%,80%."
_SAME_SHAPE = 0.01  # by how much a mask's shape may differ from that of its picture
_LEAST_WHITE = 128
_DEEP = (b"\x10\x02", b"\x10\x04", b"\x10\x06")  # 16 bits a channel, of which Pillow reads 8
_LEAST_AROUND = 64  # pixels of the surroundings that are sent with a crop


@dataclass(frozen=True)
class Mask:
    """A mask: its picture, that picture's identity, and the user's name for it."""

    value: PictureLike
    identity: str
    name: str = "the mask"


@dataclass(frozen=True)
class Region:
    """The part of a picture that an edit may change.

    Parameters
    ----------
    size
        Width and height of the picture in pixels, upright.
    boxes
        Left, top, right and bottom, as in PIL.
    masks
        Pictures that are white where something may change.
    crop
        Whether only its surroundings are sent.
    wider
        By how many pixels it reaches further than it was asked for.
    """

    size: tuple[int, int]
    boxes: tuple[Box, ...]
    masks: tuple[Mask, ...] = ()
    crop: bool = False
    wider: int = 0

    @property
    def parameters(self) -> dict[str, Any]:
        """Its parameters of a request: boxes as numbers, and masks by their hash."""
        only = [",".join(map(str, box)) for box in sorted(set(self.boxes))]
        only += sorted({f"@{mask.identity}" for mask in self.masks})
        return {"only": only, "marking": MARKING} | ({"crop": True} if self.crop else {})

    def image(self) -> Image.Image:
        """Return it as a grey picture of the picture's size: 255 in it, else 0."""
        drawn = Image.new("L", self.size)
        draw = ImageDraw.Draw(drawn)
        for left, top, right, bottom in self.boxes:
            draw.rectangle((left, top, right - 1, bottom - 1), fill=255)
        for mask in self.masks:
            drawn = ImageChops.lighter(drawn, _read_mask(mask, self.size))
        return drawn

    @property
    def share(self) -> float:
        """The share of the picture that it is, from 0 to 1."""
        return self.image().histogram()[255] / (self.size[0] * self.size[1])

    @property
    def widened(self) -> Image.Image:
        """It, as far as it was widened, as a grey picture."""
        return grown(self.image(), self.wider)

    @property
    def frame(self) -> Box:
        """The part of the picture that is sent: all of it, or with `crop` the surroundings.

        These are its box, and half of the longer side around that.
        """
        found = self.image().getbbox() if self.crop else None
        if not self.crop or found is None:
            return (0, 0, *self.size)
        left, top, right, bottom = found
        around = max(_LEAST_AROUND, round(max(right - left, bottom - top) / 2))
        width, height = self.size
        return (
            max(0, left - around),
            max(0, top - around),
            min(width, right + around),
            min(height, bottom + around),
        )


# -- reading ----------------------------------------------------------------------------


def only_parts(only: object) -> tuple[object, ...]:
    """Return the boxes and masks of the option ``only``, also where one was given as it is."""
    if only is None:
        return ()
    if is_box(only) or not isinstance(only, list | tuple):
        return (only,)
    return tuple(only)


def is_box(part: object) -> bool:
    """Whether a part is meant as a box: four numbers, or text that begins as one."""
    if isinstance(part, str):
        return (
            _BOX.fullmatch(part) is not None or re.match(r"\s*-?[\d.]+\s*%?\s*,", part) is not None
        )
    return isinstance(part, list | tuple) and bool(part) and all(map(_is_side, part))


def _is_side(value: object) -> bool:
    if isinstance(value, str):
        return re.fullmatch(_NUMBER, value) is not None
    return isinstance(value, Real) and not isinstance(value, bool)


def read_box(part: Any, size: tuple[int, int]) -> Box:
    """Return a box in pixels of a picture of that size; `OptionError` where it is none."""
    sides = part.split(",") if isinstance(part, str) else list(part)
    shown = one_line(part if isinstance(part, str) else ",".join(map(_shown, sides)), 100)
    if len(sides) != len(_SIDES) or not all(map(_is_side, sides)):
        raise OptionError(f"{shown!r} is no box", hint=FORM)
    width, height = size
    numbers = [
        _pixels(side, length, shown)
        for side, length in zip(sides, (width, height) * 2, strict=True)
    ]
    left, top, right, bottom = numbers
    if left >= right or top >= bottom:
        raise OptionError(f"the box {shown} holds no pixels", hint=FORM)
    if left < 0 or top < 0 or right > width or bottom > height:
        inside = max(0, left), max(0, top), min(right, width), min(bottom, height)
        hint, how = f"It has {width}×{height} pixels", "lies"
        if inside[0] < inside[2] and inside[1] < inside[3]:
            hint, how = f"{hint}: {','.join(map(str, inside))} is the part in it", "reaches"
        raise OptionError(f"the box {shown} {how} outside the picture", hint=f"{hint}.")
    return left, top, right, bottom


def _pixels(side: object, length: int, shown: str) -> int:
    text = side.strip() if isinstance(side, str) else ""
    number = math.nan
    with suppress(OverflowError):  # a whole number may have any number of digits
        number = float(text.rstrip("% ") if text else side)  # type: ignore[arg-type]  # or a number
    if not math.isfinite(number):
        raise OptionError(f"the box {shown} holds a number that is no place", hint=FORM)
    if text.endswith("%"):
        return round(number / 100 * length)
    if number != int(number):
        raise OptionError(f"the box {shown} has parts of pixels", hint=FORM)
    return int(number)


def _shown(side: object) -> str:
    try:
        return str(side)
    except Exception:  # noqa: BLE001  # of the user's own code, or a number of too many digits
        return value_words(side)


def make_region(
    parts: Sequence[object],
    size: tuple[int, int],
    find_mask: Callable[[object], Mask],
    *,
    crop: bool = False,
) -> Region:
    """Return the region that the parts of ``only`` stand for, in a picture of that size.

    Raises
    ------
    OptionError, PictureError
        One of them is neither box nor mask, or the region is nothing or all of the picture.
    """
    boxes = tuple(read_box(part, size) for part in parts if is_box(part))
    masks = tuple(find_mask(part) for part in parts if not is_box(part))
    region = Region(size, boxes, masks, crop)
    low, high = region.image().getextrema()
    if not high:
        raise OptionError("the mask is empty", hint="White is what may change.")
    if low:
        raise OptionError(
            "the region is the whole picture", hint="Leave --only out: then all of it may change."
        )
    return region


def region_of(
    parameters: Mapping[str, Any],
    size: tuple[int, int],
    find_mask: Callable[[str], PictureLike | None],
    *,
    wider: int = 0,
) -> Region:
    """Return the region in a request's parameters; `find_mask` knows masks by their identity."""

    def found(part: object) -> Mask:
        identity = str(part).removeprefix("@")
        value = find_mask(identity)
        if value is None:
            raise PictureError("its mask is not in the library", said=str(part)[:17])
        return Mask(value, identity)

    crop = bool(parameters.get("crop"))
    return replace(make_region(parameters["only"], size, found, crop=crop), wider=wider)


def decoded_upright(value: PictureLike, name: str = "the picture") -> Image.Image:
    """Return an input at its full size, upright, in the colours it was given."""
    if isinstance(value, Image.Image):
        with decoding(name):
            value.load()
            return upright(value)
    _, data = named_bytes(value)
    data = data if sniff_input(data) else without_blanks(data)
    type = sniff_input(data)
    if type is None:
        raise PictureError(f"{name} is no picture")
    image = decode(data, type, name).image
    if type == "png" and data[24:26] in _DEEP:
        image.info[DEEP] = True
    return image


def _read_mask(mask: Mask, size: tuple[int, int]) -> Image.Image:
    """Return a mask as a grey picture of that size, 255 where something may change, else 0."""
    name = mask.name
    image = decoded_upright(mask.value, name)
    with decoding(name):
        if image.has_transparency_data or image.mode in ("La", "RGBa"):
            raise PictureError(
                f"{name} is transparent, and its transparency may mean either",
                hint="Give one channel, white where something may change: mask.getchannel('A').",
            )
        grey = _one_channel(eight_bit(image), name)
    width, height = size
    if abs(grey.width / grey.height - width / height) > _SAME_SHAPE * width / height:
        raise PictureError(
            f"{name} has {grey.width}×{grey.height} pixels, and the picture {width}×{height}",
            hint="A mask has the size of its picture, or the same shape.",
        )
    if grey.getextrema() == (0, 1):
        raise PictureError(
            f"{name} has values of 0 and 1, which are both black",
            hint="White is 255: mask * 255, or give a boolean array.",
        )
    if grey.size != size:
        grey = grey.resize(size, Image.Resampling.BILINEAR)
    return grey.point(lambda value: 255 if value >= _LEAST_WHITE else 0)


def _one_channel(image: Image.Image, name: str) -> Image.Image:
    """Return the one channel of a mask, also of one that was saved as a colour picture."""
    if image.mode == "L":
        return image
    red, green, blue = image.convert("RGB").split()
    for other in (green, blue):
        if ImageStat.Stat(ImageChops.difference(red, other)).extrema[0][1] > 2:
            raise PictureError(
                f"{name} has colours, and a mask is grey",
                hint="White is where something may change, black where nothing may.",
            )
    return red


def upright_size(value: PictureLike, name: str) -> tuple[int, int]:
    """Return the width and height of an input in pixels, upright."""
    if isinstance(value, Image.Image):
        return decoded_upright(value, name).size
    _, data = named_bytes(value)
    data = data if sniff_input(data) else without_blanks(data)
    type = sniff_input(data)
    if type is None:
        raise PictureError(f"{name} is no picture")
    return pixel_size(data, type, name)


def drawn_mask(drawing: Image.Image) -> Image.Image:
    """Return what was drawn on nothing as a mask: white where it is opaque, else black."""
    shown = drawing.convert("RGBA").getchannel("A")
    return shown.point(lambda value: 255 if value >= _LEAST_WHITE else 0).convert("1")


def mask_of(value: PictureLike, name: str) -> Mask:
    """Return a picture as a mask, with its identity."""
    return Mask(value, identify(value), name)


# -- growing ----------------------------------------------------------------------------


def grown(mask: Image.Image, pixels: int) -> Image.Image:
    """Return a mask that reaches so many pixels further to each side."""
    for across, down in ((1, 0), (0, 1)):
        reach = 0
        while reach < pixels:
            step = min(max(reach, 1), pixels - reach)
            there = _moved(mask, across * step, down * step)
            back = _moved(mask, -across * step, -down * step)
            mask = ImageChops.lighter(mask, ImageChops.lighter(there, back))
            reach += step
    return mask


def _moved(mask: Image.Image, across: int, down: int) -> Image.Image:
    moved = Image.new(mask.mode, mask.size)
    moved.paste(mask, (across, down))
    return moved
