"""Conditions that tests wait for, rather than for a time, and an interrupt of who waits."""

from __future__ import annotations

import contextlib
import itertools
import signal
import sys
import time
from collections.abc import Callable, Iterator
from types import FrameType
from typing import Any, NoReturn

DEADLINE = 60


def until(condition: Callable[[], object]) -> None:
    """Wait until something is so; fail if it isn't after a minute."""
    deadline = time.monotonic() + DEADLINE
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def interrupt(_: object) -> NoReturn:
    """Interrupt who waits, as a job's `watch`."""
    raise KeyboardInterrupt


@contextlib.contextmanager
def interrupting(method: Any, moment: str = "call", times: int = 1) -> Iterator[None]:
    """Interrupt this thread once, when a method is called, or returns, for so many times."""
    calls = itertools.count(1)

    def interrupt_there(frame: FrameType, event: str, _: object) -> None:
        if frame.f_code is method.__code__ and event == moment and next(calls) == times:
            sys.setprofile(None)
            signal.raise_signal(signal.SIGINT)

    sys.setprofile(interrupt_there)
    try:
        yield
    finally:
        sys.setprofile(None)
