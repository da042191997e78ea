"""Compositing: a model's answer, pasted into the picture that it was asked to change.

The picture stays at its own resolution and in its own colours, and outside the region not one
of its pixels changes. Pillow pastes; OpenCV, where it is there, lines the answer up and matches
its colours first.
"""

from __future__ import annotations

import io
import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, cast

from PIL import Image, ImageChops, ImageCms, ImageFilter
from PIL.PngImagePlugin import PngInfo

from ..images.decoding import eight_bit, encoded, screen_colours
from ..metadata import Record, xmp
from . import alignment
from .comparison import CHANGED, same_shape, strongest_difference
from .region import DEEP, Region, grown
from .report import Report

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, Any]

__all__ = ["Composite", "canvas_of", "composite", "png_file", "soft_edge"]

_OVERSHOT = 28  # of 255, in a blurred picture: a change, and no leftover of compression
_SMALL_SIDE = 768  # pixels, at which colours and overshoot are measured
_SOFTEST = 32  # pixels of a soft edge
_SAME = 10  # of 255: what differs by more is not the same
_DETAIL = 16  # of 255: by how much a detail differs from what is around it
_COARSE = 6  # pixels around it
_REACH = 12  # a change may reach over its mark by one part of so many of the longer side
_MOST_OVER = 0.25  # of the pixels outside, that may be changed by that
_MOST_FAR = 0.02  # of the pixels outside that lie further away
_MOST_MOVED = 0.2  # of the details outside
_CRUDE_SIDE = 64  # pixels of the pictures that are compared where OpenCV is missing
_CRUDELY_ALIKE = 0.5
_FAST = 1  # of zlib's levels: a sixth more bytes of a photograph, in a third of the time
_GAINS = (0.5, 2.0)
_KEPT_MODES = ("L", "LA", "RGB", "RGBA", "I;16")


@dataclass(frozen=True)
class Composite:
    """A picture with a model's answer in it.

    Parameters
    ----------
    report
        What the model did, and what was done about it.
    image
        The picture; None if the answer was not pasted.
    """

    report: Report
    image: Image.Image | None = None


def png_file(image: Image.Image, *, is_sketch: bool = False) -> bytes:
    """Return a composite as a file that says what it is, with the colour profile that it has.

    Parameters
    ----------
    image
        The composite.
    is_sketch
        Whether a program drew the answer, and not a model.
    """
    source = "algorithmicMedia" if is_sketch else "compositeWithTrainedAlgorithmicMedia"
    texts = PngInfo()
    packet = xmp.packet(
        Record(
            uuid="", hash="", prompt="", template="", model="", served_by="", created="",
            width=image.width, height=image.height, source=source,
        ),
        with_record=False,
    )  # fmt: skip
    texts.add_itxt("XML:com.adobe.xmp", packet.decode())
    if is_sketch:
        texts.add_text("Description", "offline sketch: a part of it was drawn by a program")
    return encoded(image, "PNG", compress_level=_FAST, pnginfo=texts)


def composite(source: Image.Image, delivered: Image.Image, region: Region) -> Composite:
    """Paste a model's answer into the region of a picture.

    Parameters
    ----------
    source
        The picture, upright, at its own size and in its own colours.
    delivered
        The answer, in any size.
    region
        The region, of the picture's size.
    """
    canvas, remarks = canvas_of(source)
    work = _Work(canvas, delivered, region.widened, region.frame)
    report = Report(pasted=False, remarks=remarks, shape=work.shape, model_outside=work.changed())
    cv2 = alignment.opencv()
    if cv2 is None:
        if work.crude_likeness() < _CRUDELY_ALIKE and not work.is_in_place():
            return Composite(replace(report, why="not like the picture"))
        patch, there = work.answer, None
        report = replace(report, why=alignment.INSTALL)
    else:
        found = work.line_up(cv2)
        if found is None:
            return Composite(replace(report, why="not lined up"))
        patch, there, overshoot = work.corrected(cv2, found)
        report = replace(report, overshoot=overshoot)
        if found.is_assumed:
            report = replace(report, why=alignment.NOTHING)
        else:
            measured: dict[str, Any] = found.measured(work.size)
            report = replace(report, lined_up=True, correlation=found.correlation, **measured)
    pasted = work.pasted(patch, there)
    if work.lost_colours(patch):
        report = replace(report, remarks=(*remarks, "in grey, as the picture is"))
    return Composite(replace(report, pasted=True, outside=work.differing(pasted)), pasted)


