"""A sweep as a figure: labels are text, pictures are the delivered ones."""

from __future__ import annotations

import base64
import io
import re
import shutil
import subprocess
import sys
from itertools import pairwise, product

import pytest
from PIL import Image

from ipyimagegen import errors
from ipyimagegen.images.picture import Picture
from ipyimagegen.requests import Reply
from ipyimagegen.session import Sweep
from ipyimagegen.session.outcome import Outcome
from ipyimagegen.session.plan import Dimension
from ipyimagegen.views import figure_pdf, fonts
from ipyimagegen.views.figure import write_figure

DIMENSIONS = (
    Dimension("style", ("oil", "ink")),
    Dimension("pet", ("cat", "dog")),
    Dimension("model", ("nano-banana", "gpt-image")),
)


@pytest.fixture
def swept(library, claim):
    """Make a sweep of pictures, usually small: JPEGs of one model, PNGs of the other."""

    def made(*dimensions, size=(96, 64)):
        outcomes = []
        for number, labels in enumerate(product(*(one.labels for one in dimensions))):
            stream = io.BytesIO()
            kind = "PNG" if "gpt-image" in labels else "JPEG"
            Image.new("RGB", size, (number * 20, 90, 30)).save(stream, kind)
            reply = Reply((Picture.from_bytes(stream.getvalue()),), served_by="real")
            one = library.finish(claim(" ".join(labels)), reply)
            outcomes.append(Outcome(labels, generation=one, number=one.number))
        return Sweep(dimensions, tuple(outcomes))

    return made


@pytest.fixture
def birds(swept):
    return swept(*DIMENSIONS)


def words_of(pdf):
    if not shutil.which("pdftotext"):
        pytest.skip("no pdftotext (apt install poppler-utils)")
    return subprocess.run(
        ["pdftotext", str(pdf), "-"], capture_output=True, text=True, check=True
    ).stdout


@pytest.mark.thorough
def test_a_pdf_has_its_labels_as_text_and_its_jpegs_as_they_were_delivered(birds, tmp_path):
    pytest.importorskip("fpdf")
    written = birds.figure(tmp_path / "birds.pdf", rows="pet", title="Two pets")
    data = written.read_bytes()
    assert data.startswith(b"%PDF-")
    jpegs = [made.picture.bytes for made in birds if made.picture.type == "jpeg"]
    assert jpegs
    assert all(jpeg in data for jpeg in jpegs)
    words = words_of(written)
    for label in ("Two pets", "oil", "ink", "cat", "dog", "nano-banana", "gpt-image", "made 20"):
        assert label in words


def boxes_of(pdf):
    """Return the words of a page, each with its top and its bottom, in points."""
    if not shutil.which("pdftotext"):
        pytest.skip("no pdftotext (apt install poppler-utils)")
    found = subprocess.run(
        ["pdftotext", "-bbox", str(pdf), "-"], capture_output=True, text=True, check=True
    ).stdout
    pattern = r'<word xMin="[^"]*" yMin="([^"]*)" xMax="[^"]*" yMax="([^"]*)">([^<]*)'
    return [(word, float(top), float(bottom)) for top, bottom, word in re.findall(pattern, found)]


def page_of(pdf):
    """Return the width and the height of a page, in points."""
    boxes = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", pdf.read_bytes())
    return max(tuple(map(float, box)) for box in boxes)  # one is that of pages in general


THREE_PETS = Dimension("pet", ("cat", "dog", "fox"))
MANY = Dimension("word", tuple("abcdefghijkl"))


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("dimensions", "rows", "columns"),
    [
        ((DIMENSIONS[0], THREE_PETS, DIMENSIONS[2]), ["cat", "dog", "fox"], 4),
        ((DIMENSIONS[0], DIMENSIONS[2]), ["oil", "ink"], 2),
        ((MANY,), [], 5),  # in lines
    ],
)
def test_where_no_sides_are_named_it_is_laid_out_as_in_the_cell(
    swept, tmp_path, dimensions, rows, columns
):
    pytest.importorskip("fpdf")
    sweep = swept(*dimensions, size=(1024, 768))
    page = sweep.figure(tmp_path / "page.html").read_text("utf-8")
    assert re.findall(r'<th scope="row"[^>]*>([^<]*)', page) == rows
    assert max(line.count("<img") for line in page.split("<tr")) == columns
    wide, _ = page_of(sweep.figure(tmp_path / "page.pdf"))
    assert wide <= 842  # A4, landscape


