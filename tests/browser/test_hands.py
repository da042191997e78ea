"""Hands on the panel, alone in Chromium: input methods, clipboards, held keys, double-clicks."""

from __future__ import annotations

import pytest
from alone import FIVE, PNG_FILE

BOXES = {
    "prompt": "Prompt",
    "tag": "Add tag",
    "note": "Note",
    "bar": "Tags for the selected",
}
OPENERS = {"tag": "Tags and a note", "note": "Tags and a note", "bar": "Tag all"}
WORDS = [
    (("ㅎ", "하", "한"), "한국"),
    (("n", "に", "にほn", "にほん"), "日本"),
    (("n", "ni", "ni h", "ni hao"), "你好"),
    (("´",), "é"),  # a dead key, and its letter
]
ACTS = ("generate", "again", "tag", "annotate", "rate", "groups", "compose", "delete", "pick")


class InputMethod:
    """An input method in the browser, over the debugging protocol: `isComposing` is true."""

    def __init__(self, alone, box):
        self.page = alone.page
        self.protocol = alone.page.context.new_cdp_session(alone.page)
        self.box = box
        box.focus()

    def compose(self, *texts):
        for text in texts:
            place = {"selectionStart": len(text), "selectionEnd": len(text)}
            self.protocol.send("Input.imeSetComposition", {"text": text, **place})

    def commit(self, text):
        self.protocol.send("Input.insertText", {"text": text})


@pytest.fixture
def at_work(alone):
    """The panel with five generations."""
    alone.start(FIVE)
    alone.page.get_by_alt_text("cat 5").wait_for()
    forget(alone)
    return alone


def box_of(alone, name):
    """Return a text box; one that lies over the stage is opened, for one or for two selected."""
    if name == "search":
        return alone.search
    box = alone.page.get_by_role("textbox", name=BOXES[name], exact=True)
    if name in OPENERS and not box.is_visible():
        alone.tiles.nth(0).click()
        alone.picked("@5")
        if name == "bar":
            alone.tiles.nth(1).click(modifiers=["Control"])
            alone.picked("@5", "@4")
        alone.button(OPENERS[name]).click()
        forget(alone)
    return box


def forget(alone):
    """Forget what was sent, once nothing more follows from it."""
    alone.settled()
    alone.page.evaluate("model.sent = []")


def acted(alone):
    """Return the messages that file, ask, or pay for something."""
    return [m for m in alone.page.evaluate("model.sent") if m["kind"] in ACTS]


# -- input methods --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "key", "kind", "field"),
    [
        ("tag", "Enter", "tag", "changes"),
        ("note", "Enter", "annotate", "note"),
        ("bar", "Enter", "tag", "changes"),
        ("search", "Enter", "groups", "query"),
        ("prompt", "Shift+Enter", "generate", "template"),
        ("prompt", "Control+Enter", "generate", "template"),
    ],
)
def test_a_key_of_the_input_method_does_nothing_else(at_work, name, key, kind, field):
    for steps, word in WORDS:
        box = box_of(at_work, name)
        box.fill("")
        forget(at_work)
        method = InputMethod(at_work, box)
        method.compose(*steps)
        box.dispatch_event("keydown", {"key": "Enter", "keyCode": 229, "isComposing": True})
        at_work.page.keyboard.press("Escape")
        assert acted(at_work) == []
        assert box.input_value() == steps[-1]
        method.commit(word)
        assert box.input_value() == word
        at_work.page.keyboard.press(key)
        [message] = at_work.wait_sent(kind)
        assert message[field] in (word, [word])
        at_work.settled()  # the box for tags of all closes


@pytest.mark.parametrize(
    ("name", "key"),
    [("tag", "Enter"), ("bar", "Enter"), ("note", "Enter"), ("prompt", "Shift+Enter")],
)
def test_a_real_key_while_composing_sends_and_files_nothing(at_work, name, key):
    method = InputMethod(at_work, box_of(at_work, name))
    method.compose("に", "にほn")
    at_work.page.keyboard.press(key)
    assert acted(at_work) == []
    assert at_work.page.evaluate("reached") == []


def test_safari_tells_of_the_last_key_after_the_composition(at_work):
    """Its keydown says that nobody composes any more; only its code is an input method's."""
    for name in ("tag", "note", "prompt"):
        box = box_of(at_work, name)
        box.fill("にほん")
        forget(at_work)
        for event in ("compositionstart", "compositionend"):
            box.dispatch_event(event)
        box.dispatch_event(
            "keydown", {"key": "Enter", "keyCode": 229, "shiftKey": name == "prompt"}
        )
        assert [m for m in acted(at_work) if m["kind"] != "compose"] == []


