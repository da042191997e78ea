"""The magic's line, read from one table that also writes the help.

Reading is our own, because IPython's argument parser keeps quotes inside values
(ipython/ipython#12729), accepts abbreviations that freeze future names, and treats the
backslashes of Windows paths as escapes.
"""

from __future__ import annotations

import itertools
import json
import keyword
import math
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..errors import OptionError
from ..text import nearest

__all__ = ["OPTIONS", "SUBCOMMANDS", "CellOptions", "cell_help", "parse_cell_line", "parse_line"]


@dataclass(frozen=True)
class Option:
    """One row of the table: its field, its spellings, what it takes, what it means."""

    field: str
    flags: tuple[str, ...]
    takes: str
    help: str


OPTIONS = (
    Option("models", ("-m", "--model"), "A[,B]", "the model, or several to compare"),
    Option("inputs", ("-i", "--from"), "REF", "input picture; repeat, or separate by commas"),
    Option("gateway", ("--gateway",), "NAME", "another gateway for this cell"),
    Option("aspect", ("--aspect",), "W:H", "such as 16:9; sent only when given"),
    Option("size", ("--size",), "SIZE", "0.5K, 1K, 2K or 4K; sent only when given"),
    Option("save", ("--save",), "PATH", "also write the full file: a folder or a name"),
    Option("timeout", ("--timeout",), "SECONDS", "how long this request may take"),
    Option("dry_run", ("--dry-run",), "", "show the exact request and send nothing"),
    Option("count", ("-n", "--count"), "N", "takes 1 to N; with --again N new ones"),
    Option("rows", ("--rows",), "VAR", "one picture per row: a list of dicts or a DataFrame"),
    Option("max_cost", ("--max-cost",), "USD", "refuse what may cost more"),
    Option("yes", ("-y", "--yes"), "", "more new calls than max_calls"),
    Option("take", ("--take",), "K", "exactly the K-th take of this request"),
    Option("again", ("--again",), "", "the next take that there isn't yet: a new call"),
    Option("raw", ("--raw",), "", "no grammar: send the body as it is"),
    Option("extra", ("--extra",), "JSON", "more fields of the request's body"),
    Option("quiet", ("-q", "--quiet"), "", "show nothing"),
    Option("debug", ("--debug",), "", "the whole traceback of an error"),
)

SUBCOMMANDS = {
    "help": ("", "this text"),
    "status": ("", "every setting, its value and where it comes from"),
    "doctor": ("", "find out what is broken, and how to mend it"),
    "models": ("", "when to pick which model"),
    "use": ("GATEWAY [--ask-key] [--remember]", "choose the gateway for this kernel"),
    "panel": ("", "open the panel: see everything, pick, edit"),
    "cancel": ("[@N]", "hang up on what is under way; it may be billed all the same"),
    "history": ("[QUERY]", "find it again: words, and model: is: tag: since: …"),
    "show": ("REF", "show one again, or what a picture's file says"),
    "lineage": ("REF", "what it was made from, and what became of it"),
    "diff": ("REF REF", "two generations beside each other: what differs"),
    "rate": ("REF STARS", "say what you think of it: 1 to 5, or 0 for nothing"),
    "tag": ("REF TAG…", "tag it; -TAG takes one away; starred is a star"),
    "note": ("REF [TEXT]", "write a note, which the search finds"),
    "delete": ("[REF…] [--undo]", "put it out of sight; --undo brings it back"),
    "prune": ("", "throw away for good what was deleted"),
    "spend": ("", "what was paid: by day, model and notebook"),
    "export": ("FILE [QUERY]", "a bundle: this kernel's pictures, REFs or a search"),
    "import": ("FILE", "bring a bundle into the library"),
}

VERBATIM = ("QUERY", "TEXT")  # the rest of the line, as it was typed
_PROMPT_HINT = "Use %%imagegen, with the prompt below it in the cell."
_WORD = re.compile(r'"[^"]*"|\S+')
_BY_FLAG = {flag: option for option in OPTIONS for flag in option.flags}


@dataclass(frozen=True)
class CellOptions:
    """A cell's line, read."""

    name: str | None = None
    models: tuple[str, ...] = ()
    inputs: tuple[str, ...] = ()
    gateway: str | None = None
    aspect: str | None = None
    size: str | None = None
    save: str | None = None
    timeout: float | None = None
    dry_run: bool = False
    count: int | None = None
    rows: str | None = None
    max_cost: float | None = None
    yes: bool = False
    take: int | None = None
    again: bool = False
    raw: bool = False
    extra: Mapping[str, Any] | None = None
    quiet: bool = False
    debug: bool = False


