"""How long a large library takes to open, and to find something in it."""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from ipyimagegen.images.picture import Picture
from ipyimagegen.library import Library
from ipyimagegen.requests import Request, question
from ipyimagegen.views.history import History
from kernel import COMPILED
from photographs import encoded, photograph
from table import Row, milliseconds, print_head, print_rows

COUNT = 100_000
SMALL = 100
PICTURED = 60  # of the newest generations; a page of history shows twenty, the gallery some thirty
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
    """Fill a library with rows; their pictures have no files."""
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
            "INSERT INTO pictures (hash, type, width, height, size, look)"
            " VALUES (?, 'png', 1024, 1024, 1700000, ?)",
            ((digest(number), digest(number)[:16]) for number in done),
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


def add_pictures(folder: Path) -> None:
    """Give the newest generations a photograph each, with its thumbnail, as a new picture has."""
    library = Library(folder)
    connection = sqlite3.connect(folder / "catalogue.db")
    newest = "SELECT generation FROM generation_pictures ORDER BY generation DESC LIMIT ?"
    for (number,) in connection.execute(newest, [PICTURED]).fetchall():
        picture = library.add(Picture.from_bytes(encoded(photograph(number), "jpeg")))
        library.thumbnail(picture)
        row = (picture.hash, number)
        connection.execute("UPDATE generation_pictures SET hash = ? WHERE generation = ?", row)
        connection.commit()
    connection.close()
    library.close()


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
                env=os.environ | COMPILED,
            ).stdout
        )
        for _ in range(5)
    ]
    return statistics.median(runs)


def medians(action: Callable[[Library], object], libraries: Sequence[Library]) -> list[float]:
    """Return the median seconds that an action takes in each library, in turn."""
    times: list[list[float]] = [[] for _ in libraries]
    for _ in range(REPEATS):
        for library, taken in zip(libraries, times, strict=True):
            began = time.perf_counter()
            action(library)
            taken.append(time.perf_counter() - began)
    return [statistics.median(taken) for taken in times]


def rows() -> Iterator[Row]:
    middle = COUNT // 2 + 1
    replayed = Request(GATEWAY, MODELS[middle % 3], prompt(middle))
    missing = Request(GATEWAY, MODELS[0], "what nobody asked for")
    actions: list[tuple[str, int | None, Callable[[Library], object]]] = [
        ("@last", 20, lambda library: library.last()),
        ("a number", None, lambda library: library.get(7)),
        ("a hash", None, lambda library: library.pictures(digest(7)[:10])),
        ("a replay looked up", None, lambda library: library.look_up([replayed])[0]),
        ("no replay", None, lambda library: library.look_up([missing])[0]),
        (
            "the usual time",
            None,
            lambda library: library.usual_seconds(GATEWAY, "gpt-image", edits=True),
        ),
        ("the newest 60", None, lambda library: library.search("", start=0, count=60)),
        ("60 in the middle", None, lambda library: library.search("", start=50_000, count=60)),
        ("search by a word", 50, lambda library: library.search("hummingbird")),
        ("search for what is rare", 50, lambda library: library.search('"version 50001"')),
        ("search by fields", 50, lambda library: library.search("frog model:gpt-image is:edit")),
        ("the history by template", 50, lambda library: grouped(library, "", "template")),
        ("the history by time", 50, lambda library: grouped(library, "", "time")),
        ("a search by template", 50, lambda library: grouped(library, "hummingbird", "template")),
        ("a search by time", 50, lambda library: grouped(library, "hummingbird", "time")),
        ("what looks like one", 50, lambda library: library.search("like:@7")),
        ("what looks like one, by time", 50, lambda library: grouped(library, "like:@7", "time")),
        ("what a new one looks like", None, lambda library: library.nearly(10**6, digest(7)[:16])),
        ("how many", None, lambda library: library.count()),
        ("a page of history", 100, lambda library: history(library, "")),
        ("a page of history, by a word", None, lambda library: history(library, "hummingbird")),
        ("spending", None, lambda library: library.spending()),
    ]
    with tempfile.TemporaryDirectory() as name:
        folders = Path(name) / "small", Path(name) / "large"
        for folder, count in zip(folders, (SMALL, COUNT), strict=True):
            make(folder, count)
            add_pictures(folder)
        yield row("opening, to @last", 100, *map(opening, folders))
        libraries = [Library(folder) for folder in folders]
        assert libraries[1].look_up([replayed])[0]
        for what, bar, action in actions:
            yield row(what, bar, *medians(action, libraries))
        for library in libraries:
            library.close()


def grouped(library: Library, query: str, arrangement: str) -> object:
    """Return what the panel's history shows first: a page of groups, and what stands in one."""
    found = library.groups(query, arrangement, UTC)
    first = [(group.key, 0) for group in found.page[:1]]
    return library.pages(first, query, alike=found.alike)


def history(library: Library, query: str) -> str:
    """Return the HTML of `%imagegen history`."""
    return History(query, tuple(library.search(query)))._repr_html_()


def row(what: str, bar: int | None, small: float, large: float) -> Row:
    return Row(
        f"{COUNT:,} generations: {what}",
        milliseconds(large),
        f"{SMALL:,} generations, {milliseconds(small)}",
        large / small,
        f"≤ {bar} ms" if bar else "",
        large * 1e3 <= bar if bar else None,
    )


if __name__ == "__main__":
    print_head()
    print_rows(rows())
