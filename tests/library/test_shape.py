"""Catalogues from elsewhere: one that holds more than ours is told, and not opened."""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
from pathlib import Path

import pytest
import sqlalchemy as sa

from ipyimagegen.errors import LibraryError
from ipyimagegen.library import Library
from ipyimagegen.library.maintenance.repair import check, repair
from ipyimagegen.library.storage.reading import Copies
from ipyimagegen.library.storage.schema import WORDS
from ipyimagegen.requests import Request

ENDLESS = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT x FROM n"
FOREIGN = [
    "CREATE TRIGGER x AFTER INSERT ON generations BEGIN DELETE FROM generations; END",
    "CREATE TRIGGER x AFTER UPDATE ON pictures BEGIN SELECT load_extension('x'); END",
    f"CREATE VIEW x AS {ENDLESS}",
    f"DROP TABLE inputs; CREATE VIEW inputs AS {ENDLESS}",
    "CREATE TABLE x (a)",
    "CREATE VIRTUAL TABLE x USING fts5(a)",
    "CREATE VIRTUAL TABLE words_x USING fts5(a)",
    "CREATE INDEX x ON generations (prompt COLLATE NOCASE)",
    "CREATE INDEX ix_x ON generations (length(prompt))",
    "CREATE INDEX ix_x ON generations (prompt COLLATE NOCASE)",
    "CREATE INDEX ix_x ON generations (prompt) WHERE rating > 3",
    "CREATE UNIQUE INDEX ix_x ON generations (status)",
    "ALTER TABLE generations ADD COLUMN x TEXT",
    "ALTER TABLE generations ADD COLUMN take2 AS (hex(zeroblob(99999999)))",
    "ALTER TABLE pictures ADD COLUMN lease TEXT DEFAULT (randomblob(9))",
    "ALTER TABLE pictures ADD COLUMN lease TEXT CHECK (abs(size) > 0)",
    "ALTER TABLE pictures ADD COLUMN lease TEXT REFERENCES generations ON DELETE CASCADE",
    "DROP TRIGGER words_insert; "
    + WORDS[1].replace("BEGIN", "BEGIN DELETE FROM inputs;"),
    "DROP TABLE words; CREATE VIEW words AS SELECT 1 AS prompt",
]  # fmt: skip


@pytest.fixture
def library(tmp_path):
    made = Library(tmp_path / "library")
    made.claim(Request("offline", "nano-banana", "a frog"), template="", sources=())
    made.close()
    return made


def change(library, script):
    connection = sqlite3.connect(library.folder / "catalogue.db")
    connection.executescript(script)
    connection.close()


@pytest.mark.parametrize("script", FOREIGN)
def test_a_catalogue_that_holds_more_is_not_opened(library, script):
    change(library, script)
    theirs = Library(library.folder)
    with pytest.raises(LibraryError) as caught:
        theirs.check()
    with pytest.raises(LibraryError, match="was not opened"):
        theirs.count()
    assert (
        str(caught.value) == "the catalogue holds what no library of ours has, and was not opened"
    )
    assert len(caught.value.lines()) <= 4
    assert "ipyimagegen library repair" in caught.value.hint
    theirs.close()


@pytest.mark.parametrize("script", FOREIGN)
def test_a_repair_makes_a_catalogue_without_it(library, script, quick):
    change(library, script)
    with quick(5):
        assert any("anew" in line for line in repair(Library(library.folder)))
    again = Library(library.folder)
    assert [one.prompt for one in again.search("", start=0, count=9)] == ["a frog"]
    assert again.check() == 1
    assert list(library.folder.glob("catalogue-damaged-*.db"))
    again.close()


def test_a_schema_that_has_rotted_is_repaired_with_every_value(library):
    rotted = "sql = replace(sql, 'prompt TEXT', 'pronpt TEXT') WHERE name = 'generations'"
    change(library, f"PRAGMA writable_schema=ON; UPDATE sqlite_master SET {rotted}")
    [problem] = check(Library(library.folder))
    assert problem == "the catalogue is damaged: it holds the table generations"
    repair(Library(library.folder))
    [made] = Library(library.folder).search("frog", start=0, count=9)
    assert (made.prompt, made.model) == ("a frog", "nano-banana")


def test_a_newer_one_is_not_called_foreign(library):
    change(library, "PRAGMA user_version=9; CREATE TABLE newer (a)")
    with pytest.raises(LibraryError, match="made by a newer ipyimagegen"):
        Library(library.folder).count()


def test_once_open_nothing_is_read_of_its_schema(library):
    assert library.count() == 1
    statements = []
    engine = library.catalogue.engine()
    sa.event.listen(engine, "before_cursor_execute", lambda *event: statements.append(event[2]))
    library.count()
    library.get(1)
    assert statements
    assert not any("sqlite_master" in one or "PRAGMA" in one for one in statements)
    library.close()


@pytest.mark.parametrize(
    "script",
    ["ANALYZE", "REINDEX", "VACUUM", "INSERT INTO words(words) VALUES('optimize')",
     "INSERT INTO words(words) VALUES('rebuild')", "PRAGMA journal_mode=DELETE",
     "ALTER TABLE generations RENAME COLUMN question TO request;"
     "ALTER TABLE generations RENAME COLUMN request TO question"],
)  # fmt: skip
def test_what_tools_do_to_ours_leaves_it_ours(library, script):
    change(library, script)
    assert Library(library.folder).check() == 1


def test_older_ones_are_ours(tmp_path):
    folder = tmp_path / "older"
    folder.mkdir()
    shutil.copy(Path(__file__).parent.parent / "made_before" / "catalogue.db", folder)
    assert Library(folder).check() > 0


def test_a_name_in_it_is_told_in_one_printable_line(library):
    change(library, 'CREATE TABLE "\x1b[2J\u202e\n' + "x" * 5000 + '" (a)')
    with pytest.raises(LibraryError) as caught:
        Library(library.folder).count()
    assert "it holds the table [2J xxx" in caught.value.said
    assert len(caught.value.said) < 500


def test_a_catalogue_is_read_first_by_a_connection_that_trusts_nothing(library):
    with contextlib.closing(Copies(library.folder / "catalogue.db").connect()) as file:
        assert file.execute("PRAGMA trusted_schema").fetchone() == (0,)
        assert file.execute("PRAGMA cell_size_check").fetchone() == (1,)
