"""Generations and photographs as the JSON of the panel's messages: small, without pixels."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from ..checks.result import FAILED
from ..errors import error_from_dict
from ..library.generation import Generation, age
from ..library.groups import Photograph
from ..text import one_line
from ..views.difference import input_name
from .incoming import MAX_WIDER
from .shapes import (
    CheckEntry,
    DetailsEntry,
    Entry,
    Group,
    Node,
    Pasted,
    PictureEntry,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ..checks.result import Result
    from ..images.picture import Picture
    from ..library import InputRecord, Library
    from ..library.groups import Groups

__all__ = ["check_entries", "details", "entries", "entry", "groups", "picture_entry"]

MAX_TITLE = 200  # characters of a group's title
MAX_SHORT = 2000  # characters of a text in an entry
MAX_LONG = 100_000  # characters of a text in the details
MAX_CHECKS = 12  # of one picture
MAX_CHECK = 160  # characters of what one found
MAX_STEPS = 8  # of the lineage, back from the generation
MAX_CHILDREN = 12


def groups(found: Groups) -> list[Group]:
    """Return groups for the history, without their entries."""
    return [
        {
            "key": group.key,
            "title": one_line(group.title, MAX_TITLE),
            "count": group.count,
            "age": round(age(group.newest) or 0, 1),
        }
        for group in found.page
    ]


def entries(library: Library, shown: Sequence[Generation | Photograph]) -> list[Entry]:
    """Return what the history shows of several; what checks found comes in one query."""
    found = library.checks_of([one for one in shown if isinstance(one, Generation)])
    return [
        _photograph(one)
        if isinstance(one, Photograph)
        else _generation(one, found.get(one.number, {}).values())
        for one in shown
    ]


def entry(generation: Generation) -> Entry:
    """Return what the history and the stage show; a few hundred bytes."""
    return _generation(generation, generation.checks.values())


def check_entries(results: Iterable[Result]) -> list[CheckEntry]:
    """Return what checks found, each in a line; those that fail come first."""
    failing_first = sorted(results, key=lambda one: one.state != FAILED)
    return [
        {"state": one.state, "line": one_line(one.line, MAX_CHECK)}
        for one in failing_first[:MAX_CHECKS]
    ]


def _photograph(photograph: Photograph) -> Entry:
    name = re.split(r"[/\\]", photograph.name)[-1]
    return {
        "ref": photograph.picture.ref, "number": 0, "status": "done", "model": "", "servedBy": "",
        "template": "", "prompt": "", "text": "",
        "name": "" if name.startswith("@") else one_line(name, 120),
        "seconds": 0.0, "age": round(age(photograph.filed) or 0, 1), "cost": None, "sketch": False,
        "take": 1, "aspect": "", "inputs": [], "error": [], "words": "", "starred": False,
        "rating": 0, "deleted": False, "pictures": [picture_entry(photograph.picture)], "main": 0,
        "only": None, "checks": [],
    }  # fmt: skip


def picture_entry(picture: Picture) -> PictureEntry:
    """Return a picture without its pixels."""
    return {
        "hash": picture.hash,
        "type": picture.type,
        "width": picture.width,
        "height": picture.height,
        "size": picture.size,
    }


def _generation(generation: Generation, results: Iterable[Result]) -> Entry:
    error = None if generation.error is None else error_from_dict(generation.error)
    return {
        "ref": generation.ref, "number": generation.number, "status": generation.status,
        "model": generation.model[:MAX_SHORT], "servedBy": one_line(generation.served_by, 120),
        "template": generation.template[:MAX_SHORT], "prompt": generation.prompt[:MAX_SHORT],
        "text": generation.text[:MAX_SHORT], "name": generation.name[:MAX_SHORT],
        "seconds": round(generation.seconds, 1),
        "age": round(generation.age or 0, 1),
        "cost": generation.cost, "sketch": generation.is_sketch, "take": generation.take,
        "aspect": str(generation.parameters.get("aspect", ""))[:MAX_SHORT],
        "inputs": [
            {"name": input_name(given, 60), "number": given.generation or 0}
            for given in generation.inputs
        ],
        "error": [] if error is None else error.lines(),
        "words": "" if error is None else one_line(error.said or str(error), 160),
        "starred": generation.is_starred, "rating": generation.rating or 0,
        "deleted": generation.deleted is not None,
        "pictures": [picture_entry(picture) for picture in generation.pictures],
        "main": generation.main_position, "only": _pasted(generation),
        "checks": check_entries(results),
    }  # fmt: skip


def _pasted(generation: Generation) -> Pasted | None:
    """Return what was done about the region of an edit; None for what is no such edit."""
    report = generation.only
    if report is None or not generation.pictures or not generation.inputs:
        return None
    [first, *_] = generation.inputs
    main = generation.pictures[0]
    return {
        "pasted": report.pasted,
        "lines": [
            [{"words": what, "weighty": True}, {"words": more, "weighty": False}]
            for what, more in report.lines
        ],
        "isCut": report.is_cut,
        "delivered": generation.pictures.index(generation.delivered),
        "before": first.picture.hash if first.is_kept and first.picture else "",
        "widened": report.widened,
        "wider": min(MAX_WIDER, report.widened + max(4, max(main.width, main.height) // 50)),
    }


def details(generation: Generation) -> DetailsEntry:
    """Return the rest of a generation, which the stage shows beside its entry."""
    parameters = generation.parameters
    extra = parameters.get("extra")
    template = "" if generation.template == generation.prompt else generation.template
    steps, is_whole = _steps(generation)
    children = generation.library.children(generation.number)
    return {
        "prompt": generation.prompt[:MAX_LONG],
        "template": template[:MAX_LONG],
        "text": generation.text[:MAX_LONG],
        "gateway": one_line(generation.gateway, 120),
        "size": one_line(str(parameters.get("size") or ""), 40),
        "extra": one_line(json.dumps(extra, ensure_ascii=False), 500) if extra else "",
        "created": generation.created,
        "notebook": one_line(re.split(r"[/\\]", generation.notebook)[-1], 200),
        "tags": list(generation.tags),
        "note": generation.note,
        "steps": steps,
        "whole": is_whole,
        "children": [_node(child) for child in children[:MAX_CHILDREN]],
        "more": max(0, len(children) - MAX_CHILDREN),
    }


def _steps(generation: Generation) -> tuple[list[list[Node]], bool]:
    """Return the lineage from the oldest step on, and whether it is whole.

    Each step holds the inputs of the next one's first generation; the last step is the
    generation itself.
    """
    steps = [[_node(generation)]]
    parent: Generation | None = generation
    seen = {generation.number}
    while parent is not None and parent.inputs and len(steps) <= MAX_STEPS:
        steps.insert(0, [_input_node(input_) for input_ in parent.inputs])
        first = next((input_.generation for input_ in parent.inputs if input_.generation), None)
        parent = parent.library.get(first) if first and first not in seen else None
        seen.add(first or 0)
    return steps, parent is None or not parent.inputs


def _node(generation: Generation) -> Node:
    return _node_of(generation.number, generation.ref, generation.main)


def _input_node(input_: InputRecord) -> Node:
    """Return an input as a node: the very picture that was given, where the library has it."""
    name = f"@{input_.generation}" if input_.generation else input_name(input_, 60)
    return _node_of(input_.generation or 0, name, input_.picture if input_.is_kept else None)


def _node_of(number: int, name: str, picture: Picture | None) -> Node:
    if picture is None:
        return {"number": number, "name": name, "hash": "", "width": 0, "height": 0}
    width, height = picture.width, picture.height
    return {"number": number, "name": name, "hash": picture.hash, "width": width, "height": height}
