"""How long the magic takes, each row as a ratio to a yardstick of the same run."""

from __future__ import annotations

import contextlib
import hashlib
import http.server
import io
import itertools
import json
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

REPEATS = 7


def median(action: Callable[[], object], repeats: int = REPEATS) -> float:
    times = []
    for _ in range(repeats):
        started = time.perf_counter()
        action()
        times.append(time.perf_counter() - started)
    return statistics.median(times)


def big_replies(count: int) -> list[bytes]:
    """Return replies with a PNG of about 2 MB, as a gateway sends it, each with other bytes."""
    from PIL import Image, ImageFilter

    noise = Image.effect_noise((1024, 1024), 60).convert("RGB")
    smooth = noise.filter(ImageFilter.GaussianBlur(0.8))
    stream = io.BytesIO()
    smooth.save(stream, "PNG", compress_level=1)
    # Bytes after the end of a PNG change its hash and nothing else.
    return [reply_with(stream.getvalue() + number.to_bytes(8)) for number in range(count)]


def reply_with(png: bytes) -> bytes:
    import pybase64

    url = "data:image/png;base64," + pybase64.b64encode(png).decode()
    message = {"content": "Here.", "images": [{"image_url": {"url": url}}]}
    return json.dumps({"choices": [{"message": message, "finish_reason": "stop"}]}).encode()


def serve(replies: list[bytes]) -> str:
    turn = itertools.cycle(replies)

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self):
            self.rfile.read(int(self.headers["Content-Length"]))
            reply = next(turn)
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(reply)))
            self.end_headers()
            self.wfile.write(reply)

        def log_message(self, *arguments):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_port}"


IN_A_FRESH_SHELL = """
import contextlib, time
from IPython.core.interactiveshell import InteractiveShell
shell = InteractiveShell.instance()
shell.run_cell("pass")
a = time.perf_counter(); shell.run_cell("pass"); empty = time.perf_counter() - a
a = time.perf_counter(); shell.run_line_magic("load_ext", "ipyimagegen"); load = time.perf_counter() - a
with contextlib.redirect_stdout(None): shell.run_line_magic("imagegen", "use {url}")
a = time.perf_counter(); shell.run_cell_magic("imagegen", "-q --again", "a cat"); first = time.perf_counter() - a
print(empty, load, first)
"""


def fresh_shell(url: str) -> tuple[float, float, float]:
    """Return the medians of an empty cell, of loading, and of a first call, in seconds."""
    runs = []
    for _ in range(5):
        result = subprocess.run(
            [sys.executable, "-c", IN_A_FRESH_SHELL.replace("{url}", url)],
            capture_output=True,
            text=True,
            check=True,
            timeout=120,
        )
        runs.append([float(word) for word in result.stdout.split()[-3:]])
    empty, load, first = (statistics.median(column) for column in zip(*runs, strict=True))
    return empty, load, first


def pipeline(url: str, folder: Path) -> Callable[[], object]:
    command = (
        f"curl -s {url}/v1/chat/completions -H 'Content-Type: application/json' -d '{{}}' "
        "| jq -r '.choices[0].message.images[0].image_url.url' "
        f"| sed 's/^data:image\\/[a-z]*;base64,//' | base64 -d > {folder / 'cat.png'}"
    )
    return lambda: subprocess.run(["bash", "-c", command], check=True, timeout=60)


def parts(reply: bytes) -> float:
    """Return the summed medians of the steps that no filing of a reply can leave out."""
    import msgspec
    import pybase64
    from PIL import Image

    parsed = msgspec.json.decode(reply)
    encoded = parsed["choices"][0]["message"]["images"][0]["image_url"]["url"].split(",")[1]
    data = pybase64.b64decode(encoded, validate=True)
    image = Image.open(io.BytesIO(data))
    image.load()
    small = image.resize((768, 768), Image.Resampling.LANCZOS, reducing_gap=3)
    return sum(
        median(part)
        for part in (
            lambda: msgspec.json.decode(reply),
            lambda: pybase64.b64decode(encoded, validate=True),
            lambda: hashlib.sha256(data).hexdigest(),
            lambda: Image.open(io.BytesIO(data)).load(),
            lambda: image.resize((768, 768), Image.Resampling.LANCZOS, reducing_gap=3),
            lambda: small.save(io.BytesIO(), "JPEG", quality=85),
        )
    )


