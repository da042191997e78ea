"""Run all benchmarks, and print one table; each also runs alone, as ``python benchmarks/cells.py``."""

from __future__ import annotations

import signal
import subprocess
import sys
import tempfile
import threading
from itertools import islice
from pathlib import Path

from table import HEAD_LINES, Row, print_head, print_rows

SCRIPTS = (
    "start", "cells", "filing", "previews", "sweep", "interrupt", "memory", "library",
    "completion", "gallery", "only_here", "checks", "way",
)  # fmt: skip
DEADLINE = 1200.0  # seconds of one script; on a quiet machine each takes less than 300


def main() -> None:
    print_head()
    for script in SCRIPTS:
        run(script)


def run(script: str) -> None:
    """Print the rows of a script, and if it fails one that says why, for those that it lacks.

    In a process of its own, so that none finds warm what another one has imported.
    """
    command = [sys.executable, Path(__file__).with_name(f"{script}.py")]
    with (
        tempfile.TemporaryFile("w+") as errors,
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=errors, text=True) as process,
    ):
        # As Ctrl-C, at which it ends its kernels and gateways.
        timer = threading.Timer(DEADLINE, process.send_signal, [signal.SIGINT])
        timer.start()
        for line in islice(process.stdout, HEAD_LINES, None):
            print(line, end="", flush=True)
        timer.cancel()
        if process.wait():
            errors.seek(0)
            *_, reason = ["", *filter(str.strip, errors)]
            why = reason.strip() or f"it ended with {process.returncode}"
            print_rows([Row(f"the rest of {script}.py", "not measured", why)])


if __name__ == "__main__":
    main()
