"""The rings of the code: imports go inwards only, and loading brings in nothing heavy."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import ipyimagegen

PACKAGE = Path(ipyimagegen.__file__).parent
ROOMS = {path.stem for path in PACKAGE.iterdir()} - {"__init__", "__main__"}
OUTER = {"notebook", "widget"}
GROUND = {"arguments", "errors", "images", "paths", "text"}
PUBLIC = {"__init__", "api"}  # the functions people call open the outer rooms, too
CORE = (
    "ipyimagegen.errors ipyimagegen.images.picture ipyimagegen.images.inputs "
    "ipyimagegen.prompts.cells ipyimagegen.prompts.values ipyimagegen.prompts.rows "
    "ipyimagegen.gateways ipyimagegen.settings ipyimagegen.gateway.wire ipyimagegen.gateway.client "
    "ipyimagegen.offline.app ipyimagegen.library ipyimagegen.session ipyimagegen.cli"
)
HEAVY = (
    "httpx", "PIL", "sqlalchemy", "ipywidgets", "anywidget", "starlette", "uvicorn", "msgspec",
    "jinja2",
)  # fmt: skip


def modules_after(code: str) -> set[str]:
    result = subprocess.run(
        [sys.executable, "-c", f"{code}\nimport sys\nprint('\\n'.join(sys.modules))"],
        capture_output=True,
        text=True,
        timeout=180,
        check=True,
    )
    return set(result.stdout.split())


@pytest.mark.thorough
def test_core_imports_neither_ipython_nor_widgets():
    modules = modules_after(f"import {', '.join(CORE.split())}")
    assert "ipyimagegen.library" in modules
    assert modules.isdisjoint({"IPython", "ipywidgets", "anywidget", "traitlets"})


@pytest.mark.thorough
def test_only_the_client_imports_httpx():
    rest = [name for name in CORE.split() if name != "ipyimagegen.gateway.client"]
    assert "httpx" not in modules_after(f"import {', '.join(rest)}")


def test_loading_the_extension_imports_nothing_heavy():
    modules = modules_after(
        "from IPython.core.interactiveshell import InteractiveShell as Shell\n"
        "shell = Shell.instance()\n"
        "shell.run_line_magic('load_ext', 'ipyimagegen')\n"
        "assert 'imagegen' in shell.magics_manager.magics['cell']"
    )
    assert modules.isdisjoint(HEAVY)


def test_public_names_are_sorted_and_there():
    import ipyimagegen

    assert ipyimagegen.__all__ == sorted(ipyimagegen.__all__)
    for name in ipyimagegen.__all__:
        assert getattr(ipyimagegen, name) is not None


class Imports(ast.NodeVisitor):
    """The rooms that a module imports at run time, at its top or in a function."""

    def __init__(self, path: Path) -> None:
        self.rooms: set[str] = set()
        self.package = path.relative_to(PACKAGE).parts[:-1]
        self.visit(ast.parse(path.read_text("utf-8")))

    def visit_If(self, node: ast.If) -> None:
        if ast.unparse(node.test) != "TYPE_CHECKING":  # for readers and mypy, never run
            self.generic_visit(node)

    def visit_ImportFrom(self, node: ast.ImportFrom) -> None:
        if node.level:
            above = self.package[: len(self.package) - node.level + 1]
            [first, *_] = (*above, *(node.module or "").split("."))
            self.rooms |= {first} if first else {name.name for name in node.names}


def room_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported_rooms(path: Path) -> set[str]:
    return Imports(path).rooms & ROOMS


MODULES = sorted(PACKAGE.rglob("*.py"))


def test_imports_are_found():
    assert {"errors", "settings", "gateways", "text"} <= imported_rooms(PACKAGE / "doctor.py")
    assert {"widget", "settings", "session"} <= set.union(*map(imported_rooms, MODULES))


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_module_imports_inwards_only(path):
    room, imported = room_of(path), imported_rooms(path)
    if room not in OUTER | PUBLIC:
        assert not imported & OUTER, "the core knows neither the notebook nor the panel"
    if room in GROUND:
        assert imported <= GROUND, "the ground floor stands on itself alone"
    if room == "gateway":
        assert "library" not in imported, "a gateway files nothing"
    if room == "library":
        assert "gateway" not in imported, "a library sends nothing"
