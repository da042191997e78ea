"""Inputs are kept: as they were given, once, named by hash, and never at the price of a picture."""

from __future__ import annotations

import hashlib
import io
import subprocess
import sys
import textwrap
import threading
import time
import zipfile
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from ipyimagegen import errors
from ipyimagegen.cli import main
from ipyimagegen.images.inputs import identify, prepare
from ipyimagegen.images.originals import MAX_KEPT, original
from ipyimagegen.images.picture import Picture
from ipyimagegen.library import Library
from ipyimagegen.library.lookup import look_at
from ipyimagegen.library.maintenance.prune import prune
from ipyimagegen.library.maintenance.repair import check, measure, repair
from ipyimagegen.library.references import find_generation
from ipyimagegen.library.storage.files import Disk
from ipyimagegen.session import Session, in_flight
from ipyimagegen.settings import Settings
from ipyimagegen.views.difference import BeforeAfter
from ipyimagegen.views.given import Given
from scripted import answer, data_url, failing, picture, serving, success

NOISE = np.random.default_rng(7).integers(0, 256, (60, 80, 4), dtype=np.uint8)


def noise(mode="RGB"):
    if mode in ("I", "F"):
        values = NOISE[..., 0].astype(np.int32 if mode == "I" else np.float32) * 300
        return Image.fromarray(values, mode)
    if mode == "I;16":
        return Image.fromarray(NOISE[..., 0].astype(np.uint16) * 200)
    image = Image.fromarray(NOISE)
    return image if mode == "RGBA" else image.convert("RGB").convert(mode)


def file_of(kind, mode="RGB", **options):
    stream = io.BytesIO()
    noise(mode).save(stream, kind, **options)
    return stream.getvalue()


def files(library):
    return sorted(path.name for path in library.folder.glob("pictures/??/*"))


def kept(made):
    [given] = made.inputs
    return given.picture


@pytest.fixture
def photo(tmp_path):
    path = tmp_path / "photo.jpg"
    path.write_bytes(file_of("JPEG"))
    return path


@pytest.fixture
def paid():
    """A gateway that counts what it is asked."""
    with serving() as gateway:
        gateway.script = answer(success(data_url(picture())))
        yield gateway


@pytest.fixture
def start(tmp_path, paid):
    """Make a session on the library in a folder, as another kernel or another machine has it."""
    made = []

    def started(folder="library", library=None):
        settings = Settings(
            environment={"IMAGEGEN_API_KEY": "sk-0123456789"},
            folder=tmp_path,
            config_file=tmp_path / "config.toml",
        )
        settings.use(paid.url)
        made.append(Session(settings, library=library or Library(tmp_path / folder)))
        return made[-1]

    yield started
    for session in made:
        session.close()


# -- as it was given --------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF", "TIFF", "BMP", "AVIF"])
def test_a_file_is_kept_byte_for_byte_once_and_named_by_its_hash(start, paid, tmp_path, kind):
    session, path = start(), tmp_path / "given"
    path.write_bytes(file_of(kind))
    night = session.edit(path, "Make it night")
    assert kept(night).bytes == path.read_bytes()
    assert kept(night).hash == hashlib.sha256(path.read_bytes()).hexdigest()
    assert kept(night).image.size == (80, 60)
    assert session.library.thumbnail(kept(night))[8:12] == b"WEBP"
    before = files(session.library)
    path.unlink()
    reference = kept(night).ref
    assert session.edit(reference, "Make it night").number == night.number
    assert len(paid.requests) == 1
    day = session.edit(reference, "Make it day")
    assert kept(day) == kept(night)
    assert len(paid.requests) == 2
    assert files(session.library) == before  # the same picture came, and no second copy
    assert list(check(session.library)) == []


