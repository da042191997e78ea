"""The messages between the panel in a browser and its kernel: one struct each.

A message to the kernel may come from a view that was closed or one that an older version
left behind, so each is read into its struct or refused as a whole; nothing behind this
module sees raw JSON. Messages to the browser are trusted there: the kernel that sends them
has also sent the front end, whose types are made of these (``scripts/message-types``).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated, Literal, TypedDict

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


# -- from the browser -----------------------------------------------------------------


class _FromBrowser(msgspec.Struct, frozen=True, tag_field="kind", forbid_unknown_fields=True):
    """A message from a view of the panel."""


class _Numbered(_FromBrowser, frozen=True):
    """A message of one view; its answer goes to all views and repeats both fields."""

    view: Text
    id: Number


class _OfGeneration(_Numbered, frozen=True):
    """A message about one generation."""

    number: Number


class _OfGenerations(_Numbered, frozen=True):
    """A message about one generation or more."""

    numbers: Numbers


class Hello(_FromBrowser, frozen=True, tag="hello"):
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


class ImageRequest(_FromBrowser, frozen=True, tag="picture"):
    """Send the bytes of a picture."""

    hash: Text
    size: Literal["thumbnail", "full"]


class TilesRequest(_FromBrowser, frozen=True, tag="tiles"):
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


class Composition(_FromBrowser, frozen=True):
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


class Stop(_FromBrowser, frozen=True, tag="stop"):
    """Stop waiting for a job; one that was not sent yet is dropped."""

    job: Number


class WaitAgain(_FromBrowser, frozen=True, tag="waitAgain"):
    """Wait after all for a job that was stopped waiting for."""

    job: Number


class RemoveWaiting(_FromBrowser, frozen=True, tag="removeWaiting"):
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
    | Pick | Rate | Tag | Annotate | Delete | Restore | Export
)  # fmt: skip  # done in one step, with one answer that has their number
OfLibrary = (
    GroupsRequest | OfHistory | ImageRequest | TilesRequest | DifferenceRequest | Again | Upload
    | OneStep
)  # fmt: skip
Incoming = Hello | Stop | WaitAgain | RemoveWaiting | Compose | Generate | SentRequest | OfLibrary

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
    return f"a message whose {name} has another type or is out of bounds"


# -- to the browser -------------------------------------------------------------------


class PictureEntry(TypedDict):
    """A picture of a generation, without its pixels."""

    hash: str
    type: str
    width: int
    height: int
    size: int  # bytes


class InputEntry(TypedDict):
    """An input of a generation."""

    name: str
    number: int  # of the generation that it comes from, or 0


class Part(TypedDict):
    """A part of a line; the weighty ones are what it is about."""

    words: str
    weighty: bool


class Pasted(TypedDict):
    """The answer to an edit of a region, as it was pasted into its picture, or not."""

    pasted: bool
    lines: list[list[Part]]  # three: what changed outside, what was corrected, what was cut off
    isCut: bool  # whether some of its change was
    delivered: int  # the place of what the model delivered
    before: str  # the hash of the picture that it was made from, where the library has that
    widened: int  # pixels by which the region was widened since,
    wider: int  # and by which it would be next


class CheckEntry(TypedDict):
    """What a check found of a picture."""

    state: str  # as of `checks.result`
    line: str  # as in a caption, such as text ✗ read “OPEN 24 HOUR5”


class Entry(TypedDict):
    """A generation or a photograph in the history and on the stage."""

    ref: str  # @12, or @ and the start of a photograph's hash
    number: int  # 0 for a photograph
    status: str
    model: str
    servedBy: str  # may be another one than was asked, or empty
    template: str
    prompt: str
    text: str  # the model's words beside its pictures
    name: str
    seconds: float
    age: float  # seconds since it was sent
    cost: float | None
    sketch: bool
    take: int
    aspect: str
    inputs: list[InputEntry]
    error: list[str]
    words: str  # the failure in one line
    starred: bool
    rating: int  # 0 for none
    deleted: bool
    pictures: list[PictureEntry]
    main: int  # the place of the picture that stands for the generation
    only: Pasted | None  # None for what is no edit of a region, or not pasted yet
    checks: list[CheckEntry]  # of its main picture; those that fail come first


class Group(TypedDict):
    """A group of the history, without its entries."""

    key: str
    title: str
    count: int
    age: float  # seconds since its newest entry was made


class Page(TypedDict):
    """A page of what stands in a group, as `serialize.entry` writes it."""

    group: str
    start: int
    entries: list[Entry]


class SweepEntry(TypedDict):
    """A sweep in the list of those that can be looked at."""

    key: str
    title: str
    numbers: str  # of its generations, in short


class SweepDimension(TypedDict):
    """A direction of a sweep: an axis, the models, the takes, or the rows of a table."""

    name: str
    labels: list[str]


class SweepMember(TypedDict):
    """A member of a sweep: made, failed, or still to come."""

    places: list[int]  # of its label in each dimension
    number: int  # 0 for one that was not sent
    status: str  # as of a generation; also "not sent", and "waiting"
    model: str
    servedBy: str
    prompt: str
    words: str  # the failure in one line
    seconds: float
    cost: float | None
    rating: int
    starred: bool
    deleted: bool
    sketch: bool
    replayed: bool
    picture: PictureEntry | None
    checks: list[CheckEntry]


class Node(TypedDict):
    """An input or a generation in a lineage."""

    number: int  # 0 for what is no generation
    name: str
    hash: str  # of its picture, where the library has it
    width: int  # of that, in pixels, or 0
    height: int


class Segment(TypedDict):
    """A part of two prompts: in both, or in one of them alone."""

    kind: Literal["same", "gone", "new"]
    text: str


class Fact(TypedDict):
    """What is to be said of something: a name, and words."""

    name: str
    words: str


class DetailsEntry(TypedDict):
    """The rest of a generation, which the stage shows beside its entry."""

    prompt: str
    template: str
    text: str
    gateway: str
    size: str
    extra: str
    created: str  # in UTC
    notebook: str
    tags: list[str]
    note: str
    steps: list[list[Node]]
    whole: bool
    children: list[Node]
    more: int  # children that are not among them


class JobEntry(TypedDict):
    """A job under way, or one that waits for its turn."""

    id: int
    number: int  # of its generation, or 0 while it waits
    model: str
    prompt: str
    seconds: float
    low: float  # the usual seconds: the median, and the slowest tenth; 0 below five calls
    high: float
    pause: float  # seconds until the gateway lets it go on, or 0
    input: str  # the hash of its first input, where the library has that
    source: str  # the names of its inputs
    origin: str  # where it was asked


class EndedEntry(TypedDict):
    """A job that ended, or that nobody waits for any more."""

    id: int  # of one that may still come, or 0
    number: int  # of its generation, or 0 if nothing was sent
    model: str
    prompt: str
    hash: str  # of its picture, or of its first input
    how: Literal["done", "failed", "stopped", "left"]
    words: str  # the failure in one line
    seconds: float
    cost: float | None
    at: float  # when it ended, in seconds since 1970; 0 if it is still under way


class Jobs(TypedDict):
    """The jobs of the kernel."""

    listed: list[JobEntry]  # the first of them, in the order in which they are sent
    running: int
    waiting: int
    ended: list[EndedEntry]  # the last ones, newest first
    trouble: list[str]  # a refused key or an empty account, and the command that mends it
    unsent: int  # jobs that were not sent for that


class Money(TypedDict):
    """The dollars of today's calls."""

    spent: float
    held: float
    budget: float | None
    paid: int  # calls
    holding: int  # calls that may still cost what is held for them


