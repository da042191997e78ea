"""The rules that hold in every view of the panel, measured by its boxes and pressed by its keys."""

from __future__ import annotations

import json
import re

import pytest
from alone import FIVE, STATIC
from axe_playwright_python.sync_playwright import Axe
from test_frame_alone import BUSY, ENDED, box

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


@pytest.mark.parametrize("width", [602, 770, 1001, 1002, 1200])
def test_every_part_is_seen_at_once(alone, width):
    alone.start(FIVE, width=width)
    alone.page.get_by_alt_text("cat 5").wait_for()
    panel, views = box(alone, ".imagegen-panel"), box(alone, ".views")
    assert panel["height"] == 720
    at = {part: box(alone, f"[data-part={part}]") for part in ("compose", "picture", "history")}
    for part in at.values():
        assert part["width"] >= 200 and part["height"] >= 200 or part is at["compose"]
        assert part["y"] >= views["y"]
        assert part["y"] + part["height"] <= views["y"] + views["height"] + 1
    if width < 1002:
        assert at["compose"]["height"] <= 137  # with the line below it
        assert (at["compose"]["width"], at["history"]["width"]) == (width - 2, 240)
    else:
        assert (at["compose"]["width"], at["history"]["width"]) == (296, 268)
        assert at["picture"]["width"] == width - 2 - 296 - 268


@pytest.mark.parametrize("tall", [420, 720])
@pytest.mark.parametrize("width", [602, 770])
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
