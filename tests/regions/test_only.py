"""Edits of a region through a session: sent once, pasted, filed, replayed, and never lost."""

from __future__ import annotations

import asyncio
import base64
import io
import json
import subprocess
import sys
import threading
import zipfile

import numpy as np
import pytest
from edits import photograph, saved
from PIL import Image

import ipyimagegen
from ipyimagegen import errors
from ipyimagegen.checks import own
from ipyimagegen.images.inputs import identify
from ipyimagegen.images.picture import Picture
from ipyimagegen.library import Library, checks, composites
from ipyimagegen.library.maintenance.prune import prune
from ipyimagegen.library.maintenance.repair import check
from ipyimagegen.library.transfer.export_bundle import export
from ipyimagegen.library.transfer.import_bundle import import_bundle
from ipyimagegen.notebook.display import caption
from ipyimagegen.notebook.line import parse_cell_line
from ipyimagegen.offline.faults import at_fault
from ipyimagegen.regions import alignment
from ipyimagegen.regions.marking import SENTENCE
from ipyimagegen.session import Session
from ipyimagegen.settings import Settings
from scripted import answer, data_url, serving, success, then, waiting

DEADLINE = 60
SIZE = (300, 200)
BOX = (100, 50, 200, 150)


def source():
    return photograph("coffee", SIZE)


def edited(*faults):
    """The answer: something green in the middle of the box, and faults everywhere."""
    image = source().copy()
    image.paste((20, 200, 60), (130, 80, 170, 120))
    return at_fault(image, faults)


def replying(image):
    return answer(success(data_url(saved(image, "PNG")), model="painter"))


def reaching_over():
    """Answer with a change that reaches over the box."""
    whole = source().copy()
    whole.paste((20, 200, 60), (80, 60, 220, 140))
    return replying(whole)


@pytest.fixture
def gateway():
    with serving() as scripted:
        scripted.script = replying(edited("shift", "zoom", "recolour"))
        yield scripted


@pytest.fixture
def fresh(tmp_path, gateway):
    """What makes a session as a new kernel would have it, on the same library."""
    made = []

    def make(folder="library", **config):
        settings = Settings(environment={}, folder=tmp_path, config_file=tmp_path / "c.toml")
        settings.use(gateway.url)
        if config:
            settings.configured = config.get
        made.append(Session(settings, library=Library(tmp_path / folder)))
        return made[-1]

    yield make
    for session in made:
        session.close()


@pytest.fixture
def photo(tmp_path):
    path = tmp_path / "photo.png"
    source().save(path)
    return path


def outside(generation):
    ours, theirs = (np.asarray(one.convert("RGB")) for one in (generation.image, source()))
    apart = (ours != theirs).any(axis=2)
    left, top, right, bottom = BOX
    apart[top:bottom, left:right] = False
    return int(apart.sum())


def is_green(generation, at=(150, 100)):
    red, green, blue = generation.image.convert("RGB").getpixel(at)
    return green > red + 60 and green > blue + 60


def sent(gateway, at=-1):
    body = json.loads(gateway.requests[at][1])
    text, *parts = body["messages"][0]["content"]
    urls = [part["image_url"]["url"].partition(",")[2] for part in parts]
    return text["text"], [Image.open(io.BytesIO(base64.b64decode(url))) for url in urls]


# -- sending and filing -----------------------------------------------------------------


def test_the_answer_is_pasted_and_both_are_filed(fresh, gateway, photo):
    made = fresh().generate("a green square", inputs=[photo], only=BOX)
    assert outside(made) == 0
    assert is_green(made)
    composite, delivered = made.pictures
    assert (made.picture, made.delivered) == (composite, delivered)
    assert delivered.bytes == saved(edited("shift", "zoom", "recolour"), "PNG")
    assert b"compositeWithTrainedAlgorithmicMedia" in composite.bytes
    assert made.record.source == "compositeWithTrainedAlgorithmicMedia"
    assert made.only.moved > 1
    assert made.only.zoomed == pytest.approx(0.016, abs=0.004)
    assert f" · {made.only.words} · as delivered: @1.2" in caption(made)
    assert "300×200 · from" in caption(made)
    assert len(gateway.requests) == 1


