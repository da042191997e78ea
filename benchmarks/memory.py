"""How much a kernel grows that has shown many pictures, and holds them all by names.

IPython 9 keeps a copy of what a cell's value is shown as, for ``%notebook``: that part is told apart.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import psutil

from gateway import serving
from kernel import cell, kernel
from table import Row, print_head, print_rows

PICTURES = 1000
BEFORE = 10  # of which the kernel's caches are warm
COPIES = """
_shown = getattr(get_ipython().history_manager, "outputs", {}).values()
_copies = [one.bundle for cell in _shown for one in cell if isinstance(one.bundle, dict)]
print(sum(len(text) for copy in _copies for text in copy.values()))
"""


def rows() -> Iterator[Row]:
    with (
        tempfile.TemporaryDirectory() as name,
        serving() as gateway,
        kernel(Path(name), gateway.url) as notebook,
    ):
        process = psutil.Process(notebook.process)
        for number in range(BEFORE):
            assert notebook.run(cell("large", number)).picture
        before, copies = process.memory_info().rss, int(notebook.run(COPIES).text)
        for number in range(BEFORE, BEFORE + PICTURES):
            assert notebook.run(cell("large", number)).picture
        grown = (process.memory_info().rss - before) / 1e6
        copied = (int(notebook.run(COPIES).text) - copies) / 1e6
    yield Row(
        f"memory after {PICTURES:,} pictures of 1 MB, each bound to a name",
        f"{grown:.0f} MB more",
        f"of these, IPython's copies: {copied:.0f} MB",
        bar="≤ 64 MB",
        holds=grown <= 64,
    )


if __name__ == "__main__":
    print_head()
    print_rows(rows())
