"""The body of a request: the exact bytes that are sent, and the question they stand for."""

import base64
import dataclasses
import datetime
import decimal
import http
import io
import math

import pytest
from PIL import Image

from ipyimagegen import errors
from ipyimagegen.gateway.wire import body_bytes, request_body
from ipyimagegen.images.inputs import prepare
from ipyimagegen.requests import PREPARATION, Request

ASKED = Request(gateway="https://example.org", model="nano-banana", prompt="a frog")


def picture(format):
    stream = io.BytesIO()
    Image.new("RGB", (8, 6), "green").save(stream, format)
    return stream.getvalue()


PNG, JPEG = picture("PNG"), picture("JPEG")


def test_a_prompt_alone_is_a_plain_string_and_nothing_else_is_sent():
    assert body_bytes(request_body(ASKED)) == (
        b'{"model":"nano-banana","messages":[{"role":"user","content":"a frog"}],"stream":false}'
    )


def test_inputs_come_after_the_text():
    inputs = (prepare(JPEG), prepare(PNG))
    parts = request_body(dataclasses.replace(ASKED, inputs=inputs))["messages"][0]["content"]
    assert parts[0] == {"type": "text", "text": "a frog"}
    assert [part["type"] for part in parts[1:]] == ["image_url", "image_url"]
    for part, made in zip(parts[1:], inputs, strict=True):
        encoded = base64.b64encode(made.data).decode()
        assert part["image_url"] == {"url": f"data:image/{made.type};base64,{encoded}"}


def test_parameters_travel_only_when_asked_for():
    asked = dataclasses.replace(ASKED, parameters={"aspect": "16:9"})
    assert request_body(asked)["image_config"] == {"aspect_ratio": "16:9"}
    asked = dataclasses.replace(
        ASKED, parameters={"size": "2K", "extra": {"max_tokens": 9, "image_config": {"x": 1}}}
    )
    body = request_body(
        asked, extra={"max_tokens": 5, "user": "me", "modalities": ["image", "text"]}
    )
    assert body["image_config"] == {"x": 1, "image_size": "2K"}
    assert (body["max_tokens"], body["user"]) == (9, "me")
    assert body["modalities"] == ["image", "text"]


def test_a_gateway_may_have_its_own_names_for_models():
    assert request_body(ASKED, models={"nano-banana": "google/x"})["model"] == "google/x"


@pytest.mark.parametrize("field", ["model", "messages", "stream", "n", "tools"])
def test_extra_fields_never_set_a_reserved_one(field):
    with pytest.raises(errors.OptionError, match=field):
        request_body(dataclasses.replace(ASKED, parameters={"extra": {field: 2}}))


def test_a_body_that_is_not_json_is_refused_before_sending():
    with pytest.raises(errors.PromptError):
        body_bytes(request_body(dataclasses.replace(ASKED, prompt="a \ud800 frog")))
    with pytest.raises(errors.OptionError):
        _ = dataclasses.replace(ASKED, parameters={"extra": {"a": {1, 2}}}).identity


class Text(str):
    """A text of a kind of its own, as pandas and IPython have them."""


LOOP = []
LOOP.append(LOOP)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("a \ud800 frog", "str is not valid UTF-8: surrogates not allowed"),
        ({"\ud800": 1}, "str is not valid UTF-8: surrogates not allowed"),
        ({1: 2}, "Dict key must be str"),
        ({None: 2}, "Dict key must be str"),
        (2**64, "Integer exceeds 64-bit range"),
        (-(2**63) - 1, "Integer exceeds 64-bit range"),
        (math.nan, "Number is not JSON serializable: nan"),
        ({"a": [-math.inf]}, "Number is not JSON serializable: -inf"),
        (LOOP, "Recursion limit reached"),
        ({1, 2}, "Type is not JSON serializable: set"),
        ([b"frog"], "Type is not JSON serializable: bytes"),
        (decimal.Decimal(1), "Type is not JSON serializable: decimal.Decimal"),
    ],
)
def test_a_value_that_json_lacks_is_refused_in_stable_words(value, said):
    with pytest.raises(errors.PromptError) as caught:
        body_bytes({"extra": value})
    assert str(caught.value) == "the request can't be written as JSON"
    assert (caught.value.said, caught.value.__context__) == (said, None)


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ([0.5, True, None], "[0.5,true,null]"),
        ((2**64 - 1, -(2**63)), "[18446744073709551615,-9223372036854775808]"),
        ({"a": Text("é")}, '{"a":"é"}'),
        (http.HTTPStatus.OK, "200"),
        (datetime.datetime(2026, 1, 2, tzinfo=datetime.UTC), '"2026-01-02T00:00:00+00:00"'),
        (datetime.time(1, 2), '"01:02:00"'),
    ],
)
def test_plain_values_are_written_as_they_always_were(value, written):
    assert body_bytes({"extra": value}).decode() == f'{{"extra":{written}}}'


def test_identity_is_of_the_question_and_not_of_the_encoded_bytes():
    made = prepare(JPEG)
    asked = dataclasses.replace(ASKED, sources=(made.source,), inputs=(made,))
    again = dataclasses.replace(asked, inputs=(dataclasses.replace(made, data=b"otherwise"),))
    assert asked.identity == again.identity
    changes = [
        {"gateway": "offline"}, {"model": "x"}, {"prompt": "x"}, {"sources": ()}, {"take": 2},
        {"parameters": {"aspect": "1:1"}},
    ]  # fmt: skip
    assert len({dataclasses.replace(asked, **change).identity for change in changes}) == 6
    assert asked.identity not in {dataclasses.replace(asked, **c).identity for c in changes}


def test_the_question_is_the_same_for_every_gateway_and_take():
    for change in ({"gateway": "offline"}, {"take": 7}):
        assert dataclasses.replace(ASKED, **change).question == ASKED.question


def test_the_preparation_of_inputs_is_part_of_the_question():
    photo = Image.effect_noise((3000, 10), 60).convert("RGB")
    made = prepare(photo)
    with Image.open(io.BytesIO(made.data)) as sent:
        tables = sent.quantization
    stream = io.BytesIO()
    Image.new("RGB", (8, 8)).save(stream, "JPEG", quality=90)
    with Image.open(stream) as ninety:
        assert (PREPARATION, tables) == (f"{made.width}px q90", ninety.quantization)
