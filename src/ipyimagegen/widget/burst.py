"""Bursts: how many new calls the panel has asked for in one go.

A page is not a person. Whatever runs in it (a broken extension, a stranger's output) can press
*Generate* hundreds of times in a second, and each may be paid. So the setting ``max_calls``
holds for all that the panel asks for in one go, as it does for one cell; what needs more than
that is asked for in a cell, by somebody who writes ``-y``.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from math import ceil
from typing import TYPE_CHECKING

from ..errors import OptionError
from .plan_line import check_calls

if TYPE_CHECKING:
    from ..session import Job, Plan

__all__ = ["Burst"]

PAUSE = 5.0  # seconds without a request, after which the next one begins another burst


class Burst:
    """The new calls of the panel that are under way, or were asked for in one go with the last.

    Parameters
    ----------
    clock
        Seconds, of any beginning.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._last = clock()
        self._jobs: list[Job] = []

    def asked(self) -> None:
        """Take note of a request, also of one that is refused later."""
        before, self._last = self._last, self._clock()
        if self._last - before >= PAUSE:
            self._jobs = [job for job in self._jobs if not job.done()]

    def check(self, plan: Plan) -> None:
        """Refuse a plan's new calls, before any is sent, if they are more than ``max_calls``.

        Those that were sent in the same go count, too.

        Raises
        ------
        OptionError
            One of them is one too many.
        """
        check_calls(plan)  # alone they are too many, and waiting won't help
        limit = plan.settings.get("max_calls")
        if plan.new and len(self._jobs) + plan.new > limit:
            wait = "until those are done"
            if all(job.done() for job in self._jobs):
                # At least one: the pause may have passed while it was planned.
                wait = f"{max(1, ceil(self._last + PAUSE - self._clock()))} s"
            raise OptionError(
                f"the panel sends at most max_calls = {limit} new calls in one go",
                hint=f"Wait {wait}, or write a cell with -y; the setting max_calls allows more.",
            )

    def add(self, jobs: Iterable[Job]) -> None:
        """Count new calls that were sent."""
        self._jobs += jobs
