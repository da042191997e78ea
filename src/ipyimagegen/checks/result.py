"""The result of a check of a picture."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..text import one_line

__all__ = [
    "ERROR",
    "FAILED",
    "MEASURED",
    "PASSED",
    "SKIPPED",
    "STATES",
    "UNREAD",
    "Result",
    "broken",
    "result_of",
]

PASSED, FAILED, UNREAD = "passed", "failed", "unread"
MEASURED, ERROR, SKIPPED = "measured", "error", "skipped"
STATES = (PASSED, FAILED, UNREAD, MEASURED, ERROR)
"""The states of results that are kept; one that was skipped is not."""

LONGEST = 300  # characters of what a check says
_MARKS = {PASSED: "✓", FAILED: "✗", UNREAD: "unread", ERROR: "error", SKIPPED: "–"}
_MOST = 1e15  # a larger number is no measurement that anybody reads


@dataclass(frozen=True)
class Result:
    """What a check found; as a truth value, whether the picture passed.

    Attributes
    ----------
    check
        The check as it was written, such as ``text!``.
    state
        ``passed``, ``failed``, ``unread`` (the picture's words can't be read, so that nobody
        knows), ``measured`` (a number, which neither passes nor fails), ``error`` (the check
        itself broke), or ``skipped`` (it has nothing to say of this picture).
    words
        One line on it; it may quote what stands in the picture.
    number
        What was measured, if that was a number.
    """

    check: str
    state: str
    words: str = ""
    number: float | None = None

    def __bool__(self) -> bool:
        return self.state == PASSED

    @property
    def passed(self) -> bool | None:
        """Whether the picture passed; None where the check didn't find that out."""
        return {PASSED: True, FAILED: False}.get(self.state)

    @property
    def value(self) -> bool | float | None:
        """Its value in a table: the number, or whether the picture passed."""
        return self.passed if self.number is None else self.number

    @property
    def line(self) -> str:
        """It as a part of a caption, such as ``size ✗ 1024×1024 for 16:9``."""
        number = "" if self.number is None else f"{self.number:.4g}"
        return " ".join(filter(None, (self.check, _MARKS.get(self.state), number, self.words)))

    @property
    def mark(self) -> str:
        """It in a word, for a table."""
        return f"{self.number:.4g}" if self.number is not None else _MARKS.get(self.state, "")

    def __repr__(self) -> str:
        return self.line


def broken(label: str, error: BaseException) -> Result:
    """Return the result of a check that broke, with its error in one line."""
    try:
        said = one_line(f"{type(error).__name__}: {error}".removesuffix(": "), 200)
    except Exception:  # noqa: BLE001  # an error whose text can't be had
        said = type(error).__name__
    return Result(label, ERROR, said)


def result_of(row: Mapping[str, Any]) -> Result | None:
    """Return the result in a row of a catalogue or a bundle; None where none can be read."""
    label, state, words = (row.get(name) for name in ("label", "state", "words"))
    number = row.get("number")
    if not isinstance(label, str) or not label or state not in STATES:
        return None
    is_number = isinstance(number, int | float) and not isinstance(number, bool)
    is_number = is_number and abs(number) <= _MOST  # type: ignore[arg-type]  # so not NaN, either
    if state == MEASURED and not is_number:
        return None
    said = one_line(words, LONGEST) if isinstance(words, str) else ""
    return Result(
        one_line(label, LONGEST),
        str(state),
        said,
        float(number) if is_number else None,  # type: ignore[arg-type]
    )
