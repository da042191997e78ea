r"""The prompt grammar: what a person typed becomes the text that is sent.

Prompts are full of braces that mean nothing to us (JSON, CSS, LaTeX), and a wrong guess is
paid for. So a brace is either clearly ours, or clearly not, or an error before anything is
sent; it is never a guess. One scan from left to right reads the template; what was inserted
is never read again, and everything outside our braces arrives byte for byte.

A ``{`` is read so: find the brace that closes it (``\{`` and ``\}`` don't count, nor do
braces in a quoted key); without one it is literal. Then the first rule that fits its content:

1. empty, or starts with a quote, ``[`` or ``{``: literal, so JSON arrives as it is;
2. a ``|`` of its own depth, ``*name``, ``name=…``: an axis, not here yet, refused;
3. ``@`` and a reference, or a value (``name``, ``obj.attr``, ``row["k"]``, ``x:.2f``): that;
4. a name directly followed by ``. [ ! ( =``, or by ``:`` and no space: an error;
5. anything else is literal, and what stands inside is read in turn.

``{{ … }}`` is a pair of braces where both close each other. IPython ends a cell's body with a
newline, which the magic takes off before it comes here; nothing else is ever trimmed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from types import ModuleType

from .errors import OptionError, PromptError, nearest, one_line

__all__ = ["check_text", "expand", "read_body"]

LONGEST_VALUE = 1_000_000
"""Characters of one inserted value; a longer one is a mistake, such as a file's content."""

RAW_HINT = r"Write --raw to send the braces as they are, or \{ and \} around this one."

# Whatever may be part of a name; `str.isidentifier` decides. `\w` would miss combining marks,
# which are part of names in Hindi, Thai and others. `++` keeps a failed match from trying
# every shorter name.
_NAME = r"[^\s\x00-\x2f\x3a-\x40\x5b-\x5e\x60\x7b-\x7f]++"
_STEPS = rf"""(?:\.{_NAME}|\[(?:-?[0-9]{{1,18}}|"[^"\n]*"|'[^'\n]*')\])*"""
_STEP = re.compile(rf"""\.({_NAME})|\[(?:(-?[0-9]+)|"([^"]*)"|'([^']*)')\]""")

_OPENING = re.compile(r"(?<!\\)\{")
_MARK = re.compile(r"(?<!\\)[{}|]")
_BRACE = re.compile(r"\\[{}]|[{}]")
# What follows a brace up to where quotes stop counting: the name and its keys.
_HEAD = re.compile(rf"\{{\s*(?:(?:{_NAME}=)?\*)?(?:{_NAME}{_STEPS})?")

_LITERAL = re.compile(r"\s*(?:[\"'\[{]|\Z)")
_AXIS = re.compile(rf"[ \t]*(?:\*({_NAME}){_STEPS}[ \t]*\Z|({_NAME})=)")
_REFERENCE = re.compile(r"[ \t]*(@\w+(?:\.\d+)?)[ \t]*")
_VALUE = re.compile(rf"[ \t]*({_NAME})({_STEPS})(?::(?!\s)([^{{}}]*)|[ \t]*)")
_NEARLY = re.compile(rf"[ \t]*({_NAME})(?:[.\[!(=]|:(?!\s))")

_ADDRESS = re.compile(r" at 0x[0-9a-fA-F]+>")
_HUGE_WIDTH = re.compile(r"\d{7}")
_PASTED_CELL = re.compile(r"^[ \t]*%%?imagegen\b", re.MULTILINE)
_PASTED_ASPECT = re.compile(r"--ar[ \t]+(\d{1,3}:\d{1,3})\s*\Z")


def expand(
    template: str,
    lookup: Callable[[str], object],
    *,
    names: Iterable[str],
    is_picture: Callable[[object], bool],
    attach: Callable[[object, str], int],
) -> str:
    """Return the prompt that a template stands for.

    Parameters
    ----------
    template
        What the user typed.
    lookup
        Returns what a name stands for; raises `KeyError` if nothing.
    names
        The names that `lookup` knows, to suggest one for a mistyped name.
    is_picture
        Whether a value is attached instead of inserted.
    attach
        Makes a picture an input, and returns the number for "image 1". It gets the value,
        or the text of an ``@`` reference, and what the template calls it. What it raises is
        passed on.

    Raises
    ------
    PromptError
        The prompt can't be sent as it stands.
    """
    scan = _Scan(template, lookup, names=names, is_picture=is_picture, attach=attach)
    prompt = scan.run()
    check_text(prompt)
    return prompt


