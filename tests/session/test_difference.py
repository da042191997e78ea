"""What a difference says of hard cases; `test_looking_back` has the plain ones."""

from __future__ import annotations

import io
import itertools
import time
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from ipyimagegen.gateway.wire import Reply, Request
from ipyimagegen.library import Source
from ipyimagegen.pictures import Picture
from ipyimagegen.session.difference import Difference, changes

WORDS = st.lists(st.sampled_from(["a", "red", "fox", ",", "  ", " ", "\n", "<i>", "&"]))


@pytest.fixture
def library(session):
    return session.library


@pytest.fixture
def make(library):
    def made(prompt, *parents, size=(40, 30), name="", called="", **asked):
        sources = [Source(one.picture, called or one.ref, one.number) for one in parents]
        hashes = tuple(source.value.hash for source in sources)
        request = Request("https://gateway.example", "nano-banana", prompt, hashes, **asked)
        number = library.claim(request, template=prompt, sources=sources, name=name).number
        stream = io.BytesIO()
        Image.new("RGB", size, (number, 0, 7)).save(stream, "PNG")
        picture = Picture.from_bytes(stream.getvalue())
        return library.finish(number, Reply((picture,), served_by="real"))

    return made


class Tags(HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.found = []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        self.found.append(tag)


def prompt_line(first, second):
    return repr(Difference(first, second)).partition("\nprompt: ")[2]


def test_another_sentence_is_one_change_and_not_woven_in(make):
    told = prompt_line(make("make it night; keep the pose"), make("add a crown of gold"))
    assert told.startswith("[-make it night; keep the pose-]{+add a crown of gold+}")


def test_what_is_gone_comes_before_what_is_new(make):
    assert "[- fox-]{+  wolf +}" in prompt_line(make("red fox"), make("red  wolf "))


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("a fox", "a  fox", "a[-·-]{+··+}fox"),
        ("a fox", "a\nfox", "a[-·-]{+⏎\n+}fox"),
        ("a fox", "a\tfox", "a[-·-]{+⇥\t+}fox"),
        ("a fox", "a fox ", "a fox{+·+}"),
    ],
)
def test_white_space_that_changed_can_be_seen(make, before, after, told):
    assert prompt_line(make(before), make(after)) == told


def test_one_word_among_many_that_repeat_is_found():
    many = "very " * 600
    assert list(changes(f"{many}red {many}", f"{many}blue {many}")) == [
        ("same", many),
        ("gone", "red"),
        ("new", "blue"),
        ("same", f" {many}"),
    ]


def test_a_prompt_moves_no_cursor_and_turns_no_line(make):
    difference = Difference(make("a \x1b[31mfox\u202e"), make("a \x1b[31mwolf\u202e\x07"))
    shown = repr(difference) + difference._repr_html_()
    assert not set("\x1b\x07\u202e") & set(shown)


def test_what_was_asked_and_what_came_are_two_sizes(make):
    first = make("a fox", parameters={"size": "1K"})
    second = make("a fox", parameters={"size": "2K"}, size=(80, 60))
    assert ("size", "1K", "2K") in Difference(first, second).settings
    assert ("picture", "40×30 PNG", "80×60 PNG") in Difference(first, second).settings


def test_extra_fields_are_compared_as_what_they_hold(make):
    first = make("a fox", parameters={"extra": {"a": 1, "b": [2]}})
    second = make("a wolf", parameters={"extra": {"b": [2], "a": 1}})
    assert [name for name, *_ in Difference(first, second).settings] == []
    third = make("a dog", parameters={"extra": {"a": 2}})
    assert ("extra", '{"a": 1, "b": [2]}', '{"a": 2}') in Difference(first, third).settings


def test_an_input_is_told_by_name_and_number(make):
    frog = make("a frog")
    first = make("as oil", frog, called="frog")
    assert ("inputs", "@1 frog", "–") not in Difference(first, frog).settings
    assert ("inputs", "@1 frog", "") in Difference(first, frog).settings


def test_a_table_is_left_out_where_nothing_differs(make):
    fox = make("a fox")
    assert Difference(fox, fox).settings == []
    page = Difference(fox, fox)._repr_html_()
    assert page.count("<table") == 1
    assert "is the same: a fox" in page


@pytest.mark.parametrize("words", [5, 45, 300, 20_000])
def test_very_long_prompts_are_compared_in_part_and_say_so(make, words):
    before = " ".join(f"w{number % words}" for number in range(30_000))
    after = " ".join(f"w{number * 7919 % words}" for number in range(30_000))
    difference = Difference(make(before), make(after))
    began = time.process_time()
    told, page = repr(difference), difference._repr_html_()
    assert time.process_time() - began < 5  # seconds of computing: a guard, not a benchmark
    assert "up to the first 4,000 words and spaces" in told
    assert "up to the first 4,000 words and spaces" in page
    assert "characters …" in page


def test_short_prompts_say_nothing_of_limits(make):
    assert "up to the first" not in repr(Difference(make("a fox"), make("a wolf")))


@given(WORDS, WORDS)
def test_both_prompts_can_be_read_out_of_the_changes(before, after):
    old, new = "".join(before), "".join(after)
    found = list(changes(old, new))
    assert "".join(text for kind, text in found if kind != "gone") == new
    assert "".join(text for kind, text in found if kind != "new") == old
    assert all(text for _, text in found)
    pairs = itertools.pairwise(found)
    assert ("new", "gone") not in [(kind, then) for (kind, _), (then, _) in pairs]


@given(WORDS, WORDS)
def test_prompts_stay_text(before, after):
    from ipyimagegen.session.difference import _as_html

    assert set(Tags(_as_html("".join(before), "".join(after))).found) <= {"del", "ins"}
