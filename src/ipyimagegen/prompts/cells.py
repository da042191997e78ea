"""The text of cells: written so that the magic reads it back, and a pasted body read.

The panel and the page of a bundle copy cells. Both name pictures by hash, because a number
means another picture in another library.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ..errors import ImagegenError, OptionError, PromptError
from ..requests import MARKING
from ..text import is_blank
from .words import listed, quoted

__all__ = ["as_typed", "cell_text", "check_body", "read_body"]

_PASTED_CELL = re.compile(r"^[ \t]*%%?imagegen\b", re.MULTILINE)
# What IPython takes for lines that were copied from a console; it removes their beginnings.
_CONSOLE_PROMPT = re.compile(
    r"^(?:(?:>>>|\.\.\.)(?: |$)|\s*(?:\[\w+\] )?In ?\[\d+\]: ?|\s*\.{3,}: ?)", re.MULTILINE
)
_PASTED_ASPECT = re.compile(r"--ar[ \t]+(\d{1,3}:\d{1,3})\s*\Z")


def cell_text(
    prompt: str,
    *,
    model: str,
    inputs: Sequence[str],
    parameters: Mapping[str, Any],
    take: int = 1,
    raw: bool = False,
) -> str:
    """Return the cell that makes a request again, and does nothing else.

    What comes out of somebody's bundle may be written so that it reads as options of the line.

    Parameters
    ----------
    prompt
        The template, or with `raw` the final prompt.
    model
        Empty for that of the settings.
    inputs
        References, in order.
    parameters
        The aspect, the size, and further fields of the request's body (``extra``).
    take
        The number of the take.
    raw
        Whether the prompt is sent as it is.

    Raises
    ------
    OptionError
        There is no cell that asks for exactly this.
    """
    try:
        words = (
            "%%imagegen",
            f"-m {listed(model)}" if model else "",
            f"-i {','.join(map(quoted, inputs))}" if inputs else "",
            *_parameter_words(parameters, take),
            "--raw" if raw else "",
        )
        check_body(prompt)
    except (ImagegenError, ValueError, TypeError, RecursionError) as error:
        why = str(error) if isinstance(error, (ImagegenError, ValueError)) else "an odd value"
        raise OptionError(
            "no cell can ask for exactly this", said=why, hint="Write one anew, by hand."
        ) from None
    return " ".join(filter(None, words)) + "\n" + prompt


def _parameter_words(parameters: Mapping[str, Any], take: int) -> Iterator[str]:
    """Yield the options of a request's parameters, if reading them makes the same ones."""
    from ..session.brief import Brief  # which is above this room, and reads what is written here

    aspect, size, extra = (parameters.get(name) for name in ("aspect", "size", "extra"))
    read = Brief(template="", aspect=aspect, size=size, extra=extra, take=take)
    read.check_types()
    read.check_takes("on")
    region = dict(_region_words(parameters))
    others = {name: value for name, value in parameters.items() if name not in region}
    if read.parameters != others:
        raise ValueError("its parameters are none that a cell has")
    yield " ".join(filter(None, region.values()))
    yield f"--aspect {aspect}" if aspect else ""
    yield f"--size {size}" if size else ""
    yield f"--extra {json.dumps(extra, allow_nan=False)}" if extra else ""
    yield f"--take {take}" if take > 1 else ""


_BOX = re.compile(r"\d{1,6}(?:,\d{1,6}){3}")
_MASK = re.compile(r"@[0-9a-f]{64}")


def _region_words(parameters: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the parameters of a region, each with its options of a line; `ValueError` if odd."""
    from ..images.picture import reference_to  # it imports Pillow

    if "only" not in parameters:
        return
    parts, crop = parameters["only"], parameters.get("crop", True)
    is_sound = isinstance(parts, list | tuple) and parts and crop is True
    if not is_sound or parameters.get("marking") != MARKING:
        raise ValueError("its region is none that a cell has")
    words = []
    for part in map(str, parts):
        if not _BOX.fullmatch(part) and not _MASK.fullmatch(part):
            raise ValueError("its region is none that a cell has")
        words.append(f"--only {part if ',' in part else reference_to(part[1:])}")
    yield "only", " ".join(words)
    yield "marking", ""
    if "crop" in parameters:
        yield "crop", "--crop"


def check_body(prompt: str) -> None:
    """Refuse a prompt that would not arrive in the magic as it is; `ValueError` with the reason."""
    if is_blank(prompt):
        raise ValueError("its prompt is empty")
    if prompt.endswith("\n"):
        raise ValueError("its prompt ends with a line break, which a cell's end takes away")
    if any(unicodedata.category(c) in ("Cc", "Cs") and c not in "\n\t" for c in prompt):
        raise ValueError("its prompt holds control characters, which a cell may lose")
    if _CONSOLE_PROMPT.search(prompt):
        raise ValueError("its prompt has a line like a console's, whose beginning IPython removes")


def as_typed(prompt: str) -> bool:
    """Whether a prompt means itself as a template, so that its cell needs no ``--raw``."""
    if any(character in prompt for character in "{}\\"):
        return False
    try:
        return read_body(prompt, None) == (prompt, None, "")
    except PromptError:
        return False


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
    second = _PASTED_CELL.search(body)
    if second is not None and not body[: second.start()].strip():
        raise PromptError(
            "the prompt starts with a cell's first line, with %imagegen",
            hint="Paste the whole cell at once, or leave that line out; --raw sends it as text.",
        )
    if second is not None:
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
