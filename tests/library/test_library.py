"""The library: rows before requests, files before done, numbers for ever."""

from __future__ import annotations

import gc
import io
import itertools
import sqlite3
import threading
import time

import pytest
from PIL import Image

from ipyimagegen import errors
from ipyimagegen.images.picture import Picture
from ipyimagegen.library import Claim, Library, Source
from ipyimagegen.library.storage.files import Disk
from ipyimagegen.requests import Reply, Request


def picture(colour="red", size=(8, 6)):
    stream = io.BytesIO()
    Image.new("RGB", size, colour).save(stream, "PNG")
    return Picture.from_bytes(stream.getvalue())


REQUEST = Request(gateway="http://127.0.0.1", model="nano-banana", prompt="a cat")


def made(library, *pictures, **request):
    asked = Request(**{"gateway": "offline", "model": "nano-banana", "prompt": "a cat", **request})
    number = library.claim(asked, template="a {pet}", sources=()).number
    return library.finish(number, Reply(pictures=pictures or (picture(),), text="Here.", cost=0.04))


@pytest.fixture
def library(tmp_path):
    return Library(tmp_path / "library")


def test_naming_a_library_touches_nothing(tmp_path):
    Library(tmp_path / "library")
    assert not (tmp_path / "library").exists()


def test_row_stands_before_the_request_goes(library):
    number = library.claim(REQUEST, template="a cat", sources=()).number
    again = Library(library.folder).get(number)
    assert again.status == "sent"
    assert again.pictures == ()
    with pytest.raises(errors.UnknownReference, match="no picture yet"):
        _ = again.image


def claimed(library, request=REQUEST):
    return library.claim(request, template="a cat", sources=())


def test_what_is_under_way_is_not_claimed_twice(library):
    first = claimed(library)
    second = claimed(Library(library.folder))
    assert (first.ours, second.ours) == (True, False)
    assert first.number == second.number
    other = Request(gateway="http://127.0.0.1", model="nano-banana", prompt="a dog")
    assert claimed(library, other).ours


def test_what_has_failed_is_claimed_anew(library):
    library.fail(claimed(library).number, errors.NoPicture("an empty answer"))
    assert library.look_up([REQUEST])[0] is None
    assert claimed(library).ours


def test_what_is_done_is_not_claimed_again(library):
    number = claimed(library).number
    library.finish(number, Reply(pictures=(picture(),)))
    assert library.look_up([REQUEST])[0].number == number
    assert claimed(library) == Claim(number, ours=False, take=1)


@pytest.mark.thorough
def test_a_lease_that_nobody_renews_runs_out(tmp_path):
    library = Library(tmp_path / "library", lease=0.2)
    number = claimed(library).number
    deadline = time.monotonic() + 10
    while library.get(number).status == "sent":
        assert time.monotonic() < deadline
    assert library.get(number).status == "unknown"
    assert "may have been billed" in repr(library.get(number))
    with pytest.raises(errors.UnknownReference, match="ended before") as caught:
        _ = library.get(number).picture
    assert "billed" in caught.value.hint
    library.lease = 60
    library.renew(number)
    assert library.get(number).status == "sent"
    assert claimed(library).number == number


def test_only_what_is_under_way_is_renewed(library):
    number = claimed(library).number
    library.fail(number, errors.NoPicture("an empty answer"))
    library.renew(number)
    assert library.get(number).status == "failed"


def test_a_failure_can_be_told_again(library):
    number = claimed(library).number
    error = errors.Blocked("the picture was filtered", said="SAFETY", hint="Ask differently.")
    library.fail(number, error)
    again = errors.error_from_dict(library.get(number).error)
    assert type(again) is errors.Blocked
    assert again.lines() == error.lines()
    assert type(errors.error_from_dict({"kind": "OSError"})) is errors.GatewayFailed


def test_replies_are_kept_beside_each_other(library):
    paths = {library.keep_reply(3, body) for body in (b"one", b"two", b"one")}
    assert sorted(path.read_bytes() for path in paths) == [b"one", b"two"]


def test_the_usual_time_is_learned_from_the_last_hundred(library):
    def took(seconds, **asked):
        request = Request(**{"gateway": "g", "model": "m", "prompt": f"{seconds}", **asked})
        reply = Reply(pictures=(picture(),), seconds=seconds)
        library.finish(claimed(library, request).number, reply)

    for seconds in (10, 20, 30, 40):
        took(seconds)
    assert library.usual_seconds("g", "m", edits=False) is None
    took(100)
    assert library.usual_seconds("g", "m", edits=False) == (30, 76)
    assert library.usual_seconds("g", "m", edits=True) is None
    assert library.usual_seconds("other", "m", edits=False) is None


def test_done_keeps_the_delivered_bytes_and_how_they_were_made(library):
    red = picture()
    generation = made(library, red)
    again = Library(library.folder).get(generation.number)
    assert again.picture.bytes == red.bytes
    assert again.picture.path.name == f"{red.hash}.png"
    assert (again.status, again.template, again.prompt) == ("done", "a {pet}", "a cat")
    assert (again.text, again.cost, again.parameters) == ("Here.", 0.04, {})
    assert again.created <= again.finished


