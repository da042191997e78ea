"""Replies of every shape, and the error for each that has no usable picture."""

import base64
import dataclasses
import json

import pytest
from answers import ASKED, JPEG, PNG, RED, answer, digest, failure, hashes, picture, read, url
from hypothesis import given
from hypothesis import strategies as st

from ipyimagegen import errors
from ipyimagegen.gateway.failures import Response
from ipyimagegen.gateway.replies import MAX_PICTURES, read_models

# -- shapes of replies ----------------------------------------------------------------

SHAPES = {
    "images": {"content": "Here.", "images": [{"type": "image_url", "image_url": {"url": url()}}]},
    "images without type": {"content": "Here.", "images": [{"image_url": {"url": url()}}]},
    "image_url as text": {"content": "Here.", "images": [{"image_url": url()}]},
    "plain urls": {"content": "Here.", "images": [url()]},
    "url": {"content": "Here.", "images": [{"url": url()}]},
    "one image": {"content": "Here.", "image": {"image_url": {"url": url()}}},
    "images is one": {"content": "Here.", "images": {"image_url": {"url": url()}}},
    "b64_json": {"content": "Here.", "images": [{"b64_json": base64.b64encode(PNG).decode()}]},
    "parts": {"content": [{"type": "text", "text": "Here."},
                          {"type": "image_url", "image_url": {"url": url()}}]},
    "output_image": {"content": [{"type": "output_text", "text": "Here."},
                                 {"type": "output_image", "image_url": url()}]},
    "markdown": {"content": f"Here. ![a frog]({url()})"},
    "markdown with a title": {"content": f'![a frog]({url()} "frog") Here.'},
    "html": {"content": f'Here. <img alt="x" src="{url()}" width="5">'},
    "bare": {"content": f"Here.\n{url()}\n"},
    "in a text part": {"content": [{"type": "text", "text": f"Here. ![]({url()})"}]},
}  # fmt: skip


@pytest.mark.parametrize("message", SHAPES.values(), ids=SHAPES)
def test_a_picture_is_found_in_every_shape(message):
    reply = read(answer(message))
    assert hashes(reply) == [digest(PNG)]
    assert reply.pictures[0].bytes == PNG
    assert reply.text == "Here."
    assert reply.damaged == ()


def test_the_label_is_not_believed():
    reply = read(answer({"images": [{"image_url": {"url": url(JPEG, "png")}}]}))
    assert (reply.pictures[0].type, reply.pictures[0].size) == ("jpeg", len(JPEG))
    assert reply.damaged == ()


@pytest.mark.parametrize("wrap", [lambda s: s.rstrip("="), lambda s: s[:8] + "\n " + s[8:]])
def test_padding_and_white_space_are_forgiven(wrap):
    encoded = wrap(base64.b64encode(PNG).decode())
    reply = read(answer({"images": [{"image_url": {"url": f"DATA:image/PNG;base64,{encoded}"}}]}))
    assert hashes(reply) == [digest(PNG)]


def test_several_pictures_keep_their_order_and_come_once():
    images = [{"image_url": {"url": url(data)}} for data in (RED, PNG, RED)]
    images.append({"image_url": {"url": url(PNG, "webp")}})
    reply = read(answer({"content": f"![]({url(JPEG)})", "images": images}))
    assert hashes(reply) == [digest(RED), digest(PNG), digest(JPEG)]


def test_there_is_a_limit_of_pictures():
    images = [url(picture(colour=(n, 0, 0))) for n in range(MAX_PICTURES + 3)]
    reply = read(answer({"images": images}))
    assert len(reply.pictures) == MAX_PICTURES
    assert len(reply.damaged) == 1


def test_reasoning_is_never_searched():
    message = {
        "content": [{"type": "thinking", "text": url(), "image_url": url()}],
        "reasoning": url(),
        "reasoning_content": f"![]({url()})",
        "reasoning_details": [{"type": "image_url", "image_url": {"url": url()}}],
    }
    assert isinstance(failure(answer(message)), errors.NoPicture)


