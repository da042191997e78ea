"""References: the picture that ``@12``, a variable, ``Out[5]`` or a path stands for.

The magic, the panel and Python all resolve them here, so the same text means the same
picture everywhere. Nothing is opened or decoded: that happens when inputs are prepared.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..errors import ImagegenError, PromptError, UnknownReference
from ..images.arrays import SHAPES, shape_and_type
from ..images.objects import FORMS, decoded_text, holds_picture, picture_in
from ..images.picture import Picture
from ..paths import LONGEST_PATH, is_file, is_link, is_there
from ..prompts.grammar import PICKED, RAW_HINT
from ..prompts.words import unquoted
from ..text import a_kind, nearest, one_line
from .file_names import named_file
from .generation import Generation, Pending, Source

if TYPE_CHECKING:
    from ..gateways import Gateway
    from .library import Library

__all__ = [
    "PICKED",
    "Scope",
    "find_either",
    "find_generation",
    "find_source",
    "find_sources",
    "in_range",
    "is_hash",
    "is_picture",
    "is_position",
    "listed_references",
    "named_value",
    "only_source",
    "other_pictures",
    "refuse_cut_name",
    "refuse_sketches",
]


MOST_COMMAS = 5  # in a file's name that is looked for

_NUMBER = r"@(\d{1,18})(?:\.(\d{1,18}))?"
_RANGE = r"@(\d{1,18})[-–—]@?(\d{1,18})"
_BETWEEN_COMMAS = (
    r"""(?:\[[^\]]{0,200}\]|"[^"]{0,200}"|“[^”]{0,200}”|(?<![^\s,])'[^']{0,200}'|[^,])+"""
)
_POSITION = r"\d{1,18}"
_HASH = r"(?i)@([0-9a-f]{8,64})"
_PART = r"([^\W\d]\w*)[.[]"
_LIKE = r'(?<!\S)like:(?:"([^"]*)"|([^\s"]+))'
_OUT = r"Out\[(\d{1,18})\]|_(\d{0,18})"


@dataclass(frozen=True)
class Scope:
    """Where names are looked up.

    Parameters
    ----------
    library
        For references that begin with ``@``.
    values
        The user's variables; its ``Out`` holds the cells' values.
    last
        The number of this kernel's last finished generation, for ``@last``; None takes the
        library's.
    picked
        The references that ``@picked`` stands for, in order.
    """

    library: Library
    values: Mapping[str, Any]
    last: int | None = None
    picked: tuple[str, ...] = ()
    _held: dict[int, tuple[object, Any]] = field(default_factory=dict, repr=False, compare=False)

    def picture_in(self, value: object, name: str) -> Any:
        """Return the picture that an object holds; the same one each time that it is asked."""
        if id(value) not in self._held:
            self._held[id(value)] = value, picture_in(value, name)
        return self._held[id(value)][1]


def is_hash(text: str) -> bool:
    """Whether a reference is the start of a picture's hash; digits alone are a number."""
    return re.fullmatch(_HASH, text.strip()) is not None and not re.fullmatch(_NUMBER, text.strip())


def is_position(text: str) -> bool:
    """Whether a reference names a picture by its place in its generation: ``@12.2``."""
    return re.fullmatch(r"@(\d{1,18}|last)\.\d{1,18}", text.strip()) is not None


def is_picture(value: object) -> bool:
    """Whether an object is a picture in a prompt (a string never is: it is text)."""
    return isinstance(value, Source | Generation | Pending | Picture) or holds_picture(value)


# -- inputs -----------------------------------------------------------------------------


def find_sources(value: object, scope: Scope, template: str) -> list[Source]:
    """Return the inputs that a reference or a picture stands for: one, or those picked.

    Parameters
    ----------
    value
        A reference (text), or a picture in any form.
    scope
        Where names are looked up.
    template
        The template they are for; an error names the pictures picked when it was last sent.

    Raises
    ------
    UnknownReference
        It stands for nothing, or for nothing that can be an input.
    """
    if not _is_picked(value, scope):
        return [find_source(value, scope)]
    if not scope.picked:
        before = scope.library.last_picked(template)
        raise UnknownReference(
            "@picked names nothing: no picture is picked in this kernel",
            hint=f"When this was last sent it was {before}: -i {before.replace(' ', '')}"
            if before
            else "Click one in %imagegen panel, or set panel.picked = ['@12'].",
        )
    return [find_source(name, scope, f"@picked ({name})") for name in scope.picked]


