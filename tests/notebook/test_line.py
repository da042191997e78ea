"""The magic's line: its options, its subcommands, and refusals."""

from __future__ import annotations

import contextlib
import os
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipyimagegen.errors import OptionError
from ipyimagegen.notebook import habits
from ipyimagegen.notebook.commands import COMMANDS, USAGES, cell_help
from ipyimagegen.notebook.line import (
    OPTIONS,
    CellOptions,
    line_without,
    parse_cell_line,
    parse_line,
)
from ipyimagegen.session import Brief


@pytest.mark.parametrize(
    ("line", "options"),
    [
        ("", {}),
        ("frog", {"name": "frog"}),
        ("-q frog --debug", {"name": "frog", "quiet": True, "debug": True}),
        ("\xa0frog\xa0-q", {"name": "frog", "quiet": True}),
        ("\ufb01sh", {"name": "fish"}),
        ("-m gpt-image", {"models": ("gpt-image",)}),
        ("--model=gpt-image --raw", {"models": ("gpt-image",), "raw": True}),
        ("-m a,b", {"models": ("a", "b")}),
        ("-n 4 --again -y", {"count": 4, "again": True, "yes": True}),
        ("--rows table --max-cost $0.50", {"rows": "table", "max_cost": 0.5}),
        ("--take 3", {"take": 3}),
        ("--size=2K", {"size": "2K"}),
        ("--size 2K --aspect 16:9", {"size": "2K", "aspect": "16:9"}),
        ("-i frog,@12.2 --from Out[5]", {"inputs": ("frog", "@12.2", "Out[5]")}),
        ("-i frog,@2 --from c", {"inputs": ("frog", "@2", "c")}),
        ('-m "a,b" --take "2"', {"models": ("a", "b"), "take": 2}),
        ('-i "a, b.png",c', {"inputs": ("a, b.png", "c")}),
        ("-i bob's.png", {"inputs": ("bob's.png",)}),
        (r'--save "C:\new folder\x.png"', {"save": r"C:\new folder\x.png"}),
        ("--save=C:\\x\\", {"save": "C:\\x\\"}),
        ("--save='my file.png'", {"save": "my file.png"}),
        ("-i “a, b.png”,‘c d.png’ -q", {"inputs": ("a, b.png", "c d.png"), "quiet": True}),
        ("--save „my file.png“", {"save": "my file.png"}),
        ("--timeout 2.5 --dry-run", {"timeout": 2.5, "dry_run": True}),
        ('--extra {"seed":7}', {"extra": {"seed": 7}}),
        (
            '--extra {"seed": 7, "a": {"b": "it\'s } fine"}} frog',
            {"name": "frog", "extra": {"seed": 7, "a": {"b": "it's } fine"}}},
        ),
        ('--extra={"seed": 7} -q', {"extra": {"seed": 7}, "quiet": True}),
        ("--extra '{\"seed\": 7}'", {"extra": {"seed": 7}}),
    ],
)
def test_line_is_read(line, options):
    names = {"save", "dry_run", "quiet", "debug", "help"} & options.keys()
    own = {name: options.pop(name) for name in names}
    assert parse_cell_line(line) == CellOptions(Brief(template="", **options), **own)


@pytest.mark.skipif(os.name == "nt", reason="a backslash is the end of a folder there")
def test_a_semicolon_in_quotes_is_of_the_word():
    assert parse_cell_line('-i "a.png;"').brief.inputs == ("a.png;",)


def test_a_space_that_a_shell_escaped_is_part_of_the_word():
    assert parse_cell_line(r"-i my\ best\ photo.png -q").brief.inputs == ("my best photo.png",)
    assert parse_cell_line("-i a\\ -q").brief.inputs == ("a\\",)
    assert parse_line(r"show my\ photo.png", USAGES) == ("show", ["my photo.png"])


