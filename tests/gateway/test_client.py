"""The client: the bytes that leave the machine, the ends of an exchange, and a hidden key."""

import asyncio
import base64
import contextlib
import gc
import io
import itertools
import json
import os
import socket
import ssl
import threading
import time
import traceback

import httpx
import pytest
from PIL import Image

from ipyimagegen import errors
from ipyimagegen.addresses import read_address
from ipyimagegen.gateway.client import Client
from ipyimagegen.gateways import Secret
from ipyimagegen.images.inputs import Input
from ipyimagegen.requests import Request

KEY = "sk-key-0123456789-never-shown"
BASE = "https://gateway.example"
ASKED = Request(gateway=BASE, model="nano-banana", prompt="a frog")
DEADLINE = 60


def picture():
    stream = io.BytesIO()
    Image.new("RGB", (8, 6), "green").save(stream, "PNG")
    return stream.getvalue()


PNG = picture()
URL = f"data:image/png;base64,{base64.b64encode(PNG).decode()}"
ANSWER = {"choices": [{"message": {"content": "Here.", "images": [{"image_url": {"url": URL}}]}}]}
BODY = json.dumps(ANSWER).encode()


async def no_pause(seconds):
    """Stand in for the pause between two tries."""


def mocked(handler, **options):
    return Client(BASE, transport=httpx.MockTransport(handler), **{"sleep": no_pause, **options})


async def replied(client, request, options):
    return await client.read(await client.send(request, **options))


def send(client, request=ASKED, **options):
    async def run():
        try:
            return await replied(client, request, options)
        finally:
            await client.close()

    return asyncio.run(run())


def failure(client, request=ASKED, kind=errors.GatewayError, **options):
    with pytest.raises(kind) as caught:
        send(client, request, **options)
    return caught.value


@contextlib.contextmanager
def server(answer):
    """A real server on loopback; `answer(connection, received)` gets each whole request."""
    listener = socket.create_server(("127.0.0.1", 0))
    received = []

    def serve():
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            with connection, contextlib.suppress(OSError):
                data = b""
                while b"\r\n\r\n" not in data and (more := connection.recv(65536)):
                    data += more
                head, _, body = data.partition(b"\r\n\r\n")
                length = [x for x in head.lower().split(b"\r\n") if x.startswith(b"content-length")]
                expected = int(length[0].split(b":")[1]) if length else 0
                while len(body) < expected and (more := connection.recv(65536)):
                    body += more
                if head and len(body) >= expected:
                    received.append((head, body))
                    answer(connection)

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}", received
    finally:
        listener.shutdown(socket.SHUT_RDWR) if os.name == "posix" else None
        listener.close()
        thread.join(5)
    assert not thread.is_alive()


def whole(body, status="200 OK", kind="application/json"):
    head = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n"
    return lambda connection: connection.sendall(head.encode() + body)


# -- sending --------------------------------------------------------------------------


def test_the_exact_bytes_of_a_request():
    with server(whole(BODY)) as (base, received):
        reply = send(Client(base, key=Secret(KEY)))
    assert reply.pictures[0].bytes == PNG
    [(head, body)] = received
    first, *lines = head.decode().split("\r\n")
    assert first == "POST /v1/chat/completions HTTP/1.1"
    assert sorted(lines) == sorted(
        [
            f"Host: {base.removeprefix('http://')}",
            f"Authorization: Bearer {KEY}",
            "Accept: application/json",
            "Accept-Encoding: identity",
            "Connection: close",
            "Content-Type: application/json",
            f"Content-Length: {len(body)}",
            "User-Agent: ipyimagegen",
            "x-litellm-num-retries: 0",
        ]
    )
    assert body == (
        b'{"model":"nano-banana","messages":[{"role":"user","content":"a frog"}],"stream":false}'
    )


def test_a_path_in_the_base_url_is_kept():
    paths = []

    def handler(request):
        paths.append(request.url.path)
        return httpx.Response(200, content=BODY)

    send(Client(f"{BASE}/api/v1", transport=httpx.MockTransport(handler)))
    assert paths == ["/api/v1/chat/completions"]


