"""How an older catalogue becomes one of this schema, with a copy of the old one kept.

The steps are plain SQL, because the tables of `tables` are those of today.
"""

from __future__ import annotations

import contextlib
import json
import sqlite3
from collections.abc import Callable
from itertools import groupby
from pathlib import Path

import sqlalchemy as sa

from ...requests import question
from .schema import APPLICATION, SCHEMA, WORDS

__all__ = ["fill_questions", "keep_copy", "migrate"]


def migrate(connection: sa.Connection, found: int) -> None:
    """Bring the catalogue from schema `found` to today's, in the transaction that is open."""
    for older in range(found, SCHEMA):
        _STEPS[older](connection)
    connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION}")
    connection.exec_driver_sql(f"PRAGMA user_version = {SCHEMA}")


def keep_copy(catalogue: Path, found: int) -> Path:
    """Copy a catalogue as it stands committed, beside itself; return the copy.

    Raises
    ------
    OSError, sqlite3.Error
        There is no room for it; then nothing may be changed.
    """
    copy = catalogue.with_name(f"catalogue-schema-{found}.db")
    partial = copy.with_suffix(".part")
    with (
        contextlib.closing(sqlite3.connect(catalogue)) as old,
        contextlib.closing(sqlite3.connect(partial)) as new,
    ):
        old.backup(new)
    return partial.replace(copy)


def fill_questions(connection: sa.Connection) -> None:
    """Compute what each row asked, from what it says."""
    given = connection.exec_driver_sql("SELECT generation, source FROM inputs ORDER BY 1, position")
    sources = {
        number: [source for _, source in rows]
        for number, rows in groupby(given, key=lambda row: row[0])
    }
    asked = connection.exec_driver_sql("SELECT number, model, prompt, parameters FROM generations")
    filled = [
        (question(model, prompt, sources.get(number, ()), json.loads(parameters)), number)
        for number, model, prompt, parameters in asked
    ]
    if filled:
        connection.exec_driver_sql("UPDATE generations SET question = ? WHERE number = ?", filled)


def _add_leases(connection: sa.Connection) -> None:
    connection.exec_driver_sql("ALTER TABLE generations ADD COLUMN lease TEXT")


def _ask_without_gateway_and_take(connection: sa.Connection) -> None:
    """Hash what was asked apart from whom and how often, which have columns of their own."""
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


_STEPS: dict[int, Callable[[sa.Connection], None]] = {
    1: _add_leases,
    2: _ask_without_gateway_and_take,
}
"""What makes the next schema of an older one."""
