"""The panel's kernel side, without a browser: messages in, messages and traits out."""

from __future__ import annotations

import gc
import io
import itertools
import json
import os
import threading
import time
import weakref

import ipywidgets
import pytest
from fronts import (
    COMPOSED,
    DEADLINE,
    PAGE,
    Front,
    entry_of,
    groups_of,
    in_one_go,
    words_of,
)  # fmt: skip
from PIL import Image

import ipyimagegen
from conditions import until
from ipyimagegen import errors
from ipyimagegen.images.picture import Picture
from ipyimagegen.requests import Reply, Request
from ipyimagegen.session import Brief, Session
from ipyimagegen.settings import Settings
from ipyimagegen.widget import Panel, history, open_panel
from ipyimagegen.widget.burst import Burst
from scripted import answer, choice, data_url, holding, picture, serving, success

NOBODY = (
    "the prompt names {nobody}, which is not defined: "
    r"Write \{ and \} around it to send the braces as they are."
)
EDIT = {"template": "make it night", "inputs": ["@1"]}
NO_MODEL = "the offline gateway has no model 'nano-bannana': Did you mean nano-banana?"


def listed(panel):
    return panel._status.get("jobs", {}).get("listed", [])


def test_what_a_cell_makes_is_told_at_once(session, panel, front):
    until(lambda: panel._status.get("total") == 0)
    session.generate("a green frog")
    until(lambda: panel._status["total"] == 1 and not listed(panel))
    found = entry_of(front)
    assert (found["number"], found["status"], found["template"]) == (1, "done", "a green frog")
    assert found["sketch"]
    assert json.loads(json.dumps(found)) == found
    assert len(json.dumps(found)) < 1000


def test_pictures_are_sent_as_bytes_when_asked_for(session, front):
    frog = session.generate("a green frog")
    front.ask("picture", hash=frog.picture.hash, size="full")
    content, [data] = front.wait("picture", size="full")
    assert data == frog.picture.bytes
    assert content["type"] == frog.picture.type
    front.ask("picture", hash=frog.picture.hash, size="thumbnail")
    _, [data] = front.wait("picture", size="thumbnail")
    assert max(Image.open(io.BytesIO(data)).size) == 320
    assert len(data) < 40_000


@pytest.mark.parametrize("kind", ["TIFF", "PNG"])
def test_an_own_picture_is_shown_in_a_type_that_browsers_know(session, front, tmp_path, kind):
    Image.new("RGB", (3000, 20), "red").save(tmp_path / "own", kind)
    [given] = session.edit(tmp_path / "own", "Make it night").inputs
    front.ask("picture", hash=given.source, size="full")
    content, [data] = front.wait("picture", hash=given.source, size="full")
    assert content["type"] == ("png" if kind == "PNG" else "jpeg")
    assert Image.open(io.BytesIO(data)).width == (3000 if kind == "PNG" else 2048)
    front.ask("tiles", hashes=[given.source])
    front.wait("tiles", hashes=[given.source])


def test_what_the_panel_edits_is_kept(session, front, tmp_path):
    Image.new("RGB", (40, 30), "red").save(tmp_path / "photo.png")
    front.ask("generate", view="v", id=7, **COMPOSED | {"inputs": [str(tmp_path / "photo.png")]})
    front.wait("accepted", id=7, view="v")
    until(lambda: session.library.count("is:done") == 1)
    [given] = session.get("@1").inputs
    assert given.picture.bytes == (tmp_path / "photo.png").read_bytes()
    assert entry_of(front)["inputs"][0]["name"].startswith(f"{given.reference} ")


def test_a_picture_that_is_gone_is_said(session, front):
    frog = session.generate("a green frog")
    frog.picture.path.unlink()
    front.ask("picture", hash=frog.picture.hash, size="full")
    assert front.wait("missing")[0]["hash"] == frog.picture.hash
    for digest, size in (("0" * 64, "thumbnail"), ("../x", "full")):
        front.ask("picture", hash=digest, size=size)
        assert "not in the library" in front.wait("missing", hash=digest)[0]["words"][0]


def test_generate_is_accepted_and_filed(session, panel, front):
    front.ask("generate", view="v", id=7, **COMPOSED)
    front.wait("accepted", id=7, view="v")
    until(lambda: session.library.count() == 1 and not session.scheduler.under_way())
    assert session.get("@last").prompt == "a cat"


def test_a_message_that_comes_twice_is_paid_once(session, front):
    for _ in range(2):
        front.ask("generate", view="v", id=7, **COMPOSED)
        front.wait("accepted", id=7)
        until(lambda: session.library.count() == 1 and not session.scheduler.under_way())
    front.ask("again", view="v", id=7, number=1)
    front.ask("again", view="w", id=7, number=1)
    front.wait("accepted", view="w")
    until(lambda: session.library.count() == 2 and not session.scheduler.under_way())


