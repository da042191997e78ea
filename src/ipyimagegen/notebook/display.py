"""The displays of a cell: the caption, the model's words, and progress while it waits.

The picture itself is the cell's value, so ``Out[n]`` holds it and it is shown once. The
caption goes before it as a display of its own. A cell that ends within a second shows no
progress, and neither does one that is run with its whole notebook: nbval ignores updates of a
display, so a notebook with progress lines would never compare equal.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from IPython.display import DisplayHandle

from ..errors import PictureError
from ..text import one_line, printable, say
from ..views.html import BOLD, GREY, Html, element, joined
from .output import going_out, put_bundle

if TYPE_CHECKING:
    from ..checks.result import Result
    from ..images.picture import Picture
    from ..library import Generation
    from ..metadata import Found
    from ..session import Job, Sweep, SweepJob

__all__ = [
    "InputProgress", "Progress", "ProgressLine",
    "bundle", "caption_bundle", "goes_on", "held_bundle", "held_html", "image_bundle", "job_bundle",
    "metadata_text", "picture_bundle",
]  # fmt: skip

PROGRESS_AFTER = 1.0  # seconds
SKETCH_HINT = "offline sketch · %imagegen use NAME for real pictures"
HELD_SIDE = 768  # pixels; settings are not read while the disk is in trouble
TEXT_LIMIT = 2000  # characters of the model's words
CHECK_LENGTH = 300  # characters of what a check says
INPUT_SIDE = 96  # pixels, of an input beside its edit
INPUT_BYTES = 7 * 1024  # of an input's copy, at twice its size
LEAST_INPUT_BYTES = 1024
MOST_SAVED = 110 * 1024  # bytes of preview and inputs: 147 KiB of a notebook, as base64


def caption(
    generation: Generation, remarks: Sequence[str] = (), checks: Sequence[Result] = ()
) -> str:
    """Return the caption without its number: model, time, cost, sizes, inputs, checks, remarks."""
    parts = [one_line(generation.model, 80)]
    if generation.served_by and generation.served_by != generation.model:
        parts.append(f"answered by {one_line(generation.served_by, 80)}")
    parts += generation.time_and_cost
    if len(generation.shown) > 1:
        main = f"{generation.ref}.{generation.main_position + 1}"
        parts.append(f"{len(generation.pictures)} pictures, {main} is the main one")
    parts += dict.fromkeys(f"{p.width}×{p.height}" for p in generation.shown)
    aspect = generation.parameters.get("aspect")
    is_checked = any(one.check == "size" for one in checks)
    if aspect and not is_checked and _has_other_aspect(generation, str(aspect)):
        parts.append(f"asked for {one_line(str(aspect), 40)}")
    if generation.inputs:
        names = [one_line(entry.name, 60) for entry in generation.inputs]
        parts.append(f"from {', '.join(names)}")
    if generation.only is not None:
        parts.append(generation.only.words)
        if generation.only.pasted:
            parts.append(f"as delivered: {generation.ref}.2")
    elif "only" in generation.parameters and not any(map(_tells_of_region, remarks)):
        parts.append("only: not pasted yet: run its cell again, free")
    if generation.take > 1:
        parts.append(f"take {generation.take}")
    if generation.missing:
        parts.append(f"its file is missing, closed or cut off: {generation.missing[0].path}")
    parts += [one_line(one.line, CHECK_LENGTH) for one in checks]
    parts += remarks
    if generation.is_sketch:
        parts.append(SKETCH_HINT)
    return " · ".join(parts)


def _tells_of_region(remark: str) -> bool:
    return remark.startswith("only: ")


_ASPECT = re.compile(r"([1-9]\d{0,3}):([1-9]\d{0,3})", re.ASCII)


def _has_other_aspect(generation: Generation, aspect: str) -> bool:
    main = generation.main
    if main is None:
        return False
    asked = _ASPECT.fullmatch(aspect)
    if asked is None:  # of a stranger's row
        return True
    across, down = map(int, asked.groups())
    # Delivered sizes are rounded to the model's grid: 16:9 arrives as 1344×768.
    return abs(main.width / main.height - across / down) > 0.05 * across / down


def caption_bundle(
    generation: Generation,
    remarks: Sequence[str] = (),
    *,
    checks: Sequence[Result] = (),
    name: str = "",
    text: bool = True,
    inputs: bool = False,
) -> dict[str, str]:
    """Return the caption of a generation as a mimebundle.

    Parameters
    ----------
    generation, remarks
        The generation, and sentences for the caption.
    checks
        What checks found of its picture.
    name
        The variable that holds it.
    text
        Whether the model's own words follow.
    inputs
        Whether the pictures that it was made from are shown, small.
    """
    words = generation.text[:TEXT_LIMIT] if text else ""
    told = bundle(generation.ref, name, caption(generation, remarks, checks), words)
    if not (inputs and generation.inputs):
        return told
    return told | {"text/html": joined([Html(told["text/html"]), _inputs(generation)])}


def _inputs(generation: Generation) -> Html:
    """Return its inputs as small pictures, as far as the notebook's room for a picture goes.

    Empty where none is kept.
    """
    from ..images.picture import encode_data_url

    preview, library = generation.preview, generation.library
    given = [
        (number, one, one.picture)
        for number, one in enumerate(generation.inputs, start=1)
        if one.picture is not None and one.is_kept
    ]
    room = MOST_SAVED
    if preview is not None and library.preview_side != "full":  # which asks for more than that
        room -= len(preview.data)
    most = min(INPUT_BYTES, room // max(1, len(given)))
    if not given or most < LEAST_INPUT_BYTES:
        return Html()
    figures = []
    for number, one, picture in given:
        try:
            data = library.small(picture, 2 * INPUT_SIDE, most=most)
        except PictureError:
            continue
        label = one_line(one.name, 60)
        shown = element(
            "img",
            alt=f"input {number}: {label}",
            src=Html(encode_data_url(data, "webp")),
            style=f"display:block;max-width:{INPUT_SIDE}px;max-height:{INPUT_SIDE}px;margin:0",
            **_width_of(picture),
        )
        words = element("div", label, dir="auto", style=f"{GREY};font-size:12px")
        figures.append(element("div", shown, words))
    return element("div", *figures, style="display:flex;flex-wrap:wrap;gap:8px;margin:2px 0 4px")


def _width_of(picture: Picture) -> dict[str, str]:
    """Return the width of a small picture for pages without styles."""
    scale = min(1, INPUT_SIDE / max(picture.width, picture.height))
    return {"width": f"{max(1, picture.width * scale):.0f}"}


def bundle(numbers: str, name: str, facts: str, words: str = "") -> dict[str, str]:
    """Return a caption as HTML and plain text, with a model's words as printable lines."""
    rest = f" {one_line(name, 80)} · {facts}" if name else f" · {facts}"
    rest = printable(rest, keep="")
    children, plain = [element("b", numbers, style=BOLD), rest], numbers + rest
    for line in words.splitlines():
        if seen := one_line(line, 500):
            children += element("br"), seen
            plain += f"\n{seen}"
    body = element("div", *children, style=f"{GREY};font-size:13px;line-height:1.6")
    return {"text/html": body, "text/plain": plain}


