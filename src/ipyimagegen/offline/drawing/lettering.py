"""Lettering: words in the font that Pillow brings, as large as fits."""

from __future__ import annotations

import unicodedata

from ...images.contact_sheet import font

__all__ = ["box", "fitting", "font", "legible"]


def legible(text: str, limit: int = 60) -> str:
    """Return the characters of `text` that the font has, on one line."""
    shown = [
        c if c.isprintable() and (ord(c) < 0x180 or c in "–—‘’“”…€") else " "
        for c in unicodedata.normalize("NFC", text)
    ]
    line = " ".join("".join(shown).split())
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"


def box(left: float, top: float, width: float, height: float) -> list[tuple[float, float]]:
    """Return the corners of a box."""
    return [(left, top), (left + width, top), (left + width, top + height), (left, top + height)]


def fitting(text: str, width: float, height: float) -> int:
    """Return the largest font size at which `text` fits."""
    wide = font(100).getlength(text) or 1
    return max(int(min(width * 100 / wide, height)), 6)
