"""A view's requests for images, answered with their bytes or with the reason for a gap.

Views ask for images when they show them, because a message that carried all pixels of a
gallery would block every other one.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from anyio.to_thread import run_sync

from ..errors import ImagegenError, UnknownReference
from ..images.picture import MAX_DATA
from ..images.preview import preview
from . import outgoing

if TYPE_CHECKING:
    from ..images.picture import Picture
    from ..library import Library

__all__ = ["ImageSender"]

BATCH = 6  # tiles in one message, so that the first ones are seen while others are made
TILE_SIDE = 192  # pixels: twice the narrowest column
FULL_SIDE = 2048  # pixels of a copy of what can't be shown as it is

_SHOWN = {"png", "jpeg", "webp", "gif", "avif", "bmp"}


class ImageSender:
    """Thumbnails, full files and tiles of a library's pictures, for the views of one panel.

    Parameters
    ----------
    send_message
        Takes an outgoing message and its buffers.
    """

    def __init__(self, send_message: Callable[..., None]) -> None:
        self._send_message = send_message

    async def send(
        self, library: Library, digest: str, size: str, decoders: asyncio.Semaphore
    ) -> None:
        """Send one picture as ``thumbnail`` or ``full``, or say that it is missing."""
        try:
            if size == "full":
                data, type_ = await run_sync(_full, library, digest)
            else:
                async with decoders:
                    data = await run_sync(_thumbnail, library, digest)
                type_ = "webp"
        except ImagegenError as error:
            self._send_message(outgoing.Missing(digest, size, error.lines()))
        else:
            self._send_message(outgoing.Image(digest, size, type_), data)

    async def send_tiles(
        self, library: Library, hashes: Sequence[str], decoders: asyncio.Semaphore
    ) -> None:
        """Send the tiles of many pictures, and say which are missing."""
        batches = [hashes[start : start + BATCH] for start in range(0, len(hashes), BATCH)]
        await asyncio.gather(*(self._send_batch(library, one, decoders) for one in batches))

    async def _send_batch(
        self, library: Library, hashes: Sequence[str], decoders: asyncio.Semaphore
    ) -> None:
        async with decoders:
            tiles, missing = await run_sync(_tiles, library, hashes)
        for digest, words in missing.items():
            self._send_message(outgoing.Missing(digest, "tile", words))
        if tiles:
            self._send_message(outgoing.Tiles(list(tiles)), *tiles.values())


def _tiles(
    library: Library, hashes: Sequence[str]
) -> tuple[dict[str, bytes], dict[str, list[str]]]:
    """Return the tiles of pictures, and the reasons why others have none, by hash."""
    filed = library.filed(hashes)
    tiles, missing = {}, {}
    for digest in hashes:
        try:
            tiles[digest] = library.thumbnail(_found(filed, digest), TILE_SIDE)
        except ImagegenError as error:
            missing[digest] = error.lines()
    return tiles, missing


def _picture(library: Library, digest: str) -> Picture:
    return _found(library.filed([digest]), digest)


def _full(library: Library, digest: str) -> tuple[bytes, str]:
    """Return a picture's bytes and type; of a file that no browser shows, those of a copy."""
    picture = _picture(library, digest)
    if picture.type in _SHOWN and picture.size <= MAX_DATA:
        return picture.bytes, picture.type
    copy = preview(picture.bytes, FULL_SIDE, most=MAX_DATA)
    return copy.data, copy.type


def _thumbnail(library: Library, digest: str) -> bytes:
    return library.thumbnail(_picture(library, digest))


def _found(filed: Mapping[str, Picture], digest: str) -> Picture:
    if digest not in filed:
        raise UnknownReference("this picture is not in the library any more")
    return filed[digest]
