"""Budgets: the dollars that the calls of one day have cost, and may still cost.

What a call may cost is reserved in its row before it is sent, in the transaction that writes
the row: so kernels and threads that ask at the same time can't spend the same dollar twice. A
reservation is never changed. The rest of the row says what became of it: a reported cost takes
its place, a failure that was surely not billed ends it, and all else keeps it, also the row of
a process that died.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING

import sqlalchemy as sa

from ..errors import OptionError, OverBudget
from ..gateways import OFFLINE
from ..text import counted, dollars, nearest
from .queries import is_measured, iso, usual, was_paid
from .storage.schema import generations, inputs, pruned_calls
from .storage.values import sound_text

if TYPE_CHECKING:
    from ..requests import Request

__all__ = [
    "Kind", "Limits", "Today", "kind", "over_budget", "price_unknown", "reservation", "reserve",
    "today",
]  # fmt: skip

MARGIN = 1e-9  # dollars; ten times ten cents are a dollar
LEAST = 1e-6  # dollars; a call of an unknown price costs more
FOUND = "unknown"  # the gateway of a picture that a repair found: nobody knows its price
AHEAD = timedelta(days=1)  # that rows of a clock which went back may lie in the future

Kind = tuple[str, str, bool]
"""Calls that cost the same: their gateway, their model, and whether they have inputs."""


@dataclass(frozen=True)
class Limits:
    """The limits that a call must fit in.

    Parameters
    ----------
    budget
        Dollars a day; None for no limit.
    prices
        Dollars per call by model, for models whose cost is not learned yet.
    """

    budget: float | None = None
    prices: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Today:
    """The dollars of the calls that were sent on this day, as this machine's clock has it.

    Parameters
    ----------
    spent
        Dollars that gateways reported.
    held
        Dollars reserved for calls that may have been billed, or are under way.
    unpriced
        The number of such calls for which nothing is reserved and no price is known, by model.
    paid_calls, held_calls
        The number of calls that make up the first two.
    """

    spent: float
    held: float
    unpriced: Mapping[str, int] = field(default_factory=dict)
    paid_calls: int = 0
    held_calls: int = 0

    def left(self, budget: float) -> float:
        """Return the dollars that a budget still has; at least 0."""
        return max(0.0, budget - self.spent - self.held)

    def covers(self, amount: float | None, budget: float) -> bool:
        """Whether a budget still covers that many dollars; None stands for some, nobody knows."""
        amount = LEAST if amount is None else amount
        return self.spent + self.held + amount <= budget + MARGIN


def kind(request: Request) -> Kind:
    """Return the kind of a request."""
    return request.gateway, request.model, bool(request.sources)


def reservation(
    connection: sa.Connection, asked: Kind, prices: Mapping[str, float]
) -> float | None:
    """Return the dollars to reserve for a call, or None where they are not known.

    The 90th percentile of what such calls cost, else the price of the model; None for sketches.
    """
    gateway, model, edits = asked
    if gateway == OFFLINE:
        return None
    known = usual(connection, "cost", gateway, model, edits=edits)
    return prices.get(model) if known is None else known[1]


def reserve(connection: sa.Connection, request: Request, limits: Limits) -> float | None:
    """Return the dollars to reserve for a request, if they fit in its limits.

    Raises
    ------
    OverBudget
        They don't, whatever the prices are that are not known.
    OptionError
        There is a budget, and the price of this call, or of earlier ones, is not known.
    """
    amount = reservation(connection, kind(request), limits.prices)
    if limits.budget is None or request.gateway == OFFLINE:
        return amount
    day = today(connection, limits.prices)
    if not day.covers(amount, limits.budget):
        raise over_budget(day, amount, limits.budget)
    unknown = [*day.unpriced, *([request.model] if amount is None else [])]
    if unknown:
        raise price_unknown(unknown, limits.prices, earlier=sum(day.unpriced.values()))
    return amount


def today(connection: sa.Connection, prices: Mapping[str, float]) -> Today:
    """Return the dollars of the calls of this day.

    A call counts for the day it was sent on, whenever its cost is known, and also if it was
    deleted since, or thrown away. What came out of a bundle was paid by somebody else.
    """
    begin, end = _day()
    here, gone = generations.c, pruned_calls.c
    edits = sa.exists().where(inputs.c.generation == here.number).label("edits")
    calls = sa.union_all(
        sa.select(here.gateway, here.model, edits, here.cost, here.reserved)
        .where(here.created >= begin, here.created < end, was_paid, here.gateway != FOUND),
        sa.select(gone.gateway, gone.model, sa.false(), gone.cost, gone.reserved)
        .where(gone.created >= begin, gone.created < end),
    ).subquery()  # fmt: skip
    reported, known = is_measured(calls.c.cost), is_measured(calls.c.reserved)
    sums = sa.select(
        sa.func.total(calls.c.cost).filter(reported),
        sa.func.total(calls.c.reserved).filter(~reported & known),
        sa.func.count().filter(reported & (calls.c.cost > 0)),
        sa.func.count().filter(~reported & known),
    )
    spent, held, paid_calls, held_calls = connection.execute(sums).one()
    group = (calls.c.gateway, calls.c.model, calls.c.edits)
    unknown = sa.select(*group, sa.func.count()).where(~reported, ~known).group_by(*group)
    unpriced: dict[str, int] = {}
    for gateway, model, edits, count in connection.execute(unknown).all():
        # From before there were reservations, or before there was a price.
        name = sound_text(model)
        amount = reservation(connection, (sound_text(gateway), name, bool(edits)), prices)
        if amount is None:
            unpriced[name] = unpriced.get(name, 0) + count
        else:
            held += count * amount
            held_calls += count
    return Today(spent, held, unpriced, paid_calls, held_calls)


def _day() -> tuple[str, str]:
    """Return from when to when the rows of this day were made, as the catalogue has times."""
    now = datetime.now(UTC)
    midnight = datetime.combine(now.astimezone().date(), time.min).astimezone(UTC)
    return iso(midnight), iso(now + AHEAD)


# -- refusals ---------------------------------------------------------------------------


def over_budget(day: Today, amount: float | None, budget: float, *, calls: int = 1) -> OverBudget:
    """Return the error for calls that the budget of the day doesn't cover.

    `amount` is the dollars that they may cost together; None where they are not known.
    """
    these, they = ("this call", "it") if calls == 1 else (f"any of these {calls} calls", "they")
    when = f"{they} can be sent tomorrow"
    if not Today(0, 0).covers(amount, budget):
        when = f"{they} may cost more than the budget of a whole day"
    elif day.held:
        when += ", or when what is held turns out to cost less"
    cost, more = "", f"To send {'it' if calls == 1 else 'them'} now, raise the setting budget"
    if amount is not None:
        enough = math.ceil((day.spent + day.held + amount - MARGIN) * 100) / 100
        cost = f"{they} may cost {dollars(amount)}; "
        more = f"To raise the budget: %config ImageGen.budget = {enough:.2f}"
    if day.unpriced:
        more += f", and set the setting price for {', '.join(sorted(day.unpriced))}, of which "
        more += f"{counted(sum(day.unpriced.values()), 'call')} of today may have been billed"
    return OverBudget(
        f"the budget of the day doesn't cover {these}",
        said=f"{cost}today {dollars(day.spent)} spent, "
        f"{dollars(day.held)} held, {dollars(day.left(budget))} left of {dollars(budget)}",
        hint=f"{more}; {when}",
    )


def price_unknown(
    models: Iterable[str], prices: Mapping[str, float], *, earlier: int = 0
) -> OptionError:
    """Return the error for a limit that can't be kept, because nobody knows what calls cost.

    `earlier` is the number of calls of these models that were sent today already.
    """
    names = sorted(set(models))
    line = json.dumps({**prices, **dict.fromkeys(names, 0.05)}, ensure_ascii=False)
    near = [nearest(name, prices) for name in names]
    hint = f"Set price, in dollars per call: %config ImageGen.price = {line}"
    return OptionError(
        f"the price of {', '.join(names)} is unknown, so a limit on the cost can't be kept",
        said=f"{counted(earlier, 'call')} of today may have been billed" if earlier else "",
        hint=" ".join(filter(None, [*near, hint])),
    )
