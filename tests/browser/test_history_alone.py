"""The history alone in Chromium: groups, what is seen of them, and that nothing jumps."""

from __future__ import annotations

import re

import pytest
from alone import FIVE, PNG_FILE

# Two templates and photographs of today, then eighty older templates of ten.
LARGE = """[
  ...[905, 904, 903].map((n) => entry(n, {group: 'a {animal}'})),
  photograph('cup.png'), photograph('rocket.jpg'),
  ...[902, 901].map((n) => entry(n, {group: 'a boat'})),
  ...Array.from({length: 800}, (_, i) => entry(800 - i,
    {group: `old ${Math.floor(i / 10)}`, age: 200000, time: i < 400 ? 'last week' : i < 600 ? 'October 2026' : 'June 2025'})),
]"""
# Where each seen tile stands on the screen, by its name.
SEEN = """() => {
  const box = document.querySelector('.gallery').getBoundingClientRect();
  const tiles = [...document.querySelectorAll('.tile')].map((e) => [e, e.getBoundingClientRect()]);
  return Object.fromEntries(tiles.filter(([, r]) => r.top > box.top + 26 && r.bottom < box.bottom)
    .map(([e, r]) => [e.getAttribute('aria-label').replace(/,? .*/, ''), [r.left, r.top]]));
}"""


def group(alone, name):
    return alone.page.get_by_role("listbox", name="Pictures").get_by_role("group", name=name)


def heading(alone, name):
    return alone.page.get_by_role("toolbar", name=name).get_by_role("button", name=name)


def wait_for_tiles(alone, count=5):
    alone.page.wait_for_function(f"document.querySelectorAll('.tile img[src]').length >= {count}")


def scroll(alone, pixels):
    alone.page.locator(".gallery").evaluate("(e, to) => e.scrollTo(0, to)", pixels)
    alone.page.wait_for_function(
        "document.querySelectorAll('.tile').length > 3"
        " && ![...document.querySelectorAll('.tile')].some(e => e.ariaLabel === 'loading')"
    )


def come(alone, entries):
    """Let generations (JavaScript) come on top, and wait until they are here."""
    alone.page.evaluate(f"model.entries.unshift(...{entries}); model.status({{}})")
    alone.settled()
    assert "loading" not in alone.page.evaluate(
        "[...document.querySelectorAll('.tile')].map((e) => e.ariaLabel)"
    )


def assert_nothing_moved(before, after):
    both = before.keys() & after.keys()
    assert len(both) > 4, (before, after)
    moved = [(name, before[name], after[name]) for name in both]
    assert all(abs(x - u) <= 2 and abs(y - v) <= 2 for _, (x, y), (u, v) in moved), moved


# -- groups ---------------------------------------------------------------------------------


def test_templates_and_photographs_are_groups_with_their_counts(alone):
    alone.start(LARGE)
    wait_for_tiles(alone)
    assert group(alone, "a {animal}, 3").get_by_role("option").count() == 3
    assert group(alone, "photographs, 2").get_by_role("option").all_inner_texts() == [
        "cup.png", "rocket.jpg",
    ]  # fmt: skip
    assert alone.search.get_attribute("placeholder") == "Search 807 pictures"
    alone.button("Time").click()
    group(alone, "today, 7").wait_for(state="attached")
    labels = (
        group(alone, "today, 7")
        .get_by_role("option")
        .evaluate_all("tiles => tiles.map(e => e.ariaLabel.split(/[ ,]/)[0])")
    )
    assert labels[:5] == ["@905", "@904", "@903", "cup.png", "rocket.jpg"]


