"""Jobs: what a cell and a script hold while the picture is made, as if it were there."""

from __future__ import annotations

import asyncio
import copy
import gc
import inspect
import itertools
import os
import pickle
import re
import signal
import subprocess
import sys
import threading
import time
import traceback
import weakref
from concurrent.futures import ThreadPoolExecutor
from threading import Condition

import pytest
from PIL import Image

from conditions import interrupting, until
from ipyimagegen import errors
from ipyimagegen.gateway import replies
from ipyimagegen.gateway.client import Client
from ipyimagegen.interrupts import interrupted_later
from ipyimagegen.library import Generation
from ipyimagegen.offline import sketch
from ipyimagegen.session import Brief, Job, Sweep, SweepJob
from ipyimagegen.session.in_flight import READ_AFTER
from ipyimagegen.session.scheduler import Scheduler
from ipyimagegen.session.worker import Worker
from scripted import answer, data_url, failing, holding, picture, serving, success, then, waiting

DEADLINE = 60

LONG_ANSWER = answer(success(data_url(picture()), content=10_000 * "."))  # no refusal is as long


@pytest.fixture
def gateway():
    """A gateway that answers when `go_on` is set."""
    with serving() as server, holding(server, answer(success(data_url(picture())))) as held:
        yield held


@pytest.fixture
def asking(session, gateway):
    """The session, which asks that gateway."""
    session.use(gateway.url)
    return session


def sweep_of(session, template="a {red|blue} kite"):
    return session.scheduler.start(session.look_up(session.plan(Brief(template=template))))


def test_a_job_has_what_its_picture_has_and_waits_for_it(asking, gateway):
    job = asking.submit("a bird")
    assert gateway.arrived.wait(DEADLINE)
    assert job.running()
    assert not job.done()
    assert not job.cancelled()
    assert re.fullmatch(r"<Job @1 · nano-banana · \d+ s>", repr(job))
    assert job._repr_jpeg_() is None
    threading.Timer(0.1, gateway.go_on.set).start()
    assert job.image.size == (64, 48)  # waits
    made = job.result()
    assert made is job.result()
    assert job.done()
    assert not job.running()
    assert job.exception() is None
    assert (job.ref, job.cost, job.text) == (made.ref, made.cost, made.text)
    assert job.seconds == made.seconds
    assert job.inputs == made.inputs
    assert repr(job) == repr(made)
    assert job._repr_png_() == made._repr_png_()
    assert job._repr_jpeg_() == made._repr_jpeg_()
    assert job.edit("make it night").parents == (made,)


@pytest.mark.parametrize("make", [lambda session: session.submit("a bird"), sweep_of])
def test_nobody_waits_for_a_name_that_the_result_has_not(asking, gateway, make):
    job = make(asking)
    for name in ("colour", "_repr_svg_", "__array__", "_ipython_display_", "shape"):
        with pytest.raises(AttributeError, match=name):
            getattr(job, name)
    assert not job.done()
    kind = Generation if isinstance(job, Job) else Sweep
    assert {name for name in dir(kind) if not name.startswith("_")} <= set(dir(job))


@pytest.mark.parametrize(
    ("make", "kind"), [(lambda session: session.submit("a bird"), "Job"), (sweep_of, "SweepJob")]
)
def test_a_name_that_is_misspelt_is_told_in_short(asking, gateway, make, kind):
    job = make(asking)
    assert not hasattr(job, "reslt")
    with pytest.raises(AttributeError) as caught:
        job.reslt  # noqa: B018  # the name is looked up
    first, second = caught.value._render_traceback_()
    assert first.endswith(f"{kind!r} object has no attribute 'reslt'")
    assert second.startswith("Did you mean result")
    assert not job.done()


@pytest.mark.parametrize("make", [lambda session: session.submit("a bird"), sweep_of])
def test_nobody_waits_for_tools_that_look_at_every_object(asking, gateway, make):
    """Completion and debuggers ask for each name there is, while the kernel is idle."""
    job = make(asking)
    names = dict(inspect.getmembers(job))
    assert "result" in names
    assert "cost" not in names
    as_jedi = eval("lambda job: job.cost", {"__name__": "jedi.inference"})
    with pytest.raises(AttributeError, match="isn't there yet"):
        as_jedi(job)
    assert not job.done()
    gateway.go_on.set()
    job.result()
    assert as_jedi(job) == job.cost
    assert "cost" in dict(inspect.getmembers(job))


