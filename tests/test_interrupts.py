"""Interrupts that wait until something is done."""

from __future__ import annotations

import contextlib
import itertools
import os
import signal
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from ipyimagegen.interrupts import interrupted_later


def interrupted(done, word):
    with interrupted_later():
        signal.raise_signal(signal.SIGINT)
        done.append(word)


def test_an_interrupt_comes_at_the_end_of_the_block():
    done = []
    with pytest.raises(KeyboardInterrupt):
        interrupted(done, "whole")
    assert done == ["whole"]
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_one_in_a_block_within_a_block_comes_at_the_end_of_the_outer_one():
    done = []

    def both():
        with interrupted_later():
            interrupted(done, "inner")
            done.append("outer")

    with pytest.raises(KeyboardInterrupt):
        both()
    assert done == ["inner", "outer"]


@pytest.mark.parametrize("step", range(12))
def test_one_that_comes_while_a_block_begins_or_ends_leaves_the_next_one_whole(step):
    """An interrupt comes between any two lines; behind the last step there is none."""
    lines = itertools.count()

    def at_the_step(frame, event, _):
        if frame.f_code is interrupted_later.__wrapped__.__code__ and event == "line":
            if next(lines) == step:
                signal.raise_signal(signal.SIGINT)
            return at_the_step
        return at_the_step if event == "call" else None

    done = []
    before = sys.gettrace()
    sys.settrace(at_the_step)
    try:
        with contextlib.suppress(KeyboardInterrupt), interrupted_later():
            done.append("block")
    finally:
        sys.settrace(before)
    test_an_interrupt_comes_at_the_end_of_the_block()


def test_an_error_of_the_block_gives_way_to_the_interrupt():
    def failing():
        with interrupted_later():
            signal.raise_signal(signal.SIGINT)
            raise ValueError

    with pytest.raises(KeyboardInterrupt):
        failing()


def test_a_handler_of_ones_own_is_called_once():
    called = []
    before = signal.signal(signal.SIGINT, lambda *signalled: called.append(signalled))
    try:
        interrupted([], "whole")
    finally:
        signal.signal(signal.SIGINT, before)
    assert [number for number, _ in called] == [signal.SIGINT]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="only POSIX forks")
def test_a_child_that_another_thread_makes_in_a_block_can_be_interrupted():
    def child():
        if not (pid := os.fork()):
            is_own = signal.getsignal(signal.SIGINT) is signal.default_int_handler
            os._exit(0 if is_own else 1)
        return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])

    with interrupted_later(), interrupted_later(), ThreadPoolExecutor(1) as other:
        assert other.submit(child).result() == 0
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_other_threads_are_never_interrupted():
    def block():
        with interrupted_later():
            return signal.getsignal(signal.SIGINT)

    with ThreadPoolExecutor(1) as other:
        assert other.submit(block).result() is signal.default_int_handler
