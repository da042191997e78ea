"""Paths of the user's, as they are meant at the moment they are read.

A kernel's working folder changes, is deleted under it, or lies on a share that has died, and a
container's user may have no home. So a path that is kept is made absolute once, and whatever
stands in the way is an `OSError` with words that people can act on, which callers turn into
errors of ours.
"""

from __future__ import annotations

import errno
from pathlib import Path

__all__ = ["absolute", "expanded", "is_file", "is_there", "working_folder"]


def expanded(path: str | Path) -> Path:
    """Return a path with the home folder for a leading ``~``; `OSError` where there is none."""
    try:
        return Path(path).expanduser()
    except RuntimeError:  # its words differ between versions of Python
        raise OSError(errno.ENOENT, "there is no home folder to put for ~") from None


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


def is_file(path: Path) -> bool:
    """Whether a path is an ordinary file, as far as this user may look."""
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False
