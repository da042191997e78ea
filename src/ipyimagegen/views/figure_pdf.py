"""A figure as a PDF of one page, as large as its pictures if paper is: labels are text."""

from __future__ import annotations

import io
import logging
import warnings
from datetime import UTC, datetime
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from PIL import Image

from ..errors import OptionError, PictureError
from ..images.decoding import eight_bit, orientation, screen_colours
from .figure_layout import DPI, LINE, PAPER, POINT, Layout, Text
from .fonts import fonts_for

if TYPE_CHECKING:
    from ..images.picture import Picture
    from ..session.outcome import Outcome
    from .figure import Figure

__all__ = ["pdf"]

RED = (198, 40, 40)
ALT_LENGTH = 300
MOST_INCHES = 200  # of a page: programs show no larger one


def pdf(figure: Figure) -> bytes:
    """Return the file.

    Raises
    ------
    OptionError
        fpdf2 is not installed, no font of this machine has a character, or the page would be too
        large.
    """
    try:
        from fpdf import FPDF
    except ImportError:
        raise OptionError(
            "a figure as a PDF needs fpdf2", hint="pip install 'ipyimagegen[figure]'"
        ) from None
    logging.getLogger("fontTools").setLevel(logging.ERROR)  # it tells of every table it drops
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return _written(FPDF(unit="pt"), figure)


def _written(page: Any, figure: Figure) -> bytes:
    family = _take_fonts(page, figure.texts)

    def measure(text: str, size: float) -> float:
        page.set_font(family, size=size)
        width: float = page.get_string_width(text)
        return width

    layout = Layout(figure, measure, PAPER, MOST_INCHES * POINT)
    inches = [-(-round(side) // POINT) for side in (layout.width, layout.height)]
    if max(inches) > MOST_INCHES:
        raise OptionError(
            f"a PDF of {inches[0]:,}×{inches[1]:,} inches is too large: {MOST_INCHES} are the most",
            hint="Name other rows and columns, write a part of the sweep, or an .html file.",
        )
    page.set_auto_page_break(auto=False)
    page.set_margin(0)
    page.c_margin = 0
    page.add_page(format=(layout.width, layout.height))
    page.set_title(figure.title or "Figure")
    page.set_creator("ipyimagegen")
    if figure.made:  # the same figure is the same file
        page.set_creation_date(_day(figure.made))
    for text in layout.texts():
        _write(page, family, text)
    for outcome, x, y in layout.places():
        reason = _put(page, outcome, x, y, layout.scale)
        if reason:
            page.set_draw_color(*RED)
            page.rect(x, y, layout.wide, layout.tall)
            _write(page, family, layout.reason(reason, x, y))
    return bytes(page.output())


def _take_fonts(page: Any, texts: str) -> str:
    """Have the fonts that the texts need, and return the first one's name."""
    fonts = fonts_for(texts)
    names = [f"label{number}" for number in range(len(fonts))]
    for name, path in zip(names, fonts, strict=True):
        page.add_font(name, fname=path)
    if names[1:]:
        page.set_fallback_fonts(names[1:])
    if names and find_spec("uharfbuzz"):  # Arabic is joined, and Hebrew runs from the right
        page.set_text_shaping(use_shaping_engine=True)
    return names[0] if names else "helvetica"  # which every reader of a PDF has


def _write(page: Any, family: str, text: Text) -> None:
    page.set_font(family, size=text.size)
    for number, line in enumerate(text.lines):
        page.set_xy(text.x, text.y + number * text.size * LINE)
        page.cell(0, text.size * LINE, line, align="L")


def _put(page: Any, outcome: Outcome, x: float, y: float, scale: float) -> str:
    """Put a picture on the page; return why there is none."""
    made = outcome.generation
    if made is None:
        return outcome.why or outcome.status
    try:
        data = _embedded(made.picture)
    except PictureError as error:
        return error.sentence
    size = data.size if isinstance(data, Image.Image) else (made.picture.width, made.picture.height)
    width, height = (pixels * scale * POINT / DPI for pixels in size)
    alt = f"{made.model}: {made.prompt}"[:ALT_LENGTH]
    page.image(data, x=x, y=y, w=width, h=height, alt_text=alt)
    return ""


def _embedded(picture: Picture) -> io.BytesIO | Image.Image:
    """Return a JPEG byte for byte, and the pixels of others, which lose nothing."""
    data = picture.bytes
    if picture.type == "jpeg" and orientation(data, "jpeg") == 1:
        return io.BytesIO(data)
    return screen_colours(eight_bit(picture.image))


def _day(day: str) -> datetime:
    try:
        return datetime.fromisoformat(day).replace(tzinfo=UTC)
    except ValueError:  # of a stranger's row
        return datetime(2000, 1, 1, tzinfo=UTC)
