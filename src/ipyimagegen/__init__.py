"""Design prompts for pictures in notebooks.

``%load_ext ipyimagegen`` gives ``%%imagegen``; ``import ipyimagegen as ig`` gives the same in
Python. Names are loaded when they are used, so that loading the extension costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

    from IPython.core.interactiveshell import InteractiveShell

    from .errors import ImagegenError
    from .gateway.client import Client
    from .gateways import Gateway
    from .images.picture import Picture
    from .library import Generation, Library
    from .library.transfer.export_bundle import Exported
    from .library.transfer.import_bundle import Imported
    from .session import History, Job, Session, Sweep
    from .views.spending import Spending
    from .widget import Panel

__version__ = "0.1.0"

__all__ = [
    "Client",
    "Generation",
    "ImagegenError",
    "Library",
    "Picture",
    "Session",
    "Sweep",
    "__version__",
    "edit",
    "export_bundle",
    "generate",
    "get",
    "history",
    "import_bundle",
    "panel",
    "spend",
    "submit",
    "sweep",
    "use",
]

_HOMES = {
    "Client": ".gateway.client",
    "Generation": ".library",
    "ImagegenError": ".errors",
    "Library": ".library",
    "Picture": ".images.picture",
    "Session": ".session",
    "Sweep": ".session",
}


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(_HOMES[name], __name__), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)


def generate(prompt: str, **options: Any) -> Generation:
    """Make a picture and wait for it.

    Parameters
    ----------
    prompt
        What to paint; ``{name}`` inserts the keyword argument `name`: text, or a picture
        that becomes an input.
    **options
        ``model``, ``inputs``, ``gateway``, ``aspect``, ``size``, ``timeout`` (seconds),
        ``extra``, ``raw``, ``take`` (from 1), ``again``, and the values that the prompt names.

    Returns
    -------
    Generation
        The picture and how it was made. The same call brings the same one from the
        library, free; ``again=True`` makes another take, at a new call.

    Raises
    ------
    ImagegenError
        What went wrong, what it may have cost, and what to do.
    """
    from .session import current_session

    return current_session().generate(prompt, **options)


def edit(picture: object, prompt: str, **options: Any) -> Generation:
    """Make a picture from another one.

    Parameters
    ----------
    picture
        A reference (``"@12"``, a path), a `Generation`, a `Picture` or a PIL image.
    prompt, **options
        As for `generate`.
    """
    from .session import current_session

    return current_session().edit(picture, prompt, **options)


def submit(prompt: str, **options: Any) -> Job:
    """Start a generation and return at once.

    Parameters
    ----------
    prompt, **options
        As for `generate`.

    Returns
    -------
    Job
        ``job.result(timeout=...)`` waits for it, ``await job`` too; ``job.cancel()`` hangs
        up. It can be an input: whoever uses it waits for it.
    """
    from .session import current_session

    return current_session().submit(prompt, **options)


def sweep(template: str, **options: Any) -> Sweep:
    """Make several pictures from one template, side by side, and wait for all of them.

    Parameters
    ----------
    template
        What to paint, with axes: ``{style=oil|ink}`` tries two styles, ``{*pets}`` each
        entry of the keyword argument `pets`.
    **options
        As for `generate`, with ``models`` (a list) instead of ``model``, and: ``count``,
        takes 1 to that many; ``rows``, a list of dictionaries or a DataFrame whose columns
        the template names; ``yes``, for more new calls than the setting ``max_calls``;
        ``max_cost`` in dollars.

    Returns
    -------
    Sweep
        ``sweep["oil", "gpt-image"]`` is one generation; ``sweep.failed``,
        ``sweep.to_dataframe()`` and ``sweep.save(folder)`` tell and keep the rest.

    Raises
    ------
    ImagegenError
        It was refused before anything was sent, or none of them brought a picture.
    """
    from .session import current_session

    return current_session().sweep(template, **options)


def get(reference: str) -> Generation:
    """Return the generation that ``"@12"``, ``"@last"`` or a hash names."""
    from .session import current_session

    return current_session().get(reference)


def history(query: str = "", *, limit: int = 20) -> History:
    """Return earlier generations, the newest first.

    Parameters
    ----------
    query
        Words of prompts and answers, and fields: ``frog model:gpt-image is:rated since:7d``.
    limit
        How many at most.

    Returns
    -------
    History
        A sequence of generations, shown as a list with pictures; ``to_dataframe()``.
    """
    from .session import current_session

    return current_session().history(query, limit=limit)


def export_bundle(path: str | Path, *what: object) -> Exported:
    """Write generations and all that they were made from into one file, to be handed on.

    Parameters
    ----------
    path
        The file, which must not be there; ``.zip`` is added where it is missing.
    *what
        References, generations and sweeps, or one search as `history` takes it. None of
        these: what this kernel made or replayed.

    Returns
    -------
    Exported
        What is in it: ``generations``, ``pictures``, ``path``.

    Raises
    ------
    ImagegenError
        There is nothing to export, or it can't be written; then nothing is left behind.
    """
    from .session import current_session
    from .session.selection import chosen

    session = current_session()
    words = " ".join(one for one in what if isinstance(one, str))
    return session.export_bundle(path, *chosen(session, what, {}, query=words))


def import_bundle(path: str | Path) -> Imported:
    """Bring a bundle into the library, any number of times: what is there stays as it is.

    Parameters
    ----------
    path
        The file.

    Returns
    -------
    Imported
        What came in: ``generations``, ``pictures``, and how many were ``known``.

    Raises
    ------
    LibraryError
        It is no bundle, or damaged; then nothing has changed.
    """
    from .session import current_session

    return current_session().import_bundle(path)


def spend() -> Spending:
    """Return what was paid from this library: shown as tables, ``to_dataframe()``.

    Only costs that gateways reported are added up; the other calls are counted as unknown.
    """
    from .session import current_session

    return current_session().spending()


def panel() -> Panel:
    """Return the kernel's panel: a widget over everything that was made.

    As a cell's last line it is shown. ``panel().picked`` is what ``@picked`` names.
    """
    from .session import current_session
    from .widget import open_panel

    return open_panel(current_session())


def use(gateway: str, *, ask_key: bool = False, remember: bool = False) -> Gateway:
    """Choose the gateway for this kernel: a preset's name or a base URL.

    With `ask_key` its key is asked for, without echo, and kept in memory only; with
    `remember` the choice is written to your settings file.
    """
    from .session import current_session

    return current_session().use(gateway, ask_key=ask_key, remember=remember)


def load_ipython_extension(shell: InteractiveShell) -> None:
    """Register ``%imagegen`` and ``%%imagegen``."""
    from .notebook.magic import load

    load(shell)


def unload_ipython_extension(shell: InteractiveShell) -> None:
    """Leave the shell as it was before loading."""
    from .notebook.magic import unload

    unload(shell)
