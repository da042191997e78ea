"""The JSON in a body, whatever stands around it or is wrong with it.

Gateways and what runs before them write log lines, comments and web pages around their
answers, stream where nobody asked for it, and make mistakes in their JSON; and a connection
breaks where it likes. A picture in there was paid for. So a body that isn't one clean
document is read closely: every document in it, each as far as it can be understood.
"""

from __future__ import annotations

import codecs
import json
import re
from dataclasses import dataclass, field
from html import unescape
from typing import Any, NamedTuple

from .failures import joined_pairs, parse
from .patience import OutOfPatience, Patience, is_dense
from .picture_text import is_picture

__all__ = ["Contents", "read_closely", "read_quickly"]

# Keep-alives before the JSON: white space, and comments as in server-sent events
# (router-for-me/CLIProxyAPI#417). Possessive, so that 60 MB of them take no memory.
_KEEP_ALIVE = re.compile(rb"(?:\xef\xbb\xbf)?(?:\s++|:[^\n]*+\n?)*+")
_PAGE = re.compile(
    r"\s*+(?:<\?xml[^>]*+>\s*+)?(?:<!--.{0,2000}?-->\s*+)?"
    r"<(?:!doctype html|html|head|body|title|meta)\b",
    re.IGNORECASE | re.DOTALL,
)
_CHAT = {"candidates", "choices"}
_ANSWERS = {*_CHAT, "data", "images", "output", "predictions"}
_CHARSET = re.compile(r"charset=[\s\"']*([\w.:-]{1,40})", re.IGNORECASE)
_CHARSETS = ("big5", "cp", "euc", "gb", "iso", "koi8", "shift")  # others are no text of the web
_BOUNDARY = re.compile(rb"\s*+(--[^\r\n]{1,200}+)\r?\n(?=[\w-]+:)", re.IGNORECASE)
_BLANK_LINE = re.compile(rb"\r?\n\r?\n")
_OPENING = re.compile(r"[{\[]")
_TOKEN = re.compile(
    r"[{}\[\],:]|\"[^\"\\]*+(?:\\.[^\"\\]*+)*+\"?|'[^'\\]*+(?:\\.[^'\\]*+)*+'?|[\w.+-]++",
    re.DOTALL,
)
_LITERALS = {"true": True, "True": True, "false": False, "False": False, "null": None, "None": None}
_MISSES = 20  # documents that the standard library is asked to read in vain
_IN_PIECES = {"content", "text", "refusal"}  # texts of which a stream sends pieces
_DEPTH = 50  # of a stream's messages, which are flat


class Contents(NamedTuple):
    """What a body holds.

    Parameters
    ----------
    documents
        The JSON objects in it, in order: several, where it was streamed.
    text
        Its text, where it has no JSON object.
    files
        Files in it that are no text.
    is_page, in_page
        Whether it is a web page in which no API answered; whether it is one at all.
    is_cut
        Whether its JSON breaks off.
    is_unread
        Whether it would take too long to be read, or too much memory.
    """

    documents: tuple[dict[str, Any], ...] = ()
    text: str = ""
    files: tuple[bytes, ...] = ()
    is_page: bool = False
    in_page: bool = False
    is_cut: bool = False
    is_unread: bool = False

    @property
    def is_partial(self) -> bool:
        """Whether the body holds more than these contents."""
        return self.is_cut or self.is_unread

    @property
    def document(self) -> dict[str, Any]:
        """All its documents as one: the pieces of a stream as the message they make."""
        if len(self.documents) == 1:
            return self.documents[0]
        whole: dict[str, Any] = {}
        for piece in self.documents:
            _add(whole, piece)
        joined = _joined(whole)
        return joined if isinstance(joined, dict) else {}


def read_quickly(body: bytes) -> Contents:
    """Return the one document that a body should be; nothing if it is anything else."""
    document = parse(without_keep_alives(body))
    return Contents((document,)) if isinstance(document, dict) else Contents()


def without_keep_alives(body: bytes) -> bytes:
    """Return a body from its JSON on."""
    before = _KEEP_ALIVE.match(body)
    return body[before.end() :] if before and before.end() else body


