"""The embedded gateway: the real one's protocol, with sketches for pictures.

It answers in-process by default, so that a stranger can try everything without a key, and
over HTTP with ``ipyimagegen gateway``, where the documented shell commands work against it.
"""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from typing import Any

import anyio
import orjson
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route

from ..errors import PictureError
from ..gateways import COMPOSITE, MODELS
from ..images.picture import decode_data_url, encode_data_url, verify
from . import sketch

__all__ = ["create_app"]

MAX_BODY = 32_000_000

UPSTREAM = {
    "nano-banana": "google/gemini-3.1-flash-image-preview",
    "gpt-image": "openai/gpt-5.4-image-2",
}

# Sizes at 1K as the models deliver them; other ratios are rounded to the same grid.
_SIZES = {"1:1": (1024, 1024), "16:9": (1344, 768), "9:16": (768, 1344), "3:2": (1248, 832),
          "2:3": (832, 1248)}  # fmt: skip
_SCALES = {"0.5K": 0.5, "1K": 1.0, "2K": 2.0, "4K": 2.0}


class _Refusal(Exception):
    """A request that is answered with an error."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


@dataclass(frozen=True)
class _Wish:
    """What a request's body asks for."""

    model: str
    prompt: str
    pictures: list[bytes]
    width: int | None
    height: int | None


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
            _check_key(request, key)
            wish = _read_wish(await _read_body(request))
            faults = _faults(request)
            await anyio.sleep(float(faults.get("delay", delay)))
            answered = _who_answers(wish.model, faults)
            if "refuse" in faults:
                return _answer(wish.model, answered, "I can't draw that, but I could draw a frog.")
            drawn = await run_in_threadpool(_draw, wish, answered, _take(request))
        except _Refusal as refusal:
            return _json(
                {"error": {"code": refusal.status, "message": str(refusal)}}, refusal.status
            )
        except ClientDisconnect:
            return Response(status_code=499)
        return _answer(wish.model, answered, drawn.text, drawn)

    async def models(request: Request) -> Response:
        try:
            _check_key(request, key)
        except _Refusal as refusal:
            return _json(
                {"error": {"code": refusal.status, "message": str(refusal)}}, refusal.status
            )
        return _json({"object": "list", "data": [_model_entry(alias) for alias in MODELS]})

    return Starlette(
        routes=[
            Route("/v1/chat/completions", chat, methods=["POST"]),
            Route("/v1/models", models, methods=["GET"]),
        ]
    )


def _model_entry(alias: str) -> dict[str, Any]:
    return {
        "id": alias,
        "object": "model",
        "created": 0,
        "owned_by": "ipyimagegen-offline",
        "constraints": {"tools": False, "streaming": False},
    }


def _check_key(request: Request, key: str | None) -> None:
    if key is None:
        return
    given = request.headers.get("authorization", "")
    if not hmac.compare_digest(given.encode(), f"Bearer {key}".encode()):
        raise _Refusal(401, "No auth credentials found")


async def _read_body(request: Request) -> bytes:
    told = request.headers.get("content-length", "0")
    body = bytearray()
    if told.isdigit() and int(told) <= MAX_BODY:
        async for chunk in request.stream():
            body += chunk
            if len(body) > MAX_BODY:
                break
        else:
            return bytes(body)
    raise _Refusal(413, f"Request is too large: the limit is {MAX_BODY:,} bytes")


def _faults(request: Request) -> dict[str, str]:
    """Return the faults that the private header asks for, such as ``delay=2, refuse``.

    ``503`` (or any status from 400 on) fails, ``refuse`` answers in words only, ``delay=S``
    waits, ``banana-fails`` makes the composite fall back.
    """
    faults = {}
    for word in request.headers.get("x-imagegen-fault", "").split(","):
        name, _, value = word.strip().partition("=")
        if name.isdigit() and 400 <= int(name) < 600:
            raise _Refusal(int(name), "A fault that was asked for")
        if name:
            faults[name] = value
    return faults


def _take(request: Request) -> int:
    take = request.headers.get("x-imagegen-take", "1")
    return int(take) if take.isdigit() else 1


