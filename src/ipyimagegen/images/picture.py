"""Pictures: immutable bytes with a sniffed type, a size in pixels and a hash.

A gateway's label for a picture can be false, and the type varies from call to call, so
nothing here believes a label: the type is read from the bytes, and a picture counts as one
only after every pixel of it was decoded. The delivered bytes are never re-encoded; a
notebook shows a preview made from them.
"""

from __future__ import annotations

import hashlib
import os
import re
from dataclasses import dataclass, field
from pathlib import Path

import pybase64
from PIL import Image

from ..arguments import checked_call, checked_path
from ..errors import PictureError, WrongArguments
from ..paths import for_writing, make_folder, why_unwritten
from ..text import a_kind
from .decoding import decode
from .saving import write_beside
from .unusable import unusable

__all__ = [
    "MAX_DATA", "TYPES", "Picture", "decode_data_url", "encode_data_url", "reference_to", "sniff",
    "sniff_input", "verify", "verify_kept", "without_blanks",
]  # fmt: skip

MAX_DATA = 32_000_000  # bytes of one delivered picture

_DELIVERED = {"png": ".png", "jpeg": ".jpg", "webp": ".webp", "gif": ".gif"}
_EXTENSIONS = _DELIVERED | {"tiff": ".tif", "bmp": ".bmp", "avif": ".avif", "heic": ".heic"}
_SPELLINGS = {
    **{ending: type for type, ending in _EXTENSIONS.items()},
    ".jpeg": "jpeg", ".tiff": "tiff", ".heif": "heic",
}  # fmt: skip
_OTHER_ENDINGS = {".jpe", ".svg"}
_HEIF_BRANDS = {b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1"}

TYPES = tuple(_EXTENSIONS)
"""The types that a picture may have; the last four only one that was an input."""


def sniff(data: bytes) -> str | None:
    """Return ``png``, ``jpeg``, ``webp`` or ``gif`` by the first bytes, or None."""
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if data.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return "webp"
    if data.startswith((b"GIF87a", b"GIF89a")):
        return "gif"
    return None


def sniff_input(data: bytes) -> str | None:
    """Return the type of a file that may be an input, by the first bytes, or None."""
    if data.startswith((b"II*\0", b"MM\0*", b"II+\0", b"MM\0+")):
        return "tiff"
    if data.startswith(b"BM"):
        return "bmp"
    if data[4:8] == b"ftyp":
        brand = data[8:12]
        if brand in {b"avif", b"avis"} or (brand == b"mif1" and b"avif" in data[16:64]):
            return "avif"
        return "heic" if brand in _HEIF_BRANDS else None
    return sniff(data)


Data = bytes  # inside the class, `bytes` is the property


@dataclass(frozen=True)
class Picture:
    """A picture as it was delivered, or given as an input.

    Two are equal if their bytes are, wherever these are kept.

    Parameters
    ----------
    hash
        SHA-256 of the bytes, in hexadecimal.
    type
        By the bytes: ``png``, ``jpeg``, ``webp`` or ``gif``; of an input also ``tiff``, ``bmp``,
        ``avif`` or ``heic``.
    width, height
        In pixels, upright: of a photograph that its camera says is turned, as it is seen.
    size
        In bytes.
    path
        The file that holds the bytes, if one does.
    held
        The bytes, while no file holds them.
    flaw
        What viewers pass over in its bytes, such as ``its end mark is missing``; only of a
        picture that was just verified.
    source
        Of an input that was given as pixels and is kept as a file: its identity
        (`ipyimagegen.images.inputs.Input.source`), which is not the hash of that file. Else empty.
    """

    hash: str
    type: str
    width: int
    height: int
    size: int
    path: Path | None = field(default=None, compare=False)
    held: bytes | None = field(default=None, repr=False, compare=False)
    flaw: str = field(default="", repr=False, compare=False)
    source: str = field(default="", repr=False, compare=False)

    @classmethod
    def from_bytes(cls, data: bytes) -> Picture:
        """Return a picture of these bytes, every pixel decoded once to be sure.

        Raises
        ------
        PictureError
            They are no PNG, JPEG, WEBP or GIF, are damaged, or have too many pixels.
        """
        if not isinstance(data, Data | bytearray | memoryview):
            raise WrongArguments(f"a picture is made of bytes, not of {a_kind(data)}")
        return verify(Data(data))[0]

    @property
    def bytes(self) -> bytes:
        """The delivered bytes; read from the file each time, so that memory stays small.

        `PictureError` if its file is gone, or holds another one.
        """
        if self.held is not None:
            return self.held
        if self.path is None:
            raise PictureError(f"picture {self.ref} has neither bytes nor a file")
        try:
            data = self.path.read_bytes()
        except OSError as error:
            raise PictureError(
                f"the file of picture {self.ref} can't be read",
                said=f"{self.path}: {error.strerror}",
                hint="%imagegen prune threw it away, or it was moved or deleted outside of the "
                "library: put it back.",
            ) from error
        if hashlib.sha256(data).hexdigest() != self.hash:
            raise PictureError(
                f"the file of picture {self.ref} is not what was delivered",
                said=str(self.path),
                hint="It was changed outside of the library; put it back.",
            )
        return data

    @property
    def is_whole(self) -> bool:
        """Whether its bytes are where they should be, as far as their number tells."""
        if self.held is not None:
            return True
        try:
            return self.path is not None and self.path.stat().st_size == self.size
        except OSError:
            return False

    @property
    def image(self) -> Image.Image:
        """A new `PIL.Image.Image`, loaded: the first frame, upright."""
        data = self.bytes
        given = data if sniff_input(data) else without_blanks(data)
        return decode(given, self.type, f"picture {self.ref}").image

    @property
    def row(self) -> dict[str, str | int]:
        """The values that a catalogue and a bundle keep of it."""
        names = ("hash", "type", "width", "height", "size")
        return {name: getattr(self, name) for name in names}

    @property
    def identity(self) -> str:
        """Its identity as an input: its hash, or that of the pixels that it was given as."""
        return self.source or self.hash

    @property
    def mime(self) -> str:
        """The media type, such as ``image/jpeg``."""
        return f"image/{self.type}"

    @property
    def extension(self) -> str:
        """The ending of a file of this type, such as ``.jpg``."""
        return _EXTENSIONS[self.type]

    @property
    def ref(self) -> str:
        """A reference that holds in every library: ``@`` and the start of the hash."""
        return reference_to(self.identity)

    def __getstate__(self) -> dict[str, object]:
        """Return the values that a pickle keeps; its file is found from any folder."""
        return vars(self) | {"path": self.path and self.path.absolute()}

    def __repr__(self) -> str:
        return f"<Picture {self.width}×{self.height} {self.type.upper()} {self.ref[1:]}>"

    @checked_call
    def save(self, path: str | Path) -> Path:
        """Write the delivered bytes to a file, and return its path.

        Parameters
        ----------
        path
            A folder, or a file name with or without an ending. The ending is corrected
            to the picture's type and missing folders are made. A file that already holds
            these bytes is left alone; a different one is never overwritten: the name
            gets a number, as in ``frog-2.jpg``.

        Raises
        ------
        PictureError
            The file can't be written.
        """
        return self.save_copy(checked_path(path), self.bytes)

    def save_copy(self, path: str | Path, data: Data) -> Path:
        """Write a copy with other metadata, in the manner of `save`."""
        try:
            target = self._target(path)
            make_folder(target.parent)
            return write_beside(target, data)
        # A name with a null character, and ~somebody who is not on this machine.
        except (OSError, ValueError, RuntimeError) as error:
            raise PictureError(
                f"can't write {path}",
                said=why_unwritten(error),
                hint="Name another folder or file.",
            ) from error

    def _target(self, path: str | Path) -> Path:
        target = for_writing(path)
        if str(path).endswith(("/", os.sep)) or target.is_dir():
            return target / f"{self.ref[1:]}{self.extension}"
        ending = target.suffix.lower()
        if _SPELLINGS.get(ending) == self.type:
            return target
        if ending in _SPELLINGS or ending in _OTHER_ENDINGS:
            return target.with_suffix(self.extension)
        return target.with_name(target.name + self.extension)  # "frog v1.5" has no ending


def reference_to(digest: str) -> str:
    """Return the reference to the picture of that hash, which holds in every library.

    At least 8 characters, and long enough to contain a letter, because digits alone always
    mean a generation's number.
    """
    letter = re.search("[a-f]", digest)
    return f"@{digest[: max(8, letter.end() if letter else 0)]}"


def verify(data: bytes) -> tuple[Picture, Image.Image]:
    """Return a picture of these bytes and its first frame, decoded and upright.

    For callers who need both: decoding is the dearest part of receiving a picture. A file
    with a flaw that viewers pass over is taken, and `Picture.flaw` says which. Blanks and
    header lines before the file are left out, because no viewer would open it with them.

    Raises
    ------
    PictureError
        As `Picture.from_bytes`.
    """
    type = sniff(data)
    if type is None:
        data = without_blanks(data)
        type = sniff(data)
    if type is None:
        raise unusable(data, "the file", "these bytes are no PNG, JPEG, WEBP or GIF")
    image, (width, height), flaw = decode(data, type)
    digest = hashlib.sha256(data).hexdigest()
    return Picture(digest, type, width, height, len(data), held=data, flaw=flaw), image


def verify_kept(data: bytes) -> tuple[Picture, Image.Image]:
    """Return the picture in a file of the library, which may be an input's, and its first frame.

    Its bytes stay as they are, blanks before them included.

    Raises
    ------
    PictureError
        As `Picture.from_bytes`; or there is no decoder for its type here.
    """
    given = data if sniff_input(data) else without_blanks(data)
    type = sniff_input(given)
    if type is None:
        raise unusable(data, "the file", "these bytes are no picture")
    image, (width, height), flaw = decode(given, type)
    digest = hashlib.sha256(data).hexdigest()
    return Picture(digest, type, width, height, len(data), held=data, flaw=flaw), image


_BLANKS = re.compile(rb"(?:\xef\xbb\xbf|[\s\0]|[A-Za-z-]{1,40}:[^\r\n]{0,200}\r?\n)*+")
_MOST_BLANKS = 4096


def without_blanks(data: bytes) -> bytes:
    """Return a picture's bytes without blanks, zeros or lines of a header before them."""
    before = _BLANKS.match(data[:_MOST_BLANKS])
    rest = data[before.end() :] if before else data
    return rest if sniff(rest) else data


# -- data URLs --------------------------------------------------------------------------

_URL_HEAD = re.compile(r"data:image/(png|jpe?g|webp|gif)(;[^;,]*)*;base64", re.IGNORECASE)
_MOST_HEAD = 256  # characters before the comma
_WHITE_SPACE = {ord(character): None for character in " \t\r\n\f\v"}


def decode_data_url(url: str) -> bytes:
    """Return the bytes of a ``data:image/…;base64,…`` URL, not looked into.

    The label must be one of PNG, JPEG, WEBP and GIF, but is not believed further: sniff
    the bytes. White space and missing padding are forgiven, another alphabet is not.

    Raises
    ------
    PictureError
        It is another kind of URL, its base64 is damaged, or it is longer than `MAX_DATA`.
    """
    comma = url.find(",", 0, _MOST_HEAD)
    head = url[: max(comma, 0)].strip()
    if not _URL_HEAD.fullmatch(head):
        raise PictureError(_refusal(url), hint="Only PNG, JPEG, WEBP and GIF data are accepted.")
    text = url[comma + 1 :]
    if len(text) > MAX_DATA * 4 // 3 + 4:
        text = text.translate(_WHITE_SPACE)
    if len(text) * 3 // 4 - 2 > MAX_DATA:
        raise PictureError(f"the picture is larger than {MAX_DATA // 1_000_000} MB")
    try:
        data = _from_base64(text)
    except ValueError as error:
        raise PictureError(
            "the picture's base64 is damaged", said="" if text.isascii() else "not ASCII"
        ) from error
    if not data:
        raise PictureError("the picture's data URL holds no bytes")
    if len(data) > MAX_DATA:
        raise PictureError(f"the picture is larger than {MAX_DATA // 1_000_000} MB")
    return data


def _from_base64(text: str) -> bytes:
    try:
        return pybase64.b64decode(text, validate=True)
    except ValueError:
        # White space or missing padding; looked for only now, because a scan of every
        # well-formed picture would cost more than decoding it.
        packed = text.translate(_WHITE_SPACE).rstrip("=")
        return pybase64.b64decode(packed + "=" * (-len(packed) % 4), validate=True)


def _refusal(url: str) -> str:
    start = url[:_MOST_HEAD].strip().lower()
    if start.startswith("data:image/svg"):
        return "an SVG is no pixel picture, and can hold scripts: refused"
    if start.startswith(("http:", "https:", "//")):
        return "an address instead of a picture: addresses in answers are not fetched"
    if start.startswith("data:"):
        return "a data URL that is no base64 picture"
    return "no data URL"


def encode_data_url(data: bytes, type: str) -> str:
    """Return ``data:image/TYPE;base64,…``; the type as the encoder or `sniff` names it."""
    if type not in _DELIVERED:
        raise PictureError(f"a picture can't be sent as image/{type}")
    return f"data:image/{type};base64,{pybase64.b64encode_as_string(data)}"
