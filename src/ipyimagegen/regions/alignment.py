"""Lining up: where a model's answer lies on the picture that it was made from.

Models shift and zoom by some pixels. The part outside the region is the same in both, so that it
tells how the one lies on the other: an affine map, found with OpenCV's ECC from coarse to fine.
Brightness and colours may differ; a picture that was painted anew correlates with nothing, and is
told from one that was moved by its details: edges and texture, and not light and dark areas.
"""

from __future__ import annotations

import importlib
import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from types import ModuleType
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, Any]

__all__ = [
    "ENOUGH", "INSTALL", "LEAST_AREA", "NOTHING", "Alignment", "in_place", "line_up", "opencv",
]  # fmt: skip

INSTALL = "pip install 'ipyimagegen[marks]' lines it up"
NOTHING = "there is nothing to line it up on"

ENOUGH = 0.6
"""The correlation of details below which nothing is pasted.

Of the edits in `tests/regions` those that were moved, zoomed, recoloured and compressed have 0.71
or more, and pictures that were painted anew 0.16 or less.
"""

WORKING_SIDE = 1024  # pixels: finer than that nothing is won, and a second is lost
LEAST_AREA = 400  # pixels outside the region
MAJORS = ("4", "5")  # of OpenCV

_LEAST_LEVEL = 48  # pixels of the shorter side
_FLAT = 1.0  # of 255: details that are no more than noise
_SAME_FLAT = 10.0  # of 255: by how much two flat areas may differ
_ZOOMS = (0.4, 2.5)
_MOST_TURN = 1.5  # by which each number of a map may differ from a first estimate
_FEATURES = 4000
_SURE = 0.8  # a correlation at which no other guess is tried
_AS_GOOD = 0.001  # by how much a first estimate may be worse, and is taken all the same


@dataclass(frozen=True)
class Alignment:
    """How an answer lies on its source.

    Parameters
    ----------
    matrix
        Of shape (2, 3): from pixels of the answer to pixels of the source.
    correlation
        Of the details outside the region, from -1 to 1.
    is_assumed
        Whether there was nothing to line it up on, so that it lies where it came.
    """

    matrix: Array
    correlation: float
    is_assumed: bool = False

    def measured(self, size: tuple[int, int]) -> dict[str, float]:
        """Return how an answer of that size had moved at its middle, and was larger and turned."""
        import numpy as np

        middle = (np.array(size) - 1) / 2
        linear = self.matrix[:, :2]
        moved = linear @ middle + self.matrix[:, 2] - middle
        zoom = math.sqrt(abs(float(np.linalg.det(linear))))
        turned = math.degrees(math.atan2(linear[1, 0] - linear[0, 1], linear[0, 0] + linear[1, 1]))
        return {"moved": float(np.hypot(*moved)), "zoomed": 1 / zoom - 1, "turned": -turned}

    def apply(self, cv2: Any, answer: Array, size: tuple[int, int]) -> tuple[Array, Array]:
        """Return an answer as it lies on its source, and 255 where the source has some of it."""
        import numpy as np

        moved = cv2.warpAffine(
            answer, self.matrix, size, flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE
        )
        there = cv2.warpAffine(np.full(answer.shape[:2], 255, np.uint8), self.matrix, size)
        there = (cv2.erode(there, np.ones((3, 3), np.uint8)) == 255).astype(np.uint8) * 255
        return moved, there


def opencv() -> ModuleType | None:
    """Return OpenCV, imported now; None where it is missing, broken, or of an unknown version."""
    try:
        module = importlib.import_module("cv2")
        major = str(module.__version__).partition(".")[0]
    except Exception:  # noqa: BLE001  # a build for another machine may raise anything
        return None
    return module if major in MAJORS else None


def in_place() -> Alignment:
    """Return the map that changes nothing."""
    import numpy as np

    return Alignment(np.eye(2, 3), 1.0, is_assumed=True)


