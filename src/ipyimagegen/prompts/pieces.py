"""Pieces of a template, for who draws it: its axes, its values, and the names nobody knows.

Joined they are the template again, character for character.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from typing import Literal, NamedTuple

from ..errors import ImagegenError, PromptError
from ..text import one_line
from .grammar import Axis, Column, Node, Reference, Template, Text, Value, parse
from .values import Names, ResolvedAxis, as_text, evaluate, resolve_axes

__all__ = ["Kind", "Piece", "pieces"]

Kind = Literal["text", "axis", "value", "unknown"]

MOST = 1000  # pieces that are told apart
MOST_CHOICES = 12  # named in an axis's words


class Piece(NamedTuple):
    """A part of a template as typed, and its words for a title; text has none."""

    text: str
    kind: Kind
    words: str = ""


def pieces(
    template: str, names: Names, columns: Collection[str], refer: Callable[[str], object]
) -> list[Piece]:
    """Return the pieces of a template; all of it is text where the grammar refuses it.

    Parameters
    ----------
    template
        The text as typed.
    names
        The names that placeholders may use.
    columns
        The columns of rows, where there are rows.
    refer
        Looks a reference up; its `ImagegenError` says why it names nothing.
    """
    try:
        parsed = parse(template, columns)
    except PromptError:
        return [Piece(template, "text")]
    if len(parsed.nodes) > MOST:
        return [Piece(template, "text")]
    axes = {axis.name for axis in parsed.axes if axis.name}
    reader = _Reader(names, axes, refer)
    return [reader.piece(node) for node in parsed.nodes]


class _Reader:
    """Says of each node of one template what it is."""

    def __init__(self, names: Names, axes: set[str], refer: Callable[[str], object]) -> None:
        self._names = names
        self._axes = axes
        self._refer = refer

    def piece(self, node: Node) -> Piece:
        if isinstance(node, Text):
            return Piece(node.source, "text")
        try:
            kind, words = self._read(node)
        except ImagegenError as error:
            return Piece(node.source, "unknown", one_line(error.sentence, 200))
        return Piece(node.source, kind, words)

    def _read(self, node: Value | Reference | Column | Axis) -> tuple[Kind, str]:
        if isinstance(node, Axis):
            return "axis", self._axis(node)
        if isinstance(node, Column):
            return "value", f"the column {one_line(node.expression, 60)}"
        if isinstance(node, Reference):
            self._refer(node.reference)
            return "value", f"the picture {node.reference}"
        if node.name in self._axes:
            return "axis", f"the same choice of {node.name}"
        value = evaluate(node.expression, self._names)
        if self._names.is_picture(value):
            return "value", f"the picture {node.expression}"
        text = as_text(value, node.format_spec, f"{{{node.expression}}}")
        return "value", f"the variable {node.expression}: {one_line(text[:200], 60)}"

    def _axis(self, node: Axis) -> str:
        for choice in node.choices:
            for inner in _placeholders(choice):
                self._read(inner)
        [axis] = resolve_axes(Template((node,)), self._names)
        return _axis_words(axis)


def _placeholders(template: Template) -> Iterator[Value | Reference | Column | Axis]:
    for node in template.nodes:
        if not isinstance(node, Text):
            yield node


def _axis_words(axis: ResolvedAxis) -> str:
    labels = [one_line(choice.label, 40) or "nothing" for choice in axis.choices]
    count = f"{len(labels)} value{'' if len(labels) == 1 else 's'}"
    more = f" and {len(labels) - MOST_CHOICES} more" if len(labels) > MOST_CHOICES else ""
    return f"an axis of {count}: {', '.join(labels[:MOST_CHOICES])}{more}"
