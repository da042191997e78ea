"""Settings as cells set them: which one holds, and what is refused before it costs anything."""

from __future__ import annotations

import os
import re

import pytest
from IPython.utils.capture import capture_output
from traitlets.config import Config

import ipyimagegen as ig
from ipyimagegen import errors
from ipyimagegen.notebook.status import status_text
from ipyimagegen.session import current_session
from scripted import serving

ON_POSIX = pytest.mark.skipif(os.name == "nt", reason="it is a path there")


@pytest.fixture(scope="module")
def paid_gateway():
    with serving() as made:
        yield made


@pytest.fixture
def paid(paid_gateway):
    paid_gateway.reset()
    return paid_gateway


def run(shell, cell):
    with capture_output(display=True) as captured:
        result = shell.run_cell(cell, store_history=True)
    return result, captured


def row(name):
    """Return a setting's value and source as the status has them."""
    lines = status_text(current_session()).splitlines()
    [words] = [line for line in lines if line.split()[0] == name]
    return re.split(r"\s{2,}", words)[1:]


# -- the gateway: the later choice holds --------------------------------------------------

CONFIG = "%config ImageGen.gateway = '{}'".format
USE = "%imagegen use {}".format
FROM_PYTHON = "import ipyimagegen\n_ = ipyimagegen.use('{}')".format
TRAIT = "get_ipython().magics_manager.registry['ImageGen'].gateway = '{}'".format


@pytest.mark.parametrize("use", [USE, FROM_PYTHON], ids=["%imagegen use", "ig.use"])
@pytest.mark.parametrize("configure", [CONFIG, TRAIT], ids=["%config", "trait"])
def test_the_later_choice_of_a_gateway_holds(shell, paid, use, configure):
    run(shell, use(paid.url))
    assert row("gateway") == [paid.url, "%imagegen use"]
    run(shell, configure("offline"))
    assert row("gateway") == ["offline", "%config"]
    result, _ = run(shell, "%%imagegen\na frog")
    assert result.result.is_sketch
    assert not paid.requests
    run(shell, configure(paid.url))
    assert row("gateway") == [paid.url, "%config"]
    run(shell, use("offline"))
    assert row("gateway") == ["offline", "%imagegen use"]
    run(shell, "%%imagegen\na newt")
    assert not paid.requests


@pytest.mark.parametrize("use", [USE, FROM_PYTHON], ids=["%imagegen use", "ig.use"])
def test_a_cell_that_is_run_again_chooses_again(shell, paid, use):
    for _ in range(2):
        run(shell, CONFIG("offline"))
        assert row("gateway") == ["offline", "%config"]
        run(shell, use(paid.url))
        assert row("gateway") == [paid.url, "%imagegen use"]


def test_another_setting_chooses_no_gateway(shell, paid):
    run(shell, CONFIG("offline"))
    run(shell, USE(paid.url))
    run(shell, "%config ImageGen.model = 'gpt-image'")
    assert row("gateway") == [paid.url, "%imagegen use"]


def test_a_choice_that_is_taken_back_leaves_none(shell, paid):
    run(shell, USE(paid.url))
    run(shell, "%config ImageGen.gateway = None")
    assert row("gateway") == ["offline", "default"]


def test_a_choice_is_later_than_what_a_profile_says(shell, paid):
    run(shell, "%unload_ext ipyimagegen")
    ig.use(paid.url)
    shell.config.merge(Config({"ImageGen": {"gateway": "offline", "model": "gpt-image"}}))
    run(shell, "%load_ext ipyimagegen")
    run(shell, "%imagegen status")
    assert row("gateway") == [paid.url, "%imagegen use"]
    assert row("model") == ["gpt-image", "%config"]
    run(shell, CONFIG("offline"))
    assert row("gateway") == ["offline", "%config"]


