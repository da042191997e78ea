"""Interrupting, joining, hanging up, a second kernel, and a disk that refuses: paid once."""

from __future__ import annotations

import time

import pytest

import kernels
from kernels import going_on_when, images_of, plain
from scripted import answer, choice, data_url, holding, picture, serving, success, then, waiting

pytestmark = pytest.mark.kernel

DEADLINE = kernels.DEADLINE
GOOD = success(data_url(picture()))
KEY = "sk-of-this-test-0123456789"


@pytest.fixture(scope="module")
def server():
    with serving() as scripted:
        yield scripted


@pytest.fixture
def gateway(server):
    """A gateway that answers when `go_on` is set."""
    with holding(server, answer(GOOD)) as held:
        yield held


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("interrupt")


@pytest.fixture(scope="module")
def kernel_of_all(folder):
    with kernels.kernel(folder, IMAGEGEN_API_KEY=KEY) as kernel:
        yield kernel


@pytest.fixture
def kernel(kernel_of_all, gateway):
    kernel_of_all.run(f"%imagegen use {gateway.url}")
    return kernel_of_all


def interrupted(kernel, gateway, cell):
    """Run a cell, interrupt it once its request has arrived, and return the reply."""
    message = kernel.client.execute(cell, allow_stdin=False)
    assert gateway.arrived.wait(DEADLINE)
    kernel.manager.interrupt_kernel()
    return kernel.reply_to(message)


def number_in(reply):
    return reply["traceback"][1].rsplit("@", 1)[1]


def shown(kernel, number):
    """Wait until a generation has its picture, and return the outputs."""
    deadline = time.monotonic() + DEADLINE
    while time.monotonic() < deadline:
        _, outputs = kernel.run(f"%imagegen show @{number}")
        if images_of(outputs):
            return outputs
    raise AssertionError("no picture came")


def text_of(outputs):
    return "".join(output.get("text", "") for output in outputs)


def error_of(outputs):
    [error] = [output for output in outputs if output["type"] == "error"]
    return error


def test_interrupt_gives_the_prompt_back_and_keeps_the_picture(kernel, gateway):
    message = kernel.client.execute("%%imagegen\na slow cat", allow_stdin=False)
    queued = kernel.client.execute("queued = True", allow_stdin=False)
    assert gateway.arrived.wait(DEADLINE)
    began = time.monotonic()
    kernel.manager.interrupt_kernel()
    reply = kernel.reply_to(message)
    waited = time.monotonic() - began
    assert (reply["status"], reply["ename"]) == ("error", "Interrupted")
    assert len(reply["traceback"]) <= 3
    assert waited < 5  # the bar of 100 ms is the benchmark's: a test only says it did not hang
    assert kernel.reply_to(queued)["status"] == "aborted"
    gateway.go_on.set()
    shown(kernel, number_in(reply))
    assert len(gateway.requests) == 1


def test_the_same_cell_run_again_joins(kernel, gateway):
    reply = interrupted(kernel, gateway, "%%imagegen\na joined cat")
    message = kernel.client.execute("%%imagegen again\na joined cat", allow_stdin=False)
    time.sleep(0.2)
    gateway.go_on.set()
    assert kernel.reply_to(message)["status"] == "ok"
    assert kernel.value("again.number") == number_in(reply)
    assert len(gateway.requests) == 1


def test_joining_is_said(kernel, gateway):
    number = number_in(interrupted(kernel, gateway, "%%imagegen\na told cat"))
    told = going_on_when("nano-banana · ", gateway)
    _, outputs = kernel.run("%%imagegen\na told cat", answer="", told=told)
    assert f"joined @{number} · no new call" in plain(outputs)
    assert len(images_of(outputs)) == 1


def test_another_prompt_does_not_join(kernel, gateway):
    interrupted(kernel, gateway, "%%imagegen\nfirst cat")
    gateway.go_on.set()
    kernel.run("%%imagegen\nsecond cat")
    assert len(gateway.requests) == 2


def test_cancel_hangs_up_and_the_row_tells(kernel, gateway):
    number = number_in(interrupted(kernel, gateway, "%%imagegen\na cat to cancel"))
    _, outputs = kernel.run("%imagegen status")
    assert f"under way: @{number}" in text_of(outputs)
    _, outputs = kernel.run("%imagegen cancel @999")
    assert "@999 is not under way" in text_of(outputs)
    _, outputs = kernel.run("%imagegen cancel")
    assert f"Hung up on @{number}" in text_of(outputs)
    assert "billed" in text_of(outputs)
    gateway.go_on.set()
    gateway.wait_until_closed()
    assert "failed: Cancelled" in kernel.value(f"__import__('ipyimagegen').get('@{number}')")
    _, outputs = kernel.run("%imagegen cancel")
    assert "Nothing is under way" in text_of(outputs)
    kernel.run("%%imagegen\na cat to cancel")
    assert len(gateway.requests) == 2


