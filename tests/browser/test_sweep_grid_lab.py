"""A sweep in JupyterLab: a cell makes it, the panel opens with it, and the best are edited."""

from __future__ import annotations

from test_cells_lab import SWEEP

ROWS = "[...document.querySelectorAll('.pivot tbody tr')].map((row) => row.querySelectorAll('td').length)"


def test_the_two_best_of_a_sweep_are_edited(lab, open_notebook):
    cells = ("%load_ext ipyimagegen", "%imagegen use offline", SWEEP, "%imagegen panel birds")
    ask = "ipyimagegen.panel(birds)"
    notebook = open_notebook(
        lab, lab.write("grid.ipynb", *cells, "import ipyimagegen; list(birds.pivot('style'))", ask)
    )
    for index in range(len(cells)):
        notebook.run(index)
    page = notebook.page
    root = page.locator(".imagegen-panel").first
    table = root.get_by_role("grid", name="Sweep")
    table.locator("img[src]").nth(11).wait_for()
    root.get_by_label("Columns", exact=True).select_option(label="model")
    assert page.evaluate(ROWS) == [2] * 6
    best = table.get_by_role("gridcell", name="watercolour · owl · gpt-image")
    best.click()
    page.keyboard.press("5")
    best.locator(".pips").wait_for()
    table.get_by_role("gridcell", name="watercolour · fox · gpt-image").click()
    root.get_by_role("button", name="Edit each", exact=True).click()
    prompt = root.get_by_role("textbox", name="Prompt")
    prompt.fill("Make it night")
    root.get_by_role("button", name="Remove input 2").wait_for()
    root.get_by_role("button", name="Edit 2").click()
    tiles = root.get_by_role("listbox", name="Pictures")
    tiles.get_by_role("option", name="Make it night").nth(1).locator("img").wait_for()
    turned = notebook.run(4)
    assert "vintage scientific" in turned[0]["data"]["text/plain"]
    root.get_by_role("tab", name="Make").click()
    notebook.run(5)  # from Python, in every view
    table.wait_for()
    assert notebook.errors == []
