"""Reading a reply of any shape: a picture that was paid for is not lost.

Gateways put pictures wherever they like (`pictures`), into bodies of any kind (`documents`);
they send errors with status 200, pictures with status 500, and web pages with any. So pictures
are looked for first, and only a reply without one is judged. Nothing is ever fetched, and no
label is believed: the type of a picture is in its bytes.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from ..errors import (
    Blocked,
    GatewayError,
    GatewayFailed,
    NoPicture,
    PictureError,
    TooLarge,
    Unreachable,
)
from ..images.picture import Picture, verify
from ..requests import Reply
from ..text import one_line
from .costs import reported_cost
from .documents import Contents, read_closely, read_quickly
from .failures import Response, as_dict, clean, origin, read_complaint
from .leftovers import encoded_in, unread_parts
from .patience import OutOfPatience, Patience
from .picture_text import has_its_end
from .pictures import Piece, Search
from .refusals import finish_reasons, hidden_error
from .tasks import task_error
from .verdicts import ASK_DIFFERENTLY, RUN_AGAIN

if TYPE_CHECKING:
    from PIL.Image import Image

__all__ = ["MAX_BODY", "MAX_PICTURES", "read_models", "read_reply"]

MAX_BODY = 64_000_000  # bytes of one reply
MAX_PICTURES = 16

_FILTERED = r"SAFETY|PROHIBITED|RECITATION|BLOCKLIST|SPII|CONTENT_FILTER|MODERATION"
_SAY_SO = "Say in the prompt that you want a picture."
_UNKNOWN, _LOOK = "the answer is of an unknown kind", "Look at it before you run it again."
_STILL_PAINTED = "It may still be painted: look it up where the account is managed."
_IN_A_QUEUE = r"(?i)\b(task|job)[ _-]?id\b|\bin (the |a )?queue\b|\bqueued\b|排队|生成中"
_CUT_OFF = {"length", "max_tokens", "max_output_tokens", "MAX_TOKENS"}
_OPEN_LINK = "Links are not fetched; open it yourself soon, before it expires."


class _Reading(NamedTuple):
    """A body that was read: its usable pictures, and a line for each that can't be used."""

    contents: Contents
    document: Mapping[str, Any]
    text: str
    usable: tuple[tuple[Picture, Image], ...]
    damaged: tuple[str, ...]
    has_link: bool


def read_reply(response: Response, body: bytes, patience: Patience | None = None) -> Reply:
    """Return the reply in an HTTP response.

    Parameters
    ----------
    response
        Its status and headers, and the request that it is for.
    body
        The whole body.
    patience
        How long it may take to be read; None for `READING_SECONDS` from now on.

    Raises
    ------
    GatewayError
        It has no usable picture; the subclass is the reason, and `maybe_billed` whether
        it may have cost something all the same.
    """
    failure = response.failure(body) if response.is_refusal else None
    if failure is not None and (response.status or 0) < 400:
        raise failure
    patience = patience or Patience()
    reading = _read(response, body, read_quickly(body), patience, is_quick=True)
    if not reading.usable:
        contents = read_closely(body, response.headers.get("content-type", ""), patience)
        if contents.documents or contents.is_unread or not reading.contents.documents:
            reading = _read(response, body, contents, patience, is_quick=False)
    if reading.usable:
        return _reply(response, reading, body)
    error = failure or task_error(response, body) or _error(response, reading, body)
    error.cost = reported_cost(reading.document, response.headers)
    if (reading.damaged or reading.contents.is_unread) and error.maybe_billed:
        error.reply = response.kept(body)
    raise error


