"""A real JupyterLab or Notebook 7, started as a user starts it, and a page that shows one."""

from __future__ import annotations

import contextlib
import json
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

DEADLINE = 60.0
KEY = "sk-of-the-browser-tests-0123"

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

READY = """() => {
  const panel = window.jupyterapp?.shell.currentWidget;
  const kernel = panel?.context?.sessionContext?.session?.kernel;
  return panel?.context?.isReady && kernel?.status === 'idle'
    && kernel?.connectionStatus === 'connected';
}"""


def chromium() -> str:
    """Return Chromium's path; without one, skip loudly, and fail in CI."""
    names = ("chromium", "chromium-browser", "google-chrome")
    found = os.environ.get("IMAGEGEN_CHROMIUM") or next(filter(None, map(shutil.which, names)), "")
    if not found:
        told = "no Chromium: browser tests did not run (apt install chromium, or IMAGEGEN_CHROMIUM)"
        if os.environ.get("CI"):
            pytest.fail(told)
        pytest.skip(told)
    return found


@dataclass
class Lab:
    """A running JupyterLab, or Notebook 7."""

    url: str
    token: str
    folder: Path
    library: Path
    page: str = "lab/tree"

    def write(self, name: str, *cells: str) -> str:
        """Write a notebook with these code cells; return its name."""
        import nbformat  # a second, which tests without a browser need not wait for

        notebook = nbformat.v4.new_notebook()
        notebook.metadata["kernelspec"] = {
            "name": "python3",
            "display_name": "Python 3",
            "language": "python",
        }
        notebook.cells = [nbformat.v4.new_code_cell(cell) for cell in cells]
        nbformat.write(notebook, self.folder / name)
        return name


@contextlib.contextmanager
def jupyter(home: Path, folder: Path, *command: str) -> Iterator[tuple[str, str]]:
    """Start a Jupyter server as a user would; return its address and its token."""
    settings = home / "settings" / "@jupyterlab" / "apputils-extension"
    settings.mkdir(parents=True)
    quiet = {"fetchNews": "false", "checkForUpdates": False, "doNotDisturbMode": True}
    (settings / "notification.jupyterlab-settings").write_text(json.dumps(quiet))
    ours = ("JUPYTER", "IMAGEGEN_", "BEARER", "OPENROUTER_", "XDG_")
    environment = {k: v for k, v in os.environ.items() if not k.startswith(ours)}
    environment |= {
        "HOME": str(home),
        "IPYTHONDIR": str(home / "ipython"),
        "IMAGEGEN_LIBRARY": str(home / "library"),
        "IMAGEGEN_API_KEY": KEY,
        "JUPYTERLAB_SETTINGS_DIR": str(home / "settings"),
        "JUPYTERLAB_WORKSPACES_DIR": str(home / "workspaces"),
        "JUPYTER_PREFER_ENV_PATH": "1",
    }
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    token = secrets.token_hex(8)
    arguments = [
        sys.executable, "-m", *command, "--no-browser", "--expose-app-in-browser",
        "--ServerApp.ip=127.0.0.1", f"--ServerApp.port={port}", "--ServerApp.port_retries=0",
        f"--IdentityProvider.token={token}", "--LabApp.extension_manager=readonly",
        "--ServerApp.terminals_enabled=False",
    ]  # fmt: skip
    log = (home / "lab.log").open("wb")
    process = subprocess.Popen(
        arguments,
        env=environment,
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=log,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )
    url = f"http://127.0.0.1:{port}"
    try:
        wait_for_server(f"{url}/api/status?token={token}", process, home / "lab.log")
        yield url, token
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
        log.close()


def wait_for_server(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + DEADLINE
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=5):
                return
        except OSError:
            time.sleep(0.1)
    pytest.fail(f"JupyterLab did not start:\n{log.read_text(errors='replace')[-3000:]}")


class NotebookPage:
    """A notebook open in JupyterLab."""

    def __init__(self, page, name: str, lab: Lab) -> None:
        self.page = page
        self.name = name
        self.lab = lab
        self.errors: list[str] = []
        page.set_default_timeout(DEADLINE * 1000)
        page.on("pageerror", lambda error: self.errors.append(str(error)))

    def open(self) -> None:
        reset = "&reset" if self.lab.page == "lab/tree" else ""
        address = f"{self.lab.url}/{self.lab.page}/{self.name}?token={self.lab.token}{reset}"
        self.page.goto(address)
        self.page.wait_for_function(READY, timeout=DEADLINE * 1000)

    def command(self, name: str) -> None:
        """Run one of JupyterLab's commands to its end."""
        self.page.evaluate(f"jupyterapp.commands.execute({name!r}).then(() => null)")

    def run(self, index: int) -> list[dict]:
        """Run one cell to its end, and return its outputs."""
        self.page.evaluate(
            f"""async () => {{
              const panel = jupyterapp.shell.currentWidget;
              panel.content.activeCellIndex = {index};
              panel.content.deselectAll();
              await jupyterapp.commands.execute('notebook:run-cell');
            }}"""
        )
        return self.outputs()[index]

    def outputs(self) -> list[list[dict]]:
        """Return each code cell's outputs, as they would be saved."""
        return self.page.evaluate(
            """() => [...jupyterapp.shell.currentWidget.content.model.cells]
              .filter(cell => cell.type === 'code').map(cell => cell.outputs.toJSON())"""
        )

    def state(self) -> str:
        """Return everything that a stray key would change: cells, mode, running cells, dialogs."""
        return self.page.evaluate(
            """() => { const notebook = jupyterapp.shell.currentWidget.content;
              return JSON.stringify([notebook.activeCellIndex, notebook.mode,
                notebook.widgets.map(w => [w.model.type, w.model.sharedModel.source, w.model.executionCount]),
                document.querySelectorAll('.jp-Dialog').length]); }"""
        )
