"""What the panel's front end may ask of the kernel, and the shape of each message.

A message comes from a browser, perhaps from a view that was closed or one that an older
version left behind. So each is read into a value of its own type or refused as a whole;
nothing behind this module sees a raw message. ``frontend/protocol.js`` is its other half:
it sends these, and checks what the panel answers.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, get_args, get_type_hints

__all__ = [
    "Again",
    "Annotate",
    "Asking",
    "CellOf",
    "Compose",
    "ComposedCell",
    "Composition",
    "Delete",
    "Details",
    "Entries",
    "Export",
    "Generate",
    "Hello",
    "Marking",
    "Message",
    "Pick",
    "Picture",
    "ProtocolError",
    "Rate",
    "Restore",
    "Search",
    "Stop",
    "Tag",
    "Tiles",
    "Upload",
    "read_message",
]

MAX_TEXT = 100_000  # characters of a prompt
MAX_LIST = 100
MAX_PAGE = 200  # entries in one answer
MAX_QUERY = 1000  # characters of a search
MAX_CHUNK = 1024 * 1024  # bytes of an upload in one message
MAX_RATING = 5
SIZES = ("thumbnail", "full")


class ProtocolError(ValueError):
    """A message that is none; its text says why, for the log."""


@dataclass(frozen=True)
class Hello:
    """A view has been drawn."""


@dataclass(frozen=True)
class Entries:
    """Which generations stand where in the gallery, counted from the newest.

    Parameters
    ----------
    view
        Who asks; the answer goes to all views of the panel and names it.
    query
        What is searched for; empty for everything.
    start, count
        From which one on, and how many.
    """

    view: str
    query: str
    start: int
    count: int


@dataclass(frozen=True)
class Search:
    """How many a search finds, or why it can't be searched."""

    view: str
    id: int
    query: str


@dataclass(frozen=True)
class Details:
    """All there is to know of one generation."""

    view: str
    id: int
    number: int


@dataclass(frozen=True)
class Picture:
    """The bytes of a picture: ``thumbnail`` or ``full``."""

    hash: str
    size: str


@dataclass(frozen=True)
class Tiles:
    """The bytes of pictures as the gallery shows them, many in one message."""

    hashes: list[str]


@dataclass(frozen=True)
class Composition:
    """What the composer of a view holds."""

    view: str
    prompt: str
    model: str
    aspect: str
    inputs: list[str]


@dataclass(frozen=True)
class Compose(Composition):
    """It changed: a reload must find it again."""


@dataclass(frozen=True)
class Generate(Composition):
    """Make a picture of it."""

    id: int


@dataclass(frozen=True)
class Again:
    """Ask once more for what a generation asked for."""

    view: str
    id: int
    number: int


@dataclass(frozen=True)
class CellOf:
    """The text of the cell that makes a generation again."""

    view: str
    id: int
    number: int


@dataclass(frozen=True)
class ComposedCell(Composition):
    """The text of the cell that asks for it."""

    id: int


@dataclass(frozen=True)
class Pick:
    """What ``@picked`` names from now on, in this order."""

    view: str
    id: int
    picked: list[str]


@dataclass(frozen=True)
class Rate:
    """Rate generations from 1 to 5; 0 takes their rating away."""

    view: str
    id: int
    numbers: list[int]
    rating: int


@dataclass(frozen=True)
class Tag:
    """Tag generations with words, and take away those that begin with ``-``."""

    view: str
    id: int
    numbers: list[int]
    changes: list[str]


@dataclass(frozen=True)
class Annotate:
    """Write a note to a generation."""

    view: str
    id: int
    number: int
    note: str


@dataclass(frozen=True)
class Delete:
    """Put generations out of sight."""

    view: str
    id: int
    numbers: list[int]


@dataclass(frozen=True)
class Restore:
    """Bring back what was deleted."""

    view: str
    id: int
    numbers: list[int]


