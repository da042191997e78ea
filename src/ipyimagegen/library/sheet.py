"""One picture of several, so that a cell's output holds exactly one image."""

from __future__ import annotations

from collections.abc import Sequence

from PIL import Image

__all__ = ["contact_sheet"]

GAP = 8


def contact_sheet(images: Sequence[Image.Image], longest: int = 768) -> Image.Image:
    """Return several pictures in a grid on white, `longest` pixels wide, in their order."""
    columns = next(n for n in range(1, len(images) + 1) if n * n >= len(images))
    rows = -(-len(images) // columns)
    side = (longest - GAP * (columns - 1)) // columns
    sheet = Image.new("RGB", (longest, rows * side + GAP * (rows - 1)), "white")
    for position, image in enumerate(images):
        small = image.convert("RGBA")
        small.thumbnail((side, side), Image.Resampling.LANCZOS, reducing_gap=3)
        left = (position % columns) * (side + GAP) + (side - small.width) // 2
        top = (position // columns) * (side + GAP) + (side - small.height) // 2
        sheet.paste(small, (left, top), small)
    return sheet
