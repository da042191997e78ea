"""The panel: one anywidget over the session, in which everything is a click or a cell.

The package is not called ``panel``, because `ipyimagegen.panel` is the function that opens it.
"""

from .beside import open_beside
from .panel import Panel, open_panel

__all__ = ["Panel", "open_beside", "open_panel"]
