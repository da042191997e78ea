"""The panel in a real kernel, by the protocol alone: busy cells, threads, and output."""

from __future__ import annotations

import time

import pytest
from fronts import COMPOSED, PAGE, heard, tell

import kernels
from kernels import DEADLINE

pytestmark = pytest.mark.kernel

WIDGET = "application/vnd.jupyter.widget-view+json"


@pytest.fixture(scope="module")
def kernel(tmp_path_factory):
    with kernels.kernel(tmp_path_factory.mktemp("panel")) as made:
        yield made


@pytest.fixture(scope="module")
def panel(kernel):
    _, outputs = kernel.run("%imagegen panel")
    [shown] = [output["data"] for output in outputs if WIDGET in output.get("data", {})]
    assert shown["text/plain"] == "<Panel: run this cell to open it>"
    return shown[WIDGET]["model_id"]


def test_the_panel_answers_and_sends_pixels_as_buffers(kernel, panel):
    kernel.run("%%imagegen frog\na small green frog")
    tell(kernel, panel, {"kind": "groups", "view": "v", "id": 1, **PAGE})
    key = heard(kernel, "groups")[0]["groups"][0]["key"]
    page = {"query": "", "pages": [{"group": key, "start": 0}], "count": 10}
    tell(kernel, panel, {"kind": "entries", "view": "v", "id": 2, **page})
    found, message, _ = heard(kernel, "entries")
    assert message["buffers"] == []
    digest = found["pages"][0]["entries"][0]["pictures"][0]["hash"]
    tell(kernel, panel, {"kind": "picture", "hash": digest, "size": "full"})
    found, message, _ = heard(kernel, "picture")
    assert bytes(message["buffers"][0])[:2] in (b"\xff\xd8", b"\x89P")
    assert "data" not in found


def test_a_busy_kernel_answers_later_and_prints_nothing_anywhere(kernel, panel):
    busy = kernel.client.execute("import time; time.sleep(1.5); print('mine')", allow_stdin=False)
    content = {**COMPOSED, "template": "a cat from a busy kernel", "confirmed": 0}
    tell(kernel, panel, {"kind": "generate", "view": "v", "id": 1, **content})
    _, _, others = heard(kernel, "accepted")
    assert kernel.reply_to(busy)["status"] == "ok"
    printed = [m["content"]["text"] for m in others if m["msg_type"] == "stream"]
    assert set(printed) <= {"mine\n"}
    assert not [m for m in others if m["msg_type"] in ("error", "display_data")]
    deadline = time.monotonic() + DEADLINE
    found = ""
    while "busy kernel" not in found and time.monotonic() < deadline:
        found = kernel.value("__import__('ipyimagegen').history(limit=1)")
    assert "busy kernel" in found


def test_a_result_from_a_worker_reaches_a_cell_that_is_busy(kernel, panel):
    """Traits and messages are sent from the loop thread while the main thread sleeps."""
    cell = (
        "import time, ipyimagegen as ig\n"
        "from ipyimagegen.session import current_session\n"
        "job = current_session().submit('a dog from a worker')\n"
        "time.sleep(60)\n"
    )
    busy = kernel.client.execute(cell, allow_stdin=False)
    told = []
    while not any("a dog" in str(m["content"]) and m["msg_type"] == "comm_msg" for m in told):
        told.append(kernel.client.get_iopub_msg(timeout=DEADLINE))

    def is_over():
        ended = [m for m in told if m["content"].get("execution_state") == "idle"]
        return busy in [m["parent_header"].get("msg_id") for m in ended]

    assert not is_over()
    kernel.manager.interrupt_kernel()
    assert kernel.reply_to(busy)["ename"] == "KeyboardInterrupt"
    while not is_over():
        told.append(kernel.client.get_iopub_msg(timeout=DEADLINE))


def test_malformed_messages_are_nothing_to_the_user(kernel, panel):
    for content in (None, {"kind": "launch"}, {"kind": "generate", "template": "x"}):
        tell(kernel, panel, content)
    tell(kernel, panel, {"kind": "groups", "view": "w", "id": 1, **PAGE})
    _, _, others = heard(kernel, "groups")
    assert not [m for m in others if m["msg_type"] in ("error", "display_data")]


def test_picked_can_be_set_by_an_unattended_notebook(kernel, panel):
    kernel.run("%%imagegen frog\na small green frog")
    kernel.run("import ipyimagegen as ig\nseen = []")
    kernel.run(
        "panel = ig.panel()\npanel.observe(lambda change: seen.append(change.new), 'picked')"
    )
    kernel.run("panel.picked = [frog]")
    reply, _ = kernel.run("%%imagegen night -i @picked\nMake it night")
    assert reply["status"] == "ok"
    assert kernel.value("[parent.number for parent in night.parents] == [frog.number]") == "True"
    assert kernel.value("seen == [[frog.ref]]") == "True"
    _, outputs = kernel.run("panel.picked = ['@999']")
    [error] = [output for output in outputs if output["type"] == "error"]
    assert error["ename"] == "UnknownReference"
    assert kernel.value("panel.picked == [frog.ref]") == "True"