def test_what_is_sent_is_the_prompt_a_sentence_the_pictures_and_the_marked_copy_last(
    fresh, gateway, photo
):
    other = photograph("rocket", (120, 90))
    made = fresh().generate("put image 2 here", inputs=[photo, other], only=BOX)
    text, pictures = sent(gateway)
    assert text == f"put image 2 here\n\n{SENTENCE}"
    assert made.prompt == "put image 2 here"
    assert [one.size for one in pictures] == [SIZE, (120, 90), SIZE]
    first, _, marked = (np.asarray(one.convert("RGB")).astype(int) for one in pictures)
    apart = np.abs(first - marked).max(axis=2)
    assert apart[60:140, 110:190].min() > 40
    assert np.median(apart[:40]) < 6
    assert len(made.inputs) == 2


@pytest.mark.thorough
def test_with_a_crop_the_surroundings_are_sent(fresh, gateway, tmp_path):
    large = photograph("coffee", (1200, 800))
    box = (500, 300, 600, 400)
    gateway.script = replying(large.crop((436, 236, 664, 464)))
    made = fresh().generate("sharper", inputs=[large], only=box, crop=True)
    _, (first, marked) = sent(gateway)
    assert first.size == marked.size == (228, 228)
    assert made.image.size == (1200, 800)
    assert made.only.outside == 0
    assert "--crop" in made.cell.partition("\n")[0]


@pytest.mark.thorough
def test_the_region_is_part_of_the_question_and_no_region_changes_nothing(fresh, gateway, photo):
    session = fresh()
    plain = session.generate("a", inputs=[photo])
    asked = [session.generate("a", inputs=[photo], only=BOX)]
    asked += [session.generate("a", inputs=[photo], only=BOX, crop=True)]
    asked += [session.generate("a", inputs=[photo], only=(100, 50, 200, 149))]
    assert len({plain.number, *(one.number for one in asked)}) == 4
    assert "only" not in plain.parameters
    assert len(gateway.requests) == 4


@pytest.mark.thorough
@pytest.mark.parametrize(
    "only", ["100,50,200,150", "33.3333%,25%,66.6667%,75%", [BOX], [BOX, (120, 60, 150, 90), BOX]]
)
def test_the_same_region_in_other_words_is_replayed(fresh, gateway, photo, only):
    session = fresh()
    first = session.generate("a", inputs=[photo], only=[BOX, (120, 60, 150, 90)])
    plain = session.generate("a", inputs=[photo], only=BOX)
    again = session.generate("a", inputs=[photo], only=only)
    assert again.number in (first.number, plain.number)
    assert len(gateway.requests) == 2


def test_a_repaint_is_shown_as_delivered(fresh, gateway, photo):
    gateway.script = replying(edited("repaint"))
    made = fresh().generate("a", inputs=[photo], only=BOX)
    assert [one.hash for one in made.pictures] == [made.delivered.hash]
    assert not made.only.pasted
    assert "only: not lined up: shown as delivered (the model had changed" in caption(made)
    again = fresh().generate("a", inputs=[photo], only=BOX)
    assert again.only == made.only
    assert len(gateway.requests) == 1


def test_of_several_delivered_pictures_the_main_one_is_pasted(fresh, gateway, photo):
    draft, final = (saved(one, "PNG") for one in (photograph("rocket", SIZE), edited("shift")))
    gateway.script = answer(success(data_url(draft), data_url(final)))
    made = fresh().generate("a", inputs=[photo], only=BOX)
    assert [one.bytes for one in made.pictures[1:]] == [draft, final]
    assert made.delivered.bytes == final
    assert outside(made) == 0
    assert is_green(made)
    assert "pictures" not in repr(made)


# -- cells ------------------------------------------------------------------------------


def mask_image():
    mask = Image.new("L", SIZE)
    mask.paste(255, BOX)
    return mask


