"""The offline gateway's painter: without a key, a prompt still becomes a picture.

A sketch is never a model's work, and says so in a corner and in its metadata. It shows that
words matter (colours, things, quoted text), and an edit really changes its input picture.
The same arguments always give the same bytes, so notebooks that run on it compare equal.
"""

from __future__ import annotations

import functools
import hashlib
import io
import random
import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace

from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageOps, ImageStat
from PIL.PngImagePlugin import PngInfo

from ..errors import PictureError
from ..regions.marking import MARK, STRENGTH
from ..text import one_line
from . import filters
from .drawing.colours import COLOURS
from .drawing.lettering import font, legible
from .drawing.pen import style_of
from .drawing.scene import Scene, Thing
from .drawing.signs import readable, with_signs
from .drawing.stage import draw_scene, draw_sticker
from .drawing.things import PLACES, THINGS, WORN
from .faults import at_fault, misspelt, on_checkerboard

__all__ = ["LABEL", "Sketch", "edit", "marks_on", "paint"]

LABEL = "offline sketch"
_MAX_SIDE = 2048  # pixels of a painted sketch, or of an edit with a size
_EDIT_SIDE = 1024  # pixels of an input picture; larger ones are reduced
_MAX_PNG_BYTES = 1_400_000
_QUANTIZE = {"RGB": Image.Quantize.MEDIANCUT, "RGBA": Image.Quantize.FASTOCTREE}
_OVERSHOOT = 0.02  # of the longer side, by which a change reaches further than its mark
_NEARER = 8  # of 255, by which a pixel is more like the mark than like the picture


@dataclass(frozen=True)
class Sketch:
    """A finished sketch.

    Parameters
    ----------
    data
        The encoded picture.
    type
        ``png`` or ``jpeg``.
    text
        One companion sentence.
    """

    data: bytes
    type: str
    text: str

    def __repr__(self) -> str:
        return f"<Sketch {self.type} {len(self.data)} bytes>"


def paint(
    prompt: str,
    *,
    model: str,
    take: int = 1,
    width: int = 1024,
    height: int = 1024,
    transparent: bool = False,
    faults: Collection[str] = (),
) -> Sketch:
    """Draw the things that the prompt names.

    Parameters
    ----------
    prompt
        Any text. Known things, colours, places, light, weather and quoted words are drawn;
        unknown words are lettered.
    model
        Any name; ``nano-banana`` and ``gpt-image`` have styles of their own.
    take
        Another take is another composition.
    width, height
        In pixels; kept between 64 and 2048, with the aspect where possible.
    transparent
        Whether the things are drawn as a sticker, on a transparent ground; it is asked for by
        the prompt, too.
    faults
        What models do wrong, done on purpose: ``misspell`` letters the quoted words wrongly,
        ``checkerboard`` paints squares in place of a transparent ground.
    """
    digest = _digest(model, prompt, str(take))
    rng = random.Random(digest)  # noqa: S311  # a drawing, not a secret
    shrink = min(1.0, _MAX_SIDE / max(width, height, 1))
    size = (max(64, round(width * shrink)), max(64, round(height * shrink)))
    scene, style = read_scene(prompt), style_of(model, _digest(model))
    signs = [_speller(faults)(one) for one in scene.signs]
    if transparent or _STICKER.search(prompt):
        image = with_signs(draw_sticker(scene, style, rng, (2 * size[0], 2 * size[1])), signs)
        if "checkerboard" in faults:
            image = on_checkerboard(image)
        text = f"A sticker of {_describe(scene)}, drawn offline."
        return _encode(_labelled(image), model, text)
    image = draw_scene(scene, style, rng, (2 * size[0], 2 * size[1]))
    lowered = filters.QUOTED.sub(" ", prompt).lower()
    for name, pattern in _TECHNIQUES.items():
        if re.search(pattern, lowered):
            image = filters.apply(name, image, rng)
    text = f"A sketch of {_describe(scene)}, drawn offline."
    return _encode(_labelled(with_signs(image, signs)), model, text)


def _speller(faults: Collection[str]) -> Callable[[str], str]:
    """Return what a text on a sign becomes."""
    return misspelt if "misspell" in faults else str


