"""Where a job comes from, so that a list of jobs can say it without keeping its call."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ..images.picture import Picture
from ..library.budget import Kind, kind

if TYPE_CHECKING:
    from .plan import Call, Plan

__all__ = ["Origin", "origin_of"]


class Origin(NamedTuple):
    """Where a job was asked, and what its call begins with.

    Attributes
    ----------
    door
        Where it was asked, such as ``cell [14]``; empty where nobody said.
    place, calls
        Its place among the calls of its plan, from 1, and their number.
    kind
        The kind of its call, by which the usual time is known.
    input_name, input_hash
        The first input's name, and the hash of its picture if that is in the library.
    inputs
        The number of its inputs.
    """

    door: str = ""
    place: int = 1
    calls: int = 1
    kind: Kind | None = None
    input_name: str = ""
    input_hash: str = ""
    inputs: int = 0

    @property
    def words(self) -> str:
        """Such as ``cell [14], 2 of 4``."""
        place = f"{self.place} of {self.calls}" if self.calls > 1 else ""
        return ", ".join(filter(None, (self.door, place)))


def origin_of(plan: Plan, call: Call, place: int) -> Origin:
    """Return the origin of the job for one call of a plan."""
    first = call.sources[0] if call.sources else None
    return Origin(
        door=plan.brief.door,
        place=place,
        calls=len(plan.calls),
        kind=kind(call.request),
        input_name="" if first is None else first.name,
        input_hash=first.value.hash if first and isinstance(first.value, Picture) else "",
        inputs=len(call.sources),
    )
