"""Candidates: the words that may stand at a place of our lines and cells, each with a hint.

They are what is known in this kernel at this moment: nothing is asked over a network, nothing
is opened or made, and no code of a variable's own runs. Objects are known by the names of their
classes, because to import a class costs more than a completion may.
"""

from __future__ import annotations

import itertools
import logging
import math
import os
import re
import sys
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from functools import partial
from pathlib import PurePath
from types import ModuleType
from typing import TYPE_CHECKING, Any, NamedTuple

from ..checks.check import BUILT_IN
from ..forks import cached_property
from ..gateways import GATEWAYS, MODELS
from ..library.fields import FIELDS, STATES
from ..library.storage.hints import Hint, Hints, hints
from ..paths import expanded
from ..settings import SETTINGS, Settings
from ..text import counted, one_line, printable
from .commands import WAITING

if TYPE_CHECKING:
    from ..session import Session
    from ..settings import Snapshot
    from .magic import ImageGen

__all__ = ["Candidate", "Candidates", "gathered"]

MOST = 500  # more are not shown by any front end
MOST_GENERATIONS = 50
MOST_PARTS = 50  # of one variable
MOST_KEYS = 5000  # that a dictionary is read for
MOST_FILES = 5000  # that a folder is read for
LONGEST_HINT = 48  # characters

_PICTURE_FILES = (
    ".png", ".jpg", ".jpeg", ".webp", ".gif", ".tif", ".tiff", ".bmp", ".avif", ".heic", ".heif",
)  # fmt: skip
_BUNDLES = (".zip",)
_BEGINNINGS = (b"\x89PNG", b"\xff\xd8\xff", b"RIFF", b"GIF8", b"II*\0", b"MM\0*", b"BM")
_AGES = {"24h": "since yesterday", "7d": "for a week", "4w": "for four weeks"}

_GENERATION = "ipyimagegen.library.generation.Generation"
_PENDING = "ipyimagegen.library.generation.Pending"
_SWEEP = "ipyimagegen.session.sweep.Sweep"
_SWEEP_JOB = "ipyimagegen.session.sweep_job.SweepJob"
_PICTURES = {
    "ipyimagegen.images.picture.Picture": "a picture",
    "ipyimagegen.library.generation.Source": "a picture",
    "ipyimagegen.widget.panel.Panel": "what is picked in the panel",
    "PIL.Image.Image": "an image",
    "_io._BufferedIOBase": "an open file",
    "matplotlib.figure.Figure": "a figure",
    "IPython.core.display.Image": "an image",
    "ipywidgets.widgets.widget_media.Image": "an image",
    "ipywidgets.widgets.widget_upload.FileUpload": "an upload",
}
_ARRAYS = {"ndarray", "Tensor", "EagerTensor", "ArrayImpl"}
_COLUMNS = {"Series", "Index"}
_MEMORY = (bytes, bytearray, memoryview)
_NO_TEXT = (ModuleType, *_MEMORY)

log = logging.getLogger("ipyimagegen")


class Candidate(NamedTuple):
    """A word that may stand somewhere.

    Attributes
    ----------
    text
        The word, without quotes.
    hint
        What is said of it.
    goes_on
        Whether more of it follows, as behind a folder.
    is_flag
        Whether it begins with a hyphen that is meant so, and not with one of a file's name.
    """

    text: str
    hint: str = ""
    goes_on: bool = False
    is_flag: bool = False


class _Kind(NamedTuple):
    """What a class says of its objects; most are none of this, and passed over quickly.

    Attributes
    ----------
    of_ours
        The whole name of the class of ours that it is or stems from; empty for any other.
    picture
        What is said of a picture; empty where it is none.
    is_array, is_column, is_table
        Whether it is an array or a tensor, one of pandas' columns, a table.
    """

    of_ours: str = ""
    picture: str = ""
    is_array: bool = False
    is_column: bool = False
    is_table: bool = False

    @classmethod
    def of(cls, kind: type) -> _Kind:
        """Return what a class says."""
        whole = {f"{one.__module__}.{one.__qualname__}" for one in kind.__mro__}
        names = {name.rpartition(".")[2] for name in whole}
        known = (_GENERATION, _PENDING, _SWEEP, _SWEEP_JOB)
        ours = next((name for name in known if name in whole), "")
        picture = next((words for name, words in _PICTURES.items() if name in whole), "")
        return cls(
            ours, picture, bool(names & _ARRAYS), bool(names & _COLUMNS), "DataFrame" in names
        )


