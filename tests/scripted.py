"""A gateway that misbehaves on command, over real sockets."""

from __future__ import annotations

import base64
import contextlib
import io
import json
import socket
import ssl
import struct
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from typing import Any

from PIL import Image

DEADLINE = 60
Script = Callable[[Any], None]


def picture(kind: str = "PNG", colour: str = "#2060c0", size: tuple[int, int] = (64, 48)) -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", size, colour).save(stream, kind)
    return stream.getvalue()


def data_url(data: bytes, label: str = "png") -> str:
    return f"data:image/{label};base64,{base64.b64encode(data).decode()}"


def bomb() -> bytes:
    """A PNG of 169 megapixels, of a bit each, in 20 KB."""
    side = 13_000

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    packer = zlib.compressobj(9)
    pixels = b"".join(packer.compress(bytes(1 + side // 8)) for _ in range(side)) + packer.flush()
    head = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")
    )


def success(*urls: str, content: str | None = None, **more: object) -> bytes:
    """The body of an answer with these pictures."""
    images = [{"type": "image_url", "image_url": {"url": url}} for url in urls]
    message = {"role": "assistant", "content": content, "images": images}
    choice = {"index": 0, "finish_reason": "stop", "message": message}
    return json.dumps({"choices": [choice], **more}).encode()


def choice(message: dict, **more: object) -> bytes:
    return json.dumps({"choices": [{"finish_reason": "stop", "message": message, **more}]}).encode()


def failing(code: object, message: str, **more: object) -> bytes:
    return json.dumps({"error": {"code": code, "message": message, **more}}).encode()


def answer(
    body: bytes, status: int = 200, kind: str = "application/json", length: int = 0, **headers: str
) -> Script:
    """Answer in one go; `length` announces another length than the body has."""
    lines = [f"HTTP/1.1 {status} Words", f"Content-Type: {kind}"]
    lines += [f"Content-Length: {length or len(body)}"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return lambda connection: connection.sendall("\r\n".join([*lines, "", ""]).encode() + body)


def hang_up(connection: Any) -> None:
    """Close without a word."""


def reset(connection: Any) -> None:
    """Slam the door, so that the other side gets a reset."""
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


def then(*scripts: Script) -> Script:
    def both(connection: Any) -> None:
        for script in scripts:
            script(connection)

    return both


def waiting(event: threading.Event) -> Script:
    """Do nothing until somebody says so."""

    def wait(connection: Any) -> None:
        event.wait(DEADLINE)

    return wait


def silence(connection: Any) -> None:
    """Say nothing until the other side hangs up."""
    connection.settimeout(DEADLINE)
    connection.recv(1)


def drip(connection: Any) -> None:
    """Send white space for ever."""
    connection.sendall(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
    connection.settimeout(0.05)
    end = time.monotonic() + DEADLINE
    while time.monotonic() < end:
        connection.sendall(b"1\r\n \r\n")
        with contextlib.suppress(TimeoutError):
            if connection.recv(1) == b"":
                return


def slam(connection: Any) -> None:
    """Reset while the request is still being sent."""
    raise NotImplementedError("the gateway does it before reading")


class ScriptedGateway:
    """Answers each request as its script says, and counts what it was asked.

    Attributes
    ----------
    script
        What is done once a request has been read.
    listing, models
        What is done for the list of models, and the names in it otherwise.
    requests
        Head and body of every POST that was read to its end.
    listed
        How often something free was asked for, such as the list of models.
    asked
        Head of every such GET.
    mine
        What the thread that runs a script was asked: its ``body``.
    open
        How many connections are open now.
    """

    def __init__(self, context: ssl.SSLContext | None = None) -> None:
        self.script: Script = answer(success(data_url(picture())))
        self.listing: Script | None = None
        self.models = ["nano-banana", "gpt-image", "image-gen"]
        self.requests: list[tuple[bytes, bytes]] = []
        self.listed = 0
        self.asked: list[bytes] = []
        self.open = 0
        self.arrived = threading.Event()
        self.mine = threading.local()
        self._context = context
        self._changed = threading.Condition()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        self.url = f"{'https' if context else 'http'}://127.0.0.1:{self.port}"
        threading.Thread(target=self._serve, daemon=True).start()

    def close(self) -> None:
        self._listener.close()

    def reset(self) -> None:
        """Forget what was asked, and answer with a picture again."""
        self.script = answer(success(data_url(picture())))
        self.requests.clear()
        self.asked.clear()
        self.listed = 0
        self.listing = None
        self.arrived.clear()

    def wait_until_closed(self) -> None:
        """Wait until nobody holds a connection any more."""
        with self._changed:
            assert self._changed.wait_for(lambda: self.open == 0, DEADLINE)

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            threading.Thread(target=self._handle, args=(connection,), daemon=True).start()

    def _handle(self, connection: Any) -> None:
        with self._changed:
            self.open += 1
        # A handshake that is refused, and a client that has gone, are what tests are about.
        with contextlib.suppress(OSError), self._secured(connection) as secured:
            self._talk(secured)
        with self._changed:
            self.open -= 1
            self._changed.notify_all()

    def _secured(self, connection: Any) -> Any:
        if self._context is None:
            return connection
        return self._context.wrap_socket(connection, server_side=True)

    def _talk(self, connection: Any) -> None:
        data = b""
        while b"\r\n\r\n" not in data:
            more = connection.recv(65536)
            if not more:
                return
            data += more
        head, _, body = data.partition(b"\r\n\r\n")
        if head.startswith(b"GET"):
            self.listed += 1
            self.asked.append(head)
            entries = [{"id": name} for name in self.models]
            listing = answer(json.dumps({"object": "list", "data": entries}).encode())
            (self.listing or listing)(connection)
            return
        length = next(
            int(line.split(b":")[1])
            for line in head.split(b"\r\n")
            if line.lower().startswith(b"content-length")
        )
        if self.script is slam:
            reset(connection)
            return
        while len(body) < length:
            more = connection.recv(65536)
            if not more:
                return  # whoever sent it has died
            body += more
        script = self.script  # whoever waits for its arrival may change it for the next
        self.requests.append((head, body))
        self.mine.body = body
        self.arrived.set()
        script(connection)


@contextlib.contextmanager
def holding(gateway: ScriptedGateway, script: Script) -> Iterator[ScriptedGateway]:
    """Let a gateway answer once its `go_on` is set, or when the block ends."""
    gateway.reset()
    gateway.go_on = threading.Event()
    gateway.script = then(waiting(gateway.go_on), script)
    try:
        yield gateway
    finally:
        gateway.go_on.set()


@contextlib.contextmanager
def serving(context: ssl.SSLContext | None = None) -> Iterator[ScriptedGateway]:
    gateway = ScriptedGateway(context)
    try:
        yield gateway
    finally:
        gateway.close()
