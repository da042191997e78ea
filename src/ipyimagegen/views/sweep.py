"""A sweep as one picture and as plain text: its members in their places, with their failures.

Functions of a sweep's outcomes; nothing is looked up but thumbnails.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from itertools import product
from typing import TYPE_CHECKING, Any

from ..errors import PictureError
from ..images.contact_sheet import Cell, Small, draw_sheet, place_size
from ..images.preview import MAX_PREVIEW, Preview, preview, screen_pixels
from ..text import one_line

if TYPE_CHECKING:
    from ..library import Generation
    from ..session.outcome import Outcome

__all__ = ["Labels", "contact_sheet", "sheet_labels", "small", "text_table"]

Labels = Sequence[tuple[str, ...]]
"""The labels of each dimension, the slowest first."""

MOST_CELLS = 48
MOST_COLUMNS = 6


def contact_sheet(
    outcomes: Sequence[Outcome], labels: Labels, ready: Mapping[str, Small | None]
) -> Preview:
    """Return the preview of a sweep: one picture of its first 48 members.

    Parameters
    ----------
    outcomes
        The members, the last dimension fastest.
    labels
        Those of its dimensions.
    ready
        What was made ready while others were still to come, by the picture's hash.
    """
    more = max(0, len(outcomes) - MOST_CELLS)
    rows, columns = sheet_labels(labels, len(outcomes))
    outcomes = outcomes[:MOST_CELLS]
    cells = [
        Cell(
            _small(outcome.generation, ready),
            title="" if columns else " · ".join(outcome.labels),
            caption=_caption(outcome),
            words="" if outcome.status == "not sent" else outcome.why,
        )
        for outcome in outcomes
    ]
    sheet = draw_sheet(cells, columns=columns, rows=rows, more=more)
    # A sheet holds many pictures, and a saved notebook may grow by 150 KiB for each.
    most = MAX_PREVIEW * max(1, min(4, len(outcomes)))
    return preview(sheet, max(sheet.size), most=most)


def sheet_labels(labels: Labels, count: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the labels of the sheet's rows and columns, where it is a grid."""
    if not labels or count > MOST_CELLS or count != math.prod(map(len, labels)):
        return (), ()
    if len(labels[-1]) > MOST_COLUMNS or (len(labels) > 1 and len(labels[-1]) == 1):
        return (), ()
    rows = tuple(" · ".join(row) for row in product(*labels[:-1]))
    return rows if len(labels) > 1 else (), labels[-1]


def _small(generation: Generation | None, ready: Mapping[str, Small | None]) -> Small | None:
    if generation is None:
        return None
    digest = generation.picture.hash
    return ready[digest] if digest in ready else _decoded(generation)


def small(generation: Generation, labels: Labels, count: int) -> Small | None:
    """Return a member's picture ready for the sheet; None if its file is gone.

    Its place is as large as if all pictures had its shape, which most sweeps' have.
    """
    found = _decoded(generation)
    if found is not None:
        rows, columns = sheet_labels(labels, count)
        cells = min(count, MOST_CELLS)
        found.fitted(place_size(cells, found.shape, columns=columns, rows=rows))
    return found


def _decoded(generation: Generation) -> Small | None:
    try:
        return Small(screen_pixels(generation.library.thumbnail(generation.picture)))
    except PictureError:
        return None


def _caption(outcome: Outcome) -> str:
    generation = outcome.generation
    if generation is None:
        return f"@{outcome.number}" if outcome.number else "not sent"
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
    if name == "bytes":
        return f"{value:,}"
    return f"{value:.3g}" if name == "cost" else one_line(str(value), 60)
