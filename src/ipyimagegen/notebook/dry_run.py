"""The dry run: the exact request, or a sweep's requests, as text; nothing is sent."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from ..errors import SettingError
from ..gateway.wire import body_bytes, request_body
from ..images.inputs import inputs_report
from ..images.picture import reference_to
from ..text import fits_one_line, one_line

if TYPE_CHECKING:
    from ..gateways import Gateway
    from ..images.inputs import Input
    from ..images.preview import Preview
    from ..requests import Request
    from ..session import Call, Plan
    from ..settings import Snapshot

__all__ = ["added_sentence", "marked_bundle", "plan_text", "request_text", "sent_pictures"]

MARKED_SIDE = 768  # pixels
MOST_REQUESTS = 40  # of a sweep; the others are counted


def sent_pictures(inputs: Sequence[Input]) -> list[Preview]:
    """Return small copies of prepared inputs, as they are sent."""
    from ..images.picture import Picture
    from ..images.preview import preview

    return [preview(Picture.from_bytes(one.data).image, MARKED_SIDE) for one in inputs]


def added_sentence(request: Request) -> str:
    """Return the text that follows the prompt of a prepared request; empty where none does."""
    content = request_body(request)["messages"][0]["content"]
    text: str = content if isinstance(content, str) else content[0]["text"]
    return text.removeprefix(request.prompt).strip()


def marked_bundle(request: Request) -> dict[str, str]:
    """Return the last picture of a prepared request, on which a region is drawn."""
    copy = request.inputs[-1]
    [shown] = sent_pictures([copy])
    words = _region_words(request)
    return {
        f"image/{shown.type}": shown.base64,
        "text/plain": f"<the marked copy, {copy.width}×{copy.height}, only {words}>",
    }


def request_text(plan: Plan, request: Request) -> str:
    """Return its request as it would be sent: key and headers masked, pictures as their size.

    `request` is that of the plan's only call, prepared.
    """
    [call] = plan.calls
    gateway = call.gateway
    body = request_body(request, models=gateway.models, extra=gateway.extra)
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
    lines = [f"Nothing was sent. {_calls(plan)}", *plan.remarks, *_head(gateway, plan.settings)]
    text = json.dumps(json.loads(body_bytes(body)), indent=2, ensure_ascii=False)
    # Escaped as JSON escapes them, so that it is still the exact body.
    lines.append("".join(c if c == "\n" or fits_one_line(c) else json.dumps(c)[1:-1] for c in text))
    if call.sources:
        lines.append(inputs_report(call.input_names, request.inputs))
    if call.region is not None:
        words = _region_words(request)
        width, height = call.region.size
        lines.append(f"only {words} of {width}×{height} pixels may change")
    return "\n".join(lines)


def _region_words(request: Request) -> str:
    """Return the parts of a request's region, masks as a cell names them."""
    parts = map(str, request.parameters["only"])
    return ", ".join(one if "," in one else reference_to(one[1:]) for one in parts)


def _head(gateway: Gateway, settings: Snapshot) -> Iterator[str]:
    """Yield the lines above the body, with a reason where the request couldn't be sent."""
    if gateway.is_offline:
        yield "to the offline gateway"
        return
    yield f"POST {gateway.address.completions}"
    try:
        if settings.key(gateway):
            yield "Authorization: Bearer ***"
        settings.headers(gateway)
    except SettingError as error:
        yield f"It can't be sent: {error.sentence}"
    yield from [f"{name}: ***" for name in gateway.headers]


def _calls(plan: Plan) -> str:
    [call] = plan.calls
    if call.stored is not None:
        return f"0 calls would be: {call.stored.ref} is the answer, free."
    if call.joins and not plan.until:
        return f"0 calls would be: it would join {_joined_words(call)}."
    if not call.may_send:
        return "Nothing would be: replay = only, and the library has no answer."
    if plan.until:
        labels = ",".join(check.label for check in plan.until)
        return f"{plan.counted_new('call')} would be, until a take passes {labels}."
    return f"1 call would be{', for another take' if call.again else ''}."


def _joined_words(call: Call) -> str:
    if call.known is None:
        return "the same, which waits"
    where = "under way" if call.known.status == "sent" else "in the gateway's queue"
    return f"{call.known.ref}, {where}"


def plan_text(plan: Plan) -> str:
    """Return the requests of a sweep, one a line."""
    lines = [f"Nothing was sent. {plan.words}", *plan.remarks]
    for call in plan.calls[:MOST_REQUESTS]:
        labels = one_line(" · ".join(call.labels), 300)
        outcome = "would be sent" if call.may_send else "not sent: replay = only"
        if call.stored is not None:
            outcome = f"would be replayed from {call.stored.ref}"
        elif call.joins:
            outcome = f"would join {_joined_words(call)}"
        prompt = one_line(call.request.prompt, 100)
        lines.append(f"{labels}: {outcome}, {one_line(call.request.model, 80)}: {prompt}")
    more = len(plan.calls) - MOST_REQUESTS
    return "\n".join([*lines, f"and {more} more"] if more > 0 else lines)
