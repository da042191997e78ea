"""The composer's fields as a brief, and as a cell of a notebook; and a pasted cell as fields.

A cell's line has options that the composer has no field for (``--size``, ``--extra``, a NAME).
They are kept as they were typed, so that a cell that goes in comes out again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from ..errors import ImagegenError, OptionError, UnknownReference
from ..images.picture import Picture
from ..library.references import PICKED, find_source
from ..notebook.line import CellOptions, line_without, parse_cell_line
from ..prompts.cells import check_body, read_body
from ..prompts.rows import load_hint
from ..prompts.words import listed, quoted
from ..session import Brief, Job
from ..session.regions import Regions
from ..text import one_line
from .incoming import MAX_LIST, MAX_TAKES, Composition
from .shapes import Composed, ComposedInput

if TYPE_CHECKING:
    from ..library import Generation, Source
    from ..library.references import Scope

    Masks = Mapping[str, Picture]

__all__ = [
    "composed", "composed_brief", "composed_cell", "read_cell", "repeated_brief",
    "source_name",
]  # fmt: skip

_CELL = re.compile(r"\s*%%imagegen(?:[ \t]+([^\n]*))?(?:\n(.*))?", re.DOTALL)
# The composer's fields, by the names that they have in a brief.
_FIELDS = {
    "models": "the model",
    "aspect": "the aspect",
    "count": "the number of takes",
    "inputs": "the inputs",
    "each": "each alone",
    "only": "the region",
    "crop": "its surroundings",
}
_ONLY_IN_A_CELL = {"save": "--save", "dry_run": "--dry-run", "help": "--help"}

DOOR = "in this panel"


# -- briefs ---------------------------------------------------------------------------


def composed_brief(
    message: Composition, values: Mapping[str, Any], masks: Masks | None = None
) -> Brief:
    """Return the brief that the composer holds; `ImagegenError` if it can't be read.

    A consent among the options (``-y``) counts in a cell alone: a page can write it, too.

    Parameters
    ----------
    message
        The composer's fields.
    values
        The notebook's variables.
    masks
        Those that were drawn, by their references: the library has them once they are sent.
    """
    brief = _own_options(message).brief
    for name in message.inputs:
        if _is_pending(name, values):
            raise OptionError(f"{name} is still under way", hint="Wait until it is there.")
    template, aspect = message.template.rstrip("\r\n"), message.aspect or None
    if not brief.raw:
        template, aspect, _ = read_body(template, aspect)
    rows = brief.rows
    if rows is not None:
        if rows not in values:
            hint = load_hint(str(rows))
            raise OptionError(f"--rows names {rows!r}, which is not defined", hint=hint)
        rows = values[str(rows)]
    return replace(
        brief,
        door=DOOR,
        template=template,
        models=tuple(message.models),
        aspect=aspect,
        count=message.takes if message.takes > 1 else None,
        inputs=message.inputs,
        each=_is_each(message),
        only=_parts(message.only, masks) or None,
        crop=message.crop,
        rows=rows,
        yes=False,
    )


def _parts(only: Sequence[str], masks: Masks | None) -> tuple[object, ...]:
    return tuple((masks or {}).get(part, part) for part in only)


def _own_options(message: Composition) -> CellOptions:
    """Return the options beside the fields; `OptionError` if they are in each other's way."""
    options = parse_cell_line(message.options)
    for field, name in _FIELDS.items():
        if getattr(options.brief, field):
            raise OptionError(f"{name} is chosen twice: in the composer, and in its options")
    for field, flag in _ONLY_IN_A_CELL.items():
        if getattr(options, field):
            raise OptionError(
                f"{flag} is an option for cells", hint="Take it away here, or copy the cell."
            )
    return options


def _is_each(message: Composition) -> bool:
    return len(message.inputs) > 1 and not message.together


