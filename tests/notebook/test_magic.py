"""The magic in a shell of this process, on the offline gateway."""

from __future__ import annotations

import base64
import io
import os
from pathlib import Path
from types import SimpleNamespace

import pandas as pd
import pytest
from IPython.utils.capture import capture_output
from PIL import Image

from conditions import interrupting
from ipyimagegen import errors
from ipyimagegen.library import Generation
from ipyimagegen.session.plan import make_plan
from ipyimagegen.settings import SETTINGS
from scripted import answer, data_url, picture, serving, success

FROG = "%%imagegen frog\na small green frog wearing a tiny crown"


def run(shell, cell):
    with capture_output(display=True) as captured:
        result = shell.run_cell(cell, store_history=True)
    return result, captured


def failure(shell, cell, kind):
    """Run a cell that must fail, and return the few lines that a person sees."""
    result, captured = run(shell, cell)
    assert isinstance(result.error_in_exec, kind), captured.stdout
    lines = captured.stdout.strip().splitlines()
    assert 1 <= len(lines) <= 4, lines
    assert lines[0].startswith(type(result.error_in_exec).__name__)
    return captured.stdout


def caption_in(captured):
    """Return the caption, which a progress line precedes on a slow machine."""
    return captured.outputs[-1].data["text/plain"]


def mimes(shell, value):
    data, _ = shell.display_formatter.format(value)
    pictures = {mime: base64.b64decode(data[mime]) for mime in data if mime.startswith("image/")}
    return data | pictures


def test_frog_is_one_picture_labelled_a_sketch(shell):
    result, captured = run(shell, FROG)
    assert result.success
    assert result.result is shell.user_ns["frog"]
    assert "@1 frog · nano-banana" in caption_in(captured)
    assert "offline sketch" in caption_in(captured)
    data = mimes(shell, result.result)
    [image] = [mime for mime in data if mime.startswith("image/")]
    assert Image.open(io.BytesIO(data[image])).size == (768, 768)
    assert len(data[image]) <= 112 * 1024
    assert data["text/plain"].startswith("<Generation @1: nano-banana, 1 picture 1024×1024 JPEG")


@pytest.mark.thorough
@pytest.mark.parametrize("reference", ["frog", "@1", "@last", "photo", "file.png", "Out[{n}]"])
def test_every_reference_is_an_input(shell, reference, tmp_path):
    run(shell, FROG)
    n = max(shell.user_ns["Out"], default=0)
    shell.user_ns["photo"] = shell.user_ns["frog"].image
    shell.user_ns["photo"].save(tmp_path / "file.png")
    result, captured = run(
        shell, f"%%imagegen oil -i {reference.format(n=n)}\nMake this look like an oil painting"
    )
    assert result.success, captured.stdout
    before = shell.user_ns["frog"].image.convert("L").resize((16, 16))
    after = shell.user_ns["oil"].image.convert("L").resize((16, 16))
    differences = [abs(a - b) for a, b in zip(before.tobytes(), after.tobytes(), strict=True)]
    assert sum(differences) / len(differences) < 50  # recognisably that picture
    assert shell.user_ns["oil"].picture.hash != shell.user_ns["frog"].picture.hash


def test_prompt_inserts_values_and_attaches_pictures(shell):
    run(shell, FROG)
    shell.user_ns["hour"] = "midnight"
    result, _ = run(shell, "%%imagegen night\nMake {frog} look like {hour}, in {{braces}}")
    night = result.result
    assert night.prompt == "Make image 1 look like midnight, in {braces}"
    assert [parent.number for parent in night.parents] == [1]


def test_picture_given_twice_is_sent_once(shell):
    run(shell, FROG)
    result, _ = run(shell, "%%imagegen -i frog\n{frog}, {@1} and {frog.picture}: make it night")
    assert result.result.prompt == "image 1, image 1 and image 1: make it night"
    assert [entry.name for entry in result.result.inputs] == ["frog"]


def test_lineage_and_show(shell):
    run(shell, FROG)
    run(shell, "%%imagegen night -i frog\nMake it night")
    drawn, _ = run(shell, "%imagegen lineage night")
    assert repr(drawn.result).splitlines() == [
        "@1 frog · nano-banana · a small green frog wearing a tiny crown",
        "└─ @2 night · nano-banana · this one · Make it night",
    ]
    result, _ = run(shell, "%imagegen show @1")
    assert result.result.number == 1


def test_quiet_binds_and_shows_nothing(shell):
    result, captured = run(shell, FROG.replace("frog\n", "frog -q\n", 1))
    assert result.result is None
    assert not captured.outputs
    assert not captured.stdout
    assert isinstance(shell.user_ns["frog"], Generation)


def test_save_writes_the_full_file_and_says_so(shell, tmp_path):
    _, captured = run(shell, FROG.replace("frog\n", "frog --save picture.png\n", 1))
    assert "saved picture.jpg" in caption_in(captured)
    assert (tmp_path / "picture.jpg").read_bytes() == shell.user_ns["frog"].picture.bytes


def test_dry_run_sends_nothing(shell):
    run(shell, FROG)
    result, captured = run(shell, "%%imagegen -i frog --aspect 16:9 --dry-run\nMake it night")
    assert result.success
    assert '"aspect_ratio": "16:9"' in captured.stdout
    assert "Nothing was sent" in captured.stdout
    assert failure(shell, "%imagegen show @2", errors.UnknownReference)


