"""How long a cell takes in a real kernel: a call against the shell's way, a replay against nothing."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

from gateway import Gateway, serving
from kernel import Kernel, cell, kernel, median
from table import Row, milliseconds, print_head, print_rows

REPEATS = 15
CELLS = 100  # of a notebook


def calls(notebook: Kernel, gateway: Gateway, model: str, folder: Path) -> Row:
    """Ask for pictures in a cell and in a shell in turn, each for the same ones."""
    ours, piped = [], []
    for number in range(1, REPEATS + 1):
        if number % 2:  # neither is always the first, which finds the answer's memory cold
            piped.append(gateway.pipeline(model, number, folder))
        ours.append(notebook.run(cell(model, number)).until_shown)
        if not number % 2:
            piped.append(gateway.pipeline(model, number, folder))
    ratio = median(ours) / median(piped)
    return Row(
        f"warm call, {model.upper()}, until its picture is shown",
        milliseconds(median(ours)),
        f"curl | jq | sed | base64, {milliseconds(median(piped))}",
        ratio,
        "ratio ≤ 1",
        ratio <= 1,
    )


def replays(notebook: Kernel, model: str) -> Row:
    """Run the cells again, each after an empty one."""
    ours, empty = [], []
    for number in range(1, REPEATS + 1):
        empty.append(notebook.run("pass").seconds)
        run = notebook.run(cell(model, number))
        assert "replayed" in run.text
        ours.append(run.seconds)
    over = median(ours) - median(empty)
    return Row(
        f"the same, replayed, {model.upper()}, over an empty cell",
        milliseconds(over),
        f"an empty cell, {milliseconds(median(empty))}",
        over / median(empty),
        "≤ 15 ms",
        over <= 0.015,
    )


def notebooks(gateway: Gateway, model: str, folder: Path) -> Row:
    """Run all cells of a notebook, whose pictures are there, in a fresh kernel."""
    cells = ["%load_ext ipyimagegen", *(cell(model, number) for number in range(CELLS))]
    with kernel(folder, gateway.url, loaded=False) as notebook:
        notebook.run_all(cells)
    with kernel(folder, gateway.url, loaded=False) as notebook:
        ours = notebook.run_all(cells)
    with kernel(folder, gateway.url, loaded=False) as notebook:
        empty = notebook.run_all(["pass"] * len(cells))
    return Row(
        f"{CELLS} replayed {model.upper()} cells in a fresh kernel, Run All",
        milliseconds(ours),
        f"as many empty ones, {milliseconds(empty)}",
        ours / empty,
    )


def rows() -> Iterator[Row]:
    with (
        tempfile.TemporaryDirectory() as name,
        serving(png=REPEATS + 1, jpeg=REPEATS + 1) as gateway,
    ):
        folder = Path(name)
        for model in ("png", "jpeg"):
            (folder / model).mkdir()
            with kernel(folder / model, gateway.url) as notebook:
                notebook.run(cell(model, 0))
                yield calls(notebook, gateway, model, folder)
                yield replays(notebook, model)
            yield notebooks(gateway, model, folder / model)


if __name__ == "__main__":
    print_head()
    print_rows(rows())
