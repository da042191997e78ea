"""What the composer's fields stand for: an order, its plan in words, a cell of a notebook."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ..errors import ImagegenError
from ..images.picture import Picture
from ..prompts import read_body
from ..prompts.cells import cell_text
from ..text import one_line

if TYPE_CHECKING:
    from ..session import Order, Session
    from .messages import Composition

__all__ = ["composed_cell", "composed_order", "plan_words", "repeated_order"]


def composed_order(session: Session, message: Composition, values: Mapping[str, Any]) -> Order:
    """Return the order that Generate would send; `ImagegenError` if it can't be."""
    prompt, aspect, _ = read_body(message.template, message.aspect or None)
    return session.order(
        prompt,
        model=message.model or None,
        aspect=aspect,
        inputs=message.inputs,
        values=values,
    )


def repeated_order(session: Session, number: int, values: Mapping[str, Any]) -> Order:
    """Return the order for another take of what a generation asked for."""
    found = session.get(f"@{number}")
    parameters = found.parameters
    return session.order(
        found.prompt,
        raw=True,
        again=True,
        model=found.model,
        aspect=parameters.get("aspect"),
        size=parameters.get("size"),
        extra=parameters.get("extra"),
        inputs=found.input_references,
        values=values,
    )


def plan_words(
    session: Session, message: Composition, values: Mapping[str, Any]
) -> tuple[str, bool]:
    """Return what Generate would do, or why it can't, and whether it can; nothing is sent."""
    if not message.template.strip():
        return "", True
    try:
        order = composed_order(session, message, values)
        session.check(order)
        stored = session.stored(order)
    except ImagegenError as error:
        return one_line(": ".join(filter(None, (error.sentence, error.hint)))), False
    if stored is not None:
        return f"replayed from {stored.ref} · $0 · Again makes a new take", True
    names = ", ".join(source.name for source in order.sources)
    parts = ["1 call", order.request.model, f"from {names}" if names else ""]
    return one_line(" · ".join(filter(None, parts))), True


def composed_cell(session: Session, message: Composition) -> str:
    """Return the cell that asks for the same, in any library: pictures are named by hash."""
    found = [(name, session.source(name, {}).value) for name in message.inputs]
    return cell_text(
        message.template,
        model=message.model,
        aspect=message.aspect,
        inputs=[value.ref if isinstance(value, Picture) else name for name, value in found],
        parameters={},
    )
