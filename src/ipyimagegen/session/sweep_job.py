"""The job of a sweep: the jobs of its members as one, and what became of them."""

from __future__ import annotations

import dataclasses
import os
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from copy import copy
from typing import TYPE_CHECKING

from ..arguments import checked_call
from ..errors import (
    LONGEST_LINE,
    MAYBE_BILLED,
    Cancelled,
    GatewayError,
    ImagegenError,
    Interrupted,
    LibraryError,
)
from ..forks import lock
from ..text import costs_words, counted, excerpt, one_line
from .jobs import stop_all
from .outcome import Outcome
from .sweep import Sweep
from .waiting import Ending, Waiting

if TYPE_CHECKING:
    from ..library.generation import Generation
    from .jobs import Job
    from .plan import Plan
    from .results import Results
    from .worker import Worker

__all__ = ["SweepJob"]


class SweepJob(Waiting[Sweep]):
    """A sweep whose members are still to come; it has what a `Sweep` has, and waits for it.

    Parameters
    ----------
    plan
        The plan.
    jobs
        The members' jobs, in the plan's order.
    worker
        Where they run.
    results
        Gets the last picture in the plan's order at the end: ``@last`` must not depend on
        which answer came last, or a cell below would not find its picture again.
    """

    _result_type = Sweep

    def __init__(self, plan: Plan, jobs: Sequence[Job], worker: Worker, results: Results) -> None:
        self.plan = plan
        self.jobs = tuple(jobs)
        self._collected: Sweep | ImagegenError | None = None
        self._collecting = lock()
        self._seconds: float | None = None
        self._worker = worker
        self._results = results
        self._futures = [job.future for job in jobs]
        self._ending = Ending(self._futures)
        self.process = os.getpid()
        self._began = time.monotonic()

    def __len__(self) -> int:
        return len(self.jobs)

    def __iter__(self) -> Iterator[Generation]:
        return iter(self.result())

    def __getitem__(self, labels: int | str | tuple[str, ...]) -> Generation | Sweep:
        return self.result()[labels]

    @property
    def ended(self) -> int:
        """How many members have ended, one way or the other."""
        return len(self._futures) - self._ending.missing

    def elapsed(self) -> float:
        """Return the seconds since it began, or those that it took."""
        seconds = time.monotonic() - self._began
        if self._seconds is None and self.done():
            self._seconds = seconds
        return seconds if self._seconds is None else self._seconds

    @property
    def words(self) -> str:
        """How it stands, such as ``3 of 12 done · 38 s``."""
        if self.process != os.getpid():
            return f"{self.plan.sizes} · of the process that this one was forked from"
        if self.done() and self._made() is None:
            return f"{self.plan.sizes} · {one_line(str(self.exception()), 200)}"
        return f"{self.ended} of {len(self.jobs)} done · {int(self.elapsed())} s"

    def running(self) -> bool:
        """Whether a request was sent, and its answer isn't there yet."""
        return any(job.running() for job in self.jobs)

    def cancelled(self) -> bool:
        """Whether all members were dropped, or hung up on."""
        return all(job.cancelled() for job in self.jobs)

    @checked_call
    def cancel(self) -> bool:
        """Hang up on all members that were sent, and drop the others; return if there were any.

        A request that another job waits for goes on.
        """
        self._check_process()
        return bool(self._worker.submit(stop_all(self.jobs, hang_up=True)).result())

    def _error(self) -> BaseException | None:
        collected = self._ended()
        return None if isinstance(collected, Sweep) else collected

    def _value(self) -> Sweep:
        collected = self._ended()
        assert isinstance(collected, Sweep)  # noqa: S101  # for the type
        return collected

    def _ended(self) -> Sweep | ImagegenError:
        with self._collecting:  # the cell that shows it, and whoever waits for it
            if self._collected is None:
                self._collected = self._collect()
        return self._collected

    def _collect(self) -> Sweep | ImagegenError:
        outcomes = tuple(
            Outcome.of(call.labels, job)
            for call, job in zip(self.plan.calls, self.jobs, strict=True)
        )
        sweep = Sweep(self.plan.dimensions, outcomes, self.elapsed())
        # The name of its result may live long, and its inputs are large.
        calls = tuple(dataclasses.replace(call, sources=()) for call in self.plan.calls)
        self.plan = dataclasses.replace(self.plan, calls=calls)
        if not sweep.generations:
            return _all_failed(outcomes)
        self._results.add(sweep.generations[-1])
        return sweep

    def _interrupted(self) -> Interrupted:
        ended = self.ended
        hang_up = self.plan.settings.get("on_interrupt") == "hang_up"
        stopped = self._worker.submit(stop_all(self.jobs, hang_up=hang_up)).result()
        left = sum(job.is_left for job in stopped)
        sent = [job for job in stopped if job.number is not None and not job.is_unbilled]
        hung_up = [job for job in sent if not job.is_left]
        dropped = len(stopped) - left - len(hung_up)
        were_asked = any(job.number is not None and job.is_unbilled for job in stopped)
        how = "dropped, free" if were_asked else "not sent"
        how = f"{'was' if dropped == 1 else 'were'} {how}"
        under_way = [job for job in self.jobs if not job.done()]
        rest = "Nothing is under way."
        if under_way:
            may_cost = "" if all(job.is_free for job in under_way) else ", may be billed,"
            rest = f"{len(under_way)} are under way{may_cost} and are filed when they come."
            if len(under_way) == 1:
                rest = f"1 is under way{may_cost} and is filed when it comes."
        elif hung_up := [job for job in hung_up if job._error() is not None]:
            rest = f"Hung up on {len(hung_up)}"
            rest += (
                "." if all(job.is_free for job in hung_up) else "; they may be billed all the same."
            )
        if left:
            goes = "goes" if left == 1 else "go"
            rest = f"{left} {goes} on for others, who asked for the same. {rest}"
        return Interrupted(
            f"Interrupted: {ended} of {len(self.jobs)} had ended, {dropped} {how}.",
            rest,
            "Run the cell again to go on; what came is free."
            + (" %imagegen cancel hangs up." if under_way else ""),
        )


