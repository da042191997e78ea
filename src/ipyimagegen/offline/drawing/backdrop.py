"""The backdrop of a scene: its palette, sky, ground and water, and a method for each place."""

from __future__ import annotations

import math
import random
from dataclasses import dataclass, replace
from typing import NamedTuple

from PIL import Image, ImageDraw

from .colours import COLOURS, RGB, hex_code, mix, rgb
from .lettering import box, fitting, font, legible
from .pen import Pen, Style, gradient
from .scene import Scene, Thing
from .shapes import curve
from .things import THINGS, WORN

__all__ = ["Backdrop", "Palette", "palette_of", "sky_image"]


class Palette(NamedTuple):
    """The colours of sky and land at one time of day; `dusk` is mixed into every other colour."""

    high: str
    low: str
    far: str
    near: str
    ground: str
    dusk: tuple[RGB, float]


_PALETTES = {
    "day": Palette("#86c5ea", "#eef6ea", "#b5d9c0", "#93c79b", "#78b67e", ((255, 240, 200), 0.0)),
    "sunset": Palette("#6d5a9c", "#ffc27a", "#a56d92", "#7a5585", "#5b4673", ((150, 60, 90), 0.14)),
    "night": Palette("#101b40", "#41589a", "#2c4274", "#22345f", "#1c2c50", ((22, 34, 84), 0.2)),
    "plate": Palette("#f1e4c4", "#ecdcb6", "#ddc99c", "#ddc99c", "#ddc99c", ((170, 130, 70), 0.1)),
    "space": Palette("#120f33", "#3d2f75", "#2c2358", "#231c49", "#1c173c", ((20, 16, 60), 0.06)),
    "underwater": Palette("#5cc5d2", "#14568a", "#2f86a5", "#226f92", "#d8c493",
                          ((20, 90, 130), 0.1)),
}  # fmt: skip
_SNOW = {
    "day": ("#c3d8ea", "#f3f6f8", "#dfe8f0", "#eef3f7", "#fbfcfd"),
    "sunset": ("#7d6aa6", "#ffcfa0", "#cba6bd", "#ddbccb", "#eed3d8"),
    "night": ("#0f1a3e", "#4a62a4", "#7288bb", "#93a7d1", "#b9c8e6"),
}


def palette_of(scene: Scene, place: str) -> Palette:
    """Return the palette of a place, or else of the time of day; snow and a tint change it."""
    palette = _PALETTES[scene.light]
    if place in _PALETTES:
        palette = _PALETTES[place]
    elif "snow" in scene.weather:
        palette = Palette(*_SNOW[scene.light], palette.dusk)
    if scene.tint:
        tint = rgb(COLOURS[scene.tint])
        high, low, far, near, ground = (hex_code(mix(rgb(c), tint, 0.42)) for c in palette[:5])
        palette = Palette(high, low, far, near, ground, palette.dusk)
    return palette


def sky_image(  # noqa: PLR0917  # its order is that of a sentence
    palette: Palette,
    style: Style,
    rng: random.Random,
    size: tuple[int, int],
    scene: Scene,
    place: str,
) -> Image.Image:
    """Return an image of the empty sky: a gradient, a blackboard, or a poster's rays."""
    high, low = style.tone(rgb(palette.high)), style.tone(rgb(palette.low))
    width, height = size
    if style.name == "chalk":
        board = (38, 58, 56) if scene.light == "day" else (34, 36, 58)
        board = mix(board, high, 0.14)
        return gradient([board, mix(board, (255, 255, 255), 0.06)], size)
    middle = mix(high, low, 0.45)
    if scene.light == "sunset" and place != "plate":
        middle = style.tone(mix((226, 98, 118), high, 0.15))
    if style.name != "ink" or place == "plate":
        return gradient([high, middle, low, low], size)
    # A poster: rays of two close colours from behind the subject.
    image = Image.new("RGB", size, mix(middle, low, 0.4))
    draw = ImageDraw.Draw(image)
    x, y = width * rng.uniform(0.4, 0.6), height * 0.6
    rays, reach, start = 2 * rng.randint(10, 14), width + height, rng.random()
    for i in range(0, rays, 2):
        ends = [math.tau * (i + k + start) / rays for k in (0, 1)]
        draw.polygon(
            [(x, y), *((x + reach * math.cos(a), y + reach * math.sin(a)) for a in ends)],
            fill=mix(middle, low, 0.75),
        )
    return image