def _read(
    response: Response, body: bytes, contents: Contents, patience: Patience, *, is_quick: bool
) -> _Reading:
    """Return what is in the contents of a body; `is_quick` is whether these may not be all."""
    search = Search(patience)
    document: dict[str, Any] = {}
    try:
        document = contents.document
        if len(contents.documents) > 1:  # joined from a stream's pieces, as a secret may be
            document = response.masked(document)
        _look_into(search, contents, document)
    except OutOfPatience:
        contents = contents._replace(is_unread=True)
    sent = [] if response.request is None else [one.data for one in response.request.inputs]
    sifted = _Sifted(sent, patience.again())
    sifted.take(search)
    has_other_pictures = contents.is_page or (contents.in_page and sifted.usable)
    if (sifted.usable or not is_quick) and not has_other_pictures:
        sifted.take_leftovers(body, search)
    if not sifted.usable:
        sifted.damaged |= dict.fromkeys(map(_link, search.links[:MAX_PICTURES]))
    has_link = any(piece.is_link for piece in search.pieces) or bool(search.links)
    return _Reading(
        contents, _unwrapped(document), search.text,
        tuple(sifted.usable.values()), tuple(sifted.damaged), has_link,
    )  # fmt: skip


def _look_into(search: Search, contents: Contents, document: Mapping[str, Any]) -> None:
    for data in contents.files:
        search.look_into_file(data)
    is_stream = len(contents.documents) > 1
    for piece in contents.documents:
        search.look_into(piece, words=not is_stream)
    if is_stream:
        search.look_into(document)
    search.look_into_text(contents.text)


class _Sifted:
    """The pictures of a reply, each once, and a line for each that can't be used.

    Attributes
    ----------
    usable
        By their hashes, with their decoded frames.
    damaged
        The lines.
    is_full
        Whether there were more than can be taken.
    """

    def __init__(self, sent: list[bytes], patience: Patience) -> None:
        self.usable: dict[str, tuple[Picture, Image]] = {}
        self.damaged: dict[str, None] = {}
        self.is_full = False
        self._sent = sent
        self._patience = patience
        self._whole: list[str | bytes] = []
        self._seen: list[str | bytes] = []  # at most MAX_PICTURES, so it is quickly looked through

    def take(self, search: Search) -> None:
        """Take what a search found; drafts only where there is nothing else."""
        for piece in search.pieces:
            self._take(piece)
        for piece in reversed(search.drafts):
            if not self.usable:
                self._take(piece)

    def take_leftovers(self, body: bytes, search: Search) -> None:
        """Take the pictures that stand in a body where the search didn't come."""
        aside = [*search.passed_over, *(search.drafts if self.usable else ())]
        parts = unread_parts(body, [*self._whole, *(piece.value for piece in aside)])
        runs = [run for start, end in parts for run in islice(encoded_in(body, start, end), 40)]
        if not runs or len(self.usable) >= MAX_PICTURES:
            return
        self._seen.clear()  # by what is no picture
        self.is_full = False
        for piece in aside[:MAX_PICTURES]:
            with suppress(PictureError):
                self._sent.append(piece.decoded())
        for run in runs:
            self._take(Piece(run, is_expected=False), is_sure=False)

    def _take(self, piece: Piece, *, is_sure: bool = True) -> None:
        if self.is_full or piece.value in self._seen:
            return
        if len(self._seen) >= MAX_PICTURES:
            self.damaged[f"more than {MAX_PICTURES} pictures; the rest was left out"] = None
            self.is_full = True
            return
        if self.usable and self._patience.is_over:
            self.damaged["more pictures than can be decoded in time; the rest was left out"] = None
            self.is_full = True
            return
        self._seen.append(piece.value)
        if piece.is_link:
            self.damaged[_link(str(piece.value))] = None
            return
        try:
            data = piece.decoded()
            if not piece.is_expected and data in self._sent:
                return  # quoted back
            picture, image = verify(data)
            if has_its_end(data):
                self._whole.append(piece.value)
        except PictureError as error:
            if is_sure:
                self.damaged[clean(error.sentence, 160)] = None
        else:
            # A leftover may be one whose text went on behind its end.
            known = any(one.bytes.startswith(data) for one, _ in self.usable.values())
            if is_sure or not known:
                self.usable.setdefault(picture.hash, (picture, image))


