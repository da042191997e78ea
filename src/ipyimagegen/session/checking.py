"""Checking: what is computed of a picture when it is there, off the loop and off other cells.

Reading words in a picture takes a second, and a function of the user's may take a minute. Neither
takes a thread that requests need, and each kind of check runs once at a time.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from anyio import CapacityLimiter
from anyio.lowlevel import RunVar
from anyio.to_thread import run_sync

if TYPE_CHECKING:
    from ..checks.check import Check
    from ..checks.result import Result
    from ..library import Generation
    from ..settings import Snapshot
    from .brief import Brief

__all__ = ["brief_checks", "examined"]

_limits: RunVar[dict[str, CapacityLimiter]] = RunVar("ipyimagegen.checking")


def brief_checks(brief: Brief, settings: Snapshot) -> tuple[tuple[Check, ...], tuple[Check, ...]]:
    """Return the checks of a brief, or the settings', and those of them that end its takes.

    Raises
    ------
    OptionError
        There is no such check, or takes are to end with it and it can't be made.
    """
    usual = () if brief.checks is not None else settings.get("checks")
    if not (brief.checks or brief.until or usual):
        return (), ()
    from ..checks.check import checks_of

    checks = checks_of(brief.checks or ())
    until = checks_of(brief.until or ())
    known = dict.fromkeys((*checks, *until, *checks_of(usual, is_usual=True)))
    return tuple(known), until


async def examined(generation: Generation, checks: Sequence[Check]) -> tuple[Result, ...]:
    """Return what checks find of a generation's picture, those of the settings only if they do."""
    from ..checks.result import SKIPPED
    from ..library.checks import examine

    found: list[Result] = []
    for check in checks:
        [result] = await run_sync(
            examine, generation, [check], abandon_on_cancel=True, limiter=_limit(check.name)
        )
        if not (check.is_usual and result.state == SKIPPED):
            found.append(result)
    return tuple(found)


def _limit(name: str) -> CapacityLimiter:
    try:
        limits = _limits.get()
    except LookupError:
        limits = {}
        _limits.set(limits)
    return limits.setdefault(name, CapacityLimiter(1))
