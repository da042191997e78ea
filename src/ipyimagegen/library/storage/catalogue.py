"""The catalogue: how SQLite is opened so that several kernels can write at once.

Only this package knows that it is SQLite. Two settings are ours: a committed transaction
survives a crash (``synchronous=FULL``), and a writer takes its lock when it begins
(``BEGIN IMMEDIATE``), so that two writers wait for each other instead of failing. Before
anything is set, the file is opened to be read: it may be another program's.
"""

from __future__ import annotations

import contextlib
import errno
import os
import re
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from ...errors import LibraryError
from ...forks import before_each, is_torn, lock, whole
from .location import SET_IT, check_place, gone, shared_type, unwritable, write_refusal
from .migrations import keep_copy, migrate
from .pages import is_log_damaged
from .reading import BUSY_SECONDS, Copies
from .schema import APPLICATION, SCHEMA, WORDS, metadata
from .shape import distrust, foreign_part
from .values import read_json, read_text

__all__ = ["Catalogue"]

LONGEST_LOG = 8 << 20  # bytes that are kept of a log when it is begun anew
HANDOVER_SECONDS = 3  # that a shared catalogue waits for others to close its log
REPAIR = "ipyimagegen library repair rebuilds it from the folder, and keeps the damaged one."

MOST_SCHEMAS = 256  # a higher number is no newer version's, but damage

DAMAGED = "the catalogue is damaged"
FOREIGN = "the catalogue holds what no library of ours has, and was not opened"

_CORRUPT = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR}
"""Errors of a damaged file; the last one is of a schema that lacks what we have put there."""
_NO_REFUSAL = {*_CORRUPT, sqlite3.SQLITE_BUSY}
"""Errors at opening that are no refusal to be written, so that reading would meet them, too."""
_OF_STATEMENTS = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_CONSTRAINT, sqlite3.SQLITE_ERROR}
"""Errors after which the open file is as good as before."""
_PICTURE = re.compile(r"[0-9a-f]{64}\.\w+")


class HeldElsewhere(OSError):
    """Another program has the catalogue's log open, on a file system that can't share it."""