def test_an_interrupt_may_hang_up(kernel, gateway):
    kernel.run("%config ImageGen.on_interrupt = 'hang_up'")
    try:
        reply = interrupted(kernel, gateway, "%%imagegen\na cat to hang up on")
    finally:
        kernel.run("%config ImageGen.on_interrupt = None")
    assert "hung up on @" in reply["traceback"][0]
    gateway.go_on.set()
    gateway.wait_until_closed()
    _, outputs = kernel.run("%imagegen status")
    assert "under way" not in text_of(outputs)


def test_python_is_interrupted_like_a_cell(kernel, gateway):
    kernel.run("import ipyimagegen as ig")
    reply = interrupted(kernel, gateway, "ig.generate('a cat from Python')")
    assert reply["ename"] == "Interrupted"
    assert len(reply["traceback"]) <= 3
    gateway.go_on.set()
    shown(kernel, number_in(reply))


def test_a_failure_after_an_interrupt_is_told_by_show(kernel, gateway):
    gateway.script = then(waiting(gateway.go_on), answer(choice({"content": "No cats."})))
    number = number_in(interrupted(kernel, gateway, "%%imagegen\na refused cat"))
    gateway.go_on.set()
    gateway.wait_until_closed()
    deadline = time.monotonic() + DEADLINE
    told = ""
    while "No cats." not in told and time.monotonic() < deadline:
        _, outputs = kernel.run(f"%imagegen show @{number}")
        told = text_of(outputs)
    assert told.startswith("NoPicture: no picture; the model answered in words: No cats.")


def test_unloading_keeps_what_is_under_way(kernel, gateway):
    number = number_in(interrupted(kernel, gateway, "%%imagegen\na kept cat"))
    _, outputs = kernel.run("%unload_ext ipyimagegen")
    assert "1 under way" in text_of(outputs)
    gateway.go_on.set()
    kernel.run("%load_ext ipyimagegen")
    shown(kernel, number)
    assert len(gateway.requests) == 1


def test_a_second_kernel_waits_instead_of_paying(kernel, gateway, tmp_path):
    library = str(kernel.folder / "library")
    with kernels.kernel(tmp_path / "second", IMAGEGEN_API_KEY=KEY, IMAGEGEN_LIBRARY=library) as two:
        two.run(f"%imagegen use {gateway.url}")
        first = kernel.client.execute("%%imagegen mine\na shared cat", allow_stdin=False)
        assert gateway.arrived.wait(DEADLINE)
        told = going_on_when("waits for @", gateway)
        _, outputs = two.run("%%imagegen theirs\na shared cat", answer="", told=told)
        assert "no new call" in plain(outputs)
        assert len(images_of(outputs)) == 1
        assert kernel.reply_to(first)["status"] == "ok"
        assert two.value("theirs.number") == kernel.value("mine.number")
    assert len(gateway.requests) == 1


def test_a_disk_that_refuses_shows_and_holds_the_picture(kernel, gateway):
    pictures = kernel.folder / "library" / "pictures"
    aside = pictures.rename(kernel.folder / "aside")
    pictures.write_text("in the way")
    gateway.script = answer(success(data_url(picture(colour="#a01020"))))
    _, outputs = kernel.run("%%imagegen held\na cat for a full disk")
    assert len(images_of(outputs)) == 1
    error = error_of(outputs)
    assert error["ename"] == "LibraryError"
    assert len(error["traceback"]) <= 4
    told = "\n".join(error["traceback"])
    assert "held in memory" in told
    number = told.partition("show @")[2].partition(" ")[0]
    pictures.unlink()
    aside.rename(pictures)
    _, outputs = kernel.run(f"%imagegen show @{number}")
    assert len(images_of(outputs)) == 1
    assert kernel.value(f"__import__('ipyimagegen').get('@{number}').status") == "'done'"
    assert len(gateway.requests) == 1


def test_a_library_that_cannot_be_written_sends_nothing(kernel, gateway, tmp_path):
    (tmp_path / "file").write_text("in the way")
    kernel.run(f"%config ImageGen.library = '{tmp_path / 'file'}'")
    _, outputs = kernel.run("%%imagegen\na cat")
    kernel.run("%config ImageGen.library = None")
    assert error_of(outputs)["ename"] == "LibraryError"
    assert gateway.requests == []
