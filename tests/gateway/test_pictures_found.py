"""Pictures wherever they stand in an answer, and however their bytes are written."""

import base64
import gzip
import json
from urllib.parse import quote

import pytest
from answers import ASKED, JPEG, PNG, RED, answer, digest, failure, hashes, picture, read, url

from ipyimagegen import errors
from ipyimagegen.gateway.picture_text import has_its_end
from ipyimagegen.images.inputs import Input

B64 = base64.b64encode(PNG).decode()
INLINE = {"inlineData": {"mimeType": "image/png", "data": B64}}
SNAKE = {"inline_data": {"mime_type": "image/png", "data": B64}}
TEXT = {"text": "Here."}


def message(**fields):
    return answer({"content": "Here.", **fields})


PLACES = {
    # Gemini's own, which gateways pass on
    "multi_mod_content": message(multi_mod_content=[TEXT, SNAKE]),
    "multi_mod_content alone": message(content=None, multi_mod_content=[TEXT, SNAKE]),
    "parts in content": message(content=[TEXT, SNAKE]),
    "camel parts in content": message(content=[TEXT, INLINE]),
    "candidates": {"candidates": [{"content": {"parts": [TEXT, INLINE]}, "finishReason": "STOP"}]},
    "candidates in snakes": {"candidates": [{"content": {"parts": [TEXT, SNAKE]}}]},
    "candidates in an envelope": {
        "response": {"candidates": [{"content": {"parts": [TEXT, INLINE]}}]}},
    # the images API
    "b64_json": {"created": 1, "data": [{"b64_json": B64}], "text": "Here."},
    "url": {"created": 1, "data": [{"url": url()}], "text": "Here."},
    "data is one": {"data": {"b64_json": B64, "text": "Here."}},
    # the responses API
    "image_generation_call": {"output": [
        {"type": "image_generation_call", "status": "completed", "result": B64},
        {"type": "message", "content": [{"type": "output_text", "text": "Here."}]}]},
    "output_image": {"output": [{"type": "message", "content": [
        {"type": "output_text", "text": "Here."}, {"type": "output_image", "image_url": url()}]}]},
    "output is a text": {"output": url(), "text": "Here."},
    "output is a list of texts": {"output": [url()], "text": "Here."},
    # others
    "anthropic": {"type": "message", "role": "assistant", "stop_reason": "end_turn", "content": [
        {"type": "text", "text": "Here."},
        {"type": "image", "source": {"type": "base64", "media_type": "image/png", "data": B64}}]},
    "fal": {"images": [{"url": url(), "content_type": "image/png"}], "prompt": "a frog",
            "text": "Here."},
    "stability": {"artifacts": [{"base64": B64, "finishReason": "SUCCESS"}], "text": "Here."},
    "stable-diffusion-webui": {"images": [B64], "parameters": {"prompt": "a"}, "text": "Here."},
    "vertex": {"predictions": [{"bytesBase64Encoded": B64, "mimeType": "image/png"}],
               "text": "Here."},
    "cloudflare": {"result": {"image": B64}, "success": True, "text": "Here."},
    "image_base64": {"image_base64": B64, "text": "Here."},
    "an own name": {"payload": {"render": {"pixels": B64}}, "text": "Here."},
    "MCP": message(tool_results=[{"type": "image", "data": B64, "mimeType": "image/png"}]),
    "a tool's answer": {"choices": [{"message": {"role": "tool", "content": [
        {"type": "text", "text": "Here."}, {"type": "image_url", "image_url": {"url": url()}}]}}]},
    "second choice": {"choices": [
        {"message": {"content": "Here."}}, {"message": {"images": [url()]}}]},
    "delta": {"choices": [{"delta": {"content": "Here.", "images": [url()]}}]},
    "parts of a type of their own": message(content=[
        TEXT, {"type": "picture_block", "picture": {"bytes": B64}}]),
    "envelope": {"code": 0, "data": message(images=[url()])},
    "JSON in the text": message(content=json.dumps({"text": "Here.", "image": B64})),
    "JSON in a fence": message(
        content="```json\n" + json.dumps({"text": "Here.", "image": B64}) + "\n```"),
    "JSON in an argument": message(tool_calls=[
        {"function": {"name": "show", "arguments": json.dumps({"image": B64})}}]),
    "a buffer": message(attachment={"type": "Buffer", "data": list(PNG)}),
    "an array of bytes": {
        "image": {str(at): byte for at, byte in enumerate(PNG)}, "text": "Here."},
    "pictures by number": {"images": {"0": {"url": url()}}, "text": "Here."},
    "a list of bytes": {"image": list(PNG), "text": "Here."},
}  # fmt: skip


