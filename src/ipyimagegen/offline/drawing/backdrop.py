"""The backdrop of a scene: its palette, sky, ground and water, and a method for each place."""

from __future__ import annotations

import itertools
import math
import random
from dataclasses import dataclass, replace
from typing import NamedTuple

from PIL import Image, ImageDraw

from .colours import COLOURS, RGB, mix, rgb
from .lettering import box, fitting, font, legible
from .pen import Pen, Style, gradient
from .scene import Scene, Thing
from .shapes import curve
from .things import THINGS, WORN

__all__ = ["Backdrop", "Palette", "palette_of", "sky_image"]


class Palette(NamedTuple):
    """The colours of sky and land at one time of day; `dusk` is mixed into every other colour."""

    high: RGB
    low: RGB
    far: RGB
    near: RGB
    ground: RGB
    dusk: tuple[RGB, float]


def _palette(codes: str, dusk: tuple[RGB, float]) -> Palette:
    high, low, far, near, ground = (rgb(code) for code in codes.split())
    return Palette(high, low, far, near, ground, dusk)


_PALETTES = {
    "day": _palette("#86c5ea #eef6ea #b5d9c0 #93c79b #78b67e", ((255, 240, 200), 0.0)),
    "sunset": _palette("#6d5a9c #ffc27a #a56d92 #7a5585 #5b4673", ((150, 60, 90), 0.14)),
    "night": _palette("#101b40 #41589a #2c4274 #22345f #1c2c50", ((22, 34, 84), 0.2)),
    "plate": _palette("#f1e4c4 #ecdcb6 #ddc99c #ddc99c #ddc99c", ((170, 130, 70), 0.1)),
    "space": _palette("#120f33 #3d2f75 #2c2358 #231c49 #1c173c", ((20, 16, 60), 0.06)),
    "underwater": _palette("#5cc5d2 #14568a #2f86a5 #226f92 #d8c493", ((20, 90, 130), 0.1)),
}
_SNOW = {
    "day": "#c3d8ea #f3f6f8 #dfe8f0 #eef3f7 #fbfcfd",
    "sunset": "#7d6aa6 #ffcfa0 #cba6bd #ddbccb #eed3d8",
    "night": "#0f1a3e #4a62a4 #7288bb #93a7d1 #b9c8e6",
}


def palette_of(scene: Scene, place: str) -> Palette:
    """Return the palette of a place, or else of the time of day; snow and a tint change it."""
    palette = _PALETTES.get(place, _PALETTES[scene.light])
    if place not in _PALETTES and "snow" in scene.weather:
        palette = _palette(_SNOW[scene.light], palette.dusk)
    if scene.tint:
        tint = rgb(COLOURS[scene.tint])
        high, low, far, near, ground = (mix(colour, tint, 0.42) for colour in palette[:5])
        palette = Palette(high, low, far, near, ground, palette.dusk)
    return palette