def test_hangul_takes_its_enter_twice_and_acts_once(at_work):
    """Chrome on macOS ends a syllable with one Enter, and sends another one for the page."""
    box = box_of(at_work, "tag")
    method = InputMethod(at_work, box)
    method.compose("ㅎ", "한")
    box.dispatch_event("keydown", {"key": "Enter", "keyCode": 229, "isComposing": True})
    method.commit("한")
    box.dispatch_event("keydown", {"key": "Enter", "keyCode": 13})
    assert [m["changes"] for m in at_work.wait_sent("tag")] == [["한"]]


@pytest.mark.parametrize(("name", "kind"), [("search", "groups"), ("prompt", "compose")])
def test_half_a_word_is_neither_searched_nor_planned(alone, name, kind):
    alone.page.clock.install()
    alone.start(FIVE)
    alone.page.clock.run_for(2_000)
    box = box_of(alone, name)
    method = InputMethod(alone, box)
    box.press_sequentially("red ")  # less than a pause ago
    alone.page.evaluate("model.sent = []")
    method.compose("c", "ca")
    alone.page.clock.run_for(2_000)
    assert alone.sent(kind) == []
    method.commit("cat")
    alone.page.clock.run_for(1_000)
    [message] = alone.sent(kind)
    assert "red cat" in (message.get("query"), message.get("template"))


def test_a_window_left_in_the_midst_of_a_word_files_none_of_it(at_work):
    note = box_of(at_work, "note")
    method = InputMethod(at_work, note)
    method.compose("に", "にほn")
    note.dispatch_event("blur")  # of the window; the box keeps the focus
    assert acted(at_work) == []
    method.commit("日本")
    assert acted(at_work) == []
    box_of(at_work, "prompt").focus()
    assert [m["note"] for m in at_work.wait_sent("annotate")] == ["日本"]


def test_leaving_a_box_ends_its_composition_and_keeps_the_note(at_work):
    method = InputMethod(at_work, box_of(at_work, "note"))
    method.compose("に", "日本")
    box_of(at_work, "prompt").click()
    assert [m["note"] for m in at_work.wait_sent("annotate")] == ["日本"]


def test_another_view_does_not_write_over_a_composition(at_work):
    method = InputMethod(at_work, box_of(at_work, "prompt"))
    method.compose("に", "日本")
    at_work.page.evaluate(
        "model.change('_composer', {view: 'other', template: 'a dog', models: [], aspect: '', inputs: []})"
    )
    assert box_of(at_work, "prompt").input_value() == "日本"


def test_letters_of_an_input_method_are_no_shortcuts(at_work):
    tile = at_work.tiles.first
    for key in ("s", "e", "Delete", "5", "ArrowRight", "Enter"):
        tile.dispatch_event("keydown", {"key": key, "keyCode": 229})
    assert acted(at_work) == []
    tile.press("s")
    assert at_work.wait_sent("tag")[0]["changes"] == ["starred"]


# -- what a hand does twice ------------------------------------------------------------------


def test_held_keys_generate_once(alone):
    alone.start(FIVE)
    alone.prompt.fill("a cat")
    alone.page.keyboard.down("Shift")
    for _ in range(5):
        alone.page.keyboard.down("Enter")
    alone.page.keyboard.up("Enter")
    alone.page.keyboard.up("Shift")
    assert len(alone.wait_sent("generate")) == 1
    assert alone.prompt.input_value() == "a cat"
    for _ in range(3):
        alone.page.keyboard.down("Enter")  # on its own it writes lines, as everywhere
    assert alone.prompt.input_value() == "a cat\n\n\n"


@pytest.mark.parametrize(("name", "kind"), [("Generate", "generate"), ("Again", "again")])
def test_a_button_that_costs_is_pressed_once(alone, name, kind):
    alone.start(FIVE)
    alone.page.get_by_alt_text("cat 5").wait_for()
    alone.prompt.fill("a cat")
    alone.button(name).focus()
    for _ in range(5):
        alone.page.keyboard.down("Enter")
    alone.page.keyboard.up("Enter")
    assert len(alone.wait_sent(kind)) == 1
    alone.button(name).dblclick()
    assert len(alone.wait_sent(kind, 2)) == 2


