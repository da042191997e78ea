"""Settings files and variables as machines have them: ours are said, others' are skipped."""

from __future__ import annotations

import ast
import json
import os
import re

import pytest

from ipyimagegen import errors
from ipyimagegen.doctor import examine, findings_text
from ipyimagegen.notebook.dry_run import request_text
from ipyimagegen.notebook.status import status_text
from ipyimagegen.session import Brief, Session
from ipyimagegen.settings import SETTINGS, Settings

NEAR = "http://192.168.1.20:4000"


def sources(tmp_path, folder=None, **environment):
    environment = {"IMAGEGEN_LIBRARY": str(tmp_path / "library"), **environment}
    return Settings(
        environment=environment, folder=folder or tmp_path, config_file=tmp_path / "config.toml"
    )


@pytest.fixture
def opened(tmp_path):
    """Open sessions with these variables, in this folder."""
    sessions = []

    def open_session(folder=None, **environment):
        sessions.append(Session(sources(tmp_path, folder, **environment)))
        return sessions[-1]

    yield open_session
    for session in sessions:
        session.close()


def refused(call):
    with pytest.raises(errors.SettingError) as caught:
        call()
    lines = caught.value.lines()
    assert len(lines) <= 4
    return "\n".join(lines)


# -- the library's folder ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("s3://bucket/pictures", "not a URL"),
        ("gs://bucket", "not a URL"),
        ("file:///srv/pictures", "not a URL"),
        ("$HOME/pictures", "variables such as $HOME"),
        ("/data/${USER}/pictures", "variables such as $HOME"),
        (r"C:\Users\me\pictures", "not of Windows"),
        ("D:/pictures", "not of Windows"),
    ],
)
@pytest.mark.skipif(os.name == "nt", reason="a drive is a folder there")
def test_what_would_become_an_odd_folder_here_is_refused(tmp_path, text, words):
    lines = refused(lambda: sources(tmp_path, IMAGEGEN_LIBRARY=text).get("library"))
    assert words in lines
    assert "IMAGEGEN_LIBRARY" in lines
    (tmp_path / "pyproject.toml").write_text(f"[tool.ipyimagegen]\nlibrary = '{text}'\n")
    assert words in refused(lambda: sources(tmp_path, IMAGEGEN_LIBRARY="").get("library"))


@pytest.mark.parametrize("name", ["pictures$", "a:b", "100%", "#1?"])
def test_odd_names_of_folders_are_taken(tmp_path, name):
    folder = tmp_path / name
    assert sources(tmp_path, IMAGEGEN_LIBRARY=str(folder)).get("library") == folder


# -- files of projects ------------------------------------------------------------------

NOT_OURS = [
    b"[project]\n{% if x %}\n", b"{{ cookiecutter.name }}", "[tool]\n".encode("utf-16"),
    b"\x00\x01\xff",
    b"[tool]\nipyimagegen = 1\n", b"tool = 3\n", b"[tool]\nipyimagegen = [[1]]\n", b"[" * 5000,
    b"n = " + b"9" * 5000, b"# " + b"x" * 1_000_001,
]  # fmt: skip


@pytest.mark.parametrize("content", NOT_OURS, ids=lambda content: str(content[:20]))
def test_a_file_that_is_not_ours_is_skipped_by_name(tmp_path, opened, content):
    above, folder = tmp_path / "pyproject.toml", tmp_path / "template"
    above.write_text('[tool.ipyimagegen]\nmodel = "from-above"\n')
    folder.mkdir()
    (folder / "pyproject.toml").write_bytes(content)
    session = opened(folder)
    assert session.settings.get("model") == "from-above"
    assert session.plan(Brief(template="a frog")).calls
    for text in (status_text(session), findings_text(examine(session))):
        [line] = [line for line in text.splitlines() if "skipped" in line]
        assert str(folder / "pyproject.toml") in line


@pytest.mark.parametrize("before", ["\ufeff", "\ufeff\r\n", "# ünïcode\r\n"])
def test_a_byte_order_mark_and_windows_line_ends_are_read(tmp_path, before):
    text = f'{before}[tool.ipyimagegen]\r\nmodel = "mine"\r\n'
    (tmp_path / "pyproject.toml").write_bytes(text.encode())
    (tmp_path / "config.toml").write_bytes(f'{before}text = "hide"\r\n'.encode())
    assert sources(tmp_path).get("model") == "mine"
    assert sources(tmp_path).get("text") == "hide"


