"""Reading: what a file that comes from anywhere says about how it was made.

A file may say it several times, in several programs' forms; the first that makes sense
counts, and our own record comes first.
"""

from __future__ import annotations

from collections.abc import Callable

from ..images.picture import sniff
from . import jpeg, png, webp
from .other_tools import Found, a1111, comfy, comment, invoke, ours
from .record import NAME

__all__ = ["Found", "read"]

_READERS: dict[str, Callable[[str], Found | None]] = {
    NAME: ours,
    "parameters": a1111,
    "comment": comment,
    "invokeai_metadata": invoke,
    "prompt": comfy,
}


def read(data: bytes) -> Found | None:
    """Return what a file says about how it was made, as untrusted text.

    None if it says nothing, or nothing that can be read. Never raises, whatever the bytes.
    """
    try:
        texts = _texts(data)
    except Exception:  # noqa: BLE001  # files are made to break readers; a broken one says nothing
        return None
    for key, understand in _READERS.items():
        try:
            found = understand(texts[key]) if key in texts else None
        except Exception:  # noqa: BLE001, S112  # the next text may be whole
            continue
        if found is not None:
            return found
    return None


def _texts(data: bytes) -> dict[str, str]:
    match sniff(data):
        case "png":
            return png.texts(data)
        case "jpeg":
            return jpeg.texts(data)
        case "webp":
            return webp.texts(data)
    return {}
