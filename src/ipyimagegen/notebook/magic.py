"""The magic: ``%%imagegen`` makes a picture, ``%imagegen`` does everything else.

A thin layer: `line` reads the options, `commands` has the subcommands, the session does the
work, and `display` makes the outputs. Importing it imports nothing heavier than IPython.
"""

from __future__ import annotations

import builtins
import contextlib
import os
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, TypeAlias

from IPython.core import completer
from IPython.core.magic import Magics, line_cell_magic, magics_class, no_var_expand
from traitlets import Any as AnyTrait
from traitlets import validate

from ..errors import ImagegenError, Interrupted, OptionError
from ..paths import absolute, for_writing
from ..settings import SETTINGS, why_no_path
from ..text import a_kind, nearest, printable, say
from .commands import COMMANDS, USAGES, Invocation, cell_help
from .line import CellOptions, parse_cell_line, parse_line
from .output import ShownOnce, Step, next_step, put

if TYPE_CHECKING:
    from IPython.core.interactiveshell import InteractiveShell
    from traitlets.config import Config

    from ..library import Generation
    from ..session import Brief, Job, Plan, Session, Sweep, SweepJob
    from .cells import PictureCell, SweepCell

    Result: TypeAlias = Generation | Sweep | Job | SweepJob

__all__ = ["ImageGen", "load", "unload"]

_OF_IPYTHON = r"_+|_\d+|_i+|_i\d+|_[dio]h|__\w+__|In|Out|get_ipython|exit|quit|display"
AT_ONCE = 0.25  # seconds in which what is stored, or refused, is no background work


