"""Cells that ask for the same in the background: listed once, and ended each for itself."""

from __future__ import annotations

import pytest
from test_magic import failure, printed, run

from conditions import until
from ipyimagegen import errors
from ipyimagegen.library import Library
from ipyimagegen.session import Brief
from scripted import answer, data_url, failing, holding, picture, serving, success

DEADLINE = 60


@pytest.fixture
def gateway(shell):
    with serving() as scripted, holding(scripted, answer(success(data_url(picture())))) as held:
        printed(shell, f"%imagegen use {held.url}")
        yield held
        held.go_on.set()
        for job in scheduler_of(shell).under_way():
            job.exception(DEADLINE)


def scheduler_of(shell):
    return shell.magics_manager.registry["ImageGen"].session.scheduler


def start_two(shell, gateway):
    """Start two sweeps of the same six takes; four are at the gateway, and two wait."""
    for name in "cd":
        run(shell, f"%%imagegen {name} --bg -n 6\na kite")
    jobs = scheduler_of(shell).under_way()
    assert len(jobs) == 12
    until(lambda: sum(job.number is not None for job in jobs) == 8 and len(gateway.requests) == 4)
    return shell.user_ns["c"], shell.user_ns["d"]


def test_what_several_cells_ask_for_is_listed_once(shell, gateway):
    start_two(shell, gateway)
    first, *lines = printed(shell, "%imagegen jobs").splitlines()
    assert first == "4 under way, 2 waiting"
    assert [line.split(" · ")[0] for line in lines[:6]] == [
        "@1",
        "@2",
        "@3",
        "@4",
        *["waiting"] * 2,
    ]
    assert all(line.endswith(" · c, d · a kite") for line in lines[:6])
    told = printed(shell, "%imagegen status").splitlines()[-1]
    assert told == "under way: @1, @2, @3, @4, not sent yet, not sent yet"


def test_a_job_that_is_cancelled_leaves_its_requests_to_another(shell, gateway):
    first, second = start_two(shell, gateway)
    told = printed(shell, "%imagegen cancel c")
    assert told == (
        "@1, @2, @3, @4, not sent yet, not sent yet go on for d. "
        "%imagegen cancel @N hangs up for all."
    )
    assert first.cancelled()
    error = first.exception()
    assert error.sentence == (
        "stopped waiting for a request that goes on for another job: 4 times · 2 not sent"
    )
    assert error.spent == "It may be billed."
    assert not second.done()
    gateway.go_on.set()
    made = second.result(DEADLINE)
    assert [one.status for one in made.outcomes] == ["made"] * 6  # it has the calls alone now
    assert len(gateway.requests) == 6


@pytest.mark.parametrize(("line", "words"), [
    ("cancel", "Hung up on @1 (for c and d), @2 (for c and d), @3 (for c and d), @4 (for c and d);"
     " what was sent may be billed all the same. Removed 2 that waited; nothing of that was sent."),
    ("cancel @3",
     "Hung up on @3 (for c and d); what was sent may be billed all the same."),
    ("cancel waiting", "Removed 2 that waited; nothing of that was sent."),
])  # fmt: skip
def test_a_request_that_is_cancelled_ends_for_all_who_wait(shell, gateway, line, words):
    jobs = start_two(shell, gateway)
    assert printed(shell, f"%imagegen {line}") == words
    assert all(job.done() for job in jobs) == (line == "cancel")
    gateway.go_on.set()
    ends = [[str(job.exception(DEADLINE) or "") for job in one.jobs] for one in jobs]
    assert ends[0] == ends[1]
    assert not any("goes on" in end for end in ends[0])
    assert len(gateway.requests) == {"cancel": 4, "cancel @3": 6, "cancel waiting": 4}[line]


def test_what_the_gateway_keeps_waiting_is_dropped_free(shell, gateway):
    gateway.script = answer(failing(429, "slow down"), status=429, retry_after="20")
    run(shell, "%%imagegen one --bg\na kite")
    until(shell.user_ns["one"].pause)
    told = printed(shell, "%imagegen cancel one")
    assert told == "Dropped @1, not taken on by the gateway: not billed."
    assert len(gateway.requests) == 1


def test_what_the_gateway_keeps_waiting_waits(shell, gateway):
    gateway.script = answer(failing(429, "slow down"), status=429, retry_after="20")
    for name in ("one", "two"):
        run(shell, f"%%imagegen {name} --bg\na kite for {name}")
        until(shell.user_ns[name].pause)
    *_, last = printed(shell, "%imagegen jobs").splitlines()
    assert last == "%imagegen cancel waiting removes what waits, free"
    told = printed(shell, "%imagegen cancel waiting")
    assert told == "Dropped @1, @2, not taken on by the gateway: not billed."
    assert scheduler_of(shell).under_way() == []
    assert len(gateway.requests) == 1


def test_one_picture_is_left_to_the_other_cell(shell, gateway):
    run(shell, "%%imagegen one --bg\na kite")
    run(shell, "%%imagegen two --bg\na kite")
    until(lambda: shell.user_ns["two"].number)
    told = printed(shell, "%%imagegen --dry-run\na kite")
    assert "0 calls would be: it would join @1, under way." in told
    told = printed(shell, "%imagegen cancel one")
    assert told == "@1 goes on for two. %imagegen cancel @N hangs up for all."
    gateway.go_on.set()
    assert shell.user_ns["two"].result(DEADLINE).number == 1
    assert shell.user_ns["one"].cancelled()


@pytest.mark.parametrize("named", ["one two", "one,two", "one, @2", "@1-@2"])
def test_several_are_cancelled_at_once(shell, gateway, named):
    for name in ("one", "two", "three"):
        run(shell, f"%%imagegen {name} --bg\na kite for {name}")
        until(lambda name=name: shell.user_ns[name].number)
    until(lambda: len(gateway.requests) == 3)
    told = printed(shell, f"%imagegen cancel {named}")
    assert told == "Hung up on @1, @2; what was sent may be billed all the same."
    assert not shell.user_ns["three"].done()
    told = printed(shell, "%imagegen cancel one three two")
    assert told == (
        "Hung up on @3; what was sent may be billed all the same. "
        "one, two are not under way in this kernel."
    )


def test_what_waits_is_cancelled_alone(shell, gateway):
    start_two(shell, gateway)
    words = failure(shell, "%imagegen cancel waiting c", errors.OptionError)
    assert "waiting stands alone" in words
    assert len(scheduler_of(shell).under_way()) == 12


def test_what_another_kernel_asked_for_is_not_hung_up_on_from_here(shell, gateway):
    session = shell.magics_manager.registry["ImageGen"].session
    other = Library(session.library.folder)
    plan = session.plan(Brief(template="a kite"), {})
    other.claim(plan.calls[0].request, template="a kite", sources=())
    run(shell, "%%imagegen one --bg\na kite")
    until(lambda: shell.user_ns["one"].is_elsewhere)
    assert printed(shell, "%imagegen cancel one") == "@1 goes on for another kernel."
    error = shell.user_ns["one"].exception(DEADLINE)
    assert str(error) == "stopped waiting for a request that goes on for another kernel"
    assert error.maybe_billed
    assert printed(shell, "%imagegen jobs") == "Nothing is under way in this kernel."
    assert session.get("@1").status == "sent"
    assert gateway.requests == []
