"""The page of a bundle: its generations, to be looked at without anything installed.

One document, from the template ``page.html``: thumbnails, style and script are inside it,
the pictures themselves lie beside it. It is opened from a folder, so it asks no server for
anything, and its policy forbids that it ever does. The words of people and models are text
in it, never markup.
"""

from __future__ import annotations

import base64
import hashlib
import html
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from math import ceil, sqrt
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from ...images.picture import encode_data_url
from ...text import counted, one_line

if TYPE_CHECKING:
    from jinja2 import Template
    from markupsafe import Markup

__all__ = ["Card", "CardPicture", "page"]

ALT_TEXT = 300  # characters; the whole prompt stands below the picture
LONG_PROMPT = 600  # characters, above which a prompt is scrolled
LONG_PROMPT_LINES = 10
SHORT_TEXT = 160  # characters, above which a model's text is folded
LONG_TEXT = 20_000  # characters of a model's text or a gateway's error
MOST_COLUMNS = 4  # of the pictures of one generation

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")

_HERE = Path(__file__).parent


@dataclass(frozen=True)
class CardPicture:
    """A picture on the page.

    Parameters
    ----------
    path
        Of its file, from the page.
    thumbnail
        A WebP.
    width, height
        Of the picture, in pixels.
    label
        The name that stands beside an input.
    """

    path: str
    thumbnail: bytes
    width: int
    height: int
    label: str = ""


@dataclass(frozen=True)
class Card:
    """A generation on the page.

    Parameters
    ----------
    ref
        The reference to its picture by hash, as every library reads it; empty for a failure.
    name
        The variable it was bound to.
    model, served_by
        Which model was asked, and which one answered.
    prompt, template
        As it was sent, and as it was typed.
    text
        The model's own words.
    facts
        Short ones, such as ``13 s``.
    tags, note
        The user's own words.
    created
        When it was made (UTC, ISO 8601).
    pictures
        Its pictures, none for a failure.
    parents
        Anchors of the cards of its parents.
    inputs
        Names of its other inputs.
    error
        The reason of a failure, else empty.
    anchor
        Its name in links.
    cell
        The cell that asks for it; empty where none can.
    originals
        Pictures that the user gave as inputs, as far as they are in the bundle.
    checks
        What checks found, such as ``text ✗ read “OPEN 24 HOUR5”``.
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
    pictures: tuple[CardPicture, ...]
    parents: tuple[str, ...]
    inputs: tuple[str, ...]
    error: str
    anchor: str
    cell: str
    originals: tuple[CardPicture, ...] = ()
    checks: tuple[str, ...] = ()

    @property
    def reference(self) -> str:
        """The reference to its picture, or that there is none."""
        return self.ref or "Failed"

    @property
    def columns(self) -> int:
        """In how many columns its pictures stand."""
        return min(MOST_COLUMNS, ceil(sqrt(len(self.pictures))))

    @property
    def has_long_prompt(self) -> bool:
        """Whether its prompt is scrolled."""
        return len(self.prompt) > LONG_PROMPT or self.prompt.count("\n") >= LONG_PROMPT_LINES


# Search and buttons take their room from the first line on, so that nothing jumps when the
# script runs; without a script they are hidden.
_INERT = ".search, button { display: none; }"


def page(title: str, cards: Sequence[Card]) -> str:
    """Return the page as one HTML document.

    Parameters
    ----------
    title
        Its title.
    cards
        In the order in which they are shown.
    """
    style = (_HERE / "page.css").read_text("utf-8")
    script = (_HERE / "page.js").read_text("utf-8")
    policy = (
        f"default-src 'none'; img-src data:; style-src {_allowed(style)} {_allowed(_INERT)}; "
        f"script-src {_allowed(script)}; base-uri 'none'; form-action 'none'"
    )
    return _template().render(
        title=one_line(title, 200),
        policy=policy,
        style=style,
        script=script,
        inert=_INERT,
        summary=_summary(cards),
        family=_family(cards),
    )


@cache
def _template() -> Template:
    from jinja2 import Environment, StrictUndefined

    environment = Environment(
        autoescape=True, finalize=_markup, undefined=StrictUndefined, keep_trailing_newline=True
    )
    environment.filters |= {
        "cut": _cut,
        "data_url": lambda thumbnail: encode_data_url(thumbnail, "webp"),
        "one_line": one_line,
        "quoted": quote,
    }
    environment.globals |= {"short": SHORT_TEXT, "alt_text": ALT_TEXT}
    return environment.from_string((_HERE / "page.html").read_text("utf-8"))


def _markup(value: object) -> Markup:
    """Return a value of the template as HTML for an element or an attribute.

    HTML can't say a control character or half a surrogate pair, and takes a carriage return
    for a line feed unless it is written as a number.
    """
    from markupsafe import Markup

    if isinstance(value, Markup):
        return value
    text = _CONTROL.sub("\N{REPLACEMENT CHARACTER}", str(value))
    encodable = text.encode("utf-8", "replace").decode()
    return Markup(html.escape(encodable).replace("\r", "&#13;"))  # noqa: S704  # escaped just now


def _allowed(source: str) -> str:
    """Return the part of the policy that allows exactly this inline style or script."""
    digest = base64.b64encode(hashlib.sha256(source.encode()).digest()).decode()
    return f"'sha256-{digest}'"


def _summary(cards: Sequence[Card]) -> list[str]:
    parts = [counted(sum(len(card.pictures) for card in cards), "picture")]
    if failed := sum(not card.pictures for card in cards):
        parts.append(f"{failed:,} failed")
    if models := {card.model for card in cards}:
        parts.append(counted(len(models), "model"))
    if days := sorted({card.created[:10] for card in cards if card.created}):
        parts.append(days[0] if len(days) == 1 else f"{days[0]} to {days[-1]}")
    return parts


def _family(cards: Sequence[Card]) -> list[tuple[Card, list[Card], list[Card]]]:
    """Return each card with its parents and its children on the page, the oldest child first."""
    known = {card.anchor: card for card in cards}
    children: dict[str, dict[str, Card]] = {anchor: {} for anchor in known}
    for card in sorted(cards, key=lambda card: card.created):
        for parent in card.parents:
            children.get(parent, {})[card.anchor] = card
    return [
        (
            card,
            [known[anchor] for anchor in dict.fromkeys(card.parents) if anchor in known],
            list(children[card.anchor].values()),
        )
        for card in cards
    ]


def _cut(text: str) -> str:
    more = len(text) - LONG_TEXT
    return text if more <= 0 else f"{text[:LONG_TEXT]}… and {more:,} characters more"
