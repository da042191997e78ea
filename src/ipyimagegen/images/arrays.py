"""Arrays and tensors as pictures: NumPy's, and whatever NumPy can read.

Libraries disagree on the place of the channels and on the range of the values, and a wrong
guess is paid for. So only what is unambiguous is taken, and the rest is refused with its shape
or its range. NumPy is imported only here, when there is an array.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from PIL import Image

from ..errors import PictureError
from ..text import one_line
from .decoding import check_pixels

if TYPE_CHECKING:
    import numpy as np

__all__ = ["SHAPES", "array_picture", "is_array", "shape_and_type"]

_CHANNELS = (1, 2, 3, 4)  # grey, grey with transparency, RGB, RGBA
_SLACK = 0.01  # of floats beyond their range: resizing overshoots
SHAPES = "A picture is (height, width), with 1, 3 or 4 channels behind these or before them."
_RANGES = "Floats go from 0 to 1, from -1 to 1 or from 0 to 255; whole numbers to 255 or 65535."


def shape_and_type(value: object) -> tuple[tuple[object, ...], str] | None:
    """Return the shape and the type of an array of whatever; None of another object."""
    try:
        return tuple(value.shape), str(value.dtype)  # type: ignore[attr-defined]
    except Exception:  # noqa: BLE001  # most objects have neither, and a property may raise anything
        return None


def is_array(value: object) -> bool:
    """Return whether an object is an array of numbers with two to four dimensions."""
    shape, kind = shape_and_type(value) or ((), "")
    # NumPy calls its types by letters where their bytes are in the other order: >f4
    is_number = re.search(r"int|float|bool|^[<>][fiu]\d$", kind) is not None
    return is_number and 2 <= len(shape) <= 4 and all(isinstance(side, int) for side in shape)


def array_picture(value: Any, name: str) -> Image.Image:
    """Return an array as a picture of 8 bits, its pixels copied.

    Parameters
    ----------
    value
        Of shape (height, width), (height, width, channels) or (channels, height, width), also
        with a first dimension of 1; boolean, whole numbers or floats. Channels are in the
        order red, green, blue, transparency.
    name
        As errors call it.

    Raises
    ------
    PictureError
        Its shape or its range is ambiguous or no picture's, or it can't be read.
    """
    try:
        array = _numpy_array(value)
    except Exception as error:  # libraries raise anything for what lies on another device
        raise PictureError(
            f"{name} can't be read as an array",
            said=one_line(f"{type(error).__name__}: {error}", 120),
            hint="Make it a NumPy array first.",
        ) from error
    array = _in_order(array, name)
    check_pixels((array.shape[1], array.shape[0]), name)
    return Image.fromarray(_eight_bit(array, name))


def _numpy_array(value: Any) -> np.ndarray[Any, Any]:
    import numpy as np

    if hasattr(value, "detach"):  # PyTorch: a tensor with gradients, perhaps on a GPU
        value = value.detach().cpu()
    elif type(value).__module__.partition(".")[0] == "cupy":
        value = value.get()
    if "bfloat16" in str(value.dtype):  # which NumPy doesn't know
        value = value.float() if hasattr(value, "float") else value.astype("float32")
    if not hasattr(value, "__array__") and hasattr(value, "numpy"):
        value = value.numpy()
    array = np.asarray(value)
    if array.dtype.kind not in "biuf":  # of an object that it can't look into it makes one
        raise TypeError(f"NumPy reads it as {array.dtype}")
    return array


def _in_order(array: np.ndarray[Any, Any], name: str) -> np.ndarray[Any, Any]:
    """Return an array of shape (height, width) or (height, width, channels)."""
    import numpy as np

    shape = array.shape
    if len(shape) == 4 and shape[0] == 1:
        array = array[0]
    elif len(shape) == 4:
        raise PictureError(
            f"{name} holds {shape[0]} pictures (shape {shape})", hint="Give one of them: array[0]."
        )
    if array.ndim == 3 and array.shape[2] not in _CHANNELS and array.shape[0] in _CHANNELS:
        array = np.moveaxis(array, 0, 2)
    if array.ndim not in (2, 3) or (array.ndim == 3 and array.shape[2] not in _CHANNELS):
        raise PictureError(f"{name} has the shape {shape}, which is no picture's", hint=SHAPES)
    return array[:, :, 0] if array.ndim == 3 and array.shape[2] == 1 else array


def _eight_bit(array: np.ndarray[Any, Any], name: str) -> np.ndarray[Any, Any]:
    """Return an array's values as 0 to 255, by their type and their range."""
    import numpy as np

    if not array.size:
        raise PictureError(f"{name} has no pixels", hint=f"Its shape is {array.shape}.")
    if array.dtype == np.uint8:
        return np.ascontiguousarray(array)
    if array.dtype == np.bool_:
        return array.astype(np.uint8) * 255
    low, high = float(array.min()), float(array.max())
    scaled = array.astype(np.float64)
    if array.dtype.kind in "iu":
        tops = (65535.0,) if array.dtype == np.uint16 else (1.0, 255.0, 65535.0)
        top = next((top for top in tops if low >= 0 and high <= top), None)
        scaled *= 255 / (top or 1)
    else:
        top = 1.0
        if low >= -_SLACK and high <= 1 + _SLACK:
            scaled *= 255
        elif low >= -1 - _SLACK and high <= 1 + _SLACK:
            scaled = (scaled + 1) * 127.5
        elif not (low >= 0 and high <= 255):  # NaN is neither
            top = None
    if top is None:
        raise PictureError(f"{name} has values from {low:g} to {high:g}", hint=_RANGES)
    return np.ascontiguousarray((scaled + 0.5).clip(0, 255).astype(np.uint8))
