"""Two pictures compared, alone in Chromium: four ways to look, and what differs in words."""

from __future__ import annotations

import base64
import io
import json

import pytest
from alone import FIVE
from axe_playwright_python.sync_playwright import Axe
from PIL import Image
from test_frame_alone import box

EDIT = """[
  entry(2, {inputs: [{name: '@1', number: 1}], prompt: 'a cat at night, asleep', cost: 0.067,
            pictures: [{hash: 'after', type: 'png', width: 600, height: 300, size: 9}]}),
  entry(1, {prompt: 'a cat at noon, asleep',
            pictures: [{hash: 'before', type: 'png', width: 400, height: 200, size: 9}]}),
]"""
WAYS = ("Slider", "Side by side", "Flicker", "Difference")
STILL = (
    ".compare > .toolbar",
    ".look",
    ".ends",
    ".versus",
    ".actions",
    ".strip-of-history",
    ".foot",
)
STOP = "document.activeElement.ariaLabel || document.activeElement.textContent"


@pytest.fixture
def edit(alone):
    """A panel with an edit on its stage: what it was made from is red, and it is blue."""
    pictures(alone, before=((400, 200), "red"), after=((600, 300), "blue"))
    alone.start(EDIT, width=1200)
    alone.page.get_by_role("navigation", name="Made from").wait_for()
    return alone


def pictures(alone, **wanted):
    for name, (size, colour) in wanted.items():
        stream = io.BytesIO()
        Image.new("RGBA", size, colour).save(stream, "PNG")
        known = ["png", base64.b64encode(stream.getvalue()).decode()]
        alone.page.evaluate("([name, known]) => { model.pictures[name] = known; }", [name, known])


def compare(alone, way=None):
    alone.button("Before and after").click()
    alone.page.locator(".ends .letter").first.wait_for()
    ready(alone)
    if way:
        alone.page.get_by_role("radio", name=way, exact=True).click()
        ground(alone).focus()


def ready(alone):
    """Wait until all that is shown has come."""
    alone.page.wait_for_function(
        "[...document.querySelectorAll('.look .ground img')].every((one) => one.complete && one.naturalWidth)"
    )


def ground(alone):
    return alone.page.locator(".look .ground").first


def sides(alone):
    a, _, b = (span.inner_text().split() for span in alone.page.locator(".ends > span").all())
    return a, b[::-1]


def colour(alone, x, y=0.5):
    """Return the colour at a place in the first picture's room, in parts of its sides."""
    at = ground(alone).bounding_box()
    clip = {
        "x": at["x"] + x * at["width"] - 1, "y": at["y"] + y * at["height"] - 1,
        "width": 2, "height": 2,
    }  # fmt: skip
    shot = Image.open(io.BytesIO(alone.page.screenshot(clip=clip))).convert("RGB")
    names = {(255, 0, 0): "red", (0, 0, 255): "blue"}
    return names.get(shot.getpixel((0, 0)), shot.getpixel((0, 0)))


def boxes(alone):
    return alone.page.evaluate(
        """(parts) => parts.map((part) => {
          const {x, y, width, height} = document.querySelector(part).getBoundingClientRect();
          return [x, y, width, height]; })""",
        STILL,
    )


def marked(alone, side):
    """Return the words of a prompt that stand in the text's colour: taken out, and put in."""
    cell = alone.page.get_by_role("row", name="prompt").get_by_role("cell").nth(side)
    return [
        (one.evaluate("e => e.localName"), one.inner_text())
        for one in cell.locator("ins, del").all()
    ]


# -- what is compared --------------------------------------------------------------------


def test_before_and_after_are_one_click_away(edit):
    edit.button("Before and after").click()
    ready(edit)
    assert sides(edit) == (["A", "@1"], ["B", "@2"])
    assert edit.focused() == "A: @1, B: @2"
    edit.page.keyboard.press("x")
    assert sides(edit) == (["A", "@2"], ["B", "@1"])
    edit.page.keyboard.press("Escape")
    edit.shows(2)
    edit.page.wait_for_function("document.activeElement.ariaLabel === 'Picture'")


