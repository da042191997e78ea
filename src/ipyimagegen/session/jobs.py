"""Jobs: a generation, or a whole sweep, that is still to come.

Requests run on the worker thread; a thread that waits only looks from time to time, so that
it can be interrupted. An interrupt ends the wait, never a request that was paid for. Cells go
on with a job as if its result were there: what the result has is asked of the job, and waited
for.
"""

from __future__ import annotations

import asyncio
import concurrent.futures
import dataclasses
import logging
import os
import sys
import threading
import time
import traceback
from abc import ABC, abstractmethod
from collections.abc import Callable, Coroutine, Generator, Iterator, Sequence
from copy import copy
from types import TracebackType
from typing import TYPE_CHECKING, Any, Generic, Self, TypeVar

from anyio.to_thread import run_sync

from ..errors import Cancelled, ImagegenError, Interrupted, LibraryError, WrongArguments
from ..forks import lock
from ..library.generation import Generation, Pending
from ..text import one_line
from .checking import examined
from .origin import Origin
from .outcome import Outcome
from .plan import cost_words
from .sweep import Sweep
from .worker import followers

if TYPE_CHECKING:
    from ..checks.check import Check
    from ..checks.result import Result
    from ..images.inputs import Input
    from .in_flight import InFlight
    from .plan import Plan
    from .results import Results
    from .worker import Worker

__all__ = ["Job", "SweepJob"]

log = logging.getLogger("ipyimagegen")

POLL_SECONDS = 0.1

# Tools that look at every object at hand, to complete a word or to describe it: nobody waits then.
LOOKERS = {"IPython", "_pydevd_bundle", "inspect", "jedi", "rich"}

T = TypeVar("T")


def _itself(made: T) -> T:
    """Return what a job's pickle holds."""
    return made


def _names(kind: type[Any]) -> set[str]:
    """Return the public names that objects of a dataclass have."""
    names = {*dir(kind), *(field.name for field in dataclasses.fields(kind))}
    return {name for name in names if not name.startswith("_")}


class _Waiting(ABC, Generic[T]):
    """Futures of the worker thread, waited for in a way that can be interrupted.

    It has the names of its result, too, and waits for it when one of them is asked for.
    """

    _result_type: type[T]
    _futures: Sequence[concurrent.futures.Future[Generation]] = ()
    _worker: Worker
    _traceback: TracebackType | None = None
    process: int

    def __getattr__(self, name: str) -> Any:
        # Displays ask every object for names with underscores: nobody waits then.
        if name not in _names(self._result_type):
            kind = type(self).__name__
            raise AttributeError(f"{kind!r} object has no attribute {name!r}", name=name, obj=self)
        asking = sys._getframe(1).f_globals.get("__name__", "").partition(".")[0]
        if asking in LOOKERS and self._made() is None:
            raise AttributeError(f"{name!r} isn't there yet", name=name, obj=self)
        return getattr(self.result(), name)

    def __dir__(self) -> list[str]:
        return sorted({*super().__dir__(), *_names(self._result_type)})

    def __repr__(self) -> str:
        made = self._made()
        return f"<{type(self).__name__} {self.words}>" if made is None else repr(made)

    def _repr_html_(self) -> Any:
        return self._shown_as("_repr_html_")

    def _repr_jpeg_(self) -> Any:
        return self._shown_as("_repr_jpeg_")

    def _repr_png_(self) -> Any:
        return self._shown_as("_repr_png_")

    def _shown_as(self, representation: str) -> Any:
        """Return what the result is shown as, once it is there."""
        show = getattr(self._made(), representation, None)
        return None if show is None else show()

    def _made(self) -> T | None:
        """Return the result if it is there."""
        if self.process != os.getpid() or not self.done() or self._error() is not None:
            return None
        return self._value()

    def done(self) -> bool:
        """Whether it has ended, one way or the other."""
        self._check_process()
        return all(future.done() for future in self._futures)

    def exception(self, timeout: float | None = None) -> BaseException | None:
        """Wait for its end, and return its error; None if the result is there."""
        self._end(timeout, None)
        return self._error()

    def add_done_callback(self, function: Callable[[Self], object]) -> None:
        """Call a function with the job when it has ended, on a thread that nobody waits for."""
        self.follow(function, every=None)

    def follow(self, watch: Callable[[Self], object], *, every: float | None) -> None:
        """Call a function with the job every so many seconds, and once more when it has ended.

        On a thread of its own, so that neither a cell nor a request waits for it.
        """

        async def call() -> None:
            coming = asyncio.gather(*self._coming(), return_exceptions=True)
            is_over = False
            while not is_over:
                await asyncio.wait([coming], timeout=every)
                is_over = coming.done()
                try:
                    await run_sync(watch, self, limiter=followers())
                except Exception:  # nobody is there to catch it
                    log.exception("a function that a job was given failed")

        self._check_process()
        self._worker.follow(call())

    def _coming(self) -> list[asyncio.Future[Generation]]:
        return [asyncio.wrap_future(future) for future in self._futures]

    def __await__(self) -> Generator[Any, None, T]:
        """Wait in a coroutine; the end of the task that waits is not the request's end."""
        self._check_process()
        return self._come().__await__()

    async def _come(self) -> T:
        await asyncio.shield(asyncio.gather(*self._coming(), return_exceptions=True))
        return self.result()

    @property
    @abstractmethod
    def words(self) -> str:
        """How it stands, in a line."""

    @abstractmethod
    def cancel(self) -> bool:
        """Hang up on what was sent, and drop what was not; return if there was anything."""

    def __copy__(self) -> Self:
        return self

    def __deepcopy__(self, _: dict[int, Any]) -> Self:
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        """Return its result for a pickle, once that is there."""
        made = self._made()
        if made is None:
            raise WrongArguments(
                "a job can't be pickled", hint="Its result can, once it is there: .result()"
            )
        return _itself, (made,)

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
        self._end(timeout, watch)
        error = self._error()
        if error is None:
            return self._value()
        # Each time that one is raised adds to its traceback, and to what that keeps in memory.
        self._traceback = self._traceback or error.__traceback__
        raise error.with_traceback(self._traceback)

    def _end(self, timeout: float | None, watch: Callable[[Self], None] | None) -> None:
        """Wait for its end."""
        self._check_process()
        try:
            self._wait(timeout, watch)
        except KeyboardInterrupt:
            interrupted = self._interrupted()
        else:
            return
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
            for function in tuple(self._worker.meanwhile):
                function()

    @abstractmethod
    def _error(self) -> BaseException | None:
        """Return the error, when all futures are done."""

    @abstractmethod
    def _value(self) -> T:
        """Return the result, when all futures are done and there is no error."""

    @abstractmethod
    def _interrupted(self) -> Interrupted:
        """Drop the requests that were not sent, and say how the rest goes on."""


