"""A figure as a PNG at the pictures' own pixels."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image, ImageDraw, ImageFont

from ..errors import OptionError, PictureError
from ..images.contact_sheet import font as usual_font
from ..images.decoding import MAX_PIXELS, eight_bit, encoded, screen_colours
from .figure_layout import DPI, LINE, POINT, Layout, Text
from .fonts import fonts_for, has

if TYPE_CHECKING:
    from ..session.outcome import Outcome
    from .figure import Figure

__all__ = ["png"]

SCALE = DPI / POINT  # pixels of a point
INK = (31, 35, 40)
RED = (198, 40, 40)
MOST_PIXELS = 4 * MAX_PIXELS


def png(figure: Figure) -> bytes:
    """Return the file.

    Raises
    ------
    OptionError
        It would be too large, or no font of this machine has a character.
    """
    fonts = fonts_for(figure.texts)

    def measure(text: str, size: float) -> float:
        return sum(font.getlength(part) for font, part in _parts(text, fonts, size)) / SCALE

    layout = Layout(figure, measure)
    width, height = round(layout.width * SCALE), round(layout.height * SCALE)
    if width * height > MOST_PIXELS:
        raise OptionError(
            f"a PNG of {width:,}×{height:,} pixels is too large",
            hint="Write a .pdf or an .html file, or a part of the sweep.",
        )
    image = Image.new("RGB", (width, height), "white")
    pen = ImageDraw.Draw(image)
    for text in layout.texts():
        _write(pen, text, fonts)
    for outcome, x, y in layout.places():
        corner = round(x * SCALE), round(y * SCALE)
        reason = _put(image, outcome, corner)
        if reason:
            end = round((x + layout.wide) * SCALE), round((y + layout.tall) * SCALE)
            pen.rectangle((corner, end), None, RED, 3)
            _write(pen, layout.reason(reason, x, y), fonts)
    return encoded(image, "PNG", dpi=(DPI, DPI))


def _put(sheet: Image.Image, outcome: Outcome, corner: tuple[int, int]) -> str:
    """Put a picture on the sheet; return why there is none."""
    made = outcome.generation
    if made is None:
        return outcome.why or outcome.status
    try:
        image = screen_colours(eight_bit(made.image))
    except PictureError as error:
        return error.sentence
    sheet.paste(image, corner, image if image.mode == "RGBA" else None)
    return ""


def _write(pen: ImageDraw.ImageDraw, text: Text, fonts: Sequence[Path]) -> None:
    for number, line in enumerate(text.lines):
        at, base = text.x * SCALE, (text.y + number * text.size * LINE + text.size) * SCALE
        for font, part in _parts(line, fonts, text.size):
            pen.text((at, base), part, font=font, fill=INK, anchor="ls")  # on one base line
            at += font.getlength(part)


def _parts(
    text: str, fonts: Sequence[Path], size: float
) -> list[tuple[ImageFont.FreeTypeFont, str]]:
    """Return the parts of a text, each with the first font that has its characters."""
    pixels = round(size * SCALE)
    if not fonts:
        return [(usual_font(pixels), text)]
    parts: list[tuple[Path, str]] = []
    for character in text:
        last = parts[-1][0] if parts else fonts[0]
        path = last
        if not character.isspace():
            path = next((one for one in fonts if has(one, character)), last)
        if parts and path == last:
            parts[-1] = path, parts[-1][1] + character
        else:
            parts.append((path, character))
    return [(_loaded(path, pixels), part) for path, part in parts]


@cache
def _loaded(path: Path, pixels: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(path, pixels)
