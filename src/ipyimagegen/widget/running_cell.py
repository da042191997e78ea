"""The cell that runs, as far as clicks in the panel wait for its end.

They do where a front end has no thread of its own for them (see `kernel_queue`) and the cell is
the user's: then only the worker thread can say so, as the main thread does nothing else.
"""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ..session.worker import Worker

__all__ = ["RunningCell"]

AFTER = 1.0  # seconds without a look at the messages; shorter cells are nothing to tell of


class RunningCell:
    """The cell on the main thread, and when it last let messages of the panel through.

    Parameters
    ----------
    worker
        Where the clock is looked at while the cell runs.
    changed
        Called when messages begin to wait, and when that is over.
    clock
        Seconds, of any beginning.
    """

    def __init__(
        self,
        worker: Worker,
        changed: Callable[[], None],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._worker = worker
        self._changed = changed
        self._clock = clock
        self._cell: object = None
        self._looked = 0.0
        self._comes_here = False
        self._told = False

    def watch(self, events: Any) -> None:
        """Follow a shell's events."""
        events.register("pre_run_cell", self.begin)
        events.register("post_run_cell", self.end)

    def leave(self, events: Any) -> None:
        """Follow them no more."""
        self._cell = None  # its end isn't heard of
        events.unregister("pre_run_cell", self.begin)
        events.unregister("post_run_cell", self.end)

    def heard(self) -> None:
        """Take note of a message, and of the thread on which it comes: this one."""
        self._comes_here = threading.current_thread() is threading.main_thread()

    def look(self) -> None:
        """Take note that the cell lets messages through."""
        self._looked = self._clock()

    @property
    def keeps_waiting(self) -> bool:
        """Whether a message that is sent now waits for the cell."""
        waits = self._comes_here and self._cell is not None
        return waits and self._clock() - self._looked >= AFTER

    def begin(self, *_: object) -> None:
        """Begin with a cell."""
        if threading.current_thread() is not threading.main_thread():
            return  # of a subshell
        self._cell = cell = object()
        self.look()
        if self._comes_here and self._worker.is_alive:
            self._worker.submit(self._tell_while(cell))

    def end(self, *_: object) -> None:
        """End with it."""
        if threading.current_thread() is threading.main_thread():
            self._cell = None
            self.tell()

    async def _tell_while(self, cell: object) -> None:
        while self._cell is cell:
            self.tell()
            await asyncio.sleep(AFTER)

    def tell(self) -> None:
        """Tell if it is otherwise than it was told last."""
        now = self.keeps_waiting
        if now != self._told:
            self._told = now
            self._changed()
