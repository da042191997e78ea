"""Addresses of gateways as people write them: one base URL each, and the URLs that are asked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipyimagegen import errors
from ipyimagegen.addresses import read_address


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
    assert read_address(given_).base_url == base
    assert read_address(base).base_url == base


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("", "https"), ("example.org", "https://example.org"), ("localhost:8080",
        "http://localhost:8080"),
        ("https:/example.org/v1", "https://example.org/v1"), ("htps://example.org", "https"),
        ("ftp://example.org", ""), ("http://example.org", "https://example.org"),
        ("litellm:4000", "http://litellm:4000"), ("example.org:8443/v1",
        "https://example.org:8443/v1"),
        ("192.168.1.20:4000", "http://192.168.1.20:4000"),
        ("http://127.0.0.1.example.org", ""), ("https://", ""), ("https://:8080", ""),
        ("https://example.org:port", ""), ("https://example.org:99999", ""), ("https://[::1", ""),
        ("https://user:hunter2@example.org", "key"), ("user:hunter2@example.org", ""),
        ("https://example.org/?key=hunter2", "variable"), ("https://a.example/v1?sig=hunter2", ""),
        (f"https://a.example/v1?x={'hunter2' * 6}", ""), ("https://example.org/#hunter2", ""),
        ("https://a.example/sk-hunter2hunter2hunter2/v1", "apart from the address"),
        ("https://example.org\\@evil.example", ""), ("https://exa mple.org", ""),
        ("https://exa\u202emple.org", ""), ("https://https://example.org", ""),
        ("https://a..example", ""), (f"https://{'a' * 64}.example", ""), ("https://[::1%eth0]", ""),
        ("https://127.1", ""), ("https://2130706433", ""), ("https://0x7f.1", ""),
        ("https://example.org:0", "65535"), ("https://example.org:65536/v1", "65535"),
        ("https://<resource>.example/v1", "your own name"), ("https://a.example/{name}/v1", ""),
        ("curl https://a.example/v1/chat/completions -H 'Authorization: hunter2'", "URL"),
        ("https://a.example/v1/models", "https://a.example/v1?"),
        ("https://a.example:8443/v1/images/generations", "https://a.example:8443/v1?"),
        ("https://a.example/v1/responses/", "https://a.example/v1?"),
        ("https://a.example/v1/completions", "https://a.example/v1?"),
        ("https://a.example/v1/chat/completion", "https://a.example/v1?"),
        ("https://a.example/v1/chat", "https://a.example/v1?"),
        ("https://a.example/v1beta/models/gemini:generateContent", "/chat/completions"),
    ],
)  # fmt: skip
def test_unclear_addresses_are_refused(text, hint):
    with pytest.raises(errors.SettingError) as caught:
        read_address(text)
    assert hint in caught.value.hint
    assert "hunter2" not in "".join(caught.value.lines())
    assert caught.value.__context__ is None


@pytest.mark.parametrize(
    ("path", "asked"),
    [
        ("", "/v1"), ("/v1", "/v1"), ("/api", "/api/v1"), ("/api/v1/", "/api/v1"),
        ("/v1beta", "/v1beta"), ("/v1alpha1", "/v1alpha1"), ("/v1p1beta1", "/v1p1beta1"),
        ("/v2", "/v2"), ("/api/v3", "/api/v3"), ("/api/paas/v4", "/api/paas/v4"), ("/V1", "/V1"),
        ("/compatible-mode/v1", "/compatible-mode/v1"), ("/v1.1", "/v1.1"),
        ("/v1beta/openai/", "/v1beta/openai"), ("/v3/openai", "/v3/openai"),
        ("/openai/v1", "/openai/v1"), ("/v1/projects/p/endpoints/openapi",) * 2,
        ("/v1/account/gateway/compat",) * 2, ("/v8engine", "/v8engine/v1"), ("//v1", "/v1"),
    ],
)  # fmt: skip
def test_a_path_that_holds_its_version_is_whole(path, asked):
    for text in (path, f"{path}/chat/completions"):
        address = read_address(f"https://example.org{text}")
        if path not in ("", "/api", "/v8engine") or text == path:
            assert address.completions == f"https://example.org{asked}/chat/completions"
            assert address.models == f"https://example.org{asked}/models"
        assert read_address(str(address)) == address


@pytest.mark.parametrize(
    ("text", "models"),
    [
        ("https://example.org/chat/completions", "https://example.org/models"),
        ("https://example.org/inference/chat/completions", "https://example.org/inference/models"),
        ("https://a.example/models/chat/completions?api-version=2024-05-01-preview",
         "https://a.example/models/models?api-version=2024-05-01-preview"),
        ("https://a.example/openai/deployments/paint/chat/completions?api-version=2024-10-21",
         "https://a.example/openai/models?api-version=2024-10-21"),
    ],
)  # fmt: skip
def test_a_full_address_is_taken_as_it_is(text, models):
    for written in (text, text.replace("completions", "completions/"), f'"{text}"'):
        address = read_address(written)
        assert (address.completions, address.models) == (text, models)
        assert str(address) == text


def test_a_query_is_sent_and_is_no_part_of_the_name():
    address = read_address("https://a.example/openai/v1/?api-version=preview")
    assert address.completions == "https://a.example/openai/v1/chat/completions?api-version=preview"
    assert address.base_url == "https://a.example/openai"
    assert read_address(str(address)) == address


@pytest.mark.parametrize(
    "text",
    [
        "  https://example.org/v1\n", "'https://example.org/v1'", '"https://example.org/v1" ',
        "<https://example.org/v1>", "`https://example.org/v1`", "https://example.org/v1,",
        "\ufeffhttps://example.org/v1", "https://example.org/\u200bv1", "“https://example.org/v1”",
        "\u202ahttps://example.org/v1\u202c", "\xa0https://example.org/v1\xa0",
        "https://example.org/v1;", "(https://example.org/v1)", "https://example.org/v1…",
    ],
)  # fmt: skip
def test_what_is_copied_along_is_taken_away(text):
    assert read_address(text) == read_address("https://example.org")


@pytest.mark.parametrize(
    ("text", "base"),
    [
        ("https://Bücher.example/v1", "https://xn--bcher-kva.example"),
        ("https://straße.example", "https://xn--strae-oqa.example"),
        ("https://аррӏе.example", "https://xn--80ak6aa92e.example"),
    ],
)
def test_a_host_beyond_ascii_is_written_as_the_network_has_it(text, base):
    assert read_address(text).base_url == base


@pytest.mark.parametrize(
    "host", ["localhost", "localhost.", "gateway.localhost", "127.0.0.2", "[::1]", "0.0.0.0"]
)
def test_http_on_this_machine_needs_no_leave(host):
    assert (
        read_address(f"http://{host}:4000").completions == f"http://{host}:4000/v1/chat/completions"
    )


NEAR = [
    "192.168.1.20:4000", "10.0.0.7", "169.254.1.1:80", "[fd00::7]:4000", "[fe80::1]",
    "litellm:4000", "host.docker.internal:4000", "lab.local:8080", "gateway.lan",
    "lab.example.org:81",
]  # fmt: skip


@pytest.mark.parametrize("place", NEAR)
def test_http_to_a_host_is_allowed_by_its_name(place):
    url = f"http://{place}/v1"
    with pytest.raises(errors.SettingError) as caught:
        read_address(url)
    shown = place.removesuffix(":80")
    assert f"http://{shown}/v1 --allow-http" in caught.value.hint
    assert f"https://{shown}" in caught.value.hint
    assert len(caught.value.lines()) == 2
    host = read_address(url, http_allowed=lambda host: True).host
    assert read_address(url, http_allowed={host}.__contains__).is_http
    with pytest.raises(errors.SettingError):
        read_address(url, http_allowed={f"another-{host}"}.__contains__)


@pytest.mark.parametrize("host", ["8.8.8.8", "[2606:4700::1111]", "8.8.8.8:4000"])
def test_http_to_a_public_address_cannot_be_allowed(host):
    with pytest.raises(errors.SettingError, match="public") as caught:
        read_address(f"http://{host}", http_allowed=lambda host: True)
    assert f"https://{host}" in caught.value.hint


@given(
    st.text(max_size=40), st.sampled_from(["", "https://", "http://", "https://a/", "https://a/v"])
)
def test_any_text_is_an_address_or_a_setting_error(text, before):
    try:
        address = read_address(before + text)
    except errors.SettingError as error:
        assert error.__context__ is None
        return
    assert read_address(str(address)) == address
    assert address.completions.startswith(f"{address.base_url.split('/')[0]}//")
    assert "@" not in address.base_url.split("/")[2]
