"""One JupyterLab, one Notebook 7 and one Chromium for all the browser tests of a session."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from alone import Alone
from browsers import FLAGS, Lab, NotebookPage, chromium, jupyter


def pytest_itemcollected(item: pytest.Item) -> None:
    """Mark each browser test; pytest asks this file about its own folder only."""
    item.add_marker("browser")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run the browser tests last.

    Playwright's synchronous API keeps an event loop running in the main thread, so nothing
    after it could call `asyncio.run` (microsoft/playwright-pytest#167).
    """
    items.sort(key=lambda item: item.get_closest_marker("browser") is not None)


@pytest.fixture(scope="session")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    chromium()
    folder, home = tmp_path_factory.mktemp("lab"), tmp_path_factory.mktemp("home")
    with jupyter(home, folder, "ipyimagegen", "lab") as (url, token):
        yield Lab(url, token, folder / "ipyimagegen-notebooks", home / "library")


@pytest.fixture(scope="session")
def notebook7(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    chromium()
    folder, home = tmp_path_factory.mktemp("notebook7"), tmp_path_factory.mktemp("home7")
    command = ["notebook", f"--ServerApp.root_dir={folder}", "--allow-root"]
    with jupyter(home, folder, *command) as (url, token):
        yield Lab(url, token, folder, home / "library", page="notebooks")


@pytest.fixture(scope="session")
def browser():
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        yield started
        started.close()


class Shared:
    """A page that tests take in turns: one of its own takes each of them a second of computing."""

    def __init__(self, browser) -> None:
        self.browser = browser
        self.page = None

    def take(self):
        if self.page is None:
            permissions = ["clipboard-read", "clipboard-write"]
            self.page = self.browser.new_context(permissions=permissions).new_page()
        return self.page

    def throw_away(self) -> None:
        if self.page is not None:
            self.page.context.close()
        self.page = None


@pytest.fixture(scope="session")
def shared(browser):
    pages = Shared(browser)
    yield pages
    pages.throw_away()


@pytest.fixture
def alone(request, shared):
    """The panel alone in a page that is loaded anew; the test fails if the page had an error."""
    failed = request.session.testsfailed
    made = Alone(shared.take())
    yield made
    errors = list(made.errors)
    if request.session.testsfailed > failed or not made.leave():
        shared.throw_away()
    assert errors == []


@pytest.fixture
def open_notebook(browser):
    """Return a function that opens a notebook of a server in a page of its own."""
    contexts = []

    def opened(lab: Lab, name: str) -> NotebookPage:
        context = browser.new_context(
            viewport={"width": 1400, "height": 1000},
            permissions=["clipboard-read", "clipboard-write"],
        )
        contexts.append(context)
        notebook = NotebookPage(context.new_page(), name, lab)
        notebook.open()
        return notebook

    yield opened
    for context in contexts:
        context.close()
