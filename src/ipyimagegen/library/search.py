r"""Search: a query as a person types it, as conditions on the catalogue.

Words are looked for in prompts, notes and the models' texts, by their beginnings and without
regard to case and accents; ``"two words"`` stand together; ``field:value`` narrows down. An
unknown field is refused with the nearest known one, because a search that finds nothing by
mistake looks like a loss.
"""

from __future__ import annotations

import calendar
import json
import re
from datetime import UTC, datetime, timedelta

import sqlalchemy as sa

from ..checks.check import is_name, known_names, unknown_check
from ..checks.result import FAILED
from ..errors import OptionError
from ..text import nearest, one_line
from .fields import FIELDS, STATES
from .looks import Alike
from .looks import alike as find_alike
from .marks import STARRED
from .storage.schema import (
    checks,
    generation_pictures,
    generations,
    inputs,
    not_deleted,
    photographs,
    pictures,
)
from .storage.values import sound_text

__all__ = [
    "conditions", "conditions_along", "looked_up", "photograph_conditions", "shown_alike",
    "without_begun",
]  # fmt: skip

LONGEST = 1000  # characters of a search
LIKE = "like"
MANY = 2000  # rows, which are read one by one about as fast as an index of a large library
TIMES = ("since", "until", "before", "month")

_PART = r'(?:(\w+):)?(?:"([^"]*)"|([^\s"]+))|(\S)'
_BEGUN = rf"(?:^|(?<=\s))(?:{'|'.join(FIELDS)}):\s*$"
_AGE = r"(?a)(\d{1,5})([hdw])"
_MONTH = r"(?a)(\d{4})-(\d\d)"
_WEEK = r"(?a)\d{4}-?W\d\d"
_OTHER_AGE = r"(?a)(\d{1,5}) ?(h|d|w)(?:ours?|rs?|ays?|eeks?|ks?)? ?(?:ago)?"
_OTHER_DAY = r"(?a)(\d{4})[-./](\d\d?)(?:[-./](\d\d?))?"
_GERMAN_DAY = r"(?a)(\d\d?)\.(\d\d?)\.(\d{4})"
_DAYS_AGO = {"today": 0, "yesterday": 1}


def conditions(
    query: str, *, alike: Alike | None = None, now: datetime | None = None
) -> list[sa.ColumnElement[bool]]:
    """Return a query as conditions on a row of the generations; all of them must hold.

    Deleted generations are found by ``is:deleted`` only.

    Parameters
    ----------
    query
        As it was typed.
    alike
        The looks that ``like:`` finds, as `looked_up` returns them.
    now
        The time (UTC) from which ages are counted.

    Raises
    ------
    OptionError
        An unknown field or value, or a quote that is not closed.
    """
    parts = _parts(query)
    moment = now or datetime.now(UTC)
    clauses = [_field(*part[:2], moment) for part in parts if part[0] not in ("", LIKE)]
    if alike is not None:
        shown = shown_alike(alike).subquery()
        clauses.append(generations.c.number.in_(sa.select(shown.c.generation)))
    if words := _words(parts):
        clauses.append(generations.c.number.in_(_having(words)))
    is_deleted = any(part[:2] == ("is", "deleted") for part in parts)
    return clauses if is_deleted else [not_deleted, *clauses]


def conditions_along(
    connection: sa.Connection, query: str, alike: Alike | None
) -> list[sa.ColumnElement[bool]]:
    """Return `conditions` for a statement that an index answers, but for the words.

    Where many rows have the words, and nothing else is asked for, SQLite then goes along that
    index, and looks for each entry among the words' rows. By itself it reads all of these.

    Raises
    ------
    OptionError
        As `conditions`.
    """
    parts = _parts(query)
    words = _words(parts)
    if words and not any(field for field, _, _ in parts):
        some = _having(words).limit(MANY).subquery()
        if connection.execute(sa.select(sa.func.count()).select_from(some)).scalar() == MANY:
            # SQLite doesn't look a row up by an expression.
            number: sa.ColumnElement[int] = sa.literal_column("+generations.number", sa.Integer)
            return [not_deleted, number.in_(_having(words))]
    return conditions(query, alike=alike)


def looked_up(connection: sa.Connection, query: str) -> Alike | None:
    """Return the looks that a query asks for by ``like:``; None where it doesn't.

    Raises
    ------
    OptionError
        It names no picture, or more than one is asked for; or a check that there is not, here or
        among what was found.
    """
    parts = _parts(query)
    for name in (value.removesuffix("!") for field, value, _ in parts if field == "check"):
        _refuse_unknown_check(connection, name)
    wanted = [value for field, value, _ in parts if field == LIKE]
    if len(wanted) > 1:
        raise OptionError("a search is like one picture", hint="Write one like: in it.")
    return find_alike(connection, wanted[0]) if wanted else None