def test_the_gateways_own_names_and_fields_are_sent():
    bodies = []

    def handler(request):
        bodies.append(json.loads(request.content))
        assert "authorization" not in request.headers
        assert "x-imagegen-take" not in request.headers
        return httpx.Response(200, content=BODY)

    always = {"user": "me", "modalities": ["image", "text"]}
    send(mocked(handler, models={"nano-banana": "theirs"}, extra=always))
    assert bodies[0]["model"] == "theirs"
    assert (bodies[0]["user"], bodies[0]["modalities"]) == ("me", ["image", "text"])


def test_only_the_embedded_gateway_is_told_the_take():
    takes = []

    def handler(request):
        takes.append((str(request.url), request.headers["x-imagegen-take"]))
        return httpx.Response(200, content=BODY)

    asked = Request(gateway="offline", model="m", prompt="p", take=3)
    send(Client("offline", transport=httpx.MockTransport(handler)), asked)
    assert takes == [("http://offline/v1/chat/completions", "3")]


def test_it_works_on_one_loop_after_the_other_and_side_by_side():
    client = mocked(lambda request: httpx.Response(200, content=BODY))

    async def both():
        replies = await asyncio.gather(client.send(ASKED), client.send(ASKED))
        await client.close()
        await client.close()
        return replies

    assert len(asyncio.run(both())) == 2
    assert send(client).text == "Here."


class WarpedLoop(asyncio.SelectorEventLoop):
    """A loop whose clock can be put forward: the deadline, pauses and seconds follow it."""

    ahead = 0.0

    def time(self):
        return super().time() + self.ahead


async def later(seconds):
    """Let seconds pass on the loop's clock, and next to none in the world."""
    asyncio.get_running_loop().ahead += seconds
    await asyncio.sleep(0.01)


def warped(client, request=ASKED, **options):
    with asyncio.Runner(loop_factory=WarpedLoop) as runner:
        return runner.run(replied(client, request, options))


def test_a_slow_answer_is_waited_for():
    async def slow(request):
        await later(150)
        return httpx.Response(200, content=BODY)

    assert 150 <= warped(mocked(slow)).seconds < 160


def test_the_deadline_is_of_the_whole_request():
    asked, pauses = [], []

    async def slow(request):
        asked.append(request)
        await later(150)
        return httpx.Response(429, headers={"Retry-After": "50"}, json={"error": "slow down"})

    async def pause(seconds):
        pauses.append(seconds)
        await later(seconds)

    with pytest.raises(errors.GatewayError) as caught:
        warped(mocked(slow, sleep=pause), timeout=320)
    # 150 + 50 + 120 seconds of the second try, which the deadline ends.
    assert type(caught.value) is errors.DeadlinePassed
    assert (len(asked), pauses) == (2, [50])
    assert caught.value.said == "320 s (2 tries)"


# -- sending again --------------------------------------------------------------------


def refusing(status, **headers):
    """Return a handler that always refuses, and the list of the requests it got."""
    asked = []

    def handler(request):
        asked.append(request)
        return httpx.Response(
            status,
            headers={name.replace("_", "-"): value for name, value in headers.items()},
            json={"error": {"message": "later"}},
        )

    return handler, asked


@pytest.mark.parametrize(
    ("status", "headers", "tries", "waited"),
    [
        (429, {"retry_after": "40"}, 3, [40, 40]),
        (429, {"retry_after_ms": "1500"}, 3, [1.5, 1.5]),
        (429, {}, 3, [1, 3]),
        (429, {"retry_after": "61"}, 1, []),
        (503, {"retry_after": "2"}, 2, [2]),
        (529, {"retry_after": "2"}, 2, [2]),
        (503, {}, 1, []),
        (503, {"retry_after": "300"}, 1, []),
        *((status, {"retry_after": "1"}, 1, []) for status in (400, 401, 402, 403, 404, 408, 413)),
        *((status, {"retry_after": "1"}, 1, []) for status in (500, 502, 504, 520, 524)),
    ],
)
def test_only_refusals_that_cost_nothing_are_sent_again(status, headers, tries, waited):
    handler, asked = refusing(status, **headers)
    pauses = []

    async def pause(seconds):
        pauses.append(seconds)

    error = failure(mocked(handler, sleep=pause))
    posts = [request for request in asked if request.method == "POST"]
    assert (len(posts), pauses) == (tries, waited)
    assert ("tries)" in error.said) is (tries > 1)


def test_a_pause_that_passes_the_deadline_is_not_made():
    handler, asked = refusing(429, retry_after="40")
    failure(mocked(handler), kind=errors.RateLimited, timeout=30)
    assert len(asked) == 1


