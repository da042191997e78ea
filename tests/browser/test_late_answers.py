"""What somebody does in the panel while the kernel's answer is on its way, alone in Chromium."""

from __future__ import annotations

import pytest
from alone import FIVE
from test_compare_alone import sides
from test_only_alone import begin
from test_sweep_grid_alone import cell

# -- what is paid for -----------------------------------------------------------------------


@pytest.fixture
def marking(alone):
    """The panel with a stroke on the picture whose mask isn't with the kernel yet."""
    stage = begin(alone)
    stage.open()
    alone.prompt.fill("a heart")
    alone.hold("upload")
    stage.drag((200, 200), (300, 200))
    return stage


def test_what_is_written_while_the_marks_are_on_their_way_is_not_sent(marking):
    alone = marking.alone
    alone.button("Generate").click()
    alone.wait_sent("upload")
    alone.prompt.press("End")
    alone.page.keyboard.type(" and then a gol")
    alone.release()
    alone.page.get_by_role("alert").get_by_text("Not sent: it was changed").wait_for()
    assert alone.sent("generate") == []
    alone.page.keyboard.type("d star")
    alone.button("Generate").click()
    [message] = alone.wait_sent("generate")
    assert message["template"] == "a heart and then a gold star"
    assert len(message["only"]) == 1


def test_of_two_presses_the_later_one_sends(marking):
    alone = marking.alone
    alone.button("Generate").click()
    alone.wait_sent("upload")
    alone.prompt.press("End")
    alone.page.keyboard.type(" of gold")
    alone.prompt.press("Shift+Enter")
    alone.release()
    assert [one["template"] for one in alone.wait_sent("generate")] == ["a heart of gold"]
    assert alone.outcome("Not sent").count() == 0


@pytest.mark.parametrize("change", ["removed", "drawn on"])
def test_marks_that_were_changed_on_their_way_are_not_sent(marking, change):
    alone = marking.alone
    alone.button("Generate").click()
    alone.wait_sent("upload")
    if change == "removed":
        alone.button("Remove Only here").click()
    else:
        marking.drag((300, 300), (400, 300))
    alone.release()
    alone.page.get_by_role("alert").get_by_text("Not sent: it was changed").wait_for()
    assert alone.sent("generate") == []


def test_of_two_presses_the_first_says_nothing_when_the_later_one_has_no_marks(marking):
    alone = marking.alone
    alone.button("Generate").click()
    alone.wait_sent("upload")
    marking.bar.get_by_role("button", name="Clear").click()
    marking.focus()
    marking.press("Escape")
    alone.button("Generate").click()
    assert alone.wait_sent("generate")[0]["only"] == []
    alone.release()
    assert alone.outcome("Not sent").count() == 0
    assert len(alone.sent("generate")) == 1


def test_a_cell_is_read_while_marks_are_filed(marking):
    alone = marking.alone
    alone.wait_sent("upload")
    alone.prompt.fill("")
    paste_a_cell(alone)
    alone.release("upload")
    alone.release()
    alone.page.wait_for_function("document.querySelector('textarea').value.includes('heart')")
    assert alone.prompt.input_value() == "a {red|blue} heart"


def test_a_region_that_was_removed_does_not_come_back(marking):
    alone = marking.alone
    alone.button("Remove Only here").click()
    alone.page.wait_for_timeout(900)  # a mask would have been filed by then
    alone.release()
    marking.wait_seen(some=False)
    assert alone.button("Remove Only here").count() == 0
    marking.focus()
    marking.press("Escape")
    alone.button("Generate").click()
    assert alone.wait_sent("generate")[0]["only"] == []


def test_a_region_that_is_removed_on_its_way_is_brought_back_by_undo(marking):
    alone = marking.alone
    alone.page.wait_for_function("model.sent.some((one) => one.kind === 'upload')")
    alone.button("Remove Only here").click()
    alone.release()
    marking.wait_seen(some=False)
    alone.button("Undo").click()
    marking.wait_seen()
    marking.page.wait_for_function(
        "model.sent.filter((one) => one.kind === 'compose').at(-1).only.length === 1"
    )