def _refuse_unknown_check(connection: sa.Connection, name: str) -> None:
    known = known_names()
    if name not in known:
        found = connection.execute(sa.select(checks.c.name).distinct()).scalars()
        names = filter(is_name, map(sound_text, found))  # a stranger's may be anything
        known = tuple(dict.fromkeys((*known, *names)))
    if name not in known:
        raise unknown_check(name, known)


def shown_alike(looks: Alike) -> sa.Select[tuple[int, int]]:
    """Return a query of the generations that show one of these looks, with the fewest ``bits``."""
    near = sa.func.json_each(json.dumps(looks)).table_valued("key", "value")
    bits = sa.func.min(near.c.value).label("bits")
    shown = sa.select(generation_pictures.c.generation, bits).select_from(
        near.join(pictures, pictures.c.look == near.c.key).join(generation_pictures)
    )
    return shown.group_by(generation_pictures.c.generation)


def _words(parts: list[tuple[str, str, bool]]) -> str:
    """Return the words of a query as FTS5 takes them; empty if there are none."""
    # In double quotes nothing is an operator; a star finds beginnings.
    return " ".join(
        f'"{value}"' + ("" if is_quoted else "*") for field, value, is_quoted in parts if not field
    )


def _having(words: str) -> sa.Select[tuple[int]]:
    """Return a query of the numbers of the generations that have all these words."""
    index = sa.table("words", sa.column("rowid", sa.Integer))
    return sa.select(index.c.rowid).where(sa.text("words MATCH :wanted").bindparams(wanted=words))


def photograph_conditions(
    query: str, *, now: datetime | None = None
) -> list[sa.ColumnElement[bool]] | None:
    """Return a query as conditions on a row of the photographs; None if it finds none of them.

    They have a name and a time; whatever else a search asks for, only generations have.

    Raises
    ------
    OptionError
        As `conditions`.
    """
    made = sa.exists().where(generation_pictures.c.hash == photographs.c.hash)
    clauses: list[sa.ColumnElement[bool]] = [~made]
    for field, value, _ in _parts(query):
        if not field:
            clauses.append(photographs.c.name.icontains(value, autoescape=True))
        elif field in TIMES:
            moment = now or datetime.now(UTC)
            clauses.append(_in_time(photographs.c.filed, field, value, moment))
        else:
            return None
    return clauses


def _parts(query: str) -> list[tuple[str, str, bool]]:
    """Return the fields (or empty ones) and values of a query, and whether each is quoted."""
    query = one_line(query, LONGEST)  # SQLite takes neither null nor half characters
    if query.count('"') % 2:
        raise OptionError('a " is not closed in the search')
    parts = []
    for field, quoted, plain, _ in re.findall(_PART, query):
        if not field:
            _refuse_other_language(plain)
            if plain.endswith(":") and plain[:-1] in FIELDS:
                raise _no_value(plain[:-1])
        value = quoted or plain
        if field in FIELDS and not value:
            raise _no_value(field)
        if field or value:
            parts.append((field, value, bool(quoted)))
    return parts


def _no_value(field: str) -> OptionError:
    return OptionError(f"{field}: needs a value", hint=f"{field}: {FIELDS[field]}.")


def without_begun(query: str) -> str:
    """Return a query that is being typed, without a field at its end that has no value yet."""
    return re.sub(_BEGUN, "", query)


def _refuse_other_language(word: str) -> None:
    """Refuse what other searches take, and this one would look for as a word; `OptionError`."""
    if re.fullmatch(r"-\w.*", word):
        said = "a search leaves nothing out"
    elif word in ("OR", "NOT"):
        said = "a search finds what has all its words"
    elif re.fullmatch(r"[a-z]+[<>]=?\d.*", word):
        fields = ", ".join(f"{name}:" for name in FIELDS)
        raise OptionError(f"a search compares nothing: {word}", hint=f"There are {fields}.")
    else:
        return
    raise OptionError(f"{said}: {word}", hint=f'Write "{word}" in quotes to look for it.')


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
        case "check":
            is_exact = value.endswith("!")
            written = checks.c.label.startswith(value, autoescape=True)
            return _checked(written if is_exact else checks.c.name == value)
        case "name":
            return generations.c.name == value
        case _ if field in TIMES:
            return _in_time(generations.c.created, field, value, now)
        case "rating" if re.fullmatch("[0-5]", value):
            return generations.c.rating >= int(value)
        case "outside" | "overshoot" if re.fullmatch("[0-9]{1,3}", value):
            share = _composite["model_outside" if field == "outside" else field].as_float()
            return sa.func.coalesce(share >= int(value) / 100, sa.false())
        case "input" if re.fullmatch("[0-9]{1,18}", number):
            return sa.exists().where(
                inputs.c.generation == generations.c.number, inputs.c.parent == int(number)
            )
        case "input" if re.fullmatch("[0-9a-fA-F]{8,64}", number):
            return sa.exists().where(
                inputs.c.generation == generations.c.number,
                inputs.c.source.startswith(number.lower()),
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
        "pasted": sa.func.coalesce(_composite["pasted"].as_boolean(), sa.false()),
        "unpasted": sa.func.coalesce(~_composite["pasted"].as_boolean(), sa.false()),
        "rated": generations.c.rating.is_not(None),
        "failing": _checked(checks.c.state == FAILED),
        "starred": _tagged(STARRED),
        "deleted": ~not_deleted,
    }
    if value not in states:
        hint = nearest(value, STATES) or f"There are {', '.join(STATES)}."
        raise OptionError(f"nothing is {value!r}", hint=hint)
    return states[value]


