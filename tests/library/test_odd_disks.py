"""File systems that lack something, and folders that go away: no paid picture is lost by it."""

from __future__ import annotations

import errno
import io
import os
import shutil
import stat
import tempfile
from pathlib import Path

import pytest
from PIL import Image

from ipyimagegen import errors
from ipyimagegen.images.picture import Picture
from ipyimagegen.images.saving import write_beside
from ipyimagegen.library import Library
from ipyimagegen.library.maintenance.repair import check
from ipyimagegen.library.storage.files import Disk
from ipyimagegen.requests import Reply, Request
from ipyimagegen.session import Session
from ipyimagegen.settings import Settings

REQUEST = Request("https://gateway.example", "nano-banana", "a cat")
posix = pytest.mark.skipif(os.name != "posix", reason="folders that are in use can't be moved")


def reply(colour="red"):
    stream = io.BytesIO()
    Image.new("RGB", (64, 48), colour).save(stream, "PNG")
    return Reply(pictures=(Picture.from_bytes(stream.getvalue()),), text="Here.", seconds=2.0)


def file(library):
    """Claim a request, and file its reply."""
    number = library.claim(REQUEST, template="a cat", sources=(), again=True).number
    return library.finish(number, reply())


def is_fine(library, made):
    assert made.picture.bytes == reply().pictures[0].bytes
    assert list(check(library)) == []
    assert not any((library.folder / "filing").iterdir())
    return True


class Lacking(Disk):
    """A disk on which one of the steps can't be done, of files or of folders."""

    def __init__(self, step, code, *, of_folders=False):
        self.step, self.code, self.of_folders = step, code, of_folders

    def _refuse(self):
        raise OSError(self.code, os.strerror(self.code))

    def sync(self, handle):
        if self.step == "sync" and stat.S_ISDIR(os.fstat(handle).st_mode) == self.of_folders:
            self._refuse()
        super().sync(handle)

    def rename(self, old, new):
        if self.step == "rename":
            self._refuse()
        super().rename(old, new)


# -- syncing ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "code", [errno.EINVAL, errno.EACCES, errno.ENOTSUP, errno.EPERM, errno.EIO, errno.ENOSYS]
)
def test_a_folder_that_cannot_be_synced_is_no_reason_not_to_file(tmp_path, code):
    library = Library(tmp_path / "library", disk=Lacking("sync", code, of_folders=True))
    assert is_fine(library, file(library))


@pytest.mark.parametrize("code", [errno.EACCES, errno.EISDIR, errno.EINVAL])
def test_a_folder_that_cannot_be_opened_is_no_reason_not_to_file(tmp_path, monkeypatch, code):
    library = Library(tmp_path / "library")
    number = library.claim(REQUEST, template="a cat", sources=()).number
    real = os.open

    def no_folders(path, *arguments, **options):
        if Path(path).is_dir():
            raise OSError(code, os.strerror(code))
        return real(path, *arguments, **options)

    monkeypatch.setattr(os, "open", no_folders)
    made = library.finish(number, reply())
    monkeypatch.undo()
    assert is_fine(library, made)


@pytest.mark.parametrize("code", [errno.EINVAL, errno.ENOTSUP, errno.ENOSYS])
def test_a_file_system_that_syncs_nothing_files_all_the_same(tmp_path, monkeypatch, code):
    def refuse(_):
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(os, "fsync", refuse)
    library = Library(tmp_path / "library")
    assert is_fine(library, file(library))
    assert write_beside(tmp_path / "copy.png", b"data").read_bytes() == b"data"


@pytest.mark.parametrize("code", [errno.EIO, errno.ENOSPC, errno.EDQUOT])
def test_a_disk_that_fails_to_sync_a_file_has_failed(tmp_path, code):
    disk = Lacking("sync", code)
    library = Library(tmp_path / "library", disk=disk)
    with pytest.raises(errors.LibraryError, match="can't be filed") as caught:
        file(library)
    assert caught.value.pictures == reply().pictures
    disk.step = ""
    assert is_fine(library, library.finish(1, reply()))


# -- names ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "code", [errno.EXDEV, errno.EPERM, errno.EACCES, errno.ENOSYS, errno.EOPNOTSUPP, errno.EINVAL]
)
def test_where_nothing_can_be_renamed_it_is_written_to_its_name(tmp_path, code):
    library = Library(tmp_path / "library", disk=Lacking("rename", code))
    assert is_fine(library, file(library))


def test_pictures_may_be_on_another_disk_behind_a_link(tmp_path):
    memory = Path("/dev/shm")
    if not memory.is_dir() or memory.stat().st_dev == tmp_path.stat().st_dev:
        pytest.skip("there is no other disk here")
    away = Path(tempfile.mkdtemp(dir=memory))
    (tmp_path / "library").mkdir()
    (tmp_path / "library" / "pictures").symlink_to(away)
    library = Library(tmp_path / "library")
    assert is_fine(library, file(library))
    shutil.rmtree(away)


def test_a_share_without_permissions_takes_pictures(tmp_path, monkeypatch):
    def refuse(*_arguments, **_options):
        raise PermissionError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(Path, "chmod", refuse)
    library = Library(tmp_path / "library")
    assert is_fine(library, file(library))


