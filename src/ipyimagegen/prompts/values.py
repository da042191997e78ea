"""Values for a template's placeholders: Python values as text, pictures, and choices of axes.

No call and no operator is ever evaluated: only names that the caller hands in, public
attributes, and keys. An exception of a value's own code becomes one of our errors.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Sized
from dataclasses import dataclass, field
from numbers import Number
from types import ModuleType
from typing import Any, NamedTuple

from ..errors import ImagegenError, PromptError
from ..paths import LONGEST_PATH, expanded, is_file
from ..text import a_kind, is_blank, nearest, one_line, told_apart, value_words
from .grammar import (
    RAW_HINT,
    Axis,
    Column,
    Node,
    Reference,
    Template,
    Text,
    Value,
    normal_name,
    parse,
)

__all__ = [
    "Choice",
    "Names",
    "ResolvedAxis",
    "as_text",
    "evaluate",
    "fill",
    "is_missing",
    "is_sweep",
    "remark",
    "resolve_axes",
]

_MAX_CHOICES = 10_000  # more can't be asked for in one go in any case
_ENDINGS = (".png", ".jpg", ".jpeg", ".webp", ".gif", ".bmp", ".tif", ".tiff", ".avif", ".heic")
_LONG_NUMBER = 14_000  # bits; Python writes no number of more than 4,300 digits
_MAX_CHARACTERS = 1_000_000  # a longer value is a mistake, such as a file's content

_ADDRESS = re.compile(r" at 0x[0-9a-fA-F]+>")
_HUGE_WIDTH = re.compile(r"\d{7}")


class Names(NamedTuple):
    """The Python names that placeholders may use.

    Parameters
    ----------
    lookup
        Returns the value of a name; raises `KeyError` for an unknown one.
    known
        All names, to suggest one for a mistyped name.
    is_picture
        Whether a value is a picture, which is attached instead of inserted.
    """

    lookup: Callable[[str], object]
    known: Iterable[str]
    is_picture: Callable[[object], bool]


class Choice(NamedTuple):
    """A value of an axis.

    Parameters
    ----------
    label
        Its name in tables and on contact sheets.
    content
        The template of a written choice, or the item of a list.
    """

    label: str
    content: Template | object


class ResolvedAxis(NamedTuple):
    """An axis whose choices are known; `name` is empty if it has none."""

    name: str
    choices: tuple[Choice, ...]


Attach = Callable[[object, str], int]
Tell = Callable[[Node, object, str], None]


def resolve_axes(template: Template, names: Names) -> tuple[ResolvedAxis, ...]:
    """Return the template's axes with their choices; `PromptError` if one can't be resolved."""
    return tuple(ResolvedAxis(axis.name, _choices(axis, names)) for axis in template.axes)


def fill(
    template: Template,
    choices: Sequence[Choice],
    names: Names,
    attach: Attach,
    row: Mapping[str, object] | None = None,
    *,
    tell: Tell | None = None,
) -> str:
    """Return the prompt of a template for one choice of each axis.

    Parameters
    ----------
    template
        The parsed template.
    choices
        One choice for each axis, in the order of `Template.axes`.
    names
        The names that placeholders may use.
    attach
        Makes a picture an input, and returns the number for "image 1". It gets the picture,
        or the text of an ``@`` reference, and its name in the template. Its exceptions are
        passed on.
    row
        The values of the columns.
    tell
        Is told of each placeholder's Python value, and of the text that it became.

    Raises
    ------
    PromptError
        The prompt is empty or can't be written as UTF-8, or a placeholder can't be filled.
    """
    pairs = zip(template.axes, choices, strict=True)
    by_name = {normal_name(axis.name): choice for axis, choice in pairs if axis.name}
    prompt = _Filling(iter(choices), by_name, names, attach, row or {}, tell).text(template)
    if is_blank(prompt):
        raise PromptError(
            "the prompt is empty", hint="Write what to paint: in a cell, below the line."
        )
    _require_utf8(prompt, "the prompt")
    return prompt


@dataclass(frozen=True)
class _Filling:
    """The values for the placeholders of one prompt, and the texts that they become.

    A `subject` is the subject of an error message's sentence, such as ``{animal}``.
    """

    choices: Iterator[Choice]
    by_name: Mapping[str, Choice]
    names: Names
    attach: Attach
    row: Mapping[str, object]
    tell: Tell | None
    kept: dict[str, str] = field(default_factory=dict)
    """The text of each named choice: axes that stand in each other twice would double the work."""

    def text(self, template: Template) -> str:
        texts, length = [], 0
        for node in template.nodes:
            texts.append(self.node(node))
            length += len(texts[-1])
            if length > _MAX_CHARACTERS:
                raise PromptError(f"the prompt is longer than {_MAX_CHARACTERS:,} characters")
        return "".join(texts)

    def node(self, node: Node) -> str:
        if isinstance(node, Text):
            return node.text
        if isinstance(node, Axis):
            choice = next(self.choices)
            text = self.choice(choice, node.source, normal_name(node.name))
            return text if node.values is None else self.told(node, choice.content, text)
        if isinstance(node, Reference):
            return f"image {self.attach(node.reference, node.reference)}"
        name = normal_name(node.name)
        chosen = None if isinstance(node, Column) else self.by_name.get(name)
        if chosen is not None and not node.steps and not node.format_spec:
            return self.choice(chosen, node.source, name)
        subject, each = f"{{{node.expression}}}", ""  # of a column and a choice there is no axis
        if chosen is not None:
            is_text = isinstance(chosen.content, Template)
            head = self.choice(chosen, node.source, name) if is_text else chosen.content
            value = _step(head, node)
        elif isinstance(node, Column):
            value = _step(self.row[node.name], node)
        else:
            value = _evaluate(node, self.names)
            each = f"{{*{node.expression}}} tries each of them, and "
        first = f"{each}{{{node.expression}[0]}} is the first."
        text = self.value(value, node.expression, subject, node.format_spec, first)
        return text if chosen is not None else self.told(node, value, text)

    def told(self, node: Node, value: object, text: str) -> str:
        """Return the text of a value, of which is told only now that it could be read."""
        if self.tell is not None:
            self.tell(node, value, text)
        return text

    def choice(self, choice: Choice, subject: str, axis: str) -> str:
        """Return the text of a choice of an axis, whose name is empty if it has none."""
        if axis in self.kept:
            return self.kept[axis]
        if isinstance(choice.content, Template):
            text = self.text(choice.content)
        else:
            text = self.value(choice.content, choice.label, subject)
        if axis:
            self.kept[axis] = text
        return text

    def value(
        self,
        value: object,
        name: str,
        subject: str,
        format_spec: str = "",
        first: str = "",  # the way to one of several pictures
    ) -> str:
        if not self.names.is_picture(value):
            if _holds_pictures(value, self.names):
                raise PromptError(
                    f"{subject} holds several pictures, and a placeholder stands for one",
                    hint=first,
                )
            return as_text(value, format_spec, subject)
        if format_spec:
            raise PromptError(
                f"{subject} is a picture, and takes no format {format_spec!r}",
                hint=f"Write {subject}.",
            )
        return f"image {self.attach(value, name)}"


def evaluate(expression: str, names: Names) -> object:
    """Return the value of what may stand in braces, such as ``items[0]`` or ``row["k"].photo``.

    Raises
    ------
    PromptError
        It is no such expression, or can't be read.
    """
    [node, *more] = parse(f"{{{expression}}}").nodes
    if more or not isinstance(node, Value):
        raise PromptError(f"{expression!r} is no value")
    return _evaluate(node, names)


def _evaluate(placeholder: Value, names: Names) -> object:
    """Return the Python value of a placeholder: its name's, then attributes and keys."""
    try:
        value = names.lookup(normal_name(placeholder.name))
    except KeyError:
        public = (known for known in names.known if not known.startswith("_"))
        hint = f"{nearest(placeholder.name, public)} {RAW_HINT}".strip()
        raise PromptError(
            f"the prompt names {{{placeholder.name}}}, which is not defined", hint=hint
        ) from None
    return _step(value, placeholder)


