"""The prompt's grammar: which braces mean a value, and which are just braces.

Prompts for pictures are full of braces that mean nothing to us (JSON, CSS, LaTeX), so a
brace counts only where what it holds reads like a name. One scan, left to right; what is
inserted is never scanned again; nothing is ever called or computed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from types import ModuleType

from .errors import ImagegenError, PromptError, nearest, one_line

__all__ = ["Expansion", "check_body", "check_text", "expand", "split_aspect"]

MAX_VALUE = 1_000_000

_RAW = "Write --raw to send the braces as they are."
_NAME = r"[^\W\d]\w*"
_VALUE = re.compile(
    rf"(?P<name>{_NAME})(?P<path>(?:\.{_NAME}|\[(?:\d+|'[^']*'|\"[^\"]*\")\])*)(?::(?P<format>\S.*))?",
    re.DOTALL,
)
_STEP = re.compile(rf"\.({_NAME})|\[(\d+|'[^']*'|\"[^\"]*\")\]")
_LIKE_A_VALUE = re.compile(rf"{_NAME}(?:[.\[!(=]|:\S)")
_ASPECT = re.compile(r"\s--ar\s+(\d+:\d+)\s*\Z")


@dataclass(frozen=True)
class Expansion:
    """A prompt as it is sent, and the pictures that it attaches with their names."""

    prompt: str
    attachments: tuple[tuple[object, str], ...] = ()


def check_body(body: str) -> None:
    """Refuse a body that is two cells pasted together."""
    for line in body.splitlines():
        if re.match(r"\s*%%?imagegen\b", line):
            raise PromptError(
                f"a line of the prompt starts {line.split()[0]}: two cells pasted together?",
                hint="Split the cell there, or write --raw if it is meant.",
            )


def split_aspect(template: str) -> tuple[str, str | None]:
    """Take a pasted ``--ar 16:9`` off the very end; return what is left, and the ratio."""
    match = _ASPECT.search(template)
    if match is None or match.start() < template.rfind("\n"):
        return template, None
    return template[: match.start()].rstrip(), match.group(1)


def expand(
    template: str,
    look_up: Callable[[str], object],
    *,
    names: Iterable[str],
    is_picture: Callable[[object], bool],
    reference: Callable[[str], object],
    taken: int = 0,
) -> Expansion:
    r"""Return a template with its values in place.

    Parameters
    ----------
    template
        What the user typed.
    look_up
        Returns a name's value; `KeyError` for a name nobody knows.
    names
        The names there are, for the nearest one in an error.
    is_picture
        Whether a value is attached instead of inserted.
    reference
        Returns the picture that ``@…`` names.
    taken
        How many inputs come before: attached pictures are numbered after them.

    Raises
    ------
    PromptError
        A name nobody knows, a value without readable text, a group that isn't understood.
    """
    scan = _Scan(look_up, names, is_picture, reference, taken)
    prompt = scan.run(template)
    check_text(prompt)
    return Expansion(prompt, tuple(scan.attachments))


def check_text(prompt: str) -> None:
    """Refuse a prompt that is empty or can't be sent."""
    if not prompt.strip():
        raise PromptError("the prompt is empty", hint="Write it below the %%imagegen line.")
    try:
        prompt.encode()
    except UnicodeEncodeError:
        raise PromptError(
            "the prompt has a character that can't be sent (half of a pair)"
        ) from None


