"""A sweep as an HTML table: each picture in its place, with labels that are text.

The table has the ground and the colours of the page that it stands on. It is turned so that its
pictures are as large as they can be on a sheet that is no taller than a screen shows beside its
cell, and no wider than the output; a page without styles, as GitHub shows it, still has a table
with pictures of that size.
"""

from __future__ import annotations

import statistics
import unicodedata
from collections.abc import Iterable, MutableMapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import product
from typing import TYPE_CHECKING

from ..errors import PictureError
from ..images.picture import encode_data_url
from ..images.preview import MAX_PREVIEW
from ..text import one_line
from .html import BOLD, BORDER, ERROR, GREY, Html, element, joined
from .pivot import Key, heading_spans, pivoted

if TYPE_CHECKING:
    from PIL import Image

    from ..library import Generation
    from ..session.outcome import Outcome
    from ..session.plan import Dimension

__all__ = [
    "MOST_PICTURES",
    "Drawn",
    "Place",
    "draw_picture",
    "outcome_place",
    "sheet",
    "turned",
    "usual_aspect",
]

HEIGHT = 560  # pixels, of the headings and the rows together
USUAL_WIDTH = 800  # of an output beside the file browser, by which a sheet is turned
MOST_WIDTH = 1250  # of an output in a large window
LEAST_SIDE = 96
MOST_SIDE = 400
SLIM = 32
MOST_PICTURES = 48  # in a notebook
MOST_TURNED = 8  # dimensions; of more there are thousands of ways to turn a sheet
HEADING = 24
CAPTION = 20
TITLE = 18  # a line of labels above a picture, where there are no headings
GAP = 8
LETTER = 7  # of a row's heading, in bold
CAPITAL = 9.5
IDEOGRAM = 13.5  # and an emoji
LABEL_LENGTH = 120
MOST_LABEL = 140  # where pictures need the room
MOST_ROOMY_LABEL = 280
NARROW_WIDTH = 680  # of an output beside a sidebar: what a sheet leaves of it is the labels'
FLOWS_IF = 1.3  # times larger: then pictures of a single axis stand in several lines
ENOUGH = 0.5  # of the pictures that fit without headings, to have headings
BYTES_A_PIXEL = 3 / 16  # of a copy, at most
MOST_BYTES = MAX_PREVIEW * 3 // 4  # of a copy and its words: a quarter is the contact sheet's
WORDS = 1536  # bytes
SIDES = (192, 256, 320, 480, 640, 768)  # of copies, of which few are made and kept
ALT_LENGTH = 200

_BARE = "padding:0 8px 0 0;text-align:left;vertical-align:top;background:none;border:none"
_CUT = "white-space:nowrap;overflow:hidden;text-overflow:ellipsis"
_CAPTION = f"{GREY};{_CUT};font-size:12px;line-height:18px"
_LABEL = f"{BOLD};font-weight:600;font-size:13px;line-height:18px"


Drawn = MutableMapping[tuple[float, ...], Html]
"""Pictures as elements, by generation and size: to read a copy takes as long as all the rest."""


@dataclass(frozen=True)
class Place:
    """The place of one member on a sheet.

    Parameters
    ----------
    labels
        Its place in each dimension.
    generation
        The generation, if it has a picture.
    caption
        One line below it.
    heading, words
        Why there is no picture: in a word, and in a sentence.
    failed
        Whether there won't be one.
    """

    labels: Key
    generation: Generation | None = None
    caption: str = ""
    heading: str = ""
    words: str = ""
    failed: bool = False


def outcome_place(outcome: Outcome) -> Place:
    """Return the place of a member that has ended."""
    made = outcome.generation
    if made is None:
        number = f"@{outcome.number}" if outcome.number else ""
        return Place(
            outcome.labels, None, number, outcome.status, outcome.why, outcome.status == "failed"
        )
    parts = [made.ref, *made.time_and_cost]
    if made.served_by and made.served_by != made.model:
        parts.append(f"by {one_line(made.served_by, 30)}")
    if made.is_sketch:
        parts.append("sketch")
    parts += [f"{one_line(one.check, 30)} {one.mark}" for one in outcome.checks if one.mark]
    if made.is_starred:
        parts.append("★")
    return Place(outcome.labels, made, " · ".join(parts))


