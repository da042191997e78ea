"""Objects that hold a picture: arrays, tensors, figures, displays, widgets and open files."""

from __future__ import annotations

import array
import base64
import ctypes
import io
import mmap
import re
import tempfile
from unittest.mock import Mock

import ipywidgets
import numpy as np
import pandas as pd
import pytest
from IPython.display import HTML, Video
from IPython.display import Image as Shown
from PIL import Image

from ipyimagegen.errors import PictureError
from ipyimagegen.images.inputs import identify, prepare
from ipyimagegen.images.objects import decoded_text, holds_picture, picture_in


def png(colour="red", size=(8, 6)):
    stream = io.BytesIO()
    Image.new("RGB", size, colour).save(stream, "PNG")
    return stream.getvalue()


PNG = png()
RED = np.zeros((6, 8, 3), np.uint8)
RED[..., 0] = 255
UPLOAD = {"name": "cat.png", "type": "image/png", "size": len(PNG), "content": memoryview(PNG)}


class Tensor:
    """A tensor with gradients, as PyTorch's: NumPy can read it once it is detached."""

    def __init__(self, array, detached=False):
        self.array, self.detached = array, detached
        self.shape, self.dtype = array.shape, f"torch.{array.dtype}"

    def detach(self):
        return Tensor(self.array, detached=True)

    def cpu(self):
        return self

    def __array__(self, dtype=None, copy=None):
        assert self.detached, "can't be read: it requires grad"
        return self.array


class Figure:
    """A figure as Matplotlib's."""

    def savefig(self, target, format):
        Image.new("RGB", (8, 6), "red").save(target, format)


class Molecule:
    """An object that a notebook shows as a picture."""

    def _repr_png_(self):
        return PNG, {"width": 8}


class Named:
    def __init__(self, path):
        self.path = path

    def __fspath__(self):
        return self.path


def of_colour(value, name="it"):
    """Return the colour of the input's first pixel, as it is sent."""
    return (
        Image.open(io.BytesIO(prepare(picture_in(value, name)).data))
        .convert("RGB")
        .getpixel((1, 1))
    )


HOLD_RED = {
    "bytes": PNG,
    "bytearray": bytearray(PNG),
    "memoryview": memoryview(PNG),
    "BytesIO": io.BytesIO(PNG),
    "bytes of a GIF after a blank": b"\n" + PNG,
    "a reader": io.BufferedReader(io.BytesIO(PNG)),
    "PIL": Image.new("RGB", (8, 6), "red"),
    "RGB": RED,
    "RGBA": np.dstack([RED, np.full((6, 8), 255, np.uint8)]),
    "floats": RED / 255,
    "half floats": (RED / 255).astype(np.float16),
    "floats to 255": RED.astype(np.float32),
    "floats from -1": RED / 127.5 - 1,
    "floats that overshoot": np.where(RED == 255, 1.004, -0.003),
    "16 bits": RED.astype(np.uint16) * 257,
    "whole numbers": RED.astype(np.int64),
    "a mask in each channel": RED == 255,
    "channels first": np.moveaxis(RED, 2, 0),
    "a batch of one": RED[None],
    "a batch of one, channels first": np.moveaxis(RED, 2, 0)[None] / 255,
    "not contiguous": np.repeat(RED, 2, axis=1)[:, ::2],
    "a tensor": Tensor(np.moveaxis(RED / 255, 2, 0)),
    "a figure": Figure(),
    "IPython's Image": Shown(data=PNG),
    "a molecule": Molecule(),
    "a widget with a picture": ipywidgets.Image(value=PNG),
    "an uploaded file": UPLOAD,
    "all uploaded files": (UPLOAD,),
    "uploaded files of version 7": {"cat.png": {"metadata": {}, "content": PNG}},
    "data URL": "data:image/png;base64," + base64.b64encode(PNG).decode(),
    "base64": base64.b64encode(PNG).decode(),
    "base64 for URLs": base64.urlsafe_b64encode(png("#ff0000", (40, 30))).decode(),
    "base64 in lines": base64.encodebytes(PNG).decode(),
}


@pytest.mark.parametrize("value", HOLD_RED.values(), ids=HOLD_RED)
def test_every_form_of_a_picture(value):
    assert of_colour(value) == pytest.approx((254, 0, 0), abs=2)


def test_a_form_of_the_same_bytes_has_the_same_identity():
    forms = ("bytes", "bytearray", "BytesIO", "IPython's Image", "an uploaded file", "base64")
    assert len({identify(picture_in(HOLD_RED[form], "it")) for form in forms}) == 1
    arrays = ("RGB", "floats", "16 bits", "channels first", "a tensor", "PIL")
    assert len({identify(picture_in(HOLD_RED[form], "it")) for form in arrays}) == 1


