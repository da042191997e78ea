"""Repair: the size of a library, its problems, and how they are mended.

Pictures are paid for, so nothing here throws one away. A damaged catalogue is set aside and
a new one is made of the rows that can be read in it and in its older copies; a picture that
no row names gets one; a file whose bytes have another hash than its name is moved to a
folder where nobody takes it for a picture of the library.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import shutil
import sqlite3
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from ...errors import PictureError
from ...gateways import OFFLINE
from ...images.picture import Picture, verify
from ...requests import question
from ..library import Library, add_picture
from ..queries import iso, now
from ..storage.catalogue import Catalogue
from ..storage.files import Files
from ..storage.location import unwritable
from ..storage.migrations import fill_questions
from ..storage.schema import generation_pictures, generations, inputs, pictures

__all__ = ["Size", "check", "measure", "repair"]

FOUND = "Found in the library's folder by a repair; how it was made is not known."
SKETCH = "offline sketch"  # in the metadata of the embedded gateway's pictures
MOST_ROWS = 2**40  # further than any row's number


@dataclass(frozen=True)
class Size:
    """How much a library holds.

    Parameters
    ----------
    generations, failed, unknown
        How many there are, and of these how many failed or were left without an answer.
    pictures, picture_bytes
        How many picture files, and their bytes together.
    catalogue_bytes
        Bytes of the catalogue, its journal and its older copies.
    reply_bytes
        Bytes of answers that could not be read and were kept.
    """

    generations: int
    failed: int
    unknown: int
    pictures: int
    picture_bytes: int
    catalogue_bytes: int
    reply_bytes: int


def measure(library: Library) -> Size:
    """Return how much a library holds; asks for every file's size."""
    with library.catalogue.reading() as connection:
        count = sa.select(sa.func.count()).select_from(generations)
        total = connection.execute(count).scalar_one()
        failed = connection.execute(count.where(generations.c.status == "failed")).scalar_one()
        dead = sa.func.coalesce(generations.c.lease, "") <= now()
        unknown = connection.execute(count.where(generations.c.status == "sent", dead)).scalar_one()
    library.close()  # SQLite's own journal goes into the catalogue
    folder = library.folder
    sizes = _sizes(library.files.pictures())
    return Size(
        generations=total,
        failed=failed,
        unknown=unknown,
        pictures=len(sizes),
        picture_bytes=sum(sizes),
        catalogue_bytes=sum(_sizes(folder.glob("catalogue*"))),
        reply_bytes=sum(_sizes(folder.glob("replies/*"))),
    )


def _sizes(paths: Iterable[Path]) -> list[int]:
    """Return the sizes of files, but of those that are closed to this user, or gone by now."""
    sizes = []
    for path in paths:
        with contextlib.suppress(OSError):
            sizes.append(path.stat().st_size)
    return sizes


# -- checking ---------------------------------------------------------------------------


def check(library: Library) -> Iterator[str]:
    """Yield a line for each problem of every row and every file, and mend none of them.

    Raises
    ------
    LibraryError
        The folder can't be used as a library at all.
    """
    catalogue, files = library.catalogue, library.files
    damage = catalogue.damage()
    if damage:
        yield f"the catalogue is damaged: {damage}"
        return
    with catalogue.reading() as connection:
        rows = [row._asdict() for row in connection.execute(sa.select(pictures))]
        yield from _row_problems(connection)
    for row in rows:
        picture = files.picture(row)
        if picture is None:
            yield f"a row names no picture of this folder: {str(row['hash'])[:80]!r}"
        else:
            yield from _file_problems(picture)
    known = {row["hash"] for row in rows}
    for path in files.pictures():
        if path.stem not in known:
            yield f"no row names the picture {path.name}"
    for path in files.leftovers(library.lease):
        yield f"left over from filing: {path.name}"


