"""A gateway's address, as people write it, paste it, and find it in an ``.env`` file.

One text has three uses: the base URL that names the gateway in the library, and the two
URLs that are asked. The first is an identity, on which every replay depends, so its form
stays what it was; the other two follow how gateways really lay out their paths. The key
is sent there, so an address that isn't clear is refused: in words, and before sending.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import SplitResult, parse_qsl, urlsplit

from .errors import SettingError
from .text import nearest

__all__ = ["Address", "network_host", "read_address"]

SUCH_AS = "Such as https://example.org"
COMPLETIONS = "/chat/completions"
PORTS = {"https": 443, "http": 80}
LONGEST_SUGGESTION = 200  # characters
LONG_VALUE = 40  # characters; a version or a region is shorter, a key is longer

# A path with one of these ends holds its version already: /v1beta/openai of Gemini, /api/v3,
# /endpoints/openapi of Vertex, /compat of Cloudflare. Behind any other comes /v1.
# Texts, which are compiled at first use: that takes 5 ms for those that loading the extension
# meets, and most are for what goes wrong.
_WHOLE = r"(?i)/(v\d+(\.\d+)*((p\d+)?(alpha|beta|preview)\d*)?|openai|openapi|compat)$"
_OTHER_ENDPOINT = (
    r"(?i)(/models|(/chat)?/completions?|(?<=/v\d)/chat|/responses|/embeddings|/messages"
    r"|/(images|audio)/\w+|/[^/]+:\w*generate\w*)$"
)
_DEPLOYMENT = r"/deployments/[^/]+$"  # Azure's list of models is above them
_OF_KEYS = r"(?i)key|token|secret|pass|auth|sig|cred|code|session|jwt"  # part of the name of one
_KEY_IN_PATH = r"/sk-[\w-]{16,}"
LONGEST = 4096  # characters, as browsers and servers take them
# Quotes, brackets, commas and marks of direction come along when an address is copied.
_AROUND = "[\\s\"'`“”‘’«»<>(),;…\u200c-\u200f\u202a-\u202e\u2066-\u2069]+"
_INVISIBLE = str.maketrans("", "", "\u00ad\u200b\u2060\ufeff")


@dataclass(frozen=True)
class Address:
    """Where a gateway is.

    Parameters
    ----------
    base_url
        Its name in the library, in its one form: without ``/v1`` and any path after it, and
        without a query.
    completions, models
        The URLs that are asked for a picture, and for the list of models.
    """

    base_url: str
    completions: str
    models: str

    def __str__(self) -> str:
        """Return the shortest text that reads as this address."""
        usual = _endpoint(urlsplit(self.base_url).path)
        is_usual = self.completions == _origin(self.base_url) + usual
        return self.base_url if is_usual else self.completions

    @property
    def host(self) -> str:
        """The host's name or IP address, without the port."""
        return urlsplit(self.completions).hostname or ""

    @property
    def is_http(self) -> bool:
        """Whether everything is sent in clear."""
        return self.completions.startswith("http:")


def _no_host(_host: str) -> bool:
    return False


def read_address(
    text: object, *, http_allowed: Callable[[str], bool] = _no_host, leave: str = ""
) -> Address:
    """Return the address that a text stands for.

    Messages name the host at most, because the rest of a mistyped address may hold a
    password.

    Parameters
    ----------
    text
        A base URL, or the full address of chat completions.
    http_allowed
        Whether the person allowed http to a host; on this machine it needs no leave.
    leave
        The way to allow it, for the message; empty names the magic's.

    Raises
    ------
    SettingError
        The text can't be used as an address.
    """
    scheme, rest = _scheme_and_rest(_unwrapped(text))
    _check_extent(rest)
    parts, host, place = _split(scheme, rest)
    path = re.sub("/{2,}", "/", parts.path).rstrip("/")
    other = re.search(_OTHER_ENDPOINT, path)
    if other and not path.endswith(COMPLETIONS):
        raise SettingError(
            f"a gateway's address ends before {other[0][:40]}",
            hint=f"Did you mean {scheme}://{place}{path[: other.start()]}? "
            f"A full address ends in {COMPLETIONS}.",
        )
    if scheme == "http" and not _is_this_machine(host):
        written = f"{place}{path}"
        leave = leave or f"%imagegen use http://{written} --allow-http"
        _check_http(host, written, leave, allowed=http_allowed(host))
    origin, query = f"{scheme}://{place}", f"?{parts.query}" if parts.query else ""
    endpoint = _endpoint(path)
    beside = re.sub(_DEPLOYMENT, "", endpoint.removesuffix(COMPLETIONS))
    base = path
    for ending in (COMPLETIONS, "/v1"):
        base = base.removesuffix(ending).rstrip("/")
    return Address(origin + base, origin + endpoint + query, f"{origin}{beside}/models{query}")


def _endpoint(path: str) -> str:
    """Return the path of chat completions for the path of an address."""
    if path.endswith(COMPLETIONS):
        return path
    return f"{path}{'' if re.search(_WHOLE, path) else '/v1'}{COMPLETIONS}"


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def _unwrapped(text: object) -> str:
    """Return an address without all that was copied along with it."""
    is_fair = isinstance(text, str) and len(text) <= LONGEST
    address = str(text).translate(_INVISIBLE) if is_fair else ""
    address = re.sub(f"^{_AROUND}|{_AROUND}$", "", address)
    if re.match(r"(curl|wget|http)\s", address):
        raise SettingError(
            "a gateway's address is a URL, not a command", hint="Give only the URL in it."
        )
    if re.search(r"[<>{}]", address):
        raise SettingError(
            "the gateway's address has a placeholder in it",
            hint="Write your own name in place of <…> or {…}.",
        )
    if not address or not address.isprintable() or re.search(r"[\s\\]", address):
        raise SettingError("a gateway's address is a URL", hint=SUCH_AS)
    return address


