"""The map of the code names every module once, and nothing that isn't there."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "architecture.md").read_text("utf-8")
PACKAGE = ROOT / "src" / "ipyimagegen"
MODULES = {
    path.relative_to(PACKAGE).with_suffix("").as_posix()
    for path in PACKAGE.rglob("*.py")
    if not path.stem.startswith("__")
}


def test_every_module_is_on_the_map_once():
    _, _, table = PAGE.partition("## Every module")
    rows = [line.split("|")[1] for line in table.splitlines() if line.startswith("| `")]
    named = [name for row in rows for name in re.findall(r"`([\w/]+)`", row)]
    assert sorted(named) == sorted(MODULES)


def test_the_map_names_nothing_that_is_gone():
    folders = {parent.as_posix() for name in MODULES for parent in Path(name).parents}
    for name in re.findall(r"`((?:\w+/)+\w*)`", PAGE):
        place = PACKAGE / name
        assert name in MODULES or name.rstrip("/") in folders or place.is_dir(), name


def test_every_file_of_the_front_end_is_on_the_map_once():
    folder = PACKAGE / "widget" / "frontend"
    files = {path.relative_to(folder).as_posix() for path in folder.rglob("*.*")}
    _, _, section = PAGE.partition("## The panel's front end")
    named = re.findall(r"^\| `([\w/-]+\.\w+)` \|", section, re.MULTILINE)
    assert sorted(named) == sorted(files)
