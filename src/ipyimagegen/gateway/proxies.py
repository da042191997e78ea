"""The way to a gateway: through the proxy that the environment names, or directly.

httpx reads the same variables, but all of them at once, and one entry that it can't read
breaks it: ``NO_PROXY=localhost,[::1]`` of a container tool (encode/httpx#3221), or GNOME's
``ALL_PROXY=socks://…``. A gateway is one host, so what counts for it is decided here; the
rest is skipped, and named where a person looks for the reason.
"""

from __future__ import annotations

import ipaddress
import os
import re
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from importlib.util import find_spec
from urllib.parse import SplitResult, urlsplit
from urllib.request import getproxies, getproxies_environment, proxy_bypass

from ..addresses import Address, network_host
from ..text import one_line

__all__ = ["Route", "find_route"]


@dataclass(frozen=True)
class Route:
    """How a gateway is reached.

    Parameters
    ----------
    proxy
        The proxy's URL, perhaps with a password in it; None for a direct connection.
    words
        The same for people, without the password: variable and proxy.
    skipped
        Proxies and exceptions that can't be used, each with its variable and the reason.
    """

    proxy: str | None = field(default=None, repr=False)
    words: str = "no proxy"
    skipped: tuple[str, ...] = ()

    @property
    def remark(self) -> str:
        """The end of a sentence about a connection that failed; empty where nothing is odd."""
        through = f"; through {self.words}" if self.proxy else ""
        return through + "".join(f"; skipped {entry}" for entry in self.skipped)


def find_route(address: Address) -> Route:
    """Return the way to an address, as the environment or the system's settings have it."""
    if address.is_http:
        return Route()
    parts = urlsplit(address.completions)
    host, port = (parts.hostname or "").rstrip("."), parts.port or 443
    settings, skipped = getproxies(), []
    for entry in filter(None, re.split(r"[\s,;]+", settings.get("no", ""))):
        bypasses = _bypasses(entry.strip("\"'").lower(), host, port)
        if bypasses:
            return Route(words=f"no proxy, because of {entry} in {_variable('no')}")
        if bypasses is None:
            skipped.append(f"{one_line(_without_user(entry), 60)} in {_variable('no')}")
    if not getproxies_environment() and proxy_bypass(host):  # Windows' and macOS' own
        return Route()
    for scheme in ("https", "all"):
        value = settings.get(scheme, "").strip().strip("\"'").strip()
        if not value:
            continue
        url = value if "://" in value else f"http://{value}"
        reason = _unusable(url)
        words = f"{_variable(scheme)} {one_line(_without_user(value), 80)}"
        if not reason:
            return Route(url, words, tuple(skipped))
        skipped.append(f"{words} ({reason})")
    return Route(skipped=tuple(skipped))


def _variable(kind: str) -> str:
    """Return the variable's name as it is written; small letters win, as they do for curl."""
    name = f"{kind}_proxy"
    for written in (name, name.upper()):
        if os.environ.get(written):
            return written
    return "the system's settings"


def _without_user(value: str) -> str:
    """Return a proxy without user name and password, which a person may have put anywhere."""
    scheme, separator, rest = value.rpartition("://")
    return scheme + separator + rest.rpartition("@")[2]


# -- exceptions from the proxy ----------------------------------------------------------


def _bypasses(entry: str, host: str, port: int) -> bool | None:
    """Return whether an entry of NO_PROXY means this host; None if it can't be read.

    Networks are among them, though curl's manual knows none: container tools write them.
    """
    scheme, _, place = entry.rpartition("://")
    name, only_port = _name_and_port(place.rstrip("/"))
    if scheme not in ("", "all", "https") or only_port not in (None, port):
        return False
    try:
        return _is_in(host, ipaddress.ip_network(name, strict=False))
    except ValueError:
        pass  # no number, so it is a name
    if "*" in name:
        return fnmatchcase(host, name)
    domain = name.strip(".")
    if re.fullmatch(r"[\w.-]*[a-z_][\w.-]*", domain):
        return host == domain or host.endswith(f".{domain}")
    return None  # among them 192.168., a part of an address


def _name_and_port(place: str) -> tuple[str, int | None]:
    bracketed = re.fullmatch(r"\[([0-9a-f:.]+)\](/\d+)?(?::(\d{1,5}))?", place)
    if bracketed:
        port = bracketed[3]
        return bracketed[1] + (bracketed[2] or ""), int(port) if port else None
    plain = re.fullmatch(r"([^:]+):(\d{1,5})", place)
    return (plain[1], int(plain[2])) if plain else (place, None)


def _is_in(host: str, network: ipaddress.IPv4Network | ipaddress.IPv6Network) -> bool:
    try:
        return ipaddress.ip_address(host) in network
    except ValueError:
        return False  # a name, which isn't looked up


# -- the proxy ----------------------------------------------------------------------------


def _unusable(url: str) -> str:
    """Return the reason why a proxy can't be used, or an empty text."""
    try:
        parts: SplitResult = urlsplit(url)
        sound = bool(network_host(parts.hostname or "")) and parts.port != 0
    except ValueError:
        sound = False
    scheme = url.partition("://")[0].lower()
    if scheme not in ("http", "https", "socks5", "socks5h"):
        return f"no proxy of the kind {one_line(scheme, 20)} can be used"
    if not sound or not url.isprintable() or " " in url:
        return "its host or port can't be"
    if re.search(r"\.pac$", parts.path, re.IGNORECASE):
        return "a script that finds proxies is not run"
    if scheme.startswith("socks") and find_spec("socksio") is None:
        return "it needs: pip install socksio"
    return ""