def _checked(found: sa.ColumnElement[bool]) -> sa.ColumnElement[bool]:
    """Return the condition that a check found this of a picture of the generation's."""
    links = sa.join(generation_pictures, checks, checks.c.hash == generation_pictures.c.hash)
    query = sa.select(generation_pictures.c.generation).select_from(links).where(found)
    return generations.c.number.in_(query)


# SQLite reads no further at JSON that is none.
_composite = sa.case((sa.func.json_valid(generations.c.composite), generations.c.composite))


def _tagged(tag: str) -> sa.ColumnElement[bool]:
    # As words between spaces, so that `fox` doesn't find `foxes`. An index has those with any, and
    # by itself SQLite reads the whole table instead, in the order in which they are wanted.
    marked = generations.alias()
    found = sa.func.instr(" " + marked.c.tags + " ", f" {tag.casefold()} ") > 0
    return generations.c.number.in_(sa.select(marked.c.number).where(marked.c.tags > "", found))


def _in_time(
    column: sa.Column[str], field: str, value: str, now: datetime
) -> sa.ColumnElement[bool]:
    try:
        first, end = (
            moment.astimezone(UTC).isoformat(timespec="milliseconds")
            for moment in _span(field, value, now)
        )
    except (ValueError, OverflowError, OSError):
        kind = "month" if field == "month" else "day"
        raise OptionError(
            f"{field}:{value} is no {kind}",
            hint=_nearest_time(field, value, now) or f"{field}: {FIELDS[field]}.",
        ) from None
    return {
        "since": column >= first,
        "until": column < end,
        "before": column < first,
        "month": (column >= first) & (column < end),
    }[field]


def _span(field: str, value: str, now: datetime) -> tuple[datetime, datetime]:
    """Return when the time begins that a value names, and when it is over; else `ValueError`."""
    if month := re.fullmatch(_MONTH, value):
        first = datetime(int(month[1]), int(month[2]), 1)  # where the user is
        return first, (first + timedelta(days=32)).replace(day=1)
    if field == "month":
        raise ValueError(value)
    if age := re.fullmatch(_AGE, value):
        moment = now - timedelta(hours=int(age[1]) * {"h": 1, "d": 24, "w": 168}[age[2]])
        return moment, moment + timedelta(milliseconds=1)
    moment = datetime.fromisoformat(value)
    if len(value) > len("2026-11-01"):  # with a time of day
        return moment, moment + timedelta(milliseconds=1)
    return moment, moment + timedelta(days=7 if re.fullmatch(_WEEK, value) else 1)


def _nearest_time(field: str, value: str, now: datetime) -> str:
    """Return a hint with the value as it is written here, or an empty string."""
    text = value.strip().casefold()
    form = ""
    if age := re.fullmatch(_OTHER_AGE, text):
        form = f"{age[1]}{age[2]}"
    elif text in _DAYS_AGO:
        form = f"{now.astimezone() - timedelta(days=_DAYS_AGO[text]):%Y-%m-%d}"
    elif parts := re.fullmatch(_OTHER_DAY, text):
        form = _written(*parts.groups())
    elif parts := re.fullmatch(_GERMAN_DAY, text):
        form = _written(*reversed(parts.groups()))
    if field == "month":
        form = form[:7] if re.match(_MONTH, form) else ""
    return f"Did you mean {field}:{form}?" if form not in ("", value) else ""


def _written(year: str, month: str, day: str | None) -> str:
    """Return a day as ISO 8601 has it, or a month; a day behind the month's last is that one."""
    if not (int(year) and 1 <= int(month) <= 12):
        return ""
    text = f"{year}-{int(month):02}"
    if day is None:
        return text
    _, last = calendar.monthrange(int(year), int(month))
    return f"{text}-{min(max(int(day), 1), last):02}"
