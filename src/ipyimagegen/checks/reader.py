"""The reader: the words in a picture, read by `rapidocr`, which the extra ``[text]`` brings.

Its models are in its wheel, and nothing goes over a network. It is imported when the first words
are read, which takes a second, and reads one picture at a time: it uses all cores.
"""

from __future__ import annotations

import functools
import importlib.util
import logging
import math
import os
import statistics
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ..forks import lock
from ..text import one_line
from .comparison import Line

if TYPE_CHECKING:
    from PIL import Image

    from ..images.picture import Picture

__all__ = [
    "INSTALL",
    "LOOKS",
    "Reading",
    "alphabet",
    "missing",
    "read",
    "read_picture",
    "resized",
    "unusable",
]

INSTALL = 'pip install "ipyimagegen[text]" to read pictures'
LEAST_SURE = 0.3  # a line that is less sure is no line
LOOKED_AT = 1280  # pixels of the longer side, at which lines are looked for
LOOKS = 3  # at a picture, each in another size
SMALLER, LARGER = 0.75, 1.25  # of the second, which takes less time, and of the third
SMALL = 768  # pixels of the longer side, at most, of the second: large letters hang together there
MOST_RECENT = 8  # readings that are kept: text and text! read the same picture
MOST_TURN = 25  # degrees, by which lines are turned together

log = logging.getLogger("ipyimagegen")

_reading = lock()
_engine: tuple[int, Any] | None = None  # of a process: its threads don't outlive a fork
_recent: dict[tuple[str, int], Reading] = {}


@dataclass(frozen=True)
class Reading:
    """The words in a picture.

    Attributes
    ----------
    lines
        In no particular order.
    alphabet
        The characters that the reader knows; empty where that isn't known.
    """

    lines: tuple[Line, ...]
    alphabet: frozenset[str] = frozenset()


def missing() -> str:
    """Return what must be installed to read pictures; empty where it is there."""
    is_there = all(importlib.util.find_spec(name) for name in ("rapidocr", "onnxruntime"))
    return "" if is_there else INSTALL


def unusable() -> str:
    """Return why pictures can't be read here, after trying; empty where they can."""
    if why := missing():
        return why
    try:
        with _reading:
            _loaded()
    except Exception as error:  # a build for another machine may raise anything
        log.info("rapidocr can't be used", exc_info=True)
        return one_line(f"rapidocr can't be used here: {type(error).__name__}: {error}", 200)
    return ""


def _loaded() -> Any:
    """Return the engine, made once."""
    global _engine  # noqa: PLW0603  # its models take 100 MB
    if _engine is None or _engine[0] != os.getpid():
        from rapidocr import RapidOCR

        params = {
            "Global.log_level": "critical",
            "Global.text_score": LEAST_SURE,
            "EngineConfig.onnxruntime.intra_op_num_threads": _cores(),
            "Det.limit_type": "max",
            "Det.limit_side_len": LOOKED_AT,
        }
        _engine = os.getpid(), RapidOCR(params=params)
    return _engine[1]


def _cores() -> int:
    """Return how many cores this process may use, which a container may limit."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@functools.cache
def alphabet() -> frozenset[str]:
    """Return the characters that the reader knows; empty where that can't be told.

    It has them when it has read something.
    """
    from PIL import Image, ImageDraw

    from ..images.contact_sheet import font

    sample = Image.new("RGB", (320, 96), "white")
    ImageDraw.Draw(sample).text((24, 20), "OPEN", "black", font=font(48))
    return read(sample).alphabet


def read_picture(picture: Picture, look: int = 0) -> Reading:
    """Return the words in a picture; of the last few, what was read before.

    Parameters
    ----------
    picture
        The picture.
    look
        The number of the look, from 0: further ones are in other sizes, because something was
        not there.
    """
    key = picture.hash, look
    known = _recent.get(key)
    if known is None:
        known = _recent[key] = read(resized(picture.image, look))
        while len(_recent) > MOST_RECENT:
            _recent.pop(next(iter(_recent)), None)
    return known


def resized(image: Image.Image, look: int) -> Image.Image:
    """Return a picture in the size of a look, in which the reader may see what it has missed."""
    from PIL import Image

    if look == 0:
        return image
    longer = max(image.size)
    if look == 1:
        scale = min(SMALLER, SMALL / longer)
    else:
        scale = LARGER if longer * LARGER <= LOOKED_AT else SMALLER
    size = max(1, round(image.width * scale)), max(1, round(image.height * scale))
    return image.convert("RGBA" if image.has_transparency_data else "RGB").resize(
        size, Image.Resampling.LANCZOS
    )


def read(image: Image.Image) -> Reading:
    """Return the words in an image."""
    import numpy as np

    pixels = np.asarray(_flat(image))[:, :, ::-1]  # blue first
    with _reading:
        engine = _loaded()
        found = engine(np.ascontiguousarray(pixels))
        known = _alphabet(engine)
    if found.boxes is None or not found.txts:
        return Reading((), known)
    return Reading(_levelled(found.boxes, found.txts, found.scores), known)


def _flat(image: Image.Image) -> Image.Image:
    """Return a picture without transparency, on a ground that its letters are seen on."""
    from PIL import Image, ImageStat

    if not image.has_transparency_data:
        return image.convert("RGB")
    pixels = image.convert("RGBA")
    opaque = pixels.getchannel("A").point(lambda value: 255 if value > 127 else 0)
    is_light = not opaque.getbbox() or ImageStat.Stat(pixels.convert("L"), opaque).mean[0] > 150
    ground = Image.new("RGBA", pixels.size, (40, 40, 40) if is_light else (255, 255, 255))
    return Image.alpha_composite(ground, pixels).convert("RGB")


def _alphabet(engine: Any) -> frozenset[str]:
    try:
        return frozenset(engine.text_rec.postprocess_op.character)
    except (AttributeError, TypeError):  # another version keeps it elsewhere
        return frozenset()


def _levelled(boxes: Any, texts: Any, scores: Any) -> tuple[Line, ...]:
    """Return lines where they would stand, if the words of the picture were level."""
    angles = [
        math.atan2(float(box[1][1] - box[0][1]), float(box[1][0] - box[0][0])) for box in boxes
    ]
    angle = statistics.median(angles)
    if abs(math.degrees(angle)) > MOST_TURN:
        angle = 0.0
    across, down = math.cos(angle), math.sin(angle)
    lines = []
    for box, text, score in zip(boxes, texts, scores, strict=True):
        xs = [float(x) * across + float(y) * down for x, y in box]
        ys = [float(y) * across - float(x) * down for x, y in box]
        lines.append(Line(str(text), float(score), min(xs), min(ys), max(xs), max(ys)))
    return tuple(lines)
