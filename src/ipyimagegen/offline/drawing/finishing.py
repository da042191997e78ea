"""The finish of a sketch, over the whole image: paper, poster or print."""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Iterator

from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageOps

from .colours import rgb
from .lettering import fitting, font, legible
from .pen import Style, gradient
from .scene import Scene

__all__ = ["finish", "mapped", "paper"]


def mapped(image: Image.Image, function: Callable[[int], int]) -> Image.Image:
    """Return the image with every value of its channels changed by the function."""
    return image.point([function(v) for v in range(256)] * len(image.getbands()))


def paper(size: tuple[int, int], rng: random.Random, strength: int = 10) -> Image.Image:
    """Return a grey sheet of grain, near white, to multiply with."""
    tile = Image.frombytes("L", (128, 128), rng.randbytes(128 * 128))
    grain = tile.resize((512, 512), Image.Resampling.BICUBIC).filter(ImageFilter.GaussianBlur(1))
    # Few levels, or the grain alone would be most of a PNG's bytes.
    grain = mapped(grain, lambda v: 255 - strength + strength * round(v / 255 * 4) // 4)
    sheet = Image.new("L", size)
    for x in range(0, size[0], 512):
        for y in range(0, size[1], 512):
            sheet.paste(grain, (x, y))
    return sheet


def finish(image: Image.Image, style: Style, rng: random.Random, scene: Scene) -> Image.Image:
    """Return the drawing at half the size, with the finish of its style."""
    size = (image.width // 2, image.height // 2)
    image = image.resize(size, Image.Resampling.LANCZOS)
    if style.name == "print":
        return _printed(image, style)
    if style.name == "soft":
        # A little light from above, as soft illustrations have it.
        veil = gradient([(255, 248, 226), (128, 128, 128), (116, 112, 140)], size)
        return ImageChops.soft_light(image, veil)
    if style.name == "cut":
        hue, saturation, value = image.convert("HSV").split()
        hue = mapped(hue, lambda v: (v + style.turn % 21 - 10) % 256)
        image = Image.merge("HSV", (hue, saturation, value)).convert("RGB")
    sheet = paper(size, rng, {"chalk": 24, "cut": 7}.get(style.name, 12))
    image = ImageChops.multiply(image, sheet.convert("RGB"))
    return _poster(image, scene) if style.name == "ink" and not scene.plate else image


def _poster(image: Image.Image, scene: Scene) -> Image.Image:
    """Return the drawing in the frame of a poster, with a title."""
    width, height = image.size
    draw = ImageDraw.Draw(image)
    unit = min(width, height) / 1000
    margin, strip = round(26 * unit), round(92 * unit)
    cream, ink = (243, 230, 200), (43, 36, 48)
    title = " ".join(_title(scene)).upper()
    right, bottom = width - margin, height - (strip if title else margin)
    draw.rectangle((0, 0, width, margin), fill=cream)
    draw.rectangle((0, 0, margin, height), fill=cream)
    draw.rectangle((right, 0, width, height), fill=cream)
    draw.rectangle((0, bottom, width, height), fill=cream)
    draw.rectangle((margin, margin, right, bottom), outline=ink, width=max(round(4 * unit), 1))
    if title:
        letters = font(fitting(title, width * 0.66, strip * 0.56))
        start = (margin + 4 * unit, height - strip / 2)
        draw.text(start, title, font=letters, fill=ink, anchor="lm")
    return image


def _title(scene: Scene) -> Iterator[str]:
    for thing in scene.things[:3]:
        worn = " & ".join(name for name, _ in thing.worn)
        yield legible(f"{thing.colour} {thing.name}{f' with {worn}' if worn else ''}")
    if len(scene.things) < 2:
        yield from (legible(word) for word in scene.words[:2])


def _printed(image: Image.Image, style: Style) -> Image.Image:
    """Return the drawing as a print: one ink leads, a screen of dots in the shadows."""
    hue = round(style.turn / 255 * 360)
    ink, middle = rgb(f"hsl({hue}, 55%, 26%)"), rgb(f"hsl({hue}, 45%, 62%)")
    grey = ImageOps.autocontrast(image.convert("L"), cutoff=1)
    toned = ImageOps.colorize(grey, black=ink, mid=middle, white=(252, 244, 226))
    printed = Image.blend(image, toned, 0.16)
    # One dot of the screen, repeated; the darker the picture, the more of it is inked.
    step = max(round(min(image.size) / 128), 4)
    sides = [i - (step - 1) / 2 for i in range(step)]
    dot = [round(255 * math.hypot(x, y) / (step * 0.72)) for y in sides for x in sides]
    cell = Image.frombytes("L", (step, step), bytes(min(v, 255) for v in dot))
    row = Image.new("L", (image.width, step))
    for x in range(0, image.width, step):
        row.paste(cell, (x, 0))
    screen = Image.new("L", image.size)
    for y in range(0, image.height, step):
        screen.paste(row, (y // step % 2 * (step // 2), y))
    dots = ImageChops.subtract(ImageOps.invert(grey), screen)
    dots = mapped(dots, lambda v: min(v * 6, 70))
    return Image.composite(Image.new("RGB", image.size, ink), printed, dots)