class Job(_Waiting[Generation], Pending):
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
    ) -> None:
        self.model = model
        self.prompt = prompt
        self.name = name
        self.origin = origin or Origin()
        self.in_flight: InFlight | None = None
        self.joined = False
        self.found: tuple[Result, ...] = ()
        self.until = ""
        self.came: int | None = None
        self.is_stopped = False
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
        if self.future.cancelled():
            return Cancelled("dropped before it was sent", maybe_billed=False)
        return self.future.exception()

    def _value(self) -> Generation:
        return self.future.result()

    @property
    def words(self) -> str:
        """How it stands, such as ``@5 · gpt-image · 38 s · usually 95–160 s``."""
        model = one_line(self.model, 80)
        if self.process != os.getpid():
            return f"{model} · of the process that this one was forked from"
        if self.done():
            return f"{model} · {_how_it_ended(self.future)}"
        if self.number is None:
            return f"waiting · {model} · not sent yet"
        return " · ".join(filter(None, (f"@{self.number}", model, self.time_words)))

    @property
    def time_words(self) -> str:
        """The seconds so far and the usual ones, and which take it is."""
        if self.is_checking:
            return " · ".join(filter(None, (self.until, f"checking @{self.came}")))
        words = (self.until, f"{int(self.elapsed())} s", self.usual())
        return " · ".join(filter(None, words))

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
        """Return the seconds until the gateway lets it go on; 0 if it isn't kept waiting."""
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
        self.is_stopped = True
        if self._checking is not None:
            self._checking.cancel()
            await asyncio.wait([asyncio.wrap_future(self.future)], timeout=POLL_SECONDS)
            return True
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
        was_checking = self.is_checking
        stopped = self._worker.submit(self.stop(hang_up=self._hangs_up)).result()
        if self.came is not None and (was_checking or self.number is None):
            return Interrupted(
                f"Interrupted: @{self.came} is there, and nothing more is sent.",
                f"%imagegen show @{self.came} shows it; run the cell again to go on.",
            )
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


def _clear_frames(future: concurrent.futures.Future[Generation]) -> None:
    """Let go of what an error's traceback holds, such as the request: a name may hold the job."""
    error = None if future.cancelled() else future.exception()
    if error is not None:
        traceback.clear_frames(error.__traceback__)


def _how_it_ended(future: concurrent.futures.Future[Generation]) -> str:
    if future.cancelled():
        return "dropped"
    error = future.exception()
    return "done" if error is None else one_line(str(error), 200)


