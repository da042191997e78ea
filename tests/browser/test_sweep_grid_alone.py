"""Compare, a sweep: its pictures in a table that is turned, without a kernel."""

from __future__ import annotations

import json

import pytest
from axe_playwright_python.sync_playwright import Axe
from test_frame_alone import box

AXES = {
    "style": ["vintage", "watercolour"],
    "subject": ["fox", "owl", "cat"],
    "model": ["nano-banana", "gpt-image"],
}
# @1 to @12: styles slowest, models fastest. @6 failed, @8 was answered by another model.
FIELDS = """(n) => ({
  6: {status: "failed", pictures: [], words: "No animals.", error: ["Blocked: No animals."], seconds: 9, cost: 0},
  7: {rating: 5, starred: true, tags: ["starred"]}, 8: {rating: 2, servedBy: "nano-banana"}, 9: {rating: 3},
}[n] ?? {})"""


def start(alone, axes=AXES, fields=FIELDS, width=1200, key="name:birds", more="{}"):
    """Draw the panel as `%imagegen panel birds` opens it."""
    alone.page.set_viewport_size({"width": width, "height": 900})
    alone.page.evaluate(
        f"""() => {{
          const made = sweep("birds", {json.dumps(axes)}, 1, {fields});
          model.sweeps = {{ "name:birds": made, ...{more} }};
          model.entries = [...made.entries].reverse();
          model.state._sweep = {{ key: {json.dumps(key)}, count: 1 }};
          window.close = widget.render({{ model, el: document.getElementById("here") }});
        }}"""
    )
    grid(alone).wait_for()
    alone.page.wait_for_function("document.querySelectorAll('.pivot img[src]').length > 0")
    return alone


def grid(alone):
    return alone.page.get_by_role("grid", name="Sweep", exact=True)


def cell(alone, number):
    return alone.page.locator(f".pivot td[aria-label^='@{number},']")


def rows(alone):
    """Return the numbers of the generations as they stand."""
    return alone.page.evaluate(
        """[...document.querySelectorAll(".pivot tbody tr")].map((row) =>
          [...row.querySelectorAll("td")].map((cell) => parseInt(cell.ariaLabel?.slice(1)) || 0))"""
    )


def in_order(alone):
    return [number for row in rows(alone) for number in row]


def headings(alone, kind):
    return alone.page.evaluate(
        f"[...document.querySelectorAll('.pivot th[scope={kind}] bdi')].map((one) => one.textContent)"
    )


def choose(alone, name, label):
    alone.page.get_by_label(name, exact=True).select_option(label=label)


def at(alone):
    """Return the number of the cell that has the focus."""
    return alone.page.evaluate("parseInt(document.activeElement.ariaLabel?.slice(1)) || 0")


# -- turning ------------------------------------------------------------------------------


def test_a_sweep_is_turned_as_in_python(alone):
    start(alone)
    choose(alone, "Columns", "model")  # the subject goes behind the style
    assert rows(alone) == [[1, 2], [3, 4], [5, 6], [7, 8], [9, 10], [11, 12]]
    assert headings(alone, "rowgroup") == ["vintage", "watercolour"]
    assert headings(alone, "row") == ["fox", "owl", "cat"] * 2
    assert headings(alone, "col") == ["nano-banana", "gpt-image"]
    choose(alone, "Rows", "style")  # and back to the columns
    assert rows(alone) == [[1, 2, 3, 4, 5, 6], [7, 8, 9, 10, 11, 12]]
    assert headings(alone, "colgroup") == ["fox", "owl", "cat"]


def test_x_turns_the_table(alone):
    start(alone)
    choose(alone, "Columns", "model")
    cell(alone, 3).focus()
    alone.page.keyboard.press("x")
    assert rows(alone) == [list(range(1, 12, 2)), list(range(2, 13, 2))]
    assert at(alone) == 3
    alone.button("Turn the table").click()
    assert len(rows(alone)) == 6


def test_pages_are_one_at_a_time(alone):
    start(alone)
    choose(alone, "Pages", "pages: style")
    alone.page.get_by_label("Page", exact=True).wait_for()
    assert sorted(in_order(alone)) == [1, 2, 3, 4, 5, 6]
    alone.button("The next page").click()
    assert sorted(in_order(alone)) == [7, 8, 9, 10, 11, 12]
    assert alone.button("The next page").is_disabled()
    choose(alone, "Page", "1 of 2: vintage")
    assert sorted(in_order(alone)) == [1, 2, 3, 4, 5, 6]


