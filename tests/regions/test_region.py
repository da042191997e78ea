"""Regions read: boxes, masks, and each thing that can be wrong with them, told in four lines."""

from __future__ import annotations

import io
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from ipyimagegen import errors
from ipyimagegen.regions.region import (
    grown,
    is_box,
    make_region,
    mask_of,
    only_parts,
    region_of,
    upright_size,
)

SIZE = (400, 200)


def region(*parts, size=SIZE, crop=False):
    return make_region(parts, size, lambda part: mask_of(part, "the mask"), crop=crop)


def white(box=(100, 50, 200, 150), size=SIZE, mode="L"):
    mask = Image.new("L", size)
    mask.paste(255, box)
    return mask.convert(mode)


def pixels(region):
    return int(np.count_nonzero(np.asarray(region.image())))


@pytest.mark.parametrize(
    ("box", "expected"),
    [
        ("120,80,340,160", (120, 80, 340, 160)),
        (" 120, 80 ,340,160", (120, 80, 340, 160)),
        ((120, 80, 340, 160), (120, 80, 340, 160)),
        ([120.0, 80, np.int64(340), 160], (120, 80, 340, 160)),
        ("10%,20%,60%,80%", (40, 40, 240, 160)),
        ("0,0,50%,100%", (0, 0, 200, 200)),
        (("12.5%", 0, "50%", 10), (50, 0, 200, 10)),
        ((Fraction(20, 2), 0, Fraction(100, 5), 10), (10, 0, 20, 10)),
    ],
)
def test_a_box_is_in_pixels_or_percent(box, expected):
    assert region(box).boxes == (expected,)
    left, top, right, bottom = expected
    assert pixels(region(box)) == (right - left) * (bottom - top)
    assert region(box).image().getbbox() == expected  # as in PIL


def test_several_are_their_union():
    both = region("0,0,100,100", (50, 0, 150, 100), white((0, 150, 10, 160)))
    assert pixels(both) == 150 * 100 + 100


@pytest.mark.parametrize(
    ("only", "count"),
    [
        (None, 0), ((1, 2, 3, 4), 1), ([1, 2, 3, 4], 1), ("1,2,3,4", 1), (white(), 1),
        ([(1, 2, 3, 4), (5, 6, 7, 8)], 2), (["1,2,3,4", white(), "@5e1fab90"], 3),
        (["@5e1fab90", "@5e1fab91", "@5e1fab92", "@5e1fab93"], 4), (Path("mask.png"), 1),
    ],
)  # fmt: skip
def test_one_or_several_may_be_given(only, count):
    assert len(only_parts(only)) == count


@pytest.mark.parametrize("text", ["mask", "@5e1fab90", "a,b,c,d", "masks/1.png"])
def test_other_texts_are_references(text):
    assert not is_box(text)


@pytest.mark.parametrize(
    ("box", "words"),
    [
        ("120,80,340", "is no box"),
        ("1,2,3,4,5", "is no box"),
        ("1,2,x,4", "is no box"),
        ((1, 2, 3), "is no box"),
        ("340,80,120,160", "holds no pixels"),
        ("10,10,10,20", "holds no pixels"),
        ("0,0,401,20", "reaches outside the picture"),
        ("-5,0,40,20", "reaches outside the picture"),
        ("0,0,120%,20", "reaches outside the picture"),
        ("500,0,600,20", "lies outside the picture"),
        ("1.5,0,40,20", "parts of pixels"),
        (f"{'9' * 5000},0,1,1", r"the box 9+… holds a number that is no place"),
        (f"{'9' * 5000}%,0,1,1", r"the box 9+… holds a number that is no place"),
        ((0, 0, float("nan"), 10), "the box 0,0,nan,10 holds a number that is no place"),
        ((0, 0, np.float64("inf"), 10), "the box 0,0,inf,10 holds a number that is no place"),
        ((0, 0, 10**5000, 10), "the box 0,0,a number of 5,000 digits,10 holds a number"),
        ((-(10**5000), 0, 1, 1), "the box a number of 5,000 digits,0,1,1 holds a number"),
        ((10**5000, 0, 1), "'a number of 5,000 digits,0,1' is no box"),
        ("0,0,400,200", "is the whole picture"),
        ("0,0,100%,100%", "is the whole picture"),
    ],
)
def test_a_wrong_box_is_refused(box, words):
    with pytest.raises(errors.OptionError, match=words) as caught:
        region(box)
    assert len(caught.value.lines()) <= 4


def saved(image, **options):
    stream = io.BytesIO()
    image.save(stream, **options)
    return stream.getvalue()


