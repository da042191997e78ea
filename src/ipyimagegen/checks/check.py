"""Checks as people write them: ``text``, ``text!``, ``text="OPEN 24 HOURS"``, several with commas.

Light enough for a cell that asks for none: what a check needs is imported when it is made.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from ..errors import OptionError, WrongArguments
from ..text import CLOSING_QUOTES, a_kind, fits_one_line, nearest, one_line

__all__ = [
    "BUILT_IN", "Check", "checks_of", "is_name", "known_names", "one_check", "split_checks",
    "unknown_check",
]  # fmt: skip

BUILT_IN: Mapping[str, str] = {
    "text": "the words in quotes stand in the picture",
    "size": "the pixels are the size and shape asked for",
    "alpha": "the background is transparent",
    "changed": "an edit changed something, and not everything",
    "only": "nothing outside the region moved",
}
"""The checks that need no function of one's own, each with what passes."""

LONGEST_PASSAGE = 500  # characters
_MOST = 50  # checks of one picture
_MOST_NAMED = 15  # in a hint
_NAME = re.compile(r"[^\W\d]\w{0,79}")


@dataclass(frozen=True)
class Check:
    """One check that is asked for.

    Attributes
    ----------
    name
        ``text``, ``size``, …, or the name of a function of the user's.
    exact
        Of ``text``: whether case, dashes and the like count as well.
    passage
        Of ``text``: what is to stand in the picture, instead of the prompt's words in quotes.
    is_usual
        Whether the settings ask for it, so that it is silent where it has nothing to say.
    """

    name: str
    exact: bool = False
    passage: str = ""
    is_usual: bool = field(default=False, compare=False)

    @property
    def label(self) -> str:
        """It as it is written."""
        value = ""
        if self.passage:
            pairs = CLOSING_QUOTES.items()
            free = (pair for pair in pairs if not set(pair) & set(self.passage))
            opening, closing = next(free, ("“", "”"))
            value = f"={opening}{self.passage}{closing}"
        return f"{self.name}{'!' if self.exact else ''}{value}"


def known_names() -> tuple[str, ...]:
    """Return the names of all checks: ours, and those of the user's functions."""
    from .own import own_names

    return (*BUILT_IN, *own_names())


def checks_of(written: object, *, is_usual: bool = False) -> tuple[Check, ...]:
    """Return the checks in a text, or in a list of texts, each once.

    Parameters
    ----------
    written
        Such as ``"text,size"`` or ``["text", "size"]``; a function that is a check stands for
        its name.
    is_usual
        Whether these are the settings'.

    Raises
    ------
    OptionError
        One of them is none; the error names the nearest.
    """
    if isinstance(written, str) or not isinstance(written, Iterable):
        written = [written]
    texts = [_text(one) for one in written]
    found = [_read(part, is_usual) for text in texts for part in split_checks(text)]
    if len(found) > _MOST:
        raise OptionError(f"more than {_MOST} checks of one picture")
    return tuple(dict.fromkeys(found))


def _text(written: object) -> str:
    """Return a check as it is written; of a function that is one its name."""
    from .own import own_function

    name = getattr(written, "__name__", "")
    if callable(written) and own_function(name) is written:
        return str(name)
    if not isinstance(written, str):
        raise WrongArguments(
            f"checks are to be text or a list of texts, not {a_kind(written)}",
            hint="Such as checks=['text', 'size']; a function of yours gets @ipyimagegen.check.",
        )
    return written


def one_check(written: str) -> Check:
    """Return the one check in a text; `OptionError` if there are several."""
    found = checks_of(written)
    if len(found) != 1:
        raise OptionError(
            "one check at a time", hint=f"Such as {found[0].name!r}." if found else ""
        )
    return found[0]


def split_checks(text: str) -> list[str]:
    """Split at commas outside quotes; `OptionError` where there is nothing between two."""
    parts, start, quote = [], 0, ""
    for place, character in enumerate(text):
        if quote:
            quote = "" if character == quote else quote
        elif character in CLOSING_QUOTES and text[start:place].endswith("="):
            quote = CLOSING_QUOTES[character]
        elif character == ",":
            parts.append(text[start:place])
            start = place + 1
    parts = [part.strip() for part in (*parts, text[start:])]
    if quote:
        raise OptionError(f"a {quote} is not closed in the checks")
    if not all(parts):
        raise OptionError(
            "no check between two commas, or at an end",
            hint=f"There are {', '.join(known_names())}.",
        )
    return parts


def _read(part: str, is_usual: bool) -> Check:
    head, equals, value = part.partition("=")
    name, exact = head.strip().removesuffix("!"), head.strip().endswith("!")
    known = known_names()
    if name not in known:
        raise unknown_check(name, known)
    if (exact or equals) and name != "text":
        raise OptionError(f"{name} is written without ! and =", hint="Only text takes these.")
    passage = " ".join(_bare(value.strip()).split())
    if equals and (not passage or len(passage) > LONGEST_PASSAGE or not fits_one_line(passage)):
        raise OptionError(
            "text= names no words that can stand in a picture",
            hint='Such as --check text="OPEN 24 HOURS".',
        )
    return Check(name, exact, passage, is_usual)


def _bare(value: str) -> str:
    if len(value) >= 2 and CLOSING_QUOTES.get(value[0]) == value[-1]:
        return value[1:-1]
    return value


def unknown_check(name: str, known: Sequence[str]) -> OptionError:
    """Return the error for a name that no check has, with the nearest one and those there are."""
    return OptionError(
        f"no check is called {one_line(name, 60)!r}",
        hint=f"{nearest(name, known)} There are {', '.join(known[:_MOST_NAMED])}.".strip(),
    )


def is_name(text: str) -> bool:
    """Whether a text can be a check's name."""
    return _NAME.fullmatch(text) is not None