def test_the_nearest_file_counts_even_without_our_table(tmp_path):
    (tmp_path / "pyproject.toml").write_text('[tool.ipyimagegen]\nmodel = "from-above"\n')
    (tmp_path / "nearer").mkdir()
    (tmp_path / "nearer" / "pyproject.toml").write_text("[project]\nname = 'x'\n")
    assert sources(tmp_path, tmp_path / "nearer").get("model") == "nano-banana"


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("timeout = 'long'", "timeout"), ("concurrency = inf", "concurrency"), ("model = []",
        "model"),
        ("timeout = 1979-05-27", "timeout"), ("price = 3", "price"), ("library = 5", "library"),
        ("replay = ['on']", "replay"), ("preview = true", "preview"), ("modell = 'x'", "modell"),
        ("gateways = { a = { base_url = 'https://x.example' } }", "config.toml"),
        ("allow_http = ['x']", "config.toml"), ("model = 'a'\nmodel = 'b'", "line 3"),
        ("headers = { X = '$HOME' }", "headers"),
    ],
)  # fmt: skip
def test_a_wrong_value_of_ours_is_named_with_its_file(tmp_path, line, name):
    (tmp_path / "pyproject.toml").write_text(f"[tool.ipyimagegen]\n{line}\n")
    settings = Settings(environment={}, folder=tmp_path, config_file=tmp_path / "config.toml")
    chosen = name if name in SETTINGS else "timeout"
    said = refused(lambda: settings.get(chosen))
    assert name in said
    assert str(tmp_path / "pyproject.toml") in said


# -- what is said of a wrong value -------------------------------------------------------


class Unreadable:
    def __repr__(self):
        raise RuntimeError("the user's own")


WRONG = [
    ("concurrency", "x", "it is 'x', and must be a whole number from 1 to 100"),
    ("concurrency", 2.5, "it is 2.5, and must be a whole number from 1 to 100"),
    ("concurrency", Unreadable(), "it is of type Unreadable, and must be a whole number from 1 to "
     "100"),
    ("max_calls", True, "it is True, and must be a whole number from 0 on"),
    ("timeout", "long", "it is 'long', and must be a number of seconds above 0"),
    ("preview", "big", "it is 'big', and must be 64 to 4096 pixels, or full"),
    ("replay", ["on"], "it is ['on'], and must be on, off or only"),
    ("budget", "$5", "it is '$5', and must be dollars from 0 on, as a plain number"),
    ("price", {"a": "b"}, "it is {'a': 'b'}, and must be dollars from 0 on, as a plain number, "
     "not 'b'"),
    ("checks", 5, "it is 5, and must be names of checks, such as 'text,size'"),
    ("model", ["sk-hunter2"], "it is of type list, and must be text"),
    ("preview", "me:hunter2@host", "it is of type str, and must be 64 to 4096 pixels, or full"),
    ("replay", ["me:hunter2@host"], "it is of type list, and must be on, off or only"),
    ("replay", "@host:80", "it is '@host:80', and must be on, off or only"),
    ("price", {"a": "me:hunter2@host"}, "it is of type dict, and must be dollars from 0 on, as a "
     "plain number, not of type str"),
    ("library", 5, "it is 5, and must be a folder's name"),
    ("library", "half \ud83d", r"it is 'half \ud83d', and must be a folder's name"),
    ("library", "s3://me:hunter2@bucket", "it is 's3://…', and must be a folder's path, not a URL"),
    ("library", ["s3://me:hunter2@bucket"], "it is ['s3://…, and must be a folder's name"),
    ("gateway", {"key": "hunter2"}, "it is of type dict, and must be text"),
    ("gateway", "", "it is '', and must not be blank"),
    ("model", " ", "it is ' ', and must not be blank"),
    ("library", "", "it is '', and must not be blank"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "value", "said"), WRONG)
def test_a_wrong_value_is_quoted_but_no_secret(tmp_path, name, value, said):
    settings = sources(tmp_path)
    settings.configured = {name: value}.get
    with pytest.raises(errors.SettingError, match=f"setting '{name}' from %config") as caught:
        settings.get(name)
    assert caught.value.said == said
    assert caught.value.hint.startswith(f"Such as %config ImageGen.{name} = ")