CELL = """{template: 'a {red|blue} heart', models: ['gpt-image'], aspect: '', takes: 1, together: true,
  options: '', inputs: [], only: [], crop: false, share: 0}"""


def paste_a_cell(alone):
    alone.page.evaluate(f"model.read = {CELL}")
    alone.page.evaluate("navigator.clipboard.writeText('%%imagegen -m gpt-image\\na heart')")
    alone.prompt.focus()
    alone.hold("pastedCell")
    alone.page.keyboard.press("Control+v")
    alone.wait_sent("pastedCell")


def test_an_input_that_is_added_while_a_cell_is_read_stays(alone):
    alone.start(FIVE)
    alone.page.get_by_alt_text("cat 5").wait_for()
    paste_a_cell(alone)
    alone.tiles.nth(2).press("a")
    alone.release()
    alone.page.get_by_role("alert").get_by_text("The cell is left as text").wait_for()
    assert alone.wait_sent("compose")[-1]["inputs"] == ["@3"]
    assert alone.page.locator(".inputs li").count() == 1


def test_many_calls_that_were_changed_meanwhile_are_told_as_not_sent(alone):
    alone.start(FIVE)
    alone.page.evaluate("model.press = {label: 'Generate 12', price: '', new: 12}")
    alone.prompt.fill("twelve cats")
    alone.button("Generate 12").wait_for()
    alone.hold("generate")
    alone.button("Generate 12").click()
    alone.wait_sent("generate")
    alone.prompt.press("End")
    alone.page.keyboard.type(", asleep")
    alone.release()
    alone.page.get_by_role("alert").get_by_text("Not sent: 12 new calls").wait_for()


# -- what is selected and looked at ---------------------------------------------------------


def test_what_was_made_before_replaces_no_newer_selection(alone):
    alone.start(FIVE)
    alone.page.evaluate("model.replayed = [4, 3, 2]")
    alone.prompt.fill("cats")
    alone.hold("generate")
    alone.prompt.press("Shift+Enter")
    alone.wait_sent("generate")
    alone.tiles.nth(0).click()
    alone.tiles.nth(4).click(modifiers=["Control"])
    alone.picked("@5", "@1")
    alone.release()
    alone.page.get_by_text("Those are 3 pictures already").wait_for(state="attached")
    alone.picked("@5", "@1")


def test_the_newest_waits_for_who_began_to_write_before_it_was_known(alone):
    alone.start(FIVE)
    alone.page.get_by_alt_text("cat 5").wait_for()
    alone.button("More").click()
    alone.button("Follow the newest").click()
    alone.page.keyboard.press("Escape")
    alone.settled()
    alone.hold("details", "groups")
    alone.page.evaluate("model.entries.unshift(entry(6)); model.status({newest: 6})")
    alone.tiles.nth(0).press("t")
    tag = alone.page.get_by_role("textbox", name="Add tag")
    tag.press_sequentially("nig")
    alone.release()
    tag.press_sequentially("ht")
    tag.press("Enter")
    [message] = alone.wait_sent("tag")
    assert (message["numbers"], message["changes"]) == ([5], ["night"])


@pytest.fixture
def undoing(alone):
    """The panel that shows @4, with the deletion of @5 about to be undone."""
    alone.start(FIVE)
    alone.tiles.nth(0).click()
    alone.tiles.nth(0).press("Delete")
    alone.outcome("1 deleted").wait_for()
    alone.shows(4)
    alone.settled()
    alone.hold("restore")
    alone.button("Undo").click()
    alone.wait_sent("restore")
    return alone


def test_undo_takes_the_stage_from_nobody_who_went_on(undoing):
    alone = undoing
    alone.tiles.nth(2).click()
    alone.shows(2)
    alone.prompt.focus()
    alone.release()
    alone.page.get_by_role("option", name="@5").wait_for()
    alone.settled()
    alone.shows(2)
    assert alone.focused() == "Prompt"


