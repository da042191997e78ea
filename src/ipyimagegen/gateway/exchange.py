"""One HTTP exchange: how far it came, how it ended, and which error that is.

Whether a broken exchange may have been billed depends on where it broke: before a
connection stood, nobody was asked; afterwards nobody knows. So the client keeps each step
here, and this module alone draws the conclusion.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Any

from ..cancels import is_cancelled
from ..errors import DeadlinePassed, GatewayError, GatewayFailed, TooLarge, Unreachable
from .encodings import take_off
from .failures import Response
from .replies import MAX_BODY
from .verdicts import RUN_AGAIN

__all__ = ["End", "Exchange"]

BIG_BODY = 1_000_000  # bytes; a break while sending more is most likely a size limit
CONNECTING_TWICE = 2  # more tries where nobody was reached
OTHER_CERTIFICATES = ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE")  # of other programs, not read here


class End(Enum):
    """The end of an exchange."""

    WHOLE = auto()
    UNREACHABLE = auto()
    UNTRUSTED = auto()
    BROKEN = auto()
    DEADLINE = auto()
    TOO_LARGE = auto()
    PACKED = auto()


@dataclass(repr=False)
class Exchange:
    """One HTTP exchange up to its end; it outlives the exception that ended it.

    Parameters
    ----------
    response
        The response, of which the client fills in as much as comes.
    deadline
        Its latest end, by the clock of the loop.
    allowed
        Seconds that the whole request may take.
    sent
        Bytes of the request's body.
    asked
        Is told whether the gateway was asked, as far as that becomes known.

    Attributes
    ----------
    body
        The response's body as far as it came.
    connecting
        Whether a connection is being made, and nothing has been asked yet.
    cut_while_sending
        Whether the other side hung up before the request was out.
    end, said
        How it ended, and the words that the system has for it.
    """

    response: Response
    deadline: float
    allowed: float
    sent: int = 0
    asked: Callable[[bool], None] = lambda _: None
    body: bytes | bytearray = field(default_factory=bytearray)
    connecting: bool = False
    cut_while_sending: bool = False
    end: End = End.WHOLE
    said: str = ""

    async def trace(self, event: str, info: Mapping[str, Any]) -> None:
        """Follow httpcore's steps (httpx's documented "trace" extension)."""
        if event == "connection.connect_tcp.started":
            self._set_connecting(True)
        elif event.endswith("send_request_headers.started"):
            # AnyIO before 4.16 loses a cancel that comes in the turn in which a connection stands
            # (agronholm/anyio#1214), and what nobody waits for would be sent and paid.
            if is_cancelled():
                raise asyncio.CancelledError
            # A proxy's CONNECT comes first: it tells the proxy of us, and nobody else.
            self._set_connecting(info["request"].method == b"CONNECT")
        elif event.endswith("send_request_body.failed"):
            self.cut_while_sending = not self.connecting

    def _set_connecting(self, connecting: bool) -> None:
        self.connecting = connecting
        self.asked(not connecting)

    def take_encodings_off(self) -> None:
        """Make the body the one that the gateway wrote, whatever was put around it."""
        label = self.response.headers.get("content-encoding", "")
        self.body, packing = take_off(self.body, label, MAX_BODY)
        if packing and self.end is End.WHOLE:
            self.end, self.said = End.PACKED, packing
        elif len(self.body) > MAX_BODY:
            self.end = End.TOO_LARGE

    def failure(self) -> GatewayError | None:
        """Return the error that its end stands for; None for a whole response or a refusal."""
        response = self.response
        if response.is_refusal or self.end is End.WHOLE:
            return None
        kind: type[GatewayError]
        said, hint, billed, retries = self.said, "", True, 0
        if self.end is End.DEADLINE:
            kind, message = DeadlinePassed, "no answer in the time allowed"
            said, billed = f"{self.allowed:g} s", not self.connecting
            hint = "Allow more with --timeout; gpt-image regularly takes 150 s."
            if self.connecting:
                hint = f"{response.host} can't be reached: no connection in that time."
        elif self.end is End.UNTRUSTED:
            kind, message = Unreachable, "the gateway's certificate is not trusted"
            said, billed = f"{response.host}: {self.said}", False
            hint = "Set SSL_CERT_FILE to the certificates your network uses."
            others = [name for name in OTHER_CERTIFICATES if os.environ.get(name)]
            if others:
                hint = f"Set SSL_CERT_FILE to the certificates of your network, as in {others[0]}."
        elif self.end is End.UNREACHABLE:
            kind, message = Unreachable, "cannot reach the gateway"
            said, billed = f"{response.host}: {self.said}", False
            hint = "Check the gateway's address and the network: %imagegen status"
            retries = CONNECTING_TWICE
        elif self.end is End.TOO_LARGE:
            kind, message, said = TooLarge, f"the answer is over {MAX_BODY // 1_000_000} MB", ""
        elif self.end is End.PACKED:
            kind, message = GatewayFailed, "the answer is packed in a way that can't be read here"
        elif self.cut_while_sending and self.sent > BIG_BODY:
            kind, message = TooLarge, "the gateway hung up while the request was being sent"
            said, billed = f"{self.sent / 1e6:.1f} MB", False
            hint = "Most likely it is over its size limit: send fewer or smaller inputs."
        else:
            kind, message = GatewayFailed, "the connection broke before the answer was whole"
            hint = response.cut_hint() or RUN_AGAIN
        return response.error(kind, message, said=said, hint=hint, billed=billed, retries=retries)
