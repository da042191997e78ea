"""Seeing: what a new picture looks like, and those of an older library, in the background.

The look of an answer is computed while its files wait for the disk, and compared with all earlier
ones at that time, so that nobody waits for it.
"""

from __future__ import annotations

import asyncio
import logging
import threading
import time
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from anyio.to_thread import run_sync

from ..errors import LibraryError, PictureError
from ..images.decoding import decode
from ..images.looks import look_of, looks_unchanged
from ..images.preview import screen_pixels
from ..library.generation import main_position

if TYPE_CHECKING:
    from ..images.inputs import Input
    from ..images.picture import Picture
    from ..library import Library
    from ..requests import Reply

__all__ = ["Looks", "look_through", "resemblance"]

log = logging.getLogger("ipyimagegen")

AT_ONCE = 16  # pictures, whose looks are written in one transaction
FIRST_AFTER = 2.0  # seconds, in which a kernel has better things to do
PAUSE = 2.0  # times as long as the pictures took, for the rest of the kernel
SIDE = 512  # pixels that a JPEG is decoded to at least: of fewer, the edges of cells lie elsewhere


class Looks:
    """The looks of a reply's pictures, by hash, as far as their pixels are at hand.

    Found out once, by the thread that asks first, so that none waits for another to begin.
    """

    def __init__(self, reply: Reply) -> None:
        self._reply = reply
        self._lock = threading.Lock()
        self._found: dict[str, str] | None = None

    def find(self) -> Mapping[str, str]:
        """Return them; none where they can't be found out: the picture is filed all the same."""
        with self._lock:
            if self._found is None:
                self._found = {}
                pairs = zip(self._reply.pictures, self._reply.images, strict=False)
                try:
                    self._found = {picture.hash: look_of(image) for picture, image in pairs}
                except Exception as error:  # noqa: BLE001  # as in `resemblance`
                    log.info("pictures were not looked at: %s", error)
            return self._found


def resemblance(
    library: Library,
    number: int,
    reply: Reply,
    looks: Mapping[str, str],
    inputs: Sequence[Input],
) -> str:
    """Return the caption's remark on what a new picture looks like; empty if it needs none.

    An edit looks like its input, and like other edits of that: of one it is only told if it
    changed nothing that is seen.
    """
    if not reply.images:
        return ""
    main = main_position(reply.pictures)
    try:
        if inputs:
            before = decode(inputs[0].data, inputs[0].type, longest=SIDE).image
            return "no visible change" if looks_unchanged(before, reply.images[main]) else ""
        earlier = library.nearly(number, looks[reply.pictures[main].hash])
    except Exception as error:  # noqa: BLE001  # whatever it is, the picture came, and is filed
        log.info("@%d was not compared: %s", number, error)
        return ""
    return "" if earlier is None else f"nearly @{earlier}"


async def look_through(library: Library) -> None:
    """Compute the looks that a library lacks, a few at a time; one that is read only is left.

    It may be cancelled at any time, and goes on where it was. What can't be read is tried again
    by the next kernel.
    """
    await asyncio.sleep(FIRST_AFTER)
    last = ""
    try:
        while unseen := await run_sync(library.unseen, last, AT_ONCE):
            began, last = time.monotonic(), unseen[-1].hash
            found = await run_sync(_look_at, library, unseen)
            await run_sync(library.keep_looks, found)  # not by a thread that outlives the session
            await asyncio.sleep(PAUSE * (time.monotonic() - began))
    except LibraryError as error:
        log.info("looks are not computed: %s", error)


def _look_at(library: Library, pictures: Sequence[Picture]) -> dict[str, str]:
    if library.catalogue.read_only:
        raise LibraryError("the library is read only")
    found = {}
    for picture in pictures:
        try:
            found[picture.hash] = look_of(screen_pixels(library.thumbnail(picture)))
        except PictureError as error:
            log.info("%s was not looked at: %s", picture.ref, error)
    return found
