"""Searching, marking, deleting, exporting and looking closely, by the panel's messages."""

from __future__ import annotations

import io
import json
import shutil
import zipfile

import pytest
from fronts import PAGE, entry_of, groups_of
from PIL import Image

from conditions import until
from ipyimagegen.library import Library
from ipyimagegen.session import Session
from ipyimagegen.settings import Settings
from ipyimagegen.widget import serialize

THREE = ("a green frog", "a red boat", "a frog on a boat")


@pytest.fixture(scope="module")
def made_once(tmp_path_factory):
    """A folder with a library of three, the third an edit of the others; to be copied."""
    folder = tmp_path_factory.mktemp("three")
    settings = Settings(environment={}, folder=folder, config_file=folder / "config.toml")
    session = Session(settings, library=Library(folder / "library"))
    frog, boat = (session.generate(prompt) for prompt in THREE[:2])
    session.generate(THREE[2], inputs=[frog, boat], name="both")
    session.close()
    session.library.close()
    return session.library.folder


@pytest.fixture
def made(made_once, session):
    # A thumbnail may be about to get its name.
    shutil.copytree(made_once, session.library.folder, ignore=shutil.ignore_patterns("*.part"))
    return [session.library.get(number) for number in (1, 2, 3)]


def asked(front, kind, answer, *, id=1, **fields):
    """Ask, and return the answer's content."""
    front.ask(kind, view="v", id=id, **fields)
    return front.wait(answer, view="v", id=id)[0]


def refused(front, kind, *, id=1, **fields):
    front.ask(kind, view="v", id=id, **fields)
    return " ".join(front.wait("refused", id=id)[0]["words"])


# -- searching --------------------------------------------------------------------------


@pytest.mark.thorough
def test_a_search_is_counted_and_paged(made, front):
    found, entries = groups_of(front, "frog")
    assert (found["count"], [one["number"] for one in entries]) == (2, [3, 1])
    [group] = found["groups"]
    assert (group["title"], group["count"]) == ("today", 2)
    pages = [{"group": group["key"], "start": 1}]
    front.ask("entries", view="v", id=9, query="frog", pages=pages, count=1)
    [page] = front.wait("entries", id=9)[0]["pages"]
    assert (page["start"], [one["number"] for one in page["entries"]]) == (1, [1])
    for query, count in (("is:edit input:@2", 1), ("unicorn", 0), ("since:2026-01 until:1h", 0)):
        assert groups_of(front, query)[0]["count"] == count


@pytest.mark.thorough
def test_a_field_that_is_being_typed_narrows_nothing_down_yet(made, front):
    for query, count in (("tag:", 3), ("frog like:", 2)):
        found, entries = groups_of(front, query)
        assert found["count"] == len(entries) == count


@pytest.mark.thorough
def test_the_history_is_grouped_by_template(session, made, front):
    session.generate("a {animal} on a boat", animal="fox")
    session.generate("a green frog", again=True)
    session.generate("a {animal} on a boat", animal="cat")
    found, entries = groups_of(front, arrangement="template")
    assert [(one["title"], one["count"]) for one in found["groups"]] == [
        ("a {animal} on a boat", 2), ("a green frog", 2), (THREE[2], 1), (THREE[1], 1),
    ]  # fmt: skip
    assert [one["ref"] for one in entries] == ["@6", "@4", "@5", "@1", "@3", "@2"]
    assert (found["total"], found["count"]) == (4, 6)
    assert all(0 <= one["age"] < 3600 for one in found["groups"])


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("colour:red", "no field 'colour'"),
        ("is:star", "Did you mean starred?"),
        ("since:tomorrow", "is no day"),
        ("month:2026-1", "Did you mean month:2026-01?"),
        ('"open', "not closed"),
        ("tag: frog", "tag: needs a value"),
    ],
)
def test_what_cannot_be_searched_is_said_with_its_hint(made, front, query, words):
    assert words in refused(front, "groups", **PAGE | {"query": query})


# -- marks ------------------------------------------------------------------------------


