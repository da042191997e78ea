"""The messages from the panel in a browser to its kernel: one struct each.

A message may come from a view that was closed or one that an older version left behind, so
each is read into its struct or refused as a whole; nothing behind this module sees raw JSON.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated, Literal

import msgspec

MAX_TEXT = 100_000  # characters of a template
MAX_LIST = 100
MAX_PAGE = 200  # entries in one answer, or groups
MAX_QUERY = 1000  # characters of a search
MAX_CHUNK = 1024 * 1024  # bytes of an upload in one message
MAX_RATING = 5
MAX_TAKES = 10_000
MAX_WIDER = 2000  # pixels
UNCONFIRMED = 4  # new calls that one press of the button sends; for more it is pressed twice
WHOLE_CHARACTERS = r"\A[^\ud800-\udfff]*\Z"  # half a surrogate pair can't be stored or sent

Text = Annotated[str, msgspec.Meta(max_length=MAX_TEXT, pattern=WHOLE_CHARACTERS)]
Query = Annotated[str, msgspec.Meta(max_length=MAX_QUERY, pattern=WHOLE_CHARACTERS)]
Number = Annotated[int, msgspec.Meta(ge=0, lt=2**53)]  # larger ones JavaScript rounds
Texts = Annotated[list[Text], msgspec.Meta(max_length=MAX_LIST)]
PageSize = Annotated[int, msgspec.Meta(ge=1, le=MAX_PAGE)]
Numbers = Annotated[list[Number], msgspec.Meta(min_length=1, max_length=MAX_LIST)]


class ProtocolError(ValueError):
    """A message that the kernel refuses to read; its text gives the reason, for the log."""


class FromBrowser(msgspec.Struct, frozen=True, tag_field="kind", forbid_unknown_fields=True):
    """A message from a view of the panel."""


class _Numbered(FromBrowser, frozen=True):
    """A message of one view; its answer goes to all views and repeats both fields."""

    view: Text
    id: Number


class _OfGeneration(_Numbered, frozen=True):
    """A message about one generation."""

    number: Number


class _OfGenerations(_Numbered, frozen=True):
    """A message about one generation or more."""

    numbers: Numbers


class Hello(FromBrowser, frozen=True, tag="hello"):
    """A view has been drawn."""


class GroupsRequest(_Numbered, frozen=True, tag="groups"):
    """Send a page of the history's groups, or say why it can't be searched."""

    query: Query  # empty for the whole library
    arrangement: Literal["template", "time"]
    zone: Text  # in which the browser's days begin, such as Europe/Berlin
    start: Number
    count: PageSize  # of the groups in the page, and of the entries in a page of those
    entries: bool  # whether what stands in the first groups comes along,
    tiles: bool  # and the tiles of that right behind the answer


class PageRequest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A page of what stands in a group."""

    group: Text  # its key
    start: Number  # the page's first place, counted from the newest entry


class EntriesRequest(_Numbered, frozen=True, tag="entries"):
    """Send pages of what stands in groups."""

    query: Query
    pages: Annotated[list[PageRequest], msgspec.Meta(min_length=1, max_length=MAX_LIST)]
    count: PageSize  # of the entries in a page


class SweepsRequest(_Numbered, frozen=True, tag="sweeps"):
    """Send the sweeps that can be looked at: variables, and prompts of several pictures."""


class SweepRequest(_Numbered, frozen=True, tag="sweep"):
    """Send the members of a sweep with their labels, without pixels."""

    key: Query


class DetailsRequest(_OfGeneration, frozen=True, tag="details"):
    """Send everything that the library knows of a generation."""


class ImageRequest(FromBrowser, frozen=True, tag="picture"):
    """Send the bytes of a picture."""

    hash: Text
    size: Literal["thumbnail", "full"]


class TilesRequest(FromBrowser, frozen=True, tag="tiles"):
    """Send the tiles of pictures, many in one message."""

    hashes: Texts


class WordsRequest(_Numbered, frozen=True, tag="words"):
    """Send what turns the prompt of one generation into that of another; 0 has no prompt."""

    first: Number
    second: Number


class DifferenceRequest(_Numbered, frozen=True, tag="difference"):
    """Send how a picture differs from another one, in words and as a picture."""

    first: Text  # their hashes
    second: Text
    aligned: bool  # whether the second is lined up with the first, if that can be done


class Composition(FromBrowser, frozen=True):
    """The composer's fields, as a view shows them."""

    view: Text
    template: Text
    models: Texts  # none for that of the settings
    aspect: Text
    takes: Annotated[int, msgspec.Meta(ge=1, le=MAX_TAKES)]
    inputs: Texts
    together: bool  # whether several inputs are sent in one request, or each in its own
    only: Texts  # boxes and masks: the part of the first input that may change; none for all
    crop: bool  # whether no more than its surroundings are sent
    options: Text  # of a cell's line, as typed: those that the composer has no field for


class Compose(Composition, frozen=True, tag="compose"):
    """Keep the composer's fields, so that a reload finds them again."""

    version: Number = 0  # counted by the view; a page that was loaded earlier has none


class Look(FromBrowser, frozen=True, tag="look"):
    """Keep what the stage shows, so that a reload finds it again."""

    ref: Query


class Generate(Composition, frozen=True, tag="generate"):
    """Make pictures of the composer's fields."""

    id: Number
    confirmed: Number  # new calls that a second press of the button agreed to


class ComposedCellRequest(Composition, frozen=True, tag="composedCell"):
    """Send the text of the cell that stands for the composer's fields."""

    id: Number


