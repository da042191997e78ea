"""The displays of a cell: the caption, the model's words, and progress while it waits.

The picture itself is the cell's value, so ``Out[n]`` holds it and it is shown once. The
caption goes before it as a display of its own. A cell that ends within a second shows no
progress: nbval ignores updates of a display, so a notebook with progress lines would never
compare equal.
"""

from __future__ import annotations

import html
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from IPython.display import DisplayHandle, display

from ..text import one_line
from ..views.html import BOLD, GREY

if TYPE_CHECKING:
    from ..library import Generation
    from ..metadata import Found
    from ..session import Job

__all__ = ["Progress", "caption", "caption_bundle", "companion_text", "metadata_text"]

PROGRESS_AFTER = 1.0  # seconds
SKETCH_HINT = "offline sketch · %imagegen use NAME for real pictures"
TEXT_LIMIT = 2000  # characters of the model's words


def caption(generation: Generation, remarks: Sequence[str] = ()) -> str:
    """Return the caption without its number: model, time, cost, sizes, inputs, remarks."""
    parts = [generation.model]
    if generation.served_by and generation.served_by != generation.model:
        parts.append(f"answered by {one_line(generation.served_by, 80)}")
    parts += generation.time_and_cost
    sizes = dict.fromkeys(f"{p.width}×{p.height}" for p in generation.pictures)
    if len(generation.pictures) > 1:
        parts.append(f"{len(generation.pictures)} pictures")
    parts += sizes
    mismatch = aspect_mismatch(generation)
    if mismatch:
        parts.append(mismatch)
    inputs = [entry.name for entry in generation.inputs]
    if inputs:
        parts.append(f"from {', '.join(one_line(name, 60) for name in inputs)}")
    if generation.take > 1:
        parts.append(f"take {generation.take}")
    if generation.missing:
        parts.append(f"its file is missing: {generation.missing[0].path}")
    parts += remarks
    if generation.is_sketch:
        parts.append(SKETCH_HINT)
    return " · ".join(parts)


def aspect_mismatch(generation: Generation) -> str:
    """Return a remark if the picture's aspect is not the requested one, else nothing."""
    aspect = generation.parameters.get("aspect")
    if not aspect or not generation.pictures:
        return ""
    across, down = (int(side) for side in str(aspect).split(":"))
    first = generation.pictures[0]
    # Delivered sizes are rounded to the model's grid: 16:9 arrives as 1344×768.
    if abs(first.width / first.height - across / down) <= 0.05 * across / down:
        return ""
    return f"asked for {aspect}"


def companion_text(generation: Generation) -> str:
    """Return the model's own words as printable lines."""
    lines = (one_line(line, 500) for line in generation.text[:TEXT_LIMIT].splitlines())
    return "\n".join(line for line in lines if line)


def caption_bundle(
    generation: Generation, remarks: Sequence[str] = (), *, name: str = "", text: bool = True
) -> dict[str, str]:
    """Return the caption as a mimebundle of HTML and plain text.

    Parameters
    ----------
    generation
        The generation.
    remarks
        Further parts of the caption.
    name
        The variable that holds the generation.
    text
        Whether the model's words follow.
    """
    name = f" {name}" if name else ""
    rest = caption(generation, remarks)
    words = companion_text(generation) if text else ""
    plain = f"{generation.ref}{name} · {rest}" + (f"\n{words}" if words else "")
    lines = "<br>".join(html.escape(line) for line in words.splitlines())
    body = (
        f'<div style="{GREY};font-size:13px;line-height:1.6">'
        f'<b style="{BOLD}">{generation.ref}</b>'
        f"{html.escape(name)} · {html.escape(rest)}"
        f"{'<br>' + lines if lines else ''}</div>"
    )
    return {"text/html": body, "text/plain": plain}


def metadata_text(found: Found) -> str:
    """Return the metadata of a file from elsewhere, as lines; nothing verifies them."""
    lines = [f"not of this library; the file says, and {found.written_by} wrote it:", ""]
    lines += [one_line(line, 500) for line in found.prompt.splitlines()]
    facts = {"model": found.model, **found.details}
    lines += ["", *(f"{name}: {value}" for name, value in facts.items() if value)]
    return "\n".join(lines)


class Progress:
    """A progress line, from the first second on, which the caption replaces.

    Parameters
    ----------
    terminal
        Whether a line of a terminal is rewritten, instead of a display updated.
    """

    def __init__(self, *, terminal: bool) -> None:
        self._terminal = terminal
        self._handle: DisplayHandle | None = None
        self._line = ""

    def watch(self, job: Job) -> None:
        """Show a job's seconds; called again and again while it runs."""
        if job.seconds() < PROGRESS_AFTER:
            return
        line = " · ".join(filter(None, (job.model, f"{int(job.seconds())} s", job.usual())))
        if line != self._line:
            self._write(line)

    def _write(self, line: str) -> None:
        if self._terminal:
            sys.stdout.write(f"\r{line.ljust(len(self._line))}")
            sys.stdout.flush()
        else:
            self._update({"text/plain": line})
        self._line = line

    def _update(self, bundle: dict[str, Any]) -> None:
        if self._handle is None:
            self._handle = DisplayHandle()
            self._handle.display(bundle, raw=True)
        else:
            self._handle.update(bundle, raw=True)

    def end(self, bundle: dict[str, str] | None = None) -> None:
        """Replace the line by `bundle`, or remove it."""
        if self._terminal:
            if self._line:
                sys.stdout.write("\r" + " " * len(self._line) + "\r")
            if bundle is not None:
                display(bundle, raw=True)
        elif bundle is not None and self._handle is None:
            display(bundle, raw=True)
        elif self._handle is not None:
            self._update(bundle or {"text/plain": ""})
