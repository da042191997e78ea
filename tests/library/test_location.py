"""Where a library can be: not in a file, not in another program's folder, and how on a network."""

from __future__ import annotations

import hashlib
import os
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path
from types import SimpleNamespace

import pytest

from ipyimagegen import errors
from ipyimagegen.library import Library
from ipyimagegen.library.storage.location import network_type
from ipyimagegen.requests import Request

NETWORK = "on a network file system (nfs4): rollback journal, slower"
REQUEST = Request(gateway="http://127.0.0.1", model="nano-banana", prompt="a cat")


def text(folder):
    folder.mkdir()
    (folder / "catalogue.db").write_text("this is no database, but a text of some length" * 9)


def database(folder):
    folder.mkdir()
    with sqlite3.connect(folder / "catalogue.db") as connection:
        connection.execute("CREATE TABLE books (title TEXT)")
        connection.execute("PRAGMA user_version = 77")
    connection.close()


def newer(folder):
    library = Library(folder)
    library.count()
    library.close()  # now, and not when the collector comes: the journal goes with it
    with sqlite3.connect(folder / "catalogue.db") as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()


def state(folder):
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    # Who reads leaves SQLite's marks: an index of the journal, and a journal that is empty.
    files = [path for path in files if not path.name.endswith("-shm")]
    files = [path for path in files if path.stat().st_size or not path.name.endswith("-wal")]
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


@pytest.mark.parametrize(
    ("make", "words"),
    [(text, "another program's"), (database, "another program's"), (newer, "newer ipyimagegen")],
)
def test_what_is_not_ours_is_refused_untouched(tmp_path, make, words):
    folder = tmp_path / "library"
    make(folder)
    before = state(folder)
    with pytest.raises(errors.LibraryError, match=words) as caught:
        Library(folder).claim(REQUEST, template="a cat", sources=())
    assert caught.value.hint
    assert len(caught.value.lines()) <= 3
    assert state(folder) == before


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("file", "is a file, not a folder"),
        ("below a file", "can't be written"),
        ("dangling link", "leads nowhere"),
        ("pictures are a file", "can't be written"),
    ],
)
def test_unusable_folder_is_told_before_anything_is_sent(tmp_path, kind, words):
    folder = tmp_path / "library"
    if kind == "file":
        folder.write_text("mine")
    elif kind == "below a file":
        folder.write_text("mine")
        folder = folder / "below"
    elif kind == "dangling link":
        folder.symlink_to(tmp_path / "nowhere" / "at all")
    else:
        folder.mkdir()
        (folder / "pictures").write_text("mine")
    with pytest.raises(errors.LibraryError, match=words) as caught:
        Library(folder).claim(REQUEST, template="a cat", sources=())
    assert "IMAGEGEN_LIBRARY" in caught.value.hint


def test_a_link_to_a_folder_is_fine(tmp_path):
    (tmp_path / "real").mkdir()
    (tmp_path / "library").symlink_to(tmp_path / "real")
    assert Library(tmp_path / "library").count() == 0


def mount(place, kind, options="rw"):
    return SimpleNamespace(mountpoint=str(place), fstype=kind, opts=options)


@pytest.mark.parametrize(
    ("kind", "options", "found"),
    [
        ("nfs4", "rw", "nfs4"),
        ("cifs", "rw", "cifs"),
        ("fuse.sshfs", "rw", "fuse.sshfs"),
        ("9p", "rw", "9p"),
        ("", "rw,remote", "network drive"),
        ("ext4", "rw", ""),
        ("fuseblk", "rw", ""),
        ("NTFS", "rw,fixed", ""),
    ],
)
def test_network_file_systems_are_known(tmp_path, kind, options, found):
    mounts = [mount(tmp_path.anchor, "ext4"), mount(tmp_path, kind, options)]
    assert network_type(tmp_path / "library", mounts) == found
    assert network_type(tmp_path.parent / "library", mounts) == ""


def test_the_nearest_mount_counts(tmp_path):
    mounts = [mount(tmp_path / "a", "ext4"), mount(tmp_path, "nfs"), mount(tmp_path.anchor, "xfs")]
    assert network_type(tmp_path / "a" / "b", mounts) == ""
    assert network_type(tmp_path / "ab", mounts) == "nfs"
    assert network_type(tmp_path, []) == ""


def test_this_machines_mounts_can_be_read(tmp_path):
    assert isinstance(network_type(tmp_path), str)


@pytest.mark.parametrize(("network", "journal"), [("", "wal"), ("nfs4", "delete")])
def test_the_journal_is_one_that_the_file_system_can_hold(tmp_path, network, journal):
    library = Library(tmp_path / "library", network=network)
    library.claim(REQUEST, template="a cat", sources=())
    with sqlite3.connect(library.folder / "catalogue.db") as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == (journal,)
    connection.close()
    assert library.journal_note == (NETWORK if network else "")


@pytest.mark.parametrize("network", ["", "nfs4"])
def test_many_make_a_library_at_the_same_time(tmp_path, network):
    numbers, begin = [], threading.Barrier(12)

    def work(name):
        library = Library(tmp_path / "library", network=network)
        begin.wait(30)
        request = Request("http://127.0.0.1", "nano-banana", name)
        numbers.append(library.claim(request, template=name, sources=()).number)

    threads = [threading.Thread(target=work, args=(f"cat {n}",)) for n in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert sorted(numbers) == list(range(1, 13))


@pytest.mark.skipif(not hasattr(os, "fork"), reason="only POSIX forks")
def test_a_forked_child_has_a_connection_of_its_own(tmp_path):
    code = (
        "import os, sys\n"
        "from pathlib import Path\n"
        "from ipyimagegen.gateway.wire import Request\n"
        "from ipyimagegen.library import Library\n"
        f"library = Library(Path({str(tmp_path / 'library')!r}))\n"
        "def claim(name):\n"
        "    request = Request('http://127.0.0.1', 'm', name)\n"
        "    return library.claim(request, template=name, sources=()).number\n"
        "claim('parent')\n"
        "child = os.fork()\n"
        "if child == 0:\n"
        "    os._exit(claim('child'))\n"
        "assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 2\n"
        "assert claim('parent again') == 3\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)
    assert Library(Path(tmp_path / "library")).count() == 3