class Status(TypedDict, total=False):
    """The trait that is sent anew at every change; empty until the first one."""

    gateway: str
    sketches: bool
    model: str
    models: list[str]
    aspects: list[str]
    total: int
    newest: int
    revision: int
    jobs: Jobs
    atOnce: int  # requests in flight, at most
    money: Money
    error: list[str]
    waits: bool  # whether a message that is sent now waits for the cell that runs


class OpenedSweep(TypedDict, total=False):
    """The trait that names the sweep with which the panel was opened; empty without one."""

    key: str
    count: int  # how often one was opened


class ComposedInput(TypedDict):
    """An input in the composer."""

    ref: str
    hash: str  # of its picture, where the library has it
    name: str  # for people


class Composed(TypedDict, total=False):
    """The trait that holds the composer's fields, with what is known of each input."""

    view: str
    template: str
    models: list[str]
    aspect: str
    takes: int
    inputs: list[ComposedInput]
    together: bool
    only: list[ComposedInput]  # boxes, and masks with their hashes
    crop: bool
    share: float  # of the first input that may change, where that is known; else 0
    options: str


class Piece(TypedDict):
    """A part of the template, as `ipyimagegen.prompts.pieces` reads it."""

    text: str
    kind: Literal["text", "axis", "value", "unknown"]
    words: str


class Press(TypedDict):
    """The words on the button that sends, and the effect that it would have."""

    label: str  # such as "Generate 4"
    price: str  # such as "~$0.21"; empty where it is not known
    new: int  # calls that would be sent


class Outgoing(msgspec.Struct, frozen=True, tag_field="kind"):
    """A message to every view of the panel."""


class _Answer(Outgoing, frozen=True):
    """The answer to the message with that view and id; an id of 0 belongs to no message."""

    view: str
    id: int


class HelloAnswer(Outgoing, frozen=True, tag="hello"):
    """The kernel lives, even if nothing has changed."""


class Entries(_Answer, frozen=True, tag="entries"):
    """Pages of what stands in groups."""

    query: str
    pages: list[Page]


