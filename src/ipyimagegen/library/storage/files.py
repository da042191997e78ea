"""The library's files: pictures named by their hash, and the journal of replies being filed.

A picture is written to a temporary name, synced and renamed, so a file of that name holds a
whole picture. Temporary files lie in a folder of their own, ``filing``, where the leftovers
of a crash are quickly found. Beside them lies the journal, an entry for each reply that is
being filed: a process that dies between the files and the row loses nothing, because the
next one that opens the library files the reply by its entry.
"""

from __future__ import annotations

import errno
import logging
import os
import re
import secrets
import shutil
import time
from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Annotated, Any, BinaryIO, TypeVar

import msgspec

from ...images.picture import TYPES, Picture
from ...images.saving import sync
from ...paths import is_file, make_folder, open_private

__all__ = ["Disk", "Entry", "Files", "Unnamed"]

HOUR = 3600  # longer than a repair makes a catalogue, in seconds

_HASH = re.compile("[0-9a-f]{64}")
_NUMBER = re.compile("[1-9][0-9]{0,17}")
_NO_RENAMES = {
    errno.EXDEV, errno.EPERM, errno.EACCES, errno.EINVAL, errno.ENOSYS, errno.ENOTSUP,
    errno.EOPNOTSUPP,
}  # fmt: skip
"""Errors of a rename that writing to the name itself may not have: on another disk behind a link,
in a bucket that knows no renames, on Windows while another program looks at the file."""

T = TypeVar("T")

log = logging.getLogger("ipyimagegen")


class FiledPicture(msgspec.Struct):
    """A picture in a journal entry, as its row will be."""

    hash: Annotated[str, msgspec.Meta(pattern=r"\A[0-9a-f]{64}\Z")]
    type: str
    width: int
    height: int
    size: int


class Said(msgspec.Struct):
    """The words and numbers of a reply."""

    served_by: str
    text: str
    finish_reason: str | None
    usage: dict[str, Any]
    cost: float | None
    seconds: float | None = None


class Entry(msgspec.Struct):
    """The journal entry of a reply that is being filed."""

    pictures: list[FiledPicture]
    said: Said
    question: str | None = None  # notes of older versions have none


class Unnamed(msgspec.Struct):
    """A note of files that have no place in the library unless a row names them."""

    hashes: list[Annotated[str, msgspec.Meta(pattern=r"\A[0-9a-f]{64}\Z")]]
    replies: list[int]


class Disk:
    """The three steps that make a file durable; each raises `OSError` if it fails."""

    def write(self, stream: BinaryIO, data: bytes) -> None:
        """Hand bytes to the operating system."""
        stream.write(data)
        stream.flush()

    def sync(self, handle: int) -> None:
        """Wait until a file, or the names in a folder, would survive a loss of power."""
        sync(handle)

    def rename(self, old: Path, new: Path) -> None:
        """Give a file its name, in one step."""
        old.replace(new)