def test_the_picture_before_comes_as_soon_as_it_is_known(alone):
    edit = "{inputs: [{number: 1, name: '@1', hash: 'hash1'}]}"
    alone.start(f"[entry(3), entry(2, {edit}), entry(1)]", width=1200)
    alone.page.get_by_alt_text("cat 3").wait_for()
    alone.hold("details")
    alone.tiles.nth(1).click()
    alone.tiles.nth(1).press("c")
    alone.page.get_by_text("Pick another picture in the history to compare with.").wait_for()
    alone.release()
    alone.page.wait_for_function("document.querySelectorAll('.look .ground img').length === 2")
    assert sides(alone) == (["A", "@1"], ["B", "@2"])


def test_an_edit_of_a_photograph_is_compared_with_it(alone):
    alone.start(
        "[entry(2, {inputs: [{name: 'coffee.png', number: 0, hash: 'hash coffee.png'}]}), photograph('coffee.png')]"
    )
    compare(alone)
    assert sides(alone) == (["A", "coffee.png"], ["B", "@2"])
    alone.page.get_by_role("row", name="prompt").get_by_text("a photograph, coffee.png").wait_for()
    alone.page.get_by_role("row", name="prompt").locator("ins").wait_for()
    assert marked(alone, 1) == [("ins", "cat 2")]
    alone.button("Edit A").or_(alone.button("Edit B")).first.wait_for()


def test_one_without_an_input_has_no_before(alone):
    alone.start(FIVE, width=1200)
    alone.page.get_by_alt_text("cat 5").wait_for()
    assert alone.button("Before and after").count() == 0


def test_a_comparison_of_one_asks_for_the_other(alone):
    alone.start(FIVE, width=1200)
    alone.tiles.nth(1).click()
    alone.tiles.nth(1).press("c")
    alone.page.get_by_text("Pick another picture in the history to compare with.").wait_for()
    alone.page.keyboard.press("ArrowRight")
    alone.page.wait_for_function("document.querySelectorAll('.look .ground img').length === 2")
    assert sides(alone) == (["A", "@4"], ["B", "@3"])
    alone.page.keyboard.press("ArrowRight")
    alone.page.keyboard.press("Shift+ArrowLeft")
    assert sides(alone) == (["A", "@5"], ["B", "@2"])
    alone.button("@1: cat 1").click()
    assert sides(alone) == (["A", "@5"], ["B", "@1"])
    alone.button("Edit B").click()
    assert alone.prompt.evaluate("e => e === document.activeElement")
    alone.page.wait_for_function(
        "model.state._composer.inputs?.map((one) => one.ref).join() === '@1'"
    )


def test_two_that_are_selected_are_compared_and_failures_left_out(alone):
    alone.start(
        "[entry(6, {status: 'failed', pictures: []}), ...[5, 4, 3, 2, 1].map((n) => entry(n))]",
        width=770,
    )
    alone.page.evaluate("model.change('picked', ['@2', '@5'])")
    alone.stage.get_by_text("2 selected").wait_for()
    alone.button("Compare").click()
    ready(alone)
    assert sides(alone) == (["A", "@2"], ["B", "@5"])
    ground(alone).focus()
    alone.page.keyboard.press("ArrowLeft")  # @6 failed, and has no picture
    assert sides(alone) == (["A", "@2"], ["B", "@5"])


def test_a_failure_is_not_compared(alone):
    alone.start("[entry(6, {status: 'failed', pictures: []}), entry(5)]", width=1200)
    alone.tiles.first.click()
    alone.tiles.first.press("c")
    alone.page.get_by_text("There is no picture: pick A in the history beside this.").wait_for()
    alone.button("@5: cat 5").click()
    alone.page.get_by_text("Pick another picture in the history to compare with.").wait_for()


