"""Names that hold several pictures, and lines that were meant for the shell."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from IPython.utils.capture import capture_output
from PIL import Image
from test_magic import failure, printed, run

from ipyimagegen import errors
from ipyimagegen.notebook.magic import _names_in
from ipyimagegen.notebook.sweep_progress import SweepProgress
from ipyimagegen.session.brief import Brief

BIRDS = "%%imagegen birds\na {red|blue} bird"


@pytest.fixture
def birds(shell):
    run(shell, BIRDS)
    return shell.user_ns["birds"]


@pytest.mark.thorough
@pytest.mark.usefixtures("birds")
@pytest.mark.parametrize("of", ["birds", "pets", "pair"])
def test_several_pictures_are_no_text(shell, of):
    """Their list of objects would be sent, and paid for."""
    birds = shell.user_ns["birds"]
    shell.user_ns |= {"pets": dict(zip("ab", birds, strict=True)), "pair": list(birds)}
    told = failure(shell, f"%%imagegen\nbeside {{{of}}}", errors.PromptError)
    assert "holds several pictures" in told
    assert f"{{*{of}}}" in told
    shell.user_ns["words"] = ["a", "b"]
    run(shell, "%%imagegen listed\nwith {words}")
    assert shell.user_ns["listed"].prompt == "with ['a', 'b']"


def test_an_input_of_several_says_how_one_is_named(shell, birds):
    assert "birds[0]" in failure(shell, "%%imagegen -i birds\nnight", errors.UnknownReference)
    shell.user_ns["pets"] = {"cat": birds[0].image}
    told = failure(shell, "%%imagegen -i pets\nnight", errors.UnknownReference)
    assert "pets['cat']" in told
    told = failure(shell, '%%imagegen -i birds["rde"]\nnight', errors.UnknownReference)
    assert "Did you mean red?" in told
    assert told.count("UnknownReference") == 1
    told = failure(shell, "%imagegen show 1", errors.UnknownReference)
    assert "Did you mean @1?" in told


def test_a_sweep_is_shown_marked_and_deleted_whole(shell, birds):
    first, second = birds
    assert run(shell, "%imagegen show birds")[0].result is birds
    told = printed(shell, "%imagegen tag birds good")
    assert told.split("\n")[:2] == [f"{first.ref} · #good", f"{second.ref} · #good"]
    assert printed(shell, "%imagegen rate birds 4").count("★★★★") == 2
    assert printed(shell, "%imagegen delete birds").startswith(
        f"deleted {first.ref}, {second.ref} ·"
    )
    assert "Nothing is found" in repr(run(shell, "%imagegen history bird")[0].result)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("history | head", "limit=5"),
        ("history fox > found.txt", "to_dataframe"),
        ("history --limit 5", "limit=5"),
        ("models | grep gpt", "%%capture"),
        ("library where", "!ipyimagegen library where"),
    ],
)
def test_a_line_for_the_shell_says_what_there_is_here(shell, line, words):
    assert words in failure(shell, f"%imagegen {line}", errors.OptionError)


def test_pipes_in_quotes_and_in_notes_are_text(shell):
    run(shell, BIRDS)
    assert "Nothing is found" in repr(run(shell, '%imagegen history "| head"')[0].result)
    assert printed(shell, "%imagegen note @1 red | blue").endswith("red | blue")
    assert printed(shell, "%imagegen cancel waiting") == "Nothing waits in this kernel."


@pytest.mark.parametrize("folder", ["s3://bucket", "$HOME/pictures"])
def test_config_makes_no_folder_of_a_url(shell, tmp_path, monkeypatch, folder):
    monkeypatch.chdir(tmp_path)
    run(shell, f"%config ImageGen.library = {folder!r}")
    try:
        failure(shell, "%%imagegen\na frog", errors.SettingError)
    finally:
        run(shell, "%config ImageGen.library = None")
    made = {path.name for path in tmp_path.iterdir()}
    assert not made & {"s3:", "$HOME"}


@pytest.mark.parametrize(
    ("options", "words"),
    [("--aspect 16x9", "Did you mean 16:9?"), ("--aspect 3/2", "3:2"), ("--aspect wide", "21:9")],
)
def test_an_aspect_as_others_write_it(shell, options, words):
    assert words in failure(shell, f"%%imagegen {options}\na frog", errors.OptionError)


@pytest.mark.thorough
def test_a_difference_names_regions_as_they_are_written(shell):
    run(shell, "%%imagegen frog\na frog")
    run(shell, "%%imagegen crowned -i frog --only 10,20,300,400\na crown")
    told = repr(run(shell, "%imagegen diff frog crowned")[0].result)
    assert "only: – → 10,20,300,400" in told
    assert "marking" not in told


def test_places_have_the_shape_of_the_input_before_a_picture_is_there(shell):
    wide = Image.new("RGB", (160, 90), "teal")
    brief = Brief(template="make it {night|dawn}", inputs=(wide,))
    session = shell.magics_manager.registry["ImageGen"].session
    plan = session.look_up(session.plan(brief, {}))
    with capture_output(display=True) as captured:
        SweepProgress(plan, terminal=False, quiet=False).begin(watched=True)
    assert "aspect-ratio:1.778" in captured.outputs[0].data["text/html"]


class Standing:
    """A sweep's job as its progress asks it: how many of two have ended, after how many seconds."""

    def __init__(self, plan, ended, seconds):
        self.jobs = tuple(SimpleNamespace(done=lambda: False) for _ in plan.calls)
        self.ended = ended
        self.words = f"{ended} of 2 done · {seconds:g} s"
        self.elapsed = lambda: seconds


def test_a_picture_that_comes_is_drawn_at_once_and_after_that_others_in_a_second(shell):
    session = shell.magics_manager.registry["ImageGen"].session
    plan = session.look_up(session.plan(Brief(template="a {red|blue} bird"), {}))
    progress = SweepProgress(plan, terminal=False, quiet=False)
    shown = []
    with capture_output(display=True) as captured:
        progress.begin(watched=True)
        for ended, seconds in [
            (0, 0.5), (0, 1.1), (0, 1.6), (1, 1.7), (2, 2.2), (2, 2.8), (2, 5.0), (2, 7.9),
        ]:  # fmt: skip
            before = len(captured.outputs)
            progress.watch(Standing(plan, ended, seconds))
            shown += [seconds] * (len(captured.outputs) > before)
    assert shown == [1.1, 1.7, 2.8, 7.9]


def test_the_jobs_that_are_waited_for_are_those_of_inputs_and_of_the_prompt():
    """Cells tell how they stand; without a word a prompt would seem to hang."""
    brief = Brief(
        template="{dusk} by {boats[0].text}, {a {tree}|b} {*birds} {x: y}", inputs=("cat",)
    )
    assert set(_names_in(brief)) == {"cat", "dusk", "boats", "tree", "birds"}
    assert set(_names_in(Brief(template="{dusk}", inputs=("cats[1]",), raw=True))) == {"cats"}