def test_a_leftover_that_cannot_be_taken_away_is_no_failure(tmp_path, monkeypatch):
    library = Library(tmp_path / "library", disk=Lacking("rename", errno.EXDEV))
    number = library.claim(REQUEST, template="a cat", sources=()).number

    def refuse(*_arguments, **_options):
        raise PermissionError(errno.EACCES, "Permission denied")

    with monkeypatch.context() as patched:
        patched.setattr(Path, "unlink", refuse)
        made = library.finish(number, reply())
        assert write_beside(tmp_path / "copy.png", b"data").read_bytes() == b"data"
    assert made.picture.bytes == reply().pictures[0].bytes
    assert Library(library.folder, lease=0).recover()[-1].endswith("are taken away")


def test_the_folder_of_filing_may_be_deleted_meanwhile(tmp_path):
    library = Library(tmp_path / "library")
    number = library.claim(REQUEST, template="a cat", sources=()).number
    shutil.rmtree(library.folder / "filing")
    shutil.rmtree(library.folder / "pictures")
    assert is_fine(library, library.finish(number, reply()))


def test_a_platform_without_hard_links_saves_copies(tmp_path, monkeypatch):
    monkeypatch.delattr(os, "link")
    assert write_beside(tmp_path / "a.png", b"data").name == "a.png"
    assert write_beside(tmp_path / "a.png", b"other").name == "a-2.png"
    assert len(list(tmp_path.iterdir())) == 2


def test_a_copy_that_gets_no_name_leaves_nothing_behind(tmp_path, monkeypatch):
    def refuse(*_arguments, **_options):
        raise PermissionError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(PermissionError):
        write_beside(tmp_path / "a.png", b"data")
    assert not any(tmp_path.iterdir())


# -- a library that goes away -------------------------------------------------------------


@pytest.fixture
def session(tmp_path):
    settings = Settings(environment={}, folder=tmp_path, config_file=tmp_path / "config.toml")
    made = Session(settings, library=Library(tmp_path / "library"))
    made.generate("a hat")
    yield made
    made.close()
    made.library.close()


def gone(call):
    with pytest.raises(errors.LibraryError, match="not there any more") as caught:
        call()
    assert len(caught.value.lines()) == 2
    assert "IMAGEGEN_LIBRARY" in caught.value.hint


@pytest.mark.thorough
@posix
@pytest.mark.parametrize("leaves", ["nothing", "a bare folder", "a file"])
def test_a_library_that_is_taken_away_is_told_and_comes_back(session, tmp_path, leaves):
    folder = session.library.folder
    folder.rename(tmp_path / "away")
    if leaves == "a bare folder":  # as where a disk was mounted
        folder.mkdir()
    elif leaves == "a file":
        folder.write_text("mine")
    gone(session.history)
    gone(lambda: session.generate("a frog"))
    gone(lambda: session.get("@1"))
    gone(session.spending)
    if leaves == "a bare folder":
        assert not any(folder.iterdir())  # no second library is begun there
        folder.rmdir()
    elif leaves == "a file":
        assert folder.read_text() == "mine"
        folder.unlink()
    else:
        assert not folder.exists()
    (tmp_path / "away").rename(folder)
    assert session.generate("a hat").number == 1
    assert session.generate("a frog").number == 2
    assert [one.number for one in session.history()] == [2, 1]


@posix
def test_another_library_in_its_place_is_used(session, tmp_path):
    other = Library(tmp_path / "other")
    for _ in range(3):
        file(other)
    other.close()
    session.library.folder.rename(tmp_path / "away")
    (tmp_path / "other").rename(session.library.folder)
    assert len(session.history()) == 3
    assert session.generate("a frog").number == 4
    assert Library(tmp_path / "away").count() == 1


@posix
def test_a_picture_that_comes_while_the_library_is_away_is_held(session, tmp_path):
    library = session.library
    number = library.claim(REQUEST, template="a cat", sources=()).number
    library.folder.rename(tmp_path / "away")
    with pytest.raises(errors.LibraryError, match="can't be filed") as caught:
        library.finish(number, reply())
    assert caught.value.pictures == reply().pictures
    assert len(caught.value.lines()) <= 4
    assert not library.folder.exists()
    with pytest.raises(OSError, match="No such file"):
        library.keep_reply(number, b"a body")
    library.thumbnail(reply().pictures[0])
    assert not library.folder.exists()
    (tmp_path / "away").rename(library.folder)
    assert library.finish(number, reply()).picture.bytes == reply().pictures[0].bytes


@posix
def test_a_new_kernel_begins_a_new_library(session, tmp_path):
    session.library.folder.rename(tmp_path / "away")
    gone(session.history)
    assert Library(session.library.folder).count() == 0
    assert len(session.history()) == 0


@posix
@pytest.mark.parametrize("code", [errno.ESTALE, errno.EIO, errno.ENOTCONN, errno.EHOSTDOWN])
def test_a_share_that_has_died_is_told_and_comes_back(session, monkeypatch, code):
    real = Path.stat
    catalogue = session.library.folder / "catalogue.db"

    def dead(path, **options):
        if path == catalogue:
            raise OSError(code, os.strerror(code))
        return real(path, **options)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "stat", dead)
        gone(session.history)
        gone(lambda: session.generate("a frog"))
    assert session.generate("a frog").number == 2
