"""Budgets: what a call may cost is reserved before it is sent, and no dollar is spent twice."""

from __future__ import annotations

import json
import math
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ipyimagegen import errors
from ipyimagegen.library import Library, Limits
from ipyimagegen.library.maintenance.prune import prune
from ipyimagegen.library.maintenance.salvage import Salvage
from ipyimagegen.library.queries import iso
from ipyimagegen.library.storage.schema import generations
from ipyimagegen.notebook.status import status_text
from ipyimagegen.requests import Reply, Request
from ipyimagegen.session import Brief, Session
from ipyimagegen.session.estimate import estimated
from ipyimagegen.settings import Settings
from scripted import answer, choice, data_url, failing, picture, serving, success, then, waiting

DEADLINE = 60
PRICE = {"nano-banana": 0.05}
FIVE = {"budget": 0.25, "price": PRICE}
AT = "https://gateway.example"


class Painter:
    """Answers with a picture of another colour each, at a cost; None reports none."""

    def __init__(self, scripted, cost):
        self.scripted, self.cost, self.count, self.lock = scripted, cost, 0, threading.Lock()

    def __call__(self, connection):
        with self.lock:
            self.count += 1
            colour = f"#{self.count:06x}"
        more = {} if self.cost is None else {"usage": {"cost": self.cost}}
        answer(success(data_url(picture(colour=colour)), **more))(connection)


@pytest.fixture
def gateway():
    with serving() as scripted:
        scripted.painter = scripted.script = Painter(scripted, 0.05)
        yield scripted


@pytest.fixture
def fresh(tmp_path, gateway):
    """Make sessions as kernels have them, on one library, with these settings."""
    made = []

    def make(**values):
        own = Settings(environment={}, folder=tmp_path, config_file=tmp_path / "config.toml")
        own.use(gateway.url)
        own.configured = values.get
        made.append(Session(own, library=Library(tmp_path / "library")))
        return made[-1]

    yield make
    for session in made:
        session.close()
        session.library.close()


@pytest.fixture
def session(fresh):
    return fresh(**FIVE)


def configure(session, **values):
    session.settings.configured = values.get


def write(library, number, **values):
    with library.catalogue.writing() as connection:
        row = generations.update().where(generations.c.number == number)
        connection.execute(row.values(**values))


def learned(library, *costs, seconds=2.0, gateway=AT, model="nano-banana", **asked):
    """File calls of these costs, as if they had been made long ago."""
    for cost in costs:
        request = Request(gateway, model, f"{cost} {library.last_number()}", **asked)
        number = library.claim(request, template="", sources=_sources(request)).number
        library.finish(number, Reply((_picture(number),), cost=cost, seconds=seconds))
        write(library, number, created="2026-01-01T00:00:00.000+00:00")


def _picture(number):
    from ipyimagegen.images.picture import Picture

    return Picture.from_bytes(picture(colour=f"#{number:06x}"))


def _sources(request):
    from ipyimagegen.library import Source

    return [Source(Path("a.png"), "a.png") for _ in request.sources]


def spent_held(session):
    spending = session.spending()
    return pytest.approx((spending.spent, spending.held), abs=1e-9)


# -- exactly as many as the budget covers ---------------------------------------------


@pytest.mark.parametrize("cost", [0.05, None])
def test_a_loop_sends_five_and_no_more(session, gateway, cost):
    gateway.painter.cost = cost
    refused = []
    for number in range(8):
        try:
            session.generate(f"frog {number}")
        except errors.OverBudget as error:
            refused.append(error)
    assert (len(gateway.requests), len(refused)) == (5, 3)
    assert session.library.count() == 5
    [error, *_] = refused
    assert not error.maybe_billed
    first, second, third = error.lines()
    assert str(error) == "the budget of the day doesn't cover this call"
    spent, held = ("$0.25", "$0.00") if cost else ("$0.00", "$0.25")
    assert f"it may cost $0.05; today {spent} spent, {held} held, $0.00 left of $0.25" in first
    assert second == "Nothing was sent, and nothing was billed."
    assert third.startswith("To raise the budget: %config ImageGen.budget = 0.30; ")
    assert "tomorrow" in third


