"""The display of a sweep that is there: its caption, its sheet and its table.

It stands where its progress was: the plan's line becomes the caption.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from ..checks.result import ERROR, MEASURED, SKIPPED
from ..text import costs_words, number_runs, one_line
from ..views.html import GREY, Html, element, joined
from ..views.sweep import contact_sheet, text_table
from .display import CHECK_LENGTH, SKETCH_HINT, bundle

if TYPE_CHECKING:
    from ..checks.result import Result
    from ..session import Sweep
    from ..views.sheet import Drawn
    from ..views.sweep import SheetPixels

__all__ = ["sweep_bundle"]

MOST_FILES = 48  # that a terminal names
HINT_LENGTH = 60  # characters of an example


def sweep_bundle(
    sweep: Sweep,
    remarks: Sequence[str] = (),
    *,
    name: str = "",
    terminal: bool = False,
    drawn: Drawn | None = None,
    pixels: SheetPixels | None = None,
) -> dict[str, str]:
    """Return a sweep as a mimebundle: its caption, its sheet and its table.

    Parameters
    ----------
    sweep, remarks
        The sweep, and sentences for the caption.
    name
        The variable that holds it.
    terminal
        Whether lines are wanted: the caption, and the pictures' files.
    drawn, pixels
        Those of its sheet, and of its contact sheet, that are at hand.
    """
    numbers = number_runs(one.number for one in sweep.outcomes)
    caption = bundle(numbers, name, " · ".join(_caption_parts(sweep, remarks)))
    if terminal:
        lines = [caption["text/plain"], *_files(sweep)]
        return {"text/plain": "\n".join(lines)}
    rows = sweep.table()
    lines = [caption["text/plain"], *text_table(rows)]
    shown = {
        "text/html": joined(
            [Html(caption["text/html"]), sweep.sheet_with(rows, drawn or {}), _hint(sweep, name)]
        ),
        "text/plain": "\n".join(lines),
    }
    # For exports that have no HTML, as a PDF by LaTeX.
    image = sweep.preview if pixels is None else contact_sheet(sweep.outcomes, pixels)
    return shown | {f"image/{image.type}": image.base64}


def _files(sweep: Sweep) -> list[str]:
    made = [one for one in sweep.outcomes if one.generation is not None]
    lines = [
        f"{one.generation.ref}  {' · '.join(one.labels)}  {one.generation.picture.path}"
        for one in made[:MOST_FILES]
        if one.generation is not None
    ]
    more = len(made) - MOST_FILES
    return [*lines, f"and {more:,} more"] if more > 0 else lines


def _hint(sweep: Sweep, name: str) -> Html:
    """Return how one of the pictures, or all of them, are edited."""
    best = next((made for made in sweep.generations if made.is_starred), sweep.generations[0])
    [labels] = [one.labels for one in sweep.outcomes if one.generation is best][:1]
    words: list[str] = ["Edit one: ", element("code", f"-i {best.ref}")]
    wanted = ", ".join(json.dumps(label, ensure_ascii=False) for label in labels)
    if name and len(wanted) <= HINT_LENGTH:
        words += [" or ", element("code", f"{name}[{wanted}]")]
    if name:
        words += [" · edit all: ", element("code", f"{{*{name}}}")]
        words += [" · compare: ", element("code", f"%imagegen panel {name}")]
    return element("div", *words, style=f"{GREY};font-size:12px;line-height:1.6")


def _caption_parts(sweep: Sweep, remarks: Sequence[str]) -> list[str]:
    parts = sweep.told
    parts += _check_parts(sweep)
    statuses = [outcome.status for outcome in sweep.outcomes]
    counts = {how: statuses.count(how) for how in ("replayed", "joined")}
    sketches = sweep.is_sketches
    if any(counts.values()):
        free = ", ".join(f"{count} {how}" for how, count in counts.items() if count)
        parts.append(f"{free} · $0")
    if sweep.seconds >= 1 and not sketches and counts["replayed"] < len(sweep):
        minutes, seconds = divmod(round(sweep.seconds), 60)
        parts.append(f"{minutes} min {seconds} s" if minutes else f"{seconds} s")
    parts += filter(None, [costs_words(sweep.costs)])
    if sweep.maybe_billed and not sketches:
        parts.append(f"{sweep.maybe_billed} of the failed may have been billed")
    newest = max((generation.take for generation in sweep.generations), default=1)
    if any(dimension.labels[:1] == ("new 1",) for dimension in sweep.dimensions):
        parts.append(f"write -n {newest} to keep them")
    parts += remarks
    if sketches:
        parts.append(SKETCH_HINT)
    return parts


def _check_parts(sweep: Sweep) -> Iterator[str]:
    """Yield how many passed each check, such as ``text ✓ 5 of 6``."""
    found: dict[str, list[Result]] = {}
    for result in (one for outcome in sweep.outcomes for one in outcome.checks):
        found.setdefault(result.check, []).append(result)
    for label, results in found.items():
        states = {one.state for one in results}
        if states == {MEASURED}:
            continue  # each number stands in the table
        if states <= {ERROR, SKIPPED} and len({one.words for one in results}) == 1:
            yield one_line(results[0].line, CHECK_LENGTH)  # such as what must be installed
        else:
            yield one_line(f"{label} ✓ {sum(map(bool, results))} of {len(results)}", CHECK_LENGTH)
