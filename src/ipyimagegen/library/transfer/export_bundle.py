"""Bundles: generations in one file, for a colleague, a talk or a second machine.

A bundle is a zip with a page to look at (``index.html``), the delivered pictures, and what
the library knows of each generation, so that a notebook runs on them without a key. What
would name this machine stays here: numbers become hashes, and paths their last part.

::

    bundle.json          format, version, and the pictures: hash, type, width, height, size
    generations.jsonl    a generation a line, the ones that others were made from first
    pictures/HASH.png    the bytes as they were delivered
    index.html           the same, to be looked at

The same generations give the same file, byte for byte.
"""

from __future__ import annotations

import contextlib
import json
import re
import secrets
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import TYPE_CHECKING, Any

from ...errors import LibraryError, OptionError, PictureError
from ...images.picture import Picture, reference_to
from ...images.saving import take_name
from ...text import counted
from .bundle import FORMAT, GENERATIONS, MANIFEST, PAGE, VERSION, picture_path
from .page import Card, Shown, page

if TYPE_CHECKING:
    from ..generation import Generation, InputRecord
    from ..library import Library

__all__ = ["Exported", "export"]

_EPOCH = (1980, 1, 1, 0, 0, 0)  # the same generations, the same bytes
_NUMBERED = re.compile(r"@\d+(\.\d+)?")


@dataclass(frozen=True)
class Exported:
    """What was written.

    Parameters
    ----------
    path
        The file.
    generations, pictures
        How many are in it, ancestors included.
    left_out
        References of what could not be: its picture's file is missing.
    """

    path: Path
    generations: int
    pictures: int
    left_out: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """What was written, as a sentence."""
        many = f"{counted(self.generations, 'generation')}, {counted(self.pictures, 'picture')}"
        gone = f"; left out, with a file missing: {', '.join(self.left_out)}"
        return f"exported {many} to {self.path}{gone if self.left_out else ''}"