def test_good_pictures_come_with_the_reasons_of_the_bad_ones():
    bad = [
        "https://user:pw@tracker.example:8443/x.png?key=secret",
        "data:image/svg+xml;base64," + base64.b64encode(b"<svg/>").decode(),
        url(PNG[:40]),
        "data:image/png;base64,@@@@",
        {"type": "image_url"},
    ]
    reply = read(answer({"images": [*bad, url()]}))
    assert hashes(reply) == [digest(PNG)]
    assert len(reply.damaged) == len(bad)
    assert "https://tracker.example:8443" in reply.damaged[0]
    assert "secret" not in str(reply.damaged)
    assert "pw" not in str(reply.damaged)


def test_only_bad_pictures_are_an_error_that_may_be_billed():
    error = failure(answer({"images": ["https://tracker.example/x.png"]}))
    assert isinstance(error, errors.NoPicture)
    assert "https://tracker.example" in error.said
    assert error.maybe_billed


def test_a_picture_counts_more_than_an_error_beside_it():
    body = answer({"images": [url()]}, reason="error", error={"code": 502, "message": "broke"})
    assert hashes(read(body)) == [digest(PNG)]


@pytest.mark.parametrize(
    "before",
    [b"\n  \n", b": OPENROUTER PROCESSING\n\n: OPENROUTER PROCESSING\n", b"\xef\xbb\xbf"],
)
def test_keep_alives_before_the_json_are_skipped(before):
    body = before + json.dumps(answer({"images": [url()]})).encode()
    assert hashes(read(body)) == [digest(PNG)]


@pytest.mark.thorough
def test_a_body_of_comments_alone_is_read_in_a_moment():
    assert isinstance(failure(b":\n" * 5_000_000), errors.GatewayFailed)


def test_json_that_only_the_tolerant_reader_reads_is_read():
    text = json.dumps(answer({"content": "a \ud800 b", "images": [url()]}, usage={"x": 1}))
    reply = read(text.replace('"x": 1', '"x": NaN, "y": 1e999, "z": 3').encode())
    assert hashes(reply) == [digest(PNG)]
    assert reply.text == "a ? b"
    assert reply.usage == {"x": None, "y": None, "z": 3}


def test_model_usage_and_cost_of_a_reply_are_kept():
    usage = {"prompt_tokens": 14, "cost": 0.0672, "completion_tokens_details": {"image_tokens": 9}}
    body = answer({"content": "A frog.", "images": [url()]}, usage=usage, model="openai/gpt")
    reply = read(body, elapsed=12.5)
    assert (reply.served_by, reply.finish_reason, reply.cost) == ("openai/gpt", "stop", 0.0672)
    assert (reply.usage, reply.seconds, reply.text) == (usage, 12.5, "A frog.")


@pytest.mark.parametrize(
    ("usage", "header", "cost"),
    [
        ({"cost": 0.5}, "0.9", 0.5), ({}, "0.9", 0.9), (None, None, None),
        ({"cost": "x"}, "nan", None), ({"cost": True}, "-1", None), ({"cost": 0}, None, 0.0),
    ],
)  # fmt: skip
def test_cost_is_as_reported_or_none(usage, header, cost):
    headers = {} if header is None else {"X-LiteLLM-Response-Cost": header}
    assert read(answer({"images": [url()]}, usage=usage), headers=headers).cost == cost


def test_a_fallback_is_told_even_where_the_alias_is_echoed():
    headers = {"x-litellm-attempted-fallbacks": "1", "x-litellm-model-group": "gpt-image"}
    assert read(answer({"images": [url()]}), headers=headers).served_by == "gpt-image"
    assert read(answer({"images": [url()]})).served_by == "nano-banana"


# -- replies without a picture --------------------------------------------------------

OPENROUTER_BLOCKED = {
    "error": {"code": 400, "message": "Provider returned error", "metadata": {
        "provider_name": "OpenAI",
        "raw": json.dumps({"error": {
            "code": "moderation_blocked", "message": "safety_violations=[violence]."}}),
    }}
}  # fmt: skip
LITELLM_429 = {
    "error": {
        "message": "litellm.RateLimitError: RateLimitError: OpenrouterException - "
        '{"error": {"code": 429, "message": "Slow down"}, "user_id": "user_x"}'
        "\n\nLiteLLM: model group 'nano-banana' failed with secrets",
        "type": "throttling_error", "param": None, "code": "429",
    }
}  # fmt: skip

