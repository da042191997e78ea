"""Metadata: how a picture was made, written into copies of it and read from any file.

The delivered bytes stay as they came; only a copy that leaves the library may say how it
was made. Everything here works on bytes and never decodes or encodes a pixel: a PNG's
chunks, a JPEG's segments and a WebP's chunks are put in and taken out whole, and the
compressed picture between them is copied. What is written, and where:

======  =======================  ====================  =================
        A1111 text               our record (JSON)     XMP
======  =======================  ====================  =================
PNG     text ``parameters``      text ``ipyimagegen``  text of its own
JPEG    EXIF ``UserComment``     in the XMP            segment APP1
WebP    EXIF ``UserComment``     in the XMP            chunk ``XMP``
======  =======================  ====================  =================

Nothing that others wrote is replaced: where a file has ``parameters``, a comment or XMP
that aren't ours, these stay, and ours in that place is left out.
"""

from __future__ import annotations

from ..errors import PictureError
from ..images.picture import sniff
from . import gif, jpeg, png, webp
from .reading import Found, read
from .record import Record

__all__ = ["Found", "Record", "embed", "has_manifest", "read", "strip"]


def embed(data: bytes, record: Record) -> bytes:
    """Return a copy of a picture file that says how it was made, its pixels untouched.

    What an earlier call wrote is replaced, so that embedding twice is embedding once. A
    GIF, which has no agreed place for it, and a file with a C2PA manifest, which a single
    changed byte would break, are returned as they are.

    A JPEG's segments end at 64 KB: there the prompt and the template are cut, marked with
    ``…``, and large parameters left out, until they fit. Elsewhere they are cut at half a
    megabyte.

    Raises
    ------
    PictureError
        It is no PNG, JPEG, WEBP or GIF, or is too damaged to put something in.
    """
    type = _type(data)
    if has_manifest(data):
        return data
    match type:
        case "png":
            return png.embed(data, record)
        case "jpeg":
            return jpeg.embed(data, record)
        case "webp":
            return webp.embed(data, record)
    return data


def has_manifest(data: bytes) -> bool:
    """Return whether a file holds a C2PA manifest: signed statements about its origin."""
    match sniff(data):
        case "png":
            return png.has_manifest(data)
        case "jpeg":
            return jpeg.has_manifest(data)
        case "webp":
            return webp.has_manifest(data)
        case "gif":
            return gif.has_manifest(data)
    return False


def strip(data: bytes) -> bytes:
    """Return a copy without metadata, its pixels untouched.

    Texts, comments, EXIF, XMP, IPTC, C2PA, thumbnails and whatever follows the picture's
    end are gone. What says how its pixels look stays: colour profile, gamma, transparency,
    density, animation, and the orientation of a picture that isn't upright.

    Raises
    ------
    PictureError
        It is no PNG, JPEG, WEBP or GIF, or is too damaged to take something out.
    """
    match _type(data):
        case "png":
            return png.strip(data)
        case "jpeg":
            return jpeg.strip(data)
        case "webp":
            return webp.strip(data)
    return gif.strip(data)


def _type(data: bytes) -> str:
    type = sniff(data)
    if type is None:
        raise PictureError(
            "these bytes are no PNG, JPEG, WEBP or GIF",
            hint="Other types hold no metadata of ours.",
        )
    return type
