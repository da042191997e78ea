"""Leftovers: pictures that stand whole in a body, but in no document that could be read there.

A body breaks in more ways than a reader of JSON can know: a comma of a data URL is lost, a quote
too many joins two texts, half an answer stands inside the other. The base64 of a picture beside
the break is whole all the same. So what the documents didn't account for is searched as plain
bytes for how the base64 of a picture begins; the decoder says whether it is one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import accumulate, islice

__all__ = ["encoded_in", "unread_parts"]

_HEAD = 80  # characters at both ends of a text that tell it from others
_SHORTEST = 60  # bytes of a part that has room for a picture
_MOST_TRIES = 10_000  # of one part
_MOST_KNOWN, _MOST_ALIKE = 40, 20  # texts that are looked for, and places that begin like one

# PNG, JPEG, as it is escaped or percent-encoded as well, WebP and GIF.
_UNLIKELY = (b"iVBORw0KGgo", b"UklGR", b"R0lGOD")  # to stand in another one's base64 by chance
_BEGINNINGS = (*_UNLIKELY, b"/9j", b"_9j_", b"2F9j", b"2f9j")
_RUN = re.compile(
    rb"(?:[A-Za-z0-9+/_-]++|\\++(?:/|[rn](?=[\w+/\\-]{8}|[\w+/-]++=*+\\*+[\"'`])|u00(?:2[bf]|3d))|%(?:2[bf]|3d)"
    rb"|[\r\n]++(?!/9j/)(?=[\w+/-]++=*+\s*+(?:[\"'`<)\]}\\]|\Z)|[\w+/-]{40}))*+={0,2}+",
    re.IGNORECASE,
)
_ESCAPED = re.compile(rb"\\+u00(2[bf]|3d)", re.IGNORECASE)


def unread_parts(body: bytes, known: Iterable[str | bytes]) -> list[tuple[int, int]]:
    """Return the parts of a body between the texts that were found in it, as start and end."""
    spans = sorted(filter(None, (_span(body, text) for text in islice(known, _MOST_KNOWN))))
    ends = [0, *accumulate((end for _, end in spans), max)]
    starts = [*(start for start, _ in spans), len(body)]
    return [(end, start) for end, start in zip(ends, starts, strict=True) if start > end]


def _span(body: bytes, text: str | bytes) -> tuple[int, int] | None:
    """Return where a text stands in a body just as it is."""
    ends = text[:_HEAD], text[-_HEAD:]
    head, tail = (one if isinstance(one, bytes) else one.encode("utf-8", "replace") for one in ends)
    place = -1
    for _ in range(_MOST_ALIKE if len(text) >= _SHORTEST else 0):
        place = body.find(head, place + 1)
        if place < 0:
            break
        if body.startswith(tail, place + len(text) - len(tail)):
            return place, place + len(text)
    return None


def encoded_in(body: bytes, start: int, end: int) -> Iterator[str]:
    """Yield each run of base64 in a part of a body that begins as a picture does."""
    following = dict.fromkeys(_BEGINNINGS, -1)  # where each begins next
    for _ in range(_MOST_TRIES):
        if end - start < _SHORTEST:
            return
        for beginning, place in following.items():
            if place < start:
                following[beginning] = _find(body, beginning, start, end)
        first = min(following, key=following.__getitem__)
        place = following[first]
        if place == end:
            return
        following[first] = _find(body, first, place + 1, end)
        another = min(following[beginning] for beginning in _UNLIKELY)
        run = _RUN.match(body, place, another if another < end else len(body))
        start = max(run.end() if run else 0, place + 1)
        if start - place >= _SHORTEST:
            yield _readable(body[place:start])


def _find(body: bytes, beginning: bytes, start: int, end: int) -> int:
    found = body.find(beginning, start, end)
    return end if found < 0 else found


def _readable(run: bytes) -> str:
    """Return a run without its escapes, from its first letter on."""
    if run[:3] in (b"2F9", b"2f9"):
        run = b"%" + run
    run = _ESCAPED.sub(lambda match: bytes((int(match[1], 16),)), run)
    return run.decode("ascii", "replace")
