"""The text of cells: written so that the magic reads it back, and a pasted body read.

The panel and the page of a bundle copy cells. Both name pictures by hash, because a number
means another picture in another library.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from ..errors import OptionError, PromptError
from ..text import CLOSING_QUOTES

__all__ = ["cell_text", "quoted", "read_body"]

_PASTED_CELL = re.compile(r"^[ \t]*%%?imagegen\b", re.MULTILINE)
_PASTED_ASPECT = re.compile(r"--ar[ \t]+(\d{1,3}:\d{1,3})\s*\Z")


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
    """Return the cell that makes a request again.

    Parameters
    ----------
    prompt
        The template, or with `raw` the final prompt.
    model, aspect
        The options of the line; empty for those of the settings.
    inputs
        References, in order.
    parameters
        The size, and further fields of the request's body (``extra``).
    take
        The number of the take.
    raw
        Whether the prompt is sent as it is.
    """
    size, extra = parameters.get("size"), parameters.get("extra")
    words = (
        "%%imagegen",
        f"-m {quoted(model)}" if model else "",
        f"-i {','.join(map(quoted, inputs))}" if inputs else "",
        f"--aspect {aspect}" if aspect else "",
        f"--size {size}" if size else "",
        f"--extra {json.dumps(extra)}" if extra else "",
        f"--take {take}" if take > 1 else "",
        "--raw" if raw else "",
    )
    return " ".join(filter(None, words)) + "\n" + prompt


def quoted(word: str) -> str:
    """Return an option's value with the quotes that the magic's line needs, if any."""
    plain = not any(character.isspace() or character in "\"'," for character in word)
    if word and plain and word[0] != "-" and word[0] not in CLOSING_QUOTES:
        return word
    return f"'{word}'" if '"' in word else f'"{word}"'


def read_body(body: str, aspect: str | None) -> tuple[str, str | None, str]:
    """Return the template, the aspect, and a message if the aspect was pasted with the prompt.

    Parameters
    ----------
    body
        The body of a cell, or the text of the panel's composer.
    aspect
        The aspect of the line or of the composer's menu, if any.

    Raises
    ------
    PromptError
        The body holds a second cell.
    OptionError
        The body ends with a pasted ``--ar 16:9``, and `aspect` is set as well.
    """
    if _PASTED_CELL.search(body):
        raise PromptError(
            "two cells pasted together: a line of the prompt starts with %imagegen",
            hint="Split the cell there, or write --raw to send that line as text.",
        )
    template = body.rstrip("\r\n")
    pasted = _PASTED_ASPECT.search(template)
    if pasted is None or not (pasted.start() == 0 or template[pasted.start() - 1].isspace()):
        return template, aspect, ""
    if aspect:
        raise OptionError(
            f"the aspect is chosen twice: {aspect}, and --ar {pasted[1]} in the prompt"
        )
    return template[: pasted.start()].rstrip(), pasted[1], f"--ar {pasted[1]} taken as --aspect"
