"""Cells that a key was typed into: it is refused, and not shown."""

from __future__ import annotations

import pytest
from IPython.utils.capture import capture_output

KEY = "sk-or-v1-abcdef0123456789"
WORDS = ("a key is no gateway", "The key is asked for", "a gateway's address is a URL")


def test_a_cell_with_a_key_shows_it_in_no_dry_run(shell, monkeypatch):
    monkeypatch.setenv("BEARER", KEY)
    extra = f'{{"api_key":"{KEY}"}}'
    for options in ("", " --dry-run"):
        with capture_output() as captured:
            shell.run_cell(f"%%imagegen nm --extra {extra}{options}\na cat")
        assert "the secret from BEARER stands in the prompt" in captured.stdout
        assert KEY not in captured.stdout + captured.stderr


@pytest.mark.parametrize(
    "key",
    [
        KEY,
        "sk-another",
        "Bearer sk-another",
        "AIzaSyD-1234567890abcdefghijklmnop",
        "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln",
        "gsk_0123456789abcdefghijklmn",
    ],
)
@pytest.mark.parametrize(
    "cell",
    [
        "%imagegen use '{}'",
        "%imagegen use '{}' --ask-key",
        "%imagegen use dgx --ask-key '{}'",
        "%imagegen use dgx --ask-key='{}'",
        "%%imagegen --gateway '{}'\na cat",
        "%config ImageGen.gateway = '{}'\n%imagegen status",
        "%config ImageGen.gateway = '{}'\n%imagegen doctor",
        "import ipyimagegen as ig; ig.use('{}')",
        "import ipyimagegen as ig; ig.generate('a cat', gateway='{}')",
        "import os\nos.environ['IMAGEGEN_GATEWAY'] = '{}'\n%imagegen status",
    ],
)
def test_a_key_in_a_gateways_place_is_not_shown(shell, monkeypatch, cell, key):
    monkeypatch.setenv("IMAGEGEN_API_KEY", KEY)
    monkeypatch.setenv("IMAGEGEN_GATEWAY", "offline")
    with capture_output() as captured:
        shell.run_cell(cell.format(key))
    shown = captured.stdout + captured.stderr
    assert any(words in shown for words in WORDS)
    assert key not in shown
    assert key.rpartition(" ")[2][3:] not in shown


KEYS = (KEY, "sk-another", "AIzaSyD-1234567890abcdefghijklmnop")
LINES = [
    *("%imagegen {}", "%imagegen {} dgx", "%imagegen gateway {}"),
    *("%imagegen use {}", "%imagegen use dgx {}", "%imagegen use {} dgx"),
    *("%imagegen figure birds {}", "%imagegen panel {} birds"),
    *("%%imagegen {}", "%%imagegen frog {}", "%%imagegen -m gpt-image {}"),
]  # fmt: skip


def refusal(shell, line):
    with capture_output() as captured:
        shell.run_cell(f"{line}\na cat" if line.startswith("%%") else line)
    shown = captured.stdout + captured.stderr
    assert "Error" in shown, line
    return shown


@pytest.mark.parametrize("line", LINES)
@pytest.mark.parametrize("dash", ["--", "-", "—", "––", "-–", "−", ""])
def test_a_key_behind_a_flag_is_not_shown(shell, dash, line):
    for flag in ("key", "api-key", "ask-key", "askkey", "k"):
        for key in (*KEYS, "hunter2"):
            assert key not in refusal(shell, line.format(f"{dash}{flag}={key}"))


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize(
    "line",
    [
        *("%imagegen {}", "%imagegen --{}", "%imagegen —{}", "%imagegen gateway {}"),
        *("%imagegen use dgx {}", "%imagegen use dgx --{}", "%imagegen history --{}"),
        *("%%imagegen -{}", "%%imagegen --{}", "%%imagegen —{}", "%%imagegen model={}"),
        *("%%imagegen frog {}", "%%imagegen frog --{}", "%%imagegen frog={} toad"),
    ],
)
def test_a_key_in_another_words_place_is_not_shown(shell, line, key):
    assert key not in refusal(shell, line.format(key))


def test_a_key_behind_a_flag_of_use_is_asked_for(shell):
    for flag in ("ask-key", "key", "askkey"):
        assert "The key is asked for" in refusal(shell, f"%imagegen use dgx --{flag}={KEY}")
