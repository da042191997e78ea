"""Room: whatever is seen of the panel can be reached, in each view, in each state, at each width."""

from __future__ import annotations

import pytest
from test_frame_alone import BUSY, box
from test_only_alone import ANSWER, begin, entries
from test_rules_alone import FAILED, inputs
from test_sweep_grid_alone import AXES, FIELDS, cell
from test_sweep_grid_alone import start as start_sweep

WIDTHS = (300, 317, 353, 360, 420, 500, 599, 602, 680, 770, 820, 999, 1000, 1200, 1600)
LISTS = ".gallery, .pivot-sheet, .choices, .inputs, .chips, .prompt-box, .jobs, .queue, .months, .popover, .sheet"

DRAWN = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
WHOLE = ".keys-of-region, .keys-of-grid, .ends .end, .ends .end .cut, .stage > .toolbar > .digits, .report .ways"
CUT = """(lists) => {
  const panel = document.querySelector(".imagegen-panel");
  const found = [];
  for (const one of panel.querySelectorAll("button, a, input, select, textarea, [role=slider], [tabindex]")) {
    if (!one.checkVisibility({visibilityProperty: true, opacityProperty: true}) || one.closest(lists)) continue;
    const composer = one.closest(".composer");
    if (composer) composer.scrollTop = one.matches(".send *") ? 0 : one.offsetTop - 40; // where it scrolls
    const box = one.getBoundingClientRect();
    const name = one.ariaLabel || one.textContent.trim() || one.title || one.className;
    const seen = {left: box.left, top: box.top, right: box.right, bottom: box.bottom};
    for (let around = one.parentElement; around !== panel.parentElement; around = around.parentElement) {
      const style = getComputedStyle(around);
      const room = around.getBoundingClientRect();
      if (style.overflowX !== "visible")
        Object.assign(seen, {left: Math.max(seen.left, room.left), right: Math.min(seen.right, room.right)});
      if (style.overflowY !== "visible")
        Object.assign(seen, {top: Math.max(seen.top, room.top), bottom: Math.min(seen.bottom, room.bottom)});
    }
    const lost = Math.max(seen.left - box.left, seen.top - box.top, box.right - seen.right, box.bottom - seen.bottom);
    if (lost > 1 || box.width < 8 || box.height < 8) {
      found.push(`${name}: ${Math.round(lost)} pixels of it are cut`);
      continue;
    }
    const there = document.elementFromPoint((box.left + box.right) / 2, (box.top + box.bottom) / 2);
    const isItself = one.contains(there) || there?.contains(one) || there?.closest("label")?.contains(one);
    const isGround = one.matches(".ground, [role=dialog]");
    if (!isItself && !isGround) found.push(`${name}: ${there?.className} lies over it`);
  }
  for (const words of panel.querySelectorAll(WHOLE)) {
    const room = words.getBoundingClientRect();
    if (words.scrollWidth > words.clientWidth + 1 || (room.width && room.width < 4))
      found.push(`${words.textContent}: not all of it is seen`);
  }
  return found;
}""".replace("WHOLE", f'"{WHOLE}"')


class Room:
    """What can't be reached, by where that is."""

    def __init__(self, alone) -> None:
        self.alone = alone
        self.lost = {}

    def look(self, doing="") -> None:
        """Look at each width, and at each part where there is room for one only."""
        for width in WIDTHS:
            self.alone.page.set_viewport_size({"width": width, "height": 900})
            is_narrow = width < 600 and self.alone.button("Compose").is_visible()
            for part in ("Compose", "Picture", "History") if is_narrow else ("",):
                if part:
                    self.alone.button(part).click()
                self.alone.page.evaluate(DRAWN)
                if found := self.alone.page.evaluate(CUT, LISTS):
                    self.lost[" ".join(filter(None, (str(width), part, doing)))] = found

    def close(self) -> None:
        assert not self.lost, "\n".join(f"{where}: {found}" for where, found in self.lost.items())


@pytest.fixture
def room(alone):
    return Room(alone)


EDITED = "[entry(2, {inputs: [{number: 1, name: '@1', hash: 'hash1'}], rating: 4, starred: true}), entry(1)]"
ALL = """() => { const {kind, ...held} = model.sent.filter((m) => m.kind === 'compose').at(-1);
  model.share = 0.08; model.press = {label: 'Generate 12', price: '~$1,000.21', new: 12};
  const put = held.inputs.map((ref) => ({ref, hash: 'any', name: ref}));
  const [box] = [{ref: '1,2,3,4', hash: '', name: '1,2,3,4'}];
  model.change('_composer', {...held, view: 'other', inputs: put, only: [box], crop: true, share: 0.08,
    options: 'NAME --size 1024x1024 --until sharp', takes: 12});
  model.plan({view: model.sent.find((m) => m.view).view, template: held.template}); }"""