def test_what_was_made_before_is_free(session, front):
    session.generate("a cat")
    front.ask("compose", view="v", **COMPOSED)
    assert words_of(front.wait("plan")[0]) == "replayed from @1 · $0 · Again on @1 makes a new take"
    front.ask("generate", view="v", id=3, **COMPOSED)
    assert front.wait("accepted", id=3)[0]["replayed"] == [1]
    until(lambda: not session.scheduler.under_way())
    assert session.library.count() == 1


def test_the_plan_follows_what_was_made(session, front):
    front.ask("compose", view="v", **COMPOSED)
    assert "1 new call" in words_of(front.wait("plan")[0])
    front.ask("generate", view="v", id=3, **COMPOSED)
    front.wait_for_plan("replayed from @1 · $0 · Again on @1 makes a new take", fine=True)


def test_a_job_that_ends_unsent_says_so(session, front, tmp_path, monkeypatch):
    (tmp_path / "half.png").write_bytes(picture()[:40])
    asked = {**COMPOSED, "inputs": [str(tmp_path / "half.png")]}
    front.ask("generate", view="v", id=3, **asked)
    front.wait("accepted", id=3)
    assert "half.png" in front.wait("refused", id=0)[0]["words"][0]


@pytest.mark.parametrize(
    ("composed", "words"),
    [
        ({"template": "a {nobody}"}, "nobody"),
        ({"models": ["nano-bannana"]}, "no model"),
        ({"aspect": "17:9"}, "no aspect ratio"),
        ({"inputs": ["@99"]}, "@99 names nothing"),
        ({"template": "%%imagegen\na cat"}, "starts with a cell's first line"),
    ],
)
def test_what_cannot_be_asked_is_refused_in_words(session, front, composed, words):
    front.ask("generate", view="v", id=1, **{**COMPOSED, **composed})
    content, _ = front.wait("refused", id=1)
    assert words in " ".join(content["words"])
    assert session.library.count() == 0


@pytest.mark.parametrize("kind", ["generate", "compose"])
def test_what_cannot_be_read_is_refused_without_its_value(front, kind):
    number = {"generate": {"id": 7}, "compose": {}}[kind]
    front.ask(kind, view="v", **number, **{**COMPOSED, "template": "secret " * 20_000})
    content, _ = front.wait("refused", view="v", id=number.get("id", 0))
    [words] = content["words"]
    assert words == (
        "This can't be sent: a message whose 'template' has more than 100,000 characters."
    )


def test_a_pasted_aspect_counts(session, front):
    front.ask("generate", view="v", id=1, **{**COMPOSED, "template": "a cat --ar 16:9"})
    front.wait("accepted")
    until(lambda: session.library.count() == 1 and not session.scheduler.under_way())
    assert session.get("@1").parameters["aspect"] == "16:9"


def test_an_edit_knows_its_parent(session, front):
    session.generate("a green frog")
    edit = {**COMPOSED, "template": "make it night", "inputs": ["@1"]}
    front.ask("generate", view="v", id=1, **edit)
    front.wait("accepted")
    until(lambda: session.library.count() == 2 and not session.scheduler.under_way())
    assert [parent.number for parent in session.get("@2").parents] == [1]
    assert entry_of(front)["inputs"] == [{"name": "@1", "number": 1}]


def test_what_the_stage_shows_is_kept_and_the_last_one_counts(panel, front):
    for number in range(1, 30):
        front.ask("look", ref=f"@{number}")
    front.wait("hello", 29)
    assert panel._shown == "@29"


@pytest.mark.thorough
def test_again_asks_for_the_same(session, front):
    session.generate("a {animal}", animal="frog")
    session.edit("@1", "make it night", aspect="16:9")
    front.ask("again", view="v", id=1, number=2)
    front.wait("accepted")
    until(lambda: session.library.count() == 3 and not session.scheduler.under_way())
    second, third = session.get("@2"), session.get("@3")
    assert (third.prompt, third.parameters) == (second.prompt, second.parameters)
    assert [given.source for given in third.inputs] == [given.source for given in second.inputs]


def test_a_cell_names_pictures_by_hash(session, front):
    frog = session.generate("a green frog", name="frog")
    session.edit("@1", "make it night", aspect="16:9")
    front.ask("cell", view="v", id=1, number=2)
    text = front.wait("cell")[0]["text"]
    assert text == f"%%imagegen -m nano-banana -i {frog.picture.ref} --aspect 16:9\nmake it night"
    front.ask("composedCell", view="v", id=2, **{**COMPOSED, "inputs": ["@1"]})
    text = front.wait("cell", id=2)[0]["text"]
    assert text == f"%%imagegen -i {frog.picture.ref}\na cat"


