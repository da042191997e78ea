"""The magic's line, read by one table that also writes the help.

Reading is our own, because IPython's argument parser keeps quotes inside values
(ipython/ipython#12729), accepts abbreviations that freeze future names, and treats the
backslashes of Windows paths as escapes.
"""

from __future__ import annotations

import contextlib
import itertools
import json
import keyword
import math
import os
import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from ..errors import OptionError
from ..gateways import ASPECTS, SIZES, looks_like_key
from ..paths import expanded, is_file
from ..prompts.words import (
    Word,
    last_reference,
    quoted,
    read_words,
    split_references,
    split_words,
    unquoted,
    whole_words,
)
from ..text import nearest, undashed
from .habits import command_hint, dash_hint, hyphened, option_hint

if TYPE_CHECKING:
    from ..session.brief import Brief

__all__ = [
    "BY_FLAG", "CHECKS", "LISTS", "OPTIONS", "CellOptions", "Option", "line_without",
    "parse_cell_line", "parse_line",
]  # fmt: skip


# -- readers: from a flag, for the messages, and the word after it, as typed, to the value --


def _text(flag: str, word: str) -> str:
    return unquoted(word)


def _models(flag: str, word: str) -> tuple[str, ...]:
    return split_references(flag, unquoted(word))


def _region(flag: str, word: str) -> tuple[str, ...]:
    return (unquoted(word),)


def _checks(flag: str, word: str) -> tuple[str, ...]:
    from ..checks.check import split_checks

    return tuple(split_checks(unquoted(word)))


def _whole_number(flag: str, word: str) -> int:
    value = unquoted(word)
    try:
        return int(value)  # the session checks the range, for callers from Python as well
    except ValueError:
        raise OptionError(f"{flag} takes a whole number, not {value!r}") from None


def _seconds(flag: str, word: str) -> float:
    value = unquoted(word)
    seconds = _float(value)
    if not math.isfinite(seconds) or seconds <= 0:
        raise OptionError(
            f"{flag} takes a number of seconds above 0, not {value!r}", hint=_point(flag, value)
        )
    return seconds


def _dollars(flag: str, word: str) -> float:
    value = unquoted(word)
    dollars = _float(value.removeprefix("$"))
    if not math.isfinite(dollars) or dollars < 0:
        raise OptionError(
            f"{flag} takes dollars from 0 on, not {value!r}", hint=_point(flag, value)
        )
    return dollars


def _point(flag: str, value: str) -> str:
    """Return the next step for a number with a decimal comma; empty for others."""
    pointed = value.replace(",", ".")
    return f"Write {flag} {pointed}" if re.fullmatch(_DECIMAL_COMMA, value) else ""


_DECIMAL_COMMA = r"(?a)\$?\d+,\d\d?"  # as the others, compiled at first use


def _float(value: str) -> float:
    try:
        return float(value)
    except ValueError:
        return math.nan


def _json_object(flag: str, word: str) -> dict[str, Any]:
    try:
        value = json.loads(unquoted(word), parse_constant=_refuse_number, parse_float=_finite)
        json.dumps(value, ensure_ascii=False).encode()  # half a surrogate pair can't be sent
    except (ValueError, RecursionError) as error:
        raise OptionError(f"{flag} is no JSON", said=str(error)) from None
    if not isinstance(value, dict):
        raise OptionError(f'{flag} takes a JSON object, such as {{"max_tokens": 4096}}')
    return value


def _finite(text: str) -> float:
    number = float(text)
    return number if math.isfinite(number) else _refuse_number(text)


def _refuse_number(text: str) -> float:
    raise ValueError(f"{text} is no number in JSON")


CHECKS = "CHECK[,…]"  # the metavar


# -- the table ------------------------------------------------------------------------


class Option(NamedTuple):
    """One row of the table of options; a switch has neither a metavar nor a reader."""

    field: str  # of `Brief`, or of `CellOptions`
    flags: tuple[str, ...]
    help: str
    metavar: str = ""
    read: Callable[[str, str], Any] | None = None
    repeats: bool = False  # the values are tuples, and are joined
    choices: tuple[str, ...] = ()  # all values that there are, where these are few


