"""Difference: two generations beside each other, their prompts compared word by word.

Words, because a prompt is designed word by word; settings are listed where they differ. Removed
and added words are told apart by a line as well as by colour, and changed white space by visible
marks. Of their pictures it tells how many pixels differ, and where, and shows that. A function of
library values that knows no session.
"""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice, repeat
from typing import TYPE_CHECKING, Literal

from ..errors import PictureError
from ..images.picture import Picture, encode_data_url
from ..images.preview import small_webp
from ..library.comparisons import compare_pictures
from ..regions.comparison import Comparison
from ..text import dollars, one_line, printable
from .html import (
    CAPITALS,
    GREY,
    RULED,
    TABLE,
    Html,
    element,
    grey,
    inline_image,
    inline_picture,
    joined,
    table,
    table_row,
)

if TYPE_CHECKING:
    from ..library import Generation, InputRecord

__all__ = [
    "BeforeAfter", "Difference", "PictureDifference", "changes", "html_changes", "input_label",
    "input_name",
]  # fmt: skip

SIDE = 320  # pixels
GAP = 16
LEAST = 112  # of a picture, with its gap
MAX_TOKENS = 4000  # words, marks and spaces of a prompt that are compared
MOST_PARAMETERS = 50  # a request of ours has three
MAX_CHARACTERS = 4000  # of a segment; the middle of a longer one is left out

Kind = Literal["same", "gone", "new"]

_ADDED = "background:#1a7f3733;text-decoration:underline;border-radius:2px"
_REMOVED = "background:#cf222e33;text-decoration:line-through;border-radius:2px"
_PLAIN_MARKS = {"same": "{}", "gone": "[-{}-]", "new": "{{+{}+}}"}
_HTML_MARKS: dict[str, Callable[[str], str]] = {
    "same": str, "gone": partial(element, "del", style=_REMOVED),
    "new": partial(element, "ins", style=_ADDED),
}  # fmt: skip
# A notebook's own style sheet would put the texts to the right.
_CELL = f"text-align:left;padding:4px {GAP}px 4px 0;vertical-align:top"
_COLUMNS = f"{_CELL};{RULED};{GREY}", f"{_CELL};{RULED}", f"{_CELL};{RULED}"
_TABLE = f"{TABLE};margin:0"
_PICTURE = "max-width:100%;display:block"  # of its cell
_HEADING = f"font-size:11px;{CAPITALS};{GREY}"
_PROMPT = "white-space:pre-wrap;overflow-wrap:anywhere;font-size:14px;line-height:1.6"


def changes(before: str, after: str) -> list[tuple[Kind, str]]:
    """Return the segments that turn one text into the other, in order.

    Each is ``same``, ``gone`` or ``new``, with its text. The unit is a word, a punctuation mark
    or a run of white space; in a very long text everything after the first `MAX_TOKENS` is one.
    """
    old, new = _tokens(before), _tokens(after)
    head = _common_prefix(old, new)
    old_rest, new_rest = old[head:], new[head:]
    tail = _common_prefix(old_rest[::-1], new_rest[::-1])
    end = len(old_rest) - tail
    matches = list(_matches(old_rest[:end], new_rest[: len(new_rest) - tail]))
    segments: list[tuple[Kind, str]] = [
        ("same", "".join(old[:head])),
        *_merged_across_spaces(matches),
        ("same", "".join(old_rest[end:])),
    ]
    return [(kind, text) for kind, text in segments if text]


def _tokens(text: str) -> list[str]:
    tokens = re.findall(r"\s+|[^\s\w]|\w+", text)
    return tokens[:MAX_TOKENS] + (["".join(tokens[MAX_TOKENS:])] if tokens[MAX_TOKENS:] else [])


