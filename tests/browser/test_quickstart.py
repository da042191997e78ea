"""A stranger's first minutes: open the quickstart, run its cells, see pictures."""

from __future__ import annotations

# Each picture's size on the page and how many different colours a sample of it has.
PIXELS = """() => [...document.querySelectorAll('.jp-OutputArea img')].map(image => {
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [32, 32];
  const context = canvas.getContext('2d');
  context.drawImage(image, 0, 0, 32, 32);
  const data = context.getImageData(0, 0, 32, 32).data;
  const colours = new Set();
  for (let i = 0; i < data.length; i += 4) colours.add(`${data[i]},${data[i+1]},${data[i+2]}`);
  return [image.naturalWidth, image.naturalHeight, colours.size];
})"""


def test_quickstart_shows_its_pictures(open_notebook, lab):
    notebook = open_notebook(lab, "quickstart.ipynb")
    notebook.command("editmenu:clear-all")
    assert not any(notebook.outputs())
    notebook.command("notebook:run-all-cells")
    outputs = notebook.outputs()
    assert not [output for cell in outputs for output in cell if output["output_type"] == "error"]
    mimes = [[m for o in cell for m in o.get("data", {}) if "image/" in m] for cell in outputs]
    assert [len(found) for found in mimes if found] == [1, 1, 1, 1]
    for cell in (cell for cell, found in zip(outputs, mimes, strict=True) if found):
        assert [output["output_type"] for output in cell] == ["display_data", "execute_result"]
    # JupyterLab draws only the cells near the window, so each is brought there once.
    seen = []
    for position in range(len(outputs) * 2):
        notebook.page.evaluate(
            f"""() => {{ const content = jupyterapp.shell.currentWidget.content;
              if ({position} < content.widgets.length) return content.scrollToItem({position}) }}"""
        )
        notebook.page.wait_for_function(
            "[...document.querySelectorAll('.jp-OutputArea img')].every(i => i.naturalWidth > 0)"
        )
        seen += notebook.page.evaluate(PIXELS)
    sizes = {(width, height) for width, height, colours in seen if colours > 50}
    # The last ones stand beside their edits, and in the lineage.
    assert sizes == {(768, 768), (768, 512), (192, 192), (96, 96)}
    assert list((lab.library / "pictures").glob("*/*.*"))
    assert notebook.errors == []