OPTIONS = (
    Option("models", ("-m", "--model"), "the model, or several to compare", "A[,B]", _models),
    Option("inputs", ("-i", "--from"), "input picture; repeat, or separate by commas", "REF",
           split_references, repeats=True),
    Option("each", ("--each",), "each input alone: a picture for each of them"),
    Option("only", ("--only",), "change only there: left,top,right,bottom, or a mask; repeat",
           "BOX|MASK", _region, repeats=True),
    Option("crop", ("--crop",), "with --only, send no more than its surroundings"),
    Option("gateway", ("--gateway",), "another gateway for this cell", "NAME", _text),
    Option("aspect", ("--aspect",), "such as 16:9; sent only when given", "W:H", _text,
           choices=ASPECTS),
    Option("size", ("--size",), "0.5K, 1K, 2K or 4K; sent only when given", "SIZE", _text,
           choices=SIZES),
    Option("checks", ("--check",), "check each picture, free: text, size, alpha, changed, only",
           CHECKS, _checks, repeats=True),
    Option("until", ("--until",), "with -n N: take again until these pass, at most N takes",
           CHECKS, _checks),
    Option("save", ("--save",), "also write the full file: a folder or a name", "PATH", _text),
    Option("timeout", ("--timeout",), "how long this request may take", "SECONDS", _seconds),
    Option("background", ("--bg",), "go on: the picture appears here when it is there"),
    Option("dry_run", ("--dry-run",), "show the exact request and send nothing"),
    Option("count", ("-n", "--count"), "takes 1 to N; with --again N new ones", "N", _whole_number),
    Option("rows", ("--rows",), "one picture per row: a list of dicts or a DataFrame", "VAR",
           _text),
    Option("max_cost", ("--max-cost",), "refuse what may cost more", "USD", _dollars),
    Option("yes", ("-y", "--yes"), "more new calls than max_calls"),
    Option("take", ("--take",), "exactly the K-th take of this request", "K", _whole_number),
    Option("again", ("--again",), "the next take that there isn't yet: a new call"),
    Option("raw", ("--raw",), "no grammar: send the body as it is"),
    Option("extra", ("--extra",), "more fields of the request's body", "JSON", _json_object),
    Option("quiet", ("-q", "--quiet"), "show nothing"),
    Option("debug", ("--debug",), "the whole traceback of an error"),
    Option("help", ("-h", "--help"), "show this text and send nothing"),
)  # fmt: skip

_OF_FILES = ("inputs", "only", "save")
_OF_THE_CELL = ("save", "background", "dry_run", "quiet", "debug", "help")
_VERBATIM = ("QUERY", "TEXT")  # metavars of the rest of the line, as typed
_OF_THE_SHELL = ("gateway", "lab", "library")
_ASKED = "The key is asked for, and not shown: take it out of the cell."
_PROMPT_HINT = "Use %%imagegen, with the prompt below it in the cell."
_WORD = r'"[^"]*"|\S+'
MOST_PIECES = 12  # of a file's name that was cut
_ESCAPED = r"\\(.)"  # as in a shell
_FILE_ENDING = r"(?i)\.(avif|bmp|gif|heic|html?|jpe?g|pdf|png|tiff?|webp|zip)\Z"
BY_FLAG = {flag: option for option in OPTIONS for flag in option.flags}
_OF_LISTS = (_models, _region, _checks, split_references)
LISTS = frozenset(flag for flag, option in BY_FLAG.items() if option.read in _OF_LISTS)
"""The flags whose value is a list: it goes on behind a comma and a blank."""


@dataclass(frozen=True)
class CellOptions:
    """The options of one cell."""

    brief: Brief  # still without its template; its `rows` are the name of a variable
    save: str | None = None  # where the full file is written as well
    background: bool = False
    dry_run: bool = False
    quiet: bool = False
    debug: bool = False
    help: bool = False


def parse_cell_line(line: str) -> CellOptions:
    """Return the options of a ``%%imagegen`` line; `OptionError` if it can't be read."""
    from ..session.brief import Brief

    values: dict[str, Any] = {}
    for option, flag, text, _ in _given(line):
        if option is None:
            try:
                _set_name(values, unquoted(text))
            except OptionError as error:
                error.hint = _cut_name_hint(line) or error.hint
                raise
            continue
        if option.field in values and not option.repeats:
            raise OptionError(f"{flag} is given twice")
        value = True if option.read is None else option.read(flag, text)
        if option.repeats:
            value = values.get(option.field, ()) + value
        values[option.field] = value
    own = {field: values.pop(field) for field in _OF_THE_CELL if field in values}
    return CellOptions(Brief(template="", **values), **own)