def parse_cell_line(line: str) -> CellOptions:
    """Return the options of a ``%%imagegen`` line; `OptionError` if it can't be read."""
    found: dict[str, Any] = {}
    inputs: list[str] = []
    words = iter(_words(line))
    for word in words:
        if not word.startswith("-") or word == "-":
            _take_name(_unquoted(word), found)
            continue
        flag, equals, given = word.partition("=")
        option = _BY_FLAG.get(flag)
        if option is None:
            raise OptionError(
                f"no option {flag}", hint=nearest(flag, _BY_FLAG) or "See %imagegen help."
            )
        if option.field in found:
            raise OptionError(f"{flag} is given twice")
        if not option.takes:
            if equals:
                raise OptionError(f"{flag} takes no value")
            found[option.field] = True
            continue
        value = given if equals else next(words, "")
        # A mistyped option is never taken for a value: `-m --dry-rnu` must not send anything.
        is_option = not equals and (value in _BY_FLAG or value.startswith("--"))
        if is_option or not _unquoted(value).strip():
            raise OptionError(f"{flag} needs a value: {flag} {option.takes}")
        if option.field == "inputs":
            inputs += _references(value, flag)
        else:
            found[option.field] = _read(option, flag, _unquoted(value))
    return CellOptions(**found, inputs=tuple(inputs))


def parse_line(line: str) -> tuple[str, list[str]]:
    """Return a ``%imagegen`` line's subcommand and its arguments, checked for their number."""
    plain = line.split()  # a prompt may hold quotes that nothing closes: 12" pizza
    if not plain or plain in (["-h"], ["--help"]):
        return "help", []
    command = plain[0]
    if command not in SUBCOMMANDS:
        near = nearest(command, SUBCOMMANDS)
        is_prompt = len(plain) >= 3
        if is_prompt and not near:
            raise OptionError("this looks like a prompt", hint=_PROMPT_HINT)
        hint = near or f"There are {', '.join(SUBCOMMANDS)}."
        raise OptionError(
            f"no subcommand {command!r}", hint=f"{hint} {_PROMPT_HINT}" if is_prompt else hint
        )
    takes = SUBCOMMANDS[command][0]
    wanted = [word for word in takes.split() if not word.startswith("[--")]
    rest = ""
    if wanted and wanted[-1].strip("[]") in VERBATIM:
        line, rest = _without_rest(line, len(wanted))
    arguments = [_unquoted(word) for word in _words(line)][1:] + ([rest] if rest else [])
    flags = [] if rest else [word for word in arguments if word.startswith("--")]
    for flag in flags:
        if f"[{flag}]" not in takes.split():
            allowed = [word.strip("[]") for word in takes.split() if word.startswith("[--")]
            raise OptionError(f"{command} has no option {flag}", hint=nearest(flag, allowed))
        if flags.count(flag) > 1:
            raise OptionError(f"{flag} is given twice")
    most = math.inf if takes.partition(" [--")[0].rstrip("]").endswith("…") else len(wanted)
    least = sum(not word.startswith("[") for word in wanted)
    if not least <= len(arguments) - len(flags) <= most:
        raise OptionError(
            f"write: %imagegen {command} {takes}".rstrip(),
            hint=f"A prompt? {_PROMPT_HINT}" if len(plain) >= 3 else "",
        )
    return command, arguments


def _without_rest(line: str, words: int) -> tuple[str, str]:
    """Return the first words of a line, and what follows them as it was typed."""
    head = list(itertools.islice(_WORD.finditer(line), words))
    end = head[-1].end() if head else 0
    return line[:end], line[end:].strip()


def cell_help() -> str:
    """Return the help text, made from the tables."""
    rows = [
        (", ".join(option.flags) + (f" {option.takes}" if option.takes else ""), option.help)
        for option in OPTIONS
    ]
    commands = [(f"{name} {takes}".rstrip(), text) for name, (takes, text) in SUBCOMMANDS.items()]
    width = max(len(left) for left, _ in rows + commands) + 2
    lines = [
        "%%imagegen [NAME] [options], with the prompt below it in the cell",
        "",
        *(f"  {left:<{width}}{text}" for left, text in rows),
        "",
        "NAME is bound to the result. REF is @12, @12.2, @last, a hash, a variable, Out[5] or a",
        "path. In the prompt, {name} inserts a value and {photo} attaches a picture.",
        "",
        "%imagegen SUBCOMMAND",
        "",
        *(f"  {left:<{width}}{text}" for left, text in commands),
    ]
    return "\n".join(lines)


