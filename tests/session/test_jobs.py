"""Jobs: what a cell and a script hold while the picture is made, as if it were there."""

from __future__ import annotations

import asyncio
import threading

import pytest

from ipyimagegen import errors
from ipyimagegen.library import Generation
from ipyimagegen.session import Brief, Job, Sweep, SweepJob
from scripted import answer, data_url, failing, picture, serving, success, then, waiting

DEADLINE = 20


@pytest.fixture(scope="module")
def server():
    with serving() as scripted:
        yield scripted


@pytest.fixture
def gateway(server):
    """A gateway that answers when `go_on` is set."""
    server.reset()
    server.go_on = threading.Event()
    server.script = then(waiting(server.go_on), answer(success(data_url(picture()))))
    yield server
    server.go_on.set()


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
    assert repr(job) == "<Job @1 · nano-banana · 0 s>"
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
    for name in ("colour", "_repr_html_", "__array__", "_ipython_display_", "shape"):
        with pytest.raises(AttributeError, match=name):
            getattr(job, name)
    assert not job.done()
    kind = Generation if isinstance(job, Job) else Sweep
    assert {name for name in dir(kind) if not name.startswith("_")} <= set(dir(job))


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


def test_what_waits_is_stopped_by_an_error_that_it_would_meet(asking, gateway):
    gateway.script = then(waiting(gateway.go_on), answer(failing(401, "no such key"), 401))
    slots = asking.settings.snapshot().get("concurrency")
    jobs = [asking.submit(f"bird {number}") for number in range(slots + 5)]
    elsewhere = asking.submit("a bird elsewhere", gateway="offline")
    gateway.go_on.set()
    kinds = [type(job.exception()).__name__ for job in jobs]
    assert kinds.count("KeyRefused") == slots == len(gateway.requests)
    assert kinds.count("Cancelled") == 5
    stopped = [job for job in jobs if isinstance(job.exception(), errors.Cancelled)]
    assert all("not sent" in str(job.exception()) and job.number is None for job in stopped)
    assert elsewhere.exception() is None or "not sent" not in str(elsewhere.exception())
    # The next one is asked anew: the key may be another.
    assert isinstance(asking.submit("a later bird").exception(), errors.KeyRefused)


@pytest.mark.slow
def test_ten_thousand_jobs_wait_for_their_turn(asking, gateway):
    jobs = [asking.submit("a bird", take=number) for number in range(1, 10_001)]
    assert gateway.arrived.wait(DEADLINE)
    assert len(asking.scheduler.under_way()) == 10_000
    removed = [job for job in jobs if job.number is None and job.cancel()]
    gateway.go_on.set()
    made = {job.result().take for job in jobs if job not in removed}
    assert len(made) == len(gateway.requests) == 10_000 - len(removed) < 10
