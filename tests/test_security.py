"""The page on security names the test of each promise, and each of them is there."""

from __future__ import annotations

import re
from pathlib import Path

PAGE = Path(__file__).parents[1] / "docs" / "security.md"


def test_each_promise_has_its_test():
    named = re.findall(r"`([\w/]+\.py)::(\w+)`", PAGE.read_text("utf-8"))
    assert len(named) > 10
    for file, name in named:
        assert f"def {name}(" in (Path(__file__).parent / file).read_text("utf-8"), (file, name)
