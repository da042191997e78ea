"""The offline painter: the same bytes each time, and pictures that answer to the words."""

import io
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageDraw, ImageStat

from ipyimagegen.errors import PictureError
from ipyimagegen.offline.sketch import LABEL, edit, paint, read_scene

FROG = "Generate a photo of a small green frog wearing a tiny crown, photorealistic"
SMALL = {"width": 128, "height": 128}


def opened(data):
    image = Image.open(io.BytesIO(data))
    image.load()
    return image


def encoded(image, type="PNG"):
    out = io.BytesIO()
    image.save(out, type)
    return out.getvalue()


def photograph(size=(300, 200)):
    """Something with light, dark, colours and edges, the same each time."""
    rng = random.Random(7)
    image = Image.linear_gradient("L").resize(size).convert("RGB")
    image = ImageChops.multiply(image, Image.new("RGB", size, (150, 190, 250)))
    draw = ImageDraw.Draw(image)
    for _ in range(12):
        x, y, r = rng.randrange(size[0]), rng.randrange(size[1]), rng.randrange(8, 40)
        draw.ellipse((x - r, y - r, x + r, y + r), fill=tuple(rng.randbytes(3)))
    return encoded(image)


PHOTOGRAPH = photograph()


def alike(first, second):
    """Correlation of the two pictures' small greys."""
    a, b = (
        list(i.convert("L").resize((24, 16), Image.Resampling.BOX).tobytes())
        for i in (first, second)
    )
    mean_a, mean_b = sum(a) / len(a), sum(b) / len(b)
    shared = sum((x - mean_a) * (y - mean_b) for x, y in zip(a, b, strict=True))
    return shared / (sum((x - mean_a) ** 2 for x in a) * sum((y - mean_b) ** 2 for y in b)) ** 0.5


def changed(first, second):
    """Mean difference of the two pictures, of 255."""
    second = second.convert("RGB").resize(first.size)
    return sum(ImageStat.Stat(ImageChops.difference(first.convert("RGB"), second)).mean) / 3


# -- painting


def test_the_same_arguments_give_the_same_bytes():
    for model in ("nano-banana", "gpt-image", "any/other"):
        assert paint(FROG, model=model, **SMALL) == paint(FROG, model=model, **SMALL)
    again = [edit("oil painting at night", [PHOTOGRAPH], model="nano-banana") for _ in range(2)]
    assert again[0] == again[1]


def test_models_takes_and_prompts_differ():
    sketches = [
        paint(FROG, model=m, **SMALL) for m in ("nano-banana", "gpt-image", "image-gen", "x")
    ]
    sketches += [
        paint(FROG, model="nano-banana", take=2, **SMALL),
        paint("a cat", model="nano-banana", **SMALL),
    ]
    assert len({s.data for s in sketches}) == len(sketches)
    soft, ink, third = (opened(s.data).convert("RGB") for s in sketches[:3])
    assert min(changed(soft, ink), changed(soft, third), changed(ink, third)) > 8


@pytest.mark.parametrize("size", [(1024, 1024), (640, 360), (90, 300)])
def test_a_sketch_has_the_size_asked_for(size):
    sketch = paint(
        "a red fox in the snow at night", model="nano-banana", width=size[0], height=size[1]
    )
    assert opened(sketch.data).size == size


@pytest.mark.thorough
def test_types_suit_the_models_and_pngs_stay_small():
    frog, poster = paint(FROG, model="nano-banana"), paint(FROG, model="gpt-image")
    assert (frog.type, opened(frog.data).format) == ("jpeg", "JPEG")
    assert (poster.type, opened(poster.data).format) == ("png", "PNG")
    assert len(poster.data) < 1_500_000
    noise = encoded(
        Image.frombytes("RGB", (1024, 1024), random.Random(1).randbytes(3 * 1024 * 1024))
    )
    assert len(edit("warmer", [noise], model="gpt-image").data) < 1_500_000


@pytest.mark.thorough
def test_the_label_is_in_the_metadata_and_in_the_corner():
    jpeg, png = (opened(paint(FROG, model=m).data) for m in ("nano-banana", "gpt-image"))
    assert LABEL in jpeg.info["comment"].decode()
    assert LABEL in png.info["Description"]
    assert LABEL in png.info["Software"]
    black = encoded(Image.new("RGB", (640, 400)))
    corner = opened(edit("darker", [black], model="nano-banana").data).crop((520, 360, 640, 400))
    assert corner.convert("L").getextrema()[1] > 200


