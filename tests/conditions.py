"""Conditions that tests wait for, rather than for a time, and an interrupt of who waits."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import NoReturn

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
