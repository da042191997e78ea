"""How long an edit of a region takes longer than a whole one, and how much of a seam is left.

A photograph and an answer to it with all that models do to the rest: moved by 8 and 6 pixels,
zoomed by 1.6 %, more colourful by 6 %, compressed. Added to a call are: reading the picture at its
own size, lining up, colours, pasting, a PNG, verifying and filing it.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw

from ipyimagegen.images.picture import verify
from ipyimagegen.library import Library
from ipyimagegen.offline.faults import at_fault
from ipyimagegen.regions.compositing import composite, png_file
from ipyimagegen.regions.region import Region, decoded_upright
from kernel import median
from photographs import encoded, photograph
from table import Row, milliseconds, print_head, print_rows

REPEATS = 9
FAULTS = ("shift", "zoom", "recolour", "reencode")
NOTEBOOKS = Path(__file__).parents[1] / "notebooks"


def region_of(image: Image.Image) -> Region:
    width, height = image.size
    return Region(image.size, ((width // 4, height // 4, width * 5 // 8, height * 5 // 8),))


def changed(image: Image.Image, region: Region) -> Image.Image:
    """Return the perfect answer: something new in the middle of the region."""
    left, top, right, bottom = region.boxes[0]
    wide, high = (right - left) // 5, (bottom - top) // 5
    new = image.copy()
    ImageDraw.Draw(new).ellipse((left + wide, top + high, right - wide, bottom - high), "gold")
    return new


def timed(side: int, folder: Path, repeats: int) -> tuple[float, float]:
    """Return the seconds that it takes, and those of a plain paste into the same file."""
    library = Library(folder)
    ours, floor = [], []
    for number in range(repeats + 1):  # the first one imports OpenCV
        image = photograph(number, min(side, 1024)).resize((side, side))
        region = region_of(image)
        answer = at_fault(changed(image, region), FAULTS)
        data = encoded(image, "jpeg")
        began = time.perf_counter()
        source = decoded_upright(data)
        made = composite(source, answer, region)
        picture, _ = verify(png_file(made.image))
        library.add(picture)
        ours.append(time.perf_counter() - began)
        assert made.report.lined_up, made.report
        began = time.perf_counter()
        plain = decoded_upright(data)
        plain.paste(answer.crop(region.boxes[0]), region.boxes[0])
        library.add(verify(png_file(plain))[0])
        floor.append(time.perf_counter() - began)
    library.close()
    return median(ours[1:]), median(floor[1:])


def seams() -> Iterator[tuple[float, float, int]]:
    """Yield the error along the seam of a plain paste and of ours, and pixels changed outside."""
    for name in ("coffee", "rocket"):
        photo = Image.open(NOTEBOOKS / f"{name}.jpg").convert("RGB")
        for size in ((512, 512), (1024, 683), (1024, 1024)):
            image = photo.resize(size, Image.Resampling.LANCZOS)
            region = region_of(image)
            truth = changed(image, region)
            answer = at_fault(truth, FAULTS)
            made = composite(image, answer, region)
            plain = image.copy()
            plain.paste(answer.crop(region.boxes[0]), region.boxes[0])
            yield error(plain, truth, region), error(made.image, truth, region), made.report.outside


def error(image: Image.Image, truth: Image.Image, region: Region) -> float:
    """Return the mean difference in the outermost pixels of the region, of 255."""
    left, top, right, bottom = region.boxes[0]
    depth = max(2, max(image.size) // 256)
    apart = np.abs(np.asarray(image).astype(float) - np.asarray(truth)).mean(axis=2)
    edge = np.zeros(apart.shape, bool)
    edge[top:bottom, left:right] = True
    edge[top + depth : bottom - depth, left + depth : right - depth] = False
    return float(apart[edge].mean())


def rows() -> Iterator[Row]:
    with tempfile.TemporaryDirectory() as name:
        for side, repeats in ((1024, REPEATS), (4000, 3)):
            ours, floor = timed(side, Path(name) / str(side), repeats)
            small = side == 1024
            yield Row(
                f"an answer pasted into a region and filed, {side}×{side}",
                milliseconds(ours),
                f"a plain paste, filed, {milliseconds(floor)}",
                ours / floor,
                "≤ 1000 ms" if small else "",
                ours <= 1.0 if small else None,
            )
    plain, ours, outside = zip(*seams(), strict=True)
    ratio = statistics.median(one / other for one, other in zip(ours, plain, strict=True))
    yield Row(
        "error along the seam, of two photographs in three sizes",
        f"{median(ours):.2f} of 255",
        f"a plain paste, {median(plain):.2f}",
        ratio,
        "ratio ≤ 0.125",
        ratio <= 0.125,
    )
    yield Row("pixels changed outside in these", str(sum(outside)), bar="0", holds=not sum(outside))


if __name__ == "__main__":
    print_head()
    print_rows(rows())
