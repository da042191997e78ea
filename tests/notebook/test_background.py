"""Background cells, in a real kernel: they end at once, and their pictures find their places."""

from __future__ import annotations

import threading
import time

import pytest

import kernels
from conditions import until
from ipyimagegen.notebook.background import InBackground
from ipyimagegen.notebook.display import job_bundle
from kernels import images_of, plain
from scripted import answer, data_url, failing, holding, picture, serving, success, then, waiting

pytestmark = pytest.mark.kernel

DEADLINE = kernels.DEADLINE
KEY = "sk-of-this-test-0123456789"
FROG = picture(colour="#208040")


@pytest.fixture(scope="module")
def server():
    with serving() as scripted:
        yield scripted


@pytest.fixture
def gateway(server):
    """A gateway that answers when `go_on` is set."""
    with holding(server, answer(success(data_url(FROG)))) as held:
        yield held


class Notebook:
    """Cells run as a front end does that answers questions, and what each of them shows.

    Updates change what a display of an earlier cell shows, as in a notebook.
    """

    def __init__(self, kernel):
        self._client = kernel.client
        self.outputs: dict[str, list[dict]] = {}
        self._places: dict[str, dict] = {}

    def run(self, code):
        cell = self._client.execute(code, allow_stdin=True)
        self.outputs[cell] = []
        deadline = time.monotonic() + DEADLINE
        while True:
            message = self.take(deadline - time.monotonic())
            if (
                message["msg_type"] == "status"
                and message["content"]["execution_state"] == "idle"
                and message["parent_header"].get("msg_id") == cell
            ):
                return cell

    def take(self, timeout):
        message = self._client.get_iopub_msg(timeout=timeout)
        content, cell = message["content"], message["parent_header"].get("msg_id")
        name = content.get("transient", {}).get("display_id")
        match message["msg_type"]:
            case "update_display_data":
                self._places[name]["data"] = content["data"]
            case "display_data" | "execute_result":
                output = {"data": content["data"]}
                self.outputs.setdefault(cell, []).append(output)
                if name:
                    self._places[name] = output
            case "stream" | "error" as kind:
                text = content.get("text") or content["evalue"]
                self.outputs.setdefault(cell, []).append({kind: text})
        return message

    def take_until(self, condition):
        deadline = time.monotonic() + DEADLINE
        while not condition():
            self.take(deadline - time.monotonic())

    def images(self, cell):
        return images_of(self.outputs[cell])

    def text(self, cell):
        return plain(self.outputs[cell])

    def said(self, cell):
        return "".join(output.get("stream", "") for output in self.outputs[cell])


@pytest.fixture(scope="module")
def kernel_of_all(tmp_path_factory):
    with kernels.kernel(tmp_path_factory.mktemp("background"), IMAGEGEN_API_KEY=KEY) as kernel:
        yield kernel


@pytest.fixture
def notebook(kernel_of_all, gateway):
    made = Notebook(kernel_of_all)
    made.run(f"%imagegen use {gateway.url}")
    return made


def at_once(notebook, cell):
    """Run a cell that has a minute for what is there, or refused, at once."""
    notebook.run("import ipyimagegen.notebook.magic as _magic\n_magic.AT_ONCE = 60")
    try:
        return notebook.run(cell)
    finally:
        notebook.run("_magic.AT_ONCE = 0.25")


def test_a_picture_finds_the_cell_that_asked_for_it(notebook, gateway):
    cell = notebook.run("%%imagegen frog --bg\na frog in the background")
    assert gateway.arrived.wait(DEADLINE)
    assert notebook.images(cell) == []
    assert "goes on while other cells run" in notebook.text(cell)
    later = [notebook.run(code) for code in ("1 + 1", "print('two')", "frog.running()")]
    waits = notebook.run("%imagegen jobs")
    assert "1 under way, 0 waiting" in notebook.said(waits)
    assert "a frog in the background" in notebook.said(waits)
    captured = notebook.run("%%capture kept\nimport time\n1")
    gateway.go_on.set()
    notebook.take_until(lambda: notebook.images(cell))
    assert len(notebook.images(cell)) == 1
    assert "frog · nano-banana" in notebook.text(cell)
    assert "goes on" not in notebook.text(cell)
    assert [notebook.images(one) for one in (*later, captured)] == [[]] * 4
    size = notebook.run("frog.image.size, frog.result() is frog.result(), frog.done()")
    assert "((64, 48), True, True)" in notebook.text(size)
    assert notebook.images(notebook.run("frog")) == notebook.images(cell)
    again = at_once(notebook, "%%imagegen frog --bg\na frog in the background")
    assert notebook.images(again) == notebook.images(cell)
    assert "replayed" in notebook.text(again)
    assert len(gateway.requests) == 1


