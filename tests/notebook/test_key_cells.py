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
