"""What a sketch shows: things, where, when and in which weather."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Scene", "Thing"]


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
