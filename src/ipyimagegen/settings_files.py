"""Settings files as they lie about: whole and in UTF-8, or a template, a binary, half written.

The person's own file is theirs to mend, so what is wrong with it is said with its path. A
project's `pyproject.toml` is often somebody else's, and may be no TOML at all (a template
of cookiecutter's): whoever reads it decides whether to do without.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

from .errors import SettingError
from .text import one_line, shown_path

__all__ = ["check_toml", "mentions", "read_toml"]

MOST_BYTES = 1_000_000  # no settings file is as long; a device or a log may be


def read_toml(path: Path) -> dict[str, Any]:
    """Return the tables of a TOML file, parsed once for each time that it is changed.

    Raises
    ------
    SettingError
        It can't be read; `said` has its path and the reason.
    """
    try:
        found = path.stat()
        if found.st_size > MOST_BYTES:
            raise ValueError("over 1 MB, so it holds no settings")
        return _parsed(path, found.st_mtime_ns, found.st_size)
    except UnicodeDecodeError:
        reason = "not UTF-8 text"
    except RecursionError:
        reason = "nested too deeply"
    except OSError as error:
        reason = error.strerror or type(error).__name__
    except ValueError as error:
        reason = one_line(str(error), 120)
    raise SettingError(
        f"{path.name} can't be read",
        said=f"{shown_path(path)}: {reason}",
        hint="Mend it, or move it away.",
    )


@lru_cache(maxsize=8)
def _parsed(path: Path, _changed: int, _size: int) -> dict[str, Any]:
    import tomllib  # most notebooks have no settings file, and `%load_ext` reads none

    # Windows' editors begin a file with a byte order mark, which TOML doesn't know.
    return tomllib.loads(path.read_text("utf-8-sig"))


def check_toml(path: Path, text: str) -> None:
    """Raise `SettingError` if a text that is about to be written to a file is no TOML."""
    import tomllib

    try:
        tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        problem = f"{path.name} can't be changed without damage"
    else:
        return
    raise SettingError(problem, said=shown_path(path), hint="Write gateway = … into it by hand.")


def mentions(path: Path, words: bytes) -> bool:
    """Return whether a file that can't be read as TOML has these words in it."""
    try:
        with path.open("rb") as file:
            return words in file.read(MOST_BYTES)
    except OSError:
        return False