def only_source(value: object, scope: Scope, name: str, template: str) -> Source:
    """Return the one input that a placeholder of a template stands for."""
    if not _is_picked(value, scope):
        return find_source(value, scope, name)
    sources = find_sources(value, scope, template)
    if len(sources) > 1:
        raise UnknownReference(
            f"{len(sources)} pictures are picked, and {{@picked}} stands for one",
            hint="Write -i @picked, and call them image 1, image 2 in the prompt.",
        )
    return sources[0]


def find_source(value: object, scope: Scope, name: str = "") -> Source:
    """Return the input that a reference or a picture stands for; `name` is the user's for it."""
    if isinstance(value, str):
        source = _resolve(value.strip(), scope)
        return replace(source, name=name or source.name)
    return _as_source(value, name, scope)


def refuse_cut_name(values: Sequence[object], scope: Scope) -> None:
    """Refuse inputs that are the name of one file, which was split at a comma in it."""
    words = [value if isinstance(value, str) else "" for value in values]
    for start, word in enumerate(words):
        if not word or word[0] == "@" or word in scope.values or is_there(Path(word)):
            continue
        ends = range(start + 2, min(len(words), start + 1 + MOST_COMMAS) + 1)
        names = [comma.join(words[start:end]) for end in ends for comma in (",", ", ")]
        for name in filter(is_file, map(Path, names)):
            raise UnknownReference(
                f"{word!r} is no variable and no file",
                hint=f'A file has commas in its name: put it in quotes, -i "{one_line(str(name))}"',
            )


def refuse_sketches(library: Library, gateway: Gateway, sources: Sequence[Source]) -> None:
    """Refuse inputs that descend from an offline sketch: paying to edit one is a mistake."""
    if gateway.is_offline:
        return
    numbers = {one.generation for one in sources if one.generation is not None}
    made = library.numbered(numbers) if numbers else {}
    sketches = {number for number, one in made.items() if one.descends_from_sketch}
    for one in sources:
        if one.is_sketch or one.generation in sketches:
            raise UnknownReference(
                f"{one.name} is an offline sketch, or was made from one",
                hint=f"Run its cell again with {gateway.name} first "
                "(its .image is an ordinary picture, if you insist).",
            )


def _is_picked(value: object, scope: Scope) -> bool:
    """Whether a value is ``@picked``, or the panel whose picked pictures these are."""
    if isinstance(value, str):
        text = value.strip()
        value = scope.values.get(text, text)
    return value == PICKED if isinstance(value, str) else hasattr(type(value), "picked")


def _resolve(text: str, scope: Scope) -> Source:
    """Return the input that a text stands for: a reference, a variable, or a path."""
    if text.startswith("@"):
        return _at(text, scope)
    out = re.fullmatch(_OUT, text)
    if out is not None:
        return _as_source(_output(text, out, scope.values), text, scope)
    if text in scope.values:
        return _as_source(scope.values[text], text, scope)
    part = _part(text, scope.values)
    if part is not None:
        return _as_source(part, text, scope)
    data = decoded_text(text)
    if data is not None:
        return Source(data, "data URL" if text[:5].lower() == "data:" else "base64")
    if len(text) > LONGEST_PATH:
        raise UnknownReference(
            f"a text of {len(text):,} characters is no reference, no file and no picture",
            said=one_line(text, 60),
            hint="Base64 of a picture may be damaged: get it again.",
        )
    path = named_file(text)
    if text.isidentifier() and not (is_there(path) or is_link(path)):
        raise _no_variable(text, scope.values)
    return Source(path, text)