def _common_prefix(one: Sequence[str], other: Sequence[str]) -> int:
    """Return the number of tokens that both begin with: these spare `difflib` its search."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((place for place, (a, b) in pairs if a != b), min(len(one), len(other)))


def _matches(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    """Yield segments in order: the text in both, or the removed and the added text."""
    matcher = difflib.SequenceMatcher(None, old, new)
    for kind, start, end, begin, stop in matcher.get_opcodes():
        removed, added = "".join(old[start:end]), "".join(new[begin:stop])
        yield (removed, "", "") if kind == "equal" else ("", removed, added)


def _merged_across_spaces(matches: Sequence[tuple[str, str, str]]) -> Iterator[tuple[Kind, str]]:
    """Yield segments, some of them empty, two changes with only a space between them as one.

    Otherwise two sentences would be woven into each other, and neither could be read.
    """
    removed = added = ""
    for place, (same, old, new) in enumerate(matches):
        last = place == len(matches) - 1
        if same and (not same.isspace() or last or not (removed or added)):
            yield from (("gone", removed), ("new", added), ("same", same))
            removed = added = ""
        else:
            removed, added = removed + (same or old), added + (same or new)
    yield from (("gone", removed), ("new", added))


@dataclass(frozen=True)
class Difference:
    """Two generations and their differences."""

    first: Generation
    second: Generation

    @property
    def settings(self) -> list[tuple[str, str, str]]:
        """Differences besides the prompts: the setting's name and both values."""
        first, second = _settings(self.first), _settings(self.second)
        names = dict.fromkeys((*first, *second))
        pairs = ((name, first.get(name, ""), second.get(name, "")) for name in names)
        return [(name, one, other) for name, one, other in pairs if one != other]

    def __repr__(self) -> str:
        lines = [f"{self.first.ref} → {self.second.ref}"]
        for title, before, after in self._texts():
            lines.append(f"{title}: {_plain_changes(before, after)}")
            lines += _limits(before, after)
        lines += [f"{name}: {words}" for name, words in _pixel_facts(*self._mains)]
        lines += [f"{name}: {one or '–'} → {other or '–'}" for name, one, other in self.settings]
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        texts = (_html_text(*text) for text in self._texts())
        pixels = _html_pixels(*self._mains)
        parts = self._pictures(), pixels, *texts, self._settings_table()
        return element("div", *parts, style="font-size:13px;max-width:1080px")

    @property
    def _mains(self) -> tuple[Picture | None, Picture | None]:
        return self.first.main, self.second.main

    def _pictures(self) -> Html:
        compared = _compared(*self._mains)
        cells = [_picture_cell(self.first), _picture_cell(self.second)]
        if isinstance(compared, Comparison) and compared.changed:
            cells.append(_difference_cell(compared))
        return _beside(cells)

    def _settings_table(self) -> Html:
        if not self.settings:
            return Html()
        head = table_row(("", self.first.ref, self.second.ref), repeat(_CELL), tag="th")
        rows = (table_row((name, a or "–", b or "–"), _COLUMNS) for name, a, b in self.settings)
        return table([head, *rows], style=f"{_TABLE};margin-top:12px")

    def _texts(self) -> Iterator[tuple[str, str, str]]:
        first, second = self.first, self.second
        yield "prompt", first.prompt, second.prompt
        if first.template != first.prompt or second.template != second.prompt:
            yield "template", first.template, second.template


@dataclass(frozen=True)
class BeforeAfter:
    """A generation beside the pictures that it was made from, with the instruction."""

    generation: Generation

    def __repr__(self) -> str:
        made = self.generation
        before = (f"{label}, {words}" for label, words, _ in self._before())
        after = f"→ {made.ref} {one_line(made.name, 40)}".rstrip() + f", {_size_words(made.main)}"
        pixels = (f"{name}: {words}" for name, words in _pixel_facts(*self._first_and_own))
        prompt = f"prompt: {_printable('same', made.prompt)}"
        return "\n".join([*before, after, prompt, *pixels])

    def _repr_html_(self) -> str:
        library = self.generation.library
        cells: list[str] = []
        for label, words, picture in self._before():
            shown = Html()
            if picture is not None:
                shown = inline_image(library, picture, label, SIDE, layout=_PICTURE)
            below = element("div", shown or words, style="padding-top:4px")
            cells.append(joined([element("b", label), " ", grey(words if shown else ""), below]))
        cells.append(_picture_cell(self.generation))
        compared = _compared(*self._first_and_own)
        if isinstance(compared, Comparison) and compared.changed:
            cells.append(_difference_cell(compared))
        pixels = _html_pixels(*self._first_and_own)
        prompt = element("div", _printable("same", self.generation.prompt), style=_PROMPT)
        heading = element("div", "prompt", style=f"{_HEADING};margin-top:12px")
        parts = _beside(cells), pixels, heading, prompt
        return element("div", *parts, style="font-size:13px;max-width:1280px")

    @property
    def _first_and_own(self) -> tuple[Picture | None, Picture | None]:
        """Its first input, as far as the library has it, and its own picture."""
        first = self.generation.inputs[0]
        return first.picture if first.is_kept else None, self.generation.main

    def _before(self) -> Iterator[tuple[str, str, Picture | None]]:
        """Yield each input's label, what can be said of its picture, and the picture."""
        for one in self.generation.inputs:
            picture = one.picture if one.is_kept else None
            words = _size_words(picture) if picture else "its picture is not in the library"
            yield input_label(one, 60), words, picture


