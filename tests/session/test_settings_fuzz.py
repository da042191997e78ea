"""Settings, variables and files as odd as they come: an error of ours, or none."""

from __future__ import annotations

import os
import random
import time
from pathlib import Path

import pytest

from ipyimagegen import errors
from ipyimagegen.doctor import examine, findings_text
from ipyimagegen.notebook.status import status_text
from ipyimagegen.session import Session
from ipyimagegen.settings import SETTINGS, Settings

SEED = 20
QUICK_SECONDS = 2.0
LONG_SECONDS = 600.0

TEXTS = (
    "", " ", "\0", "a\0b", "\ud800", "~", "~nosuchuser", "~nosuchuser/x", "~\0", "/", "//", ".",
    "..", "x" * 300, "/" + "x" * 5000, "/dev/null", "/dev/null/x", "/proc/1/mem",
    "/proc/self/fd/99/x",
    "file:///tmp", "C:\\x", "\\\\server\\share", "$HOME/x", "${", "%", "{}", "a\nb", "\x1b[31m",
    "\u202egnp", "é" * 200, "1e999", "-1", "0", "5", "nan", "inf", "0x10", "9" * 400, "1_0", "true",
    "offline", "dgx", "openrouter", "nosuch", "https://", "https://x", "http://x.example",
    "https://x.example:99999", "https://x.example:port", "https://[::1", "https://[]",
    "https://a b", "https://u:p@x.example", "https://x.example/\ud800", "http://127.0.0.1:1", "http://127.0.0.1:0",
    "https://127.0.0.1:1", "ftp://x", "socks5://x:99999", "http://proxy:99999", "http://127.0.0.1:1/",
    "http://[::1]:1", "\ud800://\udfff", "https://" + "x" * 300 + ".example", "https://xn--.example",
    "https://\u2603.example", "on", "off", "only", "full", "auto", "64", "4096", "768", "keep",
)  # fmt: skip
VALUES = (
    *TEXTS, None, True, False, 0, 1, -1, 2**70, 1.5, float("nan"), float("inf"), [], {}, [1],
    {"a": 1}, {"a": "b"}, {"a": float("nan")}, {"a": []}, [[]], b"x", (), object, Path("x"),
    Path("\0"), {1: 2},
)  # fmt: skip
VARIABLES = (
    "IMAGEGEN_GATEWAY", "IMAGEGEN_BASE_URL", "IMAGEGEN_MODEL", "IMAGEGEN_LIBRARY",
    "IMAGEGEN_REPLAY", "IMAGEGEN_API_KEY", "BEARER", "IMAGEGEN_ALLOW_HTTP",
)  # fmt: skip
OF_PROCESS = (
    "HTTPS_PROXY", "https_proxy", "ALL_PROXY", "NO_PROXY", "HTTP_PROXY", "SSL_CERT_FILE",
    "SSL_CERT_DIR", "HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME",
)  # fmt: skip
OWN = b'gateway = "x"\n[gateways.x]\nbase_url = "https://127.0.0.1:1"\n'
FILES = (
    b"tool = 5\n", b"tool = []\n", b"[tool]\nipyimagegen = 5\n", b"[[tool.ipyimagegen]]\nx = 1\n",
    b"gateways = 5\n", b"gateways = [1]\n", b"[gateways]\nx = 5\n", b"[gateways.x]\n",
    b"[gateways.x]\nbase_url = 5\n", b'[gateways.x]\nbase_url = "https://x"\nheaders = 5\n',
    OWN + b'headers = { X = "$NO" }\n',
    OWN + b'extra = { a = nan, b = 1979-05-27 }\n',
    OWN + b'key_env = "HOME"\nmodels = { a = 1 }\n',
    b"allow_http = 5\n", b"allow_http = [5]\n", b"\xff\xfe\x00", b"\0" * 100, b"[" * 3000, b"",
    b"[tool.ipyimagegen]\nlibrary = ''\n", b"\"\\u0000\" = 1\n", b"[tool.ipyimagegen]\n\"\" = 1\n",
    b"[tool.ipyimagegen.price]\nx = -1\n", b"[tool.ipyimagegen]\nprice = { a = 1979-05-27 }\n",
)  # fmt: skip


