"""Requests in flight, from Python: joined, dropped, hung up, and waited for at the end."""

from __future__ import annotations

import asyncio
import socket
import struct
import subprocess
import sys
import threading
import time
import warnings
import zlib
from concurrent.futures import ThreadPoolExecutor

import pytest

from conditions import interrupt, until
from ipyimagegen import errors
from ipyimagegen.doctor import examine, findings_text
from ipyimagegen.gateways import Secret
from ipyimagegen.library import Library
from ipyimagegen.library.storage.files import Disk
from ipyimagegen.notebook.display import PROGRESS_AFTER, Progress
from ipyimagegen.requests import Request
from ipyimagegen.session import Brief, Session
from ipyimagegen.settings import Settings
from scripted import (
    answer,
    choice,
    data_url,
    failing,
    holding,
    picture,
    serving,
    success,
    then,
    waiting,
)
from slow import slow as slow_library

GOOD = answer(success(data_url(picture())))
PAUSE = 4  # seconds, far longer than a call takes
LEASE = 2.0  # seconds
DEADLINE = 60


@pytest.fixture
def gateway():
    with serving() as scripted, holding(scripted, GOOD) as held:
        yield held


@pytest.fixture
def session(session, gateway):
    session.settings.use(gateway.url)
    return session


def test_all_who_ask_the_same_get_the_same(session, gateway):
    jobs = [session.submit("a cat") for _ in range(20)]
    assert gateway.arrived.wait(DEADLINE)
    until(lambda: all(job.number for job in jobs))
    gateway.go_on.set()
    assert {job.result(timeout=DEADLINE).number for job in jobs} == {1}
    assert len(gateway.requests) == 1
    assert [job.joined for job in jobs].count(False) == 1


def test_a_flaw_that_viewers_pass_over_is_a_remark(session, gateway, tmp_path):
    flawed = picture("JPEG", size=(640, 480))[:-2]
    gateway.script = answer(success(data_url(flawed, "jpeg")))
    job = session.submit("a cat")
    generation = job.result(timeout=DEADLINE)
    assert "shown, though its file has a flaw: its end mark is missing" in job.remarks
    assert generation.picture.bytes == flawed
    assert generation.image.size == (640, 480)
    assert generation.preview is not None
    assert session.submit("a cat").result(timeout=DEADLINE).number == generation.number
    assert len(gateway.requests) == 1
    assert session.generate("the same, older", inputs=[generation]).inputs[0].generation == 1


@pytest.mark.parametrize("kind", ["text", "checksum", "end", "colour"])
def test_files_that_every_viewer_shows_are_shown(session, gateway, kind):
    def chunk(name, payload, check=0):
        check = zlib.crc32(name + payload) ^ check
        return struct.pack(">I", len(payload)) + name + payload + struct.pack(">I", check)

    whole = picture()
    side = {
        "text": chunk(b"zTXt", b"workflow\0\0" + zlib.compress(b'{"n": 1}' * 200_000)),
        "checksum": chunk(b"pHYs", bytes(9), check=1),
        "colour": chunk(b"iCCP", b"p\0\0" + zlib.compress(bytes(2_000_000))),
    }.get(kind)
    body = whole[:33] + side + whole[33:] if side else picture("JPEG")[:-2]
    gateway.go_on.set()
    gateway.script = answer(success(data_url(body)))
    made = session.generate("a frog")
    assert made.picture.bytes == body
    assert made.preview is not None
    assert session.edit(body, "older").inputs[0].source == made.picture.hash


def test_a_picture_that_takes_no_metadata_is_saved_as_it_came(session, gateway, tmp_path):
    flawed = picture()[:-14]
    gateway.script = answer(success(data_url(flawed)))
    generation = session.generate("a cat")
    session.settings.configured = {"embed": "always"}.get
    assert generation.save(tmp_path / "cat").read_bytes() == flawed
    with pytest.raises(errors.PictureError, match="damaged or cut off"):
        generation.save(tmp_path / "told", embed=True)


