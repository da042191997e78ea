"""A task in a gateway's queue: never paid twice, asked for free, filed under its own number."""

from __future__ import annotations

import io
import json
import shutil
import threading

import pytest
from PIL import Image

from conditions import DEADLINE, until
from ipyimagegen import errors
from ipyimagegen.gateway.failures import Response
from ipyimagegen.gateway.replies import read_reply
from ipyimagegen.gateways import Secret
from ipyimagegen.library import Library
from ipyimagegen.notebook.commands import COMMANDS, Invocation
from ipyimagegen.notebook.dry_run import plan_text, request_text
from ipyimagegen.session import Brief, Session
from scripted import answer, data_url, failing, picture, serving, success, then
from scripted import waiting as held_until
from slow import slow as slow_library

KEY = "sk-of-this-test-0123456789"
WAITING = {"id": "task_01JX9", "status": "queued"}


def waiting(**more):
    return answer(json.dumps(WAITING | more).encode(), 202)


@pytest.fixture
def gateway():
    with serving() as scripted:
        scripted.script = waiting(polling_url="/v1/tasks/task_01JX9")
        scripted.listing = waiting(status="processing")
        yield scripted


@pytest.fixture
def session(session, gateway):
    session.settings.use(gateway.url, Secret(KEY))
    return session


@pytest.fixture
def queued(session):
    """The generation of a request that became a task."""
    with pytest.raises(errors.Queued) as caught:
        session.generate("a cat")
    assert "%imagegen show @1" in caught.value.hint
    return session.get("@1")


def show(session, reference="@1"):
    return COMMANDS["show"].run(Invocation(session, [reference], {}))


def test_id_state_and_body_are_kept(session, queued):
    task = {"id": "task_01JX9", "state": "queued"}
    assert {name: queued.task[name] for name in task} == task
    assert repr(queued) == "<Generation @1: nano-banana, in the gateway's queue>"
    assert "in a queue" in repr(session.history())
    with pytest.raises(errors.UnknownReference) as caught:
        session.edit("@1", "with a hat")
    assert "waits in the gateway's queue" in str(caught.value)
    body = (session.library.folder / "replies" / "1.body").read_bytes()
    assert json.loads(body)["id"] == "task_01JX9"


def test_show_asks_once_with_the_key_and_tells_the_state(session, gateway, queued, capsys):
    shown = show(session)
    assert shown.task["state"] == "processing"
    assert "task task_01JX9: processing" in capsys.readouterr().out
    [head] = gateway.asked
    assert head.startswith(b"GET /v1/tasks/task_01JX9 ")
    assert f"Bearer {KEY}".encode() in head
    assert len(gateway.requests) == 1
    assert len(list((session.library.folder / "replies").iterdir())) == 1


def test_a_picture_that_is_ready_is_filed_under_its_number_and_replayed(session, gateway, queued):
    gateway.listing = answer(success(data_url(picture()), usage={"cost": 0.04}))
    done = show(session)
    assert (done.number, done.status, done.cost, done.error) == (1, "done", 0.04, None)
    assert Image.open(io.BytesIO(done.picture.bytes)).size == (64, 48)
    assert session.generate("a cat").number == 1
    assert (len(gateway.requests), len(gateway.asked)) == (1, 1)
    assert session.spending().cost == 0.04
    assert session.library.usual_seconds(gateway.url, "nano-banana", edits=False) is None


def test_the_same_call_again_asks_instead_of_paying(session, gateway, queued):
    with pytest.raises(errors.Queued) as caught:
        session.generate("a cat")
    assert "processing" in caught.value.said
    gateway.listing = answer(success(data_url(picture())))
    job = session.submit("a cat")
    assert job.result().number == 1
    assert job.remarks == ("joined @1 · no new call",)
    assert len(gateway.requests) == 1


