"""Upkeep: what is wrong is found, what can be mended is mended, and no picture is lost."""

from __future__ import annotations

import io
import os
import random
import sqlite3

import pytest
from PIL import Image

from ipyimagegen import errors
from ipyimagegen.cli import main
from ipyimagegen.errors import LibraryError
from ipyimagegen.images.picture import Picture
from ipyimagegen.library import Library, Source, filing
from ipyimagegen.library.maintenance.repair import check, measure, repair
from ipyimagegen.offline.sketch import paint
from ipyimagegen.requests import Reply, Request


def picture(number=0):
    stream = io.BytesIO()
    Image.new("RGB", (8, 6), (number % 256, number // 256, 7)).save(stream, "PNG")
    return Picture.from_bytes(stream.getvalue())


def request(number, **more):
    return Request("https://gateway.example", "nano-banana", f"cat {number}", **more)


def fill(library, count=3):
    for number in range(count):
        sources = ()
        asked = request(number)
        if number:
            before = library.get(number)
            sources = [Source(before.picture, "cat", number)]
            asked = request(number, sources=(before.picture.hash,))
        made = library.claim(asked, template="cat {n}", sources=sources).number
        library.finish(made, Reply(pictures=(picture(number),), text="Here."))
    return library


@pytest.fixture
def library(tmp_path):
    return fill(Library(tmp_path / "library"))


def reopened(library):
    return Library(library.folder)


def abandon(library):
    """Let what is under way be of processes that are long gone: leases over, notes old."""
    execute(library, "UPDATE generations SET lease = '' WHERE status = 'sent'")
    for path in (library.folder / "filing").iterdir():
        os.utime(path, (1, 1))


def execute(library, *statements):
    """Change the catalogue behind the library's back, and leave all of it in one file."""
    library.close()
    with sqlite3.connect(library.folder / "catalogue.db") as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()


def test_a_sound_library_has_nothing_wrong_and_nothing_to_mend(library):
    assert list(check(library)) == []
    assert repair(library) == []
    assert library.count() == 3


def test_its_size_is_measured(library):
    library.fail(library.claim(request(9), template="", sources=()).number, ValueError("no"))
    library.claim(request(10), template="", sources=())
    library.keep_reply(4, b"what nobody could read")
    abandon(library)
    size = measure(library)
    assert (size.generations, size.failed, size.unknown, size.pictures) == (5, 1, 1, 3)
    assert size.picture_bytes == sum(picture(n).size for n in range(3))
    assert size.reply_bytes == 22
    assert size.catalogue_bytes > 10_000


def test_a_file_with_other_bytes_is_found_and_set_aside(library):
    path = library.get(2).picture.path
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    assert list(check(library)) == [f"the file is not the picture that its name says: {path.name}"]
    [line] = repair(library)
    assert path.name in line
    assert (library.folder / "damaged" / path.name).exists()
    assert reopened(library).get(2).missing
    [line] = check(library)
    assert "can't be read" in line
    assert "No such file" in line


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_the_sides_of_a_turned_photograph_are_exchanged_where_an_earlier_version_wrote_them(
    library, kind
):
    exif, stream = Image.Exif(), io.BytesIO()
    exif[0x0112] = 6
    Image.new("RGB", (60, 40)).save(stream, kind, exif=exif)
    own = library.add(Picture.from_bytes(stream.getvalue()), "photo")
    assert (own.width, own.height) == (40, 60)
    execute(library, f"UPDATE pictures SET width = 60, height = 40 WHERE hash = '{own.hash}'")
    assert list(check(library)) == []  # it is shown, whatever its row says
    assert repair(library) == [f"{own.path.name} has 40×60 pixels, as it is seen"]
    mended = reopened(library).picture(own.hash)
    assert (mended.width, mended.height) == (40, 60)
    assert repair(library) == []


def test_a_missing_file_is_found(library):
    path = library.get(2).picture.path
    path.unlink()
    [line] = check(library)
    assert path.name in line
    assert repair(library) == []


def test_a_picture_that_no_row_names_gets_one(library):
    path = library.get(3).picture.path
    execute(
        library,
        "DELETE FROM generation_pictures WHERE generation = 3",
        "DELETE FROM inputs WHERE generation = 3",
        "DELETE FROM generations WHERE number = 3",
        f"DELETE FROM pictures WHERE hash = '{path.stem}'",
    )
    assert list(check(library)) == [f"no row names the picture {path.name}"]
    assert repair(library) == [f"@4 is {path.name}, which no row named"]
    found = reopened(library).get(4)
    assert found.picture.bytes == picture(2).bytes
    assert (found.status, found.prompt, found.is_sketch) == ("done", "", False)
    assert "repair" in found.text
    assert list(check(library)) == []


@pytest.mark.thorough
@pytest.mark.parametrize("model", ["nano-banana", "gpt-image"])
def test_a_sketch_without_a_row_stays_known_as_one(tmp_path, model):
    library = Library(tmp_path / "library")
    drawn = Picture.from_bytes(paint("a red boat", model=model, take=1).data)
    library.add(drawn)
    execute(library, "DELETE FROM pictures")
    repair(library)
    assert reopened(library).get(1).is_sketch


def test_rows_that_point_elsewhere_are_dropped(library):
    execute(
        library,
        "INSERT INTO pictures VALUES ('../../../etc/passwd', 'png', 8, 6, 80, NULL)",
        "UPDATE generation_pictures SET hash = '../../../etc/passwd' WHERE generation = 2",
    )
    lines = list(check(library))
    assert any("names no picture of this folder: '../../../etc/passwd'" in line for line in lines)
    assert any("is gone" in line for line in repair(library))
    assert reopened(library).get(2).picture == picture(1)  # as its file's time tells
    assert list(check(library)) == []


@pytest.mark.parametrize("column", ["parameters", "usage", "error"])
@pytest.mark.parametrize("value", ["{half", "[1]"])
def test_values_that_cannot_be_read_are_emptied(library, column, value):
    execute(library, f"UPDATE generations SET {column} = '{value}' WHERE number = 2")
    assert f"@2: its {column} can't be read" in list(check(library))
    [line] = repair(library)
    assert line == f"@2: its {column} could not be read, now empty"
    assert list(check(library)) == []
    assert reopened(library).look_up([request(1, sources=(picture(0).hash,))])[0].number == 2


@pytest.mark.parametrize(
    ("value", "now"),
    [("cost = 1e308", "empty"), ("status = 'x'", "another"), ("rating = 9", "empty")],
)
def test_a_value_that_is_mended_was_found_before(library, value, now):
    execute(library, f"UPDATE generations SET {value} WHERE number = 2")
    column = value.partition(" ")[0]
    assert list(check(library)) == [f"@2: its {column} can't be read"]
    assert repair(library) == [f"@2: its {column} could not be read, now {now}"]
    assert list(check(library)) == []


def test_what_a_row_asked_is_computed_anew(library):
    execute(library, "UPDATE generations SET question = 'other' WHERE number = 1")
    assert list(check(library)) == ["@1 would not be found by what it asked"]
    repair(library)
    assert reopened(library).look_up([request(0)])[0].number == 1
    assert list(check(library)) == []


def test_leftovers_are_found_and_taken_away(library):
    part = library.folder / "filing" / "abc.part"
    part.write_bytes(b"half a picture")
    os.utime(part, (1, 1))
    assert list(check(library)) == ["left over from filing: abc.part"]
    assert repair(library) == ["1 temporary files of earlier filing are taken away"]
    assert not part.exists()


@pytest.mark.parametrize("journal", [b"", b'{"pictures": [', b'{"a": "\xff"}', b"[" * 100_000])
def test_a_journal_that_was_cut_off_does_not_keep_a_library_closed(library, journal):
    (library.folder / "filing" / "1.json").write_bytes(journal)
    assert list(library.files.journal()) == []
    assert reopened(library).count() == 3


# -- a damaged catalogue --------------------------------------------------------------


def trash_the_header(path):
    path.write_bytes(b"x" * 200 + path.read_bytes()[200:])


def cut_in_half(path):
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def empty(path):
    path.write_bytes(b"")


def gone(path):
    path.unlink()


@pytest.mark.parametrize("damage", [trash_the_header, cut_in_half])
def test_a_damaged_catalogue_is_said_and_rebuilt_from_the_folder(library, damage):
    execute(library)
    damage(library.folder / "catalogue.db")
    with pytest.raises(errors.LibraryError, match="catalogue is damaged") as caught:
        reopened(library).get(1)
    assert "ipyimagegen library repair" in caught.value.hint
    [line] = check(library)
    assert line.startswith("the catalogue is damaged")
    assert any("made anew" in line for line in repair(reopened(library)))
    again = reopened(library)
    found = {made.picture.hash for made in again.search("", start=0, count=100)}
    assert found == {picture(number).hash for number in range(3)}
    assert list(check(again)) == []
    assert len(list(library.folder.glob("catalogue-damaged-*.db"))) == 1


@pytest.mark.parametrize("damage", [empty, gone])
def test_a_lost_catalogue_is_made_anew_from_the_pictures(library, damage):
    execute(library)
    damage(library.folder / "catalogue.db")
    assert len(repair(reopened(library))) == 3
    assert reopened(library).count() == 3


@pytest.mark.thorough
def test_what_can_be_read_of_a_damaged_catalogue_is_kept(tmp_path):
    library = fill(Library(tmp_path / "library"), count=60)
    execute(library)
    path = library.folder / "catalogue.db"
    content = bytearray(path.read_bytes())
    chance = random.Random(5)
    pages = len(content) // 4096
    for page in chance.sample(range(12, pages), 3):
        content[page * 4096 : page * 4096 + 4096] = chance.randbytes(4096)
    path.write_bytes(content)
    repair(reopened(library))
    again = reopened(library)
    made = again.search("", start=0, count=1000)
    assert {one.picture.hash for one in made if one.pictures} == {
        picture(number).hash for number in range(60)
    }
    known = [one for one in made if one.prompt]
    assert len(known) >= 20
    assert all(one.prompt == f"cat {one.number - 1}" for one in known)
    assert not [line for line in check(again) if "done and has no picture" not in line]


def test_an_older_copy_helps(library):
    execute(library)
    path = library.folder / "catalogue.db"
    (library.folder / "catalogue-schema-2.db").write_bytes(path.read_bytes())
    trash_the_header(path)
    repair(reopened(library))
    again = reopened(library)
    assert [made.number for made in again.search("", start=0, count=10)] == [3, 2, 1]
    assert again.get(2).parents[0].number == 1
    assert again.look_up([request(0)])[0].number == 1


def test_damage_that_is_met_later_is_said_in_words(library):
    again = reopened(library)
    assert again.count() == 3
    execute(again)
    path = library.folder / "catalogue.db"
    content = bytearray(path.read_bytes())
    content[4096:] = os.urandom(len(content) - 4096)
    path.write_bytes(content)
    with pytest.raises(errors.LibraryError) as caught:
        reopened(library).get(1)
    assert len(caught.value.lines()) <= 3


# -- the command line -----------------------------------------------------------------


def command(capsys, *arguments):
    code = main(["library", *arguments])
    found = capsys.readouterr()
    return code, found.out + found.err


def test_commands(library, capsys, monkeypatch):
    monkeypatch.setenv("IMAGEGEN_LIBRARY", str(library.folder))
    code, out = command(capsys, "where")
    assert (code, out) == (0, f"{library.folder} · IMAGEGEN_LIBRARY\n")
    code, out = command(capsys, "size")
    assert code == 0
    assert "3 generations: 0 failed, 0 unknown\n3 pictures, 0 KB\n" in out
    assert command(capsys, "check") == (0, "All is well with 3 generations.\n")
    assert command(capsys, "repair") == (0, "There was nothing to mend.\n")
    library.get(1).picture.path.unlink()
    code, out = command(capsys, "check")
    assert code == 1
    assert "1 found." in out


def test_the_command_repairs_a_library_whose_catalogue_is_gone(library, capsys, monkeypatch):
    monkeypatch.setenv("IMAGEGEN_LIBRARY", str(library.folder))
    library.close()
    for path in library.folder.glob("catalogue.db*"):
        path.unlink()
    code, out = command(capsys, "repair")
    assert code == 0
    assert out.count("which no row named") == 3


def test_a_library_that_is_not_there_is_not_made(tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("IMAGEGEN_LIBRARY", str(tmp_path / "nowhere"))
    for action in ("where", "size", "check", "repair"):
        assert command(capsys, action)[0] == 0
    assert not (tmp_path / "nowhere").exists()


def test_a_folder_that_is_none_is_said(tmp_path, capsys, monkeypatch):
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")
    monkeypatch.setenv("IMAGEGEN_LIBRARY", str(tmp_path / "link"))
    code, out = command(capsys, "check")
    assert code == 2
    assert "leads nowhere" in out


def test_unknown_actions_are_refused(capsys):
    with pytest.raises(SystemExit):
        main(["library", "mend"])
    assert "repair" in capsys.readouterr().err


def test_a_repair_tells_of_a_reply_that_a_dead_process_had_all_but_filed(library):
    number = library.claim(request(7), template="cat 7", sources=()).number
    delivered = picture(7)
    said = {"served_by": "", "text": "", "usage": {}, "finish_reason": "stop", "cost": None}
    library.files.write_journal(number, {"pictures": [delivered.row], "said": said})
    library.files.write(delivered)
    abandon(library)
    line, *_ = repair(reopened(library))
    assert line == f"@{number}: its picture had come, and is filed now"
    assert reopened(library).get(number).picture == delivered


def test_a_reply_that_still_cannot_be_filed_stays_in_the_journal(library, monkeypatch):
    number = library.claim(request(8), template="cat 8", sources=()).number
    said = {"served_by": "", "text": "", "usage": {}, "finish_reason": "stop", "cost": None}
    library.files.write_journal(number, {"pictures": [picture(8).row], "said": said})
    library.files.write(picture(8))
    entry = library.folder / "filing" / f"{number}.json"
    abandon(library)
    full = reopened(library)
    with monkeypatch.context() as patched:
        patched.setattr(filing, "say_done", failing_with(LibraryError("the disk is full")))
        full.count()
    assert entry.exists()
    assert reopened(library).get(number).status == "done"


def failing_with(error):
    def fail(*_):
        raise error

    return fail