@pytest.mark.parametrize("make", [lambda session: session.submit("a bird"), sweep_of])
def test_a_copy_is_the_job_and_a_pickle_its_result(asking, gateway, make):
    job = make(asking)
    assert copy.copy(job) is job
    assert copy.deepcopy([job]) == [job]
    with pytest.raises(errors.WrongArguments, match="a job can't be pickled"):
        pickle.dumps(job)
    gateway.go_on.set()
    made = job.result()
    assert repr(pickle.loads(pickle.dumps({"deep": [job]}))) == repr({"deep": [made]})


@pytest.mark.parametrize("make", [lambda session: session.submit("a bird"), sweep_of])
def test_a_failure_is_the_same_however_often_it_is_asked(asking, gateway, make):
    gateway.script = answer(failing(400, "not like this"), 400)
    job = make(asking)
    first = job.exception()
    told, trace = first.sentence, traceback.extract_tb(first.__traceback__)
    for _ in range(5):
        assert job.exception() is first
        assert repr(job) == repr(job)
    assert first.sentence == told
    assert len(traceback.extract_tb(first.__traceback__)) == len(trace)
    lengths = []
    for _ in range(3):
        with pytest.raises(errors.GatewayFailed) as caught:
            job.result()
        lengths.append(len(caught.traceback))
    assert len(set(lengths)) == 1
    assert "refused" in repr(job)


@pytest.mark.parametrize("status", [200, 400])
@pytest.mark.parametrize("of", [0, 1])
def test_a_job_lets_go_of_what_was_sent(asking, gateway, status, of):
    """Its name may live as long as the kernel."""
    body = success(data_url(picture())) if status == 200 else failing(400, "no")
    gateway.script = answer(body, status)
    image = Image.effect_noise((640, 480), 90)
    alive = weakref.ref(image)
    if of == 0:
        job = asking.submit("make it night", inputs=[image])
    else:
        brief = Brief(template="make it {night|day}", inputs=("image",))
        plan = asking.look_up(asking.plan(brief, {"image": image}))
        job = asking.scheduler.start(plan)
        del plan
    job.exception()
    del image
    deadline = time.monotonic() + DEADLINE
    while alive() is not None and time.monotonic() < deadline:  # its tasks end right behind it
        asking.worker.submit(asyncio.sleep(0)).result()
        gc.collect()
    assert alive() is None, gc.get_referrers(alive())
    for member in job.jobs if of else (job,):
        assert sum(len(one.data) for one in member.prepared) == 0


def test_callbacks_that_wait_for_jobs_keep_nobody_from_working(asking, gateway):
    first, second = asking.submit("a bird"), asking.submit("a second bird", take=2)
    ended = threading.Semaphore(0)
    for _ in range(60):
        first.add_done_callback(lambda _: (second.result(), ended.release()))
    gateway.go_on.set()
    for _ in range(60):
        assert ended.acquire(timeout=DEADLINE)


@pytest.mark.thorough
def test_the_end_waits_for_callbacks_and_survives_their_failures(asking, gateway, caplog):
    saved = []
    job = asking.submit("a bird")
    job.add_done_callback(lambda _: 1 / 0)
    job.add_done_callback(lambda _: (time.sleep(0.2), saved.append("it")))
    gateway.go_on.set()
    job.result()
    asking.scheduler.wait_for_all()
    assert saved == ["it"]
    assert "ZeroDivisionError" in caplog.text


