"""History: what a search found, as a list to read in a notebook, a terminal and Python."""

from __future__ import annotations

import html
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, overload

from ..text import one_line
from .dataframe import data_frame
from .html import GREY, inline_picture

if TYPE_CHECKING:
    from ..library import Generation

__all__ = ["History"]

SIDE = 64  # pixels of a picture in the list
PICTURED = 20  # rows that show one; each is decoded for it
PROMPT = 100  # characters


@dataclass(frozen=True)
class History(Sequence["Generation"]):
    """What a search found, the newest first.

    Parameters
    ----------
    query
        What was searched for; empty for everything.
    generations
        What was found.
    """

    query: str
    generations: tuple[Generation, ...]

    def __len__(self) -> int:
        return len(self.generations)

    def __iter__(self) -> Iterator[Generation]:
        return iter(self.generations)

    @overload
    def __getitem__(self, place: int) -> Generation: ...

    @overload
    def __getitem__(self, place: slice) -> History: ...

    def __getitem__(self, place: int | slice) -> Generation | History:
        if isinstance(place, slice):
            return History(self.query, self.generations[place])
        return self.generations[place]

    def to_dataframe(self) -> Any:
        """Return one row per generation as a pandas DataFrame; `OptionError` without pandas."""
        return data_frame(map(_row, self.generations))

    def __repr__(self) -> str:
        if not self.generations:
            return f"Nothing is found by {self.query!r}." if self.query else "Nothing was made yet."
        return "\n".join(
            "  ".join(filter(None, (made.ref, _name(made), _state(made), _prompt(made))))
            for made in self.generations
        )

    def _repr_html_(self) -> str:
        if not self.generations:
            return html.escape(repr(self))
        lines = "".join(
            _line(made, inline_picture(made, SIDE) if place < PICTURED else "")
            for place, made in enumerate(self.generations)
        )
        return f'<table style="border-collapse:collapse;font-size:13px">{lines}</table>'


def _line(made: Generation, picture: str) -> str:
    told = html.escape(f"{_state(made)} · {_age(made)}")
    return (
        f'<tr><td style="width:{SIDE}px;padding:3px">{picture}</td>'
        f'<td style="text-align:left;padding:3px 10px"><b>{made.ref}</b> '
        f'{html.escape(_name(made))} <span style="{GREY}">{told}</span>'
        f"<br>{html.escape(_prompt(made))}</td></tr>"
    )


def _row(made: Generation) -> dict[str, Any]:
    first = made.pictures[0] if made.pictures else None
    return {
        "ref": made.ref, "name": made.name, "status": made.status, "model": made.model,
        "answered_by": made.served_by, "prompt": made.prompt, "take": made.take,
        "seconds": made.seconds, "cost": made.cost, "rating": made.rating,
        "tags": list(made.tags), "note": made.note,
        "width": first.width if first else None, "height": first.height if first else None,
        "created": made.created, "generation": made,
    }  # fmt: skip


def _name(made: Generation) -> str:
    return one_line(made.name, 40)


def _prompt(made: Generation) -> str:
    return one_line(made.prompt, PROMPT)


def _state(made: Generation) -> str:
    """Return the model, and whatever is out of the ordinary."""
    parts = [one_line(made.model, 40)]
    if made.status != "done":
        parts.append(made.status)
    if made.take > 1:
        parts.append(f"take {made.take}")
    if made.rating:
        parts.append("★" * made.rating)
    parts += [f"#{tag}" for tag in made.tags]
    return " · ".join(parts)


def _age(made: Generation) -> str:
    minutes = (datetime.now(UTC) - datetime.fromisoformat(made.created)).total_seconds() / 60
    if minutes < 60:
        return f"{max(0, minutes):.0f} min ago"
    return f"{minutes / 60:.0f} h ago" if minutes < 24 * 60 else made.created[:10]
