"""The composer's kernel side: cells in and out, the plan's line, sweeps that are sent."""

from __future__ import annotations

import itertools
import json
import threading
from dataclasses import replace

import msgspec
import pytest
from fronts import COMPOSED, entry_of, in_one_go, words_of
from hypothesis import given
from hypothesis import strategies as st

from conditions import until
from ipyimagegen import errors
from ipyimagegen.gateways import ASPECTS
from ipyimagegen.images.picture import Picture
from ipyimagegen.library.references import Scope, find_source
from ipyimagegen.notebook.line import parse_cell_line
from ipyimagegen.prompts.cells import read_body
from ipyimagegen.requests import Reply, Request
from ipyimagegen.widget import incoming
from ipyimagegen.widget.composer import composed_brief, composed_cell, read_cell
from scripted import answer, data_url, failing, picture, serving, success, then, waiting

MODELS = ["nano-banana", "gpt-image", "image-gen", "my model", "a,b", 'an "odd" one', "-m"]
INPUTS = ["photo.png", "my photos/cat.jpg", "a,b.png", "it's.png", "-i.png", "@picked"]
OPTIONS = [
    "frog", "--size 2K", '--extra {"seed": 7, "a": [1, 2]}', "--raw", "--again", "-q", "--bg",
    "--timeout 300", "--gateway 'my own'", "--max-cost=$2", "-y", "--debug",
    '--save "my folder/"',
]  # fmt: skip
REGIONS = ["120,80,340,260", "10%,20%,60%,80%", "mask", "@5e1fab90", "my masks/cup.png"]
VIEWS = itertools.count()
PROMPTS = st.one_of(
    st.sampled_from(
        ["a cat", "a {red|blue} {x}", "two\n lines", "\n first empty", "ends with space ", "é — “”"]
    ),
    st.text("ab{}|=*@\\ \n-:%.,'\"#19", min_size=1, max_size=30),
)


def composition(**fields):
    return incoming.Compose(view="v", **{**COMPOSED, **fields})


def as_message(composed):
    """Return what a view sends after it was told these fields."""
    refs = {name: [one["ref"] for one in composed[name]] for name in ("inputs", "only")}
    return incoming.Compose(**{k: v for k, v in composed.items() if k != "share"} | refs)


@pytest.fixture(scope="module")
def nowhere(tmp_path_factory):
    """A scope whose library holds nothing."""
    from ipyimagegen.library import Library

    library = Library(tmp_path_factory.mktemp("nowhere"))
    yield Scope(library, {})
    library.close()


COMPOSITIONS = st.builds(
    composition,
    template=PROMPTS,
    models=st.lists(st.sampled_from(MODELS), unique=True, max_size=3),
    aspect=st.sampled_from(["", *ASPECTS]),
    takes=st.integers(1, 12),
    inputs=st.lists(st.sampled_from(INPUTS), unique=True, max_size=4),
    together=st.booleans(),
    only=st.lists(st.sampled_from(REGIONS), unique=True, max_size=3),
    crop=st.booleans(),
    options=st.lists(st.sampled_from(OPTIONS), unique=True, max_size=3).map(" ".join),
)


@pytest.mark.thorough
@given(COMPOSITIONS)
def test_what_is_composed_comes_back_from_its_cell(nowhere, composed):
    try:
        cell = composed_cell(composed, nowhere)
    except errors.OptionError:
        return  # it says why no cell can ask for this
    read = as_message(read_cell("v", cell, nowhere))
    raw = "--raw" in composed.options
    template, aspect, _ = (
        (composed.template, composed.aspect, "")
        if raw
        else read_body(composed.template, composed.aspect or None)
    )
    canonical = {
        "template": template.rstrip("\r\n"),
        "aspect": aspect or "",
        "together": composed.together or len(composed.inputs) < 2,
    }
    assert read == msgspec.structs.replace(composed, **canonical)


