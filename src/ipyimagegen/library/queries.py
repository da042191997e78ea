"""Queries: rows of the catalogue as plain values, each in a fixed number of statements.

Functions of an open connection, so that several of them share one transaction. Deleted
generations are found by their number and by ``is:deleted`` only, until they are pruned.

The statements of each call and each replay are made once, with places for their values: to
make one anew takes SQLAlchemy longer than SQLite takes to answer it.
"""

from __future__ import annotations

import functools
import re
import statistics
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from ..errors import Queued
from ..gateways import OFFLINE
from .search import conditions, looked_up, shown_alike
from .storage.schema import (
    generation_pictures,
    generations,
    inputs,
    kept_inputs,
    not_deleted,
    pictures,
    pruned_calls,
)
from .storage.values import MOST, MOST_OF_ONE, RATINGS, STATUSES, sound, sound_text

if TYPE_CHECKING:
    from ..requests import Request

__all__ = [
    "Spent",
    "asked_anew",
    "by_number",
    "count",
    "find_known",
    "generation_of",
    "inputs_kept",
    "is_measured",
    "iso",
    "kept_hash",
    "last",
    "last_number",
    "last_picked",
    "made_from",
    "masks",
    "may_still_come",
    "named",
    "now",
    "origins",
    "pictures_named",
    "pictures_of",
    "ratings",
    "read_generations",
    "search",
    "some",
    "sources_named",
    "spending",
    "usual",
    "was_paid",
]

Row = dict[str, Any]

AT_ONCE = 500  # values in one IN clause; SQLite takes some thousands
ENOUGH = 5  # samples, before a usual time or cost is given
SAMPLES = 100  # the latest calls that a usual time or cost is taken from


@dataclass(frozen=True)
class Spent:
    """The cost of one day's calls to one model from one notebook.

    Parameters
    ----------
    day
        In the time zone of this machine (ISO 8601).
    model, notebook
        The model asked, and the notebook; empty where that is not known.
    calls
        The number that may have been paid.
    cost
        Dollars, as far as gateways reported them.
    unknown
        The number of calls whose cost is not known.
    sketches
        The number of free sketches by the embedded gateway besides.
    """

    day: str
    model: str
    notebook: str
    calls: int
    cost: float
    unknown: int
    sketches: int


# -- generations ------------------------------------------------------------------------


def read_generations(
    connection: sa.Connection, query: sa.Select[Any], values: Mapping[str, Any] | None = None
) -> list[Row]:
    """Return the generations that a query selects with these values, in its order.

    Three statements for each five hundred: their own columns, their ``pictures`` and their
    ``inputs``. A sent row whose lease has run out has the status ``unknown``, and so has one
    whose status can't be read and that has no picture.
    """
    rows = [sound(generations, row._asdict()) for row in connection.execute(query, values)]
    at = now()
    for part in some(rows):
        numbers = [row["number"] for row in part]
        delivered = _grouped(connection, _DELIVERED, numbers)
        given = _grouped(connection, _GIVEN, numbers)
        for row in part:
            if row["status"] == "sent" and (row["lease"] or "") <= at:
                row["status"] = "unknown"
            row["pictures"] = delivered.get(row["number"], ())[:MOST_OF_ONE]
            links = given.get(row["number"], ())[:MOST_OF_ONE]
            row["inputs"] = [sound(inputs, one) for one in links]
            if row["status"] not in STATUSES:
                row["status"] = "done" if row["pictures"] else "unknown"
    return rows


_numbers: sa.BindParameter[Any] = sa.bindparam("numbers", expanding=True)
_NUMBERED = sa.select(generations).where(generations.c.number.in_(_numbers))
_DELIVERED = (
    sa.select(generation_pictures.c.generation, *pictures.c)
    .join_from(generation_pictures, pictures)
    .where(generation_pictures.c.generation.in_(_numbers))
    .order_by(generation_pictures.c.generation, generation_pictures.c.position)
)
kept_hash = sa.func.coalesce(kept_inputs.c.hash, inputs.c.source)
"""The hash that the picture of an input has, if it is kept: of `inputs_kept`."""
inputs_kept = inputs.outerjoin(kept_inputs, kept_inputs.c.source == inputs.c.source)
_GIVEN = (
    sa.select(*inputs.c, *pictures.c)
    .select_from(inputs_kept.outerjoin(pictures, pictures.c.hash == kept_hash))
    .where(inputs.c.generation.in_(_numbers))
    .order_by(inputs.c.generation, inputs.c.position)
)


