"""Cancels of tasks that wait until something is done.

A cancel comes to a task wherever it waits, also while what was paid for is being read, filed or
noted.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable
from typing import TypeVar

__all__ = ["TO_ITS_END", "is_cancelled", "to_its_end"]

TO_ITS_END = "to its end"  # the name of tasks that closing waits for, and doesn't cancel

T = TypeVar("T")


async def to_its_end(work: Awaitable[T]) -> T:
    """Wait for work that nobody can stop any more, and return its result, whoever cancels."""
    if asyncio.iscoroutine(work):
        work = asyncio.create_task(work, name=TO_ITS_END)
    future = asyncio.ensure_future(work)
    while not future.done():
        with contextlib.suppress(asyncio.CancelledError):
            await asyncio.shield(future)
    return future.result()


def is_cancelled() -> bool:
    """Whether somebody has cancelled this task, also where the cancel itself was swallowed."""
    task = asyncio.current_task()
    return task is not None and task.cancelling() > 0
