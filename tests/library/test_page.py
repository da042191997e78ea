"""The page of a bundle as text: what is text stays text, and links lead both ways."""

from __future__ import annotations

import re
from dataclasses import fields, replace
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipyimagegen.library.transfer.page import Card, CardPicture, page

CARD = Card(
    ref="@3f9a1c2b",
    name="frog",
    model="nano-banana",
    served_by="real",
    prompt="a frog",
    template="a {thing}",
    text="Here it is.",
    facts=("13 s", "$0.067"),
    tags=("client/acme",),
    note="for Monday",
    created="2026-11-23T10:00:00.000+00:00",
    pictures=(CardPicture("pictures/3f.png", b"RIFF....WEBP", 1024, 768),),
    parents=(),
    inputs=("photo.png",),
    error="",
    anchor="aaaaaaaaaaaa",
    cell="%%imagegen\na frog",
)
OIL = replace(CARD, anchor="bbbbbbbbbbbb", parents=("aaaaaaaaaaaa",), ref="@77aa77aa", name="oil")
FAILED = replace(CARD, pictures=(), ref="", error="moderation said no")
EMPTY = Card("", "", "m", "", "", "", "", (), (), "", "2026-11-23", (), (), (), "", "c" * 12, "")
VOID = {"br", "img", "input", "meta"}


