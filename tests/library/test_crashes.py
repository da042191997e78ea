"""A process can die, and a disk can fail, at any step: nothing half, nothing paid for lost."""

from __future__ import annotations

import io
import json
import multiprocessing
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from PIL import Image

from conditions import until
from ipyimagegen import errors
from ipyimagegen.images.picture import Picture
from ipyimagegen.library import Library
from ipyimagegen.library.maintenance.repair import check
from ipyimagegen.library.storage.files import Disk
from ipyimagegen.requests import Reply, Request
from ipyimagegen.session import Session
from ipyimagegen.settings import Settings
from scripted import answer, data_url, serving, success

LEASE = 0.3  # seconds
DEADLINE = 60
REQUEST = Request("https://gateway.example", "nano-banana", "a cat")
posix = pytest.mark.skipif(os.name != "posix", reason="signals and limits as POSIX has them")


def picture(colour):
    stream = io.BytesIO()
    Image.new("RGB", (64, 48), colour).save(stream, "PNG")
    return stream.getvalue()


def reply():
    found = tuple(Picture.from_bytes(picture(colour)) for colour in ("red", "blue"))
    return Reply(pictures=found, text="Here.", served_by="real", cost=0.04, seconds=2.0)


def leftovers(folder):
    return [path.name for path in (folder / "filing").iterdir()]


# -- a disk that fails ----------------------------------------------------------------


