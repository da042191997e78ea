"""The jobs and the money that the panel is told of."""

from __future__ import annotations

import threading

import pytest
from fronts import COMPOSED, DEADLINE, entry_of

from conditions import until
from ipyimagegen.images.picture import Picture
from ipyimagegen.requests import Reply, Request
from ipyimagegen.session import Brief
from ipyimagegen.widget.jobs import JobList
from scripted import (
    answer,
    choice,
    data_url,
    failing,
    holding,
    picture,
    serving,
    success,
    then,
    waiting,
)

MANY = 30  # more than are listed when they have ended


@pytest.fixture
def gateway(session):
    with serving() as scripted, holding(scripted, answer(success(data_url(picture())))) as held:
        session.settings.use(held.url)
        yield held


def jobs(panel):
    return panel._status.get("jobs", {"listed": [], "ended": [], "running": 0, "waiting": 0})


def one_at_a_time(session, **settings):
    session.settings.configured = {"concurrency": 1, **settings}.get


def start_three(session):
    plan = session.plan(Brief(template="a {cat|dog|cow}", door="cell [3]"), {})
    session.scheduler.start(session.look_up(plan))


def start_many(session, animal):
    animals = "|".join(f"{animal} {number}" for number in range(MANY))
    plan = session.plan(Brief(template=f"a {{{animals}}}"), {})
    session.scheduler.start(session.look_up(plan))


def test_a_job_says_where_it_was_asked_and_what_it_is_made_from(session, panel, front, gateway):
    gateway.go_on.set()
    frog = session.generate("a frog")
    gateway.go_on.clear()
    front.ask("generate", view="v", id=1, **COMPOSED | {"inputs": ["@1"]})
    until(lambda: [job["number"] for job in jobs(panel)["listed"]] == [2])
    [job] = jobs(panel)["listed"]
    assert (job["origin"], job["source"]) == ("in this panel", "@1")
    assert job["input"] == frog.picture.hash
    assert (job["low"], job["high"], job["pause"]) == (0, 0, 0)


def test_all_that_waits_is_removed_free(session, panel, front, gateway):
    one_at_a_time(session)
    start_three(session)
    until(lambda: (jobs(panel)["running"], jobs(panel)["waiting"]) == (1, 2))
    assert [job["origin"] for job in jobs(panel)["listed"]] == [
        "cell [3], 1 of 3", "cell [3], 2 of 3", "cell [3], 3 of 3",
    ]  # fmt: skip
    assert panel._status["atOnce"] == 1
    assert gateway.arrived.wait(DEADLINE)
    front.ask("removeWaiting")
    until(lambda: jobs(panel)["waiting"] == 0)
    gateway.go_on.set()
    until(lambda: not session.scheduler.under_way())
    assert len(gateway.requests) == 1


def test_what_several_ask_for_is_listed_once(session, panel, front, gateway):
    one_at_a_time(session)
    start_three(session)
    until(lambda: (jobs(panel)["running"], jobs(panel)["waiting"]) == (1, 2))
    ids = [job["id"] for job in jobs(panel)["listed"]]
    start_three(session)
    until(lambda: len(session.scheduler.under_way()) == 6)
    until(lambda: all(job.in_flight for job in session.scheduler.under_way()))

    def told():
        now = jobs(panel)
        return [job["id"] for job in now["listed"]], now["running"], now["waiting"]

    until(lambda: told() == (ids, 1, 2))
    assert gateway.arrived.wait(DEADLINE)
    front.ask("stop", job=ids[0])
    until(lambda: [one["how"] for one in jobs(panel)["ended"]] == ["left"])
    front.ask("stop", job=ids[2])
    until(lambda: [job["id"] for job in jobs(panel)["listed"]] == [ids[1]])
    gateway.go_on.set()
    until(lambda: not session.scheduler.under_way())
    until(lambda: [one["how"] for one in jobs(panel)["ended"]] == ["done", "done"])
    assert {one["number"] for one in jobs(panel)["ended"]} == {1, 2}
    assert len(gateway.requests) == 2


def test_who_joins_a_request_that_is_listed_is_found_with_it(session, gateway):
    listed = JobList(session.scheduler)
    first = session.submit("a cat")
    [entry] = listed.look(session.library)["listed"]
    second = session.submit("a cat")
    until(lambda: first.in_flight is not None is not second.in_flight)
    assert listed.find(entry["id"]) == [first, second]


def test_the_usual_time_is_that_of_such_calls(session, panel, front, gateway):
    library, name = session.library, session.settings.snapshot().gateway().name
    for take, seconds in enumerate((9, 10, 10, 11, 15), 1):
        request = Request(name, "nano-banana", "a dog", take=take)
        number = library.claim(request, template="a dog", sources=()).number
        library.finish(number, Reply((Picture.from_bytes(picture()),), seconds=seconds))
    session.submit("a cat")
    until(lambda: [job["low"] for job in jobs(panel)["listed"]] == [10])
    [job] = jobs(panel)["listed"]
    assert job["number"] == 6
    assert 11 <= job["high"] <= 15


