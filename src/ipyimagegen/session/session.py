"""The session: the one façade that the magic, the panel and Python share in a kernel.

A picture made by one of them is at once known to the others. The session holds the parts
(settings, library, clients, worker thread, scheduler) and puts a brief through them.
"""

from __future__ import annotations

import inspect
import warnings
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..arguments import callers_level, checked_call, checked_path, checked_switches, checked_text
from ..errors import (
    Interrupted,
    LibraryError,
    OptionError,
    PromptError,
    SettingError,
    UnknownReference,
    WrongArguments,
)
from ..forks import lock
from ..gateway.pool import ClientPool
from ..gateways import Gateway, Secret
from ..library import Generation, Library
from ..library.references import Scope, find_generation, named_query
from ..settings import Settings, Snapshot
from ..text import a_kind, value_words
from ..views.history import History
from .brief import Brief, input_list, model_names
from .checking import examined
from .estimate import check_limits, estimated
from .jobs import Job
from .plan import Call, Plan, left_unknown, make_plan, not_stored, short_timeout
from .queue import ask_for
from .scheduler import Scheduler
from .sweep import Sweep
from .worker import Worker

if TYPE_CHECKING:
    from ..checks.check import Check
    from ..checks.result import Result
    from ..library.transfer.export_bundle import Exported
    from ..library.transfer.import_bundle import Imported
    from ..views.spending import Spending

__all__ = ["Session"]

MOST_NUMBER = 10**18  # of generations


