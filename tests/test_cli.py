"""The command line."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from ipyimagegen import __version__, cli


def test_version(capsys):
    with pytest.raises(SystemExit) as ended:
        cli.main(["--version"])
    assert ended.value.code == 0
    assert __version__ in capsys.readouterr().out


@pytest.mark.parametrize(
    "arguments",
    [
        [], ["lap"], ["gateway", "--prot", "1"], ["gateway", "--port", "x"],
        *(["gateway", "--port", port] for port in ("99999", "65536", "-1", "9" * 5000)),
    ],
)  # fmt: skip
def test_wrong_arguments_are_told(arguments, capsys):
    with pytest.raises(SystemExit) as ended:
        cli.main(arguments)
    assert ended.value.code == 2
    assert "usage: ipyimagegen" in capsys.readouterr().err


@pytest.mark.parametrize("host", ["a..b", "x" * 64, "a\0b"])
def test_a_host_that_cannot_be_is_told(host, capsys):
    assert cli.main(["gateway", "--host", host, "--port", "0"]) == 1
    assert "can't be used: " in capsys.readouterr().err


def test_key_that_is_not_set_is_told(capsys):
    assert cli.main(["gateway", "--key-env", "NO_SUCH_KEY"]) == 2
    assert "NO_SUCH_KEY is not set" in capsys.readouterr().err


def cli_process(*arguments, encoding, stdout):
    environment = {**os.environ, "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"}
    return subprocess.run(
        [sys.executable, "-m", "ipyimagegen", *arguments],
        stdout=stdout,
        stderr=subprocess.PIPE,
        env=environment,
        timeout=180,
        check=False,
    )


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("arguments", "encoding"),
    [(("library", "where"), "ascii"), (("doctor",), "cp1252"), (("library", "check"), "ascii")],
)
def test_a_pipe_that_knows_few_characters(arguments, encoding, tmp_path, monkeypatch):
    monkeypatch.setenv("IMAGEGEN_LIBRARY", str(tmp_path / "→ 🐸"))
    result = cli_process(*arguments, encoding=encoding, stdout=subprocess.PIPE)
    assert result.stderr == b""
    assert b"?" in result.stdout


@pytest.mark.thorough
def test_a_reader_that_has_gone_is_no_traceback():
    reading, writing = os.pipe()
    os.close(reading)
    result = cli_process("doctor", encoding="utf-8", stdout=writing)
    os.close(writing)
    assert result.returncode == 1
    assert result.stderr == b""


def test_working_copy_keeps_what_the_user_changed(tmp_path):
    folder = cli.copy_notebooks(tmp_path / "copy")
    quickstart = folder / "quickstart.ipynb"
    assert quickstart.exists()
    quickstart.write_text("mine")
    (folder / "editing.ipynb").unlink()
    cli.copy_notebooks(folder)
    assert quickstart.read_text() == "mine"
    assert (folder / "editing.ipynb").exists()
