"""The texts of the subcommands: settings, models, and the dry run."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from ..doctor import examine, told
from ..errors import SettingError, recall
from ..settings import SETTINGS
from ..text import one_line, shown_path

if TYPE_CHECKING:
    from ..library import Generation
    from ..metadata import Found
    from ..session import Job, Order, Plan, Session

__all__ = [
    "cancel",
    "doctor",
    "dry_run",
    "dry_run_of_plan",
    "failure",
    "models",
    "status",
    "told_by_file",
    "use",
]

DRY_RUN_LINES = 40
MODELS = """\
model         best for                                                        usually
nano-banana   fast iteration, photorealism, simple composition; the default   12–15 s
gpt-image     text inside the picture, many elements, detailed instructions   100–180 s
image-gen     nano-banana first, gpt-image only if that fails hard            12–180 s

All three take pictures as input. None calls tools, none streams: a picture comes whole.
Any other model's name is sent as you write it: %%imagegen -m NAME"""


def status(session: Session) -> str:
    """Return each setting with its value and source, the gateway, the key, the library."""
    rows = []
    for name in SETTINGS:
        found = session.settings.look_up(name)
        rows.append((name, shown_path(found.value), found.source))
        if name == "library" and session.library.journal_note:
            rows.append(("", session.library.journal_note, ""))
    gateway = session.settings.gateway()
    if gateway.source == "use":
        rows[0] = ("gateway", gateway.name, "%imagegen use")
    if gateway.is_offline:
        rows.append(("key", "none needed", ""))
    else:
        try:
            key = session.settings.key(gateway)
        except SettingError as error:
            rows.append(("key", str(error), ""))
        else:
            rows.append(("key", "set, not shown" if key else "none", key.source if key else ""))
    widths = [max(len(row[column]) for row in rows) for column in (0, 1)]
    lines = [f"{n:<{widths[0]}}  {v:<{widths[1]}}  {s}".rstrip() for n, v, s in rows]
    if session.under_way():
        lines.append(f"under way: {_names(session.under_way())}")
    return "\n".join(lines)


def _names(jobs: Sequence[Job]) -> str:
    return ", ".join("not sent yet" if job.number is None else f"@{job.number}" for job in jobs)


def cancel(session: Session, references: Sequence[str]) -> str:
    """Hang up on what is under way, all of it or what is named, and say what that means."""
    jobs = session.under_way()
    if references:
        jobs = [job for job in jobs if f"@{job.number}" == references[0]]
    stopped = [job for job in jobs if job.cancel()]
    sent = [job for job in stopped if job.number is not None]
    if not stopped:
        if references:
            return f"{references[0]} is not under way in this kernel."
        return "Nothing is under way in this kernel."
    if not sent:
        return "Dropped; nothing was sent."
    return f"Hung up on {_names(sent)}; what was sent may be billed all the same."


def doctor(session: Session) -> str:
    """Return what was looked at, what was found, and what to do about each trouble."""
    return told(examine(session))


def models(session: Session) -> str:
    """Return when to pick which model, and what the gateway says it has."""
    gateway = session.settings.gateway()
    names = sorted(str(entry.get("id")) for entry in session.models())
    shown = ", ".join(names[:12]) + (f" and {len(names) - 12} more" if len(names) > 12 else "")
    return f"{MODELS}\n\n{gateway.name} has: {shown}"


def failure(recorded: Mapping[str, Any]) -> str:
    """Return what went wrong with a generation, in the words that its cell had for it."""
    return "\n".join(recall(recorded).lines())


def told_by_file(found: Found) -> str:
    """Return what a file says of how it was made, line by line; nobody has checked it."""
    lines = [f"not of this library; the file says, and {found.written_by} wrote it:", ""]
    lines += [one_line(line, 500) for line in found.prompt.splitlines()]
    facts = {"model": found.model, **found.details}
    lines += ["", *(f"{name}: {value}" for name, value in facts.items() if value)]
    return "\n".join(lines)


def dry_run(order: Order, stored: Generation | None) -> str:
    """Return the exact request, key masked and pictures as hash and size; nothing is sent.

    Parameters
    ----------
    order
        What would be sent.
    stored
        What the library would answer it with instead.
    """
    import json

    from ..gateway.wire import request_body
    from ..images.inputs import inputs_report

    request = order.with_inputs()
    body = request_body(request, models=order.gateway.models, extra=order.gateway.extra)
    names = [source.name for source in order.sources]
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
    where = "offline gateway" if order.gateway.is_offline else order.gateway.base_url
    lines = [
        f"Nothing was sent. {_calls(order, stored)}",
        f"POST {where}/v1/chat/completions" if not order.gateway.is_offline else f"to the {where}",
    ]
    if not order.gateway.is_offline:
        lines.append("Authorization: Bearer ***")
    lines.append(json.dumps(body, indent=2, ensure_ascii=False))
    if names:
        lines.append(inputs_report(names, request.inputs))
    return "\n".join(lines)


def dry_run_of_plan(plan: Plan) -> str:
    """Return what a sweep would send, a line for each request; nothing is sent."""
    lines = [f"Nothing was sent. {plan.words}"]
    for member in plan.members[:DRY_RUN_LINES]:
        labels = " · ".join(member.labels)
        what = "would be sent" if member.order.may_send else "not sent: replay = only"
        if member.stored is not None:
            what = f"would be replayed from {member.stored.ref}"
        prompt = one_line(member.order.request.prompt, 100)
        lines.append(f"{labels}: {what}, {member.order.request.model}: {prompt}")
    more = len(plan.members) - DRY_RUN_LINES
    return "\n".join([*lines, f"and {more} more"] if more > 0 else lines)


def _calls(order: Order, stored: Generation | None) -> str:
    if stored is not None:
        return f"0 calls would be: {stored.ref} is the answer, free."
    if not order.may_send:
        return "Nothing would be: replay = only, and the library has no answer."
    return f"1 call would be{', for another take' if order.again else ''}."


def use(session: Session, arguments: Sequence[str]) -> str:
    """Choose a gateway, and return a sentence that says so."""
    flags = [argument for argument in arguments if argument.startswith("--")]
    [name] = [argument for argument in arguments if not argument.startswith("--")]
    gateway = session.use(name, ask_key="--ask-key" in flags, remember="--remember" in flags)
    where = "sketches, free" if gateway.is_offline else gateway.base_url
    kept = (
        f", and from now on ({session.settings.config_file.name})" if "--remember" in flags else ""
    )
    return f"Pictures come from {gateway.name} ({where}) in this kernel{kept}."