@pytest.mark.thorough
@pytest.mark.parametrize("kind", ["boxes", "PIL", "file", "array", "generation"])
def test_the_copied_cell_replays_the_same_bytes_at_no_call(fresh, gateway, photo, tmp_path, kind):
    session = fresh()
    mask_image().save(tmp_path / "mask.png")
    only = {
        "boxes": [BOX, "1%,1%,5%,5%"],
        "PIL": mask_image(),
        "file": tmp_path / "mask.png",
        "array": np.asarray(mask_image()) > 0,
        "generation": None,
    }[kind]
    if only is None:
        gateway.script = replying(mask_image().convert("RGB"))
        only = session.generate("a mask")
        gateway.script = replying(edited("shift"))
    made = session.generate("a green square", inputs=[photo], only=only, crop=kind == "PIL")
    before = len(gateway.requests)
    line, _, body = made.cell.partition("\n")
    options = parse_cell_line(line.removeprefix("%%imagegen "))
    (tmp_path / "mask.png").unlink()
    photo.unlink()
    other = fresh()
    again = other.scheduler.send(other.plan(options.brief.__class__(**vars(options.brief)
                                            | {"template": body}))).result()  # fmt: skip
    assert again.number == made.number
    assert [one.bytes for one in again.pictures] == [one.bytes for one in made.pictures]
    assert again.cell == made.cell
    assert len(gateway.requests) == before


def test_the_cell_names_boxes_by_numbers_and_a_mask_by_its_hash(fresh, photo):
    mask = mask_image()
    made = fresh().generate("a", inputs=[photo], only=["50%,25%,60%,75%", mask])
    line = made.cell.partition("\n")[0]
    reference = f"@{identify(mask)}"[:9]
    assert "--only 150,50,180,150 --only " in line
    assert line.partition("--only 150,50,180,150 --only ")[2].startswith(reference)


@pytest.mark.parametrize(
    "only", ["1,1,2,2", [], ["1,1,2"], ["@12"], ["-y"], [None], {"a": 1}, ["1,1,2,2\n%%bash"]]
)
def test_a_strangers_region_makes_no_cell(only):
    from ipyimagegen.prompts.cells import cell_text

    with pytest.raises(errors.OptionError):
        cell_text("a", model="m", inputs=[], parameters={"only": only, "marking": 1})
    with pytest.raises(errors.OptionError):
        cell_text("a", model="m", inputs=[], parameters={"only": ["1,1,2,2"], "marking": 99})


# -- what can be wrong ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"only": BOX, "inputs": []}, "there is no input"),
        ({"crop": True}, "there is none"),
        ({"only": (0, 0, 900, 20)}, "outside the picture"),
        ({"only": "nothing_there"}, "no variable and no file"),
        ({"only": "@5e1fab90"}, "names nothing in this library"),
        ({"only": Image.new("RGBA", SIZE)}, "transparent"),
        ({"only": Image.new("L", SIZE)}, "empty"),
        ({"only": Image.new("L", SIZE, 255)}, "the whole picture"),
        ({"only": Image.new("L", (64, 64), 255)}, "A mask has the size"),
        ({"only": 5}, "holds no picture"),
        ({"only": []}, "names no box"),
    ],
)
def test_it_is_told_in_four_lines_before_anything_is_sent(fresh, gateway, photo, options, words):
    session = fresh()
    with pytest.raises(errors.ImagegenError) as caught:
        session.generate("a", **{"inputs": [photo]} | options)
    lines = caught.value.lines()
    assert len(lines) <= 4
    assert words in " ".join(lines)
    assert not gateway.requests
    assert session.library.count() == 0


def test_pictures_of_different_sizes_have_no_common_region(fresh, gateway, photo):
    pictures = [photo, photograph("rocket", (200, 200))]
    with pytest.raises(errors.OptionError, match="different sizes"):
        fresh().sweep("change {*them}", them=pictures, only=BOX)
    assert not gateway.requests


