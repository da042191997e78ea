"""Export: generations in one file, for a colleague, a talk or a second machine.

A notebook runs on a bundle without a key, because it holds everything that the library
knows of each generation (`bundle` has the format). Nothing in it names this machine:
numbers become hashes, and paths their last part. The same generations give the same file,
byte for byte.
"""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import TYPE_CHECKING, Any

from ...errors import ImagegenError, LibraryError, OptionError, PictureError
from ...images.picture import Picture, reference_to
from ...images.saving import part_beside, take_part
from ...paths import absolute, for_writing, is_there, make_folder, why_unwritten
from ...text import counted, shown_path
from .bundle import FORMAT, GENERATIONS, MANIFEST, PAGE, VERSION, picture_path
from .page import Card, CardPicture, page

if TYPE_CHECKING:
    from ..generation import Generation, InputRecord
    from ..library import Library

__all__ = ["WITH_INPUTS", "Exported", "export"]

WITH_INPUTS = "--with-inputs"
MOST_NAMED = 5  # files that an error names

_EPOCH = (1980, 1, 1, 0, 0, 0)  # the same generations, the same bytes
_NUMBERED = re.compile(r"@\d+(\.\d+)?")


@dataclass(frozen=True)
class Exported:
    """The numbers of an export.

    Parameters
    ----------
    path
        The bundle.
    generations, pictures
        How many are in it, ancestors included.
    left_out
        References of generations with a picture whose file is missing.
    damaged
        References of those, and of the user's own pictures, whose file isn't what its name
        says; these are left out as well.
    keyed
        References of generations and pictures in it that hold a key.
    own, own_left
        How many pictures of the user's own that were inputs are in it, and how many that could
        be are not.
    """

    path: Path
    generations: int
    pictures: int
    left_out: tuple[str, ...] = ()
    damaged: tuple[str, ...] = ()
    own: int = 0
    own_left: int = 0
    keyed: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """The numbers as a sentence."""
        numbers = f"{counted(self.generations, 'generation')}, {counted(self.pictures, 'picture')}"
        told = f"exported {numbers} to {self.path}"
        if self.own:
            told += f"; {self.own:,} of them given as inputs, each file as it is, metadata included"
        if self.own_left:
            stay = f"{counted(self.own_left, 'picture')} of your own given as inputs"
            told += f"; not in it: {stay} ({WITH_INPUTS}, in Python with_inputs=True, adds them)"
        for what, refs in (("missing", self.left_out), ("damaged", self.damaged)):
            told += f"; left out, with a file {what}: {', '.join(refs)}" if refs else ""
        if self.keyed:
            told += f"; whoever gets it can read a key of yours in {', '.join(self.keyed)}"
        return told


def export(
    library: Library,
    generations: Sequence[Generation],
    path: str | Path,
    *,
    with_inputs: bool = False,
) -> Exported:
    """Write generations and all that they were made from into a bundle.

    Parameters
    ----------
    library
        Where they are.
    generations
        The generations; those that are under way are left out.
    path
        The file, which must not be there; ``.zip`` is added where it is missing.
    with_inputs
        Whether the pictures of the user's own that were inputs go along, as they were given.

    Raises
    ------
    OptionError
        There is nothing to export, or the file is there already.
    LibraryError
        It can't be written; then nothing is left behind.
    """
    try:
        target = _target(path)
    except (OSError, ValueError) as error:
        raise _unwritten(Path(path), error) from None
    family = _with_ancestors(generations)
    ended = [one for one in family if one.status in ("done", "failed")]
    sound = library.files.is_sound
    whole = [one for one in ended if all(map(sound, one.pictures))]
    if not whole:
        raise _nothing(library, ended)
    own = _own_pictures(whole)
    needed = _pictures(whole, own if with_inputs else ())
    pictures = [one for one in needed if sound(one)]
    along = {one.hash for one in pictures}
    lines = list(_lines(library, whole))
    secrets = library.secrets
    keyed = [
        made.ref
        for made, line in zip(whole, lines, strict=True)
        if any(secret.is_in(line.decode()) for secret in secrets)
    ]
    try:
        make_folder(target.parent)
        with part_beside(target) as part:
            with zipfile.ZipFile(part, "w") as archive:
                _write(archive, PAGE, page(target.stem, _cards(library, whole, along)).encode())
                _write(archive, MANIFEST, _manifest(pictures))
                _write(archive, GENERATIONS, b"".join(lines))
                for picture in pictures:
                    data = picture.bytes
                    _write(archive, picture_path(picture), data, pack=False)
                    if any(secret.is_in_picture(data) for secret in secrets):
                        keyed.append(picture.ref)
            take_part(part, target)
    # ValueError: a name with a null character, or with half a surrogate pair.
    except (OSError, ValueError, PictureError) as error:
        if is_there(target):  # since a moment ago
            raise _exists_error(target) from None
        raise _unwritten(target, error) from None
    left_out = [one for one in ended if one not in whole]
    gone, damaged = _gone_and_damaged(library, left_out)
    damaged += [one.ref for one in needed if one not in pictures]
    return Exported(
        target, len(whole), len(pictures), tuple(gone), tuple(damaged),
        own=len(along & own), own_left=0 if with_inputs else len(own), keyed=tuple(keyed),
    )  # fmt: skip


