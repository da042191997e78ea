"""Where generations and pictures live: on disk, numbered, shared by kernels.

Names are loaded when they are used: completion reads a little of a library, and must not wait
for the modules behind all of it.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .budget import Limits, Today
    from .claims import Claim
    from .generation import Generation, InputRecord, Source
    from .library import Library

__all__ = ["Claim", "Generation", "InputRecord", "Library", "Limits", "Source", "Today"]

_HOMES = {"Claim": ".claims", "Library": ".library", "Limits": ".budget", "Today": ".budget"}


def __getattr__(name: str) -> Any:
    if name in __all__:
        return getattr(import_module(_HOMES.get(name, ".generation"), __name__), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
