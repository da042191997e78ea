"""The report of an edit of a region in three lines, as the panel tells it."""

from __future__ import annotations

import pytest

from ipyimagegen.regions.alignment import INSTALL
from ipyimagegen.regions.report import Report

PASTED = Report(
    pasted=True, lined_up=True, outside=0, model_outside=0.474, moved=6.3, zoomed=0.016,
    turned=0.0, overshoot=0.03, correlation=0.9,
)  # fmt: skip


def told(**fields):
    values = {name: getattr(PASTED, name) for name in PASTED.__dataclass_fields__}
    return [" ".join(filter(None, line)) for line in Report(**values | fields).lines]


def test_what_was_pasted_is_told_in_three_lines():
    assert told() == [
        "0 % changed outside your marks. The model: 47 %.",
        "It had moved 6 px, zoomed 1.6 %: corrected, colours too.",
        "3 % of its change lay outside and was cut off.",
    ]


@pytest.mark.parametrize(
    ("fields", "place", "words"),
    [
        ({"model_outside": None}, 0, "0 % changed outside your marks."),
        ({"model_outside": 0.001}, 0, "The model: less than 1 %."),
        ({"outside": 12}, 0, "12 px changed outside your marks."),
        ({"moved": 0.1, "zoomed": 0.0}, 1, "It came in its place. Its colours were matched."),
        ({"shape": "1024×768"}, 1, "It came as 1024×768, moved 6 px"),
        ({"remarks": ("its CMYK colours as RGB",)}, 1, "· its CMYK colours as RGB"),
        ({"lined_up": False, "why": INSTALL}, 1, f"Pasted as it came: {INSTALL}."),
        ({"overshoot": 0.001}, 2, "Nothing of its change was cut off."),
        ({"overshoot": None}, 2, ""),
    ],
)
def test_each_line_says_what_it_knows(fields, place, words):
    line = told(**fields)[place]
    assert words in line if words else not line


def test_what_was_not_pasted_says_why():
    lines = told(pasted=False, why="not lined up", overshoot=0.5)
    assert lines[:2] == [
        "Nothing was pasted: shown as delivered. Not lined up.",
        "It had changed 47 % outside your marks.",
    ]
    assert not Report(pasted=False, overshoot=0.5).is_cut
