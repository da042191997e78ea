"""Hints: a look into a library while somebody types, which waits for nobody and writes nothing.

A library that is opened makes its folder, brings its tables up to date, files what a dead
process left, and waits for whoever has it locked. All of that would be wrong at a Tab. So this
is a connection of its own: to be read only, for a few milliseconds, and without SQLAlchemy,
whose import alone takes longer than a person wants to wait. What doesn't work out is an
exception, and whoever asks goes without.
"""

from __future__ import annotations

import contextlib
import logging
import re
import sqlite3
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from ...forks import whole
from .address import reading_address

__all__ = ["Hint", "Hints", "hints"]

SECONDS = 0.005  # for all questions of one look
STEPS = 500  # of SQLite's machine, between two looks at the clock
LONGEST = 200  # characters of a prompt
MOST_DIGITS = 18

_TABLES = ("generations", "generation_pictures")
# No expression, which would be computed for each row; see `shape`.
_PLAIN = re.compile(r"CREATE TABLE (?!.*\b(?:as|generated|virtual)\b)[\w\s(),'\"]*", re.I | re.S)

log = logging.getLogger("ipyimagegen")


class Hint(NamedTuple):
    """A generation, as far as it is told at a Tab; the prompt may be cut."""

    number: int
    name: str
    prompt: str

    @property
    def ref(self) -> str:
        """The reference to it."""
        return f"@{self.number}"


@contextlib.contextmanager
def hints(folder: Path, *, seconds: float = SECONDS) -> Iterator[Hints]:
    """Look into the library in a folder for a moment.

    Parameters
    ----------
    folder
        The folder, which need not exist.
    seconds
        The time for all questions; behind that they have no more answers.

    Raises
    ------
    sqlite3.Error
        There is none, it is locked or damaged, or has another program's tables.
    """
    with whole():
        path = folder / "catalogue.db"
        address = reading_address(path, _way_in(path))
        connection = sqlite3.connect(address, uri=True, timeout=0)
        with contextlib.closing(connection):
            connection.text_factory = lambda data: data.decode("utf-8", "replace")
            connection.execute("PRAGMA trusted_schema=OFF")
            connection.execute("PRAGMA cell_size_check=ON")
            end = time.monotonic() + seconds
            connection.set_progress_handler(lambda: time.monotonic() > end, STEPS)
            _check(connection)
            yield Hints(connection)


def _way_in(path: Path) -> str:
    """Return how a catalogue is opened so that SQLite puts no file of a log beside it."""
    writes, index, journal = (
        path.with_name(path.name + end) for end in ("-wal", "-shm", "-journal")
    )
    if writes.exists():
        if not index.exists():
            raise sqlite3.OperationalError("its log is another program's, or left by one that died")
        return "mode=ro"
    return "mode=ro" if journal.exists() else "mode=ro&immutable=1"


def _check(connection: sqlite3.Connection) -> None:
    query = "SELECT name, sql FROM sqlite_master WHERE name IN (?, ?) COLLATE NOCASE"
    found = dict(connection.execute(query, _TABLES).fetchall())
    if set(found) != set(_TABLES) or not all(_PLAIN.fullmatch(str(sql)) for sql in found.values()):
        raise sqlite3.DatabaseError("its tables are not ours")


