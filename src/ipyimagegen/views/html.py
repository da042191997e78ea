"""HTML of notebook outputs: escaped elements, tables, small pictures, the theme's colours.

Prompts, names and models may come from a stranger's bundle or gateway. `element` escapes every
child that is not `Html`, so that no view can forget to. Styles are inline, because an output
cell has no style sheet that every front end keeps.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from html import escape
from typing import TYPE_CHECKING

from ..errors import PictureError
from ..images.picture import Picture, encode_data_url
from ..text import one_line, printable

if TYPE_CHECKING:
    from ..library import Generation, Library

__all__ = [
    "ACCENT", "BOLD", "BORDER", "CAPITALS", "ERROR", "GREY", "RULED", "TABLE",
    "Html", "element", "grey", "inline_image", "inline_picture", "joined", "table", "table_row",
]  # fmt: skip

# JupyterLab's variable, else the one of VS Code, else the page's own, be it light or dark.
GREY = "color:var(--jp-ui-font-color2,var(--vscode-descriptionForeground,inherit))"
BOLD = "color:var(--jp-ui-font-color1,var(--vscode-foreground,inherit))"
ERROR = "var(--jp-error-color1,var(--vscode-errorForeground,#c62828))"
ACCENT = "var(--jp-brand-color1,var(--vscode-focusBorder,#1a66c9))"
BORDER = "var(--jp-border-color1,var(--vscode-panel-border,#8886))"
RULED = "border-top:1px solid var(--jp-border-color2,var(--vscode-panel-border,#8884))"
CAPITALS = "letter-spacing:.05em;text-transform:uppercase"
TABLE = "border-collapse:collapse;font-size:13px"
ROW = "background:none"  # a notebook's own style sheet would stripe the rows

VOID = frozenset({"br", "col", "img"})  # elements without an end tag


class Html(str):
    """Text that is HTML already, and is not escaped again."""

    __slots__ = ()


def joined(children: Iterable[str]) -> Html:
    """Return children behind each other, their text escaped."""
    return Html("".join(c if isinstance(c, Html) else escape(_seen(c)) for c in children))


def _seen(text: str) -> str:
    return printable(text, keep="\n\t")


@lru_cache(maxsize=256)
def _quoted(value: str) -> str:
    """Return the value of an attribute, escaped: mostly a style, of which there are few."""
    return escape(_seen(value))


def element(tag: str, *children: str, **attributes: str | bool | None) -> Html:
    """Return an HTML element.

    Parameters
    ----------
    tag
        The element's name.
    children
        Elements (`Html`) and text, which is escaped.
    attributes
        In the order given; True writes the bare name, None and False leave it out. `Html` is
        written as it is, such as a long data URL, which takes long to be looked through.
    """
    start = tag
    for name, value in attributes.items():
        if isinstance(value, str):
            start += f' {name}="{value if isinstance(value, Html) else _quoted(value)}"'
        elif value:
            start += f" {name}"
    return Html(f"<{start}>" if tag in VOID else f"<{start}>{joined(children)}</{tag}>")


def grey(*children: str) -> Html:
    """Return the less important part of a line."""
    return element("span", *children, style=GREY)


def table_row(
    cells: Iterable[str], styles: Iterable[str], *, tag: str = "td", style: str | None = ROW
) -> Html:
    """Return a table's row: the content of its cells, each in the style of its column."""
    pairs = zip(cells, styles, strict=False)  # the styles may be an endless repeat of one
    return element("tr", *(element(tag, cell, style=column) for cell, column in pairs), style=style)


def table(rows: Iterable[Html], *, style: str = TABLE) -> Html:
    """Return a table of rows."""
    return element("table", *rows, style=style)


def inline_picture(generation: Generation, side: int, *, layout: str = "display:block") -> Html:
    """Return a generation's main picture as an ``img`` with its bytes inside.

    Empty if there is no picture or its file can't be read: the text beside it says so.
    """
    if generation.main is None:
        return Html()
    return inline_image(generation.library, generation.main, generation.prompt, side, layout=layout)


def inline_image(
    library: Library, picture: Picture, words: str, side: int, *, layout: str = "display:block"
) -> Html:
    """Return a picture of a library in the same way; `words` say what it shows."""
    try:
        data = library.thumbnail(picture, side)
    except PictureError:
        return Html()
    return element(
        "img",
        alt=one_line(words, 100),
        src=Html(encode_data_url(data, "webp")),
        style=f"max-width:{side}px;max-height:{side}px;{layout}",
    )
