"""Replay: what was made once is free, what is changed is paid once, and takes are kept apart."""

from __future__ import annotations

import asyncio
import io
import itertools
import shutil
import threading
import time

import pytest
from PIL import Image

from conditions import interrupt
from ipyimagegen import errors
from ipyimagegen.library import Library
from ipyimagegen.session import Brief, Session
from ipyimagegen.settings import Settings
from scripted import answer, choice, data_url, picture, serving, success, then, waiting

DEADLINE = 60


class Colours:
    """Answers with another picture each time, so that a mix-up would be seen."""

    def __init__(self):
        self.count = itertools.count(1)

    def __call__(self, connection):
        data = picture(colour=f"#{next(self.count):06x}")
        answer(success(data_url(data), model="real"))(connection)


@pytest.fixture
def gateway():
    with serving() as scripted:
        scripted.script = Colours()
        yield scripted


@pytest.fixture
def environment():
    return {}


@pytest.fixture
def fresh(tmp_path, gateway, environment):
    """What makes a session as a new kernel would have it, on the same library."""
    made = []

    def make(url=gateway.url, **variables):
        variables = {name: value for name, value in variables.items() if value}
        settings = Settings(
            environment=environment | variables, folder=tmp_path, config_file=tmp_path / "c.toml"
        )
        if url:
            settings.use(url)
        made.append(Session(settings, library=Library(tmp_path / "library")))
        return made[-1]

    yield make
    for session in made:
        session.close()


def png(colour="red", size=(40, 30)):
    stream = io.BytesIO()
    Image.new("RGB", size, colour).save(stream, "PNG")
    return stream.getvalue()


def test_the_same_is_free_in_every_kernel(fresh, gateway):
    first = fresh().generate("a cat")
    for session in (fresh(), fresh()):
        job = session.submit("a {animal}", animal="cat")
        again = job.result(timeout=DEADLINE)
        assert (again.number, again.picture) == (first.number, first.picture)
        assert job.remarks == ("replayed from @1 · $0 · --again for a new take",)
        assert (job.joined, job.number, session.scheduler.results.last(session.library)) == (
            False,
            None,
            1,
        )
    assert len(gateway.requests) == 1
    assert session.library.count() == 1


@pytest.mark.parametrize(
    "change",
    [
        {"prompt": "a cat "},
        {"model": "gpt-image"},
        {"aspect": "16:9"},
        {"size": "2K"},
        {"extra": {"seed": 1}},
        {"inputs": [png()]},
        {"inputs": [png("blue")]},
        {"inputs": [png(), png("blue")]},
        {"inputs": [png("blue"), png()]},
        {"take": 2},
    ],
)
def test_what_is_changed_is_paid_once(fresh, gateway, change):
    asked = {"prompt": "a cat", "inputs": [png("green")], **change}
    fresh().generate("a cat", inputs=[png("green")])
    assert fresh().generate(**asked).number == 2
    assert fresh().generate(**asked).number == 2
    assert len(gateway.requests) == 2


def test_another_gateway_is_paid_once(fresh, gateway):
    with serving() as other:
        fresh().generate("a cat")
        assert [fresh(other.url).generate("a cat").number for _ in range(2)] == [2, 2]
        assert (len(gateway.requests), len(other.requests)) == (1, 1)


def test_an_input_is_what_was_given_wherever_it_lies(fresh, gateway, tmp_path):
    for name in ("one.png", "two.png"):
        (tmp_path / name).write_bytes(png())
    session = fresh()
    kept = session.library.add(session.generate("a cat").picture)
    ways = [tmp_path / "one.png", tmp_path / "two.png", png(), str(tmp_path / "one.png")]
    assert {session.generate("night", inputs=[way]).number for way in ways} == {2}
    ways = [kept, kept.ref, "@1", "@1.1", kept.path, session.get("@1")]
    assert {session.generate("night", inputs=[way]).number for way in ways} == {3}
    images = [Image.open(io.BytesIO(png())), Image.new("RGB", (40, 30), "red")]
    assert {session.generate("night", inputs=[image]).number for image in images} == {4}
    assert len(gateway.requests) == 4


def test_a_file_with_other_bytes_is_another_input(fresh, gateway, tmp_path):
    for colour, number in (("red", 1), ("blue", 2), ("red", 1)):
        (tmp_path / "photo.png").write_bytes(png(colour))
        assert fresh().generate("night", inputs=[tmp_path / "photo.png"]).number == number
    assert len(gateway.requests) == 2


def test_a_file_that_changes_between_the_look_and_the_sending_is_not_sent(fresh, gateway, tmp_path):
    (tmp_path / "photo.png").write_bytes(png("red"))
    session = fresh()
    plan = session.plan(Brief(template="night", inputs=[tmp_path / "photo.png"]))
    (tmp_path / "photo.png").write_bytes(png("blue"))
    with pytest.raises(errors.PictureError, match="changed while it was read"):
        session.scheduler.send(plan).result(timeout=DEADLINE)
    assert gateway.requests == []
    assert session.library.count() == 0


