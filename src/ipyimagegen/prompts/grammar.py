r"""The grammar of templates: text, placeholders and axes, parsed in one scan.

Prompts are full of braces that mean nothing to us (JSON, CSS, LaTeX), and a wrong guess is
paid for. So a brace is either clearly ours, or clearly not, or an error before anything is
sent; it is never a guess. Inserted values are never parsed again, and everything outside
our braces arrives byte for byte.

A ``{`` is read so: find the brace that closes it (``\{`` and ``\}`` don't count, nor do
braces in a quoted key); without one it is literal. Then the first rule that fits its content:

1. empty, or starts with a quote, ``[`` or ``{``: literal, so JSON arrives as it is;
2. the name of a column, where there are rows, also with keys, attributes or a format behind it:
   the row's value;
3. a ``|`` of its own depth: an axis, named or not;
4. ``*items``, ``name=*items``, ``*@picked``, ``name=one choice``, ``@`` and a reference, or a
   value (``name``, ``obj.attr``, ``row["k"]``, ``x:.2f``): that;
5. a name, or ``*`` and a name, directly followed by ``. [ ! ( =``, or by ``:`` and no space;
   ``*``, blanks and a lone name; ``*`` and a bracket or a quote; ``name=`` and one choice that
   starts with ``*``; a word that starts with ``@`` or ``*@``; or a column's name with other
   blanks or in another case: an error;
6. anything else is literal, and its content is read in turn, unless it would be ours without a
   character that nobody sees: an error.

``{{ … }}`` outside of groups is a pair of braces where both close each other. IPython ends a
cell's body with a newline, which is taken off before it comes here; nothing else is trimmed.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from typing import NamedTuple

from ..errors import PromptError
from ..text import one_line
from .words import KEYS

__all__ = [
    "PICKED",
    "RAW_HINT",
    "RAW_HINT_IN_PYTHON",
    "Axis",
    "Column",
    "Node",
    "Reference",
    "Template",
    "Text",
    "Value",
    "normal_name",
    "parse",
]

RAW_HINT = r"Write --raw to send the braces as they are, or \{ and \} around this one."
RAW_HINT_IN_PYTHON = RAW_HINT.replace("--raw", "raw=True")

LONGEST_PLACEHOLDER = 200  # characters, of one that is looked at for what is not seen

PICKED = "@picked"  # the pictures that are picked in the panel

# A candidate for a name; `str.isidentifier` decides. `\w` would miss combining marks, which are
# part of names in Hindi, Thai and others. `++` keeps a failed match from trying every shorter
# name.
_NAME = r"[^\s\x00-\x2f\x3a-\x40\x5b-\x5e\x60\x7b-\x7f]++"
_STEPS = rf"(?:\.{_NAME}|{KEYS})*"
_STEP = re.compile(rf"\.({_NAME})|({KEYS})")
_ONE_KEY = re.compile(r"""(-?[0-9]+)|"([^"]*)"|'([^']*)'""")

Step = str | int | tuple[str | int, ...]

_OPENING = re.compile(r"(?<!\\)\{")
_MARK = re.compile(r"(?<!\\)[{}|]")
_BRACE = re.compile(r"\\[{}]|[{}]")
_BRACE_IN_CHOICE = re.compile(r"\\[{}|]|[{}]")
# The head of a placeholder: a name and its keys, the only part where quotes count.
_HEAD = re.compile(rf"\{{\s*(?:(?:{_NAME}=)?\*)?(?:{_NAME}{_STEPS})?")

