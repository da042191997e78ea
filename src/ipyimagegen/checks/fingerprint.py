"""The fingerprint of a user's function: another one where it may act differently.

What a function does is in its code, its defaults, what it encloses, and the numbers, texts and
functions of its notebook that it names. Its places in memory and in the file are left out, so that
the same function has the same fingerprint in the next kernel. So is what it changes itself, such
as a count or a cache: it stays the same function.
"""

from __future__ import annotations

import dis
import functools
import hashlib
import inspect
import itertools
import types
from collections.abc import Callable, Iterable, Iterator
from typing import Any

__all__ = ["Fingerprint"]

MOST_VALUES = 300  # that are looked into

_PLAIN = (int, float, complex, str, bytes, bool, type(None), type(Ellipsis))
_TOLD = (*_PLAIN, types.FunctionType)  # of what is named, or is in a library


class Fingerprint:
    """The fingerprint of a function, now and later.

    Lists, dictionaries and sets that it holds count as they were when it was first asked for:
    the function itself may fill them.

    Parameters
    ----------
    function
        The function, or what was made of one: decorated, bound, partial.
    otherwise
        Stands for a value that can't be told from another one: what is unique to this
        definition, so that the next one is another function. It is also the fingerprint of a
        function that holds or names a value that can't be looked into.
    """

    def __init__(self, function: Callable[..., Any], otherwise: str) -> None:
        self._function = function
        self._otherwise = otherwise
        self._first: dict[int, tuple[object, tuple[object, ...]]] = {}

    def now(self) -> str:
        """Return it as it is now: 16 hexadecimal digits."""
        try:
            known = getattr(inspect.unwrap(self._function), "__globals__", None)
            text = "\0".join(_Parts(known, self._otherwise, self._first).of(self._function))
        except Exception:  # noqa: BLE001  # a number too long to write, a proxy: anything is named
            return self._otherwise
        return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:16]


class _Parts:
    """The parts of a value as texts, each object once.

    Parameters
    ----------
    known
        The names of the notebook, or of the module, that the function is of.
    otherwise
        As in `Fingerprint`.
    first
        What lists, dictionaries and sets held when they were first seen, by their place; they
        are kept with it, so that no other one gets their place.
    """

    def __init__(
        self,
        known: dict[str, object] | None,
        otherwise: str,
        first: dict[int, tuple[object, tuple[object, ...]]],
    ) -> None:
        self._known = known
        self._otherwise = otherwise
        self._first = first
        self._seen: dict[int, tuple[int, object]] = {}  # numbered, and kept as above
        self._is_full = False

    def of(self, value: object) -> Iterator[str]:
        if isinstance(value, _PLAIN):
            yield f"{type(value).__name__} {value!r}"
        elif id(value) in self._seen:
            yield f"again {self._seen[id(value)][0]}"
        elif len(self._seen) < MOST_VALUES:
            self._seen[id(value)] = len(self._seen), value
            inside = self._inside(value)
            if inside is None:
                yield self._otherwise
                return
            yield f"{type(value).__name__} of {len(inside)}"
            for one in inside:
                yield from self.of(one)
        elif not self._is_full:
            self._is_full = True
            yield self._otherwise  # for all the rest

    def _inside(self, value: object) -> tuple[object, ...] | None:  # noqa: PLR0911  # one for each
        """Return what a value is made of; None where nobody can tell."""
        match value:
            case types.ModuleType() | type():
                return (value.__name__,)
            case types.CodeType():
                return value.co_code, value.co_names, value.co_freevars, value.co_consts
            case types.FunctionType():
                return self._of_function(value)
            case types.MethodType():
                return value.__func__, value.__self__
            case functools.partial():
                return value.func, value.args, value.keywords
            case list() | dict() | set():
                if id(value) not in self._first:
                    self._first[id(value)] = value, _items(value)
                return self._first[id(value)][1]
            case tuple() | frozenset():
                return _items(value)
        wrapped = getattr(value, "__wrapped__", None)  # of what functools.lru_cache makes
        return None if wrapped is None else (wrapped,)

    def _of_function(self, value: types.FunctionType) -> tuple[object, ...]:
        changed = _changed(value.__code__)
        enclosed = [
            _content(cell)
            for name, cell in zip(value.__code__.co_freevars, value.__closure__ or (), strict=True)
            if name not in changed
        ]
        if value.__globals__ is not self._known:  # a library's, or what it made of the user's
            told = (one for one in enclosed if isinstance(one, _TOLD))
            return value.__module__, value.__qualname__, *told
        named = _named(value, self._known)
        return value.__code__, value.__defaults__, value.__kwdefaults__, *enclosed, *named


def _items(value: Iterable[object]) -> tuple[object, ...]:
    if isinstance(value, dict):
        return tuple(itertools.chain.from_iterable(value.items()))
    is_ordered = not isinstance(value, set | frozenset)
    return tuple(value if is_ordered else sorted(value, key=repr))


def _named(function: types.FunctionType, known: dict[str, object]) -> Iterator[object]:
    """Yield the numbers, texts and functions that a function names, each behind its name.

    Of the rest, such as a loaded model, nobody can tell.
    """
    changed = _changed(function.__code__)
    for name in dict.fromkeys(_names(function.__code__, "LOAD_GLOBAL", "LOAD_NAME")):
        if name in known and name not in changed and isinstance(known[name], _TOLD):
            yield name
            yield known[name]


def _changed(code: types.CodeType) -> set[str]:
    """Return the names outside of a function that it sets itself."""
    return set(_names(code, "STORE_GLOBAL", "DELETE_GLOBAL", "STORE_DEREF", "DELETE_DEREF"))


def _names(code: types.CodeType, *operations: str) -> Iterator[str]:
    """Yield the names of such operations in a function, and in functions inside of it."""
    for one in dis.get_instructions(code):
        if one.opname in operations:
            yield one.argval
    for inner in code.co_consts:
        if isinstance(inner, types.CodeType):
            yield from _names(inner, *operations)


def _content(cell: Any) -> object:
    """Return what a cell of a closure holds; None where that is not set yet."""
    try:
        return cell.cell_contents
    except ValueError:
        return None
