"""The panel in a real JupyterLab, and a short version of it in Notebook 7."""

from __future__ import annotations

import re
from pathlib import Path

import nbformat
import pytest
from browsers import KEY

from scripted import answer, choice, serving

ROCKET = Path(__file__).parents[2] / "notebooks" / "rocket.jpg"
START = ("%load_ext ipyimagegen", "%imagegen use offline", "%imagegen panel")


class Panel:
    """The panel on a page, as a person sees it."""

    def __init__(self, notebook):
        self.notebook = notebook
        self.page = notebook.page
        self.root = self.page.locator(".imagegen-panel").first
        self.root.wait_for()
        self.tiles = self.root.get_by_role("listbox", name="Pictures").get_by_role("option")
        self.prompt = self.root.get_by_role("textbox", name="Prompt")
        self.stage = self.root.get_by_role("region", name="Stage")

    def button(self, name):
        return self.root.get_by_role("button", name=name, exact=True).first

    def tile(self, prompt):
        return self.tiles.and_(self.page.get_by_label(re.compile(f"{re.escape(prompt)}$")))

    def generate(self, prompt):
        """Type a prompt, press Generate, and look at its picture when it comes."""
        self.prompt.fill(prompt)
        self.button("Generate").click()
        self.tile(prompt).first.locator("img").wait_for()
        self.tile(prompt).first.click()
        self.stage.get_by_alt_text(prompt, exact=True).wait_for()


def text_of(outputs):
    return "\n".join("".join(output.get("data", {}).get("text/plain", "")) for output in outputs)


def text_of_streams(outputs):
    return "".join("".join(output.get("text", "")) for output in outputs)


@pytest.fixture
def lab_panel(lab, open_notebook, request):
    name = f"{request.node.name}.ipynb"
    notebook = open_notebook(lab, lab.write(name, *START, *request.param))
    for index in range(len(START)):
        notebook.run(index)
    yield Panel(notebook)
    assert notebook.errors == []


@pytest.mark.parametrize(
    "lab_panel",
    [
        (
            "%%imagegen frog\na small green frog at a pond",
            "%%imagegen night -i frog\nMake it night, with a moon",
            "%imagegen diff night",
        )
    ],
    indirect=True,
    ids=["difference"],
)
def test_the_panel_and_a_cell_tell_the_same_difference(lab_panel):
    panel, notebook = lab_panel, lab_panel.notebook
    for index in (3, 4):
        notebook.run(index)
    panel.tile("Make it night, with a moon").first.click()
    panel.button("Before and after").click()
    panel.root.locator(".look .ground").first.focus()
    panel.page.keyboard.press("4")
    panel.root.locator(".look img[alt*='differ']").wait_for()
    told = panel.root.get_by_role("row", name="pixels").get_by_role("cell").inner_text()
    assert re.search(r"differ by more than 8 of 255; [\d.]+ on average", told)
    assert f"pixels: {told}" in text_of(notebook.run(5)).splitlines()


@pytest.mark.parametrize(
    "lab_panel",
    [
        (
            "%%imagegen frog\na small green frog at a pond",
            "%%imagegen -i @picked\nMake it night",
            "%imagegen show @last",
        )
    ],
    indirect=True,
    ids=["mission"],
)
def test_see_pick_edit(lab_panel):
    panel, notebook = lab_panel, lab_panel.notebook
    notebook.run(3)
    panel.tile("a small green frog at a pond").first.click()
    panel.page.wait_for_function("document.querySelector('.tile[aria-selected=true]') !== null")
    outputs = notebook.run(4)
    assert re.search(r"from @picked \(@\d+\)", text_of(outputs))
    panel.generate("a red boat on a lake")
    assert "a red boat on a lake" in text_of(notebook.run(5))
    panel.button("Edit this").click()
    panel.generate("Make this look like an oil painting")
    panel.root.locator(".parents button").first.wait_for()
    panel.page.locator("input[type=file]").first.set_input_files(ROCKET)
    panel.root.get_by_role("button", name="Remove input 2").wait_for()
    panel.root.get_by_role("button", name="Remove input 1").click()
    panel.generate("Turn the rocket black and white")
    panel.button("Copy cell").click()
    panel.page.wait_for_function(
        "navigator.clipboard.readText().then((text) => text.startsWith('%%imagegen -i @'))"
    )


