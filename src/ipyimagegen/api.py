"""The public verbs: each is a method of this kernel's session.

Their options are spelled out where they are defined, in `ipyimagegen.session.Session`; an
editor shows them here as well.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar

from .arguments import checked_call
from .session import Session, current_session

if TYPE_CHECKING:
    from .library.transfer.export_bundle import Exported
    from .session import Sweep, SweepJob
    from .widget import Panel

__all__ = [
    "edit",
    "export_bundle",
    "generate",
    "get",
    "history",
    "import_bundle",
    "panel",
    "spend",
    "submit",
    "sweep",
    "use",
]

P = ParamSpec("P")
R = TypeVar("R")


def _checked(verb: Callable[P, R]) -> Callable[P, R]:
    """Return a verb that refuses arguments which are not its own."""
    return checked_call(verb, door="ipyimagegen.")


def _verb(method: Callable[Concatenate[Session, P], R], name: str = "") -> Callable[P, R]:
    """Return a method of the session as a function that uses this kernel's session."""

    @wraps(method)
    def verb(*arguments: P.args, **options: P.kwargs) -> R:
        return method(current_session(), *arguments, **options)

    signature = inspect.signature(method)
    _, *parameters = signature.parameters.values()
    verb.__signature__ = signature.replace(parameters=parameters)  # type: ignore[attr-defined]  # inspect reads it, mypy doesn't know
    verb.__module__, verb.__name__ = __name__, name or method.__name__
    verb.__qualname__ = verb.__name__
    return _checked(verb)


generate = _verb(Session.generate)
edit = _verb(Session.edit)
submit = _verb(Session.submit)
sweep = _verb(Session.sweep)
get = _verb(Session.get)
history = _verb(Session.history)
import_bundle = _verb(Session.import_bundle)
spend = _verb(Session.spending, "spend")
use = _verb(Session.use)


@_checked
def export_bundle(path: str | Path, *generations: object, with_inputs: bool = False) -> Exported:
    """Write generations and all that they were made from into one file, to be handed on.

    Parameters
    ----------
    path
        The file, which must not be there; ``.zip`` is added where it is missing.
    *generations
        References, generations and sweeps, or one search as `history` takes it. None of
        these: this kernel's results.
    with_inputs
        Whether your own pictures that were inputs go along: each file as it was given, with all
        that it says about itself.

    Returns
    -------
    Exported
        Its content: ``generations``, ``pictures``, ``path``.

    Raises
    ------
    ImagegenError
        There is nothing to export, or it can't be written; then nothing is left behind.
    """
    from .session.selection import selected

    session = current_session()
    query = " ".join(word for word in generations if isinstance(word, str))
    found = selected(session, generations, {}, query=query)
    return session.export_bundle(path, *found, with_inputs=with_inputs)


@_checked
def panel(sweep: Sweep | SweepJob | None = None) -> Panel:
    """Return the kernel's panel: a widget over everything that was made.

    As a cell's last line it is shown. ``panel().picked`` is the value of ``@picked``.

    Parameters
    ----------
    sweep
        A sweep whose pictures are compared there, in rows and columns: ``panel(birds)``.

    Raises
    ------
    WrongArguments
        It is no sweep.
    """
    from .widget import open_panel

    opened = open_panel(current_session())
    opened.open_sweep(sweep)
    return opened
