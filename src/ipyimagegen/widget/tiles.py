"""Tiles: pictures as small as the gallery shows them, so that many of them come at once.

A screen of the gallery is some thirty pictures. As thumbnails these are half a megabyte; a
tile is a third of that, made of the thumbnail in three milliseconds, and kept in memory.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable

from ..images.picture import small_webp

__all__ = ["Tiles"]

SIDE = 192  # pixels: twice the narrowest column
MOST = 600  # kept, of about five kilobytes each


class Tiles:
    """The tiles that were asked for last, for any number of threads."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, bytes] = OrderedDict()
        self._lock = threading.Lock()

    def of(self, digest: str, thumbnail: Callable[[str], bytes]) -> bytes:
        """Return the tile of the picture with that hash, made from its thumbnail.

        Raises
        ------
        ImagegenError
            There is no thumbnail.
        """
        with self._lock:
            if digest in self._kept:
                self._kept.move_to_end(digest)
                return self._kept[digest]
        made = small_webp(thumbnail(digest), SIDE)
        with self._lock:
            self._kept[digest] = made
            while len(self._kept) > MOST:
                self._kept.popitem(last=False)
        return made

    def clear(self) -> None:
        """Let go of them."""
        with self._lock:
            self._kept.clear()
