"""The composer alone in Chromium: inputs, chips, marks of the prompt, the plan and its button."""

from __future__ import annotations

import json

import pytest
from alone import FIVE, PNG_FILE

MANY = "[9, 8, 7, 6, 5, 4, 3, 2, 1].map((n) => entry(n))"
CELL = "%%imagegen night -m gpt-image -n 2 --size 2K\nmake it {a|b}\n"
READ = {
    "view": "v", "template": "make it {a|b}", "models": ["gpt-image"], "aspect": "3:2", "takes": 2,
    "inputs": [{"ref": "@3f9a1c2b", "hash": "any", "name": "@3"}], "together": True,
    "options": "night --size 2K",
}  # fmt: skip


@pytest.fixture
def composer(alone):
    return alone.page.get_by_role("region", name="Composer")


def tells(alone, label="Generate", price="", new=1, line="1 new call · nano-banana"):
    """Let the kernel plan so from now on."""
    told = {"press": {"label": label, "price": price, "new": new}}
    told["line"] = [{"words": line, "weighty": False}]
    alone.page.evaluate("(told) => Object.assign(model, told)", told)


def shows(alone, **composed):
    """Let the kernel show a composition of another view."""
    fields = {
        "view": "other", "template": "a cat", "models": [], "aspect": "", "takes": 1, "inputs": [],
        "together": True, "options": "", **composed,
    }  # fmt: skip
    fields["inputs"] = [{"ref": ref, "hash": "any", "name": ref} for ref in fields["inputs"]]
    alone.page.evaluate("(fields) => model.change('_composer', fields)", fields)


def last(alone, kind="compose"):
    return alone.sent(kind)[-1]


def composes(alone, **fields):
    """Wait until the kernel was told these fields."""
    alone.page.wait_for_function(
        "(fields) => { const last = model.sent.filter(m => m.kind === 'compose').at(-1);"
        " return last && Object.entries(fields).every("
        "([name, value]) => JSON.stringify(last[name]) === JSON.stringify(value)); }",
        arg=fields,
    )


# -- models, takes, options ---------------------------------------------------------------


def test_models_are_chips(alone, composer):
    alone.start()
    assert composer.get_by_text("nano-banana", exact=True).is_visible()  # that of the settings
    assert alone.page.get_by_role("button", name="Remove model").count() == 0
    alone.button("Choose another model").click()  # it takes the place of that of the settings
    assert alone.focused() == "Choose another model"
    alone.page.keyboard.press("Escape")
    alone.add_model("gpt-image")
    alone.add_model("my own")
    composes(alone, models=["gpt-image", "my own"])
    assert alone.focused() == "Add a model"
    alone.button("Remove model gpt-image").click()
    composes(alone, models=["my own"])
    alone.button("Add a model").click()
    alone.page.keyboard.type("half")
    alone.page.keyboard.press("Escape")
    assert alone.focused() == "Add a model"
    assert last(alone)["models"] == ["my own"]


def test_half_a_models_name_stays_while_another_window_is_used(alone):
    alone.start()
    alone.button("Choose another model").click()
    alone.page.keyboard.type("my o")
    alone.page.evaluate("window.addEventListener('blur', () => (window.isLeft = true))")
    with alone.page.context.new_page() as other:
        lines = [page.context.new_cdp_session(page) for page in (alone.page, other)]
        for line in lines:  # else each page acts as if it had the focus
            line.send("Emulation.setFocusEmulationEnabled", {"enabled": False})
        other.bring_to_front()
        alone.page.wait_for_function("window.isLeft")
        lines[0].send("Emulation.setFocusEmulationEnabled", {"enabled": True})
        lines[0].detach()
    alone.page.bring_to_front()
    alone.page.keyboard.type("wn")
    alone.prompt.focus()
    composes(alone, models=["my own"])
    assert [one["models"] for one in alone.sent("compose")] == [["my own"]]


def test_takes_are_counted_by_buttons_and_keys(alone):
    alone.start()
    takes = alone.page.get_by_role("spinbutton", name="Takes")
    alone.button("More takes").click()
    alone.button("More takes").click()
    composes(alone, takes=3)
    takes.press("ArrowUp")
    composes(alone, takes=4)
    for typed, kept in (("0", 1), ("99999999", 10_000), ("", 1)):
        takes.fill(typed)
        takes.press("Enter")
        composes(alone, takes=kept)
        assert takes.input_value() == str(kept)


def test_the_rest_of_a_cell_is_a_chip_that_goes(alone, composer):
    alone.start()
    shows(alone, options="frog --size 2K")
    assert composer.get_by_text("frog --size 2K").is_visible()
    alone.button("Generate").click()
    assert alone.wait_sent("generate")[0]["options"] == "frog --size 2K"
    alone.button("Remove the cell's options").click()
    composes(alone, options="")
    assert composer.get_by_text("frog --size 2K").count() == 0


