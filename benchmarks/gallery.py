"""How long the panel's first gallery takes in a large library, and how many bytes it moves.

In JupyterLab and Chromium, from the panel's appearance to the last visible picture. Needs what
the browser tests need.
"""

from __future__ import annotations

import io
import random
import sqlite3
import statistics
import sys
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from ipyimagegen.images.picture import Picture
from ipyimagegen.library import Library
from library import COUNT, make

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE.parent / "tests" / "browser")]
from browsers import FLAGS, Lab, NotebookPage, chromium, jupyter  # noqa: E402  # the path comes first

PICTURED = 300  # of the newest generations; the gallery shows some thirty
WIDTHS = (700, 1200)
REPEATS = 5
CELLS = (
    "%load_ext ipyimagegen",
    "import ipyimagegen as ig; ig.history(limit=1)\nfrom ipyimagegen.widget import Panel",
    "%imagegen panel",
)
# Keeps the times when the panel appears and when every visible picture is there.
WATCH = """() => {
  window.began = window.ended = window.shown = 0;
  const seen = (panel) => {
    const low = panel.querySelector('.gallery').getBoundingClientRect().bottom;
    const tiles = [...panel.querySelectorAll('.tile')].filter(
      (tile) => tile.getBoundingClientRect().top < low);
    const images = tiles.map((tile) => tile.querySelector('img')).filter(Boolean);
    const all = images.every((image) => image.src && image.complete && image.naturalWidth);
    return tiles.length > 5 && images.length > 5 && all ? images.length : 0;
  };
  new MutationObserver(() => {
    const panel = document.querySelector('.imagegen-panel');
    if (!panel || window.began) return;
    window.began = performance.now();
    const timer = setInterval(() => {
      window.shown = seen(panel);
      if (window.shown) { window.ended = performance.now(); clearInterval(timer); }
    }, 4);
  }).observe(document.body, { childList: true, subtree: true });
}"""


def add_pictures(folder: Path) -> None:
    """Give the newest generations a photograph each: another part of one of the notebooks'."""
    photographs = [
        Image.open(HERE.parent / "notebooks" / name).convert("RGB")
        for name in ("coffee.jpg", "rocket.jpg")
    ]
    chance = random.Random(1)
    library = Library(folder)
    connection = sqlite3.connect(folder / "catalogue.db")
    newest = "SELECT generation FROM generation_pictures ORDER BY generation DESC LIMIT ?"
    for (number,) in connection.execute(newest, [PICTURED]).fetchall():
        photograph = photographs[number % 2]
        side = int(min(photograph.size) * chance.uniform(0.5, 1))
        left, top = (chance.randint(0, length - side) for length in photograph.size)
        stream = io.BytesIO()
        part = photograph.crop((left, top, left + side, top + side)).resize((1024, 1024))
        part.save(stream, "JPEG", quality=92)
        picture = library.add(Picture.from_bytes(stream.getvalue()))
        library.thumbnail(picture)  # as it is made with a new picture
        row = (picture.hash, number)
        connection.execute("UPDATE generation_pictures SET hash = ? WHERE generation = ?", row)
        connection.commit()
    connection.close()
    library.close()


def first_gallery(browser: Browser, lab: Lab, width: int, run: int) -> tuple[float, int, int]:
    """Return the milliseconds, the bytes received, and the number of pictures seen."""
    page = browser.new_page(viewport={"width": 1700, "height": 2200})
    received: list[int] = []
    page.on(
        "websocket",
        lambda socket: socket.on("framereceived", lambda data: received.append(len(data))),
    )
    notebook = NotebookPage(page, lab.write(f"gallery-{width}-{run}.ipynb", *CELLS), lab)
    notebook.open()
    page.add_style_tag(content=f".imagegen-panel {{ width: {width}px !important; }}")
    notebook.run(0)
    notebook.run(1)
    page.wait_for_timeout(800)
    page.evaluate(WATCH)
    received.clear()
    notebook.run(2)
    page.wait_for_function("window.ended > 0", timeout=60_000)
    size = sum(received)
    milliseconds, shown = page.evaluate("[window.ended - window.began, window.shown]")
    page.close()
    return milliseconds, size, shown


def measure(count: int) -> dict[int, tuple[float, int, int]]:
    """Return the median of some runs for each width, in a library of so many generations."""
    home, work = Path(tempfile.mkdtemp()), Path(tempfile.mkdtemp())
    folder = home / "library"
    make(folder, count)
    add_pictures(folder)
    with (
        jupyter(home, work, "ipyimagegen", "lab") as (url, token),
        sync_playwright() as playwright,
    ):
        lab = Lab(url, token, work / "ipyimagegen-notebooks", folder)
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        medians = {}
        for width in WIDTHS:
            runs = [first_gallery(browser, lab, width, run) for run in range(REPEATS)]
            times, sizes, shown = zip(*runs, strict=True)
            medians[width] = statistics.median(times), max(sizes), shown[0]
        browser.close()
    return medians


def main() -> None:
    small, large = measure(1000), measure(COUNT)
    for width, (milliseconds, size, shown) in large.items():
        ratio = milliseconds / small[width][0]
        print(
            f"{width} px, {shown} pictures: {milliseconds:.0f} ms (bar 300), {size / 1e3:.0f} KB "
            f"(bar 300, the panel's own source among them), {ratio:.2f} × with 1,000 generations"
        )


if __name__ == "__main__":
    main()
