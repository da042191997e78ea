"""Interrupts that wait until something is done."""

from __future__ import annotations

import signal
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


def test_an_error_of_the_block_gives_way_to_the_interrupt():
    def failing():
        with interrupted_later():
            signal.raise_signal(signal.SIGINT)
            raise ValueError

    with pytest.raises(KeyboardInterrupt):
        failing()


def test_other_threads_are_never_interrupted():
    def block():
        with interrupted_later():
            return signal.getsignal(signal.SIGINT)

    with ThreadPoolExecutor(1) as other:
        assert other.submit(block).result() is signal.default_int_handler