# -- picking --------------------------------------------------------------------------


@pytest.mark.thorough
def test_what_is_picked_is_an_input(session, panel, front):
    session.generate("a green frog")
    session.generate("a red boat")
    seen = []
    panel.observe(lambda change: seen.append(change["new"]), "picked")
    front.ask("pick", view="v", id=1, picked=["@2", "@1"])
    until(lambda: panel.picked == ["@2", "@1"])
    assert seen == [["@2", "@1"]]
    both = session.generate("put image 2 on image 1", inputs=["@picked"])
    assert [given.generation for given in both.inputs] == [2, 1]
    assert [given.name for given in both.inputs] == ["@picked (@2)", "@picked (@1)"]
    panel.picked = ["@2"]
    assert session.get("@picked").number == 2


@pytest.fixture
def busy(session):
    """The worker thread has other things to do."""
    free = threading.Event()

    async def keep_busy():
        free.wait(DEADLINE)

    session.worker.submit(keep_busy())
    yield
    free.set()


@pytest.fixture
def two(session):
    return [session.generate("a green frog"), session.generate("a red boat")]


def test_a_cell_right_after_a_click_means_what_was_clicked(session, panel, two, front, busy):
    front.ask("pick", view="v", id=1, picked=["@1"])
    front.ask("pick", view="v", id=2, picked=["@2"])
    assert session.get("@picked").number == 2
    assert panel.picked == ["@2"]
    front.wait("picked", id=2)
    front.ask("pick", view="v", id=3, picked=["@99"])
    front.wait("refused", id=3)
    assert session.picked == ("@2",)
    assert panel.picked == ["@2"]


def test_a_cell_right_after_a_click_may_pick_something_else(session, panel, two, front, busy):
    front.ask("pick", view="v", id=1, picked=["@1"])
    panel.picked = ["@2"]
    assert session.get("@picked").number == 2
    front.ask("pick", view="v", id=2, picked=["@1"])
    panel.picked = ["@2"]
    front.wait("picked", id=2)
    assert session.picked == ("@2",)
    assert panel.picked == ["@2"]


@pytest.mark.skipif(
    ipywidgets.__version__.startswith("7."), reason="it sends nothing where there is no kernel"
)
def test_what_was_picked_last_is_sent_last(session, panel, two):
    sent = []

    def send(message, buffers=None):
        until(lambda: panel.picked == ["@2"])  # the other thread has picked meanwhile
        sent.append(message["state"].get("picked"))

    panel._send = send
    first = threading.Thread(target=setattr, args=(panel, "picked", ["@1"]))
    first.start()
    until(lambda: panel.picked == ["@1"])
    panel.picked = ["@2"]
    first.join(DEADLINE)
    assert [picked for picked in sent if picked][-1] == ["@2"]
    assert session.picked == ("@2",)


def test_what_is_refused_is_never_picked(tmp_path):
    settings = Settings(environment={}, folder=tmp_path, config_file=tmp_path / "config.toml")
    (tmp_path / "no folder").write_text("a file")
    settings.configured = {"library": str(tmp_path / "no folder")}.get
    session = Session(settings)
    panel = open_panel(session)
    front = Front(panel)
    front.ask("pick", view="v", id=1, picked=["@1"])
    front.wait("refused", id=1)
    assert session.picked == ()
    panel.close()
    session.close()


@pytest.mark.parametrize("how", ["click", "delete"])
def test_an_observer_of_what_is_picked_may_wait_for_a_picture(session, panel, two, front, how):
    if how == "delete":
        panel.picked = ["@1", "@2"]
    panel.observe(lambda _: session.generate("make it night", inputs=["@picked"]), "picked")
    if how == "delete":
        two[1].delete()
    else:
        front.ask("pick", view="v", id=1, picked=["@1"])
        front.wait("picked", id=1)
    until(lambda: session.library.last_number() == 3 and not session.scheduler.under_way())
    assert [given.generation for given in session.get("@3").inputs] == [1]


def test_an_error_of_an_observer_is_told_and_keeps_nothing_from_being_told(
    session, panel, two, front
):
    panel.observe(lambda _: session.generate("make it night", inputs=["@picked"]), "picked")
    front.ask("pick", view="v", id=1, picked=["@1"])
    front.wait("picked", id=1)
    session.get("@1").delete()
    until(lambda: panel.picked == [])
    until(lambda: panel._status.get("total") == 2 and not panel._refreshing)
    assert panel._status["error"] == []
    panel.observe(lambda _: 1 / 0, "picked")
    front.ask("pick", view="v", id=2, picked=["@2"])
    assert "ZeroDivisionError" in front.wait("refused", id=2)[0]["words"][0]
    assert session.picked == ("@2",)


