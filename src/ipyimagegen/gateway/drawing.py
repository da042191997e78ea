"""The offline gateway's hand: known things as shapes, and scenes made of them.

A newcomer has no key yet, but wants to see at once that a prompt becomes a picture and that
its words matter. So things are short lists of shapes on a square from -50 to 50 (y downwards,
feet at 50), in colour roles instead of colours: any thing can then be red, mirrored, or drawn
by any `Style`. Pillow alone draws; what varies comes from the `random.Random` passed in.
"""

from __future__ import annotations

import functools
import math
import random
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from PIL import Image, ImageChops, ImageColor, ImageDraw, ImageFilter, ImageFont, ImageOps

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
    "paper",
    "style_of",
    "write_sign",
]

RGB = tuple[int, int, int]

COLOURS: dict[str, str] = {
    "red": "#d9453d", "crimson": "#b3203a", "scarlet": "#e0372b", "coral": "#f07f6a",
    "orange": "#ee8a34", "amber": "#f2a93b", "yellow": "#f4cf4a", "golden": "#e9b530",
    "gold": "#e9b530", "green": "#62ad51", "lime": "#a5d34a", "emerald": "#1f9d6b",
    "olive": "#8a8f3c", "mint": "#a5dcc0", "teal": "#1f8a8c", "turquoise": "#3cbfbf",
    "cyan": "#45c4dd", "blue": "#3f7fd0", "navy": "#27407c", "indigo": "#4b4aa3",
    "purple": "#8757b0", "violet": "#8a63c9", "lavender": "#b9a4e0", "magenta": "#cf4a9a",
    "pink": "#f09db5", "brown": "#96694a", "beige": "#dcc7a1", "cream": "#f3e7cb",
    "black": "#3a3a44", "white": "#f8f6f0", "grey": "#9a9fa6", "gray": "#9a9fa6",
    "silver": "#c1c7cf",
}  # fmt: skip

_FIXED = {
    "ink": "#2b2a36", "white": "#fffdf8", "pink": "#f3a0a3", "gold": "#f2bd3d",
    "amber": "#d9962a", "wood": "#8b6144", "leaf": "#5fa15c", "stone": "#b9b4ac",
    "glass": "#bfe3ee", "red": "#d9453d", "coffee": "#6b4128", "skin": "#efc19b",
    "night": "#22315c", "cream": "#f6ead0", "blue": "#3f7fd0",
}  # fmt: skip


# -- shapes ----------------------------------------------------------------------------------


class Shape(NamedTuple):
    """One filled shape, or a line where `width` is set, in the square of a thing."""

    role: str
    points: tuple[tuple[float, float], ...]
    width: float = 0.0
    alpha: int = 255
    outlined: bool = True


def _pairs(flat: Sequence[float]) -> tuple[tuple[float, float], ...]:
    return tuple(zip(flat[::2], flat[1::2], strict=True))


def _curve(
    points: Sequence[tuple[float, float]], *, closed: bool
) -> tuple[tuple[float, float], ...]:
    """Return a Catmull-Rom curve through `points`."""
    n = len(points)
    smooth = []
    for i in range(n if closed else n - 1):
        around = (
            [points[(i + k) % n] for k in (-1, 0, 1, 2)]
            if closed
            else [points[min(max(i + k, 0), n - 1)] for k in (-1, 0, 1, 2)]
        )
        (ax, ay), (bx, by), (cx, cy), (dx, dy) = around
        for step in range(8):
            t = step / 8
            t2, t3 = t * t, t * t * t
            wa, wb = -t3 + 2 * t2 - t, 3 * t3 - 5 * t2 + 2
            wc, wd = -3 * t3 + 4 * t2 + t, t3 - t2
            smooth.append(
                (
                    (wa * ax + wb * bx + wc * cx + wd * dx) / 2,
                    (wa * ay + wb * by + wc * cy + wd * dy) / 2,
                )
            )
    return tuple(smooth) if closed else (*smooth, points[-1])


def _oval(  # noqa: PLR0917  # the numbers of a shape read best in a row
    role: str, x: float, y: float, rx: float, ry: float, turn: float = 0, alpha: int = 255
) -> Shape:
    cos, sin = math.cos(math.radians(turn)), math.sin(math.radians(turn))
    points = []
    for i in range(40):
        u, v = rx * math.cos(i * math.tau / 40), ry * math.sin(i * math.tau / 40)
        points.append((x + u * cos - v * sin, y + u * sin + v * cos))
    return Shape(role, tuple(points), alpha=alpha, outlined=alpha == 255 and rx > 3)


def _blob(role: str, *flat: float) -> Shape:
    return Shape(role, _curve(_pairs(flat), closed=True))


def _poly(role: str, *flat: float) -> Shape:
    return Shape(role, _pairs(flat))


def _box(role: str, left: float, top: float, right: float, bottom: float) -> Shape:
    return _poly(role, left, top, right, top, right, bottom, left, bottom)


def _line(role: str, width: float, *flat: float) -> Shape:
    return Shape(role, _curve(_pairs(flat), closed=False), width=width)


def _both(*shapes: Shape) -> tuple[Shape, ...]:
    """Return the shapes, each followed by its mirror image."""
    return tuple(
        s
        for shape in shapes
        for s in (shape, shape._replace(points=tuple((-x, y) for x, y in shape.points)))
    )


def _star(role: str, x: float, y: float, outer: float, inner: float, tips: int = 5) -> Shape:  # noqa: PLR0917  # private; its order is that of a sentence
    points = []
    for i in range(2 * tips):
        radius, angle = (inner if i % 2 else outer), math.pi * i / tips - math.pi / 2
        points.append((x + radius * math.cos(angle), y + radius * math.sin(angle)))
    return Shape(role, tuple(points))


def _heart(role: str) -> Shape:
    points = []
    for i in range(50):
        t = i / 50 * math.tau
        rise = 13 * math.cos(t) - 5 * math.cos(2 * t) - 2 * math.cos(3 * t) - math.cos(4 * t)
        points.append((41.6 * math.sin(t) ** 3, -3 - 2.6 * rise))
    return Shape(role, tuple(points))


def _eye(x: float, y: float, size: float = 4.2) -> tuple[Shape, ...]:
    return (
        _oval("ink", x, y, size * 0.85, size)._replace(outlined=False),
        _oval("white", x + size * 0.28, y - size * 0.38, size * 0.3, size * 0.32),
    )


_CHEEKS = _both(_oval("pink", -19, -5, 5, 3.2, alpha=150))
_SMILE = (
    _blob("ink", -4, -9.5, 0, -10.5, 4, -9.5, 0, -5.5)._replace(outlined=False),
    _line("ink", 1.3, -8, -3.5, -4, -0.5, 0, -4.5, 4, -0.5, 8, -3.5),
)
_BODY = (
    *_both(_oval("d", -19, 41, 12, 9)),
    _blob("m", -19, 48, -24, 26, -14, 2, 14, 2, 24, 26, 19, 48),
    _oval("l", 0, 28, 12, 17)._replace(outlined=False),
    *_both(_oval("m", -9, 46, 7.5, 5)),
)
_EYES = (*_eye(-11, -16), *_eye(11, -16))
_FACE = (*_EYES, *_SMILE, *_CHEEKS)


def _seated(
    ears: Sequence[Shape],
    *,
    tail: Sequence[Shape] = (),
    mask: Sequence[Shape] = (),
    face: Sequence[Shape] = _FACE,
) -> tuple[Shape, ...]:
    """Return an animal that sits and looks at you; `ears` lie behind the head, `mask` on it."""
    return (*tail, *_BODY, *ears, _oval("m", 0, -14, 29, 23), *mask, *face)


def _turn(shapes: Sequence[Shape], count: int, x: float, y: float) -> tuple[Shape, ...]:
    """Return `shapes` repeated `count` times around a point."""
    turned = []
    for i in range(count):
        cos, sin = math.cos(i * math.tau / count), math.sin(i * math.tau / count)
        for shape in shapes:
            points = tuple((x + u * cos - v * sin, y + u * sin + v * cos) for u, v in shape.points)
            turned.append(shape._replace(points=points))
    return tuple(turned)


# -- things ----------------------------------------------------------------------------------


class Plan(NamedTuple):
    """How a known thing looks and where it belongs in a scene."""

    shapes: tuple[Shape, ...]
    colour: str
    belongs: str = "ground"  # ground, hover, sky, back or water
    head: tuple[float, float, float] | None = None  # centre, bottom and width of a hat
    home: str = ""  # the place it brings along, where the prompt names none
    eyes: tuple[float, float] = (11.0, -16.0)  # half the distance, and the height


_HEAD = (0.0, -33.0, 26.0)
_TRIANGLES = (
    *_both(_poly("m", -28, -16, -27, -48, -6, -33)),
    *_both(_poly("pink", -24, -26, -23.5, -40, -13, -33)._replace(outlined=False)),
)
_PETAL = _oval("m", 0, -13, 7, 11)