class Image(Outgoing, frozen=True, tag="picture"):
    """A picture's bytes, in the message's one buffer."""

    hash: str
    size: str
    type: str


class Tiles(Outgoing, frozen=True, tag="tiles"):
    """Tiles of these pictures, in a buffer each."""

    hashes: list[str]


class Missing(Outgoing, frozen=True, tag="missing"):
    """The reason why a picture or a tile can't be sent."""

    hash: str
    size: str
    words: list[str]


class Groups(_Answer, frozen=True, tag="groups"):
    """A page of the history's groups."""

    start: int
    groups: list[Group]
    total: int  # how many groups there are,
    count: int  # and how many entries in all of them
    revision: int  # of the status: all that it tells of is in here
    pages: list[Page]  # of what stands in the first groups, where that is to come along
    tiles: list[str]  # the hashes of the pictures whose tiles follow


class Sweeps(_Answer, frozen=True, tag="sweeps"):
    """The sweeps that can be looked at."""

    sweeps: list[SweepEntry]


class SweepMembers(_Answer, frozen=True, tag="sweep"):
    """A sweep, the slowest dimension first; of one that is too large the first members."""

    key: str
    title: str
    dimensions: list[SweepDimension]
    members: list[SweepMember]
    total: int


class Details(_Answer, frozen=True, tag="details"):
    """A generation, as `serialize.entry` and `serialize.details` write it."""

    entry: Entry
    details: DetailsEntry


class Words(_Answer, frozen=True, tag="words"):
    """What turns one prompt into another, in order; nothing for two that are the same."""

    segments: list[Segment]


class Difference(_Answer, frozen=True, tag="difference"):
    """How a picture differs from another one; the difference as a picture is in the buffer."""

    type: str  # of the picture
    headline: str
    facts: list[Fact]
    legend: str


class Cell(_Answer, frozen=True, tag="cell"):
    """The text of a cell."""

    text: str


class Picked(_Answer, frozen=True, tag="picked"):
    """``@picked`` names the references of the message."""


class Marked(_Answer, frozen=True, tag="marked"):
    """A rating, a tag or a note is kept."""


class Deleted(_Answer, frozen=True, tag="deleted"):
    """These generations are out of sight."""

    numbers: list[int]


class Restored(_Answer, frozen=True, tag="restored"):
    """These generations are back."""

    numbers: list[int]


class Exported(_Answer, frozen=True, tag="exported"):
    """A bundle is written; the words name it."""

    words: str


class Received(_Answer, frozen=True, tag="received"):
    """The count of an upload's bytes that have arrived."""

    received: int


class Uploaded(_Answer, frozen=True, tag="uploaded"):
    """An upload is a picture of the library."""

    ref: str
    hash: str
    prompt: str  # in the file's metadata; may be empty
    by: str  # the program that wrote it; may be empty


class Plan(Outgoing, frozen=True, tag="plan"):
    """The effect that Generate would have; where it would fail, the reason, and not fine."""

    view: str
    parts: list[Part]  # the weighty ones are what will be sent, and what it costs
    fine: bool
    press: Press
    pieces: list[Piece]  # which joined are the template that it is the plan of


class CellRead(_Answer, frozen=True, tag="cellRead"):
    """A pasted cell, as the composer's fields."""

    composed: Composed


class Sent(_Answer, frozen=True, tag="sent"):
    """What would be sent; small copies of the pictures are in the message's buffers."""

    names: list[str]
    types: list[str]
    sentence: str  # that follows the prompt; may be empty


class Accepted(_Answer, frozen=True, tag="accepted"):
    """Jobs have begun."""

    new: int  # calls that are sent
    replayed: list[int]  # the numbers of the generations that answer the others


class Unconfirmed(_Answer, frozen=True, tag="unconfirmed"):
    """So many new calls are sent only when they are confirmed."""

    new: int


class Refused(_Answer, frozen=True, tag="refused"):
    """The reason why a message failed, or a job ended before it was sent."""

    words: list[str]


# The answer to each message that has one; any of them may be refused instead.
ANSWERS: dict[type[_FromBrowser], tuple[type[_Answer], ...]] = {
    GroupsRequest: (Groups,),
    EntriesRequest: (Entries,),
    SweepsRequest: (Sweeps,),
    SweepRequest: (SweepMembers,),
    DetailsRequest: (Details,),
    WordsRequest: (Words,),
    DifferenceRequest: (Difference,),
    Generate: (Accepted, Unconfirmed),
    ComposedCellRequest: (Cell,),
    SentRequest: (Sent,),
    PastedCell: (CellRead,),
    Widen: (Details,),
    Again: (Accepted,),
    CellRequest: (Cell,),
    Pick: (Picked,),
    Rate: (Marked,),
    Tag: (Marked,),
    Annotate: (Marked,),
    Delete: (Deleted,),
    Restore: (Restored,),
    Export: (Exported,),
    Upload: (Received, Uploaded),
}