@dataclass(frozen=True)
class Export:
    """Write generations into a bundle in the kernel's working folder."""

    view: str
    id: int
    numbers: list[int]


@dataclass(frozen=True)
class Stop:
    """Stop waiting for a job: one that was not sent is dropped."""

    job: int


@dataclass(frozen=True)
class Upload:
    """The next bytes of a picture from the browser, in the message's one buffer.

    Parameters
    ----------
    view, id
        Which upload it is.
    name
        The file's name, for people.
    total, start
        Bytes of the whole, and where these belong.
    """

    view: str
    id: int
    name: str
    total: int
    start: int


Marking = Rate | Tag | Annotate
Asking = (
    Search | Details | CellOf | ComposedCell | Pick | Delete | Restore | Export | Marking
)  # one step each, and an answer with their number
Message = Hello | Entries | Picture | Tiles | Compose | Generate | Again | Stop | Upload | Asking
_KINDS: dict[str, type[Any]] = {
    "hello": Hello,
    "entries": Entries,
    "search": Search,
    "details": Details,
    "picture": Picture,
    "tiles": Tiles,
    "compose": Compose,
    "generate": Generate,
    "again": Again,
    "cell": CellOf,
    "composedCell": ComposedCell,
    "pick": Pick,
    "rate": Rate,
    "tag": Tag,
    "annotate": Annotate,
    "delete": Delete,
    "restore": Restore,
    "export": Export,
    "stop": Stop,
    "upload": Upload,
}


def read_message(content: object, buffers: object = ()) -> Message:
    """Return a message as a value of its type.

    Raises
    ------
    ProtocolError
        It is none: an unknown kind, a field too few or too many, or a wrong value.
    """
    if not isinstance(content, Mapping):
        raise ProtocolError("a message is an object")
    kind = _KINDS.get(str(content.get("kind")))
    if kind is None:
        raise ProtocolError("a message of an unknown kind")
    types = get_type_hints(kind)
    if set(content) != {"kind", *types}:
        raise ProtocolError(f"a {kind.__name__} with other fields")
    message = kind(**{name: _read(content[name], type_) for name, type_ in types.items()})
    _check(message, buffers)
    found: Message = message
    return found


def _read(value: object, type_: object) -> Any:
    if type_ is int:
        # Numbers in JavaScript are floats, and a float may stand for a whole number.
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < 2**53:
            raise ProtocolError("a number that is no number from 0 on")
        return value
    if type_ is str:
        if not isinstance(value, str) or len(value) > MAX_TEXT:
            raise ProtocolError("a text that is none, or too long")
        try:
            value.encode()
        except UnicodeEncodeError:
            raise ProtocolError("a text with broken characters") from None
        return value
    if not isinstance(value, list) or len(value) > MAX_LIST:
        raise ProtocolError("a list that is none, or too long")
    [kind] = get_args(type_)
    return [_read(entry, kind) for entry in value]


def _check(message: Any, buffers: object) -> None:
    if isinstance(message, Entries) and not 1 <= message.count <= MAX_PAGE:
        raise ProtocolError("a page that is empty or too long")
    if isinstance(message, (Entries, Search)) and len(message.query) > MAX_QUERY:
        raise ProtocolError("a search that is too long")
    if isinstance(message, Picture) and message.size not in SIZES:
        raise ProtocolError("a picture of an unknown size")
    if isinstance(message, (Rate, Tag, Delete, Restore, Export)) and not message.numbers:
        raise ProtocolError("nothing is named that it is about")
    if isinstance(message, Rate) and message.rating > MAX_RATING:
        raise ProtocolError("a rating that there isn't")
    if isinstance(message, Upload):
        parts = buffers if isinstance(buffers, (list, tuple)) else ()
        if len(parts) != 1 or not 0 < len(parts[0]) <= MAX_CHUNK:
            raise ProtocolError("an upload without its bytes, or with too many")
