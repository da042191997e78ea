"""The library's records: everything that is kept, to be read.

A generation is found by its number, by what it asked, by a picture's hash, or by a search.
What the user deleted is found by its number and by ``is:deleted`` only, until it is thrown
away for good.
"""

from __future__ import annotations

import statistics
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import sqlalchemy as sa

from ..gateways import OFFLINE
from ..images.picture import Picture
from .generation import Generation, InputRecord
from .search import conditions
from .storage.catalogue import Catalogue
from .storage.files import Disk, Files
from .storage.schema import generation_pictures, generations, inputs, not_deleted, pictures
from .storage.thumbnails import Thumbnails

if TYPE_CHECKING:
    from PIL import Image

    from ..requests import Request
    from .library import Library

__all__ = ["Records", "Spent", "find_known", "iso", "now"]

AT_ONCE = 500  # questions in one query; SQLite takes some thousands
ENOUGH = 5  # calls, before anything is said of how long they usually take


@dataclass(frozen=True)
class Spent:
    """What calls of one day, to one model, from one notebook cost.

    Parameters
    ----------
    day
        In the time zone of this machine (ISO 8601).
    model, notebook
        Which was asked, and from where; empty where that is not known.
    calls
        How many may have been paid.
    cost
        Dollars, as far as gateways reported them.
    unknown
        Of how many calls the cost is not known.
    sketches
        How many the embedded gateway drew besides; these are free.
    """

    day: str
    model: str
    notebook: str
    calls: int
    cost: float
    unknown: int
    sketches: int