def test_a_picture_whose_file_is_gone_says_so(alone):
    pictures(alone, hash1=((40, 30), "red"))
    alone.page.evaluate(
        "delete model.pictures.any; model.bytes = () => new DataView(new ArrayBuffer(0))"
    )
    alone.start("[entry(1), entry(2)]", width=1200)
    alone.page.evaluate("model.change('picked', ['@1', '@2']); model.apart = null")
    alone.button("Compare").click()
    alone.page.get_by_text("The picture's file is gone from the library.").wait_for()
    ground(alone).focus()
    alone.page.keyboard.press("4")
    alone.page.get_by_text("its file can't be read").wait_for()
    alone.errors.clear()  # images of no bytes


# -- the four ways -----------------------------------------------------------------------


def test_ways_are_radios_with_keys_and_the_last_one_is_kept(edit):
    compare(edit)
    radios = edit.page.get_by_role("radiogroup", name="How they are looked at").get_by_role("radio")
    assert [one.get_attribute("aria-label") for one in radios.all()] == list(WAYS)
    ground(edit).focus()
    for place, way in enumerate(WAYS, 1):
        edit.page.keyboard.press(str(place))
        assert edit.page.get_by_role("radio", name=way, checked=True, exact=True).count() == 1
        assert edit.page.evaluate("document.activeElement.matches('.ground')")  # it stays there
    edit.page.evaluate("close()")
    edit.start(EDIT, width=1200)
    compare(edit)
    assert edit.page.get_by_role("radio", name="Difference", checked=True).count() == 1


def test_two_or_a_sweep(edit):
    compare(edit)
    kinds = edit.page.get_by_role("radiogroup", name="What is compared").get_by_role("radio")
    assert kinds.all_inner_texts() == ["Two", "A sweep"]
    assert kinds.first.get_attribute("aria-checked") == "true"


def test_the_divider_is_moved_by_keys(edit):
    compare(edit, "Slider")
    divider = edit.page.get_by_role("slider", name="Divider")
    divider.focus()
    for key, value in (
        ("ArrowRight", 51), ("ArrowLeft", 50), ("Shift+ArrowRight", 60), ("Shift+ArrowLeft", 50),
        ("End", 100), ("ArrowRight", 100), ("Home", 0), ("ArrowLeft", 0), ("Shift+ArrowUp", 10),
    ):  # fmt: skip
        edit.page.keyboard.press(key)
        assert divider.get_attribute("aria-valuenow") == str(value)
    assert divider.get_attribute("aria-valuetext") == "10 % A"
    assert (divider.get_attribute("aria-valuemin"), divider.get_attribute("aria-valuemax")) == (
        "0",
        "100",
    )
    assert sides(edit) == (["A", "@1"], ["B", "@2"])  # and no other one was chosen
    edit.page.locator(".ends").get_by_text("10 %").wait_for()


def test_a_is_left_of_the_divider_and_b_right_of_it(edit):
    compare(edit, "Slider")
    assert (colour(edit, 0.3), colour(edit, 0.7)) == ("red", "blue")
    at = edit.page.get_by_role("slider", name="Divider").bounding_box()
    room = ground(edit).bounding_box()
    edit.page.mouse.move(at["x"] + at["width"] / 2, at["y"] + 20)
    edit.page.mouse.down()
    edit.page.mouse.move(room["x"] + 0.8 * room["width"], at["y"] + 20, steps=4)
    edit.page.mouse.up()
    assert (colour(edit, 0.3), colour(edit, 0.7)) == ("red", "red")
    divider = edit.page.get_by_role("slider", name="Divider")
    shown = edit.page.locator(".look img").first.bounding_box()
    share = (room["x"] + 0.8 * room["width"] - shown["x"]) / shown["width"]
    assert abs(int(divider.get_attribute("aria-valuenow")) - 100 * share) <= 1
    edit.page.mouse.move(room["x"] + 0.1 * room["width"], at["y"] + 20)  # it was let go of
    assert colour(edit, 0.7) == "red"
    edit.page.mouse.move(0, 0)