@pytest.mark.parametrize(
    "mask",
    [
        white(), white(mode="1"), white(mode="RGB"), white(mode="I;16").point(lambda v: v * 257),
        white(mode="P"), white(size=(800, 400), box=(200, 100, 400, 300)),
        saved(white(), format="PNG"), saved(white(mode="RGB"), format="JPEG", quality=95),
    ],
    ids=["L", "1", "RGB", "16 bits", "P", "twice the size", "PNG", "JPEG"],
)  # fmt: skip
def test_a_mask_is_white_where_something_may_change(mask):
    assert pixels(region(mask)) == pytest.approx(100 * 100, rel=0.05)
    assert region(mask).image().getbbox() == pytest.approx((100, 50, 200, 150), abs=3)


def test_a_mask_that_lies_is_turned_as_its_camera_says():
    exif = Image.Exif()
    exif[0x0112] = 6
    lying = white().transpose(Image.Transpose.ROTATE_90)
    data = saved(lying, format="PNG", exif=exif)
    assert region(data).image().getbbox() == (100, 50, 200, 150)


@pytest.mark.parametrize(
    ("mask", "words"),
    [
        (white((0, 0, 0, 0)), "empty"),
        (white((0, 0, 400, 200)), "whole picture"),
        (white(mode="RGBA"), "transparent"),
        (white(mode="LA"), "transparent"),
        (white(size=(200, 200)), "200×200 pixels, and the picture 400×200"),
        (Image.fromarray(np.eye(200, 400, dtype=np.uint8)), "values of 0 and 1"),
        (Image.new("RGB", SIZE, "red"), "has colours"),
        (b"no picture", "no picture"),
        (Path("missing.png"), "no such file"),
    ],
)
def test_a_wrong_mask_is_refused(mask, words):
    with pytest.raises((errors.OptionError, errors.PictureError), match=words) as caught:
        region(mask)
    assert len(caught.value.lines()) <= 4


def test_the_parameters_are_plain_and_in_one_order():
    mask = white()
    one = region("5,5,9,9", "1,1,3,3", mask)
    other = region(mask, (1, 1, 3, 3), "5,5,9,9", "1,1,3,3")
    assert one.parameters == other.parameters
    assert one.parameters["only"][:2] == ["1,1,3,3", "5,5,9,9"]
    assert one.parameters["marking"] == 1
    assert "crop" not in one.parameters
    assert region("5,5,9,9", crop=True).parameters["crop"] is True


def test_a_region_is_read_back_from_its_parameters():
    mask = white()
    one = region("5,5,9,9", mask, crop=True)
    known = {mask_of(mask, "").identity: mask}
    again = region_of(one.parameters, SIZE, known.get)
    assert again.image().tobytes() == one.image().tobytes()
    assert again.parameters == one.parameters
    with pytest.raises(errors.PictureError, match="its mask is not in the library"):
        region_of(one.parameters, SIZE, lambda _: None)


def test_the_surroundings_are_the_box_and_half_of_its_longer_side():
    size = (4000, 3000)
    assert region("1000,1000,1400,1200", size=size, crop=True).frame == (800, 800, 1600, 1400)
    assert region("1000,1000,1010,1010", size=size, crop=True).frame == (936, 936, 1074, 1074)
    assert region("0,0,400,200", size=size, crop=True).frame == (0, 0, 600, 400)
    assert region("0,0,400,200", size=size).frame == (0, 0, 4000, 3000)


@pytest.mark.parametrize("pixels_more", [0, 1, 2, 3, 7, 30])
def test_a_mask_grows_by_so_many_pixels(pixels_more):
    mask = region((100, 60, 150, 90)).image()
    n = pixels_more
    assert grown(mask, n).getbbox() == (100 - n, 60 - n, 150 + n, 90 + n)
    assert np.count_nonzero(np.asarray(grown(mask, n))) == (50 + 2 * n) * (30 + 2 * n)


@pytest.mark.parametrize("turn", range(1, 9))
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "TIFF"])
def test_sizes_are_those_of_the_upright_picture(turn, kind):
    exif = Image.Exif()
    exif[0x0112] = turn
    data = saved(Image.new("RGB", (30, 20)), format=kind, exif=exif)
    expected = (20, 30) if turn >= 5 else (30, 20)
    assert upright_size(data, "it") == expected
    assert upright_size(Image.open(io.BytesIO(data)), "it") == expected


def test_a_region_of_a_stranger_is_refused():
    for only in (["1,2,3"], ["@zz"], [], "1,1,3,3", [None]):
        with pytest.raises((errors.OptionError, errors.PictureError)):
            region_of({"only": only}, SIZE, lambda _: None)
