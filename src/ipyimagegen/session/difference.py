"""Difference: two generations beside each other, and what differs between them.

Prompts are compared word by word, because a prompt is designed word by word; settings are
listed where they differ. What is gone and what is new is told by a line and a mark as well as by
colour.
"""

from __future__ import annotations

import difflib
import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..errors import one_line
from .small import GREY, inline_picture

if TYPE_CHECKING:
    from ..library import Generation

__all__ = ["Difference", "changes"]

SIDE = 320  # pixels
MOST_WORDS = 4000  # and spaces of a prompt that are compared

_NEW = "margin:0 2px;background:#1a7f3733;text-decoration:underline"
_GONE = "background:#cf222e33;text-decoration:line-through"
_CELL = "text-align:left;padding:3px 14px 3px 0;vertical-align:top"


def changes(before: str, after: str) -> Iterator[tuple[str, str]]:
    """Yield how one text becomes another: what is ``same``, ``gone`` and ``new``, in order.

    Texts are compared by words, with the white space behind them; of very long ones the
    beginning, and what follows is taken as one word.
    """
    old, new = _pieces(before), _pieces(after)
    matcher = difflib.SequenceMatcher(None, old, new)
    for kind, start, end, begin, stop in matcher.get_opcodes():
        if kind == "equal":
            yield "same", "".join(new[begin:stop])
            continue
        if end > start:
            yield "gone", "".join(old[start:end])
        if stop > begin:
            yield "new", "".join(new[begin:stop])


def _pieces(text: str) -> list[str]:
    pieces = re.findall(r"\s+|[^\s\w]|\w+", text)
    return pieces[:MOST_WORDS] + (["".join(pieces[MOST_WORDS:])] if pieces[MOST_WORDS:] else [])


@dataclass(frozen=True)
class Difference:
    """What differs between two generations.

    Parameters
    ----------
    first, second
        The generations.
    """

    first: Generation
    second: Generation

    @property
    def settings(self) -> list[tuple[str, str, str]]:
        """What differs besides the prompts: its name, and what it is in either."""
        first, second = _settings(self.first), _settings(self.second)
        names = dict.fromkeys((*first, *second))
        pairs = ((name, first.get(name, ""), second.get(name, "")) for name in names)
        return [(name, one, other) for name, one, other in pairs if one != other]

    def __repr__(self) -> str:
        lines = [f"{self.first.ref} → {self.second.ref}"]
        for what, before, after in self._texts():
            same = before == after
            lines.append(f"{what}: {'the same' if same else _marked(before, after)}")
        lines += [f"{name}: {one or '–'} → {other or '–'}" for name, one, other in self.settings]
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        pictures = "".join(
            f'<td style="{_CELL}"><b>{made.ref}</b> {html.escape(one_line(made.name, 40))}'
            f"<br>{inline_picture(made, SIDE) or html.escape(_without_picture(made))}</td>"
            for made in (self.first, self.second)
        )
        texts = "".join(
            f'<p style="white-space:pre-wrap;line-height:1.6;margin:8px 0">'
            f'<span style="{GREY}">{what}</span> {_as_html(before, after)}</p>'
            for what, before, after in self._texts()
        )
        rows = "".join(
            f'<tr><td style="{_CELL};{GREY}">{html.escape(name)}</td>'
            f'<td style="{_CELL}">{html.escape(one) or "–"}</td>'
            f'<td style="{_CELL}">{html.escape(other) or "–"}</td></tr>'
            for name, one, other in self.settings
        )
        head = "".join(f'<th style="{_CELL}">{made.ref}</th>' for made in (self.first, self.second))
        table = f'<table style="{_TABLE}"><tr><th></th>{head}</tr>{rows}</table>' if rows else ""
        shown = f'<table style="{_TABLE}"><tr>{pictures}</tr></table>'
        return f'<div style="font-size:13px;max-width:760px">{shown}{texts}{table}</div>'

    def _texts(self) -> Iterator[tuple[str, str, str]]:
        first, second = self.first, self.second
        yield "prompt", first.prompt, second.prompt
        if first.template != first.prompt or second.template != second.prompt:
            yield "template", first.template, second.template


_TABLE = "border-collapse:collapse;font-size:13px;margin:0"


def _marked(before: str, after: str) -> str:
    marks = {"same": "{}", "gone": "[-{}-]", "new": "{{+{}+}}"}
    return "".join(
        marks[kind].format(one_line(text, 10_000) if kind != "same" else " ".join(text.split(" ")))
        for kind, text in changes(before, after)
    )


def _as_html(before: str, after: str) -> str:
    if before == after:
        return f"is the same: {html.escape(after)}"
    tags = {
        "same": "{}",
        "gone": f'<del style="{_GONE}">{{}}</del>',
        "new": f'<ins style="{_NEW}">{{}}</ins>',
    }
    return "".join(tags[kind].format(html.escape(text)) for kind, text in changes(before, after))


def _settings(made: Generation) -> dict[str, str]:
    """Return all that can differ, as texts."""
    first = made.pictures[0] if made.pictures else None
    return {
        "status": made.status,
        "model": one_line(made.model, 80),
        "answered by": one_line(made.served_by, 80),
        "gateway": one_line(made.gateway, 120),
        **{name: one_line(str(value), 200) for name, value in made.parameters.items()},
        "inputs": ", ".join(one_line(given.name, 60) for given in made.inputs),
        "take": str(made.take),
        "seconds": f"{made.seconds:.0f}" if made.seconds >= 1 else "",
        "cost": "" if made.cost is None else f"${made.cost:.3g}",
        "size": f"{first.width}×{first.height} {first.type.upper()}" if first else "",
        "rating": "★" * (made.rating or 0),
        "tags": " ".join(f"#{tag}" for tag in made.tags),
        "note": one_line(made.note, 200),
    }


def _without_picture(made: Generation) -> str:
    if made.error is not None:
        return f"failed: {one_line(str(made.error.get('message', '')), 200)}"
    return "its file is missing" if made.missing else made.status
