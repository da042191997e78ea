"""Encodings that a cache put around an answer, and labels that are false."""

import base64
import gzip
import json
import random
import zlib

import httpx
import pytest
from answers import PNG, digest, hashes, picture, url
from hypothesis import given
from hypothesis import strategies as st
from test_client import ANSWER, BODY, KEY, everything_shown, failure, mocked, send

from ipyimagegen import errors
from ipyimagegen.gateway.encodings import take_off
from ipyimagegen.gateway.replies import MAX_BODY
from ipyimagegen.gateways import Secret

HEADERS = {"Content-Type": "application/json"}


class Raw(httpx.AsyncByteStream):
    """A body that httpx has not looked at."""

    def __init__(self, body):
        self.body = body

    async def __aiter__(self):
        for start in range(0, len(self.body), 50_000):
            yield self.body[start : start + 50_000]


def answering(body, status=200, label=None, **options):
    headers = HEADERS if label is None else {**HEADERS, "Content-Encoding": label}
    return mocked(lambda _: httpx.Response(status, headers=headers, stream=Raw(body)), **options)


def deflated(body):
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(body) + packer.flush()


PACKED = {
    "gzip": gzip.compress(BODY),
    "zlib": zlib.compress(BODY),
    "zlib, hardly packed": zlib.compress(BODY, 0),
    "twice": gzip.compress(gzip.compress(BODY)),
    "three times": gzip.compress(zlib.compress(gzip.compress(BODY))),
    "in two": gzip.compress(BODY[:100]) + gzip.compress(BODY[100:]),
    "zeros after": gzip.compress(BODY) + bytes(40),
    "a false checksum": gzip.compress(BODY)[:-8] + bytes(8),
    "base64": base64.b64encode(BODY),
    "gzip in base64": base64.b64encode(gzip.compress(BODY)) + b"\n",
    "chunks of a proxy": b"20\r\n"
    + BODY[:32]
    + b"\r\n%x;x=1\r\n" % (len(BODY) - 32)
    + BODY[32:]
    + b"\r\n0\r\n\r\n",
    "UTF-16 inside": gzip.compress(BODY.decode().encode("utf-16")),
}


@pytest.mark.parametrize("body", PACKED.values(), ids=PACKED)
@pytest.mark.parametrize("label", [None, "gzip", "deflate", "identity", "br"])
def test_a_packed_answer_is_unpacked_whatever_its_label_says(body, label):
    reply = send(answering(body, label=label))
    assert [found.type for found in reply.pictures] == ["png"]
    assert (reply.text, reply.damaged, reply.remarks) == ("Here.", (), ())


@given(
    st.sampled_from([*(body[:20] for body in PACKED.values()), b"\x28\xb5\x2f\xfd", b"\0", b""]),
    st.binary(max_size=200),
    st.sampled_from(["", "gzip", "deflate", "br", "utf-8"]),
)
def test_any_bytes_are_unpacked_or_left_alone(head, tail, label):
    unpacked, packing = take_off(head + tail, label, 1000)
    assert packing in ("", "br", "zstd")
    assert len(unpacked) <= 4 * 1001  # of four bytes a character


@pytest.mark.parametrize("label", ["deflate", "x-deflate", "DEFLATE"])
def test_a_bare_deflated_answer_is_unpacked_by_its_label(label):
    assert send(answering(deflated(BODY), label=label)).text == "Here."


@pytest.mark.parametrize(
    "label",
    ["utf-8", "UTF8", "none", "identity", "", "gzip", "deflate", "br", "zstd", "gzip, gzip",
     "aws-chunked", "*"],
)  # fmt: skip
def test_a_plain_answer_is_read_whatever_its_label_says(label):
    reply = send(answering(BODY, label=label))
    assert (reply.text, reply.damaged, reply.remarks) == ("Here.", (), ())


def test_a_picture_as_the_whole_body_may_be_packed_as_well():
    data = picture("JPEG")
    for body in (data, gzip.compress(data)):
        assert send(answering(body)).pictures[0].bytes == data


