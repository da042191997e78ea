"""What the front end is told of a generation: small, plain, and without pixels."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from ..errors import recall
from ..text import one_line

if TYPE_CHECKING:
    from ..library import Generation, InputRecord, Library

__all__ = ["details", "entry"]

LONG_PROMPT = 2000
LONG_TEXT = 2000


def entry(generation: Generation) -> dict[str, Any]:
    """Return a generation as the gallery and the viewer show it; a few hundred bytes."""
    error = None if generation.error is None else recall(generation.error)
    began = datetime.fromisoformat(generation.created)
    return {
        "number": generation.number,
        "status": generation.status,
        "model": generation.model,
        "servedBy": one_line(generation.served_by, 120),
        "template": generation.template[:LONG_PROMPT],
        "prompt": generation.prompt[:LONG_PROMPT],
        "text": generation.text[:LONG_TEXT],
        "name": generation.name,
        "seconds": round(generation.seconds, 1),
        "age": round((datetime.now(UTC) - began).total_seconds(), 1),
        "cost": generation.cost,
        "sketch": generation.is_sketch,
        "take": generation.take,
        "aspect": str(generation.parameters.get("aspect", "")),
        "inputs": [
            {"name": one_line(given.name, 60), "number": given.generation or 0}
            for given in generation.inputs
        ],
        "error": [] if error is None else error.lines(),
        "words": "" if error is None else one_line(error.said or str(error), 160),
        "starred": generation.is_starred,
        "rating": generation.rating or 0,
        "deleted": generation.deleted is not None,
        "pictures": [
            {
                "hash": picture.hash,
                "type": picture.type,
                "width": picture.width,
                "height": picture.height,
                "size": picture.size,
            }
            for picture in generation.pictures
        ],
    }


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
        "prompt": generation.prompt[:LONGEST],
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
