"""Replies in memory: from when they came until they are filed, whatever happens in between.

A disk may be full, a folder away, a wait interrupted. What was paid for must not be paid again
for that, so whoever asks the same again gets the reply that is here, and the library gets it
then: the one that it was asked for, or the one that is in use by now.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ..paths import open_private

if TYPE_CHECKING:
    from ..images.picture import Picture
    from ..library import Generation, Library
    from ..requests import Reply, Request

__all__ = ["Held", "HeldReply"]


@dataclass(eq=False)
class HeldReply:
    """One reply that is not filed yet.

    Parameters
    ----------
    library, number
        Where it was asked for, and under which number.
    request
        The request, as it was sent, with its take.
    reply
        What came.
    is_task
        Whether it is of a task in a gateway's queue, of whose request only the row knows all.

    Attributes
    ----------
    filing
        Whether it is being filed now, so that nobody else takes it for an answer.
    """

    library: Library
    number: int
    request: Request
    reply: Reply
    is_task: bool = False
    filing: bool = False

    @property
    def question(self) -> str | None:
        """The question that its row has; None where only the row knows it."""
        return None if self.is_task else self.request.question

    def file(self) -> Generation:
        """File it under its own number; `LibraryError` if the disk refuses it again."""
        return self.library.finish(self.number, self.reply, self.question)


class Held:
    """The replies that are not filed yet."""

    def __init__(self) -> None:
        self._replies: dict[HeldReply, None] = {}

    def __iter__(self) -> Iterator[HeldReply]:
        return iter(tuple(self._replies))

    def add(self, held: HeldReply) -> None:
        """Hold a reply."""
        self._replies[held] = None

    def remove(self, held: HeldReply) -> None:
        """Let go of a reply that is filed."""
        self._replies.pop(held, None)

    def answer(self, request: Request, *, again: bool = False) -> HeldReply | None:
        """Return the oldest reply to the same request, in whichever library it was asked for.

        Parameters
        ----------
        request
            The request.
        again
            Whether any take answers: a new one is wanted, and one came that nobody could keep.
        """
        for held in self:
            asked = held.request.gateway, held.question
            same = asked == (request.gateway, request.question)
            if same and not held.filing and (again or held.request.take == request.take):
                return held
        return None

    def of(self, generation: Generation) -> HeldReply | None:
        """Return the reply to a generation that is not done, or None."""
        folder, number, prompt = generation.library.folder, generation.number, generation.prompt
        for held in self:
            named = held.library.folder, held.number, held.request.prompt
            # Another library may be in the folder by now.
            if named == (folder, number, prompt) and generation.status != "done":
                return None if held.filing else held
        return None

    def rescue(self) -> list[Path]:
        """Save the pictures of all replies in a temporary folder; return their paths.

        Raises
        ------
        OSError
            That can't be written either.
        """
        found = [picture for held in self for picture in held.reply.pictures]
        if not found:
            return []
        folder = Path(tempfile.mkdtemp(prefix="ipyimagegen-"))
        return [_save(picture, folder) for picture in found]


def _save(picture: Picture, folder: Path) -> Path:
    path = folder / f"{picture.hash[:12]}{picture.extension}"
    with open_private(path, "xb") as stream:
        stream.write(picture.bytes)
    return path
