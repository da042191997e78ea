"""HTML of outputs in Chromium: what is seen of it, and how much room it takes."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from ipyimagegen.images.picture import Picture
from ipyimagegen.requests import Reply, Request
from ipyimagegen.session.outcome import Outcome
from ipyimagegen.session.plan import Dimension
from ipyimagegen.views.difference import Difference
from ipyimagegen.views.sheet import outcome_place, sheet

EDGES = "[...document.images].map(one => one.getBoundingClientRect().right)"
SIZES = "[...document.images].map(one => [one.width, one.height])"


@pytest.fixture
def make(session):
    """Make a generation with a picture of `size` pixels."""

    def made(prompt, colour, size):
        stream = io.BytesIO()
        Image.new("RGB", size, colour).save(stream, "PNG")
        request = Request("https://gateway.example", "nano-banana", prompt, ())
        claim = session.library.claim(request, template=prompt, sources=[], name="", notebook="")
        picture = Picture.from_bytes(stream.getvalue())
        return session.library.finish(claim.number, Reply((picture,), served_by="real"))

    return made


@pytest.fixture
def output(browser):
    """Show HTML in an output of a width in pixels."""
    page = browser.new_page()

    def shown(html, width):
        page.set_content(f'<div style="width:{width}px;overflow:hidden">{html}</div>')
        return page

    yield shown
    page.close()


@pytest.mark.parametrize("width", [700, 400])
def test_a_difference_is_seen_beside_what_it_compares(make, output, width):
    first, second = make("a", "red", (1024, 768)), make("b", "blue", (1024, 1024))
    page = output(Difference(first, second)._repr_html_(), width)
    edges = page.evaluate(EDGES)
    assert len(edges) == 3
    assert max(edges) <= 8 + width


@pytest.mark.parametrize("style", [True, False])
def test_a_line_of_pixels_is_seen_and_no_taller_than_its_place(make, output, style):
    lines = [(1, 4000), (4000, 1), (20, 4000)]
    made = [make(f"picture {n}", "red", size) for n, size in enumerate([*lines, *[(512, 512)] * 4])]
    places = [outcome_place(Outcome((one.ref,), generation=one, number=one.number)) for one in made]
    html = sheet([Dimension("n", tuple(one.ref for one in made))], places)
    page = output(html if style else html.replace("style=", "title="), 1250)
    sizes = page.evaluate(SIZES)
    square = sizes[-1][0]
    assert [max(size) for size in sizes] == [square] * 7
    assert min(map(min, sizes)) == 1
