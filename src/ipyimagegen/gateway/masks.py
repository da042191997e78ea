"""Secrets taken out of all that a gateway says: the key, and the values of extra headers.

Gateways quote requests back at us, and what quotes them may escape them: as JSON does, as JSON
in a string of JSON, as a URL, as a web page. So each character is looked for in every spelling
that a reader would undo, in the body before anything is read from it, in the whole texts that
the pieces of a stream make, and once more in whatever leaves this room. The bytes of pictures
are left alone: a short secret may stand there by chance, and the picture was paid for.
"""

from __future__ import annotations

import base64
import contextvars
import logging
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from html.entities import html5
from typing import Any

from ..errors import GatewayError, Queued
from ..gateways import Secret
from ..requests import Reply
from .picture_text import is_picture

__all__ = ["Mask"]

LONG = 16  # characters; no picture has so many of a secret's in a row by chance
SHORTEST_ENCODED = 8  # characters of a secret that is looked for inside base64, too
_STARS = b"***"
_NEVER = r"\b\B"
DEEPEST = 100  # levels of a document; pictures are not looked for so deep
RUN = 16  # characters beside a short secret that show that it stands in base64 by chance
_LOGGERS = (
    "httpx", "httpcore.connection", "httpcore.http11", "httpcore.http2", "httpcore.proxy",
    "httpcore.socks",
)  # fmt: skip


class Mask:
    """Puts asterisks in place of secrets.

    Parameters
    ----------
    secrets
        What must not be shown.
    """

    def __init__(self, secrets: Iterable[Secret] = ()) -> None:
        self._secrets = tuple(secrets)
        self._patterns: tuple[re.Pattern[bytes], ...] = ()

    def body(self, body: bytes | bytearray, *, everywhere: bool = False) -> bytes:
        """Return a body without the secrets.

        Parameters
        ----------
        body
            As the gateway wrote it, without its encodings.
        everywhere
            Also inside base64, as which a picture may be written: there a short secret stands
            by chance, and a long one in the picture's own metadata.
        """
        if not everywhere and is_picture(bytes(body[:16])):
            return bytes(body)
        long, short, words, encoded = self._compiled()
        body = words.sub(_if_alone, long.sub(_STARS, body))
        if not everywhere:
            return short.sub(_if_outside, body)
        return encoded.sub(_STARS, short.sub(_STARS, body))

    def text(self, text: str) -> str:
        """Return a text without the secrets."""
        masked = self.body(text.encode("utf-8", "surrogatepass"), everywhere=True)
        return masked.decode("utf-8", "surrogatepass")

    def value(self, value: Any, depth: int = 0) -> Any:
        """Return a value of JSON with all its texts, keys among them, without the secrets.

        What is nested deeper than anybody looks is None.
        """
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, (dict, list, tuple)) and depth > DEEPEST:
            return None
        if isinstance(value, dict):
            return {self.text(str(name)): self.value(value[name], depth + 1) for name in value}
        if isinstance(value, (list, tuple)):
            return type(value)(self.value(one, depth + 1) for one in value)
        return value

    def reply(self, reply: Reply) -> Reply:
        """Return a reply whose texts are without the secrets."""
        return replace(
            reply,
            text=self.text(reply.text),
            served_by=self.text(reply.served_by),
            finish_reason=self.value(reply.finish_reason),
            usage=self.value(reply.usage),
            damaged=self.value(reply.damaged),
            remarks=self.value(reply.remarks),
            unread=self.body(reply.unread, everywhere=True),
        )

    @contextmanager
    def errors(self) -> Iterator[None]:
        """Take the secrets out of an error that passes, and out of what is logged meanwhile."""
        token = _current.set(self)
        try:
            yield
        except GatewayError as error:
            error.args = self.value(error.args)
            error.said, error.hint = self.text(error.said), self.text(error.hint)
            error.reply = self.body(error.reply, everywhere=True)
            if isinstance(error, Queued):
                error.task = self.value(error.task)
            raise
        finally:
            _current.reset(token)

    def _compiled(self) -> tuple[re.Pattern[bytes], ...]:
        """Return patterns: of long secrets, short ones, plain words, and of base64 and hex."""
        if not self._patterns:
            kinds: tuple[list[str], ...] = ([], [], [], [])
            for secret in self._secrets:
                kind = 0 if len(secret.reveal()) >= LONG else 2 if secret.is_plain_word else 1
                kinds[kind].append(_spelled(secret.reveal(), fold=kind < 2))
                kinds[3].extend(map(_spelled, _encoded(secret.reveal())))
            self._patterns = tuple(
                re.compile("|".join(some or [_NEVER]).encode()) for some in kinds
            )
        return self._patterns


