"""Checks through a session: made once, kept with the picture, never in the way of a picture."""

from __future__ import annotations

import threading
import time
import zipfile
from dataclasses import replace

import pytest

import ipyimagegen as ig
from ipyimagegen import errors
from ipyimagegen.checks import kinds, own, reader
from ipyimagegen.checks.comparison import Line
from ipyimagegen.checks.reader import Reading
from ipyimagegen.library import Library
from ipyimagegen.library.maintenance.prune import prune
from ipyimagegen.library.maintenance.repair import check, repair
from ipyimagegen.library.transfer.export_bundle import export
from ipyimagegen.library.transfer.import_bundle import import_bundle
from ipyimagegen.session import Session
from ipyimagegen.settings import Settings
from scripted import answer, data_url, picture, serving, success

DEADLINE = 60
WIDE = {"aspect": "16:9"}


@pytest.fixture(autouse=True)
def registry(monkeypatch):
    monkeypatch.setattr(own, "_functions", {})


@pytest.fixture
def read(monkeypatch):
    """What the reader reads in every picture, and how often it did."""
    found = {"text": "OPEN 24 HOUR5", "count": 0}

    def read_picture(_, look=0):
        found["count"] += look == 0
        return Reading((Line(found["text"], 1.0, 0, 0, 99, 20),))

    monkeypatch.setattr("ipyimagegen.checks.lettering.read_picture", read_picture)
    return found


@pytest.fixture
def gateway():
    with serving() as scripted:
        scripted.script = answer(success(data_url(picture())))
        yield scripted


@pytest.fixture
def fresh(tmp_path, gateway):
    """What makes a session as a new kernel would have it, on the same library."""
    made = []

    def make(folder="library", **config):
        settings = Settings(environment={}, folder=tmp_path, config_file=tmp_path / "c.toml")
        settings.use(gateway.url)
        settings.configured = config.get
        made.append(Session(settings, library=Library(tmp_path / folder)))
        return made[-1]

    yield make
    for session in made:
        session.close()


def lines(generation):
    return sorted(result.line for result in generation.checks.values())


# -- kept -------------------------------------------------------------------------------


def test_what_was_found_is_kept_and_not_found_again(fresh, gateway, read):
    prompt = 'a sign that says "OPEN 24 HOURS"'
    made = fresh().generate(prompt, checks=["text", "size"], **WIDE)
    assert lines(made) == ["size ✗ 64×48 for 16:9", "text ✗ read “OPEN 24 HOUR5”"]
    again = fresh().generate(prompt, checks="text,size", **WIDE)
    assert (lines(again), read["count"], len(gateway.requests)) == (lines(made), 1, 1)
    assert not again.check("text")
    assert again.check("text").words == "read “OPEN 24 HOUR5”"
    assert read["count"] == 1


def test_the_same_picture_of_another_prompt_is_another_question(fresh, read):
    session = fresh()
    first = session.generate('says "OPEN 24 HOUR5"', checks=["text"])
    second = session.generate('says "CLOSED"', checks=["text"])
    assert first.picture == second.picture
    assert lines(first) == ["text ✓"]
    assert lines(second) == ["text ✗ no “CLOSED”, read “OPEN 24 HOUR5”"]
    assert read["count"] == 2


def test_a_cell_without_checks_makes_none(fresh, read):
    made = fresh().generate('says "OPEN"')
    assert (made.checks, read["count"]) == ({}, 0)


def test_the_settings_checks_are_silent_where_they_have_nothing_to_say(fresh, read):
    session = fresh(checks="text,size,alpha")
    assert lines(session.generate("a frog")) == []
    assert lines(session.generate('says "OPEN 24 HOUR5"')) == ["text ✓"]
    clear = session.generate("a frog on a transparent background", **WIDE)
    assert lines(clear) == ["alpha ✗ opaque", "size ✗ 64×48 for 16:9"]
    job = session.submit("a cat on a transparent background", checks=())
    assert job.result(DEADLINE).pictures
    assert job.found == ()


def test_a_setting_that_is_none_is_told(fresh):
    with pytest.raises(errors.OptionError, match="no check is called 'txt'"):
        fresh(checks="txt").generate("a frog")
    with pytest.raises(errors.SettingError, match="setting 'checks'"):
        fresh(checks=7).generate("a frog")


