"""Files that never overwrite another one, and are never seen half written.

People save pictures beside their own work, from several kernels, on drives that fill up.
So a name is taken in one step that fails if it is taken already, and only by a file that
is complete.
"""

from __future__ import annotations

import errno
import itertools
import os
import re
import secrets
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

__all__ = ["slug", "sync", "take_name", "write_beside"]

_NOT_SYNCED_HERE = {errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP}
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)", re.IGNORECASE)  # by Windows


def slug(text: str, most: int = 40) -> str:
    """Return the first words of a text as a part of a file's name, on every system.

    Letters and digits of any script, joined by single dashes; at least one, and at most `most`
    characters, cut between words where that leaves some.
    """
    words = "-".join(re.findall(r"[^\W_]+", text.lower()))
    cut = words[: most + 1].rpartition("-")[0] if len(words) > most else words
    short = cut or words[:most] or "picture"
    return f"{short}-" if _RESERVED.fullmatch(short) else short


def write_beside(target: Path, data: bytes) -> Path:
    """Write a whole new file under the first free name, and return its path.

    ``frog.jpg`` becomes ``frog-2.jpg`` where a different file has that name; a file that
    holds the same bytes is returned as it is.

    Raises
    ------
    OSError
        The file can't be written; nothing is left behind.
    """
    temporary = target.with_name(f".{secrets.token_hex(8)}.part")
    try:
        for candidate in _numbered(target):
            if not os.path.lexists(candidate):
                if not temporary.exists():
                    with temporary.open("xb") as file:
                        file.write(data)
                        file.flush()
                        sync(file.fileno())
                with suppress(FileExistsError):  # another thread may save the same picture
                    take_name(temporary, candidate)
                    return candidate
            if candidate.is_file() and _holds(candidate, data):
                return candidate
    finally:
        with suppress(OSError):  # a leftover is no reason to lose what is written
            temporary.unlink(missing_ok=True)
    raise AssertionError("there is always another number")


def sync(handle: int) -> None:
    """Wait until a file would survive a loss of power, where its file system can promise that.

    Shares of virtual machines and file systems in user space know no such thing
    (untitaker/python-atomicwrites#27); any other failure is one of the disk.
    """
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in _NOT_SYNCED_HERE:
            raise


def _numbered(target: Path) -> Iterator[Path]:
    yield target
    for number in itertools.count(2):
        yield target.with_name(f"{target.stem}-{number}{target.suffix}")


def _holds(path: Path, data: bytes) -> bool:
    return path.stat().st_size == len(data) and path.read_bytes() == data


def take_name(temporary: Path, target: Path) -> None:
    """Rename in one step; `FileExistsError` where a plain rename might overwrite."""
    try:
        os.link(temporary, target)
    except FileExistsError:
        raise
    except (OSError, AttributeError):
        # No hard links here (FAT, shares, some platforms): claim the name, then fill it.
        with target.open("xb"):
            pass
        try:
            temporary.replace(target)
        except OSError:
            target.unlink(missing_ok=True)
            raise