def test_a_chip_that_is_removed_by_key_leaves_the_focus_to_its_neighbour(alone):
    alone.start()
    shows(alone, models=["a", "b"], options="-q")
    alone.button("Remove model a").press("Enter")
    composes(alone, models=["b"])
    assert alone.focused() == "Remove model b"
    alone.page.keyboard.press("Enter")
    composes(alone, models=[])
    assert alone.focused() == "Choose another model"
    alone.button("Remove the cell's options").press("Enter")
    composes(alone, options="")
    assert alone.focused() == "More takes"


def test_prompt_options_and_generate_are_few_stops(alone):
    alone.start(FIVE)
    shows(alone, inputs=["@1", "@2", "@3"], models=["a", "b"], options="-q")
    alone.page.locator(".inputs li").nth(2).wait_for()
    alone.page.get_by_role("button", name="Remove input 1").focus()
    stops = []
    for _ in range(5):
        alone.page.keyboard.press("Tab")
        stops.append(
            alone.page.evaluate(
                "document.activeElement.ariaLabel ?? document.activeElement.textContent"
            )
        )
    assert stops[:4] == ["Prompt", "Add a model", "Generate", "The one before"]
    alone.button("Remove model a").focus()
    names = []
    for _ in range(9):
        alone.page.keyboard.press("ArrowRight")
        names.append(
            alone.page.evaluate(
                "document.activeElement.ariaLabel ?? document.activeElement.textContent"
            )
        )
    assert names[:4] == ["Remove model b", "Add a model", "each alone", "all in one"]
    assert names[4].startswith("auto")
    assert names[5:] == ["Fewer takes", "Takes", "More takes", "Remove the cell's options"]


# -- inputs ---------------------------------------------------------------------------------


def test_inputs_stand_in_their_order_and_close_from_five_on(alone):
    alone.start(MANY)
    shows(alone, inputs=[f"@{n}" for n in range(1, 5)])
    items = alone.page.get_by_role("list", name="Inputs").get_by_role("listitem")
    assert [items.nth(n).inner_text() for n in range(4)] == ["1", "2", "3", "4"]
    assert items.first.bounding_box()["width"] == 56
    shows(alone, inputs=[f"@{n}" for n in range(1, 6)])
    items.nth(4).wait_for()
    box = items.nth(4).bounding_box()
    assert (box["width"], box["height"]) == (38, 56)
    assert alone.button("Add an input: drop, paste or choose").is_visible()


@pytest.mark.parametrize("width", [770, 1200])
def test_a_hundred_inputs_stay_in_their_strip(alone, composer, width):
    alone.start(FIVE, width=width)
    before = alone.page.get_by_role("region", name="Stage").bounding_box()
    shows(alone, inputs=[f"@{n}" for n in range(1, 101)], together=False)
    alone.page.locator(".inputs li").nth(99).wait_for(state="attached")
    inner, outer = alone.page.locator(".strip").bounding_box(), composer.bounding_box()
    assert inner["x"] + inner["width"] <= outer["x"] + outer["width"]
    assert alone.page.locator(".strip").bounding_box()["height"] <= 72
    assert alone.page.get_by_role("region", name="Stage").bounding_box()["x"] == before["x"]


def test_several_inputs_are_sent_each_alone_or_all_in_one(alone):
    alone.start(FIVE)
    shows(alone, inputs=["@1"])
    ways = alone.page.get_by_role("radiogroup", name="inputs are sent")
    assert ways.count() == 0
    shows(alone, inputs=["@1", "@2"])
    assert ways.get_by_role("radio", name="all in one").get_attribute("aria-checked") == "true"
    ways.get_by_role("radio", name="each alone").click()
    composes(alone, together=False)
    alone.button("Generate").click()
    assert alone.wait_sent("generate")[0]["together"] is False


def test_a_dropped_picture_is_one_more_or_replaces_one(alone):
    alone.start(FIVE)
    shows(alone, inputs=["@1", "@2"])
    alone.page.evaluate(
        f"""() => {{ const transfer = new DataTransfer(); transfer.items.add({PNG_FILE});
          document.querySelectorAll('.inputs li')[1].dispatchEvent(
            new DragEvent('drop', {{dataTransfer: transfer, bubbles: true, cancelable: true}})); }}"""
    )
    composes(alone, inputs=["@1", "@abcdef01"])


def drops(alone, name, selector):
    """Drop a picture of this name."""
    alone.page.evaluate(
        f"""([name, selector]) => {{ const transfer = new DataTransfer();
          transfer.items.add(new File([{PNG_FILE}], name, {{type: 'image/png'}}));
          document.querySelector(selector).dispatchEvent(
            new DragEvent('drop', {{dataTransfer: transfer, bubbles: true, cancelable: true}})); }}""",
        [name, selector],
    )