@pytest.mark.thorough
@given(COMPOSITIONS, st.randoms(use_true_random=False))
def test_a_pasted_cell_asks_for_what_it_asked_for(nowhere, composed, random):
    """Its options in any order; and what is copied is read as the same again."""
    try:
        line, body = composed_cell(composed, nowhere).split("\n", 1)
    except errors.OptionError:
        return
    words = [line.removeprefix("%%imagegen").strip()]
    if random.random() < 0.5:
        words.insert(random.randrange(2), "--take 1" if composed.takes == 1 else "-q")
    line = " ".join(words)
    try:
        options = parse_cell_line(line)
        read = as_message(read_cell("v", f"%%imagegen {line}\n{body}\n", nowhere))
    except errors.OptionError:
        return  # twice the same, or a take and another one
    wanted = options.brief
    if not wanted.raw:
        body, aspect, _ = read_body(body, wanted.aspect)
        wanted = replace(wanted, aspect=aspect)
    wanted = replace(
        wanted,
        template=body.rstrip("\n"),
        inputs=list(wanted.inputs),
        yes=False,
        each=wanted.each and len(wanted.inputs) > 1,
    )
    cell = composed_cell(read, nowhere)
    again = as_message(read_cell("v", cell, nowhere))
    assert again == read
    assert composed_cell(again, nowhere) == cell
    if "--save" not in line:
        assert composed_brief(read, {}) == wanted


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a cat", "this is no cell of ours"),
        ("%%imagegen?", "this is no cell of ours"),
        ("%%imagegen frog", "the cell has no prompt"),
        ("%%imagegen --sise 2K\na cat", "no option --sise"),
        ("%%imagegen -n 0\na cat", "the count is a whole number from 1 on"),
        ("%%imagegen\na cat\n%%imagegen\na dog", "two cells pasted together"),
        ("%%imagegen -n 20000\na cat", "20,000 takes: more than 10,000 pictures"),
    ],
)
def test_a_cell_that_cannot_be_read_is_refused_in_words(front, text, words):
    front.ask("pastedCell", view="v", id=1, text=text)
    assert words in front.wait("refused", id=1)[0]["words"][0]


def test_a_pasted_cell_fills_the_fields(session, panel, front):
    frog = session.generate("a green frog")
    panel._values = lambda: {"frog": frog}
    text = (
        "%%imagegen night --size 2K -m nano-banana,gpt-image -i frog,@1 -n 3 -q\n"
        "make it {a|b}\n --ar 16:9\n"
    )
    front.ask("pastedCell", view="v", id=1, text=text)
    shown = {"hash": frog.picture.hash}
    assert front.wait("cellRead", id=1)[0]["composed"] == {
        "view": "v", "template": "make it {a|b}", "models": ["nano-banana", "gpt-image"],
        "aspect": "16:9", "takes": 3, "together": True, "options": "night --size 2K -q",
        "only": [], "crop": False, "share": 0.0,
        "inputs": [{"ref": "frog", "name": "frog", **shown}, {"ref": "@1", "name": "@1", **shown}],
    }  # fmt: skip


@pytest.mark.thorough
def test_picked_pictures_are_the_inputs_of_a_pasted_cell(session, panel, front):
    first, second = session.generate("a green frog"), session.generate("a red boat")
    front.ask("pastedCell", view="v", id=1, text="%%imagegen -i @picked --each\nmake it night")
    read = front.wait("cellRead", id=1)[0]["composed"]
    assert [one["ref"] for one in read["inputs"]] == ["@picked"]
    panel.picked = ["@2", "@1"]
    front.ask("pastedCell", view="v", id=2, text="%%imagegen -i @picked --each\nmake it night")
    read = front.wait("cellRead", id=2)[0]["composed"]
    assert [one["ref"] for one in read["inputs"]] == ["@2", "@1"]
    assert [one["hash"] for one in read["inputs"]] == [second.picture.hash, first.picture.hash]
    assert read["together"] is False


def cell_of(front, **fields):
    front.ask("composedCell", view="v", id=99, **{**COMPOSED, **fields})
    text = front.wait("cell", id=99)[0]["text"]
    front.received.clear()
    return text


