"""A cell in the background in a real JupyterLab: its picture comes into its own output."""

from __future__ import annotations

import pytest

from conditions import until
from scripted import answer, data_url, holding, picture, serving, success

CELLS = (
    "%%imagegen frog --bg\na frog in the background",
    "1 + 1",
    "print('two')",
    "%%imagegen --bg\na {cat|dog} in the background",
    "%imagegen jobs",
    "frog.result().number, frog.image.size",
)


@pytest.fixture
def gateway():
    with serving() as scripted, holding(scripted, answer(success(data_url(picture())))) as held:
        yield held


def images(outputs):
    return [
        [mime for output in cell for mime in output.get("data", {}) if mime.startswith("image/")]
        for cell in outputs
    ]


def test_a_picture_comes_into_its_own_cell(lab, open_notebook, gateway):
    start = ("%load_ext ipyimagegen", f"%imagegen use {gateway.url}")
    notebook = open_notebook(lab, lab.write("background-cells.ipynb", *start, *CELLS))
    for index in range(len(start) + 4):
        notebook.run(index)
    until(lambda: len(gateway.requests) == 3)
    notebook.run(len(start) + 4)
    before = notebook.outputs()[len(start) :]
    assert images(before) == [[]] * len(CELLS)
    assert "goes on while other cells run" in str(before[0])
    assert "3 under way, 0 waiting" in str(before[4])
    gateway.go_on.set()
    notebook.page.wait_for_function(
        """() => [...jupyterapp.shell.currentWidget.content.model.cells]
          .filter(cell => JSON.stringify(cell.outputs.toJSON()).includes('image/')).length === 2""",
    )
    notebook.run(len(start) + 5)
    after = notebook.outputs()[len(start) :]
    assert [len(found) for found in images(after)] == [1, 0, 0, 1, 0, 0]
    assert after[1:3] == before[1:3]
    assert after[4] == before[4]
    assert "(64, 48)" in str(after[5])
    assert "goes on" not in str(after[0]) + str(after[3])
    assert len(gateway.requests) == 3
    assert notebook.errors == []
