"""The panel's front end alone in Chromium, with a fake model: every control, key and failure."""

from __future__ import annotations

import base64
import io
import json
import os
import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from PIL import Image

HERE = Path(__file__).parent
STATIC = HERE.parents[1] / "src" / "ipyimagegen" / "widget" / "static"
BASE = "http://localhost/panel"
PAGE = """<!doctype html><html lang="en"><head><title>Panel</title>
<link rel="stylesheet" href="panel.css"></head>
<body style="margin:0"><main><h1 style="font-size:16px">Panel</h1><div id="here"></div></main></body></html>"""

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


def png(colour="green", size=(40, 30)):
    stream = io.BytesIO()
    Image.new("RGB", size, colour).save(stream, "PNG")
    return stream.getvalue()


class Alone:
    """A page with the panel and its fake model, reachable as `model` and `panel`."""

    def __init__(self, page):
        self.page = page
        self.errors = []
        page.set_default_timeout(10_000)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("console", lambda m: m.type == "error" and self.errors.append(m.text))
        files = {
            "index.html": (PAGE, "text/html"),
            "panel.css": ((STATIC / "panel.css").read_text(), "text/css"),
            "panel.js": ((STATIC / "panel.js").read_text(), "text/javascript"),
            "fake_model.js": ((HERE / "fake_model.js").read_text(), "text/javascript"),
        }

        def serve(route):
            body, kind = files[route.request.url.rsplit("/", 1)[1]]
            route.fulfill(body=body, content_type=kind)

        page.route(f"{BASE}/**", serve)
        page.goto(f"{BASE}/index.html")
        picture = ["png", base64.b64encode(png()).decode()]
        page.evaluate(
            """async (picture) => {
              const { FakeModel, entry } = await import("./fake_model.js");
              window.widget = (await import("./panel.js")).default;
              window.entry = entry;
              window.live = new Set();
              const [make, revoke] = [URL.createObjectURL, URL.revokeObjectURL];
              URL.createObjectURL = (blob) => { const url = make(blob); live.add(url); return url; };
              URL.revokeObjectURL = (url) => { live.delete(url); revoke(url); };
              window.pwned = () => { window.broken = true; };
              window.reached = [];
              document.addEventListener("keydown", (event) => reached.push(event.key));
              window.model = new FakeModel({ picked: [], _status: {}, _composer: {} }, { any: picture });
            }""",
            picture,
        )

    def start(self, entries="[]", width=1000):
        """Draw the panel with these entries (JavaScript)."""
        self.page.set_viewport_size({"width": width, "height": 900})
        self.page.evaluate(
            f"""() => {{
              model.entries = {entries};
              window.close = widget.render({{ model, el: document.getElementById("here") }});
            }}"""
        )
        return self

    def sent(self, kind):
        return [m for m in self.page.evaluate("model.sent") if m["kind"] == kind]

    def wait_sent(self, kind, count=1):
        self.page.wait_for_function(
            f"model.sent.filter(m => m.kind === {kind!r}).length >= {count}"
        )
        return self.sent(kind)

    def button(self, name, nth=0):
        return self.page.get_by_role("button", name=name, exact=True).nth(nth)

    @property
    def prompt(self):
        return self.page.get_by_role("textbox", name="Prompt")

    @property
    def tiles(self):
        return self.page.get_by_role("listbox", name="Pictures").get_by_role("option")


FIVE = "[5, 4, 3, 2, 1].map((n) => entry(n))"


@pytest.fixture
def alone(browser):
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    made = Alone(context.new_page())
    yield made
    assert made.errors == []
    context.close()


def test_controls_have_their_names(alone):
    alone.start(FIVE)
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
    alone.page.get_by_label("model").fill("gpt-image")
    alone.page.get_by_label("aspect").select_option("16:9")
    alone.button("Generate").click()
    [message] = alone.wait_sent("generate")
    assert {k: message[k] for k in ("prompt", "model", "aspect", "inputs")} == {
        "prompt": "a red cat", "model": "gpt-image", "aspect": "16:9", "inputs": [],
    }  # fmt: skip
    alone.page.wait_for_function("document.querySelector('.live').textContent === 'Asked.'")


