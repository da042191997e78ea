"""Waiting: futures of the worker thread, with the names of their result.

Requests run on the worker thread; a thread that waits only looks from time to time, so that
it can be interrupted. An interrupt ends the wait, never a request that was paid for. Cells go
on with a job as if its result were there: what the result has is asked of the job, and waited
for.
"""

from __future__ import annotations

import asyncio
import concurrent.futures
import contextlib
import dataclasses
import logging
import os
import sys
import threading
import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from queue import Empty, SimpleQueue
from types import TracebackType
from typing import TYPE_CHECKING, Any, Generic, Self, TypeVar

from anyio.to_thread import run_sync

from ..arguments import checked_call, checked_function, checked_seconds
from ..cancels import to_its_end
from ..errors import Interrupted, StillUnderWay, UnknownAttribute, WrongArguments
from ..interrupts import interrupted_later
from ..text import nearest
from .worker import followers

if TYPE_CHECKING:
    from ..library.generation import Generation
    from .worker import Worker

__all__ = ["POLL_SECONDS", "Ending", "Waiting"]

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


class Ending:
    """The end of several futures, told to whoever waits for it, or asks.

    An interrupt can leave no lock of it shut: futures have one, which each question takes. It
    doesn't know the job, whose plan may be large.
    """

    def __init__(self, futures: Iterable[concurrent.futures.Future[Generation]]) -> None:
        self._unfinished = [*futures]
        self._waiters: list[SimpleQueue[None]] = []
        with interrupted_later():
            for future in tuple(self._unfinished):
                future.add_done_callback(self._one_ended)

    @property
    def missing(self) -> int:
        """How many have not ended."""
        return len(self._unfinished)

    @contextlib.contextmanager
    def told(self) -> Iterator[SimpleQueue[None]]:
        """Yield a queue that gets something when all have ended, if that is still to come."""
        queue: SimpleQueue[None] = SimpleQueue()
        self._waiters.append(queue)
        try:
            yield queue
        finally:
            self._waiters.remove(queue)

    def _one_ended(self, _: object) -> None:
        self._unfinished.pop()
        if not self._unfinished:
            for queue in tuple(self._waiters):
                queue.put(None)


class Waiting(ABC, Generic[T]):
    """Futures of the worker thread, waited for in a way that can be interrupted.

    It has the names of its result, too, and waits for it when one of them is asked for.
    """

    _result_type: type[T]
    _futures: Sequence[concurrent.futures.Future[Generation]] = ()
    _ending: Ending
    _worker: Worker
    _traceback: TracebackType | None = None
    process: int

    def __getattr__(self, name: str) -> Any:
        # Displays ask every object for names with underscores: nobody waits then.
        if name not in _names(self._result_type):
            near = () if name.startswith("_") else (one for one in dir(self) if one[0] != "_")
            raise UnknownAttribute(
                f"{type(self).__name__!r} object has no attribute {name!r}",
                hint=nearest(name, near),
            )
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
        return not self._ending.missing

    @checked_call
    def exception(self, timeout: float | None = None) -> BaseException | None:
        """Wait for its end, and return its error; None if the result is there."""
        self._end(timeout, None)
        with interrupted_later():
            return self._error()

    @checked_call
    def add_done_callback(self, function: Callable[[Self], object]) -> None:
        """Call a function with the job when it has ended, on a thread that nobody waits for."""
        checked_function(function)
        self.follow(function, every=None)

    def follow(self, watch: Callable[[Self], object], *, every: float | None) -> None:
        """Call a function with the job every so many seconds, and once more when it has ended.

        On a thread of its own, so that neither a cell nor a request waits for it.
        """

        async def call() -> None:
            coming = asyncio.gather(*self._coming(), return_exceptions=True)
            is_over = False
            while not is_over:
                # The session's end cancels this task with the jobs, and their end is told.
                await to_its_end(asyncio.wait([coming], timeout=every))
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

    @checked_call
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
        with interrupted_later():
            error = self._error()
            if error is None:
                return self._value()
        # Each time that one is raised adds to its traceback, and to what that keeps in memory.
        self._traceback = self._traceback or error.__traceback__
        raise error.with_traceback(self._traceback)

    def _end(self, timeout: float | None, watch: Callable[[Self], None] | None) -> None:
        """Wait for its end."""
        self._check_process()
        timeout = checked_seconds(timeout)
        if watch is not None:
            checked_function(watch)
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
        if self._ending.missing:
            raise WrongArguments(
                "the job is of the process that this one was forked from",
                hint="Ask the same here: it is waited for, at no new call.",
            )

    def _wait(self, timeout: float | None, watch: Callable[[Self], None] | None) -> None:
        deadline = None if timeout is None else time.monotonic() + timeout
        with self._ending.told() as over:
            while not self.done():
                pause = POLL_SECONDS
                if deadline is not None:
                    pause = max(0.0, min(pause, deadline - time.monotonic()))
                with contextlib.suppress(Empty):
                    over.get(timeout=pause)
                    return
                if deadline is not None and time.monotonic() >= deadline:
                    raise StillUnderWay(f"the generation is still under way after {timeout:g} s")
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