@pytest.mark.parametrize("lab_panel", [("URL",)], indirect=True, ids=["trouble"])
def test_refusal_reload_and_restart(lab_panel, lab):
    panel, notebook = lab_panel, lab_panel.notebook
    panel.generate("a yellow tulip in a vase")
    with serving() as gateway:
        gateway.script = answer(choice({"content": "I can't draw that person."}))
        notebook.page.evaluate(
            f"""jupyterapp.shell.currentWidget.content.widgets[3].model.sharedModel
              .setSource('%imagegen use {gateway.url}')"""
        )
        notebook.run(3)
        panel.prompt.fill("a famous person")
        panel.button("Generate").click()
        panel.tile("a famous person").and_(panel.page.get_by_label(re.compile("failed"))).click()
        panel.stage.get_by_text("I can't draw that person.").first.wait_for()
        assert len(gateway.requests) == 1
    panel.tile("a yellow tulip in a vase").first.click()
    panel.stage.get_by_alt_text("a yellow tulip in a vase").wait_for()
    notebook.command("docmanager:save")
    notebook.page.reload()
    notebook.page.wait_for_function(
        "window.jupyterapp?.shell.currentWidget?.context?.sessionContext?.session?.kernel?.status === 'idle'"
    )
    panel = Panel(notebook)
    panel.tile("a yellow tulip in a vase").first.wait_for()
    panel.stage.get_by_alt_text("a yellow tulip in a vase").wait_for()  # as before, not the newest
    assert panel.prompt.input_value() == "a famous person"
    assert "failed" in panel.tile("a famous person").first.get_attribute("aria-label")
    saved = (lab.folder / notebook.name).read_text("utf-8")
    assert KEY not in saved
    assert "base64" not in saved
    assert len(saved) < 20_000
    assert "widgets" not in nbformat.reads(saved, 4).metadata
    restart(notebook)
    panel.root.get_by_role("alert").filter(has_text="%imagegen panel again").wait_for()
    panel.tile("a yellow tulip in a vase").first.click()
    panel.stage.get_by_alt_text("a yellow tulip in a vase").wait_for()


@pytest.mark.parametrize("lab_panel", [("x = 1",)], indirect=True, ids=["left"])
def test_after_a_restart_the_cell_run_again_goes_on(lab_panel):
    panel, notebook = lab_panel, lab_panel.notebook
    panel.generate("a violet crocus in snow")
    panel.button("Add as input").click()
    panel.button("Choose another model").click()
    panel.root.get_by_role("combobox", name="Choose another model").fill("gpt-image")
    panel.page.keyboard.press("Enter")
    panel.prompt.fill("Make it {morning|evening}")
    restart(notebook)
    for index in range(len(START)):
        notebook.run(index)
    panel = Panel(notebook)
    panel.tile("a violet crocus in snow").first.wait_for()
    assert panel.prompt.input_value() == "Make it {morning|evening}"
    panel.root.get_by_role("button", name="Remove input 1").wait_for()
    panel.root.get_by_role("button", name="Remove model gpt-image").wait_for()
    panel.root.locator(".plan").get_by_text("choice").first.wait_for()


def restart(notebook):
    notebook.page.evaluate(
        "jupyterapp.shell.currentWidget.context.sessionContext.session.kernel.restart()"
    )
    notebook.page.wait_for_function(
        "jupyterapp.shell.currentWidget.context.sessionContext.session.kernel.status === 'idle'"
    )