def test_what_was_made_before_is_shown(alone):
    alone.start(FIVE)
    alone.page.evaluate("model.replayed = 3")
    alone.prompt.fill("cat 3")
    alone.button("Generate").click()
    alone.page.wait_for_function(
        "document.querySelector('.live').textContent.includes('@3 already')"
    )
    viewer = alone.page.get_by_role("region", name="Viewer")
    assert viewer.get_by_text("@3 · nano-banana").is_visible()


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
    alone.page.wait_for_function("document.querySelectorAll('[aria-selected=true]').length === 2")
    orders = alone.page.evaluate(
        "[...document.querySelectorAll('.tile .order')].map(e => e.textContent)"
    )
    assert orders == ["", "1", "", "2", ""]
    alone.tiles.nth(1).click(modifiers=["Control"])
    alone.page.wait_for_function("model.state.picked.length === 1")
    alone.page.evaluate("model.change('picked', ['@1', '@5.2'])")
    assert alone.tiles.nth(4).get_attribute("aria-selected") == "true"
    assert alone.tiles.nth(0).get_attribute("aria-selected") == "true"
    alone.tiles.nth(0).click()
    alone.page.wait_for_function("model.state.picked.join() === '@5'")


def test_the_gallery_by_keyboard(alone):
    alone.start("Array.from({length: 30}, (_, i) => entry(30 - i))")
    alone.page.wait_for_function("document.querySelectorAll('[role=option]').length === 30")
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
    alone.page.keyboard.press("a")
    alone.page.wait_for_function("document.querySelectorAll('.inputs li').length === 1")
    alone.page.keyboard.press("e")
    assert alone.prompt.evaluate("e => e === document.activeElement")


