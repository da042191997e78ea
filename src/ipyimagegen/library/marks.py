"""Marks: the user's rating, tags and note on a generation, checked before they are kept.

Tags are words, so that they can be searched, typed and shown without quotes. A star is the
tag ``starred``: one more way of marking would be one more thing to know.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from ..errors import OptionError
from ..text import a_kind, one_line, undashed, value_words

__all__ = [
    "STARRED", "checked_note", "checked_rating", "checked_tags", "readable_note", "readable_tags",
]  # fmt: skip

STARRED = "starred"
LONGEST_NOTE = 10_000  # characters
MOST_TAGS = 50

_TAG = "[^\\W_][\\w./+\N{REPLACEMENT CHARACTER}-]{0,39}"  # for a damaged letter
_CONTROL = r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]"


def checked_rating(rating: object) -> int | None:
    """Return a rating from 1 to 5, None for 0; `OptionError` for anything else."""
    if isinstance(rating, bool) or not isinstance(rating, int) or not 0 <= rating <= 5:
        raise OptionError(
            f"ratings go from 1 to 5, and 0 takes one away: not {value_words(rating)}"
        )
    return rating or None


def checked_tags(tags: Sequence[str], changes: Sequence[str]) -> tuple[str, ...]:
    """Return tags after changes: a word adds itself, a word after a ``-`` is taken away.

    Raises
    ------
    OptionError
        A word can't be a tag, or there are too many.
    """
    kept = dict.fromkeys(tags)
    for change in changes:
        if not isinstance(change, str | int):
            raise OptionError(f"a tag is text, not {a_kind(change)}")
        word = change if isinstance(change, str) else value_words(change)
        tag = word.removeprefix("-").removeprefix("#").casefold()
        if not re.fullmatch(_TAG, tag):
            hint = "A tag is a word of letters, digits, - . / and +, at most 40 of them."
            if re.fullmatch(_TAG, undashed(tag)):
                hint = f"Write -{undashed(tag)} with a hyphen to take it away."
            raise OptionError(f"{one_line(word, 50)!r} can't be a tag", hint=hint)
        if word.startswith("-"):
            kept.pop(tag, None)
        else:
            kept[tag] = None
    if len(kept) > MOST_TAGS:
        raise OptionError(f"a generation has at most {MOST_TAGS} tags")
    return tuple(kept)


def checked_note(note: object) -> str:
    """Return a note as it is kept: text without control characters, line ends aside."""
    if not isinstance(note, str):
        raise OptionError(f"a note is text, not {a_kind(note)}")
    note = _without_controls(note)
    if len(note) > LONGEST_NOTE:
        raise OptionError(f"a note has at most {LONGEST_NOTE:,} characters, not {len(note):,}")
    return note


def _without_controls(note: str) -> str:
    return re.sub(_CONTROL, " ", note.replace("\r\n", "\n")).strip()


# -- of rows that others wrote ------------------------------------------------------------


def readable_tags(words: str) -> tuple[str, ...]:
    """Return those of a row's words that can be tags."""
    tags = (word for word in words.split() if re.fullmatch(_TAG, word))
    return tuple(itertools.islice(dict.fromkeys(tags), MOST_TAGS))


def readable_note(note: str) -> str:
    """Return a row's note as one of our own could be."""
    return _without_controls(note[:LONGEST_NOTE])
