"""Completion: what is offered at the cursor can be run, and all else is left alone."""

from __future__ import annotations

import contextlib
import io
import logging
import os
import re
import socket
import sqlite3
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import IPython.core.completer
import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from IPython.utils.capture import capture_output
from PIL import Image

import ipyimagegen.session as session_module
import kernels
from ipyimagegen.library import Library
from ipyimagegen.library.fields import FIELDS, STATES
from ipyimagegen.library.search import conditions
from ipyimagegen.notebook.candidates import Candidates
from ipyimagegen.notebook.commands import COMMANDS, USAGES
from ipyimagegen.notebook.completion import Completions, completions, matched
from ipyimagegen.notebook.line import OPTIONS, parse_cell_line, parse_line
from ipyimagegen.session import Brief
from ipyimagegen.settings import SETTINGS

needs_cells = pytest.mark.skipif(
    not hasattr(IPython.core.completer, "CompletionContext"),
    reason="before 8.6 IPython tells a matcher one word, and lets it leave out no others",
)


def magic_of(shell):
    return shell.magics_manager.registry["ImageGen"]


def asked(shell, cell):
    """Return the completions at the `|` of a cell; None where it is none of ours."""
    before, _, after = cell.partition("|")
    lines = (before + after).split("\n")
    number = before.count("\n")
    column = len(before) - (before.rfind("\n") + 1)
    return completions(Candidates(magic_of(shell)), lines, number, column)


def words(shell, cell):
    found = asked(shell, cell)
    assert found is not None, cell
    return [one.text for one in found.found]


def hints(shell, cell):
    return {one.text: one.hint for one in asked(shell, cell).found}


def completed(shell, cell):
    """Return the cell with the only completion in it."""
    found = asked(shell, cell)
    [one] = found.found
    before, _, after = cell.partition("|")
    assert before.endswith(found.fragment)
    return before.removesuffix(found.fragment) + one.text + after


def made(shell, cell):
    with capture_output():
        result = shell.run_cell(cell)
    result.raise_error()
    return result.result


@pytest.fixture
def frog(shell):
    return made(shell, "%%imagegen frog\na small green frog wearing a tiny crown")


# -- options and their values -----------------------------------------------------------


def test_options_come_with_their_help(shell):
    found = hints(shell, "%%imagegen -|")
    assert list(found) == [flag for option in OPTIONS for flag in option.flags]
    assert found["--dry-run"] == "show the exact request and send nothing"


@pytest.mark.parametrize(
    ("line", "there", "gone"),
    [
        ("--raw -m nano-banana -|", ["-i"], ["--raw", "-m", "--model"]),
        ("-| --model=gpt-image", ["--raw"], ["-m", "--model"]),
        ("-i frog -|", ["-i", "--from"], []),
        ("-q -|", ["--debug"], ["-q", "--quiet"]),
    ],
)
def test_an_option_that_is_given_is_left_out_unless_it_repeats(shell, line, there, gone):
    found = words(shell, f"%%imagegen {line}")
    assert set(there) <= set(found)
    assert not set(gone) & set(found)


def test_every_option_is_offered_and_can_be_read(shell):
    for flag in words(shell, "%%imagegen -|"):
        [option] = [one for one in OPTIONS if flag in one.flags]
        value = " 1" if option.read else ""
        value = ' {"a": 1}' if option.metavar == "JSON" else value
        parse_cell_line(f"{flag}{value}")


@pytest.mark.parametrize("option", [one for one in OPTIONS if one.choices], ids=lambda o: o.field)
def test_choices_of_an_option_are_offered_in_both_spellings(shell, option):
    flag = option.flags[-1]
    assert words(shell, f"%%imagegen {flag} |") == list(option.choices)
    assert words(shell, f"%%imagegen {flag}=|") == list(option.choices)


def test_models_are_those_of_the_gateway_in_force(shell):
    assert words(shell, "%%imagegen -m |") == ["nano-banana", "gpt-image", "image-gen"]
    assert words(shell, "%%imagegen -m nano-banana,gp|") == ["gpt-image"]
    assert words(shell, "%%imagegen -m nano-banana,|") == ["gpt-image", "image-gen"]
    assert words(shell, '%%imagegen -m "nano-banana,gp|"') == ["gpt-image"]
    openrouter = words(shell, "%%imagegen --gateway openrouter -m |")
    assert "openai/gpt-5.4-image-2" in openrouter
    assert words(shell, "%%imagegen -m | --gateway openrouter") == openrouter


def test_models_of_ones_own_gateway_and_those_asked_or_listed_before(shell, tmp_path):
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "ipyimagegen").mkdir()
    (tmp_path / "config" / "ipyimagegen" / "config.toml").write_text(
        '[gateways.house]\nbase_url = "https://house.example"\nmodels = {painter = "acme/p-2"}\n'
    )
    assert words(shell, "%%imagegen --gateway ho|") == ["house"]
    assert words(shell, "%imagegen use ho|") == ["house"]
    assert words(shell, "%%imagegen --gateway house -m |") == ["nano-banana", "painter", "acme/p-2"]
    rows(tmp_path / "library", {"gateway": "https://house.example", "model": "old-master"})
    magic_of(shell).session.listed["https://house.example"] = ("acme/p-3",)
    found = hints(shell, "%%imagegen --gateway house -m |")
    assert found["old-master"] == "asked before"
    assert found["acme/p-3"] == "house"


