"""Difference: two generations compared, their prompts word by word."""

from __future__ import annotations

import io
import itertools
import re
import time
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from ipyimagegen import errors
from ipyimagegen.images.picture import Picture
from ipyimagegen.requests import Reply
from ipyimagegen.views.difference import BeforeAfter, Difference, changes, html_changes

WORDS = st.sampled_from(["a", "red", "fox", ",", "  ", " ", "\n", "<i>", "&"])
PROMPTS = st.lists(WORDS).map("".join) | st.text()


class Tags(HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.found = []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        self.found.append(tag)


def prompt_line(first, second):
    return repr(Difference(first, second)).partition("\nprompt: ")[2].partition("\npixels: ")[0]


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


def test_the_html_marks_removed_and_added_words(make):
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


def test_a_failure_has_its_reason_instead_of_a_picture(make, claim, library):
    number = claim("a wolf")
    library.fail(number, errors.Blocked("moderation said no"))
    page = Difference(make("a fox"), library.get(number))._repr_html_()
    assert "failed: moderation said no" in page
    assert page.count("<img") == 1


def test_another_sentence_is_one_change_and_not_woven_in(make):
    told = prompt_line(make("make it night; keep the pose"), make("add a crown of gold"))
    assert told.startswith("[-make it night; keep the pose-]{+add a crown of gold+}")


def test_removed_text_comes_before_added_text(make):
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


def test_requested_and_delivered_size_are_two_settings(make):
    first = make("a fox", parameters={"size": "1K"})
    second = make("a fox", parameters={"size": "2K"}, size=(80, 60))
    assert ("size", "1K", "2K") in Difference(first, second).settings
    assert ("picture", "40×30 PNG", "80×60 PNG") in Difference(first, second).settings


def test_extra_fields_are_compared_by_content(make):
    first = make("a fox", parameters={"extra": {"a": 1, "b": [2]}})
    second = make("a wolf", parameters={"extra": {"b": [2], "a": 1}})
    assert [name for name, *_ in Difference(first, second).settings] == []
    third = make("a dog", parameters={"extra": {"a": 2}})
    assert ("extra", '{"a": 1, "b": [2]}', '{"a": 2}') in Difference(first, third).settings


def test_an_input_has_its_name_and_number(make):
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


@pytest.mark.thorough
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


@given(PROMPTS, PROMPTS)
def test_both_prompts_can_be_read_out_of_the_changes(before, after):
    found = list(changes(before, after))
    assert "".join(text for kind, text in found if kind != "gone") == after
    assert "".join(text for kind, text in found if kind != "new") == before
    assert all(text for _, text in found)
    pairs = itertools.pairwise(found)
    assert ("new", "gone") not in [(kind, then) for (kind, _), (then, _) in pairs]


@given(PROMPTS, PROMPTS)
def test_prompts_stay_text(before, after):
    assert set(Tags(html_changes(before, after)).found) <= {"del", "ins"}


# -- pixels -----------------------------------------------------------------------------


@pytest.fixture
def edited(library, claim):
    """Return a function that files a picture, with a part of it in red."""

    def made(prompt, box=None):
        image = Image.effect_mandelbrot((300, 200), (-2, -1, 1, 1), 60).convert("RGB")
        if box:
            image.paste((255, 0, 0), box)
        stream = io.BytesIO()
        image.save(stream, "PNG")
        picture = Picture.from_bytes(stream.getvalue())
        return library.finish(claim(prompt), Reply((picture,), served_by="real"))

    return made


@pytest.mark.thorough
def test_pixels_are_counted_and_shown(edited):
    difference = Difference(edited("a fox"), edited("a red fox", (200, 20, 260, 70)))
    told = repr(difference).splitlines()
    assert "pixels: 5 % of the pixels differ by more than 8 of 255; 11 on average" in told
    assert "where: upper right: 200,20,260,70" in told
    page = difference._repr_html_()
    assert page.count("<img") == 3
    assert 'alt="the difference: 5 % of the pixels differ"' in page
    assert "black: up to 8 · white: from 64 of 255" in page
    assert "where: upper right: 200,20,260,70" in page


def test_the_same_pixels_are_said_to_be_so(edited):
    difference = Difference(edited("a fox"), edited("the same fox"))
    assert "pixels: no pixel differs" in repr(difference).splitlines()
    assert difference._repr_html_().count("<img") == 2


def test_an_edit_is_compared_with_what_it_was_made_from(edited, library, claim):
    before = edited("a fox")
    after = edited("a red fox", (200, 20, 260, 70))
    number = claim("make it red", before)
    made = library.finish(number, Reply((after.main,), served_by="real"))
    told = repr(BeforeAfter(made)).splitlines()
    assert told[-2:] == ["where: upper right: 200,20,260,70", "lined up: nothing had moved"]
    page = BeforeAfter(made)._repr_html_()
    assert page.count("<img") == 3
    assert "where: upper right: 200,20,260,70" in page


def test_a_missing_file_is_the_reason_why_no_pixels_are_compared(edited):
    first, second = edited("a fox", (0, 0, 9, 9)), edited("a fox at night", (0, 0, 10, 10))
    second.main.path.unlink()
    assert "pixels: can't be compared: the file of picture" in repr(Difference(first, second))
