"""Jobs: a generation that is still to come, waited for, stopped or dropped."""

from __future__ import annotations

import asyncio
import concurrent.futures
import os
import traceback
from collections.abc import Callable, Collection, Coroutine, Iterable, Sequence
from functools import cache, partial
from math import ceil
from typing import TYPE_CHECKING, Any

from ..arguments import checked_call
from ..errors import Cancelled, ImagegenError, Interrupted
from ..library.generation import Generation, Pending
from ..text import one_line
from .checking import examined
from .origin import Origin
from .plan import cost_words
from .waiting import POLL_SECONDS, Ending, Waiting

if TYPE_CHECKING:
    from pathlib import Path

    from ..checks.check import Check
    from ..checks.result import Result
    from ..images.inputs import Input
    from .in_flight import InFlight
    from .worker import Worker

__all__ = ["Job", "by_request", "stop_all"]


class Job(Waiting[Generation], Pending):
    """One generation that is still to come, by the names of `concurrent.futures`.

    What a `Generation` has, it has too: ``job.image`` waits for the picture.

    Parameters
    ----------
    model
        The model that is asked.
    worker
        Where the request runs.
    prompt, name
        The prompt and the variable's name, for lists of jobs.
    hangs_up
        Whether an interrupt also hangs up, instead of only ending the wait.
    origin
        Where it comes from, for lists of jobs.
    folder
        The folder of its library.

    Attributes
    ----------
    future, process
        The future on the worker thread, and the process that this is of, once it is started.
    in_flight
        The request in flight, once there is one; several jobs may wait for the same.
    joined
        Whether it was under way already, so that there is no new call.
    found
        What checks found of its picture.
    until
        Which take of those that end with a check this is, or how they ended; else empty.
    came
        The number of the generation that came last, while it is checked or another take is made.
    is_stopped
        Whether no further take is to be made.
    is_left
        Whether it was stopped, and its request goes on for another job or kernel.
    other_costs
        Dollars, as reported, of its own calls beside that of its picture: of takes that did not
        pass, and of an answer without a picture; None of one whose cost was not reported.
    seconds_taken, ended_at
        How long it took and when it ended, in seconds since 1970; 0 before that.
    """

    _result_type = Generation
    future: concurrent.futures.Future[Generation]

    def __init__(
        self,
        model: str,
        worker: Worker,
        *,
        prompt: str = "",
        name: str = "",
        hangs_up: bool = False,
        origin: Origin | None = None,
        folder: Path | None = None,
    ) -> None:
        self.model = model
        self.prompt = prompt
        self.name = name
        self.origin = origin or Origin()
        self.folder = folder
        self.in_flight: InFlight | None = None
        self.joined = False
        self.found: tuple[Result, ...] = ()
        self.until = ""
        self.came: int | None = None
        self.is_stopped = False
        self.is_left = False
        self.other_costs: tuple[float | None, ...] = ()
        self._checking: asyncio.Task[tuple[Result, ...]] | None = None
        self.seconds_taken = self.ended_at = 0.0
        self._worker = worker
        self._hangs_up = hangs_up

    def start(self, coroutine: Coroutine[Any, Any, Generation]) -> None:
        """Put the work on the worker thread."""
        self.process = os.getpid()
        self.future = self._worker.submit(coroutine)
        self.future.add_done_callback(_clear_frames)
        self._futures = [self.future]
        self._ending = Ending(self._futures)

    async def examine(self, generation: Generation, checks: Sequence[Check]) -> None:
        """Check the picture that came, unless nobody waits for that any more."""
        self.came, self.found = generation.number, ()
        if self.is_stopped:
            return
        self._checking = asyncio.create_task(examined(generation, checks))
        generation.library.changed()
        try:
            self.found = await self._checking
        except asyncio.CancelledError:
            if not self.is_stopped:
                raise
        finally:
            self._checking = None

    @property
    def is_checking(self) -> bool:
        """Whether its picture is there, and being checked."""
        return self._checking is not None

    @property
    def prepared(self) -> tuple[Input, ...]:
        """The prepared inputs, once they are; none where nothing had to be sent."""
        return () if self.in_flight is None else self.in_flight.inputs

    @property
    def number(self) -> int | None:
        """The generation's number; None before its row stands, when nothing has been sent."""
        return None if self.in_flight is None else self.in_flight.number

    @property
    def remarks(self) -> tuple[str, ...]:
        """Sentences for the caption, such as one about a damaged picture."""
        if self.in_flight is None:
            return ()
        joined = (f"joined @{self.number} · no new call",) if self.joined else ()
        until = (self.until,) if self.until else ()
        return (*joined, *until, *self.in_flight.remarks)

    @property
    def replayed(self) -> bool:
        """Whether the library had the answer, and nothing was sent."""
        return self.in_flight is not None and self.in_flight.replayed

    def _error(self) -> BaseException | None:
        if not self.future.cancelled():
            return self.future.exception()
        in_flight = self.in_flight
        if self.is_left or (in_flight is not None and in_flight.follows):
            left = Cancelled(
                f"stopped waiting for a request that goes on for {self.left_to}",
                hint="Run it again to join that, at no new call.",
            )
            left.spent = "" if self.is_free else "It may be billed."
            return left
        if in_flight is None or in_flight.number is None:
            return Cancelled("dropped before it was sent", maybe_billed=False)
        return in_flight.closed()

    def _value(self) -> Generation:
        return self.future.result()

    @property
    def words(self) -> str:
        """How it stands, such as ``@5 · gpt-image · 38 s · usually 95–160 s``."""
        model = one_line(self.model, 80)
        if self.process != os.getpid():
            return f"{model} · of the process that this one was forked from"
        if self.done():
            return f"{model} · {self._how_it_ended()}"
        if self.number is None:
            return f"waiting · {model} · not sent yet"
        return " · ".join(filter(None, (f"@{self.number}", model, self.time_words)))

    @property
    def time_words(self) -> str:
        """The seconds so far and the usual ones, and which take it is."""
        if self.is_checking:
            return " · ".join(filter(None, (self.until, f"checking @{self.came}")))
        # How long another kernel has waited already is not known here.
        usual = "asked by another kernel" if self.is_elsewhere else self.usual()
        if self.pause():
            usual = f"pauses, goes on in {ceil(self.pause())} s"
        return " · ".join(filter(None, (self.until, f"{int(self.elapsed())} s", usual)))

    @property
    def is_unbilled(self) -> bool:
        """Whether it can be dropped free, or was: the gateway wasn't asked, or refused for now."""
        return self.in_flight is not None and self.in_flight.is_unbilled

    @property
    def is_free(self) -> bool:
        """Whether its gateway is the offline one, which bills nothing."""
        return self.in_flight is not None and self.in_flight.is_free

    @property
    def is_elsewhere(self) -> bool:
        """Whether another kernel's answer is waited for: nothing is sent from here."""
        return self.in_flight is not None and self.in_flight.is_elsewhere

    def _how_it_ended(self) -> str:
        if self.future.cancelled():
            if self.is_left:
                return f"left to {self.left_to}"
            return "dropped" if self.number is None else one_line(str(self._error()), 200)
        error = self.future.exception()
        return "done" if error is None else one_line(str(error), 200)

    def running(self) -> bool:
        """Whether its request was sent, and the answer isn't there yet."""
        return not self.done() and self.number is not None

    def cancelled(self) -> bool:
        """Whether it was dropped, or hung up on."""
        return self.done() and isinstance(self.exception(), Cancelled)

    def elapsed(self) -> float:
        """Return the seconds since the request went; 0 before that."""
        return 0.0 if self.in_flight is None else self.in_flight.seconds()

    def pause(self) -> float:
        """Return the seconds until it goes on, in a pause between two tries; else 0."""
        return 0.0 if self.in_flight is None else self.in_flight.pause()

    def usual(self) -> str:
        """Return the usual time and cost of such a call in words; empty while both are unknown."""
        cost = None if self.in_flight is None else self.in_flight.usual_cost
        words = [self._usual_time(), cost_words(cost[0]) if cost is not None else ""]
        return " · ".join(filter(None, words))

    def _usual_time(self) -> str:
        known = None if self.in_flight is None else self.in_flight.usual
        if known is None or known[1] < 1:
            return ""
        median, late = known
        if self.elapsed() > late:
            return "slower than 9 of 10 earlier calls"
        first, last = max(1, round(median)), round(late)
        return f"usually {first} s" if first == last else f"usually {first}–{last} s"

    @checked_call
    def cancel(self) -> bool:
        """End it, and hang up; a request that was sent may be billed all the same.

        A request that another job of this kernel waits for goes on.

        Returns
        -------
        bool
            Whether there was anything left to stop.
        """
        self._check_process()
        return self._worker.submit(self.stop(hang_up=True)).result()

    @property
    def left_to(self) -> str:
        """For whom its request goes on, once it is left."""
        return "another kernel" if self.is_elsewhere else "another job"

    async def stop(
        self, *, hang_up: bool, is_shared: Callable[[InFlight], bool] | None = None
    ) -> bool:
        """Stop a request that was not sent, and with `hang_up` one that was; return if it did.

        One that is unbilled counts as not sent, as in a pause that the gateway asked for. One that
        `is_shared` goes on: by default that is one for which another job waits. So does one whose
        answer it only follows.
        On the worker thread, where nothing is sent between the look and the leap.
        """
        if self.done():
            return False
        self.is_stopped = True
        if self._checking is not None:
            self._checking.cancel()
            await asyncio.wait([asyncio.wrap_future(self.future)], timeout=POLL_SECONDS)
            return True
        in_flight = self.in_flight
        if in_flight is not None:
            if in_flight.number is not None and not (hang_up or in_flight.is_unbilled):
                return False
            is_shared = is_shared or partial(_is_shared, jobs={self})
            goes_on = in_flight.follows or is_shared(in_flight)
            if in_flight.task.done() or not goes_on:
                in_flight.cancel()
                # So that the row tells how it ended before anybody goes on.
                await asyncio.wait([in_flight.task])
                task = in_flight.task
                return task.cancelled() or isinstance(task.exception(), Cancelled)
            self.is_left = True
            in_flight.leave(self)
        self.future.cancel()
        return True

    def _interrupted(self) -> Interrupted:
        was_checking = self.is_checking
        stopped = self._worker.submit(self.stop(hang_up=self._hangs_up)).result()
        if self.came is not None and (was_checking or self.number is None):
            return Interrupted(
                f"Interrupted: @{self.came} is there, and nothing more is sent.",
                f"%imagegen show @{self.came} shows it; run the cell again to go on.",
            )
        if self.number is None:
            return Interrupted()
        if self.done() and not stopped:
            return self._interrupted_late()
        if self.is_left or self.is_elsewhere:
            return Interrupted(
                f"Interrupted: stopped waiting for @{self.number}, "
                f"which goes on for {self.left_to}.",
                f"{self._how_to_go_on()}.",
            )
        if stopped:
            how = f"hung up on @{self.number}"
            how += "." if self.is_free else "; it may be billed all the same."
            if self.is_unbilled:
                how = (
                    f"dropped @{self.number}, which the gateway had not taken on; it isn't billed."
                )
            return Interrupted(f"Interrupted: {how}")
        return Interrupted(
            "Interrupted: stopped waiting; the request is still under way"
            + ("." if self.is_free else " and may be billed."),
            f"When the picture arrives it is filed: %imagegen show @{self.number}",
            f"{self._how_to_go_on()}; %imagegen cancel hangs up.",
        )

    def _interrupted_late(self) -> Interrupted:
        error = self._error()
        if error is None:
            return Interrupted(
                f"Interrupted: @{self.number} had come, and is filed.",
                f"%imagegen show @{self.number} shows it.",
            )
        lines = error.lines() if isinstance(error, ImagegenError) else [one_line(str(error), 200)]
        return Interrupted(f"Interrupted: @{self.number} had failed.", *lines)

    def _how_to_go_on(self) -> str:
        if self.until:
            return "Run the cell again to go on: this take is no new call, those after it are"
        how = "Run the cell again"
        if self.in_flight is not None and self.in_flight.again:
            how = f"Write --take {self.in_flight.take} instead of --again"
        return f"{how} to go on waiting, at no new call"


