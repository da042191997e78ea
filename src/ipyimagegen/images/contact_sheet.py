"""Contact sheets: the results of a sweep, or the pictures of one generation, as one picture.

A notebook shows one image per cell, and people compare side by side. So the results are put
on one sheet: as a grid with labelled rows and columns where they are a table, else wrapped,
each with its labels. Nothing is cropped, and where a picture is missing, the reason stands
in its place.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Sequence
from dataclasses import dataclass

from PIL import Image, ImageDraw, ImageFont

from ..text import one_line

__all__ = [
    "Cell", "Size", "contact_sheet", "draw_letters", "draw_sheet", "fitted", "font", "place_size",
]  # fmt: skip

BOX = 320  # pixels, of the longer side of a picture's place, at most
WIDTH = 840  # of a sheet with many columns
GAP = 14
GRID_GAP = 8  # between pictures without labels
MARGIN = 18
LABEL_SIZE = 17
CAPTION_SIZE = 15
ROW_LABEL_WIDTH = 150
LABEL_LINES = 3
MOST_COLUMNS = 8

Size = tuple[int, int]
Colour = tuple[int, int, int]
LABEL = (31, 35, 40)
CAPTION = (95, 102, 112)
FAILED = ((252, 234, 234), (150, 40, 40))
UNSENT = ((242, 243, 245), (208, 212, 218))


@dataclass(frozen=True)
class Cell:
    """A place on the sheet, with a picture or without one.

    Parameters
    ----------
    image
        The picture, small already, at best `fitted` to its place; None where there is none.
    title
        Its labels, where the sheet has none for rows and columns.
    caption
        One line below it.
    words
        Why there is no picture.
    """

    image: Image.Image | None
    title: str = ""
    caption: str = ""
    words: str = ""


@functools.lru_cache(maxsize=64)
def place_size(
    count: int, shape: float, columns: tuple[str, ...] = (), rows: tuple[str, ...] = ()
) -> Size:
    """Return the width and height, in pixels, of the place of each picture on a sheet.

    Parameters
    ----------
    count
        Number of cells.
    shape
        The width over the height of most pictures.
    columns, rows
        As for `draw_sheet`.
    """
    across = len(columns) or _columns_for(count, shape)
    free = WIDTH - _left(rows) - MARGIN - GAP * (across - 1)
    longest = max(60, min(BOX, free // across if shape >= 1 else BOX))
    wide = min(round(longest * min(1, shape)), free // across)
    return wide, round(wide / shape)


def fitted(image: Image.Image, size: Size) -> Image.Image:
    """Return a copy of a picture that is no larger than its place."""
    small = image.copy()
    # A sharper filter takes three times as long; 2 of 255 (rms) from it, as in previews.
    small.thumbnail(size, Image.Resampling.HAMMING, reducing_gap=1.5)
    return small


def draw_letters(text: str, width: int) -> None:
    """Draw a cell's title or caption ahead: to draw letters takes longer than to put them there."""
    for line in _wrapped(text, width, CAPTION_SIZE)[:2]:
        _letters(line, CAPTION_SIZE)


def draw_sheet(
    cells: Sequence[Cell],
    shape: float,
    *,
    columns: Sequence[str] = (),
    rows: Sequence[str] = (),
    more: int = 0,
) -> Image.Image:
    """Return one picture of all cells.

    Parameters
    ----------
    cells
        In row-major order.
    shape
        The width over the height of most pictures.
    columns, rows
        Labels of a grid; without columns the cells are wrapped.
    more
        Number of cells that have no place on the sheet.
    """
    return _Sheet(cells, shape, columns, rows, more).draw()


