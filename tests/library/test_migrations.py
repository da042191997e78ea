"""Older schemas: brought up to date with a copy kept, and every row still found."""

from __future__ import annotations

import json
import sqlite3
import threading

import pytest

from ipyimagegen import errors
from ipyimagegen.library import Library, Limits
from ipyimagegen.library.maintenance.repair import check
from ipyimagegen.library.maintenance.salvage import Salvage
from ipyimagegen.library.storage.schema import APPLICATION, SCHEMA
from ipyimagegen.requests import Request

# As the first versions made it; the second schema added the lease.
FIRST = """
CREATE TABLE generations (
    number INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, uuid TEXT NOT NULL, status TEXT NOT NULL,
    gateway TEXT NOT NULL, model TEXT NOT NULL, served_by TEXT NOT NULL, template TEXT NOT NULL,
    prompt TEXT NOT NULL, parameters JSON NOT NULL, take INTEGER NOT NULL, request TEXT NOT NULL,
    name TEXT NOT NULL, text TEXT NOT NULL, finish_reason TEXT, usage JSON, cost FLOAT,
    seconds FLOAT, error JSON, notebook TEXT NOT NULL, created TEXT NOT NULL, finished TEXT,
    UNIQUE (uuid)
);
CREATE INDEX ix_generations_request ON generations (request);
CREATE TABLE pictures (
    hash TEXT NOT NULL, type TEXT NOT NULL, width INTEGER NOT NULL, height INTEGER NOT NULL,
    size INTEGER NOT NULL, PRIMARY KEY (hash)
);
CREATE TABLE generation_pictures (
    generation INTEGER NOT NULL, position INTEGER NOT NULL, hash TEXT NOT NULL,
    PRIMARY KEY (generation, position),
    FOREIGN KEY(generation) REFERENCES generations (number),
    FOREIGN KEY(hash) REFERENCES pictures (hash)
);
CREATE INDEX ix_generation_pictures_hash ON generation_pictures (hash);
CREATE TABLE inputs (
    generation INTEGER NOT NULL, position INTEGER NOT NULL, source TEXT NOT NULL,
    name TEXT NOT NULL, parent INTEGER, PRIMARY KEY (generation, position),
    FOREIGN KEY(generation) REFERENCES generations (number)
);
CREATE INDEX ix_inputs_parent ON inputs (parent);
"""
GATEWAY = "https://gateway.example"
RED, BLUE = "ab" * 32, "cd" * 32
COLUMNS = (
    "uuid, status, gateway, model, served_by, template, prompt, parameters, take, request, name,"
    " text, notebook, created"
)


def fill(path, schema):
    connection = sqlite3.connect(path)
    connection.executescript(FIRST)
    if schema == 2:
        connection.execute("ALTER TABLE generations ADD COLUMN lease TEXT")
    connection.execute(f"PRAGMA user_version = {schema}")
    for number, (status, prompt, parameters) in enumerate(
        (
            ("done", "a cat", {}),
            ("done", "night", {"aspect": "16:9", "extra": {"ü": [1, 2.5]}}),
            ("failed", "a cat", {}),
            ("done", "a cat", {}),
            ("sent", "a dog", {}),
        ),
        start=1,
    ):
        row = [f"u{number}", status, GATEWAY, "nano-banana", "", prompt, prompt]
        row += [json.dumps(parameters), 1, "old", "", "", "", "2026-01-01T00:00:00.000+00:00"]
        marks = ", ".join("?" * len(row))
        connection.execute(f"INSERT INTO generations ({COLUMNS}) VALUES ({marks})", row)
    connection.execute("INSERT INTO pictures VALUES (?, 'png', 8, 6, 80)", [RED])
    connection.executemany(
        "INSERT INTO generation_pictures VALUES (?, 1, ?)", [(1, RED), (2, RED), (4, RED)]
    )
    connection.executemany(
        "INSERT INTO inputs VALUES (2, ?, ?, 'cat', ?)", [(2, BLUE, None), (1, RED, 1)]
    )
    connection.commit()
    connection.close()


@pytest.fixture(params=[1, 2])
def schema(request):
    return request.param


@pytest.fixture
def folder(tmp_path, schema):
    (tmp_path / "library").mkdir()
    fill(tmp_path / "library" / "catalogue.db", schema)
    return tmp_path / "library"


CAT = Request(GATEWAY, "nano-banana", "a cat")
NIGHT = Request(
    GATEWAY,
    "nano-banana",
    "night",
    sources=(RED, BLUE),
    parameters={"aspect": "16:9", "extra": {"ü": [1, 2.5]}},
)


def test_what_was_made_is_found_again(folder):
    library = Library(folder)
    assert library.look_up([CAT])[0].number == 1
    assert library.look_up([NIGHT])[0].number == 2
    assert [given.source for given in library.get(2).inputs] == [RED, BLUE]
    assert library.get(5).status == "unknown"
    assert library.count() == library.last_number() == 5


