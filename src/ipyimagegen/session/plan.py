"""Plans: the requests that a brief stands for, before any of them is sent.

A cell, the panel and Python all describe their wish as the same frozen `Brief`. One brief
can stand for models × axes × takes, and each call may be paid. So everything that can be
refused is refused here, from the count first and without building too many, and the rest is
told in one line: how many calls, how many are free, how long, how much.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import (
    GatewayFailed,
    NotStored,
    OptionError,
    PictureError,
    PromptError,
    Queued,
    WrongArguments,
)
from ..forks import cached_property
from ..gateway.wire import body_bytes, request_body
from ..gateways import COMPOSITE, Gateway
from ..library.references import (
    PICKED,
    find_sources,
    is_picture,
    only_source,
    refuse_cut_name,
    refuse_sketches,
)
from ..paths import is_there
from ..requests import Request
from ..text import dollars, nearest, one_line, told_apart
from .brief import COUNTED, MOST, Brief, input_list
from .checking import brief_checks, check_until, known_ends
from .outcome import is_column
from .regions import Regions

if TYPE_CHECKING:
    from ..checks.check import Check
    from ..library import Generation, Library, Source
    from ..library.references import Scope
    from ..prompts.grammar import Node, Template
    from ..prompts.values import Choice, Names, ResolvedAxis
    from ..regions.region import Region
    from ..settings import Snapshot

__all__ = [
    "Call",
    "Dimension",
    "Plan",
    "axis_names",
    "cost_words",
    "left_in_queue",
    "left_unknown",
    "make_plan",
    "not_stored",
    "short_timeout",
    "template_names",
    "time_words",
]

SHORT_TIMEOUT = 240.0  # gpt-image takes 100 to 180 s, and a composite tries two models
UNTIL_IN_PYTHON = (
    "In Python: for take in range(1, 4): made = ipyimagegen.generate(prompt, take=take); "
    "if made.check('text'): break"
)
COMPOSITE_TIMEOUT = 480.0  # the first model may hang before the second one starts
# Settings that are read once the request is under way, or its picture there, and paid for.
_READ_LATER = ("embed", "on_interrupt", "preview", "text")


@dataclass(frozen=True)
class Dimension:
    """One direction of a sweep: an axis, the models, the takes, or the rows.

    Parameters
    ----------
    name
        ``picture``, ``row``, ``model``, ``take``, or the axis's name, ``choice`` for one without.
        No two are alike, and an axis's is none of the table's columns: it ends in ``'`` then.
    labels
        One for each value, in order.
    """

    name: str
    labels: tuple[str, ...]

    @property
    def words(self) -> str:
        """Its size with its noun, such as ``2 styles``."""
        count = len(self.labels)
        noun = self.name.rstrip("'")
        plural = count != 1 and noun.isascii() and not noun.endswith("s")
        return f"{count:,} {noun}{'s' if plural else ''}"


@dataclass(frozen=True)
class Call:
    """One request of a plan, checked, before anything is prepared or sent.

    Attributes
    ----------
    request
        The request, still without its prepared inputs.
    sources
        Its inputs, in the order sent.
    gateway
        Where it goes.
    timeout
        Total deadline in seconds.
    region
        The part of the first input that may change; None where all of it may.
    labels
        Its place in each dimension.
    again
        Whether the next unused take is wanted, and not the request's own.
    stand_in
        Whether a real picture of the same request will do, because nobody chose a gateway.
    may_send
        Whether it may be sent at all.
    known
        The library's generation for it: done, under way, left unknown by a process that died,
        or waiting in a gateway's queue. None where there is none, and before it was looked up.
    looked_up
        Whether the library was asked.
    waits
        Whether the same request waits in this kernel, and has no row yet.
    tries
        The takes that are made one after the other until one passes, each a call; none where
        it is made once. Looked up, they end with the first that is known to pass.
    fails
        Of a try: whether it is stored, and known not to pass.
    """

    request: Request
    sources: tuple[Source, ...]
    gateway: Gateway
    timeout: float
    region: Region | None = None
    labels: tuple[str, ...] = ()
    again: bool = False
    stand_in: bool = False
    may_send: bool = True
    known: Generation | None = field(default=None, compare=False)
    looked_up: bool = False
    waits: bool = field(default=False, compare=False)
    tries: tuple[Call, ...] = ()
    fails: bool = False

    @property
    def stored(self) -> Generation | None:
        """The generation that answers it, free; None where there is none yet."""
        return self.known if self.known is not None and self.known.status == "done" else None

    @property
    def takes(self) -> tuple[Call, ...]:
        """The calls that it may become: its tries, or itself."""
        return self.tries or (self,)

    @property
    def joins(self) -> bool:
        """Whether it joins the same request: one in flight, or a task in a gateway's queue.

        Where nothing may be sent, only what was sent is waited for.
        """
        if self.known is None:
            return self.waits and self.may_send
        return self.known.status == "sent" or (self.known.status == "failed" and self.may_send)

    @property
    def is_new(self) -> bool:
        """Whether it will be sent: the library has no generation for it, and it joins none."""
        return self.known is None and not self.joins

    @property
    def input_names(self) -> list[str]:
        """The user's names for the pictures that are sent, in order."""
        names = [source.name for source in self.sources]
        if self.region is None:
            return names
        around = " around the region" if self.region.crop else ""
        return [f"{names[0]}{around}", *names[1:], "the marked copy"]

    def prepared(self) -> Request:
        """Return the request with its inputs prepared; takes as long as resizing them.

        Raises
        ------
        PictureError
            One can't be used, or is another picture than when it was planned.
        """
        if not self.sources:
            return self.request
        from ..images.inputs import prepare_all
        from ..regions.marking import prepare_marked

        values = [source.value for source in self.sources]
        inputs = prepare_marked(values, self.region) if self.region else prepare_all(values)
        # The marked copy comes behind them.
        for made, planned, source in zip(inputs, self.request.sources, self.sources, strict=False):
            if made.source != planned:
                raise PictureError(
                    f"{source.name} was changed while it was read", hint="Run the cell again."
                )
        return replace(self.request, inputs=inputs)


