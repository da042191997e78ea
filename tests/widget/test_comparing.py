"""What the panel is told of two pictures: their prompts by words, and how their pixels differ."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from ipyimagegen.images.picture import Picture
from ipyimagegen.library import Source
from ipyimagegen.library.comparisons import compare_pictures
from ipyimagegen.requests import Reply, Request


@pytest.fixture
def pair(session):
    """A photograph, and an edit of it."""
    library = session.library
    image = Image.effect_mandelbrot((300, 200), (-2, -1, 1, 1), 60).convert("RGB")
    photograph = library.add(filed(image), "coffee.png")
    image.paste((255, 0, 0), (200, 20, 260, 70))
    request = Request("https://gateway.example", "nano-banana", "a red cup", (photograph.hash,))
    claim = library.claim(request, template="a red cup", sources=[Source(photograph, "coffee.png")])
    return photograph, library.finish(claim.number, Reply((filed(image),), served_by="real"))


def filed(image):
    stream = io.BytesIO()
    image.save(stream, "PNG")
    return Picture.from_bytes(stream.getvalue())


@pytest.mark.thorough
def test_the_panel_tells_the_numbers_of_the_command(front, pair):
    photograph, edit = pair
    asked = {"view": "v", "id": 1, "first": photograph.hash, "second": edit.main.hash}
    front.ask("difference", aligned=True, **asked)
    told, [data] = front.wait("difference")
    assert told["headline"] == "5 % of the pixels differ"
    facts = [(fact["name"], fact["words"]) for fact in told["facts"]]
    assert facts == compare_pictures(photograph, edit.main).facts
    assert ("where", "upper right: 200,20,260,70") in facts
    assert Image.open(io.BytesIO(data)).format == told["type"].upper() == "JPEG"


def test_a_missing_picture_is_the_reason(front, pair):
    photograph, edit = pair
    edit.main.path.unlink()
    asked = {"view": "v", "first": photograph.hash, "second": edit.main.hash, "aligned": True}
    front.ask("difference", id=1, **asked)
    told, _ = front.wait("refused", id=1)
    assert "not in the library any more" in told["words"][0]
    front.ask("difference", id=2, **{**asked, "second": "0" * 64})
    front.wait("refused", id=2)


def test_prompts_are_told_by_words(front, session, pair):
    _, edit = pair
    request = Request("https://gateway.example", "nano-banana", "a blue cup", ())
    other = session.library.claim(request, template="a blue cup", sources=[]).number
    for number, (first, second) in enumerate([(edit.number, other), (0, other), (other, other)]):
        front.ask("words", view="v", id=number, first=first, second=second)
    parts = [
        [(one["kind"], one["text"]) for one in front.wait("words", id=number)[0]["segments"]]
        for number in range(3)
    ]
    assert parts[0] == [("same", "a "), ("gone", "red"), ("new", "blue"), ("same", " cup")]
    assert parts[1:] == [[("new", "a blue cup")], []]
    front.ask("words", view="v", id=9, first=99, second=other)
    front.wait("refused", id=9)


def test_what_a_generation_was_made_from_has_its_size(front, pair):
    photograph, edit = pair
    front.ask("details", view="v", id=1, number=edit.number)
    [[before], [own]] = front.wait("details")[0]["details"]["steps"]
    assert (before["hash"], before["width"], before["height"]) == (photograph.hash, 300, 200)
    assert (own["number"], own["width"], own["height"]) == (edit.number, 300, 200)