def sheet(
    dimensions: Sequence[Dimension],
    places: Sequence[Place],
    *,
    aspect: float = 1,
    drawn: Drawn | None = None,
) -> Html:
    """Return the first 48 places of a sweep as an HTML table.

    Parameters
    ----------
    dimensions
        Of the sweep, the slowest first.
    places
        Of its members, the last dimension fastest.
    aspect
        The width over the height that pictures will have, where none is there yet.
    drawn
        The pictures that are drawn already; those that were not are added.
    """
    if not places:
        return Html()
    return _chosen(dimensions, places, _usual_aspect(places, aspect), drawn).html()


def draw_picture(
    dimensions: Sequence[Dimension],
    places: Sequence[Place],
    generation: Generation,
    drawn: Drawn,
    pixels: Image.Image | None = None,
) -> None:
    """Draw the picture of a generation as `sheet` shows it, which is most of its work.

    Of the size that it has where all pictures have the shape of this one; from its `pixels`
    where they are at hand.
    """
    place = Place((), generation)
    _chosen(dimensions, places, _usual_aspect([place]), drawn).picture(place, pixels)


def turned(
    dimensions: Sequence[Dimension], places: Sequence[Place]
) -> tuple[Sequence[int], Sequence[int]] | None:
    """Return the positions of the dimensions that are rows, and columns, on a sheet with headings.

    None where no such sheet is narrow enough.
    """
    best = _best_turned(
        dimensions, places, partial(_Layout, dimensions, places, _usual_aspect(places))
    )
    return None if best is None else (best.rows, best.columns)


def _usual_aspect(places: Sequence[Place], otherwise: float = 1) -> float:
    return usual_aspect([place.generation for place in places], otherwise)


def usual_aspect(made: Iterable[Generation | None], otherwise: float = 1) -> float:
    """Return the width over the height of most pictures, no extreme one."""
    mains = [one.main for one in made if one is not None]
    shapes = [main.width / main.height for main in mains if main is not None]
    return min(2.0, max(0.5, statistics.median(shapes) if shapes else otherwise))


# -- how large, and which way ---------------------------------------------------------------


