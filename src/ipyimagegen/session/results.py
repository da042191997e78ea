"""Results: the generations that this kernel finished, by library.

``@last``, and handing on a notebook's pictures, go by this kernel and not by the library,
which others share.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..library import Generation, Library

__all__ = ["Results"]


class Results:
    """The numbers of this kernel's results, replays included."""

    def __init__(self) -> None:
        self._numbers: dict[Path, dict[int, None]] = {}
        self._last: dict[Path, int] = {}

    def add(self, generation: Generation) -> None:
        """Add a result: it is ``@last`` now."""
        folder = generation.library.folder
        self._last[folder] = generation.number
        self._numbers.setdefault(folder, {})[generation.number] = None

    def last(self, library: Library) -> int | None:
        """Return the number of the last result in this library, or None."""
        return self._last.get(library.folder)

    def numbers(self, library: Library) -> tuple[int, ...]:
        """Return the numbers of all results in this library, in order."""
        return tuple(self._numbers.get(library.folder, ()))