def toml(value):
    """A value as TOML has it; None for one that it has not."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (int, float)):
        return str(value)
    if isinstance(value, str):
        return '"' + "".join(f"\\U{ord(one):08x}" for one in value) + '"'
    return {"[]": "[]", "{}": "{}", "[1]": "[1]", "{'a': 1}": "{ a = 1 }"}.get(repr(value))


def odd_file(path, random_, prefix):
    """Put something odd where a settings file may be."""
    kind = random_.randrange(8)
    if kind == 0:
        path.mkdir()
    elif kind == 1:
        path.symlink_to(random_.choice(["nowhere", path.name, "/dev/null", "/dev/zero", "/"]))
    elif kind == 2 and hasattr(os, "mkfifo"):
        os.mkfifo(path)
    elif kind == 3:
        path.write_bytes(random_.choice(FILES))
        path.chmod(random_.choice([0, 0o200, 0o444]))
    elif kind == 4:
        path.write_bytes(random_.choice(FILES))
    else:
        lines = [prefix]
        for name in random_.sample(list(SETTINGS), 2):
            written = toml(random_.choice(VALUES))
            lines += [f"{name} = {written}"] if written is not None else []
        path.write_text("\n".join(lines) + "\n")


def try_everything(folder, seed, monkeypatch):
    """Set odd things and ask for everything; raise what is no error of ours."""
    random_ = random.Random(seed)
    folder.mkdir()
    config, project = folder / "config.toml", folder / "pyproject.toml"
    if random_.random() < 0.5:
        odd_file(config, random_, "")
    if random_.random() < 0.5:
        odd_file(project, random_, "[tool.ipyimagegen]")
    configured = {}
    if random_.random() < 0.4:
        configured[random_.choice(list(SETTINGS))] = random_.choice(VALUES)
    environment = {"IMAGEGEN_LIBRARY": str(folder / "library")}
    for name in random_.sample(VARIABLES, random_.randrange(3)):
        environment[name] = random_.choice(TEXTS)
    with monkeypatch.context() as patch:
        patch.setenv("IMAGEGEN_GATEWAY", "offline")
        for name in random_.sample(OF_PROCESS, random_.randrange(3)):
            value = random_.choice(TEXTS)
            if "\0" not in value:
                patch.setenv(name, value.encode("utf-8", "replace").decode())
        patch.chdir(folder)
        settings = Settings(
            configured=configured.get, environment=environment, folder=folder,
            config_file=random_.choice([config, config, config, Path("x" * 300), Path("\0")]),
        )  # fmt: skip
        session = Session(settings)
        calls = {
            "status": lambda: status_text(session),
            "doctor": lambda: findings_text(examine(session)),
            "history": lambda: repr(session.history()),
            "generate": lambda: session.generate("a frog", timeout=240),
            "use": lambda: session.use(random_.choice(TEXTS)),
            "remember": lambda: settings.remember(random_.choice(TEXTS)),
        }
        try:
            for name, call in calls.items():
                try:
                    call()
                except errors.ImagegenError as error:
                    lines = error.lines()
                    assert len("\n".join(lines).splitlines()) <= 4, (seed, name, lines)
                    assert max(map(len, lines)) < 1000, (seed, name, lines)
                except Exception as error:
                    raise AssertionError(f"seed {seed}: {name}: {error!r}") from error
        finally:
            session.close()


def fuzz(tmp_path, monkeypatch, seconds, most):
    end = time.monotonic() + seconds
    tried = 0
    while tried < most and time.monotonic() < end:
        try_everything(tmp_path / f"case{tried}", SEED * 100_000 + tried, monkeypatch)
        tried += 1
    return tried


@pytest.mark.thorough
def test_odd_settings_are_errors_of_ours(tmp_path, monkeypatch):
    assert fuzz(tmp_path, monkeypatch, QUICK_SECONDS, 600) >= 3


@pytest.mark.fuzz
@pytest.mark.timeout(2 * LONG_SECONDS)
def test_odd_settings_are_errors_of_ours_for_long(tmp_path, monkeypatch):
    assert fuzz(tmp_path, monkeypatch, LONG_SECONDS, 5000) >= 600