# status, body, class, a part of `said`, may be billed
ROWS = [
    (401, {"error": {"code": 401, "message": "No auth"}}, errors.KeyRefused, "No auth", False),
    (400, {"error": {"message": "No connected db."}}, errors.KeyRefused, "db", False),
    (402, {"error": {"code": 402, "message": "max_tokens"}}, errors.OutOfCredit, "max", False),
    (400, OPENROUTER_BLOCKED, errors.Blocked, "safety_violations=[violence]", True),
    (403, {"error": {"message": "Input was flagged", "metadata": {"reasons": ["violence"],
     "provider_name": "OpenAI"}}}, errors.Blocked, "flagged (OpenAI: violence)", True),
    (403, {"error": {"message": "scope"}}, errors.KeyRefused, "scope", False),
    (404, {"error": {"message": "No endpoints found"}}, errors.ModelNotFound, "endpoints", False),
    (404, {"detail": "Not Found"}, errors.Unreachable, "Not Found", False),
    (400, {"error": {"message": "Invalid model name passed in model=x"}}, errors.ModelNotFound,
     "Invalid model", False),
    (400, {"error": {"message": "Model nano-bannana not found"}}, errors.ModelNotFound,
     "not found", False),
    (400, {"error": {"message": "temperature must be a number"}}, errors.GatewayFailed,
     "temp", False),
    (413, {"error": "Request size is too large."}, errors.TooLarge, "too large", False),
    (413, b"<html><title>413 Request Entity Too Large</title></html>", errors.TooLarge,
     "413", False),
    (429, LITELLM_429, errors.RateLimited, "Slow down", False),
    (408, {"error": {"message": "timed out"}}, errors.GatewayFailed, "timed out", True),
    (500, b"Internal Server Error", errors.GatewayFailed, "Internal", True),
    (502, b"<html><title>502 Bad Gateway</title><body>x</body></html>", errors.GatewayFailed,
     "502 Bad Gateway", True),
    (524, b"", errors.GatewayFailed, "524", True),
    (302, b"", errors.Unreachable, "", False),
    (200, b"<!doctype html><html>log in</html>", errors.Unreachable, "", False),
    (200, b"[1, 2]", errors.GatewayFailed, "[1, 2]", True),
    (200, b"ok", errors.GatewayFailed, "application/json: ok", True),
    (200, b'{"choices": [{"mess', errors.GatewayFailed, "", True),
    (200, b"", errors.GatewayFailed, "", True),
    (200, b"[" * 200_000, errors.GatewayFailed, "", True),
    (200, {"error": {"code": 429, "message": "slow"}, "choices": None}, errors.RateLimited,
     "slow", False),
    (200, {"error": {"code": 502, "message": "Provider returned error"}}, errors.GatewayFailed,
     "Provider", True),
    (200, answer({"content": ""}, reason="error"), errors.GatewayFailed, "", True),
    (200, {"choices": [{"message": {"content": ""}, "finish_reason": "stop",
     "provider_specific_fields": {"error": {"code": 502, "message": "Provider disconnected"}}}]},
     errors.GatewayFailed, "disconnected", True),
    (200, answer({"content": ""}, reason="content_filter"), errors.Blocked, "content_filter", True),
    (200, answer({"content": ""}, reason="content_filter", usage={"cost": 0}), errors.Blocked,
     "", False),
    (200, {"choices": [{"message": {}, "native_finish_reason": "IMAGE_SAFETY"}]}, errors.Blocked,
     "IMAGE_SAFETY", True),
    (200, answer({"content": "I can't draw that."}), errors.NoPicture, "I can't draw", True),
    (200, answer({"content": None, "images": []}), errors.NoPicture, "", True),
    (200, answer({"content": None}, reason="length"), errors.NoPicture, "", True),
    (200, {"choices": []}, errors.NoPicture, "", True),
]  # fmt: skip


@pytest.mark.thorough
@pytest.mark.parametrize(("status", "body", "kind", "said", "billed"), ROWS)
def test_each_failure_has_its_error(status, body, kind, said, billed):
    error = failure(body, status=status)
    assert type(error) is kind
    assert said in error.said
    assert (error.status, error.elapsed, error.maybe_billed) == (status, 1.0, billed)
    assert error.__context__ is None