def test_repetitions_become_takes(folder):
    library = Library(folder)
    assert [library.get(number).take for number in (1, 4)] == [1, 2]
    claim = library.claim(CAT, template="a cat", sources=(), again=True)
    assert (claim.number, claim.take) == (6, 3)


def test_a_copy_of_the_old_one_is_kept(folder, schema):
    Library(folder).count()
    copy = folder / f"catalogue-schema-{schema}.db"
    with sqlite3.connect(copy) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (schema,)
        assert connection.execute("SELECT count(*) FROM generations").fetchone() == (5,)
        assert connection.execute("SELECT request FROM generations").fetchone() == ("old",)
    connection.close()


def test_it_has_the_tables_that_a_new_one_has(folder, tmp_path):
    def shape(path):
        with sqlite3.connect(path) as connection:
            [found] = connection.execute("PRAGMA user_version").fetchone()
            [application] = connection.execute("PRAGMA application_id").fetchone()
            columns = {
                (table, *row[1:4])
                for table in (
                    "generations",
                    "pictures",
                    "generation_pictures",
                    "inputs",
                    "kept_inputs",
                    "pruned_calls",
                    "photographs",
                    "checks",
                )
                for row in connection.execute(f"PRAGMA table_info({table})")
            }
            indexes = {
                name
                for (name,) in connection.execute("SELECT name FROM sqlite_master")
                if name.startswith("ix_")
            }
        connection.close()
        return found, application, columns, indexes

    Library(folder).count()
    Library(tmp_path / "new").count()
    assert shape(folder / "catalogue.db") == shape(tmp_path / "new" / "catalogue.db")
    assert shape(folder / "catalogue.db")[:2] == (SCHEMA, APPLICATION)


def test_many_open_an_old_one_at_the_same_time(folder):
    found, begin = [], threading.Barrier(8)

    def work():
        begin.wait(30)
        found.append(Library(folder).look_up([CAT])[0].number)

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert found == [1] * 8


def test_where_no_copy_can_be_made_nothing_is_changed(folder, schema):
    (folder / f"catalogue-schema-{schema}.part").mkdir()  # in the way of the copy
    with pytest.raises(errors.LibraryError, match="can't be written"):
        Library(folder).count()
    with sqlite3.connect(folder / "catalogue.db") as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (schema,)
        assert connection.execute("SELECT request FROM generations").fetchone() == ("old",)
    connection.close()


# -- the fourth schema ------------------------------------------------------------------


@pytest.fixture
def fourth(tmp_path):
    """A library as the fourth schema had it: nothing was reserved, and nothing kept of pruned."""
    library = Library(tmp_path / "fourth")
    library.claim(CAT, template="a cat", sources=())
    library.close()
    connection = sqlite3.connect(library.catalogue.path)
    for statement in (
        "DROP INDEX ix_generations_created",
        "ALTER TABLE generations DROP COLUMN reserved",
        "DROP TABLE pruned_calls",
        "DROP TABLE photographs",
        "DROP TABLE checks",
        "DROP INDEX ix_generations_tags",
        "DROP INDEX ix_generations_template",
        "DROP INDEX ix_generations_seen",
        "ALTER TABLE generations DROP COLUMN composite",
        "DROP INDEX ix_pictures_look",
        "ALTER TABLE pictures DROP COLUMN look",
        "PRAGMA user_version = 4",
    ):
        connection.execute(statement)
    connection.commit()
    connection.close()
    return library.folder


def test_a_library_without_reservations_gets_them(fourth):
    library = Library(fourth)
    assert library.today({}).unpriced == {"nano-banana": 1}
    assert library.today({"nano-banana": 0.05}).held == 0.05
    limits = Limits(0.1, {"nano-banana": 0.05})
    dog = Request(GATEWAY, "nano-banana", "a dog")
    assert library.claim(dog, template="", sources=(), limits=limits).number == 2
    assert library.today(limits.prices).held == pytest.approx(0.1)
    with sqlite3.connect(fourth / "catalogue-schema-4.db") as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (4,)
    connection.close()
    assert list(check(library)) == []


def test_what_is_reserved_outlives_a_damage(fourth):
    library = Library(fourth)
    limits = Limits(None, {"nano-banana": 0.05})
    dog = Request(GATEWAY, "nano-banana", "a dog")
    library.claim(dog, template="", sources=(), limits=limits)
    library.close()
    for read in (Salvage._read_by_sqlite, Salvage._read_by_pages):
        salvage = Salvage()
        read(salvage, library.catalogue.path)
        rows = salvage._rows["generations"].values()
        assert [row["reserved"] for row in rows] == [None, 0.05]
        assert [row["lease"] is None for row in rows] == [False, False]


def test_a_reservation_that_is_none_counts_as_unknown(fourth):
    library = Library(fourth)
    for value in ("'much'", "-1", "1e300", "x'00'"):
        library.count()
        with library.catalogue.writing() as connection:
            connection.exec_driver_sql(f"UPDATE generations SET reserved = {value}")
        assert library.today({}).unpriced == {"nano-banana": 1}
        assert library.today({"nano-banana": 0.05}).held == 0.05
