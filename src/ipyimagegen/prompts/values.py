"""What stands in a template's places: Python values as text, pictures, and axes.

No call and no operator is ever evaluated: names that the caller hands in, public
attributes, and keys. What a value's own code raises becomes one of our errors.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence, Sized
from dataclasses import dataclass
from types import ModuleType

from ..errors import PromptError
from ..text import nearest, one_line
from .grammar import RAW_HINT, Axis, Column, Node, Reference, Template, Text, Value

__all__ = ["Choice", "Names", "ResolvedAxis", "check_text", "fill", "resolve_axes", "text_of"]

LONGEST_AXIS = 10_000  # values; more can't be asked for in one go in any case
LONGEST_VALUE = 1_000_000
"""Characters of one inserted value; a longer one is a mistake, such as a file's content."""

_ADDRESS = re.compile(r" at 0x[0-9a-fA-F]+>")
_HUGE_WIDTH = re.compile(r"\d{7}")


@dataclass(frozen=True)
class Names:
    """What names stand for.

    Parameters
    ----------
    lookup
        Returns what a name stands for; raises `KeyError` if nothing.
    known
        The names that `lookup` knows, to suggest one for a mistyped name.
    is_picture
        Whether a value is attached instead of inserted.
    """

    lookup: Callable[[str], object]
    known: Iterable[str]
    is_picture: Callable[[object], bool]


@dataclass(frozen=True)
class Choice:
    """One of the ways in which an axis is tried.

    Parameters
    ----------
    label
        What it is called in tables and on contact sheets.
    content
        The template of a written choice, or the value that a list held.
    """

    label: str
    content: Template | object


@dataclass(frozen=True)
class ResolvedAxis:
    """An axis whose choices are known; `name` is empty where it has none."""

    name: str
    choices: tuple[Choice, ...]


Attach = Callable[[object, str], int]


def resolve_axes(template: Template, names: Names) -> tuple[ResolvedAxis, ...]:
    """Return the template's axes with what is tried; `PromptError` if one can't be."""
    return tuple(ResolvedAxis(axis.name, _choices(axis, names)) for axis in template.axes)


def fill(
    template: Template,
    chosen: Sequence[Choice],
    names: Names,
    attach: Attach,
    row: Mapping[str, object] | None = None,
) -> str:
    """Return one prompt that a template stands for.

    Parameters
    ----------
    template
        What was typed.
    chosen
        One choice for each axis, in the order of `Template.axes`.
    names
        What names stand for.
    attach
        Makes a picture an input, and returns the number for "image 1". It gets the value,
        or the text of an ``@`` reference, and what the template calls it. What it raises is
        passed on.
    row
        What the columns hold.

    Raises
    ------
    PromptError
        The prompt can't be sent as it stands.
    """
    by_name = {
        axis.name: choice for axis, choice in zip(template.axes, chosen, strict=True) if axis.name
    }
    filling = _Filling(by_name, names, attach, row or {})
    turn = iter(chosen)
    prompt = "".join(
        filling.choice(next(turn), node.source) if isinstance(node, Axis) else filling.node(node)
        for node in template.nodes
    )
    check_text(prompt)
    return prompt


def check_text(prompt: str) -> None:
    """Refuse a final prompt that is empty or can't be written as UTF-8."""
    if not prompt.strip():
        raise PromptError("the prompt is empty", hint="Write what to paint below the line.")
    check_encodable(prompt, "the prompt")


@dataclass(frozen=True)
class _Filling:
    """What one prompt is filled with."""

    chosen: Mapping[str, Choice]
    names: Names
    attach: Attach
    row: Mapping[str, object]

    def node(self, node: Node) -> str:
        if isinstance(node, Text):
            return node.text
        if isinstance(node, Reference):
            return f"image {self.attach(node.reference, node.reference)}"
        if isinstance(node, Column):
            return self.value(self.row[node.name], node.name, "")
        if isinstance(node, Axis):
            raise TypeError(node)  # an axis is filled with its choice
        if not node.steps and not node.format_spec and node.name in self.chosen:
            return self.choice(self.chosen[node.name], node.source)
        return self.value(_evaluate(node, self.names), node.expression, node.format_spec)

    def choice(self, choice: Choice, shown: str) -> str:
        if isinstance(choice.content, Template):
            return "".join(self.node(node) for node in choice.content.nodes)
        if self.names.is_picture(choice.content):
            return f"image {self.attach(choice.content, choice.label)}"
        return text_of(choice.content, "", shown)

    def value(self, value: object, expression: str, format_spec: str) -> str:
        if not self.names.is_picture(value):
            return text_of(value, format_spec, f"{{{expression}}}")
        if format_spec:
            raise PromptError(
                f"{{{expression}}} is a picture, and takes no format {format_spec!r}",
                hint=f"Write {{{expression}}}.",
            )
        return f"image {self.attach(value, expression)}"


