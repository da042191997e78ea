"""The exception tree: a few classes, each one something a person can act on.

A message has two halves. The first is stable: it is ``str(error)`` and so the ``evalue``
that a notebook stores and nbval compares. The other half varies from run to run (the
gateway's words, seconds, sizes): it is in `said`, and is shown but never compared.

::

    ImagegenError
    ├── OptionError           a line that can't be read
    │   └── WrongArguments    a Python call that can't be read (a TypeError, too)
    ├── UnknownAttribute      a name that a job has not (an AttributeError, too)
    ├── PromptError           a prompt that can't be sent as it stands
    ├── SettingError          a setting that is unknown, unusable or missing
    ├── UnknownReference      a reference that names no usable picture
    ├── PictureError          bytes or a file that are no usable picture
    ├── LibraryError          a library that can't be read or written
    ├── NotStored             nothing may be sent, and the library has no answer
    └── GatewayError          a request that did not end in a picture
        ├── Unreachable       no server at the address, or one that is no API
        ├── KeyRefused        no key, or one that the gateway refuses
        ├── NotAllowed        the account, its plan or its place rule this out
        ├── OutOfCredit       no money left: of the account, the key or a budget
        ├── Blocked           moderation said no
        ├── ModelNotFound     the gateway doesn't know the model
        ├── TooLarge          the request passes a size limit
        ├── RateLimited       too many requests
        ├── OverBudget        the budget of the day doesn't cover it, and it was not sent
        ├── GatewayFailed     it broke, perhaps after the picture was made
        ├── DeadlinePassed    no answer in the time allowed
        ├── NoPicture         an answer without a usable picture
        ├── Queued            a task in the gateway's queue: the picture may still come
        └── Cancelled         the user hung up
    Interrupted (a KeyboardInterrupt, so that queued cells stop)
    StillUnderWay (a TimeoutError, as futures raise it)
"""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Mapping
from types import TracebackType
from typing import Any

from .text import encodable, excerpt

__all__ = [
    "Blocked", "Cancelled", "DeadlinePassed", "GatewayError", "GatewayFailed", "ImagegenError",
    "Interrupted", "KeyRefused", "LibraryError", "ModelNotFound", "NoPicture", "NotAllowed",
    "NotStored", "OptionError", "OutOfCredit", "OverBudget", "PictureError", "PromptError",
    "Queued", "RateLimited", "SettingError", "StillUnderWay", "TooLarge", "UnknownAttribute",
    "UnknownReference", "Unreachable", "WrongArguments", "error_from_dict", "error_to_dict",
]  # fmt: skip

LONGEST_MESSAGE = 300  # characters
LONGEST_LINE = 600
MAYBE_BILLED = "The picture may have been made and billed; nothing was sent again."


class ImagegenError(Exception):
    """Base of everything this package raises on purpose.

    Parameters
    ----------
    message
        The event, in words that are the same on every run.
    said
        The varying part: the gateway's words, sizes, seconds. Shown, never compared.
    spent
        Whether money may have been spent; empty where nothing was sent.
    hint
        The next step.
    """

    def __init__(self, message: str, *, said: str = "", spent: str = "", hint: str = "") -> None:
        # What they quote may be a whole file that was pasted, or a stranger's: it is cut.
        super().__init__(excerpt(message, LONGEST_MESSAGE))
        self.said = excerpt(said, LONGEST_LINE)
        self.spent = spent
        self.hint = excerpt(hint, LONGEST_LINE)
        self.whole_traceback = False
        self._notes: list[str] = []

    @property
    def __notes__(self) -> list[str]:  # type: ignore[override]  # Python reads it, and never sets it
        """The lines that a traceback shows below the message, as in a plain script."""
        return [*filter(None, (self.said, self.spent, self.hint)), *self._notes]

    def add_note(self, note: str) -> None:
        """Add a line of the caller's own to the traceback."""
        self._notes.append(note)

    @property
    def sentence(self) -> str:
        """The message with its varying part."""
        return f"{self}: {self.said}" if self.said else str(self)

    def lines(self) -> list[str]:
        """Return the one to four lines a person reads, without the traceback."""
        place = _users_line(self.__traceback__)
        first = f"{type(self).__name__}{f' ({place})' if place else ''}: {self.sentence}"
        longest = LONGEST_MESSAGE + LONGEST_LINE
        return [excerpt(line, longest) for line in (first, self.spent, self.hint) if line]

    def _render_traceback_(self) -> list[str]:
        """Return `lines` for IPython, with ``--debug`` below the whole traceback.

        IPython's terminal stops at a character that its stream can't write.
        """
        shown = self.lines()
        if self.whole_traceback:
            shown = "".join(traceback.format_exception(self)).splitlines() + shown
        return [encodable(line) for line in shown]


