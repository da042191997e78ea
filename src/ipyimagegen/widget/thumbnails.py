"""Thumbnails: small copies for the gallery, the latest ones kept in memory."""

from __future__ import annotations

import threading
from collections import OrderedDict

from ..pictures import Picture, Preview, preview

__all__ = ["Thumbnails"]

SIDE = 320  # pixels
KEPT = 32_000_000  # bytes


class Thumbnails:
    """Small copies of pictures, for any number of threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._made: OrderedDict[str, Preview] = OrderedDict()

    def of(self, picture: Picture) -> Preview:
        """Return the small copy of a picture; `PictureError` if its file can't be read."""
        with self._lock:
            known = self._made.get(picture.hash)
            if known is not None:
                self._made.move_to_end(picture.hash)
                return known
        made = preview(picture.bytes, SIDE)
        with self._lock:
            self._made[picture.hash] = made
            while sum(len(small.data) for small in self._made.values()) > KEPT:
                self._made.popitem(last=False)
        return made

    def clear(self) -> None:
        """Forget them all."""
        with self._lock:
            self._made.clear()