def gathered(*sources: Iterable[Candidate]) -> list[Candidate]:
    """Return the candidates of all sources, each once; one that fails has no more."""
    found: dict[str, Candidate] = {}
    for source in sources:
        try:
            for candidate in itertools.islice(source, MOST):
                found.setdefault(candidate.text, candidate)
        except Exception:  # a broken setting, a library that is gone, a user's object
            log.debug("a source of completions failed", exc_info=True)
    return list(found.values())


class Candidates:
    """The candidates of one moment.

    Parameters
    ----------
    magic
        The magic, whose shell has the variables.
    """

    def __init__(self, magic: ImageGen) -> None:
        self._magic = magic
        self._kinds: dict[type, _Kind] = {}

    # -- where it is known from -----------------------------------------------------------

    @cached_property
    def session(self) -> Session | None:
        """The kernel's session; None before its first use, which imports far too much."""
        module = sys.modules.get("ipyimagegen.session")
        is_made = getattr(module, "_current", None) is not None
        return self._magic.session if is_made else None

    @cached_property
    def settings(self) -> Snapshot:
        """The settings in force."""
        if self.session is not None:
            return self.session.settings.snapshot()
        return Settings(configured=partial(getattr, self._magic)).snapshot()

    def _library(self) -> AbstractContextManager[Hints]:
        if self.session is not None:
            return hints(self.session.library_of(self.settings).folder)
        return hints(self.settings.get("library"))

    @cached_property
    def values(self) -> dict[str, Any]:
        """The user's variables, but for private names and what IPython has put there."""
        shell = self._magic.shell
        if shell is None:
            return {}
        hidden = shell.user_ns_hidden
        return {
            name: value
            for name, value in list(shell.user_ns.items())
            if not name.startswith("_") and not (name in hidden and hidden[name] is value)
        }

    # -- models and gateways --------------------------------------------------------------

    def gateways(self) -> Iterator[Candidate]:
        """Yield the gateways that have a name."""
        for name, gateway in GATEWAYS.items():
            yield Candidate(name, "free sketches" if gateway.is_offline else str(gateway.address))
        for name in self.settings.own_gateways:
            yield Candidate(name, "your own")

    def models(self, gateway: str | None) -> list[Candidate]:
        """Return the models that a gateway is known to have; None is the one in force."""
        return gathered(
            self._default_model(), self._models_of(gateway), self._models_asked(gateway)
        )

    def _default_model(self) -> Iterator[Candidate]:
        yield Candidate(self.settings.get("model"), "the default")

    def _models_of(self, name: str | None) -> Iterator[Candidate]:
        """Yield the names that are ours, those that are the gateway's own, and those it listed."""
        gateway = self.settings.gateway(name)
        for alias in gateway.models or MODELS:
            yield Candidate(alias, one_line(gateway.models.get(alias, gateway.name), LONGEST_HINT))
        listed = () if self.session is None else self.session.listed.get(gateway.base_url, ())
        for model in (*gateway.models.values(), *listed):
            yield Candidate(model, gateway.name)

    def _models_asked(self, name: str | None) -> Iterator[Candidate]:
        gateway = self.settings.gateway(name)
        with self._library() as look:
            asked = [] if gateway.is_offline else look.models(gateway.base_url, MOST)
        yield from (Candidate(model, "asked before") for model in asked)

    # -- references -----------------------------------------------------------------------

    def inputs(self, typed: str) -> list[Candidate]:
        """Return what an input may be named by: variables, references, files."""
        if typed.startswith("@"):
            return self.references(typed, pictures=True)
        return gathered(
            self._variables(typed, self._generation_hint),
            self._variables(typed, self._picture_hint),
            self._members(typed),
            self._outputs(typed, self._picture_hint),
            [] if typed else self.references("@", pictures=True),
            self.paths(typed, _PICTURE_FILES),
        )

    def generations(self, typed: str, *, files: bool = False) -> list[Candidate]:
        """Return what a generation may be named by: variables, references, files of pictures."""
        if typed.startswith("@"):
            return self.references(typed, pictures=False)
        return gathered(
            self._variables(typed, self._generation_hint),
            self._members(typed),
            self._outputs(typed, self._generation_hint),
            [] if typed else self.references("@", pictures=False),
            self.paths(typed, _PICTURE_FILES) if files else [],
        )

    def references(self, typed: str, *, pictures: bool) -> list[Candidate]:
        """Return references that begin with ``@``, the library's with their prompts.

        Parameters
        ----------
        typed
            The beginning of the reference.
        pictures
            Only what has a picture.
        """
        named = (Candidate(name) for name in ("@last", "@picked"))
        return gathered(self._references(typed, pictures=pictures), named)

    def _references(self, typed: str, *, pictures: bool) -> Iterator[Candidate]:
        picked = () if self.session is None else self.session.picked
        with self._library() as look:
            last = self._last(look)
            if last:
                yield Candidate("@last", _told(last))
            yield Candidate("@picked", ", ".join(picked) or "what is picked in the panel")
            number = re.fullmatch(r"@(\d*)(\.\d*)?", typed)
            if number and number[2]:
                for position in range(1, look.pictures(int(number[1] or 0)) + 1)[:MOST_PARTS]:
                    yield Candidate(f"@{number[1]}.{position}", "a picture of it")
            elif number:
                newest = look.newest(number[1], MOST_GENERATIONS, pictures=pictures)
                yield from (Candidate(hint.ref, _told(hint)) for hint in newest)
            elif re.fullmatch(r"@[0-9a-f]{4,64}", typed.lower()):
                for digest, hint in look.hashes(typed[1:].lower(), MOST_PARTS):
                    length = max(8, len(typed) - 1)
                    yield Candidate(f"{typed}{digest[len(typed) - 1 : length]}", _told(hint))

    def _last(self, look: Hints) -> Hint | None:
        session = self.session
        number = None
        if session is not None:
            number = session.scheduler.results.last(session.library_of(self.settings))
        found = look.numbered([] if number is None else [number])
        return next(iter(found or look.newest("", 1, pictures=True)), None)

    def deleted(self) -> Iterator[Candidate]:
        """Yield what can be brought back."""
        with self._library() as look:
            yield from (Candidate(hint.ref, _told(hint)) for hint in look.deleted(MOST_GENERATIONS))

    def jobs(self) -> Iterator[Candidate]:
        """Yield what is under way, and what waits, by their numbers and names."""
        jobs = [] if self.session is None else self.session.scheduler.under_way()
        prompts: dict[str, str] = {}  # several jobs may wait for the same request
        for job in jobs:
            for reference in ("" if job.number is None else f"@{job.number}", job.name):
                prompts.setdefault(reference, job.prompt)
        for reference, prompt in prompts.items():
            if reference:
                yield Candidate(reference, one_line(prompt, LONGEST_HINT))
        if any(job.number is None for job in jobs):
            yield Candidate(WAITING, "what is not sent yet, free")

    # -- variables ------------------------------------------------------------------------

    def _variables(self, typed: str, hint: Callable[[Any], str]) -> Iterator[Candidate]:
        """Yield the variables whose names begin so and of which something is said."""
        for name, value in self.values.items():
            if name.startswith(typed) and (words := _said(hint, value)):
                yield Candidate(name, words)

    def results(self, typed: str) -> Iterator[Candidate]:
        """Yield the variables that hold results of ours: generations, sweeps, jobs."""
        return self._variables(typed, self._result_hint)

    def sweeps(self, typed: str) -> Iterator[Candidate]:
        """Yield the variables that hold sweeps."""
        return self._variables(typed, self._sweep_hint)

    def tables(self, typed: str) -> Iterator[Candidate]:
        """Yield the variables that can be rows."""
        return self._variables(typed, lambda value: ", ".join(self._columns(value)))

    def columns(self, table: str) -> Iterator[Candidate]:
        """Yield the names of a table's columns."""
        yield from (Candidate(column, "column") for column in self._columns(self.values.get(table)))

    def insertable(self, typed: str) -> Iterator[Candidate]:
        """Yield the variables that a prompt may insert or attach."""
        yield from self._variables(typed, self._picture_hint)
        yield from self._variables(typed, _text_hint)

    def iterables(self, typed: str) -> Iterator[Candidate]:
        """Yield the variables that can be an axis, and the pictures picked in the panel."""
        picked = () if self.session is None else self.session.picked
        if picked and "@picked".startswith(typed):
            yield Candidate("@picked", ", ".join(picked))
        yield from self._variables(typed, self._axis_hint)

    def parts(self, typed: str) -> Iterator[Candidate]:
        """Yield the attributes or keys of a variable: ``frog.pr``, ``row["k``, ``items[``."""
        match = re.fullmatch(r"""([^.\[]+)(?:\.|\[(["']?))([^"'\[\].]*)""", typed)
        if match is None or match[1] not in self.values:
            return
        name, quote, begun = match.groups()
        value = self.values[name]
        if quote is None:
            names = (one for one in _attributes(value) if one.startswith(begun))
            yield from (Candidate(f"{name}.{one}") for one in names)
        elif isinstance(value, dict):
            quote = quote or '"'
            for key in itertools.islice(value, MOST_KEYS):
                is_begun = isinstance(key, str) and key.startswith(begun)
                if is_begun and not {'"', "'", "\n"} & set(key):
                    yield Candidate(f"{name}[{quote}{key}{quote}]")
        elif isinstance(value, list | tuple):
            for place, item in enumerate(value[:MOST_PARTS]):
                yield Candidate(f"{name}[{place}]", _said(_text_hint, item))

    def _members(self, typed: str) -> Iterator[Candidate]:
        """Yield the members of a sweep, or of a list of pictures: ``birds[0]``."""
        name, bracket, _ = typed.partition("[")
        value: Any = self.values.get(name) if bracket else None
        ours = self._kind(value).of_ours
        if ours in (_SWEEP, _SWEEP_JOB):
            # What a job has of its result would be waited for.
            members = value.outcomes if ours == _SWEEP else value.plan.calls
            for place, member in enumerate(members[:MOST_PARTS]):
                yield Candidate(f"{name}[{place}]", one_line(" · ".join(member.labels)))
        elif isinstance(value, list | tuple):
            for place, item in enumerate(value[:MOST_PARTS]):
                if hint := _said(self._picture_hint, item):
                    yield Candidate(f"{name}[{place}]", hint)

    def _outputs(self, typed: str, hint: Callable[[Any], str]) -> Iterator[Candidate]:
        """Yield the values of cells, as soon as they are meant: ``Out[5]``."""
        shell = self._magic.shell
        outputs = None if shell is None or not typed else shell.user_ns.get("Out")
        if isinstance(outputs, Mapping) and ("Out[".startswith(typed) or typed.startswith("Out[")):
            for number, value in reversed(list(outputs.items())):
                if words := _said(hint, value):
                    yield Candidate(f"Out[{number}]", words)

    # -- what a variable holds ------------------------------------------------------------

    def _kind(self, value: object) -> _Kind:
        kind = type(value)
        if kind not in self._kinds:
            self._kinds[kind] = _Kind.of(kind)
        return self._kinds[kind]

    def _generation_hint(self, value: Any) -> str:
        """Return what is said of a generation or a job; empty for another value."""
        ours = self._kind(value).of_ours
        if ours == _GENERATION:
            return str(value.prompt or value.ref)
        return "a job" if ours == _PENDING else ""

    def _sweep_hint(self, value: Any) -> str:
        is_sweep = self._kind(value).of_ours in (_SWEEP, _SWEEP_JOB)
        return f"a sweep of {len(value)}" if is_sweep else ""

    def _result_hint(self, value: Any) -> str:
        return self._generation_hint(value) or self._sweep_hint(value)

    def _picture_hint(self, value: Any) -> str:
        """Return what is said of a picture; empty for another value."""
        kind = self._kind(value)
        if kind.of_ours or kind.picture:
            return self._generation_hint(value) or kind.picture
        if isinstance(value, _MEMORY):
            begun = bytes(memoryview(value).cast("B")[:12])
            is_picture = begun.startswith(_BEGINNINGS) or begun[4:8] == b"ftyp"
            return "a picture in memory" if is_picture else ""
        if isinstance(value, PurePath):
            return "a file" if value.suffix.lower() in _PICTURE_FILES else ""
        return "an array" if kind.is_array and value.ndim in (2, 3, 4) else ""

    def _axis_hint(self, value: Any) -> str:
        if isinstance(value, list | tuple | dict | range):
            return counted(len(value), "value")
        kind = self._kind(value)
        is_axis = kind.is_column or (kind.is_array and value.ndim in (1, 4))
        return type(value).__name__ if is_axis else ""

    def _columns(self, value: Any) -> list[str]:
        if isinstance(value, list | tuple) and value and isinstance(value[0], dict):
            return [str(column) for column in value[0]]
        return [str(column) for column in value.columns] if self._kind(value).is_table else []

    def checks(self) -> Iterator[Candidate]:
        """Yield the checks: ours, and the user's functions."""
        for name, passes in BUILT_IN.items():
            yield Candidate(name, one_line(passes, LONGEST_HINT))
        own = sys.modules.get("ipyimagegen.checks.own")
        yield from (Candidate(name, "your own") for name in (own.own_names() if own else ()))

    # -- words of searches, settings, files -----------------------------------------------

    def tags(self, *, taking_away: bool = False) -> Iterator[Candidate]:
        """Yield the tags that there are; with a hyphen before them they are taken away."""
        for tag in gathered([Candidate("starred", "a star")], self._tags()):
            yield tag._replace(text=f"-{tag.text}", is_flag=True) if taking_away else tag

    def _tags(self) -> Iterator[Candidate]:
        with self._library() as look:
            found = look.tags(MOST)
        yield from map(Candidate, found)

    def stars(self) -> Iterator[Candidate]:
        """Yield the ratings."""
        yield from (Candidate(str(stars), "★" * stars or "no rating") for stars in range(6))

    def query(self, typed: str) -> list[Candidate]:
        """Return the fields of a search, and behind the colon of one its values."""
        field, colon, value = typed.partition(":")
        if not colon:
            return [Candidate(f"{name}:", one_line(FIELDS[name], LONGEST_HINT)) for name in FIELDS]
        found = gathered(self._values_of(field, value))
        return [one._replace(text=f"{field}:{one.text}") for one in found]

    def _values_of(self, field: str, typed: str) -> Iterator[Candidate]:
        if field == "check":
            yield from self.checks()
        elif field == "is":
            yield from map(Candidate, STATES)
        elif field == "tag":
            yield from self.tags()
        elif field == "rating":
            yield from (one for one in self.stars() if one.text != "0")
        elif field in ("since", "until", "before"):
            yield from (Candidate(age, words) for age, words in _AGES.items())
        elif field == "input":
            found = self.references(typed or "@", pictures=True)
            yield from (one for one in found if one.text[1:].isdecimal())
        elif field in ("model", "name"):
            with self._library() as look:
                words = look.names(MOST) if field == "name" else look.models(None, MOST)
            yield from map(Candidate, words)

    def settings_named(self) -> Iterator[Candidate]:
        """Yield the settings, as ``%config`` names them."""
        for name, setting in SETTINGS.items():
            yield Candidate(f"ImageGen.{name}", one_line(setting.help, LONGEST_HINT))

    def setting(self, name: str, typed: str) -> list[Candidate]:
        """Return the values that a setting may have."""
        if name not in SETTINGS:
            return []
        match name:
            case "gateway":
                return gathered(self.gateways())
            case "model":
                return gathered(self.models(None))
            case "library":
                return gathered(self.paths(typed, ()))
            case "checks":
                return gathered(self.checks())
        hints = {"full": "the delivered bytes"}
        choices = ("full",) if name == "preview" else SETTINGS[name].choices
        return [Candidate(choice, hints.get(choice, "")) for choice in choices]

    def pictures_and_folders(self, typed: str) -> Iterator[Candidate]:
        """Yield where a picture may be written."""
        return self.paths(typed, _PICTURE_FILES)

    def bundles(self, typed: str) -> Iterator[Candidate]:
        """Yield bundles, and folders they may be in."""
        return self.paths(typed, _BUNDLES)

    def paths(self, typed: str, endings: Collection[str]) -> Iterator[Candidate]:
        """Yield the files with such endings, and the folders, whose paths begin so."""
        separators = {"/", os.sep}
        cut = max(typed.rfind(separator) for separator in separators) + 1
        place, begun = typed[:cut], typed[cut:]
        if begun == "~" and not place:
            yield Candidate("~/", "your home", goes_on=True)
            return
        separator = os.sep if os.sep in typed else "/"
        with os.scandir(expanded(place or ".")) as found:
            entries = [
                entry
                for entry in itertools.islice(found, MOST_FILES)
                if entry.name.startswith(begun) and (begun or not entry.name.startswith("."))
            ]
        for entry in sorted(entries, key=lambda entry: entry.name):
            if printable(entry.name, keep="") != entry.name:
                continue
            if entry.is_dir():
                yield Candidate(f"{place}{entry.name}{separator}", "folder", goes_on=True)
            elif entry.name.lower().endswith(tuple(endings)):
                yield Candidate(f"{place}{entry.name}", "file")


