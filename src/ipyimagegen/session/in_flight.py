"""A request in flight: one for all who ask the same, in this kernel and in others.

A cell that runs again and a panel may ask for a picture that is stored or on its way, and a
second request would be paid as well. So a stored picture is replayed, a duplicate request
joins the one in flight, and one that another kernel has claimed in the library is waited
for. The row stands before the request goes; while it is under way its lease is renewed; and
however it ends, the row says so.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from anyio.to_thread import run_sync

from ..cancels import TO_ITS_END, to_its_end
from ..errors import (
    Cancelled,
    GatewayError,
    ImagegenError,
    KeyRefused,
    LibraryError,
    ModelNotFound,
    OutOfCredit,
    OverBudget,
    PictureError,
    Queued,
    error_from_dict,
)
from ..library import Limits
from ..library.budget import kind
from ..library.generation import main_position
from ..text import shown_path
from . import pasting
from .estimate import limits_of
from .held import Held, HeldReply
from .keeping import keep_inputs, keeps
from .plan import left_in_queue, left_unknown, not_stored
from .queue import ask_for, say_how_to_ask
from .seeing import Looks, resemblance

if TYPE_CHECKING:
    from PIL.Image import Image

    from ..gateway.client import Answer, Client
    from ..gateway.pool import ClientPool
    from ..images.inputs import Input
    from ..library import Claim, Generation
    from ..requests import Reply, Request
    from .jobs import Job
    from .plan import Call, Plan

__all__ = ["Batch", "InFlight"]

log = logging.getLogger("ipyimagegen")

ASK_ANEW = "Run it again to ask anew."
KEEP_SECONDS = 10.0  # that a picture which came waits for its inputs to be kept
POLL_SECONDS = 0.25  # between looks at the row of another kernel's request
MOST_UNREAD = 16  # answers of one plan that are in hand, before the next requests wait for them
READ_AFTER = 0.1  # seconds, in which the next requests go
PREPARED_AFTER = 0.3  # seconds, in which the next requests go
THUMBNAILS_AFTER = 0.2  # seconds, in which a cell shows the picture itself


class Batch:
    """The calls of one plan: their turn, and the trouble that all of them would meet.

    Rows are written in turn, so that numbers run as the plan does. Answers are read, then filed
    one at a time, and small copies made two at a time beside that, when the next requests are on
    their way: Python runs one thread at a time.

    Attributes
    ----------
    queued
        Those that are not sent yet.
    unread
        How many have their answer in hand, and it is not read yet.
    """

    def __init__(self) -> None:
        self.queued: set[InFlight] = set()
        self.unread = 0
        self.turn = asyncio.Lock()
        self.filing = threading.Lock()
        self.shrinking = threading.Semaphore(2)  # most of it goes on without Python's lock
        self.pasting = threading.Lock()  # one uses all cores
        self.keeping = threading.Lock()  # so that an input of several is written once
        self._trouble: dict[str, ImagegenError] = {}

    def report(self, error: ImagegenError, model: str) -> None:
        """Remember an error if the other calls would meet it, too."""
        trouble = _trouble_of(error, model)
        if trouble is not None:
            self._trouble.setdefault(trouble, error)

    def close(self) -> None:
        """Let nothing more be sent."""
        self._trouble.setdefault("", Cancelled("the sweep was interrupted", maybe_billed=False))

    def check(self, model: str) -> None:
        """Refuse a call that would meet the same error; `Cancelled`."""
        met = self._trouble.get("") or self._trouble.get(model)
        if met is not None:
            raise _not_sent(met)


def _trouble_of(error: ImagegenError, model: str) -> str | None:
    """Return the model that an error is the trouble of, ``""`` for all; None if it is no trouble.

    A refused key or an empty account is the same for all, and a disk that can't be written; a
    model that the gateway doesn't know, or that the day's budget doesn't cover, for all who ask it.
    """
    # A key may be refused for one model alone.
    of_model = isinstance(error, KeyRefused) and error.status == 403
    if of_model or isinstance(error, ModelNotFound | OverBudget):
        return model
    return "" if isinstance(error, (KeyRefused, OutOfCredit, LibraryError)) else None


def _not_sent(met: ImagegenError) -> Cancelled:
    return Cancelled("not sent, because of what went before", said=str(met), maybe_billed=False)


class InFlight:
    """One request, from its row in the library to the filed picture.

    Parameters
    ----------
    call
        The request, and how it is to be answered.
    plan
        The plan it belongs to: its library, settings and template.
    clients
        The pool that its client comes from.
    held
        Replies that are not filed yet; one to this request is filed instead of sending again.
    batch
        The calls that it takes turns with.
    slots
        Limits how many are in flight; the others wait, unsent and free.
    report
        Is told of an error that others may meet, too, and of the one that met it.
    is_here
        Whether this kernel has sent the generation of a number.

    Attributes
    ----------
    number
        The generation's number; None before the row stands, when nothing has been sent.
    usual, usual_cost
        Seconds that such a call usually takes, and dollars that it costs: the median and the
        90th percentile.
    take
        The take of its request; of the next unused one it is known with the number.
    again
        Whether the next unused take is asked for.
    inputs
        The prepared inputs, once they are.
    ours
        Whether this kernel sent it; another one may have been first.
    follows, is_elsewhere
        Whether the answer to an earlier request is waited for, and whether that is another
        kernel's.
    replayed
        Whether the library had the answer, and nothing was sent.
    is_unbilled
        Whether it can be dropped free, or was: the gateway wasn't asked, or refused for now.
    is_free
        Whether its gateway is the offline one, which bills nothing.
    is_cancelled
        Whether it was dropped, or hung up on; it ends as soon as it can.
    remarks
        Sentences for the caption.
    preview_wanted
        Whether its preview will be shown, so that it is best made now, while its pixels are
        at hand.
    preparations
        Are called with the generation, and its pixels where they are at hand, before it is
        handed on, in a worker thread: they make what will be shown of it.
    jobs
        Those who wait for it, the first who asked first; when it has ended those who stayed.
    """

    def __init__(
        self,
        call: Call,
        plan: Plan,
        *,
        clients: ClientPool,
        held: Held,
        batch: Batch,
        slots: asyncio.Semaphore,
        report: Callable[[ImagegenError, InFlight], None],
        is_here: Callable[[int], bool],
    ) -> None:
        self.number: int | None = None
        self.take = call.request.take
        self.again = call.again
        self.inputs: tuple[Input, ...] = ()
        self.usual: tuple[float, float] | None = None
        self.usual_cost: tuple[float, float] | None = None
        self.ours = True
        self.follows = self.is_elsewhere = False
        self.replayed = False
        self.is_cancelled = False
        self.remarks: tuple[str, ...] = ()
        self.preview_wanted = False
        self.preparations: list[Callable[[Generation, Image | None], None]] = []
        self.jobs: dict[Job, None] = {}
        self._call = call
        self.is_free = call.gateway.is_offline
        self._plan = plan
        self._library = plan.library
        self._clients = clients
        self._held = held
        self._batch = batch
        self._slots = slots
        self._report = report
        self._is_here = is_here
        self._stopped_by: ImagegenError | None = None
        self._sent = time.monotonic()
        self._goes_on = 0.0
        self._has_come = False
        self._asks_for_task = False
        self._failure: Exception | None = None
        self.is_unbilled = False
        self._keeping: asyncio.Task[tuple[str, ...]] | None = None
        self._pixels: Image | None = None  # of the main picture, until its copies are made
        self._thumbnails: asyncio.Task[None] | None = None
        self.task = asyncio.get_running_loop().create_task(self._run())
        self.task.add_done_callback(self._let_go)

    def leave(self, job: Job) -> None:
        """Go on without a job; what nobody waits for, and was not sent from here, is dropped."""
        if self.task.done() or job not in self.jobs:
            return
        del self.jobs[job]
        if not self.jobs and (self.number is None or self.follows):
            self.cancel()

    def cancel(self) -> None:
        """Drop it, or hang up.

        Its task alone can't tell: AnyIO cancels that, too, for a moment in which a connection
        stands, and takes it back.
        """
        self.is_cancelled = True
        self.task.cancel()

    def seconds(self) -> float:
        """Return the seconds since the request went, the last time; 0 before that."""
        return 0.0 if self.number is None else time.monotonic() - self._sent

    def pause(self) -> float:
        """Return the seconds until it goes on, in a pause between two tries; else 0."""
        return max(0.0, self._goes_on - time.monotonic())

    def _paused(self, seconds: float) -> None:
        now = time.monotonic()
        self._goes_on = now + seconds if seconds else 0.0
        if not seconds:
            self._sent = now
        if self._stopped_by is not None:
            self.cancel()  # it would be sent once more
        self._library.changed()

    def _asked(self, asked: bool) -> None:
        self.is_unbilled = not asked

    def closed(self) -> BaseException:
        """Return the error of who waits for it when the session was closed: how it ended."""
        if self._failure is not None:
            return self._failure
        is_done = self.task.done()
        if self.task.cancelled() if is_done else not self._has_come:
            return self._hung_up()
        error = self.task.exception() if is_done else None
        return error or Cancelled(
            "the session was closed when its picture had come",
            maybe_billed=not self.is_free,
            hint=f"It is {'' if is_done else 'being '}filed: %imagegen show @{self.number}",
        )

    def _hung_up(self) -> Cancelled:
        if self._asks_for_task:
            hung_up = Cancelled(
                "hung up before the gateway told how its task stands",
                hint=f"%imagegen show @{self.number} asks again.",
                maybe_billed=False,
            )
            hung_up.spent = "Asking is free."
            return hung_up
        message = "hung up before the answer was there"
        if self.is_unbilled:
            message = "dropped before the gateway took it on"
        return Cancelled(
            message,
            elapsed=self.seconds(),
            maybe_billed=not (self.is_unbilled or self.is_free),
            hint=ASK_ANEW,
        )

    def stop_for(self, error: ImagegenError, failed: InFlight) -> None:
        """Let it not be sent, nor once more, if it would meet the error of another."""
        if isinstance(error, OverBudget):
            return  # each is reckoned on its own, and what is reserved may be settled lower
        request, other = self._call.request, failed._call.request
        if isinstance(error, LibraryError):
            is_the_same = self._library.folder == failed._library.folder
        else:
            is_the_same = request.gateway == other.gateway
        if is_the_same and _trouble_of(error, other.model) in ("", request.model):
            self._stopped_by = error
            if self is not failed and (self in self._batch.queued or self._goes_on):
                self.cancel()  # at once: whoever mends the reason may ask again

    def _let_go(self, _: asyncio.Task[Generation]) -> None:
        """Let go of what it was sent with, which is large: a name may hold its job for long."""
        self.inputs = tuple(replace(one, data=b"") for one in self.inputs)
        self.preparations.clear()  # which hold the plan of their cell
        self._pixels = None
        del self._call, self._plan

    async def _run(self) -> Generation:
        generation = await self._answer()
        if pasting.is_wanted(generation):
            generation = await self._pasted(generation)
        if self.preparations:
            await to_its_end(self._prepare_shown(generation))
        if self.ours and not self.replayed and not self.task.cancelling():
            making = self._make_thumbnails(generation, self._pixels)
            self._thumbnails = asyncio.create_task(making)
        return generation

    async def _pasted(self, generation: Generation) -> Generation:
        """Return an edit of a region with its answer pasted, or as it was delivered."""
        generation, remark = await to_its_end(run_sync(self._paste, generation, self._call))
        if remark:
            self.remarks += (remark,)
        if self.preview_wanted:
            with contextlib.suppress(PictureError):  # whatever shows it says why it can't
                await run_sync(lambda: generation.preview)
        return generation

    def _paste(self, generation: Generation, call: Call) -> tuple[Generation, str]:
        with self._batch.pasting:
            return pasting.paste(generation, call.sources, call.region)

    async def _answer(self) -> Generation:
        call, known = self._call, self._call.known
        if not (call.again or call.looked_up):
            known = await run_sync(self._look_up)
        if known is not None and known.status == "done":
            return await self._replay(known)
        held = self._held.answer(call.request, again=call.again)
        if held is None and known is not None:
            held = self._held.of(known)
        if held is not None:
            return await self._file_held(held, known)
        if known is not None:
            if known.task is not None and call.may_send:
                return await self._ask_for(known)
            if not call.may_send and known.status == "sent":
                self.number, self.ours = known.number, False
                return await self._wait_for_the_other(known.number)
        if not call.may_send:
            raise not_stored()
        return await self._make()

    def _look_up(self) -> Generation | None:
        """Return what the library has, with its preview read: off the thread that shows it."""
        call = self._call
        [known] = self._library.look_up([call.request], stand_in=call.stand_in)
        if self.preview_wanted and known is not None:
            known.preview  # noqa: B018  # the library has it at hand then
        return known

    async def _file_held(self, held: HeldReply, known: Generation | None) -> Generation:
        """File a reply that came before, here: its row may be gone, or in another library."""
        held.filing = True
        self.take = held.request.take
        try:
            if not held.is_task:
                [known] = await run_sync(self._library.look_up, [held.request])
            if known is not None:
                self.number = known.number
                if known.status == "done":  # by the note that it left in the folder
                    self._held.remove(held)
                    return known
            else:
                claim = await self._claim(held.request, again=False, has_come=True)
                self.number, self.ours = claim.number, claim.ours
                if not claim.ours:
                    return await self._wait_for_the_other(claim.number)
            self.remarks = ("it had come before, and is filed now · no new call",)
            self._begin_keeping()
            await self._end_keeping()
            return await self._file(held)
        finally:
            held.filing = False

    async def _ask_for(self, waiting: Generation) -> Generation:
        """Ask for the task that an earlier request became, instead of paying for another one."""
        if not (waiting.task or {}).get("address"):
            raise left_in_queue(waiting)
        self.number, self.ours = waiting.number, False
        client = self._clients.client(self._call.gateway, self._plan.settings)
        self._asks_for_task = True
        try:
            generation = await ask_for(waiting, client, self._held)
        except asyncio.CancelledError:
            raise self._hung_up() from None
        if generation.status != "done":
            raise error_from_dict(generation.error or {})
        if self.preview_wanted:
            await run_sync(lambda: generation.preview)  # off the thread that shows it
        return generation

    async def _replay(self, stored: Generation) -> Generation:
        """Return the stored generation, and say so."""
        if not stored.pictures or stored.missing:
            where = ", ".join(str(picture.path) for picture in stored.missing)
            raise LibraryError(
                f"{stored.ref} answers this, but its picture's file is missing, closed or cut off",
                said=where,
                hint="Put it back, or write --again for a new take.",
            )
        self.replayed = True
        is_stand_in = stored.gateway != self._call.request.gateway
        instead = ", a real picture instead of a sketch" if is_stand_in else ""
        anew = " · --again for a new take" if self._call.may_send else ""
        self.remarks = (f"replayed from {stored.ref}{instead} · $0{anew}",)
        if self._keeps_inputs and not all(one.is_kept for one in stored.inputs):
            # Made before inputs were kept, or when they couldn't be: nothing to be told again.
            await run_sync(self._keep_inputs, self._call)
            again = await run_sync(self._library.numbered, [stored.number])
            stored = again.get(stored.number, stored)
        return stored

    @property
    def _keeps_inputs(self) -> bool:
        """Whether it has inputs, and the library keeps them."""
        return keeps(self._call, self._plan)

    def _keep_inputs(self, call: Call) -> tuple[str, ...]:
        """File the inputs that the library lacks; return a remark for each that can't be.

        It may go on when the request has ended.
        """
        with self._batch.keeping:
            return keep_inputs(self._library, call, own=self._plan.keep_inputs)

    def _begin_keeping(self) -> None:
        if self._keeps_inputs:
            self._keeping = asyncio.create_task(run_sync(self._keep_inputs, self._call))

    async def _end_keeping(self) -> None:
        """Wait until the inputs are kept; a picture that came doesn't wait for long."""
        keeping = self._keeping
        if keeping is None:
            return
        with contextlib.suppress(asyncio.CancelledError):  # a picture that came is filed
            await asyncio.wait([keeping], timeout=KEEP_SECONDS)
        if not keeping.done():
            self.remarks += ("its inputs are still being kept",)
        elif not keeping.cancelled():
            self.remarks += keeping.result()

    async def _make(self) -> Generation:
        """Claim the request, send it and file the reply, or wait for the kernel that has it."""
        if self._stopped_by is not None:
            raise _not_sent(self._stopped_by)
        self._batch.queued.add(self)
        beside = [asyncio.create_task(self._look_up_usual())]
        try:
            with contextlib.ExitStack() as slot:
                await self._slots.acquire()
                slot.callback(self._slots.release)
                async with self._batch.turn:
                    self._batch.check(self._call.request.model)
                    client, request = await self._prepare()
                    self.inputs = request.inputs
                    claim = await self._claim(request, again=self.again)
                    self._batch.queued.discard(self)
                self.number, self.ours, self._sent = claim.number, claim.ours, time.monotonic()
                self.take = claim.take
                if self.again:
                    self.remarks = (f"write --take {claim.take} to keep it",)
                self._library.changed()
                if claim.ours:
                    beside.append(asyncio.create_task(self._renew(claim.number)))
                    self._begin_keeping()
                    if self._call.region is not None:
                        beside.append(asyncio.create_task(run_sync(pasting.warm_up)))
                    request = replace(request, take=claim.take)
                    reply = await self._reply(client, request, claim.number, slot.close)
                    request = replace(request, inputs=())
                    held = HeldReply(self._library, claim.number, request, reply, filing=True)
                    self._held.add(held)
            # The slot is free for the next request while this one's answer is filed.
            if claim.ours:
                await self._end_keeping()
                return await self._file(held)
            return await self._wait_for_the_other(claim.number)
        except asyncio.CancelledError:
            if self._stopped_by is None or self not in self._batch.queued:
                raise
            raise _not_sent(self._stopped_by) from None
        except ImagegenError as error:
            self._batch.report(error, self._call.request.model)
            self._report(error, self)
            if not isinstance(error, Cancelled):  # which nobody waits for
                await self._end_keeping()
            raise
        finally:
            self._batch.queued.discard(self)
            for task in beside:
                task.cancel()

    async def _prepare(self) -> tuple[Client, Request]:
        if not self._call.sources:  # nothing takes long
            return self._prepared()
        return await run_sync(self._prepared)

    def _prepared(self) -> tuple[Client, Request]:
        """Return the client first, so that a missing key is told first, and the request."""
        call = self._call
        client = self._clients.client(call.gateway, self._plan.settings, model=call.request.model)
        return client, call.prepared()

    async def _look_up_usual(self) -> None:
        """Find out how long it usually takes and what it costs, for people who wait for it."""
        if self._plan.dimensions:
            return  # a sweep's plan has told it
        await asyncio.sleep(POLL_SECONDS)
        gateway, model, edits = kind(self._call.request)
        with contextlib.suppress(LibraryError):  # the claim tells of it
            seconds = partial(self._library.usual_seconds, gateway, model, edits=edits)
            self.usual = await run_sync(seconds)
            if not self._call.gateway.is_offline:
                cost = partial(self._library.usual_cost, gateway, model, edits=edits)
                self.usual_cost = await run_sync(cost)
        if self.usual is not None or self.usual_cost is not None:
            self._library.changed()

    async def _claim(self, request: Request, *, again: bool, has_come: bool = False) -> Claim:
        """Write the row, or find the one of the kernel that was first.

        A reply that `has_come` is paid already: no budget can refuse it any more.
        """
        call, brief = self._call, self._plan.brief
        limits = Limits() if has_come else limits_of(self._plan.settings, call.gateway)
        write = partial(
            self._library.claim,
            request,
            template=brief.template if brief.kept_template is None else brief.kept_template,
            sources=call.sources,
            name=brief.name,
            notebook=os.environ.get("JPY_SESSION_NAME", ""),
            again=again,
            stand_in=call.stand_in,
            limits=limits,
        )
        claiming = asyncio.create_task(run_sync(write), name=TO_ITS_END)
        try:
            return await asyncio.shield(claiming)
        except asyncio.CancelledError:
            # A thread can't be stopped, however often: let it write, then take it back.
            claim = await to_its_end(claiming)
            if claim.ours:
                dropped = Cancelled("dropped before it was sent", maybe_billed=False)
                if self._stopped_by is not None:
                    dropped = _not_sent(self._stopped_by)
                await self._note(claim.number, dropped)
            raise

    async def _reply(
        self, client: Client, request: Request, number: int, free_slot: Callable[[], None]
    ) -> Reply:
        """Send, and read what came: nobody can stop that any more.

        The body is let go of here: it is large, and filing may wait.
        """
        answer = await self._send(client, request, number)
        self._has_come = True
        return await to_its_end(self._read(client, answer, number, free_slot))

    async def _send(self, client: Client, request: Request, number: int) -> Answer:
        """Send, and see to it that the row tells of a failure."""
        self.is_unbilled = True
        try:
            return await client.send(
                request, timeout=self._call.timeout, paused=self._paused, asked=self._asked
            )
        except asyncio.CancelledError:
            hung_up = self._hung_up()
            if self.is_unbilled and self._stopped_by is not None:
                hung_up = _not_sent(self._stopped_by)
            await self._note(number, hung_up)
        except Exception as error:  # whatever it was, the row must say how it ended
            self.is_unbilled = False  # it can't be dropped any more
            await to_its_end(self._keep_failure(number, error))
            raise
        raise hung_up

    async def _read(
        self, client: Client, answer: Answer, number: int, free_slot: Callable[[], None]
    ) -> Reply:
        """Read an answer that came, when the next requests are on their way."""
        batch = self._batch
        gives_way = bool(batch.queued) and answer.reply is None and batch.unread < MOST_UNREAD
        batch.unread += 1
        try:
            if gives_way:
                free_slot()
                await asyncio.sleep(READ_AFTER)
            return await client.read(answer)
        except Exception as error:  # as in `_send`
            await self._keep_failure(number, error)
            raise
        finally:
            batch.unread -= 1

    async def _renew(self, number: int) -> None:
        """Renew the lease for as long as the request is under way, or its reply being filed."""
        while True:
            await asyncio.sleep(self._library.lease / 3)
            # A disk in trouble must not end a request that is paid for.
            with contextlib.suppress(LibraryError):
                await run_sync(self._library.renew, number)

    async def _note(self, number: int, error: Cancelled) -> None:
        """Write into the row how it ended, come what may.

        In a thread: another program may hold the catalogue, and answers come to this loop.
        """
        with contextlib.suppress(LibraryError):  # the row is left unknown then
            await to_its_end(run_sync(self._library.fail, number, error))

    async def _keep_failure(self, number: int, error: Exception) -> None:
        """Write a failure into the row, and keep its reply; add to the error if that fails."""
        self._failure = error
        if isinstance(error, Queued):
            say_how_to_ask(error, number)
        if isinstance(error, GatewayError) and error.reply:
            _add(error, await self._keep_body(number, error.reply))
            error.reply = b""
        try:
            await run_sync(self._library.fail, number, error)
        except LibraryError as unwritten:
            if isinstance(error, ImagegenError):
                _add(error, f"The library can't note it: {unwritten.said}")

    async def _keep_body(self, number: int, body: bytes) -> str:
        """Keep a reply that could not be read, and return a sentence that says where."""
        try:
            path = await run_sync(self._library.keep_reply, number, body)
        except (OSError, LibraryError) as error:
            why = getattr(error, "strerror", None) or getattr(error, "said", "") or str(error)
            return f"What came can't be kept: {why}."
        return f"What came is kept: {shown_path(path)}"

    async def _file(self, held: HeldReply) -> Generation:
        """File the pictures; their reply is held in memory until that is done."""
        reply = held.reply
        self.remarks += reply.remarks
        self.remarks += tuple(f"another picture was unusable: {why}" for why in reply.damaged[:3])
        flaws = dict.fromkeys(one.flaw for one in reply.pictures if one.flaw)
        self.remarks += tuple(f"shown, though its file has a flaw: {one}" for one in flaws)
        number = self.number or held.number
        # At the same time, because one waits for the disk and the others compute.
        looks = Looks(reply)
        finishing = run_sync(self._finish, number, held, looks)
        parts = asyncio.gather(
            self._seen(number, reply, looks),
            asyncio.create_task(finishing, name=TO_ITS_END),
            self._preview(reply),
            return_exceptions=True,
        )
        try:
            seen, generation, no_preview = await to_its_end(parts)
        finally:
            held.filing = False
        if isinstance(generation, BaseException):
            held.reply = replace(reply, images=())  # many may wait for room on the disk
            raise generation
        if isinstance(seen, str):
            self.remarks += (seen,) if seen else ()
        else:  # the picture is filed all the same
            log.info("@%d was not looked at: %s", number, seen)
        if no_preview is not None:  # whatever shows it says why it can't
            log.info("@%d has no preview: %s", number, no_preview)
        if reply.unread:
            self.remarks += (await self._keep_body(number, reply.unread),)
        if reply.images and self._call.region is None and not self.preview_wanted:
            self._pixels = reply.images[main_position(reply.pictures)]
        return generation

    async def _seen(self, number: int, reply: Reply, looks: Looks) -> str:
        """Return the remark on what the main picture looks like, if its caption has one.

        Of a region its report says what became of it, and a sweep's caption is that of all.
        """
        if self._call.region is not None or self._plan.dimensions:
            return ""
        return await run_sync(self._see, number, reply, looks)

    def _see(self, number: int, reply: Reply, looks: Looks) -> str:
        """Find out the looks of a reply's pictures; return the remark on its main one."""
        found = looks.find()
        return resemblance(self._library, number, reply, found, self.inputs)

    def _finish(self, number: int, held: HeldReply, looks: Looks) -> Generation:
        with self._batch.filing:
            generation = self._library.finish(number, held.reply, held.question, looks.find)
            self._held.remove(held)
            return generation

    async def _preview(self, reply: Reply) -> None:
        if self.preview_wanted and reply.images and self._call.region is None:
            side = self._plan.settings.get("preview")
            await run_sync(self._library.previews.make, reply.pictures, reply.images, side)

    async def _prepare_shown(self, generation: Generation) -> None:
        """Have made what will be shown of it, when the next requests are on their way."""
        if self._pixels is not None and self._batch.queued:
            await asyncio.sleep(PREPARED_AFTER)
        await run_sync(self._call_preparations, generation)

    def _call_preparations(self, generation: Generation) -> None:
        with self._batch.shrinking:
            for prepare in self.preparations:
                try:
                    prepare(generation, self._pixels)
                except Exception:  # whoever shows it makes what is missing
                    log.info("%s was not made ready", generation.ref, exc_info=True)

    async def _make_thumbnails(self, generation: Generation, pixels: Image | None) -> None:
        """Make the thumbnails of a generation, for galleries and lists; a cell shows it first."""
        await asyncio.sleep(THUMBNAILS_AFTER)
        try:
            await run_sync(self._thumbnails_of, generation, pixels)
        except Exception:  # whatever shows them makes them, or says why it can't
            log.info("%s has no thumbnails", generation.ref, exc_info=True)

    def _thumbnails_of(self, generation: Generation, pixels: Image | None) -> None:
        library, shown = self._library, generation.pictures
        with self._batch.shrinking:
            if pixels is not None:
                library.thumbnails.of(shown[main_position(shown)], pixels=pixels)
            elif len(shown) == 1 and (kept := library.previews.kept(shown, library.preview_side)):
                library.thumbnails.make(shown[0], kept.data)
            for picture in shown:
                library.thumbnail(picture)

    async def _wait_for_the_other(self, number: int) -> Generation:
        """Wait while the kernel that was first renews its lease."""
        self.follows, self.is_elsewhere = True, not self._is_here(number)
        while True:
            row = await run_sync(self._library.get, number)
            if row is not None and row.status == "done":
                return row
            if row is not None and row.status == "failed":
                error = error_from_dict(row.error or {})
                if self.is_elsewhere and isinstance(error, Cancelled):
                    raise Cancelled(
                        "cancelled in another kernel, which had asked first",
                        maybe_billed=error.maybe_billed,
                        hint=ASK_ANEW,
                    )
                raise error
            if row is None or row.status == "unknown":
                raise left_unknown(number, is_free=self.is_free)
            await asyncio.sleep(POLL_SECONDS)


def _add(error: ImagegenError, sentence: str) -> None:
    error.hint = f"{error.hint} {sentence}".strip()