def test_only_what_is_seen_is_asked_for(alone):
    alone.start(LARGE)
    wait_for_tiles(alone)
    assert [m["start"] for m in alone.sent("groups") if m["start"]] == []
    asked = {page["group"] for m in alone.sent("entries") for page in m["pages"]}
    assert len(alone.sent("entries")) <= 2  # the first one, which is shown, and all in view
    assert "template:a {animal}" in asked
    assert "template:old 40" not in asked
    assert alone.tiles.count() < 100
    alone.page.locator(".gallery").evaluate("e => e.scrollTo(0, e.scrollHeight)")
    alone.page.get_by_role("option", name=re.compile("^@10 ")).wait_for()
    assert [m["start"] for m in alone.sent("groups") if m["start"]] == [60]
    assert {"template:old 40"}.isdisjoint(
        page["group"] for m in alone.sent("entries") for page in m["pages"]
    )


def test_old_groups_of_many_are_one_line_until_they_are_unfolded(alone):
    alone.start(LARGE)
    wait_for_tiles(alone)
    old = group(alone, "old 0, 10")
    assert old.get_by_role("option").count() == 5
    assert heading(alone, "old 0").get_attribute("aria-expanded") == "false"
    heading(alone, "old 0").click()
    alone.page.wait_for_function(
        "document.querySelector('[role=group][aria-label=\"old 0, 10\"]').children.length > 5"
    )
    assert heading(alone, "old 0").get_attribute("aria-expanded") == "true"
    heading(alone, "a {animal}").click()
    heading(alone, "a {animal}").click()
    assert group(alone, "a {animal}, 3").get_by_role("option").count() == 3
    alone.search.fill("cat")  # what is searched for is not folded
    alone.page.get_by_text("805 found").wait_for()
    assert heading(alone, "old 0").get_attribute("aria-expanded") == "true"


def test_a_heading_sticks_while_its_group_is_seen(alone):
    alone.start("Array.from({length: 100}, (_, i) => entry(100 - i))")
    wait_for_tiles(alone)
    scroll(alone, 900)
    top = "(e) => e.getBoundingClientRect().top - document.querySelector('.gallery').getBoundingClientRect().top"
    assert abs(heading(alone, "cats").locator("..").evaluate(top)) <= 1


def test_a_group_is_selected_as_a_whole(alone):
    alone.start(LARGE)
    wait_for_tiles(alone)
    alone.page.get_by_role("toolbar", name="old 0").get_by_role(
        "button", name="Select all: 10 pictures"
    ).click()
    alone.picked(*(f"@{number}" for number in range(800, 790, -1)))


def test_a_rail_of_months_leads_to_each(alone):
    alone.start(LARGE)
    wait_for_tiles(alone)
    months = alone.page.get_by_role("navigation", name="Months")
    assert months.count() == 0
    alone.button("Time").click()
    heading(alone, "October 2026").wait_for()
    heading(alone, "last week").click()  # unfolded
    months.get_by_role("button", name="June 2025").click()
    alone.page.get_by_role("option", name=re.compile("^@200 ")).wait_for()
    assert months.get_by_role("button").all_inner_texts() == ["Oct", "2025"]


# The time of day, which goes on while a computer sleeps; the time since the page was loaded does not.
CLOCK = """() => {
  window.time = new Date(2026, 9, 14, 10).getTime();
  window.Date = class extends Date {
    constructor(...given) { super(...(given.length ? given : [time])); }
    static now() { return time; }
  };
}"""


def test_times_are_right_after_the_computer_slept(alone):
    alone.page.evaluate(CLOCK)
    alone.start("[entry(1, {age: 3590}), entry(2, {group: 'dogs', status: 'sent', pictures: [], age: 38})]")  # fmt: skip
    row = alone.page.get_by_role("toolbar", name="cats")
    row.get_by_text("09:00", exact=True).wait_for()
    seconds = alone.page.get_by_role("option", name="@2").get_by_text(re.compile("^38 s"))
    seconds.wait_for()
    alone.settled()
    alone.page.evaluate("window.time = new Date(2026, 9, 15, 9).getTime()")
    heading(alone, "cats").click()  # which is drawn anew
    row.get_by_text("yesterday", exact=True).wait_for()
    alone.page.get_by_role("option", name="@2").get_by_text(f"{38 + 23 * 3600} s").wait_for()


