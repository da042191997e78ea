"""Cells that check their pictures: what the caption says, and what is refused."""

from __future__ import annotations

import pytest
from IPython.utils.capture import capture_output
from PIL import Image
from test_completion import words
from test_magic import printed

from ipyimagegen import errors
from ipyimagegen.checks import own
from ipyimagegen.notebook.line import parse_cell_line


@pytest.fixture(autouse=True)
def registry(monkeypatch):
    monkeypatch.setattr(own, "_functions", {})


def run(shell, cell):
    with capture_output(display=True) as captured:
        result = shell.run_cell(cell, store_history=True)
    return result, captured


def caption(captured):
    return captured.outputs[-1].data["text/plain"].splitlines()[0]


def test_the_line_takes_checks_with_commas_and_quotes():
    line = '--check text,size --check=alpha --check text="OPEN, 24 HOURS" --until text! -n 3'
    brief = parse_cell_line(line).brief
    assert brief.checks == ("text", "size", "alpha", 'text="OPEN, 24 HOURS"')
    assert (brief.until, brief.count) == (("text!",), 3)
    assert parse_cell_line("-m a").brief.checks is None
    with pytest.raises(errors.OptionError, match="--check needs a value"):
        parse_cell_line("--check --crop")
    with pytest.raises(errors.OptionError, match="--until is given twice"):
        parse_cell_line("--until text --until size -n 2")


@pytest.mark.thorough
def test_the_caption_says_what_was_found_and_a_replay_too(shell):
    shell.run_cell(
        "import ipyimagegen as ig\n@ig.check\ndef dark(picture):\n    return False, '<b>no</b>'"
    )
    cell = '%%imagegen sign --aspect 16:9 --check size,dark,alpha\na sign "OPEN"'
    result, captured = run(shell, cell)
    assert result.success, captured.stdout
    wanted = " · size ✓ · dark ✗ <b>no</b> · alpha ✗ opaque · "
    assert wanted in caption(captured)
    assert "&lt;b&gt;no&lt;/b&gt;" in captured.outputs[-1].data["text/html"]
    _, again = run(shell, cell)
    assert f"{wanted}replayed from @1" in caption(again)
    _, without = run(shell, '%%imagegen --aspect 16:9\na sign "OPEN"')
    assert "size" not in caption(without)


@pytest.mark.thorough
def test_the_words_are_read(shell):
    result, captured = run(
        shell, '%%imagegen --check text\na wooden sign that says "OPEN 24 HOURS"'
    )
    assert result.success, captured.stdout
    assert " · text ✓ · " in caption(captured)


@pytest.mark.thorough
def test_the_settings_checks(shell):
    shell.run_line_magic("config", "ImageGen.checks = 'size,text'")
    _, captured = run(shell, "%%imagegen --aspect 1:1\na frog")
    assert " · size ✓ · offline sketch" in caption(captured)
    assert "checks" in run(shell, "%imagegen status")[1].stdout


@pytest.mark.thorough
def test_a_sweep_tells_how_many_passed(shell):
    cell = "%%imagegen frogs --aspect 16:9 -m nano-banana,gpt-image --check size,alpha\na frog"
    result, captured = run(shell, cell)
    assert result.success, captured.stdout
    text = captured.outputs[-1].data["text/plain"]
    assert " · size ✓ 2 of 2 · alpha ✓ 0 of 2" in text
    assert "check_alpha" in text
    assert "alpha ✗" in captured.outputs[-1].data["text/html"]


@pytest.mark.thorough
def test_what_is_there_is_checked(shell):
    run(shell, '%%imagegen frog --aspect 16:9\na frog that says "HI"')
    run(shell, "%%imagegen frogs -m nano-banana,gpt-image\na frog")
    done = run(shell, "%imagegen check frog frogs size,alpha")[1].stdout
    assert done.splitlines() == [
        "@1 · size ✓ · alpha ✗ opaque",
        "@2 · size – no --aspect and no --size was asked for · alpha ✗ opaque",
        "@3 · size – no --aspect and no --size was asked for · alpha ✗ opaque",
    ]
    found = run(shell, "%imagegen history is:failing check:size")[0].result
    assert [one.ref for one in found] == ["@1"]
    assert " · size ✓ · alpha ✗ opaque · " in caption(run(shell, "%imagegen show @1")[1])


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("line", "checked"),
    [
        ("@1,@3 size", ["@1", "@3"]),
        ("@1, @3 size", ["@1", "@3"]),
        ("@1 @3 size", ["@1", "@3"]),
        ("@1-@3 size", ["@1", "@3"]),
        ("@3–1, frog size", ["@1", "@3"]),
        ("frog alpha, size", ["@1"]),
        ("frog alpha size", ["@1"]),
        ("frogs[0], frogs[1] size", ["@3", "@4"]),
        ('"@1", "@3" size', ["@1", "@3"]),
    ],
)
def test_references_are_listed_as_people_type_them(shell, line, checked):
    for cell in ("frog\na frog", "\na toad", "frogs -m nano-banana,gpt-image\na newt"):
        run(shell, f"%%imagegen {cell}")
    run(shell, "%imagegen delete @2")
    done = run(shell, f"%imagegen check {line}")[1].stdout
    assert [one.split()[0] for one in done.splitlines()] == checked
    assert done.count(" · size ") == len(checked)


