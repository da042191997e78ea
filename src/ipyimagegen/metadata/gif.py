"""GIF: blocks, of which comments and other programs' extensions can be left out.

Nothing is written into a GIF: no reader would look for it there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from .container import Container, Part

__all__ = ["Gif"]

_EXTENSION, _PICTURE, _END = b"!", b",", b";"
_COMMENT, _APPLICATION = b"!\xfe", b"!\xff"
_LOOKS = {  # repetitions, and a colour profile
    _APPLICATION + name for name in (b"NETSCAPE2.0", b"ANIMEXTS1.0", b"ICCRGBG1012")
}


class Gif(Container):
    """GIF files; the kind of an extension is followed by its label and its application."""

    name = "GIF"
    manifest_kind = _APPLICATION + b"C2PA_GIF"

    def split(self, data: bytes) -> Iterator[Part]:
        """Yield the head with its colours, the blocks and the bytes behind the end."""
        place = 13 + self._colours(data, 10)
        yield Part(b"GIF", data[:place])
        kind = b""
        while kind != _END:
            start = place
            kind = bytes([self._byte(data, start)])
            if kind == _EXTENSION:
                kind += bytes([self._byte(data, start + 1)])
                place = self._after_pieces(data, start + 2)
                kind += data[start + 3 : start + 14] if kind == _APPLICATION else b""
            elif kind == _PICTURE:
                place = self._after_pieces(data, start + 11 + self._colours(data, start + 9))
            elif kind == _END:
                place += 1
            else:
                raise self.damaged("an unknown block")
            yield Part(kind, data[start:place])
        yield Part(b"", data[place:])

    def essentials(self, parts: Sequence[Part]) -> list[Part]:
        """Return all but comments, and of applications' blocks only the animation's."""
        return [
            part
            for part in parts
            if part.kind in _LOOKS or not part.kind.startswith((_COMMENT, _APPLICATION))
            if part.kind
        ]

    def _colours(self, data: bytes, place: int) -> int:
        """Return the size of the colour table that the flags at `place` announce."""
        flags = self._byte(data, place)
        return 3 << (flags & 7) + 1 if flags & 0x80 else 0

    def _after_pieces(self, data: bytes, place: int) -> int:
        """Return where a block ends whose data come in pieces, up to an empty one."""
        while size := self._byte(data, place):
            place += 1 + size
        return place + 1

    def _byte(self, data: bytes, place: int) -> int:
        if place >= len(data):
            raise self.damaged("it has no end")
        return data[place]
