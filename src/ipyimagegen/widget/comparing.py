"""Two pictures that the panel compares: their prompts, and how one differs from the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..errors import UnknownReference
from ..library.comparisons import compare_pictures
from ..views.difference import changes
from . import incoming, outgoing, shapes
from .actions import named

if TYPE_CHECKING:
    from ..images.picture import Picture
    from ..library import Library

__all__ = ["difference", "words"]

MAX_PROMPT = 20_000  # characters of a prompt that are compared


def words(library: Library, message: incoming.WordsRequest) -> outgoing.Words:
    """Return what turns one prompt into the other, by words."""
    before, after = (
        named(library, [number])[0].prompt[:MAX_PROMPT] if number else ""
        for number in (message.first, message.second)
    )
    segments = [] if before == after else changes(before, after)
    told: list[shapes.Segment] = [{"kind": kind, "text": text} for kind, text in segments]
    return outgoing.Words(message.view, message.id, told)


def difference(
    library: Library, message: incoming.DifferenceRequest
) -> tuple[outgoing.Difference, bytes]:
    """Return how the second picture differs from the first, and that as a picture."""
    first, second = (_picture(library, one) for one in (message.first, message.second))
    found = compare_pictures(first, second, aligned=message.aligned)
    facts: list[shapes.Fact] = [{"name": name, "words": fact} for name, fact in found.facts]
    told = outgoing.Difference(
        message.view, message.id, found.picture.type, found.headline, facts, found.legend
    )
    return told, found.picture.data


def _picture(library: Library, digest: str) -> Picture:
    picture = library.picture(digest)
    if picture is None:
        raise UnknownReference("a picture that is compared is not in the library any more")
    return picture
