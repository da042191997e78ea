"""The pages of a catalogue, read without SQLite where it can't find its way through them.

SQLite reaches a row through the file's head and the inner pages of a tree; where one of these
is damaged, all rows below it are out of its reach, though they stand on pages that are whole.
Here each page is looked at by itself (https://sqlite.org/fileformat2.html), and what its rows
are is told by their shape.
"""

from __future__ import annotations

import struct
import sys
from array import array
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from .values import read_text

__all__ = ["is_log_damaged", "records"]

MAGIC = b"SQLite format 3\0"
COMMON_SIZE = 4096  # bytes of a page, where the head doesn't tell
LEAF = 0x0D  # the kind of a page with rows of a table
LOG_MAGIC = 0x377F0682  # one more where sums are made of big-endian words
LOG_HEAD, FRAME_HEAD = 32, 24  # bytes
WORD = 0xFFFFFFFF

_BROKEN = (IndexError, ValueError, struct.error)
_INTEGERS = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}  # bytes, by the type of a value


def is_log_damaged(path: Path) -> bool:
    """Whether a catalogue's log holds transactions that SQLite would pass over.

    It reads a log up to the first frame that is not as it was written, and writes over the rest.
    What a loss of power leaves is no damage: of the last transaction some frames may be missing,
    but each one before was on the disk when the next one began.
    """
    log = path.with_name(f"{path.name}-wal")
    # Read twice: while the log is begun anew, one reading may have parts of both.
    return _has_lost_commits(log) and _has_lost_commits(log)


def _has_lost_commits(log: Path) -> bool:
    """Whether two transactions or more end behind the first damage of a log."""
    try:
        data = log.read_bytes()
    except OSError:
        return False
    magic, _, size = struct.unpack_from(">3I", data) if len(data) > LOG_HEAD else (0, 0, 0)
    is_sound = magic | 1 == LOG_MAGIC | 1 and size.bit_count() == 1 and size >= 512
    is_big = bool(magic & 1)
    sums = _sums(data[:24], is_big=is_big)
    is_sound = is_sound and sums == struct.unpack_from(">2I", data, 24)
    # Where it was begun anew, and nothing written yet, the frames are of a round before.
    salts = {data[16:24]} if is_sound else _salts(data)
    frames = list(_frames(data, size if is_sound else COMMON_SIZE, salts))
    if sum(is_end for _, _, is_end in frames) < 2:
        return False
    whole = _whole_frames(data, size, is_big=is_big) if is_sound else 0
    end = LOG_HEAD + whole * (FRAME_HEAD + size)
    lost = [start for _, start, is_end in frames if is_end and start >= end]
    return len(lost) > 1


def _salts(data: bytes) -> set[bytes]:
    """Return what marks the frames of a log's round; one of the two places may be damaged."""
    return {data[16:24], data[LOG_HEAD + 8 : LOG_HEAD + 16]}


def _frames(data: bytes, size: int, salts: set[bytes]) -> Iterator[tuple[int, int, bool]]:
    """Yield a log's frames of a round: the page, the place, whether a transaction ends there."""
    length = FRAME_HEAD + size
    for start in range(LOG_HEAD, len(data) - length + 1, length):
        number, pages = struct.unpack_from(">2I", data, start)
        if data[start + 8 : start + 16] in salts and any(data[start + 8 : start + 16]):
            yield number, start, pages > 0


def _sums(data: bytes, *, is_big: bool) -> tuple[int, int]:
    """Return the checksums of a log's head."""
    words = array("I", data)
    if is_big == (sys.byteorder == "little"):
        words.byteswap()
    first = second = 0
    for one, other in zip(words[::2], words[1::2], strict=True):
        first = (first + one + second) & WORD
        second = (second + other + first) & WORD
    return first, second


def _whole_frames(data: bytes, size: int, *, is_big: bool) -> int:
    """Return how many frames of a log are as they were written, up to the first that is not.

    Those of a round before are not, either: their salts are others than the head's.
    The sums of a frame are those of its head and its page, carried on from the frame before.
    Each is computed from what stands in the frame before, so that all are computed at once: a
    large number has a place of 64 bits for each frame, and takes the same word of each of them
    in one addition. Frame by frame, a log of a thousand takes five times as long.
    """
    length = (FRAME_HEAD + size) // 4
    count = (len(data) - LOG_HEAD) // 4 // length
    words = array("I", data[LOG_HEAD : LOG_HEAD + 4 * length * count])
    places = array("I", bytes(8 * count))

    def number(values: array[int]) -> int:
        places[::2] = values
        return int.from_bytes(places.tobytes(), "little")

    wrong = 0
    for place, salt in enumerate(array("I", data[16:24]), start=2):
        wrong |= number(words[place::length]) ^ number(array("I", [salt]) * count)
    head = array("I", data[24:LOG_HEAD])
    stored = words[4::length], words[5::length]
    for sums in (head, *stored):
        if sys.byteorder == "little":
            sums.byteswap()
    wanted = number(stored[0]), number(stored[1])
    first, second = (number(head[k : k + 1] + stored[k][:-1]) for k in (0, 1))
    if is_big == (sys.byteorder == "little"):
        words.byteswap()
    low = int.from_bytes(b"\xff\xff\xff\xff\0\0\0\0" * count, "little")
    for place in (0, 1, *range(6, length)):
        first, second = second, first + second + number(words[place::length])
        if place % 16 == 0:  # before a place is too small for its sum
            first, second = first & low, second & low
    wrong |= (first & low ^ wanted[0]) | (second & low ^ wanted[1])
    return ((wrong & -wrong).bit_length() - 1) // 64 if wrong else count


