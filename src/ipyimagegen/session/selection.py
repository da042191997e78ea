"""Selection: the generations that a person means, by references or by a search.

Words are typed on one line, after ``export``, without saying of which kind they are: a word
that names a picture is a reference, and any other is searched for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from ..errors import UnknownReference
from ..library.generation import Generation, Pending
from ..library.references import Scope, find_generation, find_source, is_picture, named_value
from ..prompts.words import KEYS
from ..text import shown_path
from .sweep import Sweep
from .sweep_job import SweepJob

if TYPE_CHECKING:
    from ..library import Library
    from .session import Session

__all__ = ["is_reference", "members", "refuse_foreign", "selected"]

MOST_FOUND = 100_000  # generations of a search


def selected(
    session: Session, words: Sequence[object], values: Mapping[str, Any], *, query: str = ""
) -> list[Generation]:
    """Return the generations that references name, or else those that a search matches.

    Parameters
    ----------
    session
        Where they are looked for.
    words
        References, variables' names, and generations or sweeps themselves. None of them:
        the results of this kernel.
    values
        The values of names.
    query
        The search, where none of the words is a reference.

    Raises
    ------
    ImagegenError
        One of them names nothing, or the search can't be read.
    """
    if not words:
        return session.results()
    if query and not any(is_reference(word, values) for word in words):
        return session.library.search(query, count=MOST_FOUND)
    scope = session.scope(values)
    return [generation for word in words for generation in _named(word, scope)]


def is_reference(word: object, values: Mapping[str, Any]) -> bool:
    """Whether a word is a reference, or a variable or a part that holds a picture or a sweep."""
    if not isinstance(word, str) or word.startswith("@"):
        return True
    # A search may hold any word, also one with a dot or an underscore that is none of our names.
    is_part = re.fullmatch(rf"\w+(?:{KEYS})+", word) and word.partition("[")[0] in values
    value = named_value(word, values) if is_part else values.get(word)
    return isinstance(value, Sweep | SweepJob) or is_picture(value)


def _named(word: object, scope: Scope) -> Sequence[Generation]:
    value = word
    if isinstance(word, str):
        value = named_value(word, scope.values)
        value = word if value is None else value
    if isinstance(value, Sweep | SweepJob):
        return members(value)
    if isinstance(value, str):
        return [find_generation(value, scope)]
    if isinstance(value, Pending):
        value = value.result()
    if isinstance(value, Generation) and not value.library.is_same(scope.library):
        return [value]
    name = word if isinstance(word, str) else ""
    number = find_source(value, scope, name).generation
    generation = None if number is None else scope.library.get(number)
    if generation is None:
        raise UnknownReference(f"{word} is nothing that the library made")
    return [generation]


def refuse_foreign(library: Library, generations: Iterable[Generation]) -> None:
    """Refuse generations of another library, whose numbers mean others here."""
    for one in generations:
        if not one.library.is_same(library):
            name = f"{one.name}, {one.ref}," if one.name else one.ref
            folder = shown_path(one.library.folder)
            raise UnknownReference(
                f"{name} is of another library: {folder}",
                hint=f"%config ImageGen.library = {folder!r} goes back to it.",
            )


def members(sweep: Sweep | SweepJob) -> list[Generation]:
    """Return a sweep's generations as they are now; `UnknownReference` if all were deleted."""
    made = sweep.generations
    now = made[0].library.numbered(one.number for one in made).values()
    kept = [one for one in now if not one.deleted]
    if not kept:
        raise UnknownReference(
            "all pictures of the sweep were deleted",
            hint=f"%imagegen delete --undo {made[0].ref} brings one back.",
        )
    return kept
