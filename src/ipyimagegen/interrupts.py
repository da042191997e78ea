"""Interrupts that wait until something is done.

An interrupt is raised between any two steps of the main thread. One that comes while a lock of
the standard library is taken or let go leaves it shut, since that is Python code itself
(https://github.com/python/cpython/issues/74174), and then all who want it hang.
"""

from __future__ import annotations

import contextlib
import os
import signal
import threading
from collections.abc import Iterator
from typing import Any

__all__ = ["interrupted_later"]

_aside: list[Any] = []  # the handler that a block of the main thread has set aside


@contextlib.contextmanager
def interrupted_later() -> Iterator[None]:
    """Let an interrupt come at the end of the block. It only ever comes to the main thread."""
    is_main = threading.current_thread() is threading.main_thread()
    handler = signal.getsignal(signal.SIGINT) if is_main and not _aside else None
    # In another block already, or where none comes; nor can a handler be set again that was
    # not set by Python.
    if handler is None:
        yield
        return
    came: list[tuple[Any, ...]] = []
    signal.signal(signal.SIGINT, lambda *signalled: came.append(signalled))
    _aside.append(handler)  # not before that: an interrupt in between would leave it there
    try:
        yield
    finally:
        _aside.clear()
        signal.signal(signal.SIGINT, handler)
        if came and callable(handler):
            handler(*came[-1])
        elif came:
            signal.raise_signal(signal.SIGINT)


def _in_child() -> None:
    """Take the handler back that was there before the blocks, which another thread's child left."""
    if _aside and threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGINT, _aside[0])
        _aside.clear()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_in_child)
