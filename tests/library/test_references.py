"""References: every way to name a picture, and every way to name nothing."""

from __future__ import annotations

import io
import sqlite3
from pathlib import Path

import pytest
from PIL import Image

from ipyimagegen import errors
from ipyimagegen.images.picture import Picture
from ipyimagegen.library import Library
from ipyimagegen.library.generation import Pending
from ipyimagegen.library.references import Scope, find_either, find_generation, find_source
from ipyimagegen.requests import Reply, Request
from ipyimagegen.views.given import Given


def png(colour):
    stream = io.BytesIO()
    Image.new("RGB", (8, 6), colour).save(stream, "PNG")
    return stream.getvalue()


@pytest.fixture
def library(tmp_path):
    made = Library(tmp_path / "library")
    request = Request(gateway="offline", model="nano-banana", prompt="a cat")
    pictures = tuple(Picture.from_bytes(png(colour)) for colour in ("red", "blue"))
    made.finish(made.claim(request, template="", sources=()).number, Reply(pictures=pictures))
    failed = made.claim(request, template="", sources=(), again=True).number
    made.fail(failed, errors.Blocked("blocked by moderation"))
    made.claim(request, template="", sources=(), again=True)
    return made


def found(text, library, last=None, **namespace):
    return find_source(text, Scope(library, namespace, last))


def test_numbers_and_positions(library):
    first, second = library.get(1).pictures
    assert found("@1", library).value == second  # of equal ones the last is the main one
    assert found("@1.1", library).value == first
    assert found("@1.2", library).value == second
    assert found(" @1 ", library).generation == 1


def test_last_is_this_kernels_or_else_the_librarys(library):
    assert found("@last", library).generation == 1
    assert found("@last", library, last=1).generation == 1
    first, second = library.get(1).pictures
    assert found("@last", library).value == second
    assert found("@last.1", library).value == first
    assert found("@last.2", library).value == second


def test_hash_prefix(library):
    picture = library.get(1).pictures[1]
    source = found(picture.ref, library)
    assert (source.value, source.generation) == (picture, 1)
    assert found(picture.ref.upper(), library).value == picture


def test_variables_of_every_kind(library, tmp_path):
    image = Image.new("RGB", (4, 4))
    one = library.get(1)
    values = {"g": one, "p": one.picture, "i": image, "f": Path("x.png"), "b": png("red")}
    assert found("g", library, **values).generation == 1
    assert found("p", library, **values).generation == 1
    assert found("i", library, **values).value is image
    assert found("f", library, **values).value == Path("x.png")
    assert found("b", library, **values).value == png("red")


def test_outputs(library):
    one = library.get(1)
    values = {"Out": {5: one, 6: "text"}, "_": one}
    for text in ("Out[5]", "_5", "_"):
        assert found(text, library, **values).generation == 1
    with pytest.raises(errors.UnknownReference, match="holds no picture but a str"):
        found("Out[6]", library, **values)
    with pytest.raises(errors.UnknownReference, match="names nothing"):
        found("Out[7]", library, **values)


def test_variable_wins_over_a_file_and_a_dot_makes_a_path(library, tmp_path):
    (tmp_path / "photo").write_bytes(png("red"))
    image = Image.new("RGB", (4, 4))
    assert found("photo", library, photo=image).value is image
    assert found("./photo", library, photo=image).value == Path("./photo")
    assert found("photo", library).value == Path("photo")
    assert found("~/cat.png", library).value == Path("~/cat.png").expanduser()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("@99", "last one is @3"),
        (f"@{10**30}", "names nothing"),
        ("@0", "names nothing"),
        ("@1.3", "@1 has 2 pictures"),
        ("@1.0", "names nothing"),
        ("@2", "failed"),
        ("@3", "no picture yet"),
        ("@abcdef12", "names nothing"),
        ("@abc", "is no reference"),
        ("@", "is no reference"),
        ("@picked", "one generation is wanted"),
        ("table", "holds no picture but a dict"),
        ("phto", "photo"),
        ("https://example.org/cat.png", "Download it first"),
    ],
)
def test_what_names_nothing_says_so(library, text, words):
    with pytest.raises(errors.UnknownReference) as caught:
        found(text, library, table={}, photo=Image.new("L", (1, 1)))
    assert words in "\n".join(caught.value.lines())


