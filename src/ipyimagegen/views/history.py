"""History: the generations of a search as a list in a notebook, a terminal and Python.

A line each, under the day that it was made on: people look for a picture they know, so much must
be seen at once. A function of library values that knows no session.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import TYPE_CHECKING, Any, overload

from ..checks.result import FAILED
from ..text import one_line
from .dataframe import data_frame
from .html import GREY, RULED, Html, element, grey, inline_picture, joined, table, table_row

if TYPE_CHECKING:
    from ..library import Generation

__all__ = ["History"]

SIDE = 36  # pixels of a picture in the list
PICTURED = 20  # rows that show one; each is decoded for it
PROMPT = 100  # characters
LIMIT_HINT = "ipyimagegen.history(…, limit=100) has more, and the panel all."

WIDTH = 32  # characters up to which a column of text is as wide as its longest line

_CELL = "text-align:left;padding:1px 8px 1px 0"
_COLUMNS = f"width:{SIDE}px;padding:1px 8px 1px 0", _CELL, _CELL, _CELL, _CELL
_DAY = f"{_CELL};padding-top:6px;font-size:11px;{GREY};{RULED}"


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
        lines = []
        failing = _failing(self.generations)
        for day, made in groupby(self.generations, _day):
            lines += [day, *_aligned([_line(one, failing.get(one.number, "")) for one in made])]
        return "\n".join([*lines, *self._rest])

    @property
    def _rest(self) -> list[str]:
        """The line that says that there are more; none where these are all."""
        count = len(self.generations)
        return [f"These are the newest {count}; {LIMIT_HINT}"] if self.more else []

    def _repr_html_(self) -> str:
        if not self.generations:
            return joined([repr(self)])
        rows = []
        failing = _failing(self.generations)
        place = 0
        for day, made in groupby(self.generations, _day):
            heading = element("td", day, colspan=str(len(_COLUMNS)), style=_DAY)
            rows.append(element("tr", heading, style="background:none"))
            for one in made:
                picture = inline_picture(one, SIDE) if place < PICTURED else Html()
                rows.append(_row(one, picture, failing.get(one.number, "")))
                place += 1
        return table(rows) + joined([grey(line) for line in self._rest])


def _row(generation: Generation, picture: Html, fails: str) -> Html:
    name = [grey(_name(generation)), " "] if generation.name else []
    prompt = joined([*name, _prompt(generation)])
    ref = element("b", generation.ref)
    return table_row(
        (picture, ref, grey(_time(generation)), prompt, grey(_state(generation, fails))),
        _COLUMNS,
        style=None,
    )


def _line(generation: Generation, fails: str) -> tuple[str, ...]:
    """Return a generation's columns in a terminal."""
    return (
        generation.ref, _time(generation), _name(generation), _state(generation, fails),
        _prompt(generation),
    )  # fmt: skip


def _aligned(lines: list[tuple[str, ...]]) -> list[str]:
    """Return lines of a table; a column that is empty in all of them is left out."""
    columns = [column for column in zip(*lines, strict=True) if any(column)]
    widths = [min(WIDTH, max(map(len, column))) for column in columns]
    return [
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in zip(*columns, strict=True)
    ]


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
    """Return the prompt's first line."""
    first, _, rest = generation.prompt.strip().partition("\n")
    return one_line(f"{first} …" if rest else first, PROMPT)


def _failing(generations: Sequence[Generation]) -> dict[int, str]:
    """Return which checks a picture fails, such as "fails text, size", by number."""
    if not generations:
        return {}
    named = {
        number: [result.check for result in found.values() if result.state == FAILED]
        for number, found in generations[0].library.checks_of(generations).items()
    }
    return {
        number: f"fails {one_line(', '.join(names), 60)}"
        for number, names in named.items()
        if names
    }


def _state(generation: Generation, fails: str) -> str:
    """Return the model, and the status, failing checks, take, rating and tags, if unusual."""
    parts = [one_line(generation.model, 40)]
    if generation.status != "done":
        parts.append(generation.status if generation.task is None else "in a queue")
    if fails:
        parts.append(fails)
    if generation.take > 1:
        parts.append(f"take {generation.take}")
    if generation.rating:
        parts.append("★" * generation.rating)
    parts += [f"#{one_line(tag, 40)}" for tag in generation.tags]
    return " · ".join(parts)


def _day(generation: Generation) -> str:
    made = _made(generation)
    return "at an unknown time" if made is None else f"{made:%Y-%m-%d}"


def _time(generation: Generation) -> str:
    made = _made(generation)
    return "" if made is None else f"{made:%H:%M}"


def _made(generation: Generation) -> datetime | None:
    """Return when it was made, by the clock where it is looked at; a stranger's may be no time."""
    try:
        return datetime.fromisoformat(generation.created).astimezone()
    except (ValueError, OverflowError, OSError):
        return None
