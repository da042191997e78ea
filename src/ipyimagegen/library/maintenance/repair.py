"""Repair: the size of a library, its problems, and how they are mended.

Pictures are paid for, so nothing here throws one away. A damaged catalogue is set aside and
a new one is made of the rows that can be read in it (`salvage`); a picture that
no row names gets one; a file whose bytes have another hash than its name is moved to a
folder where nobody takes it for a picture of the library.
"""

from __future__ import annotations

import contextlib
import hashlib
import shutil
import tempfile
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from ...errors import LibraryError, PictureError
from ...gateways import OFFLINE
from ...images.decoding import pixel_size
from ...images.picture import Picture, sniff_input, verify_kept, without_blanks
from ...paths import make_folder
from ...requests import question
from ...text import counted
from ..filing import add_picture
from ..library import Library
from ..queries import inputs_kept, iso, kept_hash, masks, now
from ..storage.catalogue import DAMAGED, FOREIGN, Catalogue
from ..storage.files import Files
from ..storage.location import unwritable
from ..storage.migrations import fill_photographs, fill_questions
from ..storage.schema import (
    checks,
    generation_pictures,
    generations,
    inputs,
    kept_inputs,
    photographs,
    pictures,
)
from ..storage.values import STATUSES, read_json, sound, sound_text
from .salvage import FOUND, Salvage

__all__ = ["Size", "check", "measure", "repair"]

TICK = timedelta(milliseconds=10)  # that a file's time may be behind the clock, if it isn't ours
SKETCH = "offline sketch"  # in the metadata of the embedded gateway's pictures

_JSON = ("parameters", "usage", "error", "composite")


@dataclass(frozen=True)
class Size:
    """How much a library holds.

    Parameters
    ----------
    generations, failed, unknown
        How many there are, and of these how many failed or were left without an answer.
    pictures, picture_bytes
        How many picture files, and their bytes together.
    own_pictures, own_bytes
        How many of these the user gave as inputs, and their bytes together.
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
    own_pictures: int
    own_bytes: int
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
        given = sa.select(sa.func.count(), sa.func.total(pictures.c.size))
        given = given.where(pictures.c.hash.not_in(sa.select(generation_pictures.c.hash)))
        own_pictures, own_bytes = connection.execute(given).one()
    library.close()  # SQLite's own journal goes into the catalogue
    folder = library.folder
    sizes = _sizes(library.files.pictures())
    return Size(
        generations=total,
        failed=failed,
        unknown=unknown,
        pictures=len(sizes),
        picture_bytes=sum(sizes),
        own_pictures=own_pictures,
        own_bytes=int(own_bytes),
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
    # While others work: a file is noted until its row is written, so the files come first.
    paths = list(files.pictures())
    expected = files.expected()
    with catalogue.reading() as connection:
        rows = [row._asdict() for row in connection.execute(sa.select(pictures))]
        yield from _row_problems(connection)
    for row in rows:
        picture = files.picture(row)
        if picture is None:
            yield f"a row names no picture of this folder: {str(row['hash'])[:80]!r}"
        else:
            yield from _file_problems(files.path(picture))
    known = {row["hash"] for row in rows} | expected | files.expected()
    for path in paths:
        if path.stem not in known and path.exists():
            yield f"no row names the picture {path.name}"
    for path in files.leftovers(library.lease):
        if path.is_dir():
            continue  # of a repair, which may be under way
        yield f"left over from filing: {path.name}"


def _row_problems(connection: sa.Connection) -> Iterator[str]:
    """Yield a line for each value that can't be read, and each row that disagrees with itself."""
    for number, readable in _unreadable_values(connection):
        for name in readable:
            yield f"@{number}: its {name} can't be read"
    delivered = set(connection.execute(sa.select(generation_pictures.c.generation)).scalars())
    sources: dict[int, list[str]] = {}
    for number, source in connection.execute(
        sa.select(inputs.c.generation, inputs.c.source).order_by(inputs.c.position)
    ):
        sources.setdefault(number, []).append(sound_text(source))
    for number, status, model, prompt, parameters, asked in connection.exec_driver_sql(
        "SELECT number, status, model, prompt, parameters, question FROM generations"
    ):
        read = read_json(parameters)
        if read is None:
            continue
        words = sound_text(model), sound_text(prompt), sources.get(number, ())
        if status == "done" and number not in delivered:
            yield f"@{number} is done and has no picture"
        if asked != question(*words, read):
            yield f"@{number} would not be found by what it asked"


