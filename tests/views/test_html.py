"""HTML of outputs: text is escaped once, by the element that holds it."""

from __future__ import annotations

import subprocess
import sys
from itertools import repeat

from hypothesis import given
from hypothesis import strategies as st

from ipyimagegen.views.html import (
    element,
    grey,
    inline_picture,
    joined,
    table,
    table_row,
)


def test_text_and_attributes_are_escaped_and_elements_are_not():
    inner = element("b", "<i> & 'x'", title='"')
    assert inner == '<b title="&quot;">&lt;i&gt; &amp; &#x27;x&#x27;</b>'
    assert element("div", inner, "<") == f"<div>{inner}&lt;</div>"
    assert joined(["<", inner]) == f"&lt;{inner}"


def test_attributes_keep_their_order_and_are_left_out_if_none_or_false():
    shown = element("details", open=True, style="margin:0", title=None, hidden=False, lang="")
    assert shown == '<details open style="margin:0" lang=""></details>'
    assert element("img", alt="a") == '<img alt="a">'


def test_a_table_has_a_style_for_each_column():
    row = table_row(("<a>", element("b", "1")), ("color:red", "color:blue"))
    assert row == (
        '<tr style="background:none"><td style="color:red">&lt;a&gt;</td>'
        '<td style="color:blue"><b>1</b></td></tr>'
    )
    head = table_row(("a", "b"), repeat("margin:0"), tag="th", style=None)
    assert head == '<tr><th style="margin:0">a</th><th style="margin:0">b</th></tr>'
    assert table([head, row], style="margin:0") == f'<table style="margin:0">{head}{row}</table>'


@given(st.text())
def test_no_text_becomes_an_element(text):
    shown = joined([text])
    assert not set("<>\"'") & set(shown)
    assert grey(text) == grey(shown)


def test_a_picture_has_its_prompt_as_its_text(make):
    shown = inline_picture(make('a "frog" <b>'), 40, layout="margin:2px")
    assert shown.startswith('<img alt="a &quot;frog&quot; &lt;b&gt;" src="data:image/webp;base64,')
    assert shown.endswith('" style="max-width:40px;max-height:40px;margin:2px">')


def test_a_generation_without_a_picture_has_no_element(claim, library):
    assert inline_picture(library.get(claim("a frog")), 40) == ""


def test_views_know_no_session_and_no_notebook():
    views = ("history", "lineage", "difference", "spending")
    code = f"import sys, {', '.join(f'ipyimagegen.views.{view}' for view in views)}"
    printed = subprocess.run(
        [sys.executable, "-c", f"{code}; print(*sys.modules)"],
        capture_output=True,
        text=True,
        timeout=180,
        check=True,
    ).stdout
    rooms = {name.split(".")[1] for name in printed.split() if name.startswith("ipyimagegen.")}
    assert "views" in rooms
    assert rooms.isdisjoint({"session", "notebook", "widget", "gateway"})
