"""Take pictures of the panel as a person sees it: each width and theme, in JupyterLab.

python docs/screenshots.py [FOLDER]
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE.parent / "tests" / "browser"), str(HERE.parent / "tests")]
from browsers import FLAGS, Lab, NotebookPage, chromium, jupyter

from scripted import answer, choice, serving, silence

SHOWN = (
    "a small green frog with a crown",
    "a red boat on a blue lake",
    "three tulips in a vase",
    "a yellow bird on a branch",
)
EDITS = (("@1", "Make it night"), ("@2", "Make this look like an oil painting"))
STUCK = "from ipyimagegen.session import current_session; current_session().submit('a robot', model='gpt-image')"


def cells(refusing: str, silent: str) -> list[str]:
    made = [f"%%imagegen\n{prompt}" for prompt in SHOWN]
    edited = [f"%%imagegen -i {ref}\n{prompt}" for ref, prompt in EDITS]
    return [
        "%load_ext ipyimagegen", *made, *edited,
        f"%imagegen use {refusing}", "%%imagegen\na famous person",
        f"%imagegen use {silent}", f"{STUCK};", "%imagegen use offline", "%imagegen panel",
    ]  # fmt: skip


def shoot(notebook: NotebookPage, folder: Path) -> None:
    page = notebook.page
    panel = page.locator(".imagegen-panel")
    panel.wait_for()
    panel.get_by_role("textbox", name="Prompt").fill("Make it night, keep the pose")
    tiles = panel.get_by_role("listbox", name="Pictures").get_by_role("option")
    page.wait_for_function("document.querySelectorAll('.tile img[src]').length === 6")
    tiles.nth(3).click()
    panel.get_by_role("button", name="Add as input").click()
    tiles.nth(5).press("s")
    tiles.nth(2).press("s")
    tiles.nth(2).press("4")
    tiles.nth(2).click(modifiers=["Control"])
    panel.get_by_role("textbox", name="Add tag").fill("night keeper")
    panel.get_by_role("textbox", name="Add tag").press("Enter")
    panel.get_by_role("button", name="Remove tag keeper").wait_for()
    panel.get_by_role("textbox", name="Note").fill("The pose is right, the light is not.")
    panel.get_by_role("searchbox", name="Search history").fill("since:1d")
    panel.get_by_text("8 found").wait_for()
    panel.get_by_text("Details", exact=True).click()
    for theme in ("Light", "Dark"):
        page.evaluate(
            f"jupyterapp.commands.execute('apputils:change-theme', {{theme: 'JupyterLab {theme}'}})"
        )
        page.wait_for_function(f"document.body.dataset.jpThemeName === 'JupyterLab {theme}'")
        page.locator("#jupyterlab-splash").wait_for(state="detached")
        for width in (1200, 700, 360):
            panel.evaluate(f"element => element.style.width = '{width}px'")
            page.wait_for_timeout(700)  # for the pictures to be drawn anew
            path = folder / f"panel-{width}-{theme.lower()}.jpg"
            panel.screenshot(path=path, type="jpeg", quality=88)


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else HERE
    home, work = Path(tempfile.mkdtemp()), Path(tempfile.mkdtemp())
    with (
        serving() as refusing,
        serving() as silent,
        jupyter(home, work, "ipyimagegen", "lab") as (url, token),
        sync_playwright() as playwright,
    ):
        refusing.script = answer(choice({"content": "I can't draw that person."}))
        silent.script = silence
        lab = Lab(url, token, work / "ipyimagegen-notebooks", home / "library")
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        page = browser.new_page(viewport={"width": 1500, "height": 2200})
        made = cells(refusing.url, silent.url)
        notebook = NotebookPage(page, lab.write("shots.ipynb", *made), lab)
        notebook.open()
        page.evaluate("jupyterapp.commands.execute('application:toggle-left-area')")
        for index in range(len(made)):
            notebook.run(index)
        page.evaluate(f"jupyterapp.shell.currentWidget.content.scrollToItem({len(made) - 1})")
        shoot(notebook, folder)
        browser.close()


if __name__ == "__main__":
    main()
