"""Bodies that are not one clean JSON document: what stands in them is read all the same."""

import base64
import html
import json
import time

import pytest
from answers import JPEG, PNG, RED, answer, digest, failure, hashes, picture, read, url
from hypothesis import given
from hypothesis import strategies as st

from ipyimagegen import errors
from ipyimagegen.gateway.documents import read_closely
from ipyimagegen.gateway.patience import Patience

CLEAN = json.dumps(answer({"content": "Größe", "images": [url()]}, usage={"cost": 0.5}))
ASCII = json.dumps(answer({"content": "Here.", "images": [url()]}, usage={"cost": 0.5}))

AROUND = {
    "a log line before": "2026-11-28 10:00:01 INFO done\n" + ASCII,
    "a log line with brackets": "[10:00:01] {worker} [INFO] done: " + ASCII,
    "a bracket that is never closed": "[10:00:01 done " + ASCII + "]",
    "data:": "data: " + ASCII,
    "data: without a space": "data:" + ASCII + "\n\n",
    "a guard": ")]}',\n" + ASCII,
    "a guard that loops": "for(;;);" + ASCII,
    "a callback": "callback(" + ASCII + ");",
    "zeros after": ASCII + "\0" * 100,
    "zeros before": "\0\0" + ASCII,
    "words after": ASCII + "\nTook 12 s.",
    "a comma too many": ASCII[:-1] + ",}",
    "commas too many": ASCII.replace("}]", "},]"),
    "a comma too few": ASCII.replace('}], "usage"', '}] "usage"'),
    "a comment": ASCII.replace("{", "{ // the answer\n", 1),
    "a string of JSON": json.dumps(ASCII),
    "a string of a string of JSON": json.dumps(json.dumps(ASCII)),
    "Python's": repr(json.loads(ASCII)),
    "pre": f"<pre>{ASCII}</pre>",
    "a page": f"<html><body><pre>{html.escape(ASCII)}</pre></body></html>",
    "a page, not escaped": f"<!DOCTYPE html>\n<html><body>{ASCII}</body></html>",
    "control characters": ASCII.replace("Here.", "Here.\n\t"),
    "parts": f"--b\r\nContent-Type: application/json\r\n\r\n{ASCII}\r\n--b--\r\n",
}


@pytest.mark.parametrize("body", AROUND.values(), ids=AROUND)
def test_a_picture_that_came_whole_is_shown_without_a_word_of_damage(body):
    reply = read(body.encode())
    assert hashes(reply) == [digest(PNG)]
    assert (reply.damaged, reply.text, reply.cost) == ((), "Here.", 0.5)


@pytest.mark.parametrize(
    "name",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be",
     "cp1252", "latin-1"],
)  # fmt: skip
def test_every_character_set_of_the_web_is_read(name):
    from ipyimagegen.gateway.encodings import take_off

    text = CLEAN.replace("Gr\\u00f6\\u00dfe", "Größe")
    body, packing = take_off(text.encode(name), "", 1_000_000)
    assert packing == ""
    reply = read(bytes(body))
    assert (hashes(reply), reply.text, reply.damaged) == ([digest(PNG)], "Größe", ())


def test_a_character_set_that_is_named_is_read_where_the_bytes_are_not_utf_8():
    text = json.dumps(answer({"content": "青蛙", "images": [url()]}), ensure_ascii=False)
    for name in ("gbk", "big5", "shift_jis"):
        reply = read(
            text.encode(name), headers={"content-type": f"application/json; charset={name}"}
        )
        assert (hashes(reply), reply.text) == ([digest(PNG)], "青蛙")
    # A false label changes nothing.
    reply = read(text.encode(), headers={"content-type": "application/json; charset=latin-1"})
    assert reply.text == "青蛙"


@pytest.mark.parametrize("bad", [b"\xff", b"\xe4\xb8", b"\x81\x8d", b"\xed\xa0\x80"])
def test_bytes_that_are_no_text_lose_no_picture(bad):
    body = ASCII.encode().replace(b"Here.", b"Here" + bad)
    reply = read(body)
    assert (hashes(reply), reply.damaged) == ([digest(PNG)], ())
    assert reply.text.startswith("Here")


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "WEBP"])
@pytest.mark.parametrize("label", ["image/png", "application/octet-stream", "application/json", ""])
def test_a_body_that_is_a_picture_is_shown(kind, label):
    data = picture(kind)
    reply = read(data, headers={"content-type": label})
    assert [found.bytes for found in reply.pictures] == [data]
    assert (reply.text, reply.damaged, reply.cost) == ("", (), None)


@pytest.mark.parametrize("body", [url(), base64.b64encode(PNG).decode(), f"\n{url()}\n"])
def test_a_body_that_is_a_picture_in_base64_is_shown(body):
    reply = read(body.encode(), headers={"content-type": "text/plain"})
    assert (hashes(reply), reply.text) == ([digest(PNG)], "")


