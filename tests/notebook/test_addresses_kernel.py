"""Addresses, proxies and settings files as machines have them, in a real kernel."""

from __future__ import annotations

import pytest

import kernels
from scripted import serving

pytestmark = pytest.mark.kernel

CELL = "%%imagegen p --again\na frog"


@pytest.fixture(scope="module")
def gateway():
    with serving() as scripted:
        yield scripted


def printed(outputs):
    return "".join(output["text"] for output in outputs if output["type"] == "stream")


def error_of(outputs):
    [error] = [output for output in outputs if output["type"] == "error"]
    assert len(error["traceback"]) <= 4
    return error


def test_the_settings_of_a_real_machine(tmp_path, gateway):
    folder = tmp_path / "kernel"
    address = f"{gateway.url}/v1beta/openai"
    with kernels.kernel(
        folder, IMAGEGEN_BASE_URL=address, IMAGEGEN_API_KEY="sk-0123456789"
    ) as kernel:
        kernel.run("import os; open('pyproject.toml', 'w').write('[project]\\n{% if x %}\\n')")
        reply, _ = kernel.run(CELL)
        assert reply["status"] == "ok"
        [(head, _)] = gateway.requests
        assert head.startswith(b"POST /v1beta/openai/chat/completions HTTP/1.1\r\n")
        _, outputs = kernel.run("%imagegen status")
        assert "pyproject.toml: Invalid" in printed(outputs)
        _, outputs = kernel.run("%%imagegen --again --dry-run\na frog")
        assert f"POST {address}/chat/completions\nAuthorization: Bearer ***\n" in printed(outputs)

        kernel.run("os.environ['IMAGEGEN_BASE_URL'] = 'http://192.168.1.20:4000'")
        _, outputs = kernel.run(CELL)
        error = error_of(outputs)
        assert error["ename"] == "SettingError"
        assert "192" not in error["evalue"]
        assert "%imagegen use http://192.168.1.20:4000 --allow-http" in error["traceback"][-1]
        _, outputs = kernel.run("%imagegen use http://192.168.1.20:4000 --allow-http")
        assert printed(outputs).startswith("Pictures come from http://192.168.1.20:4000")
        _, outputs = kernel.run("%imagegen status")
        assert "http://192.168.1.20:4000" in printed(outputs)


def test_no_proxy_as_container_tools_set_it(tmp_path):
    with kernels.kernel(
        tmp_path / "kernel",
        IMAGEGEN_BASE_URL="https://127.0.0.1:1",
        IMAGEGEN_API_KEY="sk-0123456789",
        NO_PROXY="localhost,[::1],fd00::/8",
    ) as kernel:
        _, outputs = kernel.run(CELL)
        assert error_of(outputs)["ename"] == "Unreachable"
        _, outputs = kernel.run("%imagegen doctor")
        assert "cannot reach the gateway" in printed(outputs)
