"""How long a reply that has come takes to be filed and shown, against what nobody can leave out.

In a real kernel, in which the moments are noted when the reply's last byte is there, and when
its picture is verified, filed and previewed. Until it is shown, messages go to the front end:
there IPython's own display of a caption and of the same preview, in the same kernel, is one more part.
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
from kernel import Kernel, cell, kernel, median
from table import Row, milliseconds, print_head, print_rows

REPEATS = 15
NOTE = """
import time
from ipyimagegen.gateway import client
from ipyimagegen.session.results import Results

def note_reply(*arguments, read_reply=client.read_reply):
    global came
    came = time.perf_counter()
    return read_reply(*arguments)

def note_result(*arguments, add=Results.add):
    global filed
    filed = time.perf_counter()
    return add(*arguments)

client.read_reply, Results.add = note_reply, note_result
"""
DISPLAY = """
began = time.perf_counter()
display({"text/html": "a caption", "text/plain": "a caption"}, raw=True)
Image(data)
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


def displayed(notebook: Kernel, number: int) -> float:
    """Return the seconds that IPython takes to display a caption and a preview of ours."""
    notebook.run(f"from IPython.display import Image; data = picture_{number}.preview.data")
    run = notebook.run(DISPLAY)
    return run.shown - float(notebook.run("print(began)").text)


def measure(model: str, folder: Path, url: str) -> Iterator[Row]:
    filed, shown, summed, displays = [], [], [], []
    folder.mkdir()
    parts(answer(model, 0))
    with kernel(folder, url) as notebook:
        notebook.run(cell(model, 0))
        notebook.run(NOTE)
        for number in range(1, REPEATS + 1):
            run = notebook.run(cell(model, number))
            came, ended = map(float, notebook.run("print(came, filed)").text.split())
            filed.append(ended - came)
            shown.append(run.shown - came)
            summed.append(parts(answer(model, number)))
            displays.append(displayed(notebook, number))
    floor = f"the sum of its parts, {milliseconds(median(summed))}"
    ratio = median(filed) / median(summed)
    yield Row(
        f"reply in hand → verified, filed and previewed, {model.upper()}",
        milliseconds(median(filed)),
        floor,
        ratio,
        "ratio ≤ 1.2",
        ratio <= 1.2,
    )
    least = median(summed) + median(displays)
    yield Row(
        f"reply in hand → shown, {model.upper()}",
        milliseconds(median(shown)),
        f"its parts and IPython's display, {milliseconds(least)}",
        median(shown) / least,
        "ratio ≤ 1.2",
        median(shown) <= 1.2 * least,
    )


def rows() -> Iterator[Row]:
    with tempfile.TemporaryDirectory() as name, serving() as gateway:
        for model in ("png", "jpeg"):
            yield from measure(model, Path(name) / model, gateway.url)


if __name__ == "__main__":
    print_head()
    print_rows(rows())
