"""What checks found, as the panel is told it: with each entry, and with each member of a sweep."""

from __future__ import annotations

import pytest
from fronts import entry_of, groups_of

import ipyimagegen as ig
from conditions import until
from ipyimagegen.checks import own
from ipyimagegen.errors import ImagegenError
from ipyimagegen.images.picture import Picture
from ipyimagegen.library import Library
from ipyimagegen.session import Brief
from ipyimagegen.widget.serialize import MAX_CHECKS
from scripted import answer, choice, data_url, picture, serving, success

LOW = {"state": "failed", "line": "low ✗ too high"}
WELL = {"state": "passed", "line": "well ✓"}


@pytest.fixture(autouse=True)
def functions(monkeypatch):
    """Checks of one's own: one fails, one passes."""
    monkeypatch.setattr(own, "_functions", {})

    @ig.check
    def low(_):
        return False, "too high"

    @ig.check
    def well(_):
        return True


def test_an_entry_has_its_checks_those_that_fail_first(session, front):
    made = session.generate("a cat", checks=["well", "low"])
    assert entry_of(front)["checks"] == [LOW, WELL]
    front.ask("details", view="v", id=1, number=made.number)
    assert front.wait("details", id=1)[0]["entry"]["checks"] == [LOW, WELL]


def test_an_entry_without_checks_and_a_photograph_have_none(session, front):
    session.library.add(Picture.from_bytes(picture()), "cup.png")
    session.generate("a cat")
    assert [one["checks"] for one in groups_of(front)[1]] == [[], []]


def test_the_search_finds_what_fails(session, front):
    session.generate("a cat", checks=["low"])
    session.generate("a dog", checks=["well"])
    assert [one["number"] for one in groups_of(front, "is:failing")[1]] == [1]


def test_many_checks_are_cut_and_failing_ones_kept(session, front):
    names = [f"fine{at}" for at in range(MAX_CHECKS)]
    for name in names:

        def fine(_):
            return True

        fine.__name__ = name
        ig.check(fine)
    session.generate("a cat", checks=[*names, "low"])
    checks = entry_of(front)["checks"]
    assert (len(checks), checks[0]) == (MAX_CHECKS, LOW)


def test_a_page_of_the_history_is_one_query_of_checks(session, front, monkeypatch):
    for word in ("cat", "dog", "owl"):
        session.generate(f"a {word}", checks=["low"])
    until(lambda: front.panel._is_warm and not front.panel._refreshing)  # which asks, too
    asked = []
    check_rows = Library.check_rows
    monkeypatch.setattr(
        Library, "check_rows", lambda *of: asked.append(len(of[1])) or check_rows(*of)
    )
    assert [one["checks"] for one in groups_of(front)[1]] == [[LOW]] * 3
    assert asked == [3]


def test_a_view_hears_of_a_check_that_is_made_later(session, front):
    made = session.generate("a cat")
    assert entry_of(front)["checks"] == []
    heard = []
    session.library.watch(lambda: heard.append(1))
    assert not made.check("low")
    until(lambda: heard)
    assert entry_of(front)["checks"] == [LOW]


@pytest.mark.thorough
def test_a_member_of_a_sweep_has_its_checks(session, front):
    session.sweep("a {small|large} cat", checks=["well", "low"])
    front.ask("sweeps", view="v", id=1)
    [found] = front.wait("sweeps", id=1)[0]["sweeps"]
    front.ask("sweep", view="v", id=2, key=found["key"])
    members = front.wait("sweep", id=2)[0]["members"]
    assert [one["checks"] for one in members] == [[LOW, WELL]] * 2


def test_a_member_that_was_asked_anew_has_the_checks_of_its_picture(session, panel, front):
    with serving() as gateway:
        session.settings.use(gateway.url)
        gateway.script = answer(choice({"content": "I can't draw that."}))
        plan = session.plan(Brief(template="a {small|large} cat", yes=True))
        job = session.scheduler.start(session.look_up(plan))
        with pytest.raises(ImagegenError):
            job.result()
        gateway.script = answer(success(data_url(picture())))
        made = session.generate("a large cat", checks=["well", "low"])
    panel.open_sweep(job)
    front.ask("sweep", view="v", id=1, key="sweep:1")
    members = front.wait("sweep", id=1)[0]["members"]
    found = {one["number"]: one["checks"] for one in members}
    assert found.pop(made.number) == [LOW, WELL]
    assert list(found.values()) == [[]]