def picture_bundle(made: Generation) -> tuple[dict[str, str], dict[str, Any]]:
    """Return what IPython shows of a result, data and metadata, for where it doesn't show it."""
    data, metadata = image_bundle(made)
    return {"text/plain": repr(made), **data}, metadata


def image_bundle(made: Generation | Sweep) -> tuple[dict[str, str], dict[str, Any]]:
    """Return the part of that which is a picture."""
    data, metadata = {}, {}
    for kind in ("jpeg", "png"):
        shown = getattr(made, f"_repr_{kind}_", lambda: None)()
        if shown is not None:
            data[f"image/{kind}"], metadata[f"image/{kind}"] = shown
    return data, metadata


def held_bundle(picture: Picture) -> dict[str, str]:
    """Return a received picture that the library can't store: it may be paid for."""
    from ..images.preview import preview

    small = preview(picture.image, HELD_SIDE)
    return {f"image/{small.type}": small.base64, "text/plain": repr(picture)}


def held_html(pictures: Iterable[Picture]) -> Html:
    """Return such pictures as HTML, where there is one display for all of them."""
    return joined(map(_held_image, pictures))


def _held_image(picture: Picture) -> Html:
    bundle = held_bundle(picture)
    [kind] = bundle.keys() - {"text/plain"}
    return element("img", src=f"data:{kind};base64,{bundle[kind]}", alt=bundle["text/plain"])


