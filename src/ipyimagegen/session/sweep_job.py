"""Somebody's wait for a sweep: how many are done, an interrupt, and what came of all."""

from __future__ import annotations

import asyncio
import concurrent.futures
import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from ..errors import Cancelled, ImagegenError, Interrupted
from .sweep import Outcome, Sweep

if TYPE_CHECKING:
    from ..library import Generation
    from .jobs import Job
    from .plan import Plan
    from .worker import LoopThread

__all__ = ["SweepJob"]

POLL_SECONDS = 0.1


class SweepJob:
    """Somebody's wait for a sweep.

    Parameters
    ----------
    plan
        What was asked.
    jobs
        The members' jobs, in the plan's order.
    loop
        Where they run.
    finished
        Called at the end with the last one in the plan's order: ``@last`` must not depend
        on which answer came last, or a cell below would not find its picture again.
    """

    def __init__(
        self,
        plan: Plan,
        jobs: Sequence[Job],
        loop: LoopThread,
        finished: Callable[[Generation], None],
    ) -> None:
        self.plan = plan
        self.jobs = tuple(jobs)
        self._loop = loop
        self._finished = finished
        self._began = time.monotonic()

    def done(self) -> int:
        """Return how many members have ended, one way or the other."""
        return sum(job.done() for job in self.jobs)

    def seconds(self) -> float:
        """Return the seconds since it began."""
        return time.monotonic() - self._began

    def result(self, *, watch: Callable[[SweepJob], None] | None = None) -> Sweep:
        """Wait for all of them.

        Parameters
        ----------
        watch
            Called with the job ten times a second while it waits.

        Raises
        ------
        ImagegenError
            None of them brought a picture.
        Interrupted
            The user interrupted: what was not sent is dropped, what was sent is filed when
            it comes.
        """
        try:
            while not self._wait():
                if watch is not None:
                    watch(self)
        except KeyboardInterrupt:
            interrupted = self._interrupted()
        else:
            return self._sweep()
        raise interrupted

    def _wait(self) -> bool:
        """Wait a moment; return whether all have ended."""
        running = [job.future for job in self.jobs if not job.done()]
        if running:
            concurrent.futures.wait(running, timeout=POLL_SECONDS)
        return all(job.done() for job in self.jobs)

    def _interrupted(self) -> Interrupted:
        ended = self.done()
        dropped = self._loop.submit(self._drop()).result()
        under_way = sum(not job.done() for job in self.jobs)
        return Interrupted(
            f"Interrupted: {ended} of {len(self.jobs)} had ended, {dropped} were not sent.",
            f"{under_way} are under way, may be billed, and are filed when they come."
            if under_way
            else "Nothing is under way.",
            "Run the cell again to go on; what came is free. %imagegen cancel hangs up.",
        )

    async def _drop(self) -> int:
        """Drop what was not sent, all of it at once; return how many that were."""
        return sum(await asyncio.gather(*(job.stop(hang_up=False) for job in self.jobs)))

    def _sweep(self) -> Sweep:
        outcomes = tuple(
            _outcome(member.labels, job)
            for member, job in zip(self.plan.members, self.jobs, strict=True)
        )
        sweep = Sweep(self.plan.dimensions, outcomes, self.seconds())
        if not sweep.generations:
            raise _all_failed(outcomes)
        self._finished(sweep.generations[-1])
        return sweep


def _outcome(labels: tuple[str, ...], job: Job) -> Outcome:
    try:
        made = job.result()
    except concurrent.futures.CancelledError:
        error: ImagegenError = Cancelled("dropped before it was sent", maybe_billed=False)
        return Outcome(labels, error=error)
    except ImagegenError as failure:
        error = failure
        return Outcome(labels, error=error, number=job.number)
    return Outcome(labels, generation=made, number=made.number, replayed=job.replayed)


def _all_failed(outcomes: Sequence[Outcome]) -> ImagegenError:
    """Return the first error, with how often each reason was met."""
    reasons: dict[str, int] = {}
    for outcome in outcomes:
        reasons[outcome.why] = reasons.get(outcome.why, 0) + 1
    first = next(one.error for one in outcomes if one.error is not None)
    if len(reasons) > 1 or len(outcomes) > 1:
        first.said = "; ".join(f"{count} × {why}" for why, count in reasons.items())[:600]
    return first
