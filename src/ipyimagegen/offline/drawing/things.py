"""Known things as figures made of shapes, and the names of the places."""

from __future__ import annotations

import math
from typing import NamedTuple

from .shapes import Shape, blob, block, both, eye, flat, heart, line, oval, poly, seated, star, turn

__all__ = ["PLACES", "THINGS", "WORN"]


class Figure(NamedTuple):
    """A known thing: its shapes, its own colour, and its layer in a scene."""

    shapes: tuple[Shape, ...]
    colour: str
    layer: str = "ground"  # ground, hover, sky, back or water
    head: tuple[float, float, float] | None = None  # centre, bottom and width of a hat
    home: str = ""  # the place of a scene whose prompt names none
    eyes: tuple[float, float] = (11.0, -16.0)  # half the distance, and the height


_HEAD = (0.0, -33.0, 26.0)

THINGS: dict[str, Figure] = {
    "frog": Figure((
        *both(oval("d", -29, 32, 15, 14), oval("d", -31, 46, 15, 4.5)), oval("m", 0, 22, 30, 26),
        flat(oval("l", 0, 27, 20, 19)),
        *both(line("m", 9, -17, 22, -18, 34, -17, 45), oval("m", -18, 47, 10, 4)),
        *both(oval("m", -20, -25, 12, 12)), oval("m", 0, -8, 35, 21),
        *both(flat(oval("m", -20, -23, 10.5, 9))), *both(oval("white", -20, -26, 8.5, 8.5)),
        *eye(-19, -25, 5.8), *eye(19, -25, 5.8),
        line("ink", 1.5, -20, -4, -10, 2.5, 0, 4, 10, 2.5, 20, -4),
        *both(oval("d", -4, -11, 1.4, 1)), *both(oval("pink", -25, -1, 5.5, 3.4, alpha=170)),
    ), "#62ad51", head=(0, -25, 20), home="pond", eyes=(20.0, -25.0)),
    "cat": Figure(seated(
        (*both(poly("m", -28, -16, -27, -48, -6, -33)),
         *both(flat(poly("pink", -24, -26, -23.5, -40, -13, -33)))),
        tail=(line("m", 7, 16, 44, 34, 44, 40, 30, 34, 16),),
        mask=(*both(line("ink", 0.7, -17, -6, -36, -9), line("ink", 0.7, -17, -3, -35, -1)),
              *both(line("d", 2, -5, -35, -4, -29)), line("d", 2, 0, -36, 0, -28)),
    ), "#e2a15d", head=_HEAD),
    "dog": Figure(seated(
        (), tail=(line("m", 7, 16, 42, 30, 38, 37, 26),),
        mask=(*both(blob("d", -20, -33, -33, -27, -39, -4, -31, 4, -23, -12)),
              flat(oval("l", 0, -4, 14, 10)), blob("pink", -4, 0, 4, 0, 4, 7, 0, 9, -4, 7)),
    ), "#c08a5a", head=_HEAD),
    "fox": Figure(seated(
        (*both(blob("m", -25, -20, -27, -34, -24, -51, -15, -43, -8, -34, -14, -22)),
         *both(flat(blob("ink", -26.4, -40, -24, -51, -18, -45.5, -21, -41)))),
        tail=(blob("m", 12, 46, 30, 49, 48, 36, 47, 12, 38, 2, 35, 20, 26, 32),
              blob("white", 47, 18, 38, 2, 35, 18, 40, 20)),
        mask=(*both(flat(blob("white", -28, -11, -14, -12, -2, 0, 0, 8.5, -12, 7, -23, 0))),),
    ), "#e07b39", head=_HEAD),
    "rabbit": Figure(seated(
        (*both(oval("m", -12, -46, 7, 21, -8)), *both(flat(oval("pink", -12, -45, 3.2, 15, -8)))),
        tail=(oval("white", 24, 40, 8, 8),),
    ), "#cbb8a8", head=(0, -34, 18)),
    "bear": Figure(seated(
        (*both(oval("m", -21, -33, 10, 10), oval("l", -21, -33, 5, 5)),),
        mask=(flat(oval("l", 0, -5, 13, 9)),),
    ), "#96694a", head=_HEAD),
    "mouse": Figure(seated(
        (*both(oval("m", -25, -33, 16, 16), oval("pink", -25, -33, 10, 10)),),
        tail=(line("pink", 2.4, 14, 46, 34, 48, 42, 38, 50, 42),),
    ), "#a9a9b5", head=_HEAD),
    "panda": Figure(seated(
        (*both(oval("ink", -22, -33, 10, 10)),),
        mask=(*both(oval("ink", -11.5, -15, 8, 9.5, 25)), *both(oval("white", -11, -16, 4.8, 4.8))),
    ), "#f4f1ea", head=_HEAD),
    "lion": Figure(seated(
        (*turn((oval("d", 0, -31, 9, 9),), 14, 0, -14), flat(oval("d", 0, -14, 33, 31)),
         *both(oval("m", -21, -33, 7, 7))),
        tail=(line("m", 4, 14, 46, 36, 46, 42, 30), oval("d", 42, 27, 6, 7)),
    ), "#e5b054", head=(0, -42, 28)),
    "owl": Figure((
        *both(poly("m", -26, -24, -27, -48, -6, -36)), oval("m", 0, 6, 30, 42),
        flat(oval("l", 0, 20, 19, 25)), *both(blob("d", -28, -4, -34, 16, -28, 38, -19, 20)),
        *both(oval("white", -12, -17, 13, 13)), *eye(-10, -16, 6.5), *eye(10, -16, 6.5),
        poly("gold", -4, -8, 4, -8, 0, 2),
        *both(line("d", 1.4, -10, 16, -7, 19, -4, 16), line("d", 1.4, -10, 26, -7, 29, -4, 26)),
        *both(oval("gold", -9, 47, 7, 3.5)),
    ), "#a67b55", head=(0, -34, 26), eyes=(12.0, -17.0)),
    "penguin": Figure((
        *both(blob("m", -24, -4, -40, 18, -38, 26, -26, 18)), oval("m", 0, 6, 29, 42),
        flat(oval("white", 0, 16, 20, 31)), *both(flat(oval("white", -9, -14, 11, 12))),
        *eye(-9, -15), *eye(9, -15), poly("gold", -6, -8, 6, -8, 0, 0),
        *both(oval("gold", -11, 47, 10, 4)), *both(oval("pink", -17, -5, 4, 2.6, alpha=150)),
    ), "#3d4763", head=(0, -33, 26), home="snow"),
    "bird": Figure((
        *(line("gold", 2.2, x, 30, x, 48, x + 5, 49) for x in (-6, 4)),
        poly("d", -24, 12, -54, -2, -50, 20), oval("m", -3, 12, 30, 22, -12),
        oval("m", 18, -10, 18, 17), flat(blob("l", 26, 2, 20, 22, 0, 32, -16, 28, 4, 16)),
        blob("d", -30, 8, -4, -4, 10, 10, -6, 26, -30, 22), poly("gold", 33, -15, 50, -8, 33, -3),
        *eye(23, -13), oval("pink", 18, -4, 4, 2.6, alpha=150),
    ), "#4f96d0", head=(17, -24, 20), eyes=(0.0, -13.0)),
    "hummingbird": Figure((
        blob("d", 4, -4, -12, -26, -10, -54, 0, -62, 8, -46, 14, -20),
        line("l", 0.9, 2, -14, -4, -32, -3, -54), line("l", 0.9, 7, -14, 3, -32, 3, -52),
        blob("d", -18, 24, -32, 42, -44, 56, -36, 54, -22, 40),
        blob("d", -14, 28, -24, 46, -30, 62, -22, 58, -12, 38),
        blob("m", -23, 34, -19, 12, -4, -8, 12, -20, 26, -14, 24, 4, 10, 20, -8, 32),
        flat(blob("l", -18, 34, -4, 24, 10, 10, 22, -2, 24, 4, 12, 20, -6, 31)),
        oval("m", 21, -19, 13, 12), blob("#c9305f", 14, -10, 26, -14, 32, -10, 27, 3, 16, 5),
        oval("#ef7f9d", 24, -6, 3, 2, alpha=200), line("ink", 1.7, 32, -20, 46, -22, 66, -27),
        *eye(25, -21, 3), oval("l", 18, -27, 6, 2.2, -20, alpha=140),
        blob("d", 6, 0, -16, -16, -46, -28, -64, -28, -54, -14, -30, 4, -8, 12),
        blob("m", 8, -1, -12, -13, -34, -20, -42, -17, -26, -4, -8, 6),
        line("l", 0.9, -8, 0, -30, -12, -56, -23), line("l", 0.9, -10, 5, -30, -4, -52, -15),
    ), "#2f9a78", "hover", head=(19, -30, 15), home="garden"),
    "butterfly": Figure((
        *both(blob("m", -3, -4, -22, -40, -46, -38, -44, -12, -22, 2),
              blob("d", -3, 2, -28, 2, -36, 22, -22, 36, -8, 20)),
        *both(oval("l", -31, -24, 8, 8), oval("l", -23, 18, 5.5, 5.5)),
        oval("ink", 0, 2, 3.4, 20), *both(line("ink", 1.1, -1, -16, -6, -30, -14, -36)),
    ), "#ee8a34", "hover", home="garden"),
    "fish": Figure((
        blob("d", -26, 0, -52, -22, -46, 0, -52, 22), blob("d", -12, -22, 4, -40, 16, -20),
        blob("m", -32, 0, -10, -24, 20, -24, 44, 2, 20, 24, -10, 22),
        flat(blob("l", -24, 8, 4, 12, 36, 8, 20, 23, -8, 21)),
        *(line("d", 1.4, x, -8, x + 5, 0, x, 8) for x in (-14, -4, 6)),
        line("d", 1.6, 20, -16, 25, 0, 20, 16), *eye(31, -6, 4.6),
        line("ink", 1.3, 43, 3, 38, 7, 34, 7),
    ), "#f0823c", "water", head=(18, -24, 22), home="underwater"),
    "whale": Figure((
        blob("m", -46, -8, -40, 20, -10, 38, 30, 36, 46, 16, 36, -10, 6, -16, -18, 8, -30, 6),
        blob("m", -42, 0, -62, -14, -54, -22, -44, -12, -36, -24, -28, -16, -34, -2),
        flat(blob("l", -16, 32, 10, 22, 44, 22, 30, 36, 2, 40)), *eye(28, 8, 3.4),
        line("ink", 1.3, 44, 17, 36, 20, 30, 18),
        line("glass", 3, 0, -20, -3, -32, -12, -38),
        line("glass", 3, 16, -20, 20, -34, 30, -40), line("glass", 3, 15, -20, 14, -34, 4, -40),
    ), "#4d7fae", "water", head=(22, -12, 24), home="sea"),
    "tree": Figure((
        poly("wood", -6, 50, -4, 10, 4, 10, 7, 50), oval("d", 10, -6, 25, 24),
        oval("d", -16, -2, 22, 21), flat(oval("m", -2, -22, 27, 25)),
        flat(oval("m", -15, -8, 20, 18)), oval("l", -10, -30, 11, 8, -25, alpha=120),
        *(oval("d", x, y, 2.2, 1.6) for x, y in ((2, -14), (10, -26), (-18, -14), (-2, -4))),
    ), "#5fa15c", "back"),
    "pine": Figure((
        block("wood", -5, 34, 5, 50), poly("d", -30, 38, 0, 2, 30, 38),
        poly("m", -25, 18, 0, -20, 25, 18), poly("m", -18, -6, 0, -48, 18, -6),
        flat(poly("l", -18, -6, 0, -48, -4, -8), 90),
    ), "#3f8560", "back"),
    "cactus": Figure((
        line("m", 17, 0, 50, 0, -36), line("m", 11, 0, 14, 24, 12, 26, -16),
        line("m", 11, 0, 26, -22, 22, -24, 2), *(line("d", 1.2, x, 44, x, -34) for x in (-4, 4)),
        *turn((oval("pink", 0, -5, 3, 4),), 5, 0, -46),
    ), "#5b9e62", "back", home="desert"),
    "flower": Figure((
        line("leaf", 3, 0, -8, -2, 20, 0, 50), blob("leaf", -1, 36, -20, 20, -26, 24, -16, 36),
        blob("leaf", 0, 28, 18, 12, 25, 16, 14, 28),
        *turn((oval("m", 0, -15, 7, 11),), 8, 0, -20),
        oval("gold", 0, -20, 8, 8), oval("amber", 1, -19, 4, 4, alpha=150),
    ), "#e66a8b", home="garden", head=(0, -42, 16)),
    "mushroom": Figure((
        blob("cream", -11, 4, 11, 4, 13, 46, 0, 50, -13, 46),
        blob("m", -42, 8, -30, -28, 0, -44, 30, -28, 42, 8, 22, 15, 0, 12, -22, 15),
        oval("white", -18, -14, 7, 6), oval("white", 6, -28, 6.5, 5.5), oval("white", 23, -8, 6, 6),
        oval("white", 2, -4, 4, 4), *eye(-5, 26, 2.4), *eye(5, 26, 2.4),
        line("ink", 1, -2.5, 31, 0, 33, 2.5, 31),
    ), "#d9453d", head=(0, -40, 20), home="forest"),
    "mountain": Figure((
        poly("d", 2, 50, 30, -8, 60, 50), poly("m", -60, 50, -10, -44, 40, 50),
        poly("white", -10, -44, -27, -12, -16, -18, -8, -8, 0, -17, 7, -12),
        flat(poly("d", -10, -44, 40, 50, 6, 50, -2, 4), 80),
    ), "#7f93b2", "back", home="mountains"),
    "house": Figure((
        block("stone", 16, -38, 25, -14), block("m", -34, -2, 34, 50),
        poly("red", -43, 0, 0, -40, 43, 0), block("wood", -8, 20, 8, 50),
        oval("gold", 5, 36, 1.4, 1.4),
        *both(block("glow", -28, 10, -15, 24), line("white", 1.4, -21.5, 10, -21.5, 24),
              line("white", 1.4, -28, 17, -15, 17)), oval("glow", 0, -16, 6, 6),
    ), "#f0dfbe", "back"),
    "castle": Figure((
        *both(block("m", -44, -12, -24, 50), poly("red", -48, -12, -34, -42, -20, -12),
              line("wood", 1.2, -34, -42, -34, -52), poly("gold", -34, -52, -24, -49, -34, -46)),
        block("d", -26, 8, 26, 50), *(block("d", x, 0, x + 7, 9) for x in (-24, -10.5, 3.5, 17)),
        blob("wood", -9, 50, -9, 30, 0, 22, 9, 30, 9, 50), *both(block("glow", -37, 0, -31, 12)),
    ), "#c3bccb", "back"),
    "lighthouse": Figure((
        poly("white", -15, 50, -9, -24, 9, -24, 15, 50),
        poly("m", -14.2, 40, -13, 24, 13, 24, 14.2, 40),
        poly("m", -11.8, 10, -10.6, -6, 10.6, -6, 11.8, 10), block("ink", -13, -26, 13, -22),
        block("glow", -7, -38, 7, -26), line("ink", 1, 0, -38, 0, -26),
        poly("m", -10, -38, 0, -50, 10, -38), blob("wood", -4, 50, -4, 44, 0, 41, 4, 44, 4, 50),
        oval("glass", 0, 17, 2.6, 3.6),
    ), "#d9453d", "back", home="sea"),
    "sun": Figure((
        *turn((poly("amber", -5, -32, 0, -48, 5, -32),), 12, 0, 0), oval("m", 0, 0, 28, 28),
        oval("l", -7, -8, 12, 10, -30, alpha=110),
    ), "#f7c845", "sky"),
    "moon": Figure((
        oval("m", 0, 0, 36, 36), oval("d", -12, -8, 8, 8, alpha=90),
        oval("d", 12, 10, 6, 6, alpha=90), oval("d", 8, -18, 4, 4, alpha=90),
        oval("d", -8, 16, 5, 4, alpha=70),
    ), "#f6efcf", "sky"),
    "star": Figure((
        star("m", 0, 4, 46, 21), flat(star("l", -2, 0, 24, 11), 120),
    ), "#f7cf4f", "sky"),
    "cloud": Figure((
        blob("m", -46, 22, -44, 2, -24, -4, -14, -22, 12, -20, 22, -4, 42, 0, 46, 22, 0, 26),
    ), "#ffffff", "sky"),
    "rainbow": Figure(tuple(
        Shape(role, tuple((r * math.cos(a * math.pi / 24), 50 - r * math.sin(a * math.pi / 24))
                          for a in range(25)), width=6.4, outlined=False)
        for r, role in ((66, "#e0574f"), (60, "#f0963f"), (54, "#f5d352"), (48, "#6cb761"),
                        (42, "#4d8fd6"), (36, "#8b64b8"))
    ), "#e0574f", "back"),
    "crown": Figure((
        poly("m", -36, 40, -44, -14, -20, 10, 0, -34, 20, 10, 44, -14, 36, 40),
        block("amber", -36, 28, 36, 40), oval("m", 0, -36, 6, 6),
        *both(oval("m", -44, -17, 5, 5), oval("blue", -18, 34, 3.5, 3.5)),
        oval("red", 0, 34, 4.6, 4.6), flat(poly("l", -32, 24, -38, -2, -24, 14), 130),
    ), "#f2bd3d", home="table"),
    "hat": Figure((
        block("m", -26, -30, 26, 38), block("red", -26, 20, 26, 32), oval("m", 0, 40, 48, 8),
        oval("l", 0, -30, 26, 5),
    ), "#3a3a4c", home="table"),
    "boat": Figure((
        line("wood", 2.6, 0, 26, 0, -48), poly("white", 3, -44, 38, 16, 3, 18),
        poly("l", -3, -34, -28, 16, -3, 18),
        blob("m", -46, 24, 0, 27, 46, 24, 32, 46, 0, 49, -30, 46),
        line("white", 2, -38, 33, 0, 36, 39, 33), poly("red", 0, -48, 16, -43, 0, -38),
    ), "#c4533f", "water", home="sea"),
    "car": Figure((
        blob("m", -28, 10, -20, -14, -4, -18, 12, -16, 28, 8),
        blob("glass", -22, 8, -16, -9, -5, -12, -3, 8), blob("glass", 1, 8, 1, -12, 11, -11, 21, 8),
        blob("m", -46, 34, -47, 14, -30, 8, 26, 7, 46, 16, 47, 34, 0, 37),
        flat(block("d", -45, 28, 45, 35)),
        *both(oval("ink", -25, 37, 12, 12), oval("stone", -25, 37, 6, 6)),
        oval("glow", 43, 20, 4, 5), line("d", 1.3, -2, 10, -2, 27), line("ink", 1.6, 4, 15, 9, 15),
    ), "#d9453d", home="road"),
    "rocket": Figure((
        blob("amber", -9, 32, 9, 32, 8, 46, 0, 62, -8, 46),
        blob("#fff0b0", -5, 32, 5, 32, 4, 42, 0, 50, -4, 42),
        *both(blob("red", -14, 10, -32, 30, -28, 42, -12, 30)),
        blob("m", 0, -52, 16, -26, 18, 8, 11, 32, -11, 32, -18, 8, -16, -26),
        blob("red", 0, -53, 10, -38, 13, -29, 0, -27, -13, -29, -10, -38),
        oval("stone", 0, -8, 9.5, 9.5), oval("glass", 0, -8, 6.5, 6.5),
        poly("red", -2.6, 16, 2.6, 16, 2.6, 38, -2.6, 38),
    ), "#f1f0ee", "hover", home="space"),
    "planet": Figure((
        oval("m", 0, 0, 32, 32), line("l", 4, -30, -10, 0, -6, 30, -12),
        line("d", 5, -31, 8, 0, 12, 30, 6),
        line("amber", 3.4, -32, 8, -54, 22, 0, 12, 54, -18, 32, -12),
    ), "#c98a6b", "sky", home="space"),
    "cup": Figure((
        oval("d", 0, 44, 44, 7), oval("m", 30, 12, 15, 15), oval("wall", 30, 12, 8.5, 8.5),
        blob("m", -32, -14, 32, -14, 29, 20, 16, 42, -16, 42, -29, 20), oval("l", 0, -14, 32, 9),
        oval("coffee", 0, -13, 27, 6.6), line("l", 1.4, -14, -13, -4, -16, 6, -12, 14, -14),
        *(line("white", 3, x, -26, x - 5, -34, x + 4, -42, x, -52)._replace(alpha=150)
          for x in (-11, 1, 13)),
    ), "#cf6a4a", home="table", head=(0, -18, 24)),
    "cake": Figure((
        oval("stone", 0, 45, 46, 6), block("m", -34, 10, 34, 44),
        flat(block("cream", -34, 24, 34, 30)),
        blob("white", -36, 2, 36, 2, 36, 14, 26, 20, 16, 12, 4, 22, -8, 12, -20, 20, -36, 14),
        *(s for x in (-18, 0, 18) for s in (block("blue", x - 2, -18, x + 2, 2),
                                            blob("gold", x, -32, x + 4, -22, x, -18, x - 4, -22))),
    ), "#e79ab0", home="table"),
    "apple": Figure((
        blob("m", 0, -18, 20, -26, 40, -10, 38, 20, 18, 46,
             0, 42, -18, 46, -38, 20, -40, -10, -20, -26), line("wood", 3, 0, -16, 1, -28, 7, -38),
        blob("leaf", 4, -26, 14, -42, 32, -42, 22, -28), oval("l", -22, -4, 6, 12, 20, alpha=170),
    ), "#d9453d", home="table", head=(0, -22, 26)),
    "book": Figure((
        blob("d", -48, 36, -46, -16, 0, -8, 46, -16, 48, 36, 0, 42),
        *both(blob("cream", 0, 36, -1, -12, -24, -22, -44, -18, -44, 30, -24, 28)),
        *both(*(line("stone", 1.2, -36, y, -20, y - 3, -8, y + 1) for y in (-8, 0, 8, 16))),
    ), "#8757b0", home="table"),
    "heart": Figure((heart("m"), oval("l", -24, -18, 6, 10, 35, alpha=170)), "#e2475d", "hover"),
    "balloon": Figure((
        line("ink", 0.9, 0, 14, 4, 28, -3, 40, 2, 54), oval("m", 0, -16, 26, 31),
        poly("d", -4, 20, 4, 20, 0, 14), oval("l", -10, -28, 5, 9, 25, alpha=170),
    ), "#d9453d", "hover"),
    "umbrella": Figure((
        line("wood", 3, 0, -40, 0, 36, 6, 44, 12, 36),
        blob("m", -46, 2, -34, -26, 0, -40, 34, -26, 46, 2, 30, -4, 15, 3, 0, -4, -15, 3, -30, -4),
        *both(line("d", 1.2, -15, 2, -12, -20, 0, -39)),
    ), "#3f7fd0"),
    "person": Figure((
        *both(line("night", 9, -7, 24, -8, 46), oval("ink", -10, 47, 8, 3.6)),
        blob("m", -14, -8, 14, -8, 18, 28, 0, 31, -18, 28),
        *both(line("m", 7.5, -13, -4, -23, 10, -21, 20), oval("skin", -21, 23, 4.4, 4.4)),
        oval("coffee", 0, -29, 18.5, 18), oval("skin", 0, -25, 15.5, 15.5),
        blob("coffee", -17, -25, -12, -42, 8, -45, 17, -26, 6, -35, -8, -33), *eye(-6, -24, 2.5),
        *eye(6, -24, 2.5), line("ink", 1.2, -4, -17, 0, -15, 4, -17),
        *both(oval("pink", -10, -19, 3.2, 2, alpha=150)),
    ), "#d9664a", head=(0, -40, 26), eyes=(6.0, -24.0)),
    "robot": Figure((
        *both(block("d", -15, 34, -5, 48), oval("ink", -11, 48, 8, 3),
              line("d", 6, -22, 8, -33, 18, -30, 30), oval("m", -30, 31, 5, 5)),
        block("m", -23, 2, 23, 38), block("l", -14, 9, 14, 26),
        oval("red", -7, 17, 3, 3), oval("gold", 1, 17, 3, 3),
        oval("leaf", 9, 17, 3, 3), line("ink", 2, 0, -34, 0, -44), oval("red", 0, -46, 4.5, 4.5),
        block("m", -27, -35, 27, -3), block("night", -21, -29, 21, -10),
        *both(oval("glass", -10, -20, 5.5, 5.5)), line("white", 1.4, -5, -13, 0, -12, 5, -13),
    ), "#8fb0c4", head=(0, -35, 26), eyes=(10.0, -20.0)),
}  # fmt: skip

# Worn things, on a square whose bottom middle lies on the head; `Backdrop` puts a scarf and
# glasses on the body and the eyes instead.
WORN: dict[str, tuple[Shape, ...]] = {
    "crown": THINGS["crown"].shapes,
    "hat": THINGS["hat"].shapes,
    "bow": (*both(blob("red", 0, 20, -34, 0, -38, 40)), oval("red", 0, 20, 9, 9)),
    "scarf": (blob("red", -19, 6, 0, 11, 19, 6, 19, 13, 0, 17, -19, 13),
              blob("red", 6, 12, 15, 12, 17, 32, 8, 33)),
    "glasses": (*both(oval("ink", -11, 0, 9.5, 8.5), oval("glass", -11, 0, 7.2, 6.4, alpha=170)),
                line("ink", 2, -3, -1, 3, -1)),
}  # fmt: skip

# `Backdrop` draws each of them by the method of its name, such as `_pond`, or else as a meadow.
PLACES = frozenset({"pond", "sea", "garden", "meadow", "forest", "mountains", "desert", "city",
                    "space", "underwater", "table", "snow", "road"})  # fmt: skip