def _grouped(
    connection: sa.Connection, query: sa.Select[Any], numbers: Sequence[int]
) -> Mapping[int, Sequence[Row]]:
    """Return the rows of a query by the number of their generation."""
    groups: dict[int, list[Row]] = {}
    for row in connection.execute(query, {"numbers": numbers}):
        groups.setdefault(row.generation, []).append(row._asdict())
    return groups


def some(values: Sequence[Any]) -> Iterator[Sequence[Any]]:
    """Yield the values in parts that fit into one IN clause."""
    for start in range(0, len(values), AT_ONCE):
        yield values[start : start + AT_ONCE]


def by_number(connection: sa.Connection, numbers: Sequence[int]) -> dict[int, Row]:
    """Return the generations of these numbers, by number."""
    rows: dict[int, Row] = {}
    for part in some(numbers):
        found = read_generations(connection, _NUMBERED, {"numbers": part})
        rows |= {row["number"]: row for row in found}
    return rows


def asked_anew(connection: sa.Connection, numbers: Sequence[int]) -> dict[int, int]:
    """Return which generation answers the same as one without a picture, asked later, by number.

    The one that is done, else one that is under way: the same gateway, question and take.
    """
    found: dict[int, int] = {}
    for part in some(numbers):
        for row in connection.execute(_ASKED_ANEW, {"numbers": part, "now": now()}):
            found[row.number] = row.later
    return found


_later = generations.alias()
_is_done = _later.c.status == "done"
_ASKED_ANEW = (
    sa.select(generations.c.number, _later.c.number.label("later"))
    .join(
        _later,
        (_later.c.question == generations.c.question)
        & (_later.c.take == generations.c.take)
        & (_later.c.gateway == generations.c.gateway)  # no sketch stands in for a picture
        & (_later.c.number > generations.c.number),
    )
    .where(
        generations.c.number.in_(sa.bindparam("numbers", expanding=True)),
        generations.c.status != "done",
        _is_done | ((_later.c.status == "sent") & (_later.c.lease > sa.bindparam("now"))),
        _later.c.deleted.is_(None),
    )
    .order_by(_is_done, _later.c.number)  # of several the last one counts
)


def search(connection: sa.Connection, query: str, *, start: int, count: int) -> list[Row]:
    """Return one page of the generations that a search matches, the newest first.

    Those that look like a picture come the nearest first.
    """
    number = generations.c.number
    alike = looked_up(connection, query)
    page = sa.select(generations).where(*conditions(query, alike=alike))
    if alike:
        shown = shown_alike(alike).subquery()
        page = page.join(shown, shown.c.generation == number).order_by(shown.c.bits)
    page = page.order_by(number.desc()).offset(start).limit(count)
    return read_generations(connection, page)


def last(connection: sa.Connection) -> Row | None:
    """Return the last generation that has pictures, or None."""
    newest = sa.select(generations).where(generations.c.status == "done", not_deleted)
    newest = newest.order_by(generations.c.number.desc()).limit(1)
    rows = read_generations(connection, newest)
    return rows[0] if rows else None


def made_from(connection: sa.Connection, given: sa.ColumnElement[bool]) -> list[Row]:
    """Return the generations with such an input, the oldest first, at most two hundred."""
    edits = sa.select(inputs.c.generation).where(given)
    query = sa.select(generations).where(generations.c.number.in_(edits), not_deleted)
    return read_generations(connection, query.order_by(generations.c.number).limit(200))


