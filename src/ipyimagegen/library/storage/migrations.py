"""Migrations: an older catalogue becomes one of this schema, and a copy of the old one is kept.

The steps are plain SQL, because the tables of `schema` are those of today.
"""

from __future__ import annotations

import contextlib
import re
import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path

import sqlalchemy as sa

from ...requests import question
from .schema import APPLICATION, SCHEMA, WORDS
from .values import read_json, sound_text

__all__ = ["fill_photographs", "fill_questions", "keep_copy", "migrate"]


def migrate(connection: sa.Connection, schema: int) -> None:
    """Bring the catalogue from an older schema to today's, in the transaction that is open."""
    for older in range(schema, SCHEMA):
        _STEPS[older](connection)
    connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION}")
    connection.exec_driver_sql(f"PRAGMA user_version = {SCHEMA}")


def keep_copy(catalogue: Path, schema: int) -> Path:
    """Copy the committed state of a catalogue of an older schema beside it; return the copy.

    Raises
    ------
    OSError, sqlite3.Error
        There is no room for it; then nothing may be changed.
    """
    copy = catalogue.with_name(f"catalogue-schema-{schema}.db")
    partial = copy.with_suffix(".part")
    with (
        contextlib.closing(sqlite3.connect(catalogue)) as old,
        contextlib.closing(sqlite3.connect(partial)) as new,
    ):
        old.backup(new)
    return partial.replace(copy)


def fill_questions(connection: sa.Connection) -> None:
    """Compute the question of each row from its other columns and its inputs."""
    links = connection.exec_driver_sql("SELECT generation, source FROM inputs ORDER BY 1, position")
    sources = {
        number: [sound_text(source) for _, source in rows]
        for number, rows in groupby(links, key=lambda row: row[0])
    }
    rows = connection.exec_driver_sql("SELECT number, model, prompt, parameters FROM generations")
    questions = [
        (
            question(
                sound_text(model),
                sound_text(prompt),
                sources.get(number, ()),
                read_json(parameters) or {},
            ),
            number,
        )
        for number, model, prompt, parameters in rows
    ]
    if questions:
        update = "UPDATE generations SET question = ? WHERE number = ?"
        connection.exec_driver_sql(update, questions)


def fill_photographs(connection: sa.Connection) -> None:
    """Write down which pictures are the user's own, where that was not done when they came.

    One that was given as an input has the name and the time that it was first given with; an
    upload that nothing was made from has the time of its file, and no name. Masks are none.
    """
    connection.exec_driver_sql(
        "INSERT OR IGNORE INTO photographs (hash, name, filed)"
        " SELECT pictures.hash, inputs.name, min(generations.created) FROM inputs"
        " JOIN generations ON generations.number = inputs.generation"
        " LEFT JOIN kept_inputs ON kept_inputs.source = inputs.source"
        " JOIN pictures ON pictures.hash = coalesce(kept_inputs.hash, inputs.source)"
        " WHERE inputs.parent IS NULL GROUP BY pictures.hash"
    )
    unused = connection.exec_driver_sql(
        "SELECT hash FROM pictures WHERE hash NOT IN (SELECT hash FROM generation_pictures)"
        " AND hash NOT IN (SELECT hash FROM photographs)"
    )
    folder = Path(connection.engine.url.database or "").parent / "pictures"
    masks = _masks(connection)
    filed = [
        (digest, datetime.fromtimestamp(path.stat().st_mtime, UTC).isoformat("T", "milliseconds"))
        for digest in map(sound_text, unused.scalars().all())
        if digest.isalnum() and digest not in masks
        for path in folder.glob(f"{digest[:2]}/{digest}.*")
    ]
    if filed:
        insert = "INSERT OR IGNORE INTO photographs (hash, name, filed) VALUES (?, '', ?)"
        connection.exec_driver_sql(insert, filed)


def _masks(connection: sa.Connection) -> set[str]:
    """Return the hashes of the masks that name a generation's region."""
    query = "SELECT parameters FROM generations WHERE instr(parameters, '\"only\"')"
    rows = connection.exec_driver_sql(query).scalars().all()
    found = {digest for row in rows for digest in _MASK.findall(sound_text(row))}
    kept = connection.exec_driver_sql("SELECT source, hash FROM kept_inputs") if found else ()
    return found | {digest for source, digest in kept if source in found}


_MASK = re.compile(r'"@([0-9a-f]{64})"')


def _add_leases(connection: sa.Connection) -> None:
    connection.exec_driver_sql("ALTER TABLE generations ADD COLUMN lease TEXT")