def test_pictures_are_made_smaller_for_a_page_until_they_are_small(swept, tmp_path):
    pytest.importorskip("fpdf")
    sweep = swept(MANY, size=(1024, 768))
    wide, _ = page_of(sweep.figure(tmp_path / "page.pdf", columns="word"))
    assert 12 * 90 < wide < 12 * 110


@pytest.mark.thorough
@pytest.mark.parametrize("side", ["rows", "columns"])
def test_a_page_is_not_larger_than_programs_show(swept, tmp_path, side):
    pytest.importorskip("fpdf")
    numbers = Dimension("number", tuple(map(str, range(160))))
    sweep = swept(numbers, size=(400, 400))
    with pytest.raises(errors.OptionError, match="is too large: 200 are the most"):
        sweep.figure(tmp_path / "page.pdf", **{side: "number"})
    part = Sweep([Dimension("number", numbers.labels[:140])], sweep.outcomes[:140])
    page = page_of(part.figure(tmp_path / "page.pdf", **{side: "number"}))
    assert max(page) <= 14_400


STYLES = Dimension(
    "style",
    (
        "soft watercolour on rough paper with visible brush marks and warm morning light",
        "charcoal sketch with heavy smudged shading and a torn sheet of old brown paper",
    ),
)
SEVEN = Dimension("number", tuple("1234567"))


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("dimensions", "rows", "size"),
    [
        ((STYLES, SEVEN), "style", (1344, 768)),
        ((STYLES, DIMENSIONS[1]), "style", (256, 256)),
        ((STYLES, DIMENSIONS[1]), ("style", "pet"), (96, 64)),
    ],
)
def test_labels_of_rows_stand_below_each_other(swept, tmp_path, dimensions, rows, size):
    pytest.importorskip("fpdf")
    written = swept(*dimensions, size=size).figure(tmp_path / "page.pdf", rows=rows)
    boxes = boxes_of(written)
    first, second = (set(label.split()) for label in STYLES.labels)
    spans = [
        (min(top for word, top, _ in boxes if word in words),
         max(bottom for word, _, bottom in boxes if word in words))
        for words in (first - second, second - first, {"made"})
    ]  # fmt: skip
    for (_, bottom), (top, _) in pairwise(spans):
        assert bottom <= top + 2  # a letter's box is a little taller than its line


LONG_WORDS = ("google/gemini-3.1-flash-image-preview", "photorealistic-cinematic-lighting")


@pytest.mark.thorough
@pytest.mark.parametrize("rows", ["", "model", "style"])
def test_long_words_are_found_whole(swept, tmp_path, rows):
    pytest.importorskip("fpdf")
    style = Dimension("style", (LONG_WORDS[1], "ink"))
    model = Dimension("model", (LONG_WORDS[0], "nano-banana"))
    words = words_of(swept(style, model).figure(tmp_path / "page.pdf", rows=rows))
    assert all(word in words.split() for word in LONG_WORDS)


def test_a_word_that_is_too_long_is_broken_behind_a_mark(swept, tmp_path):
    pytest.importorskip("fpdf")
    word = "black-forest-laboratories/flux-1.1-photorealistic-ultra/preview_of_november"
    written = swept(Dimension("model", (word, "b"))).figure(tmp_path / "page.pdf", rows="model")
    pieces = [piece for piece, _, _ in boxes_of(written) if len(piece) > 7 and piece in word]
    assert "".join(pieces) == word
    assert all(piece[-1] in "-/_" for piece in pieces[:-1])


def test_a_long_axis_is_broken_into_lines_of_labelled_pictures(swept, tmp_path):
    sweep = swept(Dimension("row", tuple(f"a dog number {n}" for n in range(24))))
    page = sweep.figure(tmp_path / "page.html").read_text("utf-8")
    assert [line.count("<img") for line in page.split("<tr")[1:] if "<img" in line] == [6] * 4
    assert page.count("<b>a dog number ") == 24
    written = sweep.figure(tmp_path / "page.pdf")
    wide, tall = page_of(written)
    assert wide > tall
    assert wide <= 842
    assert "a dog number 23" in words_of(written).replace("\n", " ")
    with Image.open(sweep.figure(tmp_path / "page.png")) as image:
        assert image.width > image.height
    column = sweep.figure(tmp_path / "column.html", rows="row").read_text("utf-8")
    assert max(line.count("<img") for line in column.split("<tr")) == 1


def test_a_part_of_a_sweep_says_which(birds, tmp_path):
    page = birds["oil"].figure(tmp_path / "birds.html").read_text("utf-8")
    assert all(f">{label}</th>" in page for label in ("oil", "cat", "gpt-image"))


