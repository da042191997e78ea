"""The check ``size``: the delivered pixels are the size and the shape that were asked for."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from typing import Any

from .result import FAILED, PASSED, Result

__all__ = ["measure", "shape_of", "size_of"]

_ASPECT = re.compile(r"([1-9]\d{0,3}):([1-9]\d{0,3})", re.ASCII)
_SIZE = re.compile(r"(\d(?:\.\d)?)K", re.ASCII)
SHAPE = 0.05  # as a share: models round to a grid, and 16:9 comes as 1344×768
SIZE = 0.12  # likewise: 1K is 1024×1024, 1344×768 or 1536×672


def shape_of(parameters: Mapping[str, Any]) -> float | None:
    """Return the width over the height that was asked for, or None."""
    asked = _ASPECT.fullmatch(str(parameters.get("aspect", "")))
    return int(asked[1]) / int(asked[2]) if asked else None


def size_of(parameters: Mapping[str, Any]) -> int | None:
    """Return the pixels of a side of a square of the size that was asked for, or None."""
    asked = _SIZE.fullmatch(str(parameters.get("size", "")))
    return round(1024 * float(asked[1])) if asked and float(asked[1]) else None


def measure(width: int, height: int, parameters: Mapping[str, Any]) -> Result:
    """Return whether a picture of that size is what was asked for."""
    shape, side = shape_of(parameters), size_of(parameters)
    is_shape = shape is None or abs(width / height - shape) <= SHAPE * shape
    # Some count the pixels, and some the longer side.
    sides = (math.sqrt(width * height), max(width, height))
    is_size = side is None or any(abs(one - side) <= SIZE * side for one in sides)
    if is_shape and is_size:
        return Result("size", PASSED)
    asked = (
        str(parameters["aspect"]) if shape is not None and not is_shape else "",
        str(parameters["size"]) if side is not None and not is_size else "",
    )
    return Result("size", FAILED, f"{width}×{height} for {' and '.join(filter(None, asked))}")