class _Sheet:
    """A sheet's measures, and its picture, onto which `draw` puts the cells."""

    def __init__(
        self,
        cells: Sequence[Cell],
        shape: float,
        columns: Sequence[str],
        rows: Sequence[str],
        more: int,
    ) -> None:
        self.cells = cells
        self.more = more
        self.across = len(columns) or _columns_for(len(cells), shape)
        self.row_labels = _row_labels(rows)
        self.left = _left(rows)
        self.wide, self.tall = place_size(len(cells), shape, tuple(columns), tuple(rows))
        self.headings = [_wrapped(label, self.wide, LABEL_SIZE) for label in columns]
        self.titles = [_wrapped(cell.title, self.wide, CAPTION_SIZE)[:2] for cell in cells]
        self.captions = [_wrapped(cell.caption, self.wide, CAPTION_SIZE)[:2] for cell in cells]
        self.lines = [self.cells[n : n + self.across] for n in range(0, len(cells), self.across)]

        self.heading = max(map(len, self.headings), default=0) * _line(LABEL_SIZE)
        self.tops, top = list[int](), MARGIN + self.heading + (GAP // 2 if self.heading else 0)
        for number in range(len(self.lines)):
            self.tops.append(top)
            top += self._height(self.titles, number) + self.tall
            top += self._height(self.captions, number) + 4 + GAP
        width = self.left + self.across * (self.wide + GAP) - GAP + MARGIN
        height = top + (_line(LABEL_SIZE) if self.more else 0) + MARGIN - GAP
        self.image = Image.new("RGB", (width, height), "white")
        self.pen = ImageDraw.Draw(self.image)

    def draw(self) -> Image.Image:
        for place, lines in enumerate(self.headings):
            low = MARGIN + self.heading - len(lines) * _line(LABEL_SIZE)
            self._write(lines, self._x(place), low, LABEL_SIZE, LABEL)
        for number, top in enumerate(self.tops):
            self._draw_line(number, top)
        if self.more:
            low = self.image.height - MARGIN - _line(LABEL_SIZE) + GAP // 2
            self._write([f"and {self.more:,} more"], self.left, low, LABEL_SIZE, CAPTION)
        return self.image

    def _draw_line(self, number: int, top: int) -> None:
        first = number * self.across
        boxes = top + self._height(self.titles, number)
        if self.row_labels:
            lines = self.row_labels[number]
            middle = boxes + (self.tall - len(lines) * _line(LABEL_SIZE)) // 2
            self._write(lines, MARGIN, middle, LABEL_SIZE, LABEL)
        for place, cell in enumerate(self.lines[number]):
            x = self._x(place)
            self._write(self.titles[first + place], x, top, CAPTION_SIZE, LABEL)
            low = boxes + self._draw_cell(cell, x, boxes) + 4
            self._write(self.captions[first + place], x, low, CAPTION_SIZE, CAPTION)

    def _draw_cell(self, cell: Cell, x: int, y: int) -> int:
        """Draw a picture, or the box that stands for one; return its height."""
        if cell.image is not None:
            small = fitted(cell.image, (self.wide, self.tall))
            through = small if small.has_transparency_data else None
            self.image.paste(small, (x + (self.wide - small.width) // 2, y), through)
            return small.height
        fill, edge = FAILED if cell.words else UNSENT
        self.pen.rectangle((x, y, x + self.wide - 1, y + self.tall - 1), fill, edge)
        room = max(1, (self.tall - GAP) // _line(CAPTION_SIZE))
        lines = _wrapped(cell.words, self.wide - 2 * GAP, CAPTION_SIZE, most=room)
        self._write(lines, x + GAP, y + GAP - 4, CAPTION_SIZE, edge)
        return self.tall

    def _write(self, lines: Sequence[str], x: int, y: int, size: int, colour: Colour) -> None:
        for number, line in enumerate(lines):
            mask, (left, top) = _letters(line, size)
            self.image.paste(colour, (x + left, y + number * _line(size) + top), mask)

    def _x(self, place: int) -> int:
        return self.left + place * (self.wide + GAP)

    def _height(self, texts: Sequence[Sequence[str]], number: int) -> int:
        """Return the height of the tallest of the texts in a line of cells."""
        line = texts[number * self.across : (number + 1) * self.across]
        return max(map(len, line), default=0) * _line(CAPTION_SIZE)


def _row_labels(rows: Sequence[str]) -> list[tuple[str, ...]]:
    return [_wrapped(label, ROW_LABEL_WIDTH, LABEL_SIZE) for label in rows]


def _left(rows: Sequence[str]) -> int:
    """Return the pixels left of the pictures: the margin, and the rows' labels."""
    widths = [font(LABEL_SIZE).getlength(line) for lines in _row_labels(rows) for line in lines]
    return MARGIN + (round(max(widths, default=0)) + 2 * GAP if rows else 0)


def _columns_for(count: int, shape: float) -> int:
    """Return how many columns make a sheet that is a little wider than tall."""
    if count <= 4:
        return max(1, count)
    return min(MOST_COLUMNS, max(3, round(math.sqrt(count * 1.4 / shape))))


def _line(size: int) -> int:
    return round(size * 1.35)


@functools.lru_cache(maxsize=64)
def font(size: int) -> ImageFont.FreeTypeFont:
    """Return the font that comes with Pillow, so that pictures need no font of the system."""
    loaded = ImageFont.load_default(size=max(size, 6))
    if not isinstance(loaded, ImageFont.FreeTypeFont):  # pragma: no cover
        raise RuntimeError("this Pillow was built without FreeType; install a wheel of it")
    return loaded


@functools.lru_cache(maxsize=256)  # two lines above and below each of 48 pictures, and more
def _letters(line: str, size: int) -> tuple[Image.Image, tuple[int, int]]:
    """Return a line as a mask, and where it stands, right and below of where the line begins."""
    left, top, right, low = font(size).getbbox(line)
    place = math.floor(left), math.floor(top)
    mask = Image.new("L", (max(1, math.ceil(right) - place[0]), max(1, math.ceil(low) - place[1])))
    ImageDraw.Draw(mask).text((-place[0], -place[1]), line, font=font(size), fill=255)
    return mask, place


@functools.lru_cache(maxsize=256)
def _wrapped(text: str, width: int, size: int, most: int = LABEL_LINES) -> tuple[str, ...]:
    """Return a text as lines that are no wider than `width`; the last one may end in ``…``."""
    lines: list[str] = []
    for word in one_line(text, 400).split():
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and font(size).getlength(joined) <= width:
            lines[-1] = joined
            continue
        lines += _pieces(word, width, size)
    if len(lines) <= most:
        return tuple(lines)
    last = lines[most - 1]
    while last and font(size).getlength(last + "…") > width:
        last = last[:-1]
    return (*lines[: most - 1], last + "…")


def _pieces(word: str, width: int, size: int) -> list[str]:
    """Return a word in pieces that fit; most words are one."""
    if font(size).getlength(word) <= width:
        return [word]
    pieces = [""]
    for character in word:
        if pieces[-1] and font(size).getlength(pieces[-1] + character) > width:
            pieces.append("")
        pieces[-1] += character
    return pieces


def contact_sheet(images: Sequence[Image.Image], longest: int = 768) -> Image.Image:
    """Return several pictures in a grid on white, `longest` pixels wide, in their order."""
    columns = next(n for n in range(1, len(images) + 1) if n * n >= len(images))
    rows = -(-len(images) // columns)
    side = (longest - GRID_GAP * (columns - 1)) // columns
    sheet = Image.new("RGB", (longest, rows * side + GRID_GAP * (rows - 1)), "white")
    for position, image in enumerate(images):
        small = image.convert("RGBA")
        small.thumbnail((side, side), Image.Resampling.LANCZOS, reducing_gap=3)
        left = (position % columns) * (side + GRID_GAP) + (side - small.width) // 2
        top = (position // columns) * (side + GRID_GAP) + (side - small.height) // 2
        sheet.paste(small, (left, top), small)
    return sheet