@pytest.mark.thorough
def test_labels_that_are_cut_alike_lose_no_picture(swept, tmp_path):
    sweep = swept(
        Dimension("word", ("x" * 300 + "a", "x" * 300 + "b")), Dimension("pet", ("a", "b"))
    )
    page = sweep.figure(tmp_path / "page.html", rows="word").read_text("utf-8")
    assert len(set(re.findall(r'src="[^"]+"', page))) == 4
    assert "x" * 300 not in page


def test_the_same_figure_is_the_same_file_and_another_is_beside_it(birds, tmp_path):
    pytest.importorskip("fpdf")
    first = birds.figure(tmp_path / "birds.pdf")
    assert birds.figure(tmp_path / "birds.pdf") == first
    other = birds.figure(tmp_path / "birds.pdf", title="Another")
    assert other.name == "birds-2.pdf"
    assert first.read_bytes() != other.read_bytes()


def test_a_png_has_the_delivered_pixels_at_300_an_inch(birds, tmp_path):
    with Image.open(birds["oil"].figure(tmp_path / "birds.png", rows="pet")) as sheet:
        assert sheet.info["dpi"] == pytest.approx((300, 300), abs=1)
        for made in birds["oil"]:
            pixels = made.image.getpixel((0, 0))
            assert dict(map(reversed, sheet.getcolors(10**6)))[pixels] >= 96 * 64


def test_a_page_has_everything_inside(birds, tmp_path):
    page = birds.figure(tmp_path / "birds.html", columns="model", title="<Pets>").read_text("utf-8")
    assert "&lt;Pets&gt;" in page
    assert page.count("<img") == 8
    assert "http" not in page.replace("http-equiv", "")
    delivered = base64.b64encode(birds[0].picture.bytes).decode()
    assert delivered in page
    assert 'style="min-width:min(180px,3ch)">oil</th>' in page  # however narrow the window is


def test_a_failure_says_why(tmp_path):
    failed = Outcome(("wolf",), error=errors.PictureError("no wolves here"), number=3)
    for ending in ("png", "html"):
        path = write_figure(tmp_path / f"pets.{ending}", [Dimension("pet", ("wolf",))], [failed])
        assert path.exists()
    assert "no wolves here" in path.read_text("utf-8")


@pytest.mark.parametrize("name", ["birds", "birds.jpg", "birds.svg"])
def test_another_ending_is_refused(birds, tmp_path, name):
    with pytest.raises(errors.OptionError, match="a PDF, a PNG or an HTML file"):
        birds.figure(tmp_path / name)
    assert list(tmp_path.glob("birds*")) == []


def test_without_fpdf2_it_says_what_to_install(birds, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "fpdf", None)
    with pytest.raises(errors.OptionError) as caught:
        birds.figure(tmp_path / "birds.pdf")
    assert "pip install 'ipyimagegen[figure]'" in caught.value.hint


def test_a_character_that_no_font_has_is_named(birds, tmp_path, monkeypatch):
    monkeypatch.setattr(fonts, "_font_files", lambda: ())
    with pytest.raises(errors.OptionError, match="no font of this machine has 猫"):
        birds.figure(tmp_path / "birds.png", title="猫")
    assert birds.figure(tmp_path / "birds.png", title="é").exists()


@pytest.mark.parametrize("side", ["rows", "columns"])
def test_a_character_that_is_not_seen_is_a_blank(swept, tmp_path, side):
    pytest.importorskip("fpdf")
    style = Dimension("style", ("a\u200bwash", "\ufeffink", "oil\u2028\u2066"))
    written = swept(style).figure(tmp_path / "page.pdf", **{side: "style"})
    assert {"wash", "ink", "oil"} <= set(words_of(written).split())


def test_words_from_the_right_are_found(swept, tmp_path):
    pytest.importorskip("fpdf")
    sweep = swept(Dimension("word", ("שלום", "fox")))
    try:
        fonts.fonts_for("שלום")
    except errors.OptionError:
        pytest.skip("no font of this machine has Hebrew")
    assert "שלום" in words_of(sweep.figure(tmp_path / "words.pdf"))


def test_a_transparent_picture_keeps_its_pixels(make):
    made = make("a frog")
    data = figure_pdf._embedded(made.picture)
    assert isinstance(data, Image.Image)
    assert data.tobytes() == Image.open(io.BytesIO(made.picture.bytes)).convert("RGB").tobytes()