def test_picked_can_be_set_from_python(session, panel):
    frog = session.generate("a green frog")
    panel.picked = [frog]
    assert panel.picked == ["@1"]
    assert session.generate("Make {@picked} blue").prompt == "Make image 1 blue"
    for wrong in (["@99"], ["nothing"], [3]):
        with pytest.raises(errors.UnknownReference):
            panel.picked = wrong
    assert panel.picked == ["@1"]


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("5", "WrongArguments (line 2): what is picked is to be a list, not int"),
        ("None", "WrongArguments (line 2): what is picked is to be a list, not NoneType"),
        ("['@999']", "UnknownReference (line 2): @999 names nothing"),
        ("[None]", "UnknownReference (line 2): the input holds no picture"),
    ],
)
def test_what_cannot_be_picked_is_told_with_the_users_line(panel, value, words):
    with pytest.raises(errors.ImagegenError) as caught:
        exec(f"\npanel.picked = {value}", {"__name__": "__main__", "panel": panel})
    told = caught.value.lines()
    assert told[0].startswith(words)
    assert len(told) <= 2
    assert panel.picked == []


def test_picked_with_none_says_what_it_was(session, panel):
    session.generate("a green frog")
    with pytest.raises(errors.UnknownReference, match="no picture is picked") as caught:
        session.generate("make it night", inputs=["@picked"])
    assert "panel" in caught.value.hint
    panel.picked = ["@1"]
    session.generate("make it night", inputs=["@picked"])
    panel.picked = []
    with pytest.raises(errors.UnknownReference) as caught:
        session.generate("make it night", inputs=["@picked"])
    assert "it was @1: -i @1" in caught.value.hint


def test_several_picked_do_not_fit_into_one_place(session, panel):
    session.generate("a green frog")
    session.generate("a red boat")
    panel.picked = ["@1", "@2"]
    with pytest.raises(errors.UnknownReference, match="stands for one"):
        session.generate("Make {@picked} blue")


# -- composing ------------------------------------------------------------------------


def test_what_is_kept_and_planned_tells_the_version_of_the_view(front, panel):
    front.ask("compose", view="v", version=7, **COMPOSED)
    until(lambda: (panel._composer["view"], panel._composer.get("version")) == ("v", 7))
    front.ask("compose", view="of an older page", **COMPOSED)
    until(lambda: panel._composer["view"] == "of an older page")
    assert panel._composer["version"] == 0
    assert front.wait("plan", view="v")[0]["version"] == 7


def test_an_input_is_shown_that_its_reference_names_by_now(session, panel, front):
    def shown():
        return [one["hash"] for one in panel._composer["inputs"]]

    first = session.generate("a cat").picture.hash
    front.ask("compose", view="v", **{**COMPOSED, "inputs": ["@last"]})
    until(lambda: shown() == [first])
    second = session.generate("a dog").picture.hash
    until(lambda: shown() == [second])
    assert panel._composer["view"] == ""  # each view takes it over


def test_the_composer_is_kept_in_order(session, panel, front):
    session.generate("a green frog")
    for number in range(30):
        front.ask(
            "compose", view="v", **{**COMPOSED, "template": f"cat {number}", "inputs": ["@1"]}
        )
    until(lambda: panel._composer["template"] == "cat 29")
    time.sleep(0.1)
    assert panel._composer["template"] == "cat 29"
    [shown] = panel._composer["inputs"]
    assert shown == {"ref": "@1", "hash": session.get("@1").picture.hash, "name": "@1"}


def test_the_plan_says_what_would_happen_and_sends_nothing(session, front):
    session.generate("a green frog")
    cases = [
        (EDIT, "1 new call · nano-banana · from @1", True),
        ({"template": "a {nobody}"}, NOBODY, False),
        ({"template": "a cat", "models": ["nano-bannana"]}, NO_MODEL, False),
    ]
    for composed, words, fine in cases:
        front.ask("compose", view="v", **{**COMPOSED, **composed})
        front.wait_for_plan(words, fine)
    front.ask("compose", view="v", **{**COMPOSED, "template": " "})
    front.wait_for_plan("", True)
    assert session.library.count() == 1


def upload(front, data, *, view="v", id=1, name="x.png", piece=100_000):
    for start in range(0, len(data), piece):
        part = data[start : start + piece]
        fields = {
            "view": view,
            "id": id,
            "name": name,
            "total": len(data),
            "mask": False,
            "start": start,
        }
        front.ask("upload", buffers=[memoryview(part)], **fields)
        if start + len(part) < len(data):
            front.wait("received", received=start + len(part), id=id)


def noise(size=(300, 200)):
    stream = io.BytesIO()
    Image.frombytes("RGB", size, os.urandom(size[0] * size[1] * 3)).save(stream, "PNG")
    return stream.getvalue()


