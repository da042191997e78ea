"""The panel's frame alone in Chromium, measured by its boxes: height, width, tabs, foot, window."""

from __future__ import annotations

import json
import re

import pytest
from alone import FIVE, assert_accessible

BOX = """(selector) => { const box = document.querySelector(selector)?.getBoundingClientRect();
  return box && {x: box.x, y: box.y, width: box.width, height: box.height}; }"""
BUSY = """model.status({jobs: jobs([
  {id: 1, number: 6, model: 'gpt-image', seconds: 38, low: 95, high: 160, source: '@3'},
  {id: 2, number: 7, seconds: 171, low: 9, high: 14, origin: 'cell [14], 2 of 4'}, {id: 3}, {id: 4}])})"""
ENDED = "{id: 0, number: 5, model: 'm', prompt: 'a cat', hash: 'hash5', how: 'done', words: '', seconds: 13, cost: 0.067, at: Date.now() / 1000 + 60}"


def box(alone, selector):
    return alone.page.evaluate(BOX, selector)


def height(alone):
    return box(alone, ".imagegen-panel")["height"]


def inside(alone, entries=FIVE, width=1000, tall=700, style=""):
    """Draw the panel into a box of the page that scrolls, and is this tall."""
    alone.page.evaluate(
        f"""() => {{ const here = document.getElementById("here"), outer = document.createElement("div");
          outer.style.cssText = "overflow: auto; height: {tall}px"; here.replaceWith(outer); outer.append(here);
          here.style.cssText = "{style}"; }}"""
    )
    return alone.start(entries, width=width)


# -- height -------------------------------------------------------------------------------


@pytest.mark.parametrize("width", [420, 770, 1200])
@pytest.mark.parametrize(("tall", "expected"), [(900, 720), (700, 684), (300, 420)])
def test_it_is_as_tall_as_what_is_seen_and_never_scrolls(alone, width, tall, expected):
    inside(alone, width=width, tall=tall)
    assert height(alone) == expected
    assert alone.page.evaluate(
        "document.querySelector('.frame').scrollHeight <= document.querySelector('.frame').clientHeight"
    )
    rows = [box(alone, selector)["height"] for selector in ("header", ".views", ".foot", ".handle")]
    assert rows == [36, expected - 2 - 36 - 28 - 10, 28, 10]


def test_a_box_that_grows_with_it_is_not_what_scrolls(alone):
    inside(alone, tall=600, style="overflow: auto")  # as an HBox and a notebook's output have it
    assert height(alone) == 584
    alone.page.evaluate("document.querySelector('main > div').style.height = '500px'")
    alone.page.wait_for_function("document.querySelector('.imagegen-panel').offsetHeight === 484")


def test_a_window_that_is_lower_makes_it_lower(alone):
    alone.start(FIVE)
    assert height(alone) == 720
    alone.page.set_viewport_size({"width": 1000, "height": 600})
    alone.page.wait_for_function("document.querySelector('.imagegen-panel').offsetHeight === 584")


def test_the_handle_makes_it_taller_and_a_reload_keeps_that(alone):
    alone.start(FIVE)
    handle = alone.page.get_by_role("separator", name="Height of the panel")
    handle.focus()
    for key, expected in (("ArrowDown", 736), ("ArrowUp", 720), ("ArrowUp", 704)):
        alone.page.keyboard.press(key)
        assert height(alone) == expected
    at = box(alone, ".handle")
    alone.page.mouse.move(at["x"] + 200, at["y"] + 5)
    alone.page.mouse.down()
    alone.page.mouse.move(at["x"] + 200, at["y"] - 95)
    alone.page.mouse.up()
    assert height(alone) == 604
    alone.page.evaluate("close()")
    alone.start(FIVE)
    assert height(alone) == 604
    handle.dblclick()
    assert height(alone) == 720
    alone.page.evaluate("close()")
    alone.start(FIVE)
    assert height(alone) == 720


def test_a_view_of_its_own_is_filled(alone):
    alone.page.evaluate(
        """() => { const here = document.getElementById("here"), view = document.createElement("div");
          view.className = "jp-LinkedOutputView"; view.style.cssText = "height: 810px; overflow: auto; padding: 5px 0 7px; box-sizing: border-box";
          here.replaceWith(view); view.append(here); }"""
    )
    alone.start(FIVE)
    assert height(alone) == 810 - 12
    assert not alone.page.get_by_role("separator", name="Height of the panel").is_visible()
    assert alone.page.evaluate(
        "(view => view.scrollHeight <= view.clientHeight)(document.querySelector('.jp-LinkedOutputView'))"
    )


