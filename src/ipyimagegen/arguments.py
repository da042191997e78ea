"""Arguments of Python calls: what a call doesn't take is told in a line, not by its inside."""

from __future__ import annotations

import inspect
import math
import os
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import wraps
from numbers import Real
from pathlib import Path
from typing import ParamSpec, TypeVar

from .errors import WrongArguments
from .text import nearest, value_words

__all__ = [
    "callers_level", "checked_call", "checked_function", "checked_path", "checked_seconds",
    "checked_switches", "checked_text",
]  # fmt: skip

P = ParamSpec("P")
R = TypeVar("R")


def checked_call(call: Callable[P, R], *, door: str = ".") -> Callable[P, R]:
    """Return a function or method that refuses arguments which are not its own.

    Parameters
    ----------
    call
        The function or method.
    door
        The text before its name where it is called.
    """
    signature = inspect.signature(call)

    @wraps(call)
    def checked(*arguments: P.args, **options: P.kwargs) -> R:
        try:
            signature.bind(*arguments, **options)
        except TypeError as error:
            raise _wrong_arguments(door, call.__name__, signature, str(error), options) from None
        return call(*arguments, **options)

    return checked


def _wrong_arguments(
    door: str, name: str, signature: inspect.Signature, said: str, options: Iterable[str]
) -> WrongArguments:
    parameters = {name: one for name, one in signature.parameters.items() if name != "self"}
    unknown = next((option for option in options if option not in parameters), "")
    leading = [one.name for one in parameters.values() if one.default is one.empty]
    leading = [
        one
        for one in leading
        if parameters[one].kind
        not in (inspect.Parameter.VAR_KEYWORD, inspect.Parameter.KEYWORD_ONLY)
    ]
    by_name = any(one.kind is one.KEYWORD_ONLY for one in parameters.values())
    hint = f"Write {door}{name}({', '.join(leading)}){', and options by name' if by_name else ''}."
    return WrongArguments(f"{name}(): {said}", hint=nearest(unknown, parameters) or hint)


def checked_text(name: str, value: object) -> str:
    """Return the value of an argument that is text; `WrongArguments` if it isn't."""
    if not isinstance(value, str):
        raise WrongArguments(f"{name} is to be text, not {type(value).__name__}")
    return value


def checked_switches(**values: object) -> None:
    """Refuse values of arguments that are neither True nor False: the text "no" counts as true."""
    for name, value in values.items():
        if not isinstance(value, bool):
            raise WrongArguments(f"{name} is to be True or False, not {value_words(value)}")


def checked_path(value: object) -> str | Path:
    """Return the value of an argument that is a path; `WrongArguments` if it isn't."""
    path = os.fspath(value) if isinstance(value, os.PathLike) else value
    if not isinstance(path, str):
        raise WrongArguments(f"the path is to be text or a Path, not {type(value).__name__}")
    return value if isinstance(value, Path) else path


def checked_seconds(value: object) -> float | None:
    """Return the value of an argument that is a time to wait; `WrongArguments` if it isn't."""
    if value is None:
        return None
    seconds = math.nan
    if isinstance(value, Real) and not isinstance(value, bool):
        with suppress(OverflowError):  # a whole number may have any number of digits
            seconds = float(value)
    if math.isnan(seconds):
        raise WrongArguments(
            f"a timeout is a number of seconds, not {value_words(value)}",
            hint="None waits as long as it takes.",
        )
    return seconds


def checked_function(value: object) -> None:
    """Refuse the value of an argument that is to be called, and can't be; `WrongArguments`."""
    if not callable(value):
        raise WrongArguments(f"a function is called with the job, not {type(value).__name__}")


def callers_level() -> int:
    """Return the stack level of the user's own line, for `warnings.warn`."""
    package = __name__.partition(".")[0]
    level, frame = 1, sys._getframe(1)
    while frame.f_back is not None and frame.f_globals.get("__name__", "").startswith(package):
        level, frame = level + 1, frame.f_back
    return level
