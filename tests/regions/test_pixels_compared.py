"""Comparisons: planted changes and planted shifts are found, and told apart."""

from __future__ import annotations

import io
import re

import pytest
from edits import encoded, photograph
from PIL import Image, ImageDraw

from ipyimagegen.images.picture import Picture
from ipyimagegen.library.comparisons import compare_pictures
from ipyimagegen.offline.faults import at_fault
from ipyimagegen.regions import alignment
from ipyimagegen.regions.comparison import compare, place_words

SIZE = (512, 384)
BOX = (300, 40, 400, 120)
PIXELS = 100 * 80


@pytest.fixture
def source():
    return photograph("coffee", SIZE).copy()


def changed(image, box=BOX, colour=(0, 255, 0)):
    left, top, right, bottom = box
    copy = image.copy()
    ImageDraw.Draw(copy).rectangle((left, top, right - 1, bottom - 1), fill=colour)
    return copy


def shifted(image, by):
    """Return a picture moved by whole pixels, its edge repeated."""
    moved = Image.new(image.mode, image.size)
    moved.paste(image.resize(image.size, box=(0, 0, *image.size)))
    moved.paste(image, by)
    return moved


def facts(found):
    return dict(found.facts)


def test_equal_pictures_differ_nowhere(source):
    found = compare(source, source.copy())
    assert (found.changed, found.mean, found.box, found.why) == (0, 0.0, None, "")
    assert found.facts == [("pixels", "no pixel differs")]


def test_a_planted_change_is_counted_and_found(source):
    found = compare(source, changed(source))
    assert (found.changed, found.pixels, found.box) == (PIXELS, 512 * 384, BOX)
    assert found.headline == "4 % of the pixels differ"
    assert facts(found)["where"] == "upper right: 300,40,400,120"
    assert facts(found)["lined up"] == "nothing had moved"


def test_what_differs_by_eight_of_255_is_no_change():
    grey = Image.new("RGB", (64, 64), (100, 100, 100))
    for by, count in ((8, 0), (9, 64 * 64)):
        found = compare(grey, Image.new("RGB", (64, 64), (100, 100 + by, 100)))
        assert (found.changed, found.mean) == (count, by)
    assert compare(grey, Image.new("RGB", (64, 64), (100, 101, 100))).headline == (
        "no pixel differs by more than 8 of 255"
    )


def test_a_planted_shift_is_taken_back_before_pixels_are_counted(source):
    moved = shifted(source, (6, 3))
    as_it_is = compare(source, moved, aligned=False)
    assert as_it_is.changed > 0.3 * as_it_is.pixels
    assert "lined up" not in facts(as_it_is)
    found = compare(source, moved)
    assert found.changed < 0.001 * found.pixels
    # Versions of OpenCV differ by a hundredth of a pixel.
    assert re.fullmatch(r"moved 7 px; compared on the 9[78] % in both", facts(found)["lined up"])
    assert found.legend.endswith("blue: in one of them alone")


@pytest.mark.thorough
def test_a_change_is_found_behind_shift_zoom_and_compression():
    source = photograph("coffee", (1024, 1024))
    answer = encoded(at_fault(changed(source), ("shift", "zoom")), 90)
    found, as_it_is = compare(source, answer), compare(source, answer, aligned=False)
    assert found.changed < 0.1 * as_it_is.changed
    words = facts(found)["lined up"]
    assert words.startswith("moved ")
    assert "zoomed 1.6 %" in words


def test_strays_far_out_do_not_widen_the_box(source):
    after = changed(source)
    for place in ((3, 3), (500, 380), (2, 370)):
        after.putpixel(place, (0, 255, 0))
    assert compare(source, after).box == BOX
    alone = source.copy()
    alone.putpixel((3, 5), (0, 255, 0))
    found = compare(source, alone)
    assert (found.box, found.headline) == ((3, 5, 4, 6), "1 pixel differs")


def test_another_picture_is_not_lined_up_and_says_so(source):
    found = compare(source, photograph("rocket", SIZE))
    assert facts(found)["lined up"] == "no: too little is the same in both"
    assert facts(found)["where"].startswith("all over")


