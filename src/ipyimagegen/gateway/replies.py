"""Reading a reply of any shape: a picture that was paid for is not lost.

Gateways put pictures into ``message.images``, into content parts, or as markdown into the
text; they send errors with status 200 and web pages with any. So pictures are looked for
first, in every place but the model's reasoning, and only a reply without one is judged.
Nothing is ever fetched, and no label is believed: the type of a picture is in its bytes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from ..errors import (
    Blocked,
    GatewayError,
    GatewayFailed,
    NoPicture,
    PictureError,
    TooLarge,
    Unreachable,
)
from ..images.picture import Picture, decode_data_url, verify
from ..requests import Reply
from ..text import one_line
from .costs import reported_cost
from .failures import (
    Response,
    as_dict,
    clean,
    origin,
    parse,
    parse_tolerantly,
    read_complaint,
)
from .refusals import finish_reasons, hidden_error
from .tasks import task_error
from .verdicts import ASK_DIFFERENTLY, RUN_AGAIN

if TYPE_CHECKING:
    from PIL.Image import Image

__all__ = ["MAX_BODY", "MAX_PICTURES", "read_models", "read_reply"]

MAX_BODY = 64_000_000  # bytes of one reply
MAX_PICTURES = 16

# Keep-alives before the JSON: white space, and comments as in server-sent events
# (router-for-me/CLIProxyAPI#417). Possessive, so that 60 MB of them take no memory.
_KEEP_ALIVE = re.compile(rb"(?:\xef\xbb\xbf)?(?:\s++|:[^\n]*+\n?)*+")
_DATA_URL = re.compile(r"data:image/[^\s,:\"'<>()]{0,200},[^\s\"'<>()]*+", re.IGNORECASE)
_OPENING = re.compile(r"(!?\[[^\[\]\n]{0,200}\]\(\s?<?|<img\b[^<>]{0,200}[\"'])$", re.IGNORECASE)
_CLOSING = re.compile(r"[^<>()\n]{0,200}[>)]{1,2}")
_MAY_HOLD_PICTURE = re.compile(rb"data:image|b64_json", re.IGNORECASE)
_QUOTED_URL = re.compile(rb"\"(?:url|image_url)\"\s*:\s*\"(data:image[^\"]*+)\"", re.IGNORECASE)
_FILTERED = re.compile(r"SAFETY|PROHIBITED|RECITATION|BLOCKLIST|SPII|CONTENT_FILTER|MODERATION")
_SAY_SO = "Say in the prompt that you want a picture."


def read_reply(response: Response, body: bytes) -> Reply:
    """Return the reply in an HTTP response.

    Parameters
    ----------
    response
        Its status and headers, and the request that it is for.
    body
        The whole body.

    Raises
    ------
    GatewayError
        It has no usable picture; the subclass is the reason, and `maybe_billed` whether
        it may have cost something all the same.
    """
    if response.is_refusal:
        raise response.failure(body)
    try:
        return _reply(response, _document(response, body), body)
    except GatewayError as error:
        failure = error
    reply = _rescued(response, body, failure)
    if reply is None:
        raise task_error(response, body) or failure
    return reply


def _reply(response: Response, document: Mapping[str, Any], body: bytes) -> Reply:
    """Return the reply that a document holds; `GatewayError` if it has no usable picture."""
    choices = document.get("choices")
    choice = as_dict(choices[0]) if isinstance(choices, list) and choices else {}
    usable, damaged = _pictures(document)
    if not usable:
        raise _no_picture(response, document, choice, damaged, body)
    pictures, images = zip(*usable, strict=True)
    usage = _storable_values(document.get("usage"))
    return Reply(
        pictures=pictures,
        text=_companion_text(choice),
        served_by=_served_by(document, response),
        finish_reason=clean(choice.get("finish_reason"), 60) or None,
        usage=usage if isinstance(usage, dict) else {},
        cost=reported_cost(document, response.headers),
        seconds=response.elapsed or 0.0,
        damaged=damaged,
        unread=body if damaged else b"",
        images=images,
    )


def _rescued(response: Response, body: bytes, error: GatewayError) -> Reply | None:
    """Return a reply with the pictures in a body that failed with `error`, if it has any."""
    if not _MAY_HOLD_PICTURE.search(body):
        return None
    document = parse_tolerantly(_json_text(body))
    if not isinstance(document, dict):  # cut off: the pictures before the cut are whole
        urls = [url.decode("ascii", "replace") for url in _QUOTED_URL.findall(body)]
        document = {"choices": [{"message": {"images": [u.replace("\\/", "/") for u in urls]}}]}
    try:
        reply = _reply(response, document, body)
    except GatewayError:
        return None  # the first error is the better one
    damage = f"{error}; this much of it could be used"
    return replace(reply, damaged=(*reply.damaged, damage), unread=body)


def read_models(response: Response, body: bytes) -> list[dict[str, Any]]:
    """Return the entries of the list at ``/v1/models``; `GatewayError` if there is no list."""
    if response.is_refusal:
        raise response.failure(body)
    entries = _document(response, body).get("data")
    if not isinstance(entries, list):
        raise response.error(Unreachable, "the gateway gave no list of models", said=response.host)
    return [entry for entry in entries if isinstance(entry, dict)]


def _document(response: Response, body: bytes) -> dict[str, Any]:
    """Return the JSON object of a successful response; `GatewayError` if it has none."""
    if len(body) > MAX_BODY:
        raise response.error(TooLarge, f"the answer is over {MAX_BODY // 1_000_000} MB")
    json_text = _json_text(body)
    document = parse(json_text)
    if isinstance(document, dict):
        return document
    label = response.headers.get("content-type", "").partition(";")[0].strip().lower()
    if json_text[:1] == b"{" or not json_text or label.endswith("event-stream"):
        # An API began to reply, so the work was done: cut off on the way, or streamed.
        raise response.error(
            GatewayFailed,
            "the answer is not whole" if json_text else "the answer has no content",
            said=clean(label, 60),
            hint=response.cut_hint() or RUN_AGAIN,
            reply=json_text,
        )
    raise response.error(
        Unreachable,
        "what answered is no API",
        said=f"{response.host}: {clean(label, 60) or 'no content type'}",
        hint="Set the gateway's address to its API; a log-in page may be in between.",
        billed=False,
    )


def _json_text(body: bytes) -> bytes:
    """Return a body from its JSON on, without the keep-alives before it."""
    before = _KEEP_ALIVE.match(body)
    return body[before.end() :] if before and before.end() else body


# -- pictures -------------------------------------------------------------------------


def _pictures(
    document: Mapping[str, Any],
) -> tuple[tuple[tuple[Picture, Image], ...], tuple[str, ...]]:
    """Return the usable pictures, each once, and a line for each that can't be used."""
    usable: dict[str, tuple[Picture, Image]] = {}
    damaged: dict[str, None] = {}
    seen: list[str] = []
    for url in _candidates(document):
        if url in seen:
            continue
        if len(seen) >= MAX_PICTURES:
            damaged[f"more than {MAX_PICTURES} pictures; the rest was left out"] = None
            break
        seen.append(url)
        start = url[:20].strip().lower()
        if start.startswith(("http:", "https:", "//")):
            damaged[f"a link to {origin(url)}, which is not fetched"] = None
            continue
        try:
            picture, image = verify(decode_data_url(url))
        except PictureError as error:
            damaged[clean(error.sentence, 160)] = None
        else:
            usable.setdefault(picture.hash, (picture, image))
    return tuple(usable.values()), tuple(damaged)


