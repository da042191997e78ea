"""Every failure of a gateway, through a real kernel: its message, and its calls."""

from __future__ import annotations

import gzip
import json
import re
import socket
import ssl

import pytest
import trustme

import kernels
from kernels import images_of, plain
from scripted import (
    answer,
    bomb,
    choice,
    data_url,
    drip,
    failing,
    hang_up,
    picture,
    reset,
    serving,
    silence,
    slam,
    success,
    then,
)

pytestmark = pytest.mark.kernel

KEY = "sk-of-this-test-0123456789"
GOOD = success(data_url(picture()))
HTML = b"<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>"
MODERATED = failing(
    400,
    "Provider returned error",
    metadata={
        "provider_name": "OpenAI",
        "raw": '{"error": {"code": "moderation_blocked", "message": "safety_violations=[x]"}}',
    },
)
FLAGGED = failing(
    403,
    "Input was flagged",
    metadata={"reasons": ["violence"], "flagged_input": "a knife", "provider_name": "OpenAI"},
)
LITELLM = failing(
    "429",
    'litellm.RateLimitError: RateLimitError: OpenrouterException - {"error": {"code": 429, '
    '"message": "Slow down, please"}, "user_id": "user_x"}\n\nLiteLLM: model group failed',
    type="throttling_error",
)
PNG = data_url(picture())
B64 = PNG.partition(",")[2]
INLINE = {"inline_data": {"mime_type": "image/png", "data": B64}}
PROVIDER = {"native_finish_reason": "error", "error": {"code": 502, "message": "Provider gone"}}

