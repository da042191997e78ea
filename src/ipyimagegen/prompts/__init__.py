"""Prompts: the grammar of templates, their placeholders filled with values, and cells as text."""

from .cells import read_body
from .grammar import Axis, Template, Text, parse
from .values import Choice, Names, ResolvedAxis, evaluate, fill, resolve_axes

__all__ = [
    "Axis", "Choice", "Names", "ResolvedAxis", "Template", "Text", "evaluate", "fill", "parse",
    "read_body", "resolve_axes",
]  # fmt: skip
