"""A reply that came is paid for: whatever fails before it is filed, it is not asked for again."""

from __future__ import annotations

import errno
import itertools
import os
import random
import shutil
import sqlite3
import threading

import pytest

from ipyimagegen import errors
from ipyimagegen.library import Library
from ipyimagegen.library.storage.files import Disk
from ipyimagegen.requests import Request
from ipyimagegen.session import Brief, Session
from ipyimagegen.settings import Settings
from scripted import answer, data_url, picture, serving, success, then

DEADLINE = 60
PAID = picture(colour="red")
GOOD = answer(success(data_url(PAID)))
posix = pytest.mark.skipif(os.name != "posix", reason="Windows moves no folder that is open")


@pytest.fixture
def gateway():
    with serving() as scripted:
        scripted.script = GOOD
        yield scripted


@pytest.fixture
def opened(tmp_path, gateway):
    """Make sessions on a library, or on the one that their settings name."""
    made = []

    def on(library=None):
        settings = Settings(folder=tmp_path, config_file=tmp_path / "config.toml")
        settings.use(gateway.url)
        made.append(Session(settings, library=library))
        return made[-1]

    yield on
    for session in made:
        session.close()
        session.library.close()


def generate(session):
    return [session.generate("a cat").picture]


def sweep(session):
    made = session.sweep("a {cat|dog}")
    held = [getattr(outcome.error, "pictures", ()) for outcome in made.outcomes]
    return [*(one.picture for one in made.generations), *itertools.chain(*held)]


def again(session):
    return [session.generate("a cat", again=True).picture]


def cell(session):
    """As a cell and the panel do it: looked up before it is sent."""
    plan = session.look_up(session.plan(Brief(template="a cat")))
    return [session.scheduler.send(plan, preview=True).result(DEADLINE).picture]


DOORS = {"generate": generate, "sweep": sweep, "again": again, "cell": cell}


def run(door, session):
    """Return the pictures that a run brought, made or in its error."""
    try:
        pictures = DOORS[door](session)
    except errors.LibraryError as error:
        assert len(error.lines()) <= 4
        pictures = error.pictures
    return [one.bytes for one in pictures]


# -- a disk that fails ------------------------------------------------------------------


