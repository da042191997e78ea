"""A child made by fork: it may use the session, and leaves its parent's requests alone."""

from __future__ import annotations

import os
import subprocess
import sys
import time

import pytest

from ipyimagegen.library import Library
from scripted import answer, data_url, holding, picture, serving, success

pytestmark = [
    pytest.mark.skipif(not hasattr(os, "fork"), reason="only POSIX forks"),
    pytest.mark.slow,
]
GOOD = answer(success(data_url(picture())))
DEADLINE = 60

BEGIN = """
import concurrent.futures, multiprocessing, os, sys, threading, time
import ipyimagegen as ig
from ipyimagegen.errors import ImagegenError
from ipyimagegen.session import current_session
session = current_session()
ig.use(sys.argv[1])

def forked(child):
    # A child that hangs is killed, which is no end of its own.
    number = os.fork()
    if number == 0:
        import signal
        signal.alarm(20)
        child()
        sys.exit(7)
    return number

def ended(number):
    return os.waitstatus_to_exitcode(os.waitpid(number, 0)[1])

def until(condition):
    while not condition():
        time.sleep(0.01)
"""


@pytest.fixture
def gateway():
    with serving() as scripted, holding(scripted, GOOD) as held:
        yield held


@pytest.fixture
def script(tmp_path, gateway):
    def start(code):
        path = tmp_path / "forks.py"
        path.write_text(BEGIN + code)
        return subprocess.Popen(
            [sys.executable, "-W", "ignore", str(path), gateway.url],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip

    return start


def finished(process):
    told, errors = process.communicate(timeout=DEADLINE)
    assert process.returncode == 0, errors
    assert "Traceback" not in errors
    return told.split()


def test_a_child_is_made_when_the_client_is(script, gateway):
    """OpenSSL would keep it from ending: 11 of 450 that were made in that moment."""
    process = script(
        "from ipyimagegen.gateway.client import Client\n"
        "making, made, make = threading.Event(), [], Client._new_http_client\n"
        "def slowly(client):\n"
        "    making.set()\n"
        "    time.sleep(0.5)\n"
        "    made.append(make(client))\n"
        "    return made[0]\n"
        "Client._new_http_client = slowly\n"
        "job = session.submit('a cat')\n"
        "making.wait()\n"
        "print(ended(forked(lambda: os._exit(len(made)))), flush=True)\n"
        "print(job.result().number)\n"
    )
    gateway.go_on.set()
    assert finished(process) == ["1", "1"]


@pytest.mark.parametrize(
    "child",
    [
        "pass",
        "os._exit(7)",
        "list(session.history())",
        "session.generate('a hat', gateway='offline')",
        "session.library.check()",
        "session.close()",
        "session.scheduler.under_way() and os._exit(1)",
        "session.use('offline')",
    ],
)
def test_a_child_ends_while_its_parent_waits(script, gateway, tmp_path, child):
    process = script(
        "job = session.submit('a cat')\n"
        "until(lambda: job.number)\n"
        f"def child():\n    {child}\n"
        "print(ended(forked(child)), job.done(), flush=True)\n"
        "print(job.result().number)\n"
    )
    assert gateway.arrived.wait(DEADLINE)
    line = process.stdout.readline().split()
    assert line == ["7", "False"]
    gateway.go_on.set()
    assert finished(process) == ["1"]
    assert len(gateway.requests) == 1
    assert Library(tmp_path / "library").get(1).status == "done"


def test_a_child_waits_for_the_same_as_its_parent(script, gateway):
    process = script(
        "job = session.submit('a cat')\n"
        "until(lambda: job.number)\n"
        "def child():\n    os._exit(session.generate('a cat').number)\n"
        "number = forked(child)\n"
        "print('forked', flush=True)\n"
        "print(job.result().number, ended(number))\n"
    )
    assert gateway.arrived.wait(DEADLINE)
    assert process.stdout.readline() == "forked\n"
    gateway.go_on.set()
    assert finished(process) == ["1", "1"]
    assert len(gateway.requests) == 1


@pytest.mark.parametrize(
    "call", ["job.result()", "job.cancel()", "job.done()", "session.edit(job, 'make it night')"]
)
def test_a_job_of_the_parent_is_refused_at_once(script, gateway, call):
    process = script(
        "job = session.submit('a cat')\n"
        "until(lambda: job.number)\n"
        "def child():\n"
        f"    try:\n        {call}\n"
        "    except ImagegenError as error:\n        os._exit(len(error.lines()))\n"
        "print(ended(forked(child)), flush=True)\n"
        "print(job.result().number)\n"
    )
    assert gateway.arrived.wait(DEADLINE)
    assert process.stdout.readline() == "2\n"
    gateway.go_on.set()
    assert finished(process) == ["1"]


def test_what_the_parent_has_is_read(script, gateway):
    gateway.go_on.set()
    process = script(
        "job = session.submit('a cat'); job.result()\n"
        "def child():\n    os._exit(job.done() and job.result().number)\n"
        "print(ended(forked(child)))\n"
    )
    assert finished(process) == ["1"]


HOLDERS = {
    "lock": "with session.library.catalogue._writer_lock: hold()",
    "engine": "with session.library.catalogue._engine_lock: hold()",
    "session": "with session._lock: hold()",
    "transaction": "with session.library.catalogue.writing(): hold()",
    "reading": "with session.library.catalogue.reading(): hold()",
    "import": "import held",
    "panel": "with panel._lock: hold()",
    "property": "\n    class Held:\n"
    "        @ipyimagegen.forks.cached_property\n"
    "        def value(self): hold()\n"
    "    kept.append(Held()); kept[0].value",
}


@pytest.mark.parametrize("what", HOLDERS)
def test_a_thread_that_holds_something_holds_no_child(script, gateway, tmp_path, what):
    gateway.go_on.set()
    (tmp_path / "held.py").write_text("import __main__; __main__.hold()")
    process = script(
        "import ipyimagegen.forks\nfrom ipyimagegen.widget.panel import Panel\n"
        "panel = Panel(session)\n"
        "session.generate('a cat')\n"
        "held, kept = threading.Event(), []\n"
        "def hold():\n    held.set(); time.sleep(0.5)\n"
        f"def holder():\n    {HOLDERS[what]}\n"
        "threading.Thread(target=holder).start()\n"
        "held.wait()\n"
        "def child():\n"
        "    if kept: type(kept[0]).value.func = lambda _: 1; type(kept[0])().value\n"
        "    if 'held' in sys.modules: import held\n"
        "    os._exit(session.generate('a dog').number)\n"
        "print(ended(forked(child)), session.generate('a dog').number)\n"
    )
    assert finished(process) == ["2", "2"]
    assert len(gateway.requests) == 2


@pytest.mark.parametrize("what", ["transaction", "reading"])
def test_after_a_fork_that_could_not_wait_the_library_is_refused(script, gateway, what):
    """SQLite would take the parent's locks for the child's own."""
    gateway.go_on.set()
    process = script(
        "import ipyimagegen.forks\n"
        "ipyimagegen.forks.PATIENCE = 0.2\n"
        "session.generate('a cat')\n"
        "held, go_on = threading.Event(), threading.Event()\n"
        "def hold():\n    held.set(); go_on.wait()\n"
        f"def holder():\n    {HOLDERS[what]}\n"
        "threading.Thread(target=holder).start()\n"
        "held.wait()\n"
        "def child():\n"
        "    try:\n        session.generate('a cat')\n"
        "    except ImagegenError as error:\n"
        "        os._exit(5 if 'use the library' in str(error) else 6)\n"
        "print(ended(forked(child)))\n"
        "go_on.set()\n"
        "print(session.generate('a cat').number)\n"
    )
    assert finished(process) == ["5", "1"]
    assert len(gateway.requests) == 1


def test_a_fork_at_the_first_use_waits_for_its_imports(tmp_path):
    code = (
        "import os, signal, threading, time\nimport ipyimagegen as ig\n"
        "def make():\n    return ig.generate('a dog', gateway='offline').number\n"
        "threading.Thread(target=make).start()\n"
        "children = []\n"
        "for _ in range(5):\n"
        "    time.sleep(0.05)\n"
        "    number = os.fork()\n"
        "    if number == 0:\n"
        "        signal.alarm(40)\n"
        "        os._exit(make())\n"
        "    children.append(number)\n"
        "print(*{os.waitstatus_to_exitcode(os.waitpid(one, 0)[1]) for one in children})\n"
    )
    command = [sys.executable, "-W", "ignore", "-c", code]
    done = subprocess.run(command, capture_output=True, text=True, timeout=90, check=False)
    assert done.stdout == "1\n", done.stderr


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
@pytest.mark.parametrize("when", ["at once", "when it is sent"])
def test_a_parent_waits_for_its_own_work_at_its_end(script, gateway, tmp_path, host, when):
    process = script(
        f"ig.use(sys.argv[1].replace('127.0.0.1', '{host}'))\n"
        "job = session.submit('a cat')\n"
        f"until(lambda: job.number or {when == 'at once'})\n"
        "assert ended(forked(lambda: sys.exit(7))) == 7\n"
    )
    assert is_waited_for(process, gateway, tmp_path)


def test_a_thread_that_outlives_the_main_one_is_waited_for(script, gateway, tmp_path):
    process = script(
        "def late():\n    threading.main_thread().join(); time.sleep(0.2)\n"
        "    session.submit('a cat')\n"
        "session.library.count(); threading.Thread(target=late).start()\n"
    )
    assert is_waited_for(process, gateway, tmp_path)


def is_waited_for(process, gateway, tmp_path):
    assert gateway.arrived.wait(DEADLINE)
    time.sleep(0.3)  # it would have ended by now
    assert process.poll() is None
    gateway.go_on.set()
    assert finished(process) == []
    return Library(tmp_path / "library").get(1).status == "done" and len(gateway.requests) == 1


@pytest.mark.parametrize("how", ["Process", "Pool", "ProcessPoolExecutor", "pty"])
def test_each_way_to_fork_makes_pictures(script, gateway, how):
    gateway.go_on.set()
    ways = {
        "Process": "p = context.Process(target=make, args=['a dog']); p.start(); p.join()",
        "Pool": "with context.Pool(2) as pool: pool.map(make, ['a dog', 'a cow'])",
        "ProcessPoolExecutor": "with concurrent.futures.ProcessPoolExecutor(2, "
        "mp_context=context) as pool: list(pool.map(make, ['a dog', 'a cow']))",
        "pty": "import pty\nnumber, _ = pty.fork()\nif not number: os._exit(make('a dog'))\n"
        "os.waitpid(number, 0)",
    }
    told = finished(
        script(
            "context = multiprocessing.get_context('fork')\n"
            "def make(prompt):\n    return session.generate(prompt).number\n"
            "make('a cat')\n"
            f"{ways[how]}\n"
            "print(session.library.count(), session.generate('a dog').number in (2, 3))\n"
        )
    )
    assert told == [str(3 if "Pool" in how else 2), "True"]


@pytest.mark.parametrize("method", ["fork", "forkserver", "spawn"])
def test_a_worker_process_that_ends_waits_for_what_it_paid_for(script, gateway, tmp_path, method):
    process = script(
        f"def child():\n    session.submit('a cat')\n"
        f"if __name__ == '__main__':\n"
        f"    one = multiprocessing.get_context({method!r}).Process(target=child)\n"
        "    one.start(); one.join(); print(one.exitcode)\n"
    )
    assert gateway.arrived.wait(DEADLINE)
    time.sleep(0.3)  # it would have ended by now
    assert process.poll() is None
    gateway.go_on.set()
    assert finished(process) == ["0"]
    assert Library(tmp_path / "library").get(1).status == "done"


def test_the_lease_of_the_parent_is_its_own(script, gateway, tmp_path):
    """A child that goes on doesn't keep alive what its parent had under way when it died."""
    process = script(
        "session.library.lease = 1.0\n"
        "job = session.submit('a cat')\n"
        "until(lambda: job.number)\n"
        "def child():\n"
        "    session.library.count()\n"
        "    until(lambda: session.library.get(1).status == 'unknown')\n"
        "    print('unknown', flush=True); os._exit(0)\n"
        "forked(child)\n"
        "until(lambda: os.path.exists('go'))\n"
        "os._exit(0)\n"
    )
    assert gateway.arrived.wait(DEADLINE)
    (tmp_path / "go").touch()
    assert process.stdout.readline() == "unknown\n"
    assert process.wait(DEADLINE) == 0


@pytest.mark.parametrize(
    "times", [40, pytest.param(2000, marks=[pytest.mark.fuzz, pytest.mark.timeout(900)])]
)
def test_forks_at_any_moment_never_hang(script, gateway, times):
    gateway.go_on.set()
    process = script(
        "stop = threading.Event()\n"
        "def busy():\n"
        "    while not stop.is_set():\n"
        "        session.generate('a dog'); session.library.mark(1, rating=3)\n"
        "session.generate('a dog')\n"
        "for _ in range(2): threading.Thread(target=busy).start()\n"
        "def child():\n    os._exit(session.generate('a dog').number)\n"
        f"codes = [ended(forked(child)) for _ in range({times})]\n"
        "stop.set()\n"
        "print(*set(codes))\n"
    )
    told, errors = process.communicate(timeout=DEADLINE + times)
    assert told.split() == ["1"], errors
    assert len(gateway.requests) == 1
