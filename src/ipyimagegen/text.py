"""Text for people: one printable line, a number with its noun, the nearest known word, a path."""

from __future__ import annotations

import difflib
import os
import unicodedata
from collections.abc import Iterable
from pathlib import Path

__all__ = ["counted", "nearest", "one_line", "shown_path"]


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
