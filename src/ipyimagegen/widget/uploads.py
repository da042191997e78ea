"""Pictures that come from the browser in pieces, because a large message never arrives.

Past about ten megabytes a message from the browser is lost without a word
(jupyter-widgets/ipywidgets#2522), so a picture comes in pieces of at most one megabyte,
each of them acknowledged.
"""

from __future__ import annotations

from ..errors import PictureError
from ..images.picture import MAX_DATA, Picture
from .messages import Upload

__all__ = ["Uploads"]

AT_ONCE = 8  # unfinished ones; the oldest gives way, because its view may be gone


class Uploads:
    """The pictures that are on their way from the browser."""

    def __init__(self) -> None:
        self._parts: dict[tuple[str, int], bytearray] = {}

    def add(self, message: Upload, data: bytes) -> Picture | None:
        """Take the next piece; return the picture once it is whole.

        Raises
        ------
        PictureError
            It is too large, its pieces don't fit together, or it is no picture.
        """
        key = (message.view, message.id)
        if message.total > MAX_DATA:
            raise PictureError(f"the picture is larger than {MAX_DATA // 1_000_000} MB")
        if message.start == 0:
            self._parts.pop(key, None)
            self._parts[key] = bytearray()
            while len(self._parts) > AT_ONCE:
                del self._parts[next(iter(self._parts))]
        part = self._parts.get(key)
        if part is None or len(part) != message.start or len(part) + len(data) > message.total:
            self._parts.pop(key, None)
            raise PictureError("the picture's pieces don't fit together", hint="Drop it again.")
        part += data
        if len(part) < message.total:
            return None
        del self._parts[key]
        return Picture.from_bytes(bytes(part))

    def clear(self) -> None:
        """Forget what is unfinished."""
        self._parts.clear()
