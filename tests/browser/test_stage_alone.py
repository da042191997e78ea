"""The stage alone in Chromium: nothing on it moves by itself, and all of it fits."""

from __future__ import annotations

import base64
import json
import re

import pytest
from alone import FIVE, Alone, png

PARTS = (".stage", ".stage .toolbar", ".ground", ".facts", ".facts .row", ".history", ".gallery")
NEW = "model.entries.unshift(entry({0})); model.status({{}})"
THIRTY = "Array.from({length: 30}, (_, i) => entry(30 - i))"
EDIT = "[entry(2, {inputs: [{name: '@1', number: 1}], prompt: 'make it night'}), entry(1)]"


def boxes(alone):
    return alone.page.evaluate(
        """(parts) => parts.flatMap((part) => [...document.querySelectorAll(part)].map((e) => {
          const {x, y, width, height} = e.getBoundingClientRect(); return [x, y, width, height]; }))""",
        PARTS,
    )


def assert_still(alone, before):
    after = boxes(alone)
    assert len(after) == len(before)
    moved = [
        abs(a - b) for one, other in zip(before, after, strict=True) for a, b in zip(one, other, strict=True)
    ]  # fmt: skip
    assert max(moved) <= 2


def large_picture(alone, size=(800, 600)):
    """Let each picture be one of this size, of alternating columns."""
    alone.page.evaluate(
        "(bytes) => { model.pictures.any = ['png', bytes]; }",
        base64.b64encode(png(size=size)).decode(),
    )
    picture = {"hash": "large", "type": "png", "width": size[0], "height": size[1], "size": 9}
    return f"[entry(2, {{pictures: [{json.dumps(picture)}]}}), entry(1)]"


def place(alone, selector=".ground > img"):
    return alone.page.locator(selector).bounding_box()


# -- what is shown ---------------------------------------------------------------------------


@pytest.mark.parametrize("width", [770, 1200])
def test_nothing_moves_while_a_picture_is_made_comes_or_fails(alone, width):
    alone.start(FIVE, width=width)
    alone.tiles.nth(2).click()
    alone.page.get_by_alt_text("cat 3").wait_for()
    alone.page.wait_for_function("document.querySelector('.ground img').src")
    before, picture = boxes(alone), place(alone)
    alone.prompt.fill("a cat")
    alone.button("Generate").click()
    alone.wait_sent("generate")
    assert_still(alone, before)
    sent = "{status: 'sent', pictures: []}"
    alone.page.evaluate(f"model.entries.unshift(entry(6, {sent})); model.status({{}})")
    alone.page.get_by_role("option", name="@6").wait_for()
    assert_still(alone, before)
    failed = "{status: 'failed', pictures: [], words: 'No.', error: ['Blocked: No.']}"
    for fields in ("{}", failed):
        alone.page.evaluate(f"model.entries[0] = entry(6, {fields}); model.status({{}})")
        alone.page.wait_for_function("document.querySelectorAll('.tile.running').length === 0")
        assert_still(alone, before)
        assert alone.page.get_by_alt_text("cat 3").is_visible()
    assert place(alone) == picture
    for index in (0, 1, 2):  # nor do the lines move from one to the next
        alone.tiles.nth(index).click()
        alone.shows(6 - index)
        assert_still(alone, before)


def test_a_low_panel_keeps_room_for_the_picture(alone):
    alone.start(FIVE, width=770)
    alone.page.get_by_alt_text("cat 5").wait_for()
    for height in (620, 545, 500):
        alone.page.evaluate(
            "(height) => document.querySelector('.imagegen-panel').style.setProperty('--ig-height', `${height}px`)",
            height,
        )
        alone.page.wait_for_function("document.querySelector('.ground').clientHeight >= 60")
        alone.page.wait_for_function("document.querySelector('.ground img').height > 50")
        assert alone.button("Edit this").is_visible()


