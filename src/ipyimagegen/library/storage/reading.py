"""Reading a catalogue that can't be written: another user's, or one on a disc.

SQLite can read such a file as it is, if the files of its log are beside it or none is needed.
If a log is left there that only a writer could bring in, the file without it would lack the
newest rows, so that both are copied, and the copy is read.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
import tempfile
import weakref
from pathlib import Path

from ...forks import lock
from .address import reading_address
from .shape import distrust
from .values import read_text

__all__ = ["BUSY_SECONDS", "Copies"]

BUSY_SECONDS = 30  # that each one waits for the others' writing
LOGS = ("-wal", "-journal")


def connect_for_reading(path: Path, option: str = "mode=ro") -> sqlite3.Connection:
    """Return a connection to a file that is not written; `sqlite3.Error` if it can't be read."""
    address = reading_address(path, option)
    connection = sqlite3.connect(address, uri=True, timeout=BUSY_SECONDS, check_same_thread=False)
    return _usable(connection)


def _usable(connection: sqlite3.Connection) -> sqlite3.Connection:
    """Return a connection after it has read something: the file is opened only then."""
    try:
        connection.text_factory = read_text
        connection.isolation_level = None  # whoever uses it begins transactions
        distrust(connection, writes=False)
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.Error:
        connection.close()
        raise
    return connection


class Copies:
    """Connections to a catalogue that can't be written, and the copies it takes for them.

    Parameters
    ----------
    path
        The catalogue.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._copy: Path | None = None
        self._copied: list[tuple[int, int]] = []  # size and time of what was copied
        self._lock = lock()

    def connect(self) -> sqlite3.Connection:
        """Return a connection to the catalogue as it is now; `sqlite3.Error` if there is none."""
        try:
            return connect_for_reading(self._path)
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY:
                raise
        if not any(self._size(ending) for ending in LOGS):
            return connect_for_reading(self._path, "immutable=1")
        try:
            return self._connect_to_copy()
        except OSError as error:
            raise sqlite3.OperationalError(f"its log can't be read: {error.strerror}") from None

    def _size(self, ending: str) -> int:
        with contextlib.suppress(OSError):
            return self._beside(ending).stat().st_size
        return 0

    def _beside(self, ending: str) -> Path:
        return self._path.with_name(self._path.name + ending)

    def _connect_to_copy(self) -> sqlite3.Connection:
        """Return a connection to a copy of the file with its log, taken anew if they changed."""
        with self._lock:
            files = [self._path, *(self._beside(end) for end in LOGS if self._size(end))]
            now = [(file.stat().st_size, file.stat().st_mtime_ns) for file in files]
            if self._copy is None or now != self._copied:
                folder = Path(tempfile.mkdtemp(prefix="ipyimagegen-"))
                weakref.finalize(self, _remove, folder, os.getpid())
                for file in files:
                    shutil.copyfile(file, folder / file.name)
                self._copy, self._copied = folder / self._path.name, now
            return _usable(sqlite3.connect(self._copy, check_same_thread=False))


def _remove(folder: Path, owner: int) -> None:
    if owner == os.getpid():  # a child made by fork must leave its parent's copy alone
        shutil.rmtree(folder, ignore_errors=True)
