"""The panel's actions on several generations at a time: marks, deleting, restoring, export.

Deleting and restoring return the numbers that changed, which may be fewer than were asked
for: another kernel, or another tab, may have been there first.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import OptionError, UnknownReference

if TYPE_CHECKING:
    from ..library import Generation, Library

__all__ = ["annotate", "delete", "export", "named", "rate", "restore", "tag"]


def rate(library: Library, numbers: Iterable[int], rating: int) -> None:
    """Rate generations from 1 to 5; 0 takes their rating away."""
    for generation in named(library, numbers):
        generation.rate(rating)


def tag(library: Library, numbers: Iterable[int], changes: Sequence[str]) -> None:
    """Tag generations with words, and take away those that begin with ``-``.

    Raises
    ------
    OptionError
        A word can't be a tag, or there are too many; the generations after that one stay
        as they are.
    """
    for generation in named(library, numbers):
        generation.tag(*changes)


def annotate(library: Library, number: int, note: str) -> None:
    """Write a note to a generation; an empty one takes it away."""
    [generation] = named(library, [number])
    generation.annotate(note)


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


def export(library: Library, numbers: Iterable[int], folder: Path | None = None) -> str:
    """Write generations into ``imagegen-N.zip``, the first free name; return a line that names it.

    Parameters
    ----------
    library, numbers
        The generations.
    folder
        The bundle's folder; None is the working folder, in which notebooks look for files.
    """
    from ..library.transfer import export_bundle

    generations = named(library, numbers)
    folder = Path.cwd() if folder is None else folder
    for count in itertools.count(1):
        path = folder / f"imagegen-{count}.zip"
        if path.exists():
            continue
        try:
            written = export_bundle.export(library, generations, path)
        except OptionError:
            if not path.exists():
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