class OptionError(ImagegenError):
    """The magic's line, or an argument of a Python call, can't be read."""


class WrongArguments(OptionError, TypeError):
    """The arguments of a Python call are not those that it takes."""


class UnknownAttribute(ImagegenError, AttributeError):
    """An object has no attribute of that name."""


class PromptError(ImagegenError):
    """The prompt can't be sent as it stands."""


class SettingError(ImagegenError):
    """A setting is unknown, unusable, or missing where it is needed."""


class UnknownReference(ImagegenError):
    """A reference names nothing, or nothing that can be an input."""


class PictureError(ImagegenError):
    """Bytes, a file or an object can't be used as a picture."""


class LibraryError(ImagegenError):
    """The library can't be read or written.

    Attributes
    ----------
    pictures
        Pictures of a reply that can't be filed: they are held here, in memory.
    """

    pictures: tuple[Any, ...] = ()  # of `Picture`, which this module is the ground of


class NotStored(ImagegenError):
    """Nothing may be sent, and the library has no answer to replay."""


class GatewayError(ImagegenError):
    """A request did not end in a picture.

    Parameters
    ----------
    status
        HTTP status, where one came.
    elapsed
        Seconds since sending began.
    maybe_billed
        Whether the request may have cost something.
    retry_after
        Seconds that the gateway asks to wait, if it names them.

    Attributes
    ----------
    retries
        How often the client may send it again by itself: above 0 only where nobody can
        have been paid (rows 1, 10 and 11 of the failure table in ``docs/errors.md``).
    reply
        The body of a reply that could not be used, for the library to keep; empty where
        nothing in it was paid for.
    cost
        Dollars, only if the gateway reported them.
    """

    def __init__(
        self,
        message: str,
        *,
        said: str = "",
        hint: str = "",
        status: int | None = None,
        elapsed: float | None = None,
        maybe_billed: bool = True,
        retry_after: float | None = None,
    ) -> None:
        spent = MAYBE_BILLED if maybe_billed else "Nothing was billed."
        super().__init__(message, said=said, spent=spent, hint=hint)
        self.status = status
        self.elapsed = elapsed
        self.maybe_billed = maybe_billed
        self.retry_after = retry_after
        self.retries = 0
        self.reply = b""
        self.cost: float | None = None


class Unreachable(GatewayError):
    """No server answered at the address, or one that is no API."""


class KeyRefused(GatewayError):
    """The gateway wants a key, or refuses the one it got."""


class NotAllowed(GatewayError):
    """The account's settings, its plan or the place it is used from rule the request out."""


class OutOfCredit(GatewayError):
    """No money is left: the account is empty, or the key or a budget has reached its limit."""


class Blocked(GatewayError):
    """Moderation refused the prompt, an input or the picture."""


class ModelNotFound(GatewayError):
    """The gateway doesn't know the model."""


class TooLarge(GatewayError):
    """The request, or the reply, passes a size limit."""


class RateLimited(GatewayError):
    """Too many requests for now."""


