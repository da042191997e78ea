"""Good replies, broken in thousands of ways: a picture that still stands whole is shown."""

import base64
import hashlib
import io
import json
import random

import pytest
from answers import ASKED
from PIL import Image

from ipyimagegen.errors import GatewayError
from ipyimagegen.gateway.encodings import take_off
from ipyimagegen.gateway.failures import Response
from ipyimagegen.gateway.replies import MAX_BODY, read_reply

JUNK = [
    *"\"'{}[],:\\\n\0 1<>()`=%é\x1b", "\\\\", "null", "true", '"a":', "&quot;", "\ufeff", "data:",
    "//", "/*", "...", "\\u0000", "\\n", '\\"', "NaN", "undefined",
]  # fmt: skip
WRAPPERS = [
    json.dumps, "```json\n{}\n```".replace("{}", "%s").__mod__, ")]}',\n%s".__mod__,
    "<pre>%s</pre>".__mod__, "data: %s\n\n".__mod__, '{"response":%s}'.__mod__, "[%s]".__mod__,
    "[INFO] %s".__mod__, lambda text: text + text[:50],
]  # fmt: skip


def painted(seed):
    """A picture that no other is equal to, in one of the three usual types."""
    seed = random.Random(seed)
    image, stream = Image.frombytes("RGB", (12, 10), seed.randbytes(360)), io.BytesIO()
    image.save(stream, seed.choice(("PNG", "JPEG", "WEBP")))
    return stream.getvalue()


def pixels(data):
    return seen(Image.open(io.BytesIO(data)))


def seen(image):
    return hashlib.sha256(image.convert("RGB").tobytes()).hexdigest()


def encoded(data):
    return base64.b64encode(data).decode()


def chat(**message):
    choice = {"index": 0, "finish_reason": "stop", "message": {"content": "Here.", **message}}
    return {"model": "m", "choices": [choice], "usage": {"cost": 0.5}}


def event(**delta):
    return f"data: {json.dumps({'choices': [{'index': 0, 'delta': delta}]})}\n\n"


def wrapped(text):
    return "\n".join(text[at : at + 76] for at in range(0, len(text), 76))


def replies(codes):
    """Replies of usual and unusual gateways with these pictures, by name."""
    urls = [f"data:image/png;base64,{code}" for code in codes]
    linked = [{"type": "image_url", "image_url": {"url": url}} for url in urls]
    by_code = [{"b64_json": code} for code in codes]
    parts = [{"inlineData": {"mimeType": "image/png", "data": code}} for code in codes]
    sources = [{"type": "image", "source": {"type": "base64", "data": code}} for code in codes]
    calls = [{"type": "image_generation_call", "result": code} for code in codes]
    lines = [{"b64_json": wrapped(code)} for code in codes]
    told = "2026-11-28 [INFO] {worker}: "
    return {
        "images": json.dumps(chat(images=linked)),
        "indented": json.dumps(chat(images=linked), indent=1),
        "markdown": json.dumps(chat(content=" and ".join(f"![a]({url})" for url in urls) + ".")),
        "HTML": json.dumps(chat(content="".join(f'<img src="{url}"/>' for url in urls))),
        "parts": json.dumps(chat(content=[{"type": "text", "text": "Here."}, *linked])),
        "b64_json": json.dumps({"created": 1, "data": by_code}),
        "escaped": json.dumps({"created": 1, "data": by_code}).replace("/", "\\/"),
        "in lines": json.dumps({"created": 1, "data": lines}),
        "Gemini": json.dumps({"candidates": [{"content": {"parts": [{"text": "a"}, *parts]}}]}),
        "responses": json.dumps({"output": calls}),
        "Anthropic": json.dumps({"type": "message", "content": sources}),
        "events": event(content="He") + "".join(event(images=[one]) for one in linked),
        "events of words": "".join(event(content=f"![]({url})") for url in urls),
        "lines of JSON": "".join(json.dumps({"data": [one]}) + "\n" for one in by_code),
        "guarded": ")]}',\n" + json.dumps({"data": by_code}),
        "Python": repr(chat(images=urls)),
        "stable-diffusion-webui": json.dumps({"images": codes, "info": "x"}),
        "a string": json.dumps(json.dumps(chat(images=urls))),
        "JSON in the words": json.dumps(chat(content=json.dumps({"images": codes}))),
        "in a fence": json.dumps(chat(content=f"```json\n{json.dumps({'images': codes})}\n```")),
        "a callback": f"cb({json.dumps(chat(images=urls))});",
        "behind a log line": told + json.dumps(chat(images=urls)),
    }