def test_the_divider_stays_in_sight_when_enlarged(edit):
    compare(edit, "Slider")
    for _ in range(6):
        edit.page.keyboard.press("+")
    one, other = edit.page.locator(".look img").all()
    assert one.bounding_box() == other.bounding_box()
    room = ground(edit).bounding_box()
    assert one.bounding_box()["width"] > room["width"]
    divider = edit.page.get_by_role("slider", name="Divider")
    divider.focus()
    for key, edge in (("Home", room["x"]), ("End", room["x"] + room["width"])):
        edit.page.keyboard.press(key)
        at = divider.bounding_box()
        assert abs(at["x"] + at["width"] / 2 - edge) <= 1
    edit.page.keyboard.press("Control+ArrowRight")  # that moves both pictures
    assert one.bounding_box() == other.bounding_box()


def test_through_what_is_transparent_the_other_one_is_not_seen(alone):
    pictures(alone, before=((400, 200), "red"), after=((400, 200), (0, 0, 0, 0)))
    alone.start(EDIT, width=1200)
    compare(alone, "Slider")
    alone.page.mouse.move(0, 0)
    assert colour(alone, 0.3) == "red"
    assert colour(alone, 0.7) == (220, 220, 220)  # the stage


def test_side_by_side_is_enlarged_and_moved_together(edit):
    compare(edit, "Side by side")
    a, b = edit.page.locator(".look .ground > img").all()
    edit.button("1:1").click()
    for _ in range(3):
        edit.page.keyboard.press("+")
    edit.page.keyboard.press("Control+ArrowRight")
    one, other = a.bounding_box(), b.bounding_box()
    assert (one["width"], one["height"]) == (other["width"], other["height"])
    rooms = [room.bounding_box() for room in edit.page.locator(".look .ground").all()]
    assert one["x"] - rooms[0]["x"] == pytest.approx(other["x"] - rooms[1]["x"], abs=0.5)


def test_b_is_seen_while_space_is_held(edit):
    edit.page.emulate_media(reduced_motion="reduce")
    compare(edit, "Flicker")
    assert (colour(edit, 0.5), edit.focused()) == ("red", "A: @1")
    edit.page.keyboard.down("Space")
    assert (colour(edit, 0.5), edit.focused()) == ("blue", "B: @2")
    edit.page.wait_for_timeout(400)
    assert colour(edit, 0.5) == "blue"  # and nothing flickers by itself
    edit.page.keyboard.up("Space")
    assert colour(edit, 0.5) == "red"
    edit.page.wait_for_timeout(400)
    assert colour(edit, 0.5) == "red"


def test_b_is_seen_while_a_button_is_held_by_pointer_or_key(edit):
    compare(edit, "Flicker")
    button = edit.button("Hold to see B")
    at = button.bounding_box()
    edit.page.mouse.move(at["x"] + 9, at["y"] + 9)
    edit.page.mouse.down()
    edit.page.locator(".ends").get_by_text("B is shown").wait_for()
    assert colour(edit, 0.5) == "blue"
    edit.page.mouse.up()
    assert colour(edit, 0.5) == "red"
    button.focus()
    edit.page.keyboard.down("Space")
    assert colour(edit, 0.5) == "blue"
    edit.page.evaluate("document.activeElement.blur()")  # the key is let go of elsewhere
    assert colour(edit, 0.5) == "red"
    edit.page.keyboard.up("Space")


def test_a_difference_is_the_kernels_picture_with_its_numbers(edit):
    pictures(edit, difference=((40, 20), "red"))
    compare(edit, "Difference")
    edit.page.get_by_alt_text("12 % of the pixels differ; black: up to 8").wait_for()
    [asked] = edit.wait_sent("difference")
    assert (asked["first"], asked["second"], asked["aligned"]) == ("before", "after", True)
    assert edit.focused() == "Difference of @1 and @2"
    assert colour(edit, 0.5) == "red"
    edit.page.locator(".ends").get_by_text("12 % of the pixels differ", exact=True).wait_for()
    for name, words in (
        ("pixels", "12 % of the pixels differ by more than 8 of 255; 14 on average"),
        ("where", "upper left: 10,20,300,200"), ("lined up", "moved 6 px, zoomed 1.6 %"),
    ):  # fmt: skip
        edit.page.get_by_role("row", name=name).get_by_text(words, exact=True).wait_for()
    edit.page.locator(".live").get_by_text("12 % of the pixels differ").wait_for(state="attached")
    edit.button("Line up").click()
    assert edit.wait_sent("difference", 2)[-1]["aligned"] is False
    assert edit.button("Line up").get_attribute("aria-pressed") == "false"