@pytest.mark.parametrize(
    ("line", "hint"),
    [
        ("--seed 5", "The models have no seed: --take 2"),
        ("--quality hd", "--extra JSON"),
        ("--negative-prompt dogs", "Say it in the prompt"),
        ("--steps 30", "no such number"),
        ("--ar 16:9", "--aspect 16:9"),
        ("-ar 16:9", "--aspect 16:9"),
        ("--width 512", "--size 2K"),
        ("--image photo.png", "-i REF"),
        ("--output x", "--save PATH"),
        ("--api-key sk-1", "IMAGEGEN_API_KEY"),
        ("-mgpt-image", "Write a space: -m gpt-image"),
        ("-n4", "Write a space: -n 4"),
        ("-model x", "Did you mean --model?"),
        ("--Model x", "Did you mean --model?"),
        ("-modle x", "Did you mean --model?"),
        ("--max_cost 1", "Did you mean --max-cost?"),
        ("--dryrun", "Did you mean --dry-run?"),
        ("--takes 2", "Did you mean --take?"),
        ("--n 4", "Did you mean -n?"),
        ("-N 4", "Did you mean -n?"),
        ("--xyzzy", "See %imagegen help."),
        ("--max-cost 0,50", "Write --max-cost 0.50"),
        ("--max-cost $0,5", "Write --max-cost $0.5"),
        ("--timeout 2,5", "Write --timeout 2.5"),
        ("—model x", "Write --model with hyphens"),
        ("–n 4", "Write -n with hyphens"),
        ("z ––again", "Write --again with hyphens"),
        ("z -–again", "Write --again with hyphens"),
        ("z −−take=2", "Write --take with hyphens"),
        ("model=gpt-image", "Did you mean --model?"),
        ("@12", "Write -i @12."),
    ],
)
def test_habits_from_elsewhere_get_the_right_word(line, hint):
    with pytest.raises(OptionError) as caught:
        parse_cell_line(line)
    assert hint in caught.value.hint
    assert len(caught.value.lines()) == 2


@pytest.mark.parametrize(
    ("line", "hint"),
    [
        ("@1", "Write %imagegen show @1"),
        ("@1 @2", "Write %imagegen show @1"),
        ("list", "%imagegen history"),
        ("remove @1", "%imagegen delete REF"),
        ("generate a frog", "%%imagegen"),
        ("edit @1", "%%imagegen -i REF"),
        ("Show @1", "Did you mean show?"),
        ("config", "%config ImageGen"),
        ("frog", "A prompt? Use %%imagegen"),
        ("view of a lake", "A prompt? Use %%imagegen"),
        ("-m gpt-image", "Use %%imagegen"),
        ("delete ––undo", "Write --undo with hyphens"),
        ("export a.zip fox —with-inputs", "Write --with-inputs with hyphens"),
        ("figure birds –o birds.pdf ––title=x", "Write -o with hyphens"),
        ("figure birds -o birds.pdf ––title=x", "Write --title with hyphens"),
    ],
)
def test_subcommands_of_elsewhere_get_ours(line, hint):
    with pytest.raises(OptionError) as caught:
        parse_line(line, USAGES)
    assert hint in caught.value.hint


@pytest.mark.parametrize(
    ("line", "quoted"),
    [
        ("-i my cat (1).png", '-i "my cat (1).png"'),
        ("frog -m x -i a.png,my cat (1).png,b.png -q", '-i "my cat (1).png"'),
        ("frog --from=my cat.png", '--from "my cat.png"'),
        ("--only my mask 2.PNG", '--only "my mask 2.PNG"'),
        ("frog --save the new cat.jpg", '--save "the new cat.jpg"'),
        ("-i no ending (2)", '-i "no ending (2)"'),
        ("-i no ending (2) really", '-i "no ending (2)"'),
    ],
)  # fmt: skip
def test_a_file_name_that_blanks_cut_is_told_in_quotes(tmp_path, monkeypatch, line, quoted):
    monkeypatch.chdir(tmp_path)
    Path("no ending (2)").write_bytes(b"")
    with pytest.raises(OptionError) as caught:
        parse_cell_line(line)
    assert caught.value.hint == f"Put a file's name in quotes: {quoted}"


@pytest.mark.skipif(os.name == "nt", reason="a backslash is the end of a folder there")
def test_a_file_name_that_is_escaped_in_part_is_told_in_quotes():
    for line in (r"-i my\ cat\ (1).png", r"-i my\ cat\ \(1\).png"):
        with pytest.raises(OptionError) as caught:
            parse_cell_line(line)
        assert caught.value.hint == 'Put a file\'s name in quotes: -i "my cat (1).png"'