def _step(value: Any, placeholder: Value | Column) -> object:
    """Return what the attributes and keys of a placeholder lead to from a value."""
    subject = f"{{{placeholder.expression}}}"
    for kind, step in placeholder.steps:
        if kind == "attribute" and str(step).startswith("_"):
            raise PromptError(f"{subject} asks for a private attribute")
        try:
            value = getattr(value, normal_name(str(step))) if kind == "attribute" else value[step]
        except Exception as error:  # a property, or an object without keys, may raise anything
            raise _unreadable(subject, error) from error
    return value


def _choices(axis: Axis, names: Names) -> tuple[Choice, ...]:
    if axis.values is None:
        sources = [template.source for template in axis.choices]
        labels = told_apart([one_line(source, 80) for source in sources], sources)
        return tuple(map(Choice, labels, axis.choices))
    items = _items(_evaluate(axis.values, names), axis.source)
    if not items:
        raise PromptError(f"{axis.source} has nothing to choose from: it is empty")
    named: list[str] = []
    meant: list[object] = []
    for position, (label, value) in enumerate(items, start=1):
        if names.is_picture(value):
            named.append(label or _picture_label(value, position))
            meant.append(value)
        else:
            text = as_text(value, "", f"{axis.source}, its value {position}")
            named.append(one_line(label or text, 80))
            meant.append((label, text))
    return tuple(map(Choice, told_apart(named, meant), (value for _, value in items)))


