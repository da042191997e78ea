"""Only here alone in Chromium: marks are drawn by pointer and by keyboard, sent, and answered."""

from __future__ import annotations

import base64
import io
import json

import pytest
from alone import Alone, png
from axe_playwright_python.sync_playwright import Axe
from PIL import Image
from test_frame_alone import box
from test_rules_alone import DARK, turn
from test_stage_alone import assert_still, boxes

SIZE = (600, 400)
LINES = [
    [{"words": "0 % changed outside your marks.", "weighty": True}, {"words": "The model: 47 %.", "weighty": False}],
    [{"words": "It had moved 6 px, zoomed 1.6 %:", "weighty": True}, {"words": "corrected, colours too.", "weighty": False}],
    [{"words": "3 % of its change", "weighty": True}, {"words": "lay outside and was cut off.", "weighty": False}],
]  # fmt: skip
ANSWER = {"pasted": True, "lines": LINES, "isCut": True, "delivered": 1, "before": "hash1", "widened": 0, "wider": 12}  # fmt: skip
AS_DELIVERED = ANSWER | {
    "pasted": False, "isCut": False, "delivered": 0,
    "lines": [[{"words": "Nothing was pasted: shown as delivered.", "weighty": True}], [], []],
}  # fmt: skip
LAST = "model.sent.filter((m) => m.kind === 'compose').at(-1)"


def picture(name, size=SIZE):
    return {"hash": name, "type": "png", "width": size[0], "height": size[1], "size": 9}


def entries(**only):
    made = json.dumps({"pictures": [picture("made"), picture("came")], **only})
    return f"[entry(2, {made}), entry(1, {{pictures: [{json.dumps(picture('hash1'))}]}})]"


@pytest.fixture
def stage(alone):
    """The panel with a photograph on its stage, each of whose pixels is marked by pointer."""
    return begin(alone)


def begin(alone, width=1200, size=SIZE, entry="entry(1)"):
    alone.page.evaluate(
        "(bytes) => { model.pictures.any = ['png', bytes]; }",
        base64.b64encode(png(size=size)).decode(),
    )
    alone.start(f"[{{...{entry}, pictures: [{json.dumps(picture('hash1', size))}]}}]", width)
    alone.page.wait_for_function("document.querySelector('.ground > img')?.naturalWidth > 0")
    return Canvas(alone)


class Canvas:
    """The picture on the stage, in its own pixels."""

    def __init__(self, alone: Alone) -> None:
        self.alone = alone
        self.page = alone.page

    @property
    def bar(self):
        return self.page.get_by_role("toolbar", name="Only here")

    def open(self):
        self.alone.button("Only here").click()
        self.bar.wait_for()
        return self

    def tool(self, name):
        self.page.get_by_role("radio", name=name, exact=True).click()

    def point(self, x, y, size=SIZE):
        """Where a pixel of the picture is on the page."""
        seen = self.page.locator(".ground > img").bounding_box()
        return seen["x"] + x / size[0] * seen["width"], seen["y"] + y / size[1] * seen["height"]

    def drag(self, *points, size=SIZE):
        for place, point in enumerate(points):
            self.page.mouse.move(*self.point(*point, size))
            if not place:
                self.page.mouse.down()
        self.page.mouse.up()

    def focus(self):
        self.page.get_by_role("group", name="Picture").focus()

    def press(self, *keys):
        for key in keys:
            self.page.keyboard.press(key)

    def only(self, *parts):
        """Wait until these are what is told to the kernel."""
        self.page.wait_for_function(f"(wanted) => {LAST}?.only.join(' ') === wanted", arg=" ".join(parts))  # fmt: skip

    def mask(self, count=1):
        """The mask that was sent, as marks on nothing."""
        self.page.wait_for_function(f"model.masks.length >= {count}")
        data = base64.b64decode(self.page.evaluate("model.masks.at(-1)"))
        return Image.open(io.BytesIO(data)).convert("RGBA").getchannel("A")

    def seen(self):
        """How many pixels of the page show marks."""
        return self.page.evaluate(
            """() => { const c = document.querySelector('canvas.region');
              if (!c?.width) return 0;
              const {data} = c.getContext('2d').getImageData(0, 0, c.width, c.height);
              let n = 0; for (let i = 3; i < data.length; i += 4) n += data[i] > 0; return n; }"""
        )

    def wait_seen(self, some=True):
        for _ in range(100):
            if bool(self.seen()) is some:
                return
            self.page.wait_for_timeout(30)
        raise AssertionError("the marks are not seen" if some else "marks are seen")