# -- nothing jumps --------------------------------------------------------------------------


def test_what_comes_fails_or_ends_moves_nothing_that_is_seen(alone):
    alone.start(LARGE)
    wait_for_tiles(alone)
    scroll(alone, 900)
    alone.page.wait_for_timeout(100)
    before = alone.page.evaluate(SEEN)
    come(alone, "[entry(906, {group: 'a new one', status: 'sent', pictures: []})]")
    assert_nothing_moved(before, alone.page.evaluate(SEEN))
    come(alone, "[entry(907, {group: 'a {animal}', status: 'failed', pictures: [], words: 'no'})]")
    alone.page.evaluate("model.entries.find(e => e.number === 906).status = 'failed'")
    come(alone, "Array.from({length: 30}, (_, i) => entry(940 - i, {group: 'thirty'}))")
    assert_nothing_moved(before, alone.page.evaluate(SEEN))


def test_what_comes_into_the_group_that_is_seen_moves_nothing(alone):
    alone.start("Array.from({length: 400}, (_, i) => entry(400 - i))")
    wait_for_tiles(alone)
    scroll(alone, 2000)
    alone.page.wait_for_timeout(100)
    before = alone.page.evaluate(SEEN)
    come(alone, "[entry(403), entry(402), entry(401)]")  # a row
    assert_nothing_moved(before, alone.page.evaluate(SEEN))


def test_at_the_very_top_the_newest_is_seen(alone):
    alone.start(LARGE)
    wait_for_tiles(alone)
    come(alone, "[entry(906, {group: 'a new one'})]")
    alone.page.get_by_role("option", name=re.compile("^@906 ")).wait_for()
    assert alone.page.locator(".gallery").evaluate("e => e.scrollTop") == 0
    assert "@906" in alone.page.evaluate(SEEN)


def new(alone):
    """The button that counts what came and is out of sight."""
    return alone.page.get_by_role("button", name=re.compile(r"^\d+ new$"))


def test_what_comes_out_of_sight_is_counted_until_it_is_looked_at(alone):
    alone.start(LARGE)
    wait_for_tiles(alone)
    alone.tiles.nth(2).click()  # the newest is not followed
    scroll(alone, 900)
    alone.page.evaluate(
        """() => { model.entries.unshift(entry(906, {status: 'sent', pictures: []}));
          model.status({jobs: jobs([{number: 906, seconds: 1}])}); }"""
    )
    come(alone, "[]")
    assert new(alone).count() == 0  # it is under way
    alone.page.evaluate("model.entries[0] = entry(906); model.status({jobs: jobs()})")
    alone.button("1 new").wait_for()
    come(alone, "[entry(907)]")
    alone.button("2 new").click()
    alone.page.get_by_alt_text("cat 907").wait_for()
    assert new(alone).count() == 0
    alone.page.wait_for_function("document.activeElement.ariaLabel?.startsWith('@907 ')")


def test_what_comes_into_sight_is_not_counted(alone):
    alone.start(LARGE)
    wait_for_tiles(alone)
    alone.tiles.nth(2).click()  # the newest is not followed
    come(alone, "[entry(906, {group: 'a new one'})]")
    alone.page.get_by_role("option", name=re.compile("^@906 ")).wait_for()
    new(alone).wait_for(state="detached")
    scroll(alone, 900)
    come(alone, "[entry(907, {group: 'another one'})]")
    alone.button("1 new").wait_for()
    scroll(alone, 0)  # without a click
    new(alone).wait_for(state="detached")


def test_what_comes_while_another_view_is_open_is_counted_until_the_history_is_seen(alone):
    alone.start(FIVE)
    alone.tiles.nth(2).click()  # the newest is not followed
    alone.page.get_by_role("tab", name="Compare").click()
    come(alone, "[entry(6)]")
    assert alone.page.locator(".new").text_content() == "1 new"
    alone.page.get_by_role("tab", name="Make").click()
    new(alone).wait_for(state="detached")


