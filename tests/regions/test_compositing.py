"""Answers pasted into regions: nothing outside changes, seams are not seen, repaints stay out."""

from __future__ import annotations

import io
import statistics
from types import SimpleNamespace

import numpy as np
import pytest
from edits import (
    ALL,
    KINDS,
    changed_outside,
    encoded,
    make_edit,
    photograph,
    plain,
    seam,
    unaligned,
)
from PIL import Image, ImageChops, ImageCms, ImageDraw, ImageFilter

from ipyimagegen.regions import alignment
from ipyimagegen.regions.compositing import canvas_of, composite, png_file, soft_edge
from ipyimagegen.regions.region import Region, decoded_upright, mask_of

EDITS = 200
BATCHES = 10


@pytest.fixture
def no_opencv(monkeypatch):
    monkeypatch.setattr(alignment, "opencv", lambda: None)


def quick_and_slow(cases, quick):
    """The first few cases are quick, the others a stress test."""
    return [
        case if place < quick else pytest.param(case, marks=pytest.mark.slow)
        for place, case in enumerate(cases)
    ]


def reread(image):
    return Image.open(io.BytesIO(png_file(image)))


@pytest.mark.thorough
@pytest.mark.parametrize("batch", quick_and_slow(range(BATCHES), 1))
def test_random_edits_change_nothing_outside_and_leave_no_seam(batch):
    ratios, unpasted = [], []
    for seed in range(batch, EDITS, BATCHES):
        edit = make_edit(seed)
        made = composite(edit.source, edit.answer, edit.region)
        if made.image is None:
            unpasted.append((seed, edit.kind, edit.region.size, edit.faults))
            continue
        assert made.report.outside == 0
        assert changed_outside(edit, reread(made.image)) == 0, edit
        before = seam(edit, unaligned(edit))
        if before > 1:  # else there is nothing to be seen
            ratios.append(seam(edit, made.image) / before)
    assert statistics.median(ratios) <= 1 / 8
    assert len(unpasted) <= 1, unpasted


@pytest.mark.parametrize("seed", quick_and_slow(range(40), 9))
def test_a_repaint_is_never_pasted(seed):
    faults = ("repaint", "recolour", "reencode")[: 1 + seed % 3]
    edit = make_edit(1000 + seed, faults=faults)
    made = composite(edit.source, edit.answer, edit.region)
    assert made.image is None
    assert made.report.words.startswith("only: not lined up: shown as delivered (the model had")


@pytest.mark.parametrize("seed", range(12))
def test_another_picture_is_never_pasted(seed):
    edit = make_edit(2000 + seed, faults=())
    other = {"coffee": "rocket", "rocket": "coffee"}[edit.photograph]
    answer = photograph(other, edit.truth.size)
    assert composite(edit.source, answer, edit.region).image is None


@pytest.mark.slow
@pytest.mark.parametrize(
    ("kind", "longest"), [("RGB", 4000), *((kind, 1600) for kind in KINDS if kind != "RGB")]
)
def test_large_pictures(kind, longest):
    edit = make_edit(7, longest=longest, kind=kind, faults=("shift", "zoom", "recolour"))
    made = composite(edit.source, edit.answer, edit.region)
    assert changed_outside(edit, made.image) == 0
    if kind != "1":  # of which dots are left that no lining up could bring together
        assert seam(edit, made.image) <= seam(edit, unaligned(edit)) / 8


@pytest.mark.thorough
@pytest.mark.parametrize("seed", quick_and_slow(range(8), 3))
def test_with_a_crop_the_rest_is_the_very_same(seed):
    edit = make_edit(3000 + seed, longest=700, faults=("shift", "zoom"), crop=True)
    made = composite(edit.source, edit.answer, edit.region)
    assert made.image.size == edit.source.size
    assert changed_outside(edit, made.image) == 0
    assert seam(edit, made.image) <= seam(edit, unaligned(edit)) / 4


@pytest.mark.thorough
def test_all_faults_at_once_are_undone_and_told():
    edit = make_edit(8, longest=800, kind="RGB", faults=(*ALL, "overshoot"))
    made = composite(edit.source, edit.answer, edit.region)
    assert made.report.lined_up
    assert changed_outside(edit, made.image) == 0
    assert made.report.model_outside > 0.3
    assert made.report.shape
    assert made.report.overshoot > 0.05


