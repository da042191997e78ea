"""Background: the outputs of a cell that has ended, and whose picture is still to come.

Other cells run when it comes, and what a thread displays or prints lands in theirs
(ipython/ipykernel's displays belong to the message that is handled last). Only an update of a
display finds its place by its id. So the cell leaves two displays behind, for the caption and
for the picture, and each is updated: while it goes on once a second, and at the end.
"""

from __future__ import annotations

import logging
import uuid
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from IPython.core.displaypub import CapturingDisplayPublisher

from ..errors import ImagegenError, LibraryError
from ..library import Generation
from ..session import SweepJob
from ..text import one_line, say
from ..views.html import GREY, element, joined
from .display import held_html, picture_bundle
from .output import going_out

if TYPE_CHECKING:
    from IPython.core.displaypub import DisplayPublisher

    from ..images.picture import Picture
    from ..session import Job

__all__ = ["InBackground", "Place"]

log = logging.getLogger("ipyimagegen")

EVERY = 1.0  # seconds between two looks at a job
NOTHING = {"text/plain": ""}


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
    quiet
        Whether nothing but an error is shown.
    """

    def __init__(
        self,
        job: Job | SweepJob,
        publisher: DisplayPublisher | None,
        progress: Callable[[], Mapping[str, str]],
        finish: Callable[[], Mapping[str, str]],
        *,
        quiet: bool = False,
    ) -> None:
        self._progress = progress
        self._finish = finish
        self._quiet = quiet
        self._is_over = False
        # A sweep's caption and its pictures are one display.
        count = 1 if isinstance(job, SweepJob) else 2
        self._places = None if publisher is None else [Place(publisher) for _ in range(count)]
        # What is captured is never updated: it gets the end alone.
        is_captured = isinstance(publisher, CapturingDisplayPublisher)
        if self._places is None and not quiet:
            say(progress()["text/plain"])
        elif self._places is not None and not is_captured:
            caption, *pictures = self._places
            caption.show(NOTHING if quiet else progress())
            for picture in [] if quiet else pictures:
                picture.show(NOTHING)
        looks_often = not (self._places is None or quiet or is_captured)
        job.follow(self._look, every=EVERY if looks_often else None)

    def _look(self, job: Job | SweepJob) -> None:
        """Show how the job stands, or how it ended."""
        if not job.done():
            self._show(self._progress())
            return
        if self._is_over:  # it ended while it was looked at, before the end was told
            return
        self._is_over = True
        try:
            self._end(job)
        except ImagegenError as error:
            self._show_error(error)
        except Exception as error:  # of a formatter or a disk; the picture is filed
            log.exception("a picture that came could not be shown in its cell")
            said = one_line(f"{type(error).__name__}: {error}", 200)
            self._show(_error_bundle([f"It could not be shown here ({said}); it is filed."]))

    def _end(self, job: Job | SweepJob) -> None:
        made = job.result()
        caption = self._finish()
        if self._quiet:
            return
        self._show(caption)
        if self._places is not None and isinstance(made, Generation):
            self._places[1].show(*picture_bundle(made))

    def _show(self, bundle: Mapping[str, str]) -> None:
        if self._places is None:
            say(bundle["text/plain"])
        else:
            self._places[0].show(bundle)

    def _show_error(self, error: ImagegenError) -> None:
        lines = [one_line(line, 500) for line in error.lines()]
        if self._places is None:  # no cell tells whose it is; how it stands begins with that
            lines[0] = f"{self._progress()['text/plain'].partition(' · ')[0]} · {lines[0]}"
        pictures = error.pictures if isinstance(error, LibraryError) else ()
        self._show(_error_bundle(lines, pictures))


def _error_bundle(lines: list[str], pictures: Sequence[Picture] = ()) -> dict[str, str]:
    """Return an error as its lines, with pictures that came and can't be filed."""
    [first, *rest] = lines
    children = [element("b", first)]
    for line in rest:
        children += [element("br"), joined([line])]
    body = element("div", *children, style=f"{GREY};font-size:13px;line-height:1.6")
    return {"text/html": body + held_html(pictures), "text/plain": "\n".join(lines)}