@dataclass(frozen=True)
class Plan:
    """The calls that a brief stands for, and the time and money they will take.

    Parameters
    ----------
    brief
        The wish.
    calls
        The requests, the last dimension fastest.
    dimensions
        The directions, the slowest first; none for a single request.
    library
        Where they are looked up, and filed.
    settings
        The settings in force when it was made.
    keep_inputs
        Whether the library keeps the inputs of what is sent.
    checks
        The checks that are made of each picture.
    until
        Those of them that end the takes.
    seconds
        The time of the new calls: by their usual time, and when they are slow. None before
        there are enough samples of each.
    cost
        The dollars of the new calls, by the median and by the 90th percentile of reported
        costs; None where that is not known of each.
    covered
        How many of the new calls the budget of the day covers; None without a budget, and where
        that is not known.
    remarks
        Sentences on its prompts, for who looks at the plan or at its result.
    """

    brief: Brief
    calls: tuple[Call, ...]
    dimensions: tuple[Dimension, ...]
    library: Library
    settings: Snapshot
    keep_inputs: bool = True
    checks: tuple[Check, ...] = ()
    until: tuple[Check, ...] = ()
    seconds: tuple[float, float] | None = None
    cost: tuple[float, float] | None = None
    covered: int | None = None
    remarks: tuple[str, ...] = ()

    def look_up(self) -> Plan:
        """Return the plan with the library's generation for each call, in one query."""
        asked = [one.request for call in self.calls for one in call.takes if not call.again]
        stand_in = any(call.stand_in for call in self.calls)
        known = iter(self.library.look_up(asked, stand_in=stand_in) if asked else ())
        calls = [
            [
                replace(one, known=None if one.again else next(known), looked_up=True)
                for one in call.takes
            ]
            for call in self.calls
        ]
        if not self.until:
            return replace(self, calls=tuple(call for [call] in calls))
        looked_up = zip(self.calls, known_ends(self, calls), strict=True)
        return replace(self, calls=tuple(_until(call, tries) for call, tries in looked_up))

    @property
    def only_call(self) -> Call:
        """Its one call; `PromptError` if it stands for several pictures."""
        if self.dimensions:
            raise PromptError(
                f"the prompt stands for several pictures: {self.sizes}",
                hint="ipyimagegen.sweep(...) makes all of them, and so does a cell.",
            )
        return self.calls[0]

    @property
    def sizes(self) -> str:
        """Its dimensions, such as ``2 styles × 3 models``."""
        return " × ".join(dimension.words for dimension in self.dimensions)

    @property
    def new(self) -> int:
        """How many calls will be made."""
        return len(self.new_requests)

    @cached_property
    def new_requests(self) -> Sequence[Request]:
        """The requests that will be sent, in order; one that is asked for twice is one."""
        new: dict[object, Request] = {}
        for one in (take for call in self.calls for take in call.takes):
            if one.is_new:
                new.setdefault(object() if one.again else one.request.identity, one.request)
        return tuple(new.values())

    @property
    def joined(self) -> int:
        """How many join a request: one that is in flight, or an earlier one of the plan's own."""
        takes = [take for call in self.calls for take in call.takes]
        return sum(one.joins or one.is_new for one in takes) - self.new

    @property
    def least_new(self) -> int:
        """How many calls will be made at least: fewer, where takes end with one that passes."""
        if not self.until:
            return self.new
        # One that is stored, and not known to fail, may be the end of it.
        first = (next((one for one in call.tries if not one.fails), None) for call in self.calls)
        return len({one.request.identity for one in first if one is not None and one.is_new})

    def counted_new(self, noun: str) -> str:
        """Return the number of new calls with a noun, such as ``1–3 calls``."""
        least, most = self.least_new, self.new
        number = f"{least:,}–{most:,}" if least < most else f"{most:,}"
        return f"{number} {noun}{'' if most == 1 else 's'}"

    @property
    def cost_words(self) -> str:
        """Its usual cost in words, such as ``about $0.24``; empty where that isn't known."""
        if self.cost is None:
            return ""
        words, least = cost_words(self.cost[0]), self.least_new
        if not least or least == self.new:
            return words
        return f"{cost_words(self.cost[0] * least / self.new)}–{words.removeprefix('about $')}"

    @property
    def is_offline(self) -> bool:
        """Whether the embedded gateway draws all of it, at no cost and in no time."""
        return all(call.gateway.is_offline for call in self.calls)

    @property
    def words(self) -> str:
        """The plan in one line."""
        count = len(self.calls)
        pictures = f"{count} picture{'' if count == 1 else 's'}"
        sizes = f"{self.sizes} = {pictures}" if len(self.dimensions) > 1 else self.sizes or pictures
        known = [one.known for call in self.calls for one in call.takes if one.known is not None]
        counts = {
            "replayed": sum(one.status == "done" for one in known),
            "joined": self.joined,
            "left unknown": sum(one.status == "unknown" for one in known),
        }
        others = [f"{count} {how}" for how, count in counts.items() if count]
        calls = [self.counted_new("call")] if self.new or not others else []
        parts = [", ".join([sizes, *calls, *others])]
        if not self.new:
            parts.append("$0")
        elif not self.is_offline:
            parts.append("time not known yet" if self.seconds is None else time_words(self.seconds))
            cost = self.cost
            parts.append("cost not known yet" if cost is None else self.cost_words)
            if self.covered is not None and self.covered < self.new:
                parts.append(f"the budget covers {self.covered} of {self.new}")
        return " · ".join(parts)


