"""What people write where a picture goes, and what that stands for in this kernel.

A reference means the same for a cell, for the panel and in Python: ``@last`` is what this
kernel finished last, and ``@picked`` what is picked in its panel.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from ..errors import UnknownReference
from ..library import references

if TYPE_CHECKING:
    from ..gateways import Gateway
    from ..library import Generation, Library, Source

__all__ = ["Resolver"]


class Resolver:
    """Resolves references and pictures.

    Parameters
    ----------
    library
        Returns where ``@`` references are looked up.
    last
        Returns the number of what this kernel finished last, or None.

    Attributes
    ----------
    picked
        References that ``@picked`` stands for, in order.
    """

    def __init__(
        self, library: Callable[[], Library], last: Callable[[Library], int | None]
    ) -> None:
        self.picked: tuple[str, ...] = ()
        self._library = library
        self._last = last

    def generation(self, reference: str, values: Mapping[str, Any]) -> Generation:
        """Return the generation that a reference or a variable names."""
        if _is_picked(reference):
            self.only_source(reference, values, "", "")
            [reference] = self.picked
        library = self._library()
        return references.generation(
            reference, library=library, namespace=values, last=self._last(library)
        )

    def source(self, value: object, values: Mapping[str, Any], name: str = "") -> Source:
        """Return what a reference or a picture stands for, as an input."""
        library = self._library()
        if isinstance(value, references.Source):
            return replace(value, name=name or value.name)
        if isinstance(value, str):
            found = references.resolve(
                value, library=library, namespace=values, last=self._last(library)
            )
            return replace(found, name=name or found.name)
        return references.source_of(value, name, library)

    def sources(self, value: object, values: Mapping[str, Any], template: str) -> list[Source]:
        """Return what a reference stands for: one picture, or those that are picked."""
        if not _is_picked(value):
            return [self.source(value, values)]
        if not self.picked:
            before = self._library().last_picked(template)
            raise UnknownReference(
                "@picked names nothing: no picture is picked in this kernel",
                hint=f"When this was last sent it was {before}: -i {before.replace(' ', '')}"
                if before
                else "Click one in %imagegen panel, or set panel.picked = ['@12'].",
            )
        return [self.source(name, values, f"@picked ({name})") for name in self.picked]

    def only_source(
        self, value: object, values: Mapping[str, Any], called: str, template: str
    ) -> Source:
        """Return the one picture that a place in a prompt stands for."""
        if not _is_picked(value):
            return self.source(value, values, called)
        found = self.sources(value, values, template)
        if len(found) > 1:
            raise UnknownReference(
                f"{len(found)} pictures are picked, and {{@picked}} stands for one",
                hint="Write -i @picked, and call them image 1, image 2 in the prompt.",
            )
        return found[0]

    def refuse_sketches(self, gateway: Gateway, sources: Sequence[Source]) -> None:
        """Refuse inputs that stand on an offline sketch: paying to edit one is a mistake."""
        if gateway.is_offline:
            return
        numbers = {one.generation: one.name for one in sources if one.generation is not None}
        for number, name in numbers.items():
            generation = self._library().get(number)
            if generation is not None and generation.descends_from_sketch:
                raise UnknownReference(
                    f"{name} is an offline sketch, or was made from one",
                    hint=f"Run its cell again with {gateway.name} first "
                    "(its .image is an ordinary picture, if you insist).",
                )


def _is_picked(value: object) -> bool:
    return isinstance(value, str) and value.strip() == references.PICKED
