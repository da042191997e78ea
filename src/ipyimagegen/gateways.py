"""The gateways: their addresses, their names for the models, their headers, and the keys.

A key is wrapped in `Secret` from the moment it is read, so that no repr, traceback, notebook
or pickle can show it; the one place that sends it calls `Secret.reveal`. The same holds for
the values of headers, which are the keys of proxies and of some gateways.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from string import Template
from typing import Any

from .addresses import Address, read_address
from .errors import SettingError, WrongArguments
from .text import nearest, value_words

__all__ = [
    "ASPECTS", "COMPOSITE", "GATEWAYS", "MODELS", "OFFLINE", "SIZES", "Gateway", "Headers",
    "Secret", "fill_headers", "header_secrets", "looks_like_key", "own_gateway",
]  # fmt: skip

OFFLINE = "offline"
COMPOSITE = "image-gen"
MODELS = ("nano-banana", "gpt-image", COMPOSITE)
"""The aliases of the documented gateway, and so of the embedded one."""

# OpenRouter's image_config, which the gateway passes on; the last four are nano-banana's only.
ASPECTS = (
    "1:1", "2:3", "3:2", "3:4", "4:3", "4:5", "5:4", "9:16", "16:9", "21:9",
    "1:4", "4:1", "1:8", "8:1",
)  # fmt: skip
SIZES = ("0.5K", "1K", "2K", "4K")

_SHORT = 8  # characters of a secret; a shorter one may stand in any text
_LONG = 16  # characters; no picture has so many of a secret's in a row by chance
_HOST = r"(?-i:[a-z\d.-]*(?:\.[a-z]{2,18}(?::\d+)?|:\d+)(?:/|$))"  # as in sk-llm.example.com
_KEY = (  # compiled at first use
    rf"(?i)\bsk-(?!{_HOST})\w|^bearer\s|^eyJ[\w.-]{{16,}}|^(?=.*\d)[\w-]{{24,}}$"
    r"|^(?=.*\d)[\w-]{24,}\.[\w-]{12,}$|^[a-z]{2,4}_[a-z\d]{20,}$"
)


def looks_like_key(text: str) -> bool:
    """Whether a text that should be a name is a key, as far as its looks tell."""
    return re.search(_KEY, text) is not None


class Secret:
    """A key, or a header's value, that no repr shows, only `reveal`.

    Parameters
    ----------
    value
        The key: visible ASCII, without spaces or line ends, as an HTTP header needs it.
        Quotes around it, and ``Bearer`` before it, are taken away.
    source
        The place it was read from, for messages.
    is_key
        Whether it is a key; a header's value may have spaces in it and is kept as it is.
    """

    __slots__ = ("__reveal", "source")

    def __init__(self, value: str, source: str = "given", *, is_key: bool = True) -> None:
        self.__reveal = _sealed(_bare(value, is_key=is_key))
        self.source = source
        # A verbose traceback shows the variables of each frame, and keys leak from error
        # messages: so neither may hold the value.
        del value
        kind = "key" if is_key else "header's value"
        if not self.__reveal():
            raise SettingError(
                f"the {kind} from {source} is empty", hint=f"Set it to the {kind} itself."
            )
        if not re.fullmatch(r"[!-~]+" if is_key else r"[!-~]+( +[!-~]+)*", self.__reveal()):
            raise SettingError(
                f"the {kind} from {source} has characters that no {kind} has",
                hint="Copy it again, without line ends or quotes.",
            )

    def reveal(self) -> str:
        """Return the key itself, for the one header that carries it."""
        return self.__reveal()

    @property
    def is_plain_word(self) -> bool:
        """Whether a reply has it by chance: masking ``message`` there would lose a picture."""
        return bool(re.fullmatch(r"[a-z_]{1,15}|\d{1,15}|.{1,3}", self.__reveal()))

    def is_in(self, text: str) -> bool:
        """Whether a text has it, as it is or as JSON writes it, and not by chance."""
        if len(self.__reveal()) < _SHORT:
            return False
        return self.__reveal() in text or json.dumps(self.__reveal())[1:-1] in text

    def is_in_picture(self, data: bytes) -> bool:
        """Whether a picture's bytes have it, as in its metadata, and not by chance."""
        return len(self.__reveal()) >= _LONG and self.__reveal().encode() in data

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Secret) and other.__reveal() == self.__reveal()

    def __hash__(self) -> int:
        return hash(self.__reveal())

    def __repr__(self) -> str:
        return "Secret(***)"

    __str__ = __repr__

    def __reduce__(self) -> str | tuple[Any, ...]:
        raise WrongArguments("a key can't be pickled", hint="Set its variable in each process.")

    __getstate__ = __reduce__


def _sealed(value: str) -> Callable[[], str]:
    """Return a function that returns a value: as an attribute, debuggers would show it."""
    return lambda: value


