"""Thumbnails: small copies of pictures, for galleries and lists, which show dozens at a time."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ...images.picture import Picture
from ...images.preview import small_webp
from .copies import Copies

if TYPE_CHECKING:
    from PIL import Image

__all__ = ["SIDE", "Thumbnails"]

SIDE = 320  # pixels


class Thumbnails:
    """The thumbnails of a library's pictures.

    Parameters
    ----------
    folder
        Where they are kept; made at first use.
    """

    def __init__(self, folder: Path) -> None:
        self._copies = Copies(folder)

    def of(self, picture: Picture, side: int = SIDE, *, pixels: Image.Image | None = None) -> bytes:
        """Return the thumbnail of a picture, kept or made.

        Parameters
        ----------
        picture
            The picture.
        side
            Longest side in pixels; without pixels, those below the usual one are made from that.
        pixels
            The picture's, as `verify` decoded them, where they are at hand.

        Raises
        ------
        PictureError
            The picture's file can't be read, or is not what its name says.
        """
        kept = self._copies.read(_name(picture, side), [picture])
        if kept:
            return kept
        if pixels is not None:
            return self.make(picture, pixels, side)
        return self.make(picture, picture.bytes if side >= SIDE else self.of(picture), side)

    def within(
        self, picture: Picture, side: int, most: int, *, pixels: Image.Image | None = None
    ) -> bytes:
        """Return a thumbnail of at most so many bytes; the rest is as for `of`."""
        thumbnail = self.of(picture, side, pixels=pixels)
        if len(thumbnail) <= most:
            return thumbnail
        name = f"{picture.hash}-{side}-{most}.webp"
        kept = self._copies.read(name, [picture])
        if kept:
            return kept
        made = small_webp(thumbnail, side, most=most)
        self._copies.write(name, made)
        return made

    def make(self, picture: Picture, shown: bytes | Image.Image, side: int = SIDE) -> bytes:
        """Make the thumbnail of a picture from its bytes, its preview's, or its pixels."""
        thumbnail = small_webp(shown, side)
        self._copies.write(_name(picture, side), thumbnail)
        return thumbnail

    def forget(self, digest: str) -> None:
        """Remove the thumbnails of the picture with that hash; `OSError` if that can't be done."""
        self._copies.forget(digest)


def _name(picture: Picture, side: int) -> str:
    return f"{picture.hash}.webp" if side == SIDE else f"{picture.hash}-{side}.webp"