def test_turning_asks_for_no_pixels_that_were_seen(alone):
    axes = {
        "a": ["1", "2", "3", "4", "5"],
        "b": ["x", "y", "z"],
        "c": ["p", "q"],
        "d": ["r", "s"],
        "e": ["solo"],
    }
    start(alone, axes, "() => ({})")
    # Everything is seen once, however the table is turned.
    sheet = alone.page.locator(".pivot-sheet")
    pixels = "model.sent.filter(({kind}) => kind === 'picture' || kind === 'tiles').length"
    for _ in range(12):
        sheet.evaluate("(one) => one.scrollBy(0, 300)")
        alone.page.wait_for_timeout(30)
    alone.page.wait_for_function(f"{pixels} >= 60")
    before = alone.page.evaluate(pixels)
    took = alone.page.evaluate(
        """async () => {
          const began = performance.now();
          for (const [name, value] of [["Rows", "0"], ["Columns", "1,2"], ["Rows", "3"], ["Pages", "2"]]) {
            const list = document.querySelector(`select[aria-label=${name}]`);
            const known = [...list.options].map((one) => one.value);
            list.value = known.includes(value) ? value : known[1];
            list.dispatchEvent(new Event("change", { bubbles: true }));
            await new Promise(requestAnimationFrame);
          }
          return (performance.now() - began) / 4;
        }"""
    )
    alone.page.wait_for_timeout(200)
    assert alone.page.evaluate(pixels) == before
    assert took < 1000  # a loaded machine; it is measured in tens


def test_a_long_single_axis_is_broken_into_lines(alone):
    start(alone, {"picture": [f"label {n}" for n in range(60)]}, "() => ({})")
    assert len(rows(alone)) > 3
    assert in_order(alone) == list(range(1, 61))
    assert alone.page.locator(".pivot .title").first.inner_text() == "label 0"


# -- keys ---------------------------------------------------------------------------------


def test_it_is_used_with_the_keyboard_alone(alone):
    start(alone)
    choose(alone, "Columns", "model")
    alone.page.get_by_role("radio", name="A sweep").focus()
    alone.page.keyboard.press("Tab")  # from the tools to the filters,
    alone.page.keyboard.press("Tab")  # and to the one stop of the table
    assert at(alone) == 1
    alone.page.keyboard.press("ArrowRight")
    alone.page.keyboard.press("ArrowDown")
    assert at(alone) == 4
    alone.page.keyboard.press("Control+End")
    assert at(alone) == 12
    alone.page.keyboard.press("Home")
    assert at(alone) == 11
    alone.page.keyboard.press("Control+Home")
    alone.page.keyboard.press(" ")
    alone.picked("@1")
    alone.page.keyboard.press("ArrowDown")
    alone.page.keyboard.press(" ")
    alone.picked("@1", "@3")
    alone.page.keyboard.press("4")
    assert alone.wait_sent("rate")[0]["numbers"] == [1, 3]
    cell(alone, 3).locator(".pips").wait_for()
    alone.page.keyboard.press("s")
    assert alone.wait_sent("tag")[0]["changes"] == ["starred"]
    alone.page.keyboard.press("Escape")
    alone.picked()
    alone.page.keyboard.press("Enter")
    alone.shows(3)
    assert alone.page.get_by_role("tab", name="Make").get_attribute("aria-selected") == "true"


def test_a_failure_is_looked_at_and_not_selected(alone):
    start(alone)
    cell(alone, 6).click()
    assert alone.sent("pick") == []
    cell(alone, 6).press("Enter")
    alone.stage.get_by_text("No animals.").first.wait_for()


# -- what is done with pictures -------------------------------------------------------------


