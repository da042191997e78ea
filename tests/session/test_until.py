"""Takes that end with the first that passes: never one too many is paid."""

from __future__ import annotations

import threading

import pytest

import ipyimagegen as ig
from conditions import interrupt, until
from ipyimagegen import errors
from ipyimagegen.checks import own, reader
from ipyimagegen.library import Library
from ipyimagegen.session import Brief, Session
from ipyimagegen.session.estimate import check_limits, estimated
from ipyimagegen.settings import Settings
from scripted import answer, choice, data_url, failing, picture, serving, success, then, waiting
from slow import slow

DEADLINE = 60
GOOD, BAD = (160, 90), (64, 48)


@pytest.fixture(autouse=True)
def registry(monkeypatch):
    monkeypatch.setattr(own, "_functions", {})


@pytest.fixture
def gateway():
    with serving() as scripted:
        yield scripted


def bringing(*sizes):
    """Answer with pictures of these sizes, in turn; each is another one."""
    left = list(enumerate(sizes))

    def script(to):
        at, size = left.pop(0)
        answer(success(data_url(picture(size=size, colour=f"#{at:02}4060")), usage={"cost": 0.5}))(
            to
        )

    return script


@pytest.fixture
def fresh(tmp_path, gateway):
    made = []

    def make(**config):
        settings = Settings(environment={}, folder=tmp_path, config_file=tmp_path / "c.toml")
        settings.use(gateway.url)
        settings.configured = config.get
        made.append(Session(settings, library=Library(tmp_path / "library")))
        return made[-1]

    yield make
    for session in made:
        session.close()


def planned(session, prompt="a frog", until="size", count=3, aspect="16:9", **more):
    brief = Brief(template=prompt, until=until, count=count, aspect=aspect, **more)
    return estimated(session.look_up(session.plan(brief)))


def run(session, **more):
    plan = planned(session, **more)
    check_limits(plan)
    return session.scheduler.send(plan)


def test_a_take_that_waits_here_is_no_new_call(fresh, gateway):
    go_on = threading.Event()
    gateway.script = then(waiting(go_on), bringing(BAD, GOOD))
    session = fresh(concurrency=1)
    first = session.submit("a cat")
    assert gateway.arrived.wait(DEADLINE)  # it has the only place, and the first picture
    second = run(session)
    until(lambda: second.in_flight is not None)
    try:
        plan = session.scheduler.joined(planned(session))
        assert (plan.new, plan.least_new) == (2, 0)
        assert [one.joins for one in plan.calls[0].tries] == [True, False, False]
    finally:
        go_on.set()
    first.result(DEADLINE)
    second.result(DEADLINE)


def test_a_sweep_tells_what_all_its_takes_cost(fresh, gateway):
    gateway.script = bringing(BAD, GOOD, GOOD)
    session = fresh(concurrency=1)
    plan = planned(session, prompt="a {red|blue} frog")
    sweep = session.scheduler.start(plan).result(DEADLINE)
    assert [one.take for one in sweep] == [2, 1]
    assert (sweep.cost, len(gateway.requests)) == (1.5, 3)
    again = session.scheduler.start(planned(session, prompt="a {red|blue} frog")).result(DEADLINE)
    assert again.cost is None


# -- how it ends ------------------------------------------------------------------------


def test_it_ends_with_the_first_that_passes(fresh, gateway):
    gateway.script = bringing(BAD, GOOD, GOOD)
    job = run(fresh())
    made = job.result(DEADLINE)
    assert (made.take, len(gateway.requests)) == (2, 2)
    assert job.remarks == ("until size: take 2 of at most 3 passed, $1.00 in all",)
    assert [one.line for one in job.found] == ["size ✓"]


def test_it_ends_at_the_limit_and_shows_the_last(fresh, gateway):
    gateway.script = bringing(BAD, BAD, BAD, GOOD)
    job = run(fresh())
    made = job.result(DEADLINE)
    assert (made.take, len(gateway.requests)) == (3, 3)
    assert job.remarks == ("until size: none of 3 takes passed, $1.50 in all",)


@pytest.mark.parametrize("sizes", [(BAD, GOOD), (BAD, BAD, BAD)])
def test_the_same_again_is_no_call(fresh, gateway, sizes):
    gateway.script = bringing(*sizes)
    first = run(fresh()).result(DEADLINE)
    session = fresh()
    plan = planned(session)
    assert plan.new == plan.least_new == 0
    job = session.scheduler.send(plan)
    assert job.result(DEADLINE) == first
    assert job.replayed
    assert len(gateway.requests) == len(sizes)