def test_what_the_model_did_is_measured():
    edit = make_edit(6, longest=1000, kind="RGB", faults=("shift", "zoom"))
    report = composite(edit.source, edit.answer, edit.region).report
    assert report.moved == pytest.approx(np.hypot(0.008 * edit.truth.width,
                                                  0.006 * edit.truth.height), abs=1.5)  # fmt: skip
    assert report.zoomed == pytest.approx(0.016, abs=0.002)
    assert abs(report.turned) < 0.05
    assert (report.overshoot or 0) < 0.07  # a little of the sharpness is gone
    assert f"moved {report.moved:.0f} px, zoomed 1.6 %, corrected" in report.words


def test_an_honest_answer_is_told_in_one_part():
    edit = make_edit(6, longest=500, kind="RGB", faults=())
    report = composite(edit.source, edit.truth, edit.region).report
    assert report.words == "only: 0 px changed outside (the model had changed 0 %)"


@pytest.mark.thorough
def test_the_edit_itself_arrives():
    edit = make_edit(9, longest=600, kind="RGB", faults=("shift", "zoom", "recolour"))
    made = composite(edit.source, edit.answer, edit.region)
    new = np.abs(plain(edit.truth) - plain(edit.source)).max(axis=2) > 40
    assert new.sum() > 1000
    error = np.abs(plain(made.image) - plain(edit.truth)).mean(axis=2)
    assert np.median(error[new]) < 20


# -- kinds of pictures ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "mode"),
    [("RGB", "RGB"), ("RGBA", "RGBA"), ("L", "L"), ("LA", "LA"), ("I;16", "I;16"),
     ("CMYK", "RGB"), ("P", "RGB"), ("1", "L"), ("turned", "RGB")],
)  # fmt: skip
def test_a_picture_stays_what_it_was(kind, mode):
    edit = make_edit(11, longest=300, kind=kind, faults=("shift",))
    made = composite(edit.source, edit.answer, edit.region)
    again = reread(made.image)
    assert (made.image.mode, made.image.size) == (mode, edit.source.size)
    assert again.mode == mode
    assert changed_outside(edit, again) == 0
    told = "its CMYK colours as RGB" in made.report.words
    assert told == (kind == "CMYK")


def test_a_coloured_answer_to_a_grey_picture_is_told():
    grey = photograph("coffee", (300, 200)).convert("L")
    region = Region(grey.size, ((50, 50, 150, 150),))
    answer = grey.convert("RGB")
    answer.paste((240, 40, 30), (60, 60, 140, 140))
    report = composite(grey, answer, region).report
    assert report.remarks == ("in grey, as the picture is",)


def test_the_transparency_outside_stays_and_inside_is_the_models():
    source = photograph("coffee", (300, 200)).convert("RGBA")
    source.putalpha(Image.new("L", source.size, 255))
    source.paste((9, 8, 7, 0), (0, 0, 40, 200))  # hidden colours stay as well
    answer = source.convert("RGB")
    made = composite(source, answer, Region(source.size, ((20, 50, 120, 120),)))
    assert made.image.getpixel((10, 10)) == (9, 8, 7, 0)
    assert made.image.getpixel((30, 80))[3] == 255
    assert made.image.getpixel((200, 100))[3] == 255


def test_a_colour_profile_is_kept_and_the_answer_brought_into_it():
    source = photograph("coffee", (300, 200))
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    wide = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    source.info["icc_profile"] = wide
    made = composite(source, source.copy(), Region(source.size, ((50, 50, 150, 150),)))
    assert reread(made.image).info["icc_profile"] == wide
    source.info["icc_profile"] = profile  # one that can't be applied is kept, and passed over
    made = composite(source, source.copy(), Region(source.size, ((50, 50, 150, 150),)))
    assert made.report.outside == 0


def test_16_bits_stay_16_bits():
    edit = make_edit(13, longest=400, kind="I;16", faults=())
    made = composite(edit.source, edit.truth, edit.region)
    values = np.asarray(reread(made.image))
    assert values.dtype == np.uint16
    assert len(np.unique(values)) > 256
    assert changed_outside(edit, made.image) == 0