class _Scan:
    """One pass over a template."""

    def __init__(
        self,
        look_up: Callable[[str], object],
        names: Iterable[str],
        is_picture: Callable[[object], bool],
        reference: Callable[[str], object],
        taken: int,
    ) -> None:
        self._look_up = look_up
        self._names = names
        self._is_picture = is_picture
        self._reference = reference
        self._taken = taken
        self.attachments: list[tuple[object, str]] = []
        self._attached: list[object] = []

    def run(self, template: str) -> str:
        closing = _matching_braces(template)
        doubled = _doubled_braces(template, closing)
        out: list[str] = []
        position = 0
        while position < len(template):
            character = template[position]
            if character == "\\" and template[position + 1 : position + 2] in ("{", "}"):
                out.append(template[position + 1])
                position += 2
            elif position in doubled:
                out.append(character)
                position += 2
            elif character == "{" and position in closing:
                end = closing[position]
                text = self._group(template[position + 1 : end])
                if text is None:
                    out.append("{")
                    position += 1
                else:
                    out.append(text)
                    position = end + 1
            else:
                out.append(character)
                position += 1
        return "".join(out)

    def _group(self, content: str) -> str | None:
        """Return what a group becomes, or None where its brace is just a brace."""
        bare = content.strip()
        if not bare or bare[0] in "\"'[{":
            return None
        if _has_own_bar(content) or bare[0] == "*" or re.match(rf"{_NAME}=(?![=])", bare):
            raise PromptError(f"choices are not here yet: {{{one_line(content, 60)}}}", hint=_RAW)
        if bare[0] == "@":
            return self._attach(self._reference(bare), bare)
        match = _VALUE.fullmatch(bare)
        if match is not None and (bare == content or (not match["path"] and not match["format"])):
            return self._value(match, bare)
        if _LIKE_A_VALUE.match(bare):
            raise PromptError(
                f"{{{one_line(content, 60)}}} is not understood",
                hint="Values are {name}, {a.b}, {a[0]}, {a['key']} and {x:.2f}. " + _RAW,
            )
        return None

    def _value(self, match: re.Match[str], written: str) -> str:
        name = match["name"]
        try:
            value = self._look_up(name)
        except KeyError:
            near = nearest(name, self._names)
            raise PromptError(
                f"the prompt names {{{one_line(written, 60)}}}, but there is no {name}",
                hint=" ".join(filter(None, (near, _RAW))),
            ) from None
        for attribute, key in _STEP.findall(match["path"]):
            value = _step(value, attribute, key, written)
        if self._is_picture(value):
            return self._attach(value, written)
        return _text(value, match["format"] or "", written)

    def _attach(self, value: object, name: str) -> str:
        for position, known in enumerate(self._attached):
            if known is value or self.attachments[position][1] == name:
                return f"image {self._taken + position + 1}"
        self._attached.append(value)
        self.attachments.append((value, name))
        return f"image {self._taken + len(self._attached)}"


def _matching_braces(template: str) -> dict[int, int]:
    """Return where each opening brace closes, escapes skipped; quotes count only in ``[…]``."""
    closing: dict[int, int] = {}
    opened: list[int] = []
    position = 0
    while position < len(template):
        character = template[position]
        if character == "\\":
            position += 2
            continue
        if character == "{":
            opened.append(position)
        elif character == "}" and opened:
            closing[opened.pop()] = position
        elif character == "[" and opened:
            quoted = _QUOTED_KEY.match(template, position)
            if quoted is not None:
                position = quoted.end()
                continue
        position += 1
    return closing


_QUOTED_KEY = re.compile(r"\[(?:'[^'\n]*'|\"[^\"\n]*\")\]")


def _doubled_braces(template: str, closing: dict[int, int]) -> set[int]:
    """Return where ``{{`` and the ``}}`` that closes it stand for single braces."""
    doubled: set[int] = set()
    position = 0
    while position < len(template) - 1:
        outer, inner = closing.get(position), closing.get(position + 1)
        if outer is not None and inner is not None and outer == inner + 1:
            doubled |= {position, inner}
            position += 2
        else:
            position += 1
    return doubled


def _has_own_bar(content: str) -> bool:
    """Whether a group has a ``|`` that stands in no group inside it."""
    depth = 0
    escaped = False
    for character in content:
        if escaped:
            escaped = False
        elif character == "\\":
            escaped = True
        elif character == "{":
            depth += 1
        elif character == "}":
            depth -= 1
        elif character == "|" and depth == 0:
            return True
    return False


def _step(value: object, attribute: str, key: str, written: str) -> object:
    """Return one attribute or item of a value; whatever goes wrong in it is named."""
    shown = f"{{{one_line(written, 60)}}}"
    try:
        if attribute:
            if attribute.startswith("_"):
                raise PromptError(f"{shown}: private attributes are not read")
            return getattr(value, attribute)
        item = int(key) if key.isdigit() else key[1:-1]
        return value[item]  # type: ignore[index]  # what has no items raises
    except ImagegenError:
        raise
    except Exception as error:  # noqa: BLE001  # a property may raise anything
        raise PromptError(f"{shown} has no value: {type(error).__name__}", hint=_RAW) from None


def _text(value: object, spec: str, written: str) -> str:
    """Return a value as the text that is inserted."""
    shown = f"{{{one_line(written, 60)}}}"
    kind = type(value).__name__
    if value is None or callable(value) or isinstance(value, ModuleType | bytes | bytearray):
        raise PromptError(f"{shown} is a {kind}, which has no text for a prompt", hint=_RAW)
    if type(value).__str__ is object.__str__ and type(value).__repr__ is object.__repr__:
        raise PromptError(f"{shown} is a {kind}, which has no text for a prompt", hint=_RAW)
    try:
        text = format(value, spec)
    except Exception as error:  # noqa: BLE001  # a user's __format__ may raise anything
        raise PromptError(f"{shown} can't be written out: {type(error).__name__}") from None
    if len(text) > MAX_VALUE:
        raise PromptError(f"{shown} is {len(text):,} characters long; at most {MAX_VALUE:,}")
    return text