# -- what is asked for ----------------------------------------------------------------------


def test_what_is_seen_first_comes_in_one_answer(alone):
    alone.page.evaluate("model.pushes = true; model.mute.add('hello')")
    alone.start(FIVE)
    wait_for_tiles(alone)
    first, *more = alone.page.evaluate("model.sent.map(({ kind }) => kind)")
    assert first == "groups"
    assert not {"groups", "entries", "tiles"} & set(more)


def test_tiles_that_are_here_do_not_come_again_with_a_search(alone):
    alone.page.evaluate("model.mute.add('hello')")
    alone.start(FIVE)
    wait_for_tiles(alone)
    alone.search.fill("cat")
    alone.page.get_by_text("5 found").wait_for()
    asked = alone.sent("groups")
    assert [(one["entries"], one["tiles"]) for one in asked] == [(True, True), (True, False)]
    assert alone.sent("entries") == []


def test_a_status_that_tells_nothing_new_lets_nothing_be_asked_again(alone):
    alone.page.evaluate("model.mute.add('hello'); model.status({})")
    alone.start(FIVE)
    wait_for_tiles(alone)
    alone.page.evaluate("model.fire('change:_status')")  # comes later than the answer
    come(alone, "[entry(6)]")
    alone.page.get_by_role("option", name=re.compile("^@6 ")).wait_for()
    assert len(alone.sent("groups")) == 2


# -- keys -----------------------------------------------------------------------------------


def test_arrows_go_across_groups_and_show_what_they_reach(alone):
    alone.start(LARGE)
    wait_for_tiles(alone)
    alone.tiles.first.focus()
    for key, name in [
        ("ArrowRight", "@904"), ("ArrowRight", "@903"), ("ArrowRight", "cup.png"),
        ("ArrowDown", "@902"), ("ArrowUp", "cup.png"), ("ArrowUp", "@905"), ("ArrowRight", "@904"),
        ("ArrowDown", "rocket.jpg"), ("Home", "@905"), ("End", "@6"), ("PageUp", "@"), ("Home", "@905"),
    ]:  # fmt: skip
        alone.page.keyboard.press(key)
        alone.page.wait_for_function(
            f"document.activeElement.getAttribute('aria-label')?.startsWith({name!r})", timeout=5000
        )
    assert alone.page.locator("[role=option][tabindex='0']").count() == 1
    alone.page.keyboard.press("ArrowRight")
    alone.page.get_by_alt_text("cat 904").wait_for()
    assert alone.sent("pick") == []  # shown is not selected
    assert "shown" in alone.tiles.nth(1).get_attribute("class")


def test_all_that_are_selected_are_added_to_the_inputs_and_the_prompt_stays(alone):
    alone.start(FIVE)
    alone.prompt.fill("my careful prompt")
    for place in (4, 2):
        alone.tiles.nth(place).press("a")
    refs = "model.state._composer.inputs?.map((one) => one.ref).join()"
    alone.page.wait_for_function(f"{refs} === '@1,@3'")
    for place in (0, 2, 3):
        alone.tiles.nth(place).click(modifiers=["Control"])
    alone.picked("@5", "@3", "@2")
    alone.page.keyboard.press("a")
    alone.page.wait_for_function(f"{refs} === '@1,@3,@5,@2'")
    assert alone.prompt.input_value() == "my careful prompt"
    alone.button("Use together").click()
    alone.page.wait_for_function(f"{refs} === '@5,@3,@2'")


def test_more_than_there_is_room_for_are_not_added(alone):
    alone.start("Array.from({length: 9}, (_, i) => entry(9 - i))")
    alone.tiles.nth(3).press("a")
    alone.page.wait_for_function("model.state._composer.inputs?.length === 1")
    alone.tiles.first.press("Control+a")
    alone.page.wait_for_function("model.state.picked.length === 9")
    alone.page.keyboard.press("a")
    alone.page.get_by_role("alert").get_by_text("9 inputs are too many: 8 are the most.").wait_for()
    assert alone.page.evaluate("model.state._composer.inputs.length") == 1


