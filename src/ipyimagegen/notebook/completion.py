"""Completion: the words that may stand at the cursor, on our lines and in our cells.

IPython asks at each Tab, some front ends at each key, and nobody waits: an answer takes a few
milliseconds, asks no gateway, writes nothing, and an error is no answer. Whatever is not ours
(Python, the cells of other magics) gets none, so that others answer there as ever; what is ours
gets no others.
"""

from __future__ import annotations

import contextlib
import logging
import os
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, NamedTuple

from ..prompts.words import last_reference, quoted, read_words, unquoted
from ..text import one_line
from .candidates import LONGEST_HINT, MOST, Candidate, Candidates, gathered
from .commands import COMMANDS, USAGES
from .line import BY_FLAG, CHECKS, LISTS, OPTIONS, Option

if TYPE_CHECKING:
    from IPython.core.completer import CompletionContext

    from .magic import ImageGen

__all__ = ["Completions", "completions", "matched"]

# A cell below one of these is run as Python, and may be one of ours.
_AROUND = re.compile(r"\s*%%(?:capture|prun|time|timeit)\b")
_CELL_MAGIC = re.compile(r"\s*%%\S")
_OUR_CELL = re.compile(r"\s*%%imagegen(?=\s|$)\s*")
_OUR_LINE = re.compile(r"\s*+(?:[\w.,* \t]+(?:\[[^\]=]*\][\w.,* \t]*)*=[ \t]*)?%imagegen[ \t]+")
_OUR_SETTING = re.compile(r"\s*%?config[ \t]+ImageGen\.(\w+)[ \t]*=[ \t]*")
_OUR_SETTINGS = re.compile(r"\s*%?config[ \t]+(ImageGen\.\w*)$")

_REST_OF_WORD = re.compile(r"""[^\s,"'}\]|]*""")
_REST_OF_KEY = re.compile(r"""[^\s"'\]}|]*["']?\]?""")
_REST_OF_SETTING = re.compile(r"""[^\s"']*["']?""")
_BRACE = re.compile(r"(?<![\\{])\{([^{}]*)$")
_NAME = r"[^\s\x00-\x2f\x3a-\x40\x5b-\x5e\x60\x7b-\x7f]"  # as the grammar has it
_IN_BRACE = re.compile(
    rf"[ \t]*(?:(?P<axis>{_NAME}+)=)?(?P<star>\*?)(?P<typed>@[\w.]*|{_NAME}*(?:[.\[].*)?)"
)
_AXIS = re.compile(rf"(?<!\\)\{{[ \t]*({_NAME}+)=(?!=)")
_SYMBOL = re.compile(r"\\\w*$")  # of LaTeX, which IPython completes

log = logging.getLogger("ipyimagegen")


class Completions(NamedTuple):
    """What is replaced, up to the cursor, and what may stand there, each with a hint."""

    fragment: str = ""
    found: Sequence[Candidate] = ()


# -- to IPython ---------------------------------------------------------------------------


class _NothingElse(list[Any]):
    """No completions, of which IPython believes that there are some.

    It leaves out others, such as names of Python within a prompt, only for a matcher that
    has something itself.
    """

    def __len__(self) -> int:
        return 1


def matched(magic: ImageGen, context: CompletionContext | str) -> Any:
    """Return the completions at the cursor in the form that IPython wants.

    Parameters
    ----------
    magic
        The magic.
    context
        The cell and the cursor. Before IPython 8.6 it is the word at the cursor, from a line
        that its completer has; then no more than this line is known, and so no body.
    """
    if isinstance(context, str):
        return _matched_word(magic, context)
    lines = context.full_text.split("\n")
    found = _tried(magic, lines, context.cursor_line, context.cursor_position)
    if found is None:
        return {"completions": [], "suppress": False}
    from IPython.core.completer import SimpleCompletion

    completed = [SimpleCompletion(text=one.text, type=one.hint or None) for one in found.found]
    return {
        "completions": completed or _NothingElse(),
        "matched_fragment": found.fragment,
        "suppress": True,
        "ordered": True,
    }


def _matched_word(magic: ImageGen, word: str) -> list[str]:
    """Return the completions of a word, which may be a part of our fragment or hold it."""
    completer: Any = None if magic.shell is None else magic.shell.Completer
    found = _tried(magic, [completer.line_buffer], 0, len(completer.text_until_cursor))
    if found is None:
        return []
    before = found.fragment.removesuffix(word)
    if word and before == found.fragment:  # the word is longer
        missing = word.removesuffix(found.fragment)
        return [missing + one.text for one in found.found]
    return [one.text.removeprefix(before) for one in found.found if one.text.startswith(before)]