def test_the_two_best_are_edited_or_compared(alone):
    start(alone)
    cell(alone, 7).click()
    cell(alone, 9).click()
    alone.picked("@7", "@9")
    alone.button("Compare").click()
    alone.page.get_by_role("radio", name="Two").wait_for()
    alone.page.locator(".letter").first.wait_for()
    assert alone.page.get_by_role("radio", name="Two").get_attribute("aria-checked") == "true"
    alone.page.get_by_role("radio", name="A sweep").click()
    alone.button("Edit each").click()
    sent = alone.wait_sent("compose")[-1]
    assert (sent["inputs"], sent["together"]) == (["@7", "@9"], False)


def test_again_asks_once_and_is_filled_in_place(alone):
    start(alone)
    cell(alone, 6).get_by_role("button", name="Again").dblclick()
    assert alone.wait_sent("again")[0]["number"] == 6
    assert len(alone.sent("again")) == 1
    alone.page.evaluate(
        """() => { const one = model.entries.find(({number}) => number === 6);
          Object.assign(one, entry(6, {prompt: one.prompt, model: one.model})); model.status({}); }"""
    )
    cell(alone, 6).locator("img").wait_for()


# -- filters and headings -------------------------------------------------------------------


def test_filters_keep_rows_and_fade_the_rest(alone):
    start(alone)
    choose(alone, "Columns", "model")
    alone.page.get_by_role("radio", name="Failed 1").click()
    assert rows(alone) == [[5, 6]]
    assert "out" in cell(alone, 5).get_attribute("class")
    alone.page.get_by_role("radio", name="Different 4").click()  # one failed, one rated 5 and 2
    assert rows(alone) == [[5, 6], [7, 8]]
    alone.page.get_by_role("radio", name="Starred 1").click()
    assert rows(alone) == [[7, 8]]
    alone.page.get_by_role("radio", name="All 12").click()
    assert len(rows(alone)) == 6


def test_what_fails_a_check_is_named_and_filtered(alone):
    fields = """(n) => n === 3 ? {checks: [{state: 'failed', line: 'text ✗ read “0WL”'}]} : {}"""
    start(alone, fields=fields)
    choose(alone, "Columns", "model")
    assert "fails text: read “0WL”" in cell(alone, 3).get_attribute("aria-label")
    assert cell(alone, 3).locator(".fails").is_visible()
    assert cell(alone, 3).get_by_text("fails text", exact=True).is_visible()
    assert alone.page.locator(".pivot .fails").count() == 1
    alone.page.get_by_role("radio", name="Failing a check 1").click()
    assert rows(alone) == [[3, 4]]
    assert "out" in cell(alone, 4).get_attribute("class")


def test_headings_have_means_and_refer_to_the_pinned_column(alone):
    start(alone)
    choose(alone, "Columns", "model")
    small = alone.page.locator(".pivot thead small")
    assert small.all_inner_texts() == [
        "rated 4.0 · 13 s · 6 of 6",
        "rated 2.0 (−2.0) · 13 s · $0.00 each · 5 of 6",
    ]
    cell(alone, 2).focus()
    alone.page.keyboard.press("p")
    assert small.all_inner_texts()[0] == "rated 4.0 (+2.0) · 13 s · 6 of 6"
    assert alone.page.locator(".pin[aria-pressed=true]").count() == 1


def test_a_cell_says_who_else_answered(alone):
    start(alone)
    assert "by nano-banana" in cell(alone, 8).get_attribute("aria-label")
    assert cell(alone, 8).get_by_text("by nano-banana").is_visible()
    assert "by" not in cell(alone, 7).get_attribute("aria-label")


# -- sizes ----------------------------------------------------------------------------------

WIDE = "() => ({pictures: [{hash: 'wide', type: 'png', width: 1600, height: 900, size: 9}]})"


def test_wide_pictures_have_wide_places(alone):
    start(alone, fields=WIDE)
    frame = box(alone, ".frame-of-picture")
    assert abs(frame["width"] / frame["height"] - 16 / 9) < 0.05
    assert box(alone, ".frame-of-picture img") == frame


def test_a_word_of_a_row_is_whole_where_there_is_room(alone):
    start(alone, {"subject": ["a photorealistic watercolour", "owl"], "model": AXES["model"]})
    lines = alone.page.evaluate(
        """() => { const range = new Range();
          const text = document.querySelector(".row-heading bdi").firstChild;
          const words = [...text.data.matchAll(/\\S+/g)];
          return words.map(({0: word, index}) => { range.setStart(text, index); range.setEnd(text, index + word.length);
            return range.getClientRects().length; }); }"""
    )
    assert lines == [1, 1, 1]