def _picture_label(picture: object, position: int) -> str:
    """Return the name of a picture, its reference, or its position in the list."""
    for attribute in ("name", "ref"):
        label = getattr(picture, attribute, "")
        if isinstance(label, str) and label:
            return label
    return f"picture {position}"


def _items(value: object, subject: str) -> list[tuple[str, object]]:
    """Return the items of a list as pairs of a label (empty: the item's own text) and a value."""
    if isinstance(value, Sized) and len(value) > _MAX_CHOICES:
        raise PromptError(f"{subject} has {len(value):,} values: more than {_MAX_CHOICES:,}")
    if isinstance(value, Mapping):
        return [(str(key), item) for key, item in value.items()]
    outcomes = getattr(value, "outcomes", None)
    if isinstance(outcomes, tuple):  # a sweep: each picture, by its labels
        made = [one for one in outcomes if one.generation is not None]
        return [(" · ".join(one.labels), one.generation) for one in made]
    if isinstance(value, (list, tuple, range)):
        return [("", item) for item in value]
    if getattr(value, "ndim", 0) == 4 and isinstance(value, Iterable):  # an array of pictures
        return [("", item) for item in value]
    # Series, indexes and arrays: anything of one dimension that can be a list.
    to_list = getattr(value, "tolist", None)
    if callable(to_list) and getattr(value, "ndim", 0) == 1:
        return [("", item) for item in to_list()]
    raise PromptError(
        f"{subject} can't be an axis: it is {a_kind(value)}",
        hint="Axes come from lists, tuples, dicts, ranges and Series; list(...) makes one.",
    )


def _holds_pictures(value: object, names: Names) -> bool:
    """Whether a value is a sweep, or a list or dictionary with a picture in it.

    Its text would be a list of objects, which no prompt means.
    """
    if isinstance(value, list | tuple | dict):
        return any(map(names.is_picture, value.values() if isinstance(value, dict) else value))
    return is_sweep(value)


def is_sweep(value: object) -> bool:
    """Whether a value is a sweep; one that goes on is not waited for."""
    if isinstance(value, str):
        return False
    try:
        return {"outcomes", "generations"} <= set(dir(value))
    except Exception:  # noqa: BLE001  # __dir__ of the user may raise anything; it is no sweep
        return False


def is_missing(value: object) -> bool:
    """Whether a value stands for none, as in a table."""
    kind = type(value).__name__
    if value is None or kind in ("NAType", "NaTType"):
        return True
    if not isinstance(value, Number) and kind not in ("datetime64", "timedelta64"):
        return False  # pictures and arrays are compared slowly, or to something else
    try:
        return bool(value != value)  # noqa: PLR0124  # so are those alone
    except ArithmeticError:  # of a decimal number that signals
        return True


