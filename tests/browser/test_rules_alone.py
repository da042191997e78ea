"""The rules that hold in every view of the panel, measured by its boxes and pressed by its keys."""

from __future__ import annotations

import json
import re

import pytest
from alone import FIVE, STATIC, assert_accessible
from test_frame_alone import BUSY, ENDED, box

from bundled import source

RUNNING = "{status: 'sent', pictures: [], age: 3}"
FAILED = (
    "{status: 'failed', pictures: [], words: 'Filtered.',"
    " error: ['Blocked: the picture was filtered: SAFETY', 'It may have been billed.']}"
)
COMES = "model.entries.unshift(entry({0})); model.status({{}})"
PROMPT = "document.querySelector('textarea')"  # also where it is hidden


def turn(alone, width, part):
    """Turn to a part where there is room for one only."""
    if width < 600:
        alone.button(part).click()


def inputs(alone, count):
    refs = json.dumps([{"ref": f"@{n + 1}", "hash": "any", "name": ""} for n in range(count)])
    alone.page.evaluate(
        f"model.change('_composer', {{template: 'a cat', models: [], aspect: '', takes: 1, inputs: {refs},"
        f" together: true, options: ''}})"
    )
    alone.page.wait_for_function(f"document.querySelectorAll('.inputs li').length === {count}")


# -- room ---------------------------------------------------------------------------------


@pytest.mark.parametrize("width", [602, 1001, 1200])
def test_every_part_is_seen_at_once(alone, width):
    alone.start(FIVE, width=width)
    alone.page.get_by_alt_text("cat 5").wait_for()
    panel, views = box(alone, ".imagegen-panel"), box(alone, ".views")
    assert panel["height"] == 720
    at = {part: box(alone, f"[data-part={part}]") for part in ("compose", "picture", "history")}
    for part in at.values():
        assert (part["width"] >= 200 and part["height"] >= 200) or part is at["compose"]
        assert part["y"] >= views["y"]
        assert part["y"] + part["height"] <= views["y"] + views["height"] + 1
    if width < 1002:
        assert at["compose"]["height"] <= 137  # with the line below it
        assert (at["compose"]["width"], at["history"]["width"]) == (width - 2, 240)
    else:
        assert (at["compose"]["width"], at["history"]["width"]) == (296, 268)
        assert at["picture"]["width"] == width - 2 - 296 - 268


@pytest.mark.parametrize(("width", "tall"), [(602, 420), (770, 720)])
def test_the_composer_takes_a_third_at_most(alone, width, tall):
    alone.start(FIVE, width=width)
    alone.page.set_viewport_size({"width": width, "height": tall + 16})
    alone.page.wait_for_function(
        f"document.querySelector('.imagegen-panel').offsetHeight === {tall}"
    )
    inputs(alone, 6)
    alone.prompt.fill("a cat in the rain " * 90)
    for name in ("gpt-image", "nano-banana-with-a-long-name", "image-gen"):
        alone.add_model(name)
    assert box(alone, "[data-part=compose]")["height"] <= tall / 3
    assert alone.button("Generate").evaluate(
        """(one) => { const at = one.getBoundingClientRect();
          return document.elementFromPoint(at.x + 9, at.y + at.height / 2) === one; }"""
    )


# -- nothing jumps ------------------------------------------------------------------------

STILL = (
    ".foot", "[data-part=compose]", ".strip", ".prompt-box", ".options", ".plan", ".send", "[data-part=picture]",
    ".stage", ".stage > .toolbar", "[data-part=history]", ".history", ".finder", ".gallery",
)  # fmt: skip


def assert_nothing_moved(alone, parts, before, doing):
    for part in parts:
        after = box(alone, part)
        moved = {side: after[side] - before[part][side] for side in after}
        assert max(map(abs, moved.values())) <= 2, (doing, part, moved)


