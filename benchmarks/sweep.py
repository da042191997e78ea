"""How long forty calls take side by side in a kernel, against the calls' own time."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from gateway import serving
from kernel import cell, kernel, median
from table import Row, print_head, print_rows

CALLS = 40
AT_ONCE = 8
SECONDS = 1.0  # of each call
REPEATS = 3
SETTINGS = f"%config ImageGen.concurrency = {AT_ONCE}\n%config ImageGen.max_calls = {CALLS}"


def rows() -> Iterator[Row]:
    ideal, taken = CALLS / AT_ONCE * SECONDS, []
    with (
        tempfile.TemporaryDirectory() as name,
        serving(slow=REPEATS * CALLS + 1) as gateway,
        kernel(Path(name), gateway.url) as notebook,
    ):
        notebook.run(SETTINGS)
        notebook.run(cell("slow", REPEATS * CALLS))
        for turn in range(REPEATS):
            numbers = range(turn * CALLS, (turn + 1) * CALLS)
            notebook.run(f"n = {numbers}")
            time.sleep(1)  # for the thumbnails of the sweep before
            taken.append(notebook.run("%%imagegen -m slow\nphotograph {*n}").seconds)
            count = notebook.run("len(_.generations)").text
            assert count == str(CALLS), count
    ratio = median(taken) / ideal
    yield Row(
        f"{CALLS} calls of {SECONDS:.0f} s with 0.1 MB each, {AT_ONCE} at once",
        f"{median(taken):.2f} s",
        f"the calls' own time, {ideal:.0f} s",
        ratio,
        "ratio ≤ 1.05",
        ratio <= 1.05,
    )


if __name__ == "__main__":
    print_head()
    print_rows(rows())
