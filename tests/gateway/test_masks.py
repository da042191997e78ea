"""A gateway that quotes the key shows it nowhere, however it writes it."""

from __future__ import annotations

import asyncio
import base64
import dataclasses
import gzip
import html
import inspect
import io
import json
import logging
import pickle
import random
import re
import time
import timeit
import traceback
import zlib
from urllib.parse import quote

import pytest
from PIL import Image

from ipyimagegen import errors, metadata
from ipyimagegen.gateway.client import Client
from ipyimagegen.gateway.masks import Mask
from ipyimagegen.gateways import Headers, Secret
from ipyimagegen.requests import Request
from scripted import answer, choice, data_url, failing, hang_up, picture, serving, success

KEY = "dgx-5ec4e7/of+this_test=0"
SHORT = "k3y-short"
TOKEN = "Tok 7e57/of+a header"


def escaped(text, form="\\u{:04x}", step=1):
    return "".join(
        form.format(ord(one)) if place % step == 0 else one for place, one in enumerate(text)
    )


def twice(text):
    return json.dumps(escaped(text))[1:-1]


SPELLINGS = {
    "plain": str,
    "every letter": escaped,
    "capitals": lambda text: escaped(text, "\\u{:04X}"),
    "the first letter": lambda text: escaped(text[0]) + text[1:],
    "the last letter": lambda text: text[:-1] + escaped(text[-1]),
    "half of it": lambda text: escaped(text, step=2),
    "a third of it": lambda text: escaped(text, step=3),
    "slashes": lambda text: text.replace("/", "\\/"),
    "json in json": twice,
    "json in json in json": lambda text: json.dumps(twice(text))[1:-1],
    "javascript": lambda text: escaped(text, "\\\\x{:02x}"),
    "octal": lambda text: escaped(text, "\\\\{:03o}"),
    "url": lambda text: quote(text, safe=""),
    "all of a url": lambda text: escaped(text, "%{:02x}"),
    "url in a url": lambda text: escaped(text, "%25{:02X}"),
    "page": html.escape,
    "decimal references": lambda text: escaped(text, "&#{};"),
    "references": lambda text: escaped(text, "&#x{:X};", 2),
    "named references": lambda text: text.replace("/", "&sol;").replace("_", "&lowbar;"),
    "references in a page": lambda text: escaped(text, "&amp;#{:03d};"),
    "go's references": lambda text: escaped(text, "\\u0026#{};"),
}
ENCODINGS = {
    "base64": lambda text: base64.b64encode(text.encode()).decode(),
    "basic authorization": lambda text: base64.b64encode(f"me:{text}".encode()).decode(),
    "safe base64": lambda text: base64.urlsafe_b64encode(f"a{text}".encode()).decode(),
    "hex": lambda text: text.encode().hex(),
    "small letters": str.lower,
    "capitals": str.upper,
}

UNESCAPES = (
    lambda text: re.sub(r"\\+[ux]\{?0*([0-9a-f]{2})", lambda m: chr(int(m[1], 16)), text, flags=2),
    lambda text: re.sub(r"\\+([0-7]{3})", lambda m: chr(int(m[1], 8)), text),
    lambda text: re.sub(r"%(?:25)*([0-9a-f]{2})", lambda m: chr(int(m[1], 16)), text, flags=2),
    html.unescape,
    lambda text: text.replace("\\", ""),
    lambda text: text.replace("\0", ""),
)  # fmt: skip


def shows(text, secret):
    """Whether somebody who undoes whatever can be undone finds the secret."""
    seen = {text}
    for _ in range(3):
        seen |= {undo(one) for one in seen for undo in UNESCAPES}
        if any(secret.lower() in one.lower() for one in seen):
            return True
        seen = set(sorted(seen, key=len)[:12])
    return False


def test_the_judge_of_these_tests_finds_what_is_escaped():
    for spell in SPELLINGS.values():
        assert shows(f"a {spell(KEY)} b", KEY)
    assert not shows("a *** b", KEY)


@pytest.fixture(scope="module")
def gateway():
    with serving() as scripted:
        yield scripted


def raw(document, secret, spell):
    """JSON in which the secret, written as SECRET, is spelled so."""
    return json.dumps(document).replace("SECRET", spell(secret)).encode()