def _tried(magic: ImageGen, lines: Sequence[str], number: int, column: int) -> Completions | None:
    try:
        return completions(Candidates(magic), lines, number, column)
    except Exception:  # a Tab must not fail
        log.debug("no completions", exc_info=True)
        return None


# -- where the cursor is ------------------------------------------------------------------


def completions(
    known: Candidates, lines: Sequence[str], number: int, column: int
) -> Completions | None:
    """Return the completions at a place of a cell; None where it is none of ours.

    Parameters
    ----------
    known
        What is known.
    lines
        The cell's lines, or the only one that a front end passes on.
    number, column
        The place of the cursor, both from 0.
    """
    before, after = lines[number][:column], lines[number][column:]
    first = _first_line(lines)
    if _CELL_MAGIC.match(lines[first]):
        head = _OUR_CELL.match(lines[first])
        if head is None or number < first:
            return None
        if number > first:
            line = _CellLine.read(lines[first][head.end() :])
            return _in_body(known, line, "\n".join(lines[first + 1 :]), before, after)
        if column < head.end() or not head[0][-1].isspace():
            return None
        return _on_cell_line(known, before[head.end() :], after)
    return _on_python_line(known, before, after)


def _on_python_line(known: Candidates, before: str, after: str) -> Completions | None:
    """Return the completions on a line of Python, if it is one of ours."""
    if line := _OUR_LINE.match(before):
        return _on_line(known, before[line.end() :], after)
    if setting := _OUR_SETTING.match(before):
        return _of_setting(known, setting[1], before[setting.end() :], after)
    if settings := _OUR_SETTINGS.match(before):
        return _Value(settings[1], "", after).offered(known.settings_named())
    return None


def _first_line(lines: Sequence[str]) -> int:
    """Return the line that a cell begins with, behind blank ones and magics around it."""
    for number, line in enumerate(lines):
        if line.strip() and not _AROUND.match(line):
            return number
    return 0


@dataclass(frozen=True)
class _Value:
    """A word that is being typed.

    Attributes
    ----------
    typed
        It, up to the cursor, as it stands there: with an opening quote.
    quote
        The quote in it that nothing closes yet.
    after
        The line behind the cursor.
    """

    typed: str
    quote: str
    after: str

    def part(self, start: int) -> _Value:
        """Return the end of it, from one of its characters on."""
        return replace(self, typed=self.typed[start:])

    @property
    def plain(self) -> str:
        """It without quotes, and without the backslash before a space."""
        if self.quote:
            return self.typed.removeprefix(self.quote)
        bare = unquoted(self.typed)
        return bare if bare != self.typed or os.name == "nt" else bare.replace("\\ ", " ")

    def offered(self, candidates: Iterable[Candidate]) -> Completions:
        """Return those of the candidates that begin so, written with quotes where they need some.

        What follows the cursor already is not repeated.
        """
        plain, written = self.plain, []
        for one in candidates:
            if one.text.startswith(plain):
                with contextlib.suppress(ValueError):  # no quotes can be around it
                    written.append(one._replace(text=self._written(one)))
        return _answer(self.typed, written, self.tail)

    @property
    def tail(self) -> str:
        """The end of it, behind the cursor."""
        inside, quote, _ = self.after.partition(self.quote) if self.quote else ("", "", "")
        return inside if quote else _end_of_word(self.after)

    def _written(self, one: Candidate) -> str:
        if one.is_flag:
            return one.text
        if not self.quote:
            text = quoted(one.text)
            return text[:-1] if one.goes_on and text != one.text else text
        if self.quote in one.text:
            raise ValueError("its quote ends earlier")
        is_closed = self.after.startswith(self.quote, len(self.tail))
        closing = "" if one.goes_on or is_closed else self.quote
        return f"{self.quote}{one.text}{closing}"


def _end_of_word(after: str) -> str:
    """Return the end of the word that the cursor is in."""
    match = _REST_OF_WORD.match(after)
    return match[0] if match else ""


def _answer(fragment: str, found: Sequence[Candidate], tail: str) -> Completions:
    """Return completions, without the end of a word that stands behind the cursor already."""
    least = len(fragment) + len(tail)
    found = [
        one._replace(text=one.text.removesuffix(tail)) if len(one.text) >= least else one
        for one in found
    ]
    return Completions(fragment, found[:MOST])


