"""A library that may only be read: everything but writing works, and writing is told in time."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest

import permissions
from conditions import until
from ipyimagegen.library import Library
from ipyimagegen.session import Session
from ipyimagegen.settings import Settings

MADE_BEFORE = Path(__file__).parents[1] / "made_before" / "catalogue.db"

pytestmark = permissions.counted


@pytest.fixture
def session(tmp_path):
    """A session that has made a hat, and a hat at night."""
    settings = Settings(environment={}, folder=tmp_path, config_file=tmp_path / "config.toml")
    made = Session(settings, library=Library(tmp_path / "library"))
    made.edit(made.generate("a hat"), "at night")
    yield made
    made.close()
    made.library.close()


@pytest.fixture
def folder(session):
    """Its folder, with no program using it."""
    session.close()
    log = session.library.folder / "catalogue.db-wal"

    def is_closed():
        session.library.close()  # a thread may have opened it once more
        return not log.exists()

    until(is_closed)
    return session.library.folder


READING = """
import ipyimagegen as ig
from ipyimagegen.cli import main
from ipyimagegen.doctor import examine, findings_text
from ipyimagegen.library.maintenance.repair import check, measure
from ipyimagegen.session import current_session
from ipyimagegen.views.difference import Difference
from ipyimagegen.views.lineage import Lineage

tell("history", lambda: [one.number for one in ig.history()])
tell("search", lambda: [one.number for one in ig.history("hat model:nano")])
tell("get", lambda: len(ig.get("@1").picture.bytes) > 1000)
tell("lineage", lambda: "@1" in str(Lineage(ig.get(2))))
tell("diff", lambda: "night" in str(Difference(ig.get(1), ig.get(2))))
tell("spend", lambda: str(ig.spend()))
tell("replay", lambda: ig.generate("a hat").number)
tell("edit", lambda: ig.edit("@1", "at night").number)
library = current_session().library
tell("check", lambda: list(check(library)))
tell("size", lambda: measure(library).pictures)
tell("thumbnail", lambda: library.thumbnail(ig.get(1).picture)[:4])
tell("remarks", lambda: library.remarks)
tell("doctor", lambda: findings_text(examine(current_session())[-1:]).splitlines())
tell("codes", lambda: [main(["library", word]) for word in ("where", "size", "check")])
"""
READ = {
    "history": ["[2, 1]"],
    "search": ["[1]"],
    "get": ["True"],
    "lineage": ["True"],
    "diff": ["True"],
    "replay": ["1"],
    "edit": ["2"],
    "check": ["[]"],
    "size": ["2"],
    "thumbnail": ["b'RIFF'"],
    "remarks": ["('read only: Permission denied',)"],
    "codes": ["[0, 0, 0]"],
}


def read(folder, tmp_path):
    """Read all of a library where nothing may be written, and compare it."""
    told = permissions.run(READING, tmp_path, HOME=str(tmp_path), IMAGEGEN_LIBRARY=str(folder))
    assert {name: told[name] for name in READ} == READ
    assert "TROUBLE" in told["doctor"][0]
    assert "2 generations" in told["doctor"][0]
    assert "read only: Permission denied" in told["doctor"][0]
    assert "IMAGEGEN_LIBRARY" in told["doctor"][0]


@pytest.mark.thorough
def test_one_that_nobody_uses_is_read(folder, tmp_path):
    with permissions.closed(folder):
        read(folder, tmp_path)


@pytest.mark.slow
def test_one_that_its_owner_uses_is_read(session, tmp_path):
    folder = session.library.folder
    assert (folder / "catalogue.db-shm").exists()
    with permissions.closed(folder):
        read(folder, tmp_path)


@pytest.mark.slow
def test_rows_in_a_log_that_was_left_there_are_read(session, tmp_path):
    shutil.copytree(session.library.folder, tmp_path / "disc")
    (tmp_path / "disc" / "catalogue.db-shm").unlink()
    assert (tmp_path / "disc" / "catalogue.db-wal").stat().st_size
    with permissions.closed(tmp_path / "disc"):
        read(tmp_path / "disc", tmp_path)


@pytest.fixture
def cut_off(folder, tmp_path):
    """A copy of it, as a process leaves it that is killed while it writes."""
    catalogue = folder / "catalogue.db"
    with sqlite3.connect(catalogue, isolation_level=None) as connection:
        connection.execute("PRAGMA journal_mode=delete")
        connection.execute("PRAGMA cache_size=1")  # pages are written before the end
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("UPDATE generations SET note = ?", ["x" * 300_000])
        connection.execute("DELETE FROM generations")
        shutil.copytree(folder, tmp_path / "disc")
        connection.execute("ROLLBACK")
    connection.close()
    assert (tmp_path / "disc" / "catalogue.db-journal").stat().st_size
    return tmp_path / "disc"


@pytest.mark.slow
def test_a_transaction_that_was_cut_off_is_not_read(cut_off, tmp_path):
    with permissions.closed(cut_off):
        read(cut_off, tmp_path)


TAKING_BACK = """
from pathlib import Path
from ipyimagegen.library import Library
from ipyimagegen.library.maintenance.repair import repair
tell("count", lambda: Library(Path(FOLDER)).count())
tell("check", lambda: Library(Path(FOLDER)).check())
tell("repair", lambda: repair(Library(Path(FOLDER))))
"""


@pytest.mark.thorough
@pytest.mark.parametrize("mode", [0o444, pytest.param(0, marks=pytest.mark.slow)])
def test_one_that_only_another_user_can_take_back_says_so(cut_off, tmp_path, mode):
    (cut_off / "catalogue.db-journal").chmod(mode)
    told = permissions.run(f"FOLDER = {str(cut_off)!r}" + TAKING_BACK, tmp_path)
    if mode:
        assert told.pop("count") == ["2"]
    for lines in told.values():
        assert "can't be written" in lines[0]
        assert " ".join(lines).count("can't be taken back") == 1
        assert "Open it once as its user" in lines[-1]
    (cut_off / "catalogue.db-journal").chmod(0o644)
    assert Library(cut_off).count() == 2


@pytest.mark.slow
def test_a_catalogue_alone_that_is_closed_is_read(folder, tmp_path):
    (folder / "catalogue.db").chmod(0o444)
    read(folder, tmp_path)


@pytest.mark.thorough
def test_where_pictures_cannot_be_put_the_rest_is_read(folder, tmp_path):
    (folder / "pictures").chmod(0o555)
    read(folder, tmp_path)
    code = "import ipyimagegen as ig\ntell('made', lambda: ig.generate('a frog'))\n"
    told = permissions.run(code, tmp_path, IMAGEGEN_LIBRARY=str(folder))
    assert f"can't be written: {folder}" in told["made"][0]


WRITING = """
import ipyimagegen as ig
from ipyimagegen.session import current_session
from ipyimagegen.library.maintenance.prune import prune
from ipyimagegen.library.maintenance.repair import repair

