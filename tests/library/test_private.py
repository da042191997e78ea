"""A private library is private: what the umask takes is taken, and nobody else may ever write."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from ipyimagegen.library import Library
from ipyimagegen.library.maintenance.repair import repair

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")

MAKE = """
import os, sys
os.umask(int(sys.argv[1], 8))
import ipyimagegen as ig
from ipyimagegen.library.transfer.export_bundle import export
from ipyimagegen.session import current_session
made = ig.generate("a frog")
session = current_session()
library = session.library
library.keep_reply(made.number, b"a reply")
library.thumbnail(made.picture)
library.files.write_journal(7, {})
made.picture.save("saved/frog.png")
made.save("copies/deep/stripped", strip=True)
made.save("copies/deep/embedded", embed=True)
export(library, [made], "bundles/deep/bundle.zip")
library.files.write_unnamed("import", [], [])
from ipyimagegen.cli import copy_notebooks
from pathlib import Path
copy_notebooks(Path("notebooks/deep"))
session.settings.remember("offline")
with library.catalogue.writing() as connection:
    connection.exec_driver_sql("UPDATE generations SET note = 'x'")
"""


def modes(folder):
    places = [folder, *folder.rglob("*")] if folder.is_dir() else [folder]
    assert places
    return {str(place): place.stat().st_mode & 0o7777 for place in places}


def make(tmp_path, umask, library="data/deep/library"):
    """Make a generation with all that belongs to it in a process of that umask; return modes."""
    folder = tmp_path / "home"
    folder.mkdir(mode=0o700)
    (folder / "work").mkdir(mode=0o700)
    library = folder / library
    environment = {
        **{name: text for name, text in os.environ.items() if not name.startswith("IMAGEGEN_")},
        "IMAGEGEN_LIBRARY": str(library),
        "XDG_CONFIG_HOME": str(folder / "config" / "deep"),
    }
    done = subprocess.run(
        [sys.executable, "-c", MAKE, oct(umask)[2:]],
        cwd=folder / "work", env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    kept = modes(library) | modes(folder / "config")
    for ending in ("catalogue.db", "/pictures/", ".body", "/7.json", ".webp", "config.toml"):
        assert [name for name in kept if ending in name], ending
    for name in ("frog", "stripped", "embedded", "bundle"):
        assert list((folder / "work").rglob(f"{name}.*")), name
    above = modes(folder / "data") if (folder / "data").is_dir() else {}
    return kept, above, modes(folder / "work")


def slow(umask):
    return pytest.param(umask, marks=pytest.mark.slow)


@pytest.mark.thorough
@pytest.mark.parametrize("umask", [0o077, *map(slow, (0o027, 0o037))])
def test_what_the_umask_takes_is_taken_from_everything(tmp_path, umask):
    for found in make(tmp_path, umask):
        for name, mode in found.items():
            assert mode & umask == 0, (name, oct(mode))


@pytest.mark.thorough
@pytest.mark.parametrize("umask", [0, *map(slow, (0o002, 0o022))])
def test_nobody_else_may_write_a_library_or_settings(tmp_path, umask):
    kept, above, saved = make(tmp_path, umask)
    for name, mode in (kept | above | saved).items():
        assert mode & 0o022 == 0, (name, oct(mode))
        assert mode & 0o600 == 0o600, (name, oct(mode))


@pytest.mark.thorough
@pytest.mark.parametrize("umask", [0, *map(slow, (0o002, 0o007))])
def test_a_library_that_is_a_groups_stays_the_groups(tmp_path, umask):
    shared = tmp_path / "shared"
    shared.mkdir()
    shared.chmod(0o2775)
    kept, *_ = make(tmp_path, umask, library=shared)
    assert kept.pop(str(shared)) == 0o2775
    for name, mode in kept.items():
        if name.startswith(str(shared)):
            assert mode & 0o020, (name, oct(mode))
            assert not mode & 0o002, (name, oct(mode))
        else:
            assert not mode & 0o022, (name, oct(mode))


@pytest.mark.thorough
def test_a_library_that_anybody_may_write_gets_files_that_nobody_else_may(tmp_path):
    open_one = tmp_path / "open"
    open_one.mkdir()
    open_one.chmod(0o777)
    kept, *_ = make(tmp_path, 0, library=open_one)
    assert kept.pop(str(open_one)) == 0o777  # as its owner wanted it
    for name, mode in kept.items():
        assert mode & 0o022 == 0, (name, oct(mode))


def test_a_catalogue_that_is_made_anew_has_the_permissions_of_the_old_one(tmp_path):
    library = Library(tmp_path / "library")
    with library.catalogue.writing():
        pass
    path = library.catalogue.path
    library.catalogue.close()
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    path.chmod(0o660)
    repair(Library(library.folder))
    assert list(library.folder.glob("catalogue-damaged-*.db"))
    assert path.stat().st_mode & 0o777 == 0o660