def test_signs_are_what_stands_in_quotes_of_any_kind():
    assert read_scene('A menu that says "Soup\nof the day", "Tea 3.50"').signs == (
        "Soup of the day", "Tea 3.50",
    )  # fmt: skip
    assert read_scene('an "" empty sign and “one” „Straße 5“').signs == ("one", "Straße 5")


def test_words_are_read():
    scene = read_scene(FROG)
    assert [(t.name, t.colour, t.worn) for t in scene.things] == [
        ("frog", "green", (("crown", ""),))
    ]
    scene = read_scene('two foxes by the sea at sunset with a sign "OPEN" and a zeppelin')
    assert [(t.name, t.count) for t in scene.things] == [("fox", 2)]
    assert (scene.place, scene.light, scene.signs, scene.words) == (
        "sea",
        "sunset",
        ("OPEN",),
        ("zeppelin",),
    )
    assert read_scene("a quiet purple evening").tint == "purple"
    assert read_scene("A vintage scientific illustration of a hummingbird").plate


def test_the_companion_sentence_names_what_was_drawn():
    assert (
        paint(FROG, model="m", **SMALL).text
        == "A sketch of a green frog with a crown, drawn offline."
    )
    assert paint("a red fox in the snow at night", model="m", **SMALL).text == (
        "A sketch of a red fox in the snow at night, drawn offline."
    )
    assert "zeppelin" in paint("a zeppelin", model="m", **SMALL).text


@pytest.mark.thorough
def test_colours_tint_what_they_name():
    red, green = (
        ImageStat.Stat(
            opened(paint(f"a {c} frog", model="nano-banana").data).crop((380, 400, 640, 800))
        ).mean
        for c in ("red", "green")
    )
    assert red[0] > red[1] + 10
    assert green[1] > green[0] + 10


def test_night_is_darker_than_day():
    day, night = (
        opened(paint(p, model="nano-banana", **SMALL).data) for p in ("a fox", "a fox at night")
    )
    assert (
        ImageStat.Stat(night.convert("L")).mean[0] < ImageStat.Stat(day.convert("L")).mean[0] - 50
    )


# -- editing


@pytest.mark.parametrize(
    ("prompt", "phrase", "least"),
    [
        ("Make this look like an oil painting", "as an oil painting", 0.9),
        ("a soft watercolour", "as a watercolour", 0.6),
        ("as a pencil sketch", "as a pencil drawing", 0.6),
        ("ink drawing", "as an ink drawing", 0.5),
        ("Make it night; keep the pose", "at night", 0.4),
        ("at sunset", "at sunset", 0.6),
        ("cartoon", "as a cartoon", 0.85),
        ("pixel art please", "as pixel art", 0.9),
        ("black and white", "in black and white", 0.9),
        ("sepia", "in sepia", 0.9),
        ("vintage", "as an old photograph", 0.8),
        ("blur it", "blurred", 0.7),
        ("sharpen", "sharpened", 0.95),
        ("brighter", "brighter", 0.9),
        ("darker", "darker", 0.95),
        ("warmer", "warmer", 0.95),
        ("cooler", "cooler", 0.95),
        ("more contrast", "with more contrast", 0.9),
        ("let it snow", "in the snow", 0.8),
        ("in the rain", "in the rain", 0.8),
        ("fog", "in fog", 0.6),
        ("make it blue", "in blue", 0.8),
        ("a nice frame", "in a frame", 0.1),
        ("add a golden crown", "with a golden crown", 0.6),
        ('put up "OPEN"', "with a sign that says “OPEN”", 0.3),
    ],
)
def test_an_edit_changes_the_picture_and_keeps_it_recognisable(prompt, phrase, least):
    before = opened(PHOTOGRAPH)
    sketch = edit(prompt, [PHOTOGRAPH], model="nano-banana")
    after = opened(sketch.data)
    assert sketch.text == f"Your picture {phrase} (offline filters)."
    assert changed(before, after) > 1.5
    assert alike(before, after) > least
    assert after.width / after.height == pytest.approx(1.5, rel=0.02)
    assert max(after.size) <= 1024