def origins(connection: sa.Connection, number: int) -> tuple[bool, bool]:
    """Return whether a generation, or anything it was made from, is a sketch, and has own inputs.

    An own input is a picture of the user's, which no generation made. One statement, and each
    ancestor counts once: rows of a stranger may go in circles.
    """
    family = sa.select(sa.literal(number).label("number")).cte(recursive=True)
    parents = sa.select(inputs.c.parent).join(family, inputs.c.generation == family.c.number)
    family = family.union(parents.where(inputs.c.parent.is_not(None)))
    everyone = sa.select(family.c.number)
    is_sketch = sa.exists().where(
        generations.c.number.in_(everyone), generations.c.gateway == OFFLINE
    )
    has_own = sa.exists().where(inputs.c.generation.in_(everyone), inputs.c.parent.is_(None))
    sketch, own = connection.execute(sa.select(is_sketch, has_own)).one()
    return bool(sketch), bool(own)


def find_known(
    connection: sa.Connection, requests: Sequence[Request], *, stand_in: bool
) -> dict[tuple[str, int], int]:
    """Return the number of the generation that answers each question and take.

    The best one of each: done, else under way, else left unknown by a process that died or
    waiting in a gateway's queue. Other failures answer nothing.
    """
    at = now()
    wanted = {(one.question, one.take): one.gateway for one in requests}
    best: dict[tuple[str, int], tuple[int, int]] = {}
    for part in some(list({question: None for question, _ in wanted})):
        for row in connection.execute(_ANSWERS, {"questions": part}):
            asked = (row.question, row.take)
            gateway = wanted.get(asked)
            done, real = row.status == "done", row.gateway != OFFLINE
            there = row.gateway == gateway or (stand_in and done and real)
            under_way = str(row.lease or "") > at
            # A sketch costs nothing, so nobody has to decide whether one is asked for again.
            if gateway is None or not there or not (done or under_way or real):
                continue
            rank = 0 if done and real else 1 if done else 2 if under_way else 3
            best[asked] = min(best.get(asked, (9, 0)), (rank, row.number))
    return {asked: number for asked, (_, number) in best.items()}


# SQLite reads no further at JSON that is none.
_error = sa.case((sa.func.json_valid(generations.c.error), generations.c.error))
in_a_queue = (
    (generations.c.status == "failed")
    & (_error["kind"].as_string() == Queued.__name__)
    & generations.c.imported.is_(None)
)
_is_unbilled = (
    (generations.c.status == "failed")
    & ~sa.func.coalesce(_error["maybe_billed"].as_boolean(), sa.true())
    & (sa.func.coalesce(generations.c.cost, 0) == 0)
)
was_paid = (generations.c.gateway != OFFLINE) & generations.c.imported.is_(None) & ~_is_unbilled
"""The condition that a call may have been paid from here, or still may be.

Not a sketch, not one out of a bundle, and no failure that surely cost nothing.
"""
may_still_come = in_a_queue & (_error[("task", "address")].as_string() != "")
_ANSWERS = sa.select(
    *generations.c["number", "question", "take", "gateway", "status", "lease"]
).where(
    generations.c.question.in_(sa.bindparam("questions", expanding=True)),
    generations.c.status.in_(("done", "sent")) | in_a_queue,
    not_deleted,
)


# -- pictures ---------------------------------------------------------------------------


def pictures_named(connection: sa.Connection, prefix: str) -> list[Row]:
    """Return pictures whose hash, or identity as an input, starts so: at most ten by each."""

    def begins(column: sa.Column[str]) -> sa.ColumnElement[bool]:
        return (column >= prefix) & (column < prefix + "g")

    given = sa.select(kept_inputs.c.source, *pictures.c).join_from(kept_inputs, pictures)
    found = connection.execute(sa.select(pictures).where(begins(pictures.c.hash)).limit(10))
    rows = {row.hash: row._asdict() for row in found}
    for row in connection.execute(given.where(begins(kept_inputs.c.source)).limit(10)):
        rows.setdefault(row.source, row._asdict())
    return list(rows.values())


