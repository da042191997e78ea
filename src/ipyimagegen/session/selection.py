"""Selection: the generations that a person means, by references, by a search, or by a file.

Words are typed on one line, after ``export`` and ``show``, without saying of which kind they
are: a word that names a picture is a reference, and any other is searched for.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..errors import UnknownReference
from ..library.references import Scope, find_generation, find_source, is_picture
from .sweep import Sweep

if TYPE_CHECKING:
    from ..library import Generation, Library
    from ..metadata import Found
    from .session import Session

__all__ = ["look_at", "look_into", "selected"]

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
    if query and not any(_is_reference(word, values) for word in words):
        return session.library.search(query, count=MOST_FOUND)
    scope = session.scope(values)
    return [generation for word in words for generation in _named(word, scope)]


def _is_reference(word: object, values: Mapping[str, Any]) -> bool:
    if not isinstance(word, str) or word.startswith("@"):
        return True
    return isinstance(values.get(word), Sweep) or is_picture(values.get(word))


def _named(word: object, scope: Scope) -> Sequence[Generation]:
    value = scope.values.get(word, word) if isinstance(word, str) else word
    if isinstance(value, Sweep):
        return value.generations
    if isinstance(value, str):
        return [find_generation(value, scope)]
    number = find_source(value, scope).generation
    generation = None if number is None else scope.library.get(number)
    if generation is None:
        raise UnknownReference(f"{word} is nothing that the library made")
    return [generation]


def look_at(reference: str, scope: Scope) -> Generation | Found:
    """Return the generation that a reference names, or the metadata of a picture's file.

    Raises
    ------
    UnknownReference
        It names neither, or the file has no metadata.
    """
    from ..images.inputs import read_file

    path = None if reference.startswith("@") else _file(reference, scope)
    if path is None:
        return find_generation(reference, scope)
    return look_into(scope.library, read_file(path), path.name)


def look_into(library: Library, data: bytes, name: str) -> Generation | Found:
    """Return the generation whose picture these bytes are or were made from, or their metadata.

    Raises
    ------
    UnknownReference
        They are no picture of the library, and have no metadata.
    """
    from .. import metadata

    found = metadata.read(data)
    hashes = [hashlib.sha256(data).hexdigest(), "" if found is None else found.hash]
    numbers = [library.generation_of(digest) for digest in hashes if digest]
    generations = [library.get(number) for number in numbers if number is not None]
    if generations and generations[0] is not None:
        return generations[0]
    if found is None:
        raise UnknownReference(f"{name} is not of this library, and does not say how it was made")
    return found


def _file(reference: str, scope: Scope) -> Path | None:
    """Return the file that a reference names, if it names one."""
    value = scope.values.get(reference, reference)
    if isinstance(value, str) and "/" not in value and "." not in value:
        return None
    source = find_source(value, scope) if isinstance(value, str | Path) else None
    return source.value if source is not None and isinstance(source.value, Path) else None