def arrives(alone, name, ref):
    """Let the kernel have all of an uploaded file."""
    alone.page.evaluate(
        """([name, ref]) => {
          const {view, id} = model.sent.find((one) => one.kind === 'upload' && one.name === name);
          model.tell({kind: 'uploaded', view, id, ref, hash: 'any', prompt: '', by: ''}); }""",
        [name, ref],
    )


def test_nothing_is_sent_without_the_files_that_are_still_on_their_way(alone):
    alone.start(FIVE)
    alone.page.evaluate("model.mute.add('upload')")
    alone.prompt.fill("make it night")
    drops(alone, "one.png", ".drop")
    drops(alone, "two.png", ".drop")
    alone.wait_sent("upload", 2)
    alone.button("Generate").click()
    alone.page.get_by_role("alert").get_by_text("2 files are still on their way.").wait_for()
    arrives(alone, "two.png", "@abcdef02")
    composes(alone, inputs=["@abcdef02"])
    assert alone.page.locator(".drop").inner_text() == "sending"
    alone.prompt.press("Shift+Enter")
    late = alone.page.get_by_role("alert").get_by_text("one.png is still on its way.")
    late.wait_for()
    arrives(alone, "one.png", "@abcdef02")  # the same picture: it is an input already
    late.wait_for(state="detached")
    assert alone.page.locator(".drop").inner_text() == "add"
    assert alone.sent("generate") == []
    alone.button("Generate").click()
    assert alone.wait_sent("generate")[0]["inputs"] == ["@abcdef02"]


def test_a_file_replaces_the_input_that_it_was_dropped_on_wherever_that_is_by_then(alone):
    alone.start(FIVE)
    shows(alone, inputs=["@1", "@2", "@3"])
    alone.page.evaluate("model.mute.add('upload')")
    drops(alone, "one.png", ".inputs li:nth-child(2)")
    alone.wait_sent("upload")
    alone.button("Remove input 1").click()
    composes(alone, inputs=["@2", "@3"])
    arrives(alone, "one.png", "@abcdef01")
    composes(alone, inputs=["@abcdef01", "@3"])
    drops(alone, "two.png", ".inputs li:nth-child(1)")
    alone.wait_sent("upload", 2)
    alone.button("Remove input 1").click()
    composes(alone, inputs=["@3"])
    arrives(alone, "two.png", "@abcdef02")
    composes(alone, inputs=["@3", "@abcdef02"])


# -- the prompt's marks -----------------------------------------------------------------------

TEMPLATE = (
    "make it {mood=dusk|night}, keep the cup and {table_style}\n\n"
    + "many words that wrap around the end of a line " * 4
    + "{nobody} and {a very long axis|of choices that needs more than one line by itself}!"
)
# The boxes of a mark, and those of the same letters in a copy of the text box.
MEASURE = """() => {
  const box = document.querySelector('.prompt-box textarea');
  const marks = [...document.querySelectorAll('.marks-of-prompt span')];
  const style = getComputedStyle(box);
  const copy = document.body.appendChild(document.createElement('div'));
  for (const name of style) copy.style.setProperty(name, style.getPropertyValue(name));
  const at = box.getBoundingClientRect();
  Object.assign(copy.style, {position: 'fixed', inset: '', left: at.x + 'px', top: at.y + 'px',
    width: at.width + 'px', height: at.height + 'px', whiteSpace: 'pre-wrap'});
  copy.textContent = box.value;
  const text = copy.firstChild;
  const lines = (rects) => [...rects].map(({x, width, y, height}) => [x, width, y + height / 2]);
  const pairs = marks.map((mark) => {
    const range = document.createRange();
    const start = box.value.indexOf(mark.textContent);
    range.setStart(text, start); range.setEnd(text, start + mark.textContent.length);
    const letters = document.createRange(); letters.selectNodeContents(mark);
    return [lines(letters.getClientRects()), lines(range.getClientRects())];
  });
  copy.remove();
  return pairs;
}"""


@pytest.mark.parametrize("width", [420, 770, 1200])
def test_marks_lie_on_their_letters(alone, width):
    alone.start(FIVE, width=width)
    if width < 600:
        alone.button("Compose").click()
    alone.prompt.fill(TEMPLATE)
    alone.page.locator(".marks-of-prompt .unknown").wait_for()
    pairs = alone.page.evaluate(MEASURE)
    assert len(pairs) == 4
    for mark, letters in pairs:
        assert len(mark) == len(letters) > 0
        for one, other in zip(mark, letters, strict=True):
            assert one == pytest.approx(other, abs=0.6)
    kinds = [
        one.get_attribute("class") for one in alone.page.locator(".marks-of-prompt span").all()
    ]
    assert kinds == ["axis", "value", "unknown", "axis"]
    # What scrolls is the box around both, and the text box itself never does.
    scrolled = alone.page.evaluate(
        "(() => { const box = document.querySelector('.prompt-box textarea');"
        " return [box.scrollHeight <= box.clientHeight + 1, box.scrollTop]; })()"
    )
    assert scrolled == [True, 0]