def test_steps_of_a_picture_take_the_same_place(alone):
    alone.start(large_picture(alone))
    alone.page.wait_for_function("document.querySelectorAll('.tile img[src]').length === 2")
    alone.page.evaluate("model.mute.add('picture')")
    alone.tiles.nth(1).click()
    alone.tiles.nth(0).click()
    alone.page.wait_for_function("document.querySelector('.ground img').alt === 'cat 2'")
    tile = place(alone)
    alone.page.evaluate("model.mute.clear(); for (const m of model.sent) if (m.kind === 'picture') model.answer(m, [])")  # fmt: skip
    alone.page.wait_for_function("document.querySelector('.facts a').href.startsWith('blob:')")
    assert place(alone) == tile


def test_the_newest_is_shown_only_where_it_is_followed(alone):
    alone.start(FIVE)
    alone.tiles.nth(0).click()
    alone.page.evaluate(NEW.format(6))
    alone.page.get_by_role("option", name="@6").wait_for()
    alone.shows(5)
    alone.button("More").click()
    alone.button("Follow the newest").click()
    alone.shows(6)
    alone.page.keyboard.press("Escape")
    alone.search.fill("nothing that is found")
    alone.page.get_by_text("Nothing found for").wait_for()
    alone.page.evaluate(NEW.format(7))  # though the search does not find it
    alone.shows(7)
    alone.button("More").click()
    alone.button("Follow the newest").click()
    alone.page.evaluate(NEW.format(8))
    alone.page.wait_for_function("model.state._status.newest === 8")
    alone.shows(7)


def test_an_empty_stage_says_how_to_begin_and_takes_what_comes_first(alone):
    alone.start("[]", width=1200)
    assert alone.stage.get_by_text("or drop a photograph to edit it").is_visible()
    assert alone.stage.get_by_text("nothing is paid").is_visible()
    before = [place(alone, part) for part in (".ground", ".facts")]
    alone.button("a small green frog wearing a tiny crown").click()
    assert alone.prompt.input_value() == "a small green frog wearing a tiny crown"
    alone.page.evaluate(NEW.format(1))
    alone.page.get_by_alt_text("cat 1").wait_for()
    assert [place(alone, part) for part in (".ground", ".facts")] == before
    alone.page.evaluate(NEW.format(2))
    alone.page.get_by_role("option", name="@2").wait_for()
    alone.shows(1)


def test_real_gateways_are_not_said_to_be_free(alone):
    alone.page.evaluate("model.state._status = {sketches: false}")
    alone.start("[]")
    alone.stage.get_by_text("or drop a photograph").wait_for()
    assert alone.stage.get_by_text("nothing is paid").count() == 0


def test_what_is_under_way_counts_and_ends_in_its_place(alone):
    alone.start("[entry(2, {status: 'sent', pictures: [], age: 37.9}), entry(1)]")
    alone.page.evaluate(
        "model.status({jobs: jobs([{number: 2, seconds: 38, low: 95, high: 160}])})"
    )
    alone.stage.get_by_text("usually 95–160 s").wait_for()
    clock = alone.stage.locator(".pending b").get_by_text(re.compile(r"^\d+ s$"))
    first = clock.inner_text()
    assert int(first.removesuffix(" s")) >= 37
    clock.filter(has_not_text=first).wait_for()
    area = alone.page.get_by_role("group", name="Picture", exact=True)
    area.focus()
    alone.page.evaluate("model.entries[0] = entry(2); model.status({jobs: jobs()})")
    alone.page.get_by_alt_text("cat 2").wait_for()
    assert area.evaluate("e => e === document.activeElement")


def test_a_file_that_is_gone_is_said(alone):
    alone.start(FIVE)
    alone.page.wait_for_function("document.querySelectorAll('.tile img[src]').length === 5")
    alone.page.evaluate("model.pictures = {}")
    alone.tiles.nth(3).click()
    alone.stage.get_by_text("The picture's file is gone from the library.").wait_for()


def test_the_outcome_of_a_call_can_be_unknown(alone):
    alone.start("[entry(1, {status: 'unknown', pictures: []})]")
    alone.stage.get_by_text("It may have been made and billed.").wait_for()
    alone.button("Edit prompt").click()
    assert alone.prompt.input_value() == "cat 1"


# -- enlarging -------------------------------------------------------------------------------


