"""The comparison of a passage with lines that were read: by rule, and not a letter more."""

from __future__ import annotations

import string

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ipyimagegen.checks.comparison import Line, alike, closest, is_there, plain, reading_order

LETTERS = string.ascii_letters + string.digits + "äöüéñßøçŁž"
word = st.text(alphabet=LETTERS, min_size=1, max_size=9)
phrase = st.lists(word, min_size=1, max_size=6).map(" ".join)


def lines(*texts):
    return [Line(text, 1.0, 0, 20 * at, 100, 20 * at + 16) for at, text in enumerate(texts)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("OPEN – DAILY", "open-daily"),
        ("OPEN — DAILY", "Open - Daily"),
        ("9–17", "9-17"),
        ("• Fresh bread", "- Fresh bread"),
        ("* Fresh bread", "Fresh bread"),
        ("“Hi”", '"hi"'),
        ("it's", "it’s"),
        ("ﬁne ﬂour", "fine flour"),
        ("Straße", "STRASSE"),
        ("wait…", "wait..."),
        ("3 × 4", "3x4"),
        ("Ｆｕｌｌ", "full"),
        ("café", "cafe\u0301"),
        ("soft\u00adly", "softly"),
        ("NAÏVE", "naive"),
    ],
)
def test_what_is_the_designers_is_passed_over(one, other):
    assert alike(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("OPEN 24 HOURS", "OPEN 24 HOUR5"),
        ("24-7", "247"),
        ("Müller", "Muller"),
        ("3,50", "3.50"),
        ("Stop!", "Stop"),
        ("10 %", "10"),
    ],
)
def test_a_letter_is_not(one, other):
    assert not alike(one, other)


@given(phrase)
def test_a_phrase_stands_in_its_own_line(text):
    assert is_there(text, lines("above", text, "below"))
    assert is_there(text, lines("above", text, "below"), exact=True)


@given(phrase, st.sampled_from((str.upper, str.lower, str.title)))
def test_in_another_case_too_but_not_exactly(text, change):
    assume("ß" not in text)
    assert is_there(text, lines(change(text)))
    if change(text) != text:
        assert not is_there(text, lines(change(text)), exact=True)


@given(st.lists(word, min_size=2, max_size=6), st.data())
def test_it_may_go_on_in_the_next_line(words, data):
    cut = data.draw(st.integers(1, len(words) - 1))
    first, second = " ".join(words[:cut]), " ".join(words[cut:])
    assert is_there(" ".join(words), lines(first, second))
    assert is_there(" ".join(words), lines(f"so: {first}", f"{second} now"))


@given(phrase, st.data())
def test_a_letter_more_less_or_other_is_seen(text, data):
    at = data.draw(st.sampled_from([at for at, one in enumerate(text) if one.isalnum()]))
    letter = data.draw(st.sampled_from(string.ascii_lowercase + string.digits))
    assume(letter not in plain(text))  # without blanks "bB B" has the word "B B"
    for wrong in (
        text[:at] + letter + text[at + 1 :],
        text[:at] + letter + text[at:],
        text[:at] + text[at + 1 :],
    ):
        if plain(wrong) != plain(text) and plain(wrong):
            assert not is_there(text, lines(wrong))


@given(st.lists(phrase, max_size=6), phrase)
def test_the_nearest_words_are_words_of_the_picture(found, wanted):
    text, nearness = closest(wanted, lines(*found))
    assert 0 <= nearness <= 1
    assert set(text.split()) <= {one for line in found for one in line.split()}
    assert (nearness == 1) == (plain(wanted) in plain("".join(found)) and nearness == 1)


@given(st.text(max_size=60), st.lists(st.text(max_size=60), max_size=6), st.booleans())
def test_any_text_can_be_compared(wanted, found, exact):
    assert is_there(wanted, lines(*found), exact=exact) in (True, False)
    closest(wanted, lines(*found))


def test_whole_words_are_compared():
    assert not is_there("Museum", lines("Museumm"))
    assert not is_there("art", lines("a cart"))
    assert is_there("Museum", lines("the Museum, today"))
    assert is_there("営業中", lines("本日営業中です"))


def test_the_order_counts():
    assert not is_there("OPEN 24", lines("24", "OPEN"))
    beside = [Line("24", 1, 60, 0, 100, 16), Line("OPEN", 1, 0, 1, 50, 17)]
    assert is_there("OPEN 24", beside)
    assert not is_there("24 OPEN", beside)
    assert [line.text for line in reading_order(beside)] == ["OPEN", "24"]


def test_a_sentence_goes_on_in_its_own_column():
    columns = [
        Line("Fresh bread", 1, 0, 0, 100, 16), Line("Hot coffee", 1, 200, 0, 300, 16),
        Line("every day", 1, 0, 20, 100, 36), Line("all night", 1, 200, 20, 300, 36),
    ]  # fmt: skip
    assert is_there("Fresh bread every day", columns)
    assert is_there("Hot coffee all night", columns)


def test_the_sentences_own_comma_need_not_stand_there():
    assert is_there("OPEN 24 HOURS,", lines("OPEN 24 HOURS"))
    assert not is_there("OPEN 24 HOURS!", lines("OPEN 24 HOURS"))


def test_quotes_around_a_passage_need_not_be_read():
    for found in ('"Opening"', '"Opening', "Opening", "the “Opening,” now"):
        assert is_there("“Opening”", lines(found, "II"))
    assert is_there("“Hello, you”", lines('"Hello,', "you II"))
    assert not is_there("“Opening”", lines('"Openin"', "OpeningII", "pOpening"))
    assert not is_there("it's", lines("its"))
    assert not is_there("“Opening”", lines("Opening"), exact=True)


def test_a_dash_between_two_lines_may_be_missed():
    assert is_there("FOREST – Museum", lines("FOREST", "Museum"))
    assert is_there("Fjord No. 9", lines("Fjord No", "9"))
    assert not is_there("24-7", lines("247"))


def test_the_nearest_words_are_told():
    found = lines("WE ARE", "OPEN 24 HOUR5", "bye")
    assert closest("OPEN 24 HOURS", found) == ("OPEN 24 HOUR5", pytest.approx(10 / 11))
    assert closest("x", []) == ("", 0.0)


def test_a_wall_of_words_takes_no_time(quick):
    wall = lines(*(f"aaaa aaab aaba {at}" for at in range(200)))
    with quick(4):
        assert not is_there("a " * 150 + "z", wall)
        closest("a " * 150 + "z", wall)
