"""How long a Tab takes: what is offered in our cells, in a kernel with a large library."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

from kernel import Kernel, kernel, median
from library import COUNT, GATEWAY, make
from table import Row, milliseconds, print_head, print_rows

REPEATS = 15
OTHERS = "x = pri"  # which IPython completes by itself
CELLS = {
    "an option": "%%imagegen --",
    "a model": "%%imagegen -m nano-banana,",
    "an input, with variables and files": "%%imagegen -i ",
    "a reference": "%%imagegen -i @1",
    "a hash": "%%imagegen -i @ab12",
    "a placeholder": "%%imagegen\na cat at {",
    "a tag": "%imagegen tag @1 ",
}
IN_KERNEL = """
import statistics, time
from IPython.core.completer import provisionalcompleter
def seconds(cell):
    began = time.perf_counter()
    with provisionalcompleter():
        found = list(get_ipython().Completer.completions(cell, len(cell)))
    assert found, cell
    return time.perf_counter() - began
for number in range(1000):
    globals()[f"variable_{number}"] = number
"""


def rows() -> Iterator[Row]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        make(folder / "library")
        with kernel(folder, GATEWAY) as notebook:
            first = notebook.complete(CELLS["a reference"])
            notebook.run(IN_KERNEL)
            rival = over_the_protocol(notebook, OTHERS)
            yield Row(
                "first Tab in a kernel, over the protocol",
                milliseconds(first),
                f"IPython's own, warm, {milliseconds(rival)}",
                first / rival,
            )
            for what, cell in CELLS.items():
                yield from of_a_cell(notebook, what, cell)


def of_a_cell(notebook: Kernel, what: str, cell: str) -> Iterator[Row]:
    rival, rival_inside = over_the_protocol(notebook, OTHERS), inside(notebook, OTHERS)
    whole, within = over_the_protocol(notebook, cell), inside(notebook, cell)
    yield Row(
        f"Tab at {what}, {COUNT:,} generations, 1,000 variables",
        milliseconds(within),
        f"IPython's own, {milliseconds(rival_inside)}",
        within / rival_inside,
        "≤ 10 ms",
        within <= 0.01,
    )
    yield Row(
        "  over the protocol",
        milliseconds(whole),
        f"IPython's own, {milliseconds(rival)}",
        whole / rival,
        "≤ 20 ms",
        whole <= 0.02,
    )


def over_the_protocol(notebook: Kernel, cell: str) -> float:
    return median(notebook.complete(cell) for _ in range(REPEATS))


def inside(notebook: Kernel, cell: str) -> float:
    run = notebook.run(f"print(statistics.median(seconds({cell!r}) for _ in range({REPEATS})))")
    return float(run.text)


if __name__ == "__main__":
    print_head()
    print_rows(rows())