def test_the_marked_copy_counts_among_the_inputs(fresh, gateway, photo):
    with pytest.raises(errors.OptionError, match="at most 7 inputs"):
        fresh().generate("a", inputs=[photo] * 8, only=BOX)
    assert not gateway.requests


# -- nothing is lost --------------------------------------------------------------------


def test_a_failure_shows_it_as_delivered_and_the_next_run_pastes_it_free(
    fresh, gateway, photo, monkeypatch
):
    session = fresh()
    with monkeypatch.context() as broken:
        broken.setattr(composites, "composite", lambda *_: 1 / 0)
        job = session.submit("a", inputs=[photo], only=BOX)
        made = job.result(timeout=DEADLINE)
    assert job.remarks == ("only: not pasted (division by zero): shown as delivered",)
    assert made.only is None
    assert [one.hash for one in made.pictures] == [made.delivered.hash]
    again = fresh().generate("a", inputs=[photo], only=BOX)
    assert (again.number, outside(again)) == (made.number, 0)
    assert len(gateway.requests) == 1


DIES = """
import os, sys
from pathlib import Path
from ipyimagegen.library import Library, checks, composites
from ipyimagegen.session import Session
from ipyimagegen.settings import Settings

folder = Path(sys.argv[1])
settings = Settings(environment={}, folder=folder, config_file=folder / "c.toml")
settings.use(sys.argv[2])
composites.composite = lambda *_: os._exit(9)
session = Session(settings, library=Library(folder / "library"))
session.generate("a", inputs=[Path(sys.argv[3])], only=(100, 50, 200, 150))
"""


@pytest.mark.thorough
def test_a_process_that_dies_between_filing_and_pasting_loses_nothing(
    fresh, gateway, photo, tmp_path
):
    script = tmp_path / "dies.py"
    script.write_text(DIES)
    words = [sys.executable, script, tmp_path, gateway.url, photo]
    ended = subprocess.run(words, check=False, timeout=180, capture_output=True, text=True)
    assert ended.returncode == 9, ended.stderr
    photo.unlink()  # the library has its own copy
    session = fresh()
    delivered = session.get("@1")
    assert delivered.only is None
    assert "only: not pasted yet: run its cell again, free" in caption(delivered)
    source().save(photo)
    again = session.generate("a", inputs=[photo], only=BOX)
    assert (again.number, outside(again)) == (1, 0)
    assert len(gateway.requests) == 1
    assert list(check(session.library)) == []


def test_hanging_up_while_it_is_pasted_loses_nothing(fresh, gateway, photo, monkeypatch):
    began, go_on, paste = threading.Event(), threading.Event(), composites.composite

    def slowly(*arguments):
        began.set()
        assert go_on.wait(DEADLINE)
        return paste(*arguments)

    monkeypatch.setattr(composites, "composite", slowly)
    job = fresh().submit("a", inputs=[photo], only=BOX)
    assert began.wait(DEADLINE)
    threading.Timer(0.1, go_on.set).start()  # hanging up waits for what is being pasted
    job.cancel()
    again = fresh().generate("a", inputs=[photo], only=BOX)
    assert outside(again) == 0
    assert is_green(again)
    assert len(gateway.requests) == 1


@pytest.mark.thorough
def test_two_sessions_that_paste_at_once_file_one_composite(fresh, gateway, photo, monkeypatch):
    sessions = [fresh(), fresh()]
    with monkeypatch.context() as broken:
        broken.setattr(composites, "composite", lambda *_: 1 / 0)
        sessions[0].generate("a", inputs=[photo], only=BOX)
    both, jobs = threading.Barrier(2), []
    paste = composites.composite

    def together(*arguments):
        made = paste(*arguments)
        both.wait(DEADLINE)
        return made

    monkeypatch.setattr(composites, "composite", together)
    jobs = [one.submit("a", inputs=[photo], only=BOX) for one in sessions]
    made = [job.result(timeout=DEADLINE) for job in jobs]
    assert made[0].pictures == made[1].pictures
    assert len(made[0].pictures) == 2
    assert len(gateway.requests) == 1