THINGS: dict[str, Plan] = {
    "frog": Plan(
        (
            *_both(_oval("d", -29, 32, 15, 14), _oval("d", -31, 46, 15, 4.5)),
            _oval("m", 0, 22, 30, 26),
            _oval("l", 0, 27, 20, 19)._replace(outlined=False),
            *_both(_line("m", 9, -17, 22, -18, 34, -17, 45), _oval("m", -18, 47, 10, 4)),
            *_both(_oval("m", -20, -25, 12, 12)),
            _oval("m", 0, -8, 35, 21),
            *_both(_oval("m", -20, -23, 10.5, 9)._replace(outlined=False)),
            *_both(_oval("white", -20, -26, 8.5, 8.5)),
            *_eye(-19, -25, 5.8), *_eye(19, -25, 5.8),
            _line("ink", 1.5, -20, -4, -10, 2.5, 0, 4, 10, 2.5, 20, -4),
            *_both(_oval("d", -4, -11, 1.4, 1)), *_both(_oval("pink", -25, -1, 5.5, 3.4,
             alpha=170)),
        ),
        "#62ad51", head=(0, -25, 20), home="pond", eyes=(20.0, -25.0),
    ),
    "cat": Plan(
        _seated(
            (*_TRIANGLES,),
            tail=(_line("m", 7, 16, 44, 34, 44, 40, 30, 34, 16),),
            mask=(*_both(_line("ink", 0.7, -17, -6, -36, -9), _line("ink", 0.7, -17, -3, -35, -1)),
                  *_both(_line("d", 2, -5, -35, -4, -29)), _line("d", 2, 0, -36, 0, -28)),
        ),
        "#e2a15d", head=_HEAD,
    ),
    "dog": Plan(
        _seated(
            (),
            tail=(_line("m", 7, 16, 42, 30, 38, 37, 26),),
            mask=(*_both(_blob("d", -20, -33, -33, -27, -39, -4, -31, 4, -23, -12)),
                  _oval("l", 0, -4, 14, 10)._replace(outlined=False),
                  _blob("pink", -4, 0, 4, 0, 4, 7, 0, 9, -4, 7)),
        ),
        "#c08a5a", head=_HEAD,
    ),
    "fox": Plan(
        _seated(
            (*_both(_blob("m", -25, -20, -27, -34, -24, -51, -15, -43, -8, -34, -14, -22)),
             *_both(_blob("ink", -26.4, -40, -24, -51, -18, -45.5, -21,
              -41)._replace(outlined=False))),
            tail=(_blob("m", 12, 46, 30, 49, 48, 36, 47, 12, 38, 2, 35, 20, 26, 32),
                  _blob("white", 47, 18, 38, 2, 35, 18, 40, 20)),
            mask=(*_both(_blob("white", -28, -11, -14, -12, -2, 0, 0, 8.5, -12, 7, -23,
             0)._replace(outlined=False)),),
        ),
        "#e07b39", head=_HEAD,
    ),
    "rabbit": Plan(
        _seated((*_both(_oval("m", -12, -46, 7, 21, -8)),
                 *_both(_oval("pink", -12, -45, 3.2, 15, -8)._replace(outlined=False))),
                tail=(_oval("white", 24, 40, 8, 8),)),
        "#cbb8a8", head=(0, -34, 18),
    ),
    "bear": Plan(
        _seated((*_both(_oval("m", -21, -33, 10, 10), _oval("l", -21, -33, 5, 5)),),
                mask=(_oval("l", 0, -5, 13, 9)._replace(outlined=False),)),
        "#96694a", head=_HEAD,
    ),
    "mouse": Plan(
        _seated((*_both(_oval("m", -25, -33, 16, 16), _oval("pink", -25, -33, 10, 10)),),
                tail=(_line("pink", 2.4, 14, 46, 34, 48, 42, 38, 50, 42),)),
        "#a9a9b5", head=_HEAD,
    ),
    "panda": Plan(
        _seated((*_both(_oval("ink", -22, -33, 10, 10)),),
                mask=(*_both(_oval("ink", -11.5, -15, 8, 9.5, 25)),
                      *_both(_oval("white", -11, -16, 4.8, 4.8)))),
        "#f4f1ea", head=_HEAD,
    ),
    "lion": Plan(
        _seated((*_turn((_oval("d", 0, -31, 9, 9),), 14, 0, -14), _oval("d", 0, -14, 33,
         31)._replace(outlined=False),
                 *_both(_oval("m", -21, -33, 7, 7))),
                tail=(_line("m", 4, 14, 46, 36, 46, 42, 30), _oval("d", 42, 27, 6, 7))),
        "#e5b054", head=(0, -42, 28),
    ),
    "owl": Plan(
        (
            *_both(_poly("m", -26, -24, -27, -48, -6, -36)),
            _oval("m", 0, 6, 30, 42),
            _oval("l", 0, 20, 19, 25)._replace(outlined=False),
            *_both(_blob("d", -28, -4, -34, 16, -28, 38, -19, 20)),
            *_both(_oval("white", -12, -17, 13, 13)), *_eye(-10, -16, 6.5), *_eye(10, -16, 6.5),
            _poly("gold", -4, -8, 4, -8, 0, 2),
            *_both(_line("d", 1.4, -10, 16, -7, 19, -4, 16), _line("d", 1.4, -10, 26, -7, 29, -4,
             26)),
            *_both(_oval("gold", -9, 47, 7, 3.5)),
        ),
        "#a67b55", head=(0, -34, 26), eyes=(12.0, -17.0),
    ),
    "penguin": Plan(
        (
            *_both(_blob("m", -24, -4, -40, 18, -38, 26, -26, 18)),
            _oval("m", 0, 6, 29, 42), _oval("white", 0, 16, 20, 31)._replace(outlined=False),
            *_both(_oval("white", -9, -14, 11, 12)._replace(outlined=False)), *_eye(-9, -15),
             *_eye(9, -15),
            _poly("gold", -6, -8, 6, -8, 0, 0), *_both(_oval("gold", -11, 47, 10, 4)),
            *_both(_oval("pink", -17, -5, 4, 2.6, alpha=150)),
        ),
        "#3d4763", head=(0, -33, 26), home="snow",
    ),
    "bird": Plan(
        (
            *(_line("gold", 2.2, x, 30, x, 48, x + 5, 49) for x in (-6, 4)),
            _poly("d", -24, 12, -54, -2, -50, 20),
            _oval("m", -3, 12, 30, 22, -12), _oval("m", 18, -10, 18, 17),
            _blob("l", 26, 2, 20, 22, 0, 32, -16, 28, 4, 16)._replace(outlined=False),
            _blob("d", -30, 8, -4, -4, 10, 10, -6, 26, -30, 22),
            _poly("gold", 33, -15, 50, -8, 33, -3), *_eye(23, -13), _oval("pink", 18, -4, 4, 2.6,
             alpha=150),
        ),
        "#4f96d0", head=(17, -24, 20), eyes=(0.0, -13.0),
    ),
    "hummingbird": Plan(
        (
            _blob("d", 4, -4, -12, -26, -10, -54, 0, -62, 8, -46, 14, -20),
            _line("l", 0.9, 2, -14, -4, -32, -3, -54), _line("l", 0.9, 7, -14, 3, -32, 3, -52),
            _blob("d", -18, 24, -32, 42, -44, 56, -36, 54, -22, 40),
            _blob("d", -14, 28, -24, 46, -30, 62, -22, 58, -12, 38),
            _blob("m", -23, 34, -19, 12, -4, -8, 12, -20, 26, -14, 24, 4, 10, 20, -8, 32),
            _blob("l", -18, 34, -4, 24, 10, 10, 22, -2, 24, 4, 12, 20, -6,
             31)._replace(outlined=False),
            _oval("m", 21, -19, 13, 12),
            _blob("#c9305f", 14, -10, 26, -14, 32, -10, 27, 3, 16, 5),
            _oval("#ef7f9d", 24, -6, 3, 2, alpha=200),
            _line("ink", 1.7, 32, -20, 46, -22, 66, -27),
            *_eye(25, -21, 3),
            _oval("l", 18, -27, 6, 2.2, -20, alpha=140),
            _blob("d", 6, 0, -16, -16, -46, -28, -64, -28, -54, -14, -30, 4, -8, 12),
            _blob("m", 8, -1, -12, -13, -34, -20, -42, -17, -26, -4, -8, 6),
            _line("l", 0.9, -8, 0, -30, -12, -56, -23), _line("l", 0.9, -10, 5, -30, -4, -52, -15),
        ),
        "#2f9a78", "hover", head=(19, -30, 15), home="garden",
    ),
    "butterfly": Plan(
        (
            *_both(_blob("m", -3, -4, -22, -40, -46, -38, -44, -12, -22, 2), _blob("d", -3, 2, -28,
             2, -36, 22, -22, 36, -8, 20)),
            *_both(_oval("l", -31, -24, 8, 8), _oval("l", -23, 18, 5.5, 5.5)),
            _oval("ink", 0, 2, 3.4, 20), *_both(_line("ink", 1.1, -1, -16, -6, -30, -14, -36)),
        ),
        "#ee8a34", "hover", home="garden",
    ),
    "fish": Plan(
        (
            _blob("d", -26, 0, -52, -22, -46, 0, -52, 22), _blob("d", -12, -22, 4, -40, 16, -20),
            _blob("m", -32, 0, -10, -24, 20, -24, 44, 2, 20, 24, -10, 22),
            _blob("l", -24, 8, 4, 12, 36, 8, 20, 23, -8, 21)._replace(outlined=False),
            *(_line("d", 1.4, x, -8, x + 5, 0, x, 8) for x in (-14, -4, 6)),
            _line("d", 1.6, 20, -16, 25, 0, 20, 16), *_eye(31, -6, 4.6), _line("ink", 1.3, 43, 3,
             38, 7, 34, 7),
        ),
        "#f0823c", "water", head=(18, -24, 22), home="underwater",
    ),
    "whale": Plan(
        (
            _blob("m", -46, -8, -40, 20, -10, 38, 30, 36, 46, 16, 36, -10, 6, -16, -18, 8, -30, 6),
            _blob("m", -42, 0, -62, -14, -54, -22, -44, -12, -36, -24, -28, -16, -34, -2),
            _blob("l", -16, 32, 10, 22, 44, 22, 30, 36, 2, 40)._replace(outlined=False),
            *_eye(28, 8, 3.4), _line("ink", 1.3, 44, 17, 36, 20, 30, 18),
            *_both(_line("glass", 3, 0, -20, -3, -32, -12, -38))[:1], _line("glass", 3, 16, -20,
             20, -34, 30, -40),
            _line("glass", 3, 15, -20, 14, -34, 4, -40),
        ),
        "#4d7fae", "water", head=(22, -12, 24), home="sea",
    ),
    "tree": Plan(
        (
            _poly("wood", -6, 50, -4, 10, 4, 10, 7, 50), _oval("d", 10, -6, 25, 24),
            _oval("d", -16, -2, 22, 21), _oval("m", -2, -22, 27, 25)._replace(outlined=False),
            _oval("m", -15, -8, 20, 18)._replace(outlined=False), _oval("l", -10, -30, 11, 8, -25,
             alpha=120),
            *(_oval("d", x, y, 2.2, 1.6) for x, y in ((2, -14), (10, -26), (-18, -14), (-2, -4))),
        ),
        "#5fa15c", "back",
    ),
    "pine": Plan(
        (_box("wood", -5, 34, 5, 50), _poly("d", -30, 38, 0, 2, 30, 38), _poly("m", -25, 18, 0,
         -20, 25, 18),
         _poly("m", -18, -6, 0, -48, 18, -6), _poly("l", -18, -6, 0, -48, -4,
          -8)._replace(alpha=90, outlined=False)),
        "#3f8560", "back",
    ),
    "cactus": Plan(
        (_line("m", 17, 0, 50, 0, -36), _line("m", 11, 0, 14, 24, 12, 26, -16), _line("m", 11, 0,
         26, -22, 22, -24, 2),
         *(_line("d", 1.2, x, 44, x, -34) for x in (-4, 4)), *_turn((_oval("pink", 0, -5, 3, 4),),
          5, 0, -46)),
        "#5b9e62", "back", home="desert",
    ),
    "flower": Plan(
        (
            _line("leaf", 3, 0, -8, -2, 20, 0, 50), _blob("leaf", -1, 36, -20, 20, -26, 24, -16,
             36),
            _blob("leaf", 0, 28, 18, 12, 25, 16, 14, 28), *_turn((_PETAL._replace(points=tuple((x,
             y - 2) for x, y in _PETAL.points)),), 8, 0, -20),
            _oval("gold", 0, -20, 8, 8), _oval("amber", 1, -19, 4, 4, alpha=150),
        ),
        "#e66a8b", home="garden", head=(0, -42, 16),
    ),
    "mushroom": Plan(
        (
            _blob("cream", -11, 4, 11, 4, 13, 46, 0, 50, -13, 46),
            _blob("m", -42, 8, -30, -28, 0, -44, 30, -28, 42, 8, 22, 15, 0, 12, -22, 15),
            _oval("white", -18, -14, 7, 6), _oval("white", 6, -28, 6.5, 5.5), _oval("white", 23,
             -8, 6, 6), _oval("white", 2, -4, 4, 4),
            *_eye(-5, 26, 2.4), *_eye(5, 26, 2.4), _line("ink", 1, -2.5, 31, 0, 33, 2.5, 31),
        ),
        "#d9453d", head=(0, -40, 20), home="forest",
    ),
    "mountain": Plan(
        (_poly("d", 2, 50, 30, -8, 60, 50), _poly("m", -60, 50, -10, -44, 40, 50),
         _poly("white", -10, -44, -27, -12, -16, -18, -8, -8, 0, -17, 7, -12), _poly("d", -10, -44,
          40, 50, 6, 50, -2, 4)._replace(alpha=80, outlined=False)),
        "#7f93b2", "back", home="mountains",
    ),
    "house": Plan(
        (
            _box("stone", 16, -38, 25, -14), _box("m", -34, -2, 34, 50), _poly("red", -43, 0, 0,
             -40, 43, 0),
            _box("wood", -8, 20, 8, 50), _oval("gold", 5, 36, 1.4, 1.4),
            *_both(_box("glow", -28, 10, -15, 24), _line("white", 1.4, -21.5, 10, -21.5, 24),
             _line("white", 1.4, -28, 17, -15, 17)),
            _oval("glow", 0, -16, 6, 6),
        ),
        "#f0dfbe", "back",
    ),
    "castle": Plan(
        (
            *_both(_box("m", -44, -12, -24, 50), _poly("red", -48, -12, -34, -42, -20, -12),
             _line("wood", 1.2, -34, -42, -34, -52), _poly("gold", -34, -52, -24, -49, -34, -46)),
            _box("d", -26, 8, 26, 50), *(_box("d", x, 0, x + 7, 9) for x in (-24, -10.5, 3.5, 17)),
            _blob("wood", -9, 50, -9, 30, 0, 22, 9, 30, 9, 50), *_both(_box("glow", -37, 0, -31,
             12)),
        ),
        "#c3bccb", "back",
    ),
    "lighthouse": Plan(
        (
            _poly("white", -15, 50, -9, -24, 9, -24, 15, 50), _poly("m", -14.2, 40, -13, 24, 13,
             24, 14.2, 40),
            _poly("m", -11.8, 10, -10.6, -6, 10.6, -6, 11.8, 10), _box("ink", -13, -26, 13, -22),
            _box("glow", -7, -38, 7, -26), _line("ink", 1, 0, -38, 0, -26), _poly("m", -10, -38, 0,
             -50, 10, -38),
            _blob("wood", -4, 50, -4, 44, 0, 41, 4, 44, 4, 50), _oval("glass", 0, 17, 2.6, 3.6),
        ),
        "#d9453d", "back", home="sea",
    ),
    "sun": Plan((*_turn((_poly("amber", -5, -32, 0, -48, 5, -32),), 12, 0, 0), _oval("m", 0, 0, 28,
     28), _oval("l", -7, -8, 12, 10, -30, alpha=110)), "#f7c845", "sky"),
    "moon": Plan((_oval("m", 0, 0, 36, 36), _oval("d", -12, -8, 8, 8, alpha=90), _oval("d", 12, 10,
     6, 6, alpha=90), _oval("d", 8, -18, 4, 4, alpha=90), _oval("d", -8, 16, 5, 4, alpha=70)),
     "#f6efcf", "sky"),
    "star": Plan((_star("m", 0, 4, 46, 21), _star("l", -2, 0, 24, 11)._replace(outlined=False,
     alpha=120)), "#f7cf4f", "sky"),
    "cloud": Plan((_blob("m", -46, 22, -44, 2, -24, -4, -14, -22, 12, -20, 22, -4, 42, 0, 46, 22,
     0, 26),), "#ffffff", "sky"),
    "rainbow": Plan(
        tuple(Shape(role, tuple((r * math.cos(a * math.pi / 24),
         50 - r * math.sin(a * math.pi / 24)) for a in range(25)), width=6.4, outlined=False)
              for r, role in ((66, "#e0574f"), (60, "#f0963f"), (54, "#f5d352"), (48, "#6cb761"),
               (42, "#4d8fd6"), (36, "#8b64b8"))),
        "#e0574f", "back",
    ),
    "crown": Plan(
        (_poly("m", -36, 40, -44, -14, -20, 10, 0, -34, 20, 10, 44, -14, 36, 40), _box("amber",
         -36, 28, 36, 40),
         _oval("m", 0, -36, 6, 6), *_both(_oval("m", -44, -17, 5, 5), _oval("blue", -18, 34, 3.5,
          3.5)), _oval("red", 0, 34, 4.6, 4.6),
         _poly("l", -32, 24, -38, -2, -24, 14)._replace(alpha=130, outlined=False)),
        "#f2bd3d", home="table",
    ),
    "hat": Plan((_box("m", -26, -30, 26, 38), _box("red", -26, 20, 26, 32), _oval("m", 0, 40, 48,
     8), _oval("l", 0, -30, 26, 5)), "#3a3a4c", home="table"),
    "boat": Plan(
        (_line("wood", 2.6, 0, 26, 0, -48), _poly("white", 3, -44, 38, 16, 3, 18), _poly("l", -3,
         -34, -28, 16, -3, 18),
         _blob("m", -46, 24, 0, 27, 46, 24, 32, 46, 0, 49, -30, 46), _line("white", 2, -38, 33, 0,
          36, 39, 33), _poly("red", 0, -48, 16, -43, 0, -38)),
        "#c4533f", "water", home="sea",
    ),
    "car": Plan(
        (_blob("m", -28, 10, -20, -14, -4, -18, 12, -16, 28, 8), _blob("glass", -22, 8, -16, -9,
         -5, -12, -3, 8), _blob("glass", 1, 8, 1, -12, 11, -11, 21, 8),
         _blob("m", -46, 34, -47, 14, -30, 8, 26, 7, 46, 16, 47, 34, 0, 37), _box("d", -45, 28, 45,
          35)._replace(outlined=False), *_both(_oval("ink", -25, 37, 12, 12), _oval("stone", -25,
          37, 6, 6)),
         _oval("glow", 43, 20, 4, 5), _line("d", 1.3, -2, 10, -2, 27), _line("ink", 1.6, 4, 15, 9,
          15)),
        "#d9453d", home="road",
    ),
    "rocket": Plan(
        (_blob("amber", -9, 32, 9, 32, 8, 46, 0, 62, -8, 46), _blob("#fff0b0", -5, 32, 5, 32, 4,
         42, 0, 50, -4, 42), *_both(_blob("red", -14, 10, -32, 30, -28, 42, -12, 30)),
         _blob("m", 0, -52, 16, -26, 18, 8, 11, 32, -11, 32, -18, 8, -16, -26), _blob("red", 0,
          -53, 10, -38, 13, -29, 0, -27, -13, -29, -10, -38),
         _oval("stone", 0, -8, 9.5, 9.5), _oval("glass", 0, -8, 6.5, 6.5), _poly("red", -2.6, 16,
          2.6, 16, 2.6, 38, -2.6, 38)),
        "#f1f0ee", "hover", home="space",
    ),
    "planet": Plan((_oval("m", 0, 0, 32, 32), _line("l", 4, -30, -10, 0, -6, 30, -12), _line("d",
     5, -31, 8, 0, 12, 30, 6), _line("amber", 3.4, -32, 8, -54, 22, 0, 12, 54, -18, 32, -12)),
     "#c98a6b", "sky", home="space"),
    "cup": Plan(
        (_oval("d", 0, 44, 44, 7), _oval("m", 30, 12, 15, 15), _oval("wall", 30, 12, 8.5, 8.5),
         _blob("m", -32, -14, 32, -14, 29, 20, 16, 42, -16, 42, -29, 20),
         _oval("l", 0, -14, 32, 9), _oval("coffee", 0, -13, 27, 6.6), _line("l", 1.4, -14, -13, -4,
          -16, 6, -12, 14, -14),
         *(Shape("white", _line("white", 3, x, -26, x - 5, -34, x + 4, -42, x, -52).points,
          width=3, alpha=150) for x in (-11, 1, 13))),
        "#cf6a4a", home="table", head=(0, -18, 24),
    ),
    "cake": Plan(
        (_oval("stone", 0, 45, 46, 6), _box("m", -34, 10, 34, 44), _box("cream", -34, 24, 34,
         30)._replace(outlined=False), _blob("white", -36, 2, 36, 2, 36, 14, 26, 20, 16, 12, 4, 22,
         -8, 12, -20, 20, -36, 14),
         *(s for x in (-18, 0, 18) for s in (_box("blue", x - 2, -18, x + 2, 2), _blob("gold", x,
          -32, x + 4, -22, x, -18, x - 4, -22)))),
        "#e79ab0", home="table",
    ),
    "apple": Plan(
        (_blob("m", 0, -18, 20, -26, 40, -10, 38, 20, 18, 46, 0, 42, -18, 46, -38, 20, -40, -10,
         -20, -26), _line("wood", 3, 0, -16, 1, -28, 7, -38),
         _blob("leaf", 4, -26, 14, -42, 32, -42, 22, -28), _oval("l", -22, -4, 6, 12, 20,
          alpha=170)),
        "#d9453d", home="table", head=(0, -22, 26),
    ),
    "book": Plan((_blob("d", -48, 36, -46, -16, 0, -8, 46, -16, 48, 36, 0, 42),
     *_both(_blob("cream", 0, 36, -1, -12, -24, -22, -44, -18, -44, 30, -24, 28)),
     *_both(*(_line("stone", 1.2, -36, y, -20, y - 3, -8, y + 1) for y in (-8, 0, 8, 16)))),
     "#8757b0", home="table"),
    "heart": Plan((_heart("m"), _oval("l", -24, -18, 6, 10, 35, alpha=170)), "#e2475d", "hover"),
    "balloon": Plan((_line("ink", 0.9, 0, 14, 4, 28, -3, 40, 2, 54), _oval("m", 0, -16, 26, 31),
     _poly("d", -4, 20, 4, 20, 0, 14), _oval("l", -10, -28, 5, 9, 25, alpha=170)), "#d9453d",
     "hover"),
    "umbrella": Plan((_line("wood", 3, 0, -40, 0, 36, 6, 44, 12, 36), _blob("m", -46, 2, -34, -26,
     0, -40, 34, -26, 46, 2, 30, -4, 15, 3, 0, -4, -15, 3, -30, -4), *_both(_line("d", 1.2, -15, 2,
     -12, -20, 0, -39))), "#3f7fd0"),
    "person": Plan(
        (*_both(_line("night", 9, -7, 24, -8, 46), _oval("ink", -10, 47, 8, 3.6)), _blob("m", -14,
         -8, 14, -8, 18, 28, 0, 31, -18, 28), *_both(_line("m", 7.5, -13, -4, -23, 10, -21, 20),
         _oval("skin", -21, 23, 4.4, 4.4)),
         _oval("coffee", 0, -29, 18.5, 18), _oval("skin", 0, -25, 15.5, 15.5), _blob("coffee", -17,
          -25, -12, -42, 8, -45, 17, -26, 6, -35, -8, -33), *_eye(-6, -24, 2.5), *_eye(6, -24, 2.5),
         _line("ink", 1.2, -4, -17, 0, -15, 4, -17), *_both(_oval("pink", -10, -19, 3.2, 2,
          alpha=150))),
        "#d9664a", head=(0, -40, 26), eyes=(6.0, -24.0),
    ),
    "robot": Plan(
        (*_both(_box("d", -15, 34, -5, 48), _oval("ink", -11, 48, 8, 3), _line("d", 6, -22, 8, -33,
         18, -30, 30), _oval("m", -30, 31, 5, 5)), _box("m", -23, 2, 23, 38), _box("l", -14, 9, 14,
         26), _oval("red", -7, 17, 3, 3), _oval("gold", 1, 17, 3, 3), _oval("leaf", 9, 17, 3, 3),
         _line("ink", 2, 0, -34, 0, -44), _oval("red", 0, -46, 4.5, 4.5), _box("m", -27, -35, 27,
          -3), _box("night", -21, -29, 21, -10), *_both(_oval("glass", -10, -20, 5.5, 5.5)),
          _line("white", 1.4, -5, -13, 0, -12, 5, -13)),
        "#8fb0c4", head=(0, -35, 26), eyes=(10.0, -20.0),
    ),
}  # fmt: skip

