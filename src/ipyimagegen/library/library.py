"""The library: the row before the request, the files before the row says done.

Whatever happens in between, a request that may have been paid for has a row, and a row
that says ``done`` has its pictures whole on disk. A repeated request is found by its
question, its gateway and its take.
"""

from __future__ import annotations

import contextlib
import itertools
import logging
import tempfile
import threading
import warnings
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import tzinfo
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import sqlalchemy as sa

from ..arguments import callers_level, checked_call, checked_path, checked_text
from ..errors import LibraryError, SettingError, WrongArguments
from ..forks import lock, whole
from ..images.picture import Picture
from ..images.saving import write_beside
from ..interrupts import interrupted_later
from ..paths import absolute
from ..text import a_kind
from . import budget, claims, deletion, filing, groups, looks, queries, recovery
from .budget import Limits, Today
from .claims import Claim
from .generation import Generation, InputRecord, Source
from .groups import Groups, Photograph
from .looks import Alike
from .marks import readable_note, readable_tags
from .queries import Spent, find_known
from .storage.catalogue import Catalogue
from .storage.files import Disk, Files
from .storage.location import unwritable, write_refusal
from .storage.previews import Previews
from .storage.schema import (
    generations,
    inputs,
)
from .storage.thumbnails import SIDE, Thumbnails
from .subscribers import Subscribers

if TYPE_CHECKING:
    from PIL import Image

    from ..checks.result import Result
    from ..gateways import Secret
    from ..regions.report import Report
    from ..requests import Reply, Request

__all__ = ["Library", "Maker", "Preferences"]

log = logging.getLogger("ipyimagegen")

USUAL_SIDE = 768  # pixels of a preview


class Preferences(Protocol):
    """The user's settings, as far as a library reads them: ``embed``, ``preview``, the keys."""

    def get(self, name: str) -> Any:
        """Return a setting's value as it is now."""

    def secrets(self) -> Collection[Secret]:
        """Return the keys and secret values of headers that are known now."""


class Maker(Protocol):
    """Makes pictures: the session that serves `Generation.edit`."""

    def edit(self, picture: object, prompt: str, **options: Any) -> Generation:
        """Make a picture from another one."""


