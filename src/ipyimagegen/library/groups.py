"""Groups: what a search finds, by the template that it was made of or by the time.

Functions of an open connection, as `queries`. Photographs (the user's own pictures) stand in a
group of their own beside the templates, and among the rest by time. Each group has a key, which
stays the same while others come and go.
"""

from __future__ import annotations

import calendar
import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from functools import partial
from typing import Any, NamedTuple

import sqlalchemy as sa

from ..errors import OptionError
from ..images.picture import Picture
from .looks import Alike
from .queries import count as count_generations
from .queries import iso
from .search import conditions, conditions_along, looked_up, photograph_conditions
from .storage.schema import generations, kept_inputs, not_deleted, photographs, pictures
from .storage.values import sound_text

__all__ = ["Group", "Groups", "Photograph", "by_template", "by_time", "members", "photographs_of"]

PHOTOGRAPHS = "photographs"
LATEST = 2000  # generations, in which the templates that were used last are looked for
MOST_GROUPS = 1200  # by time; a stranger's rows may say any
ENDLESS = "~"  # behind every time

_TEMPLATE = re.compile(r"template:(\d{1,18})")
_SPAN = re.compile(r"time:([^/]*)/([^/]*)")


class Photograph(NamedTuple):
    """A picture of the user's own, which no generation made.

    Parameters
    ----------
    picture
        The picture.
    name
        That of its file, or what it was given as, when it came.
    filed
        When that was (UTC, ISO 8601).
    """

    picture: Picture
    name: str
    filed: str


@dataclass(frozen=True)
class Group:
    """A group, without what stands in it.

    Parameters
    ----------
    key
        Names it to `members`.
    title
        The template, or the words for the time.
    count
        How many stand in it.
    newest
        When the newest of them was made (UTC, ISO 8601).
    """

    key: str
    title: str
    count: int
    newest: str


@dataclass(frozen=True)
class Groups:
    """One page of groups.

    Parameters
    ----------
    page
        The groups.
    total, count
        How many groups there are, and how many stand in all of them.
    alike
        The looks that the query's ``like:`` found, with which `members` need not look again.
    """

    page: list[Group]
    total: int
    count: int
    alike: Alike | None


# -- by template ------------------------------------------------------------------------


def by_template(connection: sa.Connection, query: str, *, start: int, count: int) -> Groups:
    """Return one page of the groups by template, the one that was used last first."""
    alike = looked_up(connection, query)
    select = partial(_searched, connection, query, alike) if query else partial(_all, connection)
    own = _photographs(connection, query)
    if own is None:
        rows, total, everything = select(start, count)
        return Groups([group for _, group in rows], total, everything, alike)
    # One more before the page: the photographs may stand in front of it, and move it on.
    rows, total, everything = select(max(0, start - 1), count + 1)
    before = sa.select(generations.c.number).where(generations.c.created <= own.newest)
    last = connection.execute(before.order_by(generations.c.created.desc()).limit(1)).scalar()
    merged = [group for _, group in rows]
    merged.insert(sum(number > (last or 0) for number, _ in rows), own)
    first = min(start, 1)
    return Groups(merged[first : first + count], total + 1, everything + own.count, alike)


_Templates = tuple[list[tuple[int, Group]], int, int]
"""Templates with the number of the newest generation of each, and the two totals of `Groups`."""


def _all(connection: sa.Connection, start: int, count: int) -> _Templates:
    """Return one page of all templates: an index has each of them with its numbers.

    The latest generations have those of the first pages, and are looked through sooner.
    """
    template, other = generations.c.template, generations.alias()
    everyone = sa.select(generations.c.number, template).where(not_deleted)
    latest = everyone.order_by(generations.c.number.desc()).limit(LATEST)
    for rows in latest.subquery(), everyone.subquery():
        newest = sa.func.max(rows.c.number)
        each = sa.select(newest).group_by(rows.c.template).order_by(newest.desc())
        page = connection.execute(each.offset(start).limit(count)).scalars().all()
        if len(page) == count:
            break
    same = (other.c.template == template) & other.c.deleted.is_(None)
    titled: sa.Select[Any] = sa.select(
        generations.c.number.label("newest"),
        *generations.c["template", "created"],
        sa.select(sa.func.min(other.c.number)).where(same).scalar_subquery().label("oldest"),
        sa.select(sa.func.count(other.c.number)).where(same).scalar_subquery().label("many"),
    )
    titled = titled.where(generations.c.number.in_(page)).order_by(generations.c.number.desc())
    found = [_group(row) for row in connection.execute(titled)]
    # Of count(DISTINCT …) SQLite may make a table of its own, though an index has them in order.
    every = sa.select(template).where(not_deleted).distinct().subquery()
    total = connection.execute(sa.select(sa.func.count()).select_from(every)).scalar_one()
    return found, total, count_generations(connection, "")