def edit(
    prompt: str,
    pictures: Sequence[bytes],
    *,
    model: str,
    take: int = 1,
    width: int | None = None,
    height: int | None = None,
    marked: bytes | None = None,
    faults: Collection[str] = (),
) -> Sketch:
    """Change the first picture as the prompt asks, with the offline filters.

    The others are laid on it as small prints, or beside it where the prompt says so. The
    aspect is kept unless `width` and `height` are given; the longest side is at most 1024.
    An instruction that is not understood still changes the picture, and the text says so.

    With a `marked` copy of the first picture only the part that is marked on it changes: what the
    prompt names is drawn in there, whole, and the label stands faintly outside of it. What
    models do to the rest all the same are the `faults`: those of `faults.FAULTS`, and
    ``overshoot``, a change that reaches further than the mark.

    Raises
    ------
    PictureError
        When a picture can't be read.
    """
    if not pictures:
        return paint(prompt, model=model, take=take, width=width or 1024, height=height or 1024)
    opened = [_decode(data) for data in pictures]
    rng = random.Random(_digest(model, prompt, str(take), *pictures))  # noqa: S311  # likewise
    style = style_of(model, _digest(model))
    where = None
    if marked is not None:
        where = marks_on(opened[0], _decode(marked).resize(opened[0].size))
    letter = _speller(faults)
    image, text = filters.edit(prompt, opened[0], opened[1:], rng, style, where, letter=letter)
    if where is not None:
        image = _changed_there(opened[0], image, where, faults)
        return _encode(at_fault(image, faults), model, text)
    if width and height:
        shrink = min(1.0, _MAX_SIDE / max(width, height))
        image = ImageOps.fit(image, (max(round(width * shrink), 1), max(round(height * shrink), 1)))
    return _encode(_labelled(image), model, text)


def _changed_there(
    before: Image.Image, after: Image.Image, where: Image.Image, faults: Collection[str]
) -> Image.Image:
    """Return a picture changed in a region, and faintly labelled in a corner outside of it."""
    labelled = _faintly_labelled(before, where)
    if where.getbbox() is None:
        return labelled
    after = after.resize(before.size)
    if "overshoot" in faults:
        reach = max(4, round(max(before.size) * _OVERSHOOT))
        where = where.filter(ImageFilter.BoxBlur(reach)).point(lambda v: 255 if v else 0)
    return Image.composite(after, labelled, where)


def marks_on(picture: Image.Image, marked: Image.Image) -> Image.Image:
    """Return where a picture's copy is marked: 255 there, else 0; both in RGB, of one size."""
    tint = Image.new("RGB", picture.size, MARK)
    expected = Image.blend(picture, tint, STRENGTH / 255)
    from_mark, from_picture = (
        ImageChops.difference(marked, one).convert("L") for one in (expected, picture)
    )
    nearer = ImageChops.subtract(from_picture, from_mark)
    marks = nearer.point(lambda v: 255 if v > _NEARER else 0)
    calm = marks.filter(ImageFilter.MedianFilter(3))
    return calm if calm.getbbox() else marks  # of a line nothing would be left


# -- reading a prompt ------------------------------------------------------------------------


def _by_word(words: dict[str, str]) -> dict[str, str]:
    """Return the table turned round: from each word to the name that it stands for."""
    return {word: name for name, group in words.items() for word in group.split()}


_SYNONYMS = _by_word({
    "frog": "toad", "cat": "kitten kitty", "dog": "puppy hound", "fox": "vixen wolf",
    "rabbit": "bunny hare", "bear": "teddy", "bird": "robin sparrow parrot songbird duck",
    "fish": "goldfish salmon", "tree": "oak apple-tree palm", "pine": "fir spruce",
    "flower": "rose tulip daisy sunflower", "mushroom": "toadstool",
    "house": "cottage cabin hut home shop bakery cafe café barn", "castle": "fortress palace",
    "boat": "ship sailboat yacht", "car": "automobile taxi", "rocket": "spaceship spacecraft",
    "cup": "mug coffee tea teacup espresso cappuccino", "cake": "cupcake", "book": "notebook",
    "umbrella": "parasol",
    "person": "man men woman women girl boy child children people wizard king queen astronaut "
              "portrait",
    "robot": "android", "mountain": "peak volcano", "planet": "saturn mars", "mouse": "mice",
    "lion": "tiger", "hat": "cap", "glasses": "spectacles sunglasses", "bow": "ribbon",
    "scarf": "shawl", "crown": "tiara", "butterfly": "moth", "heart": "hearts",
})  # fmt: skip
_PLACE_WORDS = _by_word({
    "sea": "sea ocean beach coast harbour harbor lake river island waves", "pond": "pond lily",
    "garden": "garden flowers", "meadow": "meadow field hill park", "forest": "forest woods jungle",
    "mountains": "mountains alps valley", "desert": "desert dunes",
    "city": "city street town skyline tokyo london paris", "space": "space galaxy cosmos",
    "underwater": "underwater reef aquarium", "table": "table kitchen desk indoors",
    "road": "road highway",
})  # fmt: skip
_LIGHTS = _by_word({
    "night": "night midnight nocturnal moonlight moonlit stars starry",
    "sunset": "sunset dusk sunrise dawn twilight evening",
})  # fmt: skip
_WEATHERS = _by_word({
    "snow": "snow snowy snowing winter blizzard", "rain": "rain rainy raining storm",
    "fog": "fog foggy mist misty",
})  # fmt: skip
_COUNTS = {"two": 2, "pair": 2, "three": 3, "four": 4, "five": 5, "2": 2, "3": 3, "4": 4, "5": 5}
_SIZES = {"small": 0.9, "little": 0.9, "tiny": 0.8, "big": 1.12, "large": 1.12, "giant": 1.25,
          "huge": 1.25}  # fmt: skip
