"""Sweeps: several generations from one template, sent side by side and looked at as one.

One that fails keeps the rest. An error that all of them would meet (a refused key, an empty
account, a full disk) stops those that were not sent yet, because each would be another
failure and may be another bill. Every member is an ordinary generation with a number.
What draws a sweep is imported when one is drawn: a kernel's first call has nothing to draw.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..arguments import checked_call, checked_path
from ..errors import GatewayError, UnknownReference
from ..forks import cached_property
from ..images.preview import Preview
from ..regions.report import COLUMNS
from ..text import a_kind, nearest, one_line, value_words
from ..views.dataframe import data_frame
from ..views.facts import facts_table
from ..views.html import GREY, Html, element, joined
from .outcome import FACTS, Outcome

if TYPE_CHECKING:
    from ..library import Generation
    from ..views.sheet import Drawn
    from .plan import Dimension

__all__ = ["Sweep"]


@dataclass(frozen=True, eq=False)
class Sweep:
    """Several generations from one template.

    Attributes
    ----------
    dimensions
        The directions of the sweep, the slowest first.
    outcomes
        The result of each member, in the plan's order.
    seconds
        How long all of it took.
    """

    dimensions: tuple[Dimension, ...]
    outcomes: tuple[Outcome, ...]
    seconds: float = 0.0

    def __getstate__(self) -> dict[str, Any]:
        """Return the values that a pickle keeps; the contact sheet is made anew."""
        return {name: value for name, value in vars(self).items() if name != "preview"}

    def __len__(self) -> int:
        return len(self.outcomes)

    def __iter__(self) -> Iterator[Generation]:
        return iter(self.generations)

    @property
    def generations(self) -> tuple[Generation, ...]:
        """The generations, in the plan's order."""
        return tuple(one.generation for one in self.outcomes if one.generation is not None)

    @property
    def failed(self) -> tuple[Outcome, ...]:
        """The members that brought no picture, each with its labels and its error."""
        return tuple(one for one in self.outcomes if one.generation is None)

    @property
    def cost(self) -> float | None:
        """Dollars that its calls cost, as far as the gateway reported them; None if not."""
        known = [cost for cost in self.costs if cost is not None]
        return math.fsum(known) if known else None

    @property
    def unknown_costs(self) -> int:
        """Of how many of its pictures the gateway reported no cost."""
        return self.costs.count(None)

    @property
    def costs(self) -> list[float | None]:
        """Dollars of each of its own calls, as reported; None of one whose cost was not."""
        new = [one for one in self.outcomes if not one.is_free]
        costs = [one.generation.cost for one in new if one.generation is not None]
        return costs + [cost for one in self.outcomes for cost in one.other_costs]

    @property
    def maybe_billed(self) -> int:
        """How many failed, and may be billed all the same."""
        errors = [one.error for one in self.failed if not one.other_costs]
        return sum(isinstance(one, GatewayError) and one.maybe_billed for one in errors)

    def __getitem__(self, labels: int | str | tuple[str, ...]) -> Generation | Sweep:
        """Return one generation, or the part of the sweep that has these labels.

        Parameters
        ----------
        labels
            Labels of different dimensions, in any order: ``sweep["oil", "gpt-image"]``; or
            a place in the plan's order, from 0.

        Raises
        ------
        UnknownReference
            There is no such label, or its picture was not made.
        """
        if isinstance(labels, int):
            if not -len(self) <= labels < len(self):
                raise UnknownReference(
                    f"the sweep has no such place: it has {len(self)}, from 0 on, "
                    f"not {value_words(labels)}"
                )
            return self._made(self.outcomes[labels])
        wanted = labels if isinstance(labels, tuple) else (labels,)
        places = self._places(wanted)
        found = [
            one
            for one in self.outcomes
            if all(one.labels[place] == label for place, label in places.items())
        ]
        if len(places) == len(self.dimensions):
            return self._made(found[0])
        return Sweep(self.dimensions, tuple(found))

    def _places(self, wanted: Sequence[str]) -> dict[int, str]:
        """Return which dimension each label belongs to."""
        places: dict[int, str] = {}
        for label in wanted:
            place = next(
                (
                    place
                    for place, dimension in enumerate(self.dimensions)
                    if place not in places and label in dimension.labels
                ),
                None,
            )
            if place is None:
                known = [one for dimension in self.dimensions for one in dimension.labels]
                is_text = isinstance(label, str)
                raise UnknownReference(
                    f"the sweep has no {label!r}"
                    if is_text
                    else f"a label is text, not {a_kind(label)}",
                    hint=(nearest(label, known) if is_text else "")
                    or f"There are {', '.join(known[:12])}.",
                )
            places[place] = str(label)
        return places

    def _made(self, outcome: Outcome) -> Generation:
        if outcome.generation is None:
            raise UnknownReference(
                f"{', '.join(outcome.labels) or 'this one'} has no picture", said=outcome.why
            )
        return outcome.generation

    # -- its table and pictures ---------------------------------------------------------

    @checked_call
    def table(self) -> list[dict[str, Any]]:
        """Return one row for each member, as plain values.

        Each has the dimensions' labels, by their names: those of axes never hide a column (an
        axis ``status`` is ``status'``). And: ``ref``, ``status``, ``model``,
        ``answered_by``, ``seconds``, ``bytes``, ``width``, ``height``, ``cost`` (dollars, as
        reported), ``rating`` (1 to 5, as it is now), ``file``, ``error``. Of edits of a region
        also the numbers of its report: ``only_pasted``, ``only_outside`` (pixels),
        ``only_model_outside`` and ``only_overshoot`` (shares), ``only_moved`` (pixels) and
        ``only_zoomed`` (a share). Of what was checked ``check_text`` and the like (whether it
        passed, or a number; None where that isn't known), and ``checks``: what was found of those
        that did not pass.
        """
        made = self.generations
        # As they are now: people rate pictures after they have looked at them.
        ratings = made[0].library.ratings([one.number for one in made]) if made else {}
        rows = [self._row(outcome, ratings) for outcome in self.outcomes]
        reports = [None if one.generation is None else one.generation.only for one in self.outcomes]
        if any(reports):
            blank = dict.fromkeys(COLUMNS)
            for row, report in zip(rows, reports, strict=True):
                row.update(blank if report is None else report.columns)
        self._add_checks(rows)
        return rows

    def _add_checks(self, rows: Sequence[dict[str, Any]]) -> None:
        """Add what checks found, as it is now, to the rows of a table."""
        made = self.generations
        found = made[0].library.checks_of(made) if made else {}
        labels = dict.fromkeys(label for results in found.values() for label in results)
        if not labels:
            return
        for row, outcome in zip(rows, self.outcomes, strict=True):
            results = found.get(outcome.number or 0, {}) if outcome.generation is not None else {}
            for label in labels:
                row[f"check_{label}"] = results[label].value if label in results else None
            row["checks"] = " · ".join(one.line for one in results.values() if not one)

    def _row(self, outcome: Outcome, ratings: Mapping[int, int]) -> dict[str, Any]:
        made = outcome.generation
        names = [dimension.name for dimension in self.dimensions]
        row: dict[str, Any] = dict(zip(names, outcome.labels, strict=True))
        row |= {"ref": f"@{outcome.number}" if outcome.number else "", "status": outcome.status}
        if made is None:
            return row | dict.fromkeys(FACTS) | {"model": outcome.model, "error": outcome.why}
        picture = made.picture
        return row | {
            "model": made.model,
            "answered_by": one_line(made.served_by, 80),
            "seconds": made.seconds,
            "bytes": picture.size,
            "width": picture.width,
            "height": picture.height,
            "cost": made.cost,
            "rating": ratings.get(made.number),
            "file": str(picture.path),
            "error": "",
        }

    def to_dataframe(self) -> Any:
        """Return `table` as a pandas DataFrame with the generations in a column.

        Raises
        ------
        OptionError
            pandas is not installed.
        """
        return data_frame(
            row | {"generation": outcome.generation}
            for row, outcome in zip(self.table(), self.outcomes, strict=True)
        )

    @checked_call
    def save(
        self, folder: str | Path, *, embed: bool | None = None, strip: bool = False
    ) -> list[Path]:
        """Write each picture into a folder; return the files.

        Each file is called by its number and its labels, unless the path says otherwise, as in
        ``"birds/{number}-{model}"``; see `Generation.save`.
        """
        folder = checked_path(folder)
        named = "{" in str(folder)
        return [
            outcome.generation.save(
                folder if named else Path(folder) / _file_name(outcome), embed=embed, strip=strip
            )
            for outcome in self.outcomes
            if outcome.generation is not None
        ]

    @checked_call
    def pivot(
        self, rows: str | Sequence[str] = (), columns: str | Sequence[str] = ()
    ) -> dict[str, dict[str, Generation | None]]:
        """Return the generations in rows and columns; None where one failed.

        Parameters
        ----------
        rows, columns
            Names of dimensions, the outermost first: ``birds.pivot("style", "model")``; several
            as a list, or as one text with commas. Those that nobody names are columns where no
            columns are named, else rows.

        Returns
        -------
        dict
            For each row's label, its generations by the column's label. Labels of several
            dimensions are joined by `` · ``.

        Raises
        ------
        OptionError
            There is no such dimension.
        """
        from ..views.pivot import pivoted, sides

        turned = pivoted(self.dimensions, self.outcomes, *sides(self.dimensions, rows, columns))
        made: dict[str, dict[str, Generation | None]] = {}
        for row in turned.rows:
            line = made[" · ".join(row)] = {}
            for column in turned.columns:
                cell = turned.cells.get((row, column))
                line[" · ".join(column)] = None if cell is None else cell.generation
        return made

    @checked_call
    def figure(
        self,
        path: str | Path,
        *,
        rows: str | Sequence[str] = (),
        columns: str | Sequence[str] = (),
        title: str = "",
    ) -> Path:
        """Write it as a figure, and return the file: a PDF, a PNG or an HTML page by its ending.

        Labels are text, and pictures have their delivered pixels, 300 an inch, or more where a PDF
        would be wider than A4 landscape. Below them stands who answered, and when. A different
        file of that name is never overwritten: the name gets a number, as in ``birds-2.pdf``.

        Parameters
        ----------
        path
            The file; missing folders are made.
        rows, columns
            As for `pivot`: ``birds.figure("birds.pdf", rows="style", columns="model")``. Where
            none are named, as in the cell: models beside each other.
        title
            A line above it.

        Raises
        ------
        OptionError
            It has another ending, there is no such dimension, a PDF is wanted without fpdf2, or
            no font of this machine has one of the characters.
        PictureError
            The file can't be written.
        """
        from ..views.figure import write_figure

        return write_figure(
            path, self.dimensions, self.outcomes, rows=rows, columns=columns, title=title
        )

    @property
    def is_sketches(self) -> bool:
        """Whether all its pictures are sketches."""
        return all(made.is_sketch for made in self.generations)

    @property
    def sheet(self) -> Html:
        """Its pictures as an HTML table, with the table of facts folded below."""
        return self.sheet_with(self.table(), {})

    def sheet_with(self, rows: Sequence[dict[str, Any]], drawn: Drawn) -> Html:
        """Return `sheet` with these rows of its `table`, and these pictures, as far as drawn."""
        from ..views.sheet import outcome_place, sheet

        places = [outcome_place(outcome) for outcome in self.outcomes]
        facts = facts_table(rows, sketches=self.is_sketches)
        return joined([sheet(self.dimensions, places, drawn=drawn), facts])

    @cached_property
    def preview(self) -> Preview:
        """The contact sheet: one picture, for exports that have no HTML."""
        from ..views.sweep import SheetPixels, contact_sheet

        labels = [dimension.labels for dimension in self.dimensions]
        return contact_sheet(self.outcomes, SheetPixels(labels, len(self)))

    def _repr_html_(self) -> str:
        words = element("div", " · ".join(self.told), style=f"{GREY};font-size:13px")
        return joined([words, self.sheet])

    def _repr_jpeg_(self) -> tuple[str, dict[str, str]] | None:
        if self.preview.type != "jpeg":
            return None
        return self.preview.base64, {"alt": ": ".join(self.told)}

    def __repr__(self) -> str:
        from ..views.sweep import text_table

        return "\n".join([f"<Sweep: {', '.join(self.told)}>", *text_table(self.table())])

    @property
    def told(self) -> list[str]:
        """Its dimensions, and the number of its outcomes where those don't tell it."""
        return list(dict.fromkeys(filter(None, (self.sizes, self.summary))))

    @property
    def sizes(self) -> str:
        """Its dimensions, such as ``2 styles × 3 models``."""
        return " × ".join(dimension.words for dimension in self.dimensions)

    @property
    def summary(self) -> str:
        """The number of its outcomes by status, such as ``5 pictures, 1 failed``."""
        made, failed = len(self.generations), len(self.failed)
        unsent = sum(outcome.status == "not sent" for outcome in self.outcomes)
        parts = [f"{made} picture{'' if made == 1 else 's'}"]
        if failed - unsent:
            parts.append(f"{failed - unsent} failed")
        if unsent:
            parts.append(f"{unsent} not sent")
        return ", ".join(parts)


LONGEST_NAME = 120  # bytes; file systems take 255, encrypted ones 143, and an ending comes yet


def _file_name(outcome: Outcome) -> str:
    words = "-".join([str(outcome.number), *outcome.labels])
    clean = "".join(c if c.isalnum() or c in "-_" else "-" for c in words)
    return clean.encode()[:LONGEST_NAME].decode(errors="ignore").strip("-")