@pytest.mark.parametrize("door", ["the call", "show"])
def test_a_picture_that_the_disk_refuses_is_not_asked_for_again(session, gateway, queued, door):
    gateway.listing = answer(success(data_url(picture())))
    filing = session.library.folder / "filing"
    shutil.rmtree(filing)
    filing.write_text("in the way")
    with pytest.raises(errors.LibraryError) as caught:
        session.generate("a cat")
    assert caught.value.pictures[0].bytes == picture()
    filing.unlink()
    gateway.listing = answer(failing(404, "no such task"), 404)  # given once
    made = session.generate("a cat") if door == "the call" else show(session)
    assert (made.number, made.picture.bytes) == (1, picture())
    assert len(gateway.requests) == 1


def test_without_an_address_only_again_pays_anew(session, gateway):
    gateway.script = waiting()
    for _ in range(2):
        with pytest.raises(errors.Queued):
            session.generate("a cat")
    with pytest.raises(errors.Queued) as caught:
        session.look_up(session.plan(Brief(template="a cat")))
        session.generate("a cat")
    assert caught.value.hint.startswith("Only --again")
    assert caught.value.said == "@1, task task_01JX9"
    assert len(gateway.requests) == 1
    gateway.script = answer(success(data_url(picture())))
    made = session.generate("a cat", again=True)
    assert (made.number, made.take) == (2, 1)
    assert session.generate("a cat").number == 2
    assert show(session).task is not None
    assert gateway.asked == []


def test_a_new_take_leaves_the_task_its_own(session, gateway, queued):
    gateway.script = answer(success(data_url(picture())))
    made = session.generate("a cat", again=True)
    assert (made.number, made.take) == (2, 2)
    gateway.listing = answer(success(data_url(picture(colour="red"))))
    assert session.generate("a cat").number == 1
    assert session.generate("a cat", take=2).number == 2
    assert len(gateway.requests) == 2


def test_an_address_elsewhere_is_never_asked(session, gateway):
    with serving() as other:
        gateway.script = waiting(polling_url=f"{other.url}/tasks/1")
        with pytest.raises(errors.Queued) as caught:
            session.generate("a cat")
        assert f"to be asked at {other.url}" in caught.value.said
        show(session)
        with pytest.raises(errors.Queued):
            session.generate("a cat")
        assert (other.asked, other.requests, gateway.asked) == ([], [], [])


def test_a_task_that_failed_ends_the_generation_and_may_be_sent_anew(session, gateway, queued):
    gateway.listing = answer(json.dumps({**WAITING, "status": "failed", "error": "broke"}).encode())
    failed = show(session)
    assert (failed.task, failed.error["kind"], failed.error["said"]) == (
        None,
        "GatewayFailed",
        "broke",
    )
    gateway.script = answer(success(data_url(picture())))
    assert session.generate("a cat").number == 2