def test_a_changed_file_is_not_pasted_into(fresh, gateway, photo):
    gateway.go_on = threading.Event()
    gateway.script = then(waiting(gateway.go_on), replying(edited("shift")))
    session = fresh(keep_inputs="off")
    job = session.submit("a", inputs=[photo], only=BOX)
    assert gateway.arrived.wait(DEADLINE)
    photograph("rocket", SIZE).save(photo)
    gateway.go_on.set()
    made = job.result(timeout=DEADLINE)
    assert made.only is None
    assert "the picture it was made from is gone or another one" in job.remarks[-1]
    source().save(photo)
    assert outside(session.generate("a", inputs=[photo], only=BOX)) == 0
    assert len(gateway.requests) == 1


def test_without_opencv_it_says_what_to_install_and_can_be_lined_up_later(
    fresh, gateway, photo, monkeypatch
):
    session = fresh()
    with monkeypatch.context() as without:
        without.setattr(alignment, "opencv", lambda: None)
        made = session.generate("a", inputs=[photo], only=BOX)
    assert outside(made) == 0
    assert "pip install 'ipyimagegen[marks]'" in caption(made)
    lined_up = made.widened(0)
    assert lined_up.only.lined_up
    assert outside(lined_up) == 0
    assert len(gateway.requests) == 1


# -- afterwards -------------------------------------------------------------------------


@pytest.mark.thorough
def test_the_marks_can_be_widened_free(fresh, gateway, photo):
    gateway.script = reaching_over()
    session = fresh()
    made = session.generate("a", inputs=[photo], only=BOX)
    assert not is_green(made, (90, 100))
    assert made.only.overshoot > 0.1
    wider = made.widened(40)
    assert wider.number == made.number
    assert is_green(wider, (90, 100))
    assert wider.only.widened == 40
    assert "widened by 40 px" in wider.only.words
    assert [one.hash for one in wider.pictures[1:]] == [
        made.delivered.hash, made.picture.hash,
    ]  # fmt: skip
    assert wider.delivered.hash == made.delivered.hash
    assert session.generate("a", inputs=[photo], only=BOX).picture == wider.picture
    back = wider.widened(0)
    assert back.picture == made.picture
    assert back.delivered.hash == made.delivered.hash
    assert len(back.pictures) == 3
    assert len(gateway.requests) == 1
    with pytest.raises(errors.OptionError, match="widened by 0 to"):
        made.widened(-1)
    with pytest.raises(errors.OptionError, match="no edit of a region"):
        session.generate("plain").widened(5)


def test_with_wider_marks_the_checks_are_made_anew(fresh, gateway, photo, monkeypatch):
    gateway.script = reaching_over()
    session = fresh()
    made = session.generate("a", inputs=[photo], only=BOX)
    monkeypatch.setattr(own, "_functions", {})

    @ipyimagegen.check
    def is_small(picture):
        return picture.width < 100

    for name in ("changed", "only", "is_small"):
        made.check(name)
    wider = made.widened(40)
    assert wider.picture != made.picture
    before, found = made.checks, wider.checks
    states = {"changed": "passed", "only": "passed"}
    assert {name: one.state for name, one in before.items()} == states | {"is_small": "failed"}
    assert {name: one.state for name, one in found.items()} == states  # one's own may take long
    assert found["changed"].words != before["changed"].words