class Hints:
    """A look into a library: each answer has what was found before the time was over."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def newest(self, prefix: str, count: int, *, pictures: bool) -> list[Hint]:
        """Return generations whose numbers begin so, the one of that number and the newest first.

        Parameters
        ----------
        prefix
            Digits, or nothing.
        count
            How many at most.
        pictures
            Only those that have pictures.
        """
        done = "AND status = 'done'" if pictures else ""
        query = f"""
            SELECT number, name, substr(prompt, 1, {LONGEST}) FROM generations
            WHERE number BETWEEN ? AND ? AND deleted IS NULL {done}
            ORDER BY number DESC LIMIT ?"""  # noqa: S608  # of words of ours
        found: list[Hint] = []
        for first, last in self._beginning_with(prefix):
            found += self._hints(query, first, last, count - len(found))
        return found

    def _beginning_with(self, prefix: str) -> Iterator[tuple[int, int]]:
        """Yield the ranges of the numbers that begin with some digits, in the order of `newest`."""
        if not prefix:
            yield 0, 10**MOST_DIGITS
            return
        if not prefix.isdecimal() or prefix.startswith("0") or len(prefix) > MOST_DIGITS:
            return
        yield int(prefix), int(prefix)
        most = sum(most or 0 for (most,) in self._rows("SELECT max(number) FROM generations"))
        for power in range(len(str(most)) - len(prefix), 0, -1):
            first = int(prefix) * 10**power
            yield first, first + 10**power - 1

    def numbered(self, numbers: Iterable[int]) -> list[Hint]:
        """Return those of these generations that there are, in this order."""
        query = f"""
            SELECT number, name, substr(prompt, 1, {LONGEST}) FROM generations
            WHERE number = ? AND deleted IS NULL"""  # noqa: S608  # likewise
        return [hint for number in numbers for hint in self._hints(query, number)]

    def deleted(self, count: int) -> list[Hint]:
        """Return the generations that were deleted last."""
        query = f"""
            SELECT number, name, substr(prompt, 1, {LONGEST}) FROM generations
            WHERE deleted IS NOT NULL ORDER BY deleted DESC, number LIMIT ?"""  # noqa: S608  # likewise
        return self._hints(query, count)

    def pictures(self, number: int) -> int:
        """Return how many pictures a generation has."""
        query = "SELECT count(*) FROM generation_pictures WHERE generation = ?"
        return sum(count for (count,) in self._rows(query, number))

    def hashes(self, prefix: str, count: int) -> list[tuple[str, Hint]]:
        """Return pictures whose hashes begin so, each with its generation."""
        query = f"""
            SELECT hash, number, name, substr(prompt, 1, {LONGEST})
            FROM generation_pictures JOIN generations ON number = generation
            WHERE hash >= ? AND hash < ? AND deleted IS NULL ORDER BY hash LIMIT ?"""  # noqa: S608  # likewise
        rows = self._rows(query, prefix, f"{prefix}g", count)
        return [(str(digest), _hint(*row)) for digest, *row in rows]

    def models(self, gateway: str | None, count: int) -> list[str]:
        """Return the models that a gateway was asked for, or any of them where it is None."""
        gateways = self._different("gateway", count) if gateway is None else [gateway]
        models = {
            model: None
            for one in gateways
            for model in self._different("model", count, "gateway = ?", one)
        }
        return list(models)

    def _different(self, column: str, count: int, where: str = "1", *values: str) -> list[str]:
        """Return a column's values, jumping in the index on gateways and models from one on."""
        query = f"""
            WITH RECURSIVE one(value) AS (
                SELECT min({column}) FROM generations WHERE {where}
                UNION ALL
                SELECT (SELECT min({column}) FROM generations WHERE {where} AND {column} > value)
                FROM one WHERE value IS NOT NULL)
            SELECT value FROM one WHERE value IS NOT NULL LIMIT ?"""  # noqa: S608  # likewise
        return [str(value) for (value,) in self._rows(query, *values, *values, count)]

    def tags(self, count: int) -> list[str]:
        """Return the words that generations are tagged with, the newest first."""
        return self._words("tags", count)

    def names(self, count: int) -> list[str]:
        """Return the variables that generations were bound to, the newest first."""
        return self._words("name", count)

    def _words(self, column: str, count: int) -> list[str]:
        """Return the words in a column that has no index, as many as are found in time."""
        query = f"""
            SELECT {column} FROM generations
            WHERE {column} != '' AND deleted IS NULL ORDER BY number DESC"""  # noqa: S608  # likewise
        found: dict[str, None] = {}
        for (words,) in self._rows(query):
            found |= dict.fromkeys(str(words).split())
            if len(found) >= count:
                break
        return list(found)[:count]

    def _hints(self, query: str, *values: object) -> list[Hint]:
        return [_hint(*row) for row in self._rows(query, *values)]

    def _rows(self, query: str, *values: object) -> Iterator[tuple[Any, ...]]:
        """Yield the rows of a query until the time is over."""
        try:
            yield from self._connection.execute(query, values)
        except sqlite3.OperationalError as error:
            log.debug("a look into the library ended: %s", error)


def _hint(number: object, name: object, prompt: object) -> Hint:
    return Hint(int(str(number)), str(name), str(prompt))
