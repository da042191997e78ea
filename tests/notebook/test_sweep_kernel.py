"""A cell that makes several pictures, in a real kernel: plan, sheet, table, run again."""

from __future__ import annotations

import io
import itertools
import json
import re
import threading
import time

import pytest
from PIL import Image

from kernels import images_of, kernel, plain
from scripted import answer, choice, data_url, picture, serving, success

pytestmark = pytest.mark.kernel

DEADLINE = 60

CELLS = [
    "%%imagegen birds -m nano-banana,gpt-image\nA {style=oil|ink} hummingbird",
    "pets = ['a cat', 'a dog']",
    "%%imagegen -n 2\n{*pets} on a chair",
    "rows = [{'thing': 'teapot', 'colour': 'red'}, {'thing': 'vase', 'colour': 'blue'}]",
    "%%imagegen shop --rows rows\na {colour} {thing}",
    "%%imagegen one\na fox",
    "import ipyimagegen as ig\ngrid = ig.sweep('a {size=small|large} fox', count=2)\ngrid",
]


@pytest.fixture(scope="module")
def gateway():
    with serving() as scripted:
        yield scripted


@pytest.fixture(scope="module")
def running(gateway, tmp_path_factory):
    with kernel(tmp_path_factory.mktemp("sweeps") / "kernel") as made:
        made.run(f"%imagegen use {gateway.url}")
        yield made


@pytest.fixture(autouse=True)
def afresh(gateway):
    gateway.reset()
    numbers = iter(range(1, 10_000))

    def paint(connection):
        data = picture(colour=f"#{next(numbers):06x}")
        answer(success(data_url(data), usage={"cost": 0.04}))(connection)

    gateway.script = paint


def restarted(running, gateway, **settings):
    running.manager.restart_kernel(now=True)
    running.client.wait_for_ready(timeout=120)
    running.run("%load_ext ipyimagegen")
    running.run(f"%imagegen use {gateway.url}")
    for name, value in settings.items():
        running.run(f"%config ImageGen.{name} = {value!r}")


def test_run_again_nothing_is_sent(running, gateway):
    first = [running.run(cell) for cell in CELLS]
    assert [reply["status"] for reply, _ in first] == ["ok"] * len(CELLS)
    sent = len(gateway.requests)
    assert sent == 4 + 4 + 2 + 1 + 4
    restarted(running, gateway, replay="only")
    second = [running.run(cell) for cell in CELLS]
    restarted(running, gateway)
    assert [reply["status"] for reply, _ in second] == ["ok"] * len(CELLS)
    assert len(gateway.requests) == sent
    for (_, before), (_, after) in zip(first, second, strict=True):
        assert images_of(before) == images_of(after)
    assert "4 replayed · $0" in plain(second[0][1])


def test_the_plan_comes_first_and_the_sheet_last(running, gateway):
    cell = "%%imagegen grid -m nano-banana,gpt-image\nA {style=oil|ink} finch"
    _, outputs = running.run(cell, answer="")  # as who sees updates
    kinds = [output["type"] for output in outputs]
    assert kinds[0] == "display_data"
    assert set(kinds[1:]) == {"update_display_data"}  # more than one where it takes a second
    assert len({output["transient"]["display_id"] for output in outputs}) == 1
    plan, caption = outputs[0]["data"], outputs[-1]["data"]
    assert plan["text/plain"].startswith(
        "2 styles × 2 models = 4 pictures, 4 calls · time not known yet"
    )
    assert plan["text/html"].count("<td") >= 4
    assert "<img" not in plan["text/html"]
    assert " grid · 2 styles × 2 models · 4 pictures · $0.16" in caption["text/plain"]
    assert caption["text/html"].count("<img") == 4
    assert "answered by" not in caption["text/html"]
    [shown] = images_of(outputs[-1:])
    assert len(shown) <= 112 * 1024
    with Image.open(io.BytesIO(shown)) as sheet:
        assert sheet.width > 400
    assert running.value("grid['ink', 'gpt-image'].model") == "'gpt-image'"
    assert "status" in running.value("list(grid.to_dataframe().columns)")


