"""Pruning: what was deleted is thrown away for good.

Deleting only puts out of sight, because a slip of the hand must not cost a picture that was
paid for. This is the one place where pictures are thrown away, and only when it is asked
for. A picture stays as long as anything that is not deleted shows it or was made from it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import sqlalchemy as sa

from ...text import counted
from ..storage.catalogue import Catalogue
from ..storage.files import Files
from ..storage.location import unwritable
from ..storage.schema import generation_pictures, generations, inputs, not_deleted, pictures
from ..storage.thumbnails import Thumbnails

if TYPE_CHECKING:
    from ..library import Library

__all__ = ["Pruned", "prune"]


@dataclass(frozen=True)
class Pruned:
    """What was thrown away.

    Parameters
    ----------
    generations, pictures
        How many.
    bytes
        What the pictures took.
    """

    generations: int
    pictures: int
    bytes: int

    @property
    def words(self) -> str:
        """What was thrown away, as a sentence."""
        if not self.generations:
            return "Nothing is deleted, so there is nothing to throw away."
        size = f"{self.bytes / 1e6:.1f} MB"
        gone = counted(self.generations, "generation"), counted(self.pictures, "picture")
        return f"gone for good: {' and '.join(gone)}, {size}"


def prune(library: Library) -> Pruned:
    """Throw away what was deleted; `LibraryError` if that can't be done.

    Files go while the catalogue is locked, so that nobody counts on one of them meanwhile;
    whoever files the same picture at that moment writes it anew.
    """
    library.check()
    catalogue, files = Catalogue(library.folder), Files(library.folder)
    thumbnails = Thumbnails(library.folder / "thumbnails")
    try:
        with catalogue.writing() as connection:
            gone = list(
                connection.execute(sa.select(generations.c.number).where(~not_deleted)).scalars()
            )
            unneeded = connection.execute(_unneeded()).all()
            for column in (generation_pictures.c.generation, inputs.c.generation):
                deleted = sa.select(generations.c.number).where(~not_deleted)
                connection.execute(sa.delete(column.table).where(column.in_(deleted)))
            connection.execute(sa.delete(generations).where(~not_deleted))
            for row in unneeded:
                connection.execute(sa.delete(pictures).where(pictures.c.hash == row.hash))
                picture = files.picture(row._asdict())
                if picture is not None:
                    files.path(picture).unlink(missing_ok=True)
                    thumbnails.forget(picture.hash)
            for number in gone:
                for reply in (library.folder / "replies").glob(f"{number}.body*"):
                    reply.unlink(missing_ok=True)
    except OSError as error:
        raise unwritable(library.folder, error.strerror or str(error)) from None
    finally:
        catalogue.close()
        library.changed()
    return Pruned(len(gone), len(unneeded), sum(row.size for row in unneeded))


def _unneeded() -> sa.Select[tuple[str, str, int, int, int]]:
    """Return the pictures of deleted generations that nothing else shows or was made from."""
    shown = sa.select(generation_pictures.c.hash).join(generations)
    given = sa.select(inputs.c.source).join(generations).where(not_deleted)
    return sa.select(*pictures.c).where(
        pictures.c.hash.in_(shown.where(~not_deleted)),
        pictures.c.hash.not_in(shown.where(not_deleted)),
        pictures.c.hash.not_in(given),
    )