def test_jobs_at_the_same_time_are_five(session, gateway):
    go_on = threading.Event()
    gateway.script = then(waiting(go_on), gateway.painter)
    configure(session, **FIVE, concurrency=8)
    jobs = [session.submit(f"frog {number}") for number in range(8)]
    while sum(job.done() for job in jobs) < 3:
        time.sleep(0.01)
    assert session.spending().held == pytest.approx(0.25)
    go_on.set()
    ends = [job.future.exception(DEADLINE) for job in jobs]
    assert sum(isinstance(end, errors.OverBudget) for end in ends) == 3
    assert len(gateway.requests) == 5


@pytest.mark.thorough
def test_a_sweep_sends_what_fits_and_tells_the_rest_once(session, gateway):
    plan = session.plan(Brief(template="a {a|b|c|d|e|f|g|h}"))
    words = estimated(session.look_up(plan)).words
    assert words.endswith("cost not known yet · the budget covers 5 of 8")
    sweep = session.sweep("a {a|b|c|d|e|f|g|h}")
    assert len(gateway.requests) == 5
    assert sweep.summary == "5 pictures, 3 not sent"
    assert [one.labels for one in sweep.failed] == [("f",), ("g",), ("h",)]
    kinds = [type(one.error) for one in sweep.failed]
    assert kinds == [errors.OverBudget, errors.Cancelled, errors.Cancelled]
    assert "the budget of the day" in sweep.failed[2].why
    assert not any(one.error.maybe_billed for one in sweep.failed)
    # Once more, what came is free, and so the cell doesn't fail.
    assert session.sweep("a {a|b|c|d|e|f|g|h}").summary == "5 pictures, 3 not sent"
    configure(session, budget=1, price=PRICE)
    assert len(session.sweep("a {a|b|c|d|e|f|g|h}").failed) == 0
    assert len(gateway.requests) == 8


@pytest.mark.thorough
def test_a_model_that_is_too_dear_keeps_no_cheaper_one_back(session, gateway):
    configure(session, budget=0.25, price={"nano-banana": 0.05, "gpt-image": 0.2})
    plan = session.plan(Brief(template="a {x|y}", models=("gpt-image", "nano-banana")))
    assert "the budget covers 2 of 4" in estimated(session.look_up(plan)).words
    gateway.painter.cost = None
    sweep = session.sweep("a {x|y}", models=["gpt-image", "nano-banana"])
    assert [one.status for one in sweep.outcomes] == ["made", "made", "not sent", "not sent"]


def test_a_sweep_that_cannot_afford_one_is_refused_and_consent_does_not_lift_it(session, gateway):
    configure(session, budget=0.04, price=PRICE)
    with pytest.raises(errors.OverBudget, match="budget of the day"):
        session.sweep("a {x|y}", yes=True)
    assert gateway.requests == []
    assert session.library.count() == 0