def canvas_of(source: Image.Image) -> tuple[Image.Image, tuple[str, ...]]:
    """Return a picture in a mode that a PNG holds and that can be pasted into, and remarks.

    Its pixels are the same in both, but for modes that no PNG has, which a remark tells.
    """
    profile = source.info.get("icc_profile")
    mode = source.mode
    remarks: tuple[str, ...] = ()
    if mode in _KEPT_MODES and "transparency" not in source.info:
        canvas = source.copy()
    elif mode == "1":
        canvas = source.convert("L")
    elif mode in ("P", "PA", "L", "RGB", "La", "RGBa"):
        canvas = eight_bit(source)
        canvas = canvas.copy() if canvas is source else canvas
    elif mode.startswith("I") and _fits_16_bits(source):
        canvas = source.convert("I").convert("I;16")
    elif mode in ("I", "F") or mode.startswith("I;16"):
        canvas, remarks = eight_bit(source), (f"its {mode} pixels as 8-bit grey",)
    else:
        canvas, remarks = screen_colours(eight_bit(source)), (f"its {mode} colours as RGB",)
        profile = None
    if source.info.get(DEEP):
        remarks = (*remarks, "its 16 bits a channel as 8")
    canvas.info = {"icc_profile": profile} if profile else {}
    return canvas, remarks


def _fits_16_bits(source: Image.Image) -> bool:
    low, high = cast(tuple[float, float], source.convert("I").getextrema())
    return low >= 0 and 255 < high <= 65535


def soft_edge(mask: Image.Image, reach: int) -> Image.Image:
    """Return how much of an answer shows: nothing at a region's edge, all of it inside.

    Broad parts become soft over so many pixels, all within the region, and thin parts over
    fewer. At the picture's own edge, where there is no seam, nothing is softened.
    """
    shown = Image.new("L", mask.size)
    left = mask
    while reach >= 1 and left.getbbox():
        blurred = left.filter(ImageFilter.BoxBlur(reach))
        soft = blurred.point(lambda value: max(0, 2 * value - 255))
        soft = ImageChops.darker(soft, left)
        shown = ImageChops.lighter(shown, soft)
        near = grown(soft.point(lambda value: 255 if value else 0), 2 * reach)
        left = ImageChops.subtract(left, near)
        reach //= 2
    return ImageChops.lighter(shown, left)


