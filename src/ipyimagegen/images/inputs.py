"""Inputs: pictures that are sent with a prompt, made fit for a gateway.

More pixels than a model looks at only cost upload and tokens, a photograph's metadata
tells where somebody lives, and one label that differs from its bytes gets the request
refused. So every input is decoded, turned upright, brought to sRGB, made smaller and
encoded anew, and one line reports the changes. The original stays known by its hash,
`Input.source`, because the encoded bytes change with the encoder's version.
"""

from __future__ import annotations

import errno
import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from PIL import Image

from ..errors import PictureError
from ..text import counted, nearest, one_line
from .decoding import (
    Decoded,
    check_pixels,
    decode,
    decoding,
    eight_bit,
    encoded,
    screen_colours,
    shrunk,
    upright,
)
from .picture import Picture, sniff, sniff_input, without_blanks
from .unusable import is_raw, unusable

__all__ = [
    "LONGEST_SIDE", "MAX_COUNT", "MAX_EACH", "MAX_TOTAL", "Input", "PictureLike", "check_count",
    "identify", "identity", "inputs_report", "named_bytes", "prepare", "prepare_all", "read_file",
]  # fmt: skip

MAX_COUNT = 8
MAX_EACH = 5_000_000  # bytes, before base64 makes four of three
MAX_TOTAL = 16_000_000  # bytes: 21.4 MB in the body, of which gateways take some 30
MAX_FILE = 400_000_000  # bytes: more than 50 megapixels in any format, and not yet all memory
LONGEST_SIDE = 2048
LEAST_SIDE = 512  # below it a model sees too little to be worth its price

_QUALITIES = (90, 80, 70)
_SIDE_STEP = 0.75
_FEW_COLOURS = 256
_MAX_LINE_ART = 1_000_000  # bytes
_LEAST_ROWS = 0.9  # of a file that is cut off: it can be got again before anything is paid
_ENDINGS = {".png", ".jpg", ".jpeg", ".webp", ".gif", ".bmp", ".tif", ".tiff", ".avif"}

PictureLike = Path | bytes | Image.Image | Picture


@dataclass(frozen=True)
class Input:
    """A picture as it is sent, and the identity of its original.

    Parameters
    ----------
    source
        Identity of the original: SHA-256 of the file's bytes, or for a PIL image of its
        mode, size and pixels.
    data
        The encoded bytes to send.
    type
        ``jpeg``, or ``png`` for transparent pictures and line art.
    width, height
        In pixels, as sent.
    report
        The changes, such as ``4032×3024 → 2048×1536 JPEG 0.9 MB``, and the flaw.
    flaw
        What viewers pass over in the original, such as ``its end mark is missing``.
    """

    source: str
    data: bytes = field(repr=False)
    type: str
    width: int
    height: int
    report: str
    flaw: str = ""


def identify(value: PictureLike) -> str:
    """Return the identity of a picture, `Input.source`, without decoding a file.

    Raises
    ------
    PictureError
        The file can't be read, or the value is neither a file nor a picture.
    """
    if isinstance(value, Picture):
        return value.identity
    return identity(value)


def identity(value: PictureLike, data: bytes | None = None) -> str:
    """Return the identity of a picture as it is now; `data` are its bytes, where they are read."""
    if isinstance(value, Image.Image):
        return _identity_of_pixels(value)
    if data is None:
        _, data = named_bytes(value)
    digest = hashlib.sha256(data).hexdigest()
    if isinstance(value, Picture) and digest == value.hash:
        return value.identity
    return digest


def prepare(value: PictureLike) -> Input:
    """Return one input ready to send; see `prepare_all`."""
    return prepare_all([value])[0]


def check_count(count: int) -> None:
    """Refuse more inputs than one request can have; `PictureError`."""
    if count > MAX_COUNT:
        raise PictureError(
            f"at most {MAX_COUNT} inputs can be sent, and these are {count}",
            hint="Put some of them side by side into one picture, or leave some out.",
        )