def test_a_job_is_waited_for_as_the_input_of_a_cell(notebook, gateway):
    notebook.run("%%imagegen cat --bg\na cat to be edited")
    client = notebook._client
    cell = client.execute("%%imagegen -i cat\nmake it night", allow_stdin=True)
    notebook.take_until(lambda: cell in notebook.outputs)
    assert notebook.text(cell).startswith("waiting for cat · @")
    gateway.go_on.set()
    notebook.take_until(lambda: notebook.images(cell))
    assert "from cat" in notebook.text(cell)
    assert "waiting for" not in notebook.text(cell)
    assert len(gateway.requests) == 2


def test_a_sweep_fills_its_cell(notebook, gateway):
    cell = notebook.run("%%imagegen pets --bg\na {cat|dog} at sea")
    assert gateway.arrived.wait(DEADLINE)
    assert notebook.images(cell) == []
    counted = notebook.run("len(pets)")
    assert notebook.text(counted) == "2"
    gateway.go_on.set()
    notebook.take_until(lambda: notebook.images(cell))
    assert "2 pictures" in notebook.text(cell)
    assert notebook.images(notebook.run("pets")) == notebook.images(cell)
    again = at_once(notebook, "%%imagegen pets --bg\na {cat|dog} at sea")
    assert notebook.images(again) == notebook.images(cell)
    assert len(gateway.requests) == 2


def test_a_failure_is_told_in_its_own_cell(notebook, gateway):
    gateway.script = then(waiting(gateway.go_on), answer(failing(402, "no credit"), 402))
    notebook.run("%config ImageGen.concurrency = 1\n1")
    first = notebook.run("%%imagegen one --bg\na first that fails")
    assert gateway.arrived.wait(DEADLINE)
    second = notebook.run("%%imagegen two --bg\na second that waits")
    waits = notebook.run("%imagegen jobs")
    assert "1 under way, 1 waiting" in notebook.said(waits)
    gateway.go_on.set()
    notebook.take_until(lambda: "goes on" not in notebook.text(first) + notebook.text(second))
    assert "OutOfCredit" in notebook.text(first)
    assert "not sent" in notebook.text(second)
    assert "OutOfCredit" not in notebook.text(second)
    assert len(gateway.requests) == 1
    assert "out of credit" in str(notebook.outputs[notebook.run("one.result()")])
    notebook.run("%config ImageGen.concurrency = 4\n1")


def test_what_waits_is_removed_free(notebook, gateway):
    notebook.run("%config ImageGen.concurrency = 1\n1")
    first = notebook.run("%%imagegen one --bg\na first that runs")
    assert gateway.arrived.wait(DEADLINE)
    second = notebook.run("%%imagegen two --bg\na second to be removed")
    removed = notebook.run("%imagegen cancel waiting")
    assert "Removed 1 that waited" in notebook.said(removed)
    notebook.take_until(lambda: "goes on" not in notebook.text(second))
    assert "dropped before it was sent" in notebook.text(second)
    hung_up = notebook.run("%imagegen cancel one")
    assert "may be billed" in notebook.said(hung_up)
    notebook.take_until(lambda: "goes on" not in notebook.text(first))
    assert "Cancelled" in notebook.text(first)
    assert "Nothing is under way" in notebook.said(notebook.run("%imagegen jobs"))
    notebook.run("%config ImageGen.concurrency = 4\n1")


def test_nothing_but_its_places_is_shown_wherever_it_stands(notebook, gateway):
    call = "get_ipython().run_cell_magic('imagegen', '--bg', f'a bird {number}')"
    loop = notebook.run(f"for number in range(2):\n    {call}")
    assigned = notebook.run(f"number = 3\nbird = {call}")
    notebook.run(f"%%capture kept\nnumber = 4\n{call}")
    assert "<Job" not in notebook.text(loop) + notebook.text(assigned)
    gateway.go_on.set()
    notebook.take_until(lambda: len(notebook.images(loop)) == 2 and notebook.images(assigned))
    notebook.run("import ipyimagegen\nipyimagegen.get('@last')\nbird.result()")
    notebook.run("get_ipython().run_line_magic('unload_ext', 'ipyimagegen')")  # waits for them
    shown = notebook.run("[name for one in kept.outputs for name in one.data]")
    assert notebook.text(shown).count("image/jpeg") == 1
    assert notebook.text(shown).count("text/html") == 1
    notebook.run("%load_ext ipyimagegen")
    notebook.run(f"%imagegen use {gateway.url}")


