"""How much of the package one warm `%%imagegen -i frog` cell passes: counts instead of times.

In a fresh shell with a fresh library and the offline gateway, whose painter (`offline/`) is left
out. ``-v`` also prints the functions. Counts of named functions are the same in every Python;
from 3.12 on most comprehensions are no functions of their own.
"""

from __future__ import annotations

import contextlib
import io
import os
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import CodeType, FrameType

import sqlalchemy as sa
from IPython.core.interactiveshell import InteractiveShell
from traitlets.config import Config

import ipyimagegen
from table import Row, print_head, print_rows

PACKAGE = f"{Path(ipyimagegen.__file__).parent}{os.sep}"
PAINTER = f"{PACKAGE}offline{os.sep}"
REPEATS = 4  # the smallest counts are printed: a slow cell also shows that it waits
QUIET = 0.5  # seconds without a call, after which the threads have finished


class Counter:
    """Counts calls of the package's functions in all threads, and statements of its database.

    A profiler is in every thread from its start or not at all, so it is set before the first
    thread, and counts only while a block does.
    """

    def __init__(self) -> None:
        self.counting = False
        self.calls: list[CodeType] = []
        self.statements: list[str] = []
        threading.setprofile(self._on_event)
        sys.setprofile(self._on_event)
        sa.event.listen(sa.Engine, "before_cursor_execute", self._on_statement)

    def _on_event(self, frame: FrameType, event: str, _argument: object) -> None:
        file = frame.f_code.co_filename
        ours = file.startswith(PACKAGE) and not file.startswith(PAINTER)
        if self.counting and event == "call" and ours:
            self.calls.append(frame.f_code)

    def _on_statement(self, _connection, _cursor, statement: str, *_rest: object) -> None:
        if self.counting:
            self.statements.append(statement)

    def count(self, action: Callable[[], object]) -> Counts:
        """Return the counts of an action and of the threads' work that it leaves behind."""
        self.calls, self.statements, self.counting = [], [], True
        action()
        before = -1
        while before != len(self.calls):
            before = len(self.calls)
            time.sleep(QUIET)
        self.counting = False
        return Counts(self.calls, self.statements)


@dataclass(frozen=True)
class Counts:
    calls: list[CodeType]
    statements: list[str]

    @property
    def functions(self) -> set[CodeType]:
        return set(self.calls)

    def calls_of(self, name: str) -> int:
        """Return the calls of a function, named as ``Class.function``."""
        return sum(code.co_qualname == name for code in self.calls)


def warm_cells() -> list[Counts]:
    """Run cells as in a notebook: a bare shell shows text only, and makes no preview."""
    counter = Counter()
    shell = InteractiveShell.instance(config=Config({"HistoryManager": {"enabled": False}}))
    shell.display_formatter.active_types = shell.display_formatter.format_types
    shell.run_line_magic("load_ext", "ipyimagegen")

    def run(cell: str) -> None:
        with contextlib.redirect_stdout(io.StringIO()):
            shell.run_cell(f"%%imagegen {cell}").raise_error()

    run("frog\na frog")
    run("-i frog\nas oil")
    cells = (partial(run, f"-i frog\nat night, {number}") for number in range(REPEATS))
    found = [counter.count(cell) for cell in cells]
    sys.setprofile(None)
    return found


def rows_of(counts: Counts) -> Iterator[Row]:
    functions = counts.functions
    named = [code for code in functions if not code.co_name.startswith("<")]
    begins = [statement for statement in counts.statements if statement.startswith("BEGIN")]
    for what, number, bar in (
        ("functions that a warm -i cell calls", len(functions), 200),
        ("of these with a name", len(named), None),
        ("files they stand in", len({code.co_filename for code in functions}), 26),
        ("settings look-ups", counts.calls_of("Snapshot.look_up"), None),
        ("settings snapshots", counts.calls_of("Settings.snapshot"), 1),
        ("Library objects built", counts.calls_of("Library.__init__"), 0),
        ("transactions", len(begins), None),
        ("of these to write", begins.count("BEGIN IMMEDIATE"), None),
        ("statements in them", len(counts.statements) - len(begins), None),
    ):
        limit = "" if bar is None else f"≤ {bar}"
        yield Row(what, str(number), bar=limit, holds=None if bar is None else number <= bar)


def print_functions(counts: Counts) -> None:
    for code in sorted(counts.functions, key=lambda code: (code.co_filename, code.co_firstlineno)):
        place = f"{code.co_filename.removeprefix(PACKAGE)}:{code.co_firstlineno}"
        print(f"{counts.calls.count(code):6} × {place} {code.co_qualname}")


def warm_cell() -> Counts:
    """Return the counts of a warm cell, in folders of its own."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ |= {
            "IMAGEGEN_LIBRARY": str(folder / "library"),
            "IMAGEGEN_GATEWAY": "offline",
            "XDG_CONFIG_HOME": str(folder / "config"),
            "IPYTHONDIR": str(folder / "ipython"),
        }
        with contextlib.chdir(folder):  # settings are also read from a pyproject.toml above
            return min(warm_cells(), key=lambda counts: len(counts.functions))


def rows() -> Iterator[Row]:
    yield from rows_of(warm_cell())


if __name__ == "__main__":
    counted = warm_cell()
    print_head()
    print_rows(rows_of(counted))
    if "-v" in sys.argv:
        print_functions(counted)
