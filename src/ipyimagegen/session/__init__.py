"""The session: one for each kernel, shared by the magic, the panel and Python."""

from __future__ import annotations

import atexit
import concurrent.futures.thread  # noqa: F401  # see _at_end
import contextlib
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from .. import collector
from ..forks import lock

with collector.paused():  # SQLAlchemy and Pillow, in nearly all cases
    from ..views.history import History
    from .brief import Brief
    from .jobs import Job
    from .plan import Call, Plan
    from .session import Session
    from .sweep import Sweep
    from .sweep_job import SweepJob

if TYPE_CHECKING:
    from ..library import Library

__all__ = [
    "Brief",
    "Call",
    "History",
    "Job",
    "Plan",
    "Session",
    "Sweep",
    "SweepJob",
    "current_session",
    "library_at",
]

_lock = lock()
_current: Session | None = None


def current_session() -> Session:
    """Return this kernel's session, made at first use."""
    global _current  # noqa: PLW0603  # one per process is the meaning of "current"
    with _lock:
        if _current is None:
            _current = Session()
            _at_end(_current.scheduler.wait_for_all)
        return _current


def _at_end(wait: Callable[[], None]) -> None:
    """Call it when the main thread has ended, and once more after all other threads have.

    Of both, worker processes of `multiprocessing` do the first only, and from Python 3.13 on no
    thread can be started at the second. `concurrent.futures`, which looks up hosts, ends by the
    same private list, in reverse order: so it is imported before.
    """
    with contextlib.suppress(RuntimeError):  # it has ended; whoever asks now waits themselves
        threading._register_atexit(wait)  # type: ignore[attr-defined]
    atexit.register(wait)


def library_at(folder: str) -> Library:
    """Return this kernel's library in a folder, which a pickle names."""
    return current_session().library_at(Path(folder))