_LITERAL = re.compile(r"\s*(?:[\"'\[{]|\Z)")
_AXIS_NAME = re.compile(rf"[ \t]*({_NAME})=(?!=)")
_AXIS_OF_VALUES = re.compile(rf"[ \t]*(?:({_NAME})=)?\*({_NAME})({_STEPS})[ \t]*")
_AXIS_OF_PICKED = re.compile(rf"[ \t]*(?:({_NAME})=)?\*{PICKED}[ \t]*")
_NEARLY_REFERENCE = re.compile(rf"[ \t]*(?:(?:{_NAME}=)?\*)?@[^\s{{}}]*[ \t]*")
_REFERENCE = re.compile(r"[ \t]*(@\w+(?:\.\d+)?)[ \t]*")
_VALUE = re.compile(rf"[ \t]*({_NAME})({_STEPS})(?::(?!\s)([^{{}}]*)|[ \t]*)")
_GOES_ON = r"(?:[.\[!(=]|:(?!\s))"
_NEARLY = re.compile(rf"[ \t]*({_NAME}){_GOES_ON}")
_NEARLY_VALUES = re.compile(rf"""[ \t]*\*[ \t]*(?:({_NAME}){_GOES_ON}|[\[("'])""")
_APART = re.compile(rf"[ \t]*\*[ \t]+({_NAME})[ \t]*")
_STAR = re.compile(r"\s*\*")


@dataclass(frozen=True)
class Text:
    """Literal text, without the backslashes that its `source` may have."""

    source: str
    text: str


@dataclass(frozen=True)
class Value:
    """A placeholder for a Python value: a name, then attributes and keys.

    Parameters
    ----------
    source
        The placeholder as written, braces included.
    expression
        The name and the steps, as written.
    name, steps
        The name; pairs of ``"attribute"`` or ``"key"`` and an attribute's name or a key (text,
        a whole number, or several of them).
    format_spec
        The format behind the colon.
    """

    source: str
    expression: str
    name: str
    steps: tuple[tuple[str, Step], ...] = ()
    format_spec: str = ""


@dataclass(frozen=True)
class Reference:
    """A placeholder for a picture of the library, such as ``@12``."""

    source: str
    reference: str


@dataclass(frozen=True)
class Column:
    """A placeholder for a row's value in a column, with the parts of a `Value`.

    Its `name` is that of the column, which may be any text.
    """

    source: str
    expression: str
    name: str
    steps: tuple[tuple[str, Step], ...] = ()
    format_spec: str = ""


@dataclass(frozen=True)
class Axis:
    """A placeholder with several choices; each of them makes a prompt of its own.

    Parameters
    ----------
    source
        The axis as written, braces included.
    name
        Its name; empty if it has none.
    choices
        The templates between the bars, if they are written out.
    values
        The Python value that holds the choices of ``{*items}``.
    """

    source: str
    name: str
    choices: tuple[Template, ...] = ()
    values: Value | None = None


Node = Text | Value | Reference | Column | Axis


@dataclass(frozen=True)
class Template:
    """A parsed template."""

    nodes: tuple[Node, ...]

    @property
    def source(self) -> str:
        """The template as typed."""
        return "".join(node.source for node in self.nodes)

    @property
    def axes(self) -> tuple[Axis, ...]:
        """The axes, from left to right."""
        return tuple(node for node in self.nodes if isinstance(node, Axis))


def parse(template: str, columns: Collection[str] = ()) -> Template:
    """Return the parsed template.

    Parameters
    ----------
    template
        The text that the user typed.
    columns
        The columns that rows have.

    Raises
    ------
    PromptError
        A brace that is nearly one of ours, or an axis that can't be one.
    """
    parser = _Parser(template, frozenset(columns))
    nodes = tuple(parser.nodes(0, len(template)))
    axes = [node for node in nodes if isinstance(node, Axis)]
    names = [normal_name(axis.name) for axis in axes if axis.name]
    for name, count in Counter(names).items():
        if count > 1:
            raise PromptError(
                f"two axes are called {name!r}",
                hint=f"Write {{{name}}} where the same choice is meant again.",
            )
    inner = (node for axis in axes for choice in axis.choices for node in choice.nodes)
    for column in (node for node in (*nodes, *inner) if isinstance(node, Column)):
        if normal_name(column.name) in names:
            raise PromptError(
                f"{_excerpt(column.source)} names an axis and a column of the rows",
                hint="Give the axis another name.",
            )
    for axis in axes:
        values = axis.values
        if values and normal_name(values.name) in names and values.name != axis.name:
            raise PromptError(
                f"{_excerpt(axis.source)} names an axis, which has one choice at a time",
                hint=f"Write {{{values.name}}} for its choice.",
            )
    _refuse_circles(axes)
    return Template(nodes)


