"""The page of a bundle: what is in it, to be looked at without anything installed.

One document: small copies of the pictures, style and script are inside it, the pictures
themselves lie beside it. It is opened from a folder, so it asks no server for anything, and
its policy forbids that it ever does. What people and models wrote is text in it, never
markup.
"""

from __future__ import annotations

import base64
import hashlib
import html
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import ceil, sqrt
from pathlib import Path
from urllib.parse import quote

from ...images.picture import encode_data_url
from ...text import counted, one_line

__all__ = ["Card", "Shown", "page"]

ALT_TEXT = 300  # characters; the whole prompt stands below the picture
LONG_PROMPT = 600  # characters, above which a prompt is scrolled
LONG_PROMPT_LINES = 10
SHORT_TEXT = 160  # characters, above which what the model said is folded
LONG_TEXT = 20_000  # characters of what a model or a gateway said
MOST_COLUMNS = 4  # of the pictures of one generation

_HERE = Path(__file__).parent
_BETWEEN = "&nbsp;· "  # a line ends with it and never begins with it


@dataclass(frozen=True)
class Shown:
    """A picture on the page.

    Parameters
    ----------
    path
        Where the picture lies beside the page.
    thumbnail
        A small copy, as a WebP.
    width, height
        Of the picture, in pixels.
    """

    path: str
    thumbnail: bytes
    width: int
    height: int


@dataclass(frozen=True)
class Card:
    """A generation on the page.

    Parameters
    ----------
    ref
        The reference to its picture that holds in every library; empty for a failure.
    name
        The variable it was bound to.
    model, served_by
        Which model was asked, and which one answered.
    prompt, template
        What was sent, and what was typed.
    text
        What the model said.
    facts
        Short ones, such as ``13 s``.
    tags, note
        The user's own words.
    created
        When it was made (UTC, ISO 8601).
    pictures
        What came of it.
    parents
        Anchors of the cards that it was made from.
    inputs
        Names of what else it was made from.
    error
        How it failed; empty where it didn't.
    anchor
        What links to it say.
    cell
        The cell that asks for it.
    """

    ref: str
    name: str
    model: str
    served_by: str
    prompt: str
    template: str
    text: str
    facts: tuple[str, ...]
    tags: tuple[str, ...]
    note: str
    created: str
    pictures: tuple[Shown, ...]
    parents: tuple[str, ...]
    inputs: tuple[str, ...]
    error: str
    anchor: str
    cell: str


# There from the first line on, so that nothing jumps when the script comes; without it, away.
_INERT = ".search, button { display: none; }"


def page(title: str, cards: Sequence[Card]) -> str:
    """Return the page as one HTML document.

    Parameters
    ----------
    title
        What it is called.
    cards
        In the order in which they are shown.
    """
    style = (_HERE / "page.css").read_text("utf-8")
    script = (_HERE / "page.js").read_text("utf-8")
    policy = (
        f"default-src 'none'; img-src data:; style-src {_allowed(style)} {_allowed(_INERT)}; "
        f"script-src {_allowed(script)}; base-uri 'none'; form-action 'none'"
    )
    name = _text(one_line(title, 200))
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{name}</title>
<style>{style}</style>
<noscript><style>{_INERT}</style></noscript>
</head>
<body>
<header><h1>{name}</h1><p class="summary">{_summary(cards)}</p></header>
<div class="search" role="search"{"" if len(cards) > 1 else " hidden"}><div class="bar">
<input type="search" autocomplete="off" aria-label="Find words in prompts and notes"
 placeholder="Find words in prompts and notes"><p class="found" role="status"></p></div></div>