def check_text(prompt: str) -> None:
    """Refuse a final prompt that is empty or can't be written as UTF-8."""
    if not prompt.strip():
        raise PromptError("the prompt is empty", hint="Write what to paint below the line.")
    _check_encodable(prompt, "the prompt")


def read_body(body: str, aspect: str | None) -> tuple[str, str | None, str]:
    """Return what a body says: the template, the aspect, and a note where it was pasted.

    Parameters
    ----------
    body
        A cell's body, or what is in the panel's composer.
    aspect
        The aspect that was chosen beside it, if any.

    Raises
    ------
    PromptError
        It holds a second cell.
    OptionError
        A pasted ``--ar 16:9`` at its very end, and an aspect chosen as well.
    """
    if _PASTED_CELL.search(body):
        raise PromptError(
            "two cells pasted together: a line of the prompt starts with %imagegen",
            hint="Split the cell there, or write --raw to send that line as text.",
        )
    template = body.rstrip("\r\n")
    found = _PASTED_ASPECT.search(template)
    if found is None or not (found.start() == 0 or template[found.start() - 1].isspace()):
        return template, aspect, ""
    if aspect:
        raise OptionError(
            f"the aspect is chosen twice: {aspect}, and --ar {found[1]} in the prompt"
        )
    return template[: found.start()].rstrip(), found[1], f"--ar {found[1]} taken as --aspect"


class _Scan:
    """One pass over one template."""

    def __init__(
        self,
        template: str,
        lookup: Callable[[str], object],
        *,
        names: Iterable[str],
        is_picture: Callable[[object], bool],
        attach: Callable[[object, str], int],
    ) -> None:
        self.template = template
        self.lookup = lookup
        self.names = names
        self.is_picture = is_picture
        self.attach = attach

    def run(self) -> str:
        template = self.template
        groups = _groups(template)
        parts: list[str] = []
        ends_of_pairs: set[int] = set()
        position = 0
        while found := _BRACE.search(template, position):
            start = found.start()
            parts.append(template[position:start])
            position = found.end()
            if found[0] != "{":
                parts.append(found[0][-1])
                if start in ends_of_pairs:
                    position += 1
                continue
            group = groups.get(start)
            if group is None:
                parts.append("{")
                continue
            end, has_choices = group
            inner = groups.get(position)
            if inner is not None and inner[0] == end - 1 and template[position] == "{":
                parts.append("{")
                position += 1
                ends_of_pairs.add(end - 1)
                continue
            text = self._read(position, end, has_choices)
            if text is None:
                parts.append("{")
            else:
                parts.append(text)
                position = end + 1
        parts.append(template[position:])
        return "".join(parts)

    def _read(self, start: int, end: int, has_choices: bool) -> str | None:
        """Return what a group stands for, or None where its brace is literal."""
        template = self.template
        if _LITERAL.match(template, start, end):
            return None
        shown = "{" + one_line(template[start : min(end, start + 200)], 60) + "}"
        if has_choices or _is_named(_AXIS.match(template, start, end)):
            raise PromptError(
                f"{shown} is a group of choices: axes ({{a|b}}) are not here yet", hint=RAW_HINT
            )
        if found := _REFERENCE.fullmatch(template, start, end):
            return f"image {self.attach(found[1], found[1])}"
        value = _VALUE.fullmatch(template, start, end)
        if value is not None and _is_named(value):
            steps = list(_STEP.finditer(value[2]))
            if all(step[1] is None or step[1].isidentifier() for step in steps):
                return self._insert(value[1], steps, value[1] + value[2], value[3] or "")
        if _is_named(_NEARLY.match(template, start, end)):
            raise PromptError(
                f"{shown} is no value that can be inserted",
                hint="There are {name}, {obj.attr}, {row['k']}, {items[0]} and {x:.2f}. "
                + RAW_HINT,
            )
        return None

    def _insert(
        self, name: str, steps: list[re.Match[str]], expression: str, format_spec: str
    ) -> str:
        value = self._evaluate(name, steps, expression)
        if self.is_picture(value):
            if format_spec:
                raise PromptError(
                    f"{{{expression}}} is a picture, and takes no format {format_spec!r}",
                    hint=f"Write {{{expression}}}.",
                )
            return f"image {self.attach(value, expression)}"
        return _text(value, format_spec, f"{{{expression}}}")

    def _evaluate(self, name: str, steps: list[re.Match[str]], expression: str) -> object:
        """Follow attributes and keys; no call and no operator is ever evaluated."""
        try:
            # Python reads names in this normal form, so that is how they are stored.
            value = self.lookup(unicodedata.normalize("NFKC", name))
        except KeyError:
            public = (known for known in self.names if not known.startswith("_"))
            hint = f"{nearest(name, public)} {RAW_HINT}".strip()
            raise PromptError(
                f"the prompt names {{{name}}}, which is not defined", hint=hint
            ) from None
        for step in steps:
            attribute, number, *keys = step.groups()
            if attribute is not None and attribute.startswith("_"):
                raise PromptError(f"{{{expression}}} asks for a private attribute")
            try:
                if attribute is not None:
                    value = getattr(value, unicodedata.normalize("NFKC", attribute))
                else:
                    key = int(number) if number else next(key for key in keys if key is not None)
                    value = value[key]  # type: ignore[index]  # whatever it is, it may say no
            except Exception as error:  # a property or __getitem__ of the user may raise anything
                raise _unreadable(f"{{{expression}}}", error) from error
        return value