def test_a_replay_needs_no_input_prepared_and_no_file_of_it(fresh, gateway):
    session = fresh()
    cat = session.generate("a cat")
    session.generate("night", inputs=[cat])
    cat.picture.path.unlink()
    again = fresh()
    assert again.generate("night", inputs=["@1"]).number == 2
    assert len(gateway.requests) == 2


# -- takes ----------------------------------------------------------------------------


@pytest.mark.thorough
def test_takes_are_kept_apart(fresh, gateway):
    session = fresh()
    first = session.generate("a cat")
    job = session.submit("a cat", again=True)
    second = job.result(timeout=DEADLINE)
    assert job.remarks == ("write --take 2 to keep it",)
    third = session.generate("a cat", again=True)
    assert [made.take for made in (first, second, third)] == [1, 2, 3]
    assert len({made.picture for made in (first, second, third)}) == 3
    for take, made in enumerate((first, second, third), start=1):
        assert fresh().generate("a cat", take=take).number == made.number
    assert fresh().generate("a cat", take=9).take == 9
    assert fresh().generate("a cat", again=True).take == 4
    assert len(gateway.requests) == 5


def test_a_take_that_failed_is_not_used_up(fresh, gateway):
    session = fresh()
    session.generate("a cat")
    gateway.script = answer(choice({"content": "No."}))
    with pytest.raises(errors.NoPicture):
        session.generate("a cat", again=True)
    gateway.script = Colours()
    assert session.generate("a cat", again=True).take == 2


def test_two_who_ask_again_get_two_takes(fresh, gateway):
    session = fresh()
    session.generate("a cat")
    jobs = [session.submit("a cat", again=True) for _ in range(5)]
    assert {job.result(timeout=DEADLINE).take for job in jobs} == {2, 3, 4, 5, 6}
    assert len(gateway.requests) == 6


@pytest.mark.parametrize("take", [0, -1, True, 1.5, "2", 10**30])
def test_what_is_no_take_is_refused(fresh, gateway, take):
    with pytest.raises(errors.OptionError, match="a take is a whole number from 1"):
        fresh().generate("a cat", take=take)
    assert gateway.requests == []


def test_a_take_and_again_exclude_each_other(fresh):
    with pytest.raises(errors.OptionError, match="exclude each other") as caught:
        fresh().generate("a cat", take=2, again=True)
    assert "--take K" in caught.value.hint


def test_who_leaves_another_take_is_told_how_to_go_on(fresh, gateway):
    go_on = threading.Event()
    session = fresh()
    session.generate("a cat")
    gateway.script = then(waiting(go_on), Colours())
    gateway.arrived.clear()
    job = session.submit("a cat", again=True)
    assert gateway.arrived.wait(DEADLINE)

    with pytest.raises(errors.Interrupted) as caught:
        job.result(watch=interrupt)
    assert "--take 2 instead of --again to go on waiting" in caught.value._render_traceback_()[2]
    waits = session.submit("a cat", take=2)
    deadline = time.monotonic() + DEADLINE
    while waits.number is None:
        assert time.monotonic() < deadline
        time.sleep(0.01)
    go_on.set()
    assert waits.result(timeout=DEADLINE).number == 2
    assert waits.remarks == ("joined @2 · no new call",)
    assert len(gateway.requests) == 2


# -- what is never replayed -----------------------------------------------------------


def test_a_failure_is_never_replayed(fresh, gateway):
    gateway.script = answer(choice({"content": "No."}))
    with pytest.raises(errors.NoPicture):
        fresh().generate("a cat")
    gateway.script = Colours()
    assert fresh().generate("a cat").number == 2


def test_a_picture_whose_file_is_gone_is_not_paid_for_again(fresh, gateway):
    made = fresh().generate("a cat")
    away = made.picture.path.with_suffix(".away")
    shutil.move(made.picture.path, away)
    with pytest.raises(errors.LibraryError, match="file is missing") as caught:
        fresh().generate("a cat")
    assert str(made.picture.path) in caught.value.said
    assert "--again" in caught.value.hint
    assert len(gateway.requests) == 1
    shutil.move(away, made.picture.path)
    assert fresh().generate("a cat").number == 1
    assert len(gateway.requests) == 1


def test_a_sketch_never_stands_in_for_a_real_picture(fresh, gateway):
    fresh(url="offline").generate("a cat")
    assert not fresh().generate("a cat").is_sketch
    assert len(gateway.requests) == 1


def test_a_real_picture_stands_in_where_nobody_chose_a_gateway(fresh, gateway):
    with serving() as other:
        sketch = fresh(url=None).generate("a cat")
        first = fresh(other.url).generate("a cat")
        fresh().generate("a cat")
        session = fresh(url=None)
        job = session.submit("a cat")
        assert job.result(timeout=DEADLINE).number == first.number == 2
        assert job.remarks == (
            "replayed from @2, a real picture instead of a sketch · $0 · --again for a new take",
        )
        assert fresh(url="offline").generate("a cat").number == sketch.number
        assert fresh(url=None, IMAGEGEN_GATEWAY="offline").generate("a cat").is_sketch
        assert session.generate("a cat", again=True).take == 2
        assert (len(gateway.requests), len(other.requests)) == (1, 1)