def test_a_prompt_from_right_to_left_begins_on_the_right_and_so_do_its_marks(alone):
    alone.start(FIVE)
    alone.prompt.fill("ضفدع صغير {أحمر|أزرق} يقفز\na {red|blue} frog")
    alone.page.wait_for_function("document.querySelectorAll('.marks-of-prompt .axis').length === 2")
    pairs = alone.page.evaluate(MEASURE)
    for mark, letters in pairs:
        assert len(mark) == len(letters) > 0
        for one, other in zip(mark, letters, strict=True):
            assert one == pytest.approx(other, abs=0.6)
    box = alone.prompt.bounding_box()
    middle = box["x"] + box["width"] / 2
    [(right, *_), *_], _ = pairs[0]
    [(left, *_), *_], _ = pairs[1]
    assert left < middle < right


def test_a_long_prompt_scrolls_with_its_marks(alone):
    alone.start(FIVE, width=770)
    alone.prompt.fill("line\n" * 30 + "{red|blue}")
    alone.page.locator(".marks-of-prompt .axis").wait_for()
    box = alone.page.locator(".prompt-box")
    alone.prompt.press("Control+End")
    alone.page.keyboard.type("!")
    alone.page.wait_for_function("document.querySelector('.prompt-box').scrollTop > 100")
    mark, outer = alone.page.locator(".marks-of-prompt .axis").bounding_box(), box.bounding_box()
    assert outer["y"] < mark["y"] < outer["y"] + outer["height"]
    assert outer["height"] <= 720 / 3


def test_marks_move_with_plain_words_and_go_with_braces(alone):
    alone.start(FIVE)
    alone.prompt.fill("a {red|blue} {animal}")
    alone.page.locator(".marks-of-prompt .value").wait_for()
    alone.page.evaluate("model.mute.add('compose')")
    marks = alone.page.locator(".marks-of-prompt span")
    alone.prompt.press("Home")
    alone.page.keyboard.type("very ")
    assert marks.all_inner_texts() == ["{red|blue}", "{animal}"]
    for _ in "very ":
        alone.page.keyboard.press("Backspace")
    alone.prompt.press("End")
    for _ in range(3):
        alone.page.keyboard.press("ArrowLeft")
    alone.page.keyboard.type("x")  # in {animal}, which may be another name now
    assert marks.all_inner_texts() == ["{red|blue}"]
    alone.page.keyboard.type("{")
    assert marks.count() == 0
    whole = alone.page.evaluate("document.querySelector('.marks-of-prompt').textContent")
    assert whole.rstrip("\u200b") == alone.prompt.input_value()


def test_a_mark_is_named_under_the_mouse(alone):
    alone.start(FIVE)
    alone.prompt.fill("a {red|blue} cat")
    mark = alone.page.locator(".marks-of-prompt .axis")
    mark.wait_for()
    box = mark.bounding_box()
    alone.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    alone.page.wait_for_function(
        "document.querySelector('.prompt-box textarea').title === 'words of {red|blue}'"
    )
    alone.page.mouse.move(box["x"] + box["width"] + 20, box["y"] + box["height"] / 2)
    alone.page.wait_for_function("document.querySelector('.prompt-box textarea').title === ''")


# -- cells ------------------------------------------------------------------------------------


def paste(alone, text):
    alone.page.evaluate("(text) => navigator.clipboard.writeText(text)", text)
    alone.prompt.focus()
    alone.page.keyboard.press("Control+v")


def test_an_input_is_named_anew_when_its_reference_names_another_picture(alone):
    alone.start(FIVE)
    shows(alone, template="as watercolour", inputs=["@last"])
    alone.page.get_by_role("img", name="@last").wait_for()
    named = """(input) => model.change(
      '_composer', { ...model.state._composer, view: '', inputs: [{ ref: '@last', ...input }] })"""
    alone.page.evaluate(named, {"hash": "any", "name": "a later name"})
    assert alone.page.get_by_role("img", name="@last").count() == 1  # of the same picture
    alone.page.evaluate(named, {"hash": "other", "name": "another picture"})
    alone.page.get_by_role("img", name="another picture").wait_for()