# number in the table, reply of the gateway, error, words of its message, requests
ROWS = [
    ("3", answer(failing(401, "No auth credentials found"), 401), "KeyRefused", "No auth", 1),
    ("4", answer(failing(None, "No connected db."), 400), "KeyRefused", "No connected db", 1),
    ("5", answer(failing(402, "fewer max_tokens"), 402), "OutOfCredit", "smaller max_tokens", 1),
    ("5b", answer(failing("insufficient_quota", "The quota is used up."), 429), "OutOfCredit",
     "The quota is used up.", 1),
    ("5c", answer(failing(403, "Key limit exceeded"), 403), "OutOfCredit", "own limit", 1),
    ("6a", answer(FLAGGED, 403), "Blocked", "OpenAI: violence in “a knife”", 1),
    ("6b", answer(MODERATED, 400), "Blocked", "safety_violations", 1),
    ("7", answer(failing(403, "wrong scope"), 403), "KeyRefused", "may not use", 1),
    ("7b", answer(b"error code: 1010", 403, "text/plain"), "Unreachable",
     "something before the gateway refused", 1),
    ("8a", answer(failing(404, "No endpoints found"), 404), "ModelNotFound", "nano-banana", 1),
    ("8b", answer(failing(400, "Invalid model name"), 400), "ModelNotFound", "nano-banana", 1),
    ("8c", answer(failing(404, "No endpoints found for your data policy"), 404), "NotAllowed",
     "own settings rule this out", 1),
    ("9", answer(failing(413, "cannot exceed 30MB"), 413), "TooLarge", "30MB", 1),
    ("9b", answer(HTML, 413, "text/html"), "TooLarge", "too large", 1),
    ("10a", answer(failing(429, "slow"), 429, Retry_After="0"), "RateLimited", "(3 tries)", 3),
    ("10b", answer(LITELLM, 429, retry_after_ms="10"), "RateLimited", "Slow down, please", 3),
    ("10c", answer(LITELLM, 429, Retry_After="3600"), "RateLimited", "wait 3600 s", 1),
    ("10d", answer(failing(429, "slow"), 429, Retry_After="912044570"), "RateLimited",
     "more than a day", 1),
    ("11a", answer(failing(503, "busy"), 503, Retry_After="0"), "GatewayFailed", "overloaded", 2),
    ("11b", answer(failing(529, "busy"), 529, Retry_After="0"), "GatewayFailed", "overloaded", 2),
    ("11c", answer(failing(503, "busy"), 503), "GatewayFailed", "billed", 1),
    *(
        (f"12-{status}", answer(HTML, status, "text/html"), "GatewayFailed", "502 Bad Gateway", 1)
        for status in (408, 500, 502, 504, 520, 521, 522, 523, 524)
    ),
    ("12-words", answer(b"Internal Server Error", 500, "text/plain"), "GatewayFailed",
     "Internal Server Error", 1),
    ("13a", silence, "DeadlinePassed", "2 s", 1),
    ("13b", drip, "DeadlinePassed", "may have been made and billed", 1),
    ("14-half", answer(GOOD[:40], length=9999), "GatewayFailed", "What came is kept", 1),
    ("14-none", hang_up, "GatewayFailed", "connection broke", 1),
    ("14-reset", reset, "GatewayFailed", "connection broke", 1),
    ("14-reset-half", then(answer(GOOD[:40], length=9999), reset), "GatewayFailed", "broke", 1),
    ("14-short", answer(GOOD[:40]), "GatewayFailed", "not whole", 1),
    ("15", answer(failing(502, "Provider returned error")), "GatewayFailed", "Provider", 1),
    ("15-429", answer(failing(429, "slow")), "RateLimited", "slow", 1),
    ("16a", answer(choice({"content": ""}, finish_reason="error",
     error={"code": 502, "message": "Provider disconnected"})), "GatewayFailed", "disconnected", 1),
    ("16b", answer(choice({"content": ""}, provider_specific_fields=PROVIDER)), "GatewayFailed",
     "Provider gone", 1),
    ("17a", answer(choice({"content": ""}, finish_reason="content_filter")), "Blocked",
     "content_filter", 1),
    ("17b", answer(choice({}, native_finish_reason="IMAGE_SAFETY")), "Blocked", "IMAGE_SAFETY", 1),
    ("17c", answer(b'{"id": "task_01JX9", "status": "queued"}', 202), "Queued",
     "task task_01JX9: queued", 1),
    ("18", answer(choice({"content": "I can't draw that person."})), "NoPicture",
     "I can't draw that person.", 1),
    ("19", answer(choice({"content": None})), "NoPicture", "an empty answer", 1),
    ("20", answer(choice({"content": None}, finish_reason="length")), "NoPicture", "max_tokens", 1),
    ("21", answer(b'{"choices": []}'), "NoPicture", "an empty answer", 1),
    ("22-base64", answer(success("data:image/png;base64,not/base64!")), "NoPicture", "is kept", 1),
    ("22-cut", answer(success(data_url(picture()[:60]))), "NoPicture", "What came is kept", 1),
    ("22-bomb", answer(success(data_url(bomb()))), "NoPicture", "13000×13000", 1),
    ("23", answer(success(data_url(picture("JPEG"), "png"))), None, "64×48 JPEG", 1),
    ("24-link", answer(success("https://cdn.example/x.png?key=s3cret")), "NoPicture",
     "https://cdn.example", 1),
    ("24-svg", answer(success("data:image/svg+xml;base64,PHN2Zz4=")), "NoPicture", "SVG", 1),
    ("25", answer(b"<!doctype html><h1>Log in</h1>", kind="text/html"), "Unreachable",
     "no API", 1),
    ("26", answer(b"", 302, Location="https://login.example/?token=t"), "Unreachable",
     "https://login.example", 1),
    ("28", answer(success(data_url(picture()), model="openai/gpt-5.4-image-2")), None,
     "answered by openai/gpt-5.4-image-2", 1),
    ("29", answer(success(data_url(picture()[:60]), data_url(picture()))), None,
     "another picture was unusable", 1),
    ("length-long", answer(GOOD, length=len(GOOD) + 100), None, "the picture had come", 1),
    ("cut-behind", answer(GOOD[:-4]), None, "this much of it could be used", 1),
    ("gzip", answer(gzip.compress(b" " * 10_000_000), Content_Encoding="gzip"), "GatewayFailed",
     "no content", 1),
    ("spaces", answer(b" " * 100_000_000), "TooLarge", "64 MB", 1),
    ("gzip-unsaid", answer(gzip.compress(GOOD)), None, "64×48", 1),
    ("gzip-said", answer(gzip.compress(GOOD), Content_Encoding="gzip"), None, "64×48", 1),
    ("gzip-refusal", answer(gzip.compress(failing(402, "no money")), 402), "OutOfCredit",
     "no money", 1),
    ("br", answer(b"\x1b\x8f\x02\x00\x8c\xd4" * 9, Content_Encoding="br"), "GatewayFailed",
     "can't be read here: br", 1),
    ("charset", answer(GOOD, Content_Encoding="utf-8"), None, "64×48", 1),
    ("none", answer(GOOD, Content_Encoding="none"), None, "64×48", 1),
    ("utf-16", answer(GOOD.decode().encode("utf-16")), None, "64×48", 1),
    ("parts", answer(choice({"content": None, "multi_mod_content": [INLINE]})), None, "64×48", 1),
    ("parts-content", answer(choice({"content": [INLINE]})), None, "64×48", 1),
    ("candidates", answer(json.dumps({"candidates": [{"content": {"parts": [
        {"inlineData": {"mimeType": "image/png", "data": B64}}]}}]}).encode()), None, "64×48", 1),
    ("b64_json", answer(json.dumps({"data": [{"b64_json": B64}]}).encode()), None, "64×48", 1),
    ("link", answer(json.dumps({"data": [{"url": "https://files.example/1.png?k=s3cret"}]}).encode()),
     "NoPicture", "https://files.example, which is not fetched", 1),
    ("result", answer(json.dumps({"output": [{"type": "image_generation_call", "result": B64}]})
     .encode()), None, "64×48", 1),
    ("bare", answer(success(B64)), None, "64×48", 1),
    ("prefixed-twice", answer(success("data:image/png;base64," + PNG)), None, "64×48", 1),
    ("octet-stream", answer(success(PNG.replace("image/png", "application/octet-stream"))), None,
     "64×48", 1),
    ("content", answer(choice({"content": B64})), None, "64×48", 1),
    ("stream", answer(b"data: " + GOOD + b"\n\ndata: [DONE]\n\n", kind="text/event-stream"), None,
     "64×48", 1),
    ("picture", answer(picture(), kind="image/png"), None, "64×48", 1),
    ("500-picture", answer(GOOD, 500), None, "said that it failed: HTTP 500", 1),
    ("429-picture", answer(GOOD, 429, Retry_After="0"), None, "HTTP 429", 1),
    ("unknown", answer(b"\x08\x05hello\x00\xff", kind="application/x-protobuf"), "GatewayFailed",
     "What came is kept", 1),
    ("many", answer(success(*[data_url(picture())] * 10_000)), None, "64×48", 1),
    ("deep", answer(b'{"choices":' * 100_000), "GatewayFailed", "not whole", 1),
    ("twice", answer(GOOD[:-1] + b', "choices": []}'), None, "64×48", 1),
    ("not a number", answer(GOOD[:-1] + b', "usage": {"cost": NaN}}'), None, "64×48", 1),
    ("surrogate", answer(GOOD[:-1] + b', "model": "\\ud800"}'), None, "64×48", 1),
    ("markup", answer(failing(500, "<script>alert(1)</script>\x1b[31m\u202e red"), 500),
     "GatewayFailed", "<script>alert(1)</script> [31m red", 1),
]  # fmt: skip


