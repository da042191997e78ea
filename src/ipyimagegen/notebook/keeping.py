"""The subcommands that keep, hand on and throw away: what each does, and its sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from ..errors import OptionError
from ..session.selection import chosen
from ..text import shown_path

if TYPE_CHECKING:
    from ..session import Session

__all__ = ["delete", "export", "import_bundle", "note", "prune", "rate", "tag"]


def rate(session: Session, arguments: Sequence[str], values: Mapping[str, Any]) -> str:
    """Rate a generation, and say so."""
    reference, stars = arguments
    if not stars.isdecimal():
        raise OptionError(f"ratings go from 1 to 5, and 0 takes one away: not {stars!r}")
    rated = session.find(reference, values).rate(int(stars))
    return f"{rated.ref} · {'★' * rated.rating if rated.rating else 'no rating'}"


def tag(session: Session, arguments: Sequence[str], values: Mapping[str, Any]) -> str:
    """Tag a generation, and say which tags it has."""
    tagged = session.find(arguments[0], values).tag(*arguments[1:])
    return f"{tagged.ref} · {' '.join(f'#{word}' for word in tagged.tags) or 'no tags'}"


def note(session: Session, arguments: Sequence[str], values: Mapping[str, Any]) -> str:
    """Write a note to a generation, and say so."""
    noted = session.find(arguments[0], values).annotate(" ".join(arguments[1:]))
    return f"{noted.ref} · {noted.note or 'no note'}"


def delete(session: Session, arguments: Sequence[str], values: Mapping[str, Any]) -> str:
    """Put generations out of sight, or bring them back."""
    references = [word for word in arguments if word != "--undo"]
    library = session.library
    if "--undo" in arguments:
        numbers = [_number(word) for word in references] or library.last_deleted()
        library.restore(numbers)
        back = ", ".join(f"@{number}" for number in numbers)
        return f"back: {back}" if numbers else "Nothing is deleted."
    if not references:
        raise OptionError("write: %imagegen delete REF…", hint="Such as %imagegen delete @12 frog")
    found = dict.fromkeys(session.find(word, values).number for word in references)
    library.delete(list(found))
    gone = ", ".join(f"@{number}" for number in found)
    return f"deleted {gone} · %imagegen delete --undo brings it back"


def _number(reference: str) -> int:
    number = reference.removeprefix("@")
    if not number.isdecimal():
        raise OptionError(
            f"{reference!r} can't be brought back",
            hint="By number: %imagegen delete --undo @12, or without one what went last.",
        )
    return int(number)


def prune(session: Session) -> str:
    """Throw away for good what was deleted."""
    from ..library.maintenance.prune import prune

    return prune(session.library).words


def export(session: Session, arguments: Sequence[str], values: Mapping[str, Any]) -> str:
    """Write a bundle, and say what is in it."""
    path, *wanted = arguments
    words = wanted[0].replace(",", " ").split() if wanted else []
    made = session.export_bundle(path, *chosen(session, words, values, query=" ".join(wanted)))
    return made.words.replace(str(made.path), shown_path(made.path))


def import_bundle(session: Session, arguments: Sequence[str]) -> str:
    """Bring a bundle in, and say what came."""
    return session.import_bundle(arguments[0]).words