EACH = "{*words} makes one picture of each"


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("value", "remark"),
    [
        (["red", "blue"], f"{{words}} is a list, sent as “['red', 'blue']”: {EACH}"),
        (("red", "blue"), f"{{words}} is a tuple, sent as “('red', 'blue')”: {EACH}"),
        (range(3), f"{{words}} is a range, sent as “range(0, 3)”: {EACH}"),
        ({"red"}, f"{{words}} is a set, sent as “{{'red'}}”: made a list, {EACH}"),
        ({"a": "red"}, f"{{words}} is a dict, sent as “{{'a': 'red'}}”: {EACH} value, and its keys "
         "are the labels"),
        (pd.Series([7]), f"{{words}} is a Series, sent as “0 7 dtype: int64”: {EACH}"),
        (pd.DataFrame({"a": ["red"]}), "{words} is a DataFrame, sent as “a 0 red”: --rows words "
         "makes one picture of each row"),
    ],
    ids=lambda one: type(one).__name__,
)  # fmt: skip
def test_a_collection_in_a_prompt_is_sent_as_it_is_and_told(shell, value, remark):
    shell.user_ns["words"] = value
    _, captured = run(shell, "%%imagegen --dry-run\na {words} frog")
    assert captured.stdout.count(remark) == 1
    result, captured = run(shell, "%%imagegen\na {words} frog")
    assert result.result.prompt == f"a {value} frog"
    assert caption_in(captured).count(remark) == 1
    _, captured = run(shell, "%%imagegen --dry-run\na {words} {frog|toad}")
    assert captured.stdout.count(remark) == 1
    _, captured = run(shell, "%%imagegen\na {words} {frog|toad}")
    assert caption_in(captured).count(remark) == 1


def test_a_choice_that_is_there_twice_is_told(shell):
    _, captured = run(shell, "%%imagegen --dry-run\na {red|red} cat")
    assert "2 choices, 1 call, 1 joined\n“red” is there twice: one call for both" in captured.stdout
    _, captured = run(shell, "%%imagegen\na {red|red} cat")
    assert "“red” is there twice: one call for both" in caption_in(captured)


def test_the_path_of_a_picture_in_a_prompt_is_text_and_told(shell, tmp_path):
    shell.user_ns.update(photo="coffee.png", mug={"photo": "coffee.png"}, photos=["coffee.png", 3])
    shell.user_ns["table"] = [{"its photo": "none.png"}, {"its photo": "coffee.png"}]
    told = {
        "%%imagegen\nMake {photo} blue":
            "{photo} is text; -i photo or pathlib.Path(photo) attaches the picture",
        "%%imagegen\nMake {photo} {red|blue}":
            "{photo} is text; -i photo or pathlib.Path(photo) attaches the picture",
        "%%imagegen\nMake {mug['photo']} blue":
            "{mug['photo']} is text; -i mug['photo'] or pathlib.Path(mug['photo']) attaches",
        "%%imagegen\nMake {*photos} blue":
            "{*photos} is text; pathlib.Path(…) of each attaches the pictures",
        "%%imagegen --rows table\nMake {its photo} blue":
            "{its photo} is text; pathlib.Path(…) of each attaches the pictures",
    }  # fmt: skip
    for cell in told:
        _, captured = run(shell, cell.replace("%%imagegen", "%%imagegen --dry-run"))
        assert "is text" not in captured.stdout  # there is no such file
    Image.new("RGB", (9, 9)).save(tmp_path / "coffee.png")
    for cell, remark in told.items():
        _, captured = run(shell, cell.replace("%%imagegen", "%%imagegen --dry-run"))
        assert captured.stdout.count(remark) == 1
        result, captured = run(shell, cell)
        assert result.success
        assert caption_in(captured).count(remark) == 1
    assert run(shell, "%%imagegen\nMake {photo} blue")[0].result.prompt == "Make coffee.png blue"
    for cell in ("%%imagegen -i photo\nMake {photo} blue", "%%imagegen\nMake {@last} blue"):
        result, captured = run(shell, cell)
        assert len(result.result.inputs) == 1
        assert "is text" not in caption_in(captured)


@pytest.mark.parametrize("value", ["['red']", 5, 2.5, True, Image.new("RGB", (9, 9))])
def test_of_texts_numbers_and_pictures_nothing_is_told(shell, value):
    shell.user_ns["words"] = value
    for axis in ("frog", "{frog|toad}"):
        _, captured = run(shell, f"%%imagegen --dry-run\na {{words}} {axis}")
        assert "makes one picture" not in captured.stdout


def test_aspect_is_delivered(shell):
    result, _ = run(shell, "%%imagegen --aspect 16:9\na house")
    assert (result.result.picture.width, result.result.picture.height) == (1344, 768)


@pytest.mark.thorough
def test_large_input_is_made_smaller_and_said(shell):
    shell.user_ns["photo"] = Image.new("RGB", (4000, 3000), "teal")
    _, captured = run(shell, "%%imagegen -i photo\nmake it night")
    assert "1 input: photo 4000×3000 → 2048×1536 JPEG" in caption_in(captured)


def test_preview_is_as_large_as_set(shell):
    run(shell, "%config ImageGen.preview = 128")
    result, _ = run(shell, FROG)
    small = mimes(shell, result.result)["image/jpeg"]
    assert max(Image.open(io.BytesIO(small)).size) == 128
    run(shell, "%config ImageGen.preview = 'full'")
    result, _ = run(shell, FROG)
    assert mimes(shell, result.result)["image/jpeg"] == result.result.picture.bytes
    run(shell, "%config ImageGen.preview = None")


def test_text_can_be_hidden(shell):
    run(shell, "%config ImageGen.text = 'hide'")
    result, captured = run(shell, FROG)
    run(shell, "%config ImageGen.text = None")
    assert result.result.text
    assert result.result.text not in caption_in(captured)


def test_composite_says_who_answered(shell):
    _, captured = run(shell, "%%imagegen -m image-gen\na house")
    assert "answered by google/gemini" in caption_in(captured)


