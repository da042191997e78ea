"""The facts of a sweep as a folded HTML table: a row for each member, or its failure."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import repeat
from pathlib import Path
from typing import Any

from ..text import dollars, shown_path
from .html import GREY, Html, element, table, table_row

__all__ = ["facts_table"]

MOST_ROWS = 100  # in a notebook; `Sweep.table` has them all

CHECK = "check_"  # before the name of a check, in a column's name

_CELL = "padding:2px 10px 2px 0;text-align:left;vertical-align:top;white-space:nowrap"
_HEADINGS = {
    "width": "pixels", "answered_by": "answered by", "ref": "", "only_pasted": "pasted",
    "only_outside": "px changed outside", "only_model_outside": "by the model",
    "only_moved": "moved px", "only_zoomed": "zoomed", "only_overshoot": "overshoot",
}  # fmt: skip
_FORMS = {
    "bytes": "{:,}", "seconds": "{:.1f}", "only_model_outside": "{:.0%}",
    "only_moved": "{:.1f}", "only_zoomed": "{:.1%}", "only_overshoot": "{:.0%}",
}  # fmt: skip


def facts_table(rows: Sequence[dict[str, Any]], *, sketches: bool) -> Html:
    """Return the table of a sweep, in an element that folds it.

    Parameters
    ----------
    rows
        The sweep's `table`.
    sketches
        Whether all its pictures are sketches: their seconds mean nothing.
    """
    names = [name for name in rows[0] if any(_text(row, name) for row in rows)] if rows else []
    if sketches and "seconds" in names:
        names.remove("seconds")  # which differ from run to run
    if "width" in names:
        names.remove("height")
    headings = (_HEADINGS.get(name, name.removeprefix(CHECK)) for name in names)
    head = table_row(headings, repeat(_CELL), tag="th", style=None)
    lines = (element("tr", *(_cell(row, name) for name in names)) for row in rows[:MOST_ROWS])
    more = len(rows) - MOST_ROWS
    told = [name for name in ("seconds", "cost", "bytes", "file") if name in names]
    summary = f"Table: {len(rows)} row{'' if len(rows) == 1 else 's'} with {', '.join(told)}"
    return element(
        "details",
        element("summary", summary if told else summary.partition(" with")[0]),
        table([head, *lines], style="border-collapse:collapse"),
        element("div", f"and {more} more") if more > 0 else Html(),
        style=f"{GREY};font-size:12px",
    )


def _cell(row: dict[str, Any], name: str) -> Html:
    path = row[name] if name == "file" else None
    title = shown_path(path) if path else None
    return element("td", _text(row, name), dir="auto", style=_CELL, title=title)


def _text(row: dict[str, Any], name: str) -> str:
    value = row[name]
    if isinstance(value, bool) and name.startswith(CHECK):
        return "✓" if value else "✗"
    if value is None or (name == "answered_by" and value == row.get("model")):
        return ""
    if name == "width":
        return f"{value}×{row['height']}"
    if name == "cost":
        return dollars(value)
    if name == "file":  # its name is a hash of 64 characters
        return f"{Path(value).stem[:8]}…{Path(value).suffix}"
    return _FORMS.get(name, "{}").format(value)