@dataclass(frozen=True)
class _Layout:
    """A way to lay out a sheet: `across` and `down` are places, the rest are pixels."""

    dimensions: Sequence[Dimension]
    places: Sequence[Place]
    aspect: float
    rows: tuple[int, ...]
    columns: tuple[int, ...]
    across: int
    down: int
    lefts: tuple[int, ...]  # the widths of the rows' headings
    flows: bool = False  # without headings: each place has its labels
    drawn: Drawn = field(default_factory=dict)

    @property
    def head(self) -> int:
        return HEADING * len(self.columns)

    @property
    def below(self) -> int:
        """Pixels of a row beside its picture."""
        return CAPTION + (TITLE if self.flows else 0)

    @property
    def usual(self) -> float:
        """The width of a picture in a usual output, its longer side at least the least."""
        return self._wide(USUAL_WIDTH)

    @property
    def wide(self) -> float:
        """The width of a picture where there is room for it."""
        return self._wide(MOST_WIDTH)

    def _wide(self, width: int) -> float:
        least = LEAST_SIDE * min(1, self.aspect)
        most = MOST_SIDE * min(1, self.aspect)
        by_width = (width - sum(self.lefts)) / self.across - GAP
        by_height = ((HEIGHT - self.head) / self.down - self.below) * self.aspect
        return max(least, min(by_width, by_height, most))

    @property
    def is_narrow_enough(self) -> bool:
        needed = self.across * (LEAST_SIDE * min(1, self.aspect) + GAP) + sum(self.lefts)
        return needed <= USUAL_WIDTH

    @property
    def lines(self) -> int:
        """How many rows the first page has."""
        tall = self.usual / self.aspect + self.below
        return max(1, min(self.down, int((HEIGHT - self.head + 1) / tall)))

    @property
    def is_whole(self) -> bool:
        return self.lines == self.down

    @property
    def pictures(self) -> int:
        """How many places the first page has."""
        return self.lines * self.across

    @property
    def most_lines(self) -> int:
        """How many rows there are on all pages."""
        return max(self.lines, -(-MOST_PICTURES // self.across))

    @property
    def most_bytes(self) -> int:
        """Bytes that a copy may have: those of four pictures are shared by more."""
        pictures = min(len(self.places), self.most_lines * self.across)
        return MOST_BYTES * 4 // max(4, pictures) - WORDS

    # -- its HTML ---------------------------------------------------------------------

    def html(self) -> Html:
        """Return the first page, and the others folded."""
        rows = self._flowing() if self.flows else self._turned()
        first, rest = rows[: self.lines], rows[self.lines : self.most_lines]
        shown, more = self._count(first), self._count(rest)
        total = len(self.places)
        parts = [self._table(first)]
        if rest:
            summary = f"first {shown:,} of {total:,} · show {more:,} more"
            folded = element("summary", summary, style="cursor:pointer")
            style = f"{GREY};font-size:12px;margin:2px 0"
            parts.append(element("details", folded, self._table(rest), style=style))
        if shown + more < total:
            told = f"{total - shown - more:,} more are not shown here; %imagegen panel has all."
            told = told if rest else f"first {shown:,} of {total:,} · {told}"
            parts.append(element("div", told, style=f"{GREY};font-size:12px"))
        return joined(parts)

    def _count(self, rows: Sequence[tuple[Key, Sequence[Place | None]]]) -> int:
        return sum(place is not None for _, row in rows for place in row)

    def _flowing(self) -> list[tuple[Key, Sequence[Place | None]]]:
        starts = range(0, len(self.places), self.across)
        return [((), self.places[start : start + self.across]) for start in starts]

    def _turned(self) -> list[tuple[Key, Sequence[Place | None]]]:
        pivot = pivoted(self.dimensions, self.places, self.rows, self.columns)
        return [(row, [pivot.cells.get((row, at)) for at in pivot.columns]) for row in pivot.rows]

    def _table(self, rows: Sequence[tuple[Key, Sequence[Place | None]]]) -> Html:
        cols = [element("col", style=f"width:{left}px") for left in self.lefts]
        cols += [element("col")] * self.across
        keys = [key for key, _ in rows]
        starts: list[list[Html]] = [[] for _ in rows]
        for level in range(len(self.rows)):
            for at, label, count in heading_spans(keys, level):
                starts[at].append(self._row_heading(label, count, level))
        lines = [
            element("tr", *starts[at], *map(self._cell, row), style="background:none")
            for at, (_, row) in enumerate(rows)
        ]
        wide = sum(self.lefts) + self.across * (self.wide + GAP)
        narrow = sum(self.lefts) + self.across * (LEAST_SIDE * min(1, self.aspect) + GAP)
        table = element(
            "table",
            element("colgroup", *cols),
            element("thead", *self._head(), style="border:none"),
            element("tbody", *lines),
            style="table-layout:fixed;border-collapse:collapse;border:none;margin:0;width:100%;"
            f"max-width:{wide:.0f}px;min-width:{narrow:.0f}px",
        )
        return element("div", table, style="overflow-x:auto")

    def _head(self) -> list[Html]:
        if self.flows or not self.columns:
            return []
        keys = pivoted(self.dimensions, self.places, self.rows, self.columns).columns
        lines = []
        for level in range(len(self.columns)):
            cells = [element("td", style=_BARE)] * len(self.lefts)
            last = level == len(self.columns) - 1
            for _, label, count in heading_spans(keys, level):
                rule = "" if last else f";border-bottom:1px solid {BORDER}"
                text = element("div", _short(label), dir="auto", style=f"{_LABEL};{_CUT}")
                cells.append(
                    element(
                        "th",
                        text,
                        scope="col" if last else "colgroup",
                        colspan=None if count == 1 else str(count),
                        title=_whole(label),
                        style=f"{_BARE}{rule};height:{HEADING - 1}px",
                    )
                )
            lines.append(element("tr", *cells, style="background:none"))
        return lines

    def _row_heading(self, label: str, count: int, level: int) -> Html:
        last = level == len(self.rows) - 1
        style = f"{_LABEL};overflow:hidden;overflow-wrap:anywhere;max-height:"
        style += f"{self.wide / self.aspect + CAPTION:.0f}px"
        return element(
            "th",
            element("div", _short(label), dir="auto", style=style),
            scope="row" if last else "rowgroup",
            rowspan=None if count == 1 else str(count),
            title=_whole(label),
            style=_BARE.replace("top", "middle" if count == 1 else "top"),
        )

    def _cell(self, place: Place | None) -> Html:
        if place is None:
            return element("td", style=_BARE)
        parts = []
        if self.flows:
            title = " · ".join(place.labels)
            style = f"{_LABEL};{_CUT}"
            words = element("b", _short(title))  # also where styles are taken off
            parts.append(element("div", words, dir="auto", title=_whole(title), style=style))
        parts.append(self.picture(place) or self._empty(place))
        parts.append(element("div", place.caption or "\u00a0", style=_CAPTION, title=place.caption))
        return element("td", *parts, style=_BARE)

    def picture(self, place: Place, pixels: Image.Image | None = None) -> Html:
        """Return a picture as an element; empty if it is not there, or its file is gone."""
        made = place.generation
        if made is None or made.main is None:
            return Html()
        wide, tall = _fitted(made.main.width, made.main.height, self.wide, self.aspect)
        usual = min(1, self.usual / self.wide)
        key = made.number, wide, tall, usual, self.most_bytes
        if not self.drawn.get(key):
            side = next((side for side in SIDES if side >= 2 * max(wide, tall)), SIDES[-1])
            most = min(round(side * side * BYTES_A_PIXEL), self.most_bytes)
            try:
                data = made.library.small(made.main, side, most=most, pixels=pixels)
            except PictureError:
                return Html()
            self.drawn[key] = _drawn_picture(made, data, wide, tall, usual)
        return self.drawn[key]

    def _empty(self, place: Place) -> Html:
        """Return the box that stands for a picture, with the reason."""
        words, heading = place.words, place.heading
        if not words and place.generation is not None:
            heading, words = "file missing", "Its file is missing, closed or cut off."
        edge = f"1px solid {ERROR}" if place.failed else f"1px dashed {BORDER}"
        children = [element("b", f"⚠ {heading}" if place.failed else heading)] if heading else []
        if words:
            children += [element("br"), joined([words])]
        return element(
            "div",
            *children,
            dir="auto",
            title=words or None,
            style=f"box-sizing:border-box;border:{edge};border-radius:3px;padding:6px 8px;"
            f"max-width:{self.wide:.0f}px;max-height:{self.wide / self.aspect:.0f}px;"
            f"aspect-ratio:{self.aspect:.3f};overflow:hidden;font-size:12px;line-height:1.4",
        )


def _chosen(
    dimensions: Sequence[Dimension],
    places: Sequence[Place],
    aspect: float,
    drawn: Drawn | None = None,
) -> _Layout:
    """Return the layout with the largest pictures; of those that don't fit, with the most."""
    layout = partial(_Layout, dimensions, places, aspect, drawn={} if drawn is None else drawn)
    flowing = [
        layout((), (), across, -(-len(places) // across), (), flows=True)
        for across in range(1, min(len(places), MOST_WIDTH // LEAST_SIDE) + 1)
    ]
    flow = max((one for one in flowing if one.is_narrow_enough), key=_worth)
    best = _best_turned(dimensions, places, layout)
    if best is None:
        return flow
    best = _with_room(best)
    if len(best.rows) + len(best.columns) == 1:  # a line of pictures, which may be broken
        is_line = best.is_whole and best.down == 1
        return best if is_line and flow.usual < FLOWS_IF * best.usual else flow
    if not best.is_whole and best.pictures < ENOUGH * flow.pictures:
        return flow
    return best


def _with_room(layout: _Layout) -> _Layout:
    """Return a layout whose rows' labels have the width that its pictures leave free."""
    free = NARROW_WIDTH - sum(layout.lefts) - layout.across * (layout.usual + GAP)
    lefts = []
    for at, left in zip(layout.rows, layout.lefts, strict=True):
        wanted = min(MOST_ROOMY_LABEL, _label_width(layout.dimensions[at].labels))
        more = max(0, min(wanted - left, int(free)))
        free -= more
        lefts.append(left + more)
    return replace(layout, lefts=tuple(lefts))


def _label_width(labels: Sequence[str]) -> int:
    """Return the width in which each of the labels, with its padding, is surely one line."""
    return round(max(sum(map(_letter_width, label)) for label in labels)) + 16


def _letter_width(letter: str) -> float:
    if unicodedata.east_asian_width(letter) in "WF":
        return IDEOGRAM
    return CAPITAL if letter.isupper() else LETTER


def _best_turned(
    dimensions: Sequence[Dimension], places: Sequence[Place], layout: partial[_Layout]
) -> _Layout | None:
    found = [one for one in _turned_layouts(dimensions, places, layout) if one.is_narrow_enough]
    return max(found, key=_worth, default=None)


def _worth(layout: _Layout) -> tuple[bool, int, float, int]:
    """Return the merits of a layout, the greatest first."""
    pictures = 0 if layout.is_whole else layout.pictures
    return layout.is_whole, pictures, round(layout.usual), -layout.down


def _turned_layouts(
    dimensions: Sequence[Dimension], places: Sequence[Place], layout: partial[_Layout]
) -> list[_Layout]:
    """Return the layouts with each dimension as rows or as columns, the models innermost."""
    varied = [at for at in range(len(dimensions)) if len({one.labels[at] for one in places}) > 1]
    names_two = any(len(set(one.labels)) < len(one.labels) for one in dimensions)
    if names_two or not 1 <= len(varied) <= MOST_TURNED:
        return []
    models = [at for at in varied if dimensions[at].name == "model"]
    free = [at for at in varied if at not in models]
    found = []
    for choice in product((False, True), repeat=len(free)):
        rows = tuple(at for at, is_row in zip(free, choice, strict=True) if is_row)
        columns = tuple(at for at in free if at not in rows) + tuple(models)
        if not columns:
            continue
        counts = [len({tuple(one.labels[at] for at in side) for one in places})
                  for side in (rows, columns)]  # fmt: skip
        lefts = tuple(min(MOST_LABEL, _label_width(dimensions[at].labels)) for at in rows)
        found.append(layout(rows, columns, counts[1], counts[0], lefts))
    return found


def _drawn_picture(made: Generation, data: bytes, wide: float, tall: float, usual: float) -> Html:
    is_slim = min(wide, tall) < SLIM  # whole pixels of one side tell too little of the other
    height = f"{tall:.0f}px" if is_slim else "auto"
    return element(
        "img",
        alt=one_line(f"{made.ref} {made.model}: {made.prompt}", ALT_LENGTH),
        src=Html(encode_data_url(data, "webp")),
        width=f"{max(1, wide * usual):.0f}",
        height=f"{max(1, tall * usual):.0f}" if is_slim else None,
        style=f"display:block;width:{wide:.0f}px;max-width:100%;height:{height};margin:0",
    )


def _fitted(width: int, height: int, wide: float, aspect: float) -> tuple[float, float]:
    """Return the size in which a picture fits into a place; it is never enlarged."""
    scale = min(1, wide / width, wide / aspect / height)
    return max(1, width * scale), max(1, height * scale)


def _short(label: str) -> str:
    return one_line(label, LABEL_LENGTH) or "\u00a0"


def _whole(label: str) -> str | None:
    return one_line(label, 1000) if len(label) > 12 else None