def test_deeper_greys_become_16_bits_or_say_that_they_do_not():
    deep = Image.fromarray(np.linspace(0, 60000, 64 * 64).reshape(64, 64).astype(np.int32))
    floats = Image.fromarray(np.linspace(0, 1, 64 * 64).reshape(64, 64).astype(np.float32))
    assert canvas_of(deep)[0].mode == "I;16"
    canvas, remarks = canvas_of(floats)
    assert (canvas.mode, remarks) == ("L", ("its F pixels as 8-bit grey",))


@pytest.mark.parametrize("kind", ["rgb", "rgba"])
def test_deep_colours_are_told_to_be_read_as_8_bits(kind):
    import png

    rows = [[1000 * (x + y) % 65536 for x in range(64 * len(kind))] for y in range(64)]
    stream = io.BytesIO()
    png.from_array(rows, f"{kind.upper()};16").write(stream)
    source = decoded_upright(stream.getvalue())
    made = composite(source, source.convert("RGB"), Region((64, 64), ((10, 10, 40, 40),)))
    assert made.report.remarks == ("its 16 bits a channel as 8",)
    assert made.report.outside in (0, None)


# -- what can't be lined up -------------------------------------------------------------


def test_a_blank_background_needs_no_lining_up():
    source = Image.new("RGB", (300, 300), "white")
    ImageDraw.Draw(source).ellipse((100, 100, 200, 200), fill="red")
    answer = source.copy()
    ImageDraw.Draw(answer).ellipse((110, 110, 190, 190), fill="blue")
    region = Region(source.size, ((90, 90, 210, 210),))
    made = composite(source, encoded(answer, 85), region)
    assert made.image.getpixel((150, 150))[2] > 200
    assert made.report.outside == 0
    other = Image.new("RGB", (300, 300), "black")
    assert composite(source, other, region).image is None


BOX = (190, 190, 320, 320)
PRODUCT = (200, 200, 300, 310)


def on_a_ground(kind):
    """A product on a plain ground, all within the box, and little else."""
    shade = np.linspace(180, 250, 512)[:, None, None] * np.ones((1, 512, 3))
    noise = np.random.default_rng(0).normal(0, 2, shade.shape)
    image = Image.fromarray(
        {
            "gradient": shade.astype(np.uint8),
            "noise": (shade + noise).clip(0, 255).astype(np.uint8),
        }.get(kind, np.full(shade.shape, 255, np.uint8))
    )
    draw = ImageDraw.Draw(image)
    if kind == "shadow":
        shadow = Image.new("L", image.size)
        ImageDraw.Draw(shadow).ellipse((180, 300, 340, 350), fill=90)
        image.paste((0, 0, 0), (0, 0), shadow.filter(ImageFilter.GaussianBlur(8)))
    elif kind == "words":
        draw.text((30, 470), "made in Italy", fill=(150, 150, 150), font_size=16)
    draw.ellipse(PRODUCT, fill=(90, 60, 30))
    return image


def overstepping(source, pixels, frame=None):
    """An answer with a red product that reaches so far over the box."""
    answer = source.copy()
    box = BOX[0] - pixels, BOX[1] - pixels, BOX[2] + pixels, BOX[3] + pixels
    ImageDraw.Draw(answer).ellipse(box, fill=(200, 30, 60))
    return encoded(answer.crop(frame or (0, 0, *source.size)), 90)


@pytest.mark.thorough
@pytest.mark.parametrize("crop", [False, True])
@pytest.mark.parametrize("kind", ["white", "gradient", "noise", "shadow", "words"])
def test_on_a_plain_ground_an_answer_may_reach_over_its_mark(kind, crop):
    source = on_a_ground(kind)
    region = Region(source.size, (BOX,), crop=crop)
    for pixels in (0, 4, 10, 20):
        made = composite(source, overstepping(source, pixels, region.frame), region)
        assert made.report.pasted, pixels
        assert (made.report.moved or 0) < 0.5
        assert changed_outside(SimpleNamespace(source=source, region=region), made.image) == 0
        red = np.array(made.image.getpixel((255, 255))).astype(int)
        assert np.abs(red - (200, 30, 60)).max() < 6  # its own colour, and none of the ground's


