"""Words of the magic's line, read and written: what `quoted` writes, `split_words` reads back.

Both ends stand beside each other because a cell that is copied is run: a word that reads back
as two, or as an option, would be another request than the one that was copied, and a paid one.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
from collections.abc import Collection, Iterator
from typing import NamedTuple

from ..errors import OptionError
from ..text import CLOSING_QUOTES, fits_one_line

__all__ = [
    "KEYS", "Word", "last_reference", "listed", "quoted", "read_words", "split_references",
    "split_words", "unquoted", "whole_words",
]  # fmt: skip

_KEY = r"""(?:-?[0-9]{1,18}|"[^"\n]*"|'[^'\n]*')"""
KEYS = rf"\[{_KEY}(?:, ?{_KEY}){{0,8}}\]"  # of a list, a dict, a sweep: ["red", "gpt-image"]

_LONGEST_FLAG = 40  # characters, with what follows it
_BLANKS = re.compile(r"\s+")
MOST_BRACES = 50  # that are tried as the beginning of JSON: each may be read to the line's end
_PLAIN = frozenset("@._/:~+-[]#%")  # with letters and digits: what needs no quotes


# -- reading ----------------------------------------------------------------------------


def split_words(line: str) -> list[str]:
    """Split at white space outside quotes; `OptionError` for a quote that nothing closes.

    White space behind a comma doesn't split: people write ``check @1, @2 text``. A
    backslash is an ordinary character, but for a space that a shell has escaped with it; on
    Windows it may be the end of a folder.
    """
    return [word.text for word in whole_words(line)]


def whole_words(line: str, lists: Collection[str] | None = None) -> list[Word]:
    """Return the words that `split_words` splits a line into, with their places."""
    words = read_words(line, lists)
    if words and words[-1].quote:
        raise OptionError(f"a {words[-1].quote} is not closed")
    return words


class Word(NamedTuple):
    """A word of the line: its text with its quotes, and its place.

    Parameters
    ----------
    text
        The text, without the backslash before a space.
    start
        Where it begins in the line.
    quote
        The quote in it that nothing closes; then it is the last word.
    """

    text: str
    start: int
    quote: str = ""


def read_words(line: str, lists: Collection[str] | None = None) -> list[Word]:
    """Return the words that `split_words` splits a line into, also of one that is being typed.

    Parameters
    ----------
    line
        The line, or what there is of it.
    lists
        The flags whose value is a list: only there does a word go on behind a comma and a
        blank. ``None`` lets each word go on.
    """
    words: list[Word] = []
    word: list[str] = []
    start = begin = braces = 0
    last = ""  # character of the word so far
    while start < len(line):
        character, end = line[start], start + 1
        if character == " " and _is_escaped(last, line[end : end + 1]):
            word[-1], last, start = word[-1][:-1] + " ", " ", end
            continue
        if character.isspace() and (blanks := _BLANKS.match(line, start)):
            start = blanks.end()
            goes_on = last == "," and line[start : start + 1] not in ("", "-")
            head = line[begin : begin + _LONGEST_FLAG]
            if goes_on and (lists is None or _is_value(words, head, lists)):
                word.append(blanks[0])
                continue
            words += [Word("".join(word), begin)] if word else []
            word, last = [], ""
            continue
        begin = begin if word else start
        if character == "{" and last in ("", "=") and braces < MOST_BRACES:
            # JSON may hold spaces without being quoted: --extra {"seed": 7}
            braces += 1
            with contextlib.suppress(ValueError, RecursionError):  # its reader tells of those
                _, end = json.JSONDecoder().raw_decode(line, start)
        elif character == '"' or (character == "'" and last in ("", "=", ",")):
            # A quote groups where a value begins; inside a word it is an apostrophe, and
            # inside JSON the quotes group as JSON means them.
            end = line.find(character, end) + 1
            if not end:
                return [*words, Word("".join([*word, line[start:]]), begin, character)]
        elif character in CLOSING_QUOTES and last in ("", "=", ","):
            end = line.find(CLOSING_QUOTES[character], end) + 1 or end
        word.append(line[start:end])
        last, start = line[end - 1], end
    return [*words, Word("".join(word), begin)] if word else words


def _is_value(before: list[Word], word: str, flags: Collection[str]) -> bool:
    """Whether a word is the value of one of the flags, or begins with one and ``=``."""
    flag, equals, _ = word.partition("=")
    return (bool(equals) and flag in flags) or (bool(before) and before[-1].text in flags)


def _is_escaped(last: str, following: str) -> bool:
    return os.name != "nt" and last == "\\" and following.isalnum()


def unquoted(word: str) -> str:
    """Return a word without the quotes around it, if there are any."""
    if len(word) >= 2 and CLOSING_QUOTES.get(word[0]) == word[-1]:
        return word[1:-1]
    return word


def split_references(flag: str, word: str) -> tuple[str, ...]:
    """Split the value of a flag at commas outside quotes; `OptionError` if one has nothing."""
    references = [word[start:end].strip() for start, end in _between_commas(word)]
    if not all(references):
        raise OptionError(f"{flag} has nothing between two commas, or at an end")
    return tuple(map(unquoted, references))


def last_reference(word: str) -> int:
    """Return where the last of the references begins that `split_references` splits."""
    *_, (start, _) = _between_commas(word)
    return start


def _between_commas(word: str) -> Iterator[tuple[int, int]]:
    """Yield where the parts of a word begin and end, between commas outside quotes and keys."""
    start = behind = 0
    quote, is_empty, keys = "", True, re.compile(KEYS)
    for position, character in enumerate(word):
        if position < behind:
            continue
        if character == "[" and not (quote or is_empty) and (found := keys.match(word, position)):
            behind = found.end()
        elif character == "," and not quote:
            yield start, position
            start, is_empty = position + 1, True
            continue
        if character == quote:
            quote = ""
        elif character in CLOSING_QUOTES and is_empty:
            quote = CLOSING_QUOTES[character]
        is_empty = False
    yield start, len(word)


# -- writing ----------------------------------------------------------------------------


def quoted(word: str) -> str:
    """Return a word as `split_words` and `unquoted` read it back; `ValueError` if none does."""
    if _is_plain(word):
        return word
    for opening, closing in CLOSING_QUOTES.items():
        if word.strip() and fits_one_line(word) and not {opening, closing} & set(word):
            return f"{opening}{word}{closing}"
    raise ValueError("it can't be written in one line")


def listed(*words: str) -> str:
    """Return a word that `split_references` reads back as a list of these."""
    inner = ",".join(map(quoted, words))
    # The quotes around the whole are for the line, those inside them for the list.
    return inner if inner == ",".join(words) else quoted(inner)


def _is_plain(word: str) -> bool:
    letters: Iterator[bool] = (c.isalnum() or c in _PLAIN for c in word)
    return bool(word) and word[0] != "-" and all(letters)