def test_who_stops_waiting_may_wait_again(session, panel, front, gateway):
    front.ask("generate", view="v", id=1, **COMPOSED)
    until(lambda: [job["number"] for job in jobs(panel)["listed"]] == [1])
    assert gateway.arrived.wait(DEADLINE)
    front.ask("stop", job=jobs(panel)["listed"][0]["id"])
    until(lambda: [one["how"] for one in jobs(panel)["ended"]] == ["left"])
    assert jobs(panel)["listed"] == []
    [left] = jobs(panel)["ended"]
    assert left["words"] == "may be billed; filed when it comes"
    front.ask("waitAgain", job=left["id"])
    until(lambda: [job["id"] for job in jobs(panel)["listed"]] == [left["id"]])
    gateway.go_on.set()
    until(lambda: [one["how"] for one in jobs(panel)["ended"]] == ["done"])
    [done] = jobs(panel)["ended"]
    assert (done["number"], done["prompt"]) == (1, "a cat")
    assert done["hash"] == entry_of(front)["pictures"][0]["hash"]
    assert done["at"] > 0


def test_what_failed_says_why_and_what_was_removed_says_nothing(session, panel, front, gateway):
    one_at_a_time(session)
    gateway.script = then(waiting(gateway.go_on), answer(choice({"content": "I can't do that."})))
    front.ask("generate", view="v", id=1, **COMPOSED)
    until(lambda: jobs(panel)["running"] == 1)
    front.ask("generate", view="v", id=2, **COMPOSED | {"template": "a dog"})
    until(lambda: jobs(panel)["waiting"] == 1)
    front.ask("stop", job=jobs(panel)["listed"][1]["id"])
    until(lambda: jobs(panel)["waiting"] == 0)
    gateway.go_on.set()
    until(lambda: not session.scheduler.under_way() and jobs(panel)["ended"])
    [failed] = jobs(panel)["ended"]
    assert (failed["how"], failed["number"]) == ("failed", 1)
    assert "I can't do that." in failed["words"]


def test_a_refused_key_is_one_trouble_for_all_that_wait(session, panel, front, gateway):
    one_at_a_time(session)
    gateway.script = then(waiting(gateway.go_on), answer(failing(401, "no key"), status=401))
    start_three(session)
    until(lambda: (jobs(panel)["running"], jobs(panel)["waiting"]) == (1, 2))
    gateway.go_on.set()
    until(lambda: jobs(panel).get("unsent") == 2)
    assert jobs(panel)["trouble"][0].startswith("KeyRefused: ")
    assert len(gateway.requests) == 1
    gateway.script = answer(success(data_url(picture())))
    session.generate("a frog")
    until(lambda: jobs(panel)["trouble"] == [])


def test_many_that_wait_take_neither_the_trouble_nor_what_ended_from_the_list(
    session, panel, front, gateway
):
    one_at_a_time(session, max_calls=100)
    gateway.go_on.set()
    session.generate("a frog")
    gateway.go_on.clear()
    start_many(session, "cat")
    until(lambda: jobs(panel)["waiting"] == MANY - 1)
    front.ask("removeWaiting")
    until(lambda: jobs(panel)["waiting"] == 0)
    assert (jobs(panel)["trouble"], jobs(panel)["unsent"]) == ([], 0)
    gateway.go_on.set()
    until(lambda: [one["number"] for one in jobs(panel)["ended"]] == [2, 1])
    gateway.script = answer(failing(401, "no key"), status=401)
    start_many(session, "dog")
    until(lambda: jobs(panel)["unsent"] == MANY - 1)
    assert jobs(panel)["trouble"][0].startswith("KeyRefused: ")
    until(lambda: [one["how"] for one in jobs(panel)["ended"]] == ["failed", "done", "done"])


def test_a_key_that_is_refused_twice_keeps_the_count_of_what_was_not_sent(
    session, panel, front, gateway
):
    one_at_a_time(session, concurrency=2)
    last = threading.Event()
    waits = [gateway.go_on, last]

    def refuse(connection):
        waiting(waits.pop(0))(connection)
        answer(failing(401, "no key"), status=401)(connection)

    gateway.script = refuse
    plan = session.plan(Brief(template="a {cat|dog|cow|hen}"), {})
    session.scheduler.start(session.look_up(plan))
    until(lambda: len(gateway.requests) == 2)
    gateway.go_on.set()
    until(lambda: jobs(panel).get("unsent") == 2)
    last.set()
    until(lambda: len(jobs(panel)["ended"]) == 2)
    assert jobs(panel)["unsent"] == 2


def test_money_is_spent_held_and_the_budget(session, panel, front, gateway):
    one_at_a_time(session, budget=2.0, price={"nano-banana": 0.05})
    session.submit("a cat")
    assert gateway.arrived.wait(DEADLINE)
    until(lambda: panel._status.get("money", {}).get("held") == pytest.approx(0.05))
    money = panel._status["money"]
    assert (money["budget"], money["holding"], money["paid"], money["spent"]) == (2.0, 1, 0, 0)
    gateway.script = answer(success(data_url(picture()), usage={"cost": 0.04}))
    gateway.go_on.set()
    until(lambda: not session.scheduler.under_way())
    session.generate("a dog")
    until(lambda: panel._status["money"]["spent"] == pytest.approx(0.04))
    assert panel._status["money"]["paid"] == 1


STOPPED = ("stopped", "not billed")


def test_a_pause_that_the_gateway_asked_for_is_told_and_ended_free(session, panel, front, gateway):
    gateway.go_on.set()
    gateway.script = answer(failing(429, "slow down"), status=429, retry_after="20")
    job = session.submit("a cat")
    until(lambda: [one["pause"] > 10 for one in jobs(panel)["listed"]] == [True])
    front.ask("stop", job=jobs(panel)["listed"][0]["id"])
    until(lambda: [(one["how"], one["words"]) for one in jobs(panel)["ended"]] == [STOPPED])
    assert job.cancelled()
    assert len(gateway.requests) == 1
