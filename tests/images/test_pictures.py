"""Pictures: types by the bytes, data URLs, saving."""

from __future__ import annotations

import base64
import hashlib
import io
import random
import struct
import threading
import warnings
import zlib
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageOps

from ipyimagegen.errors import PictureError, WrongArguments
from ipyimagegen.images import picture as picture_module
from ipyimagegen.images.inputs import prepare
from ipyimagegen.images.originals import original
from ipyimagegen.images.picture import Picture, decode_data_url, encode_data_url, sniff, verify

TYPES = ["png", "jpeg", "webp", "gif"]


def encoded(image: Image.Image, format: str = "PNG", **options: object) -> bytes:
    stream = io.BytesIO()
    image.save(stream, format, **options)
    return stream.getvalue()


def noise(width: int = 64, height: int = 48) -> Image.Image:
    return Image.frombytes("RGB", (width, height), random.Random(1).randbytes(3 * width * height))


def png_head(width: int, height: int) -> bytes:
    """A PNG that claims a size and holds no pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        check = zlib.crc32(kind + data)
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", check)

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


# -- Picture ----------------------------------------------------------------------------


@pytest.mark.parametrize("type", TYPES)
def test_picture_knows_itself_by_its_bytes(type):
    data = encoded(noise(), type)
    picture = Picture.from_bytes(data)
    assert (picture.type, picture.width, picture.height) == (type, 64, 48)
    assert picture.size == len(data)
    assert picture.hash == hashlib.sha256(data).hexdigest()
    assert picture.bytes == data
    assert picture.image.size == (64, 48)
    assert picture.mime == f"image/{type}"
    assert sniff(data) == type


@pytest.mark.parametrize("turn", range(1, 9))
@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_a_photograph_is_as_it_is_seen(kind, turn):
    exif = Image.Exif()
    exif[0x0112] = turn
    data = encoded(noise(), kind, exif=exif)
    seen = ImageOps.exif_transpose(Image.open(io.BytesIO(data)))
    picture, image = verify(data)
    assert (picture.width, picture.height) == seen.size
    assert image.tobytes() == picture.image.tobytes() == seen.tobytes()
    assert picture.bytes == data
    again = prepare(picture.image)  # is turned no second time
    assert (again.width, again.height) == seen.size


@pytest.mark.parametrize("turn", range(1, 9))
@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "TIFF", "AVIF"])
def test_an_original_is_as_large_as_it_is_seen(kind, turn):
    exif = Image.Exif()
    exif[0x0112] = turn
    data = encoded(noise(), kind, exif=exif)
    kept = original(data, hashlib.sha256(data).hexdigest())
    assert (kept.width, kept.height) == ((48, 64) if turn >= 5 else (64, 48))
    assert kept.image.size == (kept.width, kept.height)


def test_repr_is_stable_and_short():
    picture = Picture("3f9a1c2b" + "0" * 56, "jpeg", 1024, 1024, 5, held=b"12345")
    assert repr(picture) == "<Picture 1024×1024 JPEG 3f9a1c2b>"
    assert picture.extension == ".jpg"


def test_reference_always_holds_a_letter():
    assert Picture("0123456789" + "f" * 54, "png", 1, 1, 1).ref == "@0123456789f"


def test_equal_by_content_wherever_it_is_kept(tmp_path):
    held = Picture.from_bytes(encoded(noise()))
    path = held.save(tmp_path / "a")
    kept = Picture(held.hash, held.type, held.width, held.height, held.size, path=path)
    assert kept == held
    assert kept.bytes == held.bytes
    path.unlink()
    with pytest.raises(PictureError, match="can't be read"):
        _ = kept.bytes


@pytest.mark.parametrize(
    "other",
    [b"garbage", b"", encoded(Image.new("RGB", (64, 48)))],
    ids=["none", "empty", "another"],
)
def test_a_file_that_was_written_over_is_no_picture_and_is_not_saved(tmp_path, other):
    held = Picture.from_bytes(encoded(noise()))
    kept = replace(held, path=held.save(tmp_path / "a"), held=None)
    kept.path.write_bytes(other)
    for use in (lambda: kept.bytes, lambda: kept.image, lambda: kept.save(tmp_path / "b")):
        with pytest.raises(PictureError, match=f"{kept.ref} is not what was delivered") as caught:
            use()
        assert caught.value.said == str(kept.path)
    assert [path.name for path in tmp_path.iterdir()] == ["a.png"]


@pytest.mark.parametrize("value", [None, 5, "x", [b"x"], object()])
def test_what_is_no_bytes_or_no_path_is_told(picture, value):
    with pytest.raises(WrongArguments, match="a picture is made of bytes, not of a"):
        Picture.from_bytes(value)
    if not isinstance(value, str):
        with pytest.raises(WrongArguments, match="the path is to be text or a Path, not "):
            picture.save(value)


@pytest.mark.parametrize("name", ["\0", "a\0b", "\ud800"])
def test_a_name_that_no_file_can_have_is_told_in_words(picture, tmp_path, name):
    with pytest.raises(PictureError, match="can't write") as caught:
        picture.save(tmp_path / name)
    assert caught.value.said == "no file can have this name"


@pytest.mark.parametrize("type", TYPES)
def test_half_a_picture_is_refused(type):
    data = encoded(noise(), type)
    with pytest.raises(PictureError, match="damaged or cut off"):
        Picture.from_bytes(data[: len(data) // 2])


@pytest.mark.parametrize("size", [(10_000, 6_000), (10_000, 10_000), (30_000, 30_000)])
def test_too_many_pixels_are_refused_undecoded_and_without_warnings(size):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with pytest.raises(PictureError, match=r"\d+\.0 megapixels .* at most 50"):
            Picture.from_bytes(png_head(*size))


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "the file is empty"),
        (b"<svg/>", "an SVG is no pixel picture"),
        (b"<html>", "a web page (HTML) is no picture"),
        (b"BM" + bytes(60), "a BMP can't be used"),
        (b"%!PS-Adobe", "a PostScript file can't be used"),
        (b"\x01\x02\x03\xff", "these bytes are no PNG, JPEG, WEBP or GIF"),
    ],
)
def test_other_types_are_refused_unopened(data, words):
    with pytest.raises(PictureError) as caught:
        Picture.from_bytes(data)
    assert words in str(caught.value)


@given(
    st.binary(max_size=64), st.sampled_from([b"", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF89a"])
)
def test_any_bytes_are_a_picture_or_a_picture_error(rest, start):
    data = start + rest
    assert sniff(data) in {None, *TYPES}
    with pytest.raises(PictureError):
        Picture.from_bytes(data)


@given(st.data())
def test_changed_bytes_are_a_picture_or_a_picture_error(data):
    original = encoded(noise(9, 7), data.draw(st.sampled_from(TYPES)))
    where = data.draw(st.integers(0, len(original) - 1))
    changed = original[:where] + data.draw(st.binary(max_size=4)) + original[where + 1 :]
    try:
        picture, image = verify(changed)
    except PictureError:
        return
    assert image.size == (picture.width, picture.height)


# -- data URLs --------------------------------------------------------------------------


@given(st.binary(min_size=1), st.sampled_from(TYPES))
def test_data_url_round_trip(data, type):
    url = encode_data_url(data, type)
    assert url == f"data:image/{type};base64,{base64.b64encode(data).decode()}"
    assert decode_data_url(url) == data


@given(st.binary(min_size=1), st.data())
def test_white_space_and_missing_padding_are_forgiven(data, draw):
    text = base64.b64encode(data).decode().rstrip("=")
    where = draw.draw(st.integers(0, len(text)))
    text = text[:where] + draw.draw(st.sampled_from(["\n", "\r\n", " ", "\t"])) + text[where:]
    assert decode_data_url(f"data:image/png;base64,{text}") == data


@pytest.mark.parametrize(
    "head", ["DATA:Image/PNG;BASE64", "data:image/jpg;base64", "data:image/webp;q=1;a=b;base64"]
)
def test_labels_that_are_accepted(head):
    assert decode_data_url(f"{head},AAEC") == b"\0\1\2"


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("data:image/svg+xml;base64,PHN2Zy8+", "SVG"),
        ("data:text/html;base64,PGh0bWw+", "no base64 picture"),
        ("data:image/png,AAEC", "no base64 picture"),
        ("data:image/bmp;base64,AAEC", "no base64 picture"),
        ("data:image/png;base64", "no base64 picture"),
        ("https://example.org/cat.png", "not fetched"),
        ("//example.org/cat.png", "not fetched"),
        ("", "no data URL"),
        ("data:image/png;base64,", "no bytes"),
        ("data:image/png;base64,AA-_", "damaged"),
        ("data:image/png;base64,A", "damaged"),
        ("data:image/png;base64,AA=A", "damaged"),
        ("data:image/png;base64,AAé=", "damaged"),
        ("data:image/png;base64,%41AAA", "damaged"),
    ],
)
def test_another_url_is_refused(url, words):
    with pytest.raises(PictureError, match=words):
        decode_data_url(url)


def test_url_safe_alphabet_never_decodes_to_other_bytes():
    data = bytes([251, 255, 254]) * 4
    text = base64.urlsafe_b64encode(data).decode()
    assert "-" in text or "_" in text
    with pytest.raises(PictureError, match="damaged"):
        decode_data_url(f"data:image/png;base64,{text}")


def test_length_is_checked_before_decoding(monkeypatch):
    monkeypatch.setattr(picture_module, "MAX_DATA", 2_000_000)
    limit = "A" * (2_000_000 * 4 // 3)
    decode_data_url("data:image/png;base64," + limit[: len(limit) // 4 * 4])
    monkeypatch.setattr(picture_module.pybase64, "b64decode", None)
    with pytest.raises(PictureError, match="larger than 2 MB"):
        decode_data_url("data:image/png;base64," + limit + "A" * 8)


def test_only_types_that_gateways_take_are_encoded():
    with pytest.raises(PictureError, match="image/jpg"):
        encode_data_url(b"1", "jpg")


# -- saving -----------------------------------------------------------------------------


@pytest.fixture
def picture() -> Picture:
    return Picture.from_bytes(encoded(noise(), "JPEG"))


@pytest.mark.parametrize(
    ("asked", "written"),
    [
        ("frog", "frog.jpg"),
        ("frog.png", "frog.jpg"),
        ("frog.jpeg", "frog.jpeg"),
        ("frog.JPG", "frog.JPG"),
        ("frog v1.5", "frog v1.5.jpg"),
        ("new/folder/frog.webp", "new/folder/frog.jpg"),
    ],
)
def test_ending_is_corrected_to_the_type(picture, tmp_path, asked, written):
    assert picture.save(tmp_path / asked) == tmp_path / written
    assert (tmp_path / written).read_bytes() == picture.bytes


def test_folder_gets_a_name_from_the_hash(picture, tmp_path):
    name = f"{picture.ref[1:]}.jpg"
    assert picture.save(tmp_path) == tmp_path / name
    assert picture.save(f"{tmp_path}/new/") == tmp_path / "new" / name


def test_identical_file_is_left_alone_and_a_different_one_is_kept(picture, tmp_path):
    (tmp_path / "frog.jpg").write_bytes(b"mine")
    (tmp_path / "frog-2.jpg").mkdir()
    assert picture.save(tmp_path / "frog") == tmp_path / "frog-3.jpg"
    assert picture.save(tmp_path / "frog") == tmp_path / "frog-3.jpg"
    assert (tmp_path / "frog.jpg").read_bytes() == b"mine"
    assert len(list(tmp_path.iterdir())) == 3


@pytest.mark.parametrize("links", [True, False])
def test_threads_never_overwrite_each_other(tmp_path, monkeypatch, links):
    def no_links(*_: object) -> None:
        raise OSError("no hard links here")

    if not links:
        monkeypatch.setattr("os.link", no_links)
    several = [Picture.from_bytes(encoded(Image.new("L", (5, n + 1)))) for n in range(8)]
    threads = [threading.Thread(target=p.save, args=(tmp_path / "frog",)) for p in several]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    saved = {path.read_bytes() for path in tmp_path.iterdir()}
    assert saved == {p.bytes for p in several}


def test_a_path_that_cannot_be_written_is_named(picture, tmp_path):
    (tmp_path / "file").write_bytes(b"")
    for path in (tmp_path / "file" / "frog", Path("a\0b"), tmp_path / ("x" * 300)):
        with pytest.raises(PictureError, match="can't write"):
            picture.save(path)
    assert [path.name for path in tmp_path.iterdir()] == ["file"]
