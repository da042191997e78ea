"""The library: the row before the request, the files before the row says done.

Whatever happens in between, a request that may have been paid for has a row, and a row
that says ``done`` has its pictures whole on disk.
"""

from __future__ import annotations

import statistics
import tempfile
import threading
import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from ..errors import LibraryError, record
from ..pictures import Picture
from ..saving import write_beside
from .catalogue import (
    generation_pictures,
    generations,
    inputs,
    open_catalogue,
    pictures,
    unwritable,
)
from .files import picture_path, write_picture
from .generation import Generation, InputRecord

if TYPE_CHECKING:
    from ..gateway.wire import Reply, Request
    from .references import Source

__all__ = ["Claim", "Library"]

ENOUGH = 5  # calls, before anything is said of how long they usually take


@dataclass(frozen=True)
class Claim:
    """Who sends a request: we, under this number, or somebody who already has."""

    number: int
    ours: bool


class Library:
    """Generations and pictures in a folder.

    Parameters
    ----------
    folder
        Where they are kept; made at first use.
    lease
        Seconds for which a request that was sent counts as under way unless it is renewed.

    Attributes
    ----------
    edit_with
        What `Generation.edit` calls; the session that uses this library sets it.
    preview_side
        Longest side of a preview in pixels, or ``"full"`` for the delivered bytes; the
        session sets it, too.
    """

    def __init__(self, folder: Path, *, lease: float = 15.0) -> None:
        self.folder = Path(folder)
        self.lease = lease
        self.edit_with: Callable[..., Generation] | None = None
        self.preview_side: int | str = 768
        self._engine: sa.Engine | None = None
        self._lock = threading.Lock()

    def __repr__(self) -> str:
        return f"Library({str(self.folder)!r})"

    # -- writing ----------------------------------------------------------------------

    def claim(
        self,
        request: Request,
        *,
        template: str,
        sources: Sequence[Source],
        name: str = "",
        notebook: str = "",
    ) -> Claim:
        """Write down a request that is about to be sent, unless somebody has just sent it.

        Raises
        ------
        LibraryError
            It can't be written; then nothing may be sent.
        """
        now = _now()
        row = {
            "uuid": str(uuid.uuid4()),
            "status": "sent",
            "gateway": request.gateway,
            "model": request.model,
            "template": template,
            "prompt": request.prompt,
            "parameters": dict(request.parameters),
            "take": request.take,
            "request": request.identity,
            "name": name,
            "notebook": notebook,
            "created": now,
            "lease": self._lease_end(),
        }
        under_way = (
            sa.select(sa.func.min(generations.c.number))
            .where(generations.c.request == row["request"], generations.c.status == "sent")
            .where(generations.c.lease > now)
        )
        with self._writing() as connection:
            known: int | None = connection.execute(under_way).scalar()
            if known is not None:
                return Claim(known, ours=False)
            number = connection.execute(sa.insert(generations).values(row)).inserted_primary_key[0]
            rows = [
                {
                    "generation": number,
                    "position": position,
                    "source": made.source,
                    "name": source.name,
                    "parent": source.generation,
                }
                for position, (source, made) in enumerate(
                    zip(sources, request.inputs, strict=True), start=1
                )
            ]
            if rows:
                connection.execute(sa.insert(inputs), rows)
        return Claim(int(number), ours=True)

    def renew(self, number: int) -> None:
        """Say that a request is still under way."""
        with self._writing() as connection:
            connection.execute(
                sa.update(generations)
                .where(generations.c.number == number, generations.c.status == "sent")
                .values(lease=self._lease_end())
            )

    def _lease_end(self) -> str:
        return _iso(datetime.now(UTC) + timedelta(seconds=self.lease))

    def keep_reply(self, number: int, reply: bytes) -> Path:
        """Keep an answer that could not be read; return its file. `OSError` if it can't be."""
        path = self.folder / "replies" / f"{number}.body"
        path.parent.mkdir(parents=True, exist_ok=True)
        return write_beside(path, reply)

    def finish(self, number: int, reply: Reply) -> Generation:
        """File a reply's pictures, then say that the generation is done.

        Raises
        ------
        LibraryError
            The disk failed; the pictures are in the error's `pictures`, in memory.
        """
        try:
            for picture in reply.pictures:
                write_picture(self.folder, picture)
            with self._writing() as connection:
                self._add_pictures(connection, number, reply.pictures)
                self._end(
                    connection,
                    number,
                    status="done",
                    served_by=reply.served_by,
                    text=reply.text,
                    finish_reason=reply.finish_reason,
                    usage=dict(reply.usage),
                    cost=reply.cost,
                    seconds=reply.seconds,
                )
        except (OSError, LibraryError) as error:
            why = getattr(error, "strerror", None) or getattr(error, "said", "") or str(error)
            failure = LibraryError(
                f"the answer to @{number} came, but it can't be filed",
                said=why,
                spent="It was made and may be billed; its pictures are held in memory.",
                hint=f"When there is room again: %imagegen show @{number} files it.",
            )
            failure.pictures = reply.pictures
        else:
            generation = self.get(number)
            if generation is None:
                raise LibraryError(f"@{number} is gone from the library")
            return generation
        raise failure

    def fail(self, number: int, error: Exception) -> None:
        """Write down how a generation failed."""
        seconds = getattr(error, "elapsed", None)
        with self._writing() as connection:
            self._end(connection, number, status="failed", error=record(error), seconds=seconds)

    def _add_pictures(
        self, connection: sa.Connection, number: int, found: Sequence[Picture]
    ) -> None:
        for position, picture in enumerate(found, start=1):
            _add_picture(connection, picture)
            connection.execute(
                sa.insert(generation_pictures).values(
                    generation=number, position=position, hash=picture.hash
                )
            )

    def _end(self, connection: sa.Connection, number: int, **values: Any) -> None:
        connection.execute(
            sa.update(generations)
            .where(generations.c.number == number)
            .values(finished=_now(), lease=None, **values)
        )

    # -- reading ----------------------------------------------------------------------

    def get(self, number: int) -> Generation | None:
        """Return the generation of that number, or None."""
        with self._reading() as connection:
            row = connection.execute(
                sa.select(generations).where(generations.c.number == number)
            ).one_or_none()
            return None if row is None else self._generation(connection, row._asdict())

    def last(self) -> Generation | None:
        """Return the last generation that has pictures, or None."""
        newest = sa.select(generations).where(generations.c.status == "done")
        with self._reading() as connection:
            row = connection.execute(
                newest.order_by(generations.c.number.desc()).limit(1)
            ).one_or_none()
            return None if row is None else self._generation(connection, row._asdict())

    def last_number(self) -> int:
        """Return the highest number given so far, 0 in an empty library."""
        with self._reading() as connection:
            return connection.execute(sa.select(sa.func.max(generations.c.number))).scalar() or 0

    def pictures(self, prefix: str) -> list[Picture]:
        """Return the pictures whose hash starts with `prefix`, at most ten of them."""
        query = (
            sa.select(pictures)
            .where(pictures.c.hash >= prefix, pictures.c.hash < prefix + "g")
            .limit(10)
        )
        with self._reading() as connection:
            return [self._picture(row._asdict()) for row in connection.execute(query)]

    def check(self) -> int:
        """Return how many generations there are; `LibraryError` if no more could be added."""
        folder = self.folder / "pictures"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryFile(dir=folder):
                pass
        except OSError as error:
            raise unwritable(self.folder, error.strerror or type(error).__name__) from None
        with self._writing():
            return self.count()

    def count(self) -> int:
        """Return how many generations there are, whatever became of them."""
        count = sa.select(sa.func.count()).select_from(generations)
        with self._reading() as connection:
            return int(connection.execute(count).scalar_one())

    def page(self, start: int, count: int) -> list[Generation]:
        """Return generations from the newest on, `count` of them after the first `start`."""
        numbers = sa.select(generations).order_by(generations.c.number.desc())
        with self._reading() as connection:
            rows = connection.execute(numbers.offset(start).limit(count)).all()
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
        given = sa.exists().where(inputs.c.generation == generations.c.number)
        query = (
            sa.select(generations.c.seconds)
            .where(generations.c.status == "done", generations.c.gateway == gateway)
            .where(generations.c.model == model, given if edits else ~given)
            .order_by(generations.c.number.desc())
            .limit(100)
        )
        with self._reading() as connection:
            found = connection.execute(query).scalars().all()
        if len(found) < ENOUGH:
            return None
        tenths = statistics.quantiles(found, n=10, method="inclusive")
        return tenths[4], tenths[8]

    def last_picked(self, template: str) -> str:
        """Return what ``@picked`` was when this template was last sent; empty if it never was."""
        newest = (
            sa.select(sa.func.max(inputs.c.generation))
            .join(generations)
            .where(generations.c.template == template, inputs.c.name.startswith("@picked"))
            .scalar_subquery()
        )
        names = sa.select(inputs.c.name).where(inputs.c.generation == newest)
        with self._reading() as connection:
            found = connection.execute(names.order_by(inputs.c.position)).scalars().all()
        return ", ".join(name.partition("(")[2].rstrip(")") for name in found if "(" in name)

    def add(self, picture: Picture) -> Picture:
        """File a picture that no generation made; `LibraryError` if the disk refuses."""
        try:
            write_picture(self.folder, picture)
        except OSError as error:
            raise unwritable(self.folder, error.strerror or type(error).__name__) from None
        with self._writing() as connection:
            _add_picture(connection, picture)
        return self._picture(_row(picture))

    def generation_of(self, picture_hash: str) -> int | None:
        """Return the number of the first generation that delivered this picture, or None."""
        query = sa.select(sa.func.min(generation_pictures.c.generation)).where(
            generation_pictures.c.hash == picture_hash
        )
        with self._reading() as connection:
            found: int | None = connection.execute(query).scalar()
            return found

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
        values = {name: row[name] for name in row if name not in ("request", "lease")}
        if row["status"] == "sent" and (row["lease"] or "") <= _now():
            values["status"] = "unknown"
        values["usage"] = row["usage"] or {}
        values["seconds"] = row["seconds"] or 0.0
        return Generation(
            **values,
            pictures=tuple(self._picture(entry._asdict()) for entry in found),
            inputs=tuple(InputRecord(e.source, e.name, e.parent) for e in given),
            library=self,
        )

    def _picture(self, row: Mapping[str, Any]) -> Picture:
        picture = Picture(**row)
        return replace(picture, path=picture_path(self.folder, picture))

    # -- the catalogue ----------------------------------------------------------------

    def _opened(self) -> sa.Engine:
        with self._lock:
            if self._engine is None:
                self._engine = open_catalogue(self.folder)
            return self._engine

    def _writing(self) -> Any:
        return _Transaction(self._opened(), self.folder, reading=False)

    def _reading(self) -> Any:
        return _Transaction(self._opened(), self.folder, reading=True)