def _until(call: Call, tries: Sequence[Call]) -> Call:
    """Return a call with its takes looked up; if none of them is to be sent, the last answers."""
    known = tries[-1].known if all(one.stored is not None for one in tries) else None
    return replace(call, known=known, looked_up=True, tries=tuple(tries))


def cost_words(cost: float) -> str:
    """Return a usual cost in words, such as ``about $0.24``."""
    return f"about {dollars(float(f'{cost:.2g}') if cost < 1 else cost)}"


def time_words(seconds: tuple[float, float]) -> str:
    """Return a usual time in words, such as ``about 1–3 min``."""
    low, high = seconds
    if high < 100:
        least, most, unit = max(1, round(low)), max(1, round(high)), "s"
    elif low < 60:
        return f"about {max(1, round(low))} s–{round(high / 60)} min"
    else:
        least, most, unit = round(low / 60), round(high / 60), "min"
    return f"about {least}–{most} {unit}" if least != most else f"about {least} {unit}"


# -- making a plan ----------------------------------------------------------------------


def make_plan(
    brief: Brief, scope: Scope, settings: Snapshot, *, options: Collection[str] = ()
) -> Plan:
    """Return the calls that a brief stands for; nothing is looked up among generations or sent.

    Parameters
    ----------
    brief
        The wish.
    scope
        Where its names and references are looked up.
    settings
        The settings in force.
    options
        The names of a Python call's options: a value that the template doesn't name is refused
        then, because it may be one of them, misspelt.

    Raises
    ------
    ImagegenError
        Anything that can be known to be wrong before money is spent.
    """
    from ..prompts.grammar import Template, Text, parse
    from ..prompts.rows import Rows
    from ..prompts.values import resolve_axes

    for name in _READ_LATER:
        settings.get(name)
    replay = settings.get("replay")
    brief.check_types()
    brief.check_takes(replay)
    checks, until = brief_checks(brief, settings)
    attached, text = _attached(brief, scope), brief.template
    rows = None if brief.rows is None else Rows(brief.rows)
    columns = rows.columns if rows else []
    template = Template((Text(text, text),)) if brief.raw else parse(text, columns)
    if rows:
        rows.refuse_missing(template)
    used: set[str] = set()
    names = template_names(scope, text, columns, used)
    axes = resolve_axes(template, names)
    models = list(dict.fromkeys(brief.models)) or [settings.get("model")]
    takes = brief.takes(replay)
    each = told_apart([one.name for one in attached], [one.value for one in attached])
    outer = [Dimension("picture", each)] if brief.each else []
    outer += [Dimension("row", rows.labels)] if rows else []
    dimensions = tuple(_dimensions(brief, outer, axes, models, takes))
    labels = product(*(dimension.labels for dimension in dimensions))
    calls = _Calls(brief, scope, settings, models, takes)
    together = [[one] for one in attached] if brief.each else [attached]
    choices = product(*(axis.choices for axis in axes))
    filled = [
        call
        for inputs, row, chosen in product(together, rows or [{}], choices)
        for call in calls.fill(template, chosen, names, row, inputs)
    ]
    unused = set(scope.values) - used
    if options and unused:
        name = sorted(unused)[0]
        if name == "until":
            raise WrongArguments("until is an option of cells", hint=UNTIL_IN_PYTHON)
        if name in columns:
            raise WrongArguments(
                f"{name!r} is a column of the rows, and a value of its own as well",
                hint=f"Leave {name} out, or call one of the two by another name.",
            )
        of_sweeps = f"ipyimagegen.sweep() takes {name}." if hasattr(brief, name) else ""
        raise WrongArguments(
            f"{name!r} is no option, and the prompt has no {{{name}}}",
            hint=of_sweeps or nearest(name, {*options, *used}),
        )
    filled = [replace(call, labels=one) for call, one in zip(filled, labels, strict=True)]
    titles = rows.first_texts if rows else ()
    _refuse_secrets(brief, filled, checks + until, titles, settings)
    keep = settings.get("keep_inputs") == "on"
    check_until(until, filled, keep=keep)
    return Plan(
        brief, tuple(filled), dimensions, scope.library, settings, keep, checks, until,
        remarks=tuple(dict.fromkeys(filter(None, [*calls.remarks.values(), _doubled(filled)]))),
    )  # fmt: skip


