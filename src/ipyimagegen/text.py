"""Text for people: printable, in one line, a number with its noun, the nearest word, a path.

And its way out: a pipe on Windows may know 256 characters, and a stream may be closed. The other
way round, `amount` reads a number that may be written as text.
"""

from __future__ import annotations

import itertools
import logging
import math
import os
import sys
import unicodedata
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from typing import TextIO

__all__ = [
    "CLOSING_QUOTES",
    "a_kind",
    "amount",
    "costs_words",
    "counted",
    "dollars",
    "encodable",
    "excerpt",
    "fits_one_line",
    "is_blank",
    "nearest",
    "number_runs",
    "one_line",
    "percent_words",
    "printable",
    "say",
    "shown_path",
    "told_apart",
    "undashed",
    "value_words",
]

# Quotes that group on the magic's line, as people and their word processors type them.
CLOSING_QUOTES = {'"': '"', "'": "'", "“": "”", "„": "“", "‘": "’", "«": "»"}

log = logging.getLogger("ipyimagegen")


def nearest(word: str, known: Iterable[str], before: str = "") -> str:
    """Return a hint that names the known words nearest to `word`, or an empty string.

    Each stands behind `before`, such as the folder of a file's name.

    Comparing takes time, and a gateway may list a hundred thousand names: so long words, and
    the names behind the first thousands, are left out.
    """
    if len(word) > _LONGEST_WORD:
        return ""
    import difflib

    fair = [one for one in itertools.islice(known, _MOST_KNOWN) if len(one) <= _LONGEST_WORD]
    near = difflib.get_close_matches(word, fair, n=3, cutoff=0.55)
    if not near:
        return ""
    # A near one makes those that are far from it an odd suggestion.
    ratios = [difflib.SequenceMatcher(None, one, word).ratio() for one in near]
    near = [one for one, ratio in zip(near, ratios, strict=True) if ratio >= ratios[0] - _FARTHER]
    return f"Did you mean {' or '.join(one_line(before + one) for one in near)}?"


_FARTHER = 0.15  # of a ratio from 0 to 1
_LONGEST_WORD = 100  # characters that anybody types, and mistypes
_MOST_KNOWN = 5000


def number_runs(numbers: Iterable[int | None]) -> str:
    """Return generations' numbers in short: ``@21–@26``, or ``@3, @7, @9–@12``."""
    runs: list[list[int]] = []
    for number in sorted({one for one in numbers if one is not None}):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    texts = [f"@{run[0]}" if len(run) == 1 else f"@{run[0]}–@{run[-1]}" for run in runs]
    return ", ".join(texts[:_MOST_RUNS]) + (" …" if len(texts) > _MOST_RUNS else "")


_MOST_RUNS = 6


