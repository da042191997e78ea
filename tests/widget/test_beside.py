"""The panel beside the notebook: with the package that opens it, and without."""

from __future__ import annotations

import sys
from types import ModuleType
from typing import ClassVar

import pytest

from ipyimagegen.errors import OptionError
from ipyimagegen.notebook.commands import COMMANDS, Invocation


class Sidecar:
    """Stands for the package's view."""

    opened: ClassVar[list[Sidecar]] = []

    def __init__(self, **options):
        self.options, self.shown, self.is_closed = options, [], False
        self.opened.append(self)

    def append_display_data(self, shown):
        self.shown.append(shown)

    def close(self):
        self.is_closed = True


@pytest.fixture
def sidecar(monkeypatch):
    package = ModuleType("sidecar")
    package.Sidecar = Sidecar
    monkeypatch.setitem(sys.modules, "sidecar", package)
    monkeypatch.setattr(Sidecar, "opened", [])
    return Sidecar.opened


def open_beside(session):
    return COMMANDS["panel"].run(Invocation(session, ["--beside"], {}))


def test_it_opens_beside_the_notebook_and_only_once(session, panel, sidecar):
    assert open_beside(session) is None
    open_beside(session)
    assert [one.shown for one in sidecar] == [[panel], [panel]]
    assert [one.is_closed for one in sidecar] == [True, False]
    assert sidecar[0].options == {"title": "imagegen", "anchor": "split-right"}


def test_without_the_package_it_says_what_to_install_and_what_to_do_else(
    session, panel, monkeypatch
):
    monkeypatch.setitem(sys.modules, "sidecar", None)
    with pytest.raises(OptionError) as caught:
        open_beside(session)
    words = " ".join(caught.value.lines())
    assert "pip install 'ipyimagegen[beside]'" in words
    assert "Create New View for Cell Output" in words
