"""Metadata: how a picture was made, written into copies of it and read from any file.

The delivered bytes stay as they were received; only a copy that leaves the library may say
how it was made. Written are:

======  =======================  ====================  =================
        A1111 text               our record (JSON)     XMP
======  =======================  ====================  =================
PNG     text ``parameters``      text ``ipyimagegen``  text of its own
JPEG    EXIF ``UserComment``     in the XMP            segment APP1
WebP    EXIF ``UserComment``     in the XMP            chunk ``XMP``
======  =======================  ====================  =================

Nothing that others wrote is replaced: where a file has ``parameters``, a comment or XMP
that aren't ours, these stay, and ours in that place is left out.

A file from elsewhere may say several times how it was made, in several programs' forms; the
first that makes sense counts, and our own record comes first.
"""

from __future__ import annotations

from collections.abc import Callable

from ..errors import PictureError
from ..images.picture import sniff
from .container import Container
from .gif import Gif
from .jpeg import Jpeg
from .other_tools import Found, a1111, comfy, comment, invoke, ours
from .png import Png
from .record import NAME, Record
from .webp import WebP

__all__ = ["Found", "Record", "embed", "has_manifest", "read", "strip"]

_CONTAINERS: dict[str | None, Container]
_CONTAINERS = {"png": Png(), "jpeg": Jpeg(), "webp": WebP(), "gif": Gif()}

_READERS: dict[str, Callable[[str], Found | None]] = {
    NAME: ours, "parameters": a1111, "comment": comment,
    "invokeai_metadata": invoke, "prompt": comfy,
}  # fmt: skip


def embed(data: bytes, record: Record) -> bytes:
    """Return a copy of a picture file that says how it was made, its pixels untouched.

    Texts from an earlier call are replaced, so that embedding twice is embedding once. A
    GIF, which has no agreed place for it, a file with a C2PA manifest, which a single changed
    byte would break, and one whose broken EXIF would turn the copy are returned as they are.

    A JPEG's segments end at 64 KB: there the prompt and the template are cut, marked with
    ``…``, and large parameters left out, until they fit. Elsewhere they are cut at half a
    megabyte.

    Raises
    ------
    PictureError
        It is no PNG, JPEG, WEBP or GIF, or is too damaged to put something in.
    """
    container = _container(data)
    return data if container.has_manifest(data) else container.embed(data, record)


def has_manifest(data: bytes) -> bool:
    """Return whether a file holds a C2PA manifest: signed statements about its origin."""
    container = _CONTAINERS.get(sniff(data))
    return container is not None and container.has_manifest(data)


def strip(data: bytes) -> bytes:
    """Return a copy without metadata, its pixels untouched.

    Texts, comments, EXIF, XMP, IPTC, C2PA, thumbnails and whatever follows the picture's
    end are gone. Colour profile, gamma, transparency, density, animation and, where a picture
    isn't upright, its orientation stay: they say how its pixels look.

    Raises
    ------
    PictureError
        It is no PNG, JPEG, WEBP or GIF, or is too damaged to take something out.
    """
    return _container(data).strip(data)


def read(data: bytes) -> Found | None:
    """Return how a file says that it was made, as untrusted text.

    None if it says nothing, or nothing that can be read. Never raises, whatever the bytes.
    """
    try:
        texts = _container(data).texts(data)
    except Exception:  # noqa: BLE001  # files are made to break readers; a broken one says nothing
        return None
    for key, reader in _READERS.items():
        try:
            found = reader(texts[key]) if key in texts else None
        except Exception:  # noqa: BLE001, S112  # the next text may be whole
            continue
        if found is not None:
            return found
    return None


def _container(data: bytes) -> Container:
    container = _CONTAINERS.get(sniff(data))
    if container is None:
        raise PictureError(
            "these bytes are no PNG, JPEG, WEBP or GIF",
            hint="Other types hold no metadata of ours.",
        )
    return container