@magics_class
class ImageGen(Magics):
    """Pictures from prompts: ``%%imagegen [NAME] [options]`` with the prompt below.

    Each trait is a setting; None means that it is not set here. Values are checked when
    they are used, because a bad one in a profile must not keep the extension from loading.
    """

    # In a class's body, locals() is the namespace that the class is made from.
    locals().update(
        (name, AnyTrait(None, help=setting.help).tag(config=True))
        for name, setting in SETTINGS.items()
    )

    _session: Session | None = None

    def __init__(self, shell: InteractiveShell) -> None:
        super().__init__(shell=shell)
        # From now on: what a profile says is older than any choice in this kernel.
        self.observe(self._gateway_configured, "gateway")
        self.shown = ShownOnce(shell)
        self.matcher = _matcher(self)

    def update_config(self, config: Config) -> None:
        """Take what ``%config`` sets; observers aren't told of a value that was there before."""
        super().update_config(config)
        if "gateway" in config.get("ImageGen", {}):
            self._gateway_configured()

    def _gateway_configured(self, _change: object = None) -> None:
        """Let ``%config`` decide the gateway, as it has spoken later than ``%imagegen use``."""
        self.session.settings.chosen = None

    @validate("library")
    def _meant_now(self, proposal: dict[str, Any]) -> object:
        """Return a relative folder as it is meant in the working folder of this moment."""
        value = proposal["value"]
        if not isinstance(value, str | os.PathLike) or not str(value).strip():
            return value
        if why_no_path(str(value).strip()):  # a URL would become a folder of that name
            return value
        try:
            return str(absolute(os.fspath(value)))
        except OSError:  # whoever uses it is told
            return value

    @property
    def session(self) -> Session:
        """The kernel's session, whose settings read ``%config`` from its first use on."""
        if self._session is None:
            from ..session import current_session

            self._session = current_session()
            self._session.settings.configured = partial(getattr, self)
        return self._session

    def end_session(self) -> None:
        """Detach the session from ``%config``, and end its thread unless requests are in flight."""
        if self._session is None:
            return
        self._session.settings.configured = None
        jobs = self._session.scheduler.under_way()
        if jobs:
            from ..session.jobs import by_request

            say(
                f"{len(by_request(jobs))} under way, still received and filed; "
                "ipyimagegen.get('@last') finds the last one."
            )
        else:
            self._session.worker.end_following()
            self._session.close()
        self._session = None

    @no_var_expand
    @line_cell_magic
    def imagegen(self, line: str, cell: str | None = None) -> object:
        """Make a picture from the prompt in the cell, or run a subcommand."""
        if cell is None:
            return self._subcommand(line)
        options = parse_cell_line(line)
        if options.help:
            say(cell_help())
            return None
        try:
            result = self._generate(options, cell)
        except ImagegenError as error:
            error.whole_traceback = options.debug
            raise
        return None if options.quiet else result

    # -- %%imagegen -------------------------------------------------------------------

    def _generate(self, options: CellOptions, body: str) -> Result | None:
        from .cells import PictureCell, SweepCell

        try:
            planned = self._planned(options, body)
        except Interrupted:  # of an input that is under way, whose job tells how that goes on
            raise
        except KeyboardInterrupt:
            raise Interrupted("Interrupted: this cell sent nothing.") from None
        if planned is None:
            return None
        plan, options, remarks = planned
        return self._run(SweepCell if plan.dimensions else PictureCell, plan, options, remarks)

    def _planned(
        self, options: CellOptions, body: str
    ) -> tuple[Plan, CellOptions, list[str]] | None:
        """Return a cell's plan, options and remarks; None where it was only to be shown."""
        shell = self._running_shell()
        if options.brief.name:
            _check_name(options.brief.name, shell.user_ns)
        if options.save is not None:
            options = replace(options, save=_whole(options.save))
        brief, remarks = self._brief(options, body)
        if not options.quiet:
            self._await_jobs(brief)
        plan = self.session.plan(brief, shell.user_ns)
        if options.dry_run:
            self._show_dry_run(plan)
            return None
        limits = plan.until or brief.max_cost is not None or plan.settings.get("max_calls") < 1
        if plan.dimensions or limits:
            plan = self._within_limits(plan)
        return plan, options, remarks

    def _await_jobs(self, brief: Brief) -> None:
        """Wait for the jobs that a cell names, and show how they stand; the plan has errors."""
        from ..session import Job, SweepJob
        from .display import InputProgress

        for name in dict.fromkeys(_names_in(brief)):
            job = self._running_shell().user_ns.get(name)
            if not isinstance(job, (Job, SweepJob)):
                continue
            terminal = self._is_terminal()
            progress = InputProgress(name, terminal=terminal)
            is_seen = terminal or self._is_watched()
            try:
                with contextlib.suppress(ImagegenError):
                    job.result(watch=progress.watch if is_seen else None)
            finally:
                progress.end()

    def _brief(self, options: CellOptions, body: str) -> tuple[Brief, list[str]]:
        """Return the wish of a cell, and a remark if an option stood in its body."""
        from ..prompts.cells import read_body
        from ..prompts.rows import load_hint

        brief = options.brief
        template, aspect, remark = body.rstrip("\r\n"), brief.aspect, ""
        if not brief.raw:
            template, aspect, remark = read_body(body, aspect)
        rows = brief.rows
        if rows is not None:
            shell = self._running_shell()
            if rows not in shell.user_ns:
                own = shell.user_ns.keys() - shell.user_ns_hidden.keys()
                hint = load_hint(str(rows)) or nearest(str(rows), own)
                raise OptionError(f"--rows names {rows!r}, which is not defined", hint=hint)
            rows = shell.user_ns[rows]
        door = f"cell [{self._running_shell().execution_count}]"
        brief = replace(brief, template=template, aspect=aspect, rows=rows, door=door)
        return brief, [remark] if remark else []

    def _within_limits(self, plan: Plan) -> Plan:
        """Return the plan looked up in the library; `OptionError` if it exceeds the limits."""
        from ..session.estimate import check_limits, estimated

        plan = estimated(self.session.look_up(plan))
        check_limits(plan)
        return plan

    def _run(
        self,
        kind: type[PictureCell | SweepCell],
        plan: Plan,
        options: CellOptions,
        remarks: list[str],
    ) -> Result:
        """Send a plan, and wait for it, or go on."""
        may_go_on = options.background and self._is_attended()
        remarks = [*remarks, *plan.remarks]
        cell = kind(plan, options, remarks, terminal=self._is_terminal())
        job = cell.start(self.session.scheduler, watched=not may_go_on and self._is_watched())
        if may_go_on and not _ends_at_once(job):
            self._bind(plan, job)
            self._leave(cell, options)
            return job
        made = cell.wait()
        result = job if options.background else made
        self._bind(plan, result)
        cell.end()
        if options.quiet:
            return result
        if plan.dimensions and not self._is_terminal():
            self.shown.leave_out(result)  # its sheet is there, with the caption
        else:
            self._show(result)
        return result

    def _is_attended(self) -> bool:
        """Whether somebody goes on meanwhile.

        What runs a whole notebook, as nbclient and nbval do, answers no questions, and ends the
        kernel behind the last cell.
        """
        kernel = getattr(self._running_shell(), "kernel", None)
        return bool(getattr(kernel, "_allow_stdin", True))

    def _is_watched(self) -> bool:
        """Whether somebody sees displays change: nobody does below ``%%capture``."""
        from IPython.core.displaypub import CapturingDisplayPublisher

        publisher = self._running_shell().display_pub
        return self._is_attended() and not isinstance(publisher, CapturingDisplayPublisher)

    def _leave(self, cell: PictureCell | SweepCell, options: CellOptions) -> None:
        """Leave places for the outputs of a cell that ends before its picture is there."""
        from .background import InBackground

        publisher = None if self._is_terminal() else self._running_shell().display_pub
        InBackground(cell.job, publisher, cell.progress, cell.finish, quiet=options.quiet)
        if publisher is not None:
            self.shown.leave_out(cell.job)

    def _bind(self, plan: Plan, result: Result) -> None:
        """Bind NAME, before anything is shown: an output may fail."""
        if plan.brief.name:
            self._running_shell().push({plan.brief.name: result})

    def _show_dry_run(self, plan: Plan) -> None:
        from ..session.estimate import estimated
        from .dry_run import marked_bundle, plan_text, request_text
        from .output import put_bundle

        [first, *_] = plan.calls
        plan = self.session.look_up(plan, sending=first.may_send)
        request = None if plan.dimensions and first.region is None else first.prepared()
        if plan.dimensions or request is None:
            say(printable(plan_text(estimated(plan))))
        else:
            say(request_text(plan, request))
        if request is not None and first.region is not None and not self._is_terminal():
            put_bundle(marked_bundle(request))

    # -- %imagegen --------------------------------------------------------------------

    def _subcommand(self, line: str) -> object:
        name, arguments = parse_line(line, USAGES, self._is_reference)
        namespace = self._running_shell().user_ns
        result = COMMANDS[name].run(Invocation(self.session, arguments, namespace))
        if isinstance(result, str):
            say(printable(result))
            return None
        if name == "show":
            self._show(result)
        elif result is not None and next_step() is Step.DROP:
            put(result)
        return result

    def _is_reference(self, word: str) -> bool:
        """Whether a word names a picture or a sweep; asked when a line can't be read."""
        from ..session.selection import is_reference

        return is_reference(word, self._running_shell().user_ns)

    def _show(self, result: object) -> None:
        """Show a result that is not the cell's value; a terminal's caption has its file."""
        if result is not None and not self._is_terminal():
            self.shown.show(result)

    def _running_shell(self) -> InteractiveShell:
        if self.shell is None:
            msg = "the magic needs a running IPython"
            raise RuntimeError(msg)
        return self.shell

    def _is_terminal(self) -> bool:
        formatter = self._running_shell().display_formatter
        return formatter is None or "image/jpeg" not in formatter.active_types


