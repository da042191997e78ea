"""Copies: small copies of pictures, kept in folders that may be deleted at any time.

To decode a delivered picture takes longer than all the rest of showing it, so what was made of
it once is kept. Nothing of this is synced, and anybody may have been in the folder: so a copy
ends with a seal, a hash of its name and its bytes, which viewers pass over. What is cut off,
damaged, or another picture's is made anew. A disk that refuses a copy loses nothing.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import secrets
from collections.abc import Sequence
from pathlib import Path

from ...images.picture import Picture
from ...paths import make_folder, open_private

__all__ = ["Copies"]

_SEAL = 32  # bytes, at the end


class Copies:
    """Copies in a folder, for any number of threads and kernels.

    Parameters
    ----------
    folder
        Where they are kept; made at first use.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def path(self, name: str) -> Path:
        """Return the path of the copy of that name, which begins as its picture's hash does."""
        return self._folder / name[:2] / name

    def read(self, name: str, of: Sequence[Picture]) -> bytes:
        """Return a copy's bytes; none where it has to be made, or made anew.

        Raises
        ------
        PictureError
            A picture's file was touched since, and is not what its name says.
        """
        path = self.path(name)
        try:
            with path.open("rb") as stream:
                written = os.fstat(stream.fileno()).st_mtime_ns
                sealed = stream.read()
        except OSError:
            return b""
        data, seal = sealed[:-_SEAL], sealed[-_SEAL:]
        if not data or seal != _seal(name, data):
            return b""
        touched = [picture for picture in of if _time(picture) > written]
        if touched:
            for picture in touched:
                picture.bytes  # noqa: B018  # compares the file with its name
            with contextlib.suppress(OSError):
                os.utime(path)
        return data

    def write(self, name: str, data: bytes) -> None:
        """Keep a copy, if the disk takes it."""
        path = self.path(name)
        temporary = path.with_name(f"{secrets.token_hex(8)}.part")
        with contextlib.suppress(OSError):
            self._folder.with_name("pictures").stat()  # a library that is gone is not made anew
            make_folder(path.parent)
            try:
                with open_private(temporary, "xb") as stream:
                    stream.write(data + _seal(name, data))
                temporary.replace(path)
            finally:
                temporary.unlink(missing_ok=True)

    def forget(self, start: str) -> None:
        """Remove the copies whose names begin so; `OSError` if that can't be done."""
        for path in self.path(start).parent.glob(f"{start}*"):
            path.unlink(missing_ok=True)


def _seal(name: str, data: bytes) -> bytes:
    return hashlib.sha256(name.encode() + data).digest()


def _time(picture: Picture) -> int:
    """Return when a picture's file was written, in nanoseconds; 0 where there is none."""
    try:
        return 0 if picture.path is None else picture.path.stat().st_mtime_ns
    except OSError:
        return 0