class Library:
    """Generations and pictures in a folder, opened once and shared by threads.

    Parameters
    ----------
    folder
        Where they are kept; made at first use. A relative one is meant in the working folder
        of this moment.
    lease
        Seconds for which a request that was sent counts as under way unless it is renewed.
    shared
        The kind of shared file system the folder is on, empty for a local disk; None finds
        out.
    disk
        Writes, syncs and renames the files.
    preferences
        The settings that previews and saved copies follow; None takes the defaults.
    maker
        Makes the edits of its generations; None for a library that only keeps pictures.

    Attributes
    ----------
    catalogue, files, previews, thumbnails
        Its database, its files, and the small copies beside them.
    changed
        Is called after a generation began, ended or was marked, and tells the subscribers.
    """

    def __init__(
        self,
        folder: Path,
        *,
        lease: float = 15.0,
        shared: str | None = None,
        disk: Disk | None = None,
        preferences: Preferences | None = None,
        maker: Maker | None = None,
    ) -> None:
        self.folder = _absolute(Path(checked_path(folder)))
        self.lease = lease
        self.catalogue = Catalogue(self.folder, shared=shared)
        self.files = Files(self.folder, disk)
        self.previews = Previews(self.folder / "previews")
        self.thumbnails = Thumbnails(self.folder / "thumbnails")
        self.maker = maker
        self._preferences = preferences
        self.changed = Subscribers()
        self._prepared = threading.Event()
        self._lock = lock()

    def __repr__(self) -> str:
        return f"Library({str(self.folder)!r})"

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle as the folder: whoever unpickles opens it in a session of their own."""
        from ..session import library_at

        return library_at, (str(self.folder.absolute()),)

    def __deepcopy__(self, _memo: object) -> Library:
        return self

    def serving(self, preferences: Preferences, maker: Maker) -> Library:
        """Return the same library for a session: its files, catalogue and subscribers are shared.

        Two sessions may share a library, each with settings of its own.
        """
        other = object.__new__(type(self))
        other.__dict__.update(self.__dict__)
        other._preferences, other.maker = preferences, maker
        return other

    def is_same(self, other: Library) -> bool:
        """Whether both are the library of one folder, however that is written."""
        return self.folder == other.folder or self.folder.resolve() == other.folder.resolve()

    def close(self) -> None:
        """Close its files; the next use opens them again."""
        self.catalogue.close()

    def watch(self, subscriber: Callable[[], None]) -> Callable[[], None]:
        """Call a subscriber, on any thread, after each change; return a call that ends it."""
        return self.changed.add(subscriber)

    @property
    def embed(self) -> str:
        """Whether saved copies say how they were made: ``auto`` (on demand), always or never."""
        return "auto" if self._preferences is None else str(self._preferences.get("embed"))

    @property
    def secrets(self) -> Collection[Secret]:
        """The keys that are known here, which nothing that is handed on should hold."""
        return () if self._preferences is None else self._preferences.secrets()

    def warn_of_key(self, picture: Picture, data: bytes) -> None:
        """Warn where a copy of a picture that is handed on holds a key."""
        if any(secret.is_in_picture(data) for secret in self.secrets):
            told = (
                f"a key stands in the file of picture {picture.ref}, as the gateway wrote it; "
                "save(..., strip=True) leaves it out"
            )
            warnings.warn(told, stacklevel=callers_level())

    @property
    def preview_side(self) -> int | str:
        """Longest side of a preview in pixels, or ``"full"`` for the delivered bytes.

        A setting that can't be used keeps no picture that is there from being shown.
        """
        if self._preferences is None:
            return USUAL_SIDE
        try:
            side: int | str = self._preferences.get("preview")
        except SettingError as error:
            told = f"{error.sentence}; pictures are shown at {USUAL_SIDE} pixels"
            warnings.warn(told, stacklevel=2)
            return USUAL_SIDE
        return side

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
        limits: Limits | None = None,
    ) -> Claim:
        """Write down a request that is about to be sent, unless it was or is being answered.

        What it may cost is reserved with it, in the same transaction.

        Parameters
        ----------
        request
            The request that will be sent.
        template, sources, name, notebook
            The text as typed, the inputs, the variable of the result, and the notebook.
        again
            Take the next take that has brought nothing yet, instead of the request's own.
        stand_in
            Whether the answers of other gateways count, too; see `look_up`.
        limits
            The budget that it must fit in; None for none.

        Raises
        ------
        LibraryError
            It can't be written; then nothing may be sent.
        OverBudget
            The budget of the day doesn't cover it.
        OptionError
            There is a budget, and its price is unknown.
        """
        with self._writing() as connection:
            return claims.claim(
                connection,
                request,
                template=template,
                sources=sources,
                name=name,
                notebook=notebook,
                again=again,
                stand_in=stand_in,
                limits=limits or Limits(),
                lease=self.lease,
            )

    def renew(self, number: int) -> None:
        """Say that a request is still under way."""
        with self._writing() as connection:
            claims.renew(connection, number, self.lease)

    def keep_reply(self, number: int, reply: bytes) -> Path:
        """Keep an answer that could not be read; return its file. `OSError` if it can't be."""
        self._open(writing=True)
        path = self.folder / "replies" / f"{number}.body"
        self.files.make(path.parent)
        return write_beside(path, reply)

    def finish(
        self,
        number: int,
        reply: Reply,
        question: str | None = None,
        find_looks: Callable[[], Mapping[str, str]] = dict,
    ) -> Generation:
        """File a reply's pictures, then say that the generation is done.

        Parameters
        ----------
        number, reply
            The generation, and what came.
        question
            The question that its row must have: another library may be in the folder by now.
        find_looks
            Returns the looks of its pictures by hash, as far as they are known when all files
            are written.

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
            "seconds": reply.seconds or None,
        }
        try:
            self.catalogue.check_there()  # or it would be begun anew in a bare folder
            rows = [picture.row for picture in reply.pictures]
            note = {"pictures": rows, "said": said, "question": question}
            self.files.write_journal(number, note)
            for picture in reply.pictures:
                self.files.write(picture)
            seen = find_looks()
            with self._writing() as connection:
                filing.say_done(
                    connection, number, reply.pictures, said, question=question, known_looks=seen
                )
                generation = self._generation(queries.by_number(connection, [number])[number])
            for picture in reply.pictures:
                self.files.write(picture)  # once more, should it have been pruned meanwhile
        except Exception as error:  # noqa: BLE001  # whatever it is, the pictures came
            why = getattr(error, "strerror", None) or getattr(error, "said", "") or str(error)
            failure = LibraryError(
                f"the answer to @{number} came, but it can't be filed",
                said=why,
                spent="It was made and may be billed; its pictures are held in memory.",
                hint=f"When that is put right: %imagegen show @{number} files it.",
            )
            failure.pictures = reply.pictures
        else:
            self.files.clear_journal(number)
            return generation
        raise failure

    def file_composite(
        self,
        number: int,
        report: Report,
        picture: Picture | None = None,
        *,
        anew: bool = False,
        look: str = "",
    ) -> Generation:
        """File the composite of an edit of a region as the generation's first picture.

        Parameters
        ----------
        number, report
            The generation, and what was done.
        picture
            The composite; None where the answer is shown as delivered.
        anew
            Whether it takes the place of an earlier one, which stays behind the delivered
            pictures; else the one that is there stays the first.
        look
            The composite's look, where it is known.

        Raises
        ------
        LibraryError
            The disk refuses it, or the generation is gone.
        """
        try:
            with self.bringing([picture.hash] if picture else []):
                if picture is not None:
                    self.files.write(picture)
                with self._writing() as connection:
                    filing.put_first(connection, number, report, picture, anew=anew)
                    if picture is not None and look:
                        looks.keep(connection, {picture.hash: look})
                if picture is not None:
                    self.files.write(picture)  # once more, should it have been pruned meanwhile
        except OSError as error:
            raise unwritable(self.folder, error.strerror or type(error).__name__) from None
        generation = self.get(number)
        if generation is None:
            raise filing.gone(number)
        return generation

    def fail(self, number: int, error: Exception) -> None:
        """Write down how a generation failed, unless its picture came all the same.

        Two kernels may ask for the same task, and the older answer may come later.
        """
        with self._writing() as connection:
            filing.fail(connection, number, error)

    @checked_call
    def add(self, picture: Picture, name: str = "", *, listed: bool = True) -> Picture:
        """File a picture that no generation made, under the name that its file has.

        Parameters
        ----------
        picture, name
            The picture, and its name.
        listed
            Whether lists show it as a photograph; a mask is none.

        Raises
        ------
        LibraryError
            The disk refuses.
        """
        if not isinstance(picture, Picture):
            raise WrongArguments(
                f"a library keeps pictures, not {a_kind(picture)}",
                hint="Picture.from_bytes(data) makes one of a file's bytes.",
            )
        checked_text("the name", name)
        self._open(writing=True)
        try:
            with self.bringing([picture.hash]):
                self.files.write(picture)
                with self._writing() as connection:
                    filing.add_picture(connection, picture, anew=True)
                    if listed:
                        filing.add_photograph(connection, picture, name)
                self.files.write(picture)  # once more, should it have been pruned meanwhile
        except OSError as error:
            raise unwritable(self.folder, error.strerror or type(error).__name__) from None
        self.changed()
        return replace(picture, path=self.files.path(picture), held=None)

    def keep_checks(self, rows: Sequence[Mapping[str, Any]]) -> bool:
        """Keep results of checks; return whether they are.

        Where the disk refuses them, they are made again next time. A check may end when the
        library is closed already; it is not opened again for that, nor made anew in a folder
        that is gone.
        """
        from .checks import add_rows

        if not self.catalogue.is_open:
            return False
        try:
            with self._writing() as connection:
                add_rows(connection, rows)
        except LibraryError as error:
            log.info("results of checks are not kept: %s", error.sentence)
            return False
        return True

    def keep_looks(self, found: Mapping[str, str]) -> None:
        """Write the looks of pictures, by hash; `LibraryError` if that can't be done."""
        with self._writing() as connection:
            looks.keep(connection, found)

    # -- the user's marks ----------------------------------------------------------------

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
        with self._writing() as connection:
            deletion.delete(connection, numbers)
        self.changed()

    def restore(self, numbers: Sequence[int]) -> list[int]:
        """Bring back deleted generations; return the numbers of those that were deleted."""
        with self._writing() as connection:
            found = deletion.restore(connection, numbers)
        self.changed()
        return found

    def last_deleted(self) -> list[int]:
        """Return the numbers of the generations that were deleted last, together."""
        with self._reading() as connection:
            return deletion.last_deleted(connection)

    # -- reading ----------------------------------------------------------------------

    def look_up(
        self, requests: Sequence[Request], *, stand_in: bool = False
    ) -> list[Generation | None]:
        """Return the generation that answers each request, or that has claimed it.

        Parameters
        ----------
        requests
            Any number of them: they are one query.
        stand_in
            Whether another gateway's answer to the same will do: a real picture instead
            of a sketch.

        Returns
        -------
        list of Generation or None
            For each request the generation that is done, else the one under way, else one
            whose sender ended before the answer came, or that waits in a gateway's queue, so
            that it may have been billed. None if there is none of these: other failures are
            never replayed.
        """
        with self._reading() as connection:
            numbers = find_known(connection, requests, stand_in=stand_in)
            rows = queries.by_number(connection, list(dict.fromkeys(numbers.values())))
        known = {number: self._generation(row) for number, row in rows.items()}
        return [known.get(numbers.get((one.question, one.take), 0)) for one in requests]

    def get(self, number: int) -> Generation | None:
        """Return the generation of that number, or None."""
        return self.numbered([number]).get(number)

    def numbered(self, numbers: Iterable[int]) -> dict[int, Generation]:
        """Return those of these generations that there are, by number, in the order given."""
        numbers = list(dict.fromkeys(numbers))
        with self._reading() as connection:
            rows = queries.by_number(connection, numbers)
        return {number: self._generation(rows[number]) for number in numbers if number in rows}

    def asked_anew(self, numbers: Iterable[int]) -> dict[int, Generation]:
        """Return what was asked again later of those of these generations that have no picture.

        By the number of the one before: the same gateway, question and take, done or under way.
        """
        with self._reading() as connection:
            later = queries.asked_anew(connection, list(dict.fromkeys(numbers)))
            rows = queries.by_number(connection, list(dict.fromkeys(later.values())))
        return {number: self._generation(rows[one]) for number, one in later.items()}

    def origins(self, number: int) -> tuple[bool, bool]:
        """Return whether a generation descends from a sketch, and from the user's own pictures."""
        with self._reading() as connection:
            return queries.origins(connection, number)

    def last(self) -> Generation | None:
        """Return the last generation that has pictures, or None."""
        with self._reading() as connection:
            row = queries.last(connection)
        return None if row is None else self._generation(row)

    def search(self, query: str, *, start: int = 0, count: int = 20) -> list[Generation]:
        """Return the generations that a search matches, the newest first.

        Parameters
        ----------
        query
            Words, and fields as `fields.FIELDS` has them; empty finds all that is not deleted.
        start, count
            From which one on, and how many at most.

        Raises
        ------
        OptionError
            It can't be searched.
        """
        with self._reading() as connection:
            rows = queries.search(connection, query, start=start, count=count)
        return [self._generation(row) for row in rows]

    def groups(
        self, query: str, arrangement: str, zone: tzinfo, *, start: int = 0, count: int = 60
    ) -> Groups:
        """Return one page of the groups of what a search finds, the newest first; see `groups`.

        Parameters
        ----------
        query
            As `search` takes it; photographs are found by their names and times.
        arrangement
            ``template`` or ``time``.
        zone
            In which days and months begin.
        start, count
            From which group on, and how many at most.

        Raises
        ------
        OptionError
            It can't be searched.
        """
        with self._reading() as connection:
            if arrangement == "time":
                return groups.by_time(connection, query, zone, start=start, count=count)
            return groups.by_template(connection, query, start=start, count=count)

    def members(
        self, key: str, query: str, *, start: int = 0, count: int = 60
    ) -> list[Generation | Photograph]:
        """Return what stands in a group, by its key: one page of it, the newest first."""
        [page] = self.pages([(key, start)], query, count=count)
        return page

    def pages(
        self,
        wanted: Sequence[tuple[str, int]],
        query: str,
        *,
        count: int = 60,
        alike: Alike | None = None,
    ) -> list[list[Generation | Photograph]]:
        """Return what stands in groups: a page of each, by its key and its start.

        Parameters
        ----------
        wanted
            The key of each group, as `groups` returns it, and from which place on.
        query
            As `groups` takes it.
        count
            How many at most in each page.
        alike
            That of the `Groups`, if they have just been read: else looks are compared anew.

        Raises
        ------
        OptionError
            No group has such a key, or it can't be searched.
        """
        with self._reading() as connection:
            pages = groups.members(connection, wanted, query, count=count, alike=alike)
            everything = list(itertools.chain.from_iterable(pages))
            rows = queries.by_number(
                connection, [one for one in everything if isinstance(one, int)]
            )
            hashes = [one for one in everything if isinstance(one, str)]
            own = groups.photographs_of(connection, hashes)
        known: dict[int | str, Generation | Photograph] = {}
        for row in own:
            picture = self.files.picture(row)
            if picture is not None:
                known[row["hash"]] = Photograph(picture, row["name"], row["filed"])
        known |= {number: self._generation(row) for number, row in rows.items()}
        return [[known[one] for one in page if one in known] for page in pages]

    def children(self, number: int) -> list[Generation]:
        """Return the generations made from one, the oldest first, at most two hundred."""
        with self._reading() as connection:
            rows = queries.made_from(connection, inputs.c.parent == number)
        return [self._generation(row) for row in rows]

    def made_from(self, identity: str) -> list[Generation]:
        """Return the generations that an input's picture was given to, as `children` does."""
        with self._reading() as connection:
            rows = queries.made_from(connection, inputs.c.source == identity)
        return [self._generation(row) for row in rows]

    def _generation(self, row: Mapping[str, Any]) -> Generation:
        values = {name: row[name] for name in row if name not in _OWN_COLUMNS}
        delivered = map(self.files.picture, row["pictures"])
        return Generation(
            **values
            | {
                "usage": row["usage"] or {},
                "seconds": row["seconds"] or 0.0,
                "tags": readable_tags(row["tags"]),
                "note": readable_note(row["note"]),
                "pictures": tuple(picture for picture in delivered if picture is not None),
                "inputs": tuple(map(self._input, row["inputs"])),
            },
            library=self,
        )

    def _input(self, row: Mapping[str, Any]) -> InputRecord:
        own = "" if row["hash"] == row["source"] else row["source"]
        picture = row["hash"] and self.files.picture({**row, "source": own})
        return InputRecord(row["source"], row["name"], row["parent"], picture or None)

    def pictures(self, prefix: str) -> list[Picture]:
        """Return the pictures whose hash starts with `prefix`, at most ten of them.

        Of an input that was given as pixels, its identity counts as well.
        """
        with self._reading() as connection:
            rows = queries.pictures_named(connection, prefix)
        known = [picture for picture in map(self.files.picture, rows) if picture]
        return known[:10]

    def filed(self, hashes: Sequence[str]) -> dict[str, Picture]:
        """Return those of these pictures that the library has, by hash."""
        with self._reading() as connection:
            rows = queries.pictures_of(connection, hashes)
        found = filter(None, map(self.files.picture, rows))
        return {picture.hash: picture for picture in found}

    def picture(self, digest: str) -> Picture | None:
        """Return the whole picture of that hash or identity; there may be none of an input."""
        found = (one for one in self.pictures(digest) if digest in (one.hash, one.source))
        return next((one for one in found if one.is_whole), None)

    def kept_of_file(self, name: str, written: Sequence[str]) -> tuple[Picture, str] | None:
        """Return the picture of the user's own that was last given as a file of that name.

        One that was `written` so comes before those in other folders. Its own name, as it was
        written, comes with it.
        """
        with self._reading() as connection:
            sources = queries.sources_named(connection, name, written)
        found = ((self.picture(source), own) for source, own in sources)
        return next(((picture, own) for picture, own in found if picture), None)

    def generation_of(self, picture_hash: str, *, deleted: bool = False) -> int | None:
        """Return the number of the first generation that delivered this picture, or None.

        With `deleted`, one that was deleted if no other did.
        """
        with self._reading() as connection:
            return queries.generation_of(connection, picture_hash, deleted=deleted)

    def count(self, query: str = "") -> int:
        """Return how many generations a search matches; an empty one, those not deleted."""
        with self._reading() as connection:
            return queries.count(connection, query)

    def last_number(self) -> int:
        """Return the highest number ever given, 0 in an empty library."""
        with self._reading() as connection:
            return queries.last_number(connection)

    def usual_seconds(self, gateway: str, model: str, *, edits: bool) -> tuple[float, float] | None:
        """Return the median and 90th percentile of the seconds of such calls; see `usual`."""
        with self._reading() as connection:
            return queries.usual(connection, "seconds", gateway, model, edits=edits)

    def usual_cost(self, gateway: str, model: str, *, edits: bool) -> tuple[float, float] | None:
        """Return the median and 90th percentile of the reported dollars; see `usual`."""
        with self._reading() as connection:
            return queries.usual(connection, "cost", gateway, model, edits=edits)

    def nearly(self, number: int, look: str) -> int | None:
        """Return the earlier generation that a new one is nearly the same as; see `looks`."""
        with self._reading() as connection:
            return looks.nearest(connection, number, look)

    def unseen(self, after: str, count: int) -> list[Picture]:
        """Return pictures that were not looked at yet, by hash, behind that one."""
        with self._reading() as connection:
            rows = looks.unseen(connection, after, count)
        return [one for one in map(self.files.picture, rows) if one is not None]

    def reservation(self, request: Request, prices: Mapping[str, float]) -> float | None:
        """Return the dollars to reserve for a request, or None where that is unknown."""
        with self._reading() as connection:
            return budget.reservation(connection, budget.kind(request), prices)

    def today(self, prices: Mapping[str, float]) -> Today:
        """Return the dollars of the calls of this day."""
        with self._reading() as connection:
            return budget.today(connection, prices)

    def ratings(self, numbers: Sequence[int]) -> dict[int, int]:
        """Return the ratings of those of these generations that have one."""
        with self._reading() as connection:
            return queries.ratings(connection, numbers)

    def checks_of(self, of: Sequence[Generation]) -> dict[int, dict[str, Result]]:
        """Return what checks found of generations, by number and by the check as it was written."""
        from .checks import kept_results

        return kept_results(self, of)

    def check_rows(self, hashes: Sequence[str]) -> dict[str, list[dict[str, Any]]]:
        """Return what checks found of pictures, by hash; see `checks`."""
        from .checks import rows_of

        with self._reading() as connection:
            return rows_of(connection, hashes)

    def last_picked(self, template: str) -> str:
        """Return the value of ``@picked`` when a template was last sent; empty if it never was."""
        with self._reading() as connection:
            return queries.last_picked(connection, template)

    def spending(self) -> list[Spent]:
        """Return the cost by day, model and notebook, the newest day first."""
        with self._reading() as connection:
            return queries.spending(connection)

    @property
    def remarks(self) -> tuple[str, ...]:
        """What is unusual about its place: it may only be read, or the file system is shared."""
        refusal = self.catalogue.read_only or write_refusal(self.folder)
        kind = self.catalogue.shared
        return (
            *([f"read only: {refusal}"] if refusal else []),
            *([f"on a shared file system ({kind}): rollback journal, slower"] if kind else []),
        )

    def thumbnail(self, picture: Picture, side: int = SIDE) -> bytes:
        """Return a thumbnail, made at first use and kept beside the pictures.

        Parameters
        ----------
        picture
            The picture.
        side
            Longest side in pixels.

        Returns
        -------
        bytes
            A WebP.

        Raises
        ------
        PictureError
            The picture's file can't be read, or is not what its name says.
        """
        return self.thumbnails.of(picture, side)

    def small(
        self, picture: Picture, side: int, *, most: int, pixels: Image.Image | None = None
    ) -> bytes:
        """Return a thumbnail of at most `most` bytes, for a notebook; see `Thumbnails.of`."""
        return self.thumbnails.within(picture, side, most, pixels=pixels)

    # -- recovering -------------------------------------------------------------------

    def recover(self) -> list[str]:
        """File the replies that a process left half filed when it died; clear its leftovers.

        Returns
        -------
        list of str
            A line for each thing that was done.
        """
        with whole(), self._lock:
            self._prepare(writing=True)
            return self._recover()

    def bringing(self, hashes: Sequence[str]) -> AbstractContextManager[Path]:
        """Note files that get their rows while this lasts; what has none then is thrown away.

        Yields the note, which is touched from time to time where this lasts long; `OSError`
        if it can't be written.
        """
        return recovery.bringing(self, hashes)

    def finish_note(self, path: Path) -> int:
        """Throw the files of a note away that no row names, and the note; return how many.

        The catalogue is locked meanwhile: whoever files the same picture at that moment
        writes it anew.
        """
        return recovery.finish_note(self, path)

    # -- opening ----------------------------------------------------------------------

    def check(self) -> int:
        """Return how many generations there are; `LibraryError` if no more could be added."""
        with self._writing():
            count = self.count()
        try:
            with tempfile.TemporaryFile(dir=self.folder / "pictures"):
                return count
        except OSError as error:
            raise unwritable(self.folder, error.strerror or type(error).__name__) from None

    # Neither can be interrupted: locks of SQLAlchemy's pool could be left shut, and a cursor that
    # was left open keeps its connection from ever writing again.

    @contextlib.contextmanager
    def _writing(self) -> Iterator[sa.Connection]:
        with interrupted_later():
            self._open(writing=True)
            with self.catalogue.writing() as connection:
                yield connection

    @contextlib.contextmanager
    def _reading(self) -> Iterator[sa.Connection]:
        with interrupted_later():
            self._open()
            with self.catalogue.reading() as connection:
                yield connection

    def _open(self, *, writing: bool = False) -> None:
        """Clear up after processes that died, the first time that the library is used."""
        if self._prepared.is_set():
            return
        with whole(), self._lock:  # other threads wait: what had come is filed before they look
            if not self._prepared.is_set() and self._prepare(writing=writing):
                for line in self._recover():
                    log.info("%s", line)

    def _prepare(self, *, writing: bool) -> bool:
        """Make the catalogue and the folders; return whether they can be written.

        Where they can't, they are good enough to be read.
        """
        if writing:
            self.catalogue.open_for_writing()
        self.catalogue.engine()  # whatever is wrong with it is raised here
        if self.catalogue.read_only:
            return False
        try:
            self.files.make_folders()
        except OSError as error:
            if not writing:
                return False
            place = Path(error.filename or self.folder)
            raise unwritable(place, error.strerror or str(error)) from None
        return True

    def _recover(self) -> list[str]:
        try:
            return recovery.recover(self)
        finally:
            self._prepared.set()


_OWN_COLUMNS = ("question", "lease", "reserved")  # of no concern to who reads a generation


def _absolute(folder: Path) -> Path:
    try:
        return absolute(folder)
    except OSError as error:
        raise LibraryError(
            "the library's folder can't be found", said=f"{folder}: {error.strerror}"
        ) from None
