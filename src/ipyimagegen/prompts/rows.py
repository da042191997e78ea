"""Rows: the table behind ``--rows``, a list of dictionaries or a DataFrame."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePath

from ..errors import OptionError, PromptError
from ..text import a_kind, one_line, told_apart
from .grammar import Axis, Column, Template
from .values import is_missing

__all__ = ["MOST_ROWS", "Rows", "load_hint"]

MOST_ROWS = 10_000
_LOADED = {
    ".csv": 'pandas.read_csv("{}")',
    ".tsv": 'pandas.read_csv("{}", sep="\\t")',
    ".xlsx": 'pandas.read_excel("{}")',
    ".parquet": 'pandas.read_parquet("{}")',
    ".json": 'pandas.read_json("{}")',
    ".jsonl": 'pandas.read_json("{}", lines=True)',
}  # by the ending of a table's file


def load_hint(text: str) -> str:
    """Return how the table is loaded whose file a text names; empty for other text."""
    name = one_line(text.strip(), 200)
    load = _LOADED.get(PurePath(name).suffix.lower())
    if load is None or '"' in name:
        return ""
    table = load.format(name.replace("\\", "/"))
    return f"Rows are a variable's: table = {table}, then --rows table (in Python rows=table)."


class Rows:
    """The rows of a table, each with the same columns.

    Parameters
    ----------
    table
        A list of dictionaries or a DataFrame.

    Raises
    ------
    OptionError
        It is neither, empty, too long, or its rows differ in their columns.
    """

    def __init__(self, table: object) -> None:
        self.rows = list(_rows(table))
        if not self.rows:
            raise OptionError("there are no rows")
        if len(self.rows) > MOST_ROWS:
            raise OptionError(f"{len(self.rows):,} rows: more than {MOST_ROWS:,} at a time")
        self.columns = list(self.rows[0])
        for number, row in enumerate(self.rows, start=1):
            if set(row) != set(self.rows[0]):
                odd = sorted(map(str, set(row) ^ set(self.rows[0])))
                raise OptionError(
                    f"row {number} has other columns than row 1", said=", ".join(odd[:5])
                )

    def refuse_missing(self, template: Template) -> None:
        """Refuse a row that has no value for a column of the template; `PromptError`."""
        for column in dict.fromkeys(_columns(template)):
            for number, row in enumerate(self.rows, start=1):
                if is_missing(row[column]):
                    value = "None" if row[column] is None else "a missing value"
                    raise PromptError(
                        f"{{{column}}} is {value} in row {number}",
                        hint=f"Leave such rows out, as df.dropna(subset=[{column!r}]) does, "
                        "or fill them, as df.fillna(…).",
                    )

    def __iter__(self) -> Iterator[Mapping[str, object]]:
        return iter(self.rows)

    @property
    def labels(self) -> tuple[str, ...]:
        """A label for each row: its first text, else its number."""
        texts = enumerate(self.first_texts, start=1)
        labels = [one_line(text, 40) or f"row {number}" for number, text in texts]
        return told_apart(labels, range(len(labels)))

    @property
    def first_texts(self) -> tuple[str, ...]:
        """The first text of each row, whole; empty where it has none."""
        return tuple(
            next((value for value in row.values() if isinstance(value, str)), "")
            for row in self.rows
        )


def _columns(template: Template) -> Iterator[str]:
    for node in template.nodes:
        if isinstance(node, Column):
            yield node.name
        for choice in node.choices if isinstance(node, Axis) else ():
            yield from _columns(choice)


def _rows(table: object) -> Iterator[Mapping[str, object]]:
    to_dict = getattr(table, "to_dict", None)
    if callable(to_dict) and getattr(table, "ndim", 0) == 2:
        _check_names(map(str, getattr(table, "columns", ())), "the table")
        table = to_dict("records")
    if isinstance(table, (str, bytes, Mapping)) or not isinstance(table, Iterable):
        raise OptionError(
            f"rows come from a list of dictionaries or a DataFrame, not {a_kind(table)}",
            hint=load_hint(str(table)) if isinstance(table, str | PurePath) else "",
        )
    for number, row in enumerate(table, start=1):
        if not isinstance(row, Mapping):
            raise OptionError(f"row {number} is no dictionary but {a_kind(row)}")
        _check_names(map(str, row), f"row {number}")
        yield {str(column): value for column, value in row.items()}


def _check_names(names: Iterable[str], subject: str) -> None:
    """Refuse two columns of one name: a placeholder would insert one of them, and nobody chose."""
    seen: set[str] = set()
    for name in names:
        if name in seen:
            raise OptionError(
                f"{subject} has two columns of the name {one_line(name, 60)!r}",
                hint="Rename one of them, or leave it out.",
            )
        seen.add(name)
