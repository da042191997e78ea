"""Sweeps as the panel asks for them: of variables, handed over, and prompts of the history."""

from __future__ import annotations

import json
import re

import pytest
from fronts import Front

import ipyimagegen
from conditions import until
from ipyimagegen import errors
from ipyimagegen.session import Brief, Sweep, SweepJob
from ipyimagegen.session.outcome import Outcome
from ipyimagegen.session.plan import Dimension
from ipyimagegen.widget import Panel
from ipyimagegen.widget.sweeps import MOST_MEMBERS
from scripted import answer, choice, data_url, picture, serving, success

TEMPLATE = "a {style=oil|ink} {subject=*pets}"
PETS = {"pets": ["cat", "red fox"]}
MODELS = ["nano-banana", "gpt-image"]


@pytest.fixture
def names():
    """The notebook's variables."""
    return {}


@pytest.fixture
def panel(session, names):
    made = Panel(session, lambda: names)
    yield made
    made.close()


@pytest.fixture
def front(panel):
    made = Front(panel)
    yield made
    assert made.unfit == []


def sweep_of(front, key, number=1):
    front.ask("sweep", view="v", id=number, key=key)
    answer, _ = front.wait("sweep", id=number)
    return answer


def keys_of(front, number=100):
    front.ask("sweeps", view="v", id=number)
    answer, _ = front.wait("sweeps", id=number)
    return {one["key"]: one for one in answer["sweeps"]}


@pytest.mark.thorough
def test_a_variables_sweep_has_labels_facts_and_hashes(session, names, front):
    birds = names["birds"] = session.sweep(TEMPLATE, models=MODELS, **PETS)
    found = sweep_of(front, "name:birds")
    assert [one["name"] for one in found["dimensions"]] == ["style", "subject", "model"]
    assert found["dimensions"][1]["labels"] == ["cat", "red fox"]
    assert [one["places"] for one in found["members"]][:3] == [[0, 0, 0], [0, 0, 1], [0, 1, 0]]
    first = found["members"][0]
    made = birds.generations[0]
    assert (first["number"], first["model"], first["status"]) == (1, "nano-banana", "done")
    assert first["picture"]["hash"] == made.picture.hash
    assert found["total"] == 8
    assert len(json.dumps(found)) < 600 * 8


@pytest.mark.thorough
def test_values_that_begin_alike_have_places_of_their_own(session, names, front):
    start = "an oil painting on old wood after the manner of the masters of Delft, all of it in "
    values = {"styles": [start + "red", start + "blue"], "blanks": ["wet", "wet "]}
    names["lab"] = session.sweep("x {style=*styles}; {kind=*blanks}", **values)
    for number, key in enumerate(("name:lab", "template:1", "template:1"), start=1):
        names.update(values if number == 3 else {})  # before that its lists are not here
        found = sweep_of(front, key, number)
        assert [one["name"] for one in found["dimensions"]] == ["style", "kind"]
        labels = [label[:6] for one in found["dimensions"] for label in one["labels"]]
        assert labels == ["1: an ", "2: an ", "1: wet", "2: wet"]
        assert len({tuple(one["places"]) for one in found["members"]}) == 4


@pytest.mark.thorough
def test_python_turns_it_alike(session, names, front):
    """The panel's rows and columns are those of `Sweep.pivot`, in the same order."""
    birds = names["birds"] = session.sweep(TEMPLATE, models=MODELS, **PETS)
    found = sweep_of(front, "name:birds")
    turned = birds.pivot("subject", ["style", "model"])
    labels = [one["labels"] for one in found["dimensions"]]
    by_places = {tuple(one["places"]): one["number"] for one in found["members"]}
    for row, line in turned.items():
        for column, made in line.items():
            style, model = column.split(" · ")
            wanted = (labels[0].index(style), labels[1].index(row), labels[2].index(model))
            assert by_places[wanted] == made.number


@pytest.mark.thorough
def test_it_is_told_as_it_is_now(session, names, front):
    birds = names["birds"] = session.sweep("a {oil|ink} cat")
    birds.generations[0].rate(4)
    birds.generations[1].tag("starred")
    birds.generations[0].library.delete([1])
    first, second = sweep_of(front, "name:birds")["members"]
    assert (first["rating"], first["deleted"]) == (4, True)
    assert second["starred"]


