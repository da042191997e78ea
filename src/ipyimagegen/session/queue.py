"""A task in a gateway's queue, asked for: its picture is filed under the request's own number."""

from __future__ import annotations

import contextlib
from dataclasses import replace
from typing import TYPE_CHECKING

from anyio.to_thread import run_sync

from ..cancels import to_its_end
from ..errors import GatewayError, LibraryError, Queued
from ..requests import Request
from ..text import shown_path
from .held import Held, HeldReply

if TYPE_CHECKING:
    from ..gateway.client import Client
    from ..library import Generation, Library

__all__ = ["ask_for", "say_how_to_ask"]


async def ask_for(generation: Generation, client: Client, held: Held) -> Generation:
    """Ask the gateway once how a task stands, free; return the generation as it is then.

    Done, with its pictures; or failed, and its error says why or that it still waits.

    Raises
    ------
    LibraryError
        The disk refuses the picture; it is held, because the gateway may give it only once.
    """
    library, number = generation.library, generation.number
    request = Request(
        gateway=generation.gateway,
        model=generation.model,
        prompt=generation.prompt,
        take=generation.take,
    )
    try:
        reply = await client.ask(request, generation.task or {})
    except GatewayError as error:
        await to_its_end(run_sync(_note, library, number, error))
    else:
        # Its seconds are those of the asking, from which nobody learns how long a picture takes.
        came = HeldReply(library, number, request, replace(reply, seconds=0.0), is_task=True)
        held.add(came)
        await to_its_end(run_sync(_file, came, held))
    library.changed()
    return await run_sync(library.get, number) or generation


def _file(came: HeldReply, held: Held) -> None:
    came.file()
    held.remove(came)
    if came.reply.unread:
        with contextlib.suppress(OSError, LibraryError):  # the pictures are what counts
            came.library.keep_reply(came.number, came.reply.unread)


def _note(library: Library, number: int, error: GatewayError) -> None:
    """Write into the row how the task stands; a reply that ended it is kept."""
    if isinstance(error, Queued):
        say_how_to_ask(error, number)
    elif error.reply:
        try:
            kept = f"What came is kept: {shown_path(library.keep_reply(number, error.reply))}"
        except (OSError, LibraryError) as refused:
            why = getattr(refused, "strerror", None) or getattr(refused, "said", "")
            kept = f"What came can't be kept: {why}."
        error.hint = f"{error.hint} {kept}".strip()
    library.fail(number, error)


def say_how_to_ask(error: Queued, number: int) -> None:
    """Add to an error which command asks for the task."""
    if error.task["address"]:
        error.hint = f"%imagegen show @{number} asks for it, free, and so does the cell."
