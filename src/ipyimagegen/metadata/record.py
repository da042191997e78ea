"""Records: how a picture was made, written as the A1111 text and as our own JSON.

The A1111 text is the common tongue: galleries and tagging tools read it, and a person can.
It loses the template, the parameters and everything exact about the prompt's white space,
so the same facts travel a second time as JSON that `read` gives back.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from ..text import one_line

__all__ = ["NAME", "Record", "a1111_text", "as_json", "fitted", "is_our_text", "plain"]

NAME = "ipyimagegen"

_MOST_NAME = 200  # characters of a model's or a generator's name
_MOST_LAST_LINE = 2000
_CUTS = (200_000, 100_000, 50_000, 25_000, 12_000, 6_000, 3_000, 1_000, 200, 0)  # characters


@dataclass(frozen=True)
class Record:
    """How a picture was made, as it is written into a copy of it.

    Parameters
    ----------
    uuid
        Of its generation.
    hash
        SHA-256 of the delivered bytes, which the copy no longer has.
    prompt, template
        The text that was sent, and the one that was typed.
    model, served_by
        The model that was asked, and the one that answered; the latter may be empty.
    created
        ISO 8601, in UTC.
    width, height
        In pixels.
    take, parameters
        The rest of the request; the parameters are JSON values.
    inputs
        Hashes of the pictures that it was made from.
    source
        The last part of the IPTC digital source type: ``trainedAlgorithmicMedia``,
        ``compositeWithTrainedAlgorithmicMedia`` (from a picture that no model made) or
        ``algorithmicMedia`` (an offline sketch).
    generator
        Our name, with its version.
    """

    uuid: str
    hash: str
    prompt: str
    template: str
    model: str
    served_by: str
    created: str
    width: int
    height: int
    take: int = 1
    parameters: Mapping[str, Any] = field(default_factory=dict)
    inputs: tuple[str, ...] = ()
    source: str = "trainedAlgorithmicMedia"
    generator: str = NAME


# -- as text ----------------------------------------------------------------------------

# Control characters other than tab and line end, lone surrogates and noncharacters: XML 1.0
# forbids them, a null would end a PNG's text early, and no reader shows them.
_UNWRITABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def plain(text: str) -> str:
    """Return a text as it can be written anywhere: one kind of line end, no control characters."""
    return _UNWRITABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def a1111_text(record: Record) -> str:
    """Return the prompt's lines and a last line of facts, as A1111's readers expect it.

    They take the facts from the last line alone, so a prompt may hold a line that looks
    like one. A prompt's line that starts with ``Negative prompt:`` they take for one, and
    nothing can be done about it: the format has no way to escape it.
    """
    facts = {
        "Size": f"{record.width}x{record.height}",
        "Model": one_line(record.model, _MOST_NAME),
        "Generator": one_line(record.generator, _MOST_NAME),
        "Created": record.created,
    }
    last = ", ".join(f"{name}: {_quoted(value)}" for name, value in facts.items() if value)
    prompt = plain(record.prompt)
    return f"{prompt}\n{last}" if prompt else last


def _quoted(value: str) -> str:
    """Return a value as A1111 writes it: as JSON if a character in it would end it."""
    return json.dumps(value, ensure_ascii=False) if re.search(r'[,:\n"]', value) else value


_OUR_LAST_LINE = re.compile(r"Size: \d+x\d+, (Model: .*, )?Generator: .*, Created: ")


def is_our_text(text: str) -> bool:
    """Return whether `a1111_text` wrote a text, by the form of its last line."""
    last = text.rstrip("\n").rpartition("\n")[2]
    # Only as much as we would write: on an endless line the search would be as endless.
    return _OUR_LAST_LINE.match(last[:_MOST_LAST_LINE]) is not None


# -- as JSON ----------------------------------------------------------------------------


def as_json(record: Record) -> str:
    """Return the record's fields as compact JSON, in ASCII, so that no encoding can harm it."""
    return json.dumps({"schema": 1, **vars(record)}, separators=(",", ":"), default=_jsonable)


def _jsonable(value: object) -> object:
    return dict(value) if isinstance(value, Mapping) else str(value)


# -- as long as there is room -----------------------------------------------------------


def fitted(record: Record, written: Callable[[Record], bytes], most: int) -> bytes | None:
    """Return ``written(record)`` in at most `most` bytes, its texts cut as far as it takes.

    None if even without them it is too long.
    """
    data = written(record)
    cuts = iter(_CUTS)
    while len(data) > most:
        cut = next(cuts, None)
        if cut is None:
            return None
        data = written(_shortened(record, cut))
    return data


def _shortened(record: Record, limit: int) -> Record:
    whole = len(json.dumps(record.parameters, default=_jsonable)) <= limit
    return replace(
        record,
        prompt=_cut(record.prompt, limit),
        template=_cut(record.template, limit),
        parameters=record.parameters if whole else {},
        inputs=record.inputs[: limit // 64],
    )


def _cut(text: str, limit: int) -> str:
    return text if len(text) <= limit else f"{text[:limit]}…"