def as_text(value: object, format_spec: str, subject: str) -> str:
    """Return a value as the text that is inserted; `PromptError` says why there is none."""
    kind = type(value).__name__
    if value is None:
        raise PromptError(f"{subject} is None")
    if is_missing(value):
        raise PromptError(f"{subject} is a missing value", said=kind)
    if isinstance(value, ModuleType):
        raise PromptError(f"{subject} is a module", hint=RAW_HINT)
    if isinstance(value, bytes | bytearray | memoryview):
        raise PromptError(f"{subject} is {kind}, not text", hint="Decode it, or name a picture.")
    if callable(value):
        raise PromptError(
            f"{subject} is {a_kind(value)} to call, not text", hint="Insert its result."
        )
    if _HUGE_WIDTH.search(format_spec):
        raise PromptError(f"{subject} is formatted wider than {_MAX_CHARACTERS:,} characters")
    try:
        text = format(value, format_spec) if format_spec else str(value)
    except Exception as error:  # __str__ and __format__ of the user may raise anything
        if type(value) is int and value.bit_length() > _LONG_NUMBER:
            raise PromptError(f"{subject} is {value_words(value)}: too long") from None
        raise _unreadable(subject, error) from error
    if len(text) > _MAX_CHARACTERS:
        raise PromptError(f"{subject} is longer than {_MAX_CHARACTERS:,} characters")
    if not isinstance(value, str) and _ADDRESS.search(text):
        raise PromptError(f"{subject} is {a_kind(value)} without a readable text")
    _require_utf8(text, subject)
    return text


def remark(node: Node, value: object, text: str) -> str:
    """Return what is to be said of a value that a placeholder inserts as `text`; else nothing."""
    if isinstance(value, str):
        return _file_remark(node) if _names_a_picture(value) else ""
    return _collection_remark(node.expression, value, text) if isinstance(node, Value) else ""


def _file_remark(node: Node) -> str:
    """Return how the picture is attached whose path is inserted as text.

    A text is always text. But the picture may be meant, and one of something else is paid.
    """
    source = one_line(node.source, 60)
    if isinstance(node, Value):
        name = one_line(node.expression, 60)
        return f"{source} is text; -i {name} or pathlib.Path({name}) attaches the picture"
    return f"{source} is text; pathlib.Path(…) of each attaches the pictures"


def _names_a_picture(text: str) -> bool:
    """Whether a text is the path of a picture that is there."""
    if len(text) > LONGEST_PATH or not text.lower().endswith(_ENDINGS):
        return False
    try:
        return is_file(expanded(text))
    except OSError:  # nobody's home is known
        return False


def _collection_remark(expression: str, value: object, text: str) -> str:
    """Return what is to be said of a value that is inserted as Python writes it; else nothing.

    It is what the template says, and a list in a prompt may be meant. But it may as well be a
    ``*`` that is missing, and each picture is paid.
    """
    kind, expression = type(value), one_line(expression, 60)
    each = f"{{*{expression}}} makes one picture of each"
    if kind is dict:
        each += " value, and its keys are the labels"
    elif kind in (set, frozenset):
        each = f"made a list, {each}"
    elif _is_pandas(value, "DataFrame"):
        each = f"--rows {expression if expression.isidentifier() else 'VAR'} "
        each += "makes one picture of each row"
    elif kind not in (list, tuple, range) and not _is_pandas(value, "Series"):
        return ""
    return f"{{{expression}}} is {a_kind(value)}, sent as “{one_line(text, 60)}”: {each}"


def _is_pandas(value: object, name: str) -> bool:
    """Whether a value is pandas' own, by its names: importing it takes a second."""
    kind = type(value)
    return kind.__name__ == name and kind.__module__.partition(".")[0] == "pandas"


def _unreadable(subject: str, error: Exception) -> PromptError:
    if isinstance(error, ImagegenError):  # of a sweep that has no such label
        return PromptError(f"{subject} names nothing", said=str(error), hint=error.hint)
    try:
        words = str(error)
    except Exception:  # noqa: BLE001  # even the error's own text is the user's code
        words = ""
    details = f"{type(error).__name__}: {words}" if words else type(error).__name__
    return PromptError(f"{subject} can't be read", said=one_line(details), hint=RAW_HINT)


def _require_utf8(text: str, subject: str) -> None:
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise PromptError(
            f"{subject} holds half a character at position {error.start}, which can't be sent",
            hint="It is a lone surrogate, often from a damaged file name or a cut emoji.",
        ) from None
