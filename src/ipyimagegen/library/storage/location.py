"""Whether a folder can be a library, and how its catalogue is written safely there.

A mistyped setting must not make a catalogue in the midst of something else, and SQLite's
write-ahead log needs memory and locks that all its users share. A network file system has
neither (https://sqlite.org/wal.html#disadvantages), nor has a folder that a host shares with a
container or a virtual machine, nor a bucket that looks like a folder. There are more of these
every year, so the kinds that are local are named here, and every other one counts as shared.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Protocol

from ...errors import LibraryError
from ...paths import is_there, make_folder, open_private

__all__ = ["check_place", "gone", "shared_type", "unwritable", "write_refusal"]

SET_IT = "Set the folder: %config ImageGen.library = 'FOLDER', or IMAGEGEN_LIBRARY."

_LOCAL_TYPES = frozenset(
    (
        # Linux; the last line is the layers of containers, and WSL 1
        "bcachefs", "btrfs", "ecryptfs", "erofs", "ext2", "ext3", "ext4", "f2fs", "jffs2", "jfs",
        "minix", "nilfs2", "ramfs", "reiser4", "reiserfs", "rootfs", "squashfs", "tmpfs", "ubifs",
        "xfs", "zfs",
        "aufs", "fuse.fuse-overlayfs", "overlay", "overlayfs", "simfs", "lxfs", "wslfs",
        # macOS and BSD
        "apfs", "ffs", "hammer", "hammer2", "hfs", "hfsplus", "ufs",
        # Windows, and its disks elsewhere (fuseblk: a block device, such as by ntfs-3g)
        "exfat", "fat", "fat32", "fuseblk", "msdos", "ntfs", "ntfs3", "refs", "vfat",
        # discs
        "cd9660", "cdfs", "iso9660", "udf",
    )
)  # fmt: skip

_SYNCED = frozenset(
    (
        "CloudStorage", "Dropbox", "Google Drive", "GoogleDrive", "Mobile Documents", "Nextcloud",
        "OneDrive", "iCloudDrive", "pCloudDrive",
    )
)  # fmt: skip
"""Folders that a program copies to other machines, each file by itself and at any time."""


class Mount(Protocol):
    """A mounted file system, as `psutil.disk_partitions` describes it."""

    mountpoint: str
    fstype: str
    opts: str


def check_place(folder: Path) -> None:
    """Make the folder and its catalogue's file if they aren't there.

    Raises
    ------
    LibraryError
        It can't be a library at all.
    OSError
        It can't be made, or written.
    """
    if folder.is_symlink() and not folder.exists():
        raise LibraryError(
            "the library is a link that leads nowhere", said=str(folder), hint=SET_IT
        )
    if folder.exists() and not folder.is_dir():
        raise LibraryError("the library is a file, not a folder", said=str(folder), hint=SET_IT)
    catalogue = folder / "catalogue.db"
    if not catalogue.exists():
        make_folder(folder)
        # Made here, so that an unwritable folder is told in the words of the file system.
        with open_private(catalogue, "ab"):
            pass
    # Asked, not tried: closing a file takes away the locks that SQLite has on it
    # (https://sqlite.org/howtocorrupt.html, 2.2).
    refusal = write_refusal(folder)
    if refusal:
        raise PermissionError(errno.EACCES, refusal)


def write_refusal(folder: Path) -> str:
    """Return why a library that is there may only be read; empty if it may be written."""
    for place in (folder / "catalogue.db", folder, folder / "pictures", folder / "filing"):
        if is_there(place) and not os.access(place, os.W_OK):
            return os.strerror(errno.EROFS if _is_mounted_read_only(place) else errno.EACCES)
    return ""


def _is_mounted_read_only(place: Path) -> bool:
    if not hasattr(os, "statvfs"):
        return False
    return bool(os.statvfs(place).f_flag & os.ST_RDONLY)


def unwritable(folder: Path, why: str) -> LibraryError:
    """Return the error for a library that can't be written."""
    return LibraryError("the library can't be written", said=f"{folder}: {why}", hint=SET_IT)


def gone(folder: Path, why: str) -> LibraryError:
    """Return the error for a library that was there a moment ago."""
    return LibraryError(
        "the library is not there any more",
        said=f"{folder}: {why}",
        hint="Bring the folder back, set another (%config ImageGen.library or IMAGEGEN_LIBRARY), "
        "or restart for a new one.",
    )


def shared_type(folder: Path, mounts: Iterable[Mount] | None = None) -> str:
    """Return the kind of shared file system that holds a folder; empty for a local disk.

    Parameters
    ----------
    folder
        The folder, which need not exist.
    mounts
        The mounted file systems; None asks the operating system.

    Returns
    -------
    str
        The operating system's name of it, or of a folder that is kept the same on several
        machines; ``unknown`` where that is not to be found out.
    """
    try:
        place = folder.resolve()
        mounts = list(_mounts() if mounts is None else mounts)
    except (OSError, RuntimeError):  # a folder that is closed, or a loop of links
        return "unknown"
    if place.drive.startswith("\\\\"):
        return "network share"
    for name in place.parts:
        if name.partition(" - ")[0] in _SYNCED:  # "OneDrive - Company"
            return name
    above = [mount for mount in mounts if _is_below(place, Path(mount.mountpoint))]
    if not above:
        return "unknown"
    # Of two on one another, the later one is what is seen.
    nearest = max(reversed(above), key=lambda mount: len(mount.mountpoint))
    if "remote" in nearest.opts.split(","):
        return nearest.fstype or "network drive"
    return "" if nearest.fstype.lower() in _LOCAL_TYPES else nearest.fstype or "unknown"


def _mounts() -> list[Mount]:
    """Return the mounted file systems; none if the operating system doesn't tell."""
    import psutil

    try:
        return list(psutil.disk_partitions(all=True))
    except psutil.Error:
        return []


def _is_below(place: Path, mount: Path) -> bool:
    return os.path.normcase(mount) in {
        os.path.normcase(folder) for folder in (place, *place.parents)
    }
