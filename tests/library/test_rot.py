"""Rot: whatever happens to the bytes of a library, the rest of it is kept and can be used."""

from __future__ import annotations

import contextlib
import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from test_repair import abandon, execute, fill, picture, reopened, request

from ipyimagegen.errors import LibraryError, OptionError
from ipyimagegen.library import Library
from ipyimagegen.library.maintenance.prune import prune
from ipyimagegen.library.maintenance.repair import check, repair
from ipyimagegen.library.storage.pages import is_log_damaged, records
from ipyimagegen.library.transfer.export_bundle import export
from ipyimagegen.library.transfer.import_bundle import import_bundle
from ipyimagegen.requests import Reply

ROWS = 60
PAGE = 4096
posix = pytest.mark.skipif(os.name != "posix", reason="signals as POSIX has them")


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    """A folder with a library of six that no program uses; to be copied."""
    made = fill(Library(tmp_path_factory.mktemp("filled") / "library"), 6)
    made.close()
    return made.folder


@pytest.fixture
def library(filled, tmp_path):
    return Library(shutil.copytree(filled, tmp_path / "library"))


def everything(library):
    return library.search("", start=0, count=1000)


# -- one damaged value -----------------------------------------------------------------


@pytest.mark.parametrize(
    "column", ["prompt", "template", "model", "text", "note", "name", "notebook"]
)
def test_a_text_that_is_no_utf8_is_read_with_a_replacement(library, column):
    execute(library, f"UPDATE generations SET {column} = CAST(X'63FF74' AS TEXT) WHERE number = 3")
    found = everything(reopened(library))
    assert len(found) == 6
    assert "c\N{REPLACEMENT CHARACTER}t" in str(getattr(found[3], column))
    assert not any("anew" in line for line in repair(reopened(library)))
    assert len(everything(reopened(library))) == 6


def test_a_tag_that_is_no_utf8_is_read_with_a_replacement(library):
    tags = "CAST(X'6F696C2063FF74' AS TEXT)"  # oil, and a word with a byte that is none
    execute(library, f"UPDATE generations SET tags = {tags} WHERE number = 3")
    assert everything(reopened(library))[3].tags == ("oil", "c\N{REPLACEMENT CHARACTER}t")
    assert not any("anew" in line for line in repair(reopened(library)))
    assert len(everything(reopened(library))) == 6


def slow(value):
    return pytest.param(value, marks=pytest.mark.slow)


@pytest.mark.thorough
@pytest.mark.parametrize(
    "value", ["X'00FF'", "'{half'", *map(slow, ("7", "1e999", "''", "-3", "'[1]'"))]
)
def test_a_value_of_another_type_stands_for_nothing_and_harms_no_other(library, value):
    [row] = _columns(library)
    columns = [column for column in row if column not in ("number", "uuid")]
    half = (len(columns) + 1) // 2
    for column, other in zip(columns[:half], columns[-half:], strict=True):
        damaged = Library(shutil.copytree(library.folder, library.folder.with_name(f"of {column}")))
        execute(
            damaged,
            f"UPDATE generations SET {column} = {value} WHERE number = 3",
            f"UPDATE generations SET {other} = {value} WHERE number = 5",
        )
        found = everything(damaged)
        assert len(found) >= 5, (column, other)  # a value of `deleted` puts one out of sight
        assert all(repr(one) and cell(one) and one.time_and_cost is not None for one in found)
        damaged.spending()
        damaged.usual_cost("https://gateway.example", "nano-banana", edits=True)
        damaged.look_up([request(0)])
        repair(damaged)
        assert len(everything(damaged)) == len(found)
        damaged.close()


def cell(made):
    """Return the cell that asks for it, or that none can."""
    try:
        return made.cell
    except OptionError as error:
        return str(error)


def _columns(library):
    with library.catalogue.reading() as connection:
        found = connection.exec_driver_sql("SELECT * FROM generations LIMIT 1")
        return [list(found.keys())]


