"""Briefs: a wish for pictures, the same frozen value from a cell, the panel and Python."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ..arguments import checked_switches, checked_text
from ..errors import OptionError, WrongArguments
from ..gateways import ASPECTS, SIZES
from ..requests import RESERVED_FIELDS
from ..text import amount, is_blank, nearest, value_words

__all__ = [
    "COUNTED",
    "MOST",
    "Brief",
    "input_list",
    "model_names",
]

MOST = 10_000  # pictures that one brief can ask for
COUNTED = 10**15  # pictures; a number of thousands of digits can't be written
MOST_TAKES = 1_000_000  # a number with more digits is a mistake


@dataclass(frozen=True, kw_only=True)
class Brief:
    """A wish as it was expressed in a cell, in the panel or in Python.

    Attributes
    ----------
    template
        The text as typed.
    kept_template
        The template that the library keeps with what is made, where the text is one prompt of it;
        None keeps the text.
    models
        The models to ask; none takes the setting's.
    inputs
        References (text) or pictures, in the order they are sent.
    each
        Make a picture of each input alone, instead of one of all of them.
    gateway, timeout
        Instead of the settings'; `timeout` in seconds.
    aspect, size
        Such as ``"16:9"`` and ``"2K"``; sent only when given.
    extra
        More fields of the request's body.
    raw
        Send the template as it is.
    take, count, again
        Exactly that take of the request, from 1; takes 1 to `count`; the next unused ones.
    rows
        A list of dictionaries or a DataFrame whose columns the template names.
    only, crop
        Boxes and masks: the part of the first input that may change; send no more than its
        surroundings.
    checks
        Checks to be made of each picture, as `checks.check` reads them; None takes the setting's.
    until
        Checks that end the takes: with `count`, so many takes are made at most, one by one.
    name
        The variable that the result will have, kept in the library.
    yes, max_cost
        Consent to more new calls than ``max_calls``; dollars that new calls may cost at most.
    door
        Where it was asked, for lists of jobs: such as ``cell [14]``.
    """

    template: str
    kept_template: str | None = None
    models: tuple[str, ...] = ()
    inputs: Sequence[object] = ()
    each: bool = False
    gateway: str | None = None
    aspect: str | None = None
    size: str | None = None
    timeout: float | None = None
    extra: Mapping[str, Any] | None = None
    raw: bool = False
    take: int | None = None
    count: int | None = None
    again: bool = False
    rows: object = None
    only: object = None
    crop: bool = False
    checks: object = None
    until: object = None
    name: str = ""
    yes: bool = False
    max_cost: float | None = None
    door: str = field(default="", compare=False)

    def check_types(self) -> None:
        """Refuse values of another type, such as arguments in another order; `WrongArguments`."""
        if not isinstance(self.template, str):
            raise WrongArguments(
                f"the prompt is to be text, not {type(self.template).__name__}",
                hint="In ipyimagegen.edit(picture, prompt) the picture comes first.",
            )
        for name in ("gateway", "aspect", "size", "name"):
            value = getattr(self, name)
            if value is not None:
                _check_words(f"the {name}", value)
        for model in self.models:
            if isinstance(model, (list, tuple)):
                raise WrongArguments(
                    f"the model is to be text, not {type(model).__name__}",
                    hint="ipyimagegen.sweep(prompt, models=[…]) compares several.",
                )
            _check_words("the model", model)
            if is_blank(model):
                raise WrongArguments("the model is blank", hint="None takes that of the settings.")
        if self.extra is not None and not isinstance(self.extra, Mapping):
            kind = type(self.extra).__name__
            raise WrongArguments(f"the extra fields are to be a dictionary, not {kind}")
        checked_switches(
            each=self.each, raw=self.raw, again=self.again, crop=self.crop, yes=self.yes
        )
        if self.crop and self.only is None:
            raise OptionError(
                "--crop sends the surroundings of a region, and there is none",
                hint="Write --only with a box or a mask as well.",
            )

    @property
    def parameters(self) -> dict[str, Any]:
        """The parameters of its requests; `OptionError` if one can't be sent.

        A gateway that doesn't know an aspect ratio may ignore it and bill.
        """
        parameters: dict[str, Any] = {}
        if self.aspect is not None:
            if self.aspect not in ASPECTS:
                # Of a stranger's row it may be anything.
                sides = str(self.aspect).replace("×", "x").replace("/", "x").split("x")
                meant = ":".join(map(str.strip, sides))
                is_there = meant in ASPECTS
                raise OptionError(
                    f"no aspect ratio {self.aspect!r}",
                    hint=f"Did you mean {meant}?"
                    if is_there
                    else f"There are {', '.join(ASPECTS)}.",
                )
            parameters["aspect"] = self.aspect
        if self.size is not None:
            # The gateway wants a capital K and refuses a small one.
            size = str(self.size).upper()
            if size not in SIZES:
                raise OptionError(f"no size {self.size!r}", hint=f"There are {', '.join(SIZES)}.")
            parameters["size"] = size
        for name in self.extra or {}:
            if name in RESERVED_FIELDS:
                raise OptionError(
                    f"extra fields can't set {name!r}",
                    hint=nearest(name, ("model",)) and "Use -m for the model.",
                )
        return parameters | ({"extra": dict(self.extra)} if self.extra else {})

    def check_takes(self, replay: str) -> None:
        """Refuse takes that can't be counted, or that may not be sent; `OptionError`.

        Python's own arguments are looked at, too: a cell's have been read by its line.
        """
        if self.timeout is not None and not _is_amount(self.timeout, above=0):
            raise OptionError(
                f"a timeout is a number of seconds above 0, not {value_words(self.timeout)}"
            )
        if self.max_cost is not None and not _is_amount(self.max_cost):
            raise OptionError(f"a cost is dollars from 0 on, not {value_words(self.max_cost)}")
        take, count = self.take, self.count
        if take is not None and self.again:
            raise OptionError(
                "a take and another one again exclude each other",
                hint="--take K is exactly that one, --again the next one that there isn't yet.",
            )
        if take is not None and not (_is_whole(take) and 1 <= take <= MOST_TAKES):
            raise OptionError(
                f"a take is a whole number from 1 to {MOST_TAKES:,}, not {value_words(take)}"
            )
        if count is not None and take is not None:
            raise OptionError(
                "a count and one take exclude each other",
                hint="-n 4 is takes 1 to 4, --take 4 is the fourth alone.",
            )
        if count is not None and not (_is_whole(count) and count >= 1):
            raise OptionError(f"the count is a whole number from 1 on, not {value_words(count)}")
        if count is not None and count > MOST:
            asked = f"{count:,}" if count < COUNTED else "countless"
            raise OptionError(f"{asked} takes: more than {MOST:,} pictures at a time")
        if self.until and count is None:
            raise OptionError(
                "--until takes again and again, and nothing says how often at most",
                hint="Write -n with the most takes: --until text -n 3.",
            )
        if replay == "only" and self.again:
            raise OptionError(
                "--again asks for something new, and replay = only never sends",
                hint="%config ImageGen.replay = 'on' lets it be sent.",
            )

    def takes(self, replay: str) -> list[int | None]:
        """Return the takes to make; None stands for the next unused one."""
        count = self.count or 1
        if self.again or (replay == "off" and self.take is None):
            return [None] * count
        return [self.take or 1] if self.count is None else list(range(1, count + 1))


def input_list(inputs: object) -> Sequence[object]:
    """Return inputs as a list, also where one was given as it is."""
    if isinstance(inputs, Sequence) and not isinstance(
        inputs, str | bytes | bytearray | memoryview
    ):
        return inputs
    return [inputs]


def model_names(models: object) -> tuple[Any, ...]:
    """Return models as a tuple, also where one was given as it is."""
    if isinstance(models, Iterable) and not isinstance(models, str):
        return tuple(models)
    return (models,)


def _check_words(name: str, value: object) -> None:
    """Refuse a value that is no text, or none that can be kept and sent; `WrongArguments`."""
    if any("\ud800" <= character <= "\udfff" for character in checked_text(name, value)):
        raise WrongArguments(
            f"{name} holds half a character, which can't be kept or sent",
            hint="It is a lone surrogate, often from a damaged file name or a cut emoji.",
        )


def _is_amount(number: object, *, above: float = -1) -> bool:
    read = None if isinstance(number, str) else amount(number)
    return read is not None and read > above


def _is_whole(number: object) -> bool:
    return isinstance(number, int) and not isinstance(number, bool)
