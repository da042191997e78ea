"""Estimates and limits: the usual time and cost of a plan, and the refusal of too much."""

from __future__ import annotations

import heapq
import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from ..errors import OptionError, OverBudget
from ..library import Limits
from ..library.budget import Kind, kind, over_budget, price_unknown
from ..text import dollars

if TYPE_CHECKING:
    from ..gateways import Gateway
    from ..settings import Snapshot
    from .plan import Plan

__all__ = ["check_limits", "estimated", "limits_of"]

Usual = tuple[float, float] | None  # the median and the 90th percentile, where they are known


def limits_of(settings: Snapshot, gateway: Gateway) -> Limits:
    """Return the limits that the library holds calls to a gateway to; sketches have none."""
    if gateway.is_offline:
        return Limits()
    return Limits(settings.get("budget"), settings.get("price"))


# -- estimates --------------------------------------------------------------------------


def estimated(plan: Plan) -> Plan:
    """Return the plan with the usual time and cost of its new calls, by the library's history.

    And with how many of them the budget covers.
    """
    kinds = [kind(request) for request in plan.new_requests]
    times, costs = {}, {}
    for one in dict.fromkeys(kinds):
        gateway, model, edits = one
        times[one] = plan.library.usual_seconds(gateway, model, edits=edits)
        costs[one] = plan.library.usual_cost(gateway, model, edits=edits)
    at_once = plan.settings.get("concurrency")
    seconds = _range([times[one] for one in kinds], lambda each: _until_all_end(each, at_once))
    if plan.until and seconds is not None:
        seconds = _one_after_the_other(plan, times)
    return replace(
        plan,
        seconds=seconds,
        cost=_range([costs[one] for one in kinds], sum),
        covered=_covered(plan),
    )


def _one_after_the_other(plan: Plan, times: Mapping[Kind, Usual]) -> Usual:
    """Return the time of takes that end with one that passes: with the first, and with the last."""
    shortest, longest = [], []
    for call in plan.calls:
        usual = [times[kind(one.request)] for one in call.takes if one.is_new]
        known = [each for each in usual if each is not None]
        shortest += [median for median, _ in known[:1]]
        longest += [sum(late for _, late in known)]
    at_once = plan.settings.get("concurrency")
    return _until_all_end(shortest, at_once), _until_all_end(longest, at_once)


def _range(usual: Sequence[Usual], combine: Callable[[Iterable[float]], float]) -> Usual:
    """Return what usual values come to together; None unless each of them is known."""
    known = [each for each in usual if each is not None]
    if not known or len(known) < len(usual):
        return None
    return combine(median for median, _ in known), combine(late for _, late in known)


def _until_all_end(seconds: Iterable[float], at_once: int) -> float:
    """Return when the last of several calls ends, of which so many are in flight at once."""
    ends: list[float] = []
    for each in seconds:
        begins = heapq.heappop(ends) if len(ends) >= at_once else 0.0
        heapq.heappush(ends, begins + each)
    return max(ends)


def _covered(plan: Plan) -> int | None:
    """Return how many of the new calls the budget covers, in the order in which they are sent.

    One that it doesn't cover keeps the later ones of its model from being sent, as in a batch.
    """
    limits = limits_of(plan.settings, plan.calls[0].gateway)
    if limits.budget is None:
        return None
    amounts, day = _amounts(plan, limits.prices), plan.library.today(limits.prices)
    if None in amounts.values() or day.unpriced:
        return None
    sent, taken, stopped = 0, 0.0, set()
    for request in plan.new_requests:
        amount = amounts[kind(request)] or 0.0
        if request.model in stopped or not day.covers(taken + amount, limits.budget):
            stopped.add(request.model)
        else:
            sent, taken = sent + 1, taken + amount
    return sent


def _amounts(plan: Plan, prices: Mapping[str, float]) -> dict[Kind, float | None]:
    """Return the dollars that are reserved for the new calls of each kind."""
    of_kind = {kind(request): request for request in plan.new_requests}
    return {one: plan.library.reservation(each, prices) for one, each in of_kind.items()}


def _unknown(amounts: Mapping[Kind, float | None]) -> list[str]:
    """Return the models of the calls whose dollars are not known."""
    return [model for (_, model, _), amount in amounts.items() if amount is None]


# -- limits -----------------------------------------------------------------------------


def check_limits(plan: Plan) -> None:
    """Refuse a plan that is over its limits, before anything is sent.

    The cost of new calls is the 90th percentile of history, else the setting ``price``. The
    budget holds for each call when it is sent; a plan is refused if it would bring nothing.

    Raises
    ------
    OptionError
        More new calls than ``max_calls`` without consent, more dollars than the brief
        allows, or a limit that can't be kept because a price is unknown.
    OverBudget
        The budget of the day covers none of its calls, and the library has no answer to any.
    """
    limit = plan.settings.get("max_calls")
    if plan.new > limit and not plan.brief.yes:
        raise OptionError(
            f"{plan.new} new calls in one go, and max_calls is {limit}",
            said=plan.words,
            hint="-y (in Python yes=True) sends them all; the setting max_calls allows more.",
        )
    if not plan.new or plan.is_offline:
        return
    _check_budget(plan)  # no price and no higher cost helps where it is used up
    _check_cost(plan)


def _check_cost(plan: Plan) -> None:
    most = plan.brief.max_cost
    if most is None:
        return
    prices = plan.settings.get("price")
    amounts = _amounts(plan, prices)
    unknown = _unknown(amounts)
    if unknown:
        raise price_unknown(unknown, prices)
    cost = sum(amounts[kind(request)] or 0.0 for request in plan.new_requests)
    if cost > most and not math.isclose(cost, most):  # three times 0.05 is a little over 0.15
        raise OptionError(
            f"the new calls may cost more than {dollars(most)}",
            said=replace(plan, cost=(cost, cost)).words,  # the one that is compared
            hint="Ask for fewer, or raise --max-cost.",
        )


def _check_budget(plan: Plan) -> None:
    """Refuse a plan of which the budget covers nothing, and that would bring nothing else."""
    limits = limits_of(plan.settings, plan.calls[0].gateway)
    if limits.budget is None:
        return
    if plan.until and plan.covered is not None and plan.covered < plan.new:
        raise OverBudget(
            "the budget of the day doesn't cover all takes that --until may make",
            said=f"it covers {plan.covered} of {plan.new}",
            hint="Ask for fewer with -n, or raise the setting budget.",
        )
    amounts, day = _amounts(plan, limits.prices), plan.library.today(limits.prices)
    covered = [amount for amount in amounts.values() if day.covers(amount, limits.budget)]
    if covered and (day.unpriced or None in covered):
        unknown, earlier = [*day.unpriced, *_unknown(amounts)], sum(day.unpriced.values())
        raise price_unknown(unknown, limits.prices, earlier=earlier)
    something_comes = plan.covered or any(not call.is_new for call in plan.calls)
    if len(covered) < len(amounts) and not something_comes:
        costs = [amounts[kind(request)] for request in plan.new_requests]
        total = None if None in costs else math.fsum(cost or 0.0 for cost in costs)
        raise over_budget(day, total, limits.budget, calls=plan.new)