@dataclass(frozen=True)
class PictureDifference:
    """Two pictures, at least one of which no generation made, so that settings say nothing.

    Each is a generation or such a picture, which has the name that the user wrote.
    """

    both: tuple[Generation | Picture, Generation | Picture]
    names: tuple[str, str]

    def __repr__(self) -> str:
        mains = self._mains
        names = (
            one_line(name if isinstance(one, Picture) else f"{one.ref} {one.name}".strip(), 60)
            for one, name in zip(self.both, self.names, strict=True)
        )
        first, second = (
            f"{name}, {_size_words(main)}" for name, main in zip(names, mains, strict=True)
        )
        pixels = (f"{name}: {words}" for name, words in _pixel_facts(*mains))
        return "\n".join([first, f"→ {second}", *pixels])

    def _repr_html_(self) -> str:
        mains = self._mains
        compared = _compared(*mains)
        cells = [
            _own_cell(one, name) if isinstance(one, Picture) else _picture_cell(one)
            for one, name in zip(self.both, self.names, strict=True)
        ]
        if isinstance(compared, Comparison) and compared.changed:
            cells.append(_difference_cell(compared))
        parts = _beside(cells), _html_pixels(*mains)
        return element("div", *parts, style="font-size:13px;max-width:1080px")

    @property
    def _mains(self) -> tuple[Picture | None, Picture | None]:
        first, second = (one if isinstance(one, Picture) else one.main for one in self.both)
        return first, second


def _size_words(picture: Picture | None) -> str:
    if picture is None:
        return "no picture"
    return f"{picture.width}×{picture.height} {picture.type.upper()}"


def _beside(cells: Sequence[str]) -> Html:
    """Return pictures side by side in a table, which every front end shows as one.

    In a narrow output they become smaller together.
    """
    row = table_row(cells, repeat(f"{_CELL};overflow-wrap:anywhere"))
    style = f"{_TABLE};table-layout:fixed;width:100%"
    style += f";max-width:{len(cells) * (SIDE + GAP)}px;min-width:{len(cells) * LEAST}px"
    return element("div", table([row], style=style), style="overflow-x:auto")


def _picture_cell(generation: Generation) -> Html:
    name = element("b", generation.ref), f" {one_line(generation.name, 40)} "
    picture = inline_picture(generation, SIDE, layout=_PICTURE) or _no_picture(generation)
    below = element("div", picture, style="padding-top:4px")
    return joined([*name, grey(one_line(generation.model, 40)), below])


def _own_cell(picture: Picture, name: str) -> Html:
    """Return a picture that may be of no library, with its size."""
    try:
        data = small_webp(picture.bytes, SIDE)
    except PictureError as error:
        shown: str = one_line(str(error), 200)
    else:
        style = f"max-height:{SIDE}px;{_PICTURE}"
        src = encode_data_url(data, "webp")
        shown = element("img", alt=one_line(name, 100), src=src, style=style)
    below = element("div", shown, style="padding-top:4px")
    return joined([element("b", one_line(name, 60)), " ", grey(_size_words(picture)), below])


def _compared(first: Picture | None, second: Picture | None) -> Comparison | str:
    """Return how two pictures differ, or why that can't be told; nothing without two."""
    if first is None or second is None:
        return ""
    try:
        return compare_pictures(first, second)
    except PictureError as error:
        return one_line(str(error), 200)


def _pixel_facts(first: Picture | None, second: Picture | None) -> list[tuple[str, str]]:
    compared = _compared(first, second)
    if isinstance(compared, Comparison):
        return compared.facts
    return [("pixels", f"can't be compared: {compared}")] if compared else []


def _html_pixels(first: Picture | None, second: Picture | None) -> Html:
    facts = _pixel_facts(first, second)
    if not facts:
        return Html()
    (heading, words), *rest = facts
    lines = words, *(f"{name}: {more}" for name, more in rest)
    head = element("div", heading, style=f"{_HEADING};margin-top:12px")
    return joined([head, *(element("div", line) for line in lines)])


def _difference_cell(compared: Comparison) -> Html:
    picture = element(
        "img",
        alt=f"the difference: {compared.headline}",
        src=encode_data_url(small_webp(compared.picture.data, SIDE), "webp"),
        style=f"max-height:{SIDE}px;{_PICTURE}",
    )
    below = element("div", picture, style="padding-top:4px")
    return joined([element("b", "difference"), " ", grey(compared.legend), below])


