"""Lettering: words in the font that Pillow brings, as large as fits."""

from __future__ import annotations

import unicodedata

from ...images.contact_sheet import font
from .colours import mix
from .pen import Pen

__all__ = ["box", "fitting", "font", "legible", "write_sign"]


def legible(text: str, limit: int = 60) -> str:
    """Return the characters of `text` that the font has, on one line."""
    shown = [
        c if c.isprintable() and (ord(c) < 0x180 or c in "–—‘’“”…€") else " "
        for c in unicodedata.normalize("NFC", text)
    ]
    line = " ".join("".join(shown).split())
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"


def write_sign(pen: Pen, text: str, x: float, y: float, width: float) -> None:
    """Draw a wooden sign with `text`; (x, y) is the middle of its board."""
    height = width * 0.3
    wood = pen.colour("wood")
    for side in (-0.32, 0.32):
        post = box(x + side * width, y, width * 0.045, height * 1.6)
        pen.fill(post, mix(wood, (30, 20, 20), 0.25))
    pen.fill(box(x - width / 2, y - height / 2, width, height), wood)
    board = box(x - width * 0.47, y - height * 0.4, width * 0.94, height * 0.8)
    pen.fill(board, pen.colour("cream"), outlined=False)
    letters = font(fitting(text, width * 0.84, height * 0.62))
    pen.draw.text((x, y), text, font=letters, fill=(52, 36, 40), anchor="mm")


def box(left: float, top: float, width: float, height: float) -> list[tuple[float, float]]:
    """Return the corners of a box."""
    return [(left, top), (left + width, top), (left + width, top + height), (left, top + height)]


def fitting(text: str, width: float, height: float) -> int:
    """Return the largest font size at which `text` fits."""
    wide = font(100).getlength(text) or 1
    return max(int(min(width * 100 / wide, height)), 6)
