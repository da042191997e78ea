"""Sending one request, paid once: the only importer of httpx.

A request is sent again only where nobody can have been paid: nobody was reached, or the
gateway said at once to come back later. Most of httpx's own habits are switched off.
It has no total timeout (encode/httpx#1450), so a deadline of ours stands around request
and body; no connection is used twice, because a stale one can't be told from one that died
after the picture was paid for; redirects are refused. Its exceptions end
here, too: ours are raised without a context, so that no traceback holds a frame of httpx,
or a header.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import ssl
import weakref
from collections.abc import AsyncIterator, Awaitable, Callable, Generator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from http.cookiejar import CookieJar, DefaultCookiePolicy
from pathlib import Path
from typing import Any, TypeVar

from .. import collector
from ..addresses import Address, read_address
from ..cancels import is_cancelled, to_its_end
from ..errors import (
    GatewayError,
    ModelNotFound,
    Queued,
    RateLimited,
    SettingError,
    WrongArguments,
)
from ..forks import whole
from ..gateways import OFFLINE, OFFLINE_ADDRESS, Headers, Secret
from ..requests import Reply, Request
from ..text import nearest, one_line, shown_path

with collector.paused():
    import httpx
    from anyio.to_thread import run_sync

    from .exchange import End, Exchange
    from .failures import Response
    from .masks import Mask
    from .proxies import Route, find_route
    from .replies import MAX_BODY, read_models, read_reply
    from .tasks import has_ended, is_still_waiting, own_address, still_queued
    from .wire import body_bytes, request_body

__all__ = ["Answer", "Client"]

HEADERS = {
    "Accept": "application/json", "Accept-Encoding": "identity",
    "Connection": "close", "User-Agent": "ipyimagegen",
}  # fmt: skip
CONNECT_SECONDS = 10.0
MODELS_SECONDS = 20.0
TASK_SECONDS = 60.0  # for a task that may have its picture by now
HINT_SECONDS = 5.0  # for the same list, while an error waits for its hint
MOST_MODELS = 2000  # among which the nearest one is looked for
CHUNK = 256 * 1024
PAUSES = (1.0, 3.0)  # seconds before the second and the third try, without a Retry-After
SHORT_BODY = 10_000  # bytes; a refusal has no more
LONGEST_PAUSE = 60.0  # seconds; a longer one is for the user to decide

T = TypeVar("T")


@dataclass(repr=False)
class Answer:
    """What a gateway answered: read already if it is short, as all refusals are, else in hand."""

    exchange: Exchange
    reply: Reply | None = None


# Linux gives a freed block back, and fetches it anew page by page, until it has seen a larger
# one come and go (mallopt(3), M_MMAP_THRESHOLD): each reply of 2 MB would take 6 ms longer.
# These bytes are never touched, so they take neither time nor memory.
_ = bytes(16_000_000)
del _


class _Secrets(httpx.Auth):
    """Puts key and headers on a request as it leaves, so that nothing else ever holds them."""

    def __init__(self, key: Secret | None, headers: Headers) -> None:
        self._key = key
        self._headers = headers

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        for name, value in self._headers.values:
            request.headers[name] = value.reveal()
        if self._key is not None:
            request.headers["Authorization"] = f"Bearer {self._key.reveal()}"
        yield request

    def __repr__(self) -> str:
        return "Secrets(***)"


class Client:
    """Sends requests to one gateway, each of them once.

    It may be used from any thread's event loop; a connection belongs to one request.

    Parameters
    ----------
    address
        The gateway's address, ``"offline"`` for the embedded gateway, or a text to be read.
    key, headers
        The key, if the gateway wants one, and its extra headers.
    timeout
        Total seconds for one request, unless `send` gets its own.
    models, extra
        The gateway's own names for our models; body fields that it always wants.
    transport
        An httpx transport instead of the network. Any: no type of httpx is in our surface.
    sleep
        Waits for a number of seconds between two tries; the loop's clock counts the rest.

    Raises
    ------
    SettingError
        The address can't be used.
    """

    def __init__(
        self,
        address: Address | str,
        *,
        key: Secret | None = None,
        headers: Headers | None = None,
        timeout: float = 300.0,
        models: Mapping[str, str] | None = None,
        extra: Mapping[str, Any] | None = None,
        transport: Any = None,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        if isinstance(address, str):
            address = OFFLINE_ADDRESS if address == OFFLINE else read_address(address)
        self.address = address
        self.base_url = address.base_url
        self._key = key
        self._headers = headers or Headers()
        self._mask = Mask(filter(None, (key, *self._headers.hidden)))
        self._timeout = timeout
        self._models = models
        self._extra = extra
        if transport is None and self.base_url == OFFLINE:
            from ..offline.app import create_app

            # A bug in it gives a 500, as it would on a port.
            transport = httpx.ASGITransport(app=create_app(), raise_app_exceptions=False)
        self._transport = transport
        self._sleep = sleep
        self._route = Route()
        self._paused_until = 0.0  # by the loop's clock: after a 429 all requests wait
        # A forked child and a second thread have loops of their own.
        self._http_clients: weakref.WeakKeyDictionary[asyncio.AbstractEventLoop, httpx.AsyncClient]
        self._http_clients = weakref.WeakKeyDictionary()

    def __reduce__(self) -> tuple[Any, ...]:
        raise WrongArguments("a client can't be pickled", hint="Make one in each process.")

    def __repr__(self) -> str:
        return f"Client({self.base_url!r})"

    async def send(
        self,
        request: Request,
        *,
        timeout: float | None = None,  # noqa: ASYNC109  # a total deadline, which the gateway's clients are told in seconds
        paused: Callable[[float], None] = lambda _: None,
        asked: Callable[[bool], None] = lambda _: None,
    ) -> Answer:
        """Send a request, and return its answer, for `read`.

        It is sent again by itself at most twice, and only if nobody can have been paid.

        Parameters
        ----------
        request
            The request.
        timeout
            Total seconds until the last byte, pauses included; None takes the client's.
        paused
            Called with the seconds of each pause, when it begins, and with 0 when it is over.
        asked
            Called with True when the gateway may have been asked, so that hanging up may cost
            something, and with False when it was surely not, or refused.

        Raises
        ------
        GatewayError
            It was refused, or came to nothing; `maybe_billed` says whether it may cost something.
        PromptError, OptionError
            The request can't be sent as it is.
        SettingError
            The system's proxy or certificate settings can't be used.
        """
        seconds = self._timeout if timeout is None else timeout
        with self._mask.errors():
            return await self._send(request, seconds, paused, asked)

    async def read(self, answer: Answer) -> Reply:
        """Return the reply in an answer.

        Decoding takes tens of milliseconds, and is not under the deadline: a reply that is here
        was paid for.

        Raises
        ------
        GatewayError
            There is no picture in it; `maybe_billed` says whether it may cost something.
        """
        if answer.reply is not None:
            return answer.reply
        with self._mask.errors():
            return await self._read(answer.exchange)

    async def _read(self, exchange: Exchange) -> Reply:
        return self._mask.reply(await run_sync(self._unpacked, exchange, _read))

    async def _send(
        self,
        request: Request,
        seconds: float,
        paused: Callable[[float], None],
        asked: Callable[[bool], None],
    ) -> Answer:
        # Pictures take long to be encoded, and words don't.
        content = await run_sync(self._body, request) if request.inputs else self._body(request)
        headers = {"Content-Type": "application/json", "Content-Length": str(len(content))}
        headers["x-litellm-num-retries"] = "0"
        if self.base_url == OFFLINE:
            headers["X-Imagegen-Take"] = str(request.take)
        clock = asyncio.get_running_loop().time
        deadline = clock() + seconds
        tries = 1
        if clock() < self._paused_until < deadline:
            paused(self._paused_until - clock())
            await self._sleep(self._paused_until - clock())
            paused(0.0)
        while True:
            response = Response(self.base_url, request=request, mask=self._mask)
            exchange = Exchange(response, deadline, seconds, sent=len(content), asked=asked)
            asked(True)  # only a transport to the network tells when it isn't
            try:
                body = _chunks(content)
                url = self.address.completions
                await self._exchange("POST", url, exchange, content=body, headers=headers)
                if not response.is_refusal and len(exchange.body) >= SHORT_BODY:
                    return Answer(exchange)
                return Answer(exchange, await to_its_end(self._read(exchange)))
            except ModelNotFound as error:
                asked(error.maybe_billed)
                seconds = min(HINT_SECONDS, deadline - clock())
                if not is_cancelled():
                    with contextlib.suppress(asyncio.CancelledError):  # the error is what counts
                        error.hint = await self._models_hint(request.model, seconds) or error.hint
                raise
            except GatewayError as error:
                pause = _pause(error, tries)
                if pause is None or clock() + pause >= deadline or is_cancelled():
                    if tries > 1:
                        error.said = f"{error.said} ({tries} tries)"
                    raise
                if isinstance(error, RateLimited):
                    self._paused_until = max(self._paused_until, clock() + pause)
            asked(False)
            paused(pause)
            await self._sleep(pause)
            paused(0.0)
            tries += 1

    def _body(self, request: Request) -> bytes:
        return body_bytes(request_body(request, models=self._models, extra=self._extra))

    async def models(self, *, seconds: float = MODELS_SECONDS) -> list[dict[str, Any]]:
        """Return the gateway's list of models, as it gives it; free of cost.

        Parameters
        ----------
        seconds
            Total seconds to wait for it.

        Raises
        ------
        GatewayError
            No list came.
        """
        deadline = asyncio.get_running_loop().time() + seconds
        exchange = Exchange(Response(self.base_url, mask=self._mask), deadline, seconds)
        with self._mask.errors():
            entries = await self._run("GET", self.address.models, exchange, _read_models)
        return [self._mask.value(entry) for entry in entries]

    async def ask(self, request: Request, task: Mapping[str, str]) -> Reply:
        """Ask how a task in the gateway's queue stands, once; free of cost.

        Parameters
        ----------
        request
            The request that became the task.
        task
            The gateway's ``id`` for it, and its ``address`` on this gateway's host.

        Raises
        ------
        Queued
            It still waits, or nobody says how it stands.
        GatewayError
            It ended without a picture.
        """
        deadline = asyncio.get_running_loop().time() + TASK_SECONDS
        response = Response(self.base_url, request=request, mask=self._mask)
        exchange = Exchange(response, deadline, TASK_SECONDS)
        # A library may come from elsewhere, and the key goes to nobody but the gateway.
        address = own_address(response, task["address"])
        if not address:
            raise still_queued(response, task, "its address is not the gateway's")
        with self._mask.errors():
            read = partial(_read_task, task=task)
            return self._mask.reply(await self._run("GET", address, exchange, read))

    async def _models_hint(self, model: str, seconds: float) -> str:
        """Return a hint with the gateway's models, or an empty string if none come in time."""
        if seconds <= 0:
            return ""
        try:
            entries = await self.models(seconds=seconds)
        except GatewayError:
            return ""  # the error has a hint already
        told = [entry["id"] for entry in entries[:MOST_MODELS] if entry.get("id")]
        names = [one_line(str(name)[:1000], 60) for name in told]
        listed = ", ".join(names[:8]) + (f" and {len(names) - 8} more" if len(names) > 8 else "")
        near = "" if model in names else nearest(model, names)
        return near or (f"It has {listed}." if names else "")

    async def close(self) -> None:
        """Close the connections of this loop. Calling it twice does nothing more."""
        client = self._http_clients.pop(asyncio.get_running_loop(), None)
        if client is not None:
            await client.aclose()

    # -- the exchange -----------------------------------------------------------------

    async def _run(
        self,
        method: str,
        url: str,
        exchange: Exchange,
        read: Callable[[Exchange], T],
        **options: Any,
    ) -> T:
        """Send a request, and return what came, read."""
        await self._exchange(method, url, exchange, **options)
        # In a thread, because the loop has other requests.
        return await to_its_end(run_sync(self._unpacked, exchange, read))

    async def _exchange(self, method: str, url: str, exchange: Exchange, **options: Any) -> None:
        """Send, and fill in the exchange: the response until the deadline, and its end.

        No cancel drops a whole body any more, which was paid for. What reads it is called when
        this has ended: a traceback would hold its chunks.
        """
        clock = asyncio.get_running_loop().time
        started = clock()
        client, response = self._http_client(), exchange.response
        options["extensions"] = {"trace": exchange.trace}
        is_whole = False
        try:
            async with (
                asyncio.timeout_at(exchange.deadline),
                client.stream(method, url, **options) as stream,
            ):
                response.status = stream.status_code
                response.headers = {name.lower(): text for name, text in stream.headers.items()}
                # httpx would believe it, and has no limit: 400 KB of gzip can be 400 MB of spaces.
                stream.headers.pop("content-encoding", None)
                async for chunk in stream.aiter_bytes():
                    exchange.body += chunk
                    is_whole = response.headers.get("content-length") == str(len(exchange.body))
                    if len(exchange.body) > MAX_BODY:
                        exchange.end = End.TOO_LARGE
                        break
                is_whole = True
        except asyncio.CancelledError:
            if not is_whole:
                raise
        except TimeoutError:
            exchange.end = End.DEADLINE
        except (httpx.HTTPError, httpx.InvalidURL, UnicodeError) as error:
            exchange.end, exchange.said = _end(error, self._mask)
            if exchange.end is End.UNREACHABLE:
                exchange.said = one_line(f"{exchange.said}{self._route.remark}")
        response.elapsed = clock() - started

    def _unpacked(self, exchange: Exchange, read: Callable[[Exchange], T]) -> T:
        """Take what was put around a body off, and secrets out of what came; return it, read."""
        # First, because a traceback holds on to the frames that hold on to the exchange.
        exchange.take_encodings_off()
        response = exchange.response
        response.headers = self._mask.value(response.headers)
        # A failure may hold a picture, too, but a short one doesn't.
        is_short = response.is_refusal and len(exchange.body) < SHORT_BODY
        exchange.body = self._mask.body(exchange.body, everywhere=is_short)
        return read(exchange)

    def _http_client(self) -> httpx.AsyncClient:
        """Return httpx's client of the running loop."""
        loop = asyncio.get_running_loop()
        if loop not in self._http_clients:
            # OpenSSL cleans up when a process ends, and waits for ever for a lock that it had when
            # this was forked.
            with whole():
                self._http_clients[loop] = self._new_http_client()
        return self._http_clients[loop]

    def _new_http_client(self) -> httpx.AsyncClient:
        # http stays on this machine or on one's own network: there is no TLS, so a context
        # that trusts nobody will do (loading certificates takes 20 ms), and no proxy either,
        # which would read the key.
        verify = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        if not self.address.is_http:
            verify = _trusted_certificates()
            if self._transport is None:
                self._route = find_route(self.address)
        client = httpx.AsyncClient(
            auth=_Secrets(self._key, self._headers),
            transport=self._transport,
            verify=verify,
            proxy=self._route.proxy,
            trust_env=False,  # one entry that httpx can't read would break it (encode/httpx#3221)
            timeout=httpx.Timeout(None, connect=CONNECT_SECONDS),
            limits=httpx.Limits(max_keepalive_connections=0),
            follow_redirects=False,
            cookies=CookieJar(DefaultCookiePolicy(allowed_domains=())),  # none is kept or sent
        )
        client.headers.clear()
        client.headers.update(HEADERS)
        return client


