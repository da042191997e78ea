"""What one generation needs, checked: the last thing before time and money are spent."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ..errors import OptionError, PictureError
from ..gateways import COMPOSITE, Gateway
from ..settings import Settings

if TYPE_CHECKING:
    from ..library import Source
    from ..requests import Request

__all__ = ["Order", "caution", "check_take", "time_allowed"]

MOST_TAKES = 1_000_000  # a number with more digits is a mistake
SHORT_TIMEOUT = 240.0  # gpt-image takes 100 to 180 s, and a composite tries two models
COMPOSITE_TIMEOUT = 480.0  # the first model may hang before the second one starts


@dataclass(frozen=True)
class Order:
    """All that one generation needs, checked, before anything is prepared or sent.

    Attributes
    ----------
    request
        The request, still without its prepared inputs.
    sources
        What the inputs are, in the order sent.
    template
        What the user typed.
    gateway
        Where it goes.
    timeout
        Total deadline in seconds.
    name
        The variable it will be bound to, if any.
    caution
        What the user should know before it is sent; empty where there is nothing.
    again
        Whether it is the next unused take that is wanted, and not the request's own.
    stand_in
        Whether a real picture of the same request will do, because nobody chose a gateway.
    may_send
        Whether it may be sent at all.
    is_new
        Whether it was looked for in the library already, and not found.
    """

    request: Request
    sources: tuple[Source, ...]
    template: str
    gateway: Gateway
    timeout: float
    name: str = ""
    caution: str = ""
    again: bool = False
    stand_in: bool = False
    may_send: bool = True
    is_new: bool = False

    def with_inputs(self) -> Request:
        """Return the request with its inputs prepared; takes as long as resizing them.

        Raises
        ------
        PictureError
            One can't be used, or is another picture than when it was ordered.
        """
        from ..images.inputs import prepare_all

        if not self.sources:
            return self.request
        inputs = prepare_all([source.value for source in self.sources])
        for made, ordered, source in zip(inputs, self.request.sources, self.sources, strict=True):
            if made.source != ordered:
                raise PictureError(
                    f"{source.name} was changed while it was read", hint="Run the cell again."
                )
        return replace(self.request, inputs=inputs)


def check_take(take: int | None, *, again: bool) -> None:
    """Refuse a take that is none; `OptionError`."""
    if take is None:
        return
    if again:
        raise OptionError(
            "a take and another one again exclude each other",
            hint="--take K is exactly that one, --again the next one that there isn't yet.",
        )
    if isinstance(take, bool) or not isinstance(take, int) or not 1 <= take <= MOST_TAKES:
        raise OptionError(f"takes are numbered from 1 to {MOST_TAKES:,}, so there is no {take!r}")


def time_allowed(settings: Settings, model: str) -> float:
    """Return the seconds that a model may take, where the cell doesn't say."""
    found = settings.look_up("timeout")
    if model == COMPOSITE and found.source == "default":
        return COMPOSITE_TIMEOUT
    return float(found.value)


def caution(gateway: Gateway, timeout: float) -> str:
    """Return a warning if so many seconds are too few for a gateway, else nothing."""
    if gateway.is_offline or timeout >= SHORT_TIMEOUT:
        return ""
    return (
        f"A timeout of {timeout:g} s is short: gpt-image regularly takes 150 s, "
        "and a picture that comes too late may be billed."
    )