@pytest.mark.parametrize(
    "mode",
    ["1", "L", "LA", "P", "RGB", "RGBA", "I;16", "I", "F", "CMYK", "YCbCr", "LAB", "HSV", "PA"],
)
def test_an_image_in_memory_is_the_same_input_when_it_is_named(start, paid, mode):
    session, image = start(), noise(mode)
    night = session.edit(image, "Make it night")
    given = night.inputs[0]
    assert given.source == identify(image) != given.picture.hash
    assert given.picture.ref == given.reference
    assert session.edit(given.reference, "Make it night").number == night.number
    assert session.edit(given.picture, "Make it night").number == night.number
    assert len(paid.requests) == 1
    first, second = prepare(image), prepare(given.picture)
    assert second.source == first.source
    mine, theirs = (np.asarray(Image.open(io.BytesIO(one.data))) for one in (first, second))
    assert np.abs(mine.astype(int) - theirs).mean() < 10  # of noise, and one may be a JPEG
    assert kept(session.edit(given.reference, "Make it day")).bytes == given.picture.bytes
    assert list(check(session.library)) == []


def test_a_file_that_is_gone_is_named_by_what_was_kept_of_it(start, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "in").mkdir()
    session, path = start(), tmp_path / "in" / "photo.png"
    for mode in ("L", "RGB"):  # the second one is the newer
        path.write_bytes(file_of("PNG", mode))
        given = kept(session.edit("in/photo.png", "Make it night"))
    (tmp_path / "in" / "photos.png").write_bytes(path.read_bytes())
    path.unlink()
    for more in ({}, {"only": (1, 1, 9, 9)}):
        with pytest.raises(errors.PictureError) as caught:
            session.edit("in/photo.png", "Make it day", **more)
        assert str(caught.value) == f"{Path('in/photo.png')}: there is no such file"
        assert caught.value.hint == f"Its picture is kept: write {given.ref}"
    with pytest.raises(errors.PictureError) as caught:
        session.edit("in/hoto.png", "Make it day")
    assert caught.value.hint == f"Did you mean {Path('in/photos.png')}?"


