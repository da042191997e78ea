"""Comparison: whether a passage stands in the lines that were read in a picture.

Two texts are the same if a person would say that the same words stand there: case, white space,
and the forms of dashes, quotes, bullets and ligatures are the designer's. A letter is not.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

__all__ = ["Line", "alike", "closest", "exactly", "is_there", "plain", "reading_order"]

MOST_TEXT = 4000  # characters of a picture that the nearest words are looked for in

_QUOTE = "'"
_QUOTES = "\"'`´‘’‚‛“”„‟‹›«»′″‴＂＇「」『』〝〞〟"
_DASHES = "-‐‑‒–—―−﹘﹣－⁃⁻₋─━"
_BULLETS = "•·▪▫■□●○◦‣∙⋅◆◇★☆►▸▶➤✓✔√∗*❖➢∎・"
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f"
_SAME = {
    **dict.fromkeys(map(ord, _QUOTES), _QUOTE),
    **dict.fromkeys(map(ord, _DASHES), "-"),
    **dict.fromkeys(map(ord, _BULLETS), " "),
    **dict.fromkeys(map(ord, _INVISIBLE), None),
    ord("×"): "x",
    ord("✕"): "x",
}
_EAST = "\u2e80-\u9fff\uf900-\ufaff"
# The number one and the long vowel of the East are what a dash between other letters is read as.
_READ_AS_DASH = re.compile(f"(?<![{_EAST}])(\\s*)[一ー](?!\\s*[{_EAST}])")
_IN_THE_EAST = re.compile(f"[{_EAST}]")
# An i has a dot, which is hardly told from an accent.
_DOTTED = {ord(letter): "i" for letter in "ìíîïĩīĭ"}
_LINE_DASH = re.compile(r"^[\s.]*-+\s+|^[\s.]+(?=\w)", re.MULTILINE)
_END = ".,;:"
_MISSED = ("-", *_END)


@lru_cache(maxsize=2048)
def plain(text: str) -> str:
    """Return a text without what the comparison passes over."""
    return _words(text).replace(" ", "")


def _words(text: str) -> str:
    """Return a text without what the comparison passes over, but for spaces between words."""
    text = _READ_AS_DASH.sub(r"\1-", text)
    text = unicodedata.normalize("NFKC", text.translate(_SAME)).translate(_SAME)
    text = unicodedata.normalize("NFKC", text.casefold()).translate(_DOTTED)
    text = re.sub(r"\s*-[\s-]*", "-", _LINE_DASH.sub("", text))
    text = re.sub(r"\s*\.[\s.]*(?=\.)", "", text)
    return " ".join(re.sub(r"'+", "'", text).split())


@lru_cache(maxsize=2048)
def _edges(text: str) -> frozenset[int]:
    """Return the places in a plain text where a word may begin or end.

    Letters of the East stand without spaces.
    """
    words = _words(text)
    compact = words.replace(" ", "")
    edges, place = {0, len(compact)}, 0
    for word in words.split():
        edges.add(place)
        place += len(word)
    for at in range(1, len(compact)):
        pair = compact[at - 1 : at + 1]
        if not pair.isalnum() or any(_IN_THE_EAST.match(letter) for letter in pair):
            edges.add(at)
    return frozenset(edges)


@lru_cache(maxsize=2048)
def exactly(text: str) -> str:
    """Return a text as the exact comparison takes it: line breaks are spaces."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def alike(one: str, other: str) -> bool:
    """Whether two texts are the same by the rule."""
    return plain(one) == plain(other)


# -- lines ------------------------------------------------------------------------------


@dataclass(frozen=True)
class Line:
    """A line of words that was read in a picture.

    Attributes
    ----------
    text
        The words.
    sureness
        From 0 to 1.
    left, top, right, bottom
        Where it stands, after the picture's words were turned level.
    """

    text: str
    sureness: float = 1.0
    left: float = 0.0
    top: float = 0.0
    right: float = 0.0
    bottom: float = 0.0

    @property
    def height(self) -> float:
        """Its height; never 0."""
        return max(1e-6, self.bottom - self.top)

    @property
    def middle(self) -> float:
        """Its middle between top and bottom."""
        return (self.top + self.bottom) / 2

    def is_beside(self, other: Line) -> bool:
        """Whether both stand on one line."""
        return abs(self.middle - other.middle) < 0.5 * min(self.height, other.height)

    def may_follow(self, other: Line) -> bool:
        """Whether a person reads on here behind the other one."""
        if self.is_beside(other):
            return self.left >= other.left
        return self.middle > other.middle


def reading_order(lines: Sequence[Line]) -> list[Line]:
    """Return lines from top to bottom, and those beside each other from left to right."""
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda one: one.middle):
        row = next((row for row in rows[-3:] if row[0].is_beside(line)), None)
        if row is None:
            rows.append([line])
        else:
            row.append(line)
    return [line for row in rows for line in sorted(row, key=lambda one: one.left)]