ImageGen.imagegen.__doc__ = cell_help()


def _names_in(brief: Brief) -> Iterator[str]:
    """Yield the variables that a cell's inputs and its prompt's placeholders begin with."""
    from ..prompts.grammar import Axis, Value, parse

    for one in map(str, brief.inputs):
        yield re.split(r"[.\[]", one, maxsplit=1)[0]
    if brief.raw:
        return
    try:
        templates = [parse(brief.template)]
    except ImagegenError:  # the plan tells of it, where rows may have such a column
        return
    while templates:
        for node in templates.pop().nodes:
            value = node.values if isinstance(node, Axis) else node
            if isinstance(node, Axis):
                templates += node.choices
            if isinstance(value, Value):
                yield value.name


def _ends_at_once(job: Job | SweepJob) -> bool:
    with contextlib.suppress(ImagegenError, TimeoutError):
        job.result(AT_ONCE)
    return job.done()


def _check_name(name: str, values: dict[str, Any]) -> None:
    """Refuse a NAME of Python's, of IPython's, or of a value of the user's, such as a table."""
    from ..library import Generation
    from ..session import Job, Sweep, SweepJob

    if hasattr(builtins, name) or re.fullmatch(_OF_IPYTHON, name):
        owner = "Python's" if hasattr(builtins, name) else "IPython's"
        raise OptionError(f"{name!r} is {owner} own name", hint="Choose another NAME.")
    if name in values and not isinstance(values[name], (Generation, Sweep, Job, SweepJob)):
        raise OptionError(
            f"{name!r} already holds {a_kind(values[name])}",
            hint=f"Choose another NAME, or delete it first: del {name}",
        )


def _whole(save: str) -> str:
    """Return the path of ``--save`` as it is meant now; the working folder may be another later."""
    from ..images.saving import check_fields

    check_fields(save)
    try:
        for_writing(save)
        whole = str(absolute(save))
    except OSError as error:
        raise OptionError(
            f"--save {save} names nothing", said=str(error.strerror), hint="Write a whole path."
        ) from None
    if save.startswith("~"):
        return save
    return f"{whole}/" if save.endswith(("/", os.sep)) else whole


def _matcher(magic: ImageGen) -> Callable[[Any], Any]:
    """Return the function that IPython asks for completions; what it does is imported then."""

    def matcher(context: Any) -> Any:
        from .completion import matched

        return matched(magic, context)

    matcher.__qualname__ = "ipyimagegen"  # its name in IPCompleter.disable_matchers
    if hasattr(completer, "CompletionContext"):  # from IPython 8.6 on
        matcher.matcher_api_version = 2  # type: ignore[attr-defined]
    return matcher


def load(shell: InteractiveShell) -> None:
    """Register the magic, once."""
    if "ImageGen" not in shell.magics_manager.registry:
        shell.register_magics(ImageGen)
        magic = shell.magics_manager.registry["ImageGen"]
        magic.shown.start()
        shell.Completer.custom_matchers.append(magic.matcher)


def unload(shell: InteractiveShell) -> None:
    """Remove the magic, and leave the shell as it was."""
    manager = shell.magics_manager
    magic = manager.registry.pop("ImageGen", None)
    if magic is None:
        return
    magic.shown.stop()
    if magic.matcher in shell.Completer.custom_matchers:
        shell.Completer.custom_matchers.remove(magic.matcher)
    for kind in ("line", "cell"):
        manager.magics[kind].pop("imagegen", None)
    if magic in shell.configurables:
        shell.configurables.remove(magic)
    magic.end_session()