def _gone_and_damaged(
    library: Library, left_out: Iterable[Generation]
) -> tuple[list[str], list[str]]:
    """Return the references of generations with a file missing, and with a file damaged."""
    gone: list[str] = []
    damaged: list[str] = []
    for one in left_out:
        are_there = all(is_there(library.files.path(picture)) for picture in one.pictures)
        (damaged if are_there else gone).append(one.ref)
    return gone, damaged


def _nothing(library: Library, ended: Iterable[Generation]) -> OptionError:
    """Return the error where no generation is whole, or none was meant."""
    kinds = zip(("missing", "damaged"), _gone_and_damaged(library, ended), strict=True)
    files = [f"the file of {one} is {what}" for what, refs in kinds for one in refs]
    if files:
        more = len(files) - MOST_NAMED
        return OptionError(
            f"nothing can be exported: {', '.join(files[:MOST_NAMED])}"
            + (f" and {more:,} more" if more > 0 else ""),
            hint="Put the files back, or make the pictures anew: their cells with --again.",
        )
    return OptionError(
        "there is nothing to export",
        hint="Name what you want: %imagegen export FILE @12 frog, or words to search for.",
    )


def _target(path: str | Path) -> Path:
    target = for_writing(path)
    if target.is_dir():
        raise OptionError(f"{path} is a folder", hint="Name a file in it, such as bundle.zip.")
    if target.suffix.lower() != ".zip":
        target = target.with_name(f"{target.name}.zip")
    if target.exists() or target.is_symlink():
        raise _exists_error(target)
    return target


def _unwritten(target: Path, error: Exception) -> LibraryError:
    why = why_unwritten(error)
    with suppress(OSError):  # there is no working folder
        why = f"{shown_path(absolute(target.parent))}: {why}"
    return LibraryError(f"can't write {target.name}", said=why, hint="Name another file or folder.")


def _exists_error(target: Path) -> OptionError:
    return OptionError(
        f"{target.name} is there already", hint="Name another file, or delete it first."
    )


def _with_ancestors(generations: Iterable[Generation]) -> list[Generation]:
    """Return generations and their ancestors, each once, parents before children."""
    family: dict[int, Generation] = {}
    queue = [one for one in generations if not one.deleted]
    while queue:
        generation = queue.pop()
        if generation.number not in family:
            family[generation.number] = generation
            queue += [parent for parent in generation.parents if not parent.deleted]
    return [family[number] for number in sorted(family)]


def _own_pictures(generations: Iterable[Generation]) -> set[str]:
    """Return the hashes of the user's own pictures that were inputs, as far as they are kept."""
    delivered = {picture.hash for one in generations for picture in one.pictures}
    given = (one for generation in generations for one in generation.inputs)
    kept = {
        one.picture.hash for one in given if one.generation is None and one.picture and one.is_kept
    }
    return kept - delivered


def _pictures(generations: Iterable[Generation], own: Collection[str]) -> list[Picture]:
    """Return their pictures, and those of the user's own among their inputs that go along."""
    pictures: dict[str, Picture] = {}
    for generation in generations:
        given = (one.picture for one in generation.inputs if _is_along(one, own))
        for picture in (*given, *generation.masks, *generation.pictures):
            if picture is not None:
                pictures.setdefault(picture.hash, picture)
    return list(pictures.values())


def _write(archive: zipfile.ZipFile, name: str, data: bytes, *, pack: bool = True) -> None:
    entry = zipfile.ZipInfo(name, _EPOCH)
    entry.compress_type = zipfile.ZIP_DEFLATED if pack else zipfile.ZIP_STORED
    entry.external_attr = 0o644 << 16
    archive.writestr(entry, data)


def _manifest(pictures: Iterable[Picture]) -> bytes:
    rows = [
        picture.row | ({"source": picture.source} if picture.source else {}) for picture in pictures
    ]
    return json.dumps({"format": FORMAT, "version": VERSION, "pictures": rows}, indent=1).encode()


