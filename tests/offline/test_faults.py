"""The offline gateway changes a marked part alone, and makes the mistakes of models on request."""

from __future__ import annotations

import asyncio
import io
from pathlib import Path

import httpx
import numpy as np
import pytest
from PIL import Image, ImageDraw

from ipyimagegen.images.decoding import encoded
from ipyimagegen.images.picture import decode_data_url, encode_data_url
from ipyimagegen.offline import sketch
from ipyimagegen.offline.app import create_app
from ipyimagegen.offline.faults import FAULTS, at_fault, misspelt
from ipyimagegen.offline.sketch import edit, marks_on
from ipyimagegen.regions.compositing import composite
from ipyimagegen.regions.marking import SENTENCE, marked
from ipyimagegen.regions.region import Region

PHOTOGRAPHS = Path(__file__).parents[2] / "notebooks"
SIZE = (640, 420)
BOX = (200, 100, 400, 300)


def photograph(name="coffee"):
    return Image.open(PHOTOGRAPHS / f"{name}.jpg").convert("RGB").resize(SIZE)


def region(size=SIZE):
    mask = Image.new("L", size)
    ImageDraw.Draw(mask).rectangle((BOX[0], BOX[1], BOX[2] - 1, BOX[3] - 1), fill=255)
    return mask


def ask(fault="", *, header="", text=f"make it green\n\n{SENTENCE}"):
    pictures = (photograph(), marked(photograph(), region()))
    parts = [{"type": "text", "text": text}]
    for one in pictures:
        url = encode_data_url(encoded(one, "JPEG", quality=90), "jpeg")
        parts.append({"type": "image_url", "image_url": {"url": url}})
    body = {"model": "nano-banana", "messages": [{"role": "user", "content": parts}]}
    if fault:
        body["fault"] = fault

    async def exchange():
        transport = httpx.ASGITransport(app=create_app())
        async with httpx.AsyncClient(transport=transport, base_url="http://offline") as client:
            headers = {"X-Imagegen-Fault": header} if header else {}
            return await client.post("/v1/chat/completions", json=body, headers=headers)

    response = asyncio.run(exchange())
    assert response.status_code == 200, response.text
    message = response.json()["choices"][0]["message"]
    data = decode_data_url(message["images"][0]["image_url"]["url"])
    return Image.open(io.BytesIO(data)).convert("RGB"), message["content"]


def changes(image):
    """How much an answer differs from the photograph, outside and inside the region."""
    before = np.asarray(photograph()).astype(int)
    apart = np.abs(np.asarray(image.resize(SIZE)).astype(int) - before).max(axis=2)
    inside = np.asarray(region()) > 0
    return float((apart[~inside] > 12).mean()), float((apart[inside] > 12).mean())


def test_only_the_marked_part_changes():
    image, text = ask()
    outside, inside = changes(image)
    assert outside < 0.1  # of compression
    assert inside > 0.5
    assert "magenta" not in text
    assert "green" in text


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("A small gold crown", "a gold crown"),
        ("a heart drawn in the foam", "a heart"),
        ("add a crown to the cup", "a crown"),
        ("put glasses on it", "with glasses"),
        ('a sign that says "OPEN"', "“OPEN”"),
    ],
)
@pytest.mark.parametrize("box", [BOX, (20, 10, 120, 60), (500, 330, 640, 420)])
def test_what_is_named_is_drawn_whole_within_the_region(text, words, box):
    """Nothing of it is cut: it changes pixels within the region, and none along its edge."""
    image = photograph()
    mask = Image.new("L", SIZE)
    ImageDraw.Draw(mask).rectangle((box[0], box[1], box[2] - 1, box[3] - 1), fill=255)
    files = [encoded(one, "PNG") for one in (image, marked(image, mask))]
    made = edit(text, files[:1], model="gpt-image", marked=files[1])
    assert words in made.text
    after = Image.open(io.BytesIO(made.data)).convert("RGB")
    apart = np.abs(np.asarray(after).astype(int) - np.asarray(image).astype(int)).max(axis=2) > 12
    left, top, right, bottom = box
    inside = apart[top:bottom, left:right]
    assert inside.mean() > 0.04
    edges = [inside[0], inside[:, 0], inside[:, -1]]
    assert not any(edge.any() for edge in edges if "OPEN" not in text)


@pytest.mark.parametrize(
    "box", [(10, 20, 11, 21), (0, 0, 1, 420), (30, 40, 32, 42), (90, 200, 500, 201)]
)
@pytest.mark.parametrize("text", ["make it red", "a crown", 'a sign that says "OPEN"'])
def test_regions_as_thin_as_a_line_are_changed(text, box):
    image, mask = photograph(), Image.new("L", SIZE)
    mask.paste(255, box)
    files = [encoded(one, "PNG") for one in (image, marked(image, mask))]
    made = edit(text, files[:1], model="gpt-image", marked=files[1], faults=("misspell",))
    after = Image.open(io.BytesIO(made.data)).convert("RGB")
    assert after.size == SIZE
    if text == "make it red":
        assert after.crop(box).tobytes() != image.crop(box).tobytes()


