"""Spending: what was paid from this library, as far as gateways said.

Only what a gateway reported is added up. Where it said nothing, the call is counted as
unknown, because a number that was made up is worse than none.
"""

from __future__ import annotations

import html
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from ..text import counted, one_line
from .dataframe import data_frame
from .html import GREY

if TYPE_CHECKING:
    from ..library.queries import Spent

__all__ = ["Spending"]

MOST_ROWS = 12  # of each table
NOTHING = "Nothing was paid from this library: sketches are free."

_LINE = "var(--jp-border-color2,var(--vscode-panel-border,#8884))"
# A notebook's own style would stripe the rows, and put the names to the right.
_ROW = "background:none"
_CELL = "text-align:{};padding:3px 24px 3px 0;font-variant-numeric:tabular-nums"
_RULED = f"{_CELL};border-top:1px solid {_LINE}"
_HEADING = f"{_CELL};padding-top:16px;font-weight:400;font-size:11px;{GREY}"
_CAPITALS = "letter-spacing:.05em;text-transform:uppercase"


@dataclass(frozen=True)
class Spending:
    """What was paid.

    Parameters
    ----------
    rows
        What calls of one day, to one model, from one notebook cost.
    today
        Which day it is.
    """

    rows: Sequence[Spent]
    today: date

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
        """Of how many of these the cost is not known."""
        return sum(row.unknown for row in self.rows)

    @property
    def sketches(self) -> int:
        """How many the embedded gateway drew besides, free."""
        return sum(row.sketches for row in self.rows)

    def to_dataframe(self) -> Any:
        """Return one row per day, model and notebook; `OptionError` without pandas."""
        return data_frame(map(asdict, self.rows))

    def __repr__(self) -> str:
        lines = [" · ".join(self._sentences())]
        for heading, table in self._tables():
            width = max(len(name) for name, *_ in table)
            lines += ["", heading]
            lines += [
                f"  {name:<{width}}  {calls:>6} calls  {cost:>9}  {unknown}".rstrip()
                for name, calls, cost, unknown in table
            ]
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        if not self.calls:
            return f"<div>{NOTHING}</div>"
        first, *others = self._sentences()
        rest = f' <span style="{GREY}">· {" · ".join(others)}</span>'
        rows = "".join(_rows(heading, table) for heading, table in self._tables())
        style = "border-collapse:collapse;font-size:13px;margin:0"
        table = f'<table style="{style}">{rows}</table>'
        return f'<div style="font-size:13px"><b>{first}</b>{rest}{table}</div>'

    def _sentences(self) -> list[str]:
        """Return the total, what of it is of today and of the last days, and what was free."""
        if not self.calls:
            return [NOTHING]
        free = [f"{_sketches(self.sketches)} free"] if self.sketches else []
        week = (self.today - timedelta(days=6)).isoformat()
        today = [row for row in self.rows if row.day == self.today.isoformat()]
        latest = [row for row in self.rows if row.day >= week]
        unknown = f", and {counted(self.unknown, 'call')} of unknown cost" if self.unknown else ""
        return [
            f"{_dollars(self.cost)} reported{unknown}",
            f"today {_sum(today)}{_and_unknown(today)}",
            f"in 7 days {_sum(latest)}{_and_unknown(latest)}",
            *free,
        ]

    def _tables(self) -> list[tuple[str, list[tuple[str, str, str, str]]]]:
        if not self.calls:
            return []
        notebooks = _short_names({row.notebook for row in self.rows})
        return [
            ("by day", self._table(lambda row: row.day)),
            ("by model", self._table(lambda row: one_line(row.model, 60))),
            ("by notebook", self._table(lambda row: notebooks[row.notebook])),
        ]

    def _table(self, key: Callable[[Spent], str]) -> list[tuple[str, str, str, str]]:
        groups: dict[str, list[Spent]] = {}
        for row in self.rows:
            if not row.calls:
                continue  # only sketches
            groups.setdefault(key(row), []).append(row)
        names = list(groups)
        lines = [_line(name, groups[name]) for name in names[:MOST_ROWS]]
        rest = [row for name in names[MOST_ROWS:] for row in groups[name]]
        return [*lines, _line(f"{len(names) - MOST_ROWS} more", rest)] if rest else lines


def _line(name: str, rows: Sequence[Spent]) -> tuple[str, str, str, str]:
    unknown = sum(row.unknown for row in rows)
    calls = sum(row.calls for row in rows)
    return name, f"{calls:,}", _sum(rows), f"{unknown:,} unknown" if unknown else ""


def _rows(heading: str, table: Sequence[tuple[str, str, str, str]]) -> str:
    """Return a table's rows, under a row that says what they are."""
    left, right = _HEADING.format("left"), _HEADING.format("right")
    parts = [
        f'<tr style="{_ROW}"><th style="{left};{_CAPITALS}">{heading}</th>'
        f'<th style="{right}">calls</th><th style="{right}">reported</th>'
        f'<th style="{left}"></th></tr>'
    ]
    left, right = _RULED.format("left"), _RULED.format("right")
    parts += [
        f'<tr style="{_ROW}"><td style="{left}">{html.escape(name)}</td>'
        f'<td style="{right}">{calls}</td><td style="{right}">{cost}</td>'
        f'<td style="{left};{GREY}">{unknown}</td></tr>'
        for name, calls, cost, unknown in table
    ]
    return "".join(parts)


def _short_names(notebooks: Iterable[str]) -> dict[str, str]:
    """Return what notebooks are called: without their folders, unless two would be the same."""
    names: dict[str, str] = {}
    last = {path: _last_parts(path, 1) for path in notebooks}
    counts = Counter(last.values())
    for path, name in last.items():
        shown = name if counts[name] == 1 else _last_parts(path, 2)
        names[path] = one_line(shown, 60) or "(none)"
    return names


def _last_parts(path: str, count: int) -> str:
    return "/".join(PurePath(path).parts[-count:])


def _sketches(count: int) -> str:
    return f"{count:,} sketch{'' if count == 1 else 'es'}"


def _sum(rows: Sequence[Spent]) -> str:
    return _dollars(sum(row.cost for row in rows))


def _and_unknown(rows: Sequence[Spent]) -> str:
    unknown = sum(row.unknown for row in rows)
    return f" and {unknown:,} unknown" if unknown else ""


def _dollars(cost: float) -> str:
    return f"${cost:,.2f}" if cost >= 1 else f"${cost:.3f}"