@pytest.mark.parametrize(("width", "part"), [(420, "Compose"), (420, "Picture"), (420, "History"), (770, ""), (1200, "")])  # fmt: skip
def test_nothing_moves_through_a_whole_call_and_a_selection(alone, width, part):
    alone.start(FIVE, width=width)
    if part:
        alone.button(part).click()
    alone.page.wait_for_function(
        "document.querySelectorAll('.tile img[src]').length === 5 || innerWidth < 600"
    )
    alone.page.evaluate(
        "new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)))"
    )
    parts = [one for one in STILL if (box(alone, one) or {"width": 0})["width"]]
    before = {one: box(alone, one) for one in parts}
    plan = '"2 moods × 2 models = 4 new calls · from @309 · about 1–3 min ".repeat(4)'

    def generate():
        alone.page.evaluate(
            f"{PROMPT}.dispatchEvent(new KeyboardEvent('keydown', {{key: 'Enter', shiftKey: true, bubbles: true}}))"
        )
        alone.settled()
        if part:
            alone.button(part).click()

    def select(count):
        refs = json.dumps([f"@{n + 1}" for n in range(count)])
        alone.page.evaluate(f"model.change('picked', {refs})")

    steps = {
        "typing": lambda: alone.page.evaluate(
            f"{PROMPT}.value = 'a cat'; {PROMPT}.dispatchEvent(new Event('input', {{bubbles: true}}))"
        ),
        "a plan": lambda: alone.page.evaluate(
            f"""() => {{ model.line = [{{words: {plan}, weighty: true}}];
              model.press = {{label: 'Generate 4', price: '~$1,000.21', new: 4}};
              model.plan({{view: model.sent.find((m) => m.view).view, template: 'a cat'}}); }}"""
        ),
        "Generate": generate,
        "running": lambda: alone.page.evaluate(f"{COMES.format('6, ' + RUNNING)}; {BUSY}"),
        "failing": lambda: alone.page.evaluate(
            f"""model.entries[0] = entry(6, {FAILED});
              model.status({{jobs: jobs([], {{ended: [{{...{ENDED}, number: 6, how: 'failed', words: 'no '.repeat(99)}}]}})}})"""
        ),
        "a picture": lambda: alone.page.evaluate(
            f"{COMES.format('7')}; model.status({{jobs: jobs([], {{ended: [{{...{ENDED}, number: 7}}]}})}})"
        ),
        "refusing": lambda: alone.page.evaluate("model.refuse = ['PromptError: ' + 'long '.repeat(99), 'b', 'c']"),
        "a refusal": generate,
        **{f"{count} selected": lambda count=count: select(count) for count in (2, 3, 4, 5, 1, 0)},
    }  # fmt: skip
    for doing, step in steps.items():
        step()
        alone.page.evaluate(
            "new Promise((resolve) => setTimeout(() => requestAnimationFrame(resolve), 40))"
        )
        assert_nothing_moved(alone, parts, before, doing)
    assert len(alone.sent("generate")) == 2


@pytest.mark.parametrize("width", [770, 1200])
def test_inputs_have_their_place_before_they_come(alone, width):
    alone.start(FIVE, width=width)
    alone.page.get_by_alt_text("cat 5").wait_for()
    rows = tuple(part for part in STILL if part not in (".strip", ".prompt-box"))
    before = {part: box(alone, part) for part in rows}
    high = box(alone, ".prompt-box")["height"]
    for count in (1, 2, 6):
        inputs(alone, count)
        assert_nothing_moved(alone, rows, before, count)
        assert box(alone, ".prompt-box")["height"] == high
    options = "document.querySelector('.options')"
    assert alone.page.evaluate(f"{options}.scrollWidth - {options}.clientWidth") <= 0


# -- few stops ----------------------------------------------------------------------------


@pytest.mark.parametrize("inputs_of", [0, 3])
@pytest.mark.parametrize("width", [770, 1200])
def test_from_the_prompt_to_a_tile_are_eight_stops(alone, width, inputs_of):
    alone.start(FIVE, width=width)
    alone.page.get_by_alt_text("cat 5").wait_for()
    if inputs_of:
        inputs(alone, inputs_of)
    alone.prompt.focus()
    stops = []
    for _ in range(20):
        alone.page.keyboard.press("Tab")
        stops.append(
            alone.page.evaluate("document.activeElement.ariaLabel || document.activeElement.textContent")
        )  # fmt: skip
        if alone.page.evaluate("document.activeElement.matches('[role=option]')"):
            break
    assert len(stops) <= 8, "; ".join(stops)


# -- pictures are near ----------------------------------------------------------------------


@pytest.mark.parametrize("width", [770, 1200])
def test_arrows_in_the_history_change_the_large_picture_and_nothing_scrolls(alone, width):
    alone.start("Array.from({length: 60}, (_, i) => entry(60 - i))", width=width)
    alone.tiles.first.focus()
    for key, number in (
        ("ArrowRight", 59),
        ("ArrowRight", 58),
        ("ArrowLeft", 59),
        ("End", 1),
        ("Home", 60),
    ):
        alone.page.keyboard.press(key)
        alone.shows(number)
        alone.page.wait_for_function(
            f"document.querySelector('.ground > img')?.alt === 'cat {number}'"
        )
        seen, views = box(alone, ".ground"), box(alone, ".views")
        assert seen["y"] >= views["y"]
        assert seen["y"] + seen["height"] <= views["y"] + views["height"]
        assert alone.page.evaluate("[scrollY, document.querySelector('.frame').scrollTop]") == [
            0,
            0,
        ]