def test_they_travel_in_bundles(fresh, tmp_path, read):
    @ig.check
    def sharp(_):
        return 0.5, "of <b>one</b>"

    session = fresh()
    made = session.generate('says "SHUT"', checks=["text", "sharp"])
    export(session.library, [made], tmp_path / "b.zip")
    with zipfile.ZipFile(tmp_path / "b.zip") as archive:
        page = archive.read("index.html").decode()
    assert "text ✗ no “SHUT”, read “OPEN 24 HOUR5”" in page
    assert "sharp 0.5 of &lt;b&gt;one&lt;/b&gt;" in page
    own._functions.clear()
    other = fresh("other")
    import_bundle(other.library, tmp_path / "b.zip")
    import_bundle(other.library, tmp_path / "b.zip")
    there = other.get("@1")
    assert {key: one.line for key, one in there.checks.items()} == {
        "sharp": "sharp 0.5 of <b>one</b>",
        "text": "text ✗ no “SHUT”, read “OPEN 24 HOUR5”",
    }
    assert [one.ref for one in other.history("check:sharp")] == ["@1"]
    with pytest.raises(errors.OptionError, match="no check is called 'shrp'") as caught:
        other.history("check:shrp")
    assert caught.value.hint.startswith("Did you mean sharp? There are text, size, ")
    before = read["count"]
    assert not there.check("text")
    assert read["count"] == before


def test_a_result_that_comes_when_the_library_is_closed_is_told_and_not_kept(fresh):
    library = fresh().library

    @ig.check
    def late(_):
        library.close()
        return True

    made = fresh().generate("a frog", **WIDE)
    made = library.get(made.number)
    assert made.check("late").line == "late ✓"
    assert not library.catalogue.is_open
    assert made.checks == {}


def test_the_search_finds_them(fresh, read):
    session = fresh()
    session.generate('says "OPEN 24 HOUR5"', checks=["text"])
    session.generate('says "CLOSED"', model="b", checks=["text!"], **WIDE)
    session.generate("a frog", model="c", checks=["size"], **WIDE)
    session.generate("a cat", model="d")

    def found(query):
        return [one.prompt for one in session.history(query)]

    # They share one picture, so that what was found of it is of all of them.
    assert len(found("is:failing")) == 4
    assert len(found("check:text model:b")) == 1
    assert len(found("check:text! model:b")) == 1
    assert found("check:size!") == found("check:alpha") == []
    with pytest.raises(errors.OptionError, match="nothing is 'fails'"):
        session.history("is:fails")


def test_a_sweep_has_a_column_for_each(fresh, gateway, read):
    pytest.importorskip("pandas")
    sizes = iter([(160, 90), (64, 48)])

    def script(to):
        answer(success(data_url(picture(size=next(sizes)))))(to)

    gateway.script = script
    sweep = fresh(concurrency=1).sweep('says "SHUT"', models=["a", "b"], checks="size,text", **WIDE)
    table = sweep.table()
    assert [row["check_size"] for row in table] == [True, False]
    assert [row["check_text"] for row in table] == [False, False]
    assert table[1]["checks"].startswith("size ✗ 64×48 for 16:9 · text ✗ no “SHUT”")
    assert sweep.to_dataframe()["check_size"].tolist() == [True, False]
    assert "✗" in str(sweep.sheet)
    assert "check_size" in repr(sweep)


def test_pruning_and_repairing_leave_nothing_behind_and_lose_nothing(fresh, read):
    session = fresh()
    made = session.generate('says "OPEN"', checks=["text"])
    assert list(check(session.library)) == []
    path = session.library.folder / "catalogue.db"
    session.library.close()
    data = bytearray(path.read_bytes())
    data[:100] = bytes(100)
    path.write_bytes(data)
    repair(session.library)
    assert lines(session.get("@1")) == lines(made)
    session.get("@1").delete()
    prune(session.library)
    assert session.library.check_rows([made.picture.hash]) == {}


# -- never in the way -------------------------------------------------------------------


def test_a_check_that_breaks_fails_no_cell(fresh, monkeypatch):
    @ig.check
    def broken(_):
        raise ValueError("no\nlight")

    def worse(check, generation):
        raise MemoryError

    monkeypatch.setitem(kinds._KINDS, "alpha", replace(kinds._KINDS["alpha"], measure=worse))
    made = fresh().generate("a frog", checks="broken,alpha")
    assert lines(made) == ["alpha error MemoryError", "broken error ValueError: no light"]


