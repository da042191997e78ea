"""Where everything stands on a figure, in points: the same for a PDF and for a PNG."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
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
LEFT = 90  # of a row's heading, at least
MOST_LEFT = 180  # for a heading in four lines
HEADING_LINES = 4
MOST_WORD = 240  # of a word, for which a row's heading or a place is made wider
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
    widest, tallest
        Pictures are smaller where it would be larger than so, until they'd be too small.

    Attributes
    ----------
    scale
        The size of pictures, of that in which 300 of their pixels are an inch.
    """

    def __init__(
        self,
        figure: Figure,
        measure: Measure,
        widest: float = math.inf,
        tallest: float = math.inf,
    ) -> None:
        self._figure = figure
        self._measure = measure
        pivot = self._pivot = figure.pivot
        made = [one.generation.picture for one in pivot.cells.values() if one.generation]
        wide = max((one.width * POINT / DPI for one in made), default=1)
        tall = max((one.height * POINT / DPI for one in made), default=1)
        smallest = min(1, SMALLEST / max(wide, tall))
        lefts = [
            self._heading_width([label for _, label, _ in figure.headings(pivot.rows, level)])
            for level in range(len(pivot.row_names))
        ]
        self._lefts = list(accumulate(lefts, initial=MARGIN))
        room = (widest - MARGIN - self._lefts[-1] + GAP) / len(pivot.columns) - GAP
        texts = [figure.label(cell) for cell in pivot.cells.values()]
        word = max(self._word(texts), self._heading_word())
        self.scale = max(smallest, min(1, max(room, word) / wide))
        self.wide = max(wide * self.scale, word, min(LEAST, room))
        self.width = self._lefts[-1] + len(pivot.columns) * (self.wide + GAP) - GAP + MARGIN
        inner = self.width - 2 * MARGIN
        labels = [self.wrapped(text, self.wide) for text in texts]
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
        top = self._above + sum(self._heads) * SIZE * LINE + GAP / 2
        below = len(self._legend) * SIZE * LINE + MARGIN
        room = (tallest - top - below) / len(pivot.rows) - self._label - GAP
        self.scale = max(smallest, min(self.scale, room / tall))
        self.tall = max(LEAST / 2, tall * self.scale)
        rows = (self._label + height + GAP for height in self._row_heights())
        self._tops = list(accumulate(rows, initial=top))
        self.height = self._tops[-1] + below

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
                text = self._row_heading(label, level)
                free = (self.tall - len(text) * SIZE * LINE) / 2 if count == 1 else 0
                yield Text(text, self._lefts[level], self._y(at) + max(0, free))
        for at, row in enumerate(self._pivot.rows):
            for place, column in enumerate(self._pivot.columns):
                above = self._labels.get((row, column), [])
                yield Text(above, self._x(place), self._y(at) - len(above) * SIZE * LINE)
        yield Text(self._legend, MARGIN, self._tops[-1])

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
        """Return a long word as lines: broken behind a mark, or else between letters."""
        parts: list[str] = []
        for part in re.split(r"(?<=[-/_])", word):
            parts += [part] if self._measure(part, size) <= width else part
        pieces = [""]
        for part in parts:
            if pieces[-1] and self._measure(pieces[-1] + part, size) > width:
                pieces.append("")
            pieces[-1] += part
        return pieces

    def _word(self, texts: Iterable[str]) -> float:
        """Return the width of the longest word, to a bound: whole words can be searched."""
        widths = [self._measure(word, SIZE) for text in texts for word in text.split()]
        return min(MOST_WORD, math.ceil(max(widths, default=0)))

    def _heading_word(self) -> float:
        """Return the width of a place that the longest word of the columns' headings needs."""
        spans = (
            (label, count)
            for level in range(len(self._pivot.column_names))
            for _, label, count in self._figure.headings(self._pivot.columns, level)
        )
        needed = [math.ceil((self._word([label]) + GAP) / count) - GAP for label, count in spans]
        return max(needed, default=0)

    def _heading_width(self, labels: Sequence[str]) -> float:
        """Return the width of a level of the rows' headings."""
        lines = max(self._measure(label, SIZE) for label in labels) / HEADING_LINES
        return max(LEFT, min(MOST_LEFT, lines), self._word(labels) + GAP)

    def _row_heading(self, label: str, level: int) -> list[str]:
        return self.wrapped(label, self._lefts[level + 1] - self._lefts[level] - GAP)

    def _row_heights(self) -> list[float]:
        """Return the height of each row below its labels: of its pictures, or of its headings."""
        heights = [self.tall] * len(self._pivot.rows)
        for level in reversed(range(len(self._pivot.row_names))):
            for at, label, count in self._figure.headings(self._pivot.rows, level):
                there = sum(heights[at : at + count]) + (count - 1) * (self._label + GAP)
                needed = len(self._row_heading(label, level)) * SIZE * LINE
                heights[at + count - 1] += max(0, needed - there)
        return heights

    def _span(self, count: int) -> float:
        return count * (self.wide + GAP) - GAP

    def _x(self, place: int) -> float:
        return self._lefts[-1] + place * (self.wide + GAP)

    def _y(self, place: int) -> float:
        return self._tops[place] + self._label
