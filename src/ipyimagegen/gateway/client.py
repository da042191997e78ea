"""Sending one request, once: the only importer of httpx.

What httpx does by itself is mostly switched off. It has no total timeout
(encode/httpx#1450), so a deadline of ours stands around request and body; no connection is
used twice, because a stale one can't be told from one that died after the picture was paid
for; redirects and encodings are refused. Its exceptions end here, too: ours are raised
with no context, so no frame of httpx, and no header, is in a traceback.
"""

from __future__ import annotations

import asyncio
import ssl
import time
import weakref
from collections.abc import AsyncIterator, Callable, Generator, Mapping
from dataclasses import dataclass, field
from typing import Any

import httpx

from ..errors import (
    DeadlinePassed,
    GatewayError,
    GatewayFailed,
    SettingError,
    TooLarge,
    Unreachable,
    one_line,
)
from ..settings import OFFLINE, Secret
from .failures import RUN_AGAIN, Exchange
from .reading import MAX_BODY, read_models, read_reply
from .wire import Reply, Request, body_bytes, normalise_base_url, request_body

__all__ = ["Client"]

CONNECT_SECONDS = 10.0
MODELS_SECONDS = 20.0
PIECE = 256 * 1024
BIG_BODY = 1_000_000  # a break while sending more than this is most likely a size limit
LONG_KEY = 16  # characters; no base64 has so many of a key's in a row by chance


class _Bearer(httpx.Auth):
    """Puts the key on a request as it leaves, so that nothing else ever holds it."""

    def __init__(self, key: Secret) -> None:
        self._key = key

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        request.headers["Authorization"] = f"Bearer {self._key.reveal()}"
        yield request

    def __repr__(self) -> str:
        return "Bearer(***)"


@dataclass(repr=False)
class _Course:
    """How far an exchange came; it outlives the exception that ends one."""

    status: int | None = None
    headers: dict[str, str] = field(default_factory=dict)
    body: bytearray = field(default_factory=bytearray)
    connecting: bool = False
    cut_while_sending: bool = False
    compressed: bool = False
    too_large: bool = False

    async def trace(self, event: str, info: Mapping[str, Any]) -> None:
        """Note what httpcore is doing (httpx's documented "trace" extension)."""
        if event == "connection.connect_tcp.started":
            self.connecting = True
        elif event.endswith("send_request_headers.started"):
            # A proxy's CONNECT comes first: it tells the proxy of us, and nobody else.
            self.connecting = info["request"].method == b"CONNECT"
        elif event.endswith("send_request_body.failed"):
            self.cut_while_sending = not self.connecting

    @property
    def refused(self) -> bool:
        """Whether a status came that says no: it counts even if its body broke off."""
        return self.status is not None and not 200 <= self.status < 300


