"""Extra headers of a gateway: from the person's own file, filled from variables, and hidden."""

from __future__ import annotations

import json
import traceback

import pytest

from ipyimagegen import errors
from ipyimagegen.gateways import Secret
from ipyimagegen.session import Session
from ipyimagegen.settings import Settings
from scripted import answer, choice, data_url, failing, picture, serving, success

TOKEN = "tok-5ec4e7/of+this=test"
LITERAL = "literal-t0ken-of-the-file"


@pytest.fixture(scope="module")
def scripted():
    with serving() as gateway:
        yield gateway


@pytest.fixture
def opened(tmp_path, scripted):
    """Open a session whose settings file has a gateway `lab` with these headers."""
    sessions = []

    def open_session(headers, more="", base_url=scripted.url, **environment):
        scripted.reset()
        (tmp_path / "config.toml").write_text(
            f'gateway = "lab"\n[gateways.lab]\nbase_url = "{base_url}"\n'
            f"{more}\nheaders = {headers}\n"
        )
        settings = Settings(
            environment={"IMAGEGEN_LIBRARY": str(tmp_path / "library"), **environment},
            folder=tmp_path,
            config_file=tmp_path / "config.toml",
        )
        sessions.append(Session(settings))
        return sessions[-1]

    yield open_session
    for session in sessions:
        session.close()
        session.library.close()


def sent(scripted):
    [(head, _)] = scripted.requests
    return head.decode().split("\r\n")[1:]


def test_headers_are_sent_with_their_variables_filled_in(opened, scripted):
    session = opened(
        '{ "OpenAI-Organization" = "org-1", "HTTP-Referer" = "https://me.example", '
        '"X-Access-Token" = "$LAB_TOKEN", "cf-aig-authorization" = "Bearer ${LAB_TOKEN}", '
        '"X-Price" = "$$5" }',
        LAB_TOKEN=f" {TOKEN}\n",
    )
    session.generate("a frog")
    lines = sent(scripted)
    assert "OpenAI-Organization: org-1" in lines
    assert "HTTP-Referer: https://me.example" in lines
    assert f"X-Access-Token: {TOKEN}" in lines
    assert f"cf-aig-authorization: Bearer {TOKEN}" in lines
    assert "X-Price: $5" in lines
    assert not [line for line in lines if line.startswith("Authorization")]


def test_another_value_is_no_other_request(opened, scripted):
    headers = '{ "X-Access-Token" = "$LAB_TOKEN" }'
    opened(headers, LAB_TOKEN="one").generate("a frog")
    again = opened(headers, LAB_TOKEN="two").generate("a frog")
    assert scripted.requests == []
    assert again.number == 1


@pytest.mark.parametrize(
    "name", ["api-key", "x-api-key", "X-Goog-Api-Key", "Ocp-Apim-Subscription-Key"]
)
def test_a_key_that_is_a_header_stands_alone(opened, scripted, name):
    session = opened(
        f'{{ "{name}" = "$LAB_KEY" }}', LAB_KEY=TOKEN, IMAGEGEN_API_KEY="sk-of-another"
    )
    session.generate("a frog")
    assert f"{name}: {TOKEN}" in sent(scripted)
    assert "sk-of-another" not in "".join(sent(scripted))
    session = opened(
        f'{{ "{name}" = "$LAB_KEY" }}', 'key_env = "MY_KEY"', LAB_KEY=TOKEN, MY_KEY="sk-mine"
    )
    session.generate("a frog, and its key")
    assert "Authorization: Bearer sk-mine" in sent(scripted)


def test_a_header_from_the_environment_is_enough_without_a_key(opened):
    session = opened('{ "X-Token" = "$T" }', base_url="https://a.example", T=TOKEN)
    settings = session.settings.snapshot()
    assert settings.key(settings.gateway()) is None
    session = opened('{ "OpenAI-Organization" = "org-1" }', base_url="https://a.example")
    settings = session.settings.snapshot()
    with pytest.raises(errors.SettingError, match="no key"):
        settings.key(settings.gateway())


@pytest.mark.parametrize("value", [None, "", "  \n"])
def test_a_variable_that_is_not_set_is_named_before_sending(opened, scripted, value):
    environment = {} if value is None else {"LAB_TOKEN": value}
    session = opened('{ "X-Access-Token" = "$LAB_TOKEN" }', **environment)
    with pytest.raises(errors.SettingError) as caught:
        session.generate("a frog")
    assert str(caught.value) == "LAB_TOKEN is not set, which gateway 'lab' sends as X-Access-Token"
    assert scripted.requests == []