def test_a_pasted_cell_fills_the_composer(alone, composer):
    alone.start(FIVE)
    alone.page.evaluate("(read) => { model.read = read; }", READ)
    alone.prompt.fill("before")
    alone.prompt.press("Control+a")
    paste(alone, CELL)
    assert alone.wait_sent("pastedCell")[0]["text"] == CELL
    composes(
        alone, template="make it {a|b}", models=["gpt-image"], aspect="3:2", takes=2,
        inputs=["@3f9a1c2b"], options="night --size 2K",
    )  # fmt: skip
    assert alone.prompt.input_value() == "make it {a|b}"
    assert alone.page.get_by_label("aspect").input_value() == "3:2"
    assert composer.get_by_alt_text("@3").is_visible()


def test_a_cell_that_cannot_be_read_stays_as_it_was_pasted(alone):
    alone.start(FIVE)
    paste(alone, "%%imagegen --sise 2K\na cat")
    alone.page.get_by_role("alert").filter(has_text="no option --sise").wait_for()
    assert alone.prompt.input_value() == "%%imagegen --sise 2K\na cat"
    alone.button("Hide this").click()
    assert alone.page.get_by_role("alert").filter(has_text="--sise").count() == 0


def test_a_cell_is_read_into_no_text_that_was_typed_since(alone):
    alone.start(FIVE)
    alone.page.evaluate("(read) => { model.read = read; model.mute.add('pastedCell'); }", READ)
    paste(alone, CELL)
    [asked] = alone.wait_sent("pastedCell")
    alone.page.keyboard.type("!")
    alone.page.evaluate("(asked) => model.answer(asked, [])", asked)
    alone.page.evaluate("new Promise((resolve) => setTimeout(resolve, 50))")
    assert alone.prompt.input_value() == f"{CELL}!"


def test_other_text_is_pasted_as_text(alone):
    alone.start(FIVE)
    paste(alone, "%%imagegen-like words")
    composes(alone, template="%%imagegen-like words")
    assert alone.sent("pastedCell") == []


# -- the plan and the button ------------------------------------------------------------------


def test_the_price_stands_on_the_button(alone):
    alone.start(FIVE)
    tells(alone, "Generate 4", "~$0.21", 4)
    alone.prompt.fill("a {red|blue} cat")
    alone.button("Generate 4 · ~$0.21").wait_for()
    tells(alone, "Show @319", "$0", 0)
    alone.prompt.fill("a red cat")
    alone.button("Show @319 · $0").wait_for()
    alone.page.evaluate("model.mute.add('compose')")
    alone.prompt.fill("a red cat, perhaps")
    alone.button("Generate").wait_for()  # nothing is free until the kernel says so


def test_a_price_of_before_goes_when_the_kernel_answers_late(alone):
    alone.start(FIVE)
    tells(alone, "Generate 2", "~$0.04", 2)
    alone.prompt.fill("a {red|blue} cat")
    alone.button("Generate 2 · ~$0.04").wait_for()
    # No price of before, and no flicker either while the kernel answers at once.
    alone.page.evaluate(
        """() => { window.labels = new Set();
          const button = document.querySelector('.send button');
          new MutationObserver(() => labels.add(button.textContent))
            .observe(button, {subtree: true, childList: true, characterData: true}); }"""
    )
    tells(alone, "Generate 4", "~$0.08", 4)
    alone.prompt.fill("a {red|blue} cat and a {red|blue} dog")
    alone.button("Generate 4 · ~$0.08").wait_for()
    assert "…" not in "".join(alone.page.evaluate("[...labels]"))
    alone.page.evaluate("model.mute.add('compose')")
    alone.add_model("gpt-image")
    composes(alone, models=["gpt-image"])
    alone.button("Generate · …").wait_for()
    tells(alone, "Generate 4", "~$0.90", 4)
    alone.page.evaluate("(now) => model.answer(now)", last(alone))
    alone.button("Generate 4 · ~$0.90").wait_for()
    alone.prompt.fill("a {red|blue} cat and a {red|blue} dog!")
    alone.button("Generate · …").wait_for()
    alone.page.evaluate("(before) => model.plan(before)", alone.sent("compose")[-2])
    alone.page.wait_for_timeout(50)
    assert alone.button("Generate · …").is_visible()  # that was about another prompt


def test_more_than_four_are_sent_by_a_second_press(alone):
    alone.start(FIVE)
    tells(alone, "Generate 12", "~$0.80", 12)
    alone.prompt.fill("twelve")
    alone.button("Generate 12 · ~$0.80").click()
    alone.button("Generate 12 · ~$0.80?").wait_for()
    assert [one["confirmed"] for one in alone.sent("generate")] == [0]
    alone.page.wait_for_timeout(500)  # a press that comes sooner has read nothing
    alone.button("Generate 12 · ~$0.80?").click()
    alone.wait_sent("generate", 2)
    assert [one["confirmed"] for one in alone.sent("generate")] == [0, 12]
    alone.button("Generate 12 · ~$0.80").wait_for()
    alone.prompt.press("Shift+Enter")
    alone.button("Generate 12 · ~$0.80?").wait_for()
    alone.page.wait_for_timeout(500)
    alone.prompt.press("Shift+Enter")
    alone.wait_sent("generate", 4)
    assert [one["confirmed"] for one in alone.sent("generate")] == [0, 12, 0, 12]