def test_a_title_has_what_is_not_on_the_page_of_all(alone):
    start(alone, width=820)
    choose(alone, "Pages", "pages: style")
    choose(alone, "Rows", "–")
    alone.page.locator(".pivot .title").first.wait_for()
    titles = alone.page.locator(".pivot .title").all_inner_texts()
    assert {"fox\ngpt-image", "owl\nnano-banana"} <= set(titles)


@pytest.mark.parametrize("width", [420, 770, 1200])
def test_everything_has_its_place(alone, width):
    start(alone, width=width)
    views, sheet = box(alone, ".views"), box(alone, ".pivot-sheet")
    assert sheet["x"] >= views["x"]
    assert sheet["x"] + sheet["width"] <= views["x"] + views["width"]
    bar = box(alone, ".chosen-bar")
    assert bar["y"] + bar["height"] <= views["y"] + views["height"] + 1
    tools = alone.page.locator(".pivot-tools > *, .pivot-tools label")
    for one in tools.all():
        edge = one.bounding_box()
        assert edge is None or edge["x"] + edge["width"] <= width
    side = box(alone, ".frame-of-picture")["width"]
    assert 72 <= side <= 240
    table = alone.page.locator(".pivot-sheet")
    assert table.evaluate("(one) => one.scrollHeight <= one.clientHeight")
    assert table.evaluate("(one) => one.scrollWidth <= one.clientWidth")
    cell(alone, 1).click()
    assert box(alone, ".pivot-sheet") == sheet  # the bar has its place before


def test_the_slider_overrules_the_size_and_headings_stick(alone):
    start(alone)
    slider = alone.page.get_by_role("slider", name="Size of the pictures")
    slider.fill("240")
    assert box(alone, ".frame-of-picture")["width"] == 240
    before = box(alone, ".pivot thead th")
    alone.page.locator(".pivot-sheet").evaluate("(one) => one.scrollTo(0, 100)")
    assert box(alone, ".pivot thead th")["y"] == before["y"]
    slider.press("Escape")
    assert box(alone, ".frame-of-picture")["width"] < 240


def test_facts_are_beside_a_picture_from_230_pixels_on(alone):
    start(alone)
    choose(alone, "Columns", "model")
    picture, facts = box(alone, ".frame-of-picture"), box(alone, ".facts-of-cell")
    assert facts["x"] >= picture["x"] + picture["width"]
    choose(alone, "Columns", "model, subject")
    picture, facts = box(alone, ".frame-of-picture"), box(alone, ".facts-of-cell")
    assert facts["y"] >= picture["y"] + picture["height"]


def test_a_group_of_the_history_opens_it(alone):
    alone.page.evaluate(
        """() => { const made = sweep("birds", {style: ["oil", "ink"]});
          model.sweeps = { "template:birds": made }; }"""
    )
    alone.start("[...model.sweeps['template:birds'].entries].reverse()")
    alone.page.get_by_role("toolbar", name="birds").hover()
    alone.button("Compare all of this prompt").click()
    cell(alone, 2).wait_for()
    assert alone.page.get_by_role("tab", name="Compare").get_attribute("aria-selected") == "true"


# -- bad input ------------------------------------------------------------------------------


def test_one_picture_is_a_table_of_one(alone):
    start(alone, {"style": ["oil"]}, "() => ({})")
    assert rows(alone) == [[1]]
    assert alone.page.get_by_label("Rows", exact=True).is_disabled()


def test_five_hundred_are_drawn_where_they_are_seen(alone):
    axes = {"row": [f"row {n}" for n in range(100)], "model": [f"model {n}" for n in range(5)]}
    start(alone, axes, "() => ({})")
    assert sum(map(len, rows(alone))) == 500
    assert alone.page.locator(".pivot img").count() < 150
    cell(alone, 1).focus()
    alone.page.keyboard.press("Control+End")
    assert at(alone) == 500
    cell(alone, 500).locator("img[src]").wait_for()


