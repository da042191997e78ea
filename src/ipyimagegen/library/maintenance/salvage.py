"""Salvage: a new catalogue from what can be read of a damaged one and of its older copies.

Two readers take turns. SQLite gives the rows that it finds, and steps over damaged ones;
where that failed, the pages are looked at by themselves. A row is kept with the values that
can be read, and a picture that is there keeps its generation's number even if nothing else
of it is left.
"""

from __future__ import annotations

import contextlib
import re
import sqlite3
import uuid
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from ...errors import PictureError
from ...images.picture import TYPES, verify_kept
from ..storage.files import Files
from ..storage.pages import is_log_damaged, records
from ..storage.reading import Copies
from ..storage.schema import (
    checks,
    generation_pictures,
    generations,
    inputs,
    kept_inputs,
    photographs,
    pictures,
    pruned_calls,
)
from ..storage.shape import is_plain
from ..storage.values import LONG_AGO, STATUSES, read_json, sound

__all__ = ["FOUND", "Salvage"]

FOUND = "Found in the library's folder by a repair; how it was made is not known."
MOST_ROWS = 2**40  # further than any row's number
FURTHEST = 1_000_000  # that a number may be from the others; a further one is damaged

_HASH = re.compile("[0-9a-f]{64}")
_UUID = re.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_LATER = (kept_inputs, pruned_calls, photographs, checks)  # tables that older schemas lack
_TABLES = (generations, pictures, generation_pictures, inputs, *_LATER)
_ADDED_FIRST = ("lease", "rating", "tags", "note", "deleted", "imported", "reserved")
"""The last columns in a catalogue that was brought up to date, which has them in this order."""

Row = dict[str, Any]


