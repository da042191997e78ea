"""Lineage: the ancestors and descendants of a generation."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest

from ipyimagegen.library import Source
from ipyimagegen.library.storage.schema import inputs
from ipyimagegen.requests import Request
from ipyimagegen.views.lineage import Lineage


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


@pytest.fixture
def give(library):
    """Write an input into the catalogue that no request has."""

    def given(child, parent, position, name="x"):
        row = {"generation": child, "position": position, "source": "x", "name": name}
        with library.catalogue.writing() as connection:
            connection.execute(inputs.insert().values(parent=parent, **row))

    return given


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


def test_two_parents_and_a_picture_of_the_users_own(make):
    frog, boat = make("a frog"), make("a boat")
    both = make("put both together", frog, boat, own="photo.png")
    photo = f"{both.inputs[2].reference} photo.png"
    told = repr(Lineage(both)).splitlines()
    assert told == [
        "@1 · nano-banana · a frog",
        f"└─ @3 · nano-banana · with {photo} · this one · put both together",
        "@2 · nano-banana · a boat",
        f"└─ @3 · nano-banana · with {photo} · see above",
    ]


def test_a_deleted_parent_is_marked_and_a_deleted_child_is_not_listed(make):
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


@pytest.mark.thorough
def test_a_hundred_and_more_are_cut(make):
    frog = make("a frog")
    for number in range(60):
        make(f"variation {number}", frog)
    told = repr(Lineage(frog)).splitlines()
    assert len(told) == 52
    assert told[-1] == "and more"


def test_a_catalogue_that_goes_in_circles_ends(make, give, library):
    frog = make("a frog")
    oil = make("as oil painting", frog)
    give(1, 2, 1)
    assert "see above" in repr(Lineage(oil))
    assert Lineage(library.get(1))._repr_html_().count("<img") == 2


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


@pytest.mark.thorough
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


def test_a_picture_of_the_users_own_is_the_first_one(make, library):
    night = make("make it night", own="photo.png")
    rain = make("make it rain", night, own="photo.png")
    both = make("put it into the frame", own="frame.png")  # the same picture by another name
    photo = night.inputs[0].reference
    assert repr(Lineage(rain)).splitlines() == [
        f"{photo} photo.png · given as an input",
        "└─ @1 · nano-banana · make it night",
        f"   └─ @2 · nano-banana · with {photo} photo.png · this one · make it rain",
    ]
    drawn = Lineage(both)._repr_html_()
    assert drawn.count("<img") == 2
    assert f"{photo} frame.png" in drawn
    night.inputs[0].picture.path.unlink()
    gone = library.get(night.number)
    assert repr(Lineage(gone)).splitlines()[0] == (
        "@1 · nano-banana · with photo.png · this one · make it night"
    )