def test_completion_and_help_wait_for_nothing(notebook, gateway):
    cell = notebook.run("%%imagegen frog --bg\na frog that is asked about")
    client = notebook._client
    client.get_shell_msg(timeout=DEADLINE)
    for send in (
        lambda: client.complete("frog.im"),
        lambda: client.complete("frog.image."),
        lambda: client.inspect("frog.image"),
        lambda: client.inspect("frog.image.size", 12),
    ):
        asked = send()
        while client.get_shell_msg(timeout=DEADLINE)["parent_header"]["msg_id"] != asked:
            pass
    assert gateway.arrived.wait(DEADLINE)
    assert "True" in notebook.text(notebook.run("frog.running()"))
    gateway.go_on.set()
    notebook.take_until(lambda: notebook.images(cell))


def test_what_is_refused_at_once_leaves_the_name_alone(notebook, gateway):
    gateway.go_on.set()
    notebook.run("%%imagegen owl\nan owl that stays")
    gateway.script = answer(failing(400, "not like this"), 400)
    refused = at_once(notebook, "%%imagegen owl --bg\nan owl that is refused")
    assert "refused" in str(notebook.outputs[refused])
    assert notebook.images(notebook.run("owl"))


def test_a_quiet_cell_tells_of_a_failure_alone(notebook, gateway):
    made = notebook.run("%%imagegen owl -q --bg --save owl.png\na quiet owl")
    gateway.go_on.set()
    notebook.run("owl.result()")
    assert not notebook.text(made).strip()
    gateway.go_on.clear()
    gateway.script = then(waiting(gateway.go_on), answer(failing(400, "no"), 400))
    failed = notebook.run("%%imagegen -q --bg\na quiet owl that fails")
    gateway.go_on.set()
    notebook.take_until(lambda: "refused" in notebook.text(failed))


def test_a_variable_names_the_job_that_it_holds(notebook, gateway):
    notebook.run("%%imagegen bird --bg\na first bird")
    notebook.run("first = bird")
    second = notebook.run("%%imagegen bird --bg\na second bird")
    until(lambda: len(gateway.requests) == 2)
    assert "Hung up on @" in notebook.said(notebook.run("%imagegen cancel first"))
    assert "True" in notebook.text(notebook.run("bird.running() and first.cancelled()"))
    used = notebook.run("%%imagegen -i first\nmake it night")
    assert "first brought no picture" in str(notebook.outputs[used])
    gateway.go_on.set()
    notebook.take_until(lambda: notebook.images(second))


def test_what_a_full_disk_refuses_is_shown_and_kept(notebook, gateway):
    notebook.run(
        "from ipyimagegen import Library, errors\n"
        "finish = Library.finish\n"
        "def full(*arguments): raise errors.LibraryError('the disk is full')\n"
        "Library.finish = full"
    )
    cell = notebook.run("%%imagegen held --bg\na held {cat|dog}")
    until(lambda: len(gateway.requests) == 2)
    gateway.go_on.set()
    notebook.take_until(lambda: "the disk is full" in notebook.text(cell))
    notebook.run("Library.finish = finish")
    assert notebook.outputs[cell][0]["data"]["text/html"].count("<img") == 2
    asked = len(gateway.requests)
    assert notebook.images(at_once(notebook, "%%imagegen held --bg\na held {cat|dog}"))
    assert len(gateway.requests) == asked == 2


def test_a_terminal_says_whose_failure_it_is(session, gateway, capsys):
    session.use(gateway.url)
    gateway.script = then(waiting(gateway.go_on), answer(failing(402, "empty"), 402))
    job = session.submit("a bird", name="bird")
    InBackground(job, None, lambda: job_bundle(job), dict)
    gateway.go_on.set()
    job.exception()
    session.worker.end_following()
    assert "\n@1 bird · OutOfCredit" in capsys.readouterr().out


def test_who_answers_no_questions_sees_the_end_alone(kernel_of_all, gateway):
    """As nbclient and nbval: they run a whole notebook, and end the kernel behind it."""
    kernel_of_all.run(f"%imagegen use {gateway.url}")
    threading.Timer(0.5, gateway.go_on.set).start()
    _, outputs = kernel_of_all.run("%%imagegen owl --bg\nan owl in the background")
    assert len(images_of(outputs)) == 1
    assert "goes on" not in plain(outputs)
    assert kernel_of_all.value("owl.result().number == owl.number") == "True"
