"""Checks of the user's own: functions of a picture, by the name that they have.

They are code of this kernel. What they return, raise or print is theirs; a result is kept with
the picture and with the function's code, so that another function of that name is asked anew.
"""

from __future__ import annotations

import inspect
import numbers
import secrets
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from ..errors import OptionError, WrongArguments
from ..text import a_kind, one_line
from .check import BUILT_IN, is_name
from .fingerprint import Fingerprint
from .result import ERROR, FAILED, MEASURED, PASSED, SKIPPED, Result, broken, result_of

if TYPE_CHECKING:
    from ..images.picture import Picture

__all__ = ["check", "code_version", "measure", "own_function", "own_names"]

F = TypeVar("F", bound=Callable[..., Any])

_functions: dict[str, Callable[[Picture], object]] = {}
_fingerprints: dict[str, Fingerprint] = {}


def check(function: F) -> F:
    """Make a check of a function; its name is the check's name.

    Parameters
    ----------
    function
        It gets a picture (`ipyimagegen.Picture`: ``.image``, ``.width``, ``.bytes``, …) and
        returns whether it passes, or a number that is told and kept, or both a truth value and
        words: ``(False, "too dark")``. It runs on a thread of its own, one picture at a time.

    Returns
    -------
    callable
        The same function: ``@ipyimagegen.check`` stands above its ``def``.

    Raises
    ------
    OptionError
        Its name is one of ours, or none.
    """
    name = getattr(function, "__name__", "")
    if not callable(function) or not name:
        raise WrongArguments(
            f"a check is made of a function, not of {a_kind(function)}",
            hint="Write @ipyimagegen.check above a def.",
        )
    if name in BUILT_IN:
        raise OptionError(f"{name!r} is a check of ours", hint="Give the function another name.")
    if not is_name(name):
        raise OptionError(
            f"{one_line(name, 60)!r} can't be a check's name", hint="Write a def with a name."
        )
    _functions[name] = function
    _fingerprints[name] = Fingerprint(function, secrets.token_hex(8))
    _fingerprints[name].now()  # before the function fills what it holds
    return function


def own_names() -> tuple[str, ...]:
    """Return the names of the user's checks."""
    return tuple(_functions)


def own_function(name: str) -> Callable[[Picture], object] | None:
    """Return the user's function of that name; None where there is none any more."""
    return _functions.get(name)


def code_version(name: str) -> str:
    """Return the fingerprint of a user's check: another function is another check."""
    return _fingerprints[name].now() if name in _functions else ""


def measure(name: str, picture: Picture) -> Result:
    """Return the result of a user's check; whatever it does, there is one.

    A check may end the interpreter or ask for what its value can't give: the thread that it runs
    on serves requests, and must not end with it.
    """
    function = _functions.get(name)
    if function is None:
        return Result(name, SKIPPED, "its function is not defined in this kernel")
    try:
        return _result(name, function(picture))
    except BaseException as error:
        is_main = threading.current_thread() is threading.main_thread()
        if isinstance(error, KeyboardInterrupt) and is_main:
            raise  # the user's own
        return broken(name, error)


def _result(name: str, value: object) -> Result:
    words: object = ""
    if isinstance(value, tuple) and len(value) == 2:
        value, words = value
    if isinstance(words, str):
        truth, said = _truth(value), one_line(words, 200)
        if truth is not None:
            return Result(name, PASSED if truth else FAILED, said)
        if isinstance(value, numbers.Real):
            row = {"label": name, "state": MEASURED, "words": said, "number": float(value)}
            measured = result_of(row)
            if measured is not None:
                return measured
    if inspect.iscoroutine(value):
        value.close()  # or Python would warn that nobody awaits it
    shown = _shown(value)
    return Result(name, ERROR, f"it returned {shown}, not a bool, a number or (passed, words)")


def _shown(value: object) -> str:
    """Return a value in a line; of what shows itself by its place in memory its type."""
    shown = repr(value)
    return a_kind(value) if f"0x{id(value):x}" in shown.lower() else one_line(shown, 60)


def _truth(value: object) -> bool | None:
    """Return a truth value of Python's or NumPy's; None for anything else."""
    kind = type(value)
    is_numpys = kind.__module__ == "numpy" and kind.__name__ in ("bool", "bool_")
    return bool(value) if isinstance(value, bool) or is_numpys else None
