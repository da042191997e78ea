"""The embedded gateway: the real one's protocol, with sketches for pictures.

It answers in-process by default, so that a stranger can try everything without a key, and
over HTTP with ``ipyimagegen gateway``, where the documented shell commands work against it.
"""

from __future__ import annotations

import hmac
import re
from collections.abc import Collection
from typing import Any, NamedTuple

import anyio
import msgspec
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route

from ..errors import PictureError
from ..gateways import COMPOSITE, MODELS
from ..images.picture import decode_data_url, encode_data_url, verify
from ..regions.marking import SENTENCE
from . import sketch
from .faults import FAULTS

__all__ = ["create_app"]

_MAX_BODY = 32_000_000  # bytes of one request

_UPSTREAM = {
    "nano-banana": "google/gemini-3.1-flash-image-preview",
    "gpt-image": "openai/gpt-5.4-image-2",
}

# Sizes at 1K as the models deliver them; other ratios are rounded to the same grid.
_SIZES = {"1:1": (1024, 1024), "16:9": (1344, 768), "9:16": (768, 1344), "3:2": (1248, 832),
          "2:3": (832, 1248)}  # fmt: skip
_SCALES = {"0.5K": 0.5, "1K": 1.0, "2K": 2.0, "4K": 2.0}

_REFUSAL = "I can't draw that, but I could draw a frog."


class _ErrorReply(Exception):
    """A request's error, with the status of its reply."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status

    def response(self) -> Response:
        """Return the reply, in the shape of the real gateway's errors."""
        return _json({"error": {"code": self.status, "message": str(self)}}, self.status)


class _ChatRequest(NamedTuple):
    """The validated body of a chat request; no size if it has no `image_config`."""

    model: str
    prompt: str
    pictures: list[bytes]
    size: dict[str, int]  # the width and the height
    faults: str
    transparent: bool


def create_app(*, key: str | None = None, delay: float = 0.0) -> Starlette:
    """Return the gateway as an ASGI app.

    Parameters
    ----------
    key
        The bearer token that requests must carry; None asks for none.
    delay
        Seconds to wait before answering, as a slow model would.
    """

    async def chat(request: Request) -> Response:
        try:
            _authorize(request, key)
            parsed = _parse_request(await _read_body(request))
            faults = _faults(f"{request.headers.get('x-imagegen-fault', '')},{parsed.faults}")
            await anyio.sleep(faults.get("delay", delay))
            upstream = parsed.model
            if upstream == COMPOSITE:  # its second model answers if the first fails
                upstream = "gpt-image" if "banana-fails" in faults else "nano-banana"
            if "refuse" in faults:
                return _chat_reply(parsed.model, upstream, _REFUSAL)
            drawing = await run_in_threadpool(_draw, parsed, upstream, _take(request), faults)
        except _ErrorReply as error:
            return error.response()
        except ClientDisconnect:
            return Response(status_code=499)
        return _chat_reply(parsed.model, upstream, drawing.text, drawing)

    async def models(request: Request) -> Response:
        try:
            _authorize(request, key)
        except _ErrorReply as error:
            return error.response()
        constraints = {"tools": False, "streaming": False}
        entry = {"object": "model", "created": 0, "owned_by": "ipyimagegen-offline"}
        data = [{"id": alias, **entry, "constraints": constraints} for alias in MODELS]
        return _json({"object": "list", "data": data})

    return Starlette(
        routes=[
            Route("/v1/chat/completions", chat, methods=["POST"]),
            Route("/v1/models", models, methods=["GET"]),
        ]
    )


def _authorize(request: Request, key: str | None) -> None:
    if key is None:
        return
    authorization = request.headers.get("authorization", "")
    if not hmac.compare_digest(authorization.encode(), f"Bearer {key}".encode()):
        raise _ErrorReply(401, "No auth credentials found")


async def _read_body(request: Request) -> bytes:
    length = request.headers.get("content-length", "0")
    body = bytearray()
    if length.isdigit() and int(length) <= _MAX_BODY:
        async for chunk in request.stream():
            body += chunk
            if len(body) > _MAX_BODY:
                break
        else:
            return bytes(body)
    raise _ErrorReply(413, f"Request is too large: the limit is {_MAX_BODY:,} bytes")


def _faults(listed: str) -> dict[str, float]:
    """Return the faults in a list, such as ``delay=2, refuse``; of a delay its seconds.

    It is the private header, and the field ``fault`` of the body, which a cell's ``--extra`` can
    set. ``503`` (or any status from 400 on) fails, ``refuse`` answers in words only, ``delay=S``
    waits, ``banana-fails`` makes the composite fall back; `faults.FAULTS` and ``overshoot`` are
    those of an edit of a region; ``misspell`` and ``checkerboard`` those of words and of a
    transparent ground.
    """
    faults = {}
    for word in filter(None, map(str.strip, listed.split(","))):
        if re.fullmatch("[45][0-9]{2}", word):
            raise _ErrorReply(int(word), "A fault that was asked for")
        seconds = re.fullmatch(r"delay=([0-9]{1,6}(?:\.[0-9]{1,6})?)", word)
        if seconds is None and word not in _FAULTS:
            known = ", ".join(("400 to 599", "delay=SECONDS", *_FAULTS))
            raise _ErrorReply(400, f"No fault {word[:40]!r}; there are {known}")
        name = "delay" if seconds else word
        faults[name] = float(seconds[1]) if seconds else 0.0
    return faults


