"""Design prompts for pictures in notebooks.

``%load_ext ipyimagegen`` gives ``%%imagegen``; ``import ipyimagegen as ig`` gives the same in
Python. Names are loaded when they are used, so that loading the extension costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from . import forks as _forks  # noqa: F401  # from now on forks wait for imports, also of these

if TYPE_CHECKING:
    from IPython.core.interactiveshell import InteractiveShell

    from .api import (
        edit,
        export_bundle,
        generate,
        get,
        history,
        import_bundle,
        panel,
        spend,
        submit,
        sweep,
        use,
    )
    from .checks.own import check
    from .errors import ImagegenError
    from .gateway.client import Client
    from .images.picture import Picture
    from .library import Generation, Library
    from .session import Session, Sweep

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
    "check",
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
    "check": ".checks.own",
}


def __getattr__(name: str) -> Any:
    if name in __all__:
        return getattr(import_module(_HOMES.get(name, ".api"), __name__), name)
    from .text import nearest

    message = f"module {__name__!r} has no attribute {name!r}. {nearest(name, __all__)}"
    raise AttributeError(message.strip())


def __dir__() -> list[str]:
    return sorted(__all__)


def load_ipython_extension(shell: InteractiveShell) -> None:
    """Register ``%imagegen`` and ``%%imagegen``."""
    from .notebook.magic import load

    load(shell)


def unload_ipython_extension(shell: InteractiveShell) -> None:
    """Leave the shell as it was before loading."""
    from .notebook.magic import unload

    unload(shell)