def test_flips_turns_and_negatives_do_what_they_say():
    before = opened(PHOTOGRAPH).convert("RGB")
    for prompt, expected in [
        ("mirror it", before.transpose(Image.Transpose.FLIP_LEFT_RIGHT)),
        ("rotate it to the left", before.transpose(Image.Transpose.ROTATE_90)),
        ("rotate", before.transpose(Image.Transpose.ROTATE_270)),
        ("upside down", before.transpose(Image.Transpose.ROTATE_180)),
        ("invert", ImageChops.invert(before)),
    ]:
        after = opened(edit(prompt, [PHOTOGRAPH], model="nano-banana").data)
        assert (after.width > after.height) == (expected.width > expected.height)
        assert alike(expected, after) > 0.9


def test_instructions_combine_in_order_and_what_is_to_be_kept_is_left():
    both = edit(
        "black and white, then blur; keep it without snow", [PHOTOGRAPH], model="nano-banana"
    )
    assert both.text == "Your picture in black and white, blurred (offline filters)."


def test_an_instruction_that_is_not_understood_says_so_and_still_changes_the_picture():
    sketch = edit("frobnicate the quux", [PHOTOGRAPH], model="nano-banana")
    assert "did not understand “frobnicate the quux”" in sketch.text
    after = opened(sketch.data)
    assert changed(opened(PHOTOGRAPH), after) > 5
    assert alike(opened(PHOTOGRAPH), after) > 0.5


def test_other_pictures_are_laid_on_the_first_or_beside_it():
    other = encoded(Image.new("RGB", (200, 200), (255, 0, 0)))
    laid = edit("night", [PHOTOGRAPH, other], model="nano-banana")
    assert laid.text == "Your picture at night, with the other laid on it (offline filters)."
    corner = opened(laid.data).crop((0, 200, 200, 420)).resize((20, 20))
    assert any(r > 200 and g < 60 for _, (r, g, b) in corner.getcolors())
    beside = edit("put them side by side", [PHOTOGRAPH, other], model="nano-banana")
    assert beside.text == "Your pictures side by side (offline filters)."
    assert opened(beside.data).width > 2 * opened(beside.data).height


@pytest.mark.thorough
def test_large_pictures_become_smaller_and_a_size_can_be_asked_for():
    large = encoded(Image.new("RGB", (3000, 1500), "teal"), "JPEG")
    assert opened(edit("night", [large], model="nano-banana").data).size == (1024, 512)
    cut = edit("night", [large], model="nano-banana", width=300, height=400)
    assert opened(cut.data).size == (300, 400)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "I;16"])
@pytest.mark.parametrize("size", [(1, 1), (3, 700), (70, 40)])
def test_any_kind_of_picture_can_be_edited(mode, size):
    picture = encoded(Image.new(mode, size))
    for prompt in ("oil painting", "night", "pencil", "watercolour", "add a hat", "frame", "what?"):
        assert edit(prompt, [picture], model="gpt-image").type == "png"


def test_bytes_that_are_no_picture_are_refused():
    for data in (b"", b"no picture", PHOTOGRAPH[:200]):
        with pytest.raises(PictureError, match="can't be read"):
            edit("night", [data], model="nano-banana")


SCENERY = """red two frogs "OPEN" with crown hat glasses scarf sea night snow zeppelin add make it
blue space forest city table garden rain star moon rocket castle plate scientific""".split()  # noqa: SIM905
words = st.one_of(
    st.text(max_size=60),
    st.lists(
        st.sampled_from(SCENERY),
        max_size=12,
    ).map(" ".join),
)


@pytest.mark.thorough
@settings(max_examples=40, deadline=None)
@given(
    words,
    st.sampled_from(["nano-banana", "gpt-image", "a", "b", "c", "d", "\ud800"]),
    st.integers(),
)
def test_any_text_paints(prompt, model, take):
    sketch = paint(prompt, model=model, take=take, width=72, height=64)
    assert opened(sketch.data).size == (72, 64)
    assert sketch.text.startswith("A sketch of ")


@pytest.mark.thorough
@settings(max_examples=25, deadline=None)
@given(
    words,
    st.lists(
        st.sampled_from([PHOTOGRAPH, encoded(Image.new("L", (5, 9)))]), min_size=1, max_size=3
    ),
)
def test_any_text_edits(prompt, pictures):
    sketch = edit(prompt, pictures, model="nano-banana")
    assert sketch.text.startswith(("Your picture", "The offline filters"))