def test_the_embedded_gateway_bills_nothing():
    offline = dataclasses.replace(ASKED, gateway="offline")
    assert not failure(answer({"content": "no"}), request=offline).maybe_billed


def test_the_gateways_words_are_tamed():
    message = f"bad \x1b[31m {url()} key sk-or-v1-0123456789abcdef Bearer abcdef123\n\nnow"
    said = failure({"error": {"message": message}}, status=500).said
    assert "base64" not in said
    assert "0123" not in said
    assert "abcdef" not in said
    assert said.isprintable()
    long = failure({"error": {"message": "x" * 10_000}}, status=500).said
    assert len(long) <= 300
    said = failure(LITELLM_429, status=429).said
    assert "user_x" not in said
    assert "LiteLLM" not in said


@pytest.mark.parametrize(
    ("headers", "wait"),
    [
        ({"Retry-After": "40"}, 40),
        ({"retry-after-ms": "1500", "retry-after": "2"}, 1.5),
        ({"llm_provider-retry-after": "7"}, 7),
        (
            {
                "retry-after": "Wed, 21 Oct 2026 07:28:30 GMT",
                "date": "Wed, 21 Oct 2026 07:28:00 GMT",
            },
            30,
        ),
        ({"retry-after": "soon"}, 12),
    ],
)
def test_how_long_to_wait(headers, wait):
    body = {"error": {"code": 429, "message": "slow", "availability": {"retry_after": 12}}}
    assert failure(body, status=429, headers=headers).retry_after == wait


def test_an_early_refusal_to_work_costs_nothing_and_a_late_one_may():
    for elapsed, billed in ((2.0, False), (30.0, True)):
        error = failure({}, status=503, headers={"retry-after": "3"}, elapsed=elapsed)
        assert error.maybe_billed is billed


def test_a_proxys_limit_is_pointed_out():
    assert "proxy" in failure(b"", status=504, elapsed=60.4).hint
    assert "proxy" not in failure(b"", status=504, elapsed=33).hint


def test_a_redirect_names_no_more_than_the_host():
    error = failure(b"", status=307, headers={"Location": "https://a:b@login.example/x?token=t"})
    assert error.said == "example.org to https://login.example"


def test_the_list_of_models():
    body = json.dumps({"data": [{"id": "nano-banana"}, 3]}).encode()
    assert read_models(Response("offline", 200), body) == [{"id": "nano-banana"}]
    with pytest.raises(errors.Unreachable) as caught:
        read_models(Response("https://example.org", 200), b"<html>")
    assert not caught.value.maybe_billed


KEYS = st.sampled_from(
    [
        "choices",
        "message",
        "content",
        "images",
        "image",
        "image_url",
        "url",
        "b64_json",
        "type",
        "text",
        "error",
        "code",
        "metadata",
        "raw",
        "usage",
        "cost",
        "model",
        "finish_reason",
        "provider_specific_fields",
        "reasons",
        "availability",
        "detail",
        "candidates",
        "parts",
        "inlineData",
        "data",
        "output",
        "result",
        "response",
        "role",
        "thought",
        "delta",
    ]
)
LEAVES = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(), st.just(url()),
    st.sampled_from(["image_url", "text", url(PNG[:30]), "https://[::1", "data:image/png;base64,"]),
)  # fmt: skip
DOCUMENTS = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=5),
    max_leaves=25,
)
CHOICES = st.fixed_dictionaries({"message": DOCUMENTS}, optional={"finish_reason": DOCUMENTS})


@pytest.mark.thorough
@given(
    st.one_of(
        DOCUMENTS,
        st.fixed_dictionaries(
            {"choices": st.lists(CHOICES, max_size=2)},
            optional={"error": DOCUMENTS, "usage": DOCUMENTS},
        ),
        st.fixed_dictionaries({"error": DOCUMENTS}),
    ),
    st.sampled_from([200, 302, 400, 401, 403, 404, 413, 429, 500, 503]),
)  # fmt: skip
def test_any_json_is_a_reply_or_an_error_of_ours(document, status):
    try:
        reply = read(document, status=status)
    except errors.GatewayError as error:
        assert len(error.said) <= 300
        assert error.said.isprintable()
    else:
        assert reply.pictures
        json.dumps([reply.usage, reply.text, reply.damaged], allow_nan=False).encode()