def test_a_change_takes_the_confirmation_back(alone):
    alone.start(FIVE)
    tells(alone, "Generate 12", "", 12)
    alone.prompt.fill("twelve")
    alone.button("Generate 12").click()
    alone.button("Generate 12?").wait_for()
    alone.button("More takes").click()
    alone.button("Generate 12").click()
    alone.wait_sent("generate", 2)
    assert [one["confirmed"] for one in alone.sent("generate")] == [0, 0]


def test_a_late_question_is_not_asked_of_another_prompt(alone):
    alone.start(FIVE)
    tells(alone, "Generate 12", "", 12)
    alone.prompt.fill("twelve")
    alone.button("Generate 12").wait_for()
    alone.hold("generate")
    alone.button("Generate 12").click()
    alone.wait_sent("generate")
    alone.prompt.fill("twelve others")
    alone.release("generate")
    composes(alone, template="twelve others")
    assert alone.button("Generate 12?").count() == 0


def test_what_comes_from_another_view_takes_the_confirmation_back(alone):
    alone.start(FIVE)
    tells(alone, "Generate 12", "", 12)
    alone.prompt.fill("twelve")
    alone.button("Generate 12").click()
    alone.button("Generate 12?").wait_for()
    shows(alone, template="twelve others")
    alone.button("Generate 12").wait_for(timeout=4000)  # sooner than it is forgotten anyway
    alone.button("Generate 12").click()
    sent = alone.wait_sent("generate", 2)[1]
    assert (sent["template"], sent["confirmed"]) == ("twelve others", 0)


@pytest.mark.parametrize("typed", ["", " and more"])
def test_who_writes_the_next_prompt_stays_there_when_the_last_is_accepted(alone, typed):
    alone.start(FIVE, width=420)
    alone.button("Compose").click()
    alone.hold("generate")
    alone.prompt.fill("a cat")
    alone.prompt.press("Shift+Enter")
    alone.wait_sent("generate")
    alone.page.keyboard.type(typed)
    alone.release("generate")
    alone.page.wait_for_function("document.querySelector('.live').textContent.includes('Asked')")
    alone.page.wait_for_timeout(50)
    assert alone.prompt.is_visible() is bool(typed)
    assert (alone.focused() == "Prompt") is bool(typed)


def test_who_looks_through_the_history_when_a_prompt_is_accepted_stays_there(alone):
    alone.start(FIVE, width=420)
    alone.button("Compose").click()
    alone.hold("generate")
    alone.prompt.fill("a cat")
    alone.prompt.press("Shift+Enter")
    alone.wait_sent("generate")
    alone.button("History").click()
    alone.release()
    alone.page.wait_for_function("document.querySelector('.live').textContent.includes('Asked')")
    assert alone.tiles.first.is_visible()


def test_windows_that_type_at_once_end_with_the_same_prompt(alone):
    alone.start(FIVE)
    alone.page.evaluate(
        """() => { const el = document.body.appendChild(document.createElement('div'));
          widget.render({model, el}); model.mute.add('compose'); }"""
    )
    windows = alone.page.get_by_role("textbox", name="Prompt")
    for window, text in enumerate(("a cat", "a dog")):
        windows.nth(window).fill(text)
        composes(alone, template=text)
    alone.page.evaluate(
        "for (const one of model.sent) if (one.kind === 'compose') model.answer(one)"
    )
    assert [windows.nth(n).input_value() for n in (0, 1)] == ["a dog", "a dog"]
    shows(alone, template="a bird")
    alone.page.wait_for_function("model.state._composer.template === 'a bird'")
    assert [windows.nth(n).input_value() for n in (0, 1)] == ["a bird", "a bird"]


def test_what_comes_from_another_view_is_not_free_until_the_kernel_says_so(alone):
    alone.start(FIVE)
    tells(alone, "Show @319", "$0", 0)
    alone.prompt.fill("a red cat")
    alone.button("Show @319 · $0").wait_for()
    shows(alone, template="a blue cat")
    alone.button("Generate").wait_for()