def _trusted_certificates() -> ssl.SSLContext:
    """Return the context for https, with the certificates that the environment names."""
    names = ("SSL_CERT_FILE", "SSL_CERT_DIR")
    variable = next((name for name in names if os.environ.get(name)), "")
    path = os.environ.get(variable, "")
    try:
        if variable == "SSL_CERT_DIR" and not any(Path(path).iterdir()):
            reason = "the folder is empty"  # OpenSSL looks into it later, and says less
        else:
            return httpx.create_ssl_context()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", "") or one_line(str(error))
    raise SettingError(
        "the trusted certificates can't be read",
        said=f"{variable} is {shown_path(path)}: {reason}",
        hint=f"Correct {variable}, or unset it." if variable else "Reinstall the package certifi.",
    )


def _read(exchange: Exchange) -> Reply:
    """Return the reply of an exchange; `GatewayError` if there is none."""
    exchange.body = body = bytes(exchange.body)  # once: it may be large
    failure = exchange.failure()
    if failure is None:
        # Of a refusal that can't be unpacked the status tells.
        return read_reply(exchange.response, b"" if exchange.end is End.PACKED else body)
    if exchange.body and exchange.end is not End.PACKED:
        # It may have broken off behind the picture; if not, the break is the better error.
        with contextlib.suppress(GatewayError):
            reply = read_reply(exchange.response, body)
            damage = f"{failure}; the picture had come by then"
            return replace(
                reply, remarks=(*reply.remarks, damage), unread=exchange.response.kept(body)
            )
    failure.reply = exchange.response.kept(body).strip() if failure.maybe_billed else b""
    raise failure


