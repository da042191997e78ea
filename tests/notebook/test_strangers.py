"""Rows and gateways of strangers: shown without foreign errors and what terminals obey."""

from __future__ import annotations

import contextlib
import json
import random
import shutil
import sqlite3
import unicodedata
import zipfile

import pytest

from ipyimagegen.errors import ImagegenError
from ipyimagegen.library import Library
from ipyimagegen.library.maintenance.repair import check
from ipyimagegen.library.storage.schema import generations
from ipyimagegen.library.transfer.export_bundle import export
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
MARKUP = "<img src=x onerror=alert(1)>"
ODD = [
    None, 0, -1, 2**40, 2**63 - 1, -(2**63), 1e308, float("inf"), b"", b"\xed\xa0\x80", MARKUP,
    MARKUP * 40_000, "0000-01-01T00:00:00+00:00", "99999-01-01T00:00:00+00:00", "NaN",
    "9999-12-31T23:59:59.999+00:00", '{"extra": {"a": NaN}}', '{"extra": {"a": 1e999}}',
    '{"extra": "\\ud800"}', f'{{"aspect": {"9" * 4000}}}', '{"a": ' * 900 + "1" + "}" * 900,
    json.dumps({f"k{n}": n for n in range(9000)}), "\u0301" * 5000,
]  # fmt: skip
ALLOWED = {"\n", "\t", "\u200d", "\u200c"}  # a tab stands in a comparison of prompts


def unseen(text):
    return {c for c in text if unicodedata.category(c) in ("Cc", "Cf", "Cs", "Zl", "Zp")} - ALLOWED


@pytest.fixture(scope="module")
def made_once(tmp_path_factory):
    """A folder with a library of a frog and an edit of it, that no program uses; to be copied."""
    folder = tmp_path_factory.mktemp("family")
    settings = Settings(environment={}, folder=folder, config_file=folder / "config.toml")
    session = Session(settings, library=Library(folder / "library"))
    session.generate("a frog")
    session.edit("@1", "at night")
    session.close()
    session.library.close()
    return session.library.folder


@pytest.fixture
def family(made_once, session):
    # A thumbnail may be about to get its name.
    shutil.copytree(made_once, session.library.folder, ignore=shutil.ignore_patterns("*.part"))
    return session


def shown(session, generation):
    """Yield all texts and pages in which a generation is seen."""
    for view in (
        session.history(), Lineage(generation), Difference(generation, session.library.get(2)),
        session.spending(), *session.history()[:1], generation,
    ):  # fmt: skip
        yield repr(view)
        if hasattr(view, "_repr_html_"):
            yield view._repr_html_()
            assert MARKUP not in view._repr_html_()
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


@pytest.mark.thorough
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


def put(session, *statements):
    with sqlite3.connect(session.library.folder / "catalogue.db") as connection:
        for statement in statements:
            connection.execute(*statement)
    connection.close()


@pytest.mark.thorough
def test_rows_that_go_in_circles_come_to_an_end(family, quick):
    put(family, ["INSERT INTO inputs VALUES (1, 1, 'x', '@2', 2), (2, 2, 'x', '@2', 2)"])
    with quick(5):
        for number in (1, 2):
            generation = family.library.get(number)
            assert generation.descends_from_sketch
            assert not generation.holds_own_picture
            assert generation.record.prompt
            for text in shown(family, generation):
                assert not unseen(text)


def test_a_family_is_walked_once(family, quick):
    columns = ", ".join(one.name for one in generations.c if one.name not in ("number", "uuid"))
    make = f"INSERT INTO generations (number, uuid, {columns}) SELECT ?, ?, {columns}"
    for number in range(3, 60):
        put(family, [f"{make} FROM generations WHERE number = 2", [number, f"u{number}"]])
        both = [(number, place, "x", "y", number - place) for place in (1, 2)]
        put(family, *(["INSERT INTO inputs VALUES (?, ?, ?, ?, ?)", row] for row in both))
    put(family, ["UPDATE generations SET gateway = 'g' WHERE number > 1"])
    with quick(2):
        assert family.library.get(59).descends_from_sketch
        assert not family.library.get(59).holds_own_picture


@pytest.mark.thorough
def test_of_very_many_pictures_and_inputs_the_first_are_shown(family, quick):
    places = range(2, 5000)
    link = "INSERT INTO generation_pictures SELECT 1, ?, hash FROM pictures LIMIT 1"
    given = "INSERT INTO inputs VALUES (1, ?, 'x', ?, NULL)"
    put(family, *([link, [place]] for place in places))
    put(family, *([given, [place, "n" * 99]] for place in places))
    with quick(8):
        for text in shown(family, family.library.get(1)):
            assert len(text) < 30_000


@pytest.mark.parametrize("seed", range(4))
def test_whatever_stands_in_several_columns_at_once(family, tmp_path, seed):
    chance = random.Random(seed)
    values = [value for values in BAD.values() for value in values] + ODD
    tables = {"generations": [*BAD, "question", "deleted"], "inputs": ["source", "name", "parent"],
              "pictures": ["type", "width", "height", "size"]}  # fmt: skip
    for _ in range(8):
        table = chance.choice(["generations", "generations", *tables])
        column = chance.choice(tables[table])
        put(family, [f"UPDATE OR IGNORE {table} SET {column} = ?", [chance.choice(values)]])
    for number in (1, 2):
        generation = family.library.get(number)
        assert all(not unseen(text) for text in shown(family, generation))
        assert not unseen("\n".join(check(family.library)))
        with contextlib.suppress(ImagegenError):
            generation.save(tmp_path / "{name}-{date}-{model}.png")
    with contextlib.suppress(ImagegenError):
        path = export(family.library, family.history(), tmp_path / "x.zip").path
        with zipfile.ZipFile(path) as archive:
            page = archive.read("index.html").decode()
        assert MARKUP not in page
        assert not {c for c in page if unicodedata.category(c) == "Cc"} - {"\n", "\t"}


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