def test_what_was_deleted_is_said(library):
    with sqlite3.connect(library.folder / "catalogue.db") as connection:
        connection.execute("DELETE FROM generations WHERE number = 3")
    connection.close()
    with pytest.raises(errors.UnknownReference, match="@3 was deleted"):
        found("@3", library)


def test_a_picture_of_a_deleted_generation_is_still_that_ones(library):
    made = library.get(1)
    made.delete()
    for text in (made.picture.ref, "frog"):
        scope = Scope(library, {"frog": made.picture})
        assert find_source(text, scope).generation == 1
        assert find_either(text, scope).value == made.picture
        with pytest.raises(errors.UnknownReference, match="@1 was deleted"):
            find_generation(text, scope)
    assert repr(Given(made.picture, library)).startswith(f"{made.picture.ref} · of @1, deleted")


def test_an_ambiguous_prefix_lists_the_candidates(library):
    first, second = "12345678abc" + "0" * 53, "12345678abd" + "0" * 53
    with sqlite3.connect(library.folder / "catalogue.db") as connection:
        for known in (first, second):
            connection.execute("INSERT INTO pictures VALUES (?, 'png', 4, 4, 9, NULL)", [known])
    connection.close()
    with pytest.raises(errors.UnknownReference, match="several") as caught:
        found("@12345678ab", library)
    assert caught.value.hint == "Which: @12345678abc, @12345678abd?"
    assert found("@12345678abd", library).value.hash == second
    with pytest.raises(errors.UnknownReference, match="names nothing"):
        found("@12345678", library)  # digits alone mean a number


class Waiting(Pending):
    """Somebody's wait for a generation of the library."""

    def __init__(self, library):
        self.library = library

    def result(self):
        return self.library.get(1)


def test_what_is_under_way_is_waited_for(library):
    job = Waiting(library)
    assert found("job", library, job=job).generation == 1
    assert found("Out[2]", library, Out={2: job}).generation == 1
    assert find_source(job, Scope(library, {})).name == "@1"
    assert find_generation("job", Scope(library, {"job": job})).number == 1


def test_empty_library_says_so(tmp_path):
    with pytest.raises(errors.UnknownReference, match="no picture was made yet"):
        found("@last", Library(tmp_path / "empty"))


def test_failed_generations_can_be_looked_at(library):
    assert find_generation("@2", Scope(library, {})).status == "failed"
    with pytest.raises(errors.UnknownReference):
        find_generation("nothing", Scope(library, {}))


@pytest.mark.parametrize("text", ["@1.1", "@1.2", " @1.2 ", "@last.1"])
def test_one_of_several_pictures_is_no_generation(library, text):
    with pytest.raises(errors.UnknownReference, match="is a part of @1") as caught:
        find_generation(text, Scope(library, {}))
    assert caught.value.hint == "Write @1."


def test_a_position_that_there_is_not_names_no_generation(library):
    for text in ("@1.7", "@1.0", "@last.3"):
        with pytest.raises(errors.UnknownReference, match="names nothing: @1 has 2 pictures"):
            find_generation(text, Scope(library, {}))


def test_what_means_a_whole_generation_takes_no_other_picture_of_it(library):
    draft, main = library.get(1).pictures
    scope = Scope(library, {"draft": draft, "main": main})
    for text in ("main", main.ref, "@1"):
        assert find_generation(text, scope, whole=True).number == 1
    for text in ("draft", draft.ref):
        assert find_generation(text, scope).number == 1
        with pytest.raises(errors.UnknownReference, match=f"{text} is a part of @1"):
            find_generation(text, scope, whole=True)


def test_object_without_a_picture(library):
    with pytest.raises(errors.UnknownReference, match="the input holds no picture but an int"):
        find_source(7, Scope(library, {}))
