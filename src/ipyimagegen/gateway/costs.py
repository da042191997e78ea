"""The cost of a reply: the dollars that were really paid, or None where that is not known.

Nothing is estimated, no currency is guessed, and a 0 counts only where the gateway itself says
that it charged nothing:

- ``usage.cost`` is OpenRouter's charge. With a key of one's own behind it (``is_byok``) that is
  the router's fee alone, often 0, and the provider charges ``upstream_inference_cost`` besides
  (RooCodeInc/Roo-Code#5144): the sum counts, and without the provider's part nothing does.
- LiteLLM's header is 0 for each model that it has no price for (BerriAI/litellm#42467): such a
  0 says nothing, and neither does a 0 in a reply that LiteLLM passed on, because it may have
  dropped the fields beside it.
- An amount in another currency, or in credits, is none in dollars.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from ..text import amount

__all__ = ["reported_cost"]

TICKS = 1e10  # of xAI's ``cost_in_usd_ticks`` to the dollar
_HEADERS = ("x-litellm-response-cost", "llm_provider-x-litellm-response-cost")
_IN_DOLLARS = ("cost_usd", "cost_in_usd", "total_cost_usd")
_NAMES = ("cost", "total_cost", *_IN_DOLLARS)
_TOTALS = ("total", "total_cost", "amount", "usd", *_IN_DOLLARS)
_UNITS = ("currency", "unit", "cost_unit", "cost_currency")
_DOLLARS = re.compile(r"(?:usd|us\$|\$)?\s*([\d.]+(?:e[-+]?\d+)?)\s*(?:usd|\$)?", re.IGNORECASE)


def reported_cost(document: Mapping[str, Any], headers: Mapping[str, str]) -> float | None:
    """Return the dollars that a reply cost, or None where its gateway doesn't say.

    Parameters
    ----------
    document
        The reply.
    headers
        Its headers, names in small letters.
    """
    usage = document.get("usage")
    usage = usage if isinstance(usage, dict) else {}
    details = usage.get("cost_details")
    details = details if isinstance(details, dict) else {}
    if not all(_is_in_dollars(one) for one in (document, usage, details)):
        return None
    charged = _charged(usage)
    upstream = _number(details.get("upstream_inference_cost"))
    own_key = str(usage.get("is_byok", document.get("is_byok"))).lower()
    if own_key == "true":
        return (charged or 0.0) + upstream if upstream else None
    if not charged and upstream and own_key == "none":
        return upstream  # the charge is 0 or not said, and somebody charged this all the same
    passed_on = [headers[name] for name in _HEADERS if name in headers]
    if charged or (charged is not None and not passed_on):
        return charged
    estimates = (*(document.get(name) for name in _IN_DOLLARS), *passed_on)
    return next((cost for cost in map(_number, estimates) if cost), None)


def _charged(usage: Mapping[str, Any]) -> float | None:
    """Return the dollars that the usage names, or None."""
    ticks = _number(usage.get("cost_in_usd_ticks"))
    if ticks is not None:
        return ticks / TICKS
    for name in _NAMES:
        value = usage.get(name)
        if isinstance(value, dict):
            totals = (
                (_number(value.get(total)) for total in _TOTALS) if _is_in_dollars(value) else ()
            )
            cost = next((total for total in totals if total is not None), None)
        else:
            cost = _number(value)
        if cost is not None:
            return cost
    return None


def _is_in_dollars(fields: Mapping[str, Any]) -> bool:
    """Whether nothing beside an amount says that it is of another currency, or of credits."""
    named = (str(fields[name]).strip().lower() for name in _UNITS if fields.get(name))
    return all(unit in ("usd", "us$", "$", "dollar", "dollars") for unit in named)


def _number(value: object) -> float | None:
    """Return an amount of dollars, also of a text such as "$0.039"; None for anything else."""
    if isinstance(value, str):
        match = _DOLLARS.fullmatch(value.strip())
        value = match[1] if match else None
    return amount(value)
