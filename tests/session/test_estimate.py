"""Estimates: ranges from the median to the ninetieth percentile, learned from history alone."""

from __future__ import annotations

import statistics
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipyimagegen import errors
from ipyimagegen.images.picture import Picture
from ipyimagegen.library import Source
from ipyimagegen.notebook.display import Progress
from ipyimagegen.requests import Reply, Request
from ipyimagegen.session import Brief
from ipyimagegen.session.estimate import _until_all_end, estimated
from ipyimagegen.session.jobs import Job
from ipyimagegen.session.plan import time_words
from scripted import picture

GATEWAY = "https://gateway.example"
PHOTO = "ab" * 32


@pytest.fixture
def session(session):
    session.settings.use(GATEWAY)
    return session


@pytest.fixture
def remember(session):
    """File a call that took so long and cost so much, as if it had been made."""

    def remembered(seconds=0.0, cost=None, *, edit=False, error=None, **asked):
        library = session.library
        sources = (PHOTO,) if edit else ()
        prompt = f"frog {library.last_number()}"
        request = Request(
            **{"gateway": GATEWAY, "model": "nano-banana"} | asked, prompt=prompt, sources=sources
        )
        given_inputs = [Source(b"", "photo") for _ in sources]
        number = library.claim(request, template="", sources=given_inputs).number
        if error is not None:
            library.fail(number, error)
            return number
        found = Picture.from_bytes(picture(colour=f"#{number:06x}"))
        library.finish(number, Reply((found,), cost=cost, seconds=seconds))
        return number

    return remembered


def words(session, template, *, sending=False, **options):
    plan = session.plan(Brief(template=template, **options))
    return estimated(session.look_up(plan, sending=sending)).words


def test_no_number_before_five_samples_and_then_the_range(session, remember):
    for seconds in (10, 11, 12, 13):
        remember(seconds, 0.04)
        assert "time not known yet · cost not known yet" in words(session, "a newt")
    remember(30, 0.1)
    # The median is 12, and the 90th percentile lies between 13 and 30.
    late = statistics.quantiles((10, 11, 12, 13, 30), n=10, method="inclusive")[8]
    assert round(late) == 23
    assert words(session, "a newt").endswith("1 call · about 12–23 s · about $0.04")
    assert "%" not in words(session, "a newt")


def test_gateways_models_and_inputs_are_learned_apart(session, remember, tmp_path):
    for _ in range(5):
        remember(12, 0.04)
        remember(20, 0.08, edit=True)
        remember(150, 0.2, model="gpt-image")
        remember(1, 5, gateway="https://other.example")
    (tmp_path / "a.png").write_bytes(picture())
    assert "about 12 s · about $0.04" in words(session, "a newt")
    assert "about 20 s · about $0.08" in words(session, "older", inputs=["a.png"])
    assert "about 2 min · about $0.20" in words(session, "a newt", models=("gpt-image",))
    unknown = "time not known yet · cost not known yet"
    assert unknown in words(session, "older", inputs=["a.png"], models=("gpt-image",))
    assert unknown in words(session, "a newt", models=("gpt-image", "other"))


def test_only_pictures_that_were_made_here_are_samples(session, remember, tmp_path):
    for seconds in (10, 11, 12, 13):
        remember(seconds, 0.04)
    remember(error=errors.GatewayFailed("broke", elapsed=2.0))
    blocked = errors.NoPicture("words", elapsed=2.0)
    blocked.cost = 0.001
    remember(error=blocked)
    remember(0.0)  # of a task that was asked for
    assert "time not known yet · cost not known yet" in words(session, "a newt")
    session.library.delete([1])
    remember(14, 0.04)
    assert "about 12–14 s · about $0.04" in words(session, "a newt")  # what is deleted was measured


def test_a_replay_is_no_sample_and_costs_nothing(session, remember):
    for seconds in (10, 11, 12, 13, 14):
        remember(seconds, 0.04)
    for _ in range(3):
        session.submit("frog 0").result()
    assert session.library.usual_seconds(GATEWAY, "nano-banana", edits=False)[0] == 12
    assert words(session, "{frog 0|frog 1|newt}").endswith(
        "1 call, 2 replayed · about 12–14 s · about $0.04"
    )
    assert words(session, "{frog 0|frog 1}").endswith("2 choices, 2 replayed · $0")


def test_a_plan_takes_as_long_as_its_calls_side_by_side(session, remember):
    for _ in range(5):
        remember(10, 0.04)
        remember(90, 0.2, model="gpt-image")
    assert "about 20 s · about $0.20" in words(session, "{a|b|c|d|e}")  # four, and one more
    both = words(session, "{a|b}", models=("nano-banana", "gpt-image"))
    assert "about 90 s · about $0.48" in both
    assert "about 10 s" in words(session, "{a|a|a|a|a|a}")  # which are one call
    assert "1 call, 1 joined · about 10 s · about $0.04" in words(session, "{a|a}")


@given(st.lists(st.floats(0.1, 300), min_size=1, max_size=40), st.integers(1, 8))
def test_side_by_side_is_no_faster_than_it_can_be(seconds, at_once):
    end = _until_all_end(seconds, at_once)
    assert end >= max(seconds) - 1e-9
    assert end >= sum(seconds) / at_once - 1e-6
    assert end <= sum(seconds) + 1e-6
    assert _until_all_end(seconds, 1) == pytest.approx(sum(seconds))


@pytest.mark.parametrize(
    ("seconds", "told"),
    [
        ((0.2, 0.4), "about 1 s"), ((12.4, 14.6), "about 12–15 s"), ((12.1, 12.2), "about 12 s"),
        ((20, 110), "about 20 s–2 min"), ((100, 180), "about 2–3 min"), ((118, 121), "about 2 min"),
    ],
)  # fmt: skip
def test_times_are_said_in_seconds_or_minutes(seconds, told):
    assert time_words(seconds) == told


# -- while it is under way ----------------------------------------------------------------


def job(seconds, usual=None, cost=None):
    """A job that has been under way for so long, by a clock that stands still."""
    made = Job("nano-banana", worker=None)
    made.in_flight = SimpleNamespace(
        seconds=lambda: seconds, usual=usual, usual_cost=cost, is_elsewhere=False, pause=lambda: 0.0
    )
    return made


@pytest.mark.parametrize(
    ("seconds", "usual", "cost", "told"),
    [
        (3, None, None, ""),
        (3, (12.4, 14.6), None, "usually 12–15 s"),
        (3, (12.4, 14.6), (0.04, 0.06), "usually 12–15 s · about $0.04"),
        (3, None, (0.0672, 0.0672), "about $0.067"),
        (1.1, (0.4, 1.2), None, "usually 1 s"),
        (14.7, (12.4, 14.6), (0.04, 0.06), "slower than 9 of 10 earlier calls · about $0.04"),
        (14.5, (12.4, 14.6), None, "usually 12–15 s"),
    ],
)
def test_a_job_says_what_is_usual(seconds, usual, cost, told):
    assert job(seconds, usual, cost).usual() == told


def test_the_progress_line_says_it(monkeypatch, capsys):
    line = Progress(terminal=True)
    line.watch(job(3, (12.4, 14.6), (0.04, 0.06)))
    out = capsys.readouterr().out
    assert "nano-banana · 3 s · usually 12–15 s · about $0.04" in out
    assert "%" not in out
    line.watch(job(0.5, (12.4, 14.6)))
    assert capsys.readouterr().out == ""
