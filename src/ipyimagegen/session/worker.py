"""The worker thread: one event loop for all requests, off the threads that wait for them.

A cell must stay interruptible while a gateway takes minutes, and an event loop already runs
in the kernel's own thread. So requests run on a loop of their own, in one daemon thread.
"""

from __future__ import annotations

import asyncio
import concurrent.futures
import threading
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

from anyio import CapacityLimiter
from anyio.lowlevel import RunVar

from ..cancels import TO_ITS_END
from ..forks import lock, whole

__all__ = ["Worker", "followers"]

MOST_FOLLOWERS = 40  # threads
CLOSING_SECONDS = 5.0  # for tasks that are cancelled; a resolver that has gone away may keep one
READING_SECONDS = 15.0  # more, for answers that have come: the largest take 10 to be read
PATIENCE = 10.0  # seconds, for a function that a job was given and that doesn't end

T = TypeVar("T")

_followers: RunVar[CapacityLimiter] = RunVar("ipyimagegen.followers")


def followers() -> CapacityLimiter:
    """Return the limit of threads that call what jobs were given.

    Such a function may wait for other jobs, so it takes no thread that those need.
    """
    try:
        return _followers.get()
    except LookupError:
        _followers.set(CapacityLimiter(MOST_FOLLOWERS))
        return _followers.get()


class Worker:
    """An event loop in a daemon thread, started at first use.

    A child made by ``fork`` has no copy of the thread, so it starts one of its own.

    Attributes
    ----------
    meanwhile
        Called, ten times a second, by each thread that waits for a job.
    """

    def __init__(self) -> None:
        self.meanwhile: list[Callable[[], None]] = []
        self._lock = lock()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: threading.Thread | None = None
        self._closing = asyncio.Event()
        self._following: set[concurrent.futures.Future[None]] = set()

    @property
    def is_alive(self) -> bool:
        """Whether the thread runs, in this process."""
        return self._thread is not None and self._thread.is_alive()

    def submit(self, coroutine: Coroutine[Any, Any, T]) -> concurrent.futures.Future[T]:
        """Run a coroutine on the loop, and return at once."""
        with whole(), self._lock:
            if self._loop is None or not self.is_alive:
                self._loop, self._closing = asyncio.new_event_loop(), asyncio.Event()
                self._following = set()
                self._thread = threading.Thread(
                    target=self._loop.run_until_complete,
                    args=[_live(self._closing)],
                    name="ipyimagegen",
                    daemon=True,
                )
                self._thread.start()
                # A child that got a loop which doesn't run would take it apart, for both.
                asyncio.run_coroutine_threadsafe(asyncio.sleep(0), self._loop).result()
            return asyncio.run_coroutine_threadsafe(coroutine, self._loop)

    def follow(self, coroutine: Coroutine[Any, Any, None]) -> None:
        """Run a coroutine that shows or saves what another one has made."""
        following = self.submit(coroutine)
        self._following.add(following)
        following.add_done_callback(self._following.discard)

    def end_following(self) -> None:
        """Wait until what has been made is shown and saved, too."""
        concurrent.futures.wait(tuple(self._following), timeout=PATIENCE)

    def close(self) -> None:
        """Cancel all tasks, and end the thread. Calling it twice does nothing more."""
        with self._lock:
            loop, thread = self._loop, self._thread
            self._loop = self._thread = None
        if loop is None or thread is None or not thread.is_alive():
            return
        loop.call_soon_threadsafe(self._closing.set)
        thread.join(CLOSING_SECONDS)
        if thread.is_alive() and any(map(_goes_to_its_end, asyncio.all_tasks(loop))):
            thread.join(READING_SECONDS)
        if not thread.is_alive():
            loop.close()


def _goes_to_its_end(task: asyncio.Task[Any]) -> bool:
    return task.get_name() == TO_ITS_END


async def _live(closing: asyncio.Event) -> None:
    """Keep a loop running until it closes, then end its tasks; what came is filed first.

    A task of its own, because anyio keeps its worker threads for as long as the task that a
    loop began with; on a loop without one each thread ends with its first task.
    """
    await closing.wait()
    others = asyncio.all_tasks() - {asyncio.current_task()}
    for task in others:
        if not _goes_to_its_end(task):
            task.cancel()
    await asyncio.gather(*others, return_exceptions=True)
    await asyncio.get_running_loop().shutdown_default_executor()