# In the page, because the way there may take as long as reading does.
PRESSED_AS_SOON_AS_ASKED = """() => {
  if (!document.querySelector(".plan").textContent.includes("Press once more")) return false;
  const key = { key: "Enter", shiftKey: true, bubbles: true, cancelable: true };
  return !document.activeElement.dispatchEvent(new KeyboardEvent("keydown", key));
}"""


@pytest.mark.parametrize("width", [770, 1200])
def test_many_calls_are_confirmed_only_by_who_could_read_the_question(alone, width):
    alone.start(FIVE, width=width)
    alone.page.evaluate("model.press = {label: 'Generate 6', price: '', new: 6}")
    alone.prompt.fill("a {red|blue} cat")
    alone.button("Generate 6").wait_for()
    plan = alone.page.locator(".plan").bounding_box()
    alone.prompt.press("Shift+Enter")
    alone.page.wait_for_function(PRESSED_AS_SOON_AS_ASKED)
    question = alone.page.locator(".plan").get_by_text("6 new calls. Press once more to send them.")
    assert question.is_visible()
    assert alone.page.locator(".plan").bounding_box() == plan
    alone.page.wait_for_timeout(500)
    assert [message["confirmed"] for message in alone.sent("generate")] == [0]
    alone.prompt.press("Shift+Enter")
    assert [message["confirmed"] for message in alone.wait_sent("generate", 2)] == [0, 6]
    question.wait_for(state="detached")


def test_boxes_for_programs_keep_what_is_typed(at_work):
    for name in ("tag", "bar", "search", "prompt"):
        box = box_of(at_work, name)
        told = {a: box.get_attribute(a) for a in ("autocomplete", "autocapitalize", "autocorrect")}
        assert told == {"autocomplete": "off", "autocapitalize": "none", "autocorrect": "off"}
        assert box.get_attribute("spellcheck") == "false"


# -- clipboards -----------------------------------------------------------------------------

CELLS = {"text/plain": "a\tb\n1\t2", "text/html": "<table><tr><td>a</td><td>b</td></tr></table>"}
WEB_IMAGE = '<meta charset="utf-8"><img src="https://example.org/cat.png" alt="a cat">'


def hand(alone, target, flavours, files=(), event="paste"):
    """Paste or drop flavours of text, and files; return whether the panel took it over."""
    return target.evaluate(
        """(target, [flavours, count, names, type]) => {
          const transfer = new DataTransfer();
          const bytes = Uint8Array.from(atob(model.pictures.any[1]), c => c.charCodeAt(0));
          for (const name of names) transfer.items.add(new File([bytes], name, {type: 'image/png'}));
          for (const [flavour, text] of Object.entries(flavours)) transfer.setData(flavour, text);
          const options = {bubbles: true, cancelable: true};
          return !target.dispatchEvent(type === 'paste'
            ? new ClipboardEvent('paste', {...options, clipboardData: transfer})
            : new DragEvent(type, {...options, dataTransfer: transfer}));
        }""",
        [flavours, len(files), list(files), event],
    )


def copy(alone, *flavours):
    """Put flavours on the real clipboard; `image/png` is a picture."""
    alone.page.evaluate(
        f"""async (flavours) => {{
          const blob = (type, text) => type === 'image/png' ? {PNG_FILE} : new Blob([text], {{type}});
          const parts = flavours.map(([type, text]) => [type, blob(type, text)]);
          await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(parts))]);
        }}""",
        [list(flavour) for flavour in flavours],
    )


def inputs(alone, count):
    alone.page.wait_for_function(f"document.querySelectorAll('.inputs li').length === {count}")


def test_a_copy_of_cells_is_text_and_can_be_undone(alone):
    alone.start(FIVE)
    copy(alone, *CELLS.items(), ("image/png", ""))
    alone.prompt.fill("of ")
    alone.page.keyboard.press("Control+v")
    assert alone.prompt.input_value() == f"of {CELLS['text/plain']}"
    alone.page.keyboard.press("Control+z")
    assert alone.prompt.input_value() == "of "
    alone.button("Choose another model").click()
    alone.page.keyboard.press("Control+v")
    model = alone.page.get_by_role("combobox", name="Choose another model")
    assert model.input_value().startswith("a")
    assert alone.sent("upload") == []