def read_closely(body: bytes, label: str, patience: Patience) -> Contents:
    """Return everything in a body; `label` is the header ``Content-Type``."""
    if is_picture(body):
        return Contents(files=(body,))
    if is_dense(body):
        return Contents(is_unread=True)
    boundary = _BOUNDARY.match(body)
    try:
        if boundary is not None:
            return _parts(body, boundary[1], label, patience)
        text = _decoded(without_keep_alives(body), label)
        if text is None:
            return Contents(files=(body,))
        return _in_text(text, "text/html" in label.lower(), patience)
    except OutOfPatience:
        return Contents(is_unread=True)


def _parts(body: bytes, boundary: bytes, label: str, patience: Patience) -> Contents:
    """Return the contents of a body in parts (``multipart/…``)."""
    documents: list[dict[str, Any]] = []
    texts, files = [], []
    for part in body.split(boundary):
        _, *contents = _BLANK_LINE.split(part, maxsplit=1)
        if not contents:
            continue  # it is before the first part, or behind the last
        content = contents[0].removesuffix(b"\r\n")
        text = _decoded(content, label)
        if text is None:
            files.append(content)
        else:
            inner = _in_text(text, False, patience)
            documents += inner.documents
            texts.append(inner.text)
    return Contents(tuple(documents), "\n".join(filter(None, texts)), tuple(files))


def _decoded(body: bytes, label: str) -> str | None:
    """Return the text of a body in whatever character set; None if it is no text."""
    charset = _CHARSET.search(label)
    names = ["utf-8-sig"]
    if charset is not None and _codec(charset[1]).startswith(_CHARSETS):
        names.append(charset[1])
    for name in names:
        try:
            return body.decode(name)
        except UnicodeDecodeError:
            continue
    start = body[:2000]
    # A text may end in zeros; a file has some from its beginning on.
    if b"\0" in start.rstrip(b"\0") or not start.lstrip()[:1].isascii():
        return None
    try:
        return body.decode("cp1252")
    except UnicodeDecodeError:
        return body.decode("utf-8", "replace")


def _codec(charset: str) -> str:
    """Return Python's name for a character set; empty if it knows none."""
    try:
        return codecs.lookup(charset).name
    except LookupError:
        return ""


def _in_text(text: str, page: bool, patience: Patience, depth: int = 3) -> Contents:
    whole = _parsed(text)
    if isinstance(whole, str) and depth:  # JSON as a string of JSON
        return _in_text(whole, page, patience, depth - 1)
    in_page = is_page = bool(_PAGE.match(text)) or (page and text.lstrip().startswith("<"))
    documents, is_cut = _documents(unescape(text) if is_page else text, patience)
    if is_page:  # whose scripts have JSON as well
        documents = [one for one in documents if _ANSWERS.intersection(one)]
        is_page = not any(map(_CHAT.intersection, documents))
        text, is_cut = "", False
    is_cut = is_cut and (bool(documents) or text.lstrip().startswith(("{", "[")))
    return Contents(tuple(documents), "" if documents else text, (), is_page, in_page, is_cut)


def _parsed(text: str) -> Any:
    """Return the string that a text is as JSON; None if it is none."""
    if not text.lstrip().startswith('"'):
        return None
    try:
        return json.loads(text.strip(), strict=False)
    except (ValueError, RecursionError):
        return None


# -- documents in a text ----------------------------------------------------------------


def _documents(text: str, patience: Patience) -> tuple[list[dict[str, Any]], bool]:
    """Return the JSON objects in a text, in order, and whether the last one breaks off."""
    decoder = json.JSONDecoder(strict=False, object_pairs_hook=joined_pairs)
    found: list[dict[str, Any]] = []
    at, misses, is_cut = 0, 0, False
    while opening := _OPENING.search(text, at):
        value = None
        patience.step()
        if misses < _MISSES:
            try:
                value, at = decoder.raw_decode(text, opening.start())
            except (ValueError, RecursionError):
                misses += 1
        if value is None:
            value, at, is_cut = _recovered(text, opening.start(), patience)
        values = value if isinstance(value, list) else [value]
        found += [one for one in values if one and isinstance(one, dict)]
    return found, is_cut


