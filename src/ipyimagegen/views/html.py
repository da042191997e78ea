"""What HTML in a notebook's output is made with: the theme's colours, and small pictures."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

from ..errors import PictureError
from ..images.picture import encode_data_url
from ..images.preview import small_webp
from ..text import one_line

if TYPE_CHECKING:
    from ..library import Generation

__all__ = ["BOLD", "GREY", "inline_picture"]

GREY = "color:var(--jp-ui-font-color2,var(--vscode-descriptionForeground,#5f6670))"
BOLD = "color:var(--jp-ui-font-color1,var(--vscode-foreground,#1f2328))"


def inline_picture(made: Generation, side: int, *, layout: str = "display:block") -> str:
    """Return a generation's first picture as an HTML element, its bytes inside.

    Empty where there is none, or where its file can't be read: the words beside it say so.
    """
    if not made.pictures:
        return ""
    try:
        data = small_webp(made.library.thumbnail(made.pictures[0]), side)
    except PictureError:
        return ""
    alt = html.escape(one_line(made.prompt, 100))
    source = encode_data_url(data, "webp")
    style = f"max-width:{side}px;max-height:{side}px;{layout}"
    return f'<img alt="{alt}" src="{source}" style="{style}">'