def test_all_who_ask_the_same_get_the_same_error(session, gateway):
    gateway.script = then(waiting(gateway.go_on), answer(choice({"content": "No."})))
    jobs = [session.submit("a cat") for _ in range(3)]
    until(lambda: all(job.number for job in jobs))
    gateway.go_on.set()
    for job in jobs:
        with pytest.raises(errors.NoPicture):
            job.result(timeout=DEADLINE)
    assert len(gateway.requests) == 1


def test_who_asks_at_any_moment_before_the_answer_joins(session, gateway):
    """Among them the one in which AnyIO cancels the task, because its connection stands."""
    gateway.script = then(waiting(gateway.go_on), answer(choice({"content": "No."})))
    plan = session.look_up(session.plan(Brief(template="a cat")))

    async def ask_in_each_turn():
        jobs = [session.scheduler.send(plan)]
        while not gateway.arrived.is_set():
            await asyncio.sleep(0)
            jobs.append(session.scheduler.send(plan))
        return jobs

    jobs = session.worker.submit(ask_in_each_turn()).result(DEADLINE)
    until(lambda: all(job.number for job in jobs))
    gateway.go_on.set()
    assert all(isinstance(job.exception(DEADLINE), errors.NoPicture) for job in jobs)
    assert len(gateway.requests) == 1


def test_what_has_failed_is_not_joined(session, gateway):
    gateway.go_on.set()
    gateway.script = answer(choice({"content": "No."}))
    for number in (1, 2):
        with pytest.raises(errors.NoPicture):
            session.generate("a cat")
        assert len(gateway.requests) == number


def test_cancel_leaves_the_request_to_others_who_wait(session, gateway):
    jobs = [session.submit("a cat") for _ in range(2)]
    assert gateway.arrived.wait(DEADLINE)
    until(lambda: all(job.number for job in jobs))
    assert jobs[0].cancel()
    assert not jobs[0].cancel()
    with pytest.raises(errors.Cancelled, match="goes on for another job") as caught:
        jobs[0].result(timeout=DEADLINE)
    assert caught.value.maybe_billed
    assert "left to another job" in repr(jobs[0])
    gateway.go_on.set()
    assert jobs[1].result(timeout=DEADLINE).number == 1
    assert not jobs[1].joined
    assert len(gateway.requests) == 1


def test_the_last_who_waits_hangs_up(session, gateway):
    jobs = [session.submit("a cat") for _ in range(3)]
    assert gateway.arrived.wait(DEADLINE)
    until(lambda: all(job.number for job in jobs))
    assert jobs[0].cancel()
    assert session.scheduler.cancel(jobs[1:]) == jobs[1:]
    for job in jobs[1:]:
        with pytest.raises(errors.Cancelled, match="hung up") as caught:
            job.result(timeout=DEADLINE)
        assert caught.value.maybe_billed
    gateway.go_on.set()
    gateway.wait_until_closed()
    assert session.get("@1").error["kind"] == "Cancelled"
    assert session.scheduler.under_way() == []


def test_an_interrupt_that_hangs_up_leaves_the_request_to_others(session, gateway):
    session.settings.configured = {"on_interrupt": "hang_up"}.get
    jobs = [session.submit("a cat") for _ in range(2)]
    assert gateway.arrived.wait(DEADLINE)
    until(lambda: all(job.number for job in jobs))

    with pytest.raises(errors.Interrupted, match="@1, which goes on for another job"):
        jobs[0].result(watch=interrupt)
    with pytest.raises(errors.Interrupted, match="hung up on @1"):
        jobs[1].result(watch=interrupt)


def test_a_sweep_that_asks_twice_for_the_same_is_cancelled_whole(session, gateway):
    plan = session.look_up(session.plan(Brief(template="a {red|red} cat"), {}))
    job = session.scheduler.start(plan)
    assert gateway.arrived.wait(DEADLINE)
    until(lambda: all(one.number for one in job.jobs))
    assert job.cancel()
    assert job.exception().said == "2 times"
    gateway.go_on.set()
    gateway.wait_until_closed()
    assert session.scheduler.under_way() == []