def line_up(
    cv2: Any, source: Array, answer: Array, outside: Array, *, same_shape: bool
) -> Alignment | None:
    """Return how an answer lies on its source; None where nothing fits.

    Parameters
    ----------
    cv2
        OpenCV.
    source, answer
        Grey, of the same shape (height, width), 0 to 255.
    outside
        Of that shape: 255 where both should be the same.
    same_shape
        Whether the answer came in its source's shape, so that it lies almost where it should.
    """
    import numpy as np

    height, width = source.shape
    scale = min(1.0, WORKING_SIDE / max(height, width))
    pair = _Pair(cv2, *(_resized(cv2, one, scale) for one in (source, answer, outside)))
    if np.count_nonzero(pair.outside) < LEAST_AREA:
        return None
    found = pair.if_flat() or pair.best(same_shape=same_shape)
    if found is None:
        return None
    matrix = _at_scale(found.matrix, 1 / scale)
    # Rounded to a hundredth of a pixel, so that a machine that adds up in another order pastes
    # the same pixels.
    matrix[:, :2] = np.round(matrix[:, :2], 5)
    matrix[:, 2] = np.round(matrix[:, 2], 2)
    return replace(found, matrix=matrix)


def _resized(cv2: Any, image: Array, scale: float) -> Array:
    if scale == 1:
        return image
    size = max(1, round(image.shape[1] * scale)), max(1, round(image.shape[0] * scale))
    return cast("Array", cv2.resize(image, size, interpolation=cv2.INTER_AREA))


def _at_scale(matrix: Array, scale: float) -> Array:
    """Return a map for pictures that are larger by a factor; pixels are squares, not points."""
    import numpy as np

    half = np.array([0.5, 0.5])
    away = half - matrix[:, :2] @ half
    shift = (matrix[:, 2] + away) * scale - away
    return np.column_stack([matrix[:, :2], shift])