def sources_named(
    connection: sa.Connection, name: str, written: Sequence[str]
) -> list[tuple[str, str]]:
    """Return the identities and names of inputs that were files of that name: ten.

    Those that were `written` so come first, and of these the newest.
    """
    given = inputs.c.name
    ends = (given.endswith(f"{separator}{name}", autoescape=True) for separator in "/\\")
    query = (
        sa.select(inputs.c.source, given)
        .where(inputs.c.parent.is_(None), sa.or_(given == name, *ends))
        .group_by(inputs.c.source, given)
        .order_by(given.in_(written).desc(), sa.func.max(inputs.c.generation).desc())
        .limit(10)
    )
    return [(source, sound_text(own)) for source, own in connection.execute(query)]


def pictures_of(connection: sa.Connection, hashes: Sequence[str]) -> list[Row]:
    """Return those of the pictures of these hashes that there are."""
    query = sa.select(pictures).where(pictures.c.hash.in_(hashes))
    return [row._asdict() for row in connection.execute(query)]


def generation_of(connection: sa.Connection, picture_hash: str, *, deleted: bool) -> int | None:
    """Return the number of the first generation that delivered a picture, or None.

    With `deleted`, one that was deleted if no other did.
    """
    query = (
        sa.select(generations.c.number)
        .join(generation_pictures)
        .where(generation_pictures.c.hash == picture_hash)
        .where(sa.true() if deleted else not_deleted)
        .order_by(generations.c.deleted.is_not(None), generations.c.number)
        .limit(1)
    )
    number: int | None = connection.execute(query).scalar()
    return number


def named(connection: sa.Connection, hashes: Sequence[str]) -> set[str]:
    """Return those of these hashes that a picture's row has."""
    query = sa.select(pictures.c.hash)
    return {
        digest
        for part in some(hashes)
        for digest in connection.execute(query.where(pictures.c.hash.in_(part))).scalars()
    }


def masks(connection: sa.Connection, *of: sa.ColumnElement[bool]) -> set[str]:
    """Return the hashes of the masks that name the regions of such generations."""
    text = sa.type_coerce(generations.c.parameters, sa.Text)
    rows = connection.execute(sa.select(text).where(text.contains('"only"'), *of)).scalars()
    found = {digest for row in rows for digest in _MASK.findall(sound_text(row))}
    kept = sa.select(kept_inputs.c.source, kept_inputs.c.hash)
    files = {
        row.source: row.hash
        for part in some(sorted(found))
        for row in connection.execute(kept.where(kept_inputs.c.source.in_(part)))
    }
    return {files.get(digest, digest) for digest in found}


_MASK = re.compile(r'"@([0-9a-f]{64})"')


# -- numbers and words ------------------------------------------------------------------


def count(connection: sa.Connection, query: str) -> int:
    """Return how many generations a search matches; an empty one, those not deleted."""
    total = sa.select(sa.func.count()).select_from(generations)
    if query:
        return int(
            connection.execute(
                total.where(*conditions(query, alike=looked_up(connection, query)))
            ).scalar_one()
        )
    # Both are read from an index, and nearly all are not deleted.
    deleted = connection.execute(total.where(~not_deleted)).scalar_one()
    return int(connection.execute(total).scalar_one()) - int(deleted)


def last_number(connection: sa.Connection) -> int:
    """Return the highest number ever given, 0 in an empty library."""
    query = sa.text("SELECT seq FROM sqlite_sequence WHERE name = 'generations'")
    return connection.execute(query).scalar() or 0


def ratings(connection: sa.Connection, numbers: Sequence[int]) -> dict[int, int]:
    """Return the ratings of those of these generations that have one."""
    query = sa.select(generations.c.number, generations.c.rating)
    query = query.where(generations.c.rating.in_(RATINGS))
    return {
        row.number: row.rating
        for part in some(numbers)
        for row in connection.execute(query.where(generations.c.number.in_(part)))
    }


def last_picked(connection: sa.Connection, template: str) -> str:
    """Return the value of ``@picked`` when a template was last sent; empty if it never was."""
    newest = (
        sa.select(sa.func.max(inputs.c.generation))
        .join(generations)
        .where(generations.c.template == template, inputs.c.name.startswith("@picked"))
        .where(not_deleted)
        .scalar_subquery()
    )
    query = sa.select(inputs.c.name).where(inputs.c.generation == newest)
    names = connection.execute(query.order_by(inputs.c.position)).scalars().all()
    # A stranger's row may say anything.
    picked = (_PICKED.fullmatch(sound_text(name)) for name in names)
    return ", ".join(match[1] for match in picked if match)