class Failing(Disk):
    """A disk whose steps from one on fail, as many of them as `times` says."""

    def __init__(self, step, times, code=errno.ENOSPC):
        self.steps, self.failing = 0, range(step, step + times)
        self.error = OSError(code, os.strerror(code))

    def _step(self):
        self.steps += 1
        if self.steps in self.failing:
            raise self.error

    def write(self, stream, data):
        stream.write(data[: len(data) // 2])
        self._step()
        super().write(stream, data[len(data) // 2 :])

    def sync(self, handle):
        self._step()
        super().sync(handle)

    def rename(self, old, new):
        self._step()
        super().rename(old, new)


CODES = [errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO]


@pytest.mark.thorough
@pytest.mark.parametrize("times", [1, 50])
@pytest.mark.parametrize(
    ("door", "code"),
    [*((door, errno.ENOSPC) for door in DOORS), *(("generate", code) for code in CODES[1:])],
)
def test_a_disk_that_fails_at_any_step_is_never_paid_for_twice(
    opened, gateway, tmp_path, door, times, code
):
    for step in itertools.count(1):
        gateway.reset()
        gateway.script = GOOD
        disk = Failing(step, times, code)
        session = opened(Library(tmp_path / f"{step}", disk=disk))
        assert PAID in run(door, session)
        calls = len(gateway.requests)
        disk.failing = range(0)
        if [*session.scheduler.held]:
            assert run(door, session)[0] == PAID
            assert len(gateway.requests) <= (2 if door == "sweep" else 1)
            assert session.get("@1").picture.bytes == PAID
        assert [*session.scheduler.held] == []
        assert calls <= (2 if door == "sweep" else 1)
        if disk.steps < step:
            break
    assert step > 4


# -- a library that fails at any call ---------------------------------------------------


class Flaky(Library):
    """A library whose n-th call fails from the answer on, before it is done or right after."""

    def __init__(self, folder, step, *, after, times=1):
        super().__init__(folder)
        self.calls, self.failing, self.after = 0, range(step, step + times), after
        self.armed = False

    def _step(self, call, *arguments, **options):
        fails = False
        if self.armed:
            self.calls += 1
            fails = self.calls in self.failing
        if fails and not self.after:
            raise errors.LibraryError("the catalogue is damaged", said="disk I/O error")
        result = call(*arguments, **options)
        if fails:
            raise errors.LibraryError("the catalogue is damaged", said="disk I/O error")
        return result

    def look_up(self, *arguments, **options):
        return self._step(super().look_up, *arguments, **options)

    def claim(self, *arguments, **options):
        return self._step(super().claim, *arguments, **options)

    def finish(self, *arguments):
        return self._step(super().finish, *arguments)

    def get(self, *arguments):
        return self._step(super().get, *arguments)

    def keep_reply(self, *arguments):
        return self._step(super().keep_reply, *arguments)


@pytest.mark.thorough
@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize("door", ["generate", "cell"])
@pytest.mark.parametrize("unread", [False, True])
def test_a_library_that_fails_at_any_call_is_never_paid_for_twice(
    opened, gateway, tmp_path, door, after, unread
):
    pictures = [data_url(PAID), *(["data:image/png;base64,AAAA"] if unread else [])]
    for step in range(1, 12):
        library = Flaky(tmp_path / f"{step}", step, after=after)
        session = opened(library)

        def arm(_, library=library):
            library.armed = True

        gateway.reset()
        gateway.script = then(arm, answer(success(*pictures)))
        seen = run(door, session) + run(door, session) + run(door, session)
        assert seen[-1] == PAID
        assert len(gateway.requests) == 1
        assert session.get("@1").status == "done"


# -- folders, catalogues and rows that change meanwhile ---------------------------------


def folder_away(folder):
    folder.rename(folder.with_name("away"))
    return lambda: folder.with_name("away").rename(folder)


def bare_folder(folder):
    folder.rename(folder.with_name("away"))
    folder.mkdir()

    def back():
        folder.rmdir()
        folder.with_name("away").rename(folder)

    return back


def folder_lost(folder):
    folder.rename(folder.with_name("away"))
    return folder.mkdir


def file_there(folder):
    folder.rename(folder.with_name("away"))
    folder.write_text("in the way")

    def back():
        folder.unlink()
        folder.with_name("away").rename(folder)

    return back


def another_library(folder):
    """One whose first number is another picture's."""
    folder.rename(folder.with_name("away"))
    other = Library(folder)
    request = Request("https://gateway.example", "m", "a hat")
    other.claim(request, template="", sources=())
    other.close()
    return lambda: None


def garbage(folder):
    away = folder.with_name("away")
    away.mkdir()
    for file in folder.glob("catalogue.db*"):
        file.rename(away / file.name)
    (folder / "catalogue.db").write_bytes(b"no catalogue" * 1000)
    return lambda: [file.replace(folder / file.name) for file in away.iterdir()]


def row_lost(folder):
    with sqlite3.connect(folder / "catalogue.db") as connection:
        connection.execute("DELETE FROM generations")
    connection.close()
    return lambda: None


def no_more_rows(folder):
    def statement(words):
        with sqlite3.connect(folder / "catalogue.db") as connection:
            connection.execute(words)
        connection.close()

    statement(
        "CREATE TRIGGER fault BEFORE UPDATE ON generations "
        "BEGIN SELECT RAISE(ABORT, 'disk I/O error'); END"
    )
    return lambda: statement("DROP TRIGGER fault")


def no_pictures(folder):
    (folder / "pictures").rmdir()
    (folder / "pictures").write_text("in the way")
    return (folder / "pictures").unlink


def no_filing(folder):
    shutil.rmtree(folder / "filing")
    (folder / "filing").write_text("in the way")
    return (folder / "filing").unlink


TROUBLES = [
    folder_away, bare_folder, folder_lost, file_there, another_library, garbage, row_lost,
    no_more_rows, no_pictures, no_filing,
]  # fmt: skip


def breaks(gateway, folder, trouble):
    """Let trouble come while the request is under way; return what mends it."""
    mend, begun, one = [], [], threading.Lock()

    def breaking(_):
        with one:  # nobody is answered before it has come
            if not begun:
                begun.append(trouble)
                mend.append(trouble(folder))

    gateway.script = then(breaking, GOOD)

    def mended():
        mend.pop()()

    return mended


@posix
@pytest.mark.parametrize("door", ["generate", "again", "cell"])
@pytest.mark.parametrize("trouble", TROUBLES)
def test_trouble_while_it_is_under_way_is_paid_once(opened, gateway, tmp_path, trouble, door):
    session = opened()
    session.library.count()
    mend = breaks(gateway, session.library.folder, trouble)
    assert run(door, session) == [PAID]
    gateway.script = GOOD
    if trouble not in (another_library, row_lost):
        assert run(door, session) == [PAID]  # in the error, because nothing is mended
    mend()
    assert run(door, session) == [PAID]
    assert len(gateway.requests) == 1
    if trouble is not folder_lost:
        assert [one.picture.bytes for one in session.history("cat")] == [PAID]
        assert [*session.scheduler.held] == []


@posix
@pytest.mark.parametrize("door", DOORS)
def test_another_library_takes_what_this_one_refused(opened, gateway, tmp_path, monkeypatch, door):
    session = opened()
    session.library.count()
    breaks(gateway, session.library.folder, no_filing)
    assert PAID in run(door, session)
    calls = len(gateway.requests)
    monkeypatch.setenv("IMAGEGEN_LIBRARY", str(tmp_path / "other"))
    gateway.script = GOOD
    assert PAID in run(door, session)
    assert len(gateway.requests) <= max(calls, 2 if door == "sweep" else 1)
    assert session.library.folder == tmp_path / "other"
    assert session.get("@1").picture.bytes == PAID


# -- what is beside it ------------------------------------------------------------------


def test_several_are_held_and_each_answers_its_own(opened, gateway, tmp_path):
    disk = Failing(1, 10**6)
    session = opened(Library(tmp_path / "library", disk=disk))
    colours = {"a cat": "red", "a dog": "green", "a cow": "blue"}

    def paint(connection):
        prompt = next(one for one in colours if one.encode() in gateway.mine.body)
        answer(success(data_url(picture(colour=colours[prompt]))))(connection)

    gateway.script = paint
    for prompt, colour in colours.items():
        with pytest.raises(errors.LibraryError) as caught:
            session.generate(prompt)
        assert caught.value.pictures[0].bytes == picture(colour=colour)
    disk.failing = range(0)
    for prompt in reversed(colours):
        assert session.generate(prompt).picture.bytes == picture(colour=colours[prompt])
    assert len(gateway.requests) == 3
    assert [*session.scheduler.held] == []


def test_a_new_take_is_not_paid_before_the_one_that_came_is_filed(opened, gateway, tmp_path):
    disk = Failing(1, 10**6)
    session = opened(Library(tmp_path / "library", disk=disk))
    for colour in ("red", "green"):
        gateway.script = answer(success(data_url(picture(colour=colour))))
        with pytest.raises(errors.LibraryError):
            session.generate("a cat", take={"red": 1, "green": 2}[colour])
    disk.failing = range(0)
    made = [session.generate("a cat", again=True) for _ in range(2)]
    assert [one.take for one in made] == [1, 2]
    assert [one.picture.bytes for one in made] == [picture(colour="red"), picture(colour="green")]
    assert len(gateway.requests) == 2
    assert session.generate("a cat", again=True).take == 3
    assert len(gateway.requests) == 3


def test_a_preview_that_fails_loses_nothing(opened, gateway, tmp_path, monkeypatch):
    def broken(*_):
        raise OSError(errno.ENOMEM, "no room for a preview")

    monkeypatch.setattr("ipyimagegen.library.storage.previews.preview", broken)
    session = opened()
    assert run("cell", session) == [PAID]
    assert len(gateway.requests) == 1
    disk = Failing(1, 10**6)
    session = opened(Library(tmp_path / "full", disk=disk))
    assert run("cell", session) == [PAID]
    disk.failing = range(0)
    assert run("cell", session) == [PAID]
    assert len(gateway.requests) == 2


@pytest.mark.parametrize("hangs_up", [False, True])
def test_an_interrupt_while_it_is_filed_loses_nothing(opened, gateway, tmp_path, hangs_up):
    filing, go_on = threading.Event(), threading.Event()

    class Slow(Failing):
        def _step(self):
            filing.set()
            assert go_on.wait(DEADLINE)
            super()._step()

    disk = Slow(1, 10**6)
    session = opened(Library(tmp_path / "library", disk=disk))
    job = session.submit("a cat")
    assert filing.wait(DEADLINE)
    stopped = session.worker.submit(job.stop(hang_up=hangs_up))
    go_on.set()
    assert not stopped.result(DEADLINE)  # it is too late for that
    with pytest.raises(errors.LibraryError) as caught:
        job.result(DEADLINE)
    assert caught.value.pictures[0].bytes == PAID
    disk.failing = range(0)
    assert run("generate", session) == [PAID]
    assert len(gateway.requests) == 1


@pytest.mark.fuzz
@pytest.mark.timeout(900)
def test_bursts_of_faults_are_never_paid_for_twice(opened, gateway, tmp_path):
    chance = random.Random(17)
    for turn in range(300):
        gateway.reset()
        gateway.script = GOOD
        disk = Failing(chance.randrange(1, 9), chance.randrange(1, 9), chance.choice(CODES))
        session = opened(Library(tmp_path / f"{turn}", disk=disk))
        door = chance.choice([door for door in DOORS if door not in ("sweep", "again")])
        for _ in range(12):
            assert run(door, session) == [PAID]
        assert len(gateway.requests) == 1
        assert session.get("@1").status == "done"