# Stop words: they name a manner or a quality, or nothing that can be drawn.
_STOP_WORDS = frozenset(
    """a an and are around as at be beautiful behind below beside between bright but by calm can
    charming clean close closeup colored colour coloured color colours colors cosy cozy cute
    dark detailed digital draw drawing dramatic elegant every extremely fantasy for from front
    full generate gentle give happy has have her high highly his hold holding i illustrated
    illustration image in inside into is it its joyful large light like lit lovely made make me
    minimal minimalist modern my near next no not of off old on one or other our out over paint
    painted painting peaceful photo photograph photorealistic picture please poster print quality
    quiet realistic render resolution retro run running scene scientific seen shot show side
    simple sit sits sitting sketch sleeping smiling soft some standing stands style stylized
    sunny tall that the their them there these this to under up vector very view vintage vivid
    walk walking warm watercolor watercolour wear wearing wears where which while wide wise with
    without wonderful wooden you young your botanical engraving ink oil pencil antique cartoon
    background foreground during day daytime morning afternoon above across against along all
    also among another any away called each few fresh friendly funny generated great here how
    just lots many much more most named new nice only own pretty reading saying says shining so
    something such swimming flying than they through time too top toward towards two was we well
    what when who will sign signs keep please art artwork picture artistic""".split()  # noqa: SIM905  # a paragraph of words reads better than a list
)
_GERUND = re.compile("[a-z]{3}ing$")  # "eating", but not "ring" or "king"
_STICKER = re.compile(
    r"\b(?:transparent|no|without an?y?) (?:\w+ )?back(?:ground|drop)\b"
    r"|\bbackground[ :]+transparent\b|\btransparent sticker|\bdie-?cut sticker|\balpha channel\b",
    re.IGNORECASE,
)
# The filters that a painted sketch goes through, by the words of its prompt.
_TECHNIQUES = {
    "oil painting": r"\boil[- ]paint",
    "watercolour": r"\bwater-?colou?r",
    "pencil": r"\bpencil\b",
    "black and white": r"\bblack[- ]and[- ]white\b|\bmonochrome\b",
    "pixel art": r"\bpixel[- ]?art\b|\b8-bit\b",
    "sepia": r"\bsepia\b",
}


@functools.lru_cache(maxsize=256)
def _thing_name(word: str) -> str:
    """Return the known or worn thing that `word` names in singular or plural, or nothing."""
    for form in (word, word.removesuffix("s"), word.removesuffix("es"), re.sub("ies$", "y", word)):
        name = _SYNONYMS.get(form, form)
        if name in THINGS or name in WORN:
            return name
    return ""


def _digest(*parts: str | bytes) -> bytes:
    """Return a SHA-256 over the parts, each with its length, so that none runs into the next."""
    digest = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "replace") if isinstance(part, str) else part
        digest.update(b"%d:" % len(data) + data)
    return digest.digest()


