"""The shape of a catalogue: its tables, indexes and triggers are ours, or it is not opened.

A folder that came from somebody may hold a catalogue in which a trigger changes other rows
whenever one is written, a view or a generated column computes without end, or a virtual table
reaches for files. SQLite runs these by itself. So the schema is read before anything else is:
each statement in it is one of ours to the letter, or has no words but those of our tables.
"""

from __future__ import annotations

import contextlib
import re
import sqlite3
import sys

from ...text import one_line
from .schema import WORDS, metadata

__all__ = ["distrust", "foreign_part", "is_plain"]

_VERBATIM = {
    *(statement for statement in WORDS if statement.startswith("CREATE")),
    "CREATE TABLE sqlite_sequence(name,seq)",
    "CREATE TABLE sqlite_stat1(tbl,idx,stat)",
    "CREATE TABLE sqlite_stat4(tbl,idx,neq,nlt,ndlt,sample)",
}
_COLUMNS = {column.name for table in metadata.tables.values() for column in table.columns}
_NAMES = {*metadata.tables, *_COLUMNS, "request"}  # the last one is of older schemas
_IN_TABLES = _NAMES | {
    "create", "table", "integer", "text", "json", "float", "not", "null", "primary", "key",
    "autoincrement", "unique", "default", "foreign", "references",
}  # fmt: skip
_IN_INDEXES = _NAMES | {"create", "index", "on", "where", "is", "not", "null"}
_IN_SHADOWS = {
    "create", "table", "id", "integer", "primary", "key", "block", "blob", "segid", "term",
    "pgno", "without", "rowid", "sz", "k", "v", "origin",
    "words_data", "words_idx", "words_docsize", "words_config",
}  # fmt: skip
_SIMPLE = re.compile(r"[\w\s(),'\"]*")  # no operator, no comment, no other quote, no second one


def foreign_part(file: sqlite3.Connection) -> str:
    """Return a part of a schema that no catalogue of ours has, such as ``trigger x``, or ""."""
    parts = file.execute("SELECT type, name, sql FROM sqlite_master")
    return next((one_line(f"{part[0]} {part[1]}", 60) for part in parts if not _is_ours(*part)), "")


def is_plain(file: sqlite3.Connection, table: str) -> bool:
    """Whether a table of ours can be read without running anything, whatever is beside it."""
    query = "SELECT type, name, sql FROM sqlite_master WHERE name = ? COLLATE NOCASE"
    return all(_is_ours(*part) for part in file.execute(query, [table]))


def _is_ours(kind: object, name: object, sql: object) -> bool:
    name = str(name)
    if sql is None:  # SQLite's own index of what is unique
        return kind == "index" and name.startswith("sqlite_autoindex_")
    statement = " ".join(str(sql).split())
    if statement in _VERBATIM:
        return True
    if kind == "table" and name in metadata.tables:
        return _has_only(statement, _IN_TABLES)
    if kind == "table" and name.startswith("words_"):
        return _has_only(statement, _IN_SHADOWS)
    return kind == "index" and name.startswith("ix_") and _has_only(statement, _IN_INDEXES | {name})


def _has_only(statement: str, words: set[str]) -> bool:
    found = (word.lower() for word in re.findall(r"\w+", statement))
    return _SIMPLE.fullmatch(statement) is not None and words.issuperset(found)


def distrust(connection: sqlite3.Connection, *, writes: bool) -> None:
    """Have SQLite itself take a file for a stranger's, as far as its version can.

    Where it `writes`, our triggers fill the index of words, which older versions (3.40)
    would refuse with the rest of a schema that isn't trusted.
    """
    connection.execute(f"PRAGMA trusted_schema={'ON' if writes else 'OFF'}")
    connection.execute("PRAGMA cell_size_check=ON")
    if sys.version_info >= (3, 12):
        with contextlib.suppress(sqlite3.Error):  # an SQLite that was built without it
            connection.setconfig(sqlite3.SQLITE_DBCONFIG_DEFENSIVE, True)
