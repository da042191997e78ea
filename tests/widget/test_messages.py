"""The panel's messages: read into a struct each, or refused as a whole."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Annotated, Literal, get_args, get_origin

import fronts
import msgspec
import pytest
from fronts import PAGE
from hypothesis import given
from hypothesis import strategies as st

from ipyimagegen.prompts.cells import cell_text
from ipyimagegen.widget import incoming, outgoing

COMPOSED = {**fronts.COMPOSED, "inputs": ["@1"]}
PAGES = [{"group": "photographs", "start": 0}]
ENTRIES = {"query": "frog", "pages": PAGES, "count": 60}
GOOD = [
    {"kind": "hello"},
    {"kind": "groups", "view": "v", "id": 1, **PAGE},
    {"kind": "entries", "view": "v", "id": 1, **ENTRIES},
    {"kind": "details", "view": "v", "id": 1, "number": 3},
    {"kind": "picture", "hash": "0" * 64, "size": "thumbnail"},
    {"kind": "tiles", "hashes": ["0" * 64]},
    {"kind": "compose", "view": "v", "version": 1, **COMPOSED},
    {"kind": "generate", "view": "v", "id": 1, "confirmed": 5, **COMPOSED},
    {"kind": "composedCell", "view": "v", "id": 1, **COMPOSED},
    {"kind": "whatIsSent", "view": "v", "id": 1, **COMPOSED},
    {"kind": "widen", "view": "v", "id": 1, "number": 3, "pixels": 12},
    {"kind": "pastedCell", "view": "v", "id": 1, "text": "%%imagegen\na cat"},
    {"kind": "again", "view": "v", "id": 1, "number": 3},
    {"kind": "cell", "view": "v", "id": 1, "number": 3},
    {"kind": "pick", "view": "v", "id": 1, "picked": ["@1", "@2.2"]},
    {"kind": "rate", "view": "v", "id": 1, "numbers": [3, 4], "rating": 5},
    {"kind": "tag", "view": "v", "id": 1, "numbers": [3], "changes": ["night", "-day"]},
    {"kind": "annotate", "view": "v", "id": 1, "number": 3, "note": "the best"},
    {"kind": "delete", "view": "v", "id": 1, "numbers": [3, 4]},
    {"kind": "restore", "view": "v", "id": 1, "numbers": [3]},
    {"kind": "export", "view": "v", "id": 1, "numbers": [3]},
    {"kind": "stop", "job": 1},
    {
        "kind": "upload",
        "view": "v",
        "id": 1,
        "name": "x.png",
        "total": 3,
        "start": 0,
        "mask": False,
    },
]


def buffers_of(message):
    return [b"abc"] if message["kind"] == "upload" else []


@pytest.mark.parametrize("message", GOOD, ids=lambda message: message["kind"])
def test_each_message_is_read(message):
    read = incoming.read_message(message, buffers_of(message))
    assert msgspec.to_builtins(read) == message
    with pytest.raises(AttributeError, match="immutable"):
        read.view = "other"


@pytest.mark.parametrize("message", GOOD, ids=lambda message: message["kind"])
def test_a_whole_float_is_a_whole_number(message):
    """In JavaScript all numbers are floats."""

    def floated(value):
        if isinstance(value, list):
            return [floated(one) for one in value]
        return float(value) if type(value) is int else value

    floats = {name: floated(value) for name, value in message.items()}
    read = incoming.read_message(floats, buffers_of(message))
    assert repr(read) == repr(incoming.read_message(message, buffers_of(message)))


@pytest.mark.parametrize("message", GOOD, ids=lambda message: message["kind"])
def test_a_field_too_few_or_too_many_is_refused(message):
    with pytest.raises(incoming.ProtocolError):
        incoming.read_message({**message, "more": 1}, buffers_of(message))
    for name in message.keys() - {"version"}:  # which a page that was loaded earlier lacks
        fewer = {key: value for key, value in message.items() if key != name}
        with pytest.raises(incoming.ProtocolError):
            incoming.read_message(fewer, buffers_of(message))


WILD = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.binary(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)


def plain(type_):
    """Return a field's type without its bounds."""
    if get_origin(type_) is Annotated:
        return get_args(type_)[0]
    return str if get_origin(type_) is Literal else type_