class Parsed(HTMLParser):
    """A page's elements and texts; fails where an element is not closed in its turn."""

    def __init__(self, text):
        super().__init__()
        self.elements, self.texts, self.open = [], [], []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attributes):
        self.elements.append((tag, dict(attributes)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.texts.append(data)

    def shape(self):
        """Every element with its attributes, but for those that hold words."""
        worded = {"alt", "title", "data-cell", "content"}
        return [
            (tag, [(key, "" if key in worded else value) for key, value in attributes.items()])
            for tag, attributes in self.elements
        ]

    def all(self, tag):
        return [attributes for name, attributes in self.elements if name == tag]

    @property
    def words(self):
        return " ".join("".join(self.texts).split())


def test_all_that_is_known_is_told():
    words = Parsed(page("birds", [OIL, CARD])).words
    for told in ("birds", "2 pictures · 1 model · 2026-11-23", "@3f9a1c2b frog"):
        assert told in words
    for told in ("nano-banana · answered by real · 13 s · $0.067", "a frog", "a {thing}"):
        assert told in words
    for told in ("Here it is.", "#client/acme", "for Monday", "photo.png"):
        assert told in words


def test_what_says_nothing_new_is_left_out():
    words = Parsed(page("x", [replace(CARD, template="a frog", served_by="nano-banana")])).words
    assert "typed" not in words
    assert "answered by" not in words


def test_the_head_counts_what_there_is():
    later = replace(OIL, created="2026-11-25", model="gpt-image", pictures=CARD.pictures * 2)
    words = Parsed(page("x", [replace(FAILED, anchor="d" * 12), later, CARD])).words
    assert "3 pictures · 1 failed · 2 models · 2026-11-23 to 2026-11-25" in words


def test_links_lead_to_parents_and_children():
    parsed = Parsed(page("x", [OIL, CARD]))
    links = [one["href"] for one in parsed.all("a")]
    assert links.count("#gaaaaaaaaaaaa") == links.count("#gbbbbbbbbbbbb") == 1
    assert links.count("pictures/3f.png") == 2
    assert {"gaaaaaaaaaaaa", "gbbbbbbbbbbbb"} <= {one.get("id") for one in parsed.all("li")}
    assert "Made from @3f9a1c2b frog" in parsed.words
    assert "Became @77aa77aa oil" in parsed.words


def test_a_parent_is_linked_once_and_one_that_is_not_there_never():
    parents = ("aaaaaaaaaaaa", "aaaaaaaaaaaa", "eeeeeeeeeeee")
    links = [
        one["href"] for one in Parsed(page("x", [replace(OIL, parents=parents), CARD])).all("a")
    ]
    assert links.count("#gaaaaaaaaaaaa") == links.count("#gbbbbbbbbbbbb") == 1
    assert "#geeeeeeeeeeee" not in links


def test_a_failure_has_its_reason_and_no_picture():
    parsed = Parsed(page("x", [FAILED]))
    assert not parsed.all("img")
    assert "No picture" in parsed.texts
    assert "moderation said no" in parsed.texts


def test_nothing_at_all_and_nothing_known():
    assert "There is nothing here." in page("x", [])
    parsed = Parsed(page("", [EMPTY, replace(EMPTY, anchor="d" * 12, model="", created="")]))
    assert len(parsed.all("article")) == 2
    assert "0 pictures · 2 failed" in parsed.words


@pytest.mark.parametrize(("count", "columns"), [(1, 1), (2, 2), (4, 2), (5, 3), (30, 4)])
def test_every_picture_has_words_and_room(count, columns):
    parsed = Parsed(page("x", [replace(CARD, pictures=CARD.pictures * count)]))
    assert len(parsed.all("img")) == count
    for image in parsed.all("img"):
        assert image["alt"] == "a frog"
        assert (image["width"], image["height"]) == ("1024", "768")
    assert {"class": f"stage by{columns}"} in parsed.all("div")


def test_what_is_long_is_folded_or_scrolled_by_keyboard():
    short = Parsed(page("x", [CARD]))
    assert not short.all("details")
    long = Parsed(page("x", [replace(CARD, prompt="word " * 200, text="word " * 5000)]))
    assert len(long.all("details")) == 1
    assert "and 5,000 characters more" in long.words
    [prompt] = [one for one in long.all("div") if one.get("class") == "prompt long"]
    assert prompt["tabindex"] == "0"
    assert "word " * 200 in long.texts


def test_it_asks_nobody_for_anything():
    text = page("x", [CARD, OIL])
    assert "default-src 'none'" in text
    assert "unsafe" not in text
    assert "http:" not in text
    assert "https:" not in text


WORDS = st.text(st.characters(), max_size=40) | st.sampled_from(
    ["</div><script>x()</script>", "'\"><img src=x onerror=x()>", "&lt;b&gt;&#13;", "<!--", "]]>",
     "javascript:x()", "\r\n\0\ud800", "\u202ex", "</details></li></style>", "{}"]
)  # fmt: skip
NO_WORDS = ("pictures", "originals", "parents", "created")
WORDED = [one.name for one in fields(Card) if one.name not in NO_WORDS]


def in_the_document(text):
    """Text as a document can hold it."""
    text = re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]", "\ufffd", text)
    return re.sub("[\ud800-\udfff]", "?", text)


@pytest.mark.thorough
@given(WORDS, st.sampled_from([name for name in WORDED if name != "anchor"]))
def test_whatever_is_written_is_text(text, field):
    given_in_tuples = field in ("facts", "tags", "inputs", "checks")
    card = FAILED if field == "error" else CARD
    words = {field: (text,) if given_in_tuples else text}
    # Words of the same length and as many lines, so that only what is text can differ.
    harmless = re.sub(r"\S", "x", text)
    others = {field: (harmless,) if given_in_tuples else harmless}
    parsed = Parsed(page("x", [OIL, replace(card, **words)]))
    assert parsed.shape() == Parsed(page("x", [OIL, replace(card, **others)])).shape()
    if field == "cell":
        assert in_the_document(text) in [one.get("data-cell") for one in parsed.all("button")]
    elif text.strip():
        assert in_the_document(text) in "".join(parsed.texts)


@pytest.mark.thorough
@given(WORDS)
def test_a_title_is_text(title):
    assert Parsed(page(title, [CARD])).shape() == Parsed(page("x", [CARD])).shape()


@given(WORDS)
def test_a_path_is_a_path(path):
    shown = replace(CARD.pictures[0], path=f"pictures/{in_the_document(path)}")
    [href] = [
        one["href"]
        for one in Parsed(page("x", [replace(CARD, pictures=(shown,))])).all("a")
        if "title" in one
    ]
    assert re.fullmatch(r"pictures/[\w.~/%-]*", href, re.ASCII)


def test_what_checks_found_stands_with_the_facts_as_text():
    lines = ("size ✓", "text ✗ read “<b>OPEN</b>”")
    parsed = Parsed(page("x", [replace(CARD, checks=lines)]))
    assert "size ✓ · text ✗ read “<b>OPEN</b>”" in parsed.words
    assert not parsed.all("b")