def test_takes_that_are_there_count(fresh, gateway):
    gateway.script = bringing(BAD, BAD, GOOD)
    session = fresh()
    run(session, count=2).result(DEADLINE)
    assert planned(session).words.startswith("1 picture, 1 call, 2 replayed · ")
    assert run(session).result(DEADLINE).take == 3
    assert len(gateway.requests) == 3


def test_a_take_that_was_never_checked_may_be_the_last(fresh, gateway):
    gateway.script = bringing(GOOD)
    session = fresh()
    session.generate("a frog", aspect="16:9")
    plan = planned(session)
    assert plan.words.startswith("1 picture, 0–2 calls, 1 replayed")
    assert session.scheduler.send(plan).result(DEADLINE).take == 1
    assert len(gateway.requests) == 1


def test_all_checks_have_to_pass(fresh, gateway):
    @ig.check
    def dark(given):
        return given.image.convert("L").getpixel((0, 0)) < 100

    gateway.script = bringing(GOOD, BAD, GOOD)
    job = run(fresh(), until="size,dark", count=2)
    assert job.result(DEADLINE).take == 1
    assert {one.check for one in job.found} == {"size", "dark"}


def test_several_models_have_their_own_takes(fresh, gateway):
    gateway.script = bringing(BAD, BAD, GOOD, GOOD, GOOD, GOOD)
    session = fresh(concurrency=1)
    plan = planned(session, models=("a", "b"))
    assert plan.words.startswith("2 models, 2–6 calls")
    sweep = session.scheduler.start(plan).result(DEADLINE)
    assert [row["check_size"] for row in sweep.table()] == [True, True]
    assert len(gateway.requests) == 4


@pytest.mark.parametrize("value", ["1/0", "None", "0.5"])
def test_a_check_that_tells_nothing_ends_it(fresh, gateway, value):
    @ig.check
    def mine(_):
        return eval(value)

    gateway.script = bringing(BAD, BAD)
    job = run(fresh(), until="mine")
    assert job.result(DEADLINE).take == 1
    assert "stopped at take 1, because nothing tells which one passes" in job.remarks[0]
    assert len(gateway.requests) == 1
    assert planned(fresh(), until="mine").least_new == 0
    assert run(fresh(), until="mine").result(DEADLINE).take == 1
    assert len(gateway.requests) == 1


def test_a_failure_ends_it_and_what_came_stays(fresh, gateway):
    gateway.script = bringing(BAD)
    session = fresh()
    run(session, count=1).result(DEADLINE)
    gateway.script = answer(failing("content_policy", "blocked by moderation"), 400)
    with pytest.raises(errors.ImagegenError) as caught:
        run(session).result(DEADLINE)
    assert "The earlier takes, which did not pass, are in the library." in caught.value.hint
    assert len(gateway.requests) == 2
    gateway.script = bringing(GOOD)
    assert run(session).result(DEADLINE).take == 2


# -- money ------------------------------------------------------------------------------


def test_the_plan_says_how_many(fresh):
    assert planned(fresh()).words.startswith("1 picture, 1–3 calls · ")


def test_max_calls_counts_all_of_them(fresh, gateway):
    with pytest.raises(errors.OptionError, match="3 new calls in one go, and max_calls is 2"):
        run(fresh(max_calls=2))
    assert gateway.requests == []


def test_max_cost_counts_all_of_them(fresh, gateway):
    session = fresh(price={"nano-banana": 0.05})
    gateway.script = bringing(GOOD)
    with pytest.raises(errors.OptionError, match="may cost more than"):
        run(session, max_cost=0.14)
    assert run(session, max_cost=0.15).result(DEADLINE).take == 1


def test_the_budget_counts_all_of_them(fresh, gateway):
    with pytest.raises(errors.OverBudget, match="doesn't cover all takes") as caught:
        run(fresh(price={"nano-banana": 0.05}, budget=0.14))
    assert caught.value.said == "it covers 2 of 3"
    assert gateway.requests == []


