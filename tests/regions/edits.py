"""Edits of a region as models make them: a photograph, a region, and an answer with faults."""

from __future__ import annotations

import io
import random
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from ipyimagegen.images.decoding import eight_bit, screen_colours
from ipyimagegen.offline.faults import FAULTS, at_fault
from ipyimagegen.regions.compositing import canvas_of
from ipyimagegen.regions.region import Region, decoded_upright, mask_of

PHOTOGRAPHS = Path(__file__).parents[2] / "notebooks"
KINDS = ("RGB", "turned", "RGBA", "L", "LA", "I;16", "CMYK", "P", "1")
DRIFTS = ("shift", "zoom", "recolour")


@dataclass
class Edit:
    """One edit: what was given, what may change, and what came."""

    data: bytes
    kind: str
    region: Region
    faults: tuple[str, ...]
    truth: Image.Image  # the perfect answer, in RGB
    answer: Image.Image
    photograph: str
    source: Image.Image = field(repr=False)  # upright, at its own size and in its own colours


@cache
def photograph(name: str, size: tuple[int, int]) -> Image.Image:
    image = Image.open(PHOTOGRAPHS / f"{name}.jpg").convert("RGB")
    scale = max(size[0] / image.width, size[1] / image.height)
    larger = round(image.width * scale) + 1, round(image.height * scale) + 1
    return image.resize(larger, Image.Resampling.LANCZOS).crop((0, 0, *size))


