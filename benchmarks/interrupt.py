"""How long an interrupt takes to give the prompt back, in a real kernel."""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

from jupyter_client.manager import start_new_kernel

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
from scripted import serving, silence

REPEATS = 15


def reply_to(client, message: str) -> dict:
    while True:
        reply = client.get_shell_msg(timeout=30)
        if reply["parent_header"].get("msg_id") == message:
            return reply["content"]


def interrupt(manager, client, code: str, ready) -> tuple[float, dict]:
    """Interrupt a cell once `ready` returns; return the seconds until its reply, and that."""
    message = client.execute(code, allow_stdin=False)
    ready()
    started = time.perf_counter()
    manager.interrupt_kernel()
    reply = reply_to(client, message)
    return time.perf_counter() - started, reply


def main() -> None:
    folder = tempfile.mkdtemp()
    environment = {**os.environ, "IMAGEGEN_LIBRARY": folder, "IMAGEGEN_API_KEY": "sk-x"}
    manager, client = start_new_kernel(kernel_name="python3", env=environment)
    try:
        with serving() as gateway:
            gateway.script = silence
            for line in ("%load_ext ipyimagegen", f"%imagegen use {gateway.url}"):
                reply_to(client, client.execute(line))
            ours, sleeping = [], []
            for number in range(REPEATS):
                gateway.arrived.clear()
                cell = f"%%imagegen\na cat, number {number}"
                seconds, reply = interrupt(manager, client, cell, gateway.arrived.wait)
                assert reply["ename"] == "Interrupted"
                assert len(reply["traceback"]) <= 3
                ours.append(seconds)
                seconds, reply = interrupt(
                    manager, client, "import time; time.sleep(60)", lambda: time.sleep(0.2)
                )
                assert reply["ename"] == "KeyboardInterrupt"
                sleeping.append(seconds)
            one, other = statistics.median(ours), statistics.median(sleeping)
            print(
                f"interrupt to prompt: {one * 1e3:.0f} ms (worst {max(ours) * 1e3:.0f}; bar 100), "
                f"{one / other:.2f} x a sleeping cell ({other * 1e3:.0f} ms)"
            )
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


if __name__ == "__main__":
    main()