def rows(folder, *values):
    """Put generations into a library, and close it."""
    library = Library(folder)
    library.count()
    library.close()
    row = {
        "status": "done", "gateway": "offline", "model": "nano-banana", "served_by": "",
        "template": "", "prompt": "", "parameters": "{}", "take": 1, "question": "", "name": "",
        "text": "", "notebook": "", "created": "2026-11-28T00:00:00.000+00:00", "tags": "",
    }  # fmt: skip
    with contextlib.closing(sqlite3.connect(folder / "catalogue.db")) as connection, connection:
        for number, one in enumerate(values, start=1):
            whole = {"number": number, **row, **one}
            whole["uuid"] = f"uuid {whole['number']}"
            names, marks = ", ".join(whole), ", ".join("?" * len(whole))
            query = f"INSERT INTO generations ({names}) VALUES ({marks})"
            connection.execute(query, list(whole.values()))


# -- inputs -----------------------------------------------------------------------------


def test_inputs_are_pictures_in_variables_references_and_files(shell, frog, tmp_path):
    shell.user_ns |= {
        "photo": Image.new("RGB", (2, 2)), "note": "text", "number": 3, "memory": io.BytesIO(),
        "path": Path("x.png"), "folder": Path("x"), "data": b"\x89PNG\r\n\x1a\n", "words": b"text",
    }  # fmt: skip
    (tmp_path / "cat.png").touch()
    (tmp_path / "notes.txt").touch()
    found = hints(shell, "%%imagegen -i |")
    assert found["frog"] == "a small green frog wearing a tiny crown"
    assert found["@1"] == found["@last"] == "frog: a small green frog wearing a tiny crown"
    assert {"photo", "memory", "path", "data", "@picked", "cat.png"} <= found.keys()
    assert not {"note", "number", "folder", "words", "notes.txt", "In", "exit"} & found.keys()
    assert next(iter(found)) == "frog"


def test_an_input_behind_a_comma_or_in_the_long_spelling(shell, frog):
    assert completed(shell, "%%imagegen --from=@1,fr|") == "%%imagegen --from=@1,frog"
    assert completed(shell, "%%imagegen -i frog,@pi|") == "%%imagegen -i frog,@picked"


def test_references_by_number_position_and_hash(shell, frog):
    made(shell, "%%imagegen boat\na blue boat")
    assert words(shell, "%%imagegen -i @|")[:4] == ["@last", "@picked", "@2", "@1"]
    assert words(shell, "%%imagegen -i @1|") == ["@1"]
    assert words(shell, "%%imagegen -i @1.|") == ["@1.1"]
    start = re.search("[a-f]", frog.picture.hash).start() + 1  # digits alone are a number
    typed = f"@{frog.picture.hash[: max(start, 4)]}"
    [reference] = words(shell, f"%%imagegen -i {typed}|")
    assert reference == f"@{frog.picture.hash[: max(start, 8)]}"
    assert shell.run_line_magic("imagegen", f"show {reference}") == frog


def test_numbers_that_begin_alike_come_newest_first(shell, tmp_path):
    numbers = [1, 2, 9, 12, 13, 19, 120, 129, 1200, 1300]
    rows(tmp_path / "library", *({"number": number} for number in numbers))
    assert words(shell, "%imagegen show @12|") == ["@12", "@1200", "@129", "@120"]
    assert words(shell, "%imagegen show @0|") == []
    assert words(shell, "%imagegen show @99999999999999999999|") == []


def test_failed_ones_are_shown_and_are_no_inputs_and_deleted_ones_come_back(shell, tmp_path):
    rows(
        tmp_path / "library",
        {"prompt": "a cat"},
        {"status": "failed"},
        {"deleted": "2026-11-28T00:00:00.000+00:00", "prompt": "a dog"},
    )
    assert words(shell, "%%imagegen -i @|") == ["@last", "@picked", "@1"]
    assert words(shell, "%imagegen show @|") == ["@last", "@picked", "@2", "@1"]
    assert hints(shell, "%imagegen delete --undo |")["@3"] == "a dog"


def test_last_is_this_kernels_and_picked_says_what_is_picked(shell, frog, tmp_path):
    magic_of(shell).session.picked = ("@1",)
    elsewhere = Library(tmp_path / "library")
    assert elsewhere.count() == 1
    with contextlib.closing(sqlite3.connect(tmp_path / "library" / "catalogue.db")) as connection:
        connection.execute(
            "INSERT INTO generations (uuid, status, gateway, model, served_by, template, prompt,"
            " parameters, take, question, name, text, notebook, created)"
            " VALUES ('u', 'done', 'x', 'm', '', '', 'another kernel', '{}', 1, '', '', '', '', '')"
        )
        connection.commit()
    found = hints(shell, "%%imagegen -i @|")
    assert found["@2"] == "another kernel"
    assert found["@last"].startswith("frog")
    assert found["@picked"] == "@1"


@pytest.mark.thorough
def test_outputs_and_members_of_a_sweep(shell):
    birds = made(shell, "%%imagegen birds\na {style=red|blue} bird")
    shell.user_ns["Out"] = {3: birds[0], 4: "text"}
    shell.user_ns["pile"] = [birds[1].image, "text"]
    assert hints(shell, "%%imagegen -i birds[|") == {"birds[0]": "red", "birds[1]": "blue"}
    assert words(shell, "%%imagegen -i pile[|") == ["pile[0]"]
    assert words(shell, "%%imagegen -i Ou|") == ["Out[3]"]
    assert "birds" not in words(shell, "%%imagegen -i |")
    assert hints(shell, "%%imagegen bi|") == {"birds": "a sweep of 2"}


