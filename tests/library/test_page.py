"""The page of a bundle as text: what is text stays text, and links lead both ways."""

from __future__ import annotations

from dataclasses import replace
from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from ipyimagegen.library.page import Card, Shown, page

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
    pictures=(Shown("pictures/3f.png", b"RIFF....WEBP", 1024, 768),),
    parents=(),
    inputs=("photo.png",),
    error="",
    anchor="aaaaaaaaaaaa",
    cell="%%imagegen\na frog",
)
OIL = replace(CARD, anchor="bbbbbbbbbbbb", parents=("aaaaaaaaaaaa",), ref="@77aa77aa", name="oil")
EMPTY = Card("", "", "m", "", "", "", "", (), (), "", "2026-11-23", (), (), (), "", "c" * 12, "")


class Parsed(HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.elements, self.texts = [], []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        self.elements.append((tag, dict(attributes)))

    def handle_data(self, data):
        self.texts.append(data)

    def shape(self):
        return [(tag, sorted(attributes)) for tag, attributes in self.elements]

    def all(self, tag):
        return [attributes for name, attributes in self.elements if name == tag]


def test_all_that_is_known_is_told():
    text = " ".join(Parsed(page("birds", [OIL, CARD])).texts)
    for word in ("birds", "2 pictures · 1 model · 2026-11-23", "@3f9a1c2b", "frog", "real"):
        assert word in text
    for word in ("13 s · $0.067", "a frog", "a {thing}", "Here it is.", "#client/acme"):
        assert word in text
    for word in ("for Monday", "photo.png"):
        assert word in text


def test_links_lead_to_parents_and_children():
    links = [one["href"] for one in Parsed(page("x", [OIL, CARD])).all("a")]
    assert links.count("#gaaaaaaaaaaaa") == links.count("#gbbbbbbbbbbbb") == 1
    assert links.count("pictures/3f.png") == 2
    assert {"gaaaaaaaaaaaa", "gbbbbbbbbbbbb"} <= {
        one.get("id") for one in Parsed(page("x", [OIL, CARD])).all("li")
    }


def test_a_failure_has_its_reason_and_no_picture():
    failed = replace(CARD, pictures=(), ref="", error="moderation said no")
    parsed = Parsed(page("x", [failed]))
    assert not parsed.all("img")
    assert "moderation said no" in parsed.texts


def test_nothing_at_all_and_nothing_known():
    assert "There is nothing here." in page("x", [])
    assert Parsed(page("x", [EMPTY])).all("article")


def test_every_picture_has_words_and_room():
    several = replace(CARD, pictures=CARD.pictures * 2)
    for image in Parsed(page("x", [several, OIL])).all("img"):
        assert image["alt"] == "a frog"
        assert (image["width"], image["height"]) == ("1024", "768")


def test_it_asks_nobody_for_anything():
    text = page("x", [CARD, OIL])
    assert "default-src 'none'" in text
    assert "http:" not in text
    assert "https:" not in text


@given(
    st.text(),
    st.sampled_from(["prompt", "template", "text", "note", "name", "model", "error", "cell"]),
)
def test_whatever_is_written_is_text(text, field):
    cards = [OIL, replace(CARD, **{field: text or "x"})]
    plain = [OIL, replace(CARD, **{field: "x"})]
    # A template that is the prompt, or an answer without words, is not shown twice.
    if field in ("prompt", "template", "text") and (not text.strip() or text == "a frog"):
        return
    assert Parsed(page("x", cards)).shape() == Parsed(page("x", plain)).shape()


@given(st.text())
def test_a_title_is_text(title):
    assert Parsed(page(title, [CARD])).shape() == Parsed(page("x", [CARD])).shape()
