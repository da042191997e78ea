"""The one thread that talks to gateways, and the handle on what it is doing there.

A cell must stay interruptible while a gateway takes minutes, and an event loop already runs
in the kernel's own thread. So requests run on a loop of their own, in one daemon thread,
and the cell's thread only looks at a `Job` from time to time.
"""

from __future__ import annotations

import asyncio
import concurrent.futures
import time
from collections.abc import Callable, Coroutine, Generator
from typing import TYPE_CHECKING, Any, TypeVar

from ..errors import Interrupted
from ..library.generation import Pending
from .worker import LoopThread

if TYPE_CHECKING:
    from ..images.inputs import Input
    from ..library import Generation
    from .in_flight import Flight

__all__ = ["Job"]

POLL_SECONDS = 0.1

T = TypeVar("T")


class Job(Pending):
    """Somebody's wait for a generation.

    Parameters
    ----------
    model
        The model it is asked of.
    loop
        Where the work runs.
    prompt
        What is asked, for who lists the jobs.
    hangs_up
        Whether an interrupt also hangs up, instead of only ending the wait.

    Attributes
    ----------
    flight
        The request in flight, once there is one; several jobs may wait for the same.
    joined
        Whether it was under way already, so that there is no new call.
    """

    def __init__(
        self, model: str, loop: LoopThread, *, prompt: str = "", hangs_up: bool = False
    ) -> None:
        self.model = model
        self.prompt = prompt
        self.flight: Flight | None = None
        self.joined = False
        self._loop = loop
        self._hangs_up = hangs_up
        self._future: concurrent.futures.Future[Generation] | None = None

    def start(self, coroutine: Coroutine[Any, Any, Generation]) -> None:
        """Put the work on the loop."""
        self._future = self._loop.submit(coroutine)

    @property
    def inputs(self) -> tuple[Input, ...]:
        """The prepared inputs, once they are; none where nothing had to be sent."""
        return () if self.flight is None else self.flight.inputs

    @property
    def number(self) -> int | None:
        """The generation's number; None before its row stands, when nothing has been sent."""
        return None if self.flight is None else self.flight.number

    @property
    def notes(self) -> tuple[str, ...]:
        """What is to be told beside the picture, such as one that was damaged."""
        if self.flight is None:
            return ()
        joined = (f"joined @{self.number} · no new call",) if self.joined else ()
        return (*joined, *self.flight.notes)

    @property
    def replayed(self) -> bool:
        """Whether the library had the answer, and nothing was sent."""
        return self.flight is not None and self.flight.replayed

    @property
    def future(self) -> concurrent.futures.Future[Generation]:
        """What runs on the loop."""
        if self._future is None:
            msg = "the job was not started"
            raise RuntimeError(msg)
        return self._future

    def __await__(self) -> Generator[Any, None, Generation]:
        """Wait in a coroutine; the end of the task that waits is not the request's end."""
        return asyncio.shield(asyncio.wrap_future(self.future)).__await__()

    def seconds(self) -> float:
        """Return the seconds since the request went; 0 before that."""
        return 0.0 if self.flight is None else self.flight.seconds()

    def usual(self) -> str:
        """Return how long such a call usually takes, as words; empty while that is unknown."""
        known = None if self.flight is None else self.flight.usual
        if known is None or known[1] < 1:
            return ""
        median, late = known
        if self.seconds() > late:
            return "slower than 9 of 10 earlier calls"
        first, last = f"{median:.0f}", f"{late:.0f}"
        return f"usually {first} s" if first == last else f"usually {first}–{last} s"

    def done(self) -> bool:
        """Whether it has ended, one way or the other."""
        return self.future.done()

    def cancel(self) -> bool:
        """Hang up, for all who wait; what was sent may be billed all the same.

        Returns
        -------
        bool
            Whether there was anything left to stop.
        """
        return self._loop.submit(self.stop(hang_up=True)).result()

    async def stop(self, *, hang_up: bool) -> bool:
        """Stop what has not been sent, and with `hang_up` what has; return if it did.

        On the loop, where nothing is sent between the look and the leap.
        """
        if self.done():
            return False
        flight = self.flight
        if flight is not None and flight.number is not None and not hang_up:
            return False
        if flight is not None and (hang_up or flight.waiting == 1):
            flight.task.cancel()
            # So that the row tells how it ended before anybody goes on.
            await asyncio.wait([flight.task])
            return flight.task.cancelled() or flight.task.exception() is not None
        self.future.cancel()
        return True

    def result(
        self, timeout: float | None = None, *, watch: Callable[[Job], None] | None = None
    ) -> Generation:
        """Wait for the generation; an interrupt ends the waiting, not a request that was sent.

        Parameters
        ----------
        timeout
            Seconds to wait; None waits as long as the job takes.
        watch
            Called with the job ten times a second while it waits.

        Raises
        ------
        TimeoutError
            The job goes on after `timeout` seconds of waiting.
        ImagegenError
            The generation failed.
        Interrupted
            The user interrupted; the error says what becomes of the request.
        """
        try:
            return self._wait(timeout, watch)
        except KeyboardInterrupt:
            interrupted = self._interrupted()
        raise interrupted

    def _wait(self, timeout: float | None, watch: Callable[[Job], None] | None) -> Generation:
        deadline = None if timeout is None else time.monotonic() + timeout
        while True:
            pause = POLL_SECONDS
            if deadline is not None:
                pause = max(0.0, min(pause, deadline - time.monotonic()))
            done, _ = concurrent.futures.wait([self.future], timeout=pause)
            if done:
                return self.future.result()
            if deadline is not None and time.monotonic() >= deadline:
                msg = f"the generation is still under way after {timeout:g} s"
                raise TimeoutError(msg)
            if watch is not None:
                watch(self)

    def _interrupted(self) -> Interrupted:
        """Drop what was not sent, and say what becomes of what was."""
        stopped = self._loop.submit(self.stop(hang_up=self._hangs_up)).result()
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
        if self.flight is not None and self.flight.again:
            return f"Write --take {self.flight.take} instead of --again"
        return "Run the cell again"