@pytest.mark.parametrize(
    "line",
    ["frog a cat", "-i frog make it blue", "-i frog a logo for site.com", "x -i a.png y b.png"],
)
def test_a_prompt_behind_an_input_is_no_file_name(line):
    with pytest.raises(OptionError) as caught:
        parse_cell_line(line)
    assert caught.value.hint == "The prompt goes below the line."


@pytest.mark.parametrize(
    ("line", "quoted"),
    [
        ("show my cat (1).png", "my cat (1).png"),
        ("diff @1 my cat.png", "my cat.png"),
        ("import a bundle.zip", "a bundle.zip"),
        ("figure birds -o my birds.pdf --rows style", "my birds.pdf"),
    ],
)
def test_a_file_name_of_a_subcommand_that_blanks_cut_is_told_in_quotes(line, quoted):
    with pytest.raises(OptionError) as caught:
        parse_line(line, USAGES)
    assert caught.value.hint == f'Put a file\'s name in quotes: "{quoted}"'


def test_a_typographic_quote_that_nothing_closes_loses_no_input():
    assert parse_cell_line("-i frog,“my").brief.inputs == ("frog", "“my")


def test_each_word_from_elsewhere_is_of_one_row_and_not_ours():
    ours = {flag.lstrip("-") for option in OPTIONS for flag in option.flags}
    for table, names in ((habits.OPTIONS, ours), (habits.COMMANDS, set(USAGES))):
        words = [word for row in table for word in row.split()]
        assert len(words) == len(set(words))
        assert not names & set(words)


@pytest.mark.parametrize(
    ("line", "note"),
    [
        ('note @1 "is this good?"', "is this good?"),
        ("note @1 'is this good?'", "is this good?"),
        ('note @1 "good" and "bad"', '"good" and "bad"'),
        ("note @1 don't", "don't"),
        ('note @1 a 12" pizza', 'a 12" pizza'),
        ('note @1 "', '"'),
    ],
)
def test_quotes_around_a_whole_note_are_not_its_text(line, note):
    assert parse_line(line, USAGES) == ("note", ["@1", note])


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("--modle x", "--model"),
        ("--mod x", "--model"),
        ("--", "--"),
        ("-", "'-'"),
        ("-m a --model b", "twice"),
        ("--raw --raw", "twice"),
        ("--raw=1", "no value"),
        ("-m", "-m needs a value"),
        ("-m --raw", "-m needs a value"),
        ("-m --dry-rnu", "-m needs a value"),
        ("--save —dry-run z", "'—dry-run' begins with a word processor's dash"),
        ("-m –n 4", "'–n' begins with a word processor's dash"),
        ("-m nano-banana, —take=2", "'—take=…' begins with a word processor's dash"),
        ("-i @12,–-each", "'–-each' begins with a word processor's dash"),
        ("--only=0,0,9,9, −−crop", "'−−crop' begins with a word processor's dash"),
        ('-m ""', "-m needs a value"),
        ("--save=''", "--save needs a value"),
        ("--size= 2K", "--size needs a value"),
        ("-m a,", "nothing between two commas"),
        ("-n many", "a whole number"),
        ("-n 2.5", "a whole number"),
        ("--take x", "a whole number"),
        ("--max-cost much", "dollars"),
        ("--max-cost -1", "dollars"),
        ("--max-cost nan", "dollars"),
        ("--max-cost 1,000", "dollars"),
        ("-i a,,b", "-i"),
        ("-i a, -q", "nothing between two commas"),
        ("frog, toad", "'frog,' can't be a variable's name"),
        ("--timeout 0", "--timeout"),
        ("--timeout -5", "--timeout"),
        ("--timeout inf", "--timeout"),
        ("--timeout nan", "--timeout"),
        ("--timeout 30s", "30s"),
        ("frog -m gpt-image;", "Leave it out: -q shows nothing"),
        ("frog -m gpt-image ;", "the line ends with a ;"),
        ("-i a.png; ", "the line ends with a ;"),
        ('-m "gpt-image";', "the line ends with a ;"),
        ('--extra {"a":1};', "the line ends with a ;"),
        ("--extra 7", "object"),
        ('--extra {"a" 1}', "--extra"),
        ('--extra {"a":NaN}', "NaN"),
        ('--extra {"a":1e999}', "1e999"),
        ('--extra {"a":"\\ud800"}', "surrogate"),
        ('--extra {"a":' + "[" * 100_000, "--extra"),
        ('--save "a', "not closed"),
        ("a cat", "below the line"),
        ("3cats", "3cats"),
        ("class", "class"),
        ('"--raw"', "--raw"),
    ],
)
def test_line_is_refused(line, words):
    with pytest.raises(OptionError) as caught:
        parse_cell_line(line)
    lines = caught.value.lines()
    assert words in "\n".join(lines)
    assert len(lines) <= 4


