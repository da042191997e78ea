"""Composites of a library: the answer to an edit of a region, pasted into its input and filed.

Everything is taken from the library, or from pictures in memory that are surely the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from ..errors import OptionError, PictureError
from ..images.inputs import PictureLike, identify
from ..images.looks import look_of
from ..images.picture import verify
from ..regions.compositing import composite, png_file
from ..regions.region import decoded_upright, region_of
from ..text import value_words

if TYPE_CHECKING:
    from ..images.picture import Picture
    from .generation import Generation

__all__ = ["paste_answer"]

MOST_WIDER = 2000  # pixels


def paste_answer(
    generation: Generation, given: Mapping[str, PictureLike] | None = None, *, wider: int = 0
) -> Generation:
    """Paste the answer of a generation into its first input, and file both.

    Parameters
    ----------
    generation
        An edit of a region, with its answer.
    given
        Pictures in memory or in files, by the identity that they had when it was sent.
    wider
        By how many pixels the region reaches further than it was asked for. From then on this
        is the generation's picture, and an earlier one stays behind those delivered.

    Raises
    ------
    OptionError
        It is no edit of a region that was answered.
    PictureError
        Its input is not there any more.
    LibraryError
        The disk refuses it.
    """
    if "only" not in generation.parameters or not generation.inputs:
        raise OptionError(f"{generation.ref} is no edit of a region")
    if isinstance(wider, bool) or not isinstance(wider, int) or not 0 <= wider <= MOST_WIDER:
        raise OptionError(
            f"a region is widened by 0 to {MOST_WIDER:,} pixels, not by {value_words(wider)}",
        )
    library, known = generation.library, given or {}

    def find(identity: str) -> PictureLike | None:
        value = known.get(identity)
        if value is not None and _is_still(value, identity):
            return value
        return library.picture(identity)

    delivered = generation.delivered
    first = generation.inputs[0]
    value = find(first.source)
    if value is None:
        raise PictureError("the picture it was made from is gone or another one", said=first.name)
    source = decoded_upright(value, first.name)
    region = region_of(generation.parameters, source.size, find, wider=wider)
    made = composite(source, delivered.image, region)
    before = generation.only
    count = before.delivered if before is not None else len(generation.pictures)
    report = replace(made.report, delivered=count, widened=wider)
    picture: Picture | None = None
    look = ""
    if made.image is not None:
        picture, image = verify(png_file(made.image, is_sketch=generation.is_sketch))
        look = look_of(image)
    elif before is not None:
        raise PictureError(f"{generation.ref} can't be pasted", said=report.why)
    return library.file_composite(
        generation.number, report, picture, anew=before is not None, look=look
    )


def _is_still(value: PictureLike, identity: str) -> bool:
    try:
        return identify(value) == identity
    except PictureError:
        return False