@pytest.mark.parametrize("width", [1200, 770])
def test_the_second_click_of_a_double_click_takes_no_marks_away(alone, width):
    stage = begin(alone, width)
    stage.open()
    stage.tool("Box")
    stage.drag((120, 80), (340, 260))
    stage.press("Escape")
    stage.wait_seen()
    stage.alone.button("Only here").dblclick()
    stage.bar.wait_for()
    undo = stage.alone.button("Undo")
    assert undo.get_attribute("aria-disabled") == "false"
    assert stage.seen()
    stage.bar.get_by_role("button", name="Clear").dblclick()  # which is meant here
    stage.wait_seen(False)


def test_a_second_click_means_only_the_button_of_the_first(alone):
    stage = begin(alone)
    stage.open()
    stage.tool("Box")
    stage.drag((120, 80), (340, 260))
    stage.wait_seen()
    clear = stage.bar.get_by_role("button", name="Clear")
    for first in (stage.bar.get_by_role("radio", name="Lasso"), alone.prompt):
        first.click()
        second_click(clear)
        stage.page.evaluate("new Promise((seen) => setTimeout(seen, 200))")  # it would be drawn
        assert stage.seen()
    clear.click()
    stage.wait_seen(False)


def second_click(button):
    """Press a button with the second click of a double-click, whose first was elsewhere."""
    button.hover()
    mouse = button.page.mouse
    mouse.down(click_count=2)
    mouse.up(click_count=2)


# -- drawing -----------------------------------------------------------------------------------


def test_boxes_are_sent_as_boxes(stage):
    stage.open()
    stage.tool("Box")
    stage.drag((120, 80), (340, 260))
    stage.wait_seen()
    message = stage.alone.wait_sent("compose")[-1]
    [left, top, right, bottom] = map(int, message["only"][0].split(","))
    assert abs(left - 120) + abs(top - 80) + abs(right - 340) + abs(bottom - 260) <= 8
    assert message["inputs"] == ["@1"]
    assert stage.page.locator(".chip.only").get_by_text("Only here 1").is_visible()
    stage.drag((400, 300), (500, 350))
    stage.page.wait_for_function(f"{LAST}.only.length === 2")
    assert stage.alone.sent("upload") == []


def test_the_newest_waits_while_a_picture_is_marked(alone):
    stage = begin(alone)
    alone.button("More").click()
    alone.button("Follow the newest").click()
    stage.press("Escape")
    stage.open()
    stage.page.mouse.move(*stage.point(100, 100))
    stage.page.mouse.down()
    stage.page.mouse.move(*stage.point(200, 100))
    stage.page.evaluate("model.entries.unshift(entry(2)); model.status({})")
    stage.page.get_by_role("option", name="@2").wait_for()
    alone.shows(1)
    stage.page.mouse.up()
    assert stage.mask().getpixel((150, 100)) > 128


def test_a_stroke_that_never_ended_is_no_part_of_the_next_one(stage):
    stage.page.evaluate("model.entries.unshift(entry(2)); model.status({})")
    stage.page.get_by_role("option", name="@2").wait_for()
    stage.open()
    stage.page.mouse.move(*stage.point(100, 300))
    stage.page.mouse.down()
    stage.page.mouse.move(*stage.point(100, 100))
    stage.alone.tiles.nth(0).evaluate("e => e.click()")  # as a finger may, while a pen draws
    stage.alone.shows(2)
    stage.page.mouse.up()
    stage.alone.tiles.nth(1).click()
    stage.alone.shows(1)
    stage.open()
    stage.wait_seen(False)
    stage.drag((400, 100), (400, 300))
    mask = stage.mask()
    assert mask.getpixel((400, 200)) > 128
    assert mask.getpixel((100, 200)) < 128
    assert mask.getpixel((250, 200)) < 128