def _link(url: str) -> str:
    place = origin(url)
    # A path at the gateway has no host, and nothing else tells where the picture is.
    return f"a link to {place if '://' in place else clean(url, 80)}, which is not fetched"


def _unwrapped(document: dict[str, Any]) -> dict[str, Any]:
    """Return a gateway's answer without the envelope that some put around it."""
    for name in ("response", "data", "result"):
        inner = document.get(name)
        if isinstance(inner, dict) and not {"choices", "candidates", "output"}.isdisjoint(inner):
            return inner
    return document


def _reply(response: Response, reading: _Reading, body: bytes) -> Reply:
    document, damaged = reading.document, reading.damaged
    pictures, images = zip(*reading.usable, strict=True)
    choice = _choice(document)
    usage = _storable_values(document.get("usage") or document.get("usageMetadata"))
    remarks = []
    if response.is_refusal:
        remarks.append(f"the gateway said that it failed: HTTP {response.status}")
    if reading.contents.is_unread:
        remarks.append("the answer takes too long to read; the pictures in it are shown")
    elif reading.contents.is_cut:
        remarks.append("the answer is not whole; this much of it could be used")
    return Reply(
        pictures=pictures,
        text=reading.text,
        served_by=_served_by(document, response),
        finish_reason=clean(choice.get("finish_reason"), 60) or None,
        usage=usage if isinstance(usage, dict) else {},
        cost=reported_cost(document, response.headers),
        seconds=response.elapsed or 0.0,
        damaged=damaged,
        remarks=tuple(remarks),
        unread=response.kept(body) if damaged or reading.contents.is_partial else b"",
        images=images,
    )


def _choice(document: Mapping[str, Any]) -> dict[str, Any]:
    """Return the first choice, with its ``finish_reason`` by whatever name that goes."""
    lists = (document.get(name) for name in ("choices", "candidates"))
    firsts = [as_dict(one[0]) for one in lists if isinstance(one, list) and one]
    choice = dict(firsts[0]) if firsts else {}
    choice["finish_reason"] = (
        choice.get("finish_reason")
        or choice.get("finishReason")
        or as_dict(document.get("promptFeedback")).get("blockReason")
        or as_dict(document.get("incomplete_details")).get("reason")
        or document.get("stop_reason")
    )
    return choice


def read_models(response: Response, body: bytes) -> list[dict[str, Any]]:
    """Return the entries of the list at ``/v1/models``; `GatewayError` if there is no list."""
    if response.is_refusal:
        raise response.failure(body)
    contents = read_quickly(body)
    if not contents.documents:
        contents = read_closely(body, response.headers.get("content-type", ""), Patience())
    if contents.is_page:
        raise _no_api(response)
    entries = contents.document.get("data")
    if not isinstance(entries, list):
        raise response.error(Unreachable, "the gateway gave no list of models", said=response.host)
    return [entry for entry in entries if isinstance(entry, dict)]


# -- facts about a reply -------------------------------------------------------------


def _storable_values(value: object, depth: int = 3) -> Any:
    """Return numbers, texts and dicts of them; a value that can't be stored becomes None."""
    if isinstance(value, dict) and depth:
        return {clean(key, 60): _storable_values(value[key], depth - 1) for key in value}
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, (int, float)) and -(2.0**53) < value < 2.0**53:
        return value
    return None


def _served_by(document: Mapping[str, Any], response: Response) -> str:
    """Return the model that painted, also where LiteLLM fell back to another one."""
    name = clean(document.get("model"), 120)
    asked = "" if response.request is None else response.request.model
    if name in ("", asked):
        # LiteLLM shows a fallback in its headers, even where it echoes the alias.
        tries = response.headers.get("x-litellm-attempted-fallbacks", "0").strip()
        group = clean(response.headers.get("x-litellm-model-group"), 120)
        if tries.isdecimal() and int(tries[:9]) > 0:
            return group if group not in ("", asked) else f"a fallback for {asked}"
    return name


