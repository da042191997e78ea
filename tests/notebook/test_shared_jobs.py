"""Cells that ask for the same in the background: listed once, and ended each for itself."""

from __future__ import annotations

import time

import pytest
from test_magic import printed, run

from scripted import answer, data_url, holding, picture, serving, success

DEADLINE = 30


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


def until(condition):
    deadline = time.monotonic() + DEADLINE
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def start_two(shell):
    """Start two sweeps of the same six takes; four are sent, and two wait."""
    for name in "cd":
        run(shell, f"%%imagegen {name} --bg -n 6\na kite")
    jobs = scheduler_of(shell).under_way()
    assert len(jobs) == 12
    until(lambda: sum(job.number is not None for job in jobs) == 8)
    return shell.user_ns["c"], shell.user_ns["d"]


def test_what_several_cells_ask_for_is_listed_once(shell, gateway):
    start_two(shell)
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
