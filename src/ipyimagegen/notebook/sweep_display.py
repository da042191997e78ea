"""The displays of a sweep: its plan, its progress, and its caption with the table.

The plan stands in a display of its own that ends as it began: nbval ignores updates, so a
display with another beginning would never compare equal.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import repeat
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..errors import ImagegenError
from ..text import say, shown_path
from ..views.html import BORDER, GREY, Html, element, inline_picture, table, table_row
from ..views.sweep import sheet_labels
from .display import PROGRESS_AFTER, SKETCH_HINT, ProgressLine, bundle, goes_on

if TYPE_CHECKING:
    from ..session import Job, Plan, Sweep, SweepJob

__all__ = ["SweepProgress", "sweep_bundle"]

THUMBNAIL_SIDE = 72  # pixels
MOST_THUMBNAILS = 48  # below the progress line
MOST_COLUMNS = 8  # where it is no grid of labels
MOST_OPEN_ROWS = 12  # a longer table is closed at first
MOST_ROWS = 100  # of the table in a notebook; `Sweep.table` has them all
MOST_RUNS = 6  # of numbers in the caption

_EMPTY = (
    f"display:inline-block;box-sizing:border-box;width:{THUMBNAIL_SIDE}px;height:{THUMBNAIL_SIDE}px;"
    f"border:1px dashed {BORDER};{GREY};font-size:11px;text-align:center;padding-top:28px"
)
_FILLED = f"display:block;height:{THUMBNAIL_SIDE}px;object-fit:contain"
_LABEL = f"{GREY};font-size:11px;overflow:hidden;text-overflow:ellipsis;white-space:nowrap"
_CELL = "padding:2px 10px 2px 0;text-align:left;vertical-align:top;white-space:nowrap"
_HEADINGS = {
    "width": "pixels", "answered_by": "answered by", "ref": "", "only_pasted": "pasted",
    "only_outside": "px changed outside", "only_model_outside": "by the model",
    "only_moved": "moved px", "only_zoomed": "zoomed", "only_overshoot": "overshoot",
}  # fmt: skip
_FORMS = {
    "bytes": "{:,}", "seconds": "{:.1f}", "cost": "${:.3g}", "only_model_outside": "{:.0%}",
    "only_moved": "{:.1f}", "only_zoomed": "{:.1%}", "only_overshoot": "{:.0%}",
}  # fmt: skip


def sweep_bundle(sweep: Sweep, remarks: Sequence[str] = (), *, name: str = "") -> dict[str, str]:
    """Return a sweep's caption with its table as a mimebundle; `name` is the sweep's variable."""
    caption = bundle(_number_runs(sweep), name, " · ".join(_caption_parts(sweep, remarks)))
    return caption | {"text/html": caption["text/html"] + _table(sweep)}


def _number_runs(sweep: Sweep) -> str:
    """Return the generations' numbers in short: ``@21–@26``, or ``@3, @7, @9–@12``."""
    numbers = sorted({each.number for each in sweep.outcomes if each.number is not None})
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    texts = [f"@{run[0]}" if len(run) == 1 else f"@{run[0]}–@{run[-1]}" for run in runs]
    return ", ".join(texts[:MOST_RUNS]) + (" …" if len(texts) > MOST_RUNS else "")


def _caption_parts(sweep: Sweep, remarks: Sequence[str]) -> list[str]:
    parts = [sweep.sizes, sweep.summary]
    replayed = sum(outcome.replayed for outcome in sweep.outcomes)
    sketches = _is_sketches(sweep)
    if replayed:
        parts.append(f"{replayed} replayed · $0")
    if sweep.seconds >= 1 and not sketches and replayed < len(sweep):
        minutes, seconds = divmod(round(sweep.seconds), 60)
        parts.append(f"{minutes} min {seconds} s" if minutes else f"{seconds} s")
    if sweep.cost is not None:
        unknown = f" and {sweep.unknown_costs} unknown" if sweep.unknown_costs else ""
        parts.append(f"${sweep.cost:.3g}{unknown}")
    newest = max((generation.take for generation in sweep.generations), default=1)
    if any(dimension.labels[:1] == ("new 1",) for dimension in sweep.dimensions):
        parts.append(f"write -n {newest} to keep them")
    parts += remarks
    if sketches:
        parts.append(SKETCH_HINT)
    return parts


def _is_sketches(sweep: Sweep) -> bool:
    return all(generation.is_sketch for generation in sweep.generations)


