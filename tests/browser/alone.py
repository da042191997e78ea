"""The panel on a page without a notebook, with a fake model instead of a kernel."""

from __future__ import annotations

import base64
import io
import re
from pathlib import Path

from axe_playwright_python.base import AXE_SCRIPT, AxeResults
from PIL import Image

HERE = Path(__file__).parent
STATIC = HERE.parents[1] / "src" / "ipyimagegen" / "widget" / "static"
BASE = "http://localhost/panel"
ICON = '<link rel="icon" href="data:,">'  # else Chromium asks for one, now and then
PAGE = f"""<!doctype html><html lang="en"><head><title>Panel</title>{ICON}
<link rel="stylesheet" href="panel.css"></head>
<body style="margin:0"><main><h1 style="font-size:16px">Panel</h1><div id="here"></div></main></body></html>"""

# What stays when a page is loaded anew: a clock that a test has put in, or emulated media.
CHANGED = """() => !/native/.test(setTimeout) || ["forced-colors: active", "prefers-color-scheme: dark",
  "prefers-reduced-motion: reduce"].some((one) => matchMedia(`(${one})`).matches)"""

FIVE = "[5, 4, 3, 2, 1].map((n) => entry(n))"
PNG_FILE = "new File([Uint8Array.from(atob(model.pictures.any[1]), c => c.charCodeAt(0))], 'a.png', {type: 'image/png'})"


def png(colour="green", size=(40, 30)):
    stream = io.BytesIO()
    Image.new("RGB", size, colour).save(stream, "PNG")
    return stream.getvalue()


def assert_accessible(page, state=""):
    """Fail where axe finds a violation; its script is read once in a page."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    found = AxeResults(page.evaluate("axe.run({resultTypes: ['violations']})"))
    assert found.violations_count == 0, f"{state}: {found.generate_report()}"


class Alone:
    """A page with the panel and its fake model, reachable as `model` and `panel`."""

    def __init__(self, page):
        self.page = page
        self.errors = []
        page.set_default_timeout(10_000)
        self.listeners = {
            "pageerror": lambda error: self.errors.append(str(error)),
            "console": lambda m: m.type == "error" and self.errors.append(f"{m.text} {m.location}"),
        }
        for event, listener in self.listeners.items():
            page.on(event, listener)
        files = {
            "left.html": (ICON, "text/html"),
            "index.html": (PAGE, "text/html"),
            "panel.css": ((STATIC / "panel.css").read_text(), "text/css"),
            "panel.js": ((STATIC / "panel.js").read_text(), "text/javascript"),
            "fake_model.js": ((HERE / "fake_model.js").read_text(), "text/javascript"),
        }

        def serve(route):
            body, kind = files[route.request.url.rsplit("/", 1)[1]]
            route.fulfill(body=body, content_type=kind)

        page.route(f"{BASE}/**", serve)
        page.goto(f"{BASE}/index.html")
        picture = ["png", base64.b64encode(png()).decode()]
        page.evaluate(
            """async (picture) => {
              localStorage.clear();
              const { FakeModel, entry, jobs, photograph, sweep } = await import("./fake_model.js");
              window.widget = (await import("./panel.js")).default;
              Object.assign(window, { entry, jobs, photograph, sweep });
              window.live = new Set();
              const [make, revoke] = [URL.createObjectURL, URL.revokeObjectURL];
              URL.createObjectURL = (blob) => { const url = make(blob); live.add(url); return url; };
              URL.revokeObjectURL = (url) => { live.delete(url); revoke(url); };
              window.pwned = () => { window.broken = true; };
              window.reached = [];
              document.addEventListener("keydown", (event) => reached.push(event.key));
              window.model = new FakeModel({ picked: [], _status: {}, _composer: {} }, { any: picture });
            }""",
            picture,
        )

    def leave(self) -> bool:
        """Leave the page; return whether it can be loaded anew, and be as a page of its own."""
        if self.page.is_closed() or self.page.evaluate(CHANGED):
            return False
        self.page.goto(f"{BASE}/left.html")
        for key in ("Enter", "Shift", "Control", "Alt"):  # that a test has held
            self.page.keyboard.up(key)
        self.page.mouse.up()
        self.page.mouse.move(0, 0)
        self.page.unroute_all()
        for event, listener in self.listeners.items():
            self.page.remove_listener(event, listener)
        return True

    def go_into_the_shadow(self):
        """Let the panel stand in a shadow root, as in marimo."""
        self.page.evaluate(
            """() => {
              const root = document.getElementById("here").attachShadow({ mode: "open" });
              root.innerHTML = '<link rel="stylesheet" href="panel.css"><div></div>';
              window.place = root.querySelector("div");
            }"""
        )

    def start(self, entries="[]", width=1000):
        """Draw the panel with these entries (JavaScript)."""
        self.page.set_viewport_size({"width": width, "height": 900})
        self.page.evaluate(
            f"""() => {{
              model.entries = {entries};
              const el = window.place ?? document.getElementById("here");
              window.close = widget.render({{ model, el }});
            }}"""
        )
        return self

    def sent(self, kind):
        return [m for m in self.page.evaluate("model.sent") if m["kind"] == kind]

    def wait_sent(self, kind, count=1):
        self.page.wait_for_function(
            f"model.sent.filter(m => m.kind === {kind!r}).length >= {count}"
        )
        return self.sent(kind)

    def hold(self, *kinds):
        """Let the kernel be late with its answers to these kinds of messages."""
        self.page.evaluate("(kinds) => { for (const kind of kinds) model.mute.add(kind); }", kinds)

    def release(self, kind=""):
        """Let it answer them, or those of one kind."""
        self.page.evaluate("(kind) => model.release(kind)", kind)
        self.settled()

    def settled(self):
        """Wait until the kernel has answered all, and nothing more is asked or drawn."""
        self.page.evaluate(
            """async () => {
              for (let quiet = 0; quiet < 4; quiet = model.unanswered ? 0 : quiet + 1)
                await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
            }"""
        )

    def button(self, name, nth=0):
        return self.page.get_by_role("button", name=name, exact=True).nth(nth)

    def add_model(self, name):
        words = re.compile("^(Add a|Choose another) model$")
        self.page.get_by_role("button", name=words).click()
        self.page.get_by_role("combobox", name=words).fill(name)
        self.page.keyboard.press("Enter")

    @property
    def prompt(self):
        return self.page.get_by_role("textbox", name="Prompt")

    @property
    def search(self):
        return self.page.get_by_role("searchbox", name="Search history")

    @property
    def stage(self):
        return self.page.get_by_role("region", name="Stage")

    def shows(self, number):
        """Wait until the stage shows this generation."""
        self.stage.locator(".caption b").get_by_text(f"@{number}", exact=True).wait_for()

    def outcome(self, words):
        return self.page.locator(".outcome").get_by_text(words)

    def picked(self, *refs):
        """Wait until these are picked, in this order."""
        self.page.wait_for_function(f"model.state.picked.join() === {','.join(refs)!r}")

    def focused(self):
        return self.page.evaluate("document.activeElement.getAttribute('aria-label')")

    @property
    def tiles(self):
        return self.page.get_by_role("listbox", name="Pictures").get_by_role("option")
