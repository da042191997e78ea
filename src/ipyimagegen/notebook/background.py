"""Background: the outputs of a cell that has ended, and whose picture is still to come.

Other cells run when it comes, and what a thread displays or prints lands in theirs
(ipython/ipykernel's displays belong to the message that is handled last). Only an update of a
display finds its place by its id. So the cell leaves two displays behind, for the caption and
for the picture, and each is updated: while it goes on once a second, and at the end.
"""

from __future__ import annotations

import logging
import uuid
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from ..errors import ImagegenError, LibraryError
from ..text import one_line, say
from ..views.html import GREY, element, joined
from .display import held_bundle, picture_bundle
from .output import going_out

if TYPE_CHECKING:
    from IPython.core.displaypub import DisplayPublisher

    from ..session import Job, SweepJob

__all__ = ["InBackground", "Place"]

log = logging.getLogger("ipyimagegen")

EVERY = 1.0  # seconds between two looks at a job


class Place:
    """A display of the cell that runs now, to be filled later, from any thread.

    Parameters
    ----------
    publisher
        The shell's publisher of this moment: ``%%capture`` in a later cell has its own.
    """

    def __init__(self, publisher: DisplayPublisher) -> None:
        self._publisher = publisher
        self._id = uuid.uuid4().hex
        self._shown: Mapping[str, Any] | None = None

    def show(self, data: Mapping[str, Any], metadata: Mapping[str, Any] | None = None) -> None:
        """Fill it, in place of what it holds."""
        if data == self._shown:
            return
        with going_out(data.get("text/plain", "")):
            self._publisher.publish(
                data=dict(data),
                metadata=dict(metadata or {}),
                transient={"display_id": self._id},
                update=self._shown is not None,
            )
        self._shown = data


class InBackground:
    """The caption and the picture of a job that goes on when its cell has ended.

    Parameters
    ----------
    job
        The job.
    publisher
        Where its cell's displays go; None in a terminal, which shows lines.
    progress
        Returns the bundle that tells how the job stands.
    finish
        Returns the caption's bundle when the result is there, and does what the cell's options
        ask for then.
    """

    def __init__(
        self,
        job: Job | SweepJob,
        publisher: DisplayPublisher | None,
        progress: Callable[[], Mapping[str, str]],
        finish: Callable[[], Mapping[str, str]],
    ) -> None:
        self._progress = progress
        self._finish = finish
        self._places = None if publisher is None else (Place(publisher), Place(publisher))
        if self._places is None:
            say(progress()["text/plain"])
        else:
            caption, picture = self._places
            caption.show(progress())
            picture.show({"text/plain": ""})
        job.follow(self._look, every=EVERY)

    def _look(self, job: Job | SweepJob) -> None:
        """Show how the job stands, or how it ended."""
        try:
            if job.done():
                self._end(job)
            elif self._places is not None:
                self._places[0].show(self._progress())
        except Exception:  # nobody is there to catch it, and the picture is filed
            log.exception("a picture that came could not be shown in its cell")

    def _end(self, job: Job | SweepJob) -> None:
        try:
            made = job.result()
            caption = self._finish()
        except ImagegenError as error:
            self._show_error(error)
            return
        if self._places is None:
            say(caption["text/plain"])
            return
        self._places[0].show(caption)
        self._places[1].show(*picture_bundle(made))

    def _show_error(self, error: ImagegenError) -> None:
        lines = [one_line(line, 500) for line in error.lines()]
        if self._places is None:
            say("\n".join(lines))
            return
        self._places[0].show(_error_bundle(lines))
        if isinstance(error, LibraryError) and error.pictures:
            self._places[1].show(held_bundle(error.pictures[0]))


def _error_bundle(lines: list[str]) -> dict[str, str]:
    [first, *rest] = lines
    children = [element("b", first)]
    for line in rest:
        children += [element("br"), joined([line])]
    body = element("div", *children, style=f"{GREY};font-size:13px;line-height:1.6")
    return {"text/html": body, "text/plain": "\n".join(lines)}
