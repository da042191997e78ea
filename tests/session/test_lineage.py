"""Lineage where families are out of the ordinary; `test_looking_back` has the plain ones."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from ipyimagegen.gateway.wire import Reply, Request
from ipyimagegen.library import Source
from ipyimagegen.library.tables import inputs
from ipyimagegen.pictures import Picture
from ipyimagegen.session.lineage import Lineage


def picture(number):
    stream = io.BytesIO()
    Image.new("RGB", (40, 30), (number % 256, number // 256, 7)).save(stream, "PNG")
    return Picture.from_bytes(stream.getvalue())


@pytest.fixture
def library(session):
    return session.library


@pytest.fixture
def make(library):
    def made(prompt, *parents, name=""):
        sources = [Source(one.picture, one.name or one.ref, one.number) for one in parents]
        request = Request(
            "https://gateway.example",
            "nano-banana",
            prompt,
            tuple(source.value.hash for source in sources),
        )
        number = library.claim(request, template=prompt, sources=sources, name=name).number
        return library.finish(number, Reply((picture(number),), served_by="real"))

    return made


@pytest.fixture
def give(library):
    """Write a parent into the catalogue that no request ever had."""

    def given(child, parent, position, name="x"):
        row = {"generation": child, "position": position, "source": "x", "name": name}
        with library._catalogue.writing() as connection:
            connection.execute(inputs.insert().values(parent=parent, **row))

    return given


def test_the_other_parent_of_a_descendant_is_named(make):
    frog, boat = make("a frog"), make("a boat", name="boat")
    make("put both together", frog, boat)
    assert repr(Lineage(frog)).splitlines() == [
        "@1 · nano-banana · this one · a frog",
        "└─ @3 · nano-banana · with @2 boat · put both together",
    ]
    assert "with @2 boat" in Lineage(frog)._repr_html_()


def test_the_other_parent_is_said_to_be_deleted(make):
    frog, boat = make("a frog"), make("a boat")
    make("put both together", frog, boat)
    boat.delete()
    assert "with @2 (deleted)" in repr(Lineage(frog))


def test_a_parent_that_is_gone_for_good_is_named(make, give, library):
    oil = make("as oil painting")
    give(oil.number, 999, 1, "frog")
    assert "with @999 frog (thrown away)" in repr(Lineage(library.get(oil.number)))


def test_the_last_of_many_edits_has_the_nearest_before_it(make):
    edit = make("a frog")
    for number in range(55):
        edit = make(f"edit {number}", edit)
    told = repr(Lineage(edit)).splitlines()
    assert told[0] == "@6 · nano-banana · with @5 · edit 4"
    assert told[-2].endswith("@56 · nano-banana · this one · edit 54")
    assert told[-1] == "and more"
    assert len(told) == 52


def test_a_circle_among_ancestors_is_drawn_once(make, give, library):
    one = make("one")
    two = make("two", one)
    three = make("three", two)
    give(one.number, two.number, 1)
    assert repr(Lineage(library.get(three.number))).splitlines() == [
        "@1 · nano-banana · one",
        "└─ @2 · nano-banana · two",
        "   ├─ @1 · nano-banana · see above",
        "   └─ @3 · nano-banana · this one · three",
    ]


def test_one_that_was_made_from_itself_ends(make, give, library):
    frog = make("a frog")
    give(frog.number, frog.number, 1)
    assert "see above" in repr(Lineage(library.get(frog.number)))


def test_no_more_than_sixty_pictures_are_decoded(make):
    edit = first = make("a frog")
    for number in range(40):
        edit = make(f"edit {number}", edit)
    middle = edit
    for number in range(40):
        edit = make(f"late edit {number}", edit)
    page = Lineage(middle)._repr_html_()
    assert page.count("<img") == 60
    assert page.count("<li>") == 81
    assert first.ref in page


def test_a_gap_says_why_there_is_no_picture(make, library):
    frog = make("a frog")
    frog.picture.path.unlink()
    request = Request("https://gateway.example", "nano-banana", "a crown", (frog.picture.hash,))
    sources = [Source(frog.picture, "@1", 1)]
    number = library.claim(request, template="a crown", sources=sources).number
    library.fail(number, ValueError("no"))
    page = Lineage(frog)._repr_html_()
    assert "file missing" in page
    assert "no picture" in page
    assert "· failed" in page


def test_names_and_prompts_are_text(make, give, library):
    frog = make("<script>\x1b[31m", name="frog")
    give(frog.number, None, 1, '<b title="x">\x1b[2J')
    lineage = Lineage(library.get(frog.number))
    assert "<script>" not in lineage._repr_html_()
    assert "<b title" not in lineage._repr_html_()
    assert "\x1b" not in repr(lineage) + lineage._repr_html_()
