"""Groups of the history: by template and by time, with photographs, and within a search."""

from __future__ import annotations

import io
import itertools
import os
import sqlite3
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from PIL import Image

from ipyimagegen import errors
from ipyimagegen.images.picture import Picture
from ipyimagegen.library import Library, Source, search
from ipyimagegen.library import groups as grouped
from ipyimagegen.library.groups import Photograph
from ipyimagegen.library.maintenance.prune import prune
from ipyimagegen.library.maintenance.repair import repair
from ipyimagegen.requests import Reply, Request

GATEWAY = "https://gateway.example"
BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 28, 20, 0, tzinfo=UTC)


def picture(colour):
    stream = io.BytesIO()
    Image.new("RGB", (8, 6), colour).save(stream, "PNG")
    return Picture.from_bytes(stream.getvalue())


@pytest.fixture
def library(tmp_path):
    return Library(tmp_path / "library", lease=0.01)


def make(library, template, *, created=None, fails=False, source=None):
    request = Request(GATEWAY, "nano-banana", f"{template} {library.last_number()}")
    sources = () if source is None else (source,)
    if source is not None:
        request = Request(GATEWAY, "nano-banana", request.prompt, (source.value.identity,))
    number = library.claim(request, template=template, sources=sources).number
    if fails:
        library.fail(number, errors.Blocked("no"))
    else:
        library.finish(number, Reply((picture(f"#{number:06x}"),)))
    if created:
        change(library, "UPDATE generations SET created = ? WHERE number = ?", created, number)
    return number


def photograph(library, name, colour, filed=None):
    kept = library.add(picture(colour), name)
    if filed:
        change(library, "UPDATE photographs SET filed = ? WHERE hash = ?", filed, kept.hash)
    return kept


def change(library, statement, *values):
    with library.catalogue.writing() as connection:
        connection.exec_driver_sql(statement, values)


def told(library, query="", arrangement="template", **page):
    found = library.groups(query, arrangement, BERLIN, **page)
    return [(group.title, group.count) for group in found.page]


def by_time(library, query=""):
    with library.catalogue.reading() as connection:
        return grouped.by_time(connection, query, BERLIN, start=0, count=100, now=NOW)


def within(library, group, query="", **page):
    found = library.members(group.key, query, **page)
    return [one.name if isinstance(one, Photograph) else one.number for one in found]


def test_a_template_stands_once_and_the_one_that_was_used_last_first(library):
    for template in ("a {animal}", "a boat", "a {animal}"):
        make(library, template)
    found = library.groups("", "template", BERLIN)
    assert [(group.title, group.count) for group in found.page] == [
        ("a {animal}", 2),
        ("a boat", 1),
    ]
    assert (found.total, found.count) == (2, 3)
    assert [within(library, group) for group in found.page] == [[3, 1], [2]]
    make(library, "a boat")
    again = library.groups("", "template", BERLIN)
    assert [group.title for group in again.page] == ["a boat", "a {animal}"]
    assert {group.key for group in again.page} == {group.key for group in found.page}


def test_what_failed_stands_among_the_rest_and_what_is_deleted_does_not(library):
    for fails in (False, True, False):
        make(library, "a {animal}", fails=fails)
    library.delete([3])
    [group] = library.groups("", "template", BERLIN).page
    assert within(library, group) == [2, 1]
    [gone] = library.groups("is:deleted", "template", BERLIN).page
    assert within(library, gone, "is:deleted") == [3]


def test_photographs_stand_by_when_the_newest_was_filed(library):
    for hour in (10, 12, 14):
        make(library, f"at {hour}", created=f"2026-11-28T{hour}:00:00.000+00:00")
    photograph(library, "cup.png", "red", "2026-11-28T09:00:00.000+00:00")
    assert told(library)[-1] == ("photographs", 1)
    photograph(library, "cat.png", "blue", "2026-11-28T13:00:00.000+00:00")
    everything = [("at 14", 1), ("photographs", 2), ("at 12", 1), ("at 10", 1)]
    assert told(library) == everything
    for size in (1, 2, 3):
        pages = [told(library, start=start, count=size) for start in range(0, 4, size)]
        assert [group for page in pages for group in page] == everything, size
    assert library.groups("", "template", BERLIN, start=3, count=1).total == 4


def test_an_input_is_a_photograph_with_the_name_it_was_first_given_with(library, session, tmp_path):
    Image.new("RGB", (40, 30), "red").save(tmp_path / "cup.png")
    session.edit(tmp_path / "cup.png", "Make it night")
    session.edit(tmp_path / "cup.png", "Make it day")
    found = session.library.groups("", "template", BERLIN)
    group = next(one for one in found.page if one.key == "photographs")
    [cup] = session.library.members(group.key, "")
    assert cup.name.endswith("cup.png")
    assert cup.picture.bytes == (tmp_path / "cup.png").read_bytes()
    assert session.get("@2").inputs[0].reference == cup.picture.ref


def test_a_generations_own_picture_is_no_photograph(library):
    number = make(library, "a frog")
    library.add(library.get(number).picture, "copy.png")
    assert told(library) == [("a frog", 1)]


