"""The offline gateway's edits: filters that really change their input picture.

An edit cell should teach edits before there is a key: the result must be recognisably the
input, visibly changed, and honest about instructions that were not understood. Each
instruction is a pattern, a phrase that completes "Your picture …", and a filter; several in
one prompt are applied in the prompt's order.
"""

from __future__ import annotations

import math
import random
import re
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageMath, ImageOps
from PIL.Image import Resampling
from PIL.ImageChops import multiply
from PIL.ImageEnhance import Brightness, Color, Contrast
from PIL.ImageFilter import BoxBlur, GaussianBlur, MedianFilter

from ..text import one_line
from .drawing.colours import COLOURS, RGB, mix, rgb
from .drawing.finishing import mapped, paper
from .drawing.lettering import font, legible
from .drawing.pen import Pen, Style, gradient
from .drawing.signs import readable, with_signs
from .drawing.things import THINGS, WORN

__all__ = ["QUOTED", "apply", "edit", "quoted"]

Filter = Callable[[Image.Image, random.Random], Image.Image]


class Instruction(NamedTuple):
    """An instruction of a prompt: its position, its phrase for the sentence, its filter."""

    position: int
    phrase: str
    filter: Filter


# -- layers that the filters share -----------------------------------------------------------


def _stretched(image: Image.Image, cutoff: float = 1) -> Image.Image:
    """Return the greys, from black to white."""
    return ImageOps.autocontrast(image.convert("L"), cutoff=cutoff)


def _through_glass(image: Image.Image, colour: RGB) -> Image.Image:
    """Return the image as it is seen through glass of a colour."""
    return multiply(image, Image.new("RGB", image.size, colour))


def _covered(image: Image.Image, colour: RGB, mask: Image.Image) -> Image.Image:
    """Return the image with a colour laid on it where the mask is white."""
    return Image.composite(Image.new("RGB", image.size, colour), image, mask)


def _cloudy(size: tuple[int, int], rng: random.Random, columns: int, rows: int) -> Image.Image:
    """Return soft random greys, one for each cell of a grid."""
    grid = Image.frombytes("L", (columns, rows), rng.randbytes(columns * rows))
    return grid.resize(size, Resampling.BICUBIC)


def _doubled(image: Image.Image) -> Image.Image:
    """Return the image at twice its size: lines drawn on it are smooth when it is reduced."""
    return image.resize((2 * image.width, 2 * image.height), Resampling.BILINEAR)


# -- paint and pencil ------------------------------------------------------------------------


def _shifted(image: Image.Image, x: int, y: int) -> Image.Image:
    moved = image.copy()
    moved.paste(image, (x, y))
    return moved


def _kuwahara(image: Image.Image, radius: int) -> Image.Image:
    """Return each pixel as the mean of its calmest neighbourhood: flat dabs, sharp edges."""
    mean = image.filter(BoxBlur(radius / 2))
    unrest = ImageChops.difference(image, mean).convert("L").filter(BoxBlur(radius / 2))
    best, calm = mean, mapped(unrest, lambda v: min(v + 2, 255))
    for turn in range(8):
        angle = turn * math.tau / 8
        x, y = round(radius * 0.7 * math.cos(angle)), round(radius * 0.7 * math.sin(angle))
        there = _shifted(unrest, x, y)
        calmer = ImageChops.subtract(calm, there).point([0] + [255] * 255)
        best = Image.composite(_shifted(mean, x, y), best, calmer)
        calm = ImageChops.darker(calm, there)
    return best


_BRUSHES = ((15, 44, 2400), (8, 26, 4800), (3.6, 12, 12000))  # thickness, length, strokes


def _strokes(image: Image.Image, rng: random.Random) -> Image.Image:
    """Return `image` painted again with strokes that follow its contours."""
    width, height = image.size
    canvas = _doubled(image)
    draw = ImageDraw.Draw(canvas, "RGBA")
    grey = image.convert("L").reduce(4 if min(image.size) >= 64 else 1).filter(GaussianBlur(1.5))
    step_x, step_y = grey.width / width, grey.height / height
    tones, colours = grey.load(), image.load()
    if tones is None or colours is None:  # pragma: no cover
        return image
    unit = max(width, height) / 1000
    for thick, length, strokes in _BRUSHES:
        fine = thick < 8
        for _ in range(strokes):
            x, y = rng.random() * width, rng.random() * height
            u, v = min(int(x * step_x), grey.width - 1), min(int(y * step_y), grey.height - 1)
            left, right = tones[max(u - 1, 0), v], tones[min(u + 1, grey.width - 1), v]
            above, below = tones[u, max(v - 1, 0)], tones[u, min(v + 1, grey.height - 1)]
            across, down = right - left, below - above  # type: ignore[operator]  # "L" pixels are ints
            strength = abs(across) + abs(down)
            if fine and strength < 9:
                continue
            calm_angle = -0.7 + 0.5 * math.sin(u / 31 + v / 23)
            angle = math.atan2(across, -down) if strength > 5 else calm_angle
            angle += rng.uniform(-0.22, 0.22)
            reach = length * unit * rng.uniform(0.6, 1.25)
            if strength > (36 if thick < 10 else 16) and not fine:
                continue  # broad strokes would wipe out the contours
            dx, dy = reach * math.cos(angle), reach * math.sin(angle)
            bend, light = rng.uniform(-0.12, 0.12), rng.randint(-11, 11)
            colour = tuple(min(max(c + light, 0), 255) for c in colours[int(x), int(y)])  # type: ignore[union-attr]
            middle = (2 * x - dy * bend, 2 * y + dx * bend)
            ends = [(2 * x - dx, 2 * y - dy), middle, (2 * x + dx, 2 * y + dy)]
            wide = max(round(thick * unit * rng.uniform(0.8, 1.3)), 1)
            draw.line(ends, fill=(*colour, 225), width=wide)
    return canvas.reduce(2)


