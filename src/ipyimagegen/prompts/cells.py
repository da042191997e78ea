"""Cells as text: what was asked for, written so that the magic reads it back as the same.

The panel copies cells, and so does the page of a bundle. Both name pictures by hash, because
a number means something else in another library.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from ..errors import OptionError, PromptError

__all__ = ["cell_text", "quoted", "read_body"]


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


_PASTED_CELL = re.compile(r"^[ \t]*%%?imagegen\b", re.MULTILINE)


_PASTED_ASPECT = re.compile(r"--ar[ \t]+(\d{1,3}:\d{1,3})\s*\Z")


def read_body(body: str, aspect: str | None) -> tuple[str, str | None, str]:
    """Return what a body says: the template, the aspect, and a note where it was pasted.

    Parameters
    ----------
    body
        A cell's body, or what is in the panel's composer.
    aspect
        The aspect that was chosen beside it, if any.

    Raises
    ------
    PromptError
        It holds a second cell.
    OptionError
        A pasted ``--ar 16:9`` at its very end, and an aspect chosen as well.
    """
    if _PASTED_CELL.search(body):
        raise PromptError(
            "two cells pasted together: a line of the prompt starts with %imagegen",
            hint="Split the cell there, or write --raw to send that line as text.",
        )
    template = body.rstrip("\r\n")
    found = _PASTED_ASPECT.search(template)
    if found is None or not (found.start() == 0 or template[found.start() - 1].isspace()):
        return template, aspect, ""
    if aspect:
        raise OptionError(
            f"the aspect is chosen twice: {aspect}, and --ar {found[1]} in the prompt"
        )
    return template[: found.start()].rstrip(), found[1], f"--ar {found[1]} taken as --aspect"
