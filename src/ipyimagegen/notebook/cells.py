"""Cells: what ``%%imagegen`` shows before, while and after its picture, or its sweep, is made.

The same steps whether the cell waits or goes on in the background: `start` it, tell of its
`progress`, and `finish` with a caption when the result is there.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from ..errors import ImagegenError, LibraryError, OverBudget
from ..text import say
from .display import Progress, caption_bundle, held_bundle, held_html, job_bundle
from .output import put_bundle

if TYPE_CHECKING:
    from pathlib import Path

    from ..library import Generation
    from ..session import Job, Plan, Sweep, SweepJob
    from ..session.scheduler import Scheduler
    from .line import CellOptions

__all__ = ["PictureCell", "SweepCell"]


class PictureCell:
    """A cell that makes one picture.

    Parameters
    ----------
    plan, options
        Its plan, and the cell's options.
    remarks
        Sentences for the caption.
    terminal
        Whether its outputs are lines of a terminal.
    """

    job: Job

    def __init__(
        self, plan: Plan, options: CellOptions, remarks: list[str], *, terminal: bool
    ) -> None:
        self._plan = plan
        self._options = options
        self._remarks = remarks
        self._terminal = terminal
        self._progress = Progress(terminal=terminal)

    def start(self, scheduler: Scheduler, *, watched: bool) -> Job:
        """Send it, and return at once; `watched` is whether somebody sees its progress."""
        from ..session.plan import short_timeout

        [call] = self._plan.calls
        warning = short_timeout(call.gateway, call.timeout)
        if warning and not self._options.quiet:
            say(warning, sys.stderr)  # before waiting, not after
        self._shows_progress = (watched or self._terminal) and not self._options.quiet
        if self._plan.until and self._plan.new and self._shows_progress:
            self._progress.begin(self._plan.words)
        preview = not (self._options.quiet or self._terminal)
        self.job = scheduler.send(self._plan, preview=preview)
        return self.job

    def progress(self) -> dict[str, str]:
        """Return how it stands, while other cells run."""
        return job_bundle(self.job)

    def wait(self) -> Generation:
        """Wait for it, and show the progress."""
        try:
            return self.job.result(watch=self._progress.watch if self._shows_progress else None)
        except LibraryError as error:
            self._progress.end()
            show_held(error)
            raise
        except (Exception, KeyboardInterrupt):
            self._progress.end()
            raise

    def end(self) -> None:
        """Show the caption, in place of the progress."""
        caption = self.finish()
        self._progress.end(None if self._options.quiet else caption)

    def finish(self) -> dict[str, str]:
        """Save the picture if the options say so, and return the caption."""
        from ..images.inputs import inputs_report

        generation, remarks = self.job.result(), [*self._remarks, *self.job.remarks]
        [call] = self._plan.calls
        # One was made smaller, or has a flaw.
        if any("→" in prepared.report or prepared.flaw for prepared in self.job.prepared):
            remarks.append(inputs_report(call.input_names, self.job.prepared))
        if self._options.save is not None:
            remarks.append(_save(generation, self._options.save))
        if self._terminal:
            remarks.append(str(generation.picture.path))
        text = self._plan.settings.get("text") == "show"
        name, inputs = self._plan.brief.name, not self._terminal
        return caption_bundle(
            generation, remarks, checks=self.job.found, name=name, text=text, inputs=inputs
        )


class SweepCell:
    """A cell that makes a sweep; the parameters are those of `PictureCell`."""

    job: SweepJob

    def __init__(
        self, plan: Plan, options: CellOptions, remarks: list[str], *, terminal: bool
    ) -> None:
        from .sweep_progress import SweepProgress

        self._plan = plan
        self._options = options
        self._remarks = remarks
        self._terminal = terminal
        self._progress = SweepProgress(plan, terminal=terminal, quiet=options.quiet)

    def start(self, scheduler: Scheduler, *, watched: bool) -> SweepJob:
        """Send what may be sent at once, and return."""
        self._progress.begin(watched=watched)
        self.job = scheduler.start(self._plan, prepare=self._progress.prepare)
        return self.job

    def progress(self) -> dict[str, str]:
        """Return how it stands, while other cells run."""
        return self._progress.in_background(self.job)

    def wait(self) -> Sweep:
        """Wait for all of it, and show the progress."""
        try:
            return self.job.result(watch=self._progress.watch)
        except LibraryError as error:
            self._progress.end()
            show_held(error)
            raise
        except (Exception, KeyboardInterrupt):
            self._progress.end()
            raise

    def end(self) -> None:
        """Show the caption and the sheet, in place of the plan."""
        for error in self._unfiled():
            show_held(error)
        self._progress.end(self._bundle())

    def finish(self) -> dict[str, str]:
        """Save the pictures if the options say so; return the sheet, and what is unfiled."""
        shown = self._bundle()
        pictures = [picture for error in self._unfiled() for picture in error.pictures]
        if self._terminal or not pictures:
            return shown
        return shown | {"text/html": shown["text/html"] + held_html(pictures)}

    def _unfiled(self) -> list[LibraryError]:
        """Return the errors of the pictures that came, and that the library can't store."""
        errors = (outcome.error for outcome in self.job.result().failed)
        return [error for error in errors if isinstance(error, LibraryError)]

    def _bundle(self) -> dict[str, str]:
        from .sweep_display import sweep_bundle

        sweep, remarks = self.job.result(), [*self._remarks]
        over = [one.error for one in sweep.failed if isinstance(one.error, OverBudget)]
        remarks += [f"{error.sentence}. {error.hint}" for error in over[:1]]  # told once
        if self._options.save is not None:
            remarks.append(_save(sweep, self._options.save))
        name = self._plan.brief.name
        return sweep_bundle(
            sweep,
            remarks,
            name=name,
            terminal=self._terminal,
            drawn=self._progress.drawn,
            pixels=self._progress.pixels,
        )


def show_held(error: LibraryError) -> None:
    """Show received pictures that the library can't store."""
    for picture in error.pictures:
        put_bundle(held_bundle(picture))


def _save(result: Generation | Sweep, path: str) -> str:
    """Save the full files, and return a remark; a failure must not hide the pictures."""
    try:
        saved = result.save(path)
    except ImagegenError as error:
        return f"not saved: {error.sentence}; the library has it"
    if isinstance(saved, list):
        return f"saved {len(saved)} files in {_short(path)}"
    return f"saved {_short(saved)}"


def _short(path: str | Path) -> str:
    """Return a path from the working folder, if it is in there."""
    try:
        relative = os.path.relpath(path)
    except (ValueError, OSError):  # on another drive; there is no working folder
        relative = ".."
    return str(path) if relative.startswith("..") else relative
