"""File names as people copy them.

A path is copied from a file manager with quotes around it and an invisible mark before it,
from a shell with its spaces escaped, from a browser as a URL; a Mac writes accents in two
characters and puts narrow spaces into the names of screenshots. All of them name a file that
is there, so the text is tried as it is first and then as each of these.
"""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from urllib.parse import unquote, urlsplit

from ..errors import UnknownReference
from ..paths import LONGEST_PATH, expanded, is_there
from ..text import CLOSING_QUOTES, one_line

__all__ = ["named_file"]

_LOCAL = {"file", "vscode-remote", "vscode-file"}  # schemes of URLs whose paths may be here
_MARKS = "\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"
_QUOTES = {**CLOSING_QUOTES, "`": "`", "<": ">"}
_DRIVE = re.compile(r"/?([A-Za-z]):[\\/](.*)", re.DOTALL)
_SERVED = re.compile(r"/(?:files|tree|notebooks|edit|view|lab/tree)/(.+)")
_MOST_ENTRIES = 10_000  # of a folder that are compared


def named_file(text: str) -> Path:
    """Return the path that a text names: the first reading of it that is there.

    Parameters
    ----------
    text
        A path, with or without quotes, escaped or percent-encoded, or a ``file:`` URL. A ``~``
        is the home folder; variables of the environment are left alone.

    Returns
    -------
    Path
        Of a file or a folder; where nothing is there, the likeliest reading, for an error.

    Raises
    ------
    UnknownReference
        It is a link, which is not fetched; or it begins with ``~``, and there is no home.
    """
    if len(text) > LONGEST_PATH:  # no file's, and many quotes around it take long to be taken off
        return Path(text)
    bare = _bare(text)
    readings = list(dict.fromkeys([Path(text), *map(_expanded, _readings(bare))]))
    for reading in readings:
        if is_there(reading):
            return reading
    for reading in readings:
        twin = _twin(reading)
        if twin is not None:
            return twin
    if "://" in bare and _scheme(bare) not in _LOCAL:
        raise _link(bare)
    try:
        return expanded(_path_of(bare) if _scheme(bare) in _LOCAL else bare)
    except OSError as error:
        why = str(error.strerror)
    raise UnknownReference(f"{one_line(text, 100)!r} is no file", said=why)


def _bare(text: str) -> str:
    """Return a text without blanks, invisible marks and pairs of quotes around it."""
    while True:
        stripped = text.strip().strip(_MARKS)
        if len(stripped) > 2 and _QUOTES.get(stripped[0]) == stripped[-1]:
            stripped = stripped[1:-1]
        if stripped == text:
            return text
        text = stripped


def _readings(text: str) -> Iterator[str]:
    """Yield the paths that a text may mean, the plainest first."""
    if _scheme(text) in _LOCAL:
        text = _path_of(text)
    yield text
    if os.name != "nt":
        yield re.sub(r"\\(.)", r"\1", text)  # escaped by a shell
        yield text.replace("\\", "/")
        if drive := _DRIVE.fullmatch(text):  # Windows seen from its own Linux
            yield f"/mnt/{drive[1].lower()}/{drive[2]}".replace("\\", "/")
    yield unquote(text)
    yield unicodedata.normalize("NFC", text)
    yield unicodedata.normalize("NFD", text)


def _scheme(text: str) -> str:
    return text.partition(":")[0].lower()


def _path_of(url: str) -> str:
    """Return the path in a URL, as the system writes it; the text itself if it is none."""
    try:
        parts = urlsplit(url)
    except ValueError:  # a bracket where a host should be
        return url
    path = unquote(parts.path)
    if os.name == "nt" and parts.netloc not in ("", "localhost"):
        return f"//{parts.netloc}{path}"
    return path[1:] if os.name == "nt" and _DRIVE.fullmatch(path) else path


def _expanded(text: str) -> Path:
    try:
        return expanded(text)
    except OSError:  # nobody's home is known
        return Path(text)


def _twin(path: Path) -> Path | None:
    """Return the only file of the same folder whose name looks the same; None without one."""
    try:
        entries = list(islice(path.parent.iterdir(), _MOST_ENTRIES))
    except (OSError, ValueError):
        return None
    folded = _folded(path.name)
    twins = [entry for entry in entries if _folded(entry.name) == folded]
    return twins[0] if len(twins) == 1 else None


def _folded(name: str) -> str:
    """Return a name as it looks: one kind of space, no marks, its ending in small letters."""
    visible = "".join(one for one in unicodedata.normalize("NFC", name) if one not in _MARKS)
    path = Path(" ".join(visible.split()))
    return path.stem + path.suffix.lower()


def _link(url: str) -> UnknownReference:
    """Return the error for a link, without what may be secret in it."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return UnknownReference(f"{one_line(url, 60)!r} is no file")
    host = parts.netloc.rpartition("@")[2]
    shown = one_line(f"{parts.scheme}://{host}{parts.path}", 100)
    served = _SERVED.search(unquote(parts.path))
    hint = "Download it first, then give its path."
    if served is not None and parts.hostname in {"localhost", "127.0.0.1", "::1"}:
        hint = f"It is a file of this Jupyter server: give its path, {one_line(served[1], 80)}"
    return UnknownReference(f"{shown!r} is a link, which is not fetched", hint=hint)
