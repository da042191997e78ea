"""Which gateways there are: where, what they call the models, and what opens them.

A key is wrapped in `Secret` from the moment it is read, so that no repr, traceback, notebook
or pickle can show it; whoever sends it has to ask for it by name.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from .errors import SettingError, nearest

__all__ = ["COMPOSITE", "GATEWAYS", "MODELS", "OFFLINE", "Gateway", "Secret", "own_gateway"]

OFFLINE = "offline"
LONG_KEY = 16  # characters; no base64 has so many of a key's in a row by chance
COMPOSITE = "image-gen"
MODELS = ("nano-banana", "gpt-image", COMPOSITE)
"""The aliases that the documented gateway, and so the embedded one, has."""


class Secret:
    """A key that shows itself only when asked.

    Parameters
    ----------
    value
        The key: visible ASCII, without spaces or line ends, as an HTTP header needs it.
    source
        Where it came from, for messages.
    """

    __slots__ = ("__value", "source")

    def __init__(self, value: str, source: str = "given") -> None:
        self.__value = value.strip()
        self.source = source
        # A verbose traceback shows the variables of each frame, and an error is a place
        # that keys leak from: so neither names the value.
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
        """Return `text` without the key, should somebody have written it there.

        Parameters
        ----------
        text
            Any bytes, such as an answer that quotes its request.
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
        msg = "a key is not pickled"
        raise TypeError(msg)


@dataclass(frozen=True)
class Gateway:
    """A place that answers requests.

    Parameters
    ----------
    name
        What the user calls it; a URL given as such is its own name.
    base_url
        Normalised base URL, or ``"offline"`` for the embedded gateway.
    key_env
        Environment variable that is asked for a key first.
    models
        What the gateway calls our aliases, where that differs.
    extra
        Body fields that every request to it carries.
    source
        Which source chose it.
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
    """Return a gateway as the user's file describes it; `SettingError` if it can't be."""
    from .gateway.wire import normalise_base_url

    known = ("base_url", "key_env", "models", "extra")
    for key in table:
        if key not in known:
            raise SettingError(
                f"gateway {name!r} in config.toml has no field {key!r}",
                hint=nearest(key, known) or f"There are {', '.join(known)}.",
            )
    if "base_url" not in table:
        raise SettingError(f"gateway {name!r} in config.toml has no base_url")
    fields = {key: value for key, value in table.items() if key != "base_url"}
    return Gateway(name, normalise_base_url(table["base_url"]), **fields)
