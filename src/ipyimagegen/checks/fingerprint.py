"""The fingerprint of a user's function: another one where it may act differently.

What a function does is in its code, its defaults, what it encloses, and the numbers, texts and
functions of its notebook that it names. Its places in memory and in the file are left out, so that
the same function has the same fingerprint in the next kernel.
"""

from __future__ import annotations

import functools
import hashlib
import types
from collections.abc import Callable, Iterable, Iterator
from typing import Any

__all__ = ["fingerprint"]

MOST_VALUES = 300  # that are looked into

_PLAIN = (int, float, complex, str, bytes, bool, type(None), type(Ellipsis))


def fingerprint(function: Callable[..., Any], otherwise: str) -> str:
    """Return the fingerprint of a function.

    Parameters
    ----------
    function
        The function, or what was made of one: decorated, bound, partial.
    otherwise
        Stands for a value that can't be told from another one: what is unique to this
        definition, so that the next one is another function.

    Returns
    -------
    str
        16 hexadecimal digits.
    """
    parts = _Parts(otherwise)
    return hashlib.sha256("\0".join(parts.of(function)).encode("utf-8", "replace")).hexdigest()[:16]


class _Parts:
    """The parts of a value as texts, each object once."""

    def __init__(self, otherwise: str) -> None:
        self._otherwise = otherwise
        self._seen: list[object] = []  # they are kept, so that no other one gets their place

    def of(self, value: object) -> Iterator[str]:
        if isinstance(value, _PLAIN):
            yield f"{type(value).__name__} {value!r}"
        elif not any(value is one for one in self._seen):
            self._seen.append(value)
            inside = _inside(value) if len(self._seen) <= MOST_VALUES else None
            yield type(value).__name__ if inside is not None else self._otherwise
            for one in inside or ():
                yield from self.of(one)


def _inside(value: object) -> Iterable[object] | None:  # noqa: PLR0911  # one for each kind
    """Return what a value is made of; None where nobody can tell."""
    match value:
        case types.ModuleType() | type():
            return (value.__name__,)
        case types.CodeType():
            return value.co_code, value.co_names, value.co_freevars, value.co_consts
        case types.FunctionType():
            enclosed = [_content(cell) for cell in value.__closure__ or ()]
            return value.__code__, value.__defaults__, value.__kwdefaults__, enclosed, _named(value)
        case types.MethodType():
            return value.__func__, value.__self__
        case functools.partial():
            return value.func, value.args, value.keywords
        case list() | tuple():
            return value
        case dict():
            return value.items()
        case set() | frozenset():
            return sorted(value, key=repr)
    wrapped = getattr(value, "__wrapped__", None)  # of what functools.lru_cache makes
    return None if wrapped is None else (wrapped,)


def _named(function: types.FunctionType) -> dict[str, object]:
    """Return the numbers, texts and functions of its notebook that a function names.

    Of the rest, such as a loaded model, nobody can tell.
    """
    known = function.__globals__
    kinds = (*_PLAIN, types.FunctionType)
    names = dict.fromkeys(_names(function.__code__))
    return {name: known[name] for name in names if isinstance(known.get(name, known), kinds)}


def _names(code: types.CodeType) -> Iterator[str]:
    """Yield the names that a function looks up, and those that functions inside of it do."""
    yield from code.co_names
    for inner in code.co_consts:
        if isinstance(inner, types.CodeType):
            yield from _names(inner)


def _content(cell: Any) -> object:
    """Return what a cell of a closure holds; None where that is not set yet."""
    try:
        return cell.cell_contents
    except ValueError:
        return None
