"""The scene of a sketch: things, place, light and weather, read from a prompt."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Scene", "Thing"]


@dataclass(frozen=True)
class Thing:
    """A known thing that the prompt names."""

    name: str
    colour: str = ""
    count: int = 1
    scale: float = 1.0
    worn: tuple[tuple[str, str], ...] = ()  # pairs of a worn thing and its colour


@dataclass(frozen=True)
class Scene:
    """The part of a prompt that was understood; `words` are those that were not."""

    things: tuple[Thing, ...] = ()
    light: str = "day"
    place: str = ""
    weather: frozenset[str] = frozenset()
    signs: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    tint: str = ""
    plate: bool = False  # a page of an old book