class Session:
    """Makes pictures, and finds them again.

    Parameters
    ----------
    settings
        The settings in force; None reads the environment and the files.
    library
        Where pictures are kept; None opens the one that the settings name.

    Attributes
    ----------
    settings, clients, worker, scheduler
        Its parts: the sources of settings, the pool of clients, the worker thread, and the
        scheduler of requests in flight.
    picked
        References that ``@picked`` stands for, in order.
    listed
        The models that each gateway had when it was last asked for its list, by its base URL.
    """

    def __init__(self, settings: Settings | None = None, *, library: Library | None = None) -> None:
        self.settings = settings or Settings()
        self.clients = ClientPool()
        self.worker = Worker()
        self.scheduler = Scheduler(self.worker, self.clients)
        self.picked: tuple[str, ...] = ()
        self.listed: dict[str, tuple[str, ...]] = {}
        if library is not None and not hasattr(library, "serving"):
            raise WrongArguments(
                f"a session's library is a Library, not {a_kind(library)}",
                hint="Settings name the folder: %config ImageGen.library, or IMAGEGEN_LIBRARY.",
            )
        self._given = None if library is None else library.serving(self.settings, self)
        self._libraries: dict[Path, Library] = {}
        self._lock = lock()
        self._closing = lock()  # several threads may close it at a time
        self._subscribers: dict[Callable[[], None], list[Callable[[], None]]] = {}

    def __reduce__(self) -> tuple[Any, ...]:
        raise WrongArguments(
            "a session can't be pickled", hint="Each process has its own; results can be pickled."
        )

    # -- its parts --------------------------------------------------------------------

    @property
    def library(self) -> Library:
        """The library that the settings name now."""
        return self.library_of(self.settings.snapshot())

    def library_of(self, settings: Snapshot) -> Library:
        """Return the library that these settings name."""
        if self._given is not None:
            return self._given
        return self.library_at(settings.get("library"))

    def library_at(self, folder: Path) -> Library:
        """Return the library in a folder; each is opened once."""
        with self._lock:
            if folder not in self._libraries:
                library = Library(folder, preferences=self.settings, maker=self)
                self._libraries[folder] = library
                for subscriber, ends in self._subscribers.items():
                    ends.append(library.watch(subscriber))
            return self._libraries[folder]

    def watch(self, subscriber: Callable[[], None]) -> Callable[[], None]:
        """Call a subscriber, on any thread, when a generation begins, ends or is marked.

        Returns
        -------
        callable
            Ends it.
        """
        with self._lock:
            opened = [*self._libraries.values()] if self._given is None else [self._given]
            self._subscribers[subscriber] = [library.watch(subscriber) for library in opened]

        def end() -> None:
            for unsubscribe in self._subscribers.pop(subscriber, ()):
                unsubscribe()

        return end

    def scope(
        self, values: Mapping[str, Any] | None = None, library: Library | None = None
    ) -> Scope:
        """Return where names are looked up: the library, `values`, this kernel's results."""
        library = library or self.library
        return Scope(library, values or {}, self.scheduler.results.last(library), self.picked)

    # -- making pictures --------------------------------------------------------------

    def plan(
        self,
        brief: Brief,
        values: Mapping[str, Any] | None = None,
        *,
        settings: Snapshot | None = None,
        options: Collection[str] = (),
    ) -> Plan:
        """Return the calls that a brief stands for; nothing is sent.

        Parameters
        ----------
        brief
            The wish.
        values
            The values of names in the template and in references.
        settings
            The settings in force; None takes them now.
        options
            The names of a Python call's options, as `make_plan` wants them.

        Raises
        ------
        ImagegenError
            Anything that can be known to be wrong before money is spent.
        """
        settings = settings or self.settings.snapshot()
        scope = self.scope(values, self.library_of(settings))
        try:
            return make_plan(brief, scope, settings, options=options)
        except PromptError as error:
            from ..prompts.grammar import RAW_HINT, RAW_HINT_IN_PYTHON

            if options:
                error.hint = error.hint.replace(RAW_HINT, RAW_HINT_IN_PYTHON)
            raise

    def look_up(self, plan: Plan, *, sending: bool = True) -> Plan:
        """Return a plan with the library's answers, in one query, and with those it joins here.

        Parameters
        ----------
        plan
            The plan.
        sending
            Whether its new calls are about to be sent: refuse them if they can't be.

        Raises
        ------
        ImagegenError
            One of its calls can't be sent.
        """
        try:
            plan = self.scheduler.joined(plan.look_up())
        except LibraryError as error:
            error.pictures = self.scheduler.held_pictures(plan.calls)
            raise
        for call in plan.calls if sending else ():
            self._check_known(plan, call)
        kinds = {call.request.model: call for call in plan.calls if call.is_new}
        for model, call in kinds.items() if sending else ():
            self.clients.client(call.gateway, plan.settings, model=model)
        return plan

    def _check_known(self, plan: Plan, call: Call) -> None:
        """Refuse a call that can't be sent, as the library's answers to its takes tell."""
        for one in call.takes:
            known = one.known
            # Of the failures, a plan knows those that wait in a gateway's queue.
            if (known is None or known.status != "done") and self.scheduler.holds(one):
                continue
            if not one.may_send and (known is None or known.status in ("unknown", "failed")):
                raise not_stored()
            if one.stored is not None and not one.fails:
                return  # it may be the last one
            if known is not None and known.status == "unknown" and not plan.dimensions:
                raise left_unknown(known.number, is_free=known.is_sketch)

    @checked_call
    def generate(
        self,
        /,
        prompt: str,
        *,
        inputs: Sequence[object] = (),
        model: str | None = None,
        gateway: str | None = None,
        aspect: str | None = None,
        size: str | None = None,
        timeout: float | None = None,
        extra: Mapping[str, Any] | None = None,
        only: object = None,
        crop: bool = False,
        checks: object = None,
        raw: bool = False,
        take: int | None = None,
        again: bool = False,
        name: str = "",
        **values: Any,
    ) -> Generation:
        """Make a picture and wait for it.

        Parameters
        ----------
        prompt
            The template; ``{animal}`` inserts the keyword argument `animal`: text, or a
            picture that becomes an input.
        inputs
            References (``"@12"``, a path) or pictures to be edited, in the order sent: our
            results, PIL images, bytes, arrays, open files and whatever else holds a picture
            (the table in ``docs/magic.md``).
        model, gateway, timeout
            Instead of the settings'; `timeout` in seconds.
        aspect, size
            Such as ``"16:9"`` and ``"2K"``; sent only when given.
        extra, raw
            More fields of the request's body; whether the template is sent as it is.
        only, crop
            The part of the first input that may change, of which every other pixel stays as it
            is: a box (left, top, right, bottom in its pixels, upright, or as
            ``"10%,20%,60%,80%"``), a mask (a picture of one channel, white where something may
            change), or a list of these. With `crop` no more than the surroundings are sent.
        checks
            Checks of the picture, such as ``["text", "size"]``, made when it is there, free; their
            results are `Generation.checks`. None makes those of the settings.
        take, again
            Exactly that take of the request, from 1; the next unused one, at a new call.
        name, **values
            A name that is kept with the generation; the values that the template names.

        Returns
        -------
        Generation
            The picture and how it was made. The same call brings the same one from the
            library, free.

        Raises
        ------
        ImagegenError
            The reason, the money it may have cost, and the next step.
        WrongArguments
            A keyword argument that neither an option nor the template knows; a `TypeError`, too.
        """
        job = self.submit(
            prompt,
            inputs=inputs,
            model=model, gateway=gateway, aspect=aspect, size=size, timeout=timeout,
            extra=extra, only=only, crop=crop, checks=checks, raw=raw, take=take, again=again,
            name=name, **values,
        )  # fmt: skip
        return job.result()

    @checked_call
    def edit(
        self,
        /,
        picture: object,
        prompt: str,
        *,
        inputs: Sequence[object] = (),
        model: str | None = None,
        gateway: str | None = None,
        aspect: str | None = None,
        size: str | None = None,
        timeout: float | None = None,
        extra: Mapping[str, Any] | None = None,
        only: object = None,
        crop: bool = False,
        checks: object = None,
        raw: bool = False,
        take: int | None = None,
        again: bool = False,
        name: str = "",
        **values: Any,
    ) -> Generation:
        """Make a picture from another one.

        Parameters
        ----------
        picture
            A reference (``"@12"``, a path), or a picture as in `generate`.
        inputs
            Further pictures, sent after it.
        prompt, model, gateway, aspect, size, timeout, extra, only, crop, checks, raw, take, again,
        name
            As for `generate`.
        **values
            As for `generate`.
        """
        return self.generate(
            prompt,
            inputs=[picture, *input_list(inputs)],
            model=model, gateway=gateway, aspect=aspect, size=size, timeout=timeout,
            extra=extra, only=only, crop=crop, checks=checks, raw=raw, take=take, again=again,
            name=name, **values,
        )  # fmt: skip

    @checked_call
    def submit(
        self,
        /,
        prompt: str,
        *,
        inputs: Sequence[object] = (),
        model: str | None = None,
        gateway: str | None = None,
        aspect: str | None = None,
        size: str | None = None,
        timeout: float | None = None,
        extra: Mapping[str, Any] | None = None,
        only: object = None,
        crop: bool = False,
        checks: object = None,
        raw: bool = False,
        take: int | None = None,
        again: bool = False,
        name: str = "",
        **values: Any,
    ) -> Job:
        """Start a generation and return at once.

        Parameters
        ----------
        prompt, inputs, model, gateway, aspect, size, timeout, extra, only, crop, checks
            As for `generate`.
        raw, take, again, name, **values
            As for `generate`.

        Returns
        -------
        Job
            ``job.result(timeout=...)`` waits for it, ``await job`` too; ``job.cancel()`` hangs
            up. It can be an input: it is waited for.
        """
        brief = Brief(
            template=prompt,
            models=() if model is None else (model,),
            inputs=inputs,
            gateway=gateway, aspect=aspect, size=size, timeout=timeout, extra=extra,
            only=only, crop=crop, checks=checks, raw=raw, take=take, again=again, name=name,
        )  # fmt: skip
        plan = self.plan(brief, values, options=_options_of(Session.submit))
        call = plan.only_call
        warning = short_timeout(call.gateway, call.timeout)
        if warning:
            warnings.warn(warning, stacklevel=callers_level())
        return self.scheduler.send(plan, call)

    @checked_call
    def sweep(
        self,
        /,
        template: str,
        *,
        inputs: Sequence[object] = (),
        each: bool = False,
        models: Sequence[str] = (),
        count: int | None = None,
        rows: object = None,
        gateway: str | None = None,
        aspect: str | None = None,
        size: str | None = None,
        timeout: float | None = None,
        extra: Mapping[str, Any] | None = None,
        only: object = None,
        crop: bool = False,
        checks: object = None,
        raw: bool = False,
        take: int | None = None,
        again: bool = False,
        name: str = "",
        yes: bool = False,
        max_cost: float | None = None,
        **values: Any,
    ) -> Sweep:
        """Make several pictures from one template, side by side, and wait for all of them.

        Parameters
        ----------
        template
            The prompt with its axes: ``{style=oil|ink}`` tries two styles, ``{*pets}`` each
            entry of the keyword argument `pets`.
        each
            Make a picture of each input alone, instead of one of all of them.
        models, count
            The models, of which several are an axis; takes 1 to that many, with `again` new ones.
        rows
            A list of dictionaries or a DataFrame whose columns the template names.
        yes, max_cost
            Consent to more new calls than the setting ``max_calls``; dollars that the new
            calls may cost at most.
        inputs, gateway, aspect, size, timeout, extra, only, crop, checks, raw, take, again, name,
        **values
            As for `generate`.

        Returns
        -------
        Sweep
            ``sweep["oil", "gpt-image"]`` is one generation; ``sweep.failed``,
            ``sweep.to_dataframe()`` and ``sweep.save(folder)`` tell and keep the rest.

        Raises
        ------
        ImagegenError
            It was refused before anything was sent, or none of them brought a picture.
        """
        brief = Brief(
            template=template, inputs=inputs, each=each,
            models=model_names(models),
            gateway=gateway, aspect=aspect, size=size, timeout=timeout, extra=extra,
            only=only, crop=crop, checks=checks, raw=raw, take=take, count=count,
            again=again, rows=rows, name=name, yes=yes, max_cost=max_cost,
        )  # fmt: skip
        plan = self.plan(brief, values, options=_options_of(Session.sweep))
        plan = estimated(self.look_up(plan))
        check_limits(plan)
        return self.scheduler.start(plan).result()

    # -- checking them ----------------------------------------------------------------

    def check(
        self, generations: Sequence[Generation], checks: Sequence[Check]
    ) -> list[tuple[Result, ...]]:
        """Return what checks find of the pictures of generations, which is kept.

        Off this thread, which can be interrupted meanwhile; what was found by then is kept.
        """
        found = []
        for generation in generations:
            checking = self.worker.submit(examined(generation, checks))
            try:
                found.append(checking.result())
            except KeyboardInterrupt:
                checking.cancel()
                raise
            finally:
                generation.library.changed()
        return found

    # -- finding them again -----------------------------------------------------------

    @checked_call
    def get(self, reference: str | int) -> Generation:
        """Return the generation that ``"@12"``, 12, ``"@last"`` or a hash names.

        One whose reply came and could not be filed is filed now, if that can be done.
        """
        if isinstance(reference, int) and not isinstance(reference, bool):
            if not 0 < reference < MOST_NUMBER:
                said = value_words(reference)
                raise UnknownReference(f"generations are numbered from 1 on, not {said}")
            reference = f"@{reference}"
        text = checked_text("the reference", reference)
        return self.scheduler.file_held(find_generation(text, self.scope()))

    def ask_for(self, generation: Generation) -> Generation:
        """Ask the gateway how a task in its queue stands; return the generation as it is then.

        One free request to the address that the gateway named for it; where there is none,
        and for every other generation, nothing is asked.

        Raises
        ------
        SettingError
            The key that the gateway needs is missing.
        LibraryError
            The picture came, and the disk refuses it.
        """
        if not (generation.task or {}).get("address"):
            return generation
        settings = self.settings.snapshot()
        client = self.clients.client(settings.gateway_at(generation.gateway), settings)
        return self.worker.submit(ask_for(generation, client, self.scheduler.held)).result()

    def query(self, query: str, library: Library, values: Mapping[str, Any] | None = None) -> str:
        """Return a search with the names in it looked up; pictures not looked at yet soon are."""
        if "like:" not in query:
            return query
        self.scheduler.look_through(library, again=True)
        return named_query(query, self.scope(values, library))

    @checked_call
    def history(
        self, query: str = "", *, limit: int = 20, values: Mapping[str, Any] | None = None
    ) -> History:
        """Return earlier generations, the newest first.

        Parameters
        ----------
        query
            Words of prompts and answers, and fields: ``frog model:gpt-image since:7d``.
        limit
            How many at most.
        values
            The variables that ``like:frog`` may name.

        Returns
        -------
        History
            A sequence of generations, shown as a list with pictures; ``to_dataframe()``.
        """
        if isinstance(limit, bool) or not isinstance(limit, int) or not 1 <= limit <= 10_000:
            raise OptionError(
                f"a limit is a whole number from 1 to 10,000, not {value_words(limit)}"
            )
        checked_text("the search", query)
        library = self.library
        try:
            query = self.query(query, library, values)
        except UnknownReference as error:
            if values is None and not error.hint:
                error.hint = 'In Python: history(f"like:{frog.ref}"), or values=globals().'
            raise
        found = library.search(query, count=limit + 1)
        return History(query, tuple(found[:limit]), more=len(found) > limit)

    def spending(self) -> Spending:
        """Return the money spent from this library, by day, model and notebook.

        And of today, what is held for calls whose cost is not known yet, and what is left of the
        setting ``budget``.
        """
        from ..views.spending import Spending

        settings = self.settings.snapshot()
        library = self.library_of(settings)
        budget, prices = settings.get("budget"), settings.get("price")
        return Spending(library.spending(), date.today(), library.today(prices), budget)

    # -- handing them on --------------------------------------------------------------

    def results(self) -> list[Generation]:
        """Return this kernel's results in this library, replays included, without the deleted."""
        library = self.library
        numbered = library.numbered(self.scheduler.results.numbers(library))
        return [generation for generation in numbered.values() if not generation.deleted]

    @checked_call
    def export_bundle(
        self, path: str | Path, *generations: Generation, with_inputs: bool = False
    ) -> Exported:
        """Write generations and their ancestors into a file; see `ipyimagegen.export_bundle`."""
        from ..library.transfer.export_bundle import export
        from .selection import refuse_foreign

        path = checked_path(path)
        checked_switches(with_inputs=with_inputs)
        for one in generations:
            if not isinstance(one, Generation):
                raise WrongArguments(
                    f"a bundle is made of generations, not {type(one).__name__}",
                    hint="ipyimagegen.export_bundle(path, ...) takes references and sweeps, too.",
                )
        library = self.library
        refuse_foreign(library, generations)
        return export(library, generations, path, with_inputs=with_inputs)

    @checked_call
    def import_bundle(self, path: str | Path) -> Imported:
        """Bring a bundle into the library, any number of times; known rows stay as they are.

        Raises
        ------
        LibraryError
            It is no bundle, or damaged; then nothing has changed.
        """
        from ..library.transfer.import_bundle import import_bundle

        return import_bundle(self.library, checked_path(path))

    # -- its gateway ------------------------------------------------------------------

    @checked_call
    def use(
        self,
        gateway: str,
        *,
        ask_key: bool = False,
        remember: bool = False,
        allow_http: bool = False,
    ) -> Gateway:
        """Choose the gateway for this kernel.

        Parameters
        ----------
        gateway
            A preset's name, one of your own, or an address.
        ask_key
            Ask for its key now, without echo; it is kept in memory only.
        remember
            Write the choice into your settings file.
        allow_http
            Let key and pictures go in clear to that host, if its address says ``http://``:
            for a gateway on your own network.
        """
        checked_text("the gateway", gateway)
        checked_switches(ask_key=ask_key, remember=remember, allow_http=allow_http)
        chosen = self.settings.snapshot().find_gateway(gateway, allow_http=allow_http)
        key = None
        if ask_key:
            if chosen.is_offline:
                raise OptionError("the offline gateway takes no key")
            key = _typed_key(chosen)
        chosen = self.settings.use(gateway, key, allow_http=allow_http)
        if remember:
            self.settings.remember(gateway)
        return chosen

    @checked_call
    def models(self, gateway: str | None = None) -> list[dict[str, Any]]:
        """Ask the gateway for its list of models; free."""
        if gateway is not None:
            checked_text("the gateway", gateway)
        settings = self.settings.snapshot()
        asked = settings.gateway(gateway)
        client = self.clients.client(asked, settings)
        models = self.worker.submit(client.models()).result()
        self.listed[asked.base_url] = tuple(str(entry.get("id")) for entry in models)
        return models

    def close(self) -> None:
        """End the worker thread and its tasks, and close the libraries it opened.

        Calling it twice does nothing more; using it again opens them again.
        """
        with self._closing:
            # Subscribers would start the thread anew to look at the tasks that are cancelled.
            subscribers = list(self._subscribers)
            for ends in list(self._subscribers.values()):
                for end in ends:
                    end()
            try:
                self.worker.close()
                self.clients.clear()
                with self._lock:  # a thread of the panel may open one at this moment
                    opened = [*self._libraries.values()]
                for library in opened:
                    library.close()
            finally:  # whatever happens, an interrupt above all, the panel would stand still else
                for subscriber in subscribers:
                    if subscriber in self._subscribers:  # it may have been closed meanwhile
                        self.watch(subscriber)


