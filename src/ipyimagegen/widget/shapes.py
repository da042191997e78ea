"""The shapes of the values in messages to the browser and in traits: plain dictionaries."""

from __future__ import annotations

from typing import Literal, TypedDict


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
    free: bool  # replayed, or joined: no new call
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
    words: str  # the failure in one line, or whether it may be billed
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
    library: int  # another number for each one that the panel turns to


class OpenedSweep(TypedDict, total=False):
    """The trait that names the sweep with which the panel was opened; empty without one."""

    key: str
    count: int  # when it was opened, in milliseconds since 1970; each has another


class ComposedInput(TypedDict):
    """An input in the composer."""

    ref: str
    hash: str  # of its picture, where the library has it
    name: str  # for people


class Composed(TypedDict, total=False):
    """The trait that holds the composer's fields, with what is known of each input."""

    view: str
    version: int  # of the view's messages; 0 where it doesn't count them
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
