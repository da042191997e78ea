"""The panel's kernel side: small traits, messages in and out, and no pixels in either.

A callback may run on any thread, at any time, also twice at once, depending on the version
of ipykernel; so it reads the message, hands it to the session's loop thread and returns.
A pick alone is done at once, as a cell may be run right after it. The values of traits are
sent under one lock: two threads that write traits otherwise leave browsers with old values
(matplotlib/ipympl#603). Pictures travel as binary messages when a view asks for them, because
the value of a trait is sent again and again, and saved.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import re
import time
import weakref
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import anywidget
import ipywidgets
import msgspec
import traitlets
from anyio.to_thread import run_sync
from IPython.core.getipython import get_ipython

from .. import metadata
from ..arguments import checked_call
from ..errors import ImagegenError, UnknownReference, WrongArguments
from ..forks import lock
from ..gateways import ASPECTS, MODELS
from ..images.decoding import encoded
from ..images.picture import Picture, verify
from ..interrupts import interrupted_later
from ..library.references import find_generation, find_source
from ..notebook.dry_run import added_sentence, sent_pictures
from ..regions.region import drawn_mask
from ..session import Sweep, SweepJob
from ..session.estimate import estimated
from ..session.jobs import stop_all
from ..text import a_kind, one_line
from . import history, incoming, kernel_queue, outgoing, shapes
from .actions import delete, export, mark, restore
from .burst import Burst
from .comparing import difference
from .composer import composed, composed_brief, composed_cell, read_cell, repeated_brief
from .image_requests import ImageSender
from .jobs import JobList
from .plan_line import check_plan, told_plan, without_options
from .running_cell import RunningCell
from .serialize import details, entry
from .sweeps import Sweeps
from .uploads import Uploads

if TYPE_CHECKING:
    from ..images.preview import Preview
    from ..library import Library
    from ..library.references import Scope
    from ..session import Brief, Job, Plan, Session
    from ..settings import Snapshot

__all__ = ["Panel", "open_panel"]

STATIC = Path(__file__).parent / "static"
DECODERS = 2  # thumbnails made at once
MASKS = 50  # drawn ones that are kept, until they are sent
NOTHING_COMPOSED: dict[str, Any] = {
    "view": "", "template": "", "models": [], "aspect": "", "takes": 1, "together": True,
    "only": [], "crop": False, "options": "",
}  # fmt: skip
FIRST_ASKED = incoming.GroupsRequest("", 0, "", "template", "UTC", 0, 60, True, False)
MARKS_NAME = "marks"  # of a mask that was drawn
MARKS = (incoming.Rate, incoming.Tag, incoming.Annotate)
HIDES = (incoming.Delete, incoming.Restore)
PAID = (incoming.Generate, incoming.Again)
# Delivered twice, these are done once: a call is paid, a deletion may be undone meanwhile.
ONCE = (*PAID, incoming.Export, incoming.Widen, *MARKS, *HIDES)
REMEMBERED = 1000  # of these
# The last one sent must win.
IN_ORDER = (incoming.Compose, incoming.Look, incoming.Upload, *MARKS, *HIDES)

log = logging.getLogger("ipyimagegen")


def _source(name: str) -> str | Path:
    """Return a file's text; with ``ANYWIDGET_HMR`` its path, for who edits the front end.

    Text, because a widget whose source is a path is never freed (manzt/anywidget#929).
    """
    path = STATIC / name
    return path if os.environ.get("ANYWIDGET_HMR") else path.read_text("utf-8")


class _Gates:
    """The locks of messages on one loop: their turn, and a decoder."""

    def __init__(self) -> None:
        self.in_order = asyncio.Lock()
        self.decoders = asyncio.Semaphore(DECODERS)


if TYPE_CHECKING:
    _List = traitlets.List[Any]
else:
    _List = traitlets.List  # older versions, such as Colab's, take no type of its values


class _Picked(_List):
    """References, or pictures, in a list; another value is refused in a line, as elsewhere."""

    def validate(self, obj: Any, value: object) -> Any:
        if not isinstance(value, list | tuple):
            raise WrongArguments(
                f"what is picked is to be a list, not {type(value).__name__}",
                hint="Such as panel.picked = [frog, '@12']; an empty list picks nothing.",
            )
        return super().validate(obj, value)


class Panel(anywidget.AnyWidget):
    """See everything that was made, pick, and edit.

    Parameters
    ----------
    session
        The session that it shows.
    values
        Returns the variables that prompts may name.

    Attributes
    ----------
    picked
        The value of ``@picked``: references, in order. Can be set, and observed with
        ``panel.observe(f, "picked")``.
    """

    _esm = _source("panel.js")
    _css = _source("panel.css")

    picked: traitlets.List[Any] = _Picked().tag(sync=True)
    _status = traitlets.Dict().tag(sync=True)
    _composer = traitlets.Dict().tag(sync=True)
    _sweep = traitlets.Dict().tag(sync=True)
    _shown = traitlets.Unicode("").tag(sync=True)  # the reference of what a stage showed last

    def __reduce__(self) -> tuple[Any, ...]:
        raise WrongArguments("a panel can't be pickled", hint="Its picked pictures can.")

    def __init__(self, session: Session, values: Callable[[], Mapping[str, Any]] = dict) -> None:
        self._session = session
        self._values = values
        self._lock = lock()
        self._uploads = Uploads()
        self._masks: OrderedDict[str, Picture] = OrderedDict()  # that were drawn, by reference
        self._images = ImageSender(self._tell)
        self._gates: weakref.WeakKeyDictionary[asyncio.AbstractEventLoop, _Gates]
        self._gates = weakref.WeakKeyDictionary()
        self._jobs = JobList(session.scheduler)
        self._asked: OrderedDict[tuple[str, int], None] = OrderedDict()
        self._sweeps = Sweeps()
        self._burst = _bursts.setdefault(session, Burst())
        self._refreshing = self._stale = self._changed = self._is_warm = False
        self._folder: Path | None = None  # of the library that views were told of
        self._turns = 0  # to another library
        self._picked_in: Path | None = None  # the library whose pictures were picked last
        self._cell = RunningCell(session.worker, partial(self._refresh_soon, changed=False))
        self._composition = incoming.Compose(**NOTHING_COMPOSED, inputs=[])
        self._revision = 0
        super().__init__(
            picked=list(session.picked),
            layout=ipywidgets.Layout(width="100%"),  # also inside a box
            _composer={**NOTHING_COMPOSED, "inputs": [], "share": 0.0},
        )
        self.on_msg(self._receive)
        self._unwatch = session.watch(self._refresh_soon)
        session.worker.meanwhile.append(self._serve)
        self._shell = get_ipython()
        if self._shell is not None:
            self._cell.watch(self._shell.events)
            self._shell.events.register("post_run_cell", self._cell_ended)
        self._refresh_soon()

    def __repr__(self) -> str:
        return "<Panel: run this cell to open it>"

    def open(self) -> None:
        """Open its line to front ends, each message of which names the thread that takes it.

        ipykernel 7.4 sends it elsewhere: to the thread that told the panel something last. An
        update from a cell would let all clicks wait until that cell has ended.
        """
        super().open()
        if self.comm is not None:
            self.comm._reply_subshell_for = None

    def close(self) -> None:
        """Close it and let go of everything. Calling it twice does nothing more."""
        with self._lock:
            if self.comm is None:
                return
            self._unwatch()
            self._unwatch = lambda: None
            self._session.worker.meanwhile.remove(self._serve)
            if self._shell is not None:
                self._cell.leave(self._shell.events)
                self._shell.events.unregister("post_run_cell", self._cell_ended)
            _panels.pop(self._session, None)
            self._uploads.clear()
            self._masks.clear()
            self.layout.close()
            super().close()

    @checked_call
    def open_sweep(self, sweep: Sweep | SweepJob | None) -> None:
        """Let each view compare the pictures of a sweep; without one, views begin as they do."""
        if not isinstance(sweep, (Sweep, SweepJob, type(None))):
            raise WrongArguments(
                f"the panel compares the pictures of a sweep, not {a_kind(sweep)}",
                hint="Write ipyimagegen.panel(), and pick what is compared there.",
            )
        key = "" if sweep is None else self._sweeps.key(sweep, self._values())
        with self._lock:
            if key or self._sweep:
                # By the clock, so that a page tells it from what an earlier kernel opened.
                count = max(self._sweep.get("count", 0) + 1, int(time.time() * 1000))
                self._sweep = {"key": key, "count": count}

    # -- picking ----------------------------------------------------------------------

    @traitlets.validate("picked")
    def _references(self, proposal: Any) -> list[str]:
        """Return the picked pictures as references; `UnknownReference` if one names no picture."""
        if not proposal["value"]:
            return []
        scope = self._session.scope()
        names = dict.fromkeys(
            value if isinstance(value, str) else find_source(value, scope).name
            for value in proposal["value"]
        )
        for name in names:
            if not isinstance(find_source(name, scope).value, Picture):
                raise UnknownReference(f"{name} is no picture of the library")
        self._picked_in = scope.library.folder
        return list(names)

    @traitlets.observe("picked")
    def _tell_session(self, _change: Any) -> None:
        with self._lock:  # of two threads that pick at a time, either tells what is picked now
            self._session.picked = tuple(self.picked)

    # -- messages to the front end ------------------------------------------------------

    def _cell_ended(self, *_: object) -> None:
        """Look at the settings, of which a cell may have changed one: the budget, the gateway."""
        self._refresh_soon(changed=False)

    def send_state(self, key: Any = None) -> None:
        """Send values of traits, the newest ones last."""
        with self._lock:
            super().send_state(key)

    def _refresh_soon(self, *, changed: bool = True) -> None:
        """Bring the status up to date, once for however many changes come at a time.

        Parameters
        ----------
        changed
            Whether views must ask anew for their content; else they do if it differs.
        """
        with self._lock:
            self._stale = True
            self._changed |= changed
            if self._refreshing:
                return
            self._refreshing = True
        self._session.worker.submit(self._refresh())

    async def _refresh(self) -> None:
        try:
            while True:
                with self._lock:
                    if not self._stale:
                        self._refreshing = False
                        return
                    self._stale = False
                settings = self._session.settings.snapshot()
                self._tell_status(await run_sync(self._look, settings))
                if not self._is_warm:
                    self._is_warm = True
                    await run_sync(self._warm_up, settings)
                # A call of a moment ago may be a replay by now.
                async with self._gates_here().in_order:
                    if self._composition.view:
                        await run_sync(self._look_inputs_up, settings)
                        await self._tell_plan(self._composition, settings)
        except (Exception, asyncio.CancelledError):
            with self._lock:
                self._refreshing = False  # or nobody would ever refresh it again
            log.info("the panel's status stays as it was", exc_info=True)
            raise

    def _tell_status(self, status: shapes.Status) -> None:
        with self._lock:
            same = {**status, "revision": self._revision} == self._status
            if self.comm is None or (same and not self._changed):
                return
            self._changed = False
            self._revision += 1
            self._status = {**status, "revision": self._revision}

    def _look(self, settings: Snapshot) -> shapes.Status:
        """Return the status: the models, the aspects, the number of entries, the jobs."""
        try:
            gateway = settings.gateway()
            library = self._session.library_of(settings)
            self._note_library(library)
            self._unpick_deleted(library)
            total = library.count()
            newest = library.last_number()
            model = settings.get("model")
            jobs = self._jobs.look(library)
            money = _money(library, settings)
        except ImagegenError as error:
            return {
                "total": 0, "newest": 0, "models": list(MODELS), "error": error.lines(),
                "library": self._turns,
            }  # fmt: skip
        return {
            "gateway": gateway.name, "sketches": gateway.is_offline,
            "model": model, "models": list(dict.fromkeys((model, *MODELS))),
            "aspects": list(ASPECTS), "total": total, "newest": newest,
            "jobs": jobs, "atOnce": settings.get("concurrency"), "money": money, "error": [],
            "waits": self._cell.keeps_waiting, "library": self._turns,
        }  # fmt: skip

    def _warm_up(self, settings: Snapshot) -> None:
        """Read what a view asks first, while a browser still unpacks the panel's source.

        The first statements of a kernel take three times as long as the next ones.
        """
        with contextlib.suppress(ImagegenError):
            history.groups(self._session.library_of(settings), FIRST_ASKED, str, 0)

    def _tell(self, message: outgoing.Outgoing, *buffers: bytes) -> None:
        with self._lock:
            if self.comm is not None:
                self.send(msgspec.to_builtins(message), list(buffers))

    # -- messages from the front end ----------------------------------------------------

    def _receive(self, _widget: object, content: object, buffers: Sequence[Any]) -> None:
        """Take a message, on whatever thread it comes, and hand it over."""
        self._cell.heard()
        try:
            message = incoming.read_message(content, buffers)
        except incoming.ProtocolError as error:
            log.warning("the panel was sent what it can't read: %s", error)
            sender = incoming.sender_of(content)
            if sender is not None:  # who else would wait for an answer
                self._tell(outgoing.Refused(*sender, [f"This can't be sent: {error}."]))
            return
        if isinstance(message, ONCE) and not self._is_new(message.view, message.id):
            return
        if isinstance(message, incoming.Pick):
            self._pick(message)
            return
        data = bytes(buffers[0]) if buffers else b""
        self._session.worker.submit(self._answer(message, data))

    def _serve(self) -> None:
        """Take the messages that wait for a cell to end, while that waits for its picture."""
        self._cell.look()
        if self.comm is None:
            return
        try:
            with interrupted_later():  # what is taken out of the queue would be lost
                for message in kernel_queue.take(self.comm.comm_id):
                    self._handle_msg(message)
                    kernel_queue.end(message)
        except Exception:  # a kernel of another make; the cell must have its picture all the same
            log.info("clicks in the panel wait for the cell", exc_info=True)

    def _is_new(self, view: str, number: int) -> bool:
        with self._lock:
            if (view, number) in self._asked:
                return False
            self._asked[view, number] = None
            while len(self._asked) > REMEMBERED:
                self._asked.popitem(last=False)
            return True

    async def _answer(self, message: incoming.HandedOver, data: bytes) -> None:
        """Serve a message; any error is told in the panel."""
        view, number = getattr(message, "view", ""), getattr(message, "id", 0)
        settings = self._session.settings.snapshot()
        if isinstance(message, PAID):
            self._burst.asked()
        try:
            if isinstance(message, IN_ORDER):
                async with self._gates_here().in_order:
                    await self._do(message, data, settings)
            else:
                await self._do(message, data, settings)
        except ImagegenError as error:
            self._tell(outgoing.Refused(view, number, _words(error)))
        except Exception as error:  # nobody would ever see it otherwise
            log.info("the panel could not answer", exc_info=True)
            self._tell(outgoing.Refused(view, number, _words(error)))

    def _gates_here(self) -> _Gates:
        return self._gates.setdefault(asyncio.get_running_loop(), _Gates())

    async def _do(self, message: incoming.HandedOver, data: bytes, settings: Snapshot) -> None:
        match message:
            case incoming.Hello():
                self._tell(outgoing.HelloAnswer())  # it is heard, even if nothing has changed
                self._refresh_soon(changed=False)
            case incoming.Look():
                with self._lock:
                    self._shown = message.ref
                self._tell(outgoing.HelloAnswer())
            case incoming.Stop() | incoming.WaitAgain() | incoming.RemoveWaiting():
                await self._wait_or_not(message)
                self._refresh_soon()
            case incoming.Compose():
                await run_sync(self._compose, message, settings)
                await self._tell_plan(message, settings)
            case incoming.Generate():
                plan = await run_sync(self._composed_plan, message, settings)
                if plan.new > max(message.confirmed, incoming.UNCONFIRMED):
                    self._tell(outgoing.Unconfirmed(message.view, message.id, plan.new))
                else:
                    await self._start(plan, message)
            case incoming.SentRequest():
                await self._tell_sent(message, settings)
            case incoming.ImageRequest() if f"@{message.hash}" in self._masks:
                mask = self._masks[f"@{message.hash}"]
                self._tell(outgoing.Image(mask.hash, message.size, mask.type), mask.bytes)
            case _:
                await self._do_in(self._session.library_of(settings), message, data, settings)

    async def _do_in(
        self, library: Library, message: incoming.OfLibrary, data: bytes, settings: Snapshot
    ) -> None:
        """Serve a message about the pictures in a library."""
        decoders = self._gates_here().decoders
        match message:
            case incoming.GroupsRequest():
                read = partial(self._session.query, library=library, values=self._values())
                revision = self._revision  # before it looks: what comes meanwhile is told later
                groups = await run_sync(history.groups, library, message, read, revision)
                self._tell(groups)
                await self._images.send_tiles(library, groups.tiles, decoders)
            case incoming.EntriesRequest() | incoming.DetailsRequest() | incoming.WordsRequest():
                read = partial(self._session.query, library=library, values=self._values())
                self._tell(await run_sync(history.answer, library, message, read))
            case incoming.ImageRequest():
                await self._images.send(library, message.hash, message.size, decoders)
            case incoming.TilesRequest():
                await self._images.send_tiles(library, message.hashes, decoders)
            case incoming.DifferenceRequest():
                async with decoders:
                    told, data = await run_sync(difference, library, message)
                self._tell(told, data)
            case incoming.Again():
                scope = self._session.scope(library=library)
                again = await run_sync(find_generation, f"@{message.number}", scope)
                brief = await run_sync(repeated_brief, again)
                await self._start(await run_sync(self._plan, brief, settings), message)
            case incoming.Upload():
                await run_sync(self._upload, message, data, library)
            case _:
                self._tell(await run_sync(self._take_step, message, library))

    def _take_step(self, message: incoming.OneStep, library: Library) -> outgoing.Outgoing:
        """Serve a message of one step; return its answer."""
        scope = self._session.scope(self._values(), library)
        asked = message.view, message.id
        answer: outgoing.Outgoing = outgoing.Marked(*asked)
        match message:
            case incoming.SweepsRequest():
                answer = outgoing.Sweeps(*asked, self._sweeps.listed(library, self._values()))
            case incoming.SweepRequest():
                answer = self._sweeps.look(message, library, self._values())
            case incoming.CellRequest():
                answer = outgoing.Cell(*asked, find_generation(f"@{message.number}", scope).cell)
            case incoming.ComposedCellRequest():
                for mask in filter(None, map(self._masks.get, message.only)):
                    library.add(mask, MARKS_NAME, listed=False)  # the cell names it
                answer = outgoing.Cell(*asked, composed_cell(message, scope))
            case incoming.PastedCell():
                answer = outgoing.CellRead(*asked, read_cell(message.view, message.text, scope))
            case incoming.Widen():
                wider = find_generation(f"@{message.number}", scope).widened(message.pixels)
                answer = outgoing.Details(*asked, entry(wider), details(wider))
            case incoming.Delete():
                gone = delete(library, message.numbers)
                self._unpick(gone)
                answer = outgoing.Deleted(*asked, gone)
            case incoming.Restore():
                answer = outgoing.Restored(*asked, restore(library, message.numbers))
            case incoming.Export():
                answer = outgoing.Exported(*asked, export(library, message.numbers))
            case incoming.Rate() | incoming.Tag() | incoming.Annotate():
                mark(library, message)
        return answer

    def _pick(self, message: incoming.Pick) -> None:
        """Let what a view picked be picked, at once: a cell that is run right after means it."""
        answer: outgoing.Outgoing = outgoing.Picked(message.view, message.id)
        try:
            self.picked = message.picked  # without a lock, as an observer may wait for a picture
        except ImagegenError as error:
            answer = outgoing.Refused(message.view, message.id, _words(error))
        except Exception as error:  # of an observer
            log.info("the panel could not pick", exc_info=True)
            answer = outgoing.Refused(message.view, message.id, _words(error))
        finally:
            self._tell(answer)

    def _note_library(self, library: Library) -> None:
        """Where another library is in use, let views ask anew, and pick nothing by its number."""
        if self._folder not in (None, library.folder):
            self._turns += 1
        if self._picked_in not in (None, library.folder):
            names = [ref.partition(".")[0][1:] for ref in self.picked]
            self._unpick([int(name) for name in names if name.isdecimal()])
        self._folder = library.folder

    def _unpick_deleted(self, library: Library) -> None:
        """Unpick generations that were deleted in a cell, or by another kernel."""
        numbers = [int(ref[1:]) for ref in self.picked if re.fullmatch(r"@\d{1,18}", ref)]
        picked = library.numbered(numbers) if numbers else {}
        self._unpick([one for one in numbers if one not in picked or picked[one].deleted])

    def _unpick(self, numbers: Sequence[int]) -> None:
        """Take deleted generations out of ``@picked``, in each view and in cells."""
        gone = {f"@{number}" for number in numbers}
        before = self.picked
        kept = [ref for ref in before if ref.partition(".")[0] not in gone]
        if len(kept) < len(before):
            try:
                self.picked = kept
            except Exception:  # of an observer that edits what is picked, where nothing is now
                log.info("an observer of what is picked failed", exc_info=True)

    # -- composing and sending --------------------------------------------------------

    def _upload(self, message: incoming.Upload, data: bytes, library: Library) -> None:
        picture = self._uploads.add(message, data)  # in order, and not under the lock of traits
        if picture is None:
            received = message.start + len(data)
            self._tell(outgoing.Received(message.view, message.id, received))
            return
        if message.mask:
            mask, _ = verify(encoded(drawn_mask(picture.image), "PNG"))
            self._masks[f"@{mask.hash}"] = mask
            while len(self._masks) > MASKS:
                self._masks.popitem(last=False)
            self._tell(outgoing.Uploaded(message.view, message.id, mask.ref, mask.hash, "", ""))
            return
        kept = library.add(picture, message.name)
        found = metadata.read(picture.bytes)
        # Text of a file, to be read and perhaps taken over; nothing in it is believed.
        prompt, by = ("", "") if found is None else (found.prompt, found.written_by)
        self._tell(outgoing.Uploaded(message.view, message.id, kept.ref, kept.hash, prompt, by))

    def _compose(self, message: incoming.Compose, settings: Snapshot) -> None:
        shown = composed(message, self._scope(settings) if message.inputs else None, self._masks)
        with self._lock:
            self._composition = message
            self._composer = {**shown, "version": message.version}

    def _look_inputs_up(self, settings: Snapshot) -> None:
        """Show the inputs that would be sent now: ``@last``, a variable, a library may change."""
        message = self._composition
        if not message.inputs:
            return
        with contextlib.suppress(ImagegenError):  # the plan tells
            shown = composed(message, self._scope(settings), self._masks)
            with self._lock:
                if shown["inputs"] != self._composer["inputs"]:
                    self._composer = {**shown, "view": "", "version": message.version}

    def _scope(self, settings: Snapshot) -> Scope:
        return self._session.scope(self._values(), self._session.library_of(settings))

    def _plan(self, brief: Brief, settings: Snapshot) -> Plan:
        """Return the plan of a brief, looked up; an error if it can't be sent."""
        plan = self._session.plan(brief, self._values(), settings=settings)
        return self._session.look_up(plan)

    def _composed_plan(self, message: incoming.Generate, settings: Snapshot) -> Plan:
        """Return the plan of the composer's fields; an error if it is over its limits, too.

        For one call the burst and the budget decide when it is sent.
        """
        plan = self._plan(composed_brief(message, self._values(), self._masks), settings)
        if plan.dimensions or plan.until or plan.brief.max_cost is not None:
            plan = estimated(plan)
            check_plan(plan)
        return plan

    async def _tell_plan(self, message: incoming.Compose, settings: Snapshot) -> None:
        scope, planned = partial(self._scope, settings), partial(self._plan, settings=settings)
        self._tell(await run_sync(told_plan, message, scope, planned, self._masks))

    async def _tell_sent(self, message: incoming.SentRequest, settings: Snapshot) -> None:
        """Tell the pictures of the first call that would be sent, and what follows its prompt."""

        def prepared() -> tuple[list[str], list[Preview], str]:
            brief = composed_brief(message, self._values(), self._masks)
            plan = self._plan(replace(brief, template=brief.template or "…"), settings)
            call = plan.calls[0]
            request = call.prepared()
            return call.input_names, sent_pictures(request.inputs), added_sentence(request)

        names, copies, sentence = await run_sync(prepared)
        types = [copy.type for copy in copies]
        told = outgoing.Sent(message.view, message.id, names, types, sentence)
        self._tell(told, *(copy.data for copy in copies))

    async def _start(self, plan: Plan, message: incoming.Generate | incoming.Again) -> None:
        """Send a plan's calls, and tell which earlier generations answer them."""
        self._burst.check(plan)  # and nothing else of this loop comes between that and sending
        scheduler = self._session.scheduler
        job = scheduler.start(plan) if plan.dimensions else scheduler.send(plan)
        jobs = job.jobs if isinstance(job, SweepJob) else (job,)
        sent = zip(jobs, plan.calls, strict=True)
        self._burst.add(job for job, call in sent for take in call.takes if take.is_new)
        replayed = [call.stored.number for call in plan.calls if call.stored is not None]
        replayed = replayed[: incoming.MAX_LIST]
        self._tell(outgoing.Accepted(message.view, message.id, plan.new, replayed))
        with contextlib.suppress(ImagegenError):
            await job
        if lines := _unsent(jobs):  # what was sent has an entry in the gallery, which tells
            self._tell(outgoing.Refused(message.view, 0, lines))

    async def _wait_or_not(
        self, message: incoming.Stop | incoming.WaitAgain | incoming.RemoveWaiting
    ) -> None:
        """Wait for jobs no more, or again; what was not sent is dropped."""
        if isinstance(message, incoming.RemoveWaiting):
            await stop_all(self._jobs.waiting(), hang_up=False)
            return
        found = self._jobs.find(message.job)
        if isinstance(message, incoming.WaitAgain):
            for job in found:
                self._jobs.wait_again(job)
            return
        stopped = await stop_all(found, hang_up=False)  # no further take is made, either
        for job in found:
            if job not in stopped:
                self._jobs.leave(job)


def _words(error: Exception) -> list[str]:
    """Return the words of an error for the panel."""
    if isinstance(error, ImagegenError):
        return [without_options(line) for line in error.lines()]
    return [f"{type(error).__name__}: {one_line(str(error))}"]


def _unsent(jobs: Sequence[Job]) -> list[str]:
    """Return why jobs that have ended were not sent, in the words of the first; empty if all were.

    One that was stopped is none of them: whoever did that knows.
    """
    errors = [job.exception() for job in jobs if job.number is None and not job.future.cancelled()]
    failed = [error for error in errors if isinstance(error, ImagegenError)]
    if not failed:
        return []
    some = [f"{len(failed)} of {len(jobs)} were not sent."] if len(jobs) > 1 else []
    return [*failed[0].lines(), *some]


def _money(library: Library, settings: Snapshot) -> shapes.Money:
    day = library.today(settings.get("price"))
    return {
        "spent": day.spent, "held": day.held, "budget": settings.get("budget"),
        "paid": day.paid_calls, "holding": day.held_calls,
    }  # fmt: skip


_panels: weakref.WeakKeyDictionary[Session, Panel] = weakref.WeakKeyDictionary()
# A panel that is closed and opened again goes on with the burst that it was in.
_bursts: weakref.WeakKeyDictionary[Session, Burst] = weakref.WeakKeyDictionary()


def open_panel(session: Session) -> Panel:
    """Return the session's one panel, made at first use or after it was closed."""
    panel = _panels.get(session)
    if panel is None:
        panel = _panels[session] = Panel(session, _variables)
    return panel


def _variables() -> Mapping[str, Any]:
    """Return the notebook's variables, where there is a notebook."""
    shell = get_ipython()
    # A copy, made in one step: cells bind names while it is looked through on other threads.
    return {} if shell is None else shell.user_ns.copy()
