"""The one thread that talks to gateways, and the handle on what it is doing.

A cell must stay interruptible while a gateway takes minutes, and an event loop already runs
in the kernel's own thread. So requests run on a loop of their own, in one daemon thread,
and the cell's thread only looks at a `Job` from time to time.
"""

from __future__ import annotations

import asyncio
import concurrent.futures
import threading
import time
from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from ..inputs import Input
    from ..library import Generation

__all__ = ["Job", "LoopThread"]

POLL_SECONDS = 0.1

T = TypeVar("T")


class LoopThread:
    """An event loop in a daemon thread, started at first use.

    A child made by ``fork`` has no copy of the thread, so it starts one of its own.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: threading.Thread | None = None

    def submit(self, coroutine: Coroutine[Any, Any, T]) -> concurrent.futures.Future[T]:
        """Run a coroutine on the loop."""
        with self._lock:
            if self._loop is None or self._thread is None or not self._thread.is_alive():
                self._loop = asyncio.new_event_loop()
                self._thread = threading.Thread(
                    target=self._loop.run_forever, name="ipyimagegen", daemon=True
                )
                self._thread.start()
            return asyncio.run_coroutine_threadsafe(coroutine, self._loop)

    def close(self) -> None:
        """Cancel what runs, and end the thread. Calling it twice does nothing more."""
        with self._lock:
            loop, thread = self._loop, self._thread
            self._loop = self._thread = None
        if loop is None or thread is None or not thread.is_alive():
            return
        asyncio.run_coroutine_threadsafe(_cancel_others(), loop).result(timeout=5)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(timeout=5)
        loop.close()


async def _cancel_others() -> None:
    others = asyncio.all_tasks() - {asyncio.current_task()}
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)
    await asyncio.get_running_loop().shutdown_default_executor()


class Job:
    """A generation under way.

    Attributes
    ----------
    model
        The model it was asked of.
    number
        The generation's number, once its row stands in the library; None before that,
        when nothing has been sent yet.
    inputs
        The prepared inputs, once they are.
    damaged
        Why other pictures of the reply could not be used, once it is there.
    """

    def __init__(self, model: str, clock: Callable[[], float] = time.monotonic) -> None:
        self.model = model
        self.number: int | None = None
        self.inputs: tuple[Input, ...] = ()
        self.damaged: tuple[str, ...] = ()
        self._clock = clock
        self._sent: float | None = None
        self._future: concurrent.futures.Future[Generation] | None = None

    def start(self, loop: LoopThread, coroutine: Coroutine[Any, Any, Generation]) -> None:
        """Put the work on the loop."""
        self._future = loop.submit(coroutine)

    def sent(self, number: int) -> None:
        """Note that the row stands in the library and the request is about to go."""
        self.number = number
        self._sent = self._clock()

    @property
    def _running(self) -> concurrent.futures.Future[Generation]:
        if self._future is None:
            msg = "the job was not started"
            raise RuntimeError(msg)
        return self._future

    def seconds(self) -> float:
        """Return the seconds since the request went; 0 before that."""
        return 0.0 if self._sent is None else self._clock() - self._sent

    def done(self) -> bool:
        """Whether it has ended, one way or the other."""
        return self._running.done()

    def cancel(self) -> bool:
        """Stop it where it stands; what was sent may be billed all the same."""
        return self._running.cancel()

    def result(
        self, timeout: float | None = None, *, watch: Callable[[Job], None] | None = None
    ) -> Generation:
        """Wait for the generation; an interrupt ends the waiting, not the job.

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
        """
        deadline = None if timeout is None else self._clock() + timeout
        while True:
            pause = POLL_SECONDS
            if deadline is not None:
                pause = max(0.0, min(pause, deadline - self._clock()))
            done, _ = concurrent.futures.wait([self._running], timeout=pause)
            if done:
                return self._running.result()
            if deadline is not None and self._clock() >= deadline:
                msg = f"the generation is still under way after {timeout:g} s"
                raise TimeoutError(msg)
            if watch is not None:
                watch(self)
