"""Signs: the words that a prompt puts in quotes, on boards, in letters that can be read.

They are put on a picture when it is finished, so that neither a style nor a technique goes over
them. Letters that Pillow's font lacks, which is all beyond ASCII, come from a font of this
machine, and where none has them they are left without their accents, or out.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import cache

from PIL import Image, ImageDraw, ImageFont

from ...errors import OptionError
from ...views.fonts import fonts_for
from .lettering import font

__all__ = ["LEAST", "readable", "with_signs"]

LEAST = 28  # pixels of letters, where the picture has room for them
MOST_SIGNS = 6
MOST_LETTERS = 240  # of one sign
_LARGEST = 0.09  # of the shorter side
_LARGEST_WITHIN = 0.3  # of a box's, which is small
_WIDEST, _TALLEST = 0.86, 0.56  # of the picture, for all signs
_OTHERS = "©«°±´·»‘’“”…‹›™"  # that Pillow's font has
_WOOD, _CREAM, _INK = (150, 104, 66), (253, 245, 226), (52, 36, 40)

Letters = ImageFont.FreeTypeFont


@cache
def _font_file(text: str) -> str:
    """Return the file of a font that has all of a text; empty for Pillow's, or if none has."""
    try:
        files = fonts_for(f"{text}–")  # of Latin 1 alone it would name none
    except OptionError:
        return ""
    return str(files[0]) if len(files) == 1 else ""


def readable(text: str) -> str:
    """Return the words of a sign as they can be lettered here, on one line."""
    text = " ".join(unicodedata.normalize("NFC", text).split())[:MOST_LETTERS]
    if _is_plain(text) or _font_file(text):
        return text
    kept = [
        letter if _is_plain(letter) else unicodedata.normalize("NFKD", letter)[:1]
        for letter in text
    ]
    return " ".join("".join(one if _is_plain(one) else " " for one in kept).split())


def _is_plain(text: str) -> bool:
    return all(" " <= letter <= "~" or letter in _OTHERS for letter in text)


def _letters(text: str, size: int) -> Letters:
    if _is_plain(text):
        return font(size)
    return ImageFont.truetype(_font_file(text), size)


def with_signs(
    image: Image.Image,
    texts: Sequence[str],
    within: tuple[float, float, float, float] | None = None,
) -> Image.Image:
    """Return a picture with a board for each of these texts, below each other.

    They stand at its foot, or in the middle of a box: left, top, right, bottom.
    """
    texts = [text for text in map(readable, texts) if text][:MOST_SIGNS]
    if not texts:
        return image
    left, top, right, bottom = within or (0, 0, *image.size)
    width, height, middle = right - left, bottom - top, (left + right) / 2
    share = _LARGEST if within is None else _LARGEST_WITHIN
    for size in range(max(LEAST, round(min(width, height) * share)), 7, -1):
        boards = [_lines(text, _letters(text, size), width * _WIDEST - 2 * size) for text in texts]
        tall = sum((len(lines) * 1.25 + 1.1) * size for lines in boards)
        if tall <= height * _TALLEST and all(boards):
            break
    draw = ImageDraw.Draw(image)
    bottom = top + (height * 0.93 if within is None else (height + tall) / 2)
    for text, lines in reversed(list(zip(texts, boards, strict=True))):
        if not lines:
            continue  # there is no room for a letter
        letters = _letters(text, size)
        wide = max(map(letters.getlength, lines)) + 2 * size
        high = (len(lines) * 1.25 + 0.7) * size
        left, top = middle - wide / 2, bottom - high
        draw.rounded_rectangle((left, top, left + wide, bottom), size / 4, _WOOD)
        inner = (left + size / 5, top + size / 5, left + wide - size / 5, bottom - size / 5)
        draw.rounded_rectangle(inner, size / 6, _CREAM)
        for place, line in enumerate(lines):
            height = top + (0.35 + 0.625 + 1.25 * place) * size
            draw.text((middle, height), line, _INK, letters, anchor="mm")
        bottom = top - 0.4 * size
    return image


def _lines(text: str, letters: Letters, room: float) -> list[str]:
    """Return a text as lines that are no wider than the room; none where a letter is wider."""
    lines: list[str] = []
    for word in text.split():
        rest = word
        if lines and letters.getlength(f"{lines[-1]} {word}") <= room:
            lines[-1] = f"{lines[-1]} {word}"
            continue
        while rest:  # of a word without end, or a script without spaces, as much as fits
            fits = len(rest)
            while fits and letters.getlength(rest[:fits]) > room:
                fits -= 1
            if not fits:
                return []
            lines.append(rest[:fits])
            rest = rest[fits:]
    return lines
