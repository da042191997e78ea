"""Parts of variables as references: of a sweep by labels and places, of arrays and searches."""

from __future__ import annotations

import pytest

import ipyimagegen
from ipyimagegen import errors


@pytest.fixture
def frogs(shell):
    shell.run_cell("%%imagegen frogs -m nano-banana,gpt-image\na {red|blue} frog").raise_error()
    return shell.user_ns["frogs"]


KEYED = 'frogs["red", "gpt-image"]'


def test_a_picture_of_a_sweep_is_named_as_its_table_says(shell, frogs, capsys):
    wanted = frogs["red", "gpt-image"]
    for line in ("show {}", "rate {} 4", "tag {} good", "check {} alpha", "diff {} @1"):
        shown = shell.run_line_magic("imagegen", line.format(KEYED))
        assert wanted.ref in f"{capsys.readouterr().out} {shown!r}", line


@pytest.mark.parametrize(
    "cell", [f"%%imagegen -i {KEYED}\nat night", f"%%imagegen\n{{{KEYED}}} at night"]
)
def test_it_is_an_input_by_its_labels(shell, frogs, cell):
    made = shell.run_cell(cell).result
    assert made.inputs[0].generation == frogs["red", "gpt-image"].number
    assert made.inputs[0].name == KEYED


def test_several_inputs_by_labels_are_split_between_them(shell, frogs):
    made = shell.run_cell(f"%%imagegen -i {KEYED}, @1,frogs['blue',\"nano-banana\"]\nat night")
    wanted = [frogs["red", "gpt-image"].number, 1, frogs["blue", "nano-banana"].number]
    assert [one.generation for one in made.result.inputs] == wanted


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("frogs[0]", 1), (KEYED, 1), ('frogs["red"]', 2), ("frogs", 4), ("Out[{}]", 4),
        ("frogs[0] @2", 2), ("frogs[0],frogs[1]", 2), ('"red frog"', 2), ("blue", 2),
    ],
)  # fmt: skip
def test_what_is_exported_is_named_in_every_way(shell, capsys, words, count):
    cell = "%%imagegen frogs -m nano-banana,gpt-image\na {red|blue} frog"
    shell.run_cell(cell, store_history=True).raise_error()
    words = words.replace("{}", str(max(shell.user_ns["Out"])))
    shell.run_line_magic("imagegen", f"export out.zip {words}")
    assert f"exported {count} generation" in capsys.readouterr().out


def test_a_part_of_a_sweep_is_its_pictures(shell, frogs, capsys):
    shell.run_line_magic("imagegen", 'rate frogs["red"] 5')
    assert [one.rating for one in ipyimagegen.history("frog", limit=4)].count(5) == 2
    shell.run_line_magic("imagegen", 'delete frogs["red"]')
    shell.run_line_magic("imagegen", "delete frogs[2]")
    assert len(ipyimagegen.history()) == 1
    shell.run_line_magic("imagegen", "delete --undo frogs[2]")
    shell.run_line_magic("imagegen", "delete --undo frogs")
    assert len(ipyimagegen.history()) == 4
    with pytest.raises(errors.UnknownReference) as caught:
        shell.run_line_magic("imagegen", 'rate frogs["green", "x"] 5')
    assert "--raw" not in caught.value.hint


def test_what_was_thrown_away_is_told_as_that(shell):
    shell.run_cell("%%imagegen frog\na frog").raise_error()
    frog = shell.user_ns["frog"]
    shell.run_line_magic("imagegen", "delete frog")
    shell.run_line_magic("imagegen", "prune")
    with pytest.raises(errors.PictureError) as caught:
        frog.picture.bytes  # noqa: B018
    assert caught.value.hint.startswith("%imagegen prune threw it away, or ")
    with pytest.raises(errors.UnknownReference, match="@1 was deleted for good"):
        shell.run_line_magic("imagegen", "rate frog 3")


@pytest.mark.parametrize("shape", ["(5,)", "(2, 2, 2, 2, 2)"])
def test_an_array_that_is_none_is_told_with_its_shape(shell, shape):
    shell.run_cell(f"import numpy as np; array = np.zeros({shape})").raise_error()
    with pytest.raises(errors.UnknownReference) as caught:
        shell.run_cell_magic("imagegen", "-i array", "at night")
    said = f"array is no picture: an array of the shape {shape} and the type float64"
    assert str(caught.value) == said
    assert caught.value.hint.startswith("A picture is (height, width)")


def test_a_search_in_python_says_how_variables_are_named(shell):
    shell.run_cell("%%imagegen frog\na frog").raise_error()
    with pytest.raises(errors.UnknownReference) as caught:
        ipyimagegen.history("like:frog")
    assert "values=globals()" in caught.value.hint
    assert len(ipyimagegen.history("like:frog", values=shell.user_ns)) == 1


def test_a_sweep_of_no_dimension_is_told_without_one(shell):
    assert repr(ipyimagegen.sweep("a frog")).startswith("<Sweep: 1 picture>")


def test_a_session_takes_no_path():
    with pytest.raises(errors.WrongArguments, match="a session's library is a Library, not a str"):
        ipyimagegen.Session(library="frogs")


@pytest.mark.parametrize("word", ["cat.picture", "fox.red", "cat[green]", "_7"])
def test_a_search_is_not_evaluated(shell, word):
    class Fox:
        @property
        def red(self):
            raise AssertionError

    shell.user_ns.update(cat=ipyimagegen.generate("a cat"), fox=Fox())
    with pytest.raises(errors.OptionError, match="there is nothing to export"):
        shell.run_line_magic("imagegen", f"export out.zip {word}")


def test_a_part_of_a_sweep_makes_a_figure(shell, frogs, tmp_path):
    shell.run_line_magic("imagegen", 'figure frogs["red"] -o red.png')
    assert (tmp_path / "red.png").exists()