def test_a_difference_that_can_not_be_told_says_why(edit):
    edit.page.evaluate("model.apart = null")
    compare(edit, "Difference")
    edit.page.locator(".look").get_by_text("its file can't be read").wait_for()
    edit.page.evaluate("model.mute.add('difference')")
    edit.page.keyboard.press("x")
    edit.page.locator(".look").get_by_text("Comparing …").wait_for()


def test_a_photograph_that_was_held_upright_is_shown_so(alone):
    stream, exif = io.BytesIO(), Image.Exif()
    exif[0x0112] = 6
    Image.new("RGB", (400, 200), "red").save(stream, "JPEG", exif=exif)
    known = ["jpeg", base64.b64encode(stream.getvalue()).decode()]
    alone.page.evaluate("(known) => { model.pictures.before = known; }", known)
    pictures(alone, after=((200, 400), "blue"))
    alone.start(EDIT.replace("width: 600, height: 300", "width: 200, height: 400"), width=1200)
    compare(alone)
    alone.page.wait_for_function(
        "(at => at.height > 1.9 * at.width)(document.querySelector('.look img').getBoundingClientRect())"
    )


def test_held_arrows_ask_for_the_last_difference_alone(alone):
    alone.start("Array.from({length: 30}, (_, i) => entry(30 - i))", width=1200)
    alone.page.evaluate("model.change('picked', ['@30', '@29'])")
    alone.button("Compare").click()
    ground(alone).focus()
    alone.page.keyboard.press("4")
    alone.wait_sent("difference")
    for _ in range(8):
        alone.page.keyboard.press("ArrowRight")
    alone.page.wait_for_function(
        "model.sent.some(({ kind, second }) => kind === 'difference' && second === 'hash21')"
    )
    assert len(alone.sent("difference")) < 6


def test_pictures_that_are_shown_outlast_many_others(alone):
    alone.page.evaluate(
        """() => { const revoke = URL.revokeObjectURL; window.gone = [];
          URL.revokeObjectURL = (url) => { gone.push(url); revoke(url); }; }"""
    )
    alone.start("Array.from({length: 30}, (_, i) => entry(30 - i))", width=1200)
    alone.tiles.nth(0).click()
    alone.shows(30)
    alone.page.evaluate("model.change('picked', ['@29', '@28'])")
    alone.button("Compare").click()
    alone.page.get_by_role("radio", name="Slider", exact=True).click()
    ready(alone)
    ground(alone).focus()
    for number in range(27, 19, -1):
        alone.page.keyboard.press("ArrowRight")
        alone.page.wait_for_function(
            f"model.sent.some(({{ hash, size }}) => hash === 'hash{number}' && size === 'full')"
        )
        ready(alone)
    alone.page.keyboard.press("4")  # A's element goes, and comes anew
    alone.page.get_by_alt_text("12 %").wait_for()
    alone.page.keyboard.press("1")
    alone.page.get_by_alt_text("12 %").wait_for(state="detached")
    ready(alone)
    alone.page.keyboard.press("Escape")
    alone.page.evaluate("model.change('picked', [])")
    alone.shows(30)
    alone.page.wait_for_function("live.has(document.querySelector('.facts a[download]')?.href)")
    assert alone.page.evaluate("gone.length") >= 5  # of eleven: the others are let go of


# -- in words ----------------------------------------------------------------------------


def test_words_that_were_taken_out_and_put_in_are_marked(edit):
    compare(edit)
    edit.page.locator(".versus ins").wait_for()
    assert marked(edit, 0) == [("del", "noon,")]
    assert marked(edit, 1) == [("ins", "night,")]
    cell = edit.page.get_by_role("row", name="prompt").get_by_role("cell").nth(1)
    assert cell.inner_text() == "a cat at night, asleep"
    colours = cell.evaluate(
        "(e) => [getComputedStyle(e).color, getComputedStyle(e.querySelector('ins')).color]"
    )
    assert (
        colours[0]
        != colours[1]
        == edit.page.evaluate("getComputedStyle(document.querySelector('.imagegen-panel')).color")
    )