class SentRequest(Composition, frozen=True, tag="whatIsSent"):
    """Send the pictures that a press of the button would send, and the sentence that is added."""

    id: Number


class PastedCell(_Numbered, frozen=True, tag="pastedCell"):
    """Read the text of a cell into the composer's fields."""

    text: Text


class Again(_OfGeneration, frozen=True, tag="again"):
    """Make another take of a generation."""


class CellRequest(_OfGeneration, frozen=True, tag="cell"):
    """Send the text of the cell that makes a generation again."""


class Widen(_OfGeneration, frozen=True, tag="widen"):
    """Paste the answer to an edit of a region anew, into one that reaches further."""

    pixels: Annotated[int, msgspec.Meta(ge=0, le=MAX_WIDER)]


class Pick(_Numbered, frozen=True, tag="pick"):
    """Let ``@picked`` name these references, in this order."""

    picked: Texts


class Rate(_OfGenerations, frozen=True, tag="rate"):
    """Rate generations from 1 to 5; 0 takes their rating away."""

    rating: Annotated[int, msgspec.Meta(ge=0, le=MAX_RATING)]


class Tag(_OfGenerations, frozen=True, tag="tag"):
    """Tag generations with words, and take away those that begin with ``-``."""

    changes: Texts


class Annotate(_OfGeneration, frozen=True, tag="annotate"):
    """Write a note to a generation."""

    note: Text


class Delete(_OfGenerations, frozen=True, tag="delete"):
    """Put generations out of sight."""


class Restore(_OfGenerations, frozen=True, tag="restore"):
    """Bring generations back."""


class Export(_OfGenerations, frozen=True, tag="export"):
    """Write generations into a bundle in the kernel's working folder."""


class Stop(FromBrowser, frozen=True, tag="stop"):
    """Stop waiting for a job; one that was not sent yet is dropped."""

    job: Number


class WaitAgain(FromBrowser, frozen=True, tag="waitAgain"):
    """Wait after all for a job that was stopped waiting for."""

    job: Number


class RemoveWaiting(FromBrowser, frozen=True, tag="removeWaiting"):
    """Drop all jobs that were not sent yet."""


class Upload(_Numbered, frozen=True, tag="upload"):
    """The next chunk of a picture from the browser, in the message's one buffer."""

    name: Text  # the file's, for people
    total: Number  # bytes of the whole file
    start: Number  # the place of this chunk in it
    mask: bool  # whether what is opaque in it is the part of a picture that may change


OfHistory = EntriesRequest | DetailsRequest | WordsRequest
OneStep = (
    SweepsRequest | SweepRequest | CellRequest | ComposedCellRequest | PastedCell | Widen
    | Rate | Tag | Annotate | Delete | Restore | Export
)  # fmt: skip  # done in one step, with one answer that has their number
OfLibrary = (
    GroupsRequest | OfHistory | ImageRequest | TilesRequest | DifferenceRequest | Again | Upload
    | OneStep
)  # fmt: skip
HandedOver = (
    Hello | Look | Stop | WaitAgain | RemoveWaiting | Compose | Generate | SentRequest | OfLibrary
)  # fmt: skip  # to the worker thread
Incoming = Pick | HandedOver

_REASONS = {
    "Expected `object`": "a message is an object",
    "Invalid value": "a message of an unknown kind",
    "Object missing": "a message without one of its fields",
    "Object contains unknown": "a message with an unknown field",
}


def read_message(content: object, buffers: object = ()) -> Incoming:
    """Return the struct of a message from the browser.

    Raises
    ------
    ProtocolError
        The kind is unknown, a field is missing or unknown, a value has another type or is
        out of bounds, or an upload has no buffer of a fair size.
    """
    try:
        message: Incoming = msgspec.convert(_whole_numbers(content), Incoming)
    except msgspec.ValidationError as error:
        raise ProtocolError(_reason(str(error))) from None
    except UnicodeEncodeError:
        raise ProtocolError("a message with broken characters") from None
    if isinstance(message, Upload):
        chunks = buffers if isinstance(buffers, (list, tuple)) else ()
        if len(chunks) != 1 or not 0 < len(chunks[0]) <= MAX_CHUNK:
            raise ProtocolError("an upload without its one buffer, or with one that is too large")
    return message


def sender_of(content: object) -> tuple[str, int] | None:
    """Return the view and the number of a message, which may be one that can't be read.

    Without a number that can be answered it is 0, and without such a view there is no sender.
    """
    if not isinstance(content, Mapping):
        return None
    try:
        view = msgspec.convert(content.get("view"), Text)
    except (msgspec.ValidationError, UnicodeEncodeError):
        return None
    try:
        return view, msgspec.convert(_whole(content.get("id")), Number)
    except msgspec.ValidationError:
        return view, 0


def _whole_numbers(content: object) -> object:
    """Return a message with its whole floats as ints: in JavaScript all numbers are floats."""
    if not isinstance(content, Mapping):
        return content
    return {
        name: [_whole(one) for one in value] if isinstance(value, list) else _whole(value)
        for name, value in content.items()
    }


def _whole(value: object) -> object:
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _reason(text: str) -> str:
    """Return msgspec's message in words of ours, with a field's name instead of a JSON path."""
    for beginning, words in _REASONS.items():
        if text.startswith(beginning):
            return words
    field = re.search(r"at `\$\.(\w+)", text)
    name = f"{field[1]!r}" if field else "a field"
    longest = re.search(r"`str` of length <= (\d+)", text)
    if longest:
        return f"a message whose {name} has more than {int(longest[1]):,} characters"
    return f"a message whose {name} has another type or is out of bounds"