def test_one_of_four_fails_and_three_are_shown(running, gateway):
    real = gateway.script

    def some(connection):
        asked = json.loads(gateway.mine.body)
        if "wolf" in json.dumps(asked):
            answer(choice({"content": "<b>No wolves.</b>"}))(connection)
        else:
            real(connection)

    gateway.script = some
    reply, outputs = running.run("%%imagegen pack\na {fox|wolf|bear|lynx} in snow")
    assert reply["status"] == "ok"
    assert "3 pictures, 1 failed" in plain(outputs)
    html = "".join(output["data"].get("text/html", "") for output in outputs if "data" in output)
    assert "&lt;b&gt;No wolves." in html
    assert "<b>No wolves" not in html
    assert "No wolves" in running.value("pack.failed[0].why")


def test_all_failing_fails_the_cell(running, gateway):
    gateway.script = answer(choice({"content": "No."}))
    reply, outputs = running.run("%%imagegen\na {fox|wolf} in the rain")
    assert (reply["status"], reply["ename"]) == ("error", "NoPicture")
    [error] = [output for output in outputs if output["type"] == "error"]
    assert "2 × " in "\n".join(error["traceback"])
    assert len(error["traceback"]) <= 4


def test_sixteen_calls_without_yes_send_nothing(running, gateway):
    reply, outputs = running.run("%%imagegen\n{a|b|c|d} and {e|f|g|h}")
    assert reply["ename"] == "OptionError"
    told = "\n".join(next(o for o in outputs if o["type"] == "error")["traceback"])
    assert "4 choices × 4 choices = 16 pictures" in told
    assert gateway.requests == []
    _, outputs = running.run("%%imagegen --dry-run\n{a|b|c|d} and {e|f|g|h}")
    assert "a · f: would be sent, nano-banana: a and f" in outputs[0]["text"]
    assert gateway.requests == []


def test_a_limit_on_the_cost_holds_for_one_picture_too(running, gateway):
    reply, _ = running.run("%%imagegen -m unpriced --max-cost 0.5\na gnu")
    assert reply["ename"] == "OptionError"
    running.run("%config ImageGen.price = {'unpriced': 0.3}")
    reply, _ = running.run("%%imagegen -m unpriced --max-cost 0.2\na gnu")
    assert reply["ename"] == "OptionError"
    assert gateway.requests == []
    reply, _ = running.run("%%imagegen -m unpriced --max-cost 0.5\na gnu")
    assert reply["status"] == "ok"
    reply, _ = running.run("%%imagegen -m unpriced --max-cost 0\na gnu")
    assert reply["status"] == "ok"  # free by now
    assert len(gateway.requests) == 1


def test_an_interrupt_gives_the_prompt_back_and_the_rest_is_free_later(running, gateway):
    go_on = threading.Event()
    real = gateway.script

    def held(connection):
        go_on.wait(DEADLINE)
        real(connection)

    gateway.script = held
    cell = "%%imagegen birds2\na {owl|crow|rook|kite|tern|wren}"
    message = running.client.execute(cell)
    deadline = time.monotonic() + DEADLINE
    while len(gateway.requests) < 4:
        assert time.monotonic() < deadline
    running.manager.interrupt_kernel()
    reply = running.reply_to(message)  # the bar of 0.1 s is the benchmark's
    assert reply["ename"] == "Interrupted"
    assert "2 were not sent" in reply["evalue"]
    assert len(reply["traceback"]) <= 3
    go_on.set()
    gateway.script = real
    reply, outputs = running.run(cell)
    assert reply["status"] == "ok"
    assert "6 pictures" in plain(outputs)
    assert len(gateway.requests) == 6


