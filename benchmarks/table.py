"""The table that the benchmarks print: a row for each number."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

__all__ = ["HEAD_LINES", "Row", "milliseconds", "print_head", "print_rows"]

HEAD_LINES = 2
WIDTHS = (68, 12, 38, 6)


@dataclass(frozen=True)
class Row:
    """A number, and what it is compared with.

    Attributes
    ----------
    what, ours
        What was measured, and how much it is, with its unit.
    rival, ratio
        The floor or the rival of the same run, with how much that is; and ours as so many of it.
    bar, holds
        The number to hold, and whether it is held; None where there is none.
    """

    what: str
    ours: str
    rival: str = ""
    ratio: float | None = None
    bar: str = ""
    holds: bool | None = None


def milliseconds(seconds: float) -> str:
    return f"{seconds * 1e3:.{0 if seconds >= 0.1 else 1}f} ms"


def print_head() -> None:
    _print("what", "ours", "compared with", "ratio", "bar")
    print("-" * (sum(WIDTHS) + 20), flush=True)


def print_rows(rows: Iterable[Row]) -> None:
    """Print each row as soon as it is measured."""
    for row in rows:
        ratio = "" if row.ratio is None else f"{row.ratio:.2f}"
        missed = " MISSED" if row.holds is False else ""
        _print(row.what, row.ours, row.rival, ratio, row.bar + missed)


def _print(*cells: str) -> None:
    *columns, last = cells
    line = "  ".join(cell.ljust(width) for cell, width in zip(columns, WIDTHS, strict=True))
    print(f"{line}  {last}".rstrip(), flush=True)
