"""Passages: the words that a prompt puts in quotes."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipyimagegen.checks.passages import MOST, passages


@pytest.mark.parametrize(
    ("prompt", "found"),
    [
        ('a sign that says "OPEN 24 HOURS"', ("OPEN 24 HOURS",)),
        ("a sign “OPEN” above „Hallo Welt“", ("OPEN", "Hallo Welt")),
        ("une affiche « Bonjour » et ‹ Paris ›", ("Bonjour", "Paris")),
        ("ein Schild »Guten Tag« im Wald", ("Guten Tag",)),
        ("看板「営業中」と『本日』", ("営業中", "本日")),
        ('写着"你好"的牌子', ("你好",)),
        ("a sign 'no entry' at the door", ("no entry",)),
        ("a sign ‘no entry’ at the door", ("no entry",)),
        ("a sign 'stop' at the door", ()),  # one word may as well be an apostrophe's
        ("it's the dog's and the cat's bowl", ()),
        ("the sign 'don't walk now' here", ("don't walk now",)),
        ('a 12" pizza and a 14" pizza', ()),
        ('"" and " " and "“”"', ()),
        ('"OPEN" and again "OPEN"', ("OPEN",)),
        ('says "OPEN\n   24 HOURS" in red', ("OPEN 24 HOURS",)),
        ('an inch " mark, then\n\nanother " one', ()),
        ('says "a quote that never ends', ()),
        ("a frog", ()),
        ("", ()),
    ],
)
def test_what_stands_in_quotes_is_found(prompt, found):
    assert passages(prompt) == found


def test_of_json_the_quotes_inside_its_values_count():
    prompt = json.dumps({"subject": "a frog", "sign": ["says “OPEN NOW”", {"more": '"HI"'}]})
    assert passages(prompt) == ("OPEN NOW", "HI")
    assert passages('{"subject": "a frog"}') == ()
    assert passages('{a group} says "HI"') == ("HI",)


def test_thirty_passages_are_thirty():
    prompt = ", ".join(f'"word {number}"' for number in range(30))
    assert passages(prompt) == tuple(f"word {number}" for number in range(30))
    assert len(passages(" ".join(f'"w {number}"' for number in range(3 * MOST)))) == MOST


@given(st.text(max_size=400))
def test_any_prompt_can_be_read(prompt):
    for passage in passages(prompt):
        assert passage == " ".join(passage.split())
        assert any(character.isalnum() for character in passage)


@pytest.mark.thorough
@given(st.lists(st.from_regex(r"[A-Za-z][A-Za-z0-9 .,!?-]{0,30}[A-Za-z0-9!?]", fullmatch=True)))
def test_words_in_quotes_are_found_again(words):
    words = [" ".join(one.split()) for one in words[:20]]
    prompt = "a poster: " + "; ".join(f"“{one}”" for one in words)
    assert passages(prompt) == tuple(dict.fromkeys(words))


def test_a_hostile_prompt_takes_no_time(quick):
    with quick(2):
        for unit in ('"a', "'a b", "“", "« ", '"\n', "„“"):
            passages(unit * 5000)