@pytest.mark.thorough
@pytest.mark.skipif(sys.platform == "win32", reason="sends SIGINT")
def test_one_interrupt_ends_a_script_that_waits(gateway, tmp_path):
    script = (
        f"import ipyimagegen as ig; ig.use({gateway.url!r})\n"
        "jobs = [ig.submit('a bird', take=take) for take in range(1, 7)]\n"
        "jobs[0].add_done_callback(print)\n"
    )
    variables = {"IMAGEGEN_LIBRARY": str(tmp_path / "its"), "IMAGEGEN_API_KEY": "sk-0123456789"}
    process = subprocess.Popen(
        [sys.executable, "-c", script],
        env=os.environ | variables, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    said = process.stderr.readline()
    assert "6 under way; waiting" in said
    assert gateway.arrived.wait(DEADLINE)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=DEADLINE)
    assert "left" in said
    assert "Traceback" not in said
    assert not gateway.go_on.is_set()


def test_the_names_of_a_job_are_its_own_or_mean_the_same():
    """A method of the job that hides a value of the result would give another answer."""
    own = {"model", "prompt", "number", "name"}
    fields = set(Generation.__dataclass_fields__) | set(vars(Generation))
    hidden = {name for name in fields & (set(vars(Job)) | own) if not name.startswith("_")}
    assert hidden <= own
    fields = set(Sweep.__dataclass_fields__) | set(vars(Sweep))
    assert not {name for name in fields & set(vars(SweepJob)) if not name.startswith("_")}


def test_a_sweep_under_way_is_asked_like_a_sweep(asking, gateway):
    job = sweep_of(asking)
    assert len(job) == 2
    assert repr(job).startswith("<SweepJob 0 of 2 done")
    assert not job.done()
    threading.Timer(0.1, gateway.go_on.set).start()
    assert job["red"].prompt == "a red kite"
    assert [made.prompt for made in job] == ["a red kite", "a blue kite"]
    assert job[1] is job.generations[1]
    assert job.result() is job.result()
    assert job._repr_jpeg_() == job.result()._repr_jpeg_()
    assert job.failed == ()
    assert isinstance(job.seconds, float)


def test_callbacks_are_called_at_the_end(asking, gateway):
    ended = threading.Event()
    seen = []
    job = asking.submit("a bird")
    job.add_done_callback(lambda one: (seen.append(one), ended.set()))
    assert not ended.wait(0.05)
    gateway.go_on.set()
    assert ended.wait(DEADLINE)
    assert seen == [job]
    again = threading.Event()
    job.add_done_callback(lambda _: again.set())
    assert again.wait(DEADLINE)


def test_a_wait_that_ends_is_told_in_lines(asking, gateway):
    job = asking.submit("a bird")
    for wait in (job.result, job.exception):
        with pytest.raises(TimeoutError) as caught:
            wait(timeout=0)
        assert caught.value._render_traceback_() == [
            "TimeoutError: the generation is still under way after 0 s",
            "It goes on; .result() waits for it.",
        ]
    gateway.go_on.set()
    assert job.result().pictures


def test_what_is_removed_and_what_is_hung_up_on_says_so(asking, gateway):
    job = asking.submit("a bird")
    assert gateway.arrived.wait(DEADLINE)
    assert job.cancel()
    assert job.cancelled()
    assert not job.cancel()
    error = job.exception()
    assert isinstance(error, errors.Cancelled)
    assert error.maybe_billed
    assert "hung up" in repr(job)


def test_a_sweep_is_cancelled_as_a_whole(asking, gateway):
    job = sweep_of(asking, "a {red|blue|green} kite")
    assert gateway.arrived.wait(DEADLINE)
    assert job.cancel()
    assert job.done()
    assert job.cancelled()
    with pytest.raises(errors.Cancelled):
        job.result()
    assert asking.scheduler.under_way() == []


def test_awaiting_and_giving_up_keeps_the_request(asking, gateway):
    job = asking.submit("a bird")

    async def wait_a_little():
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(_of(job), 0.05)
        gateway.go_on.set()
        return await job

    assert asyncio.run(wait_a_little()) is job.result()
    sweep = sweep_of(asking)
    assert asyncio.run(_of(sweep)) is sweep.result()
    assert len(gateway.requests) == 3


async def _of(job):
    return await job


