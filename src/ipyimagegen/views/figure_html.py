"""A figure as one HTML file with everything inside, for any browser and its printer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..errors import PictureError
from ..images.picture import encode_data_url
from ..text import one_line
from .html import Html, element, joined

if TYPE_CHECKING:
    from ..session.outcome import Outcome
    from .figure import Figure

__all__ = ["page"]

STYLE = """
:root { color-scheme: light dark; }
body { font: 15px/1.5 system-ui, sans-serif; margin: 24px; }
h1 { font-size: 20px; margin: 0 0 12px; }
figure { margin: 0; }
table { border-collapse: collapse; }
th { text-align: start; vertical-align: bottom; padding: 4px 10px 4px 0; overflow-wrap: anywhere; }
tbody th { vertical-align: middle; max-width: 180px; }
th[colspan] { border-bottom: 1px solid #8888; }
td { vertical-align: top; padding: 0 10px 10px 0; }
img { display: block; max-width: 100%; height: auto; }
.none { border: 1px solid #c62828; padding: 8px; max-width: 320px; }
figcaption { font-size: 13px; opacity: .8; margin-top: 8px; }
@media print { body { margin: 0; } tr { break-inside: avoid; } }
"""
ALT_LENGTH = 300


def page(figure: Figure) -> str:
    """Return the page."""
    pivot = figure.pivot
    head = []
    for level in range(len(pivot.column_names)):
        cells = [element("td")] * len(pivot.row_names)
        last = level == len(pivot.column_names) - 1
        for _, label, count in figure.headings(pivot.columns, level):
            span = None if count == 1 else str(count)
            scope = "col" if last else "colgroup"
            cells.append(element("th", label, scope=scope, colspan=span, dir="auto"))
        head.append(element("tr", *cells))
    starts: list[list[Html]] = [[] for _ in pivot.rows]
    for level in range(len(pivot.row_names)):
        for at, label, count in figure.headings(pivot.rows, level):
            span = None if count == 1 else str(count)
            scope = "row" if level == len(pivot.row_names) - 1 else "rowgroup"
            style = f"min-width:min(180px,{len(label)}ch)"  # beside pictures, which may be shrunk
            starts[at].append(
                element("th", label, scope=scope, rowspan=span, dir="auto", style=style)
            )
    lines = [
        element(
            "tr", *start, *(_cell(figure, pivot.cells.get((row, one))) for one in pivot.columns)
        )
        for row, start in zip(pivot.rows, starts, strict=True)
    ]
    table = element("table", element("thead", *head), element("tbody", *lines))
    legend = element("figcaption", *(element("div", line) for line in figure.legend))
    body = [element("h1", figure.title, dir="auto")] if figure.title else []
    body.append(element("figure", table, legend))
    return (
        '<!doctype html>\n<html lang="en">\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width">\n'
        f"{element('title', figure.title or 'Figure')}\n"
        f"<style>{STYLE}</style>\n{joined(body)}\n</html>\n"
    )


def _cell(figure: Figure, outcome: Outcome | None) -> Html:
    if outcome is None:
        return element("td")
    label = figure.label(outcome)
    above = [element("div", element("b", label), dir="auto")] if label else []
    return element("td", *above, _picture(outcome))


def _picture(outcome: Outcome) -> Html:
    made = outcome.generation
    if made is None:
        return element("div", outcome.why or outcome.status, **{"class": "none"})
    try:
        source = encode_data_url(made.picture.bytes, made.picture.type)
    except PictureError as error:
        return element("div", error.sentence, **{"class": "none"})
    alt = one_line(f"{made.model}: {made.prompt}", ALT_LENGTH)
    return element("img", alt=alt, src=source)