@pytest.mark.thorough
def test_each_of_what_is_picked_is_a_cell_that_says_so(session, panel, front):
    refs = [session.generate(f"frog {number}").picture.ref for number in range(3)]
    panel.picked = ["@1", "@3"]
    night = {"template": "make it night", "together": False}
    assert cell_of(front, inputs=["@1", "@3"], **night) == (
        "%%imagegen -i @picked --each\nmake it night"
    )
    assert cell_of(front, inputs=[refs[0], refs[2]], **night) == (
        "%%imagegen -i @picked --each\nmake it night"
    )
    assert cell_of(front, inputs=["@3", "@1"], **night) == (
        f"%%imagegen -i {refs[2]},{refs[0]} --each\nmake it night"
    )
    assert cell_of(front, inputs=["@1", "@3"], template="both") == (
        f"%%imagegen -i {refs[0]},{refs[2]}\nboth"
    )


# -- the plan -------------------------------------------------------------------------


@pytest.fixture
def gateway(session):
    with serving() as scripted:
        session.settings.use(scripted.url)
        yield scripted


def told(front, **fields):
    """Return the plan of these fields; that of others may be told anew meanwhile."""
    view = f"plan {next(VIEWS)}"
    front.ask("compose", view=view, **{**COMPOSED, **fields})
    return front.wait("plan", view=view)[0]


def know(session, gateway, model="nano-banana", cost=0.05, edits=False):
    """File five calls of a model, so that its usual time and cost are known."""
    library = session.library
    for number in range(5):
        sources = [find_source("@1", session.scope())] if edits else []
        hashes = tuple(source.value.hash for source in sources)
        request = Request(gateway.url, model, f"frog {number}", hashes)
        claim = library.claim(request, template="", sources=sources)
        found = Picture.from_bytes(picture(colour=f"#00{number:02}40"))
        library.finish(claim.number, Reply((found,), cost=cost, seconds=60.0 + number))


def test_the_plan_multiplies_axes_models_and_takes(session, front, gateway):
    know(session, gateway)
    know(session, gateway, "gpt-image", cost=0.055)
    two = ["nano-banana", "gpt-image"]
    plan = told(front, template="a {mood=dusk|night} sea", models=two)
    assert words_of(plan) == "2 moods × 2 models = 4 new calls · about 62–64 s · about $0.21"
    assert [part["words"] for part in plan["parts"] if part["weighty"]] == [
        "4 new calls", "about $0.21",
    ]  # fmt: skip
    assert plan["press"] == {"label": "Generate 4", "price": "~$0.21", "new": 4}
    plan = told(front, template="a {mood=dusk|night} sea", takes=3)
    assert words_of(plan) == (
        "2 moods × 3 takes × 1 model = 6 new calls · about 2 min, 4 at a time · about $0.30"
    )
    assert plan["press"] == {"label": "Generate 6", "price": "~$0.30", "new": 6}


def test_the_plan_has_no_number_before_five_samples(session, front, gateway):
    plan = told(front, template="a {mood=dusk|night} sea")
    assert words_of(plan) == "2 moods × 1 model = 2 new calls"
    assert plan["press"] == {"label": "Generate 2", "price": "", "new": 2}
    assert told(front)["press"] == {"label": "Generate", "price": "", "new": 1}


def test_the_plan_tells_of_a_list_that_is_sent_as_it_is(panel, front):
    panel._values = lambda: {"words": ["red", "blue"]}
    assert words_of(told(front, template="a {words} frog")) == (
        "1 new call · nano-banana · {words} is a list, sent as “['red', 'blue']”: "
        "{*words} makes one picture of each"
    )


def test_what_the_library_has_is_shown_for_nothing(session, front, gateway):
    session.generate("a dusk sea")
    plan = told(front, template="a {mood=dusk|night} sea")
    assert words_of(plan) == "2 moods × 1 model = 1 new call · 1 replay"
    assert plan["press"]["label"] == "Generate 1"
    session.generate("a night sea")
    plan = told(front, template="a {mood=dusk|night} sea")
    assert words_of(plan) == "2 moods × 1 model = 2 replays · $0"
    assert plan["press"] == {"label": "Show 2", "price": "$0", "new": 0}
    assert told(front, template="a night sea")["press"] == {
        "label": "Show @2", "price": "$0", "new": 0,
    }  # fmt: skip


