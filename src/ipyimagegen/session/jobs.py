"""Jobs: the wait of a cell or a script for a generation, or for a whole sweep.

Requests run on the worker thread; the waiting thread only looks from time to time, so that
it can be interrupted. An interrupt ends the wait, never a request that was paid for.
"""

from __future__ import annotations

import asyncio
import concurrent.futures
import os
import threading
import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Coroutine, Generator, Sequence
from typing import TYPE_CHECKING, Any, Generic, Self, TypeVar

from ..errors import Cancelled, ImagegenError, Interrupted, LibraryError, WrongArguments
from ..library.generation import Pending
from .outcome import Outcome
from .sweep import Sweep

if TYPE_CHECKING:
    from ..images.inputs import Input
    from ..library import Generation
    from .in_flight import InFlight
    from .plan import Plan
    from .results import Results
    from .worker import Worker

__all__ = ["Job", "SweepJob"]

POLL_SECONDS = 0.1

T = TypeVar("T")


class _Waiting(ABC, Generic[T]):
    """A wait for futures of the worker thread that can be interrupted."""

    _futures: Sequence[concurrent.futures.Future[Generation]]
    process: int

    def __reduce__(self) -> tuple[Any, ...]:
        raise WrongArguments("a job can't be pickled", hint="Take its .result(), which can.")

    def result(
        self, timeout: float | None = None, *, watch: Callable[[Self], None] | None = None
    ) -> T:
        """Wait for the result; an interrupt ends the waiting, not a request that was sent.

        Parameters
        ----------
        timeout
            Seconds to wait; None waits as long as it takes.
        watch
            Called with the job ten times a second while it waits.

        Raises
        ------
        TimeoutError
            The job goes on after `timeout` seconds of waiting.
        ImagegenError
            It failed.
        Interrupted
            The user interrupted; the error says how the requests go on.
        """
        self._check_process()
        try:
            self._wait(timeout, watch)
        except KeyboardInterrupt:
            interrupted = self._interrupted()
        else:
            return self._value()
        raise interrupted

    def _check_process(self) -> None:
        """Refuse to wait for a job of the process that forked: in this one it never ends."""
        if self.process == os.getpid():
            return
        for future in self._futures:
            future._condition = threading.Condition()  # a thread of the parent may hold it
        if not all(future.done() for future in self._futures):
            raise WrongArguments(
                "the job is of the process that this one was forked from",
                hint="Ask the same here: it is waited for, at no new call.",
            )

    def _wait(self, timeout: float | None, watch: Callable[[Self], None] | None) -> None:
        deadline = None if timeout is None else time.monotonic() + timeout
        while True:
            pause = POLL_SECONDS
            if deadline is not None:
                pause = max(0.0, min(pause, deadline - time.monotonic()))
            waiting = [future for future in self._futures if not future.done()]
            _, running = concurrent.futures.wait(waiting, timeout=pause)
            if not running:
                return
            if deadline is not None and time.monotonic() >= deadline:
                msg = f"the generation is still under way after {timeout:g} s"
                raise TimeoutError(msg)
            if watch is not None:
                watch(self)

    @abstractmethod
    def _value(self) -> T:
        """Return the result, when all futures are done."""

    @abstractmethod
    def _interrupted(self) -> Interrupted:
        """Drop the requests that were not sent, and say how the rest goes on."""


class Job(_Waiting["Generation"], Pending):
    """A wait for one generation, by the names of `concurrent.futures`.

    Parameters
    ----------
    model
        The model that is asked.
    worker
        Where the request runs.
    prompt
        The prompt, for lists of jobs.
    hangs_up
        Whether an interrupt also hangs up, instead of only ending the wait.

    Attributes
    ----------
    future, process
        The future on the worker thread, and the process that this is of, once it is started.
    in_flight
        The request in flight, once there is one; several jobs may wait for the same.
    joined
        Whether it was under way already, so that there is no new call.
    """

    future: concurrent.futures.Future[Generation]

    def __init__(
        self, model: str, worker: Worker, *, prompt: str = "", hangs_up: bool = False
    ) -> None:
        self.model = model
        self.prompt = prompt
        self.in_flight: InFlight | None = None
        self.joined = False
        self._worker = worker
        self._hangs_up = hangs_up

    def start(self, coroutine: Coroutine[Any, Any, Generation]) -> None:
        """Put the work on the worker thread."""
        self.process = os.getpid()
        self.future = self._worker.submit(coroutine)
        self._futures = [self.future]

    @property
    def inputs(self) -> tuple[Input, ...]:
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
        return (*joined, *self.in_flight.remarks)

    @property
    def replayed(self) -> bool:
        """Whether the library had the answer, and nothing was sent."""
        return self.in_flight is not None and self.in_flight.replayed

    def _value(self) -> Generation:
        return self.future.result()

    def __await__(self) -> Generator[Any, None, Generation]:
        """Wait in a coroutine; the end of the task that waits is not the request's end."""
        self._check_process()
        return asyncio.shield(asyncio.wrap_future(self.future)).__await__()

    def seconds(self) -> float:
        """Return the seconds since the request went; 0 before that."""
        return 0.0 if self.in_flight is None else self.in_flight.seconds()

    def usual(self) -> str:
        """Return the usual time of such a call in words; empty while that is unknown."""
        known = None if self.in_flight is None else self.in_flight.usual
        if known is None or known[1] < 1:
            return ""
        median, late = known
        if self.seconds() > late:
            return "slower than 9 of 10 earlier calls"
        first, last = f"{median:.0f}", f"{late:.0f}"
        return f"usually {first} s" if first == last else f"usually {first}–{last} s"

    def done(self) -> bool:
        """Whether it has ended, one way or the other."""
        self._check_process()
        return self.future.done()

    def cancel(self) -> bool:
        """Hang up, for all who wait; a request that was sent may be billed all the same.

        Returns
        -------
        bool
            Whether there was anything left to stop.
        """
        self._check_process()
        return self._worker.submit(self.stop(hang_up=True)).result()

    async def stop(self, *, hang_up: bool) -> bool:
        """Stop a request that was not sent, and with `hang_up` one that was; return if it did.

        On the worker thread, where nothing is sent between the look and the leap.
        """
        if self.done():
            return False
        in_flight = self.in_flight
        if in_flight is not None and in_flight.number is not None and not hang_up:
            return False
        if in_flight is not None and (hang_up or in_flight.waiting == 1):
            in_flight.task.cancel()
            # So that the row tells how it ended before anybody goes on.
            await asyncio.wait([in_flight.task])
            return in_flight.task.cancelled() or in_flight.task.exception() is not None
        self.future.cancel()
        return True

    def _interrupted(self) -> Interrupted:
        stopped = self._worker.submit(self.stop(hang_up=self._hangs_up)).result()
        if self.number is None:
            return Interrupted("Interrupted: nothing was sent.")
        if stopped:
            return Interrupted(
                f"Interrupted: hung up on @{self.number}; it may be billed all the same."
            )
        return Interrupted(
            "Interrupted: stopped waiting; the request is still under way and may be billed.",
            f"When the picture arrives it is filed: %imagegen show @{self.number}",
            f"{self._how_to_go_on()} to go on waiting, at no new call; %imagegen cancel hangs up.",
        )

    def _how_to_go_on(self) -> str:
        if self.in_flight is not None and self.in_flight.again:
            return f"Write --take {self.in_flight.take} instead of --again"
        return "Run the cell again"


