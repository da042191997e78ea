"""A sweep as an HTML table: turned so that its pictures fit, each with its own words."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from html.parser import HTMLParser
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from ipyimagegen.errors import PictureError
from ipyimagegen.images.picture import Picture
from ipyimagegen.notebook.sweep_display import sweep_bundle
from ipyimagegen.requests import Reply
from ipyimagegen.session import Sweep
from ipyimagegen.session.outcome import Outcome
from ipyimagegen.session.plan import Dimension
from ipyimagegen.views.sheet import HEIGHT, LEAST_SIDE, Place, _chosen, outcome_place, sheet


class Tables(HTMLParser):
    """The tables of a page, as rows of cells with their attributes and words."""

    def __init__(self, html):
        super().__init__()
        self.rows, self.images, self.open = [], [], []
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        if tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th"):
            self.rows[-1].append({"tag": tag, "words": "", **dict(attributes)})
        elif tag == "img":
            self.images.append(dict(attributes))
        if tag not in ("img", "col", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if {"td", "th"} & set(self.open):
            self.rows[-1][-1]["words"] += data

    def headings(self, scope):
        return [
            (cell["words"], int(cell.get("colspan") or cell.get("rowspan") or 1))
            for row in self.rows
            for cell in row
            if cell.get("scope") == scope
        ]


def places(dimensions, **more):
    return [Place(labels, **more) for labels in product(*(one.labels for one in dimensions))]


STYLE = Dimension("style", ("vintage", "watercolour"))
SUBJECT = Dimension("subject", ("fox", "owl", "cat"))
MODEL = Dimension("model", ("nano-banana", "gpt-image"))


def test_models_are_the_innermost_columns_and_the_rest_turns_until_it_fits():
    dimensions = [STYLE, SUBJECT, MODEL]
    table = Tables(sheet(dimensions, places(dimensions)))
    assert table.open == []
    assert table.headings("colgroup") == [("vintage", 2), ("watercolour", 2)]
    assert table.headings("col") == [("nano-banana", 1), ("gpt-image", 1)] * 2
    assert table.headings("row") == [("fox", 1), ("owl", 1), ("cat", 1)]
    first = Tables(sheet([MODEL, STYLE], places([MODEL, STYLE])))
    assert [words for words, _ in first.headings("col")][:2] == ["nano-banana", "gpt-image"]


def test_each_place_is_in_its_row_and_column():
    dimensions = [STYLE, SUBJECT, MODEL]
    filled = [Place(one.labels, caption=" ".join(one.labels)) for one in places(dimensions)]
    rows = [row for row in Tables(sheet(dimensions, filled)).rows if row[0].get("scope") == "row"]
    for row, subject in zip(rows, SUBJECT.labels, strict=True):
        words = [cell["words"] for cell in row[1:]]
        assert words == [f"{s} {subject} {m}" for s, m in product(STYLE.labels, MODEL.labels)]


def test_what_does_not_fit_is_folded_and_the_rest_is_counted():
    letters, numbers = Dimension("a", tuple("abcdefghij")), Dimension("b", tuple("123456"))
    html = sheet([letters, numbers], places([letters, numbers]))
    assert "first 24 of 60 · show 24 more" in html
    assert "12 more are not shown here" in html
    many = Dimension("row", tuple(f"row {number}" for number in range(500)))
    html = sheet([many], places([many]))
    assert re.search(r"first \d+ of 500 · show \d+ more", html)
    assert len(html) < 60_000


@pytest.mark.thorough
@given(st.lists(st.integers(1, 5), min_size=1, max_size=4), st.sampled_from([0.5, 1.0, 1.5, 2.0]))
def test_the_first_page_is_never_taller_than_it_may_be(sizes, aspect):
    dimensions = [
        Dimension(f"axis {at}", tuple(f"{at}-{n}" for n in range(size)))
        for at, size in enumerate(sizes)
    ]
    layout = _chosen(dimensions, places(dimensions), aspect)
    row = layout.usual / aspect + layout.below
    assert layout.lines == 1 or layout.head + layout.lines * row <= HEIGHT + 1
    assert max(layout.usual, layout.usual / aspect) >= LEAST_SIDE - 1
    assert layout.across * layout.usual <= 800 or layout.across == 1
    assert layout.across * layout.down >= len(places(dimensions))


def test_labels_of_any_length_and_script_are_text_in_their_own_direction():
    labels = ("x" * 300, "שלום <b>", "a\u202eb")
    dimension = Dimension("words", labels)
    html = sheet([dimension], places([dimension]))
    assert "<b>" not in html.replace("<b>⚠", "")
    assert "&lt;b&gt;" in html
    assert html.count('dir="auto"') >= 3
    assert "\u202e" not in html


LONG = ("Photosynthesising-landscapes", "oil", "harbour-at-night-2024-final.png")


def label_widths(html):
    return [int(width) for width in re.findall(r'<col style="width:(\d+)px"', html)]


def test_labels_of_rows_have_the_room_that_the_pictures_leave():
    """A long word is not broken beside an empty half of the page."""
    dimensions = [Dimension("scene", (*LONG, "ink", "wood")), MODEL]
    layout = _chosen(dimensions, places(dimensions), 1.75)
    [width] = label_widths(layout.html())
    assert width >= 7.5 * max(map(len, LONG))
    needed = width + layout.across * (layout.usual + 8)
    assert needed <= 690  # nothing of it is taken from the pictures


def test_labels_leave_the_pictures_their_room():
    dimensions = [Dimension("scene", LONG), Dimension("time", ("dawn", "dusk")), MODEL]
    layout = _chosen(dimensions, places(dimensions), 1.0)
    before = _chosen([Dimension("scene", ("x", "y", "z")), *dimensions[1:]], places(dimensions), 1)
    assert layout.across * (layout.usual + 8) + sum(layout.lefts) <= 801
    assert layout.usual >= 0.8 * before.usual


def test_ideograms_and_capitals_are_as_wide_as_they_are():
    for wide in ("浮世絵風の風景画", "WWWWWWWW"):
        dimensions = [Dimension("a", (wide, "b", "c", "d")), MODEL]
        [width] = label_widths(sheet(dimensions, places(dimensions)))
        small = [Dimension("a", ("i" * 8, "b", "c", "d")), MODEL]
        assert width > label_widths(sheet(small, places(small)))[0]


def test_a_failure_says_why_in_its_place():
    dimension = Dimension("pet", ("wolf", "fox"))
    failed = outcome_place(Outcome(("wolf",), error=PictureError("no wolves <here>"), number=7))
    html = sheet([dimension], [failed, Place(("fox",))])
    assert "⚠ failed" in html
    assert "no wolves &lt;here&gt;" in html
    assert "@7" in html


@pytest.mark.parametrize("size", [(1, 1), (2000, 1), (1, 900), (64, 48), (300, 300)])
def test_a_picture_keeps_its_shape_and_is_never_enlarged(make, size):
    made = make("a frog", size=size)
    place = outcome_place(Outcome(("a",), generation=made, number=made.number))
    [image] = Tables(sheet([Dimension("x", ("a",))], [place])).images
    assert image["alt"] == f"@{made.number} nano-banana: a frog"
    assert 1 <= int(image["width"]) <= size[0]
    assert ("height:auto" in image["style"]) == ("height" not in image) == (min(size) >= 32)
    assert 1 <= int(image.get("height", 1)) <= min(400, size[1])
    assert image["src"].startswith("data:image/webp;base64,")


@pytest.mark.thorough
@pytest.mark.parametrize(("count", "side"), [(1, 900), (2, 900), (8, 900), (48, 256), (60, 256)])
def test_pictures_of_noise_have_150_kib_each_and_600_together(noisy, count, side):
    """In all that a cell shows of them: the table, the contact sheet and the text."""
    dimension = Dimension("n", tuple(map(str, range(count))))
    made = noisy(count, side)
    outcomes = tuple(
        Outcome((label,), generation=one, number=one.number)
        for label, one in zip(dimension.labels, made, strict=True)
    )
    shown = sweep_bundle(Sweep((dimension,), outcomes), name="noise")
    assert len(Tables(shown["text/html"]).images) >= min(48, count)
    assert sum(map(len, shown.values())) <= min(600, 150 * count) * 1024


@pytest.fixture
def noisy(library, claim):
    def made(count, side):
        stream = io.BytesIO()
        bands = [Image.effect_noise((side, side), 120) for _ in "RGB"]
        Image.merge("RGB", bands).save(stream, "PNG")
        return [
            library.finish(
                claim(f"noise {number}"),
                Reply((Picture.from_bytes(stream.getvalue() + bytes([number])),), served_by="real"),
            )
            for number in range(count)
        ]

    return made


@pytest.fixture
def swept(make):
    """Make a sweep of small pictures."""

    def made(*dimensions):
        members = [place.labels for place in places(dimensions)]
        generations = [make(" ".join(labels)) for labels in members]
        outcomes = [
            Outcome(labels, generation=one, number=one.number)
            for labels, one in zip(members, generations, strict=True)
        ]
        return Sweep(dimensions, tuple(outcomes))

    return made


PET = Dimension("pet", ("cat", "dog"))
INKED = Dimension("style", ("oil", "ink"))


def test_a_part_of_a_sweep_has_no_headings_of_what_all_its_pictures_share(swept):
    sweep = swept(INKED, PET)
    part = Tables(sweep["oil"]._repr_html_().partition("<details")[0])
    assert [words for words, _ in part.headings("col")] == ["cat", "dog"]
    assert len(part.images) == 2


def test_a_page_that_takes_styles_off_still_has_a_table_to_read(swept):
    """As GitHub does with a notebook: elements, spans, texts and widths of pictures stay."""
    bleach = pytest.importorskip("bleach")
    tags = [
        "table",
        "thead",
        "tbody",
        "tr",
        "td",
        "th",
        "img",
        "div",
        "b",
        "br",
        "details",
        "summary",
    ]
    spans = ["colspan", "rowspan", "scope"]
    kept = {"img": ["src", "alt", "width"], "td": spans, "th": spans}
    sweep = swept(INKED, PET)
    html = bleach.clean(
        sweep._repr_html_(), tags=tags, attributes=kept, protocols=["data"], strip=True
    )
    assert "style=" not in html
    table = Tables(html.partition("<details")[0])
    assert all(int(image["width"]) for image in table.images)
    assert all(image["alt"].startswith("@") for image in table.images)
    words = [cell["words"] for row in table.rows for cell in row if cell["tag"] == "th"]
    for dimension in sweep.dimensions:
        assert all(label in words for label in dimension.labels)


def test_a_sweep_turns_in_python(swept):
    sweep = swept(INKED, PET, Dimension("time", ("dawn", "dusk")))
    turned: Mapping = sweep.pivot("pet", ["time", "style"])
    assert list(turned) == ["cat", "dog"]
    assert list(turned["dog"]) == ["dawn · oil", "dawn · ink", "dusk · oil", "dusk · ink"]
    assert turned["dog"]["dusk · ink"] is sweep["ink", "dog", "dusk"]
    assert list(sweep.pivot("style")) == ["oil", "ink"]
    assert list(sweep.pivot("style", "pet")) == [
        "oil · dawn", "oil · dusk", "ink · dawn", "ink · dusk"
    ]  # fmt: skip
    assert (
        sweep.pivot("style, pet") == sweep.pivot(["style ", " pet"]) == sweep.pivot(columns="time")
    )
    with pytest.raises(Exception, match="no axis 'pets'"):
        sweep.pivot("pets")
    with pytest.raises(Exception, match="named twice"):
        sweep.pivot("pet", "pet")


def test_an_axis_that_is_called_as_it_was_written_wins(swept):
    sweep = swept(Dimension("style, pet", ("oil", "ink")), Dimension("pet", ("cat", "dog")))
    assert list(sweep.pivot("style, pet")) == ["oil", "ink"]
    assert list(sweep.pivot("pet")) == ["cat", "dog"]