@pytest.mark.thorough
def test_what_waits_here_is_no_new_call(session, front, gateway):
    session.settings.configured = {"concurrency": 4}.get
    go_on = threading.Event()
    gateway.script = then(waiting(go_on), answer(success(data_url(picture()))))
    six = {"template": "a {red|blue|green} {cat|dog}"}
    front.ask("generate", view="v", id=1, **COMPOSED | six | {"confirmed": 6})
    under_way = session.scheduler.under_way
    until(lambda: sorted(job.number or 0 for job in under_way()) == [0, 0, 1, 2, 3, 4])
    try:
        plan = told(front, **six)
        assert words_of(plan).endswith(" = 0 new calls · 4 under way, 2 waiting · $0")
        assert plan["press"] == {"label": "Show 6", "price": "$0", "new": 0}
        waits = told(front, template="a green dog")
        assert words_of(waits) == "0 new calls · nano-banana · 1 waiting · $0"
        assert waits["press"] == {"label": "Show 1", "price": "$0", "new": 0}
        assert told(front, **six, options="--again")["press"]["new"] == 6
        front.ask("generate", view="v", id=2, **COMPOSED | six)
        assert front.wait("accepted", id=2)[0]["new"] == 0
    finally:
        go_on.set()
    until(lambda: not under_way())
    assert len(gateway.requests) == 6


@pytest.mark.thorough
def test_each_input_alone_is_a_call(session, front, gateway):
    for number in range(5):
        gateway.script = answer(success(data_url(picture(colour=f"#0000{number}0"))))
        session.generate(f"frog {number}")
    know(session, gateway, edits=True)
    inputs = ["@1", "@2", "@3", "@4", "@5"]
    plan = told(front, template="make it night", inputs=inputs, together=False)
    assert words_of(plan) == (
        "5 pictures × 1 model = 5 new calls · from @1, @2, @3 and 2 more, each alone · "
        "about 2 min, 4 at a time · about $0.25"
    )
    assert plan["press"] == {"label": "Edit 5", "price": "~$0.25", "new": 5}
    plan = told(front, template="put all on one table", inputs=inputs)
    assert words_of(plan).startswith("1 new call · nano-banana · from @1, @2, @3 and 2 more · ")
    assert plan["press"]["label"] == "Generate"


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"template": "a {nobody}"}, "the prompt names {nobody}, which is not defined"),
        ({"aspect": "17:9"}, "no aspect ratio '17:9'"),
        ({"options": "--size 9K"}, "no size '9K'"),
        ({"options": "--sise 2K"}, "no option --sise"),
        ({"options": "--dry-run"}, "--dry-run is an option for cells"),
        ({"options": "-m gpt-image"}, "the model is chosen twice"),
        ({"inputs": ["@99"]}, "@99 names nothing"),
        ({"inputs": [f"{n}.png" for n in range(9)]}, "at most 8 inputs can be sent"),
        ({"template": "{a|b|c|d} {e|f|g}", "options": "-y"}, "12 new calls in one go"),
        ({"template": "a {c=*many}"}, "more than 10,000"),
        ({"template": "a {a|b}", "options": "--max-cost 0"}, "the price of nano-banana is unknown"),
    ],
)
def test_the_plan_says_in_one_line_why_it_cannot_be(
    session, panel, front, gateway, fields, words, tmp_path
):
    for number in range(9):
        (tmp_path / f"{number}.png").write_bytes(picture(colour=f"#0000{number}0"))
    panel._values = lambda: {"many": list(range(10_001))}
    plan = told(front, **fields)
    assert not plan["fine"]
    assert words in words_of(plan)
    assert "\n" not in words_of(plan)
    assert plan["press"] == {"label": "Generate", "price": "", "new": 0}
    assert gateway.requests == []


@pytest.mark.parametrize("template", ["a {frogg}", "a {red|{blue|green}} cat"])
def test_a_refusal_has_the_words_of_the_plan(front, gateway, template):
    """The view shows a refusal once, where the plan has each of its lines."""
    planned = words_of(told(front, template=template))
    front.ask("generate", view="v", id=1, **{**COMPOSED, "template": template})
    first, *others = front.wait("refused", id=1)[0]["words"]
    assert others
    assert "--raw" not in planned
    for line in (first.removeprefix("PromptError: "), *others):
        assert line in planned