@pytest.mark.thorough
def test_kernels_and_threads_share_it(fresh, gateway):
    kernels = [fresh(**FIVE) for _ in range(4)]
    ends, begin = [], threading.Barrier(8)

    def work(number):
        begin.wait(DEADLINE)
        try:
            ends.append(kernels[number % 4].generate(f"frog {number}"))
        except errors.OverBudget as error:
            ends.append(error)

    threads = [threading.Thread(target=work, args=[number]) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(DEADLINE)
    assert sum(isinstance(end, errors.OverBudget) for end in ends) == 3
    assert len(gateway.requests) == 5


PROCESS = """
import sys
from pathlib import Path
from ipyimagegen import errors
from ipyimagegen.library import Library
from ipyimagegen.session import Session
from ipyimagegen.settings import Settings

url, folder, name, lease = sys.argv[1:]
settings = Settings(environment={}, folder=Path(folder), config_file=Path(folder) / "none")
settings.use(url)
settings.configured = {"budget": 0.25, "price": {"nano-banana": 0.05}, "concurrency": 8}.get
session = Session(settings, library=Library(Path(folder) / "library", lease=float(lease)))
jobs = [session.submit(f"{name} {number}") for number in range(6)]
refused = 0
for job in jobs:
    try:
        job.result()
    except errors.OverBudget:
        refused += 1
print(refused)
"""


def process(gateway, tmp_path, name, lease="15"):
    command = [sys.executable, "-c", PROCESS, gateway.url, str(tmp_path), name, lease]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


@pytest.mark.slow
def test_two_processes_send_five_together(gateway, tmp_path):
    gateway.painter.cost = None
    both = [process(gateway, tmp_path, name) for name in ("frog", "newt")]
    refused = [int(one.communicate(timeout=180)[0]) for one in both]
    assert sum(refused) == 12 - 5
    assert len(gateway.requests) == 5


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="signals as POSIX has them")
def test_a_killed_process_keeps_its_reservations_until_its_rows_are_known(
    gateway, tmp_path, session
):
    gateway.script = waiting(threading.Event())
    killed = process(gateway, tmp_path, "frog", lease="0.3")
    deadline = time.monotonic() + DEADLINE
    while len(gateway.requests) < 5:
        assert time.monotonic() < deadline
        time.sleep(0.01)
    os.kill(killed.pid, signal.SIGKILL)
    killed.communicate()
    gateway.script = gateway.painter
    library = session.library
    while library.get(1).status != "unknown":
        assert time.monotonic() < deadline
        time.sleep(0.01)
    assert spent_held(session) == (0, 0.25)
    with pytest.raises(errors.OverBudget):
        session.generate("a newt")
    library.finish(1, Reply((_picture(1),), cost=0.02))
    assert spent_held(session) == (0.02, 0.2)
    library.fail(2, errors.Unreachable("nobody answered", maybe_billed=False))
    assert spent_held(session) == (0.02, 0.15)
    session.generate("a newt")
    assert spent_held(session) == (0.07, 0.15)


# -- what becomes of a reservation ----------------------------------------------------


def test_a_lower_cost_than_was_held_makes_room(session, gateway):
    gateway.painter.cost = 0.04
    for number in range(6):
        session.generate(f"frog {number}")
    assert spent_held(session) == (0.24, 0)


def test_a_higher_cost_than_was_held_counts_as_it_is(session, gateway):
    gateway.painter.cost = 0.2
    for number in range(2):
        session.generate(f"frog {number}")
    assert spent_held(session) == (0.4, 0)
    assert session.spending().left == 0
    with pytest.raises(errors.OverBudget):
        session.generate("a newt")


@pytest.mark.parametrize(
    ("script", "money"),
    [
        (answer(failing(404, "no such model"), 404), (0, 0)),
        (answer(failing(401, "who are you?"), 401), (0, 0)),
        (answer(failing(500, "broke"), 500), (0, 0.05)),
        (answer(choice({"content": "No."})), (0, 0.05)),
        (answer(success(content="No.", usage={"cost": 0.003})), (0.003, 0)),
        (answer(success(content="No.", usage={"cost": 0})), (0, 0)),
    ],
)
def test_a_failure_keeps_releases_or_settles_it(session, gateway, script, money):
    gateway.script = script
    with pytest.raises(errors.GatewayError):
        session.generate("a frog")
    assert spent_held(session) == money


def test_a_task_in_a_queue_is_held_and_asking_for_it_reserves_nothing(session, gateway):
    configure(session, budget=0.05, price=PRICE)
    task = {"id": "task_01", "status": "queued", "polling_url": "/v1/tasks/task_01"}
    gateway.script = answer(json.dumps(task).encode(), 202)
    with pytest.raises(errors.Queued):
        session.generate("a frog")
    assert spent_held(session) == (0, 0.05)
    gateway.listing = answer(success(data_url(picture()), usage={"cost": 0.03}))
    assert session.generate("a frog").status == "done"
    assert spent_held(session) == (0.03, 0)
    assert len(gateway.requests) == 1


def test_one_that_is_dropped_before_it_is_sent_holds_nothing(session, gateway):
    go_on = threading.Event()
    gateway.script = then(waiting(go_on), gateway.painter)
    configure(session, **FIVE, concurrency=1)
    first = session.submit("one")
    assert gateway.arrived.wait(DEADLINE)
    second = session.submit("two")
    assert second.cancel()
    assert session.spending().held == pytest.approx(0.05)
    go_on.set()
    first.result()
    assert spent_held(session) == (0.05, 0)


