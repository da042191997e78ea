"""Photographs made here: the shapes, textures and noise of one, and so its size as a file.

Flat or smooth pictures are small and quick to decode, and flatter whoever measures with them.
These have large gradients, shapes with soft and hard edges, texture at each scale, and a
sensor's noise: 1024×1024 are about 2 MB as a PNG, and about 0.5 MB as a JPEG.
"""

from __future__ import annotations

import io
from functools import cache

import numpy as np
from PIL import Image

__all__ = ["encoded", "photograph"]

SCENE = 2048  # pixels of the scene's side, of which each photograph shows another part
THINGS = 60
NOISE = 3.2  # of 255, of a sensor in daylight


def photograph(number: int, side: int = 1024) -> Image.Image:
    """Return a photograph; each number's shows another part of the scene, with other noise."""
    chance = np.random.default_rng(number)
    left, top = chance.integers(0, SCENE - side, 2)
    light, red, blue = scene()[:, top : top + side, left : left + side]
    noise = NOISE * chance.standard_normal((4, side, side), dtype=np.float32)
    light = light + noise[0]
    pixels = np.stack([light + red, light - 0.4 * red - 0.2 * blue, light + blue], axis=-1)
    pixels += 0.35 * np.moveaxis(noise[1:], 0, -1)  # less of it is in the colours
    return Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8))


def encoded(image: Image.Image, type: str, quality: int = 95) -> bytes:
    """Return a picture as a file's bytes; a PNG has no quality."""
    stream = io.BytesIO()
    image.save(stream, type, **({"quality": quality} if type == "jpeg" else {}))
    return stream.getvalue()


@cache
def scene() -> np.ndarray:
    """Return the scene as floats: its brightness, and what red and blue have more than that."""
    chance = np.random.default_rng(1)
    across, down = np.meshgrid(*[np.linspace(0, 1, SCENE, dtype=np.float32)] * 2)
    light = 150 - 70 * down + 25 * np.sin(3 * across)
    layers = np.stack([light, 20 * across - 10, 15 - 25 * down])
    for _ in range(THINGS):  # ellipses, each of its own brightness, colour and sharpness
        x, y = chance.uniform(0, 1, 2)
        wide, high = chance.uniform(0.02, 0.18, 2)
        box = _part(y, high), _part(x, wide)
        inside = 1 - ((across[box] - x) / wide) ** 2 - ((down[box] - y) / high) ** 2
        cover = 0.8 * np.clip(inside * chance.uniform(2, 60), 0, 1)
        own = chance.uniform((40, -45, -45), (220, 45, 45))[:, None, None]
        layers[:, *box] += cover * (own - layers[:, *box])
    rough = np.clip(0.6 + 0.8 * _texture(chance, 8), 0.05, 2)  # some surfaces are smooth
    for cells in (16, 32, 64, 128, 256, 512, 1024, 2048):
        layers[0] += rough * _texture(chance, cells) * 40 / cells**0.25
    return layers


def _part(middle: float, reach: float) -> slice:
    """Return the pixels between two edges of a thing."""
    return slice(max(0, int((middle - reach) * SCENE)), int((middle + reach) * SCENE) + 2)


def _texture(chance: np.random.Generator, cells: int) -> np.ndarray:
    """Return random values, so many across, and smooth between them."""
    coarse = Image.fromarray(chance.standard_normal((cells, cells), dtype=np.float32))
    return np.asarray(coarse.resize((SCENE, SCENE), Image.Resampling.BICUBIC))
