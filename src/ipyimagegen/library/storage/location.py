"""Whether a folder can be a library, and how its catalogue is written safely there.

A mistyped setting must not make a catalogue in the midst of something else, and SQLite's
write-ahead log needs memory that all its users share, which no network file system has
(https://sqlite.org/wal.html#disadvantages).
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Protocol

from ...errors import LibraryError

__all__ = ["check_place", "network_type", "unwritable"]

SET_IT = "Set the folder: IMAGEGEN_LIBRARY, or %config ImageGen.library = 'FOLDER'."

_NETWORK_TYPES = frozenset(
    (
        "9p", "afpfs", "afs", "beegfs", "ceph", "cifs", "davfs", "drvfs", "glusterfs", "gpfs",
        "lustre", "ncpfs", "nfs", "nfs4", "prl_fs", "rclone", "s3fs", "smb2", "smb3", "smbfs",
        "sshfs", "vboxsf", "webdav",
    )
)  # fmt: skip


class Mount(Protocol):
    """A mounted file system, as `psutil.disk_partitions` describes it."""

    mountpoint: str
    fstype: str
    opts: str


def check_place(folder: Path) -> None:
    """Make the folder if it isn't there; `LibraryError` if it can't be a library."""
    if folder.is_symlink() and not folder.exists():
        raise LibraryError(
            "the library is a link that leads nowhere", said=str(folder), hint=SET_IT
        )
    if folder.exists() and not folder.is_dir():
        raise LibraryError("the library is a file, not a folder", said=str(folder), hint=SET_IT)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        # Made here, so that an unwritable folder is told in the words of the file system.
        with (folder / "catalogue.db").open("ab"):
            pass
    except OSError as error:
        raise unwritable(folder, error.strerror or type(error).__name__) from None


def unwritable(folder: Path, why: str) -> LibraryError:
    """Return the error for a library that can't be written."""
    return LibraryError("the library can't be written", said=f"{folder}: {why}", hint=SET_IT)


def network_type(folder: Path, mounts: Iterable[Mount] | None = None) -> str:
    """Return the kind of network file system that holds a folder; empty for a local disk.

    Parameters
    ----------
    folder
        The folder, which need not exist.
    mounts
        The mounted file systems; None asks the operating system.
    """
    if mounts is None:
        import psutil

        mounts = psutil.disk_partitions(all=True)
    place = folder.absolute().resolve()
    if place.drive.startswith("\\\\"):
        return "network share"
    above = [mount for mount in mounts if _is_below(place, Path(mount.mountpoint))]
    if not above:
        return ""
    nearest = max(above, key=lambda mount: len(mount.mountpoint))
    kind = nearest.fstype.lower().removeprefix("fuse.")
    is_remote = kind in _NETWORK_TYPES or "remote" in nearest.opts.split(",")
    return nearest.fstype or "network drive" if is_remote else ""


def _is_below(place: Path, mount: Path) -> bool:
    return os.path.normcase(mount) in {
        os.path.normcase(folder) for folder in (place, *place.parents)
    }