def _candidates(document: Mapping[str, Any]) -> Iterator[str]:
    """Yield the URLs in every place where a gateway puts pictures."""
    choices = document.get("choices")
    for choice in choices if isinstance(choices, list) else ():
        message = as_dict(as_dict(choice).get("message"))
        for name in ("images", "image"):
            images = message.get(name)
            for item in images if isinstance(images, list) else [images]:
                if item is not None:
                    yield _url(item)
        content = message.get("content")
        for part in content if isinstance(content, list) else ():
            if isinstance(part, dict) and _is_picture_part(part):
                yield _url(part)
        for text in _texts(content):
            if "data:image/" in text or "DATA:" in text:
                yield from _DATA_URL.findall(text)


def _is_picture_part(part: dict[str, Any]) -> bool:
    kind = part.get("type")
    if kind is None:
        return "image_url" in part or "b64_json" in part
    return kind in ("image_url", "output_image", "image")


def _url(item: object) -> str:
    """Return the URL in an item of any known shape; empty if there is none."""
    for _ in range(3):  # {"image_url": {"url": …}} is as deep as they nest
        if isinstance(item, str):
            return item
        if not isinstance(item, dict):
            return ""
        get = item.get
        encoded = get("b64_json")
        if isinstance(encoded, str):
            # The label is not believed, so any will do.
            return encoded if encoded[:5].lower() == "data:" else f"data:image/png;base64,{encoded}"
        item = get("image_url") or get("output_image") or get("image") or get("url")
    return ""


