"""The pages on security and on money name the test of each promise, and each of them is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

DOCS = Path(__file__).parents[1] / "docs"


@pytest.mark.parametrize("page", ["security.md", "money.md"])
def test_each_promise_has_its_test(page):
    named = re.findall(r"`([\w/]+\.py)::(\w+)`", (DOCS / page).read_text("utf-8"))
    assert len(named) > 10
    for file, name in named:
        assert f"def {name}(" in (Path(__file__).parent / file).read_text("utf-8"), (file, name)