def line_without(line: str, fields: Collection[str]) -> str:
    """Return a ``%%imagegen`` line as it was typed, without the options of these fields."""
    kept = [
        typed
        for option, _, _, typed in _given(line)
        if option is None or option.field not in fields
    ]
    return " ".join(kept)


def _cut_name_hint(line: str) -> str:
    """Return how a file's name is written that the line's words cut in pieces; empty for others."""
    found: list[tuple[str, list[str]]] = []  # options of files, with the words behind each
    is_behind_one = False
    with contextlib.suppress(OptionError):  # what is wrong behind it is told when this is right
        for option, flag, text, typed in _given(line):
            if option is not None:
                is_behind_one = option.field in _OF_FILES
                found += [(flag, [text])] if is_behind_one else []
            elif is_behind_one:
                found[-1][1].append(typed)
    for flag, words in [one for one in found if len(one[1]) > 1][:MOST_PIECES]:
        if cut := _cut_name(words):
            return f"Put a file's name in quotes: {flag} {cut}"
    return ""


def _cut_name(words: Sequence[str]) -> str:
    """Return a file's name that blanks cut into these words, in quotes; empty if they are none.

    It is one of a file that is there, or the first word without an ending goes on to one with it.
    """
    head, *rest = [*words, ""]
    pieces = [head[last_reference(head) :]]
    names = []
    for word in filter(None, rest[:MOST_PIECES]):
        piece, comma, _ = word.partition(",")
        pieces.append(piece)
        names.append(
            " ".join(pieces) if os.name == "nt" else re.sub(_ESCAPED, r"\1", " ".join(pieces))
        )
        if comma:
            break
    has_ending = partial(re.search, _FILE_ENDING)
    ended = [] if has_ending(pieces[0]) else filter(has_ending, names)
    with contextlib.suppress(OSError, ValueError):  # no home folder, or what no quotes can hold
        there = [name for name in names if is_file(expanded(name))]
        for name in (*reversed(there), *ended):
            return quoted(name)
    return ""


class _Given(NamedTuple):
    """An option of a line, with its value's word; a NAME has no option."""

    option: Option | None
    flag: str
    text: str
    typed: str  # all of it, as it stands in the line


def _given(line: str) -> Iterator[_Given]:
    """Yield the options of a line; `OptionError` for the first one that can't be read."""
    words = whole_words(line, LISTS)
    if words and words[-1].text.endswith(";"):
        raise OptionError(
            "the line ends with a ;",
            hint="Leave it out: -q shows nothing. What is meant as it stands goes into quotes.",
        )
    ends = [*(word.start for word in words), len(line)][1:]
    rest = iter(zip(words, ends, strict=True))
    for word, end in rest:
        text, start, typed_end = word.text, word.start, end
        _refuse_dash(text)
        if not text.startswith("-") or text == "-":
            yield _Given(None, "", text, line[start:end].strip())
            continue
        flag, equals, value = text.partition("=")
        option = BY_FLAG.get(flag)
        if option is None:
            takes_value = {one: row.read is not None for one, row in BY_FLAG.items()}
            flag = _shown(flag)
            raise OptionError(f"no option {flag}", hint=option_hint(flag, takes_value))
        if option.read is None:
            if equals:
                raise OptionError(f"{flag} takes no value")
        else:
            if not equals:
                following, typed_end = next(rest, (Word("", 0), typed_end))
                value = following.text
            # A mistyped option is never taken for a value: `-m --dry-rnu` must not send anything.
            is_option = not equals and (value in BY_FLAG or value.startswith("--"))
            if is_option or not unquoted(value).strip():
                raise OptionError(f"{flag} needs a value: {flag} {option.metavar}")
            for part in value.split(",") if flag in LISTS else [value]:
                if hyphened(part.strip()).partition("=")[0] in BY_FLAG:
                    _refuse_dash(part.strip())
        yield _Given(option, flag, value, line[start:typed_end].strip())


def _is_at(word: str) -> bool:
    return word.startswith("@")


def _shown(word: str) -> str:
    """Return a word as messages quote it: neither a key, nor what follows its =, often one."""
    name, equals, _ = word.partition("=")
    return "…" if looks_like_key(undashed(name)) else f"{name}=…" if equals else name