# -- width --------------------------------------------------------------------------------


@pytest.mark.parametrize("width", [420, 600, 770, 1002, 1200])
def test_parts_stand_where_there_is_room_for_them(alone, width):
    alone.start(FIVE, width=width)
    alone.page.evaluate(BUSY)
    parts = {name: box(alone, f"[data-part={name}]") for name in ("compose", "picture", "history")}
    shown = [name for name, at in parts.items() if at["width"]]
    if width < 602:
        assert shown == ["picture"]
        assert parts["picture"]["width"] == width - 2
    elif width < 1002:
        assert parts["history"]["width"] == 240
        assert parts["compose"]["width"] == width - 2
        assert parts["picture"]["y"] >= parts["compose"]["y"] + parts["compose"]["height"]
    else:
        assert (parts["compose"]["width"], parts["history"]["width"]) == (296, 268)
        assert parts["compose"]["y"] == parts["picture"]["y"] == parts["history"]["y"]
    assert alone.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    edges = alone.page.evaluate(
        """[...document.querySelectorAll('header, .foot')].map((one) => one.scrollWidth - one.clientWidth)"""
    )
    assert edges == [0, 0]


def test_the_line_before_the_history_can_be_moved(alone):
    alone.start(FIVE, width=802)
    line = alone.page.get_by_role("separator", name="Width of the history")
    line.focus()
    for key, expected in (("ArrowLeft", 256), ("ArrowRight", 240), ("ArrowRight", 224)):
        alone.page.keyboard.press(key)
        assert box(alone, "[data-part=history]")["width"] == expected
    at = box(alone, ".divider")
    for to, expected in ((100, 400), (790, 200)):
        at = box(alone, ".divider")
        alone.page.mouse.move(at["x"] + 4, at["y"] + 50)
        alone.page.mouse.down()
        alone.page.mouse.move(to, at["y"] + 50)
        alone.page.mouse.up()
        assert box(alone, "[data-part=history]")["width"] == expected
    line.dblclick()
    assert box(alone, "[data-part=history]")["width"] == 240


# -- tabs, keys, the whole window ----------------------------------------------------------


def test_tabs_are_one_stop_with_arrows(alone):
    alone.start(FIVE)
    tabs = alone.page.get_by_role("tab")
    assert alone.page.locator("[role=tab][tabindex='0']").count() == 1
    alone.page.get_by_role("tab", name="Make", exact=True).focus()
    alone.page.keyboard.press("End")
    jobs = alone.page.get_by_role("tab", name="Jobs", exact=True)
    assert jobs.get_attribute("aria-selected") == "true"
    assert jobs.evaluate("(tab) => tab === document.activeElement")
    alone.page.get_by_role("tabpanel", name="Jobs", exact=True).wait_for()
    assert alone.page.get_by_role("textbox", name="Prompt").count() == 0
    alone.page.evaluate(BUSY)
    jobs = alone.page.get_by_role("tab", name="Jobs", exact=True)  # its name stays
    assert jobs.locator(".count").inner_text() == "4"
    described = jobs.evaluate(
        "(tab) => document.getElementById(tab.getAttribute('aria-describedby')).textContent"
    )
    assert described == "4 under way or waiting"
    alone.page.keyboard.press("Home")
    assert tabs.first.get_attribute("aria-selected") == "true"
    alone.page.get_by_role("textbox", name="Prompt").wait_for()


@pytest.mark.parametrize("by", ["key", "button"])
def test_the_whole_window_and_back(alone, by):
    inside(alone, tall=500, style="contain: strict; height: 600px; transform: scale(1)")
    alone.page.evaluate("scrollTo(0, 0)")
    before = box(alone, ".imagegen-panel")
    tile = alone.tiles.nth(1)
    tile.focus()
    if by == "key":
        alone.page.keyboard.press("f")
    else:
        alone.button("The whole window").click()
    assert box(alone, ".imagegen-panel") == {"x": 0, "y": 0, "width": 1000, "height": 900}
    if by == "key":
        assert tile.evaluate("(one) => one === document.activeElement")
        tile.press("Control+ ")
        alone.picked("@4")
    alone.page.keyboard.press("Escape")  # also where something is selected
    assert box(alone, ".imagegen-panel") == before
    alone.page.keyboard.press("f")
    alone.page.keyboard.press("f")
    assert box(alone, ".imagegen-panel") == before


