"""How results look in their cells, in JupyterLab, in the light and in the dark theme."""

from __future__ import annotations

import pytest

WINDOW = {"width": 1250, "height": 860}
SWEEP = (
    "%%imagegen birds -m nano-banana,gpt-image -y\n"
    "A {style=vintage scientific|watercolour} illustration of a {subject=fox|owl|cat}"
)

# Of the cell that a script names: its height, its pictures, the colours of its ground and words.
MEASURED = """index => {
  const cell = jupyterapp.shell.currentWidget.content.widgets[index].node;
  const output = cell.querySelector('.jp-OutputArea');
  const table = output.querySelector('table');
  const ground = element => {
    for (let at = element; at; at = at.parentElement) {
      const colour = getComputedStyle(at).backgroundColor;
      if (!/, 0\\)$|transparent/.test(colour)) return colour;
    }
  };
  const pictures = [...output.querySelectorAll('img')];
  return {
    cell: cell.getBoundingClientRect().height,
    table: table?.getBoundingClientRect().height,
    wide: table?.getBoundingClientRect().width,
    output: output.getBoundingClientRect().width,
    alternatives: pictures.map(one => one.alt),
    dense: pictures.map(one => one.naturalWidth / one.getBoundingClientRect().width),
    sides: pictures.map(one => one.getBoundingClientRect().width),
    tall: pictures.map(one => one.getBoundingClientRect().height),
    ground: ground(table ?? output),
    page: ground(cell),
    words: getComputedStyle(table?.querySelector('th') ?? output).color,
  };
}"""


def theme(notebook, name):
    notebook.page.evaluate(
        f"jupyterapp.commands.execute('apputils:change-theme', {{theme: {name!r}}}).then(() => null)"
    )
    notebook.page.wait_for_function(f"document.body.dataset.jpThemeName === {name!r}")
    notebook.page.locator("#jupyterlab-splash").wait_for(state="detached")


def lightness(colour):
    """How light a colour is, as a share of white."""
    return sum(int(part) for part in colour.strip("rgba()").split(", ")[:3]) / (3 * 255)


@pytest.fixture
def in_window(open_notebook, lab):
    """Open a notebook with these cells, the extension loaded, in a window of the usual size."""

    def opened(name, *cells):
        notebook = open_notebook(lab, lab.write(name, "%load_ext ipyimagegen", *cells))
        notebook.page.set_viewport_size(WINDOW)
        notebook.run(0)
        return notebook

    return opened


def test_a_sweep_of_twelve_fits_the_screen_with_its_cell(in_window):
    notebook = in_window("twelve.ipynb", SWEEP)
    outputs = notebook.run(1)
    assert [output["output_type"] for output in outputs] == ["display_data"]
    notebook.page.wait_for_function(
        "[...document.querySelectorAll('.jp-OutputArea img')].filter(i => i.naturalWidth).length > 11"
    )
    for name in ("JupyterLab Light", "JupyterLab Dark"):
        theme(notebook, name)
        seen = notebook.page.evaluate(MEASURED, 1)
        assert seen["cell"] <= 720
        assert seen["table"] <= 560
        assert seen["wide"] <= seen["output"]
        assert len(seen["alternatives"]) == 12
        assert seen["alternatives"][0].startswith("@")
        assert "nano-banana: A vintage scientific illustration of a fox" in seen["alternatives"][0]
        assert len(set(seen["alternatives"])) == 12
        assert min(seen["sides"]) >= 96
        assert min(seen["dense"]) > 1.9
        is_dark = name.endswith("Dark")
        assert (lightness(seen["ground"]) < 0.3) == is_dark
        assert seen["ground"] == seen["page"]
        assert abs(lightness(seen["ground"]) - lightness(seen["words"])) > 0.5
    theme(notebook, "JupyterLab Light")
    assert notebook.errors == []


def test_an_edit_is_seen_with_its_prompt_and_its_input(in_window):
    notebook = in_window("edit.ipynb", "%%imagegen dusk -i coffee.jpg\nmake it dusk")
    notebook.run(1)
    notebook.page.wait_for_function(
        "[...document.querySelectorAll('.jp-OutputArea img')].filter(i => i.naturalWidth).length > 1"
    )
    seen = notebook.page.evaluate(MEASURED, 1)
    assert seen["alternatives"][0] == "input 1: coffee.jpg"
    assert max(seen["sides"][0], seen["tall"][0]) == 96
    assert seen["tall"][1] <= 480
    assert seen["dense"][1] >= 1.2
    assert seen["cell"] <= 720
    assert notebook.errors == []