@pytest.mark.parametrize("ratio", [1, 1.25, 2])
def test_one_to_one_has_as_many_device_pixels_as_were_delivered(browser, ratio):
    context = browser.new_context(device_scale_factor=ratio)
    alone = Alone(context.new_page())
    alone.start(large_picture(alone), width=1200)
    alone.page.get_by_alt_text("cat 2").wait_for()
    alone.button("1:1").click()
    alone.page.get_by_text("100 %").wait_for()
    image = place(alone)
    assert image["width"] * ratio == pytest.approx(800, abs=0.1)
    assert image["height"] * ratio == pytest.approx(600, abs=0.1)
    style = "getComputedStyle(document.querySelector('.ground img')).imageRendering"
    assert alone.page.evaluate(style) == "pixelated"
    alone.button("Fit").click()
    fit, room = place(alone), place(alone, ".ground")
    assert min(room[side] - fit[side] for side in ("width", "height")) == pytest.approx(0, abs=1)
    context.close()


def test_the_next_picture_is_seen_whole_unless_both_are_looked_at_one_to_one(alone):
    alone.start(large_picture(alone), width=770)
    alone.page.get_by_alt_text("cat 2").wait_for()
    fit = alone.page.get_by_role("button", name="Fit", exact=True, pressed=True)
    alone.button("1:1").click()
    alone.tiles.nth(1).click()
    alone.shows(1)
    alone.page.get_by_text("100 %").wait_for()
    assert fit.count() == 0
    alone.stage.locator(".ground").press("+")
    alone.page.get_by_text("150 %").wait_for()
    alone.tiles.nth(0).click()
    alone.shows(2)
    fit.wait_for()


def test_it_is_moved_by_dragging_and_by_arrows_but_not_out_of_sight(alone):
    alone.start(large_picture(alone), width=770)
    alone.page.get_by_alt_text("cat 2").wait_for()
    alone.button("1:1").click()
    room, before = place(alone, ".ground"), place(alone)
    middle = (room["x"] + room["width"] / 2, room["y"] + room["height"] / 2)
    alone.page.mouse.move(*middle)
    alone.page.mouse.down()
    alone.page.mouse.move(middle[0] - 30, middle[1] - 20, steps=3)
    alone.page.mouse.up()
    after = place(alone)
    moved = (before["x"] - after["x"], before["y"] - after["y"])
    assert moved == pytest.approx((30, 20), abs=1)
    for _ in range(20):
        alone.page.keyboard.press("ArrowRight")
        alone.page.keyboard.press("ArrowDown")
    end = place(alone)
    assert end["x"] + end["width"] == pytest.approx(room["x"] + room["width"], abs=1)
    assert end["y"] + end["height"] == pytest.approx(room["y"] + room["height"], abs=1)
    alone.shows(2)
    alone.page.keyboard.press("0")
    assert alone.button("Fit").get_attribute("aria-pressed") == "true"
    assert alone.sent("rate") == []
    alone.page.keyboard.press("ArrowRight")
    alone.shows(1)


def test_keys_and_buttons_enlarge_and_the_wheel_does_only_with_ctrl(alone):
    alone.start(large_picture(alone), width=1200)
    alone.page.get_by_alt_text("cat 2").wait_for()
    alone.button("1:1").click()
    percent = alone.stage.locator(".percent")
    alone.page.get_by_role("group", name="Picture", exact=True).focus()
    for key, words in (("+", "150 %"), ("=", "200 %"), ("-", "150 %")):
        alone.page.keyboard.press(key)
        percent.get_by_text(words).wait_for()
    alone.button("Smaller").click()
    percent.get_by_text("100 %").wait_for()
    room, before = place(alone, ".ground"), place(alone)
    point = (room["x"] + 100, room["y"] + 80)
    alone.page.mouse.move(*point)
    alone.page.evaluate(
        "window.wheels = []; addEventListener('wheel', (e) => wheels.push(e.defaultPrevented))"
    )
    alone.page.mouse.wheel(0, 100)
    alone.page.wait_for_function("wheels.length === 1")
    assert place(alone) == before
    alone.page.keyboard.down("Control")
    alone.page.mouse.wheel(0, -100)
    alone.page.keyboard.up("Control")
    alone.page.wait_for_function("wheels.length === 2")
    assert alone.page.evaluate("wheels") == [False, True]
    after = place(alone)
    assert after["width"] > before["width"]
    for axis, side, at in (("x", "width", point[0]), ("y", "height", point[1])):
        spot = (at - before[axis]) / before[side]
        assert after[axis] + spot * after[side] == pytest.approx(at, abs=1)


