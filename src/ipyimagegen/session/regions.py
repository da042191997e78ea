"""The regions of a plan's calls: the part of each call's first input that may change."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import OptionError
from ..library.references import find_sources
from ..paths import is_there

if TYPE_CHECKING:
    from ..library import Source
    from ..library.references import Scope
    from ..regions.region import Mask, Region
    from .brief import Brief

__all__ = ["Regions"]


class Regions:
    """Reads the option ``only`` for the inputs of each call; the same region for all of them.

    Parameters
    ----------
    brief
        The wish, with its ``only``.
    scope
        Where masks are looked up.

    Raises
    ------
    OptionError
        It names nothing.
    """

    def __init__(self, brief: Brief, scope: Scope) -> None:
        from ..regions.region import only_parts  # it imports Pillow

        self._brief = brief
        self._scope = scope
        self._parts = only_parts(brief.only)
        self._found: dict[int, tuple[object, Region]] = {}
        if not self._parts:
            raise OptionError(
                "--only names no box and no mask", hint="Leave it out to change all of it."
            )

    def of(self, sources: Sequence[Source]) -> Region:
        """Return the region in the first of some inputs.

        Raises
        ------
        OptionError, PictureError
            There is none, or the region is none of it.
        """
        from ..images.inputs import MAX_COUNT
        from ..regions.region import make_region, upright_size

        if not sources:
            raise OptionError(
                "--only names a part of an input, and there is no input",
                hint="Write -i with the picture that is to be changed there.",
            )
        if len(sources) >= MAX_COUNT:
            raise OptionError(
                f"with --only at most {MAX_COUNT - 1} inputs can be sent, "
                f"and these are {len(sources)}",
                hint="The marked copy is one more picture.",
            )
        first = sources[0]
        # Kept with the picture, because its id is the key.
        if id(first.value) not in self._found:
            size = upright_size(first.value, first.name)
            self._check_size(size)
            region = make_region(self._parts, size, self._mask, crop=self._brief.crop)
            self._found[id(first.value)] = first.value, region
        return self._found[id(first.value)][1]

    def _check_size(self, size: tuple[int, int]) -> None:
        """Refuse a picture of another size than the others have."""
        for _, other in self._found.values():
            if other.size != size:
                raise OptionError(
                    "--only names one region, and the pictures to change have different sizes",
                    said="{}×{} and {}×{}".format(*other.size, *size),
                    hint="Change them in cells of their own, each with its region.",
                )

    def _mask(self, part: object) -> Mask:
        from ..regions.region import FORM, mask_of

        found = find_sources(part, self._scope, self._brief.template)
        if len(found) > 1:
            raise OptionError(f"{part} names {len(found)} pictures, and a mask is one")
        file = found[0].value
        if isinstance(part, str) and isinstance(file, Path) and not (file.suffix or is_there(file)):
            raise OptionError(f"{part!r} is no box, and no file", hint=FORM)
        return mask_of(found[0].kept().value, found[0].name)