class SweepJob(_Waiting[Sweep]):
    """A wait for all members of a sweep.

    Parameters
    ----------
    plan
        The plan.
    jobs
        The members' jobs, in the plan's order.
    worker
        Where they run.
    results
        Gets the last picture in the plan's order at the end: ``@last`` must not depend on
        which answer came last, or a cell below would not find its picture again.
    """

    def __init__(self, plan: Plan, jobs: Sequence[Job], worker: Worker, results: Results) -> None:
        self.plan = plan
        self.jobs = tuple(jobs)
        self._worker = worker
        self._results = results
        self._futures = [job.future for job in jobs]
        self.process = os.getpid()
        self._began = time.monotonic()

    def done(self) -> int:
        """Return how many members have ended, one way or the other."""
        return sum(job.done() for job in self.jobs)

    def seconds(self) -> float:
        """Return the seconds since it began."""
        return time.monotonic() - self._began

    def _value(self) -> Sweep:
        outcomes = tuple(
            _outcome(call.labels, job) for call, job in zip(self.plan.calls, self.jobs, strict=True)
        )
        sweep = Sweep(self.plan.dimensions, outcomes, self.seconds())
        if not sweep.generations:
            raise _all_failed(outcomes)
        self._results.add(sweep.generations[-1])
        return sweep

    def _interrupted(self) -> Interrupted:
        ended = self.done()
        stopped = self._worker.submit(self._stop()).result()
        dropped = sum(job.number is None for job in stopped)
        under_way = sum(not job.done() for job in self.jobs)
        rest = "Nothing is under way."
        if under_way:
            rest = f"{under_way} are under way, may be billed, and are filed when they come."
        elif len(stopped) > dropped:
            rest = f"Hung up on {len(stopped) - dropped}; they may be billed all the same."
        return Interrupted(
            f"Interrupted: {ended} of {len(self.jobs)} had ended, {dropped} were not sent.",
            rest,
            "Run the cell again to go on; what came is free. %imagegen cancel hangs up.",
        )

    async def _stop(self) -> list[Job]:
        """Stop all that was not sent, at once, or that an interrupt hangs up on; return those."""
        hang_up = self.plan.settings.get("on_interrupt") == "hang_up"
        stopped = await asyncio.gather(*(job.stop(hang_up=hang_up) for job in self.jobs))
        return [job for job, was_stopped in zip(self.jobs, stopped, strict=True) if was_stopped]


def _outcome(labels: tuple[str, ...], job: Job) -> Outcome:
    try:
        made = job.result()
    except concurrent.futures.CancelledError:
        error: ImagegenError = Cancelled("dropped before it was sent", maybe_billed=False)
        return Outcome(labels, error=error)
    except ImagegenError as failure:
        error = failure
        return Outcome(labels, error=error, number=job.number)
    return Outcome(labels, generation=made, number=made.number, replayed=job.replayed)


def _all_failed(outcomes: Sequence[Outcome]) -> ImagegenError:
    """Return the first error, with how often each reason was met."""
    reasons: dict[str, int] = {}
    for outcome in outcomes:
        reasons[outcome.why] = reasons.get(outcome.why, 0) + 1
    errors = [one.error for one in outcomes if one.error is not None]
    # Pictures that came and can't be filed are shown with the error: they may be paid for.
    held = [error for error in errors if isinstance(error, LibraryError) and error.pictures]
    first = held[0] if held else errors[0]
    if held:
        held[0].pictures = tuple(picture for error in held for picture in error.pictures)
    if len(outcomes) > 1:
        first.said = "; ".join(f"{count} × {why}" for why, count in reasons.items())[:600]
    return first
