"""How long forty calls take side by side, as a ratio to the calls' own time."""

from __future__ import annotations

import http.server
import io
import itertools
import json
import multiprocessing
import tempfile
import time
from pathlib import Path

import pybase64
from PIL import Image

from ipyimagegen.library import Library
from ipyimagegen.session import Session
from ipyimagegen.settings import Settings

CALLS = 40
AT_ONCE = 8
SECONDS = 1.0  # that each call takes


def noise() -> bytes:
    stream = io.BytesIO()
    Image.effect_noise((320, 300), 80).save(stream, "PNG")
    return stream.getvalue()


def serve(address) -> None:
    png, turn = noise(), itertools.count()

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self):
            began = time.perf_counter()
            self.rfile.read(int(self.headers["Content-Length"]))
            url = (
                "data:image/png;base64," + pybase64.b64encode(png + next(turn).to_bytes(8)).decode()
            )
            message = {"content": None, "images": [{"image_url": {"url": url}}]}
            body = json.dumps({"choices": [{"message": message}]}).encode()
            time.sleep(max(0, SECONDS - (time.perf_counter() - began)))
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *arguments):
            pass

    class Server(http.server.ThreadingHTTPServer):
        request_queue_size = 64

    server = Server(("127.0.0.1", 0), Handler)
    address.put(f"http://127.0.0.1:{server.server_port}")
    server.serve_forever()


def main() -> None:
    # In a process of its own, as a gateway is: its work must not count as ours.
    address = multiprocessing.Queue()
    server = multiprocessing.Process(target=serve, args=(address,), daemon=True)
    server.start()
    print(f"replies of {len(noise()) / 1e3:.0f} KB")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        settings = Settings(environment={}, folder=folder, config_file=folder / "config.toml")
        settings.use(address.get(timeout=30))
        settings.configured = {"concurrency": AT_ONCE, "max_calls": CALLS}.get
        session = Session(settings, library=Library(folder / "library"))
        session.generate("the first call of a kernel")
        ideal = CALLS / AT_ONCE * SECONDS
        for turn in range(3):
            began = time.perf_counter()
            sweep = session.sweep(f"turn {turn}, " + "{*n}", n=range(CALLS))
            took = time.perf_counter() - began
            assert len(sweep.generations) == CALLS
            print(
                f"{CALLS} calls, {AT_ONCE} at once: {took:.2f} s, {took / ideal:.3f} × {ideal:.0f} s (bar 1.05)"
            )
        began = time.perf_counter()
        session.sweep("turn 0, {*n}", n=range(CALLS))
        print(f"the same, replayed: {time.perf_counter() - began:.2f} s")
        session.close()
    server.terminate()


if __name__ == "__main__":
    main()
