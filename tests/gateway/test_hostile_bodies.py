"""Bodies made to be slow or large: the time for one grows with its size, and ends."""

import base64
import contextlib
import gzip
import itertools
import json
import time
import tracemalloc

import pytest
from answers import ASKED, PNG, answer, digest, failure, hashes, read, url

from ipyimagegen.errors import GatewayError, GatewayFailed
from ipyimagegen.gateway.encodings import take_off
from ipyimagegen.gateway.failures import Response, joined_pairs
from ipyimagegen.gateway.patience import Patience
from ipyimagegen.gateway.replies import MAX_BODY, read_models, read_reply

B64 = base64.b64encode(PNG).decode()
UNITS = [
    "{", "[", "}", '"', "'", "\\", '\\"', ":", ",", '{"', "['", '["\\', " ", "\n", "\0", "a", "<",
    "<a ", "<!--", "&amp;", "&#1", "![", "![a](", "```", "```{", "data:", "data:,", "é", "\ufeff",
    "data:image/png;base64,", "base64,", "https://", "https://a.", "https://a.b/c.png ",
    "iVBORw0KGgo", "/9j/", "iVBORw0KGgo ", "a" * 40 + "\n", "a" * 45 + "= ", "=", "%",
    "%41", "%2C", "\\u0041", "--b\r\n", "1", "-", "1e",
    '{"a":1}', '{"a":1,}', '{"a":1}\n', 'data: {"a"\n',
    'data: {"choices":[{"delta":{"content":"a"}}]}\n\n',
    "[],", '{"a":{"b":1}},', "[137,80,78,71,13,10,26,10,1],", "null,", "- {", "again 1 ",
]  # fmt: skip
PLACES = {
    "bare": "%s",
    "in a list": '{"a":[%s]}',
    "in a page": "<html><body>%s</body></html>",
    "in parts": "--b\r\nContent-Type: a/b\r\n\r\n%s\r\n--b--",
}


