"""The notebooks that are handed out tell nothing of the machine that ran them."""

import json
import re
from pathlib import Path

import pytest

NOTEBOOKS = sorted(Path(__file__).parents[1].joinpath("notebooks").glob("*.ipynb"))
OF_A_MACHINE = re.compile(r"/(home|root|tmp|var|private|Users|work|opt|mnt)/\S*|[A-Z]:\\\S*")


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_names_no_path_of_a_machine(path):
    cells = json.loads(path.read_text())["cells"]
    outputs = [output for cell in cells for output in cell.get("outputs", [])]
    texts = ["".join(cell["source"]) for cell in cells]
    texts += ["".join(output.get("text", "")) for output in outputs]
    texts += [
        "".join(words)
        for output in outputs
        for kind, words in output.get("data", {}).items()
        if kind.startswith("text/")
    ]
    without_pictures = [re.sub(r"base64,[\w+/=]+", "", text) for text in texts]
    assert [found[0] for text in without_pictures for found in OF_A_MACHINE.finditer(text)] == []


def test_there_are_notebooks():
    assert len(NOTEBOOKS) >= 6
