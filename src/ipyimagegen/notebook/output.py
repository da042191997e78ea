"""Output: what a cell shows goes out here, and each result once.

IPython shows the value of a cell. In a loop, an ``if``, a function, under ``%%time`` or in
``%run notes.ipynb`` the value of a magic is not that one, and its picture would not be seen
(jupyter/notebook#1537). So it is shown as it comes, unless IPython is about to show it.
"""

from __future__ import annotations

import contextlib
import dis
import logging
import sys
from collections.abc import Iterator, Mapping
from enum import Enum, auto
from types import FrameType
from typing import TYPE_CHECKING, Any

from IPython.display import display

from ..errors import ImagegenError
from ..text import encodable, say

if TYPE_CHECKING:
    from IPython.core.interactiveshell import ExecutionResult, InteractiveShell

__all__ = ["ShownOnce", "Step", "going_out", "next_step", "put", "put_bundle"]

log = logging.getLogger("ipyimagegen")

_RUNNERS = ("run_cell_magic", "run_line_magic")  # IPython's
_RESULTS = (
    ("ipyimagegen.library.generation", "Generation"),
    ("ipyimagegen.session.sweep", "Sweep"),
    ("ipyimagegen.session.jobs", "Job"),
    ("ipyimagegen.session.sweep_job", "SweepJob"),
)
_SHOWN = (*_RESULTS, ("ipyimagegen.views.given", "Given"))


@contextlib.contextmanager
def going_out(output: object) -> Iterator[None]:
    """Keep a front end that can't take an output from losing the result behind it."""
    try:
        yield
    except UnicodeEncodeError:
        say(str(output))
    except Exception as error:  # noqa: BLE001  # of the front end, or of a formatter of the user's
        log.warning("an output could not be shown: %s", error)


def put(value: object) -> None:
    """Display a value."""
    with going_out(value):
        display(value)


def put_bundle(bundle: Mapping[str, object]) -> None:
    """Display a mimebundle."""
    with going_out(plain := encodable(str(bundle["text/plain"]))):
        display({**bundle, "text/plain": plain}, raw=True)


class Step(Enum):
    """What a cell's code does next with the value of a magic."""

    SHOW = auto()  # it is the cell's value, and IPython shows it
    DROP = auto()
    USE = auto()  # it is assigned, returned, or an argument


def next_step() -> Step:
    """Return what becomes of the value of the magic that runs now."""
    frame: FrameType | None = sys._getframe(1)
    while frame is not None and frame.f_code.co_name not in _RUNNERS:
        frame = frame.f_back
    caller = None if frame is None else frame.f_back
    if caller is None:
        return Step.USE
    later = (one for one in dis.get_instructions(caller.f_code) if one.offset > caller.f_lasti)
    following = next(later, None)
    if following is None:
        return Step.USE
    # Python calls it by the second name from 3.12 on.
    if following.opname == "PRINT_EXPR" or following.argrepr == "INTRINSIC_PRINT":
        return Step.SHOW
    return Step.DROP if following.opname == "POP_TOP" else Step.USE


class _Remembered(Mapping[str, Any]):
    """What a result was shown as; its picture is read when somebody asks, as ``%notebook`` does.

    IPython keeps whatever a cell's value was shown as for as long as the kernel lives, and each
    picture would be 140 KB of text.
    """

    def __init__(self, made: Any, bundle: Mapping[str, Any]) -> None:
        self._made = made
        self._words = {kind: bundle[kind] for kind in bundle if not kind.startswith("image/")}

    def _shown(self) -> Mapping[str, Any]:
        from .display import image_bundle

        try:
            return self._words | image_bundle(self._made)[0]
        except ImagegenError:  # its file is gone
            return self._words

    def __getitem__(self, kind: str) -> Any:
        return self._shown()[kind]

    def __iter__(self) -> Iterator[str]:
        return iter(self._shown())

    def __len__(self) -> int:
        return len(self._shown())


class ShownOnce:
    """Shows results that are not the cell's value, and has IPython not show them again.

    Parameters
    ----------
    shell
        The shell whose outputs they are.
    """

    def __init__(self, shell: InteractiveShell) -> None:
        self._shell = shell
        # Those shown in this cell, by identity; the next display of one is left out.
        self._shown: dict[int, object] = {}
        # Those that IPython is to show, by identity.
        self._expected: dict[int, object] = {}

    def start(self) -> None:
        """Watch the shell's cells and displays."""
        self._shell.events.register("pre_execute", self._forget)
        self._shell.events.register("post_execute", self._show_the_rest)
        self._shell.events.register("post_run_cell", self._keep_small)
        for module, name in _SHOWN:
            self._formatter.for_type_by_name(module, name, self._leave_out)

    def stop(self) -> None:
        """Leave the shell as it was."""
        self._shell.events.unregister("pre_execute", self._forget)
        self._shell.events.unregister("post_execute", self._show_the_rest)
        self._shell.events.unregister("post_run_cell", self._keep_small)
        for module, name in _SHOWN:
            self._formatter.pop(f"{module}.{name}", None)

    def show(self, result: object) -> None:
        """Show a result, unless IPython is about to."""
        if next_step() is Step.SHOW:
            self._expected[id(result)] = result
        else:
            self._shown.pop(id(result), None)
            put(result)
            self._shown[id(result)] = result

    def leave_out(self, result: object) -> None:
        """Have IPython not show a result in this cell: its place is there already."""
        self._shown[id(result)] = result

    @property
    def _formatter(self) -> Any:
        formatter: Any = self._shell.display_formatter
        return formatter.ipython_display_formatter

    def _forget(self) -> None:
        self._shown.clear()
        self._expected.clear()

    def _show_the_rest(self) -> None:
        """Show what was not the cell's value after all, as in ``list(map(run_cell_magic, …))``."""
        hook = self._shell.displayhook
        rest = [] if hook.quiet() else list(self._expected.values())  # quiet: the cell ends in ;
        self._expected.clear()
        for result in rest:
            put(result)

    def _keep_small(self, ended: ExecutionResult | None) -> None:
        """Have IPython keep the result itself in place of the picture that it showed."""
        if ended is None:  # interrupted before it began
            return
        made = ended.result
        if (type(made).__module__, type(made).__name__) not in _RESULTS:
            return
        outputs = getattr(self._shell.history_manager, "outputs", {})  # from IPython 9 on
        kept = outputs.get(ended.execution_count, ())
        values = [output for output in kept if output.output_type == "execute_result"]
        if len(values) == 1:  # several, where each expression of a cell is shown
            values[0].bundle = _Remembered(made, values[0].bundle)

    def _leave_out(self, result: object) -> None:
        self._expected.pop(id(result), None)
        if self._shown.pop(id(result), None) is None:
            raise NotImplementedError  # and IPython asks its other formatters