@pytest.mark.parametrize(
    "grey",
    [
        np.full((6, 8), 128, np.uint8),
        np.full((6, 8, 1), 128, np.uint8),
        np.full((1, 6, 8), 128, np.uint8),
        np.full((6, 8), 0.5),
        np.full((6, 8), 0x8080, np.uint16),
        np.full((6, 8), 0x8080, np.int32),
    ],
)
def test_grey(grey):
    assert of_colour(grey) == pytest.approx((128, 128, 128), abs=2)


def test_a_mask_is_black_and_white():
    mask = np.zeros((6, 8), bool)
    mask[1, 1] = True
    assert picture_in(mask, "it").getpixel((1, 1)) == 255
    assert picture_in(mask.astype(int), "it").getpixel((1, 1)) == 255
    assert picture_in(mask.astype(np.uint8), "it").getpixel((1, 1)) == 1  # as everywhere


@pytest.mark.parametrize(
    ("array", "words"),
    [
        (np.zeros((7, 20, 30)), r"has the shape \(7, 20, 30\), which is no picture's"),
        (np.zeros((5, 20, 30, 3)), "holds 5 pictures"),
        (np.full((6, 8), np.nan), "has values from nan to nan"),
        (np.array([[-3.0, 9.0]]), "has values from -3 to 9"),
        (np.array([[0.0, 300.0]]), "has values from 0 to 300"),
        (np.array([[-1, 9]]), "has values from -1 to 9"),
        (np.array([[0, 70000]]), "has values from 0 to 70000"),
        (np.zeros((0, 8)), "no pixels"),
        (np.zeros((10_000, 6_000), bool), "60.0 megapixels"),
    ],
)
def test_an_ambiguous_array_is_refused_in_words(array, words):
    with pytest.raises(PictureError, match=f"^frame .*{words}") as caught:
        picture_in(array, "frame")
    assert len(caught.value.lines()) <= 3


def test_an_array_is_copied():
    array = RED.copy()
    image = picture_in(array, "it")
    array[:] = 0
    assert image.getpixel((0, 0)) == (255, 0, 0)


def test_a_tensor_that_cannot_be_read_is_told():
    class Elsewhere(Tensor):
        def cpu(self):
            raise RuntimeError("CUDA error")

        detach = lambda self: self  # noqa: E731

    with pytest.raises(PictureError, match="it can't be read as an array") as caught:
        picture_in(Elsewhere(RED), "it")
    assert caught.value.said == "RuntimeError: CUDA error"


class Bare:
    """A tensor as TensorFlow's, which NumPy can't look into by itself."""

    dtype = "float32"

    def __init__(self, array, shape=None):
        self.array, self.shape = array, shape or array.shape

    def numpy(self):
        return self.array


def test_a_tensor_is_asked_for_its_array():
    image = picture_in(Bare(RED.astype(np.float32) / 255), "it")
    assert image.getpixel((0, 0)) == (255, 0, 0)


def test_an_object_that_only_looks_like_an_array_is_told():
    class Hollow:
        shape, dtype = (5, 5, 3), "float32"

    with pytest.raises(PictureError, match="it can't be read as an array") as caught:
        picture_in(Hollow(), "it")
    assert caught.value.said == "TypeError: NumPy reads it as object"
    for other in (np.float32(5), np.zeros(4, np.float32), np.zeros((1, 2, 2, 2, 2), np.float32)):
        with pytest.raises(PictureError, match="which is no picture's"):
            picture_in(Bare(other, (5, 5, 3)), "it")


@pytest.mark.parametrize(
    "start",
    [b"GIF89a", b"\x89PNG\r\n\x1a\n", b"BM", b"II*\0", b"\xff\xd8\xff", b"RIFF\4\0\0\0WEBP"],
)
def test_a_start_alone_is_told_without_the_inside_of_a_decoder(start):
    with pytest.raises(PictureError, match="the data is damaged or cut off") as caught:
        prepare(start)
    assert not re.search("unpack|buffer|offset", caught.value.said)


@pytest.mark.parametrize("mode", ["wb", "w", "ab"])
def test_a_file_that_is_open_for_writing_is_told(tmp_path, mode):
    with (tmp_path / "cat.png").open(mode) as file:
        with pytest.raises(PictureError, match="it is a file that can't be read") as caught:
            picture_in(file, "it")
        assert caught.value.said == "it is open for writing only"
    with pytest.raises(PictureError) as caught:
        picture_in(file, "it")
    assert "closed" in caught.value.said


@pytest.mark.parametrize("kind", [">u2", ">f4", ">f8", "<i4", ">i2"])
def test_numbers_in_the_other_order_of_bytes_are_a_picture(kind):
    image = picture_in(np.full((4, 6), 255).astype(kind), "it")
    assert image.size == (6, 4)
    assert image.getpixel((0, 0)) in (255, 1)  # of 65535 as unsigned 16 bits