def bodies(secret, spell):
    """Replies that quote a secret wherever a reply has words: body and status."""
    good = data_url(picture())
    message = {"content": "It is SECRET.", "images": [{"image_url": {"url": good}}]}
    whole = {
        "model": "SECRET", "choices": [{"finish_reason": "SECRET", "message": message}],
        "usage": {"SECRET": 1, "who": "SECRET", "deep": {"SECRET": "SECRET"}},
    }  # fmt: skip
    cut = dict(message, images=[*message["images"], {"image_url": {"url": good[:80]}}])
    return [
        (raw(whole, secret, spell), 200),
        (raw({**whole, "choices": [{"message": cut}]}, secret, spell), 200),
        (raw(whole, secret, spell)[:-3], 200),
        (raw({"error": {"code": "SECRET", "message": "no: SECRET"}}, secret, spell), 401),
        (raw({"error": {"message": "x" * 285 + " SECRET"}}, secret, spell), 400),
        (raw({"detail": [{"msg": "SECRET"}]}, secret, spell), 422),
        (raw({"error": json.dumps({"message": "SECRET"})}, secret, spell), 500),
        (raw({"choices": [{"message": {"content": "SECRET"}}]}, secret, spell), 200),
        (raw({"choices": [{"finish_reason": "SECRET", "message": {}}]}, secret, spell), 200),
        (raw({"task_id": "SECRET", "status": "queued SECRET", "polling_url": "/t/SECRET"},
             secret, spell), 202),
        (raw({"echo": {"SECRET": ["SECRET", 1]}}, secret, spell), 200),
        (b"<html><body>" + spell(secret).encode() + b"</body></html>", 502),
        (b"words: " + spell(secret).encode(), 200),
    ]  # fmt: skip


async def no_pause(seconds):
    """Stand in for the pause between two tries."""


def outcome(gateway, secrets=(KEY,), **options):
    """Send once; return everything that leaves the client as text, and what came."""
    key, *others = (Secret(one, is_key=" " not in one) for one in secrets)
    headers = Headers(tuple((f"X-{n}", one) for n, one in enumerate(others)), tuple(others))
    client = Client(gateway.url, key=key, headers=headers, timeout=10, sleep=no_pause)

    async def send():
        try:
            request = Request(client.base_url, "nano-banana", "a frog")
            return await client.read(await client.send(request, **options))
        finally:
            await client.close()

    try:
        reply = asyncio.run(send())
    except errors.GatewayError as error:
        frames = traceback.StackSummary.extract(
            traceback.walk_tb(error.__traceback__), capture_locals=True
        )
        ours = [frame for frame in frames if "ipyimagegen" in frame.filename]
        assert ours
        return "\n".join(
            (*error.lines(), repr(vars(error)), error.reply.decode("utf-8", "replace"),
             *traceback.StackSummary.from_list(ours).format())
        ), error  # fmt: skip
    told = dataclasses.replace(reply, pictures=(), images=())
    return repr(told) + reply.unread.decode("utf-8", "replace"), reply


@pytest.mark.parametrize("spelling", SPELLINGS)
@pytest.mark.parametrize("secret", [KEY, pytest.param(SHORT, marks=pytest.mark.slow)])
def test_a_key_is_shown_in_no_spelling(gateway, secret, spelling):
    gateway.reset()
    for body, status in bodies(secret, SPELLINGS[spelling]):
        gateway.script = answer(body, status)
        shown, _ = outcome(gateway, (secret,))
        assert not shows(shown, secret), body


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_a_key_is_shown_in_no_encoding(gateway, encoding):
    gateway.reset()
    encoded = ENCODINGS[encoding](KEY)
    core = encoded.strip("=")[4:-4]
    for body, status in bodies(KEY, ENCODINGS[encoding]):
        gateway.script = answer(body, status)
        shown, came = outcome(gateway)
        if isinstance(came, Exception):
            shown = "\n".join((*came.lines(), repr(vars(came))))
        assert core not in shown, body


@pytest.mark.parametrize("spelling", ["plain", "every letter", "all of a url", "references"])
def test_a_headers_value_is_shown_in_no_spelling(gateway, spelling):
    gateway.reset()
    for body, status in bodies(TOKEN, SPELLINGS[spelling]):
        gateway.script = answer(body, status)
        shown, _ = outcome(gateway, (KEY, TOKEN))
        assert not shows(shown, TOKEN), body