def _evaluate(value: Value, names: Names) -> object:
    """Follow attributes and keys."""
    try:
        # Python reads names in this normal form, so that is how they are stored.
        found = names.lookup(unicodedata.normalize("NFKC", value.name))
    except KeyError:
        public = (known for known in names.known if not known.startswith("_"))
        hint = f"{nearest(value.name, public)} {RAW_HINT}".strip()
        raise PromptError(
            f"the prompt names {{{value.name}}}, which is not defined", hint=hint
        ) from None
    for kind, what in value.steps:
        if kind == "attribute" and str(what).startswith("_"):
            raise PromptError(f"{{{value.expression}}} asks for a private attribute")
        try:
            if kind == "attribute":
                found = getattr(found, unicodedata.normalize("NFKC", str(what)))
            else:
                found = found[what]  # type: ignore[index]  # whatever it is, it may say no
        except Exception as error:  # a property or __getitem__ of the user may raise anything
            raise _unreadable(f"{{{value.expression}}}", error) from error
    return found


def _choices(axis: Axis, names: Names) -> tuple[Choice, ...]:
    if axis.values is None:
        return tuple(Choice(one_line(template.source, 80), template) for template in axis.choices)
    found = _listed(_evaluate(axis.values, names), axis.source)
    if not found:
        raise PromptError(f"{axis.source} has nothing to choose from: it is empty")
    choices = []
    for position, (label, value) in enumerate(found, start=1):
        shown = f"{axis.source}, its value {position}"
        if names.is_picture(value):
            choices.append(Choice(label or _called(value, position), value))
        else:
            text = text_of(value, "", shown)
            choices.append(Choice(one_line(label or text, 80), value))
    return tuple(choices)


def _called(picture: object, position: int) -> str:
    """Return what a picture of a list is called."""
    for attribute in ("name", "ref"):
        known = getattr(picture, attribute, "")
        if isinstance(known, str) and known:
            return known
    return f"picture {position}"


def _listed(value: object, shown: str) -> list[tuple[str, object]]:
    """Return what a list holds as pairs of a label (empty: its own text) and a value."""
    if isinstance(value, Sized) and len(value) > LONGEST_AXIS:
        raise PromptError(f"{shown} has {len(value):,} values: more than {LONGEST_AXIS:,}")
    if isinstance(value, Mapping):
        return [(str(key), one) for key, one in value.items()]
    if isinstance(value, (list, tuple, range)):
        return [("", one) for one in value]
    # Series, indexes and arrays: whatever can be a list, and has one dimension.
    to_list = getattr(value, "tolist", None)
    if callable(to_list) and getattr(value, "ndim", 0) == 1:
        return [("", one) for one in to_list()]
    raise PromptError(
        f"{shown} can't be an axis: it is a {type(value).__name__}",
        hint="Axes come from lists, tuples, dicts, ranges and Series; list(...) makes one.",
    )


def text_of(value: object, format_spec: str, shown: str) -> str:
    """Return a value as the text to insert, or say why there is none."""
    kind = type(value).__name__
    if value is None:
        raise PromptError(f"{shown} is None")
    if kind in ("NAType", "NaTType") or (isinstance(value, float) and math.isnan(value)):
        raise PromptError(f"{shown} is a missing value", said=kind)
    if isinstance(value, ModuleType):
        raise PromptError(f"{shown} is a module", hint=RAW_HINT)
    if isinstance(value, bytes | bytearray | memoryview):
        raise PromptError(f"{shown} is {kind}, not text", hint="Decode it, or name a picture.")
    if callable(value):
        raise PromptError(f"{shown} is a {kind} to call, not text", hint="Insert its result.")
    if _HUGE_WIDTH.search(format_spec):
        raise PromptError(f"{shown} is formatted wider than {LONGEST_VALUE:,} characters")
    try:
        text = format(value, format_spec) if format_spec else str(value)
    except Exception as error:  # __str__ and __format__ of the user may raise anything
        raise _unreadable(shown, error) from error
    if len(text) > LONGEST_VALUE:
        raise PromptError(f"{shown} is longer than {LONGEST_VALUE:,} characters")
    if not isinstance(value, str) and _ADDRESS.search(text):
        raise PromptError(f"{shown} is a {kind} without a readable text")
    check_encodable(text, shown)
    return text


def _unreadable(shown: str, error: Exception) -> PromptError:
    try:
        words = str(error)
    except Exception:  # noqa: BLE001  # even the error's own text is the user's code
        words = ""
    said = f"{type(error).__name__}: {words}" if words else type(error).__name__
    return PromptError(f"{shown} can't be read", said=one_line(said), hint=RAW_HINT)


def check_encodable(text: str, shown: str) -> None:
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise PromptError(
            f"{shown} holds half a character at position {error.start}, which can't be sent",
            hint="It is a lone surrogate, often from a damaged file name or a cut emoji.",
        ) from None
