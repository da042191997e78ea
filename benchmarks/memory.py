"""How much a kernel grows that has shown many pictures, and holds them all by names."""

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


def rows() -> Iterator[Row]:
    with (
        tempfile.TemporaryDirectory() as name,
        serving() as gateway,
        kernel(Path(name), gateway.url) as notebook,
    ):
        process = psutil.Process(notebook.process)
        for number in range(BEFORE):
            assert notebook.run(cell("large", number)).picture
        before = process.memory_info().rss
        for number in range(BEFORE, BEFORE + PICTURES):
            assert notebook.run(cell("large", number)).picture
        grown = (process.memory_info().rss - before) / 1e6
        files = [path.stat().st_size for path in Path(name).glob("library/pictures/*/*")]
    yield Row(
        f"memory after {PICTURES:,} pictures of 1 MB, each bound to a name",
        f"{grown:.0f} MB more",
        f"the pictures' files, {sum(files) / 1e6:.0f} MB",
        grown * 1e6 / sum(files),
        "≤ 64 MB",
        grown <= 64,
    )


if __name__ == "__main__":
    print_head()
    print_rows(rows())