def _refuse_circles(axes: Sequence[Axis]) -> None:
    """Refuse an axis that stands in its own choices, be it by way of others."""
    uses = {
        normal_name(axis.name): {
            normal_name(node.name)
            for choice in axis.choices
            for node in choice.nodes
            if isinstance(node, Value)
        }
        for axis in axes
        if axis.name
    }
    try:
        TopologicalSorter(uses).prepare()
    except CycleError as error:
        name = error.args[1][0]
        raise PromptError(
            f"the choices of {{{name}}} need {{{name}}} itself",
            hint=f"Write the words in place of {{{name}}} there, or give one of the two another "
            f"name. {RAW_HINT}",
        ) from None


def normal_name(name: str) -> str:
    """Return a name in the form in which Python reads and keeps names."""
    return unicodedata.normalize("NFKC", name)


class _Group(NamedTuple):
    """The position of a closing brace, and whether a ``|`` stands before it at its depth."""

    end: int
    has_choices: bool


class _Parser:
    """One pass over one template."""

    def __init__(self, template: str, columns: frozenset[str]) -> None:
        self.template = template
        self.columns = columns
        self.longest_column = max(map(len, columns), default=-1)
        self.typed_columns = _typed_columns(columns)
        self.folded_columns = {_folded(name): name for name in columns}
        self.column = _column_pattern(self.typed_columns)
        self.groups = _groups(template)

    def nodes(self, start: int, end: int, *, in_choice: bool = False) -> Iterator[Node]:
        """Yield the nodes between two positions; inside a choice ``|`` can be escaped."""
        template = self.template
        brace = _BRACE_IN_CHOICE if in_choice else _BRACE
        text: list[str] = []
        pair_ends: set[int] = set()
        position = text_start = start
        while match := brace.search(template, position, end):
            text.append(template[position : match.start()])
            position = match.end()
            if match[0] != "{":
                text.append(match[0][-1])
                if match.start() in pair_ends:
                    position += 1
                continue
            group, inner = self.groups.get(match.start()), self.groups.get(position)
            node = None
            if group and inner and inner.end == group.end - 1 and not in_choice:  # {{ … }}
                position += 1
                pair_ends.add(inner.end)
            elif group:
                node = self._placeholder(position, group, in_choice)
            if not (group and node):
                text.append("{")
                continue
            if text_start < match.start():
                yield Text(template[text_start : match.start()], "".join(text))
            yield node
            text = []
            position = text_start = group.end + 1
        if text_start < end:
            yield Text(template[text_start:end], "".join([*text, template[position:end]]))

    def _placeholder(self, start: int, group: _Group, in_choice: bool) -> Node | None:
        """Return the placeholder of a group, or None where its brace is literal."""
        template, end = self.template, group.end
        if _LITERAL.match(template, start, end):
            return None
        source = template[start - 1 : end + 1]
        column = self._column(start, group)
        if column is not None:
            return column
        if not group.has_choices and self._is_nearly_a_reference(start, end):
            raise PromptError(
                f"{_excerpt(source)} is no picture",
                hint="There are {@12}, {@12.2}, {@last}, {@picked}, a hash such as {@3f9a1c2b}, "
                f"and {{*@picked}} for each that is picked. {RAW_HINT}",
            )
        axis = self._axis(start, group, in_choice)
        if axis is not None:
            return axis
        if reference := _REFERENCE.fullmatch(template, start, end):
            return Reference(source, reference[1])
        match = _VALUE.fullmatch(template, start, end)
        value = match and _value(source, match[1], match[2], match[3] or "")
        if value is not None:
            return value
        self._refuse_unseen(source, source)
        if _with_identifier(_NEARLY.match(template, start, end)):
            raise PromptError(
                f"{_excerpt(source)} is no value that can be inserted",
                hint="There are {name}, {obj.attr}, {row['k']}, {items[0]} and {x:.2f}. "
                + RAW_HINT,
            )
        if apart := _with_identifier(_APART.fullmatch(template, start, end)):
            raise PromptError(
                f"{_excerpt(source)} has a blank behind its *",
                hint=f"Write {{*{apart[1]}}}. {RAW_HINT}",
            )
        nearly = _NEARLY_VALUES.match(template, start, end)
        if nearly and (nearly[1] is None or nearly[1].isidentifier()):
            raise _no_values(source, "")
        column_name = self.folded_columns.get(_folded(source[1:-1][:LONGEST_PLACEHOLDER]))
        if column_name is not None:
            raise PromptError(
                f"{_excerpt(source)} is nearly the name of a column",
                hint=f"Write {{{column_name}}}. {RAW_HINT}",
            )
        return None

    def _column(self, start: int, group: _Group) -> Column | None:
        """Return the placeholder of a column, or None where a group is none."""
        template, (end, has_choices) = self.template, group
        source = template[start - 1 : end + 1]
        if end - start <= self.longest_column and template[start:end] in self.columns:
            return Column(source, template[start:end], template[start:end])
        if self.column is None or has_choices:
            return None
        match = self.column.fullmatch(template, start, end)
        steps = match and _steps(match[3])
        if match is None or steps is None:
            return None
        if match[1]:
            raise PromptError(
                f"{_excerpt(source)} names a column, in which each row has one value",
                hint=f"Write {{{match[2]}}}: each row makes a picture of its own.",
            )
        name = self.typed_columns[match[2]]
        return Column(source, match[2] + match[3], name, steps, match[4] or "")

    def _refuse_unseen(self, group: str, source: str) -> None:
        """Refuse what would be ours without characters that nobody sees, and is sent as text."""
        if group.isascii() or len(group) > LONGEST_PLACEHOLDER or _OPENING.search(group, 1):
            return
        unseen = [one for one in group if unicodedata.category(one) in ("Cf", "Zs") and one != " "]
        if not unseen:
            return
        seen = "".join(one for one in group if unicodedata.category(one) != "Cf")
        seen = "".join(" " if unicodedata.category(one) == "Zs" else one for one in seen)
        try:
            nodes = list(_Parser(seen, self.columns).nodes(0, len(seen)))
        except PromptError:  # it is nearly ours
            nodes = []
        if not any(isinstance(node, Text) for node in nodes):
            raise _unseen(source, unseen[0])

    def _is_nearly_a_reference(self, start: int, end: int) -> bool:
        forms = (_REFERENCE, _AXIS_OF_PICKED)
        return _NEARLY_REFERENCE.fullmatch(self.template, start, end) is not None and not any(
            form.fullmatch(self.template, start, end) for form in forms
        )

    def _axis(self, start: int, group: _Group, in_choice: bool) -> Axis | None:
        template, (end, has_choices) = self.template, group
        source = template[start - 1 : end + 1]
        match = _AXIS_NAME.match(template, start, end)
        named = _with_identifier(match)
        if has_choices and match and not named:
            self._refuse_unseen(f"{{{match[0]}a|b}}", source)
        name, choices_start = (named[1], named.end()) if named else ("", start)
        match = None if has_choices else _AXIS_OF_VALUES.fullmatch(template, start, end)
        values = None
        picked = None if has_choices else _AXIS_OF_PICKED.fullmatch(template, start, end)
        if match and (name or not match[1]):
            values = _value(source, match[2], match[3], "")
        elif picked and (name or not picked[1]):
            values = Value(source, PICKED, PICKED)
        if not values and not has_choices and not start < choices_start < end:
            return None
        if in_choice:
            raise PromptError(
                f"{_excerpt(source)} is an axis inside an axis",
                hint="Name it and write the name: {size=small|large} a {pet={size} cat|dog}. "
                + RAW_HINT,
            )
        if values:
            return Axis(source, name, values=values)
        if not has_choices and _STAR.match(template, choices_start, end):
            raise _no_values(source, f"{name}=")
        return Axis(source, name, choices=tuple(self._choices(choices_start, end)))

    def _choices(self, start: int, end: int) -> Iterator[Template]:
        head = _HEAD.match(self.template, start - 1) if self.template[start - 1] == "{" else None
        position = head.end() if head else start
        while mark := _MARK.search(self.template, position, end):
            position = mark.end()
            if mark[0] == "|":
                yield self._choice(start, mark.start())
                start = position
            elif group := self.groups.get(mark.start()):
                position = group.end + 1
        yield self._choice(start, end)

    def _choice(self, start: int, end: int) -> Template:
        if reference := _REFERENCE.fullmatch(self.template, start, end):
            raise PromptError(
                f"the choice {reference[1]} looks like a picture, and would be sent as text",
                hint="Put the pictures into a list and write {*pictures}.",
            )
        return Template(tuple(self.nodes(start, end, in_choice=True)))


