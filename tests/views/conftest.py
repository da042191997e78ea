"""Generations to view, with pictures, parents, files of the user's own and costs."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from ipyimagegen.images.picture import Picture
from ipyimagegen.library import Source
from ipyimagegen.requests import Reply, Request

GATEWAY = "https://gateway.example"


def picture(number, size=(40, 30)):
    stream = io.BytesIO()
    Image.new("RGB", size, (number % 256, number // 256, 7)).save(stream, "PNG")
    return Picture.from_bytes(stream.getvalue())


@pytest.fixture
def library(session):
    return session.library


@pytest.fixture
def claim(library):
    """Claim a request; its inputs are `parents`, named `called`, and a file named `own`."""

    def claimed(
        prompt,
        *parents,
        own="",
        called="",
        name="",
        notebook="",
        gateway=GATEWAY,
        model="nano-banana",
        **asked,
    ):
        sources = [
            Source(one.picture, called or one.name or one.ref, one.number) for one in parents
        ]
        if own:
            sources.append(Source(library.add(picture(60_000)), own))
        hashes = tuple(source.value.hash for source in sources)
        request = Request(gateway, model, prompt, hashes, **asked)
        claim = library.claim(
            request, template=prompt, sources=sources, name=name, notebook=notebook
        )
        return claim.number

    return claimed


@pytest.fixture
def make(library, claim):
    """Make a finished generation with a picture of `size` pixels at `cost` dollars."""

    def made(prompt, *parents, size=(40, 30), cost=None, **asked):
        number = claim(prompt, *parents, **asked)
        return library.finish(number, Reply((picture(number, size),), served_by="real", cost=cost))

    return made