@pytest.mark.parametrize(
    ("cell", "kind", "words"),
    [
        ("%%imagegen\n   \n", errors.PromptError, "empty"),
        ("%%imagegen --modle x\na cat", errors.OptionError, "--model"),
        ("%%imagegen -m a,b\na cat", errors.OptionError, "no model"),
        ("%%imagegen -n 0\na cat", errors.OptionError, "count"),
        ("%%imagegen -n 2 --take 2\na cat", errors.OptionError, "exclude each other"),
        ("%%imagegen -n 16\na cat", errors.OptionError, "16 takes"),
        ("%%imagegen --rows nothing\na cat", errors.OptionError, "not defined"),
        ("%%imagegen --rows animal\na cat", errors.OptionError, "DataFrame"),
        ("%%imagegen -m nano-bananna\na cat", errors.OptionError, "nano-banana"),
        ("%%imagegen 3cats\na cat", errors.OptionError, "3cats"),
        ("%%imagegen table\na cat", errors.OptionError, "already holds a dict"),
        ("%%imagegen number\na cat", errors.OptionError, "already holds an int"),
        ("%%imagegen\na {*number}", errors.PromptError, "it is an int"),
        ("%%imagegen -i number\na cat", errors.UnknownReference, "no picture but an int"),
        ("%%imagegen\na cat\n%%imagegen\na dog", errors.PromptError, "two cells"),
        ("%%imagegen\na {animl}", errors.PromptError, "animal"),
        ("%%imagegen\na {animl}", errors.PromptError, "Write --raw"),
        ("%%imagegen\na {red|{light|dark} blue} cat", errors.PromptError, "Name it"),
        ("%%imagegen\na {*animals} cat", errors.PromptError, "animal"),
        ("%%imagegen -i @99\na cat", errors.UnknownReference, "@99"),
        ("%%imagegen -i animal\na cat", errors.UnknownReference, "animal"),
        ("%%imagegen -i nothing.png\na cat", errors.PictureError, "nothing.png"),
        ("%%imagegen -i folder/\na cat", errors.PictureError, "folder"),
        ("%%imagegen --aspect 17:9\na cat", errors.OptionError, "16:9"),
        ("%%imagegen --timeout 0\na cat", errors.OptionError, "timeout"),
        ('%%imagegen --extra {"n":2}\na cat', errors.OptionError, "n"),
        ("%%imagegen --gateway dgz\na cat", errors.SettingError, "dgx"),
        ("%%imagegen --gateway dgx\na cat", errors.SettingError, "no key"),
        ("%%imagegen --gateway http://example.org\na cat", errors.SettingError, "https"),
        ("%%imagegen --gateway https://a:b@example.org\na cat", errors.SettingError, "user"),
        ("%%imagegen --gateway htps://example.org\na cat", errors.SettingError, "https"),
        ("%imagegen shwo @1", errors.OptionError, "show"),
        ("%imagegen a cat on a mat", errors.OptionError, "%%imagegen"),
        ("%imagegen a frog", errors.OptionError, "%%imagegen"),
        ("%imagegen --model x", errors.OptionError, "%%imagegen"),
        ("%imagegen delete @1 --forever", errors.OptionError, "--undo"),
        ("%%imagegen a frog with a hat\nx", errors.OptionError, "The prompt goes below"),
        ("%%imagegen print\na printer", errors.OptionError, "Python's own name"),
        ("%%imagegen list\na cat", errors.OptionError, "Python's own name"),
        ("%%imagegen map\na cat", errors.OptionError, "Python's own name"),
        ("%%imagegen display\na cat", errors.OptionError, "own name"),
        ("%%imagegen get_ipython\na cat", errors.OptionError, "own name"),
        ("%%imagegen exit\na cat", errors.OptionError, "own name"),
        ("%%imagegen In\na cat", errors.OptionError, "IPython's own name"),
        ("%%imagegen _\na cat", errors.OptionError, "IPython's own name"),
        ("%%imagegen _12\na cat", errors.OptionError, "IPython's own name"),
        ("%%imagegen __name__\na cat", errors.OptionError, "own name"),
        ("%%imagegen \uff50rint\na cat", errors.OptionError, "Python's own name"),
        ("%%imagegen for\na cat", errors.OptionError, "can't be a variable's name"),
        ("%%imagegen None\na cat", errors.OptionError, "can't be a variable's name"),
        ("%%imagegen os\na cat", errors.OptionError, "already holds a module"),
        ("%%imagegen helper\na cat", errors.OptionError, "already holds a function"),
        ("%%imagegen -i folder_of[9]\na cat", errors.UnknownReference, "folder_of[9]"),
    ],
)
def test_bad_input_is_refused_before_anything_is_sent(shell, tmp_path, cell, kind, words):
    (tmp_path / "folder").mkdir()
    shell.user_ns.update(animal="cat", table={}, os=os, helper=run, folder_of=[], number=7)
    assert words in failure(shell, cell, kind)
    assert not list((tmp_path / "library").glob("pictures/*"))


@pytest.mark.parametrize(
    ("line", "words", "hint"),
    [
        ("-i ünï,komma.png", "'ünï' is no variable and no file", '-i "ünï,komma.png"'),
        ("-i frog,ö, komma.png,frog", "'ö' is no", '-i "ö, komma.png"'),
        ("-i a-b,c,d.png", "'a-b' is no variable and no file", '-i "a-b,c,d.png"'),
        ("-i frog --only a,b,c,d", "'a,b,c,d' is no box, and no file", "120,80,340,260"),
        ("-i frog --only 12", "'12' is no box", "120,80,340,260"),
        ("--rows table.csv", "'table.csv', which is not defined",
         'table = pandas.read_csv("table.csv"), then --rows table'),
        ("--rows data/t.XLSX", "not defined", 'table = pandas.read_excel("data/t.XLSX")'),
    ],
)  # fmt: skip
def test_what_is_a_file_or_no_box_is_told_as_such(shell, tmp_path, line, words, hint):
    for name in ("ünï,komma.png", "ö, komma.png", "a-b,c,d.png"):
        (tmp_path / name).write_bytes(b"")
    run(shell, FROG)
    told = failure(shell, f"%%imagegen {line}\na cat", errors.ImagegenError)
    assert words in told
    assert hint in told


@pytest.mark.skipif(os.name == "nt", reason="making a link needs a right there")
@pytest.mark.parametrize("line", ["-i dangling.png", "-i dangling", "-i photo", "-i path"])
def test_an_input_that_is_a_link_to_nothing_is_told_as_one(shell, tmp_path, line):
    for name in ("dangling.png", "dangling"):
        (tmp_path / name).symlink_to("gone.png")
    shell.user_ns.update(photo="dangling.png", path=Path("dangling"))
    told = failure(shell, f"%%imagegen {line}\na cat", errors.PictureError)
    assert "is a link to a file that is not there" in told
    assert "Did you mean" not in told


