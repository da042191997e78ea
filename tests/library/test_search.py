"""Search: words, fields, umlauts and quotes; what can't be searched is refused in words."""

from __future__ import annotations

import io
import sqlite3
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from ipyimagegen import errors
from ipyimagegen.images.picture import Picture
from ipyimagegen.library import Library, Source
from ipyimagegen.library.maintenance.repair import check, repair
from ipyimagegen.library.storage.schema import generations
from ipyimagegen.requests import Reply, Request

GATEWAY = "https://gateway.example"


def picture(colour):
    stream = io.BytesIO()
    Image.new("RGB", (8, 6), colour).save(stream, "PNG")
    return Picture.from_bytes(stream.getvalue())


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    made = Library(tmp_path_factory.mktemp("search") / "library", lease=0.01)

    def make(
        prompt, *, model="nano-banana", gateway=GATEWAY, sources=(), name="", text="", end="done"
    ):
        request = Request(gateway, model, prompt, tuple(one.value.hash for one in sources))
        number = made.claim(request, template=prompt, sources=sources, name=name).number
        if end == "done":
            made.finish(number, Reply((picture(f"#{number:06x}"),), text=text, served_by=model))
        elif end == "failed":
            made.fail(number, errors.Blocked("no"))
        return number

    fox = make("a red fox at night", name="fox", text="Here is a sleeping animal.")
    source = Source(made.get(fox).picture, "fox", fox)
    make("make it day", sources=[source], model="gpt-image")
    make("ein Füchslein im Schnee – „groß“")
    make("a blue boat", gateway="offline")
    make("a wolf", end="failed")
    make("a bear", end="sent")
    make('the sign says "open 24/7" (really)')
    made.mark(2, rating=4)
    return made


def found(library, query, **options):
    return [one.number for one in library.search(query, **options)]


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ("", [7, 6, 5, 4, 3, 2, 1]),
        ("fox", [1]),
        ("FO", [1]),
        ("fox red", [1]),
        ("fox blue", []),
        ('"fox at night"', [1]),
        ('"night at fox"', []),
        ("sleeping", [1]),
        ("fuchslein", [3]),
        ("Füchs", [3]),
        ("groß", [3]),
        ("24/7", [7]),
        ("(really)", [7]),
        ("AND", []),
        ('fox ""', [1]),
        ('"-fox"', [1]),
        ("a*b", [6, 4]),  # these words, one after the other
        ("model:gpt", [2]),
        ("model:gpt-image is:edit", [2]),
        ("is:done fox", [1]),
        ("is:failed", [5]),
        ("is:unknown", [6]),
        ("is:sketch", [4]),
        ("is:rated", [2]),
        ("rating:4", [2]),
        ("rating:5", []),
        ("input:@1", [2]),
        ("input:1", [2]),
        ("name:fox", [1]),
        ("since:1h", [7, 6, 5, 4, 3, 2, 1]),
        ("since:2026-01-01 fox", [1]),
        ("since:2999-01-01", []),
        ("model:%", []),
    ],
)
def test_what_is_found(library, query, numbers):
    assert found(library, query) == numbers


def test_edits_are_found_by_the_hash_of_what_they_were_made_from(library):
    reference = library.get(1).picture.ref
    assert found(library, f"input:{reference}") == [2]
    assert found(library, f"input:{reference[1:].upper()} is:edit") == [2]
    assert found(library, f"input:{library.get(2).picture.ref}") == []