def test_a_mask_has_no_stroke_that_is_being_drawn(stage):
    stage.open()
    stage.drag((100, 100), (200, 100))
    stage.page.mouse.move(*stage.point(400, 300))
    stage.page.mouse.down()
    stage.page.mouse.move(*stage.point(500, 300))
    mask = stage.mask()
    assert mask.getpixel((150, 100)) > 128
    assert mask.getpixel((450, 300)) < 128
    stage.page.mouse.up()
    assert stage.mask(2).getpixel((450, 300)) > 128


def test_what_is_drawn_is_a_mask_in_the_pictures_own_pixels(stage):
    stage.open()
    stage.drag((200, 200), (300, 200))
    mask = stage.mask()
    assert mask.size == SIZE
    radius = round(SIZE[0] / 16) / 2
    for at, marked in (((250, 200), True), ((200, 200 - radius + 3), True), ((250, 200 + radius + 3), False),
                       ((200 - radius - 3, 200), False), ((300 + radius - 3, 200), True)):  # fmt: skip
        assert (mask.getpixel((round(at[0]), round(at[1]))) > 128) is marked, at
    stage.only("@" + "1".rjust(64, "a"))
    share = mask.histogram()[255] / (SIZE[0] * SIZE[1])
    chip = stage.page.locator(".chip.only").inner_text()
    assert f"{round(100 * share)} %" in chip


@pytest.mark.parametrize(
    ("tool", "inside", "outside"),
    [
        ("Ellipse", (200, 200), (105, 105)),
        ("Lasso", (150, 250), (290, 110)),
        ("Brush", (100, 200), (250, 200)),
    ],
)
def test_each_tool_marks_what_it_goes_around(stage, tool, inside, outside):
    stage.open()
    stage.tool(tool)
    stage.drag((100, 100), (100, 300), (300, 300))
    mask = stage.mask()
    assert mask.getpixel(inside) > 128
    assert mask.getpixel(outside) < 128


def test_the_eraser_takes_away_and_inside_out_is_the_rest(stage):
    stage.open()
    stage.tool("Box")
    stage.drag((100, 100), (300, 300))
    stage.page.wait_for_function(f"{LAST}?.only.length === 1")
    stage.press("x")  # the eraser, by its key, from any tool
    assert stage.page.get_by_role("radio", name="Eraser").get_attribute("aria-checked") == "true"
    stage.drag((200, 150), (200, 250))
    mask = stage.mask()
    assert mask.getpixel((200, 200)) < 128 < mask.getpixel((120, 120))
    stage.press("i")
    turned = stage.mask(2)
    assert turned.getpixel((200, 200)) > 128 > turned.getpixel((120, 120))
    assert turned.getpixel((5, 5)) == 255
    stage.press("x")
    assert stage.page.get_by_role("radio", name="Brush").get_attribute("aria-checked") == "true"


def test_something_is_never_none_of_it_nor_all_of_it(stage):
    stage.open()
    stage.tool("Box")
    stage.drag((100, 100), (104, 104))
    tools = stage.page.get_by_role("toolbar", name="The marks")
    tools.get_by_text("less than 1 % is marked").wait_for()
    stage.press("i")
    tools.get_by_text("more than 99 % is marked").wait_for()


def test_undo_redo_and_clear(stage):
    stage.open()
    undo, redo = (stage.alone.button(name) for name in ("Undo", "Redo"))
    assert undo.get_attribute("aria-disabled") == "true"
    stage.tool("Box")
    stage.drag((120, 80), (240, 160))
    stage.drag((300, 200), (360, 260))
    stage.page.wait_for_function(f"{LAST}?.only.length === 2")
    undo.click()
    stage.page.wait_for_function(f"{LAST}.only.length === 1")
    redo.click()
    stage.page.wait_for_function(f"{LAST}.only.length === 2")
    stage.focus()
    stage.press("Control+z", "Control+z")
    stage.only("")
    assert stage.page.locator(".chip.only").count() == 0
    stage.press("Control+Shift+Z")
    stage.page.wait_for_function(f"{LAST}.only.length === 1")
    stage.alone.button("Clear").click()
    stage.only("")
    stage.wait_seen(some=False)
    undo.click()
    stage.page.wait_for_function(f"{LAST}.only.length === 1")