@pytest.mark.parametrize("document", PLACES.values(), ids=PLACES)
def test_a_picture_is_found_wherever_it_stands(document):
    reply = read(document)
    assert hashes(reply) == [digest(PNG)]
    assert reply.pictures[0].bytes == PNG
    assert reply.text == "Here."
    assert (reply.damaged, reply.remarks, reply.unread) == ((), (), b"")


WRAPPED = "\n".join(B64[at : at + 60] for at in range(0, len(B64), 60))
SPELLINGS = {
    "bare": B64,
    "twice prefixed": "data:image/png;base64," + url(),
    "percent-encoded": quote(url(), safe=""),
    "percent-encoded behind its prefix": "data:image/png;base64," + quote(B64, safe=""),
    "percent-encoded alone": quote(B64, safe=""),
    "octet-stream": url().replace("image/png", "application/octet-stream"),
    "text/plain": url().replace("image/png", "text/plain"),
    "no type": "data:;base64," + B64,
    "no base64 in its label": "data:image/png," + B64,
    "not base64 at all": "data:image/png," + quote(PNG),
    "capitals": "DATA:IMAGE/PNG;BASE64," + B64,
    "half a prefix": "base64," + B64,
    "a type with parameters": url().replace(";base64", ";name=frog.png;charset=utf-8;base64"),
    "a false type": url().replace("image/png", "image/webp"),
    "URL-safe": base64.urlsafe_b64encode(PNG).decode(),
    "without padding": B64.rstrip("="),
    "too much padding": B64 + "===",
    "wrapped": WRAPPED,
    "wrapped as Windows does": url()[:22] + WRAPPED.replace("\n", "\r\n"),
    "wrapped, escaped twice": WRAPPED.replace("\n", "\\n"),
    "white space around": f"\n  {B64}\n",
    "in quotes": f'"{B64}"',
    "padded inside": base64.b64encode(PNG[:40]).decode() + base64.b64encode(PNG[40:]).decode(),
    "hexadecimal": PNG.hex(),
}


@pytest.mark.parametrize("text", SPELLINGS.values(), ids=SPELLINGS)
@pytest.mark.parametrize(
    "document",
    [
        lambda text: answer({"images": [{"type": "image_url", "image_url": {"url": text}}]}),
        lambda text: answer({"images": [text]}),
        lambda text: answer({"images": [{"b64_json": text}]}),
        lambda text: answer({"content": [{"type": "image", "data": text}]}),
        lambda text: {"data": [{"b64_json": text}]},
        lambda text: answer({"content": text}),
    ],
)
def test_base64_is_read_however_it_is_spelled(document, text):
    reply = read(document(text))
    assert hashes(reply) == [digest(PNG)]
    assert (reply.text, reply.damaged) == ("", ())


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "WEBP"])
def test_each_type_is_known_by_its_bytes(kind):
    data = picture(kind, size=(16, 16))
    encoded = base64.b64encode(data).decode()
    for document in (answer({"content": encoded}), {"render": encoded}):
        reply = read(document)
        assert [found.bytes for found in reply.pictures] == [data]


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_a_few_bytes_behind_a_picture_hide_no_other_one(kind):
    data = picture(kind, size=(16, 16))
    assert has_its_end(data)
    assert has_its_end(data + bytes(12))
    assert not has_its_end(data[:-30])
    assert not has_its_end(data + bytes(64))


