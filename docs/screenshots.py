"""Take pictures of the panel as a person sees it: each view, width and theme, in JupyterLab.

python docs/screenshots.py               those that these pages show
python docs/screenshots.py --all FOLDER  all of them, to look at
"""

from __future__ import annotations

import re
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import sync_playwright

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE.parent / "tests" / "browser"), str(HERE.parent / "tests")]
from browsers import FLAGS, Lab, NotebookPage, chromium, jupyter

from scripted import ScriptedGateway, answer, choice, serving, silence

WIDTHS = (1200, 770, 420)
THEMES = ("light", "dark")
SHOWN = {
    "panel-1200-light", "panel-770-dark", "panel-jobs-770-light", "panel-only-here-770-dark",
    "panel-only-here-answer-770-light",
}  # fmt: skip
WINDOW = {"width": 1500, "height": 900}

CONFIG = """
budget = 2.0
price = {{ nano-banana = 0.04, gpt-image = 0.067 }}
[gateways.studio]
base_url = "{url}/v1"
allow_http = true
key_env = "IMAGEGEN_API_KEY"
"""
MADE = (
    "a small green frog with a crown",
    "-i coffee.jpg\nMake it {light=night|dusk}, keep the cup",
    "-i rocket.jpg\nMake this look like {style=an oil painting|a sketch|black and white}",
    "three tulips in a vase",
)
# As if there had been calls before, from which one knows how long they take.
LEARNED = """
from ipyimagegen.images.picture import Picture
from ipyimagegen.requests import Reply, Request
from ipyimagegen.session import current_session
session = current_session()
library, studio = session.library, session.settings.snapshot().gateway().base_url
one = library.get(1).picture
for model, times in {"gpt-image": (92, 95, 96, 120, 160), "nano-banana": (9, 9, 10, 12, 14)}.items():
    for take, seconds in enumerate(times, 1):
        request = Request(studio, model, "a robot", take=take)
        number = library.claim(request, template="a robot", sources=()).number
        library.finish(number, Reply((one,), seconds=seconds, cost=0.04))
        library.delete([number])
"""
WAITING = "%%imagegen -m nano-banana,gpt-image --bg\na lighthouse {weather=at night|in fog|in snow}"


class Shots:
    """The panel in a notebook, and the folder that its pictures go to."""

    def __init__(self, notebook: NotebookPage, folder: Path, *, everything: bool) -> None:
        self.page = notebook.page
        self.panel = self.page.locator(".imagegen-panel").first
        self.panel.wait_for()
        self.tiles = self.panel.get_by_role("listbox", name="Pictures").get_by_role("option")
        self._folder = folder
        self._everything = everything

    def take(self, view: str) -> None:
        """Take the view that is open, at each width and in each theme."""
        for theme in THEMES:
            for width in WIDTHS:
                name = "-".join(filter(None, ("panel", view, str(width), theme)))
                if not (self._everything or name in SHOWN):
                    continue
                self._turn_to(theme)
                self.panel.evaluate(f"panel => panel.style.width = '{width}px'")
                self._settle()
                path = self._folder / f"{name}.jpg"
                self.panel.screenshot(path=path, type="jpeg", quality=82)
        self.panel.evaluate("panel => panel.style.width = '1200px'")

    def _turn_to(self, theme: str) -> None:
        name = f"JupyterLab {theme.title()}"
        if self.page.evaluate("document.body.dataset.jpThemeName") == name:
            return
        self.page.evaluate(
            f"jupyterapp.commands.execute('apputils:change-theme', {{theme: '{name}'}})"
        )
        self.page.wait_for_function(f"document.body.dataset.jpThemeName === '{name}'")
        self.page.locator("#jupyterlab-splash").wait_for(state="detached")

    def _settle(self) -> None:
        """Wait until the pictures in sight are drawn at this size."""
        self.page.wait_for_timeout(300)
        self.page.wait_for_function(
            "[...document.querySelectorAll('.imagegen-panel img[src]')].every((one) => one.complete)"
        )


