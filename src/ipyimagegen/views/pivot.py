"""A sweep turned: any of its dimensions as rows, the others as columns.

Several dimensions on one side are nested: their labels together are a key of that side.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

from ..arguments import checked_text
from ..errors import OptionError
from ..text import nearest

if TYPE_CHECKING:
    from ..session.plan import Dimension

__all__ = ["Key", "Labelled", "Pivot", "heading_spans", "pivoted", "sides"]

Key = tuple[str, ...]
"""Labels, one for each dimension of a side."""


class Labelled(Protocol):
    """A member of a sweep: made, failed, or still to come."""

    @property
    def labels(self) -> Key:
        """Its place in each dimension."""


T = TypeVar("T", bound=Labelled)


@dataclass(frozen=True)
class Pivot(Generic[T]):
    """Members in rows and columns.

    Attributes
    ----------
    row_names, column_names
        The dimensions of each side, the outermost first.
    rows, columns
        The keys of each side, in order.
    cells
        The members by the keys of their row and their column; a part of a sweep may have gaps.
    """

    row_names: Key
    column_names: Key
    rows: tuple[Key, ...]
    columns: tuple[Key, ...]
    cells: Mapping[tuple[Key, Key], T]


def pivoted(
    dimensions: Sequence[Dimension],
    members: Sequence[T],
    rows: Sequence[int],
    columns: Sequence[int],
) -> Pivot[T]:
    """Return members in rows and columns.

    Parameters
    ----------
    dimensions, members
        Of the sweep.
    rows, columns
        The positions of the dimensions of each side, the outermost first.
    """

    def key(member: T, side: Sequence[int]) -> Key:
        return tuple(member.labels[at] for at in side)

    def keys(side: Sequence[int]) -> tuple[Key, ...]:
        order = [{label: n for n, label in enumerate(dimensions[at].labels)} for at in side]
        found = {key(member, side) for member in members}
        return tuple(
            sorted(found, key=lambda one: [places[x] for places, x in zip(order, one, strict=True)])
        )

    cells: dict[tuple[Key, Key], T] = {}
    for member in members:
        cells.setdefault((key(member, rows), key(member, columns)), member)
    names = [tuple(dimensions[at].name for at in side) for side in (rows, columns)]
    return Pivot(names[0], names[1], keys(rows), keys(columns), cells)


def sides(
    dimensions: Sequence[Dimension], rows: str | Sequence[str], columns: str | Sequence[str]
) -> tuple[list[int], list[int]]:
    """Return the positions of named dimensions as rows and as columns.

    One text may name several, with commas between them. Those that nobody named are columns where
    no columns are named, else rows, behind the others.

    Raises
    ------
    OptionError
        There is no such dimension, or one is named twice.
    """
    known = [dimension.name for dimension in dimensions]
    named = [_names(side, known) for side in (rows, columns)]
    left = list(range(len(dimensions)))
    found: list[list[int]] = [[], []]
    for side, names in zip(found, named, strict=True):
        for name in filter(None, names):
            checked_text("the name of an axis", name)
            # Also as it was written: an axis `status` is called `status'`, as in the table.
            alike = [at for at in left if known[at].rstrip("'") == name]
            place = next((at for at in left if known[at] == name), next(iter(alike), None))
            if place is None:
                twice = name in (*known, *(one.rstrip("'") for one in known))
                raise OptionError(
                    f"{name!r} is named twice" if twice else f"the sweep has no axis {name!r}",
                    hint="" if twice else nearest(name, known) or f"It has {', '.join(known)}.",
                )
            left.remove(place)
            side.append(place)
    found[0 if found[1] else 1].extend(left)
    return found[0], found[1]


def _names(side: object, known: Sequence[str]) -> list[Any]:
    """Return the names of one side, without blanks around them that are in no dimension's name."""
    if isinstance(side, str):
        side = [side] if side in known else side.split(",")
    names = list(side) if isinstance(side, Iterable) else [side]
    return [one.strip() if isinstance(one, str) and one not in known else one for one in names]


def heading_spans(keys: Sequence[Key], level: int) -> Iterator[tuple[int, str, int]]:
    """Yield the headings of one level: where each begins, its label, how many keys it spans."""
    start = 0
    for prefix, group in groupby(keys, lambda key: key[: level + 1]):
        count = len(list(group))
        yield start, prefix[-1], count
        start += count