def counted(number: int, noun: str) -> str:
    """Return a number with its noun, such as ``1 picture`` and ``2,000 pictures``."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def a_kind(value: object) -> str:
    """Return the type of a Python value with its article, such as ``a list`` and ``an int``."""
    name = type(value).__name__
    return f"{'an' if name.startswith(tuple('aeioAEIO')) else 'a'} {name}"


def percent_words(share: float) -> str:
    """Return a share from 0 to 1 in percent; something is never none of it, nor all of it."""
    percent = 100 * share
    if 0 < percent < 0.5:
        return "less than 1 %"
    return "more than 99 %" if 99.5 <= percent < 100 else f"{percent:.0f} %"


def one_line(text: str, limit: int = 300) -> str:
    """Return untrusted `text` as one printable line of at most `limit` characters."""
    line = " ".join(printable(text[: 4 * limit]).split())
    return line if len(line) <= limit else line[: limit - 1] + "…"


def told_apart(labels: Sequence[str], values: Sequence[object]) -> tuple[str, ...]:
    """Return the labels of values, which read alike only where a value is there again.

    Labels are keys, and headings that are cut: where two values would read alike in one, each
    label has its number in front.
    """
    read = [one_line(label, 80) for label in labels]
    meant = [value if _is_hashable(value) else id(value) for value in values]
    if len({*zip(read, meant, strict=True)}) == len({*read}):
        return tuple(labels)
    return tuple(f"{number}: {label}" for number, label in enumerate(labels, start=1))


def _is_hashable(value: object) -> bool:
    try:
        hash(value)
    except Exception:  # noqa: BLE001  # pictures in memory have no hash, and the user's code may fail
        return False
    return True


def excerpt(text: str, limit: int) -> str:
    """Return `text` as one printable line, the middle of a longer one left out.

    A sentence that quotes what somebody typed has its verdict at its end.
    """
    if len(text) > limit:
        text = f"{text[: limit * 2 // 3]} … {text[len(text) - limit // 3 + 3 :]}"
    return printable(text).replace("\n", " ")


def printable(text: str, *, keep: str = "\n") -> str:
    """Return untrusted `text` without what a terminal obeys, or what hides or turns words.

    Control characters (the beginning of every terminal escape), lone surrogates, direction
    marks and invisible characters become spaces, but for those to `keep`. The joiners inside
    emoji, and inside words of the scripts that need them, stay.
    """
    if text.isprintable():
        return text
    text = text.replace("\r\n", "\n")
    return "".join(
        " " if character not in keep and _is_unprintable(text, place) else character
        for place, character in enumerate(text)
    )


def fits_one_line(text: str) -> bool:
    """Whether `text` stands in one line as it is, and is seen whole; blanks of any kind may be."""
    return text.isprintable() or not any(_is_unprintable(text, at) for at in range(len(text)))


def is_blank(text: str) -> bool:
    """Whether nothing of `text` is seen: it has blanks only, controls and marks of format."""
    return all(one.isspace() or unicodedata.category(one) in ("Cc", "Cf") for one in text)


def _is_unprintable(text: str, place: int) -> bool:
    """Whether the character at a place of a text is none that is simply seen, or a blank."""
    character = text[place]
    if character in _JOINERS:
        around = text[place - 1 : place] + text[place + 1 : place + 2]
        return len(around) < 2 or not all(c > "\x7f" and c.isprintable() for c in around)
    if "\U0001f000" <= character <= "\U0001faff":  # emoji that are newer than Python's table
        return False
    return unicodedata.category(character) in _UNPRINTABLE


_JOINERS = {"\u200c", "\u200d"}
_UNPRINTABLE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def undashed(word: str) -> str:
    """Return a word without the hyphens and the dashes of word processors that it begins with."""
    for place, character in enumerate(word):
        if unicodedata.category(character) != "Pd" and character != "\N{MINUS SIGN}":
            return word[place:]
    return ""


def shown_path(path: str | Path) -> str:
    """Return a path as people read it, with the home folder as ``~``: notebooks are shared."""
    text = str(path)
    try:
        home = str(Path.home())
    except RuntimeError:  # a container's user may have none
        return text
    return f"~{text[len(home) :]}" if len(home) > 1 and text.startswith(home + os.sep) else text


def value_words(value: object, *, is_secret: bool = False) -> str:
    """Return a value as an error quotes it, to stand behind "it is".

    Of what may hold a secret only the type is said, unless it is blank, and of a URL only its
    scheme: what follows may hold a password. So may ``name:password@host`` without a scheme,
    of which only the type is said, too.
    """
    kind = f"of type {type(value).__name__}"
    if is_secret and not (isinstance(value, str) and not value.strip()):
        return kind
    try:
        text = value if isinstance(value, str) else repr(value)
    except Exception:  # noqa: BLE001  # of the user's own code, or a number of too many digits
        digits = int(value.bit_length() * 0.30103) if type(value) is int else 0
        return f"a number of {digits:,} digits" if digits else kind
    if " at 0x" in text:  # another one in each kernel
        return kind
    shown, separator, _ = text.partition("://")
    if ":" in shown.rpartition("@")[0]:
        return kind
    shown = f"{shown}://…" if separator else shown
    return one_line(repr(shown) if isinstance(value, str) else shown, 60)


_PLAINER = {
    "×": "x", "·": "-", "–": "-", "…": "...", "→": "->", "★": "*", "“": '"', "”": '"', "’": "'",
    "─": "-", "├": "+", "└": "+", "│": "|",
}  # fmt: skip


def encodable(text: str, stream: TextIO | None = None) -> str:
    """Return text as a stream can write it, ``sys.stdout`` by default: the rest is replaced."""
    stream = stream or sys.stdout
    encoding = getattr(stream, "encoding", None)
    # A stream without an encoding holds text, and others replace by themselves.
    strict = getattr(stream, "errors", None) in (None, "strict", "surrogateescape")
    if text.isascii() or not isinstance(encoding, str) or not strict:
        return text
    return "".join(_fitting(character, encoding) for character in text)


def _fitting(character: str, encoding: str) -> str:
    try:
        character.encode(encoding)
    except (UnicodeError, LookupError):  # no such character, or no such encoding
        return character if character.isascii() else _PLAINER.get(character, "?")
    return character


def say(text: str, stream: TextIO | None = None, *, end: str = "\n") -> None:
    """Write text to a stream, ``sys.stdout`` by default, as far as it takes any.

    An output that fails must not lose a result that was paid for, so that is only logged.
    """
    stream = stream or sys.stdout
    if stream is None:  # no console, as under pythonw
        return
    try:
        stream.write(encodable(text, stream) + end)
        stream.flush()
    except Exception as error:  # noqa: BLE001  # a stream put there by others may raise anything
        log.warning("an output could not be written: %s", error)


def dollars(cost: float) -> str:
    """Return dollars as people write them: ``$0.20``, ``$1,234.50``, ``$0.0672``."""
    short = f"{cost:.3g}"
    is_in_cents = abs(cost * 100 - round(cost * 100)) < 1e-6
    if cost >= 1 or is_in_cents or float(short) == round(cost, 2):
        return f"${cost:,.2f}"
    return f"${short}"


def costs_words(costs: Collection[float | None]) -> str:
    """Return the sum of costs, such as ``$0.12 and 1 unknown``; empty where none is known."""
    known = [cost for cost in costs if cost is not None]
    unknown = len(costs) - len(known)
    if not known:
        return ""
    return dollars(math.fsum(known)) + (f" and {unknown} unknown" if unknown else "")


def amount(value: object) -> float | None:
    """Return a number of at least 0, also one that is written as text; None for anything else."""
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        return None
    try:
        number = float(value)
    except (ValueError, OverflowError):
        return None
    return number if math.isfinite(number) and number >= 0 else None
