"""The labels of filled prompts, read back: the choice of each axis, and the values.

The library keeps a template and the prompt that was made of it, and what was filled in follows
from both. Choices whose texts are known are looked for; any other text is read up to the next
words of the template. Each part is read once, without trying others again: a prompt may be long.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..errors import ImagegenError, PromptError
from ..text import one_line, told_apart
from .grammar import Axis, Column, Node, Reference, Template, Text, parse
from .values import Names, as_text, evaluate, resolve_axes

__all__ = ["Field", "PromptReader"]

LABEL_LENGTH = 80
MOST_NODES = 400  # of a template whose prompts are read
_COLUMN = re.compile(r"\{([^{}|=*@:\n]{1,60})\}")


@dataclass(frozen=True)
class Field:
    """A placeholder whose text is read.

    Parameters
    ----------
    name
        The axis's name, ``choice`` for one without, or the value's expression.
    is_axis
        Whether it is an axis.
    labels
        The label of each of its choices by its text, in order, as far as they are known.
    """

    name: str
    is_axis: bool
    labels: Mapping[str, str]

    def labelled(self, texts: Iterable[str]) -> dict[str, str]:
        """Return the label of each text that was read: of its choice, or its own words."""
        read = list(dict.fromkeys(texts))
        labels = [self.labels.get(text) or one_line(text, LABEL_LENGTH) for text in read]
        return dict(zip(read, told_apart(labels, read), strict=True))


@dataclass(frozen=True)
class _Part:
    """A part of a template: words, a field, the same choice as a field, or any text."""

    words: str = ""
    field: Field | None = None
    same_as: str = ""


class PromptReader:
    """Reads the texts of the fields of prompts that were made of one template.

    Parameters
    ----------
    template
        The template as typed.
    names
        The names that it may use, as they are now: by them the choices of ``{*pets}`` are known.

    Attributes
    ----------
    fields
        What it reads, in the order of the template; none for pictures, which are no text.
    """

    def __init__(self, template: str, names: Names) -> None:
        parts = list(_parts(template, names))
        self.fields = [part.field for part in parts if part.field is not None]
        self._patterns = [_pattern(parts, is_known=True), _pattern(parts, is_known=False)]

    def read(self, prompt: str) -> list[str] | None:
        """Return the text of each field; None where the prompt is not of this template."""
        found = next(filter(None, (one.fullmatch(prompt) for one in self._patterns)), None)
        if found is None:
            return None
        return [found[f"field{at}"] for at in range(len(self.fields))]


def _parts(template: str, names: Names) -> Iterator[_Part]:
    nodes = _nodes(template)
    axes = {node.name for node in nodes if isinstance(node, Axis) and node.name}
    for node in nodes:
        match node:
            case Text():
                yield _Part(words=node.text)
            case Axis():
                texts = _texts(node, names)
                named = Field(node.name or "choice", True, texts or {})
                yield _Part(field=None if texts is None else named)
            case Reference():
                yield _Part()
            case Column():
                yield _Part(field=Field(node.expression, False, {}))
            case _ if node.name in axes:
                is_whole = node.expression == node.name and not node.format_spec
                yield _Part(same_as=node.name if is_whole else "")
            case _:
                is_picture = _is_picture(node.expression, names)
                yield _Part(field=None if is_picture else Field(node.expression, False, {}))


def _nodes(template: str) -> Sequence[Node]:
    """Return the nodes of a template; all of it is text where the grammar refuses it.

    What may be the name of a column is one: which columns there were, nobody knows any more.
    """
    spaced = [name for name in _COLUMN.findall(template) if not name.strip().isidentifier()]
    for columns in (spaced, ()):
        try:
            nodes = parse(template, columns).nodes
        except PromptError:
            continue
        if len(nodes) <= MOST_NODES:
            return nodes
    return (Text(template, template),)


def _texts(axis: Axis, names: Names) -> dict[str, str] | None:
    """Return the labels of an axis by their texts, if they are known; None for pictures."""
    try:
        [resolved] = resolve_axes(Template((axis,)), names)
    except ImagegenError:
        return {}  # its list is not here any more
    texts: dict[str, str] = {}
    for choice in resolved.choices:
        content = choice.content
        if names.is_picture(content):
            return None
        if isinstance(content, Template):
            if not all(isinstance(node, Text) for node in content.nodes):
                return {}
            content = "".join(node.text for node in content.nodes if isinstance(node, Text))
        texts.setdefault(as_text(content, "", axis.source), choice.label)
    return texts


def _is_picture(expression: str, names: Names) -> bool:
    try:
        return names.is_picture(evaluate(expression, names))
    except ImagegenError:
        return False


def _pattern(parts: Sequence[_Part], *, is_known: bool) -> re.Pattern[str]:
    """Return the pattern of a prompt; if its choices are not known, each is any text."""
    closed: list[str] = []
    opened = ""  # any text, up to the next words
    groups: dict[str, str] = {}  # of the axes so far
    fields = 0
    for part in parts:
        words = re.escape(part.words)
        if part.field is not None:
            group, fields = f"field{fields}", fields + 1
            if part.field.is_axis:
                groups[part.field.name] = group
            texts = sorted(part.field.labels, key=len, reverse=True) if is_known else []
            if texts:
                words = f"(?P<{group}>{'|'.join(map(re.escape, texts))})"
            else:
                opened += f"(?P<{group}>.*?)"
        elif part.same_as in groups:
            words = f"(?P={groups[part.same_as]})"
        elif not words:
            opened += ".*?"
        if words:
            closed.append(f"(?>{opened}{words})")
            opened = ""
    if not opened and closed:  # the last words are the last in the prompt
        closed[-1] = f"(?:{closed[-1][3:]}"
    return re.compile("".join(closed) + opened, re.DOTALL)
