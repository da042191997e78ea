"""Pillow's warnings of damaged metadata stay out of people's cells."""

from __future__ import annotations

import io
import threading
import warnings

import pytest
from PIL import Image

from ipyimagegen.images.decoding import decode, orientation, upright
from ipyimagegen.images.inputs import prepare

# Little-endian; one entry, a text of 400 bytes, of which none is there.
_DAMAGED = b"Exif\0\0II*\0\x08\0\0\0\x01\0\x0e\x01\x02\0\x90\x01\0\0\x40\0\0\0\0\0\0\0"


def damaged(*, density: bool) -> bytes:
    """Return a JPEG with damaged EXIF; without a density Pillow reads it when it opens the file."""
    stream = io.BytesIO()
    Image.new("RGB", (64, 48), "teal").save(
        stream, "JPEG", exif=_DAMAGED, **({"dpi": (72, 72)} if density else {})
    )
    data = stream.getvalue()
    if not density:  # the JFIF segment, which says that there is none
        start = data.index(b"\xff\xe0")
        length = int.from_bytes(data[start + 2 : start + 4], "big")
        data = data[:start] + data[start + 2 + length :]
    return data


@pytest.fixture(params=[True, False], ids=["density", "no density"])
def photograph(request):
    return damaged(density=request.param)


def test_pillow_warns_of_it(photograph):
    with pytest.warns(UserWarning, match="EXIF|Skipping tag|Truncated"):
        Image.open(io.BytesIO(photograph)).getexif()


@pytest.mark.filterwarnings("error")
def test_a_photograph_with_damaged_exif_is_read_without_a_word(photograph):
    decoded = decode(photograph, "jpeg", "cat.jpg")
    assert upright(decoded.image).size == (64, 48)
    assert prepare(photograph).report
    assert orientation(photograph, "jpeg") == 1


def test_the_filters_are_afterwards_as_before(photograph):
    before = list(warnings.filters)
    threads = [threading.Thread(target=prepare, args=(photograph,)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert list(warnings.filters) == before
    with pytest.warns(UserWarning, match="mine"):
        warnings.warn("mine", stacklevel=1)
