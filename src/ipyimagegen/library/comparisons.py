"""Comparisons of a library's pictures, each made once while it is likely to be asked for again.

`%imagegen diff` and the panel tell the same numbers, because both ask here.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from ..regions.comparison import Comparison, compare
from ..regions.region import decoded_upright

if TYPE_CHECKING:
    from ..images.picture import Picture

__all__ = ["compare_pictures"]

_KEPT = 32  # comparisons, each with a picture of a hundred kilobytes


@lru_cache(_KEPT)
def compare_pictures(first: Picture, second: Picture, *, aligned: bool = True) -> Comparison:
    """Return how a picture differs from another one.

    It takes a second, or two for large pictures: not for an event loop.

    Parameters
    ----------
    first, second
        Pictures of a library.
    aligned
        Whether the second one is lined up with the first, if that can be done.

    Raises
    ------
    PictureError
        The file of one of them is gone, or holds another picture.
    """
    ours, theirs = (decoded_upright(one, f"picture {one.ref}") for one in (first, second))
    return compare(ours, theirs, aligned=aligned)