def read_scene(prompt: str) -> Scene:
    """Return the scene that the prompt describes, as far as it is understood."""
    signs = tuple(filters.quoted(prompt))
    text = filters.QUOTED.sub(" , ", prompt[:4000]).lower()
    things: list[Thing] = []
    unknown: list[str] = []
    weather: set[str] = set()
    light = place = colour = tint = ""
    count, scale = 1, 1.0
    for word in re.findall(r"[^\W_]+(?:['’-][^\W_]+)*", text):
        name = _thing_name(word)
        if word in COLOURS:
            tint, colour = tint or colour, word
            continue
        if word in _COUNTS or word in _SIZES:
            count, scale = _COUNTS.get(word, count), _SIZES.get(word, scale)
            continue
        if word in _PLACE_WORDS and not (name and not things):
            place = place or _PLACE_WORDS[word]
        elif word in _WEATHERS:
            weather.add(_WEATHERS[word])
        elif word in _LIGHTS and not (word == "stars" and not things):
            light = light or _LIGHTS[word]
        elif name:
            _add_thing(things, word, Thing(name, colour, count, scale))
            colour, count, scale = "", 1, 1.0
            continue
        elif _is_unknown(word):
            unknown.append(word)
        if colour and word not in _STOP_WORDS:
            tint, colour = tint or colour, ""
    if not light and any(t.name == "moon" for t in things):
        light = "night"
    plate = re.search(
        r"\b(scientific|botanical)\b|\bvintage (illustration|engraving)\b", prompt.lower()
    )
    return Scene(
        things=tuple(things[:6]),
        light=light or "day",
        place=place if place in PLACES else "",
        weather=frozenset(weather),
        signs=signs,
        words=tuple(dict.fromkeys(unknown))[:3],
        tint=tint or colour,
        plate=bool(plate) and not place,
    )


def _is_unknown(word: str) -> bool:
    """Tell whether the word may name a thing that can't be drawn, and is lettered instead."""
    number = word.isdigit() or len(word) < 3
    return not (number or word in _STOP_WORDS or _GERUND.search(word)) and bool(legible(word))


def _add_thing(things: list[Thing], word: str, thing: Thing) -> None:
    """Add the thing that `word` names; or, where it can be worn by one before it, put it on."""
    name = thing.name
    wearers = [i for i, t in enumerate(things) if THINGS[t.name].head]
    if name in WORN and wearers:
        last = wearers[-1]
        things[last] = replace(things[last], worn=(*things[last].worn, (name, thing.colour)))
    elif name in THINGS and (thing.colour or all(t.name != name for t in things)):
        # Without a colour, "a cup of coffee" is one thing.
        plural = word != name and word.endswith("s") and thing.count == 1
        things.append(replace(thing, count=3) if plural else thing)


_PLACE_PHRASES = {
    "sea": "by the sea", "space": "in space", "city": "in a city", "forest": "in a forest",
    "desert": "in the desert", "underwater": "under water", "garden": "in a garden",
}  # fmt: skip
_PLURALS = {"fish": "fish", "mouse": "mice", "person": "people", "cactus": "cacti",
            "butterfly": "butterflies", "fox": "foxes"}  # fmt: skip
_NUMBERS = {2: "two", 3: "three", 4: "four", 5: "five"}


def _describe(scene: Scene) -> str:
    """Return the scene as a phrase for the companion sentence."""
    phrases = []
    for thing in scene.things:
        phrase = _article(f"{thing.colour} {thing.name}".strip())
        if thing.count > 1:
            plural = _PLURALS.get(thing.name, f"{thing.name}s")
            phrase = " ".join(filter(None, (_NUMBERS[thing.count], thing.colour, plural)))
        worn = [f"{colour} {name}".strip() for name, colour in thing.worn]
        if worn:
            worn = [words if words.endswith("glasses") else _article(words) for words in worn]
            phrase += f" with {_joined(worn)}"
        phrases.append(phrase)
    signs = [one_line(readable(sign), 60) for sign in scene.signs]
    phrases.extend(f"a sign that says “{text}”" for text in signs if text)
    words = legible(" ".join(scene.words))
    phrase = _joined(phrases or [f"the words “{words}”" if words else "a quiet landscape"])
    if scene.place in _PLACE_PHRASES:
        phrase += f" {_PLACE_PHRASES[scene.place]}"
    if scene.weather:
        phrase += " in the " + _joined(sorted(scene.weather))
    return phrase if scene.light == "day" else f"{phrase} at {scene.light}"


def _article(words: str) -> str:
    return f"{'an' if words[:1] in 'aeiou' else 'a'} {words}"