WHOLE = json.dumps(answer({"content": "Here.", "images": [{"image_url": {"url": url()}}]}))


def kept_or_shown(body):
    """Return whether the picture in a body is in the reply, or in the error's bytes."""
    try:
        return digest(PNG) in hashes(read(body))
    except errors.GatewayError as error:
        return url()[22:].encode() in error.reply.replace(b"\\/", b"/")


@given(st.integers(0, len(WHOLE)), st.binary(min_size=1, max_size=8), st.booleans())
def test_no_change_around_a_picture_loses_it(place, junk, replaced):
    start, end = WHOLE.index("data:"), WHOLE.index(url()) + len(url())
    place = place if place < start else max(place, end)
    body = WHOLE.encode()
    assert kept_or_shown(body[:place] + junk + body[place + replaced * len(junk) :])


@given(st.integers(0, len(WHOLE)))
def test_no_cut_behind_a_picture_loses_it(place):
    end = WHOLE.index(url()) + len(url())
    assert kept_or_shown(WHOLE[: max(place, end)].encode())


@pytest.mark.thorough
@given(DOCUMENTS, st.sampled_from(["choices", "message", "images", "usage", "x"]))
def test_nothing_beside_a_picture_loses_it(other, key):
    whole = answer({"content": "Here.", "images": [{"image_url": {"url": url()}}]})
    for place in (whole, whole["choices"][0], whole["choices"][0]["message"]):
        if key not in place:
            place[key] = other
    assert digest(PNG) in hashes(read(whole))


@pytest.mark.parametrize(
    "body",
    [
        '{"choices": %s, "choices": []}',
        '{"choices": [], "choices": %s, "choices": null}',
        '{"usage": NaN, "choices": %s, "usage": Infinity}',
        '{"choices": %s, "error": {"message": "half-way"}}',
        '{"x": "\\ud800", "choices": %s}',
    ],
)
def test_keys_that_come_twice_and_loose_numbers_lose_nothing(body):
    choices = json.dumps(json.loads(WHOLE)["choices"])
    assert hashes(read((body % choices).encode())) == [digest(PNG)]


def test_a_cut_answer_gives_what_came_whole_and_says_so():
    two = answer({"images": [{"image_url": {"url": url()}}, {"image_url": {"url": url(RED)}}]})
    body = json.dumps(two).encode()
    cut = body[: body.index(url(RED).encode()) + 40]
    reply = read(cut)
    assert hashes(reply) == [digest(PNG)]
    assert reply.damaged[0].startswith("the picture is damaged or cut off")
    assert "not whole" in reply.remarks[0]
    assert reply.unread == cut


def test_an_input_that_is_quoted_in_the_reasoning_of_a_cut_answer_is_no_picture():
    message = {"reasoning_details": [{"data": url()}], "content": "Here."}
    body = json.dumps(answer(message)).encode()[:-3]
    assert failure(body).reply == body


def test_damaged_pictures_are_kept_as_they_came():
    body = json.dumps(answer({"images": [url(PNG[:40])]})).encode()
    assert failure(body).reply == body
    beside = json.dumps(answer({"images": [url(PNG[:40]), url()]})).encode()
    assert read(beside).unread == beside
    assert read(json.dumps(answer({"images": [url()]})).encode()).unread == b""


@pytest.mark.thorough
@pytest.mark.parametrize("body", [b" " * 70_000_000, b"{}", b"<html>log in</html>"])
def test_a_body_without_a_reply_is_not_kept(body):
    assert failure(body).reply == b""


def test_ten_thousand_pictures_and_deep_nesting_take_a_moment():
    many = answer(
        {"images": [url(), *[{"image_url": {"url": f"{url()}{n}"}} for n in range(9999)]]}
    )
    assert len(read(many).pictures) == 1
    for body in (b'{"a":' * 100_000, b'{"type":' * 900 + b"1" + b"}" * 900):
        assert failure(body).lines()


@given(st.binary(max_size=300), st.sampled_from([200, 404, 500]))
def test_any_bytes_are_an_error_of_ours(body, status):
    assert failure(body, status=status).lines()