def test_make(alone, room):
    alone.start(EDITED, width=1200)
    room.look()
    inputs(alone, 2)
    alone.add_model("gpt-image")
    alone.add_model("nano-banana")
    room.look("of two inputs and two models")
    inputs(alone, 6)
    alone.add_model("image-gen-with-a-long-name")
    # What another window composes is not shown while one's own is still to be told.
    alone.page.wait_for_function(
        "(name) => model.sent.findLast(({kind}) => kind === 'compose')?.models.includes(name)",
        arg="image-gen-with-a-long-name",
    )
    alone.page.evaluate(ALL)
    alone.page.locator(".chip.only").wait_for(state="attached")
    room.look("with all that a composer can hold")
    room.close()


def test_a_failure_and_several(alone, room):
    alone.start(f"[entry(3, {FAILED}), entry(2), entry(1)]", width=1200)
    room.look("of a failure")
    alone.page.evaluate("model.change('picked', ['@1', '@2'])")
    alone.page.evaluate(BUSY)
    room.look("of two")
    room.close()


def test_only_here(alone, room):
    canvas = begin(alone, 1200)
    canvas.open()
    canvas.focus()
    canvas.press("Enter")
    room.look()
    room.close()


def test_an_answer_of_only_here(alone, room):
    alone.start(entries(only=ANSWER), width=1200)
    for face in ("Result", "Difference"):
        alone.page.get_by_role("radio", name=face, exact=True).click()
        room.look(face)
    room.close()


@pytest.mark.parametrize("width", [803, 1253])
def test_an_answer_of_only_here_has_words_for_verbs_and_whole_lines(alone, width):
    lines = [*ANSWER["lines"][:2], [{"words": "25 % of its change", "weighty": True}, {"words": "lay outside your marks and was cut off.", "weighty": False}]]  # fmt: skip
    alone.start(entries(only=ANSWER | {"lines": lines, "widened": 12, "wider": 24}), width=width)
    for name in ("Only here", "Compare"):
        words = alone.stage.get_by_role("button", name=name).locator(".name")
        assert words.bounding_box()["width"] > 30
    assert alone.stage.get_by_role("button", name="Larger").is_visible()
    cut = "[...document.querySelectorAll('.report .cut')].filter((one) => one.scrollWidth > one.clientWidth)"
    assert alone.page.evaluate(f"{cut}.map((one) => one.textContent)") == []
    assert box(alone, ".report .ways")["y"] > box(alone, ".report p:nth-child(3)")["y"]


def test_compare_two(alone, room):
    alone.start(EDITED, width=1200)
    alone.page.get_by_role("tab", name="Compare").click()
    for mode in ("Slider", "Side by side", "Flicker", "Difference"):
        alone.page.get_by_role("radio", name=mode, exact=True).click()
        room.look(mode)
    room.close()
    alone.page.set_viewport_size({"width": 317, "height": 900})
    shown = alone.page.locator(".versus tr").filter(has_text="black: up to 8")
    assert (
        shown.bounding_box()["y"]
        < box(alone, ".versus")["y"] + box(alone, ".versus")["height"] - 16
    )
    assert alone.button("Larger").is_visible()


@pytest.mark.parametrize("width", [300, 317, 353])
def test_what_a_narrow_stage_has_no_room_for_is_under_more(alone, width):
    alone.start(EDITED, width=width)
    alone.button("Picture").click()
    alone.settled()
    for name in ("Only here", "Compare"):
        assert alone.stage.get_by_role("button", name=name).locator(".name").is_visible()
    alone.button("More").click()
    more = alone.page.get_by_role("dialog", name="More of @2")
    for name in ("Fit", "1:1", "Smaller", "Larger", "Use prompt", "Copy cell"):
        assert more.get_by_role("button", name=name, exact=True).is_visible(), name
    more.get_by_role("link", name="Download").wait_for()  # once the file has come


def test_compare_a_sweep(alone, room):
    long = ["a vintage scientific illustration of the nineteenth century", "watercolour"]
    start_sweep(alone, {**AXES, "style": long}, FIELDS)
    room.look()
    alone.page.get_by_label("Pages", exact=True).select_option(label="pages: style")
    alone.page.get_by_label("Page", exact=True).wait_for()
    for number in (1, 2):
        cell(alone, number).click()
    room.look("pages, and two selected")
    room.close()


def test_jobs(alone, room):
    alone.start(EDITED, width=1200)
    alone.page.evaluate(BUSY)
    alone.page.get_by_role("tab", name="Jobs").click()
    room.look()
    room.close()