def test_the_second_try_may_bring_the_picture():
    answers = [
        httpx.Response(429, json={"error": {"message": "slow"}}),
        httpx.Response(200, content=BODY),
    ]
    assert send(mocked(lambda request: answers.pop(0))).pictures


def test_a_rate_limit_inside_a_success_is_not_sent_again():
    asked = []

    def handler(request):
        asked.append(request)
        return httpx.Response(200, json={"error": {"code": 429, "message": "slow"}})

    failure(mocked(handler), kind=errors.RateLimited)
    assert len(asked) == 1


@pytest.mark.parametrize(
    ("listed", "hint"),
    [
        (["nano-banana", "gpt-image"], "Did you mean nano-banana"),
        (["x"], "It has x."),
        (None, "%imagegen models"),
    ],
)
def test_an_unknown_model_is_told_with_those_there_are(listed, hint):
    def handler(request):
        if request.method == "POST":
            return httpx.Response(404, json={"error": {"message": "No endpoints found"}})
        if listed is None:
            return httpx.Response(500)
        return httpx.Response(200, json={"data": [{"id": name} for name in listed]})

    asked = Request(gateway=BASE, model="nano-bannana", prompt="a frog")
    assert hint in failure(mocked(handler), asked, kind=errors.ModelNotFound).hint


@pytest.mark.thorough
@pytest.mark.parametrize("list_of_models", ["silence", "a drip", "a brook"])
def test_the_list_of_models_is_not_waited_for_beyond_the_timeout(list_of_models):
    started = []

    async def forever():
        while True:
            yield b"" if list_of_models == "silence" else b" " * 1000
            await asyncio.sleep(0.001 if list_of_models == "a brook" else 0.05)

    def handler(request):
        if request.method == "POST":
            return httpx.Response(404, json={"error": {"message": "No endpoints found"}})
        started.append(request)
        return httpx.Response(200, content=forever())

    before = time.monotonic()
    error = failure(mocked(handler), kind=errors.ModelNotFound, timeout=3)
    assert 1 < time.monotonic() - before < 20
    assert len(started) == 1
    assert error.hint


def test_no_list_of_models_is_asked_for_when_the_time_is_over():
    asked = []

    async def handler(request):
        asked.append(request.method)
        with contextlib.suppress(asyncio.CancelledError):  # the timeout comes, and then the answer
            await asyncio.sleep(30)
        return httpx.Response(404, json={"error": {"message": "No endpoints found"}})

    failure(mocked(handler), timeout=0.05)
    assert asked == ["POST"]


def test_no_list_of_models_is_waited_for_after_an_interrupt():
    asked = []

    async def run():
        hangs = asyncio.Event()

        async def handler(request):
            asked.append(request.method)
            if request.method == "GET":
                hangs.set()
                await asyncio.sleep(30)
            return httpx.Response(404, json={"error": {"message": "No endpoints found"}})

        sending = asyncio.create_task(mocked(handler).send(ASKED))
        await hangs.wait()
        sending.cancel()
        with pytest.raises(errors.ModelNotFound):  # which has come
            await sending

    asyncio.run(run())
    assert asked == ["POST", "GET"]


def test_a_long_list_of_models_is_searched_in_part():
    def handler(request):
        if request.method == "POST":
            return httpx.Response(404, json={"error": {"message": "No endpoints found"}})
        names = [{"id": f"nano-banana-{number}"} for number in range(50_000)]
        return httpx.Response(200, json={"data": names})

    before = time.process_time()
    assert "Did you mean" in failure(mocked(handler), kind=errors.ModelNotFound).hint
    assert time.process_time() - before < 5


def test_a_redirect_is_not_followed():
    asked = []

    def handler(request):
        asked.append(request.url)
        return httpx.Response(307, headers={"Location": "https://evil.example/"})

    error = failure(mocked(handler, key=Secret(KEY)), kind=errors.Unreachable)
    assert len(asked) == 1
    assert error.said.endswith("to https://evil.example")


def test_the_list_of_models():
    def handler(request):
        assert (request.method, request.url.path) == ("GET", "/v1/models")
        return httpx.Response(200, json={"data": [{"id": "nano-banana"}]})

    assert asyncio.run(mocked(handler).models()) == [{"id": "nano-banana"}]