def test_a_file_of_the_same_name_in_another_folder_is_told_as_that(start, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    session = start()
    for folder in "ab":
        (tmp_path / folder).mkdir()
    (tmp_path / "a" / "photo.png").write_bytes(file_of("PNG"))
    (tmp_path / "b" / "photos.png").write_bytes(file_of("PNG", "L"))
    given = kept(session.edit("a/photo.png", "Make it night"))
    with pytest.raises(errors.PictureError) as caught:
        session.edit("b/photo.png", "Make it day")
    assert caught.value.hint == (
        f"Did you mean {Path('b/photos.png')}? "
        f"Of a file of that name in a/ the library has kept {given.ref}."
    )


def test_an_image_that_a_camera_turned_is_turned_once(start):
    exif = Image.Exif()
    exif[0x0112] = 6
    turned = Image.open(io.BytesIO(file_of("JPEG", exif=exif)))
    given = kept(start().edit(turned, "Make it night"))
    assert given.image.size == (60, 80)
    assert prepare(given).source == identify(turned)
    assert (prepare(given).width, prepare(given).height) == (60, 80)


def test_arrays_bytes_and_files_with_blanks_before_them(start, paid):
    session = start()
    for value in (NOISE[..., :3], NOISE[..., :3] / 255, file_of("PNG"), b"\n\n" + file_of("PNG")):
        made = session.edit(value, "Make it night")
        assert session.edit(made.inputs[0].reference, "Make it night").number == made.number
        assert kept(made).image.size == (80, 60)
    assert list(check(session.library)) == []
    assert repair(session.library) == []


def test_what_the_library_has_is_not_kept_again(start):
    session = start()
    frog = session.generate("a frog")
    before = files(session.library)
    session.edit(frog, "Make it night")
    assert files(session.library) == before


def test_a_sweep_and_an_edit_of_several_keep_each_once(start, photo):
    session = start()
    session.sweep("Make it {night|day|rain}", inputs=[photo, noise(), photo])
    assert measure(session.library).own_pictures == 2
    assert list(check(session.library)) == []


def test_what_failed_has_its_input(start, paid, photo):
    session = start()
    paid.script = answer(failing(400, "no"), 400)
    with pytest.raises(errors.ImagegenError):
        session.edit(photo, "Make it night")
    assert kept(session.library.get(1)).bytes == photo.read_bytes()


def test_whoever_wants_it_off_keeps_nothing(start, photo):
    session = start()
    session.settings.configured = {"keep_inputs": "off"}.get
    night = session.edit(photo, "Make it night")
    assert kept(night) is None
    assert measure(session.library).own_pictures == 0
    assert night.inputs[0].reference == str(photo)
    session.edit(photo, "Make it night")  # a replay keeps nothing either
    assert measure(session.library).own_pictures == 0


def test_a_value_that_is_neither_is_refused_before_anything_is_sent(start, paid, photo):
    session = start()
    session.settings.configured = {"keep_inputs": "maybe"}.get
    with pytest.raises(errors.SettingError, match="keep_inputs"):
        session.edit(photo, "Make it night")
    assert not paid.requests
    assert session.library.count() == 0


def test_a_replay_keeps_what_was_made_before(start, paid, photo):
    session = start()
    session.settings.configured = {"keep_inputs": "off"}.get
    session.edit(photo, "Make it night")
    session.settings.configured = None
    assert kept(session.edit(photo, "Make it night")).bytes == photo.read_bytes()
    assert len(paid.requests) == 1


# -- what can't be kept -----------------------------------------------------------------


class Refusing(Disk):
    """A disk that is full for files larger than a picture of the gateway's."""

    def write(self, stream, data):
        if len(data) > 2000:
            raise OSError(28, "No space left on device")
        super().write(stream, data)


def test_a_full_disk_costs_no_picture_and_is_told(start, paid, tmp_path, photo):
    session = start(library=Library(tmp_path / "full", disk=Refusing()))
    job = session.submit("Make it night", inputs=[photo])
    night = job.result()
    assert night.status == "done"
    assert kept(night) is None
    [remark] = [one for one in job.remarks if "not kept" in one]
    assert "photo.jpg is not kept" in remark
    assert "No space left" in remark
    assert list(check(session.library)) == []
    again = start("full")  # there is room
    assert kept(again.edit(photo, "Make it night")).bytes == photo.read_bytes()
    assert len(paid.requests) == 1


class Slow(Library):
    """A library whose disk hangs while an input is kept."""

    def __init__(self, *arguments, **options):
        super().__init__(*arguments, **options)
        self.go_on = threading.Event()

    def add(self, picture, name="", **options):
        self.go_on.wait(30)
        return super().add(picture, name, **options)


def test_a_picture_that_came_does_not_wait_for_a_disk_that_hangs(
    start, tmp_path, photo, monkeypatch
):
    monkeypatch.setattr(in_flight, "KEEP_SECONDS", 0.05)
    library = Slow(tmp_path / "slow")
    session = start(library=library)
    job = session.submit("Make it night", inputs=[photo])
    try:
        assert job.result(timeout=20).status == "done"
        assert "its inputs are still being kept" in job.remarks
    finally:
        session.library.go_on.set()


def test_a_session_that_ends_while_one_is_kept_files_the_picture_that_came(
    start, paid, tmp_path, photo
):
    library = Slow(tmp_path / "slow")
    session = start(library=library)
    session.submit("Make it night", inputs=[photo])
    deadline = time.monotonic() + 20
    while not list(session.scheduler.held):  # the reply came, and waits
        assert time.monotonic() < deadline
        time.sleep(0.01)
    session.close()
    session.library.go_on.set()
    again = start("slow")
    assert again.get("@1").status == "done"
    assert again.edit(photo, "Make it night").number == 1
    assert len(paid.requests) == 1


@pytest.mark.thorough
@pytest.mark.parametrize("change", ["gone", "changed", "huge"])
def test_an_original_that_is_gone_changed_or_huge_is_refused(tmp_path, photo, change):
    source = identify(photo)
    if change == "gone":
        photo.unlink()
    else:
        photo.write_bytes(file_of("PNG") if change == "changed" else photo.read_bytes())
    if change == "huge":
        with photo.open("ab") as file:
            file.truncate(MAX_KEPT + 1)
        source = identify(photo)
    with pytest.raises(errors.PictureError) as refused:
        original(photo, source)
    assert {"gone": "no such file", "changed": "changed", "huge": "at most 100"}[change] in str(
        refused.value
    )


def test_an_image_that_was_painted_on_since_is_refused():
    image = noise()
    source = identify(image)
    image.putpixel((0, 0), (1, 2, 3))
    with pytest.raises(errors.PictureError, match="changed"):
        original(image, source)


# -- other processes, restarts, crashes -------------------------------------------------

EDIT = """
import sys, pathlib
from ipyimagegen.session import Session
from ipyimagegen.settings import Settings
from ipyimagegen.library import Library
from ipyimagegen.library.storage.files import Disk
folder = pathlib.Path(sys.argv[1])

class Dying(Disk):
    def rename(self, old, new):
        import os
        if new.suffix == ".jpg" and sys.argv[3:] == ["before"]:
            os._exit(9)
        super().rename(old, new)
        if new.suffix == ".jpg" and sys.argv[3:] == ["after"]:
            os._exit(9)

settings = Settings(environment={}, folder=folder, config_file=folder / "config.toml")
lease = 0.2 if sys.argv[3:] else 15
session = Session(settings, library=Library(folder / "library", lease=lease, disk=Dying()))
made = session.edit(folder / "photo.jpg", sys.argv[2])
assert made.inputs[0].is_kept
session.close()
"""


def in_another_process(tmp_path, *arguments):
    command = [sys.executable, "-c", textwrap.dedent(EDIT), str(tmp_path), *arguments]
    return subprocess.Popen(command, stderr=subprocess.PIPE, text=True)


@pytest.mark.thorough
def test_two_processes_at_the_same_time_keep_it_once(tmp_path, photo, start):
    workers = [in_another_process(tmp_path, prompt) for prompt in ("Make it night", "Make it day")]
    for worker in workers:
        _, said = worker.communicate(timeout=120)
        assert worker.returncode == 0, said
    library = Library(tmp_path / "library")
    assert measure(library).own_pictures == 1
    assert list(check(library)) == []
    assert start().get("@1").inputs[0].picture.bytes == photo.read_bytes()


@pytest.mark.thorough
@pytest.mark.parametrize("moment", ["before", "after"])
def test_a_process_that_dies_while_it_keeps_one_leaves_nothing_half(tmp_path, photo, moment):
    worker = in_another_process(tmp_path, "Make it night", moment)
    worker.communicate(timeout=120)
    assert worker.returncode == 9
    threading.Event().wait(0.3)  # its lease runs out
    library = Library(tmp_path / "library", lease=0.2)
    library.recover()
    assert list(check(library)) == []
    assert measure(library).own_pictures == 0


def test_after_a_restart_it_is_there(start, paid, photo):
    reference = start().edit(photo, "Make it night").inputs[0].reference
    photo.unlink()
    session = start()
    assert session.edit(reference, "Make it night").number == 1
    assert session.get("@1").cell == f"%%imagegen -m nano-banana -i {reference}\nMake it night"
    assert len(paid.requests) == 1


# -- looking after them -----------------------------------------------------------------


def test_pruning_takes_it_along_unless_something_else_was_made_from_it(start, photo):
    session = start()
    for prompt in ("Make it night", "Make it day"):
        made = session.edit(photo, prompt, inputs=[noise()])
    [first, second] = [one.picture for one in made.inputs]
    session.get("@1").delete()
    prune(session.library)
    assert first.is_whole
    assert second.is_whole
    made.delete()
    thrown = prune(session.library)
    assert thrown.pictures == 3  # what came, and both that it was made from
    assert not first.is_whole
    assert not second.is_whole
    assert files(session.library) == []
    assert list(check(session.library)) == []
    with pytest.raises(errors.UnknownReference):
        session.edit(second.ref, "Make it night")


def test_size_tells_them_apart(start, photo, capsys):
    session = start()
    session.edit(photo, "Make it night")
    size = measure(session.library)
    assert (size.pictures, size.own_pictures, size.own_bytes) == (2, 1, photo.stat().st_size)
    assert main(["library", "size"]) == 0
    assert "2 pictures, " in (told := capsys.readouterr().out)
    assert ", of which given as inputs 1, " in told


def test_a_rotten_one_is_told_and_healed_by_the_next_edit(start, photo):
    session = start()
    picture = kept(session.edit(photo, "Make it night"))
    picture.path.write_bytes(b"rotten")
    assert any(picture.hash in line for line in check(session.library))
    assert kept(session.edit(photo, "Make it day")).bytes == photo.read_bytes()
    assert list(check(session.library)) == []


def test_a_repair_leaves_alone_what_this_machine_can_not_decode(start):
    data = b"\0\0\0\x18ftypheic\0\0\0\0heicmif1" + bytes(100)
    given = Picture(hashlib.sha256(data).hexdigest(), "heic", 8, 6, len(data), held=data)
    library = start().library
    library.add(given)
    assert repair(library) == list(check(library)) == []
    assert library.picture(given.hash).bytes == data


def test_a_repair_leaves_them_alone_and_a_lost_catalogue_brings_no_strangers(start, tmp_path):
    session = start()
    path = tmp_path / "scan.tif"
    path.write_bytes(file_of("TIFF"))
    made = session.edit(path, "Make it night", inputs=[noise("P")])
    references = [one.reference for one in made.inputs]
    library = session.library
    assert repair(library) == []
    library.close()
    with library.catalogue.path.open("r+b") as catalogue:
        catalogue.write(b"\0" * 40)  # no head, so that every row is read from its page
    assert "made anew, with 1 generation" in repair(library)[0]
    assert library.count() == 1
    assert [one.reference for one in library.get(1).inputs] == references
    assert all(one.is_kept for one in library.get(1).inputs)
    assert list(check(library)) == []


# -- handing them on --------------------------------------------------------------------


def test_an_export_leaves_them_here_and_says_so(start, photo, tmp_path):
    session = start()
    for given in (photo, noise()):
        session.edit(given, "Make it night")
    exported = session.export_bundle(tmp_path / "bundle.zip", *session.results())
    assert (exported.pictures, exported.own, exported.own_left) == (1, 0, 2)
    assert "not in it: 2 pictures of your own given as inputs" in exported.words
    assert "--with-inputs" in exported.words
    data = exported.path.read_bytes()
    for made in session.results():
        assert kept(made).bytes not in data
    theirs = start("theirs")
    theirs.import_bundle(exported.path)
    assert [kept(made) for made in theirs.history()] == [None, None]


@pytest.mark.parametrize(
    "given", [file_of("JPEG"), file_of("TIFF"), file_of("BMP"), noise(), noise("CMYK")]
)
def test_with_them_a_colleague_runs_the_edit_again_and_goes_on(start, paid, tmp_path, given):
    mine = start("mine")
    made = mine.edit(given, "Make it night")
    exported = mine.export_bundle(tmp_path / "bundle", *mine.results(), with_inputs=True)
    assert (exported.pictures, exported.own, exported.own_left) == (2, 1, 0)
    assert "1 of them given as inputs" in exported.words
    theirs = start("theirs")
    assert theirs.import_bundle(exported.path).pictures == 2
    again = theirs.get("@1")
    assert kept(again).bytes == kept(made).bytes
    assert again.cell == made.cell
    reference = again.cell.splitlines()[0].rpartition(" ")[2]
    assert theirs.edit(reference, "Make it night").number == 1
    assert len(paid.requests) == 1
    assert kept(theirs.edit(reference, "Make it day")) == kept(made)
    assert len(paid.requests) == 2
    assert theirs.import_bundle(exported.path).words.startswith("nothing new")
    assert list(check(theirs.library)) == []
    second = theirs.export_bundle(tmp_path / "back", *theirs.results(), with_inputs=True)
    assert mine.import_bundle(second.path).pictures == 0


def test_the_page_of_a_bundle_shows_them_only_if_they_are_in_it(start, photo, tmp_path):
    session = start()
    made = session.edit(photo, "Make it night", inputs=[noise()])
    pages = []
    for name, along in (("without", False), ("with", True)):
        session.export_bundle(tmp_path / name, made, with_inputs=along)
        with zipfile.ZipFile(tmp_path / f"{name}.zip") as bundle:
            pages.append(bundle.read("index.html").decode())
    for given in made.inputs:
        path = f"pictures/{given.picture.hash}{given.picture.extension}"
        assert [path in page for page in pages] == [False, True]
        assert [given.reference in page for page in pages] == [False, True]
    assert all("photo.jpg" in page for page in pages)
    assert all(str(tmp_path) not in page for page in pages)


def test_a_bundle_puts_no_picture_in_the_place_of_another(start, photo, tmp_path):
    mine = start("mine")
    mine.edit(noise(), "Make it night")
    bundle = mine.export_bundle(tmp_path / "bundle", *mine.results(), with_inputs=True).path
    theirs = start("theirs")
    own = kept(theirs.edit(photo, "Make it night"))
    claimed = changed(bundle, tmp_path / "claims.zip", identify(noise()), own.hash)
    theirs.import_bundle(claimed)
    assert theirs.library.picture(own.hash) == own
    assert kept(theirs.get("@1")) == own
    elsewhere = start("elsewhere")  # where it is kept later
    elsewhere.import_bundle(claimed)
    assert elsewhere.library.picture(own.hash) is None
    assert kept(elsewhere.edit(photo, "Make it day")) == own
    wrong = changed(bundle, tmp_path / "wrong.zip", identify(noise()), "../../etc/passwd")
    with pytest.raises(errors.LibraryError, match="can't be imported"):
        theirs.import_bundle(wrong)


def changed(bundle, path, old, new):
    """Write a bundle in whose texts one text is another."""
    with zipfile.ZipFile(bundle) as before, zipfile.ZipFile(path, "w") as after:
        for name in before.namelist():
            data = before.read(name)
            is_text = name.endswith((".json", ".jsonl"))
            after.writestr(name, data.replace(old.encode(), new.encode()) if is_text else data)
    return path


# -- before and after -------------------------------------------------------------------


def test_before_and_after_are_seen(start, photo):
    session = start()
    frog = session.generate("a frog")
    made = session.edit(photo, "Make it night", inputs=[frog], name="night")
    reference = made.inputs[0].reference
    told = repr(BeforeAfter(made)).splitlines()
    assert told[0].startswith(f"{reference} ")
    assert told[0].endswith(", 80×60 JPEG")
    assert told[1:3] == [f"{frog.ref}, 64×48 PNG", "→ @2 night, 64×48 PNG"]
    assert "prompt: Make it night" in told[3:]
    assert any(line.startswith("pixels: ") for line in told[3:])
    drawn = BeforeAfter(made)._repr_html_()
    assert drawn.count("<img") == 4  # with their difference
    kept_picture = made.inputs[0].picture
    kept_picture.path.unlink()
    gone = BeforeAfter(session.get("@2"))
    assert "its picture is not in the library" in repr(gone)
    assert gone._repr_html_().count("<img") == 2


def test_a_kept_picture_is_looked_at_by_its_hash(start, photo):
    session = start()
    numbers = [session.edit(photo, prompt).number for prompt in ("Make it night", "Make it day")]
    given = session.get("@1").inputs[0]
    found = look_at(given.reference, session.scope())
    assert found == given.picture
    view = Given(found, session.library)
    assert repr(view) == f"{given.reference} · given as an input · 80×60 JPEG · became @1, @2"
    assert view._repr_html_().count("<img") == 1
    assert [one.number for one in view.edits] == numbers
    with pytest.raises(errors.UnknownReference) as caught:
        find_generation(given.reference, session.scope())
    assert f"%imagegen show {given.reference}" in caught.value.hint
    frog = session.generate("a frog")
    assert look_at(f"@{frog.number}", session.scope()).number == frog.number


def test_words_of_a_stranger_are_text(start, photo):
    session = start()
    made = session.edit(photo, "<b>bold</b>", name="x")
    strange = replace(made, inputs=(replace(made.inputs[0], name="<img src=x>"),))
    drawn = BeforeAfter(strange)._repr_html_()
    assert "<b>bold" not in drawn
    assert "<img src=x>" not in drawn
