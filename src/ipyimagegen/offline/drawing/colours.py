"""Colours by name, as numbers and as codes, and a mix of two."""

from __future__ import annotations

from PIL import ImageColor

__all__ = ["COLOURS", "FIXED", "RGB", "mix", "rgb"]

RGB = tuple[int, int, int]

COLOURS: dict[str, str] = {
    "red": "#d9453d", "crimson": "#b3203a", "scarlet": "#e0372b", "coral": "#f07f6a",
    "orange": "#ee8a34", "amber": "#f2a93b", "yellow": "#f4cf4a", "golden": "#e9b530",
    "gold": "#e9b530", "green": "#62ad51", "lime": "#a5d34a", "emerald": "#1f9d6b",
    "olive": "#8a8f3c", "mint": "#a5dcc0", "teal": "#1f8a8c", "turquoise": "#3cbfbf",
    "cyan": "#45c4dd", "blue": "#3f7fd0", "navy": "#27407c", "indigo": "#4b4aa3",
    "purple": "#8757b0", "violet": "#8a63c9", "lavender": "#b9a4e0", "magenta": "#cf4a9a",
    "pink": "#f09db5", "brown": "#96694a", "beige": "#dcc7a1", "cream": "#f3e7cb",
    "black": "#3a3a44", "white": "#f8f6f0", "grey": "#9a9fa6", "gray": "#9a9fa6",
    "silver": "#c1c7cf",
}  # fmt: skip

# The roles of shapes that are always the same colour.
FIXED = {
    "ink": "#2b2a36", "white": "#fffdf8", "pink": "#f3a0a3", "gold": "#f2bd3d",
    "amber": "#d9962a", "wood": "#8b6144", "leaf": "#5fa15c", "stone": "#b9b4ac",
    "glass": "#bfe3ee", "red": "#d9453d", "coffee": "#6b4128", "skin": "#efc19b",
    "night": "#22315c", "cream": "#f6ead0", "blue": "#3f7fd0",
}  # fmt: skip


def rgb(colour: str) -> RGB:
    """Return a hexadecimal colour as a tuple."""
    red, green, blue = ImageColor.getrgb(colour)[:3]
    return red, green, blue


def mix(a: RGB, b: RGB, share: float) -> RGB:
    """Return `a` with a `share` of `b`."""
    red, green, blue = (round(u + (v - u) * share) for u, v in zip(a, b, strict=True))
    return red, green, blue