class Client:
    """Sends requests to one gateway, each of them once.

    It may be used from any thread's event loop; a connection belongs to one request.

    Parameters
    ----------
    base_url
        The gateway's base URL, or ``"offline"`` for the embedded gateway.
    key
        The key, if the gateway wants one.
    timeout
        Total seconds for one request, where `send` is not told otherwise.
    models, extra
        What the gateway calls our models; body fields that it always wants.
    transport
        An httpx transport instead of the network. Any: no type of httpx is in our surface.
    clock
        Seconds that only go forward.

    Raises
    ------
    SettingError
        The base URL can't be used.
    """

    def __init__(
        self,
        base_url: str,
        *,
        key: Secret | None = None,
        timeout: float = 300.0,
        models: Mapping[str, str] | None = None,
        extra: Mapping[str, Any] | None = None,
        transport: Any = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.base_url = base_url if base_url == OFFLINE else normalise_base_url(base_url)
        self._key = key
        self._timeout = timeout
        self._models = models
        self._extra = extra
        if transport is None and base_url == OFFLINE:
            from .offline import create_app

            # A mistake in it answers 500, as it would on a port.
            transport = httpx.ASGITransport(app=create_app(), raise_app_exceptions=False)
        self._transport = transport
        self._clock = clock
        # A forked child and a second thread have loops of their own.
        self._opened: weakref.WeakKeyDictionary[asyncio.AbstractEventLoop, httpx.AsyncClient]
        self._opened = weakref.WeakKeyDictionary()

    def __repr__(self) -> str:
        return f"Client({self.base_url!r})"

    async def send(self, request: Request, *, timeout: float | None = None) -> Reply:  # noqa: ASYNC109  # a total deadline, which the gateway's clients are told in seconds
        """Send a request, once, and read its answer.

        Parameters
        ----------
        request
            What to ask for.
        timeout
            Total seconds until the last byte; None takes the client's.

        Raises
        ------
        GatewayError
            It did not end in a picture; `maybe_billed` says whether it may cost something.
        PromptError, OptionError
            The request can't be sent as it is.
        SettingError
            The system's proxy or certificate settings can't be used.
        """
        seconds = self._timeout if timeout is None else timeout
        content = await asyncio.to_thread(self._content, request)
        headers = {
            "Content-Type": "application/json",
            "Content-Length": str(len(content)),
            "x-litellm-num-retries": "0",
        }
        if self.base_url == OFFLINE:
            headers["X-Imagegen-Take"] = str(request.take)
        started = self._clock()
        course = await self._exchange(
            "POST", "/v1/chat/completions", seconds, request, content, headers=headers
        )
        elapsed = self._clock() - started
        # Decoding takes tens of milliseconds, and the loop has other requests. It is not
        # under the deadline: what is here was paid for.
        return await asyncio.to_thread(
            read_reply,
            course.status or 0,
            course.headers,
            self._masked(course),
            request=request,
            elapsed=elapsed,
        )

    def _content(self, request: Request) -> bytes:
        return body_bytes(request_body(request, models=self._models, extra=self._extra))

    async def models(self) -> list[dict[str, Any]]:
        """Return the gateway's list of models, as it gives it; free of cost.

        Raises
        ------
        GatewayError
            It gave none.
        """
        seconds = min(self._timeout, MODELS_SECONDS)
        course = await self._exchange("GET", "/v1/models", seconds, None)
        body = self._masked(course)
        return read_models(course.status or 0, course.headers, body, gateway=self.base_url)

    async def close(self) -> None:
        """Close what this loop has opened. Calling it twice does nothing more."""
        opened = self._opened.pop(asyncio.get_running_loop(), None)
        if opened is not None:
            await opened.aclose()

    # -- the exchange -----------------------------------------------------------------

    async def _exchange(
        self,
        method: str,
        path: str,
        seconds: float,
        request: Request | None,
        content: bytes = b"",
        **options: Any,
    ) -> _Course:
        """Send and read within the deadline; every failure becomes one of ours."""
        course = _Course()
        started = self._clock()
        client = self._client()
        failure: Callable[[Exchange], GatewayError] | None = None
        try:
            async with asyncio.timeout(seconds):
                if content:
                    options["content"] = _pieces(content)
                await self._stream(client, method, path, course, options)
        except TimeoutError:
            failure = _deadline(course, seconds)
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            failure = _failure(error, course, len(content))
        if course.refused:
            return course
        failure = failure or _unusable(course)
        if failure is not None:
            elapsed = self._clock() - started
            raise failure(Exchange(self.base_url, course.status, course.headers, elapsed, request))
        return course

    @staticmethod
    async def _stream(
        client: httpx.AsyncClient, method: str, path: str, course: _Course, options: Any
    ) -> None:
        extensions = {"trace": course.trace}
        async with client.stream(method, path, extensions=extensions, **options) as response:
            course.status = response.status_code
            course.headers = {name.lower(): value for name, value in response.headers.items()}
            encoding = course.headers.get("content-encoding", "").strip().lower()
            # Refused, because 400 KB of gzip can be 400 MB of spaces.
            course.compressed = encoding not in ("", "identity")
            announced = course.headers.get("content-length", "")
            course.too_large = announced.isdecimal() and int(announced[:20]) > MAX_BODY
            if course.compressed or course.too_large:
                return
            async for chunk in response.aiter_bytes():  # nothing is decoded: see above
                course.body += chunk
                if len(course.body) > MAX_BODY:
                    course.too_large = True
                    return

    def _masked(self, course: _Course) -> bytes:
        """Return the body without the key, if the gateway quotes it back at us."""
        body = bytes(course.body)
        if self._key is None:
            return body
        key = self._key.reveal().encode()
        # In a success a short key might stand inside a picture's base64.
        return body.replace(key, b"***") if course.refused or len(key) >= LONG_KEY else body

    def _client(self) -> httpx.AsyncClient:
        """Return httpx's client, which belongs to the loop that runs now."""
        loop = asyncio.get_running_loop()
        if loop not in self._opened:
            said = ""
            try:
                self._opened[loop] = self._open()
            except (ImportError, ValueError, OSError, httpx.InvalidURL) as error:
                # socks5:// without its package, socks4:// at all, or certificates that are
                # not there: httpx tells when it is built.
                said = one_line(str(error)) or type(error).__name__
            if said:
                raise SettingError(
                    "the system's proxy or certificate settings can't be used",
                    said=said,
                    hint="See HTTPS_PROXY, ALL_PROXY, SSL_CERT_FILE and SSL_CERT_DIR.",
                )
        return self._opened[loop]

    def _open(self) -> httpx.AsyncClient:
        offline = self.base_url == OFFLINE
        secure = self.base_url.startswith("https:")
        client = httpx.AsyncClient(
            base_url="http://offline" if offline else self.base_url,
            auth=None if self._key is None else _Bearer(self._key),
            transport=self._transport,
            # Loading the certificates takes 20 ms. On loopback there is no TLS, so a
            # context that trusts nobody will do, and no proxy is asked either.
            verify=True if secure else ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT),
            trust_env=secure,
            timeout=httpx.Timeout(None, connect=CONNECT_SECONDS),
            limits=httpx.Limits(max_keepalive_connections=0),
            follow_redirects=False,
        )
        client.headers.clear()
        client.headers.update(
            {
                "Accept": "application/json",
                "Accept-Encoding": "identity",
                "Connection": "close",
                "User-Agent": "ipyimagegen",
            }
        )
        return client