def export(library: Library, generations: Sequence[Generation], path: str | Path) -> Exported:
    """Write generations and all that they were made from into a bundle.

    Parameters
    ----------
    library
        Where they are.
    generations
        Those that are asked for; what is under way is left out.
    path
        The file, which must not be there; ``.zip`` is added where it is missing.

    Raises
    ------
    OptionError
        There is nothing to export, or the file is there already.
    LibraryError
        It can't be written; then nothing is left behind.
    """
    target = _target(path)
    wanted = _with_ancestors(generations)
    ended = [made for made in wanted if made.status in ("done", "failed")]
    whole = [made for made in ended if not made.missing]
    if not whole:
        raise OptionError(
            "there is nothing to export",
            hint="Name what you want: %imagegen export FILE @12 frog, or words to search for.",
        )
    pictures = _pictures(library, whole)
    temporary = target.with_name(f".{secrets.token_hex(8)}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with zipfile.ZipFile(temporary, "w") as archive:
            _write(archive, PAGE, page(target.stem, _cards(library, whole)).encode())
            _write(archive, MANIFEST, _manifest(pictures))
            _write(archive, GENERATIONS, b"".join(_lines(whole)))
            for picture in pictures:
                _write(archive, picture_path(picture), picture.bytes, pack=False)
        take_name(temporary, target)
    except (OSError, PictureError) as error:
        if target.exists():  # since a moment ago
            raise _is_there(target) from None
        why = getattr(error, "strerror", None) or str(error)
        raise LibraryError(
            f"can't write {target.name}", said=why, hint="Name another file or folder."
        ) from None
    finally:
        with contextlib.suppress(NotADirectoryError):
            temporary.unlink(missing_ok=True)
    left_out = tuple(made.ref for made in ended if made.missing)
    return Exported(target, len(whole), len(pictures), left_out)


def _target(path: str | Path) -> Path:
    target = Path(path).expanduser()
    if target.is_dir():
        raise OptionError(f"{path} is a folder", hint="Name a file in it, such as bundle.zip.")
    if target.suffix.lower() != ".zip":
        target = target.with_name(f"{target.name}.zip")
    if target.exists() or target.is_symlink():
        raise _is_there(target)
    return target


def _is_there(target: Path) -> OptionError:
    return OptionError(
        f"{target.name} is there already", hint="Name another file, or delete it first."
    )


def _with_ancestors(generations: Iterable[Generation]) -> list[Generation]:
    """Return them and what they were made from, each once, parents before children."""
    found: dict[int, Generation] = {}
    open_ = [made for made in generations if not made.deleted]
    while open_:
        made = open_.pop()
        if made.number not in found:
            found[made.number] = made
            open_ += [parent for parent in made.parents if not parent.deleted]
    return [found[number] for number in sorted(found)]


def _pictures(library: Library, generations: Iterable[Generation]) -> list[Picture]:
    """Return their pictures, and those of the user's own that they were made from."""
    found: dict[str, Picture] = {}
    for made in generations:
        own = (given.source for given in made.inputs if given.generation is None)
        for picture in (*map(library.picture, own), *made.pictures):
            if picture is not None:
                found.setdefault(picture.hash, picture)
    return list(found.values())


def _write(archive: zipfile.ZipFile, name: str, data: bytes, *, pack: bool = True) -> None:
    entry = zipfile.ZipInfo(name, _EPOCH)
    entry.compress_type = zipfile.ZIP_DEFLATED if pack else zipfile.ZIP_STORED
    entry.external_attr = 0o644 << 16
    archive.writestr(entry, data)


def _manifest(pictures: Iterable[Picture]) -> bytes:
    rows = [picture.row for picture in pictures]
    return json.dumps({"format": FORMAT, "version": VERSION, "pictures": rows}, indent=1).encode()


def _lines(generations: Sequence[Generation]) -> Iterable[bytes]:
    uuids = {made.number: made.uuid for made in generations}
    for made in generations:
        row = {
            "uuid": made.uuid, "status": made.status, "gateway": made.gateway,
            "model": made.model, "served_by": made.served_by, "template": made.template,
            "prompt": made.prompt, "parameters": dict(made.parameters), "take": made.take,
            "name": made.name, "text": made.text, "finish_reason": made.finish_reason,
            "usage": dict(made.usage), "cost": made.cost, "seconds": made.seconds,
            "error": _error(made.error), "notebook": _last_part(made.notebook),
            "created": made.created, "finished": made.finished, "rating": made.rating,
            "tags": list(made.tags), "note": made.note,
            "pictures": [picture.hash for picture in made.pictures],
            "inputs": [_input(given, uuids) for given in made.inputs],
        }  # fmt: skip
        yield json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _error(error: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """Return how it failed without the gateway's words, which are for those who can see them."""
    if error is None:
        return None
    return {name: error[name] for name in ("kind", "message", "maybe_billed") if name in error}


def _input(given: InputRecord, uuids: Mapping[int, str]) -> dict[str, Any]:
    parent = None if given.generation is None else uuids.get(given.generation)
    return {"source": given.source, "name": _name_elsewhere(given), "parent": parent}


def _name_elsewhere(given: InputRecord) -> str:
    """Return a name that means the same in another library: by hash, and no path of here."""
    if _NUMBERED.search(given.name):
        return reference_to(given.source)
    return _last_part(given.name)


def _last_part(path: str) -> str:
    windows = "\\" in path
    return (PureWindowsPath(path) if windows else PurePosixPath(path)).name or path


# -- the page ---------------------------------------------------------------------------


def _cards(library: Library, generations: Sequence[Generation]) -> list[Card]:
    anchors = {made.number: made.uuid.replace("-", "")[:12] for made in generations}
    return [_card(library, made, anchors) for made in reversed(generations)]


def _card(library: Library, made: Generation, anchors: Mapping[int, str]) -> Card:
    parents = [given.generation for given in made.inputs if given.generation in anchors]
    return Card(
        ref=made.picture.ref if made.pictures else "",
        name=made.name,
        model=made.model,
        served_by=made.served_by,
        prompt=made.prompt,
        template=made.template,
        text=made.text,
        facts=tuple(_facts(made)),
        tags=made.tags,
        note=made.note,
        created=made.created,
        pictures=tuple(
            Shown(picture_path(one), library.thumbnail(one), one.width, one.height)
            for one in made.pictures
        ),
        parents=tuple(dict.fromkeys(anchors[number] for number in parents if number is not None)),
        inputs=tuple(
            _name_elsewhere(given) for given in made.inputs if given.generation not in anchors
        ),
        error=str((made.error or {}).get("message", "")),
        anchor=anchors[made.number],
        cell=made.cell,
    )


def _facts(made: Generation) -> Iterable[str]:
    yield from made.time_and_cost
    yield from dict.fromkeys(f"{one.width}×{one.height}" for one in made.pictures)
    if made.take > 1:
        yield f"take {made.take}"
    if made.rating:
        yield "★" * made.rating
    if made.is_sketch:
        yield "offline sketch"
