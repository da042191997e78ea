"""Lineage, difference and spending: what they tell, in text and as HTML."""

from __future__ import annotations

import io
import re
import time
from dataclasses import replace
from datetime import UTC, date, datetime
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from ipyimagegen import errors
from ipyimagegen.gateway.wire import Reply, Request
from ipyimagegen.library import Source
from ipyimagegen.library.tables import inputs
from ipyimagegen.pictures import Picture
from ipyimagegen.session.difference import Difference, changes
from ipyimagegen.session.lineage import Lineage

GATEWAY = "https://gateway.example"


def picture(number):
    stream = io.BytesIO()
    Image.new("RGB", (40, 30), (number % 256, number // 256, 7)).save(stream, "PNG")
    return Picture.from_bytes(stream.getvalue())


@pytest.fixture
def library(session):
    return session.library


@pytest.fixture
def make(library):
    def made(prompt, *parents, own="", gateway=GATEWAY, cost=None, notebook="", **changed):
        sources = [Source(one.picture, one.name or one.ref, one.number) for one in parents]
        if own:
            sources.append(Source(library.add(picture(60_000)), own))
        request = Request(
            gateway, "nano-banana", prompt, tuple(one.value.hash for one in sources), **changed
        )
        number = library.claim(request, template=prompt, sources=sources, notebook=notebook).number
        return library.finish(number, Reply((picture(number),), served_by="real", cost=cost))

    return made


class Parsed(HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.tags, self.texts, self.alts = [], [], []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        self.tags.append(tag)
        self.alts += [value for name, value in attributes if name == "alt"]

    def handle_data(self, data):
        self.texts.append(data)


# -- lineage ----------------------------------------------------------------------------


def test_a_family_is_drawn_from_its_first_picture_down(make):
    frog = make("a frog")
    oil = make("as oil painting", frog)
    make("as a pencil drawing", frog)
    night = make("make it night", oil)
    make("add stars", night)
    make("another boat")
    assert repr(Lineage(oil)).splitlines() == [
        "@1 · nano-banana · a frog",
        "└─ @2 · nano-banana · this one · as oil painting",
        "   └─ @4 · nano-banana · make it night",
        "      └─ @5 · nano-banana · add stars",
    ]
    assert repr(Lineage(frog)).splitlines()[1:3] == [
        "├─ @2 · nano-banana · as oil painting",
        "│  └─ @4 · nano-banana · make it night",
    ]


def test_two_parents_and_a_picture_of_ones_own(make):
    frog, boat = make("a frog"), make("a boat")
    both = make("put both together", frog, boat, own="photo.png")
    told = repr(Lineage(both)).splitlines()
    assert told == [
        "@1 · nano-banana · a frog",
        "└─ @3 · nano-banana · with photo.png · this one · put both together",
        "@2 · nano-banana · a boat",
        "└─ @3 · nano-banana · with photo.png · see above",
    ]


def test_what_is_deleted_is_said_as_a_parent_and_not_listed_as_a_child(make):
    frog = make("a frog")
    oil = make("as oil painting", frog)
    frog.delete()
    assert "deleted" in repr(Lineage(oil)).splitlines()[0]
    frog.restore()
    oil.delete()
    assert len(repr(Lineage(frog)).splitlines()) == 1


def test_the_drawing_has_pictures_with_words_for_them(make):
    frog = make('a "frog" <b>')
    oil = make("as oil painting", frog)
    page = Parsed(Lineage(oil)._repr_html_())
    assert page.alts == ['a "frog" <b>', "as oil painting"]
    assert "b" in page.tags
    assert 'a "frog" <b>' in page.texts
    assert page.tags.count("ul") == 2


def test_a_missing_file_leaves_a_gap(make, library):
    frog = make("a frog")
    frog.picture.path.unlink()
    assert "<img" not in Lineage(frog)._repr_html_()


def test_a_hundred_and_more_are_cut(make):
    frog = make("a frog")
    for number in range(60):
        make(f"variation {number}", frog)
    told = repr(Lineage(frog)).splitlines()
    assert len(told) == 52
    assert told[-1] == "and more"


def test_a_catalogue_that_goes_in_circles_ends(make, library):
    frog = make("a frog")
    oil = make("as oil painting", frog)
    with library._catalogue.writing() as connection:
        row = {"generation": 1, "position": 1, "source": "x", "name": "x", "parent": 2}
        connection.execute(inputs.insert().values(row))
    assert "see above" in repr(Lineage(oil))
    assert Lineage(library.get(1))._repr_html_().count("<img") == 2


# -- difference -------------------------------------------------------------------------


def test_prompts_are_compared_word_by_word(make):
    first = make("a small green frog, photorealistic")
    second = make("a small blue frog, as oil", first, parameters={"aspect": "16:9"}, take=2)
    told = repr(Difference(first, second.rate(4))).splitlines()
    assert told[0] == "@1 → @2"
    assert told[1] == "prompt: a small [-green-]{+blue+} frog, [-photorealistic-]{+as oil+}"
    assert "aspect: – → 16:9" in told
    assert "inputs: – → @1" in told
    assert "take: 1 → 2" in told
    assert "rating: – → ★★★★" in told
    assert not any(line.startswith("model") for line in told)


def test_the_drawing_marks_what_is_gone_and_new(make):
    page = Difference(make("a <i>red</i> fox"), make("a <i>blue</i> fox"))._repr_html_()
    assert re.search(
        r"<del [^>]*line-through[^>]*>red</del><ins [^>]*underline[^>]*>blue</ins>", page
    )
    assert "&lt;i&gt;" in page
    assert page.count("<img") == 2


def test_the_same_prompt_is_said_to_be_the_same(make):
    difference = Difference(make("a fox"), make("a fox", take=2))
    assert "prompt: the same" in repr(difference)
    assert "is the same: a fox" in difference._repr_html_()


def test_a_failure_has_its_reason_instead_of_a_picture(make, library):
    request = Request(GATEWAY, "nano-banana", "a wolf")
    number = library.claim(request, template="a wolf", sources=()).number
    library.fail(number, errors.Blocked("moderation said no"))
    page = Difference(make("a fox"), library.get(number))._repr_html_()
    assert "failed: moderation said no" in page
    assert page.count("<img") == 1


@given(st.text(), st.text())
def test_what_is_kept_and_what_is_new_is_the_new_text(before, after):
    found = list(changes(before, after))
    assert "".join(text for kind, text in found if kind != "gone") == after
    assert "".join(text for kind, text in found if kind != "new") == before


@given(st.text(min_size=1), st.text(min_size=1))
def test_no_prompt_becomes_markup(before, after):
    from ipyimagegen.session.difference import _as_html

    assert set(Parsed(_as_html(before, after)).tags) <= {"del", "ins"}


def test_very_long_prompts_are_compared_in_a_moment():
    began = time.process_time()
    list(changes("a b c d e " * 10_000, "e d c b a " * 10_000))
    list(changes(" ".join(map(str, range(20_000))), " ".join(map(str, range(20_000, 0, -1)))))
    assert time.process_time() - began < 10  # seconds of computing: a guard, not a benchmark


# -- spending ---------------------------------------------------------------------------


def test_only_reported_costs_are_added_and_the_rest_is_unknown(session, make, library):
    make("one", cost=0.04, notebook="/home/joe/a.ipynb")
    make("two", cost=0.06, notebook="/home/joe/a.ipynb")
    make("three")
    make("a sketch", gateway="offline")
    for error in (errors.Blocked("no", maybe_billed=False), errors.NoPicture("none")):
        request = Request(GATEWAY, "gpt-image", str(error))
        library.fail(library.claim(request, template="x", sources=()).number, error)
    make("deleted", cost=1.0).delete()
    spending = session.spending()
    assert (spending.calls, spending.unknown) == (5, 2)
    assert spending.cost == pytest.approx(1.1)
    told = repr(spending)
    assert told.startswith("$1.10 reported, and 2 calls of unknown cost · today $1.10")
    assert re.search(
        r"by model\n +gpt-image +1 calls +\$0.000 +1 unknown\n +nano-banana +4 calls", told
    )
    assert re.search(r"by notebook\n(.*\n)* +a\.ipynb +2 calls +\$0\.100", told)
    assert "/home/joe" not in told
    assert "<table" in spending._repr_html_()
    assert spending.to_dataframe()["cost"].sum() == pytest.approx(1.1)


def test_what_a_bundle_brought_was_paid_by_somebody_else(session, make, tmp_path):
    from ipyimagegen.library import Library
    from ipyimagegen.library.incoming import import_bundle

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
    assert "$1.00 reported · today $0.500 · in 7 days $0.500" in repr(older)


def test_many_days_are_cut(session, make):
    make("one", cost=0.5)
    [row] = session.spending().rows
    many = [replace(row, day=f"2026-01-{day:02}") for day in range(1, 21)]
    told = repr(replace(session.spending(), rows=many))
    assert re.search(r"8 more +8 calls +\$4\.00", told)