@pytest.mark.parametrize("name", ["frog", "match", "case", "_frog", "größe", "imagegen"])
def test_other_names_are_free(shell, name):
    run(shell, f"%%imagegen {name}\na cat")
    assert isinstance(shell.user_ns[name], Generation)
    assert run(shell, f"%%imagegen {name}\na dog")[0].success


@pytest.mark.parametrize("line", ["--help", "-h", "frog --help", "-m gpt-image -h"])
def test_help_in_a_cell_sends_nothing(shell, tmp_path, line):
    _, captured = run(shell, f"%%imagegen {line}\na cat")
    assert captured.stdout == run(shell, "%imagegen help")[1].stdout
    assert "--aspect W:H" in captured.stdout
    assert not (tmp_path / "library").exists()


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("{file}/x/frog", "directory"),
        ("x" * 300, "name too long"),
    ],
)
def test_a_file_that_is_not_saved_is_told_with_the_reason(shell, tmp_path, path, reason):
    (tmp_path / "occupied").write_text("mine")
    path = path.replace("{file}", str(tmp_path / "occupied"))
    result, captured = run(shell, f"%%imagegen frog --save {path}\na cat")
    assert result.success
    assert "not saved: " in caption_in(captured)
    assert reason in caption_in(captured).lower()
    assert "the library has it" in caption_in(captured)
    assert shell.user_ns["frog"].picture.is_whole


@pytest.mark.thorough
@pytest.mark.parametrize(
    "reference",
    ["pets[0]", 'pets["red"]', "frogs['a']", 'frogs["of two"][0]', "box.frog", "Out[{n}]['red']"],
)
def test_parts_of_variables_are_references(shell, reference):
    run(shell, "%%imagegen pets\na {red|blue} frog")
    pets = shell.user_ns["pets"]
    box = SimpleNamespace(frog=pets[0])
    shell.user_ns.update(frogs={"a": pets[0].image, "of two": [pets[0]]}, box=box)
    reference = reference.format(n=max(shell.user_ns["Out"]))
    result, captured = run(shell, f"%%imagegen night -i {reference}\nmake it night")
    assert result.success, captured.stdout
    if reference != "frogs['a']":  # of a picture in memory nobody knows whence it is
        assert run(shell, f"%imagegen show {reference}")[0].result.number == pets[0].number
        assert [parent.number for parent in result.result.parents] == [pets[0].number]


def test_show_has_the_marks(shell):
    run(shell, FROG)
    run(shell, "%imagegen rate frog 4")
    run(shell, "%imagegen tag frog night starred")
    run(shell, '%imagegen note frog "is this good?"')
    _, captured = run(shell, "%imagegen show frog")
    assert "★★★★ · #night #starred · is this good?" in caption_in(captured)
    assert shell.user_ns["frog"].library.get(1).note == "is this good?"


@pytest.mark.thorough
def test_history_says_that_there_are_more(shell):
    shell.user_ns["makes"] = [run(shell, f"%%imagegen -q\n{n} frogs") for n in range(3)]
    shown = run(shell, "%imagegen history")[0].result
    assert not shown.more
    from ipyimagegen import history

    assert "These are the newest 2" in repr(history(limit=2))
    assert "These are the newest 2" in history(limit=2)._repr_html_()
    assert "newest" not in repr(history(limit=3))


def test_rows_are_looked_for_among_the_users_own_variables(shell):
    shell.user_ns["peoples"] = []
    told = failure(shell, "%%imagegen --rows people\na cat", errors.OptionError)
    assert "Did you mean peoples?" in told
    del shell.user_ns["peoples"]
    assert "quit" in shell.user_ns  # IPython's own
    told = failure(shell, "%%imagegen --rows quits\na cat", errors.OptionError)
    assert "Did you mean" not in told


def test_body_may_start_with_our_name_when_raw(shell):
    result, _ = run(shell, "%%imagegen --raw\na cat\n%%imagegen {x|y}")
    assert result.result.prompt == "a cat\n%%imagegen {x|y}"


def test_debug_shows_the_whole_traceback(shell):
    _, captured = run(shell, "%%imagegen --debug -i @99\na cat")
    assert "Traceback" in captured.stdout


def test_library_that_is_a_file_is_refused(shell, tmp_path):
    (tmp_path / "occupied").write_text("mine")
    run(shell, f"%config ImageGen.library = {str(tmp_path / 'occupied')!r}")
    try:
        assert "IMAGEGEN_LIBRARY" in failure(shell, "%%imagegen\na cat", errors.LibraryError)
    finally:
        run(shell, "%config ImageGen.library = None")
    assert (tmp_path / "occupied").read_text() == "mine"


def test_status_tells_each_value_and_its_source(shell):
    run(shell, "%config ImageGen.model = 'gpt-image'")
    _, captured = run(shell, "%imagegen status")
    run(shell, "%config ImageGen.model = None")
    lines = dict(line.split(maxsplit=1) for line in captured.stdout.splitlines())
    assert lines["model"].split() == ["gpt-image", "%config"]
    assert lines["gateway"].split() == ["offline", "default"]
    assert lines["library"].endswith("IMAGEGEN_LIBRARY")


def test_config_lists_every_setting_with_its_help(shell):
    _, captured = run(shell, "%config ImageGen")
    lines = captured.stdout.splitlines()
    assert [line for line in lines if line.startswith("ImageGen.")] == [
        f"ImageGen.{name}=<Any>" for name in sorted(SETTINGS)
    ]
    for name, setting in SETTINGS.items():
        assert lines[lines.index(f"ImageGen.{name}=<Any>") + 1].strip() == setting.help


def test_models_tells_when_to_pick_which(shell):
    _, captured = run(shell, "%imagegen models")
    for words in ("nano-banana", "gpt-image", "image-gen", "tools", "streams"):
        assert words in captured.stdout


