"""Uploads: pictures from the browser, in chunks, because a large message never arrives.

Past about ten megabytes a message from the browser is lost without a word
(jupyter-widgets/ipywidgets#2522), so a picture comes in chunks of at most one megabyte,
each of them acknowledged.
"""

from __future__ import annotations

from ..errors import PictureError
from ..images.picture import MAX_DATA, Picture
from .incoming import Upload

__all__ = ["Uploads"]

MAX_UPLOADS = 8  # unfinished ones; the oldest gives way, because its view may be gone


class Uploads:
    """The unfinished uploads of a panel's views."""

    def __init__(self) -> None:
        self._unfinished: dict[tuple[str, int], bytearray] = {}

    def add(self, message: Upload, chunk: bytes) -> Picture | None:
        """Append a chunk to its upload; return the picture once it is whole.

        Raises
        ------
        PictureError
            The picture is too large, its chunks don't fit together, or its bytes can't be
            read as a picture.
        """
        key = (message.view, message.id)
        if message.total > MAX_DATA:
            raise PictureError(f"the picture is larger than {MAX_DATA // 1_000_000} MB")
        if message.start == 0:
            self._unfinished.pop(key, None)
            self._unfinished[key] = bytearray()
            while len(self._unfinished) > MAX_UPLOADS:
                del self._unfinished[next(iter(self._unfinished))]
        data = self._unfinished.get(key)
        if data is None or len(data) != message.start or len(data) + len(chunk) > message.total:
            self._unfinished.pop(key, None)
            raise PictureError("the picture's pieces don't fit together", hint="Drop it again.")
        data += chunk
        if len(data) < message.total:
            return None
        self._unfinished.pop(key, None)
        return Picture.from_bytes(bytes(data))

    def clear(self) -> None:
        """Forget all unfinished uploads."""
        self._unfinished.clear()
