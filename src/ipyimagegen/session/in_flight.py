"""A request in flight: one for all who ask the same, in this kernel and in others.

A cell that runs again and a panel may ask for what is there or on its way already, and a
second request would be paid as well. So what the library has is replayed, whoever asks
for what is on its way joins the flight that there is, and what another kernel has claimed
in the library is waited for. The row stands before the request goes; while it is under way
its lease is renewed; and however it ends, the row says so.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from anyio.to_thread import run_sync

from ..errors import (
    Cancelled,
    GatewayError,
    GatewayFailed,
    ImagegenError,
    KeyRefused,
    LibraryError,
    ModelNotFound,
    NotStored,
    OutOfCredit,
    PictureError,
    error_from_dict,
)
from ..library.generation import preview_of
from ..text import shown_path

if TYPE_CHECKING:
    from ..gateway.client import Client
    from ..images.inputs import Input
    from ..images.preview import Preview
    from ..library import Claim, Generation, Library
    from ..requests import Reply, Request
    from .orders import Order

__all__ = ["Flight", "Queue", "left_unknown", "not_stored"]

ASK_ANEW = "Run it again to ask anew."
T = TypeVar("T")

LOOK_SECONDS = 0.25  # before a look at the library that nobody waits for


class Queue:
    """What the members of a sweep share: their turn, and trouble that all would meet.

    Rows are written in turn, so that numbers run as the plan does. What came is filed and made
    small one at a time: Python runs one thread at a time, and the next requests must not wait.
    A refused key or an empty account is the same for all, a model that the gateway doesn't
    know for all who ask it.
    """

    def __init__(self) -> None:
        self.turn = asyncio.Lock()
        self.filing = threading.Lock()
        self._trouble: dict[str, ImagegenError] = {}

    def note(self, error: ImagegenError, model: str) -> None:
        """Remember what an order met, if others would meet it, too."""
        if isinstance(error, ModelNotFound):
            self._trouble.setdefault(model, error)
        elif isinstance(error, (KeyRefused, OutOfCredit, LibraryError)):
            self._trouble.setdefault("", error)

    def close(self) -> None:
        """Let nothing more be sent."""
        self._trouble.setdefault("", Cancelled("the sweep was interrupted", maybe_billed=False))

    def check(self, model: str) -> None:
        """Refuse to send what would meet the same; `Cancelled`."""
        met = self._trouble.get("") or self._trouble.get(model)
        if met is not None:
            raise Cancelled(
                "not sent, because of what went before", said=str(met), maybe_billed=False
            )


class Flight:
    """One request, from its row in the library to the picture that is filed.

    Parameters
    ----------
    order
        What was ordered.
    library
        Where it is looked for, and filed.
    client
        Returns who sends it; raises what is wrong, such as a missing key.
    take_held
        Returns a generation's reply that came before and that the disk refused, to be filed now.
    queue
        What it shares with the other members of a sweep.
    slots
        Limits how many are in flight; the others wait, unsent and free.
    changed
        Called when the row stands.

    Attributes
    ----------
    number
        The generation's number; None before the row stands, when nothing has been sent.
    usual
        Seconds that such a call usually takes: the median and the 90th percentile.
    take
        Which take of its request it is; of an order again it is known with the number.
    again
        Whether the order was for another take.
    inputs
        The prepared inputs, once they are.
    ours
        Whether this kernel sent it; another one may have been first.
    replayed
        Whether the library had the answer, and nothing was sent.
    notes
        What else is to be told when the picture is there.
    held
        A reply that came and that the disk refused.
    preview_wanted, thumbnail_wanted
        Whether somebody will show it, so that its preview, or its small copy, is best made
        now, while its pixels are at hand.
    waiting
        How many jobs wait for it.
    """

    def __init__(
        self,
        order: Order,
        library: Library,
        client: Callable[[], Client],
        take_held: Callable[[int], Reply | None],
        *,
        queue: Queue,
        slots: asyncio.Semaphore,
        changed: Callable[[], None],
    ) -> None:
        self.number: int | None = None
        self.take = order.request.take
        self.again = order.again
        self.inputs: tuple[Input, ...] = ()
        self.usual: tuple[float, float] | None = None
        self.ours = True
        self.replayed = False
        self.notes: tuple[str, ...] = ()
        self.held: Reply | None = None
        self.preview_wanted = False
        self.thumbnail_wanted = False
        self.waiting = 0
        self._order = order
        self._library = library
        self._client = client
        self._take_held = take_held
        self._queue = queue
        self._slots = slots
        self._changed = changed
        self._sent = 0.0
        self.task = asyncio.get_running_loop().create_task(self._fly())

    def seconds(self) -> float:
        """Return the seconds since the request went; 0 before that."""
        return 0.0 if self.number is None else time.monotonic() - self._sent

    async def _fly(self) -> Generation:
        order = self._order
        if not (order.again or order.is_new):
            known = partial(self._library.known, order.request, stand_in=order.stand_in)
            found = await run_sync(known)
            if found is not None and found.status == "done":
                return await self._replay(found)
            reply = None if found is None else self._take_held(found.number)
            if found is not None and reply is not None:
                self.number = found.number
                return await self._file(found.number, reply)
            if not order.may_send and found is not None and found.status == "sent":
                self.number, self.ours = found.number, False
                return await self._wait_for_the_other(found.number)
        if not order.may_send:
            raise not_stored()
        return await self._make()

    async def _replay(self, found: Generation) -> Generation:
        """Return what the library has, and say so."""
        if not found.pictures or found.missing:
            where = ", ".join(str(picture.path) for picture in found.missing)
            raise LibraryError(
                f"{found.ref} answers this, but its picture's file is missing",
                said=where,
                hint="Put it back, or write --again for a new take.",
            )
        self.replayed = True
        instead = ", a real picture instead of a sketch" if self._is_stand_in(found) else ""
        anew = " · --again for a new take" if self._order.may_send else ""
        self.notes = (f"replayed from {found.ref}{instead} · $0{anew}",)
        if self.preview_wanted:
            await run_sync(lambda: found.preview)
        return found

    def _is_stand_in(self, found: Generation) -> bool:
        return found.gateway != self._order.request.gateway

    async def _make(self) -> Generation:
        """Claim the request, send it and file what comes, or wait for who claimed it before."""
        looking = asyncio.create_task(self._look_up_usual())
        try:
            async with self._slots:
                async with self._queue.turn:
                    self._queue.check(self._order.request.model)
                    client, request = await run_sync(self._prepared)
                    self.inputs = request.inputs
                    claim = await self._claim(request)
                self.number, self.ours, self._sent = claim.number, claim.ours, time.monotonic()
                self.take = claim.take
                if self.again:
                    self.notes = (f"write --take {claim.take} to keep it",)
                self._changed()
                if claim.ours:
                    request = replace(request, take=claim.take)
                    reply = await self._send(client, request, claim.number)
            # The slot is free for the next request while this one's answer is filed.
            if claim.ours:
                return await self._file(claim.number, reply)
            return await self._wait_for_the_other(claim.number)
        except ImagegenError as error:
            self._queue.note(error, self._order.request.model)
            raise
        finally:
            looking.cancel()

    def _prepared(self) -> tuple[Client, Request]:
        """Return who sends it, so that a missing key is told first, and what is sent."""
        return self._client(), self._order.with_inputs()

    async def _look_up_usual(self) -> None:
        """Find out how long it usually takes, for those who have waited for a while."""
        if self._order.is_new:
            return  # a sweep's plan has told it
        await asyncio.sleep(LOOK_SECONDS)
        request = self._order.request
        look = partial(
            self._library.usual_seconds,
            request.gateway,
            request.model,
            edits=bool(request.sources),
        )
        with contextlib.suppress(LibraryError):  # the claim tells of it
            self.usual = await run_sync(look)
        if self.usual is not None:
            self._changed()

    async def _claim(self, request: Request) -> Claim:
        """Write the row, or find the one of whoever was first."""
        order = self._order
        write = partial(
            self._library.claim,
            request,
            template=order.template,
            sources=order.sources,
            name=order.name,
            notebook=os.environ.get("JPY_SESSION_NAME", ""),
            again=order.again,
            stand_in=order.stand_in,
        )
        claiming = asyncio.ensure_future(run_sync(write))
        try:
            return await asyncio.shield(claiming)
        except asyncio.CancelledError:
            claim = await claiming  # a thread can't be stopped: let it write, then take it back
            if claim.ours:
                dropped = Cancelled("dropped before it was sent", maybe_billed=False)
                self._library.fail(claim.number, dropped)
            raise

    async def _send(self, client: Client, request: Request, number: int) -> Reply:
        """Send, and see to it that the row tells of a failure."""
        renewing = asyncio.create_task(self._renew(number))
        try:
            return await client.send(request, timeout=self._order.timeout)
        except asyncio.CancelledError:
            hung_up = Cancelled(
                "hung up before the answer was there",
                elapsed=self.seconds(),
                maybe_billed=not self._order.gateway.is_offline,
                hint=ASK_ANEW,
            )
            # In this thread: whoever cancelled may be about to end the loop.
            self._library.fail(number, hung_up)
        except Exception as error:  # whatever it was, the row must say how it ended
            await self._note_failure(number, error)
            raise
        finally:
            renewing.cancel()
        raise hung_up

    async def _renew(self, number: int) -> None:
        """Renew the lease for as long as the request is under way."""
        while True:
            await asyncio.sleep(self._library.lease / 3)
            # A disk in trouble must not end a request that is paid for.
            with contextlib.suppress(LibraryError):
                await run_sync(self._library.renew, number)

    async def _note_failure(self, number: int, error: Exception) -> None:
        """Keep what came, and write the failure into the row; add to the error what can't be."""
        if isinstance(error, GatewayError) and error.reply:
            _add(error, await self._kept(number, error.reply))
            error.reply = b""
        try:
            await run_sync(self._library.fail, number, error)
        except LibraryError as unwritten:
            if isinstance(error, ImagegenError):
                _add(error, f"The library can't note it: {unwritten.said}")

    async def _kept(self, number: int, reply: bytes) -> str:
        """Keep an answer that could not be read, and return a sentence that says where."""
        try:
            path = await run_sync(self._library.keep_reply, number, reply)
        except OSError as error:
            return f"What came can't be kept: {error.strerror}."
        return f"What came is kept: {shown_path(path)}"

    async def _file(self, number: int, reply: Reply) -> Generation:
        """File the pictures; the reply is held where the disk refuses them."""
        self.notes += tuple(f"another picture was unusable: {why}" for why in reply.damaged[:3])
        if reply.unread:
            self.notes += (await self._kept(number, reply.unread),)
        # At the same time, because one waits for the disk and the other computes.
        both = asyncio.gather(run_sync(self._filed, number, reply), self._preview(reply))
        try:
            generation, shown = await _to_its_end(both)
        except LibraryError:
            self.held = reply
            raise
        if shown is not None:
            generation.keep_preview(shown)
        if self.thumbnail_wanted and reply.images:
            with contextlib.suppress(PictureError):  # who shows it says what is wrong with it
                await run_sync(self._make_small, generation, reply)
        return generation

    def _filed(self, number: int, reply: Reply) -> Generation:
        with self._queue.filing:
            return self._library.finish(number, reply)

    async def _preview(self, reply: Reply) -> Preview | None:
        if not self.preview_wanted:
            return None
        make = partial(preview_of, reply.pictures, reply.images, self._library.preview_side)
        return await run_sync(make)

    def _make_small(self, generation: Generation, reply: Reply) -> None:
        with self._queue.filing:
            self._library.thumbnail(generation.picture, reply.images[0])

    async def _wait_for_the_other(self, number: int) -> Generation:
        """Wait while the kernel that was first renews its lease."""
        while True:
            found = await run_sync(self._library.get, number)
            if found is not None and found.status == "done":
                return found
            if found is not None and found.status == "failed":
                raise error_from_dict(found.error or {})
            if found is None or found.status == "unknown":
                raise left_unknown(number)
            await asyncio.sleep(LOOK_SECONDS)


def not_stored() -> NotStored:
    """Return the error for a request that would have to be sent, and may not be."""
    return NotStored(
        "the library has no answer to this, and replay = only never sends",
        hint="%config ImageGen.replay = 'on' lets it be sent.",
    )


def left_unknown(number: int) -> GatewayFailed:
    """Return the error for a request whose sender died, so that it may have been billed."""
    return GatewayFailed(
        "the kernel that asked for this ended before the answer came",
        said=f"@{number}",
        hint="Only --again asks anew, because that may be paid a second time.",
    )


async def _to_its_end(work: asyncio.Future[T]) -> T:
    """Wait for what nobody can stop any more: a picture that came is filed."""
    try:
        return await asyncio.shield(work)
    except asyncio.CancelledError:
        return await work


def _add(error: ImagegenError, sentence: str) -> None:
    error.hint = f"{error.hint} {sentence}".strip()
