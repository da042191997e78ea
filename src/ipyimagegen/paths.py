"""Paths of the user's, as they are meant at the moment they are read.

A kernel's working folder changes, is deleted under it, or lies on a share that has died, and a
container's user may have no home. So a path that is kept is made absolute once, and whatever
stands in the way is an `OSError` with words that people can act on, which callers turn into
errors of ours.

New files and folders are as private as the umask has them, and nobody else may write them,
whatever it says: a container's is often 0, and a library that anybody may write is nobody's.
Only in a folder that its owner opened to a group, the group may write what is new, too.
"""

from __future__ import annotations

import errno
import os
import re
from pathlib import Path
from typing import BinaryIO, cast

__all__ = [
    "LONGEST_PATH", "NOT_REPLACED", "absolute", "expanded", "for_writing", "is_file", "is_link",
    "is_there", "make_folder", "open_private", "why_not_here", "why_unwritten", "working_folder",
]  # fmt: skip

LONGEST_PATH = 4096  # bytes, Linux's limit; others have a lower one
NOT_REPLACED = "must be written out: variables such as $HOME are not replaced"


def expanded(path: str | Path) -> Path:
    """Return a path with the home folder for a leading ``~``; `OSError` where there is none."""
    try:
        return Path(path).expanduser()
    # Its words differ between versions of Python; nobody's name has a null in it.
    except (RuntimeError, ValueError):
        raise OSError(errno.ENOENT, "there is no home folder to put for ~") from None


def for_writing(path: str | Path) -> Path:
    """Return the path of a file that is to be made, expanded; `OSError` if it can't be meant."""
    if words := why_not_here(path):
        raise OSError(errno.EINVAL, f"it {words}")
    return expanded(path)


def why_not_here(path: str | Path, noun: str = "file") -> str:
    """Say why a path names nothing of this system, though it could be a name; else nothing.

    Pictures would be kept in a folder called ``s3:`` or ``$HOME``, or in one file called like
    a path of Windows, and looked for elsewhere.
    """
    text = str(path)
    if re.match(r"[A-Za-z][\w+.-]+:/", text):  # a `Path` has one slash of its two
        return f"must be a {noun}'s path, not a URL"
    if re.search(r"(^|[/\\])\$(\{[A-Za-z_]\w*\}|[A-Za-z_]\w*)([/\\]|$)", text):
        return NOT_REPLACED
    is_absolute = text.startswith(("/", "~"))
    if os.name != "nt" and (re.match("[A-Za-z]:/", text) or ("\\" in text and not is_absolute)):
        return f"must be a {noun} of this system, not of Windows"
    return ""


def why_unwritten(error: Exception) -> str:
    """Return why a file can't be written; the words of a `ValueError` are of Python's inside."""
    words = "no file can have this name" if isinstance(error, ValueError) else str(error)
    return getattr(error, "strerror", None) or words


def absolute(path: str | Path) -> Path:
    """Return a path that stays the same when the working folder changes.

    Raises
    ------
    OSError
        It is relative, and there is no working folder; or it begins with ``~``, and there is
        no home.
    """
    path = expanded(path)
    return path if path.is_absolute() else working_folder() / path


def working_folder() -> Path:
    """Return the working folder; `OSError` if it was deleted, or can't be found any more."""
    try:
        return Path.cwd()
    except FileNotFoundError:
        raise OSError(errno.ENOENT, "the working folder is gone") from None
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise OSError(error.errno, f"the working folder can't be found: {why}") from None


def is_there(path: Path) -> bool:
    """Whether something is at a path, as far as this user may look."""
    try:
        return path.exists()
    except (OSError, ValueError):  # pathlib passes on what is closed or dead, or too long a name
        return False


def is_link(path: Path) -> bool:
    """Whether a path is a link, which may lead to nothing."""
    return os.path.islink(path)  # noqa: PTH114  # pathlib's raises for a name that is too long


def is_file(path: Path) -> bool:
    """Whether a path is an ordinary file, as far as this user may look."""
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def make_folder(folder: Path) -> None:
    """Make a folder that isn't there, with those above it; `OSError` if it can't be."""
    if folder.parent != folder and not folder.parent.exists():
        make_folder(folder.parent)
    try:
        folder.mkdir(0o755 | _groups_leave(folder.parent), exist_ok=True)
    except FileExistsError as error:
        why = errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(folder)
        raise NotADirectoryError(*why) from error


def open_private(path: Path, mode: str) -> BinaryIO:
    """Open a file in binary `mode`; a new one may be written by nobody else."""

    def opener(name: str, flags: int) -> int:
        return os.open(name, flags, 0o644 | _groups_leave(path.parent))

    return cast("BinaryIO", open(path, mode, opener=opener))


def _groups_leave(folder: Path) -> int:
    """Return the group's right to write, if a folder is open to its group and not to everybody."""
    return 0o020 if folder.stat().st_mode & 0o022 == 0o020 else 0