def test_a_closed_buffer_or_an_odd_object_hides_no_other_variable(shell, frog):
    class Odd:
        def __getattribute__(self, name):
            raise RuntimeError(name)

        @property
        def __dict__(self):
            raise RuntimeError

    released = memoryview(b"x")
    released.release()
    shell.user_ns |= {"a_released": released, "an_odd": Odd(), "a_type": Odd, "a_module": os}
    assert "frog" in words(shell, "%%imagegen -i |")
    assert words(shell, "%%imagegen\n{a_|") == []
    assert words(shell, "%%imagegen\n{fr|") == ["frog"]


# -- paths and quotes -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "saved"),
    [
        ("--save my|", "my pictures/"),
        ('--save "my|', "my pictures/"),
        ('--save "my|"', "my pictures/"),
        ("--save='my|'", "my pictures/"),
        ('--save "my pictures/a f|', "my pictures/a frog.png"),
        ('--save "my pictures/a f|"', "my pictures/a frog.png"),
        ('--save "my pictures/a| frog.png"', "my pictures/a frog.png"),
        ("--save my pictures/|", None),
        ("--save é|", "été.png"),
        ("--save plai|", "plain.png"),
        ("--save plai|n.png", "plain.png"),
    ],
)
def test_a_path_is_written_so_that_it_is_read_back(shell, tmp_path, line, saved):
    for name in ("my pictures/a frog.png", "été.png", "plain.png"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    if saved is None:
        assert words(shell, f"%%imagegen {line}") == []
        return
    written = completed(shell, f"%%imagegen {line}").removeprefix("%%imagegen ")
    if written.count('"') % 2:  # a folder, in which it goes on
        written += '"'
    assert parse_cell_line(written).save == saved


def test_blanks_that_a_shell_would_escape(shell, tmp_path, monkeypatch):
    monkeypatch.setattr(os, "name", "posix")
    (tmp_path / "my frog.png").touch()
    assert completed(shell, r"%%imagegen -i my\ fr|") == '%%imagegen -i "my frog.png"'
    assert completed(shell, r"%%imagegen -i @1,my\ fr|") == '%%imagegen -i @1,"my frog.png"'


def test_backslashes_of_windows_are_no_escapes(shell):
    assert asked(shell, r"%%imagegen --save C:\new\alp|") == Completions(r"C:\new\alp", [])
    assert words(shell, "%%imagegen --save C:\\pictures\\ |")[:1] == ["--model"]


def test_only_the_value_of_a_list_goes_on_behind_a_comma_and_a_blank(shell):
    assert words(shell, "%%imagegen --save out, |")[:1] == ["--model"]
    assert words(shell, "%%imagegen --aspect 16:9, --mo|") == ["--model"]
    assert "gpt-image" in words(shell, "%%imagegen -m nano-banana, |")
    assert words(shell, "%%imagegen --check=text, al|") == ["alpha"]


def test_files_that_no_quotes_can_hold_and_hidden_ones_are_left_out(shell, tmp_path):
    (tmp_path / ".hidden.png").touch()
    (tmp_path / "say \"a\" 'b' “c” „d“ ‘e’ «f».png").touch()
    (tmp_path / "two\nlines.png").touch()
    (tmp_path / "-x.png").touch()
    assert words(shell, "%%imagegen --save |") == ['"-x.png"']
    assert words(shell, "%%imagegen --save .h|") == [".hidden.png"]
    assert words(shell, "%%imagegen --save ~|") == ["~/"]


# -- NAME -------------------------------------------------------------------------------


def test_name_offers_results_and_then_options(shell, frog):
    shell.user_ns["fruit"] = "apple"
    found = words(shell, "%%imagegen |")
    assert found[:2] == ["frog", "--model"]
    assert words(shell, "%%imagegen fr|") == ["frog"]
    assert "frog" not in words(shell, "%%imagegen boat |")
    assert words(shell, "%%imagegen boat fr|") == []


# -- prompts ----------------------------------------------------------------------------


def test_placeholders_offer_what_can_be_inserted(shell, frog):
    shell.user_ns |= {
        "hour": "midnight", "number": 3, "day": date(2026, 11, 28), "nothing": None, "_own": "x",
        "function": len, "module": os, "raw_bytes": b"x", "missing": float("nan"), "kind": str,
        "plain_object": object(),
    }  # fmt: skip
    found = hints(shell, "%%imagegen\na cat at {|")
    assert found["hour"] == '"midnight"'
    assert found["number"] == "3"
    assert {"frog", "day"} <= found.keys()
    gone = {"nothing", "_own", "function", "module", "raw_bytes", "missing", "kind"}
    assert not (gone | {"plain_object", "In", "Out"}) & found.keys()


@pytest.mark.parametrize(
    ("cell", "fragment"),
    [
        ("%%imagegen\na cat at {ho|}", "ho"),
        ("%%imagegen cat -q\nfirst\nthen {ho|} and more\nlast", "ho"),
        ("\n\n  %%imagegen\n{style=red at {ho||blue}", "ho"),
        ('%%imagegen\n{"hour": "{ho|"}', "ho"),
        ("%%imagegen\n{ho|ur}", "ho"),
        ("%%time\n%%imagegen\n{ ho|", "ho"),
        ("%%capture out\n\n%%imagegen\nä € 🐸 {ho|", "ho"),
    ],
)
def test_a_placeholder_anywhere_in_a_prompt(shell, cell, fragment):
    shell.user_ns["hour"] = "midnight"
    cell = cell.replace("||", "|\0") if "||" in cell else cell
    before, _, after = cell.partition("|")
    found = asked(shell, before + "|" + after.replace("\0", "|"))
    assert found.fragment == fragment
    assert [one.text for one in found.found] == ["ho" if after.startswith("ur") else "hour"]


@pytest.mark.parametrize(
    "body",
    [
        "a gre|", "a {ho} fr|", "a {{ho|", r"a \{ho|", "{a|b", '{"ho|', "{do this, ho|", "{ho:.|",
        "!ls|", "%imagegen sh|", "%%ba|", "{x = ho|", "import o|",
    ],
)  # fmt: skip
def test_the_rest_of_a_prompt_is_ours_and_has_no_completions(shell, body):
    shell.user_ns["hour"] = "midnight"
    assert words(shell, f"%%imagegen\n{body if '|' in body else body + '|'}") == []


def test_symbols_of_latex_are_left_to_ipython(shell):
    assert asked(shell, "%%imagegen\nthe angle \\alp|") is None


def test_raw_prompts_have_no_placeholders(shell):
    shell.user_ns["hour"] = "midnight"
    assert words(shell, "%%imagegen --raw\n{ho|") == []


def test_columns_of_the_rows_and_axes_come_first(shell):
    shell.user_ns |= {"table": [{"pet": "cat", "the size": "big"}], "petrol": "x", "other": []}
    cell = "%%imagegen --rows table\n{style=oil|ink} {p"
    known = Candidates(magic_of(shell))
    found = completions(known, cell.split("\n"), 1, len(cell.split("\n")[1]))
    assert [one.text for one in found.found] == ["pet", "petrol"]
    assert words(shell, "%%imagegen --rows=table\n{the s|}") == ["the size"]
    assert words(shell, "%%imagegen --rows |") == ["table"]
    assert words(shell, "%%imagegen --rows nothing\n{pet|") == ["petrol"]
    cell = "%%imagegen\n{style=oil|ink} and {sty"
    found = completions(known, cell.split("\n"), 1, len(cell.split("\n")[1]))
    assert found == Completions("sty", [("style", "axis", False, False)])


@pytest.mark.thorough
def test_a_data_frame_is_a_table(shell):
    pandas = pytest.importorskip("pandas")
    shell.user_ns |= {
        "frame": pandas.DataFrame({"pet": ["cat"], "n": [1]}), "series": pandas.Series(["a"]),
    }  # fmt: skip
    assert hints(shell, "%%imagegen --rows |") == {"frame": "pet, n"}
    assert words(shell, "%%imagegen --rows frame\n{pe|") == ["pet"]
    assert words(shell, "%%imagegen\n{*se|") == ["series"]


def test_axes_of_values_and_references(shell, frog):
    shell.user_ns |= {"pets": ["cat", "dog"], "pair": (1, 2), "text": "x", "some": {1, 2}}
    assert hints(shell, "%%imagegen\n{*|}") == {"pets": "2 values", "pair": "2 values"}
    assert words(shell, "%%imagegen\n{pet=*pe|}") == ["pets"]
    assert words(shell, "%%imagegen\n{@|}") == ["@last", "@picked", "@1"]
    assert words(shell, "%%imagegen\n{@l|") == ["@last"]
    assert words(shell, "%%imagegen\n{pet=|") == []


def test_parts_of_a_variable(shell, frog):
    shell.user_ns |= {"row": {"kind": 1, 2: 3}, "items": ["a", "b"]}
    assert words(shell, "%%imagegen\n{frog.pro|}") == ["frog.prompt"]
    assert words(shell, '%%imagegen\n{row["k|') == ['row["kind"]']
    assert words(shell, "%%imagegen\n{row['k|']}") == ["row['kind"]
    assert words(shell, "%%imagegen\n{items[|]}") == ["items[0", "items[1"]
    assert words(shell, "%%imagegen\n{nobody.|}") == []


# -- %imagegen --------------------------------------------------------------------------


def test_subcommands_come_with_their_help(shell):
    found = hints(shell, "%imagegen |")
    assert list(found) == list(COMMANDS)
    assert found["show"] == "show one again, or what a picture's file says"
    assert words(shell, "%imagegen sh|") == ["show"]


@pytest.mark.parametrize(
    "line",
    [
        "show fr|", "lineage fr|", "diff @1 fr|", "rate fr|", "tag fr|", "note fr|", "delete fr|",
        "delete @1 fr|", "export out.zip fr|", "export out.zip @1,fr|",
    ],
)  # fmt: skip
def test_generations_are_named(shell, frog, line):
    written = completed(shell, f"%imagegen {line}")
    written += {"rate": " 4", "tag": " fox"}.get(line.split()[0], "")
    name, arguments = parse_line(written.removeprefix("%imagegen "), USAGES)
    assert name == line.split()[0]
    assert "frog" in arguments[-1] or arguments[0] == "frog"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("frog = %imagegen show @|", ["@last", "@picked", "@1"]),
        ("   %imagegen show @|", ["@last", "@picked", "@1"]),
        ("a.b['x'], c = %imagegen show @1|", ["@1"]),
        ("x = 1\n%imagegen rate @1 |\nprint(x)", ["0", "1", "2", "3", "4", "5"]),
        ("%imagegen use |", ["offline", "dgx", "openrouter", "--ask-key", "--remember",
                             "--allow-http"]),
        ("%imagegen use dgx --r|", ["--remember"]),
        ("%imagegen use dgx --remember -|", ["--ask-key", "--allow-http"]),
        ("%imagegen delete --|", ["--undo"]),
        ("%imagegen note @1 a good fr|", []),
        ("%imagegen status |", []),
        ("%imagegen nonsense |", []),
        ("%imagegen rate @1 4 |", []),
        ("%imagegen cancel |", []),
    ],
)  # fmt: skip
def test_arguments_of_subcommands(shell, frog, line, expected):
    assert words(shell, line) == expected


