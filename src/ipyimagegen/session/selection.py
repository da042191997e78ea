"""Choice: which generations a person means, by references, by a search, or by a file.

Words are typed on one line, after ``export`` and ``show``, and nothing says of what kind they
are: so what names a picture is a reference, and what names none is searched for.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..errors import UnknownReference
from ..library import references
from .sweep import Sweep

if TYPE_CHECKING:
    from ..library import Generation
    from ..metadata import Found
    from .session import Session

__all__ = ["chosen", "look_at"]

MOST_FOUND = 100_000  # generations of a search


def chosen(
    session: Session, words: Sequence[object], values: Mapping[str, Any], *, query: str = ""
) -> list[Generation]:
    """Return the generations that references name, or else those that a search finds.

    Parameters
    ----------
    session
        Where they are looked for.
    words
        References, variables' names, and generations or sweeps themselves. None of them:
        what this kernel made or replayed.
    values
        What names stand for.
    query
        What is searched for where none of the words is a reference.

    Raises
    ------
    ImagegenError
        One of them names nothing, or the search can't be read.
    """
    if not words:
        return session.made()
    if query and not any(_is_reference(word, values) for word in words):
        return session.library.search(query, count=MOST_FOUND)
    return [made for word in words for made in _named(session, word, values)]


def _is_reference(word: object, values: Mapping[str, Any]) -> bool:
    if not isinstance(word, str) or word.startswith("@"):
        return True
    return isinstance(values.get(word), Sweep) or references.is_picture(values.get(word))


def _named(session: Session, word: object, values: Mapping[str, Any]) -> list[Generation]:
    value = values.get(word, word) if isinstance(word, str) else word
    if isinstance(value, Sweep):
        return [one.generation for one in value.outcomes if one.generation is not None]
    if isinstance(value, str):
        return [session.find(value, values)]
    number = session.source(value, values).generation
    made = None if number is None else session.library.get(number)
    if made is None:
        raise UnknownReference(f"{word} is nothing that the library made")
    return [made]


def look_at(session: Session, reference: str, values: Mapping[str, Any]) -> Generation | Found:
    """Return the generation that a reference names, or what a picture's file says of itself.

    Raises
    ------
    UnknownReference
        It names neither, or the file says nothing.
    """
    from ..images.inputs import read_file

    path = None if reference.startswith("@") else _file(session, reference, values)
    if path is None:
        return session.find(reference, values)
    return look_into(session, read_file(path), path.name)


def look_into(session: Session, data: bytes, name: str) -> Generation | Found:
    """Return the generation whose picture these bytes are or were made from, or what they say.

    Raises
    ------
    UnknownReference
        They are no picture of the library, and say nothing.
    """
    from .. import metadata

    library = session.library
    found = metadata.read(data)
    hashes = [hashlib.sha256(data).hexdigest(), "" if found is None else found.hash]
    numbers = [library.generation_of(digest) for digest in hashes if digest]
    made = [library.get(number) for number in numbers if number is not None]
    if made and made[0] is not None:
        return made[0]
    if found is None:
        raise UnknownReference(f"{name} is not of this library, and does not say how it was made")
    return found


def _file(session: Session, reference: str, values: Mapping[str, Any]) -> Path | None:
    """Return the file that a reference names, if it names one."""
    value = values.get(reference, reference)
    if isinstance(value, str) and "/" not in value and "." not in value:
        return None
    source = session.source(value, values) if isinstance(value, str | Path) else None
    return source.value if source is not None and isinstance(source.value, Path) else None