@pytest.mark.parametrize("before", [b"\r\n", b"\xef\xbb\xbf", b"<br />\n<b>Warning</b>: x\n"])
@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "WEBP"])
def test_what_a_server_writes_before_a_file_hides_no_picture(kind, before):
    data = picture(kind, size=(16, 16))
    assert [found.bytes for found in read(before + data).pictures] == [data]


@pytest.mark.parametrize("kind", ["BMP", "TIFF", "AVIF"])
def test_a_picture_of_another_type_is_kept_as_it_came(kind):
    body = json.dumps({"image": base64.b64encode(picture(kind, size=(16, 16))).decode()}).encode()
    error = failure(body)
    assert isinstance(error, errors.NoPicture)
    assert (error.reply, error.maybe_billed) == (body, True)


IN_TEXTS = {
    "behind a line": f"Here.\n\n{B64}",
    "before a line": f"{B64}\n\nHere.",
    "in a fence": f"Here.\n```\n{B64}\n```",
    "in a fence, wrapped": f"Here.\n```base64\n{WRAPPED}\n```",
    "markdown": f"Here. ![a frog]({url()})",
    "markdown without a prefix": f"Here. ![a frog]({B64})",
    "markdown without a type": f"![]({url().replace('image/png', '')})\nHere.",
    "HTML": f"Here. <img src='{url()}' alt='a frog'/>",
    "HTML, wrapped": f'Here. <img src="data:image/png;base64,{WRAPPED}">',
    "percent-encoded": f"Here. ![]({quote(url(), safe=':,;/')})",
}


@pytest.mark.parametrize("text", IN_TEXTS.values(), ids=IN_TEXTS)
@pytest.mark.parametrize("in_parts", [False, True])
def test_a_picture_in_a_text_is_taken_out_of_the_words(text, in_parts):
    reply = read(answer({"content": [{"type": "text", "text": text}] if in_parts else text}))
    assert hashes(reply) == [digest(PNG)]
    assert reply.text == "Here."


def test_encoded_bytes_that_are_no_picture_are_not_printed_as_words():
    text = "Here: " + base64.b64encode(bytes(range(256)) * 4000).decode()
    reply = read(answer({"content": text, "images": [url()]}))
    assert reply.text == "Here: (1,365,336 encoded characters)"
    error = failure(answer({"content": text}))
    assert error.said == "Here: (1,365,336 encoded characters)"
    assert len(error.reply) > len(text)
    error = failure(answer({"content": text.removeprefix("Here: ")}))
    assert str(error) == "the answer's picture can't be used"
    assert "no PNG" in error.said


@pytest.mark.parametrize("text", ["a" * 45, "x" * 300, "Donaudampfschifffahrts" * 4, "-" * 80])
def test_long_words_stay_words(text):
    assert read(answer({"content": text, "images": [url()]})).text == text


def test_words_of_a_thought_are_no_words():
    parts = [{"text": "Hm.", "thought": True}, {**INLINE, "thought": True}, {"text": "Here."}]
    parts += [{"inlineData": {"mimeType": "image/png", "data": url(RED)}}]
    reply = read({"candidates": [{"content": {"parts": parts}}]})
    assert (hashes(reply), reply.text) == ([digest(RED)], "Here.")


ECHOES = {
    "input": {"input": {"image": url()}},
    "request": {"request": {"messages": [{"content": url()}]}},
    "messages": {"messages": [{"role": "user", "content": [{"image_url": {"url": url()}}]}]},
    "input_images": {"input_images": [url()]},
    "init_images": {"parameters": {"init_images": [B64]}},
    "mask": {"mask": B64},
    "an own name": {"uploaded": {"first": B64}},
}


