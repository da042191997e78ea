"""Files that never overwrite another one, and are never seen half written.

People save pictures beside their own work, from several kernels, on drives that fill up.
So a name is taken in one step that fails if it is taken already, and only by a file that
is complete.
"""

from __future__ import annotations

import errno
import itertools
import logging
import os
import re
import secrets
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from ..errors import OptionError
from ..paths import LONGEST_PATH, is_there, open_private

__all__ = [
    "FIELDS", "check_fields", "name_part", "part_beside", "slug", "sync", "take_part",
    "write_beside",
]  # fmt: skip

log = logging.getLogger("ipyimagegen")

_NOT_SYNCED_HERE = {errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP}
_PART = ".ipyimagegen-"
_RESERVED = r"(?i)(con|prn|aux|nul|conin\$|conout\$|com[\d¹²³]|lpt[\d¹²³])"  # by Windows


def slug(text: str, most: int = 40) -> str:
    """Return the first words of a text as a part of a file's name, on every system.

    Letters and digits of any script, joined by single dashes; at least one, and at most `most`
    characters, cut between words where that leaves some.
    """
    words = "-".join(re.findall(r"[^\W_]+", text.lower()))
    cut = words[: most + 1].rpartition("-")[0] if len(words) > most else words
    short = cut or words[:most] or "picture"
    return f"{short}-" if re.fullmatch(_RESERVED, short) else short


def name_part(text: str) -> str:
    """Return somebody's text as a part of a file's name: never a folder, on every system.

    A model, a variable's name or a time may come out of a stranger's bundle. Letters and digits
    of any script and ``-_.+`` and single spaces stay, dashes stand for the rest; it neither
    begins nor ends with a dot, a space or a dash, is no name that Windows reserves, and has
    at most eighty bytes.
    """
    plain = "".join(c if c.isalnum() or c in "-_.+" else " " if c == " " else "-" for c in text)
    short = re.sub(_ENDS, "", plain).encode()[:_MOST_PART].decode(errors="ignore")
    part = re.sub(_ENDS, "", re.sub(r" {2,}|\.{2,}", "-", short)) or "none"
    stem, dot, rest = part.partition(".")
    return f"{stem}-{dot}{rest}" if re.fullmatch(_RESERVED, stem.rstrip()) else part


FIELDS = ("number", "model", "take", "name", "prompt", "date")  # of a generation, in a file's name
# Also with what stands behind a name in Python's formats.
_WRITTEN = r"(?<!\$)\{([^\W\d]\w*(?:[:!.[][^{}]*)?)\}"


def check_fields(path: str | Path) -> None:
    """Refuse a path with a ``{word}`` that stands for nothing, unless a folder is called so.

    So is one that is too long for a file's name: its folders, each a path of its own, would
    take minutes.
    """
    text = str(path)
    if re.search(_WRITTEN, text) is None:
        return
    if len(text) > LONGEST_PATH:
        raise OptionError(
            f"a file's name of {len(text):,} characters is too long",
            hint=f"At most {LONGEST_PATH:,} with its folders.",
        )
    path = Path(path)
    for place in (path, *path.parents):
        for field in re.finditer(_WRITTEN, place.name):
            if field[1] in FIELDS or is_there(place):
                continue
            known = ", ".join(f"{{{name}}}" for name in FIELDS)
            raise OptionError(
                f"{field[0]} stands for nothing in a file's name", hint=f"There are {known}."
            )


_MOST_PART = 80  # bytes; file systems take 255, and encrypted ones 143
_ENDS = r"^[-. ]+|[-. ]+$"


def write_beside(target: Path, data: bytes) -> Path:
    """Write a whole new file under the first free name, and return its path.

    ``frog.jpg`` becomes ``frog-2.jpg`` where a different file has that name; a file that
    holds the same bytes is returned as it is.

    Raises
    ------
    OSError
        The file can't be written; nothing is left behind.
    """
    for candidate in _numbered(target):
        if not os.path.lexists(candidate):
            with suppress(FileExistsError):  # another thread may save the same picture
                _write_new(candidate, data)
                return candidate
        if candidate.is_file() and _holds(candidate, data):
            return candidate
    raise AssertionError("there is always another number")


def _write_new(target: Path, data: bytes) -> None:
    """Write a whole new file; `FileExistsError` if its name is taken by now."""
    with part_beside(target) as part:
        part.write(data)
        take_part(part, target)


@contextmanager
def part_beside(target: Path) -> Iterator[BinaryIO]:
    """Return a new hidden file beside a target, for `take_part`; it is gone at the end.

    What a process that died left of its own is taken away, too: as long as it lives, it
    has a lock on its file (or, on Windows, has it open).
    """
    for path in target.parent.glob(f"{_PART}*.part"):
        _clear(path)
    part = _new_part(target.parent)
    try:
        with part:
            yield part
    finally:
        with suppress(OSError):  # a leftover is no reason to lose what is written
            Path(part.name).unlink(missing_ok=True)


def _new_part(folder: Path) -> BinaryIO:
    """Return a new hidden file that is locked, before somebody takes it for a leftover."""
    while True:
        path = folder / f"{_PART}{secrets.token_hex(8)}.part"
        part = open_private(path, "x+b")
        try:
            _lock(part)
        except BlockingIOError:
            part.close()
            continue
        except OSError as error:  # a share may know no locks
            log.debug("%s is not locked: %s", path, error)
        if path.exists():
            return part
        part.close()


def take_part(part: BinaryIO, target: Path) -> None:
    """Give a hidden file its name; `FileExistsError` if that is taken."""
    part.flush()
    sync(part.fileno())
    if os.name == "nt":
        part.close()  # nothing that is open can be renamed there
    take_name(Path(part.name), target)


def _clear(path: Path) -> None:
    """Remove a hidden file of ours unless somebody is writing it."""
    with suppress(OSError):
        with path.open("r+b") as part:
            _lock(part)
            if os.name != "nt":
                path.unlink()
        path.unlink(missing_ok=True)


def _lock(part: BinaryIO) -> None:
    """Lock a file until it is closed; `BlockingIOError` if somebody else has.

    Where the file system knows no locks, nobody takes anything away either.
    """
    if sys.platform != "win32":
        import fcntl

        fcntl.flock(part.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)


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
        with open_private(target, "xb"):
            pass
        try:
            temporary.replace(target)
        except OSError:
            target.unlink(missing_ok=True)
            raise