def test_failures_keep_their_places(session, names, front):
    refused = errors.GatewayFailed("the model refused", said="No dogs.")
    cat = session.generate("a cat")
    outcomes = (
        Outcome(("cat",), cat, number=1),
        Outcome(("dog",), error=refused, number=2),
        Outcome(("fox",), error=refused, model="gpt-image"),
    )
    names["birds"] = Sweep((Dimension("pet", ("cat", "dog", "fox")),), outcomes)
    members = sweep_of(front, "name:birds")["members"]
    assert [one["status"] for one in members] == ["done", "failed", "not sent"]
    assert [one["number"] for one in members] == [1, 2, 0]
    assert "No dogs." in members[1]["words"]
    assert members[1]["picture"] is None
    assert members[2]["model"] == "gpt-image"


@pytest.mark.parametrize("key", ["name:hats", "template:1"])
def test_a_failure_that_is_asked_again_is_mended_in_its_place(session, names, front, key):
    with serving() as gateway:
        session.settings.use(gateway.url)
        gateway.script = answer(choice({"content": "I can't draw that."}))
        plan = session.look_up(session.plan(brief_of("a {thing=cup|hat}")))
        names["hats"] = session.scheduler.start(plan)
        with pytest.raises(errors.ImagegenError):
            names["hats"].result()
        before = sweep_of(front, key)
        assert [one["status"] for one in before["members"]] == ["failed", "failed"]
        gateway.script = answer(success(data_url(picture())))
        front.ask("again", view="v", id=7, number=1)
        front.wait("accepted", id=7)
        until(lambda: session.library.count() == 3 and not session.scheduler.under_way())
    after = sweep_of(front, key, 2)
    assert after["dimensions"] == before["dimensions"]
    stand = [(one["places"], one["number"], one["status"]) for one in after["members"]]
    assert sorted(stand) == [([0], 3, "done"), ([1], 2, "failed")]
    assert list(keys_of(front)) == ["name:hats", "template:1"]


def test_a_sketch_does_not_stand_in_for_a_failed_call(session, names, front):
    with serving() as gateway:
        session.settings.use(gateway.url)
        gateway.script = answer(choice({"content": "I can't draw that."}))
        names["hats"] = session.scheduler.start(
            session.look_up(session.plan(brief_of("a {thing=cup|hat}")))
        )
        with pytest.raises(errors.ImagegenError):
            names["hats"].result()
    before = sweep_of(front, "name:hats")["members"]
    session.settings.use("offline")
    made = session.sweep("a {thing=cup|hat}")
    assert all(one.is_sketch for one in made.generations)
    assert sweep_of(front, "name:hats", 2)["members"] == before


def test_another_take_of_one_stands_among_those_of_its_template(session, names, front):
    session.sweep("a {thing=cup|hat}")
    front.ask("again", view="v", id=7, number=1)
    front.wait("accepted", id=7)
    until(lambda: session.library.count() == 3 and not session.scheduler.under_way())
    assert keys_of(front)["template:1"]["numbers"] == "3"
    assert session.get("@3").template == "a {thing=cup|hat}"


def test_a_replayed_part_is_told(session, names, front):
    session.generate("a oil cat")
    names["birds"] = session.sweep("a {style=oil|ink} cat")
    assert [one["free"] for one in sweep_of(front, "name:birds")["members"]] == [True, False]


@pytest.mark.thorough
def test_the_list_has_variables_first_and_prompts(session, names, front):
    names["birds"] = session.sweep(TEMPLATE, **PETS)
    names["_"] = names["birds"]
    session.generate("alone")
    found = keys_of(front)
    assert list(found) == ["name:birds", "template:1"]
    assert found["name:birds"]["numbers"] == "@1–@4"
    assert found["template:1"]["title"] == TEMPLATE


@pytest.mark.thorough
def test_each_in_the_list_is_called_something_else(session, names, panel, front):
    panel.open_sweep(session.sweep("a {oil|ink} cat"))
    assert list(keys_of(front)) == ["sweep:1", "template:1"]
    names["birds"] = panel._sweeps._held["sweep:1"]  # it gets a name
    for letter in "yz":
        session.sweep("x" * 200 + " {oil|ink} " + letter)
    found = keys_of(front, 101)
    assert list(found) == ["name:birds", "template:5", "template:3", "template:1"]
    titles = [one["title"] for one in found.values()]
    assert len(set(titles)) == 4
    assert re.search(r", \d{4}-\d\d-\d\d \d\d:\d\d$", found["template:3"]["title"])


@pytest.mark.thorough
def test_a_prompt_of_the_history_has_its_axes_back(session, names, front):
    names.update(PETS)
    session.sweep(TEMPLATE, models=MODELS, **PETS)
    found = sweep_of(front, "template:1")
    assert found["dimensions"] == [
        {"name": "style", "labels": ["oil", "ink"]},
        {"name": "subject", "labels": ["cat", "red fox"]},
        {"name": "model", "labels": MODELS},
    ]
    assert [one["places"] for one in found["members"]][:3] == [[0, 0, 0], [0, 0, 1], [0, 1, 0]]


