"""Filing: the rows by which a reply's pictures, or its failure, become a generation's.

Functions of an open connection, as `queries`. The files of all pictures must be there before:
a row that says ``done`` has them whole on disk.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from ..errors import LibraryError, error_to_dict
from ..regions.report import report_of
from . import looks
from .queries import now
from .storage.schema import generation_pictures, generations, kept_inputs, photographs, pictures

if TYPE_CHECKING:
    from ..images.picture import Picture
    from ..regions.report import Report

__all__ = ["add_photograph", "add_picture", "fail", "gone", "put_first", "say_done"]


def say_done(
    connection: sa.Connection,
    number: int,
    found: Sequence[Picture],
    said: Mapping[str, Any],
    *,
    question: str | None = None,
    known_looks: Mapping[str, str] = MappingProxyType({}),
) -> None:
    """Write that a generation is done; its pictures' files must be there."""
    row = connection.execute(_STATUS, {"which": number}).one_or_none()
    if row is None or question not in (None, row.question):
        raise gone(number)
    if row.status != "done":  # else who opened the library meanwhile filed it by our note
        for position, picture in enumerate(found, start=1):
            add_picture(connection, picture)
            place = {"generation": number, "position": position, "hash": picture.hash}
            connection.execute(_NEW_PLACE, place)
        looks.keep(connection, known_looks)
        _end(connection, number, status="done", error=None, **said)


def put_first(
    connection: sa.Connection,
    number: int,
    report: Report,
    picture: Picture | None,
    *,
    anew: bool,
) -> None:
    """Write a composite's rows, unless there are some."""
    links = generation_pictures.c
    query = sa.select(generations.c.composite).where(generations.c.number == number)
    row = connection.execute(query).one_or_none()
    if row is None:
        raise gone(number)
    before = report_of(row.composite)
    if before is not None and not anew:
        return  # another kernel was first
    update = sa.update(generations).where(generations.c.number == number)
    connection.execute(update.values(composite=report.as_json))
    if picture is None:
        return
    query = sa.select(links.hash).where(links.generation == number).order_by(links.position)
    hashes = list(connection.execute(query).scalars())
    if before is not None and before.pasted:
        earlier, *hashes = hashes
        hashes.insert(before.delivered, earlier)
    hashes = [picture.hash, *(one for one in hashes if one != picture.hash)]
    add_picture(connection, picture)
    connection.execute(sa.delete(generation_pictures).where(links.generation == number))
    for position, digest in enumerate(hashes, start=1):
        link = {"generation": number, "position": position, "hash": digest}
        connection.execute(sa.insert(generation_pictures).values(link))


def fail(connection: sa.Connection, number: int, error: Exception) -> None:
    """Write down how a generation failed, unless its picture came all the same."""
    seconds = getattr(error, "elapsed", None)
    values = {"status": "failed", "error": error_to_dict(error), "seconds": seconds}
    if getattr(error, "cost", None) is not None:
        values["cost"] = getattr(error, "cost", None)
    _end(connection, number, **values)


def _end(connection: sa.Connection, number: int, **values: Any) -> None:
    connection.execute(_END, {"which": number, "finished": now(), "lease": None, **values})


def add_picture(connection: sa.Connection, picture: Picture, *, anew: bool = False) -> None:
    """Write a picture's row, unless it is there, and which input it is of.

    With `anew` an input's picture takes the place of an earlier one, whose file may be gone.
    """
    connection.execute(_NEW_PICTURE, picture.row)
    if picture.source:
        insert = sa.insert(kept_inputs).prefix_with("OR REPLACE" if anew else "OR IGNORE")
        connection.execute(insert.values(source=picture.source, hash=picture.hash))


def add_photograph(connection: sa.Connection, picture: Picture, name: str) -> None:
    """Write the row by which lists show a picture that no generation made, unless it is there."""
    row = {"hash": picture.hash, "name": name, "filed": now()}
    insert = sa.insert(photographs).prefix_with("OR IGNORE")
    connection.execute(insert.values(row))


def gone(number: int) -> LibraryError:
    """Return the error for a generation that is not there any more."""
    return LibraryError("the generation is not in the library", said=f"@{number} is gone from it")


# Made once, as those in `queries`.
_which = generations.c.number == sa.bindparam("which")
_STATUS = sa.select(*generations.c["status", "question"]).where(_which)
_END = sa.update(generations).where(_which, generations.c.status != "done")
_NEW_PLACE = sa.insert(generation_pictures)
_NEW_PICTURE = sa.insert(pictures).prefix_with("OR IGNORE")