def _file_problems(path: Path) -> Iterator[str]:
    """Yield a line if the file of a picture is missing or has other bytes."""
    try:
        if hashlib.sha256(path.read_bytes()).hexdigest() != path.stem:
            yield f"the file is not the picture that its name says: {path.name}"
    except OSError as error:
        yield f"the file can't be read: {path.name} ({error.strerror})"


# -- repairing --------------------------------------------------------------------------


def repair(library: Library) -> list[str]:
    """Mend every problem that can be mended, and return a line for each repair.

    Kernels may go on working, unless the catalogue itself is damaged.

    Raises
    ------
    LibraryError
        The folder can't be used as a library, or can't be written.
    """
    try:
        return _repairs(library)
    except OSError as error:  # a file that can't be moved, a full disk
        raise unwritable(library.folder, error.strerror or str(error)) from None


def _repairs(library: Library) -> list[str]:
    """Mend, and return a line for each repair, in an order in which none undoes another."""
    if not library.catalogue.damage():
        try:
            return [*library.recover(), *_mend(library, rows_were_lost=False)]
        except LibraryError as error:
            # Met where a check of the whole file finds none; a head of an unknown version
            # makes it a file that SQLite only reads.
            if str(error) not in (DAMAGED, FOREIGN) and "readonly database" not in error.said:
                raise
    return [*_rebuild(library), *library.recover(), *_mend(library, rows_were_lost=True)]


def _mend(library: Library, *, rows_were_lost: bool) -> list[str]:
    """Mend the rows and the files of a catalogue that is whole as a file."""
    with library.catalogue.writing() as connection:
        lines = list(_empty_unreadable_values(connection))
        fill_questions(connection)
        connection.exec_driver_sql("INSERT INTO words (words) VALUES ('rebuild')")
        lines += _drop_impossible_rows(connection, library.files)
        lines += _mend_files(library, connection, rows_were_lost=rows_were_lost)
        fill_photographs(connection)
    library.close()
    return lines


def _mend_files(
    library: Library, connection: sa.Connection, *, rows_were_lost: bool
) -> Iterator[str]:
    """Set aside files that aren't what their name says, and give a row to those without one.

    While other kernels work: what they file at this moment is in the journal, and gets its
    row when they write it down.
    """
    delivered = sa.select(generation_pictures.c.hash)
    given = sa.select(kept_hash).select_from(inputs_kept).where(inputs.c.parent.is_(None))
    own = sa.select(photographs.c.hash).join(pictures)
    placed = set(connection.execute(delivered.union(given, own)).scalars()) | masks(connection)
    columns = pictures.c["hash", "width", "height"]
    sizes = {row.hash: row[1:] for row in connection.execute(sa.select(*columns))}
    known = placed | set(sizes)
    paths = list(library.files.pictures())
    expected = library.files.expected()  # after the files: a note is there before its files are
    lacking = connection.execute(_without_pictures()).all()
    settled = placed if lacking or rows_were_lost else known
    for path in paths:
        try:
            data = path.read_bytes()
            if path.stem in settled and hashlib.sha256(data).hexdigest() == path.stem:
                # As its row has it, also where nothing here decodes it, such as a HEIC.
                yield from _turn(connection, path, data, sizes.get(path.stem))
                continue
            picture, is_sketch = _verified(path)
        except FileNotFoundError:
            continue
        except (PictureError, OSError) as error:
            yield f"{_set_aside(library.folder, path)} is not the picture it should be: {error}"
            continue
        if picture.hash in placed | expected:
            continue
        number = _of_its_time(path, lacking)
        if number is not None:
            _show(connection, number, picture)
            yield f"@{number} is {path.name} again, as its time tells"
        # An upload that nothing was made from has a row and no generation; where rows were
        # lost, nobody can tell it from the others.
        elif rows_were_lost or picture.hash not in known:
            number = _adopt(connection, picture, path, is_sketch=is_sketch)
            yield f"@{number} is {path.name}, which no row named"


