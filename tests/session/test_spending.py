"""What counts as paid in hard cases; `test_looking_back` has the plain ones."""

from __future__ import annotations

import io
import re
import time
from dataclasses import replace
from datetime import timedelta

import pytest
from PIL import Image

from ipyimagegen.gateway.wire import Reply, Request
from ipyimagegen.library.records import Spent
from ipyimagegen.library.tables import generations
from ipyimagegen.pictures import Picture


@pytest.fixture
def library(session):
    return session.library


@pytest.fixture
def claim(library):
    def claimed(prompt, *, gateway="https://gateway.example", notebook="", model="nano-banana"):
        request = Request(gateway, model, prompt)
        return library.claim(request, template=prompt, sources=(), notebook=notebook).number

    return claimed


@pytest.fixture
def make(library, claim):
    def made(prompt, *, cost=None, **asked):
        number = claim(prompt, **asked)
        stream = io.BytesIO()
        Image.new("RGB", (8, 8), (number, 0, 7)).save(stream, "PNG")
        picture = Picture.from_bytes(stream.getvalue())
        return library.finish(number, Reply((picture,), served_by="real", cost=cost))

    return made


@pytest.fixture
def write(library):
    def written(number, **values):
        with library._catalogue.writing() as connection:
            row = generations.update().where(generations.c.number == number)
            connection.execute(row.values(**values))

    return written


def test_sketches_are_counted_and_free(session, make):
    make("a frog", cost=0.5)
    for number in range(3):
        make(f"sketch {number}", gateway="offline")
    spending = session.spending()
    assert (spending.calls, spending.unknown, spending.sketches) == (1, 0, 3)
    assert "3 sketches free" in repr(spending)
    assert "3 sketches free" in spending._repr_html_()


def test_only_sketches_are_nothing_paid_and_no_table(session, make):
    make("a sketch", gateway="offline", model="image-gen")
    make("another", gateway="offline")
    spending = session.spending()
    assert spending.sketches == 2
    assert "Nothing was paid" in repr(spending)
    assert "<table" not in spending._repr_html_()


def test_a_model_that_only_sketched_has_no_line(session, make):
    make("a frog", cost=0.5)
    make("a sketch", gateway="offline", model="image-gen")
    assert "image-gen" not in repr(session.spending())


def test_what_is_under_way_counts_once_its_sender_is_gone(session, claim, write):
    number = claim("a frog")
    assert session.spending().calls == 0
    write(number, lease="2020-01-01T00:00:00.000+00:00")
    assert (session.spending().calls, session.spending().unknown) == (1, 1)


def test_today_and_the_last_days_say_what_is_unknown(session, make, write):
    make("today", cost=0.25)
    make("today too")
    write(make("last week").number, created="2020-01-01T12:00:00.000+00:00")
    told = repr(session.spending())
    assert "2 calls of unknown cost" in told
    assert "today $0.250 and 1 unknown · in 7 days $0.250 and 1 unknown" in told


def test_seven_days_are_today_and_six_before(session, make):
    make("one", cost=1.0)
    spending = session.spending()
    [row] = spending.rows
    days = [str(spending.today - timedelta(days=back)) for back in range(10)]
    many = replace(spending, rows=[replace(row, day=day) for day in days])
    assert "today $1.00 · in 7 days $7.00" in repr(many)


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="no time zone can be set here")
@pytest.mark.parametrize(
    ("zone", "day"), [("XXX-14", "2026-03-02"), ("XXX+10", "2026-03-01"), ("UTC", "2026-03-01")]
)
def test_a_day_is_the_users_own(session, make, write, monkeypatch, zone, day):
    write(make("late", cost=1.0).number, created="2026-03-01T23:30:00.000+00:00")
    try:
        with monkeypatch.context() as patch:
            patch.setenv("TZ", zone)
            time.tzset()
            [row] = session.library.spending()
    finally:
        time.tzset()
    assert row.day == day


def test_notebooks_of_one_name_are_told_apart(session, make):
    make("one", cost=1.0, notebook="/home/joe/cats/draft.ipynb")
    make("two", cost=2.0, notebook="/home/joe/dogs/draft.ipynb")
    make("three", cost=3.0, notebook="/home/joe/dogs/other.ipynb")
    told = repr(session.spending())
    assert re.search(r"cats/draft\.ipynb +1 calls +\$1\.00", told)
    assert re.search(r"dogs/draft\.ipynb +1 calls +\$2\.00", told)
    assert re.search(r" {2}other\.ipynb", told)
    assert "joe" not in told


def test_names_are_text(session, make):
    make("one", cost=1.0, notebook="/tmp/<b>\x1b[2J.ipynb", model="<i>\x1b")
    spending = session.spending()
    page = spending._repr_html_()
    assert "\x1b" not in repr(spending) + page
    assert "&lt;i&gt;" in page
    assert "&lt;b&gt;" in page


def test_a_table_has_one_row_per_day_model_and_notebook(session, make):
    make("one", cost=0.04, notebook="a.ipynb")
    make("two", cost=0.06, notebook="a.ipynb")
    make("three", notebook="b.ipynb")
    make("sketch", gateway="offline", notebook="a.ipynb")
    first, second = session.library.spending()
    assert (first.notebook, first.calls, first.unknown, first.sketches) == ("a.ipynb", 2, 0, 1)
    assert first.cost == pytest.approx(0.1)
    assert second == Spent(first.day, "nano-banana", "b.ipynb", 1, 0.0, 1, 0)
    pytest.importorskip("pandas")
    assert list(session.spending().to_dataframe()["sketches"]) == [1, 0]