def _ask_without_gateway_and_take(connection: sa.Connection) -> None:
    """Hash a question without its gateway and its take, which have columns of their own."""
    for statement in (
        "ALTER TABLE generations ADD COLUMN rating INTEGER",
        "ALTER TABLE generations ADD COLUMN tags TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE generations ADD COLUMN note TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE generations ADD COLUMN deleted TEXT",
        "ALTER TABLE generations ADD COLUMN imported TEXT",
        "ALTER TABLE generations RENAME COLUMN request TO question",
        "DROP INDEX IF EXISTS ix_generations_request",
        "CREATE INDEX ix_generations_question ON generations (question)",
        "CREATE INDEX ix_generations_status ON generations (status)",
        "CREATE INDEX ix_generations_asked ON generations (gateway, model)",
        "CREATE INDEX ix_generations_deleted ON generations (deleted) WHERE deleted IS NOT NULL",
    ):
        connection.exec_driver_sql(statement)
    for statement in WORDS:
        connection.exec_driver_sql(statement)
    fill_questions(connection)
    # Before there were takes, every repetition was called the first.
    connection.exec_driver_sql(
        "UPDATE generations SET take = ("
        " SELECT count(*) FROM generations AS earlier"
        " WHERE earlier.question = generations.question AND earlier.status = 'done'"
        " AND earlier.gateway = generations.gateway AND earlier.number <= generations.number"
        ") WHERE status = 'done'"
    )


def _add_kept_inputs(connection: sa.Connection) -> None:
    for statement in (
        "CREATE TABLE kept_inputs (source TEXT NOT NULL, hash TEXT NOT NULL,"
        " PRIMARY KEY (source), FOREIGN KEY(hash) REFERENCES pictures (hash))",
        "CREATE INDEX ix_kept_inputs_hash ON kept_inputs (hash)",
    ):
        connection.exec_driver_sql(statement)


def _add_reservations(connection: sa.Connection) -> None:
    """Add what is reserved for a call, nothing of earlier ones, and what pruned ones cost."""
    for statement in (
        "ALTER TABLE generations ADD COLUMN reserved FLOAT",
        "CREATE INDEX ix_generations_created ON generations (created)",
        "CREATE TABLE pruned_calls (number INTEGER NOT NULL, created TEXT NOT NULL,"
        " gateway TEXT NOT NULL, model TEXT NOT NULL, cost FLOAT, reserved FLOAT,"
        " PRIMARY KEY (number))",
        "CREATE INDEX ix_pruned_calls_created ON pruned_calls (created)",
    ):
        connection.exec_driver_sql(statement)


def _add_photographs(connection: sa.Connection) -> None:
    """Add the user's own pictures, and the indexes that the history is grouped by."""
    for statement in (
        "CREATE TABLE photographs (hash TEXT NOT NULL, name TEXT NOT NULL, filed TEXT NOT NULL,"
        " PRIMARY KEY (hash), FOREIGN KEY(hash) REFERENCES pictures (hash))",
        "CREATE INDEX ix_photographs_filed ON photographs (filed)",
        "CREATE INDEX ix_generations_tags ON generations (tags)",
        "CREATE INDEX ix_generations_template ON generations (template) WHERE deleted IS NULL",
        "CREATE INDEX ix_generations_seen ON generations (created) WHERE deleted IS NULL",
    ):
        connection.exec_driver_sql(statement)
    fill_photographs(connection)


def _add_composites(connection: sa.Connection) -> None:
    connection.exec_driver_sql("ALTER TABLE generations ADD COLUMN composite JSON")


def _add_looks(connection: sa.Connection) -> None:
    """Add the looks of pictures; those that are there are looked at in the background."""
    connection.exec_driver_sql("ALTER TABLE pictures ADD COLUMN look TEXT")
    connection.exec_driver_sql("CREATE INDEX ix_pictures_look ON pictures (look)")


def _add_checks(connection: sa.Connection) -> None:
    """Add the results of checks, none of which was made of earlier pictures."""
    for statement in (
        "CREATE TABLE checks (hash TEXT NOT NULL, label TEXT NOT NULL, arguments TEXT NOT NULL,"
        " name TEXT NOT NULL, version TEXT NOT NULL, state TEXT NOT NULL, words TEXT NOT NULL,"
        " number FLOAT, made TEXT NOT NULL, PRIMARY KEY (hash, label, arguments),"
        " FOREIGN KEY(hash) REFERENCES pictures (hash))",
        "CREATE INDEX ix_checks_state ON checks (state)",
    ):
        connection.exec_driver_sql(statement)


def _add_looks_and_checks(connection: sa.Connection) -> None:
    _add_looks(connection)
    _add_checks(connection)


_STEPS: dict[int, Callable[[sa.Connection], None]] = {
    1: _add_leases,
    2: _ask_without_gateway_and_take,
    3: _add_kept_inputs,
    4: _add_reservations,
    5: _add_photographs,
    6: _add_composites,
    7: _add_looks_and_checks,
}
"""The step from each older schema to the next one."""
