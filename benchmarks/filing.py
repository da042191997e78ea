"""How long a reply that has come takes to be filed and shown, against what nobody can leave out.

In a real kernel, in which the moment is noted when the reply's last byte is there.
"""

from __future__ import annotations

import hashlib
import io
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pybase64
from PIL import Image

from gateway import answer, serving
from kernel import cell, kernel, median
from table import Row, milliseconds, print_head, print_rows

REPEATS = 15
NOTE = """
import time
from ipyimagegen.gateway import client

def note(*arguments, read_reply=client.read_reply):
    global came
    came = time.perf_counter()
    return read_reply(*arguments)

client.read_reply = note
"""


def parts(reply: bytes) -> float:
    """Return the seconds that the steps take, one after the other."""
    began = time.perf_counter()
    parsed = msgspec.json.decode(reply)
    encoded = parsed["choices"][0]["message"]["images"][0]["image_url"]["url"].split(",")[1]
    data = pybase64.b64decode(encoded, validate=True)
    hashlib.sha256(data).hexdigest()
    image = Image.open(io.BytesIO(data))
    image.load()
    small = image.resize((768, 768), Image.Resampling.BICUBIC, reducing_gap=2.0)
    small.save(io.BytesIO(), "JPEG", quality=85)
    return time.perf_counter() - began


def measure(model: str, folder: Path, url: str) -> Row:
    ours, summed = [], []
    folder.mkdir()
    parts(answer(model, 0))
    with kernel(folder, url) as notebook:
        notebook.run(cell(model, 0))
        notebook.run(NOTE)
        for number in range(1, REPEATS + 1):
            shown = notebook.run(cell(model, number)).shown
            ours.append(shown - float(notebook.run("print(came)").text))
            summed.append(parts(answer(model, number)))
    ratio = median(ours) / median(summed)
    return Row(
        f"reply in hand → filed and shown, {model.upper()}",
        milliseconds(median(ours)),
        f"the sum of its parts, {milliseconds(median(summed))}",
        ratio,
        "ratio ≤ 1.2",
        ratio <= 1.2,
    )


def rows() -> Iterator[Row]:
    with tempfile.TemporaryDirectory() as name, serving() as gateway:
        for model in ("png", "jpeg"):
            yield measure(model, Path(name) / model, gateway.url)


if __name__ == "__main__":
    print_head()
    print_rows(rows())
