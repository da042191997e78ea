"""Lineage: what a generation was made from, and what was made of it, as a drawing.

A tree that reads from the first picture down: each branch is an edit, and what stands beside
it is the instruction that made it. In a notebook it is a nested list with small pictures,
which keeps its order and its meaning where a page throws styles away; in a terminal it is
drawn with lines.
"""

from __future__ import annotations

import html
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..text import one_line
from .html import GREY, inline_picture

if TYPE_CHECKING:
    from ..library import Generation, InputRecord

__all__ = ["Lineage"]

MOST = 100  # generations drawn
PICTURED = 60  # of these with a picture
SIDE = 96  # pixels
PROMPT = 160  # characters

_LINE = "var(--jp-border-color1,var(--vscode-panel-border,#8886))"
_ACCENT = "var(--jp-brand-color1,var(--vscode-focusBorder,#1a66c9))"
_LIST = "list-style:none;margin:0;padding:0"
_BRANCH = f"{_LIST};margin-left:12px;padding-left:20px;border-left:1px solid {_LINE}"
_ITEM = "display:flex;gap:12px;align-items:center;padding:6px 0"
_WORDS = "min-width:0;max-width:520px;line-height:1.5;overflow-wrap:anywhere"
# Every picture has the same room, so that the words beside them stand in one line.
_FRAME = f"flex:none;width:{SIDE}px;display:flex;justify-content:center"
_GAP = (
    f"box-sizing:border-box;width:{SIDE}px;padding:20px 4px;text-align:center;font-size:11px;"
    f"border:1px dashed {_LINE};border-radius:4px;{GREY}"
)
_ASKED = f"outline:2px solid {_ACCENT};outline-offset:2px"


@dataclass(frozen=True)
class _Node:
    """A generation in the drawing, and below it what was made of it.

    Those that were drawn before are only referred to: they have no `children`. The inputs
    that no line of the drawing leads to are named in `others`.
    """

    made: Generation
    seen: bool
    others: tuple[str, ...]
    children: tuple[_Node, ...]


@dataclass(frozen=True)
class Lineage:
    """The ancestors and descendants of a generation.

    Parameters
    ----------
    generation
        Whose they are.
    """

    generation: Generation

    def __repr__(self) -> str:
        trees, more = self._drawn()
        lines = [line for tree in trees for line in self._lines(tree)]
        return "\n".join([*lines, *more])

    def _lines(self, node: _Node) -> Iterator[str]:
        yield self._words(node)
        for place, child in enumerate(node.children):
            last = place == len(node.children) - 1
            corner, below = ("└─ ", "   ") if last else ("├─ ", "│  ")
            for number, line in enumerate(self._lines(child)):
                yield (below if number else corner) + line

    def _repr_html_(self) -> str:
        trees, more = self._drawn()
        pictures = iter(range(PICTURED))
        items = "".join(self._item(tree, pictures) for tree in trees)
        rest = "".join(f'<li style="{GREY}">{line}</li>' for line in more)
        return f'<ul style="{_LIST};font-size:13px">{items}{rest}</ul>'

    def _item(self, node: _Node, pictures: Iterator[int]) -> str:
        shown = not node.seen and next(pictures, None) is not None
        beside = self._picture(node) if shown else ""
        below = "".join(self._item(child, pictures) for child in node.children)
        branch = f'<ul style="{_BRANCH}">{below}</ul>' if below else ""
        name, told, prompt = self._parts(node)
        words = (
            f"<b>{html.escape(name)}</b> "
            f'<span style="{GREY}">{html.escape(told)}</span><br>{html.escape(prompt)}'
        )
        line = f'<div style="{_ITEM}">{beside}<div style="{_WORDS}">{words}</div></div>'
        return f"<li>{line}{branch}</li>"

    def _picture(self, node: _Node) -> str:
        """Return its picture, or the gap that it leaves, with the words for why."""
        outline = f";{_ASKED}" if self._is_asked(node) else ""
        shown, style = inline_picture(node.made, SIDE), "align-self:center"
        if not shown:
            shown, style = "file missing" if node.made.pictures else "no picture", _GAP
        return f'<div style="{_FRAME}"><div style="{style}{outline}">{shown}</div></div>'

    def _words(self, node: _Node) -> str:
        return " · ".join(filter(None, self._parts(node)))

    def _parts(self, node: _Node) -> tuple[str, str, str]:
        """Return its name, what there is to know of it, and the prompt."""
        made = node.made
        name = f"{made.ref} {one_line(made.name, 40)}".strip()
        told = [
            one_line(made.model, 40),
            made.status if made.status != "done" else "",
            "deleted" if made.deleted else "",
            f"with {', '.join(node.others)}" if node.others else "",
            "see above" if node.seen else "",
            "this one" if self._is_asked(node) and not node.seen else "",
        ]
        prompt = "" if node.seen else one_line(made.prompt, PROMPT)
        return name, " · ".join(filter(None, told)), prompt

    def _is_asked(self, node: _Node) -> bool:
        return node.made.number == self.generation.number

    def _drawn(self) -> tuple[list[_Node], list[str]]:
        """Return a tree for each first picture that it goes back to, and what is left out."""
        asked, library = self.generation, self.generation.library
        before, cut_before = _reached(asked, lambda made: made.parents)
        after, cut_after = _reached(asked, lambda made: library.children(made.number))
        family = {made.number: made for made in (*before, asked, *after)}
        drawn: set[int] = set()
        # What goes in circles has no first one: it is begun wherever it was not drawn yet.
        starts = (*_firsts(family), *(family[number] for number in sorted(family)))
        trees = [_tree(one, family, drawn) for one in starts if one.number not in drawn]
        return trees, ["and more"] if cut_before or cut_after else []


def _firsts(family: Mapping[int, Generation]) -> list[Generation]:
    """Return those that were made from none of the others, the oldest first."""
    return [
        family[number]
        for number in sorted(family)
        if not any(given.generation in family for given in family[number].inputs)
    ]


def _reached(
    start: Generation, step: Callable[[Generation], Iterable[Generation]]
) -> tuple[Sequence[Generation], bool]:
    """Return what can be reached from a generation, and whether that was too much."""
    found: dict[int, Generation] = {}
    open_ = [start]
    while open_:
        for made in step(open_.pop(0)):
            if made.number in found or made.number == start.number:
                continue
            if len(found) == MOST // 2:
                return list(found.values()), True
            found[made.number] = made
            open_.append(made)
    return list(found.values()), False


def _tree(made: Generation, family: Mapping[int, Generation], drawn: set[int]) -> _Node:
    others = tuple(_called(given, made) for given in made.inputs if given.generation not in family)
    if made.number in drawn:
        return _Node(made, seen=True, others=others, children=())
    drawn.add(made.number)
    given = [
        family[number]
        for number in sorted(family)
        if any(entry.generation == made.number for entry in family[number].inputs)
    ]
    below = tuple(_tree(one, family, drawn) for one in given)
    return _Node(made, seen=False, others=others, children=below)


def _called(given: InputRecord, child: Generation) -> str:
    """Return what an input is called that is not in the drawing, and whether it is still there."""
    name = one_line(given.name, 40)
    if given.generation is None:
        return name
    ref = f"@{given.generation}"
    parent = child.library.get(given.generation)
    gone = " (thrown away)" if parent is None else " (deleted)" if parent.deleted else ""
    return (ref if name in ("", ref) else f"{ref} {name}") + gone
