"""Text for people: one printable line, a number with its noun, the nearest known word, a path.

And its way out: a pipe on Windows may know 256 characters, and a stream may be closed. The other
way round, `amount` reads a number that may be written as text.
"""

from __future__ import annotations

import difflib
import logging
import math
import os
import sys
import unicodedata
from collections.abc import Iterable
from pathlib import Path
from typing import TextIO

__all__ = [
    "CLOSING_QUOTES",
    "amount",
    "counted",
    "encodable",
    "nearest",
    "one_line",
    "say",
    "shown_path",
]

# Quotes that group on the magic's line, as people and their word processors type them.
CLOSING_QUOTES = {"'": "'", '"': '"', "“": "”", "„": "“", "‘": "’", "«": "»"}

log = logging.getLogger("ipyimagegen")


def nearest(word: str, known: Iterable[str]) -> str:
    """Return a hint that names the known words nearest to `word`, or an empty string."""
    near = difflib.get_close_matches(word, list(known), n=3, cutoff=0.55)
    return f"Did you mean {' or '.join(near)}?" if near else ""


def counted(number: int, noun: str) -> str:
    """Return a number with its noun, such as ``1 picture`` and ``2,000 pictures``."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def one_line(text: str, limit: int = 300) -> str:
    """Return untrusted `text` as one printable line of at most `limit` characters.

    Control characters (terminal escapes among them), lone surrogates and direction marks
    become spaces, so that no text of a gateway can move the cursor or hide words.
    """
    text = text[: 4 * limit]
    if not text.isprintable():
        text = "".join(" " if unicodedata.category(c) in _UNPRINTABLE else c for c in text)
    line = " ".join(text.split())
    return line if len(line) <= limit else line[: limit - 1] + "…"


_UNPRINTABLE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def shown_path(path: str | Path) -> str:
    """Return a path as people read it, with the home folder as ``~``: notebooks are shared."""
    text = str(path)
    try:
        home = str(Path.home())
    except RuntimeError:  # a container's user may have none
        return text
    return f"~{text[len(home) :]}" if len(home) > 1 and text.startswith(home + os.sep) else text


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


def amount(value: object) -> float | None:
    """Return a number of at least 0, also one that is written as text; None for anything else."""
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        return None
    try:
        number = float(value)
    except (ValueError, OverflowError):
        return None
    return number if math.isfinite(number) and number >= 0 else None
