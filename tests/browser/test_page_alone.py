"""The page of a bundle in Chromium, opened from a folder as a person opens it."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import pytest
from alone import assert_accessible
from PIL import Image

from ipyimagegen.images.picture import Picture
from ipyimagegen.library import Library, Source
from ipyimagegen.library.transfer.export_bundle import export
from ipyimagegen.library.transfer.page import Card, CardPicture, page
from ipyimagegen.requests import Reply, Request

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
    special(home / "special")
    return home


def special(folder):
    """Write a page of rare cases: a failure, several pictures, long words, another model."""
    (folder / "pictures").mkdir(parents=True)
    (folder / "pictures" / "a b#.png").write_bytes(picture(1).bytes)
    small = io.BytesIO()
    Image.new("RGB", (320, 240), "green").save(small, "WEBP")
    several = Card(
        ref="@3f9a1c2b", name="frog", model="image-gen", served_by="gpt-image",
        prompt="word " * 300, template="{a}", text="Here you are. " * 100,
        facts=("148 s", "$0.067", "400×300", "★★★★", "offline sketch"), tags=("client/acme", "hero"),
        note="for Monday", created="2026-11-23T10:00:00.000+00:00",
        pictures=(CardPicture("pictures/a b#.png", small.getvalue(), 400, 300),) * 5,
        parents=("1" * 12,), inputs=("photo.png", "W" * 200), error="", anchor="0" * 12, cell="x",
    )  # fmt: skip
    failed = replace(
        several, ref="", name="", prompt="a cat", text="", pictures=(), parents=(), inputs=(),
        error="Blocked: the picture was filtered.", anchor="1" * 12, note="", tags=(),
    )  # fmt: skip
    text = page("special " * 10, [several, failed])
    (folder / "index.html").write_text(text, "utf-8")


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


@pytest.mark.parametrize("name", ["three", "sixty", "special"])
def test_everybody_can_use_it(open_page, name):
    page = open_page(name)
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        for width in (360, 700, 1200):
            page.set_viewport_size({"width": width, "height": 900})
            assert_accessible(page, f"{scheme}, {width}")
            assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.troubles == []
    assert [url for url in page.asked if not url.startswith(("file:", "data:"))] == []
    assert [url for url in page.asked if url.startswith("file:")] == [page.url]


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
    card.get_by_role("button", name="Copied").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("%%imagegen -m nano-banana -i @")
    assert copied.endswith("\nas oil painting")


def test_without_a_script_all_is_shown(browser, folders):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((folders / "sixty" / "index.html").as_uri())
    assert page.locator(".card:visible").count() == 60
    assert page.locator("button:visible, input:visible").count() == 0
    context.close()


def test_words_on_every_card_find_nothing(open_page):
    page = open_page("sixty")
    box = page.get_by_label("Find words in prompts and notes")
    box.fill("copy")
    assert page.get_by_text("No card has all of these words.").is_visible()
    assert page.get_by_role("status").inner_text() == "0 of 60 shown"
    box.fill("")
    assert not page.get_by_text("No card has all of these words.").is_visible()


def test_a_link_shows_a_card_that_the_words_hide(open_page):
    page = open_page("sixty")
    page.get_by_label("Find words in prompts and notes").fill("fur montag")
    page.locator(".card:visible").get_by_role("link", name="@").first.click()
    card = page.locator(".card:target")
    assert card.locator(".prompt").inner_text() == "a small green frog"
    # It is in sight, below the search that stays, though most above it was never drawn.
    page.wait_for_timeout(100)
    box, bar = card.bounding_box(), page.locator(".search").bounding_box()
    assert bar["y"] + bar["height"] <= box["y"] < 500
    page.keyboard.press("Tab")  # goes on from there
    assert card.evaluate("card => card.contains(document.activeElement)")


def test_the_keyboard_reaches_what_a_card_offers(open_page):
    page = open_page("special")
    page.get_by_label("Find words in prompts and notes").focus()
    reached = []
    for _ in range(13):
        page.keyboard.press("Tab")
        reached.append(
            page.evaluate(
                "(e => e.tagName + (getComputedStyle(e).outlineStyle === 'solid' ? '' : ' unseen'))(document.activeElement)"
            )
        )
    assert reached == [
        *["A"] * 5,
        "DIV",
        "SUMMARY",
        "A",
        "BUTTON",
        "BUTTON",
        "A",
        "BUTTON",
        "BUTTON",
    ]


def test_a_file_with_any_name_opens(open_page):
    page = open_page("special")
    page.locator(".stage a").first.click()
    page.wait_for_url("**/pictures/*")
    assert page.locator("img").evaluate("image => image.naturalWidth") == 400


@pytest.mark.parametrize("refused", [False, True])
def test_a_prompt_is_copied_and_told(open_page, refused):
    page = open_page("three")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    if refused:
        page.evaluate(
            "() => { navigator.clipboard.writeText = () => Promise.reject(new Error()); }"
        )
    card = page.locator(".card").filter(has=page.locator(".prompt", has_text="alert(1)"))
    card.get_by_role("button", name="Copy prompt").click()
    page.locator(".said", has_text="Copied").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == HOSTILE
    assert card.get_by_role("button", name="Copied").evaluate("e => e === document.activeElement")


def test_nothing_jumps_on_a_slow_machine(browser, folders):
    context = browser.new_context(viewport={"width": 1200, "height": 900})
    page = context.new_page()
    tools = context.new_cdp_session(page)
    tools.send("Emulation.setCPUThrottlingRate", {"rate": 6})
    page.goto((folders / "sixty" / "index.html").as_uri())
    shifts = page.evaluate(
        """() => new Promise((resolve) => {
             const seen = new PerformanceObserver((list) => resolve(
               list.getEntries().map((one) => one.value)));
             seen.observe({type: "layout-shift", buffered: true});
             setTimeout(() => resolve([]), 300);
           })"""
    )
    context.close()
    assert sum(shifts) < 0.001  # a line in a row of cards that are still being read