# -- by keyboard -----------------------------------------------------------------------------


def test_the_toolbars_are_one_tab_stop_each_with_arrows_inside(alone):
    alone.start(EDIT, width=1200)
    alone.page.get_by_role("navigation", name="Made from").wait_for()
    stops = alone.page.evaluate(
        """[...document.querySelectorAll('.stage [tabindex="0"], .stage button, .stage a')]
          .filter((e) => e.tabIndex === 0).map((e) => e.closest('[aria-label]:not(button)').ariaLabel)"""
    )
    assert sorted(stops) == ["Picture", "This picture", "View"]  # of the facts, what is meant first
    alone.button("Fit").focus()
    names = []
    for key in ("ArrowRight", "ArrowRight", "Home", "ArrowRight", "End", "ArrowRight"):
        alone.page.keyboard.press(key)
        names.append(alone.focused() or alone.page.evaluate("document.activeElement.textContent"))
    assert names == ["1:1", "Smaller", "The one before", "The next one", "Compare", "The one before"]  # fmt: skip
    alone.page.keyboard.press("Tab")
    assert alone.focused() == "Picture"
    alone.page.keyboard.press("Shift+Tab")
    assert alone.focused() == "The one before"


def test_neighbours_are_a_key_away_and_the_history_goes_along(alone):
    alone.start(THIRTY)
    alone.tiles.nth(1).click()
    alone.page.get_by_role("group", name="Picture", exact=True).focus()
    alone.page.keyboard.press("ArrowRight")
    alone.shows(28)
    assert alone.page.locator("[role=option][tabindex='0']").get_attribute("aria-posinset") == "3"
    alone.page.keyboard.press("ArrowLeft")
    alone.page.keyboard.press("ArrowLeft")
    alone.shows(30)
    alone.page.keyboard.press("ArrowLeft")
    alone.shows(30)
    assert alone.button("The one before").get_attribute("aria-disabled") == "true"
    alone.button("The next one").click()
    alone.shows(29)


@pytest.mark.parametrize(("opener", "key"), [("More", None), ("Tags and a note", "t")])
def test_what_lies_over_the_stage_moves_nothing_and_goes_with_escape(alone, opener, key):
    alone.start(FIVE, width=770)
    alone.page.get_by_alt_text("cat 5").wait_for()
    before = boxes(alone)
    dialog = alone.page.get_by_role("dialog")
    alone.button(opener).click()
    assert dialog.evaluate("e => e.contains(document.activeElement)")
    assert_still(alone, before)
    box, panel = dialog.bounding_box(), place(alone, ".imagegen-panel")
    assert panel["x"] <= box["x"] and box["x"] + box["width"] <= panel["x"] + panel["width"]
    assert panel["y"] <= box["y"] and box["y"] + box["height"] <= panel["y"] + panel["height"]
    alone.page.keyboard.press("Escape")
    dialog.wait_for(state="detached")
    assert alone.focused() == opener
    if key:
        alone.page.get_by_role("group", name="Picture", exact=True).focus()
        alone.page.keyboard.press(key)
        dialog.wait_for()
        alone.page.keyboard.press("Escape")
        assert alone.focused() == "Picture"
    alone.button(opener).click()
    alone.tiles.first.focus()
    dialog.wait_for(state="detached")
    assert alone.focused().startswith("@5")
    alone.button(opener).click()
    alone.prompt.click()
    dialog.wait_for(state="detached")
    assert alone.prompt.evaluate("e => e === document.activeElement")


# -- several ---------------------------------------------------------------------------------


