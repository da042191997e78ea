"""Import: somebody else's bundle becomes part of a library, or nothing of it does.

Every line and every picture is checked before the first byte is written (`bundle`). A line
becomes a row in two steps: it is validated, by itself and against the rest of the bundle;
then its values are converted to columns of the catalogue. Rows merge by their UUID and
pictures by their hash, so a bundle can be imported any number of times; new rows get free
numbers, and those that are there stay as they are.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from ...errors import ImagegenError, LibraryError
from ...images.picture import reference_to
from ...regions.report import report_of
from ...requests import question
from ...text import counted
from ..checks import add_rows, rows_in
from ..file_names import named_file
from ..filing import add_picture
from ..marks import checked_note, checked_rating, checked_tags
from ..queries import AT_ONCE, now
from ..storage.location import unwritable
from ..storage.migrations import fill_photographs
from ..storage.schema import generation_pictures, generations, inputs
from .bundle import Bundle, Line, LineError, validated

if TYPE_CHECKING:
    from ..library import Library

__all__ = ["Imported", "import_bundle"]

_SAME = (
    "uuid", "status", "gateway", "model", "served_by", "template", "prompt", "parameters",
    "take", "name", "text", "finish_reason", "usage", "cost", "seconds", "notebook",
)  # fmt: skip
"""The fields of a line that are columns as they stand."""


@dataclass(frozen=True)
class Imported:
    """The numbers of an import.

    Parameters
    ----------
    generations, pictures
        How many are new.
    known
        How many generations were there already.
    damaged
        References to the bundle's pictures that are not whole; what shows them is left out.
    """

    generations: int
    pictures: int
    known: int
    damaged: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """The numbers as a sentence."""
        if self.generations or self.pictures:
            new = counted(self.generations, "generation"), counted(self.pictures, "picture")
            sentence = f"imported {', '.join(new)}"
            sentence += f"; {self.known:,} more there already" if self.known else ""
        else:
            sentence = f"nothing new: {counted(self.known, 'generation')} there already"
        damaged = f"; damaged in the bundle, and left out: {', '.join(self.damaged)}"
        return f"{sentence}{damaged if self.damaged else ''}"


def import_bundle(library: Library, path: str | Path) -> Imported:
    """Bring the generations and pictures of a bundle into a library.

    Parameters
    ----------
    library
        Where they go.
    path
        The bundle.

    Raises
    ------
    LibraryError
        It is no bundle, damaged, or made by a newer version, or the library can't be
        written; then nothing has changed.
    """
    path = named_file(str(path))
    library.check()
    try:
        if path.exists() and not (path.is_file() or path.is_dir()):
            raise ValueError("it is no file")  # a pipe or a device would keep us waiting
        with zipfile.ZipFile(path) as archive:
            return _merge(library, Bundle(archive))
    except OSError as error:
        raise _refused(path, error.strerror or str(error)) from None
    # A broken zip raises errors with no common base; RuntimeError is NotImplementedError's, too.
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, KeyError, ValueError) as error:
        raise _refused(path, str(error) or type(error).__name__) from None
    finally:
        library.changed()


def _refused(path: Path, why: str) -> LibraryError:
    return LibraryError(
        f"{path.name} can't be imported", said=why, hint="Nothing was changed in the library."
    )


# -- from a line to a row ---------------------------------------------------------------


def _rows(bundle: Bundle) -> Iterator[tuple[Line, dict[str, Any]]]:
    """Yield each line of a bundle, validated, and its columns; `ValueError` with the reason.

    Those that show a damaged picture are left out.
    """
    pictures = {*bundle.pictures, *bundle.damaged}
    before: set[str] = set()
    for number, data in enumerate(bundle.lines(), start=1):
        try:
            line = validated(data, Line)
            _check_relations(line, pictures, before)
            columns = _columns(line)
        except (ImagegenError, ValueError) as error:
            raise ValueError(f"generation {number} of the bundle: {error}") from None
        before.add(line.uuid)
        if not any(digest in bundle.damaged for digest in line.pictures):
            yield line, columns


def _check_relations(line: Line, pictures: Collection[str], before: Collection[str]) -> None:
    """Raise `ValueError` where a line disagrees with itself or with the rest of its bundle.

    Parameters
    ----------
    line
        The line.
    pictures
        Hashes of the bundle's pictures.
    before
        UUIDs of the lines before it.
    """
    if line.uuid in before:
        raise ValueError("its UUID is none, or there twice")
    if (line.status == "done") != bool(line.pictures):
        raise ValueError("it is neither done with pictures nor failed without")
    if any(digest not in pictures for digest in line.pictures):
        raise ValueError("it names a picture that the bundle lacks")
    # A parent comes before its children: so nothing can be its own ancestor.
    if any(one.parent is not None and one.parent not in before for one in line.inputs):
        raise ValueError("it was made from something that does not come before it")


def _columns(line: Line) -> dict[str, Any]:
    """Return a line as the columns of its row, but for its number and the time of import."""
    sources = [one.source for one in line.inputs]
    return {name: getattr(line, name) for name in _SAME} | {
        "question": question(line.model, line.prompt, sources, line.parameters),
        "error": None if line.error is None else _error(line.error),
        "created": _time(line.created),
        "finished": None if line.finished is None else _time(line.finished),
        "composite": report.as_json if (report := report_of(line.composite)) else None,
        "rating": checked_rating(line.rating or 0),
        "tags": " ".join(checked_tags((), line.tags)),
        "note": checked_note(line.note),
    }


def _error(error: LineError) -> dict[str, Any]:
    return {
        "kind": error.kind,
        "message": error.message,
        "said": "",
        "hint": "",
        "maybe_billed": error.maybe_billed is not False,
    }


def _time(text: str) -> str:
    time = datetime.fromisoformat(text)
    offset = time.utcoffset()
    if offset is None or offset:
        raise ValueError("a time that is not in UTC")
    return time.isoformat(timespec="milliseconds")


# -- merging ----------------------------------------------------------------------------


def _merge(library: Library, bundle: Bundle) -> Imported:
    """Add a bundle to a library: files first, then the rows, in one transaction.

    A note says which files have no row yet, and is renewed with each of them: should this
    process die, they are thrown away when the library is opened next.
    """
    files = library.files
    listed = (files.picture(one.row) for one in list(bundle.pictures.values()))
    lacking = [one for one in listed if one is not None and not files.is_sound(one)]
    lacking = [one for one in lacking if bundle.verify(one)]  # before the first one is written
    bundle.believe_sources()
    rows = list(_rows(bundle))
    if bundle.damaged and not rows:
        [(digest, why), *_] = bundle.damaged.items()
        raise ValueError(f"the picture {reference_to(digest)} {why}")
    try:
        with library.bringing([one.hash for one in lacking]) as note:
            for picture in lacking:
                files.write(bundle.with_bytes(picture))
                note.touch()
            with library.catalogue.writing() as connection:
                for picture in bundle.pictures.values():
                    add_picture(connection, picture)
                known = _insert(connection, rows)
                _insert_checks(connection, (line for line, _ in rows))
                fill_photographs(connection)
            for picture in lacking:  # should one have been thrown away meanwhile
                if not files.path(picture).exists():
                    files.write(bundle.with_bytes(picture))
    except OSError as error:
        raise unwritable(library.folder, error.strerror or str(error)) from None
    return Imported(
        len(rows) - known, len(lacking), known, tuple(map(reference_to, bundle.damaged))
    )


def _insert_checks(connection: sa.Connection, lines: Iterable[Line]) -> None:
    """Add what checks found of the pictures; those that were made here stay."""
    for line in lines:
        add_rows(connection, rows_in(line.checks, line.pictures), earlier=False)


def _insert(connection: sa.Connection, rows: Sequence[tuple[Line, dict[str, Any]]]) -> int:
    """Add the generations that are not there; return how many were."""
    numbers = _numbers(connection, [line.uuid for line, _ in rows])
    known = list(numbers.values())
    for chunk in _chunks(known):  # an import brings back the deleted ones, too
        there = sa.update(generations).where(generations.c.number.in_(chunk))
        connection.execute(there.values(deleted=None))
    imported = now()
    for line, columns in rows:
        if line.uuid in numbers:
            continue
        row = sa.insert(generations).values(columns | {"imported": imported})
        number = numbers[line.uuid] = connection.execute(row).lastrowid
        delivered = [
            {"generation": number, "position": position, "hash": digest}
            for position, digest in enumerate(line.pictures, start=1)
        ]
        input_rows = [
            {
                "generation": number,
                "position": position,
                "source": one.source,
                "name": one.name,
                # One that was left out is no parent; its picture's hash stays the source.
                "parent": None if one.parent is None else numbers.get(one.parent),
            }
            for position, one in enumerate(line.inputs, start=1)
        ]
        for table, table_rows in ((generation_pictures, delivered), (inputs, input_rows)):
            if table_rows:
                connection.execute(sa.insert(table), table_rows)
    return len(known)


def _numbers(connection: sa.Connection, uuids: Sequence[str]) -> dict[str, int]:
    """Return the numbers of those of these generations that are there."""
    query = sa.select(generations.c.uuid, generations.c.number)
    numbers: dict[str, int] = {}
    for chunk in _chunks(uuids):
        rows = connection.execute(query.where(generations.c.uuid.in_(chunk)))
        numbers |= {row.uuid: row.number for row in rows}
    return numbers


def _chunks(values: Sequence[Any]) -> Iterable[Sequence[Any]]:
    """Return the values in lists that are short enough for one query each."""
    return (values[start : start + AT_ONCE] for start in range(0, len(values), AT_ONCE))
