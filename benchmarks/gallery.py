"""How long the panel's first gallery takes in a large library, and how many bytes it moves.

In JupyterLab and Chromium, from the panel's appearance to the last visible picture. Needs what
the browser tests need.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from library import COUNT, add_pictures, make
from table import Row, milliseconds, print_head, print_rows

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE.parent / "tests" / "browser")]
from browsers import FLAGS, Lab, NotebookPage, chromium, jupyter  # noqa: E402  # the path comes first

WIDTHS = (700, 1200)
REPEATS = 5
SMALL = 1000
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
    return tiles.length > 3 && images.length > 2 && all ? images.length : 0;
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


def first_gallery(browser: Browser, lab: Lab, width: int, run: int) -> tuple[float, int, int]:
    """Return the seconds, the bytes received, and the number of pictures seen."""
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
    return milliseconds / 1e3, size, shown


def measure(count: int) -> dict[int, tuple[float, int, int]]:
    """Return the median of some runs for each width, in a library of so many generations."""
    with (
        tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home,
        tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as work,
    ):
        return measure_in(Path(home), Path(work), count)


def measure_in(home: Path, work: Path, count: int) -> dict[int, tuple[float, int, int]]:
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


def rows() -> Iterator[Row]:
    try:
        chromium()
    except pytest.skip.Exception as skipped:
        yield Row("the panel's first gallery", "not measured", str(skipped))
        return
    small, large = measure(SMALL), measure(COUNT)
    for width, (seconds, size, shown) in large.items():
        what = f"{COUNT:,} generations: the panel's first gallery, {width} px"
        yield Row(
            f"{what}, {shown} pictures",
            milliseconds(seconds),
            f"{SMALL:,} generations, {milliseconds(small[width][0])}",
            seconds / small[width][0],
            "≤ 300 ms",
            seconds <= 0.3,
        )
        yield Row(
            "bytes for it, the panel's own source among them",
            f"{size / 1e3:.0f} KB",
            f"{SMALL:,} generations, {small[width][1] / 1e3:.0f} KB",
            size / small[width][1],
            "≤ 300 KB",
            size <= 300_000,
        )


if __name__ == "__main__":
    print_head()
    print_rows(rows())
