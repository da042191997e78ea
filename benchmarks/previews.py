"""Whether a replay shows the same bytes as its call did, also in another kernel."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

from gateway import serving
from kernel import cell, kernel
from table import Row, print_head, print_rows


def rows() -> Iterator[Row]:
    with tempfile.TemporaryDirectory() as name, serving() as gateway:
        for model in ("png", "jpeg"):
            folder = Path(name) / model
            folder.mkdir()
            with kernel(folder, gateway.url) as notebook:
                called, replayed = (notebook.run(cell(model, 0)).picture for _ in range(2))
            with kernel(folder, gateway.url) as notebook:
                restarted = notebook.run(cell(model, 0)).picture
            for when, picture in (("replay", replayed), ("replay after a restart", restarted)):
                same = called == picture
                yield Row(
                    f"preview of a {when} is the call's, {model.upper()}",
                    "yes" if same else "no",
                    f"{len(called) * 3 / 4096:.0f} KiB in the call, {len(picture) * 3 / 4096:.0f} then",
                    bar="yes",
                    holds=same,
                )


if __name__ == "__main__":
    print_head()
    print_rows(rows())
