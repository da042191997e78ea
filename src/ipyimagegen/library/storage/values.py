"""Values as they are read: a damaged one stands for nothing, and harms no other.

SQLite keeps any bytes in a text and any type in any column, so that a bit that has flipped
shows only where a value is used. Whoever reads a row through here gets what its column
promises; what can't be so is as if it had never been said.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import partial
from typing import Any

import sqlalchemy as sa

from .schema import generations

__all__ = [
    "LONG_AGO", "MOST", "MOST_OF_ONE", "RATINGS", "STATUSES", "read_json", "read_text",
    "sound", "sound_text",
]  # fmt: skip

LONG_AGO = "1970-01-01T00:00:00.000+00:00"
MOST = 1e9  # dollars or seconds; a larger number is no measurement
MOST_OF_ONE = 64  # pictures of one generation, or its inputs; a gateway takes and sends fewer
MOST_DEEP = 100  # objects and lists in each other, in a column of JSON
RATINGS = range(1, 6)
STATUSES = ("sent", "done", "failed", "unknown")  # the last one is read, and never written

_EMPTY: dict[type[Any], Any] = {str: "", int: 0, float: 0.0, dict: {}}

read_text = partial(str, encoding="utf-8", errors="replace")
"""Return the text of SQLite's bytes, with a replacement for each that is no UTF-8."""


def read_json(text: Any) -> dict[str, Any] | None:
    """Return the object in a JSON text; None where there is none to be read.

    It can be written as JSON again: it has no number that isn't finite, and no half character,
    and is not too deep.
    """
    try:
        value = json.loads(text, parse_constant=_refuse, parse_float=_finite)
        if _HALF.search(text if isinstance(text, str) else read_text(text)):
            whole = json.dumps(value, ensure_ascii=False).encode(errors="replace")
            value = json.loads(whole)
    except (TypeError, ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) and not _is_deeper(value, MOST_DEEP) else None


def _is_deeper(value: object, most: int) -> bool:
    if not isinstance(value, dict | list):
        return False
    inner = value.values() if isinstance(value, dict) else value
    return most == 0 or any(_is_deeper(one, most - 1) for one in inner)


_HALF = re.compile(r"\\u[dD]")  # how JSON writes one


def _refuse(constant: str) -> float:
    raise ValueError(constant)


def _finite(number: str) -> float:
    value = float(number)
    return value if math.isfinite(value) else _refuse(number)


def sound(table: sa.Table, row: Mapping[str, Any]) -> dict[str, Any]:
    """Return a row with the values that its table promises."""
    values = {
        name: _of_type(value, table.c[name]) if name in table.c else value
        for name, value in row.items()
    }
    return values | _sound_generation(values) if table is generations else values


def sound_text(value: object) -> str:
    """Return the text of a column that has one; empty where a stranger has put anything else."""
    if isinstance(value, bytes):
        return read_text(value)
    return value if isinstance(value, str) else ""


def _of_type(value: Any, column: sa.Column[Any]) -> Any:
    kind: type[Any] = dict if isinstance(column.type, sa.JSON) else column.type.python_type
    if kind is str and value is not None:
        return sound_text(value)
    if kind is float and isinstance(value, int):
        return value
    if type(value) is kind and (kind is not float or math.isfinite(value)):
        return value
    return None if column.nullable else _EMPTY[kind]


def _sound_generation(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values of a generation that would mean nothing as they are."""
    values = {"take": max(row["take"], 1), "created": _time(row["created"]) or LONG_AGO}
    values["finished"] = _time(row["finished"])
    if row["rating"] not in RATINGS:
        values["rating"] = None
    amounts = ("cost", "seconds", "reserved")
    values |= {name: None for name in amounts if not 0 <= (row[name] or 0) <= MOST}
    if row["error"] is not None or row["status"] == "failed":
        values["error"] = _sound_error(row["error"] or {})
    return values


def _sound_error(error: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values of an error, which are texts, and in a task as well."""
    words = {name: value for name, value in error.items() if isinstance(value, str)}
    billed = {"maybe_billed": error["maybe_billed"] is not False} if "maybe_billed" in error else {}
    task = error.get("task")
    return words | billed | ({"task": _sound_error(task)} if isinstance(task, Mapping) else {})


def _time(text: str | None) -> str | None:
    """Return a time as the catalogue has it; None for a text that is none."""
    try:
        offset = datetime.fromisoformat(text or "").utcoffset()
    except ValueError:
        return None
    return text if offset == UTC.utcoffset(None) else None
