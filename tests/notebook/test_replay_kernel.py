"""A notebook that is run again in a fresh kernel sends nothing and shows the same."""

from __future__ import annotations

import io
import os
import shutil
from base64 import b64decode
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient
from PIL import Image

from kernels import OURS, images_of, kernel, plain
from scripted import answer, data_url, picture, serving, success

pytestmark = pytest.mark.kernel

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"

CELLS = [
    "%%imagegen frog\na small green frog",
    "%%imagegen oil -i frog\nMake this look like an oil painting",
    "%%imagegen -i @last\nAdd a frame",
    "%%imagegen other --take 2\na small green frog",
    "%%imagegen -m gpt-image --aspect 16:9\na bird",
    "from PIL import Image\nphoto = Image.new('RGB', (300, 200), '#c8553d')",
    "%%imagegen night -i photo\nMake it night, beside {frog}",
    "import ipyimagegen as ig\npanel = ig.panel()\npanel.picked = [frog, oil]",
    "%%imagegen both -i @picked\nPut image 2 beside image 1",
    "dusk = frog.edit('Make it darker')\ndusk",
    "%%imagegen -i _\nMake it winter",
]
MAKE = [cell for cell in CELLS if cell.startswith("%%imagegen") or "edit(" in cell]


class Gateway:
    """Answers each prompt with a picture of its own."""

    def __init__(self, scripted):
        self.scripted = scripted
        scripted.script = self.answer

    def answer(self, connection):
        number = len(self.scripted.requests)
        answer(success(data_url(picture(colour=f"#{number:02x}80{number:02x}"))))(connection)


@pytest.fixture
def gateway():
    with serving() as scripted:
        Gateway(scripted)
        yield scripted


def run_all(kernel, gateway, cells=CELLS, **settings):
    kernel.manager.restart_kernel(now=True)
    kernel.client.wait_for_ready(timeout=120)
    kernel.run("%load_ext ipyimagegen")
    kernel.run(f"%imagegen use {gateway.url}")
    for name, value in settings.items():
        kernel.run(f"%config ImageGen.{name} = {value!r}")
    results = []
    for cell in cells:
        reply, outputs = kernel.run(cell)
        results.append((reply, outputs))
    return results


def test_run_again_nothing_is_sent_and_each_cell_says_so(gateway, tmp_path):
    with kernel(tmp_path / "kernel") as running:
        first = run_all(running, gateway)
        assert [reply["status"] for reply, _ in first] == ["ok"] * len(CELLS)
        sent = len(gateway.requests)
        assert sent == len(MAKE)
        second = run_all(running, gateway)
        third = run_all(running, gateway, replay="only")
        assert [reply["status"] for reply, _ in second + third] == ["ok"] * 2 * len(CELLS)
        assert len(gateway.requests) == sent
        for cell, *runs in zip(CELLS, first, second, third, strict=True):
            pictures = [images_of(outputs) for _, outputs in runs]
            assert pictures[0] == pictures[1] == pictures[2]
            if cell.startswith("%%imagegen"):
                captions = [plain(outputs[:1]) for _, outputs in runs]
                assert "replayed" not in captions[0]
                assert captions[0].split()[0] == captions[1].split()[0]
                assert " · $0 · --again for a new take" in captions[1]
                assert captions[2].splitlines()[0].endswith(" · $0")
        # A changed cell is paid once.
        changed = "%%imagegen frog\na small blue frog"
        for _ in range(2):
            run_all(running, gateway, [changed])
        assert len(gateway.requests) == sent + 1
        [(reply, _)] = run_all(running, gateway, ["%%imagegen\na yellow frog"], replay="only")
        assert (reply["status"], reply["ename"]) == ("error", "NotStored")
        [(reply, _)] = run_all(running, gateway, ["%%imagegen --again\na bird"], replay="only")
        assert reply["ename"] == "OptionError"
        assert len(gateway.requests) == sent + 1


def test_another_take_says_how_to_keep_it(gateway, tmp_path):
    with kernel(tmp_path / "kernel") as running:
        cells = ["%%imagegen\na frog", "%%imagegen --again\na frog", "%%imagegen --take 2\na frog"]
        results = run_all(running, gateway, cells)
        captions = [plain(outputs[:1]) for _, outputs in results]
        assert "take 2 · write --take 2 to keep it" in captions[1]
        assert "take 2 · replayed from @2 · $0" in captions[2]
        assert len(gateway.requests) == 2
        _, outputs = running.run("%%imagegen --again --dry-run\na frog")
        assert "1 call would be, for another take" in outputs[0]["text"]
        _, outputs = running.run("%%imagegen --take 2 --dry-run\na frog")
        assert "0 calls would be: @2 is the answer" in outputs[0]["text"]
        for line in ("--take 0", "--take -1", "--take two", "--take 2 --again", "--take"):
            reply, _ = running.run(f"%%imagegen {line}\na frog")
            assert reply["ename"] == "OptionError", line
        assert len(gateway.requests) == 2


def execute(notebook, folder, **variables):
    environment = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
    environment |= {"IMAGEGEN_LIBRARY": str(folder / "library"), **variables}
    environment |= {"XDG_CONFIG_HOME": str(folder / "config")}
    read = nbformat.read(notebook, as_version=4)
    resources = {"metadata": {"path": str(folder)}}
    NotebookClient(read, timeout=120, resources=resources).execute(env=environment)
    return read


def shown(notebook):
    """Return the pictures and captions of each cell that asks for some."""
    cells = [cell for cell in notebook.cells if cell.source.startswith("%%imagegen")]
    outputs = [output for cell in cells for output in cell.get("outputs", [])]
    data = [output["data"] for output in outputs if "data" in output]
    pictures = [one[mime] for one in data for mime in one if mime.startswith("image/")]
    captions = [one["text/plain"] for one in data if one.get("text/plain", "").startswith("@")]
    return pictures, captions


@pytest.mark.parametrize("name", [path.name for path in sorted(NOTEBOOKS.glob("*.ipynb"))])
def test_the_shipped_notebooks_run_again_with_replay_only(tmp_path, name):
    for file in NOTEBOOKS.glob("*.jpg"):
        shutil.copy(file, tmp_path)
    first_pictures, first_captions = shown(execute(NOTEBOOKS / name, tmp_path))
    catalogue = tmp_path / "library" / "catalogue.db"
    assert catalogue.exists()
    again = execute(NOTEBOOKS / name, tmp_path, IMAGEGEN_REPLAY="only")
    pictures, captions = shown(again)
    assert pictures == first_pictures != []
    assert len(captions) == len(first_captions) > 0
    assert all("replayed" in caption and "$0" in caption for caption in captions)
    assert Image.open(io.BytesIO(b64decode(pictures[0]))).width > 100
