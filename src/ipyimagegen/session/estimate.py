"""Estimates and limits: the usual time and cost of a plan, and the refusal of too much."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from ..errors import OptionError

if TYPE_CHECKING:
    from .plan import Plan

__all__ = ["check_limits", "estimated"]


def estimated(plan: Plan) -> Plan:
    """Return the plan with the usual time and cost of its new calls, by the library's history."""
    new = [call.request for call in plan.calls if call.is_new]
    kinds: dict[tuple[str, str, bool], int] = {}
    for request in new:
        kind = (request.gateway, request.model, bool(request.sources))
        kinds[kind] = kinds.get(kind, 0) + 1
    times = [plan.library.usual_seconds(*kind[:2], edits=kind[2]) for kind in kinds]
    costs = [plan.library.usual_cost(*kind[:2], edits=kind[2]) for kind in kinds]
    at_once = min(plan.settings.get("concurrency"), max(1, len(new)))
    seconds = _summed(times, kinds.values())
    return replace(
        plan,
        seconds=None if seconds is None else (seconds[0] / at_once, seconds[1] / at_once),
        cost=_summed(costs, kinds.values()),
    )


def _summed(
    samples: Sequence[tuple[float, float] | None], counts: Iterable[int]
) -> tuple[float, float] | None:
    pairs = [
        (median * count, late * count)
        for (median, late), count in zip((one or (0, 0) for one in samples), counts, strict=True)
    ]
    if not pairs or None in samples:
        return None
    return sum(median for median, _ in pairs), sum(late for _, late in pairs)


def check_limits(plan: Plan) -> None:
    """Refuse a plan that is over its limits, before anything is sent.

    The cost of new calls is the 90th percentile of history, else the setting ``price``.

    Raises
    ------
    OptionError
        More new calls than ``max_calls`` without consent, or more dollars than the brief
        allows.
    """
    limit = plan.settings.get("max_calls")
    if plan.new > limit and not plan.brief.yes:
        raise OptionError(
            f"{plan.new} new calls in one go, and max_calls is {limit}",
            said=plan.words,
            hint="-y (in Python yes=True) sends them all; the setting max_calls allows more.",
        )
    most = plan.brief.max_cost
    if most is None or not plan.new or plan.is_offline:
        return
    cost = plan.cost[1] if plan.cost is not None else _by_price(plan, plan.settings.get("price"))
    if cost > most:
        raise OptionError(
            f"the new calls may cost more than ${most:g}",
            said=f"about ${cost:.3g}; {plan.words}",
            hint="Ask for fewer, or raise --max-cost.",
        )


def _by_price(plan: Plan, prices: Mapping[str, float]) -> float:
    total = 0.0
    for call in plan.calls:
        if not call.is_new:
            continue
        model = call.request.model
        if model not in prices:
            raise OptionError(
                f"the price of {model} is unknown, so a limit on the cost can't be kept",
                hint=f'Set it: %config ImageGen.price = {{"{model}": 0.05}} (dollars per call).',
            )
        total += prices[model]
    return total