def test_without_the_reader_it_says_what_to_install_and_keeps_nothing(fresh, monkeypatch):
    monkeypatch.setattr(reader.importlib.util, "find_spec", lambda name: None)
    made = fresh().generate('says "OPEN"')
    assert made.check("text").line == 'text – pip install "ipyimagegen[text]" to read pictures'
    assert made.checks == {}


def test_what_a_check_has_nothing_to_say_of_is_said(fresh):
    made = fresh().generate("a frog")
    assert made.check("text").line == "text – the prompt puts no words in quotes"
    assert made.check("size").line == "size – no --aspect and no --size was asked for"
    assert made.check("changed").line == "changed – it was made from no picture"
    assert made.check("only").line == "only – it is no edit with --only"
    with pytest.raises(errors.OptionError, match="one check at a time"):
        made.check("text,size")


def test_a_slow_check_keeps_nobody_else_waiting(fresh):
    began, go_on = threading.Event(), threading.Event()

    @ig.check
    def slow(_):
        began.set()
        return go_on.wait(DEADLINE)

    session = fresh()
    job = session.submit("a frog", checks=["slow"])
    assert began.wait(DEADLINE)
    assert session.generate("a cat", checks="size", **WIDE).pictures
    assert not job.done()
    assert job.is_checking
    assert "checking @1" in job.words
    go_on.set()
    assert lines(job.result(DEADLINE)) == ["slow ✓"]
    assert [one.line for one in job.found] == ["slow ✓"]


def test_a_slow_check_that_is_cancelled_leaves_the_picture(fresh):
    began, go_on = threading.Event(), threading.Event()

    @ig.check
    def slow(_):
        began.set()
        return go_on.wait(DEADLINE)

    job = fresh().submit("a frog", checks=["slow"])
    assert began.wait(DEADLINE)
    assert job.cancel()
    assert job.result(DEADLINE).pictures
    assert job.found == ()
    go_on.set()


def test_one_picture_at_a_time(fresh):
    at_once, most = [], []

    @ig.check
    def mine(_):
        at_once.append(1)
        most.append(len(at_once))
        time.sleep(0.02)
        at_once.pop()
        return True

    colours = ["red", "green", "blue", "grey"]
    session = fresh(concurrency=4)
    jobs = [session.submit(f"a frog in {colour}", checks="mine") for colour in colours]
    for job in jobs:
        job.result(DEADLINE)
    assert max(most) == 1


def test_a_function_that_is_changed_is_asked_anew(fresh):
    @ig.check
    def mine(_):
        return False

    session = fresh()
    made = session.generate("a frog", checks="mine")
    assert lines(made) == ["mine ✗"]

    @ig.check
    def mine(_):  # noqa: F811
        return 1 < 2

    assert made.check("mine")
    assert lines(made) == ["mine ✓"]


def test_an_edit_of_a_region_is_checked_by_its_report(fresh, gateway, tmp_path):
    data = picture(size=(300, 200))
    (tmp_path / "photo.png").write_bytes(data)
    gateway.script = answer(success(data_url(data)))
    made = fresh().generate(
        "green", inputs=[tmp_path / "photo.png"], only=(10, 10, 50, 50), checks="only,changed"
    )
    assert {key: one.line for key, one in made.checks.items()} == {
        "only": "only ✓",
        "changed": "changed ✗ nothing changed",
    }


def test_what_broke_is_tried_again_and_what_another_kernel_found_holds(fresh):
    answers = iter([ValueError("no light"), True, False])

    @ig.check
    def mine(_):
        value = next(answers)
        if isinstance(value, Exception):
            raise value
        return value

    made = fresh().generate("a frog")
    assert made.check("mine").line == "mine error ValueError: no light"
    assert lines(made) == ["mine error ValueError: no light"]
    assert made.check("mine")
    assert made.check("mine")
    row = made.library.check_rows([made.picture.hash])[made.picture.hash][0]
    made.library.keep_checks([row | {"state": "failed"}])
    assert lines(made) == ["mine ✓"]


def test_a_misspelt_check_in_the_settings_names_the_setting(session, gateway):
    session.settings.configured = {"checks": "text,sise"}.get
    with pytest.raises(errors.OptionError, match="the setting checks: no check is called 'sise'"):
        session.generate("a frog")
    assert gateway.requests == []
