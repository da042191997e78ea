r"""Search: a query as a person types it, as conditions on the catalogue.

Words are looked for in prompts, notes and the models' texts, by their beginnings and without
regard to case and accents; ``"two words"`` stand together; ``field:value`` narrows down. An
unknown field is refused with the nearest known one, because a search that finds nothing by
mistake looks like a loss.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import sqlalchemy as sa

from ..errors import OptionError
from ..text import nearest, one_line
from .fields import FIELDS, STATES
from .marks import STARRED
from .storage.schema import generations, inputs, not_deleted

__all__ = ["conditions"]

LONGEST = 1000  # characters of a search

_PART = re.compile(r'(?:(\w+):)?(?:"([^"]*)"|([^\s"]+))|(\S)')
_AGE = re.compile(r"(\d{1,5})([hdw])")


def conditions(query: str, *, now: datetime | None = None) -> list[sa.ColumnElement[bool]]:
    """Return a query as conditions on a row of the generations; all of them must hold.

    Deleted generations are found by ``is:deleted`` only.

    Parameters
    ----------
    query
        As it was typed.
    now
        The time (UTC) from which ages are counted.

    Raises
    ------
    OptionError
        An unknown field or value, or a quote that is not closed.
    """
    query = one_line(query, LONGEST)  # SQLite takes neither null nor half characters
    if query.count('"') % 2:
        raise OptionError('a " is not closed in the search')
    words: list[str] = []
    clauses: list[sa.ColumnElement[bool]] = []
    for field, quoted, plain, _ in _PART.findall(query):
        value = quoted or plain
        if field:
            clauses.append(_field(field, value, now or datetime.now(UTC)))
        elif value:
            # In double quotes nothing is an operator of FTS5; a star finds beginnings.
            words.append(f'"{value}"' + ("" if quoted else "*"))
    if words:
        matching = sa.text("SELECT rowid FROM words WHERE words MATCH :wanted")
        matching = matching.bindparams(wanted=" ".join(words))
        clauses.append(generations.c.number.in_(matching.columns(sa.column("rowid", sa.Integer))))
    return clauses if "is:deleted" in query.split() else [not_deleted, *clauses]


def _field(  # noqa: PLR0911  # a case each
    field: str, value: str, now: datetime
) -> sa.ColumnElement[bool]:
    """Return the condition that ``field:value`` stands for."""
    number = value.removeprefix("@")
    match field:
        case "model":
            return generations.c.model.startswith(value, autoescape=True) | (
                generations.c.served_by.startswith(value, autoescape=True)
            )
        case "is":
            return _state(value, now)
        case "tag":
            return _tagged(value)
        case "name":
            return generations.c.name == value
        case "since":
            return generations.c.created >= _since(value, now)
        case "rating" if re.fullmatch("[0-5]", value):
            return generations.c.rating >= int(value)
        case "input" if re.fullmatch("[0-9]{1,18}", number):
            return sa.exists().where(
                inputs.c.generation == generations.c.number, inputs.c.parent == int(number)
            )
    if field in FIELDS:
        raise OptionError(f"{field}:{value} can't be searched", hint=f"{field}: {FIELDS[field]}.")
    raise OptionError(
        f"the search has no field {field!r}",
        hint=nearest(field, FIELDS) or f"There are {', '.join(f'{name}:' for name in FIELDS)}.",
    )


def _state(value: str, now: datetime) -> sa.ColumnElement[bool]:
    dead = sa.func.coalesce(generations.c.lease, "") <= now.isoformat(timespec="milliseconds")
    states = {
        "done": generations.c.status == "done",
        "failed": generations.c.status == "failed",
        "unknown": (generations.c.status == "sent") & dead,
        "sketch": generations.c.gateway == "offline",
        "edit": sa.exists().where(inputs.c.generation == generations.c.number),
        "rated": generations.c.rating.is_not(None),
        "starred": _tagged(STARRED),
        "deleted": ~not_deleted,
    }
    if value not in states:
        hint = nearest(value, STATES) or f"There are {', '.join(STATES)}."
        raise OptionError(f"nothing is {value!r}", hint=hint)
    return states[value]


def _tagged(tag: str) -> sa.ColumnElement[bool]:
    # As words between spaces, so that `fox` doesn't find `foxes`.
    return sa.func.instr(" " + generations.c.tags + " ", f" {tag.casefold()} ") > 0


def _since(value: str, now: datetime) -> str:
    age = _AGE.fullmatch(value)
    if age is not None:
        hours = int(age[1]) * {"h": 1, "d": 24, "w": 168}[age[2]]
        return (now - timedelta(hours=hours)).isoformat(timespec="milliseconds")
    try:
        day = datetime.fromisoformat(value)
    except ValueError:
        raise OptionError(f"since:{value} is no day", hint=f"since: {FIELDS['since']}.") from None
    return day.astimezone(UTC).isoformat(timespec="milliseconds")
