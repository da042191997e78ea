"""What the front end is told of a generation: small, plain, and without pixels."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from ..errors import one_line, recall

if TYPE_CHECKING:
    from ..library import Generation

__all__ = ["entry"]

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