def test_what_waits_is_dropped_and_what_was_sent_goes_on(session, gateway):
    session.settings.configured = {"concurrency": 1}.get
    sent = session.submit("a cat")
    assert gateway.arrived.wait(DEADLINE)
    waits = session.submit("a dog")
    assert session.scheduler.cancel([sent, waits], hang_up=False) == [waits]
    gateway.go_on.set()
    assert sent.result(timeout=DEADLINE).number == 1


def test_a_limit_that_changes_opens_no_new_places(session, gateway):
    at_once, most, lock = 0, 0, threading.Lock()

    def counting(connection):
        nonlocal at_once, most
        with lock:
            at_once += 1
            most = max(most, at_once)
        gateway.go_on.wait(DEADLINE)
        with lock:
            at_once -= 1
        GOOD(connection)

    gateway.script = counting
    jobs = []
    for limit in (1, 2, 1, 2, 1, 2):
        session.settings.configured = {"concurrency": limit}.get
        jobs.append(session.submit(f"cat {limit} {len(jobs)}"))
        until(lambda: jobs[-1].in_flight)
    until(lambda: most == 2)
    gateway.go_on.set()
    for job in jobs:
        job.result(timeout=DEADLINE)
    assert most == 2


def test_an_older_plan_sets_no_limit_back(session, gateway):
    gateway.script = then(waiting(gateway.go_on), answer(success(data_url(picture(size=(64, 48))))))
    session.settings.configured = {"concurrency": 4}.get
    brief = Brief(template="a frog", until="size", count=3, aspect="16:9")
    older = session.scheduler.send(session.look_up(session.plan(brief)))
    assert gateway.arrived.wait(DEADLINE)
    session.settings.configured = {"concurrency": 1}.get
    newer = session.submit("a dog")
    gateway.go_on.set()
    assert older.result(DEADLINE).take == 3
    newer.result(DEADLINE)
    assert session.scheduler._slots[1].limit == 1


def test_who_follows_a_new_take_of_another_leaves_it_to_that(session, gateway):
    first = session.submit("a cat", again=True)
    assert gateway.arrived.wait(DEADLINE)
    second = session.submit("a cat", take=1)
    until(lambda: second.in_flight is not None and second.in_flight.follows)
    assert second.cancel()
    with pytest.raises(errors.Cancelled, match="goes on for another job") as caught:
        second.result(timeout=DEADLINE)
    assert caught.value.maybe_billed
    gateway.go_on.set()
    assert first.result(timeout=DEADLINE).number == 1
    assert len(gateway.requests) == 1


@pytest.fixture
def keeps_waiting(gateway):
    gateway.script = answer(failing(429, "slow down"), status=429, retry_after="20")
    return gateway


def paused(job):
    until(job.pause)
    return job


def test_a_pause_that_the_gateway_asked_for_is_ended_free_and_for_good(session, keeps_waiting):
    refused = paused(session.submit("a cat"))
    behind = paused(session.submit("a dog"))  # was never sent
    assert "pauses, goes on in" in refused.words
    assert session.scheduler.cancel([refused, behind], hang_up=False) == [refused, behind]
    for job in refused, behind:
        with pytest.raises(errors.Cancelled, match="before the gateway took it on") as caught:
            job.result(timeout=DEADLINE)
        assert not caught.value.maybe_billed
        assert not session.get(f"@{job.number}").error["maybe_billed"]
    assert session.scheduler.under_way() == []
    assert len(keeps_waiting.requests) == 1


class Full(Library):
    """Whose disk takes no picture."""

    def finish(self, *arguments, **options):
        raise errors.LibraryError("the disk is full")


TROUBLES = pytest.mark.parametrize(
    "trouble",
    [
        pytest.param(answer(failing(401, "no key"), status=401), id="key"),
        pytest.param(answer(failing(402, "no money"), status=402), id="money"),
        pytest.param(GOOD, id="disk"),
    ],
)


def busy(seconds):
    return answer(failing(429, "slow down"), status=429, retry_after=str(seconds))


BUSY = busy(20)


@pytest.fixture
def full(session):
    made = Session(session.settings, library=Full(session.library.folder))
    yield made
    made.close()


def assert_not_sent(session, job, because_of):
    reason = str(because_of.exception(DEADLINE))
    assert str(job.exception(DEADLINE)) == "not sent, because of what went before"
    row = session.get(f"@{job.number}").error
    assert (row["message"], row["said"]) == (str(job.exception()), reason)
    assert not row["maybe_billed"]