class _Transaction:
    """A transaction whose failures are told in words."""

    def __init__(self, engine: sa.Engine, folder: Path, *, reading: bool) -> None:
        self._folder = folder
        self._engine = engine.execution_options(reading=True) if reading else engine

    def __enter__(self) -> sa.Connection:
        self._context = self._engine.begin()
        try:
            return self._context.__enter__()
        except sa.exc.DatabaseError as error:
            raise unwritable(self._folder, str(error.orig)) from None

    def __exit__(self, kind: Any, error: Any, trace: Any) -> None:
        try:
            self._context.__exit__(kind, error, trace)
        except sa.exc.DatabaseError as failure:
            raise unwritable(self._folder, str(failure.orig)) from None
        if isinstance(error, sa.exc.DatabaseError):
            raise unwritable(self._folder, str(error.orig)) from None


def _row(picture: Picture) -> dict[str, Any]:
    return {name: getattr(picture, name) for name in ("hash", "type", "width", "height", "size")}


def _add_picture(connection: sa.Connection, picture: Picture) -> None:
    connection.execute(sa.insert(pictures).prefix_with("OR IGNORE").values(_row(picture)))


def _now() -> str:
    return _iso(datetime.now(UTC))


def _iso(time: datetime) -> str:
    return time.isoformat(timespec="milliseconds")
