"""What models do wrong, done on purpose: to the rest of a picture, to its words, to its ground.

For tests and demonstrations of edits that are to leave the rest alone, and of checks. `FAULTS`
names those of an edit as a request does: each takes a picture and returns another one.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Collection

from PIL import Image, ImageEnhance, ImageFilter

__all__ = ["FAULTS", "at_fault", "misspelt", "on_checkerboard"]

_SHIFT = (0.008, -0.006)  # of the width and the height: 8 and 6 pixels of 1024
_ZOOM = 1.016
_TINT = (1.05, 1.0, 0.93)
_STRONGER = 1.06
_QUALITY = 60
_SQUARE = 16  # pixels
_SQUARES = (255, 204)  # of grey, as editors show transparency
_OTHER = str.maketrans("AEIOUSBaeious", "OFLQVZRocluvz")
_SHAPE = 1.25  # as often as high it becomes wider


def _shifted(image: Image.Image) -> Image.Image:
    across, down = round(_SHIFT[0] * image.width) or 1, round(_SHIFT[1] * image.height) or -1
    return _seen_from(image, (-across, -down, image.width - across, image.height - down))


def _zoomed(image: Image.Image) -> Image.Image:
    across, down = (side * (1 - 1 / _ZOOM) / 2 for side in image.size)
    box = (across, down, image.width - across, image.height - down)
    return image.resize(image.size, Image.Resampling.BICUBIC, box=box)


def _seen_from(image: Image.Image, box: tuple[int, int, int, int]) -> Image.Image:
    """Return the part of a picture in a box, its edges repeated where the box lies outside."""
    seen = image.resize(image.size)
    seen.paste(image, (-box[0], -box[1]))
    return seen


def _recoloured(image: Image.Image) -> Image.Image:
    stronger = ImageEnhance.Color(image).enhance(_STRONGER)
    channels = zip(stronger.split(), _TINT, strict=True)
    return Image.merge(
        "RGB", [one.point(lambda v, k=k: min(255, round(v * k))) for one, k in channels]
    )


def _compressed(image: Image.Image) -> Image.Image:
    stream = io.BytesIO()
    image.save(stream, "JPEG", quality=_QUALITY)
    return Image.open(stream).convert("RGB")


def _in_another_shape(image: Image.Image) -> Image.Image:
    """Return it cut to another shape, as a model does that knows only some."""
    high = round(image.height / _SHAPE)
    top = (image.height - high) // 2
    return image.crop((0, top, image.width, top + high))


def _mirrored(image: Image.Image) -> Image.Image:
    """Return a picture that is painted anew: what was there is nowhere where it was."""
    turned = image.transpose(Image.Transpose.ROTATE_180)
    return turned.resize(image.size).filter(ImageFilter.MedianFilter(5))


FAULTS: dict[str, Callable[[Image.Image], Image.Image]] = {
    "repaint": _mirrored,
    "recolour": _recoloured,
    "zoom": _zoomed,
    "shift": _shifted,
    "shape": _in_another_shape,
    "reencode": _compressed,
}
"""The faults, in the order in which they are done; ``overshoot`` is one of the edit itself."""


def at_fault(image: Image.Image, names: Collection[str]) -> Image.Image:
    """Return a picture with these faults; other names are passed over."""
    for name, fault in FAULTS.items():
        if name in names:
            image = fault(image)
    return image


def misspelt(text: str) -> str:
    """Return a text with one letter of its longest word replaced by another one."""
    words = text.split()
    if not words:
        return text
    place = max(range(len(words)), key=lambda at: len(words[at]))
    word = words[place]
    for at in sorted(range(len(word)), key=lambda at: abs(2 * at - len(word))):
        changed = word[:at] + word[at].translate(_OTHER) + word[at + 1 :]
        if changed != word:
            break
    else:  # no letter of these: one is doubled
        changed = word[:1] + word
    return " ".join([*words[:place], changed, *words[place + 1 :]])


def on_checkerboard(image: Image.Image) -> Image.Image:
    """Return a transparent picture on the squares that editors show for transparency."""
    light, dark = _SQUARES
    across, down = (-(-side // _SQUARE) for side in image.size)
    board = Image.new("L", (across, down))
    board.putdata([(light, dark)[(x + y) % 2] for y in range(down) for x in range(across)])
    board = board.resize((across * _SQUARE, down * _SQUARE), Image.Resampling.NEAREST)
    ground = board.crop((0, 0, *image.size)).convert("RGBA")
    ground.alpha_composite(image)
    return ground.convert("RGB")
