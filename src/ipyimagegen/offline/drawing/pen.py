"""The styles, and the pen that draws shapes in one of them."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass, field

from PIL import Image, ImageDraw

from .colours import FIXED, RGB, mix, rgb
from .shapes import Shape

__all__ = ["Pen", "Style", "gradient", "style_of"]

Points = Sequence[tuple[float, float]]

_INK = (43, 36, 48)
_TONES = {
    "ink": ((240, 225, 192), 0.2),
    "chalk": ((255, 255, 245), 0.35),
    "cut": ((206, 178, 160), 0.3),
}


@dataclass(frozen=True)
class Style:
    """The look of one model's pictures.

    Parameters
    ----------
    name
        ``soft``, ``ink``, ``cut``, ``chalk`` or ``print``.
    outline
        Width of outlines, in thousandths of the picture's shorter side.
    turn
        Turn of all hues, in 255ths of a circle.
    """

    name: str
    outline: float = 0.0
    turn: int = 0

    def tone(self, colour: RGB) -> RGB:
        """Return `colour` as this style would mix it."""
        return mix(colour, *_TONES.get(self.name, (colour, 0.0)))


def style_of(model: str, digest: bytes) -> Style:
    """Return the style of a model: two have their own, the others one from the `digest`."""
    if model == "nano-banana" or "gemini" in model:
        return Style("soft")
    if model.startswith("gpt-image") or "/gpt" in model:
        return Style("ink", outline=4.2)
    name = ("chalk", "cut", "print")[digest[0] % 3]
    return Style(name, outline=3.4 if name == "chalk" else 0.0, turn=digest[1])


@dataclass
class Pen:
    """Draws shapes on an image: scaled, mirrored and toned by a style.

    Parameters
    ----------
    image
        The image to draw on.
    style, rng
        The style of every shape, and the source of chance.
    dusk
        A colour that the light mixes into every other one, and its share.
    glow, wall
        The colours of the roles ``glow`` (a lit window) and ``wall``.
    """

    image: Image.Image
    style: Style
    rng: random.Random
    dusk: tuple[RGB, float] = ((0, 0, 0), 0.0)
    glow: RGB = (255, 226, 138)
    wall: RGB = (233, 214, 190)
    draw: ImageDraw.ImageDraw = field(init=False)

    def __post_init__(self) -> None:
        self.draw = ImageDraw.Draw(self.image, "RGBA")
        self.unit = min(self.image.size) / 1000

    def colour(self, role: str, main: RGB = (0, 0, 0)) -> RGB:
        """Return the colour of a role: m(ain), d(ark), l(ight), a fixed name or a hex code."""
        if role == "glow":
            return self.style.tone(self.glow)
        base = {
            "m": main,
            "d": mix(main, (36, 30, 66), 0.22),
            "l": mix(main, (255, 250, 235), 0.55),
            "wall": self.wall,
        }.get(role) or rgb(FIXED.get(role, role))
        return mix(self.style.tone(base), *self.dusk)

    def thing(
        self, shapes: Sequence[Shape], main: RGB, x: float, y: float, size: float,
        *, flip: bool = False, tilt: float = 0.0,
    ) -> None:  # fmt: skip
        """Draw `shapes` in a square of `size` pixels around (x, y)."""
        scale = size / 100
        cos, sin = math.cos(tilt) * scale, math.sin(tilt) * scale
        sign = -1 if flip else 1
        for role, square, width, alpha, outlined in shapes:
            points = [(x + sign * (u * cos - v * sin), y + u * sin + v * cos) for u, v in square]
            colour = self.colour(role, main)
            if width:
                self.stroke(points, colour, width * scale, alpha, outlined=width > 4)
            else:
                self.fill(points, colour, alpha, outlined=outlined)

    def fill(self, points: Points, colour: RGB, alpha: int = 255, *, outlined: bool = True) -> None:
        """Fill a polygon; with the outline or the shadow of the style."""
        chalk = self.style.name == "chalk"
        if self.style.name == "cut" and outlined and alpha == 255:
            drop = 6 * self.unit
            shadow = [(x + drop, y + 1.5 * drop) for x, y in points]
            self.draw.polygon(shadow, fill=(40, 26, 44, 84))
        self.draw.polygon(list(points), fill=(*colour, alpha * 5 // 9 if chalk else alpha))
        if outlined and self.style.outline:
            ink = (*mix(colour, (255, 255, 250), 0.5), 235) if chalk else (*_INK, 255)
            width = max(round(self.style.outline * self.unit), 1)
            self.draw.line([*points, points[0], points[1]], fill=ink, width=width, joint="curve")

    def stroke(
        self, points: Points, colour: RGB, width: float, alpha: int = 255, *, outlined: bool = False
    ) -> None:
        """Draw a line with round ends."""
        if outlined and self.style.name == "ink":
            self.stroke(points, _INK, width + 2 * self.style.outline * self.unit)
        ink = (*colour, alpha)
        self.draw.line(list(points), fill=ink, width=max(round(width), 1), joint="curve")
        if alpha == 255 and width > 3:
            for end in (points[0], points[-1]):
                self.draw.circle(end, width / 2, fill=ink)

    def disc(self, x: float, y: float, radius: float, colour: RGB, alpha: int = 255) -> None:
        """Draw a disc without an outline."""
        self.draw.circle((x, y), radius, fill=(*colour, alpha))


def gradient(stops: Sequence[RGB], size: tuple[int, int]) -> Image.Image:
    """Return a picture that goes from the first colour at the top to the last at the bottom."""
    strip = Image.new("RGB", (1, len(stops)))
    strip.putdata(list(stops))
    # A column first: to repeat it takes a tenth of the time.
    return strip.resize((1, size[1]), Image.Resampling.BICUBIC).resize(
        size, Image.Resampling.NEAREST
    )
