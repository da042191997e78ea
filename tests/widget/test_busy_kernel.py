"""The panel in a real kernel whose main thread is busy with a cell, of the user's or of ours."""

from __future__ import annotations

import threading
import time

import fronts
import ipykernel
import pytest
from fronts import PAGE, heard, tell

import kernels
from conditions import until
from kernels import DEADLINE
from scripted import answer, data_url, picture, serving, success, then, waiting

pytestmark = pytest.mark.kernel

WIDGET = "application/vnd.jupyter.widget-view+json"
BUSY = 100  # seconds that a cell of the user's sleeps, and that no click may wait for
AT_ONCE = 20  # generous: half a second was measured, on machines that do other things meanwhile
COMPOSED = {"view": "v", **fronts.COMPOSED}


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
    if ipykernel.version_info < (7,):
        pytest.skip("this ipykernel has no subshells")
    name = on_control(kernel, "create_subshell_request")["subshell_id"]
    yield name
    on_control(kernel, "delete_subshell_request", subshell_id=name)


@pytest.fixture
def hanging(gateway):
    """The gateway answers when it is told to."""
    go_on = threading.Event()
    gateway.script = then(waiting(go_on), answer(success(data_url(picture()))))
    yield go_on
    go_on.set()
    gateway.reset()


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

    found = ask("groups", kind="groups", view="v", id=1, **PAGE | {"query": "frog"})
    assert found["count"] >= 1
    pages = [{"group": found["groups"][-1]["key"], "start": 0}]
    page = {"query": "frog", "pages": pages, "count": 60}
    [came] = ask("entries", kind="entries", view="v", id=5, **page)["pages"]
    assert came["entries"][-1]["number"] == 1
    ask("picked", kind="pick", view="v", id=2, picked=["@1"])
    ask("marked", kind="rate", view="v", id=3, numbers=[1], rating=4)
    composed = {**COMPOSED, "template": f"a cat that doesn't wait {time.monotonic()}"}
    assert ask("plan", kind="compose", **composed)["fine"]
    began = time.monotonic()
    tell(kernel, panel, {"kind": "generate", "id": 4, "confirmed": 0, **composed}, subshell)
    prompt = composed["template"].encode()  # the cell's own request may come meanwhile
    until(lambda: any(prompt in asked[1] for asked in list(gateway.requests)))
    took["generate"] = time.monotonic() - began
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
    tell(kernel, panel, {"kind": "groups", "view": "v", "id": 1, **PAGE}, closed)
    heard(kernel, "groups", AT_ONCE)
    on_control(kernel, "delete_subshell_request", subshell_id=closed)
    tell(kernel, panel, {"kind": "groups", "view": "w", "id": 1, **PAGE}, subshell)
    found, *_ = heard(kernel, "groups", AT_ONCE)
    assert found["view"] == "w"


OURS = [
    "%%imagegen night --again\nthe same at night",
    "ig.generate('the same at night', again=True)",
]


@pytest.mark.parametrize("code", OURS, ids=["cell", "Python"])
def test_a_cell_of_ours_keeps_no_click_waiting(kernel, panel, gateway, hanging, code):
    cell = begin(kernel, code)
    until(lambda: gateway.requests)
    took = click_through(kernel, panel, gateway)
    assert max(took.values()) < AT_ONCE, took
    hanging.set()
    assert kernel.reply_to(cell)["status"] == "ok"
    # What was asked in the panel comes, too.
    until(lambda: kernel.value("len(ig.history('wait is:done', limit=1))") == "1")


def test_a_cell_of_ours_keeps_no_click_waiting_that_has_a_thread(
    kernel, panel, subshell, gateway, hanging
):
    cell = begin(kernel, "%%imagegen --again\na {red|blue} boat")
    until(lambda: gateway.requests)
    took = click_through(kernel, panel, gateway, subshell)
    assert max(took.values()) < AT_ONCE, took
    hanging.set()
    assert kernel.reply_to(cell)["status"] == "ok"