HINTS = [
    ("library", "s3://x", "%config ImageGen.library = '/data/pictures'", "IMAGEGEN_LIBRARY="
     "/data/pictures", 'library = "/data/pictures"'),
    ("replay", "onyl", "%config ImageGen.replay = 'only'", "IMAGEGEN_REPLAY=only",
     'replay = "only"'),
    ("text", "hid", "%config ImageGen.text = 'hide'", "", 'text = "hide"'),
    ("timeout", "abc", "%config ImageGen.timeout = 300", "", "timeout = 300"),
    ("price", "5", "%config ImageGen.price = {'nano-banana': 0.05}, in dollars per call.", "",
     'price = { "nano-banana" = 0.05 }, in dollars per call.'),
    ("budget", "x", "%config ImageGen.budget = 2.5 for $2.50 a day; 0: nothing that costs.", "",
     "budget = 2.5 for $2.50 a day; 0: nothing that costs."),
]  # fmt: skip


@pytest.mark.parametrize(("name", "value", "configured", "variable", "line"), HINTS)
def test_the_way_out_is_written_where_the_wrong_value_came_from(
    tmp_path, name, value, configured, variable, line
):
    (tmp_path / "pyproject.toml").write_text(f"[tool.ipyimagegen]\n{name} = '{value}'\n")
    environment = {SETTINGS[name].environment[0]: value} if variable else {}
    in_file = Settings(environment={}, folder=tmp_path, config_file=tmp_path / "config.toml")
    settings = sources(tmp_path, **environment)
    for way_out in filter(None, (configured, variable, line)):
        settings.configured = {name: value if way_out == configured else None}.get
        read = in_file if way_out == line else settings
        assert refused(lambda one=read: one.get(name)).splitlines()[-1] == f"Such as {way_out}"


@pytest.mark.parametrize("setting", SETTINGS.values(), ids=lambda setting: setting.name)
def test_every_example_of_a_setting_can_be_used(tmp_path, setting):
    settings = sources(tmp_path)
    settings.configured = {setting.name: object()}.get
    hint = refused(lambda: settings.get(setting.name)).splitlines()[-1]
    written = re.search(r" = (.+?)(?:, in dollars.*| for \$.*)?$", hint)[1]
    settings.configured = {setting.name: ast.literal_eval(written)}.get
    assert settings.get(setting.name)


def test_a_wrong_value_of_the_environment_is_quoted(tmp_path):
    said = refused(lambda: sources(tmp_path, IMAGEGEN_REPLAY="sometimes").get("replay"))
    assert "IMAGEGEN_REPLAY is not usable: it is 'sometimes', and must be on, off or only" in said


def test_a_wrong_value_of_a_file_is_quoted(tmp_path):
    (tmp_path / "pyproject.toml").write_text("[tool.ipyimagegen]\nconcurrency = 'x'\n")
    said = refused(lambda: sources(tmp_path).get("concurrency"))
    assert f"it is 'x', and must be a whole number from 1 to 100, in {tmp_path}" in said


# -- the person's own file --------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"model = \n", "line 1"), (b'model = "x"\n{% if %}', "line 2"), (b"\xff\xfem\x00",
        "UTF-8"),
        (b"# " + b"x" * 1_000_001, "1 MB"), (b"[" * 5000, ""),
    ],
)  # fmt: skip
def test_a_broken_file_of_ones_own_is_named_and_status_still_tells(
    tmp_path, opened, content, reason
):
    (tmp_path / "config.toml").write_bytes(content)
    session = opened(IMAGEGEN_MODEL="mine")
    said = refused(lambda: session.plan(Brief(template="a frog")))
    assert str(tmp_path / "config.toml") in said
    assert reason in said
    text = status_text(session)
    assert text.count(str(tmp_path / "config.toml")) == 1
    assert [line.split() for line in text.splitlines() if line.startswith("model")] == [
        ["model", "mine", "IMAGEGEN_MODEL"]
    ]
    assert str(tmp_path / "config.toml") in findings_text(examine(session))