def test_a_picture_from_the_browser_becomes_an_input(session, front):
    data = noise()
    upload(front, data, piece=50_000)
    ref = front.wait("uploaded")[0]["ref"]
    front.ask("generate", view="v", id=2, **{**COMPOSED, "inputs": [ref]})
    front.wait("accepted")
    until(lambda: session.library.count() == 1 and not session.scheduler.under_way())
    [given] = session.get("@1").inputs
    assert (given.name, given.generation) == (ref, None)
    front.ask("cell", view="v", id=3, number=1)
    assert f"-i {ref}" in front.wait("cell")[0]["text"]


def test_a_library_that_looks_alike_is_told_as_another_one(tmp_path):
    settings = Settings(environment={}, folder=tmp_path, config_file=tmp_path / "config.toml")
    chosen = {"library": str(tmp_path / "A")}
    settings.configured = chosen.get
    session = Session(settings)
    panel = open_panel(session)
    front = Front(panel)
    until(lambda: panel._status.get("error") == [] and not panel._refreshing)
    before = panel._status["revision"]
    panel._refresh_soon(changed=False)
    until(lambda: not panel._refreshing)
    assert panel._status["revision"] == before
    chosen["library"] = str(tmp_path / "B")
    panel._refresh_soon(changed=False)
    until(lambda: panel._status["revision"] > before)
    assert front.unfit == []
    panel.close()
    session.close()


def test_a_dropped_picture_is_in_the_history_at_once(session, panel, front):
    session.generate("a green frog")
    until(lambda: panel._status.get("total") == 1 and not panel._refreshing)
    before = panel._status["revision"]
    upload(front, noise(), piece=50_000, name="folder/cup.png")
    ref = front.wait("uploaded")[0]["ref"]
    until(lambda: panel._status["revision"] > before)
    found, entries = groups_of(front, arrangement="template")
    assert [one["title"] for one in found["groups"]] == ["photographs", "a green frog"]
    cup = entries[0]
    assert (cup["ref"], cup["number"], cup["name"]) == (ref, 0, "cup.png")
    assert cup["pictures"][0]["width"] == 300
    assert cup.keys() == entries[1].keys()
    front.ask("pick", view="v", id=9, picked=[ref, "@1"])
    front.wait("picked")
    assert session.picked == (ref, "@1")


def test_a_dropped_file_tells_what_it_says_of_itself(session, front, tmp_path):
    made = session.generate("a frog, {but} no more", raw=True)
    copy = made.save(tmp_path / "copy", embed=True).read_bytes()
    upload(front, copy, piece=50_000)
    told = front.wait("uploaded")[0]
    assert (told["prompt"], told["by"]) == (made.prompt, "ipyimagegen")
    upload(front, noise(), piece=50_000, id=2)
    assert front.wait("uploaded", id=2)[0]["prompt"] == ""


def test_pieces_that_do_not_fit_are_refused(session, front):
    data = noise()
    fields = {"view": "v", "id": 1, "name": "x", "total": len(data), "mask": False}
    front.ask("upload", buffers=[data[:10]], start=10, **fields)
    assert "fit together" in front.wait("refused")[0]["words"][0]
    front.ask("upload", buffers=[data[:10]], start=0, **fields)
    front.wait("received")
    front.ask("upload", buffers=[data[:10]], start=0, **{**fields, "total": 5})
    front.wait("refused", count=2)
    upload(front, b"no picture at all", id=5)
    assert "text is no picture" in front.wait("refused", id=5)[0]["words"][0]
    front.ask("upload", buffers=[b"x"], start=0, **{**fields, "total": 10**9, "id": 6})
    assert "larger than" in front.wait("refused", id=6)[0]["words"][0]


@pytest.mark.parametrize(
    "content",
    [None, 3, [], {}, {"kind": "launch"}, {"kind": "generate"}, {"kind": "generate", **COMPOSED}],
)
def test_malformed_messages_are_nothing(session, panel, front, content, caplog):
    panel._handle_custom_msg(content, [])
    assert "can't read" in caplog.text
    front.ask("groups", view="v", id=1, **PAGE)
    front.wait("groups")
    assert session.library.count() == 0
    assert [c["kind"] for c, _ in front.received] == ["groups"]


# -- what a view asks first -----------------------------------------------------------


def asked_first(front, number=1, **fields):
    """The answer to a view that has nothing yet."""
    asked = {"arrangement": "template", "entries": True, "tiles": True, **fields}
    front.ask("groups", view="v", id=number, **PAGE | asked)
    return front.wait("groups", id=number)[0]


