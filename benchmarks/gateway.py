"""A gateway on this machine that answers at once, and the shell's way to its picture.

The models are kinds of photographs, and the last number of a prompt says which photograph it
is, so whoever asks the same gets the same bytes. A process of its own, as a gateway is: its work
must not count as that of whom it serves.
"""

from __future__ import annotations

import contextlib
import json
import re
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from functools import lru_cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pybase64

from photographs import encoded, photograph

__all__ = ["PATH", "Gateway", "answer", "serving"]

PATH = "/v1/chat/completions"
KINDS = {  # of each model: type, side, quality, and the seconds that an answer takes
    "png": ("png", 1024, 95, 0.0),
    "jpeg": ("jpeg", 1024, 95, 0.0),
    "large": ("jpeg", 1448, 95, 0.0),  # 1 MB
    "slow": ("jpeg", 448, 95, 1.0),  # 0.1 MB
}
PIPELINE = r"""
curl -s --max-time 240 {url} -H "Authorization: Bearer sk-x" -H "Content-Type: application/json" \
  -d '{body}' \
| jq -r '.choices[0].message.images[0].image_url.url' \
| sed 's/^data:image\/[a-z]*;base64,//' \
| base64 -d > {file}
"""


@lru_cache(maxsize=128)
def answer(model: str, number: int) -> bytes:
    """Return the body of an answer."""
    type, side, quality, _ = KINDS[model]
    data = encoded(photograph(number, side), type, quality)
    url = f"data:image/{type};base64,{pybase64.b64encode_as_string(data)}"
    message = {"role": "assistant", "content": "Here.", "images": [{"image_url": {"url": url}}]}
    choice = {"index": 0, "finish_reason": "stop", "message": message}
    return json.dumps({"model": model, "choices": [choice]}).encode()


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"  # the connection stays
    disable_nagle_algorithm = True

    def do_POST(self) -> None:
        began = time.perf_counter()
        assert "Bearer" in self.headers["Authorization"]
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        *_, number = re.findall(r"\d+", json.dumps(asked["messages"]))
        body = answer(asked["model"], int(number))
        seconds = KINDS[asked["model"]][-1]
        time.sleep(max(0, seconds - (time.perf_counter() - began)))
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments: object) -> None:
        """Say nothing."""


class Server(ThreadingHTTPServer):
    request_queue_size = 64


class Gateway:
    """A gateway that runs, by its address."""

    def __init__(self, url: str) -> None:
        self.url = url

    def pipeline(self, model: str, number: int, folder: Path) -> float:
        """Return the seconds that curl, jq, sed and base64 take to a photograph's file."""
        body, file = question(model, number), folder / "frog.jpg"
        command = PIPELINE.format(url=self.url + PATH, body=body, file=file)
        began = time.perf_counter()
        subprocess.run(["bash", "-c", command], check=True, timeout=60)
        seconds = time.perf_counter() - began
        assert file.stat().st_size > 10_000
        file.unlink()
        return seconds

    def own_seconds(self, model: str, number: int) -> float:
        """Return the seconds until an answer has come to somebody who does nothing with it."""
        body = question(model, number).encode()
        asked = urllib.request.Request(
            self.url + PATH,
            body,
            {"Content-Type": "application/json", "Authorization": "Bearer sk-x"},
        )
        began = time.perf_counter()
        with urllib.request.urlopen(asked, timeout=60) as response:
            assert len(response.read()) > 10_000
        return time.perf_counter() - began


def question(model: str, number: int) -> str:
    """Return the body of a request."""
    message = {"role": "user", "content": f"photograph {number}"}
    return json.dumps({"model": model, "messages": [message], "stream": False})


@contextlib.contextmanager
def serving(**ready: int) -> Iterator[Gateway]:
    """Run a gateway that has so many photographs of each model ready; others it makes as asked."""
    counts = [f"{model}={count}" for model, count in ready.items()]
    command = [sys.executable, __file__, *counts]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            url = process.stdout.readline().strip()
            assert url, "the gateway did not start"
            yield Gateway(url)
        finally:
            process.terminate()


def main(*ready: str) -> None:
    """Serve, with photographs ready as in ``png=16``, and print the address."""
    for model, _, count in (word.partition("=") for word in ready):
        for number in range(int(count)):
            answer(model, number)
    with Server(("127.0.0.1", 0), Handler) as server:
        print(f"http://127.0.0.1:{server.server_port}", flush=True)
        server.serve_forever()


if __name__ == "__main__":
    main(*sys.argv[1:])