def make_edit(
    seed: int,
    *,
    longest: int | None = None,
    kind: str | None = None,
    faults: tuple[str, ...] | None = None,
    crop: bool = False,
) -> Edit:
    """Return an edit; the same seed, the same edit."""
    chance = random.Random(seed)
    longest = longest or round(64 * 2 ** chance.uniform(0, 3.3))
    other = max(64, round(longest * chance.choice((1, 1, 0.75, 0.667, 0.5625))))
    size = (longest, other) if chance.random() < 0.6 else (other, longest)
    kind = kind or chance.choice(KINDS)
    if faults is None:
        faults = tuple(one for one in ("shift", "zoom", "recolour") if chance.random() < 0.7)
        faults = (*(faults or ("shift",)), *(["reencode"] if chance.random() < 0.5 else []))
        faults += tuple(one for one in ("overshoot", "shape") if chance.random() < 0.15)
    name = chance.choice(("coffee", "rocket"))
    image = photograph(name, size)
    data = file_of(image, kind, chance)
    source = decoded_upright(data)
    region = make_region(chance, source.size, crop=crop)
    canvas, _ = canvas_of(source)
    left, top, right, bottom = region.frame
    seen = screen_colours(eight_bit(canvas)).convert("RGB").crop((left, top, right, bottom))
    inside = region.image().crop((left, top, right, bottom))
    truth = planted(seen, inside, chance)
    came = truth
    if "overshoot" in faults:
        reach = 4 * max(2, max(seen.size) // 40) + 1
        came = planted(came, inside.filter(ImageFilter.MaxFilter(reach)), chance)
    came = at_fault(came, faults)
    if chance.random() < 0.5:  # models have sizes of their own
        scale = chance.choice((640, 1024)) / max(came.size)
        if scale * max(came.size) <= 4 * longest:
            came = came.resize([max(1, round(side * scale)) for side in came.size])
    return Edit(data, kind, region, faults, truth, encoded(came, 92), name, source)


def file_of(image: Image.Image, kind: str, chance: random.Random) -> bytes:
    """Return a picture as a file of some kind."""
    if kind == "turned":
        exif = Image.Exif()
        exif[0x0112] = chance.choice((2, 3, 4, 5, 6, 7, 8))
        return saved(image, "JPEG", quality=92, exif=exif)
    if kind == "CMYK":
        return saved(image.convert("CMYK"), "TIFF")
    if kind == "I;16":
        grey = np.asarray(image.convert("L")).astype(np.uint16) * 257
        noise = np.random.default_rng(chance.randrange(2**32)).integers(-120, 120, grey.shape)
        return saved(Image.fromarray(np.clip(grey + noise, 0, 65535).astype(np.uint16)), "PNG")
    if kind in ("RGBA", "LA"):
        with_alpha = image.convert(kind)
        alpha = Image.new("L", image.size, 255)
        box = (0, 0, image.width // 4, image.height // 5)
        ImageDraw.Draw(alpha).ellipse(box, fill=chance.choice((0, 90)))
        with_alpha.putalpha(alpha)
        return saved(with_alpha, "PNG")
    if kind == "P":
        return saved(image.quantize(64), "PNG")
    return saved(image.convert(kind), "PNG")


def saved(image: Image.Image, format: str, **options: object) -> bytes:
    stream = io.BytesIO()
    image.save(stream, format, **options)
    return stream.getvalue()


def encoded(image: Image.Image, quality: int) -> Image.Image:
    return Image.open(io.BytesIO(saved(image, "JPEG", quality=quality))).convert("RGB")


def make_region(chance: random.Random, size: tuple[int, int], *, crop: bool = False) -> Region:
    """Return a region: a box, two of them, or strokes of a brush."""
    width, height = size

    def box() -> tuple[int, int, int, int]:
        wide, high = (round(side * chance.uniform(0.2, 0.45)) for side in size)
        left, top = chance.randint(0, width - wide), chance.randint(0, height - high)
        return left, top, left + wide, top + high

    kind = chance.random()
    if kind < 0.5:
        return Region(size, (box(),), crop=crop)
    if kind < 0.65:
        return Region(size, (box(), box()), crop=crop)
    mask = Image.new("L", size)
    draw = ImageDraw.Draw(mask)
    middle = [chance.uniform(0.3, 0.7) * side for side in size]
    points = [
        tuple(
            one + chance.uniform(-0.2, 0.2) * side for one, side in zip(middle, size, strict=True)
        )
        for _ in range(4)
    ]
    draw.line(points, fill=255, width=max(3, min(size) // 7), joint="curve")
    return Region(size, (), (mask_of(mask, "mask"),), crop)


def planted(image: Image.Image, where: Image.Image, chance: random.Random) -> Image.Image:
    """Return a picture with something new in the middle of a region, and nothing at its edge."""
    depth = max(2, max(image.size) // 40)
    inner = where.filter(ImageFilter.BoxBlur(depth)).point(lambda v: 255 if v > 250 else 0)
    colour = tuple(chance.randrange(256) for _ in range(3))
    return Image.composite(Image.new("RGB", image.size, colour), image, inner)


def seam(edit: Edit, picture: Image.Image) -> float:
    """Return the mean error along the inner edge of the region, where nothing was to change."""
    inside = np.asarray(edit.region.image().crop(edit.region.frame))
    depth = max(2, round(max(inside.shape) / 256))
    eroded = Image.fromarray(inside).filter(ImageFilter.BoxBlur(depth))
    edge = (inside == 255) & (np.asarray(eroded) < 254)
    truth = plain(edit.truth)
    edge &= (truth == plain(_seen(edit))).all(axis=2)
    error = np.abs(plain(picture.crop(edit.region.frame))[edge] - truth[edge])
    return float(error.mean()) if edge.any() else 0.0


def _seen(edit: Edit) -> Image.Image:
    return screen_colours(eight_bit(canvas_of(edit.source)[0])).crop(edit.region.frame)


def plain(image: Image.Image) -> np.ndarray:
    return np.asarray(screen_colours(eight_bit(image)).convert("RGB")).astype(np.int16)


def unaligned(edit: Edit) -> Image.Image:
    """Return the answer as it came, pasted with a hard edge."""
    left, top, right, bottom = edit.region.frame
    answer = edit.answer.resize((right - left, bottom - top), Image.Resampling.LANCZOS)
    whole = screen_colours(eight_bit(canvas_of(edit.source)[0])).convert("RGB")
    whole.paste(answer, (left, top), edit.region.image().crop((left, top, right, bottom)))
    return whole


def changed_outside(edit: Edit, picture: Image.Image) -> int:
    """Return how many pixels outside the region differ, each channel and bit compared."""
    canvas, _ = canvas_of(edit.source)
    assert (picture.mode, picture.size) == (canvas.mode, canvas.size)
    ours, theirs = np.asarray(canvas), np.asarray(picture)
    apart = ours != theirs
    apart = apart if apart.ndim == 2 else apart.any(axis=2)
    return int(np.count_nonzero(apart & (np.asarray(edit.region.image()) == 0)))


ALL = tuple(name for name in FAULTS if name != "repaint")