def test_shift_draws_straight_and_square(stage):
    stage.open()
    stage.tool("Box")
    stage.page.keyboard.down("Shift")
    stage.drag((100, 100), (150, 180), (200, 300))
    stage.page.keyboard.up("Shift")
    stage.page.wait_for_function(f"{LAST}?.only.length === 1")
    left, top, right, bottom = map(int, stage.page.evaluate(f"{LAST}.only[0]").split(","))
    assert abs((right - left) - (bottom - top)) <= 1
    stage.alone.button("Clear").click()
    stage.tool("Brush")
    stage.page.keyboard.down("Shift")
    stage.drag((100, 100), (300, 100), (300, 300))
    stage.page.keyboard.up("Shift")
    mask = stage.mask()
    assert mask.getpixel((200, 200)) > 128 > mask.getpixel((300, 100))


def test_all_of_it_by_keyboard(stage):
    stage.focus()
    stage.press("m")
    stage.bar.wait_for()
    assert stage.alone.focused() == "Picture"
    stage.press("Enter")
    stage.only("200,133,400,267")
    stage.press("ArrowLeft", "ArrowUp")
    stage.only("194,127,394,261")
    stage.press("Shift+ArrowRight", "Shift+ArrowDown")
    stage.only("194,127,400,267")
    stage.press(*["ArrowLeft"] * 40)
    stage.only("0,127,206,267")
    stage.press("Control+z")  # the whole way of the arrows
    stage.only("200,133,400,267")
    size = stage.page.get_by_role("slider", name="Size", exact=True)
    before = size.get_attribute("aria-valuetext")
    stage.press("]")
    assert int(size.get_attribute("aria-valuetext").split()[0]) > int(before.split()[0])
    stage.press("[", "[")
    assert int(size.get_attribute("aria-valuetext").split()[0]) < int(before.split()[0])
    stage.press("Escape")
    stage.bar.wait_for(state="detached")
    assert stage.alone.focused() == "Picture"
    stage.wait_seen()  # the marks are kept
    stage.only("200,133,400,267")
    stage.press("m")
    stage.bar.wait_for()
    assert stage.page.get_by_role("toolbar", name="The marks").get_by_text("11 %").is_visible()
    assert stage.page.evaluate("reached") == []


def test_keys_of_the_stage_are_not_taken_while_one_marks(stage):
    stage.open()
    stage.focus()
    stage.press("e", "a", "s", "3", "t", "c", "Delete", "ArrowRight")
    for kind in ("rate", "tag", "delete"):
        assert stage.alone.sent(kind) == []
    assert stage.alone.prompt.input_value() == ""
    assert stage.bar.is_visible()


@pytest.mark.parametrize("density", [1, 2, 1.5])
def test_marks_lie_where_they_are_drawn_under_zoom_and_at_any_density(browser, density):
    context = browser.new_context(device_scale_factor=density)
    alone = Alone(context.new_page())
    stage = begin(alone)
    stage.focus()
    stage.press("+", "+", "+")
    stage.open()
    stage.tool("Box")
    stage.drag((250, 180), (350, 240))
    stage.page.wait_for_function(f"{LAST}?.only.length === 1")
    found = list(map(int, stage.page.evaluate(f"{LAST}.only[0]").split(",")))
    assert max(abs(a - b) for a, b in zip(found, (250, 180, 350, 240), strict=True)) <= 2
    stage.wait_seen()
    canvas = stage.page.evaluate("[...'width height'.split(' ')].map((s) => document.querySelector('canvas.region')[s])")  # fmt: skip
    ground = box(alone, ".ground")
    assert canvas == [round(ground["width"] * density), round(ground["height"] * density)]
    assert alone.errors == []
    context.close()


def test_a_picture_that_its_camera_turned_is_marked_upright(alone):
    """The library knows it as it lies in its file; the browser shows it upright."""
    stage = begin(alone, size=(300, 450), entry="entry(1)")
    alone.page.evaluate("model.entries[0].pictures[0] = {...model.entries[0].pictures[0], width: 450, height: 300, hash: 'turned'}")  # fmt: skip
    alone.page.evaluate("model.status({})")
    alone.settled()
    alone.page.wait_for_function("(() => { const b = document.querySelector('.ground > img')?.getBoundingClientRect(); return b && b.height > b.width; })()")  # fmt: skip
    stage.open()
    stage.drag((100, 400), (200, 400), size=(300, 450))
    mask = stage.mask()
    assert mask.size == (300, 450)
    assert mask.getpixel((150, 400)) > 128


