"""A result is shown once, wherever in a cell it is made."""

from __future__ import annotations

import sys

import IPython
import nbformat
import pytest
from IPython.utils.capture import capture_output
from nbconvert import HTMLExporter

import kernels
from kernels import images_of, plain

MAKE = "get_ipython().run_cell_magic('imagegen', {}, {})"
FROG = MAKE.format("''", "'a frog'")
ONE = "partial(get_ipython().run_cell_magic, 'imagegen', '')"
EACH = f"list(map({ONE}, ['a red frog', 'a blue frog']))"

# a cell, and how many pictures are below it
CELLS = [
    ("%%imagegen\na frog", 1),
    ("# a comment\n" + FROG, 1),
    (f"for i in range(2):\n    {MAKE.format('f`v{i}`', 'f`a cat {i}`')}".replace("`", '"'), 2),
    (f"for name in ('a', 'b'):\n    {MAKE.format('name', '`a frog`')}".replace("`", '"'), 2),
    (f"if True:\n    {FROG}", 1),
    (f"def make():\n    {FROG}\nmake()", 1),
    (f"def make():\n    return {FROG}\nmake()", 1),
    (f"make = lambda: {FROG}\nframed = make()", 1),
    (f"with open('x', 'w'):\n    {FROG}", 1),
    (f"try:\n    {FROG}\nfinally:\n    pass", 1),
    (f"[{FROG} for i in range(2)]", 2),
    (f"frog = {FROG}", 1),
    (f"frog = {FROG}\nfrog", 1),
    (f"frog = {FROG}\n{FROG}", 2),
    (f"display({FROG})", 1),
    (f"exec({FROG!r})", 1),
    (f"{FROG}\n2 + 2", 1),
    (f"{FROG};", 0),  # as asked
    ("%%imagegen -q\na frog", 0),
    ("%%time\n%%imagegen\na frog", 1),
    (f"%time frog = {FROG}", 1),
    ("%%capture kept\n%%imagegen\na frog", 0),
    ("%%capture kept\n%%imagegen\na frog\n", 0),
    # called by C, so that what IPython shows of the cell is another value
    (f"from functools import partial\n{EACH}", 2),
    (f"from functools import partial\n{EACH};", 0),
    (f"from functools import partial\n{ONE}('a frog')", 1),
    (f"from functools import partial\n{ONE}('a frog').number", 1),
    ("%run notes.ipy", 2),
    ("%run notes.ipynb", 1),
    ("%imagegen show @1", 1),
    ("for i in range(2):\n    %imagegen show @1", 2),
    ("frog = %imagegen show @1", 1),
    ("found = %imagegen history", 0),
    ("%%imagegen\na {red|blue} frog", 1),
    (f"for i in range(2):\n    {MAKE.format('``', '`a {red|blue} frog`')}".replace("`", '"'), 2),
    (f"pets = {MAKE.format('``', '`a {red|blue} frog`')}\npets".replace("`", '"'), 1),
]
NOTEBOOK = """{"cells": [{"cell_type": "code", "execution_count": null, "id": "a", "metadata": {},
"outputs": [], "source": ["%%imagegen\\n", "a frog"]}], "metadata": {}, "nbformat": 4,
"nbformat_minor": 5}"""


@pytest.fixture
def shown(shell, tmp_path, monkeypatch):
    """Return how many pictures a cell shows: displayed, or as its value."""
    (tmp_path / "notes.ipy").write_text(f"{FROG}\n%imagegen show @1\n")
    (tmp_path / "notes.ipynb").write_text(NOTEBOOK)
    values = []

    def keep(data, metadata=None):
        values.append(data)

    def run(cell):
        values.clear()
        with capture_output(display=True) as captured, monkeypatch.context() as patched:
            patched.setattr(shell.displayhook, "write_format_data", keep)
            result = shell.run_cell(cell, store_history=True)
        assert result.success, captured.stdout
        bundles = [*values, *(output.data for output in captured.outputs)]
        return sum(mime.startswith("image/") for bundle in bundles for mime in bundle)

    run("%%imagegen -q\na frog")
    return run


@pytest.mark.thorough
@pytest.mark.parametrize(("cell", "pictures"), CELLS, ids=[cell for cell, _ in CELLS])
def test_each_result_is_shown_once(shown, cell, pictures):
    assert shown(cell) == pictures


@pytest.mark.parametrize("shows", ["all", "last", "last_expr", "last_expr_or_assign", "none"])
@pytest.mark.parametrize(
    ("cell", "pictures"),
    [
        ("%%imagegen\na frog", 1),
        (f"frog = {FROG}", 1),
        (f"for i in range(2):\n    {FROG}", 2),
        (f"{FROG}\n2 + 2", 1),
    ],
)
def test_whatever_ipython_shows_of_a_cell(shown, shell, monkeypatch, shows, cell, pictures):
    monkeypatch.setattr(shell, "ast_node_interactivity", shows)
    assert shown(cell) == pictures


def test_a_name_typed_in_a_later_cell_shows_it(shown, shell):
    assert shown(f"frog = {FROG}") == 1
    assert shown("frog") == 1
    assert shown("frog") == 1
    assert shell.user_ns["_"] is shell.user_ns["frog"]


