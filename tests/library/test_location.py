"""Where a library can be: not in a file, not in another program's folder, and how on a network."""

from __future__ import annotations

import gc
import hashlib
import os
import sqlite3
import subprocess
import sys
import tempfile
import threading
from pathlib import Path
from types import SimpleNamespace

import psutil
import pytest

from ipyimagegen import errors
from ipyimagegen.library import Library
from ipyimagegen.library.storage import catalogue
from ipyimagegen.library.storage.location import shared_type
from ipyimagegen.requests import Request

ON_SHARE = "on a shared file system (nfs4): rollback journal, slower"
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


LOCAL = (
    "ext4", "xfs", "btrfs", "zfs", "overlay", "tmpfs", "apfs", "hfs", "NTFS", "ntfs3", "fuseblk",
    "exfat", "ReFS", "squashfs", "fuse.fuse-overlayfs", "ecryptfs",
)  # fmt: skip
SHARED = (
    # networks
    "nfs", "nfs4", "cifs", "smb3", "smbfs", "afpfs", "9p", "ceph", "glusterfs", "lustre", "gpfs",
    "beegfs", "fuse.sshfs", "davfs", "webdav", "afs", "orangefs", "ocfs2", "gfs2", "CSVFS",
    # folders of the host in a container or a virtual machine
    "virtiofs", "vboxsf", "prl_fs", "vmhgfs", "fuse.vmhgfs-fuse", "fuse.grpcfuse", "osxfs",
    "fuse.osxfs", "fakeowner", "drvfs", "macfuse",
    # buckets, and drives in the cloud
    "fuse.gcsfuse", "fuse.s3fs", "fuse.goofys", "fuse.mountpoint-s3", "fuse.rclone", "blobfuse2",
    "fuse.blobfuse", "fuse.juicefs", "fuse.drive", "fuse.google-drive-ocamlfuse", "fuse.jfs",
    "fuse", "s3", "autofs", "a-kind-of-next-year",
)  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "options", "found"),
    [
        *((kind, "rw", "") for kind in LOCAL),
        *((kind, "rw", kind) for kind in SHARED),
        ("", "rw,remote", "network drive"),
        ("NTFS", "rw,remote", "NTFS"),
        ("NTFS", "rw,fixed", ""),
        ("", "rw", "unknown"),
    ],
)
def test_what_is_not_known_to_be_local_is_shared(tmp_path, kind, options, found):
    mounts = [mount(tmp_path.anchor, "ext4"), mount(tmp_path, kind, options)]
    assert shared_type(tmp_path / "library", mounts) == found
    assert shared_type(tmp_path.parent / "library", mounts) == ""


def test_the_nearest_mount_counts(tmp_path):
    mounts = [mount(tmp_path / "a", "ext4"), mount(tmp_path, "nfs"), mount(tmp_path.anchor, "xfs")]
    assert shared_type(tmp_path / "a" / "b", mounts) == ""
    assert shared_type(tmp_path / "ab", mounts) == "nfs"


def test_of_two_mounts_on_one_another_the_later_one_counts(tmp_path):
    mounts = [mount(tmp_path, "autofs"), mount(tmp_path, "ext4")]
    assert shared_type(tmp_path / "library", mounts) == ""
    assert shared_type(tmp_path / "library", mounts[::-1]) == "autofs"


@pytest.mark.parametrize("name", ["Dropbox", "OneDrive - Example Ltd", "Mobile Documents"])
def test_a_folder_that_is_copied_to_other_machines_is_shared(tmp_path, name):
    (tmp_path / name).mkdir()
    mounts = [mount(tmp_path.anchor, "ext4")]
    assert shared_type(tmp_path / name / "library", mounts) == name
    assert shared_type(tmp_path / f"my {name}", mounts) == ""


def test_a_link_is_followed_to_its_file_system(tmp_path):
    (tmp_path / "share").mkdir()
    (tmp_path / "library").symlink_to(tmp_path / "share")
    mounts = [mount(tmp_path.anchor, "ext4"), mount(tmp_path / "share", "virtiofs")]
    assert shared_type(tmp_path / "library", mounts) == "virtiofs"


@pytest.mark.parametrize("error", [None, PermissionError(13, "no"), psutil.AccessDenied()])
def test_where_the_system_does_not_tell_it_may_be_shared(tmp_path, monkeypatch, error):
    def partitions(all=False):
        if error is not None:
            raise error
        return []

    monkeypatch.setattr(psutil, "disk_partitions", partitions)
    assert shared_type(tmp_path) == "unknown"


def test_this_machines_own_disk_is_local():
    """Or every library here would be slow: the folder of temporary files is on it."""
    kinds = {one.mountpoint: one.fstype for one in psutil.disk_partitions(all=True)}
    assert shared_type(Path(tempfile.gettempdir())) == "", kinds


def journal_of(library):
    with sqlite3.connect(library.folder / "catalogue.db") as connection:
        [journal] = connection.execute("PRAGMA journal_mode").fetchone()
    connection.close()
    return journal


