"""A real kernel and its front end's clock: from a cell that is sent to what it shows."""

from __future__ import annotations

import contextlib
import os
import statistics
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from queue import Empty

from jupyter_client.blocking import BlockingKernelClient
from jupyter_client.manager import KernelManager, start_new_kernel

__all__ = ["COMPILED", "Kernel", "Run", "cell", "kernel", "median"]

OURS = ("IMAGEGEN_", "BEARER", "OPENROUTER_", "SSL_CERT_")
KEY = "sk-of-the-benchmarks-0123456789-0123456789"  # an answer is searched for it
COMPILED = {"PYTHONDONTWRITEBYTECODE": ""}  # modules are compiled once, as pip installs them
DEADLINE = 60.0


@dataclass(frozen=True)
class Run:
    """A cell that ran.

    Attributes
    ----------
    began, shown, ended
        When its request was sent, its picture came, and the kernel was idle again, on the
        clock `time.perf_counter`, which all processes of a machine share.
    picture, text
        The picture as it goes into the notebook, and the other outputs as text.
    """

    began: float
    shown: float
    ended: float
    picture: str
    text: str

    @property
    def until_shown(self) -> float:
        """The seconds until its picture is there."""
        assert self.picture, self.text
        return self.shown - self.began

    @property
    def seconds(self) -> float:
        """The seconds until the kernel is idle."""
        return self.ended - self.began


@dataclass(frozen=True)
class Kernel:
    manager: KernelManager
    client: BlockingKernelClient

    @property
    def process(self) -> int:
        """The number of its process."""
        return int(self.manager.provisioner.pid)

    def run(self, cell: str) -> Run:
        """Run a cell, and wait until the kernel is idle."""
        began = time.perf_counter()
        return self.wait(self.client.execute(cell), began)

    def complete(self, cell: str) -> float:
        """Ask for the completions at a cell's end; return the seconds until they are there."""
        began = time.perf_counter()
        message = self.client.complete(cell, len(cell))
        while True:
            got = self.client.get_shell_msg(timeout=DEADLINE)
            if got["parent_header"].get("msg_id") == message:
                assert got["content"]["matches"], cell
                return time.perf_counter() - began

    def run_all(self, cells: Sequence[str]) -> float:
        """Send all cells at once, as *Run All* does; return the seconds until the last is done."""
        began = time.perf_counter()
        for message in [self.client.execute(cell) for cell in cells]:
            run = self.wait(message, began)
        return run.seconds

    def wait(self, message: str, began: float) -> Run:
        """Wait for a cell that was sent; `AssertionError` if it failed."""
        shown, picture, text = 0.0, "", ""
        for kind, content in self._outputs(message):
            data = content.get("data", {})
            pictures = [value for mime, value in data.items() if mime.startswith("image/")]
            if pictures:
                shown, [picture] = time.perf_counter(), pictures
            text += content.get("text", "") + data.get("text/plain", "")
            assert kind != "error", f"{content['ename']}: {content['evalue']}"
        return Run(began, shown, time.perf_counter(), picture, text)

    def _outputs(self, message: str) -> Iterator[tuple[str, dict]]:
        while True:
            got = self.client.get_iopub_msg(timeout=DEADLINE)
            if got["parent_header"].get("msg_id") != message:
                continue
            if got["content"].get("execution_state") == "idle":
                break
            yield got["msg_type"], got["content"]
        with contextlib.suppress(Empty):  # the replies must not pile up
            while self.client.shell_channel.msg_ready():
                self.client.get_shell_msg(timeout=0)


@contextlib.contextmanager
def kernel(folder: Path, url: str, *, loaded: bool = True) -> Iterator[Kernel]:
    """Start a kernel that asks the gateway at `url`, with its library and settings in `folder`."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
    environment |= {
        "HOME": str(folder),
        "IMAGEGEN_LIBRARY": str(folder / "library"),
        "IMAGEGEN_GATEWAY": url,
        "IMAGEGEN_API_KEY": KEY,
        "XDG_CONFIG_HOME": str(folder / "config"),
        "IPYTHONDIR": str(folder / "ipython"),
        **COMPILED,
    }
    manager, client = start_new_kernel(
        kernel_name="python3",
        env=environment,
        cwd=str(folder),
        extra_arguments=["--log-level=ERROR"],  # or each one warns of TCP
    )
    started = Kernel(manager, client)
    try:
        started.run("pass")
        if loaded:
            started.run("%load_ext ipyimagegen")
        yield started
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


def cell(model: str, number: int) -> str:
    """Return a cell that asks for a photograph, and binds it to a name of its own."""
    return f"%%imagegen -m {model} picture_{number}\nphotograph {number}"


def median(seconds: Iterable[float]) -> float:
    return statistics.median(seconds)