# Worn things, on a square whose bottom middle is where the head is; scarf and glasses have
# places of their own on the body.
WORN: dict[str, tuple[Shape, ...]] = {
    "crown": THINGS["crown"].shapes,
    "hat": THINGS["hat"].shapes,
    "bow": (*_both(_blob("red", 0, 20, -34, 0, -38, 40)), _oval("red", 0, 20, 9, 9)),
    "scarf": (_blob("red", -19, 6, 0, 11, 19, 6, 19, 13, 0, 17, -19, 13), _blob("red", 6, 12, 15,
     12, 17, 32, 8, 33)),
    "glasses": (*_both(_oval("ink", -11, 0, 9.5, 8.5), _oval("glass", -11, 0, 7.2, 6.4,
     alpha=170)), _line("ink", 2, -3, -1, 3, -1)),
}  # fmt: skip

# What each named place does to the scene is in `_ground`.
PLACES = frozenset(
    {"pond", "sea", "garden", "meadow", "forest", "mountains", "desert", "city", "space",
     "underwater", "table", "snow", "road"}
)  # fmt: skip


# -- styles ----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Style:
    """How one model's pictures look.

    Parameters
    ----------
    name
        ``soft``, ``ink``, ``cut``, ``chalk`` or ``print``.
    outline
        Width of outlines, in thousandths of the picture's shorter side.
    turn
        Turn of all hues, in 255ths of a circle.
    """

    name: str
    outline: float = 0.0
    turn: int = 0

    def tone(self, colour: RGB) -> RGB:
        """Return `colour` as this style would mix it."""
        if self.name == "ink":
            return mix(colour, (240, 225, 192), 0.2)
        if self.name == "chalk":
            return mix(colour, (255, 255, 245), 0.35)
        if self.name == "cut":
            return mix(colour, (206, 178, 160), 0.3)
        return colour


