"""Import: somebody else's bundle becomes part of a library, or nothing of it does.

A bundle comes by mail, so nothing in it is believed: every name, row and picture is read
and checked before the first byte is written, and what no bundle of ours has is refused.
Rows merge by their UUID and pictures by their hash, so a bundle can be imported any number
of times; new rows get free numbers, and those that are there stay as they are.
"""

from __future__ import annotations

import hashlib
import json
import math
import re
import uuid
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from ...errors import ImagegenError, LibraryError
from ...images.picture import MAX_DATA, Picture
from ...requests import question
from ...text import counted
from ..library import add_picture
from ..marks import checked_note, checked_rating, checked_tags
from ..queries import AT_ONCE, now
from ..storage.catalogue import Catalogue
from ..storage.files import TYPES, Files
from ..storage.location import unwritable
from ..storage.schema import generation_pictures, generations, inputs
from .export_bundle import FORMAT, GENERATIONS, MANIFEST, VERSION, picture_path

if TYPE_CHECKING:
    from ..library import Library

__all__ = ["Imported", "import_bundle"]

MAX_MANIFEST = 64_000_000  # bytes
MAX_LINES = 256_000_000
MAX_LINE = 4_000_000
MOST_ENTRIES = 200_000
PICTURE_RATIO = 20  # pictures do not get smaller in a zip, and texts only so much:
TEXT_RATIO = 200  # what grows more than this is a bomb
LONGEST = 1_000_000  # characters of a text

_PICTURE = re.compile(r"pictures/[0-9a-f]{64}\.(png|jpg|webp|gif)")
_HASH = re.compile("[0-9a-f]{64}")
_LINK = 0o120000
_TEXTS = (
    "gateway", "model", "served_by", "template", "prompt", "name", "text", "notebook",
)  # fmt: skip


@dataclass(frozen=True)
class Imported:
    """What came in.

    Parameters
    ----------
    generations, pictures
        How many are new.
    known
        How many generations were there already.
    """

    generations: int
    pictures: int
    known: int

    @property
    def words(self) -> str:
        """What came in, as a sentence."""
        if not self.generations:
            return f"nothing new: {counted(self.known, 'generation')} there already"
        new = counted(self.generations, "generation"), counted(self.pictures, "picture")
        came = f"imported {', '.join(new)}"
        return f"{came}; {self.known:,} more there already" if self.known else came


def import_bundle(library: Library, path: str | Path) -> Imported:
    """Bring the generations and pictures of a bundle into a library.

    Parameters
    ----------
    library
        Where they go.
    path
        The bundle.

    Raises
    ------
    LibraryError
        It is no bundle, damaged, or made by a newer version, or the library can't be
        written; then nothing has changed.
    """
    path = Path(path).expanduser()
    library.check()
    catalogue = Catalogue(library.folder)
    try:
        with zipfile.ZipFile(path) as archive:
            return _merge(library, catalogue, _Bundle(archive))
    except OSError as error:
        raise _refused(path, error.strerror or str(error)) from None
    # What a broken zip raises has no common base; RuntimeError is NotImplementedError's, too.
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, KeyError, ValueError) as error:
        raise _refused(path, str(error) or type(error).__name__) from None
    finally:
        catalogue.close()
        library.changed()


def _refused(path: Path, why: str) -> LibraryError:
    return LibraryError(
        f"{path.name} can't be imported", said=why, hint="Nothing was changed in the library."
    )


class _Bundle:
    """A bundle, checked; `ValueError` with the reason if it is none.

    Parameters
    ----------
    archive
        The zip that it is in.

    Attributes
    ----------
    rows
        Its generations, those first that others were made from.
    pictures
        Its pictures by their hash, without their bytes.
    """

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._entries = _entries(archive)
        manifest = _manifest(self._read(MANIFEST, MAX_MANIFEST))
        self.pictures = {one.hash: one for one in map(_listed, _list(manifest, "pictures"))}
        for picture in self.pictures.values():
            entry = self._entries.get(picture_path(picture))
            if entry is None or entry.file_size != picture.size:
                raise ValueError(f"the picture {picture.ref} is missing or not whole")
        self.rows = list(self._lines())

    def held(self, picture: Picture) -> Picture:
        """Return a picture with its bytes, which are what its hash says."""
        data = self._read(picture_path(picture), MAX_DATA)
        if hashlib.sha256(data).hexdigest() != picture.hash:
            raise ValueError(f"the picture {picture.ref} is another than its name says")
        return replace(picture, held=data)

    def check(self, picture: Picture) -> None:
        """Look at every pixel of a picture; `ValueError` if it is not what the bundle says."""
        try:
            found = Picture.from_bytes(self.held(picture).bytes)
        except ImagegenError as error:
            raise ValueError(f"the picture {picture.ref} is none: {error}") from None
        if found != picture:
            raise ValueError(f"the picture {picture.ref} is another than the bundle says")

    def _lines(self) -> Iterator[dict[str, Any]]:
        before: set[str] = set()
        with self._archive.open(self._entry(GENERATIONS, MAX_LINES)) as file:
            lines = iter(lambda: file.readline(MAX_LINE), b"")
            for number, line in enumerate(lines, start=1):
                try:
                    row = _row(_object(line), self.pictures, before)
                except (ImagegenError, KeyError, TypeError, ValueError) as error:
                    said = f"has no {error}" if isinstance(error, KeyError) else str(error)
                    raise ValueError(f"generation {number} of the bundle: {said}") from None
                before.add(row["uuid"])
                yield row

    def _read(self, name: str, most: int) -> bytes:
        return self._archive.read(self._entry(name, most))

    def _entry(self, name: str, most: int) -> zipfile.ZipInfo:
        entry = self._entries.get(name)
        if entry is None:
            raise ValueError(f"it has no {name}, so it is no bundle")
        if entry.file_size > most:
            raise ValueError(f"its {name} is too large")
        return entry


