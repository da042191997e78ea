"""The report of an edit of a region: what the model did, and what was done about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from ..text import percent_words

__all__ = ["COLUMNS", "Report", "movement_words", "report_of"]

_MOST = 1e9  # pixels; a larger number is no measurement

_SEEN = 0.005  # the share of a change that is worth a word

COLUMNS = (
    "only_pasted", "only_outside", "only_model_outside", "only_moved", "only_zoomed",
    "only_overshoot",
)  # fmt: skip
"""The columns of a table that `Report.columns` fills."""


@dataclass(frozen=True)
class Report:
    """What the model did, and what was done about it.

    Parameters
    ----------
    pasted
        Whether its answer was pasted into the picture; else it is shown as delivered.
    lined_up
        Whether it was lined up before.
    outside
        Pixels outside the region that differ from the picture; 0, if it was pasted.
    model_outside
        The share of the pixels outside that differ in what the model delivered, from 0 to 1.
    moved, zoomed, turned
        How it had moved, in pixels of the picture; by how much it was larger, as a share; and
        how far it had turned, in degrees.
    overshoot
        The share of its change that lay outside; None where it changed nothing.
    correlation
        Of the details outside; None where it was not lined up.
    shape
        The size that it came in, if its shape was another.
    widened
        By how many pixels the region was widened since.
    delivered
        How many pictures the model delivered.
    remarks
        Sentences on what could not be kept as it was.
    why
        Why it was not pasted, or not lined up.
    """

    pasted: bool
    lined_up: bool = False
    outside: int | None = None
    model_outside: float | None = None
    moved: float | None = None
    zoomed: float | None = None
    turned: float | None = None
    overshoot: float | None = None
    correlation: float | None = None
    shape: str = ""
    widened: int = 0
    delivered: int = 1
    remarks: tuple[str, ...] = ()
    why: str = ""

    @property
    def as_json(self) -> dict[str, Any]:
        """Return it as the catalogue keeps it, with no more digits than mean something."""
        values = {one.name: getattr(self, one.name) for one in fields(self)}
        values["remarks"] = list(self.remarks)
        return {
            name: round(value, 4) if isinstance(value, float) else value
            for name, value in values.items()
            if value not in (None, "", [])
        }

    @property
    def columns(self) -> dict[str, Any]:
        """Return its numbers for a table."""
        return {name: getattr(self, name.removeprefix("only_")) for name in COLUMNS}

    @property
    def words(self) -> str:
        """Return it as a part of a caption."""
        came = self.model_outside
        changed = "" if came is None else f" (the model had changed {percent_words(came)})"
        if not self.pasted:
            return " · ".join([f"only: {self.why}: shown as delivered{changed}", *self.remarks])
        parts = [f"only: {self.outside or 0} px changed outside{changed}"]
        if self.widened:
            parts.append(f"widened by {self.widened} px")
        if not self.lined_up:
            parts.append(f"pasted as it came: {self.why}")
        elif done := self._corrections:
            parts.append(f"{', '.join(done)}, corrected")
        if self.is_cut and self.overshoot is not None:
            parts.append(f"{percent_words(self.overshoot)} of its change lay outside")
        return " · ".join([*parts, *self.remarks])

    @property
    def lines(self) -> tuple[tuple[str, str], ...]:
        """Return it as three lines: the outside, the corrections, what was cut off.

        Each is what it is about, and more on that; either may be empty.
        """
        came, remarks = self.model_outside, " · ".join(self.remarks)
        model = "" if came is None else percent_words(came)
        if not self.pasted:
            shown = "Nothing was pasted: shown as delivered."
            why = f"{self.why[:1].upper()}{self.why[1:]}."
            changed = f"It had changed {model} outside your marks." if model else ""
            return (shown, why), ("", changed), ("", remarks)
        kept = f"{self.outside} px" if self.outside else "0 %"
        first = f"{kept} changed outside your marks.", f"The model: {model}." if model else ""
        done = ", ".join(self._corrections)
        if not self.lined_up:
            second = "Pasted as it came:", f"{self.why}."
        elif done:
            second = f"It {'' if self.shape else 'had '}{done}:", "corrected, colours too."
        else:
            second = "It came in its place.", "Its colours were matched."
        third = "", "Nothing of its change was cut off." if self.overshoot is not None else ""
        if self.is_cut:
            share = percent_words(self.overshoot or 0)
            third = f"{share} of its change", "lay outside and was cut off."
        return first, (second[0], " · ".join(filter(None, (second[1], remarks)))), third

    @property
    def is_cut(self) -> bool:
        """Whether some of the answer's change lay outside, and so is not seen."""
        return self.pasted and self.overshoot is not None and self.overshoot >= _SEEN

    @property
    def _corrections(self) -> list[str]:
        done = [f"came as {self.shape}"] if self.shape else []
        return [*done, *movement_words(self.moved or 0.0, self.zoomed or 0.0, self.turned or 0.0)]


def movement_words(moved: float, zoomed: float, turned: float) -> list[str]:
    """Return how an answer had moved, zoomed and turned, as far as one can see it."""
    done = []
    if moved >= 0.5:
        done.append(f"moved {moved:.0f} px" if moved >= 1 else "moved 1 px")
    if abs(zoomed) >= 0.001:
        done.append(f"zoomed {100 * zoomed:.1f} %".replace("-", "−"))
    if abs(turned) >= 0.1:
        done.append(f"turned {abs(turned):.1f}°")
    return done


def report_of(values: object) -> Report | None:
    """Return the report in a row of the catalogue, which may be a stranger's; None if none is."""
    if not isinstance(values, Mapping) or not isinstance(values.get("pasted"), bool):
        return None
    known: dict[str, Any] = {}
    for one in fields(Report):
        value = values.get(one.name)
        number = isinstance(value, int | float) and not isinstance(value, bool)
        number = number and abs(value) <= _MOST  # type: ignore[arg-type]
        match one.name:
            case "pasted" | "lined_up" if isinstance(value, bool):
                known[one.name] = value
            case "outside" | "widened" | "delivered" if number:
                known[one.name] = int(value)  # type: ignore[arg-type]
            case "shape" | "why" if isinstance(value, str):
                known[one.name] = value[:200]
            case "remarks" if isinstance(value, list):
                known[one.name] = tuple(str(remark)[:200] for remark in value[:5])
            case _ if number and one.name not in ("pasted", "lined_up", "shape", "why", "remarks"):
                known[one.name] = float(value)  # type: ignore[arg-type]
    return Report(**known)
