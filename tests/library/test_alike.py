"""What looks like a picture: its look, the search by it, and what is nearly the same."""

from __future__ import annotations

import io
import random
from datetime import UTC

import pytest
from PIL import Image, ImageDraw, ImageEnhance, ImageFilter

from ipyimagegen.errors import OptionError
from ipyimagegen.images.looks import ALIKE, NEAR, distances, look_of, looks_unchanged
from ipyimagegen.images.picture import Picture
from ipyimagegen.library import Library
from ipyimagegen.requests import Reply, Request

GATEWAY = "https://gateway.example"


def scene(seed, size=240):
    """Return a picture of some large shapes, others for each seed."""
    chance = random.Random(seed)
    image = Image.new("RGB", (size, size), tuple(chance.randbytes(3)))
    draw = ImageDraw.Draw(image)
    for _ in range(9):
        x, y, side = (chance.randrange(size) for _ in range(3))
        draw.ellipse(
            (x - side / 3, y - side / 3, x + side / 3, y + side / 3), chance.randrange(1 << 24)
        )
    return image


def bits(one, other):
    return distances(look_of(one), look_of(other))[0]


def encoded(image, kind="PNG", **options):
    stream = io.BytesIO()
    image.save(stream, kind, **options)
    return stream.getvalue()


def again(image, quality):
    return Image.open(io.BytesIO(encoded(image, "JPEG", quality=quality)))


@pytest.fixture
def library(tmp_path):
    return Library(tmp_path / "library", lease=0.1)


def make(library, *images, prompt="", looks=True):
    request = Request(GATEWAY, "nano-banana", prompt or f"scene {library.last_number()}")
    number = library.claim(request, template="t", sources=()).number
    pictures = tuple(Picture.from_bytes(encoded(image)) for image in images)
    found = {p.hash: look_of(i) for p, i in zip(pictures, images, strict=True)} if looks else {}
    library.finish(number, Reply(pictures), find_looks=lambda: found)
    return number


@pytest.mark.parametrize("seed", range(8))
def test_a_copy_is_near_and_another_picture_is_not(seed):
    image = scene(seed)
    for copy in (again(image, 40), image.resize((120, 120)), image.convert("L").convert("RGB")):
        assert bits(image, copy) <= NEAR
    assert bits(image, ImageEnhance.Brightness(image).enhance(1.1)) <= ALIKE
    assert bits(image, scene(seed + 100)) > ALIKE


def test_all_looks_are_compared_at_once():
    chance = random.Random(1)
    looks = [f"{chance.getrandbits(64):016x}" for _ in range(500)]
    expected = [(int(one, 16) ^ int(looks[3], 16)).bit_count() for one in looks]
    assert list(distances(looks[3], "".join(looks))) == expected
    assert distances(looks[3], "") == b""
    assert list(distances("0" * 16, "f" * 16)) == [64]


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "CMYK", "I;16", "F"])
def test_any_pixels_have_a_look(mode):
    image = scene(5).convert("L").convert("I;16") if mode == "I;16" else scene(5).convert(mode)
    assert len(look_of(image)) == 16
    assert looks_unchanged(image, image)


def test_a_change_that_is_seen_is_told_from_what_encoding_does():
    image = scene(7).filter(ImageFilter.GaussianBlur(3))  # as a photograph's edges are
    assert looks_unchanged(image, again(image, 60))
    changed = image.copy()
    ImageDraw.Draw(changed).rectangle((100, 100, 112, 112), "magenta")
    assert not looks_unchanged(image, changed)
    assert not looks_unchanged(image, ImageEnhance.Color(image).enhance(0))
    assert not looks_unchanged(image, image.resize((240, 120)))


def test_what_looks_like_a_picture_is_found_the_nearest_first(library):
    image = scene(1)
    make(library, ImageEnhance.Brightness(image).enhance(1.12))
    make(library, scene(2))
    make(library, image)
    make(library, again(image, 60), prompt="a frog")
    found = [one.number for one in library.search("like:@3")]
    assert found[0] in (3, 4)
    assert sorted(found) == [1, 3, 4]
    assert library.count("like:@3") == 3
    assert [one.number for one in library.search("like:@3 frog")] == [4]
    digest = library.get(2).picture.hash[:10]
    assert [one.number for one in library.search(f"like:@{digest}")] == [2]
    [group] = library.groups("like:@3", "template", None).page
    assert [one.number for one in library.members(group.key, "like:@3")] == [4, 3, 1]
    for arrangement in ("template", "time"):
        found = library.groups("like:@3", arrangement, UTC)
        wanted = [(one.key, 0) for one in found.page]
        assert library.pages(wanted, "like:@3", alike=found.alike) == library.pages(
            wanted, "like:@3"
        )
        assert library.pages(wanted, "like:@3", alike={}) == [[]]  # they are not looked for anew
    library.delete([4])
    assert sorted(one.number for one in library.search("like:@3")) == [1, 3]


def test_each_picture_of_an_answer_counts(library):
    make(library, scene(1), scene(2))
    make(library, scene(2), prompt="again")
    assert library.get(1).pictures[1].hash == library.get(2).picture.hash
    assert [one.number for one in library.search("like:@2")] == [2, 1]
    assert [one.number for one in library.search("like:@1.2")] == [2, 1]
    assert [one.number for one in library.search("like:@1.1")] == [1]


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("like:@9", "no picture of this library"),
        ("like:@aaaaaaaa1", "no picture of this library"),
        ("like:frog", "names no picture"),
        ("like:@1 like:@1", "like one picture"),
        ("like:@2", "not looked at yet"),
    ],
)
def test_what_can_not_be_told_is_refused(library, query, words):
    make(library, scene(1))
    make(library, scene(2), looks=False)
    with pytest.raises(OptionError, match=words):
        library.search(query)


def test_a_look_of_a_strangers_catalogue_is_passed_over(library):
    make(library, scene(1))
    for damage in ("x" * 16, "no look", b"\0" * 16, 7):
        number = make(library, scene(library.last_number() + 10))
        with library.catalogue.writing() as connection:
            statement = "UPDATE pictures SET look = ? WHERE hash = ?"
            connection.exec_driver_sql(statement, (damage, library.get(number).picture.hash))
    assert [one.number for one in library.search("like:@1")] == [1]


def test_a_new_picture_is_nearly_the_latest_of_the_nearest_earlier_ones(library):
    image = scene(1)
    other = image.copy()
    other.putpixel((0, 0), (0, 0, 0))
    assert look_of(image) == look_of(other)
    for one in (image, scene(2), other, image):
        make(library, one)
    assert library.nearly(5, look_of(image)) == 4
    assert library.nearly(4, look_of(image)) == 3
    assert library.nearly(1, look_of(image)) is None
    assert library.nearly(5, look_of(scene(3))) is None
    library.delete([4])
    assert library.nearly(5, look_of(image)) == 3


def test_a_picture_of_one_colour_is_near_none(library):
    make(library, Image.new("RGB", (40, 40), "red"))
    assert library.nearly(2, look_of(Image.new("RGB", (40, 40), "blue"))) is None