def test_keys_are_shown_and_do_nothing_while_one_types(alone):
    alone.start(FIVE)
    alone.prompt.press_sequentially("if? f")
    assert alone.prompt.input_value() == "if? f"
    sheet = alone.page.get_by_role("dialog", name="Keys")
    assert sheet.count() == 0
    assert alone.page.locator(".imagegen-panel.whole").count() == 0
    alone.tiles.first.focus()
    alone.page.keyboard.press("?")
    sheet.get_by_text("the whole window, and back").wait_for()
    assert alone.focused() == "Close"
    alone.page.keyboard.press("Escape")
    assert sheet.count() == 0
    assert alone.tiles.first.evaluate("(one) => one === document.activeElement")
    alone.button("Keys").click()
    sheet.wait_for()
    alone.page.get_by_role("textbox", name="Prompt").click(position={"x": 5, "y": 5})
    assert sheet.count() == 0


def test_what_has_no_room_stands_under_one_button(alone):
    alone.start(FIVE, width=420)
    assert not alone.button("Keys").is_visible()
    alone.button("More views, keys").click()
    sheet = alone.page.get_by_role("dialog", name="More")
    sheet.get_by_text("offline sketches").wait_for()
    sheet.get_by_role("button", name="Keys").click()
    alone.page.get_by_role("dialog", name="Keys").wait_for()


# -- the foot -----------------------------------------------------------------------------


@pytest.mark.parametrize("width", [420, 1200])
def test_what_came_is_a_press_away(alone, width):
    alone.start(FIVE, width=width)
    alone.shows(5)
    alone.page.evaluate("model.entries.unshift(entry(6))")
    alone.page.evaluate(f"model.status({{jobs: jobs([], {{ended: [{{...{ENDED}, number: 6}}]}})}})")
    show = alone.button("Show @6")
    show.focus()
    show.press("Enter")
    alone.shows(6)
    show.wait_for(state="detached")
    assert alone.focused() == "Picture"


def test_a_copied_cell_is_told_at_the_foot(alone):
    alone.start(FIVE)
    alone.button("Copy cell").click()
    alone.outcome("The cell is copied.").wait_for()


STATES = {
    "idle": "model.status({jobs: jobs()})",
    "running": BUSY,
    "failed": f"model.status({{jobs: jobs([], {{ended: [{{...{ENDED}, how: 'failed', words: 'no '.repeat(300)}}]}})}})",
    "waits": "model.status({waits: true})",
    "done": f"model.status({{waits: false, jobs: jobs([], {{ended: [{ENDED}]}})}})",
    "dead": "model.dead = true; model.fire('comm_live_update')",
}
WORDS = {
    "idle": "Nothing under way",
    "failed": "@5 failed: no no",
    "waits": "a cell runs: what you ask is sent after it",
    "done": "@5 came after 13 s · $0.067",
    "dead": "No kernel: run %load_ext ipyimagegen and the cell with %imagegen panel again.",
}


@pytest.mark.parametrize("width", [420, 770, 1200])
def test_nothing_moves_whatever_the_foot_says(alone, width):
    alone.start(FIVE, width=width)
    alone.page.wait_for_function("model.sent.some(({kind}) => kind === 'details')")
    seen = {}
    names = ("header", ".views", ".foot", "[data-part=picture]", "[data-part=history]", ".handle")
    for state, doing in STATES.items():
        alone.page.evaluate(f"() => {{ {doing} }}")
        foot = alone.page.locator(".foot")
        words = WORDS.get(state)
        if words:
            foot.get_by_text(words).locator("visible=true").wait_for()
        elif width < 1000:
            foot.get_by_text(re.compile(r"gpt-image \d+ s of usually 95–160 s")).first.wait_for()
            foot.get_by_text(re.compile(r"\d+ s, slower than 9 of 10")).wait_for()
            assert "2 waiting" in foot.inner_text()
        seen[state] = [box(alone, name) for name in names]
        assert alone.page.evaluate("document.querySelector('.foot').scrollWidth <= innerWidth")
    assert all(boxes == seen["idle"] for boxes in seen.values()), seen


