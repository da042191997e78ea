"""The kinds of checks: what the result of each depends on, when it applies, and who makes it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ..text import percent_words
from . import own
from .check import Check
from .result import FAILED, PASSED, SKIPPED, Result, broken
from .size import shape_of, size_of

if TYPE_CHECKING:
    from ..library.generation import Generation
    from ..requests import Request

__all__ = ["Asked", "Kind", "asked_by", "kind_of", "measure"]


@dataclass(frozen=True)
class Asked:
    """What was asked for, as far as a check looks at it.

    Attributes
    ----------
    prompt, parameters
        As they were sent.
    sources
        The identities of the inputs.
    """

    prompt: str
    parameters: Mapping[str, Any]
    sources: tuple[str, ...] = ()


def asked_by(of: Request | Generation) -> Asked:
    """Return what a request, or a generation, asked for."""
    sources = getattr(of, "sources", None)
    if sources is None:
        sources = tuple(one.source for one in of.inputs)
    return Asked(of.prompt, of.parameters, tuple(sources))


@dataclass(frozen=True)
class Kind:
    """One kind of check.

    Attributes
    ----------
    version
        Of how it is made: what an earlier one found is found anew. Empty for the user's own,
        whose code tells it.
    arguments
        Returns what its result depends on, beside the picture.
    silence
        Returns why it has nothing to say of what was asked for; empty where it does.
    measure
        Makes it.
    lacking
        Returns what must be installed for it; empty where it is there.
    unusable
        Returns why it can't be made here, after trying; for who would pay for the next take.
    hopeless
        Returns why no picture can pass it here, where it is usable; likewise.
    """

    version: str
    arguments: Callable[[Check, Asked], Mapping[str, Any]]
    silence: Callable[[Check, Asked], str]
    measure: Callable[[Check, Generation], Result]
    lacking: Callable[[], str] = str
    unusable: Callable[[], str] = str
    hopeless: Callable[[Check, Asked], str] = lambda _check, _asked: ""

    def key(self, check: Check, asked: Asked) -> str:
        """Return what its result is kept by, beside the picture and the check's label."""
        return json.dumps(dict(self.arguments(check, asked)), sort_keys=True)

    def version_of(self, check: Check) -> str:
        """Return the version of a check of this kind."""
        return self.version or own.code_version(check.name)


# -- text -------------------------------------------------------------------------------


def _wanted(check: Check, asked: Asked) -> tuple[str, ...]:
    from .passages import passages

    return (check.passage,) if check.passage else passages(asked.prompt)


def _passages_asked(check: Check, asked: Asked) -> Mapping[str, Any]:
    return {} if check.passage else {"passages": list(_wanted(check, asked))}


def _no_passages(check: Check, asked: Asked) -> str:
    return "" if _wanted(check, asked) else "the prompt puts no words in quotes"


def _measure_text(check: Check, generation: Generation) -> Result:
    from . import lettering

    return lettering.measure(check, _wanted(check, asked_by(generation)), generation.picture)


def _no_reader() -> str:
    from .reader import missing

    return missing()


def _no_letters(check: Check, asked: Asked) -> str:
    from .lettering import unknown_script
    from .reader import alphabet

    script = unknown_script(_wanted(check, asked), alphabet())
    return f"the reader knows no {script} letters" if script else ""


def _no_usable_reader() -> str:
    from .reader import unusable

    return unusable()


# -- size -------------------------------------------------------------------------------


def _size_asked(_: Check, asked: Asked) -> Mapping[str, Any]:
    known = {"aspect": shape_of(asked.parameters), "size": size_of(asked.parameters)}
    return {name: str(asked.parameters[name]) for name, value in known.items() if value}


def _no_size(check: Check, asked: Asked) -> str:
    return "" if _size_asked(check, asked) else "no --aspect and no --size was asked for"


def _measure_size(_: Check, generation: Generation) -> Result:
    from . import size

    main = generation.picture
    return size.measure(main.width, main.height, generation.parameters)


# -- alpha ------------------------------------------------------------------------------


def _no_transparency(check: Check, asked: Asked) -> str:
    """Return why nothing is said: the settings ask for the check, and the prompt doesn't."""
    from .transparency import asks_for_transparency

    is_asked = not check.is_usual or asks_for_transparency(
        asked.prompt, asked.parameters.get("extra")
    )
    return "" if is_asked else "no transparent background was asked for"


def _measure_alpha(_: Check, generation: Generation) -> Result:
    from . import transparency

    return transparency.measure(generation.picture.image)


# -- changed ----------------------------------------------------------------------------


def _source_asked(_: Check, asked: Asked) -> Mapping[str, Any]:
    return {"source": asked.sources[0]} if asked.sources else {}


def _no_source(_: Check, asked: Asked) -> str:
    return "" if asked.sources else "it was made from no picture"


def _measure_changed(_: Check, generation: Generation) -> Result:
    from ..regions.region import decoded_upright
    from . import change

    first = generation.library.picture(generation.inputs[0].source)
    if first is None:
        return Result("changed", SKIPPED, "the picture it was made from is not in the library")
    return change.measure(decoded_upright(first), generation.picture.image)


# -- only -------------------------------------------------------------------------------


def _nothing(_check: Check, _asked: Asked) -> Mapping[str, Any]:
    return {}


def _no_region(_: Check, asked: Asked) -> str:
    return "" if "only" in asked.parameters else "it is no edit with --only"


def _measure_only(_: Check, generation: Generation) -> Result:
    report = generation.only
    if report is None:
        return Result("only", SKIPPED, "not pasted yet: run its cell again, free")
    if report.pasted:
        outside = report.outside or 0
        return Result("only", FAILED if outside else PASSED, f"{outside} px" if outside else "")
    share = report.model_outside
    came = "" if share is None else f", {percent_words(share)} changed outside"
    return Result("only", FAILED, f"shown as delivered{came}")


# -- the user's own ---------------------------------------------------------------------


def _never(_check: Check, _asked: Asked) -> str:
    return ""


def _measure_own(check: Check, generation: Generation) -> Result:
    return own.measure(check.name, generation.picture)


# -- the table --------------------------------------------------------------------------

_KINDS: dict[str, Kind] = {
    "text": Kind(
        "2",
        _passages_asked,
        _no_passages,
        _measure_text,
        _no_reader,
        _no_usable_reader,
        _no_letters,
    ),
    "size": Kind("1", _size_asked, _no_size, _measure_size),
    "alpha": Kind("1", _nothing, _no_transparency, _measure_alpha),
    "changed": Kind("1", _source_asked, _no_source, _measure_changed),
    "only": Kind("1", _nothing, _no_region, _measure_only),
}
_OWN = Kind("", _nothing, _never, _measure_own)


def kind_of(check: Check) -> Kind:
    """Return the kind of a check."""
    return _KINDS.get(check.name, _OWN)


def measure(check: Check, generation: Generation) -> Result:
    """Return the result of a check; whatever happens, there is one."""
    kind = kind_of(check)
    why = kind.silence(check, asked_by(generation)) or kind.lacking()
    if why:
        return Result(check.label, SKIPPED, why)
    try:
        made = kind.measure(check, generation)
    except Exception as error:  # noqa: BLE001  # a damaged file, a decoder: the picture is there
        return broken(check.label, error)
    return Result(check.label, made.state, made.words, made.number)