@dataclass
class Backdrop:
    """Draws the sky and the ground of a scene, each place by the method that bears its name."""

    pen: Pen
    scene: Scene
    palette: Palette
    place: str

    def __post_init__(self) -> None:
        self.width, self.height = self.pen.image.size
        self.short = min(self.width, self.height)
        rng = self.pen.rng
        self.flip = rng.random() < 0.5
        self.horizon = self.height * rng.uniform(0.56, 0.63)
        self.base = self.height * (0.84 if self.pen.style.name == "ink" else 0.88)
        # The low sun stays clear of a lighthouse on its cliff.
        lit = any(t.name == "lighthouse" for t in self.scene.things)
        self.low_sun = self.width * (0.36 if self.flip ^ lit else 0.64)
        things = [t for t in self.scene.things for _ in range(t.count)][:7]
        subjects = [t for t in things if THINGS[t.name].layer in {"ground", "hover", "water"}]
        if not subjects:  # a tree alone is the subject, a tree beside a fox is not
            backs = [t for t in things if THINGS[t.name].layer == "back"]
            subjects = [t for t in backs if t.name != "rainbow"] or backs or things
        self.subjects = subjects
        self.background = [t for t in things if t not in subjects]

    def _draw_sky(self) -> None:
        """Draw stars, the sun or the moon, clouds, and the things of the sky in the prompt."""
        pen, h = self.pen, self.horizon
        dark = self.scene.light == "night" or self.place == "space"
        if dark:
            self._stars()
        things = [t for t in self.background if THINGS[t.name].layer == "sky"]
        x = self.width * (0.2 if self.flip else 0.8) + pen.rng.uniform(-0.05, 0.05) * self.width
        if not any(t.name in {"sun", "moon", "planet"} for t in self.scene.things):
            self._default_light(x)
        if self.scene.light == "sunset" and not any(t.name == "moon" for t in things):
            x = self.low_sun
            self._halo(x, h * 0.9, self.short * 0.16, "sun")
            pen.disc(x, h * 0.9, self.short * 0.115, pen.style.tone((255, 206, 112)))
            things = [t for t in things if t.name != "sun"]
        elif any(t.name == "sun" for t in things):
            self._halo(x, h * 0.32, self.short * 0.14, "sun")
        if not dark:
            x = self._clouds()
        for i, thing in enumerate(things):
            left = x + (self.width - 2 * x) * (i / max(len(things) - 1, 1)) * 0.9
            is_star = thing.name == "star"
            high = pen.rng.uniform(0.1, 0.45) if is_star else 0.18 if i % 2 else 0.3
            size = self.short * (0.12 if is_star else 0.22) * thing.scale
            self._draw_thing(thing, left, h * high, size)

    def _stars(self) -> None:
        pen, rng = self.pen, self.pen.rng
        span = self.height if self.place == "space" else self.horizon
        for _ in range(110):
            r = pen.unit * rng.choice((1.2, 1.6, 2.2, 3.2))
            x, y = rng.uniform(0, self.width), rng.uniform(0, span * 0.95)
            pen.disc(x, y, r, (255, 250, 225), rng.randint(120, 255))

    def _default_light(self, x: float) -> None:
        """Draw the light that the prompt implies: a planet in space, the moon, or a pale sun."""
        pen, y = self.pen, self.horizon * 0.3
        by_light = {"night": "moon", "sunset": "", "day": "sun"}
        name = "planet" if self.place == "space" else by_light[self.scene.light]
        if not name or (name == "sun" and (pen.style.name == "ink" or self.scene.weather)):
            return
        self._halo(x, y, self.short * 0.09, name)
        if name == "sun":
            pale = mix(pen.style.tone((255, 236, 170)), rgb(self.palette.high), 0.1)
            pen.disc(x, y, self.short * 0.062, pale)
        else:
            self._draw_thing(Thing(name), x, y, self.short * 0.17)

    def _clouds(self) -> float:
        """Draw clouds, and return where the last one is: the things of the sky begin there."""
        pen, rng, x = self.pen, self.pen.rng, 0.0
        cloud = mix((255, 255, 255), rgb(self.palette.low), 0.25)
        shapes = [s._replace(alpha=200, outlined=False) for s in THINGS["cloud"].shapes]
        for _ in range(rng.randint(2, 4)):
            x = rng.uniform(0, self.width)
            y, size = rng.uniform(0.08, 0.6) * self.horizon, rng.uniform(0.14, 0.26)
            pen.thing(shapes, cloud, x, y, self.short * size)
        return x

    def _halo(self, x: float, y: float, radius: float, name: str) -> None:
        colour = (255, 214, 120) if name == "sun" else (225, 225, 250)
        for i in range(22):
            self.pen.disc(x, y, radius * (2.4 - 0.065 * i), colour, 5)

    def _ridge(self, level: float, swing: float, colour: str, waves: int = 2) -> None:
        """Fill from a wavy line downwards."""
        rng = self.pen.rng
        phase, second = rng.uniform(0, math.tau), rng.uniform(0, math.tau)
        points = []
        for i in range(49):
            t = i / 48
            y = level + swing * (
                math.sin(phase + t * waves * math.pi) + 0.4 * math.sin(second + t * 9)
            )
            points.append((t * self.width * 1.04 - 0.02 * self.width, y))
        bottom = self.height * 1.03
        self.pen.fill(
            [*points, (self.width * 1.02, bottom), (-0.02 * self.width, bottom)],
            self.pen.style.tone(rgb(colour)),
        )

    def _meadow(self) -> None:
        h = self.height
        self._ridge(self.horizon, h * 0.03, self.palette.far)
        self._ridge(self.horizon + h * 0.07, h * 0.025, self.palette.near, 3)
        self._ridge(self.horizon + h * 0.16, h * 0.012, self.palette.ground)
        self._grass(flowers=not self.scene.weather and self.scene.light == "day")

    _snow = _meadow

    def _grass(self, *, flowers: bool) -> None:
        """Draw blades of grass, and small flowers if asked to, on the ground."""
        pen, rng, u = self.pen, self.pen.rng, self.pen.unit
        blade = mix(pen.style.tone(rgb(self.palette.ground)), (20, 50, 50), 0.16)
        for _ in range(26):
            x = rng.uniform(0, self.width)
            y = rng.uniform(self.horizon + 0.2 * self.height, self.height * 0.99)
            for lean in (-7, 0, 7):
                pen.stroke([(x, y), (x + lean * u, y - 18 * u)], blade, 3 * u)
        for _ in range(14 if flowers else 0):
            x = rng.uniform(0, self.width)
            y = rng.uniform(self.horizon + 0.22 * self.height, self.height * 0.97)
            petal = pen.style.tone(rgb(rng.choice(("#ffffff", "#f6c0cf", "#f8dd7b", "#cdb9ee"))))
            for k in range(5):
                a = k * math.tau / 5
                pen.disc(x + 6 * u * math.cos(a), y + 6 * u * math.sin(a), 5 * u, petal)
            pen.disc(x, y, 4 * u, (240, 180, 60))

    def _garden(self) -> None:
        self._meadow()
        pen, rng = self.pen, self.pen.rng
        for i in range(6):
            side = -1 if i % 2 else 1
            x = self.width * (0.5 + side * rng.uniform(0.24, 0.48))
            size = self.short * rng.uniform(0.24, 0.4)
            colour = rgb(rng.choice(("#e66a8b", "#f2a93b", "#b07fd0", "#ef7f5f", "#f4cf4a")))
            pen.thing(
                THINGS["flower"].shapes,
                colour,
                x,
                self.height * 0.99 - size / 2,
                size,
                flip=rng.random() < 0.5,
            )

    def _pond(self) -> None:
        pen, rng, w, h, u = self.pen, self.pen.rng, self.width, self.height, self.pen.unit
        self._ridge(self.horizon - h * 0.08, h * 0.03, self.palette.far)
        self._ridge(self.horizon - h * 0.01, h * 0.015, self.palette.near, 3)
        self._water(self.horizon + h * 0.05)
        for _ in range(7):
            self._lily_pad(
                rng.uniform(0, w),
                rng.uniform(self.horizon + 0.12 * h, h * 0.97),
                self.short * rng.uniform(0.04, 0.08),
            )
        for side in (0.06, 0.94):
            for _ in range(6):
                x = w * (side + rng.uniform(-0.06, 0.06))
                top = self.horizon - rng.uniform(-0.02, 0.16) * h
                stem = mix(pen.style.tone(rgb("#4f8a52")), *pen.dusk)
                pen.stroke([(x, h * 0.8), (x + rng.uniform(-9, 9) * u, top)], stem, 6 * u)
                if rng.random() < 0.6:
                    pen.stroke(
                        [(x, top + 8 * u), (x, top + 62 * u)],
                        mix(pen.style.tone(rgb("#8b6144")), *pen.dusk),
                        17 * u,
                        outlined=True,
                    )

    def _lily_pad(self, x: float, y: float, radius: float) -> None:
        """Draw a lily pad: an ellipse with a notch."""
        leaf = self.pen.style.tone(mix(rgb("#3f9468"), *self.pen.dusk))
        for lift, colour in ((0.07, mix(leaf, (20, 50, 70), 0.3)), (0.0, leaf)):
            points = [
                (x + radius * math.cos(a / 40), y + radius * (lift + 0.32 * math.sin(a / 40)))
                for a in range(16, 246, 4)
            ]
            self.pen.fill([(x, y + lift * radius), *points], colour)

    def _water(self, level: float) -> None:
        pen, rng, w, h, u = self.pen, self.pen.rng, self.width, self.height, self.pen.unit
        deep = {"day": "#4f9fc4", "sunset": "#8a5f93", "night": "#1d3a73"}[self.scene.light]
        if self.scene.tint:
            deep = hex_code(mix(rgb(deep), rgb(COLOURS[self.scene.tint]), 0.4))
        water = pen.style.tone(rgb(deep))
        shine = mix(water, rgb(self.palette.low), 0.55)
        if pen.style.name in {"soft", "cut", "print"}:
            deep_end = mix(water, (16, 40, 84), 0.3)
            sheet = gradient(
                [mix(water, shine, 0.55), water, deep_end], (w, max(round(h - level), 1))
            )
            pen.image.paste(sheet, (0, round(level)))
        else:
            pen.fill(box(-20, level, w + 40, h), water)
        for _ in range(34):
            y = level + (h - level) * rng.random() ** 1.3
            reach = (14 + 60 * (y - level) / h) * u * rng.uniform(0.5, 1.4)
            x = rng.uniform(0, w)
            pen.stroke([(x - reach, y), (x, y - 2 * u), (x + reach, y)], shine, 4 * u, 140)
        if self.scene.light == "sunset":
            x = self.low_sun
            for i in range(9):
                reach = self.short * rng.uniform(0.03, 0.11)
                y = level + (h - level) * (i + 0.4) / 11
                pen.stroke([(x - reach, y), (x + reach, y)], (255, 206, 112), 7 * u, 190)

    def _sea(self) -> None:
        w, h = self.width, self.height
        self._water(self.horizon)
        if any(t.name == "lighthouse" for t in self.scene.things):
            left = 0.0 if self.flip else w
            sign = 1 if self.flip else -1
            rock = self.pen.style.tone(mix(rgb("#7d7468"), *self.pen.dusk))
            grass = self.pen.style.tone(rgb(self.palette.ground))
            shore = [
                (0, 0.64), (0.16, 0.63), (0.34, 0.645), (0.43, 0.7), (0.47, 0.79), (0.52, 0.86),
                (0.4, 0.92), (0.2, 0.97), (0.0, 1.02),
            ]  # fmt: skip
            edge = [
                (0, 0.63), (0.16, 0.615), (0.34, 0.635), (0.43, 0.7), (0.3, 0.69), (0.16, 0.72),
                (0.0, 0.71),
            ]  # fmt: skip
            cliff = [(left + sign * x * w, y * h) for x, y in shore]
            lawn = [(left + sign * x * w, y * h) for x, y in edge]
            beyond = left - sign * 30
            self.pen.fill([*curve(cliff, closed=False), (beyond, h), (beyond, h * 0.6)], rock)
            self.pen.fill([*curve(lawn, closed=False), (beyond, h * 0.7), (beyond, h * 0.6)], grass)
        elif any(THINGS[t.name].layer == "ground" for t in self.subjects):
            self._ridge(
                h * 0.83,
                h * 0.012,
                {"day": "#ecd9ab", "sunset": "#b98aa0", "night": "#5a678f"}[self.scene.light],
            )

    def _underwater(self) -> None:
        pen, rng, w, h, u = self.pen, self.pen.rng, self.width, self.height, self.pen.unit
        for i in range(4):
            x = w * (0.1 + 0.25 * i + rng.uniform(-0.05, 0.05))
            pen.draw.polygon(
                [(x, 0), (x + 0.1 * w, 0), (x + 0.02 * w, h), (x - 0.2 * w, h)],
                fill=(255, 255, 255, 20),
            )
        self._ridge(h * 0.84, h * 0.02, self.palette.far)
        for _ in range(11):
            x, length = rng.uniform(0, w), h * rng.uniform(0.12, 0.36)
            weed = pen.style.tone(rgb(rng.choice(("#2f8f6b", "#3fa773", "#c76a86"))))
            pen.stroke(
                [(x + 14 * u * math.sin(k), h * 0.95 - length * k / 9) for k in range(10)],
                weed,
                15 * u,
                outlined=True,
            )
        self._ridge(h * 0.91, h * 0.012, self.palette.ground, 3)
        for _ in range(20):
            x, y, r = rng.uniform(0, w), rng.uniform(0, h * 0.85), rng.uniform(4, 13) * u
            pen.draw.ellipse(
                (x - r, y - r, x + r, y + r),
                outline=(255, 255, 255, 150),
                width=max(round(2.4 * u), 1),
            )

    def _space(self) -> None:
        rng, w, h = self.pen.rng, self.width, self.height
        if self.subjects and THINGS[self.subjects[0].name].layer == "ground":
            self._ridge(h * 0.78, h * 0.012, "#8f86b5")
            for _ in range(6):
                x = rng.uniform(0, w)
                y = rng.uniform(0.84, 0.97) * h
                r = self.short * rng.uniform(0.02, 0.06)
                self.pen.draw.ellipse(
                    (x - r, y - r * 0.3, x + r, y + r * 0.3), fill=(70, 62, 110, 130)
                )

    def _forest(self) -> None:
        rng, h = self.pen.rng, self.height
        self._ridge(self.horizon, h * 0.02, self.palette.far)
        for row, shade in ((0.0, self.palette.near), (0.08, self.palette.ground)):
            green = mix(rgb(shade), (20, 60, 60), 0.28 + row)
            for i in range(7):
                size = self.short * rng.uniform(0.36, 0.56)
                x = self.width * ((i + 0.5 + rng.uniform(-0.3, 0.3)) / 7)
                self.pen.thing(
                    THINGS["pine" if i % 3 else "tree"].shapes,
                    green,
                    x,
                    self.horizon + (0.08 + row) * h - size / 2,
                    size,
                )
        self._ridge(self.horizon + h * 0.13, h * 0.012, self.palette.ground)
        self._grass(flowers=False)

    def _mountains(self) -> None:
        rng, h = self.pen.rng, self.height
        if self.subjects and self.subjects[0].name != "mountain":
            for i in range(4):
                size = self.short * rng.uniform(0.42, 0.7)
                tone = mix(rgb("#7f93b2"), rgb(self.palette.far), 0.35)
                self.pen.thing(
                    THINGS["mountain"].shapes,
                    tone,
                    self.width * (i + 0.5) / 4,
                    self.horizon + 0.08 * h - size / 2,
                    size,
                    flip=rng.random() < 0.5,
                )
        else:
            self._ridge(self.horizon - h * 0.06, h * 0.05, self.palette.far)
            self.base = self.horizon + 0.14 * h
            return
        self._ridge(self.horizon + h * 0.05, h * 0.02, self.palette.near)
        self._ridge(self.horizon + h * 0.15, h * 0.012, self.palette.ground)
        self._grass(flowers=self.scene.light == "day")

    def _desert(self) -> None:
        for level, swing, sand in (
            (0.0, 0.04, "#edc88f"),
            (0.1, 0.03, "#e3b475"),
            (0.2, 0.015, "#d9a464"),
        ):
            tone = mix(rgb(sand), *self.palette.dusk)
            self._ridge(
                self.horizon + level * self.height,
                swing * self.height,
                hex_code(
                    mix(tone, rgb(self.palette.near), 0.0 if self.scene.light == "day" else 0.5)
                ),
            )

    def _city(self) -> None:
        pen, rng, w, h = self.pen, self.pen.rng, self.width, self.height
        dark = self.scene.light != "day"
        for row, share in ((0, 0.3), (1, 0.65)):
            x = -0.02 * w
            while x < w:
                wide = w * rng.uniform(0.07, 0.13)
                top = self.horizon + h * (0.12 * row - rng.uniform(0.06, 0.34))
                wall = (
                    mix(rgb("#cdd3df"), rgb("#7e8bab"), share)
                    if not dark
                    else mix(rgb(self.palette.far), (16, 18, 48), share)
                )
                pen.fill(box(x, top, wide, h - top), pen.style.tone(wall))
                pane, gap = wide * 0.14, wide * 0.26
                for i in range(3):
                    for k in range(9):
                        if rng.random() < 0.62:
                            lit = (255, 221, 130, 255) if dark else (255, 255, 255, 120)
                            px, py = x + gap * (i + 0.6), top + gap * (k + 0.7)
                            pen.draw.rectangle((px, py, px + pane, py + pane * 1.3), fill=lit)
                x += wide * 1.06
        self._ridge(h * 0.78, h * 0.002, "#9aa0aa" if not dark else "#2a3252")

    def _road(self) -> None:
        self._meadow()
        pen, w, h = self.pen, self.width, self.height
        pen.fill(
            box(-20, h * 0.79, w + 40, h * 0.14),
            pen.style.tone(mix(rgb("#6c7078"), *self.palette.dusk)),
        )
        for i in range(7):
            pen.fill(
                box(w * (i + 0.2) / 6.5, h * 0.885, w * 0.08, h * 0.01),
                (245, 240, 225),
                outlined=False,
            )
        self.base = h * 0.87

    def _table(self) -> None:
        pen, rng, w, h, u = self.pen, self.pen.rng, self.width, self.height, self.pen.unit
        wall = rgb(rng.choice(("#e9d6be", "#cfdcd2", "#e8cfc6", "#d3d8e4")))
        if self.scene.tint:
            wall = mix(wall, rgb(COLOURS[self.scene.tint]), 0.45)
        pen.wall = mix(wall, *self.palette.dusk)
        if pen.style.name == "soft":
            pen.image.paste(
                gradient([mix(wall, (255, 255, 255), 0.1), mix(wall, (120, 80, 70), 0.08)], (w, h)),
                (0, 0),
            )
        elif pen.style.name != "ink":
            pen.fill(box(-20, -20, w + 40, h + 40), pen.style.tone(wall), outlined=False)
        x, y, size = w * (0.1 if self.flip else 0.58), h * 0.08, self.short * 0.34
        pen.fill(box(x, y, size * 0.96, size * 1.2), pen.colour("white", (0, 0, 0)))
        inside = {"day": (178, 219, 236), "sunset": (245, 160, 110), "night": (36, 50, 102)}[
            self.scene.light
        ]
        for i in range(4):
            pane = box(
                x + size * (0.06 + 0.45 * (i % 2)),
                y + size * (0.06 + 0.57 * (i // 2)),
                size * 0.39,
                size * 0.51,
            )
            pen.fill(pane, pen.style.tone(inside))
        pen.fill(
            box(-20, h * 0.74, w + 40, h * 0.3),
            pen.style.tone(mix(rgb("#b07f57"), *self.palette.dusk)),
        )
        for i in range(9):
            level = h * (0.77 + 0.026 * i)
            left = rng.uniform(0, w * 0.7)
            pen.stroke(
                [(left, level), (left + w * rng.uniform(0.1, 0.4), level + 2 * u)],
                pen.style.tone(rgb("#9a6b47")),
                3 * u,
            )

    def _plate(self) -> None:
        """Draw a page of an old book: a frame, spots of age, a flower for birds, and a caption."""
        pen, rng, w, h, u = self.pen, self.pen.rng, self.width, self.height, self.pen.unit
        sepia = (106, 78, 50, 255) if pen.style.name != "chalk" else (230, 226, 205, 255)
        for inset, line in ((34, 4), (46, 1.6)):
            edge = inset * u
            pen.draw.rectangle(
                (edge, edge, w - edge, h - edge), outline=sepia, width=max(round(line * u), 1)
            )
        for _ in range(40):
            pen.disc(
                rng.uniform(0, w), rng.uniform(0, h), rng.uniform(2, 16) * u, (150, 110, 60), 9
            )
        if self.subjects and self.subjects[0].name in {"hummingbird", "butterfly", "bird"}:
            sign = -1 if self.flip else 1
            x = w / 2 + sign * self.short * 0.27
            pen.thing(THINGS["flower"].shapes, rgb("#e2607f"), x, h * 0.62, self.short * 0.5)
            small = THINGS["flower"].shapes
            pen.thing(
                small,
                rgb("#e8a0a8"),
                x + sign * self.short * 0.08,
                h * 0.71,
                self.short * 0.3,
                flip=True,
            )
        pen.draw.text(
            (w * 0.1, h * 0.1), "Fig. 1", font=font(round(30 * u)), fill=sepia, anchor="ls"
        )
        names = legible(
            ", ".join(dict.fromkeys(t.name for t in self.subjects)) or " ".join(self.scene.words),
            34,
        )
        if names:
            title = names.capitalize()
            size = fitting(title, w * 0.6, 54 * u)
            pen.draw.text((w / 2, h * 0.895), title, font=font(size), fill=sepia, anchor="ms")
            reach = font(size).getlength(title) / 2 + 24 * u
            for side in (-1, 1):
                pen.draw.line(
                    [
                        (w / 2 + side * reach, h * 0.882),
                        (w / 2 + side * (reach + 90 * u), h * 0.882),
                    ],
                    fill=sepia,
                    width=max(round(2 * u), 1),
                )
        if "hummingbird" in {t.name for t in self.subjects}:
            pen.draw.text(
                (w / 2, h * 0.925), "Trochilidae", font=font(round(24 * u)), fill=sepia, anchor="ms"
            )

    def _shadow(self, x: float, y: float, reach: float) -> None:
        for k in (1.0, 0.86, 0.7):
            self.pen.draw.ellipse(
                (x - reach * k, y - reach * 0.13 * k, x + reach * k, y + reach * 0.13 * k),
                fill=(20, 24, 50, 34),
            )

    def _lighthouse_beam(self, x: float, y: float) -> None:
        if self.scene.light != "day":
            sign = 1 if self.flip else -1
            for spread in (0.16, 0.1, 0.05):
                tips = [
                    (x + sign * self.width, y - spread * self.height),
                    (x + sign * self.width, y + spread * self.height * 0.7),
                ]
                self.pen.draw.polygon([(x, y), *tips], fill=(255, 236, 170, 34))

    def _draw_thing(self, thing: Thing, x: float, y: float, size: float) -> None:
        pen, figure, flip = self.pen, THINGS[thing.name], self.flip
        main = rgb(COLOURS[thing.colour]) if thing.colour else rgb(figure.colour)
        if figure.layer == "sky":
            pen = replace(pen, dusk=((0, 0, 0), 0.0))
        tilt = pen.rng.uniform(-0.05, 0.05) + (0.3 if thing.name == "rocket" else 0.0)
        if figure.layer not in {"hover", "sky"}:
            tilt = 0.0
        pen.thing(figure.shapes, main, x, y, size, flip=flip, tilt=tilt)
        sign, scale = (-1 if flip else 1), size / 100
        for name, colour in thing.worn:
            tone = (
                rgb(COLOURS[colour]) if colour else rgb("#f2bd3d" if name == "crown" else "#44465c")
            )
            if name == "glasses":
                reach, level = figure.eyes
                pen.thing(
                    WORN[name], tone, x, y + level * scale, size * max(reach, 8) / 11, flip=flip
                )
            elif name == "scarf":
                shapes = [s._replace(role="m" if s.role == "red" else s.role) for s in WORN[name]]
                pen.thing(shapes, tone if colour else rgb("#d9453d"), x, y, size, flip=flip)
            elif figure.head:
                head_x, head_y, wide = figure.head
                hat = wide * scale * 1.15
                top = y + head_y * scale - hat * 0.36
                pen.thing(
                    WORN[name], tone, x + sign * head_x * scale, top, hat, flip=flip, tilt=0.06
                )