def test_undo_takes_the_stage_from_nobody_who_writes_a_tag(undoing):
    alone = undoing
    alone.button("Tags and a note").click()
    tag = alone.page.get_by_role("textbox", name="Add tag")
    tag.press_sequentially("nig")
    alone.release()
    tag.press_sequentially("ht")
    tag.press("Enter")
    assert alone.wait_sent("tag")[0]["numbers"] == [4]


def test_compare_has_the_focus_before_and_after_the_other_picture_comes(alone):
    alone.start(
        "[entry(3), entry(2, {inputs: [{number: 1, name: '@1', hash: 'hash1'}]}), entry(1)]"
    )
    alone.page.get_by_alt_text("cat 3").wait_for()
    alone.hold("details")
    alone.tiles.nth(1).click()
    alone.tiles.nth(1).press("c")
    focused = "document.activeElement.matches('.ground')"
    alone.page.wait_for_function(focused)
    alone.release()
    alone.page.locator(".letter").nth(1).wait_for()
    alone.page.wait_for_function(focused)
    alone.page.keyboard.press("x")
    assert sides(alone) == (["A", "@2"], ["B", "@1"])


@pytest.fixture
def two_of_a_table(alone):
    """The table of a sweep far below in the history: two of it are selected, and another one."""
    alone.page.evaluate(
        """() => {
          const made = sweep("birds", {subject: ["fox", "owl", "cat"]}, 1, () => ({}));
          const others = Array.from({ length: 300 }, (_, i) => entry(900 - i, { group: `${i}` }));
          model.sweeps = { "name:birds": made };
          model.entries = [...others, ...[...made.entries].reverse()];
          model.state._sweep = { key: "name:birds", count: 1 };
          model.state.picked = ["@900"];
          window.close = widget.render({ model, el: document.getElementById("here") });
        }"""
    )
    for number in (1, 2):
        cell(alone, number).click()
    alone.picked("@900", "@1", "@2")
    alone.settled()
    alone.page.evaluate("model.sent = []")
    alone.hold("details")
    return alone


def selected(alone):
    return alone.page.get_by_role("toolbar", name="Selected", exact=True)


def edit_each_and_go_on(alone):
    selected(alone).get_by_role("button", name="Edit each").click()
    alone.wait_sent("details", 2)
    alone.page.get_by_role("tab", name="Make").click()


def test_a_prompt_that_was_begun_meanwhile_is_not_emptied_for_an_edit(two_of_a_table):
    alone = two_of_a_table
    edit_each_and_go_on(alone)
    alone.prompt.fill("my careful prompt")
    alone.release()
    alone.outcome("Not taken as inputs").wait_for()
    assert alone.prompt.input_value() == "my careful prompt"


def test_a_search_that_was_begun_meanwhile_keeps_its_letters(two_of_a_table):
    alone = two_of_a_table
    edit_each_and_go_on(alone)
    alone.search.press_sequentially("ca")
    alone.release()
    alone.search.press_sequentially("t")
    assert alone.search.input_value() == "cat"


def test_the_two_of_a_table_are_compared_however_late_they_come(two_of_a_table):
    alone = two_of_a_table
    selected(alone).get_by_role("button", name="Compare").click()
    alone.page.get_by_role("radio", name="Two", checked=True).wait_for()
    alone.release()
    alone.page.locator(".letter").nth(1).wait_for()
    assert sides(alone) == (["A", "@1"], ["B", "@2"])


@pytest.mark.parametrize("groups", [1, 90])
def test_a_search_that_is_cleared_ends_the_selection_of_all(alone, groups):
    alone.start(
        f"""[...Array.from({{length: 200}}, (_, i) => entry(300 - i, {{group: `dogs ${{i % 40}}`, prompt: 'a dog'}})),
            ...Array.from({{length: 90}}, (_, i) => entry(90 - i, {{group: `cats ${{i % {groups}}}`}}))]"""
    )
    alone.search.fill("cat")
    alone.page.get_by_text("90 found").wait_for()
    alone.settled()
    alone.hold("entries")
    alone.tiles.first.press("Control+a")
    alone.search.fill("")
    alone.settled()
    alone.release()
    alone.page.wait_for_timeout(300)
    alone.settled()
    assert alone.page.evaluate("model.state.picked") == []