def test_marks_are_kept_and_shown(session, made, panel, front):
    before = panel._status.get("revision", 0)
    asked(front, "rate", "marked", id=1, numbers=[1, 3], rating=4)
    asked(front, "tag", "marked", id=2, numbers=[1, 3], changes=["starred", "Night"])
    asked(front, "tag", "marked", id=3, numbers=[3], changes=["-starred"])
    asked(front, "annotate", "marked", id=4, number=1, note="the <b>best</b>\nof all")
    frog = session.get("@1")
    assert (frog.rating, frog.tags, frog.note) == (
        4, ("starred", "night"), "the <b>best</b>\nof all",
    )  # fmt: skip
    assert not session.get("@3").is_starred
    until(lambda: panel._status.get("revision", 0) > before)
    shown = entry_of(front, 2)
    assert (shown["starred"], shown["rating"]) == (True, 4)
    asked(front, "rate", "marked", id=5, numbers=[1], rating=0)
    assert session.get("@1").rating is None


def test_marks_made_elsewhere_are_told(session, made, panel):
    until(lambda: panel._status.get("total") == 3 and not panel._refreshing)
    before = panel._revision
    session.get("@1").rate(5)
    until(lambda: panel._status.get("revision", 0) > before)


def test_a_mark_that_comes_twice_is_made_once(session, made, front):
    asked(front, "rate", "marked", numbers=[1], rating=4)
    session.get("@1").rate(2)
    front.ask("rate", view="v", id=1, numbers=[1], rating=4)
    asked(front, "groups", "groups", id=2, **PAGE)
    assert session.get("@1").rating == 2


@pytest.mark.parametrize(
    ("kind", "fields", "words"),
    [
        ("tag", {"numbers": [1], "changes": ["two words"]}, "can't be a tag"),
        ("tag", {"numbers": [1], "changes": ["<b>"]}, "can't be a tag"),
        ("rate", {"numbers": [1, 99], "rating": 3}, "@99 names nothing"),
        ("annotate", {"number": 99, "note": "x"}, "@99 names nothing"),
        ("annotate", {"number": 1, "note": "x" * 20_000}, "at most 10,000 characters"),
    ],
)
def test_what_cannot_be_a_mark_is_said_and_marks_nothing(session, made, front, kind, fields, words):
    assert words in refused(front, kind, **fields)
    frog = session.get("@1")
    assert (frog.rating, frog.tags, frog.note) == (None, (), "")


# -- deleting ---------------------------------------------------------------------------


def test_what_is_deleted_is_out_of_sight_and_comes_back(session, made, panel, front):
    panel.picked = ["@3", "@2"]
    assert asked(front, "delete", "deleted", id=1, numbers=[1, 3])["numbers"] == [1, 3]
    until(lambda: panel._status.get("total") == 1)
    assert panel.picked == ["@2"]
    assert session.picked == ("@2",)
    assert made[0].picture.is_whole
    assert asked(front, "details", "details", id=2, number=3)["entry"]["deleted"]
    assert asked(front, "restore", "restored", id=3, numbers=[1, 3])["numbers"] == [1, 3]
    until(lambda: panel._status.get("total") == 3)
    assert panel.picked == ["@2"]  # a restored one is not picked again behind one's back


def test_what_is_deleted_in_a_cell_is_picked_no_more(session, made, panel, front):
    panel.picked = ["@3", "@2"]
    session.get("@3").delete()
    until(lambda: panel.picked == ["@2"])


def test_undoing_brings_back_what_this_deleted_and_nothing_else(session, made, front):
    session.get("@1").delete()
    assert asked(front, "delete", "deleted", numbers=[1, 2])["numbers"] == [2]


def test_a_delete_that_comes_twice_is_done_once(session, made, front):
    asked(front, "delete", "deleted", id=1, numbers=[1])
    asked(front, "restore", "restored", id=2, numbers=[1])
    front.ask("delete", view="v", id=1, numbers=[1])
    asked(front, "groups", "groups", id=3, **PAGE)
    assert session.get("@1").deleted is None


def test_what_is_under_way_is_not_deleted(session, made, panel, front):
    from scripted import serving, silence

    with serving() as gateway:
        gateway.script = silence
        session.settings.use(gateway.url)
        job = session.submit("a slow cat")
        until(lambda: job.number == 4)
        assert "@4 is under way" in refused(front, "delete", numbers=[1, 4])
        assert session.get("@1").deleted is None
        job.cancel()


# -- export -----------------------------------------------------------------------------


