"""Run all benchmarks, and print one table; each also runs alone, as ``python benchmarks/cells.py``."""

from __future__ import annotations

import subprocess
import sys
from itertools import islice
from pathlib import Path

from table import HEAD_LINES, print_head

SCRIPTS = (
    "start", "cells", "filing", "previews", "sweep", "interrupt", "memory", "library", "gallery",
    "way",
)  # fmt: skip


def main() -> None:
    print_head()
    for script in SCRIPTS:
        # Each in a process of its own, so that none finds warm what another one has imported;
        # one that fails says why, and is not the end of the others.
        command = [sys.executable, Path(__file__).with_name(f"{script}.py")]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
            for line in islice(process.stdout, HEAD_LINES, None):
                print(line, end="", flush=True)


if __name__ == "__main__":
    main()
