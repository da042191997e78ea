"""A figure of a sweep for a paper or a page: a PDF, a PNG or an HTML file, by its ending.

Rows and columns are as for `Sweep.pivot`; where none are named, as on the sheet of its cell: a long
single axis is broken into lines, each picture with its label above it.
Pictures are the delivered ones: a JPEG stands in a PDF and in HTML byte for byte, and in a PDF and
a PNG three hundred of their pixels are an inch, or more where the page of a PDF would be wider than
a sheet of paper. Labels are text. The legend tells who answered, and when.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

from ..arguments import checked_path, checked_text
from ..errors import ImagegenError, OptionError, PictureError
from ..images.saving import write_beside
from ..paths import for_writing, make_folder, why_unwritten
from ..text import counted, one_line, printable
from .pivot import Key, Pivot, heading_spans, pivoted, sides
from .sheet import Place, turned

if TYPE_CHECKING:
    from ..session.outcome import Outcome
    from ..session.plan import Dimension

__all__ = ["Figure", "write_figure"]

ENDINGS = (".pdf", ".png", ".html", ".htm")
MOST_ACROSS = 8  # pictures of a single axis, on paper
WIDER = 1.5  # times as wide as tall is such a figure
LABEL_LENGTH = 300
TITLE_LENGTH = 200


@dataclass(frozen=True)
class Figure:
    """What a figure shows.

    Attributes
    ----------
    title
        Above it; may be empty.
    pivot
        The members in rows and columns.
    labelled
        Whether each has its label above it, because no heading has it.
    legend
        Lines below it.
    made
        The day of the newest picture, such as ``2026-11-28``; empty where nothing tells.
    """

    title: str
    pivot: Pivot[Outcome]
    labelled: bool
    legend: tuple[str, ...]
    made: str

    @property
    def texts(self) -> str:
        """All that is written on it."""
        keys = (*self.pivot.rows, *self.pivot.columns)
        labels = [_clean(label, LABEL_LENGTH) for key in keys for label in key]
        labels += [self.label(cell) for cell in self.pivot.cells.values()]
        reasons = [cell.why for cell in self.pivot.cells.values()]
        return "".join([self.title, *labels, *reasons, *self.legend])

    def label(self, cell: Outcome) -> str:
        """Return what stands above a member; empty where headings say it."""
        return _clean(" · ".join(cell.labels), LABEL_LENGTH) if self.labelled else ""

    def headings(self, keys: Sequence[Key], level: int) -> Iterator[tuple[int, str, int]]:
        """Yield the headings of one level as `heading_spans` does, with labels to print."""
        for start, label, count in heading_spans(keys, level):
            yield start, _clean(label, LABEL_LENGTH), count


def write_figure(
    path: str | Path,
    dimensions: Sequence[Dimension],
    outcomes: Sequence[Outcome],
    *,
    rows: str | Sequence[str] = (),
    columns: str | Sequence[str] = (),
    title: str = "",
) -> Path:
    """Write a figure, and return its path; the arguments are those of `Sweep.figure`."""
    checked_text("the title", title)
    try:
        target = for_writing(checked_path(path))
    except OSError as error:
        raise _unwritten(path, error) from None
    ending = target.suffix.lower()
    if ending not in ENDINGS:
        raise OptionError(
            f"a figure is a PDF, a PNG or an HTML file: not {one_line(target.name, 80)!r}",
            hint="Such as birds.pdf",
        )
    broken = None if rows or columns else _broken(dimensions, outcomes)
    if broken is None:
        named = sides(dimensions, rows, columns) if rows or columns else None
        named = named or _sides(dimensions, outcomes)
        pivot = pivoted(dimensions, outcomes, *named)
    else:
        pivot = broken
    figure = Figure(_clean(title, TITLE_LENGTH), pivot, broken is not None, *_legend(outcomes))
    data = _data(figure, ending)
    try:
        make_folder(target.parent)
        written = write_beside(target, data)
    except (OSError, ValueError) as error:
        raise _unwritten(path, error) from error
    if ending != ".png":  # which has pixels alone
        for made in (one.generation for one in outcomes):
            with suppress(ImagegenError):  # it has no picture, or that is not on the figure
                if made is not None:
                    made.library.warn_of_key(made.picture, made.picture.bytes)
    return written


def _unwritten(path: str | Path, error: Exception) -> PictureError:
    why = why_unwritten(error)
    return PictureError(f"can't write {path}", said=why, hint="Name another folder or file.")


def _sides(
    dimensions: Sequence[Dimension], outcomes: Sequence[Outcome]
) -> tuple[list[int], list[int]]:
    """Return the positions of the dimensions as rows and as columns, where nobody named them.

    As on the sheet; and all are rows where that has no headings, for want of width.
    """
    positions = range(len(dimensions))
    found = turned(dimensions, [Place(one.labels, one.generation) for one in outcomes])
    if found is None:
        varied = any(len({one.labels[at] for one in outcomes}) > 1 for at in positions)
        return (list(positions), []) if varied else ([], list(positions))
    rows, columns = map(list, found)
    same = [at for at in positions if at not in (*rows, *columns)]  # which the sheet leaves out
    return rows, same + columns


def _broken(dimensions: Sequence[Dimension], outcomes: Sequence[Outcome]) -> Pivot[Outcome] | None:
    """Return a single axis as lines of places; None where it is no such axis, or has room."""
    varied = [at for at in range(len(dimensions)) if len({one.labels[at] for one in outcomes}) > 1]
    if len(varied) != 1 or len({one.labels for one in outcomes}) < len(outcomes):
        return None
    if turned(dimensions, [Place(one.labels, one.generation) for one in outcomes]) is not None:
        return None
    across = min(MOST_ACROSS, math.ceil(math.sqrt(len(outcomes) * WIDER)))
    rows: list[Key] = [(str(row),) for row in range(-(-len(outcomes) // across))]
    columns: list[Key] = [(str(column),) for column in range(across)]
    cells = dict(zip(product(rows, columns), outcomes, strict=False))
    return Pivot((), (), tuple(rows), tuple(columns), cells)


def _data(figure: Figure, ending: str) -> bytes:
    if ending == ".pdf":
        from .figure_pdf import pdf

        return pdf(figure)
    if ending == ".png":
        from .figure_png import png

        return png(figure)
    from .figure_html import page

    return page(figure).encode()


def _clean(text: str, limit: int) -> str:
    return one_line(printable(text, keep=""), limit)


def _legend(outcomes: Sequence[Outcome]) -> tuple[tuple[str, ...], str]:
    """Return the lines that tell who answered and when, and the newest day."""
    made = [one.generation for one in outcomes if one.generation is not None]
    counts: dict[str, int] = {}
    for one in made:
        model = one_line(one.model, 80)
        if one.served_by and one.served_by != one.model:
            model += f", answered by {one_line(one.served_by, 80)}"
        if one.is_sketch:
            model += " (offline sketches)"
        counts[model] = counts.get(model, 0) + 1
    days = sorted({one_line(one.created[:10], 10) for one in made if one.created})
    when = days[0] if len(days) == 1 else f"{days[0]} to {days[-1]}" if days else ""
    failed = len(outcomes) - len(made)
    lines = [f"{model}: {counted(count, 'picture')}" for model, count in counts.items()]
    facts = [f"made {when}" if when else "", f"{failed} without a picture" if failed else ""]
    last = ", ".join(filter(None, facts))
    return (*lines, *([last] if last else [])), days[-1] if days else ""