# -- replies without a picture --------------------------------------------------------


def _error(response: Response, reading: _Reading, body: bytes) -> GatewayError:
    """Return the error for a successful status without a usable picture."""
    contents, hint = reading.contents, response.cut_hint() or RUN_AGAIN
    if len(body) > MAX_BODY:
        return response.error(
            TooLarge, f"the answer is over {MAX_BODY // 1_000_000} MB", reply=body
        )
    if contents.is_page:
        return _no_api(response)
    if contents.is_unread:
        said = f"{len(body) / 1e6:.1f} MB, and no whole picture in it"
        message, hint = "the answer takes too long to read", _LOOK
    elif contents.is_cut:
        message, said = "the answer is not whole", _media_type(response)
    elif contents.documents or reading.damaged:
        return _no_picture(response, reading, _choice(reading.document), body)
    elif contents.text.strip() or contents.files:
        # Nobody knows what this is, so nobody knows that it was free.
        message, hint = _UNKNOWN, _LOOK
        said = ": ".join(filter(None, (_media_type(response), clean(contents.text, 200))))
    else:
        message, said = "the answer has no content", _media_type(response)
    return response.error(GatewayFailed, message, said=said, hint=hint, reply=body)


def _no_api(response: Response) -> GatewayError:
    return response.error(
        Unreachable,
        "what answered is no API",
        said=f"{response.host}: {_media_type(response) or 'no content type'}",
        hint="Set the gateway's address to its API; a log-in page may be in between.",
        billed=False,
    )


def _media_type(response: Response) -> str:
    return clean(response.headers.get("content-type", "").partition(";")[0].strip().lower(), 60)


def _no_picture(
    response: Response,
    reading: _Reading,
    choice: Mapping[str, Any],
    body: bytes,
) -> GatewayError:
    """Return the error for a document that holds no usable picture."""
    document, damaged = reading.document, reading.damaged
    usage = as_dict(document.get("usage"))
    free = reported_cost(document, response.headers) == 0
    error, finishes = hidden_error(document, choice), finish_reasons(document, choice)
    if error or "error" in finishes:
        complaint = read_complaint(error)
        # OpenRouter doesn't charge for a failure; of other gateways that is not known.
        billed = not free and response.host != "openrouter.ai"
        return response.classify(complaint.status() or 502, complaint, billed=billed)
    text = one_line(reading.text)
    reasons = [reason for reason in finishes if re.search(_FILTERED, reason.upper())]
    if reasons:
        return response.error(
            Blocked,
            "the picture was filtered",
            said=one_line(": ".join(filter(None, (reasons[0], text)))),
            hint=ASK_DIFFERENTLY,
            billed=not free and usage.get("completion_tokens") != 0,
            reply=body,
        )
    billed, hint = True, ""
    if damaged:
        message, said = "the answer's picture can't be used", one_line("; ".join(damaged))
        hint = _OPEN_LINK if reading.has_link else ""
    elif _CUT_OFF.intersection(finishes):
        message, said = "cut off by max_tokens before there was a picture", text
        hint = "Ask for more max_tokens, or leave it out."
    elif text:
        message, said = "no picture; the model answered in words", clean(text)
        hint = _STILL_PAINTED if re.search(_IN_A_QUEUE, text) else _SAY_SO
    elif document and {"choices", "candidates"}.isdisjoint(document):
        # Something is in it, such as the number of a task by a name that nobody knows here.
        message, said, hint = _UNKNOWN, clean(body[:2000].decode("utf-8", "replace"), 200), _LOOK
        billed = not free
    else:
        message, said, billed = "an empty answer", next(iter(finishes), ""), not free
        hint = _SAY_SO if said.upper() == "NO_IMAGE" else RUN_AGAIN
    reply = body if document else b""  # in an empty object there is nothing to keep
    return response.error(NoPicture, message, said=said, hint=hint, billed=billed, reply=reply)