def test_the_panel_says_when_clicks_wait_for_a_cell_of_the_user_s(kernel, panel):
    tell(kernel, panel, {"kind": "hello"})  # of a front end without subshells
    heard(kernel, "hello")
    cell = begin(kernel, f"time.sleep({BUSY})")
    wait_for_status(kernel, panel, waits=True)
    kernel.manager.interrupt_kernel()
    assert kernel.reply_to(cell)["ename"] == "KeyboardInterrupt"
    wait_for_status(kernel, panel, waits=False)


def wait_for_status(kernel, panel, waits):
    """Wait until the panel's status says whether clicks wait."""
    deadline = time.monotonic() + DEADLINE
    while time.monotonic() < deadline:
        content = kernel.client.get_iopub_msg(timeout=DEADLINE)["content"]
        status = content.get("data", {}).get("state", {}).get("_status", {})
        if content.get("comm_id") == panel and status.get("waits") is waits:
            return
    raise AssertionError("it is not said")


def test_an_upload_and_the_end_of_each_click_are_told_while_a_cell_of_ours_waits(
    kernel, panel, gateway, hanging
):
    cell = begin(kernel, OURS[0])
    data = picture(colour="#108040")
    upload = {
        "view": "v",
        "id": 1,
        "name": "green.png",
        "total": len(data),
        "mask": False,
        "start": 0,
    }
    click = tell(kernel, panel, {"kind": "upload", **upload}, buffers=[data])
    _, _, others = heard(kernel, "uploaded", AT_ONCE)
    while not any(is_idle(other, click) for other in others):
        others.append(kernel.client.get_iopub_msg(timeout=AT_ONCE))
    hanging.set()
    assert kernel.reply_to(cell)["status"] == "ok"


def is_idle(message, click):
    told = message["content"].get("execution_state"), message["parent_header"].get("msg_id")
    return told == ("idle", click)


def test_cells_and_other_widgets_keep_their_turn(kernel, panel, gateway, hanging):
    kernel.run("order = []; import ipywidgets; other = ipywidgets.IntText()")
    kernel.run("other.observe(lambda change: order.append('other'), 'value')")
    other = kernel.value("other.model_id").strip("'")
    cells = [begin(kernel, f"{OURS[1]}; order.append('ours')")]
    change = {"comm_id": other, "data": {"method": "update", "state": {"value": 7}}}
    kernel.client.shell_channel.send(kernel.client.session.msg("comm_msg", change))
    for number, code in enumerate(
        ("order.append('a')", "order.append('b'); 1/0", "order.append(3)")
    ):
        cells.append(kernel.client.execute(code, allow_stdin=False))
        tell(kernel, panel, {"kind": "groups", "view": "v", "id": number, **PAGE})
        heard(kernel, "groups", AT_ONCE)
    hanging.set()
    replies = replies_to(kernel, cells)
    assert [replies[cell] for cell in cells] == ["ok", "ok", "error", "aborted"]
    assert list(replies) == cells  # in this order
    order = kernel.value("[step for step in order if step != 'other'], order.count('other')")
    assert order == "(['ours', 'a', 'b'], 1)"
    assert kernel.value("order[0]") == "'ours'"


def test_an_interrupt_keeps_the_cells_behind_from_running(kernel, panel, gateway, hanging):
    cells = [begin(kernel, OURS[0]), kernel.client.execute("behind = True", allow_stdin=False)]
    until(lambda: gateway.requests)
    tell(kernel, panel, {"kind": "groups", "view": "v", "id": 1, **PAGE})
    heard(kernel, "groups", AT_ONCE)
    kernel.manager.interrupt_kernel()
    assert list(replies_to(kernel, cells).values()) == ["error", "aborted"]
    assert kernel.value("'behind' in globals()") == "False"


def replies_to(kernel, cells):
    """Return how each of these cells ended, in the order of the replies."""
    replies = {}
    deadline = time.monotonic() + DEADLINE
    while len(replies) < len(cells) and time.monotonic() < deadline:
        reply = kernel.client.get_shell_msg(timeout=DEADLINE)
        if reply["parent_header"]["msg_id"] in cells:
            replies[reply["parent_header"]["msg_id"]] = reply["content"]["status"]
    return replies
