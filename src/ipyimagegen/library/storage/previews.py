"""Previews: what a notebook shows of generations, made once.

*Restart and run all* shows a notebook's pictures again, and each is to be there at once, as the
very same bytes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ...images.decoding import decode
from ...images.picture import Picture
from ...images.preview import ENCODER, Preview, preview
from .copies import Copies

if TYPE_CHECKING:
    from PIL import Image

__all__ = ["Previews"]

FULL_SIDE = 2048  # pixels of a full preview where not every front end shows the delivered bytes
_ENDINGS = {"jpeg": ".jpg", "png": ".png"}
_SHEET = "sheet-"


class Previews:
    """The previews of generations: one small picture of each, however many were delivered.

    Parameters
    ----------
    folder
        Where they are kept; made at first use.
    """

    def __init__(self, folder: Path) -> None:
        self._copies = Copies(folder)
        # A front end asks for one several times, and a disk may refuse to keep it.
        self._latest: tuple[str, Preview] | None = None

    def of(self, pictures: Sequence[Picture], side: int | str) -> Preview:
        """Return the preview of pictures that were delivered together, kept or made.

        Parameters
        ----------
        pictures
            At least one.
        side
            Longest side in pixels, or ``"full"`` for the delivered bytes where a notebook can
            show these.

        Raises
        ------
        PictureError
            A picture's file can't be read, or is not what its name says.
        """
        kept = self.kept(pictures, side)
        if kept is not None:
            return kept
        images = [_decoded(picture) for picture in pictures]
        return self.make(pictures, images, side)

    def kept(self, pictures: Sequence[Picture], side: int | str) -> Preview | None:
        """Return the preview, if it was made before; errors as `of`."""
        if _is_full(pictures, side):
            return Preview(pictures[0].bytes, pictures[0].type)
        name = _name(pictures, side)
        if self._latest is not None and self._latest[0] == name:
            return self._latest[1]
        for type, ending in _ENDINGS.items():
            data = self._copies.read(name + ending, pictures)
            if data:
                self._latest = name, Preview(data, type)
                return self._latest[1]
        return None

    def make(
        self, pictures: Sequence[Picture], images: Sequence[Image.Image], side: int | str
    ) -> Preview:
        """Make the preview of pictures from their decoded pixels, and keep it."""
        if _is_full(pictures, side):
            return Preview(pictures[0].bytes, pictures[0].type)
        longest = side if isinstance(side, int) else FULL_SIDE
        made, name = preview(_together(images, longest), longest), _name(pictures, side)
        self._latest = name, made
        self._copies.write(name + _ENDINGS[made.type], made.data)
        return made

    def forget(self, digest: str) -> None:
        """Remove what shows the picture with that hash; `OSError` if that can't be done."""
        self._latest = None
        for start in (digest, _SHEET):  # a sheet's name tells none of its pictures
            self._copies.forget(start)


def _is_full(pictures: Sequence[Picture], side: int | str) -> bool:
    return side == "full" and len(pictures) == 1 and pictures[0].type in ("jpeg", "png")


def _together(images: Sequence[Image.Image], longest: int) -> Image.Image:
    """Return several pictures as one."""
    if len(images) == 1:
        return images[0]
    from ...images.contact_sheet import contact_sheet  # it imports what draws letters

    return contact_sheet(images, longest)


def _decoded(picture: Picture) -> Image.Image:
    return decode(picture.bytes, picture.type, f"picture {picture.ref}").image


def _name(pictures: Sequence[Picture], side: int | str) -> str:
    if len(pictures) == 1:
        shown = pictures[0].hash
    else:
        shown = _SHEET + hashlib.sha256("".join(one.hash for one in pictures).encode()).hexdigest()
    return f"{shown}-{side}-{ENCODER}"