def test_takes_that_were_paid_are_told_when_the_budget_is_used_up(fresh, gateway):
    gateway.script = bringing(BAD, BAD, BAD)
    session = fresh(price={"nano-banana": 0.05}, budget=0.9)
    with pytest.raises(errors.OverBudget) as caught:
        run(session).result(DEADLINE)
    assert len(gateway.requests) == 2
    assert "Nothing was billed for this take; those before it cost $1.00." in caught.value.lines()


def test_takes_of_unknown_cost_are_not_told_to_be_free(fresh, gateway):
    answers = [answer(success(data_url(picture(size=BAD)))), answer(failing(401, "no"), status=401)]

    def in_turn(connection):
        answers.pop(0)(connection)

    gateway.script = in_turn
    with pytest.raises(errors.KeyRefused) as caught:
        run(fresh()).result(DEADLINE)
    assert caught.value.spent == (
        "Nothing was billed for this take; what those before it cost is unknown."
    )
    assert caught.value.hint.startswith("The earlier takes, which did not pass, are in the library")


def test_the_sum_is_that_of_the_takes_that_were_paid_now(fresh, gateway):
    gateway.script = bringing(BAD, BAD, BAD)
    session = fresh()
    session.generate("a frog", aspect="16:9")
    job = run(session)
    job.result(DEADLINE)
    assert job.remarks == ("until size: none of 3 takes passed, $1.00 for 2 new",)


def test_who_interrupts_a_take_is_told_that_those_after_it_are_new(fresh, gateway):
    go_on = threading.Event()
    gateway.script = then(waiting(go_on), bringing(GOOD))
    job = run(fresh())
    assert gateway.arrived.wait(DEADLINE)

    with pytest.raises(errors.Interrupted) as caught:
        job.result(watch=interrupt)
    told = "\n".join(caught.value._render_traceback_())
    assert "this take is no new call, those after it are" in told
    go_on.set()
    job.result(DEADLINE)


IN_WORDS = choice({"content": "No."})[:-1] + b', "usage": {"cost": 0.25}}'


def test_the_takes_before_one_that_failed_are_told_without_it(fresh, gateway):
    turns = [bringing(BAD), answer(IN_WORDS)]

    def in_turn(connection):
        turns.pop(0)(connection)

    gateway.script = in_turn
    job = run(fresh(), count=2)
    with pytest.raises(errors.NoPicture) as caught:
        job.result(DEADLINE)
    assert caught.value.spent.endswith("The takes before it cost $0.50.")
    assert job.other_costs == (0.5, 0.25)


def test_who_waits_for_a_take_alone_is_told_of_no_others(fresh, gateway):
    gateway.script = bringing(BAD)
    session, go_on = fresh(), threading.Event()
    run(session, count=1).result(DEADLINE)
    gateway.script = then(waiting(go_on), answer(IN_WORDS))
    several, alone = run(session), session.submit("a frog", aspect="16:9", take=2)
    until(lambda: several.number == alone.number == 2)
    go_on.set()
    assert "The earlier takes" in several.exception(DEADLINE).hint
    assert "The earlier takes" not in alone.exception(DEADLINE).hint
    assert len(gateway.requests) == 2


def test_a_sweep_that_the_budget_ends_tells_what_it_cost(fresh, gateway):
    gateway.script = bringing(BAD, BAD, BAD)
    session = fresh(price={"nano-banana": 0.5}, budget=1.2, concurrency=1)
    plan = planned(session, prompt="a {cat|dog}")
    with pytest.raises(errors.ImagegenError) as caught:
        session.scheduler.start(plan).result(DEADLINE)
    paid = len(gateway.requests)
    assert paid == 2
    assert "What came cost $1.00." in caught.value.lines()


@pytest.mark.parametrize(("sizes", "told"), [((BAD, GOOD), ", $1.00 in all"), ((GOOD,), "")])
def test_the_caption_tells_what_all_takes_cost(fresh, gateway, sizes, told):
    gateway.script = bringing(*sizes)
    job = run(fresh())
    job.result(DEADLINE)
    assert job.remarks[0] == f"until size: take {len(sizes)} of at most 3 passed{told}"


def test_cost_and_time_are_those_of_one_take_to_those_of_all(fresh, gateway):
    gateway.script = bringing(*[GOOD] * 9)
    session = fresh()
    for number in range(5):
        session.generate(f"a frog {number}")
    assert " · about $0.50–1.50" in planned(session).words