def test_photographs_are_selected_and_made_inputs_with_the_rest(alone):
    alone.start(LARGE)
    wait_for_tiles(alone)
    cup = alone.page.get_by_role("option", name="cup.png, photograph")
    cup.click()
    alone.page.wait_for_function("/^@abcdef[0-9]+$/.test(model.state.picked[0])")
    assert cup.get_attribute("aria-selected") == "true"
    alone.page.keyboard.press("5")  # a photograph has no rating,
    alone.page.keyboard.press("Delete")  # and is not deleted here
    alone.tiles.first.click(modifiers=["Control"])
    alone.page.keyboard.press("a")
    alone.page.wait_for_function("document.querySelectorAll('.inputs li').length === 2")
    alone.tiles.first.press("3")
    alone.settled()
    assert [m["numbers"] for m in alone.wait_sent("rate")] == [[905]]
    assert alone.sent("delete") == []
    ref = alone.page.evaluate("model.state.picked[0]")
    assert alone.page.evaluate("model.state._composer.inputs.map((one) => one.ref)") == [
        ref,
        "@905",
    ]


def test_space_takes_one_more_and_escape_none(alone):
    alone.start(FIVE)
    wait_for_tiles(alone)
    alone.tiles.first.focus()
    alone.page.keyboard.press(" ")
    alone.page.keyboard.press("ArrowRight")
    alone.page.keyboard.press(" ")
    alone.picked("@5", "@4")
    alone.page.keyboard.press(" ")
    alone.picked("@5")
    alone.page.keyboard.press("Escape")
    alone.picked()


def test_it_is_two_tab_stops_with_the_headings(alone):
    alone.start(LARGE)
    wait_for_tiles(alone)
    alone.page.get_by_role("slider", name="Size of the thumbnails").focus()
    alone.page.keyboard.press("Tab")
    assert alone.focused() == "@905 nano-banana: cat 905"
    alone.page.keyboard.press("Tab")
    assert heading(alone, "a {animal}").evaluate("e => e === document.activeElement")
    alone.page.keyboard.press("ArrowDown")
    assert heading(alone, "photographs").evaluate("e => e === document.activeElement")
    alone.page.keyboard.press("ArrowRight")
    alone.page.keyboard.press("Enter")
    alone.page.wait_for_function("model.state.picked.length === 2")


# -- choices --------------------------------------------------------------------------------


def test_the_tiles_size_and_the_arrangement_outlive_a_reload(alone):
    alone.start(FIVE)
    wait_for_tiles(alone)
    small = alone.tiles.first.evaluate("e => e.getBoundingClientRect().width")
    slider = alone.page.get_by_role("slider", name="Size of the thumbnails")
    assert slider.input_value() == "66"
    slider.fill("100")
    alone.page.wait_for_function(
        f"document.querySelector('.tile').getBoundingClientRect().width > {small} + 20"
    )
    slider.fill("160")  # two in a row at least
    assert len({place[1] for place in list(alone.page.evaluate(SEEN).values())[:2]}) == 1
    alone.button("Time").click()
    group(alone, "today, 5").wait_for(state="attached")
    alone.page.evaluate("close()")
    alone.start(FIVE)
    group(alone, "today, 5").wait_for(state="attached")
    assert slider.input_value() == "160"
    assert alone.button("Time").get_attribute("aria-pressed") == "true"


@pytest.mark.parametrize(
    ("name", "word"), [("Starred only", "is:starred"), ("Failed only", "is:failed")]
)
def test_a_choice_is_a_word_of_the_search(alone, name, word):
    alone.start(
        "[entry(2, {starred: true, status: 'failed', pictures: [], words: 'no'}), entry(1)]"
    )
    button = alone.button(name)
    button.click()
    alone.page.get_by_text("1 found").wait_for()
    assert (alone.search.input_value(), button.get_attribute("aria-pressed")) == (word, "true")
    button.click()
    assert (alone.search.input_value(), button.get_attribute("aria-pressed")) == ("", "false")


