"""Pictures anywhere in a document: a picture that was paid for is not lost.

Every gateway has a place of its own for them, passes on those of others (Gemini's parts:
rikkahub/rikkahub#1228; the images API: chenyme/grok2api#200) and spells base64 as it likes
(generative-computing/mellea#1090). So nothing here knows a gateway. A document is walked
through once, and whatever begins as a picture's bytes do is one, except where the answer
isn't: in the model's reasoning, and where a request is quoted back. The picture of a thought is
a draft, which counts where no other came. No label is believed.
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from ..images.picture import MAX_DATA
from .encodings import take_off
from .failures import MAX_DEPTH, parse
from .patience import Patience
from .picture_text import SHORTEST, begins_as_picture, decoded, is_picture, too_large

__all__ = ["Piece", "Search"]

MOST_BEFORE = 4096  # bytes before a picture that is sent as a file
LONGEST_WORD = 500  # characters; no language has one, so it is encoded bytes

# Of the patterns, texts are those that most answers don't need: they are compiled at first use.

# Where the answer is not. A request is quoted back as "input" or "request" by some.
_NO_ANSWER = re.compile(
    r"(reasoning|thinking|thought|input|prompt)"
    r"|(requests?|request_?body|parameters|instructions|logprobs|annotations|citations|usage"
    r"|mask(_?image)?|init_?images?|source_?images?|control_?images?)$",
    re.IGNORECASE,
)
_NO_ANSWER_TYPE = re.compile(r"(redacted_)?(reasoning|thinking|thought)|input_")
_EXPECTED = frozenset(
    {"artifacts", "candidates", "choices", "data", "images", "output", "predictions"}
)
_PICTURE_FIELDS = ("images", "image")  # come before the text of the same message
_PICTURE_TYPES = frozenset({"image", "image_url", "output_image"})
_WORDS = frozenset({"content", "output", "output_text", "text"})
_LINKS = re.compile(
    r"((asset|download|file|gcs|image|media|output|picture|public|result|signed)_?)?ur[il]s?$"
    r"|(images?|output|result|src)$",
    re.IGNORECASE,
)

_BEGINNING = re.compile(rb"\x89PNG\r\n\x1a\n|\xff\xd8\xff|GIF8[79]a|RIFF.{4}WEBP", re.DOTALL)
_COMPLAINTS = frozenset({"detail", "error", "message", "msg"})  # may quote what was sent

_LINK = re.compile(r"\s*+(?:[a-z][a-z0-9+.-]{0,20}:)?//[^\s\"'<>]++\s*+", re.IGNORECASE)
_LINK_IN_TEXT = re.compile(
    r"!\[[^\[\]\n]{0,200}\]\(\s?<?(https?://[^\s()<>]++)"
    r"|<img\b[^<>]{0,200}?[\"'](https?://[^\s\"'<>]++)"
    r"|(https?://[^\s()<>\"'?]++)",
    re.IGNORECASE,
)
_TO_A_PICTURE = r"(?i).{1,500}?\.(?:png|jpe?g|webp|gif|avif)\b"
_BLOCK = r"\s*+[^\s<>()]++(?:\r?\n[A-Za-z0-9+/=_-]++)*+\s*+"
_LINE = r"[A-Za-z0-9+/_-]{40,}+"
_LAST_LINE = r"(?:\r?\n[A-Za-z0-9+/_-]{1,39}+(?==|\s*+(?:\Z|[`\"'<)\]])))?+={0,2}+"
_ENCODED = re.compile(
    r"(?<![A-Za-z])(?:data:[^\s,\"'<>()]{0,200},\s?|base64,\s?)++[^\s\"'<>()]*+"
    rf"(?:\r?\n{_LINE})*+{_LAST_LINE}"
    rf"|(?<![\w+/%=-]){_LINE}(?:\r?\n{_LINE})*+{_LAST_LINE}",
    re.IGNORECASE,
)
_OPENING = r"(?i)(!?\[[^\[\]\n]{0,200}\]\(\s?<?|<img\b[^<>]{0,200}[\"'])$"
_CLOSING = re.compile(r"[^<>()\n]{0,200}[>)]{1,2}")
_PACKED = ("eyJ", "ewo", "H4sI")  # base64 of JSON, as functions in a cloud return it
_FENCE = r"```[a-z0-9]{0,20}\s*+```"
_JSON = r"\s*+(?:```(?:json)?\s*+)?(?=[{\[])"


class Piece(NamedTuple):
    """A part of a reply that stands for a picture.

    Parameters
    ----------
    value
        Its bytes as they came, a text that encodes them, or a link.
    is_link
        Whether it is a link.
    is_expected
        Whether it stands where gateways put pictures.
    """

    value: str | bytes
    is_link: bool = False
    is_expected: bool = True

    def decoded(self) -> bytes:
        """Return the bytes; `PictureError` if there are none, or too many."""
        data = self.value if isinstance(self.value, bytes) else decoded(self.value)
        if len(data) > MAX_DATA:
            raise too_large()
        return data


class _Place(NamedTuple):
    """Where in a document a value stands.

    Parameters
    ----------
    depth
        How deep.
    is_expected, in_message
        Whether gateways put pictures there; whether it is in a chat's message.
    is_draft
        Whether pictures there are drafts of one that follows.
    has_words
        Whether texts there are whole.
    """

    depth: int = 0
    is_expected: bool = False
    in_message: bool = False
    is_draft: bool = False
    has_words: bool = True

    def inside(self, key: str, kind: str = "") -> _Place:
        """Return the place of what stands under a key, in an object of that type."""
        return _Place(
            self.depth + 1,
            self.is_expected or key in _EXPECTED,
            self.in_message or key in ("message", "delta"),
            self.is_draft or "partial_image" in key or kind.endswith("partial_image"),
            self.has_words,
        )


def _is_nothing_but_bytes(text: str) -> bool:
    """Whether a text is a picture in base64, or something else in it, without a word beside."""
    if begins_as_picture(text):
        return re.fullmatch(_BLOCK, text) is not None
    return len(text) >= LONGEST_WORD and _ENCODED.fullmatch(text.strip()) is not None


class Search:
    """A search for pictures in the documents of one reply, and for the words beside them.

    Attributes
    ----------
    pieces
        What stands for a picture, in the order of delivery.
    drafts
        Pictures that a stream shows while it is painted, which count if no other came.
    words, refusals
        The model's own words, without the pictures that were in them.
    links
        Links to pictures in these words.
    passed_over
        What stands for a picture where no answer is.
    """

    def __init__(self, patience: Patience) -> None:
        self._patience = patience
        self.passed_over: list[Piece] = []
        self.pieces: list[Piece] = []
        self.drafts: list[Piece] = []
        self.words: list[str] = []
        self.refusals: list[str] = []
        self.links: list[str] = []

    @property
    def text(self) -> str:
        """The words, or else the refusal."""
        return "\n".join(dict.fromkeys(self.words)).strip() or "\n".join(self.refusals).strip()

    def look_into_file(self, data: bytes) -> None:
        """Take a file that is no text; a server may have written a warning before a picture."""
        begun = None if is_picture(data) else _BEGINNING.search(data, 0, MOST_BEFORE)
        data = data[begun.start() :] if begun else data
        if is_picture(data):
            self.pieces.append(Piece(data))

    def look_into_text(self, text: str) -> None:
        """Look for pictures in a text, and keep its words."""
        self._words(text, "", _Place())

    def look_into(self, document: Any, *, words: bool = True) -> None:
        """Look for pictures in a document; `words` is whether its texts are whole."""
        self._look(document, "", _Place(has_words=words))

    @property
    def _found(self) -> int:
        return len(self.pieces) + len(self.drafts)

    def _look(self, value: Any, key: str, place: _Place) -> None:
        self._patience.step()
        if isinstance(value, str):
            self._string(value, key, place)
        elif place.depth > MAX_DEPTH:
            return
        elif isinstance(value, dict):
            self._object(value, key, place)
        elif isinstance(value, list):
            self._list(value, key, place)

    def _list(self, value: list[Any], key: str, place: _Place) -> None:
        data = _listed_bytes(value)
        if data:
            self._add(data, place)
            return
        inside = place.inside(key)
        for item in value:
            self._look(item, key, inside)

    def _object(self, value: dict[str, Any], key: str, place: _Place) -> None:
        named = value.get("type")
        kind = named if isinstance(named, str) else ""
        # A thought, or a request that is quoted back.
        if _NO_ANSWER_TYPE.match(kind) or value.get("role") in ("user", "system", "developer"):
            self._pass_over(list(value.values()), place)
            return
        if value.get("thought") is True:  # Gemini's drafts, beside what it says to itself
            place = place._replace(is_draft=True, has_words=False)
        if "0" in value:  # JavaScript's way of writing an array of bytes
            self._list(list(value.values()), key, place)
            return
        found, links, inside = self._found, [], place.inside(key, kind)
        for name in sorted(value, key=lambda name: name not in _PICTURE_FIELDS):
            child = value[name]
            if _NO_ANSWER.match(name):
                self._pass_over(child, inside)
            elif isinstance(child, str) and _is_link(name, child):
                links.append(Piece(child.strip(), is_link=True))
            else:
                self._look(child, name, inside)
        if found == self._found and key != "error":
            self.pieces += links  # beside a picture they lead to the same one
        is_picture_part = key in _PICTURE_FIELDS or kind in _PICTURE_TYPES
        if found == self._found and is_picture_part and place.in_message:
            address = _address(value)
            self.pieces.append(Piece(address, is_link=bool(address)))

    def _string(self, text: str, key: str, place: _Place) -> None:
        if _is_link(key, text):  # in a list of them
            self.pieces.append(Piece(text.strip(), is_link=True))
        elif key == "refusal":
            self.refusals.append(_storable(text))
        elif key in _WORDS or key == "delta":
            if place.has_words:
                self._words(text, key, place)
        elif key in _PICTURE_FIELDS and place.in_message:
            self._add(text, place)
        elif len(text) >= SHORTEST or text[:5].lower() == "data:":
            is_complaint = key in _COMPLAINTS
            if begins_as_picture(text) and not (is_complaint and not re.fullmatch(_BLOCK, text)):
                self._add(text, place.inside(key))
            elif is_complaint:
                self._pass_over([text], place)
            elif not self._json(text, key, place):
                self._split(text, place)

    def _pass_over(self, value: Any, place: _Place) -> None:
        """Remember the pictures in a part that is no answer, and nothing else of it."""
        inside = Search(self._patience)
        inside._look(value, "", _Place(place.depth + 1))
        self.passed_over += (*inside.pieces, *inside.drafts, *inside.passed_over)

    def _words(self, text: str, key: str, place: _Place) -> None:
        """Keep the model's words in a text, and the pictures in it."""
        if len(text) >= SHORTEST:
            if _is_nothing_but_bytes(text):
                self._add(text, place)
                return
            if self._json(text, key, place):
                return
            text = self._split(text, place)
        self.links += _links_in(text)
        if text.strip():
            self.words.append(_storable(text))

    def _json(self, text: str, key: str, place: _Place) -> bool:
        """Look into a text that is itself JSON; return whether it held a picture."""
        if text.startswith(_PACKED):
            packed = text.encode("utf-8", "replace")
            text = take_off(packed, "", MAX_DATA)[0].decode("utf-8", "replace")
        begun = re.match(_JSON, text)
        if begun is None or place.depth > MAX_DEPTH:
            return False
        document = parse(text[begun.end() :].rstrip("` \t\r\n"))
        if not isinstance(document, (dict, list)):
            return False
        found, words = self._found, len(self.words)
        self._look(document, key, place.inside(key))
        if found == self._found:
            del self.words[words:]  # it is a text after all
            return False
        return True

    def _split(self, text: str, place: _Place) -> str:
        """Take the pictures out of a text, with the markdown or HTML around them."""
        kept, end = [], 0
        for match in _ENCODED.finditer(text):
            self._patience.step()
            is_picture_url = begins_as_picture(match[0])
            if not is_picture_url and len(match[0]) < LONGEST_WORD:
                continue
            before = text[end : match.start()]
            end = match.end()
            opening = re.search(_OPENING, before[-220:])
            if opening is not None:
                before = before[: len(before) - len(opening[0])]
                closing = _CLOSING.match(text, end)
                end = closing.end() if closing else end
            kept.append(before)
            if is_picture_url:
                self._add(match[0], place)
            else:
                kept.append(f"({len(match[0]):,} encoded characters)")
        return re.sub(_FENCE, "", "".join((*kept, text[end:]))) if kept else text

    def _add(self, value: str | bytes, place: _Place) -> None:
        piece = Piece(value, is_expected=place.is_expected)
        (self.drafts if place.is_draft else self.pieces).append(piece)


def _links_in(text: str) -> list[str]:
    """Return the links in a text that are shown as pictures, or end as a picture's file does."""
    links: list[str] = []
    for *shown, other in _LINK_IN_TEXT.findall(text):
        ended = re.match(_TO_A_PICTURE, other)
        links += filter(None, (*shown, ended[0] if ended else ""))
    return links


def _is_link(key: str, text: str) -> bool:
    return _LINKS.match(key) is not None and _LINK.fullmatch(text) is not None


def _address(part: dict[str, Any]) -> str:
    """Return where a part says that its picture is, such as a path at the gateway; else nothing."""
    held = (child for name, child in part.items() if _LINKS.match(name))
    places = (child.get("url") if isinstance(child, dict) else child for child in held)
    return next((place for place in places if place and isinstance(place, str)), "")


def _listed_bytes(value: list[Any]) -> bytes:
    """Return a picture that is written as a list of numbers, one a byte; else nothing."""
    try:  # Java's bytes go from -128 to 127
        head = bytes(byte & 255 for byte in value[:16])
        return bytes(byte & 255 for byte in value) if is_picture(head) else b""
    except (TypeError, ValueError):
        return b""


def _storable(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8")  # no database takes a lone surrogate