def _row_problems(connection: sa.Connection) -> Iterator[str]:
    """Yield a line for each generation whose row disagrees with itself."""
    delivered = set(connection.execute(sa.select(generation_pictures.c.generation)).scalars())
    sources: dict[int, list[str]] = {}
    for number, source in connection.execute(
        sa.select(inputs.c.generation, inputs.c.source).order_by(inputs.c.position)
    ):
        sources.setdefault(number, []).append(source)
    # Plain SQL, because a broken JSON value would end the reading of all the others.
    for number, status, model, prompt, parameters, asked in connection.exec_driver_sql(
        "SELECT number, status, model, prompt, parameters, question FROM generations"
    ):
        try:
            computed = question(model, prompt, sources.get(number, ()), json.loads(parameters))
        except (AttributeError, TypeError, ValueError):
            yield f"@{number}: its parameters can't be read"
            continue
        if status == "done" and number not in delivered:
            yield f"@{number} is done and has no picture"
        if asked != computed:
            yield f"@{number} would not be found by what it asked"


def _file_problems(picture: Picture) -> Iterator[str]:
    """Yield a line if the file of a picture is missing or has other bytes."""
    name = f"{picture.hash}{picture.extension}"
    try:
        if hashlib.sha256(picture.bytes).hexdigest() != picture.hash:
            yield f"the file is not the picture that its name says: {name}"
    except PictureError as error:
        yield f"the file can't be read: {name} ({error.said.rpartition(': ')[2]})"


# -- repairing --------------------------------------------------------------------------


def repair(library: Library) -> list[str]:
    """Mend every problem that can be mended, and return a line for each repair.

    No kernel may use the library meanwhile.

    Raises
    ------
    LibraryError
        The folder can't be used as a library, or can't be written.
    """
    try:
        return list(_repairs(library))
    except OSError as error:  # a file that can't be moved, a full disk
        raise unwritable(library.folder, error.strerror or str(error)) from None


def _repairs(library: Library) -> Iterator[str]:
    """Mend, and yield a line for each repair, in an order in which none undoes another."""
    catalogue, files = library.catalogue, library.files
    damage = catalogue.damage()
    if damage:
        yield _rebuild(catalogue)
    yield from library.recover()
    with catalogue.writing() as connection:
        yield from _empty_unreadable_values(connection)
        fill_questions(connection)
        connection.exec_driver_sql("INSERT INTO words (words) VALUES ('rebuild')")
        yield from _drop_impossible_rows(connection, files)
        # Pictures of the user's own have a row and no generation; where rows were lost,
        # nobody can tell them from the others.
        rows = generation_pictures if damage else pictures
        known = set(connection.execute(sa.select(rows.c.hash)).scalars())
        for path in files.pictures():
            try:
                picture, is_sketch = _verified(path)
            except (PictureError, OSError) as error:
                yield f"{_set_aside(library.folder, path)} is not the picture it should be: {error}"
                continue
            if picture.hash not in known:
                number = _adopt(connection, picture, path, is_sketch=is_sketch)
                yield f"@{number} is {path.name}, which no row named"
    library.close()


def _rebuild(catalogue: Catalogue) -> str:
    """Set a damaged catalogue aside and make a new one of the rows that can be read."""
    folder = catalogue.folder
    catalogue.close()  # its file gets another name
    aside = folder / f"catalogue-damaged-{datetime.now(UTC):%Y%m%dT%H%M%S}.db"
    for ending in ("", "-wal", "-shm"):  # its journal stays its journal
        path = folder / f"catalogue.db{ending}"
        if path.exists():
            path.replace(f"{aside}{ending}")
    older = sorted(folder.glob("catalogue-schema-*.db"), reverse=True)
    with catalogue.writing() as connection:
        for source in (aside, *older):
            _copy_rows(source, connection)
        count = connection.execute(sa.select(sa.func.count()).select_from(generations)).scalar()
    return f"the catalogue is made anew, with {count} generations; the damaged one is {aside.name}"