def _groups(template: str) -> dict[int, tuple[int, bool]]:
    """Return where each ``{`` is closed, and whether a ``|`` stands between at its depth.

    From right to left, so that an outer brace jumps over inner ones that are known already:
    every character is looked at a few times at most, however deep the braces are.
    """
    groups: dict[int, tuple[int, bool]] = {}
    openings = [found.start() for found in _OPENING.finditer(template)]
    for opening in reversed(openings):
        head = _HEAD.match(template, opening)
        position = head.end() if head else opening + 1
        has_choices = False
        while mark := _MARK.search(template, position):
            position = mark.end()
            if mark[0] == "}":
                groups[opening] = (mark.start(), has_choices)
                break
            if mark[0] == "|":
                has_choices = True
            elif inner := groups.get(mark.start()):
                position = inner[0] + 1
            else:
                break  # an inner brace that nothing closes takes the outer one's end with it
    return groups


def _is_named(found: re.Match[str] | None) -> bool:
    """Whether the name that a pattern found is one in Python."""
    return found is not None and any(
        name is not None and name.isidentifier() for name in found.groups()[:2]
    )


def _text(value: object, format_spec: str, shown: str) -> str:
    """Return a value as the text to insert, or say why there is none."""
    kind = type(value).__name__
    if value is None:
        raise PromptError(f"{shown} is None")
    if isinstance(value, ModuleType):
        raise PromptError(f"{shown} is a module", hint=RAW_HINT)
    if isinstance(value, bytes | bytearray | memoryview):
        raise PromptError(f"{shown} is {kind}, not text", hint="Decode it, or name a picture.")
    if callable(value):
        raise PromptError(f"{shown} is a {kind} to call, not text", hint="Insert its result.")
    if _HUGE_WIDTH.search(format_spec):
        raise PromptError(f"{shown} is formatted wider than {LONGEST_VALUE:,} characters")
    try:
        text = format(value, format_spec) if format_spec else str(value)
    except Exception as error:  # __str__ and __format__ of the user may raise anything
        raise _unreadable(shown, error) from error
    if len(text) > LONGEST_VALUE:
        raise PromptError(f"{shown} is longer than {LONGEST_VALUE:,} characters")
    if not isinstance(value, str) and _ADDRESS.search(text):
        raise PromptError(f"{shown} is a {kind} without a readable text")
    _check_encodable(text, shown)
    return text


def _unreadable(shown: str, error: Exception) -> PromptError:
    try:
        words = str(error)
    except Exception:  # noqa: BLE001  # even the error's own text is the user's code
        words = ""
    said = f"{type(error).__name__}: {words}" if words else type(error).__name__
    return PromptError(f"{shown} can't be read", said=one_line(said), hint=RAW_HINT)


def _check_encodable(text: str, shown: str) -> None:
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise PromptError(
            f"{shown} holds half a character at position {error.start}, which can't be sent",
            hint="It is a lone surrogate, often from a damaged file name or a cut emoji.",
        ) from None
