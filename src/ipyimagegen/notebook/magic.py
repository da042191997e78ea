"""The magic: ``%%imagegen`` makes a picture, ``%imagegen`` does everything else.

A thin layer: `line` reads the options, `commands` has the subcommands, the session does the
work, and `display` makes the outputs. Importing it imports nothing heavier than IPython.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any

from IPython.core.magic import Magics, line_cell_magic, magics_class, no_var_expand
from IPython.display import display
from traitlets import Any as AnyTrait
from traitlets import TraitType

from ..errors import ImagegenError, LibraryError, OptionError, PictureError
from ..settings import SETTINGS
from ..text import nearest
from .commands import COMMANDS, USAGES, Invocation, cell_help
from .line import CellOptions, parse_cell_line, parse_line

if TYPE_CHECKING:
    from IPython.core.interactiveshell import InteractiveShell

    from ..library import Generation
    from ..session import Job, Order, Plan, Session, Sweep

__all__ = ["ImageGen", "load", "unload"]

HELD_SIDE = 768  # pixels; settings are not read while the disk is in trouble


def _setting_traits() -> dict[str, TraitType[Any, Any]]:
    """Return a trait for each setting, which ``%config ImageGen`` lists with its help."""
    return {
        name: AnyTrait(None, help=setting.help).tag(config=True)
        for name, setting in SETTINGS.items()
    }


@magics_class
class ImageGen(Magics):
    """Pictures from prompts: ``%%imagegen [NAME] [options]`` with the prompt below.

    Each trait is a setting; None means that it is not set here. Values are checked when
    they are used, because a bad one in a profile must not keep the extension from loading.
    """

    # In a class's body, locals() is the namespace that the class is made from.
    locals().update(_setting_traits())

    _session: Session | None = None

    @property
    def session(self) -> Session:
        """The kernel's session, whose settings read ``%config`` from its first use on."""
        if self._session is None:
            from ..session import current_session

            self._session = current_session()
            self._session.settings.configured = self._configured
        return self._session

    def _configured(self, name: str) -> object:
        return getattr(self, name)

    def end_session(self) -> None:
        """Detach the session from ``%config``, and end its thread unless requests are in flight."""
        if self._session is None:
            return
        self._session.settings.configured = None
        jobs = self._session.under_way()
        if jobs:
            print(  # noqa: T201  # unloading has no other output
                f"{len(jobs)} under way, still received and filed; "
                "ipyimagegen.get('@last') finds the last one."
            )
        else:
            self._session.close()
        self._session = None

    @no_var_expand
    @line_cell_magic
    def imagegen(self, line: str, cell: str | None = None) -> object:
        """Make a picture from the prompt in the cell, or run a subcommand."""
        if cell is None:
            return self._subcommand(line)
        options = parse_cell_line(line)
        try:
            return self._generate(options, cell)
        except ImagegenError as error:
            error.whole_traceback = options.debug
            raise

    # -- %%imagegen -------------------------------------------------------------------

    def _generate(self, options: CellOptions, body: str) -> Generation | Sweep | None:
        from ..prompts import read_body

        shell = self._running_shell()
        values = shell.user_ns
        if options.name:
            _check_name(options.name, values)
        prompt, aspect, note = body.rstrip("\r\n"), options.aspect, ""
        if not options.raw:
            prompt, aspect, note = read_body(body, aspect)
        plan = self.session.expand(
            prompt,
            models=options.models,
            count=options.count,
            rows=self._rows(options.rows),
            inputs=options.inputs,
            gateway=options.gateway,
            aspect=aspect,
            size=options.size,
            timeout=options.timeout,
            extra=options.extra,
            raw=options.raw,
            take=options.take,
            again=options.again,
            name=options.name or "",
            values=values,
        )
        notes = [note] if note else []
        if options.dry_run:
            self._show_dry_run(plan, options)
            return None
        made: Generation | Sweep
        if plan.dimensions:
            made = self._sweep(plan, options, notes)
        else:
            if options.max_cost is not None:
                self._check_limits(plan, options)
            made = self._wait(plan.members[0].order, options, notes)
        if options.name:
            shell.push({options.name: made})
        return None if options.quiet else made

    def _rows(self, name: str | None) -> Any:
        """Return the table that ``--rows`` names."""
        if name is None:
            return None
        shell = self._running_shell()
        values = shell.user_ns
        if name not in values:
            own = values.keys() - shell.user_ns_hidden.keys()
            raise OptionError(
                f"--rows names {name!r}, which is not defined", hint=nearest(name, own)
            )
        return values[name]

    def _sweep(self, plan: Plan, options: CellOptions, notes: list[str]) -> Sweep:
        from .sweep_display import SweepProgress, sweep_bundle

        plan = self._check_limits(plan, options)
        progress = SweepProgress(plan, terminal=self._is_terminal(), quiet=options.quiet)
        job = self.session.start(plan)
        try:
            sweep = job.result(watch=progress.watch)
        except LibraryError as error:
            self._show_held(error)
            raise
        finally:
            progress.end()
        for outcome in sweep.failed:
            if isinstance(outcome.error, LibraryError):
                self._show_held(outcome.error)
        if options.save is not None:
            notes += self._save_all(sweep, options.save)
        if not options.quiet:
            display(sweep_bundle(sweep, notes, name=options.name or ""), raw=True)
        return sweep

    def _check_limits(self, plan: Plan, options: CellOptions) -> Plan:
        """Return the plan with its cache hits; `OptionError` if it exceeds the limits."""
        from ..session.plan import check_limits

        plan = self.session.foresee(plan)
        check_limits(plan, self.session.settings, yes=options.yes, max_cost=options.max_cost)
        return plan

    def _save_all(self, sweep: Sweep, folder: str) -> list[str]:
        try:
            saved = sweep.save(folder)
        except PictureError as error:
            return [f"not saved: {error}"]
        return [f"saved {len(saved)} files in {folder}"]

    def _wait(self, order: Order, options: CellOptions, notes: list[str]) -> Generation:
        from .display import Progress, caption_bundle

        if order.caution and not options.quiet:
            print(order.caution, file=sys.stderr)  # noqa: T201  # before waiting, not after
        progress = Progress(terminal=self._is_terminal())
        job = self.session.send(order, preview=not (options.quiet or self._is_terminal()))
        try:
            generation = job.result(watch=None if options.quiet else progress.watch)
        except LibraryError as error:
            progress.end()
            self._show_held(error)
            raise
        except (Exception, KeyboardInterrupt):
            progress.end()
            raise
        notes += job.notes
        notes += self._inputs(order, job)
        notes += self._save(generation, options.save)
        if self._is_terminal():
            notes.append(str(generation.picture.path))
        show_text = self.session.settings.get("text") == "show"
        if options.quiet:
            progress.end()
        else:
            bundle = caption_bundle(generation, notes, name=options.name or "", text=show_text)
            progress.end(bundle)
        return generation

    def _show_held(self, error: LibraryError) -> None:
        """Show received pictures that the library can't store: they may be paid for."""
        from ..images.preview import preview

        for picture in error.pictures:
            small = preview(picture.image, HELD_SIDE)
            data = {f"image/{small.type}": small.data, "text/plain": repr(picture)}
            display(data, raw=True)

    def _inputs(self, order: Order, job: Job) -> list[str]:
        """Return a remark on the inputs, if any was made smaller."""
        from ..images.inputs import inputs_report

        if not any("→" in prepared.report for prepared in job.inputs):
            return []
        return [inputs_report([source.name for source in order.sources], job.inputs)]

    def _save(self, generation: Generation, path: str | None) -> list[str]:
        """Save the full file, and return a remark; a failure must not hide the picture."""
        if path is None:
            return []
        try:
            saved = generation.save(path)
        except PictureError as error:
            return [f"not saved: {error}"]
        return [f"saved {os.path.relpath(saved)}" if _is_below(saved) else f"saved {saved}"]

    def _show_dry_run(self, plan: Plan, options: CellOptions) -> None:
        from .dry_run import plan_text, request_text

        if plan.dimensions:
            may_send = plan.members[0].order.may_send
            plan = self.session.foresee(plan, sending=may_send)
            print(plan_text(plan))  # noqa: T201  # the cell's output, asked for
            return
        order = plan.members[0].order
        if order.may_send:
            self.session.check(order)
        print(request_text(order, self.session.stored(order)))  # noqa: T201  # likewise

    # -- %imagegen --------------------------------------------------------------------

    def _subcommand(self, line: str) -> object:
        name, arguments = parse_line(line, USAGES)
        namespace = self._running_shell().user_ns
        result = COMMANDS[name].run(Invocation(self.session, arguments, namespace))
        if isinstance(result, str):
            print(result)  # noqa: T201  # the subcommand's output
            return None
        return result

    def _running_shell(self) -> InteractiveShell:
        if self.shell is None:
            msg = "the magic needs a running IPython"
            raise RuntimeError(msg)
        return self.shell

    def _is_terminal(self) -> bool:
        return "image/jpeg" not in _active_types(self._running_shell())