def _searched(
    connection: sa.Connection, query: str, alike: Alike | None, start: int, count: int
) -> _Templates:
    """Return one page of the templates that a search finds, in one statement that searches once."""
    number = generations.c.number
    each = sa.select(
        sa.func.max(number).label("newest"),
        sa.func.min(number).label("oldest"),
        sa.func.count().label("many"),
    ).where(*conditions(query, alike=alike))
    # Of an expression, or SQLite would read every row in the order of the index of templates.
    found = each.group_by(generations.c.template.concat("")).cte().prefix_with("MATERIALIZED")
    page = sa.select(
        *found.c,
        sa.select(sa.func.count()).select_from(found).scalar_subquery().label("total"),
        sa.select(sa.func.sum(found.c.many)).scalar_subquery().label("everything"),
    )
    page = page.order_by(found.c.newest.desc()).offset(start).limit(count)
    part = page.subquery()
    titled = sa.select(*part.c, *generations.c["template", "created"])
    titled = titled.join_from(part, generations, number == part.c.newest)
    rows = connection.execute(titled.order_by(part.c.newest.desc())).all()
    [totals] = [(row.total, row.everything) for row in rows[:1]] or [(0, 0)]
    return [_group(row) for row in rows], *totals


def _group(row: sa.Row[Any]) -> tuple[int, Group]:
    title, created = _text(row.template), _text(row.created)
    return row.newest, Group(f"template:{row.oldest}", title, row.many, created)


def _photographs(connection: sa.Connection, query: str) -> Group | None:
    """Return the group of the photographs that a search finds; None if it finds none."""
    found = photograph_conditions(query)
    if found is None:
        return None
    filed = photographs.c.filed
    row = connection.execute(sa.select(sa.func.count(), sa.func.max(filed)).where(*found)).one()
    return Group(PHOTOGRAPHS, PHOTOGRAPHS, row[0], _text(row[1])) if row[0] else None


# -- by time ----------------------------------------------------------------------------


def by_time(
    connection: sa.Connection,
    query: str,
    zone: tzinfo,
    *,
    start: int,
    count: int,
    now: datetime | None = None,
) -> Groups:
    """Return one page of the groups by time: today, yesterday, the week before, then months."""
    alike = looked_up(connection, query)
    times = _Times(connection, query, alike)
    groups: list[Group] = []

    def add(title: str, begin: str, end: str) -> None:
        if many := times.between(begin, end):
            groups.append(Group(f"time:{begin}/{end}", title, many, times.newest_before(end)))

    today = (now or datetime.now(UTC)).astimezone(zone)
    today = today.replace(hour=0, minute=0, second=0, microsecond=0)
    end = ENDLESS
    for title, days in (("today", 0), ("yesterday", 1), ("last week", 7)):
        begin = _utc(today - timedelta(days=days))  # by wall clocks: a day may have 23 hours
        add(title, begin, end)
        end = begin
    while (newest := times.newest_before(end)) and len(groups) < MOST_GROUPS:
        title, begin = _month(newest, zone)
        begin = min(begin, newest)
        add(title, begin, end)
        end = begin
    everything = sum(group.count for group in groups)
    return Groups(groups[start : start + count], len(groups), everything, alike)


