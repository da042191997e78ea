"""A cell's body before it is a template: cells pasted together, and a pasted ``--ar``."""

from __future__ import annotations

import re

from ..errors import OptionError, PromptError

__all__ = ["read_body"]

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