def _bare(value: str, *, is_key: bool) -> str:
    """Return a secret without what an ``.env`` file or a copy put around it."""
    bare = re.sub("[\u200b-\u200f\u2060\ufeff]", "", value).strip()
    bare = re.sub(r"""^(["'])(.*)\1$""", r"\2", bare).strip()
    return re.sub(r"^bearer(\s+|$)", "", bare, flags=re.IGNORECASE) if is_key else bare


@dataclass(frozen=True)
class Headers:
    """A gateway's extra headers, their variables filled in.

    Parameters
    ----------
    values
        Names and values, in the order of the settings file.
    hidden
        What a gateway that quotes them back must not show.
    """

    values: tuple[tuple[str, Secret], ...] = ()
    hidden: tuple[Secret, ...] = ()


@dataclass(frozen=True)
class Gateway:
    """A gateway as it is configured.

    Parameters
    ----------
    name
        The user's name for it; a URL given as such is its own name.
    address
        Where it is; ``OFFLINE_ADDRESS`` for the embedded gateway.
    key_env
        Environment variable that is read first for a key.
    models
        The gateway's own names for our aliases, where they differ.
    extra
        Body fields that every request to it carries.
    headers
        Headers that every request to it carries; ``$NAME`` in one is that variable's value.
    source
        The settings' source that chose it.
    """

    name: str
    address: Address
    key_env: str = ""
    models: Mapping[str, str] = field(default_factory=dict)
    extra: Mapping[str, Any] = field(default_factory=dict)
    headers: Mapping[str, Secret] = field(default_factory=dict)
    source: str = ""

    @property
    def base_url(self) -> str:
        """Its base URL, by which the library knows it; ``"offline"`` for the embedded one."""
        return self.address.base_url

    @property
    def has_key_header(self) -> bool:
        """Whether its key is a header such as Azure's ``api-key``, not ``Authorization``."""
        return not self.key_env and any(name.lower().endswith("key") for name in self.headers)

    @property
    def has_secret_headers(self) -> bool:
        """Whether a header's value comes from the environment: then it may need no key."""
        return any("$" in value.reveal() for value in self.headers.values())

    @property
    def is_offline(self) -> bool:
        """Whether this is the embedded gateway."""
        return self.base_url == OFFLINE


OFFLINE_ADDRESS = Address(OFFLINE, "http://offline/v1/chat/completions", "http://offline/v1/models")
GATEWAYS = {
    OFFLINE: Gateway(OFFLINE, OFFLINE_ADDRESS),
    "dgx": Gateway("dgx", read_address("https://dgx-spark-4236.spass.fun"), key_env="BEARER"),
    # OpenRouter wants the modalities spelled out (QuantumNous/new-api#1723); it has no
    # composite, so that alias is not mapped and is refused by OpenRouter itself.
    "openrouter": Gateway(
        "openrouter",
        read_address("https://openrouter.ai/api"),
        key_env="OPENROUTER_API_KEY",
        models={
            "nano-banana": "google/gemini-3.1-flash-image-preview",
            "gpt-image": "openai/gpt-5.4-image-2",
        },
        extra={"modalities": ["image", "text"]},
    ),
}
"""The gateways that need no configuration."""


# -- gateways of the person's own -------------------------------------------------------

_FIELDS: dict[str, tuple[type, str]] = {
    "base_url": (str, "text"), "key_env": (str, "text"), "models": (dict, "a table"),
    "extra": (dict, "a table"), "headers": (dict, "a table"), "allow_http": (bool, "true or false"),
}  # fmt: skip
# A wrong value may be, or hold, a key: somebody may have written it in the wrong line.
_SECRET_FIELDS = {"base_url", "key_env", "models", "extra", "headers", "allow_http"}


def own_gateway(name: str, table: object, *, http_allowed: Callable[[str], bool]) -> Gateway:
    """Return a gateway from its table in ``config.toml``.

    Parameters
    ----------
    name
        The table's name.
    table
        The table.
    http_allowed
        Whether the person allowed http to a host elsewhere; the table may do so, too.

    Raises
    ------
    SettingError
        The table is wrong, and how.
    """
    place = f"gateway {name!r} in config.toml"
    if not isinstance(table, Mapping):
        raise SettingError(
            f"{place} is not a table",
            said=f"it is {value_words(table, is_secret=True)}",
            hint=f"[gateways.{name}] begins one.",
        )
    _check_fields(place, table)
    allowed = table.get("allow_http", False)
    try:
        address = read_address(
            table["base_url"],
            http_allowed=lambda host: allowed or http_allowed(host),
            leave=f"allow_http = true in [gateways.{name}]",
        )
    except SettingError as error:
        raise SettingError(f"{place}: {error}", said=error.said, hint=error.hint) from None
    headers = table.get("headers", {})
    return Gateway(
        name,
        address,
        key_env=table.get("key_env", ""),
        models=table.get("models", {}),
        extra=table.get("extra", {}),
        headers={header: _header(place, header, headers[header]) for header in headers},
    )


