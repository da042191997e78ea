"""Search: words, fields, umlauts and quotes; what can't be searched is refused in words."""

from __future__ import annotations

import io
import sqlite3
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from ipyimagegen import errors
from ipyimagegen.images.picture import Picture
from ipyimagegen.library import Library, Source
from ipyimagegen.library.maintenance.repair import check, repair
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
        ("AND OR NOT", []),
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


def test_pages(library):
    assert found(library, "", count=2) == [7, 6]
    assert found(library, "", start=5, count=5) == [2, 1]


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("modle:gpt", "Did you mean model?"),
        ("colour:red", "There are model:"),
        ("is:faild", "Did you mean failed?"),
        ("is:xyzzy", "There are starred"),
        ("rating:99999999999999999999", "rating: so many"),
        ('fox "at night', "not closed"),
        ("since:yesterday", "since: a day"),
        ("since:3y", "since: a day"),
        ("input:fox", "input: made from"),
        ("rating:good", "rating: so many stars"),
    ],
)
def test_what_cannot_be_searched_is_said(library, query, words):
    with pytest.raises(errors.OptionError) as caught:
        library.search(query)
    assert words in "\n".join(caught.value.lines())


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
