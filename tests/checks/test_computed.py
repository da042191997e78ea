"""The checks that are computed: size, transparency, changes."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFilter

from ipyimagegen.checks import change, size, transparency
from ipyimagegen.offline.faults import at_fault
from ipyimagegen.regions import alignment

PHOTOGRAPHS = Path(__file__).parents[2] / "notebooks"


def photograph(name="coffee", side=(480, 320)):
    return Image.open(PHOTOGRAPHS / f"{name}.jpg").convert("RGB").resize(side)


# -- size -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("pixels", "asked", "words"),
    [
        ((1344, 768), {"aspect": "16:9"}, ""),
        ((1024, 1024), {"aspect": "16:9"}, "1024×1024 for 16:9"),
        ((768, 1344), {"aspect": "9:16", "size": "1K"}, ""),
        ((2752, 1536), {"aspect": "16:9", "size": "2K"}, ""),
        ((2048, 1152), {"aspect": "16:9", "size": "2K"}, ""),
        ((1024, 1024), {"size": "2K"}, "1024×1024 for 2K"),
        ((512, 512), {"size": "0.5K"}, ""),
        ((1024, 1024), {"aspect": "16:9", "size": "4K"}, "1024×1024 for 16:9 and 4K"),
    ],
)
def test_the_size_and_shape_that_were_asked_for(pixels, asked, words):
    result = size.measure(*pixels, asked)
    assert (result.passed, result.words) == (not words, words)


# -- alpha ------------------------------------------------------------------------------


def checkerboard(squares=16, greys=(255, 204), side=(512, 512)):
    across, down = np.meshgrid(np.arange(side[0]), np.arange(side[1]))
    board = np.where((across // squares + down // squares) % 2, *greys).astype(np.uint8)
    image = Image.fromarray(board).convert("RGB")
    ImageDraw.Draw(image).ellipse((150, 120, 370, 400), (200, 60, 40))
    return image


def test_a_transparent_background_passes():
    image = Image.new("RGBA", (100, 100), (0, 0, 0, 0))
    image.paste((255, 0, 0, 255), (30, 30, 70, 70))
    assert transparency.measure(image).line == "alpha ✓ 84 % transparent"


def test_an_alpha_channel_that_is_full_is_opaque():
    result = transparency.measure(Image.new("RGBA", (64, 64), "red"))
    assert result.line == "alpha ✗ opaque, though it has an alpha channel"
    assert transparency.measure(photograph()).line == "alpha ✗ opaque"


@pytest.mark.parametrize("squares", [8, 16, 21, 32])
@pytest.mark.parametrize("greys", [(255, 204), (255, 238), (102, 153)])
def test_a_painted_checkerboard_is_called_one(squares, greys):
    result = transparency.measure(checkerboard(squares, greys))
    assert result.line == "alpha ✗ a painted checkerboard, not transparent"


def test_also_one_that_was_compressed_blurred_and_enlarged():
    image = at_fault(checkerboard(), ("reencode",)).filter(ImageFilter.GaussianBlur(1))
    assert transparency.has_checkerboard(image)
    assert transparency.has_checkerboard(image.resize((1400, 1400), Image.Resampling.BICUBIC))


@pytest.mark.thorough
def test_other_grounds_are_none():
    across = np.arange(512)[None, :] + np.zeros((512, 1))
    stripes = Image.fromarray(((across // 16 % 2) * 255).astype(np.uint8)).convert("RGB")
    noise = np.random.default_rng(1).integers(0, 255, (512, 512, 3)).astype(np.uint8)
    grounds = [stripes, Image.fromarray(noise), photograph(), photograph("rocket")]
    grounds += [Image.new("RGB", (512, 512), "white"), Image.new("RGB", (3, 3))]
    assert not any(map(transparency.has_checkerboard, grounds))


@pytest.mark.parametrize(
    ("prompt", "asked"),
    [
        ("a frog on a transparent background", True),
        ("a frog, background: transparent", True),
        ("a frog, no background", True),
        ("ein Frosch mit transparentem Hintergrund", True),
        ("一只青蛙，透明背景", True),
        ("a frog in a transparent raincoat", False),
        ("a frog", False),
    ],
)
def test_a_prompt_asks_for_transparency(prompt, asked):
    assert transparency.asks_for_transparency(prompt, None) is asked
    assert transparency.asks_for_transparency("a frog", {"background": "transparent"})


# -- changed ----------------------------------------------------------------------------


def edited():
    image = photograph().copy()
    ImageDraw.Draw(image).ellipse((200, 100, 320, 220), (20, 200, 60))
    return image


def test_an_edit_that_changed_a_part_passes():
    result = change.measure(photograph(), edited())
    assert result.passed
    assert result.words.endswith(" %")


@pytest.mark.parametrize("faults", [(), ("reencode",), ("shift",), ("zoom", "reencode")])
def test_an_edit_that_did_nothing_fails_however_it_was_moved(faults):
    result = change.measure(photograph(), at_fault(photograph(), faults))
    assert result.line == "changed ✗ nothing changed"


def test_another_picture_fails():
    result = change.measure(photograph(), photograph("rocket"))
    assert result.line == "changed ✗ everything changed: it is another picture"


def test_the_same_picture_in_another_size_is_the_same():
    assert not change.measure(photograph(), photograph(side=(960, 640)))


def test_without_opencv_it_is_compared_as_it_came(monkeypatch):
    monkeypatch.setattr(alignment, "opencv", lambda: None)
    assert change.measure(photograph(), edited()).words.endswith(" %, not lined up")
    assert change.measure(photograph(), photograph()).words == "nothing changed"


def test_transparent_and_grey_pictures_are_compared():
    clear = Image.new("RGBA", (64, 64), (255, 255, 255, 0))
    assert not change.measure(clear, clear)
    grey = Image.new("L", (64, 64), 90)
    assert change.measure(grey, grey).words == "nothing changed"