_FAULTS = ("refuse", "banana-fails", *FAULTS, "overshoot", "misspell", "checkerboard")


def _take(request: Request) -> int:
    take = request.headers.get("x-imagegen-take", "1")
    return int(take) if take.isdigit() else 1


def _parse_request(body: bytes) -> _ChatRequest:
    try:
        parsed = msgspec.json.decode(body)
    except (ValueError, RecursionError):
        raise _ErrorReply(400, "The body is not JSON") from None
    if not isinstance(parsed, dict):
        raise _ErrorReply(400, "The body is not a JSON object")
    model = parsed.get("model")
    if not isinstance(model, str) or not model:
        raise _ErrorReply(400, "The body names no model")
    if model not in MODELS:
        raise _ErrorReply(404, f"No model {model[:80]!r}; there are {', '.join(MODELS)}")
    if parsed.get("stream"):
        raise _ErrorReply(400, "Streaming is not supported: a picture comes whole")
    if parsed.get("tools"):
        raise _ErrorReply(400, "Tools are not supported")
    messages = parsed.get("messages")
    if not isinstance(messages, list) or not messages or not isinstance(messages[-1], dict):
        raise _ErrorReply(400, "The body has no messages")
    prompt, pictures = _parse_content(messages[-1].get("content"))
    if not prompt.strip():
        raise _ErrorReply(400, "The message has no text")
    size = _pixel_size(parsed.get("image_config"))
    transparent = parsed.get("background") == "transparent"
    fault = str(parsed.get("fault") or "")[:200]
    return _ChatRequest(model, prompt, pictures, size, fault, transparent=transparent)


def _parse_content(content: object) -> tuple[str, list[bytes]]:
    if isinstance(content, str):
        return content, []
    if not isinstance(content, list):
        raise _ErrorReply(400, "The message's content is neither text nor a list of parts")
    texts, pictures = [], []
    for part in content:
        if not isinstance(part, dict):
            raise _ErrorReply(400, "A part of the content is no object")
        if part.get("type") == "text" and isinstance(part.get("text"), str):
            texts.append(part["text"])
        elif part.get("type") == "image_url" and isinstance(part.get("image_url"), dict):
            pictures.append(_decode_picture(part["image_url"].get("url")))
        else:
            raise _ErrorReply(400, f"A part of unknown type {str(part.get('type'))[:40]!r}")
    return "\n".join(texts), pictures


def _decode_picture(url: object) -> bytes:
    try:
        data = decode_data_url(url if isinstance(url, str) else "")
        verify(data)
    except PictureError as error:
        raise _ErrorReply(400, f"An input picture can't be used: {error}") from None
    return data


def _pixel_size(config: object) -> dict[str, int]:
    if not isinstance(config, dict) or not config:
        return {}
    aspect, size = config.get("aspect_ratio", "1:1"), config.get("image_size", "1K")
    try:
        across, down = (int(side) for side in aspect.split(":"))
        scale = _SCALES[size]
        if not (0 < across <= 8 * down <= 64 * across and across <= 21 and down <= 21):
            raise ValueError(aspect)
    except (AttributeError, KeyError, TypeError, ValueError):
        raise _ErrorReply(400, "image_config has an unknown aspect_ratio or image_size") from None
    width, height = _SIZES.get(aspect) or (
        round(1024 * (across / down) ** 0.5 / 32) * 32,
        round(1024 * (down / across) ** 0.5 / 32) * 32,
    )
    scale = min(scale, 2048 / max(width, height))
    return {"width": round(width * scale), "height": round(height * scale)}


def _draw(request: _ChatRequest, model: str, take: int, faults: Collection[str]) -> sketch.Sketch:
    prompt, pictures, size = request.prompt, request.pictures, request.size
    if len(pictures) > 1 and prompt.endswith(SENTENCE):
        prompt = prompt.removesuffix(SENTENCE).strip()
        *given, marked = pictures
        return sketch.edit(
            prompt, given, model=model, take=take, marked=marked, faults=tuple(faults)
        )
    if pictures:
        width, height = size.get("width"), size.get("height")
        return sketch.edit(
            prompt,
            pictures,
            model=model,
            take=take,
            width=width,
            height=height,
            faults=tuple(faults),
        )
    return sketch.paint(
        prompt,
        model=model,
        take=take,
        transparent=request.transparent,
        faults=tuple(faults),
        **size,
    )


def _chat_reply(
    model: str, upstream: str, text: str, drawing: sketch.Sketch | None = None
) -> Response:
    message: dict[str, Any] = {"role": "assistant", "content": text}
    if drawing is not None:
        url = encode_data_url(drawing.data, drawing.type)
        message["images"] = [{"type": "image_url", "image_url": {"url": url}, "index": 0}]
    words = len(text.split())
    return _json(
        {
            "id": "gen-offline",
            "object": "chat.completion",
            "created": 0,
            # The composite names the upstream model; an alias is echoed.
            "model": _UPSTREAM[upstream] if model == COMPOSITE else model,
            "provider": "offline sketches",
            "choices": [{"index": 0, "finish_reason": "stop", "message": message}],
            "usage": {"prompt_tokens": 0, "completion_tokens": words, "total_tokens": words},
        }
    )


def _json(body: dict[str, Any], status: int = 200) -> Response:
    return Response(msgspec.json.encode(body), status, media_type="application/json")