@TROUBLES
def test_trouble_of_one_ends_the_pause_of_another_free(full, gateway, trouble):
    gateway.script = then(waiting(gateway.go_on), trouble)
    first = full.submit("a dog")
    assert gateway.arrived.wait(DEADLINE)
    gateway.script = BUSY
    other = paused(full.submit("a cat"))
    gateway.go_on.set()
    assert_not_sent(full, other, because_of=first)
    assert len(gateway.requests) == 2


@TROUBLES
@pytest.mark.parametrize("seconds", [20, 0])
def test_a_pause_after_the_trouble_of_another_is_the_end(full, gateway, trouble, seconds):
    gateway.script = then(waiting(gateway.go_on), busy(seconds))
    other = full.submit("a cat")
    assert gateway.arrived.wait(DEADLINE)
    gateway.script = trouble
    first = full.submit("a dog")
    assert first.exception(DEADLINE)
    assert not other.done()
    gateway.go_on.set()
    assert_not_sent(full, other, because_of=first)
    assert len(gateway.requests) == 2


@pytest.fixture
def connecting(session):
    """A request to a gateway that takes no connection: it never answers the handshake."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(DEADLINE)
        url = f"https://127.0.0.1:{listener.getsockname()[1]}"
        session.settings.use(url, Secret("sk-0123456789"))
        job = session.submit("a cat")
        connection, _ = listener.accept()
        with connection:
            yield job


def test_what_no_gateway_was_asked_for_yet_is_dropped_free(session, connecting):
    assert session.scheduler.cancel([connecting], hang_up=False) == [connecting]
    with pytest.raises(errors.Cancelled, match="before the gateway took it on") as caught:
        connecting.result(timeout=DEADLINE)
    assert not caught.value.maybe_billed
    assert not session.get("@1").error["maybe_billed"]


@pytest.mark.parametrize("how", ["keep", "hang_up"])
def test_an_interrupted_pause_is_not_billed(session, keeps_waiting, how):
    session.settings.configured = {"on_interrupt": how}.get
    job = paused(session.submit("a cat"))

    with pytest.raises(errors.Interrupted, match="not taken on; it isn't billed"):
        job.result(watch=interrupt)
    assert not session.get("@1").error["maybe_billed"]


@pytest.mark.thorough
def test_a_pause_is_none_of_the_seconds_that_a_call_takes(session, gateway):
    busy = [answer(failing(429, "slow down"), status=429, retry_after=str(PAUSE))]

    def once(connection):
        script = busy.pop() if busy else answer(success(data_url(picture())))
        script(connection)

    gateway.script = once
    job = session.submit("a cat")
    assert job.result(timeout=DEADLINE).seconds < PAUSE
    until(lambda: job.ended_at)
    assert 0 < job.seconds_taken < PAUSE
    assert len(gateway.requests) == 2


def test_who_closes_the_session_is_told_what_may_be_billed(session, gateway):
    sent = session.submit("a cat")
    assert gateway.arrived.wait(DEADLINE)
    session.close()
    error = sent.exception()
    assert error.maybe_billed
    assert "hung up" in sent.words
    assert error is sent.exception()
    row = session.get("@1").error
    assert (row["message"], row["maybe_billed"]) == (error.sentence, True)


IN_WORDS = choice({"content": "No."})


@pytest.mark.parametrize("how", ["hang up", "close"])
@pytest.mark.parametrize(
    ("came", "kind"),
    [
        (answer(failing(402, "no money"), status=402), errors.OutOfCredit),
        (answer(IN_WORDS), errors.NoPicture),
        (answer(failing(404, "no such model"), status=404), errors.ModelNotFound),
    ],
)
def test_a_failure_that_came_is_noted_whoever_hangs_up(session, gateway, came, kind, how):
    gateway.script = came
    slow = Session(session.settings, library=slow_library("fail")(session.library.folder))
    job = slow.submit("a cat")
    assert slow.library.begun.wait(DEADLINE)
    if how == "close":
        ending = threading.Thread(target=slow.close)
        ending.start()
        until(job.done)
        assert isinstance(job.exception(), kind)
        slow.library.go_on.set()
        ending.join(DEADLINE)
    else:
        stopped = slow.worker.submit(job.stop(hang_up=True))
        slow.library.go_on.set()
        assert not stopped.result(DEADLINE)
    assert isinstance(job.exception(DEADLINE), kind)
    row = session.get("@1")
    assert row.error["kind"] == kind.__name__
    kept = session.library.folder / "replies" / "1.body"
    assert (kept.read_bytes() == IN_WORDS) if kind is errors.NoPicture else not kept.exists()
    slow.close()


def test_who_interrupts_while_a_failure_is_noted_is_told_of_it(session, gateway):
    gateway.script = answer(failing(402, "no money"), status=402)
    session.settings.configured = {"on_interrupt": "hang_up"}.get
    slow = Session(session.settings, library=slow_library("fail")(session.library.folder))
    job = slow.submit("a cat")
    assert slow.library.begun.wait(DEADLINE)

    def interrupt_it(_):
        threading.Timer(0.2, slow.library.go_on.set).start()
        raise KeyboardInterrupt

    with pytest.raises(errors.Interrupted) as caught:
        job.result(watch=interrupt_it)
    first, *more = caught.value._render_traceback_()
    assert first == "Interrupted: @1 had failed."
    assert more[0].startswith("OutOfCredit: ")
    assert more[1] == "Nothing was billed."
    slow.close()


class SlowDisk(Disk):
    """A disk on which a file takes as long as one lets it."""

    def __init__(self):
        self.begun, self.go_on = threading.Event(), threading.Event()

    def sync(self, *arguments):
        self.begun.set()
        self.go_on.wait(DEADLINE)
        super().sync(*arguments)


def test_a_picture_that_came_is_filed_before_the_session_is_closed(tmp_path, session, gateway):
    gateway.go_on.set()
    disk = SlowDisk()
    slow = Session(session.settings, library=Library(tmp_path / "slow", disk=disk))
    job = slow.submit("a cat")
    assert disk.begun.wait(DEADLINE)
    closing = threading.Thread(target=slow.close)
    closing.start()
    until(job.done)
    closing.join(0.2)
    assert closing.is_alive()
    disk.go_on.set()
    closing.join(DEADLINE)
    assert Library(tmp_path / "slow").get(1).status == "done"
    assert "It is filed" in job.exception().hint


def test_several_threads_close_it_and_whoever_was_given_a_job_is_told(session, gateway):
    job, told = session.submit("a cat"), threading.Event()
    job.add_done_callback(lambda _: told.set())
    session.watch(print)
    assert gateway.arrived.wait(DEADLINE)
    with ThreadPoolExecutor() as pool:
        closing = [pool.submit(session.close) for _ in range(4)]
    assert [one.result() for one in closing] == [None] * 4
    assert told.wait(DEADLINE)
    assert list(session._subscribers) == [print]


def test_a_library_that_is_closed_while_one_waits_to_write_is_written(session, gateway):
    library = session.library
    with ThreadPoolExecutor() as pool:
        with library.catalogue._writer_lock:
            gateway.go_on.set()
            job = session.submit("a cat")
            library.count()
            writing = pool.submit(library.mark, 1, note="mine")
            until(lambda: not writing.done() and library.catalogue._file is not None)
            time.sleep(0.05)  # until it waits
            library.close()
        writing.result(DEADLINE)
    assert job.result(DEADLINE).status == "done"


@pytest.mark.thorough
def test_what_was_not_sent_is_dropped_free(session, gateway):
    slow = Session(session.settings, library=slow_library("claim")(session.library.folder))
    job = slow.submit("a cat")
    assert slow.library.begun.wait(DEADLINE)
    stopped = slow.worker.submit(job.stop(hang_up=True))  # as `cancel` does
    until(job.in_flight.task.cancelling)
    slow.library.go_on.set()
    assert stopped.result(DEADLINE)
    with pytest.raises(errors.Cancelled, match="dropped"):
        job.result(timeout=DEADLINE)
    assert gateway.requests == []
    assert slow.get("@1").error["message"] == "dropped before it was sent"
    assert not slow.get("@1").error["maybe_billed"]
    slow.close()


def test_a_row_that_a_refused_key_keeps_from_being_sent_says_so(session, gateway):
    gateway.script = then(waiting(gateway.go_on), answer(failing(401, "no key"), status=401))
    slow = Session(session.settings, library=slow_library("claim")(session.library.folder))
    refused = session.submit("a cat")
    assert gateway.arrived.wait(DEADLINE)
    slow.library.go_on.set()
    first = slow.submit("a kite")
    until(lambda: first.number)
    slow.library.go_on.clear()
    slow.library.begun.clear()
    dropped = slow.submit("a dog")
    assert slow.library.begun.wait(DEADLINE)
    gateway.go_on.set()
    assert isinstance(first.exception(DEADLINE), errors.KeyRefused)
    assert isinstance(refused.exception(DEADLINE), errors.KeyRefused)
    slow.library.go_on.set()
    assert str(dropped.exception(DEADLINE)) == "not sent, because of what went before"
    row = slow.get("@3").error
    assert row["message"] == "not sent, because of what went before"
    assert "key" in row["said"]
    assert not row["maybe_billed"]
    slow.close()


def test_what_is_dropped_twice_leaves_no_row_of_a_request(session, gateway):
    async def drop(times):
        for _ in range(times):
            job.in_flight.task.cancel()
            await asyncio.sleep(0)

    slow = Session(session.settings, library=slow_library("claim")(session.library.folder))
    job = slow.submit("a cat")
    assert slow.library.begun.wait(DEADLINE)
    slow.worker.submit(drop(2)).result(DEADLINE)
    slow.library.go_on.set()
    with pytest.raises(errors.Cancelled):
        job.result(timeout=DEADLINE)
    assert gateway.requests == []
    assert slow.get("@1").error["message"] == "dropped before it was sent"
    slow.close()


def test_who_asks_while_another_is_dropped_is_not_dropped_with_it(session, gateway):
    slow = Session(session.settings, library=slow_library("claim")(session.library.folder))
    dropped = slow.submit("a cat")
    assert slow.library.begun.wait(DEADLINE)
    stopping = slow.worker.submit(dropped.stop(hang_up=True))
    until(dropped.in_flight.task.cancelling)
    wanted = slow.submit("a cat")
    until(lambda: len(slow.scheduler.under_way()) == 2)
    gateway.go_on.set()
    slow.library.go_on.set()
    assert stopping.result(DEADLINE)
    assert dropped.cancelled()
    assert wanted.result(timeout=DEADLINE).number == 2
    assert len(gateway.requests) == 1
    slow.close()


@pytest.mark.thorough
def test_once_the_answer_is_there_it_is_too_late_to_hang_up(session, gateway):
    gateway.go_on.set()
    slow = Session(session.settings, library=slow_library("finish")(session.library.folder))
    job = slow.submit("a cat")
    assert slow.library.begun.wait(DEADLINE)
    threading.Timer(0.2, slow.library.go_on.set).start()
    assert not job.cancel()
    assert job.result(timeout=DEADLINE).status == "done"
    slow.close()


@pytest.mark.thorough
def test_the_lease_is_renewed_for_as_long_as_it_takes(tmp_path, session, gateway):
    folder = tmp_path / "short"
    first = Session(session.settings, library=Library(folder, lease=LEASE))
    second = Session(session.settings, library=Library(folder, lease=LEASE))
    mine = first.submit("a cat")
    assert gateway.arrived.wait(DEADLINE)
    theirs = second.submit("a cat")
    until(lambda: theirs.number)
    time.sleep(1.2 * LEASE)  # that nothing happens is the point
    assert not theirs.done()
    gateway.go_on.set()
    assert theirs.result(timeout=DEADLINE).number == mine.result(timeout=DEADLINE).number
    assert theirs.joined
    assert len(gateway.requests) == 1
    first.close()
    second.close()


@pytest.mark.thorough
def test_a_failure_elsewhere_is_told_here(tmp_path, session, gateway):
    gateway.script = then(waiting(gateway.go_on), answer(choice({"content": "No cats."})))
    second = Session(session.settings, library=Library(session.library.folder))
    mine = session.submit("a cat")
    assert gateway.arrived.wait(DEADLINE)
    theirs = second.submit("a cat")
    until(lambda: theirs.number)
    gateway.go_on.set()
    with pytest.raises(errors.NoPicture) as first:
        mine.result(timeout=DEADLINE)
    with pytest.raises(errors.NoPicture) as other:
        theirs.result(timeout=DEADLINE)
    assert other.value.said == first.value.said == "No cats."
    second.close()


def test_who_waits_for_another_kernel_is_told_that_it_hung_up(session, gateway):
    second = Session(session.settings, library=Library(session.library.folder))
    mine = session.submit("a cat")
    assert gateway.arrived.wait(DEADLINE)
    theirs = second.submit("a cat")
    until(lambda: theirs.is_elsewhere)
    mine.cancel()
    with pytest.raises(errors.Cancelled, match="another kernel, which had asked first") as other:
        theirs.result(timeout=DEADLINE)
    assert other.value.maybe_billed
    assert other.value.hint == "Run it again to ask anew."
    assert str(mine.exception(DEADLINE)) == "hung up before the answer was there"
    assert len(gateway.requests) == 1
    second.close()


@pytest.mark.thorough
def test_who_waits_for_a_kernel_that_died_is_told(session, gateway):
    gateway.go_on.set()
    library = Library(session.library.folder, lease=0.3)
    second = Session(session.settings, library=library)
    plan = second.plan(Brief(template="a cat"))
    library.claim(plan.calls[0].request, template="a cat", sources=())
    with pytest.raises(errors.GatewayFailed, match="ended before the answer") as caught:
        second.scheduler.send(plan).result(timeout=DEADLINE)
    assert caught.value.maybe_billed
    with pytest.raises(errors.GatewayFailed, match="ended before the answer"):
        second.generate("a cat")
    assert gateway.requests == []
    assert "--again" in caught.value.hint
    assert second.generate("a cat", again=True).number == 2
    assert len(gateway.requests) == 1
    assert second.generate("a cat").number == 2
    second.close()


def test_a_sketch_of_a_kernel_that_died_was_free(tmp_path):
    settings = Settings(environment={}, folder=tmp_path, config_file=tmp_path / "config.toml")
    library = Library(tmp_path / "library", lease=0.5)
    library.claim(Request("offline", "nano-banana", "a cat"), template="a cat", sources=())
    session = Session(settings, library=library)
    with pytest.raises(errors.GatewayFailed) as caught:
        session.generate("a cat")  # waits until nobody renews the lease any more
    assert caught.value.lines()[1:] == ["Nothing was billed.", "Run it again to ask anew."]
    assert repr(session.get("@1")) == "<Generation @1: nano-banana, unknown>"
    assert session.generate("a cat").number == 2
    session.close()
    library.close()


def test_who_waits_for_another_kernel_is_told_so(session, gateway, capsys):
    other = Library(session.library.folder)
    plan = session.plan(Brief(template="a cat"), {})
    claim = other.claim(plan.calls[0].request, template="a cat", sources=())
    job = session.submit("a cat")
    until(lambda: job.is_elsewhere)
    job.in_flight.usual = (0.01, 0.02)  # far less than it has been waited for
    until(lambda: job.elapsed() >= PROGRESS_AFTER)
    Progress(terminal=True).watch(job)
    told = capsys.readouterr().out
    assert told.startswith("\rwaits for @1 · nano-banana · ")
    assert told.endswith(" s · asked by another kernel")
    assert job.words.startswith("@1 · nano-banana · ")
    assert job.words.endswith(" s · asked by another kernel")

    with pytest.raises(errors.Interrupted) as interrupted:
        job.result(watch=interrupt)
    told = "\n".join(interrupted.value._render_traceback_())
    assert "stopped waiting for @1, which goes on for another kernel" in told
    assert "Run the cell again to go on waiting, at no new call." in told
    assert "hangs up" not in told
    other.fail(claim.number, errors.NoPicture("no picture"))
    with pytest.raises(errors.NoPicture):
        job.result(timeout=DEADLINE)
    assert gateway.requests == []


def test_who_waits_for_a_take_of_this_kernel_is_not_told_of_another(session, gateway):
    first = session.submit("a cat", again=True)
    assert gateway.arrived.wait(DEADLINE)
    second = session.submit("a cat", take=1)
    until(lambda: first.number and second.number)
    assert not second.is_elsewhere
    gateway.go_on.set()
    assert second.result(timeout=DEADLINE).number == first.result(timeout=DEADLINE).number == 1


def test_closing_leaves_a_row_that_tells(session, gateway):
    session.submit("a cat")
    assert gateway.arrived.wait(DEADLINE)
    session.close()
    assert session.get("@1").status == "failed"
    gateway.go_on.set()
    gateway.wait_until_closed()


def test_a_short_timeout_warns_in_python(session, gateway):
    gateway.go_on.set()
    with pytest.warns(UserWarning, match="60 s is short"):
        session.generate("a cat", timeout=60)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        session.generate("a cat", timeout=240)
        session.generate("a cat", timeout=5, gateway="offline")


@pytest.mark.thorough
def test_a_script_that_ends_waits_for_what_it_paid_for(tmp_path, gateway):
    script = (
        "import ipyimagegen as ig\n"
        "from ipyimagegen.session import current_session\n"
        f"ig.use({gateway.url!r})\n"
        "current_session().submit('a cat')\n"
    )
    process = subprocess.Popen([sys.executable, "-c", script], stderr=subprocess.PIPE, text=True)
    assert gateway.arrived.wait(DEADLINE)
    gateway.go_on.set()
    _, told = process.communicate(timeout=DEADLINE)
    assert process.returncode == 0
    assert "Traceback" not in told
    assert Library(tmp_path / "library").get(1).status == "done"


# -- the doctor -----------------------------------------------------------------------


def findings(session):
    return {finding.subject: finding for finding in examine(session)}


def test_all_is_well(session, gateway):
    found = findings(session)
    assert all(finding.fine for finding in found.values())
    assert list(found) == ["versions", "settings", "gateway", "key", "models", "library"]
    assert "it has nano-banana, and 2 more" in findings_text(list(found.values()))
    assert gateway.requests == []


def settings(tmp_path, gateway, **environment):
    made = Settings(environment=environment, folder=tmp_path, config_file=tmp_path / "config.toml")
    made.use(gateway)
    return made


@pytest.mark.parametrize(
    ("gateway_name", "environment", "subject", "words"),
    [
        ("http://127.0.0.1:9", {}, "gateway", "cannot reach"),
        ("dgx", {}, "key", "no key for dgx"),
        ("offline", {"IMAGEGEN_LIBRARY": "/dev/null/x"}, "library", "can't be written"),
    ],
)
def test_each_trouble_comes_with_what_to_do(tmp_path, gateway_name, environment, subject, words):
    sick = Session(settings(tmp_path, gateway_name, **environment))
    found = findings(sick)
    assert words in found[subject].words
    assert found[subject].advice
    sick.close()


def test_a_model_the_gateway_lacks_is_a_trouble(tmp_path, gateway, session):
    gateway.models = ["gpt-image"]
    found = findings(session)["models"]
    assert not found.fine
    assert "gpt-image" in found.advice


def test_a_refused_key_is_a_trouble(tmp_path, gateway):
    gateway.listing = answer(failing(401, "no such key"), 401)
    sick = Session(settings(tmp_path, gateway.url, IMAGEGEN_API_KEY="sk-wrong"))
    found = findings(sick)
    assert (found["gateway"].fine, found["key"].fine) == (True, False)
    assert "no such key" in found["key"].words
    assert "sk-wrong" not in findings_text(list(found.values()))
    sick.close()


def test_a_setting_that_cannot_be_used_is_a_trouble(tmp_path):
    (tmp_path / "config.toml").write_text("timeout = -1\n")
    sick = Session(settings(tmp_path, "offline"), library=Library(tmp_path / "library"))
    found = findings(sick)["settings"]
    assert not found.fine
    assert "timeout" in found.words
    sick.close()
