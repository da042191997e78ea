"""A copied cell is one call of the very request that it was copied from, or there is none.

Rows come out of strangers' bundles: what stands in them must not become options of a line that
somebody runs.
"""

from __future__ import annotations

import ast
import json
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from IPython.core.inputtransformer2 import TransformerManager

from ipyimagegen.errors import ImagegenError, OptionError, UnknownReference
from ipyimagegen.library import Library
from ipyimagegen.library.references import Scope
from ipyimagegen.library.transfer.export_bundle import export
from ipyimagegen.library.transfer.import_bundle import import_bundle
from ipyimagegen.notebook.line import parse_cell_line
from ipyimagegen.prompts.cells import as_typed, cell_text, read_body
from ipyimagegen.session import Brief
from ipyimagegen.session.plan import make_plan
from ipyimagegen.settings import Settings
from ipyimagegen.widget.composer import repeated_brief

ORDERS = [
    "m --aspect 1:1 -n 500 -y", "x,y", "m\n%%bash\nrm -rf ~", 'a "b', "it's", "'\"“”", "-y",
    "--yes", "-m", "=", "{x}", "m\t-y", "m\0", "\x1b[2J", "m\u2028-y", "m\x85-y", "m\u202e",
    " m ", "m?", "m\\", "frog", "", " ", "ü", "a/b:free", "@12", "'m' -n 9", '"m","n"', "«m», n",
]  # fmt: skip
WILD = st.sampled_from(ORDERS) | st.text(max_size=20)
PROMPTS = st.text(max_size=40) | st.sampled_from(
    [
        "%%imagegen -n 9 -y\na cat",
        "%imagegen prune",
        "!ls",
        "?",
        "a cat?",
        "%%bash\nls",
        "{cat|dog}",
        "a cat --ar 16:9",
        "--ar 16:9",
        "cat\n--ar 1:1",
        ">>> cat",
        "... cat",
        "In [3]: cat",
        "   ...: cat",
        "cat\n",
        "\ncat",
        "cat\r\ndog",
        "a\n>>> b",
        "\\{",
        "  cat  ",
        "-y",
        "# cat",
        "\tc",
        "c\x0cd",
        "c\u2028d",
        "{{{",
        "a\n\n",
        "a\ud800",
        "a\u202eb",
        "مرحبا",
        "👨‍👩‍👧",
    ]
)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | WILD,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WILD, inner, max_size=3),
    max_leaves=6,
)
PARAMETERS = st.dictionaries(
    st.sampled_from(["aspect", "size", "extra", "n", "seed"]),
    st.sampled_from(["1:1", "16:9", "0:0", "2K", "2k", "x", "1:1 -y", "4K\n", {}, {"seed": 7},
                     {"n": 500}, {"a": "it's \"{}\"\n-y"}, [], None, 7]) | VALUES,
    max_size=3,
)  # fmt: skip


def ran(cell):
    """Return the brief of a cell that is run, as IPython hands it to the magic."""
    code = TransformerManager().transform_cell(cell)
    [statement] = ast.parse(code).body
    name, line, body = (argument.value for argument in statement.value.args)
    assert (statement.value.func.attr, name) == ("run_cell_magic", "imagegen")
    options = parse_cell_line(line)
    assert not options.save and not options.brief.yes and not options.brief.again
    brief = options.brief
    template, aspect = body.rstrip("\r\n"), brief.aspect
    if not brief.raw:
        template, aspect, remark = read_body(body, aspect)
        assert not remark
    kept = {name: getattr(brief, name) for name in ("models", "inputs", "size", "extra", "take")}
    return Brief(template=template, aspect=aspect, raw=brief.raw, **kept)


TAKES = st.integers(1, 3) | st.sampled_from([0, -1, 10**9, True, "2"])


@pytest.mark.thorough
@given(WILD, PROMPTS, st.lists(WILD, max_size=3), PARAMETERS, TAKES)
def test_a_cell_is_one_call_of_the_same_request(model, prompt, inputs, parameters, take):
    options = {"model": model, "inputs": inputs, "parameters": parameters, "take": take}
    try:
        cell = cell_text(prompt, **options, raw=not as_typed(prompt))
    except OptionError as error:
        assert str(error) == "no cell can ask for exactly this"
        assert len(error.lines()) <= 4
        return
    brief = ran(cell)
    assert brief.models == ((model,) if model else ())
    assert tuple(brief.inputs) == tuple(inputs)
    assert brief.parameters == parameters
    assert (brief.take or 1, brief.template) == (take, prompt)


