"""What appears under a cell that makes several pictures: the plan, what has come, the table.

The plan stands in a display of its own that ends as it began: nbval ignores updates, so a
display that began as something else would never compare equal.
"""

from __future__ import annotations

import html
import sys
from collections.abc import Sequence
from concurrent.futures import CancelledError
from pathlib import Path
from typing import TYPE_CHECKING, Any

from IPython.display import DisplayHandle

from ..errors import ImagegenError
from ..text import shown_path
from ..views.html import BOLD, GREY, inline_picture
from .display import PROGRESS_AFTER, SKETCH_NOTE

if TYPE_CHECKING:
    from ..session import Job, Plan, Sweep, SweepJob

__all__ = ["SweepProgress", "sweep_bundle"]

SMALL_SIDE = 72  # pixels of a picture in the progress line
MOST_SMALL = 24
OPEN_TABLE = 12  # rows up to which the table is open
MOST_ROWS = 100  # of the table in a notebook; `Sweep.table` has them all


def sweep_bundle(sweep: Sweep, notes: Sequence[str] = (), *, name: str = "") -> dict[str, str]:
    """Return the caption and the table of a sweep, as HTML and as plain text."""
    rest = " · ".join(_parts(sweep, notes))
    numbers = _numbers(sweep)
    called = f" {name}" if name else ""
    body = (
        f'<div style="{GREY};font-size:13px;line-height:1.6">'
        f'<b style="{BOLD}">{html.escape(numbers)}</b>{html.escape(called)} · '
        f"{html.escape(rest)}</div>{_table(sweep)}"
    )
    return {"text/html": body, "text/plain": f"{numbers}{called} · {rest}"}


def _numbers(sweep: Sweep) -> str:
    """Return the numbers of what was made, in short: ``@21–@26``, or ``@3, @7, @9–@12``."""
    numbers = sorted({one.number for one in sweep.outcomes if one.number is not None})
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    shown = [f"@{run[0]}" if len(run) == 1 else f"@{run[0]}–@{run[-1]}" for run in runs]
    return ", ".join(shown[:6]) + (" …" if len(shown) > 6 else "")


def _parts(sweep: Sweep, notes: Sequence[str]) -> list[str]:
    parts = [" × ".join(dimension.words for dimension in sweep.dimensions), sweep.summary]
    replayed = sum(outcome.replayed for outcome in sweep.outcomes)
    sketches = all(made.is_sketch for made in sweep.generations)
    if replayed:
        parts.append(f"{replayed} replayed · $0")
    if sweep.seconds >= 1 and not sketches and replayed < len(sweep):
        parts.append(_time(sweep.seconds))
    if sweep.cost is not None:
        parts.append(f"${sweep.cost:.3g}")
    newest = max((made.take for made in sweep.generations), default=1)
    if any(dimension.labels[:1] == ("new 1",) for dimension in sweep.dimensions):
        parts.append(f"write -n {newest} to keep them")
    parts += notes
    if sketches:
        parts.append(SKETCH_NOTE)
    return parts


def _time(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"


def _table(sweep: Sweep) -> str:
    """Return the table of a sweep as HTML, closed where it is long."""
    rows = sweep.table()
    names = [name for name in rows[0] if any(_shown(row, name) for row in rows)]
    if all(made.is_sketch for made in sweep.generations) and "seconds" in names:
        names.remove("seconds")  # a sketch's say nothing, and differ from run to run
    if "width" in names:
        names.remove("height")
    cell = "padding:2px 10px 2px 0;text-align:left;vertical-align:top;white-space:nowrap"
    head = "".join(f'<th style="{cell}">{html.escape(_heading(name))}</th>' for name in names)
    lines = (
        "<tr>" + "".join(_cell(row, name, cell) for name in names) + "</tr>"
        for row in rows[:MOST_ROWS]
    )
    more = f"<div>and {len(rows) - MOST_ROWS} more</div>" if len(rows) > MOST_ROWS else ""
    opened = " open" if len(rows) <= OPEN_TABLE else ""
    return (
        f'<details{opened} style="{GREY};font-size:12px"><summary>Table</summary>'
        f'<table style="border-collapse:collapse"><tr>{head}</tr>{"".join(lines)}</table>'
        f"{more}</details>"
    )


def _cell(row: dict[str, Any], name: str, style: str) -> str:
    whole = f' title="{html.escape(shown_path(row[name]))}"' if name == "file" and row[name] else ""
    return f'<td style="{style}"{whole}>{html.escape(_shown(row, name))}</td>'


def _heading(name: str) -> str:
    return {"width": "pixels", "answered_by": "answered by", "ref": ""}.get(name, name)


def _shown(row: dict[str, Any], name: str) -> str:
    value = row[name]
    if value is None:
        return ""
    forms = {"bytes": "{:,}", "seconds": "{:.1f}", "cost": "${:.3g}"}
    if name in forms:
        return forms[name].format(value)
    if name == "width":
        return f"{value}×{row['height']}"
    if name == "answered_by" and value == row.get("model"):
        return ""
    return _short(value) if name == "file" else str(value)


def _short(file: str) -> str:
    """Return a file's name as people tell it from others: its hash is 64 characters long."""
    path = Path(file)
    return f"{path.stem[:8]}…{path.suffix}"


class SweepProgress:
    """The plan, and from the first second on how many are done, with their pictures.

    Parameters
    ----------
    plan
        What was asked.
    terminal, quiet
        Whether there are no displays to update, and whether nothing is shown at all.
    """

    def __init__(self, plan: Plan, *, terminal: bool, quiet: bool) -> None:
        self._plan = plan
        self._terminal = terminal
        self._quiet = quiet
        self._shown = ""
        self._small: dict[int, str] = {}
        self._handle: DisplayHandle | None = None
        if terminal and not quiet:
            print(plan.words)  # noqa: T201  # before waiting
        elif not quiet:
            self._handle = DisplayHandle()
            self._handle.display(self._bundle(plan.words), raw=True)

    def watch(self, job: SweepJob) -> None:
        """Show how many are done; called again and again while it runs."""
        if self._quiet or job.seconds() < PROGRESS_AFTER:
            return
        line = f"{job.done()} of {len(job.jobs)} done · {int(job.seconds())} s"
        if line == self._shown:
            return
        if self._terminal:
            sys.stdout.write(f"\r{line.ljust(len(self._shown))}")
            sys.stdout.flush()
        elif self._handle is not None:
            words = f"{self._plan.words} · {line}"
            self._handle.update(self._bundle(words, self._pictures(job)), raw=True)
        self._shown = line

    def end(self) -> None:
        """Leave the plan alone."""
        if self._terminal and self._shown:
            sys.stdout.write("\r" + " " * len(self._shown) + "\r")
        elif self._handle is not None and self._shown:
            self._handle.update(self._bundle(self._plan.words), raw=True)

    def _pictures(self, job: SweepJob) -> str:
        for place, one in enumerate(job.jobs[:MOST_SMALL]):
            if place not in self._small and one.done():
                self._small[place] = _inline(one)
        return "".join(self._small[place] for place in sorted(self._small))

    @staticmethod
    def _bundle(words: str, pictures: str = "") -> dict[str, str]:
        body = f'<div style="{GREY};font-size:13px">{html.escape(words)}</div>{pictures}'
        return {"text/html": body, "text/plain": words}


def _inline(job: Job) -> str:
    """Return what a job brought as a very small picture in HTML; empty if it brought none."""
    try:
        return inline_picture(job.result(), SMALL_SIDE, layout="margin:2px")
    except (ImagegenError, CancelledError):
        return ""