def _as_source(value: object, name: str, scope: Scope) -> Source:
    """Return an object as an input; a generation under way is waited for."""
    if isinstance(value, Source):
        return replace(value, name=name or value.name)
    if isinstance(value, Pending):
        value = _awaited(value, name)
    if isinstance(value, Generation):
        picture = value.picture
        if value.library.is_same(scope.library):
            return Source(picture, name or value.ref, value.number)
        maker = scope.library.generation_of(picture.hash, deleted=True)
        is_sketch = value.descends_from_sketch
        return Source(picture, name or picture.ref, maker, is_sketch=is_sketch)
    if isinstance(value, Picture):
        maker = scope.library.generation_of(value.hash, deleted=True)
        return Source(value, name or value.ref, maker)
    subject = name or "the input"
    held = scope.picture_in(value, subject)
    if held is None and isinstance(value, str):
        held = _file_in(value)
    if held is None:
        array = shape_and_type(value)
        if array is not None:
            said = one_line(f"an array of the shape {array[0]} and the type {array[1]}", 120)
            raise UnknownReference(f"{subject} is no picture: {said}", hint=SHAPES)
        raise UnknownReference(
            f"{subject} holds no picture but {a_kind(value)}", hint=_part_hint(value, name)
        )
    if isinstance(held, Path):
        return Source(held if held.exists() else named_file(str(held)), name or str(held))
    return Source(held, name or type(value).__name__)


def _part_hint(value: object, name: str) -> str:
    """Return how one picture of several in a variable is named; else what an input may be."""
    from ..prompts.values import is_sweep

    key = "0" if is_sweep(value) else ""
    if isinstance(value, dict | list | tuple):
        pairs = value.items() if isinstance(value, dict) else enumerate(value)
        key = next((repr(key) for key, item in pairs if is_picture(item)), "")
    if not key or not name.isidentifier():
        return FORMS
    return f"Name one of them, {name}[{key}]; {{*{name}}} in the prompt makes one of each."


def _awaited(pending: Pending, name: str) -> Generation:
    """Return a generation under way when it is there; an error says whose it is."""
    try:
        return pending.result()
    except ImagegenError as error:
        raise UnknownReference(
            f"{name or 'the input'} brought no picture", said=error.sentence, hint=error.hint
        ) from error


def _file_in(text: str) -> Path | None:
    """Return the file that the text in a variable names; None if there is none."""
    if "\n" in text.strip() or not text.strip() or len(text) > LONGEST_PATH:
        return None
    path = named_file(text)
    return path if is_there(path) or is_link(path) else None


def _at(text: str, scope: Scope) -> Source:
    library = scope.library
    number = re.fullmatch(_NUMBER, text)
    if number is not None:
        generation = _numbered(text, int(number.group(1)), library)
        return _position(generation, number.group(2), text)
    name, _, position = text.partition(".")
    if name == "@last" and (not position or re.fullmatch(_POSITION, position)):
        newest = None if scope.last is None else library.get(scope.last)
        if newest is None or newest.deleted:
            newest = library.last()
        if newest is None:
            raise UnknownReference("@last names nothing: no picture was made yet")
        return _position(newest, position, text)
    if text == PICKED:
        raise UnknownReference("@picked names pictures, and here one generation is wanted")
    prefix = re.fullmatch(_HASH, text)
    if prefix is None:
        raise UnknownReference(
            f"{text!r} is no reference",
            hint="References are @12, @12.2, @last, or @ and 8 characters of a hash.",
        )
    pictures = library.pictures(prefix.group(1).lower())
    if not pictures:
        raise UnknownReference(f"{text} names nothing in this library")
    if len(pictures) > 1:
        raise UnknownReference(
            f"{text} is the start of several pictures' hashes",
            hint=f"Which: {', '.join(_candidate(picture, pictures) for picture in pictures)}?",
        )
    return Source(pictures[0], text, library.generation_of(pictures[0].hash, deleted=True))


def _candidate(picture: Picture, others: Sequence[Picture]) -> str:
    """Return the shortest reference that tells a picture from the others."""
    length = len(picture.ref)
    while sum(other.identity.startswith(picture.identity[: length - 1]) for other in others) > 1:
        length += 1
    return f"@{picture.identity[: length - 1]}"