def _doubled(calls: Sequence[Call]) -> str:
    """Return a remark if several calls of a sweep are the same request; else nothing."""
    if len(calls) < 2:
        return ""
    first: dict[object, Call] = {}
    doubled = []
    for call in calls:
        before = call if call.again else first.setdefault(call.request.identity, call)
        if before is not call:
            doubled.append([one_line(" · ".join(one.labels), 60) for one in (before, call)])
    if not doubled:
        return ""
    one, other = doubled[0]
    words = f"“{one}” is there twice" if one == other else f"“{other}” asks the same as “{one}”"
    more = f" (and {len(doubled) - 1} more such)" if len(doubled) > 1 else ""
    return f"{words}: one call for both{more}"


def template_names(
    scope: Scope, template: str, columns: Collection[str] = (), used: set[str] | None = None
) -> Names:
    """Return the names that a template may use; those that are looked up are added to `used`."""
    from ..prompts.values import Names

    def look_up(variable: str) -> object:
        if variable == PICKED:
            picked = find_sources(PICKED, scope, template)
            return dict(zip(scope.picked, picked, strict=True))  # their references label them
        if used is not None:
            used.add(variable)
        return scope.values[variable]

    return Names(look_up, [*scope.values, *columns], is_picture)


def _attached(brief: Brief, scope: Scope) -> list[Source]:
    """Return the inputs in order; `OptionError` if each is to be alone, and there is none."""
    inputs = input_list(brief.inputs)
    if brief.each and not inputs:
        raise OptionError("each input is to be alone, and there is none", hint="Write -i REF,REF.")
    if len(inputs) > 1:
        refuse_cut_name(inputs, scope)
    return [one for value in inputs for one in find_sources(value, scope, brief.template)]


