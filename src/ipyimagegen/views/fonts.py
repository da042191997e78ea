"""Fonts of this machine for the labels of a figure: none is shipped, and none has every script."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from ..errors import OptionError
from ..text import one_line

__all__ = ["fonts_for", "has"]

PREFERRED = (
    "dejavusans", "notosans-regular", "liberationsans-regular", "arialunicode", "arial unicode",
    "arial", "segoeui", "helvetica", "roboto-regular", "notosanscjk-regular", "notosanscjk",
)  # fmt: skip
MOST_FONTS = 2000  # that are looked into


def fonts_for(text: str) -> list[Path]:
    """Return the files of fonts that have all of a text's characters, the best first.

    Empty where the text needs none but what every program has: Latin 1.

    Raises
    ------
    OptionError
        No font here has one of the characters, or fonttools is not installed.
    """
    left = {ord(character) for character in text if not character.isspace()}
    if all(32 <= one < 256 for one in left):
        return []
    found = []
    for path in _font_files():
        known = _characters(path)
        if known & left:
            found.append(path)
            left -= known
        if not left:
            return found
    missing = "".join(map(chr, sorted(left, key=lambda one: (one < 256, one))[:12]))
    raise OptionError(
        f"no font of this machine has {one_line(missing, 40)}",
        hint="Install one that does, such as Noto Sans, or write an .html file.",
    )


def has(path: Path, character: str) -> bool:
    """Return whether a font has a character."""
    return ord(character) in _characters(path)


def _folders() -> Sequence[Path]:
    home = Path.home()
    if sys.platform == "win32":
        windows = Path(os.environ.get("SYSTEMROOT", "C:/Windows"))
        return windows / "Fonts", home / "AppData/Local/Microsoft/Windows/Fonts"
    if sys.platform == "darwin":
        system = Path("/System/Library/Fonts")
        return system / "Supplemental", system, Path("/Library/Fonts"), home / "Library/Fonts"
    return (
        home / ".local/share/fonts",
        home / ".fonts",
        Path("/usr/local/share/fonts"),
        Path("/usr/share/fonts"),
    )


@cache
def _font_files() -> tuple[Path, ...]:
    """Return the fonts of this machine, those that look well and have many characters first."""
    found = [path for folder in _folders() for path in _below(folder)]

    def rank(path: Path) -> tuple[int, str]:
        name = path.stem.lower()
        place = next((at for at, one in enumerate(PREFERRED) if name == one), len(PREFERRED))
        is_plain = not any(word in name for word in ("bold", "italic", "oblique", "mono"))
        return (place, "") if place < len(PREFERRED) else (place + (not is_plain), str(path))

    return tuple(sorted(found, key=rank)[:MOST_FONTS])


def _below(folder: Path) -> Iterator[Path]:
    for parent, _, names in os.walk(folder):
        for name in names:
            if name.lower().endswith((".ttf", ".otf")):
                yield Path(parent, name)


@cache
def _characters(path: Path) -> frozenset[int]:
    """Return the characters that a font has; none where it can't be read."""
    try:
        from fontTools.ttLib import TTFont
    except ImportError:
        raise OptionError(
            "these labels need a font", hint="pip install 'ipyimagegen[figure]'"
        ) from None
    try:
        with TTFont(path, lazy=True) as font:
            return frozenset(font.getBestCmap() or ())
    except Exception:  # noqa: BLE001  # of a damaged font; another one will do
        return frozenset()