@pytest.mark.parametrize(("shared", "journal"), [("", "wal"), ("nfs4", "delete")])
def test_the_journal_is_one_that_the_file_system_can_hold(tmp_path, shared, journal):
    library = Library(tmp_path / "library", shared=shared)
    library.claim(REQUEST, template="a cat", sources=())
    assert journal_of(library) == journal
    assert library.remarks == ((ON_SHARE,) if shared else ())


@pytest.mark.parametrize("kind", ["virtiofs", "fuse.grpcfuse", "fakeowner", "fuse.gcsfuse"])
def test_what_the_system_reports_is_what_counts(tmp_path, monkeypatch, kind):
    mounts = [mount(tmp_path.anchor, kind)]
    monkeypatch.setattr(psutil, "disk_partitions", lambda all=False: mounts)
    library = Library(tmp_path / "library")
    library.claim(REQUEST, template="a cat", sources=())
    assert journal_of(library) == "delete"
    assert kind in library.remarks[0]


def test_a_library_that_is_moved_to_a_share_gets_the_other_journal_and_keeps_it(tmp_path):
    local = Library(tmp_path / "library", shared="")
    local.claim(REQUEST, template="a cat", sources=())
    local.close()
    shared = Library(tmp_path / "library", shared="virtiofs")
    assert shared.last_number() == 1
    assert journal_of(shared) == "delete"
    # Whoever sees it as a local folder may be the host of those who share it.
    assert local.last_number() == 1
    assert journal_of(local) == "delete"


class WithoutSharedMemory(sqlite3.Connection):
    """A connection on a file system that maps no memory: a log can be read by one alone."""

    def execute(self, statement, *values):
        if statement == "PRAGMA locking_mode=EXCLUSIVE":
            self.alone = True
        elif "journal_mode" in statement and not getattr(self, "alone", False):
            raise sqlite3.OperationalError("disk I/O error")
        return super().execute(statement, *values)


def test_where_no_memory_is_shared_the_log_is_ended_alone(tmp_path):
    local = Library(tmp_path / "library", shared="")
    local.claim(REQUEST, template="a cat", sources=())
    local.close()
    path = tmp_path / "library" / "catalogue.db"
    connection = sqlite3.connect(path, factory=WithoutSharedMemory, isolation_level=None)
    catalogue.Catalogue(tmp_path / "library", shared="9p")._choose_journal(connection)
    # The first one is not alone any more.
    connection.execute("SELECT count(*) FROM generations").fetchone()
    shared = Library(tmp_path / "library", shared="9p")
    assert journal_of(shared) == "delete"
    assert shared.claim(REQUEST, template="a cat", sources=(), again=True).number == 2
    connection.close()


@pytest.mark.thorough
def test_while_another_program_holds_it_with_a_log_it_can_only_be_read(tmp_path, monkeypatch):
    monkeypatch.setattr(catalogue, "HANDOVER_SECONDS", 0.2)
    local = Library(tmp_path / "library", shared="")
    local.claim(REQUEST, template="a cat", sources=())
    shared = Library(tmp_path / "library", shared="virtiofs")
    assert shared.last_number() == 1
    held = "another program has it open in a way that virtiofs can't share"
    assert shared.remarks[0] == f"read only: {held}"
    another = Request("http://127.0.0.1", "nano-banana", "a dog")
    with pytest.raises(errors.LibraryError, match="can't be written") as caught:
        shared.claim(another, template="a dog", sources=())
    assert held in caught.value.said
    del caught  # its traceback holds the frames of the attempt
    local.close()
    gc.collect()
    monkeypatch.setattr(catalogue, "HANDOVER_SECONDS", 10)  # a busy machine closes files late
    assert shared.claim(another, template="a dog", sources=()).number == 2
    assert shared.remarks == (ON_SHARE.replace("nfs4", "virtiofs"),)
    assert journal_of(shared) == "delete"


@pytest.mark.skipif(os.name != "posix", reason="characters that Windows refuses in names")
@pytest.mark.parametrize("name", ["a b", "what?", "50%41", "a#b", "ä\N{FROG FACE}", "a&mode=rw"])
def test_a_folders_name_is_no_address(tmp_path, name):
    library = Library(tmp_path / name)
    library.count()
    library.close()
    assert library.claim(REQUEST, template="a cat", sources=()).number == 1
    assert [path.name for path in tmp_path.iterdir()] == [name]


@pytest.mark.parametrize("shared", ["", "nfs4"])
def test_many_make_a_library_at_the_same_time(tmp_path, shared):
    numbers, begin = [], threading.Barrier(12)

    def work(name):
        library = Library(tmp_path / "library", shared=shared)
        begin.wait(30)
        request = Request("http://127.0.0.1", "nano-banana", name)
        numbers.append(library.claim(request, template=name, sources=()).number)

    threads = [threading.Thread(target=work, args=(f"cat {n}",)) for n in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert sorted(numbers) == list(range(1, 13))


@pytest.mark.thorough
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
    subprocess.run([sys.executable, "-c", code], check=True, timeout=180)
    assert Library(Path(tmp_path / "library")).count() == 3