def test_a_file_of_a_picture_can_be_shown_and_bundles_imported(shell, tmp_path):
    for name in ("cat.png", "all.zip", "notes.txt"):
        (tmp_path / name).touch()
    assert words(shell, "%imagegen show c|") == ["cat.png"]
    assert words(shell, "%imagegen import a|") == ["all.zip"]
    assert words(shell, "%imagegen export a|") == ["all.zip"]
    assert words(shell, "%imagegen lineage c|") == []


def test_tags_are_offered_and_taken_away(shell, tmp_path):
    rows(tmp_path / "library", {"tags": "night client/acme"}, {"tags": "fox night"})
    assert words(shell, "%imagegen tag @1 |") == ["starred", "fox", "night", "client/acme"]
    assert words(shell, "%imagegen tag @1 fox n|") == ["night"]
    assert words(shell, "%imagegen tag @1 -n|") == ["-night"]
    assert words(shell, "%imagegen history frog tag:f|") == ["tag:fox"]


def test_fields_of_a_search_and_their_values(shell, tmp_path):
    rows(tmp_path / "library", {"model": "gpt-image", "name": "frog"}, {"gateway": "https://x"})
    assert words(shell, "%imagegen history |") == [f"{field}:" for field in FIELDS]
    assert words(shell, "%imagegen history frog is:|") == [f"is:{state}" for state in STATES]
    assert set(words(shell, "%imagegen history model:|")) == {
        "model:gpt-image",
        "model:nano-banana",
    }
    assert words(shell, "%imagegen history name:|") == ["name:frog"]
    assert words(shell, "%imagegen history input:@|") == ["input:@2", "input:@1"]
    assert words(shell, "%imagegen history fro|") == []
    assert words(shell, '%imagegen history "is:|') == []
    assert words(shell, "%imagegen export all.zip since:|")
    for field in FIELDS:
        for value in words(shell, f"%imagegen history {field}:|"):
            assert conditions(value)


