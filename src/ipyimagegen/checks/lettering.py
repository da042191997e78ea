"""The check ``text``: the words that the prompt puts in quotes stand in the picture."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import TYPE_CHECKING

from ..text import one_line
from .check import Check
from .comparison import Line, closest, is_there
from .reader import LOOKS, Reading, read_picture
from .result import FAILED, PASSED, UNREAD, Result

if TYPE_CHECKING:
    from ..images.picture import Picture

__all__ = ["compared", "measure", "unknown_script"]

SURE = 0.5  # a line that is less sure can't be read
NEAR = 0.5  # of a passage's letters: fewer are other words
MOST_TOLD = 3
_TOLD = 60  # characters of a passage, or of what was read


def measure(check: Check, wanted: Sequence[str], picture: Picture) -> Result:
    """Read a picture, and return whether these words stand in it.

    What the reader has missed is a reason to look again, before anybody pays for another take.
    """
    readings: list[Reading] = []
    for look in range(LOOKS):
        readings.append(read_picture(picture, look))
        result = compared(check, wanted, *readings)
        if result or unknown_script(wanted, readings[0].alphabet):
            break  # no look makes out letters that the reader doesn't know
    return result


def compared(check: Check, wanted: Sequence[str], *readings: Reading) -> Result:
    """Return whether the words that were read are those that are wanted: in one of the readings."""
    sure = [[line for line in one.lines if line.sureness >= SURE] for one in readings]
    lacking = [
        one for one in wanted if not any(is_there(one, lines, exact=check.exact) for lines in sure)
    ]
    if not lacking:
        return Result(check.label, PASSED)
    first, lines = readings[0], sure[0]
    if script := unknown_script(lacking, first.alphabet):
        return Result(check.label, UNREAD, f"the reader knows no {script} letters")
    near = [(one, *closest(one, lines)) for one in lacking[:MOST_TOLD]]
    is_near = any(nearness >= NEAR for _, _, nearness in near)
    if not is_near and (not lines or len(lines) < len(first.lines)):
        why = "its letters can't be made out" if first.lines else "no letters are found"
        return Result(check.label, UNREAD, why)
    return Result(check.label, FAILED, _told(near, lines, len(lacking), len(wanted)))


def _told(
    near: Sequence[tuple[str, str, float]], lines: Sequence[Line], lacking: int, wanted: int
) -> str:
    parts = []
    for passage, found, nearness in near:
        if nearness < NEAR:
            parts.append(f"no {_quoted(passage)}")
        elif wanted == 1:
            parts.append(f"read {_quoted(found)}")
        else:
            parts.append(f"read {_quoted(found)} for {_quoted(passage)}")
    if lines and all(nearness < NEAR for _, _, nearness in near):
        parts.append(f"read {_quoted(' '.join(line.text for line in lines))}")
    more = f"; {lacking} of {wanted} are not there" if lacking > len(near) else ""
    return f"{', '.join(parts)}{more}"


def _quoted(text: str) -> str:
    return f"“{one_line(text, _TOLD)}”"


def unknown_script(texts: Sequence[str], alphabet: frozenset[str]) -> str:
    """Return the script of a letter that the reader doesn't know, such as ``Cyrillic``."""
    for letter in "".join(texts) if alphabet else "":
        known = {letter, letter.lower(), letter.upper(), *unicodedata.normalize("NFKD", letter)}
        if letter.isalpha() and not known & alphabet:
            return unicodedata.name(letter, "such").split()[0].title()
    return ""