def _dimensions(
    brief: Brief,
    outer: Sequence[Dimension],
    axes: Sequence[ResolvedAxis],
    models: Sequence[str],
    takes: Sequence[int | None],
) -> list[Dimension]:
    """Return the directions; `OptionError` if they are too many pictures."""
    inner = [Dimension("model", tuple(models))] if len(brief.models) > 1 else []
    if brief.count is not None and not brief.until:
        kind = "new" if takes[0] is None else "take"
        numbers = range(1, len(takes) + 1)
        inner.append(Dimension("take", tuple(f"{kind} {number}" for number in numbers)))
    labels = (tuple(choice.label for choice in axis.choices) for axis in axes)
    names = (axis.name or "choice" for axis in axes)
    dimensions = [*outer, *map(Dimension, names, labels), *inner]
    total = len(takes) if brief.until else 1
    for dimension in dimensions:
        total = min(total * len(dimension.labels), COUNTED)
    if total > MOST:
        sizes = " × ".join(one.words for one in dimensions)
        count = f"{total:,}" if total < COUNTED else "countless"
        raise OptionError(f"{sizes} = {count} pictures: more than {MOST:,} at a time")
    # Only now: of thousands of axes the names would be long.
    free = axis_names((axis.name for axis in axes), (one.name for one in (*outer, *inner)))
    named = dimensions[len(outer) : len(outer) + len(axes)]
    named = [replace(one, name=name) for one, name in zip(named, free, strict=True)]
    return [*outer, *named, *inner]


def axis_names(axes: Iterable[str], others: Iterable[str]) -> list[str]:
    """Return the names of axes as dimensions: free ones, so that a table has a column for each.

    Parameters
    ----------
    axes
        Their names as written; empty for an axis without a name.
    others
        The names of the other dimensions.
    """
    taken = set(others)
    marks = Counter[str]()  # that were tried already, by the name as written
    names = []
    for axis in axes:
        written = axis or "choice"
        while (name := _marked(written, marks[written])) in taken or is_column(name):
            marks[written] += 1
        taken.add(name)
        names.append(name)
    return names