class Files:
    """The files in a library's folder.

    Parameters
    ----------
    folder
        The library's folder.
    disk
        Writes, syncs and renames; a test's may fail.
    """

    def __init__(self, folder: Path, disk: Disk | None = None) -> None:
        self.folder = folder
        self._disk = disk or Disk()
        self.filing = folder / "filing"

    def make_folders(self) -> None:
        """Make the folders that are not there; `OSError` if files can't be put into them.

        Only the library itself is not made anew: it may be on a disk that is away.
        """
        for folder in (self.folder / "pictures", self.filing):
            self.make(folder)
            if not os.access(folder, os.W_OK):
                raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(folder))

    def make(self, folder: Path) -> None:
        """Make a folder of the library, if the library itself is there."""
        self.folder.stat()
        make_folder(folder)

    def path(self, picture: Picture) -> Path:
        """Return the path of a picture's file."""
        return self.folder / "pictures" / picture.hash[:2] / f"{picture.hash}{picture.extension}"

    def is_sound(self, picture: Picture) -> bool:
        """Whether the file of a picture is there and is what its name says; all of it is read."""
        try:
            return sha256(self.path(picture).read_bytes()).hexdigest() == picture.hash
        except OSError:
            return False

    def picture(self, row: Mapping[str, Any]) -> Picture | None:
        """Return a row of the catalogue as a picture; None if it can't be one of this folder.

        A catalogue may come from elsewhere, and a hash with slashes in it would be a path.
        """
        numbers = (row["width"], row["height"], row["size"])
        if (
            not _HASH.fullmatch(str(row["hash"]))
            or row["type"] not in TYPES
            or not all(isinstance(number, int) and 0 < number < 2**31 for number in numbers)
        ):
            return None
        picture = Picture(row["hash"], row["type"], *numbers, source=str(row.get("source") or ""))
        return replace(picture, path=self.path(picture))

    def write(self, picture: Picture) -> Path:
        """File a picture; `OSError` if the disk refuses, and then nothing is left behind."""
        path = self.path(picture)
        if _holds(path, picture):
            return path
        self.make_folders()
        self.make(path.parent)
        temporary = self.filing / f"{secrets.token_hex(8)}.part"
        try:
            with open_private(temporary, "xb") as stream:
                self._disk.write(stream, picture.bytes)
                _stamp(temporary)
                self._disk.sync(stream.fileno())
            self._give_name(temporary, path, picture)
        finally:
            with suppress(OSError):  # it is cleared away when the library is opened next
                temporary.unlink(missing_ok=True)
        self._sync_folder(path.parent)
        return path

    def _give_name(self, temporary: Path, path: Path, picture: Picture) -> None:
        """Rename a file, or write it once more where it can't be renamed.

        Half of it under its name is no picture: its size tells.
        """
        try:
            self._disk.rename(temporary, path)
        except OSError as error:
            if error.errno not in _NO_RENAMES:
                raise
            with open_private(path, "wb") as stream:
                self._disk.write(stream, picture.bytes)
                self._disk.sync(stream.fileno())

    def _sync_folder(self, folder: Path) -> None:
        """Make the rename itself durable, where the system can do that.

        A wish and no condition: shares refuse it, Windows opens no folder, and the file is
        whole and synced.
        """
        try:
            handle = os.open(folder, os.O_RDONLY)
            try:
                self._disk.sync(handle)
            finally:
                os.close(handle)
        except OSError as error:
            log.debug("%s is not synced: %s", folder, error)

    # -- the journal ------------------------------------------------------------------

    def write_journal(self, number: int, entry: Mapping[str, Any]) -> None:
        """Write the journal entry of a reply that is about to be filed.

        It is not synced: it is for a process that dies, whose writes the system completes.
        """
        self.make(self.filing)
        with open_private(self._journal_path(number), "wb") as stream:
            self._disk.write(stream, msgspec.json.encode(entry))

    def clear_journal(self, number: int) -> None:
        """Remove a journal entry; one that stays is found to be filed at the next opening."""
        try:
            self._journal_path(number).unlink(missing_ok=True)
        except OSError as error:
            log.info("the note of @%d stays for now: %s", number, error)

    def journal(self) -> Iterator[tuple[int, Entry]]:
        """Yield the journal: a generation's number, and its entry, for each that can be read."""
        for path in sorted(self.filing.glob("*.json")):
            entry = _decoded(path, Entry) if _NUMBER.fullmatch(path.stem) else None
            if entry is not None:  # else it is filed by now, being written, or odd
                yield int(path.stem), entry

    def set_odd_aside(self, seconds: float) -> list[str]:
        """Move the entries and notes that can't be read and are so old; return their names."""
        moved = []
        for path in self.leftovers(seconds):
            # One that was cut off says nothing, and belongs to a process that died.
            if path.suffix != ".json" or not _is_json(path):
                continue
            numbered = _NUMBER.fullmatch(path.stem)
            if _decoded(path, Entry) if numbered else _decoded(path, Unnamed):
                continue
            with suppress(OSError):
                make_folder(self.folder / "damaged")
                path.replace(self.folder / "damaged" / f"{secrets.token_hex(4)}-{path.name}")
                moved.append(path.name)
        return moved

    def _journal_path(self, number: int) -> Path:
        return self.filing / f"{number}.json"

    def write_unnamed(self, kind: str, hashes: Collection[str], replies: Collection[int]) -> Path:
        """Note files that are none of the library's unless a row names them; return the note.

        It is there before an import writes its files, and before a pruning throws its rows
        away, so that a process that dies in between leaves no file that nobody knows.
        """
        self.make_folders()
        path = self.filing / f"{kind}-{secrets.token_hex(8)}.json"
        with open_private(path, "xb") as stream:
            note = Unnamed(hashes=list(hashes), replies=list(replies))
            self._disk.write(stream, msgspec.json.encode(note))
            self._disk.sync(stream.fileno())
        return path

    def unnamed(self) -> Iterator[tuple[Path, Unnamed]]:
        """Yield the notes of files that may have no row, each with its path."""
        for path in sorted(self.filing.glob("*-*.json")):
            note = _decoded(path, Unnamed)
            if note is not None:
                yield path, note

    def expected(self) -> set[str]:
        """Return the hashes of the pictures that somebody is about to file or to throw away."""
        rows = {row.hash for _, entry in self.journal() for row in entry.pictures}
        return rows | {digest for _, note in self.unnamed() for digest in note.hashes}

    def throw_away(self, digest: str) -> None:
        """Remove the file of a picture; `OSError` if that can't be done."""
        for path in (self.folder / "pictures" / digest[:2]).glob(f"{digest}.*"):
            if not path.is_dir():
                path.unlink(missing_ok=True)

    def throw_reply_away(self, number: int) -> None:
        """Remove what was kept of a reply; `OSError` if that can't be done."""
        for path in (self.folder / "replies").glob(f"{number}.body*"):
            path.unlink(missing_ok=True)

    # -- the folder as it is ----------------------------------------------------------

    def pictures(self) -> Iterator[Path]:
        """Yield the pictures' files, whether a row names them or not."""
        for path in sorted(self.folder.glob("pictures/??/*")):
            is_named = _HASH.fullmatch(path.stem) and path.stem.startswith(path.parent.name)
            if is_named and is_file(path):  # whoever reads a pipe waits for ever
                yield path

    def leftovers(self, seconds: float) -> Iterator[Path]:
        """Yield the files in the filing folder that are older than so many seconds."""
        before = time.time() - seconds
        for path in sorted(self.filing.glob("*")):
            try:
                if path.stat().st_mtime < before:
                    yield path
            except OSError:
                continue  # renamed meanwhile, or another user's

    def clear(self, seconds: float, *, keep: Collection[int] = ()) -> int:
        """Remove the leftovers but the journal of these numbers; return how many there were."""
        kept, cleared = {self._journal_path(number) for number in keep}, 0
        for path in self.leftovers(seconds):
            if path in kept or path.is_dir():
                if path.name.startswith("repair-") and path.stat().st_mtime < time.time() - HOUR:
                    shutil.rmtree(path, ignore_errors=True)
                continue
            try:
                path.unlink(missing_ok=True)
                cleared += 1
            except OSError as error:
                log.info("%s stays: %s", path.name, error)
        return cleared


def _stamp(path: Path) -> None:
    """Give a file the time of this moment.

    The system's own is some milliseconds behind the clock, and a file's time is what tells a
    repair whose picture it is when nothing else does.
    """
    with suppress(OSError):  # a share that keeps no times
        os.utime(path, ns=(time.time_ns(), time.time_ns()))


def _holds(path: Path, picture: Picture) -> bool:
    """Whether a file has the bytes of a picture: a rotten one is written anew."""
    return (
        path.is_file()
        and path.stat().st_size == picture.size
        and (path.read_bytes() == picture.bytes)
    )


def _decoded(path: Path, kind: type[T]) -> T | None:
    """Return the value in a file of JSON; None if it is gone, cut off, closed, or another one."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=kind) if path.is_file() else None
    except (OSError, ValueError, RecursionError):
        return None


def _is_json(path: Path) -> bool:
    """Whether a file holds some JSON, to its end."""
    return _decoded(path, msgspec.Raw) is not None