@pytest.mark.parametrize("width", [420, 770, 1200])
def test_all_that_are_selected_fit_without_scrolling(alone, width):
    alone.start(THIRTY, width=width)
    for count in (2, 3, 4, 5, 9, 16, 24, 30):
        refs = json.dumps([f"@{30 - place}" for place in range(count)])
        alone.page.evaluate(f"model.change('picked', {refs})")
        alone.stage.get_by_text(f"{count} selected").wait_for()
        told = alone.page.evaluate(
            """() => { const survey = document.querySelector('.survey');
              const [first, last] = [survey.firstChild, survey.lastChild].map((e) => e.getBoundingClientRect());
              const box = survey.getBoundingClientRect();
              return [survey.children.length, survey.scrollHeight - survey.clientHeight,
                last.bottom <= box.bottom + 1 && first.left >= box.left && last.right <= box.right + 1,
                first.width, first.height]; }"""
        )
        assert told[:3] == [min(24, count), 0, True]
        assert told[3] > 40 and told[4] > 40
    assert alone.stage.get_by_text("the first 24 are seen").is_visible()


def test_each_is_named_and_can_be_taken_out(alone):
    alone.start(FIVE, width=770)
    alone.tiles.nth(1).click()
    alone.tiles.nth(3).click(modifiers=["Shift"])
    survey = alone.page.get_by_role("list", name="The selected pictures")
    assert [row.inner_text().split() for row in survey.locator("li").all()] == [
        ["1", "@4", "cat", "4"], ["2", "@3", "cat", "3"], ["3", "@2", "cat", "2"],
    ]  # fmt: skip
    alone.button("Take @4 out of the selection").click()
    alone.picked("@3", "@2")
    assert alone.focused() == "Take @3 out of the selection"
    alone.button("Take @3 out of the selection").click()
    alone.picked("@2")
    alone.shows(2)
    alone.page.wait_for_function("document.activeElement.ariaLabel === 'Picture'")


def test_what_is_done_is_done_to_all_of_them(alone):
    alone.start(FIVE, width=1200)
    alone.tiles.nth(0).click()
    alone.tiles.nth(2).click(modifiers=["Shift"])
    alone.picked("@5", "@4", "@3")
    alone.button("Edit each").click()
    alone.page.wait_for_function(
        "model.state._composer.inputs?.map((one) => one.ref).join() === '@5,@4,@3'"
    )
    alone.button("Use together").focus()
    alone.page.keyboard.press("4")
    assert alone.wait_sent("rate")[-1]["numbers"] == [5, 4, 3]
    alone.stage.get_by_role("radio", name="4 of 5", checked=True).wait_for()
    alone.page.keyboard.press("s")
    assert alone.wait_sent("tag")[-1]["numbers"] == [5, 4, 3]
    alone.stage.get_by_role("button", name="Star all", pressed=True).wait_for()
    alone.page.keyboard.press("t")
    alone.page.get_by_role("textbox", name="Tags for the selected").fill("night")
    alone.page.keyboard.press("Enter")
    assert alone.wait_sent("tag", 2)[-1]["numbers"] == [5, 4, 3]
    alone.page.get_by_role("dialog").wait_for(state="detached")
    alone.tiles.nth(1).press("a")
    alone.page.wait_for_function(
        "model.state._composer.inputs?.map((one) => one.ref).join() === '@5,@4,@3'"
    )
    alone.button("Export").focus()
    alone.page.keyboard.press("Escape")
    alone.picked()


def test_those_that_are_not_in_the_history_are_asked_for(alone):
    alone.start("[...Array(200).keys()].map((i) => entry(200 - i))")
    alone.page.wait_for_function("document.querySelectorAll('.tile img[src]').length > 5")
    alone.page.evaluate("model.change('picked', ['@200', '@3'])")
    alone.stage.get_by_alt_text("cat 3", exact=True).wait_for()


# -- narrow ----------------------------------------------------------------------------------


def test_a_narrow_panel_turns_to_what_is_needed(alone):
    alone.start(FIVE, width=420)
    part = "document.querySelector('.parts [aria-pressed=true]').textContent"
    alone.button("Picture").click()
    alone.button("Edit this").click()
    assert alone.page.evaluate(part) == "Compose"
    assert alone.prompt.evaluate("e => e === document.activeElement")
    alone.prompt.fill("make it night")
    alone.button("Generate").click()
    alone.page.wait_for_function(f"{part} === 'Picture'")  # once the kernel has accepted it
    alone.shows(5)
    alone.button("More").click()
    alone.button("Use prompt").click()
    assert alone.page.evaluate(part) == "Compose"
    assert alone.prompt.input_value() == "cat 5"