@pytest.mark.parametrize(
    "flavours",
    [
        [("image/png", "")],
        [("image/png", ""), ("text/html", WEB_IMAGE)],
        [
            ("image/png", ""),
            ("text/html", WEB_IMAGE),
            ("text/plain", "https://example.org/cat.png"),
        ],
        [("image/png", ""), ("text/plain", " \n")],
    ],
    ids=["a screenshot", "of a web page", "of a web page in Firefox", "with white space"],
)
def test_a_copied_picture_is_an_input(alone, flavours):
    alone.start(FIVE)
    alone.prompt.fill("a cat")
    copy(alone, *flavours)
    alone.page.keyboard.press("Control+v")
    inputs(alone, 1)
    assert alone.prompt.input_value() == "a cat"


@pytest.mark.parametrize(
    ("flavours", "files", "taken"),
    [
        (CELLS, ["image.png"], False),
        ({"text/plain": "a cat"}, ["image.png"], False),
        ({"text/plain": "a cat", "text/html": "<b>a</b> <img src=x> cat"}, ["image.png"], False),
        ({"text/plain": "a cat", "text/rtf": r"{\rtf1 a cat}"}, ["image.png"], False),
        ({"text/plain": "a cat"}, [], False),
        ({}, ["image.png"], True),
        ({"text/plain": "\n\t "}, ["image.png"], True),
        ({"text/html": WEB_IMAGE, "text/plain": "https://x.org/cat.png"}, ["cat.png"], True),
        ({"text/plain": "frog.png\rboat.png"}, ["frog.png", "boat.png"], True),
        ({"text/plain": "/home/me/frog.png"}, ["frog.png"], True),
        ({"text/plain": r"C:\pictures\frog.png"}, ["frog.png"], True),
        ({"text/plain": "frog.png is the one"}, ["frog.png"], False),
    ],
)
def test_text_wins_in_a_text_box_if_there_is_text(alone, flavours, files, taken):
    alone.start(FIVE)
    assert hand(alone, alone.prompt, flavours, files) is taken
    inputs(alone, len(files) if taken else 0)


@pytest.mark.parametrize("name", ["tag", "note", "search", "bar"])
def test_a_picture_pasted_where_only_words_belong_does_nothing(at_work, name):
    for flavours in ({}, CELLS):
        assert not hand(at_work, box_of(at_work, name), flavours, ["image.png"])
    assert at_work.sent("upload") == []
    inputs(at_work, 0)


def test_a_picture_pasted_beside_text_boxes_is_an_input(alone):
    alone.start(FIVE)
    places = (alone.tiles.first, alone.button("Generate"), alone.stage)
    for count, place in enumerate(places, 1):
        assert hand(alone, place, CELLS, ["image.png"])
        inputs(alone, count)
    assert not hand(alone, alone.tiles.first, CELLS)


def test_dropped_text_is_text_and_dropped_files_are_pictures(alone):
    alone.start(FIVE)
    for event in ("dragover", "drop"):
        assert not hand(alone, alone.prompt, {"text/plain": "a cat"}, event=event)
    assert alone.page.get_by_text("There was no picture").count() == 0
    for count, place in enumerate((alone.prompt, alone.tiles.first, alone.search), 1):
        for event in ("dragover", "drop"):  # one that is left to the browser leaves the notebook
            assert hand(alone, place, {"text/plain": "frog.png"}, ["frog.png"], event)
        inputs(alone, count)
    assert hand(alone, alone.tiles.first, {"text/uri-list": "https://example.org"}, event="drop")
    alone.page.get_by_role("alert").filter(has_text="There was no picture").wait_for()


def test_words_of_the_prompt_are_dragged_about(alone):
    alone.start()
    alone.prompt.fill("cat red ")
    alone.prompt.evaluate("box => box.setSelectionRange(4, 8)")
    box = alone.prompt.bounding_box()
    across = alone.prompt.evaluate(
        """(box) => { const ruler = document.createElement('canvas').getContext('2d');
          const style = getComputedStyle(box); ruler.font = style.font;
          return [ruler.measureText('cat r').width, parseFloat(style.paddingLeft)]; }"""
    )
    start = (box["x"] + sum(across), box["y"] + 14)
    alone.page.mouse.move(*start)
    alone.page.mouse.down()
    alone.page.mouse.move(start[0] - 10, start[1], steps=3)
    alone.page.mouse.move(box["x"] + across[1] + 1, start[1], steps=3)
    alone.page.mouse.up()
    assert alone.prompt.input_value() == "red cat "
