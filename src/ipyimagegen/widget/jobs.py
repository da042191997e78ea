"""The jobs of a session as the panel lists them: under way, waiting, and ended a while ago.

Several jobs may wait for the same request, which is listed once.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from ..errors import Cancelled, ImagegenError
from ..forks import lock
from ..library.generation import main_position
from ..session.jobs import by_request
from ..text import one_line

if TYPE_CHECKING:
    from ..library import Library
    from ..library.budget import Kind
    from ..session import Job
    from ..session.scheduler import Scheduler
    from .shapes import EndedEntry, JobEntry, Jobs

__all__ = ["JobList"]

MOST_JOBS = 50  # listed; a sweep may have thousands, and each change sends the list anew

Usual = dict["Kind | None", tuple[float, float] | None]


class JobList:
    """The requests of a session, each with a number that front ends call it by.

    Parameters
    ----------
    scheduler
        Knows the jobs.
    """

    def __init__(self, scheduler: Scheduler) -> None:
        self._scheduler = scheduler
        self._lock = lock()
        self._numbers = itertools.count(1)
        self._known: dict[Job, int] = {}
        self._left: dict[Job, float] = {}  # whom nobody waits for any more, and since which second

    def find(self, number: int) -> list[Job]:
        """Return the jobs of the request with this number; none if it has ended meanwhile."""
        with self._lock:
            self._know(by_request(self._scheduler.under_way()).values())  # one may have joined it
            return [job for job, known in self._known.items() if known == number]

    def waiting(self) -> list[Job]:
        """Return the jobs that were not sent."""
        return [job for job in self._scheduler.under_way() if job.number is None]

    def leave(self, job: Job) -> None:
        """Wait for a job no more; its picture is filed all the same."""
        with self._lock:
            self._left[job] = job.elapsed()

    def wait_again(self, job: Job) -> None:
        """Wait for it after all."""
        with self._lock:
            self._left.pop(job, None)

    def look(self, library: Library) -> Jobs:
        """Return how all of them stand; the usual times are those of a library."""
        # Outside of the lock: the catalogue may be waited for, and the loop waits for the lock.
        usual = _usual(self._scheduler.under_way(), library)
        with self._lock:
            unsent = self._scheduler.unsent  # first: what follows tells of the jobs counted here
            requests = by_request(self._scheduler.under_way())
            ended = [
                jobs[-1]  # others may have been stopped before
                for request, jobs in by_request(list(self._scheduler.ended)).items()
                # Of another library the number means another one here.
                if request not in requests and jobs[-1].folder == library.folder
            ]
            self._know(requests.values())
            left = [jobs[0] for jobs in requests.values() if all(job in self._left for job in jobs)]
            awaited = [jobs[0] for jobs in requests.values() if jobs[0] not in left]
            running = sum(job.number is not None for job in awaited)
            trouble = self._scheduler.trouble
            return {
                "listed": [self._entry(job, usual) for job in awaited[:MOST_JOBS]],
                "running": running,
                "waiting": len(awaited) - running,
                "ended": [
                    *map(self._left_entry, left),
                    *map(_ended_entry, reversed(ended)),
                ],
                "trouble": [] if trouble is None else trouble.lines(),
                "unsent": unsent,
            }

    def _know(self, requests: Iterable[Sequence[Job]]) -> None:
        """Give each request a number, and forget those that have ended."""
        known = {}
        for jobs in requests:
            number = next(filter(None, map(self._known.get, jobs)), 0) or next(self._numbers)
            known.update(dict.fromkeys(jobs, number))
        self._known = known
        self._left = {job: since for job, since in self._left.items() if job in known}

    def _entry(self, job: Job, usual: Usual) -> JobEntry:
        origin = job.origin
        median, late = usual.get(origin.kind) or (0.0, 0.0)
        return {
            "id": self._known[job],
            "number": job.number or 0,
            "model": one_line(job.model, 80),
            "prompt": one_line(job.prompt, 100),
            "seconds": round(job.elapsed(), 1),
            "low": round(median, 1),
            "high": round(late, 1),
            "pause": round(job.pause(), 1),
            "input": origin.input_hash,
            "source": _source_words(job),
            "origin": origin.words,
        }

    def _left_entry(self, job: Job) -> EndedEntry:
        left = _ended_entry(job)
        return {
            **left, "id": self._known[job], "how": "left", "seconds": self._left[job],
            "words": f"{'' if job.is_free else 'may be billed; '}filed when it comes",
        }  # fmt: skip


def _usual(jobs: Iterable[Job], library: Library) -> Usual:
    """Return the usual seconds of the kinds of call among jobs that were sent."""
    kinds = {job.origin.kind for job in jobs if job.number is not None}
    return {
        one: library.usual_seconds(one[0], one[1], edits=one[2]) for one in kinds if one is not None
    }


def _source_words(job: Job) -> str:
    more = f" and {job.origin.inputs - 1} more" if job.origin.inputs > 1 else ""
    return one_line(job.origin.input_name, 40) + more if job.origin.inputs else ""


def _error(job: Job) -> ImagegenError | None:
    error = job.exception() if job.done() else None
    return error if isinstance(error, ImagegenError) else None


def _ended_entry(job: Job) -> EndedEntry:
    entry: EndedEntry = {
        "id": 0, "number": job.number or 0, "model": one_line(job.model, 80),
        "prompt": one_line(job.prompt, 100), "hash": job.origin.input_hash, "how": "done",
        "words": "", "seconds": round(job.seconds_taken, 1), "cost": None, "at": job.ended_at,
    }  # fmt: skip
    error = _error(job)
    if error is not None:
        entry["how"] = "stopped" if isinstance(error, Cancelled) else "failed"
        entry["words"] = one_line(error.said or str(error), 160)
        if isinstance(error, Cancelled):
            entry["words"] = "may be billed" if error.maybe_billed else "not billed"
    elif job.done() and job.exception() is None:
        made = job.result()
        entry["cost"] = made.cost
        if made.pictures:
            entry["hash"] = made.pictures[main_position(made.pictures)].hash
    return entry