def test_stop_waiting_leads_to_the_jobs(alone):
    alone.start(FIVE, width=770)
    alone.page.evaluate(BUSY)
    alone.page.locator(".foot").get_by_role("button", name="Stop waiting …").click()
    alone.page.get_by_role("region", name="Under way", exact=True).wait_for()


def test_the_outcome_of_an_action_stands_in_the_foot(alone):
    alone.start(FIVE, width=770)
    alone.tiles.first.press("Delete")
    foot = alone.page.locator(".foot")
    foot.get_by_text("1 deleted").wait_for()
    foot.get_by_role("button", name="Undo").click()
    foot.get_by_text("1 is back").wait_for()
    alone.page.evaluate("model.refuse = ['UnknownReference: @5 is under way']")
    alone.tiles.first.press("Delete")
    foot.locator(".outcome.failed").get_by_text("@5 is under way").wait_for()


# -- money and jobs -----------------------------------------------------------------------


def test_money_is_told_with_and_without_a_budget(alone):
    alone.start(FIVE)
    header = alone.page.locator("header").first
    money = "{spent: 0.31, held: 0.21, budget: %s, paid: 7, holding: 4}"
    alone.page.evaluate(f"model.status({{money: {money % 'null'}}})")
    header.get_by_text("today $0.31", exact=True).wait_for()
    assert header.get_by_role("img").count() == 0
    alone.page.evaluate(f"model.status({{money: {money % '2'}}})")
    header.get_by_text("today $0.31 of $2.00").wait_for()
    meter = header.get_by_role("img", name="$0.31 spent today, $0.21 held, $1.48 left")
    parts = meter.evaluate("(one) => [...one.children].map((part) => part.offsetWidth)")
    assert parts == [8, 6]  # of 54 pixels
    alone.page.get_by_role("tab", name="Jobs").click()
    budget = alone.page.get_by_role("region", name="Budget")
    for words in ("$0.31 spent, 7 pictures", "$0.21 held for 4 calls", "$1.48 left"):
        budget.get_by_text(words).wait_for()
    budget.get_by_role("button", name="Change the budget …").click()
    alone.page.get_by_role("dialog").get_by_role("button", name="Copy").click()
    alone.page.wait_for_function(
        "navigator.clipboard.readText().then((text) => text === '%config ImageGen.budget = 4.00')"
    )


def test_jobs_say_how_they_stand_and_can_be_left(alone):
    alone.start(FIVE, width=770)
    alone.page.evaluate(BUSY)
    alone.page.get_by_role("tab", name="Jobs").click()
    running = alone.page.get_by_role("region", name="Under way", exact=True)
    for words in (
        "Under way 2", "at most 4 at a time", "gpt-image · from @3 · in this panel",
        "usually 95–160 s", "nano-banana · cell [14], 2 of 4", "slower than 9 of 10",
    ):  # fmt: skip
        running.get_by_text(words, exact=True).wait_for()
    waiting = alone.page.get_by_role("region", name="Waiting", exact=True)
    assert waiting.get_by_text("not sent: removing is free").is_visible()
    running.get_by_role("button", name="Stop waiting").first.click()
    waiting.get_by_role("button", name="Remove", exact=True).nth(1).click()
    assert [m["job"] for m in alone.wait_sent("stop", 2)] == [1, 4]
    waiting.get_by_role("button", name="Remove all 2, free").click()
    alone.wait_sent("removeWaiting")


PAUSED = """() => {
  model.entries[0] = entry(9, {status: "sent", age: 2, pictures: []});
  model.status({jobs: jobs([
    {id: 8, number: 9, model: "gpt-image", seconds: 2, low: 1, high: 7, pause: 30}])});
}"""


@pytest.mark.parametrize("width", [770, 1200])
def test_a_pause_that_the_gateway_asked_for_is_seen_everywhere(alone, width):
    alone.start(FIVE, width=width)
    page, goes_on = alone.page, re.compile(r"goes on in (2\d|30) s")
    page.evaluate(PAUSED)
    alone.tiles.first.get_by_text(re.compile(r"^in (29|30) s")).wait_for()
    label = "@9 nano-banana, paused, the gateway hasn't taken it on yet: cat 9"
    assert alone.tiles.first.get_attribute("aria-label") == label
    alone.tiles.first.click()
    alone.stage.get_by_text("the gateway hasn't taken it on yet").wait_for()
    short = page.get_by_role("region", name="Under way, in short")
    seen = short if width >= 1000 else page.locator(".foot .under-way")
    seen.get_by_text(goes_on).wait_for()
    assert "usually" not in seen.inner_text()
    assert page.locator(".time-track").count() == 0
    page.get_by_role("tab", name="Jobs").click()
    under_way = page.get_by_role("region", name="Under way", exact=True)
    under_way.get_by_text(goes_on).wait_for()
    assert page.get_by_role("button", name="Stop waiting", exact=True).count() == 0
    under_way.get_by_role("button", name="Remove").click()
    assert [m["job"] for m in alone.wait_sent("stop")] == [8]