@pytest.mark.parametrize("echo", ECHOES.values(), ids=ECHOES)
def test_an_input_that_is_quoted_back_is_no_answer(echo):
    asked = Input(source="", data=PNG, type="png", width=8, height=6, report="")
    request = type(ASKED)(**{**vars(ASKED), "inputs": (asked,)})
    reply = read({**answer({"images": [url(RED)]}), **echo}, request=request)
    assert hashes(reply) == [digest(RED)]
    assert isinstance(
        failure({**answer({"content": "No."}), **echo}, request=request), errors.NoPicture
    )


def test_an_edit_that_changes_nothing_is_an_answer():
    asked = Input(source="", data=PNG, type="png", width=8, height=6, report="")
    request = type(ASKED)(**{**vars(ASKED), "inputs": (asked,)})
    assert hashes(read(answer({"images": [url()]}), request=request)) == [digest(PNG)]


LINK = "https://files.example.com/1.png?token=s3cret"
LINKS = {
    "images API": {"data": [{"url": LINK}]},
    "images": answer({"images": [{"image_url": {"url": LINK}}]}),
    "list of links": {"output": [LINK]},
    "output": {"output": LINK},
    "markdown": answer({"content": f"Here it is: ![frog]({LINK})"}),
    "words": answer({"content": f"Here it is: {LINK}"}),
    "HTML": answer({"content": f'<img alt="a" src="{LINK}">'}),
    "a file": {"candidates": [{"content": {"parts": [{"fileData": {"fileUri": LINK}}]}}]},
}


def test_a_link_into_a_bucket_is_said_as_well():
    error = failure({"predictions": [{"gcsUri": "gs://bucket/frog.png", "mimeType": "image/png"}]})
    assert error.said == "a link to gs://bucket, which is not fetched"


@pytest.mark.parametrize("document", LINKS.values(), ids=LINKS)
def test_a_link_is_said_by_its_host_and_kept_whole(document):
    error = failure(document)
    assert isinstance(error, errors.NoPicture)
    assert str(error) == "the answer's picture can't be used"
    assert error.said == "a link to https://files.example.com, which is not fetched"
    assert "open it yourself" in error.hint
    assert LINK.encode() in error.reply


def test_a_link_beside_its_picture_is_not_told():
    reply = read({"data": [{"url": LINK, "b64_json": B64}]})
    assert (hashes(reply), reply.damaged, reply.unread) == ([digest(PNG)], (), b"")
    body = answer({"content": f"![]({LINK})", "images": [url()]})
    assert (hashes(read(body)), read(body).damaged) == ([digest(PNG)], ())


def test_links_to_other_things_are_no_pictures():
    document = answer({"content": "No.", "annotations": [{"url_citation": {"url": LINK}}]})
    error = failure({**document, "status_url": LINK, "urls": {"get": LINK}})
    assert "answered in words" in str(error)


@pytest.mark.parametrize(
    "message",
    [
        {"content": "I can't draw that."},
        {"content": None},
        {"content": "", "attachments": [{"file_id": "file-123"}]},
        {"content": [{"type": "image_file", "image_file": {"file_id": "file-123"}}]},
    ],
)
def test_a_paid_answer_without_a_picture_is_kept_whatever_it_was(message):
    for reason in ("stop", "length", "content_filter"):
        body = json.dumps(answer(message, reason=reason)).encode()
        error = failure(body)
        assert (error.reply, error.maybe_billed) == (body, True)


@pytest.mark.parametrize("status", [400, 403, 429, 500, 502, 503])
def test_a_failure_that_carries_a_picture_shows_it(status):
    for document in (
        answer({"images": [url()]}),
        {"error": {"code": status}, "data": [{"b64_json": B64}]},
    ):
        reply = read(document, status=status)
        assert hashes(reply) == [digest(PNG)]
        assert reply.remarks == (f"the gateway said that it failed: HTTP {status}",)
        assert reply.damaged == ()


