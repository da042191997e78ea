"""Pruning: deleted generations are thrown away for good, and with them their pictures.

Deleting only puts out of sight, because a slip of the hand must not cost a picture that was
paid for. This is the one place where pictures are thrown away, and only when it is asked
for. A picture stays as long as anything that is not deleted shows it or was made from it.
What calls cost stays, too: a budget is not free again because a picture is gone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import sqlalchemy as sa

from ...text import counted
from ..queries import inputs_kept, kept_hash, masks, was_paid
from ..storage.location import unwritable
from ..storage.schema import (
    checks,
    generation_pictures,
    generations,
    inputs,
    kept_inputs,
    not_deleted,
    photographs,
    pictures,
    pruned_calls,
)

if TYPE_CHECKING:
    from ..library import Library

__all__ = ["Pruned", "prune"]


@dataclass(frozen=True)
class Pruned:
    """The numbers of a pruning.

    Parameters
    ----------
    generations, pictures
        How many were thrown away.
    bytes
        Size of the pictures' files together.
    """

    generations: int
    pictures: int
    bytes: int

    @property
    def words(self) -> str:
        """The numbers as a sentence."""
        if not self.generations:
            return "Nothing is deleted, so there is nothing to throw away."
        size = f"{self.bytes / 1e6:.1f} MB"
        gone = counted(self.generations, "generation"), counted(self.pictures, "picture")
        return f"gone for good: {' and '.join(gone)}, {size}"


def prune(library: Library) -> Pruned:
    """Throw away what was deleted; `LibraryError` if that can't be done.

    The rows go first, and a note of their files before them: whoever opens the library after
    a process that died here throws away what no row names any more.
    """
    library.check()
    try:
        with library.catalogue.writing() as connection:
            numbers: list[int] = [row.number for row in connection.execute(_deleted())]
            if not numbers:
                return Pruned(0, 0, 0)
            unneeded = _unneeded(connection)
            digests = [row.hash for row in unneeded if library.files.picture(row._asdict())]
            note = library.files.write_unnamed("prune", digests, numbers)
            connection.execute(_keep_costs())
            for column in (generation_pictures.c.generation, inputs.c.generation):
                connection.execute(sa.delete(column.table).where(column.in_(_deleted())))
            connection.execute(sa.delete(generations).where(~not_deleted))
            for row in unneeded:
                for table in (kept_inputs, photographs, checks, pictures):
                    connection.execute(sa.delete(table).where(table.c.hash == row.hash))
    except OSError as error:
        raise unwritable(library.folder, error.strerror or str(error)) from None
    finally:
        library.changed()
    library.finish_note(note)
    return Pruned(len(numbers), len(unneeded), sum(row.size for row in unneeded))


def _deleted() -> sa.Select[tuple[int]]:
    """Select the numbers of the deleted generations."""
    return sa.select(generations.c.number).where(~not_deleted)


def _keep_costs() -> sa.Insert:
    """Insert what the deleted generations cost, as far as they were paid here."""
    names = list(pruned_calls.c.keys())
    paid = sa.select(*(generations.c[name] for name in names)).where(~not_deleted, was_paid)
    return sa.insert(pruned_calls).prefix_with("OR REPLACE").from_select(names, paid)


def _unneeded(connection: sa.Connection) -> list[sa.Row[tuple[str, str, int, int, int]]]:
    """Return the pictures of deleted generations that nothing else shows or was made from.

    Theirs are those that they delivered, and those that they were made from, masks among them.
    """
    needed_masks = masks(connection, not_deleted)
    their_masks = list(masks(connection, ~not_deleted) - needed_masks)
    delivered = sa.select(generation_pictures.c.hash).join(generations)
    given = sa.select(kept_hash).select_from(inputs_kept.join(generations))
    theirs = delivered.where(~not_deleted).union(given.where(~not_deleted))
    needed = delivered.where(not_deleted).union(given.where(not_deleted))
    is_theirs = pictures.c.hash.in_(theirs) | pictures.c.hash.in_(their_masks)
    query = sa.select(*pictures.c).where(is_theirs, pictures.c.hash.not_in(needed))
    return [row for row in connection.execute(query) if row.hash not in needed_masks]