@pytest.mark.parametrize(
    ("sizes", "main"),
    [
        ([(8, 6)], 0),
        ([(4, 4), (8, 8)], 1),  # a draft, then the picture
        ([(8, 8), (8, 8)], 1),  # a draft as large as the picture
        ([(8, 8), (4, 4)], 0),  # a picture, then a small copy of it
        ([(2, 9), (8, 8), (9, 2), (64, 1)], 3),
    ],
)
def test_the_main_picture_is_the_largest_and_of_equals_the_last(library, tmp_path, sizes, main):
    delivered = [picture((at, 0, 0), size) for at, size in enumerate(sizes)]
    one = made(library, *delivered)
    assert one.pictures == tuple(delivered)
    assert (one.picture, one.main) == (delivered[main], delivered[main])
    assert one.image.size == sizes[main]
    assert one.save(tmp_path / "saved", embed=False).read_bytes() == delivered[main].bytes
    assert (one.record.hash, one.record.width) == (delivered[main].hash, sizes[main][0])
    assert f"{sizes[main][0]}×{sizes[main][1]} PNG" in repr(one)


def test_file_is_there_before_the_row_says_done(library):
    seen = []

    class Watched(Disk):
        def rename(self, old, new):
            seen.append((library.get(1).status, new.exists()))
            super().rename(old, new)

    generation = made(Library(library.folder, disk=Watched()))
    assert seen == [("sent", False)]
    assert generation.picture.path.exists()


def test_failure_is_kept_with_its_words(library):
    number = library.claim(REQUEST, template="a cat", sources=()).number
    library.fail(number, errors.Blocked("blocked by moderation", said="violence", elapsed=3.5))
    failed = library.get(number)
    assert (failed.status, failed.seconds) == ("failed", 3.5)
    assert failed.error["said"] == "violence"
    assert repr(failed) == f"<Generation @{number}: nano-banana, failed: Blocked>"
    with pytest.raises(errors.UnknownReference, match="failed"):
        _ = failed.picture


def test_parents_and_descent(library):
    cat = made(library)
    request = Request("http://127.0.0.1", "m", "night", sources=(cat.picture.hash,))
    source = Source(cat.picture, "cat", cat.number)
    number = library.claim(request, template="night", sources=[source]).number
    night = library.finish(number, Reply(pictures=(picture("blue"),)))
    assert [parent.number for parent in night.parents] == [cat.number]
    assert [(entry.name, entry.source) for entry in night.inputs] == [("cat", cat.picture.hash)]
    assert night.descends_from_sketch
    assert not night.is_sketch


def test_same_picture_twice_is_one_file(library):
    made(library)
    made(library, prompt="the same cat")
    assert len(list((library.folder / "pictures").glob("*/*"))) == 1
    assert library.generation_of(picture().hash) == 1


@pytest.mark.thorough
def test_two_libraries_in_a_hundred_threads_give_each_number_once(tmp_path):
    libraries = [Library(tmp_path / "library") for _ in range(2)]
    numbers, problems, counter = [], [], itertools.count()

    def work(library):
        try:
            for _ in range(2):
                prompt = f"cat {next(counter)}"
                numbers.append(made(library, prompt=prompt).number)
        except Exception as error:  # noqa: BLE001  # shown below
            problems.append(error)

    threads = [threading.Thread(target=work, args=(libraries[i % 2],)) for i in range(100)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert problems == []
    assert sorted(numbers) == list(range(1, 201))


def test_newer_schema_is_refused_untouched(library):
    made(library)
    path = library.folder / "catalogue.db"
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(errors.LibraryError, match="newer"):
        Library(library.folder).get(1)
    with sqlite3.connect(path) as connection:
        assert connection.execute("SELECT count(*) FROM generations").fetchone() == (1,)
    connection.close()


def test_missing_file_is_said(library):
    generation = made(library)
    generation.picture.path.unlink()
    again = library.get(generation.number)
    assert again.missing == again.pictures
    assert again.preview is None
    assert "PNG (file missing)" in repr(again)
    with pytest.raises(errors.PictureError, match="can't be read"):
        _ = again.image


def test_half_a_file_is_as_good_as_none(library):
    generation = made(library)
    generation.picture.path.write_bytes(generation.picture.bytes[:20])
    assert library.get(generation.number).missing


@pytest.mark.parametrize(
    "change",
    [
        "hash = '../../../etc/passwd'",
        "hash = upper(hash)",
        "type = 'svg'",
        "type = '/../../x'",
        "width = 0",
        "size = 'large'",
    ],
)
def test_a_row_that_points_outside_the_folder_is_no_picture(library, change):
    made(library)
    with sqlite3.connect(library.folder / "catalogue.db") as connection:
        connection.execute(f"UPDATE pictures SET {change}")
        connection.execute("UPDATE generation_pictures SET hash = (SELECT hash FROM pictures)")
    connection.close()
    again = Library(library.folder)
    assert again.get(1).pictures == ()
    assert again.pictures("") == []
    assert "done, no picture" in repr(again.get(1))
    assert len(again.search("", start=0, count=10)) == 1
    with pytest.raises(errors.UnknownReference, match="no picture that the library knows of"):
        _ = again.get(1).picture


def test_one_that_is_closed_while_it_is_read_closes_its_file_after_that(library):
    made(library)
    log = library.folder / "catalogue.db-wal"
    gc.collect()
    gc.disable()  # which would close it at some time
    try:
        with library.catalogue.reading() as connection:
            library.close()
            assert connection.exec_driver_sql("SELECT count(*) FROM generations").scalar() == 1
            assert log.exists()
        assert not log.exists()
    finally:
        gc.enable()
    assert library.count() == 1


def test_catalogue_holds_no_key_and_no_header(library):
    made(library)
    with sqlite3.connect(library.folder / "catalogue.db") as connection:
        columns = {row[1] for row in connection.execute("PRAGMA table_info(generations)")}
    connection.close()
    assert columns.isdisjoint({"key", "headers", "authorization", "body"})
