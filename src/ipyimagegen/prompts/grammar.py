r"""The grammar: what a template is made of, read in one scan from left to right.

Prompts are full of braces that mean nothing to us (JSON, CSS, LaTeX), and a wrong guess is
paid for. So a brace is either clearly ours, or clearly not, or an error before anything is
sent; it is never a guess. What is inserted later is never read again, and everything
outside our braces arrives byte for byte.

A ``{`` is read so: find the brace that closes it (``\{`` and ``\}`` don't count, nor do
braces in a quoted key); without one it is literal. Then the first rule that fits its content:

1. empty, or starts with a quote, ``[`` or ``{``: literal, so JSON arrives as it is;
2. the name of a column, where there are rows: the row's value;
3. a ``|`` of its own depth: an axis, named or not;
4. ``*items``, ``name=*items``, ``name=one choice``, ``@`` and a reference, or a value
   (``name``, ``obj.attr``, ``row["k"]``, ``x:.2f``): that;
5. a name directly followed by ``. [ ! ( =``, or by ``:`` and no space: an error;
6. anything else is literal, and what stands inside is read in turn.

``{{ … }}`` outside of groups is a pair of braces where both close each other. IPython ends a
cell's body with a newline, which is taken off before it comes here; nothing else is trimmed.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from ..errors import PromptError
from ..text import one_line

__all__ = ["RAW_HINT", "Axis", "Column", "Node", "Reference", "Template", "Text", "Value", "parse"]

RAW_HINT = r"Write --raw to send the braces as they are, or \{ and \} around this one."

# Whatever may be part of a name; `str.isidentifier` decides. `\w` would miss combining marks,
# which are part of names in Hindi, Thai and others. `++` keeps a failed match from trying
# every shorter name.
_NAME = r"[^\s\x00-\x2f\x3a-\x40\x5b-\x5e\x60\x7b-\x7f]++"
_STEPS = rf"""(?:\.{_NAME}|\[(?:-?[0-9]{{1,18}}|"[^"\n]*"|'[^'\n]*')\])*"""
_STEP = re.compile(rf"""\.({_NAME})|\[(?:(-?[0-9]+)|"([^"]*)"|'([^']*)')\]""")

_OPENING = re.compile(r"(?<!\\)\{")
_MARK = re.compile(r"(?<!\\)[{}|]")
_BRACE = re.compile(r"\\[{}]|[{}]")
_BRACE_IN_CHOICE = re.compile(r"\\[{}|]|[{}]")
# What follows a brace up to where quotes stop counting: the name and its keys.
_HEAD = re.compile(rf"\{{\s*(?:(?:{_NAME}=)?\*)?(?:{_NAME}{_STEPS})?")

_LITERAL = re.compile(r"\s*(?:[\"'\[{]|\Z)")
_AXIS_NAME = re.compile(rf"[ \t]*({_NAME})=(?!=)")
_AXIS_OF_VALUES = re.compile(rf"[ \t]*(?:({_NAME})=)?\*({_NAME})({_STEPS})[ \t]*")
_REFERENCE = re.compile(r"[ \t]*(@\w+(?:\.\d+)?)[ \t]*")
_VALUE = re.compile(rf"[ \t]*({_NAME})({_STEPS})(?::(?!\s)([^{{}}]*)|[ \t]*)")
_NEARLY = re.compile(rf"[ \t]*({_NAME})(?:[.\[!(=]|:(?!\s))")


@dataclass(frozen=True)
class Text:
    """Characters that are sent as they are; in the source some may be escaped."""

    source: str
    text: str


@dataclass(frozen=True)
class Value:
    """A Python value: a name, then attributes (text) and keys (text or whole numbers).

    Parameters
    ----------
    source
        As it was written, braces included.
    expression
        The name and the steps, as written.
    name, steps
        The name; pairs of ``"attribute"`` or ``"key"`` and what is asked for.
    format_spec
        What stands behind the colon.
    """

    source: str
    expression: str
    name: str
    steps: tuple[tuple[str, str | int], ...] = ()
    format_spec: str = ""


@dataclass(frozen=True)
class Reference:
    """A picture of the library, such as ``@12``."""

    source: str
    reference: str


@dataclass(frozen=True)
class Column:
    """What a row has in a column."""

    source: str
    name: str


@dataclass(frozen=True)
class Axis:
    """Something that is tried in several ways.

    Parameters
    ----------
    source
        As it was written, braces included.
    name
        Its name; empty where it has none.
    choices
        What is tried, where that is written out.
    values
        What holds what is tried, where that is a Python value.
    """

    source: str
    name: str
    choices: tuple[Template, ...] = ()
    values: Value | None = None


Node = Text | Value | Reference | Column | Axis


@dataclass(frozen=True)
class Template:
    """What was typed, read."""

    nodes: tuple[Node, ...]

    @property
    def source(self) -> str:
        """What was typed."""
        return "".join(node.source for node in self.nodes)

    @property
    def axes(self) -> tuple[Axis, ...]:
        """The axes, from left to right."""
        return tuple(node for node in self.nodes if isinstance(node, Axis))


def parse(template: str, columns: Collection[str] = ()) -> Template:
    """Return what a template is made of.

    Parameters
    ----------
    template
        What the user typed.
    columns
        The columns that rows have.

    Raises
    ------
    PromptError
        A brace that is nearly one of ours, or an axis that can't be one.
    """
    parser = _Parser(template, frozenset(columns))
    nodes = tuple(parser.nodes(0, len(template)))
    names = [node.name for node in nodes if isinstance(node, Axis) and node.name]
    for name in names:
        if names.count(name) > 1:
            raise PromptError(
                f"two axes are called {name!r}",
                hint=f"Write {{{name}}} where the same choice is meant again.",
            )
    return Template(nodes)


class _Parser:
    """One pass over one template."""

    def __init__(self, template: str, columns: frozenset[str]) -> None:
        self.template = template
        self.columns = columns
        self.longest_column = max(map(len, columns), default=-1)
        self.groups = _groups(template)

    def nodes(self, start: int, end: int, *, in_choice: bool = False) -> Iterator[Node]:
        """Yield what stands between two places; inside a choice ``|`` can be escaped."""
        template = self.template
        brace = _BRACE_IN_CHOICE if in_choice else _BRACE
        parts: list[str] = []
        ends_of_pairs: set[int] = set()
        position = began = start
        while found := brace.search(template, position, end):
            parts.append(template[position : found.start()])
            position = found.end()
            if found[0] != "{":
                parts.append(found[0][-1])
                if found.start() in ends_of_pairs:
                    position += 1
                continue
            group = self.groups.get(found.start())
            if group is None:
                parts.append("{")
                continue
            closed, has_choices = group
            inner = self.groups.get(position)
            is_pair = inner is not None and inner[0] == closed - 1 and template[position] == "{"
            if is_pair and not in_choice:
                parts.append("{")
                position += 1
                ends_of_pairs.add(closed - 1)
                continue
            node = self._read(position, closed, has_choices, in_choice)
            if node is None:
                parts.append("{")
                continue
            if began < found.start():
                yield Text(template[began : found.start()], "".join(parts))
            yield node
            parts = []
            position = began = closed + 1
        if began < end:
            yield Text(template[began:end], "".join([*parts, template[position:end]]))

    def _read(self, start: int, end: int, has_choices: bool, in_choice: bool) -> Node | None:
        """Return what a group is, or None where its brace is literal."""
        template = self.template
        if _LITERAL.match(template, start, end):
            return None
        source = template[start - 1 : end + 1]
        if end - start <= self.longest_column and template[start:end] in self.columns:
            return Column(source, template[start:end])
        axis = self._axis(start, end, has_choices, in_choice)
        if axis is not None:
            return axis
        if found := _REFERENCE.fullmatch(template, start, end):
            return Reference(source, found[1])
        found = _VALUE.fullmatch(template, start, end)
        value = None if found is None else _value(source, found[1], found[2], found[3] or "")
        if value is not None:
            return value
        if _is_named(_NEARLY.match(template, start, end)):
            raise PromptError(
                f"{_shown(source)} is no value that can be inserted",
                hint="There are {name}, {obj.attr}, {row['k']}, {items[0]} and {x:.2f}. "
                + RAW_HINT,
            )
        return None

    def _axis(self, start: int, end: int, has_choices: bool, in_choice: bool) -> Axis | None:
        template = self.template
        source = template[start - 1 : end + 1]
        named = _AXIS_NAME.match(template, start, end)
        name = named[1] if named is not None and named[1].isidentifier() else ""
        of_values = None if has_choices else _AXIS_OF_VALUES.fullmatch(template, start, end)
        values = None
        if of_values is not None and of_values[2].isidentifier():
            values = _value(source, of_values[2], of_values[3], "")
            if of_values[1] and not name:
                values = None
        if values is None and not has_choices and not (name and named and named.end() < end):
            return None
        if in_choice:
            raise PromptError(
                f"{_shown(source)} is an axis inside an axis",
                hint="Name it and write the name: {size=small|large} a {pet={size} cat|dog}. "
                + RAW_HINT,
            )
        if values is not None:
            return Axis(source, name, values=values)
        begins = named.end() if name and named is not None else start
        return Axis(source, name, choices=tuple(self._choices(begins, end)))

    def _choices(self, start: int, end: int) -> Iterator[Template]:
        head = _HEAD.match(self.template, start - 1) if self.template[start - 1] == "{" else None
        position = head.end() if head else start
        began = start
        while True:
            mark = _MARK.search(self.template, position, end)
            if mark is not None and mark[0] == "{" and mark.start() in self.groups:
                position = self.groups[mark.start()][0] + 1
            elif mark is not None and mark[0] != "|":
                position = mark.end()
            else:
                stop = end if mark is None else mark.start()
                yield self._choice(began, stop)
                if mark is None:
                    return
                position = began = mark.end()

    def _choice(self, start: int, end: int) -> Template:
        found = _REFERENCE.fullmatch(self.template, start, end)
        if found:
            raise PromptError(
                f"the choice {found[1]} looks like a picture, and would be sent as text",
                hint="Put the pictures into a list and write {*pictures}.",
            )
        return Template(tuple(self.nodes(start, end, in_choice=True)))


def _value(source: str, name: str, steps: str, format_spec: str) -> Value | None:
    """Return a value, or None where what should be names are none."""
    found = [
        ("attribute", step[1]) if step[1] is not None else ("key", _key(step))
        for step in _STEP.finditer(steps)
    ]
    names = [name, *(what for kind, what in found if kind == "attribute")]
    if not all(isinstance(one, str) and one.isidentifier() for one in names):
        return None
    return Value(source, name + steps, name, tuple(found), format_spec)


def _key(step: re.Match[str]) -> str | int:
    if step[2] is not None:
        return int(step[2])
    return step[3] if step[3] is not None else step[4]


def _shown(source: str) -> str:
    return one_line(source[:200], 60)


def _is_named(found: re.Match[str] | None) -> bool:
    """Whether the name that a pattern found is one in Python."""
    return found is not None and found[1].isidentifier()


def _groups(template: str) -> dict[int, tuple[int, bool]]:
    """Return where each ``{`` is closed, and whether a ``|`` stands between at its depth.

    From right to left, so that an outer brace jumps over inner ones that are known already:
    every character is looked at a few times at most, however deep the braces are.
    """
    groups: dict[int, tuple[int, bool]] = {}
    openings = [found.start() for found in _OPENING.finditer(template)]
    for opening in reversed(openings):
        head = _HEAD.match(template, opening)
        position = head.end() if head else opening + 1
        has_choices = False
        while mark := _MARK.search(template, position):
            position = mark.end()
            if mark[0] == "}":
                groups[opening] = (mark.start(), has_choices)
                break
            if mark[0] == "|":
                has_choices = True
            elif inner := groups.get(mark.start()):
                position = inner[0] + 1
            else:
                break  # an inner brace that nothing closes takes the outer one's end with it
    return groups
