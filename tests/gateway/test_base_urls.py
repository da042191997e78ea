"""Base URLs of gateways: one form for each, and unclear addresses are refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipyimagegen import errors
from ipyimagegen.gateways import normalise_base_url


@pytest.mark.parametrize(
    ("given_", "base"),
    [
        ("https://Example.org/", "https://example.org"),
        (" https://example.org/v1 ", "https://example.org"),
        ("https://example.org/v1/chat/completions", "https://example.org"),
        ("https://openrouter.ai/api/v1/", "https://openrouter.ai/api"),
        ("HTTPS://example.org:443", "https://example.org"),
        ("https://example.org:8443/v1", "https://example.org:8443"),
        ("http://localhost:8080", "http://localhost:8080"),
        ("http://127.0.0.53/v1", "http://127.0.0.53"),
        ("http://[::1]:8080", "http://[::1]:8080"),
    ],
)
def test_base_urls_have_one_form(given_, base):
    assert normalise_base_url(given_) == base
    assert normalise_base_url(base) == base


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("", "https"), ("example.org", "https://example.org"), ("localhost:8080", "http://localhost:8080"),
        ("https:/example.org/v1", "https://example.org/v1"), ("htps://example.org", "https"),
        ("ftp://example.org", ""), ("http://example.org", "https://example.org"),
        ("http://127.0.0.1.example.org", ""), ("https://", ""), ("https://:8080", ""),
        ("https://example.org:port", ""), ("https://example.org:99999", ""), ("https://[::1", ""),
        ("https://user:hunter2@example.org", "key"), ("user:hunter2@example.org", ""),
        ("https://example.org/?key=hunter2", ""), ("https://example.org/#hunter2", ""),
        ("https://example.org\\@evil.example", ""), ("https://exa mple.org", ""),
    ],
)  # fmt: skip
def test_unclear_addresses_are_refused(text, hint):
    with pytest.raises(errors.SettingError) as caught:
        normalise_base_url(text)
    assert hint in caught.value.hint
    assert "hunter2" not in "".join(caught.value.lines())
    assert caught.value.__context__ is None


@given(st.text(max_size=40), st.sampled_from(["", "https://", "http://", "https://a/"]))
def test_any_text_is_a_base_url_or_a_setting_error(text, before):
    try:
        base = normalise_base_url(before + text)
    except errors.SettingError:
        return
    assert normalise_base_url(base) == base
    assert "@" not in base.split("/")[2]
