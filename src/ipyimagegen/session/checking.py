"""Checking: what is computed of a picture when it is there, off the loop and off other cells.

Reading words in a picture takes a second, and a function of the user's may take a minute. Neither
takes a thread that requests need, and each kind of check runs once at a time.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from copy import copy
from dataclasses import replace
from typing import TYPE_CHECKING

from anyio import CapacityLimiter
from anyio.lowlevel import RunVar
from anyio.to_thread import run_sync

from ..errors import GatewayError, ImagegenError, OptionError
from ..text import costs_words, counted

if TYPE_CHECKING:
    from ..checks.check import Check
    from ..checks.result import Result
    from ..library import Generation, Library
    from ..settings import Snapshot
    from .brief import Brief
    from .jobs import Job
    from .plan import Call, Plan

__all__ = [
    "brief_checks", "check_until", "ends_takes", "examined", "known_ends", "until_passed",
    "until_words",
]  # fmt: skip

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
    try:
        always = checks_of(usual, is_usual=True)
    except OptionError as error:  # the cell itself asks for none
        raise OptionError(f"the setting checks: {error.sentence}", hint=error.hint) from None
    return tuple(dict.fromkeys((*checks, *until, *always))), until


def check_until(until: Sequence[Check], calls: Sequence[Call], *, keep: bool) -> None:
    """Refuse takes that would never end, before one of them is paid.

    Raises
    ------
    OptionError
        A check has nothing to say of what is asked for, or can't be made here.
    """
    if not until:
        return
    from ..checks.kinds import asked_by, kind_of

    for check in until:
        kind = kind_of(check)
        why = kind.unusable()
        if why:
            raise OptionError(f"--until {check.label} can't be checked here", hint=f"{why}.")
        for call in calls:
            asked, hint = asked_by(call.request), ""
            why = kind.silence(check, asked)
            first = call.sources[0] if call.sources else None
            if why and check.name == "text":
                hint = """Name them: --until 'text="OPEN 24 HOURS"'"""
            elif check.name == "changed" and first and first.generation is None and not keep:
                why = "keep_inputs is off, so that nothing can be compared"
            elif not why:
                why, hint = kind.hopeless(check, asked), "Ask without --until, and look yourself."
            if why:
                raise OptionError(f"--until {check.label} would never end: {why}", hint=hint)


def known_ends(plan: Plan, calls: Sequence[Sequence[Call]]) -> list[list[Call]]:
    """Return the takes of each call, up to the first whose kept results end them."""
    stored = [one.stored for tries in calls for one in tries if one.stored is not None]
    ends = _kept_ends(plan.library, stored, plan.until)
    found = []
    for tries in calls:
        kept: list[Call] = []
        for one in tries:
            ended = None if one.stored is None else ends.get(one.stored.number)
            kept.append(replace(one, fails=ended is False))
            if ended:
                break
        found.append(kept)
    return found


def _kept_ends(
    library: Library, stored: Sequence[Generation], until: Sequence[Check]
) -> dict[int, bool]:
    """Return which generations end the takes, of those whose results are all kept."""
    from ..library.checks import kept_of

    if not stored:
        return {}
    found = kept_of(library, stored, until)
    return {
        number: ends_takes(results)
        for number, results in found.items()
        if len(results) == len(until)
    }


def ends_takes(results: Sequence[Result]) -> bool:
    """Whether no further take is made: it passed, or another one would not be known to pass.

    A check that breaks, or that doesn't tell pictures that pass from others, ends it: nobody
    pays for takes that can't end.
    """
    from ..checks.result import FAILED, PASSED, UNREAD

    return not any(one.state in (FAILED, UNREAD) for one in results) or any(
        one.state not in (PASSED, FAILED, UNREAD) for one in results
    )


def until_words(place: int, most: int, results: Sequence[Result]) -> str:
    """Return how the takes ended, for the caption."""
    if not results:  # nobody waited for them
        return ""
    labels = ",".join(one.check for one in results)
    if all(results):
        return f"until {labels}: take {place} of at most {most} passed"
    if not ends_takes(results):
        return f"until {labels}: none of {counted(most, 'take')} passed"
    return f"until {labels}: stopped at take {place}, because nothing tells which one passes"


async def examined(generation: Generation, checks: Sequence[Check]) -> tuple[Result, ...]:
    """Return what checks find of a generation's picture, those of the settings only if they do."""
    from ..checks.result import ERROR, SKIPPED, Result
    from ..library.checks import examine

    found: list[Result] = []
    for check in checks:
        try:
            [result] = await run_sync(
                examine, generation, [check], abandon_on_cancel=True, limiter=_limit(check.name)
            )
        except ImagegenError as error:  # the library can't be read at this moment
            result = Result(check.label, ERROR, error.sentence)
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


async def until_passed(
    plan: Plan, call: Call, job: Job, made: Callable[[Call], Awaitable[Generation]]
) -> Generation:
    """Make the takes of a call one after the other, until one passes; return the last one made.

    Each is a request of its own, claimed and paid once: whoever asks the same meanwhile waits
    for it, checks the same picture, and ends where this one does.
    """
    labels = {check.label for check in plan.until}
    most = plan.brief.count or len(call.tries)
    for place, one in enumerate(call.tries, 1):
        job.until = f"take {place} of at most {most}"
        earlier = job.other_costs  # a take that fails adds its own
        try:
            generation = await made(one)
        except ImagegenError as error:
            if place == 1:
                raise
            costs = () if call.gateway.is_offline else earlier
            raise _with_earlier(error, costs) from None
        results = [result for result in job.found if result.check in labels]
        if job.is_stopped or ends_takes(results):
            break
        if place < len(call.tries) and not (job.joined or job.replayed):
            job.other_costs += (generation.cost,)
    job.until = until_words(place, most, results)
    if job.until and job.other_costs:
        last = () if job.joined or job.replayed else (generation.cost,)
        job.until += _in_all((*job.other_costs, *last), place)
    return generation


def _with_earlier(error: ImagegenError, costs: Sequence[float | None]) -> ImagegenError:
    """Return an error that says what the takes before it cost, also where it cost nothing itself.

    A copy: others may wait for the same request, and have taken others before it.
    """
    error = copy(error).with_traceback(error.__traceback__)
    error.hint = f"{_EARLIER} {error.hint}".strip()
    told = costs_words(costs)
    if costs and isinstance(error, GatewayError) and not error.maybe_billed:
        before = f"those before it cost {told}" if told else "what those before it cost is unknown"
        error.spent = f"Nothing was billed for this take; {before}."
    elif told:
        error.spent = f"{error.spent} The takes before it cost {told}.".strip()
    return error


def _in_all(costs: Sequence[float | None], takes: int) -> str:
    """Return what takes cost, of which those that were replayed or joined were not paid anew."""
    told = costs_words(costs)
    which = "in all" if len(costs) == takes else f"for {len(costs)} new"
    return f", {told} {which}" if told else ""


_EARLIER = "The earlier takes, which did not pass, are in the library."
