"""The format of a bundle, and its reader, which believes nothing before it is validated.

A bundle is a zip with a page to look at (``index.html``), the delivered pictures, and the
rows of the catalogue that belong to them::

    bundle.json          format, version, and the pictures: hash, type, width, height, size;
                         of an input that was given as pixels also its source
    generations.jsonl    a generation a line, parents before the ones made from them
    pictures/HASH.png    the bytes as they were delivered
    index.html           the page

It comes by mail, from anybody. So entries that no bundle of ours has are refused, sizes are
bounded before anything is unpacked, and JSON is validated against the types below.
"""

from __future__ import annotations

import hashlib
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import replace
from typing import Annotated, Any, Literal, TypeVar

import msgspec
from msgspec import Meta, Struct

from ...errors import ImagegenError
from ...images.inputs import identity
from ...images.originals import MAX_KEPT
from ...images.picture import TYPES, Picture, verify_kept
from ..storage.values import MOST_OF_ONE

__all__ = [
    "FORMAT",
    "GENERATIONS",
    "MANIFEST",
    "PAGE",
    "VERSION",
    "Bundle",
    "Line",
    "picture_path",
    "validated",
]

FORMAT = "ipyimagegen bundle"
VERSION = 1
MANIFEST = "bundle.json"
GENERATIONS = "generations.jsonl"
PAGE = "index.html"

MAX_MANIFEST = 64_000_000  # bytes
MAX_LINES = 256_000_000
MAX_LINE = 4_000_000
MOST_ENTRIES = 200_000
PICTURE_RATIO = 20  # pictures hardly shrink in a zip, and texts only so much:
TEXT_RATIO = 200  # an entry that grows more than this is a zip bomb

_PICTURE = re.compile(r"pictures/[0-9a-f]{64}\.(png|jpg|webp|gif|tif|bmp|avif|heic)")
_LINK = 0o120000


def picture_path(picture: Picture) -> str:
    """Return the name of a picture in a bundle."""
    return f"pictures/{picture.hash}{picture.extension}"


# -- the types of its JSON --------------------------------------------------------------

Text = Annotated[str, Meta(max_length=1_000_000)]
Count = Annotated[int, Meta(ge=1, lt=2**31)]
Amount = Annotated[float, Meta(ge=0, lt=1e9)]  # seconds, dollars
Hash = Annotated[str, Meta(pattern=r"\A[0-9a-f]{64}\Z")]
UUID = Annotated[str, Meta(pattern=r"\A[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\Z")]


class Heading(Struct):
    """The part of the manifest that says whether the rest of it can be read."""

    format: Annotated[str, Meta(pattern=rf"\A{FORMAT}\Z")]
    version: int


class ListedPicture(Struct):
    """A picture in the manifest."""

    hash: Hash
    type: Annotated[str, Meta(pattern=rf"\A({'|'.join(TYPES)})\Z")]
    width: Count
    height: Count
    size: Count
    source: Annotated[str, Meta(pattern=r"\A([0-9a-f]{64})?\Z")] = ""


class Manifest(Struct):
    """The manifest of this version."""

    pictures: list[ListedPicture]


class LineInput(Struct):
    """An input of a generation; its parent is a generation of the same bundle, or null."""

    source: Text
    name: Text
    parent: Text | None


class LineError(Struct):
    """The error of a failed generation, without the gateway's words."""

    kind: Text = ""
    message: Text = ""
    maybe_billed: Any = True


class Line(Struct):
    """A generation; fields that are not here are left to newer versions, and ignored."""

    uuid: UUID
    status: Literal["done", "failed"]
    gateway: Text
    model: Text
    served_by: Text
    template: Text
    prompt: Text
    parameters: dict[str, Any]
    take: Count
    name: Text
    text: Text
    finish_reason: Text | None
    usage: dict[str, Any]
    cost: Amount | None
    seconds: Amount | None
    error: LineError | None
    notebook: Text
    created: Text
    finished: Text | None
    rating: Any  # rating, tags and note are checked by `marks`, like the user's own
    tags: list[Text]
    note: Any
    pictures: Annotated[list[Text], Meta(max_length=MOST_OF_ONE)]
    inputs: Annotated[list[LineInput], Meta(max_length=MOST_OF_ONE)]
    checks: Any = None  # read by `library.checks`, likewise
    composite: Any = None  # read by `regions.report`, which takes what makes sense


T = TypeVar("T")

_NO_OBJECT = "what should be a JSON object is none"
_NO_JSON = "what should be JSON is none (it has no number NaN or Infinity, and no half characters)"
# The validator's words, with the path in them, and ours; the first that match are taken.
_REASONS = (
    (r"`(\$\.)?(format|version)`", "it is no bundle of ipyimagegen"),
    (r"`.*hash`", "a picture without a hash"),
    (r"`(\$.*\.)?type`", "a picture of an unknown type"),
    (r"missing required field `(\w+)`", r"has no '\1'"),
    (r"`\$\.uuid`", "its UUID is none, or there twice"),
    (r"`\$\.status`", "it is neither done with pictures nor failed without"),
    (r"Expected `array` of length.*`\$\.(\w+)`", r"its \1 are too many"),
    (r"Expected `array`.*`\$\.(\w+)`", r"its \1 are no list"),
    (r"Expected `object", _NO_OBJECT),
    (r"Expected `str", "a text that is none, or too long"),
    (r"Expected `int", "what should be a number from 1 on is none"),
    (r"Expected `float.*got", "a number that is none"),
    (r"Expected `float|out of range", "a number that can't be"),
    (r"", "a value that no bundle has"),
)


