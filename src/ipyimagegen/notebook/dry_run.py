"""The dry run: the exact request, or a sweep's requests, as text; nothing is sent."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from ..gateway.wire import request_body
from ..images.inputs import inputs_report
from ..text import one_line

if TYPE_CHECKING:
    from ..library import Generation
    from ..session import Order, Plan

__all__ = ["plan_text", "request_text"]

MOST_REQUESTS = 40  # of a sweep; the others are counted


def request_text(order: Order, stored: Generation | None) -> str:
    """Return the request as it would be sent, its key masked, its pictures as hash and size.

    Parameters
    ----------
    order
        The request, with its gateway.
    stored
        The library's answer to it, which is replayed instead.
    """
    request = order.with_inputs()
    body = request_body(request, models=order.gateway.models, extra=order.gateway.extra)
    pictures = iter(request.inputs)
    content = body["messages"][0]["content"]
    if not isinstance(content, str):
        for part in content:
            if part["type"] == "image_url":
                picture = next(pictures)
                part["image_url"] = {
                    "url": f"<{picture.type.upper()} {picture.width}×{picture.height}, "
                    f"{len(picture.data):,} bytes, source {picture.source[:12]}>"
                }
    lines = [f"Nothing was sent. {_calls(order, stored)}"]
    if order.gateway.is_offline:
        lines.append("to the offline gateway")
    else:
        lines.append(f"POST {order.gateway.base_url}/v1/chat/completions")
        lines.append("Authorization: Bearer ***")
    lines.append(json.dumps(body, indent=2, ensure_ascii=False))
    if order.sources:
        lines.append(inputs_report([source.name for source in order.sources], request.inputs))
    return "\n".join(lines)


def _calls(order: Order, stored: Generation | None) -> str:
    if stored is not None:
        return f"0 calls would be: {stored.ref} is the answer, free."
    if not order.may_send:
        return "Nothing would be: replay = only, and the library has no answer."
    return f"1 call would be{', for another take' if order.again else ''}."


def plan_text(plan: Plan) -> str:
    """Return the requests of a sweep, one a line."""
    lines = [f"Nothing was sent. {plan.words}"]
    for member in plan.members[:MOST_REQUESTS]:
        labels = " · ".join(member.labels)
        outcome = "would be sent" if member.order.may_send else "not sent: replay = only"
        if member.stored is not None:
            outcome = f"would be replayed from {member.stored.ref}"
        prompt = one_line(member.order.request.prompt, 100)
        lines.append(f"{labels}: {outcome}, {member.order.request.model}: {prompt}")
    more = len(plan.members) - MOST_REQUESTS
    return "\n".join([*lines, f"and {more} more"] if more > 0 else lines)
