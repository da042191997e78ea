"""Shapes on a square from -50 to 50, y downwards, in colour roles instead of colours."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from typing import NamedTuple

__all__ = [
    "Shape", "blob", "block", "both", "curve", "eye", "flat", "heart", "line", "oval", "poly",
    "seated", "star", "turn",
]  # fmt: skip

Points = tuple[tuple[float, float], ...]


class Shape(NamedTuple):
    """One filled shape, or a line where `width` is set, in the square of a thing."""

    role: str
    points: Points
    width: float = 0.0
    alpha: int = 255
    outlined: bool = True


def _pairs(flat: Sequence[float]) -> Points:
    return tuple(zip(flat[::2], flat[1::2], strict=True))


def curve(points: Sequence[tuple[float, float]], *, closed: bool) -> Points:
    """Return a Catmull-Rom curve through `points`."""
    n = len(points)
    smooth = []
    for i in range(n if closed else n - 1):
        near = (i - 1, i, i + 1, i + 2)
        (ax, ay), (bx, by), (cx, cy), (dx, dy) = (
            points[k % n if closed else min(max(k, 0), n - 1)] for k in near
        )
        for step in range(8):
            t = step / 8
            t2, t3 = t * t, t * t * t
            wa, wb = -t3 + 2 * t2 - t, 3 * t3 - 5 * t2 + 2
            wc, wd = -3 * t3 + 4 * t2 + t, t3 - t2
            x, y = wa * ax + wb * bx + wc * cx + wd * dx, wa * ay + wb * by + wc * cy + wd * dy
            smooth.append((x / 2, y / 2))
    return tuple(smooth) if closed else (*smooth, points[-1])


def oval(  # noqa: PLR0917  # the numbers of a shape read best in a row
    role: str, x: float, y: float, rx: float, ry: float, turn: float = 0, alpha: int = 255
) -> Shape:
    """Return an oval around a point."""
    cos, sin = math.cos(math.radians(turn)), math.sin(math.radians(turn))
    points = []
    for i in range(40):
        u, v = rx * math.cos(i * math.tau / 40), ry * math.sin(i * math.tau / 40)
        points.append((x + u * cos - v * sin, y + u * sin + v * cos))
    return Shape(role, tuple(points), alpha=alpha, outlined=alpha == 255 and rx > 3)


def blob(role: str, *flat: float) -> Shape:
    """Return a closed curve through points."""
    return Shape(role, curve(_pairs(flat), closed=True))


def poly(role: str, *flat: float) -> Shape:
    """Return a polygon."""
    return Shape(role, _pairs(flat))


def block(role: str, left: float, top: float, right: float, bottom: float) -> Shape:
    """Return an upright rectangle."""
    return poly(role, left, top, right, top, right, bottom, left, bottom)


def line(role: str, width: float, *flat: float) -> Shape:
    """Return an open line of a width."""
    return Shape(role, curve(_pairs(flat), closed=False), width=width)


def flat(shape: Shape, alpha: int = 255) -> Shape:
    """Return the shape without an outline."""
    return shape._replace(alpha=alpha, outlined=False)


def both(*shapes: Shape) -> tuple[Shape, ...]:
    """Return the shapes, each followed by its mirror image."""
    mirrored = (s._replace(points=tuple((-x, y) for x, y in s.points)) for s in shapes)
    return tuple(itertools.chain.from_iterable(zip(shapes, mirrored, strict=True)))


def star(role: str, x: float, y: float, outer: float, inner: float, tips: int = 5) -> Shape:  # noqa: PLR0917  # its order is that of a sentence
    """Return a star around a point."""
    points = []
    for i in range(2 * tips):
        radius, angle = (inner if i % 2 else outer), math.pi * i / tips - math.pi / 2
        points.append((x + radius * math.cos(angle), y + radius * math.sin(angle)))
    return Shape(role, tuple(points))


def heart(role: str) -> Shape:
    """Return a heart."""
    points = []
    for i in range(50):
        t = i / 50 * math.tau
        rise = 13 * math.cos(t) - 5 * math.cos(2 * t) - 2 * math.cos(3 * t) - math.cos(4 * t)
        points.append((41.6 * math.sin(t) ** 3, -3 - 2.6 * rise))
    return Shape(role, tuple(points))


def eye(x: float, y: float, size: float = 4.2) -> tuple[Shape, ...]:
    """Return an eye with its highlight."""
    return (
        flat(oval("ink", x, y, size * 0.85, size)),
        oval("white", x + size * 0.28, y - size * 0.38, size * 0.3, size * 0.32),
    )


_BODY = (
    *both(oval("d", -19, 41, 12, 9)),
    blob("m", -19, 48, -24, 26, -14, 2, 14, 2, 24, 26, 19, 48),
    flat(oval("l", 0, 28, 12, 17)),
    *both(oval("m", -9, 46, 7.5, 5)),
)
_FACE = (
    *eye(-11, -16), *eye(11, -16),
    flat(blob("ink", -4, -9.5, 0, -10.5, 4, -9.5, 0, -5.5)),
    line("ink", 1.3, -8, -3.5, -4, -0.5, 0, -4.5, 4, -0.5, 8, -3.5),
    *both(oval("pink", -19, -5, 5, 3.2, alpha=150)),
)  # fmt: skip


def seated(
    ears: Sequence[Shape], *, tail: Sequence[Shape] = (), mask: Sequence[Shape] = ()
) -> tuple[Shape, ...]:
    """Return an animal that sits and looks at you; `ears` lie behind the head, `mask` on it."""
    return (*tail, *_BODY, *ears, oval("m", 0, -14, 29, 23), *mask, *_FACE)


def turn(shapes: Sequence[Shape], count: int, x: float, y: float) -> tuple[Shape, ...]:
    """Return `shapes` repeated `count` times around a point."""
    turned = []
    for i in range(count):
        cos, sin = math.cos(i * math.tau / count), math.sin(i * math.tau / count)
        for shape in shapes:
            points = tuple((x + u * cos - v * sin, y + u * sin + v * cos) for u, v in shape.points)
            turned.append(shape._replace(points=points))
    return tuple(turned)
