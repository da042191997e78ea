"""Words of the magic's line: each is read back as it was written, or is not written."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipyimagegen.errors import OptionError
from ipyimagegen.prompts.words import listed, quoted, split_references, split_words, unquoted

ODD = st.text(st.sampled_from("ab1 ,'\"“”„‘’«»-={}\\/@.:[]\u00a0\u202e\u200d\n\0é"), max_size=12)


def written(write, word):
    try:
        return write(word)
    except ValueError as error:
        assert str(error) == "it can't be written in one line"
        return None


@given(ODD | st.text())
def test_a_word_is_read_back_as_it_was_written(word):
    text = written(quoted, word)
    if text is not None:
        assert len(text.splitlines()) == 1
        [read] = split_words(f"{text} --raw")[:-1]
        assert unquoted(read) == word
        assert split_words(f"-i {text},b -q")[1:] == [f"{text},b", "-q"]
        assert split_references("-i", f"{text},b") == (word, "b")


@given(ODD | st.text())
def test_a_model_is_read_back_as_the_only_one(word):
    text = written(listed, word)
    if text is not None:
        [_, read, last] = split_words(f"-m {text} --raw")
        assert (split_references("-m", unquoted(read)), last) == ((word,), "--raw")


@pytest.mark.parametrize(
    "word",
    ["a b", "x,y", "it's", 'a "b"', "'\"", "-n", "--again", "{a b", "a\\", " a ", "", "Größe",
     "Screenshot 2026 at 9.41\u202fPM.png", "👨\u200d👩\u200d👧.png"],
)  # fmt: skip
def test_what_can_be_written_is(word):
    assert (written(quoted, word) is None) == (word == "")
    assert (written(listed, word) is None) == (word == "")


@pytest.mark.parametrize(
    "word", ["a\nb", "a\0", "a\x1b[2J", "a\u2028b", "a\x85b", "a\u202eb", "   "]
)
def test_what_a_line_can_not_hold_is_not_written(word):
    assert written(quoted, word) is None


@pytest.mark.parametrize("line", ['={"' * 30_000, "{" * 90_000, "{ " * 50_000, "a" * 100_000,
                                  "'a'," * 25_000, "«" * 30_000, "\\ a" * 30_000])  # fmt: skip
def test_a_long_line_is_read_in_no_time(line, quick):
    with quick(), contextlib.suppress(OptionError):
        for word in split_words(line):
            split_references("-i", f"{word}a")
