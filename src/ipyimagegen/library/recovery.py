"""Recovery: what a process that died left half filed is filed to its end, or thrown away.

Functions of a library whose catalogue and folders are there. The journal of `files` tells which
replies had come, and its notes which files have no place unless a row names them.
"""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
import sqlalchemy as sa

from ..errors import LibraryError
from ..text import counted
from . import filing, queries
from .queries import now
from .storage.location import unwritable
from .storage.schema import generations

if TYPE_CHECKING:
    from .library import Library
    from .storage.files import Entry

__all__ = ["bringing", "finish_note", "recover"]

log = logging.getLogger("ipyimagegen")


def recover(library: Library) -> list[str]:
    """File the replies that a process left half filed when it died; see `Library.recover`."""
    done, unfiled = [], set()
    for number, entry in library.files.journal():
        try:
            filed = _finish_entry(library, number, entry)
        except LibraryError as error:  # the library is there to be read all the same
            log.warning("@%d can't be filed to its end: %s", number, error.sentence)
            unfiled.add(number)
        else:
            done += [f"@{number}: its picture had come, and is filed now"] if filed else []
    done += _finish_notes(library)
    for name in library.files.set_odd_aside(library.lease):
        done.append(f"the note {name} can't be understood, and is in the folder damaged now")
    cleared = library.files.clear(library.lease, keep=unfiled)
    if cleared:
        done.append(f"{cleared} temporary files of earlier filing are taken away")
    return done


def _finish_entry(library: Library, number: int, entry: Entry) -> bool:
    """Finish a reply that a dead process had all but filed; return whether there was one."""
    with library.catalogue.reading() as connection:
        query = sa.select(*generations.c["status", "lease", "question"])
        row = connection.execute(query.where(generations.c.number == number)).one_or_none()
    if row is None or row.status == "done" or str(row.lease or "") > now():
        return False
    if entry.question not in (None, row.question):
        return False  # of a library that was in this folder before
    rows = [msgspec.structs.asdict(picture) for picture in entry.pictures]
    filed = [library.files.picture(row) for row in rows]
    whole = [picture for picture in filed if picture and library.files.is_sound(picture)]
    if not whole or len(whole) < len(filed):
        return False
    with library.catalogue.writing() as connection:
        filing.say_done(connection, number, whole, msgspec.structs.asdict(entry.said))
    return True


def _finish_notes(library: Library) -> list[str]:
    """Throw away what a pruning or an import that died left without a row."""
    old = set(library.files.leftovers(library.lease))
    # Who imports renews its note. Who prunes holds the catalogue until its rows are gone.
    ended = [path for path, _ in library.files.unnamed() if path in old or _is_pruning(path)]
    done = []
    for path in ended:
        kind = path.name.partition("-")[0]
        try:
            count = finish_note(library, path)
        except LibraryError as error:  # the library is there to be used all the same
            log.warning("what a cut off %s left stays for now: %s", kind, error.sentence)
            continue
        done += [f"what a cut off {kind} left is gone: {counted(count, 'file')}"] if count else []
    return done


@contextlib.contextmanager
def bringing(library: Library, hashes: Sequence[str]) -> Iterator[Path]:
    """Note files that get their rows while this lasts; see `Library.bringing`."""
    note = library.files.write_unnamed("import", hashes, [])
    try:
        yield note
    except BaseException:
        with contextlib.suppress(LibraryError):  # then it is done at the next opening
            finish_note(library, note)
        raise
    note.unlink(missing_ok=True)


def finish_note(library: Library, path: Path) -> int:
    """Throw the files of a note away that no row names, and the note; return how many."""
    note = dict(library.files.unnamed()).get(path)
    if note is None:
        return 0
    try:
        with library.catalogue.writing() as connection:
            named = queries.named(connection, note.hashes)
            numbered = queries.by_number(connection, note.replies)
            gone = [digest for digest in note.hashes if digest not in named]
            for digest in gone:
                library.files.throw_away(digest)
                library.previews.forget(digest)
                library.thumbnails.forget(digest)
            for number in note.replies:
                if number not in numbered:
                    library.files.throw_reply_away(number)
        path.unlink(missing_ok=True)
    except OSError as error:
        raise unwritable(library.folder, error.strerror or str(error)) from None
    return len(gone)


def _is_pruning(note: Path) -> bool:
    return note.name.startswith("prune-")
