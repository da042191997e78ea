"""The stage: a scene, drawn from back to front on one image."""

from __future__ import annotations

import random

from PIL import Image, ImageChops, ImageFilter

from .backdrop import Backdrop, palette_of, sky_image
from .finishing import finish
from .lettering import fitting, font, legible
from .pen import Pen, Style
from .scene import Scene
from .things import THINGS

__all__ = ["draw_scene", "draw_sticker"]


def draw_scene(
    scene: Scene, style: Style, rng: random.Random, size: tuple[int, int]
) -> Image.Image:
    """Return the scene as an RGB image of `size`; the same arguments, the same image."""
    home = next((home for t in scene.things if (home := THINGS[t.name].home)), "")
    place = "plate" if scene.plate else scene.place or home
    palette = palette_of(scene, place)
    image = sky_image(palette, style, rng, size, scene)
    pen = Pen(image, style, rng, dusk=palette.dusk)
    if scene.light == "day":
        pen.glow = (191, 227, 238)
    Stage(pen, scene, palette, place).draw()
    return finish(image, style, rng, scene)


def draw_sticker(
    scene: Scene, style: Style, rng: random.Random, size: tuple[int, int]
) -> Image.Image:
    """Return the subjects of a scene as an RGBA image of half the `size`, with a white rim.

    They are drawn on white and on black; where both differ, the ground shows through.
    """
    palette, state = palette_of(scene, ""), rng.getstate()
    drawn = []
    for ground in ("white", "black"):
        rng.setstate(state)
        image = Image.new("RGB", size, ground)
        pen = Pen(image, style, rng)
        pen.glow = (191, 227, 238)
        Stage(pen, scene, palette, "").draw_subjects_alone()
        drawn.append(image.resize((size[0] // 2, size[1] // 2), Image.Resampling.LANCZOS))
    through = ImageChops.difference(*drawn).split()
    alpha = ImageChops.invert(ImageChops.lighter(ImageChops.lighter(*through[:2]), through[2]))
    rim = alpha.filter(ImageFilter.MaxFilter(2 * round(min(image.size) / 260) + 1))
    rim = rim.filter(ImageFilter.GaussianBlur(1.5))
    sticker = Image.new("RGBA", alpha.size, (255, 255, 255, 0))
    sticker.putalpha(ImageChops.lighter(rim, alpha))
    # On white the rim's colour is in the picture already.
    sticker.paste(drawn[0], mask=None)
    sticker.putalpha(ImageChops.lighter(rim, alpha))
    return sticker


class Stage(Backdrop):
    """Draws a scene from back to front: backdrop, background, subjects, weather, lettering."""

    def draw(self) -> None:
        """Draw the scene on the pen's image."""
        rng = self.pen.rng
        if self.place not in {"table", "plate", "underwater"}:
            self._draw_sky()
        getattr(self, f"_{self.place}", self._meadow)()
        back = [t for t in self.background if THINGS[t.name].layer == "back"]
        for i, thing in enumerate(back):
            side = 0.17 + 0.66 * ((i + self.flip) % 2) + rng.uniform(-0.05, 0.05)
            if len(back) > 2:
                side = (i + 0.5) / len(back)
            size = self.short * 0.5 * thing.scale
            foot = self.horizon + 0.09 * self.height
            if thing.name == "rainbow":
                side, size = 0.5, self.short * 0.75
            self._draw_thing(thing, self.width * side, foot - size / 2, size)
        self._draw_subjects()
        self._draw_weather()
        self._draw_lettering()

    def draw_subjects_alone(self) -> None:
        """Draw what the prompt is about, or its words, and no ground."""
        self.is_alone = True
        self._draw_subjects()
        self._draw_lettering()

    is_alone = False

    def _draw_subjects(self) -> None:
        """Draw the things that the prompt is about, side by side."""
        rng, w, h, count = self.pen.rng, self.width, self.height, len(self.subjects)
        if not count:
            return
        room = self.short * (0.56 if count == 1 else 0.5) * (0.86 if self.scene.signs else 1)
        each = min(room, w * 0.92 / count * 1.08)
        drift = 0.09 if count == 1 else 0.02
        for i, thing in enumerate(self.subjects):
            layer, size = THINGS[thing.name].layer, each * thing.scale
            x = w * (i + 0.5) / count
            x += w * rng.uniform(-drift, drift)
            floats = layer in {"hover", "sky"} or self.place == "underwater"
            if self.place == "plate":
                x, y = w * (0.57 if self.flip else 0.43), h * 0.47
                if count > 1:
                    x = w * (i + 0.7) / (count + 0.4)
            elif floats or (self.place == "space" and layer != "ground"):
                y = h * rng.uniform(0.42, 0.5)
            elif layer == "water" and self.place in {"sea", "pond"}:
                y = max(self.horizon + 0.2 * h - size / 2, size * 0.4)
            elif thing.name == "lighthouse" and self.place == "sea":
                size = min(self.short * 0.6, h * 0.64)
                x, y = w * (0.2 if self.flip else 0.8), h * 0.665 - size / 2
                self._lighthouse_beam(x, y - 0.32 * size)
            else:
                y = self.base - size / 2
                if self.place == "pond" and layer == "ground":
                    self._lily_pad(x, y + size * 0.47, size * 0.62)
                elif thing.name != "mountain" and not self.is_alone:
                    self._shadow(x, y + size * 0.49, size * 0.4)
            self._draw_thing(thing, x, y, size)

    def _draw_weather(self) -> None:
        pen, rng, w, h, u = self.pen, self.pen.rng, self.width, self.height, self.pen.unit
        if "snow" in self.scene.weather:
            for _ in range(150):
                x, y, r = rng.uniform(0, w), rng.uniform(0, h), u * rng.uniform(2, 7.5)
                pen.disc(x, y, r, (255, 255, 255), rng.randint(150, 235))
        if "rain" in self.scene.weather:
            for _ in range(130):
                x, y = rng.uniform(0, w), rng.uniform(-0.05, 1) * h
                pen.stroke([(x, y), (x - 12 * u, y + 44 * u)], (222, 236, 250), 3 * u, 150)
        if "fog" in self.scene.weather:
            for i in range(9):
                y = self.horizon + h * (0.05 * i - 0.16)
                bank = (w * rng.uniform(-0.5, 0.1), y, w * rng.uniform(0.9, 1.5), y + h * 0.12)
                pen.draw.ellipse(bank, fill=(245, 246, 250, 46))

    def _draw_lettering(self) -> None:
        """Draw the words that are not known things."""
        pen, w, h = self.pen, self.width, self.height
        word = legible(" ".join(self.scene.words), 30)
        if not word or self.place == "plate":
            return
        light = pen.style.name == "chalk" or self.scene.light != "day"
        if not self.subjects and not self.scene.signs:
            size = fitting(word, w * 0.78, self.short * 0.17)
            x, y, anchor = w / 2, h * 0.44, "mm"
        elif pen.style.name != "ink":
            size = fitting(word, w * 0.5, self.short * 0.045)
            x, y, anchor, light = w * 0.05, h * 0.955, "ls", True
        else:
            return
        fill = (255, 250, 236, 240) if light else (58, 52, 78, 240)
        shade = (30, 30, 60, 70) if light else (255, 255, 255, 130)
        drop = max(size * 0.035, 1)
        pen.draw.text((x + drop, y + drop), word, font=font(size), fill=shade, anchor=anchor)
        pen.draw.text((x, y), word, font=font(size), fill=fill, anchor=anchor)