class _Pair:
    """A source and its answer, at the scale at which they are lined up."""

    def __init__(self, cv2: Any, source: Array, answer: Array, outside: Array) -> None:
        import numpy as np

        self.cv2 = cv2
        self.source = source.astype(np.float32)
        self.answer = answer.astype(np.float32)
        self.outside = ((outside > 254) * 255).astype(np.uint8)
        # Textures of that size are told apart, and noise is not.
        self.fine = max(0.6, max(source.shape) / 1000)
        self._source_details = self._details(self.source)
        self._counted = self.outside > 0

    def _details(self, image: Array) -> Array:
        blur = self.cv2.GaussianBlur
        fine, coarse = (blur(image, (0, 0), self.fine * times) for times in (1, 6))
        return cast("Array", fine - coarse)

    def if_flat(self) -> Alignment | None:
        """Return the map that changes nothing, where both have no details to line up on."""
        import numpy as np

        there, came = self._source_details[self._counted], self._details(self.answer)[self._counted]
        if max(there.std(), came.std()) > _FLAT:
            return None
        apart = np.abs(self.source - self.answer)[self._counted].mean()
        return in_place() if apart <= _SAME_FLAT else None

    def best(self, *, same_shape: bool) -> Alignment | None:
        """Return the best map from the answer to the source, or None where none is good enough."""
        if self._source_details[self._counted].std() <= _FLAT:
            return None  # there is nothing that could agree
        best = None
        for guess in self._guesses(same_shape=same_shape):
            found = self._refined(guess)
            if found is not None and (best is None or found.correlation > best.correlation):
                best = found
            if best is not None and best.correlation >= _SURE:
                break
        return best

    def _guesses(self, *, same_shape: bool) -> Iterator[Array]:
        """Yield first estimates: where it should lie, and by its features, the likelier first."""
        import numpy as np

        if same_shape:
            yield np.eye(2, 3)
        features = self._by_features()
        if features is not None:
            yield features
        if not same_shape:
            yield np.eye(2, 3)

    def _refined(self, guess: Array) -> Alignment | None:
        """Return a guess refined from coarse to fine; None if it is not good enough then."""
        import numpy as np

        cv2, matrix = self.cv2, guess
        shorter = min(self.source.shape)
        scales = [scale for scale in (1 / 8, 1 / 4, 1 / 2) if shorter * scale >= _LEAST_LEVEL]
        for scale in [*scales, 1.0]:
            source, answer, outside = (
                _resized(cv2, one, scale) for one in (self.source, self.answer, self.outside)
            )
            outside = ((outside > 254) * 255).astype(np.uint8)
            start = _at_scale(matrix, scale).astype(np.float32)
            steps = 60 if scale < 1 else 30
            criteria = (cv2.TERM_CRITERIA_COUNT | cv2.TERM_CRITERIA_EPS, steps, 1e-5)
            try:
                _, found = cv2.findTransformECC(
                    answer, source, start, cv2.MOTION_AFFINE, criteria, outside, 5
                )
            except cv2.error:  # it does not converge; another scale may
                continue
            found = _at_scale(found.astype(np.float64), 1 / scale)
            if _is_plausible(found, guess):
                matrix = found
        found = max(
            (Alignment(one, self._correlation(one)) for one in (matrix, guess)),
            key=lambda one: one.correlation + (_AS_GOOD if one.matrix is guess else 0),
        )
        return found if found.correlation >= ENOUGH else None

    def _correlation(self, matrix: Array) -> float:
        """Return how the details of both agree outside the region, if the answer is mapped so."""
        import numpy as np

        cv2, size = self.cv2, self.source.shape[::-1]
        moved = cv2.warpAffine(self.answer, matrix, size, borderMode=cv2.BORDER_REPLICATE)
        there = cv2.warpAffine(np.full_like(self.outside, 255), matrix, size)
        counted = self._counted & (there == 255)
        if np.count_nonzero(counted) < max(LEAST_AREA, 0.3 * np.count_nonzero(self._counted)):
            return 0.0
        one, other = self._source_details[counted], self._details(moved)[counted]
        one, other = one - one.mean(), other - other.mean()
        length = math.sqrt(float(one @ one) * float(other @ other))
        return float(one @ other) / length if length else 0.0

    def _by_features(self) -> Array | None:
        """Return a first estimate from corners that look alike; None where there are too few."""
        import numpy as np

        cv2 = self.cv2
        finder = cv2.ORB_create(_FEATURES)
        grey = [np.clip(one, 0, 255).astype(np.uint8) for one in (self.answer, self.source)]
        points, marks = finder.detectAndCompute(grey[0], None)
        there, their_marks = finder.detectAndCompute(grey[1], self.outside)
        if marks is None or their_marks is None:
            return None
        pairs = cv2.BFMatcher(cv2.NORM_HAMMING, crossCheck=True).match(marks, their_marks)
        if len(pairs) < 8:
            return None
        cv2.setRNGSeed(0)
        found, inliers = cv2.estimateAffine2D(
            np.array([points[one.queryIdx].pt for one in pairs], np.float32),
            np.array([there[one.trainIdx].pt for one in pairs], np.float32),
            ransacReprojThreshold=4.0,
        )
        if found is None or int(inliers.sum()) < 8 or not _is_plausible(found, np.eye(2, 3)):
            return None
        return cast("Array", found)


def _is_plausible(matrix: Array, guess: Array) -> bool:
    """Whether a map turns, zooms and shears no more than a model does."""
    import numpy as np

    if not np.isfinite(matrix).all():
        return False
    zooms = np.linalg.svd(matrix[:, :2], compute_uv=False)
    near = np.abs(matrix[:, :2] - guess[:, :2]).max() < _MOST_TURN
    return bool(near and _ZOOMS[0] < zooms.min() and zooms.max() < _ZOOMS[1])