def test_nothing_typed_reaches_the_notebook(alone):
    alone.start(FIVE)
    for target in (
        alone.prompt,
        alone.button("Generate"),
        alone.tiles.first,
        alone.page.get_by_label("model"),
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
    alone.start(FIVE)
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
    alone.page.wait_for_function("model.state._composer.inputs.join() === '@3,@4'")


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


def test_the_plan_follows_what_is_typed(alone):
    alone.start()
    plan = alone.page.locator(".plan")
    alone.prompt.fill("a cat")
    plan.get_by_text("1 call · nano-banana").wait_for()
    alone.prompt.fill("a {nobody}")
    plan.get_by_text("nobody knows {nobody}").wait_for()
    assert "failed" in plan.get_attribute("class")
    assert alone.sent("generate") == []


def test_what_is_under_way_counts_and_can_be_left(alone):
    alone.start("[entry(2, {status: 'sent', pictures: [], age: 37.9}), entry(1)]")
    alone.page.evaluate(
        """model.status({jobs: [
          {id: 4, number: 2, model: 'gpt-image', prompt: 'a cat', seconds: 37.9, usual: 'usually 40–60 s'},
          {id: 5, number: 0, model: 'nano-banana', prompt: 'a dog', seconds: 0}]})"""
    )
    queue = alone.page.get_by_role("region", name="Under way")
    queue.get_by_text("gpt-image · 37 s").wait_for()
    queue.get_by_text(re.compile(r"gpt-image · (38|39) s · usually 40–60 s")).wait_for()
    queue.get_by_text("nano-banana · waiting").wait_for()
    alone.button("Stop waiting").click()
    alone.button("Remove").click()
    assert [m["job"] for m in alone.wait_sent("stop", 2)] == [4, 5]
    alone.page.evaluate("model.status({jobs: []})")
    assert not queue.is_visible()
    assert "under way" in alone.tiles.first.get_attribute("aria-label")


def test_a_result_takes_the_place_of_its_tile(alone):
    alone.start("[entry(2, {status: 'sent', pictures: []}), entry(1)]")
    alone.page.wait_for_function("document.querySelectorAll('.tile.running').length === 1")
    alone.page.evaluate("model.entries[0] = entry(2); model.status({})")
    alone.page.wait_for_function("document.querySelectorAll('.tile.running').length === 0")
    alone.page.get_by_alt_text("cat 2").wait_for()


def test_what_is_looked_at_stays_when_something_new_comes(alone):
    alone.start(FIVE)
    alone.tiles.nth(2).click()
    alone.page.get_by_alt_text("cat 3").wait_for()
    alone.page.evaluate("model.entries.unshift(entry(6)); model.status({})")
    alone.page.wait_for_function("document.querySelectorAll('[role=option]').length === 6")
    assert alone.page.get_by_alt_text("cat 3").is_visible()
    alone.tiles.nth(0).click()
    alone.page.evaluate("model.entries.unshift(entry(7)); model.status({})")
    alone.page.get_by_alt_text("cat 7").wait_for()


def test_parents_are_a_click_away(alone):
    entries = (
        "[entry(200, {inputs: [{name: '@picked (@3)', number: 3}, {name: 'photo.png', number: 0}]}),"
        " ...Array.from({length: 199}, (_, i) => entry(199 - i))]"
    )
    alone.start(entries)
    alone.page.get_by_text("photo.png").wait_for()
    alone.button("@3").click()
    alone.page.get_by_alt_text("cat 3", exact=True).wait_for()


def test_failures_are_tiles_with_their_words(alone):
    words = ["NoPicture: no picture; the model answered in words: No.", "It may be billed.", "Ask."]
    alone.start(
        f"[entry(2, {{status: 'failed', pictures: [], error: {json.dumps(words)}, words: 'No.'}}), entry(1)]"
    )
    assert alone.tiles.first.inner_text().split("\n") == ["@2 failed", "No."]
    alone.tiles.first.click()
    for line in words:
        assert alone.page.locator(".viewer .words").get_by_text(line).is_visible()
    assert alone.button("Edit this").is_disabled()
    assert alone.button("Again").is_enabled()
    assert alone.sent("pick") == []


def test_hostile_words_are_only_words(alone):
    alone.start(
        f"""{json.dumps(HOSTILE)}.map((text, i) => entry(20 - i, i % 2
          ? {{prompt: text, sent: text, text, name: text, model: text, servedBy: text,
              inputs: [{{name: text, number: 0}}]}}
          : {{status: 'failed', pictures: [], error: [text, text], words: text, prompt: text, sent: text, model: text}}))"""
    )
    alone.page.evaluate(
        f"""model.status({{gateway: {json.dumps(HOSTILE[0])}, sketches: false, models: {json.dumps(HOSTILE)},
          aspects: {json.dumps(HOSTILE)}, error: {json.dumps(HOSTILE)}, jobs: {json.dumps(HOSTILE)}.map(
            (text, i) => ({{id: i + 1, number: i, model: text, prompt: text, seconds: 1}}))}})"""
    )
    for place in range(len(HOSTILE)):
        alone.tiles.nth(place).click()
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
        None, 3, "x", {}, {"kind": "constructor"}, {"kind": "entries", "view": "x", "start": 0},
        {"kind": "entries", "view": "x", "start": 0, "entries": [{"number": 1}]},
        {"kind": "picture", "hash": "h", "size": "full", "type": "svg+xml"},
        {"kind": "picture", "hash": "h", "size": "full", "type": "png"},
        {"kind": "cell", "view": "x", "id": "1", "text": 3},
        {"kind": "refused", "view": "", "id": 0, "words": "no list"},
    ],
)  # fmt: skip
def test_malformed_messages_change_nothing(alone, message):
    alone.start(FIVE)
    alone.page.wait_for_function("document.querySelectorAll('[role=option] img').length === 5")
    before = alone.page.locator("#here").inner_text()
    alone.page.evaluate("(message) => model.tell(message)", message)
    assert alone.page.locator("#here").inner_text() == before