def _table(sweep: Sweep) -> Html:
    """Return the table of a sweep as HTML, in an element that folds it."""
    rows = sweep.table()
    names = [name for name in rows[0] if any(_cell_text(row, name) for row in rows)]
    if _is_sketches(sweep) and "seconds" in names:
        names.remove("seconds")  # of a sketch they mean nothing, and differ from run to run
    if "width" in names:
        names.remove("height")
    headings = (_HEADINGS.get(name, name) for name in names)
    head = table_row(headings, repeat(_CELL), tag="th", style=None)
    lines = (element("tr", *(_cell(row, name) for name in names)) for row in rows[:MOST_ROWS])
    more = len(rows) - MOST_ROWS
    return element(
        "details",
        element("summary", "Table"),
        table([head, *lines], style="border-collapse:collapse"),
        element("div", f"and {more} more") if more > 0 else Html(),
        open=len(rows) <= MOST_OPEN_ROWS,
        style=f"{GREY};font-size:12px",
    )


def _cell(row: dict[str, Any], name: str) -> Html:
    path = row[name] if name == "file" else None
    title = shown_path(path) if path else None
    return element("td", _cell_text(row, name), style=_CELL, title=title)


def _cell_text(row: dict[str, Any], name: str) -> str:
    value = row[name]
    if value is None or (name == "answered_by" and value == row.get("model")):
        return ""
    if name == "width":
        return f"{value}×{row['height']}"
    if name == "file":  # its name is a hash of 64 characters
        return f"{Path(value).stem[:8]}…{Path(value).suffix}"
    return _FORMS.get(name, "{}").format(value)


class SweepProgress(ProgressLine):
    """The plan's line, and from the first second on a progress line with thumbnails.

    Nothing is shown if it is `quiet`.
    """

    def __init__(self, plan: Plan, *, terminal: bool, quiet: bool) -> None:
        super().__init__(terminal=terminal)
        self._plan = plan
        self._quiet = quiet
        self._thumbnails: dict[int, Html] = {}

    def begin(self, *, in_background: bool) -> None:
        """Show the plan, before anything is sent."""
        if self._terminal and not self._quiet:
            say(self._plan.words)
        elif not (self._quiet or in_background):
            self._show(_plan_bundle(self._plan.words))

    def in_background(self, job: SweepJob) -> dict[str, str]:
        """Return the plan, how many are done and the pictures so far, while other cells run."""
        name = self._plan.brief.name
        line = goes_on(name or "sweep", "", f"{job.words} · {self._plan.words}", name or "waiting")
        return line | {"text/html": line["text/html"] + self._sheet(job)}

    def watch(self, job: SweepJob) -> None:
        """Show the number of requests done; called again and again while they run."""
        if self._quiet or job.elapsed() < PROGRESS_AFTER:
            return
        line = job.words
        if line != self._line:
            sheet = "" if self._terminal else self._sheet(job)
            self._rewrite(line, _plan_bundle(f"{self._plan.words} · {line}", sheet))

    def end(self) -> None:
        """Remove the progress, so that the plan's line is left alone."""
        self._erase()
        if self._handle is not None and self._line:
            self._show(_plan_bundle(self._plan.words))

    def _sheet(self, job: SweepJob) -> Html:
        """Return the members in their places: a picture, or an empty one that waits for it."""
        shown = job.jobs[:MOST_THUMBNAILS]
        for index, member in enumerate(shown):
            if index not in self._thumbnails and member.done():
                self._thumbnails[index] = _thumbnail(member)
        dimensions, calls = self._plan.dimensions, self._plan.calls
        rows, columns = sheet_labels([one.labels for one in dimensions], len(calls))
        places = [
            self._thumbnails.get(index)
            or element("span", style=_EMPTY, title=" · ".join(calls[index].labels))
            for index in range(len(shown))
        ]
        if not columns:
            return _grid(places, f"repeat({MOST_COLUMNS},{THUMBNAIL_SIDE}px)")
        heads = [element("span", label, style=_LABEL, title=label) for label in columns]
        starts = [element("span", label, style=_LABEL, title=label) for label in rows or [""]]
        width = len(columns)
        lines = [[element("span"), *heads]]
        lines += [[start, *places[row * width :][:width]] for row, start in enumerate(starts)]
        cells = [cell for line in lines for cell in line]
        return _grid(cells, f"fit-content(160px) repeat({width},{THUMBNAIL_SIDE}px)")


def _grid(cells: Sequence[Html], columns: str) -> Html:
    style = f"display:grid;grid-template-columns:{columns};gap:4px;align-items:center"
    return element("div", *cells, style=style)


def _plan_bundle(words: str, gallery: str = "") -> dict[str, str]:
    body = element("div", words, style=f"{GREY};font-size:13px")
    return {"text/html": body + gallery, "text/plain": words}


def _thumbnail(job: Job) -> Html:
    """Return the thumbnail of a job's picture; empty if the job failed."""
    try:
        return inline_picture(job.result(), THUMBNAIL_SIDE, layout=_FILLED)
    except ImagegenError as error:
        return element("span", "failed", style=_EMPTY, title=str(error))