def test_what_is_the_same_in_long_prompts_is_cut_so_that_the_change_is_seen(alone):
    long = "a cat on a very long wall of old red bricks "
    alone.start(
        f"[entry(2, {{prompt: {json.dumps(long * 5 + 'at night')}}}), entry(1, {{prompt: {json.dumps(long * 5 + 'at noon')}}})]",
        width=1200,
    )
    alone.page.evaluate("model.change('picked', ['@1', '@2'])")
    alone.button("Compare").click()
    alone.page.locator(".versus ins").wait_for()
    cell = alone.page.get_by_role("row", name="prompt").get_by_role("cell").nth(1)
    assert cell.evaluate("(e) => e.scrollWidth <= e.clientWidth")
    assert cell.get_attribute("title") == f"{long * 5}at night"


def test_only_what_differs_is_in_the_text_s_colour(edit):
    compare(edit)
    differs = edit.page.locator(".versus .differs").all_inner_texts()
    assert [one.strip(" ·") for one in differs] == ["$0.067", "@1", "400×200", "600×300"]
    size = edit.page.get_by_role("row", name="size")
    size.get_by_text("shown at the size of A").wait_for()
    b = edit.page.get_by_role("row", name="made by").get_by_role("cell").nth(1)
    edit.page.keyboard.press("2")
    picture = edit.page.locator(".look .ground").nth(1).bounding_box()
    assert abs(b.bounding_box()["x"] - picture["x"]) <= 1  # below its picture


def test_another_shape_is_fitted_and_said(alone):
    pictures(alone, before=((400, 200), "red"), after=((200, 200), "blue"))
    alone.start(EDIT.replace("width: 600, height: 300", "width: 200, height: 200"), width=1200)
    compare(alone, "Side by side")
    alone.page.get_by_role("row", name="size").get_by_text(
        "another shape, fitted into A"
    ).wait_for()
    fit = "getComputedStyle(document.querySelectorAll('.look img')[1]).objectFit"
    assert alone.page.evaluate(fit) == "contain"


@pytest.mark.parametrize("size", [(1, 1), (4000, 1), (1, 4000)])
def test_the_smallest_and_the_thinnest_are_compared(alone, size):
    pictures(alone, before=(size, "red"), after=(size, "blue"))
    sized = "width: {}, height: {}".format(*size)
    alone.start(
        EDIT.replace("width: 600, height: 300", sized).replace("width: 400, height: 200", sized),
        width=770,
    )
    compare(alone)
    for place in range(1, 5):
        alone.page.keyboard.press(str(place))
        ready(alone)
    views = alone.page.evaluate("[document.documentElement.scrollWidth <= innerWidth, scrollY]")
    assert views == [True, 0]


def test_marks_of_b_are_a_click_away(edit):
    compare(edit)
    edit.page.locator(".marks-of-b").get_by_role("radio", name="4 of 5").click()
    assert edit.wait_sent("rate")[0] == edit.sent("rate")[0] | {"numbers": [2], "rating": 4}
    edit.page.locator(".marks-of-b").get_by_role("radio", name="4 of 5", checked=True).wait_for()


def test_without_a_kernel_one_goes_on_looking(edit):
    compare(edit)
    edit.page.evaluate("model.dead = true; model.fire('comm_live_update')")
    edit.page.keyboard.press("x")
    assert sides(edit) == (["A", "@2"], ["B", "@1"])
    edit.page.get_by_role("row", name="prompt").get_by_text("a cat at night, asleep").wait_for()
    edit.page.keyboard.press("3")
    assert colour(edit, 0.5) == "blue"
    edit.page.keyboard.press("4")
    edit.page.get_by_text("There is no kernel to compare them.").wait_for()


# -- rules of every view -----------------------------------------------------------------