@pytest.mark.thorough
def test_what_waits_is_stopped_by_an_error_that_it_would_meet(asking, gateway):
    gateway.script = then(waiting(gateway.go_on), answer(failing(401, "no such key"), 401))
    slots = asking.settings.snapshot().get("concurrency")
    jobs = [asking.submit(f"bird {number}") for number in range(slots + 5)]
    elsewhere = asking.submit("a bird elsewhere", gateway="offline")
    until(lambda: len(gateway.requests) == slots)
    gateway.go_on.set()
    kinds = [type(job.exception()).__name__ for job in jobs]
    assert kinds.count("KeyRefused") == slots == len(gateway.requests)
    assert kinds.count("Cancelled") == 5
    stopped = [job for job in jobs if isinstance(job.exception(), errors.Cancelled)]
    assert all("not sent" in str(job.exception()) and job.number is None for job in stopped)
    assert elsewhere.exception() is None or "not sent" not in str(elsewhere.exception())
    # The next one is asked anew: the key may be another.
    assert isinstance(asking.submit("a later bird").exception(), errors.KeyRefused)


def test_what_waits_is_stopped_at_once(asking, gateway):
    """Not when it would be its turn, minutes later: who mends the reason asks again, and joins."""
    slow = then(waiting(gateway.go_on), answer(success(data_url(picture()))))
    refuse = threading.Event()
    no_credit = then(waiting(refuse), answer(failing(402, "empty"), 402))
    came = threading.Semaphore(0)

    def script(connection):
        came.release()
        refused = b"no credit" in gateway.mine.body
        (no_credit if refused else slow)(connection)

    gateway.script = script
    slots = asking.settings.snapshot().get("concurrency")
    slowly = [asking.submit(f"bird {number}") for number in range(slots - 1)]
    assert all(came.acquire(timeout=DEADLINE) for _ in slowly)
    others = [asking.submit(f"no credit {number}") for number in range(4)]
    until(lambda: all(job.in_flight for job in others))
    refuse.set()
    ends = sorted(type(job.exception(DEADLINE)).__name__ for job in others)
    assert ends == ["Cancelled"] * 3 + ["OutOfCredit"]
    assert not any(job.done() for job in slowly)
    gateway.go_on.set()
    assert all(job.result() for job in slowly)


@pytest.mark.parametrize(
    ("method", "moment"), [(Condition.__enter__, "return"), (Condition.__exit__, "call")]
)
@pytest.mark.parametrize("ask", ["result", "exception"])
def test_an_interrupt_at_any_moment_leaves_no_lock_of_a_future_shut(
    asking, gateway, ask, method, moment
):
    sweep = sweep_of(asking)
    gateway.go_on.set()
    until(sweep.done)

    with pytest.raises(KeyboardInterrupt), interrupting(method, moment):
        getattr(sweep, ask)(DEADLINE)
    assert len(sweep.result(DEADLINE)) == 2


@pytest.mark.parametrize("template", ["a kite", "a {1|2|3|4|5|6|7|8} kite"])
@pytest.mark.parametrize(
    ("method", "times"), [(interrupted_later.__wrapped__, 1), (Job.start, 1), (Job.start, 3)]
)
def test_an_interrupt_while_it_is_started_drops_what_was_not_sent_and_says_so(
    asking, gateway, template, method, times
):
    asking.settings.configured = {"concurrency": 2}.get
    plan = asking.look_up(asking.plan(Brief(template=template)))
    start = asking.scheduler.start if plan.dimensions else asking.scheduler.send
    times = min(times, len(plan.calls))
    with pytest.raises(errors.Interrupted) as caught, interrupting(method, times=times):
        start(plan)
    assert str(caught.value).startswith("Interrupted: ")
    gateway.go_on.set()
    start(asking.look_up(plan)).result(DEADLINE)
    assert len(gateway.requests) == len(plan.calls)


def test_waiting_takes_no_lock_of_a_future(asking, gateway):
    """There are ten questions a second, and an interrupt comes in any of them."""
    taken = []

    def note(frame, event, _):
        if event == "call" and frame.f_code is Condition.__enter__.__code__:
            taken.append(frame)

    looks = itertools.count()

    def look(_):
        if next(looks) == 2:
            raise EOFError

    sweep = sweep_of(asking)
    sys.setprofile(note)
    try:
        with pytest.raises(EOFError):
            sweep.result(watch=look)
    finally:
        sys.setprofile(None)
    assert not taken
    gateway.go_on.set()
    assert len(sweep.result(DEADLINE)) == 2


