"""Previews: small enough for a notebook, whatever the picture is."""

from __future__ import annotations

import io
import random

import pytest
from PIL import Image

from ipyimagegen.images.picture import verify
from ipyimagegen.images.preview import MAX_PREVIEW, Preview, preview, shown_size, small_webp


def encoded(image: Image.Image, format: str = "PNG", **options: object) -> bytes:
    stream = io.BytesIO()
    image.save(stream, format, **options)
    return stream.getvalue()


def noise(width: int = 64, height: int = 48) -> Image.Image:
    return Image.frombytes("RGB", (width, height), random.Random(1).randbytes(3 * width * height))


@pytest.mark.parametrize("type", ["png", "jpeg", "webp", "gif"])
def test_preview_of_bytes_and_of_the_decoded_picture(type):
    data = encoded(noise(200, 100), type)
    for given_picture in (data, verify(data)[1]):
        small = preview(given_picture, 50)
        assert (small.type, small.width, small.height) == ("jpeg", 50, 25)
        assert Image.open(io.BytesIO(small.data)).size == (50, 25)


def test_preview_never_enlarges():
    assert preview(noise(30, 20)).width == 30


def test_preview_gives_up_quality_first_then_the_side():
    busy = preview(noise(150, 150).resize((600, 600), Image.Resampling.BICUBIC))
    assert (busy.width, busy.height) == (600, 600)
    assert len(busy.data) <= MAX_PREVIEW
    worst = preview(noise(768, 768))
    assert worst.width < 768
    assert len(worst.data) <= MAX_PREVIEW


@pytest.mark.thorough
def test_transparent_preview_is_a_small_png():
    image = noise(700, 700)
    image.putalpha(Image.radial_gradient("L").resize((700, 700)))
    small = preview(image)
    assert small.type == "png"
    assert len(small.data) <= MAX_PREVIEW
    assert Image.open(io.BytesIO(small.data)).has_transparency_data
    assert image.size == (700, 700)


def test_opaque_alpha_needs_no_png():
    image = noise()
    image.putalpha(255)
    assert preview(image).type == "jpeg"


def test_preview_of_an_animation_is_its_first_frame():
    frames = [Image.new("RGB", (40, 30), colour) for colour in ("red", "blue")]
    data = encoded(frames[0], "GIF", save_all=True, append_images=frames[1:])
    first = Image.open(io.BytesIO(preview(data).data)).convert("RGB")
    red, _, blue = first.getpixel((20, 15))
    assert red > 200
    assert blue < 60


@pytest.mark.parametrize(
    ("size", "several", "shown"),
    [
        ((768, 768), False, (480, 480)),
        ((768, 512), False, (512, 341)),
        ((576, 768), False, (360, 480)),
        ((300, 200), False, (300, 200)),
        ((768, 1), False, (512, 1)),
        ((1, 768), False, (1, 480)),
        ((3, 768), False, (1, 480)),  # of two it would be 512 tall
        ((768, 384), True, (768, 384)),
        ((768, 768), True, (480, 480)),
    ],
)
def test_a_preview_is_shown_below_its_prompt_and_never_enlarged(size, several, shown):
    small = Preview(encoded(Image.new("RGB", size)), "png")
    assert shown_size(small, several=several) == dict(zip(("width", "height"), shown, strict=True))


@pytest.mark.parametrize("side", [768, 2048])
@pytest.mark.parametrize(
    "size", [(1, 4000), (7, 4000), (9, 4000), (16, 4000), (17, 4000), (40, 4000)]
)
def test_a_slim_picture_is_no_taller_than_others(size, side):
    """A page shows it as wide as it is told, and as tall as its shape makes it then."""
    small = preview(encoded(Image.new("RGB", size)), side)
    shown = shown_size(small)
    assert shown["width"] * small.height / small.width <= 480
    assert shown["height"] >= 320


def test_a_small_copy_keeps_to_its_bytes():
    busy = noise(400, 300)
    assert len(small_webp(busy, 192)) > 5000
    assert len(small_webp(busy, 192, most=5000)) <= 5000
    assert small_webp(noise(1, 1), 192, most=1)  # nothing is smaller