def repeated_brief(generation: Generation) -> Brief:
    """Return the brief for another take of a generation's request; `ImagegenError` if none is."""
    parameters, library = generation.parameters, generation.library
    for given in generation.inputs if generation.imported is not None else ():
        if not library.picture(given.source):  # its name may be that of a file of one's own here
            raise UnknownReference(
                f"{generation.ref} was made from a picture that this library lacks",
                said=one_line(given.name, 60),
            )
    brief = Brief(
        template=generation.prompt,
        kept_template=generation.template,  # it stands among what was made of the same one
        raw=True,
        again=True,
        models=(generation.model,),
        aspect=parameters.get("aspect"),
        size=parameters.get("size"),
        extra=parameters.get("extra"),
        inputs=generation.input_references,
        only=parameters.get("only"),
        crop=bool(parameters.get("crop")),
        door=DOOR,
    )
    brief.check_types()
    region = ("only", "marking", "crop")  # of which the plan makes its own parameters
    asked = {name: value for name, value in parameters.items() if name not in region}
    if brief.parameters != asked:
        raise OptionError(f"the parameters of {generation.ref} are none that can be asked for")
    return brief


# -- fields ---------------------------------------------------------------------------


def composed(message: Composition, scope: Scope | None, masks: Masks | None = None) -> Composed:
    """Return the composer's fields for views to show; the scope is where inputs are looked up."""
    return {
        "view": message.view,
        "template": message.template,
        "models": message.models,
        "aspect": message.aspect,
        "takes": message.takes,
        "inputs": [_shown(ref, scope) for ref in message.inputs] if scope else [],
        "together": message.together,
        "only": [_shown_part(part, scope, masks) for part in message.only],
        "crop": message.crop,
        "share": _share(message, scope, masks) if scope else 0.0,
        "options": message.options,
    }


def _shown(ref: str, scope: Scope) -> ComposedInput:
    source = _found(ref, scope)
    if source is None or not isinstance(source.value, Picture):
        return {"ref": ref, "hash": "", "name": one_line(ref, 60)}
    return {"ref": ref, "hash": source.value.hash, "name": source_name(source)}


def _shown_part(part: str, scope: Scope | None, masks: Masks | None) -> ComposedInput:
    """Return a box or a mask of a region; the hash of a mask that is a picture."""
    from ..regions.region import is_box  # it imports Pillow

    if is_box(part) or scope is None:
        return {"ref": part, "hash": "", "name": one_line(part, 60)}
    if masks and part in masks:
        return {"ref": part, "hash": masks[part].hash, "name": "the marks"}
    return _shown(part, scope)


def _share(message: Composition, scope: Scope, masks: Masks | None) -> float:
    """Return the share of the first input that may change; 0 where the plan says what is wrong."""
    if not message.only or not message.inputs:
        return 0.0
    brief = Brief(template="", only=_parts(message.only, masks))
    try:
        sources = [find_source(message.inputs[0], scope)]
        return round(Regions(brief, scope).of(sources).share, 4)
    except ImagegenError:
        return 0.0


def _is_pending(name: str, values: Mapping[str, Any]) -> bool:
    """Whether a variable holds a generation under way, for which the panel would have to wait."""
    value = values.get(name.strip())
    return isinstance(value, Job) and not value.done()


def _found(ref: str, scope: Scope) -> Source | None:
    """Return the input that a reference names; None where it names none, as the plan will say."""
    if _is_pending(ref, scope.values):
        return None
    try:
        return find_source(ref, scope)
    except ImagegenError:
        return None


def source_name(source: Source) -> str:
    """Return a short name of an input: the generation that it comes from, or the user's own."""
    if source.generation is not None and source.name.startswith("@"):
        number = f"@{source.generation}"
        return source.name if source.name.startswith(f"{number}.") else number
    return one_line(source.name, 40)


# -- cells ----------------------------------------------------------------------------