# -- what is written ------------------------------------------------------------------------


def open_note(alone):
    alone.button("Tags and a note").click()
    return alone.page.get_by_role("textbox", name="Note")


def test_a_note_that_is_refused_stays_in_its_box(alone):
    alone.start(FIVE)
    alone.page.get_by_alt_text("cat 5").wait_for()
    note = open_note(alone)
    note.fill("the best of them")
    alone.hold("annotate")
    note.press("Enter")
    [asked] = alone.wait_sent("annotate")
    alone.page.evaluate("model.status({})")  # the details with the note of before come first
    alone.settled()
    assert note.input_value() == "the best of them"
    alone.page.evaluate(
        """({view, id}) => model.tell({kind: 'refused', view, id, words: ['LibraryError: the disk is full']})""",
        asked,
    )
    alone.page.evaluate("model.mute.clear(); model.held = []; model.status({})")
    alone.settled()
    assert note.input_value() == "the best of them"
    note.press("Enter")
    assert alone.wait_sent("annotate", 2)[1]["note"] == "the best of them"


def test_a_note_that_is_on_its_way_is_in_its_box_for_who_comes_back(alone):
    alone.start("[entry(2, {note: 'old'}), entry(1)]")
    alone.page.get_by_alt_text("cat 2").wait_for()
    note = open_note(alone)
    alone.settled()
    note.fill("new")
    alone.hold("annotate")
    for place in (1, 0):
        alone.tiles.nth(place).click()
        alone.settled()
    alone.button("Tags and a note").click()
    assert note.input_value() == "new"
    alone.release()
    assert note.input_value() == "new"


def test_a_note_that_is_on_its_way_hides_no_other_one(alone):
    alone.start("[entry(2), entry(1, {note: 'the first one'})]")
    alone.page.get_by_alt_text("cat 2").wait_for()
    note = open_note(alone)
    note.fill("the second one")
    alone.hold("annotate")
    note.press("Enter")
    alone.wait_sent("annotate")
    alone.tiles.nth(1).click()
    alone.shows(1)
    alone.button("Tags and a note").click()
    alone.settled()
    assert note.input_value() == "the first one"
    alone.release()
    assert note.input_value() == "the first one"


def test_what_is_written_for_one_library_is_not_filed_in_another(alone):
    alone.start(FIVE)
    alone.page.evaluate("model.status({library: 0})")
    alone.tiles.nth(1).click()
    alone.shows(4)
    note = open_note(alone)
    note.fill("half a note")
    alone.page.evaluate(
        """() => { model.entries = Array.from({length: 30}, (_, i) => entry(30 - i, {prompt: 'a dog'}));
          model.status({library: 1}); }"""
    )
    alone.settled()
    alone.outcome("half a note").wait_for()
    alone.shows(30)
    assert alone.page.get_by_role("button", name="25 new").count() == 0
    alone.button("Tags and a note").click()
    assert note.input_value() == ""
    alone.prompt.click()
    alone.settled()
    assert alone.sent("annotate") == []


def test_a_tag_is_written_before_its_details_have_come(alone):
    alone.start(FIVE)
    alone.page.get_by_alt_text("cat 5").wait_for()
    alone.hold("details")
    alone.tiles.nth(1).click()
    alone.tiles.nth(1).press("t")
    tag = alone.page.get_by_role("textbox", name="Add tag")
    tag.press_sequentially("night")
    alone.release()
    assert tag.input_value() == "night"


def test_another_model_takes_no_keys_from_a_search(alone):
    alone.start("[entry(5, {status: 'failed', pictures: [], error: ['Blocked: no']}), entry(4)]")
    alone.page.evaluate(f"model.read = {CELL}")
    alone.tiles.nth(0).click()
    alone.hold("cell", "pastedCell")
    alone.button("Other model").click()
    alone.search.press_sequentially("ca")
    alone.release()
    alone.release()
    alone.search.press_sequentially("t")
    assert alone.search.input_value() == "cat"
    alone.page.get_by_text("Choose the model to ask.").first.wait_for(state="attached")
