"""The tables of the catalogue, and the number of their schema.

A change here is a new schema, and needs a step in `migrations`.
"""

from __future__ import annotations

import sqlalchemy as sa

__all__ = [
    "APPLICATION",
    "SCHEMA",
    "WORDS",
    "checks",
    "generation_pictures",
    "generations",
    "inputs",
    "kept_inputs",
    "metadata",
    "not_deleted",
    "photographs",
    "pictures",
    "pruned_calls",
]

SCHEMA = 8
APPLICATION = 0x696D676E
"""SQLite's ``application_id`` of our catalogues: "imgn"."""

WORDS = (
    "CREATE VIRTUAL TABLE words USING fts5("
    "prompt, text, note, content='generations', content_rowid='number',"
    " tokenize='unicode61 remove_diacritics 2')",
    "CREATE TRIGGER words_insert AFTER INSERT ON generations BEGIN"
    " INSERT INTO words (rowid, prompt, text, note)"
    " VALUES (new.number, new.prompt, new.text, new.note); END",
    "CREATE TRIGGER words_delete AFTER DELETE ON generations BEGIN"
    " INSERT INTO words (words, rowid, prompt, text, note)"
    " VALUES ('delete', old.number, old.prompt, old.text, old.note); END",
    "CREATE TRIGGER words_update AFTER UPDATE OF prompt, text, note ON generations BEGIN"
    " INSERT INTO words (words, rowid, prompt, text, note)"
    " VALUES ('delete', old.number, old.prompt, old.text, old.note);"
    " INSERT INTO words (rowid, prompt, text, note)"
    " VALUES (new.number, new.prompt, new.text, new.note); END",
    "INSERT INTO words (words) VALUES ('rebuild')",
)
"""The statements that make the index of words, of prompts, replies and notes, and keep it true."""

metadata = sa.MetaData()

generations = sa.Table(
    "generations",
    metadata,
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("uuid", sa.Text, nullable=False, unique=True),
    sa.Column("status", sa.Text, nullable=False, index=True),  # sent, done or failed
    sa.Column("gateway", sa.Text, nullable=False),
    sa.Column("model", sa.Text, nullable=False),
    sa.Column("served_by", sa.Text, nullable=False, default=""),
    sa.Column("template", sa.Text, nullable=False),
    sa.Column("prompt", sa.Text, nullable=False),
    sa.Column("parameters", sa.JSON, nullable=False),
    sa.Column("take", sa.Integer, nullable=False),
    # A hash of model, prompt, inputs and parameters: with gateway and take it tells a duplicate.
    sa.Column("question", sa.Text, nullable=False, index=True),
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
    sa.Column("rating", sa.Integer),  # the user's, 1 to 5
    # Words between spaces.
    sa.Column("tags", sa.Text, nullable=False, server_default="", index=True),
    sa.Column("note", sa.Text, nullable=False, server_default=""),
    sa.Column("deleted", sa.Text),  # when it was (UTC, ISO 8601); None while it is not
    sa.Column("imported", sa.Text),  # when it came out of a bundle; None if it was made here
    # Until when a sent row is surely under way; its sender renews it (UTC, ISO 8601).
    sa.Column("lease", sa.Text),
    # Dollars that a budget holds for it until its cost is known; None where nothing was reserved.
    sa.Column("reserved", sa.Float),
    # Of an edit of a region: what the model did, and what was done about it; None before that.
    sa.Column("composite", sa.JSON(none_as_null=True)),
    sa.Index("ix_generations_asked", "gateway", "model"),
    sa.Index("ix_generations_created", "created"),
    # A number is never given twice, not even after a row is gone.
    sqlite_autoincrement=True,
)

not_deleted = generations.c.deleted.is_(None)
sa.Index("ix_generations_deleted", generations.c.deleted, sqlite_where=~not_deleted)
# What the panel's history is grouped by.
sa.Index("ix_generations_template", generations.c.template, sqlite_where=not_deleted)
sa.Index("ix_generations_seen", generations.c.created, sqlite_where=not_deleted)

pictures = sa.Table(
    "pictures",
    metadata,
    sa.Column("hash", sa.Text, primary_key=True),  # SHA-256 of the delivered bytes
    sa.Column("type", sa.Text, nullable=False),
    sa.Column("width", sa.Integer, nullable=False),
    sa.Column("height", sa.Integer, nullable=False),
    sa.Column("size", sa.Integer, nullable=False),  # bytes
    # Of `images.looks`, 16 digits; empty where it can't be told, None before it was looked at.
    sa.Column("look", sa.Text, index=True),
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
    sa.Column("source", sa.Text, nullable=False),  # identity of the input
    sa.Column("name", sa.Text, nullable=False),  # the user's name for it
    sa.Column("parent", sa.Integer, index=True),  # the generation it came from
)

# What calls cost whose generations were thrown away: their money is spent all the same.
pruned_calls = sa.Table(
    "pruned_calls",
    metadata,
    sa.Column("number", sa.Integer, primary_key=True),
    sa.Column("created", sa.Text, nullable=False, index=True),
    sa.Column("gateway", sa.Text, nullable=False),
    sa.Column("model", sa.Text, nullable=False),
    sa.Column("cost", sa.Float),
    sa.Column("reserved", sa.Float),
)

# Inputs that were given as pixels, and so have an identity that is not the hash of a file.
kept_inputs = sa.Table(
    "kept_inputs",
    metadata,
    sa.Column("source", sa.Text, primary_key=True),  # as `inputs` has it
    sa.Column("hash", sa.ForeignKey("pictures.hash"), nullable=False, index=True),
)

# The user's own pictures, which no generation made: dropped, uploaded or given as inputs.
photographs = sa.Table(
    "photographs",
    metadata,
    sa.Column("hash", sa.ForeignKey("pictures.hash"), primary_key=True),
    sa.Column("name", sa.Text, nullable=False),  # of its file, as it was first given
    sa.Column("filed", sa.Text, nullable=False, index=True),  # UTC, ISO 8601
)

# What checks found of a picture: of its bytes, of the check as it was written, and of what was
# asked for.
checks = sa.Table(
    "checks",
    metadata,
    sa.Column("hash", sa.ForeignKey("pictures.hash"), primary_key=True),
    sa.Column("label", sa.Text, primary_key=True),  # the check as it was written: text!
    sa.Column("arguments", sa.Text, primary_key=True),  # JSON
    sa.Column("name", sa.Text, nullable=False),  # the check alone: text
    sa.Column("version", sa.Text, nullable=False),  # of the check, or of the user's function
    sa.Column("state", sa.Text, nullable=False, index=True),  # of `checks.result`
    sa.Column("words", sa.Text, nullable=False),
    sa.Column("number", sa.Float),  # what was measured, where that is a number
    sa.Column("made", sa.Text, nullable=False),  # UTC, ISO 8601
)