@pytest.mark.parametrize(
    ("table", "words"),
    [
        ("gateways = 'hunter2'", "gateways in config.toml is not a table: it is of type str"),
        ("[gateways]\nlab = 'hunter2'", "'lab' in config.toml is not a table: it is of type str"),
        ("[[gateways]]\na = 1", "gateways"),
        ("[gateways.lab]\nbase_url = 5", "base_url must be text: it is of type int"),
        ("[gateways.lab]\nbase_url = ''", "URL"),
        ("[gateways.lab]\nbase_url = 'https://x.example'\nmodels = 'hunter2'",
         "models must be a table: it is of type str"),
        ("[gateways.lab]\nbase_url = 'https://x.example'\nmodels = "
         "{ a = { api_key = 'hunter2' } }", "models must be names by name: it is of type dict"),
        ("[gateways.lab]\nbase_url = 'https://x.example'\nextra = []", "extra"),
        ("[gateways.lab]\nbase_url = 'https://x.example'\nheaders = 'hunter2'",
         "headers must be a table: it is of type str"),
        ("[gateways.lab]\nbase_url = 'https://x.example'\nheaders = { X = ['hunter2'] }",
         "header X must be text: it is of type list"),
        ("[gateways.lab]\nbase_url = 'https://x.example'\nallow_http = 'hunter2'",
         "allow_http must be true or false: it is of type str"),
        ("[gateways.lab]\nbase_url = 'https://x.example'\nkey_env = 'sk-hunter2'", "key_env"),
        ("[gateways.lab]\nbase_url = 'https://x.example'\napi_key = 'sk-hunter2'", "key_env"),
        ("[gateways.lab]\nbase_url = 'http://litellm:4000'", "allow_http = true in [gateways.lab]"),
        ("allow_http = 'me:hunter2@lab'\n[gateways.lab]\nbase_url = 'http://lab'",
         "allow_http in config.toml must be a list of hosts: it is of type str"),
    ],
)  # fmt: skip
def test_a_wrong_gateway_is_named(tmp_path, opened, table, words):
    (tmp_path / "config.toml").write_text(table)
    said = refused(lambda: opened().settings.snapshot().gateway("lab"))
    assert words in said
    assert "hunter2" not in said


def test_a_wrong_gateway_disturbs_only_who_uses_it(tmp_path, opened):
    (tmp_path / "config.toml").write_text("[gateways.lab]\nbase_url = 5\n")
    session = opened()
    assert session.plan(Brief(template="a frog")).calls
    assert "'lab'" in findings_text(examine(session))


def test_a_date_in_a_gateways_table_is_shown_by_a_dry_run_as_it_is_sent(tmp_path, opened):
    table = "[gateways.lab]\nbase_url = 'https://lab.example.com'\nextra = { until = 2027-01-31 }\n"
    (tmp_path / "config.toml").write_text(f'gateway = "lab"\n{table}')
    plan = opened(BEARER="sk-0123456789").plan(Brief(template="a frog"))
    assert '"until": "2027-01-31"' in request_text(plan, plan.calls[0].request)


def test_what_cannot_be_changed_without_damage_is_left(tmp_path):
    text = 'allow_http = [\n  "litellm",\n]\n'
    (tmp_path / "config.toml").write_text(text)
    settings = sources(tmp_path)
    settings.use(NEAR, allow_http=True)
    assert "by hand" in refused(lambda: settings.remember(NEAR))
    assert (tmp_path / "config.toml").read_text() == text


# -- http on one's own network ------------------------------------------------------------


def gateway(settings, name=None):
    return settings.snapshot().gateway(name)


def test_http_from_a_variable_is_refused_with_the_way_to_allow_it(tmp_path):
    said = refused(lambda: gateway(sources(tmp_path, IMAGEGEN_BASE_URL=NEAR)))
    assert "IMAGEGEN_BASE_URL" in said
    assert f"%imagegen use {NEAR} --allow-http" in said


@pytest.mark.parametrize("host", ["192.168.1.20", "litellm, 192.168.1.20:4000", NEAR])
def test_http_is_allowed_in_the_environment(tmp_path, host):
    settings = sources(tmp_path, IMAGEGEN_BASE_URL=NEAR, IMAGEGEN_ALLOW_HTTP=host, BEARER="sk-one")
    assert gateway(settings).base_url == NEAR
    assert settings.snapshot().key(gateway(settings)).reveal() == "sk-one"
    refused(lambda: gateway(settings, "http://192.168.1.21"))


def test_http_is_allowed_in_ones_own_file(tmp_path):
    (tmp_path / "config.toml").write_text(
        'allow_http = ["lab.local"]\n[gateways.lab]\n'
        'base_url = "http://litellm:4000"\nallow_http = true\n'
    )
    settings = sources(tmp_path)
    assert gateway(settings, "lab").address.completions == "http://litellm:4000/v1/chat/completions"
    assert gateway(settings, "http://lab.local").address.is_http
    refused(lambda: gateway(settings, "http://litellm:4001"))


