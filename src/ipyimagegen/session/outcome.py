"""Outcomes: the result of each member of a sweep, a generation or an error."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..errors import ImagegenError
from ..regions import report
from ..text import one_line
from ..views.facts import CHECK

if TYPE_CHECKING:
    from ..checks.result import Result
    from ..library import Generation
    from .jobs import Job

__all__ = ["FACTS", "Outcome", "is_column"]

FACTS = ("model", "answered_by", "seconds", "bytes", "width", "height", "cost", "rating", "file")
"""The columns of a sweep's table that a generation fills."""

_COLUMNS = frozenset({"ref", "status", *FACTS, "error", *report.COLUMNS, "checks", "generation"})


def is_column(name: str) -> bool:
    """Whether a sweep's table has, or may have, such a column beside those of its dimensions."""
    return name in _COLUMNS or (name.startswith(CHECK) and not name.endswith("'"))


@dataclass(frozen=True)
class Outcome:
    """The result of one member of a sweep.

    Parameters
    ----------
    labels
        Its place in each dimension.
    generation
        The generation; None where it failed.
    error
        The reason of the failure; None where there is a picture.
    number
        The generation's number; None where nothing was sent.
    replayed, joined
        Whether the library had it, or it was under way already: no new call.
    other_costs
        Dollars of its own calls beside that of its picture: of takes that did not pass, and of
        an answer without a picture; None of one whose cost was not reported.
    checks
        What checks found of its picture, where some were asked for.
    model
        The model that was asked, or would have been; empty where nobody knows.
    """

    labels: tuple[str, ...]
    generation: Generation | None = None
    error: ImagegenError | None = None
    number: int | None = None
    replayed: bool = False
    checks: tuple[Result, ...] = ()
    joined: bool = False
    other_costs: tuple[float | None, ...] = ()
    model: str = ""

    @classmethod
    def of(cls, labels: tuple[str, ...], job: Job) -> Outcome:
        """Return the outcome of a member whose job has ended."""
        error = job.exception()
        if isinstance(error, ImagegenError):
            return cls(
                labels,
                error=error,
                number=job.number,
                other_costs=job.other_costs,
                model=job.model,
            )
        made = job.result()
        return cls(
            labels,
            made,
            number=made.number,
            replayed=job.replayed,
            joined=job.joined,
            other_costs=job.other_costs,
            checks=job.found,
            model=job.model,
        )

    @property
    def is_free(self) -> bool:
        """Whether it was no new call."""
        return self.replayed or self.joined

    @property
    def status(self) -> str:
        """``made``, ``replayed``, ``joined``, ``failed``, or ``not sent``."""
        if self.generation is not None:
            return "replayed" if self.replayed else "joined" if self.joined else "made"
        return "not sent" if self.number is None else "failed"

    @property
    def why(self) -> str:
        """Why there is no picture, in one line; empty where there is one."""
        return "" if self.error is None else one_line(self.error.sentence, 200)