def test_a_real_picture_of_a_model_that_sketches_lack_stands_in_too(fresh, gateway):
    real = fresh().generate("a cat", model="some/model")
    assert fresh(url=None).generate("a cat", model="some/model").number == real.number
    with pytest.raises(errors.OptionError, match="no model"):
        fresh(url=None).generate("a dog", model="some/model")


# -- replay = off | only --------------------------------------------------------------


def test_off_is_a_new_take_each_time_unless_one_is_named(fresh, gateway):
    session = fresh(IMAGEGEN_REPLAY="off")
    assert [session.generate("a cat").take for _ in range(3)] == [1, 2, 3]
    assert session.generate("a cat", take=2).number == 2
    assert len(gateway.requests) == 3


def test_only_never_sends(fresh, gateway):
    cat = fresh().generate("a cat")
    session = fresh(IMAGEGEN_REPLAY="only")
    job = session.submit("a cat")
    assert job.result(timeout=DEADLINE).number == cat.number
    assert job.remarks == ("replayed from @1 · $0",)
    for asked in ({"prompt": "a dog"}, {"prompt": "a cat", "take": 2}, {"prompt": "", "raw": True}):
        with pytest.raises(errors.ImagegenError):
            session.generate(**asked)
    with pytest.raises(errors.NotStored, match="never sends") as caught:
        session.generate("a dog")
    assert "ImageGen.replay" in caught.value.hint
    with pytest.raises(errors.NotStored):
        session.look_up(session.plan(Brief(template="a dog")))
    with pytest.raises(errors.OptionError, match="never sends"):
        session.generate("a cat", again=True)
    assert len(gateway.requests) == 1
    assert session.library.count() == 1


def test_only_never_sends_to_the_offline_gateway_either(fresh):
    with pytest.raises(errors.NotStored):
        fresh(url=None, IMAGEGEN_REPLAY="only").generate("a cat")


def test_only_waits_for_what_another_kernel_has_sent(fresh, gateway):
    go_on = threading.Event()
    gateway.script = then(waiting(go_on), Colours())
    first = fresh().submit("a cat")
    assert gateway.arrived.wait(DEADLINE)
    second = fresh(IMAGEGEN_REPLAY="only").submit("a cat")
    go_on.set()
    assert second.result(timeout=DEADLINE).number == first.result(timeout=DEADLINE).number == 1
    assert len(gateway.requests) == 1


def test_a_replay_needs_no_key(fresh, gateway, tmp_path):
    (tmp_path / "c.toml").write_text(
        f'gateway = "mine"\n[gateways.mine]\nbase_url = "{gateway.url}"\nkey_env = "MINE"\n'
    )
    fresh(url=None, MINE="a-key-of-mine").generate("a cat")
    gateway.close()
    assert fresh(url=None).generate("a cat").number == 1


@pytest.mark.parametrize("value", ["yes", "true", "ON"])
def test_another_value_is_refused(fresh, value):
    with pytest.raises(errors.SettingError, match="replay"):
        fresh(IMAGEGEN_REPLAY=value).generate("a cat")


# -- what came and could not be filed -------------------------------------------------


@pytest.mark.thorough
def test_what_is_held_is_filed_when_it_is_asked_for_again(fresh, gateway):
    session = fresh()
    session.library.lease = 0.2
    session.library.count()
    library = session.library.folder
    aside = (library / "pictures").rename(library / "aside")
    (library / "pictures").write_text("in the way")
    for _ in range(2):
        with pytest.raises(errors.LibraryError, match="can't be filed") as caught:
            session.generate("a cat")
        assert len(caught.value.pictures) == 1
        time.sleep(0.3)
    (library / "pictures").unlink()
    aside.rename(library / "pictures")
    assert session.generate("a cat").number == 1
    assert fresh().generate("a cat").number == 1
    assert len(gateway.requests) == 1


# -- in a coroutine -------------------------------------------------------------------


@pytest.mark.thorough
def test_a_job_can_be_awaited_and_who_awaits_can_leave(fresh, gateway):
    go_on = threading.Event()
    gateway.script = then(waiting(go_on), Colours())
    session = fresh()
    job = session.submit("a cat")

    async def leave_then_stay():
        with pytest.raises(asyncio.TimeoutError):
            await asyncio.wait_for(job, timeout=0.2)
        go_on.set()
        return await job

    assert asyncio.run(leave_then_stay()).number == 1
    assert len(gateway.requests) == 1


def test_a_job_is_an_input(fresh, gateway):
    session = fresh()
    job = session.submit("a cat")
    night = session.generate("night", inputs=[job])
    assert [parent.number for parent in night.parents] == [1]
    assert session.generate("night {it}", it=session.submit("a cat")).prompt == "night image 1"
