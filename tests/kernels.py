"""A real kernel for a test, with folders and keys of its own."""

from __future__ import annotations

import base64
import contextlib
import os
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from jupyter_client.manager import start_new_kernel

from scripted import ScriptedGateway

DEADLINE = 60
OURS = ("IMAGEGEN_", "BEARER", "OPENROUTER_", "SSL_CERT_")


@dataclass
class Kernel:
    """A kernel, what its cells put out, and all that it ever sent."""

    manager: object
    client: object
    folder: Path
    everything: list[str] = field(default_factory=list)

    def run(
        self, code: str, answer: str | None = None, told: Callable[[str], object] | None = None
    ) -> tuple[dict, list[dict]]:
        """Run a cell, with `answer` for who asks; return the reply and the outputs.

        `told` is called with the text of each display when it comes.

        A kernel throws away what reaches it while it clears its queue behind an interrupted cell.
        """
        deadline = time.monotonic() + DEADLINE
        while True:
            reply, outputs = self._run_once(code, answer, told)
            if reply["status"] != "aborted" or time.monotonic() > deadline:
                return reply, outputs

    def _run_once(
        self, code: str, answer: str | None, told: Callable[[str], object] | None
    ) -> tuple[dict, list[dict]]:
        outputs: list[dict] = []

        def keep(message):
            self.everything.append(repr(message))
            if message["msg_type"] in (
                "display_data", "update_display_data", "execute_result", "stream", "error",
            ):  # fmt: skip
                outputs.append({"type": message["msg_type"], **message["content"]})
            if told is not None:
                told(message["content"].get("data", {}).get("text/plain", ""))

        reply = self.client.execute_interactive(
            code,
            output_hook=keep,
            stdin_hook=lambda _: self.client.input(answer),
            allow_stdin=answer is not None,
            timeout=DEADLINE,
        )
        self.everything.append(repr(reply))
        return reply["content"], outputs

    def reply_to(self, message_id: str) -> dict:
        """Wait for the reply to a cell that was sent off."""
        deadline = time.monotonic() + DEADLINE
        while time.monotonic() < deadline:
            reply = self.client.get_shell_msg(timeout=DEADLINE)
            if reply["parent_header"].get("msg_id") == message_id:
                return reply["content"]
        raise AssertionError("no reply")

    def value(self, expression: str) -> str:
        """Return the repr of an expression in the kernel."""
        reply, outputs = self.run(expression)
        assert reply["status"] == "ok", reply
        return plain(outputs)


@contextlib.contextmanager
def kernel(folder: Path, **variables: str) -> Iterator[Kernel]:
    """Start a kernel whose folders are all below `folder`, with the extension loaded."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
    environment |= {
        "HOME": str(folder / "home"),
        "IMAGEGEN_LIBRARY": str(folder / "library"),
        "XDG_CONFIG_HOME": str(folder / "config"),
        "IPYTHONDIR": str(folder / "ipython"),
        **variables,
    }
    (folder / "work").mkdir(parents=True)
    (folder / "home").mkdir()
    manager, client = start_new_kernel(
        kernel_name="python3",
        env=environment,
        cwd=str(folder / "work"),
        extra_arguments=["--HistoryManager.enabled=False"],
    )
    made = Kernel(manager, client, folder)
    try:
        made.run("%load_ext ipyimagegen")
        yield made
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


def going_on_when(words: str, gateway: ScriptedGateway) -> Callable[[str], None]:
    """Return what lets a gateway answer once a cell says some words; who answers sees progress."""

    def told(text: str) -> None:
        if words in text:
            gateway.go_on.set()

    return told


def images_of(outputs: list[dict]) -> list[bytes]:
    """Return the pictures that a cell shows."""
    return [
        base64.b64decode(data)
        for output in outputs
        for mime, data in output.get("data", {}).items()
        if mime.startswith("image/")
    ]


def plain(outputs: list[dict]) -> str:
    """Return what a cell shows as text."""
    return "\n".join(output["data"]["text/plain"] for output in outputs if "data" in output)