def test_who_joins_and_who_replays_reserves_nothing(session, gateway):
    configure(session, budget=0.05, price=PRICE)
    go_on = threading.Event()
    gateway.script = then(waiting(go_on), gateway.painter)
    jobs = [session.submit("a frog") for _ in range(3)]
    assert gateway.arrived.wait(DEADLINE)
    go_on.set()
    assert {job.result().number for job in jobs} == {1}
    assert session.generate("a frog").number == 1
    assert len(gateway.requests) == 1


def test_what_is_deleted_was_spent_all_the_same(session, gateway):
    session.generate("a frog").delete()
    assert spent_held(session) == (0.05, 0)


def test_what_is_thrown_away_was_spent_all_the_same(session, gateway):
    session.generate("a frog")
    gateway.painter.cost = None
    session.generate("a newt")
    told = repr(session.spending()).splitlines()[0]
    session.library.delete([1, 2])
    assert prune(session.library).generations == 2
    assert spent_held(session) == (0.05, 0.05)
    assert repr(session.spending()).splitlines()[0] == told
    with session.library.catalogue.reading() as connection:
        rows = connection.exec_driver_sql("SELECT * FROM pruned_calls").all()
    assert all("frog" not in str(row) for row in rows)
    # It is in a damaged catalogue's pages, too.
    session.library.close()
    salvage = Salvage()
    salvage._read_by_pages(session.library.catalogue.path)
    assert [*salvage._rows["pruned_calls"]] == [(1,), (2,)]


def test_what_is_thrown_away_and_was_not_paid_is_forgotten(session, gateway):
    session.generate("a frog", gateway="offline")
    gateway.script = answer(failing(404, "no such model"), 404)
    with pytest.raises(errors.ModelNotFound):
        session.generate("a newt")
    session.library.delete([1, 2])
    prune(session.library)
    assert session.library.spending() == []


def test_a_picture_that_came_is_filed_whatever_the_budget_says(session, gateway, tmp_path):
    made = session.generate("a frog")
    # Its row went while the reply was held, as when another library took the folder's place.
    from ipyimagegen.session.held import HeldReply

    reply = Reply(made.pictures, cost=0.05)
    other = session.look_up(session.plan(Brief(template="a newt"))).calls[0].request
    configure(session, budget=0, price=PRICE)
    session.scheduler.held.add(HeldReply(session.library, 99, other, reply))
    assert session.generate("a newt").number == 2
    assert len(gateway.requests) == 1


# -- prices ----------------------------------------------------------------------------


def test_a_price_that_nobody_knows_is_asked_for(session, gateway):
    configure(session, budget=1, price={"gpt-imagee": 0.2})
    for ask in (lambda: session.generate("a frog", model="gpt-image"),
                lambda: session.sweep("a {x|y}", models=["gpt-image"])):  # fmt: skip
        with pytest.raises(errors.OptionError, match="price of gpt-image is unknown") as caught:
            ask()
        assert "Did you mean gpt-imagee?" in caught.value.hint
        line = caught.value.hint.partition("%config ImageGen.price = ")[2]
        assert eval(line) == {"gpt-imagee": 0.2, "gpt-image": 0.05}
        assert len(caught.value.lines()) <= 4
    assert gateway.requests == []


def test_without_a_budget_nothing_is_refused_and_what_is_known_is_held(session, gateway):
    configure(session)
    gateway.painter.cost = None
    session.generate("a frog")
    assert spent_held(session) == (0, 0)
    assert session.spending().left is None
    configure(session, price=PRICE)
    session.generate("a newt")
    assert "today $0.10 held" in repr(session.spending())  # the first one's price is known by now
    # It may have been billed, and nobody knows how much: the budget can't be kept.
    configure(session, budget=1, price={"gpt-image": 0.1})
    assert "1 call of unknown price" in repr(session.spending())
    with pytest.raises(errors.OptionError, match="price of nano-banana is unknown") as caught:
        session.generate("a newt", model="gpt-image")
    assert "1 call of today" in caught.value.said