_PICKED = re.compile(r"@picked \((@[\w.]{1,80})\)")


def usual(
    connection: sa.Connection, column: str, gateway: str, model: str, *, edits: bool
) -> tuple[float, float] | None:
    """Return the median and the 90th percentile of a column, of the latest such calls.

    Parameters
    ----------
    connection
        Where to ask.
    column
        ``seconds`` or ``cost``.
    gateway, model
        The gateway and the model asked.
    edits
        Whether there were inputs; these take longer.

    Returns
    -------
    tuple of float, or None
        Of the last hundred that brought a picture, and were sent from this library; None below
        five of them. A failure comes sooner or later than a picture and at another price; what
        came out of a bundle was measured elsewhere, and anybody may have written it.
    """
    asked = {"gateway": gateway, "model": model}
    samples = connection.execute(_samples(column, edits=edits), asked).scalars().all()
    if len(samples) < ENOUGH:
        return None
    tenths = statistics.quantiles(samples, n=10, method="inclusive")
    return tenths[4], tenths[8]


@functools.cache
def _samples(column: str, *, edits: bool) -> sa.Select[Any]:
    has_inputs = sa.exists().where(inputs.c.generation == generations.c.number)
    return (
        sa.select(generations.c[column])
        .where(generations.c.status == "done", generations.c.gateway == sa.bindparam("gateway"))
        .where(generations.c.model == sa.bindparam("model"), has_inputs if edits else ~has_inputs)
        .where(is_measured(generations.c[column]), generations.c.imported.is_(None))
        .order_by(generations.c.number.desc())
        .limit(SAMPLES)
    )


def spending(connection: sa.Connection) -> list[Spent]:
    """Return the cost by day, model and notebook, the newest day first.

    Deleted generations were paid all the same, and so were those that were thrown away since,
    whose notebook nobody knows any more; imported ones were paid by somebody else.
    """
    here, gone = generations.c, pruned_calls.c
    ended = (here.status != "sent") | (sa.func.coalesce(here.lease, "") <= now())
    is_sketch = here.gateway == OFFLINE
    sketches = is_sketch & (here.status == "done") & here.imported.is_(None)
    calls = sa.union_all(
        sa.select(here.created, here.model, here.notebook, here.cost, is_sketch.label("sketch"))
        .where((was_paid & ended) | sketches),
        sa.select(gone.created, gone.model, sa.literal(""), gone.cost, sa.false()),
    ).subquery()  # fmt: skip
    reported, sketch = is_measured(calls.c.cost), calls.c.sketch
    # SQLite knows the time zone of this machine, and when it had summer time.
    day = sa.func.coalesce(sa.func.date(calls.c.created, "localtime"), "")
    group = (day, calls.c.model, calls.c.notebook)
    query = (
        sa.select(
            *group,
            sa.func.count().filter(~sketch),
            sa.func.total(calls.c.cost).filter(~sketch & reported),
            sa.func.count().filter(~sketch & ~reported),
            sa.func.count().filter(sketch),
        )
        .group_by(*group)
        .order_by(day.desc(), calls.c.model, calls.c.notebook)
    )
    return [
        Spent(day, sound_text(model), sound_text(notebook), *numbers)
        for day, model, notebook, *numbers in connection.execute(query)
    ]


def is_measured(column: sa.ColumnElement[Any]) -> sa.ColumnElement[bool]:
    """Return the condition that a value is what dollars or seconds can be."""
    # All numbers are below all texts.
    return sa.func.coalesce(column.between(0, MOST), sa.false())


# -- times ------------------------------------------------------------------------------


def now() -> str:
    """Return the time as the catalogue has it: UTC, ISO 8601, so that texts compare as times."""
    return iso(datetime.now(UTC))


def iso(time: datetime) -> str:
    """Return a time as the catalogue has it; its zone must be UTC."""
    return time.isoformat(timespec="milliseconds")