@pytest.mark.parametrize(
    "lab_panel",
    [("import ipyimagegen as ig\nlen(ig.history('heron'))",)],
    indirect=True,
    ids=["curate"],
)
def test_search_star_delete_undo(lab_panel, lab):
    panel, notebook = lab_panel, lab_panel.notebook
    panel.generate("a grey heron at dawn")
    panel.generate("a grey heron at noon")
    search = panel.root.get_by_role("searchbox", name="Search history")
    search.press_sequentially("heron")
    panel.root.get_by_text("2 found").wait_for()
    panel.tile("a grey heron at dawn").click()
    panel.page.keyboard.press("s")
    panel.root.get_by_role("button", name="Star", pressed=True).wait_for()
    panel.tile("a grey heron at dawn").and_(
        panel.page.get_by_label(re.compile("starred"))
    ).wait_for()
    panel.page.keyboard.press("Delete")
    panel.root.locator(".outcome").get_by_text("1 deleted").wait_for()
    panel.root.get_by_text("1 found").wait_for()
    assert text_of(notebook.run(3)) == "1"
    panel.button("Undo").click()
    panel.root.get_by_text("2 found").wait_for()
    panel.stage.get_by_alt_text("a grey heron at dawn").wait_for()
    panel.button("More").click()
    panel.button("Export").click()
    panel.root.get_by_text("exported 1 generation, 1 picture to imagegen-1.zip").first.wait_for()
    assert (lab.folder / "imagegen-1.zip").is_file()


@pytest.mark.parametrize("lab_panel", [("x = 1",)], indirect=True, ids=["keys"])
def test_keys_stay_in_the_panel(lab_panel):
    panel, notebook = lab_panel, lab_panel.notebook
    panel.generate("a blue house on a hill")
    before = notebook.state()
    for target in (panel.prompt, panel.button("Copy cell"), panel.tiles.first):
        target.focus()
        for key in ("a", "d", "d", "Shift+L", "Enter", "Escape", "x", "0", "0", "m"):
            panel.page.keyboard.press(key)
            if target is not panel.prompt:
                target.focus()
        assert notebook.state() == before
    assert "addL" in panel.prompt.input_value()


@pytest.mark.thorough
@pytest.mark.parametrize(
    "lab_panel",
    [("import ipywidgets, ipyimagegen\nipywidgets.HBox([ipyimagegen.panel()])",)],
    indirect=True,
    ids=["box"],
)
def test_two_views_one_of_them_in_a_box(lab_panel):
    panel, notebook = lab_panel, lab_panel.notebook
    notebook.run(3)
    second = panel.page.locator(".widget-hbox .imagegen-panel")
    second.wait_for()
    second.get_by_role("textbox", name="Prompt").fill("a green apple on a table")
    second.get_by_role("button", name="Generate").click()
    panel.tile("a green apple on a table").first.wait_for()
    made = second.get_by_role("option", name=re.compile("a green apple on a table$")).first
    made.locator("img").wait_for()  # done, so it can be picked
    made.click()
    second.locator(".tile[aria-selected=true]").first.wait_for()
    assert second.evaluate("e => e.getBoundingClientRect().width") > 500
    # JupyterLab keeps only the cells near the window on the page.
    panel.page.evaluate("jupyterapp.shell.currentWidget.content.scrollToItem(2)")
    chosen = panel.tile("a green apple on a table").first
    chosen.wait_for()
    assert chosen.get_attribute("aria-selected") == "true"


@pytest.mark.parametrize("lab_panel", [()], indirect=True, ids=["height"])
def test_it_is_seen_whole_and_fills_a_view_of_its_own(lab_panel):
    page = lab_panel.page
    page.set_viewport_size({"width": 1400, "height": 700})
    page.wait_for_function(
        """() => document.querySelector('.imagegen-panel').offsetHeight
          === document.querySelector('.jp-WindowedPanel-outer').clientHeight - 16"""
    )
    lab_panel.button("The whole window").click()
    box = lab_panel.root.bounding_box()
    assert box == {"x": 0, "y": 0, "width": 1400, "height": 700}
    page.keyboard.press("Escape")
    page.evaluate(
        """async () => { const notebook = jupyterapp.shell.currentWidget.content;
          notebook.activeCellIndex = 2; notebook.deselectAll();
          await jupyterapp.commands.execute('notebook:create-output-view'); }"""
    )
    page.wait_for_function(
        """() => { const view = document.querySelector('.jp-LinkedOutputView');
          const panel = view?.querySelector('.imagegen-panel');
          return panel && panel.offsetHeight === view.clientHeight && panel.offsetWidth > 800
            && [...view.querySelectorAll('*')].filter((one) => one.contains(panel))
              .every((one) => one.scrollHeight <= one.clientHeight + 1); }"""
    )


