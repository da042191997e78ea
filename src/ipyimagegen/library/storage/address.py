"""The address by which SQLite opens a catalogue to read it, and makes no file."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import quote

__all__ = ["reading_address"]


def reading_address(path: Path, option: str = "mode=ro") -> str:
    """Return a file's address for SQLite, with an option such as ``immutable=1``."""
    name = quote(os.fsencode(path.as_posix()), safe="/:")
    # A drive has no slash before it, and a share has two, which are not the name of a host.
    return f"file://{'' if name.startswith('/') else '/'}{name}?{option}"
