"""Cells as text: what was asked for, written so that the magic reads it back as the same.

The panel copies cells, and so does the page of a bundle. Both name pictures by hash, because
a number means something else in another library.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

__all__ = ["cell_text", "quoted"]


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
    inputs: Sequence[str],
    parameters: Mapping[str, Any],
    take: int = 1,
    raw: bool = False,
) -> str:
    """Return the cell that asks for the same.

    Parameters
    ----------
    prompt
        The template, or with `raw` what was made of it.
    model, aspect
        What was chosen; empty for what the settings say.
    inputs
        References, in order.
    parameters
        What else was asked for: the size, and fields of the request's body.
    take
        Which take it is.
    raw
        Whether the prompt is sent as it is.
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
    if parameters.get("extra"):
        words.append(f"--extra {json.dumps(parameters['extra'])}")
    if take > 1:
        words.append(f"--take {take}")
    if raw:
        words.append("--raw")
    return " ".join(words) + "\n" + prompt