def test_what_stands_in_the_first_groups_comes_along_and_their_tiles_behind_it(session, front):
    for prompt in ("a frog", "a cat"):
        session.generate(prompt)
    session.generate("a cat", take=2)
    found = asked_first(front)
    assert [page["group"] for page in found["pages"]] == [one["key"] for one in found["groups"]]
    numbers = [[one["number"] for one in page["entries"]] for page in found["pages"]]
    assert numbers == [[3, 2], [1]]
    hashes = [session.get(f"@{number}").picture.hash for number in (3, 2, 1)]
    assert found["tiles"] == list(dict.fromkeys(hashes))
    told, buffers = front.wait("tiles")
    assert told["hashes"] == found["tiles"]
    assert all(buffers)


@pytest.mark.thorough
def test_only_so_many_groups_come_along_as_a_first_view_shows(session, front, monkeypatch):
    monkeypatch.setattr(history, "FIRST", 3)
    monkeypatch.setattr(history, "TILES", 2)
    for prompt in ("a frog", "a cat", "a dog", "a fox"):
        session.generate(prompt)
    session.generate("a fox", take=2)
    found = asked_first(front)
    numbers = [[one["number"] for one in page["entries"]] for page in found["pages"]]
    assert numbers == [[5, 4], [3]]  # groups are whole
    assert len(found["tiles"]) == 2


def test_nothing_comes_along_unasked(session, front):
    session.generate("a frog")
    found = asked_first(front, entries=False, tiles=False)
    assert (found["pages"], found["tiles"]) == ([], [])
    front.ask("groups", view="v", id=2, **PAGE)
    front.wait("groups", id=2)
    assert "tiles" not in [content["kind"] for content, _ in front.received]


def test_an_answer_has_the_revision_of_the_status_whose_changes_are_in_it(session, panel, front):
    session.generate("a frog")
    numbers = itertools.count(1)

    def is_that_of_the_status():
        answer = asked_first(front, next(numbers))
        return (answer["revision"], panel._status.get("total")) == (panel._status["revision"], 1)

    until(is_that_of_the_status)


# -- under way ------------------------------------------------------------------------


@pytest.fixture
def gateway(session):
    with serving() as scripted, holding(scripted, answer(success(data_url(picture())))) as held:
        session.settings.use(held.url)
        yield held


def test_what_runs_is_listed_and_can_be_left(session, panel, front, gateway):
    front.ask("generate", view="v", id=1, **COMPOSED)
    until(lambda: [job["number"] for job in listed(panel)] == [1])
    [job] = listed(panel)
    assert (job["model"], job["prompt"]) == ("nano-banana", "a cat")
    assert entry_of(front)["status"] == "sent"
    assert gateway.arrived.wait(DEADLINE)
    front.ask("stop", job=job["id"])
    until(lambda: listed(panel) == [])
    gateway.go_on.set()
    until(lambda: not session.scheduler.under_way())
    assert session.get("@1").status == "done"  # stopped waiting, not the request


def test_what_waits_is_dropped_free(session, panel, front, gateway):
    session.settings.configured = lambda name: 1 if name == "concurrency" else None
    front.ask("generate", view="v", id=1, **COMPOSED)
    assert gateway.arrived.wait(DEADLINE)
    front.ask("generate", view="v", id=2, **{**COMPOSED, "template": "a dog"})
    until(lambda: [job["number"] for job in listed(panel)] == [1, 0])
    front.ask("stop", job=listed(panel)[1]["id"])
    until(lambda: len(session.scheduler.under_way()) == 1)
    gateway.go_on.set()
    until(lambda: not session.scheduler.under_way())
    assert len(gateway.requests) == 1
    assert session.library.count() == 1


# -- bursts ---------------------------------------------------------------------------


TOO_MANY = "the panel sends at most max_calls = {} new calls in one go"


def press(front, count, kind="generate", start=1):
    """Ask for pictures as fast as a page can, from several views; return how many are refused."""
    for number in range(start, start + count):
        fields = {**COMPOSED, "template": f"cat {number}"} if kind == "generate" else {"number": 1}
        front.ask(kind, **{**fields, "view": f"v{number % 3}", "id": number})
    answered = {"accepted", "refused"}
    ids = range(start, start + count)

    def answers():
        return [one for one, _ in [*front.received] if one["kind"] in answered and one["id"] in ids]

    until(lambda: len(answers()) >= count)
    return [one["words"][0] for one in answers() if one["kind"] == "refused"]


@pytest.mark.thorough
def test_three_hundred_in_a_row_are_no_more_than_max_calls(session, front, gateway):
    gateway.go_on.set()
    refused = press(front, 300)
    until(lambda: not session.scheduler.under_way())
    assert len(gateway.requests) == 10
    assert len(refused) == 290
    assert TOO_MANY.format(10) in refused[0]


