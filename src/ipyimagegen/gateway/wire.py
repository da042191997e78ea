"""What goes to a gateway and what comes back, as values, with nothing sent.

A paid request is worth being sure of, so its exact body is made here, by pure functions
that a test or a dry run can look at. The reading of answers is `reading`; the only module
that talks to anyone is `client`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..errors import OptionError, PromptError
from ..requests import RESERVED_FIELDS, Request

__all__ = ["body_bytes", "request_body"]


def request_body(
    request: Request,
    *,
    models: Mapping[str, str] | None = None,
    extra: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """Return the body of a request, with nothing in it that was not asked for.

    Parameters
    ----------
    request
        The request.
    models
        What the gateway calls our aliases, where that differs.
    extra
        Fields that every request to this gateway carries; the request's own win.

    Raises
    ------
    OptionError
        An extra field is one that decides what a request is.
    """
    body: dict[str, Any] = {
        "model": (models or {}).get(request.model, request.model),
        "messages": [{"role": "user", "content": _content(request)}],
        "stream": False,
    }
    for fields in (extra or {}, request.parameters.get("extra") or {}):
        for name, value in fields.items():
            if name in RESERVED_FIELDS:
                raise OptionError(f"extra fields can't set {name!r}")
            body[name] = value
    names = {"aspect": "aspect_ratio", "size": "image_size"}
    asked = {
        name: request.parameters[ours] for ours, name in names.items() if ours in request.parameters
    }
    if asked:
        given = body.get("image_config")
        body["image_config"] = {**(given if isinstance(given, Mapping) else {}), **asked}
    return body


def _content(request: Request) -> str | list[dict[str, Any]]:
    if not request.inputs:
        return request.prompt
    from ..images.picture import encode_data_url

    # The text goes first: OpenRouter's documentation asks for it.
    parts: list[dict[str, Any]] = [{"type": "text", "text": request.prompt}]
    for picture in request.inputs:
        url = encode_data_url(picture.data, picture.type)
        parts.append({"type": "image_url", "image_url": {"url": url}})
    return parts


def body_bytes(body: Mapping[str, Any]) -> bytes:
    """Return a body as the JSON that is sent; `PromptError` if it can't be written."""
    import orjson

    try:
        return orjson.dumps(body)
    except TypeError as error:
        said = str(error)
    raise PromptError(
        "the request can't be written as JSON",
        said=said,
        hint="A prompt may hold no broken characters, and an extra field only plain values.",
    )