def _oil(image: Image.Image, rng: random.Random) -> Image.Image:
    rich = Contrast(Color(image).enhance(1.18)).enhance(1.06)
    painted = _strokes(_kuwahara(rich, max(round(max(image.size) / 200), 3)), rng)
    # Light from the upper left on the ridges of the paint.
    relief = painted.convert("L").filter(ImageFilter.EMBOSS)
    relief = mapped(relief, lambda v: min(max(round(128 + (v - 128) * 0.75), 0), 255))
    painted = ImageChops.overlay(painted, relief.convert("RGB"))
    return Brightness(_through_glass(painted, (255, 246, 226))).enhance(1.05)


def _watercolour(image: Image.Image, rng: random.Random) -> Image.Image:
    flat = _kuwahara(image.filter(GaussianBlur(1)), max(round(max(image.size) / 90), 3))
    washed = mapped(Color(flat).enhance(1.35), lambda v: round(70 + v * 0.73))
    # Pigment gathers at the edges of a wash, and pools unevenly inside it.
    edges = flat.convert("L").filter(ImageFilter.FIND_EDGES).filter(GaussianBlur(1))
    rim = mapped(edges, lambda v: max(255 - round(v * 1.1), 150))
    pools = mapped(_cloudy(image.size, rng, 12, 12), lambda v: 232 + v * 23 // 255)
    sheet = multiply(multiply(rim, pools), paper(image.size, rng, 22))
    washed = multiply(washed, sheet.convert("RGB"))
    # A ragged edge of white paper.
    inset = max(round(min(image.size) * 0.035), 1)
    mask = Image.new("L", image.size, 0)
    corner = (image.width - inset - 1, image.height - inset - 1)
    ImageDraw.Draw(mask).rectangle((inset, inset, *corner), fill=255)
    rough = mapped(_cloudy(image.size, rng, 48, 48), lambda v: v // 2)
    mask = ImageChops.add(mask.filter(GaussianBlur(inset / 2)), rough, scale=1, offset=-64)
    mask = mapped(mask, lambda v: min(max((v - 100) * 5, 0), 255))
    return Image.composite(washed, Image.new("RGB", image.size, (251, 248, 240)), mask)


def _line_drawing(image: Image.Image, radius: float) -> Image.Image:
    """Return the drawing that a colour dodge with the blurred picture leaves."""
    grey = _stretched(image)

    def dodged(args: dict[str, Any]) -> Any:
        quotient = (args["grey"] + 20) * 255 / (args["soft"] + 20)
        return args["convert"](args["min"](quotient, 255), "L")

    lines: Image.Image = ImageMath.lambda_eval(
        dodged, grey=grey, soft=grey.filter(GaussianBlur(radius))
    )
    return lines


def _equalized(image: Image.Image) -> Image.Image:
    """Return the greys, spread so that a dark photograph keeps its light on paper."""
    grey = _stretched(image)
    return Image.blend(grey, ImageOps.equalize(grey), 0.5)


def _hatching(image: Image.Image, rng: random.Random) -> Image.Image:
    """Return hatching: one direction in the half shadows, crossed in the deep ones."""
    grey = _stretched(image, 2).filter(GaussianBlur(3))
    width, height = image.size
    white = result = Image.new("L", image.size, 255)
    gap = max(round(max(image.size) / 170), 3)
    for limit, lean, dark in ((150, 1, 150), (84, -1, 118)):
        layer = white.copy()
        draw = ImageDraw.Draw(layer)
        for x in range(-height, width + height, gap):
            slip = rng.uniform(-1, 1) * gap * 0.3
            ends = (x + slip, 0, x + lean * height * 0.8 - slip, height)
            draw.line(ends, fill=dark + rng.randint(-18, 18), width=1)
        shades = [min(max(0, (limit - v) * 255 // 30), 255) for v in range(256)]
        result = multiply(result, Image.composite(layer, white, grey.point(shades)))
    return result.filter(GaussianBlur(0.5))


def _pencil(image: Image.Image, rng: random.Random) -> Image.Image:
    lines = _line_drawing(image.filter(GaussianBlur(0.7)), max(image.size) / 110)
    lines = mapped(lines, lambda v: round(255 * (v / 255) ** 2.2))
    grey = _equalized(image)
    tone = mapped(grey.filter(GaussianBlur(1.5)), lambda v: min(178 + v * 90 // 255, 255))
    drawn = multiply(multiply(lines, tone), _hatching(grey, rng))
    drawn = multiply(drawn, paper(image.size, rng, 14))
    return ImageOps.colorize(drawn, black=(46, 44, 52), white=(252, 249, 241))


def _ink(image: Image.Image, rng: random.Random) -> Image.Image:
    lines = _line_drawing(image.filter(MedianFilter(3)), max(image.size) / 160)
    lines = mapped(lines, lambda v: 255 if v > 226 else max(0, (v - 196) * 8))
    grey = _equalized(image)
    deep = mapped(grey.filter(GaussianBlur(2)), lambda v: max(0, min(255, (v - 26) * 9)))
    drawn = multiply(multiply(lines, deep), _hatching(grey, rng))
    return ImageOps.colorize(drawn, black=(28, 26, 38), white=(249, 243, 228))


def _cartoon(image: Image.Image, _: random.Random) -> Image.Image:
    flat = Color(_kuwahara(image, max(round(max(image.size) / 150), 3))).enhance(1.35)
    flat = mapped(flat, lambda v: min(round(v / 32) * 32 + 8, 255)).filter(MedianFilter(5))
    lines = _line_drawing(_kuwahara(image, 4), max(image.size) / 200)
    lines = mapped(lines, lambda v: 255 if v > 216 else 70 + max(0, (v - 190) * 7))
    return multiply(flat, lines.filter(MedianFilter(3)).convert("RGB"))


def _pixels(image: Image.Image, _: random.Random) -> Image.Image:
    block = max(max(image.size) // 96, 2)
    small = (max(image.width // block, 1), max(image.height // block, 1))
    tiny = Color(image.resize(small, Resampling.BOX)).enhance(1.3)
    few = tiny.quantize(24, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    return few.convert("RGB").resize(image.size, Resampling.NEAREST)


# -- light and weather -----------------------------------------------------------------------


def _vignette(image: Image.Image, strength: float, colour: RGB = (6, 8, 24)) -> Image.Image:
    mask = Image.radial_gradient("L").resize(image.size, Resampling.BICUBIC)
    mask = mapped(mask, lambda v: round(255 * strength * max(0.0, (v - 70) / 185) ** 1.5))
    return _covered(image, colour, mask)


def _glow(  # noqa: PLR0917  # private; its order is that of a sentence
    image: Image.Image, x: float, y: float, radius: float, colour: RGB, strength: float
) -> Image.Image:
    """Return the image with light added around a point."""
    size = max(round(2 * radius), 2)
    spot = ImageOps.invert(Image.radial_gradient("L")).resize((size, size), Resampling.BICUBIC)
    spot = mapped(spot, lambda v: round(255 * strength * (max(0, v - 75) / 180) ** 2))
    layer = Image.new("L", image.size, 0)
    layer.paste(spot, (round(x - radius), round(y - radius)))
    return ImageChops.screen(image, ImageOps.colorize(layer, black=(0, 0, 0), white=colour))


def _night(image: Image.Image, rng: random.Random) -> Image.Image:
    (width, height), short = image.size, min(image.size)
    grey = _stretched(image)
    graded = ImageOps.colorize(grey, black=(5, 8, 28), mid=(40, 64, 126), white=(150, 180, 228))
    dark = Image.blend(graded, _through_glass(image, (124, 134, 196)), 0.6)
    # Lamps and flames stay warm.
    lamps = mapped(grey, lambda v: max(0, v - 222) * 255 // 33)
    lamps = mapped(lamps.filter(GaussianBlur(max(image.size) / 220)), lambda v: v * 2 // 5)
    dark = Image.composite(_through_glass(image, (255, 232, 180)), dark, lamps)
    dark = _vignette(dark, 0.85)
    # Stars only where the picture is calm, as the sky would be.
    edges = image.convert("L").filter(ImageFilter.FIND_EDGES)
    calm = edges.filter(BoxBlur(short / 60)).load()
    x, y = width * rng.choice((0.16, 0.84)), height * 0.19
    dark = _glow(dark, x, y, short * 0.42, (150, 170, 225), 0.8)
    stars = Image.new("RGB", (2 * width, 2 * height))
    draw = ImageDraw.Draw(stars)
    for _ in range(90):
        u, v = rng.uniform(0, width - 1), height * 0.52 * rng.random() ** 1.4
        if calm is not None and calm[int(u), int(v)] > 22:  # type: ignore[operator]  # "L" pixels are ints
            continue
        r, shine = short * rng.choice((0.0014, 0.002, 0.0032)), rng.randint(120, 255)
        draw.circle((2 * u, 2 * v), 2 * r, fill=(shine, shine, min(shine + 12, 255)))
    dark = ImageChops.screen(dark, stars.reduce(2))
    return _with_thing(dark, "moon", "", x, y, short * 0.17, rng)


def _sunset(image: Image.Image, rng: random.Random) -> Image.Image:
    veil = gradient([(122, 86, 168), (232, 104, 112), (255, 176, 92), (150, 78, 96)], image.size)
    toned = ImageChops.soft_light(_through_glass(image, (255, 214, 178)), veil)
    toned = Image.blend(toned, veil, 0.16)
    x, y, radius = image.width * rng.uniform(0.3, 0.7), image.height * 0.5, min(image.size) * 0.8
    return _vignette(_glow(toned, x, y, radius, (255, 170, 80), 0.6), 0.5, (52, 18, 52))


def _snow(image: Image.Image, rng: random.Random) -> Image.Image:
    cold = Color(image).enhance(0.6)
    cold = Image.blend(cold, Image.new("RGB", image.size, (222, 232, 244)), 0.24)
    layer = Image.new("L", (image.width * 2, image.height * 2), 0)
    draw, unit = ImageDraw.Draw(layer), min(image.size) / 500
    for _ in range(420):
        middle = (rng.uniform(0, layer.width), rng.uniform(0, layer.height))
        radius = unit * rng.choice((1.6, 2.4, 3.6, 6, 8))
        draw.circle(middle, radius, fill=rng.randint(150, 250))
    return _covered(cold, (255, 255, 255), layer.reduce(2).filter(GaussianBlur(unit * 0.5)))


def _rain(image: Image.Image, rng: random.Random) -> Image.Image:
    wet = _through_glass(Color(image).enhance(0.55), (176, 192, 212))
    layer = Image.new("L", (image.width * 2, image.height * 2), 0)
    draw, unit = ImageDraw.Draw(layer), min(image.size) / 500
    for _ in range(380):
        x, y = rng.uniform(0, layer.width), rng.uniform(-40, layer.height)
        length, shine = unit * rng.uniform(26, 70), rng.randint(60, 170)
        ends = (x, y, x - length * 0.22, y + length)
        draw.line(ends, fill=shine, width=max(round(unit * 1.6), 1))
    return _covered(wet, (226, 236, 248), layer.reduce(2))


def _fog(image: Image.Image, rng: random.Random) -> Image.Image:
    mask = mapped(_cloudy(image.size, rng, 8, 6), lambda v: 90 + v * 110 // 255)
    return _covered(image, (232, 235, 240), mask)


# -- tone and shape --------------------------------------------------------------------------


def _balance(red: float, green: float, blue: float) -> Filter:
    """Return a filter that multiplies the channels."""
    table = [min(round(v * gain), 255) for gain in (red, green, blue) for v in range(256)]
    return lambda image, _: image.point(table)


def _tint(name: str) -> Filter:
    """Return a filter that tints an image in a named colour."""
    colour = rgb(COLOURS[name])
    dark, light = mix(colour, (8, 8, 20), 0.85), mix(colour, (255, 255, 255), 0.86)
    return lambda image, _: Image.blend(
        image, ImageOps.colorize(_stretched(image), black=dark, mid=colour, white=light), 0.62
    )


def _sepia(image: Image.Image, _: random.Random) -> Image.Image:
    grey, brown = image.convert("L"), (150, 112, 74)
    toned = ImageOps.colorize(grey, black=(38, 24, 14), mid=brown, white=(250, 236, 206))
    return _vignette(toned, 0.4, (48, 28, 12))


def _vintage(image: Image.Image, rng: random.Random) -> Image.Image:
    faded = mapped(Color(image).enhance(0.6), lambda v: 30 + v * 208 // 255)
    faded = _balance(1.06, 1.0, 0.82)(faded, rng)
    faded = multiply(faded, paper(image.size, rng, 20).convert("RGB"))
    return _vignette(faded, 0.5, (50, 30, 14))


def _crop(image: Image.Image, _: random.Random) -> Image.Image:
    """Keep the middle two thirds."""
    width, height = image.size
    cut = (width // 6, height // 6, max(width - width // 6, 1), max(height - height // 6, 1))
    return image.crop(cut).resize(image.size, Resampling.LANCZOS)


def _square(image: Image.Image, _: random.Random) -> Image.Image:
    side = min(image.size)
    return ImageOps.fit(image, (side, side))


def _frame(image: Image.Image, rng: random.Random) -> Image.Image:
    """Put the picture, a little smaller, in a mount and a wooden frame."""
    (width, height), short = image.size, min(image.size)
    edge, mount = max(round(short * 0.045), 1), max(round(short * 0.05), 1)
    framed = Image.new("RGB", image.size, (126, 86, 56))
    draw = ImageDraw.Draw(framed)
    for i in range(edge):
        light = round(26 * math.sin(i / edge * math.pi)) + rng.randint(-5, 5)
        wood = (126 + light, 86 + light, 56 + light)
        draw.rectangle((i, i, width - 1 - i, height - 1 - i), outline=wood)
    draw.rectangle((edge, edge, width - edge - 1, height - edge - 1), fill=(250, 246, 236))
    inset = edge + mount
    inner = (max(width - 2 * inset, 1), max(height - 2 * inset, 1))
    framed.paste(image.resize(inner, Resampling.LANCZOS), (inset, inset))
    return framed


def _transpose(method: Image.Transpose) -> Filter:
    """Return a filter that turns or mirrors."""
    return lambda image, _: image.transpose(method)


# -- added things -----------------------------------------------------------------------------


def _subject(image: Image.Image) -> tuple[float, float]:
    """Return a guess at the top of the subject, as shares of the width and the height."""
    small = image.convert("L").resize((32, 32), Resampling.BOX)
    unrest = ImageChops.difference(small, small.filter(BoxBlur(6)))
    centred = [v * (1 - abs(i % 32 - 15.5) / 20) for i, v in enumerate(unrest.tobytes())]
    total = sum(centred) or 1
    passed, row = 0.0, 0
    while row < 31 and passed < total * 0.12:
        passed += sum(centred[32 * row : 32 * row + 32])
        row += 1
    upper = centred[32 * row : 32 * (row + 10)]
    weight = sum(v * v for v in upper)
    moment = sum(v * v * (i % 32 + 0.5) for i, v in enumerate(upper))
    return moment / weight / 32 if weight else 0.5, min(max(row / 32, 0.14), 0.4)


def _with_thing(  # noqa: PLR0917  # private; its order is that of a sentence
    image: Image.Image, name: str, colour: str, x: float, y: float, size: float, rng: random.Random
) -> Image.Image:
    """Return the image with a known thing drawn on it, its edges smooth."""
    shapes = WORN[name] if name in WORN else THINGS[name].shapes
    own_colour = THINGS[name].colour if name in THINGS else "#d9453d"
    main = rgb(COLOURS.get(colour, own_colour))
    reach = max(round(size * 0.72), 1)
    left, top = round(x) - reach, round(y) - reach
    patch = image.crop((left, top, left + 2 * reach, top + 2 * reach))
    large = patch.resize((6 * reach, 6 * reach), Resampling.BILINEAR)
    blank = large.reduce(3)
    Pen(large, Style("soft"), rng).thing(shapes, main, 3 * reach, 3 * reach, 3 * size)
    drawn = large.reduce(3)
    # Only the pixels of the thing are put back, so the rest of the patch stays as sharp as it was.
    mask = ImageChops.difference(drawn, blank).convert("L").point([0] + [255] * 255)
    result = image.copy()
    result.paste(drawn, (left, top), mask.filter(ImageFilter.MaxFilter(3)))
    return result


class _Room(NamedTuple):
    """The largest square in a region, nearly: its middle, and half of its side, in pixels."""

    x: float
    y: float
    reach: float


def _room_in(region: Image.Image) -> _Room:
    """Return where there is room in a region, which is white."""
    width, height = region.size
    scale = max(1.0, max(region.size) / _ROOM_SIDE)
    small = region.resize((round(width / scale) or 1, round(height / scale) or 1))
    small = ImageOps.expand(small.point(lambda v: 255 if v > 127 else 0), 1)
    if not small.getbbox():  # a line that is thinner than a pixel of the copy
        box = region.getbbox() or (0, 0, width, height)
        wide, high = box[2] - box[0], box[3] - box[1]
        return _Room(box[0] + wide / 2, box[1] + high / 2, min(wide, high) / 2)
    deepest, steps = small, 0
    while (left := small.filter(ImageFilter.MinFilter(3))).getbbox():
        deepest, small, steps = left, left, steps + 1
    box = deepest.getbbox() or (0, 0, *deepest.size)
    x, y = (box[0] + box[2]) / 2 - 1, (box[1] + box[3]) / 2 - 1
    if not deepest.getpixel((int(x) + 1, int(y) + 1)):  # what is left is in pieces
        found = deepest.tobytes().index(255)
        x, y = found % deepest.width - 0.5, found // deepest.width - 0.5
    return _Room(x * scale, y * scale, (steps + 0.5) * scale)


_ROOM_SIDE = 200  # pixels of the copy on which it is found


def _addition_in(name: str, colour: str, room: _Room) -> Filter:
    """Return a filter that adds a thing where there is room for all of it."""
    size = 2 * room.reach * _FILLED * (2 if name == "glasses" else 1)  # they are that small
    return lambda image, rng: _with_thing(image, name, colour, room.x, room.y, size, rng)


_FILLED = 0.8  # of the room, because a region's edge is soft


def _sign_room(region: Image.Image) -> tuple[float, float, float, float]:
    """Return where there is room for signs in a region: they are wide."""
    room = _room_in(region)
    left, _, right, _ = region.getbbox() or (0, 0, 0, 0)
    half = max(room.reach, min(2.2 * room.reach, room.x - left, right - room.x))
    return room.x - half, room.y - room.reach, room.x + half, room.y + room.reach


def _print_in(other: Image.Image, room: _Room) -> Filter:
    """Return a filter that lays another picture into a region."""

    def add(image: Image.Image, rng: random.Random) -> Image.Image:
        side = max(round(2 * room.reach * _FILLED), 4)
        small, result = ImageOps.contain(other, (side, side)), image.copy()
        result.paste(small, (round(room.x - small.width / 2), round(room.y - small.height / 2)))
        return result

    return add


def _addition(name: str, colour: str, turn: int) -> Filter:
    """Return a filter that adds a thing; `turn` counts the things, so that each has its place."""

    def add(image: Image.Image, rng: random.Random) -> Image.Image:
        width, height = image.size
        if name in WORN:
            across, top = _subject(image)
            size = min(image.size) * 0.26
            x, y = width * across, max(height * top - size * 0.3, size * 0.5)
        else:
            layer = THINGS[name].layer
            size = min(image.size) * (0.22 if layer == "sky" else 0.38)
            level = {"sky": 0.2, "hover": 0.35}.get(layer)
            x = width * (0.82, 0.2, 0.55)[turn % 3]
            y = height * level if level else height * 0.96 - size / 2
        return _with_thing(image, name, colour, x, y, size, rng)

    return add


def _caption(image: Image.Image, words: str) -> Image.Image:
    """Return the image with a strip along its foot that bears the words."""
    height = max(round(min(image.size) * 0.085), 1)
    draw = ImageDraw.Draw(image, "RGBA")
    draw.rectangle((0, image.height - height, *image.size), fill=(250, 243, 226, 236))
    letters = font(max(round(height * 0.42), 6))
    room = image.width * 0.96 - 8.5 * max(11, min(image.size) * 0.0165)  # the label's corner
    while words and letters.getlength(words) > room:
        words = words[:-2].rstrip(" …") + "…" if len(words) > 3 else ""
    start = (image.width * 0.025, image.height - height / 2)
    draw.text(start, words, font=letters, fill=(70, 54, 50), anchor="lm")
    return image


def _prints(image: Image.Image, others: Sequence[Image.Image], rng: random.Random) -> Image.Image:
    """Return the image with the others laid on it as small prints."""
    result = image.convert("RGB")
    side = min(image.size) * (0.38 if len(others) == 1 else 0.29)
    room = max(round(side), 4)
    edge = max(round(side * 0.05), 1)
    for i, other in enumerate(others):
        small = ImageOps.contain(other, (room, room))
        size = (small.width + 2 * edge, small.height + 5 * edge)
        card = Image.new("RGBA", size, (253, 251, 244, 255))
        card.paste(small, (edge, edge))
        turned = card.rotate(rng.uniform(-8, 8), Resampling.BICUBIC, expand=True)
        x = round(edge * 2 + i % 4 * side * 1.02)
        y = round(image.height - turned.height - edge * 2 - i // 4 * side * 0.8)
        shadow = mapped(turned.getchannel("A"), lambda v: v * 2 // 5).filter(GaussianBlur(edge))
        result.paste((24, 20, 30), (x + edge // 2, y + edge // 2), shadow)
        result.paste(turned, (x, y), turned)
    return result


def _beside(pictures: Sequence[Image.Image]) -> Image.Image:
    """Return the pictures side by side at one height, at most 1024 wide."""
    height = min(p.height for p in pictures)
    widths = [max(round(p.width * height / p.height), 1) for p in pictures]
    gap = max(round(height * 0.02), 1)
    row = Image.new("RGB", (sum(widths) + gap * (len(pictures) - 1), height), (253, 251, 244))
    x = 0
    for picture, width in zip(pictures, widths, strict=True):
        row.paste(picture.resize((width, height), Resampling.LANCZOS), (x, 0))
        x += width + gap
    row.thumbnail((1024, 1024), Resampling.LANCZOS)
    return row


# -- instructions ----------------------------------------------------------------------------

# In order of precedence: where two patterns want the same words, the earlier one has them.
_INSTRUCTIONS: tuple[tuple[str, str, Filter], ...] = (
    (r"\bblack[- ]and[- ]white\b|\bb&w\b|\bmonochrome\b|\bgr[ae]y-?scale\b|\bdesaturate\w*",
     "in black and white", lambda image, _: _stretched(image, 0.5).convert("RGB")),
    (r"\boil[- ]?paint\w*|\b(?:van gogh|impressionis\w+|acrylics?)\b|\bpainting\b"
     r"|\bbrush ?strokes?\b|\bin oils?\b", "as an oil painting", _oil),
    (r"\bwater-?colou?rs?\b|\baquarelle\b", "as a watercolour", _watercolour),
    (r"\b(?:pen and )?ink(?: (?:drawing|sketch\w*|painting))?\b|\bengraving\b|\bwoodcut\b"
     r"|\bline[- ]?(?:art|drawing)\b", "as an ink drawing", _ink),
    (r"\b(?:pencil|charcoal|graphite)\b|\bsketch\w*|\bdrawing\b", "as a pencil drawing", _pencil),
    (r"\bpixel(?:[- ]?art|ate\w*|s)?\b|\b8-?bit\b", "as pixel art", _pixels),
    (r"\bcartoon\w*|\bcomics?\b|\banime\b|\bposteri[sz]e\w*|\bposter\b|\bpop[- ]art\b",
     "as a cartoon", _cartoon),
    (r"\bsun(?:set|rise|down)\b|\bdusk\b|\bdawn\b|\bgolden hour\b|\btwilight\b|\bevening\b",
     "at sunset", _sunset),
    (r"\b(?:mid)?night(?:time)?\b|\bnocturnal\b|\bmoonl\w+|\bstarry\b|\bafter dark\b",
     "at night", _night),
    (r"\bsnow\w*|\bwinter\w*|\bblizzard\b", "in the snow", _snow),
    (r"\brain(?:y|ing)?\b|\bstorm\w*", "in the rain", _rain),
    (r"\bfog(?:gy)?\b|\bmist(?:y)?\b|\bhaz[ey]\b", "in fog", _fog),
    (r"\bsepia\b", "in sepia", _sepia),
    (r"\bvintage\b|\bretro\b|\bold photo\w*|\bfaded\b|\baged\b", "as an old photograph", _vintage),
    (r"\bupside[- ]down\b|\bflip\w* (?:it )?vertical\w*|\bvertical\w* flip\w*"
     r"|\brotat\w+ (?:\w+ ){0,3}180\b", "upside down", _transpose(Image.Transpose.ROTATE_180)),
    (r"\bflip\w*|\bmirror\w*|\breverse\w*",
     "mirrored", _transpose(Image.Transpose.FLIP_LEFT_RIGHT)),
    (r"\brotat\w+ (?:[\w°]+ ){0,3}(?:left|counter-?clockwise)\b",
     "turned to the left", _transpose(Image.Transpose.ROTATE_90)),
    (r"\brotat\w+|\bturn (?:it )?(?:right|clockwise|sideways)\b",
     "turned to the right", _transpose(Image.Transpose.ROTATE_270)),
    (r"\bsquare\b", "cut to a square", _square),
    (r"\bcrop\w*|\bzoom\w*|\bclose(?:r|-?up)\b", "cropped to its middle", _crop),
    (r"\bblur\w*|\bout of focus\b|\bsoften\b|\bsofter\b|\bdreamy\b", "blurred",
     lambda image, _: image.filter(GaussianBlur(max(image.size) / 90))),
    (r"\bsharp\w*|\bcrisp\w*", "sharpened",
     lambda image, _: image.filter(ImageFilter.UnsharpMask(2.5, percent=190, threshold=2))),
    (r"\bbright\w*|\blighter\b|\blighten\b", "brighter",
     lambda image, _: Brightness(image).enhance(1.35)),
    (r"\bdark(?:er|en)?\b|\bdim(?:mer)?\b", "darker",
     lambda image, _: Brightness(image).enhance(0.62)),
    (r"\bwarm\w*|\bcos[yi]\w*|\bcozy\b", "warmer", _balance(1.16, 1.03, 0.78)),
    (r"\bcool(?:er)?\b|\bcold(?:er)?\b", "cooler", _balance(0.8, 0.98, 1.2)),
    (r"\bcontrast\w*|\bdramatic\b", "with more contrast",
     lambda image, _: Contrast(image).enhance(1.5)),
    (r"\bsaturat\w*|\bvivid\b|\bcolou?rful\b|\bvibrant\b",
     "more colourful", lambda image, _: Color(image).enhance(1.8)),
    (r"\binvert\w*|\bnegative\b|\bx-?ray\b",
     "as a negative", lambda image, _: ImageOps.invert(image)),
    (r"\bvignette\b", "with a vignette", lambda image, _: _vignette(image, 0.95)),
    (r"\bframed?\b|\bborder\b", "in a frame", _frame),
)  # fmt: skip

_BESIDE = re.compile(
    r"\b(?:side by side|next to|beside|combine\w*|collage|together|diptych|compare\w*)\b"
)
_NEGATED = re.compile(
    r"\b(?:keep\w*|without|don['’]?t|do not|not|no|never|leave|preserve)\b[^,.;:!?\n]*"
)
_LINES = r"(?:[^{0}\n]|\n(?!\s*\n)){{0,240}}"  # of one paragraph
QUOTED = re.compile(
    "|".join(
        f"{opening}({_LINES.format(closing)})[{closing}]"
        for opening, closing in ('""', "“”", ("„", "“”"), "«»", "「」", "『』")
    )
    + r"|(?<!\w)'([^'\n]{2,240})'(?!\w)"
)
_ADDING = re.compile(r"\b(?:add|put|draw|give|place|wear\w*|include|with|insert)\b([^.;!?\n]*)")
_TINTING = re.compile(
    r"\b(?:make|turn|paint|tint\w*|colou?r\w*|dye)\b[^,.;!?\n]*|\b\w+[- ](?:tint\w*|tone\w*)\b"
)

_FALLBACK_TINTS = {
    "soft": "amber", "ink": "coral", "cut": "teal", "chalk": "mint", "print": "lavender",
}  # fmt: skip


def quoted(prompt: str) -> list[str]:
    """Return what stands in quotes, in order; white space as single spaces."""
    return list(filter(None, map(_inside, QUOTED.finditer(prompt))))


def _inside(match: re.Match[str]) -> str:
    return " ".join("".join(match.groups(default="")).split())


def apply(phrase: str, image: Image.Image, rng: random.Random) -> Image.Image:
    """Return the image through the filter of the instruction that `phrase` matches first."""
    function = next(f for pattern, _, f in _INSTRUCTIONS if re.search(pattern, phrase))
    return function(image, rng)


def _without(text: str, span: tuple[int, int]) -> str:
    """Return the text with a span blanked, so that the positions of other words hold."""
    start, end = span
    return text[:start] + "\n" * (end - start) + text[end:]


def _parse_additions(text: str) -> tuple[str, list[Instruction]]:
    """Return the things to add, each with the colour before it, and the text without them."""
    additions: list[Instruction] = []
    words = {
        (clause.start(1) + word.start(), word.group())
        for clause in _ADDING.finditer(text)
        for word in re.finditer(r"\w+", clause.group(1))
    }
    colour = ""
    for position, word in sorted(words):
        forms = (word, word.removesuffix("s"), word.removesuffix("es"))
        name = next((form for form in forms if form in THINGS or form in WORN), "")
        if name:
            phrase = f"{colour} {name}".strip()
            article = "" if name == "glasses" else "an " if phrase[0] in "aeiou" else "a "
            addition = _addition(name, colour, len(additions))
            additions.append(Instruction(position, f"with {article}{phrase}", addition))
            start = position - len(colour) - 1 if colour else position
            text = _without(text, (start, position + len(word)))
        colour = word if word in COLOURS else ""
    return text, additions


def _parse_thing(text: str, room: _Room) -> tuple[str, list[Instruction]]:
    """Return the first thing that a region's prompt names as new, and the text without it.

    "A gold crown" is one, and "the crown" is there already.
    """
    colour, is_known = "", False
    for word in re.finditer(r"[\w’']+", text):
        forms = (word[0], word[0].removesuffix("s"), word[0].removesuffix("es"))
        name = next((form for form in forms if form in THINGS or form in WORN), "")
        if name and not is_known:
            phrase = f"{colour} {name}".strip()
            article = "" if name == "glasses" else "an " if phrase[0] in "aeiou" else "a "
            start = word.start() - len(colour) - 1 if colour else word.start()
            thing = _addition_in(name, colour, room)
            instruction = Instruction(word.start(), f"with {article}{phrase}", thing)
            return _without(text, (max(start, 0), word.end())), [instruction]
        if word[0] in _ARTICLES:
            is_known = word[0] in _KNOWN
        elif name:
            is_known = False
        colour = word[0] if word[0] in COLOURS else ""
    return text, []


_KNOWN = frozenset(
    {"the", "this", "that", "these", "those", "its", "his", "her", "their", "my", "your"}
)
_ARTICLES = _KNOWN | {"a", "an", "another", "one", "some", "two", "three", "add", "put", "with"}


def _unchanged(image: Image.Image, _rng: random.Random) -> Image.Image:
    """Return the picture as it is: all signs are put up together, at the end."""
    return image


def _parse_tint(text: str) -> list[Instruction]:
    """Return the first request for a colour over everything, if any."""
    for match in _TINTING.finditer(text):
        name = next((word for word in re.findall(r"\w+", match.group()) if word in COLOURS), "")
        if name:
            return [Instruction(match.start(), f"in {name}", _tint(name))]
    return []


def _parse_instructions(prompt: str, region: Image.Image | None = None) -> list[Instruction]:
    """Return the instructions of a prompt in its order: each phrase once, eight at most.

    Of what a `region` is to hold the first thing is drawn, in there.
    """
    room = None if region is None else _room_in(region)
    instructions: list[Instruction] = []
    prompt = prompt[:4000]
    text = prompt.lower()
    if len(text) != len(prompt):  # a few letters grow in lower case; positions must agree
        text = prompt
    for match in QUOTED.finditer(prompt):
        words = readable(_inside(match))
        text = _without(text, match.span())
        if words:
            phrase = f"with a sign that says “{one_line(words, 60)}”"
            instructions.append(Instruction(match.start(), phrase, _unchanged))
    for match in _NEGATED.finditer(text):
        text = _without(text, match.span())
    text, additions = _parse_thing(text, room) if room else _parse_additions(text)
    instructions += additions
    for pattern, phrase, function in _INSTRUCTIONS:
        for match in re.finditer(pattern, text):
            instructions.append(Instruction(match.start(), phrase, function))
            text = _without(text, match.span())
    instructions += _parse_tint(text)
    first: dict[str, Instruction] = {}
    for instruction in sorted(instructions, key=lambda one: one.position):
        first.setdefault(instruction.phrase, instruction)
    return list(first.values())[:8]


def edit(  # noqa: PLR0917  # its order is that of a sentence
    prompt: str,
    image: Image.Image,
    others: Sequence[Image.Image],
    rng: random.Random,
    style: Style,
    region: Image.Image | None = None,
    *,
    letter: Callable[[str], str] = str,
) -> tuple[Image.Image, str]:
    """Return the image changed as the prompt asks, and the companion sentence.

    What is added goes into the `region`, if there is one: white in a picture of the image's size.
    Words of signs are lettered as `letter` spells them.
    """
    instructions = _parse_instructions(prompt, region)
    phrases = [instruction.phrase for instruction in instructions]
    beside = bool(others) and region is None and bool(_BESIDE.search(prompt.lower()))
    if beside:
        image = _beside([image, *others])
    # Frames, signs and added things come last, so that no other filter changes them.
    last = ("with a", "in a frame", "with glasses")
    for instruction in sorted(instructions, key=lambda one: one.phrase.startswith(last)):
        image = instruction.filter(image, rng)
    signs = [letter(words) for words in quoted(prompt)]
    within = None if region is None else _sign_room(region)
    image = with_signs(image, signs, within)
    if others and not beside:
        laid = _prints(image, others, rng)
        image = _print_in(others[0], _room_in(region))(image, rng) if region else laid
        phrases.append(f"with the other{'s' if len(others) > 1 else ''} laid on it")
    if phrases or beside:
        whose = "Your pictures side by side" if beside else "Your picture"
        changes = f" {', '.join(phrases)}" if phrases else ""
        return image, f"{whose}{changes} (offline filters)."
    words = legible(prompt, 90)
    shown = f"“{words}”" if words else "this instruction"
    tinted = Image.blend(image, _tint(_FALLBACK_TINTS[style.name])(_kuwahara(image, 3), rng), 0.6)
    text = f"The offline filters did not understand {shown}: your picture is only tinted."
    if region is None:
        return _caption(tinted, words), text
    return with_signs(tinted, [legible(prompt, 28)], within), text