def test_one_picture_by_itself_is_shown_once(shell, capsys):
    shell.run_cell("%%imagegen -q\na frog")
    capsys.readouterr()
    shell.run_cell("%imagegen show @1.1")
    assert capsys.readouterr().out.count("of @1 · 1024×1024") == 1


def test_the_value_is_kept_where_it_was_shown_before(shown, shell):
    assert shown(f"def make():\n    return {FROG}\nmake()") == 1
    assert shell.user_ns["_"].number == 1


def test_what_captures_outputs_gets_the_picture(shown):
    shown("%%capture kept\n%%imagegen\na frog")
    assert shown("kept.show()") == 1


class Gone:
    """A front end that has gone."""

    def __call__(self, *_, **__):
        raise BrokenPipeError(32, "Broken pipe")


@pytest.mark.thorough
@pytest.mark.parametrize("cell", ["%%imagegen frog\na frog", "%%imagegen frog\na {red|blue} frog"])
def test_an_output_that_fails_loses_no_result(shell, monkeypatch, cell, caplog):
    monkeypatch.setattr(shell.display_pub, "publish", Gone())
    result = shell.run_cell(cell)
    assert result.success
    assert result.result is shell.user_ns["frog"]
    assert "could not be shown" in caplog.text


@pytest.mark.parametrize("broken", ["closed", "gone", "none", "odd"])
def test_subcommands_and_results_outlive_a_broken_stdout(shell, monkeypatch, tmp_path, broken):
    stream = None
    if broken == "closed":
        stream = (tmp_path / "log").open("w")
        stream.close()
    elif broken == "gone":
        stream = type("Stream", (), {"write": Gone(), "flush": Gone()})()
    elif broken == "odd":  # a logger in its place
        stream = type("Logger", (), {"write": lambda self, text: None})()
    magic = shell.magics_manager.registry["ImageGen"]
    monkeypatch.setattr(shell.display_formatter, "active_types", ["text/plain"])
    monkeypatch.setattr(sys, "stdout", stream)
    frog = magic.imagegen("frog", "a frog")
    magic.imagegen("pets", "a {red|blue} frog")
    assert magic.imagegen("status") is None
    monkeypatch.undo()
    assert shell.user_ns["frog"] is frog
    assert len(shell.user_ns["pets"]) == 2


@pytest.mark.kernel
def test_in_a_kernel(tmp_path):
    with kernels.kernel(tmp_path / "kernel") as kernel:
        kernel.run(f"_ = open('notes.ipy', 'w').write({FROG!r})")
        for cell, pictures, last in [
            ("%%imagegen frog\na frog", 1, "execute_result"),
            (f"for i in range(2):\n    {FROG}", 2, "display_data"),
            (f"def make():\n    return {FROG}\nmake()", 1, "display_data"),
            ("%run notes.ipy", 1, "display_data"),
            ("%%time\n%%imagegen\na frog", 1, "stream"),
            ("frog", 1, "execute_result"),
        ]:
            reply, outputs = kernel.run(cell)
            assert reply["status"] == "ok"
            assert len(images_of(outputs)) == pictures, cell
            assert outputs[-1]["type"] == last, cell
        assert plain(kernel.run("Out[max(Out)]")[1]).startswith("<Generation @1")


@pytest.mark.kernel
def test_a_notebook_written_by_ipython_has_the_pictures(tmp_path):
    with kernels.kernel(tmp_path / "kernel") as kernel:
        shown = images_of(kernel.run("%%imagegen frog\na frog")[1])
        kernel.run("%%imagegen pets\na {red|blue} frog")
        shown += images_of(kernel.run("pets")[1])  # %notebook has values, and no displays
        reply, _ = kernel.run("%notebook out.ipynb")
        assert reply["status"] == "ok"
        for line in ("%history -o", "%save cells.py 1-2", "%recall 2", "%macro again 2"):
            assert kernel.run(line)[0]["status"] == "ok"
    assert pictures_in(tmp_path / "kernel" / "work" / "out.ipynb") == shown


def pictures_in(path):
    """Return the pictures in a notebook that IPython wrote."""
    notebook = nbformat.read(path, 4)
    nbformat.validate(notebook)
    outputs = [output for cell in notebook.cells for output in cell.outputs]
    assert all("text/plain" in output.data for output in outputs if "data" in output)
    return images_of(outputs)


@pytest.mark.kernel
@pytest.mark.skipif(IPython.version_info < (9,), reason="IPython keeps no outputs")
def test_ipython_keeps_no_copy_of_a_picture(tmp_path):
    with kernels.kernel(tmp_path / "kernel") as kernel:
        kernel.run("%%imagegen frog\na frog")
        for _ in range(2):  # its value again, and another one
            kernel.run("frog")
            kernel.run("_ = 1")
        kernel.run("import shutil; shutil.rmtree(frog.library.folder)")
        assert kernel.run("%notebook out.ipynb")[0]["status"] == "ok"
    assert pictures_in(tmp_path / "kernel" / "work" / "out.ipynb") == []


def test_exports_have_each_picture_with_its_text(shell):
    with capture_output(display=True):
        frog = shell.run_cell("%%imagegen frog\na green frog").result
    data, metadata = shell.display_formatter.format(frog)
    output = nbformat.v4.new_output("execute_result", data, metadata=metadata)
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(outputs=[output])])
    nbformat.validate(notebook)
    page, _ = HTMLExporter(template_name="classic").from_notebook_node(notebook)
    assert 'alt="a green frog"' in page