def test_what_is_there_already_is_changed_and_not_drawn_anew():
    made = ask(text=f"Make the cup blue\n\n{SENTENCE}")[1]
    assert made.startswith("Your picture in blue")


@pytest.mark.thorough
def test_the_label_stands_outside_of_the_region_and_is_no_change_to_speak_of():
    image = photograph("rocket")
    image.info.clear()  # its colour profile
    for corner in ((0, 0), (440, 320)):
        mask = Image.new("L", SIZE)
        mask.paste(255, (*corner, corner[0] + 200, corner[1] + 100))
        files = [encoded(one, "PNG") for one in (image, marked(image, mask))]
        made = Image.open(
            io.BytesIO(edit("a heart", files[:1], model="gpt-image", marked=files[1]).data)
        )
        assert "offline sketch" in made.info["Description"]
        done = composite(
            image, made.convert("RGB"), Region(SIZE, ((*corner, corner[0] + 200, corner[1] + 100),))
        )
        assert (done.report.pasted, done.report.overshoot) == (True, 0)
        assert 0 < done.report.model_outside < 0.01


@pytest.mark.thorough
@pytest.mark.parametrize("name", ["shift", "zoom", "recolour", "overshoot", "repaint"])
def test_each_fault_changes_the_rest(name):
    assert changes(ask(name)[0])[0] > changes(ask()[0])[0] + 0.02


@pytest.mark.thorough
def test_faults_are_named_in_the_body_or_in_the_header():
    assert ask("shift, zoom")[0].tobytes() == ask(header="shift,zoom")[0].tobytes()
    assert ask("shape")[0].height < ask()[0].height
    assert ask("reencode")[0].tobytes() != ask()[0].tobytes()


def test_without_the_sentence_the_copy_is_an_input_like_others():
    outside, _ = changes(ask(text="make it green")[0])
    assert outside > 0.3


@pytest.mark.parametrize("name", ["coffee", "rocket"])
def test_marks_are_found_through_compression(name):
    picture = photograph(name)
    copy = Image.open(io.BytesIO(encoded(marked(picture, region()), "JPEG", quality=80)))
    found = np.asarray(marks_on(picture, copy.convert("RGB"))) > 0
    inside = np.asarray(region()) > 0
    assert (found != inside).mean() < 0.01


def test_without_a_mark_nothing_changes():
    picture = photograph()
    assert marks_on(picture, picture).getbbox() is None


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_survives_small_pictures(name):
    for size in ((1, 1), (2, 9), (64, 64)):
        assert at_fault(Image.new("RGB", size, "red"), [name]).mode == "RGB"
    assert at_fault(Image.new("RGB", (9, 9)), ["nothing"]).size == (9, 9)


@pytest.mark.parametrize("text", ["OPEN 24 HOURS", "x", "\u0434\u0430", "tt", "a b c", "1984"])
def test_a_misspelt_text_is_another_one_of_as_many_words(text):
    assert misspelt(text) != text
    assert len(misspelt(text).split()) == len(text.split())


@pytest.mark.thorough
def test_words_are_misspelt_where_that_is_asked_for():
    right, wrong = (
        sketch.paint('a shop "OPEN LATE"', model="nano-banana", faults=faults).data
        for faults in ((), ("misspell",))
    )
    assert right != wrong


@pytest.mark.thorough
@pytest.mark.parametrize("prompt", ["a frog on a transparent background", "a cat, no background"])
def test_a_sticker_is_transparent_unless_squares_are_painted(prompt):
    made = Image.open(io.BytesIO(sketch.paint(prompt, model="nano-banana").data))
    assert (made.mode, made.format) == ("RGBA", "PNG")
    low, high = made.getchannel("A").getextrema()
    assert (low, high) == (0, 255)
    painted = sketch.paint(prompt, model="nano-banana", faults=("checkerboard",))
    squares = Image.open(io.BytesIO(painted.data))
    assert squares.mode == "RGB"
    assert abs(squares.getpixel((4, 4))[0] - squares.getpixel((20, 4))[0]) > 40


@pytest.mark.thorough
def test_a_transparent_background_is_asked_for_in_the_body_too():
    made = sketch.paint("a frog", model="gpt-image", transparent=True)
    assert Image.open(io.BytesIO(made.data)).mode == "RGBA"
    assert made == sketch.paint("a frog", model="gpt-image", transparent=True)
