"""How long an interrupt takes to give the prompt back, against a cell that sleeps."""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from kernel import Kernel, kernel, median
from table import Row, milliseconds, print_head, print_rows

sys.path.append(str(Path(__file__).parents[1] / "tests"))
from scripted import serving, silence  # the path comes first

REPEATS = 15
MOST_LINES = 3


def interrupted(notebook: Kernel, code: str, ready: Callable[[], object]) -> tuple[float, dict]:
    """Interrupt a cell once `ready` returns; return the seconds until its reply, and that."""
    message = notebook.client.execute(code, allow_stdin=False)
    ready()
    began = time.perf_counter()
    notebook.manager.interrupt_kernel()
    while True:
        reply = notebook.client.get_shell_msg(timeout=30)
        if reply["parent_header"].get("msg_id") == message:
            return time.perf_counter() - began, reply["content"]


def rows() -> Iterator[Row]:
    ours, sleeping, lines = [], [], []
    with (
        tempfile.TemporaryDirectory() as name,
        serving() as gateway,
        kernel(Path(name), gateway.url) as notebook,
    ):
        gateway.script = silence
        for number in range(REPEATS):
            gateway.arrived.clear()
            cell = f"%%imagegen\na cat, number {number}"
            seconds, reply = interrupted(notebook, cell, gateway.arrived.wait)
            assert reply["ename"] == "Interrupted"
            ours.append(seconds)
            lines.append(len(reply["traceback"]))
            sleep = "import time; time.sleep(60)"
            seconds, reply = interrupted(notebook, sleep, lambda: time.sleep(0.2))
            assert reply["ename"] == "KeyboardInterrupt"
            sleeping.append(seconds)
    yield Row(
        "interrupt → prompt",
        milliseconds(median(ours)),
        f"a cell that sleeps, {milliseconds(median(sleeping))}",
        median(ours) / median(sleeping),
        "≤ 100 ms",
        median(ours) <= 0.1,
    )
    yield Row(
        "lines that it shows",
        str(max(lines)),
        bar=f"≤ {MOST_LINES}",
        holds=max(lines) <= MOST_LINES,
    )


if __name__ == "__main__":
    print_head()
    print_rows(rows())