@pytest.fixture(scope="module")
def gateway():
    with serving() as scripted:
        yield scripted


@pytest.fixture(scope="module")
def kernel_of_all(tmp_path_factory):
    folder = tmp_path_factory.mktemp("failures")
    with kernels.kernel(folder, IMAGEGEN_API_KEY=KEY) as kernel:
        yield kernel


@pytest.fixture
def kernel(kernel_of_all, gateway):
    gateway.reset()
    reply, _ = kernel_of_all.run(f"%imagegen use {gateway.url}")
    assert reply["status"] == "ok"
    return kernel_of_all


def error_of(outputs):
    [error] = [output for output in outputs if output["type"] == "error"]
    return error


def assert_told(error, kind, words, port):
    told = "\n".join(error["traceback"])
    assert error["ename"] == kind, told
    assert words in told
    assert len(error["traceback"]) <= 4
    assert all(line.isprintable() for line in error["traceback"])
    assert "billed" in told or "Nothing was sent" in told
    # A notebook stores the message for comparison: the same on every run.
    assert not re.search(rf"{port}|\d+ s\b", error["evalue"])
    assert KEY not in told
    assert "s3cret" not in told


@pytest.mark.parametrize(("script", "kind", "words", "paid"), [r[1:] for r in ROWS],
                         ids=[row[0] for row in ROWS])  # fmt: skip