@pytest.mark.parametrize(
    ("line", "field", "value"),
    [
        ("frog -m nano-banana, gpt-image -q", "models", ("nano-banana", "gpt-image")),
        ("-i @1,  @2 frog", "inputs", ("@1", "@2")),
        ("-i @1, 'photo one.png' frog", "inputs", ("@1", "photo one.png")),
        ("--only 10, 10, 50, 50 frog", "only", ("10, 10, 50, 50",)),
        ("--check text, size frog", "checks", ("text", "size")),
        ("--until=text, size -n 2 frog", "until", ("text", "size")),
    ],
)
def test_a_blank_behind_a_comma_is_in_the_value(line, field, value):
    brief = parse_cell_line(line).brief
    assert getattr(brief, field) == value
    assert brief.name == "frog"
    assert value[-1] not in line_without(line, [field])


@pytest.mark.parametrize(
    ("line", "field", "value"),
    [
        ("--save out, frog", "save", "out,"),
        ("--aspect 16:9, frog", "aspect", "16:9,"),
        ("--size=2K, frog", "size", "2K,"),
        ("--gateway lab, frog", "gateway", "lab,"),
        ("--rows birds, frog", "rows", "birds,"),
    ],
)
def test_a_value_that_is_no_list_ends_at_a_blank(line, field, value):
    options = parse_cell_line(line)
    assert (options.brief.name, line_without(line, [field])) == ("frog", "frog")
    assert getattr(options, field, None) or getattr(options.brief, field) == value


@pytest.mark.parametrize(
    ("line", "arguments"),
    [
        ("show 'a | b.png'", ["a | b.png"]),
        ("show “a > b.png”", ["a > b.png"]),
        ("import 'my > set.zip'", ["my > set.zip"]),
        ("history 'a | b'", ["'a | b'"]),
    ],
)
def test_signs_of_the_shell_in_quotes_are_text(line, arguments):
    assert parse_line(line, USAGES)[1] == arguments


@pytest.mark.parametrize(
    ("line", "command", "arguments"),
    [
        ("", "help", []),
        ("  ", "help", []),
        ("--help", "help", []),
        ("show @12.2", "show", ["@12.2"]),
        ('lineage "my file.png"', "lineage", ["my file.png"]),
        ("use dgx --ask-key --remember", "use", ["dgx", "--ask-key", "--remember"]),
    ],
)
def test_subcommand_is_read(line, command, arguments):
    assert parse_line(line, USAGES) == (command, arguments)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("shwo @1", "show"),
        ("a cat on a mat", "%%imagegen"),
        ('a 12" pizza on a table', "%%imagegen"),
        ("model of a house", "%%imagegen"),
        ("show me a cat", "%%imagegen"),
        ("frog", "help"),
        ("show", "show REF"),
        ("status now", "status"),
        ("use --remember", "GATEWAY"),
        ("use dgx --askkey", "--ask-key"),
        ("use dgx --ask-key --ask-key", "twice"),
    ],
)
def test_subcommand_is_refused(line, words):
    with pytest.raises(OptionError) as caught:
        parse_line(line, USAGES)
    assert words in "\n".join(caught.value.lines())


@pytest.mark.parametrize("line", ["rate @1 @2 3", "diff @1 @2 @3", "show @1 @2", "lineage @1 @2"])
def test_what_has_a_reference_too_many_is_no_prompt(line):
    with pytest.raises(OptionError) as caught:
        parse_line(line, USAGES)
    assert caught.value.hint == ""


def test_help_names_every_option_and_subcommand():
    text = cell_help()
    for option in OPTIONS:
        assert all(flag in text for flag in option.flags)
        assert option.help in text
    assert all(f"\n  {name}" in text for name in COMMANDS)
    assert all(len(line) <= 100 for line in text.splitlines())


