"""The errors: few lines, stable values, the user's own line, and a page that names each."""

from __future__ import annotations

import functools
import inspect
import subprocess
import sys
import traceback
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace

import pytest

from ipyimagegen import errors

PAGE = (Path(__file__).parents[1] / "docs" / "errors.md").read_text("utf-8")
CLASSES = [
    kind
    for kind in vars(errors).values()
    if inspect.isclass(kind)
    and issubclass(kind, BaseException)
    and kind not in (errors.ImagegenError, errors.GatewayError)
]


@pytest.mark.parametrize("kind", CLASSES)
def test_each_error_is_on_the_page_and_in_the_tree(kind):
    assert f"| `{kind.__name__}` |" in PAGE
    assert kind.__name__ in (errors.__doc__ or "")
    assert kind.__name__ in errors.__all__


@pytest.mark.parametrize("kind", [k for k in CLASSES if issubclass(k, errors.GatewayError)])
def test_each_gateway_error_comes_back_from_its_plain_values(kind):
    error = kind("what happened", said="its words", hint="do this", maybe_billed=False)
    again = errors.error_from_dict(errors.error_to_dict(error))
    assert type(again) is kind
    assert again.lines() == error.lines()


@pytest.mark.parametrize("kind", [errors.PromptError, errors.SettingError, errors.OptionError])
def test_what_was_never_sent_is_filed_as_not_billed(kind):
    assert errors.error_to_dict(kind("it can't be sent"))["maybe_billed"] is False
    assert errors.error_to_dict(ValueError("a bug of ours"))["maybe_billed"] is True


def test_only_the_interrupt_is_no_exception():
    assert not issubclass(errors.Interrupted, Exception)
    assert all(issubclass(kind, Exception) for kind in CLASSES if kind is not errors.Interrupted)


def function_of(module, source, **names):
    """Return the function `call` of a source that says it belongs to `module`."""
    names["__name__"] = module
    exec(source, names)
    return names["call"]


OURS = function_of(
    "ipyimagegen.session", "def call():\n    raise errors.NoPicture('empty')", errors=errors
)


def test_the_users_line_is_the_last_before_ours():
    def make():
        return OURS()

    with pytest.raises(errors.NoPicture) as caught:
        make()
    line = inspect.getsourcelines(make)[1] + 1
    assert caught.value.lines()[0] == f"NoPicture (test_errors.py line {line} in make): empty"


def test_lines_of_the_standard_library_are_not_the_users():
    def make():
        with ThreadPoolExecutor(1) as pool:
            return pool.submit(functools.partial(OURS)).result()

    with pytest.raises(errors.NoPicture) as caught:
        make()
    line = inspect.getsourcelines(make)[1] + 2
    assert caught.value.lines()[0] == f"NoPicture (test_errors.py line {line} in make): empty"


def test_below_a_magic_no_line_is_named():
    magic = function_of("IPython.core.interactiveshell", "def call():\n    ours()", ours=OURS)
    with pytest.raises(errors.NoPicture) as caught:
        magic()
    assert caught.value.lines()[0] == "NoPicture: empty"


def test_a_plain_traceback_has_every_line():
    error = errors.NoPicture("no picture", said="I can't draw that", hint="Say it in the prompt.")
    error.add_note("in row 3")
    lines = traceback.format_exception_only(error)
    assert "".join(lines).splitlines()[1:] == [
        "I can't draw that",
        errors.MAYBE_BILLED,
        "Say it in the prompt.",
        "in row 3",
    ]
    error.hint = "Another hint."  # as the client learns more
    assert "Another hint." in error.__notes__
    assert str(error) == "no picture"


def test_a_script_that_stops_says_what_to_do():
    code = "from ipyimagegen import errors as e; raise e.OptionError('no', said='x', hint='do y')"
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=180, check=False
    )
    assert result.stderr.splitlines()[-3:] == ["ipyimagegen.errors.OptionError: no", "x", "do y"]


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "klingon"])
def test_lines_fit_the_stream(monkeypatch, encoding):
    monkeypatch.setattr(sys, "stdout", SimpleNamespace(encoding=encoding, errors="strict"))
    error = errors.NoPicture("→", said="64×48 \N{FROG FACE}", hint="“x”")
    for line in error._render_traceback_():
        assert line.encode("cp1252")
    assert "64" in error._render_traceback_()[0]


def test_debug_has_the_traceback_and_the_lines():
    error = errors.NoPicture("empty", hint="ask again")
    error.whole_traceback = True
    shown = error._render_traceback_()
    assert shown[-3:] == error.lines()
    assert traceback.format_exception_only(error)[0].strip() in shown[0]