def test_days_and_months_are_those_of_the_browser(library):
    times = [
        "2026-11-28T19:00", "2026-11-27T23:30", "2026-11-27T22:30", "2026-11-21T12:00",
        "2026-11-03T12:00", "2026-10-31T23:30", "2026-10-31T22:30", "2025-01-01T12:00",
    ]  # fmt: skip
    for time in times:
        make(library, "a frog", created=f"{time}:00.000+00:00")
    photograph(library, "cup.png", "red", "2026-11-27T12:00:00.000+00:00")
    expected = [
        ("today", [1, 2]), ("yesterday", [3, "cup.png"]), ("last week", [4]),
        ("November 2026", [5, 6]), ("October 2026", [7]), ("January 2025", [8]),
    ]  # fmt: skip
    found = by_time(library)
    assert [(group.title, within(library, group)) for group in found.page] == expected
    assert [group.count for group in found.page] == [2, 2, 1, 2, 1, 1]
    assert (found.total, found.count) == (6, 9)
    searched = by_time(library, "is:done")
    assert [(group.title, group.count) for group in searched.page] == [
        (title, sum(isinstance(one, int) for one in inside)) for title, inside in expected
    ]


def test_a_search_is_of_groups_and_of_what_stands_in_them(library):
    for template in ("a red fox", "a blue fox", "a red boat"):
        make(library, template)
    photograph(library, "fox.png", "red")
    photograph(library, "cup.png", "blue")
    assert told(library, "fox") == [("photographs", 1), ("a blue fox", 1), ("a red fox", 1)]
    found = library.groups("fox", "template", BERLIN)
    assert found.count == 3
    assert [within(library, group, "fox") for group in found.page] == [["fox.png"], [2], [1]]
    assert told(library, "fox is:done") == [("a blue fox", 1), ("a red fox", 1)]
    assert told(library, "fox before:2026-01") == []
    assert library.groups("fox before:2026-01", "time", BERLIN).page == []
    with pytest.raises(errors.OptionError, match="no field"):
        library.groups("bad:x", "time", BERLIN)


@pytest.mark.thorough
@pytest.mark.parametrize("many", [1, 2, 3, 1000])
def test_groups_are_the_same_however_many_are_looked_through_first(library, monkeypatch, many):
    monkeypatch.setattr(grouped, "LATEST", many)
    monkeypatch.setattr(search, "MANY", many)
    for template in ("a fox", "a boat", "a fox", "a red fox", "a boat", "a fox"):
        make(library, template)
    library.delete([4])
    for query, templates in ("", [("a fox", 3), ("a boat", 2)]), ("fox", [("a fox", 3)]):
        assert told(library, query) == templates
        firsts = (told(library, query, start=start, count=1) for start in (0, 1, 2))
        assert [group for page in firsts for group in page] == templates
        inside = [[6, 3, 1], [5, 2]][: len(templates)]
        found = library.groups(query, "template", BERLIN)
        assert [within(library, group, query) for group in found.page] == inside
        assert (found.total, found.count) == (len(templates), sum(map(len, inside)))
        [group] = by_time(library, query).page
        assert within(library, group, query) == sorted(itertools.chain(*inside), reverse=True)
        assert group.count == found.count


def test_pages_go_on_where_the_last_one_ended(library):
    for _ in range(7):
        make(library, "a frog")
    for arrangement in ("template", "time"):
        [group] = library.groups("", arrangement, BERLIN).page
        pages = [within(library, group, start=start, count=3) for start in (0, 3, 6, 9)]
        assert pages == [[7, 6, 5], [4, 3, 2], [1], []]


@pytest.mark.parametrize("key", ["", "template:", "template:x", "time:a", "else"])
def test_no_group_has_another_key(library, key):
    with pytest.raises(errors.OptionError, match="no such group"):
        library.members(key, "")


@pytest.mark.parametrize("created", ["", "yesterday", "9999", "2026-11-28", "0001-01-01T00:00:00"])
def test_a_time_that_is_none_ends_nothing(library, created):
    make(library, "a frog")
    make(library, "a boat", created=created)
    found = by_time(library)
    assert found.count == sum(group.count for group in found.page) >= 1
    assert len(told(library)) == 2


def test_what_is_pruned_is_no_photograph_any_more(library):
    cup = photograph(library, "cup.png", "red")
    number = make(library, "make it night", source=Source(cup, "cup.png"))
    library.delete([number])
    prune(library)
    assert told(library) == []
    assert library.groups("", "time", BERLIN).page == []


def test_a_repair_brings_photographs_back_with_their_names(library):
    make(library, "a frog")
    cup = photograph(library, "cup.png", "red")
    library.close()
    path = library.catalogue.path
    damaged = bytearray(path.read_bytes())
    damaged[:100] = b"x" * 100
    path.write_bytes(damaged)
    for log in path.parent.glob("catalogue.db-*"):
        log.unlink()
    repair(library)
    [found] = library.members("photographs", "")
    assert (found.name, found.picture.hash) == ("cup.png", cup.hash)


def test_the_fifth_schema_gets_its_photographs(library):
    cup = photograph(library, "cup.png", "red")
    unused = photograph(library, "cat.png", "blue")
    when = "2026-10-01T12:00:00.000+00:00"
    make(library, "make it night", source=Source(cup, "own/cup.png"), created=when)
    os.utime(unused.path, (1_700_000_000, 1_700_000_000))
    library.close()
    with sqlite3.connect(library.catalogue.path) as connection:
        connection.execute("DROP TABLE photographs")
        connection.execute("DROP TABLE checks")
        for index in ("tags", "template", "seen"):
            connection.execute(f"DROP INDEX ix_generations_{index}")
        connection.execute("ALTER TABLE generations DROP COLUMN composite")
        connection.execute("DROP INDEX ix_pictures_look")
        connection.execute("ALTER TABLE pictures DROP COLUMN look")
        connection.execute("PRAGMA user_version = 5")
    connection.close()
    found = {one.picture.hash: one for one in library.members("photographs", "")}
    assert (found[cup.hash].name, found[cup.hash].filed) == ("own/cup.png", when)
    assert (found[unused.hash].name, found[unused.hash].filed[:10]) == ("", "2023-11-14")
    assert (library.folder / "catalogue-schema-5.db").exists()