def composed_cell(message: Composition, scope: Scope) -> str:
    """Return the cell that asks for the same, in any library: pictures are named by hash.

    Each of those that are picked, alone, is asked for by ``@picked``: the next cell edits what is
    picked then.

    Raises
    ------
    OptionError
        There is no cell that asks for exactly this.
    """
    template = message.template.rstrip("\r\n")  # as a cell's body is read
    try:
        line = " ".join(filter(None, _words(message, scope)))
        check_body(template)
        options = parse_cell_line(line)
        if not options.brief.raw:
            read_body(template, options.brief.aspect)
    except (ImagegenError, ValueError) as error:
        why = error.sentence if isinstance(error, ImagegenError) else str(error)
        raise OptionError(
            "no cell can ask for exactly this", said=why, hint="Write one anew, by hand."
        ) from None
    return f"%%imagegen {line}".rstrip() + f"\n{template}"


def _words(message: Composition, scope: Scope) -> Iterator[str]:
    yield message.options
    if message.models:
        yield f"-m {listed(*message.models)}"
    if message.inputs:
        yield f"-i {','.join(map(quoted, _references(message, scope)))}"
    if _is_each(message):
        yield "--each"
    for part in message.only:
        yield f"--only {quoted(_shortest(part, scope))}"
    if message.crop:
        yield "--crop"
    if message.takes > 1:
        yield f"-n {message.takes}"
    if message.aspect:
        yield f"--aspect {quoted(message.aspect)}"


def _shortest(part: str, scope: Scope) -> str:
    """Return a box as it is, and a mask's picture by the start of its hash."""
    from ..regions.region import is_box  # likewise

    source = None if is_box(part) else _found(part, scope)
    picture = None if source is None else source.value
    return picture.ref if isinstance(picture, Picture) else part


def _references(message: Composition, scope: Scope) -> list[str]:
    found = [_found(ref, scope) for ref in message.inputs]
    names = [
        source.value.ref if source is not None and isinstance(source.value, Picture) else ref
        for ref, source in zip(message.inputs, found, strict=True)
    ]
    if _is_each(message):
        picked = [_found(ref, scope) for ref in scope.picked]
        if [_picture(one) for one in picked] == [_picture(one) for one in found] != []:
            return [PICKED]
    return names


def _picture(source: Source | None) -> object:
    """Return what tells a picture of the library from others; nothing else is like another."""
    value = None if source is None else source.value
    return value.hash if isinstance(value, Picture) else object()


def read_cell(view: str, text: str, scope: Scope) -> Composed:
    """Return the composer's fields of a pasted cell; `ImagegenError` if it can't be read."""
    found = _CELL.fullmatch(text.replace("\r\n", "\n"))
    if found is None:
        raise OptionError("this is no cell of ours", hint="Its first line begins %%imagegen.")
    line, body = (found[1] or "").strip(), (found[2] or "").rstrip("\n")
    brief = parse_cell_line(line).brief
    brief.check_takes("on")
    aspect = brief.aspect
    if not brief.raw:
        body, aspect, _ = read_body(body, aspect)
    if not body.strip():
        raise OptionError("the cell has no prompt", hint="It stands below the line.")
    inputs = [ref for name in map(str, brief.inputs) for ref in _each_picked(name, scope)]
    models = list(dict.fromkeys(brief.models))
    takes = brief.count or 1
    only = [str(part) for part in brief.only] if isinstance(brief.only, tuple) else []
    if takes > MAX_TAKES or max(map(len, (inputs, models, only))) > MAX_LIST:
        raise OptionError("the cell asks for more than the panel can")
    fields = Composition(
        view=view,
        template=body,
        models=models,
        aspect=aspect or "",
        takes=takes,
        inputs=inputs,
        together=not (brief.each and len(inputs) > 1),
        only=only,
        crop=brief.crop,
        options=line_without(line, _FIELDS),
    )
    return composed(fields, scope)


def _each_picked(name: str, scope: Scope) -> tuple[str, ...]:
    """Return the references that are picked, for ``@picked``; every other one as it is."""
    return scope.picked if name.strip() == PICKED and scope.picked else (name,)