ImageGen.imagegen.__doc__ = cell_help()


def _active_types(shell: InteractiveShell) -> list[str]:
    formatter = shell.display_formatter
    return [] if formatter is None else list(formatter.active_types)


def _check_name(name: str, values: dict[str, Any]) -> None:
    """Refuse a NAME that holds another value of the user's, such as a table in ``df``."""
    if name not in values:
        return
    from ..library import Generation
    from ..session import Sweep

    if not isinstance(values[name], (Generation, Sweep)):
        raise OptionError(
            f"{name!r} already holds a {type(values[name]).__name__}",
            hint=f"Choose another NAME, or delete it first: del {name}",
        )


def _is_below(path: os.PathLike[str]) -> bool:
    return not os.path.relpath(path).startswith("..")


def load(shell: InteractiveShell) -> None:
    """Register the magic, once."""
    if "ImageGen" not in shell.magics_manager.registry:
        shell.register_magics(ImageGen)


def unload(shell: InteractiveShell) -> None:
    """Remove the magic, and leave the shell as it was."""
    manager = shell.magics_manager
    magic = manager.registry.pop("ImageGen", None)
    if magic is None:
        return
    magic.end_session()
    for kind in ("line", "cell"):
        manager.magics[kind].pop("imagegen", None)
    if magic in shell.configurables:
        shell.configurables.remove(magic)