@dataclass
class _Unfinished:
    """An object or a list whose end has not been seen, with the key that waits for a value."""

    is_object: bool
    values: list[Any] = field(default_factory=list)
    key: str | None = None

    def put(self, value: Any) -> None:
        if not self.is_object:
            self.values.append(value)
        elif self.key is not None:
            self.values.append((self.key, value))
            self.key = None

    def put_string(self, text: str) -> None:
        if self.is_object and self.key is None:
            self.key = text
        else:
            self.put(text)

    def finished(self) -> Any:
        return joined_pairs(self.values) if self.is_object else self.values


def _recovered(text: str, start: int, patience: Patience) -> tuple[Any, int, bool]:
    """Return a malformed value as far as it can be understood, its end, and whether it is cut.

    Whatever is not expected is passed over: a comma too many, a comment, half a value.
    """
    unfinished: list[_Unfinished] = []
    for token in _TOKEN.finditer(text, start):
        patience.step()
        mark = token[0][0]
        if mark in "{[":
            unfinished.append(_Unfinished(mark == "{"))
        elif mark in "}]":
            value = unfinished.pop().finished()
            if not unfinished:
                return value, token.end(), False
            unfinished[-1].put(value)
        elif mark == ",":
            unfinished[-1].key = None
        elif mark in "\"'":
            unfinished[-1].put_string(_string(token[0]))
        elif mark != ":":
            unfinished[-1].put(_literal(token[0]))
    value = unfinished.pop().finished()
    while unfinished:
        unfinished[-1].put(value)
        value = unfinished.pop().finished()
    return value, len(text), True


def _literal(token: str) -> object:
    """Return a number or a constant; anything else as it is."""
    for read in (_LITERALS.__getitem__, int, float):
        try:
            return read(token)
        except (KeyError, ValueError):
            continue
    return token


def _string(token: str) -> str:
    """Return the string in a token, whose end may be missing."""
    mark = token[0]
    inner = token[1:-1] if len(token) > 1 and token[-1] == mark else token[1:]
    if "\\" not in inner:
        return inner
    try:
        return str(json.loads(f'"{inner}"', strict=False))
    except ValueError:
        return inner.replace("\\/", "/")


# -- pieces of a stream -----------------------------------------------------------------


class _Pieces(list[str]):
    """Pieces of one text, joined at the end: one by one would copy the text each time."""


def _add(whole: dict[str, Any], piece: dict[str, Any], depth: int = 0) -> None:
    """Add a piece of a stream to the message that its pieces make."""
    for key, value in piece.items():
        name = "message" if key == "delta" and isinstance(value, dict) else key
        if isinstance(value, dict) and depth < _DEPTH:
            if not isinstance(whole.get(name), dict):
                whole[name] = {}
            _add(whole[name], value, depth + 1)
        elif isinstance(value, list) and depth < _DEPTH:
            if type(whole.get(name)) is not list:
                whole[name] = []
            _add_items(whole[name], value, depth + 1)
        elif name == "delta":  # of the responses API, which are texts
            if piece.get("type") == "response.output_text.delta":
                whole.setdefault("output_text", _Pieces()).append(value)
        elif isinstance(value, str) and name in _IN_PIECES:
            if not isinstance(whole.get(name), _Pieces):
                whole[name] = _Pieces()
            whole[name].append(value)
        elif value is not None:
            whole[name] = value


def _add_items(whole: list[Any], items: list[Any], depth: int) -> None:
    """Add a list of a piece: items with the same index, and texts in a row, are one."""
    for item in items:
        if not isinstance(item, dict):
            whole.append(item)
            continue
        last = whole[-1] if whole else None
        if not (isinstance(last, dict) and _continues(last, item)):
            last = {}
            whole.append(last)
        _add(last, item, depth)


def _continues(last: dict[str, Any], item: dict[str, Any]) -> bool:
    names = "index", "type", "thought"
    if any(last.get(name) != item.get(name) for name in names):
        return False
    return "index" in item or "content" in item or set(item) <= {"text", *names}


def _joined(value: Any, depth: int = 0) -> Any:
    """Return a value with the pieces of its texts joined."""
    if isinstance(value, _Pieces):
        return "".join(value)
    if isinstance(value, dict) and depth <= _DEPTH:
        return {name: _joined(one, depth + 1) for name, one in value.items()}
    if isinstance(value, list) and depth <= _DEPTH:
        return [_joined(one, depth + 1) for one in value]
    return value
