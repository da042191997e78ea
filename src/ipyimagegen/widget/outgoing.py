"""The messages from the kernel to every view of its panel: one struct each.

They are trusted there: the kernel that sends them has also sent the front end, whose types are
made of these, of `incoming` and of `shapes` (``scripts/message-types``).
"""

from __future__ import annotations

import msgspec

from . import incoming
from .shapes import (
    Composed,
    DetailsEntry,
    Entry,
    Fact,
    Group,
    Page,
    Part,
    Piece,
    Press,
    Segment,
    SweepDimension,
    SweepEntry,
    SweepMember,
)


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
    version: int  # of the view's composition that it is the plan of
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
ANSWERS: dict[type[incoming.FromBrowser], tuple[type[_Answer], ...]] = {
    incoming.GroupsRequest: (Groups,),
    incoming.EntriesRequest: (Entries,),
    incoming.SweepsRequest: (Sweeps,),
    incoming.SweepRequest: (SweepMembers,),
    incoming.DetailsRequest: (Details,),
    incoming.WordsRequest: (Words,),
    incoming.DifferenceRequest: (Difference,),
    incoming.Generate: (Accepted, Unconfirmed),
    incoming.ComposedCellRequest: (Cell,),
    incoming.SentRequest: (Sent,),
    incoming.PastedCell: (CellRead,),
    incoming.Widen: (Details,),
    incoming.Again: (Accepted,),
    incoming.CellRequest: (Cell,),
    incoming.Pick: (Picked,),
    incoming.Rate: (Marked,),
    incoming.Tag: (Marked,),
    incoming.Annotate: (Marked,),
    incoming.Delete: (Deleted,),
    incoming.Restore: (Restored,),
    incoming.Export: (Exported,),
    incoming.Upload: (Received, Uploaded),
}
