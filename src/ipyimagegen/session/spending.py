"""Spending: what was paid from this library, as far as gateways said.

Only what a gateway reported is added up. Where it said nothing, the call is counted as
unknown, because a number that was made up is worse than none.
"""

from __future__ import annotations

import html
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from ..errors import OptionError, one_line
from .small import GREY

if TYPE_CHECKING:
    from ..library.records import Spent

__all__ = ["Spending"]

MOST_ROWS = 12  # of each table

_CELL = "text-align:{};padding:2px 16px 2px 0"


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

    def to_dataframe(self) -> Any:
        """Return one row per day, model and notebook; `OptionError` without pandas."""
        try:
            import pandas as pd
        except ImportError:
            raise OptionError(
                "a DataFrame needs pandas", hint="pip install 'ipyimagegen[data]'"
            ) from None
        return pd.DataFrame([asdict(row) for row in self.rows])

    def __repr__(self) -> str:
        lines = [self._sentence()]
        for heading, table in self._tables():
            width = max(len(name) for name, *_ in table)
            lines += ["", heading]
            lines += [
                f"  {name:<{width}}  {calls:>6} calls  {cost:>9}  {unknown}".rstrip()
                for name, calls, cost, unknown in table
            ]
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        left, right = _CELL.format("left"), _CELL.format("right")
        tables = "".join(
            f'<tr><th style="{left};padding-top:10px">{heading}</th>'
            + "".join(f'<th style="{right};{GREY}">{name}</th>' for name in ("calls", "cost", ""))
            + "</tr>"
            + "".join(
                f'<tr><td style="{left}">{html.escape(name)}</td><td style="{right}">{calls}</td>'
                f'<td style="{right}">{cost}</td><td style="{left};{GREY}">{unknown}</td></tr>'
                for name, calls, cost, unknown in table
            )
            for heading, table in self._tables()
        )
        table = f'<table style="border-collapse:collapse;font-size:13px">{tables}</table>'
        return f"<div>{html.escape(self._sentence())}{table if self.rows else ''}</div>"

    def _sentence(self) -> str:
        if not self.rows:
            return "Nothing was paid from this library: sketches are free."
        week = (self.today - timedelta(days=6)).isoformat()
        today = _sum(row for row in self.rows if row.day == self.today.isoformat())
        latest = _sum(row for row in self.rows if row.day >= week)
        unknown = f", and {self.unknown:,} calls of unknown cost" if self.unknown else ""
        return f"{_dollars(self.cost)} reported{unknown} · today {today} · in 7 days {latest}"

    def _tables(self) -> list[tuple[str, list[tuple[str, str, str, str]]]]:
        if not self.rows:
            return []
        return [
            ("by day", self._table(lambda row: row.day)),
            ("by model", self._table(lambda row: one_line(row.model, 60))),
            ("by notebook", self._table(lambda row: PurePath(row.notebook).name or "(none)")),
        ]

    def _table(self, key: Callable[[Spent], str]) -> list[tuple[str, str, str, str]]:
        groups: dict[str, list[Spent]] = {}
        for row in self.rows:
            groups.setdefault(key(row), []).append(row)
        names = list(groups)
        lines = [_line(name, groups[name]) for name in names[:MOST_ROWS]]
        rest = [row for name in names[MOST_ROWS:] for row in groups[name]]
        return [*lines, _line(f"{len(names) - MOST_ROWS} more", rest)] if rest else lines


def _line(name: str, rows: Sequence[Spent]) -> tuple[str, str, str, str]:
    unknown = sum(row.unknown for row in rows)
    calls = sum(row.calls for row in rows)
    return name, f"{calls:,}", _sum(rows), f"{unknown:,} unknown" if unknown else ""


def _sum(rows: Any) -> str:
    return _dollars(sum(row.cost for row in rows))


def _dollars(cost: float) -> str:
    return f"${cost:,.2f}" if cost >= 1 else f"${cost:.3f}"