def test_an_export_takes_the_first_free_name(session, made, front, tmp_path):
    (tmp_path / "imagegen-1.zip").write_text("mine")
    words = asked(front, "export", "exported", id=1, numbers=[3])["words"]
    assert words == "exported 3 generations, 3 pictures to imagegen-2.zip"  # with its inputs
    assert len(zipfile.ZipFile(tmp_path / "imagegen-2.zip").namelist()) == 6
    words = asked(front, "export", "exported", id=2, numbers=[1])["words"]
    assert words == "exported 1 generation, 1 picture to imagegen-3.zip"
    assert (tmp_path / "imagegen-1.zip").read_text() == "mine"
    front.ask("export", view="v", id=2, numbers=[1])  # delivered twice
    asked(front, "groups", "groups", id=3, **PAGE)
    assert not (tmp_path / "imagegen-4.zip").exists()


def test_an_export_that_cannot_be_is_said(session, made, front, tmp_path):
    session.get("@1").delete()
    assert "nothing to export" in refused(front, "export", id=1, numbers=[1])
    assert "@9 names nothing" in refused(front, "export", id=2, numbers=[9])
    assert list(tmp_path.glob("*.zip")) == []


# -- details ----------------------------------------------------------------------------


def test_details_tell_everything_and_where_it_came_from(session, made, front):
    night = session.edit("@3", "Make it {time}", time="night", aspect="16:9")
    found = asked(front, "details", "details", number=4)
    assert found["entry"]["number"] == 4
    shown = found["entry"]
    assert (shown["prompt"], shown["template"]) == ("Make it night", "Make it {time}")
    told = found["details"]
    assert (told["prompt"], told["template"]) == ("Make it night", "Make it {time}")
    assert told["gateway"] == "offline"
    assert told["created"] == night.created
    steps = [[node["name"] for node in step] for step in told["steps"]]
    assert steps == [["@1", "@2"], ["@3"], ["@4"]]
    assert told["steps"][0][0]["hash"] == made[0].picture.hash
    assert told["whole"]
    assert told["children"] == []
    told = asked(front, "details", "details", id=2, number=1)["details"]
    assert [node["number"] for node in told["children"]] == [3]
    assert told["template"] == ""
    assert json.loads(json.dumps(told)) == told


@pytest.mark.thorough
def test_a_long_line_of_parents_is_cut_and_an_own_picture_is_named(session, front, tmp_path):
    Image.new("RGB", (30, 20), "red").save(tmp_path / "photo.png")
    session.generate("a frog", inputs=["photo.png"])
    for number in range(1, 11):
        session.edit(f"@{number}", f"step {number}")
    told = asked(front, "details", "details", id=1, number=1)["details"]
    [[photo], [_]] = told["steps"]
    given = session.get("@1").inputs[0]
    assert (photo["number"], photo["name"]) == (0, f"{given.reference} photo.png")
    assert photo["hash"] == given.source
    told = asked(front, "details", "details", id=2, number=11)["details"]
    assert [step[0]["number"] for step in told["steps"]] == list(range(3, 12))
    assert not told["whole"]
    assert "names nothing" in refused(front, "details", id=3, number=10**15)


@pytest.mark.thorough
def test_what_it_became_is_cut_with_the_rest_counted(session, front, monkeypatch):
    monkeypatch.setattr(serialize, "MAX_CHILDREN", 2)
    session.generate("a frog")
    for number in range(3):
        session.edit("@1", f"version {number}")
    told = asked(front, "details", "details", number=1)["details"]
    assert ([node["number"] for node in told["children"]], told["more"]) == ([2, 3], 1)


def test_tiles_are_small_and_many_come_together(made, front):
    hashes = [generation.picture.hash for generation in made]
    made[1].picture.path.unlink()
    for small in made[1].library.folder.glob("thumbnails/*/*"):
        small.unlink()
    front.ask("tiles", hashes=[*hashes, "../x"])
    told, parts = front.wait("tiles")
    assert told["hashes"] == [hashes[0], hashes[2]]
    assert all(max(Image.open(io.BytesIO(part)).size) == 192 for part in parts)
    front.ask("picture", hash=hashes[0], size="thumbnail")
    _, [thumbnail] = front.wait("picture")
    assert len(parts[0]) < 0.6 * len(thumbnail)
    for gone in (hashes[1], "../x"):
        assert front.wait("missing", hash=gone, size="tile")[0]["words"]


def test_a_view_that_comes_is_answered_and_disturbs_no_other(made, panel, front):
    until(lambda: panel._status.get("total") == 3 and not panel._refreshing)
    before = panel._revision
    front.ask("hello")
    front.wait("hello")
    until(lambda: not panel._refreshing)
    assert panel._revision == before