@pytest.mark.thorough
def test_a_damaged_picture_ends_it_and_is_kept(session, gateway, queued):
    url = data_url(picture(size=(900, 900)))
    body = success(url[: len(url) // 4] + "@@", status="succeeded", id="t")
    gateway.listing = answer(body)
    ended = show(session)
    assert (ended.task, ended.error["kind"]) == (None, "NoPicture")
    assert "What came is kept" in ended.error["hint"]
    assert (session.library.folder / "replies" / "1-2.body").read_bytes() == body


def test_a_gateway_that_says_nothing_leaves_it_waiting(session, gateway, queued):
    for script in (answer(failing(404, "gone"), 404), answer(b"<html>", 200, "text/html")):
        gateway.listing = script
        assert show(session).task["address"].endswith("/v1/tasks/task_01JX9")
    assert len(gateway.requests) == 1


def test_an_older_answer_that_comes_later_takes_no_picture_away(session, gateway, queued):
    gateway.listing = answer(success(data_url(picture())))
    assert show(session).status == "done"
    session.library.fail(1, errors.Queued("the gateway put the request in a queue"))
    assert session.get("@1").status == "done"


def test_a_process_that_dies_while_it_files_the_picture_loses_nothing(session, queued):
    library = session.library
    [delivered] = read_reply(Response("x", 200), success(data_url(picture()))).pictures
    said = {"served_by": "", "text": "", "finish_reason": None, "usage": {}}
    said |= {"cost": None, "seconds": None}
    library.files.write_journal(1, {"pictures": [delivered.row], "said": said})
    library.files.write(delivered)
    assert Library(library.folder).get(1).status == "done"


def test_who_hangs_up_while_a_task_is_asked_for_pays_nothing(session, gateway, queued):
    go_on = threading.Event()
    gateway.listing = then(held_until(go_on), waiting(status="processing"))
    job = session.submit("a cat")
    until(lambda: gateway.asked)
    assert job.cancel()
    error = job.exception(DEADLINE)
    assert error.lines()[1:] == ["Asking is free.", "%imagegen show @1 asks again."]
    assert not error.maybe_billed
    go_on.set()
    assert session.get("@1").task["state"] == "queued"


@pytest.mark.parametrize("how", ["hang up", "close"])
def test_a_picture_that_a_task_brought_is_filed_whoever_hangs_up(session, gateway, queued, how):
    gateway.listing = answer(success(data_url(picture())))
    slow = Session(session.settings, library=slow_library("finish")(session.library.folder))
    job = slow.submit("a cat")
    assert slow.library.begun.wait(DEADLINE)
    end = slow.close if how == "close" else job.cancel
    ending = threading.Thread(target=end)
    ending.start()
    until(lambda: job.is_stopped or job.done())
    slow.library.go_on.set()
    ending.join(DEADLINE)
    assert session.get("@1").status == "done"
    assert not list(slow.scheduler.held)
    assert len(gateway.asked) == 1
    slow.close()


def test_another_kernel_asks_as_well(session, gateway, queued):
    other = Session(session.settings, library=Library(session.library.folder))
    gateway.listing = answer(success(data_url(picture())))
    assert other.generate("a cat").number == 1
    other.close()
    assert session.get("@1").status == "done"
    assert len(gateway.requests) == 1


def test_nothing_is_asked_where_nothing_may_be_sent(session, gateway, queued):
    session.settings.configured = {"replay": "only"}.get
    plan = session.plan(Brief(template="a cat"))
    with pytest.raises(errors.NotStored):
        session.look_up(plan)
    with pytest.raises(errors.NotStored):
        session.generate("a cat")
    assert gateway.asked == []


def dry(session, template):
    plan = session.look_up(session.plan(Brief(template=template)), sending=False)
    return plan_text(plan) if plan.dimensions else request_text(plan, plan.calls[0].request)


def test_a_dry_run_names_the_queue_and_joins_a_task_only_where_it_may_be_asked(session, queued):
    assert "0 calls would be: it would join @1, in the gateway's queue." in dry(session, "a cat")
    assert "cat: would join @1, in the gateway's queue" in dry(session, "a {cat|dog}")
    session.settings.configured = {"replay": "only"}.get
    assert "Nothing would be: replay = only" in dry(session, "a cat")
    assert "cat: not sent: replay = only" in dry(session, "a {cat|dog}")


def test_a_sweep_goes_on_beside_a_task(session, gateway):
    def script(connection):
        is_cat = b"a cat" in gateway.mine.body
        (waiting() if is_cat else answer(success(data_url(picture()))))(connection)

    gateway.script = script
    sweep = session.sweep("a {animal=cat|dog}")
    assert [type(outcome.error) for outcome in sweep.failed] == [errors.Queued]
    sweep = session.sweep("a {animal=cat|dog}")
    assert len(sweep.generations) == 1
    assert len(gateway.requests) == 2


def test_a_task_out_of_a_bundle_is_somebody_elses(session, gateway, queued, tmp_path):
    gateway.script = answer(success(data_url(picture())))
    dog = session.generate("a dog")
    bundle = session.export_bundle(tmp_path / "b.zip", session.get("@1"), dog)
    other = Session(session.settings, library=Library(tmp_path / "other"))
    other.import_bundle(bundle.path)
    imported = next(one for one in other.history() if one.prompt == "a cat")
    assert imported.task is None
    assert other.generate("a cat").status == "done"
    other.close()
    assert gateway.asked == []


def test_the_key_is_in_no_row_and_no_file(session, gateway, queued):
    gateway.listing = answer(json.dumps({**WAITING, "polling_url": f"/t?key={KEY}"}).encode())
    show(session)
    files = [path for path in session.library.folder.rglob("*") if path.is_file()]
    assert not [path for path in files if KEY.encode() in path.read_bytes()]
