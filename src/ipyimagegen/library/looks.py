"""Looks: which pictures of a library look like one, by the look in each one's row.

Functions of an open connection, as `queries`. All looks are read and compared at each question,
in a few milliseconds for a hundred thousand of them: so nothing is remembered that could be old.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from ..errors import OptionError
from ..images.looks import ALIKE, NEAR, distances, sound_looks
from .storage.schema import (
    generation_pictures,
    generations,
    kept_inputs,
    not_deleted,
    pictures,
)

__all__ = ["Alike", "alike", "keep", "nearest", "unseen"]

MOST = 2000  # looks that one search compares with
_REFERENCE = r"@(?:(\d{1,18})(?:\.(\d{1,4}))?|([0-9a-f]{8,64}))"

Alike = dict[str, int]
"""Looks, and the bits by which each differs from the one that was asked for."""


def alike(connection: sa.Connection, reference: str) -> Alike:
    """Return the looks that are like a picture's, the nearest first.

    Parameters
    ----------
    connection
        Where to look.
    reference
        ``@12``, ``@12.2``, or ``@`` and the beginning of a hash.

    Raises
    ------
    OptionError
        It names no picture, or one that was not looked at yet.
    """
    match = re.fullmatch(_REFERENCE, reference)
    if match is None:
        raise OptionError(
            f"like:{reference} names no picture", hint="like: takes @12, @12.2, @3f9a1c2b."
        )
    number, position, digest = match.groups()
    if digest is not None:
        given = sa.select(kept_inputs.c.hash).where(_begins(kept_inputs.c.source, digest))
        query = sa.select(pictures.c.look).where(
            _begins(pictures.c.hash, digest) | pictures.c.hash.in_(given)
        )
    else:
        link = generation_pictures.c
        query = sa.select(pictures.c.look).join_from(generation_pictures, pictures)
        query = query.where(link.generation == int(number)).order_by(link.position)
        query = query.offset(max(0, int(position or 1) - 1))
    row = connection.execute(query.limit(1)).one_or_none()
    if row is None:
        raise OptionError(f"like:{reference} names no picture of this library")
    look = sound_looks([row.look])
    if not look:
        raise OptionError(
            f"{reference} was not looked at yet",
            hint="Imported pictures, and those of an older library, are looked at one after the "
            "other: ask again soon.",
        )
    return _within(connection, look, ALIKE)


def _begins(column: sa.Column[str], digest: str) -> sa.ColumnElement[bool]:
    return (column >= digest) & (column < digest + "g")


def nearest(connection: sa.Connection, number: int, look: str) -> int | None:
    """Return the earlier generation with the picture that is nearest to a look; None if none is.

    Of equally near ones the latest. A picture of one colour looks like any other: it is near none.
    """
    if not int(look, 16):
        return None
    found = _within(connection, look, NEAR)
    asked = {"looks": list(found), "before": number}
    rows = connection.execute(_LATEST, asked).all() if found else []
    best = min(rows, key=lambda row: (found[row.look], -row.number), default=None)
    return None if best is None else int(best.number)


def unseen(connection: sa.Connection, after: str, count: int) -> list[dict[str, Any]]:
    """Return rows of pictures that were not looked at yet, by hash, behind that one."""
    query = sa.select(pictures).where(pictures.c.look.is_(None), pictures.c.hash > after)
    query = query.order_by(pictures.c.hash).limit(count)
    return [row._asdict() for row in connection.execute(query)]


def keep(connection: sa.Connection, looks: Mapping[str, str]) -> None:
    """Write the looks of pictures, by hash, into their rows."""
    values = [{"digest": digest, "seen": look} for digest, look in looks.items()]
    if values:
        connection.execute(_SEEN, values)


def _within(connection: sa.Connection, look: str, most: int) -> Alike:
    """Return the looks that differ by so many bits at most, the nearest first."""
    looks: str = connection.execute(_JOINED, {"size": len(look)}).scalar() or ""
    try:
        bits = distances(look, looks)
    except ValueError:  # not all of these are looks
        looks = sound_looks(connection.execute(_KNOWN, {"size": len(look)}).scalars())
        bits = distances(look, looks)
    near = re.compile(b"[\0-" + re.escape(bytes([most])) + b"]")
    size = len(look)
    found = {
        looks[size * place : size * (place + 1)]: bits[place]
        for place in (match.start() for match in near.finditer(bits))
    }
    return dict(sorted(found.items(), key=lambda one: one[1])[:MOST])


# Made once: to make one anew takes longer than SQLite takes to answer it.
_KNOWN = sa.select(pictures.c.look).where(sa.func.length(pictures.c.look) == sa.bindparam("size"))
_JOINED = sa.select(sa.func.group_concat(_KNOWN.subquery().c.look, ""))
_LATEST = (
    sa.select(pictures.c.look, sa.func.max(generation_pictures.c.generation).label("number"))
    .join_from(generation_pictures, pictures)
    .join(generations)
    .where(
        pictures.c.look.in_(sa.bindparam("looks", expanding=True)),
        generation_pictures.c.generation < sa.bindparam("before"),
        not_deleted,
    )
    .group_by(pictures.c.look)
)
_SEEN = (
    sa.update(pictures)
    .where(pictures.c.hash == sa.bindparam("digest"))
    .values(look=sa.bindparam("seen"))
)