@pytest.mark.parametrize(
    "packed",
    [
        gzip.compress, zlib.compress, base64.b64encode,
        lambda body: body.decode().encode("utf-16"), lambda body: body.decode().encode("utf-32"),
        lambda body: gzip.compress(gzip.compress(body)),
    ],
    ids=["gzip", "zlib", "base64", "utf-16", "utf-32", "gzip twice"],
)  # fmt: skip
def test_a_packed_body_shows_it_neither(gateway, packed):
    gateway.reset()
    for body, status in bodies(KEY, escaped):
        gateway.script = answer(packed(body), status)
        shown, _ = outcome(gateway)
        assert not shows(shown, KEY), body


def streamed(pieces, *, end=b"data: [DONE]\n\n"):
    deltas = [{"choices": [{"index": 0, "delta": {"content": piece}}]} for piece in pieces]
    return b"".join(b"data: " + json.dumps(one).encode() + b"\n\n" for one in deltas) + end


@pytest.mark.parametrize("size", [1, 3, 7, 20])
@pytest.mark.parametrize("secret", [KEY, SHORT])
@pytest.mark.parametrize("more", [[], [data_url(picture())], [data_url(picture())[:90]]])
def test_a_key_in_the_pieces_of_a_stream_is_not_put_together(gateway, secret, size, more):
    gateway.reset()
    text = f"{'x ' * 140}{secret} it is "
    pieces = [text[at : at + size] for at in range(0, len(text), size)]
    gateway.script = answer(streamed([*pieces, *more]), kind="text/event-stream")
    shown, came = outcome(gateway, (secret,))
    kept = getattr(came, "reply", b"") or getattr(came, "unread", b"")
    joined = "".join(re.findall(r'"content": "(.*?)"', kept.decode()))
    assert secret not in shown
    said = came.said if isinstance(came, Exception) else came.text
    assert "x x x" in said or "damaged" in said
    for text in (said, joined):
        assert secret[:4] not in text
    assert not more or len(more[0]) < 100 or came.pictures


def test_nor_is_one_in_base64(gateway):
    gateway.reset()
    encoded = base64.b64encode(KEY.encode()).decode()
    pieces = [encoded[at : at + 5] for at in range(0, len(encoded), 5)]
    gateway.script = answer(streamed([*pieces, data_url(picture())]), kind="text/event-stream")
    shown, reply = outcome(gateway)
    assert encoded[4:-4] not in shown
    assert reply.text.startswith("***")


