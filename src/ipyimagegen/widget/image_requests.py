"""Pictures on their way to the browser: in the size that is asked for, or word that it is gone."""

from __future__ import annotations

import asyncio
import re
import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from anyio.to_thread import run_sync

from ..errors import ImagegenError, UnknownReference
from ..images.preview import small_webp
from . import messages

if TYPE_CHECKING:
    from ..images.picture import Picture
    from ..library import Library

__all__ = ["Pictures", "Tiles"]

AT_ONCE = 6  # tiles in one message, so that the first ones are seen while others are made


class Pictures:
    """The pictures of a session's library, for the views of its panel.

    Parameters
    ----------
    library
        Returns the library, which may be another one later.
    tell
        Sends a message with its buffers.
    """

    def __init__(self, library: Callable[[], Library], tell: Callable[..., None]) -> None:
        self._library = library
        self._tell = tell
        self._tiles = Tiles()

    async def show(self, digest: str, size: str, decoders: asyncio.Semaphore) -> None:
        """Send one picture as ``thumbnail`` or ``full``."""
        try:
            if size == "full":
                picture = await run_sync(self._picture, digest)
                data, type_ = await run_sync(lambda: picture.bytes), picture.type
            else:
                async with decoders:
                    data = await run_sync(self._thumbnail, digest)
                type_ = "webp"
        except ImagegenError as error:
            self._tell(messages.Missing(digest, size, error.lines()))
        else:
            self._tell(messages.Image(digest, size, type_), data)

    async def show_tiles(self, hashes: Sequence[str], decoders: asyncio.Semaphore) -> None:
        """Send many pictures as the gallery shows them."""
        parts = [hashes[start : start + AT_ONCE] for start in range(0, len(hashes), AT_ONCE)]
        await asyncio.gather(*(self._show_some(part, decoders) for part in parts))

    async def _show_some(self, hashes: Sequence[str], decoders: asyncio.Semaphore) -> None:
        async with decoders:
            made, missing = await run_sync(self._make_tiles, hashes)
        for digest, words in missing.items():
            self._tell(messages.Missing(digest, "tile", words))
        if made:
            self._tell(messages.Tiles(list(made)), *made.values())

    def _make_tiles(self, hashes: Sequence[str]) -> tuple[dict[str, bytes], dict[str, list[str]]]:
        made, missing = {}, {}
        for digest in hashes:
            try:
                made[digest] = self._tiles.of(digest, self._thumbnail)
            except ImagegenError as error:
                missing[digest] = error.lines()
        return made, missing

    def _thumbnail(self, digest: str) -> bytes:
        return self._library().thumbnail(self._picture(digest))

    def _picture(self, digest: str) -> Picture:
        if not re.fullmatch("[0-9a-f]{64}", digest):
            raise UnknownReference("a picture is asked for by its hash")
        found = self._library().pictures(digest)
        if not found:
            raise UnknownReference("this picture is not in the library any more")
        return found[0]

    def clear(self) -> None:
        """Let go of what is kept in memory."""
        self._tiles.clear()


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
