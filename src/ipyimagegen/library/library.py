"""The library: the row before the request, the files before the row says done.

Whatever happens in between, a request that may have been paid for has a row, and a row
that says ``done`` has its pictures whole on disk. What the same request brought before is
found by its question, its gateway and its take.
"""

from __future__ import annotations

import itertools
import logging
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
from ..settings import OFFLINE
from .catalogue import Catalogue
from .files import Disk, Files
from .generation import Generation, InputRecord
from .places import unwritable
from .search import conditions
from .tables import generation_pictures, generations, inputs, pictures

if TYPE_CHECKING:
    from ..gateway.wire import Reply, Request
    from .references import Source

__all__ = ["Claim", "Library"]

AT_ONCE = 500  # questions in one query; SQLite takes some thousands
ENOUGH = 5  # calls, before anything is said of how long they usually take

log = logging.getLogger("ipyimagegen")


@dataclass(frozen=True)
class Claim:
    """Who sends a request, under which number and as which take: we, or somebody who has."""

    number: int
    ours: bool
    take: int


class Library:
    """Generations and pictures in a folder.

    Parameters
    ----------
    folder
        Where they are kept; made at first use.
    lease
        Seconds for which a request that was sent counts as under way unless it is renewed.
    network
        The kind of network file system the folder is on, empty for a local disk; None
        finds out.
    disk
        What writes, syncs and renames the files.

    Attributes
    ----------
    edit_with
        What `Generation.edit` calls; the session that uses this library sets it.
    preview_side
        Longest side of a preview in pixels, or ``"full"`` for the delivered bytes; the
        session sets it, too.
    """

    def __init__(
        self,
        folder: Path,
        *,
        lease: float = 15.0,
        network: str | None = None,
        disk: Disk | None = None,
    ) -> None:
        self.folder = Path(folder)
        self.lease = lease
        self.edit_with: Callable[..., Generation] | None = None
        self.preview_side: int | str = 768
        self._catalogue = Catalogue(self.folder, network=network)
        self._files = Files(self.folder, disk)
        self._recovered = False
        self._lock = threading.Lock()

    def __repr__(self) -> str:
        return f"Library({str(self.folder)!r})"

    def close(self) -> None:
        """Close its files; the next use opens them again."""
        self._catalogue.close()

    # -- writing ----------------------------------------------------------------------

    def claim(
        self,
        request: Request,
        *,
        template: str,
        sources: Sequence[Source],
        name: str = "",
        notebook: str = "",
        again: bool = False,
        stand_in: bool = False,
    ) -> Claim:
        """Write down a request that is about to be sent, unless it was or is being answered.

        Parameters
        ----------
        request
            What will be sent.
        template, sources, name, notebook
            What the user typed, what the inputs are, and where.
        again
            Take the next take that has brought nothing yet, instead of the request's own.
        stand_in
            Whether the answers of other gateways count, too; see `known`.

        Raises
        ------
        LibraryError
            It can't be written; then nothing may be sent.
        """
        row: dict[str, Any] = {
            "uuid": str(uuid.uuid4()),
            "status": "sent",
            "gateway": request.gateway,
            "model": request.model,
            "template": template,
            "prompt": request.prompt,
            "parameters": dict(request.parameters),
            "question": request.question,
            "name": name,
            "notebook": notebook,
        }
        with self._writing() as connection:
            take = request.take
            if again:
                take = _unused_take(connection, request, stand_in=stand_in)
            else:
                known = _known(connection, [request], stand_in=stand_in)
                for number in known.values():
                    return Claim(number, ours=False, take=take)
            row |= {"take": take, "created": _now(), "lease": self._lease_end()}
            number = connection.execute(sa.insert(generations).values(row)).inserted_primary_key[0]
            rows = [
                {
                    "generation": number,
                    "position": position,
                    "source": identity,
                    "name": source.name,
                    "parent": source.generation,
                }
                for position, (source, identity) in enumerate(
                    zip(sources, request.sources, strict=True), start=1
                )
            ]
            if rows:
                connection.execute(sa.insert(inputs), rows)
        return Claim(int(number), ours=True, take=take)

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
        said = {
            "served_by": reply.served_by,
            "text": reply.text,
            "finish_reason": reply.finish_reason,
            "usage": dict(reply.usage),
            "cost": reply.cost,
            "seconds": reply.seconds,
        }
        try:
            rows = [_row(picture) for picture in reply.pictures]
            self._files.note(number, {"pictures": rows, "said": said})
            for picture in reply.pictures:
                self._files.write(picture)
            self._say_done(number, reply.pictures, said)
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
            self._files.forget(number)
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

    def rate(self, number: int, rating: int | None) -> None:
        """Keep what the user thinks of a generation: 1 to 5, or None for nothing."""
        with self._writing() as connection:
            connection.execute(
                sa.update(generations).where(generations.c.number == number).values(rating=rating)
            )

    def _say_done(self, number: int, found: Sequence[Picture], said: Mapping[str, Any]) -> None:
        """Write that a generation is done; its pictures' files must be there."""
        status = sa.select(generations.c.status).where(generations.c.number == number)
        with self._writing() as connection:
            if connection.execute(status).scalar() == "done":
                return  # whoever opened the library meanwhile has filed it by our note
            for position, picture in enumerate(found, start=1):
                _add_picture(connection, picture)
                connection.execute(
                    sa.insert(generation_pictures).values(
                        generation=number, position=position, hash=picture.hash
                    )
                )
            self._end(connection, number, status="done", **said)

    def _end(self, connection: sa.Connection, number: int, **values: Any) -> None:
        connection.execute(
            sa.update(generations)
            .where(generations.c.number == number)
            .values(finished=_now(), lease=None, **values)
        )

    # -- recovering -------------------------------------------------------------------

    def recover(self) -> list[str]:
        """File what a process left half filed when it died, and take away what it left over.

        Returns
        -------
        list of str
            A line for each thing that was done.
        """
        done = []
        for number, note in self._files.notes():
            try:
                filed = self._file_by_note(number, note)
            except LibraryError as error:  # the library is there to be read all the same
                log.warning("@%d can't be filed to its end: %s", number, error.sentence)
            else:
                done += [f"@{number}: its picture had come, and is filed now"] if filed else []
        cleared = self._files.clear(self.lease)
        if cleared:
            done.append(f"{cleared} temporary files of earlier filing are taken away")
        return done

    def _file_by_note(self, number: int, note: Mapping[str, Any]) -> bool:
        """Say done what a dead process had all but filed; return whether that was so."""
        with self._reading() as connection:
            query = sa.select(generations.c.status, generations.c.lease)
            row = connection.execute(query.where(generations.c.number == number)).one_or_none()
        if row is None or row.status != "sent" or (row.lease or "") > _now():
            return False
        found = [self._files.picture(entry) for entry in note.get("pictures", ())]
        whole = [picture for picture in found if picture is not None and picture.is_whole]
        if not whole or len(whole) < len(found):
            return False
        self._say_done(number, whole, note["said"])
        return True

    # -- reading ----------------------------------------------------------------------

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
            numbers = _known(connection, requests, stand_in=stand_in)
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
        newest = sa.select(generations).where(generations.c.status == "done")
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
            found = (self._files.picture(row._asdict()) for row in connection.execute(query))
            return [picture for picture in found if picture is not None]

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

    def search(self, query: str, *, start: int = 0, count: int = 20) -> list[Generation]:
        """Return what a search finds, the newest first; `OptionError` for one that can't be.

        Parameters
        ----------
        query
            Words, and fields as `search.FIELDS` has them; empty finds everything.
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
            .scalar_subquery()
        )
        names = sa.select(inputs.c.name).where(inputs.c.generation == newest)
        with self._reading() as connection:
            found = connection.execute(names.order_by(inputs.c.position)).scalars().all()
        return ", ".join(name.partition("(")[2].rstrip(")") for name in found if "(" in name)

    def add(self, picture: Picture) -> Picture:
        """File a picture that no generation made; `LibraryError` if the disk refuses."""
        try:
            self._files.write(picture)
        except OSError as error:
            raise unwritable(self.folder, error.strerror or type(error).__name__) from None
        with self._writing() as connection:
            _add_picture(connection, picture)
        return replace(picture, path=self._files.path(picture), held=None)

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
        values = {name: row[name] for name in row if name not in ("question", "lease")}
        if row["status"] == "sent" and (row["lease"] or "") <= _now():
            values["status"] = "unknown"
        values["usage"] = row["usage"] or {}
        values["seconds"] = row["seconds"] or 0.0
        delivered = (self._files.picture(entry._asdict()) for entry in found)
        return Generation(
            **values,
            pictures=tuple(picture for picture in delivered if picture is not None),
            inputs=tuple(InputRecord(e.source, e.name, e.parent) for e in given),
            library=self,
        )

    # -- the catalogue ----------------------------------------------------------------

    @property
    def journal_note(self) -> str:
        """What is said of a library that is on a network file system; empty for a local one."""
        kind = self._catalogue.network
        return f"on a network file system ({kind}): rollback journal, slower" if kind else ""

    def _writing(self) -> Any:
        self._open()
        return self._catalogue.writing()

    def _reading(self) -> Any:
        self._open()
        return self._catalogue.reading()

    def _open(self) -> None:
        """Clear up after those who died, the first time that the library is used."""
        with self._lock:
            if self._recovered:
                return
            self._catalogue.engine()  # whatever is wrong with it is raised here
            try:
                self._files.make_folders()
            except OSError as error:
                raise unwritable(self.folder, error.strerror or str(error)) from None
            self._recovered = True
        for line in self.recover():
            log.info("%s", line)


def _known(
    connection: sa.Connection, requests: Sequence[Request], *, stand_in: bool
) -> dict[tuple[str, int], int]:
    """Return the number that answers each question and take; see `Library.known`."""
    now = _now()
    wanted = {(one.question, one.take): one.gateway for one in requests}
    best: dict[tuple[str, int], tuple[int, int]] = {}
    columns = ("number", "question", "take", "gateway", "status", "lease")
    query = sa.select(*(generations.c[name] for name in columns))
    query = query.where(generations.c.status.in_(("done", "sent")))
    questions = list(dict.fromkeys(question for question, _ in wanted))
    for start in range(0, len(questions), AT_ONCE):
        some = generations.c.question.in_(questions[start : start + AT_ONCE])
        for row in connection.execute(query.where(some)):
            asked = (row.question, row.take)
            gateway = wanted.get(asked)
            done, real = row.status == "done", row.gateway != OFFLINE
            there = row.gateway == gateway or (stand_in and done and real)
            under_way = (row.lease or "") > now
            # A sketch costs nothing, so nobody has to decide whether one is asked for again.
            if gateway is None or not there or not (done or under_way or real):
                continue
            rank = 0 if done and real else 1 if done else 2 if under_way else 3
            best[asked] = min(best.get(asked, (9, 0)), (rank, row.number))
    return {asked: number for asked, (_, number) in best.items()}


def _unused_take(connection: sa.Connection, request: Request, *, stand_in: bool) -> int:
    """Return the first take of a request that has brought nothing and is not under way."""
    done = generations.c.status == "done"
    under_way = (generations.c.status == "sent") & (generations.c.lease > _now())
    there = generations.c.gateway == request.gateway
    query = (
        sa.select(generations.c.take)
        .where(generations.c.question == request.question, done | under_way)
        .where(sa.true() if stand_in else there)
    )
    used = set(connection.execute(query).scalars())
    return next(take for take in itertools.count(1) if take not in used)


def _row(picture: Picture) -> dict[str, Any]:
    return {name: getattr(picture, name) for name in ("hash", "type", "width", "height", "size")}


def _add_picture(connection: sa.Connection, picture: Picture) -> None:
    connection.execute(sa.insert(pictures).prefix_with("OR IGNORE").values(_row(picture)))


def _now() -> str:
    return _iso(datetime.now(UTC))


def _iso(time: datetime) -> str:
    return time.isoformat(timespec="milliseconds")
