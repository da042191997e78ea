"""Requests and replies as plain values, which the gateway, the session and the library share."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from .errors import OptionError
from .forks import cached_property

if TYPE_CHECKING:
    from PIL.Image import Image

    from .images.inputs import Input
    from .images.picture import Picture

__all__ = ["MARKING", "PREPARATION", "RESERVED_FIELDS", "Reply", "Request", "question"]

PREPARATION = "2048px q90"
"""The preparation of inputs (`ipyimagegen.images.inputs`), as far as a model could see it."""

MARKING = 1
"""The version of how a region is marked for a model (`ipyimagegen.regions.marking`)."""

RESERVED_FIELDS = frozenset({"model", "messages", "stream", "n", "tools"})
"""Fields that no extra may set: they make it one request for one picture."""


@dataclass(frozen=True)
class Request:
    """A request for a picture, to one gateway.

    Parameters
    ----------
    gateway
        ``"offline"``, or the gateway's normalised base URL.
    model
        Alias or any other name.
    prompt
        The text that is sent.
    sources
        Identities of the input pictures, in order (`ipyimagegen.images.inputs.identify`).
    inputs
        The same pictures prepared for sending; empty until they are.
    parameters
        Those that were set: ``aspect`` (``"16:9"``), ``size`` (``"2K"``), ``extra``, a mapping
        of further fields of the body, and the region of an edit: ``only``, ``crop`` and
        ``marking`` (`ipyimagegen.regions.region.Region.parameters`).
    take
        Number of the take, counted from 1: models have no seed, so the same question is
        sent again for another picture.
    """

    gateway: str
    model: str
    prompt: str
    sources: tuple[str, ...] = ()
    inputs: tuple[Input, ...] = ()
    parameters: Mapping[str, Any] = field(default_factory=dict)
    take: int = 1

    @cached_property
    def question(self) -> str:
        """SHA-256 (hex) of the question, the same for every gateway and every take."""
        return question(self.model, self.prompt, self.sources, self.parameters)

    @property
    def identity(self) -> tuple[str, str, int]:
        """The gateway, the question and the take: duplicate requests have the same three."""
        return self.gateway, self.question, self.take


def question(model: str, prompt: str, sources: Sequence[str], parameters: Mapping[str, Any]) -> str:
    """Return the SHA-256 (hex) of a question.

    Pictures count by their source and by their preparation, not by the bytes that are
    sent: another version of the encoder must not make old pictures impossible to find.

    Raises
    ------
    OptionError
        A parameter can't be written as JSON.
    """
    asked: list[Any] = [model, prompt, dict(parameters)]
    if sources:
        asked += [list(sources), PREPARATION]
    try:
        text = json.dumps(asked, sort_keys=True, separators=(",", ":"))
    except (TypeError, ValueError):
        text = ""
    if not text:
        raise OptionError("an extra field can't be written as JSON")
    return hashlib.sha256(text.encode()).hexdigest()


@dataclass(frozen=True)
class Reply:
    """A gateway's reply.

    Parameters
    ----------
    pictures
        At least one.
    text
        The model's own words, without any picture that was in them; untrusted.
    served_by
        The model that painted, if the gateway names it; untrusted.
    finish_reason
        As the gateway gives it.
    usage
        As the gateway gives it: tokens, cost.
    cost
        Dollars, only if the gateway reported them.
    seconds
        From sending until the last byte.
    damaged
        One line for each picture that was there but could not be used.
    remarks
        Sentences on how it came, for the caption.
    unread
        The whole body, where a picture in it could not be used or it is cut off: the library
        keeps it.
    images
        The pictures as they were decoded to verify them, so that a preview need not.
    """

    pictures: tuple[Picture, ...]
    text: str = ""
    served_by: str = ""
    finish_reason: str | None = None
    usage: Mapping[str, Any] = field(default_factory=dict)
    cost: float | None = None
    seconds: float = 0.0
    damaged: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    unread: bytes = field(default=b"", repr=False)
    images: tuple[Image, ...] = field(default=(), repr=False, compare=False)
