"""The catalogue: how SQLite is opened so that several kernels can write at once.

Only this package knows that it is SQLite. Two settings are ours: a committed transaction
survives a crash (``synchronous=FULL``), and a writer takes its lock when it begins
(``BEGIN IMMEDIATE``), so that two writers wait for each other instead of failing. Before
anything is set, the file is opened read-only: it may be another program's.
"""

from __future__ import annotations

import contextlib
import os
import re
import sqlite3
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from ...errors import LibraryError
from .location import SET_IT, check_place, network_type, unwritable
from .migrations import keep_copy, migrate
from .schema import APPLICATION, SCHEMA, WORDS, metadata

__all__ = ["Catalogue"]

BUSY_SECONDS = 30  # that one writer waits for the others
REPAIR = "ipyimagegen library repair rebuilds it from the folder, and keeps the damaged one."

DAMAGED = "the catalogue is damaged"

_CORRUPT = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
_PICTURE = re.compile(r"[0-9a-f]{64}\.\w+")


class Catalogue:
    """The database of a library, opened at first use.

    Parameters
    ----------
    folder
        The library's folder.
    network
        The kind of network file system it is on, empty for a local disk; None finds out.
    """

    def __init__(self, folder: Path, *, network: str | None = None) -> None:
        self.folder = folder
        self.path = folder / "catalogue.db"
        self._network = network
        self._engine: sa.Engine | None = None
        self._process = 0
        self._engine_lock = threading.Lock()
        self._writer_lock = threading.Lock()

    @property
    def network(self) -> str:
        """The kind of network file system it is on; empty for a local disk."""
        if self._network is None:
            self._network = network_type(self.folder)
        return self._network

    @contextlib.contextmanager
    def writing(self) -> Iterator[sa.Connection]:
        """Return a transaction that may write; `LibraryError` where that fails."""
        engine = self.engine()
        # A thread that waits for SQLite sleeps up to 100 ms at a time; from this lock it is woken.
        with self._writer_lock, self._transaction(engine) as connection:
            yield connection

    @contextlib.contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        """Return a transaction that only reads; `LibraryError` where that fails."""
        with self._transaction(self.engine().execution_options(reading=True)) as connection:
            yield connection

    @contextlib.contextmanager
    def _transaction(self, engine: sa.Engine) -> Iterator[sa.Connection]:
        try:
            with engine.begin() as connection:
                yield connection
        except sa.exc.DatabaseError as error:
            raise self.library_error(error.orig) from None
        except sqlite3.Error as error:  # from setting up a connection
            raise self.library_error(error) from None

    def close(self) -> None:
        """Close its files; the next use opens them again."""
        with self._engine_lock:
            if self._engine is not None:
                self._engine.dispose()
                self._engine = None

    def damage(self) -> str:
        """Return the damage of the file itself, in SQLite's words; empty if it is whole.

        Raises
        ------
        LibraryError
            It is another program's, or can't be read.
        """
        try:
            with self.reading() as connection:
                report = connection.exec_driver_sql("PRAGMA integrity_check(1)").scalar_one()
        except LibraryError as error:
            if str(error) != DAMAGED:
                raise
            return error.said.rpartition(": ")[2]
        return "" if report == "ok" else str(report).splitlines()[-1]

    def engine(self) -> sa.Engine:
        """Return the engine on it, made at first use.

        Raises
        ------
        LibraryError
            The folder can't be used, the catalogue is damaged, another program's, or was
            made by a newer version of this package; then it is not touched.
        """
        with self._engine_lock:
            if self._engine is not None and self._process != os.getpid():
                # A child made by fork must leave its parent's connections alone.
                self._engine.dispose(close=False)
                self._engine = None
                self._writer_lock = threading.Lock()  # a thread of the parent may hold it
            if self._engine is None:
                check_place(self.folder)
                self._engine, self._process = self._open_engine(), os.getpid()
            return self._engine

    def _open_engine(self) -> sa.Engine:
        engine = sa.create_engine(
            sa.URL.create("sqlite", database=str(self.path)),
            connect_args={"timeout": BUSY_SECONDS, "check_same_thread": False},
            max_overflow=-1,  # a hundred threads wait for SQLite, not for a connection
        )
        sa.event.listen(engine, "connect", self._on_connect)
        sa.event.listen(engine, "begin", _on_begin)
        try:
            self._check_file()
            with engine.begin() as connection:
                # Read in the transaction, because another kernel may have made it just now.
                schema = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
                if schema == 0:
                    metadata.create_all(connection)
                    for statement in WORDS:
                        connection.exec_driver_sql(statement)
                elif schema < SCHEMA:
                    keep_copy(self.path, schema)
                if schema < SCHEMA:
                    migrate(connection, schema or SCHEMA)
        except sa.exc.DatabaseError as error:
            raise self.library_error(error.orig) from None
        except (OSError, sqlite3.Error) as error:
            raise self.library_error(error) from None
        return engine

    def _check_file(self) -> None:
        """Raise `LibraryError` if the file is another program's or of a newer schema."""
        if self.path.stat().st_size == 0:
            return
        address = f"{self.path.absolute().as_uri()}?mode=ro"
        with contextlib.closing(sqlite3.connect(address, uri=True, timeout=BUSY_SECONDS)) as file:
            [application] = file.execute("PRAGMA application_id").fetchone()
            [schema] = file.execute("PRAGMA user_version").fetchone()
            tables = {name for (name,) in file.execute("SELECT name FROM sqlite_master")}
        # The first two schemas had no application id.
        ours = application == APPLICATION or (application == 0 and "generation_pictures" in tables)
        if tables and not ours:
            raise LibraryError(
                "the folder is another program's: its catalogue.db is not ours",
                said=str(self.folder),
                hint=SET_IT,
            )
        if schema > SCHEMA:
            raise LibraryError(
                f"the library was made by a newer ipyimagegen (schema {schema}, not {SCHEMA})",
                said=str(self.folder),
                hint="Upgrade ipyimagegen, or set another `library`.",
            )

    def _on_connect(self, connection: Any, _record: Any) -> None:
        # The driver must not begin transactions by itself; _on_begin does (SQLAlchemy's own
        # recipe for SQLite, "Enabling Non-Legacy SQLite Transactional Modes").
        connection.isolation_level = None
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute("PRAGMA foreign_keys=ON")
        wanted = "delete" if self.network else "wal"
        if connection.execute("PRAGMA journal_mode").fetchone()[0] != wanted:
            _set_journal(connection, wanted)

    def library_error(self, error: object) -> LibraryError:
        """Return the `LibraryError` for an error of the database or the disk."""
        code = getattr(error, "sqlite_errorcode", None)
        if code is not None and code & 0xFF == sqlite3.SQLITE_BUSY:
            return unwritable(self.folder, f"another program has locked it for {BUSY_SECONDS} s")
        if code is None or code & 0xFF not in _CORRUPT:
            return unwritable(self.folder, getattr(error, "strerror", None) or str(error))
        if code & 0xFF == sqlite3.SQLITE_NOTADB and not self._has_pictures():
            return LibraryError(
                "the folder is another program's: its catalogue.db is not ours",
                said=str(self.folder),
                hint=SET_IT,
            )
        return LibraryError(DAMAGED, said=f"{self.path}: {error}", hint=REPAIR)

    def _has_pictures(self) -> bool:
        files = self.folder.glob("pictures/??/*")
        return any(_PICTURE.fullmatch(file.name) for file in files)


def _on_begin(connection: sa.Connection) -> None:
    options = connection.get_execution_options()
    connection.exec_driver_sql("BEGIN" if options.get("reading") else "BEGIN IMMEDIATE")


def _set_journal(connection: Any, wanted: str) -> None:
    """Set the journal; SQLite doesn't wait for others here, whatever its timeout."""
    deadline = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            connection.execute(f"PRAGMA journal_mode={wanted}")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                raise
            time.sleep(0.01)
        else:
            return