def _read_models(exchange: Exchange) -> list[dict[str, Any]]:
    """Return the list of models of an exchange; `GatewayError` if there is none."""
    failure = exchange.failure()
    if failure is not None:
        raise failure
    return read_models(exchange.response, bytes(exchange.body))


def _read_task(exchange: Exchange, task: Mapping[str, str]) -> Reply:
    """Return the picture of a task that was asked for; `Queued` while it isn't over."""
    response, body = exchange.response, bytes(exchange.body)
    failure = exchange.failure()
    if failure is None:
        try:
            return read_reply(response, body)
        except GatewayError as error:
            failure = error
    if isinstance(failure, Queued):
        failure.task |= {name: failure.task[name] or task[name] for name in task}
        raise failure
    if not response.is_refusal and has_ended(body):
        raise failure
    waits = response.is_refusal and is_still_waiting(body)
    raise still_queued(response, task, "in progress" if waits else failure.sentence)


async def _chunks(content: bytes) -> AsyncIterator[bytes]:
    """Yield a body in chunks.

    Were it written at once, asyncio would not tell whether the other side hung up before
    its end.
    """
    for start in range(0, len(content), CHUNK):
        yield content[start : start + CHUNK]


def _pause(error: GatewayError, tries: int) -> float | None:
    """Return the seconds to wait before the next try; None if there is none."""
    if tries > error.retries:
        return None
    pause = PAUSES[tries - 1] if error.retry_after is None else error.retry_after
    return pause if pause <= LONGEST_PAUSE else None


def _end(error: Exception, mask: Mask) -> tuple[End, str]:
    """Return the end that httpx's error stands for, and the system's words for it."""
    said = one_line(mask.text(str(error))) or type(error).__name__  # it quotes the gateway, too
    if isinstance(error, httpx.ConnectTimeout):
        said = f"no connection within {CONNECT_SECONDS:g} s"
    if "CERTIFICATE_VERIFY_FAILED" in said:
        return End.UNTRUSTED, said
    never_sent = (
        httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ProxyError,
        httpx.UnsupportedProtocol, httpx.LocalProtocolError, httpx.InvalidURL, UnicodeError,
    )  # fmt: skip
    return (End.UNREACHABLE if isinstance(error, never_sent) else End.BROKEN), said
