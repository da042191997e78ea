"""Secrets taken out of all that a gateway says: the key, and the values of extra headers.

Gateways quote requests back at us, and what quotes them may escape them: as JSON does, as JSON
in a string of JSON, as a URL, as a web page. So a body is read as it is, and once more after
each round of undoing what a reader would undo; what is found there is taken out of the body.
That happens before anything is read from it, in the whole texts that the pieces of a stream
make, and once more in whatever leaves this room. The bytes of pictures are left alone: a short
secret may stand there by chance, and the picture was paid for.
"""

from __future__ import annotations

import base64
import contextvars
import logging
import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from html.entities import html5
from typing import Any, NamedTuple

from ..errors import GatewayError, Queued
from ..gateways import Secret
from ..requests import Reply
from .picture_text import begins_as_picture, is_picture

__all__ = ["Mask"]

LONG = 16  # characters of a secret that stand nowhere by chance
SHORTEST = 4  # characters of a secret that may be a part of a longer word
SHORTEST_ENCODED = 8  # characters of a secret that is looked for inside base64, too
DEEPEST = 100  # levels of a document; pictures are not looked for so deep
ROUNDS = 6  # of undoing: JSON in JSON in a URL in a page
RUN = 16  # characters beside a short secret that show that it stands in base64 by chance
BLOB = 1000  # characters of base64 that nobody shows as words
WINDOW = 16 * 1024  # bytes that are looked into at a time
WIDEST = 40  # bytes that one character is spelled in
_STARS = b"***"
_IN_PICTURE = (
    "the gateway wrote the key into the picture's file; save(..., strip=True) leaves it out"
)
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
        self._needles = tuple(needle for secret in self._secrets for needle in _needles(secret))
        sizes = (len(needle.text()) for needle in self._needles)
        self._margin = max(BLOB, WIDEST * max(sizes, default=0))

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
        if not self._needles or (not everywhere and is_picture(bytes(body[:16]))):
            return bytes(body)
        kept, at = [], 0
        for start, end in self._spans(body, everywhere=everywhere):
            if start >= at:
                kept += [body[at:start], _STARS]
            at = max(at, end)
        return b"".join([*kept, body[at:]]) if kept else bytes(body)

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
        """Return a reply whose texts are without the secrets; a picture with one is remarked."""
        remarks = self.value(reply.remarks)
        files = [picture.bytes for picture in reply.pictures]
        if any(secret.is_in_picture(data) for secret in self._secrets for data in files):
            remarks += (_IN_PICTURE,)
        return replace(
            reply,
            text=self.text(reply.text),
            served_by=self.text(reply.served_by),
            finish_reason=self.value(reply.finish_reason),
            usage=self.value(reply.usage),
            damaged=self.value(reply.damaged),
            remarks=remarks,
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

    def _spans(self, body: bytes | bytearray, *, everywhere: bool) -> Iterator[tuple[int, int]]:
        """Yield where the secrets stand in a body, in order."""
        folded = body.lower()
        is_plain = any(
            one.text() in (folded if one.is_folded else body)
            for one in self._needles
            if one.is_folded or everywhere
        )
        for at in range(0, len(body), WINDOW):
            end = at + WINDOW
            # Most of a reply is the base64 of pictures, in which nothing can be escaped.
            if not (is_plain or any(body.find(one, at, end) >= 0 for one in _IN_WORDS)):
                continue
            begin, end = max(at - self._margin, 0), end + self._margin
            window = bytes(body[begin:end])
            found = self._found(window, everywhere=everywhere, is_last=end >= len(body))
            yield from sorted((begin + one, begin + other) for one, other in found)

    def _found(
        self, window: bytes, *, everywhere: bool, is_last: bool
    ) -> Iterator[tuple[int, int]]:
        """Yield where the secrets stand in a window of a body, whatever their spelling."""
        undoings: list[_Undoing] = []
        text = window
        for _ in range(ROUNDS):
            folded = text.lower()
            for needle in self._needles:
                places = needle.places(folded if needle.is_folded else text, is_last)
                for start, end in (_origin(undoings, *place) for place in places):
                    before, behind = window[max(start - BLOB, 0) : start], window[end : end + BLOB]
                    if needle.stands(before, window[start:end], behind, everywhere):
                        yield start, end
            undone = _undone(text)
            if undone == text:
                break
            undoings.append(_Undoing(text))
            text = undone


# -- the secrets ----------------------------------------------------------------------------


class _Needle(NamedTuple):
    """One thing that is looked for: a secret, or what it is encoded as.

    Parameters
    ----------
    text
        Returns it: as an attribute, debuggers would show it.
    is_folded
        Whether any case will do; the text is in small letters then.
    stands
        Whether a place is one of it, and not there by chance: by what is before, there and
        behind, and whether it is looked for everywhere.
    """

    text: Callable[[], bytes]
    is_folded: bool
    stands: Callable[[bytes, bytes, bytes, bool], bool]

    def places(self, text: bytes, is_last: bool) -> Iterator[tuple[int, int]]:
        """Yield where it is in a text; if that is the last one, also cut off at its end."""
        size = len(self.text())
        at = text.find(self.text())
        while at >= 0:
            yield at, at + size
            at = text.find(self.text(), at + size)
        if is_last and self.is_folded and size >= LONG:
            at = text.find(self.text()[: size // 2], max(len(text) - size - WIDEST, 0))
            if at >= 0 and any(
                text[at:].startswith(self.text()[:length]) and _CUT.fullmatch(text, at + length)
                for length in range(size // 2, size)
            ):
                yield at, len(text)


def _needles(secret: Secret) -> Iterator[_Needle]:
    """Yield everything that is looked for because of a secret."""
    if secret.is_plain_word:
        yield _needle(secret.reveal().lower().encode(), _is_alone)
        return
    # One that looks as if it were escaped is undone with all the rest.
    for one in dict.fromkeys(map(_as_read, (secret.reveal().lower(), secret.reveal()), (0, 1))):
        if len(one) >= SHORTEST:
            yield _needle(one, _is_anywhere if len(one) >= LONG else _is_outside_base64)
    if len(secret.reveal()) >= SHORTEST_ENCODED:
        for one in dict.fromkeys(_encoded(secret.reveal().encode())):
            yield _needle(one, _is_in_words, is_folded=False)


def _needle(
    text: bytes, stands: Callable[[bytes, bytes, bytes, bool], bool], *, is_folded: bool = True
) -> _Needle:
    return _Needle(lambda: text, is_folded, stands)


def _as_read(text: str, rounds: int) -> bytes:
    """Return a secret as it is after so many rounds, in small letters."""
    read = text.encode()
    for _ in range(rounds):
        read = _undone(read)
    return read.lower()


def _encoded(data: bytes) -> Iterator[bytes]:
    """Yield a secret in base64, at each of the three places it may begin, and in hex."""
    for place in range(3):
        text = base64.b64encode(bytes(place) + data).rstrip(b"=")
        whole = text[(0, 2, 3)[place] : (len(data) + place) * 8 // 6]  # of this secret alone
        yield whole
        yield whole.translate(_URL_SAFE)
    yield data.hex().encode()
    yield data.hex().upper().encode()


_URL_SAFE = bytes.maketrans(b"+/", b"-_")
_BASE64 = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=-_"
_ESCAPED_BASE64 = _BASE64 + b"\\%"


def _is_anywhere(before: bytes, there: bytes, behind: bytes, everywhere: bool) -> bool:
    return True


def _is_alone(before: bytes, there: bytes, behind: bytes, everywhere: bool) -> bool:
    """Whether it is no part of a longer word."""
    return not (re.search(rb"\w\Z", before) or re.match(rb"\w", behind))


def _is_outside_base64(before: bytes, there: bytes, behind: bytes, everywhere: bool) -> bool:
    beside = before[-RUN:].rstrip(_BASE64), behind[:RUN].lstrip(_BASE64)
    is_inside = (len(before) >= RUN and not beside[0]) or (len(behind) >= RUN and not beside[1])
    return everywhere or not is_inside


def _is_in_words(before: bytes, there: bytes, behind: bytes, everywhere: bool) -> bool:
    """Whether the base64 around it is no picture's."""
    before = before[len(before.rstrip(_ESCAPED_BASE64)) :]
    behind = behind[: len(behind) - len(behind.lstrip(_ESCAPED_BASE64))]
    run = before + there + behind
    return everywhere or (len(run) < BLOB and not begins_as_picture(run.decode("latin-1")))


# -- spellings ------------------------------------------------------------------------------

# Visible ASCII, as which a secret is sent, in the spellings that a reader would undo, and the
# zeros of UTF-16 and UTF-32, as which a body may be kept. A run of backslashes is entered at
# its first one only, or a long one would take for ever.
_ESCAPE = re.compile(
    rb"\\(?<!\\\\)\\*+(?:u0000|x00|U0{8}|[ux]\{0++\}|000|00(?![0-7])|0(?![0-7]{2}))"
    rb"|\\(?<!\\\\)\\*+(?:[uUx]\{?0{0,6}([2-7][0-9a-fA-F])\}?|0?(0[4-7][0-7]|1[0-7]{2})|([^\0\\]))"
    rb"|%(?:25)*(?:00|([2-7][0-9a-fA-F]))"
    rb"|&(?:amp;)*(?:#[xX]0+;|#[xX]0*([2-7][0-9a-fA-F])|#0+;|#0*(3[2-9]|[4-9]\d|1[01]\d|12[0-6])|([A-Za-z]{2,16}));?"
    rb"|\0\0*",  # for `re` each of these begins with a character that it can look for
    re.DOTALL,
)
_BASES = {1: 16, 2: 8, 4: 16, 5: 16, 6: 10}
_NAMES = {
    name.rstrip(";").encode(): text.encode() for name, text in html5.items() if "!" <= text <= "~"
}
_IN_ESCAPES = b"\\%&\0"
_IN_WORDS = _IN_ESCAPES + b'"<> '
_CUT = re.compile(rb"(?:[\\%&][#\w{]{0,9}|[ux]\{?[0-9a-f]{0,7})?")  # an escape that breaks off


def _undone(text: bytes) -> bytes:
    """Return a text with its escapes undone, once."""
    for one in b'/n"':  # of which a picture's base64, or a text, may have thousands
        text = text.replace(b"\\%c" % one, b"%c" % one)
    return _ESCAPE.sub(_meant, text) if any(one in text for one in _IN_ESCAPES) else text


def _meant(match: re.Match[bytes]) -> bytes:
    """Return the character that an escape stands for; nothing for zeros."""
    kind = match.lastindex
    if kind is None:
        return b""
    if kind in _BASES:
        return bytes((int(match[kind], _BASES[kind]),))
    return match[kind] if kind == 3 else _NAMES.get(match[kind], match[0])


class _Undoing:
    """A text and itself undone: where a part of this stands in that."""

    def __init__(self, text: bytes) -> None:
        self._text = text
        self._escapes: list[tuple[int, int, int, int]] = []  # there, its length, here, its end

    def span_before(self, start: int, end: int) -> tuple[int, int]:
        """Return where that stands which is undone from `start` to `end`."""
        if not self._escapes:  # most texts are never asked
            self._find_escapes()
        return self._before(start, 0), self._before(end - 1, 1)

    def _find_escapes(self) -> None:
        shift = 0
        for match in _ESCAPE.finditer(self._text):
            size = len(_meant(match))
            self._escapes.append((match.start() - shift, size, *match.span()))
            shift += match.end() - match.start() - size

    def _before(self, at: int, side: int) -> int:
        """Return where the character at a place begins (`side` 0) or ends (1)."""
        place = bisect_right(self._escapes, at, key=lambda escape: escape[0]) - 1
        if place < 0:
            return at + side
        there, size, *here = self._escapes[place]
        return here[side] if at < there + size else here[1] + at - there - size + side


def _origin(undoings: list[_Undoing], start: int, end: int) -> tuple[int, int]:
    """Return where that stood before all of the undoing which is now from `start` to `end`."""
    for undoing in reversed(undoings):
        start, end = undoing.span_before(start, end)
    return start, end


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