def in_text(unit, size):
    """Documents with many of a unit in a text, where a picture, words and a sentence stand."""
    text = unit * (size // len(unit))
    yield answer({"content": text})
    yield {"data": [{"b64_json": B64 + text}]}
    yield {"error": {"message": text}}
    yield {"a": [unit * 90] * (size // len(unit) // 90)}


def keys(size, unit):
    return "{" + ",".join(unit % number for number in range(size // len(unit))) + ',"z":NaN}'


def nested(size, depth=50):
    """Objects in which each level has a key twice, its second value a long chain."""
    text = "{" + ",".join(f'"k{number}":1' for number in range(size // depth // 6)) + "}"
    for level in range(depth):
        text = '{"a":' + text + ',"a":' + '{"a":' * level + "1" + "}" * level + "}"
    return text[:-1] + ',"z":NaN}'


DOCUMENTS = {
    "objects of one key": lambda size: keys(size, '"a":{"k%d":1}'),
    "objects of one key, deep": lambda size: keys(size, '"a":{"b":{"c":{"k%d":1}}}'),
    "lists of one key": lambda size: keys(size, '"a":[%d]'),
    "a large object, then small ones": lambda size: (
        keys(size // 2, '"k%d":1')[:-1] + "," + keys(size // 2, '"a":{"k%d":1}')[1:]
    ),
    "a key at each level": nested,
    "keys": lambda size: keys(size, '"k%d":1'),
    "digits": lambda size: '{"a":' + "1" * size + "}",
    "decimals": lambda size: '{"a":0.' + "1" * size + ",}",
    "choices": lambda size: json.dumps(
        {"choices": [{"message": {"content": f"w{number}"}} for number in range(size // 35)]}
    ),
    "candidates": lambda size: json.dumps(
        {"candidates": [{"finishReason": "SAFETY"}] * (size // 30)}
    ),
    "violations": lambda size: json.dumps(
        {"error": {"details": [{"violations": [{"quotaId": "a"}] * (size // 18)}]}}
    ),
    "JSON in texts": lambda size: json.dumps(
        {"content": [{"text": '{"a":"' + "x" * 40 + '"}'}] * (size // 70)}
    ),
    "pictures": lambda size: json.dumps({"data": [B64 + str(at) for at in range(size // 110)]}),
    "quoted Python": lambda size: json.dumps({"error": {"message": "{'a':" + "(" * size + "}"}}),
    "lines of keys": lambda size: "".join(
        json.dumps({f"k{number}": {"a": 1}}) + "\n" for number in range(size // 20)
    ),
}


def bodies(size):
    for unit, place in itertools.product(UNITS, PLACES.values()):
        yield place % (unit * (size // len(unit)))
    for unit in UNITS:
        yield from map(json.dumps, in_text(unit, size))
    for document in DOCUMENTS.values():
        yield document(size)


def seconds(body, status=200):
    """CPU seconds until a body is read, or understood to hold nothing."""
    started = time.process_time()
    plain, _ = take_off(body, "", MAX_BODY)
    try:
        read_reply(Response(ASKED.gateway, status, {}, 1.0, ASKED), bytes(plain))
    except GatewayError as error:
        assert len(error.lines()) <= 4
    return time.process_time() - started


def assert_grows_with_size(body, larger, status=200):
    """Fail where twice the size takes more than about twice the time."""
    once = seconds(body, status)
    if once < 0.15:  # nothing could be measured
        return
    twice = min(seconds(larger, status) for _ in range(2))
    assert twice < 3 * once + 0.2, f"{once:.2f} s, {twice:.2f} s: {body[:200]!r}"


@pytest.mark.parametrize("document", DOCUMENTS.values(), ids=DOCUMENTS)
@pytest.mark.parametrize("status", [200, 500])
def test_time_grows_with_the_size_of_a_document(document, status):
    assert_grows_with_size(document(75_000).encode(), document(150_000).encode(), status)


@pytest.mark.fuzz
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("status", [200, 404, 500])
def test_time_grows_with_the_size_of_every_hostile_body(status):
    for body, larger in zip(bodies(250_000), bodies(500_000), strict=True):
        assert_grows_with_size(body.encode(), larger.encode(), status)


def test_values_of_a_key_are_joined_in_order():
    pairs = [("a", [1]), ("b", {"c": [1], "d": 1}), ("a", [2]), ("b", {"c": [2], "d": None})]
    assert joined_pairs(pairs) == {"a": [1, 2], "b": {"c": [1, 2], "d": 1}}


def out_of_time():
    ticks = itertools.count()
    return Patience(5.0, lambda: float(next(ticks)))


def test_reading_ends_and_shows_the_pictures_that_stand_whole():
    body = json.dumps({"a": [{}] * 10_000, "data": [{"b64_json": B64}]}).encode()[:-1] + b",,]"
    response = Response(ASKED.gateway, 200, {}, 1.0, ASKED)
    reply = read_reply(response, body, out_of_time())
    assert hashes(reply) == [digest(PNG)]
    assert "takes too long to read" in reply.remarks[0]
    assert reply.unread == body


@pytest.mark.parametrize("end", [b"}", b",,]"])
def test_what_takes_too_long_is_kept(end):
    body = json.dumps({"a": [{}] * 10_000}).encode()[:-1] + end
    with pytest.raises(GatewayFailed) as caught:
        read_reply(Response(ASKED.gateway, 200, {}, 1.0, ASKED), body, out_of_time())
    assert str(caught.value) == "the answer takes too long to read"
    assert (caught.value.maybe_billed, caught.value.reply) == (True, body)


def test_a_text_of_many_encoded_pieces_takes_too_long_as_well():
    text = ("a" * 45 + "= ") * 5000
    with pytest.raises(GatewayFailed, match="takes too long to read"):
        read_reply(
            Response(ASKED.gateway, 200, {}, 1.0, ASKED),
            json.dumps(answer({"content": text})).encode(),
            out_of_time(),
        )


@pytest.mark.thorough
def test_links_that_end_nowhere_take_no_time():
    assert seconds(json.dumps(answer({"content": "https://a." * 200_000})).encode()) < 1.5


def test_a_fresh_reading_has_time():
    assert not Patience().is_over


@pytest.mark.slow
@pytest.mark.parametrize("unit", ["[],", '{"a":1},', '"ab",', "1.5,", "{", '{"a":'])
@pytest.mark.parametrize("status", [200, 500])
@pytest.mark.parametrize("size", [500_000, 6_000_000])
def test_memory_stays_in_proportion(unit, status, size):
    body = ('{"a":[' + unit * (size // len(unit)) + "0]}").encode()
    tracemalloc.start()
    try:
        failure(body, status=status)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 9 * len(body) + 30_000_000  # and the body itself


def test_a_picture_in_a_body_of_nothing_but_brackets_is_shown():
    body = b'{"a":[' + b"[]," * 2_000_000 + b'"' + url().encode() + b'"]}'
    started = time.process_time()
    reply = read(body)
    assert time.process_time() - started < 5
    assert (hashes(reply), reply.unread) == ([digest(PNG)], body)


@pytest.mark.thorough
def test_a_list_of_a_pictures_bytes_is_no_attack():
    data = PNG + bytes(range(256)) * 8000
    body = json.dumps({"image": list(data)}).encode()
    assert read(body).pictures[0].bytes == data


def test_many_small_packings_are_unpacked_in_part():
    body = gzip.compress(b"") * 200_000
    started = time.process_time()
    take_off(body, "", MAX_BODY)
    take_off(b"1\r\na\r\n" * 700_000, "", MAX_BODY)
    assert time.process_time() - started < 5


@pytest.mark.thorough
def test_a_list_of_models_made_to_be_slow_ends():
    response = Response(ASKED.gateway, 200, {})
    for document in DOCUMENTS.values():
        started = time.process_time()
        with contextlib.suppress(GatewayError):
            read_models(response, document(200_000).encode())
        assert time.process_time() - started < 5