# -- everyone can use it --------------------------------------------------------------------

MANY = (
    f"[entry(6, {RUNNING}), entry(5, {FAILED}), entry(4, {{inputs: [{{name: '@3', number: 3}}], text: 'Here you are.',"
    " starred: true, rating: 3, tags: ['starred', 'night'], note: 'the pose'}), entry(3), entry(2), entry(1)]"
)
ALL_KINDS = f"""model.status({{money: {{spent: 0.31, held: 0.21, budget: 2, paid: 7, holding: 4}}, jobs: jobs([
  {{id: 1, number: 6, model: 'gpt-image', seconds: 38, low: 95, high: 160, source: '@3'}},
  {{id: 2, number: 7, seconds: 171, low: 9, high: 14, origin: 'cell [14], 2 of 4'}},
  {{id: 9, number: 8, seconds: 2, pause: 30}}, {{id: 3}}, {{id: 4}}], {{
  trouble: ['KeyRefused: the gateway wants a key', '%imagegen use dgx --ask-key'], unsent: 3,
  ended: ['done', 'failed', 'left', 'stopped'].map((how, place) => ({{...{ENDED}, id: 20 + place, number: 1 + place, how, words: how}}))}})}})"""
DARK = """() => { document.documentElement.dataset.theme = 'dark';
  document.body.style.background = '#111'; document.body.style.color = '#eee'; }"""


def check(alone, state):
    assert_accessible(alone.page, state)
    inside = "document.documentElement.scrollWidth <= innerWidth"
    assert alone.page.evaluate(inside), state


def tab(alone, name, width):
    there = alone.page.get_by_role("tab", name=name)
    there.focus()
    there.press("Enter")
    if not alone.page.evaluate("document.activeElement.ariaSelected === 'true'"):
        there.click()


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [420, 1200])
def test_every_view_and_state_is_accessible(alone, width, theme):
    page = alone.page
    if theme == "dark":
        page.evaluate(DARK)
    alone.start("[]", width=width)
    alone.stage.get_by_role("button").first.wait_for()
    check(alone, "empty")
    page.evaluate(f"() => {{ model.entries = {MANY}; {ALL_KINDS}; }}")
    for place, state in enumerate(("running", "failed", "one")):
        turn(alone, width, "History")
        alone.tiles.nth(place).click()
        if not place:
            check(alone, "the history")
        turn(alone, width, "Picture")
        alone.shows(6 - place)
        check(alone, state)
    turn(alone, width, "Compose")
    inputs(alone, 3)
    page.evaluate("model.refuse = ['PromptError: nobody knows {x}', 'Write --raw.']")
    alone.page.evaluate(
        f"{PROMPT}.value = 'a {{red|blue}} cat, {{name}} {{nobody}}'; {PROMPT}.dispatchEvent(new Event('input', {{bubbles: true}}))"
    )
    alone.page.wait_for_function("document.querySelectorAll('.marks-of-prompt span').length === 3")
    check(alone, "the composer")
    turn(alone, width, "Picture")
    for name in ("Tags and a note", "More"):
        alone.stage.get_by_role("button", name=name, exact=True).click()
        page.get_by_role("dialog").wait_for()
        check(alone, name)
        page.keyboard.press("Escape")
    tab(alone, "Jobs", width)
    page.get_by_role("region", name="Under way", exact=True).wait_for()
    check(alone, "jobs")
    page.keyboard.press("?")
    page.get_by_role("dialog", name="Keys").wait_for()
    check(alone, "keys")
    page.keyboard.press("Escape")
    tab(alone, "Make", width)
    page.evaluate("model.change('picked', ['@4', '@3', '@5', '@6'])")
    alone.stage.get_by_text("4 selected").wait_for()
    check(alone, "several")
    page.evaluate("model.change('picked', ['@4', '@3'])")
    alone.stage.get_by_text("2 selected").wait_for()
    alone.button("Compare").click()
    page.wait_for_function("document.querySelectorAll('.look .ground img').length === 2")
    check(alone, "compare")
    page.evaluate("model.dead = true; model.fire('comm_live_update')")
    page.locator(".foot[data-kernel=gone]").wait_for()
    tab(alone, "Make", width)
    turn(alone, width, "Compose")
    check(alone, "no kernel")