def _refuse_dash(word: str) -> None:
    if hyphened(word):
        word = _shown(word)
        raise OptionError(f"{word!r} begins with a word processor's dash", hint=dash_hint(word))


def _refuse_dashes(words: Sequence[str], usage: str) -> None:
    """Refuse a subcommand's own option behind a dash; elsewhere a dash is text."""
    own = [word.strip("[]").partition("=")[0] for word in usage.split() if word.startswith("[-")]
    for word in words:
        if hyphened(word).partition("=")[0] in own:
            _refuse_dash(word)


def parse_line(
    line: str, usages: Mapping[str, str], is_reference: Callable[[str], bool] = _is_at
) -> tuple[str, list[str]]:
    """Return a ``%imagegen`` line's subcommand and its arguments.

    Parameters
    ----------
    line
        The line, without the magic's name.
    usages
        The arguments of each subcommand: ``[…]`` may be left out, ``…`` be repeated,
        ``[--…]`` is a flag, and ``[--…=…]`` one with a value, returned as ``--…=value``.
    is_reference
        Whether a word names a picture or a sweep: then it is no word of a prompt.

    Raises
    ------
    OptionError
        The subcommand is unknown, or the number of its arguments is not as its usage wants.
    """
    plain = line.split()  # a prompt may hold quotes that nothing closes: 12" pizza
    if not plain or {"-h", "--help"} & set(plain[:2]):
        return "help", []
    name = plain[0]
    if name not in usages:
        if all(map(is_reference, plain)):
            raise OptionError(f"no subcommand {name!r}", hint=f"Write %imagegen show {name}")
        raise _no_subcommand(plain, usages)
    usage = usages[name]
    _refuse_shell(name, usage, line)
    _refuse_dashes(plain, usage)
    metavars = [word for word in usage.split() if not word.startswith("[--")]
    rest = ""
    taken: list[str] = []
    if "[QUERY] [--" in usage:
        line, taken = _without_flags(line)
    if metavars and metavars[-1].strip("[]") in _VERBATIM:
        head = list(itertools.islice(re.finditer(_WORD, line), len(metavars)))
        end = head[-1].end()
        line, rest = line[:end], line[end:].strip()
    if metavars and metavars[-1].strip("[]") == "TEXT" and rest[1:-1].count(rest[:1]) == 0:
        rest = unquoted(rest)  # quotes keep IPython from reading a ? at the end
    words = split_words(line)[1:]
    # The quotes of "@1", "@2" are around each of them, not around the whole.
    arguments = [word if last_reference(word) else unquoted(word) for word in words]
    arguments += [rest] if rest else []
    valued = [word[1:].partition("=")[0] for word in usage.split() if re.match(_VALUED, word)]
    arguments = _joined_values(arguments, valued)
    flags = taken if rest else [*taken, *(word for word in arguments if word.startswith("--"))]
    flags = [bare if (bare := flag.partition("=")[0]) in valued else flag for flag in flags]
    arguments += taken
    _check_flags(name, usage, flags, valued)
    given = [word for word in arguments if word.partition("=")[0] not in flags]
    if not _is_enough(given, usage):
        is_prompt = len(plain) >= 3 and not any(map(is_reference, given))
        raise _no_usage(name, usage, given, flags, is_prompt=is_prompt)
    return name, arguments


def _is_enough(given: Sequence[str], usage: str) -> bool:
    """Whether there are as many arguments as a usage wants; its options are not counted."""
    metavars = [word for word in usage.split() if not word.startswith("[--")]
    repeats = any(word.rstrip("]").endswith("…") for word in metavars)
    most = math.inf if repeats else len(metavars)
    least = sum(not word.startswith("[") for word in metavars)
    if usage.startswith("REF… "):
        least = 1  # whether that names something is told first, by the command
    return least <= len(given) <= most


def _no_usage(
    name: str, usage: str, given: Sequence[str], flags: Sequence[str], *, is_prompt: bool
) -> OptionError:
    hint = f"A prompt? {_PROMPT_HINT}" if is_prompt else ""
    behind = [at for at, word in enumerate(given, 1) if word.startswith(("@", "-"))]
    if cut := _cut_name(given[max(behind, default=0) :]):
        hint = f"Put a file's name in quotes: {cut}"
    if "[-o] FILE" in usage and len(given) == 1 and given[0].isidentifier():
        hint = f"Add -o {given[0]}.pdf"
    if "--ask-key" in flags and given[1:]:
        hint = _ASKED
    return OptionError(f"write: %imagegen {name} {usage}".rstrip(), hint=hint)


