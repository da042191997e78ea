"""The pictures' files: named by their hash, written whole or not at all, never re-encoded."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from ..pictures import Picture

__all__ = ["picture_path", "write_picture"]


def picture_path(folder: Path, picture: Picture) -> Path:
    """Return where a library keeps a picture."""
    return folder / "pictures" / picture.hash[:2] / f"{picture.hash}{picture.extension}"


def write_picture(folder: Path, picture: Picture) -> Path:
    """File a picture: temporary name, sync, rename; `OSError` if the disk refuses."""
    path = picture_path(folder, picture)
    if path.exists() and path.stat().st_size == picture.size:
        return path
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".filing-")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(picture.bytes)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.chmod(0o644)
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
    _sync_folder(path.parent)
    return path


def _sync_folder(folder: Path) -> None:
    """Make the rename itself durable, where the system can open a folder."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