def prepare_all(
    values: Sequence[PictureLike], *, each: int = MAX_EACH, total: int = MAX_TOTAL
) -> tuple[Input, ...]:
    """Return inputs ready to send, in the same order.

    Each is upright, in sRGB, without metadata, at most `LONGEST_SIDE` pixels long, a JPEG
    or, where it is transparent or line art, a PNG. Over a limit, quality goes down first,
    then the side; the largest input gives way first.

    Parameters
    ----------
    values
        Files, their bytes, PIL images (left unchanged) or pictures; at most `MAX_COUNT`.
    each, total
        Limits in bytes.

    Raises
    ------
    PictureError
        One can't be used, or they are too large even when made smaller.
    """
    check_count(len(values))
    candidates = list(map(_Candidate, values))
    for candidate in candidates:
        while len(candidate.data) > each:
            if not candidate.step():
                raise _too_large([candidate], each)
    while sum(len(candidate.data) for candidate in candidates) > total:
        by_size = sorted(candidates, key=lambda candidate: -len(candidate.data))
        if not any(candidate.step() for candidate in by_size):
            raise _too_large(candidates, total)
    return tuple(
        Input(one.source, one.data, one.type, *one.size, one.report, one.flaw) for one in candidates
    )


def inputs_report(names: Sequence[str], inputs: Sequence[Input]) -> str:
    """Return one line that reports the changes to all inputs, each by its name."""
    count = counted(len(inputs), "input")
    changes = (
        f"{one_line(name, 60)} {entry.report}".strip()
        for name, entry in zip(names, inputs, strict=True)
    )
    return f"{count}: {', '.join(changes)}" if inputs else count


class _Candidate:
    """An input whose encoding isn't settled yet: it can give way to a smaller one."""

    def __init__(self, value: PictureLike) -> None:
        if isinstance(value, Image.Image):
            self.name, self.source = "the PIL image", identity(value)
            with decoding(self.name):
                image = upright(value)
            self.original_size, self.flaw = image.size, ""
        else:
            self.name, data = named_bytes(value)
            self.source = identity(value, data)
            image, self.original_size, self.flaw = _decoded(data, self.name)
        with decoding(self.name):
            small = shrunk(eight_bit(image), LONGEST_SIDE, Image.Resampling.LANCZOS, gap=3.0)
            self._encodings = _encodings(screen_colours(small), from_png=image.format == "PNG")
        self.data, self.type, self.size = next(self._encodings)

    def step(self) -> bool:
        """Take the next smaller encoding; False if there is none."""
        smaller = next(self._encodings, None)
        if smaller is None:
            return False
        self.data, self.type, self.size = smaller
        return True

    @property
    def report(self) -> str:
        sent = "{}×{}".format(*self.size)
        original = "{}×{}".format(*self.original_size)
        change = sent if sent == original else f"{original} → {sent}"
        flaw = f" ({self.flaw})" if self.flaw else ""
        return f"{change} {self.type.upper()} {_megabytes(len(self.data))}{flaw}"


def _encodings(
    image: Image.Image, *, from_png: bool
) -> Iterator[tuple[bytes, str, tuple[int, int]]]:
    """Yield the picture encoded, its type and its size, each time in fewer bytes."""
    if image.mode == "RGBA":
        for smaller in _sizes(image):
            yield encoded(smaller, "PNG"), "png", smaller.size
        return
    if from_png and image.getcolors(_FEW_COLOURS) is not None:
        data = encoded(image, "PNG")
        if len(data) <= _MAX_LINE_ART:  # JPEG would blur its edges
            yield data, "png", image.size
    sizes = _sizes(image)
    largest = next(sizes)
    for quality in _QUALITIES:
        yield _jpeg(largest, quality), "jpeg", largest.size
    for smaller in sizes:
        yield _jpeg(smaller, _QUALITIES[-1]), "jpeg", smaller.size


def _sizes(image: Image.Image) -> Iterator[Image.Image]:
    yield image
    side = max(image.size) * _SIDE_STEP
    while side >= LEAST_SIDE:
        yield shrunk(image, round(side), Image.Resampling.LANCZOS, gap=3.0)
        side *= _SIDE_STEP


def _jpeg(image: Image.Image, quality: int) -> bytes:
    data = encoded(image, "JPEG", quality=quality, subsampling=0)
    if len(data) >= image.width * image.height:
        # Only noise gets here. Pillow gives the optimizer a buffer of one byte per pixel,
        # and breaks off where that is too small (python-pillow/Pillow#148).
        return data
    return encoded(image, "JPEG", quality=quality, subsampling=0, optimize=True)