def test_what_is_under_way_can_be_cancelled(shell, monkeypatch):
    session = magic_of(shell).session
    job = session.submit("a frog")
    job.result()
    assert words(shell, "%imagegen cancel |") == []

    @dataclass(eq=False)
    class Waiting:
        number: int | None
        name: str = ""
        prompt: str = "a slow frog"
        in_flight: object = None

    jobs = [Waiting(7), Waiting(8, "pond"), Waiting(None)]
    monkeypatch.setattr(session.scheduler, "under_way", lambda: jobs)
    found = dict.fromkeys(("@7", "@8", "pond"), "a slow frog")
    assert hints(shell, "%imagegen cancel |") == found | {"waiting": "what is not sent yet, free"}
    assert completed(shell, "%imagegen cancel po|") == "%imagegen cancel pond"


@pytest.mark.thorough
def test_a_sweep_under_way_is_a_sweep_and_nobody_waits_for_it(shell):
    session = magic_of(shell).session
    plan = session.look_up(session.plan(Brief(template="a {red|blue} kite")))
    job = session.scheduler.start(plan)
    shell.push({"kites": job, "kite": job.jobs[0]})
    assert hints(shell, "%%imagegen -i kites[|")["kites[0]"] == "red"
    assert hints(shell, "%%imagegen kite|")["kites"] == "a sweep of 2"
    assert "kite" in words(shell, "%%imagegen ki|")
    job.result()


def test_the_picked_pictures_are_an_axis(shell):
    magic_of(shell).session.picked = ("@3", "@1")
    assert hints(shell, "%%imagegen\nmake {*@|") == {"@picked": "@3, @1"}
    assert completed(shell, "%%imagegen\nmake {bird=*@pi|} night").startswith(
        "%%imagegen\nmake {bird=*@picked"
    )


# -- %config ----------------------------------------------------------------------------


