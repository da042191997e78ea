"""What may be asked of a picture besides its prompt, checked before it costs anything.

A gateway that doesn't know an aspect ratio may ignore it and bill, so a wrong one is
refused here, for the magic and for Python alike.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..errors import OptionError
from ..requests import RESERVED_FIELDS
from ..text import nearest

__all__ = ["ASPECTS", "SIZES", "check_parameters"]

# OpenRouter's image_config, which the gateway passes on; the last four are nano-banana's only.
ASPECTS = (
    "1:1", "2:3", "3:2", "3:4", "4:3", "4:5", "5:4", "9:16", "16:9", "21:9",
    "1:4", "4:1", "1:8", "8:1",
)  # fmt: skip
SIZES = ("0.5K", "1K", "2K", "4K")


def check_parameters(
    aspect: str | None, size: str | None, extra: Mapping[str, Any] | None
) -> dict[str, Any]:
    """Return the parameters that were asked for; `OptionError` if one can't be sent."""
    parameters: dict[str, Any] = {}
    if aspect is not None:
        if aspect not in ASPECTS:
            raise OptionError(
                f"no aspect ratio {aspect!r}", hint=f"There are {', '.join(ASPECTS)}."
            )
        parameters["aspect"] = aspect
    if size is not None:
        # The gateway wants a capital K and refuses a small one.
        if size.upper() not in SIZES:
            raise OptionError(f"no size {size!r}", hint=f"There are {', '.join(SIZES)}.")
        parameters["size"] = size.upper()
    if extra:
        for field in extra:
            if field in RESERVED_FIELDS:
                raise OptionError(
                    f"extra fields can't set {field!r}",
                    hint=nearest(field, ("model",)) and "Use -m for the model.",
                )
        parameters["extra"] = dict(extra)
    return parameters