def _no_picture(generation: Generation) -> str:
    """Return the reason why a generation has no picture to show."""
    if generation.error is not None:
        return f"failed: {one_line(str(generation.error.get('message', '')), 200)}"
    return "its file is missing" if generation.missing else generation.status


def _html_text(title: str, before: str, after: str) -> Html:
    return element(
        "div",
        element("div", title, style=_HEADING),
        element("div", html_changes(before, after), style=_PROMPT),
        *(element("div", limit, style=GREY) for limit in _limits(before, after)),
        style="margin:12px 0 0",
    )


def _plain_changes(before: str, after: str) -> str:
    if before == after:
        return "the same"
    segments = changes(before, after)
    return "".join(_PLAIN_MARKS[kind].format(_printable(kind, text)) for kind, text in segments)


def html_changes(before: str, after: str) -> Html:
    """Return the changes from one text to another as HTML, marked by ``del`` and ``ins``."""
    if before == after:
        return joined(["is the same: ", _printable("same", after)])
    segments = changes(before, after)
    return joined(_HTML_MARKS[kind](_printable(kind, text)) for kind, text in segments)


def _printable(kind: str, text: str) -> str:
    """Return a segment of a prompt without control characters, and of limited length.

    A prompt may come out of a stranger's bundle: nothing in it moves a terminal's cursor or turns
    the direction of a line. Changed breaks, tabs and bare spaces get visible marks.
    """
    if len(text) > MAX_CHARACTERS:
        left_out = len(text) - MAX_CHARACTERS
        half = MAX_CHARACTERS // 2
        text = f"{text[:half]} … {left_out:,} characters … {text[-half:]}"
    text = printable(text, keep="\n\t")
    if kind == "same":
        return text
    if not text.strip(" "):
        return "·" * len(text)
    return text.replace("\t", "⇥\t").replace("\n", "⏎\n")


def _limits(*texts: str) -> list[str]:
    """Return a sentence on the limit if only the beginnings were compared by words."""
    if texts[0] == texts[1] or not any(len(_tokens(text)) > MAX_TOKENS for text in texts):
        return []
    return [f"Compared by words up to the first {MAX_TOKENS:,} words and spaces."]


def _settings(generation: Generation) -> dict[str, str]:
    """Return everything that can differ besides the prompt, as texts."""
    main = generation.main
    # How a region is marked for the model is a version of ours, and no setting.
    told = (pair for pair in generation.parameters.items() if pair[0] != "marking")
    parameters = islice(told, MOST_PARAMETERS)
    return {
        "status": generation.status,
        "model": one_line(generation.model, 80),
        "answered by": one_line(generation.served_by, 80),
        "gateway": one_line(generation.gateway, 120),
        # One of them is called "size": the requested one, not that of the delivered picture.
        **{one_line(name, 40): _parameter_text(value) for name, value in parameters},
        "inputs": ", ".join(input_label(entry, 60) for entry in generation.inputs),
        "take": str(generation.take),
        "seconds": f"{generation.seconds:.0f}" if generation.seconds >= 1 else "",
        "cost": "" if generation.cost is None else dollars(generation.cost),
        "picture": _size_words(main) if main else "",
        "rating": "★" * (generation.rating or 0),
        "tags": " ".join(f"#{one_line(tag, 40)}" for tag in generation.tags),
        "note": one_line(generation.note, 200),
    }


def _parameter_text(value: object) -> str:
    """Return a parameter as text; the order of an object's fields makes no difference."""
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return one_line(" ".join(value), 200)  # the boxes and masks of a region
    return one_line(
        value if isinstance(value, str) else json.dumps(value, sort_keys=True, default=str), 200
    )


def input_label(entry: InputRecord, limit: int) -> str:
    """Return an input's name with its number, because two names may stand for one generation."""
    if entry.generation is None:
        return input_name(entry, limit)
    name, ref = one_line(entry.name, limit), f"@{entry.generation}"
    return ref if name in ("", ref) else f"{ref} {name}"


def input_name(entry: InputRecord, limit: int) -> str:
    """Return an input's name; of a kept picture of the user's own with the reference to it."""
    name = one_line(entry.name, limit)
    if entry.generation is not None or not entry.is_kept:
        return name
    ref = entry.reference
    return ref if name in ("", ref) else f"{ref} {name}"