def test_two_kernels_pay_once(fresh, gateway):
    gateway.script = bringing(BAD, GOOD, GOOD, GOOD)
    jobs = [run(session) for session in (fresh(), fresh())]
    made = [job.result(DEADLINE) for job in jobs]
    assert made[0] == made[1]
    assert (made[0].take, len(gateway.requests)) == (2, 2)


def test_two_cells_of_one_kernel_pay_once(fresh, gateway):
    gateway.script = bringing(BAD, BAD, GOOD, GOOD)
    session = fresh()
    jobs = [run(session) for _ in range(3)]
    assert {job.result(DEADLINE).take for job in jobs} == {3}
    assert len(gateway.requests) == 3


def test_who_stops_waiting_pays_for_no_further_take(fresh, gateway):
    go_on = threading.Event()
    gateway.script = then(waiting(go_on), bringing(BAD, BAD, BAD))
    session = fresh()
    job = run(session)
    assert gateway.arrived.wait(DEADLINE)
    assert not session.worker.submit(job.stop(hang_up=False)).result(DEADLINE)
    go_on.set()
    assert job.result(DEADLINE).take == 1
    assert len(gateway.requests) == 1


def test_who_stops_between_two_takes_pays_for_no_further_one(fresh, gateway, tmp_path):
    go_on = threading.Event()
    gateway.script = bringing(BAD)
    settings = fresh().settings
    session = Session(settings, library=slow("fail")(tmp_path / "library"))
    session.generate("a frog", aspect="16:9")
    gateway.script = then(waiting(go_on), bringing(BAD, BAD))
    other = session.submit("a frog", aspect="16:9", take=2)
    until(lambda: len(gateway.requests) == 2)
    stopped = session.worker.submit(other.stop(hang_up=True))
    assert session.library.begun.wait(DEADLINE)
    job = run(session)  # whose second take waits for the end of the one that is dropped
    until(lambda: job.until.startswith("take 2") and job.in_flight is None)
    assert job.cancel()
    session.library.go_on.set()
    go_on.set()
    assert stopped.result(DEADLINE)
    assert isinstance(job.exception(DEADLINE), errors.Cancelled)
    assert len(gateway.requests) == 2
    session.close()


def test_new_takes_each_time(fresh, gateway):
    gateway.script = bringing(GOOD, BAD, GOOD, BAD)
    session = fresh()
    run(session).result(DEADLINE)
    assert planned(session, again=True).words.startswith("1 picture, 1–3 calls")
    assert run(session, again=True).result(DEADLINE).take == 3
    assert len(gateway.requests) == 3


def test_replay_only_sends_nothing(fresh, gateway):
    gateway.script = bringing(BAD, GOOD)
    first = run(fresh()).result(DEADLINE)
    assert run(fresh(replay="only")).result(DEADLINE) == first
    with pytest.raises(errors.NotStored):
        run(fresh(replay="only"), prompt="a cat")
    assert len(gateway.requests) == 2


# -- refused before anything is sent ----------------------------------------------------


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"count": None}, "nothing says how often at most"),
        ({"until": "text"}, "--until text would never end: the prompt puts no words in quotes"),
        ({"until": "changed"}, "--until changed would never end: it was made from no picture"),
        ({"until": "only"}, "--until only would never end: it is no edit with --only"),
        ({"aspect": None}, "--until size would never end: no --aspect and no --size"),
        ({"until": "siez"}, "no check is called 'siez'"),
    ],
)
def test_takes_that_would_never_end_are_refused(fresh, gateway, more, words):
    with pytest.raises(errors.OptionError, match=words):
        run(fresh(), **more)
    assert gateway.requests == []


def test_without_the_reader_nothing_is_sent(fresh, gateway, monkeypatch):
    monkeypatch.setattr(reader.importlib.util, "find_spec", lambda name: None)
    with pytest.raises(errors.OptionError, match="--until text can't be checked here") as caught:
        run(fresh(), prompt='says "OPEN"', until="text")
    assert caught.value.hint == 'pip install "ipyimagegen[text]" to read pictures.'
    assert gateway.requests == []


@pytest.mark.thorough
def test_words_that_the_reader_can_not_know_are_refused(fresh, gateway):
    with pytest.raises(errors.OptionError, match="the reader knows no Cyrillic letters"):
        run(fresh(), prompt="says «ПРИВЕТ»", until="text")
    assert gateway.requests == []