def _check_fields(place: str, table: Mapping[str, Any]) -> None:
    for key, value in table.items():
        if key not in _FIELDS:
            hint = nearest(key, _FIELDS) or f"There are {', '.join(_FIELDS)}."
            if "key" in key or "token" in key:
                hint = "A key comes from the environment: key_env names its variable."
            raise SettingError(f"{place} has no field {key!r}", hint=hint)
        kind, words = _FIELDS[key]
        if not isinstance(value, kind):
            shown = value_words(value, is_secret=key in _SECRET_FIELDS)
            raise SettingError(f"{place}: {key} must be {words}", said=f"it is {shown}")
    if "base_url" not in table:
        raise SettingError(f"{place} has no base_url")
    if not re.fullmatch(r"\w*", table.get("key_env", "")):
        raise SettingError(
            f"{place}: key_env must be a variable's name", hint="The key itself is in no file."
        )
    models = table.get("models", {})
    if not all(isinstance(model, str) for model in models.values()):
        raise SettingError(
            f"{place}: models must be names by name",
            said=f"it is {value_words(models, is_secret=True)}",
        )


# -- extra headers ----------------------------------------------------------------------

# Each request has its own of these; a gateway that tries again by itself bills again.
_OURS = {
    "accept-encoding", "connection", "content-encoding", "content-length", "content-type",
    "expect", "host", "keep-alive", "te", "trailer", "transfer-encoding", "upgrade",
    "x-litellm-num-retries",
}  # fmt: skip
_SOUNDS_SECRET = re.compile("key|token|secret|pass|auth|cookie|cred|session|sig", re.IGNORECASE)


def _header(place: str, name: str, value: object) -> Secret:
    """Return a header's value, still with its variables; `SettingError` if it can't be sent."""
    if not re.fullmatch(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+", name):
        raise SettingError(f"{place}: {name!r} can't be a header's name")
    if name.lower() == "authorization":
        raise SettingError(
            f"{place}: Authorization holds the key, and can't be an extra header",
            hint="key_env names the key's variable.",
        )
    if name.lower() in _OURS:
        raise SettingError(f"{place}: {name} belongs to the protocol, and can't be an extra header")
    if not isinstance(value, str):
        shown = value_words(value, is_secret=True)
        raise SettingError(f"{place}: header {name} must be text", said=f"it is {shown}")
    if not Template(value).is_valid():
        raise SettingError(
            f"{place}: header {name} has a $ that begins no variable's name",
            hint="$NAME and ${NAME} stand for a variable's value, $$ for the sign itself.",
        )
    return Secret(value, f"header {name} of {place}", is_key=False)


def fill_headers(gateway: Gateway, variable: Callable[[str], str]) -> Headers:
    """Return a gateway's headers with their variables filled in.

    Parameters
    ----------
    gateway
        The gateway.
    variable
        Returns a variable's value by its name, or an empty text.

    Raises
    ------
    SettingError
        A variable isn't set, or its value can't be in a header.
    """
    values: list[tuple[str, Secret]] = []
    for name, value in gateway.headers.items():
        template = Template(value.reveal())
        secrets = {}
        for identifier in template.get_identifiers():
            if not variable(identifier).strip():
                raise SettingError(
                    f"{identifier} is not set, which gateway {gateway.name!r} sends as {name}",
                    hint=f"Set {identifier} before the kernel starts.",
                )
            secrets[identifier] = Secret(variable(identifier), identifier, is_key=False)
        # In no variable of this frame, which a verbose traceback would show.
        filled = Secret(
            template.substitute({key: secret.reveal() for key, secret in secrets.items()}),
            value.source,
            is_key=False,
        )
        values.append((name, filled))
    hidden = header_secrets(gateway, variable)
    return Headers(tuple(values), tuple(word for word in hidden if not word.is_plain_word))


def header_secrets(gateway: Gateway, variable: Callable[[str], str]) -> list[Secret]:
    """Return what a gateway's headers must not show: variables that are set, and literal secrets.

    Also where another variable isn't set, so that the headers can't be filled in.
    """
    found: list[Secret] = []
    for name, value in gateway.headers.items():
        variables = Template(value.reveal()).get_identifiers()
        for identifier in variables:
            with suppress(SettingError):  # it isn't set, or can't be in a header
                found.append(Secret(variable(identifier), identifier, is_key=False))
        if not variables and _SOUNDS_SECRET.search(name):
            found.append(Secret(value.reveal().replace("$$", "$"), value.source, is_key=False))
    return found
