"""The page of a bundle in Chromium, opened from a folder as a person opens it."""

from __future__ import annotations

import io
import zipfile

import pytest
from axe_playwright_python.sync_playwright import Axe
from PIL import Image

from ipyimagegen.gateway.wire import Reply, Request
from ipyimagegen.library import Library, Source
from ipyimagegen.library.bundle import export
from ipyimagegen.pictures import Picture

HOSTILE = "<img src=x onerror=alert(1)><script>alert(2)</script></p>\"' javascript:alert(3)"


def picture(number):
    stream = io.BytesIO()
    size = (400, 300) if number % 2 else (160, 400)
    Image.new("RGB", size, (37 * number % 256, 91 * number % 256, number)).save(stream, "PNG")
    return Picture.from_bytes(stream.getvalue())


@pytest.fixture(scope="module")
def folders(tmp_path_factory):
    """Unpacked bundles of three and of sixty."""
    home = tmp_path_factory.mktemp("bundles")
    library = Library(home / "library")

    def make(prompt, *parents):
        sources = [Source(one.picture, one.ref, one.number) for one in parents]
        request = Request(
            "https://gateway.example", "nano-banana", prompt, tuple(s.value.hash for s in sources)
        )
        number = library.claim(request, template=prompt, sources=sources).number
        return library.finish(number, Reply((picture(number),), text="Here.", cost=0.04))

    frog = make("a small green frog")
    oil = make("as oil painting", frog).tag("starred").annotate("für Montag")
    make(HOSTILE, oil)
    for name, count in (("three", 0), ("sixty", 57)):
        for number in range(count):
            make(f"a boat, version {number}")
        made = export(library, library.search("", count=100), home / f"{name}.zip")
        with zipfile.ZipFile(made.path) as archive:
            archive.extractall(home / name)
    return home


@pytest.fixture
def open_page(browser, folders):
    contexts = []

    def opened(name, width=1200, scheme="light"):
        context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.troubles, page.asked = [], []
        page.on("pageerror", lambda error: page.troubles.append(str(error)))
        page.on("console", lambda m: m.type == "error" and page.troubles.append(m.text))
        page.on("dialog", lambda dialog: page.troubles.append(dialog.message))
        page.on("request", lambda request: page.asked.append(request.url))
        page.goto((folders / name / "index.html").as_uri())
        return page

    yield opened
    for context in contexts:
        context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("name", "width"), [("three", 360), ("three", 700), ("sixty", 1200)])
def test_everybody_can_use_it(open_page, name, width, scheme):
    page = open_page(name, width, scheme)
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.troubles == []
    assert [url for url in page.asked if not url.startswith(("file:", "data:"))] == []


def test_words_narrow_it_down(open_page):
    page = open_page("sixty")
    box = page.get_by_label("Find words in prompts and notes")
    box.fill("Boat VERSION")
    assert page.locator(".card:visible").count() == 57
    assert page.get_by_role("status").inner_text() == "57 of 60 shown"
    box.fill("fur montag")
    assert page.locator(".card:visible").count() == 1
    box.press("Escape")
    assert page.locator(".card:visible").count() == 60
    assert page.get_by_role("status").inner_text() == ""


def test_a_picture_opens_whole_and_family_is_a_click_away(open_page):
    page = open_page("three")
    card = page.locator(".card", has_text="as oil painting").first
    card.get_by_role("link", name="@").last.click()
    assert page.locator(".card:target").count() == 1
    page.get_by_role("link", name="a small green frog").first.click()
    page.wait_for_url("**/pictures/*.png")
    assert page.locator("img").evaluate("image => image.naturalWidth") == 400


def test_hostile_words_are_words(open_page):
    page = open_page("three")
    assert page.locator(".prompt", has_text="alert(1)").inner_text() == HOSTILE
    assert page.locator("img[src=x]").count() == 0
    assert page.troubles == []


def test_a_cell_is_copied(open_page):
    page = open_page("three")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    card = page.locator(".card", has_text="as oil painting").last
    card.get_by_role("button", name="Copy cell").click()
    assert card.get_by_role("button", name="Copied").is_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("%%imagegen -m nano-banana -i @")
    assert copied.endswith("\nas oil painting")