async def stop_all(jobs: Collection[Job], *, hang_up: bool) -> list[Job]:
    """Stop what was not sent, at once, and with `hang_up` the others; return those it stopped.

    All of them at once: one that waits must not get the place of one that was sent.
    """
    # Asked once for each request: thousands of rows may be the same one.
    is_shared = cache(partial(_is_shared, jobs=frozenset(jobs)))
    stops = [job.stop(hang_up=hang_up, is_shared=is_shared) for job in jobs]
    stopped = await asyncio.gather(*stops)
    return [job for job, was_stopped in zip(jobs, stopped, strict=True) if was_stopped]


def _is_shared(in_flight: InFlight, jobs: Collection[Job]) -> bool:
    """Whether a job waits for a request that is none of these."""
    return any(job not in jobs for job in in_flight.jobs)


def by_request(jobs: Iterable[Job]) -> dict[object, list[Job]]:
    """Return the jobs of each request, in order; one that has none yet is alone."""
    requests: dict[object, list[Job]] = {}
    for job in jobs:
        requests.setdefault(job.in_flight or job, []).append(job)
    return requests


def _clear_frames(future: concurrent.futures.Future[Generation]) -> None:
    """Let go of what an error's traceback holds, such as the request: a name may hold the job."""
    error = None if future.cancelled() else future.exception()
    if error is not None:
        traceback.clear_frames(error.__traceback__)