def test_pages(library):
    assert found(library, "", count=2) == [7, 6]
    assert found(library, "", start=5, count=5) == [2, 1]


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("modle:gpt", "Did you mean model?"),
        ("colour:red", "There are model:"),
        ("is:faild", "Did you mean failed"),
        ("is:xyzzy", "There are starred"),
        ("rating:99999999999999999999", "rating: so many"),
        ('fox "at night', "not closed"),
        ("since:soon", "since: from then on: a day"),
        ("since:3y", "since: from then on: a day"),
        ("until:3y", "until: up to then, with that day"),
        ("untill:7d", "Did you mean until?"),
        ("since:7days", "Did you mean since:7d?"),
        ('before:"2 weeks ago"', "Did you mean before:2w?"),
        ("until:2026-1-5", "Did you mean until:2026-01-05?"),
        ("before:2026/11/05", "Did you mean before:2026-11-05?"),
        ("since:5.11.2026", "Did you mean since:2026-11-05?"),
        ("until:2026-02-30", "Did you mean until:2026-02-28?"),
        ("since:2026-13", "since: from then on"),
        ("month:2026-13", "month: a month such as 2026-11"),
        ("month:2026-11-05", "Did you mean month:2026-11?"),
        ("month:11.2026", "month: a month such as 2026-11"),
        ("month:7d", "month: a month such as 2026-11"),
        ("until:9999-12-31", "until: up to then"),
        ("since:0000-01-01", "since: from then on"),
        ("input:fox", "input: made from"),
        ("rating:good", "rating: so many stars"),
        ("tag:", "tag: needs a value\ntag: a word it was tagged with."),
        ("fox like:", "like: needs a value"),
        ('name:"" fox', "name: needs a value"),
        ("tag: client", "tag: needs a value"),
        ("-fox", 'a search leaves nothing out: -fox\nWrite "-fox" in quotes'),
        ("fox OR owl", 'finds what has all its words: OR\nWrite "OR" in quotes'),
        ("cost>0.05", "a search compares nothing: cost>0.05\nThere are model:"),
        ("rating>=4", "a search compares nothing: rating>=4"),
    ],
)
def test_what_cannot_be_searched_is_said(library, query, words):
    with pytest.raises(errors.OptionError) as caught:
        library.search(query)
    assert words in "\n".join(caught.value.lines())


@pytest.mark.thorough
@settings(max_examples=150, deadline=None)
@given(st.text(max_size=40))
def test_any_query_is_answered_or_refused(library, query):
    try:
        library.search(query)
    except errors.OptionError as error:
        assert len(error.lines()) <= 4


def test_the_index_follows_the_rows(tmp_path):
    library = Library(tmp_path / "library")
    request = Request(GATEWAY, "m", "a fox")
    number = library.claim(request, template="a fox", sources=()).number
    assert found(library, "fox") == [number]
    library.finish(number, Reply((picture("red"),), text="It sleeps."))
    assert found(library, "sleeps") == [number]
    library.close()
    with sqlite3.connect(library.folder / "catalogue.db") as connection:
        connection.execute("UPDATE generations SET prompt = 'a hen' WHERE number = 1")
    connection.close()
    assert found(library, "fox") == []
    assert found(library, "hen") == [1]
    with sqlite3.connect(library.folder / "catalogue.db") as connection:
        connection.execute("INSERT INTO words (words) VALUES ('delete-all')")
    connection.close()
    assert found(Library(library.folder), "hen") == []
    repair(Library(library.folder))
    assert found(Library(library.folder), "hen") == [1]
    assert list(check(library)) == []


def test_times_are_compared_as_times(library):
    from ipyimagegen.library.search import conditions

    later = datetime.now(UTC) + timedelta(days=8)
    assert conditions("since:7d", now=later)
    assert found(library, "since:2026-01-01T00:00:00+05:00 fox") == [1]


TIMES = {
    # of creation, where the user is
    1: "2026-09-30T23:59:59.999",
    2: "2026-10-01T00:00:00.000",
    3: "2026-10-31T23:59:59.999",
    4: "2026-11-01T00:00:00.000",
    5: "2026-11-01T18:30:00.000",
    6: "2026-11-02T08:00:00.000",
    7: "2026-12-31T23:00:00.000",
}