def _scheme_and_rest(address: str) -> tuple[str, str]:
    scheme, separator, rest = address.partition("://")
    if not separator:
        raise SettingError("the gateway's address has no https://", hint=_suggestion(address))
    scheme = scheme.lower()
    if scheme not in PORTS:
        raise SettingError(
            f"a gateway's address begins with https://, not {scheme[:20]}://",
            hint=nearest(scheme, PORTS) or SUCH_AS,
        )
    return scheme, rest


def _check_extent(rest: str) -> None:
    """Refuse what an address doesn't have: user info, a second address, a fragment, secrets."""
    if "@" in re.split("[/?#]", rest)[0]:
        # httpx would send the user info as Basic authorization, in place of the key.
        raise SettingError(
            "a gateway's address holds no user name or password",
            hint="Leave out all before the @; the key is set apart from the address.",
        )
    if "#" in rest:
        raise SettingError(
            "a gateway's address ends before any #", hint="Leave out all from the # on."
        )
    before, _, query = rest.partition("?")
    if re.search(_KEY_IN_PATH, before):
        raise SettingError(
            "a gateway's address holds no key",
            hint="Leave it out; the key is set apart from the address.",
        )
    if "://" in before:
        raise SettingError("the gateway's address is two addresses", hint=SUCH_AS)
    for name, value in parse_qsl(query, keep_blank_values=True):
        if re.search(_OF_KEYS, name) or len(value) > LONG_VALUE:
            raise SettingError(
                "a gateway's address holds no key behind its ?",
                hint="A key comes from its variable, or is one of the headers in config.toml.",
            )


def _split(scheme: str, rest: str) -> tuple[SplitResult, str, str]:
    """Return the parts of a URL, its host, and host and port as they are written in it."""
    try:
        parts = urlsplit(f"{scheme}://{rest}")
        host = network_host(parts.hostname or "")
    except ValueError:  # a bracket that isn't closed, a name that no domain can have
        host = ""
    if not host:
        raise SettingError("the gateway's address names no host", hint=SUCH_AS)
    try:
        port = parts.port
    except ValueError:
        port = 0
    if port == 0:
        raise SettingError(
            "the gateway's address has a port that can't be", hint="Ports go from 1 to 65535."
        )
    place = f"[{host}]" if ":" in host else host
    return parts, host, place if port in (None, PORTS[scheme]) else f"{place}:{port}"


def network_host(name: str) -> str:
    """Return a host as the network knows it; `ValueError` or nothing if there can't be one."""
    if ":" in name:
        return name if ipaddress.IPv6Address(name) and "%" not in name else ""
    if not name.isascii():
        import idna  # httpx's own reading of such names; that of Python is an older one

        name = idna.encode(name, uts46=True).decode("ascii")
    elif name.startswith("xn--") or ".xn--" in name:
        import idna

        idna.decode(name)  # or it raises: httpx does the same while it sends
    labels = name.removesuffix(".").split(".")
    if not all(re.fullmatch(r"[a-z0-9_-]{1,63}", label) for label in labels):
        return ""
    if re.fullmatch(r"\d+|0x[0-9a-f]*", labels[-1]):
        # 127.1 and 2130706433 are 127.0.0.1 to the system: not clear enough for a key.
        ipaddress.IPv4Address(name)
    return name


# -- http -----------------------------------------------------------------------------


def _ip_address(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None


def _is_this_machine(host: str) -> bool:
    name, number = host.rstrip("."), _ip_address(host)
    if number is not None:
        return number.is_loopback or number.is_unspecified
    return name == "localhost" or name.endswith(".localhost")  # RFC 6761, 6.3


def _is_own_network(host: str) -> bool:
    """Whether a host can only be near: there http is more likely meant than https."""
    number = _ip_address(host)
    if number is not None:
        return not number.is_global
    near = (".localhost", ".local", ".internal", ".lan", ".home.arpa")
    return "." not in host.rstrip(".") or host.rstrip(".").endswith(near)


def _check_http(host: str, written: str, leave: str, *, allowed: bool) -> None:
    """Refuse http to another machine, unless the person allowed it there.

    A name isn't looked up: that would tell the network of it, and be no proof either.
    """
    number = _ip_address(host)
    if number is not None and number.is_global:
        raise SettingError(
            "http to a public address is never used: it would send the key in clear",
            said=host,
            hint=f"Try https://{written}",
        )
    if not allowed:
        raise SettingError(
            "http to another machine sends the key in clear, so it has to be allowed",
            said=host,
            hint=f"Try https://{written}, or on your own network: {leave}",
        )


def _suggestion(address: str) -> str:
    """Return a hint with the address that was most likely meant."""
    # "https:/host", "https//host" and "host" all mean https://host.
    rest = re.sub(r"^(h?t+ps?)?:?/+", "", address, flags=re.IGNORECASE)
    host = re.split(r"[/:?#]", rest)[0]
    if "@" in rest or not host or len(rest) > LONGEST_SUGGESTION:
        return SUCH_AS
    return f"Did you mean {'http' if _is_own_network(host) else 'https'}://{rest.split('?')[0]}?"
