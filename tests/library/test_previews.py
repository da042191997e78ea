"""Previews that are kept: the same bytes each time, whatever becomes of the folder."""

from __future__ import annotations

import io
import os

import pytest
from PIL import Image

from ipyimagegen import errors
from ipyimagegen.images.picture import Picture
from ipyimagegen.library import Library
from ipyimagegen.library.maintenance.prune import prune
from ipyimagegen.requests import Reply, Request


def picture(*colour, mode="RGB"):
    stream = io.BytesIO()
    Image.new(mode, (800, 600), colour).save(stream, "PNG")
    return Picture.from_bytes(stream.getvalue())


RED, BLUE = picture(200, 0, 0), picture(0, 0, 200)
CLEAR = picture(0, 200, 0, 90, mode="RGBA")


def make(library, *pictures, prompt="a fox"):
    request = Request("https://gateway.example", "nano-banana", prompt)
    number = library.claim(request, template=prompt, sources=()).number
    return library.finish(number, Reply(pictures))


@pytest.fixture
def library(tmp_path):
    return Library(tmp_path / "library")


def reopened(library):
    return Library(library.folder)


def files(library):
    return [path for path in library.folder.glob("previews/*/*") if path.is_file()]


@pytest.mark.parametrize("pictures", [[RED], [CLEAR], [RED, BLUE]], ids=["one", "clear", "two"])
def test_a_preview_that_is_kept_is_shown_again_and_nothing_is_decoded(library, pictures):
    shown = make(library, *pictures).preview
    assert len(files(library)) == 1
    for one in library.get(1).pictures:
        times = one.path.stat()
        one.path.write_bytes(bytes(one.size))  # it could not be decoded any more
        os.utime(one.path, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert reopened(library).get(1).preview == shown


def test_a_file_that_was_written_since_and_is_another_is_told(library):
    made = make(library, RED)
    assert made.preview is not None
    [kept] = files(library)
    os.utime(made.picture.path)
    assert reopened(library).get(1).preview == made.preview
    # It isn't looked at again before it is written again.
    assert kept.stat().st_mtime_ns >= made.picture.path.stat().st_mtime_ns
    made.picture.path.write_bytes(bytes(made.picture.size))
    with pytest.raises(errors.PictureError, match="not what was delivered"):
        _ = reopened(library).get(1).preview
    kept.unlink()
    with pytest.raises(errors.PictureError, match="not what was delivered"):
        _ = reopened(library).get(1).preview


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: b"",
        lambda data: b"something else",
        lambda data: data[: len(data) // 2],
        lambda data: data[:-1],
        lambda data: data[:100] + b"\0" + data[101:],
        lambda data: data + b"\0",
    ],
    ids=["empty", "other", "half", "cut", "flipped", "longer"],
)
def test_a_damaged_preview_is_made_anew(library, damage):
    shown = make(library, RED).preview
    [kept] = files(library)
    whole = kept.read_bytes()
    kept.write_bytes(damage(whole))
    assert reopened(library).get(1).preview == shown
    assert kept.read_bytes() == whole


def test_the_preview_of_another_picture_is_not_shown(library):
    red, blue = make(library, RED), make(library, BLUE, prompt="a boat")
    shown = red.preview, blue.preview
    paths = files(library)
    first, second = (path.read_bytes() for path in paths)
    paths[0].write_bytes(second)
    paths[1].write_bytes(first)
    again = reopened(library)
    assert (again.get(1).preview, again.get(2).preview) == shown


def test_a_viewer_shows_what_is_kept(library):
    shown = make(library, RED).preview
    [kept] = files(library)
    assert kept.suffix == ".jpg"
    with Image.open(kept) as image:
        image.load()
        assert image.size == (shown.width, shown.height)


@pytest.mark.parametrize("folder", ["previews", "thumbnails"])
def test_a_folder_that_takes_no_preview_is_in_nobodys_way(library, folder):
    made = make(library, RED)
    (library.folder / folder).write_text("a file where the folder should be")
    assert made.preview == reopened(library).get(1).preview


def test_a_preview_is_made_for_each_side_that_is_set(library):
    made = make(library, RED)
    assert [library.previews.of(made.pictures, side).width for side in (128, 768, 128)] == [
        128, 768, 128,
    ]  # fmt: skip
    assert len(files(library)) == 2
    assert library.previews.of(made.pictures, "full").data == made.picture.bytes


def test_what_is_pruned_leaves_no_preview(library):
    for made in (make(library, RED), make(library, RED, BLUE, prompt="two")):
        assert made.preview is not None
    keeps = make(library, CLEAR, prompt="clear")
    assert keeps.preview is not None
    library.delete([1, 2])
    prune(library)
    assert [path.name[:64] for path in files(library)] == [CLEAR.hash]


def test_results_hold_no_preview(library):
    made = make(library, RED)
    assert made.preview is not None
    assert len(repr(vars(made))) < 4000
