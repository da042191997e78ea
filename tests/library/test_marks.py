"""What the user thinks of a generation, and what is put out of sight."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from ipyimagegen import errors
from ipyimagegen.images.picture import Picture
from ipyimagegen.library import Library
from ipyimagegen.requests import Reply, Request

GATEWAY = "https://gateway.example"


def picture(colour):
    stream = io.BytesIO()
    Image.new("RGB", (800, 600), colour).save(stream, "PNG")
    return Picture.from_bytes(stream.getvalue())


@pytest.fixture
def library(tmp_path):
    made = Library(tmp_path / "library")
    for prompt, colour in (("a fox", "red"), ("a boat", "blue")):
        request = Request(GATEWAY, "nano-banana", prompt)
        number = made.claim(request, template=prompt, sources=()).number
        made.finish(number, Reply((picture(colour),)))
    return made


def found(library, query):
    return [one.number for one in library.search(query)]


def test_tags_are_kept_searched_and_taken_away(library):
    tagged = library.get(1).tag("Night", "#client/acme", "night")
    assert tagged.tags == library.get(1).tags == ("night", "client/acme")
    assert found(library, "tag:night") == found(library, "tag:NIGHT fox") == [1]
    assert found(library, "tag:nigh") == []
    assert tagged.tag("-night").tags == ("client/acme",)
    assert found(library, "tag:night") == []


def test_tags_are_added_to_those_that_there_are_now(library):
    held = library.get(1)  # as a variable of a notebook holds it
    held.tag("starred")
    held.rate(4)
    assert held.tag("night").tags == ("starred", "night")
    again = held.annotate("for the cover")
    assert (again.tags, again.rating) == (("starred", "night"), 4)
    assert held.tag("-night").tags == library.get(1).tags == ("starred",)


def test_a_star_is_a_tag(library):
    assert library.get(2).tag("starred").is_starred
    assert found(library, "is:starred") == [2]


@pytest.mark.parametrize(
    "tag", ["", "-", "two words", "a,b", 'a"b', "--x", "x" * 41, "a:b", "\x00"]
)
def test_what_is_no_word_is_no_tag(library, tag):
    with pytest.raises(errors.OptionError, match="can't be a tag"):
        library.get(1).tag(tag)
    assert library.get(1).tags == ()


@pytest.mark.parametrize("tag", ["–night", "—night", "−night", "-–night"])
def test_a_tag_behind_a_word_processors_dash_is_told_with_a_hyphen(library, tag):
    with pytest.raises(errors.OptionError, match="can't be a tag") as caught:
        library.get(1).tag(tag)
    assert caught.value.hint == "Write -night with a hyphen to take it away."


def test_a_tag_is_text_or_a_number(library):
    assert library.get(1).tag(2026).tags == ("2026",)
    with pytest.raises(errors.OptionError, match="'a number of 5,000 digits' can't be a tag"):
        library.get(1).tag(10**5000)
    with pytest.raises(errors.OptionError, match="a tag is text, not an object"):
        library.get(1).tag(object())


def test_too_many_tags_are_refused(library):
    with pytest.raises(errors.OptionError, match="at most 50"):
        library.get(1).tag(*(f"t{number}" for number in range(51)))


def test_a_note_is_found_by_its_words(library):
    library.get(1).annotate("the Füchslein for\r\nMonday <b>\x1b[31m")
    assert library.get(1).note == "the Füchslein for\nMonday <b> [31m"
    assert found(library, "fuchs monday") == [1]
    assert library.get(1).annotate("").note == ""
    assert found(library, "monday") == []


@pytest.mark.parametrize("note", [None, 7, "x" * 10_001])
def test_what_is_no_note_is_refused(library, note):
    with pytest.raises(errors.OptionError, match="a note"):
        library.get(1).annotate(note)


def test_what_is_deleted_is_out_of_sight_and_comes_back(library):
    fox = library.get(2)
    fox.delete()
    assert found(library, "") == found(library, "is:done") == [1]
    assert found(library, "is:deleted") == [2]
    assert library.count() == 1
    assert library.count("is:deleted") == 1
    assert library.last().number == 1
    assert library.get(2).deleted
    assert library.last_deleted() == [2]
    fox.restore()
    assert found(library, "") == [2, 1]
    assert library.last_deleted() == []


def test_a_deleted_answer_is_not_replayed_and_its_take_not_given_again(library):
    request = Request(GATEWAY, "nano-banana", "a boat")
    library.get(2).delete()
    assert library.look_up([request])[0] is None
    again = library.claim(request, template="a boat", sources=(), again=True)
    assert (again.ours, again.take) == (True, 2)


def test_what_is_under_way_is_not_deleted(library):
    request = Request(GATEWAY, "nano-banana", "a cat")
    number = library.claim(request, template="a cat", sources=()).number
    with pytest.raises(errors.UnknownReference, match=f"@{number} is under way"):
        library.delete([1, number])
    assert library.get(1).deleted is None


def test_those_who_look_on_are_told(library):
    told = []
    library.watch(lambda: told.append(1))
    library.get(1).rate(3)
    library.get(1).delete()
    library.get(1).restore()
    assert len(told) == 3


# -- small copies -----------------------------------------------------------------------


def test_a_small_copy_is_made_once_and_kept(library):
    first = library.get(1).pictures[0]
    small = library.thumbnail(first)
    shown = Image.open(io.BytesIO(small))
    assert (shown.format, shown.size) == ("WEBP", (320, 240))
    first.path.unlink()
    assert Library(library.folder).thumbnail(first) == small


@pytest.mark.parametrize("left", [b"", b"RIFF\xff\xff\x00\x00WEBP", b"something else"])
def test_a_small_copy_that_a_crash_cut_is_made_anew(library, left):
    first = library.get(1).pictures[0]
    small = library.thumbnail(first)
    [path] = (library.folder / "thumbnails").glob("*/*.webp")
    path.write_bytes(left)
    assert library.thumbnail(first) == small
    assert path.read_bytes().startswith(small)


def test_a_disk_that_takes_no_small_copy_is_in_nobodys_way(library):
    (library.folder / "thumbnails").write_text("a file where the folder should be")
    assert library.thumbnail(library.get(1).pictures[0]).startswith(b"RIFF")