@pytest.fixture
def reading(asking, gateway, monkeypatch):
    """Two events: an answer that has come is about to be read, and may be."""
    begun, go_on = threading.Event(), threading.Event()

    def read_late(*reply):
        begun.set()
        go_on.wait(DEADLINE)
        return replies.read_reply(*reply)

    monkeypatch.setattr("ipyimagegen.gateway.client.read_reply", read_late)
    gateway.script = LONG_ANSWER
    yield begun, go_on
    go_on.set()


def test_the_next_request_goes_while_a_picture_that_came_is_read(asking, gateway, reading):
    begun, go_on = reading
    asking.settings.configured = {"concurrency": 1}.get
    sweep = sweep_of(asking)
    assert begun.wait(DEADLINE)
    until(lambda: len(gateway.requests) == 2)
    assert not any(job.done() for job in sweep.jobs)
    go_on.set()
    assert len(sweep.result(DEADLINE)) == 2


def test_a_picture_that_came_is_filed_whoever_hangs_up(asking, reading):
    begun, go_on = reading
    job = asking.submit("a bird")
    assert begun.wait(DEADLINE)
    with ThreadPoolExecutor() as pool:
        cancelling = pool.submit(job.cancel)
        until(lambda: job.is_stopped)
        go_on.set()
        assert not cancelling.result(DEADLINE)
    assert job.result(DEADLINE).number == 1
    assert asking.library.get(1).status == "done"


def test_a_picture_that_came_is_told_to_who_interrupts(asking, reading):
    begun, go_on = reading
    asking.settings.configured = {"on_interrupt": "hang_up"}.get
    job = asking.submit("a bird")

    def interrupt_it(_):
        if begun.is_set():
            threading.Timer(0.1, go_on.set).start()
            raise KeyboardInterrupt

    with pytest.raises(errors.Interrupted, match="@1 had come, and is filed"):
        job.result(DEADLINE, watch=interrupt_it)
    assert asking.library.get(1).status == "done"


def test_closing_waits_for_a_picture_that_came_to_be_read(asking, reading, monkeypatch):
    begun, go_on = reading
    monkeypatch.setattr("ipyimagegen.session.worker.CLOSING_SECONDS", 0.1)
    job = asking.submit("a bird")
    assert begun.wait(DEADLINE)
    told = []

    def tell(_):
        told.append(job.exception())
        threading.Timer(0.5, go_on.set).start()

    job.future.add_done_callback(tell)
    asking.close()
    assert asking.library.get(1).status == "done"
    assert told[0].hint == "It is being filed: %imagegen show @1"
    assert job.exception().hint == "It is filed: %imagegen show @1"


def test_no_body_is_held_once_it_is_read(asking, gateway, monkeypatch):
    gateway.script = LONG_ANSWER
    bodies = []
    send = Client.send

    async def seen(*asked, **options):
        answer = await send(*asked, **options)
        bodies.append(weakref.ref(answer))
        return answer

    monkeypatch.setattr(Client, "send", seen)
    held = []
    finish = asking.library.finish

    def finish_and_look(*reply):
        held.extend(one() is not None for one in bodies)
        return finish(*reply)

    monkeypatch.setattr(type(asking.library), "finish", lambda _, *reply: finish_and_look(*reply))
    asking.submit("a bird").result(DEADLINE)
    assert held == [False]


def test_a_long_answer_without_a_picture_is_a_failure_that_its_row_tells(asking, gateway):
    gateway.script = answer(success(content=2_000 * "I can't. "))
    with pytest.raises(errors.NoPicture):
        asking.submit("a bird").result(DEADLINE)
    assert asking.library.get(1).status == "failed"