class SweepJob(_Waiting[Sweep]):
    """A sweep whose members are still to come; it has what a `Sweep` has, and waits for it.

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

    _result_type = Sweep

    def __init__(self, plan: Plan, jobs: Sequence[Job], worker: Worker, results: Results) -> None:
        self.plan = plan
        self.jobs = tuple(jobs)
        self._collected: Sweep | ImagegenError | None = None
        self._collecting = lock()
        self._seconds: float | None = None
        self._worker = worker
        self._results = results
        self._futures = [job.future for job in jobs]
        self.process = os.getpid()
        self._began = time.monotonic()

    def __len__(self) -> int:
        return len(self.jobs)

    def __iter__(self) -> Iterator[Generation]:
        return iter(self.result())

    def __getitem__(self, labels: int | str | tuple[str, ...]) -> Generation | Sweep:
        return self.result()[labels]

    @property
    def ended(self) -> int:
        """How many members have ended, one way or the other."""
        return sum(job.done() for job in self.jobs)

    def elapsed(self) -> float:
        """Return the seconds since it began, or those that it took."""
        seconds = time.monotonic() - self._began
        if self._seconds is None and self.done():
            self._seconds = seconds
        return seconds if self._seconds is None else self._seconds

    @property
    def words(self) -> str:
        """How it stands, such as ``3 of 12 done · 38 s``."""
        if self.process != os.getpid():
            return f"{self.plan.sizes} · of the process that this one was forked from"
        if self.done() and self._made() is None:
            return f"{self.plan.sizes} · {one_line(str(self.exception()), 200)}"
        return f"{self.ended} of {len(self.jobs)} done · {int(self.elapsed())} s"

    def running(self) -> bool:
        """Whether a request was sent, and its answer isn't there yet."""
        return any(job.running() for job in self.jobs)

    def cancelled(self) -> bool:
        """Whether all members were dropped, or hung up on."""
        return all(job.cancelled() for job in self.jobs)

    def cancel(self) -> bool:
        """Hang up on all members that were sent, and drop the others; return if there were any."""
        self._check_process()
        return bool(self._worker.submit(self._stop(hang_up=True)).result())

    def _error(self) -> BaseException | None:
        collected = self._ended()
        return None if isinstance(collected, Sweep) else collected

    def _value(self) -> Sweep:
        collected = self._ended()
        assert isinstance(collected, Sweep)  # noqa: S101  # for the type
        return collected

    def _ended(self) -> Sweep | ImagegenError:
        with self._collecting:  # the cell that shows it, and whoever waits for it
            if self._collected is None:
                self._collected = self._collect()
        return self._collected

    def _collect(self) -> Sweep | ImagegenError:
        outcomes = tuple(
            _outcome(call.labels, job) for call, job in zip(self.plan.calls, self.jobs, strict=True)
        )
        sweep = Sweep(self.plan.dimensions, outcomes, self.elapsed())
        # The name of its result may live long, and its inputs are large.
        calls = tuple(dataclasses.replace(call, sources=()) for call in self.plan.calls)
        self.plan = dataclasses.replace(self.plan, calls=calls)
        if not sweep.generations:
            return _all_failed(outcomes)
        self._results.add(sweep.generations[-1])
        return sweep

    def _interrupted(self) -> Interrupted:
        ended = self.ended
        hang_up = self.plan.settings.get("on_interrupt") == "hang_up"
        stopped = self._worker.submit(self._stop(hang_up=hang_up)).result()
        dropped = sum(job.number is None for job in stopped)
        under_way = sum(not job.done() for job in self.jobs)
        rest = "Nothing is under way."
        if under_way:
            rest = f"{under_way} are under way, may be billed, and are filed when they come."
        elif hung_up := sum(job.number is not None and job._error() is not None for job in stopped):
            rest = f"Hung up on {hung_up}; they may be billed all the same."
        return Interrupted(
            f"Interrupted: {ended} of {len(self.jobs)} had ended, {dropped} were not sent.",
            rest,
            "Run the cell again to go on; what came is free. %imagegen cancel hangs up.",
        )

    async def _stop(self, *, hang_up: bool) -> list[Job]:
        """Stop all that was not sent, at once, and with `hang_up` the others; return those."""
        stopped = await asyncio.gather(*(job.stop(hang_up=hang_up) for job in self.jobs))
        return [job for job, was_stopped in zip(self.jobs, stopped, strict=True) if was_stopped]


def _outcome(labels: tuple[str, ...], job: Job) -> Outcome:
    error = job.exception()
    if isinstance(error, ImagegenError):
        return Outcome(labels, error=error, number=job.number)
    made = job.result()
    return Outcome(labels, made, number=made.number, replayed=job.replayed, checks=job.found)


def _all_failed(outcomes: Sequence[Outcome]) -> ImagegenError:
    """Return the first error, with how often each reason was met."""
    reasons: dict[str, int] = {}
    for outcome in outcomes:
        reasons[outcome.why] = reasons.get(outcome.why, 0) + 1
    errors = [one.error for one in outcomes if one.error is not None]
    # Pictures that came and can't be filed are shown with the error: they may be paid for.
    held = [error for error in errors if isinstance(error, LibraryError) and error.pictures]
    its_own = held[0] if held else errors[0]
    first = copy(its_own).with_traceback(its_own.__traceback__)
    if isinstance(first, LibraryError):
        first.pictures = tuple(picture for error in held for picture in error.pictures)
    if len(outcomes) > 1:
        first.said = "; ".join(f"{count} × {why}" for why, count in reasons.items())[:600]
    return first
