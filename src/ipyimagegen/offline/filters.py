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
from dataclasses import dataclass
from typing import Any, NamedTuple

from PIL import Image, ImageChops, ImageDraw, ImageEnhance, ImageFilter, ImageMath, ImageOps

from .drawing import COLOURS, THINGS, WORN, Pen, Style, font, legible, mix, paper, rgb, write_sign
from .drawing.colours import RGB

__all__ = ["QUOTED", "EditedImage", "apply", "edit"]

Filter = Callable[[Image.Image, random.Random], Image.Image]


class Instruction(NamedTuple):
    """An instruction of a prompt: its position, its phrase for the sentence, its filter."""

    position: int
    phrase: str
    filter: Filter


@dataclass(frozen=True)
class EditedImage:
    """An edited image and its companion sentence."""

    image: Image.Image
    text: str


# -- paint and pencil ------------------------------------------------------------------------


def _shifted(image: Image.Image, x: int, y: int) -> Image.Image:
    moved = image.copy()
    moved.paste(image, (x, y))
    return moved


def _kuwahara(image: Image.Image, radius: int) -> Image.Image:
    """Return each pixel as the mean of its calmest neighbourhood: flat dabs, sharp edges."""
    mean = image.filter(ImageFilter.BoxBlur(radius / 2))
    unrest = ImageChops.difference(image, mean).convert("L").filter(ImageFilter.BoxBlur(radius / 2))
    best, calm = mean, unrest.point([min(v + 2, 255) for v in range(256)])
    for turn in range(8):
        angle = turn * math.tau / 8
        x, y = round(radius * 0.7 * math.cos(angle)), round(radius * 0.7 * math.sin(angle))
        there = _shifted(unrest, x, y)
        calmer = ImageChops.subtract(calm, there).point([0] + [255] * 255)
        best = Image.composite(_shifted(mean, x, y), best, calmer)
        calm = ImageChops.darker(calm, there)
    return best


def _strokes(image: Image.Image, rng: random.Random) -> Image.Image:
    """Return `image` painted again with strokes that follow its contours."""
    width, height = image.size
    canvas = image.resize((2 * width, 2 * height), Image.Resampling.BILINEAR)
    draw = ImageDraw.Draw(canvas, "RGBA")
    grey = (
        image.convert("L")
        .reduce(4 if min(image.size) >= 64 else 1)
        .filter(ImageFilter.GaussianBlur(1.5))
    )
    step_x, step_y = grey.width / width, grey.height / height
    tones, colours = grey.load(), image.load()
    if tones is None or colours is None:  # pragma: no cover
        return image
    unit = max(width, height) / 1000
    for thick, length, share, fine in (
        (15, 44, 2400, False),
        (8, 26, 4800, False),
        (3.6, 12, 12000, True),
    ):
        for _ in range(share):
            x, y = rng.random() * width, rng.random() * height
            u, v = min(int(x * step_x), grey.width - 1), min(int(y * step_y), grey.height - 1)
            left, right = tones[max(u - 1, 0), v], tones[min(u + 1, grey.width - 1), v]
            above, below = tones[u, max(v - 1, 0)], tones[u, min(v + 1, grey.height - 1)]
            across, down = right - left, below - above  # type: ignore[operator]  # "L" pixels are ints
            strength = abs(across) + abs(down)
            if fine and strength < 9:
                continue
            angle = (
                math.atan2(across, -down)
                if strength > 5
                else -0.7 + 0.5 * math.sin(u / 31 + v / 23)
            )
            angle += rng.uniform(-0.22, 0.22)
            reach = length * unit * rng.uniform(0.6, 1.25)
            if strength > (36 if thick < 10 else 16) and not fine:
                continue  # broad strokes would wipe out the contours
            dx = reach * math.cos(angle)
            dy = reach * math.sin(angle)
            bend = rng.uniform(-0.12, 0.12)
            light = rng.randint(-11, 11)
            colour = tuple(min(max(c + light, 0), 255) for c in colours[int(x), int(y)])  # type: ignore[union-attr]
            middle = (2 * x - dy * bend, 2 * y + dx * bend)
            ends = [(2 * x - dx, 2 * y - dy), middle, (2 * x + dx, 2 * y + dy)]
            draw.line(
                ends, fill=(*colour, 225), width=max(round(thick * unit * rng.uniform(0.8, 1.3)), 1)
            )
    return canvas.reduce(2)


