"""Children made by ``fork``: a copy of every object, and of one thread only.

A lock that another thread held would be locked for ever in the child, and so would a module
that it was importing. SQLite keeps the locks of a file in its memory, so that a child of a
process that has the file open takes its parent's locks for its own
(https://sqlite.org/howtocorrupt.html, 2.6). OpenSSL has locks, too, which it takes once more when
a process ends. So a fork waits for the end of transactions, of imports, and until a client for
the gateway is made; and connections are closed before it; and our locks are open in each child.
"""

from __future__ import annotations

import concurrent.futures.thread  # noqa: F401  # see the end
import contextlib
import functools
import importlib
import logging  # noqa: F401  # likewise
import os
import threading
import time
import weakref
from collections.abc import Callable, Iterator
from typing import Any, Protocol, TypeVar

from .interrupts import interrupted_later

__all__ = ["before_each", "cached_property", "is_torn", "lock", "whole"]

PATIENCE = 10.0  # seconds that a fork waits: a transaction may wait for another program

T = TypeVar("T")


class Preparing(Protocol):
    """What has something to do before a fork."""

    def before_fork(self) -> None:
        """Do it, in the parent."""


_locks: list[weakref.ref[Any]] = []
_preparing: list[weakref.ref[Preparing]] = []

_changed = threading.Condition()
_inside: dict[int, int] = {}  # threads in the middle of something, and how deep they are in it
_forks = 0  # that wait for those threads, or are being made
_torn = False


def lock() -> Any:
    """Return a `threading.RLock` that is open in each child."""
    made = threading.RLock()
    _locks.append(weakref.ref(made, _locks.remove))
    return made


class cached_property(functools.cached_property[T]):  # noqa: N801  # as the standard library's
    """One whose lock is open in each child; since Python 3.12 it has none."""

    def __init__(self, function: Callable[[Any], T]) -> None:
        super().__init__(function)
        self.lock = lock()


def before_each(one: Preparing) -> None:
    """Call its `before_fork` before each fork, for as long as it lives."""
    # Not `weakref.WeakMethod`, which may find itself gone when a process ends, and says so
    # (https://github.com/pallets-eco/blinker/issues/173).
    _preparing.append(weakref.ref(one, _preparing.remove))


@contextlib.contextmanager
def whole() -> Iterator[None]:
    """Do something that no child may get half done. Take locks inside of it, not around it."""
    thread = threading.get_ident()
    with interrupted_later(), _changed:
        if thread not in _inside:
            _changed.wait_for(lambda: not _forks)
        _inside[thread] = _inside.get(thread, 0) + 1
    try:
        yield
    finally:
        with interrupted_later(), _changed:
            depth = _inside.pop(thread, 1) - 1
            if depth:
                _inside[thread] = depth
            _changed.notify_all()


def is_torn() -> bool:
    """Whether this process was forked in the middle of something all the same."""
    return _torn


def _others_inside() -> bool:
    return bool(_inside.keys() - {threading.get_ident()})


def _others_import() -> bool:
    """Whether another thread imports a module, which a child could import no more."""
    bootstrap = getattr(importlib, "_bootstrap", None)  # nothing public tells
    held = getattr(bootstrap, "_module_locks", {})
    found = [reference() for reference in tuple(held.values())]
    own = (None, threading.get_ident())
    return any(one is not None and one.owner not in own for one in found)


def _before() -> None:
    global _forks  # noqa: PLW0603  # one per process is its meaning
    deadline = time.monotonic() + PATIENCE
    with _changed:
        _forks += 1
        _changed.wait_for(lambda: not _others_inside(), PATIENCE)
    for reference in tuple(_preparing):
        one = reference()
        if one is not None:
            one.before_fork()
    while _others_import() and time.monotonic() < deadline:
        time.sleep(0.001)


def _in_parent() -> None:
    global _forks  # noqa: PLW0603  # likewise
    with _changed:
        _forks -= 1
        _changed.notify_all()


def _in_child() -> None:
    global _changed, _inside, _forks, _torn  # noqa: PLW0603  # likewise
    _torn = _torn or _others_inside()
    _changed, _inside, _forks = threading.Condition(), {}, 0
    for reference in tuple(_locks):
        made = reference()
        if made is not None:
            made._at_fork_reinit()  # as the standard library does with its own


# What is registered last is called first before a fork. Those two modules hold locks from there
# on, for which the threads would wait that are waited for here.
if hasattr(os, "register_at_fork"):
    os.register_at_fork(before=_before, after_in_parent=_in_parent, after_in_child=_in_child)
