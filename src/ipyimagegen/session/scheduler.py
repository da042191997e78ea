"""What this kernel has under way: each request in flight once, and what came of it.

Requests run on a loop of their own, off the calling thread. Whoever asks for what is in
flight already joins it; how many may be in flight at once is a setting; and what came is
remembered, because ``@last``, and handing on what a notebook made, go by this kernel and not
by the library, which others share.
"""

from __future__ import annotations

import asyncio
import contextlib
import sys
from collections.abc import Callable, Coroutine
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from anyio.to_thread import run_sync

from ..errors import ImagegenError, PictureError
from .in_flight import Flight, Queue
from .jobs import Job
from .sweep_job import SweepJob
from .worker import LoopThread

if TYPE_CHECKING:
    from ..gateway.client import Client
    from ..library import Generation, Library
    from ..requests import Reply
    from ..settings import Settings
    from .orders import Order
    from .plan import Plan

__all__ = ["Traffic"]


class Traffic:
    """Sends orders, and knows which of them have not ended.

    Parameters
    ----------
    settings
        The settings in force: how many at once, and what an interrupt does.
    client
        Returns who sends an order; raises what is wrong, such as a missing key.
    """

    def __init__(self, settings: Settings, client: Callable[[Order], Client]) -> None:
        self.loop = LoopThread()
        self._settings = settings
        self._client = client
        self._jobs: set[Job] = set()
        self._flights: dict[tuple[Any, ...], Flight] = {}
        self._slots: tuple[tuple[Any, int], asyncio.Semaphore] | None = None
        self._watchers: list[Callable[[], None]] = []
        self._held: dict[tuple[Path, int], Reply] = {}
        self._last: dict[Path, int] = {}
        self._made: dict[Path, dict[int, None]] = {}

    # -- sending ----------------------------------------------------------------------

    def start(self, plan: Plan, library: Library) -> SweepJob:
        """Start all that a plan asks for, and return at once."""
        queue = Queue()
        try:
            jobs = [
                self.send(member.order, library, queue=queue, thumbnail=True)
                for member in plan.members
            ]
        except BaseException:  # an interrupt between two of them: nobody would wait for the rest
            queue.close()
            raise
        return SweepJob(plan, jobs, self.loop, self._finished)

    def send(
        self,
        order: Order,
        library: Library,
        *,
        preview: bool = False,
        thumbnail: bool = False,
        queue: Queue | None = None,
    ) -> Job:
        """Start what an order asks for.

        Parameters
        ----------
        order
            What is asked.
        library
            Where it is looked for, and filed.
        preview, thumbnail
            Whether what a notebook or a contact sheet will show is made at once.
        queue
            What it shares with others.
        """
        hangs_up = self._settings.get("on_interrupt") == "hang_up"
        job = Job(order.request.model, self.loop, prompt=order.request.prompt, hangs_up=hangs_up)
        self._jobs.add(job)
        queue = queue or Queue()
        job.start(self._run(order, library, job, queue, preview=preview, thumbnail=thumbnail))
        self.changed()
        return job

    async def _run(
        self,
        order: Order,
        library: Library,
        job: Job,
        queue: Queue,
        *,
        preview: bool,
        thumbnail: bool,
    ) -> Generation:
        try:
            flight = self._board(order, library, queue)
            joined = flight.waiting > 0
            flight.waiting += 1
            flight.preview_wanted |= preview
            flight.thumbnail_wanted |= thumbnail
            job.flight = flight
            try:
                generation = await asyncio.shield(flight.task)
            finally:
                flight.waiting -= 1
                job.joined = (joined or not flight.ours) and not flight.replayed
                if flight.waiting == 0 and flight.number is None:
                    flight.task.cancel()  # nobody wants it any more, and it is not sent
            self._finished(generation)
            if flight.ours and not (thumbnail or joined or flight.replayed):
                self.hand_over(_keep_small(generation))  # later, so that nobody waits for it
            return generation
        finally:
            self._jobs.discard(job)
            self.changed()

    def _board(self, order: Order, library: Library, queue: Queue) -> Flight:
        """Return the flight of this request: the one under way, or a new one."""
        # The loop is part of it, because a forked child has a loop and requests of its own.
        loop = asyncio.get_running_loop()
        # Who asks again wants a take of its own, and joins nobody.
        known = (loop, library.folder, object() if order.again else order.request.identity)
        if known not in self._flights:
            flight = Flight(
                order,
                library,
                partial(self._client, order),
                lambda number: self._held.pop((library.folder, number), None),
                queue=queue,
                slots=self._slots_of(loop),
                changed=self.changed,
            )
            flight.task.add_done_callback(lambda _: self._landed(known))
            self._flights[known] = flight
        return self._flights[known]

    def _slots_of(self, loop: asyncio.AbstractEventLoop) -> asyncio.Semaphore:
        """Return what limits how many requests are in flight at once."""
        wanted = (loop, self._settings.get("concurrency"))
        if self._slots is None or self._slots[0] != wanted:
            self._slots = (wanted, asyncio.Semaphore(wanted[1]))
        return self._slots[1]

    def _landed(self, known: tuple[Any, ...]) -> None:
        flight = self._flights.pop(known)
        if flight.held is not None and flight.number is not None:
            self._held[known[1], flight.number] = flight.held

    # -- what came --------------------------------------------------------------------

    def _finished(self, generation: Generation) -> None:
        """Remember what ``@last`` names, and what is this kernel's own."""
        folder = generation.library.folder
        self._last[folder] = generation.number
        self._made.setdefault(folder, {})[generation.number] = None

    def last(self, library: Library) -> int | None:
        """Return the number of what finished last in this library, or None."""
        return self._last.get(library.folder)

    def made(self, library: Library) -> tuple[int, ...]:
        """Return the numbers of what was made or replayed in this library, in order."""
        return tuple(self._made.get(library.folder, ()))

    def filed(self, found: Generation) -> Generation:
        """Return a generation; if the disk refused what came of it, that is filed now.

        Raises
        ------
        LibraryError
            The disk refuses it again; it is still held.
        """
        known = (found.library.folder, found.number)
        held = self._held.get(known)
        if held is None:
            return found
        filed = found.library.finish(found.number, held)
        self._held.pop(known, None)
        return filed

    # -- who looks on -----------------------------------------------------------------

    def watch(self, changed: Callable[[], None]) -> Callable[[], None]:
        """Call `changed`, on any thread, when a generation begins or ends; return what ends it."""
        self._watchers.append(changed)
        return lambda: self._watchers.remove(changed)

    def changed(self) -> None:
        """Tell those who watch."""
        for changed in tuple(self._watchers):
            changed()

    def hand_over(self, work: Coroutine[Any, Any, Any]) -> None:
        """Run `work` on the loop thread and return at once."""
        self.loop.submit(work)

    def under_way(self) -> list[Job]:
        """Return the jobs that have not ended, oldest request first."""
        if not self.loop.is_alive:
            return []
        return sorted(self._jobs, key=lambda job: job.number or sys.maxsize)

    def wait_for_all(self) -> None:
        """Wait for what is under way: a script that ends must not lose what it paid for."""
        jobs = self.under_way()
        if jobs:
            print(  # noqa: T201  # a script that doesn't end must say why
                f"ipyimagegen: {len(jobs)} under way; waiting (interrupt to leave)", file=sys.stderr
            )
        for job in jobs:
            with contextlib.suppress(ImagegenError):  # whoever asked for it is gone
                job.result()

    def close(self) -> None:
        """End the loop thread and what runs on it. Calling it twice does nothing more."""
        # Who looks on would start the thread anew to look at what is being cancelled.
        watchers, self._watchers = self._watchers, []
        self.loop.close()
        self._watchers = watchers


async def _keep_small(generation: Generation) -> None:
    """Make the small copies of a generation's pictures, for galleries and lists."""
    shown = generation.made_preview if len(generation.pictures) == 1 else None
    for picture in generation.pictures:
        with contextlib.suppress(PictureError):  # who shows it says what is wrong with it
            data = None if shown is None else shown.data
            await run_sync(generation.library.thumbnail, picture, data)