@pytest.mark.parametrize("width", [420, 770, 1200])
def test_nothing_moves_from_way_to_way_or_when_b_changes(alone, width):
    alone.start(
        EDIT.replace("entry(1,", "entry(9, {prompt: 'x '.repeat(900)}), entry(1,"), width=width
    )
    if width < 600:
        alone.button("Picture").click()
    alone.page.evaluate("model.change('picked', ['@1', '@2'])")
    alone.button("Compare").click()
    ready(alone)
    ground(alone).focus()
    before = boxes(alone)
    for key in ("2", "3", "4", "1", "ArrowLeft", "ArrowRight", "x", "4"):
        alone.page.keyboard.press(key)
        moved = [
            abs(a - b)
            for one, other in zip(before, boxes(alone), strict=True)
            for a, b in zip(one, other, strict=True)
        ]
        assert max(moved) <= 2, key
    assert alone.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    wide = "[...document.querySelectorAll('.compare > .toolbar, .compare .actions')].map((e) => e.scrollWidth - e.clientWidth)"
    assert max(alone.page.evaluate(wide)) <= 0


@pytest.mark.parametrize("way", WAYS)
def test_few_stops(edit, way):
    compare(edit, way)
    edit.page.get_by_role("tab", name="Compare").focus()
    stops = []
    for _ in range(12):
        edit.page.keyboard.press("Tab")
        stops.append(edit.page.evaluate(STOP))
        if edit.page.evaluate("document.activeElement.matches('.handle')"):
            break
    assert len(stops) <= 8, stops


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [420, 1200])
def test_all_ways_are_accessible(alone, width, theme):
    if theme == "dark":
        alone.page.evaluate("document.documentElement.dataset.theme = 'dark'")
        alone.page.add_style_tag(content="body { background: #111; color: #eee }")
    alone.start(EDIT, width=width)
    alone.page.evaluate("model.change('picked', ['@1', '@2'])")
    if width < 600:
        alone.button("Picture").click()
    alone.button("Compare").click()
    ready(alone)
    alone.page.locator(".versus ins").wait_for()
    for way in WAYS:
        alone.page.get_by_role("radio", name=way, exact=True).click()
        found = Axe().run(alone.page)
        assert found.violations_count == 0, f"{way}: {found.generate_report()}"


def test_pictures_of_differences_are_let_go_of(edit):
    compare(edit, "Difference")
    edit.page.get_by_alt_text("12 % of the pixels differ").wait_for()
    for key in ("x", "x", "1"):
        edit.page.keyboard.press(key)
    edit.page.evaluate("close()")
    assert edit.page.evaluate("live.size") == 0


def test_what_has_to_do_with_a_comes_first_in_the_strip(alone):
    alone.start(
        "Array.from({length: 90}, (_, i) => entry(90 - i, i === 2 ? {inputs: [{number: 1, name: '@1', hash: 'hash1'}]} : {}))",
        width=803,
    )
    alone.tiles.nth(2).click()
    alone.shows(88)
    alone.page.get_by_role("tab", name="Compare").click()
    choices = alone.page.locator(".choice .number")
    alone.page.locator(".choice .letter").nth(1).wait_for()
    assert choices.all_inner_texts()[:2] == ["@88", "@1"] or choices.all_inner_texts()[:2] == ["@1", "@88"]  # fmt: skip
    room = box(alone, ".choices")
    for letter in alone.page.locator(".choice:has(.letter)").all():
        at = letter.bounding_box()
        assert room["y"] <= at["y"] and at["y"] + at["height"] <= room["y"] + room["height"]


def test_the_chosen_b_is_whole_in_the_strip(alone):
    alone.start("Array.from({length: 40}, (_, i) => entry(40 - i))", width=803)
    alone.page.get_by_role("tab", name="Compare").click()
    alone.page.locator(".choice .letter").first.wait_for()
    alone.page.locator(".compare .ground").first.focus()
    for _ in range(30):
        alone.page.keyboard.press("ArrowRight")
    chosen = alone.page.locator(".choice[aria-pressed=true]")
    chosen.wait_for()
    room, at = box(alone, ".choices"), chosen.bounding_box()
    assert room["y"] <= at["y"] and at["y"] + at["height"] <= room["y"] + room["height"]