@pytest.mark.thorough
@pytest.mark.parametrize("lab_panel", [()], indirect=True, ids=["tabs"])
def test_two_browser_tabs(lab_panel, lab, open_notebook):
    panel, notebook = lab_panel, lab_panel.notebook
    panel.generate("a purple flower in a pot")
    notebook.command("docmanager:save")
    other = Panel(open_notebook(lab, notebook.name))
    assert other.prompt.input_value() == "a purple flower in a pot"
    chosen = other.tile("a purple flower in a pot").first
    chosen.wait_for()
    panel.tile("a purple flower in a pot").first.click()
    other.root.locator(".tile[aria-selected=true]").first.wait_for()
    assert chosen.get_attribute("aria-selected") == "true"
    other.generate("a yellow bird on a branch")
    panel.tile("a yellow bird on a branch").first.wait_for()
    assert other.notebook.errors == []


def test_notebook_7(notebook7, open_notebook):
    name = notebook7.write("short.ipynb", *START, "%%imagegen -i @picked\nMake it night")
    notebook = open_notebook(notebook7, name)
    for index in range(3):
        notebook.run(index)
    panel = Panel(notebook)
    panel.generate("a small green frog")
    before = notebook.state()
    panel.prompt.focus()
    for key in ("a", "d", "d", "Shift+L", "Escape"):
        panel.page.keyboard.press(key)
    assert notebook.state() == before
    panel.tiles.first.click()
    panel.page.wait_for_function("document.querySelector('.tile[aria-selected=true]') !== null")
    assert "from @picked (@1)" in text_of(notebook.run(3))
    # Notebook 7 has one of its own, with and without the panel.
    assert [error for error in notebook.errors if "reading 'schema'" not in error] == []


CELL = """
import ipyimagegen as ig
[made] = [one for one in ig.history() if one.only is not None]
print(made.only.outside, made.only.pasted, len(ig.history()), made.picture.hash)
"""


@pytest.mark.parametrize("lab_panel", [(CELL, "pass", CELL)], indirect=True, ids=["only"])
def test_marks_are_drawn_undone_generated_and_copied(lab_panel):
    panel, notebook, page = lab_panel, lab_panel.notebook, lab_panel.page
    page.locator("input[type=file]").first.set_input_files(ROCKET)
    panel.root.get_by_role("button", name="Remove input 1").wait_for()
    panel.root.get_by_role("button", name="Remove input 1").click()
    panel.tiles.first.locator("img").wait_for()
    panel.tiles.first.click()
    ground = panel.root.locator(".ground").first
    panel.button("Only here").click()
    panel.root.get_by_role("toolbar", name="Only here").wait_for()
    box = ground.bounding_box()

    def drag(*points):
        for place, (x, y) in enumerate(points):
            page.mouse.move(box["x"] + x * box["width"], box["y"] + y * box["height"])
            if not place:
                page.mouse.down()
        page.mouse.up()

    drag((0.4, 0.4), (0.6, 0.5), (0.5, 0.6))
    drag((0.5, 0.2), (0.55, 0.3))
    share = panel.root.locator(".chip.only")
    share.get_by_text("Only here").wait_for()
    before = share.inner_text()
    panel.button("Undo").click()
    page.wait_for_function("(text) => document.querySelector('.chip.only').innerText !== text", arg=before)  # fmt: skip
    panel.prompt.fill("a blue balloon")
    panel.root.locator(".plan").get_by_text("only").wait_for()
    panel.button("Generate").click()
    panel.tile("a blue balloon").first.locator("img").wait_for()
    panel.tile("a blue balloon").first.click()
    panel.root.locator(".report").get_by_text("0 % changed outside your marks.").wait_for()
    for name in ("As delivered", "Before", "Difference", "Result"):
        panel.root.get_by_role("radio", name=name).click()
        page.wait_for_function("document.querySelector('.ground img')?.complete")
    told = text_of_streams(notebook.run(3))
    panel.button("Copy cell").click()
    page.wait_for_function("navigator.clipboard.readText().then((text) => / --only @[0-9a-f]{8}/.test(text))")  # fmt: skip
    cell = page.evaluate("navigator.clipboard.readText()")
    page.evaluate(
        "(cell) => jupyterapp.shell.currentWidget.content.widgets[4].model.sharedModel.setSource(cell)",
        cell,
    )
    notebook.run(4)
    assert text_of_streams(notebook.run(5)) == told
    assert told.startswith("0 True ")