@pytest.mark.parametrize(
    ("headers", "words"),
    [
        ('{ Host = "x" }', "Host"), ('{ "content-length" = "1" }', "content-length"),
        ('{ "Transfer-Encoding" = "chunked" }', "protocol"),
        ('{ Connection = "close" }', "protocol"),
        ('{ "Content-Type" = "x/y" }', "protocol"), ('{ "Accept-Encoding" = "br" }', "protocol"),
        ('{ "X-LiteLLM-Num-Retries" = "5" }', "protocol"), ('{ Authorization = "$T" }', "key_env"),
        ('{ "" = "x" }', "name"), ('{ "a b" = "x" }', "name"), ('{ "a:" = "x" }', "name"),
        ('{ "ä" = "x" }', "name"), ('{ X = 5 }', "text"), ('{ X = "" }', "header X"),
        ('{ X = "hunter2\\r\\nY: 1" }', "header X"), ('{ X = "hunter2\\u0000" }', "header X"),
        ('{ X = "hunter2 ☃" }', "header X"), ('{ X = "hunter2 $5" }', "$NAME"),
        ('"hunter2"', "a table"),
        ('["hunter2"]', "a table"), ('{ X = "$BAD" }', "BAD"),
    ],
)  # fmt: skip
def test_a_header_that_cannot_be_sent_is_refused_by_name(opened, scripted, headers, words):
    session = opened(headers, T=TOKEN, BAD="hunter2\nY: 1")
    with pytest.raises(errors.SettingError) as caught:
        session.generate("a frog")
    lines = "\n".join(caught.value.lines())
    assert words in lines
    assert "hunter2" not in lines
    assert len(lines.splitlines()) <= 4
    assert scripted.requests == []


def everything_shown(error):
    shown = [repr(error), *error.lines(), repr(vars(error))]
    shown += traceback.TracebackException.from_exception(error, capture_locals=True).format()
    return "\n".join(shown)


QUOTED = f"X-Access-Token: {TOKEN}, X-Session: {LITERAL}"


@pytest.mark.thorough
@pytest.mark.parametrize(
    "script",
    [
        answer(failing(401, QUOTED), 401),
        answer(failing(400, "x" * 280 + QUOTED), 400),
        answer(f"<html>{QUOTED}</html>".encode(), 502, "text/html"),
        answer(choice({"content": QUOTED})),
        answer(json.dumps({"echo": {"headers": [TOKEN, LITERAL]}}).encode()),
        answer(b"", 302, Location=f"https://x.example/{TOKEN}/{LITERAL}"),
    ],
)
def test_a_gateway_that_quotes_headers_shows_none(opened, scripted, tmp_path, script):
    session = opened(
        f'{{ "X-Access-Token" = "Token $LAB_TOKEN", "X-Session" = "{LITERAL}" }}', LAB_TOKEN=TOKEN
    )
    scripted.script = script
    with pytest.raises(errors.GatewayError) as caught:
        session.generate("a frog")
    shown = everything_shown(caught.value) + repr(session.settings.snapshot().gateway())
    kept = [path.read_bytes() for path in (tmp_path / "library").rglob("*") if path.is_file()]
    for secret in (TOKEN, LITERAL):
        assert secret not in shown
        assert not [body for body in kept if secret.encode() in body]


def test_a_dollar_in_a_headers_own_secret_is_hidden_as_it_is_sent(opened, scripted):
    session = opened(
        '{ "X-Session" = "pa$$word-9876543210" }', "key_env = 'MY_KEY'", MY_KEY="sk-mine"
    )
    scripted.script = answer(failing(401, "no session pa$word-9876543210"), 401)
    with pytest.raises(errors.GatewayError) as caught:
        session.generate("a frog")
    shown = everything_shown(caught.value)
    assert "pa$word" not in shown


def test_a_plain_word_in_a_header_harms_no_reply(opened, scripted):
    session = opened(
        '{ "X-Mode" = "$MODE", "X-Number" = "$ONE", "X-Token" = "images" }', MODE="message", ONE="1"
    )
    scripted.script = answer(success(data_url(picture()), content="1 message"))
    assert session.generate("a frog").text == "1 message"


@pytest.mark.parametrize(
    "value",
    [
        "Bearer sk-one",
        "bearer  sk-one\n",
        '"sk-one"',
        "'sk-one'",
        "\ufeffsk-one\r\n",
        '"Bearer sk-one"',
        "sk-one\u200b",
    ],
)
def test_what_stands_around_a_key_is_taken_away(value):
    assert Secret(value, "BEARER").reveal() == "sk-one"


@pytest.mark.parametrize(
    "value",
    [
        "Authorization: Bearer sk-one",
        "sk-one\nsk-two",
        "sk—one",
        "sk-one sk-two",
        '""',
        "Key=\x00sk-one",
    ],
)
def test_a_key_that_cannot_be_one_is_refused_without_being_shown(value):
    with pytest.raises(errors.SettingError) as caught:
        Secret(value, "BEARER")
    words = "is empty" if value == '""' else "has characters that no key has"
    assert str(caught.value) == f"the key from BEARER {words}"
    assert "sk" not in "\n".join(caught.value.lines())
