"""Cells that change a part of a picture: read, shown before they are sent, and copied."""

from __future__ import annotations

import base64
import io
import re
from pathlib import Path

import pytest
from IPython.utils.capture import capture_output
from PIL import Image

from ipyimagegen import errors
from ipyimagegen.notebook.line import parse_cell_line
from ipyimagegen.regions.marking import SENTENCE

COFFEE = Path(__file__).parents[2] / "notebooks" / "coffee.jpg"


@pytest.fixture(autouse=True)
def coffee(tmp_path):
    image = Image.open(COFFEE).resize((300, 200))
    image.save(tmp_path / "coffee.png")
    return image


def run(shell, cell):
    with capture_output(display=True) as captured:
        result = shell.run_cell(cell, store_history=True)
    return result, captured


def test_the_line_takes_boxes_and_masks():
    line = "-i frog --only 1,2,3,4 --only=mask --only '10%, 20%, 60%, 80%' --crop"
    brief = parse_cell_line(line).brief
    assert brief.only == ("1,2,3,4", "mask", "10%, 20%, 60%, 80%")
    assert brief.crop
    assert parse_cell_line("-i frog").brief.only is None
    with pytest.raises(errors.OptionError, match="--only needs a value"):
        parse_cell_line("-i frog --only --crop")


def test_a_cell_changes_a_part_and_says_what_the_model_did(shell):
    cell = "%%imagegen cup -i coffee.png --only 90,60,200,140\nMake it green"
    result, captured = run(shell, cell)
    assert result.success, captured.stdout
    caption = captured.outputs[-1].data["text/plain"]
    assert "only: 0 px changed outside (the model had changed" in caption
    assert "as delivered: @1.2" in caption
    assert "2 pictures" not in caption
    data, _ = shell.display_formatter.format(result.result)
    [image] = [kind for kind in data if kind.startswith("image/")]
    assert Image.open(io.BytesIO(base64.b64decode(data[image]))).size == (300, 200)
    again, captured = run(shell, shell.user_ns["cup"].cell)
    assert "replayed from @1" in captured.outputs[-1].data["text/plain"]
    assert again.result.picture == result.result.picture
    told = run(shell, "%imagegen diff @1.2")[1].stdout
    assert "@1.2 is a picture of @1" in told
    assert "Such as %imagegen diff @1" in told


def test_what_was_delivered_is_not_taken_for_what_was_pasted(shell, tmp_path):
    run(shell, "%%imagegen cup -i coffee.png --only 90,60,200,140\nMake it green")
    cup = shell.user_ns["cup"]
    shell.user_ns["delivered"] = cup.delivered
    cup.delivered.save(tmp_path / "delivered")
    [path] = tmp_path.glob("delivered.*")
    told = pixels(shell, "@1 @1.2")
    assert told != "no pixel differs"
    for name in ("cup.delivered", "delivered", cup.delivered.ref, path.name):
        assert pixels(shell, f"@1 {name}") == told, name
        shown = repr(run(shell, f"%imagegen show {name}")[0].result)
        assert " · of @1 · " in shown, name
        assert "@1" in repr(run(shell, f"%imagegen lineage {name}")[0].result)
    for name in ("cup", "@1", cup.picture.ref):
        shown = run(shell, f"%imagegen show {name}")[1].outputs
        assert any("only: 0 px changed" in one.data["text/plain"] for one in shown), name


def pixels(shell, names):
    """Return what is said of the pixels of two pictures."""
    compared = repr(run(shell, f"%imagegen diff {names}")[0].result)
    return re.search("pixels: (.*)", compared)[1]


@pytest.mark.thorough
def test_a_mask_may_be_a_variable(shell):
    shell.user_ns["mask"] = Image.new("L", (300, 200))
    shell.user_ns["mask"].paste(255, (90, 60, 200, 140))
    result, captured = run(shell, "%%imagegen -i coffee.png --only mask\nMake it green")
    assert result.success, captured.stdout
    assert result.result.only.pasted


def test_a_dry_run_shows_the_region_on_the_picture_and_the_sentence(shell):
    cell = "%%imagegen -i coffee.png --only 30%,30%,60%,70% --dry-run\nMake it green"
    result, captured = run(shell, cell)
    assert result.success, captured.stdout
    assert SENTENCE in captured.stdout
    assert "only 90,60,180,140 of 300×200 pixels may change" in captured.stdout
    assert "the marked copy 300×200" in captured.stdout
    [shown] = captured.outputs
    [image] = [kind for kind in shown.data if kind.startswith("image/")]
    marked = Image.open(io.BytesIO(base64.b64decode(shown.data[image]))).convert("RGB")
    red, green, blue = marked.getpixel((135, 100))
    assert min(red, blue) > green + 60
    assert shown.data["text/plain"] == "<the marked copy, 300×200, only 90,60,180,140>"
    assert run(shell, "%imagegen history")[1].stdout.count("@") == 0


def test_a_dry_run_names_a_mask_as_cells_do(shell):
    shell.user_ns["mask"] = Image.new("L", (300, 200))
    shell.user_ns["mask"].paste(255, (90, 60, 200, 140))
    cell = "%%imagegen -i coffee.png --only mask --dry-run\nMake it green"
    _, captured = run(shell, cell)
    assert re.search(r"^only @[0-9a-f]{8,12} of 300×200 pixels", captured.stdout, re.MULTILINE)
    text = captured.outputs[-1].data["text/plain"]
    assert re.fullmatch(r"<the marked copy, 300×200, only @[0-9a-f]{8,12}>", text)


def test_a_dry_run_of_a_sweep_shows_it_too(shell):
    cell = "%%imagegen -i coffee.png --only 90,60,180,140 --dry-run\nMake it {green|blue}"
    _, captured = run(shell, cell)
    assert "2 calls" in captured.stdout
    assert captured.outputs[-1].data["text/plain"].startswith("<the marked copy")


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ("%%imagegen --only 1,2,3,4\na", "there is no input"),
        ("%%imagegen -i coffee.png --crop\na", "there is none"),
        ("%%imagegen -i coffee.png --only 1,2,3\na", "is no box"),
        ("%%imagegen -i coffee.png --only 0,0,900,90\na", "outside the picture"),
        ("%%imagegen -i coffee.png --only nothing\na", "no variable and no file"),
    ],
)
def test_a_wrong_one_is_told_in_few_lines(shell, cell, words):
    result, captured = run(shell, cell)
    assert not result.success
    lines = captured.stdout.strip().splitlines()
    assert 1 <= len(lines) <= 4
    assert words in captured.stdout


@pytest.mark.thorough
def test_a_sweeps_table_has_the_numbers(shell):
    cell = "%%imagegen both -i coffee.png --only 90,60,180,140\nMake it {green|blue}"
    result, captured = run(shell, cell)
    assert result.success, captured.stdout
    assert "px changed outside" in captured.outputs[-1].data["text/html"]
    assert "only_outside" in repr(shell.user_ns["both"])


@pytest.mark.filterwarnings("ignore::PendingDeprecationWarning")  # of IPython: older front ends
def test_the_value_of_the_option_completes_as_an_input_does(shell):
    shell.user_ns["mask"] = Image.new("L", (30, 20))
    with shell.builtin_trap:
        line = "%%imagegen -i coffee.png --only ma"
        _, found = shell.complete(line, line, len(line))
    assert any(one.endswith("mask") for one in found)  # older ones tell the whole line
