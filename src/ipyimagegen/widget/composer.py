"""The composer's fields as a brief, as a plan in words, and as a cell of a notebook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..errors import ImagegenError, OptionError, UnknownReference
from ..images.picture import Picture
from ..library.references import find_source
from ..prompts.cells import cell_text, read_body
from ..session import Brief
from ..session.estimate import check_budget, estimated
from ..text import one_line

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..library import Generation
    from ..library.references import Scope
    from ..session import Plan
    from .messages import Composition

__all__ = ["composed_brief", "composed_cell", "plan_words", "repeated_brief"]

DOOR = "in this panel"


def composed_brief(message: Composition) -> Brief:
    """Return the brief that the composer holds; `ImagegenError` if it can't be read."""
    template, aspect, _ = read_body(message.template, message.aspect or None)
    models = (message.model,) if message.model else ()
    return Brief(template=template, models=models, aspect=aspect, inputs=message.inputs, door=DOOR)


def repeated_brief(generation: Generation) -> Brief:
    """Return the brief for another take of a generation's request; `ImagegenError` if none is."""
    parameters, library = generation.parameters, generation.library
    for given in generation.inputs if generation.imported is not None else ():
        if not library.picture(given.source):  # its name may be that of a file of one's own here
            raise UnknownReference(
                f"{generation.ref} was made from a picture that this library lacks",
                said=one_line(given.name, 60),
            )
    brief = Brief(
        template=generation.prompt,
        raw=True,
        again=True,
        models=(generation.model,),
        aspect=parameters.get("aspect"),
        size=parameters.get("size"),
        extra=parameters.get("extra"),
        inputs=generation.input_references,
        door=DOOR,
    )
    brief.check_types()
    if brief.parameters != parameters:
        raise OptionError(f"the parameters of {generation.ref} are none that can be asked for")
    return brief


def plan_words(message: Composition, planned: Callable[[Brief], Plan]) -> tuple[str, bool]:
    """Return the effect of Generate, or why it can't be, and whether it can; nothing is sent.

    `planned` returns the plan of a brief, looked up in the library.
    """
    if not message.template.strip():
        return "", True
    try:
        plan = estimated(planned(composed_brief(message)))
        call = plan.only_call
        check_budget(plan)
    except ImagegenError as error:
        return one_line(": ".join(filter(None, (error.sentence, error.hint)))), False
    if call.stored is not None:
        return f"replayed from {call.stored.ref} · $0 · Again makes a new take", True
    names = ", ".join(source.name for source in call.sources)
    parts = ["1 call", call.request.model, f"from {names}" if names else "", plan.usual_words]
    return one_line(" · ".join(filter(None, parts))), True


def composed_cell(message: Composition, scope: Scope) -> str:
    """Return the cell that asks for the same, in any library: pictures are named by hash."""
    values = [(name, find_source(name, scope).value) for name in message.inputs]
    return cell_text(
        message.template.rstrip("\r\n"),  # as a cell's body is read
        model=message.model,
        inputs=[value.ref if isinstance(value, Picture) else name for name, value in values],
        parameters={"aspect": message.aspect} if message.aspect else {},
    )
