"""Reading an answer, whatever its shape: a picture that was paid for is not lost.

Gateways put pictures into ``message.images``, into content parts, or as markdown into the
text; they send errors with status 200 and web pages with any. So pictures are looked for
first, in every place but the model's reasoning, and only without one is the answer judged.
Nothing is ever fetched, and no label is believed: the bytes say what they are.
"""

from __future__ import annotations

import math
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
from ..requests import Reply, Request
from ..text import one_line
from .failures import (
    ASK_DIFFERENTLY,
    RUN_AGAIN,
    Response,
    clean,
    complaint,
    origin,
    parse,
    parse_tolerantly,
)

if TYPE_CHECKING:
    from PIL.Image import Image

__all__ = ["MAX_BODY", "MAX_PICTURES", "read_models", "read_reply"]

MAX_BODY = 64_000_000  # bytes of one answer
MAX_PICTURES = 16

# Keep-alives before the JSON: white space, and comments as in server-sent events
# (router-for-me/CLIProxyAPI#417). Possessive, so that 60 MB of them take no memory.
_KEEP_ALIVE = re.compile(rb"(?:\xef\xbb\xbf)?(?:\s++|:[^\n]*+\n?)*+")
_DATA_URL = re.compile(r"data:image/[^\s,:\"'<>()]{0,200},[^\s\"'<>()]*+", re.IGNORECASE)
_OPENING = re.compile(r"(!?\[[^\[\]\n]{0,200}\]\(\s?<?|<img\b[^<>]{0,200}[\"'])$", re.IGNORECASE)
_CLOSING = re.compile(r"[^<>()\n]{0,200}[>)]{1,2}")
_MAY_HOLD_PICTURE = re.compile(rb"data:image|b64_json", re.IGNORECASE)
_QUOTED_URL = re.compile(rb"\"(?:url|image_url)\"\s*:\s*\"(data:image[^\"]*+)\"", re.IGNORECASE)
_FILTERED = re.compile(r"SAFETY|PROHIBITED|RECITATION|BLOCKLIST|SPII|CONTENT_FILTER")


def read_reply(
    status: int,
    headers: Mapping[str, str],
    body: bytes,
    *,
    request: Request,
    elapsed: float,
) -> Reply:
    """Return what a gateway answered.

    Parameters
    ----------
    status, headers, body
        The HTTP response.
    request
        What was asked.
    elapsed
        Seconds from sending to the last byte.

    Raises
    ------
    GatewayError
        There is no usable picture in it; the subclass says why, and `maybe_billed`
        whether it may have cost something all the same.
    """
    lower = {name.lower(): value for name, value in headers.items()}
    response = Response(request.gateway, status, lower, elapsed, request)
    if not 200 <= status < 300:
        raise response.failure(body)
    try:
        return _reply(response, _document(response, body), body)
    except GatewayError as error:
        reply = _rescued(response, body, error)
        if reply is None:
            raise
    return reply


def _reply(response: Response, document: Mapping[str, Any], body: bytes) -> Reply:
    """Return the reply that a document holds; `GatewayError` if it has no usable picture."""
    choice = _first(document.get("choices"))
    found, damaged = _pictures(document)
    if not found:
        raise _no_picture(response, document, choice, damaged, body)
    usage = _tame(document.get("usage"))
    return Reply(
        pictures=tuple(picture for picture, _ in found),
        text=_text(choice),
        served_by=_served_by(document, response),
        finish_reason=clean(choice.get("finish_reason"), 60) or None,
        usage=usage if isinstance(usage, dict) else {},
        cost=_cost(document, response.headers),
        seconds=response.elapsed or 0.0,
        damaged=damaged,
        unread=body if damaged else b"",
        images=tuple(image for _, image in found),
    )


