"""Bodies of cells: an aspect pasted with the prompt, and two cells pasted together."""

from __future__ import annotations

import pytest

from ipyimagegen.errors import OptionError, PromptError
from ipyimagegen.prompts.cells import read_body


@pytest.mark.parametrize(
    ("template", "rest", "aspect"),
    [
        ("a cat --ar 16:9", "a cat", "16:9"),
        ("a cat\n--ar 3:2", "a cat", "3:2"),
        ("a cat --ar  1:1  ", "a cat", "1:1"),
        ("--ar 16:9 a cat", "--ar 16:9 a cat", None),
        ("a cat --ar 16:9 --v 6", "a cat --ar 16:9 --v 6", None),
        ("a cat--ar 16:9", "a cat--ar 16:9", None),
        ("a cat --ar wide", "a cat --ar wide", None),
        ("a cat", "a cat", None),
    ],
)
def test_pasted_aspect_at_the_very_end(template, rest, aspect):
    template, pasted, message = read_body(template, None)
    assert (template, pasted) == (rest, aspect)
    assert message == (f"--ar {aspect} taken as --aspect" if aspect else "")


def test_an_aspect_beside_the_prompt_and_a_pasted_one_exclude_each_other():
    with pytest.raises(OptionError, match="chosen twice: 16:9, and --ar 3:2"):
        read_body("a cat --ar 3:2", "16:9")
    assert read_body("a cat", "16:9") == ("a cat", "16:9", "")


@pytest.mark.parametrize("line", ["%imagegen status", "%%imagegen frog", "  %%imagegen"])
def test_two_cells_pasted_together(line):
    with pytest.raises(PromptError, match="two cells") as caught:
        read_body(f"a cat\n{line}\na dog", None)
    assert "--raw" in caught.value.hint


def test_a_line_without_its_cell_is_said():
    with pytest.raises(PromptError, match="starts with a cell's first line") as caught:
        read_body("%%imagegen -n 2 fox\na red fox", None)
    assert "Paste the whole cell at once" in caught.value.hint


@pytest.mark.parametrize("body", ["a cat", "the %imagegen magic", "%imagegenerator", "100%"])
def test_other_bodies_pass(body):
    assert read_body(body, None) == (body, None, "")
