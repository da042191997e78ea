"""What the front end is told of a generation: small, plain, and without pixels."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from ..errors import one_line, recall

if TYPE_CHECKING:
    from ..library import Generation

__all__ = ["cell_text", "entry", "quoted"]

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
        "prompt": generation.template[:LONG_PROMPT],
        "sent": generation.prompt[:LONG_PROMPT],
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


def quoted(word: str) -> str:
    """Return a value as the magic's line reads it back."""
    plain = not any(character.isspace() or character in "\"'," for character in word)
    if word and plain and not word.startswith("-"):  # else it would be an option
        return word
    return f"'{word}'" if '"' in word else f'"{word}"'


def cell_text(
    prompt: str,
    *,
    model: str,
    aspect: str,
    inputs: list[str],
    parameters: Mapping[str, Any],
    take: int = 1,
) -> str:
    """Return the cell that asks for the same.

    Parameters
    ----------
    prompt
        The template.
    model, aspect
        What was chosen; empty for what the settings say.
    inputs
        References, in order.
    parameters
        What else was asked for, of which the size is an option.
    take
        Which take it is.
    """
    words = ["%%imagegen"]
    if model:
        words.append(f"-m {quoted(model)}")
    if inputs:
        words.append("-i " + ",".join(quoted(name) for name in inputs))
    if aspect:
        words.append(f"--aspect {aspect}")
    if parameters.get("size"):
        words.append(f"--size {parameters['size']}")
    if take > 1:
        words.append(f"--take {take}")
    return " ".join(words) + "\n" + prompt