def test_a_budget_that_covers_none_is_the_reason(session, front, gateway):
    budget = {"budget": 0.04, "price": {"nano-banana": 0.05}}
    session.settings.configured = budget.get
    plan = told(front, template="a {mood=dusk|night} sea")
    assert not plan["fine"]
    words = words_of(plan)
    assert words.startswith(
        "the budget of the day doesn't cover any of these 2 calls: "
        "To raise the budget: %config ImageGen.budget = 0.10; they may cost more"
    )
    assert "they may cost $0.10; today $0.00 spent" in words


def test_the_template_comes_in_pieces(session, panel, front):
    session.generate("a frog")
    panel._values = lambda: {"style": "oil", "pets": ["cat", "dog"], "nothing": None}
    template = (
        'a {mood=dusk|night} {style} {pet=*pets} {mood} {@1} {@9} {nobody} {nothing} {"a": 1}'
    )
    pieces = told(front, template=template)["pieces"]
    assert "".join(piece["text"] for piece in pieces) == template
    marked = {one["text"]: (one["kind"], one["words"]) for one in pieces if one["kind"] != "text"}
    assert marked == {
        "{mood=dusk|night}": ("axis", "an axis of 2 values: dusk, night"),
        "{style}": ("value", "the variable style: oil"),
        "{pet=*pets}": ("axis", "an axis of 2 values: cat, dog"),
        "{mood}": ("axis", "the same choice of mood"),
        "{@1}": ("value", "the picture @1"),
        "{@9}": ("unknown", "@9 names nothing"),
        "{nobody}": ("unknown", "the prompt names {nobody}, which is not defined"),
        "{nothing}": ("unknown", "{nothing} is None"),
    }
    raw = told(front, template=template, options="--raw")["pieces"]
    assert raw == [{"text": template, "kind": "text", "words": ""}]


@given(st.text("ab{}|=*@\\ \n1.[]\"'é😀", max_size=40))
def test_pieces_joined_are_the_template(text):
    from ipyimagegen.prompts.pieces import pieces
    from ipyimagegen.prompts.values import Names

    def refer(reference):
        raise errors.UnknownReference("none")

    names = Names({"a": "x", "b": [1, 2]}.__getitem__, ["a", "b"], lambda value: False)
    assert "".join(piece.text for piece in pieces(text, names, (), refer)) == text


# -- sending --------------------------------------------------------------------------


def run(session, cell):
    """Run a cell as the magic does, and wait for its end."""
    line, body = cell.removeprefix("%%imagegen").split("\n", 1)
    template, aspect, _ = read_body(body, (brief := parse_cell_line(line).brief).aspect)
    plan = session.look_up(session.plan(replace(brief, template=template, aspect=aspect)))
    session.scheduler.start(plan).result()


def sent(front, number, **fields):
    """Press the button, and wait for what it began."""
    front.ask("generate", view="v", id=number, **{**COMPOSED, **fields})
    accepted = front.wait("accepted", id=number)[0]
    until(lambda: not front.panel._session.scheduler.under_way())
    return accepted


@pytest.mark.thorough
def test_a_sweep_is_a_request_for_each_member_and_its_cell_none(session, front, gateway):
    two = {"template": "a {mood=dusk|night} sea", "models": ["nano-banana", "gpt-image"]}
    assert sent(front, 1, **two) == {
        "kind": "accepted", "view": "v", "id": 1, "new": 4, "replayed": [],
    }  # fmt: skip
    asked = [json.loads(body) for _, body in gateway.requests]
    assert {(one["model"], one["messages"][0]["content"]) for one in asked} == {
        (model, f"a {mood} sea")
        for model in ("nano-banana", "gpt-image")
        for mood in ("dusk", "night")
    }
    assert len(asked) == 4
    assert {one.template for one in session.library.search("", count=9)} == {two["template"]}
    run(session, cell_of(front, **two))
    assert len(gateway.requests) == 4
    assert sent(front, 2, **two)["replayed"] == [1, 2, 3, 4]
    assert len(gateway.requests) == 4


