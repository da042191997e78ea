"""Where everything stands on a figure, in points: the same for a PDF and for a PNG."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..session.outcome import Outcome
    from .figure import Figure

__all__ = ["DPI", "GAP", "LINE", "PAPER", "POINT", "Layout", "Text"]

DPI = 300
POINT = 72  # of an inch
MARGIN = 24  # points, as all below
GAP = 8
SIZE = 10
TITLE_SIZE = 14
LINE = 1.3
LEFT = 90  # of a row's heading
LEAST = 96  # of a place, whose heading is to be read
SMALLEST = 90  # of the longer side of a picture that is made smaller
PAPER = 841.89  # wide: A4, landscape

Measure = Callable[[str, float], float]
"""Returns the width of a text in a size of the font."""


@dataclass(frozen=True)
class Text:
    """Lines of text, the corner where they begin, and their size."""

    lines: Sequence[str]
    x: float
    y: float
    size: float = SIZE


class Layout:
    """The measures of a figure.

    Parameters
    ----------
    figure
        What it shows.
    measure
        Returns the width of a text.
    widest
        Pictures are smaller where it would be wider than so, unless they'd be too small then.

    Attributes
    ----------
    scale
        The size of pictures, of that in which 300 of their pixels are an inch.
    """

    def __init__(self, figure: Figure, measure: Measure, widest: float = math.inf) -> None:
        self._figure = figure
        self._measure = measure
        pivot = self._pivot = figure.pivot
        made = [one.generation.picture for one in pivot.cells.values() if one.generation]
        wide = max((one.width * POINT / DPI for one in made), default=0)
        tall = max((one.height * POINT / DPI for one in made), default=0)
        self._left = MARGIN + LEFT * len(pivot.row_names)
        room = (widest - MARGIN - self._left + GAP) / len(pivot.columns) - GAP
        is_too_wide = wide > room and room * max(1, tall / wide) >= SMALLEST
        self.scale = room / wide if is_too_wide else 1.0
        self.wide = room if is_too_wide else max(wide, min(LEAST, max(room, SMALLEST)))
        self.tall = max(LEAST / 2, tall * self.scale)
        self.width = self._left + len(pivot.columns) * (self.wide + GAP) - GAP + MARGIN
        inner = self.width - 2 * MARGIN
        labels = [self.wrapped(figure.label(cell), self.wide) for cell in pivot.cells.values()]
        self._labels = dict(zip(pivot.cells, labels, strict=True))
        self._label = max(map(len, labels), default=0) * SIZE * LINE  # above each picture
        self._title = self.wrapped(figure.title, inner, TITLE_SIZE)
        self._heads = [
            max(
                len(self.wrapped(label, self._span(count)))
                for _, label, count in self._figure.headings(pivot.columns, level)
            )
            for level in range(len(pivot.column_names))
        ]
        self._legend = [line for text in figure.legend for line in self.wrapped(text, inner)]
        title = len(self._title) * TITLE_SIZE * LINE + GAP if self._title else 0
        self._above = MARGIN + title
        self._top = self._above + sum(self._heads) * SIZE * LINE + GAP / 2
        self._below = self._top + len(pivot.rows) * (self._label + self.tall + GAP)
        self.height = self._below + len(self._legend) * SIZE * LINE + MARGIN

    def texts(self) -> Iterator[Text]:
        """Yield the title, the headings and the legend."""
        yield Text(self._title, MARGIN, MARGIN, TITLE_SIZE)
        low = self._above
        for level, lines in enumerate(self._heads):
            low += lines * SIZE * LINE
            for at, label, count in self._figure.headings(self._pivot.columns, level):
                text = self.wrapped(label, self._span(count))
                yield Text(text, self._x(at), low - len(text) * SIZE * LINE)
        for level in range(len(self._pivot.row_names)):
            for at, label, count in self._figure.headings(self._pivot.rows, level):
                text = self.wrapped(label, LEFT - GAP)
                free = (self.tall - len(text) * SIZE * LINE) / 2 if count == 1 else 0
                yield Text(text, MARGIN + level * LEFT, self._y(at) + max(0, free))
        for at, row in enumerate(self._pivot.rows):
            for place, column in enumerate(self._pivot.columns):
                above = self._labels.get((row, column), [])
                yield Text(above, self._x(place), self._y(at) - len(above) * SIZE * LINE)
        yield Text(self._legend, MARGIN, self._below)

    def places(self) -> Iterator[tuple[Outcome, float, float]]:
        """Yield each member and the corner of its place."""
        for at, row in enumerate(self._pivot.rows):
            for place, column in enumerate(self._pivot.columns):
                cell = self._pivot.cells.get((row, column))
                if cell is not None:
                    yield cell, self._x(place), self._y(at)

    def reason(self, words: str, x: float, y: float) -> Text:
        """Return why there is no picture in a place, as much as has room."""
        room = max(1, int((self.tall - 2 * GAP) / (SIZE * LINE)))
        return Text(self.wrapped(words, self.wide - 2 * GAP)[:room], x + GAP, y + GAP)

    def wrapped(self, text: str, width: float, size: float = SIZE) -> list[str]:
        """Return a text as lines that are no wider than so."""
        lines: list[str] = []
        for word in text.split():
            joined = f"{lines[-1]} {word}" if lines else word
            if lines and self._measure(joined, size) <= width:
                lines[-1] = joined
            elif self._measure(word, size) <= width:
                lines.append(word)
            else:
                lines += self._pieces(word, width, size)
        return lines

    def _pieces(self, word: str, width: float, size: float) -> list[str]:
        pieces = [""]
        for character in word:
            if pieces[-1] and self._measure(pieces[-1] + character, size) > width:
                pieces.append("")
            pieces[-1] += character
        return pieces

    def _span(self, count: int) -> float:
        return count * (self.wide + GAP) - GAP

    def _x(self, place: int) -> float:
        return self._left + place * (self.wide + GAP)

    def _y(self, place: int) -> float:
        return self._top + self._label + place * (self._label + self.tall + GAP)