def job_bundle(job: Job) -> dict[str, str]:
    """Return how a job stands that goes on when its cell has ended."""
    number = job.number
    model = one_line(job.model, 80)
    if number is None:
        return goes_on("waiting", job.name, f"{model} · not sent yet", "waiting")
    return goes_on(f"@{number}", job.name, f"{model} · {job.time_words}", f"@{number}")


def goes_on(numbers: str, name: str, facts: str, reference: str) -> dict[str, str]:
    """Return a line of a job that goes on, with the command that ends it."""
    command = f"%imagegen cancel {reference}"
    return bundle(numbers, name, f"{facts} · goes on while other cells run · {command}")


def metadata_text(found: Found) -> str:
    """Return the metadata of a file from elsewhere, as lines; nothing verifies them."""
    lines = [f"not of this library; the file says, and {found.written_by} wrote it:", ""]
    lines += [one_line(line, 500) for line in found.prompt.splitlines()]
    facts = {"model": found.model, **found.details}
    lines += [
        "",
        *(
            f"{one_line(name, 40)}: {one_line(str(value), 500)}"
            for name, value in facts.items()
            if value
        ),
    ]
    return "\n".join(lines)


class ProgressLine:
    """A line of a terminal that is rewritten, or a display that is updated."""

    def __init__(self, *, terminal: bool) -> None:
        self._terminal = terminal
        self._handle: DisplayHandle | None = None
        self._line = ""

    def _rewrite(self, line: str, bundle: dict[str, str]) -> None:
        if self._terminal:
            say(f"\r{line.ljust(len(self._line))}", end="")
        else:
            self._show(bundle)
        self._line = line

    def _show(self, bundle: dict[str, str]) -> None:
        first, self._handle = self._handle is None, self._handle or DisplayHandle()
        with going_out(bundle["text/plain"]):
            if first:
                self._handle.display(bundle, raw=True)
            else:
                self._handle.update(bundle, raw=True)

    def _erase(self) -> None:
        if self._terminal and self._line:
            say("\r" + " " * len(self._line) + "\r", end="")


class Progress(ProgressLine):
    """The progress of one request, from the first second on; the caption replaces it."""

    def begin(self, plan: str) -> None:
        """Show the plan, where there is more to it than one call."""
        if self._terminal:
            say(plan)
        else:
            self._rewrite(plan, {"text/plain": plan})

    def watch(self, job: Job) -> None:
        """Show a job's seconds; called again and again while it runs."""
        if job.elapsed() < PROGRESS_AFTER:
            return
        waits = f"waits for @{job.number} · " if job.is_elsewhere else ""
        line = f"{waits}{one_line(job.model, 80)} · {job.time_words}"
        if line != self._line:
            self._rewrite(line, {"text/plain": line})

    def end(self, bundle: dict[str, str] | None = None) -> None:
        """Replace the line by `bundle`, or remove it."""
        self._erase()
        if self._handle is not None:
            self._show(bundle or {"text/plain": ""})
        elif bundle is not None:
            put_bundle(bundle)


class InputProgress(ProgressLine):
    """How a job stands that is waited for as an input, from the first second on."""

    def __init__(self, name: str, *, terminal: bool) -> None:
        super().__init__(terminal=terminal)
        self._name = name
        self._began = time.monotonic()

    def watch(self, job: Job | SweepJob) -> None:
        """Show how the job stands; called again and again while it runs."""
        line = f"waiting for {one_line(self._name, 40)} · {job.words}"
        if line != self._line and time.monotonic() - self._began >= PROGRESS_AFTER:
            self._rewrite(line, {"text/plain": line})

    def end(self) -> None:
        """Remove the line."""
        self._erase()
        if self._handle is not None:
            self._show({"text/plain": ""})