def _copy_rows(source: Path, connection: sa.Connection) -> None:
    """Copy each row that can be read and that is not there yet."""
    with contextlib.closing(sqlite3.connect(f"{source.as_uri()}?mode=ro", uri=True)) as old:
        old.row_factory = sqlite3.Row
        for table in (generations, pictures, generation_pictures, inputs):
            for row in _readable_rows(old, table.name):
                values = {name: row[name] for name in row.keys() if name in table.c}  # noqa: SIM118  # a Row iterates over its values
                if table is generations:
                    values.setdefault("question", "")
                names = ", ".join(values)
                marks = ", ".join("?" * len(values))
                with contextlib.suppress(
                    sa.exc.IntegrityError
                ):  # its generation or picture is lost
                    connection.exec_driver_sql(
                        f"INSERT OR IGNORE INTO {table.name} ({names}) VALUES ({marks})",  # noqa: S608  # our own names
                        tuple(values.values()),
                    )


def _readable_rows(old: sqlite3.Connection, table: str) -> Iterator[sqlite3.Row]:
    """Yield the rows of a table that can be read, and step over the damaged ones."""
    after, step = -1, 1
    query = f"SELECT rowid AS place, * FROM {table} WHERE rowid > ? ORDER BY rowid"  # noqa: S608  # our own names
    while after < MOST_ROWS:
        try:
            for row in old.execute(query, [after]):
                yield row
                after, step = row["place"], 1
        except sqlite3.DatabaseError:
            after, step = after + step, 2 * step
        else:
            return


def _empty_unreadable_values(connection: sa.Connection) -> Iterator[str]:
    """Empty each JSON value that can't be read, because it would end the reading of its row."""
    columns = ("parameters", "usage", "error")
    rows = connection.exec_driver_sql("SELECT number, parameters, usage, error FROM generations")
    for number, *values in rows.all():
        for column, value in zip(columns, values, strict=True):
            try:
                readable = isinstance(json.loads(value or "null"), dict | None)
            except (TypeError, ValueError):
                readable = False
            if not readable:
                empty = "{}" if column == "parameters" else None
                connection.exec_driver_sql(
                    f"UPDATE generations SET {column} = ? WHERE number = ?",  # noqa: S608  # our own names
                    (empty, number),
                )
                yield f"@{number}: its {column} could not be read, and are empty now"


def _drop_impossible_rows(connection: sa.Connection, files: Files) -> Iterator[str]:
    """Delete the rows of pictures that can't be files of this folder."""
    for row in connection.execute(sa.select(pictures)).all():
        if files.picture(row._asdict()) is None:
            for table in (generation_pictures, pictures):
                connection.execute(sa.delete(table).where(table.c.hash == row.hash))
            yield f"a row that named no picture of this folder is gone: {str(row.hash)[:80]!r}"


def _verified(path: Path) -> tuple[Picture, bool]:
    """Return the picture in a file, every pixel decoded, and whether it is an offline sketch.

    Raises
    ------
    PictureError
        It can't be decoded, or its hash is not the one in the file's name.
    """
    picture, image = verify(path.read_bytes())
    if picture.hash != path.stem:
        raise PictureError("its bytes are others than its name says")
    metadata = f"{image.info.get('comment', '')!r} {image.info.get('Description', '')!r}"
    return picture, SKETCH in metadata


def _set_aside(folder: Path, path: Path) -> str:
    """Move a file to the folder of damaged ones; return its name."""
    (folder / "damaged").mkdir(exist_ok=True)
    return Path(shutil.move(path, folder / "damaged" / path.name)).name


def _adopt(connection: sa.Connection, picture: Picture, path: Path, *, is_sketch: bool) -> int:
    """Give a picture a generation of its own; return its number."""
    written = iso(datetime.fromtimestamp(path.stat().st_mtime, UTC))
    row: dict[str, Any] = {
        "uuid": str(uuid.uuid4()),
        "status": "done",
        "gateway": OFFLINE if is_sketch else "unknown",
        "model": "unknown",
        "template": "",
        "prompt": "",
        "parameters": {},
        "take": 1,
        "question": question("unknown", "", (), {}),
        "text": FOUND,
        "created": written,
        "finished": written,
    }
    number = connection.execute(sa.insert(generations).values(row)).lastrowid
    add_picture(connection, picture)
    link = {"generation": number, "position": 1, "hash": picture.hash}
    connection.execute(sa.insert(generation_pictures).values(link))
    return number