def _said(hint: Callable[[Any], str], value: Any) -> str:
    """Return what is said of a value; nothing if it is not even to be looked at."""
    try:
        words = hint(value)
        return one_line(words, LONGEST_HINT) if words else ""
    except Exception:  # a closed buffer, a class that is half made
        log.debug("a variable can't be looked at", exc_info=True)
        return ""


def _text_hint(value: Any) -> str:
    """Return what is said of a value that has a text; empty for one that can't be inserted."""
    kind = type(value)
    if kind is str:
        return f'"{value[:LONGEST_HINT]}"'
    if kind in (int, bool, float):
        return "" if math.isnan(value) else f"{value}"
    if value is None or callable(value) or isinstance(value, _NO_TEXT):
        return ""
    has_text = any({"__repr__", "__str__"} & vars(one).keys() for one in kind.__mro__[:-1])
    return kind.__name__ if has_text or _attributes(value) else ""


def _told(hint: Hint) -> str:
    """Return what is said of a generation."""
    name = f"{hint.name}: " if hint.name else ""
    return one_line(name + hint.prompt, LONGEST_HINT)


def _attributes(value: Any) -> list[str]:
    """Return the public attributes of a value's own and its class's that hold no method."""
    kind = type(value)
    # A proxy may ask something far away.
    is_proxy = any("__getattribute__" in vars(one) for one in kind.__mro__[:-1])
    own = {} if is_proxy else getattr(value, "__dict__", {})
    declared = {
        name: None
        for one in kind.__mro__
        for name, held in vars(one).items()
        if hasattr(type(held), "__get__") and not callable(held)
    }
    return sorted(name for name in {**own, **declared} if not name.startswith("_"))
