"""What goes to a gateway and what comes back, as values, with nothing sent.

A paid request is worth being sure of, so its exact body is made here, by pure functions
that a test or a dry run can look at. The reading of answers is `reading`; the only module
that talks to anyone is `client`.
"""

from __future__ import annotations

import hashlib
import ipaddress
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from ..errors import OptionError, PromptError, SettingError, nearest

if TYPE_CHECKING:
    from PIL.Image import Image

    from ..images.inputs import Input
    from ..images.picture import Picture

__all__ = [
    "RESERVED_FIELDS",
    "Reply",
    "Request",
    "body_bytes",
    "normalise_base_url",
    "question",
    "request_body",
]

PREPARATION = "2048px q90"
"""How inputs are prepared (`ipyimagegen.images.inputs`), as far as a model could see it."""

RESERVED_FIELDS = frozenset({"model", "messages", "stream", "n", "tools"})
"""Fields that no extra may set: they are what makes it one request for one picture."""


@dataclass(frozen=True)
class Request:
    """One thing asked of one gateway.

    Parameters
    ----------
    gateway
        ``"offline"``, or the gateway's normalised base URL.
    model
        Alias or any other name.
    prompt
        The text that is sent.
    sources
        Identities of the pictures that go along, in order (`ipyimagegen.images.inputs.identify`).
    inputs
        The same pictures prepared for sending; empty until they are.
    parameters
        Only what was asked for: ``aspect`` (``"16:9"``), ``size`` (``"2K"``), and
        ``extra``, a mapping of further fields of the body.
    take
        The how many-th time the same thing is asked; models have no seed.
    """

    gateway: str
    model: str
    prompt: str
    sources: tuple[str, ...] = ()
    inputs: tuple[Input, ...] = ()
    parameters: Mapping[str, Any] = field(default_factory=dict)
    take: int = 1

    @property
    def question(self) -> str:
        """SHA-256 (hex) of what is asked, whoever is asked and however often."""
        return question(self.model, self.prompt, self.sources, self.parameters)

    @property
    def identity(self) -> tuple[str, str, int]:
        """What decides whether two requests are the same one: gateway, question and take."""
        return self.gateway, self.question, self.take


def question(model: str, prompt: str, sources: Sequence[str], parameters: Mapping[str, Any]) -> str:
    """Return the SHA-256 (hex) of what is asked.

    Pictures count by their source and by how they are prepared, not by the bytes that are
    sent: another version of the encoder must not make old pictures impossible to find.

    Raises
    ------
    OptionError
        A parameter can't be written as JSON.
    """
    asked: list[Any] = [model, prompt, dict(parameters)]
    if sources:
        asked += [list(sources), PREPARATION]
    try:
        text = json.dumps(asked, sort_keys=True, separators=(",", ":"))
    except (TypeError, ValueError):
        text = ""
    if not text:
        raise OptionError("an extra field can't be written as JSON")
    return hashlib.sha256(text.encode()).hexdigest()


@dataclass(frozen=True)
class Reply:
    """What a gateway answered.

    Parameters
    ----------
    pictures
        At least one.
    text
        The model's own words, without any picture that was in them; untrusted.
    served_by
        The model that answered, where the gateway says so; untrusted.
    finish_reason
        As the gateway gives it.
    usage
        As the gateway gives it: tokens, cost.
    cost
        Dollars, only if the gateway reported them.
    seconds
        From sending until the last byte.
    damaged
        One line for each picture that was there but could not be used.
    unread
        The whole answer, where a picture in it could not be used: the library keeps it.
    images
        The pictures as they were decoded to verify them, so that a preview needn't do it again.
    """

    pictures: tuple[Picture, ...]
    text: str = ""
    served_by: str = ""
    finish_reason: str | None = None
    usage: Mapping[str, Any] = field(default_factory=dict)
    cost: float | None = None
    seconds: float = 0.0
    damaged: tuple[str, ...] = ()
    unread: bytes = field(default=b"", repr=False)
    images: tuple[Image, ...] = field(default=(), repr=False, compare=False)


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


# -- base URLs ------------------------------------------------------------------------


def normalise_base_url(text: str) -> str:
    """Return a gateway's base URL in its one form, without ``/v1`` and what follows it.

    The address is where the key goes, so what is unclear is refused: anything but https
    (http on this machine), user names, queries. Messages name the host at most, because
    the rest of a mistyped address may hold a password.

    Raises
    ------
    SettingError
        The text is no base URL that can be used.
    """
    address = text.strip() if isinstance(text, str) else ""
    if not address or re.search(r"[\s\\\x00-\x1f\x7f]", address):
        raise SettingError("a gateway's address is a URL", hint="Such as https://example.org")
    scheme, separator, rest = address.partition("://")
    if not separator:
        raise SettingError("the gateway's address has no https://", hint=_suggestion(address))
    scheme = scheme.lower()
    if scheme not in ("https", "http"):
        raise SettingError(
            f"a gateway's address begins with https://, not {scheme[:20]}://",
            hint=nearest(scheme, ("https", "http")) or "Such as https://example.org",
        )
    if "@" in rest.partition("/")[0]:
        # httpx would send the user info as Basic authorization, in place of the key.
        raise SettingError(
            "a gateway's address holds no user name or password",
            hint="Leave out what stands before the @; the key is set apart from the address.",
        )
    if "?" in rest or "#" in rest:
        raise SettingError("a gateway's address ends before any ? or #")
    host, port, path = _split(scheme, rest)
    if scheme == "http" and not _is_loopback(host):
        raise SettingError(
            "only a gateway on this machine may use http",
            said=host,
            hint=f"Try https://{host}",
        )
    place = f"[{host}]" if ":" in host else host
    if port is not None and port != {"https": 443, "http": 80}[scheme]:
        place += f":{port}"
    return f"{scheme}://{place}{path}"


def _split(scheme: str, rest: str) -> tuple[str, int | None, str]:
    try:
        parts = urlsplit(f"{scheme}://{rest}")
        host, port = parts.hostname or "", parts.port
        if ":" in host:
            ipaddress.IPv6Address(host)
    except ValueError:  # a port that is no number, a bracket that isn't closed
        host, port = "", None
    if not re.fullmatch(r"[\w.-]+|[0-9a-f:.]+", host) or port == 0:
        raise SettingError(
            "the gateway's address names no host", hint="Such as https://example.org"
        )
    path = parts.path.rstrip("/")
    for ending in ("/chat/completions", "/v1"):
        path = path.removesuffix(ending).rstrip("/")
    return host, port, path


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _suggestion(address: str) -> str:
    # "https:/host", "https//host" and "host" all mean https://host.
    rest = re.sub(r"^[A-Za-z]{0,8}:?/+", "", address)
    host = re.split(r"[/:?#]", rest)[0]
    if "@" in rest or not host:
        return "Such as https://example.org"
    return f"Did you mean {'http' if _is_loopback(host) else 'https'}://{rest.split('?')[0]}?"