class Records(ABC):
    """What a library holds; `Library` is the one that also writes.

    Parameters
    ----------
    folder, network, disk
        As for `Library`.
    """

    def __init__(self, folder: Path, *, network: str | None, disk: Disk | None) -> None:
        self.folder = Path(folder)
        self.edit_with: Callable[..., Generation] | None = None
        self.preview_side: int | str = 768
        self.embed = "auto"
        self.changed: Callable[[], None] = lambda: None
        self.catalogue = Catalogue(self.folder, network=network)
        self.files = Files(self.folder, disk)
        self.thumbnails = Thumbnails(self.folder / "thumbnails")

    def known(self, request: Request, *, stand_in: bool = False) -> Generation | None:
        """Return what became of a request when it was made before.

        Parameters
        ----------
        request
            What is asked, of whom, and which take of it.
        stand_in
            Whether another gateway's answer to the same will do: a real picture instead
            of a sketch.

        Returns
        -------
        Generation or None
            The one that is done, else the one under way, else one whose sender ended before
            the answer came, so that it may have been billed. None if there is none of
            these: what failed is never replayed.
        """
        return self.known_among([request], stand_in=stand_in)[0]

    def known_among(
        self, requests: Sequence[Request], *, stand_in: bool = False
    ) -> list[Generation | None]:
        """Return for each of many requests what `known` returns for one."""
        with self._reading() as connection:
            numbers = find_known(connection, requests, stand_in=stand_in)
            found = {number: self._numbered(connection, number) for number in set(numbers.values())}
        return [found.get(numbers.get((one.question, one.take), 0)) for one in requests]

    def get(self, number: int) -> Generation | None:
        """Return the generation of that number, or None."""
        with self._reading() as connection:
            return self._numbered(connection, number)

    def _numbered(self, connection: sa.Connection, number: int) -> Generation | None:
        query = sa.select(generations).where(generations.c.number == number)
        row = connection.execute(query).one_or_none()
        return None if row is None else self._generation(connection, row._asdict())

    def last(self) -> Generation | None:
        """Return the last generation that has pictures, or None."""
        newest = sa.select(generations).where(generations.c.status == "done", not_deleted)
        with self._reading() as connection:
            row = connection.execute(
                newest.order_by(generations.c.number.desc()).limit(1)
            ).one_or_none()
            return None if row is None else self._generation(connection, row._asdict())

    def last_number(self) -> int:
        """Return the highest number ever given, 0 in an empty library."""
        query = sa.text("SELECT seq FROM sqlite_sequence WHERE name = 'generations'")
        with self._reading() as connection:
            return connection.execute(query).scalar() or 0

    def pictures(self, prefix: str) -> list[Picture]:
        """Return the pictures whose hash starts with `prefix`, at most ten of them."""
        query = (
            sa.select(pictures)
            .where(pictures.c.hash >= prefix, pictures.c.hash < prefix + "g")
            .limit(10)
        )
        with self._reading() as connection:
            found = (self.files.picture(row._asdict()) for row in connection.execute(query))
            return [picture for picture in found if picture is not None]

    def picture(self, digest: str) -> Picture | None:
        """Return the whole picture of that hash; an input's may be the hash of something else."""
        found = (one for one in self.pictures(digest) if one.hash == digest and one.is_whole)
        return next(found, None)

    def count(self, query: str = "") -> int:
        """Return how many generations a search finds; an empty one finds what is not deleted."""
        count = sa.select(sa.func.count()).select_from(generations)
        with self._reading() as connection:
            if query:
                return int(connection.execute(count.where(*conditions(query))).scalar_one())
            # Both are read from an index; what is not deleted is nearly everything.
            deleted = connection.execute(count.where(~not_deleted)).scalar_one()
            return int(connection.execute(count).scalar_one()) - int(deleted)

    def page(self, start: int, count: int) -> list[Generation]:
        """Return generations from the newest on, `count` of them after the first `start`."""
        return self.search("", start=start, count=count)

    def search(self, query: str, *, start: int = 0, count: int = 20) -> list[Generation]:
        """Return what a search finds, the newest first; `OptionError` for one that can't be.

        Parameters
        ----------
        query
            Words, and fields as `search.FIELDS` has them; empty finds what is not deleted.
        start, count
            From which one on, and how many at most.
        """
        wanted = sa.select(generations).where(*conditions(query))
        wanted = wanted.order_by(generations.c.number.desc()).offset(start).limit(count)
        with self._reading() as connection:
            rows = connection.execute(wanted).all()
            return [self._generation(connection, row._asdict()) for row in rows]

    def usual_seconds(self, gateway: str, model: str, *, edits: bool) -> tuple[float, float] | None:
        """Return the median and the 90th percentile of what such a call took.

        Parameters
        ----------
        gateway, model
            Where, and of whom it was asked.
        edits
            Whether there were inputs; these take longer.

        Returns
        -------
        tuple of float, or None
            Seconds, of the last hundred; None below five of them.
        """
        return self._usual(generations.c.seconds, gateway, model, edits=edits)

    def usual_cost(self, gateway: str, model: str, *, edits: bool) -> tuple[float, float] | None:
        """Return the median and the 90th percentile of what such a call cost, in dollars.

        As `usual_seconds`, of those calls whose cost the gateway reported.
        """
        return self._usual(generations.c.cost, gateway, model, edits=edits)

    def _usual(
        self, column: sa.Column[float], gateway: str, model: str, *, edits: bool
    ) -> tuple[float, float] | None:
        given = sa.exists().where(inputs.c.generation == generations.c.number)
        query = (
            sa.select(column)
            .where(generations.c.status == "done", generations.c.gateway == gateway)
            .where(generations.c.model == model, given if edits else ~given)
            .where(column.is_not(None))
            .order_by(generations.c.number.desc())
            .limit(100)
        )
        with self._reading() as connection:
            found = connection.execute(query).scalars().all()
        if len(found) < ENOUGH:
            return None
        tenths = statistics.quantiles(found, n=10, method="inclusive")
        return tenths[4], tenths[8]

    def ratings(self, numbers: Sequence[int]) -> dict[int, int]:
        """Return the ratings of those of these generations that have one."""
        found: dict[int, int] = {}
        query = sa.select(generations.c.number, generations.c.rating)
        query = query.where(generations.c.rating.is_not(None))
        with self._reading() as connection:
            for start in range(0, len(numbers), AT_ONCE):
                some = generations.c.number.in_(numbers[start : start + AT_ONCE])
                found |= {row.number: row.rating for row in connection.execute(query.where(some))}
        return found

    def last_picked(self, template: str) -> str:
        """Return what ``@picked`` was when this template was last sent; empty if it never was."""
        newest = (
            sa.select(sa.func.max(inputs.c.generation))
            .join(generations)
            .where(generations.c.template == template, inputs.c.name.startswith("@picked"))
            .where(not_deleted)
            .scalar_subquery()
        )
        names = sa.select(inputs.c.name).where(inputs.c.generation == newest)
        with self._reading() as connection:
            found = connection.execute(names.order_by(inputs.c.position)).scalars().all()
        return ", ".join(name.partition("(")[2].rstrip(")") for name in found if "(" in name)

    def generation_of(self, picture_hash: str) -> int | None:
        """Return the number of the first generation that delivered this picture, or None."""
        query = (
            sa.select(sa.func.min(generation_pictures.c.generation))
            .join(generations)
            .where(generation_pictures.c.hash == picture_hash, not_deleted)
        )
        with self._reading() as connection:
            found: int | None = connection.execute(query).scalar()
            return found

    def children(self, number: int) -> list[Generation]:
        """Return what was made from a generation, the oldest first, at most two hundred."""
        made = sa.select(inputs.c.generation).where(inputs.c.parent == number)
        query = sa.select(generations).where(generations.c.number.in_(made), not_deleted)
        with self._reading() as connection:
            rows = connection.execute(query.order_by(generations.c.number).limit(200)).all()
            return [self._generation(connection, row._asdict()) for row in rows]

    def spending(self) -> list[Spent]:
        """Return what was paid here, by day, model and notebook, the newest day first.

        What is deleted was paid all the same; what came out of a bundle, by somebody else.
        """
        dead = sa.func.coalesce(generations.c.lease, "") <= now()
        billed = sa.func.coalesce(generations.c.error["maybe_billed"].as_boolean(), sa.true())
        offline = generations.c.gateway == OFFLINE
        ended = (
            (generations.c.status == "done")
            | ((generations.c.status == "failed") & billed)
            | ((generations.c.status == "sent") & dead)
        )
        paid = ended & ~offline
        sketch = (generations.c.status == "done") & offline
        # SQLite knows the time zone of this machine, and when it had summer time.
        day = sa.func.date(generations.c.created, "localtime")
        asked = (day, generations.c.model, generations.c.notebook)
        query = (
            sa.select(
                *asked,
                sa.func.count().filter(~offline),
                sa.func.total(generations.c.cost).filter(~offline),
                sa.func.count().filter(~offline & generations.c.cost.is_(None)),
                sa.func.count().filter(offline),
            )
            .where(paid | sketch, generations.c.imported.is_(None))
            .group_by(*asked)
            .order_by(day.desc(), generations.c.model, generations.c.notebook)
        )
        with self._reading() as connection:
            return [Spent(*row) for row in connection.execute(query)]

    def _generation(self, connection: sa.Connection, row: Mapping[str, Any]) -> Generation:
        number = row["number"]
        found = connection.execute(
            sa.select(pictures)
            .join(generation_pictures)
            .where(generation_pictures.c.generation == number)
            .order_by(generation_pictures.c.position)
        )
        given = connection.execute(
            sa.select(inputs).where(inputs.c.generation == number).order_by(inputs.c.position)
        )
        values = {name: row[name] for name in row if name not in ("question", "lease")}
        if row["status"] == "sent" and (row["lease"] or "") <= now():
            values["status"] = "unknown"
        values["usage"] = row["usage"] or {}
        values["seconds"] = row["seconds"] or 0.0
        values["tags"] = tuple(row["tags"].split())
        delivered = (self.files.picture(entry._asdict()) for entry in found)
        return Generation(
            **values,
            pictures=tuple(picture for picture in delivered if picture is not None),
            inputs=tuple(InputRecord(e.source, e.name, e.parent) for e in given),
            # The library is the only one there is of these records.
            library=cast("Library", self),
        )

    @property
    def journal_note(self) -> str:
        """What is said of a library that is on a network file system; empty for a local one."""
        kind = self.catalogue.network
        return f"on a network file system ({kind}): rollback journal, slower" if kind else ""

    def thumbnail(self, picture: Picture, shown: bytes | Image.Image | None = None) -> bytes:
        """Return a small copy of a picture, made at first use and kept beside the pictures.

        Parameters
        ----------
        picture
            Which one.
        shown
            Its preview's bytes or its pixels, where they are at hand: then it is made anew of
            these, which takes less time than to decode the whole file.

        Returns
        -------
        bytes
            A WebP of at most 320 × 320 pixels.

        Raises
        ------
        PictureError
            The picture's file can't be read.
        """
        if shown is not None:
            return self.thumbnails.make(picture, shown)
        return self.thumbnails.of(picture)

    @abstractmethod
    def _open(self) -> None:
        """Make it ready to be read, the first time that it is used."""

    def _reading(self) -> AbstractContextManager[sa.Connection]:
        self._open()
        return self.catalogue.reading()