LINES = (
    st.text()
    | st.lists(
        st.sampled_from(
            [flag for option in OPTIONS for flag in option.flags]
            + ["=", " ", '"', "'", "{", "}", ",", "a", ":", "7", "\\"]
        )
    ).map(" ".join)
    | st.text("-imq=,\"'{} a7:\\", max_size=30)
)


@given(LINES)
def test_arbitrary_line_is_read_or_refused(line):
    with contextlib.suppress(OptionError):
        parse_cell_line(line)
    with contextlib.suppress(OptionError):
        parse_line(line, USAGES)


def test_help_and_documentation_name_every_option_and_subcommand():
    page = (Path(__file__).parents[2] / "docs" / "magic.md").read_text("utf-8")
    for option in OPTIONS:
        for flag in option.flags:
            assert flag in cell_help()
            assert f"`{flag}" in page
    for name in COMMANDS:
        assert f"  {name}" in cell_help()
        assert f"| `{name}" in page


@pytest.mark.parametrize(
    ("line", "arguments"),
    [
        ('history "red fox" is:starred', ['"red fox" is:starred']),
        ("history", []),
        ("note @12 don't use this 12\" one --ever", ["@12", "don't use this 12\" one --ever"]),
        ("note @12", ["@12"]),
        ("note @12 –undo it", ["@12", "–undo it"]),
        ("tag @12 night -draft client/acme", ["@12", "night", "-draft", "client/acme"]),
        ("delete @12 frog @14", ["@12", "frog", "@14"]),
        ("check @12, frog text, size", ["@12, frog", "text, size"]),
        ("delete --undo", ["--undo"]),
        ('export "my bundle.zip" fox model:gpt-image', ["my bundle.zip", "fox model:gpt-image"]),
        ("export bundle.zip", ["bundle.zip"]),
        ("export bundle.zip --with-inputs", ["bundle.zip", "--with-inputs"]),
        ("export --with-inputs b.zip @1 fox", ["b.zip", "@1 fox", "--with-inputs"]),
        ('export "b --x.zip" "red fox" --with-inputs', ["b --x.zip", '"red fox"', "--with-inputs"]),
        ("diff @12", ["@12"]),
        ("diff @12 frog", ["@12", "frog"]),
    ],
)
def test_subcommands_with_lists_and_with_the_rest_of_the_line(line, arguments):
    assert parse_line(line, USAGES) == (line.split()[0], arguments)


@pytest.mark.parametrize(
    "line",
    [
        "tag @12",
        "tag",
        "note",
        "diff",
        "diff @1 @2 @3",
        "export",
        "import",
        "import a b",
        "prune x",
    ],
)
def test_too_few_or_too_many_arguments_are_told(line):
    with pytest.raises(OptionError, match=f"write: %imagegen {line.split()[0]}"):
        parse_line(line, USAGES)


def test_an_unknown_flag_of_a_subcommand_is_refused():
    with pytest.raises(OptionError, match="delete has no option --und") as caught:
        parse_line("delete --und @12", USAGES)
    assert "--undo" in caught.value.hint
    for line in ("export b.zip --with-input", "export b.zip fox --with-input"):
        with pytest.raises(OptionError, match="export has no option --with-input") as caught:
            parse_line(line, USAGES)
        assert "--with-inputs" in caught.value.hint
    with pytest.raises(OptionError, match="given twice"):
        parse_line("export --with-inputs b.zip --with-inputs", USAGES)
    with pytest.raises(OptionError, match="write: %imagegen export"):
        parse_line("export --with-inputs", USAGES)


@pytest.mark.parametrize(
    ("line", "rest"),
    [
        ("", ""),
        ("frog -m a,b -i @1 --size 2K", "frog --size 2K"),
        (
            "-m=a  frog   --extra {\"a\": [1, 2]} -i 'my cat.png' -q",
            'frog --extra {"a": [1, 2]} -q',
        ),
        ('--save "my folder/" --model "a b" -y', '--save "my folder/" -y'),
    ],
)
def test_a_line_without_some_options_is_as_it_was_typed(line, rest):
    assert line_without(line, {"models", "inputs"}) == rest


@given(LINES)
def test_a_line_without_its_models_has_the_others(line):
    try:
        options = parse_cell_line(line)
    except OptionError:
        return
    assert parse_cell_line(line_without(line, ())) == options
    rest = parse_cell_line(line_without(line, {"models"}))
    assert rest == replace(options, brief=replace(options.brief, models=()))