@pytest.mark.thorough
def test_hatches_are_seen_on_black_white_and_grey(browser):
    for colour in ("black", "white", "grey", "red"):
        context = browser.new_context()
        alone = Alone(context.new_page())
        alone.page.evaluate(
            "(b) => { model.pictures.any = ['png', b]; }",
            base64.b64encode(png(colour, SIZE)).decode(),
        )
        alone.start(f"[{{...entry(1), pictures: [{json.dumps(picture('p'))}]}}]", 1200)
        alone.page.wait_for_function("document.querySelector('.ground > img')?.naturalWidth > 0")
        stage = Canvas(alone).open()
        stage.focus()
        stage.press("Enter")
        stage.wait_seen()
        shot = Image.open(io.BytesIO(alone.page.locator(".ground").screenshot())).convert("L")
        middle = shot.crop((shot.width // 2 - 30, shot.height // 2 - 30, shot.width // 2 + 30, shot.height // 2 + 30))  # fmt: skip
        low, high = middle.getextrema()
        assert high - low > 100, colour
        context.close()


def mark_behind(alone, stage, put):
    """Fill the composer with inputs, and begin to mark what the stage shows."""
    alone.page.evaluate(
        f"model.change('_composer', {{template: 'a cat', models: [], aspect: '', takes: 1,"
        f" inputs: {json.dumps(put)}, together: true, options: ''}})"
    )
    stage.open().focus()
    stage.press("Enter")


def test_other_inputs_are_told_of_and_come_back(alone):
    stage = begin(alone)
    put = [{"ref": ref, "hash": ref, "name": ref} for ref in ("@7", "@8")]
    mark_behind(alone, stage, put)
    stage.page.wait_for_function(f"{LAST}?.inputs.join() === '@1'")
    alone.outcome("@1 is the only input now: @7, @8 are not sent.").wait_for()
    assert alone.prompt.input_value() == "a cat"
    alone.button("Undo", 1).click()
    stage.page.wait_for_function(f"{LAST}.inputs.join() === '@1,@7,@8' && {LAST}.only.length === 1")


def test_a_picture_that_is_an_input_already_comes_first(alone):
    stage = begin(alone)
    put = [{"ref": ref, "hash": hash, "name": ref} for ref, hash in (("@7", "7"), ("@1", "hash1"))]
    mark_behind(alone, stage, put)
    stage.page.wait_for_function(f"{LAST}?.inputs.join() === '@1,@7'")
    assert alone.page.locator(".outcome").count() == 0


def test_m_on_a_tile_marks_that_picture(alone):
    alone.start(entries(), 1200)
    alone.tiles.nth(1).click()
    alone.shows(1)
    alone.tiles.nth(1).press("m")
    Canvas(alone).bar.wait_for()
    assert alone.focused() == "Picture"
    alone.page.keyboard.press("Escape")
    Canvas(alone).bar.wait_for(state="detached")


# -- what is sent ------------------------------------------------------------------------------


def test_generate_waits_for_the_mask_and_sends_it(stage):
    stage.open()
    stage.drag((200, 200), (300, 200))
    stage.alone.prompt.fill("a heart")
    stage.alone.button("Generate").click()
    message = stage.alone.wait_sent("generate")[0]
    assert (message["only"], message["crop"]) == (["@" + "1".rjust(64, "a")], False)
    assert (message["inputs"], message["template"]) == (["@1"], "a heart")
    kinds = [m["kind"] for m in stage.page.evaluate("model.sent")]
    assert kinds.index("upload") < kinds.index("generate")
    assert len(stage.alone.sent("upload")) == 1


def test_what_could_not_be_filed_is_not_sent(stage):
    stage.open()
    stage.page.evaluate("model.mute.add('upload')")
    stage.drag((200, 200), (300, 200))
    stage.alone.prompt.fill("a heart")
    stage.alone.button("Generate").click()
    stage.alone.wait_sent("upload")
    stage.page.evaluate(
        """() => { const {view, id} = model.sent.find((m) => m.kind === 'upload');
          model.tell({kind: 'refused', view, id, words: ['LibraryError: the disk is full']}); }"""
    )
    stage.page.get_by_role("alert").get_by_text("the disk is full").wait_for()
    assert stage.alone.sent("generate") == []
    stage.page.evaluate("model.mute.clear()")
    stage.alone.button("Generate").click()  # once more
    assert stage.alone.wait_sent("generate")[0]["only"] == ["@" + "1".rjust(64, "a")]


def test_nothing_marked_is_refused_before_anything_is_sent(stage):
    stage.open()
    stage.alone.prompt.fill("a heart")
    stage.alone.button("Generate").click()
    stage.page.get_by_role("alert").get_by_text("Mark what may change").wait_for()
    assert stage.alone.sent("generate") == []
    stage.focus()
    stage.press("Escape")
    stage.alone.button("Generate").click()
    assert stage.alone.wait_sent("generate")[0]["only"] == []


def test_the_chip_takes_the_region_away_and_undo_brings_it_back(stage):
    stage.open()
    stage.focus()
    stage.press("Enter")
    stage.only("200,133,400,267")
    stage.alone.button("Remove Only here").click()
    stage.only("")
    stage.wait_seen(some=False)
    stage.alone.button("Undo").click()
    stage.only("200,133,400,267")


@pytest.mark.parametrize("marks", ["box", "stroke"])
def test_another_first_input_takes_the_region_with_it(alone, marks):
    alone.start(entries(), 1200)
    stage = Canvas(alone)
    alone.tiles.nth(1).click()
    alone.shows(1)
    stage.open()
    if marks == "box":
        stage.focus()
        stage.press("Enter")
    else:
        stage.drag((200, 200), (300, 200))
    stage.page.wait_for_function(f"{LAST}?.only.length === 1")
    alone.tiles.nth(0).click()
    alone.shows(2)
    stage.bar.wait_for(state="detached")
    alone.button("Edit this").click()
    message = alone.wait_sent("compose")[-1]
    assert (message["inputs"], message["only"]) == (["@2"], [])
    alone.tiles.nth(1).click()
    alone.shows(1)
    stage.open()  # its marks are still there, and hold again
    stage.page.wait_for_function(f"{LAST}.inputs[0] === '@1' && {LAST}.only.length === 1")
    stage.wait_seen()
    if marks == "stroke":
        assert stage.mask(2).getbbox() is not None


def test_what_is_sent_shows_both_pictures_and_the_sentence(stage):
    stage.open()
    stage.focus()
    stage.press("Enter")
    stage.only("200,133,400,267")
    stage.alone.button("What is sent").click()
    sheet = stage.page.get_by_role("dialog", name="What is sent")
    sheet.get_by_text("image 2 · the marked copy").wait_for()
    assert sheet.get_by_role("img").count() == 2
    assert sheet.get_by_text("Change image 1 only there.").is_visible()
    crop = sheet.get_by_role("checkbox", name="Crop")
    crop.check()
    stage.page.wait_for_function(f"{LAST}.crop === true")
    stage.page.wait_for_function("model.sent.filter((m) => m.kind === 'whatIsSent').length === 2")
    assert stage.alone.sent("whatIsSent")[-1]["crop"] is True
    stage.press("Escape")
    sheet.wait_for(state="detached")
    assert stage.page.locator(".chip.only").get_by_text("crop").is_visible()


def test_a_pasted_cell_with_a_box_shows_its_marks(stage):
    stage.page.evaluate(
        """() => { model.read = {template: 'a heart', models: [], aspect: '', takes: 1, together: true, options: '',
          inputs: [{ref: '@1', hash: 'hash1', name: '@1'}], crop: true, share: 0.24,
          only: [{ref: '20%,20%,60%,80%', hash: '', name: '20%,20%,60%,80%'}]}; }"""
    )
    stage.alone.prompt.focus()
    stage.page.evaluate("navigator.clipboard.writeText('%%imagegen -i @1 --only 20%,20%,60%,80% --crop\\na heart')")  # fmt: skip
    stage.press("Control+v")
    stage.page.locator(".chip.only").get_by_text("Only here 24 %").wait_for()
    stage.wait_seen()
    message = stage.alone.wait_sent("compose")[-1]
    assert (message["only"], message["crop"]) == (["20%,20%,60%,80%"], True)  # as it was typed
    stage.open()
    stage.focus()
    stage.press("ArrowRight")
    stage.only("126,80,366,320")


def test_a_pasted_cell_with_a_mask_shows_its_marks(stage):
    mask = Image.new("1", SIZE)
    mask.paste(1, (100, 100, 300, 200))
    stream = io.BytesIO()
    mask.save(stream, "PNG")
    stage.page.evaluate(
        "(bytes) => { model.pictures.mask = ['png', bytes]; }",
        base64.b64encode(stream.getvalue()).decode(),
    )
    stage.page.evaluate(
        """() => model.change('_composer', {view: 'other', template: 'a heart', models: [], aspect: '', takes: 1,
          together: true, options: '', inputs: [{ref: '@1', hash: 'hash1', name: '@1'}], crop: false, share: 0.08,
          only: [{ref: '@abcdef12', hash: 'mask', name: '@abcdef12'}]})"""
    )
    stage.wait_seen()
    stage.open()
    stage.tool("Box")
    stage.drag((400, 300), (500, 350))
    sent = stage.mask()
    assert sent.getpixel((150, 150)) > 128
    assert sent.getpixel((450, 320)) > 128
    assert sent.getpixel((350, 250)) < 128


# -- what came ---------------------------------------------------------------------------------


def test_an_answer_tells_three_lines_and_has_four_faces(alone):
    alone.start(entries(only=ANSWER), 1200)
    alone.tiles.nth(0).click()
    alone.shows(2)
    for line in LINES:
        assert alone.page.locator(".report").get_by_text(line[0]["words"]).is_visible()
    shown = "document.querySelector('.ground > img')?.alt"
    for face, place in (("As delivered", 1), ("Before", None), ("Result", 0)):
        alone.page.get_by_role("radio", name=face, exact=True).click()
        name = "The picture before" if place is None else "cat 2"
        alone.page.wait_for_function(f"{shown} === {name!r}")
    alone.button("Edit this").click()
    assert alone.wait_sent("compose")[-1]["inputs"] == ["@2"]


def test_the_difference_is_the_kernels_of_what_was_delivered(alone):
    alone.start(entries(only=ANSWER), 1200)
    alone.tiles.nth(0).click()
    alone.shows(2)
    alone.page.get_by_role("radio", name="Difference").click()
    asked = alone.wait_sent("difference")
    assert [(m["first"], m["second"], m["aligned"]) for m in asked] == [("hash1", "made", False)]
    alone.page.get_by_alt_text("12 % of the pixels differ; black: up to 8").wait_for()
    facts = alone.page.locator(".facts .caption")
    facts.get_by_text("12 % of the pixels differ").wait_for()
    alone.page.get_by_role("radio", name="Result").click()
    facts.get_by_text("nano-banana").wait_for()
    alone.page.evaluate("model.apart = null")
    alone.page.get_by_role("radio", name="Difference").click()
    alone.page.locator(".ground").get_by_text("its file can't be read").wait_for()


def test_marks_are_widened_without_a_call(alone):
    alone.start(entries(only=ANSWER), 1200)
    alone.tiles.nth(0).click()
    alone.shows(2)
    alone.button("Widen the marks by 12 px, free").click()
    assert alone.wait_sent("widen")[0]["pixels"] == 12
    alone.button("Widen the marks by 24 px, free").wait_for()
    alone.button("Not widened").click()
    assert alone.wait_sent("widen", 2)[1]["pixels"] == 0
    assert alone.sent("generate") == alone.sent("again") == []


def test_what_is_not_lined_up_says_so_and_is_shown_as_delivered(alone):
    alone.start(entries(only=AS_DELIVERED), 1200)
    alone.tiles.nth(0).click()
    alone.shows(2)
    alone.page.locator(".report").get_by_text("Nothing was pasted").wait_for()
    assert alone.page.get_by_role("radio", name="As delivered").get_attribute("aria-checked") == "true"  # fmt: skip
    assert alone.page.get_by_role("radio", name="Result").count() == 0
    assert alone.page.get_by_role("button", name="Widen").count() == 0


# -- the rules of every view ---------------------------------------------------------------------


@pytest.mark.parametrize("width", [420, 770, 1200])
def test_nothing_moves_when_one_begins_to_mark_or_looks_at_an_answer(alone, width):
    alone.start(entries(only=ANSWER), width)
    turn(alone, width, "History")
    alone.tiles.nth(1).click()
    turn(alone, width, "Picture")
    alone.shows(1)
    alone.page.wait_for_function("document.querySelector('.ground > img')?.naturalWidth > 0")
    frames = (".stage", ".stage .toolbar", ".ground", ".facts")
    before = [box(alone, part) for part in frames]
    stage = Canvas(alone).open()
    assert [box(alone, part) for part in frames] == before
    stage.focus()
    stage.press("Enter")
    stage.page.wait_for_function(f"{LAST}?.only.length === 1")
    assert [box(alone, part) for part in frames] == before
    bar = "document.querySelector('.stage .toolbar')"
    assert stage.page.evaluate(f"{bar}.scrollWidth - {bar}.clientWidth") <= 0
    stage.press("Escape")
    assert [box(alone, part) for part in frames] == before
    turn(alone, width, "History")
    alone.tiles.nth(0).click()
    turn(alone, width, "Picture")
    alone.shows(2)
    assert [box(alone, part) for part in frames] == before
    assert stage.page.evaluate(f"{bar}.scrollWidth - {bar}.clientWidth") <= 0


@pytest.mark.parametrize("tall", [620, 500, 420])
def test_in_a_low_panel_the_answer_and_the_tools_are_seen(alone, tall):
    alone.start(entries(only=ANSWER), 770)
    alone.page.set_viewport_size({"width": 770, "height": tall + 16})
    alone.tiles.nth(0).click()
    alone.shows(2)
    alone.page.wait_for_function("document.querySelector('.ground').clientHeight >= 60")
    assert alone.button("Edit this").is_visible()
    assert box(alone, ".facts .caption")["height"] > 10
    if tall >= 500:
        assert alone.page.get_by_text("0 % changed outside your marks.").is_visible()
    before = box(alone, ".ground")
    Canvas(alone).open()
    assert box(alone, ".ground") == before
    assert alone.button("What is sent").is_visible()


@pytest.mark.parametrize("width", [770, 1200])
def test_the_composer_has_room_for_the_chip(stage, width):
    stage.page.set_viewport_size({"width": width, "height": 900})
    before = boxes(stage.alone)
    stage.open()
    stage.focus()
    stage.press("Enter")
    stage.page.locator(".chip.only").wait_for()
    options = "document.querySelector('.options')"
    assert stage.page.evaluate(f"{options}.scrollWidth - {options}.clientWidth") <= 0
    stage.press("Escape")
    stage.bar.wait_for(state="detached")
    assert_still(stage.alone, before)


@pytest.mark.parametrize("marking", [True, False])
@pytest.mark.parametrize("width", [770, 1200])
def test_from_the_prompt_to_a_tile_are_eight_stops(alone, width, marking):
    alone.start(entries(only=ANSWER), width)
    alone.tiles.nth(0).click()
    alone.shows(2)
    if marking:
        stage = Canvas(alone).open()
        stage.focus()
        stage.press("Enter")
        stage.page.wait_for_function(f"{LAST}?.only.length === 1")
    alone.prompt.focus()
    stops = []
    for _ in range(20):
        alone.page.keyboard.press("Tab")
        stops.append(
            alone.page.evaluate(
                "document.activeElement.ariaLabel || document.activeElement.textContent"
            )
        )
        if alone.page.evaluate("document.activeElement.matches('[role=option]')"):
            break
    assert len(stops) <= 8, "; ".join(stops)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [420, 770, 1200])
def test_it_is_accessible(alone, width, theme):
    page = alone.page
    if theme == "dark":
        page.evaluate(DARK)
    alone.start(entries(only=ANSWER), width)

    def check(state):
        found = Axe().run(page)
        assert found.violations_count == 0, f"{state}: {found.generate_report()}"
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), state

    turn(alone, width, "History")
    alone.tiles.nth(0).click()
    turn(alone, width, "Picture")
    alone.shows(2)
    check("an answer")
    page.get_by_role("radio", name="Difference").click()
    page.locator(".ground img[alt^='12 %']").wait_for()
    check("the difference")
    stage = Canvas(alone).open()
    check("nothing marked")
    stage.focus()
    stage.press("Enter")
    page.wait_for_function(f"{LAST}?.only.length === 1")
    check("marking")
    alone.button("What is sent").click()
    page.get_by_role("dialog").get_by_text("image 2").wait_for()
    check("what is sent")
    stage.press("Escape")
    turn(alone, width, "Compose")
    check("the composer")
