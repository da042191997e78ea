"""Inputs from memory: the same in a reference, a placeholder, an axis, a row, and Python."""

from __future__ import annotations

import base64
import io

import ipywidgets
import numpy as np
import pandas as pd
import pytest
from PIL import Image

from ipyimagegen import errors
from ipyimagegen.session import Brief
from ipyimagegen.widget import panel as panel_module

RED = np.zeros((30, 40, 3), np.uint8)
RED[..., 0] = 255


def png(colour="red"):
    stream = io.BytesIO()
    Image.new("RGB", (40, 30), colour).save(stream, "PNG")
    return stream.getvalue()


DATA_URL = "data:image/png;base64," + base64.b64encode(png()).decode()
UPLOADED = ({"name": "cat.png", "content": memoryview(png())},)
FORMS = {
    "array": RED,
    "floats": RED / 255,
    "stream": io.BytesIO(png()),
    "bytes": png(),
    "upload": UPLOADED[0],
    "widget": ipywidgets.Image(value=png()),
}


def plan(session, template="Make it night", values=None, **wish):
    return session.plan(Brief(template=template, **wish), values or {})


@pytest.mark.parametrize("form", FORMS)
def test_by_reference_by_placeholder_and_from_python(session, form):
    value = FORMS[form]
    [by_reference] = plan(session, inputs=("photo",), values={"photo": value}).calls
    [from_python] = plan(session, inputs=[value]).calls
    [by_placeholder] = plan(session, "Make {photo} night", {"photo": value}).calls
    assert by_placeholder.request.prompt == "Make image 1 night"
    assert by_reference.request.sources == from_python.request.sources
    assert by_reference.request.sources == by_placeholder.request.sources
    assert [source.name for source in by_reference.sources] == ["photo"]


def test_the_same_array_again_is_answered_from_the_library(session):
    first = session.edit(RED, "Make it night")
    second = session.edit(RED.copy(), "Make it night")
    assert second.number == first.number
    assert session.edit(RED[:, ::2], "Make it night").number != first.number
    assert first.parents == ()


def test_an_array_named_twice_is_one_input(session):
    call = plan(session, "{photo} and {photo}", {"photo": RED}, inputs=("photo",)).only_call
    assert call.request.prompt == "image 1 and image 1"
    assert len(call.sources) == 1


def test_arrays_in_a_list_and_in_a_batch_are_an_axis(session):
    for frames in ([RED, 255 - RED], np.stack([RED, 255 - RED])):
        made = plan(session, "Make {*frames} night", {"frames": frames})
        assert [call.request.prompt for call in made.calls] == ["Make image 1 night"] * 2
        assert len({call.request.sources for call in made.calls}) == 2


def test_pictures_in_the_rows_of_a_table(session):
    table = pd.DataFrame({"photo": [RED, io.BytesIO(png("blue"))], "time": ["night", "dawn"]})
    made = plan(session, "Make {photo} {time}", rows=table)
    assert [call.request.prompt for call in made.calls] == [
        "Make image 1 night",
        "Make image 1 dawn",
    ]
    assert len({call.request.sources for call in made.calls}) == 2


def test_texts_that_hold_a_picture_are_inputs_and_stay_text_in_a_prompt(session):
    packed = DATA_URL.partition(",")[2]
    calls = [
        plan(session, inputs=[DATA_URL]).only_call,
        plan(session, inputs=DATA_URL).only_call,
        plan(session, inputs=[packed]).only_call,
        plan(session, inputs=("photo",), values={"photo": DATA_URL}).only_call,
        plan(session, inputs=("photo",), values={"photo": packed}).only_call,
    ]
    assert len({call.request.sources for call in calls}) == 1
    assert [call.sources[0].name for call in calls] == [
        "data URL", "data URL", "base64", "photo", "photo",
    ]  # fmt: skip
    assert plan(session, "Write {photo}", {"photo": DATA_URL}).only_call.sources == ()


def test_a_long_text_that_holds_none_is_told_in_short(session):
    for text in ("wVBORw0KGgo" + "A" * 100_000, "no picture " * 9_000):
        with pytest.raises(errors.UnknownReference) as caught:
            plan(session, inputs=[text])
        assert "characters is no reference" in str(caught.value)
        assert len("".join(caught.value.lines())) < 300
        with pytest.raises(errors.UnknownReference, match="photo holds no picture but a str"):
            plan(session, inputs=("photo",), values={"photo": text})


def test_a_variable_with_a_files_name_is_that_file(session, tmp_path):
    (tmp_path / "cat.png").write_bytes(png())
    [call] = plan(session, inputs=("photo",), values={"photo": "cat.png"}).calls
    assert call.sources[0].name == "photo"
    for text in ("a cat", "dog.png", "a\ncat"):
        with pytest.raises(errors.UnknownReference, match="photo holds no picture but a str"):
            plan(session, inputs=("photo",), values={"photo": text})
    with pytest.raises(errors.UnknownReference, match="is a link, which is not fetched"):
        plan(session, inputs=("photo",), values={"photo": "https://example.org/cat.png"})


def test_bytes_without_a_list_are_one_input(session):
    for one in (png(), bytearray(png()), memoryview(png()), RED):
        assert len(plan(session, inputs=one).only_call.sources) == 1


def test_several_uploads_are_several_inputs_from_python(session):
    two = (*UPLOADED, {"name": "dog.png", "content": memoryview(png("blue"))})
    assert len(plan(session, inputs=two).only_call.sources) == 2
    with pytest.raises(errors.PictureError, match="photos holds 2 files"):
        plan(session, inputs=("photos",), values={"photos": two})


def test_an_object_without_a_picture_is_named_and_what_can_be_given(session):
    with pytest.raises(errors.UnknownReference) as caught:
        plan(session, inputs=("table",), values={"table": pd.DataFrame({"a": [1]})})
    assert str(caught.value) == "table holds no picture but a DataFrame"
    assert "arrays, open files, figures and uploads" in caught.value.hint
    assert len(caught.value.lines()) == 2


def test_an_ambiguous_array_is_refused_before_anything_is_sent(session):
    with pytest.raises(errors.PictureError, match="frames holds 2 pictures"):
        session.generate("Make {frames} night", frames=np.stack([RED, RED]))
    assert list(session.history()) == []


def test_a_closed_pil_image_is_told(session, tmp_path):
    (tmp_path / "cat.png").write_bytes(png())
    image = Image.open(tmp_path / "cat.png")
    image.close()
    with pytest.raises(errors.PictureError, match="the PIL image was closed"):
        plan(session, inputs=[image])


def test_the_panel_is_what_is_picked_in_it(session):
    frog = session.generate("a frog")
    shown = panel_module.Panel(session)
    try:
        shown.picked = ["@1"]
        for one in (
            plan(session, inputs=("shown",), values={"shown": shown}),
            plan(session, inputs=[shown]),
        ):
            assert one.only_call.sources[0].generation == frog.number
    finally:
        shown.close()