def _turn(connection: sa.Connection, path: Path, data: bytes, told: Any) -> Iterator[str]:
    """Exchange the sides of a photograph whose row has them as earlier versions told them.

    They told how it lies in its file, and it is seen turned.
    """
    given = data if sniff_input(data) else without_blanks(data)
    type = sniff_input(given)
    try:
        size = pixel_size(given, type, path.name) if type else told
    except PictureError:  # no decoder for it here
        return
    if told not in (None, size) and told == size[::-1]:
        row = sa.update(pictures).where(pictures.c.hash == path.stem)
        connection.execute(row.values(width=size[0], height=size[1]))
        yield f"{path.name} has {size[0]}×{size[1]} pixels, as it is seen"


def _rebuild(library: Library) -> list[str]:
    """Set a damaged catalogue aside and make a new one of the rows that can be read.

    The new one is made in a folder of its own, and takes its place when it is whole.
    """
    catalogue, files, folder = library.catalogue, library.files, library.folder
    catalogue.close()  # its file gets another name
    files.make_folders()
    for unfinished in files.filing.glob("repair-*"):
        shutil.rmtree(unfinished, ignore_errors=True)
    damaged = sorted(folder.glob("catalogue-damaged-*.db"), reverse=True)
    salvage = Salvage()
    salvage.read(catalogue.path)
    if not catalogue.path.exists() and damaged:  # an earlier repair came to no end
        salvage.read(damaged[0])
    for older in sorted(folder.glob("catalogue-schema-*.db"), reverse=True):
        salvage.read(older)
    with tempfile.TemporaryDirectory(dir=files.filing, prefix="repair-") as place:
        new = Catalogue(Path(place), shared=catalogue.shared)
        with new.writing() as connection:
            count = salvage.write(connection, files)
        new.close()
        if catalogue.path.exists():
            shutil.copymode(catalogue.path, new.path)  # it may be a group's
        if _is_empty(catalogue.path):
            catalogue.path.unlink()
        aside = _move_aside(catalogue.path)
        new.path.replace(catalogue.path)
    made = f"the catalogue is made anew, with {counted(count, 'generation')}"
    if not aside.exists():
        return [made] if count else []
    return [f"{made}; the damaged one is {aside.name}"]


def _is_empty(path: Path) -> bool:
    return path.is_file() and path.stat().st_size == 0


def _move_aside(path: Path) -> Path:
    """Give a damaged catalogue, and the logs that belong to it, another name; return it."""
    aside = path.with_name(f"catalogue-damaged-{datetime.now(UTC):%Y%m%dT%H%M%S%f}.db")
    for ending in ("-journal", "-wal", "-shm", ""):
        old = path.with_name(path.name + ending)
        if old.exists():
            old.replace(f"{aside}{ending}")
    return aside


def _empty_unreadable_values(connection: sa.Connection) -> Iterator[str]:
    """Put something that can be read in the place of each value that can't be."""
    for number, readable in list(_unreadable_values(connection)):
        for name, value in readable.items():
            written = sa.null() if name in _JSON and value is None else value
            where = generations.c.number == number
            connection.execute(sa.update(generations).where(where).values({name: written}))
            yield f"@{number}: its {name} could not be read, now {'another' if value else 'empty'}"