def test_who_asked_for_too_many_is_told_how_long_to_wait(session, front, gateway):
    session.settings.configured = {"max_calls": 2}.get
    in_one_go(front)
    assert press(front, 2) == []
    assert press(front, 1, start=3) == [f"OptionError: {TOO_MANY.format(2)}"]
    assert "Wait until those are done" in " ".join(front.wait("refused", id=3)[0]["words"])
    gateway.go_on.set()
    until(lambda: not session.scheduler.under_way())
    assert press(front, 1, start=4) == [f"OptionError: {TOO_MANY.format(2)}"]
    assert "Wait 5 s, or" in " ".join(front.wait("refused", id=4)[0]["words"])


@pytest.mark.thorough
def test_a_panel_that_is_opened_again_goes_on_with_the_burst(session, panel, front, gateway):
    gateway.go_on.set()
    in_one_go(front)
    assert len(press(front, 6)) == 0
    panel.close()
    assert len(press(Front(open_panel(session)), 10, start=7)) == 6
    until(lambda: not session.scheduler.under_way())
    open_panel(session).close()
    assert len(gateway.requests) == 10


@pytest.mark.thorough
def test_no_more_than_the_budget_covers_is_sent_and_the_rest_is_told(session, front, gateway):
    gateway.go_on.set()
    budget = {"budget": 0.25, "price": {"nano-banana": 0.05}}
    session.settings.configured = budget.get
    assert press(front, 8) == []  # accepted: each row decides for itself
    until(lambda: not session.scheduler.under_way())
    assert len(gateway.requests) == 5
    words, _ = front.wait("refused", count=3)
    assert words["words"][0].startswith("OverBudget: the budget of the day doesn't cover this call")
    assert "$0.25 held, $0.00 left of $0.25" in words["words"][0]
    assert words["words"][1] == "Nothing was sent, and nothing was billed."
    front.ask("compose", view="v", **{**COMPOSED, "template": "one more"})
    plan = words_of(front.wait("plan", fine=False)[0])
    assert plan.startswith("the budget of the day doesn't cover this call: To raise the budget: ")
    assert "it may cost $0.05; today" in plan
    stored = session.get("@1").prompt
    front.ask("compose", view="v", **{**COMPOSED, "template": stored})
    front.wait_for_plan("replayed from @1 · $0 · Again on @1 makes a new take", fine=True)


def test_the_plan_says_the_usual_time_and_cost(session, front, gateway):
    library = session.library
    for number in range(5):
        request = Request(gateway.url, "nano-banana", f"frog {number}")
        claim = library.claim(request, template="", sources=())
        found = Picture.from_bytes(picture(colour=f"#00000{number}"))
        library.finish(claim.number, Reply((found,), cost=0.04, seconds=10.0 + number))
    front.ask("compose", view="v", **{**COMPOSED, "template": "a newt"})
    front.wait_for_plan("1 new call · nano-banana · about 12–14 s · about $0.04", fine=True)


@pytest.mark.thorough
def test_takes_again_count_with_the_others(session, front, gateway):
    gateway.go_on.set()
    session.settings.configured = lambda name: 3 if name == "max_calls" else None
    session.generate("a frog", gateway="offline")
    in_one_go(front)
    assert len(press(front, 2)) == 0
    assert len(press(front, 20, "again", start=10)) == 19
    until(lambda: not session.scheduler.under_way())
    assert len(gateway.requests) == 3


@pytest.mark.parametrize("limit", [0, 1, 2])
def test_what_is_under_way_counts_and_what_is_stored_does_not(session, front, gateway, limit):
    session.settings.configured = lambda name: limit if name == "max_calls" else None
    assert len(press(front, 4)) == 4 - limit
    gateway.go_on.set()
    until(lambda: not session.scheduler.under_way())
    stored = session.get("@1").prompt if limit else "cat 1"
    front.ask("generate", view="v", id=99, **{**COMPOSED, "template": stored})
    front.wait("accepted" if limit else "refused", id=99)
    assert len(gateway.requests) == limit


def test_after_a_pause_the_panel_sends_again(session):
    now = 0.0
    burst = Burst(clock=lambda: now)
    session.settings.configured = lambda name: 2 if name == "max_calls" else None
    jobs = [session.submit(f"cat {number}") for number in range(2)]
    plan = session.look_up(session.plan(Brief(template="another cat")))
    for job in jobs:
        burst.asked()
        burst.check(plan)
        burst.add([job])
        job.result()
    for _ in range(3):  # each is refused, and keeps the burst going
        now += 4.0
        burst.asked()
        with pytest.raises(errors.OptionError, match="max_calls = 2"):
            burst.check(plan)
    burst.asked()
    now += 6.0  # that the plan took
    with pytest.raises(errors.OptionError) as caught:
        burst.check(plan)
    assert caught.value.hint.startswith("Wait 1 s, or")
    burst.asked()
    burst.check(plan)


