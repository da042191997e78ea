"""The façade: what the magic, the panel and Python all call to make a picture.

There is one per kernel, so a picture made by one of them is at once known to the others.
It turns a template and its inputs into a request, sends it off the calling thread, and
files what comes back: the row before the request, the pictures before the row says done.
"""

from __future__ import annotations

import asyncio
import contextlib
import sys
import warnings
from collections.abc import Callable, Coroutine, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from ..errors import ImagegenError, OptionError, ReferenceError, nearest
from ..library import references
from ..settings import MODELS, Gateway, Secret, Settings
from .flights import Flight, left_unknown, not_stored
from .jobs import Job, LoopThread
from .orders import Order, caution, check_take, time_allowed
from .parameters import check_parameters

if TYPE_CHECKING:
    from pathlib import Path

    from ..gateway.client import Client
    from ..gateway.wire import Reply
    from ..library import Generation, Library, Source

__all__ = ["Session"]


class Session:
    """Makes pictures, and finds them again.

    Parameters
    ----------
    settings
        The settings in force; None reads the environment and the files.
    library
        Where pictures are kept; None opens the one that the settings name.
    """

    def __init__(self, settings: Settings | None = None, *, library: Library | None = None) -> None:
        self.settings = settings or Settings()
        self._given_library = library
        self._libraries: dict[Path, Library] = {}
        self._clients: dict[tuple[str, Secret | None], Client] = {}
        self._loop = LoopThread()
        self._jobs: set[Job] = set()
        self._flights: dict[tuple[Any, ...], Flight] = {}
        self._slots: tuple[tuple[Any, int], asyncio.Semaphore] | None = None
        self._watchers: list[Callable[[], None]] = []
        self.picked: tuple[str, ...] = ()
        self._held: dict[tuple[Path, int], Reply] = {}
        self._last: dict[Path, int] = {}

    @property
    def library(self) -> Library:
        """The library that the settings name now."""
        if self._given_library is not None:
            library = self._given_library
        else:
            from ..library import Library

            folder = self.settings.get("library")
            library = self._libraries.setdefault(folder, Library(folder))
        library.edit_with = self.generate
        library.preview_side = self.settings.get("preview")
        return library

    @property
    def last(self) -> int | None:
        """The number of what this kernel finished last in this library, or None."""
        return self._last.get(self.library.folder)

    # -- making pictures --------------------------------------------------------------

    def generate(self, prompt: str, **options: Any) -> Generation:
        """Make a picture and wait for it.

        Parameters
        ----------
        prompt
            The prompt; ``{name}`` inserts the keyword argument of that name, as text or,
            if it is a picture, as an input.
        **options
            The options of `order`, and the values that the prompt names.

        Raises
        ------
        ImagegenError
            What went wrong, before or after sending.
        TypeError
            A keyword argument that neither an option nor the prompt knows.
        """
        return self._start(prompt, options).result()

    def edit(self, picture: object, prompt: str, **options: Any) -> Generation:
        """Make a picture from another one; `picture` is a reference or a picture."""
        return self.generate(prompt, **{"inputs": [picture], **options})

    def submit(self, prompt: str, **options: Any) -> Job:
        """Start a generation and return at once; takes the arguments of `generate`."""
        return self._start(prompt, options)

    def _start(self, prompt: str, options: Mapping[str, Any]) -> Job:
        values = {name: value for name, value in options.items() if name not in _ORDER_OPTIONS}
        known = {name: value for name, value in options.items() if name in _ORDER_OPTIONS}
        order = self.order(prompt, values=values, all_values_used=True, **known)
        if order.caution:
            warnings.warn(order.caution, stacklevel=4)  # the line that calls ipyimagegen.generate
        return self.send(order)

    def order(
        self,
        prompt: str,
        *,
        model: str | None = None,
        inputs: Sequence[object] = (),
        gateway: str | None = None,
        aspect: str | None = None,
        size: str | None = None,
        timeout: float | None = None,
        extra: Mapping[str, Any] | None = None,
        raw: bool = False,
        take: int | None = None,
        again: bool = False,
        name: str = "",
        values: Mapping[str, Any] | None = None,
        all_values_used: bool = False,
    ) -> Order:
        """Check everything that can be checked before money is spent.

        Parameters
        ----------
        prompt
            The template.
        model, gateway, timeout
            Instead of the settings'; `timeout` in seconds.
        inputs
            References (text) or pictures, in the order they are sent.
        aspect, size
            Such as ``"16:9"`` and ``"2K"``; sent only when given.
        extra
            More fields of the request's body.
        raw
            Send the template as it is.
        take
            Which take of the request, from 1; None is the first.
        again
            The next take that there isn't yet, at the price of a new one.
        name
            The variable the result will have, kept in the library.
        values
            What names in the template and in references stand for.
        all_values_used
            Whether a value that the template doesn't name is a `TypeError`.
        """
        from ..gateway.wire import Request
        from ..inputs import identify
        from ..prompts import check_text, expand

        check_take(take, again=again)
        replay = self.settings.get("replay")
        if replay == "only" and again:
            raise OptionError(
                "--again asks for something new, and replay = only never sends",
                hint="%config ImageGen.replay = 'on' lets it be sent.",
            )
        values = values or {}
        if isinstance(inputs, str) or not isinstance(inputs, Sequence):
            inputs = [inputs]
        sources = [source for value in inputs for source in self._sources(value, values, prompt)]
        used: set[str] = set()
        if raw:
            check_text(prompt)
            text = prompt
        else:

            def look_up(variable: str) -> object:
                used.add(variable)
                return values[variable]

            def attach(value: object, called: str) -> int:
                source = self._only_source(value, values, called, prompt)
                for number, known in enumerate(sources, start=1):
                    if known.shows_the_same_as(source):
                        return number
                sources.append(source)
                return len(sources)

            text = expand(prompt, look_up, names=values, is_picture=_is_picture, attach=attach)
        unused = set(values) - used
        if all_values_used and unused:
            raise TypeError(f"the prompt has no {{{sorted(unused)[0]}}}")
        chosen = self.settings.gateway(gateway)
        self._refuse_sketches(chosen, sources)
        model = model or self.settings.get("model")
        seconds = timeout or time_allowed(self.settings, model)
        return Order(
            request=Request(
                gateway=chosen.base_url,
                model=model,
                prompt=text,
                sources=tuple(identify(source.value) for source in sources),
                take=take or 1,
                parameters=check_parameters(aspect, size, extra),
            ),
            sources=tuple(sources),
            template=prompt,
            gateway=chosen,
            timeout=seconds,
            name=name,
            caution=caution(chosen, seconds),
            again=again or (replay == "off" and take is None),
            stand_in=chosen.is_offline and chosen.source == "default",
            may_send=replay != "only",
        )

    def stored(self, order: Order) -> Generation | None:
        """Return what the library answers an order with, free, or None."""
        found = self._known(order)
        return found if found is not None and found.status == "done" else None

    def check(self, order: Order) -> None:
        """Refuse an order that the library has no answer to and that can't be sent.

        Raises
        ------
        ImagegenError
            Nothing may be sent, the gateway can't be asked for it, or it may have been
            billed before.
        """
        found = self._known(order)
        if found is not None and found.status == "done":
            return
        if not order.may_send:
            raise not_stored()
        if found is not None and found.status == "unknown":
            raise left_unknown(found.number)
        self._client(order)

    def _known(self, order: Order) -> Generation | None:
        if order.again:
            return None
        return self.library.known(order.request, stand_in=order.stand_in)

    def _refuse_sketches(self, gateway: Gateway, sources: Sequence[Source]) -> None:
        """Refuse inputs that stand on an offline sketch: paying to edit one is a mistake."""
        if gateway.is_offline:
            return
        for source in sources:
            generation = None if source.generation is None else self.library.get(source.generation)
            if generation is not None and generation.descends_from_sketch:
                raise ReferenceError(
                    f"{source.name} is an offline sketch, or was made from one",
                    hint=f"Run its cell again with {gateway.name} first "
                    "(its .image is an ordinary picture, if you insist).",
                )

    def send(self, order: Order, *, preview: bool = False) -> Job:
        """Start what an order asks for; with `preview`, encode what a notebook will show."""
        hangs_up = self.settings.get("on_interrupt") == "hang_up"
        job = Job(order.request.model, self._loop, prompt=order.request.prompt, hangs_up=hangs_up)
        self._jobs.add(job)
        job.start(self._run(order, job, preview=preview))
        self._changed()
        return job

    async def _run(self, order: Order, job: Job, *, preview: bool) -> Generation:
        try:
            flight = self._board(order)
            joined = flight.waiting > 0
            flight.waiting += 1
            flight.preview_wanted |= preview
            job.flight = flight
            try:
                generation = await asyncio.shield(flight.task)
            finally:
                flight.waiting -= 1
                job.joined = (joined or not flight.ours) and not flight.replayed
            self._last[generation.library.folder] = generation.number
            return generation
        finally:
            self._jobs.discard(job)
            self._changed()

    def _board(self, order: Order) -> Flight:
        """Return the flight of this request: the one under way, or a new one."""
        library = self.library
        # The loop is part of it, because a forked child has a loop and requests of its own.
        loop = asyncio.get_running_loop()
        # Who asks again wants a take of its own, and joins nobody.
        known = (loop, library.folder, object() if order.again else order.request.identity)
        if known not in self._flights:
            flight = Flight(
                order,
                library,
                partial(self._client, order),
                lambda number: self._held.pop((library.folder, number), None),
                slots=self._slots_of(loop),
                changed=self._changed,
            )
            flight.task.add_done_callback(lambda _: self._landed(known))
            self._flights[known] = flight
        return self._flights[known]

    def _slots_of(self, loop: asyncio.AbstractEventLoop) -> asyncio.Semaphore:
        """Return what limits how many requests are in flight at once."""
        wanted = (loop, self.settings.get("concurrency"))
        if self._slots is None or self._slots[0] != wanted:
            self._slots = (wanted, asyncio.Semaphore(wanted[1]))
        return self._slots[1]

    def _landed(self, known: tuple[Any, ...]) -> None:
        flight = self._flights.pop(known)
        if flight.held is not None and flight.number is not None:
            self._held[known[1], flight.number] = flight.held

    def _client(self, order: Order) -> Client:
        """Return who sends an order; an error if its gateway can't be asked for it."""
        model = order.request.model
        if order.gateway.is_offline and model not in MODELS:
            raise OptionError(
                f"the offline gateway has no model {model!r}",
                hint=nearest(model, MODELS) or f"There are {', '.join(MODELS)}.",
            )
        return self._client_of(order.gateway)

    def _client_of(self, gateway: Gateway) -> Client:
        from ..gateway.client import Client

        key = self.settings.key(gateway)
        known = (gateway.base_url, key)
        if known not in self._clients:
            self._clients[known] = Client(
                gateway.base_url, key=key, models=gateway.models, extra=gateway.extra
            )
        return self._clients[known]

    # -- finding them again -----------------------------------------------------------

    def get(self, reference: str) -> Generation:
        """Return the generation that a reference names (``"@12"``, ``"@last"``, a hash)."""
        return self.find(reference, {})

    def find(self, reference: str, values: Mapping[str, Any]) -> Generation:
        """Return the generation that a reference or a variable names.

        One whose pictures came and could not be filed is filed now, if that can be done.
        """
        library = self.library
        if _is_picked(reference):
            self._only_source(references.PICKED, values, "", "")
            [reference] = self.picked
        found = references.generation(reference, library=library, namespace=values, last=self.last)
        held = self._held.get((library.folder, found.number))
        if held is None:
            return found
        filed = library.finish(found.number, held)
        self._held.pop((library.folder, found.number), None)
        return filed

    def _sources(self, value: object, values: Mapping[str, Any], template: str) -> list[Source]:
        """Return what a reference stands for: one picture, or those that are picked."""
        if not _is_picked(value):
            return [self.source(value, values)]
        if not self.picked:
            before = self.library.last_picked(template)
            raise ReferenceError(
                "@picked names nothing: no picture is picked in this kernel",
                hint=f"When this was last sent it was {before}: -i {before.replace(' ', '')}"
                if before
                else "Click one in %imagegen panel, or set panel.picked = ['@12'].",
            )
        return [self.source(name, values, f"@picked ({name})") for name in self.picked]

    def _only_source(
        self, value: object, values: Mapping[str, Any], called: str, template: str
    ) -> Source:
        if not _is_picked(value):
            return self.source(value, values, called)
        found = self._sources(value, values, template)
        if len(found) > 1:
            raise ReferenceError(
                f"{len(found)} pictures are picked, and {{@picked}} stands for one",
                hint="Write -i @picked, and call them image 1, image 2 in the prompt.",
            )
        return found[0]

    def source(self, value: object, values: Mapping[str, Any], name: str = "") -> Source:
        """Return what a reference or a picture stands for, as an input."""
        if isinstance(value, references.Source):
            return replace(value, name=name or value.name)
        if isinstance(value, str):
            found = references.resolve(
                value, library=self.library, namespace=values, last=self.last
            )
            return replace(found, name=name or found.name)
        return references.source_of(value, name, self.library)

    def use(self, gateway: str, *, ask_key: bool = False, remember: bool = False) -> Gateway:
        """Choose the gateway for this kernel.

        Parameters
        ----------
        gateway
            A preset's name, one of your own, or a base URL.
        ask_key
            Ask for its key now, without echo; it is kept in memory only.
        remember
            Write the choice into your settings file.
        """
        found = self.settings.find_gateway(gateway)
        key = None
        if ask_key:
            if found.is_offline:
                raise OptionError("the offline gateway takes no key")
            from getpass import getpass

            key = Secret(getpass(f"Key for {found.name}: "), "getpass")
        chosen = self.settings.use(gateway, key)
        if remember:
            self.settings.remember(gateway)
        return chosen

    def models(self, gateway: str | None = None) -> list[dict[str, Any]]:
        """Ask the gateway which models it has; free."""
        chosen = self.settings.gateway(gateway)
        return self._loop.submit(self._client_of(chosen).models()).result()

    # -- who looks on -----------------------------------------------------------------

    def watch(self, changed: Callable[[], None]) -> Callable[[], None]:
        """Call `changed`, on any thread, when a generation begins or ends; return what ends it."""
        self._watchers.append(changed)
        return lambda: self._watchers.remove(changed)

    def _changed(self) -> None:
        for changed in tuple(self._watchers):
            changed()

    def hand_over(self, work: Coroutine[Any, Any, Any]) -> None:
        """Run `work` on the loop thread and return at once."""
        self._loop.submit(work)

    def under_way(self) -> list[Job]:
        """Return the jobs that have not ended, oldest request first."""
        if not self._loop.is_alive:
            return []
        return sorted(self._jobs, key=lambda job: job.number or sys.maxsize)

    def wait_for_all(self) -> None:
        """Wait for what is under way: a script that ends must not lose what it paid for."""
        jobs = self.under_way()
        if jobs:
            print(  # noqa: T201  # a script that doesn't end must say why
                f"ipyimagegen: {len(jobs)} under way; waiting (interrupt to leave)", file=sys.stderr
            )
        for job in jobs:
            with contextlib.suppress(ImagegenError):  # whoever asked for it is gone
                job.result()

    def close(self) -> None:
        """End the loop thread and what runs on it. Calling it twice does nothing more."""
        # Who looks on would start the thread anew to look at what is being cancelled.
        watchers, self._watchers = self._watchers, []
        self._loop.close()
        self._watchers = watchers
        self._clients.clear()


_ORDER_OPTIONS = frozenset(
    (
        "model", "inputs", "gateway", "aspect", "size", "timeout", "extra", "raw", "take",
        "again", "name",
    )
)  # fmt: skip


def _is_picked(value: object) -> bool:
    return isinstance(value, str) and value.strip() == references.PICKED


def _is_picture(value: object) -> bool:
    return references.is_picture(value)