def test_a_whole_day_by_keyboard(alone):
    """Write, generate, select three, edit each, confirm, compare, and leave a job."""
    page, press = alone.page, alone.page.keyboard.press
    alone.start(FIVE, width=1200)
    page.get_by_alt_text("cat 5").wait_for()

    def tab_to(what, keys="Tab", most=25):
        for _ in range(most):
            if page.evaluate(f"document.activeElement.matches({what!r})"):
                return
            press(keys)
        raise AssertionError(f"{what} is not reached by {keys}")

    tab_to("textarea")
    page.keyboard.type("a red cat")
    press("Tab")
    tab_to(".send .primary")
    press("Enter")
    assert alone.wait_sent("generate")[0]["template"] == "a red cat"

    tab_to("[role=option]")
    for key in (" ", "ArrowRight", " ", "ArrowRight", " "):
        press(key)
    alone.picked("@5", "@4", "@3")
    page.evaluate("model.press = {label: 'Generate 6', price: '~$0.42', new: 6}")
    press("e")
    page.wait_for_function("document.activeElement.matches('textarea')")
    page.wait_for_function("document.querySelectorAll('.inputs li').length === 3")
    page.keyboard.type("make it {night|day}")
    alone.button("Generate 6 · ~$0.42").wait_for()
    press("Shift+Enter")
    alone.button("Generate 6 · ~$0.42?").wait_for()
    page.wait_for_timeout(500)  # a press that comes sooner has read nothing
    press("Shift+Enter")
    first, second = alone.wait_sent("generate", 3)[1:]
    assert (first["confirmed"], second["confirmed"]) == (0, 6)  # more than four: pressed twice
    assert second["inputs"] == ["@5", "@4", "@3"]
    assert not second["together"]

    tab_to("[role=option]")
    press("c")
    page.wait_for_function("document.querySelectorAll('.look .ground img').length === 2")
    press("Escape")
    page.wait_for_function("document.activeElement.closest('.stage')")

    page.evaluate(BUSY)
    tab_to("[role=tab]", "Shift+Tab", 40)
    press("End")
    page.get_by_role("region", name="Under way", exact=True).wait_for()
    press("Tab")
    tab_to(".job button")
    press("Enter")
    assert alone.wait_sent("stop")[0]["job"] == 1
    assert page.evaluate("reached.filter((key) => !/Tab|Shift/.test(key))") == []


def test_the_focus_goes_along_with_the_part_that_is_seen(alone):
    alone.start(FIVE, width=420)
    page, press = alone.page, alone.page.keyboard.press
    alone.button("Compose").click()
    alone.prompt.fill("a cat")
    alone.prompt.press("Shift+Enter")
    page.wait_for_function("document.activeElement.ariaLabel === 'Picture'")
    press("e")
    page.wait_for_function("document.activeElement.ariaLabel === 'Prompt'")
    alone.button("History").click()
    alone.tiles.first.press("c")
    page.wait_for_function("document.activeElement.ariaLabel === 'A: @5'")
    press("Escape")
    page.wait_for_function("document.activeElement.ariaLabel === 'Picture'")


# -- nothing moves by itself, and no wheel is taken -----------------------------------------


def test_what_moves_does_so_only_for_those_who_want_it():
    style = (STATIC / "panel.css").read_text()
    guarded = re.compile(
        r"@media[^{]*prefers-reduced-motion:\s*no-preference[^{]*\{(?:[^{}]*\{[^{}]*\})*\s*\}"
    )
    moving = re.compile(r"\b(animation|transition|scroll-behavior|@keyframes)\b")
    assert not moving.search(guarded.sub("", style))
    assert not re.search(r"\.animate\(|behavior:\s*.smooth", source())


LISTS = (".gallery", ".queue", ".jobs", ".choices", ".prompt-box", ".inputs", ".popover", ".sheet")