def test_odd_labels_sizes_and_members(alone):
    fields = """(n) => [
      {pictures: [{hash: "h1", type: "png", width: 1, height: 1, size: 1}]},
      {pictures: [{hash: "h2", type: "png", width: 4000, height: 1, size: 1}]},
      {pictures: [{hash: "h3", type: "png", width: 1, height: 4000, size: 1}]},
      {status: "sent", pictures: []}, {status: "unknown", pictures: []}, {deleted: true},
      {status: "failed", pictures: [], words: "no ".repeat(200)}, {},
    ][n - 1] ?? {}"""
    axes = {
        "subject": ["x" * 300, "مرحبا بالعالم " * 20, "", "<img src=x onerror=pwned()>"],
        "take": ["take 1", "take 2", "take 3"],
    }
    start(alone, axes, fields, width=770)
    for image in alone.page.locator(".pivot img").all():
        edge = image.bounding_box()
        assert edge["width"] >= 1
        assert edge["height"] >= 1
    assert cell(alone, 4).get_by_text("under way").is_visible()
    assert cell(alone, 5).get_by_text("unknown").is_visible()
    assert "deleted" in cell(alone, 6).get_attribute("aria-label")
    heads = headings(alone, "col") + headings(alone, "row")
    assert "(nothing)" in heads
    assert "<img src=x onerror=pwned()>" in heads
    assert not alone.page.evaluate("Boolean(window.broken)")
    sheet = alone.page.locator(".pivot-sheet")
    assert sheet.evaluate("(one) => one.scrollWidth <= one.clientWidth")


def test_a_file_that_is_gone_says_so(alone):
    alone.page.evaluate("model.mute = new Set(['picture', 'tiles'])")
    alone.page.evaluate(
        """() => {
          model.sweeps = { "name:birds": sweep("birds", {style: ["oil", "ink"]}) };
          model.state._sweep = { key: "name:birds", count: 1 };
          window.close = widget.render({ model, el: document.getElementById("here") });
        }"""
    )
    for asked in alone.wait_sent("picture", 2):
        missing = {
            "kind": "missing",
            "hash": asked["hash"],
            "size": asked["size"],
            "words": ["gone"],
        }
        alone.page.evaluate(f"model.tell({json.dumps(missing)})")
    alone.page.get_by_text("The file is gone.").first.wait_for()


def test_a_sweep_that_is_gone_says_so_and_another_is_chosen(alone):
    alone.page.evaluate(
        """() => {
          model.sweeps = { "name:cats": sweep("cats", {mood: ["sad", "happy"]}, 50) };
          model.state._sweep = { key: "name:birds", count: 1 };
          window.close = widget.render({ model, el: document.getElementById("here") });
        }"""
    )
    alone.page.get_by_role("alert").get_by_text("no such sweep").wait_for()
    choose(alone, "Which sweep", "cats · @50–@51")
    cell(alone, 50).wait_for()
    assert alone.page.get_by_role("alert").get_by_text("no such sweep").count() == 0


def test_which_other_model_painted_is_seen_before_its_rating(alone):
    start(alone)
    facts = cell(alone, 8).locator(".facts-of-cell > *")
    assert facts.evaluate_all("all => all.map((one) => one.className)")[-2:] == [
        "other cut",
        "pips",
    ]
    assert facts.nth(-2).inner_text() == "by nano-banana"


def test_a_page_that_is_loaded_anew_does_not_go_to_the_sweep_again(alone):
    start(alone)
    draw = """window.close = widget.render({ model, el: document.getElementById("here") })"""
    alone.page.evaluate(f"() => {{ window.close(); {draw}; }}")
    grid(alone).wait_for()  # another view in the same page
    alone.page.evaluate(
        f"""async () => {{
          window.close();
          const bytes = new Blob([await (await fetch("panel.js")).text()], {{type: "text/javascript"}});
          window.widget = (await import(URL.createObjectURL(bytes))).default;
          {draw};
        }}"""
    )
    alone.page.get_by_role("tab", name="Make", selected=True).wait_for()
    alone.page.evaluate("model.change('_sweep', { key: 'name:birds', count: 2 })")
    grid(alone).wait_for()


