"""The façade that magic, panel and Python share: one `Session` per kernel."""

from __future__ import annotations

import atexit
import threading

from ..views.history import History
from .jobs import Job
from .orders import Order
from .plan import Plan
from .session import Session
from .sweep import Sweep
from .sweep_job import SweepJob

__all__ = ["History", "Job", "Order", "Plan", "Session", "Sweep", "SweepJob", "current_session"]

_lock = threading.Lock()
_current: Session | None = None


def current_session() -> Session:
    """Return this kernel's session, made at first use."""
    global _current  # noqa: PLW0603  # one per process is what "current" means
    with _lock:
        if _current is None:
            _current = Session()
            atexit.register(_current.wait_for_all)
        return _current
