"""Files called pictures that are none: each is told by what it is, with the next step."""

from __future__ import annotations

import io
import struct

import numpy as np
import pytest
from PIL import Image

from ipyimagegen.errors import PictureError
from ipyimagegen.images.inputs import prepare
from ipyimagegen.images.picture import verify

LFS = b"""version https://git-lfs.github.com/spec/v1
oid sha256:4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393
size 12345
"""


def tiff(tags: dict[int, bytes]) -> bytes:
    entries = b"".join(struct.pack("<HHI4s", tag, 4, 1, value) for tag, value in tags.items())
    return b"II*\0" + struct.pack("<IH", 8, len(tags)) + entries + bytes(4)


def numpy_file() -> bytes:
    stream = io.BytesIO()
    np.save(stream, np.zeros((4, 4)))
    return stream.getvalue()


NOT_FOR_ANYBODY = {
    "empty": (b"", "is empty", "Get it again"),
    "zeros": (bytes(5000), "begins with zeros alone", "A disk or a download broke off"),
    "Git LFS": (LFS, "a Git LFS pointer, not the picture", "git lfs pull"),
    "git-annex": (b"/annex/objects/SHA256E-s9--ab.png\n", "a git-annex pointer", "git annex get"),
    "DVC": (b"outs:\n- md5: 0cc175b9c0f1b6a8\n  path: a.png\n", "a DVC pointer", "dvc pull"),
    "web page": (b"\n <!DOCTYPE HTML>\n<title>Log in", "a web page (HTML) is no picture", "log in"),
    "web page with a drawing": (b"<html><svg></svg>", "a web page (HTML) is no picture", "log in"),
    "page of XHTML": (b"<?xml version='1.0'?><html>", "a web page (HTML) is no picture", "log in"),
    "an error of a store": (b"<Error><Code>NoSuchKey</Code>", "XML is no picture", "download"),
    "drawing": (b"<?xml version='1.0'?>\n<svg/>", "an SVG is no pixel picture", "inkscape"),
    "PDF": (b"%PDF-1.7\n", "a PDF is no picture", "Export the page"),
    "zip": (b"PK\3\4\x14\0", "a zip file, or an office document", "Unpack it"),
    "gzip": (b"\x1f\x8b\x08\0", "a gzip file", "Unpack it"),
    "MP4": (b"\0\0\0\x20ftypisom", "a video (MP4 or MOV)", "frames"),
    "WebM": (b"\x1a\x45\xdf\xa3\x9f", "a video (WebM or Matroska)", "frames"),
    "AVI": (b"RIFF\0\0\0\0AVI LIST", "a video (AVI)", "frames"),
    "sound": (b"RIFF\0\0\0\0WAVEfmt ", "a sound (WAV)", "Name a picture"),
    "JSON": (b'{"error": {"code": 404}}', "JSON is no picture", "tell of an error"),
    "text": (b"Access denied\nbye", "text is no picture", "Get it again"),
    "text in UTF-16": ("not found".encode("utf-16"), "text is no picture", "Get it again"),
    "base64": (b"iVBORw0KGgoAAAAN" * 9, "base64 text is no picture", "b64decode"),
    "data URL": (b"data:image/png;base64,iVBORw0KGgo=", "base64 text is no picture", "b64decode"),
    "Photoshop": (b"8BPS\0\1" + bytes(20), "a Photoshop file can't be used", "Export it"),
    "icon": (b"\0\0\1\0\1\0\x10\x10", "an icon (ICO) can't be used", "Export it"),
    "JPEG XL": (b"\xff\x0a\xfa\x7f", "a JPEG XL can't be used", "Export it"),
    "JPEG 2000": (b"\0\0\0\x0cjP  \r\n\x87\n", "a JPEG 2000 can't be used", "Export it"),
    "raw of Fuji": (b"FUJIFILMCCD-RAW 0201", "a camera's raw file can't be used", "Export it"),
    "raw of Canon": (b"\0\0\0\x18ftypcrx \0\0", "a camera's raw file can't be used", "Export it"),
    "raw of Adobe": (tiff({50706: b"\1\4\0\0"}), "a camera's raw file", "Export it"),
    "raw of Nikon": (tiff({271: b"\x90", 330: b"\x90"}), "a camera's raw file", "Export it"),
    "shortcut": (b"L\0\0\0\1\x14\2\0" + bytes(9), "a Windows shortcut", "leads to"),
    "address": (b"[InternetShortcut]\r\nURL=x\r\n", "a shortcut to a web address", "Download"),
    "side file": (b"\0\5\x16\7" + bytes(9), "a side file of macOS", "before its name"),
    "line ends": (b"\x89PNG\n\x1a\n\0\0", "a PNG that was changed as if it were text", "again"),
    "UTF-8": (b"\xef\xbf\xbdPNG\r\n\x1a\n", "a PNG that was changed as if it were text", "again"),
    "array": (numpy_file(), "a NumPy file is no picture", "numpy.load"),
    "unknown": (bytes(range(128, 160)), "no", "can be read"),
}  # fmt: skip


@pytest.mark.parametrize(("data", "words", "hint"), NOT_FOR_ANYBODY.values(), ids=NOT_FOR_ANYBODY)
def test_other_files_are_told_in_the_same_words_as_inputs_and_as_answers(
    tmp_path, data, words, hint
):
    path = tmp_path / "frog.png"
    path.write_bytes(data)
    for refuse in (lambda: prepare(path), lambda: prepare(data), lambda: verify(data)):
        with pytest.raises(PictureError) as caught:
            refuse()
        error = caught.value
        assert words in str(error)
        assert hint in error.hint
        assert len(error.lines()) <= 4
    with pytest.raises(PictureError) as caught:
        prepare(path)
    assert str(caught.value).startswith(str(path))


def test_the_beginning_of_a_text_is_said_and_not_compared():
    with pytest.raises(PictureError) as caught:
        prepare(b"Access denied for 10.0.0.1\x1b[2J\nmore")
    assert caught.value.said == "Access denied for 10.0.0.1 [2J"
    assert "10.0.0.1" not in str(caught.value)


@pytest.mark.parametrize("format", ["BMP", "TIFF", "AVIF"])
def test_inputs_take_more_types_than_answers(format):
    stream = io.BytesIO()
    Image.new("RGB", (20, 10), "red").save(stream, format)
    assert prepare(stream.getvalue()).width == 20
    with pytest.raises(PictureError, match=f"{format} can't be used"):
        verify(stream.getvalue())
