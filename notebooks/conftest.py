"""Each notebook is run with a fresh library, and without the settings of who runs it."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

OURS = ("IMAGEGEN_", "BEARER", "OPENROUTER_")
_folders: dict[str, str] = {}


def pytest_itemcollected(item: pytest.Item) -> None:
    """Mark each cell that nbval runs, and have it pass over pictures inside of HTML.

    As it does over others: each release of an encoder makes other bytes. pytest asks this file
    about its own folder only.
    """
    item.add_marker("notebook")
    item.config.option.nbval_sanitize_with = str(Path(__file__).with_name("sanitize.cfg"))


# A hook and not a fixture: nbval starts a notebook's kernel when pytest sets up its file,
# before any fixture, and the kernel inherits the environment of that moment.
@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> Iterator[None]:
    """Give the kernel of this notebook a library of its own."""
    notebook = str(item.path)
    if notebook not in _folders:
        _folders[notebook] = tempfile.mkdtemp(prefix="notebook-")
    folder = _folders[notebook]
    with pytest.MonkeyPatch.context() as patch:
        for name in list(os.environ):
            if name.startswith(OURS):
                patch.delenv(name)
        patch.setenv("IMAGEGEN_LIBRARY", f"{folder}/library")
        patch.setenv("XDG_CONFIG_HOME", f"{folder}/config")
        return (yield)


def pytest_unconfigure() -> None:
    """Take the libraries away."""
    for folder in _folders.values():
        shutil.rmtree(folder, ignore_errors=True)