def test_of_a_packed_answer_that_is_cut_off_as_much_is_used_as_came():
    many = {"choices": [{"message": {"images": [url(), url(picture(size=(200, 200)))]}}]}
    packed = gzip.compress(json.dumps(many).encode() + bytes(range(256)) * 400)
    reply = send(answering(packed[:-600]))
    assert hashes(reply)[0] == digest(PNG)
    half = gzip.compress(BODY)[:60]
    error = failure(answering(half), kind=errors.GatewayFailed)
    assert (str(error), error.maybe_billed) == ("the answer is not whole", True)
    assert BODY.startswith(error.reply)
    assert error.reply


@pytest.mark.thorough
def test_an_answer_unpacks_to_a_limit():
    bomb = gzip.compress(b" " * 80_000_000)
    error = failure(answering(bomb), kind=errors.TooLarge)
    assert "64 MB" in str(error)
    twice, _ = take_off(gzip.compress(bomb), "", 1_000_000)
    assert len(twice) == 1_000_001
    unpacked, _ = take_off(gzip.compress(b"\0" * 80_000_000)[:-8] + bytes(8), "", MAX_BODY)
    assert len(unpacked) <= MAX_BODY + 1


def test_what_can_not_be_unpacked_is_kept_and_said():
    body = b"\x1b\x8f\x02\x00\x8c\xd4" * 9
    error = failure(answering(body, label="br"), kind=errors.GatewayFailed)
    assert "packed" in str(error)
    assert (error.said, error.maybe_billed, error.reply) == ("br", True, body)
    zstd = b"\x28\xb5\x2f\xfd" + bytes(30)
    error = failure(answering(zstd), kind=errors.GatewayFailed)
    assert (error.said, error.reply) == ("zstd", zstd)
    error = failure(answering(body, 500, label="br"), kind=errors.GatewayFailed)
    assert error.said == "HTTP 500"


@pytest.mark.parametrize(
    "pack", [gzip.compress, zlib.compress, lambda body: body.decode().encode("utf-16")]
)
def test_a_packed_refusal_is_understood(pack):
    body = pack(json.dumps({"error": {"code": 402, "message": "no money"}}).encode())
    error = failure(answering(body, 402), kind=errors.OutOfCredit)
    assert error.said == "no money"


@pytest.mark.parametrize("pack", [gzip.compress, lambda body: body.decode().encode("utf-16-le")])
@pytest.mark.parametrize("status", [200, 400, 500])
def test_a_key_in_a_packed_answer_is_taken_out(pack, status):
    body = pack(json.dumps({"choices": [{"message": {"content": f"key {KEY}"}}]}).encode())
    error = failure(answering(body, status, key=Secret(KEY)))
    assert KEY not in everything_shown(error)
    assert KEY.encode() not in error.reply
    message = ANSWER["choices"][0]["message"] | {"content": f"key {KEY}"}
    body = pack(json.dumps({"choices": [{"message": message}]}).encode())
    assert send(answering(body, status, key=Secret(KEY))).text == "key ***"


def test_a_short_key_does_not_damage_the_picture_of_a_failure():
    data = picture("PNG", size=(400, 400)) + bytes(range(256)) * 100
    body = json.dumps({"choices": [{"message": {"images": [url(data)]}}]}).encode()
    key = url(data)[30_000:30_004]
    assert send(answering(body, 500, key=Secret(key))).pictures[0].bytes == data


def test_the_packages_that_httpx_knows_are_used_where_they_are():
    brotli = pytest.importorskip("brotli")
    zstandard = pytest.importorskip("zstandard")
    for pack in (brotli.compress, zstandard.compress):
        assert send(answering(pack(BODY), label="br")).text == "Here."
        unpacked, _ = take_off(pack(bytes(80_000_000)), "br", 1_000_000)
        assert 1_000_000 < len(unpacked) < 2_000_000
    noise = random.Random(1).randbytes(500_000)  # of which blocks are many
    unpacked, _ = take_off(zstandard.compress(noise)[:-9], "", MAX_BODY)
    assert noise.startswith(unpacked)
    assert unpacked