def test_ten_thousand_entries_scroll(alone):
    alone.start("Array.from({length: 10000}, (_, i) => entry(10000 - i))")
    gallery = alone.page.get_by_role("listbox", name="Pictures")
    alone.page.wait_for_function("document.querySelectorAll('.tile img[src]').length > 10")
    assert alone.tiles.count() < 150
    gallery.evaluate("e => e.scrollTo(0, e.scrollHeight)")
    alone.page.get_by_role("option", name="@1 nano-banana: cat 1", exact=True).wait_for()
    assert alone.tiles.count() < 150
    for place in range(0, 40):
        gallery.evaluate("(e, part) => e.scrollTo(0, e.scrollHeight * part)", place / 40)
    alone.page.wait_for_timeout(300)
    assert len(alone.sent("entries")) < 60
    assert alone.page.evaluate("live.size") <= 620
    assert all(message["count"] <= 60 for message in alone.sent("entries"))


def test_closing_leaves_nothing(alone):
    alone.start(FIVE)
    alone.page.wait_for_function("document.querySelectorAll('.tile img[src]').length === 5")
    alone.tiles.nth(1).click()
    alone.prompt.fill("half a thought")
    assert alone.page.evaluate("live.size") > 4
    alone.page.evaluate("close()")
    assert alone.page.evaluate("[model.count(), live.size]") == [0, 0]
    assert alone.page.locator("#here").inner_html() == ""
    assert alone.sent("compose")[-1]["prompt"] == "half a thought"
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


def test_a_dead_kernel_says_what_to_do(alone):
    alone.start(FIVE)
    alone.page.wait_for_function("document.querySelectorAll('.tile img[src]').length === 5")
    alone.page.evaluate("model.dead = true")
    alone.tiles.nth(1).click()
    alone.page.get_by_role("alert").filter(has_text="%imagegen panel again").wait_for()
    alone.prompt.fill("a cat")
    alone.button("Generate").click()
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
    assert alone.page.evaluate("model.state._composer.inputs") == ["@abcdef01"]


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


PNG_FILE = "new File([Uint8Array.from(atob(model.pictures.any[1]), c => c.charCodeAt(0))], 'a.png', {type: 'image/png'})"


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
        "model.state._composer.inputs.join() === '@abcdef01,@abcdef02,@abcdef03'"
    )


def test_a_picture_dropped_on_an_input_replaces_it(alone):
    alone.start(FIVE)
    for place in (0, 1):
        alone.tiles.nth(place).click()
        alone.button("Add as input").click()
    alone.page.evaluate(
        f"""() => {{ const transfer = new DataTransfer(); transfer.items.add({PNG_FILE});
          document.querySelector('.inputs li').dispatchEvent(
            new DragEvent('drop', {{dataTransfer: transfer, bubbles: true, cancelable: true}})); }}"""
    )
    alone.page.wait_for_function("model.state._composer.inputs.join() === '@abcdef01,@4'")


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
    "{inputs: [{name: '@1', number: 1}], text: 'Here you are.'}), entry(1)]"
)


@pytest.mark.parametrize("width", [360, 700, 1200])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_accessible_and_inside_its_width(alone, width, theme):
    if theme == "dark":
        alone.page.evaluate(
            "document.documentElement.dataset.theme = 'dark'; document.body.style.background = '#111418';"
            "document.body.style.color = '#e6e9ed'"
        )
    alone.start(MIXED, width=width)
    alone.page.evaluate(
        "model.status({jobs: [{id: 1, number: 4, model: 'gpt-image', prompt: 'a cat', seconds: 3}]})"
    )
    alone.page.wait_for_function("document.querySelectorAll('.tile img[src]').length === 2")
    for place in (0, 1, 2):
        alone.tiles.nth(place).click()
        found = Axe().run(alone.page)
        assert found.violations_count == 0, found.generate_report()
    assert alone.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    columns = alone.page.evaluate(
        "new Set([...document.querySelectorAll('.columns > *')].map(e => e.getBoundingClientRect().x)).size"
    )
    assert columns == (3 if width == 1200 else 1)