def _all_failed(outcomes: Sequence[Outcome]) -> ImagegenError:
    """Return the first error, with how often each reason was met."""
    every = [one.error for one in outcomes if one.error is not None]
    # Those that were dropped because of the others have no reason of their own.
    errors = [one.error for one in outcomes if one.error is not None and not _is_dropped(one)]
    unsent, errors = len(every) - len(errors), errors or every
    # Pictures that came and can't be filed are shown with the error: they may be paid for.
    held = [error for error in errors if isinstance(error, LibraryError) and error.pictures]
    its_own = held[0] if held else errors[0]
    first = copy(its_own).with_traceback(its_own.__traceback__)
    if isinstance(first, LibraryError):
        first.pictures = tuple(picture for error in held for picture in error.pictures)
    billed = [error for error in errors if isinstance(error, GatewayError) and error.maybe_billed]
    if billed and isinstance(first, GatewayError):
        first.maybe_billed, first.spent = True, billed[0].spent
    if len(outcomes) > 1:
        paid = costs_words([cost for one in outcomes for cost in one.other_costs])
        if paid:
            first.spent = f"{MAYBE_BILLED if billed else ''} What came cost {paid}.".strip()
        # A sentence that all share is said once, by the error itself.
        is_shared = len({str(error) for error in errors}) == 1
        if not is_shared:
            first.args = (f"all {len(outcomes)} failed",)
        parts = _grouped([error.said if is_shared else error.sentence for error in errors])
        if 0 < unsent < len(every):
            parts.append(f"{unsent} not sent")
        first.said = excerpt(" · ".join(parts), LONGEST_LINE)
    return first


def _is_dropped(outcome: Outcome) -> bool:
    error = outcome.error
    return isinstance(error, Cancelled) and (outcome.number is None or not error.maybe_billed)


def _grouped(reasons: Sequence[str]) -> list[str]:
    """Return each reason once, with how often it was met, such as ``2 × HTTP 503``."""
    counts = Counter(one_line(reason, 200) for reason in reasons)
    if len(reasons) == 1:
        return list(filter(None, counts))
    return [
        f"{count} × {reason}" if reason else counted(count, "time")
        for reason, count in counts.items()
    ]
