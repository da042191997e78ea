"""The embedded gateway's protocol, in-process."""

from __future__ import annotations

import asyncio
import io

import httpx
import pytest
from PIL import Image

from ipyimagegen import errors
from ipyimagegen.images.picture import decode_data_url, encode_data_url
from ipyimagegen.offline.app import create_app


def ask(body, *, headers=None, app=None, path="/v1/chat/completions"):
    async def exchange():
        transport = httpx.ASGITransport(app=app or create_app())
        async with httpx.AsyncClient(transport=transport, base_url="http://offline") as client:
            if body is None:
                return await client.get(path, headers=headers)
            if isinstance(body, bytes):
                return await client.post(path, content=body, headers=headers)
            return await client.post(path, json=body, headers=headers)

    return asyncio.run(exchange())


def body(content="a red house", model="nano-banana", **more):
    return {"model": model, "messages": [{"role": "user", "content": content}], **more}


def picture_of(response):
    assert response.status_code == 200, response.text
    message = response.json()["choices"][0]["message"]
    data = decode_data_url(message["images"][0]["image_url"]["url"])
    return Image.open(io.BytesIO(data))


@pytest.mark.thorough
def test_same_request_same_picture_and_another_take_another_one():
    first, again = ask(body()), ask(body())
    other = ask(body(), headers={"X-Imagegen-Take": "2"})
    assert first.json() == again.json()
    assert first.json() != other.json()


@pytest.mark.thorough
def test_models_look_different():
    pictures = {picture_of(ask(body(model=m))).tobytes() for m in ("nano-banana", "gpt-image")}
    assert len(pictures) == 2


def test_edit_starts_from_the_given_picture():
    stream = io.BytesIO()
    Image.new("RGB", (300, 200), "red").save(stream, "PNG")
    parts = [
        {"type": "text", "text": "make it black and white"},
        {"type": "image_url", "image_url": {"url": encode_data_url(stream.getvalue(), "png")}},
    ]
    edited = picture_of(ask(body(parts))).convert("RGB")
    assert edited.width / edited.height == pytest.approx(1.5, rel=0.02)
    red, green, blue = edited.getpixel((edited.width // 2, edited.height // 2))
    assert max(red, green, blue) - min(red, green, blue) < 20


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("aspect", "size", "expected"),
    [("16:9", "1K", (1344, 768)), ("3:2", "1K", (1248, 832)), ("1:1", "2K", (2048, 2048))],
)
def test_shape_is_as_asked(aspect, size, expected):
    config = {"aspect_ratio": aspect, "image_size": size}
    assert picture_of(ask(body(image_config=config))).size == expected


@pytest.mark.thorough
def test_composite_tells_who_answered_and_falls_back():
    assert ask(body(model="image-gen")).json()["model"] == "google/gemini-3.1-flash-image-preview"
    fallen = ask(body(model="image-gen"), headers={"X-Imagegen-Fault": "banana-fails"})
    assert fallen.json()["model"] == "openai/gpt-5.4-image-2"
    assert picture_of(fallen).format == picture_of(ask(body(model="gpt-image"))).format


def test_models_are_listed_without_tools():
    entries = ask(None, path="/v1/models").json()["data"]
    assert [entry["id"] for entry in entries] == ["nano-banana", "gpt-image", "image-gen"]
    assert all(entry["constraints"]["tools"] is False for entry in entries)


def test_key_is_checked_when_there_is_one():
    app = create_app(key="sk-right")
    assert ask(body(), app=app).status_code == 401
    assert ask(body(), app=app, headers={"Authorization": "Bearer sk-wrong"}).status_code == 401
    assert ask(body(), app=app, headers={"Authorization": "Bearer sk-right"}).status_code == 200
    assert ask(None, app=app, path="/v1/models").status_code == 401


@pytest.mark.parametrize(
    ("wrong", "status"),
    [
        (b"{", 400),
        (b"[]", 400),
        (b"[" * 100_000, 400),
        (b'{"model": "\xff"}', 400),
        ({}, 400),
        (body(model="dall-e"), 404),
        (body(stream=True), 400),
        (body(tools=[{}]), 400),
        (body(""), 400),
        (body(7), 400),
        (body([{"type": "image_url", "image_url": {"url": "data:image/svg+xml;base64,AA"}}]), 400),
        (body(image_config={"aspect_ratio": "0:1"}), 400),
        (b" " * 32_000_001, 413),
    ],
    ids=lambda value: str(value)[:40],
)
def test_wrong_requests_are_refused_in_words(wrong, status):
    response = ask(wrong)
    assert response.status_code == status
    assert response.json()["error"]["code"] == status
    assert response.json()["error"]["message"]


@pytest.mark.parametrize(
    "fault",
    ["nonsense", "shift, zoome", "delay=soon", "delay=-1", "delay", "600", "Refuse", 7, ["shift"]],
    ids=str,
)
def test_a_fault_that_there_is_not_is_refused_with_those_that_there_are(fault):
    response = ask(body(fault=fault))
    assert response.status_code == 400
    message = response.json()["error"]["message"]
    assert message.startswith("No fault ")
    known = "shape, reencode, overshoot, misspell, checkerboard"
    assert "; there are 400 to 599, delay=SECONDS, refuse, banana-fails, repaint, " in message
    assert message.endswith(known)


def test_a_cell_with_a_fault_that_there_is_not_is_told(session):
    with pytest.raises(errors.ImagegenError) as caught:
        session.generate("a frog", extra={"fault": "nonsense"})
    assert "No fault 'nonsense'; there are 400 to 599" in caught.value.sentence
    assert "misspell, checkerboard" in caught.value.sentence


@pytest.mark.parametrize("fault", ["", None, " , ", "delay=0", "delay=0.001, shift", "misspell,"])
def test_a_fault_that_there_is_is_done(fault):
    assert ask(body(fault=fault)).status_code == 200


def test_faults_can_be_asked_for():
    assert ask(body(), headers={"X-Imagegen-Fault": "503"}).status_code == 503
    refused = ask(body(), headers={"X-Imagegen-Fault": "refuse"}).json()
    assert "images" not in refused["choices"][0]["message"]