def state_of(shell):
    manager = shell.magics_manager
    return (
        {kind: set(names) for kind, names in manager.magics.items()},
        set(manager.registry),
        list(shell.configurables),
        list(shell.Completer.custom_matchers),
        {name: list(functions) for name, functions in shell.events.callbacks.items()},
        repr(shell.config),
        {
            mime: (dict(f.type_printers), dict(f.deferred_printers))
            for mime, f in shell.display_formatter.formatters.items()
        },
    )


def test_loading_is_silent_and_unloading_leaves_nothing(shell_of_all, kernel_session, tmp_path):
    import threading

    before = state_of(shell_of_all)
    with capture_output() as captured:
        shell_of_all.run_line_magic("load_ext", "ipyimagegen")
    assert not captured.stdout
    assert not captured.stderr
    assert not (tmp_path / "library").exists()
    loaded = state_of(shell_of_all)
    shell_of_all.run_line_magic("reload_ext", "ipyimagegen")
    shell_of_all.extension_manager.load_extension("ipyimagegen")
    assert [len(part) for part in state_of(shell_of_all)] == [len(part) for part in loaded]
    run(shell_of_all, FROG)
    shell_of_all.run_line_magic("unload_ext", "ipyimagegen")
    assert state_of(shell_of_all) == before
    assert "ipyimagegen" not in [thread.name for thread in threading.enumerate()]


def test_bad_value_in_a_profile_does_not_break_loading(shell_of_all, kernel_session):
    shell_of_all.config.ImageGen.timeout = "soon"
    try:
        shell_of_all.run_line_magic("load_ext", "ipyimagegen")
        assert "timeout" in failure(shell_of_all, "%%imagegen\na cat", errors.SettingError)
    finally:
        shell_of_all.run_line_magic("unload_ext", "ipyimagegen")
        del shell_of_all.config["ImageGen"]


# -- marking, deleting, handing on ----------------------------------------------------


def printed(shell, line):
    _, captured = run(shell, line)
    return captured.stdout.strip()


def test_rating_tags_and_note(shell):
    run(shell, FROG)
    assert printed(shell, "%imagegen rate frog 4") == "@1 · ★★★★"
    assert printed(shell, "%imagegen rate frog 0") == "@1 · no rating"
    assert printed(shell, "%imagegen tag @1 Night client/acme") == "@1 · #night #client/acme"
    assert printed(shell, "%imagegen tag @1 -night -client/acme") == "@1 · no tags"
    assert printed(shell, "%imagegen tag @1 a,b c, d") == "@1 · #a #b #c #d"
    assert printed(shell, "%imagegen tag @1 -a,-b -c,-d") == "@1 · no tags"
    assert printed(shell, '%imagegen note frog don\'t use "this" {one}') == (
        '@1 · don\'t use "this" {one}'
    )
    assert len(run(shell, "%imagegen history don't")[0].result) == 1
    assert printed(shell, "%imagegen note frog") == "@1 · no note"
    failure(shell, "%imagegen rate frog 6", errors.OptionError)
    failure(shell, "%imagegen rate frog four", errors.OptionError)
    failure(shell, "%imagegen tag frog 'two words'", errors.OptionError)


def test_the_name_of_a_result_is_no_prompt(shell):
    run(shell, FROG)
    run(shell, "%%imagegen boat\na blue boat")
    told = failure(shell, "%imagegen frog", errors.OptionError)
    assert "Write %imagegen show frog" in told
    for line in ("show frog boat", "rate frog boat 3", "diff frog boat frog"):
        assert "prompt" not in failure(shell, f"%imagegen {line}", errors.OptionError)


def test_one_picture_is_no_sweep(shell):
    run(shell, FROG)
    for line in ("figure frog -o frog.pdf", "panel frog"):
        told = failure(shell, f"%imagegen {line}", errors.OptionError)
        assert "frog holds one picture and no sweep" in told
        assert "frog.save('frog') keeps it, %imagegen show frog shows it." in told
    told = failure(shell, "%imagegen panel nosuch", errors.OptionError)
    assert "More than one model, an axis in the prompt, -n or --rows make one." in told


def test_a_gateway_without_a_name_is_said_once(shell):
    told = printed(shell, "%imagegen use http://127.0.0.1:9")
    assert told == "Pictures come from http://127.0.0.1:9 in this kernel."
    printed(shell, "%imagegen use offline")


def test_deleting_bringing_back_and_throwing_away(shell):
    run(shell, FROG)
    run(shell, "%%imagegen boat\na blue boat")
    assert printed(shell, "%imagegen delete frog @2") == (
        "deleted @1, @2 · %imagegen delete --undo brings it back"
    )
    assert "was deleted" in str(failure(shell, "%imagegen show @1", errors.UnknownReference))
    assert printed(shell, "%imagegen delete --undo") == "back: @1, @2"
    assert printed(shell, "%imagegen delete --undo") == "Nothing is deleted."
    printed(shell, "%imagegen delete @2")
    assert printed(shell, "%imagegen delete --undo @2") == "back: @2"
    assert printed(shell, "%imagegen delete --undo @2") == "@2: not deleted, or gone for good."
    assert (
        printed(shell, "%imagegen delete --undo @9999") == "@9999: not deleted, or gone for good."
    )
    failure(shell, "%imagegen delete", errors.OptionError)
    printed(shell, "%imagegen delete @2")
    assert "gone for good: 1 generation and 1 picture" in printed(shell, "%imagegen prune")
    assert "deleted for good" in str(failure(shell, "%imagegen show @2", errors.UnknownReference))


