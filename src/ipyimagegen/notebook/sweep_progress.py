"""The progress of a sweep: its plan, and the places of its pictures, filled as they come.

What runs a whole notebook, as nbclient and nbval do, gets the end alone: nbval ignores updates of
a display, so one with another beginning would never compare equal.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ..text import say
from ..views.html import GREY, Html, element, joined
from ..views.sheet import Drawn, Place, draw_picture, outcome_place, sheet
from ..views.sweep import MOST_CELLS, SheetPixels
from .display import PROGRESS_AFTER, ProgressLine, goes_on

if TYPE_CHECKING:
    from PIL import Image

    from ..library import Generation
    from ..session import Call, Job, Plan, SweepJob

__all__ = ["SweepProgress"]

EVERY = 1.0  # seconds between two updates that bring pictures, at least; before there are any
SLOW_EVERY = 5.0  # where nothing new has come
_LINES_TO_COME = element("div", style="height:37px")  # of the table of facts, and of the hint


class SweepProgress(ProgressLine):
    """The plan with the places of its pictures, which are filled as they come.

    Nothing is shown if it is `quiet`.

    Attributes
    ----------
    drawn, pixels
        Of the members that are there, for the sheet and for the contact sheet.
    """

    def __init__(self, plan: Plan, *, terminal: bool, quiet: bool) -> None:
        super().__init__(terminal=terminal)
        self._plan = plan
        self._empty = [Place(call.labels) for call in plan.calls]
        self._quiet = quiet
        self._is_watched = False
        labels = [dimension.labels for dimension in plan.dimensions]
        self.drawn: Drawn = {}
        self.pixels = SheetPixels(labels, len(plan.calls))
        self._prepared = 0
        self._ended: dict[int, Place] = {}
        self._drawn_at = 0.0  # seconds
        self._news = (0, -EVERY)  # how many had ended when that was drawn, and its seconds

    def prepare(self, generation: Generation, pixels: Image.Image | None = None) -> None:
        """Make what is shown of one member, so that little is left to do at the end."""
        if self._quiet or self._terminal or self._prepared >= MOST_CELLS:
            return
        self._prepared += 1
        draw_picture(self._plan.dimensions, self._empty, generation, self.drawn, pixels)
        self.pixels.prepare(generation, pixels)

    def begin(self, *, watched: bool) -> None:
        """Show the plan, before anything is sent; where nobody watches, only the end is shown."""
        if self._quiet:
            return
        if self._terminal:
            say(self._plan.words)
        elif watched:
            self._is_watched = True
            if self._plan.new or self._plan.joined:
                self._show(_plan_bundle(self._plan.words, self._drawn(self._places())))

    def in_background(self, job: SweepJob) -> dict[str, str]:
        """Return the plan, how many are done and the pictures so far, while other cells run."""
        name = self._plan.brief.name
        line = goes_on(name or "sweep", "", f"{job.words} · {self._plan.words}", name or "waiting")
        return line | {"text/html": joined([Html(line["text/html"]), self._sheet(job.jobs)])}

    def watch(self, job: SweepJob) -> None:
        """Show the number of requests done; called again and again while they run."""
        if self._quiet:
            return
        seconds = job.elapsed()
        if self._terminal:
            if seconds >= PROGRESS_AFTER and job.words != self._line:
                self._rewrite(job.words, {})
            return
        drawn, at = self._news
        ended = job.ended
        every = SLOW_EVERY if drawn else EVERY
        is_due = seconds - at >= EVERY if ended != drawn else seconds - self._drawn_at >= every
        if self._is_watched and is_due:
            self._drawn_at = seconds
            if ended != drawn:
                self._news = ended, seconds
            shown = self._sheet(job.jobs)
            self._show(_plan_bundle(f"{self._plan.words} · {job.words}", shown))

    def end(self, bundle: dict[str, str] | None = None) -> None:
        """Replace it by `bundle`, or leave the plan and what came."""
        self._erase()
        if self._quiet:
            return
        if bundle is None:
            if self._handle is not None:
                came = any(place.generation is not None for place in self._ended.values())
                places = self._places() if came else ()
                self._show(_plan_bundle(self._plan.words, self._drawn(places)))
        elif self._terminal:
            say(bundle["text/plain"])
        else:
            self._show(bundle)

    def _sheet(self, jobs: Sequence[Job]) -> Html:
        """Return the members in their places: a picture, or an empty one that waits for it."""
        for index, member in enumerate(jobs):
            if member.done():
                self._ended_place(index, member)
        return self._drawn(self._places())

    def _ended_place(self, index: int, member: Job) -> Place:
        if index not in self._ended:
            self._ended[index] = _ended_place(self._plan.calls[index].labels, member)
        return self._ended[index]

    def _places(self) -> list[Place]:
        return [
            self._ended.get(at) or _planned_place(call) for at, call in enumerate(self._plan.calls)
        ]

    def _drawn(self, places: Sequence[Place]) -> Html:
        aspect = _expected_aspect(self._plan)
        shown = sheet(self._plan.dimensions, places, aspect=aspect, drawn=self.drawn)
        return joined([shown, _LINES_TO_COME]) if shown else shown


def _expected_aspect(plan: Plan) -> float:
    """Return the width over the height that pictures will have, as far as the plan tells.

    That is the aspect that is asked for, else the shape of the first input.
    """
    across, _, down = (plan.brief.aspect or "").partition(":")
    if across.isdecimal() and down.isdecimal() and int(across) and int(down):
        return int(across) / int(down)
    first = next((call.sources[0].value for call in plan.calls if call.sources), None)
    width, height = getattr(first, "width", 0), getattr(first, "height", 0)  # a file is not read
    return width / height if width and height else 1.0


def _plan_bundle(words: str, shown: Html) -> dict[str, str]:
    line = element("div", words, style=f"{GREY};font-size:13px;line-height:1.6")
    return {"text/html": joined([line, shown]), "text/plain": words}


def _planned_place(call: Call) -> Place:
    """Return the place of a member that has not ended; the library may have its picture."""
    from ..session.outcome import Outcome

    if call.stored is None:
        return Place(call.labels)
    return outcome_place(Outcome(call.labels, generation=call.stored, number=call.stored.number))


def _ended_place(labels: tuple[str, ...], job: Job) -> Place:
    """Return the place of a member that has ended, one way or the other."""
    from ..session.outcome import Outcome

    return outcome_place(Outcome.of(labels, job))
