"""What a new picture looks like is told with it; an older library is looked through later."""

from __future__ import annotations

import io
import random
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from conditions import until
from ipyimagegen.errors import OptionError, UnknownReference
from ipyimagegen.images.looks import look_of
from ipyimagegen.session import seeing
from ipyimagegen.session.in_flight import InFlight
from scripted import answer, data_url, serving, success

DEADLINE = 60
COFFEE = Path(__file__).parents[2] / "notebooks" / "coffee.jpg"


def scene(seed):
    chance = random.Random(seed)
    image = Image.new("RGB", (240, 240), tuple(chance.randbytes(3)))
    draw = ImageDraw.Draw(image)
    for _ in range(9):
        x, y, side = (chance.randrange(240) for _ in range(3))
        box = (x - side / 3, y - side / 3, x + side / 3, y + side / 3)
        draw.ellipse(box, tuple(chance.randbytes(3)))
    return image


def encoded(image, kind="PNG", **options):
    stream = io.BytesIO()
    image.save(stream, kind, **options)
    return stream.getvalue()


@pytest.fixture
def gateway():
    with serving() as scripted:
        yield scripted


@pytest.fixture
def session(session, gateway, monkeypatch):
    monkeypatch.setattr(seeing, "FIRST_AFTER", 0.0)
    session.settings.use(gateway.url)
    return session


@pytest.fixture
def made(session, gateway):
    """Make a picture of a gateway that answers with these pixels; return its job."""

    def make(image, prompt, *inputs):
        gateway.script = answer(success(data_url(encoded(image))))
        job = session.submit(prompt, inputs=list(inputs)) if inputs else session.submit(prompt)
        job.result(DEADLINE)
        return job

    return make


def look(library, number):
    with library.catalogue.reading() as connection:
        query = (
            "SELECT look FROM pictures JOIN generation_pictures USING (hash) WHERE generation = ?"
        )
        return connection.exec_driver_sql(query, (number,)).scalar()


def test_a_new_picture_that_was_nearly_there_says_so(session, made):
    image = scene(1)
    assert made(image, "a cat").remarks == ()
    assert made(scene(2), "a dog").remarks == ()
    changed = image.copy()
    changed.putpixel((0, 0), (0, 0, 0))
    assert made(changed, "a fox").remarks == ("nearly @1",)
    assert [look(session.library, number) for number in (1, 3)] == [look_of(image)] * 2
    assert "nearly" not in " ".join(session.submit("a fox").remarks)


def test_a_picture_is_filed_with_its_look_by_whatever_thread(session, made, monkeypatch):
    def no_thread(*_):
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(InFlight, "_see", no_thread)
    image = scene(1)
    assert made(image, "a cat").remarks == ()
    assert look(session.library, 1) == look_of(image)


def test_pixels_without_a_look_are_filed(session, made, monkeypatch):
    def broken(_):
        raise ValueError("no pixels")

    monkeypatch.setattr(seeing, "look_of", broken)
    assert made(scene(1), "a cat").remarks == ()
    assert session.get("@1").pictures


def test_an_edit_that_changed_nothing_says_so(session, made, tmp_path):
    image = scene(1)
    path = tmp_path / "cup.png"
    path.write_bytes(encoded(image))
    assert made(image, "make it night", path).remarks == ("no visible change",)
    assert made(scene(2), "make it day", path).remarks == ()
    assert made(image, "make it red", path).remarks == ("no visible change",)


def test_a_photograph_that_came_back_says_so(session, made):
    photograph = Image.open(COFFEE)
    assert made(photograph, "make it night", COFFEE).remarks == ("no visible change",)
    large = photograph.resize((1500, 1000), Image.Resampling.LANCZOS)
    assert made(large, "make it night", COFFEE, COFFEE).remarks == ("no visible change",)
    ImageDraw.Draw(large).ellipse((700, 300, 730, 330), "red")
    assert made(large, "a red dot", COFFEE).remarks == ()


def test_an_older_library_is_looked_through_in_the_background(session, made):
    for number in range(3):
        made(scene(number), f"cat {number}")
    with session.library.catalogue.writing() as connection:
        connection.exec_driver_sql("UPDATE pictures SET look = NULL")
    thumbnails = session.library.folder / "thumbnails"
    until(lambda: len([*thumbnails.glob("*/*.webp")]) == 3)  # none is being made any more
    until(session.scheduler._looking[session.library.folder].done)
    session.scheduler._looking.clear()
    session.get("@2").picture.path.unlink()
    session.library.thumbnails.forget(session.get("@2").picture.hash)
    session.scheduler.look_through(session.library)
    until(lambda: look(session.library, 1) and look(session.library, 3))
    assert look(session.library, 2) is None
    assert [one.number for one in session.history("like:@1")] == [1]


def test_a_name_in_a_search_stands_for_its_picture(session, made):
    frog = made(scene(1), "a frog").result()
    made(scene(2), "a boat")
    for query in ("like:frog", 'like:"frog"', "like:@1", f"like:{frog.picture.ref}"):
        found = session.history(f"{query} is:done", values={"frog": frog})
        assert [one.number for one in found] == [1], query
    assert [one.number for one in session.history("like:@last")] == [2]
    with pytest.raises(UnknownReference):
        session.history("like:boat", values={"frog": frog})
    with pytest.raises(OptionError, match="like: needs a value"):
        session.history('like:""')


def test_an_input_of_ones_own_is_found_by_its_name(session, made, tmp_path):
    image = scene(1)
    path = tmp_path / "cup.png"
    path.write_bytes(encoded(image))
    edit = made(image, "make it night", path).result()
    name = edit.inputs[0].reference
    until(session.scheduler._looking[session.library.folder].done)

    def found():
        try:
            return [one.number for one in session.history(f"like:{name}")]
        except OptionError:
            return []

    until(found)
    assert found() == [1]
