"""HTML of outputs in Chromium: what is seen of it, and how much room it takes."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from ipyimagegen.images.picture import Picture
from ipyimagegen.requests import Reply, Request
from ipyimagegen.views.difference import Difference

EDGES = "[...document.images].map(one => one.getBoundingClientRect().right)"


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
