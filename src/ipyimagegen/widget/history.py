"""The history's pages, as a view asks for them: its groups, and what stands in each."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, tzinfo
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from . import messages, serialize
from .actions import named
from .comparing import words

if TYPE_CHECKING:
    from ..library import Library

__all__ = ["answer"]


def answer(
    library: Library, message: messages.OfHistory, read_query: Callable[[str], str]
) -> messages.Outgoing:
    """Return the answer to what a view asks; `ImagegenError` where there is none.

    `read_query` replaces the names that a query may have by what they stand for.
    """
    match message:
        case messages.GroupsRequest():
            return groups(library, message, read_query(message.query))
        case messages.EntriesRequest():
            return entries(library, message, read_query(message.query))
        case messages.DetailsRequest():
            [found] = named(library, [message.number])  # also a deleted one
            facts = serialize.entry(found), serialize.details(found)
            return messages.Details(message.view, message.id, *facts)
        case messages.WordsRequest():
            return words(library, message)


def groups(library: Library, message: messages.GroupsRequest, query: str) -> messages.Groups:
    """Return a page of the groups of a query; `OptionError` if that can't be searched."""
    start, zone = message.start, _zone(message.zone)
    found = library.groups(query, message.arrangement, zone, start=start, count=message.count)
    asked = message.view, message.id
    return messages.Groups(*asked, start, serialize.groups(found), found.total, found.count)


def entries(library: Library, message: messages.EntriesRequest, query: str) -> messages.Entries:
    """Return pages of what a query finds in groups; `OptionError` if there is no such group."""
    found: list[messages.Page] = []
    for page in message.pages:
        members = library.members(page.group, query, start=page.start, count=message.count)
        entries = serialize.entries(library, members)
        found.append({"group": page.group, "start": page.start, "entries": entries})
    return messages.Entries(message.view, message.id, message.query, found)


def _zone(name: str) -> tzinfo:
    """Return a time zone by its name; this machine's where that is unknown here."""
    try:
        return ZoneInfo(name)
    except (ValueError, OSError, ZoneInfoNotFoundError):
        return datetime.now(UTC).astimezone().tzinfo or UTC