def test_another_sweep_of_other_axes_takes_its_place(alone):
    start(
        alone,
        more='{"name:cats": sweep("cats", {mood: ["sad", "happy"], size: ["s", "m", "l"]}, 50)}',
    )
    choose(alone, "Rows", "style")
    cell(alone, 12).focus()
    choose(alone, "Which sweep", "cats · @50–@55")
    cell(alone, 50).wait_for()
    assert sorted(in_order(alone)) == [50, 51, 52, 53, 54, 55]


def test_without_a_sweep_it_says_how_one_is_made(alone):
    alone.start("[]")
    alone.page.get_by_role("tab", name="Compare").click()
    alone.page.get_by_role("radio", name="A sweep").click()
    alone.page.get_by_text("There is no sweep yet.").wait_for()


# -- looks ------------------------------------------------------------------------------------


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_everybody_can_use_it(alone, theme):
    if theme == "dark":
        alone.page.evaluate("document.body.dataset.jpThemeLight = 'false'")
        alone.page.add_style_tag(content="body { background: #111111; color: #ffffff; }")
    start(alone)
    for number in (7, 9):
        cell(alone, number).click()
    cell(alone, 9).press("Escape") if theme == "dark" else None
    results = Axe().run(alone.page, context=".imagegen-panel")
    assert results.violations_count == 0, results.generate_report()


def test_what_is_selected_elsewhere_is_said_and_left_alone(alone):
    alone.page.evaluate("model.state.picked = ['@99', '@98']")
    start(alone)
    selected = alone.page.get_by_role("toolbar", name="Selected", exact=True)
    said = alone.page.locator(".chosen-bar").get_by_text("2 selected elsewhere")
    said.wait_for()
    assert selected.count() == 0
    cell(alone, 1).click()
    selected.get_by_text("1 selected", exact=True).wait_for()
    said.wait_for()
    assert selected.get_by_role("button", name="Compare").count() == 0
    cell(alone, 2).click()
    cell(alone, 2).press("4")
    assert alone.wait_sent("rate")[-1]["numbers"] == [1, 2]
    selected.get_by_role("button", name="Edit each").click()
    alone.page.wait_for_function(
        "model.state._composer.inputs?.map(({ref}) => ref).join() === '@1,@2'"
    )
    alone.page.get_by_role("tab", name="Compare").click()
    selected.get_by_role("button", name="None").click()
    alone.picked("@99", "@98")
    cell(alone, 3).click()
    cell(alone, 4).click()
    selected.get_by_role("button", name="Compare").click()
    alone.page.locator(".look").wait_for()
    for words in ("vintage owl nano-banana", "vintage owl gpt-image"):
        alone.page.locator(f".look img[alt*='{words}']").first.wait_for()


# -- words that can be read -----------------------------------------------------------------

CUT_LISTS = """(among) => [...document.querySelectorAll(among)].filter((one) => {
  const whole = one.cloneNode();
  whole.add(new Option(one.selectedOptions[0].text));
  whole.style.cssText = "position: absolute; min-width: 0; max-width: none; width: auto; flex: none";
  one.after(whole);
  const isCut = whole.offsetWidth > one.offsetWidth + 1;
  whole.remove();
  return isCut;
}).map((one) => one.selectedOptions[0].text)"""


def test_what_is_turned_and_the_page_can_be_read(alone):
    start(alone, width=803)
    choose(alone, "Pages", "pages: style")
    alone.page.get_by_label("Page", exact=True).wait_for()
    lists = ".side-of-rows select, .side-of-columns select, .side-of-pages select, .pages select"
    assert alone.page.evaluate(CUT_LISTS, lists) == []


def test_titles_of_a_broken_line_show_what_differs(alone):
    styles = [f"a vintage scientific illustration of {one}" for one in ("foxes", "owls", "cats")]
    start(alone, {"style": styles, "model": ["nano-banana", "gpt-image"]}, "() => ({})", width=803)
    choose(alone, "Rows", "–")
    titles = alone.page.locator(".pivot .title")
    titles.first.wait_for()
    assert titles.first.inner_text().split("\n") == ["… foxes", "nano-banana"]
    assert titles.first.get_attribute("title").startswith(styles[0])
    cut = "all => all.filter((one) => one.scrollHeight > one.clientHeight + 1).length"
    assert titles.evaluate_all(cut) == 0
    assert alone.page.locator(".pivot .title bdi").evaluate_all(cut) == 0
