"""The page about prompts: each line of its tables is a test."""

from __future__ import annotations

import math
import re
from itertools import product
from pathlib import Path

import pytest
from PIL import Image

from ipyimagegen.errors import PromptError
from ipyimagegen.prompts.grammar import parse
from ipyimagegen.prompts.values import Names, fill, resolve_axes

PAGE = (Path(__file__).parents[2] / "docs" / "prompts.md").read_text("utf-8")
VALUES = {
    "animal": "cat",
    "row": {"k": "red"},
    "items": ["first", "last"],
    "x": math.pi,
    "pets": {"small": "a mouse", "large": "a horse"},
    "photo": Image.new("RGB", (4, 3)),
}


def lines(heading):
    """Return the rows of the table below a heading: the prompt, and the other column."""
    section = PAGE.partition(f"## {heading}\n")[2].partition("\n## ")[0]
    rows = re.findall(r"^\| `(.+?)` \| (.+?) \|$", section, re.MULTILINE)
    return [(prompt.replace("\\|", "|"), said.replace("\\|", "|")) for prompt, said in rows]


def sent(template):
    names = Names(VALUES.__getitem__, VALUES, lambda value: isinstance(value, Image.Image))
    read = parse(template)
    axes = resolve_axes(read, names)
    return [
        fill(read, chosen, names, lambda _value, _name: 1)
        for chosen in product(*(axis.choices for axis in axes))
    ]


AS_SENT = [
    *lines("Values"),
    *lines("Axes: several in one cell"),
    *lines("What arrives as it is"),
]
REFUSED = lines("What is refused, before anything is sent")


def test_the_tables_are_read():
    assert len(AS_SENT) == 31
    assert len(REFUSED) == 13


@pytest.mark.parametrize(("prompt", "said"), AS_SENT)
def test_what_the_page_says_is_sent(prompt, said):
    assert " · ".join(f"`{one}`" for one in sent(prompt)) == said


@pytest.mark.parametrize("prompt", [prompt for prompt, _ in REFUSED])
def test_what_the_page_says_is_refused(prompt):
    with pytest.raises(PromptError):
        sent(prompt)