@given(prompt=PROMPTS)
def test_its_prompt_is_sent_as_it_was(prompt):
    try:
        cell = cell_text(prompt, model="m", inputs=(), parameters={}, raw=not as_typed(prompt))
    except OptionError:
        return
    assert sent(ran(cell)) == [("m", prompt, 1)]


def sent(brief):
    plan = make_plan(brief, Scope(None, {}), Settings(environment={}).snapshot())
    return [(call.request.model, call.request.prompt, call.request.take) for call in plan.calls]


# -- rows of a stranger -----------------------------------------------------------------


def changed(bundle, target, **fields):
    """Write a bundle once more, with other fields in its first generation."""
    with zipfile.ZipFile(bundle) as old, zipfile.ZipFile(target, "w") as new:
        for entry in old.infolist():
            data = old.read(entry)
            if entry.filename == "generations.jsonl":
                first, *rest = data.splitlines()
                data = b"\n".join([json.dumps(json.loads(first) | fields).encode(), *rest])
            new.writestr(entry, data)
    return target


@pytest.fixture
def strange(session, tmp_path):
    """Returns the generation of a bundle in which a field is another."""
    session.generate("a frog")
    bundle = export(session.library, session.library.search(""), tmp_path / "good.zip").path

    def made(**fields):
        library = Library(tmp_path / "theirs")
        import_bundle(library, changed(bundle, tmp_path / "bad.zip", **fields))
        return library.get(1)

    return made


@pytest.mark.parametrize("model", [model for model in ORDERS if model])
def test_a_model_that_reads_as_options_is_one_model_or_none(strange, model):
    generation = strange(model=model)
    try:
        brief = ran(generation.cell)
    except ImagegenError as error:
        assert str(error) == "no cell can ask for exactly this"
        assert not model.isprintable() or not model.strip()
    else:
        assert sent(brief) == [(model, "a frog", 1)]


@pytest.mark.parametrize(
    ("field", "value"),
    [("model", ""), ("model", "m\n%%bash"), ("prompt", ""), ("prompt", "a cat\n"),
     ("prompt", ">>> a cat"), ("prompt", "a\x1b[2Jcat"), ("take", 2_000_000),
     ("parameters", {"aspect": "1:1 -n 500 -y"}), ("parameters", {"aspect": "0:0"}),
     ("parameters", {"aspect": ["1:1"]}), ("parameters", {"aspect": []}),
     ("parameters", {"size": "2K -y"}),
     ("parameters", {"size": "2k"}), ("parameters", {"extra": {"n": 500}}),
     ("parameters", {"extra": {"model": "other"}}), ("parameters", {"extra": "x -y"}),
     ("parameters", {"extra": []}), ("parameters", {"seed": 1})],
)  # fmt: skip
def test_what_no_cell_can_ask_for_says_so(strange, field, value):
    with pytest.raises(OptionError, match="no cell can ask for exactly this") as caught:
        str(strange(**{field: value}).cell)
    assert len(caught.value.lines()) <= 3
    assert max(map(len, caught.value.lines())) < 200


NAMES = [
    "~/.ssh/id.png", "/home/me/a.png", "a, b.png", "@1", "x' -n 500 -y", "@last", "@picked",
    "Out[5]", "_", "C:\\a.png", "..", "x\n%%bash", "@12345678", "",
]  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_a_stranger_names_no_picture_of_mine(strange, name):
    given = {"source": "0" * 64, "name": name, "parent": None}
    generation = strange(inputs=[given])
    with pytest.raises(UnknownReference, match="a picture that this library lacks"):
        str(generation.cell)
    with pytest.raises(UnknownReference, match="a picture that this library lacks"):
        repeated_brief(generation)


def test_a_stranger_s_file_beside_the_notebook_stands_in_the_cell_and_is_not_sent(strange):
    generation = strange(inputs=[{"source": "0" * 64, "name": "my photo.png", "parent": None}])
    assert ran(generation.cell).inputs == ("my photo.png",)
    with pytest.raises(UnknownReference, match="a picture that this library lacks"):
        repeated_brief(generation)


@pytest.mark.parametrize("parameters", [{"seed": 1}, {"size": "2k"}, {"extra": []}])
def test_a_take_is_asked_for_as_it_was_or_not_at_all(strange, parameters):
    with pytest.raises(OptionError):
        repeated_brief(strange(parameters=parameters))


def test_the_page_of_a_bundle_has_no_cell_where_there_is_none(strange, tmp_path):
    generation = strange(model="m\n%%bash")
    path = export(generation.library, [generation], tmp_path / "on.zip").path
    with zipfile.ZipFile(path) as archive:
        page = archive.read("index.html").decode()
    assert '<button type="button" data-cell="" hidden>' in page