def _value(source: str, name: str, steps: str, format_spec: str) -> Value | None:
    """Return a placeholder for a value, or None if one of its names is not an identifier."""
    pairs = _steps(steps)
    if pairs is None or not name.isidentifier():
        return None
    return Value(source, name + steps, name, pairs, format_spec)


def _steps(steps: str) -> tuple[tuple[str, Step], ...] | None:
    """Return the attributes and keys behind a name, or None if one is not an identifier."""
    pairs = list[tuple[str, Step]]()
    for attribute, written in _STEP.findall(steps):
        if attribute:
            pairs.append(("attribute", attribute))
            continue
        found = _ONE_KEY.findall(written)
        keys = [int(number) if number else "".join(text) for number, *text in found]
        pairs.append(("key", keys[0] if len(keys) == 1 else tuple(keys)))
    is_sound = all(str(one).isidentifier() for kind, one in pairs if kind == "attribute")
    return tuple(pairs) if is_sound else None


def _typed_columns(columns: Collection[str]) -> dict[str, str]:
    """Return the names of columns by how they may be typed: an umlaut is one character or two."""
    typed = {unicodedata.normalize("NFC", name): name for name in columns}
    typed |= {unicodedata.normalize("NFD", name): name for name in columns}
    return typed | {name: name for name in columns}