def test_a_choice_before_the_first_cell_gives_way_to_a_later_one(shell, paid):
    ig.use(paid.url)  # before the magic knows the session
    run(shell, CONFIG("offline"))
    result, _ = run(shell, "%%imagegen\na frog")
    assert result.result.is_sketch
    assert not paid.requests


def test_status_tells_the_choice_where_the_setting_cannot_be_used(shell, tmp_path):
    (tmp_path / "pyproject.toml").write_text("[tool.ipyimagegen]\ngateway = 5\n")
    run(shell, USE("offline"))
    assert row("gateway") == ["offline", "%imagegen use"]


@pytest.mark.parametrize("stronger", ["", "IMAGEGEN_GATEWAY", "pyproject.toml", "%config"])
def test_a_choice_that_is_remembered_tells_what_is_stronger(shell, tmp_path, monkeypatch, stronger):
    monkeypatch.setattr(current_session().settings, "_config_file", tmp_path / "config.toml")
    if stronger == "IMAGEGEN_GATEWAY":
        monkeypatch.setenv(stronger, "offline")
    if stronger == "pyproject.toml":
        (tmp_path / stronger).write_text("[tool.ipyimagegen]\ngateway = 'offline'\n")
    if stronger == "%config":
        run(shell, CONFIG("offline"))
    _, captured = run(shell, "%imagegen use openrouter --remember")
    end = f"; {stronger} is stronger than that" if stronger else ""
    assert captured.stdout.endswith(f"in this kernel, and from now on (config.toml){end}.\n")


def test_a_gateway_that_needs_no_key_has_none_in_the_status(shell, paid):
    run(shell, USE(paid.url))
    assert row("budget") == ["none", "default"]
    assert row("key") == ["none"]


def test_an_address_that_was_chosen_keeps_its_key(shell, monkeypatch):
    monkeypatch.setenv("BEARER", "sk-one")
    url = "https://pictures.example.org"
    run(shell, CONFIG(url))
    assert "was not chosen in this kernel" in " ".join(row("key"))
    run(shell, USE(url))
    run(shell, CONFIG(url))
    assert row("gateway") == [url, "%config"]
    assert row("key") == ["set, not shown", "BEARER"]


# -- where the copy goes -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "words"),
    [
        pytest.param(r"C:\pics\x.png", "not of Windows", marks=ON_POSIX),
        pytest.param(r"pics\x.png", "not of Windows", marks=ON_POSIX),
        ("s3://bucket/x.png", "not a URL"),
        ("$HOME/x.png", "variables such as $HOME are not replaced"),
        ("~nobody-has-this-name/x.png", "there is no home folder"),
        ("{nope}", "There are {number}, {model}, {take}, {name}"),
        ("birds/{number:03}.png", "There are {number}"),
    ],
)
@pytest.mark.parametrize("prompt", ["a frog", "a {red|green} frog"])
def test_a_copy_that_can_go_nowhere_is_told_before_a_call_is_paid(
    shell, paid, tmp_path, path, words, prompt
):
    run(shell, USE(paid.url))
    result, captured = run(shell, f"%%imagegen gp --save '{path}'\n{prompt}")
    assert isinstance(result.error_in_exec, errors.OptionError)
    assert words in captured.stdout
    assert not paid.requests
    assert [one.name for one in tmp_path.iterdir()] in ([], ["library"])


@pytest.mark.parametrize("command", ["export {}.zip @1", "figure gp {}.html"])
def test_no_command_writes_a_file_of_elsewhere(shell, tmp_path, command):
    run(shell, "%%imagegen gp\na {red|green} frog")
    for path, words in {"s3://bucket/x": "not a URL", "~nobody-has-this-name/x": "no home"}.items():
        result, captured = run(shell, f"%imagegen {command.format(path)}")
        assert isinstance(result.error_in_exec, (errors.LibraryError, errors.PictureError))
        assert words in captured.stdout
    assert [one.name for one in tmp_path.iterdir()] == ["library"]


# -- what the display and the saved copy need is checked before a call is paid -------------

