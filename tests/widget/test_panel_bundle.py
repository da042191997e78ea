"""The panel's bundle: every open panel carries it, so it is small, and it fetches nothing."""

from __future__ import annotations

import re

from bundled import PACKED, STATIC, source

MAX_SIZE = 120 * 1024  # bytes, as each notebook gets it


def test_the_bundle_is_small():
    assert len(PACKED.encode()) <= MAX_SIZE


def test_the_bundle_fetches_nothing():
    bundle = source()
    namespaces = "http://www.w3.org/"
    addresses = re.findall(r"https?://[^\"'`\s]+", bundle)
    assert [one for one in addresses if not one.startswith(namespaces)] == []
    assert not re.search(r"\bimport\b|\bfetch\(|XMLHttpRequest", bundle)
    assert re.findall(r"\bimport\b.*", PACKED) == ["import(url);"]  # of what it has unpacked


def test_the_looks_stay_inside_the_panel():
    """A notebook's page is one for all its outputs."""
    css = re.sub(r"/\*.*?\*/", "", (STATIC / "panel.css").read_text("utf-8"), flags=re.DOTALL)
    selectors = [
        one.strip()
        for heads in re.findall(r"([^{}]+)\{", css)
        if not heads.strip().startswith("@")
        for one in heads.split(",")
    ]
    assert [one for one in selectors if ".imagegen-panel" not in one] == []
