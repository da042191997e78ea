"""The library: the row before the request, the files before the row says done.

Whatever happens in between, a request that may have been paid for has a row, and a row
that says ``done`` has its pictures whole on disk. What the same request brought before is
found by its question, its gateway and its take.
"""

from __future__ import annotations

import itertools
import logging
import tempfile
import threading
import uuid
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from ..errors import LibraryError, UnknownReference, error_to_dict
from ..images.picture import Picture
from ..images.saving import write_beside
from .generation import Generation
from .queries import Records, find_known, iso, now
from .storage.files import Disk
from .storage.location import unwritable
from .storage.schema import generation_pictures, generations, inputs, pictures

if TYPE_CHECKING:
    from ..requests import Reply, Request
    from .references import Source

__all__ = ["Claim", "Library", "add_picture"]

log = logging.getLogger("ipyimagegen")


@dataclass(frozen=True)
class Claim:
    """Who sends a request, under which number and as which take: we, or somebody who has."""

    number: int
    ours: bool
    take: int


class Library(Records):
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
    embed
        Whether saved copies say how they were made: ``"auto"`` where that is asked for,
        ``"always"`` or ``"never"``; the session sets it.
    changed
        Called after the user's own words on a generation change; the session sets it.
    """

    def __init__(
        self,
        folder: Path,
        *,
        lease: float = 15.0,
        network: str | None = None,
        disk: Disk | None = None,
    ) -> None:
        super().__init__(folder, network=network, disk=disk)
        self.lease = lease
        self._recovered = False
        self._lock = threading.Lock()

    def __repr__(self) -> str:
        return f"Library({str(self.folder)!r})"

    def close(self) -> None:
        """Close its files; the next use opens them again."""
        self.catalogue.close()

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
                known = find_known(connection, [request], stand_in=stand_in)
                for number in known.values():
                    return Claim(number, ours=False, take=take)
            row |= {"take": take, "created": now(), "lease": self._lease_end()}
            number = connection.execute(sa.insert(generations).values(row)).lastrowid
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
        return Claim(number, ours=True, take=take)

    def renew(self, number: int) -> None:
        """Say that a request is still under way."""
        with self._writing() as connection:
            connection.execute(
                sa.update(generations)
                .where(generations.c.number == number, generations.c.status == "sent")
                .values(lease=self._lease_end())
            )

    def _lease_end(self) -> str:
        return iso(datetime.now(UTC) + timedelta(seconds=self.lease))

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
            rows = [picture.row for picture in reply.pictures]
            self.files.note(number, {"pictures": rows, "said": said})
            for picture in reply.pictures:
                self.files.write(picture)
            self._say_done(number, reply.pictures, said)
            for picture in reply.pictures:
                self.files.write(picture)  # once more, should it have been pruned meanwhile
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
            self.files.forget(number)
            generation = self.get(number)
            if generation is None:
                raise LibraryError(f"@{number} is gone from the library")
            return generation
        raise failure

    def fail(self, number: int, error: Exception) -> None:
        """Write down how a generation failed."""
        seconds = getattr(error, "elapsed", None)
        with self._writing() as connection:
            self._end(
                connection, number, status="failed", error=error_to_dict(error), seconds=seconds
            )

    # -- what the user thinks of them ---------------------------------------------------

    def mark(self, number: int, **marks: int | str | None) -> None:
        """Keep the user's own words on a generation: `rating`, `tags` (a line), `note`."""
        with self._writing() as connection:
            row = sa.update(generations).where(generations.c.number == number)
            connection.execute(row.values(**marks))
        self.changed()

    def delete(self, numbers: Sequence[int]) -> None:
        """Put generations out of sight; nothing is thrown away before `prune` is asked for.

        Raises
        ------
        UnknownReference
            One of them is under way.
        """
        asked = generations.c.number.in_(numbers)
        with self._writing() as connection:
            under_way = sa.select(generations.c.number).where(
                asked, generations.c.status == "sent", generations.c.lease > now()
            )
            for number in connection.execute(under_way).scalars():
                raise UnknownReference(
                    f"@{number} is under way", hint=f"Hang up first: %imagegen cancel @{number}"
                )
            row = sa.update(generations).where(asked, generations.c.deleted.is_(None))
            connection.execute(row.values(deleted=now()))
        self.changed()

    def restore(self, numbers: Sequence[int]) -> None:
        """Bring back what was deleted."""
        with self._writing() as connection:
            asked = generations.c.number.in_(numbers)
            connection.execute(sa.update(generations).where(asked).values(deleted=None))
        self.changed()

    def last_deleted(self) -> list[int]:
        """Return the numbers of what was deleted last, together."""
        newest = sa.select(sa.func.max(generations.c.deleted)).scalar_subquery()
        query = sa.select(generations.c.number).where(generations.c.deleted == newest)
        with self._reading() as connection:
            return list(connection.execute(query.order_by(generations.c.number)).scalars())

    def _say_done(self, number: int, found: Sequence[Picture], said: Mapping[str, Any]) -> None:
        """Write that a generation is done; its pictures' files must be there."""
        status = sa.select(generations.c.status).where(generations.c.number == number)
        with self._writing() as connection:
            if connection.execute(status).scalar() == "done":
                return  # whoever opened the library meanwhile has filed it by our note
            for position, picture in enumerate(found, start=1):
                add_picture(connection, picture)
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
            .values(finished=now(), lease=None, **values)
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
        for number, note in self.files.notes():
            try:
                filed = self._file_by_note(number, note)
            except LibraryError as error:  # the library is there to be read all the same
                log.warning("@%d can't be filed to its end: %s", number, error.sentence)
            else:
                done += [f"@{number}: its picture had come, and is filed now"] if filed else []
        cleared = self.files.clear(self.lease)
        if cleared:
            done.append(f"{cleared} temporary files of earlier filing are taken away")
        return done

    def _file_by_note(self, number: int, note: Mapping[str, Any]) -> bool:
        """Say done what a dead process had all but filed; return whether that was so."""
        with self._reading() as connection:
            query = sa.select(generations.c.status, generations.c.lease)
            row = connection.execute(query.where(generations.c.number == number)).one_or_none()
        if row is None or row.status != "sent" or (row.lease or "") > now():
            return False
        found = [self.files.picture(entry) for entry in note.get("pictures", ())]
        whole = [picture for picture in found if picture is not None and picture.is_whole]
        if not whole or len(whole) < len(found):
            return False
        self._say_done(number, whole, note["said"])
        return True

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

    def add(self, picture: Picture) -> Picture:
        """File a picture that no generation made; `LibraryError` if the disk refuses."""
        try:
            self.files.write(picture)
        except OSError as error:
            raise unwritable(self.folder, error.strerror or type(error).__name__) from None
        with self._writing() as connection:
            add_picture(connection, picture)
        return replace(picture, path=self.files.path(picture), held=None)

    def _writing(self) -> AbstractContextManager[sa.Connection]:
        self._open()
        return self.catalogue.writing()

    def _open(self) -> None:
        """Clear up after those who died, the first time that the library is used."""
        with self._lock:
            if self._recovered:
                return
            self.catalogue.engine()  # whatever is wrong with it is raised here
            try:
                self.files.make_folders()
            except OSError as error:
                raise unwritable(self.folder, error.strerror or str(error)) from None
            self._recovered = True
        for line in self.recover():
            log.info("%s", line)


def _unused_take(connection: sa.Connection, request: Request, *, stand_in: bool) -> int:
    """Return the first take of a request that has brought nothing and is not under way."""
    done = generations.c.status == "done"
    under_way = (generations.c.status == "sent") & (generations.c.lease > now())
    there = generations.c.gateway == request.gateway
    query = (
        sa.select(generations.c.take)
        .where(generations.c.question == request.question, done | under_way)
        .where(sa.true() if stand_in else there)
    )
    used = set(connection.execute(query).scalars())
    return next(take for take in itertools.count(1) if take not in used)


def add_picture(connection: sa.Connection, picture: Picture) -> None:
    """Write a picture's row, unless it is there."""
    connection.execute(sa.insert(pictures).prefix_with("OR IGNORE").values(picture.row))
