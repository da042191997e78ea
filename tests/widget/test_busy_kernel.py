"""The panel in a real kernel whose main thread is busy with a cell, of the user's or of ours."""

from __future__ import annotations

import time

import pytest
from fronts import heard, tell, until

import kernels
from kernels import DEADLINE
from scripted import serving

pytestmark = pytest.mark.kernel

WIDGET = "application/vnd.jupyter.widget-view+json"
BUSY = 20  # seconds that a cell of the user's sleeps, and that no click may wait for
AT_ONCE = 5  # generous: half a second was measured, on machines that do other things meanwhile
COMPOSED = {"view": "v", "model": "", "aspect": "", "inputs": []}


@pytest.fixture(scope="module")
def gateway():
    with serving() as scripted:
        yield scripted


@pytest.fixture(scope="module")
def kernel(tmp_path_factory, gateway):
    folder = tmp_path_factory.mktemp("busy")
    variables = {"IMAGEGEN_BASE_URL": gateway.url, "IMAGEGEN_API_KEY": "sk-of-this-test"}
    with kernels.kernel(folder, **variables) as made:
        made.run("%%imagegen frog\na small green frog")
        made.run("import time, ipyimagegen as ig")
        yield made


@pytest.fixture
def panel(kernel):
    """A panel that was just opened: no front end has told it anything."""
    _, outputs = kernel.run("panel = ig.panel(); panel")
    [shown] = [output["data"] for output in outputs if WIDGET in output.get("data", {})]
    yield shown[WIDGET]["model_id"]
    kernel.run("panel.close()")


@pytest.fixture
def subshell(kernel):
    """A thread of the kernel's own for messages, as JupyterLab makes one."""
    name = on_control(kernel, "create_subshell_request")["subshell_id"]
    yield name
    on_control(kernel, "delete_subshell_request", subshell_id=name)


def on_control(kernel, kind, **content):
    message = kernel.client.session.msg(kind, content)
    kernel.client.control_channel.send(message)
    reply = kernel.client.control_channel.get_msg(timeout=DEADLINE)["content"]
    assert reply["status"] == "ok", reply
    return reply


def begin(kernel, code):
    """Run a cell, and return when it has begun."""
    cell = kernel.client.execute(code, allow_stdin=False)
    deadline = time.monotonic() + DEADLINE
    while time.monotonic() < deadline:
        message = kernel.client.get_iopub_msg(timeout=DEADLINE)
        if message["msg_type"] == "execute_input" and message["parent_header"]["msg_id"] == cell:
            return cell
    raise AssertionError("it doesn't begin")


def click_through(kernel, panel, gateway, subshell=None):
    """Look, search, pick, mark and generate, one after the other; return how long each took."""
    took = {}

    def ask(answered, **content):
        began = time.monotonic()
        tell(kernel, panel, content, subshell)
        found, *_ = heard(kernel, answered, AT_ONCE)
        took[content["kind"]] = time.monotonic() - began
        return found

    found = ask("entries", kind="entries", view="v", query="", start=0, count=10)
    assert found["entries"][-1]["number"] == 1
    assert ask("found", kind="search", view="v", id=1, query="frog")["count"] >= 1
    ask("picked", kind="pick", view="v", id=2, picked=["@1"])
    ask("marked", kind="rate", view="v", id=3, numbers=[1], rating=4)
    composed = {**COMPOSED, "template": f"a cat that doesn't wait {time.monotonic()}"}
    assert ask("plan", kind="compose", **composed)["fine"]
    sent = len(gateway.requests)
    began = time.monotonic()
    tell(kernel, panel, {"kind": "generate", "id": 4, **composed}, subshell)
    until(lambda: len(gateway.requests) > sent)
    took["generate"] = time.monotonic() - began
    assert b"a cat that doesn't wait" in gateway.requests[-1][1]
    return took


@pytest.mark.parametrize(
    "code",
    [
        f"time.sleep({BUSY})",
        f"panel.picked = [frog]; panel.picked = []; time.sleep({BUSY})",
        f"end = time.monotonic() + {BUSY}\nwhile time.monotonic() < end: pass",
    ],
    ids=["sleeps", "tells the panel something and sleeps", "counts"],
)
def test_a_cell_of_the_user_s_keeps_no_click_waiting(kernel, panel, subshell, gateway, code):
    cell = begin(kernel, code)
    took = click_through(kernel, panel, gateway, subshell)
    assert max(took.values()) < AT_ONCE, took
    kernel.manager.interrupt_kernel()
    reply = kernel.reply_to(cell)
    assert reply["ename"] == "KeyboardInterrupt"  # it was still running


def test_a_page_that_is_closed_takes_no_other_page_s_thread_along(kernel, panel, subshell):
    closed = on_control(kernel, "create_subshell_request")["subshell_id"]
    tell(kernel, panel, {"kind": "search", "view": "v", "id": 1, "query": ""}, closed)
    heard(kernel, "found", AT_ONCE)
    on_control(kernel, "delete_subshell_request", subshell_id=closed)
    tell(kernel, panel, {"kind": "search", "view": "w", "id": 1, "query": ""}, subshell)
    found, *_ = heard(kernel, "found", AT_ONCE)
    assert found["view"] == "w"