def is_there(passage: str, lines: Sequence[Line], *, exact: bool = False) -> bool:
    """Whether a passage stands in lines: in one, or going on from one to a later one.

    A sentence may stand in a column beside another one, so it need not go on in the next line.
    """
    if exact:
        return _is_exactly_there(exactly(passage), lines)
    wanted = plain(passage)
    if not wanted:
        return False
    texts = [_Text(plain(line.text), _edges(line.text)) for line in lines]
    return any(_chained(one, texts, lines) for one in _forms(wanted))


def _forms(wanted: str) -> dict[str, None]:
    """Return a plain passage as it may stand in a picture.

    Without the quotes around all of it, which a reader takes for strokes or doesn't see; and
    without the comma of the sentence around, which Americans put into the quotes.
    """
    bare = wanted[1:-1] if wanted[:1] == wanted[-1:] == _QUOTE else ""
    forms = (form for one in (wanted, bare) for form in (one, one.rstrip(_END)))
    return dict.fromkeys(filter(None, forms))


def _is_exactly_there(wanted: str, lines: Sequence[Line]) -> bool:
    texts = [_Text(text, _places(text)) for text in (exactly(line.text) for line in lines)]
    return bool(wanted) and _chained(wanted, texts, lines, gap=" ")


def _places(text: str) -> frozenset[int]:
    """Return the places in a text where a word may begin or end."""
    inside = (at for at in range(1, len(text)) if not text[at - 1 : at + 1].isalnum())
    east = (at for at in range(1, len(text)) if _IN_THE_EAST.search(text[at - 1 : at + 1]))
    return frozenset({0, len(text), *inside, *east})


class _Text(NamedTuple):
    """The text of a line, and the places where a word may begin or end."""

    text: str
    edges: frozenset[int]

    def has(self, wanted: str) -> bool:
        """Whether whole words of it are these."""
        at = self.text.find(wanted)
        while at >= 0:
            if at in self.edges and at + len(wanted) in self.edges:
                return True
            at = self.text.find(wanted, at + 1)
        return False

    def begins(self, wanted: str) -> bool:
        """Whether its first words are these."""
        return self.text.startswith(wanted) and len(wanted) in self.edges

    def ends(self, wanted: str) -> bool:
        """Whether its last words are these."""
        return self.text.endswith(wanted) and len(self.text) - len(wanted) in self.edges


def _chained(wanted: str, texts: Sequence[_Text], lines: Sequence[Line], *, gap: str = "") -> bool:
    """Whether a text is in one of these, or the end of one, whole ones, and the start of one.

    Between two lines stands the gap. A dash or a dot that stood there may not have been seen.
    """
    if any(text.has(wanted) for text in texts):
        return True
    seen: set[tuple[int, int]] = set()
    waiting = [
        (at, size)
        for at, text in enumerate(texts)
        for size in range(1, min(len(text.text), len(wanted) - 1) + 1)
        if text.ends(wanted[:size])
    ]
    while waiting:
        at, place = waiting.pop()
        if (at, place) in seen:
            continue
        seen.add((at, place))
        if not gap and wanted[place : place + 1] in _MISSED:
            waiting.append((at, place + 1))
        rest = wanted[place:].removeprefix(gap)
        if gap and len(rest) == len(wanted) - place:
            continue
        for following, text in enumerate(texts):
            if following == at or not text.text or not lines[following].may_follow(lines[at]):
                continue
            if text.begins(rest):
                return True
            if rest.startswith(text.text):
                waiting.append((following, len(wanted) - len(rest) + len(text.text)))
    return False


# -- the nearest words ------------------------------------------------------------------


def closest(passage: str, lines: Sequence[Line]) -> tuple[str, float]:
    """Return the words that are nearest to a passage, as they were read, and how near they are.

    Returns
    -------
    text, nearness
        Whole words; from 0 to 1, the share of the passage's letters that stand there in order.
    """
    words = [word for line in reading_order(lines) for word in line.text.split()]
    wanted = plain(passage)
    letters = [(letter, at) for at, word in enumerate(words) for letter in plain(word)]
    letters = letters[:MOST_TEXT]
    if not wanted or not letters:
        return "", 0.0
    distance, start, end = _nearest(wanted, "".join(letter for letter, _ in letters))
    if start >= end:
        return "", 0.0
    text = " ".join(words[letters[start][1] : letters[end - 1][1] + 1])
    return text, max(0.0, 1 - distance / len(wanted))


def _nearest(wanted: str, text: str) -> tuple[int, int, int]:
    """Return the fewest changes that make a part of a text of another one, and where it stands."""
    costs, starts = list(range(len(wanted) + 1)), [0] * (len(wanted) + 1)
    best = (len(wanted), 0, 0)
    for end, letter in enumerate(text, 1):
        before, costs[0] = costs[0], 0
        start_before, starts[0] = starts[0], end
        for at, other in enumerate(wanted, 1):
            above, start_above = costs[at], starts[at]
            cost, start = before + (letter != other), start_before
            if above + 1 < cost:
                cost, start = above + 1, start_above
            if costs[at - 1] + 1 < cost:
                cost, start = costs[at - 1] + 1, starts[at - 1]
            before, start_before = above, start_above
            costs[at], starts[at] = cost, start
        if costs[-1] < best[0]:
            best = (costs[-1], starts[-1], end)
    return best