def _lines(library: Library, generations: Sequence[Generation]) -> Iterable[bytes]:
    uuids = {one.number: one.uuid for one in generations}
    found = library.check_rows([one.hash for made in generations for one in made.pictures])
    for one in generations:
        row = {
            "uuid": one.uuid, "status": one.status, "gateway": one.gateway, "model": one.model,
            "served_by": one.served_by, "template": one.template, "prompt": one.prompt,
            "parameters": dict(one.parameters), "take": one.take, "name": one.name,
            "text": one.text, "finish_reason": one.finish_reason, "usage": dict(one.usage),
            "cost": one.cost, "seconds": one.seconds, "error": _error(one.error),
            "notebook": _last_part(one.notebook), "created": one.created,
            "finished": one.finished, "rating": one.rating, "tags": list(one.tags),
            "note": one.note, "pictures": [picture.hash for picture in one.pictures],
            "inputs": [_input(input_record, uuids) for input_record in one.inputs],
        }  # fmt: skip
        if one.composite is not None:
            row["composite"] = dict(one.composite)
        checks = [row for picture in one.pictures for row in found.get(picture.hash, ())]
        if checks:
            row["checks"] = checks
        yield json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _error(error: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """Return an error without the gateway's words, which are for those who called it."""
    if error is None:
        return None
    return {name: error[name] for name in ("kind", "message", "maybe_billed") if name in error}


def _input(input_record: InputRecord, uuids: Mapping[int, str]) -> dict[str, Any]:
    parent = None if input_record.generation is None else uuids.get(input_record.generation)
    return {"source": input_record.source, "name": _portable_name(input_record), "parent": parent}


def _portable_name(input_record: InputRecord) -> str:
    """Return an input's name as another library reads it: by hash, and without a folder."""
    if _NUMBERED.search(input_record.name):
        return reference_to(input_record.source)
    return _last_part(input_record.name)


def _last_part(path: str) -> str:
    windows = "\\" in path
    return (PureWindowsPath(path) if windows else PurePosixPath(path)).name or path


# -- the page ---------------------------------------------------------------------------


def _cards(
    library: Library, generations: Sequence[Generation], along: Collection[str]
) -> list[Card]:
    anchors = {one.number: one.uuid.replace("-", "")[:12] for one in generations}
    found = library.checks_of(generations)
    return [
        replace(
            _card(library, one, anchors, along),
            checks=tuple(result.line for result in found.get(one.number, {}).values()),
        )
        for one in reversed(generations)
    ]


def _card(
    library: Library,
    generation: Generation,
    anchors: Mapping[int, str],
    along: Collection[str],
) -> Card:
    given = [one for one in generation.inputs if one.generation not in anchors]
    parents = [one.generation for one in generation.inputs if one.generation in anchors]
    return Card(
        ref=generation.picture.ref if generation.pictures else "",
        name=generation.name,
        model=generation.model,
        served_by=generation.served_by,
        prompt=generation.prompt,
        template=generation.template,
        text=generation.text,
        facts=tuple(_facts(generation)),
        tags=generation.tags,
        note=generation.note,
        created=generation.created,
        pictures=tuple(_card_picture(library, one) for one in generation.pictures),
        parents=tuple(dict.fromkeys(anchors[number] for number in parents if number is not None)),
        inputs=tuple(_portable_name(one) for one in given if not _is_along(one, along)),
        error=str((generation.error or {}).get("message", "")),
        anchor=anchors[generation.number],
        cell=_cell(generation, along),
        originals=tuple(_originals(library, given, along)),
    )


def _is_along(given: InputRecord, along: Collection[str]) -> bool:
    """Whether an input's picture is in the bundle."""
    return given.picture is not None and given.picture.hash in along


def _originals(
    library: Library, given: Iterable[InputRecord], along: Collection[str]
) -> Iterable[CardPicture]:
    for one in given:
        if one.picture is not None and _is_along(one, along):
            name, ref = _portable_name(one), reference_to(one.source)
            label = ref if name == ref else f"{ref} {name}"
            with suppress(PictureError):  # a HEIC, where nothing decodes it
                yield replace(_card_picture(library, one.picture), label=label)


def _card_picture(library: Library, picture: Picture) -> CardPicture:
    path, thumbnail = picture_path(picture), library.thumbnail(picture)
    return CardPicture(path, thumbnail, picture.width, picture.height)


def _cell(generation: Generation, along: Collection[str]) -> str:
    """Return the cell that asks for it, with no path of this machine; empty where none can."""
    references = [
        reference_to(one.source) if _is_along(one, along) else _portable_name(one)
        for one in generation.inputs
    ]
    try:
        return generation.cell_from(references)
    except ImagegenError:
        return ""


def _facts(generation: Generation) -> Iterable[str]:
    yield from generation.time_and_cost
    yield from dict.fromkeys(f"{one.width}×{one.height}" for one in generation.pictures)
    if generation.take > 1:
        yield f"take {generation.take}"
    if generation.rating:
        yield "★" * generation.rating
    if generation.is_sketch:
        yield "offline sketch"
