"""The key is nowhere: not in an output, a file, a traceback or the memory's reprs."""

from __future__ import annotations

import pytest

import kernels
from kernels import plain
from scripted import answer, choice, data_url, failing, hang_up, picture, serving, silence, success

pytestmark = pytest.mark.kernel

KEY = "sk-or-v1-5ec4e7/of+this=test"
SHORT = "k3y-short"

# At the end: the reprs of our objects, and of the HTTP library's.
REPRS = """
import gc
gc.collect()  # unreachable objects are not examined
def _look():
    for thing in gc.get_objects():
        module = str(type(thing).__module__)
        if module.partition(".")[0] in ("ipyimagegen", "httpx", "httpcore", "h11", "anyio"):
            yield repr(thing)
            yield repr(getattr(thing, "__dict__", ""))
        elif isinstance(thing, BaseException):
            yield repr(thing) + repr(vars(thing))
open({file!r}, "w").write("".join(_look()).encode("ascii", "replace").decode())
"""

WRAPPED = """
import ipyimagegen as ig
def make(prompt):
    try:
        return ig.generate(prompt)
    except Exception as error:
        raise RuntimeError("mine") from error
make("a cat, made by make")
"""


def scripts(key):
    quoted = f"Authorization: Bearer {key}"
    return [
        answer(success(data_url(picture()), content=f"Your key is {key}.", model=key)),
        answer(failing(401, f"Invalid key {key}"), 401),
        answer(failing(400, "x" * 290 + key), 400),
        answer(failing(402, quoted), 402),
        answer(failing(404, quoted), 404),
        answer(failing(429, quoted), 429, retry_after_ms="1"),
        answer(f"<html>{quoted}</html>".encode(), 502, "text/html"),
        answer(b"", 302, Location=f"https://x.example/?key={key}"),
        answer(choice({"content": quoted})),
        answer(choice({"content": ""}, finish_reason="error", error={"message": quoted})),
        answer(success(data_url(picture()[:50]), content=quoted)),
        answer(success(data_url(picture()), content=quoted)[:-3]),
        answer(f'{{"choices": "{quoted}'.encode(), length=9999),
        hang_up,
        silence,
    ]


@pytest.fixture(scope="module")
def gateway():
    with serving() as scripted:
        yield scripted


@pytest.mark.parametrize(
    ("key", "variable"),
    [(KEY, "IMAGEGEN_API_KEY"), (KEY, "BEARER"), (KEY, "--ask-key"), (SHORT, "BEARER")],
)
def test_the_key_is_nowhere(tmp_path, gateway, key, variable):
    asked = variable == "--ask-key"
    variables = {} if asked else {variable: key}
    with kernels.kernel(tmp_path / "kernel", **variables) as kernel:
        use = f"%imagegen use {gateway.url} --remember"
        reply, _ = kernel.run(f"{use} --ask-key" if asked else use, answer=key)
        assert reply["status"] == "ok"
        for mode in ("Context", "Verbose"):
            kernel.run(f"%xmode {mode}")
            for script in scripts(key):
                gateway.reset()
                gateway.script = script
                kernel.run("%%imagegen --again --timeout 1\na cat")
                [*requests] = gateway.requests
                for head, body in requests:
                    assert f"authorization: bearer {key}".lower() in head.decode().lower()
                    assert key not in head.decode().splitlines()[0]
                    assert key.encode() not in body
            gateway.script = scripts(key)[1]
            kernel.run("%%imagegen --again --debug\na cat")
            kernel.run(WRAPPED)
        gateway.reset()
        for line in ("status", "doctor", "models", "show @1", "cancel", "help"):
            kernel.run(f"%imagegen {line}")
        kernel.run("%%imagegen --again --dry-run\na cat")
        kernel.run("from ipyimagegen.session import current_session as _s; vars(_s())")
        kernel.run("vars(_s().settings)")
        seen = tmp_path / "seen.txt"
        assert int(kernel.value(REPRS.format(file=str(seen)))) > 1000
        assert "Secret(***)" in seen.read_text()
        found = seen.read_text().find(key)
        assert found < 0, seen.read_text()[max(0, found - 300) : found]
        everything = "".join(kernel.everything)
    # The prompt for the key is the one place that may see the typed text, and echoes nothing.
    found = everything.find(key)
    assert found < 0, everything[max(0, found - 300) : found]
    files = [path for path in (tmp_path / "kernel").rglob("*") if path.is_file()]
    assert any(path.name == "catalogue.db" for path in files)
    assert any(path.suffix == ".body" for path in files)
    for path in files:
        assert key.encode() not in path.read_bytes(), path