def test_settings_are_named(shell):
    found = hints(shell, "%config ImageGen.|")
    assert list(found) == [f"ImageGen.{name}" for name in SETTINGS]
    assert completed(shell, "%config ImageGen.rep|") == "%config ImageGen.replay"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("%config ImageGen.replay = |", ["'on'", "'off'", "'only'"]),
        ("%config ImageGen.replay='o|'", ["'on", "'off", "'only"]),
        ('%config ImageGen.embed = "al|', ['"always"']),
        ("%config ImageGen.model = 'gp|", ["'gpt-image'"]),
        ("%config ImageGen.gateway = |", ["'offline'", "'dgx'", "'openrouter'"]),
        ("%config ImageGen.preview = |", ["'full'"]),
        ("%config ImageGen.timeout = |", []),
        ("%config ImageGen.nonsense = |", []),
    ],
)
def test_values_of_settings(shell, line, expected):
    assert words(shell, line) == expected


def test_a_folder_for_the_library(shell, tmp_path):
    (tmp_path / "my pictures").mkdir()
    assert words(shell, "%config ImageGen.library = 'my|") == ["'my pictures/"]


def test_every_choice_of_a_setting_can_be_set(shell):
    choices = {name: setting.choices for name, setting in SETTINGS.items() if setting.choices}
    assert set(choices) == {"replay", "embed", "keep_inputs", "on_interrupt", "text"}
    for name, values in choices.items():
        assert [SETTINGS[name].read(value) for value in values] == list(values)


# -- what is not ours -------------------------------------------------------------------

OTHERS = [
    "x = pri|", "%time pri|", "!l|", "%%bash\n%%imagegen -|", "%%bash\n%imagegen sh|",
    "%%writefile x.md\n%%imagegen\n{@|", "%%imagegen?|", "%%imagegen? -|", "%%imagegenx -|",
    "%%imageg|", "%%imagegen|", "%|", "%imagegen|", "# %imagegen sh|", "print('%imagegen sh|",
    "x\n%%imagegen -|", "%config |", "%config Image|", "%config IPCompleter.greedy = |", "",
    "%load_ext |", "\n\n|", "|\n%%imagegen\nx", "if x == %imagegen sh|",
]  # fmt: skip


@pytest.mark.parametrize("cell", OTHERS)
def test_what_is_not_ours_is_left_alone(shell, cell):
    assert asked(shell, cell) is None


def everything(shell, cell):
    """Return all completions that a front end gets, as (start, text)."""
    before, _, after = cell.partition("|")
    with IPython.core.completer.provisionalcompleter():
        found = shell.Completer.completions(before + after, len(before))
        return [(one.start, one.text) for one in found]


@pytest.mark.thorough
@needs_cells
def test_others_complete_there_as_without_us(shell):
    cells = ["x = pri|", "%%imageg|", "%%bash\n%%imagegen -|", "!l|", "%load_ext |"]
    loaded = [everything(shell, cell) for cell in cells]
    with_us = [cell for cell in cells if everything(shell, cell)]
    matchers = shell.Completer.custom_matchers
    matchers.remove(magic_of(shell).matcher)
    try:
        assert [everything(shell, cell) for cell in cells] == loaded
    finally:
        matchers.append(magic_of(shell).matcher)
    assert with_us


@needs_cells
def test_no_names_of_python_and_no_magics_within_ours(shell):
    assert everything(shell, "%%imagegen -m gp|") == [(14, "gpt-image")]
    assert everything(shell, "%%imagegen\na pri|") == []
    assert everything(shell, "%%imagegen --timeout |") == []
    assert everything(shell, "%config ImageGen.timeout = |") == []
    assert everything(shell, "%%imagegen\nthe angle \\alpha|") == [(21, "α")]


@needs_cells
def test_the_matcher_can_be_switched_off(shell):
    shell.Completer.disable_matchers = ["ipyimagegen"]
    try:
        assert (14, "gpt-image") not in everything(shell, "%%imagegen -m gp|")
    finally:
        shell.Completer.disable_matchers = []


@pytest.mark.filterwarnings("ignore::PendingDeprecationWarning")  # of IPython: older front ends
def test_front_ends_that_pass_only_the_line(shell):
    word, found = shell.complete("", "%%imagegen -m nano-banana,gp", 28)
    assert (word, list(found)) == ("gp", ["gpt-image"])
    _, found = shell.complete("", "x = %imagegen sho", 17)
    assert "show" in found
    _, found = shell.complete("", "  a {hou", 8)
    assert "hour" not in found


def test_a_word_is_completed_for_an_older_ipython(shell, tmp_path):
    """Before 8.6 IPython passes a word, which its own rules have cut."""
    (tmp_path / "my frog.png").touch()
    completer = shell.Completer
    for line, word, expected in [
        ("%%imagegen -m nano-banana,gp", "gp", ["gpt-image"]),
        ("%%imagegen -i @la", "la", ["last"]),
        ("%%imagegen --siz", "--siz", ["--size"]),
        ('%%imagegen -i "my fr', "fr", ['frog.png"']),
        ("%%imagegen --aspect 21:", "", ["9"]),
        ("%%imagegen -m a:gp", "a:gp", []),
        ("%imagegen history is:star", "star", ["starred"]),
        ("%imagegen history is:star", "is:star", ["is:starred"]),
        ("x = pri", "pri", []),
    ]:
        completer.line_buffer = completer.text_until_cursor = line
        assert matched(magic_of(shell), word) == expected, line


# -- nothing is opened, made or asked, and nothing fails --------------------------------

