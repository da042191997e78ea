"""Keeping inputs: what a picture was made from is filed in the library as it was given.

So that before and after can be looked at, and a colleague can run the edit. A request is paid
for whether its inputs can be kept or not: what can't be is told, and nothing fails for it.
"""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import ImagegenError
from ..library import Source
from ..text import one_line

if TYPE_CHECKING:
    from ..library import Library
    from .plan import Call, Plan

__all__ = ["keep_inputs", "keeps"]

log = logging.getLogger("ipyimagegen")


def keeps(call: Call, plan: Plan) -> bool:
    """Whether a call has inputs that are to be kept; a mask always is, for its cell names it."""
    masks = call.region is not None and bool(call.region.masks)
    return masks or (bool(call.sources) and plan.keep_inputs)


def keep_inputs(library: Library, call: Call, *, own: bool = True) -> tuple[str, ...]:
    """File those inputs of a call that a library lacks; return a remark for each that can't be.

    What is there costs a look: an earlier picture, or the same file again. Of a region the masks
    are kept as well, and without `own` nothing but these.
    """
    sources = dict(zip(call.request.sources, call.sources, strict=True)) if own else {}
    kept = [_keep(library, *one) for one in sources.items()]
    masks = call.region.masks if call.region is not None else ()
    kept += [
        _keep(library, one.identity, Source(one.value, one.name), listed=False) for one in masks
    ]
    return tuple(filter(None, kept))


def _keep(library: Library, identity: str, source: Source, *, listed: bool = True) -> str:
    """File one input; return a remark if that can't be done."""
    from ..images.originals import original

    try:
        if library.picture(identity) is None:
            library.add(original(source.value, identity), source.name, listed=listed)
    except Exception as error:  # whatever it is, the request may be paid for
        log.info("an input is not kept", exc_info=True)
        said = error.said if isinstance(error, ImagegenError) else ""
        why = ": ".join(filter(None, (str(error) or type(error).__name__, said)))
        name = one_line(Path(source.name).name or source.name, 60)
        return f"{name} is not kept: {one_line(why, 200)}"
    return ""