def test_pictures_of_one_colour_have_nothing_that_could_have_moved():
    white = Image.new("RGB", SIZE, "white")
    found = compare(white, changed(white, (7, 7, 8, 8)))
    assert facts(found)["lined up"] == f"no: {alignment.NOTHING}"


def test_without_opencv_it_says_what_to_install(source, monkeypatch):
    monkeypatch.setattr(alignment, "MAJORS", ())
    found = compare(source, changed(source))
    assert found.changed == PIXELS
    assert facts(found)["lined up"] == "no: pip install 'ipyimagegen[marks]' lines it up"


def test_another_size_is_brought_to_that_of_the_first(source):
    larger = changed(source).resize((1024, 768), Image.Resampling.LANCZOS)
    found = compare(source, larger)
    assert PIXELS <= found.changed < 1.25 * PIXELS
    assert facts(found)["size"] == "1024×768, at the size of the first, 512×384"


def test_another_shape_is_fitted_and_compared_where_both_are(source):
    part = source.crop((0, 0, 512, 256))
    found = compare(part, source, aligned=False)
    assert found.share == pytest.approx(342 / 512, abs=0.01)
    assert facts(found)["size"].endswith(
        "another shape, fitted into the size of the first, 512×256"
    )


@pytest.mark.parametrize("mode", ["RGBA", "LA"])
def test_transparent_pixels_have_no_colour(source, mode):
    one = source.convert(mode)
    one.putalpha(Image.new("L", SIZE, 255))
    assert compare(source.convert(mode[:-1]), one).changed == 0
    hole = Image.new("L", SIZE, 255)
    hole.paste(0, BOX)
    ours, theirs = one.copy(), changed(one, colour=(255,) * len(mode))
    ours.putalpha(hole)
    theirs.putalpha(hole)
    assert compare(ours, theirs).changed == 0
    assert compare(one, ours).changed == PIXELS


@pytest.mark.parametrize("size", [(1, 1), (4000, 1), (1, 4000)])
def test_the_smallest_and_the_thinnest_pictures(size):
    one, other = (Image.new("RGB", size, colour) for colour in ("red", "red"))
    assert compare(one, other).headline == "no pixel differs"
    other.putpixel((size[0] - 1, size[1] - 1), (0, 0, 255))
    found = compare(one, other)
    assert found.box == (size[0] - 1, size[1] - 1, *size)
    assert max(found.picture.size) <= 1024
    for first, second in ((one, Image.new("RGB", (70, 50))), (Image.new("RGB", (70, 50)), one)):
        assert compare(first, second).changed > 0


@pytest.mark.thorough
def test_of_large_pictures_copies_are_compared_and_the_box_is_theirs():
    one = Image.new("RGB", (6000, 4000), "white")
    found = compare(one, changed(one, (4800, 3000, 6000, 4000), (0, 0, 0)))
    assert found.pixels <= 12_000_000
    assert found.box == pytest.approx((4800, 3000, 6000, 4000), abs=4)


def test_the_picture_is_black_where_both_are_the_same(source):
    shown = Image.open(io.BytesIO(compare(source, changed(source)).picture.data)).convert("L")
    assert shown.getpixel((350, 80)) > 230
    assert shown.getpixel((50, 300)) < 10


@pytest.mark.parametrize(
    ("box", "words"),
    [
        ((0, 0, 30, 30), "upper left"), ((70, 70, 100, 100), "lower right"),
        ((40, 0, 60, 20), "upper middle"), ((0, 40, 20, 60), "middle left"),
        ((40, 40, 60, 60), "middle"), ((0, 80, 100, 100), "lower part"),
        ((0, 0, 20, 100), "left part"), ((10, 10, 90, 90), "all over"),
    ],
)  # fmt: skip
def test_a_place_in_words(box, words):
    assert place_words(box, (100, 100)) == words


def test_files_are_compared_upright_and_only_once(source):
    plain, exif = io.BytesIO(), Image.Exif()
    source.save(plain, "PNG")
    exif[0x0112] = 6
    turned = io.BytesIO()
    source.transpose(Image.Transpose.ROTATE_90).save(turned, "PNG", exif=exif)
    one, other = (Picture.from_bytes(file.getvalue()) for file in (plain, turned))
    found = compare_pictures(one, other)
    assert (found.size, found.other, found.changed) == (SIZE, SIZE, 0)
    assert compare_pictures(one, other) is found
