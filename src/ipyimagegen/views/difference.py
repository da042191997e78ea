"""Difference: two generations beside each other, and what differs between them.

Prompts are compared word by word, because a prompt is designed word by word; settings are
listed where they differ. What is gone and what is new is told by a line as well as by colour, and
white space that changed by marks that can be seen.
"""

from __future__ import annotations

import difflib
import html
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..text import one_line
from .html import GREY, inline_picture

if TYPE_CHECKING:
    from ..library import Generation, InputRecord

__all__ = ["Difference", "changes"]

SIDE = 320  # pixels
MOST_WORDS = 4000  # and spaces of a prompt that are compared
MOST_SHOWN = 4000  # characters of a part that is the same, gone or new

_LINE = "var(--jp-border-color2,var(--vscode-panel-border,#8884))"
_NEW = "background:#1a7f3733;text-decoration:underline;border-radius:2px"
_GONE = "background:#cf222e33;text-decoration:line-through;border-radius:2px"
# A notebook's own style would stripe the rows, and put the texts to the right.
_ROW = "background:none"
_CELL = "text-align:left;padding:4px 16px 4px 0;vertical-align:top"
_RULED = f"{_CELL};border-top:1px solid {_LINE}"
_TABLE = "border-collapse:collapse;font-size:13px;margin:0"
_HEADING = f"font-size:11px;letter-spacing:.05em;text-transform:uppercase;{GREY}"
_PROMPT = "white-space:pre-wrap;overflow-wrap:anywhere;font-size:14px;line-height:1.6"


def changes(before: str, after: str) -> Iterator[tuple[str, str]]:
    """Yield how one text becomes another: what is ``same``, ``gone`` and ``new``, in order.

    Texts are compared by words, with the white space behind them; of very long ones the
    beginning, and what follows is taken as one word.
    """
    old, new = _pieces(before), _pieces(after)
    head = _alike(old, new)
    old_rest, new_rest = old[head:], new[head:]
    tail = _alike(old_rest[::-1], new_rest[::-1])
    middle = old_rest[: len(old_rest) - tail], new_rest[: len(new_rest) - tail]
    if head:
        yield "same", "".join(old[:head])
    yield from _without_bare_spaces(list(_compared(*middle)))
    if tail:
        yield "same", "".join(old_rest[len(old_rest) - tail :])


def _pieces(text: str) -> list[str]:
    pieces = re.findall(r"\s+|[^\s\w]|\w+", text)
    return pieces[:MOST_WORDS] + (["".join(pieces[MOST_WORDS:])] if pieces[MOST_WORDS:] else [])