def shoot(
    notebook: NotebookPage, gateway: ScriptedGateway, folder: Path, *, everything: bool
) -> None:
    for index in range(3):
        notebook.run(index)
    notebook.page.evaluate("jupyterapp.shell.currentWidget.content.scrollToItem(2)")
    shots = Shots(notebook, folder, everything=everything)
    shots.take("empty")

    gateway.script = answer(choice({"content": "I can't draw that person."}))
    for index in range(3, 7 + len(MADE)):
        notebook.run(index)
    notebook.page.evaluate("jupyterapp.shell.currentWidget.content.scrollToItem(2)")
    shots.panel.get_by_role("textbox", name="Prompt").fill("Make it night, keep the pose")
    shots.tiles.nth(5).click()
    shots.tiles.nth(5).press("s")
    shots.tiles.nth(5).press("4")
    shots.take("")
    for place in (4, 3, 2):
        shots.tiles.nth(place).click(modifiers=["Control"])
    shots.take("several")
    notebook.run(8 + len(MADE))
    notebook.page.evaluate("jupyterapp.shell.currentWidget.content.scrollToItem(2)")
    mark(shots)

    gateway.script = silence
    notebook.run(3 + len(MADE))
    notebook.run(7 + len(MADE))
    notebook.page.evaluate("jupyterapp.shell.currentWidget.content.scrollToItem(2)")
    shots.panel.get_by_role("tab", name="Jobs").click()
    under_way = shots.panel.get_by_role("region", name="Under way", exact=True)
    under_way.get_by_text("Under way 4").wait_for()
    shots.take("jobs")


def mark(shots: Shots) -> None:
    """Mark a part of the coffee, and have something drawn there."""
    panel, page = shots.panel, shots.page
    panel.get_by_role("listbox", name="Pictures").press("Escape")
    photograph = shots.tiles.and_(page.get_by_label("coffee.jpg, photograph"))
    photograph.click()
    panel.get_by_role("button", name="Only here", exact=True).click()
    panel.get_by_role("radio", name="Ellipse").click()
    seen = panel.locator(".ground > img").bounding_box()
    assert seen is not None
    for place, (x, y) in enumerate(((0.36, 0.25), (0.5, 0.4), (0.64, 0.48))):
        page.mouse.move(seen["x"] + x * seen["width"], seen["y"] + y * seen["height"])
        if not place:
            page.mouse.down()
    page.mouse.up()
    page.mouse.move(0, 0)
    panel.get_by_role("textbox", name="Prompt").fill("a heart drawn in the foam")
    panel.locator(".plan").get_by_text("only").wait_for()
    shots.take("only-here")
    panel.get_by_role("button", name="Generate").click()
    made = shots.tiles.and_(page.get_by_label(re.compile("a heart drawn in the foam$"))).first
    made.locator("img").wait_for()
    made.click()
    panel.locator(".report").get_by_text("changed outside your marks").wait_for()
    shots.take("only-here-answer")


def cells() -> list[str]:
    made = [
        f"%%imagegen {prompt}" if "\n" in prompt else f"%%imagegen\n{prompt}" for prompt in MADE
    ]
    return [
        "%load_ext ipyimagegen", "%imagegen use offline", "%imagegen panel", *made,
        "%imagegen use studio", LEARNED, "%%imagegen\na famous person", "%imagegen tag @1 keeper", WAITING,
        "%imagegen use offline",
    ]  # fmt: skip


@contextmanager
def opened(gateway: ScriptedGateway) -> Iterator[NotebookPage]:
    """Open a notebook with the cells in a JupyterLab whose gateway this is."""
    home, work = Path(tempfile.mkdtemp()), Path(tempfile.mkdtemp())
    settings = home / ".config" / "ipyimagegen"
    settings.mkdir(parents=True)
    (settings / "config.toml").write_text(CONFIG.format(url=gateway.url.removesuffix("/v1")))
    with jupyter(home, work, "ipyimagegen", "lab") as (url, token), sync_playwright() as playwright:
        lab = Lab(url, token, work / "ipyimagegen-notebooks", home / "library")
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        page = browser.new_page(viewport=WINDOW)
        notebook = NotebookPage(page, lab.write("shots.ipynb", *cells()), lab)
        notebook.open()
        page.evaluate("jupyterapp.commands.execute('application:toggle-left-area')")
        yield notebook
        browser.close()


def main() -> None:
    everything = sys.argv[1:2] == ["--all"]
    folder = Path(sys.argv[2]) if everything else HERE
    folder.mkdir(parents=True, exist_ok=True)
    with serving() as gateway, opened(gateway) as notebook:
        shoot(notebook, gateway, folder, everything=everything)


if __name__ == "__main__":
    main()
