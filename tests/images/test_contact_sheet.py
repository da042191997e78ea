"""The contact sheet: every picture in its place, whatever the labels and the shapes are."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops

from ipyimagegen.images import contact_sheet
from ipyimagegen.images.contact_sheet import (
    FAILED,
    MARGIN,
    UNSENT,
    WIDTH,
    Cell,
    draw_letters,
    draw_sheet,
    place_size,
)

COLOURS = ["#ff0000", "#00ff00", "#0000ff", "#ffff00", "#ff00ff", "#00ffff"]


def cell(place, size=(160, 120), **fields):
    return Cell(Image.new("RGB", size, COLOURS[place % 6]), caption=f"@{place + 1}", **fields)


def middle_of(sheet, colour):
    """Return the middle of the pixels of a colour, and their box."""
    plain = Image.new("RGB", sheet.size, colour)
    others = ImageChops.difference(sheet.convert("RGB"), plain).convert("L", (1, 1, 1, 0))
    box = others.point(lambda value: 0 if value else 255).getbbox()
    assert box is not None, colour
    return (box[0] + box[2]) / 2, (box[1] + box[3]) / 2, box


def test_a_grid_has_each_picture_in_its_row_and_column():
    sheet = draw_sheet(
        [cell(n) for n in range(6)], 4 / 3, columns=["a", "b", "c"], rows=["oil", "ink"]
    )
    middles = [middle_of(sheet, colour)[:2] for colour in COLOURS]
    assert [round(x) for x, _ in middles[:3]] == [round(x) for x, _ in middles[3:]]
    assert middles[0][0] < middles[1][0] < middles[2][0]
    assert len({round(y) for _, y in middles[:3]}) == 1
    assert middles[3][1] > middles[0][1]


def test_pictures_keep_their_shape_beside_others():
    sizes = [(320, 180), (180, 320), (320, 320), (320, 80)]
    sheet = draw_sheet([cell(n, size) for n, size in enumerate(sizes)], 1)
    for colour, (wide, tall) in zip(COLOURS, sizes, strict=False):
        left, top, right, bottom = middle_of(sheet, colour)[2]
        assert (right - left) / (bottom - top) == pytest.approx(wide / tall, rel=0.05)


def test_wide_pictures_leave_no_empty_room_below():
    square = draw_sheet([cell(n, (300, 300)) for n in range(6)], 1)
    wide = draw_sheet([cell(n, (320, 180)) for n in range(6)], 16 / 9)
    assert wide.height < 0.8 * square.height


def test_a_missing_picture_has_a_box_in_its_place():
    failed = Cell(
        None, caption="@2", words="no picture; the model answered in words: I can't. " * 9
    )
    sheet = draw_sheet(
        [cell(0), failed, Cell(None, caption="not sent")], 1, columns=["a", "b", "c"]
    )
    colours = {colour for _, colour in sheet.getcolors(100_000)}
    assert set(FAILED) <= colours
    assert set(UNSENT) <= colours


def test_transparent_pictures_stand_on_white():
    clear = Image.new("RGBA", (100, 100), (0, 0, 0, 0))
    sheet = draw_sheet([Cell(clear)], 1)
    assert sheet.getcolors() == [(sheet.width * sheet.height, (255, 255, 255))]


@pytest.mark.parametrize("count", [1, 2, 6, 12, 48, 200])
def test_any_number_has_room(count):
    sheet = draw_sheet([cell(n, title=f"label {n}") for n in range(count)], 4 / 3, more=7)
    assert sheet.width <= WIDTH + 2 * MARGIN
    assert sheet.height >= sheet.width / 8


def test_letters_that_are_drawn_ahead_are_there_for_a_whole_sheet():
    cells = [Cell(None, f"title{n:03} above{n:03}", f"below{n:03} words{n:03}") for n in range(48)]
    width, _ = place_size(48, 1)
    for one in cells:
        draw_letters(one.title, width)
        draw_letters(one.caption, width)
    drawn = contact_sheet._letters.cache_info().misses
    draw_sheet(cells, 1)
    assert contact_sheet._letters.cache_info().misses == drawn


TEXT = st.text(max_size=300)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(TEXT, TEXT, TEXT), min_size=1, max_size=5), st.booleans())
def test_any_labels_are_drawn(labels, in_grid):
    image = Image.new("RGB", (60, 40), "red")
    cells = [
        Cell(image if place % 2 else None, title=title, caption=note, words=words)
        for place, (title, note, words) in enumerate(labels)
    ]
    columns = [title for title, _, _ in labels] if in_grid else []
    sheet = draw_sheet(cells, 3 / 2, columns=columns, rows=[labels[0][1]] if in_grid else [])
    assert sheet.mode == "RGB"
    assert sheet.width <= WIDTH + 2 * MARGIN
    assert sheet.height < 3000