class OverBudget(GatewayError):
    """The budget of the day doesn't cover the request, which was not sent."""

    def __init__(self, message: str, **details: Any) -> None:
        super().__init__(message, **details | {"maybe_billed": False})
        self.spent = "Nothing was sent, and nothing was billed."


class GatewayFailed(GatewayError):
    """The gateway or the model's provider broke while working."""


class DeadlinePassed(GatewayError):
    """No reply in the time allowed."""


class NoPicture(GatewayError):
    """A reply came, but no usable picture in it."""


class Queued(GatewayError):
    """The gateway put the request in a queue: the picture may still come, and be billed.

    Attributes
    ----------
    task
        The gateway's ``id`` and ``state`` for it, and the ``address`` on the gateway's own host
        that tells how it stands; each empty where the gateway names none.
    """

    def __init__(self, message: str, **details: Any) -> None:
        super().__init__(message, **details)
        self.task: dict[str, str] = {"id": "", "state": "", "address": ""}


class Cancelled(GatewayError):
    """The user hung up before the reply was there."""


class Interrupted(KeyboardInterrupt):
    """The user interrupted a cell that waited.

    A `KeyboardInterrupt`, because only that stops the cells queued behind this one. Without
    lines it says that nothing was sent.
    """

    def __init__(self, *lines: str) -> None:
        lines = lines or ("Interrupted: nothing was sent.",)
        super().__init__(lines[0])
        self._lines = lines

    @property
    def __notes__(self) -> list[str]:  # type: ignore[override]  # as in `ImagegenError`
        return list(self._lines[1:])

    def _render_traceback_(self) -> list[str]:
        return [encodable(line) for line in self._lines]


class StillUnderWay(TimeoutError):
    """Somebody waited as long as they wanted to, and the job goes on."""

    def _render_traceback_(self) -> list[str]:
        return [encodable(f"TimeoutError: {self}"), "It goes on; .result() waits for it."]


def _users_line(trace: TracebackType | None) -> str:
    """Return the line of the user's code that called us, such as ``line 3 in make_frogs``.

    It is empty under a magic, because there the caller is IPython.
    """
    package = __name__.partition(".")[0]
    caller = None
    for frame, line in traceback.walk_tb(trace):
        module = frame.f_globals.get("__name__", "")
        room = module.partition(".")[0]
        if room == package:
            break
        # Such as a pool's, of an error from a worker, or those that set a panel's value.
        if room not in sys.stdlib_module_names and room != "traitlets":
            caller = (module, frame.f_code, line)
    if caller is None or caller[0].partition(".")[0] == "IPython":
        return ""
    module, code, line = caller
    file = "" if module == "__main__" else f"{os.path.basename(code.co_filename)} "  # noqa: PTH119  # a text, cut as text
    function = "" if code.co_name == "<module>" else f" in {code.co_name}"
    return f"{file}line {line}{function}"


def error_to_dict(error: Exception) -> dict[str, Any]:
    """Return an error as the plain values that the library stores."""
    values = {
        "kind": type(error).__name__,
        "message": str(error),
        "said": getattr(error, "said", ""),
        # What the client itself refuses was not sent; of a bug nobody knows.
        "maybe_billed": getattr(error, "maybe_billed", not isinstance(error, ImagegenError)),
        "hint": getattr(error, "hint", ""),
    }
    return values | {"task": dict(error.task)} if isinstance(error, Queued) else values


def error_from_dict(values: Mapping[str, Any]) -> GatewayError:
    """Return the error that `error_to_dict` made these values of, to be raised once more."""
    kinds = {kind.__name__: kind for kind in GatewayError.__subclasses__()}
    error = kinds.get(str(values.get("kind")), GatewayFailed)(
        values.get("message", "the gateway failed"),
        said=values.get("said", ""),
        hint=values.get("hint", ""),
        maybe_billed=bool(values.get("maybe_billed", True)),
    )
    if isinstance(error, Queued):
        error.task |= values.get("task") or {}
    return error