def style_of(model: str, digest: bytes) -> Style:
    """Return the style of a model: two have their own, the others one from the `digest`."""
    if model == "nano-banana" or "gemini" in model:
        return Style("soft")
    if model.startswith("gpt-image") or "/gpt" in model:
        return Style("ink", outline=4.2)
    name = ("chalk", "cut", "print")[digest[0] % 3]
    return Style(name, outline=3.4 if name == "chalk" else 0.0, turn=digest[1])


def rgb(colour: str) -> RGB:
    """Return a hexadecimal colour as a tuple."""
    red, green, blue = ImageColor.getrgb(colour)[:3]
    return red, green, blue


def mix(a: RGB, b: RGB, share: float) -> RGB:
    """Return `a` with a `share` of `b`."""
    red, green, blue = (round(u + (v - u) * share) for u, v in zip(a, b, strict=True))
    return red, green, blue


@dataclass
class Pen:
    """Draws shapes on an image: scaled, mirrored and toned by a style."""

    image: Image.Image
    style: Style
    rng: random.Random
    dusk: tuple[RGB, float] = ((0, 0, 0), 0.0)  # what the light mixes into every colour
    glow: RGB = (255, 226, 138)
    wall: RGB = (233, 214, 190)
    draw: ImageDraw.ImageDraw = field(init=False)

    def __post_init__(self) -> None:
        self.draw = ImageDraw.Draw(self.image, "RGBA")
        self.unit = min(self.image.size) / 1000

    def colour(self, role: str, main: RGB) -> RGB:
        """Return the colour of a role: m(ain), d(ark), l(ight), a fixed name or a hex code."""
        if role == "glow":
            return self.style.tone(self.glow)
        chosen = {
            "m": main,
            "d": mix(main, (36, 30, 66), 0.22),
            "l": mix(main, (255, 250, 235), 0.55),
            "wall": self.wall,
        }.get(role)
        if chosen is None:
            chosen = rgb(_FIXED.get(role, role))
        return mix(self.style.tone(chosen), *self.dusk)

    def thing(
        self,
        shapes: Sequence[Shape],
        main: RGB,
        x: float,
        y: float,
        size: float,
        *,
        flip: bool = False,
        tilt: float = 0.0,
    ) -> None:
        """Draw `shapes` in a square of `size` pixels around (x, y)."""
        scale = size / 100
        cos, sin = math.cos(tilt) * scale, math.sin(tilt) * scale
        sign = -1 if flip else 1
        for shape in shapes:
            points = [
                (x + sign * (u * cos - v * sin), y + u * sin + v * cos) for u, v in shape.points
            ]
            colour = self.colour(shape.role, main)
            if shape.width:
                self.stroke(
                    points, colour, shape.width * scale, shape.alpha, outlined=shape.width > 4
                )
            else:
                self.fill(points, colour, shape.alpha, outlined=shape.outlined)

    def fill(
        self,
        points: Sequence[tuple[float, float]],
        colour: RGB,
        alpha: int = 255,
        *,
        outlined: bool = True,
    ) -> None:
        """Fill a polygon; with the outline or the shadow of the style."""
        if self.style.name == "cut" and outlined and alpha == 255:
            drop = 6 * self.unit
            self.draw.polygon(
                [(x + drop, y + 1.5 * drop) for x, y in points], fill=(40, 26, 44, 84)
            )
        if self.style.name == "chalk":
            alpha = alpha * 5 // 9
        self.draw.polygon(list(points), fill=(*colour, alpha))
        if outlined and self.style.outline:
            width = round(self.style.outline * self.unit)
            ink = (
                (*mix(colour, (255, 255, 250), 0.5), 235)
                if self.style.name == "chalk"
                else (43, 36, 48, 255)
            )
            self.draw.line(
                [*points, points[0], points[1]], fill=ink, width=max(width, 1), joint="curve"
            )

    def stroke(
        self,
        points: Sequence[tuple[float, float]],
        colour: RGB,
        width: float,
        alpha: int = 255,
        *,
        outlined: bool = False,
    ) -> None:
        """Draw a line with round ends."""
        if outlined and self.style.name == "ink":
            self.stroke(points, (43, 36, 48), width + 2 * self.style.outline * self.unit)
        self.draw.line(
            list(points), fill=(*colour, alpha), width=max(round(width), 1), joint="curve"
        )
        if alpha == 255 and width > 3:
            for x, y in (points[0], points[-1]):
                r = width / 2
                self.draw.ellipse((x - r, y - r, x + r, y + r), fill=(*colour, alpha))

    def disc(self, x: float, y: float, radius: float, colour: RGB, alpha: int = 255) -> None:
        """Draw a disc without an outline."""
        self.draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=(*colour, alpha))


# -- words -----------------------------------------------------------------------------------