<main>{_main(cards)}</main>
<p class="said away" aria-live="polite"></p>
<script>{script}</script>
</body>
</html>
"""


def _allowed(source: str) -> str:
    """Return what allows exactly this inline style or script."""
    digest = base64.b64encode(hashlib.sha256(source.encode()).digest()).decode()
    return f"'sha256-{digest}'"


def _summary(cards: Sequence[Card]) -> str:
    parts = [counted(sum(len(card.pictures) for card in cards), "picture")]
    if failed := sum(not card.pictures for card in cards):
        parts.append(f"{failed:,} failed")
    if models := {card.model for card in cards}:
        parts.append(counted(len(models), "model"))
    if days := sorted({card.created[:10] for card in cards if card.created}):
        parts.append(days[0] if len(days) == 1 else f"{days[0]} to {days[-1]}")
    return _BETWEEN.join(map(_fact, parts))


def _main(cards: Sequence[Card]) -> str:
    if not cards:
        return '<p class="none">There is nothing here.</p>'
    known = {card.anchor: card for card in cards}
    children: dict[str, dict[str, Card]] = {card.anchor: {} for card in cards}
    for card in sorted(cards, key=lambda card: card.created):
        for parent in card.parents:
            children.get(parent, {})[card.anchor] = card
    shown = "".join(_card(card, known, children[card.anchor].values()) for card in cards)
    return (
        f'<ul class="cards" role="list">\n{shown}</ul>'
        '<p class="none nothing" hidden>No card has all of these words.</p>'
    )


def _card(card: Card, known: Mapping[str, Card], children: Iterable[Card]) -> str:
    parents = [known[anchor] for anchor in dict.fromkeys(card.parents) if anchor in known]
    name = f" <span>{_apart(card.name)}</span>" if card.name else ""
    words = (
        f"<h2>{_text(_reference(card))}{name}</h2>",
        f'<p class="facts">{_facts(card)}</p>',
        _prompt(card.prompt),
        _told("As it was typed", "" if card.template == card.prompt else card.template),
        _told("What the model said", _cut(card.text)),
        _note(card.note),
        _tags(card.tags),
        _lineage("Made from", [*map(_link, parents), *map(_apart, card.inputs)]),
        _lineage("Became", [*map(_link, children)]),
    )
    # A card can be focused, so that the keyboard goes on from the one that a link leads to.
    return (
        f'<li class="card" id="g{_text(card.anchor)}" tabindex="-1"><article>{_stage(card)}'
        f'<div class="words">{"".join(words)}</div><div class="buttons">'
        '<button type="button">Copy prompt</button>'
        f'<button type="button" data-cell="{_text(card.cell)}">Copy cell</button>'
        "</div></article></li>\n"
    )


def _stage(card: Card) -> str:
    """Return the pictures, each leading to its file, or why there are none."""
    if not card.pictures:
        error = _cut(card.error) or "It is not known why."
        return f'<p class="failure"><strong>No picture</strong>{_apart(error)}</p>'
    alt = _text(one_line(card.prompt, ALT_TEXT) or "no prompt")
    shown = "".join(
        f'<a href="{_text(quote(one.path))}" title="{one.width}×{one.height}, the whole picture">'
        f'<img alt="{alt}" width="{one.width}" height="{one.height}" decoding="async" '
        f'src="{encode_data_url(one.thumbnail, "webp")}"></a>'
        for one in card.pictures
    )
    columns = min(MOST_COLUMNS, ceil(sqrt(len(card.pictures))))
    return f'<div class="stage by{columns}">{shown}</div>'


def _reference(card: Card) -> str:
    return card.ref or "Failed"


def _facts(card: Card) -> str:
    """Return the model and the rest; that another model answered stands out."""
    parts = [_apart(card.model)] if card.model else []
    if card.served_by not in ("", card.model):
        parts.append(f'<span class="other">answered by {_apart(card.served_by)}</span>')
    parts += map(_fact, card.facts)
    if card.created:
        parts.append(f"<time>{_text(card.created[:10])}</time>")
    return _BETWEEN.join(parts)


def _fact(fact: str) -> str:
    """Return a fact, which stays on one line."""
    if set(fact) == {"★"}:  # read aloud as a number
        return f'<span role="img" aria-label="{len(fact)} of 5 stars">{fact}</span>'
    return f'<span class="fact">{_text(fact)}</span>'


def _prompt(prompt: str) -> str:
    long = len(prompt) > LONG_PROMPT or prompt.count("\n") >= LONG_PROMPT_LINES
    # What scrolls has to be reached by the keyboard.
    scrolled = ' tabindex="0" role="group" aria-label="Prompt"' if long else ""
    kind = "prompt long" if long else "prompt"
    return f'<div class="{kind}" dir="auto"{scrolled}>{_text(prompt)}</div>'


def _told(label: str, text: str) -> str:
    """Return a text under its label, folded if it is long."""
    if not text.strip():
        return ""
    if len(text) <= SHORT_TEXT:
        return _labelled(label, text)
    shown = f'<p tabindex="0" dir="auto">{_text(text)}</p>'
    return f"<details><summary>{label}</summary>{shown}</details>"


def _note(note: str) -> str:
    return f'<div class="note">{_labelled("Note", note)}</div>' if note.strip() else ""


def _labelled(label: str, text: str) -> str:
    return f'<div><p class="label">{label}</p><p class="told" dir="auto">{_text(text)}</p></div>'


def _tags(tags: Sequence[str]) -> str:
    shown = "".join(f"<li>#{_text(tag)}</li>" for tag in tags)
    return f'<ul class="tags" role="list" aria-label="Tags">{shown}</ul>' if tags else ""


def _lineage(label: str, names: Sequence[str]) -> str:
    if not names:
        return ""
    return f'<p class="lineage"><span class="label">{label}</span> {" ".join(names)}</p>'


def _link(card: Card) -> str:
    name = f"{_reference(card)} {card.name}".strip()
    title = _text(one_line(card.prompt, 100))
    return f'<a href="#g{_text(card.anchor)}" title="{title}">{_apart(name)}</a>'


def _cut(text: str) -> str:
    more = len(text) - LONG_TEXT
    return text if more <= 0 else f"{text[:LONG_TEXT]}… and {more:,} characters more"


def _apart(text: str) -> str:
    """Return text for a line with others: its direction of writing doesn't turn theirs."""
    return f"<bdi>{_text(text)}</bdi>"


def _text(text: str) -> str:
    """Return text for an element or an attribute, in which nothing is markup.

    HTML has no way to say a zero or half a surrogate pair, and takes a carriage return for a
    line feed unless it is written as a number.
    """
    sayable = text.replace("\0", "\N{REPLACEMENT CHARACTER}").encode("utf-8", "replace").decode()
    return html.escape(sayable).replace("\r", "&#13;")