@pytest.mark.thorough
def test_a_range_is_deleted_compared_and_exported_too(shell, tmp_path):
    for cell in ("a frog", "a toad", "a newt"):
        run(shell, f"%%imagegen\n{cell}")
    assert printed(shell, "%imagegen rate @1, @2 5").count("★★★★★") == 2
    assert printed(shell, "%imagegen tag @1-@2 good").count("#good") == 2
    assert "two are compared" not in run(shell, '%imagegen diff "@1", "@2"')[1].stdout
    assert "between" not in run(shell, "%imagegen diff @1-@2")[1].stdout
    assert "two are compared" in run(shell, "%imagegen diff @1-@3")[1].stdout
    assert "2 generations" in run(shell, "%imagegen export two @2-@9")[1].stdout
    assert "deleted @1, @3 · " in run(shell, "%imagegen delete @1, @3")[1].stdout
    assert "deleted @2 · " in run(shell, "%imagegen delete @1-@3")[1].stdout
    gone = run(shell, "%imagegen delete @1-@3")[1].stdout
    assert "@1-@3 names nothing: the library has none of these" in gone
    assert printed(shell, "%imagegen delete --undo @1, @2") == "back: @1, @2"
    assert printed(shell, "%imagegen delete --undo @1-@3") == "back: @3"
    gone = run(shell, "%imagegen delete --undo @1-@3")[1].stdout
    assert "none of these is deleted" in gone


@pytest.mark.thorough
def test_words_in_quotes_are_one_word(shell):
    for cell in ("frog\na frog", "cat\na cat", "\nan old frog"):
        run(shell, f"%%imagegen {cell}")
    assert "3 generations" not in run(shell, '%imagegen export found "frog"')[1].stdout
    assert "2 generations" in run(shell, '%imagegen export found2 "frog"')[1].stdout
    assert "'frog cat' is no variable" in run(shell, '%imagegen delete "frog cat"')[1].stdout
    for name in ("my frog.png", "a, b.png"):
        Image.new("RGB", (9, 9)).save(name)
        said = f"'{name}' is a file, and a generation is wanted"
        assert said in run(shell, f'%imagegen check "{name}" text')[1].stdout
    assert printed(shell, "%imagegen delete frog, cat").startswith("deleted @1, @2 ·")


@pytest.mark.thorough
def test_a_check_of_ones_own_is_known_by_its_functions_name(shell):
    shell.run_cell(
        "import ipyimagegen as ig\n@ig.check\ndef sharp(picture):\n    return True, 'so'"
    )
    run(shell, '%%imagegen\na sign that says "HI"')
    found = printed(shell, "%imagegen check @1 sharp text")
    assert " · sharp ✓" in found
    assert " · text " in found


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ("%%imagegen --check txt\na frog", "Did you mean text?"),
        ("%imagegen check @1 txt", "Did you mean text? There are text, size, alpha, changed, only"),
        ("%imagegen check @1 xyzzy", "There are text, size, alpha, changed, only"),
        ("%imagegen history check:txt", "Did you mean text? There are text, size, alpha"),
        ("%imagegen check , size", "write: %imagegen check REF… CHECKS"),
        ("%%imagegen --check text,\na frog", "no check between two commas"),
        ("%%imagegen --until text\na frog", "Write -n with the most takes: --until text -n 3."),
        ("%%imagegen --until text -n 3\na frog", "the prompt puts no words in quotes"),
        ("%%imagegen --until size -n 12 --aspect 16:9\na frog", "12 new calls in one go"),
        ("%imagegen check", "write: %imagegen check REF… CHECKS"),
        ("%imagegen check text,size", "write: %imagegen check REF… CHECKS"),
    ],
)
def test_what_is_refused(shell, cell, words):
    _, captured = run(shell, cell)
    assert words in captured.stdout
    assert captured.outputs == []


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("brids", "'brids' is no variable and no file\nDid you mean birds?"),
        ("zebra", "'zebra' is no variable and no file\nVariables that hold pictures: birds."),
        ("@99", "@99 names nothing"),
        ("number", "number holds no picture but an int"),
        ("number size", "number holds no picture but an int"),
        ("birds", "write: %imagegen check REF… CHECKS\nThe checks are text, size, alpha"),
        ("@1", "write: %imagegen check REF… CHECKS\nThe checks are text, size, alpha"),
    ],
)
def test_what_is_wrong_with_the_reference_is_told_first(shell, line, words):
    run(shell, "%%imagegen birds\ntwo birds")
    shell.run_cell("number = 5")
    _, captured = run(shell, f"%imagegen check {line}")
    assert words in captured.stdout


def test_until_says_how_it_ended(shell):
    cell = "%%imagegen frog --aspect 16:9 --until size -n 3"
    result, captured = run(shell, f"{cell} --dry-run\na frog")
    assert "1–3 calls would be, until a take passes size." in captured.stdout
    result, captured = run(shell, f"{cell}\na frog")
    assert result.success, captured.stdout
    assert "until size: take 1 of at most 3 passed" in caption(captured)
    _, captured = run(shell, f"{cell} -m nano-banana,gpt-image --dry-run\na frog")
    assert "2 models, 1–4 calls, 1 replayed" in captured.stdout or "calls" in captured.stdout


def test_checks_are_completed(shell):
    shell.run_cell("import ipyimagegen as ig\n@ig.check\ndef sharp(picture):\n    return True")
    assert words(shell, "%%imagegen --check te|\n") == ["text"]
    assert words(shell, "%%imagegen --check text,|\n") == [
        "size",
        "alpha",
        "changed",
        "only",
        "sharp",
    ]
    assert words(shell, "%%imagegen --until sh|\n") == ["sharp"]
    assert "size" in words(shell, "%imagegen check @1 |")
    assert words(shell, "%imagegen check @1 size, al|") == ["alpha"]
    assert words(shell, "%%imagegen --check text, |\n")[:2] == ["size", "alpha"]
    assert words(shell, "%%imagegen --check text, al|\n") == ["alpha"]
    assert words(shell, "%config ImageGen.checks = 'al|") == ["'alpha'"]
    assert "check:sharp" in words(shell, "%imagegen history check:|")
