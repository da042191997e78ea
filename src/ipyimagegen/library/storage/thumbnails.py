"""Thumbnails: small copies of pictures, kept beside them.

A gallery and a list show dozens of pictures at a time, and decoding a delivered one takes
longer than everything else about it. So a small copy is made once, by whoever needs it
first, and kept in a folder that may be deleted at any time.
"""

from __future__ import annotations

import contextlib
import secrets
from pathlib import Path
from typing import TYPE_CHECKING

from ...images.picture import Picture
from ...images.preview import small_webp

if TYPE_CHECKING:
    from PIL import Image

__all__ = ["Thumbnails"]

SIDE = 320  # pixels


class Thumbnails:
    """Small copies of pictures in a folder, for any number of threads and kernels.

    Parameters
    ----------
    folder
        Where they are kept; made at first use.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def path(self, digest: str) -> Path:
        """Return where the small copy of the picture with that hash is kept."""
        return self._folder / digest[:2] / f"{digest}.webp"

    def of(self, picture: Picture) -> bytes:
        """Return the small copy of a picture; `PictureError` if its file can't be read."""
        path = self.path(picture.hash)
        try:
            kept = path.read_bytes()
        except OSError:
            kept = b""
        if _is_whole(kept):
            return kept
        return self.make(picture, picture.bytes)

    def make(self, picture: Picture, shown: bytes | Image.Image) -> bytes:
        """Make the small copy of a picture of its bytes, its preview's, or its pixels."""
        made = small_webp(shown, SIDE)
        path = self.path(picture.hash)
        temporary = path.with_name(f"{secrets.token_hex(8)}.part")
        # A disk that refuses it loses nothing: it is made anew the next time.
        with contextlib.suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            try:
                temporary.write_bytes(made)
                temporary.replace(path)
            finally:
                temporary.unlink(missing_ok=True)
        return made

    def forget(self, digest: str) -> None:
        """Take away a small copy; `OSError` if that can't be done."""
        self.path(digest).unlink(missing_ok=True)


def _is_whole(data: bytes) -> bool:
    """Whether it is a WebP of the length that it says: a crash may have cut it."""
    return data[:4] == b"RIFF" and int.from_bytes(data[4:8], "little") + 8 == len(data)