class Salvage:
    """The rows that are saved, by their table and their key; the first one of each is kept."""

    def __init__(self) -> None:
        self._rows: dict[str, dict[Any, Row]] = {table.name: {} for table in _TABLES}
        self._highest = 0

    def read(self, source: Path) -> None:
        """Read what can be read of a catalogue."""
        if is_log_damaged(source):  # then SQLite has older rows
            self._read_by_pages(source)
        if not self._read_by_sqlite(source):
            self._read_by_pages(source)

    def _read_by_pages(self, source: Path) -> None:
        """Add the rows on each page that is whole."""
        with contextlib.suppress(OSError):
            for row_id, values in records(source):
                self._add_record(row_id, values)

    def _read_by_sqlite(self, source: Path) -> bool:
        """Add the rows that SQLite finds; return whether it met no damage."""
        is_whole = True
        try:
            with contextlib.closing(Copies(source).connect()) as old:
                old.row_factory = sqlite3.Row
                names = {name for (name,) in old.execute("SELECT name FROM sqlite_master")}
                for table in _TABLES:
                    if table in _LATER and table.name not in names:
                        continue
                    if not is_plain(old, table.name):  # a view, say, that computes without end
                        return False
                    for row in _readable_rows(old, table.name):
                        if row is None:
                            is_whole = False
                        else:
                            self._add(table, dict(row))
                query = "SELECT seq FROM sqlite_sequence WHERE name = 'generations'"
                for (highest,) in old.execute(query):
                    self._reach(highest)
        except (OSError, sqlite3.Error):
            return False
        return is_whole

    def _add_record(self, row_id: int, values: list[Any]) -> None:
        """Add a row whose table is told by its shape only."""
        match values:
            case [None, str(one), str(status), *_] if (
                _UUID.fullmatch(one) and status in STATUSES and len(values) > 20
            ):
                self._add(generations, _named(row_id, values))
            case [str(one), kind, int(), int(), int(), *_] if (
                _HASH.fullmatch(one) and kind in TYPES
            ):
                self._add(pictures, _zipped(pictures, values))
            case [int(), int(), str(one)] if _HASH.fullmatch(one):
                self._add(generation_pictures, _zipped(generation_pictures, values))
            case [int(), int(), str(), str(), int() | None]:
                self._add(inputs, _zipped(inputs, values))
            case [str(one), str(other)] if _HASH.fullmatch(one) and _HASH.fullmatch(other):
                self._add(kept_inputs, _zipped(kept_inputs, values))
            case [str(one), str(), str()] if _HASH.fullmatch(one):
                self._add(photographs, _zipped(photographs, values))
            case [str(one), *texts, float() | int() | None, str()] if (
                _HASH.fullmatch(one) and len(texts) == 6 and all(isinstance(t, str) for t in texts)
            ):
                self._add(checks, _zipped(checks, values))
            case [None, str(), str(), str(), float() | int() | None, float() | int() | None]:
                self._add(pruned_calls, _zipped(pruned_calls, [row_id, *values[1:]]))
            case ["generations", int(highest)]:
                self._reach(highest)

    def _add(self, table: sa.Table, row: Row) -> None:
        values = {name: row.get(name) for name in table.c.keys()}  # noqa: SIM118  # of a table's columns
        for column in table.c:
            if isinstance(column.type, sa.JSON):
                values[column.name] = read_json(values[column.name])
        values = sound(table, values)
        if table is generations and not _UUID.fullmatch(values["uuid"]):
            values["uuid"] = str(uuid.uuid4())
        key = tuple(values[column.name] for column in table.primary_key)
        self._rows[table.name].setdefault(key, values)

    def _reach(self, number: Any) -> None:
        if isinstance(number, int):
            self._highest = max(self._highest, number)

    # -- the new catalogue --------------------------------------------------------------

    def write(self, connection: sa.Connection, files: Files) -> int:
        """Write what was saved into a new catalogue; return how many generations there are."""
        numbered = self._rows[generations.name]
        on_disk = self._add_files(files)
        self._add_shown_as_inputs(on_disk)
        known = {digest for (digest,) in self._rows[pictures.name]}
        shown = self._rows[generation_pictures.name].values()
        links = [row for row in shown if row["hash"] in known]
        for row in links:
            if row["hash"] in on_disk and row["generation"] > 0:
                numbered.setdefault((row["generation"],), _nameless(row["generation"]))
        done = {row["generation"] for row in links}
        uuids: set[str] = set()
        for (number,), row in sorted(numbered.items()):
            if row["status"] not in STATUSES[:3]:
                row["status"] = "done" if number in done else "sent"
            if row["uuid"] in uuids:
                row["uuid"] = str(uuid.uuid4())
            uuids.add(row["uuid"])
        own = [row for row in self._rows[inputs.name].values() if (row["generation"],) in numbered]
        links = [row for row in links if (row["generation"],) in numbered]
        kept = [row for row in self._rows[kept_inputs.name].values() if row["hash"] in known]
        own_pictures = [
            row for row in self._rows[photographs.name].values() if row["hash"] in known
        ]
        found = [row for row in self._rows[checks.name].values() if row["hash"] in known]
        for table, rows in (
            (generations, list(numbered.values())),
            (pictures, list(self._rows[pictures.name].values())),
            (generation_pictures, links),
            (inputs, own),
            (kept_inputs, kept),
            (photographs, own_pictures),
            (checks, found),
            (pruned_calls, list(self._rows[pruned_calls.name].values())),
        ):
            if rows:
                connection.execute(sa.insert(table), rows)
        self._keep_numbers(connection, files.folder)
        return len(numbered)

    def _add_files(self, files: Files) -> set[str]:
        """Add the rows that pictures have lost; return the hashes of all files."""
        on_disk = set()
        for path in files.pictures():
            on_disk.add(path.stem)
            if (path.stem,) not in self._rows[pictures.name]:
                with contextlib.suppress(PictureError, OSError):  # a repair sets it aside
                    picture, _ = verify_kept(path.read_bytes())
                    self._rows[pictures.name][picture.hash,] = picture.row
        return on_disk

    def _add_shown_as_inputs(self, on_disk: Collection[str]) -> None:
        """Add the pictures of generations that have lost them, as the inputs of others tell."""
        shown = self._rows[generation_pictures.name]
        has_some = {row["generation"] for row in shown.values()}
        for row in self._rows[inputs.name].values():
            number, digest = row["parent"], row["source"]
            if number and number not in has_some and digest in on_disk:
                shown[number, 1] = {"generation": number, "position": 1, "hash": digest}

    def _keep_numbers(self, connection: sa.Connection, folder: Path) -> None:
        """See to it that no number is given again that was given before."""
        numbers = [number for (number,) in self._rows[generations.name]]
        numbers += [row["generation"] for row in self._rows[inputs.name].values()]
        numbers += [row["generation"] for row in self._rows[generation_pictures.name].values()]
        for path in (*folder.glob("replies/*.body*"), *folder.glob("filing/*.json")):
            if re.fullmatch("[1-9][0-9]{0,17}", path.name.partition(".")[0]):
                numbers.append(int(path.name.partition(".")[0]))
        likely = sorted(number for number in numbers if 0 < number < MOST_ROWS)
        highest = likely[-1] if likely else 0
        if self._highest < highest + FURTHEST:
            highest = max(highest, self._highest)
        delete = "DELETE FROM sqlite_sequence WHERE name = 'generations'"
        connection.exec_driver_sql(delete)
        insert = "INSERT INTO sqlite_sequence (name, seq) VALUES ('generations', ?)"
        connection.exec_driver_sql(insert, (highest,))


def _readable_rows(old: sqlite3.Connection, table: str) -> Iterator[sqlite3.Row | None]:
    """Yield the rows of a table that SQLite can read, and None for what it can't."""
    after, step = -1, 1
    query = f"SELECT rowid AS place, * FROM {table} WHERE rowid > ? ORDER BY rowid"  # noqa: S608  # our own names
    while after < MOST_ROWS:
        try:
            for row in old.execute(query, [after]):
                yield row
                after, step = row["place"], 1
        except sqlite3.DatabaseError:
            yield None
            after, step = after + step, 2 * step
        else:
            return


def _zipped(table: sa.Table, values: list[Any]) -> Row:
    return dict(zip(table.c.keys(), values, strict=True))


def _named(number: int, values: list[Any]) -> Row:
    """Return the values of a generation's record by the names of their columns."""
    names = list(generations.c.keys())
    if len(values) > 22 and not isinstance(values[22], str):  # where the tags would be
        names[-len(_ADDED_FIRST) :] = _ADDED_FIRST
    return dict(zip(names, values, strict=False)) | {"number": number}


def _nameless(number: int) -> Row:
    """Return a row of which nothing but its number and its picture is known."""
    row: Row = dict.fromkeys(generations.c.keys())
    row |= {"number": number, "uuid": str(uuid.uuid4()), "status": "done", "created": LONG_AGO}
    return sound(generations, row) | {"gateway": "unknown", "model": "unknown", "text": FOUND}
