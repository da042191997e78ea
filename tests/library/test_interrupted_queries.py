"""Interrupts in the middle of what a library does, after which it works on."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Condition

import pytest
from sqlalchemy import Connection
from test_library import made

from conditions import DEADLINE, interrupting
from ipyimagegen.library import Library


@pytest.fixture
def library(tmp_path):
    found = Library(tmp_path / "library")
    for prompt in ("a frog", "a bird", "a fox"):
        made(found, prompt=prompt)
    return found


def interrupted(ask, method, moment, times=1):
    """Ask, and interrupt it when a method begins or ends; return the error, which is kept."""
    with pytest.raises(KeyboardInterrupt) as caught, interrupting(method, moment, times):
        ask()
    return caught


@pytest.mark.parametrize(
    "ask",
    [
        lambda library: library.usual_seconds("https://a.example", "nano-banana", edits=False),
        lambda library: library.numbered([1, 2, 3]),
    ],
)
def test_after_an_interrupt_in_the_middle_of_a_query_it_can_be_written(library, tmp_path, ask):
    """A cursor that was left open would keep its connection from ever writing again."""
    kept = interrupted(lambda: ask(library), Connection.execute, "return")
    made(Library(tmp_path / "library"), prompt="another kernel's")
    for number in (1, 2, 3):
        library.get(number).rate(4)
    assert library.ratings([1, 2, 3]) == {1: 4, 2: 4, 3: 4}
    assert kept.type is KeyboardInterrupt


def test_an_interrupt_in_a_transaction_of_its_own_leaves_no_lock_for_others(library, tmp_path):
    """As a pruning or an import is, in which a cursor may be open while rows are written."""

    def ask():
        with library.catalogue.writing() as connection:
            connection.exec_driver_sql("SELECT number FROM generations")

    kept = interrupted(ask, Connection.exec_driver_sql, "return", times=2)
    made(Library(tmp_path / "library"), prompt="another kernel's")
    made(library, prompt="one more")
    assert kept.type is KeyboardInterrupt


@pytest.mark.parametrize(
    ("method", "moment"), [(Condition.__enter__, "return"), (Condition.__exit__, "call")]
)
def test_an_interrupt_leaves_no_lock_shut_for_other_threads(library, method, moment):
    interrupted(library.count, method, moment)
    with ThreadPoolExecutor(1) as other:
        assert other.submit(library.count).result(DEADLINE) == 3