def test_a_budget_that_is_used_up_asks_for_no_price(session, gateway):
    configure(session, budget=0)
    asks = (
        lambda: session.generate("a toad", model="gpt-image"),
        lambda: session.sweep("a {x|y}", models=["gpt-image", "image-gen"]),
        lambda: session.sweep("a {x|y}", models=["gpt-image"], max_cost=1),
    )
    for ask in asks:
        with pytest.raises(errors.OverBudget) as caught:
            ask()
        assert caught.value.said == "today $0.00 spent, $0.00 held, $0.00 left of $0.00"
        assert "may cost more than the budget of a whole day" in caught.value.hint
    configure(session, price=PRICE)
    session.generate("a frog")
    session.generate("a newt")
    configure(session, budget=0.05)
    for ask in asks:
        with pytest.raises(errors.OverBudget) as caught:
            ask()
        assert caught.value.said == "today $0.10 spent, $0.00 held, $0.00 left of $0.05"
        assert caught.value.hint.startswith("To send ")
        assert " now, raise the setting budget; " in caught.value.hint
        assert caught.value.hint.endswith(" can be sent tomorrow")
    assert len(gateway.requests) == 2


def test_what_earlier_calls_are_known_to_hold_comes_before_their_prices(session, gateway):
    gateway.painter.cost = None
    configure(session)
    session.generate("a frog", model="image-gen")
    configure(session, budget=0.05, price={"nano-banana": 0.05, "gpt-image": 0.01})
    gateway.painter.cost = 0.05
    write(session.library, 1, created="2026-01-01T00:00:00.000+00:00")
    session.generate("a frog")
    write(session.library, 1, created=iso(datetime.now(UTC)))
    with pytest.raises(errors.OverBudget) as caught:  # also if image-gen was free
        session.generate("a frog", model="gpt-image")
    assert "it may cost $0.01; today $0.05 spent" in caught.value.said
    # Who raises the budget alone would be refused once more.
    wanted = "and set the setting price for image-gen, of which 1 call of today may have been"
    assert wanted in caught.value.hint
    assert len(caught.value.lines()) <= 4


def test_all_prices_that_are_missing_are_asked_for_at_once(session, gateway):
    gateway.painter.cost = None
    configure(session)
    session.sweep("a frog", models=["nano-banana", "image-gen"])
    configure(session, budget=1, price={"old": 0.2})
    asks = (
        lambda: session.generate("a frog", model="gpt-image"),
        lambda: session.sweep("a toad", models=["gpt-image", "image-gen"]),
    )
    for ask in asks:
        with pytest.raises(errors.OptionError) as caught:
            ask()
        assert "the price of gpt-image, image-gen, nano-banana is unknown" in str(caught.value)
        assert caught.value.said == "2 calls of today may have been billed"
        line = caught.value.hint.partition("%config ImageGen.price = ")[2]
        assert list(eval(line)) == ["old", "gpt-image", "image-gen", "nano-banana"]
    with pytest.raises(errors.OptionError, match="price of a, b is unknown"):
        configure(session)
        session.sweep("a frog", models=["b", "a"], max_cost=1)
    assert len(gateway.requests) == 2


def test_the_ninetieth_percentile_is_held_once_it_is_known(session, gateway):
    configure(session, budget=0.1, price={"nano-banana": 5})
    learned(session.library, *(0.01, 0.02, 0.03, 0.04), gateway=gateway.url)
    with pytest.raises(errors.OverBudget, match=r"budget of the day") as caught:
        session.generate("a frog")
    assert "it may cost $5.00" in caught.value.said
    assert "may cost more than the budget of a whole day" in caught.value.hint
    learned(session.library, 0.10, gateway=gateway.url)
    gateway.painter.cost = None
    session.generate("a frog")
    assert spent_held(session) == (0, 0.076)


def test_calls_with_inputs_are_learned_apart(session, gateway, tmp_path):
    configure(session, budget=1)
    learned(session.library, *[0.04] * 5, gateway=gateway.url)
    (tmp_path / "a.png").write_bytes(picture())
    with pytest.raises(errors.OptionError, match="price of nano-banana is unknown"):
        session.edit("a.png", "at night")
    learned(session.library, *[0.3] * 5, gateway=gateway.url, sources=("ab" * 32,))
    session.edit("a.png", "at night")
    session.generate("a frog")
    with session.library.catalogue.reading() as connection:
        held = connection.exec_driver_sql("SELECT reserved FROM generations WHERE reserved > 0")
        assert [one for (one,) in held] == pytest.approx([0.3, 0.04])


# -- nothing that costs ----------------------------------------------------------------