def test_row(kernel, gateway, script, kind, words, paid):
    gateway.script = script
    seconds = 2 if kind == "DeadlinePassed" else 60
    reply, outputs = kernel.run(f"%%imagegen -q --again --timeout {seconds} result\na cat" if kind
                                else "%%imagegen --again\na cat")  # fmt: skip
    if kind is None:
        assert reply["status"] == "ok", reply
        assert len(images_of(outputs)) == 1
        assert words in plain(outputs)
        assert B64 not in plain(outputs)
    else:
        assert reply["status"] == "error"
        assert_told(error_of(outputs), kind, words, gateway.port)
    assert len(gateway.requests) == paid
    gateway.wait_until_closed()
    # One gateway failing leaves the next cell working, and nothing behind.
    gateway.reset()
    reply, outputs = kernel.run("%%imagegen --again\na dog")
    assert reply["status"] == "ok"
    assert len(images_of(outputs)) == 1
    assert kernel.value(LEFT) == "(True, 0, 0)"
    gateway.wait_until_closed()


# The loop's thread, its tasks but its own and the one that counts them, requests in flight.
LEFT = """
import asyncio, ipyimagegen.session as _module
_session = _module.current_session()
async def _tasks():
    for _ in range(1000):  # small copies for galleries are made a moment later
        left = len(asyncio.all_tasks()) - 2
        if not left:
            break
        await asyncio.sleep(0.01)
    return left
_loop = _session.worker
(_loop.is_alive, _loop.submit(_tasks()).result(), len(_session.scheduler.under_way()))
"""


def test_nobody_listens(kernel, gateway):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    kernel.run(f"%imagegen use http://127.0.0.1:{port}")
    _, outputs = kernel.run("%%imagegen --again\na cat")
    assert_told(error_of(outputs), "Unreachable", "cannot reach", port)
    assert "Nothing was billed." in error_of(outputs)["traceback"]
    assert gateway.requests == []


def test_a_certificate_that_nobody_trusts(kernel):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    trustme.CA().issue_cert("127.0.0.1").configure_cert(context)
    with serving(context) as secured:
        kernel.run(f"%imagegen use {secured.url}")
        _, outputs = kernel.run("%%imagegen --again\na cat")
        assert_told(error_of(outputs), "Unreachable", "certificate is not trusted", secured.port)
        assert "SSL_CERT_FILE" in "".join(error_of(outputs)["traceback"])
        assert secured.requests == []


def test_hanging_up_while_a_big_request_is_sent(kernel, gateway):
    kernel.run(
        "import os\nfrom PIL import Image\n"
        "noise = [Image.frombytes('RGB', (1200, 1200), os.urandom(4320000)) for _ in range(5)]\n"
        "one, two, three, four, five = noise"
    )
    gateway.script = slam
    _, outputs = kernel.run("%%imagegen -i one,two,three,four,five\nmix them")
    assert_told(error_of(outputs), "TooLarge", "fewer or smaller inputs", gateway.port)
    gateway.wait_until_closed()