def _words(
    before: str, after: str, lists: Collection[str] | None = None
) -> tuple[list[str], _Value, list[str]]:
    """Return the words before the cursor, the one that is being typed, and those behind it."""
    words = read_words(f"{before}_", lists)  # of which word is what is typed next?
    last = words.pop()
    is_within = last.start < len(before)
    value = _Value(before[last.start :], last.quote, after)
    rest = after.removeprefix(value.tail).removeprefix(last.quote) if is_within else after
    later = read_words(rest, lists)
    return [word.text for word in words], value, [word.text for word in later]


# -- %%imagegen ---------------------------------------------------------------------------


@dataclass
class _CellLine:
    """The words of a cell's line, which need not be right yet.

    Attributes
    ----------
    given
        The values of the options that stand there, by field.
    has_name
        Whether a NAME does.
    waiting
        The option that a value is still to come for.
    """

    given: dict[str, list[str]] = field(default_factory=dict)
    has_name: bool = False
    waiting: Option | None = None

    @classmethod
    def read(cls, line: str) -> _CellLine:
        """Return the words of a whole line."""
        made = cls()
        made.add(word.text for word in read_words(line, LISTS))
        return made

    def add(self, words: Iterable[str]) -> None:
        """Read further words."""
        for word in words:
            if self.waiting is not None:
                self.given[self.waiting.field].append(unquoted(word))
                self.waiting = None
                continue
            flag, equals, attached = word.partition("=")
            option = BY_FLAG.get(flag)
            if option is None:
                self.has_name = self.has_name or not word.startswith("-")
                continue
            values = self.given.setdefault(option.field, [])
            if equals:
                values.append(unquoted(attached))
            elif option.read is not None:
                self.waiting = option


def _on_cell_line(known: Candidates, before: str, after: str) -> Completions:
    words, value, later = _words(before, after, LISTS)
    line = _CellLine()
    line.add(words)
    option, line.waiting = line.waiting, None
    line.add(later)
    if option is not None:
        return _of_option(known, option, value, line)
    flag, equals, _ = value.typed.partition("=")
    option = BY_FLAG.get(flag)
    if equals and option is not None:
        return _of_option(known, option, value.part(len(flag) + 1), line)
    names = [] if line.has_name else known.results(value.plain)
    return value.offered([*gathered(names), *_options(line, value.typed)])


def _options(line: _CellLine, typed: str) -> Iterator[Candidate]:
    for option in OPTIONS:
        if option.field not in line.given or option.repeats:
            # One flag of each is enough where they are seen together with names.
            for flag in option.flags if typed else option.flags[-1:]:
                yield Candidate(flag, one_line(option.help, LONGEST_HINT), is_flag=True)


def _of_option(known: Candidates, option: Option, value: _Value, line: _CellLine) -> Completions:
    """Return the completions of an option's value."""
    if option.choices:
        return value.offered(map(Candidate, option.choices))
    if option.metavar == "A[,B]":
        listed = _listed(value)
        last = replace(value, typed=listed[-1], quote="")
        gateway = next(iter(line.given.get("gateway", ())), None)
        models = (one for one in known.models(gateway) if one.text not in listed[:-1])
        return last.offered(gathered(models))
    if option.metavar == CHECKS:
        listed = _listed(value)
        last = replace(value, typed=listed[-1], quote="")
        return last.offered(one for one in known.checks() if one.text not in listed[:-1])
    if option.metavar == "REF":
        last = _last_reference(value)
        return last.offered(known.inputs(last.plain))
    source = _VALUES.get(option.metavar)
    return value.offered(gathered(source(known, value.plain)) if source else ())


def _listed(value: _Value) -> list[str]:
    return [part.strip() for part in value.typed.removeprefix(value.quote).split(",")]


def _last_reference(value: _Value) -> _Value:
    last = value.part(last_reference(value.typed))
    return replace(last, typed=last.typed.lstrip())


# -- in a prompt --------------------------------------------------------------------------


def _in_body(
    known: Candidates, line: _CellLine, body: str, before: str, after: str
) -> Completions | None:
    if _SYMBOL.search(before):
        return None
    brace = _BRACE.search(before)
    if brace is None or "raw" in line.given:
        return Completions()
    [content] = brace.groups()
    rows = next(iter(line.given.get("rows", ())), "")
    columns = [one for one in gathered(known.columns(rows)) if _begins(one, content)]
    placeholder = _IN_BRACE.fullmatch(content)
    if placeholder is None:
        return _answer(content, columns, _end_of_word(after))
    typed = placeholder["typed"]
    if placeholder["star"]:
        found = gathered(known.iterables(typed))
    elif placeholder["axis"]:
        found = []
    elif typed.startswith("@"):
        found = [one for one in known.references(typed, pictures=True) if _begins(one, typed)]
    elif "." in typed or "[" in typed:
        found = [one for one in gathered(known.parts(typed)) if _begins(one, typed)]
    else:
        axes = (Candidate(name, "axis") for name in _AXIS.findall(body) if name.startswith(typed))
        found = gathered(axes, columns if typed == content else (), known.insertable(typed))
    tail = _REST_OF_KEY.match(after) if "[" in typed else None
    return _answer(typed, found, tail[0] if tail else _end_of_word(after))


