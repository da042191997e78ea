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
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..errors import counted, one_line

__all__ = ["Card", "Shown", "page"]

LONG_TEXT = 20_000  # characters of a prompt or an answer

_HERE = Path(__file__).parent


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
    known = {card.anchor: card for card in cards}
    children: dict[str, list[Card]] = {card.anchor: [] for card in cards}
    for card in reversed(cards):
        for parent in card.parents:
            children[parent].append(card)
    shown = "".join(_card(card, known, children[card.anchor]) for card in cards)
    body = (
        f'<ul class="cards">{shown}</ul>' if cards else '<p class="none">There is nothing here.</p>'
    )
    policy = (
        f"default-src 'none'; img-src 'self' data: file:; style-src {_allowed(style)}; "
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
</head>
<body>
<header>
<div><h1>{name}</h1><p>{_text(_summary(cards))}</p></div>
<div class="search" role="search" hidden><label for="words">Find words in prompts and notes</label>
<input id="words" type="search" autocomplete="off"><p class="found" role="status"></p></div>
</header>
<main>{body}</main>
<script>{script}</script>
</body>
</html>
"""


def _allowed(source: str) -> str:
    """Return what allows exactly this inline style or script."""
    digest = base64.b64encode(hashlib.sha256(source.encode()).digest()).decode()
    return f"'sha256-{digest}'"


def _summary(cards: Sequence[Card]) -> str:
    count = sum(len(card.pictures) for card in cards)
    models = len({card.model for card in cards})
    days = sorted({card.created[:10] for card in cards})
    parts = [counted(count, "picture")]
    if cards:
        parts.append(counted(models, "model"))
        parts.append(days[0] if len(days) == 1 else f"{days[0]} to {days[-1]}")
    return " · ".join(parts)


def _card(card: Card, known: Mapping[str, Card], children: Sequence[Card]) -> str:
    by = f" · answered by {card.served_by}" if card.served_by not in ("", card.model) else ""
    facts = _text(" · ".join((f"{card.model}{by}", *card.facts)))
    day = f"<time>{_text(card.created[:10])}</time>"
    template = "" if card.template == card.prompt else _more("As it was typed", card.template)
    tags = "".join(f"<li>#{_text(tag)}</li>" for tag in card.tags)
    tags = f'<ul class="tags">{tags}</ul>' if tags else ""
    note = f'<p class="note">{_text(card.note)}</p>' if card.note else ""
    name = f" <span>{_text(card.name)}</span>" if card.name else ""
    return (
        f'<li class="card" id="g{_text(card.anchor)}"><article>{_stage(card)}<div class="words">'
        f"<h2>{_text(card.ref) or 'failed'}{name}</h2>"
        f'<p class="facts">{facts} · {day}</p>'
        # Focusable, because it may have to be scrolled.
        f'<div class="prompt" tabindex="0">{_text(card.prompt[:LONG_TEXT])}</div>'
        f"{template}{note}{tags}"
        f"{_lineage(card, known, children)}"
        f"{_more('What the model said', card.text)}"
        f'<div class="buttons"><button type="button" hidden>Copy prompt</button>'
        f'<button type="button" data-cell="{_text(card.cell)}" hidden>Copy cell</button>'
        "</div></div></article></li>\n"
    )


def _stage(card: Card) -> str:
    if not card.pictures:
        return f'<p class="failure"><strong>No picture</strong>{_text(card.error)}</p>'
    alt = _text(one_line(card.prompt, 300) or "no prompt")
    shown = "".join(
        f'<a href="{_text(one.path)}" title="{one.width}×{one.height}, the whole picture">'
        f'<img alt="{alt}" width="{one.width}" height="{one.height}" decoding="async" '
        f'src="data:image/webp;base64,{base64.b64encode(one.thumbnail).decode()}"></a>'
        for one in card.pictures
    )
    return f'<div class="stage{" several" if len(card.pictures) > 1 else ""}">{shown}</div>'


def _lineage(card: Card, known: Mapping[str, Card], children: Sequence[Card]) -> str:
    before = [_link(known[anchor]) for anchor in card.parents if anchor in known]
    before += [_text(name) for name in card.inputs]
    after = [_link(child) for child in children]
    lines = (("made from", before), ("became", after))
    return "".join(
        f'<p class="lineage">{word} {", ".join(names)}</p>' for word, names in lines if names
    )


def _link(card: Card) -> str:
    name = _text(f"{card.ref} {card.name}".strip())
    title = _text(one_line(card.prompt, 100))
    return f'<a href="#g{_text(card.anchor)}" title="{title}">{name}</a>'


def _more(summary: str, text: str) -> str:
    if not text.strip():
        return ""
    return f"<details><summary>{summary}</summary><p>{_text(text[:LONG_TEXT])}</p></details>"


def _text(text: str) -> str:
    """Return text for an element or an attribute: without what would be markup, or no text."""
    return html.escape(text.replace("\0", "�").encode("utf-8", "replace").decode())
