"""Pasting: the answer to an edit of a region goes into the picture that it is an edit of.

What a model delivered is filed before anything is done with it. So whatever happens here, and
if the process dies here, nothing is lost, and the next run of the cell does it, free.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from ..errors import ImagegenError
from ..text import one_line

if TYPE_CHECKING:
    from ..images.inputs import PictureLike
    from ..library import Generation, Source
    from ..regions.region import Region

__all__ = ["is_wanted", "paste", "warm_up"]

log = logging.getLogger("ipyimagegen")


def is_wanted(generation: Generation) -> bool:
    """Whether a generation's answer waits to be pasted."""
    is_edit = generation.status == "done" and "only" in generation.parameters
    return is_edit and generation.only is None and bool(generation.pictures)


def warm_up() -> None:
    """Import what lines answers up, while the model paints: it takes a good part of a second."""
    from ..regions import alignment, compositing  # noqa: F401  # imported for its own imports

    alignment.opencv()


def paste(
    generation: Generation, sources: tuple[Source, ...], region: Region | None
) -> tuple[Generation, str]:
    """Paste an answer, and file the composite; return the generation, and a remark if that failed.

    Parameters
    ----------
    generation
        With its answer as it was delivered.
    sources, region
        The inputs and the region of its request, as they were given; the library's own copies
        do as well.
    """
    from ..library.composites import paste_answer

    given: dict[str, PictureLike] = {}
    if sources and generation.inputs:
        given[generation.inputs[0].source] = sources[0].value
    for mask in region.masks if region else ():
        given[mask.identity] = mask.value
    try:
        return paste_answer(generation, given), ""
    except Exception as error:  # what came is there, and shown
        log.info("%s is not pasted", generation.ref, exc_info=True)
        said = error.said if isinstance(error, ImagegenError) else ""
        why = ": ".join(filter(None, (str(error) or type(error).__name__, said)))
        return generation, f"only: not pasted ({one_line(why, 160)}): shown as delivered"