# -- words ----------------------------------------------------------------------------


def _texts(content: object) -> Iterator[str]:
    """Yield the texts of a message's content, but not the model's reasoning."""
    if isinstance(content, str):
        yield content
    for part in content if isinstance(content, list) else ():
        if isinstance(part, str):
            yield part
        elif isinstance(part, dict) and part.get("type") in (None, "text", "output_text"):
            text = part.get("text")
            if isinstance(text, str):
                yield text


def _companion_text(choice: Mapping[str, Any]) -> str:
    """Return the model's words, or its refusal, without the pictures that were in them."""
    message = as_dict(choice.get("message"))
    text = "\n".join(map(_without_pictures, _texts(message.get("content")))).strip()
    refusal = message.get("refusal")
    if not text and isinstance(refusal, str):
        text = refusal.strip()
    return text.encode("utf-8", "replace").decode("utf-8")  # no database takes a lone surrogate


def _without_pictures(text: str) -> str:
    """Return the text without its data URLs and the markdown or HTML around them."""
    kept, end = [], 0
    for match in _DATA_URL.finditer(text):
        before = text[end : match.start()]
        end = match.end()
        opening = _OPENING.search(before[-220:])
        if opening is not None:
            before = before[: len(before) - len(opening[0])]
            closing = _CLOSING.match(text, end)
            end = closing.end() if closing else end
        kept.append(before)
    return "".join((*kept, text[end:])) if kept else text


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


def _no_picture(
    response: Response,
    document: Mapping[str, Any],
    choice: Mapping[str, Any],
    damaged: tuple[str, ...],
    body: bytes,
) -> GatewayError:
    """Return the error for a successful status without a usable picture."""
    usage = as_dict(document.get("usage"))
    free = reported_cost(document, response.headers) == 0
    error, finishes = hidden_error(document, choice), finish_reasons(document, choice)
    if error or "error" in finishes:
        complaint = read_complaint(error)
        # OpenRouter doesn't charge for a failure; of other gateways that is not known.
        billed = not free and response.host != "openrouter.ai"
        return response.classify(complaint.status() or 502, complaint, billed=billed)
    unread = body if damaged or _MAY_HOLD_PICTURE.search(body) else b""
    text = one_line(_companion_text(choice))
    reasons = [reason for reason in finishes if _FILTERED.search(reason.upper())]
    if reasons:
        return response.error(
            Blocked,
            "the picture was filtered",
            said=one_line(": ".join(filter(None, (reasons[0], text)))),
            hint=ASK_DIFFERENTLY,
            billed=not free and usage.get("completion_tokens") != 0,
            reply=unread,
        )
    billed, hint = True, ""
    if damaged:
        message, said = "the answer's picture can't be used", one_line("; ".join(damaged))
    elif {"length", "MAX_TOKENS"}.intersection(finishes):
        message, said = "cut off by max_tokens before there was a picture", text
        hint, unread = "Ask for more max_tokens, or leave it out.", b""
    elif text:
        message, said, hint = "no picture; the model answered in words", clean(text), _SAY_SO
    else:
        message, said, billed = "an empty answer", next(iter(finishes), ""), not free
        hint = _SAY_SO if said.upper() == "NO_IMAGE" else RUN_AGAIN
    return response.error(NoPicture, message, said=said, hint=hint, billed=billed, reply=unread)
