"""Spending: the costs that gateways reported for a library's calls, and the budget of today.

Only reported costs are added up. A call without one is counted as unknown, because an invented
number is worse than none; what a budget holds for it is told beside. A function of library
values that knows no session.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from ..text import counted, dollars, one_line
from .dataframe import data_frame
from .html import CAPITALS, GREY, RULED, TABLE, element, grey, table, table_row

if TYPE_CHECKING:
    from ..library import Today
    from ..library.queries import Spent

__all__ = ["Spending"]

MAX_LINES = 12  # of each table
NOTHING = "Nothing was paid from this library: sketches are free."

# A notebook's own style sheet would put the names to the right.
_CELL = "text-align:{};padding:3px 24px 3px 0;font-variant-numeric:tabular-nums"
_LEFT, _RIGHT = _CELL.format("left"), _CELL.format("right")
_HEADING = f"padding-top:16px;font-weight:400;font-size:11px;{GREY}"
_HEADINGS = (
    f"{_LEFT};{_HEADING};{CAPITALS}", f"{_RIGHT};{_HEADING}",
    f"{_RIGHT};{_HEADING}", f"{_LEFT};{_HEADING}",
)  # fmt: skip
_COLUMNS = (
    f"{_LEFT};{RULED}", f"{_RIGHT};{RULED}", f"{_RIGHT};{RULED}", f"{_LEFT};{RULED};{GREY}",
)  # fmt: skip

_Line = tuple[str, str, str, str]  # a group's name, its calls, cost and unknown calls


@dataclass(frozen=True)
class Spending:
    """The costs of a library's calls.

    Parameters
    ----------
    rows
        Costs by day, model and notebook, the newest day first.
    today
        The user's date.
    day
        The dollars of this day's calls, spent and held; None where that was not asked for.
    budget
        Dollars a day that calls from this library may cost; None for no limit.
    """

    rows: Sequence[Spent]
    today: date
    day: Today | None = None
    budget: float | None = None

    @property
    def cost(self) -> float:
        """Dollars that gateways reported."""
        return sum(row.cost for row in self.rows)

    @property
    def calls(self) -> int:
        """Calls that may have been paid."""
        return sum(row.calls for row in self.rows)

    @property
    def unknown(self) -> int:
        """Calls among these without a reported cost."""
        return sum(row.unknown for row in self.rows)

    @property
    def sketches(self) -> int:
        """Sketches by the embedded gateway, which are free and no calls."""
        return sum(row.sketches for row in self.rows)

    @property
    def spent(self) -> float:
        """Dollars of today's calls that gateways reported."""
        return 0.0 if self.day is None else self.day.spent

    @property
    def held(self) -> float:
        """Dollars reserved today for calls that may have been billed, or are under way."""
        return 0.0 if self.day is None else self.day.held

    @property
    def left(self) -> float | None:
        """Dollars that today's budget still has; None without a budget."""
        if self.day is None or self.budget is None:
            return None
        return self.day.left(self.budget)

    def to_dataframe(self) -> Any:
        """Return one row per day, model and notebook; `OptionError` without pandas."""
        return data_frame(map(asdict, self.rows))

    def __repr__(self) -> str:
        lines = [" · ".join(self._sentences())]
        for heading, group in self._groups():
            width = max(len(name) for name, *_ in group)
            lines += ["", heading]
            lines += [
                f"  {name:<{width}}  {calls:>6} {'call ' if calls == '1' else 'calls'}"
                f"  {cost:>9}  {unknown}".rstrip()
                for name, calls, cost, unknown in group
            ]
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        if not self.calls:
            return element("div", " · ".join(self._sentences()))
        first, *others = self._sentences()
        rows = []
        for heading, group in self._groups():
            rows.append(table_row((heading, "calls", "reported", ""), _HEADINGS, tag="th"))
            rows += (table_row(line, _COLUMNS) for line in group)
        rest = grey(f"· {' · '.join(others)}")
        below = table(rows, style=f"{TABLE};margin:0")
        return element("div", element("b", first), " ", rest, below, style="font-size:13px")

    def _sentences(self) -> list[str]:
        """Return the total, the sums of today and of seven days, and the free sketches."""
        if not self.calls:
            return [NOTHING, *self._of_the_budget()]
        sketches = f"{self.sketches:,} sketch{'' if self.sketches == 1 else 'es'} free"
        week = (self.today - timedelta(days=6)).isoformat()
        today = [row for row in self.rows if row.day == self.today.isoformat()]
        latest = [row for row in self.rows if row.day >= week]
        unknown = f", and {counted(self.unknown, 'call')} of unknown cost" if self.unknown else ""
        return [
            f"{dollars(self.cost)} reported{unknown}",
            f"today {_sum(today)}{_and_unknown(today)}",
            f"in 7 days {_sum(latest)}{_and_unknown(latest)}",
            *([sketches] if self.sketches else []),
            *self._of_the_budget(),
        ]

    def _of_the_budget(self) -> list[str]:
        """Return what today's budget says, or without one what is held, if anything is."""
        if self.day is None:
            return []
        held = f"{dollars(self.held)} held" if self.held or self.budget is not None else ""
        unpriced = sum(self.day.unpriced.values())
        unknown = f"{counted(unpriced, 'call')} of unknown price" if unpriced else ""
        if self.left is None or self.budget is None:
            return [f"today {held}"] if held else []
        parts = [f"{dollars(self.spent)} spent", held, unknown, f"{dollars(self.left)} left"]
        return [f"budget of today {dollars(self.budget)}: {', '.join(filter(None, parts))}"]

    def _groups(self) -> list[tuple[str, list[_Line]]]:
        """Return the headings of the tables with their lines."""
        if not self.calls:
            return []
        notebooks = _notebook_names({row.notebook for row in self.rows})
        return [
            ("by day", self._grouped(lambda row: row.day or "(none)")),
            ("by model", self._grouped(lambda row: one_line(row.model, 60))),
            ("by notebook", self._grouped(lambda row: notebooks[row.notebook])),
        ]

    def _grouped(self, key: Callable[[Spent], str]) -> list[_Line]:
        groups: dict[str, list[Spent]] = {}
        for row in self.rows:
            if row.calls:  # only sketches otherwise
                groups.setdefault(key(row), []).append(row)
        names = list(groups)
        lines = [_line(name, groups[name]) for name in names[:MAX_LINES]]
        rest = [row for name in names[MAX_LINES:] for row in groups[name]]
        return [*lines, _line(f"{len(names) - MAX_LINES} more", rest)] if rest else lines


def _line(name: str, rows: Sequence[Spent]) -> _Line:
    unknown = sum(row.unknown for row in rows)
    calls = sum(row.calls for row in rows)
    return name, f"{calls:,}", _sum(rows), f"{unknown:,} unknown" if unknown else ""


def _notebook_names(paths: Iterable[str]) -> dict[str, str]:
    """Return notebooks' names by path: without folders, unless two would be the same."""
    names: dict[str, str] = {}
    last = {path: _last_parts(path, 1) for path in paths}
    counts = Counter(last.values())
    for path, name in last.items():
        unambiguous = name if counts[name] == 1 else _last_parts(path, 2)
        names[path] = one_line(unambiguous, 60) or "(none)"
    return names


def _last_parts(path: str, count: int) -> str:
    return "/".join(PurePath(path).parts[-count:])


def _sum(rows: Sequence[Spent]) -> str:
    return dollars(sum(row.cost for row in rows))


def _and_unknown(rows: Sequence[Spent]) -> str:
    unknown = sum(row.unknown for row in rows)
    return f" and {unknown:,} unknown" if unknown else ""
