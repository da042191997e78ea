"""Given: a picture by itself, as one of the user's own that was an input, and what it became."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .html import Html, element, grey, inline_image

if TYPE_CHECKING:
    from ..images.picture import Picture
    from ..library import Generation, Library

__all__ = ["Given"]

SIDE = 320  # pixels


@dataclass(frozen=True)
class Given:
    """A picture that was given as an input, or one of several of a generation."""

    picture: Picture
    library: Library

    @property
    def edits(self) -> Sequence[Generation]:
        """The generations that were made from it, the oldest first, at most two hundred."""
        return self.library.made_from(self.picture.identity)

    def __repr__(self) -> str:
        return f"{self.picture.ref} · {self._facts()}"

    def _repr_html_(self) -> str:
        words = element("div", element("b", self.picture.ref), " ", grey(self._facts()))
        shown: str = Html()
        if self.picture.is_whole:
            shown = inline_image(self.library, self.picture, self.picture.ref, SIDE)
        return element("div", words, shown, style="font-size:13px;line-height:1.6")

    def _facts(self) -> str:
        picture = self.picture
        edits = self.edits
        given = "given as an input" if edits else "nothing was made from it"
        number = self.library.generation_of(picture.hash, deleted=True)
        maker = None if number is None else self.library.get(number)
        is_deleted = maker is not None and maker.deleted
        origin = given if maker is None else f"of {maker.ref}{', deleted' if is_deleted else ''}"
        facts = [origin, f"{picture.width}×{picture.height} {picture.type.upper()}"]
        if not picture.is_whole:
            facts.append(f"its file is missing: {picture.path}")
        became = ", ".join(one.ref for one in edits)
        return " · ".join([*facts, *([f"became {became}"] if became else [])])