def test_one_of_several_pictures_is_shown_and_not_taken_for_all(shell):
    with serving() as gateway:
        gateway.script = answer(
            success(data_url(picture(size=(32, 24))), data_url(picture(size=(64, 48))))
        )
        run(shell, f"%%imagegen frog --gateway {gateway.url} -q\na frog")
    draft = shell.user_ns["frog"].pictures[0]
    shown = repr(run(shell, "%imagegen show @1.1")[0].result)
    assert shown == f"{draft.ref} · of @1 · 32×24 PNG"
    for line in (
        "delete @1.1",
        f"delete {draft.ref}",
        "rate @1.1 3",
        "tag @1.1 draft",
        "note @1.1 a draft",
        "check @1.1,@1.2 size",
        "export a.zip @1.1",
        "lineage @1.1",
    ):
        words = failure(shell, f"%imagegen {line}", errors.UnknownReference)
        assert "is a part of @1" in words
        assert "Write @1." in words
    for line in ("delete @1.7", "rate @1.7 3", "show @1.7", "lineage @1.7"):
        words = failure(shell, f"%imagegen {line}", errors.UnknownReference)
        assert "@1.7 names nothing: @1 has 2 pictures" in words
    assert printed(shell, "%imagegen rate @1 3") == "@1 · ★★★"
    found = run(shell, "%imagegen history like:@last.1")[0].result
    assert [one.number for one in found] == [1]


def test_what_was_edited_is_seen_and_handed_on(shell, tmp_path):
    from PIL import Image

    Image.new("RGB", (40, 30), "red").save(tmp_path / "photo.png")
    _, captured = run(shell, "%%imagegen night -i photo.png\nMake it night")
    reference = shell.user_ns["night"].inputs[0].reference
    assert "from photo.png · " in caption_in(captured)
    _, captured = run(shell, "%imagegen show night")
    assert f"from photo.png · photo.png is {reference} · " in caption_in(captured)
    before = f"{reference} photo.png, 40×30 PNG"
    assert repr(run(shell, "%imagegen diff night")[0].result).startswith(before)
    shown = repr(run(shell, f"%imagegen show {reference}")[0].result)
    assert shown.startswith(f"{reference} · given as an input · 40×30 PNG · became @1")
    assert "photo.png" in repr(run(shell, "%imagegen lineage night")[0].result)
    run(shell, "%%imagegen\na frog")
    failure(shell, "%imagegen diff @2", errors.OptionError)
    assert "not in it: 1 picture of your own" in printed(shell, "%imagegen export a.zip night")
    words = printed(shell, "%imagegen export b.zip night --with-inputs")
    assert "1 generation, 2 pictures" in words
    assert "1 of them given as inputs" in words
    run(shell, "%config ImageGen.keep_inputs = 'off'")
    Image.new("RGB", (40, 30), "blue").save(tmp_path / "other.png")
    run(shell, "%%imagegen day -i other.png\nMake it day")
    assert not shell.user_ns["day"].inputs[0].is_kept
    run(shell, "%config ImageGen.keep_inputs = 'on'")
    assert "keep_inputs" in printed(shell, "%imagegen status")


def test_a_picture_that_no_generation_made_is_compared_and_has_a_lineage(shell, tmp_path):
    from PIL import Image

    Image.new("RGB", (40, 30), "red").save(tmp_path / "photo.png")
    Image.new("RGB", (40, 30), "blue").save(tmp_path / "other.png")
    run(shell, "%%imagegen night -i photo.png\nMake it night")
    run(shell, "%%imagegen stars -i night\nAdd stars")
    own = shell.user_ns["night"].inputs[0].reference
    main = shell.user_ns["night"].picture
    made = f"@1 night, {main.width}×{main.height} {main.type.upper()}"
    for one in (own, "photo.png"):
        own_is = f"{one}, 40×30 PNG"
        for line, first, second in ((f"{one} night", own_is, made), (f"@1 {one}", made, own_is)):
            told = run(shell, f"%imagegen diff {line}")[0].result
            assert repr(told).splitlines()[:2] == [first, f"→ {second}"]
            assert "pixels" in repr(told)
            assert told._repr_html_().count("<img") == 3
        drawn = run(shell, f"%imagegen lineage {one}")[0].result
        assert repr(drawn).splitlines() == [
            f"{own} photo.png · given as an input · this one",
            "└─ @1 night · nano-banana · Make it night",
            "   └─ @2 stars · nano-banana · Add stars",
        ]
        shown = repr(run(shell, f"%imagegen show {one}")[0].result)
        assert shown.startswith(own)
        assert "given as an input" in shown
    said = failure(shell, "%imagegen show other.png", errors.UnknownReference)
    assert "other.png is not of this library" in said
    told = run(shell, f"%imagegen diff other.png {own}")[0].result
    assert "100 %" in repr(told)
    assert repr(run(shell, f"%imagegen history input:{own}")[0].result).count("@1") == 1
    said = failure(shell, f"%imagegen diff {own}", errors.OptionError)
    assert f"{own} was made from no picture" in said
    said = failure(shell, "%imagegen lineage other.png", errors.UnknownReference)
    assert "nothing of this library was made from other.png" in said


def test_a_sweep_is_handed_on_as_it_is_now(shell, tmp_path):
    import zipfile

    run(shell, "%%imagegen boats\na {red|blue} boat")
    run(shell, "%imagegen note @1 for the cover")
    run(shell, "%imagegen delete @2")
    words = printed(shell, "%imagegen export boats.zip boats")
    assert words == "exported 1 generation, 1 picture to boats.zip"
    with zipfile.ZipFile("boats.zip") as bundle:
        lines = bundle.read("generations.jsonl").decode()
    assert "for the cover" in lines
    assert "a blue boat" not in lines
    run(shell, "%imagegen delete @1")
    told = failure(shell, "%imagegen export none.zip boats", errors.UnknownReference)
    assert "all pictures of the sweep were deleted" in told