def test_what_could_not_be_lined_up_is_not_said_to_be():
    clear = Image.new("RGBA", (512, 512))
    ImageDraw.Draw(clear).ellipse(BOX, fill=(200, 30, 30, 255))
    for source in (on_a_ground("white"), clear):
        report = composite(
            source, overstepping(source.convert("RGB"), 0), Region(source.size, (BOX,))
        ).report
        assert report.pasted
        assert not report.lined_up
        assert "pasted as it came: there is nothing to line it up on" in report.words
        measures = (report.correlation, report.moved, report.zoomed, report.turned)
        assert measures == (None,) * 4


@pytest.mark.parametrize("kind", ["white", "gradient", "shadow", "words"])
def test_without_opencv_it_may_do_so_too(no_opencv, kind):
    source = on_a_ground(kind)
    for pixels in (0, 4, 10, 20):
        made = composite(source, overstepping(source, pixels), Region(source.size, (BOX,)))
        assert made.report.pasted, pixels


@pytest.mark.parametrize("with_opencv", [True, False])
@pytest.mark.parametrize("case", ["another", "elsewhere", "ground", "moved words"])
def test_another_picture_on_a_plain_ground_is_not_pasted(case, with_opencv, monkeypatch):
    if not with_opencv:
        monkeypatch.setattr(alignment, "opencv", lambda: None)
    source = on_a_ground("words")
    answer = Image.new("RGB", source.size, "white")
    draw = ImageDraw.Draw(answer)
    if case == "another":
        draw.rectangle((50, 50, 250, 450), fill=(40, 80, 120))
        draw.ellipse((300, 100, 480, 400), fill="orange")
    elif case == "elsewhere":
        draw.rectangle((20, 150, 110, 350), fill=(40, 80, 120))
    elif case == "ground":
        answer = ImageChops.multiply(source, Image.new("RGB", source.size, (225, 230, 220)))
        ImageDraw.Draw(answer).ellipse((180, 180, 330, 330), fill="red")
    else:
        draw.text((330, 40), "made in Italy", fill=(150, 150, 150), font_size=16)
        draw.ellipse((180, 180, 330, 330), fill="red")
    assert composite(source, answer, Region(source.size, (BOX,))).image is None


def all_but(*boxes):
    mask = Image.new("L", (600, 400), 255)
    for box in boxes:
        mask.paste(0, box)
    return mask


LEFT = {
    "a logo": all_but((560, 380, 580, 388)),
    "a line of text": all_but((20, 380, 170, 392)),
    "a border": all_but((0, 0, 600, 3), (0, 397, 600, 400), (0, 0, 3, 400), (597, 0, 600, 400)),
    "a column": all_but((0, 0, 1, 400)),
    "a checkerboard": Image.fromarray(
        (np.indices((400, 600)).sum(axis=0) % 2 * 255).astype(np.uint8)
    ),
}


@pytest.mark.parametrize("size", [(600, 400), (1500, 1000)])
@pytest.mark.parametrize("left", LEFT)
def test_a_region_that_leaves_little_is_pasted(left, size):
    source, other = (photograph(name, size) for name in ("coffee", "rocket"))
    ImageDraw.Draw(source).rectangle((size[0] - 60, size[1] - 40, *size), fill="white")
    mask = LEFT[left].resize(size, Image.Resampling.NEAREST)
    region = Region(size, (), (mask_of(mask, "mask"),))
    answer = source.copy()
    ImageDraw.Draw(answer).ellipse((200, 100, 400, 300), fill="orange")
    for came in (source, encoded(answer, 92)):
        made = composite(source, came, region)
        assert made.report.pasted
        assert changed_outside(SimpleNamespace(source=source, region=region), made.image) == 0
    assert composite(source, other, region).image is None


