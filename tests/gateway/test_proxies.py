"""Proxies as machines have them: what counts for one gateway, and entries that can't be used."""

from __future__ import annotations

import pytest

from ipyimagegen.addresses import read_address
from ipyimagegen.gateway.proxies import find_route

PROXY = "http://proxy.example:3128"
GATEWAY = "https://pictures.example.org:8443"


def route(monkeypatch, address=GATEWAY, **variables):
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    return find_route(read_address(address))


@pytest.mark.parametrize("name", ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"])
@pytest.mark.parametrize(
    "value", [PROXY, PROXY.removeprefix("http://"), f' "{PROXY}" ', f"{PROXY}/"]
)
def test_a_proxy_is_taken(monkeypatch, name, value):
    found = route(monkeypatch, **{name: value})
    assert found.proxy.rstrip("/") == PROXY
    assert name in found.words
    assert found.skipped == ()


def test_the_proxy_for_https_goes_before_the_one_for_all(monkeypatch):
    found = route(monkeypatch, HTTPS_PROXY=PROXY, ALL_PROXY="socks://127.0.0.1:7891/")
    assert (found.proxy, found.skipped) == (PROXY, ())
    assert route(monkeypatch, https_proxy="", ALL_PROXY=PROXY).proxy == PROXY


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ("socks4://proxy.example:1080", "kind socks4"), ("socks://127.0.0.1:7891/", "kind socks"),
        ("socks5h://proxy.example:1080", "socksio"), ("http://proxy.example:99999", "port"),
        ("http://", "host"), ("http://[::1", "host"), ("http://proxy example:80", "host"),
        ("proxy.example:port", "port"), ("http://proxy.example/wpad.pac", "script"),
        ("file:///etc/proxy.pac", "kind file"), ("http://proxy.example:0", "port"),
        (f"http://{'a' * 64}.example:80", "host"), ("http://a☃.example", "host"),
        ("http://me:pa#ss@proxy.example:3128", "host or port"),
    ],
)  # fmt: skip
def test_a_proxy_that_cannot_be_used_is_named_and_skipped(monkeypatch, value, reason):
    found = route(monkeypatch, HTTPS_PROXY=value)
    assert found.proxy is None
    [skipped] = found.skipped
    assert skipped.startswith("HTTPS_PROXY ")
    assert reason in skipped
    assert "pa#ss" not in skipped
    assert route(monkeypatch, ALL_PROXY=PROXY).proxy == PROXY


@pytest.mark.parametrize(
    "value", ["http://me:hunter2@proxy.example:3128", "me:hunter2@proxy.example:3128"]
)
def test_a_password_is_sent_to_the_proxy_and_shown_nowhere(monkeypatch, value):
    found = route(monkeypatch, HTTPS_PROXY=value)
    assert found.proxy == "http://me:hunter2@proxy.example:3128"
    assert "hunter2" not in repr(found)
    assert found.words.endswith("proxy.example:3128")


@pytest.mark.parametrize(
    "entries",
    [
        "pictures.example.org", "example.org", ".example.org", "*.example.org", "*", "EXAMPLE.ORG",
        "localhost, example.org", "localhost example.org", ",,example.org,", "example.org:8443",
        "https://pictures.example.org", "'example.org'", "[::1],example.org.",
        "fd00::/8,example.org",
    ],
)  # fmt: skip
def test_a_name_is_excepted(monkeypatch, entries):
    found = route(monkeypatch, HTTPS_PROXY=PROXY, NO_PROXY=entries)
    assert found.proxy is None
    assert "NO_PROXY" in found.words


@pytest.mark.parametrize(
    ("host", "entries"),
    [
        ("10.1.2.3", "10.0.0.0/8"), ("10.1.2.3", "localhost,10.1.2.3"), ("10.1.2.3", "10.*"),
        ("[fd00::7]", "fd00::/8"), ("[fd00::7]", "[fd00::7]"), ("[fd00::7]", "[fd00::]/8"),
        ("[::1]", "::1/128"), ("[::1]", "[::1]:443"), ("10.1.2.3", "10.1.2.3:443"), ("10.1.2.3",
        "10.1.2.9/8"),
    ],
)  # fmt: skip
def test_an_ip_address_or_its_network_is_excepted(monkeypatch, host, entries):
    address = f"https://{host}"
    assert route(monkeypatch, address, HTTPS_PROXY=PROXY, no_proxy=entries).proxy is None


@pytest.mark.parametrize(
    "entries",
    [
        "", "localhost,[::1]", "ple.org", "example.org:443", "http://example.org", "10.0.0.0/8",
        "::1/128",
        "[::1]:8443", "example.org.evil",
    ],
)  # fmt: skip
def test_other_exceptions_leave_the_proxy(monkeypatch, entries):
    found = route(monkeypatch, HTTPS_PROXY=PROXY, NO_PROXY=entries)
    assert (found.proxy, found.skipped) == (PROXY, ())


@pytest.mark.parametrize(
    "entry", ["[::1", "192.168.", "10.0.0.0/99", "a/b", "[x]", "<local>", "::g"]
)
def test_an_exception_that_cannot_be_used_is_named_and_skipped(monkeypatch, entry):
    found = route(monkeypatch, HTTPS_PROXY=PROXY, NO_PROXY=f"localhost,{entry}")
    assert found.proxy == PROXY
    assert found.skipped == (f"{entry} in NO_PROXY",)
    assert found.remark == f"; through HTTPS_PROXY {PROXY}; skipped {entry} in NO_PROXY"


def test_http_on_the_own_network_never_goes_through_a_proxy(monkeypatch):
    for name in ("http_proxy", "HTTP_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, PROXY)
    assert route(monkeypatch, "http://127.0.0.1:4000").proxy is None
