"""Interrupts that wait until something is done.

An interrupt is raised between any two steps of the main thread. One that comes while a lock of
the standard library is taken or let go leaves it shut, since that is Python code itself
(https://github.com/python/cpython/issues/74174), and then all who want it hang.
"""

from __future__ import annotations

import contextlib
import signal
import threading
from collections.abc import Iterator

__all__ = ["interrupted_later"]


@contextlib.contextmanager
def interrupted_later() -> Iterator[None]:
    """Let an interrupt come at the end of the block. It only ever comes to the main thread."""
    handler = signal.getsignal(signal.SIGINT)
    is_main = threading.current_thread() is threading.main_thread()
    if not is_main or handler is None:  # one that was not set by Python can't be set again
        yield
        return
    came: list[object] = []
    signal.signal(signal.SIGINT, lambda *_: came.append(None))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, handler)
        if came:
            signal.raise_signal(signal.SIGINT)