CELLS = [
    "%%imagegen -m |", "%%imagegen -i |", "%%imagegen -i @1|", "%%imagegen -i @abcd|",
    "%%imagegen -i @1.|", "%%imagegen\n{@|", "%imagegen show |", "%imagegen tag @1 |",
    "%imagegen history model:|", "%imagegen history name:|", "%imagegen delete --undo |",
    "%config ImageGen.model = |", "%%imagegen --gateway |", "%imagegen cancel |",
]  # fmt: skip


@pytest.fixture
def no_network(monkeypatch):
    def refuse(*arguments):
        raise AssertionError(arguments)

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


def files_of(folder):
    return {path: path.stat().st_mtime_ns for path in folder.rglob("*")}


@pytest.mark.parametrize("cell", CELLS)
def test_a_first_tab_makes_no_session_no_library_and_no_request(
    shell, tmp_path, no_network, monkeypatch, cell
):
    monkeypatch.setenv("IMAGEGEN_GATEWAY", "https://gateway.example")
    before = files_of(tmp_path)
    assert asked(shell, cell) is not None
    assert session_module._current is None
    assert files_of(tmp_path) == before


def test_a_closed_library_is_read_and_left_as_it_was(shell, tmp_path):
    rows(tmp_path / "library", {"prompt": "a cat"})
    before = files_of(tmp_path)
    for cell in CELLS:
        words(shell, cell)
    assert "@1" in words(shell, "%%imagegen -i @|")
    assert {path.name for path in files_of(tmp_path)} == {path.name for path in before}


@contextlib.contextmanager
def held(folder, statements):
    """Hold a catalogue as another program does."""
    connection = sqlite3.connect(folder / "catalogue.db", isolation_level=None)
    try:
        for statement in statements:
            connection.execute(statement)
        yield
    finally:
        connection.close()


EXCLUSIVE = ["PRAGMA journal_mode=DELETE", "BEGIN EXCLUSIVE", "UPDATE generations SET note = 'x'"]


@pytest.mark.parametrize(
    ("statements", "is_read"),
    [
        (["BEGIN IMMEDIATE", "UPDATE generations SET note = 'x'"], True),
        (EXCLUSIVE, False),
        (["PRAGMA locking_mode=EXCLUSIVE", "UPDATE generations SET note = 'x'"], False),
    ],
    ids=["written", "locked", "not shared"],
)
def test_a_locked_library_is_not_waited_for(shell, tmp_path, quick, statements, is_read):
    folder = tmp_path / "library"
    rows(folder, {"prompt": "a cat"})
    with held(folder, statements):
        for cell in CELLS:
            with quick():
                words(shell, cell)
        assert ("@1" in words(shell, "%%imagegen -i @|")) == is_read


def damaged(folder):
    path = folder / "catalogue.db"
    data = bytearray(path.read_bytes())
    data[4096 * 2 : 4096 * 8] = b"\xff" * (4096 * 6)
    path.write_bytes(data)


def foreign(folder):
    with contextlib.closing(sqlite3.connect(folder / "catalogue.db")) as connection:
        connection.executescript(
            "DROP TABLE generations; CREATE VIEW generations AS WITH RECURSIVE n(number) AS"
            " (SELECT 1 UNION ALL SELECT number + 1 FROM n) SELECT number, '' AS name,"
            " '' AS prompt, 'done' AS status, NULL AS deleted, '' AS tags FROM n"
        )


def computed(folder):
    with contextlib.closing(sqlite3.connect(folder / "catalogue.db")) as connection:
        connection.executescript(
            "DROP TABLE generations; CREATE TABLE generations (number INTEGER PRIMARY KEY,"
            " name TEXT, prompt TEXT AS (printf('%.*c', 1000000, 'x')), status TEXT)"
        )


@pytest.mark.parametrize(
    "break_it",
    [
        damaged,
        foreign,
        computed,
        lambda folder: (folder / "catalogue.db").write_bytes(b"another program's"),
        lambda folder: (folder / "catalogue.db").write_bytes(b""),
        lambda folder: (folder / "catalogue.db").unlink(),
    ],
    ids=["damaged", "view", "computed", "foreign", "empty", "gone"],
)
def test_a_broken_library_gives_fewer_completions(shell, tmp_path, quick, caplog, break_it):
    folder = tmp_path / "library"
    rows(folder, *({"prompt": "a cat " * 100} for _ in range(50)))
    break_it(folder)
    before = files_of(folder)
    caplog.set_level(logging.DEBUG, logger="ipyimagegen")
    for cell in CELLS:
        with quick():
            assert asked(shell, cell) is not None
    assert "@last" in words(shell, "%%imagegen -i @|")
    assert "nano-banana" in words(shell, "%%imagegen -m |")
    assert files_of(folder) == before
    # None where its time was over before it came to what is broken.
    assert {record.levelname for record in caplog.records} <= {"DEBUG"}


@pytest.mark.parametrize(
    ("name", "value"),
    [("library", "s3://bucket"), ("gateway", "no such one"), ("model", 7), ("library", "\0")],
)
def test_a_broken_setting_gives_fewer_completions(shell, frog, name, value):
    setattr(magic_of(shell), name, value)
    for cell in CELLS:
        assert asked(shell, cell) is not None
    assert "frog" in words(shell, "%%imagegen -i |")
    assert "offline" in words(shell, "%imagegen use |")