def test_http_is_allowed_in_this_kernel_and_remembered(tmp_path):
    (tmp_path / "config.toml").write_text('model = "x"\nallow_http = ["litellm"]\n[gateways]\n')
    settings = sources(tmp_path)
    refused(lambda: settings.use(NEAR))
    assert settings.use(NEAR, allow_http=True).base_url == NEAR
    assert gateway(settings, f"{NEAR}/v1").base_url == NEAR  # for another cell
    refused(lambda: gateway(settings, "http://192.168.1.21"))
    settings.remember(NEAR)
    again = sources(tmp_path)
    assert gateway(again).base_url == NEAR
    assert again.snapshot().file_http_hosts == ["192.168.1.20", "litellm"]
    assert again.get("model") == "x"


def test_http_is_allowed_to_a_gateway_with_a_name(tmp_path):
    (tmp_path / "config.toml").write_text('[gateways.lab]\nbase_url = "http://litellm:4000"\n')
    settings = sources(tmp_path)
    refused(lambda: settings.use("lab"))
    settings.use("lab", allow_http=True)
    settings.remember("lab")
    assert gateway(sources(tmp_path)).base_url == "http://litellm:4000"


def test_a_project_allows_no_http_and_gets_no_key(tmp_path):
    table = f'[tool.ipyimagegen]\ngateway = "{NEAR}"\n'
    (tmp_path / "pyproject.toml").write_text(table)
    settings = sources(tmp_path, BEARER="sk-one")
    assert "pyproject.toml" in refused(lambda: gateway(settings))
    settings = sources(tmp_path, BEARER="sk-one", IMAGEGEN_ALLOW_HTTP="192.168.1.20")
    assert settings.snapshot().key(gateway(settings)) is None


def test_a_public_address_is_never_allowed(tmp_path):
    said = refused(lambda: sources(tmp_path).use("http://8.8.8.8:4000", allow_http=True))
    assert "https://8.8.8.8:4000" in said


def test_a_name_in_quotes_is_the_name(tmp_path):
    assert gateway(sources(tmp_path, IMAGEGEN_GATEWAY='"openrouter"')).name == "openrouter"


# -- status and doctor --------------------------------------------------------------------


@pytest.mark.parametrize("name", ["lab ", " lab", '"lab"', "lab'"])
def test_a_gateway_whose_own_name_has_blanks_or_quotes_at_an_end_is_found(tmp_path, name):
    table = f"[gateways.{json.dumps(name)}]\nbase_url = 'https://lab.example.com'\n"
    (tmp_path / "config.toml").write_text(table)
    settings = sources(tmp_path, IMAGEGEN_API_KEY="sk-lab-0123456789")
    assert settings.use(name).name == name
    assert [secret.source for secret in settings.secrets()] == ["IMAGEGEN_API_KEY"]


def test_status_names_a_bad_setting_in_its_row_and_tells_the_others(opened):
    session = opened()
    bad = {"timeout": -1, "replay": "sometimes", "gateway": "https://example.org:99999"}
    session.settings.configured = bad.get
    lines = status_text(session).splitlines()
    assert [name for line in lines if (name := line.split()[0]) in SETTINGS] == list(SETTINGS)
    for name in ("timeout", "replay"):
        [line] = [line for line in lines if line.startswith(f"{name} ")]
        assert "NOT USABLE" in line
        assert "%config" in line
    assert "port" in lines[0]
    assert any(line.split()[:2] == ["model", "nano-banana"] for line in lines)


def test_status_and_doctor_name_proxy_and_headers_without_secrets(tmp_path, opened, monkeypatch):
    (tmp_path / "config.toml").write_text(
        'gateway = "lab"\n[gateways.lab]\nbase_url = "https://127.0.0.1:1"\n'
        'headers = { "X-Token" = "$LAB_TOKEN", "X-Title" = "hunter2" }\n'
    )
    monkeypatch.setenv("ALL_PROXY", "socks4://me:hunter2@proxy.example:1080")
    monkeypatch.setenv("NO_PROXY", "localhost,[::1")
    session = opened(LAB_TOKEN="hunter2")
    status, diagnosis = status_text(session), findings_text(examine(session))
    for text in (status, diagnosis):
        assert "skipped" in text
        assert "ALL_PROXY socks4://proxy.example:1080" in text
        assert "[::1 in NO_PROXY" in text
        assert "hunter2" not in text
    assert "X-Token: ***" in status
    assert "X-Title: ***" in status
    monkeypatch.setenv("ALL_PROXY", "http://me:hunter2@127.0.0.1:9")
    assert "ALL_PROXY http://127.0.0.1:9" in status_text(session)
    missing = opened()
    for text in (status_text(missing), findings_text(examine(missing))):
        assert "LAB_TOKEN is not set" in text