# -- the end of an exchange -----------------------------------------------------------


@pytest.mark.parametrize(
    ("raised", "kind", "billed"),
    [
        (httpx.ConnectError("Name or service not known"), errors.Unreachable, False),
        (httpx.ConnectTimeout(""), errors.Unreachable, False),
        (httpx.ProxyError("407 Proxy Authentication Required"), errors.Unreachable, False),
        (httpx.ReadError(""), errors.GatewayFailed, True),
        (httpx.RemoteProtocolError("Server disconnected"), errors.GatewayFailed, True),
    ],
)
def test_httpx_errors_become_ours(raised, kind, billed):
    def handler(request):
        raise raised

    error = failure(mocked(handler, key=Secret(KEY)), kind=kind)
    assert type(error) is kind
    assert error.maybe_billed is billed
    assert error.said
    assert error.elapsed is not None
    assert (error.__context__, error.__cause__) == (None, None)
    frames = [frame.filename for frame in traceback.extract_tb(error.__traceback__)]
    assert not [name for name in frames if "httpx" in name or "httpcore" in name]


def test_nobody_listens():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    client = Client(f"http://127.0.0.1:{port}", sleep=no_pause)
    error = failure(client, kind=errors.Unreachable)
    assert str(error) == "cannot reach the gateway"
    assert error.said.startswith(f"127.0.0.1:{port}: ")
    assert error.said.endswith("(3 tries)")
    assert not error.maybe_billed


def test_an_untrusted_certificate_has_its_own_words():
    def handler(request):
        cause = ssl.SSLCertVerificationError("[SSL: CERTIFICATE_VERIFY_FAILED] self-signed")
        raise httpx.ConnectError(str(cause)) from cause

    error = failure(mocked(handler), kind=errors.Unreachable)
    assert "not trusted" in str(error)
    assert "SSL_CERT_FILE" in error.hint