def test_a_key_across_chunks_is_found(gateway):
    body = bodies(KEY, escaped)[0][0]
    gateway.reset()

    def send(connection):
        connection.sendall(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
        for at in range(0, len(body), 5):
            piece = body[at : at + 5]
            connection.sendall(b"%x\r\n%s\r\n" % (len(piece), piece))
        connection.sendall(b"0\r\n\r\n")

    gateway.script = send
    shown, reply = outcome(gateway)
    assert reply.text == "It is ***."
    assert not shows(shown, KEY)


@pytest.mark.parametrize("secret", [KEY, SHORT])
def test_headers_and_broken_protocols_show_it_neither(gateway, secret):
    for script in (
        answer(b"", 302, Location=f"https://{secret.lower()}.example/{secret}"),
        answer(success(data_url(picture()[:60])), x_litellm_model_group=secret, X_K=secret),
        answer(b"{}", 429, Retry_After=secret),
        answer(b"{}", 202, Location=f"/tasks/{quote(secret)}"),
        lambda connection: connection.sendall(f"HTTP/1.1 {secret}\r\n\r\n".encode()),
        lambda connection: connection.sendall(f"{secret} 200 OK\r\n\r\n".encode()),
        lambda connection: connection.sendall(
            f"HTTP/1.1 200 OK\r\n{secret} : x\r\nTransfer-Encoding: {secret}\r\n\r\n".encode()
        ),
        hang_up,
    ):
        gateway.reset()
        gateway.script = script
        shown, _ = outcome(gateway, (secret,))
        assert secret.lower() not in shown.lower()


def test_the_list_of_models_shows_it_neither(gateway):
    gateway.reset()
    entry = {"id": "SECRET", "owned_by": {"SECRET": ["SECRET"]}}
    body = raw({"data": [entry, {"id": "frog"}]}, KEY, lambda key: escaped(key, step=2))
    gateway.listing = answer(body)
    client = Client(gateway.url, key=Secret(KEY))
    assert not shows(repr(asyncio.run(client.models())), KEY)
    gateway.script = answer(failing(404, "no such model"), 404)
    shown, error = outcome(gateway)
    assert "frog" in error.hint
    assert not shows(shown, KEY)


# -- pictures ------------------------------------------------------------------------------------


@pytest.mark.parametrize("secret", ["k3y", "AAAA", "a1b2", SHORT, KEY])
def test_pictures_come_as_they_are(gateway, secret):
    """Whatever is in their bytes, and however they travel."""
    note = Image.Exif()
    note[0x010E] = f"made with {secret}"
    stream = io.BytesIO()
    Image.effect_noise((300, 200), 90).save(stream, "PNG", exif=note.tobytes())
    data = stream.getvalue()
    gateway.reset()
    for body in (success(data_url(data)), data):
        gateway.script = answer(body)
        _, reply = outcome(gateway, (secret,))
        assert [one.bytes for one in reply.pictures] == [data]
        remarked = [one for one in reply.remarks if "strip=True" in one]
        assert len(remarked) == (secret == KEY)
    assert KEY.encode() not in metadata.strip(data)


def test_masking_takes_time_in_proportion():
    mask = Mask([Secret(KEY), Secret(SHORT)])
    for body in (b"\\" * 300_000, b"&amp;" * 60_000, b"%25" * 100_000, b"dgx" * 100_000):
        assert mask.body(body) == body


def test_masking_a_usual_reply_takes_no_time():
    """Measured by a pass over it: by nothing else does a machine that is busy not matter."""
    body = success(data_url(random.Random(1).randbytes(2_000_000)), content='A "frog".\nIt is one.')
    mask = Mask([Secret(KEY)])
    passes = min(timeit.repeat(body.lower, timer=time.thread_time, number=5, repeat=5)) / 5
    masking = min(
        timeit.repeat(lambda: mask.body(body), timer=time.thread_time, number=1, repeat=9)
    )
    assert mask.body(body) == body
    assert masking < 10 * passes


# -- all spellings at once -------------------------------------------------------------------------

ROUNDS = (
    json.dumps, quote, html.escape, lambda text: json.dumps(text)[1:-1], escaped,
    lambda text: escaped(text, "&#x{:x};"), lambda text: escaped(text, "%{:02X}"),
    lambda text: text.replace("/", "\\/"), lambda text: escaped(text, "\\{:03o}"),
)  # fmt: skip
AROUND = (
    "",
    " ",
    '"',
    "\\",
    "\\n",
    "x=",
    "%",
    "&amp;",
    "Bearer ",
    "iVBOR" * 40,
    "\\\\",
    "u0064",
    "?key=",
    "0",
)


@pytest.mark.thorough
def test_a_key_is_found_through_three_rounds_of_escapes_wherever_it_stands():
    random_ = random.Random(7)
    mask = Mask([Secret(KEY)])
    for case in range(2000):
        spelled = KEY if case % 2 else "".join(
            random_.choice((one, one.upper(), one.lower())) for one in KEY
        )  # fmt: skip
        for spell in random_.choices(ROUNDS, k=random_.randrange(4)):
            spelled = spell(spelled)
        before, behind = random_.choice(AROUND), random_.choice(AROUND)
        size = random_.choice((0, 10, 16_300, 16_380, 16_384, 32_760)) if case % 10 == 0 else 0
        body = f"{'x' * size}{before}{spelled}{behind}".encode()
        masked = mask.body(body, everywhere=case % 3 == 0)
        assert not shows(masked.decode()[-3000:], KEY), body[-3000:]
        assert masked.startswith(b"x" * size)
        assert mask.body(masked) == masked


@pytest.mark.parametrize("rounds", [0, 1, 2])
@pytest.mark.parametrize(
    "zero",
    ["\0", "\0\0\0", "\\u0000", "\\U00000000", "\\u{0}", "\\x00", "\\000", "%00", "&#0;", "&#x00;"],
)
def test_a_key_with_zeros_in_between_is_found_however_they_are_spelled(zero, rounds):
    mask = Mask([Secret(KEY)])
    spelled = zero.join(KEY)
    for _ in range(rounds):
        spelled = json.dumps(spelled)[1:-1]
    assert mask.body(f'{{"a": "{spelled}"}}'.encode()) == b'{"a": "***"}'


@pytest.mark.thorough
@pytest.mark.parametrize("spelling", ["plain", "every letter", "half of it", "all of a url"])
def test_a_key_at_which_a_body_breaks_off_is_not_shown(gateway, spelling):
    gateway.reset()
    spelled = SPELLINGS[spelling](KEY)
    whole = raw({"choices": [{"message": {"content": "It is SECRET"}}]}, "", lambda _: spelled)
    for rest in range(1, len(spelled) // 2, max(1, len(spelled) // 40)):
        cut = whole[: whole.index(spelled.encode()) + len(spelled) - rest]
        gateway.script = answer(cut, length=9999)
        shown, _ = outcome(gateway)
        assert not shows(shown, KEY[: len(KEY) // 2]), cut
    gateway.script = answer(success(data_url(picture()), content="Keys begin with dgx-5ec4."))
    _, reply = outcome(gateway)
    assert reply.text == "Keys begin with dgx-5ec4."


# -- the secret itself ---------------------------------------------------------------------------


def test_nothing_that_python_asks_a_secret_returns_it():
    secret = Secret(KEY)
    told = [repr(secret), str(secret), f"{secret}", repr(dir(secret))]
    told += [repr(value) for _, value in inspect.getmembers(secret)]
    told += [repr(object.__getstate__(secret))] if hasattr(object, "__getstate__") else []
    asks = [
        secret.__reduce__, secret.__getstate__, lambda: pickle.dumps(secret),
        lambda: dataclasses.asdict(Headers((("X", secret),), (secret,))),
        *(lambda n=n: secret.__reduce_ex__(n) for n in range(6)),
        lambda: __import__("copy").deepcopy(secret), lambda: __import__("copy").copy(secret),
    ]  # fmt: skip
    for ask in asks:
        with pytest.raises(errors.WrongArguments) as caught:
            ask()
        told += caught.value.lines()
    for call in (vars, json.dumps, bytes, iter, memoryview):
        with pytest.raises(TypeError) as refused:
            call(secret)
        told.append(str(refused.value))
    assert KEY not in "\n".join(told)
    assert secret.reveal() == KEY


# -- logs and cookies ----------------------------------------------------------------------------


@pytest.mark.parametrize("spelling", ["plain", "every letter", "all of a url"])
def test_no_log_has_it(gateway, caplog, spelling):
    spelled = SPELLINGS[spelling](KEY)
    for script in (
        answer(success(data_url(picture())), X_Echo=spelled, Set_Cookie=f"key={spelled}"),
        answer(b"", 302, Location=f"https://x.example/{spelled}"),
        lambda connection: connection.sendall(f"HTTP/1.1 200 {spelled}\r\n\r\n".encode()),
        lambda connection: connection.sendall(f"HTTP/1.1 {spelled}\r\n\r\n".encode()),
    ):
        gateway.reset()
        gateway.script = script
        caplog.clear()
        with caplog.at_level(logging.DEBUG):
            outcome(gateway)
        assert "response_headers" in caplog.text
        assert not shows(caplog.text, KEY)
        assert not [one for one in caplog.records if shows(repr(vars(one)), KEY)]


def test_cookies_are_neither_kept_nor_sent(gateway):
    gateway.reset()
    gateway.script = answer(success(data_url(picture())), Set_Cookie="who=me; Path=/")
    client = Client(gateway.url, key=Secret(KEY))

    async def send():
        for take in (1, 2):
            request = Request(client.base_url, "nano-banana", "a frog", take=take)
            await client.send(request)
        await client.models()
        await client.close()

    asyncio.run(send())
    heads = [head.lower() for head, _ in gateway.requests] + [
        head.lower() for head in gateway.asked
    ]
    assert len(heads) == 3
    assert not [head for head in heads if b"cookie" in head]


def test_an_answer_in_words_is_whole_but_for_the_key(gateway):
    gateway.reset()
    gateway.script = answer(choice({"content": f"No frog for {escaped(KEY)}, sorry."}))
    _, error = outcome(gateway)
    assert error.said == "No frog for ***, sorry."
