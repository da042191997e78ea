"""Lineage: the ancestors and descendants of a generation as a drawing.

A tree that reads from the first picture down: each branch is an edit, beside the instruction
that made it. The first one may be a picture of the user's own, where the library has kept it;
of such a picture all that was made from it is drawn.
In a notebook it is a nested list with small pictures, which keeps its order and its meaning where
a page throws styles away; in a terminal it is drawn with lines. A function of library values that
knows no session.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..library.generation import Generation, InputRecord
from ..text import one_line
from .difference import input_label
from .given import Given
from .html import ACCENT, BORDER, GREY, Html, element, grey, inline_image, inline_picture

__all__ = ["Lineage"]

MAX_GENERATIONS = 100
PICTURED = 60  # of these with a picture
SIDE = 96  # pixels
PROMPT = 160  # characters

_LIST = "list-style:none;margin:0;padding:0"
_BRANCH = f"{_LIST};margin-left:12px;padding-left:20px;border-left:1px solid {BORDER}"
_ITEM = "display:flex;gap:12px;align-items:center;padding:6px 0"
_CAPTION = "min-width:0;max-width:520px;line-height:1.5;overflow-wrap:anywhere"
# Every picture has a frame of the same width, so that the captions are aligned.
_FRAME = f"flex:none;width:{SIDE}px;display:flex;justify-content:center"
_GAP = (
    f"box-sizing:border-box;width:{SIDE}px;padding:20px 4px;text-align:center;font-size:11px;"
    f"border:1px dashed {BORDER};border-radius:4px;{GREY}"
)
_SUBJECT = f"outline:2px solid {ACCENT};outline-offset:2px"


@dataclass(frozen=True)
class _Node:
    """A generation in the drawing, or a picture of the user's own, with the edits as `children`.

    Where it is `repeated`, it was drawn before and has no children here. `others` are labels of
    the inputs that no branch of the drawing leads to.
    """

    shown: Generation | InputRecord
    repeated: bool
    others: tuple[str, ...]
    children: tuple[_Node, ...]


@dataclass(frozen=True)
class Lineage:
    """The ancestors and descendants of a generation, or of a picture of the user's own."""

    subject: Generation | Given

    def __repr__(self) -> str:
        trees, rest = self._trees()
        lines = [line for tree in trees for line in self._lines(tree)]
        return "\n".join([*lines, *rest])

    def _lines(self, node: _Node) -> Iterator[str]:
        yield " · ".join(filter(None, self._caption(node)))
        for place, child in enumerate(node.children):
            last = place == len(node.children) - 1
            corner, below = ("└─ ", "   ") if last else ("├─ ", "│  ")
            for number, line in enumerate(self._lines(child)):
                yield (below if number else corner) + line

    def _repr_html_(self) -> str:
        trees, rest = self._trees()
        pictures = iter(range(PICTURED))
        items = (self._item(tree, pictures) for tree in trees)
        more = (element("li", line, style=GREY) for line in rest)
        return element("ul", *items, *more, style=f"{_LIST};font-size:13px")

    def _item(self, node: _Node, pictures: Iterator[int]) -> Html:
        """Return a node with its branch; `pictures` yields as long as pictures may be shown."""
        pictured = not node.repeated and next(pictures, None) is not None
        picture = self._picture(node) if pictured else Html()
        name, details, prompt = self._caption(node)
        words = element("b", name), " ", grey(details), element("br"), prompt
        line = element("div", picture, element("div", *words, style=_CAPTION), style=_ITEM)
        below = [self._item(child, pictures) for child in node.children]
        branch = element("ul", *below, style=_BRANCH) if below else Html()
        return element("li", line, branch)

    def _picture(self, node: _Node) -> Html:
        """Return the picture in its frame, or a gap with the reason."""
        outline = f";{_SUBJECT}" if self._is_subject(node) else ""
        shown = node.shown
        content: str = ""
        if isinstance(shown, Generation):
            content = inline_picture(shown, SIDE)
        elif shown.picture is not None:
            content = inline_image(self.subject.library, shown.picture, shown.name, SIDE)
        style = "align-self:center"
        if not content:
            is_bare = isinstance(shown, Generation) and not shown.pictures
            content, style = "no picture" if is_bare else "file missing", _GAP
        return element("div", element("div", content, style=f"{style}{outline}"), style=_FRAME)

    def _caption(self, node: _Node) -> tuple[str, str, str]:
        """Return the generation's name, its details, and the prompt."""
        generation = node.shown
        if isinstance(generation, InputRecord):
            own = " · this one" if self._is_subject(node) else ""
            return input_label(generation, 40), f"given as an input{own}", ""
        name = f"{generation.ref} {one_line(generation.name, 40)}".strip()
        details = [
            one_line(generation.model, 40),
            generation.status if generation.status != "done" else "",
            "deleted" if generation.deleted else "",
            f"with {', '.join(node.others)}" if node.others else "",
            "see above" if node.repeated else "",
            "this one" if self._is_subject(node) and not node.repeated else "",
        ]
        prompt = "" if node.repeated else one_line(generation.prompt, PROMPT)
        return name, " · ".join(filter(None, details)), prompt

    def _is_subject(self, node: _Node) -> bool:
        if isinstance(self.subject, Given):
            shown = node.shown
            return isinstance(shown, InputRecord) and shown.source == self.subject.picture.identity
        return node.shown == self.subject

    def _trees(self) -> tuple[list[_Node], list[str]]:
        """Return a tree for each oldest ancestor, and a line if the drawing is cut."""
        subject, library = self.subject, self.subject.library
        ancestors: Sequence[Generation] = ()
        if isinstance(subject, Given):  # nothing comes before it
            known = subject.edits
            middle, cut_before = known[: MAX_GENERATIONS // 2], len(known) > MAX_GENERATIONS // 2
        else:
            middle = [subject]
            ancestors, cut_before = _reachable(middle, lambda one: one.parents)
        descendants, cut_after = _reachable(middle, lambda one: library.children(one.number))
        everyone = sorted((*ancestors, *middle, *descendants), key=lambda one: one.number)
        family = {one.number: one for one in everyone}
        drawn: set[int] = set()
        first = [one for one in everyone if not _has_parent(one, family)]
        own = {one.source: one for made in first for one in made.inputs if _is_own(one)}
        trees = []
        for entry in own.values():
            made = [one for one in first if any(i.source == entry.source for i in one.inputs)]
            edits = tuple(_tree(one, family, drawn) for one in made)
            trees.append(_Node(entry, repeated=False, others=(), children=edits))
        # Roots come first. A circle has none: it begins at its oldest generation not drawn yet.
        starts = sorted(everyone, key=lambda one: _has_parent(one, family))
        trees += [_tree(one, family, drawn) for one in starts if one.number not in drawn]
        return trees, ["and more"] if cut_before or cut_after else []


def _reachable(
    starts: Sequence[Generation], step: Callable[[Generation], Iterable[Generation]]
) -> tuple[Sequence[Generation], bool]:
    """Return the nearest generations on the way from `starts`, and whether there are more."""
    reached: dict[int, Generation] = {}
    begun = {one.number for one in starts}
    queue = [*starts]
    while queue:
        for generation in step(queue.pop(0)):
            if generation.number in reached or generation.number in begun:
                continue
            if len(reached) == MAX_GENERATIONS // 2:
                return list(reached.values()), True
            reached[generation.number] = generation
            queue.append(generation)
    return list(reached.values()), False


def _has_parent(generation: Generation, family: Mapping[int, Generation]) -> bool:
    return any(entry.generation in family for entry in generation.inputs)


def _is_own(entry: InputRecord) -> bool:
    """Whether an input is a picture of the user's own that can be shown."""
    return entry.generation is None and entry.is_kept


def _tree(generation: Generation, family: Mapping[int, Generation], drawn: set[int]) -> _Node:
    below_own = not _has_parent(generation, family)
    others = tuple(
        _absent_label(entry, generation)
        for entry in generation.inputs
        if entry.generation not in family and not (below_own and _is_own(entry))
    )
    if generation.number in drawn:
        return _Node(generation, repeated=True, others=others, children=())
    drawn.add(generation.number)
    edits = [
        one
        for one in family.values()
        if any(entry.generation == generation.number for entry in one.inputs)
    ]
    children = tuple(_tree(one, family, drawn) for one in edits)
    return _Node(generation, repeated=False, others=others, children=children)


def _absent_label(entry: InputRecord, child: Generation) -> str:
    """Return the label of an input outside of the drawing, and whether it still exists."""
    label = input_label(entry, 40)
    if entry.generation is None:
        return label
    parent = child.library.get(entry.generation)
    state = " (thrown away)" if parent is None else " (deleted)" if parent.deleted else ""
    return label + state