def _position(generation: Generation, position: str | None, text: str) -> Source:
    """Return a generation's picture at a position from 1; without one, its main picture."""
    pictures = generation.pictures
    if not position or not pictures:
        return Source(generation.picture, text, generation.number)  # without one, it says why
    if not 1 <= int(position) <= len(pictures):
        count = "1 picture" if len(pictures) == 1 else f"{len(pictures)} pictures"
        raise UnknownReference(f"{text} names nothing: {generation.ref} has {count}")
    return Source(pictures[int(position) - 1], text, generation.number)


def named_query(query: str, scope: Scope) -> str:
    """Return a search in which ``like:`` has a hash for a variable, ``@last`` or ``@picked``.

    Raises
    ------
    UnknownReference
        It names no picture.
    """

    def hashed(match: re.Match[str]) -> str:
        name = match[1] or match[2]
        if not name or re.fullmatch(_NUMBER, name) or is_hash(name):
            return match[0]
        text = scope.picked[0] if name == PICKED and scope.picked else name
        picture = find_source(text, scope).value
        if not isinstance(picture, Picture):
            picture = find_generation(text, scope).picture  # says why it is none
        return f"like:{picture.ref}"

    return re.sub(_LIKE, hashed, query)


# -- generations ------------------------------------------------------------------------


def listed_references(word: str, library: Library, *, deleted: bool = False) -> list[str]:
    """Return the references in a word, between commas: ``"frog, @5-@8"``.

    A range stands for those from the one to the other that there are, or that are deleted.

    Raises
    ------
    UnknownReference
        There is none in a range.
    """
    if "," in word and is_file(named_file(word)):  # its name may hold a comma
        return [word]
    parts = filter(None, map(str.strip, re.findall(_BETWEEN_COMMAS, word)))
    return [one for part in parts for one in in_range(unquoted(part), library, deleted=deleted)]


def in_range(text: str, library: Library, *, deleted: bool = False) -> list[str]:
    """Return the references that a range stands for, ``@5-@8``; of other text itself."""
    match = re.fullmatch(_RANGE, text)
    if match is None:
        return [text]
    first, last = sorted((int(match[1]), int(match[2])))
    numbers = range(max(1, first), min(last, library.last_number()) + 1)
    found = [one.ref for one in library.numbered(numbers).values() if bool(one.deleted) is deleted]
    if not found:
        why = "none of these is deleted" if deleted else "the library has none of these"
        raise UnknownReference(f"{text} names nothing: {why}")
    return found


def find_generation(text: str, scope: Scope, *, whole: bool = False) -> Generation:
    """Return the generation that a reference or a variable names; failed ones too.

    Parameters
    ----------
    text
        The reference.
    scope
        Where names are looked up.
    whole
        A hash or a variable may name only its main picture: the others are a part of it.

    Raises
    ------
    UnknownReference
        It names none, or only a part of one: ``@12.2`` is one of several pictures.
    """
    found = _found(text, scope)
    if isinstance(found, Generation):
        return found
    generation = None if found.generation is None else scope.library.get(found.generation)
    if generation is None and isinstance(found.value, Path):
        raise UnknownReference(
            f"{text.strip()!r} is a file, and a generation is wanted",
            hint="%imagegen show FILE tells which one it is of.",
        )
    if generation is None:
        hint = f"%imagegen show {found.name} shows it." if is_hash(found.name) else ""
        raise UnknownReference(
            f"{found.name!r} is a picture that no generation of the library made", hint=hint
        )
    _refuse_deleted(generation)
    is_main = len(generation.pictures) == 1 or found.value == generation.picture
    if (not is_main and whole) or (is_position(found.name) and len(generation.pictures) > 1):
        raise UnknownReference(
            f"{found.name} is a part of {generation.ref}", hint=f"Write {generation.ref}."
        )
    return generation


def find_either(text: str, scope: Scope) -> Generation | Source:
    """Return the generation that a reference names, else the picture that no generation made.

    Of a generation that was deleted the picture is returned, and of one with several pictures the
    one that is named by its position, its hash or a variable, unless it is the main one.

    Raises
    ------
    UnknownReference
        It names neither.
    """
    found = _found(text, scope)
    if isinstance(found, Generation):
        return found
    generation = None if found.generation is None else scope.library.get(found.generation)
    if generation is None or generation.deleted:
        return found
    is_part = len(generation.pictures) > 1 and is_position(found.name)
    is_other = isinstance(found.value, Picture) and found.value.hash in other_pictures(generation)
    return found if is_part or is_other else generation