@pytest.fixture(scope="module")
def year(tmp_path_factory):
    """A library whose generations were made at these times."""
    made = Library(tmp_path_factory.mktemp("year") / "library")
    for number in TIMES:
        prompt = "a fox" if number % 2 else "a hen"
        made.claim(Request(GATEWAY, "m", f"{prompt} {number}"), template=prompt, sources=())
    made.close()
    with sqlite3.connect(made.folder / "catalogue.db") as connection:
        for number, time in TIMES.items():
            utc = datetime.fromisoformat(time).astimezone(UTC).isoformat(timespec="milliseconds")
            connection.execute("UPDATE generations SET created = ? WHERE number = ?", (utc, number))
    connection.close()
    return made


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ("until:2026-11-01", [5, 4, 3, 2, 1]),
        ("before:2026-11-01", [3, 2, 1]),
        ("since:2026-11-01 until:2026-11-01", [5, 4]),
        ("since:2026-11-01T12:00 before:2026-11-02", [5]),
        ("until:2026-11-01T18:30", [5, 4, 3, 2, 1]),
        ('before:"2026-11-01 18:30"', [4, 3, 2, 1]),
        ("month:2026-10", [3, 2]),
        ("month:2026-12", [7]),
        ("month:2026-08", []),
        ("since:2026-11", [7, 6, 5, 4]),
        ("until:2026-10", [3, 2, 1]),
        ("before:2026-10", [1]),
        ("since:2026-10 until:2026-11", [6, 5, 4, 3, 2]),
        ("until:2026-12", [7, 6, 5, 4, 3, 2, 1]),
        ("until:2026-W44", [5, 4, 3, 2, 1]),  # until Sunday
        ("fox until:2026-10", [3, 1]),
        ("month:2026-10 is:unknown hen", []),  # they are still under way
        ("month:2026-10 hen", [2]),
        ("since:2026-11 before:2026-11", []),
    ],
)
def test_days_and_months(year, query, numbers):
    assert found(year, query) == numbers
    assert year.count(query) == len(numbers)


def test_ages_are_counted_from_now(year):
    from ipyimagegen.library.search import conditions

    now = datetime.fromisoformat("2026-11-02T18:30:00").astimezone(UTC)

    def within(query):
        with year._reading() as connection:
            statement = sa.select(generations.c.number).where(*conditions(query, now=now))
            return sorted(connection.scalars(statement))

    assert within("since:24h") == [5, 6, 7]
    assert within("until:24h") == [1, 2, 3, 4, 5]
    assert within("before:1d") == [1, 2, 3, 4]
    assert within("since:1w before:12h") == [3, 4, 5]


@pytest.mark.parametrize("word", ["today", "yesterday"])
def test_a_day_in_words_is_named_by_its_date(word):
    from ipyimagegen.library.search import conditions

    now = datetime.fromisoformat("2026-03-01T12:00:00").astimezone()
    day = {"today": "2026-03-01", "yesterday": "2026-02-28"}[word]
    with pytest.raises(errors.OptionError, match="is no day") as caught:
        conditions(f"since:{word}", now=now)
    assert f"Did you mean since:{day}?" in caught.value.lines()[-1]


@pytest.mark.parametrize("query", ["is:starred", "tag:fox"])
def test_a_search_by_tags_reads_those_that_have_any_and_not_the_whole_table(library, query):
    said = []

    def keep(connection, _cursor, statement, values, *_):
        if "instr" in statement:
            plan = connection.connection.execute(f"EXPLAIN QUERY PLAN {statement}", values)
            said.extend(row[3] for row in plan)

    sa.event.listen(sa.Engine, "before_cursor_execute", keep)
    try:
        library.search(query)
        for arrangement in ("template", "time"):
            library.groups(query, arrangement, UTC)
    finally:
        sa.event.remove(sa.Engine, "before_cursor_execute", keep)
    assert any("ix_generations_tags" in one for one in said)
    assert not [one for one in said if one.startswith("SCAN generations")]
