"""References: what ``@12``, a variable, ``Out[5]`` or a path stands for.

The magic, the panel and Python all resolve them here, so the same text means the same
picture everywhere. Nothing is opened or decoded: that happens when inputs are prepared.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image

from ..errors import UnknownReference
from ..images.picture import Picture, sniff
from ..text import nearest
from .generation import Generation, Pending

if TYPE_CHECKING:
    from .library import Library

__all__ = ["PICKED", "Source", "generation", "is_picture", "resolve", "source_of"]

PICKED = "@picked"

_NUMBER = re.compile(r"@(\d+)(?:\.(\d+))?")
_HASH = re.compile(r"@([0-9a-f]{8,64})", re.IGNORECASE)
_OUT = re.compile(r"Out\[(\d+)\]|_(\d*)")


@dataclass(frozen=True)
class Source:
    """What an input is before it is prepared.

    Attributes
    ----------
    value
        The picture.
    name
        What the user called it.
    generation
        The number of the generation it came from, if it came from one.
    """

    value: Path | bytes | Image.Image | Picture
    name: str
    generation: int | None = None

    def shows_the_same_as(self, other: Source) -> bool:
        """Whether both are surely the same picture; images in memory only if one object."""
        if self.value is other.value:
            return True
        comparable = (Picture, Path, bytes)
        return isinstance(self.value, comparable) and self.value == other.value


def is_picture(value: object) -> bool:
    """Whether an object is a picture in a prompt (a string never is: it is text)."""
    return isinstance(value, (Source, Generation, Pending, Picture, Image.Image, Path))


def resolve(
    text: str, *, library: Library, namespace: Mapping[str, object], last: int | None = None
) -> Source:
    """Return what a reference stands for.

    Parameters
    ----------
    text
        The reference.
    library
        Where ``@`` references are looked up.
    namespace
        The user's variables; its ``Out`` holds the cells' values.
    last
        This kernel's last finished generation, for ``@last``.

    Raises
    ------
    UnknownReference
        It stands for nothing, or for nothing that can be an input.
    """
    text = text.strip()
    if text.startswith("@"):
        return _at(text, library, last)
    out = _OUT.fullmatch(text)
    if out is not None:
        return source_of(_output(text, out, namespace), text, library)
    if text in namespace:
        return source_of(namespace[text], text, library)
    if "://" in text:
        raise UnknownReference(f"{text!r} is a link", hint="Download it first, then give its path.")
    path = Path(text).expanduser()
    if text.isidentifier() and not path.exists():
        raise _no_variable(text, namespace)
    return Source(path, text)


def generation(
    text: str, *, library: Library, namespace: Mapping[str, object], last: int | None = None
) -> Generation:
    """Return the generation that a reference names; failed ones too."""
    text = text.strip()
    number = _NUMBER.fullmatch(text)
    if number is not None:
        return _numbered(text, int(number.group(1)), library)
    if not text.startswith("@"):
        out = _OUT.fullmatch(text)
        value = _output(text, out, namespace) if out else namespace.get(text)
        if isinstance(value, Generation):
            return value
        if isinstance(value, Pending):
            return value.result()
        if text not in namespace and out is None:
            raise _no_variable(text, namespace)
    source = resolve(text, library=library, namespace=namespace, last=last)
    found = None if source.generation is None else library.get(source.generation)
    if found is None:
        raise UnknownReference(f"{text!r} is a picture that no generation of the library made")
    return found


def source_of(value: object, name: str, library: Library) -> Source:
    """Return an object as an input; `UnknownReference` if it holds no picture.

    What is under way is waited for.
    """
    if isinstance(value, Pending):
        value = value.result()
    if isinstance(value, Generation):
        return Source(value.picture, name or value.ref, value.number)
    if isinstance(value, Picture):
        return Source(value, name or value.ref, library.generation_of(value.hash))
    if isinstance(value, Path):
        return Source(value, name or str(value))
    if isinstance(value, Image.Image):
        return Source(value, name or "image")
    if isinstance(value, bytes) and sniff(value) is not None:
        return Source(value, name or "bytes")
    raise UnknownReference(
        f"{name or 'the input'} holds no picture but a {type(value).__name__}",
        hint="Inputs are our results (of a sweep one: birds[0]), PIL images, paths and bytes.",
    )


def _at(text: str, library: Library, last: int | None) -> Source:
    number = _NUMBER.fullmatch(text)
    if number is not None:
        found = _numbered(text, int(number.group(1)), library)
        return _position(found, int(number.group(2) or 1), text)
    name, _, position = text.partition(".")
    if name == "@last" and (not position or position.isdigit()):
        newest = library.last() if last is None else library.get(last)
        if newest is None:
            raise UnknownReference("@last names nothing: no picture was made yet")
        return _position(newest, int(position or 1), text)
    if text == PICKED:
        raise UnknownReference("@picked names pictures, and here one generation is wanted")
    prefix = _HASH.fullmatch(text)
    if prefix is None:
        raise UnknownReference(
            f"{text!r} is no reference",
            hint="References are @12, @12.2, @last, or @ and 8 characters of a hash.",
        )
    pictures = library.pictures(prefix.group(1).lower())
    if not pictures:
        raise UnknownReference(f"{text} names nothing in this library")
    if len(pictures) > 1:
        raise UnknownReference(
            f"{text} is the start of several pictures' hashes",
            hint=f"Which: {', '.join(_candidate(picture, pictures) for picture in pictures)}?",
        )
    return Source(pictures[0], text, library.generation_of(pictures[0].hash))


def _candidate(picture: Picture, others: Sequence[Picture]) -> str:
    """Return the shortest reference that tells a picture from the others."""
    length = len(picture.ref)
    while sum(other.hash.startswith(picture.hash[: length - 1]) for other in others) > 1:
        length += 1
    return f"@{picture.hash[: length - 1]}"


def _numbered(text: str, number: int, library: Library) -> Generation:
    # SQLite's integers end at 2^63; a longer number names nothing in any case.
    found = library.get(number) if number < 2**63 else None
    if found is None:
        highest = library.last_number()
        if 0 < number <= highest:
            raise UnknownReference(f"@{number} was deleted for good")
        hint = f"The library's last one is @{highest}." if highest else "The library is empty."
        raise UnknownReference(f"{text} names nothing", hint=hint)
    if found.deleted:
        raise UnknownReference(
            f"{found.ref} was deleted",
            hint=f"%imagegen delete --undo {found.ref} brings it back.",
        )
    return found


def _position(found: Generation, position: int, text: str) -> Source:
    pictures = found.pictures
    if not pictures:
        return Source(found.picture, text, found.number)  # raises, with what became of it
    if not 1 <= position <= len(pictures):
        count = "1 picture" if len(pictures) == 1 else f"{len(pictures)} pictures"
        raise UnknownReference(f"{text} names nothing: {found.ref} has {count}")
    return Source(pictures[position - 1], text, found.number)


def _output(text: str, out: re.Match[str], namespace: Mapping[str, object]) -> object:
    outputs = namespace.get("Out")
    number = out.group(1) or out.group(2)
    if not number:
        if text in namespace:
            return namespace[text]
    elif isinstance(outputs, Mapping) and int(number) in outputs:
        return outputs[int(number)]
    raise UnknownReference(f"{text} names nothing: no cell's value is kept there")


def _no_variable(text: str, namespace: Mapping[str, object]) -> UnknownReference:
    holders = [
        name for name, value in namespace.items() if is_picture(value) and not name.startswith("_")
    ]
    hint = nearest(text, holders)
    if not hint and holders:
        hint = f"Variables that hold pictures: {', '.join(sorted(holders)[:8])}."
    return UnknownReference(f"{text!r} is no variable and no file", hint=hint)
