"""What was made of one prompt, as a sweep: its dimensions are read back from the library.

They are the prompt's axes and values, the inputs, the models and the takes, as far as they vary.
A failure that was asked for again is left out where its picture came.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from ..errors import UnknownReference
from ..library import Generation
from ..library.references import is_picture
from ..prompts.labels import PromptReader
from ..prompts.values import Names
from ..session.plan import Dimension, axis_names
from ..text import one_line
from ..views.difference import input_name

if TYPE_CHECKING:
    from ..library import Library

__all__ = ["sweep_of_prompt"]

PAGE = 200
NAME_LENGTH = 60
OTHER = "–"  # the label of a prompt that is not of this template

Labelled = tuple[tuple[str, ...], Generation]


class _Column(NamedTuple):
    """A dimension that may be: the labels known for it, in order, and that of each generation."""

    name: str
    labels: Sequence[str]
    known: Sequence[str] = ()

    @property
    def dimension(self) -> Dimension:
        found = dict.fromkeys(self.labels)
        known = [label for label in dict.fromkeys(self.known) if label in found]
        return Dimension(self.name, tuple(dict.fromkeys([*known, *found])))


def sweep_of_prompt(
    key: str, library: Library, values: Mapping[str, Any], *, most: int
) -> tuple[list[Dimension], list[Labelled]]:
    """Return the dimensions of a group of the history, and its generations with their labels.

    Parameters
    ----------
    key
        The group's, as `Library.groups` returns it.
    library
        The library.
    values
        The variables that its prompt may name: lists of choices among them.
    most
        How many generations at most, the newest ones.

    Raises
    ------
    UnknownReference
        Nothing is left of it.
    """
    made = _made(key, library, most)
    if not made:
        raise UnknownReference("nothing of this prompt is in the library any more")
    varied = [one for one in _columns(made, values) if len(set(one.labels)) > 1]
    rows = list(zip(*(one.labels for one in varied), strict=True)) if varied else [()] * len(made)
    labelled = _without_failures(list(zip(rows, made, strict=True)))
    dimensions = [one.dimension for one in varied]
    if len({labels for labels, _ in labelled}) == len(labelled):
        return dimensions, labelled
    runs = _runs([labels for labels, _ in labelled])
    labelled = [((*labels, run), one) for run, (labels, one) in zip(runs, labelled, strict=True)]
    return [*dimensions, _Column("run", runs).dimension], labelled


def _made(key: str, library: Library, most: int) -> list[Generation]:
    """Return the newest of a group, the oldest of them first."""
    made: list[Generation] = []
    while len(made) < most:
        page = library.members(key, "", start=len(made), count=PAGE)
        made += [one for one in page if isinstance(one, Generation)]
        if len(page) < PAGE:
            break
    return made[most - 1 :: -1] if len(made) > most else made[::-1]


def _columns(made: Sequence[Generation], values: Mapping[str, Any]) -> list[_Column]:
    names = Names(values.__getitem__, values, is_picture)
    reader = PromptReader(made[-1].template, names)
    read = [reader.read(one.prompt) for one in made]
    axes: list[_Column] = []
    rows: list[_Column] = []
    for at, field in enumerate(reader.fields):
        texts = [None if one is None else one[at] for one in read]
        labelled = field.labelled(text for text in texts if text is not None)
        labels = [OTHER if text is None else labelled[text] for text in texts]
        known = list(field.labels.values())
        (axes if field.is_axis else rows).append(_Column(field.name, labels, known))
    rows = [one for one in rows if len(set(one.labels)) > 1]
    if len(rows) > 1:  # values go together, as they do in the rows of a table
        together = zip(*(one.labels for one in rows), strict=True)
        rows = [_Column("row", [" · ".join(labels) for labels in together])]
    inputs = [", ".join(input_name(given, NAME_LENGTH) for given in one.inputs) for one in made]
    outer = [_Column("picture", inputs), *rows]
    inner = [
        _Column("model", [one_line(one.model, NAME_LENGTH) for one in made]),
        *(
            _Column(
                name, [one_line(str(one.parameters.get(name, "")), NAME_LENGTH) for one in made]
            )
            for name in ("aspect", "size")
        ),
        _Column("take", [f"take {one.take}" for one in made]),
    ]
    free = axis_names((one.name for one in axes), (one.name for one in (*outer, *inner)))
    axes = [one._replace(name=name) for one, name in zip(axes, free, strict=True)]
    return [*outer, *axes, *inner]


def _without_failures(labelled: Sequence[Labelled]) -> list[Labelled]:
    """Return what was made without failures whose picture came when they were asked for again."""
    came = {labels for labels, one in labelled if one.status == "done"}
    last = {labels: one for labels, one in labelled if labels not in came}
    return [(labels, one) for labels, one in labelled if last.get(labels, one) is one
            and (one.status == "done" or labels not in came)]  # fmt: skip


def _runs(rows: Sequence[tuple[str, ...]]) -> list[str]:
    """Return the number of each among those with the same labels."""
    counts: Counter[tuple[str, ...]] = Counter()
    numbers = []
    for labels in rows:
        counts[labels] += 1
        numbers.append(f"run {counts[labels]}")
    return numbers
