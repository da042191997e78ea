"""Sweeps whose requests are under way already: counted, told and paid once."""

from __future__ import annotations

import threading

import pytest

from conditions import interrupt, until
from ipyimagegen import errors
from ipyimagegen.library import Library
from ipyimagegen.notebook.dry_run import plan_text
from ipyimagegen.notebook.sweep_display import sweep_bundle
from ipyimagegen.session import Brief, Session
from scripted import answer, data_url, holding, picture, serving, success

DEADLINE = 60


@pytest.fixture
def gateway(session):
    """A gateway of 5 cents a picture, which answers when `go_on` is set."""
    body = success(data_url(picture()), usage={"cost": 0.05})
    with serving() as scripted, holding(scripted, answer(body)) as held:
        session.settings.use(held.url)
        yield held


def planned(session, count=6, template="a kite", **more):
    return session.look_up(session.plan(Brief(template=template, count=count, **more), {}))


def start(session, count=6, **more):
    return session.scheduler.start(planned(session, count, **more))


def until_four_are_sent(session):
    until(lambda: sum(job.number is not None for job in session.scheduler.under_way()) == 4)


def caption(sweep):
    return sweep_bundle(sweep)["text/plain"].partition("\n")[0]


def test_a_sweep_that_joins_another_says_so_and_claims_no_cost(session, gateway):
    first = start(session)
    plan = planned(session)  # at once: nothing of the first need have begun
    assert (plan.new, plan.joined) == (0, 6)
    assert plan.words == "6 takes, 6 joined · $0"
    until_four_are_sent(session)
    plan = planned(session)  # some are sent, and the others wait
    assert plan.words == "6 takes, 6 joined · $0"
    second = session.scheduler.start(plan)
    gateway.go_on.set()
    paid, joined = first.result(DEADLINE), second.result(DEADLINE)
    assert len(gateway.requests) == 6
    assert [one.number for one in joined.outcomes] == [one.number for one in paid.outcomes]
    assert paid.cost == pytest.approx(0.3)
    assert joined.cost is None
    assert {(one.joined, one.status) for one in joined.outcomes} == {(True, "joined")}
    assert not any(one.joined for one in paid.outcomes)
    assert "6 pictures · 6 joined · $0" in caption(joined)
    assert "$0.3" not in caption(joined)
    assert "joined" not in caption(paid)


def test_a_sweep_that_was_interrupted_joins_what_was_sent(session, gateway):
    gateway.go_on.set()
    start(session, 2).result(DEADLINE)
    gateway.go_on.clear()
    first = start(session, 8)
    until_four_are_sent(session)
    until(lambda: len(gateway.requests) == 6)  # with the two before

    with pytest.raises(KeyboardInterrupt):
        first.result(watch=interrupt)
    until(lambda: len(session.scheduler.under_way()) == 4)
    plan = planned(session, 8)
    assert plan.words.startswith("8 takes, 2 calls, 2 replayed, 4 joined · ")
    again = session.scheduler.start(plan)
    gateway.go_on.set()
    sweep = again.result(DEADLINE)
    assert sweep.cost == pytest.approx(0.1)
    assert "8 pictures · 2 replayed, 4 joined · $0 · " in caption(sweep)
    assert caption(sweep).endswith("$0.10")
    assert len(gateway.requests) == 8


def test_all_members_of_a_plan_are_accounted_for(session, gateway):
    gateway.go_on.set()
    start(session, 2).result(DEADLINE)
    gateway.go_on.clear()
    single = session.submit("a kite", take=4)
    until(lambda: single.number)
    plan = planned(session)
    assert plan.words.startswith("6 takes, 3 calls, 2 replayed, 1 joined · ")
    told = plan_text(plan)
    assert "take 2: would be replayed from @2" in told
    assert "take 4: would join @3, under way" in told
    assert told.count("would be sent") == 3


def test_where_nothing_may_be_sent_only_what_was_sent_is_joined(session, gateway):
    start(session)
    until_four_are_sent(session)
    session.settings.configured = {"replay": "only"}.get
    plan = session.look_up(session.plan(Brief(template="a kite", count=6)), sending=False)
    told = plan_text(plan)
    assert told.count("would join @") == told.count(", under way") == 4
    assert told.count("not sent: replay = only") == 2
    assert (plan.new, plan.joined) == (2, 4)
    with pytest.raises(errors.NotStored):
        planned(session)


def test_what_a_sweep_asks_for_twice_is_paid_once(session, gateway):
    plan = session.look_up(session.plan(Brief(template="a {red|red|blue} kite"), {}))
    assert plan.words.startswith("3 choices, 2 calls, 1 joined")
    gateway.go_on.set()
    sweep = session.scheduler.start(plan).result(DEADLINE)
    assert [one.status for one in sweep.outcomes] == ["made", "joined", "made"]
    assert sweep.cost == pytest.approx(0.1)
    assert len(gateway.requests) == 2


@pytest.mark.thorough
def test_what_another_kernel_asked_for_is_joined(session, gateway):
    other = Session(session.settings, library=Library(session.library.folder))
    job = other.submit("a kite")
    assert gateway.arrived.wait(DEADLINE)
    until(lambda: job.number)
    plan = planned(session, 2)
    assert plan.words.startswith("2 takes, 1 call, 1 joined · ")
    mine = session.scheduler.start(plan)
    threading.Timer(0.1, gateway.go_on.set).start()
    sweep = mine.result(DEADLINE)
    assert [one.status for one in sweep.outcomes] == ["joined", "made"]
    assert sweep.cost == pytest.approx(0.05)
    other.close()


def test_who_stays_has_the_call_of_the_one_that_left(session, gateway):
    session.settings.configured = {"concurrency": 1}.get
    busy = session.submit("a bird")
    assert gateway.arrived.wait(DEADLINE)
    first, second = start(session, 2), start(session, 2)
    until(lambda: all(job.in_flight for job in session.scheduler.under_way()))
    for job in first.jobs:
        assert session.worker.submit(job.stop(hang_up=False)).result(DEADLINE)
    gateway.go_on.set()
    sweep = second.result(DEADLINE)
    assert busy.result(DEADLINE).number == 1
    assert [one.status for one in sweep.outcomes] == ["made", "made"]
    assert sweep.cost == pytest.approx(0.1)


def test_an_answer_without_a_picture_that_cost_something_is_counted(session, gateway):
    good = answer(success(data_url(picture()), usage={"cost": 0.05}))
    none = answer(success(content="No.", usage={"cost": 0.02}))

    def script(connection):
        (none if b"red" in gateway.mine.body else good)(connection)

    gateway.script = script
    sweep = session.sweep("a {red|blue} kite")
    assert [one.status for one in sweep.outcomes] == ["failed", "made"]
    assert sweep.cost == pytest.approx(0.07)
    assert sweep["blue"].cost == 0.05
