"""All there is to know of one generation, asked for when it is looked at.

An entry of the gallery is kept small, because there are sixty in a page; what is long, and
what has to be looked up in other rows, is here.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from ..errors import one_line

if TYPE_CHECKING:
    from ..library import Generation, InputRecord, Library

__all__ = ["details"]

LONGEST = 100_000  # characters of a prompt, or of what a model said
MOST_STEPS = 8  # back, of what it was made from
MOST_CHILDREN = 12


def details(generation: Generation) -> dict[str, Any]:
    """Return what the viewer shows of a generation beyond its entry."""
    parameters = generation.parameters
    extra = parameters.get("extra")
    template = "" if generation.template == generation.prompt else generation.template
    steps, is_whole = _steps(generation)
    children = generation.library.children(generation.number)
    return {
        "sent": generation.prompt[:LONGEST],
        "template": template[:LONGEST],
        "text": generation.text[:LONGEST],
        "gateway": one_line(generation.gateway, 120),
        "size": one_line(str(parameters.get("size") or ""), 40),
        "extra": one_line(json.dumps(extra, ensure_ascii=False), 500) if extra else "",
        "created": generation.created,
        "notebook": one_line(re.split(r"[/\\]", generation.notebook)[-1], 200),
        "tags": list(generation.tags),
        "note": generation.note,
        "steps": steps,
        "whole": is_whole,
        "children": [_node(child) for child in children[:MOST_CHILDREN]],
        "more": max(0, len(children) - MOST_CHILDREN),
    }


def _steps(generation: Generation) -> tuple[list[list[dict[str, Any]]], bool]:
    """Return what it was made from, from the oldest on, and whether that is all of it.

    Each step holds the inputs of the next one's first generation; the last step is the
    generation itself.
    """
    steps = [[_node(generation)]]
    made: Generation | None = generation
    seen = {generation.number}
    while made is not None and made.inputs and len(steps) <= MOST_STEPS:
        steps.insert(0, [_given(given, made.library) for given in made.inputs])
        first = next((given.generation for given in made.inputs if given.generation), None)
        made = made.library.get(first) if first and first not in seen else None
        seen.add(first or 0)
    return steps, made is None or not made.inputs


def _node(generation: Generation) -> dict[str, Any]:
    pictures = generation.pictures
    return {
        "number": generation.number,
        "name": generation.ref,
        "hash": pictures[0].hash if pictures else "",
    }


def _given(given: InputRecord, library: Library) -> dict[str, Any]:
    """Return an input: the very picture that was sent, where the library has it."""
    return {
        "number": given.generation or 0,
        "name": f"@{given.generation}" if given.generation else one_line(given.name, 60),
        "hash": given.source if library.picture(given.source) else "",
    }