@pytest.mark.thorough
def test_an_axis_of_a_prompt_is_called_as_in_its_sweep(session, names, front):
    names["cars"] = session.sweep(
        "a {model=sports|vintage} {red|blue} {car|bus}", models=MODELS, yes=True
    )
    of_variable = [one["name"] for one in sweep_of(front, "name:cars")["dimensions"]]
    assert of_variable == ["model'", "choice", "choice'", "model"]
    of_prompt = [one["name"] for one in sweep_of(front, "template:1", 2)["dimensions"]]
    assert of_prompt == of_variable


@pytest.mark.thorough
def test_rows_of_a_table_and_takes_are_dimensions(session, front):
    rows = [{"name": "Morning", "mood": "calm"}, {"name": "Night", "mood": "bold"}]
    session.sweep("{name}, {mood}", rows=rows, count=2)
    found = sweep_of(front, "template:1")
    assert found["dimensions"] == [
        {"name": "row", "labels": ["Morning · calm", "Night · bold"]},
        {"name": "take", "labels": ["take 1", "take 2"]},
    ]


@pytest.mark.thorough
def test_the_same_asked_twice_is_numbered(session, front):
    for size in ("1K", "2K"):
        session.generate("a cat", size=size, extra={"quality": size})
    session.generate("a cat", size="2K", extra={"quality": "other"})
    found = sweep_of(front, "template:1")
    assert [one["name"] for one in found["dimensions"]] == ["size", "run"]
    assert len({tuple(one["places"]) for one in found["members"]}) == 3


def test_a_sweep_without_a_name_is_handed_over_once(session, panel, front):
    birds = session.sweep("a {oil|ink} cat")
    panel.open_sweep(birds)
    before = panel._sweep["count"]
    panel.open_sweep(birds)
    assert panel._sweep["key"] == "sweep:1"
    assert panel._sweep["count"] > before
    assert sweep_of(front, "sweep:1")["title"] == "2 choices"
    panel.open_sweep(None)
    assert panel._sweep["key"] == ""


def test_one_that_goes_on_is_told_as_far_as_it_is(session, names, front):
    names["birds"] = session.scheduler.start(
        session.look_up(session.plan(brief_of("a {style=oil|ink} cat")))
    )
    assert isinstance(names["birds"], SweepJob)
    statuses = {one["status"] for one in sweep_of(front, "name:birds")["members"]}
    assert statuses <= {"waiting", "sent", "done"}
    names["birds"].result()
    members = sweep_of(front, "name:birds", 2)["members"]
    assert [one["status"] for one in members] == ["done", "done"]


def brief_of(template):
    return Brief(template=template, yes=True)


def test_what_is_gone_is_refused(session, names, front):
    names["frog"] = session.generate("a frog")
    for number, key in enumerate(["name:frog", "name:nobody", "sweep:7", "template:99", "x"], 1):
        front.ask("sweep", view="v", id=number, key=key)
        answer, _ = front.wait("refused", id=number)
        assert answer["words"][0].startswith("UnknownReference")


@pytest.mark.thorough
def test_a_sweep_of_thousands_is_cut(session, names, front, monkeypatch):
    monkeypatch.setattr("ipyimagegen.widget.sweeps.MOST_MEMBERS", 3)
    names["birds"] = session.sweep("a {1|2|3|4|5} cat")
    found = sweep_of(front, "name:birds")
    assert (len(found["members"]), found["total"]) == (3, 5)
    assert MOST_MEMBERS == 2000


@pytest.mark.thorough
def test_labels_of_any_length_are_one_line(session, names, front):
    pets = ["x" * 300, "مرحبا\nبالعالم", "cat"]
    names["birds"] = session.sweep("a {*pets}", pets=pets)
    [dimension] = sweep_of(front, "name:birds")["dimensions"]
    assert all("\n" not in label and len(label) <= 300 for label in dimension["labels"])


def test_the_panel_is_opened_with_a_sweep_from_python(kernel_session):
    birds = ipyimagegen.sweep("a {oil|ink} cat")
    panel = ipyimagegen.panel(birds)
    assert panel._sweep["key"].startswith("sweep:")
    with pytest.raises(errors.WrongArguments, match="not a Generation"):
        ipyimagegen.panel(birds.generations[0])
    panel.close()
