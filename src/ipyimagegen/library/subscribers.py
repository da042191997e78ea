"""Subscribers: who is told when a generation of a library began, ended or was marked."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from functools import partial

__all__ = ["Subscribers"]


class Subscribers:
    """Calls to make, on any thread, after each change; those of a child's parent are not made."""

    def __init__(self) -> None:
        self._calls: list[tuple[int, Callable[[], None]]] = []

    def add(self, subscriber: Callable[[], None]) -> Callable[[], None]:
        """Add a subscriber; return a call that takes it away."""
        call = os.getpid(), subscriber
        self._calls.append(call)
        return partial(self._remove, call)

    def _remove(self, call: tuple[int, Callable[[], None]]) -> None:
        with suppress(ValueError):  # another thread may have been first
            self._calls.remove(call)

    def __call__(self) -> None:
        """Tell each of them."""
        for process, subscriber in tuple(self._calls):
            if process == os.getpid():
                subscriber()