def _joined(phrases: Sequence[str]) -> str:
    return phrases[0] if len(phrases) == 1 else f"{', '.join(phrases[:-1])} and {phrases[-1]}"


# -- bytes in and out ------------------------------------------------------------------------


def _decode(data: bytes) -> Image.Image:
    """Return the picture, upright, without transparency, at most 1024 on its longest side."""
    try:
        with Image.open(io.BytesIO(data), formats=("PNG", "JPEG", "WEBP", "GIF")) as opened:
            if opened.width * opened.height > 50_000_000:
                raise PictureError("A picture to edit has more than 50 megapixels.")
            opened.draft("RGB", (_EDIT_SIDE, _EDIT_SIDE))
            layered = ImageOps.exif_transpose(opened).convert("RGBA")
    except (Image.DecompressionBombError, OSError, SyntaxError, ValueError) as error:
        raise PictureError("A picture to edit can't be read.", said=str(error)) from error
    image = Image.new("RGB", layered.size, (255, 255, 255))
    image.paste(layered, mask=layered.getchannel("A"))
    longest = max(image.size)
    # Small pictures are enlarged a little, so that strokes and words have room.
    scale = _EDIT_SIDE / longest if longest > _EDIT_SIDE else max(1.0, min(640 / longest, 4))
    if scale != 1.0:
        size = (max(round(image.width * scale), 1), max(round(image.height * scale), 1))
        image = image.resize(size, Image.Resampling.LANCZOS)
    return image


def _labelled(image: Image.Image) -> Image.Image:
    """Return the image with the label in its lower right corner, where it has room."""
    short = min(image.size)
    size = max(11, round(short * 0.0165))
    words = font(size)
    wide, tall = round(words.getlength(LABEL) + size * 1.3), round(size * 1.75)
    left, top = image.width - wide - size * 2 // 3, image.height - tall - size * 2 // 3
    if left < 0 or top < 0:
        return image
    draw = ImageDraw.Draw(image, "RGBA")
    plate = (left, top, left + wide, top + tall)
    draw.rounded_rectangle(plate, tall // 2, fill=(255, 253, 246, 224))
    draw.text((left + wide / 2, top + tall / 2), LABEL, font=words, fill=(74, 68, 84), anchor="mm")
    return image


def _faintly_labelled(image: Image.Image, region: Image.Image) -> Image.Image:
    """Return the image with the label in the first corner that a region leaves free.

    So faint that it is no change of the picture to speak of: how much a model changes outside of
    a region is measured there.
    """
    size = max(11, round(min(image.size) * 0.0165))
    words = font(size)
    wide, tall, edge = round(words.getlength(LABEL)), round(size * 1.3), size
    right, foot = image.width - wide - edge, image.height - tall - edge
    for left, top in ((right, foot), (edge, foot), (right, edge), (edge, edge)):
        box = (left, top, left + wide, top + tall)
        if min(left, top) < 0 or region.crop(box).getbbox():
            continue
        labelled = image.copy()
        is_dark = ImageStat.Stat(image.crop(box).convert("L")).mean[0] < 128
        fill = (255, 255, 255) if is_dark else (0, 0, 0)
        ImageDraw.Draw(labelled).text((left, top), LABEL, font=words, fill=fill)
        return Image.blend(image, labelled, _FAINT)
    return image


_FAINT = 0.25  # how much of it is seen, from 0 to 1


def _encode(image: Image.Image, model: str, text: str) -> Sketch:
    """Return the bytes, with the label in the metadata."""
    description = f"{LABEL}: drawn by a program, not by a model"
    out = io.BytesIO()
    if not (model.startswith("gpt-image") or image.mode == "RGBA"):
        image.save(out, "JPEG", quality=90, subsampling=0, comment=description.encode())
        return Sketch(out.getvalue(), "jpeg", text)
    metadata = PngInfo()
    metadata.add_text("Description", description)
    metadata.add_text("Software", f"ipyimagegen {LABEL}")
    image.save(out, "PNG", pnginfo=metadata)
    for colours in (256, 64):  # few colours keep a photograph's PNG small enough for a notebook
        if out.tell() > _MAX_PNG_BYTES:
            out = io.BytesIO()
            few = image.quantize(colours, _QUANTIZE[image.mode], dither=Image.Dither.FLOYDSTEINBERG)
            few.save(out, "PNG", pnginfo=metadata)
    return Sketch(out.getvalue(), "png", text)
