"""Libraries that wait, before they do something, until a test lets them."""

from __future__ import annotations

import threading
from typing import Any

from conditions import DEADLINE
from ipyimagegen.library import Library


class Slow(Library):
    """What `slow` returns: it has come to its method, and may go on."""

    begun: threading.Event
    go_on: threading.Event


def slow(method: str) -> type[Slow]:
    """Return a kind of library of which one method waits: ``claim``, ``fail`` or ``finish``."""

    class Waiting(Slow):
        begun, go_on = threading.Event(), threading.Event()

    def wait_first(self: Slow, *arguments: Any, **options: Any) -> Any:
        self.begun.set()
        assert self.go_on.wait(DEADLINE)
        return getattr(Library, method)(self, *arguments, **options)

    setattr(Waiting, method, wait_first)
    return Waiting
