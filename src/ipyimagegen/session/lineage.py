"""Lineage: what a generation was made from, and what was made of it, as a drawing.

A tree that reads from the first picture down: each branch is an edit, and what stands beside
it is the instruction that made it. In a notebook it is a nested list with small pictures,
which keeps its order and its meaning where a page throws styles away; in a terminal it is
drawn with lines.
"""

from __future__ import annotations

import html
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..errors import one_line
from .small import GREY, inline_picture

if TYPE_CHECKING:
    from ..library import Generation

__all__ = ["Lineage"]

MOST = 100  # generations drawn
PICTURED = 60  # of these with a picture
SIDE = 96  # pixels
PROMPT = 160  # characters

_LIST = "list-style:none;margin:0;padding:0"
_BRANCH = f"{_LIST};margin-left:24px;padding-left:20px;border-left:2px solid #8888"
_ITEM = "display:flex;gap:12px;align-items:center;margin:6px 0"
_ASKED = "outline:2px solid #1a66c9;outline-offset:2px"


@dataclass(frozen=True)
class _Node:
    """A generation in the drawing, and below it what was made of it.

    Those that were drawn before are only referred to: they have no `children`.
    """

    made: Generation
    seen: bool
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
        picture = inline_picture(node.made, SIDE) if shown else ""
        outline = f' style="{_ASKED}"' if self._is_asked(node) and picture else ""
        beside = f"<div{outline}>{picture}</div>" if picture else ""
        below = "".join(self._item(child, pictures) for child in node.children)
        branch = f'<ul style="{_BRANCH}">{below}</ul>' if below else ""
        name, told, prompt = self._parts(node)
        words = (
            f"<b>{html.escape(name)}</b> "
            f'<span style="{GREY}">{html.escape(told)}</span><br>{html.escape(prompt)}'
        )
        return f'<li><div style="{_ITEM}">{beside}<div>{words}</div></div>{branch}</li>'

    def _words(self, node: _Node) -> str:
        return " · ".join(filter(None, self._parts(node)))

    def _parts(self, node: _Node) -> tuple[str, str, str]:
        """Return its name, what there is to know of it, and the prompt."""
        made = node.made
        name = f"{made.ref} {one_line(made.name, 40)}".strip()
        own = [one_line(given.name, 40) for given in made.inputs if given.generation is None]
        told = [
            one_line(made.model, 40),
            made.status if made.status != "done" else "",
            "deleted" if made.deleted else "",
            f"with {', '.join(own)}" if own else "",
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
        firsts = [made for made in before if not made.parents] or [asked]
        drawn: set[int] = set()
        trees = [_tree(made, family, drawn) for made in sorted(firsts, key=lambda one: one.number)]
        return trees, ["and more"] if cut_before or cut_after else []


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


def _tree(made: Generation, family: dict[int, Generation], drawn: set[int]) -> _Node:
    if made.number in drawn:
        return _Node(made, seen=True, children=())
    drawn.add(made.number)
    given = [
        child
        for child in family.values()
        if any(entry.generation == made.number for entry in child.inputs)
    ]
    given.sort(key=lambda child: child.number)
    return _Node(made, seen=False, children=tuple(_tree(one, family, drawn) for one in given))
