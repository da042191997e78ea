"""The plan of what is composed: its line, the words on the button, and the template in pieces.

It tells the effect of the next press, from the same plan that would be sent; and where it can't
be sent, the reason. Nothing is sent for it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from ..errors import ImagegenError, OptionError, OverBudget
from ..library.references import only_source
from ..notebook.line import parse_cell_line
from ..prompts import pieces
from ..prompts.grammar import RAW_HINT
from ..prompts.rows import Rows
from ..session.estimate import check_limits, estimated
from ..session.plan import template_names, time_words
from ..text import counted, is_blank, one_line, percent_words
from . import incoming, outgoing, shapes
from .composer import composed_brief, source_name

if TYPE_CHECKING:
    from ..library.references import Scope
    from ..session import Brief, Plan
    from .composer import Masks

__all__ = ["check_calls", "check_plan", "told_plan", "without_options"]

LONGEST = 600  # characters of a reason
MOST_NAMES = 3  # of inputs
LOOKED_AT = 100  # calls whose inputs are named
_BRACES = r"Write \{ and \} around it to send the braces as they are."

_NOTHING: shapes.Press = {"label": "Generate", "price": "", "new": 0}


def told_plan(
    message: incoming.Compose,
    scope: Callable[[], Scope],
    planned: Callable[[Brief], Plan],
    masks: Masks | None = None,
) -> outgoing.Plan:
    """Return the plan of the composer's fields, for their view.

    Parameters
    ----------
    message
        The fields.
    scope
        Returns where names are looked up.
    planned
        Returns the plan of a brief, looked up in the library.
    masks
        Those that were drawn, by their references.
    """
    read, asked = _text(message), (message.view, message.version)
    if is_blank(message.template):
        return outgoing.Plan(*asked, [], True, _NOTHING, read)
    try:
        names = scope()
        read = _pieces(message, names)
        plan = estimated(planned(composed_brief(message, names.values, masks)))
        check_plan(plan)
    except ImagegenError as error:
        reason = [error.sentence, without_options(error.hint)]
        if isinstance(error, OverBudget):  # the way out first: there is room for a few words
            reason = [str(error), error.hint, error.said]
        why = one_line(": ".join(filter(None, reason)), LONGEST)
        return outgoing.Plan(*asked, [_part(why)], False, _NOTHING, read)
    return outgoing.Plan(*asked, list(_line(plan)), True, _press(plan), read)


def without_options(words: str) -> str:
    """Return the words of a refusal for the composer, which has no place for options."""
    return words.replace(RAW_HINT, _BRACES)


def check_plan(plan: Plan) -> None:
    """Refuse a plan that the panel won't send; `ImagegenError` with the reason.

    A cell's consent to more new calls (``-y``) is no consent here.
    """
    check_calls(plan)
    check_limits(replace(plan, brief=replace(plan.brief, yes=True)))


def check_calls(plan: Plan) -> None:
    """Refuse a plan of more new calls than ``max_calls``; `OptionError`."""
    limit = plan.settings.get("max_calls")
    if plan.new > limit:
        raise OptionError(
            f"{counted(plan.new, 'new call')} in one go, and max_calls is {limit}",
            hint="Copy it as a cell and write -y there; the setting max_calls allows more.",
        )


# -- the line -------------------------------------------------------------------------


def _part(words: str, *, weighty: bool = False) -> shapes.Part:
    return {"words": words, "weighty": weighty}


def _line(plan: Plan) -> Iterator[shapes.Part]:
    """Yield the line's parts: axes × models × takes = calls · from what · time · money."""
    if not plan.dimensions and (stored := plan.calls[0].stored) is not None:
        yield _part(f"replayed from {stored.ref} · $0 · Again on {stored.ref} makes a new take")
        return
    if plan.dimensions:
        is_compared = any(dimension.name == "model" for dimension in plan.dimensions)
        yield _part(f"{plan.sizes} = " if is_compared else f"{plan.sizes} × 1 model = ")
    first, *others = _facts(plan)
    yield first
    for fact in others:
        yield _part(" · ")
        yield fact


def _facts(plan: Plan) -> Iterator[shapes.Part]:
    replayed = sum(call.stored is not None for call in plan.calls)
    joining = sum(call.waits for call in plan.calls)
    others = len(plan.calls) - replayed - joining - sum(call.is_new for call in plan.calls)
    if plan.new or not replayed:
        yield _part(plan.counted_new("new call"), weighty=True)
    if not plan.dimensions:
        yield _part(one_line(plan.calls[0].request.model, 80))
    if replayed:
        yield _part(counted(replayed, "replay"), weighty=not plan.new)
    if others or joining:
        counts = {"under way": others, "waiting": joining}
        yield _part(", ".join(f"{count} {how}" for how, count in counts.items() if count))
    if names := _names(plan):
        yield _part(f"from {names}{', each alone' if plan.brief.each else ''}")
    if (region := plan.calls[0].region) is not None:
        sent = ", sent with its surroundings" if region.crop else ""
        yield _part(f"only {percent_words(region.share)} of it{sent}")
    yield from map(_part, plan.remarks)
    if not plan.new:
        yield _part("$0")
        return
    if plan.is_offline:
        return
    if plan.seconds is not None:
        at_once = plan.settings.get("concurrency")
        beside = f", {at_once} at a time" if plan.new > at_once else ""
        yield _part(time_words(plan.seconds) + beside)
    if plan.cost is not None:
        yield _part(plan.cost_words, weighty=True)
    if plan.covered is not None and plan.covered < plan.new:
        yield _part(f"the budget covers {plan.covered} of {plan.new}")


def _names(plan: Plan) -> str:
    """Return the names of the inputs, in order."""
    sources = [source for call in plan.calls[:LOOKED_AT] for source in call.sources]
    names = list(dict.fromkeys(map(source_name, sources)))
    more = f" and {len(names) - MOST_NAMES} more" if len(names) > MOST_NAMES else ""
    return ", ".join(names[:MOST_NAMES]) + more


def _press(plan: Plan) -> shapes.Press:
    """Return the words on the button: the price is part of them where it is known."""
    count = len(plan.calls)
    if not plan.new:
        known = [call.known for call in plan.calls if call.known is not None]
        label = f"Show {known[0].ref}" if known and count == 1 else f"Show {count}"
        return {"label": label, "price": "$0", "new": 0}
    verb = "Edit" if plan.brief.each else "Generate"
    price = ""
    if plan.cost is not None and not plan.is_offline:
        price = plan.cost_words.replace("about ", "~")
    return {
        "label": f"{verb} {plan.new}" if count > 1 else verb,
        "price": price,
        "new": plan.new,
    }


# -- the template ---------------------------------------------------------------------


def _text(message: incoming.Composition) -> list[shapes.Piece]:
    return [{"text": message.template, "kind": "text", "words": ""}]


def _pieces(message: incoming.Composition, scope: Scope) -> list[shapes.Piece]:
    """Return the template in pieces; the plan tells of an option that can't be read."""
    template, columns = message.template, []
    try:
        brief = parse_cell_line(message.options).brief
        if brief.rows is not None:
            columns = Rows(scope.values.get(str(brief.rows))).columns
    except ImagegenError:
        return _text(message)
    if brief.raw:
        return _text(message)
    names = template_names(scope, template, columns)

    def refer(reference: str) -> object:
        return only_source(reference, scope, reference, template)

    return [
        {"text": piece.text, "kind": piece.kind, "words": piece.words}
        for piece in pieces.pieces(template, names, columns, refer)
    ]