def test_a_pictures_file_in_memory_is_that_file():
    encoded = np.frombuffer(PNG, np.uint8)  # as OpenCV's imencode returns it
    with mmap.mmap(-1, len(PNG)) as mapped:
        mapped.write(PNG)
        forms = [encoded, encoded[:, None], mapped, (ctypes.c_char * len(PNG))(*PNG)]
        for form in [*forms, array.array("B", PNG)]:
            assert picture_in(form, "it") == PNG
            assert holds_picture(form)
    for other in (np.zeros(64, np.uint8), array.array("B", b"text"), array.array("d", [1.0])):
        assert not holds_picture(other)


def test_a_file_is_read_from_its_start_and_stays_where_it_was(tmp_path):
    (tmp_path / "cat.png").write_bytes(PNG)
    with (tmp_path / "cat.png").open("rb") as file:
        file.seek(5)
        assert picture_in(file, "it") == PNG
        assert file.tell() == 5
    with pytest.raises(PictureError, match="it is a file that can't be read"):
        picture_in(file, "it")
    with (tmp_path / "cat.png").open(encoding="latin-1") as text:
        assert picture_in(text, "it") == PNG
    with tempfile.NamedTemporaryFile() as temporary:
        temporary.write(PNG)
        assert picture_in(temporary, "it") == PNG
    with tempfile.SpooledTemporaryFile() as spooled:
        spooled.write(PNG)
        assert picture_in(spooled, "it") == PNG


def test_a_pil_image_whose_file_has_a_flaw_is_read_as_that_file(tmp_path):
    stream = io.BytesIO()
    Image.new("RGB", (64, 48), "red").save(stream, "JPEG")
    (tmp_path / "cat.jpg").write_bytes(stream.getvalue()[:-2])
    with Image.open(tmp_path / "cat.jpg") as image:
        assert prepare(picture_in(image, "it")).flaw == "its end mark is missing"


def test_paths_of_every_kind(tmp_path):
    (tmp_path / "cat.png").write_bytes(PNG)
    assert picture_in(Named(str(tmp_path / "cat.png")), "it") == tmp_path / "cat.png"
    assert picture_in(Shown(filename=str(tmp_path / "cat.png")), "it") == PNG


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (Shown(url="https://example.org/cat.png"), "holds a link, which is not fetched"),
        (ipywidgets.Image(value=b"https://example.org/cat.png", format="url"), "holds a link"),
        (ipywidgets.FileUpload(), "holds no file yet"),
        ((UPLOAD, UPLOAD), "holds 2 files"),
        ("data:text/html;base64,PGh0bWw+", "data URL"),
    ],
)
def test_what_should_hold_a_picture_and_does_not_is_told(value, words):
    with pytest.raises(PictureError, match=words) as caught:
        picture_in(value, "it")
    assert len(caught.value.lines()) <= 3


def test_a_figure_that_cannot_be_drawn_is_told():
    class Broken:
        def savefig(self, target, format):
            raise KeyError("font")

    with pytest.raises(PictureError, match="it can't be drawn"):
        picture_in(Broken(), "it")


NONE = {
    "a number": 7,
    "a text": "a frog",
    "words that could be base64": "frog" * 30,
    "a list": [1, 2],
    "a list of lists": [[1, 2], [3, 4]],
    "a dict": {"content": "words"},
    "an empty tuple": (),
    "a table": pd.DataFrame({"a": [1, 2], "b": [3, 4]}),
    "a column": pd.Series([1, 2]),
    "a row of numbers": np.arange(5),
    "a number of NumPy": np.float64(1),
    "texts in an array": np.array([["a", "b"]]),
    "complex numbers": np.zeros((4, 4), complex),
    "a text in memory": io.StringIO("a frog"),
    "HTML": HTML("<b>"),
    "a video": Video(data=b"\0\0\0\x20ftypisom", embed=True),
    "a slider": ipywidgets.IntSlider(),
    "a text box": ipywidgets.Text(),
    "a module": np,
    "a function": len,
    "a mock": Mock(),
    "nothing": None,
}


@pytest.mark.parametrize("value", NONE.values(), ids=NONE)
def test_other_objects_hold_none(value):
    assert picture_in(value, "it") is None
    assert not holds_picture(value)


@pytest.mark.parametrize("form", HOLD_RED)
def test_in_a_prompt_texts_and_objects_with_a_text_are_no_picture(form):
    is_text = isinstance(HOLD_RED[form], str | Molecule)
    assert holds_picture(HOLD_RED[form]) is not is_text


def test_bytes_that_are_no_picture_are_none_in_a_prompt():
    assert not holds_picture(b"words")
    assert holds_picture(b"II*\0....")
    assert not holds_picture(memoryview(bytes(16)).cast("B", (4, 4)))


def test_text_that_only_looks_like_base64_is_text():
    assert decoded_text("QUJD" * 40) is None
    assert decoded_text("/home/" * 20) is None
