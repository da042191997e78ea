"""How long the first steps in a fresh kernel take: loading the extension, and the first call."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

from gateway import Gateway, serving
from kernel import Kernel, cell, kernel, median
from table import Row, milliseconds, print_head, print_rows

REPEATS = 5
HEAVY = ("httpx", "PIL", "sqlalchemy", "ipywidgets", "starlette")
LIBRARIES = (
    "import anyio._backends._asyncio, anyio.to_thread, httpx, msgspec, PIL.Image, PIL.ImageCms, "
    "PIL.JpegImagePlugin, sqlalchemy.dialects.sqlite"
)
IMPORTED = f"import sys; print(*[name for name in {HEAVY} if name in sys.modules])"


def rows() -> Iterator[Row]:
    loads, empty, firsts, floors, heavy = [], [], [], [], set()
    with tempfile.TemporaryDirectory() as name, serving(jpeg=2 * REPEATS) as gateway:
        for number in range(0, 2 * REPEATS, 2):
            with kernel(Path(name), gateway.url, loaded=False) as notebook:
                libraries = notebook.run(LIBRARIES).seconds
            with kernel(Path(name), gateway.url, loaded=False) as notebook:
                before = notebook.run(IMPORTED).text.split()
                empty.append(notebook.run("pass").seconds)
                loads.append(notebook.run("%load_ext ipyimagegen").seconds)
                heavy |= {*notebook.run(IMPORTED).text.split()} - {*before}
                firsts.append(seconds_of_ours(notebook, gateway, number))
                floors.append(libraries + seconds_of_ours(notebook, gateway, number + 1))
    load, first = median(loads), median(firsts)
    yield Row(
        "%load_ext in a fresh kernel",
        milliseconds(load),
        f"an empty cell, {milliseconds(median(empty))}",
        load / median(empty),
        "≤ 50 ms",
        load <= 0.05,
    )
    yield Row(
        f"imported by it, of {', '.join(HEAVY)}",
        ", ".join(sorted(heavy)) or "none",
        bar="none",
        holds=not heavy,
    )
    yield Row(
        "first call in a kernel, over the gateway's own time",
        milliseconds(first),
        f"its libraries imported, and the next call, {milliseconds(median(floors))}",
        first / median(floors),
        "≤ 400 ms",
        first <= 0.4,
    )


def seconds_of_ours(notebook: Kernel, gateway: Gateway, number: int) -> float:
    """Return the seconds of a call, over the gateway's own for the same reply."""
    gateways = gateway.own_seconds("jpeg", number)
    return notebook.run(cell("jpeg", number)).until_shown - gateways


if __name__ == "__main__":
    print_head()
    print_rows(rows())
