"""The offline gateway's drawings: known things as shapes, and scenes made of them.

A newcomer has no key yet, but wants to see at once that a prompt becomes a picture and that
its words matter. So things are short lists of shapes on a square from -50 to 50 (y downwards,
feet at 50), in colour roles instead of colours: any thing can then be red, mirrored, or drawn
by any `Style`. Pillow alone draws, and all chance comes from the `random.Random` passed in.
"""

from .colours import COLOURS, mix, rgb
from .finishing import paper
from .lettering import font, legible, write_sign
from .pen import Pen, Style, style_of
from .scene import Scene, Thing
from .stage import draw_scene
from .things import PLACES, THINGS, WORN

__all__ = [
    "COLOURS",
    "PLACES",
    "THINGS",
    "WORN",
    "Pen",
    "Scene",
    "Style",
    "Thing",
    "draw_scene",
    "font",
    "legible",
    "mix",
    "paper",
    "rgb",
    "style_of",
    "write_sign",
]