@pytest.mark.parametrize("view", ["its own", "another"])
def test_a_plan_of_before_the_last_change_promises_nothing_free(alone, view):
    alone.start(FIVE)
    tells(alone, "Show @319", "$0", 0)
    alone.prompt.fill("a red cat")
    alone.button("Show @319 · $0").wait_for()
    before = last(alone) if view == "its own" else {"view": "other", "template": "a red cat"}
    alone.page.evaluate("model.mute.add('compose')")
    alone.add_model("gpt-image")
    composes(alone, models=["gpt-image"])
    tells(alone, "Show @319", "$0", 0, "the plan of before")
    alone.page.evaluate("(before) => model.plan(before)", before)
    alone.page.get_by_text("the plan of before").wait_for()
    alone.button("Generate").wait_for()
    tells(alone, "Show @320", "$0", 0)
    alone.page.evaluate("(now) => model.answer(now)", last(alone))
    alone.button("Show @320 · $0").wait_for()


@pytest.mark.parametrize("width", [770, 1200])
def test_nothing_moves_while_the_plan_changes(alone, composer, width):
    alone.start(FIVE, width=width)
    places = "[...document.querySelectorAll('.composer, .prompt-box, .options, .plan, .make > *')]"
    measure = f"{places}.map(e => JSON.stringify(e.getBoundingClientRect()))"
    alone.prompt.fill("a cat")
    composes(alone, template="a cat")
    before = alone.page.evaluate(measure)
    plan = alone.page.locator(".plan")
    for line, label, price in (
        ("2 moods × 2 models = 4 new calls · from @309 · about 1–3 min", "Generate 4", "~$0.21"),
        ("many " * 200, "Generate 1000", "~$1,000.00"),
        ("", "Show @1", "$0"),
    ):
        tells(alone, label, price, 4, line)
        alone.page.evaluate("model.plan(model.sent.filter(m => m.kind === 'compose').at(-1))")
        alone.button(f"{label} · {price}").wait_for()
        assert alone.page.evaluate(measure) == before
        assert plan.get_attribute("title") == line
    alone.page.evaluate("model.refuse = ['PromptError: it is ' + 'long '.repeat(99), 'b', 'c']")
    alone.button("Show @1 · $0").click()
    alone.page.get_by_role("alert").filter(has_text="PromptError").wait_for()
    assert alone.page.evaluate(measure) == before


def test_the_plan_of_the_same_prompt_in_another_view_holds_here(alone):
    alone.start(FIVE)
    shows(alone, template="a {red|blue} cat")
    tells(alone, "Generate 2", "~$0.10", 2)
    alone.page.evaluate("model.plan({view: 'other', template: 'a {red|blue} cat'})")
    alone.button("Generate 2 · ~$0.10").wait_for()
    assert alone.page.locator(".marks-of-prompt .axis").inner_text() == "{red|blue}"
    tells(alone, "Generate 3", "~$0.15", 3)
    alone.page.evaluate("model.plan({view: 'other', template: 'a dog'})")
    alone.page.evaluate("new Promise((resolve) => setTimeout(resolve, 50))")
    assert alone.button("Generate 2 · ~$0.10").is_visible()


def test_what_counts_in_the_plan_is_bold(alone):
    alone.start(FIVE)
    parts = [("2 moods = ", False), ("2 new calls", True), (" · ", False), ("about $0.10", True)]
    line = [{"words": words, "weighty": weighty} for words, weighty in parts]
    alone.page.evaluate(f"model.line = {json.dumps(line)}")
    alone.prompt.fill("a cat")
    alone.page.locator(".plan b").first.wait_for()
    assert alone.page.locator(".plan b").all_inner_texts() == ["2 new calls", "about $0.10"]
    assert alone.page.locator(".plan").inner_text() == "2 moods = 2 new calls · about $0.10"


def test_several_that_were_made_before_are_counted(alone):
    alone.start(FIVE)
    alone.page.evaluate("model.replayed = [3, 2]")
    alone.prompt.fill("a {red|blue} cat")
    alone.button("Generate").click()
    alone.page.wait_for_function(
        "document.querySelector('.live').textContent.includes('2 pictures already')"
    )


def test_the_prompt_has_the_focus_when_it_is_asked_for(alone):
    alone.start(FIVE)
    assert alone.page.evaluate("document.activeElement === document.body")
    assert alone.prompt.get_attribute("placeholder").startswith("What to paint. {red|blue}")
    alone.page.get_by_alt_text("cat 5").wait_for()
    alone.button("Edit this").click()
    assert alone.focused() == "Prompt"


def test_several_that_were_made_before_are_seen_together(alone):
    alone.start(FIVE)
    alone.page.evaluate("model.replayed = [4, 3, 2]")
    alone.prompt.fill("cats")
    alone.button("Generate").click()
    alone.picked("@4", "@3", "@2")
    assert alone.page.get_by_role("list", name="The selected pictures").is_visible()


