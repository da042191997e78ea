"""Look-up: the generation or the picture behind a reference or a file, or the file's metadata."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import UnknownReference
from ..images.picture import Picture
from ..paths import absolute
from .generation import Generation
from .references import (
    Scope,
    find_either,
    find_generation,
    find_source,
    is_hash,
    is_position,
    other_pictures,
)

if TYPE_CHECKING:
    from ..metadata import Found
    from .library import Library

__all__ = ["look_at", "look_into", "made_or_given"]


def look_at(reference: str, scope: Scope) -> Generation | Picture | Found:
    """Return the generation that a reference names, or the metadata of a picture's file.

    A picture that no generation made (it was given as an input) is returned itself, and so is one
    whose generation was deleted, one that is named by its position (``@12.2``), and one of several
    that is not the main one.

    Raises
    ------
    UnknownReference
        It names neither, or the file has no metadata.
    """
    from ..images.inputs import read_file

    path = None if reference.startswith("@") else _file(reference, scope)
    if path is None:
        found: object = None
        if is_position(reference):
            found = find_source(reference, scope).value
        elif is_hash(reference) or not reference.startswith("@"):
            source = find_either(reference, scope)
            found = source if isinstance(source, Generation) else source.value
        if isinstance(found, Generation | Picture):
            return found
        return find_generation(reference, scope)
    return look_into(scope.library, read_file(path), path.name)


def made_or_given(reference: str, scope: Scope) -> Generation | Picture:
    """Return the generation that a reference names, or the picture where none made it.

    That may be an input that the library has kept, and a file or an object of the user's.

    Raises
    ------
    ImagegenError
        It names neither, or its picture can't be read.
    """
    from ..images.inputs import identify
    from ..images.originals import original

    found = find_either(reference, scope)
    if isinstance(found, Generation):
        return found
    value, library = found.value, scope.library
    if isinstance(value, Picture):
        return value
    identity = identify(value)
    number = library.generation_of(identity)
    known = library.picture(identity) if number is None else library.get(number)
    if isinstance(known, Generation):
        return other_pictures(known).get(identity, known)
    if known is not None:
        return known
    picture = original(value, identity)
    return replace(picture, path=absolute(value), held=None) if isinstance(value, Path) else picture


def look_into(library: Library, data: bytes, name: str) -> Generation | Picture | Found:
    """Return the generation whose picture these bytes are or were made from, or their metadata.

    Without metadata, the picture that the library has kept of them, as an input.

    Raises
    ------
    UnknownReference
        They are no picture of the library, and have no metadata.
    """
    from .. import metadata

    found = metadata.read(data)
    hashes = [hashlib.sha256(data).hexdigest(), "" if found is None else found.hash]
    for digest in filter(None, hashes):
        number = library.generation_of(digest)
        generation = None if number is None else library.get(number)
        if generation is not None:
            return other_pictures(generation).get(digest, generation)
    known = found or library.picture(hashes[0])
    if known is None:
        raise UnknownReference(f"{name} is not of this library, and does not say how it was made")
    return known


def _file(reference: str, scope: Scope) -> Path | None:
    """Return the file that a reference names, if it names one."""
    value = scope.values.get(reference, reference)
    if isinstance(value, str) and "/" not in value and "." not in value:
        return None
    source = find_source(value, scope) if isinstance(value, str | Path) else None
    return source.value if source is not None and isinstance(source.value, Path) else None