def _marked(name: str, marks: int) -> str:
    """Return a name with so many marks, such as ``choice'``; very many are a number."""
    return name + "'" * marks if marks <= _MOST_MARKS else f"{name}{marks + 1}'"


_MOST_MARKS = 20  # more axes than so have one value each, or are too many pictures


class _Calls:
    """Fills a template again and again, and makes the calls of each prompt."""

    def __init__(
        self,
        brief: Brief,
        scope: Scope,
        settings: Snapshot,
        models: Sequence[str],
        takes: Sequence[int | None],
    ) -> None:
        self._brief = brief
        self._scope = scope
        self._settings = settings
        self._kinds = list(product(models, takes[:1] if brief.until else takes))
        self._takes = takes if brief.until else ()
        self._gateway = settings.gateway(brief.gateway)
        self._parameters = brief.parameters
        self._regions = None if brief.only is None else Regions(brief, scope)
        self._timeouts = {model: brief.timeout or _timeout(settings, model) for model in models}
        for model in models:
            self._check_body(model)
        self._identities: dict[int, tuple[str, object]] = {}
        self._named = {one for one in input_list(brief.inputs) if isinstance(one, str)}
        self.remarks: dict[str, str] = {}
        """The remark on each placeholder of the prompts; empty where there is none."""

    def _check_body(self, model: str) -> None:
        """Refuse fields that JSON can't have: when the body is made, there is a row already."""
        gateway = self._gateway
        request = Request(gateway.base_url, model, prompt="", parameters=self._parameters)
        body_bytes(request_body(request, models=gateway.models, extra=gateway.extra))

    def fill(
        self,
        template: Template,
        chosen: Sequence[Choice],
        names: Names,
        row: Mapping[str, object],
        attached: Sequence[Source],
    ) -> Iterator[Call]:
        """Yield the calls of one prompt: each model, each take."""
        from ..prompts.values import fill, remark

        sources = list(attached)

        def attach(value: object, name: str) -> int:
            source = only_source(value, self._scope, name, self._brief.template)
            for number, known in enumerate(sources, start=1):
                if known.shows_the_same_as(source):
                    return number
            sources.append(source)
            return len(sources)

        def tell(node: Node, value: object, text: str) -> None:
            is_attached = isinstance(value, str) and node.source.strip("{ }") in self._named
            if not is_attached and not self.remarks.get(node.source):
                self.remarks[node.source] = remark(node, value, text)

        prompt = fill(template, chosen, names, attach, row, tell=tell)
        _check_count(sources)
        identities = tuple(self._identity(source) for source in sources)
        region = None if self._regions is None else self._regions.of(sources)
        parameters = self._parameters | (region.parameters if region else {})
        sources = [source.kept() for source in sources]  # they are read again when it is sent
        gateway, replay = self._gateway, self._settings.get("replay")
        refuse_sketches(self._scope.library, gateway, sources)
        for model, take in self._kinds:
            call = Call(
                request=Request(
                    gateway=gateway.base_url,
                    model=model,
                    prompt=prompt,
                    sources=identities,
                    take=take or 1,
                    parameters=parameters,
                ),
                sources=tuple(sources),
                gateway=gateway,
                timeout=self._timeouts[model],
                region=region,
                again=take is None,
                stand_in=gateway.is_offline and gateway.source == "default",
                may_send=replay != "only",
            )
            yield replace(call, tries=tuple(map(partial(_take, call), self._takes)))

    def _identity(self, source: Source) -> str:
        """Return a picture's identity; each is hashed once, and kept while its id is a key.

        Of a file that is gone the error tells the picture that the library has kept of it, or of
        another file of that name.
        """
        from ..images.inputs import identify

        value = source.value
        if id(value) not in self._identities:
            try:
                self._identities[id(value)] = identify(value), value
            except PictureError as error:
                if isinstance(value, Path) and not is_there(value):
                    error.hint = self._kept_hint(value, source.name, error.hint)
                raise
        return self._identities[id(value)][0]

    def _kept_hint(self, path: Path, written: str, hint: str) -> str:
        kept = self._scope.library.kept_of_file(path.name, (written, str(path)))
        if kept is None:
            return hint
        picture, name = kept
        if name in (written, str(path)):
            return f"Its picture is kept: write {picture.ref}"
        folder = one_line(name.removesuffix(path.name), 60)
        where = f" in {folder}" if folder else ""
        also = f"Of a file of that name{where} the library has kept {picture.ref}."
        return " ".join(filter(None, (hint, also)))