@pytest.mark.thorough
def test_a_bundle_and_the_cells_of_its_page(shell, tmp_path):
    import html
    import re
    import zipfile

    run(shell, FROG)
    run(shell, "%%imagegen --aspect 16:9 --take 2\nput {frog} {{beside}} a \\{boat\\}")
    run(shell, '%%imagegen -n 2 --extra {"seed": 7}\na {red|blue} boat')
    words = printed(shell, "%imagegen export boats.zip")
    assert words == "exported 6 generations, 6 pictures to boats.zip"
    assert "2 generations" in printed(shell, "%imagegen export two.zip blue")
    assert "1 generation, 1 picture" in printed(shell, "%imagegen export one.zip frog")
    failure(shell, "%imagegen export boats.zip", errors.OptionError)
    assert "nothing new: 6 generations there already" in printed(
        shell, "%imagegen import boats.zip"
    )
    with zipfile.ZipFile(tmp_path / "boats.zip") as archive:
        page = archive.read("index.html").decode()
    cells = [html.unescape(cell) for cell in re.findall(r'data-cell="([^"]*)"', page)]
    assert len(cells) == 6
    run(shell, "%config ImageGen.replay = 'only'")
    results = [run(shell, cell)[0] for cell in cells]
    run(shell, "%config ImageGen.replay = None")
    assert [cell for cell, result in zip(cells, results, strict=True) if not result.success] == []


@pytest.mark.thorough
def test_looking_back(shell):
    run(shell, FROG)
    run(shell, "%%imagegen night -i frog\nMake it night")
    assert "prompt: " in repr(run(shell, "%imagegen diff frog night")[0].result)
    assert "Nothing was paid" in repr(run(shell, "%imagegen spend")[0].result)


def test_a_file_is_shown(shell, tmp_path):
    run(shell, FROG)
    shell.user_ns["frog"].save("copy", embed=True)
    assert run(shell, "%imagegen show copy.jpg")[0].result.number == 1
    run(shell, "%imagegen delete frog")
    printed(shell, "%imagegen prune")
    words = printed(shell, "%imagegen show copy.jpg")
    assert "ipyimagegen wrote it" in words
    assert "a small green frog wearing a tiny crown" in words


# -- the working folder ------------------------------------------------------------------


def test_a_relative_library_stays_where_it_was(shell, tmp_path, monkeypatch):
    monkeypatch.setenv("IMAGEGEN_LIBRARY", "mylib")
    run(shell, "%%imagegen one\na red hat")
    (tmp_path / "sub").mkdir()
    monkeypatch.chdir(tmp_path / "sub")
    run(shell, "%%imagegen two\na blue hat")
    assert [shell.user_ns[name].number for name in ("one", "two")] == [1, 2]
    assert not shell.user_ns["one"].missing
    assert not any((tmp_path / "sub").iterdir())
    assert f"{tmp_path}/mylib" in run(shell, "%imagegen status")[1].stdout.replace("\\", "/")


@pytest.mark.parametrize("value", ["'mylib'", "__import__('pathlib').Path('mylib')"])
def test_config_means_the_folder_in_which_it_is_set(shell, tmp_path, monkeypatch, value):
    run(shell, f"%config ImageGen.library = {value}")
    (tmp_path / "sub").mkdir()
    monkeypatch.chdir(tmp_path / "sub")
    run(shell, FROG)
    assert shell.user_ns["frog"].library.folder == tmp_path / "mylib"


@pytest.fixture
def lost(shell, tmp_path, monkeypatch):
    """A kernel whose working folder was deleted."""
    if os.name != "posix":
        pytest.skip("a folder that is in use can't be deleted here")
    run(shell, "%%imagegen hat\na hat")
    (tmp_path / "lost").mkdir()
    monkeypatch.chdir(tmp_path / "lost")
    (tmp_path / "lost").rmdir()
    return shell


@pytest.mark.parametrize(
    "line",
    ["status", "doctor", "history", "history hat", "show @1", "lineage @1", "diff @1 hat", "spend",
     "rate hat 5", "tag @1 hats", "note @1 good", "models", "help", "panel", "prune"],
)  # fmt: skip
def test_no_subcommand_needs_a_working_folder(lost, line):
    result, captured = run(lost, f"%imagegen {line}")
    assert result.success, captured.stdout


@pytest.mark.thorough
@pytest.mark.parametrize("options", ["frog", "frog --again", "frog -i hat", "frog -n 2", "-q"])
def test_no_picture_needs_a_working_folder(lost, options):
    result, captured = run(lost, f"%%imagegen {options}\na frog")
    assert result.success, captured.stdout


def test_a_copy_has_its_place_before_anything_is_sent(lost, tmp_path):
    words = failure(lost, "%%imagegen frog --save frog.png\na frog", errors.OptionError)
    assert "the working folder is gone" in words
    assert "frog" not in lost.user_ns
    _, captured = run(lost, f"%%imagegen frog --save {tmp_path}/frog\na frog")
    assert f"saved {tmp_path / 'frog.jpg'}" in caption_in(captured)


@pytest.mark.parametrize(
    "cell", ["%%imagegen frog -i photo.png\na drawing", "%imagegen show photo.png"]
)
def test_a_relative_picture_is_not_found_in_a_folder_that_is_gone(lost, cell):
    assert "photo.png" in failure(lost, cell, errors.PictureError)


@pytest.mark.parametrize("line", ["export all.zip", "import all.zip"])
def test_a_relative_bundle_is_not_found_in_a_folder_that_is_gone(lost, line):
    assert "all.zip" in failure(lost, f"%imagegen {line}", errors.LibraryError)


# -- the budget ---------------------------------------------------------------------------