def _unreadable_values(connection: sa.Connection) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield the number of each row with values that can't be read, and what stands for these."""
    names = generations.c.keys()
    delivered = set(connection.execute(sa.select(generation_pictures.c.generation)).scalars())
    # Plain SQL, because a broken JSON value would end the reading of all the others.
    rows = connection.exec_driver_sql(f"SELECT {', '.join(names)} FROM generations")  # noqa: S608  # our own names
    for values in rows:
        raw = dict(zip(names, values, strict=True))
        unread = {name for name in _JSON if not _is_object(raw[name], name)}
        parsed = {name: read_json(raw[name]) for name in _JSON}
        row = sound(generations, raw | parsed)
        if row["status"] not in STATUSES[:3]:
            row["status"] = "done" if row["number"] in delivered else "sent"
        if not row["uuid"]:
            row["uuid"] = str(uuid.uuid4())
        changed = unread | {name for name in names if name not in _JSON and row[name] != raw[name]}
        if changed:
            yield row["number"], {name: row[name] for name in sorted(changed)}


def _is_object(text: Any, column: str) -> bool:
    """Whether a JSON column's text can be read, or says nothing where it may."""
    may_be_none = bool(generations.c[column].nullable)
    return read_json(text) is not None or (may_be_none and text in (None, "null"))


def _drop_impossible_rows(connection: sa.Connection, files: Files) -> Iterator[str]:
    """Delete the rows of pictures that can't be files of this folder, or are nobody's and gone."""
    named = sa.select(generation_pictures.c.hash).union(sa.select(kept_inputs.c.hash))
    used = set(connection.execute(named).scalars())
    for row in connection.execute(sa.select(pictures)).all():
        picture = files.picture(row._asdict())
        if picture is None or not (row.hash in used or picture.is_whole):
            for table in (generation_pictures, kept_inputs, photographs, checks, pictures):
                connection.execute(sa.delete(table).where(table.c.hash == row.hash))
            yield f"a row that named no picture of this folder is gone: {str(row.hash)[:80]!r}"


def _verified(path: Path) -> tuple[Picture, bool]:
    """Return the picture in a file, every pixel decoded, and whether it is an offline sketch.

    Raises
    ------
    PictureError
        It can't be decoded, or its hash is not the one in the file's name.
    """
    picture, image = verify_kept(path.read_bytes())
    if picture.hash != path.stem:
        raise PictureError("its bytes are others than its name says")
    metadata = f"{image.info.get('comment', '')!r} {image.info.get('Description', '')!r}"
    return picture, SKETCH in metadata


def _set_aside(folder: Path, path: Path) -> str:
    """Move a file to the folder of damaged ones; return its name."""
    make_folder(folder / "damaged")
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
    _show(connection, number, picture)
    return number


def _show(connection: sa.Connection, number: int, picture: Picture) -> None:
    """Write down that a generation delivered a picture."""
    add_picture(connection, picture)
    before = sa.select(sa.func.count()).where(generation_pictures.c.generation == number)
    position = connection.execute(before).scalar_one() + 1
    link = {"generation": number, "position": position, "hash": picture.hash}
    connection.execute(sa.insert(generation_pictures).values(link))


def _without_pictures() -> sa.Select[tuple[int, str, str | None]]:
    """Select the generations that are done and have lost their pictures' rows."""
    has_some = sa.exists().where(generation_pictures.c.generation == generations.c.number)
    columns = generations.c.number, generations.c.created, generations.c.finished
    return sa.select(*columns).where(generations.c.status == "done", ~has_some)


def _of_its_time(path: Path, lacking: Iterable[sa.Row[tuple[int, str, str | None]]]) -> int | None:
    """Return the number of the only one of these generations that was made when a file was."""
    written = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    for tick in (timedelta(), TICK):
        found = [
            row.number
            for row in lacking
            if row.created <= iso(written + tick) and iso(written) <= (row.finished or "")
        ]
        if found:
            return found[0] if len(found) == 1 else None
    return None