def test_tiles_say_what_is_under_way_failed_or_gone(alone):
    alone.page.evaluate(
        """() => { model.tell = ((tell) => (content, buffers) => content.kind !== 'tiles' ? tell.call(model, content, buffers)
            : tell.call(model, {kind: 'missing', hash: 'gone', size: 'tile', words: ['gone']}))(model.tell); }"""
    )
    alone.start(
        "[entry(3, {status: 'sent', pictures: [], age: 38}), entry(2, {status: 'failed', pictures: [],"
        " words: 'I can’t edit this'}), entry(1, {pictures: [{hash: 'gone', type: 'png', width: 4, height: 3, size: 9}]})]"
    )
    alone.page.evaluate(
        "model.status({jobs: jobs([{number: 3, seconds: 38, low: 95, high: 160}])})"
    )
    alone.tiles.nth(0).get_by_text("95–160", exact=True).wait_for()
    assert re.match(r"@3\n[3-9]\d s", alone.tiles.nth(0).inner_text())
    alone.tiles.nth(1).get_by_text("I can’t edit this").wait_for()
    alone.tiles.nth(2).get_by_text("The file is gone.").wait_for()


@pytest.mark.thorough
def test_ten_thousand_that_were_seen_are_let_go(alone):
    alone.start(
        "Array.from({length: 10000}, (_, i) => entry(10000 - i, {group: `g ${Math.floor(i / 50)}`}))"
    )
    wait_for_tiles(alone)
    gallery = alone.page.locator(".gallery")
    for place in range(60):
        gallery.evaluate("(e, part) => e.scrollTo(0, e.scrollHeight * part)", place / 60)
        alone.page.wait_for_timeout(20)
    alone.page.wait_for_timeout(300)
    assert alone.page.evaluate("live.size") <= 620
    assert alone.tiles.count() < 200


def test_a_dropped_photograph_is_there_at_once(alone):
    alone.start(FIVE)
    wait_for_tiles(alone)
    alone.page.evaluate(
        f"""() => {{ const transfer = new DataTransfer(); transfer.items.add({PNG_FILE});
          document.querySelector('.gallery').dispatchEvent(
            new DragEvent('drop', {{dataTransfer: transfer, bubbles: true, cancelable: true}}));
          model.entries.unshift(photograph('a.png')); model.status({{}}); }}"""
    )
    alone.page.get_by_role("option", name="a.png, photograph").wait_for()
    assert len(alone.wait_sent("upload")) == 1


# -- checks ----------------------------------------------------------------------------------

FAILING = """[
  entry(3, {prompt: 'a sign', checks: [{state: 'failed', line: 'text ✗ read “OPEN 24 HOUR5”'}, {state: 'passed', line: 'size ✓'}]}),
  entry(2, {checks: [{state: 'passed', line: 'size ✓'}]}), entry(1)]"""


def test_a_tile_says_which_check_fails(alone):
    alone.start(FAILING)
    wait_for_tiles(alone, 3)
    name = "@3 nano-banana, fails text: read “OPEN 24 HOUR5”: a sign"
    tile = alone.page.get_by_role("option", name=name, exact=True)
    assert tile.get_attribute("title") == name
    assert tile.locator(".fails").is_visible()
    assert alone.page.locator(".tile .fails").count() == 1


def test_what_fails_a_check_is_filtered_by_a_button(alone):
    alone.start(FAILING)
    wait_for_tiles(alone, 3)
    button = alone.button("Failing a check only")
    button.click()
    alone.page.wait_for_function("document.querySelectorAll('.tile').length === 1")
    assert alone.search.input_value() == "is:failing"
    assert button.get_attribute("aria-pressed") == "true"
    button.click()
    alone.page.wait_for_function("document.querySelectorAll('.tile').length === 3")
    assert alone.search.input_value() == ""