def sky_image(
    palette: Palette, style: Style, rng: random.Random, size: tuple[int, int], scene: Scene
) -> Image.Image:
    """Return an image of the empty sky: a gradient, a blackboard, or a poster's rays."""
    high, low = style.tone(palette.high), style.tone(palette.low)
    if style.name == "chalk":
        board = mix((38, 58, 56) if scene.light == "day" else (34, 36, 58), high, 0.14)
        return gradient([board, mix(board, (255, 255, 255), 0.06)], size)
    middle = mix(high, low, 0.45)
    if scene.light == "sunset" and not scene.plate:
        middle = style.tone(mix((226, 98, 118), high, 0.15))
    if style.name != "ink" or scene.plate:
        return gradient([high, middle, low, low], size)
    # A poster: rays of two close colours from behind the subject.
    image = Image.new("RGB", size, mix(middle, low, 0.4))
    draw = ImageDraw.Draw(image)
    width, height = size
    x, y = width * rng.uniform(0.4, 0.6), height * 0.6
    rays, reach, start = 2 * rng.randint(10, 14), width + height, rng.random()
    for i in range(0, rays, 2):
        angles = [math.tau * (i + k + start) / rays for k in (0, 1)]
        ends = [(x + reach * math.cos(a), y + reach * math.sin(a)) for a in angles]
        draw.polygon([(x, y), *ends], fill=mix(middle, low, 0.75))
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
        self.sign = -1 if self.flip else 1
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
            high, share = (0.18 if i % 2 else 0.3), 0.22
            if thing.name == "star":
                high, share = pen.rng.uniform(0.1, 0.45), 0.12
            self._draw_thing(thing, left, h * high, self.short * share * thing.scale)

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
            pale = mix(pen.style.tone((255, 236, 170)), self.palette.high, 0.1)
            pen.disc(x, y, self.short * 0.062, pale)
        else:
            self._draw_thing(Thing(name), x, y, self.short * 0.17)

    def _clouds(self) -> float:
        """Draw clouds, and return where the last one is: the things of the sky begin there."""
        pen, rng, x = self.pen, self.pen.rng, 0.0
        cloud = mix((255, 255, 255), self.palette.low, 0.25)
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

    def _ridge(self, level: float, swing: float, colour: RGB, waves: int = 2) -> None:
        """Fill from a wavy line downwards; `swing` is a share of the height."""
        rng, w, h = self.pen.rng, self.width, self.height
        phase, second = rng.uniform(0, math.tau), rng.uniform(0, math.tau)
        points = []
        for i in range(49):
            t = i / 48
            wave = math.sin(phase + t * waves * math.pi) + 0.4 * math.sin(second + t * 9)
            points.append((t * w * 1.04 - 0.02 * w, level + h * swing * wave))
        corners = [(w * 1.02, h * 1.03), (-0.02 * w, h * 1.03)]
        self.pen.fill([*points, *corners], self.pen.style.tone(colour))

    def _land(self, rise: float, swing: float, colour: RGB, waves: int = 2) -> None:
        """Draw a ridge below the horizon, by a share of the height."""
        self._ridge(self.horizon + self.height * rise, swing, colour, waves)

    def _scenery(self, name: str, colour: RGB, x: float, foot: float, size: float) -> None:
        """Draw a known thing as a part of the place, mirrored by chance."""
        flip = self.pen.rng.random() < 0.5
        self.pen.thing(THINGS[name].shapes, colour, x, foot - size / 2, size, flip=flip)

    def _meadow(self) -> None:
        self._land(0, 0.03, self.palette.far)
        self._land(0.07, 0.025, self.palette.near, 3)
        self._land(0.16, 0.012, self.palette.ground)
        self._grass(flowers=not self.scene.weather and self.scene.light == "day")

    def _grass(self, *, flowers: bool) -> None:
        """Draw blades of grass, and small flowers if asked to, on the ground."""
        pen, rng, w, h, u = self.pen, self.pen.rng, self.width, self.height, self.pen.unit
        blade = mix(pen.style.tone(self.palette.ground), (20, 50, 50), 0.16)
        for _ in range(26):
            x, y = rng.uniform(0, w), rng.uniform(self.horizon + 0.2 * h, h * 0.99)
            for lean in (-7, 0, 7):
                pen.stroke([(x, y), (x + lean * u, y - 18 * u)], blade, 3 * u)
        for _ in range(14 if flowers else 0):
            x, y = rng.uniform(0, w), rng.uniform(self.horizon + 0.22 * h, h * 0.97)
            petal = pen.style.tone(rgb(rng.choice(("#ffffff", "#f6c0cf", "#f8dd7b", "#cdb9ee"))))
            for k in range(5):
                a = k * math.tau / 5
                pen.disc(x + 6 * u * math.cos(a), y + 6 * u * math.sin(a), 5 * u, petal)
            pen.disc(x, y, 4 * u, (240, 180, 60))

    def _garden(self) -> None:
        self._meadow()
        rng = self.pen.rng
        for i in range(6):
            x = self.width * (0.5 + (-1 if i % 2 else 1) * rng.uniform(0.24, 0.48))
            size = self.short * rng.uniform(0.24, 0.4)
            colour = rgb(rng.choice(("#e66a8b", "#f2a93b", "#b07fd0", "#ef7f5f", "#f4cf4a")))
            self._scenery("flower", colour, x, self.height * 0.99, size)

    def _pond(self) -> None:
        pen, rng, w, h, u = self.pen, self.pen.rng, self.width, self.height, self.pen.unit
        self._land(-0.08, 0.03, self.palette.far)
        self._land(-0.01, 0.015, self.palette.near, 3)
        self._water(self.horizon + h * 0.05)
        for _ in range(7):
            x, y = rng.uniform(0, w), rng.uniform(self.horizon + 0.12 * h, h * 0.97)
            self._lily_pad(x, y, self.short * rng.uniform(0.04, 0.08))
        stem, head = pen.colour("#4f8a52"), pen.colour("#8b6144")
        for side in (0.06, 0.94):
            for _ in range(6):
                x = w * (side + rng.uniform(-0.06, 0.06))
                top = self.horizon - rng.uniform(-0.02, 0.16) * h
                pen.stroke([(x, h * 0.8), (x + rng.uniform(-9, 9) * u, top)], stem, 6 * u)
                if rng.random() < 0.6:
                    pen.stroke([(x, top + 8 * u), (x, top + 62 * u)], head, 17 * u, outlined=True)

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
        deep = rgb({"day": "#4f9fc4", "sunset": "#8a5f93", "night": "#1d3a73"}[self.scene.light])
        if self.scene.tint:
            deep = mix(deep, rgb(COLOURS[self.scene.tint]), 0.4)
        water = pen.style.tone(deep)
        shine = mix(water, self.palette.low, 0.55)
        if pen.style.name in {"soft", "cut", "print"}:
            stops = [mix(water, shine, 0.55), water, mix(water, (16, 40, 84), 0.3)]
            pen.image.paste(gradient(stops, (w, max(round(h - level), 1))), (0, round(level)))
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
        pen, w, h = self.pen, self.width, self.height
        self._water(self.horizon)
        if any(t.name == "lighthouse" for t in self.scene.things):
            left, sign = (0.0, 1) if self.flip else (w, -1)
            beyond = left - sign * 30
            rock = pen.style.tone(mix(rgb("#7d7468"), *pen.dusk))
            for colour, foot, edge in (
                (rock, 1.0, ((0, 0.64), (0.16, 0.63), (0.34, 0.645), (0.43, 0.7), (0.47, 0.79),
                             (0.52, 0.86), (0.4, 0.92), (0.2, 0.97), (0.0, 1.02))),
                (pen.style.tone(self.palette.ground), 0.7,
                 ((0, 0.63), (0.16, 0.615), (0.34, 0.635), (0.43, 0.7), (0.3, 0.69), (0.16, 0.72),
                  (0.0, 0.71))),
            ):  # fmt: skip
                cliff = curve([(left + sign * x * w, y * h) for x, y in edge], closed=False)
                pen.fill([*cliff, (beyond, h * foot), (beyond, h * 0.6)], colour)
        elif any(THINGS[t.name].layer == "ground" for t in self.subjects):
            sand = {"day": "#ecd9ab", "sunset": "#b98aa0", "night": "#5a678f"}[self.scene.light]
            self._ridge(h * 0.83, 0.012, rgb(sand))

    def _underwater(self) -> None:
        pen, rng, w, h, u = self.pen, self.pen.rng, self.width, self.height, self.pen.unit
        for i in range(4):
            x = w * (0.1 + 0.25 * i + rng.uniform(-0.05, 0.05))
            beam = [(x, 0), (x + 0.1 * w, 0), (x + 0.02 * w, h), (x - 0.2 * w, h)]
            pen.draw.polygon(beam, fill=(255, 255, 255, 20))
        self._ridge(h * 0.84, 0.02, self.palette.far)
        for _ in range(11):
            x, length = rng.uniform(0, w), h * rng.uniform(0.12, 0.36)
            colour = pen.style.tone(rgb(rng.choice(("#2f8f6b", "#3fa773", "#c76a86"))))
            weed = [(x + 14 * u * math.sin(k), h * 0.95 - length * k / 9) for k in range(10)]
            pen.stroke(weed, colour, 15 * u, outlined=True)
        self._ridge(h * 0.91, 0.012, self.palette.ground, 3)
        line = max(round(2.4 * u), 1)
        for _ in range(20):
            x, y, r = rng.uniform(0, w), rng.uniform(0, h * 0.85), rng.uniform(4, 13) * u
            pen.draw.circle((x, y), r, outline=(255, 255, 255, 150), width=line)

    def _space(self) -> None:
        rng, w, h = self.pen.rng, self.width, self.height
        if self.subjects and THINGS[self.subjects[0].name].layer == "ground":
            self._ridge(h * 0.78, 0.012, rgb("#8f86b5"))
            for _ in range(6):
                x, y = rng.uniform(0, w), rng.uniform(0.84, 0.97) * h
                r = self.short * rng.uniform(0.02, 0.06)
                crater = (x - r, y - r * 0.3, x + r, y + r * 0.3)
                self.pen.draw.ellipse(crater, fill=(70, 62, 110, 130))

    def _forest(self) -> None:
        rng, h = self.pen.rng, self.height
        self._land(0, 0.02, self.palette.far)
        for row, shade in ((0.0, self.palette.near), (0.08, self.palette.ground)):
            green, foot = mix(shade, (20, 60, 60), 0.28 + row), self.horizon + (0.08 + row) * h
            for i in range(7):
                size = self.short * rng.uniform(0.36, 0.56)
                x = self.width * ((i + 0.5 + rng.uniform(-0.3, 0.3)) / 7)
                shapes = THINGS["pine" if i % 3 else "tree"].shapes
                self.pen.thing(shapes, green, x, foot - size / 2, size)
        self._land(0.13, 0.012, self.palette.ground)
        self._grass(flowers=False)

    def _mountains(self) -> None:
        rng, h = self.pen.rng, self.height
        if not self.subjects or self.subjects[0].name == "mountain":
            self._land(-0.06, 0.05, self.palette.far)
            self.base = self.horizon + 0.14 * h
            return
        tone = mix(rgb("#7f93b2"), self.palette.far, 0.35)
        for i in range(4):
            size, x = self.short * rng.uniform(0.42, 0.7), self.width * (i + 0.5) / 4
            self._scenery("mountain", tone, x, self.horizon + 0.08 * h, size)
        self._land(0.05, 0.02, self.palette.near)
        self._land(0.15, 0.012, self.palette.ground)
        self._grass(flowers=self.scene.light == "day")

    def _desert(self) -> None:
        share = 0.0 if self.scene.light == "day" else 0.5
        dunes = ((0, 0.04, "#edc88f"), (0.1, 0.03, "#e3b475"), (0.2, 0.015, "#d9a464"))
        for rise, swing, sand in dunes:
            colour = mix(rgb(sand), *self.palette.dusk)
            self._land(rise, swing, mix(colour, self.palette.near, share))

    def _city(self) -> None:
        pen, rng, w, h = self.pen, self.pen.rng, self.width, self.height
        near, far, lit, street = (
            (rgb("#cdd3df"), rgb("#7e8bab"), (255, 255, 255, 120), "#9aa0aa")
            if self.scene.light == "day"
            else (self.palette.far, (16, 18, 48), (255, 221, 130, 255), "#2a3252")
        )
        for row, share in ((0, 0.3), (1, 0.65)):
            wall = pen.style.tone(mix(near, far, share))
            x = -0.02 * w
            while x < w:
                wide = w * rng.uniform(0.07, 0.13)
                top = self.horizon + h * (0.12 * row - rng.uniform(0.06, 0.34))
                pen.fill(box(x, top, wide, h - top), wall)
                pane, gap = wide * 0.14, wide * 0.26
                for i, k in itertools.product(range(3), range(9)):
                    if rng.random() < 0.62:
                        px, py = x + gap * (i + 0.6), top + gap * (k + 0.7)
                        pen.draw.rectangle((px, py, px + pane, py + pane * 1.3), fill=lit)
                x += wide * 1.06
        self._ridge(h * 0.78, 0.002, rgb(street))

    def _road(self) -> None:
        self._meadow()
        pen, w, h = self.pen, self.width, self.height
        asphalt = pen.style.tone(mix(rgb("#6c7078"), *self.palette.dusk))
        pen.fill(box(-20, h * 0.79, w + 40, h * 0.14), asphalt)
        for i in range(7):
            mark = box(w * (i + 0.2) / 6.5, h * 0.885, w * 0.08, h * 0.01)
            pen.fill(mark, (245, 240, 225), outlined=False)
        self.base = h * 0.87

    def _table(self) -> None:
        pen, rng, w, h, u = self.pen, self.pen.rng, self.width, self.height, self.pen.unit
        wall = rgb(rng.choice(("#e9d6be", "#cfdcd2", "#e8cfc6", "#d3d8e4")))
        if self.scene.tint:
            wall = mix(wall, rgb(COLOURS[self.scene.tint]), 0.45)
        pen.wall = mix(wall, *self.palette.dusk)
        if pen.style.name == "soft":
            stops = [mix(wall, (255, 255, 255), 0.1), mix(wall, (120, 80, 70), 0.08)]
            pen.image.paste(gradient(stops, (w, h)), (0, 0))
        elif pen.style.name != "ink":
            pen.fill(box(-20, -20, w + 40, h + 40), pen.style.tone(wall), outlined=False)
        x, y, size = w * (0.1 if self.flip else 0.58), h * 0.08, self.short * 0.34
        pen.fill(box(x, y, size * 0.96, size * 1.2), pen.colour("white"))
        sky = {"day": (178, 219, 236), "sunset": (245, 160, 110), "night": (36, 50, 102)}
        for i in range(4):
            left, top = x + size * (0.06 + 0.45 * (i % 2)), y + size * (0.06 + 0.57 * (i // 2))
            pane = box(left, top, size * 0.39, size * 0.51)
            pen.fill(pane, pen.style.tone(sky[self.scene.light]))
        board = pen.style.tone(mix(rgb("#b07f57"), *self.palette.dusk))
        pen.fill(box(-20, h * 0.74, w + 40, h * 0.3), board)
        for i in range(9):
            level, left = h * (0.77 + 0.026 * i), rng.uniform(0, w * 0.7)
            grain = [(left, level), (left + w * rng.uniform(0.1, 0.4), level + 2 * u)]
            pen.stroke(grain, pen.style.tone(rgb("#9a6b47")), 3 * u)

    def _plate(self) -> None:
        """Draw a page of an old book: a frame, spots of age, a flower for birds, and a caption."""
        pen, rng, w, h, u = self.pen, self.pen.rng, self.width, self.height, self.pen.unit
        sepia = (106, 78, 50, 255) if pen.style.name != "chalk" else (230, 226, 205, 255)
        for edge, line in ((34 * u, 4 * u), (46 * u, 1.6 * u)):
            frame = (edge, edge, w - edge, h - edge)
            pen.draw.rectangle(frame, outline=sepia, width=max(round(line), 1))
        for _ in range(40):
            x, y, r = rng.uniform(0, w), rng.uniform(0, h), rng.uniform(2, 16) * u
            pen.disc(x, y, r, (150, 110, 60), 9)
        subjects = list(dict.fromkeys(t.name for t in self.subjects))
        if subjects and subjects[0] in {"hummingbird", "butterfly", "bird"}:
            flower, x = THINGS["flower"].shapes, w / 2 + self.sign * self.short * 0.27
            pen.thing(flower, rgb("#e2607f"), x, h * 0.62, self.short * 0.5)
            x += self.sign * self.short * 0.08
            pen.thing(flower, rgb("#e8a0a8"), x, h * 0.71, self.short * 0.3, flip=True)

        def write(x: float, y: float, text: str, size: int, anchor: str = "ms") -> None:
            pen.draw.text((x, y), text, font=font(size), fill=sepia, anchor=anchor)

        write(w * 0.1, h * 0.1, "Fig. 1", round(30 * u), "ls")
        title = legible(", ".join(subjects) or " ".join(self.scene.words), 34).capitalize()
        if title:
            size = fitting(title, w * 0.6, 54 * u)
            write(w / 2, h * 0.895, title, size)
            reach = font(size).getlength(title) / 2 + 24 * u
            for side in (-1, 1):
                ends = [(w / 2 + side * r, h * 0.882) for r in (reach, reach + 90 * u)]
                pen.draw.line(ends, fill=sepia, width=max(round(2 * u), 1))
        if "hummingbird" in subjects:
            write(w / 2, h * 0.925, "Trochilidae", round(24 * u))

    def _shadow(self, x: float, y: float, reach: float) -> None:
        for r in (reach, reach * 0.86, reach * 0.7):
            self.pen.draw.ellipse((x - r, y - r * 0.13, x + r, y + r * 0.13), fill=(20, 24, 50, 34))

    def _lighthouse_beam(self, x: float, y: float) -> None:
        if self.scene.light != "day":
            end = x - self.sign * self.width
            for spread in (0.16, 0.1, 0.05):
                tips = [(end, y - spread * self.height), (end, y + spread * self.height * 0.7)]
                self.pen.draw.polygon([(x, y), *tips], fill=(255, 236, 170, 34))

    def _draw_thing(self, thing: Thing, x: float, y: float, size: float) -> None:
        pen, figure, flip = self.pen, THINGS[thing.name], self.flip
        main = rgb(COLOURS.get(thing.colour, figure.colour))
        if figure.layer == "sky":
            pen = replace(pen, dusk=((0, 0, 0), 0.0))
        tilt = pen.rng.uniform(-0.05, 0.05) + (0.3 if thing.name == "rocket" else 0.0)
        if figure.layer not in {"hover", "sky"}:
            tilt = 0.0
        pen.thing(figure.shapes, main, x, y, size, flip=flip, tilt=tilt)
        scale = size / 100
        for name, colour in thing.worn:
            own_colour = {"crown": "#f2bd3d", "scarf": "#d9453d"}.get(name, "#44465c")
            shapes, tone = WORN[name], rgb(COLOURS.get(colour, own_colour))
            if name == "glasses":
                reach, level = figure.eyes
                wide = size * max(reach, 8) / 11
                pen.thing(shapes, tone, x, y + level * scale, wide, flip=flip)
            elif name == "scarf":
                pen.thing([s._replace(role="m") for s in shapes], tone, x, y, size, flip=flip)
            elif figure.head:
                head_x, head_y, head_width = figure.head
                wide = head_width * scale * 1.15
                left, top = x + self.sign * head_x * scale, y + head_y * scale - wide * 0.36
                pen.thing(shapes, tone, left, top, wide, flip=flip, tilt=0.06)