def records(path: Path) -> Iterator[tuple[int, list[Any]]]:
    """Yield the row id and the values of each row that stands whole on a page.

    Parameters
    ----------
    path
        The catalogue; a log beside it is read as well. `OSError` if it can't be read.
    """
    pages = _Pages(path)
    for number in pages.numbers:
        if number in pages.free:
            continue
        page = pages.page(number)
        start = 100 if number == 1 else 0
        for place in _places(page, start):
            try:
                yield _record(pages, page, place)
            except _BROKEN:
                continue


def _places(page: bytes, start: int) -> list[int]:
    """Return where the rows of a page begin; none if it is a page of another kind."""
    try:
        if page[start] != LEAF:
            return []
        [count] = struct.unpack_from(">H", page, start + 3)
        return list(struct.unpack_from(f">{count}H", page, start + 8))
    except _BROKEN:
        return []


class _Pages:
    """The pages of a file, as its log has them where it has them.

    Attributes
    ----------
    usable
        Bytes of a page that hold something.
    numbers
        Those of the pages that there are. Where a log is damaged, a number in it may be far
        from all others: there is nothing between them.
    free
        Numbers of those that hold nothing any more.
    """

    def __init__(self, path: Path) -> None:
        self._data = path.read_bytes()
        head = self._data[:100]
        size = int.from_bytes(head[16:18], "big")
        size = 65536 if size == 1 else size
        is_sound = head.startswith(MAGIC) and size >= 512 and size & (size - 1) == 0
        self._size = size if is_sound else COMMON_SIZE
        self.usable = self._size - (head[20] if is_sound else 0)
        self._newer = self._log(path.with_name(f"{path.name}-wal"))
        in_file = -(-len(self._data) // self._size)
        self.numbers = sorted({*range(1, in_file + 1), *self._newer})
        self.free = self._free() if is_sound else set()

    def page(self, number: int) -> bytes:
        """Return a page; a short one, or none, behind the end of the file."""
        start = (number - 1) * self._size
        return self._newer.get(number, self._data[start : start + self._size])

    def _log(self, path: Path) -> dict[int, bytes]:
        """Return the pages in a log, as far as they are committed."""
        try:
            data = path.read_bytes()
        except OSError:
            return {}
        committed: dict[int, bytes] = {}
        pending: dict[int, bytes] = {}
        for number, start, is_end in _frames(data, self._size, _salts(data)):
            pending[number] = data[start + FRAME_HEAD : start + FRAME_HEAD + self._size]
            if is_end:
                committed |= pending
                pending = {}
        return committed

    def _free(self) -> set[int]:
        """Return the numbers of the free pages: lists of numbers, each naming the next list."""
        free: set[int] = set()
        [trunk] = struct.unpack_from(">I", self.page(1), 32)
        try:
            while trunk and trunk not in free:
                free.add(trunk)
                page = self.page(trunk)
                trunk, count = struct.unpack_from(">2I", page)
                free.update(struct.unpack_from(f">{count}I", page, 8))
        except _BROKEN:
            pass  # the rest of the list is lost: its pages are taken for used ones
        return free


def _record(pages: _Pages, page: bytes, place: int) -> tuple[int, list[Any]]:
    """Return a row's id and values; an error of `_BROKEN` if it isn't whole."""
    length, place = _varint(page, place)
    row_id, place = _varint(page, place)
    payload = _payload(pages, page, place, length)
    if len(payload) != length:
        raise ValueError("cut off")
    end, place = _varint(payload, 0)
    kinds = []
    while place < end:
        kind, place = _varint(payload, place)
        kinds.append(kind)
    values = []
    for kind in kinds:
        value, place = _value(payload, place, kind)
        values.append(value)
    if place != length:
        raise ValueError("of another length")
    return row_id, values


def _payload(pages: _Pages, page: bytes, place: int, length: int) -> bytes:
    """Return the bytes of a row: a long one goes on in pages of its own."""
    most = pages.usable - 35
    if length > len(pages.numbers) * pages.usable:
        raise ValueError("longer than the file")
    if length <= most:
        return page[place : place + length]
    least = (pages.usable - 12) * 32 // 255 - 23
    here = least + (length - least) % (pages.usable - 4)
    here = here if here <= most else least
    parts = [page[place : place + here]]
    [following] = struct.unpack_from(">I", page, place + here)
    left = length - here
    while left > 0:
        more = pages.page(following)[: pages.usable]
        if len(more) <= 4 or not following:
            raise ValueError("cut off")
        [following] = struct.unpack_from(">I", more)
        parts.append(more[4 : 4 + left])
        left -= len(parts[-1])
    return b"".join(parts)


def _varint(data: bytes, place: int) -> tuple[int, int]:
    """Return a number of one to nine bytes, and the place behind it."""
    number = 0
    for count in range(8):
        byte = data[place + count]
        number = number << 7 | byte & 0x7F
        if byte < 0x80:
            return number, place + count + 1
    return number << 8 | data[place + 8], place + 9


def _value(data: bytes, place: int, kind: int) -> tuple[Any, int]:
    """Return a value of a type, and the place behind it."""
    if kind == 0:
        return None, place
    if kind in (8, 9):
        return kind - 8, place
    if kind in _INTEGERS:
        end = place + _INTEGERS[kind]
        return int.from_bytes(data[place:end], "big", signed=True), end
    if kind == 7:
        return struct.unpack_from(">d", data, place)[0], place + 8
    if kind < 12:
        raise ValueError("no type")
    end = place + (kind - 12) // 2
    piece = data[place:end]
    return (read_text(piece) if kind % 2 else piece), end