@functools.lru_cache(maxsize=64)
def font(size: int) -> ImageFont.FreeTypeFont:
    """Return the font that comes with Pillow, so that pictures need no font of the system."""
    chosen = ImageFont.load_default(size=max(size, 6))
    if not isinstance(chosen, ImageFont.FreeTypeFont):  # pragma: no cover
        raise RuntimeError("this Pillow was built without FreeType; install a wheel of it")
    return chosen


def legible(text: str, limit: int = 60) -> str:
    """Return what the font can show of `text`, on one line."""
    composed = unicodedata.normalize("NFC", text)
    kept = "".join(
        c if (c.isprintable() and (ord(c) < 0x180 or c in "–—‘’“”…€")) else " " for c in composed
    )
    line = " ".join(kept.split())
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"


def write_sign(
    pen: Pen, text: str, x: float, y: float, width: float, *, posts: bool = True
) -> None:
    """Draw a wooden sign with `text`; (x, y) is the middle of its board."""
    height = width * 0.3
    size = fitting(text, width * 0.84, height * 0.62)
    wood, light = pen.colour("wood", (0, 0, 0)), pen.colour("cream", (0, 0, 0))
    if posts:
        for side in (-0.32, 0.32):
            pen.fill(
                box(x + side * width, y, width * 0.045, height * 1.6), mix(wood, (30, 20, 20), 0.25)
            )
    pen.fill(box(x - width / 2, y - height / 2, width, height), wood)
    pen.fill(
        box(x - width * 0.47, y - height * 0.4, width * 0.94, height * 0.8), light, outlined=False
    )
    pen.draw.text((x, y), text, font=font(size), fill=(52, 36, 40), anchor="mm")


def box(left: float, top: float, width: float, height: float) -> list[tuple[float, float]]:
    """Return the corners of a box."""
    return [(left, top), (left + width, top), (left + width, top + height), (left, top + height)]


def fitting(text: str, width: float, height: float) -> int:
    """Return the largest font size at which `text` fits."""
    wide = font(100).getlength(text) or 1
    return max(int(min(width * 100 / wide, height)), 6)


# -- scenes ----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Thing:
    """A thing the prompt names."""

    name: str
    colour: str = ""
    count: int = 1
    scale: float = 1.0
    worn: tuple[tuple[str, str], ...] = ()  # what it wears, with its colour


@dataclass(frozen=True)
class Scene:
    """What a prompt asks for, as far as it was understood."""

    things: tuple[Thing, ...] = ()
    light: str = "day"
    place: str = ""
    weather: frozenset[str] = frozenset()
    signs: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    tint: str = ""
    plate: bool = False  # a page of an old book


class _Air(NamedTuple):
    high: str
    low: str
    far: str
    near: str
    ground: str
    dusk: tuple[RGB, float]


_AIRS = {
    "day": _Air("#86c5ea", "#eef6ea", "#b5d9c0", "#93c79b", "#78b67e", ((255, 240, 200), 0.0)),
    "sunset": _Air("#6d5a9c", "#ffc27a", "#a56d92", "#7a5585", "#5b4673", ((150, 60, 90), 0.14)),
    "night": _Air("#101b40", "#41589a", "#2c4274", "#22345f", "#1c2c50", ((22, 34, 84), 0.2)),
}
_SNOWY = {
    "day": ("#c3d8ea", "#f3f6f8", "#dfe8f0", "#eef3f7", "#fbfcfd"),
    "sunset": ("#7d6aa6", "#ffcfa0", "#cba6bd", "#ddbccb", "#eed3d8"),
    "night": ("#0f1a3e", "#4a62a4", "#7288bb", "#93a7d1", "#b9c8e6"),
}


def draw_scene(
    scene: Scene, style: Style, rng: random.Random, size: tuple[int, int]
) -> Image.Image:
    """Return the scene as an RGB image of `size`; the same arguments, the same image."""
    if scene.weather & {"snow"} and scene.light in _SNOWY:
        air = _Air(*_SNOWY[scene.light], _AIRS[scene.light].dusk)
    else:
        air = _AIRS[scene.light]
    place = scene.place or next((home for t in scene.things if (home := THINGS[t.name].home)), "")
    if scene.plate:
        place, air = (
            "plate",
            _Air("#f1e4c4", "#ecdcb6", "#ddc99c", "#ddc99c", "#ddc99c", ((170, 130, 70), 0.1)),
        )
    elif place in {"space"}:
        air = _Air("#120f33", "#3d2f75", "#2c2358", "#231c49", "#1c173c", ((20, 16, 60), 0.06))
    elif place == "underwater":
        air = _Air("#5cc5d2", "#14568a", "#2f86a5", "#226f92", "#d8c493", ((20, 90, 130), 0.1))
    if scene.tint:
        tint = rgb(COLOURS[scene.tint])
        high, low, far, near, ground = (_hex(mix(rgb(c), tint, 0.42)) for c in air[:5])
        air = _Air(high, low, far, near, ground, air.dusk)
    image = _sky(air, style, rng, size, scene, place)
    pen = Pen(image, style, rng, dusk=air.dusk)
    if scene.light == "day":
        pen.glow = (191, 227, 238)
    _Stage(pen, scene, air, place).fill()
    return _finish(image, style, rng, scene)


def _hex(colour: RGB) -> str:
    return "#{:02x}{:02x}{:02x}".format(*colour)


def _gradient(stops: Sequence[RGB], size: tuple[int, int]) -> Image.Image:
    strip = Image.new("RGB", (1, len(stops)))
    strip.putdata(list(stops))
    return strip.resize(size, Image.Resampling.BICUBIC)


def _sky(  # noqa: PLR0917  # private; its order is that of a sentence
    air: _Air, style: Style, rng: random.Random, size: tuple[int, int], scene: Scene, place: str
) -> Image.Image:
    high, low = style.tone(rgb(air.high)), style.tone(rgb(air.low))
    width, height = size
    if style.name == "chalk":
        board = (38, 58, 56) if scene.light == "day" else (34, 36, 58)
        board = mix(board, high, 0.14)
        return _gradient([board, mix(board, (255, 255, 255), 0.06)], size)
    middle = mix(high, low, 0.45)
    if scene.light == "sunset" and place != "plate":
        middle = style.tone(mix((226, 98, 118), high, 0.15))
    if style.name != "ink" or place == "plate":
        return _gradient([high, middle, low, low], size)
    # A poster: rays of two close colours from behind the subject.
    image = Image.new("RGB", size, mix(middle, low, 0.4))
    draw = ImageDraw.Draw(image)
    x, y = width * rng.uniform(0.4, 0.6), height * 0.6
    rays, reach, start = 2 * rng.randint(10, 14), width + height, rng.random()
    for i in range(0, rays, 2):
        ends = [math.tau * (i + k + start) / rays for k in (0, 1)]
        draw.polygon(
            [(x, y), *((x + reach * math.cos(a), y + reach * math.sin(a)) for a in ends)],
            fill=mix(middle, low, 0.75),
        )
    return image