def _words(line: str) -> list[str]:
    """Split at white space outside quotes; a backslash is an ordinary character."""
    words: list[str] = []
    current = ""
    quote = ""
    position = 0
    while position < len(line):
        character = line[position]
        position += 1
        if character == "{" and not quote and (not current or current[-1] == "="):
            # JSON may hold spaces without being quoted: --extra {"seed": 7}
            end = _end_of_json(line, position - 1)
            current += line[position - 1 : end]
            position = end
        elif quote:
            current += character
            if character == quote:
                quote = ""
        elif character.isspace():
            if current:
                words.append(current)
            current = ""
        else:
            # A quote groups where a value begins; inside a word it is an apostrophe, and
            # inside JSON the quotes group as JSON means them.
            if character == '"' or (character == "'" and (not current or current[-1] in "=,")):
                quote = character
            current += character
    if quote:
        raise OptionError(f"a {quote} is not closed")
    if current:
        words.append(current)
    return words


def _end_of_json(line: str, start: int) -> int:
    """Return where the JSON that starts here ends; one character on where it is none."""
    try:
        return json.JSONDecoder().raw_decode(line, start)[1]
    except (ValueError, RecursionError):
        return start + 1  # whoever reads the word as JSON says where it breaks


def _unquoted(word: str) -> str:
    if len(word) >= 2 and word[0] == word[-1] and word[0] in "'\"":
        return word[1:-1]
    return word


def _references(value: str, flag: str) -> list[str]:
    references: list[str] = []
    current, quote = "", ""
    for character in value + ",":
        if character == "," and not quote:
            if not current.strip():
                raise OptionError(f"{flag} has nothing between two commas, or at an end")
            references.append(_unquoted(current.strip()))
            current = ""
            continue
        if character == quote:
            quote = ""
        elif character in "'\"" and not current:
            quote = character
        current += character
    return references


def _take_name(word: str, found: dict[str, Any]) -> None:
    if "name" in found:
        raise OptionError(
            f"two names: {found['name']!r} and {word!r}", hint="The prompt goes below the line."
        )
    # Python reads names in this normal form; bound as typed, some could never be named again.
    word = unicodedata.normalize("NFKC", word)
    if not word.isidentifier() or keyword.iskeyword(word):
        raise OptionError(
            f"{word!r} can't be a variable's name",
            hint="%%imagegen [NAME] [options]; the prompt goes below the line.",
        )
    found["name"] = word


def _read(option: Option, flag: str, value: str) -> Any:
    if option.field == "timeout":
        return _seconds(flag, value)
    if option.field in ("take", "count"):
        return _whole(flag, value)
    if option.field == "max_cost":
        return _dollars(flag, value)
    if option.field == "models":
        return tuple(_references(value, flag))
    if option.field == "extra":
        return _json_object(flag, value)
    return value


def _seconds(flag: str, value: str) -> float:
    try:
        seconds = float(value)
    except ValueError:
        seconds = math.nan
    if not math.isfinite(seconds) or seconds <= 0:
        raise OptionError(f"{flag} takes a number of seconds above 0, not {value!r}")
    return seconds


def _dollars(flag: str, value: str) -> float:
    try:
        dollars = float(value.removeprefix("$"))
    except ValueError:
        dollars = math.nan
    if not math.isfinite(dollars) or dollars < 0:
        raise OptionError(f"{flag} takes dollars from 0 on, not {value!r}")
    return dollars


def _whole(flag: str, value: str) -> int:
    try:
        return int(value)  # the session says which numbers are takes, to Python as well
    except ValueError:
        raise OptionError(f"{flag} takes a whole number, not {value!r}") from None


def _json_object(flag: str, value: str) -> dict[str, Any]:
    try:
        parsed = json.loads(value, parse_constant=_no_number, parse_float=_finite)
        json.dumps(parsed, ensure_ascii=False).encode()  # half a surrogate pair can't be sent
    except (ValueError, RecursionError) as error:
        raise OptionError(f"{flag} is no JSON", said=str(error)) from None
    if not isinstance(parsed, dict):
        raise OptionError(f'{flag} takes a JSON object, such as {{"max_tokens": 4096}}')
    return parsed


def _finite(text: str) -> float:
    number = float(text)
    return number if math.isfinite(number) else _no_number(text)


def _no_number(text: str) -> float:
    raise ValueError(f"{text} is no number in JSON")