def test_a_photograph_that_is_translucent_all_over_is_pasted_into():
    source, other = (photograph(name, (300, 200)) for name in ("coffee", "rocket"))
    region = Region(source.size, ((100, 50, 180, 120),))
    translucent = source.copy()
    translucent.putalpha(200)
    assert composite(translucent, source, region).report.pasted
    assert composite(translucent, other, region).image is None


@pytest.mark.parametrize("size", [(1, 1), (3, 2), (64, 2), (5000, 4)])
def test_answers_of_any_size_are_survived(size):
    source = photograph("coffee", (200, 150))
    region = Region(source.size, ((50, 50, 150, 100),))
    made = composite(source, Image.new("RGB", size, "green"), region)
    assert made.image is None


@pytest.mark.parametrize("size", [(1, 2), (5, 5), (30, 20)])
def test_tiny_pictures_are_survived(size):
    source = photograph("coffee", (64, 64)).resize(size)
    region = Region(size, ((0, 0, 1, 1),))
    made = composite(source, source.resize((64, 64)), region)
    assert made.image is None or made.report.outside == 0


# -- without OpenCV ---------------------------------------------------------------------


def test_without_opencv_it_is_pasted_as_it_came_and_says_so(no_opencv):
    edit = make_edit(15, longest=400, kind="RGB", faults=("shift",))
    made = composite(edit.source, edit.answer, edit.region)
    assert changed_outside(edit, made.image) == 0
    assert made.report.words.startswith("only: 0 px changed outside (the model had changed")
    told = "pasted as it came: pip install 'ipyimagegen[marks]' lines it up"
    assert told in made.report.words


@pytest.mark.parametrize("kind", KINDS)
def test_without_opencv_nothing_outside_changes_either(no_opencv, kind):
    edit = make_edit(17, longest=300, kind=kind, faults=("recolour",))
    made = composite(edit.source, edit.answer, edit.region)
    assert changed_outside(edit, made.image) == 0


def test_without_opencv_another_picture_stays_out(no_opencv):
    source, other = (photograph(name, (300, 200)) for name in ("coffee", "rocket"))
    made = composite(source, other, Region(source.size, ((50, 50, 150, 150),)))
    assert made.image is None
    assert made.report.why == "not like the picture"


@pytest.mark.parametrize("version", ["3.4.18", "6.0.0", ""])
def test_another_major_version_counts_as_none(monkeypatch, version):
    module = SimpleNamespace(__version__=version)
    monkeypatch.setitem(__import__("sys").modules, "cv2", module)
    assert alignment.opencv() is None


def test_a_broken_opencv_counts_as_none(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "cv2", None)
    assert alignment.opencv() is None


# -- soft edges -------------------------------------------------------------------------


def test_an_edge_is_soft_inside_and_nothing_shows_outside():
    mask = Region((200, 200), ((50, 50, 150, 150),)).image()
    shown = np.asarray(soft_edge(mask, 8)).astype(int)
    assert not shown[np.asarray(mask) == 0].any()
    row = shown[100, 50:62]
    assert row[0] < 40
    assert list(row) == sorted(row)
    assert shown[100, 100] == 255


def test_thin_parts_show_as_well():
    mask = Region((200, 200), ((50, 50, 150, 150), (150, 99, 190, 100), (10, 10, 13, 13))).image()
    shown = np.asarray(soft_edge(mask, 8))
    assert shown[99, 180] == 255
    assert shown[11, 11] > 100


def test_there_is_no_edge_at_the_pictures_own():
    shown = np.asarray(soft_edge(Region((100, 100), ((0, 0, 50, 100),)).image(), 8))
    assert shown[0, 0] == shown[99, 20] == 255
    assert shown[50, 49] < 60


def test_the_same_answer_gives_the_same_bytes():
    edit = make_edit(19, longest=300, faults=("shift", "zoom"))
    files = {png_file(composite(edit.source, edit.answer, edit.region).image) for _ in range(2)}
    assert len(files) == 1


def test_a_composite_says_what_it_is():
    image = photograph("coffee", (64, 64))
    assert b"compositeWithTrainedAlgorithmicMedia" in png_file(image)
    assert b"digitalsourcetype/algorithmicMedia" in png_file(image, is_sketch=True)
    assert decoded_upright(png_file(image)).tobytes() == image.tobytes()
