"""The library's files: pictures named by their hash, and notes of what is being filed.

A picture is written to a temporary name, synced and renamed, so a name that is there holds
a whole picture. Temporary files lie in a folder of their own, ``filing``, where what a
crash left is quickly found. Beside them lies, for as long as a reply is being filed, a
note of what the reply said: a process that dies between the files and the row loses
nothing, because whoever opens the library next files it to its end.
"""

from __future__ import annotations

import errno
import logging
import os
import re
import tempfile
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO

import msgspec

from ...images.picture import Picture

__all__ = ["Disk", "Files"]

TYPES = ("png", "jpeg", "webp", "gif")

_HASH = re.compile("[0-9a-f]{64}")

log = logging.getLogger("ipyimagegen")


class Disk:
    """The three steps that make a file durable; each raises `OSError` where it fails."""

    def write(self, stream: BinaryIO, data: bytes) -> None:
        """Hand bytes to the system."""
        stream.write(data)
        stream.flush()

    def sync(self, handle: int) -> None:
        """Wait until a file, or the names in a folder, would survive a loss of power."""
        os.fsync(handle)

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
        What writes, syncs and renames.
    """

    def __init__(self, folder: Path, disk: Disk | None = None) -> None:
        self.folder = folder
        self._disk = disk or Disk()
        self._filing = folder / "filing"

    def make_folders(self) -> None:
        """Make the folders that are not there; `OSError` if files can't be put into them."""
        for folder in (self.folder / "pictures", self._filing):
            folder.mkdir(exist_ok=True)
            if not os.access(folder, os.W_OK):
                raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    def path(self, picture: Picture) -> Path:
        """Return where a picture is kept."""
        return self.folder / "pictures" / picture.hash[:2] / f"{picture.hash}{picture.extension}"

    def picture(self, row: Mapping[str, Any]) -> Picture | None:
        """Return a row of the catalogue as a picture; None if it names no file of this folder.

        A catalogue may come from elsewhere, and a hash with slashes in it would be a path.
        """
        numbers = (row["width"], row["height"], row["size"])
        if (
            not _HASH.fullmatch(str(row["hash"]))
            or row["type"] not in TYPES
            or not all(isinstance(number, int) and number > 0 for number in numbers)
        ):
            return None
        picture = Picture(row["hash"], row["type"], *numbers)
        return Picture(row["hash"], row["type"], *numbers, path=self.path(picture))

    def write(self, picture: Picture) -> Path:
        """File a picture; `OSError` if the disk refuses, and then nothing is left behind."""
        path = self.path(picture)
        if path.exists() and path.stat().st_size == picture.size:
            return path
        for folder in (path.parent, self._filing):
            folder.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=self._filing, suffix=".part")
        temporary = Path(name)
        try:
            with os.fdopen(handle, "wb") as stream:
                self._disk.write(stream, picture.bytes)
                self._disk.sync(stream.fileno())
            temporary.chmod(0o644)
            self._disk.rename(temporary, path)
        finally:
            temporary.unlink(missing_ok=True)
        self._sync_folder(path.parent)
        return path

    def _sync_folder(self, folder: Path) -> None:
        """Make the rename itself durable, where the system can open a folder."""
        if os.name != "posix":
            return
        handle = os.open(folder, os.O_RDONLY)
        try:
            self._disk.sync(handle)
        finally:
            os.close(handle)

    # -- notes ------------------------------------------------------------------------

    def note(self, number: int, said: Mapping[str, Any]) -> None:
        """Write down what a reply said, until `forget`.

        It is not synced: it is for a process that dies, whose writes the system completes.
        """
        with self._note(number).open("wb") as stream:
            self._disk.write(stream, msgspec.json.encode(said))

    def forget(self, number: int) -> None:
        """Take a note away; one that can't be is found to be done with at the next opening."""
        try:
            self._note(number).unlink(missing_ok=True)
        except OSError as error:
            log.info("the note of @%d stays for now: %s", number, error)

    def notes(self) -> Iterator[tuple[int, dict[str, Any]]]:
        """Yield the notes that are there and whole: a generation's number, and what it says."""
        for path in sorted(self._filing.glob("*.json")):
            if not path.stem.isdigit():
                continue
            try:
                said = msgspec.json.decode(path.read_bytes())
            except FileNotFoundError:
                continue  # whoever wrote it has filed the reply meanwhile
            except (ValueError, RecursionError):
                said = None  # cut off while it was written
            if isinstance(said, dict):
                yield int(path.stem), said

    def _note(self, number: int) -> Path:
        return self._filing / f"{number}.json"

    def pictures(self) -> Iterator[Path]:
        """Yield the pictures' files, whether a row names them or not."""
        for path in sorted(self.folder.glob("pictures/??/*")):
            if _HASH.fullmatch(path.stem) and path.stem.startswith(path.parent.name):
                yield path

    def leftovers(self, seconds: float) -> Iterator[Path]:
        """Yield what lies in the filing folder and nobody has written to for so many seconds."""
        before = time.time() - seconds
        for path in sorted(self._filing.glob("*")):
            try:
                if path.stat().st_mtime < before:
                    yield path
            except FileNotFoundError:
                continue  # it has got its name meanwhile

    def clear(self, seconds: float) -> int:
        """Take the leftovers away; return how many there were."""
        cleared = 0
        for path in self.leftovers(seconds):
            try:
                path.unlink(missing_ok=True)
                cleared += 1
            except OSError as error:
                log.info("%s stays: %s", path.name, error)
        return cleared