def _options_of(verb: Callable[..., object]) -> list[str]:
    parameters = inspect.signature(verb).parameters.values()
    return [one.name for one in parameters if one.kind is one.KEYWORD_ONLY]


def _typed_key(gateway: Gateway) -> Secret:
    """Ask for a gateway's key; `SettingError` where nobody can answer unseen."""
    import getpass

    try:
        with warnings.catch_warnings():
            # It would be echoed, into a log perhaps.
            warnings.simplefilter("error", getpass.GetPassWarning)
            return Secret(getpass.getpass(f"Key for {gateway.name}: "), "the keyboard")
    except SettingError as error:  # it is no key
        error.hint = (
            "Nothing has changed. Type or paste it once more: "
            f"%imagegen use {gateway.name} --ask-key"
        )
        raise
    # A kernel whose front end takes no input raises a NotImplementedError of IPython's, and
    # a stream that is closed a ValueError.
    except (EOFError, NotImplementedError, OSError, ValueError, getpass.GetPassWarning):
        variables = dict.fromkeys(filter(None, (gateway.key_env, "IMAGEGEN_API_KEY")))
        raise SettingError(
            "nobody can be asked for a key here",
            hint=f"Set {' or '.join(variables)} before the kernel starts.",
        ) from None
    except KeyboardInterrupt:
        interrupted = Interrupted("Interrupted: no key was given, and nothing has changed.")
    raise interrupted
