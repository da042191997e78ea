"""The tables, and how SQLite is opened so that several kernels can write at once.

Only this package knows that the catalogue is SQLite. Two things are ours to set: what is
committed survives a crash (``synchronous=FULL``), and a writer takes its lock when it
begins (``BEGIN IMMEDIATE``), so that two writers wait for each other instead of failing.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import sqlalchemy as sa

from ..errors import LibraryError

__all__ = ["SCHEMA", "generation_pictures", "generations", "inputs", "open_catalogue", "pictures"]

SCHEMA = 2

_STEPS = {1: ("ALTER TABLE generations ADD COLUMN lease TEXT",)}
"""What makes the next schema of an older one."""

metadata = sa.MetaData()

generations = sa.Table(
    "generations",
    metadata,
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("uuid", sa.Text, nullable=False, unique=True),
    sa.Column("status", sa.Text, nullable=False),  # sent, done or failed
    sa.Column("gateway", sa.Text, nullable=False),
    sa.Column("model", sa.Text, nullable=False),
    sa.Column("served_by", sa.Text, nullable=False, default=""),
    sa.Column("template", sa.Text, nullable=False),
    sa.Column("prompt", sa.Text, nullable=False),
    sa.Column("parameters", sa.JSON, nullable=False),
    sa.Column("take", sa.Integer, nullable=False),
    sa.Column("request", sa.Text, nullable=False, index=True),  # its identity
    sa.Column("name", sa.Text, nullable=False, default=""),
    sa.Column("text", sa.Text, nullable=False, default=""),
    sa.Column("finish_reason", sa.Text),
    sa.Column("usage", sa.JSON),
    sa.Column("cost", sa.Float),  # dollars, as reported
    sa.Column("seconds", sa.Float),
    sa.Column("error", sa.JSON),  # kind, message and the gateway's words
    sa.Column("notebook", sa.Text, nullable=False, default=""),
    sa.Column("created", sa.Text, nullable=False),  # UTC, ISO 8601
    sa.Column("finished", sa.Text),
    # Until when a sent row is surely under way; who sent it renews it (UTC, ISO 8601).
    sa.Column("lease", sa.Text),
    # A number is never given twice, not even after a row is deleted.
    sqlite_autoincrement=True,
)

pictures = sa.Table(
    "pictures",
    metadata,
    sa.Column("hash", sa.Text, primary_key=True),  # SHA-256 of the delivered bytes
    sa.Column("type", sa.Text, nullable=False),
    sa.Column("width", sa.Integer, nullable=False),
    sa.Column("height", sa.Integer, nullable=False),
    sa.Column("size", sa.Integer, nullable=False),  # bytes
)

generation_pictures = sa.Table(
    "generation_pictures",
    metadata,
    sa.Column("generation", sa.ForeignKey("generations.number"), primary_key=True),
    sa.Column("position", sa.Integer, primary_key=True),  # from 1
    sa.Column("hash", sa.ForeignKey("pictures.hash"), nullable=False, index=True),
)

inputs = sa.Table(
    "inputs",
    metadata,
    sa.Column("generation", sa.ForeignKey("generations.number"), primary_key=True),
    sa.Column("position", sa.Integer, primary_key=True),  # from 1, as sent
    sa.Column("source", sa.Text, nullable=False),  # identity of what was given
    sa.Column("name", sa.Text, nullable=False),  # what the user called it
    sa.Column("parent", sa.Integer, index=True),  # the generation it came from
)


def open_catalogue(folder: Path) -> sa.Engine:
    """Return an engine on the folder's catalogue, made if it isn't there.

    Raises
    ------
    LibraryError
        The folder can't be written, or a newer version of this package made the catalogue.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        # Made here, so that an unwritable folder is told in the words of the file system.
        with (folder / "catalogue.db").open("ab"):
            pass
    except OSError as error:
        raise unwritable(folder, error.strerror or type(error).__name__) from None
    engine = sa.create_engine(
        sa.URL.create("sqlite", database=str(folder / "catalogue.db")),
        connect_args={"timeout": 30, "check_same_thread": False},
    )
    sa.event.listen(engine, "connect", _on_connect)
    sa.event.listen(engine, "begin", _on_begin)
    try:
        with engine.begin() as connection:
            found = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
            if found > SCHEMA:
                raise LibraryError(
                    f"the library was made by a newer ipyimagegen (schema {found}, not {SCHEMA})",
                    said=str(folder),
                    hint="Upgrade ipyimagegen, or set another `library`.",
                )
            if found == 0:
                metadata.create_all(connection)
            for older in range(found or SCHEMA, SCHEMA):
                for statement in _STEPS[older]:
                    connection.exec_driver_sql(statement)
            if found < SCHEMA:
                connection.exec_driver_sql(f"PRAGMA user_version = {SCHEMA}")
    except sa.exc.DatabaseError as error:
        raise unwritable(folder, str(error.orig)) from None
    return engine


def unwritable(folder: Path, why: str) -> LibraryError:
    """Return the error for a library that can't be used."""
    return LibraryError(
        "the library can't be written",
        said=f"{folder}: {why}",
        hint="Set the folder: IMAGEGEN_LIBRARY, or %config ImageGen.library = 'FOLDER'.",
    )


def _on_connect(connection: Any, _record: Any) -> None:
    # The driver must not begin transactions by itself; _on_begin does (SQLAlchemy's own
    # recipe for SQLite, "Enabling Non-Legacy SQLite Transactional Modes").
    connection.isolation_level = None
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _on_begin(connection: sa.Connection) -> None:
    options = connection.get_execution_options()
    connection.exec_driver_sql("BEGIN" if options.get("reading") else "BEGIN IMMEDIATE")