def _rescued(response: Response, body: bytes, error: GatewayError) -> Reply | None:
    """Return the pictures of a body that could not be read as it should be, if it has any."""
    if not _MAY_HOLD_PICTURE.search(body):
        return None
    document = parse_tolerantly(_json_text(body))
    if not isinstance(document, dict):  # cut off: the pictures before the cut are whole
        urls = [url.decode("ascii", "replace") for url in _QUOTED_URL.findall(body)]
        document = {"choices": [{"message": {"images": [u.replace("\\/", "/") for u in urls]}}]}
    try:
        reply = _reply(response, document, body)
    except GatewayError:
        return None  # the first error tells more
    told = f"{error}; this much of it could be used"
    return replace(reply, damaged=(*reply.damaged, told), unread=body)


def read_models(
    status: int, headers: Mapping[str, str], body: bytes, *, gateway: str
) -> list[dict[str, Any]]:
    """Return the entries of an answer to ``/v1/models``; `GatewayError` if it is none."""
    lower = {name.lower(): value for name, value in headers.items()}
    response = Response(gateway, status, lower)
    if not 200 <= status < 300:
        raise response.failure(body)
    entries = _document(response, body).get("data")
    if not isinstance(entries, list):
        raise response.error(Unreachable, "the gateway gave no list of models", said=response.host)
    return [entry for entry in entries if isinstance(entry, dict)]


def _document(response: Response, body: bytes) -> dict[str, Any]:
    """Return the JSON object of a successful answer; `GatewayError` if it has none."""
    if len(body) > MAX_BODY:
        raise response.error(TooLarge, f"the answer is over {MAX_BODY // 1_000_000} MB")
    json_text = _json_text(body)
    document = parse(json_text)
    if isinstance(document, dict):
        return document
    label = response.headers.get("content-type", "").partition(";")[0].strip().lower()
    if json_text[:1] == b"{" or not json_text or label.endswith("event-stream"):
        # An API began to answer, so the work was done: cut off on the way, or streamed.
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
    before = _KEEP_ALIVE.match(body)
    return body[before.end() :] if before and before.end() else body


def _first(values: object) -> dict[str, Any]:
    return values[0] if isinstance(values, list) and values and isinstance(values[0], dict) else {}


def _dict(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


# -- pictures -------------------------------------------------------------------------


def _pictures(
    document: Mapping[str, Any],
) -> tuple[tuple[tuple[Picture, Image], ...], tuple[str, ...]]:
    """Return the usable pictures, each once, and why the others are not usable."""
    found: dict[str, tuple[Picture, Image]] = {}
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
            found.setdefault(picture.hash, (picture, image))
    return tuple(found.values()), tuple(damaged)


def _candidates(document: Mapping[str, Any]) -> Iterator[str]:
    """Yield every URL that stands where pictures stand, in all known shapes."""
    choices = document.get("choices")
    for choice in choices if isinstance(choices, list) else ():
        message = _dict(_dict(choice).get("message"))
        for name in ("images", "image"):
            images = message.get(name)
            for item in images if isinstance(images, list) else [images]:
                if item is not None:
                    yield _url(item)
        content = message.get("content")
        for part in content if isinstance(content, list) else ():
            if _is_picture_part(part):
                yield _url(part)
        for text in _texts(content):
            if "data:image/" in text or "DATA:" in text:
                yield from _DATA_URL.findall(text)


def _is_picture_part(part: object) -> bool:
    if not isinstance(part, dict):
        return False
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
        encoded = item.get("b64_json")
        if isinstance(encoded, str):
            # The label is not believed anyway, so any will do.
            return encoded if encoded[:5].lower() == "data:" else f"data:image/png;base64,{encoded}"
        places = (item.get(name) for name in ("image_url", "output_image", "image", "url"))
        item = next((value for value in places if value), None)
    return ""


# -- words ----------------------------------------------------------------------------


def _texts(content: object) -> Iterator[str]:
    if isinstance(content, str):
        yield content
    for part in content if isinstance(content, list) else ():
        if isinstance(part, str):
            yield part
        elif isinstance(part, dict) and part.get("type") in (None, "text", "output_text"):
            text = part.get("text")
            if isinstance(text, str):
                yield text


def _text(choice: Mapping[str, Any]) -> str:
    """Return the companion text, without the pictures that were in it."""
    message = _dict(choice.get("message"))
    text = "\n".join(_without_pictures(text) for text in _texts(message.get("content"))).strip()
    refusal = message.get("refusal")
    if not text and isinstance(refusal, str):
        text = refusal.strip()
    return _storable(text)


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


def _storable(text: str) -> str:
    # A lone surrogate can be neither stored nor sent on.
    return text.encode("utf-8", "replace").decode("utf-8")


def _tame(value: object, depth: int = 3) -> Any:
    """Return numbers, texts and mappings of them; what a catalogue can't store becomes None."""
    if isinstance(value, dict) and depth:
        return {clean(name, 60): _tame(entry, depth - 1) for name, entry in value.items()}
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, (int, float)) and -(2.0**53) < value < 2.0**53:
        return value
    return None


