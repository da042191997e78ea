"""The panel's front end alone in Chromium, with a fake model: every control, key and failure."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pytest
from alone import FIVE, PNG_FILE, assert_accessible, png
from PIL import Image

HOSTILE = [
    "<img src=x onerror=pwned()>",
    "<script>pwned()</script>",
    '"><svg onload=pwned()>',
    "javascript:pwned()",
    "{{constructor.constructor('pwned()')()}}",
    "</textarea><b>bold</b>",
    "\u202egnp.exe\u0000",
    "<a href='https://evil.example'>click</a>",
]


def test_controls_have_their_names(alone):
    alone.start(FIVE, width=1200)
    page = alone.page
    assert alone.prompt.is_visible()
    for name in ("Generate", "Edit this", "Add as input", "Again", "Use prompt"):
        assert alone.button(name).is_visible()
    assert page.get_by_role("button", name="Copy cell").count() == 2
    assert page.get_by_role("listbox", name="Pictures").is_visible()
    assert page.get_by_role("link", name="Download").is_visible()
    page.wait_for_function("document.querySelectorAll('[role=option]').length === 5")
    assert alone.tiles.first.get_attribute("aria-label") == "@5 nano-banana: cat 5"
    assert alone.tiles.first.get_attribute("aria-setsize") == "5"
    assert page.get_by_alt_text("cat 5").is_visible()


def test_generate_sends_what_the_composer_holds(alone):
    alone.start(FIVE)
    alone.button("Generate").click()
    assert alone.page.get_by_role("alert").filter(has_text="what to paint").is_visible()
    assert alone.sent("generate") == []
    alone.prompt.fill("a red cat")
    alone.add_model("gpt-image")
    alone.page.get_by_label("aspect").select_option("16:9")
    alone.button("More takes").click()
    alone.button("Generate").click()
    [message] = alone.wait_sent("generate")
    del message["kind"], message["view"], message["id"]
    assert message == {
        "template": "a red cat", "models": ["gpt-image"], "aspect": "16:9", "takes": 2, "inputs": [],
        "together": True, "only": [], "crop": False, "options": "", "confirmed": 0,
    }  # fmt: skip
    alone.page.wait_for_function("document.querySelector('.live').textContent === 'Asked.'")


def test_what_was_made_before_is_shown(alone):
    alone.start(FIVE)
    alone.page.evaluate("model.replayed = [3]")
    alone.prompt.fill("cat 3")
    alone.button("Generate").click()
    alone.page.wait_for_function(
        "document.querySelector('.live').textContent.includes('@3 already')"
    )
    alone.shows(3)


def test_another_take_is_named(alone):
    alone.start("[entry(2, {take: 2}), entry(1)]")
    assert alone.page.get_by_text("take 2").is_visible()


@pytest.mark.parametrize("key", ["Shift+Enter", "Control+Enter", "Meta+Enter"])
def test_keys_that_generate(alone, key):
    alone.start()
    alone.prompt.fill("a cat")
    alone.prompt.press(key)
    assert len(alone.wait_sent("generate")) == 1
    assert alone.prompt.input_value() == "a cat"
    alone.prompt.press("Enter")
    assert alone.prompt.input_value() == "a cat\n"


def test_a_second_press_asks_again_and_nothing_blocks(alone):
    alone.start()
    alone.page.evaluate("model.mute.add('generate')")
    alone.prompt.fill("a cat")
    alone.button("Generate").click()
    alone.button("Generate").click()
    assert len(alone.wait_sent("generate", 2)) == 2


def test_a_refusal_is_told_in_words(alone):
    alone.start()
    alone.page.evaluate("model.refuse = ['PromptError: nobody knows {x}', 'Write --raw.']")
    alone.prompt.fill("a {x}")
    alone.button("Generate").click()
    alone.page.get_by_role("alert").filter(has_text="nobody knows {x}").wait_for()


def test_picking_one_and_several_in_order(alone):
    alone.start(FIVE)
    alone.tiles.nth(1).click()
    alone.tiles.nth(3).click(modifiers=["Control"])
    alone.page.wait_for_function("model.state.picked.length === 2")
    assert alone.page.evaluate("model.state.picked") == ["@4", "@2"]
    alone.page.wait_for_function(
        "document.querySelectorAll('[role=option][aria-selected=true]').length === 2"
    )
    orders = alone.page.evaluate(
        "[...document.querySelectorAll('.tile .order')].map(e => e.textContent)"
    )
    assert orders == ["1", "2"]
    assert alone.tiles.nth(3).locator(".order").inner_text() == "2"
    alone.tiles.nth(1).click(modifiers=["Control"])
    alone.page.wait_for_function("model.state.picked.length === 1")
    alone.page.evaluate("model.change('picked', ['@1', '@5.2'])")
    assert alone.tiles.nth(4).get_attribute("aria-selected") == "true"
    assert alone.tiles.nth(0).get_attribute("aria-selected") == "true"
    alone.tiles.nth(0).click()
    alone.page.wait_for_function("model.state.picked.join() === '@5'")


def test_the_gallery_by_keyboard(alone):
    alone.start("Array.from({length: 30}, (_, i) => entry(30 - i))")
    alone.page.wait_for_function("document.querySelectorAll('[role=option]').length > 10")
    assert alone.page.locator("[role=option][tabindex='0']").count() == 1
    alone.tiles.first.focus()
    focused = "document.activeElement.getAttribute('aria-posinset')"
    for key, place in [
        ("ArrowRight", "2"), ("ArrowDown", "5"), ("ArrowLeft", "4"), ("ArrowUp", "1"),
        ("End", "30"), ("Home", "1"), ("ArrowLeft", "1"),
    ]:  # fmt: skip
        alone.page.keyboard.press(key)
        assert alone.page.evaluate(focused) == place, key
    alone.page.keyboard.press("ArrowRight")
    alone.page.keyboard.press("Enter")
    alone.page.wait_for_function("model.state.picked.join() === '@29'")
    alone.page.keyboard.press("ArrowRight")
    alone.page.keyboard.press("Control+ ")
    alone.page.wait_for_function("model.state.picked.join() === '@29,@28'")
    alone.page.keyboard.press("a")  # all that are selected
    alone.page.wait_for_function("document.querySelectorAll('.inputs li').length === 2")
    alone.page.keyboard.press("e")
    assert alone.prompt.evaluate("e => e === document.activeElement")


def test_nothing_typed_reaches_the_notebook(alone):
    alone.start(FIVE)
    for target in (
        alone.prompt,
        alone.button("Generate"),
        alone.tiles.first,
        alone.button("Choose another model"),
        alone.page.get_by_role("spinbutton", name="Takes"),
    ):
        target.focus()
        for key in ("a", "d", "d", "Shift+L", "Enter", "Escape", "x", "0", "ArrowDown"):
            alone.page.keyboard.press(key)
    assert alone.page.evaluate("reached") == []
    alone.prompt.focus()
    alone.page.keyboard.press("Control+s")
    assert "s" in alone.page.evaluate("reached")


def test_typing_arrives(alone):
    alone.start()
    alone.prompt.focus()
    for key in ("a", "d", "d", "Shift+L", "Enter", "x"):
        alone.page.keyboard.press(key)
    assert alone.prompt.input_value() == "addL\nx"


def test_edit_this_add_use_again_and_copy(alone):
    alone.start(FIVE, width=1200)
    alone.page.get_by_alt_text("cat 5").wait_for()
    alone.button("Use prompt").click()
    assert alone.prompt.input_value() == "cat 5"
    alone.button("Edit this").click()
    assert alone.prompt.input_value() == ""
    alone.tiles.nth(2).click()
    alone.button("Add as input").click()
    alone.button("Add as input").click()  # twice is once
    alone.prompt.fill("mix them")
    alone.button("Generate").click()
    assert alone.wait_sent("generate")[0]["inputs"] == ["@5", "@3"]
    alone.button("Again").click()
    assert alone.wait_sent("again")[0]["number"] == 3
    for nth, kind in ((0, "composedCell"), (1, "cell")):
        alone.button("Copy cell", nth).click()
        alone.wait_sent(kind)
        alone.page.wait_for_function(
            "navigator.clipboard.readText().then((text) => text === '%%imagegen\\na cat')"
        )
        alone.page.evaluate("navigator.clipboard.writeText('')")


def test_inputs_are_removed_and_moved_by_keyboard(alone):
    alone.start(FIVE)
    for place in (0, 1, 2):
        alone.tiles.nth(place).click()
        alone.button("Add as input").click()
    alone.page.get_by_role("button", name="Remove input 3").focus()
    alone.page.keyboard.press("Alt+ArrowLeft")
    alone.page.get_by_role("button", name="Remove input 1").click()
    alone.page.wait_for_function(
        "model.state._composer.inputs.map(one => one.ref).join() === '@3,@4'"
    )


def test_download_is_the_full_file(alone):
    alone.start(
        "[entry(7, {name: 'frog', pictures: [{hash: 'h', type: 'jpeg', width: 4, height: 3, size: 9}]})]"
    )
    link = alone.page.get_by_role("link", name="Download")
    alone.page.wait_for_function("document.querySelector('a.button').href.startsWith('blob:')")
    with alone.page.expect_download() as download:
        link.click()
    assert download.value.suggested_filename == "frog.jpg"
    assert Path(download.value.path()).read_bytes() == png()


def test_the_main_picture_is_shown_first_and_needs_no_position(alone):
    alone.start(
        "[entry(7, {main: 1, pictures: ['draft', 'final'].map((hash, at) =>"
        " ({hash, type: 'png', width: 40 + at, height: 30, size: 100}))}), entry(6)]"
    )
    assert set(alone.wait_sent("tiles")[0]["hashes"]) == {"final", "hash6"}
    second = alone.page.get_by_role("button", name="Picture 2")
    assert second.get_attribute("aria-pressed") == "true"
    alone.page.get_by_text("41×30 PNG").first.wait_for()
    alone.button("Add as input").click()
    alone.page.get_by_role("button", name="Picture 1").click()
    alone.button("Add as input").click()
    alone.page.wait_for_function(
        "model.state._composer.inputs.map(one => one.ref).join() === '@7,@7.1'"
    )


def test_the_plan_follows_what_is_typed(alone):
    alone.start()
    plan = alone.page.locator(".plan")
    alone.prompt.fill("a cat")
    plan.get_by_text("1 new call · nano-banana").wait_for()
    alone.prompt.fill("a {nobody}")
    plan.get_by_text("nobody knows {nobody}").wait_for()
    assert "failed" in plan.get_attribute("class")
    assert alone.sent("generate") == []


def test_what_is_under_way_counts_and_can_be_left(alone):
    alone.start("[entry(2, {status: 'sent', pictures: [], age: 37.9}), entry(1)]", width=1200)
    alone.page.evaluate(
        """model.status({jobs: jobs([
          {id: 4, number: 2, model: 'gpt-image', seconds: 37.9, low: 40, high: 60}, {id: 5}])})"""
    )
    queue = alone.page.get_by_role("region", name="Under way, in short")
    clock = queue.get_by_text(re.compile(r"^\d+ s"))
    first, _, _ = clock.inner_text().partition(" ")
    assert int(first) >= 37
    queue.get_by_text(re.compile(rf"^(?!{first} )\d+ s")).wait_for()
    queue.get_by_text("usually 40–60 s").wait_for()
    queue.get_by_text("Under way 1 · waiting 1").wait_for()
    alone.button("Stop waiting").click()
    alone.button("Remove").click()
    assert [m["job"] for m in alone.wait_sent("stop", 2)] == [4, 5]
    alone.page.evaluate("model.status({jobs: jobs()})")
    queue.get_by_text("Nothing under way").wait_for()
    assert "under way" in alone.tiles.first.get_attribute("aria-label")


def test_a_result_takes_the_place_of_its_tile(alone):
    alone.start("[entry(2, {status: 'sent', pictures: []}), entry(1)]")
    alone.page.wait_for_function("document.querySelectorAll('.tile.running').length === 1")
    alone.page.evaluate("model.entries[0] = entry(2); model.status({})")
    alone.page.wait_for_function("document.querySelectorAll('.tile.running').length === 0")
    alone.page.get_by_alt_text("cat 2").wait_for()


def test_parents_are_a_click_away(alone):
    entries = (
        "[entry(200, {inputs: [{name: '@picked (@3)', number: 3}, {name: 'photo.png', number: 0}]}),"
        " ...Array.from({length: 199}, (_, i) => entry(199 - i))]"
    )
    alone.start(entries)
    alone.page.locator(".parents").get_by_text("photo.png").wait_for()
    alone.button("@3").click()
    alone.page.get_by_alt_text("cat 3", exact=True).wait_for()


def test_failures_are_tiles_with_their_words(alone):
    words = ["NoPicture: no picture; the model answered in words: No.", "It may be billed.", "Ask."]
    alone.start(
        f"[entry(2, {{status: 'failed', pictures: [], error: {json.dumps(words)}, words: 'No.'}}), entry(1)]"
    )
    assert alone.tiles.first.inner_text().split() == ["@2", "No."]
    alone.tiles.first.click()
    for line in ("NoPicture: no picture; the model answered in words", *words[1:], "“No.”"):
        assert alone.stage.locator(".failure").get_by_text(line, exact=True).is_visible()
    assert alone.button("Edit this").count() == 0  # gone, not grey
    for name in ("Again", "Other model", "Edit prompt"):
        assert alone.button(name).is_enabled()
    assert alone.sent("pick") == []


REFUSED = {
    "view": "v", "template": "make it night", "models": ["gpt-image"], "aspect": "16:9", "takes": 1,
    "inputs": [{"ref": "@3f9a1c2b", "hash": "any", "name": "@1"}], "together": True, "options": "",
}  # fmt: skip


def start_with_a_refused_edit(alone):
    """Show one that is of a sweep, with another composition beside it."""
    alone.start(
        "[entry(2, {status: 'failed', pictures: [], words: 'No.', template: 'make it {night|dawn}',"
        " prompt: 'make it night', model: 'gpt-image'}), entry(1)]"
    )
    alone.page.evaluate("(read) => { model.read = read; }", REFUSED)
    alone.prompt.fill("something else")
    alone.add_model("gpt-image")
    alone.tiles.first.click()


def test_another_model_is_asked_for_what_one_refused_and_for_nothing_else(alone):
    start_with_a_refused_edit(alone)
    alone.button("Other model").click()
    alone.page.wait_for_function(
        "document.activeElement.getAttribute('aria-label') === 'Choose another model'"
    )
    assert [one["number"] for one in alone.sent("cell")] == [2]
    alone.page.keyboard.type("nano-banana")
    alone.page.keyboard.press("Enter")
    alone.button("Generate").click()
    [sent] = alone.wait_sent("generate")
    expected = REFUSED | {"models": ["nano-banana"], "inputs": ["@3f9a1c2b"], "view": sent["view"]}
    assert {name: sent[name] for name in expected} == expected


def test_what_is_composed_meanwhile_stays_when_another_model_was_to_be_asked(alone):
    start_with_a_refused_edit(alone)
    alone.hold("cell")
    alone.button("Other model").click()
    alone.wait_sent("cell")
    alone.prompt.fill("a boat")
    alone.release("cell")
    alone.wait_sent("pastedCell")
    alone.page.evaluate("new Promise((resolve) => setTimeout(resolve, 50))")
    assert alone.prompt.input_value() == "a boat"
    assert alone.page.get_by_role("combobox", name="Choose another model").count() == 0


def test_hostile_words_are_only_words(alone):
    alone.start(
        f"""{json.dumps(HOSTILE)}.map((text, i) => entry(20 - i, i % 2
          ? {{template: text, prompt: text, text, name: text, model: text, servedBy: text,
              inputs: [{{name: text, number: 0}}], tags: [text], note: text}}
          : {{status: 'failed', pictures: [], error: [text, text], words: text, template: text, prompt: text, model: text}}))"""
    )
    alone.page.evaluate(
        f"""model.status({{gateway: {json.dumps(HOSTILE[0])}, sketches: false, models: {json.dumps(HOSTILE)},
          aspects: {json.dumps(HOSTILE)}, error: {json.dumps(HOSTILE)}, jobs: jobs({json.dumps(HOSTILE)}.map(
            (text, i) => ({{id: i + 1, number: i, model: text, prompt: text, seconds: 1}})))}})"""
    )
    for place in range(len(HOSTILE)):
        alone.tiles.nth(place).click()
        number = 20 - place
        alone.page.wait_for_function(
            f"document.querySelector('.caption').textContent.startsWith('@{number}')"
        )
    for name in ("More", "Tags and a note"):
        alone.button(name).click()
        alone.page.get_by_role("dialog").wait_for()
        alone.page.keyboard.press("Escape")
    for words in HOSTILE:
        alone.search.fill(words)
        alone.page.wait_for_function("document.querySelector('.found').textContent !== ''")
    alone.search.fill("bad:<img src=x onerror=pwned()>")
    alone.page.get_by_role("alert").filter(has_text="no field").wait_for()
    alone.page.wait_for_timeout(200)
    assert alone.page.evaluate("window.broken") is None
    assert (
        alone.page.locator("#here script, #here svg, #here iframe, #here a[href^=http]").count()
        == 0
    )
    assert alone.page.evaluate(
        "[...document.querySelectorAll('#here img')].every(i => !i.getAttribute('src') || i.src.startsWith('blob:'))"
    )


@pytest.mark.parametrize(
    "message",
    [
        None, 3, "x", {}, {"kind": "constructor"}, {"kind": "entries", "view": "x"},
        {"kind": "entries", "view": "x", "pages": [{"entries": [{"number": 1}]}]},
        {"kind": "picture", "hash": "h", "size": "full", "type": "svg+xml"},
        {"kind": "picture", "hash": "h", "size": "full", "type": "png"},
        {"kind": "tiles", "hashes": ["hash1"]},
        {"kind": "cell", "view": "x", "id": "1", "text": 3},
        {"kind": "refused", "view": "", "id": 0, "words": "no list"},
        {"kind": "found", "view": "x", "id": 1, "count": "3"},
        {"kind": "details", "view": "x", "id": 1, "entry": {}, "details": {}},
        {"kind": "deleted", "view": "x", "id": 1, "numbers": ["1"]},
    ],
)  # fmt: skip
def test_malformed_messages_change_nothing(alone, message):
    alone.start(FIVE)
    alone.page.wait_for_function("document.querySelectorAll('[role=option] img').length === 5")
    alone.settled()
    before = alone.page.locator("#here").inner_text()
    alone.page.evaluate("(message) => model.tell(message)", message)
    alone.settled()
    assert alone.page.locator("#here").inner_text() == before


@pytest.mark.thorough
def test_ten_thousand_entries_scroll(alone):
    alone.start("Array.from({length: 10000}, (_, i) => entry(10000 - i))")
    gallery = alone.page.locator(".gallery")
    alone.page.wait_for_function("document.querySelectorAll('.tile img[src]').length > 10")
    assert alone.tiles.count() < 150
    gallery.evaluate("e => e.scrollTo(0, e.scrollHeight)")
    alone.page.get_by_role("option", name="@1 nano-banana: cat 1", exact=True).wait_for()
    assert alone.tiles.count() < 150
    for place in range(0, 40):
        gallery.evaluate("(e, part) => e.scrollTo(0, e.scrollHeight * part)", place / 40)
    alone.page.wait_for_timeout(300)
    assert len(alone.sent("entries")) <= 60  # a slow machine merges none of the places
    assert alone.page.evaluate("live.size") <= 620
    assert all(message["count"] <= 60 for message in alone.sent("entries"))


def test_closing_leaves_nothing(alone):
    alone.start(FIVE)
    alone.page.wait_for_function("document.querySelectorAll('.tile img[src]').length === 5")
    alone.tiles.nth(0).press("Delete")
    alone.outcome("1 deleted").wait_for()
    alone.tiles.nth(1).click()
    alone.search.fill("half a sea")
    alone.prompt.fill("half a thought")
    alone.button("Tags and a note").click()
    alone.page.get_by_role("textbox", name="Note").fill("half a note")
    assert alone.page.evaluate("live.size") > 4
    alone.page.evaluate("close()")
    assert alone.page.evaluate("[model.count(), live.size]") == [0, 0]
    assert alone.page.locator("#here").inner_html() == ""
    assert alone.sent("compose")[-1]["template"] == "half a thought"
    assert [(m["number"], m["note"]) for m in alone.sent("annotate")] == [(3, "half a note")]
    alone.page.evaluate("model.status({}); model.change('picked', ['@1'])")


def test_a_second_view_has_it_all(alone):
    alone.start(FIVE)
    alone.prompt.fill("half a thought")
    alone.tiles.nth(1).click()
    alone.button("Add as input").click()
    alone.page.wait_for_function("model.state._composer.inputs?.length === 1")
    alone.page.evaluate(
        """() => { const el = document.body.appendChild(document.createElement('section'));
          el.id = 'other'; widget.render({ model, el }); }"""
    )
    other = alone.page.locator("#other")
    assert other.get_by_role("textbox", name="Prompt").input_value() == "half a thought"
    assert other.locator(".inputs li").count() == 1
    other.locator("[role=option][aria-selected=true]").first.wait_for()
    other.get_by_role("textbox", name="Prompt").fill("another thought")
    alone.page.wait_for_function(
        "document.querySelector('#here textarea').value === 'another thought'"
    )


def test_two_windows_that_open_in_the_same_millisecond_are_two_views(alone):
    views = alone.page.evaluate(
        """async () => {
          Date.now = () => 1;
          const source = new Blob([await (await fetch("panel.js")).text()], { type: "text/javascript" });
          const views = [];
          for (const window of [1, 2]) {
            const { default: widget } = await import(URL.createObjectURL(source));
            const own = Object.assign(Object.create(model), { sent: [], listeners: new Map() });
            const close = widget.render({ model: own, el: document.getElementById("here") });
            const asked = () => own.sent.find(({ view }) => view);
            while (!asked()) await new Promise(requestAnimationFrame);
            views.push(asked().view);
            close();
          }
          return views;
        }"""
    )
    assert len(set(views)) == 2, views


def test_what_an_earlier_version_kept_of_the_composer_is_shown(alone):
    alone.page.evaluate(
        """() => { model.state._composer = {view: "gone", prompt: "an old thought", model: "gpt-image",
          aspect: "", inputs: ["@3"], hashes: ["any"]}; }"""
    )
    alone.start(FIVE)
    assert alone.prompt.input_value() == "an old thought"
    assert alone.button("Remove model gpt-image").is_visible()
    assert alone.page.locator(".inputs li").count() == 1
    alone.page.evaluate(
        "model.change('_composer', {...model.state._composer, template: 'a new one'})"
    )
    assert alone.prompt.input_value() == "a new one"


def test_what_was_kept_is_shown_once_it_can_be_chosen(alone):
    alone.page.evaluate(
        """() => { model.state._composer = {view: "gone", template: "a cat", model: "", aspect: "16:9",
          inputs: [], hashes: []}; }"""
    )
    alone.start(FIVE)
    alone.page.wait_for_function("document.querySelector('select').value === '16:9'")
    alone.button("Generate").click()
    assert alone.wait_sent("generate")[0]["aspect"] == "16:9"


def test_a_dead_kernel_says_what_to_do(alone):
    alone.start(FIVE)
    alone.page.wait_for_function("document.querySelectorAll('.tile img[src]').length === 5")
    alone.page.evaluate("model.dead = true")
    alone.tiles.nth(1).click()
    alone.page.get_by_role("alert").filter(has_text="%imagegen panel again").wait_for()
    alone.prompt.fill("a cat")
    alone.page.locator(".plan.failed").get_by_text("There is no kernel").wait_for()
    assert alone.button("Generate").is_disabled()
    assert alone.prompt.input_value() == "a cat"
    alone.page.evaluate("close()")


def test_a_silent_kernel_is_said_and_forgiven(alone):
    alone.page.clock.install()
    alone.start(FIVE)
    alone.page.clock.run_for(100)
    alone.page.evaluate("model.mute.add('*')")
    alone.prompt.fill("a cat")
    alone.button("Generate").click()
    alone.page.clock.run_for(4500)
    told = alone.page.get_by_role("alert").filter(has_text="No answer from the kernel yet")
    assert told.is_visible()
    alone.page.evaluate("model.status({})")
    assert not told.is_visible()


def test_a_cell_that_runs_is_said_in_grey_and_not_as_an_alert(alone):
    alone.page.clock.install()
    alone.start(FIVE)
    alone.page.clock.run_for(100)
    words = alone.page.get_by_text("a cell runs: what you ask is sent after it")
    assert words.count() == 0
    alone.page.evaluate("model.status({waits: true})")
    assert words.is_visible()
    alone.page.evaluate("model.mute.add('*')")
    alone.prompt.fill("a cat")
    alone.button("Generate").click()
    alone.page.clock.run_for(4500)
    assert not alone.page.get_by_role("alert").filter(has_text="No answer").is_visible()
    alone.page.evaluate("model.status({waits: false})")
    assert words.count() == 0


# -- searching ----------------------------------------------------------------------------

MANY = "Array.from({length: 10000}, (_, i) => entry(10000 - i, {starred: i % 10 === 0}))"


def test_a_search_narrows_the_gallery_and_escape_clears_it(alone):
    alone.start("[entry(3), entry(2, {prompt: 'a dog'}), entry(1)]")
    alone.search.press_sequentially("cat")
    found = alone.page.get_by_role("status").filter(has_text="2 found")
    found.wait_for()
    queries = {m["query"] for m in alone.sent("groups")}
    assert queries == {"", "cat"}  # after a pause, not at each key
    alone.page.get_by_role("option", name=re.compile("@1 ")).wait_for()
    assert alone.tiles.count() == 2
    alone.page.evaluate("model.entries.unshift(entry(4)); model.status({})")
    alone.page.get_by_text("3 found").wait_for()  # a new generation leaves the search as it is
    assert alone.search.input_value() == "cat"
    alone.search.press("Escape")
    alone.page.wait_for_function("document.querySelectorAll('[role=option]').length === 4")
    assert alone.search.input_value() == ""
    assert alone.search.evaluate("e => e === document.activeElement")
    assert not found.is_visible()


def test_a_search_that_cannot_be_says_so_and_keeps_what_it_found(alone):
    alone.start(FIVE)
    alone.search.fill("cat 4")
    alone.page.get_by_text("1 found").wait_for()
    alone.search.fill("bad:x")
    told = alone.page.get_by_role("alert").filter(has_text="no field 'bad'")
    told.wait_for()
    assert "Did you mean name?" in told.inner_text()
    assert "“cat 4”" in told.inner_text()
    assert alone.search.get_attribute("aria-invalid") == "true"
    assert alone.tiles.count() == 1
    alone.page.evaluate("model.status({})")
    alone.page.wait_for_timeout(100)
    assert told.is_visible()
    alone.search.fill("cat")
    alone.page.get_by_text("5 found").wait_for()
    assert not told.is_visible()


def test_nothing_found_is_said_with_a_way_out(alone):
    alone.start(FIVE)
    alone.search.fill("unicorn")
    alone.page.get_by_text("Nothing found for “unicorn”.").wait_for()
    assert alone.tiles.count() == 0
    alone.button("Clear search").click()
    alone.page.wait_for_function("document.querySelectorAll('[role=option]').length === 5")


def test_a_late_answer_is_not_shown(alone):
    alone.start(FIVE)
    alone.page.wait_for_function("document.querySelectorAll('[role=option]').length === 5")
    alone.page.evaluate("model.mute.add('groups')")
    alone.search.fill("cat 1")
    alone.page.wait_for_function("model.sent.at(-1).query === 'cat 1'")
    first = alone.sent("groups")[-1]
    alone.page.evaluate("model.mute.clear()")
    alone.search.fill("cat 2")
    alone.page.get_by_text("1 found").wait_for()
    alone.page.evaluate("(m) => model.answer(m, [])", first)
    alone.page.wait_for_timeout(100)
    assert [tile.get_attribute("aria-label")[:3] for tile in alone.tiles.all()] == ["@2 "]


def test_what_is_found_scrolls_and_only_what_is_seen_is_fetched(alone):
    alone.start(MANY, width=700)
    alone.page.wait_for_function("document.querySelectorAll('.tile img[src]').length > 10")
    seen = {hash for message in alone.sent("tiles") for hash in message["hashes"]}
    inside = alone.page.evaluate(
        """() => { const box = document.querySelector('.gallery').getBoundingClientRect();
          return [...document.querySelectorAll('.tile')].filter((e) =>
            e.getBoundingClientRect().top < box.bottom).length; }"""
    )
    assert len(seen) == inside < alone.tiles.count()
    alone.search.fill("is:starred")
    alone.page.get_by_text("1,000 found").wait_for()
    assert alone.tiles.first.get_attribute("aria-setsize") == "1000"
    alone.tiles.first.focus()
    alone.page.keyboard.press("End")
    alone.page.get_by_role("option", name=re.compile("^@10 .*starred")).wait_for()
    assert alone.focused().startswith("@10 ")


# -- selecting ------------------------------------------------------------------------------


def test_several_are_selected_by_mouse_and_keys(alone):
    alone.start(FIVE)
    bar = alone.page.get_by_role("toolbar", name="Selected")
    alone.tiles.nth(3).click()
    alone.picked("@2")
    assert not bar.is_visible()
    alone.tiles.nth(1).click(modifiers=["Shift"])
    alone.picked("@2", "@3", "@4")  # from the first one on, in that order
    alone.stage.get_by_text("3 selected").wait_for()
    alone.tiles.nth(2).click(modifiers=["Control"])
    alone.picked("@2", "@4")
    alone.tiles.nth(0).click()
    alone.picked("@5")
    alone.page.keyboard.press("Shift+ArrowRight")
    alone.page.keyboard.press("Shift+ArrowRight")
    alone.picked("@5", "@4", "@3")
    alone.page.keyboard.press("Shift+ArrowLeft")
    alone.picked("@5", "@4")
    assert alone.page.locator("[role=option][aria-selected=true]").count() == 2
    alone.page.keyboard.press("Control+a")
    alone.picked("@5", "@4", "@3", "@2", "@1")
    alone.page.keyboard.press("Escape")
    alone.picked()
    assert not bar.is_visible()
    assert alone.page.evaluate("reached") == []


def test_fast_clicks_are_all_kept(alone):
    alone.start(FIVE)
    alone.page.wait_for_function("document.querySelectorAll('[role=option]').length === 5")
    alone.page.evaluate(
        """() => { for (const tile of document.querySelectorAll('[role=option]'))
          tile.dispatchEvent(new MouseEvent('click', {bubbles: true, ctrlKey: true})); }"""
    )
    alone.picked("@5", "@4", "@3", "@2", "@1")
    alone.page.evaluate("model.change('picked', ['@2'])")  # from Python
    alone.page.wait_for_function(
        "document.querySelectorAll('[role=option][aria-selected=true]').length === 1"
    )


def test_all_that_is_found_is_a_hundred_at_most(alone):
    alone.start(MANY)
    alone.tiles.first.click()
    alone.page.keyboard.press("Control+a")
    alone.outcome("100 of 10,000 are selected").wait_for()
    alone.page.wait_for_function("model.state.picked.length === 100")
    assert alone.page.get_by_text("100 selected", exact=True).is_visible()


@pytest.mark.parametrize("way", ["Control+a", "Select all: 10,000 pictures"])
def test_what_is_selected_late_takes_nothing_away(alone, way):
    alone.start(MANY)
    alone.tiles.first.click()
    alone.picked("@10000")
    alone.page.evaluate("model.mute.add('entries')")
    if way.startswith("Control"):
        alone.page.keyboard.press(way)
    else:
        alone.button(way).click()
    alone.wait_sent("entries")
    alone.tiles.nth(1).click()
    alone.picked("@9999")
    alone.page.evaluate(
        """async () => { model.mute.clear();
          for (const one of model.sent) if (one.kind === 'entries') model.answer(one);
          await new Promise((resolve) => setTimeout(resolve, 50)); }"""
    )
    alone.picked("@9999")


def test_what_was_made_before_and_comes_late_takes_nothing_away(alone):
    alone.start(FIVE)
    alone.page.evaluate(
        """() => { model.deleted = [entry(8), entry(7)]; model.replayed = [8, 7];
          model.mute.add('details'); }"""
    )
    alone.prompt.fill("cats")
    alone.button("Generate").click()
    alone.page.wait_for_function(
        "model.sent.filter(m => m.kind === 'details' && m.number > 6).length === 2"
    )
    alone.tiles.first.click()
    alone.picked("@5")
    alone.page.evaluate(
        """async () => { for (const one of model.sent) if (one.kind === 'details') model.answer(one);
          await new Promise((resolve) => setTimeout(resolve, 50)); }"""
    )
    alone.picked("@5")


def test_what_failed_can_be_selected_and_is_not_picked(alone):
    alone.start("[entry(3), entry(2, {status: 'failed', pictures: [], error: ['no']}), entry(1)]")
    alone.tiles.nth(0).click()
    alone.tiles.nth(1).click()
    assert (
        alone.page.locator("[role=option][aria-selected=true]").count() == 1
    )  # it is only looked at
    alone.tiles.nth(0).click(modifiers=["Control"])
    alone.tiles.nth(0).click(modifiers=["Control"])
    alone.tiles.nth(1).click(modifiers=["Control"])
    alone.page.get_by_text("2 selected", exact=True).wait_for()
    alone.picked("@3")
    alone.page.get_by_role("toolbar", name="Selected").get_by_role("button", name="Delete").click()
    assert alone.wait_sent("delete")[0]["numbers"] == [3, 2]


# -- marks ----------------------------------------------------------------------------------


def test_stars_ratings_tags_and_notes_of_the_one_shown(alone):
    alone.start(FIVE)
    star = alone.stage.get_by_role("button", name="Star")
    star.click()
    alone.stage.get_by_role("button", name="Star", pressed=True).wait_for()
    assert alone.tiles.first.get_attribute("aria-label") == "@5 nano-banana, starred: cat 5"
    alone.stage.get_by_role("radio", name="4 of 5").click()
    alone.stage.get_by_role("radio", name="4 of 5", checked=True).wait_for()
    alone.stage.get_by_role("radio", name="4 of 5").press("ArrowRight")
    alone.page.keyboard.press("Enter")  # arrows go along the toolbar, and do not rate
    alone.stage.get_by_role("radio", name="5 of 5", checked=True).wait_for()
    alone.page.get_by_role("option", name="@5 nano-banana, starred, rated 5 of 5: cat 5").wait_for()
    alone.button("Tags and a note").click()
    tag = alone.stage.get_by_role("textbox", name="Add tag")
    tag.fill("night keeper")
    tag.press("Enter")
    alone.stage.get_by_role("button", name="Remove tag night").click()
    alone.stage.get_by_role("button", name="Remove tag night").wait_for(state="detached")
    assert alone.stage.get_by_role("list", name="Tags").inner_text().split() == ["keeper", "×"]
    tag.fill("hero, bad!")
    tag.press("Enter")
    alone.outcome("can't be a tag").wait_for()
    assert alone.wait_sent("tag", 4)[3]["changes"] == ["hero", "bad!"]
    assert tag.input_value() == "hero, bad!"
    tag.fill("")
    note = alone.stage.get_by_role("textbox", name="Note")
    note.fill("the pose is right")
    note.press("Enter")
    note.fill("the pose is right, the light is not")
    alone.tiles.nth(1).click()  # leaving it keeps it
    assert [m["note"] for m in alone.wait_sent("annotate", 2)] == [
        "the pose is right", "the pose is right, the light is not",
    ]  # fmt: skip
    alone.shows(4)
    alone.button("Tags and a note").click()
    assert note.input_value() == ""
    alone.tiles.nth(0).click()
    alone.button("Tags and a note").click()
    alone.page.wait_for_function("document.querySelector('.note').value.endsWith('is not')")
    note.fill("never mind")
    note.press("Escape")
    assert note.input_value().endswith("is not")


def test_keys_mark_what_has_the_focus_and_never_while_typing(alone):
    alone.start(FIVE)
    alone.tiles.nth(1).click()
    alone.page.keyboard.press("3")
    alone.page.keyboard.press("s")
    alone.tiles.nth(1).and_(
        alone.page.get_by_label("@4 nano-banana, starred, rated 3 of 5: cat 4")
    ).wait_for()
    alone.button("Again").press("5")
    alone.page.get_by_role("radio", name="5 of 5", checked=True).wait_for()
    alone.tiles.nth(1).press("0")
    alone.page.get_by_label("@4 nano-banana, starred: cat 4").wait_for()
    alone.tiles.nth(2).click(modifiers=["Control"])
    alone.picked("@4", "@3")
    alone.page.keyboard.press("2")  # this one is selected, so all of these are meant
    assert alone.wait_sent("rate", 4)[-1]["numbers"] == [4, 3]
    alone.page.keyboard.press("ArrowRight")
    alone.page.keyboard.press("1")
    assert alone.wait_sent("rate", 5)[-1]["numbers"] == [2]
    count = len(
        alone.page.evaluate("model.sent.filter(m => ['rate', 'tag', 'delete'].includes(m.kind))")
    )
    alone.tiles.nth(0).click()
    for opener, box in (
        (None, alone.search),
        ("Tags and a note", alone.page.get_by_label("Add tag")),
        ("Tags and a note", alone.page.get_by_role("textbox", name="Note")),
        (None, alone.prompt),
    ):
        if opener:
            alone.button(opener).click()
        box.press("s")
        box.press("3")
        box.press("Delete")
        box.press("Escape")
        if opener and alone.page.get_by_role("dialog").is_visible():  # there was something to undo
            box.press("Escape")
    assert count == len(
        alone.page.evaluate("model.sent.filter(m => ['rate', 'tag', 'delete'].includes(m.kind))")
    )


def test_several_are_starred_and_tagged(alone):
    alone.start(FIVE)
    alone.tiles.nth(0).click()
    alone.tiles.nth(2).click(modifiers=["Shift"])
    bar = alone.page.get_by_role("toolbar", name="Selected")
    bar.get_by_role("button", name="Star").click()
    alone.page.wait_for_function("document.querySelectorAll('.tile .star').length === 3")
    bar.get_by_role("button", name="Star").click()
    alone.page.wait_for_function("document.querySelectorAll('.tile .star').length === 0")
    bar.get_by_role("button", name="Tag all").click()
    box = alone.stage.get_by_role("textbox", name="Tags for the selected")
    box.fill("night -day")
    box.press("Enter")
    [_, _, message] = alone.wait_sent("tag", 3)
    assert (message["numbers"], message["changes"]) == ([5, 4, 3], ["night", "-day"])
    alone.button("None").click()
    alone.picked()
    assert alone.focused().startswith("@")


def test_tags_that_are_written_while_others_are_on_their_way_stay(alone):
    alone.start(FIVE)
    alone.tiles.nth(0).click()
    alone.tiles.nth(1).click(modifiers=["Shift"])
    alone.picked("@5", "@4")
    alone.button("Tag all").click()
    box = alone.stage.get_by_role("textbox", name="Tags for the selected")
    box.fill("night")
    alone.hold("tag")
    box.press("Enter")
    alone.wait_sent("tag")
    box.press("s")
    alone.release()
    alone.page.get_by_text("Tags: night").wait_for(state="attached")
    assert box.input_value() == "nights"
    box.press("Enter")
    box.wait_for(state="detached")
    assert [m["changes"] for m in alone.sent("tag")] == [["night"], ["nights"]]


def test_what_is_written_stays_when_something_comes(alone):
    alone.start(FIVE)
    alone.page.get_by_alt_text("cat 5").wait_for()
    alone.button("Tags and a note").click()
    note = alone.page.get_by_role("textbox", name="Note")
    note.fill("half a no")
    alone.page.evaluate("model.entries.unshift(entry(6)); model.status({})")
    alone.page.wait_for_function("document.querySelectorAll('[role=option]').length === 6")
    note.press("End")
    note.press("t")
    note.press("e")
    assert note.input_value() == "half a note"
    assert alone.page.get_by_alt_text("cat 5").is_visible()


# -- deleting and handing on ----------------------------------------------------------------


def test_deleting_can_be_undone_and_keeps_the_place(alone):
    alone.start(FIVE)
    alone.tiles.nth(1).click()
    alone.tiles.nth(2).click(modifiers=["Control"])
    alone.picked("@4", "@3")
    alone.page.keyboard.press("Delete")
    alone.outcome("2 deleted").wait_for()
    alone.page.wait_for_function("document.querySelectorAll('[role=option]').length === 3")
    assert alone.focused() == "@2 nano-banana: cat 2"
    alone.page.get_by_alt_text("cat 2").wait_for()
    alone.picked()  # nothing else is picked in their place
    assert "2 deleted" in alone.page.locator(".live").inner_text()
    alone.button("Undo").click()
    alone.page.wait_for_function("document.querySelectorAll('[role=option]').length === 5")
    alone.outcome("2 are back").wait_for()
    alone.page.wait_for_function(
        "document.activeElement.getAttribute('aria-label')?.startsWith('@4 ')"
    )
    assert [m["numbers"] for m in alone.sent("delete") + alone.sent("restore")] == [[4, 3], [4, 3]]
    alone.page.keyboard.press("Control+z")  # nothing is left to undo
    assert len(alone.sent("restore")) == 1


def test_the_way_back_goes_with_the_next_action_or_in_half_a_minute(alone):
    alone.page.clock.install()
    alone.start(FIVE)
    alone.page.clock.run_for(200)
    alone.button("More").click()
    alone.button("Delete").click()
    alone.page.clock.run_for(200)
    assert alone.button("Undo").is_visible()
    alone.tiles.nth(0).press("s")
    alone.page.clock.run_for(200)
    assert not alone.button("Undo").is_visible()
    alone.tiles.nth(0).press("Delete")
    alone.page.clock.run_for(29_000)
    assert alone.button("Undo").is_visible()
    alone.page.clock.run_for(2_000)
    assert not alone.button("Undo").is_visible()


def test_the_last_one_deleted_leaves_no_focus_behind(alone):
    alone.start("[entry(1)]")
    alone.tiles.first.press("Delete")
    alone.page.get_by_text("Nothing was made yet").wait_for()
    assert alone.focused() == "Search history"
    alone.button("More").click()
    alone.button("Restore").click()
    alone.page.get_by_role("option", name=re.compile("@1 ")).wait_for()


def test_what_cannot_be_deleted_comes_back(alone):
    alone.start(FIVE)
    alone.page.evaluate("model.refuse = ['UnknownReference: @5 is under way']")
    alone.tiles.first.press("Delete")
    alone.outcome("@5 is under way").wait_for()
    alone.page.get_by_role("option", name=re.compile("@5 ")).wait_for()
    assert alone.search.get_attribute("placeholder") == "Search 5 pictures"


def test_what_cannot_be_deleted_stays_picked(alone):
    alone.start(FIVE)
    alone.tiles.nth(0).click()
    alone.tiles.nth(1).click(modifiers=["Control"])
    alone.picked("@5", "@4")
    alone.page.evaluate(
        "model.refuse = ['UnknownReference: @5 is under way']; model.mute.add('delete')"
    )
    alone.page.keyboard.press("Delete")
    alone.picked()
    alone.page.evaluate("(asked) => model.answer(asked)", alone.wait_sent("delete")[0])
    alone.picked("@5", "@4")


def test_what_was_deleted_is_found_and_restored(alone):
    alone.start(FIVE)
    alone.tiles.nth(1).press("Delete")
    alone.outcome("1 deleted").wait_for()
    alone.search.fill("is:deleted")
    alone.page.get_by_text("1 found").wait_for()
    alone.page.get_by_role("option", name="@4 nano-banana, deleted: cat 4").click()
    alone.button("More").click()
    alone.button("Restore").click()
    alone.page.get_by_text("Nothing found for").wait_for()
    alone.search.press("Escape")
    alone.page.wait_for_function("document.querySelectorAll('[role=option]').length === 5")


def test_a_new_one_moves_the_focus_along(alone):
    alone.start(FIVE)
    alone.tiles.nth(1).focus()
    alone.page.evaluate("model.entries.unshift(entry(6)); model.status({})")
    alone.page.wait_for_function("document.querySelectorAll('[role=option]').length === 6")
    assert alone.focused() == "@4 nano-banana: cat 4"
    alone.page.keyboard.press("Delete")
    assert alone.wait_sent("delete")[0]["numbers"] == [4]


def test_an_export_says_where_it_is(alone):
    alone.start(FIVE)
    alone.button("More").click()
    alone.button("Export").click()
    alone.outcome("to imagegen-1.zip").wait_for()
    assert alone.sent("export")[0]["numbers"] == [5]
    alone.tiles.nth(0).click()
    alone.tiles.nth(1).click(modifiers=["Control"])
    alone.page.get_by_role("toolbar", name="Selected").get_by_role("button", name="Export").click()
    assert alone.wait_sent("export", 2)[1]["numbers"] == [5, 4]


# -- details ----------------------------------------------------------------------------------


def test_details_lineage_and_the_prompt_as_sent(alone):
    alone.start(
        "[entry(12, {inputs: [{name: '@9', number: 9}], template: 'make it {time}', prompt: 'make it night', cost: 0.0672,"
        " servedBy: 'gpt-image', pictures: [{hash: 'hash12', type: 'jpeg', width: 1024, height: 768, size: 1700000}]}),"
        " entry(11, {inputs: [{name: '@12', number: 12}]}), entry(9, {inputs: [{name: '@2', number: 2}]}), entry(2)]"
    )
    alone.button("More").click()
    more = alone.page.get_by_role("dialog", name="More of @12")
    more.get_by_text("work.ipynb").wait_for()
    facts = {
        name.inner_text(): value.inner_text()
        for name, value in zip(more.locator("dt").all(), more.locator("dd").all(), strict=True)
    }
    assert facts["Template"] == "make it {time}"
    assert facts["Model"] == "nano-banana, answered by gpt-image"
    assert facts["Picture"] == "1024 × 768 JPEG, 1.7 MB"
    assert (facts["Time"], facts["Cost"], facts["Notebook"]) == ("13.2 s", "$0.0672", "work.ipynb")
    alone.page.keyboard.press("Escape")
    alone.button("Copy prompt").click()
    alone.page.wait_for_function(
        "navigator.clipboard.readText().then((text) => text === 'make it night')"
    )
    parents = alone.stage.get_by_role("navigation", name="Made from")
    assert parents.inner_text().split() == ["@2", "@9", "@12"]
    alone.page.wait_for_function("document.querySelectorAll('.parents img[src]').length === 3")
    alone.button("1 made from it").click()
    alone.stage.get_by_alt_text("cat 11").wait_for()
    parents.get_by_role("button", name="@12").click()
    alone.stage.get_by_alt_text("make it night").wait_for()


def test_several_made_from_it_are_searched_for(alone):
    alone.start("[3, 2].map((n) => entry(n, {inputs: [{name: '@1', number: 1}]})).concat(entry(1))")
    alone.tiles.nth(2).click()
    alone.button("2 made from it").click()
    assert alone.search.input_value() == "input:@1"


def test_a_parent_that_is_far_or_gone_is_opened_or_said(alone):
    alone.start(
        "[entry(900, {inputs: [{name: '@3', number: 3}]}), ...Array.from({length: 899}, (_, i) => entry(899 - i))]"
    )
    alone.button("@3").click()
    alone.page.get_by_alt_text("cat 3", exact=True).wait_for()
    alone.page.evaluate("model.entries = model.entries.filter(e => e.number !== 3)")
    alone.tiles.first.click()
    alone.button("@3").click()
    alone.page.get_by_role("alert").filter(has_text="@3 names nothing").wait_for()


# -- pictures from the browser --------------------------------------------------------


def test_a_file_is_sent_in_pieces(alone, tmp_path):
    alone.start()
    photo = tmp_path / "noise.png"
    Image.frombytes("RGB", (800, 600), os.urandom(800 * 600 * 3)).save(photo)
    alone.page.locator("input[type=file]").set_input_files(photo)
    alone.page.wait_for_function("document.querySelectorAll('.inputs li').length === 1")
    pieces = alone.sent("upload")
    assert len(pieces) > 1
    assert {piece["total"] for piece in pieces} == {photo.stat().st_size}
    alone.page.wait_for_function(
        "model.state._composer.inputs?.map((one) => one.ref).join() === '@abcdef01'"
    )


def test_a_large_photograph_is_made_smaller_first(alone, tmp_path):
    alone.start()
    photo = tmp_path / "large.jpg"
    noise = Image.effect_noise((6000, 4000), 90).convert("RGB")
    noise.save(photo, quality=99)
    assert photo.stat().st_size > 15_000_000
    alone.page.locator("input[type=file]").set_input_files(photo)
    alone.page.wait_for_function(
        "document.querySelectorAll('.inputs li').length === 1", timeout=30_000
    )
    assert alone.sent("upload")[0]["total"] < 5_000_000


@pytest.mark.parametrize("kind", ["huge", "text"])
def test_what_cannot_be_an_input_is_said(alone, tmp_path, kind):
    alone.start()
    if kind == "huge":
        path = tmp_path / "huge.png"
        Image.new("1", (20_000, 10_000)).save(path)
        words = "200 megapixels"
    else:
        path = tmp_path / "notes.txt"
        path.write_text("no picture")
        words = "no picture that a browser can read"
    alone.page.locator("input[type=file]").set_input_files(path)
    alone.page.get_by_role("alert").filter(has_text=words).wait_for()
    assert alone.sent("upload") == []


def drop(alone, files):
    """Drop files, given as JavaScript that makes an array of them, onto the composer."""
    alone.page.evaluate(
        f"""() => {{
          const transfer = new DataTransfer();
          for (const file of {files}) transfer.items.add(file);
          const target = document.querySelector('.drop');
          target.dispatchEvent(new DragEvent('dragover', {{dataTransfer: transfer, bubbles: true, cancelable: true}}));
          target.dispatchEvent(new DragEvent('drop', {{dataTransfer: transfer, bubbles: true, cancelable: true}}));
        }}"""
    )


def test_dropped_and_pasted_pictures_are_inputs_in_order(alone):
    alone.start()
    drop(alone, f"[{PNG_FILE}, {PNG_FILE}]")
    alone.page.wait_for_function("document.querySelectorAll('.inputs li').length === 2")
    alone.page.evaluate(
        f"""() => {{ const transfer = new DataTransfer(); transfer.items.add({PNG_FILE});
          document.querySelector('textarea').dispatchEvent(
            new ClipboardEvent('paste', {{clipboardData: transfer, bubbles: true, cancelable: true}})); }}"""
    )
    alone.page.wait_for_function("document.querySelectorAll('.inputs li').length === 3")
    alone.page.wait_for_function(
        "model.state._composer.inputs.map(one => one.ref).join() === '@abcdef01,@abcdef02,@abcdef03'"
    )


def test_a_dropped_files_prompt_is_shown_and_taken_over_only_if_wanted(alone):
    alone.start()
    says = {"prompt": f"a frog {HOSTILE[0]}", "by": "A1111"}
    alone.page.evaluate("says => { model.says = says }", says)
    drop(alone, f"[{PNG_FILE}]")
    alone.page.get_by_text("has a prompt in it (A1111): a frog").wait_for()
    assert alone.page.locator("textarea").first.input_value() == ""
    assert_accessible(alone.page)
    alone.button("Use its prompt").click()
    assert alone.page.locator("textarea").first.input_value() == says["prompt"]
    alone.page.get_by_text("has a prompt in it").wait_for(state="hidden")
    assert not alone.page.evaluate("window.broken")


def test_a_picture_dropped_on_an_input_replaces_it(alone):
    alone.start(FIVE)
    for place in (0, 1):
        alone.tiles.nth(place).click()
        alone.button("Add as input").click()
    alone.page.evaluate(
        f"""() => {{ const transfer = new DataTransfer(); transfer.items.add({PNG_FILE});
          for (const kind of ['dragover', 'drop']) document.querySelector('.inputs li').dispatchEvent(
            new DragEvent(kind, {{dataTransfer: transfer, bubbles: true, cancelable: true}})); }}"""
    )
    alone.page.wait_for_function(
        "model.state._composer.inputs.map(one => one.ref).join() === '@abcdef01,@4'"
    )
    assert "over" not in alone.page.locator(".drop").get_attribute("class")


@pytest.mark.parametrize(
    ("files", "words"),
    [
        (f"Array.from({{length: 50}}, () => {PNG_FILE})", "50 files are too many"),
        ("[]", "no picture"),
    ],
)
def test_too_many_or_nothing_dropped_is_said(alone, files, words):
    alone.start()
    drop(alone, files)
    alone.page.get_by_role("alert").filter(has_text=words).wait_for()
    assert alone.sent("upload") == []


def test_a_dropped_folder_is_said(alone):
    alone.start()
    alone.page.evaluate(
        """() => { const drop = document.querySelector('.drop');
          const event = new DragEvent('drop', {bubbles: true, cancelable: true});
          Object.defineProperty(event, 'dataTransfer', {value: {
            items: [{webkitGetAsEntry: () => ({isDirectory: true})}], files: [new File([], 'folder')]}});
          drop.dispatchEvent(event); }"""
    )
    alone.page.get_by_role("alert").filter(has_text="folder can't be an input").wait_for()


# -- looks ----------------------------------------------------------------------------

MIXED = (
    "[entry(4, {status: 'sent', pictures: [], age: 3}), entry(3, {status: 'failed', pictures: [], "
    "error: ['Blocked: the picture was filtered: SAFETY', 'It may have been billed.']}), entry(2, "
    "{inputs: [{name: '@1', number: 1}], text: 'Here you are.', starred: true, rating: 3, "
    "tags: ['starred', 'night'], note: 'the pose is right'}), entry(1)]"
)


@pytest.mark.parametrize("width", [700, 1200])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_accessible_and_inside_its_width(alone, width, theme):
    if theme == "dark":
        alone.page.evaluate(
            "document.documentElement.dataset.theme = 'dark'; document.body.style.background = '#111418';"
            "document.body.style.color = '#e6e9ed'"
        )
    alone.start(MIXED, width=width)
    alone.page.evaluate("model.status({jobs: jobs([{number: 4, seconds: 3}])})")

    def turn(part):
        if width < 600:
            alone.button(part).click()

    turn("History")
    alone.page.wait_for_function("document.querySelectorAll('.tile img[src]').length === 2")
    for place in (0, 1, 2):
        turn("History")
        alone.tiles.nth(place).click()
        turn("Picture")
        assert_accessible(alone.page)
    for name in ("Tags and a note", "More"):
        alone.button(name).click()
        alone.page.get_by_role("dialog").wait_for()
        assert_accessible(alone.page)
        alone.page.keyboard.press("Escape")
    turn("History")
    alone.search.fill("bad:x")
    alone.page.get_by_role("alert").filter(has_text="no field").wait_for()
    assert_accessible(alone.page)
    alone.search.fill("cat")
    alone.page.get_by_text("4 found").wait_for()
    alone.tiles.nth(3).press("Delete")
    alone.outcome("1 deleted").wait_for()
    turn("History")
    alone.tiles.nth(2).click()
    alone.tiles.nth(1).click(modifiers=["Control"])
    turn("Picture")
    alone.button("Tag all").click()
    assert_accessible(alone.page)
    alone.button("Compare").click()
    assert_accessible(alone.page)
    assert alone.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