def _take(call: Call, take: int | None) -> Call:
    """Return another take of a call; None is the next unused one."""
    return replace(call, request=replace(call.request, take=take or 1), again=take is None)


def _check_count(sources: Sequence[Source]) -> None:
    if len(sources) > 1:
        from ..images.inputs import check_count

        check_count(len(sources))


def _timeout(settings: Snapshot, model: str) -> float:
    """Return the seconds that a model may take, where the brief doesn't say."""
    timeout = settings.look_up("timeout")
    if model == COMPOSITE and timeout.source == "default":
        return COMPOSITE_TIMEOUT
    return float(timeout.value)


# -- warnings and refusals --------------------------------------------------------------


def _refuse_secrets(
    brief: Brief,
    calls: Sequence[Call],
    checks: Sequence[Check],
    titles: Sequence[str],
    settings: Snapshot,
) -> None:
    """Refuse to ask for anything that has a key in it; `OptionError`, which doesn't quote it.

    What is asked for is kept in the library, shown by a dry run, and handed on in bundles. Rows'
    `titles` are whole, and their labels are cut.
    """
    secrets = settings.secrets()
    if not secrets:
        return
    texts = {brief.template, brief.kept_template or "", brief.name, *titles}
    texts |= {check.label for check in checks}
    texts |= {text for call in calls for text in (call.request.prompt, call.request.model)}
    texts |= {label for call in calls for label in call.labels}
    with suppress(TypeError, ValueError):  # it is refused as what it is
        texts.add(json.dumps(dict(brief.extra or {})))
    for secret in secrets:
        if any(secret.is_in(text) for text in texts):
            raise OptionError(
                f"the secret from {secret.source} stands in the prompt or its options",
                hint="Take it out: the library would keep it, and a bundle hand it on. "
                "A gateway gets its key by itself.",
            )


def short_timeout(gateway: Gateway, timeout: float) -> str:
    """Return a warning if so many seconds are too few for a gateway; else empty."""
    if gateway.is_offline or timeout >= SHORT_TIMEOUT:
        return ""
    return (
        f"A timeout of {timeout:g} s is short: gpt-image regularly takes 150 s, "
        "and a picture that comes too late may be billed."
    )


def not_stored() -> NotStored:
    """Return the error for a request that would have to be sent, and may not be."""
    return NotStored(
        "the library has no answer to this, and replay = only never sends",
        hint="%config ImageGen.replay = 'on' lets it be sent.",
    )


def left_unknown(number: int, *, is_free: bool) -> GatewayFailed:
    """Return the error for a request whose sender died, so that it may have been billed."""
    hint = "Only --again asks anew, because that may be paid a second time."
    return GatewayFailed(
        "the kernel that asked for this ended before the answer came",
        said=f"@{number}",
        hint="Run it again to ask anew." if is_free else hint,
        maybe_billed=not is_free,
    )


def left_in_queue(generation: Generation) -> Queued:
    """Return the error for a request that waits in a gateway's queue, and can't be asked for."""
    name = (generation.task or {}).get("id", "")
    return Queued(
        "the gateway put this request in a queue, and its task can't be asked for from here",
        said=f"{generation.ref}, task {name}" if name else generation.ref,
        hint="Only --again asks anew, because that may be paid a second time.",
    )