def _oil(image: Image.Image, rng: random.Random) -> Image.Image:
    rich = ImageEnhance.Contrast(ImageEnhance.Color(image).enhance(1.18)).enhance(1.06)
    ground = _kuwahara(rich, max(round(max(image.size) / 200), 3))
    painted = _strokes(ground, rng)
    # Light from the upper left on the ridges of the paint.
    relief = painted.convert("L").filter(ImageFilter.EMBOSS)
    relief = relief.point([min(max(round(128 + (v - 128) * 0.75), 0), 255) for v in range(256)])
    painted = ImageChops.overlay(painted, Image.merge("RGB", (relief, relief, relief)))
    warm = ImageChops.multiply(painted, Image.new("RGB", image.size, (255, 246, 226)))
    return ImageEnhance.Brightness(warm).enhance(1.05)


def _watercolour(image: Image.Image, rng: random.Random) -> Image.Image:
    flat = _kuwahara(image.filter(ImageFilter.GaussianBlur(1)), max(round(max(image.size) / 90), 3))
    washed = (
        ImageEnhance.Color(flat).enhance(1.35).point([round(70 + v * 0.73) for v in range(256)] * 3)
    )
    # Pigment gathers at the edges of a wash, and pools unevenly inside it.
    edges = flat.convert("L").filter(ImageFilter.FIND_EDGES).filter(ImageFilter.GaussianBlur(1))
    rim = edges.point([max(255 - round(v * 1.1), 150) for v in range(256)])
    pools = Image.frombytes("L", (12, 12), rng.randbytes(144)).resize(
        image.size, Image.Resampling.BICUBIC
    )
    pools = pools.point([232 + v * 23 // 255 for v in range(256)])
    sheet = ImageChops.multiply(ImageChops.multiply(rim, pools), paper(image.size, rng, 22))
    washed = ImageChops.multiply(washed, Image.merge("RGB", (sheet, sheet, sheet)))
    # A ragged edge of white paper.
    width, height = image.size
    inset = max(round(min(image.size) * 0.035), 1)
    mask = Image.new("L", image.size, 0)
    ImageDraw.Draw(mask).rectangle((inset, inset, width - inset - 1, height - inset - 1), fill=255)
    rough = Image.frombytes("L", (48, 48), rng.randbytes(48 * 48)).resize(
        image.size, Image.Resampling.BICUBIC
    )
    soft = mask.filter(ImageFilter.GaussianBlur(inset / 2))
    mask = ImageChops.add(
        soft, rough.point([v // 2 for v in range(256)]), scale=1, offset=-64
    ).point([min(max((v - 100) * 5, 0), 255) for v in range(256)])
    return Image.composite(washed, Image.new("RGB", image.size, (251, 248, 240)), mask)


def _line_drawing(image: Image.Image, radius: float) -> Image.Image:
    """Return the drawing that a colour dodge with the blurred picture leaves."""
    grey = ImageOps.autocontrast(image.convert("L"), cutoff=1)
    soft = grey.filter(ImageFilter.GaussianBlur(radius))

    def dodged(args: dict[str, Any]) -> Any:
        quotient = (args["grey"] + 20) * 255 / (args["soft"] + 20)
        return args["convert"](args["min"](quotient, 255), "L")

    lines: Image.Image = ImageMath.lambda_eval(dodged, grey=grey, soft=soft)
    return lines


def _equalized(image: Image.Image) -> Image.Image:
    """Return the greys, spread so that a dark photograph keeps its light on paper."""
    grey = ImageOps.autocontrast(image.convert("L"), cutoff=1)
    return Image.blend(grey, ImageOps.equalize(grey), 0.5)


def _hatching(image: Image.Image, rng: random.Random) -> Image.Image:
    """Return hatching: one direction in the half shadows, crossed in the deep ones."""
    grey = ImageOps.autocontrast(image.convert("L"), cutoff=2).filter(ImageFilter.GaussianBlur(3))
    result = Image.new("L", image.size, 255)
    width, height = image.size
    gap = max(round(max(image.size) / 170), 3)
    for limit, lean, dark in ((150, 1, 150), (84, -1, 118)):
        layer = Image.new("L", image.size, 255)
        draw = ImageDraw.Draw(layer)
        for x in range(-height, width + height, gap):
            slip = rng.uniform(-1, 1) * gap * 0.3
            ends = (x + slip, 0, x + lean * height * 0.8 - slip, height)
            draw.line(ends, fill=dark + rng.randint(-18, 18), width=1)
        shade = grey.point(
            [255 if v < limit - 30 else max(0, (limit - v) * 255 // 30) for v in range(256)]
        )
        result = ImageChops.multiply(
            result, Image.composite(layer, Image.new("L", image.size, 255), shade)
        )
    return result.filter(ImageFilter.GaussianBlur(0.5))


def _pencil(image: Image.Image, rng: random.Random) -> Image.Image:
    lines = _line_drawing(image.filter(ImageFilter.GaussianBlur(0.7)), max(image.size) / 110)
    lines = lines.point([round(255 * (v / 255) ** 2.2) for v in range(256)])
    tone = _equalized(image).filter(ImageFilter.GaussianBlur(1.5))
    tone = tone.point([min(178 + v * 90 // 255, 255) for v in range(256)])
    drawn = ImageChops.multiply(ImageChops.multiply(lines, tone), _hatching(_equalized(image), rng))
    drawn = ImageChops.multiply(drawn, paper(image.size, rng, 14))
    return ImageOps.colorize(drawn, black=(46, 44, 52), white=(252, 249, 241))


def _ink(image: Image.Image, rng: random.Random) -> Image.Image:
    lines = _line_drawing(image.filter(ImageFilter.MedianFilter(3)), max(image.size) / 160)
    lines = lines.point([0 if v < 196 else 255 if v > 226 else (v - 196) * 8 for v in range(256)])
    deep = _equalized(image).filter(ImageFilter.GaussianBlur(2))
    deep = deep.point([max(0, min(255, (v - 26) * 9)) for v in range(256)])
    drawn = ImageChops.multiply(ImageChops.multiply(lines, deep), _hatching(_equalized(image), rng))
    return ImageOps.colorize(drawn, black=(28, 26, 38), white=(249, 243, 228))


def _cartoon(image: Image.Image, _: random.Random) -> Image.Image:
    flat = ImageEnhance.Color(_kuwahara(image, max(round(max(image.size) / 150), 3))).enhance(1.35)
    flat = flat.point([min(round(v / 32) * 32 + 8, 255) for v in range(256)] * 3)
    flat = flat.filter(ImageFilter.MedianFilter(5))
    lines = _line_drawing(_kuwahara(image, 4), max(image.size) / 200)
    lines = lines.point(
        [70 if v < 190 else 255 if v > 216 else 70 + (v - 190) * 7 for v in range(256)]
    )
    lines = lines.filter(ImageFilter.MedianFilter(3))
    return ImageChops.multiply(flat, Image.merge("RGB", (lines, lines, lines)))


def _pixels(image: Image.Image, _: random.Random) -> Image.Image:
    block = max(max(image.size) // 96, 2)
    small = (max(image.width // block, 1), max(image.height // block, 1))
    tiny = ImageEnhance.Color(image.resize(small, Image.Resampling.BOX)).enhance(1.3)
    tiny = tiny.quantize(24, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).convert(
        "RGB"
    )
    return tiny.resize(image.size, Image.Resampling.NEAREST)


# -- light and weather -----------------------------------------------------------------------


def _vignette(image: Image.Image, strength: float, colour: RGB = (6, 8, 24)) -> Image.Image:
    mask = Image.radial_gradient("L").resize(image.size, Image.Resampling.BICUBIC)
    mask = mask.point([round(255 * strength * max(0.0, (v - 70) / 185) ** 1.5) for v in range(256)])
    return Image.composite(Image.new("RGB", image.size, colour), image, mask)


def _glow(  # noqa: PLR0917  # private; its order is that of a sentence
    image: Image.Image, x: float, y: float, radius: float, colour: RGB, strength: float = 1.0
) -> Image.Image:
    """Return the image with light added around a point."""
    size = max(round(2 * radius), 2)
    spot = ImageOps.invert(Image.radial_gradient("L")).resize(
        (size, size), Image.Resampling.BICUBIC
    )
    spot = spot.point([round(255 * strength * (max(0, v - 75) / 180) ** 2) for v in range(256)])
    layer = Image.new("L", image.size, 0)
    layer.paste(spot, (round(x - radius), round(y - radius)))
    return ImageChops.screen(image, ImageOps.colorize(layer, black=(0, 0, 0), white=colour))


def _pen(image: Image.Image, rng: random.Random, style: str = "soft") -> Pen:
    return Pen(image, Style(style), rng)


def _night(image: Image.Image, rng: random.Random) -> Image.Image:
    grey = ImageOps.autocontrast(image.convert("L"), cutoff=1)
    graded = ImageOps.colorize(grey, black=(5, 8, 28), mid=(40, 64, 126), white=(150, 180, 228))
    muted = ImageChops.multiply(image, Image.new("RGB", image.size, (124, 134, 196)))
    dark = Image.blend(graded, muted, 0.6)
    # Lamps and flames stay warm.
    lamps = grey.point([max(0, v - 222) * 255 // 33 for v in range(256)]).filter(
        ImageFilter.GaussianBlur(max(image.size) / 220)
    )
    dark = Image.composite(
        ImageChops.multiply(image, Image.new("RGB", image.size, (255, 232, 180))),
        dark,
        lamps.point([v * 2 // 5 for v in range(256)]),
    )
    dark = _vignette(dark, 0.85)
    width, height = image.size
    short = min(image.size)
    # Stars only where the picture is calm, as the sky would be.
    calm = (
        image.convert("L")
        .filter(ImageFilter.FIND_EDGES)
        .filter(ImageFilter.BoxBlur(short / 60))
        .load()
    )
    x, y = width * rng.choice((0.16, 0.84)), height * 0.19
    dark = _glow(dark, x, y, short * 0.42, (150, 170, 225), 0.8)
    stars = Image.new("RGB", (2 * width, 2 * height))
    draw = ImageDraw.Draw(stars)
    for _ in range(90):
        u, v = rng.uniform(0, width - 1), height * 0.52 * rng.random() ** 1.4
        if calm is not None and calm[int(u), int(v)] > 22:  # type: ignore[operator]  # "L" pixels are ints
            continue
        r, shine = short * rng.choice((0.0014, 0.002, 0.0032)), rng.randint(120, 255)
        draw.ellipse(
            (2 * (u - r), 2 * (v - r), 2 * (u + r), 2 * (v + r)),
            fill=(shine, shine, min(shine + 12, 255)),
        )
    dark = ImageChops.screen(dark, stars.reduce(2))
    return _with_thing(dark, "moon", "", x, y, short * 0.17, rng)


def _sunset(image: Image.Image, rng: random.Random) -> Image.Image:
    width, height = image.size
    strip = Image.new("RGB", (1, 4))
    strip.putdata([(122, 86, 168), (232, 104, 112), (255, 176, 92), (150, 78, 96)])
    veil = strip.resize(image.size, Image.Resampling.BICUBIC)
    toned = ImageChops.soft_light(
        ImageChops.multiply(image, Image.new("RGB", image.size, (255, 214, 178))), veil
    )
    toned = Image.blend(toned, veil, 0.16)
    x = width * rng.uniform(0.3, 0.7)
    toned = _glow(toned, x, height * 0.5, min(image.size) * 0.8, (255, 170, 80), 0.6)
    return _vignette(toned, 0.5, (52, 18, 52))


def _snow(image: Image.Image, rng: random.Random) -> Image.Image:
    cold = Image.blend(
        ImageEnhance.Color(image).enhance(0.6), Image.new("RGB", image.size, (222, 232, 244)), 0.24
    )
    layer = Image.new("L", (image.width * 2, image.height * 2), 0)
    draw, unit = ImageDraw.Draw(layer), min(image.size) / 500
    for _ in range(420):
        x = rng.uniform(0, layer.width)
        y = rng.uniform(0, layer.height)
        r = unit * rng.choice((1.6, 2.4, 3.6, 6, 8))
        draw.ellipse((x - r, y - r, x + r, y + r), fill=rng.randint(150, 250))
    flakes = layer.reduce(2).filter(ImageFilter.GaussianBlur(unit * 0.5))
    return Image.composite(Image.new("RGB", image.size, (255, 255, 255)), cold, flakes)


def _rain(image: Image.Image, rng: random.Random) -> Image.Image:
    wet = ImageEnhance.Color(image).enhance(0.55)
    wet = ImageChops.multiply(wet, Image.new("RGB", image.size, (176, 192, 212)))
    layer = Image.new("L", (image.width * 2, image.height * 2), 0)
    draw, unit = ImageDraw.Draw(layer), min(image.size) / 500
    for _ in range(380):
        x = rng.uniform(0, layer.width)
        y = rng.uniform(-40, layer.height)
        length = unit * rng.uniform(26, 70)
        draw.line(
            (x, y, x - length * 0.22, y + length),
            fill=rng.randint(60, 170),
            width=max(round(unit * 1.6), 1),
        )
    return Image.composite(Image.new("RGB", image.size, (226, 236, 248)), wet, layer.reduce(2))


def _fog(image: Image.Image, rng: random.Random) -> Image.Image:
    clouds = Image.frombytes("L", (8, 6), rng.randbytes(48)).resize(
        image.size, Image.Resampling.BICUBIC
    )
    mask = clouds.point([90 + v * 110 // 255 for v in range(256)])
    return Image.composite(Image.new("RGB", image.size, (232, 235, 240)), image, mask)


# -- tone and shape --------------------------------------------------------------------------


def _balance(red: float, green: float, blue: float) -> Filter:
    """Return a filter that multiplies the channels."""
    table = [min(round(v * gain), 255) for gain in (red, green, blue) for v in range(256)]
    return lambda image, _: image.point(table)


def _tint_filter(name: str) -> Filter:
    """Return a filter that tints an image in a named colour."""
    return lambda image, _: _tint(image, name)


def _tint(image: Image.Image, name: str) -> Image.Image:
    colour = rgb(COLOURS[name])
    grey = ImageOps.autocontrast(image.convert("L"), cutoff=1)
    toned = ImageOps.colorize(
        grey,
        black=mix(colour, (8, 8, 20), 0.85),
        mid=colour,
        white=mix(colour, (255, 255, 255), 0.86),
    )
    return Image.blend(image, toned, 0.62)


def _grey(image: Image.Image, _: random.Random) -> Image.Image:
    return ImageOps.autocontrast(image.convert("L"), cutoff=0.5).convert("RGB")


def _sepia(image: Image.Image, _: random.Random) -> Image.Image:
    toned = ImageOps.colorize(
        image.convert("L"), black=(38, 24, 14), mid=(150, 112, 74), white=(250, 236, 206)
    )
    return _vignette(toned, 0.4, (48, 28, 12))


def _vintage(image: Image.Image, rng: random.Random) -> Image.Image:
    faded = (
        ImageEnhance.Color(image).enhance(0.6).point([30 + v * 208 // 255 for v in range(256)] * 3)
    )
    faded = _balance(1.06, 1.0, 0.82)(faded, rng)
    sheet = paper(image.size, rng, 20)
    return _vignette(
        ImageChops.multiply(faded, Image.merge("RGB", (sheet, sheet, sheet))), 0.5, (50, 30, 14)
    )


def _blur(image: Image.Image, _: random.Random) -> Image.Image:
    return image.filter(ImageFilter.GaussianBlur(max(image.size) / 90))


def _sharpen(image: Image.Image, _: random.Random) -> Image.Image:
    return image.filter(ImageFilter.UnsharpMask(radius=2.5, percent=190, threshold=2))


def _crop(image: Image.Image, _: random.Random) -> Image.Image:
    """Keep the middle two thirds."""
    width, height = image.size
    cut = (width // 6, height // 6, max(width - width // 6, 1), max(height - height // 6, 1))
    return image.crop(cut).resize(image.size, Image.Resampling.LANCZOS)


def _square(image: Image.Image, _: random.Random) -> Image.Image:
    side = min(image.size)
    return ImageOps.fit(image, (side, side))


def _frame(image: Image.Image, rng: random.Random) -> Image.Image:
    """Put the picture, a little smaller, in a mount and a wooden frame."""
    width, height = image.size
    edge, mount = max(round(min(image.size) * 0.045), 1), max(round(min(image.size) * 0.05), 1)
    framed = Image.new("RGB", image.size, (126, 86, 56))
    draw = ImageDraw.Draw(framed)
    for i in range(edge):
        light = round(26 * math.sin(i / edge * math.pi)) + rng.randint(-5, 5)
        draw.rectangle(
            (i, i, width - 1 - i, height - 1 - i), outline=(126 + light, 86 + light, 56 + light)
        )
    draw.rectangle((edge, edge, width - edge - 1, height - edge - 1), fill=(250, 246, 236))
    inner = (max(width - 2 * (edge + mount), 1), max(height - 2 * (edge + mount), 1))
    framed.paste(image.resize(inner, Image.Resampling.LANCZOS), (edge + mount, edge + mount))
    return framed


def _transpose(method: Image.Transpose) -> Filter:
    """Return a filter that turns or mirrors."""
    return lambda image, _: image.transpose(method)


def _enhance(kind: Callable[[Image.Image], ImageEnhance._Enhance], factor: float) -> Filter:
    """Return a filter that makes an image brighter, richer or harder by a factor."""
    return lambda image, _: kind(image).enhance(factor)


# -- added things -----------------------------------------------------------------------------


def _subject(image: Image.Image) -> tuple[float, float]:
    """Return a guess at the top of the subject, as shares of the width and the height."""
    small = image.convert("L").resize((32, 32), Image.Resampling.BOX)
    unrest = ImageChops.difference(small, small.filter(ImageFilter.BoxBlur(6)))
    values = list(unrest.tobytes())
    centred = [v * (1 - abs(i % 32 - 15.5) / 20) for i, v in enumerate(values)]
    total = sum(centred) or 1
    passed, row = 0.0, 0
    while row < 31 and passed < total * 0.12:
        passed += sum(centred[32 * row : 32 * row + 32])
        row += 1
    upper = centred[32 * row : 32 * (row + 10)]
    weight = sum(v * v for v in upper)
    across = (
        sum(v * v * (i % 32 + 0.5) for i, v in enumerate(upper)) / weight / 32 if weight else 0.5
    )
    return across, min(max(row / 32, 0.14), 0.4)


def _with_thing(  # noqa: PLR0917  # private; its order is that of a sentence
    image: Image.Image, name: str, colour: str, x: float, y: float, size: float, rng: random.Random
) -> Image.Image:
    """Return the image with a known thing drawn on it, its edges smooth."""
    shapes = WORN[name] if name in WORN else THINGS[name].shapes
    main = (
        rgb(COLOURS[colour])
        if colour
        else rgb(THINGS[name].colour if name in THINGS else "#d9453d")
    )
    reach = max(round(size * 0.72), 1)
    left, top = round(x) - reach, round(y) - reach
    patch = image.crop((left, top, left + 2 * reach, top + 2 * reach))
    large = patch.resize((6 * reach, 6 * reach), Image.Resampling.BILINEAR)
    _pen(large, rng).thing(shapes, main, 3 * reach, 3 * reach, 3 * size)
    drawn = large.reduce(3)
    result = image.copy()
    # Only the pixels of the thing are put back, so the rest of the patch stays as sharp as it was.
    blank = patch.resize((6 * reach, 6 * reach), Image.Resampling.BILINEAR).reduce(3)
    mask = (
        ImageChops.difference(drawn, blank)
        .convert("L")
        .point([0] + [255] * 255)
        .filter(ImageFilter.MaxFilter(3))
    )
    result.paste(drawn, (left, top), mask)
    return result


def _addition(name: str, colour: str, turn: int) -> Filter:
    """Return a filter that adds a thing; `turn` counts the things, so that each has its place."""

    def add(image: Image.Image, rng: random.Random) -> Image.Image:
        width, height = image.size
        short = min(image.size)
        if name in WORN:
            across, top = _subject(image)
            size = short * 0.26
            return _with_thing(
                image,
                name,
                colour,
                width * across,
                max(height * top - size * 0.3, size * 0.5),
                size,
                rng,
            )
        layer = THINGS[name].layer
        size = short * (0.22 if layer == "sky" else 0.38)
        side = (0.82, 0.2, 0.55)[turn % 3]
        level = {"sky": 0.2, "hover": 0.35}.get(layer, 0)
        y = height * level if level else height * 0.96 - size / 2
        return _with_thing(image, name, colour, width * side, y, size, rng)

    return add


def _sign(text: str) -> Filter:
    """Return a filter that puts a sign with `text` at the foot."""

    def add(image: Image.Image, rng: random.Random) -> Image.Image:
        large = image.resize((2 * image.width, 2 * image.height), Image.Resampling.BILINEAR)
        wide = min(large.width * 0.7, min(large.size) * (0.26 + 0.03 * len(text)))
        write_sign(_pen(large, rng), text, large.width / 2, large.height - wide * 0.28, wide)
        return large.reduce(2)

    return add


def _caption(image: Image.Image, words: str) -> Image.Image:
    """Return the image with a strip along its foot that bears the words."""
    height = max(round(min(image.size) * 0.085), 1)
    draw = ImageDraw.Draw(image, "RGBA")
    draw.rectangle((0, image.height - height, image.width, image.height), fill=(250, 243, 226, 236))
    size = max(round(height * 0.42), 6)
    room = image.width * 0.96 - 8.5 * max(11, min(image.size) * 0.0165)  # the label's corner
    while words and font(size).getlength(words) > room:
        words = words[:-2].rstrip(" …") + "…" if len(words) > 3 else ""
    draw.text(
        (image.width * 0.025, image.height - height / 2),
        words,
        font=font(size),
        fill=(70, 54, 50),
        anchor="lm",
    )
    return image


def _prints(image: Image.Image, others: Sequence[Image.Image], rng: random.Random) -> Image.Image:
    """Return the image with the others laid on it as small prints."""
    result = image.convert("RGB")
    side = min(image.size) * (0.38 if len(others) == 1 else 0.29)
    for i, other in enumerate(others):
        small = ImageOps.contain(other, (max(round(side), 4), max(round(side), 4)))
        edge = max(round(side * 0.05), 1)
        card = Image.new(
            "RGBA", (small.width + 2 * edge, small.height + 5 * edge), (253, 251, 244, 255)
        )
        card.paste(small, (edge, edge))
        turned = card.rotate(rng.uniform(-8, 8), Image.Resampling.BICUBIC, expand=True)
        column, row = i % 4, i // 4
        x = round(edge * 2 + column * side * 1.02)
        y = round(image.height - turned.height - edge * 2 - row * side * 0.8)
        shadow = (
            turned.getchannel("A")
            .point([v * 2 // 5 for v in range(256)])
            .filter(ImageFilter.GaussianBlur(edge))
        )
        result.paste((24, 20, 30), (x + edge // 2, y + edge // 2), shadow)
        result.paste(turned, (x, y), turned)
    return result


def _beside(image: Image.Image, others: Sequence[Image.Image]) -> Image.Image:
    """Return the pictures side by side at one height, at most 1024 wide."""
    pictures = [image, *others]
    height = min(p.height for p in pictures)
    widths = [max(round(p.width * height / p.height), 1) for p in pictures]
    gap = max(round(height * 0.02), 1)
    row = Image.new("RGB", (sum(widths) + gap * (len(pictures) - 1), height), (253, 251, 244))
    x = 0
    for picture, width in zip(pictures, widths, strict=True):
        row.paste(picture.resize((width, height), Image.Resampling.LANCZOS), (x, 0))
        x += width + gap
    row.thumbnail((1024, 1024), Image.Resampling.LANCZOS)
    return row


# -- instructions ----------------------------------------------------------------------------

# In order of precedence: where two patterns want the same words, the earlier one has them.
_INSTRUCTIONS: tuple[tuple[str, str, Filter], ...] = (
    (r"\bblack[- ]and[- ]white\b|\bb&w\b|\bmonochrome\b|\bgr[ae]y-?scale\b|\bdesaturate\w*",
     "in black and white", _grey),
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
    (r"\bblur\w*|\bout of focus\b|\bsoften\b|\bsofter\b|\bdreamy\b", "blurred", _blur),
    (r"\bsharp\w*|\bcrisp\w*", "sharpened", _sharpen),
    (r"\bbright\w*|\blighter\b|\blighten\b", "brighter", _enhance(ImageEnhance.Brightness, 1.35)),
    (r"\bdark(?:er|en)?\b|\bdim(?:mer)?\b", "darker", _enhance(ImageEnhance.Brightness, 0.62)),
    (r"\bwarm\w*|\bcos[yi]\w*|\bcozy\b", "warmer", _balance(1.16, 1.03, 0.78)),
    (r"\bcool(?:er)?\b|\bcold(?:er)?\b", "cooler", _balance(0.8, 0.98, 1.2)),
    (r"\bcontrast\w*|\bdramatic\b", "with more contrast", _enhance(ImageEnhance.Contrast, 1.5)),
    (r"\bsaturat\w*|\bvivid\b|\bcolou?rful\b|\bvibrant\b",
     "more colourful", _enhance(ImageEnhance.Color, 1.8)),
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
QUOTED = re.compile(
    r'"([^"\n]{1,60})"|“([^”\n]{1,60})”|«([^»\n]{1,60})»|(?<!\w)\'([^\'\n]{2,60})\'(?!\w)'
)
_ADDING = re.compile(r"\b(?:add|put|draw|give|place|wear\w*|include|with|insert)\b([^.;!?\n]*)")
_TINTING = re.compile(
    r"\b(?:make|turn|paint|tint\w*|colou?r\w*|dye)\b[^,.;!?\n]*|\b\w+[- ](?:tint\w*|tone\w*)\b"
)


_FALLBACK_TINTS = {
    "soft": "amber", "ink": "coral", "cut": "teal", "chalk": "mint", "print": "lavender",
}  # fmt: skip


def apply(phrase: str, image: Image.Image, rng: random.Random) -> Image.Image:
    """Return the image through the filter of the instruction that `phrase` matches first."""
    for pattern, _, function in _INSTRUCTIONS:
        if re.search(pattern, phrase):
            return function(image, rng)
    return image


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


def _parse_tint(text: str) -> list[Instruction]:
    """Return the first request for a colour over everything, if any."""
    for match in _TINTING.finditer(text):
        name = next((word for word in re.findall(r"\w+", match.group()) if word in COLOURS), "")
        if name:
            return [Instruction(match.start(), f"in {name}", _tint_filter(name))]
    return []


def _parse_instructions(prompt: str) -> list[Instruction]:
    """Return the instructions of a prompt in its order: each phrase once, eight at most."""
    instructions: list[Instruction] = []
    text = prompt[:4000].lower()
    if len(text) != len(prompt[:4000]):  # a few letters grow in lower case; positions must agree
        text = prompt[:4000]
    for match in QUOTED.finditer(prompt[:4000]):
        words = legible("".join(match.groups(default="")), 28)
        text = _without(text, match.span())
        if words:
            phrase = f"with a sign that says “{words}”"
            instructions.append(Instruction(match.start(), phrase, _sign(words)))
    for match in _NEGATED.finditer(text):
        text = _without(text, match.span())
    text, additions = _parse_additions(text)
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


def edit(
    prompt: str, image: Image.Image, others: Sequence[Image.Image], rng: random.Random, style: Style
) -> EditedImage:
    """Return the image changed as the prompt asks, and the companion sentence."""
    instructions = _parse_instructions(prompt)
    beside = bool(others) and bool(_BESIDE.search(prompt.lower()))
    if beside:
        image = _beside(image, others)
    # Frames, signs and added things come last, so that no other filter changes them.
    last = ("with a", "in a frame", "with glasses")
    for instruction in sorted(instructions, key=lambda one: one.phrase.startswith(last)):
        image = instruction.filter(image, rng)
    if others and not beside:
        image = _prints(image, others, rng)
    whose = "Your pictures side by side" if beside else "Your picture"
    phrases = [instruction.phrase for instruction in instructions]
    if others and not beside:
        phrases.append(f"with the other{'s' if len(others) > 1 else ''} laid on it")
    if instructions or others:
        changes = f" {', '.join(phrases)}" if phrases else ""
        return EditedImage(image, f"{whose}{changes} (offline filters).")
    words = legible(prompt, 90)
    shown = f"“{words}”" if words else "this instruction"
    tint = _FALLBACK_TINTS.get(style.name, "teal")
    tinted = Image.blend(image, _tint(_kuwahara(image, 3), tint), 0.6)
    text = f"The offline filters did not understand {shown}: your picture is only tinted."
    return EditedImage(_caption(tinted, words), text)
