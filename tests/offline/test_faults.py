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
from ipyimagegen.offline.app import create_app
from ipyimagegen.offline.faults import FAULTS, at_fault
from ipyimagegen.offline.sketch import marks_on
from ipyimagegen.regions.marking import SENTENCE, marked

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


@pytest.mark.parametrize("name", ["shift", "zoom", "recolour", "overshoot", "repaint"])
def test_each_fault_changes_the_rest(name):
    assert changes(ask(name)[0])[0] > changes(ask()[0])[0] + 0.02


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