@pytest.mark.parametrize(
    "body",
    [
        GOOD[:-1] + b",}", b"data: " + GOOD, b"INFO done\n" + GOOD, GOOD + bytes(40),
        json.dumps(GOOD.decode()).encode(),
    ],
)  # fmt: skip
def test_of_pictures_that_came_whole_nothing_poor_is_said(kernel, gateway, body):
    gateway.script = answer(body)
    _, outputs = kernel.run("%%imagegen --again\na cat")
    assert "64×48" in plain(outputs)
    assert not re.search("unusable|not whole|is kept", plain(outputs))


def test_what_could_not_be_read_is_on_disk(kernel, gateway):
    gateway.script = answer(GOOD[:60], length=9999)
    _, outputs = kernel.run("%%imagegen --again\na cat")
    told = "".join(error_of(outputs)["traceback"])
    path = told.partition("What came is kept: ")[2]
    path = path.replace("~", str(kernel.folder / "home"))
    assert kernels.Path(path).read_bytes() == GOOD[:60]


def test_a_task_in_a_queue_is_asked_for_by_show_and_by_its_cell(kernel, gateway):
    gateway.script = answer(b'{"id": "t1", "status": "queued", "polling_url": "/t1"}', 202)
    _, outputs = kernel.run("%%imagegen late\na cat in a queue")
    [number] = re.findall(r"show @(\d+)", "".join(error_of(outputs)["traceback"]))
    gateway.listing = answer(b'{"id": "t1", "status": "processing"}')
    reply, outputs = kernel.run(f"%imagegen show @{number}")
    assert reply["status"] == "ok"
    assert "task t1: processing" in "".join(o["text"] for o in outputs if o["type"] == "stream")
    _, outputs = kernel.run("%%imagegen late\na cat in a queue")
    assert_told(error_of(outputs), "Queued", "task t1: processing", gateway.port)
    gateway.listing = answer(GOOD)
    _, outputs = kernel.run(f"%imagegen show @{number}")
    assert len(images_of(outputs)) == 1
    assert f"@{number}" in plain(outputs)
    _, outputs = kernel.run("%%imagegen late\na cat in a queue")
    assert "replayed" in plain(outputs)
    assert len(gateway.requests) == 1


def test_the_users_own_line_is_named(kernel, gateway):
    gateway.script = answer(choice({"content": "I'd rather not."}))
    code = (
        "import ipyimagegen as ig\ndef make(what):\n"
        "    return ig.generate(what, again=True)\nmake('a cat')"
    )
    _, outputs = kernel.run(code)
    lines = error_of(outputs)["traceback"]
    assert lines[0].startswith("NoPicture (line 3 in make): no picture")
    assert len(lines) <= 4


def test_debug_shows_the_whole_traceback_without_the_key(kernel, gateway):
    gateway.script = answer(failing(500, f"headers: Bearer {KEY}"), 500)
    _, outputs = kernel.run("%%imagegen --again --debug\na cat")
    lines = error_of(outputs)["traceback"]
    assert lines[0] == "Traceback (most recent call last):"
    assert len(lines) > 10
    assert KEY not in "\n".join(lines)


def test_a_short_timeout_is_said_before_the_wait(kernel, gateway):
    _, outputs = kernel.run("%%imagegen --again --timeout 60\na cat")
    [said] = [output for output in outputs if output.get("name") == "stderr"]
    assert "60 s is short" in said["text"]
    _, outputs = kernel.run("%%imagegen --again --timeout 240\na cat")
    assert not [output for output in outputs if output.get("name") == "stderr"]


@pytest.mark.parametrize("value", ["0", "-1", "'soon'", "float('nan')"])
def test_an_unusable_timeout_is_refused(kernel, gateway, value):
    kernel.run(f"%config ImageGen.timeout = {value}")
    _, outputs = kernel.run("%%imagegen --again\na cat")
    kernel.run("%config ImageGen.timeout = None")
    assert error_of(outputs)["ename"] == "SettingError"
    assert gateway.requests == []


def test_doctor_says_what_is_fine(kernel):
    _, outputs = kernel.run("%imagegen doctor")
    text = "".join(output["text"] for output in outputs)
    assert "TROUBLE" not in text
    assert "from IMAGEGEN_API_KEY" in text
    assert KEY not in text
