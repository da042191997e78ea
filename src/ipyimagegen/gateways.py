"""The gateways: their base URLs, their names for the models, and the keys.

A key is wrapped in `Secret` from the moment it is read, so that no repr, traceback, notebook
or pickle can show it; the one place that sends it calls `Secret.reveal`.
"""

from __future__ import annotations

import ipaddress
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from .errors import SettingError
from .text import nearest

__all__ = [
    "COMPOSITE", "GATEWAYS", "MODELS", "OFFLINE", "Gateway", "Secret", "normalise_base_url",
    "own_gateway",
]  # fmt: skip

OFFLINE = "offline"
LONG_KEY = 16  # characters; no base64 has so many of a key's in a row by chance
COMPOSITE = "image-gen"
MODELS = ("nano-banana", "gpt-image", COMPOSITE)
"""The aliases of the documented gateway, and so of the embedded one."""


class Secret:
    """A key that no repr shows, only `reveal`.

    Parameters
    ----------
    value
        The key: visible ASCII, without spaces or line ends, as an HTTP header needs it.
    source
        The place it was read from, for messages.
    """

    __slots__ = ("__value", "source")

    def __init__(self, value: str, source: str = "given") -> None:
        self.__value = value.strip()
        self.source = source
        # A verbose traceback shows the variables of each frame, and keys leak from error
        # messages: so neither may hold the value.
        del value
        if not re.fullmatch(r"[!-~]+", self.__value):
            raise SettingError(
                f"the key from {source} is empty or has characters that no key has",
                hint="Copy it again, without line ends or quotes.",
            )

    def reveal(self) -> str:
        """Return the key itself, for the one header that carries it."""
        return self.__value

    def masked(self, text: bytes | bytearray, *, everywhere: bool) -> bytes:
        """Return `text` with asterisks in place of the key.

        Parameters
        ----------
        text
            Any bytes, such as a reply that quotes its request.
        everywhere
            Also inside a run of base64, where a short key may stand by chance.
        """
        for written in {self.__value, json.dumps(self.__value)[1:-1]}:
            key = re.escape(written.encode())
            if not everywhere and len(written) < LONG_KEY:
                key = rb"(?<![\w+/])" + key + rb"(?![\w+/=])"
            text = re.sub(key, b"***", text)
        return bytes(text)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Secret) and other.__value == self.__value

    def __hash__(self) -> int:
        return hash(self.__value)

    def __repr__(self) -> str:
        return "Secret(***)"

    __str__ = __repr__

    def __reduce__(self) -> str | tuple[Any, ...]:
        raise TypeError("a key is not pickled")


@dataclass(frozen=True)
class Gateway:
    """A gateway as it is configured.

    Parameters
    ----------
    name
        The user's name for it; a URL given as such is its own name.
    base_url
        Normalised base URL, or ``"offline"`` for the embedded gateway.
    key_env
        Environment variable that is read first for a key.
    models
        The gateway's own names for our aliases, where they differ.
    extra
        Body fields that every request to it carries.
    source
        The settings' source that chose it.
    """

    name: str
    base_url: str
    key_env: str = ""
    models: Mapping[str, str] = field(default_factory=dict)
    extra: Mapping[str, Any] = field(default_factory=dict)
    source: str = ""

    @property
    def is_offline(self) -> bool:
        """Whether this is the embedded gateway."""
        return self.base_url == OFFLINE


GATEWAYS = {
    OFFLINE: Gateway(OFFLINE, OFFLINE),
    "dgx": Gateway("dgx", "https://dgx-spark-4236.spass.fun", key_env="BEARER"),
    # OpenRouter wants the modalities spelled out (QuantumNous/new-api#1723); it has no
    # composite, so that alias is not mapped and is refused by OpenRouter itself.
    "openrouter": Gateway(
        "openrouter",
        "https://openrouter.ai/api",
        key_env="OPENROUTER_API_KEY",
        models={
            "nano-banana": "google/gemini-3.1-flash-image-preview",
            "gpt-image": "openai/gpt-5.4-image-2",
        },
        extra={"modalities": ["image", "text"]},
    ),
}
"""The gateways that need no configuration."""


def own_gateway(name: str, table: Mapping[str, Any]) -> Gateway:
    """Return a gateway from its table in ``config.toml``; `SettingError` if that is wrong."""
    known = ("base_url", "key_env", "models", "extra")
    for key in table:
        if key not in known:
            raise SettingError(
                f"gateway {name!r} in config.toml has no field {key!r}",
                hint=nearest(key, known) or f"There are {', '.join(known)}.",
            )
    if "base_url" not in table:
        raise SettingError(f"gateway {name!r} in config.toml has no base_url")
    return Gateway(name, **{**table, "base_url": normalise_base_url(table["base_url"])})


# -- base URLs ------------------------------------------------------------------------


def normalise_base_url(text: str) -> str:
    """Return a gateway's base URL in its one form, without ``/v1`` and any path after it.

    The key is sent to this address, so an unclear one is refused: anything but https (http
    on this machine), user names, queries. Messages name the host at most, because the rest
    of a mistyped address may hold a password.

    Raises
    ------
    SettingError
        The text can't be used as a base URL.
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
            "only a gateway on this machine may use http", said=host, hint=f"Try https://{host}"
        )
    place = f"[{host}]" if ":" in host else host
    if port is not None and port != {"https": 443, "http": 80}[scheme]:
        place += f":{port}"
    return f"{scheme}://{place}{path}"


def _split(scheme: str, rest: str) -> tuple[str, int | None, str]:
    """Return host, port and path, without the endings that our requests add."""
    try:
        parts = urlsplit(f"{scheme}://{rest}")
        host, port = parts.hostname or "", parts.port
        if ":" in host:
            ipaddress.IPv6Address(host)
    except ValueError:  # a port with letters in it, a bracket that isn't closed
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
    """Return a hint with the address that was most likely meant."""
    # "https:/host", "https//host" and "host" all mean https://host.
    rest = re.sub(r"^[A-Za-z]{0,8}:?/+", "", address)
    host = re.split(r"[/:?#]", rest)[0]
    if "@" in rest or not host:
        return "Such as https://example.org"
    return f"Did you mean {'http' if _is_loopback(host) else 'https'}://{rest.split('?')[0]}?"
