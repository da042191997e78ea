"""The displays of a sweep: its plan, its progress, and its caption with the table.

The plan stands in a display of its own that ends as it began: nbval ignores updates, so a
display with another beginning would never compare equal.
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
from .display import PROGRESS_AFTER, SKETCH_HINT

if TYPE_CHECKING:
    from ..session import Job, Plan, Sweep, SweepJob

__all__ = ["SweepProgress", "sweep_bundle"]

THUMBNAIL_SIDE = 72  # pixels
MOST_THUMBNAILS = 24  # below the progress line
MOST_OPEN_ROWS = 12  # a longer table is closed at first
MOST_ROWS = 100  # of the table in a notebook; `Sweep.table` has them all
MOST_RUNS = 6  # of numbers in the caption


def sweep_bundle(sweep: Sweep, remarks: Sequence[str] = (), *, name: str = "") -> dict[str, str]:
    """Return the caption and the table of a sweep as a mimebundle of HTML and plain text.

    Parameters
    ----------
    sweep
        The sweep.
    remarks
        Further parts of the caption.
    name
        The variable that holds the sweep.
    """
    rest = " · ".join(_caption_parts(sweep, remarks))
    numbers = _number_runs(sweep)
    name = f" {name}" if name else ""
    body = (
        f'<div style="{GREY};font-size:13px;line-height:1.6">'
        f'<b style="{BOLD}">{html.escape(numbers)}</b>{html.escape(name)} · '
        f"{html.escape(rest)}</div>{_table(sweep)}"
    )
    return {"text/html": body, "text/plain": f"{numbers}{name} · {rest}"}


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
        parts.append(_duration(sweep.seconds))
    if sweep.cost is not None:
        parts.append(f"${sweep.cost:.3g}")
    newest = max((generation.take for generation in sweep.generations), default=1)
    if any(dimension.labels[:1] == ("new 1",) for dimension in sweep.dimensions):
        parts.append(f"write -n {newest} to keep them")
    parts += remarks
    if sketches:
        parts.append(SKETCH_HINT)
    return parts


def _is_sketches(sweep: Sweep) -> bool:
    return all(generation.is_sketch for generation in sweep.generations)


def _duration(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"


def _table(sweep: Sweep) -> str:
    """Return the table of a sweep as HTML, in an element that folds it."""
    rows = sweep.table()
    names = [name for name in rows[0] if any(_cell_text(row, name) for row in rows)]
    if _is_sketches(sweep) and "seconds" in names:
        names.remove("seconds")  # of a sketch they mean nothing, and differ from run to run
    if "width" in names:
        names.remove("height")
    style = "padding:2px 10px 2px 0;text-align:left;vertical-align:top;white-space:nowrap"
    head = "".join(f'<th style="{style}">{html.escape(_heading(name))}</th>' for name in names)
    lines = (
        "<tr>" + "".join(_cell(row, name, style) for name in names) + "</tr>"
        for row in rows[:MOST_ROWS]
    )
    more = f"<div>and {len(rows) - MOST_ROWS} more</div>" if len(rows) > MOST_ROWS else ""
    opened = " open" if len(rows) <= MOST_OPEN_ROWS else ""
    return (
        f'<details{opened} style="{GREY};font-size:12px"><summary>Table</summary>'
        f'<table style="border-collapse:collapse"><tr>{head}</tr>{"".join(lines)}</table>'
        f"{more}</details>"
    )


def _cell(row: dict[str, Any], name: str, style: str) -> str:
    path = row[name] if name == "file" else None
    title = f' title="{html.escape(shown_path(path))}"' if path else ""
    return f'<td style="{style}"{title}>{html.escape(_cell_text(row, name))}</td>'


def _heading(name: str) -> str:
    return {"width": "pixels", "answered_by": "answered by", "ref": ""}.get(name, name)


def _cell_text(row: dict[str, Any], name: str) -> str:
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
    return _short_name(Path(value)) if name == "file" else str(value)


def _short_name(path: Path) -> str:
    """Return a file's name with its hash cut, which is 64 characters long."""
    return f"{path.stem[:8]}…{path.suffix}"


class SweepProgress:
    """The plan's line, and from the first second on a progress line with thumbnails.

    Parameters
    ----------
    plan
        The plan of the sweep.
    terminal
        Whether a line of a terminal is rewritten, instead of a display updated.
    quiet
        Whether nothing is shown.
    """

    def __init__(self, plan: Plan, *, terminal: bool, quiet: bool) -> None:
        self._plan = plan
        self._terminal = terminal
        self._quiet = quiet
        self._line = ""
        self._thumbnails: dict[int, str] = {}
        self._handle: DisplayHandle | None = None
        if terminal and not quiet:
            print(plan.words)  # noqa: T201  # before waiting
        elif not quiet:
            self._handle = DisplayHandle()
            self._handle.display(self._bundle(plan.words), raw=True)

    def watch(self, job: SweepJob) -> None:
        """Show the number of requests done; called again and again while they run."""
        if self._quiet or job.seconds() < PROGRESS_AFTER:
            return
        line = f"{job.done()} of {len(job.jobs)} done · {int(job.seconds())} s"
        if line == self._line:
            return
        if self._terminal:
            sys.stdout.write(f"\r{line.ljust(len(self._line))}")
            sys.stdout.flush()
        elif self._handle is not None:
            words = f"{self._plan.words} · {line}"
            self._handle.update(self._bundle(words, self._gallery(job)), raw=True)
        self._line = line

    def end(self) -> None:
        """Remove the progress, so that the plan's line is left alone."""
        if self._terminal and self._line:
            sys.stdout.write("\r" + " " * len(self._line) + "\r")
        elif self._handle is not None and self._line:
            self._handle.update(self._bundle(self._plan.words), raw=True)

    def _gallery(self, job: SweepJob) -> str:
        for index, member in enumerate(job.jobs[:MOST_THUMBNAILS]):
            if index not in self._thumbnails and member.done():
                self._thumbnails[index] = _thumbnail(member)
        return "".join(self._thumbnails[index] for index in sorted(self._thumbnails))

    @staticmethod
    def _bundle(words: str, gallery: str = "") -> dict[str, str]:
        body = f'<div style="{GREY};font-size:13px">{html.escape(words)}</div>{gallery}'
        return {"text/html": body, "text/plain": words}


def _thumbnail(job: Job) -> str:
    """Return the thumbnail of a job's picture as HTML; empty if the job failed."""
    try:
        return inline_picture(job.result(), THUMBNAIL_SIDE, layout="margin:2px")
    except (ImagegenError, CancelledError):
        return ""