def _begins(one: Candidate, typed: str) -> bool:
    return one.text.startswith(typed)


# -- %imagegen ----------------------------------------------------------------------------

Source = Callable[[Candidates, str], Iterable[Candidate]]

# By the names that values have in the tables of options and of subcommands.
_VALUES: dict[str, Source] = {
    "BOX|MASK": lambda known, typed: known.inputs(typed),
    "FILE": lambda known, typed: known.bundles(typed),
    "GATEWAY": lambda known, _: known.gateways(),
    "NAME": lambda known, _: known.gateways(),
    "PATH": lambda known, typed: known.pictures_and_folders(typed),
    "REF": lambda known, typed: known.generations(typed),
    "STARS": lambda known, _: known.stars(),
    "SWEEP": lambda known, typed: known.sweeps(typed),
    "TAG": lambda known, typed: known.tags(taking_away=typed.startswith("-")),
    "VAR": lambda known, typed: known.tables(typed),
}
# Where one subcommand takes more than its usage says, or something else.
_OF_COMMAND: dict[tuple[str, str], Source] = {
    ("show", "REF"): lambda known, typed: known.generations(typed, files=True),
    ("cancel", "REF"): lambda known, _: known.jobs(),
    ("check", "CHECKS"): lambda known, typed: [*known.checks(), *known.generations(typed)],
    ("delete --undo", "REF"): lambda known, _: known.deleted(),
}


def _on_line(known: Candidates, before: str, after: str) -> Completions:
    words, value, later = _words(before, after)
    if not words:
        commands = (Candidate(one.name, one.help) for one in COMMANDS.values())
        return value.offered(
            one._replace(hint=one_line(one.hint, LONGEST_HINT)) for one in commands
        )
    name, *arguments = words
    usage = USAGES.get(name, "").split()
    flags = [word.strip("[]").partition("=")[0] for word in usage if word.startswith("[--")]
    given = {*arguments, *later} & {*flags}
    metavars = [word.strip("[]") for word in usage if not word.startswith("[--")]
    metavar = _metavar(metavars, sum(word not in flags for word in arguments))
    rest = [Candidate(flag, is_flag=True) for flag in flags if flag not in given]
    if value.typed.startswith("-") and metavar != "TAG":
        return value.offered(rest)
    if metavar == "QUERY":
        return _of_query(known, name, value, rest)
    if metavar in ("REF", "CHECKS"):
        value = _last_reference(value)
    source = _OF_COMMAND.get((" ".join([name, *given]), metavar), _VALUES.get(metavar))
    return value.offered([*gathered(source(known, value.plain) if source else ()), *rest])


def _metavar(metavars: Sequence[str], place: int) -> str:
    """Return the name of the argument at a place; the last one may be repeated."""
    repeats = any(word.endswith("…") for word in metavars)
    if repeats or (metavars and metavars[-1].endswith(("QUERY", "TEXT"))):
        place = min(place, len(metavars) - 1)
    return metavars[place].rstrip("…").strip("[]") if place < len(metavars) else ""


def _of_query(
    known: Candidates, name: str, value: _Value, rest: Sequence[Candidate]
) -> Completions:
    """Return the completions of a search, in which a quote is a phrase's."""
    if value.quote == '"':
        return Completions(value.typed)
    word = re.split(r"[\s,]", value.typed)[-1]
    last = _Value(word, "", value.after)
    references = known.generations(word) if name == "export" else []
    return last.offered([*known.query(word), *references, *rest])


# -- %config ------------------------------------------------------------------------------


def _of_setting(known: Candidates, name: str, typed: str, after: str) -> Completions:
    quote = typed[:1] if typed[:1] in ("'", '"') else "'"
    plain = typed.removeprefix(quote)
    found = [one for one in known.setting(name, plain) if one.text.startswith(plain)]
    written = [
        one._replace(text=f"{quote}{one.text}{'' if one.goes_on else quote}")
        for one in found
        if not {"'", '"', "\\"} & set(one.text)
    ]
    tail = _REST_OF_SETTING.match(after)
    return _answer(typed, written, tail[0] if tail else "")