def _served_by(document: Mapping[str, Any], response: Response) -> str:
    name = clean(document.get("model"), 120)
    asked = "" if response.request is None else response.request.model
    if name in ("", asked):
        # LiteLLM tells of a fallback in its headers, even where it echoes the alias.
        tries = response.headers.get("x-litellm-attempted-fallbacks", "0").strip()
        group = clean(response.headers.get("x-litellm-model-group"), 120)
        if tries.isdecimal() and int(tries[:9]) > 0:
            return group if group not in ("", asked) else f"a fallback for {asked}"
    return name


def _cost(document: Mapping[str, Any], headers: Mapping[str, str]) -> float | None:
    """Return the dollars that the gateway reports, or None: nothing is estimated."""
    reported = _dict(document.get("usage")).get("cost")
    for value in (reported, headers.get("x-litellm-response-cost")):
        if isinstance(value, (int, float, str)) and not isinstance(value, bool):
            try:
                cost = float(value)
            except (ValueError, OverflowError):
                continue
            if math.isfinite(cost) and cost >= 0:
                return cost
    return None


# -- answers without a picture --------------------------------------------------------


def _no_picture(
    response: Response,
    document: Mapping[str, Any],
    choice: Mapping[str, Any],
    damaged: tuple[str, ...],
    body: bytes,
) -> GatewayError:
    """Return the error for a success that has no usable picture."""
    specific = _dict(choice.get("provider_specific_fields"))
    usage = _dict(document.get("usage"))
    cost = usage.get("cost")
    free = isinstance(cost, (int, float)) and cost == 0
    error = document.get("error") or choice.get("error") or specific.get("error")
    if not error and "choices" not in document:
        error = document.get("detail")
    finish = clean(choice.get("finish_reason"), 60)
    native = clean(choice.get("native_finish_reason"), 60) or clean(
        specific.get("native_finish_reason"), 60
    )
    if error or "error" in (finish, native):
        found = complaint(error)
        # OpenRouter doesn't charge for what broke; of other gateways that is not known.
        billed = not free and response.host != "openrouter.ai"
        return response.classify(found.status() or 502, found, billed=billed)
    unread = body if damaged or _MAY_HOLD_PICTURE.search(body) else b""
    text = one_line(_text(choice))
    reasons = [reason for reason in (native, finish) if _FILTERED.search(reason.upper())]
    if reasons:
        return response.error(
            Blocked,
            "the picture was filtered",
            said=one_line(": ".join(filter(None, (reasons[0], text)))),
            hint=ASK_DIFFERENTLY,
            billed=not free and usage.get("completion_tokens") != 0,
            reply=unread,
        )
    if damaged:
        return response.error(
            NoPicture,
            "the answer's picture can't be used",
            said=one_line("; ".join(damaged)),
            reply=unread,
        )
    if finish == "length" or native == "MAX_TOKENS":
        return response.error(
            NoPicture,
            "cut off by max_tokens before there was a picture",
            said=text,
            hint="Ask for more max_tokens, or leave it out.",
        )
    if text:
        return response.error(
            NoPicture,
            "no picture; the model answered in words",
            said=clean(text),
            hint="Say in the prompt that you want a picture.",
            reply=unread,
        )
    return response.error(
        NoPicture,
        "an empty answer",
        said=native or finish,
        hint=RUN_AGAIN,
        billed=not free,
        reply=unread,
    )