def filing(replies: list[bytes], folder: Path) -> float:
    """Return the median seconds from a reply in hand to a filed picture and its preview."""
    from ipyimagegen.gateway.failures import Response
    from ipyimagegen.gateway.replies import read_reply
    from ipyimagegen.library import Library
    from ipyimagegen.library.generation import preview_of
    from ipyimagegen.requests import Request

    library = Library(folder)
    request = Request(gateway="http://127.0.0.1", model="nano-banana", prompt="a cat")
    requests = [replace(request, prompt=f"cat {number}") for number in range(REPEATS)]
    numbers = [library.claim(one, template="a cat", sources=()).number for one in requests]
    turn = iter(zip(numbers, replies, strict=True))

    def file() -> None:
        number, reply = next(turn)
        headers = {"content-type": "application/json"}
        read = read_reply(Response(request.gateway, 200, headers, 1, request), reply)
        generation = library.finish(number, read)
        generation.keep_preview(preview_of(read.pictures, read.images, 768))
        assert generation._repr_jpeg_()

    return median(file)


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["IMAGEGEN_LIBRARY"] = str(folder / "library")
        os.environ["IPYTHONDIR"] = str(folder / "ipython")
        replies = big_replies(4 * REPEATS)
        reply = replies[0]
        url = serve(replies)
        empty, load, first = fresh_shell(url)
        print(f"reply of {len(reply) / 1e6:.1f} MB, medians")
        print(f"empty cell            {empty * 1e3:8.1f} ms")
        print(f"%load_ext             {load * 1e3:8.1f} ms   {load / empty:6.1f} × an empty cell")
        print(f"first call            {first * 1e3:8.1f} ms   {first / empty:6.1f} × an empty cell")

        from IPython.core.interactiveshell import InteractiveShell
        from traitlets.config import Config

        # The shell's history would be written at exit, when the folder is gone.
        shell = InteractiveShell.instance(config=Config({"HistoryManager": {"enabled": False}}))
        # As in a notebook: a bare shell shows text only, and no preview would be made.
        shell.display_formatter.active_types = shell.display_formatter.format_types
        shell.run_line_magic("load_ext", "ipyimagegen")
        with contextlib.redirect_stdout(io.StringIO()):
            shell.run_line_magic("imagegen", f"use {url}")

        prompts = (f"a cat, number {number}" for number in itertools.count())

        def warm() -> None:
            with contextlib.redirect_stdout(io.StringIO()):
                shell.run_cell_magic("imagegen", "cat", next(prompts))
            assert shell.user_ns["cat"]._repr_jpeg_()

        warm()
        call, piped = median(warm), median(pipeline(url, folder))

        def again() -> None:
            with contextlib.redirect_stdout(io.StringIO()):
                shell.run_cell_magic("imagegen", "cat", "a cat, number 0")
            assert shell.user_ns["cat"].prompt == "a cat, number 0"

        replayed = median(again)
        print(
            f"warm call             {call * 1e3:8.1f} ms   {call / piped:6.2f} × curl|jq|sed|base64"
        )
        print(f"the same, replayed    {replayed * 1e3:8.1f} ms   {replayed / call:6.2f} × the call")
        filed, summed = filing(replies[:REPEATS], folder / "filing"), parts(reply)
        print(f"reply → filed, shown  {filed * 1e3:8.1f} ms   {filed / summed:6.2f} × its parts")


if __name__ == "__main__":
    main()