@given(st.sampled_from(GOOD), st.data())
def test_wild_values_are_read_as_their_type_or_refused(message, data):
    name = data.draw(st.sampled_from([key for key in message if key != "kind"] or ["kind"]))
    wild = {**message, name: data.draw(WILD)}
    try:
        read = incoming.read_message(wild, buffers_of(message))
    except incoming.ProtocolError:
        return
    for field in msgspec.structs.fields(read):
        value, type_ = getattr(read, field.name), plain(field.type)
        assert isinstance(value, list if get_origin(type_) is list else type_)
        if isinstance(value, list):
            [kind] = get_args(type_)
            assert all(type(one) is plain(kind) for one in value)


@given(WILD)
def test_anything_is_read_or_refused(content):
    with pytest.raises(incoming.ProtocolError):
        incoming.read_message(content)


@pytest.mark.parametrize(
    "message",
    [
        {"kind": "entries", "view": "v", "id": 1, **ENTRIES | {"count": 0}},
        {"kind": "entries", "view": "v", "id": 1, **ENTRIES | {"count": 1000}},
        {
            "kind": "entries",
            "view": "v",
            "id": 1,
            **ENTRIES | {"pages": [{"group": "photographs", "start": -1}]},
        },
        {
            "kind": "entries",
            "view": "v",
            "id": 1,
            **ENTRIES | {"pages": [{"group": "photographs", "start": True}]},
        },
        {"kind": "entries", "view": "v", "id": 1, **ENTRIES | {"pages": []}},
        {"kind": "entries", "view": "v", "id": 1, **ENTRIES | {"pages": PAGES * 101}},
        {"kind": "entries", "view": "v", "id": 1, **ENTRIES | {"query": "x" * 1001}},
        {"kind": "groups", "view": "v", "id": 1, **PAGE | {"query": "x" * 1001}},
        {"kind": "groups", "view": "v", "id": 1, **PAGE | {"arrangement": "size"}},
        {"kind": "picture", "hash": "x", "size": "huge"},
        {"kind": "tiles", "hashes": ["0" * 64] * 101},
        {"kind": "pick", "view": "v", "id": 1, "picked": ["@1"] * 1000},
        {"kind": "pick", "view": "v", "id": 1, "picked": "@1"},
        {"kind": "rate", "view": "v", "id": 1, "numbers": [1], "rating": 6},
        {"kind": "rate", "view": "v", "id": 1, "numbers": [1], "rating": -1},
        {"kind": "tag", "view": "v", "id": 1, "numbers": ["1"], "changes": ["x"]},
        {"kind": "tag", "view": "v", "id": 1, "numbers": [1], "changes": [1]},
        {"kind": "delete", "view": "v", "id": 1, "numbers": []},
        {"kind": "delete", "view": "v", "id": 1, "numbers": list(range(101))},
        {"kind": "delete", "view": "v", "id": 1, "numbers": [True]},
        {"kind": "delete", "view": "v", "id": 1, "numbers": [1.5]},
        {"kind": "delete", "view": "v", "id": 1, "numbers": 1},
        {"kind": "restore", "view": "v", "id": 1, "numbers": [[1]]},
        {"kind": "export", "view": "v", "id": 1, "numbers": [-1]},
        {"kind": "annotate", "view": "v", "id": 1, "number": 1, "note": "x" * 200_000},
        {"kind": "again", "view": "v", "id": 1, "number": float("inf")},
        {"kind": "compose", "view": "v", **COMPOSED, "template": "\ud800"},
        {"kind": "compose", "view": "v", **COMPOSED, "template": "x" * 200_000},
        {"kind": "compose", "view": "v", **COMPOSED, "inputs": ["@1\udc00"]},
        {"kind": "compose", "view": "v", **COMPOSED, "models": ["nano-banana"] * 101},
        {"kind": "compose", "view": "v", **COMPOSED, "takes": 0},
        {"kind": "compose", "view": "v", **COMPOSED, "takes": 10_001},
        {"kind": "compose", "view": "v", **COMPOSED, "together": 1},
        {"kind": "pastedCell", "view": "v", "id": 1, "text": "x" * 200_000},
        {"kind": "again", "view": "v", "id": 1, "number": 2**53},
        {"kind": "again", "view": "v", "id": 1, "number": 1e300},
        {"kind": "\ud800"},
        {"kind": "hello", "\ud800": 1},
        {"kind": "hello", 1: 1},
    ],
)
def test_values_out_of_bounds_are_refused(message):
    with pytest.raises(incoming.ProtocolError):
        incoming.read_message(message)