# -- damage at random places -------------------------------------------------------------


def flip(content, chance):
    content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)


def zero(content, chance):
    start = chance.randrange(len(content) // PAGE) * PAGE
    content[start : start + PAGE] = bytes(PAGE)


def noise(content, chance):
    start = chance.randrange(len(content) // PAGE) * PAGE
    content[start : start + PAGE] = chance.randbytes(PAGE)


def cut(content, chance):
    del content[chance.randrange(len(content)) :]


def trash_the_head(content, chance):
    place = chance.choice([place for place in range(100) if place not in range(60, 64)])
    content[place] = chance.randrange(256)  # but for the schema: another may be a newer one


DAMAGES = (flip, zero, noise, cut, trash_the_head)


@pytest.fixture(scope="module")
def sound(tmp_path_factory):
    library = fill(Library(tmp_path_factory.mktemp("sound") / "library"), ROWS)
    execute(library)
    return library


def damaged_at_random(sound, folder, seed):
    chance = random.Random(seed)
    shutil.copytree(sound.folder, folder)
    path = folder / "catalogue.db"
    content = bytearray(path.read_bytes())
    DAMAGES[seed % len(DAMAGES)](content, chance)
    path.write_bytes(content)
    untouched = {
        values[1]
        for _, values in records(path)
        if len(values) > 20 and str(values[7]).startswith("cat ")
    }
    try:
        assert {len(everything(Library(folder)))} <= {ROWS, ROWS - 1}, seed
    except LibraryError as error:
        assert "ipyimagegen library repair" in error.hint, seed
        assert len(error.lines()) <= 4
    lines = repair(Library(folder))
    again = Library(folder)
    found = everything(again)
    assert len({one.uuid for one in found} & untouched) >= len(untouched) - 1, seed
    assert {one.hash for made in found for one in made.pictures} == {
        picture(number).hash for number in range(ROWS)
    }, seed
    assert bool(list(folder.glob("catalogue-damaged-*"))) == any("anew" in line for line in lines)
    assert again.claim(request(1000), template="", sources=()).number not in range(1, ROWS)
    assert [line for line in check(again) if "done and has no picture" not in line] == [], seed
    again.close()


@pytest.mark.thorough
@pytest.mark.parametrize("seed", range(10))
def test_every_row_on_an_undamaged_page_is_kept(sound, tmp_path, seed):
    damaged_at_random(sound, tmp_path / "library", seed)


@pytest.mark.fuzz
@pytest.mark.timeout(3600)
def test_every_row_on_an_undamaged_page_is_kept_a_thousand_times(sound, tmp_path):
    for seed in range(10, 1010):
        damaged_at_random(sound, tmp_path / "library", seed)
        shutil.rmtree(tmp_path / "library")


def test_rows_below_a_page_that_leads_to_them_are_kept(sound, tmp_path):
    shutil.copytree(sound.folder, tmp_path / "library")
    path = tmp_path / "library" / "catalogue.db"
    with sqlite3.connect(path) as connection:
        query = "SELECT rootpage FROM sqlite_master WHERE name = 'generations'"
        [root] = connection.execute(query).fetchone()
    connection.close()
    content = bytearray(path.read_bytes())
    content[(root - 1) * PAGE : root * PAGE] = bytes(PAGE)
    path.write_bytes(content)
    repair(Library(path.parent))
    found = everything(Library(path.parent))
    assert [one.prompt for one in found] == [f"cat {n}" for n in reversed(range(ROWS))]


@pytest.mark.parametrize("index", ["ix_generations_question", "words_data", "words_idx"])
def test_a_damaged_index_costs_no_row(sound, tmp_path, index):
    shutil.copytree(sound.folder, tmp_path / "library")
    path = tmp_path / "library" / "catalogue.db"
    with sqlite3.connect(path) as connection:
        query = "SELECT rootpage FROM sqlite_master WHERE name = ?"
        [root] = connection.execute(query, [index]).fetchone()
    connection.close()
    content = bytearray(path.read_bytes())
    content[(root - 1) * PAGE : root * PAGE] = b"\xff" * PAGE
    path.write_bytes(content)
    repair(Library(path.parent))
    again = Library(path.parent)
    assert len(everything(again)) == ROWS
    assert len(again.search("cat", start=0, count=100)) == ROWS
    assert again.look_up([request(0)])[0].number == 1
    assert list(check(again)) == []


@pytest.mark.parametrize(
    ("place", "value"),
    [(16, 0), (18, 7), (19, 7), (44, 9), (47, 0), (56, 1), (60, 1), (63, 2), (68, 0)],
)
def test_a_damaged_head_costs_no_row(sound, tmp_path, place, value):
    shutil.copytree(sound.folder, tmp_path / "library")
    path = tmp_path / "library" / "catalogue.db"
    content = bytearray(path.read_bytes())
    content[place] = value
    path.write_bytes(content)
    repair(Library(path.parent))
    again = Library(path.parent)
    assert [one.prompt for one in everything(again)] == [f"cat {n}" for n in reversed(range(ROWS))]
    assert again.claim(request(1000), template="", sources=()).number == ROWS + 1
    assert not [line for line in check(again) if "found by" not in line]


def test_a_number_is_not_given_again_after_a_repair(library):
    library.delete([6])
    library.delete([5])
    prune(library)
    execute(library)
    path = library.folder / "catalogue.db"
    path.write_bytes(b"x" * 90 + path.read_bytes()[90:])
    repair(reopened(library))
    assert reopened(library).claim(request(100), template="", sources=()).number == 7


@pytest.mark.parametrize(
    "make",
    [
        lambda path: path.write_bytes(b""),
        lambda path: path.write_text("a text, and quite a long one " * 1000),
        lambda path: path.unlink(),
        lambda path: (path.unlink(), path.mkdir()),
    ],
    ids=["empty", "text", "gone", "folder"],
)
def test_a_catalogue_that_is_none_is_said_at_once_and_repaired(library, make):
    execute(library)
    make(library.folder / "catalogue.db")
    began = time.monotonic()
    for use in (Library.count, Library.check, prune):
        with pytest.raises(LibraryError, match="the catalogue is damaged") as caught:
            use(reopened(library))
        assert "ipyimagegen library repair" in caught.value.hint
    [line] = check(reopened(library))
    assert "the catalogue is damaged" in line
    assert time.monotonic() - began < 30  # seconds; four times waiting for a lock take longer
    repair(reopened(library))
    assert reopened(library).count() == 6
    assert list(check(reopened(library))) == []


# -- a transaction that was cut off ------------------------------------------------------


@pytest.mark.parametrize("shared", ["", "nfs"])
def test_a_transaction_that_was_cut_off_is_taken_back(tmp_path, shared):
    folder = tmp_path / "library"
    fill(Library(folder, shared=shared)).close()
    connection = sqlite3.connect(folder / "catalogue.db", isolation_level=None)
    connection.execute("PRAGMA journal_mode=delete")
    connection.execute("PRAGMA cache_size=1")  # pages are written before the end
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("UPDATE generations SET note = ?", ["x" * 300_000])
    connection.execute("DELETE FROM generations")
    for name in ("opened", "repaired", "written"):
        shutil.copytree(folder, tmp_path / name)
        assert (tmp_path / name / "catalogue.db-journal").stat().st_size
    connection.execute("ROLLBACK")
    connection.close()
    assert Library(tmp_path / "opened", shared=shared).count() == 3
    assert repair(Library(tmp_path / "repaired", shared=shared)) == []
    written = Library(tmp_path / "written", shared=shared)
    assert written.claim(request(9), template="", sources=()).number == 4
    assert written.count() == 4
    assert written.catalogue.read_only == ""
    assert not (tmp_path / "written" / "catalogue.db-journal").exists()


SPILL = """
import sqlite3, sys, time
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("PRAGMA journal_mode=delete")
connection.execute("PRAGMA cache_size=1")
connection.execute("BEGIN IMMEDIATE")
connection.execute("UPDATE generations SET note = ?", ["x" * 300_000])
connection.execute("DELETE FROM generations")
print("ready", flush=True)
time.sleep(60)
"""


@posix
@pytest.mark.parametrize("shared", ["", "nfs"])
def test_what_was_cut_off_is_taken_back_by_several_at_once(tmp_path, shared):
    path = tmp_path / "library" / "catalogue.db"
    fill(Library(path.parent, shared=shared)).close()
    with subprocess.Popen(
        [sys.executable, "-c", SPILL, path], stdout=subprocess.PIPE, text=True
    ) as child:
        assert child.stdout.readline() == "ready\n"
        child.kill()
    assert path.with_name("catalogue.db-journal").stat().st_size
    with ThreadPoolExecutor(6) as pool:
        found = pool.map(lambda _: Library(path.parent, shared=shared).count(), range(6))
        assert list(found) == [3] * 6
    assert list(check(Library(path.parent, shared=shared))) == []


# -- a log that was left and has rotted ----------------------------------------------------

LOG_HEAD, FRAME = 32, 24 + PAGE


@pytest.fixture(scope="module")
def all_in_the_log(tmp_path_factory):
    """A folder as a process leaves it that is killed: all rows are in the log."""
    folder = tmp_path_factory.mktemp("in the log")
    library = fill(Library(folder / "in use"), 6)
    shutil.copytree(library.folder, folder / "left")
    library.close()
    return folder / "left"


@pytest.fixture
def left_there(all_in_the_log, tmp_path):
    return shutil.copytree(all_in_the_log, tmp_path / "left")


@pytest.mark.parametrize(
    "place", [0, 9, 18, 30, LOG_HEAD + 9, LOG_HEAD + 500, 9 * FRAME, -30 * FRAME]
)
def test_rows_behind_a_damage_of_the_log_are_kept(left_there, place, quick):
    log = left_there / "catalogue.db-wal"
    content = bytearray(log.read_bytes())
    content[place] ^= 4
    log.write_bytes(content)
    with pytest.raises(LibraryError, match="the catalogue is damaged") as caught:
        Library(left_there).count()
    assert "ipyimagegen library repair" in caught.value.hint
    with quick(5):  # a page's number may be damaged, and far from all others
        repair(Library(left_there))
    again = Library(left_there)
    assert [one.prompt for one in everything(again)] == [f"cat {n}" for n in reversed(range(6))]
    assert again.claim(request(100), template="", sources=()).number == 7
    assert list(check(again)) == []


def test_any_word_of_a_frame_is_looked_at(left_there):
    log = left_there / "catalogue.db-wal"
    data = log.read_bytes()
    assert not is_log_damaged(left_there / "catalogue.db")
    for place in (0, 5, 8, 15, 16, 23, 24, 999, FRAME - 1):
        changed = bytearray(data)
        changed[LOG_HEAD + 17 * FRAME + place] ^= 0x80
        log.write_bytes(changed)
        assert is_log_damaged(left_there / "catalogue.db"), place


@pytest.mark.fuzz
@pytest.mark.timeout(3600)
def test_rows_behind_any_damage_of_the_log_are_kept(left_there, tmp_path):
    for seed in range(300):
        chance = random.Random(seed)
        shutil.copytree(left_there, tmp_path / "library")
        log = tmp_path / "library" / "catalogue.db-wal"
        content = bytearray(log.read_bytes())
        # In place of a flipped bit, some bytes are lost; the last transaction may not be told.
        start = chance.randrange(len(content) - 40 * FRAME)
        end = start + chance.choice([1, 1, 30, 500])
        content[start:end] = chance.randbytes(end - start)
        log.write_bytes(content)
        repair(Library(log.parent))
        again = Library(log.parent)
        known = [one for one in everything(again) if one.prompt.startswith("cat ")]
        assert len(known) >= 5, seed
        assert {one.hash for made in everything(again) for one in made.pictures} == {
            picture(number).hash for number in range(6)
        }, seed
        assert again.claim(request(1000), template="", sources=()).number >= 7, seed
        again.close()
        shutil.rmtree(log.parent)


def test_a_log_that_was_begun_anew_and_no_further_is_no_damage(left_there, tmp_path):
    log = left_there / "catalogue.db-wal"
    with contextlib.closing(sqlite3.connect(left_there / "catalogue.db")) as connection:
        connection.execute("PRAGMA wal_checkpoint(RESTART)")
        before = log.read_bytes()
        shutil.copytree(left_there, tmp_path / "killed")
        connection.execute("UPDATE generations SET note = 'new'")
        connection.commit()
        begun = log.read_bytes()[:LOG_HEAD]
    assert begun != before[:LOG_HEAD]
    (tmp_path / "killed" / "catalogue.db-wal").write_bytes(begun + before[LOG_HEAD:])
    assert Library(tmp_path / "killed").count() == 6


def test_a_log_whose_last_transaction_is_not_whole_is_no_damage(left_there):
    log = left_there / "catalogue.db-wal"
    log.write_bytes(log.read_bytes()[:-100])
    assert Library(left_there).count() == 6


def test_a_catalogue_without_tables_is_not_begun_anew_beside_pictures(left_there):
    (left_there / "catalogue.db-wal").write_bytes(b"")
    with pytest.raises(LibraryError, match="the catalogue is damaged"):
        Library(left_there).count()
    repair(Library(left_there))
    assert len(everything(Library(left_there))) == 6


def test_a_generation_that_has_lost_its_picture_gets_it_back(library):
    own = library.add(picture(99))
    execute(library, "DELETE FROM generation_pictures")
    lines = repair(reopened(library))
    assert len(lines) == 6
    assert all("as its time tells" in line for line in lines)
    again = reopened(library)
    assert all(one.picture == picture(one.number - 1) for one in everything(again))
    assert again.generation_of(own.hash) is None
    assert list(check(again)) == []


# -- notes that are none of ours ---------------------------------------------------------

SAID = {"served_by": "", "text": "", "usage": {}, "finish_reason": "stop", "cost": None}


@pytest.mark.parametrize(
    "entry",
    [
        [],
        {},
        {"pictures": 5, "said": SAID},
        {"pictures": [5], "said": SAID},
        {"pictures": [{"hash": "x"}], "said": SAID},
        {"pictures": [picture(9).row], "said": {}},
        {"pictures": [picture(9).row], "said": SAID | {"usage": []}},
        {"pictures": [picture(9).row], "said": SAID | {"text": {"a": 1}}},
        {"pictures": [picture(9).row], "said": SAID | {"cost": "much"}},
        {"pictures": [picture(9).row | {"width": "8"}], "said": SAID},
        {"pictures": [picture(9).row], "said": {"no column": 1}},
    ],
)
def test_an_odd_note_is_set_aside_and_said(library, entry):
    number = library.claim(request(9), template="", sources=()).number
    library.files.write(picture(9))
    note = library.folder / "filing" / f"{number}.json"
    note.write_text(json.dumps(entry))
    assert reopened(library).count() == 7
    abandon(library)
    lines = repair(reopened(library))
    assert any(note.name in line and "damaged" in line for line in lines)
    assert [path.name[9:] for path in (library.folder / "damaged").iterdir()] == [note.name]
    assert not note.exists()
    assert reopened(library).get(number).status == "unknown"


@pytest.mark.parametrize("name", ["²", "9" * 30, "0", "-1", "import-x", "prune-y", "../x"])
def test_a_note_of_an_odd_name_closes_no_library(library, name):
    (library.folder / "filing" / f"{name}.json").write_text('{"hashes": 5}')
    assert reopened(library).count() == 6
    assert all("no row" not in line for line in repair(reopened(library)))


@posix
@pytest.mark.parametrize("make", [os.mkfifo, os.mkdir])
@pytest.mark.parametrize("name", ["filing/7.json", "filing/prune-x.json", "pictures/3f/{hash}.png"])
def test_what_is_no_file_keeps_nobody_waiting(library, make, name):
    place = library.folder / name.format(hash="3f" * 32)
    place.parent.mkdir(exist_ok=True)
    make(place)
    os.utime(place, (1, 1))
    assert reopened(library).count() == 6
    assert [line for line in repair(reopened(library)) if "temporary" not in line] == []
    assert list(check(reopened(library))) == []


def test_a_file_that_cannot_be_thrown_away_keeps_no_library_closed(library, monkeypatch):
    def refuse(_digest):
        raise PermissionError(13, "Permission denied")

    library.files.write_unnamed("prune", ["f" * 64], [])
    again = reopened(library)
    monkeypatch.setattr(again.files, "throw_away", refuse)
    assert again.count() == 6
    assert len(list(library.files.unnamed())) == 1


def test_what_a_repair_that_was_killed_began_is_taken_away_later(library):
    begun = library.folder / "filing" / "repair-x"
    begun.mkdir()
    (begun / "catalogue.db").write_bytes(b"half")
    assert list(check(library)) == []
    os.utime(begun, (1, 1))
    assert repair(library) == []
    assert not begun.exists()


# -- pictures that rot -------------------------------------------------------------------


def rot(made):
    data = bytearray(made.picture.path.read_bytes())
    data[len(data) // 2] ^= 1
    made.picture.path.write_bytes(data)


@pytest.mark.parametrize("damage", [rot, lambda made: made.picture.path.unlink()])
def test_a_damaged_picture_is_not_exported_and_is_healed_by_an_import(library, tmp_path, damage):
    export(library, everything(library), tmp_path / "good.zip")
    damage(library.get(3))
    told = export(library, everything(library), tmp_path / "rest.zip")
    assert (told.generations, *told.left_out, *told.damaged) == (5, "@3")
    assert "@3" in told.words
    healed = import_bundle(reopened(library), tmp_path / "good.zip")
    assert (healed.generations, healed.pictures, healed.known) == (0, 1, 6)
    assert list(check(library)) == []


def test_a_rotten_picture_is_healed_when_it_is_made_again(library):
    rot(library.get(3))
    number = library.claim(request(50), template="", sources=()).number
    library.finish(number, Reply(pictures=(picture(2),), text="Here."))
    assert list(check(library)) == []
    rot(library.get(4))
    library.add(picture(3))
    assert list(check(library)) == []


def test_of_a_bundle_with_a_bad_member_the_rest_is_imported(library, tmp_path):
    export(library, everything(library), tmp_path / "bundle.zip")
    bad = library.get(3).picture
    data = (tmp_path / "bundle.zip").read_bytes()
    assert data.count(bad.bytes) == 1
    (tmp_path / "bad.zip").write_bytes(data.replace(bad.bytes, bad.bytes[:-9] + b"x" * 9))
    other = Library(tmp_path / "other")
    told = import_bundle(other, tmp_path / "bad.zip")
    assert (told.generations, told.pictures, told.damaged) == (5, 5, (bad.ref,))
    assert bad.ref in told.words
    assert list(check(other)) == []
    assert import_bundle(other, tmp_path / "bundle.zip").generations == 1
    assert list(check(other)) == []


# -- processes that are killed -----------------------------------------------------------


def test_a_repair_leaves_what_is_being_filed_alone(library):
    number = library.claim(request(9), template="", sources=()).number
    library.files.write_journal(number, {"pictures": [picture(9).row], "said": SAID})
    library.files.write(picture(9))
    with library.bringing([picture(10).hash]):
        library.files.write(picture(10))
        assert repair(reopened(library)) == []
        assert list(check(reopened(library))) == []
    assert library.finish(number, Reply(pictures=(picture(9),))).number == number


def test_a_check_may_go_on_while_another_kernel_files_a_picture(library, monkeypatch):
    files = library.files.pictures

    def filed_meanwhile():
        number = library.claim(request(9), template="", sources=()).number
        library.finish(number, Reply(pictures=(picture(9),)))
        return files()

    monkeypatch.setattr(library.files, "pictures", filed_meanwhile)
    assert list(check(library)) == []


WORK = """
import sys
from pathlib import Path
from ipyimagegen.library import Library
from ipyimagegen.library.maintenance.prune import prune
from ipyimagegen.library.transfer.export_bundle import export
from ipyimagegen.library.transfer.import_bundle import import_bundle

folder, work, bundle = Path(sys.argv[1]), sys.argv[2], sys.argv[3]
library = Library(folder, lease=0.2)
library.count()
import ipyimagegen.library.transfer.page, jinja2
print("ready", flush=True)
if work == "prune":
    prune(library)
elif work == "import":
    import_bundle(library, bundle)
else:
    export(library, library.search("", start=0, count=1000), bundle)
"""


def killed(folder, work, bundle, seconds):
    """Do some work in a process of its own, and kill it so many seconds later."""
    child = subprocess.Popen(
        [sys.executable, "-c", WORK, folder, work, bundle], stdout=subprocess.PIPE, text=True
    )
    with child:
        assert child.stdout.readline() == "ready\n"
        time.sleep(seconds)
        child.send_signal(signal.SIGKILL)
    return child.returncode


def kill_at_random(sound, tmp_path, work, seed):
    chance = random.Random(seed)
    folder = tmp_path / f"{work}-{seed}"
    bundle = tmp_path / "all.zip"
    if not bundle.exists():
        export(sound, everything(sound), bundle)
    if work == "import":
        fill(Library(folder), 2)
    else:
        shutil.copytree(sound.folder, folder)
    if work == "prune":
        Library(folder).delete(range(30, ROWS + 1))
    target = bundle if work == "import" else tmp_path / f"{seed}.zip"
    killed(folder, work, target, chance.uniform(0, 0.3))
    time.sleep(0.3)
    library = Library(folder, lease=0.2)
    before = len(everything(library))
    assert list(check(library)) == [], (work, seed)
    assert repair(library) == [], (work, seed)
    assert len(everything(reopened(library))) == before
    if work == "prune":
        back = library.restore(range(1, ROWS + 1))
        assert len(back) in (0, 31)
        assert not [one for one in everything(library) if one.missing]
    elif work == "import":
        assert before in (2, ROWS, ROWS + 2)
    else:
        export(library, everything(library)[:1], tmp_path / f"{seed}-again.zip")
        assert not list(tmp_path.glob(".*"))
    library.close()


@pytest.mark.slow
@posix
@pytest.mark.parametrize("work", ["prune", "import", "export"])
def test_killed_at_any_moment_it_leaves_a_library_that_agrees_with_itself(sound, tmp_path, work):
    for seed in range(4):
        kill_at_random(sound, tmp_path, work, seed)


@pytest.mark.fuzz
@posix
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("work", ["prune", "import", "export"])
def test_killed_a_hundred_times(sound, tmp_path, work):
    for seed in range(100):
        kill_at_random(sound, tmp_path, work, seed)


def test_files_are_named_in_a_note_before_they_lose_their_rows(library, tmp_path, monkeypatch):
    library.delete([6])
    lost = library.get(6).picture.path
    monkeypatch.setattr(library, "finish_note", lambda _note: 0)  # as if killed here
    prune(library)
    assert lost.exists()
    assert list(check(reopened(library))) == []
    assert reopened(library).get(6) is None
    assert not lost.exists()
    assert not list((library.folder / "filing").iterdir())
