"""Spending: reported costs by day, model and notebook."""

from __future__ import annotations

import re
import time
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from ipyimagegen import errors
from ipyimagegen.library.queries import Spent
from ipyimagegen.library.storage.schema import generations


@pytest.fixture
def write(library):
    def written(number, **values):
        with library.catalogue.writing() as connection:
            row = generations.update().where(generations.c.number == number)
            connection.execute(row.values(**values))

    return written


def test_only_reported_costs_are_added_and_the_rest_is_unknown(session, make, claim, library):
    make("one", cost=0.04, notebook="/home/joe/a.ipynb")
    make("two", cost=0.06, notebook="/home/joe/a.ipynb")
    make("three")
    make("a sketch", gateway="offline")
    for error in (errors.Blocked("no", maybe_billed=False), errors.NoPicture("none")):
        library.fail(claim(str(error), model="gpt-image"), error)
    make("deleted", cost=1.0).delete()
    spending = session.spending()
    assert (spending.calls, spending.unknown) == (5, 2)
    assert spending.cost == pytest.approx(1.1)
    told = repr(spending)
    assert told.startswith("$1.10 reported, and 2 calls of unknown cost · today $1.10")
    assert re.search(
        r"by model\n +gpt-image +1 call  +\$0.00 +1 unknown\n +nano-banana +4 calls", told
    )
    assert re.search(r"by notebook\n(.*\n)* +a\.ipynb +2 calls +\$0\.10", told)
    assert "/home/joe" not in told
    assert "<table" in spending._repr_html_()
    assert spending.to_dataframe()["cost"].sum() == pytest.approx(1.1)


def test_generations_of_a_bundle_were_paid_by_somebody_else(session, make, tmp_path):
    from ipyimagegen.library import Library
    from ipyimagegen.library.transfer.import_bundle import import_bundle

    path = session.export_bundle(tmp_path / "b.zip", make("one", cost=0.04)).path
    theirs = Library(tmp_path / "theirs")
    import_bundle(theirs, path)
    assert theirs.spending() == []


def test_nothing_paid_is_said(session):
    session.generate("a sketch")
    assert "Nothing was paid" in repr(session.spending())
    assert "Nothing was paid" in session.spending()._repr_html_()


def test_days_before_today_count_as_such(session, make):
    make("one", cost=0.5)
    spending = session.spending()
    [row] = spending.rows
    assert row.day == datetime.now(UTC).astimezone().date().isoformat()
    older = replace(
        spending, rows=[replace(row, day="2020-01-01"), row], today=date.fromisoformat(row.day)
    )
    assert "$1.00 reported · today $0.50 · in 7 days $0.50" in repr(older)


def test_many_days_are_cut(session, make):
    make("one", cost=0.5)
    [row] = session.spending().rows
    many = [replace(row, day=f"2026-01-{day:02}") for day in range(1, 21)]
    told = repr(replace(session.spending(), rows=many))
    assert re.search(r"8 more +8 calls +\$4\.00", told)


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


def test_a_request_in_flight_counts_once_its_sender_is_gone(session, claim, write):
    number = claim("a frog")
    assert session.spending().calls == 0
    write(number, lease="2020-01-01T00:00:00.000+00:00")
    assert (session.spending().calls, session.spending().unknown) == (1, 1)


def test_today_and_the_last_days_count_unknown_costs(session, make, write):
    make("today", cost=0.25)
    make("today too")
    write(make("last week").number, created="2020-01-01T12:00:00.000+00:00")
    told = repr(session.spending())
    assert "2 calls of unknown cost" in told
    assert "today $0.25 and 1 unknown · in 7 days $0.25 and 1 unknown" in told


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
    assert re.search(r"cats/draft\.ipynb +1 call  +\$1\.00", told)
    assert re.search(r"dogs/draft\.ipynb +1 call  +\$2\.00", told)
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