async def _pieces(content: bytes) -> AsyncIterator[bytes]:
    """Yield a body piece by piece.

    Of one that is written at once, asyncio doesn't tell whether the other side hung up
    before its end.
    """
    for start in range(0, len(content), PIECE):
        yield content[start : start + PIECE]


# -- what went wrong, as errors of ours; each waits for the exchange it happened in -----


def _deadline(course: _Course, seconds: float) -> Callable[[Exchange], GatewayError]:
    return lambda exchange: exchange.error(
        DeadlinePassed,
        "no answer in the time allowed",
        said=f"{seconds:g} s",
        hint=f"{exchange.host} can't be reached: no connection in that time."
        if course.connecting
        else "Allow more with --timeout; gpt-image regularly takes 150 s.",
        billed=not course.connecting,
    )


def _failure(error: Exception, course: _Course, sent: int) -> Callable[[Exchange], GatewayError]:
    """Return what makes our error of one of httpx's, without holding on to that."""
    said = one_line(str(error)) or type(error).__name__
    if isinstance(error, httpx.ConnectTimeout):
        said = f"no connection within {CONNECT_SECONDS:g} s"
    if "CERTIFICATE_VERIFY_FAILED" in said:
        return lambda exchange: exchange.error(
            Unreachable,
            f"the certificate of {exchange.host} is not trusted",
            said=said,
            hint="Set SSL_CERT_FILE to the certificates your network uses.",
            billed=False,
        )
    never_sent = (
        httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ProxyError,
        httpx.UnsupportedProtocol, httpx.LocalProtocolError, httpx.InvalidURL,
    )  # fmt: skip
    if isinstance(error, never_sent):
        return lambda exchange: exchange.error(
            Unreachable,
            f"cannot reach {exchange.host}",
            said=said,
            hint="Check the gateway's address and the network: %imagegen status",
            billed=False,
        )
    if course.cut_while_sending and sent > BIG_BODY:
        return lambda exchange: exchange.error(
            TooLarge,
            "the gateway hung up while the request was being sent",
            said=f"{sent / 1e6:.1f} MB",
            hint="Most likely it is over its size limit: send fewer or smaller inputs.",
            billed=False,
        )
    return lambda exchange: exchange.error(
        GatewayFailed,
        "the connection broke before the answer was whole",
        said=said,
        hint=exchange.cut_hint() or RUN_AGAIN,
    )


def _unusable(course: _Course) -> Callable[[Exchange], GatewayError] | None:
    """Return what makes the error for a success that was not read to its end, if so."""
    if course.too_large:
        return lambda exchange: exchange.error(
            TooLarge, f"the answer is over {MAX_BODY // 1_000_000} MB"
        )
    if course.compressed:
        encoding = one_line(course.headers.get("content-encoding", ""), 30)
        return lambda exchange: exchange.error(
            GatewayFailed, "the answer is compressed, which was refused", said=encoding
        )
    return None