@pytest.mark.parametrize("hangs_up", ["keep", "hang_up"])
def test_who_interrupts_sketches_is_told_of_no_costs(session, monkeypatch, hangs_up):
    go_on, paint = threading.Event(), sketch.paint

    def paint_late(*asked, **options):
        go_on.wait(DEADLINE)
        return paint(*asked, **options)

    monkeypatch.setattr(sketch, "paint", paint_late)
    session.settings.configured = {"on_interrupt": hangs_up}.get

    def told(waiting, jobs):
        def interrupt_once_sent(_):
            if all(job.number for job in jobs):
                raise KeyboardInterrupt

        with pytest.raises(errors.Interrupted) as caught:
            waiting.result(DEADLINE, watch=interrupt_once_sent)
        return " ".join(caught.value._render_traceback_())

    sweep, one = sweep_of(session), session.submit("a bird")
    said = told(sweep, sweep.jobs), told(one, [one])
    go_on.set()
    wanted = {
        "keep": ("2 are under way and are filed", "the request is still under way."),
        "hang_up": ("Hung up on 2.", "Interrupted: hung up on @"),
    }
    for words, part in zip(said, wanted[hangs_up], strict=True):
        assert part in words
        assert "billed" not in words


def test_a_reply_that_lets_the_next_request_go_first_is_filed_when_the_session_closes(
    asking, gateway, monkeypatch
):
    closing, sleep = threading.Event(), asyncio.sleep

    async def until_it_is_closed(seconds, *more):
        if seconds == READ_AFTER:
            while not closing.is_set():
                await sleep(0.01)
        else:
            await sleep(seconds, *more)

    monkeypatch.setattr("asyncio.sleep", until_it_is_closed)
    asking.settings.configured = {"concurrency": 1}.get
    never = threading.Event()
    late = then(waiting(never), LONG_ANSWER)

    def script(connection):
        (late if len(gateway.requests) > 1 else LONG_ANSWER)(connection)

    gateway.script = script
    plan = asking.look_up(asking.plan(Brief(template="{1|2|3} birds")))
    sweep = asking.scheduler.start(plan, prepare=lambda *_: None)
    until(lambda: len(gateway.requests) == 2)
    sweep.jobs[0].future.add_done_callback(lambda _: closing.set())
    asking.close()
    never.set()
    assert "It is filed: %imagegen show @1" in str(sweep.jobs[0].exception().hint)
    statuses = [one and one.status for one in map(asking.library.get, (1, 2, 3))]
    assert statuses == ["done", "failed", None]


class AskedMeanwhile(Worker):
    """A worker that has another thread ask something in the moment in which it is given work."""

    def __init__(self, ask):
        super().__init__()
        self._ask = ask

    def submit(self, coroutine):
        with ThreadPoolExecutor(1) as other:
            other.submit(self._ask).result(DEADLINE)
        return super().submit(coroutine)


def test_another_thread_may_list_jobs_in_the_moment_in_which_one_is_started(asking, gateway):
    listed = []
    worker = AskedMeanwhile(lambda: listed.extend(one.words for one in scheduler.under_way()))
    scheduler = Scheduler(worker, asking.clients)
    try:
        for prompt in ("a bird", "a cat"):
            job = scheduler.send(asking.look_up(asking.plan(Brief(template=prompt))))
            assert job in scheduler.under_way()
        assert any("nano-banana" in words for words in listed)
        gateway.go_on.set()
        assert job.result(DEADLINE).prompt == "a cat"
        assert job not in scheduler.under_way()
    finally:
        worker.close()


@pytest.mark.thorough
@pytest.mark.parametrize("count", [300, pytest.param(10_000, marks=pytest.mark.fuzz)])
def test_many_jobs_wait_for_their_turn(asking, gateway, count):
    jobs = [asking.submit("a bird", take=number) for number in range(1, count + 1)]
    assert gateway.arrived.wait(DEADLINE)
    assert len(asking.scheduler.under_way()) == count
    removed = asking.scheduler.cancel(jobs, hang_up=False)
    gateway.go_on.set()
    made = {job.result().take for job in jobs if job not in removed}
    assert len(made) == len(gateway.requests) == count - len(removed) < 10