def _entries(archive: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    """Return the entries by name; `ValueError` for what no bundle of ours has."""
    listed = archive.infolist()
    if len(listed) > MOST_ENTRIES:
        raise ValueError(f"it has more than {MOST_ENTRIES:,} entries")
    found: dict[str, zipfile.ZipInfo] = {}
    for entry in listed:
        name = entry.filename
        if name == "pictures/":
            continue  # packed once more by hand, it has its folder, too
        known = name in (MANIFEST, GENERATIONS, "index.html") or _PICTURE.fullmatch(name)
        if not known or (entry.external_attr >> 16) & 0o170000 == _LINK:
            raise ValueError(f"it holds something that no bundle has: {name[:80]!r}")
        if name in found or entry.flag_bits & 1:
            raise ValueError(f"its {name} is there twice, or encrypted")
        found[name] = entry
    for name, entry in found.items():
        ratio = PICTURE_RATIO if _PICTURE.fullmatch(name) else TEXT_RATIO
        if entry.file_size > ratio * (entry.compress_size + 1000):
            raise ValueError("it would grow out of all proportion when unpacked")
    return found


def _object(data: bytes) -> dict[str, Any]:
    try:
        found = json.loads(data, parse_constant=_no_number)
    except RecursionError:
        found = None
    if not isinstance(found, dict):
        raise ValueError("what should be a JSON object is none")
    return found


def _no_number(text: str) -> float:
    raise ValueError(f"{text} is no number")


def _manifest(data: bytes) -> dict[str, Any]:
    found = _object(data)
    version = found.get("version")
    if found.get("format") != FORMAT or not isinstance(version, int):
        raise ValueError("it is no bundle of ipyimagegen")
    if version > VERSION:
        raise ValueError(f"it was made by a newer ipyimagegen (version {version}, not {VERSION})")
    return found


def _listed(row: object) -> Picture:
    """Return a picture as the manifest lists it."""
    if not isinstance(row, dict) or not _HASH.fullmatch(str(row.get("hash"))):
        raise ValueError("a picture without a hash")
    if row.get("type") not in TYPES:
        raise ValueError("a picture of an unknown type")
    return Picture(
        row["hash"], row["type"], _whole(row["width"]), _whole(row["height"]), _whole(row["size"])
    )


def _whole(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 < value < 2**31:
        raise ValueError("what should be a number from 1 on is none")
    return value


def _row(
    found: Mapping[str, Any], known: Mapping[str, Picture], before: set[str]
) -> dict[str, Any]:
    """Return a line as a row of the generations, with its pictures and inputs beside it."""
    row: dict[str, Any] = {name: _text(found[name]) for name in _TEXTS}
    identity = _text(found["uuid"])
    if str(uuid.UUID(identity)) != identity or identity in before:
        raise ValueError("its UUID is none, or there twice")
    delivered = [_text(one) for one in _list(found, "pictures")]
    status = found["status"]
    if status not in ("done", "failed") or (status == "done") != bool(delivered):
        raise ValueError("it is neither done with pictures nor failed without")
    if not set(delivered) <= set(known):
        raise ValueError("it names a picture that the bundle lacks")
    parameters = _mapping(found["parameters"])
    given = [_input(one, before) for one in _list(found, "inputs")]
    asked = question(row["model"], row["prompt"], [one["source"] for one in given], parameters)
    return row | {
        "uuid": identity,
        "status": status,
        "parameters": parameters,
        "take": _whole(found["take"]),
        "question": asked,
        "finish_reason": None if found["finish_reason"] is None else _text(found["finish_reason"]),
        "usage": _mapping(found["usage"]),
        "cost": _amount(found["cost"]),
        "seconds": _amount(found["seconds"]),
        "error": None if found["error"] is None else _error(found["error"]),
        "created": _time(found["created"]),
        "finished": None if found["finished"] is None else _time(found["finished"]),
        "rating": checked_rating(found["rating"] or 0),
        "tags": " ".join(checked_tags((), [_text(tag) for tag in _list(found, "tags")])),
        "note": checked_note(found["note"]),
        "pictures": delivered,
        "inputs": given,
    }


def _text(value: object) -> str:
    if not isinstance(value, str) or len(value) > LONGEST:
        raise ValueError("a text that is none, or too long")
    value.encode()  # half a surrogate pair is no text; the error is a ValueError
    return value


def _list(found: Mapping[str, Any], name: str) -> list[Any]:
    if not isinstance(found.get(name), list):
        raise ValueError(f"its {name} are no list")
    return list(found[name])


def _mapping(value: object) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise ValueError("what should be a JSON object is none")
    json.dumps(value, ensure_ascii=False).encode()
    return value


def _amount(value: object) -> float | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError("a number that is none")
    if not (math.isfinite(value) and 0 <= value < 1e9):  # seconds, dollars
        raise ValueError("a number that can't be")
    return float(value)


def _time(value: object) -> str:
    time = datetime.fromisoformat(_text(value))
    offset = time.utcoffset()
    if offset is None or offset:
        raise ValueError("a time that is not in UTC")
    return time.isoformat(timespec="milliseconds")


def _error(value: object) -> dict[str, Any]:
    error = _mapping(value)
    kept = {name: _text(error.get(name, "")) for name in ("kind", "message")}
    return {**kept, "said": "", "hint": "", "maybe_billed": error.get("maybe_billed") is not False}


def _input(value: object, before: set[str]) -> dict[str, Any]:
    given = _mapping(value)
    parent = given["parent"]
    # What something was made from comes before it: so nothing can be its own ancestor.
    if parent is not None and parent not in before:
        raise ValueError("it was made from something that does not come before it")
    return {"source": _text(given["source"]), "name": _text(given["name"]), "parent": parent}


# -- merging ----------------------------------------------------------------------------


def _merge(library: Library, catalogue: Catalogue, bundle: _Bundle) -> Imported:
    files = Files(library.folder)
    wanted = [files.picture(one.row) for one in bundle.pictures.values()]
    missing = [one for one in wanted if one is not None and not one.is_whole]
    for picture in missing:
        bundle.check(picture)  # all of them, before the first one is written
    try:
        for picture in missing:
            files.write(bundle.held(picture))
    except OSError as error:
        raise unwritable(library.folder, error.strerror or str(error)) from None
    with catalogue.writing() as connection:
        new, known = _insert(connection, bundle.rows, bundle.pictures)
    return Imported(new, len(missing), known)


def _insert(
    connection: sa.Connection, rows: Sequence[Mapping[str, Any]], found: Mapping[str, Picture]
) -> tuple[int, int]:
    """Add what is not there; return how many generations are new, and how many were known."""
    for picture in found.values():
        add_picture(connection, picture)
    numbers = _numbers(connection, [row["uuid"] for row in rows])
    known = list(numbers.values())
    for some in _chunks(known):  # who imports them wants to see them
        there = sa.update(generations).where(generations.c.number.in_(some))
        connection.execute(there.values(deleted=None))
    at = now()
    for row in rows:
        if row["uuid"] in numbers:
            continue
        values = {name: row[name] for name in row if name not in ("pictures", "inputs")}
        line = sa.insert(generations).values(values | {"imported": at})
        number = numbers[row["uuid"]] = connection.execute(line).lastrowid
        delivered = [
            {"generation": number, "position": position, "hash": digest}
            for position, digest in enumerate(row["pictures"], start=1)
        ]
        given = [
            {
                **one,
                "generation": number,
                "position": position,
                "parent": numbers.get(one["parent"]),
            }
            for position, one in enumerate(row["inputs"], start=1)
        ]
        for table, lines in ((generation_pictures, delivered), (inputs, given)):
            if lines:
                connection.execute(sa.insert(table), lines)
    return len(rows) - len(known), len(known)


def _numbers(connection: sa.Connection, uuids: Sequence[str]) -> dict[str, int]:
    """Return the numbers of those generations that are there."""
    query = sa.select(generations.c.uuid, generations.c.number)
    found: dict[str, int] = {}
    for some in _chunks(uuids):
        rows = connection.execute(query.where(generations.c.uuid.in_(some)))
        found |= {row.uuid: row.number for row in rows}
    return found


def _chunks(values: Sequence[Any]) -> Iterable[Sequence[Any]]:
    for start in range(0, len(values), AT_ONCE):
        yield values[start : start + AT_ONCE]
