"""History: the generations of a search as a list in a notebook, a terminal and Python.

A function of library values that knows no session.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, overload

from ..text import one_line
from .dataframe import data_frame
from .html import Html, element, grey, inline_picture, joined, table, table_row

if TYPE_CHECKING:
    from ..library import Generation

__all__ = ["History"]

SIDE = 64  # pixels of a picture in the list
PICTURED = 20  # rows that show one; each is decoded for it
PROMPT = 100  # characters
LIMIT_HINT = "ipyimagegen.history(…, limit=100) has more, and the panel all."

_COLUMNS = f"width:{SIDE}px;padding:3px", "text-align:left;padding:3px 10px"


@dataclass(frozen=True)
class History(Sequence["Generation"]):
    """The generations that a search found, the newest first.

    Parameters
    ----------
    query
        The search; empty for everything.
    generations
        Its results.
    more
        Whether there are others, that were not asked for.
    """

    query: str
    generations: tuple[Generation, ...]
    more: bool = False

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
        return data_frame(map(_dataframe_row, self.generations))

    def __repr__(self) -> str:
        if not self.generations:
            return f"Nothing is found by {self.query!r}." if self.query else "Nothing was made yet."
        lines = (
            "  ".join(filter(None, (one.ref, _name(one), _state(one), _prompt(one))))
            for one in self.generations
        )
        return "\n".join([*lines, *self._rest])

    @property
    def _rest(self) -> list[str]:
        """The line that says that there are more; none where these are all."""
        count = len(self.generations)
        return [f"These are the newest {count}; {LIMIT_HINT}"] if self.more else []

    def _repr_html_(self) -> str:
        if not self.generations:
            return joined([repr(self)])
        rows = (
            _row(one, inline_picture(one, SIDE) if place < PICTURED else Html())
            for place, one in enumerate(self.generations)
        )
        return table(rows) + joined([grey(line) for line in self._rest])


def _row(generation: Generation, picture: Html) -> Html:
    details = grey(f"{_state(generation)} · {_age(generation)}")
    first_line = element("b", generation.ref), f" {_name(generation)} ", details
    words = joined([*first_line, element("br"), _prompt(generation)])
    return table_row((picture, words), _COLUMNS, style=None)


def _dataframe_row(generation: Generation) -> dict[str, Any]:
    main = generation.main
    return {
        "ref": generation.ref, "name": generation.name, "status": generation.status,
        "model": generation.model, "answered_by": generation.served_by,
        "prompt": generation.prompt, "take": generation.take, "seconds": generation.seconds,
        "cost": generation.cost, "rating": generation.rating, "tags": list(generation.tags),
        "note": generation.note,
        "width": main.width if main else None, "height": main.height if main else None,
        "created": generation.created, "generation": generation,
    }  # fmt: skip


def _name(generation: Generation) -> str:
    return one_line(generation.name, 40)


def _prompt(generation: Generation) -> str:
    return one_line(generation.prompt, PROMPT)


def _state(generation: Generation) -> str:
    """Return the model, and the status, take, rating and tags where they are unusual."""
    parts = [one_line(generation.model, 40)]
    if generation.status != "done":
        parts.append(generation.status if generation.task is None else "in a queue")
    if generation.take > 1:
        parts.append(f"take {generation.take}")
    if generation.rating:
        parts.append("★" * generation.rating)
    parts += [f"#{one_line(tag, 40)}" for tag in generation.tags]
    return " · ".join(parts)


def _age(generation: Generation) -> str:
    if generation.age is None:
        return "at an unknown time"
    minutes = generation.age / 60
    if minutes < 60:
        return f"{max(0, minutes):.0f} min ago"
    return f"{minutes / 60:.0f} h ago" if minutes < 24 * 60 else generation.created[:10]
