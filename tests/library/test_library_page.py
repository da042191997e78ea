"""docs/library.md: each promise names a test that there is, and the schema is the real one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ipyimagegen.library.fields import FIELDS
from ipyimagegen.library.storage.schema import SCHEMA, metadata

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "library.md").read_text("utf-8")
TESTS = "\n".join(path.read_text("utf-8") for path in (ROOT / "tests").rglob("test_*.py"))


def rows(heading):
    """The rows of the table under a heading, each a list of cells."""
    section = PAGE.split(f"## {heading}\n", 1)[1].split("\n## ", 1)[0]
    lines = [line for line in section.splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines[1:]]


@pytest.mark.parametrize("promise", rows("What you can count on"), ids=lambda row: row[0][:40])
def test_a_promise_names_tests_that_there_are(promise):
    named = re.findall(r"`(tests/[\w/.]+|test_\w+)`", promise[-1])
    assert named
    for name in named:
        assert (ROOT / name).exists() if "/" in name else f"def {name}(" in TESTS, name


def test_the_schema_is_the_one_that_is_used():
    told = {
        cells[0].strip("`"): set(re.findall(r"`([a-z_]+)`", cells[2]))
        for cells in rows("The schema")
    }
    assert f"Schema {SCHEMA}," in PAGE
    for table in metadata.tables.values():
        assert {column.name for column in table.columns} <= told[table.name], table.name


def test_every_field_of_the_search_is_told():
    told = " ".join(cells[0] for cells in rows("Finding it again"))
    for field in FIELDS:
        assert f"`{field}:" in told