class _Times:
    """When what a search finds was made or filed.

    An index tells it of generations that were not searched for; the others are listed.
    """

    def __init__(self, connection: sa.Connection, query: str, alike: Alike | None) -> None:
        self._connection = connection
        self._found = conditions_along(connection, query, alike)
        own = photograph_conditions(query)
        filed, created = photographs.c.filed, generations.c.created
        listed = [] if own is None else [sa.select(filed.label("at")).where(*own)]
        self._is_listed = bool(query)
        if query:
            listed.append(sa.select(created.label("at")).where(*self._found).order_by(created))
        self._listed = sorted(time for one in listed for time in self._times(one))

    def _times(self, query: sa.Select[Any]) -> list[str]:
        """Return the times that a query finds, all in one value: rows would take longer."""
        at = query.subquery().c.at
        lines = self._connection.execute(sa.select(sa.func.group_concat(at, "\n"))).scalar()
        return _text(lines).splitlines()

    def newest_before(self, end: str) -> str:
        """Return the newest time before another one; empty if there is none."""
        place = bisect_left(self._listed, end)
        listed = self._listed[place - 1] if place else ""
        return max(listed, _text(self._made(sa.func.max(generations.c.created), "", end)))

    def between(self, begin: str, end: str) -> int:
        """Return how many there are from one time on, and before another one."""
        listed = bisect_left(self._listed, end) - bisect_left(self._listed, begin)
        return listed + int(self._made(sa.func.count(), begin, end) or 0)

    def _made(self, value: sa.ColumnElement[Any], begin: str, end: str) -> Any:
        if self._is_listed:
            return None
        created = generations.c.created
        query = sa.select(value).select_from(generations)
        query = query.where(*self._found, created >= begin, created < end)
        return self._connection.execute(query).scalar()


def _month(time: str, zone: tzinfo) -> tuple[str, str]:
    """Return the month of a time in words, and its begin; a stranger's time may be none."""
    try:
        month = datetime.fromisoformat(time).astimezone(zone)
        month = month.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
        return f"{calendar.month_name[month.month]} {month.year}", _utc(month)
    except (ValueError, OverflowError):
        return "at an unknown time", ""


def _utc(moment: datetime) -> str:
    return iso(moment.astimezone(UTC))


# -- what stands in a group -------------------------------------------------------------


def members(
    connection: sa.Connection,
    wanted: Sequence[tuple[str, int]],
    query: str,
    *,
    count: int,
    alike: Alike | None = None,
) -> list[list[int | str]]:
    """Return what stands in groups, the newest first: a page of each, by its key and its start.

    Generations by their numbers, photographs by their hashes. `alike` is that of the groups, if
    they have just been read.

    Raises
    ------
    OptionError
        No group has such a key.
    """
    number, template, created = (generations.c[name] for name in ("number", "template", "created"))
    alike = looked_up(connection, query) if alike is None else alike
    found, own = conditions_along(connection, query, alike), photograph_conditions(query)
    filed = photographs.c.filed
    made = sa.select(number, sa.null().label("hash"), created.label("at")).where(*found)
    taken = sa.select(sa.null().label("number"), photographs.c.hash, filed.label("at"))
    taken = taken.where(*(own or ()), sa.true() if own is not None else sa.false())
    begin, end = sa.bindparam("begin", type_=sa.Text), sa.bindparam("end", type_=sa.Text)
    same = sa.select(template).where(number == sa.bindparam("of")).scalar_subquery()
    place = sa.bindparam("start", type_=sa.Integer)

    def page(ordered: Any) -> Any:
        return ordered.offset(place).limit(count)

    # Made once, with places for the values: there may be a hundred pages.
    of_template = page(made.where(template == same).order_by(number.desc()))
    of_photographs = page(taken.order_by(filed.desc()))
    of_span = page(
        sa.union_all(
            made.where(created >= begin, created < end), taken.where(filed >= begin, filed < end)
        ).order_by(sa.desc("at"), sa.desc("number"))
    )
    pages: list[list[int | str]] = []
    for key, start in wanted:
        values: dict[str, Any] = {"start": start}
        if match := _TEMPLATE.fullmatch(key):
            rows = connection.execute(of_template, values | {"of": int(match[1])})
        elif key == PHOTOGRAPHS:
            rows = connection.execute(of_photographs, values)
        elif match := _SPAN.fullmatch(key):
            rows = connection.execute(of_span, values | {"begin": match[1], "end": match[2]})
        else:
            raise OptionError("the history has no such group")
        pages.append([row.hash if row.number is None else row.number for row in rows])
    return pages


def photographs_of(connection: sa.Connection, hashes: Sequence[str]) -> list[dict[str, Any]]:
    """Return the rows of photographs with their pictures' columns and ``source``."""
    if not hashes:
        return []
    query = (
        sa.select(photographs.c.name, photographs.c.filed, *pictures.c, kept_inputs.c.source)
        .join_from(photographs, pictures)
        .outerjoin(kept_inputs, kept_inputs.c.hash == photographs.c.hash)
        .where(photographs.c.hash.in_(hashes))
    )
    rows = [row._asdict() for row in connection.execute(query)]
    return [row | {"name": _text(row["name"]), "filed": _text(row["filed"])} for row in rows]


def _text(value: object) -> str:
    return "" if value is None else sound_text(value)
