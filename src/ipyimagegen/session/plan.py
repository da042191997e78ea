"""Plans: which requests a template stands for, and what they will take, before any is sent.

One cell can ask for models × axes × takes, and each of them may be paid. So everything that
can be refused is refused here, from the count first and without building what is too many,
and what is left is said in one line: how many calls, how many are free, how long, how much.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import product
from typing import TYPE_CHECKING, Any

from ..errors import OptionError
from ..library import references
from .orders import Order, caution, check_take, time_allowed
from .parameters import check_parameters

if TYPE_CHECKING:
    from ..library import Generation, Library, Source
    from ..prompts import ResolvedAxis, Template
    from ..settings import Settings
    from .resolver import Resolver

__all__ = ["Dimension", "Member", "Plan", "check_limits", "estimated", "make_plan"]

MOST = 10_000  # pictures that one plan can ask for


@dataclass(frozen=True)
class Dimension:
    """One direction of a sweep: an axis, the models, the takes, or the rows.

    Parameters
    ----------
    name
        What it is called: the axis's name, ``model``, ``take`` or ``row``; ``choice`` for an
        axis without a name.
    labels
        What is tried, in order.
    """

    name: str
    labels: tuple[str, ...]

    @property
    def words(self) -> str:
        """How many of what, such as ``2 styles``."""
        count = len(self.labels)
        plural = count != 1 and self.name.isascii() and not self.name.endswith("s")
        return f"{count} {self.name}{'s' if plural else ''}"


@dataclass(frozen=True)
class Member:
    """One request of a plan.

    Parameters
    ----------
    labels
        Which choice of each dimension it is.
    order
        What is asked.
    stored
        What the library answers it with, free; None where there is nothing yet.
    is_call
        Whether it will be sent: it is neither there, nor under way, nor left without an
        answer by a kernel that died, so that only ``--again`` may send it again.
    """

    labels: tuple[str, ...]
    order: Order
    stored: Generation | None = field(default=None, compare=False)
    is_call: bool = True


@dataclass(frozen=True)
class Plan:
    """What will be asked, and what that will take.

    Parameters
    ----------
    dimensions
        The directions, the slowest first; none for a single request.
    members
        The requests, the last dimension fastest.
    template
        What was typed.
    seconds
        How long the new calls take: by their usual time, and when they are slow. None before
        there are enough samples of each.
    cost
        What the new calls cost in dollars, by the median and by the 90th percentile of what
        was reported; None where that is not known of each.
    """

    dimensions: tuple[Dimension, ...]
    members: tuple[Member, ...]
    template: str
    seconds: tuple[float, float] | None = None
    cost: tuple[float, float] | None = None

    @property
    def new(self) -> int:
        """How many calls will be made; a request that is asked for twice is one."""
        calls = [member.order for member in self.members if member.is_call]
        again = sum(order.again for order in calls)
        return again + len({order.request.identity for order in calls if not order.again})

    @property
    def words(self) -> str:
        """The plan in one line."""
        count = len(self.members)
        sizes = " × ".join(dimension.words for dimension in self.dimensions)
        pictures = f"{count} picture{'' if count == 1 else 's'}"
        parts = [f"{sizes} = {pictures}" if len(self.dimensions) > 1 else sizes or pictures]
        free = sum(member.stored is not None for member in self.members)
        calls = f"{self.new} call{'' if self.new == 1 else 's'}"
        parts[0] += f", {calls}, {free} replayed" if free else f", {calls}"
        if self.new and not self.is_offline:
            parts.append(_time_words(self.seconds))
            parts.append(_cost_words(self.cost))
        return " · ".join(parts)

    @property
    def is_offline(self) -> bool:
        """Whether it is drawn by the embedded gateway, at no cost and in no time."""
        return all(member.order.gateway.is_offline for member in self.members)


def _time_words(seconds: tuple[float, float] | None) -> str:
    if seconds is None:
        return "time not known yet"
    low, high = seconds
    if high < 100:
        return (
            f"about {low:.0f}–{high:.0f} s" if round(low) != round(high) else f"about {low:.0f} s"
        )
    least, most = max(1, round(low / 60)), round(high / 60)
    return f"about {least}–{most} min" if least != most else f"about {least} min"


def _cost_words(cost: tuple[float, float] | None) -> str:
    return "cost not known yet" if cost is None else f"about ${cost[0]:.2g}"


def make_plan(
    settings: Settings,
    resolver: Resolver,
    prompt: str,
    *,
    models: Sequence[str] = (),
    count: int | None = None,
    rows: Iterable[Mapping[str, object]] | None = None,
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
) -> Plan:
    """Check everything that can be checked before money is spent; see `Session.expand`."""
    from ..images.inputs import identify
    from ..prompts import Names, fill, parse, resolve_axes
    from ..requests import Request

    check_take(take, again=again)
    _check_count(count, take)
    replay = settings.get("replay")
    if replay == "only" and again:
        raise OptionError(
            "--again asks for something new, and replay = only never sends",
            hint="%config ImageGen.replay = 'on' lets it be sent.",
        )
    values = values or {}
    if isinstance(inputs, str) or not isinstance(inputs, Sequence):
        inputs = [inputs]
    given = [source for value in inputs for source in resolver.sources(value, values, prompt)]
    table = _Rows(rows)
    template = _literal(prompt) if raw else parse(prompt, table.columns)
    used: set[str] = set()

    def look_up(variable: str) -> object:
        used.add(variable)
        return values[variable]

    names = Names(look_up, [*values, *table.columns], references.is_picture)
    axes = resolve_axes(template, names)
    asked_models = list(dict.fromkeys(models)) or [settings.get("model")]
    takes = _takes(take, count, again=again or (replay == "off" and take is None))
    dimensions = _dimensions(
        table, axes, models=models, asked_models=asked_models, count=count, takes=takes
    )
    total = math.prod(len(one.labels) for one in dimensions)
    if total > MOST:
        sizes = " × ".join(one.words for one in dimensions)
        raise OptionError(f"{sizes} = {total:,} pictures: more than {MOST:,} at a time")
    chosen_gateway = settings.gateway(gateway)
    parameters = check_parameters(aspect, size, extra)
    identities: dict[int, str] = {}
    kept: list[object] = []  # as long as their ids are keys
    orders: list[Order] = []
    for row, chosen in product(table.rows, product(*(axis.choices for axis in axes))):
        sources = list(given)

        def attach(value: object, called: str, sources: list[Source] = sources) -> int:
            source = resolver.only_source(value, values, called, prompt)
            for number, known in enumerate(sources, start=1):
                if known.shows_the_same_as(source):
                    return number
            sources.append(source)
            return len(sources)

        text = fill(template, chosen, names, attach, row)
        for source in sources:
            if id(source.value) not in identities:
                identities[id(source.value)] = identify(source.value)
                kept.append(source.value)
        resolver.refuse_sketches(chosen_gateway, sources)
        for model, one_take in product(asked_models, takes):
            seconds = timeout or time_allowed(settings, model)
            orders.append(
                Order(
                    request=Request(
                        gateway=chosen_gateway.base_url,
                        model=model,
                        prompt=text,
                        sources=tuple(identities[id(source.value)] for source in sources),
                        take=one_take or 1,
                        parameters=parameters,
                    ),
                    sources=tuple(sources),
                    template=prompt,
                    gateway=chosen_gateway,
                    timeout=seconds,
                    name=name,
                    caution=caution(chosen_gateway, seconds),
                    again=one_take is None,
                    stand_in=chosen_gateway.is_offline and chosen_gateway.source == "default",
                    may_send=replay != "only",
                )
            )
    unused = set(values) - used
    if all_values_used and unused:
        raise TypeError(f"the prompt has no {{{sorted(unused)[0]}}}")
    labels = product(*(dimension.labels for dimension in dimensions))
    return Plan(
        dimensions=tuple(dimensions),
        members=tuple(Member(one, order) for one, order in zip(labels, orders, strict=True)),
        template=prompt,
    )


def estimated(plan: Plan, settings: Settings, library: Library) -> Plan:
    """Return the plan with what its new calls will take, as far as the library has learned it."""
    new = [member.order for member in plan.members if member.is_call]
    kinds: dict[tuple[str, str, bool], int] = {}
    for order in new:
        kind = (order.request.gateway, order.request.model, bool(order.sources))
        kinds[kind] = kinds.get(kind, 0) + 1
    times = [library.usual_seconds(*kind[:2], edits=kind[2]) for kind in kinds]
    costs = [library.usual_cost(*kind[:2], edits=kind[2]) for kind in kinds]
    at_once = min(settings.get("concurrency"), max(1, len(new)))
    seconds = _summed(times, kinds.values())
    return replace(
        plan,
        seconds=None if seconds is None else (seconds[0] / at_once, seconds[1] / at_once),
        cost=_summed(costs, kinds.values()),
    )


def _summed(
    found: Sequence[tuple[float, float] | None], counts: Iterable[int]
) -> tuple[float, float] | None:
    pairs = [
        (median * count, late * count)
        for (median, late), count in zip((one or (0, 0) for one in found), counts, strict=True)
    ]
    if not pairs or None in found:
        return None
    return sum(median for median, _ in pairs), sum(late for _, late in pairs)


def check_limits(
    plan: Plan, settings: Settings, *, yes: bool = False, max_cost: float | None = None
) -> None:
    """Refuse a plan that is over its limits, before anything is sent.

    Parameters
    ----------
    plan
        What would be asked.
    settings
        Where ``max_calls`` and ``price`` are.
    yes
        Whether more new calls than ``max_calls`` are wanted.
    max_cost
        Dollars that the new calls may cost at most; what they are taken to cost is the 90th
        percentile of what such calls cost, else what the setting ``price`` says.

    Raises
    ------
    OptionError
        It is.
    """
    limit = settings.get("max_calls")
    if plan.new > limit and not yes:
        raise OptionError(
            f"{plan.new} new calls in one go, and max_calls is {limit}",
            said=plan.words,
            hint="-y (in Python yes=True) sends them all; the setting max_calls allows more.",
        )
    if max_cost is None or not plan.new or plan.is_offline:
        return
    cost = plan.cost[1] if plan.cost is not None else _by_price(plan, settings.get("price"))
    if cost > max_cost:
        raise OptionError(
            f"the new calls may cost more than ${max_cost:g}",
            said=f"about ${cost:.3g}; {plan.words}",
            hint="Ask for fewer, or raise --max-cost.",
        )


def _by_price(plan: Plan, prices: Mapping[str, float]) -> float:
    total = 0.0
    for member in plan.members:
        if not member.is_call:
            continue
        model = member.order.request.model
        if model not in prices:
            raise OptionError(
                f"the price of {model} is unknown, so a limit on the cost can't be kept",
                hint=f'Set it: %config ImageGen.price = {{"{model}": 0.05}} (dollars per call).',
            )
        total += prices[model]
    return total


def _check_count(count: int | None, take: int | None) -> None:
    if count is None:
        return
    if take is not None:
        raise OptionError(
            "a count and one take exclude each other",
            hint="-n 4 is takes 1 to 4, --take 4 is the fourth alone.",
        )
    if isinstance(count, bool) or not isinstance(count, int) or count < 1:
        raise OptionError(f"the count is a whole number from 1 on, not {count!r}")


def _takes(take: int | None, count: int | None, *, again: bool) -> list[int | None]:
    """Return which takes are asked for; None stands for the next unused one."""
    if again:
        return [None] * min(count or 1, MOST + 1)
    return [take or 1] if count is None else list(range(1, min(count, MOST + 1) + 1))


def _dimensions(
    table: _Rows,
    axes: Sequence[ResolvedAxis],
    *,
    models: Sequence[str],
    asked_models: Sequence[str],
    count: int | None,
    takes: Sequence[int | None],
) -> list[Dimension]:
    found = [Dimension("row", table.labels)] if table.given else []
    found += [
        Dimension(axis.name or "choice", tuple(choice.label for choice in axis.choices))
        for axis in axes
    ]
    if len(models) > 1:
        found.append(Dimension("model", tuple(asked_models)))
    if count is not None:
        kind = "new" if takes[0] is None else "take"
        numbers = range(1, min(count, MOST + 1) + 1)
        found.append(Dimension("take", tuple(f"{kind} {number}" for number in numbers)))
    return found


def _literal(prompt: str) -> Template:
    from ..prompts import Template, Text

    return Template((Text(prompt, prompt),))


class _Rows:
    """The rows of a table: dictionaries or a DataFrame; one empty row where none are given."""

    def __init__(self, rows: Iterable[Mapping[str, object]] | None) -> None:
        self.given = rows is not None
        self.rows: list[Mapping[str, object]] = [{}] if rows is None else list(_dictionaries(rows))
        if not self.rows:
            raise OptionError("there are no rows")
        if len(self.rows) > MOST:
            raise OptionError(f"{len(self.rows):,} rows: more than {MOST:,} at a time")
        self.columns = list(self.rows[0])
        for number, row in enumerate(self.rows, start=1):
            if set(row) != set(self.rows[0]):
                odd = sorted(map(str, set(row) ^ set(self.rows[0])))
                raise OptionError(
                    f"row {number} has other columns than row 1", said=", ".join(odd[:5])
                )

    @property
    def labels(self) -> tuple[str, ...]:
        """What each row is called: its first text, else its number."""
        from ..text import one_line

        found = []
        for number, row in enumerate(self.rows, start=1):
            first = next((value for value in row.values() if isinstance(value, str)), "")
            found.append(one_line(first, 40) or f"row {number}")
        if len(set(found)) < len(found):
            found = [f"{number}: {label}" for number, label in enumerate(found, start=1)]
        return tuple(found)


def _dictionaries(rows: object) -> Iterator[Mapping[str, object]]:
    to_dict = getattr(rows, "to_dict", None)
    if callable(to_dict) and getattr(rows, "ndim", 0) == 2:
        rows = to_dict("records")
    if isinstance(rows, (str, bytes, Mapping)) or not isinstance(rows, Iterable):
        raise OptionError(
            f"rows come from a list of dictionaries or a DataFrame, not a {type(rows).__name__}"
        )
    for number, row in enumerate(rows, start=1):
        if not isinstance(row, Mapping):
            raise OptionError(f"row {number} is a {type(row).__name__}, not a dictionary")
        yield {str(column): value for column, value in row.items()}
