"""The body of a request, exactly as it is sent.

A paid request is worth being sure of, so its body is made by pure functions that a test or
a dry run can call: nothing is sent from here, only from `client`.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import date, time
from typing import Any

from ..errors import OptionError, PromptError
from ..requests import RESERVED_FIELDS, Request

__all__ = ["body_bytes", "request_body"]

MOST_DEEP = 90  # objects and lists in each other; the library reads a few more back


def request_body(
    request: Request,
    *,
    models: Mapping[str, str] | None = None,
    extra: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """Return the body of a request, with no field that nobody asked for.

    Parameters
    ----------
    request
        The request.
    models
        The gateway's own names for our aliases, where they differ.
    extra
        Fields that every request to this gateway carries; the request's own win.

    Raises
    ------
    OptionError
        An extra field is a reserved one.
    """
    content: str | list[dict[str, Any]] = request.prompt
    if request.inputs:
        from ..images.picture import encode_data_url

        # The text goes first: OpenRouter's documentation asks for it.
        text = request.prompt
        if "only" in request.parameters:
            from ..regions.marking import SENTENCE

            text += f"\n\n{SENTENCE}"
        content = [{"type": "text", "text": text}]
        for picture in request.inputs:
            url = encode_data_url(picture.data, picture.type)
            content.append({"type": "image_url", "image_url": {"url": url}})
    body: dict[str, Any] = {
        "model": (models or {}).get(request.model, request.model),
        "messages": [{"role": "user", "content": content}],
        "stream": False,
    }
    for fields in (extra or {}, request.parameters.get("extra") or {}):
        for name, value in fields.items():
            if name in RESERVED_FIELDS:
                raise OptionError(f"extra fields can't set {name!r}")
            body[name] = value
    asked: dict[str, Any] = {}
    for ours, theirs in (("aspect", "aspect_ratio"), ("size", "image_size")):
        if ours in request.parameters:
            asked[theirs] = request.parameters[ours]
    if asked:
        config = body.get("image_config")
        body["image_config"] = {**(config if isinstance(config, Mapping) else {}), **asked}
    return body


def body_bytes(body: Mapping[str, Any]) -> bytes:
    """Return a body as the JSON that is sent; `PromptError` if it can't be written."""
    import msgspec

    try:
        return msgspec.json.encode(_plain(body))
    except UnicodeEncodeError:
        said = "str is not valid UTF-8: surrogates not allowed"
    except RecursionError:
        said = "Recursion limit reached"
    except TypeError as error:
        said = str(error)
    raise PromptError(
        "the request can't be written as JSON",
        said=said,
        hint="A prompt may hold no broken characters, and an extra field only plain values.",
    )


def _plain(value: object, depth: int = 0) -> Any:
    """Return a value in JSON's own types; `TypeError` if it is of any other.

    The encoder is more generous than a paid request may be: it writes numbers as keys, bytes
    as base64, integers that other readers round, and null for what is no number. Dates are here
    for ``config.toml``.
    """
    plain: Any = value
    if depth > MOST_DEEP:
        raise RecursionError
    if isinstance(value, dict):
        if not {str}.issuperset(map(type, value)):
            raise TypeError("Dict key must be str")
        plain = {key: _plain(entry, depth + 1) for key, entry in value.items()}
    elif isinstance(value, list) or type(value) is tuple:
        plain = [_plain(entry, depth + 1) for entry in value]
    elif isinstance(value, str):
        plain = str.__str__(value)
    elif isinstance(value, int) and not isinstance(value, bool):
        if not -(2**63) <= value < 2**64:
            raise TypeError("Integer exceeds 64-bit range")
        plain = int(value)
    elif isinstance(value, date | time):
        plain = value.isoformat()
    elif isinstance(value, float) and not math.isfinite(value):
        raise TypeError(f"Number is not JSON serializable: {value}")
    elif value is not None and type(value) not in (bool, float):
        kind = type(value)
        module = "" if kind.__module__ == "builtins" else f"{kind.__module__}."
        raise TypeError(f"Type is not JSON serializable: {module}{kind.__name__}")
    return plain