@pytest.mark.thorough
def test_a_budget_of_nothing_sends_nothing_that_costs(session, gateway):
    configure(session, budget=0, price=PRICE)
    with pytest.raises(errors.OverBudget) as caught:
        session.generate("a frog")
    assert "left of $0.00" in caught.value.said
    assert session.generate("a frog", gateway="offline").is_sketch
    assert len(session.sweep("a {x|y}", gateway="offline")) == 2
    assert spent_held(session) == (0, 0)
    assert gateway.requests == []
    configure(session, budget=0, price={"free": 0})
    gateway.painter.cost = 0
    session.generate("a frog", model="free")
    assert len(gateway.requests) == 1


# -- days --------------------------------------------------------------------------------


def test_a_call_counts_for_the_day_it_was_sent_on(session, gateway):
    go_on = threading.Event()
    gateway.script = then(waiting(go_on), gateway.painter)
    job = session.submit("a frog")
    assert gateway.arrived.wait(DEADLINE)
    # It was sent a moment before midnight, and its cost is known today.
    midnight = datetime.combine(date.today(), datetime.min.time()).astimezone(UTC)
    write(session.library, job.number, created=iso(midnight - timedelta(milliseconds=1)))
    assert spent_held(session) == (0, 0)
    go_on.set()
    job.result()
    assert spent_held(session) == (0, 0)
    write(session.library, job.number, created=iso(midnight))
    assert spent_held(session) == (0.05, 0)


def test_a_clock_that_goes_back_frees_nothing(session, gateway):
    made = session.generate("a frog")
    ahead = datetime.now(UTC) + timedelta(hours=23)
    write(session.library, made.number, created=iso(ahead))
    assert spent_held(session) == (0.05, 0)
    write(session.library, made.number, created=iso(ahead + timedelta(days=1)))
    assert spent_held(session) == (0, 0)  # it was wrong by days, and would hold it for as long


def test_what_came_out_of_a_bundle_is_neither_spent_nor_learned_from(fresh, gateway, tmp_path):
    theirs = Library(tmp_path / "theirs")
    learned(theirs, *[0.0] * 5, gateway=gateway.url)
    for number in range(1, 6):
        write(theirs, number, created=iso(datetime.now(UTC)))
    from ipyimagegen.library.transfer.export_bundle import export

    bundle = export(theirs, [theirs.get(number) for number in range(1, 6)], tmp_path / "b.zip").path
    theirs.close()
    session = fresh(budget=0.25)
    session.import_bundle(bundle)
    assert spent_held(session) == (0, 0)
    with pytest.raises(errors.OptionError, match="price of nano-banana is unknown"):
        session.generate("a frog")
    assert session.library.usual_seconds(gateway.url, "nano-banana", edits=False) is None
    assert gateway.requests == []


# -- settings and words ----------------------------------------------------------------


@pytest.mark.parametrize(
    "value", ["lots", "5 €", "€5", "$5", "5,00", "1e3", "nan", "inf", "-1", " ", "",
              -0.01, math.nan, math.inf, -math.inf, True, False, [5], {"day": 5}, 1e400, b"5",
              Decimal(5), 10**400],
)  # fmt: skip
def test_what_is_no_budget_is_refused_with_what_to_write(session, gateway, value):
    for name, given_value in (("budget", value), ("price", {"nano-banana": value})):
        configure(session, **{"budget": 1, "price": PRICE, name: given_value})
        for ask in (lambda: session.generate("a frog"), session.spending):
            with pytest.raises(errors.SettingError, match=f"setting '{name}'") as caught:
                ask()
            lines = caught.value.lines()
            assert 2 <= len(lines) <= 4
            assert f"%config ImageGen.{name} = " in lines[-1]
    assert gateway.requests == []


def test_a_budget_that_is_wrong_keeps_no_sketch_from_being_drawn(session):
    configure(session, budget="5 €", price=3)
    assert session.generate("a frog", gateway="offline").is_sketch


@given(value=st.from_type(type(None)) | st.floats() | st.integers() | st.text(max_size=8)
       | st.booleans() | st.lists(st.integers(), max_size=2) | st.binary(max_size=4))  # fmt: skip
