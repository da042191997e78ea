"""Results of checks, kept with the pictures: each is made once, and shown again at no work.

A result belongs to a picture's bytes, to the check as it was written and to what was asked for,
so that it holds wherever the picture is, and also in a bundle.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from ..checks.check import BUILT_IN, Check, checks_of
from ..checks.kinds import asked_by, kind_of, measure
from ..checks.result import ERROR, SKIPPED, STATES, Result, result_of
from ..errors import ImagegenError
from .queries import now, some
from .storage.schema import checks, pictures
from .storage.values import sound

if TYPE_CHECKING:
    from .generation import Generation
    from .library import Library

__all__ = [
    "MOST_KEPT", "add_rows", "examine", "kept_of", "kept_results", "make_again", "rows_in",
    "rows_of",
]  # fmt: skip

Row = dict[str, Any]

MOST_KEPT = 200  # results of one picture that are read
LONGEST = 100_000  # characters of what a result depends on: passages, and no more


def examine(generation: Generation, wanted: Sequence[Check]) -> tuple[Result, ...]:
    """Return the results of checks of a generation's main picture; kept ones are not made again.

    It computes, and waits for the disk. A result that can't be kept, or comes when the library is
    closed already, is returned all the same.
    """
    if not generation.pictures:
        return tuple(Result(check.label, SKIPPED, "there is no picture") for check in wanted)
    library, digest = generation.library, generation.picture.hash
    asked = asked_by(generation)
    keys = [
        (check.label, kind_of(check).key(check, asked), kind_of(check).version_of(check))
        for check in wanted
    ]
    rows = library.check_rows([digest]).get(digest, [])
    results, new = [_kept(rows, *key) for key in keys], []
    for at, check in enumerate(wanted):
        if results[at] is None:
            made = results[at] = measure(check, generation)
            if made.state in STATES:
                new.append(_row(digest, check, *keys[at][1:], made))
    if new and library.keep_checks(new):
        rows = library.check_rows([digest]).get(digest, [])  # another kernel may have been first
    kept = (_kept(rows, *key) for key in keys)
    found = (result if one is None else one for one, result in zip(kept, results, strict=True))
    return tuple(result for result in found if result is not None)


def make_again(generation: Generation, labels: Iterable[str]) -> None:
    """Make checks of a picture that took the place of another one, by the labels that it had.

    Reading its words takes seconds, and a function of the user's may take any time, so these are
    left to who asks for them.
    """
    wanted: list[Check] = []
    for label in labels:
        with contextlib.suppress(ImagegenError, ValueError):  # a function of another kernel's
            wanted += checks_of(label)
    quick = [check for check in wanted if check.name in BUILT_IN and check.name != "text"]
    examine(generation, quick)


def kept_of(
    library: Library, of: Sequence[Generation], wanted: Sequence[Check]
) -> dict[int, tuple[Result, ...]]:
    """Return those results of checks that are kept for generations, by number; none is made."""
    shown = [one for one in of if one.pictures]
    rows = library.check_rows([one.picture.hash for one in shown])
    kinds = [(check, kind_of(check), kind_of(check).version_of(check)) for check in wanted]
    found = {}
    for one in shown:
        mine, asked = rows.get(one.picture.hash, ()), asked_by(one)
        results = (
            _kept(mine, check.label, kind.key(check, asked), version)
            for check, kind, version in kinds
        )
        found[one.number] = tuple(result for result in results if result is not None)
    return found


def _kept(rows: Iterable[Row], label: str, key: str, version: str) -> Result | None:
    for row in rows:
        # What broke may be mended outside of its code, and costs nothing.
        if row["state"] != ERROR and (row["label"], row["arguments"], row["version"]) == (
            label,
            key,
            version,
        ):
            return result_of(row)
    return None


def _row(digest: str, check: Check, key: str, version: str, result: Result) -> Row:
    return {
        "hash": digest,
        "name": check.name,
        "label": check.label,
        "arguments": key,
        "version": version,
        "state": result.state,
        "words": result.words,
        "number": result.number,
        "made": now(),
    }


def kept_results(library: Library, of: Sequence[Generation]) -> dict[int, dict[str, Result]]:
    """Return the results that are kept for generations, by number and by the check's label.

    Those of the same picture that answered another question are left out.
    """
    shown = [one for one in of if one.pictures]
    rows = library.check_rows([one.picture.hash for one in shown])
    found: dict[int, dict[str, Result]] = {}
    for one in shown:
        for row in rows.get(one.picture.hash, ()):
            result = result_of(row)
            if result is not None and _is_of(one, row):
                found.setdefault(one.number, {})[result.check] = result
    return found


def _is_of(generation: Generation, row: Row) -> bool:
    """Whether a result answers what this generation asked for."""
    try:
        [check] = checks_of(row["label"])
    except (ImagegenError, ValueError):  # a function of another kernel's
        return True
    return bool(kind_of(check).key(check, asked_by(generation)) == row["arguments"])


# -- rows -------------------------------------------------------------------------------


def rows_of(connection: sa.Connection, hashes: Sequence[str]) -> dict[str, list[Row]]:
    """Return the results of pictures, by hash, the oldest first."""
    found: dict[str, list[Row]] = {}
    for part in some(list(dict.fromkeys(hashes))):
        for row in connection.execute(_OF_PICTURES, {"hashes": part}):
            mine = found.setdefault(row.hash, [])
            if len(mine) < MOST_KEPT:
                mine.append(sound(checks, row._asdict()))
    return found


_OF_PICTURES = (
    sa.select(checks)
    .where(checks.c.hash.in_(sa.bindparam("hashes", expanding=True)))
    .order_by(checks.c.made, checks.c.label)
)


def add_rows(
    connection: sa.Connection, rows: Iterable[Mapping[str, Any]], *, earlier: bool = True
) -> None:
    """Write results; of two alike the first one stays.

    What two kernels find of the same picture must not differ, or one would pay for another take.

    Parameters
    ----------
    connection
        With an open transaction.
    rows
        The results; of pictures that are not there, none is written.
    earlier
        Whether one of another version makes room.
    """
    there = sa.select(pictures.c.hash)
    for row in rows:
        if connection.execute(there.where(pictures.c.hash == row["hash"])).first() is None:
            continue
        if earlier:
            same = [checks.c[name] == row[name] for name in ("hash", "label", "arguments")]
            other = (checks.c.version != row["version"]) | (checks.c.state == ERROR)
            connection.execute(sa.delete(checks).where(*same, other))
        connection.execute(sa.insert(checks).prefix_with("OR IGNORE").values(dict(row)))


def rows_in(listed: object, hashes: Sequence[str]) -> list[Row]:
    """Return the results that a stranger lists for these pictures, as far as they make sense."""
    found = []
    for row in listed[:MOST_KEPT] if isinstance(listed, list) else ():
        result = result_of(row) if isinstance(row, Mapping) else None
        if result is None or row.get("hash") not in hashes:
            continue
        texts = {name: row.get(name) for name in ("name", "arguments", "version", "made")}
        if all(isinstance(text, str) and len(text) <= LONGEST for text in texts.values()):
            told = {"label": result.check, "state": result.state, "words": result.words}
            found.append({"hash": row["hash"], **texts, **told, "number": result.number})
    return found