@pytest.mark.parametrize("width", [420, 770, 1200])
def test_what_checks_found_is_in_the_facts_and_moves_nothing(alone, width):
    checks = """[{state: 'failed', line: 'text ✗ read “OPEN 24 HOUR5”'}, {state: 'passed', line: 'size ✓'}]"""
    alone.start("[entry(2), entry(1)]", width=width)
    if width < 600:
        alone.button("Picture").click()
    alone.shows(2)
    before = boxes(alone)
    alone.page.evaluate(f"model.entries[0].checks = {checks}; model.status({{}})")
    caption = alone.stage.locator(".caption")
    caption.get_by_text("text ✗ read “OPEN 24 HOUR5”").wait_for()
    title = caption.get_attribute("title")
    assert title.startswith("text ✗ read “OPEN 24 HOUR5” · nano-banana · size ✓")
    assert_still(alone, before)


@pytest.mark.parametrize(("ref", "shown"), [("@2", 2), ("@1", 1), ("@99", 90), ("", 90)])
def test_a_reload_shows_what_was_looked_at(alone, ref, shown):
    """Also where it is none of the first entries; what is gone makes room for the newest."""
    alone.page.evaluate("(ref) => { model.state._shown = ref; }", ref)
    first = "Array.from({length: 88}, (_, i) => entry(90 - i, {template: 'cats'}))"
    alone.start(f"[...{first}, entry(2), entry(1, {{template: 'cats'}})]")
    alone.shows(shown)
    if ref != f"@{shown}":
        assert alone.wait_sent("look")[-1]["ref"] == f"@{shown}"
    alone.tiles.nth(1).click()
    alone.page.wait_for_function("model.state._shown === '@89'")


def test_what_a_dead_kernels_view_showed_is_shown_by_the_next_one(alone):
    alone.start(FIVE)
    alone.tiles.nth(2).click()
    alone.shows(3)
    alone.page.evaluate(
        """() => { model.dead = true; model.fire('comm_live_update'); close();
          const { entries, pictures } = model;
          model = new model.constructor({ picked: [], _status: {}, _composer: { view: "", template: "" }, _shown: "" }, pictures);
          model.entries = entries; }"""
    )
    alone.start(FIVE)
    alone.shows(3)


MANY = "Array.from({length: 300}, (_, i) => entry(300 - i, {group: 'the first', template: 'the first', age: 20 + i}))"


def test_what_came_out_of_sight_has_neighbours(alone):
    alone.start(MANY)
    alone.tiles.first.wait_for()
    alone.page.locator(".gallery").evaluate("(one) => { one.scrollTop = 4000; }")
    alone.page.wait_for_function("document.querySelector('.gallery [role=option] img') !== null")
    alone.page.evaluate(
        """() => { const more = {group: 'a new one', template: 'a new\\none', age: 1};
          model.entries.unshift(entry(302, more), entry(301, more));
          model.status({ jobs: jobs([], { ended: [{ id: 1, number: 302, model: "m", prompt: "", hash: "", how: "done", words: "", seconds: 2, cost: null, at: Date.now() / 1000 + 9 }] }) }); }"""
    )
    alone.button("Show @302").click()
    alone.shows(302)
    following = alone.page.get_by_role("button", name="The next one")
    alone.page.wait_for_function(
        "document.querySelector('[aria-label=\"The next one\"]').ariaDisabled === 'false'"
    )
    alone.stage.get_by_role("group", name="Picture").press("ArrowRight")
    alone.shows(301)
    following.click()
    alone.shows(300)


@pytest.mark.parametrize("by", ["template", "time"])
def test_what_nobody_scrolled_to_has_neighbours(alone, by):
    """As one that a job, a sweep or what it was made from leads to."""
    alone.page.evaluate(
        f"localStorage.setItem('ipyimagegen.arrangement', '{by}'); model.state._shown = '@100'"
    )
    alone.start(MANY)
    alone.shows(100)
    alone.page.wait_for_function(
        "document.querySelector('[aria-label=\"The one before\"]').ariaDisabled === 'false'"
    )
    for number in range(101, 124):  # beyond what came with it
        alone.stage.get_by_role("group", name="Picture").press("ArrowLeft")
        alone.shows(number)
