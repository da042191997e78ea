"""What a child made by fork gets open, and what a fork waits for."""

from __future__ import annotations

import os
import threading

import pytest

from ipyimagegen import forks
from ipyimagegen.library.subscribers import Subscribers

pytestmark = [
    pytest.mark.skipif(not hasattr(os, "fork"), reason="only POSIX forks"),
    pytest.mark.filterwarnings("ignore:.*multi-threaded, use of fork"),
]
DEADLINE = 60


def told_by(child):
    """Return the exit code of a child that a function makes; it must come by itself."""
    number = os.fork()
    if number == 0:
        os._exit(child())
    return os.waitstatus_to_exitcode(os.waitpid(number, 0)[1])


@pytest.fixture
def meanwhile():
    """Do something in a thread, for as long as the test lasts or until it is told to end."""
    end, threads = threading.Event(), []

    def start(do):
        begun = threading.Event()
        threads.append(threading.Thread(target=do, args=[begun, end]))
        threads[-1].start()
        assert begun.wait(DEADLINE)
        return end

    yield start
    end.set()
    for thread in threads:
        thread.join(DEADLINE)


def test_a_lock_that_a_thread_holds_is_open_in_a_child(meanwhile):
    made = forks.lock()

    def hold(begun, end):
        with made:
            begun.set()
            end.wait(DEADLINE)

    meanwhile(hold)
    assert not made.acquire(timeout=0.01)
    assert told_by(lambda: made.acquire(timeout=5)) == 1


def test_a_property_that_a_thread_computes_is_computed_by_a_child(meanwhile):
    class Slow:
        begun = end = threading.Event()
        parent = os.getpid()

        @forks.cached_property
        def value(self):
            if os.getpid() == self.parent:
                self.begun.set()
                self.end.wait(DEADLINE)
            return 7

    slow = Slow()

    def compute(begun, end):
        slow.begun, slow.end = begun, end
        assert slow.value == 7

    meanwhile(compute)
    assert told_by(lambda: slow.value) == 7


def test_a_fork_waits_for_the_end_of_what_must_be_whole(meanwhile):
    ended = []

    def work(begun, end):
        with forks.whole(), forks.whole():
            begun.set()
            end.wait(DEADLINE)
            ended.append(True)

    end = meanwhile(work)
    threading.Timer(0.1, end.set).start()
    assert told_by(lambda: len(ended) + 2 * forks.is_torn()) == 1


def test_a_child_of_a_fork_that_could_not_wait_is_torn(meanwhile, monkeypatch):
    monkeypatch.setattr(forks, "PATIENCE", 0.05)

    def work(begun, end):
        with forks.whole():
            begun.set()
            end.wait(DEADLINE)

    meanwhile(work)
    assert told_by(forks.is_torn) == 1
    assert not forks.is_torn()
    with forks.whole():  # the fork has let go
        pass


def test_a_child_tells_no_subscriber_of_its_parent():
    told = []
    changed = Subscribers()
    end = changed.add(lambda: told.append(1))

    def child():
        changed()
        changed.add(lambda: told.append(2))
        changed()
        return sum(told)

    assert told_by(child) == 2
    changed()
    end()
    changed()
    assert told == [1]