def find_known(
    connection: sa.Connection, requests: Sequence[Request], *, stand_in: bool
) -> dict[tuple[str, int], int]:
    """Return the number that answers each question and take; see `Library.known`."""
    at = now()
    wanted = {(one.question, one.take): one.gateway for one in requests}
    best: dict[tuple[str, int], tuple[int, int]] = {}
    columns = ("number", "question", "take", "gateway", "status", "lease")
    query = sa.select(*(generations.c[name] for name in columns))
    query = query.where(generations.c.status.in_(("done", "sent")), not_deleted)
    questions = list(dict.fromkeys(question for question, _ in wanted))
    for start in range(0, len(questions), AT_ONCE):
        some = generations.c.question.in_(questions[start : start + AT_ONCE])
        for row in connection.execute(query.where(some)):
            asked = (row.question, row.take)
            gateway = wanted.get(asked)
            done, real = row.status == "done", row.gateway != OFFLINE
            there = row.gateway == gateway or (stand_in and done and real)
            under_way = (row.lease or "") > at
            # A sketch costs nothing, so nobody has to decide whether one is asked for again.
            if gateway is None or not there or not (done or under_way or real):
                continue
            rank = 0 if done and real else 1 if done else 2 if under_way else 3
            best[asked] = min(best.get(asked, (9, 0)), (rank, row.number))
    return {asked: number for asked, (_, number) in best.items()}


def now() -> str:
    """Return the time as the catalogue has it: UTC, ISO 8601, so that texts compare as times."""
    return iso(datetime.now(UTC))


def iso(time: datetime) -> str:
    """Return a time as the catalogue has it; its zone must be UTC."""
    return time.isoformat(timespec="milliseconds")