class Catalogue:
    """The database of a library, opened at first use.

    One that can't be written is opened to be read, and tried again when something is to be
    written; one that has gone away is found again when it comes back.

    Parameters
    ----------
    folder
        The library's folder.
    shared
        The kind of shared file system it is on, empty for a local disk; None finds out.

    Attributes
    ----------
    read_only
        Why it was opened to be read only; empty if it may be written, and before it is opened.
    """

    def __init__(self, folder: Path, *, shared: str | None = None) -> None:
        self.folder = folder
        self.path = folder / "catalogue.db"
        self.read_only = ""
        self._shared = shared
        self._engine: sa.Engine | None = None
        self._file: tuple[int, int] | None = None  # device and inode of the file that was opened
        self._engine_lock = lock()
        self._writer_lock = lock()
        before_each(self)

    @property
    def shared(self) -> str:
        """The kind of shared file system it is on; empty for a local disk."""
        if self._shared is None:
            self._shared = shared_type(self.folder)
        return self._shared

    @contextlib.contextmanager
    def writing(self) -> Iterator[sa.Connection]:
        """Return a transaction that may write; `LibraryError` where that fails."""
        with whole():
            self.open_for_writing()
            engine, file = self.engine(), self._file  # which closing forgets, and that is no fault
            # A thread that waits for SQLite sleeps up to 100 ms at a time; this lock wakes it.
            with self._writer_lock, self._transaction(engine) as connection:
                if file is not None and file != self._identity():  # while this waited for its turn
                    raise gone(self.folder, "its catalogue was replaced just now")
                yield connection

    @contextlib.contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        """Return a transaction that only reads; `LibraryError` where that fails."""
        with whole():
            engine = self.engine().execution_options(reading=True)
            with self._transaction(engine) as connection:
                yield connection

    @contextlib.contextmanager
    def _transaction(self, engine: sa.Engine) -> Iterator[sa.Connection]:
        pool = engine.pool
        try:
            with engine.begin() as connection:
                try:
                    yield connection
                except Exception:
                    raise
                except BaseException:  # an interrupt: a cursor may be open, and keep its snapshot
                    try:
                        connection.rollback()  # a connection that is closed with one keeps its lock
                    finally:
                        connection.invalidate()
                    raise
        except sa.exc.DatabaseError as error:
            raise self._failure(error.orig) from None
        except (sqlite3.Error, HeldElsewhere) as error:  # from setting up a connection
            raise self._failure(error) from None
        finally:
            used = self._engine
            if used is None or used.pool is not pool:
                pool.dispose()  # it was closed meanwhile, but for this connection
                engine.pool.dispose()

    def _failure(self, error: object) -> LibraryError:
        """Return the `LibraryError` for a transaction's error; the next one opens the file anew."""
        if _code(error) not in _OF_STATEMENTS:
            self._dispose()
        return self.library_error(error)

    def check_there(self) -> None:
        """Raise `LibraryError` if the file was opened and is there no more."""
        if self._file is not None:
            self._identity()

    @property
    def is_open(self) -> bool:
        """Whether it was used, and not closed since."""
        return self._engine is not None

    def close(self) -> None:
        """Close its files; the next use opens them again, or makes them anew."""
        with self._engine_lock:
            self._dispose()
            self._file = None

    def _dispose(self) -> None:
        with self._engine_lock:
            if self._engine is not None:
                _close_connections(self._engine)
                self._engine = None

    def before_fork(self) -> None:
        """Close the connections that nobody uses: a child must not get them."""
        engine = self._engine
        if engine is not None:
            _close_connections(engine)

    def damage(self) -> str:
        """Return the damage of the file itself, or the part that isn't ours; empty if it is whole.

        Raises
        ------
        LibraryError
            It is another program's, or can't be read.
        """
        try:
            with self.reading() as connection:
                report = connection.exec_driver_sql("PRAGMA integrity_check(1)").scalar_one()
        except LibraryError as error:
            if str(error) not in (DAMAGED, FOREIGN):
                raise
            return error.said.removeprefix(f"{self.path}: ")
        return "" if report == "ok" else str(report).splitlines()[-1]

    # -- opening ----------------------------------------------------------------------

    def open_for_writing(self) -> None:
        """Open it, if it isn't open; `LibraryError` where it can't be written, or as `engine`."""
        self.engine()
        if self.read_only:
            self._dispose()
            self.engine()
        if self.read_only:
            raise self._unwritable(self.read_only)

    def engine(self) -> sa.Engine:
        """Return the engine on it, made at first use; see `read_only`.

        Raises
        ------
        LibraryError
            The folder can't be used, the catalogue is damaged, another program's, or was
            made by a newer version of this package; then it is not touched. Or it has gone
            away since it was opened.
        """
        if is_torn():
            raise LibraryError(
                "this process can't use the library",
                said="its parent was in the middle of a transaction when it forked",
                hint="Fork again, or start processes with `spawn` or `forkserver`.",
            )
        with whole(), self._engine_lock:
            # SQLite would go on writing into a file that was deleted, or moved away.
            if self._file is not None and self._file != self._identity():
                self._dispose()
            if self._engine is None:
                self._engine = self._open()
            return self._engine

    def _identity(self) -> tuple[int, int]:
        """Return device and inode of the file; `LibraryError` if it is there no more."""
        try:
            found = self.path.stat()
        except OSError as error:
            self._dispose()  # what is mounted there next may have the same device and inode
            raise gone(self.folder, error.strerror or type(error).__name__) from None
        return found.st_dev, found.st_ino

    def _open(self) -> sa.Engine:
        """Open it to be written, or else to be read."""
        try:
            try:
                self._check_loss()
                check_place(self.folder)
                engine = self._open_for_writing()
                self.read_only = ""
            except sa.exc.DatabaseError as error:
                raise error.orig or error from None
        except (OSError, sqlite3.Error) as error:
            refusal = self.library_error(error)
            if _code(error) in _NO_REFUSAL:
                raise refusal from None
            why = _words(error)
            engine = self._open_for_reading(refusal, why)
            self.read_only = why
        self._file = self._identity()
        return engine

    def _check_loss(self) -> None:
        """Raise `LibraryError` where rows would be lost by opening it."""
        why = ""
        if self.path.is_dir():
            why = "it is a folder"
        elif not self.path.exists():
            why = "it is gone"
        elif self.path.stat().st_size == 0:
            why = "it is empty"
        if why and self._has_pictures():
            raise self._damaged(why)
        if is_log_damaged(self.path):
            raise self._damaged("its log is damaged, and has more than SQLite would read")

    def _damaged(self, why: str) -> LibraryError:
        return LibraryError(DAMAGED, said=f"{self.path}: {why}", hint=REPAIR)

    def _open_for_writing(self) -> sa.Engine:
        engine = sa.create_engine(
            sa.URL.create("sqlite", database=str(self.path)),
            connect_args={"timeout": BUSY_SECONDS, "check_same_thread": False},
            json_deserializer=read_json,
            max_overflow=-1,  # a hundred threads wait for SQLite, not for a connection
        )
        sa.event.listen(engine, "connect", self._on_connect)
        sa.event.listen(engine, "begin", _on_begin)
        if self.path.stat().st_size > 0:
            with contextlib.closing(Copies(self.path).connect()) as file:
                self._check_file(file)
        with engine.begin() as connection:
            # Read in the transaction, because another kernel may have made it just now.
            schema = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
            if schema == 0:
                if self._has_pictures():
                    raise self._damaged("its tables are gone")
                metadata.create_all(connection)
                for statement in WORDS:
                    connection.exec_driver_sql(statement)
            elif schema < SCHEMA:
                keep_copy(self.path, schema)
            if schema < SCHEMA:
                migrate(connection, schema or SCHEMA)
        return engine

    def _open_for_reading(self, refusal: LibraryError, why: str) -> sa.Engine:
        """Open it to be read; raise the refusal to be written if there is nothing to read."""
        copies = Copies(self.path)
        try:
            with contextlib.closing(copies.connect()) as file:
                schema = self._check_file(file)
        except (OSError, sqlite3.Error):
            raise refusal from None
        if schema == 0:
            raise refusal
        if schema < SCHEMA:
            refusal.hint = (
                "It was made by an older ipyimagegen, and must be brought up to date to be read: "
                "open it once where it may be written, or set %config ImageGen.library or "
                "IMAGEGEN_LIBRARY to a copy of it."
            )
            raise refusal
        # Each transaction looks anew how it can be read: its owner may write it meanwhile.
        engine = sa.create_engine(
            "sqlite://",
            creator=copies.connect,
            json_deserializer=read_json,
            poolclass=sa.NullPool,
        )
        sa.event.listen(engine, "begin", _on_begin)
        return engine

    def _check_file(self, file: sqlite3.Connection) -> int:
        """Return the schema; `LibraryError` if the file is not ours, too new, or holds more."""
        [application] = file.execute("PRAGMA application_id").fetchone()
        [schema] = file.execute("PRAGMA user_version").fetchone()
        tables = {name for (name,) in file.execute("SELECT name FROM sqlite_master")}
        # The first two schemas had no application id, and in a damaged head it may be any.
        if tables and application != APPLICATION and "generation_pictures" not in tables:
            raise LibraryError(
                "the folder is another program's: its catalogue.db is not ours",
                said=str(self.folder),
                hint=SET_IT,
            )
        if schema not in range(MOST_SCHEMAS) or application not in (0, APPLICATION):
            raise self._damaged("its head is damaged")
        if schema > SCHEMA:
            raise LibraryError(
                f"the library was made by a newer ipyimagegen (schema {schema}, not {SCHEMA})",
                said=str(self.folder),
                hint="Upgrade ipyimagegen, or set another `library`.",
            )
        if foreign := foreign_part(file):
            raise LibraryError(
                FOREIGN,
                said=f"{self.path}: it holds the {foreign}",
                hint="ipyimagegen library repair rebuilds it without that. If somebody sent it, "
                "a bundle is safer.",
            )
        return int(schema)

    def _on_connect(self, connection: Any, _record: Any) -> None:
        # The driver must not begin transactions by itself; _on_begin does (SQLAlchemy's own
        # recipe for SQLite, "Enabling Non-Legacy SQLite Transactional Modes").
        connection.isolation_level = None
        connection.text_factory = read_text
        distrust(connection, writes=True)
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute("PRAGMA secure_delete=ON")  # what is thrown away can't be salvaged
        connection.execute("PRAGMA foreign_keys=ON")
        # A log that one large transaction made long would be read at each opening.
        connection.execute(f"PRAGMA journal_size_limit={LONGEST_LOG}")
        self._choose_journal(connection)

    def _choose_journal(self, connection: sqlite3.Connection) -> None:
        """Use the rollback journal on a shared file system, and a log in a new file elsewhere.

        A file that has the rollback journal keeps it: whoever sees the folder as local may be
        the host of those who share it.
        """
        try:
            [journal] = connection.execute("PRAGMA journal_mode").fetchone()
        except sqlite3.OperationalError:
            if not self.shared:
                raise
            # The memory of the log can't be shared here; whoever is alone needs none
            # (https://sqlite.org/wal.html#noshm).
            connection.execute("PRAGMA locking_mode=EXCLUSIVE")
            journal = "wal"
        if self.shared:
            if journal == "wal":
                self._end_log(connection)
                connection.execute("PRAGMA locking_mode=NORMAL")
        elif journal != "wal" and connection.execute("PRAGMA user_version").fetchone() == (0,):
            _set_journal(connection, "wal", BUSY_SECONDS)

    def _end_log(self, connection: sqlite3.Connection) -> None:
        try:
            _set_journal(connection, "delete", HANDOVER_SECONDS)
        except sqlite3.OperationalError as error:
            if _code(error) != sqlite3.SQLITE_BUSY:
                raise
            words = f"another program has it open in a way that {self.shared} can't share"
            raise HeldElsewhere(errno.EBUSY, words) from None

    def library_error(self, error: object) -> LibraryError:
        """Return the `LibraryError` for an error of the database or the disk."""
        code = _code(error)
        if code == sqlite3.SQLITE_BUSY:
            return unwritable(self.folder, f"another program has locked it for {BUSY_SECONDS} s")
        if code not in _CORRUPT:
            return self._unwritable(_words(error))
        if code == sqlite3.SQLITE_NOTADB and not self._has_pictures():
            return LibraryError(
                "the folder is another program's: its catalogue.db is not ours",
                said=str(self.folder),
                hint=SET_IT,
            )
        return self._damaged(str(error))

    def _unwritable(self, why: str) -> LibraryError:
        refusal = unwritable(self.folder, why)
        if self._is_journal_closed():
            refusal.said += ", and the write that was cut off there can't be taken back"
            refusal.hint = "Open it once as its user, or get leave to write catalogue.db-journal."
        return refusal

    def _is_journal_closed(self) -> bool:
        """Whether all may be written but a journal that another user's process left there."""
        if write_refusal(self.folder):
            return False
        journal = self.path.with_name(f"{self.path.name}-journal")
        try:
            owner = journal.stat().st_uid
        except OSError:
            return False
        is_ours = not hasattr(os, "geteuid") or os.geteuid() in (0, owner)
        return not is_ours or not os.access(journal, os.W_OK)

    def _has_pictures(self) -> bool:
        files = self.folder.glob("pictures/??/*")
        return any(_PICTURE.fullmatch(file.name) for file in files)


def _close_connections(engine: sa.Engine) -> None:
    """Close those that nobody uses; a transaction that is under way closes its own."""
    pool = engine.pool
    engine.dispose(close=False)  # first, so that whoever ends in between sees it
    pool.dispose()


def _on_begin(connection: sa.Connection) -> None:
    options = connection.get_execution_options()
    connection.exec_driver_sql("BEGIN" if options.get("reading") else "BEGIN IMMEDIATE")


def _set_journal(connection: sqlite3.Connection, wanted: str, seconds: float) -> None:
    """Set the journal; SQLite doesn't wait for others here, whatever its timeout."""
    deadline = time.monotonic() + seconds
    while True:
        try:
            connection.execute(f"PRAGMA journal_mode={wanted}")
        except sqlite3.OperationalError as error:
            if _code(error) != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                raise
            time.sleep(0.01)
        else:
            return


def _words(error: object) -> str:
    """Return the words of an error of the database or the disk."""
    return getattr(error, "strerror", None) or str(error)


def _code(error: object) -> int | None:
    """Return SQLite's primary code of an error; None for one of another kind."""
    code: int | None = getattr(error, "sqlite_errorcode", None)
    return None if code is None else code & 0xFF
