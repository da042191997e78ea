"""The panel beside the notebook, in a view of its own: `sidecar` opens that in JupyterLab."""

from __future__ import annotations

import weakref
from typing import TYPE_CHECKING, Any

from ..errors import OptionError

if TYPE_CHECKING:
    from .panel import Panel

__all__ = ["open_beside"]

_opened: weakref.WeakKeyDictionary[Panel, Any] = weakref.WeakKeyDictionary()


def open_beside(panel: Panel) -> None:
    """Open a view of the panel beside the notebook, in place of the one that is open there.

    Raises
    ------
    OptionError
        The package `sidecar` is not installed.
    """
    try:
        from sidecar import Sidecar
    except ImportError:
        raise OptionError(
            "the panel beside the notebook needs the package sidecar",
            hint="pip install 'ipyimagegen[beside]', then reload the page; or in JupyterLab "
            "right-click the panel's cell: Create New View for Cell Output.",
        ) from None
    if panel in _opened:
        _opened[panel].close()
    beside = _opened[panel] = Sidecar(title="imagegen", anchor="split-right")
    beside.append_display_data(panel)