class _Work:
    """One answer, and the part of a picture that it is to be pasted into."""

    def __init__(
        self,
        canvas: Image.Image,
        delivered: Image.Image,
        mask: Image.Image,
        frame: tuple[int, int, int, int],
    ) -> None:
        self.canvas = canvas
        self.mask = mask
        self.frame = frame
        self.size = frame[2] - frame[0], frame[3] - frame[1]
        self.inside = mask.crop(frame)
        self.outside = ImageChops.invert(self.inside)
        # In the colours of a screen, to be compared with the answer.
        profile = canvas.info.get("icc_profile")
        seen = canvas.crop(frame)
        seen.info = {"icc_profile": profile} if profile else {}
        self.seen = screen_colours(eight_bit(seen))
        plain = screen_colours(eight_bit(delivered))
        self.answer = plain.resize(self.size, Image.Resampling.LANCZOS)
        is_same = same_shape(plain.size, self.size)
        self.shape = "" if is_same else f"{plain.width}×{plain.height}"
        if self.seen.mode == "RGBA":  # what is transparent tells nothing
            alpha = self.seen.getchannel("A")
            self.counted = ImageChops.darker(self.outside, _above(alpha, 250))
            if not self.counted.getbbox():  # it is translucent all over
                self.counted = ImageChops.darker(self.outside, _above(alpha, 127))
        else:
            self.counted = self.outside

    def changed(self) -> float:
        """Return the share of the pixels outside that differ in the answer as it came."""
        apart = _differing(self.seen.convert("RGB"), self.answer.convert("RGB"), CHANGED)
        total = self.counted.histogram()[255]
        return ImageChops.darker(apart, self.counted).histogram()[255] / total if total else 0.0

    def crude_likeness(self) -> float:
        """Return the correlation of both outside the region, of small grey copies."""
        shape = (_CRUDE_SIDE, _CRUDE_SIDE)
        ours, theirs, where = (
            one.convert("L").resize(shape, Image.Resampling.BOX).tobytes()
            for one in (self.seen, self.answer, self.counted)
        )
        pairs = [pair for *pair, at in zip(ours, theirs, where, strict=True) if at > 254]
        if len(pairs) < 2:
            return 1.0
        means = [sum(side) / len(pairs) for side in zip(*pairs, strict=True)]
        apart = [(one - means[0], other - means[1]) for one, other in pairs]
        ours_spread, theirs_spread = (sum(one[at] ** 2 for one in apart) for at in (0, 1))
        if max(ours_spread, theirs_spread) < len(pairs):
            return 1.0 if abs(means[0] - means[1]) < 10 else 0.0
        together = sum(one * other for one, other in apart)
        return float(together / math.sqrt(max(ours_spread * theirs_spread, 1e-9)))

    def is_in_place(self) -> bool:
        """Whether the answer lies where it should, by how much is the same in both outside.

        On a plain ground, and where little is left outside, there may be nothing to be lined up
        on. The answer may reach over the region's mark, but no part of it is another picture.
        """
        ours, theirs = self.seen.convert("L"), self.answer.convert("L")
        apart = ImageChops.difference(ours, theirs)
        far = ImageChops.subtract(self.counted, grown(self.inside, max(self.size) // _REACH))
        details = ImageChops.difference(ours, ours.filter(ImageFilter.GaussianBlur(_COARSE)))
        details = ImageChops.darker(_above(details, _DETAIL), self.counted)
        return not self.shape and (
            _share_above(apart, _SAME, self.counted) <= _MOST_OVER
            and _share_above(apart, _SAME, far) <= _MOST_FAR
            and _share_above(apart, _OVERSHOT, details) <= _MOST_MOVED
        )

    # -- lining up and colours ----------------------------------------------------------

    def line_up(self, cv2: Any) -> alignment.Alignment | None:
        import numpy as np

        # What lies close by may have been changed with the region.
        near = max(2, max(self.size) // 100)
        away = ImageChops.subtract(self.counted, grown(self.inside, near))
        if away.histogram()[255] < alignment.LEAST_AREA:
            away = self.counted
        ours, theirs, where = (
            np.asarray(one.convert("L")) for one in (self.seen, self.answer, away)
        )
        found = alignment.line_up(cv2, ours, theirs, where, same_shape=not self.shape)
        if found is None and self.is_in_place():
            return alignment.in_place()
        return found

    def corrected(
        self, cv2: Any, found: alignment.Alignment
    ) -> tuple[Image.Image, Image.Image, float | None]:
        """Return the answer lined up and in the picture's colours, where it is, its overshoot."""
        import numpy as np

        moved, there = found.apply(cv2, np.asarray(self.answer), self.size)
        small = _Small(cv2, self, moved, there)
        colours = cv2.LUT(np.ascontiguousarray(moved[..., :3]), small.colours(found))
        matched = np.concatenate([colours, moved[..., 3:]], axis=2)
        return Image.fromarray(matched), Image.fromarray(there), small.overshoot()

    # -- pasting ------------------------------------------------------------------------

    def pasted(self, patch: Image.Image, there: Image.Image | None) -> Image.Image:
        """Return the picture with the answer in its region, softened at the region's edge."""
        left, top, right, bottom = self.inside.getbbox() or (0, 0, 0, 0)
        reach = max(4, round(max(self.size) / 80))
        reach = max(1, min(reach, _SOFTEST, min(right - left, bottom - top) // 6))
        shown = soft_edge(self.inside, reach)
        if there is not None:
            shown = ImageChops.darker(shown, there)
        result = self.canvas.copy()
        box = shown.getbbox()
        if box is None:
            return result
        corner = self.frame[0] + box[0], self.frame[1] + box[1]
        fitting = self._in_its_colours(patch.crop(box))
        shown = shown.crop(box)
        if result.mode == "I;16":
            _paste_16_bits(result, fitting, shown, corner)
        else:
            result.paste(fitting, corner, shown)
        return result

    def _in_its_colours(self, patch: Image.Image) -> Image.Image:
        """Return a part of the answer in the picture's mode and its colour profile."""
        mode, profile = self.canvas.mode, self.canvas.info.get("icc_profile")
        if profile and mode in ("RGB", "RGBA"):
            patch = _in_profile(patch, profile)
        if mode == "I;16":
            return patch.convert("L")
        return patch if patch.mode == mode else patch.convert(mode)

    def lost_colours(self, patch: Image.Image) -> bool:
        """Whether the picture is grey, and the answer's part of it is not."""
        if self.canvas.mode not in ("L", "LA", "I;16"):
            return False
        _, *chroma = patch.convert("RGB").convert("YCbCr").split()
        strong = Image.new("L", self.size)
        for channel in chroma:
            far = channel.point(lambda value: 255 if abs(value - 128) > 24 else 0)
            strong = ImageChops.lighter(strong, far)
        coloured = ImageChops.darker(strong, self.inside).histogram()[255]
        return coloured > 0.05 * self.inside.histogram()[255]

    def differing(self, pasted: Image.Image) -> int:
        """Return how many pixels outside the region differ from the picture."""
        if pasted.mode == "I;16":
            # Its two bytes, as if they were two channels.
            ours, theirs = (
                Image.frombytes("LA", one.size, one.tobytes()) for one in (self.canvas, pasted)
            )
            apart = _differing(ours, theirs, 0)
        else:
            apart = _differing(self.canvas, pasted, 0)
        return ImageChops.darker(apart, ImageChops.invert(self.mask)).histogram()[255]


class _Small:
    """An answer that is lined up and its picture, small and a little blurred.

    Models have sizes of their own, so that details of a large picture are never in an answer.
    """

    def __init__(self, cv2: Any, work: _Work, moved: Array, there: Array) -> None:
        import numpy as np

        scale = min(1.0, _SMALL_SIDE / max(work.size))
        size = tuple(max(1, round(side * scale)) for side in work.size)
        reach = max(12, max(work.size) // 16)
        ring = ImageChops.darker(grown(work.inside, reach), work.counted)

        def small(image: Any) -> Array:
            image = np.asarray(image)
            if scale < 1:
                image = cv2.resize(image, size, interpolation=cv2.INTER_AREA)
            return cast("Array", image)

        self._seen, self._moved = (
            cv2.GaussianBlur(small(one), (0, 0), 1.5).astype(np.float32)
            for one in (work.seen.convert("RGB"), moved[..., :3])
        )
        self._there = small(there) > 254
        self._ring = (small(ring) > 254) & self._there
        self._outside = small(work.counted) > 254
        self._table = np.tile(np.arange(256, dtype=np.uint8)[:, None], 3)[None]
        self._matched = self._moved

    def colours(self, found: alignment.Alignment) -> Array:
        """Return the table that makes the answer as bright and strong as its picture's ring.

        Where it was not lined up, what reaches over the mark is no part of the ring.
        """
        import numpy as np

        ring = self._ring & self._alike() if found.is_assumed else self._ring
        if np.count_nonzero(ring) < 50:
            return self._table
        ours, theirs = (one[ring].astype(np.float64) for one in (self._seen, self._moved))
        lines = [_line(theirs[:, channel], ours[:, channel]) for channel in range(3)]
        gains, offsets = (np.array(one) for one in zip(*lines, strict=True))
        values = np.arange(256)[None, :, None] * gains + offsets
        self._matched = self._moved * gains + offsets
        return cast("Array", np.clip(np.round(values), 0, 255).astype(np.uint8))

    def _alike(self) -> Array:
        """Return where nothing seems to be changed but the colours, by those of all outside."""
        import numpy as np

        outside = self._outside & self._there
        if not outside.any():
            return outside
        apart = self._seen - self._moved
        apart = np.abs(apart - np.median(apart[outside], axis=0)).max(axis=2)
        return cast("Array", apart <= max(_OVERSHOT, 2.5 * np.median(apart[outside])))

    def overshoot(self) -> float | None:
        """Return the share of the answer's change that lay outside; None where there is none."""
        import numpy as np

        apart = np.abs(self._seen - self._matched).max(axis=2)
        changed = (apart > _OVERSHOT) & self._there
        total = int(np.count_nonzero(changed))
        outside = int(np.count_nonzero(changed & self._outside))
        return outside / total if total >= 20 else None


def _differing(one: Image.Image, other: Image.Image, most: int) -> Image.Image:
    """Return where two pictures differ by more than `most` in any channel: 255 there, else 0."""
    return _above(strongest_difference(one, other), most)


def _above(grey: Image.Image, most: int) -> Image.Image:
    return grey.point(lambda value: 255 if value > most else 0)


def _share_above(grey: Image.Image, most: int, where: Image.Image) -> float:
    """Return the share of the pixels of a mask that are brighter; 0 of an empty mask."""
    counts = grey.histogram(where)
    return sum(counts[most + 1 :]) / max(1, sum(counts))


def _line(theirs: Array, ours: Array) -> tuple[float, float]:
    """Return the gain and the offset that make one channel most like another, but for outliers."""
    import numpy as np

    kept = np.ones(len(theirs), bool)
    gain, offset = 1.0, float(np.median(ours - theirs))
    for _ in range(3):
        x, y = theirs[kept], ours[kept]
        spread = x.var()
        gain = float(np.cov(x, y, bias=True)[0, 1] / spread) if spread > 16 else 1.0
        gain = min(max(gain, _GAINS[0]), _GAINS[1])
        offset = float(y.mean() - gain * x.mean())
        apart = np.abs(theirs * gain + offset - ours)
        kept = apart <= max(4.0, 2.5 * float(np.median(apart)))
        if np.count_nonzero(kept) < 25:
            break
    return gain, offset


def _in_profile(patch: Image.Image, profile: bytes) -> Image.Image:
    try:
        converted = ImageCms.profileToProfile(
            patch, ImageCms.createProfile("sRGB"),
            ImageCms.ImageCmsProfile(io.BytesIO(profile)), outputMode=patch.mode,
        )  # fmt: skip
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return patch  # as `screen_colours` took the picture's colours
    return converted or patch


def _paste_16_bits(
    result: Image.Image, grey: Image.Image, shown: Image.Image, corner: tuple[int, int]
) -> None:
    """Paste a part into a picture of 16-bit grey, in place; with a hard edge without NumPy."""
    box = (*corner, corner[0] + grey.width, corner[1] + grey.height)
    try:
        import numpy as np
    except ImportError:
        wide = grey.convert("I").point(lambda value: value * 257).convert("I;16")
        result.paste(wide, corner, shown.point(lambda value: 255 if value else 0, "1"))
        return
    ours = np.asarray(result.crop(box)).astype(np.float64)
    theirs, share = np.asarray(grey) * 257.0, np.asarray(shown) / 255
    mixed = np.where(share > 0, ours + (theirs - ours) * share, ours)
    result.paste(Image.fromarray(np.round(mixed).astype(np.uint16)), box[:2])
