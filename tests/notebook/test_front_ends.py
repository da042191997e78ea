"""Other front ends: a plain terminal, nbconvert, a saved notebook."""

from __future__ import annotations

import base64
import json
import re
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from nbconvert import HTMLExporter, MarkdownExporter

NOTEBOOKS = sorted((Path(__file__).parents[2] / "notebooks").glob("*.ipynb"))


@pytest.mark.thorough
def test_plain_terminal_shows_text_and_a_path(tmp_path):
    cells = (
        "%load_ext ipyimagegen\n"
        "get_ipython().run_cell('%%imagegen frog\\na green frog')\n"
        "get_ipython().run_cell('%%imagegen -i frog\\nmake it night')\n"
    )
    result = subprocess.run(
        [sys.executable, "-m", "IPython", "--simple-prompt", "--colors=NoColor", "--no-banner"],
        input=cells,
        capture_output=True,
        text=True,
        timeout=90,
        check=False,
    )
    assert "Traceback" not in result.stdout + result.stderr
    assert "@1 frog · nano-banana · 1024×1024" in result.stdout
    assert "<Generation @2: nano-banana" in result.stdout
    assert "image/jpeg" not in result.stdout
    [path, _] = re.findall(r"\S+[0-9a-f]{64}\.jpg", result.stdout)
    assert Path(path).read_bytes()[:3] == b"\xff\xd8\xff"


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_saved_notebook_has_one_small_picture_for_each_cell(path):
    notebook = nbformat.read(path, 4)
    nbformat.validate(notebook)
    cells = [cell for cell in notebook.cells if cell.source.startswith("%%imagegen")]
    pictures = 0
    for cell in cells:
        images = [m for o in cell.outputs for m in o.get("data", {}) if m.startswith("image/")]
        line = cell.source.splitlines()[0].split()
        is_hidden = "-q" in line or ("--dry-run" in line and "--only" not in line)
        assert len(images) == (0 if is_hidden else 1)
        pictures += len(images)
        told = json.dumps(cell.outputs)
        count = max([1, *(int(found) for found in re.findall(r"(\d+) pictures", told))])
        assert len(told) <= 150 * 1024 * count
    assert pictures >= 4
    assert "widgets" not in notebook.metadata


@pytest.mark.thorough
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_nbconvert_keeps_the_pictures(path):
    notebook = nbformat.read(path, 4)
    bundles = [
        output["data"]
        for cell in notebook.cells
        for output in cell.get("outputs", ())
        if any(mime.startswith("image/") for mime in output.get("data", {}))
    ]
    page, _ = HTMLExporter().from_notebook_node(notebook)
    _, resources = MarkdownExporter().from_notebook_node(notebook)
    files = list(resources["outputs"].values())
    for bundle in bundles:
        if "text/html" in bundle:  # of a sweep, whose table has its pictures
            found = re.findall(r"base64,[\w+/=]+", bundle["text/html"])
            assert len(found) > 1
            assert all(one in page for one in found)
            continue
        [data] = [data for mime, data in bundle.items() if mime.startswith("image/")]
        assert "".join(data.split()) in "".join(page.split())
        assert base64.b64decode(data) in files
