"""Rows and gateways of strangers: shown without foreign errors and what terminals obey."""

from __future__ import annotations

import json
import sqlite3
import unicodedata

import pytest

from ipyimagegen.errors import ImagegenError
from ipyimagegen.library import Library
from ipyimagegen.notebook.commands import COMMANDS, Invocation
from ipyimagegen.notebook.display import caption_bundle
from ipyimagegen.session import Session
from ipyimagegen.settings import Settings
from ipyimagegen.text import printable
from ipyimagegen.views.difference import Difference
from ipyimagegen.views.lineage import Lineage
from ipyimagegen.widget.serialize import details, entry
from scripted import answer, serving

EVIL = "\x1b[2J\x1b]8;;http://x\x07x\u202egnp\u200b\u2066\x9b1m\r\n\t\0\u2028y\ufeff"
BAD = {
    "status": [EVIL, "", "done ", 7, b"\xff"],
    "parameters": ['{"aspect": "0:0"}', '{"aspect": "x"}', '{"aspect": [1]}', "[]", "7", "no",
                   "NaN",
                   '{"aspect": "1:99999999999"}', json.dumps({EVIL: EVIL, "extra": EVIL}),
                   "[" * 50_000, b"\xff"],
    "take": ["x", -1, 2.5, 2**62, EVIL],
    "cost": ["x", float("inf"), -1.0, 1e300, EVIL, b"\0"],
    "seconds": ["x", float("inf"), -1.0, EVIL],
    "created": ["", "x", "2026", "9999-12-31T23:59:59", "0001-01-01T00:00:00+14:00", EVIL, 5,
                "2026-11-28T10:00:00"],
    "finished": ["x", 5], "rating": [99, -1, "x", 10**12], "tags": [EVIL, 5, "a  b"],
    "note": [EVIL, 7], "model": [EVIL, 7, "x" * 100_000], "served_by": [EVIL, 7],
    "name": [EVIL, 7, "x" * 100_000], "prompt": [EVIL, 7], "template": [EVIL],
    "text": [EVIL, 7], "gateway": [EVIL], "notebook": [EVIL, 7],
    "usage": ["no", "[]", "7"], "finish_reason": [7, EVIL],
    "error": ['{"kind": 7, "message": 8}', "[]", json.dumps({"kind": EVIL, "message": EVIL,
              "said": EVIL, "hint": EVIL, "task": 7}),
              json.dumps({"kind": "Queued", "message": [1], "task": {"id": 7, "x": EVIL}})],
    "imported": ["x", EVIL], "lease": [7, EVIL],
}  # fmt: skip
ALLOWED = {"\n", "\t", "\u200d", "\u200c"}  # a tab stands in a comparison of prompts


def unseen(text):
    return {c for c in text if unicodedata.category(c) in ("Cc", "Cf", "Cs", "Zl", "Zp")} - ALLOWED


@pytest.fixture
def family(session):
    session.generate("a frog")
    session.edit("@1", "at night")
    return session


def shown(session, generation):
    """Yield all texts and pages in which a generation is seen."""
    for view in (
        session.history(), Lineage(generation), Difference(generation, session.library.get(2)),
        session.spending(), session.history()[0], generation,
    ):  # fmt: skip
        yield repr(view)
        if hasattr(view, "_repr_html_"):
            yield view._repr_html_()
    yield from caption_bundle(generation, name=generation.name).values()
    json.dumps([entry(generation), details(generation)], allow_nan=False)
    for name, words in (("show", ["@1"]), ("status", []), ("tag", ["@1", "x"])):
        try:
            result = COMMANDS[name].run(Invocation(session, words, {}))
        except ImagegenError as error:
            assert len(error.lines()) <= 4
            yield "\n".join(error.lines())
        else:
            yield printable(result) if isinstance(result, str) else repr(result)
    try:
        yield generation.cell.partition("\n")[0]
    except ImagegenError as error:
        yield "\n".join(error.lines())


@pytest.mark.parametrize(("column", "value"), [(c, v) for c, values in BAD.items() for v in values])
def test_a_stranger_s_row_is_shown_or_told(family, tmp_path, column, value):
    with sqlite3.connect(family.library.folder / "catalogue.db") as connection:
        connection.execute(f"UPDATE generations SET {column} = ?", [value])
    generation = family.library.get(1)
    for text in shown(family, generation):
        assert not unseen(text)
        assert len(text) < 60_000 or text.startswith("%%imagegen -m")
    connection.close()


def test_inputs_of_a_stranger_are_shown(family):
    with sqlite3.connect(family.library.folder / "catalogue.db") as connection:
        connection.execute("UPDATE inputs SET name = ?, source = ?", [EVIL, EVIL])
    connection.close()
    for text in shown(family, family.library.get(2)):
        assert not unseen(text)


@pytest.mark.parametrize(
    "entries",
    [[{"id": EVIL}], [{"id": "x" * 1_000_000}], [{"id": 7}, {"id": None}, {"id": [EVIL]}, {}],
     [7, "x", None, []], [{"id": f"model-{n}"} for n in range(100_000)], {}, "x"],
)  # fmt: skip
@pytest.mark.parametrize("command", ["models", "doctor"])
def test_a_list_of_models_of_any_kind_is_told(tmp_path, entries, command, quick):
    settings = Settings(environment={}, folder=tmp_path, config_file=tmp_path / "config.toml")
    session = Session(settings, library=Library(tmp_path / "library"))
    with serving() as scripted, quick(3):
        scripted.script = answer(json.dumps({"data": entries}).encode())
        session.settings.use(scripted.url)
        text = COMMANDS[command].run(Invocation(session, [], {}))
        assert not unseen(printable(text))
        assert len(text) < 5000
    session.close()


@pytest.mark.parametrize(
    "text",
    ["two\nlines", "👨\u200d👩\u200d👧 🏳️\u200d🌈", "می\u200cخواهم", "שלום عليكم", "ZWJ: क\u200dष"],
)
def test_what_people_write_stays(text):
    assert printable(text) == text


@pytest.mark.parametrize(
    "text", ["a\u200db", "\u200d", "a\u200d\u200d\u200db", "👨\u200d", "\u202e\u200d\u202d"]
)
def test_joiners_that_join_nothing_go(text):
    assert not {"\u200d", "\u202e", "\u202d"} & set(printable(text))