def _if_alone(match: re.Match[bytes]) -> bytes:
    """Return asterisks, but for a part of a longer word."""
    before, behind = _beside(match, 1)
    return match[0] if re.search(rb"\w$", before) or re.match(rb"\w", behind) else _STARS


def _if_outside(match: re.Match[bytes]) -> bytes:
    """Return asterisks, but for what stands inside base64."""
    run = rb"[\w+/=-]{%d}" % RUN
    return match[0] if any(re.fullmatch(run, one) for one in _beside(match, RUN)) else _STARS


def _beside(match: re.Match[bytes], count: int) -> tuple[bytes, bytes]:
    start, end = match.span()
    return match.string[max(start - count, 0) : start], match.string[end : end + count]


# -- spellings ------------------------------------------------------------------------------


def _spelled(text: str, *, fold: bool = False) -> str:
    """Return a pattern for a text in ASCII, in all its spellings; `fold` is for any case.

    Each alternative begins with a plain character, so that `re` looks only where one stands.
    The zeros are those of UTF-16 and UTF-32, as which a body may be kept.
    """
    return "".join(rf"(?:{_character(one, fold=fold)})\x00{{0,3}}" for one in text)


def _character(character: str, *, fold: bool) -> str:
    cases = {character, character.lower(), character.upper()} if fold else {character}
    return "|".join(spelling for one in sorted(cases) for spelling in _spellings(one))


def _spellings(character: str) -> Iterator[str]:
    plain, code = re.escape(character), ord(character)
    digits = "".join(f"[{d}{d.upper()}]" if d.isalpha() else d for d in f"{code:02x}")
    names = {name.rstrip(";") for name, text in html5.items() if text == character}
    numbers = rf"#0{{0,5}}{code}", rf"#[xX]0{{0,5}}{digits}"
    reference = rf"(?:amp;){{0,3}}(?:{'|'.join((*numbers, *sorted(names)))});?"
    yield plain
    # A run of backslashes is entered at its first one only, or a long one would take for ever.
    backslashes = r"\\(?<!\\\\)(?:\\|u005[cC])*+"
    yield rf"{backslashes}(?:{plain}|[uUx]\{{?0{{0,6}}{digits}\}}?|0?{code:03o}|u0026{reference})"
    yield rf"%(?:25){{0,3}}{digits}"
    yield rf"&{reference}"


def _encoded(secret: str) -> Iterator[str]:
    """Yield a secret in base64, at each of the three places it may begin, and in hex."""
    if len(secret) < SHORTEST_ENCODED:
        return
    data = secret.encode()
    for place in range(3):
        text = base64.b64encode(bytes(place) + data).decode().rstrip("=")
        whole = text[(0, 2, 3)[place] : (len(data) + place) * 8 // 6]  # of this secret alone
        yield whole
        if whole != whole.translate(_URL_SAFE):
            yield whole.translate(_URL_SAFE)
    yield data.hex()
    yield data.hex().upper()


_URL_SAFE = str.maketrans("+/", "-_")


# -- logs -------------------------------------------------------------------------------------

_current: contextvars.ContextVar[Mask | None] = contextvars.ContextVar("mask", default=None)


def _mask_record(record: logging.LogRecord) -> bool:
    """Take the secrets of the request under way out of a line of httpx's log."""
    mask = _current.get()
    if mask is not None:
        record.msg, record.args = mask.text(record.getMessage()), ()
    return True


for _name in _LOGGERS:
    logging.getLogger(_name).addFilter(_mask_record)