def test_an_interrupt_leaves_what_came_in_its_place(running, gateway):
    go_on, real, turns = threading.Event(), gateway.script, itertools.count()

    def held(connection):
        if next(turns):
            go_on.wait(DEADLINE)
        real(connection)

    gateway.script = held
    client = running.client
    message = client.execute("%%imagegen\na {plover|knot|ruff} asleep", allow_stdin=True)
    shown = []
    deadline = time.monotonic() + DEADLINE
    while "<img" not in "".join(shown[-1:]):  # the first picture, among empty places
        assert time.monotonic() < deadline
        output = client.get_iopub_msg(timeout=DEADLINE)["content"]
        shown += [output["data"]["text/html"]] if "text/html" in output.get("data", {}) else []
    running.manager.interrupt_kernel()
    assert running.reply_to(message)["ename"] == "Interrupted"
    go_on.set()
    while "done · " in shown[-1]:
        assert time.monotonic() < deadline
        output = client.get_iopub_msg(timeout=DEADLINE)["content"]
        shown += [output["data"]["text/html"]] if "text/html" in output.get("data", {}) else []
    assert shown[-1].count("<img") == 1
    assert "3 calls" in shown[-1]
    gateway.script = real


def test_ratings_are_kept_and_shown(running, gateway):
    running.run("%%imagegen rated\na {robin|swift} at dawn")
    number = running.value("rated[0].number")
    _, outputs = running.run(f"%imagegen rate @{number} 4")
    assert outputs[0]["text"] == f"@{number} · ★★★★\n"
    assert running.value("rated.table()[0]['rating']") == "4"
    for words in ("rate @1", "rate @1 6", "rate @1 good", "rate @9999 3"):
        reply, _ = running.run(f"%imagegen {words}")
        assert reply["status"] == "error", words
    running.run(f"%imagegen rate @{number} 0")
    assert running.value("rated.table()[0]['rating'] is None") == "True"


def test_files_are_saved_by_a_pattern(running, gateway):
    _, outputs = running.run("%%imagegen -n 2 --save out/{number}-{model}\na heron")
    assert "saved 2 files" in plain(outputs)
    names = running.value("sorted(__import__('os').listdir('out'))")
    assert "-nano-banana.png" in names


def test_a_name_that_holds_a_sweep_is_free(running, gateway):
    for cell in ("%%imagegen mine\na {lark|dove}", "%%imagegen mine\na gull"):
        reply, _ = running.run(cell)
        assert reply["status"] == "ok"
    assert running.value("type(mine).__name__") == "'Generation'"


def test_who_runs_a_whole_notebook_sees_one_output_and_the_same_again(running, gateway):
    cell = "%%imagegen pair\na {teal|coot}"
    outputs = [running.run(cell)[1] for _ in range(3)]
    assert [[one["type"] for one in each] for each in outputs] == [["display_data"]] * 3
    first, second, third = (each[0]["data"] for each in outputs)
    assert second == third
    assert pictures_in(first) == pictures_in(second)
    restarted(running, gateway, replay="only")
    _, after = running.run(cell)
    restarted(running, gateway)
    assert pictures_in(after[0]["data"]) == pictures_in(first)


def pictures_in(data):
    return re.findall(r"base64,[\w+/=]+", data["text/html"])


def test_a_part_that_was_made_stands_in_its_place_from_the_beginning(running, gateway):
    running.run("%%imagegen\na {heron|stork} at noon")
    _, outputs = running.run("%%imagegen\na {heron|stork|crane|gull} at noon", answer="")
    plan = outputs[0]["data"]
    assert "2 calls, 2 replayed" in plan["text/plain"]
    assert plan["text/html"].count("<img") == 2


def test_each_picture_of_a_sweep_is_edited(running, gateway):
    running.run("%%imagegen waders\na {heron|stork} at dawn")
    reply, outputs = running.run("%%imagegen\nmake {*waders} blue")
    assert reply["status"] == "ok"
    assert "heron" in outputs[-1]["data"]["text/plain"]
    assert len(gateway.requests) == 4
