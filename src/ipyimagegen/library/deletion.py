"""Deletion: generations are put out of sight and brought back; `prune` alone throws them away.

Functions of an open connection, as `queries`.
"""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa

from ..errors import UnknownReference
from .queries import now
from .storage.schema import generations

__all__ = ["delete", "last_deleted", "restore"]


def delete(connection: sa.Connection, numbers: Sequence[int]) -> None:
    """Put generations out of sight; `UnknownReference` if one of them is under way."""
    asked = generations.c.number.in_(numbers)
    under_way = sa.select(generations.c.number).where(
        asked, generations.c.status == "sent", generations.c.lease > now()
    )
    for number in connection.execute(under_way).scalars():
        raise UnknownReference(
            f"@{number} is under way", hint=f"Hang up first: %imagegen cancel @{number}"
        )
    row = sa.update(generations).where(asked, generations.c.deleted.is_(None))
    connection.execute(row.values(deleted=now()))


def restore(connection: sa.Connection, numbers: Sequence[int]) -> list[int]:
    """Bring back deleted generations; return the numbers of those that were deleted."""
    asked = generations.c.number.in_(numbers) & generations.c.deleted.is_not(None)
    query = sa.select(generations.c.number).where(asked).order_by(generations.c.number)
    found = list(connection.execute(query).scalars())
    connection.execute(sa.update(generations).where(asked).values(deleted=None))
    return found


def last_deleted(connection: sa.Connection) -> list[int]:
    """Return the numbers of the generations that were deleted last, together."""
    newest = sa.select(sa.func.max(generations.c.deleted)).scalar_subquery()
    query = sa.select(generations.c.number).where(generations.c.deleted == newest)
    return list(connection.execute(query.order_by(generations.c.number)).scalars())