def test_lists_keep_their_wheel_and_the_stage_leaves_it(alone):
    alone.start("Array.from({length: 200}, (_, i) => entry(200 - i))", width=1200)
    page = alone.page
    page.get_by_alt_text("cat 200").wait_for()
    page.evaluate(
        """() => { document.body.style.paddingBottom = '2000px';
          document.addEventListener('wheel', (event) => { window.taken = event.defaultPrevented; }); }"""
    )

    def turn_wheel(selector):
        at = box(alone, selector)
        page.mouse.move(at["x"] + at["width"] / 2, at["y"] + at["height"] / 2)
        page.mouse.wheel(0, 100)

    turn_wheel(".ground")
    page.wait_for_function("scrollY > 50 && taken === false")
    page.evaluate("scrollTo(0, 0)")
    page.wait_for_function("scrollY === 0")
    turn_wheel(".gallery")
    page.wait_for_function("document.querySelector('.gallery').scrollTop > 50")
    assert page.evaluate("scrollY") == 0
    alone.button("More").click()
    page.evaluate(BUSY)
    for name in ("Compare", "Jobs"):
        page.get_by_role("tab", name=name).click()
        page.locator(".choices, .jobs").first.wait_for()
        found = page.evaluate(
            """(lists) => lists.flatMap((list) => [...document.querySelectorAll(list)]
              .filter((one) => !getComputedStyle(one).overscrollBehaviorY.includes('contain')).map(() => list))""",
            LISTS,
        )
        assert found == []


# -- little room ----------------------------------------------------------------------------


@pytest.mark.parametrize("tall", [420, 480, 560, 623, 700, 720])
def test_the_plan_is_seen_in_a_low_panel(alone, tall):
    alone.start(FIVE, width=1253)
    alone.page.set_viewport_size({"width": 1253, "height": tall + 16})
    alone.page.wait_for_function(
        f"document.querySelector('.imagegen-panel').offsetHeight === {tall}"
    )
    inputs(alone, 2)
    alone.page.evaluate(BUSY)
    alone.page.locator("[role=toolbar] .stepper").wait_for()
    composer = "document.querySelector('.composer')"
    assert alone.page.evaluate(f"{composer}.scrollHeight - {composer}.clientHeight") <= 0
    plan, send = box(alone, ".plan"), box(alone, ".send")
    assert plan["y"] + plan["height"] <= send["y"]
    said = alone.page.locator(".foot .under-way, .queue .heading")
    assert said.evaluate_all("all => all.filter((one) => one.checkVisibility()).length") == 1


@pytest.mark.parametrize("width", [1003, 1200])
def test_a_refusal_is_read_over_what_stands_below_and_moves_nothing(alone, width):
    alone.start(FIVE, width=width)
    alone.prompt.fill("a cat")
    alone.page.evaluate(
        f"model.refuse = ['OptionError: {'no money is left ' * 12}', 'Set a budget.']"
    )
    parts = (".strip", ".prompt-box", ".options", ".plan", ".send", ".queue")
    before = [box(alone, one) for one in parts]
    alone.button("Generate").click()
    told = alone.page.locator(".notes .alert")
    told.get_by_text("Set a budget.").wait_for()
    assert [box(alone, one) for one in parts] == before
    assert told.evaluate(
        """(one) => { const { left, top, right, bottom } = one.getBoundingClientRect();
          return [[left + 9, top + 9], [right - 9, bottom - 9]].every(([x, y]) =>
            one.contains(document.elementFromPoint(x, y))) && one.scrollHeight <= one.clientHeight; }"""
    )
    composer = "document.querySelector('.composer')"
    assert alone.page.evaluate(f"{composer}.scrollHeight - {composer}.clientHeight") <= 0


def test_a_region_and_two_inputs_leave_the_plan_its_room(alone):
    alone.start(FIVE, width=1003)
    inputs(alone, 2)
    alone.page.evaluate(
        "model.change('_composer', {...model.state._composer, only: [{ref: '10%,10%,20%,20%', hash: '', name: ''}], share: 0.12})"
    )
    alone.page.locator(".options > .only").wait_for()
    composer = "document.querySelector('.composer')"
    assert alone.page.evaluate(f"{composer}.scrollHeight - {composer}.clientHeight") <= 0
    plan, send = box(alone, ".plan"), box(alone, ".send")
    assert plan["y"] + plan["height"] <= send["y"]


def test_a_refusal_that_the_plan_tells_is_not_shown_twice(alone):
    alone.start(FIVE, width=803)
    why = "18 new calls in one go, and max_calls is 16: Copy it as a cell."
    alone.page.evaluate(
        f"""() => {{ model.plan = ({{view}}) => model.tell({{kind: "plan", view, parts: [{{words: {json.dumps(why)}, weighty: false}}],
            fine: false, press: {{label: "Generate", price: "", new: 0}}, pieces: []}});
          model.refuse = ["OptionError: 18 new calls in one go, and max_calls is 16", "Copy it as a cell."]; }}"""
    )
    alone.prompt.fill("a cat")
    alone.page.locator(".plan.failed").wait_for()
    alone.button("Generate").click()
    told = alone.page.locator(".notes .alert")
    told.get_by_text("Copy it as a cell.").wait_for(state="attached")
    assert told.bounding_box()["width"] <= 1
    alone.page.evaluate("model.refuse = ['OptionError: no credit is left']")
    alone.button("Generate").click()
    told.get_by_text("no credit is left").wait_for()
    assert told.bounding_box()["width"] > 100


