"""The cell that runs: when the panel says that clicks wait for it."""

from __future__ import annotations

import asyncio
import threading
from types import SimpleNamespace

import pytest

from ipyimagegen.widget.running_cell import AFTER, RunningCell


class Clock:
    now = 100.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def told():
    return []


@pytest.fixture
def cell(clock, told):
    def changed():
        told.append(made.keeps_waiting)

    made = RunningCell(SimpleNamespace(is_alive=False), changed, clock)
    return made


def test_a_long_cell_is_told_once_and_its_end_too(cell, clock, told):
    cell.heard()
    cell.begin()
    cell.tell()
    assert told == []
    clock.now += AFTER
    cell.tell()
    cell.tell()
    assert told == [True]
    cell.end()
    assert told == [True, False]


def test_a_short_cell_is_nothing_to_tell_of(cell, clock, told):
    cell.heard()
    cell.begin()
    clock.now += AFTER / 2
    cell.tell()
    cell.end()
    assert told == []


def test_a_cell_that_looks_at_the_messages_keeps_none_waiting(cell, clock, told):
    cell.heard()
    cell.begin()
    for _ in range(5):
        clock.now += AFTER / 2
        cell.look()
        cell.tell()
    assert told == []
    clock.now += AFTER  # the picture is there, and the rest of the cell is the user's
    cell.tell()
    assert told == [True]


def test_where_messages_have_a_thread_of_their_own_none_waits(cell, clock, told):
    thread = threading.Thread(target=cell.heard)
    thread.start()
    thread.join()
    cell.begin()
    clock.now += 10 * AFTER
    cell.tell()
    assert not cell.keeps_waiting
    assert told == []


def test_of_a_cell_that_is_left_nothing_runs_on(clock):
    running = []
    worker = SimpleNamespace(is_alive=True, submit=running.append)
    cell = RunningCell(worker, lambda: None, clock)
    cell.heard()
    cell.begin()
    cell.leave(SimpleNamespace(unregister=lambda *_: None))
    asyncio.run(asyncio.wait_for(running[0], timeout=5 * AFTER))
    clock.now += AFTER
    assert not cell.keeps_waiting