def test_a_complaint_goes_with_what_it_was_about(alone):
    alone.start(FIVE)
    alone.page.evaluate("model.refuse = ['PromptError: nobody knows {x}', 'Write another one.']")
    alone.prompt.fill("a {x}")
    alone.button("Generate").click()
    told = alone.page.get_by_role("alert").filter(has_text="nobody knows")
    told.wait_for()
    alone.prompt.press_sequentially("y")
    told.wait_for(state="detached")


HANG = f"""([kind, selector]) => {{ const transfer = new DataTransfer(); transfer.items.add({PNG_FILE});
  const [at, to] = [selector, kind === "dragleave" ? ".prompt-box" : ""].map((one) => one && document.querySelector(one));
  at.dispatchEvent(new DragEvent(kind, {{dataTransfer: transfer, relatedTarget: to || null, bubbles: true, cancelable: true}})); }}"""


def test_files_that_hang_over_the_panel_outline_all_of_it_and_move_nothing(alone):
    alone.start(FIVE)
    places = "['.drop', 'textarea'].map((one) => JSON.stringify(document.querySelector(one).getBoundingClientRect()))"
    before = alone.page.evaluate(places)
    words = alone.page.locator(".dropping").get_by_text("a picture becomes an input")
    alone.page.evaluate(HANG, ["dragover", ".stage"])
    words.wait_for()
    assert alone.page.evaluate(places) == before
    outline, panel = (alone.page.locator(one).bounding_box() for one in (".dropping", ".frame"))
    assert outline == panel
    alone.page.evaluate(HANG, ["dragleave", ".stage"])  # to another part
    assert words.is_visible()
    alone.page.evaluate(
        "document.querySelector('.stage').dispatchEvent(new DragEvent('dragleave', {bubbles: true}))"
    )
    words.wait_for(state="detached")


def test_what_is_dropped_on_another_view_is_told_there(alone):
    alone.start(FIVE)
    alone.page.get_by_role("tab", name="Compare").click()
    alone.page.evaluate(HANG, ["drop", ".view[data-here=true] section"])
    alone.outcome("a.png is input 1.").wait_for()
    alone.page.evaluate(
        """document.querySelector('.view[data-here=true] section').dispatchEvent(
          new DragEvent('drop', {dataTransfer: new DataTransfer(), bubbles: true, cancelable: true}))"""
    )
    alone.outcome("There was no picture in what was dropped.").wait_for()


# Another kernel has another panel, whose source the page reads as a module of its own.
CELL_RUN_AGAIN = """async () => { const { entries } = model;
  model = new model.constructor({ picked: [], _status: {}, _composer: { view: "", template: "" } }, model.pictures);
  model.entries = entries;
  const source = await (await fetch("panel.js")).text();
  widget = (await import(URL.createObjectURL(new Blob([source], { type: "text/javascript" })))).default; }"""


def test_the_next_view_goes_on_with_what_a_dead_kernel_left(alone):
    alone.start(FIVE)
    alone.prompt.fill("half a prompt {x|y}")
    alone.add_model("gpt-image")
    alone.tiles.nth(1).click()
    alone.button("Add as input").click()
    alone.page.evaluate("model.dead = true; model.fire('comm_live_update'); close()")
    alone.page.evaluate(CELL_RUN_AGAIN)
    alone.start(FIVE)
    assert alone.prompt.input_value() == "half a prompt {x|y}"
    told = alone.wait_sent("compose")[-1]
    assert (told["template"], told["models"]) == ("half a prompt {x|y}", ["gpt-image"])
    assert [one.partition("@")[2] for one in told["inputs"]] == ["4"]


def test_what_a_dead_kernel_left_is_for_one_view_of_its_notebook(alone):
    alone.page.evaluate(
        """document.getElementById("here").outerHTML =
          '<div class="jp-NotebookPanel"><div></div></div><div class="jp-NotebookPanel"><div></div></div>';
          window.turnTo = (place) => document.querySelectorAll(".jp-NotebookPanel > div")
            .forEach((one, at) => { one.id = at === place ? "here" : ""; });
          turnTo(0);"""
    )
    alone.start(FIVE)
    alone.prompt.fill("of the first notebook")
    alone.page.evaluate("model.dead = true; model.fire('comm_live_update'); close()")
    alone.page.evaluate(CELL_RUN_AGAIN)
    alone.page.evaluate("turnTo(1)")
    alone.start(FIVE)
    assert alone.prompt.input_value() == ""
    alone.page.evaluate("close(); turnTo(0)")
    for expected in ("of the first notebook", ""):
        alone.start(FIVE)
        assert alone.prompt.input_value() == expected
        alone.page.evaluate("close()")
        alone.page.evaluate(CELL_RUN_AGAIN)