def test_the_outline_of_the_shown_tile_is_whole(alone):
    alone.start(FIVE, width=803)
    shown = alone.page.locator(".tile.shown")
    assert shown.evaluate(
        """(one) => { const at = one.getBoundingClientRect();
          return [[at.x + 9, at.y - 2.5], [at.x + 9, at.bottom + 2.5], [at.x - 2.5, at.y + 9]]
            .every(([x, y]) => !document.elementFromPoint(x, y).closest(".group, .finder")); }"""
    )


def test_the_slider_of_tiles_is_seen_to_be_one(alone):
    alone.start(FIVE, width=803)
    assert box(alone, ".finder .sizes")["width"] >= 56


@pytest.mark.parametrize("query", ["", "bad:x"])
def test_words_on_the_search_leave_its_controls_free(alone, query):
    alone.start(FIVE, width=803)
    alone.search.fill(query)
    alone.search.focus()
    alone.page.keyboard.press("Enter")
    alone.page.locator(".search > .alert:visible, .search > .hint:visible").first.wait_for()
    alone.button("Time").click()
    alone.page.get_by_role("button", name="Time", exact=True, pressed=True).wait_for()


LAST_LINE = """(one) => {
  const range = document.createRange();
  range.selectNodeContents(one);
  const [room, seen] = [one.getBoundingClientRect(), one.closest(".tile, li").getBoundingClientRect()];
  return [...range.getClientRects()].filter(({x, y, bottom}) =>
    x < room.right && y < room.bottom - 1 && bottom > Math.min(room.bottom, seen.bottom) + 1).length;
}"""


def test_no_line_of_a_failure_is_cut_through(alone):
    words = "the connection was closed by the gateway before the picture came, and it may have been billed"
    failed = f"{{status: 'failed', pictures: [], words: {json.dumps(words)}, error: ['x']}}"
    alone.start(f"Array.from({{length: 24}}, (_, i) => entry(24 - i, {failed}))", width=803)
    words_of_tile = alone.page.locator(".tile.failed .words").first
    words_of_tile.wait_for()
    slider = alone.page.get_by_role("slider", name="Size of the thumbnails")
    for side in (48, 66, 80, 110):
        slider.fill(str(side))
        alone.page.evaluate("new Promise((done) => requestAnimationFrame(() => setTimeout(done)))")
        assert words_of_tile.evaluate(LAST_LINE) == 0, side
    alone.page.evaluate("model.change('picked', Array.from({length: 24}, (_, i) => `@${i + 1}`))")
    figures = alone.page.locator(".survey .words")
    figures.nth(23).wait_for()
    assert figures.first.evaluate(LAST_LINE) == 0


def test_many_selected_and_many_inputs_keep_their_references_and_places(alone):
    alone.start("Array.from({length: 40}, (_, i) => entry(1040 - i))", width=803)
    inputs(alone, 2)
    before = box(alone, ".options"), box(alone, ".stage")
    inputs(alone, 33)
    assert (box(alone, ".options"), box(alone, ".stage")) == before
    refs = "Array.from({length: 33}, (_, i) => `@${1001 + i}`)"
    alone.page.evaluate(f"model.change('picked', {refs})")
    references = alone.page.locator(".survey .reference")
    references.nth(23).wait_for()
    cut = "all => all.filter((one) => one.scrollWidth > one.clientWidth).map((one) => one.textContent)"
    assert references.evaluate_all(cut) == []


def test_the_names_of_three_models_are_read(alone):
    alone.start(FIVE, width=803)
    inputs(alone, 2)
    names = ["gpt-image", "nonsense-model", "nano-banana"]
    alone.page.evaluate(
        f"model.change('_composer', {{...model.state._composer, models: {json.dumps(names)}}})"
    )
    chips = alone.page.locator(".chips .cut")
    chips.nth(2).wait_for()
    assert chips.evaluate_all("all => all.every((one) => one.scrollWidth <= one.clientWidth)")
