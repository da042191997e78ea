"""How long a large library takes to open, and to find something in it."""

from __future__ import annotations

import hashlib
import json
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from PIL import Image, ImageFilter

from ipyimagegen.library import Library
from ipyimagegen.requests import Request, question
from ipyimagegen.views.history import History

COUNT = 100_000
REPEATS = 9
GATEWAY = "https://gateway.example"
MODELS = ("nano-banana", "gpt-image", "image-gen")
THINGS = ("frog", "boat", "hummingbird", "lighthouse", "fox at night", "bowl of plums")
STYLES = ("photorealistic", "oil painting", "vintage scientific", "watercolour", "pencil")


def prompt(number: int) -> str:
    return f"A {STYLES[number % 5]} of a {THINGS[number % 6]}, version {number}"


def digest(number: int) -> str:
    return hashlib.sha256(f"picture {number}".encode()).hexdigest()


def generations(count: int) -> Iterator[tuple[object, ...]]:
    began = datetime.now(UTC) - timedelta(seconds=60 * count)
    for number in range(1, count + 1):
        failed = number % 20 == 0
        model = MODELS[number % 3]
        created = (began + timedelta(seconds=60 * number)).isoformat(timespec="milliseconds")
        sources = (digest(number - 1),) if is_edit(number) else ()
        error = {"kind": "NoPicture", "message": "no picture", "said": "", "maybe_billed": True}
        yield (
            number, str(uuid.uuid4()), "failed" if failed else "done", GATEWAY, model, model,
            prompt(number), prompt(number), "{}", 1, question(model, prompt(number), sources, {}),
            "", "" if failed else "Here is your picture.", "stop", "{}", 0.04, 12.0 + number % 9,
            json.dumps(error) if failed else "null", "", created, created,
        )  # fmt: skip


def is_edit(number: int) -> bool:
    return number % 4 == 0 and (number - 1) % 20 != 0 and number > 1


def make(folder: Path, count: int = COUNT) -> None:
    """Fill a library with rows; their pictures have no files, which nothing here opens."""
    Library(folder).count()
    with sqlite3.connect(folder / "catalogue.db") as connection:
        connection.execute("PRAGMA synchronous=OFF")
        columns = (
            "number, uuid, status, gateway, model, served_by, template, prompt, parameters, take,"
            " question, name, text, finish_reason, usage, cost, seconds, error, notebook, created,"
            " finished"
        )
        marks = ", ".join("?" * (columns.count(",") + 1))
        connection.executemany(
            f"INSERT INTO generations ({columns}) VALUES ({marks})", generations(count)
        )
        done = [number for number in range(1, count + 1) if number % 20]
        connection.executemany(
            "INSERT INTO pictures VALUES (?, 'png', 1024, 1024, 1700000)",
            ((digest(number),) for number in done),
        )
        connection.executemany(
            "INSERT INTO generation_pictures VALUES (?, 1, ?)",
            ((number, digest(number)) for number in done),
        )
        connection.executemany(
            "INSERT INTO inputs VALUES (?, 1, ?, ?, ?)",
            (
                (number, digest(number - 1), f"@{number - 1}", number - 1)
                for number in range(1, count + 1)
                if is_edit(number)
            ),
        )
    connection.close()


def add_files(folder: Path, count: int) -> None:
    """Give the newest generations a file of 1.7 MB each; its thumbnail is made at first use."""
    noise = Image.effect_noise((1024, 1024), 60).convert("RGB")
    first = folder / "picture.png"
    noise.filter(ImageFilter.GaussianBlur(0.8)).save(first)
    with sqlite3.connect(folder / "catalogue.db") as connection:
        size = [first.stat().st_size]
        connection.execute("UPDATE pictures SET size = ?", size)
        newest = "SELECT hash FROM generation_pictures ORDER BY generation DESC LIMIT ?"
        for (name,) in connection.execute(newest, [count]).fetchall():
            path = folder / "pictures" / name[:2] / f"{name}.png"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.hardlink_to(first)
    connection.close()


OPEN = """
import sys, time
from pathlib import Path
from ipyimagegen.library import Library
import sqlalchemy.dialects.sqlite
began = time.perf_counter()
assert Library(Path(sys.argv[1])).last().number
print(time.perf_counter() - began)
"""


def opening(folder: Path) -> float:
    """Return the median seconds from nothing open to the last generation, in a new process."""
    runs = [
        float(
            subprocess.run(
                [sys.executable, "-c", OPEN, str(folder)],
                capture_output=True,
                text=True,
                check=True,
                timeout=120,
            ).stdout
        )
        for _ in range(5)
    ]
    return statistics.median(runs)


def median(action: Callable[[], object]) -> float:
    times = []
    for _ in range(REPEATS):
        began = time.perf_counter()
        action()
        times.append(time.perf_counter() - began)
    return statistics.median(times)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder_name:
        small, large = Path(folder_name) / "small", Path(folder_name) / "large"
        make(small, 100)
        began = time.perf_counter()
        make(large)
        print(f"{COUNT:,} generations made in {time.perf_counter() - began:.0f} s\n")
        middle = COUNT // 2 + 1
        replayed = Request(GATEWAY, MODELS[middle % 3], prompt(middle))
        missing = Request(GATEWAY, MODELS[0], "what nobody asked for")
        rows: list[tuple[str, int | None, Callable[[Library], object]]] = [
            ("@last", 20, lambda library: library.last()),
            ("a number", None, lambda library: library.get(7)),
            ("a hash", None, lambda library: library.pictures(digest(7)[:10])),
            ("a replay", None, lambda library: library.look_up([replayed])[0]),
            ("no replay", None, lambda library: library.look_up([missing])[0]),
            (
                "the usual time",
                None,
                lambda library: library.usual_seconds(GATEWAY, "gpt-image", edits=True),
            ),
            ("the newest 60", None, lambda library: library.search("", start=0, count=60)),
            ("60 in the middle", None, lambda library: library.search("", start=50_000, count=60)),
            ("search: a word", 50, lambda library: library.search("hummingbird")),
            ("search: rare", 50, lambda library: library.search('"version 50001"')),
            ("search: fields", 50, lambda library: library.search("frog model:gpt-image is:edit")),
            ("how many", None, lambda library: library.count()),
            ("history, a page", 100, lambda library: history(library, "")),
            ("history, a word", None, lambda library: history(library, "hummingbird")),
            ("spending", None, lambda library: library.spending()),
        ]
        for folder in (small, large):
            add_files(folder, 60)
        one, other = opening(small), opening(large)
        print_row("opening, to @last", 100, one, other)
        libraries = Library(small), Library(large)
        assert libraries[1].look_up([replayed])[0]
        for name, bar, action in rows:
            times = [
                median(lambda library=library, action=action: action(library))
                for library in libraries
            ]
            print_row(name, bar, *times)


def history(library: Library, query: str) -> str:
    """Return the HTML of `%imagegen history`."""
    return History(query, tuple(library.search(query)))._repr_html_()


def print_row(name: str, bar: int | None, small: float, large: float) -> None:
    limit = f"bar {bar}" if bar else ""
    print(f"{name:18}{large * 1e3:8.1f} ms  {limit:8} {large / small:6.1f} × with 100 generations")


if __name__ == "__main__":
    main()