@pytest.mark.thorough
def test_each_input_alone_is_a_request_and_its_cell_none(session, panel, front, gateway):
    for number in range(5):
        gateway.script = answer(success(data_url(picture(colour=f"#0000{number}0"))))
        session.generate(f"frog {number}")
    inputs = ["@1", "@2", "@3", "@4", "@5"]
    night = {"template": "make it night", "inputs": inputs, "together": False}
    before = len(gateway.requests)
    assert sent(front, 1, confirmed=5, **night)["new"] == 5
    assert len(gateway.requests) == before + 5
    made = [session.get(f"@{number}") for number in range(6, 11)]
    assert [[parent.number for parent in one.parents] for one in made] == [[1], [2], [3], [4], [5]]
    assert {one.prompt for one in made} == {"make it night"}
    run(session, cell_of(front, **night))
    panel.picked = inputs
    cell = cell_of(front, **night)
    assert "@picked" in cell
    run(session, cell)
    assert len(gateway.requests) == before + 5


@pytest.mark.thorough
def test_more_than_four_new_calls_are_sent_when_they_are_confirmed(session, front, gateway):
    six = {"template": "a {a|b|c} {d|e}"}
    for number, confirmed in ((1, 0), (2, 5)):
        front.ask("generate", view="v", id=number, confirmed=confirmed, **{**COMPOSED, **six})
        assert front.wait("unconfirmed", id=number)[0]["new"] == 6
    assert (gateway.requests, session.library.count()) == ([], 0)
    assert sent(front, 3, confirmed=6, **six)["new"] == 6
    assert len(gateway.requests) == 6


def test_each_member_under_way_is_listed(session, panel, front, gateway):
    go_on = threading.Event()
    gateway.script = then(waiting(go_on), answer(success(data_url(picture()))))
    front.ask("generate", view="v", id=1, **{**COMPOSED, "template": "a {mood=dusk|night} sea"})

    def listed():
        return panel._status.get("jobs", {}).get("listed", [])

    until(lambda: [job["number"] for job in listed()] == [1, 2])
    assert [job["prompt"] for job in listed()] == ["a dusk sea", "a night sea"]
    until(lambda: len(gateway.requests) == 2)  # who only connects is dropped free
    front.ask("stop", job=listed()[0]["id"])
    until(lambda: [job["number"] for job in listed()] == [2])
    go_on.set()
    until(lambda: not session.scheduler.under_way())
    assert [session.get(ref).status for ref in ("@1", "@2")] == ["done", "done"]


@pytest.mark.thorough
def test_a_sweep_counts_in_the_burst_with_all_its_calls(session, front, gateway):
    in_one_go(front)
    sent(front, 1, confirmed=6, template="a {a|b|c} {d|e}")
    front.ask("generate", view="v", id=2, confirmed=5, **{**COMPOSED, "template": "b {a|b|c|d|e}"})
    assert "max_calls = 10 new calls in one go" in front.wait("refused", id=2)[0]["words"][0]
    sent(front, 3, template="b {a|b|c|d}")
    assert len(gateway.requests) == 10


def test_members_that_were_not_sent_are_told_once(session, front, gateway):
    budget = {"budget": 0.12, "price": {"nano-banana": 0.05}}
    session.settings.configured = budget.get
    plan = told(front, template="a {a|b|c|d} sea")
    assert words_of(plan).endswith("the budget covers 2 of 4")
    sent(front, 1, template="a {a|b|c|d} sea")
    words = front.wait("refused", id=0)[0]["words"]
    assert words[-1] == "2 of 4 were not sent."
    assert len(gateway.requests) == 2
    assert sum(content["kind"] == "refused" for content, _ in front.received) == 1


def test_a_member_that_fails_keeps_the_others(session, front, gateway):
    def script(connection):
        bad = b"night" in gateway.mine.body
        (answer(failing(400, "no nights"), 400) if bad else good)(connection)

    good = answer(success(data_url(picture())))
    gateway.script = script
    sent(front, 1, template="a {mood=dusk|night} sea")
    assert [entry_of(front, place)["status"] for place in (0, 1)] == ["failed", "done"]
    assert not any(content["kind"] == "refused" for content, _ in front.received)
