"""The history's pages, as a view asks for them: its groups, and what stands in each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, tzinfo
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from ..library.search import without_begun
from . import incoming, outgoing, serialize, shapes
from .actions import named
from .comparing import words

if TYPE_CHECKING:
    from ..library import Library
    from ..library.groups import Group
    from ..library.looks import Alike

__all__ = ["answer", "groups"]

FIRST = 24  # entries that come along with their groups, at least: more than a first view shows
TILES = 12  # that follow these


def answer(
    library: Library, message: incoming.OfHistory, read_query: Callable[[str], str]
) -> outgoing.Outgoing:
    """Return the answer to what a view asks; `ImagegenError` where there is none.

    `read_query` replaces the names that a query may have by what they stand for.
    """
    match message:
        case incoming.EntriesRequest():
            return entries(library, message, read_query(without_begun(message.query)))
        case incoming.DetailsRequest():
            [found] = named(library, [message.number])  # also a deleted one
            facts = serialize.entry(found), serialize.details(found)
            return outgoing.Details(message.view, message.id, *facts)
        case incoming.WordsRequest():
            return words(library, message)


def groups(
    library: Library,
    message: incoming.GroupsRequest,
    read_query: Callable[[str], str],
    revision: int,
) -> outgoing.Groups:
    """Return a page of the groups of a query; `OptionError` if that can't be searched.

    What stands in the first of them comes along if the message asks for it: whoever looks at
    groups looks at that, and each question is a way there and back.
    """
    query = read_query(without_begun(message.query))
    start, zone = message.start, _zone(message.zone)
    found = library.groups(query, message.arrangement, zone, start=start, count=message.count)
    first = _first(found.page, message.count) if message.entries else []
    wanted = [(group.key, 0) for group in first]
    pages = _pages(library, wanted, query, message.count, found.alike)
    shown = [entry for page in pages for entry in page["entries"]]
    hashes = [entry["pictures"][entry["main"]]["hash"] for entry in shown if entry["pictures"]]
    return outgoing.Groups(
        message.view, message.id, start, serialize.groups(found), found.total, found.count,
        revision, pages, list(dict.fromkeys(hashes))[:TILES] if message.tiles else [],
    )  # fmt: skip


def _first(page: Sequence[Group], count: int) -> list[Group]:
    """Return the first groups that have enough entries for a first view, so many of each."""
    first, many = [], 0
    for group in page:
        if many >= FIRST:
            break
        first.append(group)
        many += min(group.count, count)
    return first


def entries(library: Library, message: incoming.EntriesRequest, query: str) -> outgoing.Entries:
    """Return pages of what a query finds in groups; `OptionError` if there is no such group."""
    wanted = [(page.group, page.start) for page in message.pages]
    found = _pages(library, wanted, query, message.count)
    return outgoing.Entries(message.view, message.id, message.query, found)


def _pages(
    library: Library,
    wanted: Sequence[tuple[str, int]],
    query: str,
    count: int,
    alike: Alike | None = None,
) -> list[shapes.Page]:
    """Return pages of groups, by the key of each and its start, with what stands in them."""
    if not wanted:
        return []
    found = library.pages(wanted, query, count=count, alike=alike)
    entries = iter(serialize.entries(library, [one for page in found for one in page]))
    return [
        {"group": key, "start": start, "entries": [next(entries) for _ in page]}
        for (key, start), page in zip(wanted, found, strict=True)
    ]


def _zone(name: str) -> tzinfo:
    """Return a time zone by its name; this machine's where that is unknown here."""
    try:
        return ZoneInfo(name)
    except (ValueError, OSError, ZoneInfoNotFoundError):
        return datetime.now(UTC).astimezone().tzinfo or UTC