def test_a_failure_that_quotes_what_was_sent_shows_nothing():
    asked = Input(source="", data=PNG, type="png", width=8, height=6, report="")
    request = type(ASKED)(**{**vars(ASKED), "inputs": (asked,)})
    for document in (
        {"error": {"message": f"Invalid image: {url()}"}},
        {"error": {"message": url()[:-30]}},
        {
            "detail": [
                {"loc": ["body"], "msg": "bad", "input": {"messages": [{"content": url(JPEG)}]}}
            ]
        },
        {"error": "bad", "body": {"messages": [{"role": "user", "content": url(JPEG)}]}},
        {"error": {"message": "bad", "picture": B64}},
    ):
        assert isinstance(failure(document, status=400, request=request), errors.GatewayFailed)


def test_a_failure_with_a_damaged_picture_is_kept():
    damaged = answer({"images": [url(PNG[:40])]})
    body = json.dumps(damaged).encode()
    assert failure(body, status=500).reply == body
    body = json.dumps({**damaged, "error": {"code": 502, "message": "broke"}}).encode()
    assert failure(body).reply == body


@pytest.mark.parametrize("reason", ["IMAGE_SAFETY", "PROHIBITED_CONTENT"])
def test_geminis_own_reasons_are_understood(reason):
    assert isinstance(failure({"candidates": [{"finishReason": reason}]}), errors.Blocked)
    assert isinstance(failure({"promptFeedback": {"blockReason": reason}}), errors.Blocked)
    error = failure({"candidates": [{"finishReason": "MAX_TOKENS", "content": {}}]})
    assert "max_tokens" in str(error)


@pytest.mark.parametrize(
    "text",
    [
        f"0x{PNG.hex()}",
        f"\\x{PNG.hex()}",  # PostgreSQL's
        [byte - 256 if byte > 127 else byte for byte in PNG],  # Java's
        base64.b64encode(base64.b64encode(PNG)).decode(),
        base64.b64encode(url().encode()).decode(),
    ],
    ids=["hexadecimal", "bytea", "signed", "encoded twice", "data URL encoded"],
)
def test_bytes_are_read_as_other_languages_write_them(text):
    assert hashes(read({"data": [{"b64_json": text}]})) == [digest(PNG)]


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_an_answer_in_the_envelope_of_a_function_is_opened(pack):
    body = pack(json.dumps(message(images=[url()])).encode())
    envelope = {"statusCode": 200, "body": base64.b64encode(body).decode()}
    assert hashes(read(envelope)) == [digest(PNG)]


def thinking(*parts):
    return {"candidates": [{"content": {"parts": list(parts)}, "finishReason": "STOP"}]}


def test_a_picture_of_a_thought_counts_if_no_other_came():
    draft = {"thought": True, "inlineData": {"data": base64.b64encode(RED).decode()}}
    final = {"inlineData": {"data": base64.b64encode(PNG).decode()}}
    words = {"thought": True, "text": "I should paint it red."}
    only = read(thinking(words, draft))
    assert hashes(only) == [digest(RED)]
    assert only.text == ""
    assert hashes(read(thinking(words, draft, final))) == [digest(PNG)]


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ("/v1/files/abc.png", "a link to /v1/files/abc.png"),
        ("blob:https://app.example/1", "a link to blob:https://app.example/1"),
        ("file-123", "a link to file-123"),
    ],
)
def test_a_place_without_a_host_is_said_as_it_stands(place, said):
    error = failure(message(images=[{"type": "image_url", "image_url": {"url": place}}]))
    assert said in error.said
    assert "again" not in error.hint


def test_a_short_link_in_words_is_a_link():
    assert "a link to https://a.example" in failure(message(content="https://a.example/f.png")).said


@pytest.mark.parametrize(
    "document",
    [
        {"prompt_id": "p-1", "number": 5},
        {"generationId": "p-1"},
        {"output": [{"type": "image_generation_call", "file_id": "p-1"}]},
        {"images": [{"filename": "p-1", "type": "output"}]},
    ],
)
def test_an_answer_that_nobody_knows_is_told_and_kept(document):
    error = failure(document)
    assert str(error) == "the answer is of an unknown kind"
    assert "p-1" in error.said
    assert error.hint == "Look at it before you run it again."
    assert json.loads(error.reply) == document