@pytest.mark.parametrize("name", ["X-Access-Token", "api-key"])
def test_a_header_from_the_environment_is_nowhere(tmp_path, gateway, name):
    folder = tmp_path / "kernel"
    (folder / "config" / "ipyimagegen").mkdir(parents=True)
    (folder / "config" / "ipyimagegen" / "config.toml").write_text(
        f'[gateways.lab]\nbase_url = "{gateway.url}"\n'
        f'headers = {{ "{name}" = "Token $LAB_TOKEN" }}\n'
    )
    with kernels.kernel(folder, LAB_TOKEN=KEY) as kernel:
        reply, _ = kernel.run("%imagegen use lab --remember")
        assert reply["status"] == "ok"
        kernel.run("%xmode Verbose")
        for script in scripts(KEY):
            gateway.reset()
            gateway.script = script
            kernel.run("%%imagegen --again --timeout 1\na cat")
            for head, body in gateway.requests:
                assert f"{name}: Token {KEY}" in head.decode().split("\r\n")
                assert KEY.encode() not in body
        gateway.script = scripts(KEY)[1]
        kernel.run("%%imagegen --again --debug\na cat")
        kernel.run(WRAPPED)
        gateway.reset()
        for line in ("status", "doctor", "models", "show @1"):
            kernel.run(f"%imagegen {line}")
        _, outputs = kernel.run("%%imagegen --again --dry-run\na cat")
        assert f"\n{name}: ***\n" in outputs[0]["text"]
        seen = tmp_path / "seen.txt"
        assert int(kernel.value(REPRS.format(file=str(seen)))) > 1000
        found = seen.read_text().find(KEY)
        assert found < 0, seen.read_text()[max(0, found - 300) : found]
        assert KEY not in "".join(kernel.everything)
    for path in folder.rglob("*"):
        assert not path.is_file() or KEY.encode() not in path.read_bytes(), path


@pytest.mark.parametrize("key", ["sk-first\nsk-second", "sk-with space-inside", "sk-ünicode"])
def test_an_unusable_key_is_not_shown_either(tmp_path, gateway, key):
    gateway.reset()
    with kernels.kernel(tmp_path / "kernel", IMAGEGEN_API_KEY=key) as kernel:
        kernel.run("%xmode Verbose")
        kernel.run(f"%imagegen use {gateway.url}")
        _, outputs = kernel.run("%%imagegen --again\na cat")
        assert [o["ename"] for o in outputs if o["type"] == "error"] == ["SettingError"]
        kernel.run(WRAPPED)
        everything = "".join(kernel.everything)
    assert "SettingError" in everything
    for part in key.replace("\n", " ").split():
        assert part not in everything
    assert gateway.requests == []


def test_a_certificate_file_that_is_not_there(tmp_path):
    with kernels.kernel(
        tmp_path / "kernel", IMAGEGEN_API_KEY=KEY, SSL_CERT_FILE=str(tmp_path / "none.pem")
    ) as kernel:
        kernel.run("%imagegen use https://gateway.example")
        _, outputs = kernel.run("%%imagegen --again\na cat")
        [error] = [output for output in outputs if output["type"] == "error"]
        assert error["ename"] == "SettingError"
        assert "SSL_CERT_FILE" in "\n".join(error["traceback"])
        assert plain(outputs) == ""


def test_user_names_in_an_address_are_refused_and_not_shown(tmp_path):
    with kernels.kernel(tmp_path / "kernel", IMAGEGEN_API_KEY=KEY) as kernel:
        _, outputs = kernel.run("%imagegen use https://me:pa55word@gateway.example")
        [error] = [output for output in outputs if output["type"] == "error"]
        assert error["ename"] == "SettingError"
        assert "pa55word" not in "\n".join([error["evalue"], *error["traceback"]])