def _too_large(candidates: Sequence[_Candidate], limit: int) -> PictureError:
    name = candidates[0].name if len(candidates) == 1 else f"the {len(candidates)} inputs"
    return PictureError(
        f"{name}: more than {_megabytes(limit)} even when made smaller",
        said="; ".join(f"{candidate.name} {candidate.report}" for candidate in candidates),
        hint="Leave some out, or make them smaller first.",
    )


def _megabytes(size: int) -> str:
    return f"{size / 1e6:.1f} MB" if size >= 100_000 else f"{max(1, round(size / 1000))} KB"


# -- originals --------------------------------------------------------------------------


def named_bytes(value: PictureLike) -> tuple[str, bytes]:
    """Return a picture's name in errors, and its encoded bytes."""
    if isinstance(value, Picture):
        return f"picture {value.ref}", value.bytes
    if isinstance(value, Path):
        return str(value), read_file(value)
    if isinstance(value, bytes | bytearray | memoryview):
        return "the data", bytes(value)
    raise PictureError(
        f"{type(value).__name__} is nothing that holds a picture",
        hint="Give a pathlib.Path, bytes, a PIL image or an earlier picture.",
    )


def read_file(path: Path) -> bytes:
    """Return the bytes of a picture's file; `PictureError` if it can't be read."""
    try:
        if path.is_dir():
            raise PictureError(f"{path} is a folder", hint=_folder_hint(path))
        if not path.exists():
            raise _missing(path)
        if not path.is_file():
            raise PictureError(f"{path} is no ordinary file", hint="Copy it into a file first.")
        if path.stat().st_size > MAX_FILE:
            raise PictureError(
                f"{path} is larger than {_megabytes(MAX_FILE)}", hint="Export it smaller."
            )
        return path.read_bytes()
    except (OSError, ValueError) as error:  # ValueError: a name with a null character
        reason = getattr(error, "strerror", None) or str(error)
        raise PictureError(
            f"{path} can't be read", said=reason, hint="Check the name and who may read it."
        ) from error


def _folder_hint(folder: Path) -> str:
    """Return the names of a few pictures in a folder."""
    entries = islice(folder.iterdir(), 1000)
    names = sorted(one.name for one in entries if one.suffix.lower() in _ENDINGS)
    such = f", such as {one_line(names[0], 80)}" if names else ""
    return f"Name one picture in it{such}."


def _missing(path: Path) -> PictureError:
    """Return the error for a path where no file is: a link that leads to none is told as such."""
    if not path.is_symlink():
        return PictureError(f"{path}: there is no such file", hint=_missing_hint(path))
    leads = "to a file that is not there"
    try:
        path.stat()
    except OSError as error:
        if error.errno == errno.ELOOP:
            leads = "that leads back to itself"
    return PictureError(
        f"{path} is a link {leads}",
        said=f"it leads to {one_line(str(path.readlink()), 100)}",
        hint="Name the file that is meant, or make the link anew.",
    )


def _missing_hint(path: Path) -> str:
    """Return the names in its folder that are nearest to that of a missing file."""
    folder = path.absolute().parent
    if not folder.is_dir():
        return f"There is no folder {folder}."
    if (folder / f".{path.name}.icloud").exists():
        return "It is only in iCloud: download it in the Finder first."
    entries = islice(folder.iterdir(), 1000)
    names = [entry.name for entry in entries if entry.name != path.name]
    return (
        nearest(path.name, names, str(path).removesuffix(path.name))
        or f"It was looked for in {folder}."
    )


def _decoded(data: bytes, name: str) -> Decoded:
    """Return a picture decoded; `PictureError` if it is of a type that can't be read."""
    data = data if sniff(data) else without_blanks(data)
    type = sniff_input(data)
    if type is None or is_raw(data):
        raise unusable(data, name)
    # A huge JPEG can be decoded at half its size; others ignore this.
    return decode(data, type, name, longest=3 * LONGEST_SIDE, least=_LEAST_ROWS)


def _identity_of_pixels(image: Image.Image) -> str:
    """Return a hash of mode, size, pixels, palette, transparency and colour profile."""
    check_pixels(image.size, "the PIL image")
    with decoding("the PIL image"):
        image.load()
        image = upright(image)
        digest = hashlib.sha256(f"{image.mode} {image.width} {image.height}\n".encode())
        digest.update(image.tobytes())
        digest.update(bytes(image.getpalette() or ()))
        for key in ("transparency", "icc_profile"):
            if key in image.info:
                digest.update(f"\n{key} {image.info[key]!r}".encode())
    return digest.hexdigest()