@pytest.mark.parametrize("where", ["Jobs", "Under way, in short"])
def test_a_job_that_is_removed_by_keyboard_leaves_the_focus_to_the_next(alone, where):
    def waits(*jobs):
        listed = json.dumps([{"id": job, "model": f"model {job}"} for job in jobs])
        alone.page.evaluate(f"model.status({{jobs: jobs({listed})}})")

    alone.start(FIVE, width=1200)
    waits(1, 2, 3)
    if where == "Jobs":
        alone.page.get_by_role("tab", name="Jobs").click()
        among = alone.page.get_by_role("tabpanel", name="Jobs")
    else:
        among = alone.page.get_by_role("region", name=where)
    focused = "(e) => e === document.activeElement"
    remove = among.get_by_role("button", name="Remove", exact=True)
    remove.nth(1).press("Enter")
    waits(1, 3)
    among.get_by_text("model 2").wait_for(state="detached")
    assert remove.nth(1).evaluate(focused)
    waits(1)
    among.get_by_text("model 3").wait_for(state="detached")
    assert remove.nth(0).evaluate(focused)
    waits()
    among.get_by_text("model 1").wait_for(state="detached")
    assert among.evaluate("(e) => e.contains(document.activeElement)")


def test_what_ended_is_shown_asked_again_or_waited_for_again(alone):
    alone.start(FIVE, width=770)
    alone.page.evaluate(
        f"""model.status({{jobs: jobs([{{id: 8, number: 9, seconds: 2, pause: 30}}], {{
          trouble: ['KeyRefused: the gateway wants a key', '%imagegen use dgx --ask-key'], unsent: 3,
          ended: [{{...{ENDED}, id: 7, number: 4, how: 'left', at: 0}}, {{...{ENDED}, number: 2}},
            {{...{ENDED}, number: 3, how: 'failed', words: 'refused'}}]}})}})"""
    )
    alone.page.get_by_role("tab", name="Jobs").click()
    page = alone.page
    page.get_by_role("alert").get_by_text("3 were not sent.").wait_for()
    page.get_by_role("alert").get_by_text("%imagegen use dgx --ask-key").wait_for()
    under_way = page.get_by_role("region", name="Under way", exact=True)
    under_way.get_by_text(re.compile(r"goes on in (2\d|30) s")).wait_for()
    page.get_by_text("1 done · 1 failed · 1 not waited for").wait_for()
    alone.button("Wait again").click()
    assert alone.wait_sent("waitAgain")[0]["job"] == 7
    alone.button("Again").dblclick()
    assert [m["number"] for m in alone.wait_sent("again")] == [3]
    alone.button("Show").click()
    page.get_by_alt_text("cat 2").wait_for()
    assert page.get_by_role("tab", name="Make").get_attribute("aria-selected") == "true"


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_jobs_and_keys_are_accessible_and_inside_their_width(alone, theme):
    if theme == "dark":
        alone.page.evaluate("document.documentElement.dataset.theme = 'dark'")
        alone.page.add_style_tag(content="body { background: #111; color: #eee }")
    alone.start(FIVE, width=420)
    alone.page.evaluate(BUSY)
    alone.page.get_by_role("tab", name="Jobs").click()
    for _ in range(2):
        assert_accessible(alone.page)
        assert alone.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        alone.page.keyboard.press("?")
    lists = alone.page.evaluate(
        "getComputedStyle(document.querySelector('.jobs')).overflowY === 'auto'"
    )
    assert lists