def test_a_broken_settings_file_gives_fewer_completions(shell, tmp_path, frog):
    (tmp_path / "pyproject.toml").write_text("[tool.ipyimagegen\n")
    (tmp_path / "config" / "ipyimagegen").mkdir(parents=True)
    (tmp_path / "config" / "ipyimagegen" / "config.toml").write_text("gateways = 3\n")
    for cell in CELLS:
        assert asked(shell, cell) is not None
    assert "offline" in words(shell, "%imagegen use |")
    assert "frog" in words(shell, "%%imagegen -i |")


def test_a_folder_that_is_gone_gives_fewer_completions(shell, tmp_path, monkeypatch):
    (tmp_path / "gone").mkdir()
    monkeypatch.chdir(tmp_path / "gone")
    (tmp_path / "gone").rmdir()
    for cell in CELLS:
        assert asked(shell, cell) is not None
    assert words(shell, "%%imagegen --save |") == []


def test_an_error_of_ours_is_logged_and_shown_to_nobody(shell, monkeypatch, caplog):
    monkeypatch.setattr("ipyimagegen.notebook.completion.completions", lambda *_: 1 / 0)
    caplog.set_level(logging.DEBUG, logger="ipyimagegen")
    with capture_output() as captured:
        everything(shell, "%%imagegen -m gp|")
    assert not captured.stderr
    assert "no completions" in caplog.text


PIECES = [
    "%%imagegen", "%imagegen", "%config ImageGen.", "\n", " ", "-i ", "-m ", "--save ", "--rows ",
    "@", "@1", ",", "{", "}", "*", "|", '"', "'", "“", "\\", "=", "show ", "tag ", "history ",
    "is:", "é", "🐸", "\ud800", "\r", "\t", "\x0b", "frog", "[", ".", "%%time\n", "~/", "//", "\0",
]  # fmt: skip


@pytest.mark.thorough
@hypothesis_settings(max_examples=300)
@given(
    text=st.one_of(st.text(max_size=60), st.lists(st.sampled_from(PIECES)).map("".join)),
    place=st.integers(0, 200),
)
def test_any_text_and_any_cursor_are_answered(shell_of_all, text, place):
    with contextlib.ExitStack() as stack:
        if "ImageGen" not in shell_of_all.magics_manager.registry:
            shell_of_all.run_line_magic("load_ext", "ipyimagegen")
            stack.callback(shell_of_all.run_line_magic, "unload_ext", "ipyimagegen")
        before = text[:place]
        lines, column = text.split("\n"), len(before) - (before.rfind("\n") + 1)
        known = Candidates(magic_of(shell_of_all))
        found = completions(known, lines, before.count("\n"), column)
        if found is not None:
            assert before.endswith(found.fragment)
            assert all(isinstance(one.text, str) for one in found.found)


@pytest.mark.parametrize("start", ["", "%%imagegen ", "%imagegen show ", "%%imagegen\n", "x = "])
def test_long_texts_are_answered_in_no_time(shell, quick, start):
    for piece in (" ", "{", "{a=", "\\", "a[", "a[b]", "= ", '"', "-i ", "@", ","):
        with quick():
            asked(shell, start + piece * 10_000 + "|")


# -- loading, and a real kernel ---------------------------------------------------------


def test_loading_registers_one_matcher_and_unloading_takes_it_away(shell_of_all, kernel_session):
    def mine():
        pass

    matchers = shell_of_all.Completer.custom_matchers
    matchers.append(mine)
    try:
        shell_of_all.run_line_magic("load_ext", "ipyimagegen")
        assert len(matchers) == 2
        shell_of_all.run_line_magic("reload_ext", "ipyimagegen")
        assert len(matchers) == 2
        shell_of_all.run_line_magic("unload_ext", "ipyimagegen")
        assert matchers == [mine]
    finally:
        matchers.remove(mine)


@pytest.fixture(scope="module")
def kernel(tmp_path_factory):
    with kernels.kernel(tmp_path_factory.mktemp("completion")) as started:
        yield started


def reply(kernel, cell):
    before, _, after = cell.partition("|")
    message = kernel.client.complete(before + after, len(before))
    content = kernel.reply_to(message)
    assert content["status"] == "ok"
    return content


@needs_cells
@pytest.mark.kernel
def test_completion_in_a_real_kernel(kernel):
    content = reply(kernel, "%%imagegen -m nano-b|")
    assert (content["cursor_start"], content["matches"]) == (14, ["nano-banana"])
    assert not (kernel.folder / "library").exists()
    assert kernel.value("'sqlalchemy' in __import__('sys').modules") == "False"
    kernel.run("%%imagegen frog -q\na small green frog")
    content = reply(kernel, "%%imagegen oil -i @|\nan oil painting")
    assert content["matches"] == ["@last", "@picked", "@1"]
    [*_, one] = content["metadata"]["_jupyter_types_experimental"]
    assert one["type"] == "frog: a small green frog"
    content = reply(kernel, "%%imagegen\nlike {fr|} but\nblue")
    assert (content["cursor_start"], content["matches"]) == (17, ["frog"])
    assert reply(kernel, "%%imagegen\na pri|")["matches"] == []
    assert "print" in reply(kernel, "x = pri|")["matches"]


@needs_cells
@pytest.mark.kernel
def test_ipythons_config_magic_has_our_values(kernel):
    content = reply(kernel, "%config ImageGen.replay = 'on|'")
    assert content["matches"] == ["'on", "'only"]
    assert "ImageGen.replay" in reply(kernel, "%config ImageGen.re|")["matches"]