def test_who_waits_for_nothing_is_told_what_helps(session, front):
    session.settings.configured = {"max_calls": 0}.get
    front.ask("generate", view="v", id=1, **COMPOSED)
    words, _ = front.wait("refused", id=1)
    assert words["words"] == [
        "OptionError: 1 new call in one go, and max_calls is 0",
        "Copy it as a cell and write -y there; the setting max_calls allows more.",
    ]


def test_a_refusal_is_an_entry_with_its_words(session, front, gateway):
    gateway.go_on.set()
    gateway.script = answer(choice({"content": "<b>I can't</b> draw that."}))
    front.ask("generate", view="v", id=1, **COMPOSED)
    until(lambda: session.library.count() == 1 and not session.scheduler.under_way())
    found = entry_of(front)
    assert found["status"] == "failed"
    assert "<b>I can't</b> draw that." in found["error"][0]


@pytest.mark.thorough
def test_two_threads_leave_no_old_value_behind(session, panel):
    """Two threads write traits, one inside hold_sync (matplotlib/ipympl#603)."""
    session.generate("a green frog")
    session.generate("a red boat")
    sent = {}
    panel._status = {}
    panel.send_state = lambda key=None: sent.update(panel.get_state(key))
    stop, problems = threading.Event(), []

    def refresh():
        while not stop.is_set():
            panel._refresh_soon()

    def pick(refs):
        try:
            for number in range(150):
                with panel._lock, panel.hold_sync():
                    panel.picked = refs[: 1 + number % 2]
        except Exception as error:  # noqa: BLE001  # shown below
            problems.append(error)

    threads = [threading.Thread(target=refresh)]
    threads += [
        threading.Thread(target=pick, args=(refs,)) for refs in (["@1", "@2"], ["@2", "@1"])
    ]
    for thread in threads:
        thread.start()
    for thread in threads[1:]:
        thread.join(DEADLINE)
    stop.set()
    threads[0].join(DEADLINE)
    until(lambda: not panel._refreshing)
    assert problems == []
    assert tuple(panel.picked) == session.picked
    assert panel._status["revision"] == panel._revision


# -- its life -------------------------------------------------------------------------


def test_there_is_one_and_it_is_shown_again(session, panel):
    assert open_panel(session) is panel
    panel.close()
    panel.close()
    other = open_panel(session)
    assert other is not panel
    other.close()


def used_and_closed(session):
    made = Panel(session)
    front = Front(made)
    front.ask("picture", hash=session.get("@1").picture.hash, size="thumbnail")
    front.wait("picture")
    until(lambda: not made._refreshing)
    made.close()
    return weakref.ref(made)


@pytest.mark.thorough
def test_a_closed_panel_is_freed(session):
    session.generate("a green frog")
    gone = used_and_closed(session)
    deadline = time.monotonic() + DEADLINE
    while gone() is not None and time.monotonic() < deadline:
        gc.collect()
        time.sleep(0.02)
    assert gone() is None


@pytest.mark.thorough
def test_traits_are_small_and_hold_no_pixels(session, panel):
    for number in range(5):
        session.generate(f"frog number {number}")
    until(lambda: panel._status.get("total") == 5)
    state = {
        name: value for name, value in panel.get_state().items() if name not in ("_esm", "_css")
    }
    assert len(json.dumps(state, default=str)) < 3000
    assert "base64" not in json.dumps(state, default=str)


def test_its_repr_is_the_same_on_every_run(panel):
    assert repr(panel) == "<Panel: run this cell to open it>"


def test_ig_panel_is_the_kernels(kernel_session):
    assert isinstance(ipyimagegen.panel(), Panel)
    assert ipyimagegen.panel() is ipyimagegen.panel()
    ipyimagegen.panel().close()


def test_a_session_that_was_closed_and_used_again_still_has_its_panel(session, panel, front):
    session.generate("a green frog")
    until(lambda: panel._status.get("total") == 1)
    session.close()
    session.generate("a red boat")
    until(lambda: panel._status["total"] == 2)
    front.ask("compose", view="v", **COMPOSED)
    front.wait("plan")


def test_a_library_that_cannot_be_used_is_told_in_the_panel(tmp_path):
    session = Session(
        Settings(
            configured={"library": 7}.get,
            environment={},
            folder=tmp_path,
            config_file=tmp_path / "config.toml",
        )
    )
    panel = open_panel(session)
    front = Front(panel)
    until(lambda: panel._status.get("error"))
    assert "library" in panel._status["error"][0]
    front.ask("hello")
    front.wait("hello")
    front.ask("compose", view="v", **COMPOSED)
    assert "library" in words_of(front.wait("plan", fine=False)[0])
    front.ask("generate", view="v", id=1, **COMPOSED)
    assert "library" in front.wait("refused", view="v", id=1)[0]["words"][0]
    panel.close()
    session.close()
