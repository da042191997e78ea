"""A look into a library: what was found in time, and no file more."""

from __future__ import annotations

import contextlib
import sqlite3

import pytest

from ipyimagegen.images.picture import Picture
from ipyimagegen.library import Library
from ipyimagegen.library.storage.hints import hints
from ipyimagegen.requests import Reply, Request
from scripted import picture


@pytest.fixture
def library(tmp_path):
    made = Library(tmp_path / "a library, 100%?")
    for number in range(1, 13):
        request = Request("offline", "nano-banana", f"frog {number}")
        claim = made.claim(request, template="a frog", sources=(), name=f"frog_{number}")
        drawn = Picture.from_bytes(picture(colour=f"#2060{number:02x}"))
        made.finish(claim.number, Reply(pictures=(drawn,), served_by="nano-banana"))
    yield made
    made.close()


def test_it_sees_what_the_library_has_while_it_is_open_and_after(library):
    library.mark(3, tags="night fox")
    library.delete([12])
    for _ in ("open", "closed"):
        with hints(library.folder) as look:
            assert [hint.number for hint in look.newest("1", 9, pictures=True)] == [1, 11, 10]
            assert look.newest("", 1, pictures=True) == [(11, "frog_11", "frog 11")]
            assert [hint.ref for hint in look.numbered([7, 12, 99])] == ["@7"]
            assert [hint.ref for hint in look.deleted(5)] == ["@12"]
            assert look.models("offline", 5) == look.models(None, 5) == ["nano-banana"]
            assert look.models("elsewhere", 5) == []
            assert look.tags(5) == ["night", "fox"]
            assert look.names(2) == ["frog_11", "frog_10"]
            assert look.pictures(7) == 1
            [(digest, hint)] = look.hashes(library.get(7).picture.hash[:12], 5)
            assert (digest, hint.number) == (library.get(7).picture.hash, 7)
        library.close()


def test_it_leaves_a_closed_library_as_it_is(library):
    library.close()
    before = sorted(path.name for path in library.folder.iterdir())
    with hints(library.folder) as look:
        assert look.newest("", 1, pictures=False)
    assert sorted(path.name for path in library.folder.iterdir()) == before


def test_what_takes_too_long_ends_with_what_was_found(library):
    library.close()
    with contextlib.closing(sqlite3.connect(library.folder / "catalogue.db")) as connection:
        connection.executemany(
            "INSERT INTO generations (uuid, status, gateway, model, served_by, template, prompt,"
            " parameters, take, question, name, text, notebook, created, tags)"
            " VALUES (?, 'done', 'x', 'm', '', '', '', '{}', 1, '', '', '', '', '', '')",
            ([f"u{number}"] for number in range(2000)),
        )
        connection.commit()
    with hints(library.folder, seconds=-1) as look:
        assert look.names(5) == []
        assert look.newest("", 1, pictures=False)


def test_a_folder_that_is_none_is_not_made(tmp_path):
    with pytest.raises(sqlite3.Error), hints(tmp_path / "nothing"):
        pass
    assert not (tmp_path / "nothing").exists()
