"""Claims: the row that a request gets before it is sent, and its lease.

Functions of an open connection, as `queries`. What a request may cost is reserved in the same
transaction.
"""

from __future__ import annotations

import itertools
import uuid
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

import sqlalchemy as sa

from . import budget, queries
from .queries import find_known, iso, now
from .storage.schema import generations, inputs

if TYPE_CHECKING:
    from ..requests import Request
    from .budget import Limits
    from .generation import Source

__all__ = ["Claim", "claim", "renew"]


class Claim(NamedTuple):
    """Who sends a request, under which number and as which take: we, or somebody who has."""

    number: int
    ours: bool
    take: int


def claim(
    connection: sa.Connection,
    request: Request,
    *,
    template: str,
    sources: Sequence[Source],
    name: str,
    notebook: str,
    again: bool,
    stand_in: bool,
    limits: Limits,
    lease: float,
) -> Claim:
    """Write a request's row, unless it was or is being answered; see `Library.claim`.

    Its lease ends after so many seconds.
    """
    row: dict[str, Any] = {
        "uuid": str(uuid.uuid4()),
        "status": "sent",
        "gateway": request.gateway,
        "model": request.model,
        "template": template,
        "prompt": request.prompt,
        "parameters": dict(request.parameters),
        "question": request.question,
        "name": name,
        "notebook": notebook,
    }
    take = request.take
    if again:
        take = _unused_take(connection, request, stand_in=stand_in)
    else:
        known = find_known(connection, [request], stand_in=stand_in)
        for number in known.values():
            return Claim(number, ours=False, take=take)
    row["reserved"] = budget.reserve(connection, request, limits)
    row |= {"take": take, "created": now(), "lease": _end_of(lease)}
    number = connection.execute(_NEW, row).lastrowid
    for position, source in enumerate(sources, start=1):
        row = {"generation": number, "position": position, "name": source.name}
        row |= {"source": request.sources[position - 1], "parent": source.generation}
        connection.execute(_NEW_INPUT, row)
    return Claim(number, ours=True, take=take)


def renew(connection: sa.Connection, number: int, lease: float) -> None:
    """Say that a request is under way for so many seconds more."""
    connection.execute(
        sa.update(generations)
        .where(generations.c.number == number, generations.c.status == "sent")
        .values(lease=_end_of(lease))
    )


def _end_of(lease: float) -> str:
    return iso(datetime.now(UTC) + timedelta(seconds=lease))


# Made once, as those in `queries`.
_NEW, _NEW_INPUT = sa.insert(generations), sa.insert(inputs)


def _unused_take(connection: sa.Connection, request: Request, *, stand_in: bool) -> int:
    """Return the first take of a request that has brought nothing and can't bring it any more."""
    done = generations.c.status == "done"
    under_way = (generations.c.status == "sent") & (generations.c.lease > now())
    there = generations.c.gateway == request.gateway
    query = (
        sa.select(generations.c.take)
        .where(
            generations.c.question == request.question, done | under_way | queries.may_still_come
        )
        .where(sa.true() if stand_in else there)
    )
    used = set(connection.execute(query).scalars())
    return next(take for take in itertools.count(1) if take not in used)