@pytest.mark.thorough
def test_a_cell_is_held_to_the_budget_and_spend_says_it(shell):
    with serving() as gateway:
        gateway.script = answer(success(data_url(picture()), usage={"cost": 0.05}))
        run(shell, f"%imagegen use {gateway.url}")
        run(shell, "%config ImageGen.budget = 0.10\n"
            "%config ImageGen.price = {'nano-banana': 0.05}")  # fmt: skip
        result, _ = run(shell, "%%imagegen one\na frog")
        assert result.success
        _, captured = run(shell, "%%imagegen --dry-run -y\na {red|green} newt")
        assert "2 calls · time not known yet" in captured.stdout
        assert "the budget covers 1 of 2" in captured.stdout
        result, captured = run(shell, "%%imagegen two -y\na {red|green} newt")
        assert result.success, captured.stdout
        assert "1 picture, 1 not sent" in caption_in(captured)
        caption = caption_in(captured).splitlines()[0]
        assert caption.count("the budget of the day doesn't cover this call") == 1
        told = failure(shell, "%%imagegen -y\na toad", errors.OverBudget)
        assert "today $0.10 spent, $0.00 held, $0.00 left of $0.10" in told
        assert "%config ImageGen.budget = 0.15" in told
        failure(shell, "%%imagegen -y\na {x|y}", errors.OverBudget)
        assert len(gateway.requests) == 2
        result, _ = run(shell, "%imagegen spend")
        words = mimes(shell, result.result)
        assert "budget of today $0.10: $0.10 spent, $0.00 held, $0.00 left" in words["text/plain"]
        assert "$0.10 spent" in words["text/html"]
        _, captured = run(shell, "%%imagegen --dry-run\na {x|y}")
        assert "the budget covers 0 of 2" in captured.stdout
        told = failure(
            shell, "%config ImageGen.budget = '5 €'\n%imagegen spend", errors.SettingError
        )
        assert "it is '5 €'" in told


@pytest.mark.thorough
def test_a_figure_is_written_by_a_line(shell, tmp_path):
    run(shell, "%%imagegen pets\na {style=oil|ink} {pet=cat|dog}")
    line = "%imagegen figure pets -o pets.html --rows style --columns=pet --title 'Two pets'"
    result, captured = run(shell, line)
    assert result.success
    assert captured.stdout == "wrote pets.html\n"
    page = (tmp_path / "pets.html").read_text("utf-8")
    assert '<h1 dir="auto">Two pets</h1>' in page
    assert page.index("cat") < page.index("oil")
    for wrong, words in {
        "figure pets": "Add -o pets.pdf",
        "figure pets --rows style": "Add -o pets.pdf",
        "figure pets -o": "Such as %imagegen figure birds -o birds.pdf",
        "figure pet pets.html": "pet holds no sweep",
        "figure pets pets.html --rows size": "the sweep has no axis 'size'",
        "figure pets pets.html --rows": "--rows needs a value",
        "figure pets pets.html --title=a --title=b": "--title is given twice",
        "figure pets pets.html --side left": "figure has no option --side",
        "delete --undo=1": "--undo takes no value",
    }.items():
        assert words in failure(shell, f"%imagegen {wrong}", errors.OptionError)


def test_the_sweeps_that_are_offered_are_the_users_own(shell):
    run(shell, "%%imagegen pets\na {cat|dog}")
    run(shell, "%%imagegen\na {red|blue} fox")  # in _ and _N
    words = failure(shell, "%imagegen figure zebras -o zebras.png", errors.OptionError)
    assert words.endswith("Variables that hold sweeps: pets.\n")
    assert "Did you mean" not in failure(
        shell, "%imagegen figure _999 -o x.png", errors.UnknownReference
    )


@pytest.mark.thorough
@pytest.mark.parametrize(
    "options",
    ["--rows \"choice'\"", "--rows choice'", "--rows=\"choice'\"", "--rows=choice',status",
     "--rows choice' --columns \"status',choice\"", "--rows=\"choice' , status\"",
     "--rows choice' --columns status, choice"],
)  # fmt: skip
def test_a_figure_takes_the_names_that_the_table_shows(shell, tmp_path, options):
    run(shell, "%%imagegen g\na {red|blue} {cat|dog} {status=wet|dry}")
    assert "choice  choice'  status'" in repr(shell.user_ns["g"])
    result, captured = run(shell, f'%imagegen figure g -o g.html {options} --title="Wet pets"')
    assert result.success, captured.stdout
    page = (tmp_path / "g.html").read_text("utf-8")
    assert page.index(">red<") < page.index(">cat<")  # beside it are its rows
    assert '<h1 dir="auto">Wet pets</h1>' in page
    assert list(shell.user_ns["g"].pivot("choice'")) == ["cat", "dog"]
    assert list(shell.user_ns["g"].pivot("choice", ["choice", "status"])) == ["red", "blue"]
    words = failure(shell, "%imagegen figure g -o g.html --rows choices", errors.OptionError)
    assert "Did you mean choice or choice'?" in words


@pytest.mark.thorough
def test_an_edit_shows_its_inputs_small_where_the_notebook_has_room(shell, tmp_path):
    Image.effect_noise((900, 600), 90).save(tmp_path / "noise.png")
    run(shell, "%%imagegen frog\na frog")
    result, captured = run(shell, "%%imagegen dusk -i frog,noise.png\nput them together at dusk")
    html = captured.outputs[0].data["text/html"]
    assert 'alt="input 1: frog"' in html
    assert 'alt="input 2: noise.png"' in html
    data, metadata = result.result._repr_jpeg_() or result.result._repr_png_()
    assert len(html) + len(data) <= 150 * 1024
    assert metadata["height"] <= 480
    assert metadata["alt"] == "put them together at dusk"
    assert "<img" not in captured.outputs[0].data["text/plain"]


def test_an_edit_shows_its_inputs_beside_the_delivered_bytes(shell, tmp_path):
    run(shell, "%config ImageGen.preview = 'full'")
    Image.effect_noise((900, 600), 90).save(tmp_path / "noise.png")
    result, captured = run(shell, "%%imagegen dusk -i noise.png\nfrobnicate")
    assert result.result.preview.data == result.result.picture.bytes
    assert 'alt="input 1: noise.png"' in captured.outputs[0].data["text/html"]


@pytest.mark.parametrize("cell", ["%%imagegen\na frog", "%%imagegen\na {red|blue} frog"])
def test_an_interrupt_while_a_cell_is_planned_is_told_in_a_line(shell, cell):
    with interrupting(make_plan):
        result, captured = run(shell, cell)
    assert isinstance(result.error_in_exec, errors.Interrupted)
    assert captured.stdout.strip() == "Interrupted: this cell sent nothing."


def test_a_cell_that_is_interrupted_before_it_began_has_no_result_to_keep(shell):
    with capture_output() as captured:
        shell.events.trigger("post_run_cell", None)
    assert captured.stdout == captured.stderr == ""
