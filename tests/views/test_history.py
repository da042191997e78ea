"""History: a search as a list for people and as rows for programs."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import datetime

import pytest

import ipyimagegen
from ipyimagegen import errors
from ipyimagegen.checks import own
from ipyimagegen.session import History


@pytest.fixture
def filled(session):
    session.generate("a small <b>green</b> frog", name="frog")
    session.generate("a red boat")
    with pytest.raises(errors.ImagegenError):
        session.generate("a red boat", model="nobody")
    session.get("@1").rate(5)
    return session


def wait_for_thumbnails(session, count):
    """Wait until so many have been made in the background; return whose they are."""
    folder, deadline = session.library.folder / "thumbnails", time.monotonic() + 20
    while len(made := {path.stem for path in folder.glob("*/*.webp")}) < count:
        assert time.monotonic() < deadline
        time.sleep(0.02)
    return made


@pytest.mark.thorough
def test_it_is_a_sequence_of_generations(filled):
    history = filled.history()
    assert [made.number for made in history] == [2, 1]
    assert (len(history), history[0].prompt) == (2, "a red boat")
    assert isinstance(history[:1], History)
    assert [made.number for made in filled.history("frog")] == [1]
    assert len(filled.history(limit=1)) == 1


def test_it_reads_well_as_text(filled):
    day, boat, frog = repr(filled.history()).splitlines()
    assert datetime.fromisoformat(day).date() == made_at(filled, "@2").date()
    times = {ref: f"{made_at(filled, ref):%H:%M}" for ref in ("@1", "@2")}
    assert boat == f"@2  {times['@2']}        nano-banana          a red boat"
    assert frog == f"@1  {times['@1']}  frog  nano-banana · ★★★★★  a small <b>green</b> frog"
    assert repr(filled.history("wolf")) == "Nothing is found by 'wolf'."


def test_it_names_the_check_that_fails(session, monkeypatch):
    monkeypatch.setattr(own, "_functions", {})

    @ipyimagegen.check
    def sharp(_):
        return False

    made = session.generate("a frog")
    assert "fails" not in repr(session.history())
    made.check("sharp")
    assert "nano-banana · fails sharp" in repr(session.history())
    assert "nano-banana · fails sharp" in session.history()._repr_html_()


def made_at(session, ref):
    return datetime.fromisoformat(session.get(ref).created).astimezone()


def test_a_day_is_named_once_and_above_what_was_made_on_it(filled):
    days = ["2026-11-28T12:00:00+00:00", "2026-11-28T12:30:00+00:00", "2026-11-27T12:00:00+00:00"]
    history = filled.history()
    three = [replace(history[0], created=day) for day in [*days, "a stranger's"]]
    history = History("", tuple(three))
    lines = repr(history).splitlines()
    assert [line for line in lines if not line.startswith("@")] == [
        "2026-11-28", "2026-11-27", "at an unknown time",
    ]  # fmt: skip
    assert [lines.index(day) for day in ("2026-11-28", "2026-11-27")] == [0, 3]
    page = history._repr_html_()
    assert [page.count(day) for day in ("2026-11-28", "2026-11-27")] == [1, 1]
    assert page.count("<tr") == len(lines)


def test_a_prompt_of_several_lines_is_its_first(session):
    session.generate("a frog\nin the style of a woodcut")
    [_, line] = repr(session.history()).splitlines()
    assert line.endswith("  a frog …")
    assert "a frog …</td>" in session.history()._repr_html_()


def test_it_reads_well_as_html(filled):
    shown = filled.history()._repr_html_()
    assert shown.count("<img") == 2
    assert "&lt;b&gt;green" in shown
    assert "<b>green" not in shown
    assert "Nothing" in filled.history("wolf")._repr_html_()


def test_a_missing_file_leaves_a_gap(filled):
    first = filled.get("@1").picture
    wait_for_thumbnails(filled, 2)
    first.path.unlink()
    assert filled.history()._repr_html_().count("<img") == 2  # its small copy is still there
    for small in filled.library.folder.glob(f"thumbnails/*/{first.hash}*"):
        small.unlink()
    assert filled.history()._repr_html_().count("<img") == 1


@pytest.mark.thorough
def test_it_becomes_rows(filled):
    frame = filled.history().to_dataframe()
    assert list(frame["ref"]) == ["@2", "@1"]
    assert frame["generation"][1].number == 1
    assert frame["rating"][1] == 5


@pytest.mark.parametrize("limit", [0, -1, 10**6, "3", True])
def test_invalid_limits_are_refused(filled, limit):
    with pytest.raises(errors.OptionError, match="limit"):
        filled.history(limit=limit)


@pytest.mark.parametrize("stars", [-1, 6, True, 2.5, "5"])
def test_invalid_ratings_are_refused(filled, stars):
    with pytest.raises(errors.OptionError, match="ratings go from 1 to 5"):
        filled.get("@1").rate(stars)


def test_thumbnails_are_made_with_the_picture_so_that_lists_need_not_wait(session):
    made = session.generate("a frog")
    sweep = session.sweep("a {red|blue} boat")
    wanted = {made.picture.hash, *(one.generation.picture.hash for one in sweep.outcomes)}
    assert wait_for_thumbnails(session, len(wanted)) == wanted
