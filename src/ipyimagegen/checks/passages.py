"""Passages: the words that a prompt puts in quotes, which are to stand in the picture."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

__all__ = ["MOST", "passages"]

MOST = 100  # of one prompt
LONGEST = 500  # characters

_INSIDE = "(?P<{0}>(?:(?!{1})[^\n]|\n(?!\\s*\n)){{0,500}}?)"
# What isn't a letter or a digit of a script that has spaces between its words.
_OPENS = "(?<![\\w](?<![\u2e80-\uffff]))"
_CLOSES = "(?!(?![\u2e80-\uffff])\\w)"
_PAIRS = (
    ("“", "[”“]", "", ""), ("„", "[“”„]", "", ""), ("«", "»", "", ""), ("»", "«", "", ""),
    ("‹", "›", "", ""), ("「", "」", "", ""), ("『", "』", "", ""), ("《", "》", "", ""),
    ("＂", "＂", "", ""), ("〝", "[〟〞]", "", ""),
    ('"', '"', _OPENS, ""),
    # An apostrophe is one of these, too: so there is a space inside, and none at the ends.
    ("'", "'", f"{_OPENS}(?='\\S)", _CLOSES), ("[‘‚]", "[’‘]", f"{_OPENS}(?=.\\S)", _CLOSES),
)  # fmt: skip
_SINGLE = len(_PAIRS) - 2  # from here on


def _pattern() -> re.Pattern[str]:
    parts = []
    for at, (opening, closing, before, behind) in enumerate(_PAIRS):
        end = f"(?<=\\S){closing}{behind}" if at >= _SINGLE else closing
        inside = _INSIDE.format(f"p{at}", end if at >= _SINGLE else closing)
        parts.append(f"{before}{opening}{inside}{end}")
    return re.compile("|".join(parts))


_QUOTED = _pattern()
_BLANKS = re.compile(r"\s+")


def passages(prompt: str) -> tuple[str, ...]:
    """Return what stands in quotes, each once, in order; white space as single spaces.

    Quotes are ``"…"``, ``“…”``, ``„…“``, ``«…»``, ``»…«``, ``‹…›``, ``「…」``, ``『…』``, and
    around more than one word also ``'…'`` and ``‘…’``. Of a prompt that is JSON the quotes are
    JSON's own, and those inside its values count.
    """
    found: dict[str, None] = {}
    for text in _texts(prompt):
        for passage in _quoted(text):
            found[passage] = None
            if len(found) >= MOST:
                return tuple(found)
    return tuple(found)


def _texts(prompt: str) -> Iterator[str]:
    """Yield the texts that quotes are looked for in: the prompt, or the values of its JSON."""
    if prompt.lstrip()[:1] not in ("{", "["):
        yield prompt
        return
    try:
        values = [json.loads(prompt)]
    except (ValueError, RecursionError):
        yield prompt
        return
    while values:
        value = values.pop()
        if isinstance(value, str):
            yield value
        elif isinstance(value, dict):
            values += reversed(value.values())
        elif isinstance(value, list):
            values += reversed(value)


def _quoted(text: str) -> Iterator[str]:
    for match in _QUOTED.finditer(text):
        passage = _BLANKS.sub(" ", match[match.lastgroup or 0]).strip()
        is_single = int((match.lastgroup or "p0")[1:]) >= _SINGLE
        has_letters = any(character.isalnum() for character in passage)
        if has_letters and not (is_single and " " not in passage):
            yield passage
