"""The session: one for each kernel, shared by the magic, the panel and Python."""

from __future__ import annotations

import atexit
import threading
from pathlib import Path
from typing import TYPE_CHECKING

from ..views.history import History
from .brief import Brief
from .jobs import Job, SweepJob
from .plan import Call, Plan
from .session import Session
from .sweep import Sweep

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

_lock = threading.Lock()
_current: Session | None = None


def current_session() -> Session:
    """Return this kernel's session, made at first use."""
    global _current  # noqa: PLW0603  # one per process is the meaning of "current"
    with _lock:
        if _current is None:
            _current = Session()
            atexit.register(_current.scheduler.wait_for_all)
        return _current


def library_at(folder: str) -> Library:
    """Return this kernel's library in a folder, which a pickle names."""
    return current_session().library_at(Path(folder))