def validated(data: bytes, kind: type[T]) -> T:
    """Return JSON as a value of a type; `ValueError` with the reason where it is not one."""
    try:
        return msgspec.json.decode(str(data, "utf-8-sig"), type=kind)
    except RecursionError:
        reason = _NO_OBJECT
    except msgspec.ValidationError as error:
        matches = ((re.search(pattern, str(error)), words) for pattern, words in _REASONS)
        reason = next(match.expand(words) for match, words in matches if match)
    except (msgspec.DecodeError, UnicodeDecodeError):
        reason = _NO_JSON
    raise ValueError(reason)


# -- reading ----------------------------------------------------------------------------


class Bundle:
    """A bundle that is being read; `ValueError` with the reason where it is not one of ours.

    Parameters
    ----------
    archive
        The zip that it is in.

    Attributes
    ----------
    pictures
        Its pictures by their hash, without their bytes; those that are not whole are not
        among them.
    damaged
        The hashes of these, with the reason.
    """

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._entries = _entries(archive)
        self.pictures = _pictures(self._read(MANIFEST, MAX_MANIFEST))
        self.damaged: dict[str, str] = {}
        for picture in list(self.pictures.values()):
            entry = self._entries.get(picture_path(picture))
            if entry is None or entry.file_size != picture.size:
                self._leave_out(picture, "is missing or not whole")

    def _leave_out(self, picture: Picture, why: str) -> None:
        del self.pictures[picture.hash]
        self.damaged[picture.hash] = why

    def lines(self) -> Iterator[bytes]:
        """Yield the lines of its generations, not yet validated."""
        with self._archive.open(self._entry(GENERATIONS, MAX_LINES)) as file:
            yield from iter(lambda: file.readline(MAX_LINE), b"")

    def with_bytes(self, picture: Picture) -> Picture:
        """Return a picture with its bytes, whose hash is the one in its name."""
        data = self._read(picture_path(picture), MAX_KEPT)
        if hashlib.sha256(data).hexdigest() != picture.hash:
            raise ValueError("is another than its name says")
        return replace(picture, held=data)

    def verify(self, picture: Picture) -> bool:
        """Decode every pixel of a picture, and compare it with its entry in the manifest.

        One that is damaged is left out; the others may be whole. Of a photograph that its camera
        says is turned, earlier versions told the size as it lies.
        """
        try:
            decoded, _ = verify_kept(self.with_bytes(picture).bytes)
        except ImagegenError as error:
            self._leave_out(picture, f"is none: {error}")
        except (zipfile.BadZipFile, zlib.error, EOFError, ValueError) as error:
            is_ours = type(error) is ValueError
            self._leave_out(picture, str(error) if is_ours else "is damaged in the zip")
        else:
            is_lying = decoded == replace(picture, width=picture.height, height=picture.width)
            if is_lying:
                listed = self.pictures[picture.hash]
                self.pictures[picture.hash] = replace(
                    listed, width=decoded.width, height=decoded.height
                )
            if is_lying or decoded == picture:
                return True
            self._leave_out(picture, "is another than the bundle says")
        return False

    def believe_sources(self) -> None:
        """Take away the source of each picture whose pixels are not those of that source.

        Whoever named the source would be shown this picture in the place of their own.
        """
        for picture in list(self.pictures.values()):
            if picture.source and not self._is_of_source(picture):
                self.pictures[picture.hash] = replace(picture, source="")

    def _is_of_source(self, picture: Picture) -> bool:
        try:
            _, image = verify_kept(self.with_bytes(picture).bytes)
            return identity(image) == picture.source
        except (ImagegenError, zipfile.BadZipFile, zlib.error, EOFError, ValueError):
            return False  # it is damaged in the bundle, and whole in the library

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
    """Return the entries by name; `ValueError` for one that no bundle of ours has."""
    listed = archive.infolist()
    if len(listed) > MOST_ENTRIES:
        raise ValueError(f"it has more than {MOST_ENTRIES:,} entries")
    entries: dict[str, zipfile.ZipInfo] = {}
    for entry in listed:
        name = entry.filename
        if name == "pictures/":
            continue  # packed once more by hand, it has its folder, too
        known = name in (MANIFEST, GENERATIONS, PAGE) or _PICTURE.fullmatch(name)
        if not known or (entry.external_attr >> 16) & 0o170000 == _LINK:
            raise ValueError(f"it holds something that no bundle has: {name[:80]!r}")
        if name in entries or entry.flag_bits & 1:
            raise ValueError(f"its {name} is there twice, or encrypted")
        entries[name] = entry
    for name, entry in entries.items():
        ratio = PICTURE_RATIO if _PICTURE.fullmatch(name) else TEXT_RATIO
        if entry.file_size > ratio * (entry.compress_size + 1000):
            raise ValueError("it would grow out of all proportion when unpacked")
    return entries


def _pictures(manifest: bytes) -> dict[str, Picture]:
    """Return the pictures of a manifest by their hash."""
    version = validated(manifest, Heading).version
    if version > VERSION:
        raise ValueError(f"it was made by a newer ipyimagegen (version {version}, not {VERSION})")
    return {
        one.hash: Picture(one.hash, one.type, one.width, one.height, one.size, source=one.source)
        for one in validated(manifest, Manifest).pictures
    }