@dataclass
class _Stage:
    """Fills a picture from back to front."""

    pen: Pen
    scene: Scene
    air: _Air
    place: str

    def __post_init__(self) -> None:
        self.width, self.height = self.pen.image.size
        self.short = min(self.width, self.height)
        rng = self.pen.rng
        self.flip = rng.random() < 0.5
        self.horizon = self.height * rng.uniform(0.56, 0.63)
        self.base = self.height * (0.84 if self.pen.style.name == "ink" else 0.88)
        # The low sun stays clear of a lighthouse on its cliff.
        lit = any(t.name == "lighthouse" for t in self.scene.things)
        self.low_sun = self.width * (0.36 if self.flip ^ lit else 0.64)
        things = [t for t in self.scene.things for _ in range(t.count)][:7]
        heroes = [t for t in things if THINGS[t.name].belongs in {"ground", "hover", "water"}]
        if not heroes:  # a tree alone is the subject, a tree beside a fox is not
            backs = [t for t in things if THINGS[t.name].belongs == "back"]
            heroes = [t for t in backs if t.name != "rainbow"] or backs or things
        self.heroes = heroes
        self.behind = [t for t in things if t not in heroes]

    def fill(self) -> None:
        rng = self.pen.rng
        if self.place not in {"table", "plate", "underwater"}:
            self._heaven()
        getattr(self, f"_{self.place}", self._meadow)()
        back = [t for t in self.behind if THINGS[t.name].belongs == "back"]
        for i, thing in enumerate(back):
            side = 0.17 + 0.66 * ((i + self.flip) % 2) + rng.uniform(-0.05, 0.05)
            if len(back) > 2:
                side = (i + 0.5) / len(back)
            size = self.short * 0.5 * thing.scale
            foot = self.horizon + 0.09 * self.height
            if thing.name == "rainbow":
                side, size = 0.5, self.short * 0.75
            self._put(thing, self.width * side, foot - size / 2, size)
        self._cast()
        self._weather()
        self._lettering()

    # what stands in the sky
    def _heaven(self) -> None:
        pen, rng, w, h = self.pen, self.pen.rng, self.width, self.horizon
        dark = self.scene.light == "night" or self.place == "space"
        if dark:
            span = self.height if self.place == "space" else h
            for _ in range(110):
                r = pen.unit * rng.choice((1.2, 1.6, 2.2, 3.2))
                pen.disc(
                    rng.uniform(0, w),
                    rng.uniform(0, span * 0.95),
                    r,
                    (255, 250, 225),
                    rng.randint(120, 255),
                )
        named = [t for t in self.behind if THINGS[t.name].belongs == "sky"]
        x = w * (0.2 if self.flip else 0.8) + rng.uniform(-0.05, 0.05) * w
        if not any(t.name in {"sun", "moon", "planet"} for t in self.scene.things):
            name = (
                "planet"
                if self.place == "space"
                else {"night": "moon", "sunset": "", "day": "sun"}[self.scene.light]
            )
            if name and not (name == "sun" and (pen.style.name == "ink" or self.scene.weather)):
                self._halo(x, h * 0.3, self.short * 0.09, name)
                pale = name == "sun"
                if pale:
                    pen.disc(
                        x,
                        h * 0.3,
                        self.short * 0.062,
                        mix(pen.style.tone((255, 236, 170)), rgb(self.air.high), 0.1),
                    )
                else:
                    self._put(Thing(name), x, h * 0.3, self.short * 0.17)
        if self.scene.light == "sunset" and not any(t.name == "moon" for t in named):
            x = self.low_sun
            self._halo(x, h * 0.9, self.short * 0.16, "sun")
            pen.disc(x, h * 0.9, self.short * 0.115, pen.style.tone((255, 206, 112)))
            named = [t for t in named if t.name != "sun"]
        elif any(t.name == "sun" for t in named):
            self._halo(x, h * 0.32, self.short * 0.14, "sun")
        if not dark:
            cloud = mix((255, 255, 255), rgb(self.air.low), 0.25)
            shapes = [s._replace(alpha=200, outlined=False) for s in THINGS["cloud"].shapes]
            for _ in range(rng.randint(2, 4)):
                x, y, size = rng.uniform(0, w), rng.uniform(0.08, 0.6) * h, rng.uniform(0.14, 0.26)
                pen.thing(shapes, cloud, x, y, self.short * size)
        for i, thing in enumerate(named):
            where = x + (w - 2 * x) * (i / max(len(named) - 1, 1)) * 0.9
            height = (
                h * (0.3 if i % 2 == 0 else 0.18)
                if thing.name != "star"
                else h * rng.uniform(0.1, 0.45)
            )
            self._put(
                thing,
                where,
                height,
                self.short * (0.12 if thing.name == "star" else 0.22) * thing.scale,
            )

    def _halo(self, x: float, y: float, radius: float, name: str) -> None:
        colour = (255, 214, 120) if name == "sun" else (225, 225, 250)
        for i in range(22):
            self.pen.disc(x, y, radius * (2.4 - 0.065 * i), colour, 5)

    # places
    def _ridge(self, level: float, swing: float, colour: str, waves: int = 2) -> None:
        """Fill from a wavy line downwards."""
        rng = self.pen.rng
        phase, second = rng.uniform(0, math.tau), rng.uniform(0, math.tau)
        points = []
        for i in range(49):
            t = i / 48
            y = level + swing * (
                math.sin(phase + t * waves * math.pi) + 0.4 * math.sin(second + t * 9)
            )
            points.append((t * self.width * 1.04 - 0.02 * self.width, y))
        bottom = self.height * 1.03
        self.pen.fill(
            [*points, (self.width * 1.02, bottom), (-0.02 * self.width, bottom)],
            self.pen.style.tone(rgb(colour)),
        )

    def _meadow(self) -> None:
        h = self.height
        self._ridge(self.horizon, h * 0.03, self.air.far)
        self._ridge(self.horizon + h * 0.07, h * 0.025, self.air.near, 3)
        self._ridge(self.horizon + h * 0.16, h * 0.012, self.air.ground)
        self._sprigs(flowers=not self.scene.weather and self.scene.light == "day")

    _snow = _meadow

    def _sprigs(self, *, flowers: bool) -> None:
        """Put grass, and perhaps small flowers, on the ground."""
        pen, rng, u = self.pen, self.pen.rng, self.pen.unit
        blade = mix(pen.style.tone(rgb(self.air.ground)), (20, 50, 50), 0.16)
        for _ in range(26):
            x, y = (
                rng.uniform(0, self.width),
                rng.uniform(self.horizon + 0.2 * self.height, self.height * 0.99),
            )
            for lean in (-7, 0, 7):
                pen.stroke([(x, y), (x + lean * u, y - 18 * u)], blade, 3 * u)
        for _ in range(14 if flowers else 0):
            x, y = (
                rng.uniform(0, self.width),
                rng.uniform(self.horizon + 0.22 * self.height, self.height * 0.97),
            )
            petal = pen.style.tone(rgb(rng.choice(("#ffffff", "#f6c0cf", "#f8dd7b", "#cdb9ee"))))
            for k in range(5):
                a = k * math.tau / 5
                pen.disc(x + 6 * u * math.cos(a), y + 6 * u * math.sin(a), 5 * u, petal)
            pen.disc(x, y, 4 * u, (240, 180, 60))

    def _garden(self) -> None:
        self._meadow()
        pen, rng = self.pen, self.pen.rng
        for i in range(6):
            side = -1 if i % 2 else 1
            x = self.width * (0.5 + side * rng.uniform(0.24, 0.48))
            size = self.short * rng.uniform(0.24, 0.4)
            colour = rgb(rng.choice(("#e66a8b", "#f2a93b", "#b07fd0", "#ef7f5f", "#f4cf4a")))
            pen.thing(
                THINGS["flower"].shapes,
                colour,
                x,
                self.height * 0.99 - size / 2,
                size,
                flip=rng.random() < 0.5,
            )

    def _pond(self) -> None:
        pen, rng, w, h, u = self.pen, self.pen.rng, self.width, self.height, self.pen.unit
        self._ridge(self.horizon - h * 0.08, h * 0.03, self.air.far)
        self._ridge(self.horizon - h * 0.01, h * 0.015, self.air.near, 3)
        self._water(self.horizon + h * 0.05)
        for _ in range(7):
            self._pad(
                rng.uniform(0, w),
                rng.uniform(self.horizon + 0.12 * h, h * 0.97),
                self.short * rng.uniform(0.04, 0.08),
            )
        for side in (0.06, 0.94):
            for _ in range(6):
                x, top = (
                    w * (side + rng.uniform(-0.06, 0.06)),
                    self.horizon - rng.uniform(-0.02, 0.16) * h,
                )
                stem = mix(pen.style.tone(rgb("#4f8a52")), *pen.dusk)
                pen.stroke([(x, h * 0.8), (x + rng.uniform(-9, 9) * u, top)], stem, 6 * u)
                if rng.random() < 0.6:
                    pen.stroke(
                        [(x, top + 8 * u), (x, top + 62 * u)],
                        mix(pen.style.tone(rgb("#8b6144")), *pen.dusk),
                        17 * u,
                        outlined=True,
                    )

    def _pad(self, x: float, y: float, radius: float) -> None:
        """Draw a lily pad: an ellipse with a notch."""
        leaf = self.pen.style.tone(mix(rgb("#3f9468"), *self.pen.dusk))
        for lift, colour in ((0.07, mix(leaf, (20, 50, 70), 0.3)), (0.0, leaf)):
            points = [
                (x + radius * math.cos(a / 40), y + radius * (lift + 0.32 * math.sin(a / 40)))
                for a in range(16, 246, 4)
            ]
            self.pen.fill([(x, y + lift * radius), *points], colour)

    def _water(self, level: float) -> None:
        pen, rng, w, h, u = self.pen, self.pen.rng, self.width, self.height, self.pen.unit
        deep = {"day": "#4f9fc4", "sunset": "#8a5f93", "night": "#1d3a73"}[self.scene.light]
        if self.scene.tint:
            deep = _hex(mix(rgb(deep), rgb(COLOURS[self.scene.tint]), 0.4))
        water = pen.style.tone(rgb(deep))
        shine = mix(water, rgb(self.air.low), 0.55)
        if pen.style.name in {"soft", "cut", "print"}:
            deep_end = mix(water, (16, 40, 84), 0.3)
            sheet = _gradient(
                [mix(water, shine, 0.55), water, deep_end], (w, max(round(h - level), 1))
            )
            pen.image.paste(sheet, (0, round(level)))
        else:
            pen.fill(box(-20, level, w + 40, h), water)
        for _ in range(34):
            y = level + (h - level) * rng.random() ** 1.3
            reach = (14 + 60 * (y - level) / h) * u * rng.uniform(0.5, 1.4)
            x = rng.uniform(0, w)
            pen.stroke([(x - reach, y), (x, y - 2 * u), (x + reach, y)], shine, 4 * u, 140)
        if self.scene.light == "sunset":
            x = self.low_sun
            for i in range(9):
                reach, y = (
                    self.short * rng.uniform(0.03, 0.11),
                    level + (h - level) * (i + 0.4) / 11,
                )
                pen.stroke([(x - reach, y), (x + reach, y)], (255, 206, 112), 7 * u, 190)

    def _sea(self) -> None:
        w, h = self.width, self.height
        self._water(self.horizon)
        if any(t.name == "lighthouse" for t in self.scene.things):
            left = 0.0 if self.flip else w
            sign = 1 if self.flip else -1
            rock = self.pen.style.tone(mix(rgb("#7d7468"), *self.pen.dusk))
            grass = self.pen.style.tone(rgb(self.air.ground))
            shore = [
                (0, 0.64),
                (0.16, 0.63),
                (0.34, 0.645),
                (0.43, 0.7),
                (0.47, 0.79),
                (0.52, 0.86),
                (0.4, 0.92),
                (0.2, 0.97),
                (0.0, 1.02),
            ]
            cliff = [(left + sign * x * w, y * h) for x, y in shore]
            self.pen.fill(
                [*_curve(cliff, closed=False), (left - sign * 30, h), (left - sign * 30, h * 0.6)],
                rock,
            )
            top = [
                (left + sign * x * w, y * h)
                for x, y in (
                    (0, 0.63),
                    (0.16, 0.615),
                    (0.34, 0.635),
                    (0.43, 0.7),
                    (0.3, 0.69),
                    (0.16, 0.72),
                    (0.0, 0.71),
                )
            ]
            self.pen.fill(
                [
                    *_curve(top, closed=False),
                    (left - sign * 30, h * 0.7),
                    (left - sign * 30, h * 0.6),
                ],
                grass,
            )
        elif any(THINGS[t.name].belongs == "ground" for t in self.heroes):
            self._ridge(
                h * 0.83,
                h * 0.012,
                {"day": "#ecd9ab", "sunset": "#b98aa0", "night": "#5a678f"}[self.scene.light],
            )

    def _underwater(self) -> None:
        pen, rng, w, h, u = self.pen, self.pen.rng, self.width, self.height, self.pen.unit
        for i in range(4):
            x = w * (0.1 + 0.25 * i + rng.uniform(-0.05, 0.05))
            pen.draw.polygon(
                [(x, 0), (x + 0.1 * w, 0), (x + 0.02 * w, h), (x - 0.2 * w, h)],
                fill=(255, 255, 255, 20),
            )
        self._ridge(h * 0.84, h * 0.02, self.air.far)
        for _ in range(11):
            x, length = rng.uniform(0, w), h * rng.uniform(0.12, 0.36)
            weed = pen.style.tone(rgb(rng.choice(("#2f8f6b", "#3fa773", "#c76a86"))))
            pen.stroke(
                [(x + 14 * u * math.sin(k), h * 0.95 - length * k / 9) for k in range(10)],
                weed,
                15 * u,
                outlined=True,
            )
        self._ridge(h * 0.91, h * 0.012, self.air.ground, 3)
        for _ in range(20):
            x, y, r = rng.uniform(0, w), rng.uniform(0, h * 0.85), rng.uniform(4, 13) * u
            pen.draw.ellipse(
                (x - r, y - r, x + r, y + r),
                outline=(255, 255, 255, 150),
                width=max(round(2.4 * u), 1),
            )

    def _space(self) -> None:
        rng, w, h = self.pen.rng, self.width, self.height
        if self.heroes and THINGS[self.heroes[0].name].belongs == "ground":
            self._ridge(h * 0.78, h * 0.012, "#8f86b5")
            for _ in range(6):
                x, y, r = (
                    rng.uniform(0, w),
                    rng.uniform(0.84, 0.97) * h,
                    self.short * rng.uniform(0.02, 0.06),
                )
                self.pen.draw.ellipse(
                    (x - r, y - r * 0.3, x + r, y + r * 0.3), fill=(70, 62, 110, 130)
                )

    def _forest(self) -> None:
        rng, h = self.pen.rng, self.height
        self._ridge(self.horizon, h * 0.02, self.air.far)
        for row, shade in ((0.0, self.air.near), (0.08, self.air.ground)):
            green = mix(rgb(shade), (20, 60, 60), 0.28 + row)
            for i in range(7):
                size = self.short * rng.uniform(0.36, 0.56)
                x = self.width * ((i + 0.5 + rng.uniform(-0.3, 0.3)) / 7)
                self.pen.thing(
                    THINGS["pine" if i % 3 else "tree"].shapes,
                    green,
                    x,
                    self.horizon + (0.08 + row) * h - size / 2,
                    size,
                )
        self._ridge(self.horizon + h * 0.13, h * 0.012, self.air.ground)
        self._sprigs(flowers=False)

    def _mountains(self) -> None:
        rng, h = self.pen.rng, self.height
        if self.heroes and self.heroes[0].name != "mountain":
            for i in range(4):
                size = self.short * rng.uniform(0.42, 0.7)
                tone = mix(rgb("#7f93b2"), rgb(self.air.far), 0.35)
                self.pen.thing(
                    THINGS["mountain"].shapes,
                    tone,
                    self.width * (i + 0.5) / 4,
                    self.horizon + 0.08 * h - size / 2,
                    size,
                    flip=rng.random() < 0.5,
                )
        else:
            self._ridge(self.horizon - h * 0.06, h * 0.05, self.air.far)
            self.base = self.horizon + 0.14 * h
            return
        self._ridge(self.horizon + h * 0.05, h * 0.02, self.air.near)
        self._ridge(self.horizon + h * 0.15, h * 0.012, self.air.ground)
        self._sprigs(flowers=self.scene.light == "day")

    def _desert(self) -> None:
        for level, swing, sand in (
            (0.0, 0.04, "#edc88f"),
            (0.1, 0.03, "#e3b475"),
            (0.2, 0.015, "#d9a464"),
        ):
            tone = mix(rgb(sand), *self.air.dusk)
            self._ridge(
                self.horizon + level * self.height,
                swing * self.height,
                _hex(mix(tone, rgb(self.air.near), 0.0 if self.scene.light == "day" else 0.5)),
            )

    def _city(self) -> None:
        pen, rng, w, h = self.pen, self.pen.rng, self.width, self.height
        dark = self.scene.light != "day"
        for row, share in ((0, 0.3), (1, 0.65)):
            x = -0.02 * w
            while x < w:
                wide, top = (
                    w * rng.uniform(0.07, 0.13),
                    self.horizon + h * (0.12 * row - rng.uniform(0.06, 0.34)),
                )
                wall = (
                    mix(rgb("#cdd3df"), rgb("#7e8bab"), share)
                    if not dark
                    else mix(rgb(self.air.far), (16, 18, 48), share)
                )
                pen.fill(box(x, top, wide, h - top), pen.style.tone(wall))
                pane, gap = wide * 0.14, wide * 0.26
                for i in range(3):
                    for k in range(9):
                        if rng.random() < 0.62:
                            lit = (255, 221, 130, 255) if dark else (255, 255, 255, 120)
                            px, py = x + gap * (i + 0.6), top + gap * (k + 0.7)
                            pen.draw.rectangle((px, py, px + pane, py + pane * 1.3), fill=lit)
                x += wide * 1.06
        self._ridge(h * 0.78, h * 0.002, "#9aa0aa" if not dark else "#2a3252")

    def _road(self) -> None:
        self._meadow()
        pen, w, h = self.pen, self.width, self.height
        pen.fill(
            box(-20, h * 0.79, w + 40, h * 0.14),
            pen.style.tone(mix(rgb("#6c7078"), *self.air.dusk)),
        )
        for i in range(7):
            pen.fill(
                box(w * (i + 0.2) / 6.5, h * 0.885, w * 0.08, h * 0.01),
                (245, 240, 225),
                outlined=False,
            )
        self.base = h * 0.87

    def _table(self) -> None:
        pen, rng, w, h, u = self.pen, self.pen.rng, self.width, self.height, self.pen.unit
        wall = rgb(rng.choice(("#e9d6be", "#cfdcd2", "#e8cfc6", "#d3d8e4")))
        if self.scene.tint:
            wall = mix(wall, rgb(COLOURS[self.scene.tint]), 0.45)
        pen.wall = mix(wall, *self.air.dusk)
        if pen.style.name == "soft":
            pen.image.paste(
                _gradient(
                    [mix(wall, (255, 255, 255), 0.1), mix(wall, (120, 80, 70), 0.08)], (w, h)
                ),
                (0, 0),
            )
        elif pen.style.name != "ink":
            pen.fill(box(-20, -20, w + 40, h + 40), pen.style.tone(wall), outlined=False)
        x, y, size = w * (0.1 if self.flip else 0.58), h * 0.08, self.short * 0.34
        pen.fill(box(x, y, size * 0.96, size * 1.2), pen.colour("white", (0, 0, 0)))
        inside = {"day": (178, 219, 236), "sunset": (245, 160, 110), "night": (36, 50, 102)}[
            self.scene.light
        ]
        for i in range(4):
            pane = box(
                x + size * (0.06 + 0.45 * (i % 2)),
                y + size * (0.06 + 0.57 * (i // 2)),
                size * 0.39,
                size * 0.51,
            )
            pen.fill(pane, pen.style.tone(inside))
        pen.fill(
            box(-20, h * 0.74, w + 40, h * 0.3), pen.style.tone(mix(rgb("#b07f57"), *self.air.dusk))
        )
        for i in range(9):
            level = h * (0.77 + 0.026 * i)
            left = rng.uniform(0, w * 0.7)
            pen.stroke(
                [(left, level), (left + w * rng.uniform(0.1, 0.4), level + 2 * u)],
                pen.style.tone(rgb("#9a6b47")),
                3 * u,
            )

    def _plate(self) -> None:
        """Draw a page of an old book: frame, figures and a caption."""
        pen, rng, w, h, u = self.pen, self.pen.rng, self.width, self.height, self.pen.unit
        sepia = (106, 78, 50, 255) if pen.style.name != "chalk" else (230, 226, 205, 255)
        for inset, line in ((34, 4), (46, 1.6)):
            edge = inset * u
            pen.draw.rectangle(
                (edge, edge, w - edge, h - edge), outline=sepia, width=max(round(line * u), 1)
            )
        for _ in range(40):
            pen.disc(
                rng.uniform(0, w), rng.uniform(0, h), rng.uniform(2, 16) * u, (150, 110, 60), 9
            )
        if self.heroes and self.heroes[0].name in {"hummingbird", "butterfly", "bird"}:
            sign = -1 if self.flip else 1
            x = w / 2 + sign * self.short * 0.27
            pen.thing(THINGS["flower"].shapes, rgb("#e2607f"), x, h * 0.62, self.short * 0.5)
            small = THINGS["flower"].shapes
            pen.thing(
                small,
                rgb("#e8a0a8"),
                x + sign * self.short * 0.08,
                h * 0.71,
                self.short * 0.3,
                flip=True,
            )
        pen.draw.text(
            (w * 0.1, h * 0.1), "Fig. 1", font=font(round(30 * u)), fill=sepia, anchor="ls"
        )
        names = legible(
            ", ".join(dict.fromkeys(t.name for t in self.heroes)) or " ".join(self.scene.words), 34
        )
        if names:
            title = names.capitalize()
            size = fitting(title, w * 0.6, 54 * u)
            pen.draw.text((w / 2, h * 0.895), title, font=font(size), fill=sepia, anchor="ms")
            reach = font(size).getlength(title) / 2 + 24 * u
            for side in (-1, 1):
                pen.draw.line(
                    [
                        (w / 2 + side * reach, h * 0.882),
                        (w / 2 + side * (reach + 90 * u), h * 0.882),
                    ],
                    fill=sepia,
                    width=max(round(2 * u), 1),
                )
        if "hummingbird" in {t.name for t in self.heroes}:
            note = "Trochilidae"
            pen.draw.text(
                (w / 2, h * 0.925), note, font=font(round(24 * u)), fill=sepia, anchor="ms"
            )

    # what the prompt is about
    def _cast(self) -> None:
        rng, count = self.pen.rng, len(self.heroes)
        if not count:
            return
        room = self.short * (0.56 if count == 1 else 0.5)
        if self.scene.signs:
            room *= 0.86
        each = min(room, self.width * 0.92 / count * 1.08)
        for i, thing in enumerate(self.heroes):
            plan = THINGS[thing.name]
            size = each * thing.scale
            x = self.width * (i + 0.5) / count
            x += self.width * (rng.uniform(-0.09, 0.09) if count == 1 else rng.uniform(-0.02, 0.02))
            if self.place == "plate":
                x, y = self.width * (0.57 if self.flip else 0.43), self.height * 0.47
                if count > 1:
                    x = self.width * (i + 0.7) / (count + 0.4)
            elif (
                plan.belongs in {"hover", "sky"}
                or self.place in {"underwater"}
                or (self.place == "space" and plan.belongs != "ground")
            ):
                y = self.height * rng.uniform(0.42, 0.5)
            elif plan.belongs == "water" and self.place in {"sea", "pond"}:
                y = max(self.horizon + 0.2 * self.height - size / 2, size * 0.4)
            elif thing.name == "lighthouse" and self.place == "sea":
                size = min(self.short * 0.6, self.height * 0.64)
                x = self.width * (0.2 if self.flip else 0.8)
                y = self.height * 0.665 - size / 2
                self._beam(x, y - 0.32 * size)
            else:
                y = self.base - size / 2
                if self.place == "pond" and plan.belongs == "ground":
                    self._pad(x, y + size * 0.47, size * 0.62)
                elif thing.name != "mountain":
                    self._shade(x, y + size * 0.49, size * 0.4)
            self._put(thing, x, y, size)

    def _shade(self, x: float, y: float, reach: float) -> None:
        for k in (1.0, 0.86, 0.7):
            self.pen.draw.ellipse(
                (x - reach * k, y - reach * 0.13 * k, x + reach * k, y + reach * 0.13 * k),
                fill=(20, 24, 50, 34),
            )

    def _beam(self, x: float, y: float) -> None:
        if self.scene.light != "day":
            sign = 1 if self.flip else -1
            for spread in (0.16, 0.1, 0.05):
                tips = [
                    (x + sign * self.width, y - spread * self.height),
                    (x + sign * self.width, y + spread * self.height * 0.7),
                ]
                self.pen.draw.polygon([(x, y), *tips], fill=(255, 236, 170, 34))

    def _put(self, thing: Thing, x: float, y: float, size: float) -> None:
        pen, plan, flip = self.pen, THINGS[thing.name], self.flip
        main = rgb(COLOURS[thing.colour]) if thing.colour else rgb(plan.colour)
        if plan.belongs == "sky":
            pen = replace(pen, dusk=((0, 0, 0), 0.0))
        tilt = pen.rng.uniform(-0.05, 0.05) + (0.3 if thing.name == "rocket" else 0.0)
        if plan.belongs not in {"hover", "sky"}:
            tilt = 0.0
        pen.thing(plan.shapes, main, x, y, size, flip=flip, tilt=tilt)
        sign, scale = (-1 if flip else 1), size / 100
        for name, colour in thing.worn:
            tone = (
                rgb(COLOURS[colour]) if colour else rgb("#f2bd3d" if name == "crown" else "#44465c")
            )
            if name == "glasses":
                reach, level = plan.eyes
                pen.thing(
                    WORN[name], tone, x, y + level * scale, size * max(reach, 8) / 11, flip=flip
                )
            elif name == "scarf":
                shapes = [s._replace(role="m" if s.role == "red" else s.role) for s in WORN[name]]
                pen.thing(shapes, tone if colour else rgb("#d9453d"), x, y, size, flip=flip)
            elif plan.head:
                head_x, head_y, wide = plan.head
                hat = wide * scale * 1.15
                top = y + head_y * scale - hat * 0.36
                pen.thing(
                    WORN[name], tone, x + sign * head_x * scale, top, hat, flip=flip, tilt=0.06
                )

    # in front of everything
    def _weather(self) -> None:
        pen, rng, w, h, u = self.pen, self.pen.rng, self.width, self.height, self.pen.unit
        if "snow" in self.scene.weather:
            for _ in range(150):
                pen.disc(
                    rng.uniform(0, w),
                    rng.uniform(0, h),
                    u * rng.uniform(2, 7.5),
                    (255, 255, 255),
                    rng.randint(150, 235),
                )
        if "rain" in self.scene.weather:
            for _ in range(130):
                x, y = rng.uniform(0, w), rng.uniform(-0.05, 1) * h
                pen.stroke([(x, y), (x - 12 * u, y + 44 * u)], (222, 236, 250), 3 * u, 150)
        if "fog" in self.scene.weather:
            for i in range(9):
                y = self.horizon + h * (0.05 * i - 0.16)
                pen.draw.ellipse(
                    (w * rng.uniform(-0.5, 0.1), y, w * rng.uniform(0.9, 1.5), y + h * 0.12),
                    fill=(245, 246, 250, 46),
                )

    def _lettering(self) -> None:
        pen, w, h = self.pen, self.width, self.height
        signs = [s for s in (legible(s, 24) for s in self.scene.signs) if s][:2]
        for i, text in enumerate(signs):
            wide = min(w * 0.42, self.short * (0.22 + 0.035 * len(text)))
            x = (
                w * (0.24 if (self.flip ^ bool(i)) else 0.76)
                if self.heroes
                else w * (i + 0.5) / len(signs)
            )
            x = min(max(x, wide * 0.55), w - wide * 0.55)
            write_sign(
                pen,
                text,
                x,
                h * (0.78 if self.heroes else 0.56),
                wide * (1 if self.heroes else 1.35),
            )
        word = legible(" ".join(self.scene.words[:3]), 30)
        if not word or self.place == "plate":
            return
        if not self.heroes and not signs:
            size = fitting(word, w * 0.78, self.short * 0.17)
            self._word(word, w / 2, h * 0.44, size)
        elif pen.style.name != "ink":
            self._word(
                word, w * 0.05, h * 0.955, fitting(word, w * 0.5, self.short * 0.045), anchor="ls"
            )

    def _word(self, word: str, x: float, y: float, size: int, anchor: str = "mm") -> None:
        light = self.pen.style.name == "chalk" or self.scene.light != "day" or anchor != "mm"
        fill = (255, 250, 236, 240) if light else (58, 52, 78, 240)
        shade = (30, 30, 60, 70) if light else (255, 255, 255, 130)
        drop = max(size * 0.035, 1)
        self.pen.draw.text((x + drop, y + drop), word, font=font(size), fill=shade, anchor=anchor)
        self.pen.draw.text((x, y), word, font=font(size), fill=fill, anchor=anchor)


# -- finishing -------------------------------------------------------------------------------


def paper(size: tuple[int, int], rng: random.Random, strength: int = 10) -> Image.Image:
    """Return a grey sheet of grain, near white, to multiply with."""
    tile = Image.frombytes("L", (128, 128), rng.randbytes(128 * 128))
    grain = tile.resize((512, 512), Image.Resampling.BICUBIC).filter(ImageFilter.GaussianBlur(1))
    # Few levels, or the grain alone would be most of a PNG's bytes.
    grain = grain.point([255 - strength + strength * round(v / 255 * 4) // 4 for v in range(256)])
    sheet = Image.new("L", size)
    for x in range(0, size[0], 512):
        for y in range(0, size[1], 512):
            sheet.paste(grain, (x, y))
    return sheet


def _finish(image: Image.Image, style: Style, rng: random.Random, scene: Scene) -> Image.Image:
    """Return the drawing at half the size, with what the style adds to the whole."""
    width, height = image.size
    image = image.resize((width // 2, height // 2), Image.Resampling.LANCZOS)
    size = image.size
    if style.name == "print":
        return _printed(image, style)
    if style.name == "soft":
        # A little light from above, as soft illustrations have it.
        veil = _gradient([(255, 248, 226), (128, 128, 128), (116, 112, 140)], size)
        return ImageChops.soft_light(image, veil)
    if style.name == "cut":
        hue, saturation, value = image.convert("HSV").split()
        turn = style.turn % 21 - 10
        hue = hue.point([(v + turn) % 256 for v in range(256)])
        image = Image.merge("HSV", (hue, saturation, value)).convert("RGB")
    sheet = paper(size, rng, {"chalk": 24, "cut": 7}.get(style.name, 12))
    image = ImageChops.multiply(image, Image.merge("RGB", (sheet, sheet, sheet)))
    return _poster(image, scene) if style.name == "ink" and not scene.plate else image


def _poster(image: Image.Image, scene: Scene) -> Image.Image:
    """Return the drawing in the frame of a poster, with a title."""
    width, height = image.size
    draw = ImageDraw.Draw(image)
    unit = min(width, height) / 1000
    margin, strip = round(26 * unit), round(92 * unit)
    cream, ink = (243, 230, 200), (43, 36, 48)
    title = " ".join(_title(scene)).upper()
    draw.rectangle((0, 0, width, margin), fill=cream)
    draw.rectangle((0, 0, margin, height), fill=cream)
    draw.rectangle((width - margin, 0, width, height), fill=cream)
    bottom = strip if title else margin
    draw.rectangle((0, height - bottom, width, height), fill=cream)
    draw.rectangle(
        (margin, margin, width - margin, height - bottom),
        outline=ink,
        width=max(round(4 * unit), 1),
    )
    if title:
        size = fitting(title, width * 0.66, strip * 0.56)
        draw.text(
            (margin + 4 * unit, height - strip / 2), title, font=font(size), fill=ink, anchor="lm"
        )
    return image


def _title(scene: Scene) -> Iterator[str]:
    for thing in scene.things[:3]:
        worn = " & ".join(name for name, _ in thing.worn)
        yield legible(f"{thing.colour} {thing.name}{f' with {worn}' if worn else ''}")
    if len(scene.things) < 2:
        yield from (legible(word) for word in scene.words[:2])


def _printed(image: Image.Image, style: Style) -> Image.Image:
    """Return the drawing as a print: one ink leads, a screen of dots in the shadows."""
    hue = round(style.turn / 255 * 360)
    ink = rgb(f"hsl({hue}, 55%, 26%)")
    grey = ImageOps.autocontrast(image.convert("L"), cutoff=1)
    toned = ImageOps.colorize(
        grey, black=ink, mid=rgb(f"hsl({hue}, 45%, 62%)"), white=(252, 244, 226)
    )
    printed = Image.blend(image, toned, 0.16)
    # One dot of the screen, repeated; the darker the picture, the more of it is inked.
    step = max(round(min(image.size) / 128), 4)
    middle = (step - 1) / 2
    dot = [
        round(255 * math.hypot(x - middle, y - middle) / (step * 0.72))
        for y in range(step)
        for x in range(step)
    ]
    cell = Image.frombytes("L", (step, step), bytes(min(v, 255) for v in dot))
    row = Image.new("L", (image.width, step))
    for x in range(0, image.width, step):
        row.paste(cell, (x, 0))
    screen = Image.new("L", image.size)
    for y in range(0, image.height, step):
        screen.paste(row, (y // step % 2 * (step // 2), y))
    dark = grey.point([255 - v for v in range(256)])
    dots = ImageChops.subtract(dark, screen).point([min(v * 6, 70) for v in range(256)])
    return Image.composite(Image.new("RGB", image.size, ink), printed, dots)
