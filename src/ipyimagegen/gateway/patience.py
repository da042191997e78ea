"""Patience: how long an answer may take to be read.

The deadline of a request ends with its last byte, because what came by then was paid for. So
reading has a bound of its own. Each step takes time in proportion to the answer's size, but
64 MB of brackets are minutes all the same, and gigabytes of objects: such an answer is kept as
it came, and only the pictures that stand whole in it are shown.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial

__all__ = ["OutOfPatience", "Patience", "is_dense"]

READING_SECONDS = 10.0
_FEW = 1000  # of a mark, as an answer with one picture has
STEPS = 200  # between two looks at the clock
LARGE = 200_000  # bytes; a smaller body fits into memory, whatever it is made of

# About the bytes that each becomes as Python's objects, and those that all of them may.
_WEIGHTS = {"{": 150, "[": 64, '"': 30, ",": 16, ".": 20}
_SMALL_CHANGE = 16_000_000
_MOST_TIMES, _MOST = 5, 128_000_000  # times the body's size, but never more bytes than these


class OutOfPatience(Exception):
    """The answer takes too long to read; it never leaves the reader."""


class Patience:
    """The time that one answer may take.

    Parameters
    ----------
    seconds
        Of work by this thread: a machine with much else to do loses no picture by it.
    clock
        Tells them.
    """

    def __init__(
        self, seconds: float = READING_SECONDS, clock: Callable[[], float] = time.thread_time
    ) -> None:
        self._seconds = seconds
        self._clock = clock
        self._end = clock() + seconds
        self._steps = 0

    @property
    def is_over(self) -> bool:
        """Whether the time is over."""
        return self._clock() > self._end

    def again(self) -> Patience:
        """Return a new one, of the same length."""
        return Patience(self._seconds, self._clock)

    def step(self) -> None:
        """Count one step of a loop; `OutOfPatience` when the time is over."""
        self._steps += 1
        if self._steps % STEPS == 0 and self.is_over:
            raise OutOfPatience


def is_dense(body: bytes | str) -> bool:
    """Whether a JSON text would take many times its size as objects: it is brackets, mostly."""
    if len(body) < LARGE:
        return False
    weight = sum(each * _count(body, mark) for mark, each in _WEIGHTS.items())
    return weight > min(_SMALL_CHANGE + _MOST_TIMES * len(body), _MOST)


def _count(body: bytes | str, mark: str) -> int:
    """Return how often a mark stands in a text, in which it is mostly rare.

    Python looks for the next one ten times as fast as it counts them.
    """
    find = partial(body.find, mark) if isinstance(body, str) else partial(body.find, mark.encode())
    at = -1
    for number in range(_FEW):
        at = find(at + 1)
        if at < 0:
            return number
    return body.count(mark) if isinstance(body, str) else body.count(mark.encode())
