"""Containers: a picture's file as a row of parts, some of which are metadata.

PNG has chunks, JPEG segments, WebP chunks and GIF blocks, and the work is the same in all
of them: split the file, put a part in or leave some out, join the rest. Each format says how
it is split and joined and which kinds of parts hold metadata; embedding, stripping and
reading are written once, here. Parts that stay are copied, so no pixel is decoded or encoded,
and a file that makes no sense is refused before anything is written.

These writers are our own because no library would do: pyexiv2, the complete one, is under
the GPL 3 and this package under MIT; piexif is no longer maintained and knows no PNG; Pillow
encodes the picture anew.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import partial
from itertools import islice
from typing import ClassVar, NamedTuple

from ..errors import PictureError
from ..images.decoding import orientation
from . import exif, xmp
from .record import NAME, Record, fitted

__all__ = ["MOST_READ", "MOST_WRITTEN", "Container", "Part", "TaggedContainer"]

MOST_WRITTEN = 500_000  # bytes of one payload
MOST_READ = 1_000_000  # bytes of one payload, unpacked
_MOST_PARTS = 10_000  # searched for texts


class Part(NamedTuple):
    """A chunk, a segment or a block of a file.

    Parameters
    ----------
    kind
        Name or marker by which a format tells its parts apart; empty for bytes outside of any.
    raw
        All its bytes, as they stand in the file.
    body
        Place of the payload in these.
    """

    kind: bytes
    raw: bytes
    body: slice = slice(0)

    @property
    def payload(self) -> bytes:
        """Its bytes without name, length and checksum."""
        return self.raw[self.body]


class Container(ABC):
    """A format whose files can be stripped, but that has no place for metadata of ours."""

    name: ClassVar[str]
    start: ClassVar[bytes] = b""  # of a file, before its first part
    manifest_kind: ClassVar[bytes]  # how the kind of a C2PA manifest's part begins

    @abstractmethod
    def split(self, data: bytes) -> Iterator[Part]:
        """Yield a file's parts and, of no kind, the bytes behind the last one.

        Raises
        ------
        PictureError
            Where the parts stop making sense.
        """

    @abstractmethod
    def essentials(self, parts: Sequence[Part]) -> list[Part]:
        """Return the parts that a picture would look different without."""

    def join(self, parts: Sequence[Part]) -> bytes:
        """Return a file of these parts."""
        return self.start + b"".join(part.raw for part in parts)

    def embed(self, data: bytes, record: Record) -> bytes:
        """Return a copy that says how it was made; here the file as it is."""
        return data

    def strip(self, data: bytes) -> bytes:
        """Return a copy of only the parts that say how its pixels look."""
        return self.join(self.essentials(list(self.split(data))))

    def texts(self, data: bytes) -> dict[str, str]:
        """Return the texts that may say how the picture was made, named as in a PNG."""
        return {}

    def has_manifest(self, data: bytes) -> bool:
        """Return whether there is a C2PA manifest, as far as the file can be split."""
        return any(self.is_manifest(part) for part in self.readable(data))

    def is_manifest(self, part: Part) -> bool:
        """Return whether a part holds a C2PA manifest."""
        return part.kind.startswith(self.manifest_kind)

    def readable(self, data: bytes) -> Iterator[Part]:
        """Yield the parts before the first that makes no sense."""
        with suppress(PictureError):
            yield from self.split(data)

    def damaged(self, said: str) -> PictureError:
        """Return the error for a file that makes no sense."""
        return PictureError(f"the {self.name} is damaged or cut off", said=said)


class TaggedContainer(Container):
    """A format with parts for EXIF and XMP, where our metadata can be written."""

    exif_kind: ClassVar[bytes]  # the kinds of these parts
    xmp_kind: ClassVar[bytes]
    profile_kind: ClassVar[bytes]

    @abstractmethod
    def part(self, kind: bytes, payload: bytes) -> Part:
        """Return a new part."""

    def room(self, kind: bytes) -> int:
        """Return how many bytes a payload of that kind may have."""
        return MOST_WRITTEN

    def front(self, parts: Sequence[Part]) -> int:
        """Return how many parts have to stay before any new one."""
        return 0

    def embed(self, data: bytes, record: Record) -> bytes:
        """Return a copy with new parts instead of those that an earlier call wrote.

        The file as it is, if its EXIF is so broken that the copy would be turned otherwise.
        """
        parts = list(self.split(data))
        new, kept = self.renewed(parts, record)
        front = self.front(parts)
        copy = self.join([*kept[:front], *new, *kept[front:]])
        return copy if self.orientation(copy) == self.orientation(data) else data

    def renewed(self, parts: Sequence[Part], record: Record) -> tuple[list[Part], list[Part]]:
        """Return the new parts, and the file's own ones that they don't replace.

        The A1111 text goes into the EXIF comment. Our JSON has no place but in our XMP, so
        somebody else's XMP keeps both out.
        """
        new, kept = [], list(parts)
        old = next((part for part in parts if part.kind == self.exif_kind), None)
        block = old.payload if old else b""
        profiled = any(part.kind == self.profile_kind for part in parts)
        with_comment = partial(exif.with_comment, block, profiled=profiled)
        comment = fitted(record, with_comment, self.room(self.exif_kind))
        if comment:
            new.append(self.part(self.exif_kind, comment))
            if old:
                kept.remove(old)
        if all(xmp.is_ours(part.payload) for part in parts if part.kind == self.xmp_kind):
            kept = [part for part in kept if part.kind != self.xmp_kind]
            written = partial(xmp.packet, with_record=True)
            packet = fitted(record, written, self.room(self.xmp_kind))
            new += [self.part(self.xmp_kind, packet)] if packet else []
        return new, kept

    def strip(self, data: bytes) -> bytes:
        """Return a copy of only the parts that say how its pixels look and how it is turned."""
        kept = self.essentials(list(self.split(data)))
        turn = self.orientation(data)
        if turn is not None and turn != 1:
            block = exif.only_orientation(turn)
            kept.insert(min(1, self.front(kept)), self.part(self.exif_kind, block))
        return self.join(kept)

    def orientation(self, data: bytes) -> int | None:
        """Return how a file is turned; the decoder is asked only where a part may tell."""
        is_told = any(map(self.may_tell_orientation, self.split(data)))
        return orientation(data, self.name.lower()) if is_told else 1

    def may_tell_orientation(self, part: Part) -> bool:
        """Return whether some program reads from a part how the picture is turned."""
        return part.kind in (self.exif_kind, self.xmp_kind)

    def texts(self, data: bytes) -> dict[str, str]:
        """Return the texts of the first EXIF and the first XMP that aren't too long."""
        first: dict[bytes, bytes] = {}
        for part in islice(self.readable(data), _MOST_PARTS):
            if part.kind in {self.exif_kind, self.xmp_kind} and len(part.payload) <= MOST_READ:
                first.setdefault(part.kind, part.payload)
        texts = exif.texts(first.get(self.exif_kind, b""))
        record = xmp.record_in(first.get(self.xmp_kind, b""))
        return {NAME: record} | texts if record else texts
