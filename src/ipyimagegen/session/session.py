"""The façade: what the magic, the panel and Python all call to make a picture.

There is one per kernel, so a picture made by one of them is at once known to the others.
It turns a template and its inputs into a request, sends it off the calling thread, and
files what comes back: the row before the request, the pictures before the row says done.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Coroutine, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..errors import OptionError, PromptError
from ..gateways import MODELS, Gateway, Secret
from ..settings import Settings
from ..text import nearest
from ..views.history import History
from ..views.spending import Spending
from .in_flight import left_unknown, not_stored
from .jobs import Job
from .orders import Order
from .plan import Member, Plan, check_limits, estimated, make_plan
from .resolver import Resolver
from .scheduler import Traffic
from .sweep import Sweep
from .sweep_job import SweepJob

if TYPE_CHECKING:
    from ..gateway.client import Client
    from ..library import Generation, Library, Source
    from ..library.transfer.export_bundle import Exported
    from ..library.transfer.import_bundle import Imported

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
        self._traffic = Traffic(self.settings, self._client)
        self._resolver = Resolver(lambda: self.library, self._traffic.last)

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
        library.embed = self.settings.get("embed")
        library.changed = self._traffic.changed
        return library

    @property
    def last(self) -> int | None:
        """The number of what this kernel finished last in this library, or None."""
        return self._traffic.last(self.library)

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

    def order(self, prompt: str, *, model: str | None = None, **options: Any) -> Order:
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
        plan = self.expand(prompt, models=[model] if model else (), **options)
        if plan.dimensions:
            sizes = " × ".join(dimension.words for dimension in plan.dimensions)
            raise PromptError(
                f"the prompt stands for several pictures: {sizes}",
                hint="ipyimagegen.sweep(...) makes all of them, and so does a cell.",
            )
        return plan.members[0].order

    def expand(self, prompt: str, **options: Any) -> Plan:
        """Return the requests that a template stands for; nothing is looked up or sent.

        Parameters
        ----------
        prompt
            The template.
        **options
            Those of `order`, and: ``models``, several instead of one; ``count``, takes 1 to
            that many; ``rows``, a list of dictionaries or a DataFrame whose columns the
            template names.
        """
        return make_plan(self.settings, self._resolver, prompt, **options)

    def foresee(self, plan: Plan, *, sending: bool = True) -> Plan:
        """Return a plan with what the library answers of it, and what the rest will take.

        Parameters
        ----------
        plan
            The requests.
        sending
            Whether they are about to be sent, so that each is checked for whether it can be.

        Raises
        ------
        ImagegenError
            One of its requests can't be sent.
        """
        known = self._known_among([member.order for member in plan.members])
        members = []
        for one, found in zip(plan.members, known, strict=True):
            stored = found if found is not None and found.status == "done" else None
            order = replace(one.order, is_new=found is None)
            members.append(Member(one.labels, order, stored, is_call=found is None))
            if sending and stored is None and not order.may_send:
                raise not_stored()
        kinds = {one.order.request.model: one.order for one in members if one.is_call}
        for order in kinds.values() if sending else ():
            self._client(order)
        return estimated(replace(plan, members=tuple(members)), self.settings, self.library)

    def stored(self, order: Order) -> Generation | None:
        """Return what the library answers an order with, free, or None."""
        [found] = self._known_among([order])
        return found if found is not None and found.status == "done" else None

    def check(self, order: Order) -> None:
        """Refuse an order that the library has no answer to and that can't be sent.

        Raises
        ------
        ImagegenError
            Nothing may be sent, the gateway can't be asked for it, or it may have been
            billed before.
        """
        [found] = self._known_among([order])
        if found is not None and found.status == "done":
            return
        if not order.may_send:
            raise not_stored()
        if found is not None and found.status == "unknown":
            raise left_unknown(found.number)
        self._client(order)

    def _known_among(self, orders: Sequence[Order]) -> list[Generation | None]:
        """Return what the library knows of each order; nothing of those that ask again."""
        asked = [order.request for order in orders if not order.again]
        stand_in = any(order.stand_in for order in orders)
        found = iter(self.library.known_among(asked, stand_in=stand_in))
        return [None if order.again else next(found) for order in orders]

    def sweep(
        self, prompt: str, *, yes: bool = False, max_cost: float | None = None, **options: Any
    ) -> Sweep:
        """Make several pictures from one template, side by side, and wait for all.

        Parameters
        ----------
        prompt
            The template, with its axes.
        yes, max_cost
            As `check_limits`.
        **options
            Those of `expand`, and the values that the template names.

        Raises
        ------
        ImagegenError
            It can't be sent, or none of them brought a picture.
        """
        values = {name: value for name, value in options.items() if name not in _PLAN_OPTIONS}
        known = {name: value for name, value in options.items() if name in _PLAN_OPTIONS}
        plan = self.foresee(self.expand(prompt, values=values, all_values_used=True, **known))
        check_limits(plan, self.settings, yes=yes, max_cost=max_cost)
        return self.start(plan).result()

    def start(self, plan: Plan) -> SweepJob:
        """Start all that a plan asks for, and return at once."""
        return self._traffic.start(plan, self.library)

    def send(self, order: Order, *, preview: bool = False) -> Job:
        """Start what an order asks for, and return at once.

        Parameters
        ----------
        order
            What is asked.
        preview
            Whether what a notebook will show is made at once.
        """
        return self._traffic.send(order, self.library, preview=preview)

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
        return self._traffic.filed(self._resolver.generation(reference, values))

    def source(self, value: object, values: Mapping[str, Any]) -> Source:
        """Return what a reference or a picture stands for, as an input."""
        return self._resolver.source(value, values)

    @property
    def picked(self) -> tuple[str, ...]:
        """References that ``@picked`` stands for, in order."""
        return self._resolver.picked

    @picked.setter
    def picked(self, references: Sequence[str]) -> None:
        self._resolver.picked = tuple(references)

    def history(self, query: str = "", *, limit: int = 20) -> History:
        """Return what a search finds, the newest first; an empty one finds everything."""
        if isinstance(limit, bool) or not isinstance(limit, int) or not 1 <= limit <= 10_000:
            raise OptionError(f"a limit is a whole number from 1 to 10,000, not {limit!r}")
        return History(query, tuple(self.library.search(query, count=limit)))

    def spending(self) -> Spending:
        """Return what was paid from this library, by day, model and notebook."""
        return Spending(self.library.spending(), date.today())

    # -- handing them on --------------------------------------------------------------

    def made(self) -> list[Generation]:
        """Return what this kernel made or replayed in this library, and did not delete."""
        library = self.library
        found = map(library.get, self._traffic.made(library))
        return [made for made in found if made is not None and not made.deleted]

    def export_bundle(self, path: str | Path, *generations: Generation) -> Exported:
        """Write generations and their ancestors into a file; see `ipyimagegen.export_bundle`."""
        from ..library.transfer.export_bundle import export

        return export(self.library, generations, path)

    def import_bundle(self, path: str | Path) -> Imported:
        """Bring a bundle into the library; see `ipyimagegen.import_bundle`."""
        from ..library.transfer.import_bundle import import_bundle

        return import_bundle(self.library, path)

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
        return self._traffic.loop.submit(self._client_of(chosen).models()).result()

    # -- what is under way --------------------------------------------------------------

    def under_way(self) -> list[Job]:
        """Return the jobs that have not ended, oldest request first."""
        return self._traffic.under_way()

    def watch(self, changed: Callable[[], None]) -> Callable[[], None]:
        """Call `changed`, on any thread, when a generation begins or ends; return what ends it."""
        return self._traffic.watch(changed)

    def hand_over(self, work: Coroutine[Any, Any, Any]) -> None:
        """Run `work` on the loop thread and return at once."""
        self._traffic.hand_over(work)

    def wait_for_all(self) -> None:
        """Wait for what is under way: a script that ends must not lose what it paid for."""
        self._traffic.wait_for_all()

    def close(self) -> None:
        """End the loop thread and what runs on it. Calling it twice does nothing more."""
        self._traffic.close()
        self._clients.clear()


_ORDER_OPTIONS = frozenset(
    (
        "model", "inputs", "gateway", "aspect", "size", "timeout", "extra", "raw", "take",
        "again", "name",
    )
)  # fmt: skip


_PLAN_OPTIONS = (_ORDER_OPTIONS - {"model"}) | {"models", "count", "rows"}