for name, call in {
    "generate": lambda: ig.generate("a frog"),
    "again": lambda: ig.generate("a hat", again=True),
    "sweep": lambda: ig.sweep("a {frog|toad}"),
    "rate": lambda: ig.get(1).rate(5),
    "tag": lambda: ig.get(1).tag("hats"),
    "delete": lambda: ig.get(1).delete(),
    "prune": lambda: prune(current_session().library),
    "repair": lambda: repair(current_session().library),
    "import": lambda: ig.import_bundle("bundle.zip"),
}.items():
    tell(name, call)
tell("history", lambda: [one.number for one in ig.history()])
"""


@pytest.mark.thorough
def test_what_writes_is_refused_in_two_lines(session, folder, tmp_path):
    session.export_bundle(tmp_path / "bundle.zip", session.get(1))
    session.library.close()
    with permissions.closed(folder):
        told = permissions.run(WRITING, tmp_path, IMAGEGEN_LIBRARY=str(folder))
    assert told.pop("history") == ["[2, 1]"]
    assert len(told) == 9
    for name, lines in told.items():
        assert "the library can't be written" in lines[0], (name, lines)
        assert "Permission denied" in lines[0], (name, lines)
        assert "IMAGEGEN_LIBRARY" in lines[-1], (name, lines)


@pytest.mark.slow
def test_a_sweep_replays_what_there_is(folder, tmp_path):
    code = (
        "import ipyimagegen as ig\n"
        "tell('made', lambda: [len(part) for s in [ig.sweep('a {hat|frog}')]"
        " for part in (s.generations, s.failed)])\n"
    )
    with permissions.closed(folder):
        told = permissions.run(code, tmp_path, IMAGEGEN_LIBRARY=str(folder))
    assert told["made"] == ["[1, 1]"]


@pytest.mark.slow
def test_what_its_owner_adds_is_seen_and_what_is_opened_again_is_written(folder, tmp_path):
    """One kernel: it reads, the owner writes, and then it may write, too."""
    code = (
        "import os, sqlite3, ipyimagegen as ig\n"
        "catalogue = os.environ['IMAGEGEN_LIBRARY'] + '/catalogue.db'\n"
        "tell('before', lambda: [one.note for one in ig.history()])\n"
        "tell('refused', lambda: ig.generate('a frog'))\n"
        "def modes(folder, file):\n"
        "    for place, _, names in os.walk(os.environ['IMAGEGEN_LIBRARY']):\n"
        "        os.chmod(place, folder)\n"
        "        for name in names:\n"
        "            os.chmod(os.path.join(place, name), file)\n"
        "modes(0o755, 0o644)\n"
        "with sqlite3.connect(catalogue) as owner:\n"
        "    owner.execute(\"UPDATE generations SET note = 'seen' WHERE number = 1\")\n"
        "owner.close()\n"
        "modes(0o555, 0o444)\n"
        "tell('after', lambda: [one.note for one in ig.history()])\n"
        "modes(0o755, 0o644)\n"
        "tell('made', lambda: ig.generate('a frog').number)\n"
        "modes(0o555, 0o444)\n"
        "tell('refused again', lambda: ig.generate('a toad'))\n"
        "tell('read again', lambda: [one.number for one in ig.history()])\n"
    )
    with permissions.closed(folder):
        told = permissions.run(code, tmp_path, IMAGEGEN_LIBRARY=str(folder))
    assert told["before"] == ["['', '']"]
    assert told["after"] == ["['', 'seen']"]
    assert told["made"] == ["3"]
    for name in ("refused", "refused again"):
        assert "can't be" in told[name][0], told[name]
    assert told["read again"][0].endswith("3, 2, 1]"), told["read again"]


@pytest.mark.thorough
def test_an_older_one_says_that_it_must_be_brought_up_to_date(tmp_path):
    folder = tmp_path / "library"
    folder.mkdir()
    shutil.copyfile(MADE_BEFORE, folder / "catalogue.db")
    with sqlite3.connect(folder / "catalogue.db") as connection:
        connection.execute("PRAGMA user_version = 2")
    connection.close()
    code = "import ipyimagegen as ig\ntell('history', ig.history)\n"
    with permissions.closed(folder):
        told = permissions.run(code, tmp_path, IMAGEGEN_LIBRARY=str(folder))
    assert "older ipyimagegen" in told["history"][-1]
    assert "copy" in told["history"][-1]


@pytest.mark.thorough
@pytest.mark.parametrize("there", [True, pytest.param(False, marks=pytest.mark.slow)])
def test_an_empty_folder_that_is_closed_is_told(tmp_path, there):
    folder = tmp_path / "library"
    folder.mkdir()
    code = (
        "import ipyimagegen as ig\n"
        "tell('history', ig.history)\n"
        "tell('made', lambda: ig.generate('a frog'))\n"
    )
    with permissions.closed(folder):
        place = folder if there else folder / "new"
        told = permissions.run(code, tmp_path, IMAGEGEN_LIBRARY=str(place))
    for lines in told.values():
        assert lines[0].endswith("Permission denied")
        assert "IMAGEGEN_LIBRARY" in lines[1]


@pytest.mark.thorough
def test_the_command_line_says_that_it_is_read_only(folder, tmp_path):
    code = (
        "import io, contextlib\n"
        "from ipyimagegen.cli import main\n"
        "def said(*words):\n"
        "    out = io.StringIO()\n"
        "    with contextlib.redirect_stdout(out):\n"
        "        main(words)\n"
        "    return out.getvalue().strip()\n"
        "tell('where', lambda: said('library', 'where'))\n"
        "tell('check', lambda: said('library', 'check'))\n"
        "tell('repair', lambda: main(['library', 'repair']))\n"
    )
    with permissions.closed(folder):
        told = permissions.run(code, tmp_path, IMAGEGEN_LIBRARY=str(folder))
    assert "read only: Permission denied" in told["where"][0]
    assert told["check"] == ["'All is well with 2 generations (read only: Permission denied).'"]
    assert told["repair"] == ["2"]


@pytest.mark.thorough
@permissions.counted
@pytest.mark.parametrize("mode", [0o000, pytest.param(0o555, marks=pytest.mark.slow)])
def test_where_the_home_is_closed_the_variable_is_named(tmp_path, mode):
    home = tmp_path / "home"
    home.mkdir(mode=mode)
    code = (
        "import ipyimagegen as ig\n"
        "tell('made', lambda: ig.generate('a frog'))\n"
        "tell('history', ig.history)\n"
    )
    told = permissions.run(code, tmp_path, HOME=str(home))
    for lines in told.values():
        assert lines[0].startswith("LibraryError (line ")
        assert "Permission denied" in lines[0]
        assert "IMAGEGEN_LIBRARY" in lines[-1]