def _alike(one: Sequence[str], other: Sequence[str]) -> int:
    """Return how many pieces both begin with: between these `difflib` needs no search."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((place for place, (a, b) in pairs if a != b), min(len(one), len(other)))


def _compared(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    """Yield the parts in order: what is the same in both, or what is gone and what is new."""
    matcher = difflib.SequenceMatcher(None, old, new)
    for kind, start, end, begin, stop in matcher.get_opcodes():
        gone, came = "".join(old[start:end]), "".join(new[begin:stop])
        yield (gone, "", "") if kind == "equal" else ("", gone, came)


def _without_bare_spaces(parts: Sequence[tuple[str, str, str]]) -> Iterator[tuple[str, str]]:
    """Yield the parts so that nobody has to read two sentences woven into each other.

    Where only a space is the same between two changes, these are one change.
    """
    gone = came = ""
    for place, (same, was, is_) in enumerate(parts):
        last = place == len(parts) - 1
        if same and (not same.isspace() or last or not (gone or came)):
            yield from _change(gone, came)
            yield "same", same
            gone = came = ""
        else:
            gone, came = gone + (same or was), came + (same or is_)
    yield from _change(gone, came)


def _change(gone: str, came: str) -> Iterator[tuple[str, str]]:
    if gone:
        yield "gone", gone
    if came:
        yield "new", came


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
            lines += _limits(before, after)
        lines += [f"{name}: {one or '–'} → {other or '–'}" for name, one, other in self.settings]
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        parts = [self._pictures(), *(self._text(*text) for text in self._texts()), self._table()]
        return f'<div style="font-size:13px;max-width:760px">{"".join(parts)}</div>'

    def _pictures(self) -> str:
        """Return both pictures beside each other; in a table, which keeps them so anywhere."""
        cells = "".join(
            f'<td style="{_CELL}"><b>{made.ref}</b> {html.escape(one_line(made.name, 40))} '
            f'<span style="{GREY}">{html.escape(one_line(made.model, 40))}</span>'
            f'<div style="padding-top:4px">{_shown(made)}</div></td>'
            for made in (self.first, self.second)
        )
        return f'<table style="{_TABLE}"><tr style="{_ROW}">{cells}</tr></table>'

    def _text(self, what: str, before: str, after: str) -> str:
        notes = "".join(f'<div style="{GREY}">{note}</div>' for note in _limits(before, after))
        return (
            f'<div style="margin:12px 0 0"><div style="{_HEADING}">{what}</div>'
            f'<div style="{_PROMPT}">{_as_html(before, after)}</div>{notes}</div>'
        )

    def _table(self) -> str:
        if not self.settings:
            return ""
        rows = "".join(
            f'<tr style="{_ROW}"><td style="{_RULED};{GREY}">{html.escape(name)}</td>'
            f'<td style="{_RULED}">{html.escape(one) or "–"}</td>'
            f'<td style="{_RULED}">{html.escape(other) or "–"}</td></tr>'
            for name, one, other in self.settings
        )
        head = "".join(f'<th style="{_CELL}">{made.ref}</th>' for made in (self.first, self.second))
        first = f'<tr style="{_ROW}"><th style="{_CELL}"></th>{head}</tr>'
        return f'<table style="{_TABLE};margin-top:12px">{first}{rows}</table>'

    def _texts(self) -> Iterator[tuple[str, str, str]]:
        first, second = self.first, self.second
        yield "prompt", first.prompt, second.prompt
        if first.template != first.prompt or second.template != second.prompt:
            yield "template", first.template, second.template


def _marked(before: str, after: str) -> str:
    marks = {"same": "{}", "gone": "[-{}-]", "new": "{{+{}+}}"}
    return "".join(marks[kind].format(_part(kind, text)) for kind, text in changes(before, after))


def _as_html(before: str, after: str) -> str:
    if before == after:
        return f"is the same: {html.escape(_part('same', after))}"
    tags = {
        "same": "{}",
        "gone": f'<del style="{_GONE}">{{}}</del>',
        "new": f'<ins style="{_NEW}">{{}}</ins>',
    }
    return "".join(
        tags[kind].format(html.escape(_part(kind, text))) for kind, text in changes(before, after)
    )


def _part(kind: str, text: str) -> str:
    """Return a part of a prompt as it is shown: no control characters, and not endless.

    A prompt may come out of somebody else's bundle: nothing in it moves a terminal's cursor
    or turns the direction of a line. Where a break, a tab or only spaces changed, they are marked.
    """
    if len(text) > MOST_SHOWN:
        left_out = len(text) - MOST_SHOWN
        half = MOST_SHOWN // 2
        text = f"{text[:half]} … {left_out:,} characters … {text[-half:]}"
    text = "".join(c if c in "\n\t" or c.isprintable() else " " for c in text)
    if kind == "same":
        return text
    if not text.strip(" "):
        return "·" * len(text)
    return text.replace("\t", "⇥\t").replace("\n", "⏎\n")


def _limits(*texts: str) -> list[str]:
    """Return a sentence that says so, if only the beginnings of texts were compared by words."""
    if texts[0] == texts[1] or not any(len(_pieces(text)) > MOST_WORDS for text in texts):
        return []
    return [f"Compared by words up to the first {MOST_WORDS:,} words and spaces."]


def _settings(made: Generation) -> dict[str, str]:
    """Return all that can differ, as texts."""
    first = made.pictures[0] if made.pictures else None
    return {
        "status": made.status,
        "model": one_line(made.model, 80),
        "answered by": one_line(made.served_by, 80),
        "gateway": one_line(made.gateway, 120),
        # One of them is called "size", and is what was asked for, not what came.
        **{one_line(name, 40): _value(value) for name, value in made.parameters.items()},
        "inputs": ", ".join(_called(given) for given in made.inputs),
        "take": str(made.take),
        "seconds": f"{made.seconds:.0f}" if made.seconds >= 1 else "",
        "cost": "" if made.cost is None else f"${made.cost:.3g}",
        "picture": f"{first.width}×{first.height} {first.type.upper()}" if first else "",
        "rating": "★" * (made.rating or 0),
        "tags": " ".join(f"#{tag}" for tag in made.tags),
        "note": one_line(made.note, 200),
    }


def _value(value: object) -> str:
    """Return a parameter as a text; the order of an object's fields makes no difference."""
    return one_line(
        value if isinstance(value, str) else json.dumps(value, sort_keys=True, default=str), 200
    )


def _called(given: InputRecord) -> str:
    """Return what an input is called, with its number: the same one may go by two names."""
    name, ref = one_line(given.name, 60), f"@{given.generation}"
    if given.generation is None:
        return name
    return ref if name in ("", ref) else f"{ref} {name}"


def _shown(made: Generation) -> str:
    return inline_picture(made, SIDE) or html.escape(_without_picture(made))


def _without_picture(made: Generation) -> str:
    if made.error is not None:
        return f"failed: {one_line(str(made.error.get('message', '')), 200)}"
    return "its file is missing" if made.missing else made.status