def _folded(name: str) -> str:
    """Return a name without the differences of case and of blanks that are easily overlooked."""
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())


def _column_pattern(names: Collection[str]) -> re.Pattern[str] | None:
    """Return the pattern of a value that begins with one of these names, or an axis of it."""
    longest_first = sorted(filter(None, names), key=len, reverse=True)
    either = "|".join(map(re.escape, longest_first))
    around = rf"[ \t]*((?:{_NAME}=)?\*)?({either})({_STEPS})(?::(?!\s)([^{{}}]*)|[ \t]*)"
    return re.compile(around) if longest_first else None


def _unseen(source: str, character: str) -> PromptError:
    """Return the error for a placeholder with a character that nobody sees."""
    name = unicodedata.name(character, "").lower()
    return PromptError(
        f"{_excerpt(source)} holds a character that is not seen: U+{ord(character):04X} {name}",
        hint=f"Type it anew. {RAW_HINT}",
    )


def _no_values(source: str, name: str) -> PromptError:
    """Return the error for ``*`` in front of an expression: as text it would be a paid mistake."""
    return PromptError(
        f"{_excerpt(source)} names no list, and nothing in a prompt is called or computed",
        hint="Put it into a variable, such as values = list(range(8)), and write "
        f"{{{_excerpt(name)}*values}}. {RAW_HINT}",
    )


def _excerpt(source: str) -> str:
    return one_line(source[:200], 60)


def _with_identifier(match: re.Match[str] | None) -> re.Match[str] | None:
    """Return a match if the name in it is an identifier of Python."""
    return match if match is not None and match[1].isidentifier() else None


def _groups(template: str) -> dict[int, _Group]:
    """Return the group of each ``{`` that is closed, by its position.

    From right to left, so that an outer brace jumps over inner ones that are known already:
    every character is read a few times at most, however deep the braces are.
    """
    groups: dict[int, _Group] = {}
    for match in reversed(list(_OPENING.finditer(template))):
        opening = match.start()
        head = _HEAD.match(template, opening)
        position = head.end() if head else opening + 1
        has_choices = False
        while mark := _MARK.search(template, position):
            position = mark.end()
            if mark[0] == "}":
                groups[opening] = _Group(mark.start(), has_choices)
                break
            if mark[0] == "|":
                has_choices = True
            elif inner := groups.get(mark.start()):
                position = inner.end + 1
            else:
                break  # an inner brace that nothing closes takes the outer one's end with it
    return groups