def test_with_wider_marks_it_is_told_though_its_checks_break(fresh, gateway, photo, monkeypatch):
    gateway.script = reaching_over()
    session = fresh()
    made = session.generate("a", inputs=[photo], only=BOX)
    session.worker.submit(asyncio.sleep(0)).result()  # who is told of the picture has been told
    told = []
    session.library.watch(lambda: told.append(session.library.get(1).only.widened))

    def interrupted(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(checks, "examine", interrupted)
    with pytest.raises(KeyboardInterrupt):
        made.widened(40)
    assert told == [40]


def test_what_looks_like_an_answer_is_found_at_once(fresh, photo):
    session = fresh()
    made = session.generate("a", inputs=[photo], only=BOX)
    for one in (made, made.widened(9)):
        assert [one.number] == [found.number for found in session.library.search("like:@1")]


@pytest.mark.thorough
def test_a_composite_is_the_picture_of_its_generation(fresh, gateway, photo):
    session = fresh()
    gateway.script = replying(edited("shift").resize((600, 400)))  # larger than the composite
    made = session.generate("a", inputs=[photo], only=BOX)
    assert made.main_position == 0
    assert made.image.size == SIZE
    assert Image.open(io.BytesIO(made.preview.data)).size == SIZE
    assert made.edit("b").inputs[0].source == made.picture.hash
    assert session.generate("c", inputs=["@1.2"]).inputs[0].source == made.delivered.hash


@pytest.mark.thorough
def test_numbers_are_columns_of_sweeps_and_are_searched_for(fresh, gateway, photo):
    session = fresh()
    sweep = session.sweep("a {green|lime} square", inputs=[photo], only=BOX)
    for row in sweep.table():
        assert row["only_pasted"] is True
        assert row["only_outside"] == 0
        assert row["only_moved"] > 1
        assert 0 < row["only_model_outside"] <= 1
    frame = sweep.to_dataframe()
    assert list(frame["only_outside"]) == [0, 0]
    plain = session.sweep("a {cat|dog}")
    assert "only_pasted" not in plain.table()[0]
    gateway.script = replying(edited("repaint"))
    repainted = session.generate("repaint", inputs=[photo], only=BOX)
    assert {one.number for one in session.history("is:pasted")} == {1, 2}
    assert [one.number for one in session.history("is:unpasted")] == [repainted.number]
    assert len(session.history("outside:20")) == 3
    assert len(session.history("outside:95")) == 1
    assert len(session.history("overshoot:99")) == 0


@pytest.mark.thorough
def test_a_bundle_takes_masks_and_numbers_along(fresh, gateway, photo, tmp_path):
    session = fresh()
    made = session.generate("a", inputs=[photo], only=mask_image())
    export(session.library, [made], tmp_path / "b.zip", with_inputs=True)
    there = fresh("elsewhere")
    import_bundle(there.library, tmp_path / "b.zip")
    came = there.get("@1")
    assert came.only == made.only
    assert came.picture == made.picture
    assert [one.identity for one in came.masks] == [identify(mask_image())]
    for library in (session.library, there.library):  # a mask is no photograph
        own = [one.picture.source or one.picture.hash for one in library.members("photographs", "")]
        assert own == [came.inputs[0].source]
    assert there.generate("a", inputs=[photo], only=mask_image()).number == 1
    assert came.widened(5).only.widened == 5
    assert len(gateway.requests) == 1
    names = zipfile.ZipFile(tmp_path / "b.zip").namelist()
    assert sum(name.startswith("pictures/") for name in names) == 4


@pytest.mark.thorough
def test_a_mask_stays_as_long_as_its_generation(fresh, gateway, photo):
    session = fresh(keep_inputs="off")
    first = session.generate("a", inputs=[photo], only=mask_image())
    second = session.generate("b", inputs=[photo], only=mask_image())
    first.delete()
    prune(session.library)
    assert len(second.masks) == 1
    assert list(check(session.library)) == []
    second.delete()
    prune(session.library)
    assert session.library.pictures(identify(mask_image())) == []


def test_a_strangers_report_is_read_for_what_makes_sense():
    from ipyimagegen.regions.report import report_of

    assert report_of(None) is None
    assert report_of({"pasted": "yes"}) is None
    endless = {"pasted": True, "lined_up": True, "moved": 1e300, "outside": 10**40}
    assert report_of(endless).words == "only: 0 px changed outside"
    odd = {"pasted": True, "moved": "far", "outside": True, "remarks": "x" * 9, "why": 3}
    assert report_of(odd).words == "only: 0 px changed outside · pasted as it came: "


def test_previews_and_pictures_are_whole(fresh, photo):
    made = fresh().generate("a", inputs=[photo], only=BOX)
    for picture in made.pictures:
        assert Picture.from_bytes(picture.bytes).hash == picture.hash