UNUSABLE = [
    ("text", "'hid'", "it is 'hid', and must be show or hide"),
    ("preview", "0", "it is 0, and must be 64 to 4096 pixels, or full"),
    ("embed", "'yes'", "it is 'yes', and must be auto, always or never"),
    ("on_interrupt", "'stop'", "must be keep or hang_up"),
    ("keep_inputs", "'yes'", "must be on or off"),
    ("replay", "'no'", "must be on, off or only"),
    ("concurrency", "0", "must be a whole number from 1 to 100"),
    ("max_calls", "'x'", "must be a whole number from 0 on"),
    ("timeout", "'abc'", "must be a number of seconds above 0"),
    ("budget", "'$5'", "must be dollars from 0 on"),
    ("price", "5", "must be dollars by model"),
    ("checks", "5", "must be names of checks"),
    ("model", "''", "must not be blank"),
    ("library", "'s3://pictures'", "must be a folder's path, not a URL"),
]
MAKERS = [
    "%%imagegen gp\na frog",
    "%%imagegen gp --save copy.png\na frog",
    "%%imagegen gp --bg\na frog",
    "%%imagegen gp\na {red|green} frog",
    "import ipyimagegen\nipyimagegen.generate('a frog')",
    "import ipyimagegen\nipyimagegen.submit('a frog')",
    "import ipyimagegen\nipyimagegen.sweep('a {red|green} frog')",
]


def refusal(shell, cell):
    """Run a cell whose setting can't be used, and return the lines that a person sees."""
    result, captured = run(shell, cell)
    assert isinstance(result.error_in_exec, errors.SettingError)
    assert not captured.outputs
    return captured.stdout


@pytest.mark.parametrize(("name", "value", "words"), UNUSABLE)
def test_a_setting_that_cannot_be_used_is_told_before_a_call_is_paid(
    shell, paid, name, value, words
):
    run(shell, USE(paid.url))
    run(shell, f"%config ImageGen.{name} = {value}")
    told = refusal(shell, MAKERS[0])
    assert f"setting '{name}' from %config is not usable" in told
    assert words in told
    assert not paid.requests
    assert "gp" not in shell.user_ns


@pytest.mark.parametrize("maker", MAKERS, ids=lambda cell: cell.splitlines()[-1] + cell[:30])
@pytest.mark.parametrize("name", ["text", "preview", "embed", "on_interrupt"])
def test_it_is_told_whoever_asks_for_a_picture(shell, paid, name, maker):
    run(shell, USE(paid.url))
    run(shell, f"%config ImageGen.{name} = 'hid'")
    assert refusal(shell, maker).count("not usable") == 1
    assert not paid.requests


def test_what_a_cell_says_itself_needs_no_setting(shell):
    for name in ("gateway", "model", "timeout", "checks"):
        run(shell, f"%config ImageGen.{name} = 0")
    line = "--gateway offline -m gpt-image --timeout 300 --check size --aspect 1:1"
    result, captured = run(shell, f"%%imagegen {line}\na frog")
    assert result.success, captured.stdout
    assert result.result.model == "gpt-image"


def test_a_picture_that_is_there_is_shown_whatever_the_setting(shell):
    run(shell, MAKERS[0])
    run(shell, "%config ImageGen.preview = 0")
    with pytest.warns(UserWarning, match="it is 0, and must be 64 to 4096") as told:
        data, _ = shell.display_formatter.format(shell.user_ns["gp"])
    assert {str(one.message).rpartition("; ")[2] for one in told} == {
        "pictures are shown at 768 pixels"
    }
    assert len([kind for kind in data if kind.startswith("image/")]) == 1
    refusal(shell, MAKERS[0])  # the cell is told all the same, and nothing is lost
    run(shell, "%config ImageGen.preview = None")
    _, captured = run(shell, MAKERS[0])
    assert "replayed from @1" in captured.outputs[0].data["text/plain"]