def _check_flags(name: str, usage: str, flags: Sequence[str], valued: Sequence[str]) -> None:
    """Refuse flags that a subcommand doesn't have, or that are given twice or with a value."""
    known = [word.strip("[]").partition("=")[0] for word in usage.split() if word.startswith("[--")]
    for flag in flags:
        bare, equals, _ = flag.partition("=")
        if equals and bare in known:  # its value is not quoted: it may be a key
            raise OptionError(f"{bare} takes no value", hint=_ASKED if bare == "--ask-key" else "")
        if flag not in valued and flag not in known:
            hint = nearest(bare, known) or (f"There is {', '.join(known)}." if known else "")
            if equals and "--ask-key" in known:
                hint = _ASKED
            raise OptionError(f"{name} has no option {_shown(flag)}", hint=hint)
        if flags.count(flag) > 1:
            raise OptionError(f"{flag} is given twice")


def _refuse_shell(name: str, usage: str, line: str) -> None:
    """Refuse a pipe or an option behind a search, which would be searched for; a note has any."""
    if usage.endswith("[TEXT]"):
        return
    said = 'ipyimagegen.history("fox", limit=5) has its first 5, and .to_dataframe() is a table.'
    for word, *_ in read_words(line, ()):
        if word in ("|", ">", ">>", "<"):
            hint = said if name == "history" else "%%capture keeps what a cell shows."
            raise OptionError(f"{word} is the shell's: %imagegen has no pipes", hint=hint)
        if usage == "[QUERY]" and word.startswith("--"):
            raise OptionError(f"{name} has no option {_shown(word)}", hint=f"In Python, {said}")


_VALUED = r"\[--\w+="


def _joined_values(arguments: Sequence[str], valued: Sequence[str]) -> list[str]:
    """Return arguments in which each flag with a value is one word with it."""
    words = iter(arguments)
    joined = []
    for word in words:
        flag, equals, value = word.partition("=")
        if flag not in valued:
            joined.append(word)
            continue
        following = unquoted(value) if equals else next(words, None)
        if following is None:
            raise OptionError(f"{flag} needs a value")
        joined.append(f"{flag}={following}")
    return joined


def _without_flags(line: str) -> tuple[str, list[str]]:
    """Return a line without its flags, which may stand before or behind a search, and these."""
    found = [word for word in re.finditer(_WORD, line) if word[0].startswith("--")]
    for word in reversed(found):
        line = line[: word.start()] + line[word.end() :]
    return line, [word[0] for word in found]


def _no_subcommand(words: Sequence[str], names: Iterable[str]) -> OptionError:
    name, *more = words
    if name.startswith("-"):
        return OptionError(f"{_shown(name)} is an option of cells", hint=_PROMPT_HINT)
    near = command_hint(name, names)
    if name in _OF_THE_SHELL and len(more) < 2:
        typed = " ".join(map(_shown, words))
        return OptionError(f"{name} is a command of the shell", hint=f"Write !ipyimagegen {typed}")
    if more and not near:
        return OptionError("this looks like a prompt", hint=_PROMPT_HINT)
    hint = near or f"There are {', '.join(names)}."
    if "%%imagegen" not in hint and (len(more) >= 2 or not near):
        hint += f" A prompt? {_PROMPT_HINT}"
    return OptionError(f"no subcommand {_shown(name)!r}", hint=hint)


def _set_name(values: dict[str, Any], word: str) -> None:
    if "name" in values:
        raise OptionError(
            f"two names: {_shown(values['name'])!r} and {_shown(word)!r}",
            hint="The prompt goes below the line.",
        )
    # Python reads names in this normal form; bound as typed, some could never be named again.
    word = unicodedata.normalize("NFKC", word)
    option = f"--{word.partition('=')[0]}"
    if "=" in word and option in BY_FLAG:
        raise OptionError(f"no option {_shown(word)}", hint=f"Did you mean {option}?")
    if not word.isidentifier() or keyword.iskeyword(word):
        hint = "%%imagegen [NAME] [options]; the prompt goes below the line."
        if word.startswith("@"):
            hint = f"Write -i {word}."
        raise OptionError(f"{_shown(word)!r} can't be a variable's name", hint=hint)
    values["name"] = word
