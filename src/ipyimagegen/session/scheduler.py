"""The scheduler: the requests of this kernel, each in flight once.

Requests run on the worker thread. A duplicate request joins the one in flight, and how many
may be in flight at once is a setting.
"""

from __future__ import annotations

import asyncio
import os
import sys
import time
from collections import deque
from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from ..errors import (
    Cancelled,
    GatewayError,
    ImagegenError,
    Interrupted,
    KeyRefused,
    LibraryError,
    OutOfCredit,
)
from ..interrupts import interrupted_later
from ..text import say
from .checking import until_passed
from .held import Held
from .in_flight import Batch, InFlight
from .jobs import Job, by_request, stop_all
from .origin import origin_of
from .results import Results
from .seeing import look_through
from .slots import Slots
from .sweep_job import SweepJob

if TYPE_CHECKING:
    from concurrent.futures import Future
    from pathlib import Path

    from PIL.Image import Image

    from ..gateway.pool import ClientPool
    from ..images.picture import Picture
    from ..library import Generation, Library
    from .plan import Call, Plan
    from .worker import Worker

__all__ = ["Scheduler"]

MOST_ENDED = 12  # jobs that ended, kept for lists


class Scheduler:
    """Sends the calls of plans, and knows the jobs that have not ended.

    Parameters
    ----------
    worker
        The thread that they run on.
    clients
        The pool that clients come from.

    Attributes
    ----------
    results
        This kernel's results.
    held
        Replies that came and are not filed yet.
    ended
        The last jobs that ended, one way or the other, oldest first; without those that were
        dropped before they were sent, of which there may be many at a time.
    trouble, unsent
        The error that all jobs meet, until one is done, and how many were dropped for it.
    """

    def __init__(self, worker: Worker, clients: ClientPool) -> None:
        self._worker = worker
        self._clients = clients
        self.results = Results()
        self.ended: deque[Job] = deque(maxlen=MOST_ENDED)
        self.trouble: KeyRefused | OutOfCredit | None = None
        self.unsent = 0
        self._jobs: dict[Job, tuple[Path, object]] = {}  # with what each asks for first
        self._in_flight: dict[tuple[Any, ...], InFlight] = {}
        self._slots: tuple[asyncio.AbstractEventLoop, Slots] | None = None
        self._limit = 1
        self.held = Held()
        self._looking: dict[Path, Future[None]] = {}
        self._is_left = False  # by the user, at the end of a script

    # -- sending ----------------------------------------------------------------------

    def start(
        self, plan: Plan, *, prepare: Callable[[Generation, Image | None], None] | None = None
    ) -> SweepJob:
        """Start all calls of a plan, and return at once.

        Parameters
        ----------
        plan
            The plan.
        prepare
            Is called with each generation, and its pixels where they are at hand, in a worker
            thread, before its job has ended: it makes what will be shown of it.
        """
        batch, job = Batch(), None
        try:
            with interrupted_later():  # in between nobody would wait for those that were started
                jobs = [
                    self.send(plan, call, batch=batch, prepare=prepare, place=place)
                    for place, call in enumerate(plan.calls, 1)
                ]
                job = SweepJob(plan, jobs, self._worker, self.results)
        except KeyboardInterrupt:  # before the block, or at its end
            raise (Interrupted() if job is None else job._interrupted()) from None
        except BaseException:
            batch.close()
            raise
        return job

    def send(
        self,
        plan: Plan,
        call: Call | None = None,
        *,
        preview: bool = False,
        prepare: Callable[[Generation, Image | None], None] | None = None,
        batch: Batch | None = None,
        place: int = 1,
    ) -> Job:
        """Start one call of a plan, and return at once.

        Parameters
        ----------
        plan, call
            The plan, and the call of it; None is its first.
        preview
            Whether the picture's preview is made at once.
        prepare
            As for `start`.
        batch
            The calls that it takes turns with.
        place
            Its place among the calls of the plan, from 1.
        """
        call = call or plan.calls[0]
        self._limit = plan.settings.get("concurrency")
        hangs_up = plan.settings.get("on_interrupt") == "hang_up"
        request = call.request
        job = Job(
            request.model,
            self._worker,
            prompt=request.prompt,
            name=plan.brief.name,
            hangs_up=hangs_up,
            origin=origin_of(plan, call, place),
            folder=plan.library.folder,
        )
        batch = batch or Batch()
        shown = _Shown(preview, prepare)
        library = plan.library  # the future keeps its callback, and the plan's inputs are large
        is_started = False
        try:
            with interrupted_later():  # in between it would be sent, and be in no list
                job.start(self._run(plan, call, job, batch, shown))
                # Not before it is started: another thread may list it, and stop it, from here on.
                self._jobs[job] = library.folder, _identity(call.takes[0])
                job.future.add_done_callback(lambda _: self._end(job, library))
                self.look_through(library)
                library.changed()
                is_started = True
        except KeyboardInterrupt:  # likewise
            raise (job._interrupted() if is_started else Interrupted()) from None
        return job

    def look_through(self, library: Library, *, again: bool = False) -> None:
        """Have the looks computed that a library lacks, in the background.

        Once in this kernel, and `again` for who asks for one: inputs are filed without a look.
        """
        looking = self._looking.get(library.folder)
        is_over = looking is None or looking.cancelled() or (again and looking.done())
        if is_over or not self._worker.is_alive:
            self._looking[library.folder] = self._worker.submit(look_through(library))

    async def _run(
        self, plan: Plan, call: Call, job: Job, batch: Batch, shown: _Shown
    ) -> Generation:
        made = partial(self._made, plan, job=job, batch=batch, shown=shown)
        if not call.tries:
            return await made(call)
        return await until_passed(plan, call, job, made)

    async def _made(
        self, plan: Plan, call: Call, *, job: Job, batch: Batch, shown: _Shown
    ) -> Generation:
        """Return the generation of one call, checked."""
        job.in_flight = None  # of an earlier take
        try:
            in_flight = await self._join(plan, call, batch)
            in_flight.jobs[job] = None
            in_flight.preview_wanted |= shown.preview
            if shown.prepare is not None:
                in_flight.preparations.append(shown.prepare)
            job.in_flight = in_flight
            if len(in_flight.jobs) > 1:
                plan.library.changed()  # who lists requests has it alone up to now
            try:
                generation = await asyncio.shield(in_flight.task)
            finally:
                in_flight.leave(job)
                # The first of those who stayed has the call; the others are told that they joined.
                is_call = in_flight.ours and next(iter(in_flight.jobs), None) is job
                job.joined = not (is_call or in_flight.replayed)
        except LibraryError as error:
            error.pictures = error.pictures or self.held_pictures([call])
            raise
        except GatewayError as error:
            if error.cost is not None and not job.joined:
                job.other_costs += (error.cost,)
            raise
        self.results.add(generation)
        if plan.checks:
            await job.examine(generation, plan.checks)
        return generation

    def _end(self, job: Job, library: Library) -> None:
        """Take a job that ended from those under way, and keep it for lists of what ended."""
        if not job.replayed:  # a replay was no call
            self._keep(job)
        self._jobs.pop(job, None)
        library.changed()

    def _keep(self, job: Job) -> None:
        job.seconds_taken, job.ended_at = job.elapsed(), time.time()
        error = job.exception()
        if isinstance(error, Cancelled) and job.number is None:
            self.unsent += self.trouble is not None
        else:
            self.ended.append(job)
        if error is None:
            self.trouble, self.unsent = None, 0
        elif isinstance(error, KeyRefused | OutOfCredit):
            self.trouble = error

    async def _join(self, plan: Plan, call: Call, batch: Batch) -> InFlight:
        """Return the same request in flight, or a new one."""
        # The loop is part of it: a child made by fork, and a closed session, begin a new one.
        loop = asyncio.get_running_loop()
        key = (loop, plan.library.folder, _identity(call))
        slots = await self._slots_of(loop)
        while key in self._in_flight and self._in_flight[key].is_cancelled:
            await asyncio.wait([self._in_flight[key].task])  # it ends for who cancelled it
            await asyncio.sleep(0)  # so that its callback takes it away
        if key not in self._in_flight:
            in_flight = InFlight(
                call,
                plan,
                clients=self._clients,
                held=self.held,
                batch=batch,
                slots=slots,
                report=self._report,
                is_here=partial(self._has_sent, plan.library.folder),
            )
            in_flight.task.add_done_callback(lambda _: self._in_flight.pop(key))
            self._in_flight[key] = in_flight
        return self._in_flight[key]

    def joined(self, plan: Plan) -> Plan:
        """Return a plan, looked up, that tells which of its calls join one that waits here."""
        jobs = self.under_way()
        # Those that the worker thread has not begun are no request in flight yet.
        waiting = {self._jobs.get(job) for job in jobs if job.in_flight is None}
        own = {job.in_flight for job in jobs}
        waiting.update(key[1:] for key, one in list(self._in_flight.items()) if one in own)

        def joined(call: Call) -> Call:
            if call.known is not None or call.again:
                return call
            waits = (plan.library.folder, call.request.identity) in waiting
            return replace(call, waits=waits, tries=tuple(map(joined, call.tries)))

        return replace(plan, calls=tuple(map(joined, plan.calls))) if waiting else plan

    def _report(self, error: ImagegenError, failed: InFlight) -> None:
        """Stop what waits for its turn in this kernel and would meet the same error."""
        if isinstance(error, KeyRefused | OutOfCredit):
            self.trouble = error  # before the others end for it; several may meet it at once
        for in_flight in list(self._in_flight.values()):
            in_flight.stop_for(error, failed)

    def _has_sent(self, folder: Path, number: int) -> bool:
        """Whether a request in flight of this kernel has that number in a library."""
        return any(
            key[1] == folder and one.ours and one.number == number
            for key, one in self._in_flight.items()
        )

    async def _slots_of(self, loop: asyncio.AbstractEventLoop) -> Slots:
        """Return what limits how many requests are in flight at once, as was said last."""
        if self._slots is None or self._slots[0] is not loop:
            self._slots = loop, Slots(self._limit)
        await self._slots[1].resize(self._limit)
        return self._slots[1]

    # -- jobs -------------------------------------------------------------------------

    def file_held(self, generation: Generation) -> Generation:
        """Return a generation; if the disk refused its reply, that is filed now.

        Raises
        ------
        LibraryError
            The disk refuses it again; it is still held.
        """
        held = self.held.of(generation)
        if held is None:
            return generation
        filed = held.file()
        self.held.remove(held)
        filed.library.changed()
        return filed

    def holds(self, call: Call) -> bool:
        """Whether this kernel holds a reply to the same, which the disk refused."""
        return self.held.answer(call.request, again=call.again) is not None or (
            call.known is not None and self.held.of(call.known) is not None
        )

    def held_pictures(self, calls: Iterable[Call]) -> tuple[Picture, ...]:
        """Return the pictures that are held in memory for these calls."""
        found = (self.held.answer(call.request, again=call.again) for call in calls)
        replies = {held: None for held in found if held is not None}
        return tuple(picture for held in replies for picture in held.reply.pictures)

    def under_way(self, library: Library | None = None) -> list[Job]:
        """Return the jobs that have not ended, oldest request first; of a library its own."""
        if not self._worker.is_alive:
            return []
        # A child made by fork has a copy of its parent's jobs, and nobody to end them.
        own = [job for job in list(self._jobs) if job.process == os.getpid()]
        own = [job for job in own if not job.done()]
        if library is not None:
            own = [job for job in own if job.folder == library.folder]
        return sorted(own, key=lambda job: job.number or sys.maxsize)

    def cancel(self, jobs: Collection[Job], *, hang_up: bool = True) -> list[Job]:
        """Drop those of some jobs that were not sent, and hang up on the others; return which.

        A request goes on if a job waits for it that is none of them.
        """
        return self._worker.submit(stop_all(jobs, hang_up=hang_up)).result()

    def wait_for_all(self) -> None:
        """Wait for all jobs: a script that ends must not lose pictures it paid for."""
        if self._is_left or not self._worker.is_alive:
            return
        jobs = self.under_way()
        try:
            if jobs:
                count = len(by_request(jobs))
                say(f"ipyimagegen: {count} under way; waiting (interrupt to leave)", sys.stderr)
            for job in jobs:
                job.exception()  # whoever asked for it is gone
            self._worker.end_following()
        except KeyboardInterrupt:
            self._is_left = True
            sent = [job for job in jobs if job.running()]
            may_cost = "" if all(one.is_free for one in sent) else ", and may be billed"
            count = len(by_request(sent))
            say(f"ipyimagegen: left; {count} were under way{may_cost}", sys.stderr)


def _identity(call: Call) -> object:
    """Return what the same calls have alike; the next unused take is a new one for each caller."""
    return object() if call.again else call.request.identity


class _Shown(NamedTuple):
    """What will be shown of a generation, as `Scheduler.send` takes it."""

    preview: bool
    prepare: Callable[[Generation, Image | None], None] | None