def test_any_value_is_a_budget_or_is_refused(value):
    read = Settings(environment={}, folder=Path("/"), config_file=Path("/none"))
    read.configured = {"budget": value}.get
    try:
        budget = read.get("budget")
    except errors.SettingError as error:
        assert len(error.lines()) <= 4
    else:
        assert budget is None if value is None else 0 <= budget < 1e10


def test_a_file_may_set_it(tmp_path):
    (tmp_path / "pyproject.toml").write_text("[tool.ipyimagegen]\nbudget = 2\n")
    read = Settings(environment={}, folder=tmp_path, config_file=tmp_path / "config.toml")
    assert read.get("budget") == 2
    (tmp_path / "pyproject.toml").write_text('[tool.ipyimagegen]\nbudget = "2 €"\n')
    with pytest.raises(errors.SettingError, match="budget") as caught:
        Settings(environment={}, folder=tmp_path, config_file=tmp_path / "c").get("budget")
    assert str(tmp_path / "pyproject.toml") in caught.value.said


def test_a_project_does_not_raise_what_a_person_set(tmp_path):
    (tmp_path / "pyproject.toml").write_text(
        '[tool.ipyimagegen]\nbudget = 1000\nprice = {nano-banana = 0}\nmodel = "theirs"\n'
    )
    (tmp_path / "config.toml").write_text("budget = 2\n")
    read = Settings(environment={}, folder=tmp_path, config_file=tmp_path / "config.toml")
    assert (read.get("budget"), read.get("model")) == (2, "theirs")
    assert read.get("price") == {"nano-banana": 0}  # the person has said none


def test_spending_and_status_say_it(session, gateway):
    session.generate("a frog")
    gateway.painter.cost = None
    session.generate("a newt")
    spending = session.spending()
    assert (spending.budget, spending.left) == (0.25, pytest.approx(0.15))
    words = "budget of today $0.25: $0.05 spent, $0.05 held, $0.15 left"
    assert words in repr(spending)
    assert words in spending._repr_html_()
    [row] = [line for line in status_text(session).splitlines() if line.startswith("budget")]
    assert row.split() == ["budget", "$0.25", "a", "day", "%config"]
    configure(session)
    assert "today $0.05 held" in repr(session.spending())
    [row] = [line for line in status_text(session).splitlines() if line.startswith("budget")]
    assert row.split() == ["budget", "none", "default"]


def test_before_anything_was_paid_the_budget_is_said(session):
    words = "budget of today $0.25: $0.00 spent, $0.00 held, $0.25 left"
    assert words in repr(session.spending())
    assert words in session.spending()._repr_html_()


# -- any order ---------------------------------------------------------------------------

ENDS = ("done", "dearer", "unreported", "billed", "unbilled", "open", "dead")


@pytest.mark.thorough
@settings(max_examples=30)
@given(
    budget=st.floats(0, 2),
    calls=st.lists(st.tuples(st.floats(0, 0.5), st.sampled_from(ENDS)), max_size=12),
)
def test_whatever_becomes_of_calls_no_more_is_held_than_there_is(budget, calls):
    """What was spent and held before each call that is sent still had room for it."""
    with tempfile.TemporaryDirectory() as folder:
        library = Library(Path(folder))
        spent = held = 0.0
        for place, (price, end) in enumerate(calls):
            request = Request(AT, f"m{place}", "a frog")
            limits = Limits(budget, {f"m{place}": price})
            fits = spent + held + price <= budget + 1e-9
            try:
                number = library.claim(request, template="", sources=(), limits=limits).number
            except errors.OverBudget:
                assert not fits
                continue
            assert fits
            if end in ("done", "dearer"):
                cost = price * (0.5 if end == "done" else 1.5)
                library.finish(number, Reply((_picture(number),), cost=cost))
                spent += cost
            elif end == "unreported":
                library.finish(number, Reply((_picture(number),)))
            elif end in ("billed", "unbilled"):
                library.fail(number, errors.NoPicture("none", maybe_billed=end == "billed"))
            elif end == "dead":
                write(library, number, lease="2020-01-01T00:00:00.000+00:00")
            held += price if end in ("unreported", "billed", "open", "dead") else 0
            day = library.today({})
            assert (day.spent, day.held) == pytest.approx((spent, held))
        library.close()
