"""Prompts: what was typed, read (`grammar`), and what it becomes (`values`)."""

from .cells import read_body
from .grammar import Axis, Template, Text, parse
from .values import Choice, Names, ResolvedAxis, check_text, fill, resolve_axes, text_of

__all__ = [
    "Axis",
    "Choice",
    "Names",
    "ResolvedAxis",
    "Template",
    "Text",
    "check_text",
    "fill",
    "parse",
    "read_body",
    "resolve_axes",
    "text_of",
]
