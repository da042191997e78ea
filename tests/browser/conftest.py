"""A real JupyterLab, started as a user starts it, and a real Chromium: one of each per session."""

from __future__ import annotations

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


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the browser tests and run them last.

    Playwright's synchronous API keeps an event loop running in the main thread, so nothing
    after it could call `asyncio.run` (microsoft/playwright-pytest#167).
    """
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)
    items.sort(key=lambda item: item.get_closest_marker("browser") is not None)


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
    """A running JupyterLab."""

    url: str
    token: str
    folder: Path
    library: Path


@pytest.fixture(scope="session")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    chromium()
    folder = tmp_path_factory.mktemp("lab")
    home = tmp_path_factory.mktemp("home")
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
        "JUPYTERLAB_SETTINGS_DIR": str(home / "settings"),
        "JUPYTERLAB_WORKSPACES_DIR": str(home / "workspaces"),
        "JUPYTER_PREFER_ENV_PATH": "1",
    }
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    token = secrets.token_hex(8)
    command = [
        sys.executable, "-m", "ipyimagegen", "lab", "--no-browser", "--expose-app-in-browser",
        "--ServerApp.ip=127.0.0.1", f"--ServerApp.port={port}", "--ServerApp.port_retries=0",
        f"--IdentityProvider.token={token}", "--LabApp.extension_manager=readonly",
        "--ServerApp.terminals_enabled=False",
    ]  # fmt: skip
    log = (home / "lab.log").open("wb")
    process = subprocess.Popen(
        command,
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
        yield Lab(url, token, folder / "ipyimagegen-notebooks", home / "library")
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


@pytest.fixture(scope="session")
def browser():
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        yield started
        started.close()


class NotebookPage:
    """A notebook open in JupyterLab."""

    def __init__(self, page, name: str) -> None:
        self.page = page
        self.name = name
        self.errors: list[str] = []
        page.on("pageerror", lambda error: self.errors.append(str(error)))

    def open(self, lab: Lab) -> None:
        self.page.goto(f"{lab.url}/lab/tree/{self.name}?token={lab.token}&reset")
        self.page.wait_for_function(READY, timeout=DEADLINE * 1000)

    def command(self, name: str) -> None:
        """Run one of JupyterLab's commands to its end."""
        self.page.evaluate(f"jupyterapp.commands.execute({name!r}).then(() => null)")

    def outputs(self) -> list[list[dict]]:
        """Return each code cell's outputs, as they would be saved."""
        return self.page.evaluate(
            """() => [...jupyterapp.shell.currentWidget.content.model.cells]
              .filter(cell => cell.type === 'code').map(cell => cell.outputs.toJSON())"""
        )


@pytest.fixture
def open_notebook(lab: Lab, browser):
    """Return a function that opens a notebook by name in a page of its own."""
    contexts = []

    def opened(name: str) -> NotebookPage:
        context = browser.new_context(viewport={"width": 1200, "height": 900})
        contexts.append(context)
        notebook = NotebookPage(context.new_page(), name)
        notebook.open(lab)
        return notebook

    yield opened
    for context in contexts:
        context.close()