def written(name, code):
    """A picture's letters as they stand in a reply of that name."""
    code = code.rstrip("=")
    if name == "in lines":
        return json.dumps(wrapped(code))[1:-1]
    return code.replace("/", "\\/") if name == "escaped" else code


def broken(text, whole, choose):
    """One to three mutations of a text, none inside of what should stay whole."""
    for _ in range(choose.choice((1, 1, 1, 2, 3))):
        spans = sorted((text.find(one), text.find(one) + len(one)) for one in whole if one in text)
        free = [at for at in range(len(text) + 1) if not any(a < at < b for a, b in spans)]
        at, other = sorted((choose.choice(free), choose.choice(free)))
        following = min((start for start, _ in spans if start >= at), default=len(text))
        match choose.randrange(9):
            case 0:
                text = text[:at] + choose.choice(JUNK) + text[at:]
            case 1:
                text = text[:at] + text[min(following, at + choose.choice((1, 2, 5, 20))) :]
            case 2:
                text = text[:at] + choose.choice(JUNK) + text[min(following, at + 1) :]
            case 3:
                text = text[:other]
            case 4:
                text = text[at:]
            case 5:
                text = text[:other] + text[at:other][:400] + text[other:]
            case 6:
                text = requoted(text, spans, choose)
            case 7:
                text = choose.choice(WRAPPERS)(text)
            case 8 if not any(start < other and end > at for start, end in spans):
                text = text[:at] + text[other:]
    return text


def requoted(text, spans, choose):
    """A text with all marks of one kind swapped, escaped, doubled or gone."""
    mark, pieces, last = choose.choice("\"'{}[],:"), [], 0
    for start, end in [*spans, (len(text), len(text))]:
        new = choose.choice(("'", '"', "", f" {mark}", mark * 2, f"\\{mark}"))
        pieces += [text[last:start].replace(mark, new), text[start:end]]
        last = end
    return "".join(pieces)


def assert_shown(seed):
    choose = random.Random(seed)
    pictures = [painted(choose.random()) for _ in range(choose.choice((1, 1, 2, 3)))]
    codes = [encoded(data) for data in pictures]
    name, text = choose.choice(list(replies(codes).items()))
    letters = [written(name, code) for code in codes]
    text = broken(text, letters, choose)
    expected = {pixels(data) for data, one in zip(pictures, letters, strict=True) if one in text}
    body, _ = take_off(text.encode("utf-8", "replace"), "", MAX_BODY)
    status = choose.choice((200, 200, 200, 400, 500, 502))
    response = Response(ASKED.gateway, status, {"content-type": "application/json"}, 1.0, ASKED)
    try:
        shown = set(map(seen, read_reply(response, bytes(body)).images))
    except GatewayError as error:
        assert len(error.lines()) <= 4
        shown = set()
    assert expected <= shown, f"seed {seed}, {name}, status {status}: {text}"


@pytest.mark.thorough
@pytest.mark.parametrize("start", range(0, 300, 100))
def test_a_picture_that_stands_whole_in_a_broken_reply_is_shown(start):
    for seed in range(start, start + 100):
        assert_shown(seed)


@pytest.mark.fuzz
@pytest.mark.timeout(900)
@pytest.mark.parametrize("start", range(1000, 11_000, 1000))
def test_a_picture_that_stands_whole_in_a_broken_reply_is_shown_10_000_times(start):
    for seed in range(start, start + 1000):
        assert_shown(seed)