class Failing(Disk):
    """A disk whose n-th step fails; a write has written half of it by then."""

    def __init__(self, step):
        self.left = step
        self.failed = ""

    def _step(self, name):
        self.left -= 1
        if self.left == 0:
            self.failed = name
            raise OSError(28, "No space left on device")

    def write(self, stream, data):
        stream.write(data[: len(data) // 2])
        stream.flush()
        self._step("write")
        super().write(stream, data[len(data) // 2 :])

    def sync(self, handle):
        self._step("sync")
        super().sync(handle)

    def rename(self, old, new):
        self._step("rename")
        super().rename(old, new)


def test_a_disk_that_fails_at_any_step_loses_nothing(tmp_path):
    seen = []
    for step in range(1, 100):
        disk = Failing(step)
        library = Library(tmp_path / f"{step}", disk=disk)
        number = library.claim(REQUEST, template="a cat", sources=()).number
        try:
            library.finish(number, reply())
        except errors.LibraryError as error:
            assert [held.bytes for held in error.pictures] == [
                picture("red"),
                picture("blue"),
            ]
            assert "No space left" in error.said
            assert "%imagegen show" in error.hint
        else:
            if not disk.failed:
                break
            seen.append(f"{disk.failed} of a folder")  # which is a wish
            assert library.get(number).status == "done"
            continue
        seen.append(disk.failed)
        assert library.get(number).status == "sent"
        assert not [name for name in leftovers(library.folder) if name.endswith(".part")]
        # The disk has room again.
        done = library.finish(number, reply())
        assert [kept.bytes for kept in done.pictures] == [picture("red"), picture("blue")]
        assert leftovers(library.folder) == []
        assert list(check(library)) == []
    assert seen.count("rename") == 2
    assert seen.count("sync") == 2
    assert seen.count("sync of a folder") == 2
    assert seen.count("write") == 3  # each picture, and the note


@pytest.mark.parametrize(
    ("event", "when"),
    [
        ("INSERT ON pictures", "TRUE"),
        ("INSERT ON generation_pictures", "NEW.position = 2"),
        ("UPDATE ON generations", "NEW.status = 'done'"),
    ],
)
def test_a_catalogue_that_fails_at_any_statement_loses_nothing(tmp_path, event, when):
    library = Library(tmp_path / "library")
    number = library.claim(REQUEST, template="a cat", sources=()).number
    with sqlite3.connect(library.folder / "catalogue.db") as connection:
        connection.execute(
            f"CREATE TRIGGER fault BEFORE {event} WHEN {when} "
            "BEGIN SELECT RAISE(ABORT, 'disk I/O error'); END"
        )
    with pytest.raises(errors.LibraryError, match="can't be filed") as caught:
        library.finish(number, reply())
    assert "disk I/O error" in caught.value.said
    assert len(caught.value.pictures) == 2
    assert library.get(number).pictures == ()
    with sqlite3.connect(library.folder / "catalogue.db") as connection:
        connection.execute("DROP TRIGGER fault")
    connection.close()
    assert len(library.finish(number, reply()).pictures) == 2


def test_what_was_all_but_filed_is_filed_by_whoever_opens_the_library_next(tmp_path):
    library = Library(tmp_path / "library", lease=LEASE)
    number = library.claim(REQUEST, template="a cat", sources=()).number
    with sqlite3.connect(library.folder / "catalogue.db") as connection:
        connection.execute(
            "CREATE TRIGGER fault BEFORE INSERT ON pictures "
            "BEGIN SELECT RAISE(ABORT, 'disk I/O error'); END"
        )
    with pytest.raises(errors.LibraryError):
        library.finish(number, reply())
    with sqlite3.connect(library.folder / "catalogue.db") as connection:
        connection.execute("DROP TRIGGER fault")
    connection.close()
    until(lambda: library.get(number).status == "unknown")
    found = Library(library.folder, lease=LEASE).get(number)
    assert (found.status, found.text, found.served_by) == ("done", "Here.", "real")
    assert (found.cost, found.seconds, len(found.pictures)) == (0.04, 2.0, 2)
    # The kernel that had held it is not in the way, and neither is it.
    assert library.finish(number, reply()).number == number


@pytest.mark.slow
@posix
def test_with_a_limit_on_the_size_of_files_nothing_is_lost(tmp_path):
    with serving() as gateway:
        code = LIMITED.format(url=gateway.url, folder=str(tmp_path / "library"))
        found = subprocess.run(
            [sys.executable, "-c", code],
            check=False,
            capture_output=True,
            text=True,
            timeout=110,
            env=os.environ | {"PYTHONWARNINGS": "ignore"},
        )
        assert found.returncode == 0, found.stderr[-2000:]
        told = json.loads(found.stdout)
        assert told["refused"] > 5, told
        assert told["held"] > 5, told
        assert told["fine"] > 5, told
        # What was refused was not sent, and what was sent was filed in the end.
        assert len(gateway.requests) == told["held"] + told["fine"]
    library = Library(tmp_path / "library")
    assert len(library.search("", start=0, count=1000)) == len(gateway.requests)
    assert {made.status for made in library.search("", start=0, count=1000)} == {"done"}
    assert list(check(library)) == []


LIMITED = """
import json, resource
from pathlib import Path
from ipyimagegen import errors
from ipyimagegen.library import Library
from ipyimagegen.session import Session
from ipyimagegen.settings import Settings

settings = Settings(environment={{}}, folder=Path("/"), config_file=Path("/nowhere"))
settings.use({url!r})
session = Session(settings, library=Library(Path({folder!r})))
session.generate("the first, so that everything is imported")
journal = Path({folder!r}) / "catalogue.db-wal"
_, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
told = {{"refused": 0, "held": 0, "fine": 1}}
for step in range(70):
    # What comes after this many more bytes of the catalogue's journal fails; every seventh
    # time there is room for all of it.
    room = step * 1777 % 60_000 if step % 7 else 10_000_000
    # An error of the disk closes the catalogue, and its journal goes with it.
    limit = (journal.stat().st_size if journal.exists() else 0) + room
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, hard))
    try:
        session.generate(f"cat {{step}}")
    except errors.LibraryError as error:
        assert len(error.lines()) <= 4, error.lines()
        told["held" if error.pictures else "refused"] += 1
        held = bool(error.pictures)
    else:
        told["fine"] += 1
        held = False
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
    if held:
        number = session.library.last_number()
        assert session.get(f"@{{number}}").picture.bytes
session.close()
print(json.dumps(told))
"""


# -- a process that dies --------------------------------------------------------------


class Deadly(Disk):
    """A disk at whose n-th step the process dies, before or after it was done."""

    def __init__(self, step, after):
        self.left = step
        self.after = after

    def _around(self, work, *arguments):
        self.left -= 1
        if self.left == 0 and not self.after:
            os._exit(9)
        work(*arguments)
        if self.left == 0:
            os._exit(9)

    def write(self, stream, data):
        self._around(super().write, stream, data)

    def sync(self, handle):
        self._around(super().sync, handle)

    def rename(self, old, new):
        self._around(super().rename, old, new)


def die_while_filing(folder, step, after):
    library = Library(folder, lease=LEASE, disk=Deadly(step, after))
    library.finish(library.claim(REQUEST, template="a cat", sources=()).number, reply())


@pytest.fixture(scope="module")
def processes():
    context = multiprocessing.get_context("forkserver" if os.name == "posix" else "spawn")
    context.set_forkserver_preload(["ipyimagegen.gateway.client", "test_crashes"])
    return context


@pytest.mark.slow
@posix
def test_a_process_that_dies_at_any_step_of_filing_leaves_nothing_half(tmp_path, processes):
    ends, died = [], True
    for step in range(1, 100):
        if not died:
            break
        for after in (False, True):
            folder = tmp_path / f"{step}-{after}"
            child = processes.Process(target=die_while_filing, args=(folder, step, after))
            child.start()
            child.join(DEADLINE)
            died = child.exitcode == 9
            if not died:
                assert child.exitcode == 0
                break
            time.sleep(1.1 * LEASE)
            library = Library(folder, lease=LEASE)
            found = library.get(1)
            ends.append(found.status)
            assert len(found.pictures) == (2 if found.status == "done" else 0)
            assert not found.missing
            time.sleep(1.1 * LEASE)
            Library(folder, lease=LEASE).count()
            assert leftovers(folder) == []
            expected = [] if found.status == "done" else ["no row names the picture"]
            assert all(line.startswith(tuple(expected)) for line in check(library))
    # Once all the pictures stand, the note brings it to its end.
    assert ends[-1] == "done"
    assert ends[0] == "unknown"
    assert ends == sorted(ends, reverse=True)


def burst(folder, url, name, ready):
    """Make pictures as fast as can be, four at a time, until somebody kills the process."""
    settings = Settings(environment={}, folder=folder, config_file=folder / "config.toml")
    settings.use(url)
    session = Session(settings, library=Library(folder / "library", lease=LEASE))
    session.library.count()
    ready.set()
    number = 0
    jobs = []
    while True:
        jobs.append(session.submit(f"cat {name} {number}"))
        number += 1
        if len(jobs) >= 8:
            jobs.pop(0).result()


@pytest.mark.slow
@posix
@pytest.mark.timeout(300)  # fifty processes
def test_killed_at_fifty_random_points(tmp_path, processes):
    chance = random.Random(20)
    data = picture("green")
    with serving() as gateway:
        gateway.script = answer(success(data_url(data)))
        for life in range(50):
            ready = processes.Event()
            child = processes.Process(target=burst, args=(tmp_path, gateway.url, life, ready))
            child.start()
            assert ready.wait(DEADLINE)
            # So many requests later, whatever time they take on a busy machine, and a moment.
            wanted, late = len(gateway.requests) + chance.randint(0, 8), time.monotonic() + DEADLINE
            while len(gateway.requests) < wanted:
                assert time.monotonic() < late
                time.sleep(0.001)
            time.sleep(chance.uniform(0, 0.05))
            os.kill(child.pid, signal.SIGKILL)
            child.join(DEADLINE)
            assert child.exitcode == -signal.SIGKILL
            Library(tmp_path / "library", lease=LEASE).count()  # it opens each time
        gateway.wait_until_closed()
        asked = [prompt_of(body) for _, body in gateway.requests]
    time.sleep(1.1 * LEASE)
    library = Library(tmp_path / "library", lease=LEASE)
    made = library.search("", start=0, count=100_000)
    assert len({one.number for one in made}) == len(made) > 50
    assert {one.status for one in made} <= {"done", "unknown", "failed"}
    assert len(asked) > 50
    # No request without a row, and none was made twice.
    assert len(set(asked)) == len(asked)
    assert set(asked) <= {one.prompt for one in made}
    done = [one for one in made if one.status == "done"]
    assert len(done) > 50
    assert all(one.picture.bytes == data for one in done)
    assert list(check(library)) == []
    assert leftovers(tmp_path / "library") == []


def prompt_of(body):
    return json.loads(body)["messages"][0]["content"]


# -- two kernels ----------------------------------------------------------------------


def generate_many(folder, url, prompts, begin, told):
    settings = Settings(environment={}, folder=folder, config_file=folder / "config.toml")
    settings.use(url)
    session = Session(settings, library=Library(folder / "library"))
    begin.wait(DEADLINE)
    jobs = [session.submit(prompt) for prompt in prompts]
    told.put([job.result(timeout=90).number for job in jobs])
    session.close()


def two_kernels(processes, folder, url, prompts):
    begin, told = processes.Barrier(2), processes.Queue()
    children = [
        processes.Process(target=generate_many, args=(folder, url, mine, begin, told))
        for mine in prompts
    ]
    for child in children:
        child.start()
    numbers = [told.get(timeout=90) for _ in children]
    for child in children:
        child.join(DEADLINE)
        assert child.exitcode == 0
    return numbers


@pytest.mark.slow
def test_two_kernels_make_four_hundred(tmp_path, processes):
    with serving() as gateway:
        prompts = [[f"{name} {n}" for n in range(200)] for name in ("cat", "dog")]
        first, second = two_kernels(processes, tmp_path, gateway.url, prompts)
        assert sorted(first + second) == list(range(1, 401))
        assert len(gateway.requests) == 400
    library = Library(tmp_path / "library")
    made = library.search("", start=0, count=1000)
    assert {one.prompt for one in made} == {prompt for mine in prompts for prompt in mine}
    assert {one.status for one in made} == {"done"}
    assert list(check(library)) == []


@pytest.mark.thorough
def test_two_kernels_that_ask_the_same_pay_once(tmp_path, processes):
    with serving() as gateway:
        prompts = [f"cat {n}" for n in range(100)]
        turned = list(reversed(prompts))
        first, second = two_kernels(processes, tmp_path, gateway.url, [prompts, turned])
        assert len(gateway.requests) == 100
    assert first == list(reversed(second))
    assert Library(Path(tmp_path / "library")).count() == 100