def test_a_picture_in_a_part_is_shown():
    head = b"--b\r\nContent-Type: application/json\r\n\r\n" + json.dumps({"text": "Here."}).encode()
    body = head + b"\r\n--b\r\nContent-Type: image/png\r\n\r\n" + PNG + b"\r\n--b--\r\n"
    reply = read(body, headers={"content-type": "multipart/mixed; boundary=b"})
    assert (hashes(reply), reply.text) == ([digest(PNG)], "Here.")


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)


@pytest.mark.thorough
@given(st.dictionaries(st.text(), VALUES, min_size=1, max_size=5), st.booleans())
def test_json_with_a_comma_too_many_means_the_same(document, is_ascii):
    text = json.dumps(document, ensure_ascii=is_ascii)
    for body in (f"{text[:-1]},}}", f"[{text},,]", f"{text[:-1]} /* */}}"):
        contents = read_closely(body.encode("utf-8", "replace"), "", Patience())
        assert json.dumps(contents.documents) == json.dumps(
            [json.loads(text.encode("utf-8", "replace"))]
        )
        assert not contents.is_cut


@pytest.mark.thorough
@given(st.dictionaries(st.text(), VALUES, min_size=1, max_size=5), st.floats(0, 1))
def test_json_that_is_cut_off_is_read_up_to_there(document, part):
    text = json.dumps({"first": 1, "choices": document})
    end = max(len('{"first": 1'), int(part * (len(text) - 1)))
    contents = read_closely(text[:end].encode(), "", Patience())
    assert contents.documents[0]["first"] == 1
    assert contents.is_cut


# -- streams that nobody asked for ------------------------------------------------------


def stream(*events, end="data: [DONE]\n\n", line="data: {}\n\n"):
    return (
        ": ping\n\n" + "".join(line.replace("{}", json.dumps(e)) for e in events) + end
    ).encode()


def delta(**fields):
    return {"id": "1", "model": "openai/gpt", "choices": [{"index": 0, "delta": fields}]}


USED = {"choices": [], "usage": {"cost": 0.5}}
CALL = {"type": "image_generation_call", "result": url()[22:]}
PARTIAL = {"type": "image_generation.partial_image", "b64_json": url(RED)[22:]}
COMPLETED = {"type": "image_generation.completed", "b64_json": url()[22:], "usage": {"cost": 0.5}}
STREAMS = {
    "pictures of deltas": stream(
        delta(role="assistant", content=""), delta(content="He"), delta(content="re."),
        delta(images=[{"image_url": {"url": url()}}]), USED),
    "base64 in pieces": stream(
        delta(content="Here. "),
        *(delta(content=f"![a]({url()})"[at:at + 7]) for at in range(0, 200, 7)), USED),
    "lines that Windows ends": stream(
        delta(content="He"), delta(content="re.", images=[url()]), USED, line="data: {}\r\n\r\n"),
    "named events": stream(
        delta(content="Here."), delta(images=[url()]), USED, line="event: x\nid: 7\ndata: {}\n\n"),
    "without an end": stream(delta(content="Here."), delta(images=[url()]), USED, end=""),
    "lines of JSON": stream(
        delta(content="He"), delta(content="re.", images=[url()]), USED, end="", line="{}\n"),
    "a list": json.dumps([
        {"candidates": [{"content": {"parts": [{"text": "He"}]}}]},
        {"candidates": [{"content": {"parts": [
            {"text": "re."}, {"inlineData": {"data": url()}}]}}]},
        {"usage": {"cost": 0.5}}]).encode(),
    "events of Gemini": stream(
        {"candidates": [{"content": {"parts": [{"text": "Hm.", "thought": True}]}}]},
        {"candidates": [{"content": {"parts": [{"text": "He"}]}}]},
        {"candidates": [{"content": {"parts": [{"text": "re."}]}}]},
        {"candidates": [{"content": {"parts": [{"inlineData": {"data": url()[22:]}}]}}],
         "usage": {"cost": 0.5}}, end=""),
    "events of the responses API": stream(
        {"type": "response.image_generation_call.partial_image",
         "partial_image_b64": url(RED)[22:]},
        {"type": "response.output_text.delta", "delta": "He"},
        {"type": "response.output_text.delta", "delta": "re."},
        {"type": "response.output_item.done", "item": CALL},
        {"type": "response.completed", "response": {"usage": {"cost": 0.5}, "output": [
            CALL, {"type": "message", "content": [{"type": "output_text", "text": "Here."}]}]}},
        end="", line="event: x\ndata: {}\n\n"),
    "events of the images API": stream(
        PARTIAL, PARTIAL, {**COMPLETED, "text": "Here."}, end="", line="event: x\ndata: {}\n\n"),
    "events of Anthropic": stream(
        {"type": "content_block_delta", "index": 0, "delta": {"type": "text_delta", "text": "He"}},
        {"type": "content_block_delta", "index": 0, "delta": {"type": "text_delta", "text": "re."}},
        {"type": "content_block_start", "index": 1, "content_block": {
            "type": "image", "source": {"type": "base64", "data": url()[22:]}}},
        {"type": "message_delta", "delta": {"stop_reason": "end_turn"}, "usage": {"cost": 0.5}}),
}  # fmt: skip