@pytest.mark.parametrize("buffers", [[], [b""], [b"a", b"b"], [bytes(2_000_000)], None])
def test_an_upload_has_one_buffer_of_a_fair_size(buffers):
    with pytest.raises(incoming.ProtocolError):
        incoming.read_message(GOOD[-1], buffers)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (3, "a message is an object"),
        ({"kind": "launch"}, "a message of an unknown kind"),
        ({}, "a message without one of its fields"),
        ({"kind": "stop"}, "a message without one of its fields"),
        ({"kind": "hello", "more": 1}, "a message with an unknown field"),
        ({"kind": "hello", "\ud800": 1}, "a message with broken characters"),
        (
            {"kind": "stop", "job": True},
            "a message whose 'job' has another type or is out of bounds",
        ),
        (
            {"kind": "tiles", "hashes": ["a", 1]},
            "a message whose 'hashes' has another type or is out of bounds",
        ),
        (
            {"kind": "pastedCell", "view": "v", "id": 1, "text": "x" * 200_000},
            "a message whose 'text' has more than 100,000 characters",
        ),
    ],
)
def test_the_log_gets_the_reason_in_words(content, words):
    with pytest.raises(incoming.ProtocolError) as caught:
        incoming.read_message(content)
    assert str(caught.value) == words


@pytest.mark.parametrize(
    ("content", "sender"),
    [
        ({"view": "v", "id": 7}, ("v", 7)),
        ({"view": "v", "id": 7.0}, ("v", 7)),
        ({"view": "v"}, ("v", 0)),
        ({"view": "v", "id": True}, ("v", 0)),
        ({"view": "v", "id": -1}, ("v", 0)),
        ({"view": "v", "id": 10**30}, ("v", 0)),
        ({"view": "v", "id": float("nan")}, ("v", 0)),
        ({"view": "v", "id": [1]}, ("v", 0)),
        ({"view": "\ud800", "id": 1}, None),
        ({"view": 1, "id": 1}, None),
        ({"id": 1}, None),
        ([], None),
    ],
)
def test_the_sender_of_a_message_that_cannot_be_read_is_known_if_it_is_told(content, sender):
    assert incoming.sender_of(content) == sender


@given(WILD, WILD)
def test_a_sender_can_be_answered_whatever_it_sends(view, number):
    for content in (view, {"view": view, "id": number}):
        sender = incoming.sender_of(content)
        if sender is not None:
            json.dumps(sender, ensure_ascii=False).encode()


def test_an_answer_is_plain_json_with_its_kind():
    content = msgspec.to_builtins(outgoing.Details("v", 1, {"number": 3}, {"tags": ["a"]}))
    assert content == {
        "kind": "details", "view": "v", "id": 1, "entry": {"number": 3}, "details": {"tags": ["a"]},
    }  # fmt: skip
    assert json.loads(json.dumps(content)) == content


@pytest.mark.thorough
def test_loading_the_extension_imports_no_messages():
    code = (
        "import sys\n"
        "from IPython.core.interactiveshell import InteractiveShell\n"
        "InteractiveShell.instance().run_line_magic('load_ext', 'ipyimagegen')\n"
        "for name in 'incoming', 'outgoing', 'shapes':\n"
        "    assert f'ipyimagegen.widget.{name}' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", code], timeout=180, check=True)


def test_a_cell_is_what_a_person_would_write():
    text = cell_text(
        "make it night\nkeep the pose",
        model="gpt-image",
        inputs=["@3f9a1c2b", "my photo.png"],
        parameters={"aspect": "16:9", "size": "2K"},
    )
    assert text == (
        '%%imagegen -m gpt-image -i @3f9a1c2b,"my photo.png" --aspect 16:9 --size 2K\n'
        "make it night\nkeep the pose"
    )
    assert cell_text("a", model="", inputs=[], parameters={}) == "%%imagegen\na"