@pytest.mark.thorough
def test_a_body_that_drips_ends_at_the_deadline():
    gone = threading.Event()

    def drip(connection):
        connection.sendall(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
        with contextlib.suppress(OSError):
            while not gone.wait(0.02):
                connection.sendall(b"1\r\n \r\n")

    with server(drip) as (base, _):
        error = failure(Client(base), kind=errors.DeadlinePassed, timeout=1.5)
        gone.set()
    assert error.maybe_billed
    assert 1.5 <= error.elapsed < 20
    assert error.said == "1.5 s"


@pytest.mark.thorough
def test_a_gateway_that_never_answers_ends_at_the_deadline():
    gone = threading.Event()
    with server(lambda connection: gone.wait(10)) as (base, received):
        failure(Client(base, timeout=1.5), kind=errors.DeadlinePassed)
        gone.set()
    assert len(received) == 1


HEAD = b"HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n"


def test_a_truncated_body_may_have_been_billed_and_is_kept():
    with server(lambda connection: connection.sendall(HEAD + BODY[:50])) as (base, received):
        error = failure(Client(base), kind=errors.GatewayFailed)
    assert error.maybe_billed
    assert error.reply == BODY[:50]
    assert len(received) == 1


@pytest.mark.parametrize("body", [BODY, BODY[:-4], BODY + b"   "])
def test_a_connection_that_breaks_behind_the_picture_loses_nothing(body):
    with server(lambda connection: connection.sendall(HEAD + body)) as (base, _):
        reply = send(Client(base))
    assert reply.pictures[0].bytes == PNG
    assert "broke" in reply.remarks[-1]
    assert reply.damaged == ()
    assert reply.unread == body


@pytest.mark.thorough
def test_a_picture_that_came_before_the_deadline_is_not_lost():
    gone = threading.Event()

    def drip(connection):
        connection.sendall(HEAD + BODY)
        gone.wait(10)

    with server(drip) as (base, _):
        reply = send(Client(base), timeout=1.5)
        gone.set()
    assert reply.pictures[0].bytes == PNG
    assert "in the time allowed" in reply.remarks[-1]


def test_hanging_up_without_an_answer_is_not_sent_again():
    with server(lambda connection: None) as (base, received):
        error = failure(Client(base), kind=errors.GatewayFailed)
    assert error.maybe_billed
    assert len(received) == 1


def test_a_refusal_counts_even_if_its_body_breaks_off():
    head = b"HTTP/1.1 413 Too Large\r\nContent-Length: 9999\r\n\r\n<html>"
    with server(lambda connection: connection.sendall(head)) as (base, _):
        failure(Client(base), kind=errors.TooLarge)


def test_hanging_up_while_a_big_request_is_sent_is_a_size_limit():
    listener = socket.create_server(("127.0.0.1", 0))

    def slam():
        connection, _ = listener.accept()
        connection.recv(1000)
        # Reset at once, with most of the request unread.
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
        connection.close()

    thread = threading.Thread(target=slam, daemon=True)
    thread.start()
    big = Input(source="0" * 64, data=bytes(12_000_000), type="png", width=1, height=1, report="")
    base = f"http://127.0.0.1:{listener.getsockname()[1]}"
    asked = Request(gateway=base, model="m", prompt="p", inputs=(big,))
    error = failure(Client(base), asked, kind=errors.TooLarge)
    assert not error.maybe_billed
    thread.join(5)
    listener.close()


class Chunks(httpx.AsyncByteStream):
    def __init__(self, *chunks):
        self.chunks = chunks

    async def __aiter__(self):
        for chunk in self.chunks:
            yield chunk


@pytest.mark.thorough
@pytest.mark.parametrize("headers", [{}, {"Content-Length": "64000001"}])
def test_an_endless_answer_is_cut(headers):
    chunks = Chunks(*[b" " * 1_000_000] * 70)
    client = mocked(lambda request: httpx.Response(200, headers=headers, stream=chunks))
    failure(client, kind=errors.TooLarge)


def test_a_cancelled_request_hangs_up():
    arrived, hung_up = threading.Event(), threading.Event()

    def wait(connection):
        arrived.set()
        if connection.recv(1) == b"":
            hung_up.set()

    async def cancel(base):
        task = asyncio.create_task(Client(base).send(ASKED))
        await asyncio.to_thread(arrived.wait, DEADLINE)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    with server(wait) as (base, _):
        asyncio.run(cancel(base))
        assert hung_up.wait(DEADLINE)


def test_who_waits_is_told_when_the_gateway_may_have_been_asked():
    told = []
    with server(whole(BODY)) as (base, _):
        send(Client(base), asked=told.append)
    assert told == [True, False, True]  # connecting in between
    told.clear()
    failure(mocked(refusing(429)[0]), asked=told.append)
    assert told == [True, False, True, False, True]


LONG = json.dumps({**ANSWER, "note": 10_000 * "."}).encode()


@pytest.mark.parametrize(
    ("status", "body", "is_read"), [(200, LONG, False), (200, BODY, True), (500, LONG, True)]
)
def test_what_is_too_long_for_a_refusal_is_in_hand_before_it_is_read(status, body, is_read):
    client = mocked(lambda request: httpx.Response(status, content=body))

    async def run():
        answer = await client.send(ASKED)
        assert (answer.reply is not None) == is_read
        return await client.read(answer)

    assert asyncio.run(run()).text == "Here."


def test_a_cancel_at_any_moment_ends_it():
    """What makes connections may swallow one that comes in the turn in which it stands."""

    async def cancel(base, turns):
        client = Client(base)
        task = asyncio.create_task(client.send(ASKED))
        for _ in range(turns):
            await asyncio.sleep(0)
        task.cancel()
        ended, _ = await asyncio.wait([task], timeout=5)
        await client.close()
        return bool(ended) and task.cancelled()

    with server(lambda connection: connection.recv(1)) as (base, _):
        assert [turns for turns in range(60) if not asyncio.run(cancel(base, turns))] == []
        # AnyIO lets go of a connection with which it is cancelled, and closes it no sooner.
        gc.collect()


class Cancelling(httpx.AsyncByteStream):
    """A body whose reader is cancelled once it is whole."""

    def __init__(self, body, moment):
        self.body, self.moment = body, moment

    async def __aiter__(self):
        yield self.body
        await self._cancel("behind the last byte")

    async def aclose(self):
        await self._cancel("when it is closed")
        if self.moment == "when it is read":
            asyncio.current_task().cancel()

    async def _cancel(self, moment):
        if self.moment == moment:
            asyncio.current_task().cancel()
            await asyncio.sleep(0)


@pytest.mark.parametrize(
    ("body", "moment"),
    [
        *itertools.product([BODY, LONG], ["behind the last byte", "when it is closed"]),
        (BODY, "when it is read"),
    ],
)
def test_no_cancel_drops_an_answer_that_is_whole(body, moment):
    stream = Cancelling(body, moment)
    headers = {"content-length": str(len(body))}
    client = mocked(lambda request: httpx.Response(200, headers=headers, stream=stream))
    assert send(client).text == "Here."


@pytest.mark.parametrize("moment", ["behind the last byte", "when it is closed", "when it is read"])
def test_an_unknown_model_is_told_whoever_cancels(moment):
    body, asked = b'{"error": {"code": 404, "message": "No endpoints found"}}', []

    def lacking(request):
        asked.append(request.method)
        headers = {"content-length": str(len(body))}
        return httpx.Response(404, headers=headers, stream=Cancelling(body, moment))

    assert not failure(mocked(lacking), kind=errors.ModelNotFound).maybe_billed
    assert asked == ["POST"]


@pytest.mark.parametrize("moment", ["behind the last byte", "when it is closed", "when it is read"])
def test_who_cancels_when_the_gateway_is_busy_is_told_so_and_nothing_is_sent_again(moment):
    body, sent = b'{"error": {"code": 429, "message": "slow down"}}', []

    def busy(request):
        sent.append(request)
        headers = {"content-length": str(len(body))}
        return httpx.Response(429, headers=headers, stream=Cancelling(body, moment))

    assert not failure(mocked(busy), kind=errors.RateLimited).maybe_billed
    assert len(sent) == 1


CLOSED = "https://127.0.0.1:1"


@pytest.mark.parametrize("proxy", ["socks4://127.0.0.1:9", "socks5://127.0.0.1:9", "http://[::1"])
def test_an_unusable_proxy_is_named_when_the_connection_fails(monkeypatch, proxy):
    monkeypatch.setenv("ALL_PROXY", proxy)
    error = failure(Client(CLOSED, sleep=no_pause), kind=errors.Unreachable)
    assert f"skipped ALL_PROXY {proxy}" in error.said
    assert error.__context__ is None


def test_a_proxy_that_fails_is_named_without_its_password(monkeypatch):
    monkeypatch.setenv("HTTPS_PROXY", "http://me:hunter2@127.0.0.1:1")
    error = failure(Client(BASE, sleep=no_pause), kind=errors.Unreachable)
    assert "through HTTPS_PROXY http://127.0.0.1:1" in error.said
    assert "hunter2" not in everything_shown(error)


@pytest.mark.parametrize(
    "entry", ["localhost,[::1]", "fd00::/8,::1/128", "10.0.0.0/8,,[bad", "*:x"]
)
def test_an_entry_of_no_proxy_breaks_nothing(monkeypatch, entry):
    monkeypatch.setenv("NO_PROXY", entry)
    failure(Client(CLOSED, sleep=no_pause), kind=errors.Unreachable)


def test_a_proxy_is_asked_for_the_way(monkeypatch):
    asked = []

    def refuse(connection):
        asked.append(connection)
        connection.sendall(b"HTTP/1.1 407 Who are you\r\nContent-Length: 0\r\n\r\n")

    with server(refuse) as (proxy, received):
        monkeypatch.setenv("https_proxy", proxy.removeprefix("http://"))
        failure(Client(BASE, sleep=no_pause), kind=errors.Unreachable)
        assert received[0][0].startswith(b"CONNECT gateway.example:443 ")
        monkeypatch.setenv("no_proxy", "example")
        failure(Client("https://localhost.example:1", sleep=no_pause), kind=errors.Unreachable)
    assert len(asked) == 3  # each try of the first


@pytest.mark.parametrize(
    ("variable", "prepare"),
    [
        ("SSL_CERT_FILE", lambda path: None),
        ("SSL_CERT_FILE", lambda path: path.write_text("")),
        ("SSL_CERT_FILE", lambda path: path.write_bytes(b"\xff\xfeno certificate")),
        ("SSL_CERT_FILE", lambda path: path.mkdir()),
        ("SSL_CERT_DIR", lambda path: None),
        ("SSL_CERT_DIR", lambda path: path.mkdir()),
        ("SSL_CERT_DIR", lambda path: path.write_text("a file")),
    ],
)
def test_certificates_that_cannot_be_read_are_named(monkeypatch, tmp_path, variable, prepare):
    path = tmp_path / "certificates"
    prepare(path)
    monkeypatch.setenv(variable, str(path))
    error = failure(Client(BASE), kind=errors.SettingError)
    assert error.said.startswith(f"{variable} is {path}: ")
    assert variable in error.hint
    assert error.__context__ is None


def test_another_variable_with_certificates_is_pointed_out(monkeypatch):
    def handler(request):
        raise httpx.ConnectError("CERTIFICATE_VERIFY_FAILED")

    monkeypatch.setenv("REQUESTS_CA_BUNDLE", "/etc/ours.pem")
    assert "REQUESTS_CA_BUNDLE" in failure(mocked(handler), kind=errors.Unreachable).hint


def test_http_needs_no_proxy(monkeypatch):
    for variable in ("ALL_PROXY", "HTTP_PROXY", "http_proxy"):
        monkeypatch.setenv(variable, "http://127.0.0.1:9")
    with server(whole(BODY)) as (base, _):
        assert send(Client(base)).pictures


def test_a_gateway_on_the_own_network_is_asked_where_http_is_allowed():
    asked = []

    def handler(request):
        asked.append((str(request.url), request.headers["host"], request.headers["authorization"]))
        return httpx.Response(200, content=BODY)

    address = read_address("http://litellm:4000", http_allowed={"litellm"}.__contains__)
    client = Client(address, key=Secret(KEY), transport=httpx.MockTransport(handler))
    assert send(client).pictures
    assert asked == [("http://litellm:4000/v1/chat/completions", "litellm:4000", f"Bearer {KEY}")]


@pytest.mark.parametrize(
    ("address", "path", "listing"),
    [
        ("", "/v1/chat/completions", "/v1/models"),
        ("/v1beta/openai", "/v1beta/openai/chat/completions", "/v1beta/openai/models"),
        ("/api/paas/v4/", "/api/paas/v4/chat/completions", "/api/paas/v4/models"),
        (
            "/openai/deployments/paint/chat/completions?api-version=2024-10-21",
            "/openai/deployments/paint/chat/completions?api-version=2024-10-21",
            "/openai/models?api-version=2024-10-21",
        ),
    ],
)
def test_the_path_that_is_asked(address, path, listing):
    asked = []

    def handler(request):
        asked.append(request.url.raw_path.decode())
        return httpx.Response(404, json={"error": {"code": 404, "message": "no such model"}})

    client = Client(BASE + address, transport=httpx.MockTransport(handler))
    failure(client, kind=errors.ModelNotFound)
    assert asked == [path, listing]


def test_an_unusable_base_url_is_refused_at_once():
    with pytest.raises(errors.SettingError):
        Client("http://gateway.example")


# -- the key --------------------------------------------------------------------------


def everything_shown(error):
    """Return all that a verbose traceback could show: texts and the reprs of every local."""
    shown = [str(error), repr(error), *error.lines(), repr(vars(error))]
    shown += traceback.TracebackException.from_exception(error, capture_locals=True).format()
    return "\n".join(shown)


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (401, {"error": {"message": f"Invalid proxy server token passed: {KEY}"}}),
        (400, {"error": {"message": "x" * 280 + KEY}}),
        (500, {"detail": f"headers: {{'Authorization': 'Bearer {KEY}'}}"}),
        (200, {"choices": [{"message": {"content": f"Your key is {KEY}"}}]}),
    ],
)
def test_a_key_quoted_back_is_not_shown(status, body):
    client = mocked(lambda request: httpx.Response(status, json=body), key=Secret(KEY))
    error = failure(client)
    shown = everything_shown(error)
    assert KEY not in shown
    assert KEY[:14] not in shown


def test_a_key_quoted_in_a_reply_is_not_kept():
    message = ANSWER["choices"][0]["message"] | {"content": f"key {KEY}"}
    body = {"choices": [{"message": message}]}
    reply = send(mocked(lambda request: httpx.Response(200, json=body), key=Secret(KEY)))
    assert reply.text == "key ***"


def test_the_key_is_in_no_repr_and_no_traceback():
    def handler(request):
        assert request.headers["authorization"] == f"Bearer {KEY}"
        raise httpx.ReadError("broke")

    client = mocked(handler, key=Secret(KEY))
    assert KEY not in repr(client)
    assert KEY not in everything_shown(failure(client))
    assert "key" not in json.dumps(repr(client))
