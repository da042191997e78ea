"""Thumbnails: small copies of pictures, kept beside them.

A gallery and a list show dozens of pictures at a time, and decoding a delivered one takes
longer than all the rest. So a thumbnail is made at first use, and kept in a folder that may
be deleted at any time.
"""

from __future__ import annotations

import contextlib
import secrets
from pathlib import Path
from typing import TYPE_CHECKING

from ...images.picture import Picture
from ...images.preview import small_webp
from ...paths import make_folder, open_private

if TYPE_CHECKING:
    from PIL import Image

__all__ = ["Thumbnails"]

SIDE = 320  # pixels


class Thumbnails:
    """The thumbnails in a folder, for any number of threads and kernels.

    Parameters
    ----------
    folder
        Where they are kept; made at first use.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def path(self, digest: str) -> Path:
        """Return the path of the thumbnail of the picture with that hash."""
        return self._folder / digest[:2] / f"{digest}.webp"

    def of(self, picture: Picture) -> bytes:
        """Return the thumbnail of a picture; `PictureError` if its file can't be read."""
        path = self.path(picture.hash)
        try:
            kept = path.read_bytes()
        except OSError:
            kept = b""
        if _is_whole(kept):
            return kept
        return self.make(picture, picture.bytes)

    def make(self, picture: Picture, shown: bytes | Image.Image) -> bytes:
        """Make the thumbnail of a picture from its bytes, its preview's, or its pixels."""
        thumbnail = small_webp(shown, SIDE)
        path = self.path(picture.hash)
        temporary = path.with_name(f"{secrets.token_hex(8)}.part")
        # A disk that refuses it loses nothing: the next use makes it anew.
        with contextlib.suppress(OSError):
            self._folder.parent.stat()  # a library that is gone is not made anew
            make_folder(path.parent)
            try:
                with open_private(temporary, "xb") as stream:
                    stream.write(thumbnail)
                temporary.replace(path)
            finally:
                temporary.unlink(missing_ok=True)
        return thumbnail

    def forget(self, digest: str) -> None:
        """Remove a thumbnail; `OSError` if that can't be done."""
        self.path(digest).unlink(missing_ok=True)


def _is_whole(data: bytes) -> bool:
    """Whether it is a WebP of the length that it says: a crash may have cut it."""
    return data[:4] == b"RIFF" and int.from_bytes(data[4:8], "little") + 8 == len(data)
