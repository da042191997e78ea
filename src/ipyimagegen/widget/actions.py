"""The panel's actions on several generations at a time: marks, deleting, restoring, export.

Deleting and restoring return the numbers that changed, which may be fewer than were asked
for: another kernel, or another tab, may have been there first.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import LibraryError, OptionError, UnknownReference
from ..paths import is_there, working_folder
from .incoming import Annotate, Rate, Tag

if TYPE_CHECKING:
    from ..library import Generation, Library

__all__ = ["delete", "export", "mark", "named", "restore"]


def mark(library: Library, message: Rate | Tag | Annotate) -> None:
    """Rate, tag or annotate generations; those after one that refuses its tags stay as they are."""
    numbers = [message.number] if isinstance(message, Annotate) else message.numbers
    for generation in named(library, numbers):
        match message:
            case Rate():
                generation.rate(message.rating)
            case Tag():
                generation.tag(*message.changes)
            case Annotate():
                generation.annotate(message.note)


def delete(library: Library, numbers: Iterable[int]) -> list[int]:
    """Put generations out of sight; return the numbers that were in sight, for undoing it.

    Raises
    ------
    UnknownReference
        One of them is under way; then none is deleted.
    """
    visible = [one.number for one in named(library, numbers) if one.deleted is None]
    library.delete(visible)
    return visible


def restore(library: Library, numbers: Iterable[int]) -> list[int]:
    """Bring generations back; return the numbers that were out of sight."""
    deleted = [one.number for one in named(library, numbers) if one.deleted is not None]
    library.restore(deleted)
    return deleted


def export(library: Library, numbers: Iterable[int]) -> str:
    """Write generations into ``imagegen-N.zip``, the first free name; return a line that names it.

    It goes into the working folder, in which notebooks look for files.
    """
    from ..library.transfer import export_bundle

    generations = named(library, numbers)
    try:
        folder = working_folder()
    except OSError as error:
        raise LibraryError("the bundle can't be written", said=str(error.strerror)) from None
    for count in itertools.count(1):
        path = folder / f"imagegen-{count}.zip"
        if is_there(path):
            continue
        try:
            written = export_bundle.export(library, generations, path)
        except OptionError:
            if not is_there(path):
                raise
            continue  # another kernel took the name a moment ago
        return replace(written, path=Path(written.path.name)).words
    raise AssertionError("numbers do not end")


def named(library: Library, numbers: Iterable[int]) -> list[Generation]:
    """Return the generations of these numbers, each once; `UnknownReference` if one has none."""
    generations = []
    for number in dict.fromkeys(numbers):
        generation = library.get(number)
        if generation is None:
            raise UnknownReference(f"@{number} names nothing in this library")
        generations.append(generation)
    return generations