def _read_wish(body: bytes) -> _Wish:
    try:
        parsed = orjson.loads(body)
    except ValueError:
        raise _Refusal(400, "The body is not JSON") from None
    if not isinstance(parsed, dict):
        raise _Refusal(400, "The body is not a JSON object")
    model = parsed.get("model")
    if not isinstance(model, str) or not model:
        raise _Refusal(400, "The body names no model")
    if model not in MODELS:
        raise _Refusal(404, f"No model {model[:80]!r}; there are {', '.join(MODELS)}")
    if parsed.get("stream"):
        raise _Refusal(400, "Streaming is not supported: a picture comes whole")
    if parsed.get("tools"):
        raise _Refusal(400, "Tools are not supported")
    messages = parsed.get("messages")
    if not isinstance(messages, list) or not messages or not isinstance(messages[-1], dict):
        raise _Refusal(400, "The body has no messages")
    prompt, pictures = _read_content(messages[-1].get("content"))
    if not prompt.strip():
        raise _Refusal(400, "The message has no text")
    width, height = _shape(parsed.get("image_config"))
    return _Wish(model, prompt, pictures, width, height)


def _read_content(content: object) -> tuple[str, list[bytes]]:
    if isinstance(content, str):
        return content, []
    if not isinstance(content, list):
        raise _Refusal(400, "The message's content is neither text nor a list of parts")
    texts, pictures = [], []
    for part in content:
        if not isinstance(part, dict):
            raise _Refusal(400, "A part of the content is no object")
        if part.get("type") == "text" and isinstance(part.get("text"), str):
            texts.append(part["text"])
        elif part.get("type") == "image_url" and isinstance(part.get("image_url"), dict):
            pictures.append(_read_picture(part["image_url"].get("url")))
        else:
            raise _Refusal(400, f"A part of unknown type {str(part.get('type'))[:40]!r}")
    return "\n".join(texts), pictures


def _read_picture(url: object) -> bytes:
    try:
        data = decode_data_url(url if isinstance(url, str) else "")
        verify(data)
    except PictureError as error:
        raise _Refusal(400, f"An input picture can't be used: {error}") from None
    return data


def _shape(config: object) -> tuple[int | None, int | None]:
    if not isinstance(config, dict) or not config:
        return None, None
    aspect, size = config.get("aspect_ratio", "1:1"), config.get("image_size", "1K")
    try:
        across, down = (int(side) for side in aspect.split(":"))
        scale = _SCALES[size]
        if not (0 < across <= 8 * down <= 64 * across and across <= 21 and down <= 21):
            raise ValueError(aspect)
    except (AttributeError, KeyError, TypeError, ValueError):
        raise _Refusal(400, "image_config has an unknown aspect_ratio or image_size") from None
    width, height = _SIZES.get(aspect) or (
        round(1024 * (across / down) ** 0.5 / 32) * 32,
        round(1024 * (down / across) ** 0.5 / 32) * 32,
    )
    scale = min(scale, 2048 / max(width, height))
    return round(width * scale), round(height * scale)


def _who_answers(model: str, faults: dict[str, str]) -> str:
    """Return the model that paints: for the composite the second one if the first fails."""
    if model != COMPOSITE:
        return model
    return "gpt-image" if "banana-fails" in faults else "nano-banana"


def _draw(wish: _Wish, model: str, take: int) -> sketch.Sketch:
    size = {}
    if wish.width is not None and wish.height is not None:
        size = {"width": wish.width, "height": wish.height}
    if wish.pictures:
        return sketch.edit(wish.prompt, wish.pictures, model=model, take=take, **size)
    return sketch.paint(wish.prompt, model=model, take=take, **size)


def _answer(asked: str, answered: str, text: str, drawn: sketch.Sketch | None = None) -> Response:
    message: dict[str, Any] = {"role": "assistant", "content": text}
    if drawn is not None:
        url = encode_data_url(drawn.data, drawn.type)
        message["images"] = [{"type": "image_url", "image_url": {"url": url}, "index": 0}]
    words = len(text.split())
    return _json(
        {
            "id": "gen-offline",
            "object": "chat.completion",
            "created": 0,
            # The composite tells who answered; an alias is echoed.
            "model": UPSTREAM[answered] if asked == COMPOSITE else asked,
            "provider": "offline sketches",
            "choices": [{"index": 0, "finish_reason": "stop", "message": message}],
            "usage": {"prompt_tokens": 0, "completion_tokens": words, "total_tokens": words},
        }
    )


def _json(body: dict[str, Any], status: int = 200) -> Response:
    return Response(orjson.dumps(body), status, media_type="application/json")