def test_forced_colours_lose_nothing(alone):
    alone.page.emulate_media(forced_colors="active", reduced_motion="reduce")
    alone.start(FIVE, width=770)
    alone.page.evaluate(BUSY)
    alone.page.evaluate(
        "model.status({money: {spent: 1, held: 0.5, budget: 2, paid: 7, holding: 4}})"
    )
    alone.page.get_by_role("tab", name="Jobs").click()
    looks = alone.page.evaluate(
        """() => { const style = (selector) => getComputedStyle(document.querySelector(selector));
          return [style('.jobs .spent').backgroundColor, style('.jobs .held-money').backgroundImage,
            style('.so-far').backgroundColor, style('[aria-selected=true]').borderBottomColor,
            style('[role=tab][aria-selected=false]').borderBottomColor, style('.imagegen-panel').backgroundColor]; }"""
    )
    spent, held, so_far, chosen, other, ground = looks
    assert "gradient" in held
    assert ground not in (spent, so_far, chosen)
    assert chosen != other


def test_two_views_have_their_own_tab_and_height(alone):
    alone.page.evaluate(
        "document.querySelector('main').append(Object.assign(document.createElement('div'), {id: 'there'}))"
    )
    alone.start(FIVE)
    alone.page.evaluate("() => { widget.render({ model, el: document.getElementById('there') }); }")
    alone.page.locator("#there").get_by_role("tab", name="Jobs").click()
    handle = alone.page.locator("#there").get_by_role("separator", name="Height of the panel")
    handle.press("ArrowUp")
    assert box(alone, "#there .imagegen-panel")["height"] == 704
    assert height(alone) == 720
    first = alone.page.locator("#here").get_by_role("tab", name="Make")
    assert first.get_attribute("aria-selected") == "true"
    ids = alone.page.evaluate("[...document.querySelectorAll('[id]')].map((one) => one.id)")
    assert len(ids) == len(set(ids))


def test_the_bar_and_jobs_tell_the_same_seconds(alone):
    alone.page.clock.install()
    alone.start(FIVE, width=803)
    alone.page.evaluate(BUSY)
    alone.page.locator(".under-way").wait_for()
    alone.page.clock.run_for(1600)
    alone.page.get_by_role("tab", name="Jobs").click()
    seconds = "(among) => document.querySelector(among).textContent.match(/(\\d+) s/)[1]"
    for passed in (100, 300, 300, 300, 300, 300):
        alone.page.clock.run_for(passed)
        said = [
            alone.page.evaluate(seconds, part) for part in (".under-way .digits", ".job .state")
        ]
        assert said[0] == said[1], said


# -- in a shadow root, whose host is all that the page knows of --------------------------------

FOCUSED = "place.getRootNode().activeElement"


def test_in_a_shadow_root_what_lies_over_the_stage_can_be_pressed(alone):
    alone.go_into_the_shadow()
    alone.start(FIVE, width=1200)
    alone.shows(5)
    dialog = alone.page.get_by_role("dialog")
    alone.button("More").click()
    alone.button("Follow the newest").click()
    assert dialog.is_visible()
    alone.page.keyboard.press("Escape")
    dialog.wait_for(state="detached")
    assert alone.page.evaluate(f"{FOCUSED}.ariaLabel") == "More"
    alone.page.evaluate("model.entries.unshift(entry(6)); model.status({})")
    alone.shows(6)
    alone.button("Tags and a note").click()
    dialog.get_by_role("textbox", name="Note").fill("a cat")
    alone.page.evaluate("model.entries.unshift(entry(7)); model.status({})")
    alone.page.get_by_role("option", name="@7").wait_for()
    alone.shows(6)
    alone.page.locator(".ground").click()
    dialog.wait_for(state="detached")


def test_in_a_shadow_root_the_focus_goes_along(alone):
    alone.go_into_the_shadow()
    alone.start(FIVE, width=1200)
    alone.page.evaluate(
        "model.status({jobs: jobs([{id: 1, prompt: 'one'}, {id: 2, prompt: 'two'}])})"
    )
    queue = alone.page.get_by_role("region", name="Under way, in short")
    queue.get_by_role("button", name="Remove").first.focus()
    alone.page.evaluate("model.status({jobs: jobs([{id: 2, prompt: 'two'}])})")
    queue.get_by_text("one").wait_for(state="detached")
    assert alone.page.evaluate(f"{FOCUSED}.matches('.queue .stop-job')")
    alone.page.set_viewport_size({"width": 420, "height": 900})
    alone.page.get_by_role("group", name="Part", exact=True).get_by_text("Compose").click()
    alone.prompt.fill("a cat")
    alone.prompt.press("Control+Enter")
    alone.wait_sent("generate")
    alone.page.wait_for_function(f"{FOCUSED}?.matches('.ground')")
