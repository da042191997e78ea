"""A sweep as one picture and as plain text: its members in their places, with their failures.

Exports without HTML have the picture, and terminals the text. Functions of a sweep's outcomes;
nothing is looked up but thumbnails.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from itertools import islice, product
from typing import TYPE_CHECKING, Any

from ..errors import PictureError
from ..images.contact_sheet import Cell, Size, draw_letters, draw_sheet, fitted, place_size
from ..images.preview import MAX_PREVIEW, Preview, preview, screen_pixels
from ..text import dollars, one_line
from .facts import CHECK
from .sheet import usual_aspect

if TYPE_CHECKING:
    from PIL import Image

    from ..library import Generation
    from ..session.outcome import Outcome

__all__ = ["MOST_CELLS", "SheetPixels", "contact_sheet", "sheet_labels", "text_table"]

MOST_CELLS = 48
MOST_COLUMNS = 6
QUALITY = 70  # of small pictures side by side; at 80 those of twenty would have too many bytes
SIDES = (192, 320)  # of the copies that they are made of, which the table and lists have, too


class SheetPixels:
    """The pixels of a sweep's members on its contact sheet, made while others are still to come.

    Letters are, too: the caption of each, and the titles one after the other.

    Parameters
    ----------
    labels
        The labels of each dimension, the slowest first.
    count
        Number of members.
    """

    def __init__(self, labels: Sequence[tuple[str, ...]], count: int) -> None:
        self.rows, self.columns = sheet_labels(labels, count)
        self._titles = iter(()) if self.columns else islice(product(*labels), MOST_CELLS)
        self._count = min(count, MOST_CELLS)
        self._made: dict[tuple[int, Size], Image.Image | None] = {}

    def prepare(self, generation: Generation, pixels: Image.Image | None = None) -> None:
        """Make those of a member, of the size where most pictures have the shape of this one.

        From its `pixels` where they are at hand.
        """
        shape = usual_aspect([generation])
        self.of(generation, shape, pixels)
        width, _ = place_size(self._count, shape, self.columns, self.rows)
        for words in (_made_caption(generation), " · ".join(next(self._titles, ()))):
            draw_letters(words, width)

    def of(
        self, generation: Generation, shape: float, pixels: Image.Image | None = None
    ) -> Image.Image | None:
        """Return those of a member, where most pictures have that shape; None without a picture."""
        size = place_size(self._count, shape, self.columns, self.rows)
        key = generation.number, size
        if key not in self._made:
            self._made[key] = _pixels(generation, size, pixels)
        return self._made[key]


def contact_sheet(outcomes: Sequence[Outcome], pixels: SheetPixels) -> Preview:
    """Return the preview of a sweep: one picture of its first 48 members.

    Parameters
    ----------
    outcomes
        The members, the last dimension fastest.
    pixels
        Theirs, as far as they are at hand.
    """
    more = max(0, len(outcomes) - MOST_CELLS)
    outcomes = outcomes[:MOST_CELLS]
    shape = usual_aspect(outcome.generation for outcome in outcomes)
    cells = [
        Cell(
            None if outcome.generation is None else pixels.of(outcome.generation, shape),
            title="" if pixels.columns else " · ".join(outcome.labels),
            caption=_caption(outcome),
            words="" if outcome.status == "not sent" else outcome.why,
        )
        for outcome in outcomes
    ]
    sheet = draw_sheet(cells, shape, columns=pixels.columns, rows=pixels.rows, more=more)
    # A quarter of the room of its pictures in a notebook, up to four; the others are the table's.
    most = MAX_PREVIEW * min(4, len(outcomes)) // 4
    return preview(sheet, max(sheet.size), most=most, quality=QUALITY)


def sheet_labels(
    labels: Sequence[tuple[str, ...]], count: int
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the labels of the sheet's rows and columns, where it is a grid."""
    if not labels or count > MOST_CELLS or count != math.prod(map(len, labels)):
        return (), ()
    if len(labels[-1]) > MOST_COLUMNS or (len(labels) > 1 and len(labels[-1]) == 1):
        return (), ()
    rows = tuple(" · ".join(row) for row in product(*labels[:-1]))
    return rows if len(labels) > 1 else (), labels[-1]


def _pixels(generation: Generation, size: Size, pixels: Image.Image | None) -> Image.Image | None:
    """Return the pixels of a copy that is kept: they are the same when the sweep is replayed."""
    thumbnails = generation.library.thumbnails
    side = next((side for side in SIDES if side >= max(size)), SIDES[-1])
    try:
        return fitted(screen_pixels(thumbnails.of(generation.picture, side, pixels=pixels)), size)
    except PictureError:
        return None


def _caption(outcome: Outcome) -> str:
    if outcome.generation is not None:
        return _made_caption(outcome.generation)
    return f"@{outcome.number}" if outcome.number else "not sent"


def _made_caption(generation: Generation) -> str:
    parts = [generation.ref, *generation.time_and_cost]
    if generation.served_by and generation.served_by != generation.model:
        parts.append(f"by {one_line(generation.served_by, 30)}")
    return " · ".join(parts)


def text_table(rows: Sequence[Mapping[str, Any]]) -> list[str]:
    """Return a sweep's table as lines; without times and files, which differ from run to run."""
    rows = rows[:MOST_CELLS]
    if not rows:
        return []
    names = [name for name in rows[0] if name not in ("seconds", "file", "width", "height")]
    names = [name for name in names if any(row[name] not in ("", None) for row in rows)]
    lines: Sequence[Sequence[str]] = [
        names,
        *([_text(name, row[name]) for name in names] for row in rows),
    ]
    widths = [max(len(line[place]) for line in lines) for place in range(len(names))]
    return [
        "  ".join(text.ljust(width) for text, width in zip(line, widths, strict=True)).rstrip()
        for line in lines
    ]


def _text(name: str, value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool) and name.startswith(CHECK):
        return "✓" if value else "✗"
    if name == "bytes":
        return f"{value:,}"
    return dollars(value).removeprefix("$") if name == "cost" else one_line(str(value), 60)