def other_pictures(generation: Generation) -> dict[str, Picture]:
    """Return the pictures of a generation beside its main one, by hash."""
    main = generation.picture.hash if generation.pictures else ""
    return {one.hash: one for one in generation.pictures if one.hash != main}


def _found(text: str, scope: Scope) -> Generation | Source:
    """Return the generation, or the picture, that a reference names."""
    text = text.strip()
    if _is_picked(text, scope):
        only_source(text, scope, "", "")
        [text] = scope.picked
    number = re.fullmatch(_NUMBER, text)
    if number is not None and not number.group(2):
        return _numbered(text, int(number.group(1)), scope.library)
    if not text.startswith("@"):
        value = named_value(text, scope.values)
        if isinstance(value, Generation):
            return value
        if isinstance(value, Pending):
            return value.result()
        is_named = text in scope.values or value is not None or re.fullmatch(_OUT, text)
        if not is_named and not is_file(named_file(text)):
            raise _no_variable(text, scope.values)
    return _resolve(text, scope)


def _numbered(text: str, number: int, library: Library) -> Generation:
    # SQLite's integers end at 2^63; a longer number names nothing in any case.
    generation = library.get(number) if number < 2**63 else None
    if generation is None:
        highest = library.last_number()
        if 0 < number <= highest:
            raise UnknownReference(f"@{number} was deleted for good")
        hint = f"The library's last one is @{highest}." if highest else "The library is empty."
        raise UnknownReference(f"{text} names nothing", hint=hint)
    _refuse_deleted(generation)
    return generation


def _refuse_deleted(generation: Generation) -> None:
    if generation.deleted:
        raise UnknownReference(
            f"{generation.ref} was deleted",
            hint=f"%imagegen delete --undo {generation.ref} brings it back.",
        )


# -- variables --------------------------------------------------------------------------


def named_value(text: str, values: Mapping[str, object]) -> object:
    """Return what a variable holds, a part of it or a cell's output; None if it is none of them.

    Raises
    ------
    UnknownReference
        There is no such part, or no such output.
    """
    out = re.fullmatch(_OUT, text)
    if out is not None:
        return _output(text, out, values)
    value = values.get(text)
    return _part(text, values) if value is None else value


def _output(text: str, out: re.Match[str], values: Mapping[str, object]) -> object:
    outputs = values.get("Out")
    number = out.group(1) or out.group(2)
    if not number:
        if text in values:
            return values[text]
    elif isinstance(outputs, Mapping) and int(number) in outputs:
        return outputs[int(number)]
    raise UnknownReference(f"{text} names nothing: no cell's value is kept there")


def _part(text: str, values: Mapping[str, Any]) -> object:
    """Return a part of a variable, such as ``birds[0]``; None where the text is something else."""
    from ..prompts.values import Names, evaluate

    name = re.match(_PART, text)
    if name is None or name.group(1) not in values or is_there(Path(text)):
        return None
    try:
        return evaluate(text, Names(values.__getitem__, values, is_picture))
    except PromptError as error:
        if "[" not in text:  # photo.png, which isn't there
            return None
        hint = "" if RAW_HINT in error.hint else error.hint
        raise UnknownReference(
            f"{text} names nothing", said=error.said or str(error), hint=hint
        ) from None


def _no_variable(text: str, values: Mapping[str, object]) -> UnknownReference:
    holders = [
        name for name, value in values.items() if is_picture(value) and not name.startswith("_")
    ]
    is_at = text.isdecimal() or text in ("last", "picked")
    hint = f"Did you mean @{text}?" if is_at else nearest(text, holders)
    if not hint and holders:
        hint = f"Variables that hold pictures: {', '.join(sorted(holders)[:8])}."
    return UnknownReference(f"{text!r} is no variable and no file", hint=hint)
