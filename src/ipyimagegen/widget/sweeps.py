"""Sweeps as the panel compares them: of a variable, handed over, or a prompt of the history.

A sweep that a variable holds has its dimensions. Those of a prompt are read back from what was
made of it: its axes and values, the models, the inputs, the takes.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from ..errors import UnknownReference, error_from_dict
from ..session import Sweep, SweepJob
from ..session.outcome import Outcome
from ..text import number_runs, one_line, shown_path
from .incoming import SweepRequest
from .outgoing import SweepMembers
from .prompt_sweep import sweep_of_prompt
from .serialize import check_entries, picture_entry
from .shapes import SweepDimension, SweepEntry, SweepMember

if TYPE_CHECKING:
    from ..checks.result import Result
    from ..library import Generation, Library
    from ..session import Job, Plan
    from ..session.plan import Dimension

__all__ = ["MOST_MEMBERS", "Sweeps"]

MOST_MEMBERS = 2000  # in one answer
MOST_HELD = 20  # that were handed over without a name
MOST_PROMPTS = 40  # in the list
TITLE_LENGTH = 120
LABEL_LENGTH = 300
PROMPT_LENGTH = 300
WORDS_LENGTH = 200


class Sweeps:
    """The sweeps of one panel by their keys.

    Those of variables are looked up by name each time: a cell that is run again binds another.
    """

    def __init__(self) -> None:
        self._held: OrderedDict[str, Sweep | SweepJob] = OrderedDict()
        self._count = 0

    def key(self, sweep: Sweep | SweepJob, values: Mapping[str, Any]) -> str:
        """Return the key of a sweep that is handed over."""
        for name, value in _variables(values):
            if value is sweep:
                return f"name:{name}"
        for key, held in self._held.items():
            if held is sweep:
                return key
        self._count += 1
        key = f"sweep:{self._count}"
        self._held[key] = sweep
        while len(self._held) > MOST_HELD:
            self._held.popitem(last=False)
        return key

    def listed(self, library: Library, values: Mapping[str, Any]) -> list[SweepEntry]:
        """Return the sweeps that can be looked at: variables first, then prompts, newest first."""
        named = list(_variables(values))
        found: list[SweepEntry] = [
            {"key": f"name:{name}", "title": name, "numbers": _numbers(sweep)}
            for name, sweep in named
        ]
        found += [
            {"key": key, "title": _title(sweep), "numbers": _numbers(sweep)}
            for key, sweep in reversed(self._held.items())
            if not any(sweep is one for _, one in named)  # it got a name since
        ]
        page = library.groups("", "template", UTC, count=MOST_PROMPTS).page
        for group in page:
            if group.key.startswith("template:") and group.count > 1:
                title = one_line(group.title, TITLE_LENGTH)
                if any(one["title"] == title for one in found):  # another one is called so
                    title = f"{title}, {_when(group.newest)}"
                found.append({"key": group.key, "title": title, "numbers": f"{group.count:,}"})
        return found

    def look(
        self, asked: SweepRequest, library: Library, values: Mapping[str, Any]
    ) -> SweepMembers:
        """Return a sweep as it is now.

        Raises
        ------
        UnknownReference
            There is none of this key any more.
        """
        key = asked.key
        kind, _, name = key.partition(":")
        if kind == "template":
            dimensions, made = sweep_of_prompt(key, library, values, most=MOST_MEMBERS)
            members = [_Member(labels, one.number, one) for labels, one in made]
            title = one_line(made[-1][1].template, TITLE_LENGTH)
            return _answer(asked, library, title, dimensions, members, total=len(members))
        sweep = values.get(name) if kind == "name" else self._held.get(key)
        if not isinstance(sweep, (Sweep, SweepJob)):
            what = f"{one_line(name, 60)} holds no sweep" if kind == "name" else "no such sweep"
            raise UnknownReference(what, hint="Run its cell again, or choose another one.")
        title = name if kind == "name" else _title(sweep)
        own = _library_of(sweep)
        if own is not None and not own.is_same(library):
            raise UnknownReference(
                f"{title} is a sweep of another library", said=shown_path(own.folder)
            )
        members = _members(sweep)
        shown = _as_they_are_now(members[:MOST_MEMBERS], library)
        named = _plan_or_sweep(sweep).dimensions
        return _answer(asked, library, title, named, shown, total=len(members))


def _library_of(sweep: Sweep | SweepJob) -> Library | None:
    """Return the library of a sweep; None of one without a picture."""
    if isinstance(sweep, SweepJob):
        return sweep.plan.library
    return next((one.library for one in sweep.generations), None)


def _variables(values: Mapping[str, Any]) -> Iterator[tuple[str, Sweep | SweepJob]]:
    """Yield the variables that hold sweeps, those that were bound last first."""
    for name, value in reversed([*values.items()]):
        if isinstance(value, (Sweep, SweepJob)) and not name.startswith("_"):
            yield name, value


def _numbers(sweep: Sweep | SweepJob) -> str:
    members = sweep.jobs if isinstance(sweep, SweepJob) else sweep.outcomes
    return number_runs(one.number for one in members)


def _when(created: str) -> str:
    """Return when something was made, by the clock of this machine."""
    try:
        return f"{datetime.fromisoformat(created).astimezone():%Y-%m-%d %H:%M}"
    except (ValueError, OverflowError, OSError):  # a stranger's may be no time
        return "at an unknown time"


def _title(sweep: Sweep | SweepJob) -> str:
    return _plan_or_sweep(sweep).sizes


def _plan_or_sweep(sweep: Sweep | SweepJob) -> Plan | Sweep:
    return sweep.plan if isinstance(sweep, SweepJob) else sweep


# -- members ----------------------------------------------------------------------------


@dataclass(frozen=True)
class _Member:
    """A member with its labels and its generation.

    Parameters
    ----------
    labels
        Its place in each dimension.
    number
        Of its generation; 0 for one that was not sent.
    generation
        The generation, as far as it is known.
    status, words
        Where there is none: how it stands, and why.
    model
        The model that it asks.
    free
        Whether it was no new call: the library had it, or it was under way already.
    """

    labels: tuple[str, ...]
    number: int = 0
    generation: Generation | None = None
    status: str = "failed"
    words: str = ""
    model: str = ""
    free: bool = False


def _members(sweep: Sweep | SweepJob) -> list[_Member]:
    if isinstance(sweep, Sweep):
        return [_ended(outcome) for outcome in sweep.outcomes]
    return [
        _coming(call.labels, job) for call, job in zip(sweep.plan.calls, sweep.jobs, strict=True)
    ]


def _ended(one: Outcome) -> _Member:
    return _Member(
        one.labels, one.number or 0, one.generation, one.status, one.why, one.model, one.is_free
    )


def _coming(labels: tuple[str, ...], job: Job) -> _Member:
    if not job.done():
        status = "waiting" if job.number is None else "sent"
        return _Member(labels, job.number or 0, None, status, "", job.model)
    return _ended(Outcome.of(labels, job))


def _as_they_are_now(members: Sequence[_Member], library: Library) -> list[_Member]:
    """Return members with what the library has of them: people rate, delete and ask again."""
    known = library.numbered(member.number for member in members if member.number)
    shown = [replace(one, generation=_newer(one, known.get(one.number))) for one in members]
    missing = [one.number for one in shown if one.number in known and _is_missing(one)]
    later = library.asked_anew(missing) if missing else {}
    return [
        replace(one, generation=later[one.number])
        if one.number in later and _is_missing(one)
        else one
        for one in shown
    ]


def _newer(member: _Member, now: Generation | None) -> Generation | None:
    made = member.generation
    if now is None or (made is not None and made.uuid != now.uuid):  # of another library
        return made
    return now


def _is_missing(member: _Member) -> bool:
    """Whether a member has ended without a picture."""
    made = member.generation
    return member.status != "sent" and (made is None or made.main is None)


# -- as messages ------------------------------------------------------------------------


def _answer(
    asked: SweepRequest,
    library: Library,
    title: str,
    dimensions: Sequence[Dimension],
    members: Sequence[_Member],
    *,
    total: int,
) -> SweepMembers:
    places = [{label: at for at, label in enumerate(one.labels)} for one in dimensions]
    named: list[SweepDimension] = [
        {
            "name": one_line(one.name, TITLE_LENGTH),
            "labels": [_label(label) for label in one.labels],
        }
        for one in dimensions
    ]
    found = library.checks_of([one.generation for one in members if one.generation])
    told = [
        _told(
            one,
            [where[label] for where, label in zip(places, one.labels, strict=True)],
            found.get(one.generation.number, {}).values() if one.generation else (),
        )
        for one in members
    ]
    return SweepMembers(asked.view, asked.id, asked.key, title, named, told, total)


def _label(label: str) -> str:
    return one_line(label, LABEL_LENGTH)


def _told(member: _Member, places: list[int], results: Iterable[Result]) -> SweepMember:
    made = member.generation
    if made is None:
        return {
            "places": places, "number": member.number, "status": member.status,
            "model": member.model, "servedBy": "", "prompt": "", "words": member.words,
            "seconds": 0.0, "cost": None, "rating": 0, "starred": False, "deleted": False,
            "sketch": False, "free": False, "picture": None,
            "checks": [],
        }  # fmt: skip
    error = None if made.error is None else error_from_dict(made.error)
    return {
        "places": places, "number": made.number, "status": made.status,
        "model": one_line(made.model, 80), "servedBy": one_line(made.served_by, 80),
        "prompt": one_line(made.prompt, PROMPT_LENGTH),
        "words": "" if error is None else one_line(error.said or str(error), WORDS_LENGTH),
        "seconds": round(made.seconds, 1), "cost": made.cost, "rating": made.rating or 0,
        "starred": made.is_starred, "deleted": made.deleted is not None,
        "sketch": made.is_sketch, "free": member.free,
        "picture": None if made.main is None else picture_entry(made.main),
        "checks": check_entries(results),
    }  # fmt: skip