@pytest.mark.parametrize("body", STREAMS.values(), ids=STREAMS)
@pytest.mark.parametrize("label", ["text/event-stream", "application/json"])
def test_a_stream_is_read_as_the_message_that_it_makes(body, label):
    reply = read(body, headers={"content-type": label})
    assert hashes(reply) == [digest(PNG)]
    assert (reply.text, reply.cost, reply.damaged) == ("Here.", 0.5, ())


def test_a_draft_counts_where_the_stream_broke_before_the_picture():
    reply = read(stream({**PARTIAL, "b64_json": url(JPEG)}, PARTIAL, end=""))
    assert hashes(reply) == [digest(RED)]


def test_several_pictures_of_a_stream_keep_their_order():
    reply = read(stream(COMPLETED, {**COMPLETED, "b64_json": url(RED)}, COMPLETED))
    assert hashes(reply) == [digest(PNG), digest(RED)]


def test_words_and_errors_of_a_stream_are_told():
    error = failure(stream(delta(content="I can"), delta(content="'t.")))
    assert (type(error), error.said) == (errors.NoPicture, "I can't.")
    events = [{"type": "response.output_text.delta", "delta": text} for text in ("I can", "'t.")]
    thought = {"type": "response.reasoning_summary_text.delta", "delta": "Hm."}
    assert failure(stream(thought, *events, thought)).said == "I can't."
    error = failure(stream(delta(content="I"), {"error": {"code": 429, "message": "slow"}}))
    assert (type(error), error.said) == (errors.RateLimited, "slow")


# -- what is no answer ------------------------------------------------------------------

LOGO = f'<html><head><script>var data = {{"a": 1}}</script></head><img src="{url()}"></html>'


@pytest.mark.parametrize(
    ("body", "label"),
    [
        (LOGO, "text/html"),
        (LOGO, "application/json"),
        ("\n<!-- portal --><!DOCTYPE html><title>Log in</title>", ""),
        ("<?xml version='1.0'?><html><body>Log in</body></html>", "application/xhtml+xml"),
        ("<h1>Log in</h1>", "text/html; charset=utf-8"),
    ],
)
def test_a_web_page_is_no_api_and_its_logo_no_picture(body, label):
    error = failure(body.encode(), headers={"content-type": label})
    assert (type(error), error.maybe_billed, error.reply) == (errors.Unreachable, False, b"")


def test_words_in_a_page_were_paid_for():
    body = f"<html><pre>{json.dumps(answer({'content': 'No.'}))}</pre></html>".encode()
    error = failure(body, headers={"content-type": "text/html"})
    assert (error.said, error.maybe_billed, error.reply) == ("No.", True, body)


@pytest.mark.parametrize(
    ("body", "label"),
    [
        (b"ok", "text/plain"),
        (b"ok \x1b[31m sk-0123456789abcdef", "text/plain"),
        (b"[1, 2]", "application/json"),
        (b"\x08\x05hello\x00\xff\xfe", "application/x-protobuf"),
        (b"<?xml version='1.0'?><answer/>", "application/xml"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "image/svg+xml"),
        (b"%PDF-1.7", "application/pdf"),
        (b"\x00\x00\x00\x20ftypisom\x00\x00\x02\x00", "video/mp4"),
    ],
)
def test_an_answer_of_an_unknown_kind_may_be_billed_and_is_kept(body, label):
    error = failure(body, headers={"content-type": label})
    assert str(error) == "the answer is of an unknown kind"
    assert error.said.startswith(label)
    assert error.said.isprintable()
    assert "0123456789" not in error.said
    assert (error.maybe_billed, error.reply) == (True, body)
    assert len(error.lines()) <= 4


@pytest.mark.parametrize(
    "body",
    [
        b'{"a": 1}' + b'{"b":' * 25_000, b'{"a": 1}' + b'{"b":[' * 400 + b"]}" * 400,
        b"{" * 75_000, b'{"a": [' * 25_000, b"[1 " * 50_000, b'data: {"a"\n' * 25_000,
        b'{"a": 1},' * 25_000, b"\\" * 250_000, b'"' * 125_000, b"```{" * 50_000,
        b"data:" * 75_000, b"data:," * 75_000, b"aaaaaaa " * 50_000, b"iVBORw0KGgo" * 25_000,
        b"<!--" * 75_000, b"--b\r\n" * 50_000, b"https://" * 50_000, b"![a](" * 75_000,
        json.dumps(answer({"content": "data:image/png;base64," * 50_000})).encode(),
        json.dumps(answer({"content": ("a" * 39 + "\n") * 50_000})).encode(),
        stream(*[delta(content="data:image/png;base64,iVBO")] * 20_000),
    ],
)  # fmt: skip
def test_bodies_made_to_be_slow_take_a_moment(body):
    started = time.process_time()
    assert failure(body).lines()
    assert time.process_time() - started < 5
