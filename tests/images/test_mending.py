"""Files that every viewer shows: taken with a word about their flaw, as answers and inputs."""

from __future__ import annotations

import io
import random
import struct
import zlib
from itertools import pairwise

import pytest
from PIL import Image, ImageCms, ImageFile, PngImagePlugin

from ipyimagegen.errors import PictureError
from ipyimagegen.images.inputs import prepare
from ipyimagegen.images.picture import Picture, verify
from ipyimagegen.images.preview import preview, small_webp

SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def encoded(image: Image.Image, format: str = "PNG", **options: object) -> bytes:
    stream = io.BytesIO()
    image.save(stream, format, **options)
    return stream.getvalue()


def scene() -> Image.Image:
    """A picture of soft spots and a little grain, as photographs are."""
    spots = Image.frombytes("RGB", (16, 12), random.Random(1).randbytes(3 * 16 * 12))
    grain = Image.frombytes("RGB", (128, 96), random.Random(2).randbytes(3 * 128 * 96))
    return Image.blend(spots.resize((128, 96), Image.Resampling.BICUBIC), grain, 0.1)


def chunk(name: bytes, payload: bytes, *, wrong: bool = False) -> bytes:
    check = zlib.crc32(name + payload) ^ wrong
    return struct.pack(">I", len(payload)) + name + payload + struct.pack(">I", check)


def png_with(*chunks: bytes) -> bytes:
    """A PNG with chunks behind its head."""
    data = encoded(scene())
    return data[:33] + b"".join(chunks) + data[33:]


def jpeg_with(*segments: bytes) -> bytes:
    data = encoded(scene(), "JPEG")
    return data[:2] + b"".join(segments) + data[2:]


def segment(marker: int, payload: bytes, length: int | None = None) -> bytes:
    length = len(payload) + 2 if length is None else length
    return struct.pack(">BBH", 0xFF, marker, length) + payload


def webp_of_length(change: int) -> bytes:
    data = encoded(scene(), "WEBP")
    return data[:4] + struct.pack("<I", len(data) - 8 + change) + data[8:]


def animated(format: str) -> bytes:
    others = [Image.new("RGB", (128, 96), colour) for colour in ("red", "blue")]
    return encoded(scene(), format, save_all=True, append_images=others)


PACKED = zlib.compress(b'{"node": 1}' * 150_000)  # 1.6 MB
LARGE_PROFILE = zlib.compress(SRGB + bytes(2_000_000))

SOUND = {
    "a long text, as ComfyUI writes them": png_with(chunk(b"zTXt", b"workflow\0\0" + PACKED)),
    "a long international text": png_with(chunk(b"iTXt", b"prompt\0\1\0\0\0" + PACKED)),
    "many texts": png_with(*[chunk(b"zTXt", b"k\0\0" + zlib.compress(bytes(1_000_000)))] * 70),
    "a large profile": png_with(chunk(b"iCCP", b"sRGB\0\0" + LARGE_PROFILE)),
    "a profile packed in an unknown way": png_with(chunk(b"iCCP", b"sRGB\0\7" + PACKED)),
    "a PNG without its end": encoded(scene())[:-14],
    "something behind a PNG": encoded(scene()) + b"motion" * 1000,
    "an animated PNG": animated("PNG"),
    "an animated WebP": animated("WEBP"),
    "an animated GIF": animated("GIF"),
    "a GIF without its trailer": encoded(scene(), "GIF")[:-1],
    "something behind a JPEG": encoded(scene(), "JPEG") + encoded(scene(), "JPEG"),
    "bytes between segments": jpeg_with(segment(0xFE, b"x") + b"\0\0\0"),
    "a comment": jpeg_with(segment(0xFE, b"x" * 60_000)),
    "broken EXIF": jpeg_with(segment(0xE1, b"Exif\0\0II*\0\xff\xff\xff\xff")),
    "EXIF that is cut off": encoded(scene(), exif=b"Exif\0\0MM\0*\0\0\0\x08\0\x05\x01"),
    "a JPEG with many restarts": encoded(scene(), "JPEG", restart_marker_blocks=1),
    "a picture of CMYK": encoded(scene().convert("CMYK"), "JPEG"),
    "something behind a WebP": encoded(scene(), "WEBP") + b"\0" * 99,
    "an extended WebP": encoded(scene(), "WEBP", icc_profile=SRGB, exif=b"Exif\0\0", xmp=b"<x/>"),
    "16 bits of grey": encoded(Image.new("I;16", (128, 96), 9999)),
    "a palette with transparency": encoded(scene().convert("P"), transparency=3),
    "one bit": encoded(scene().convert("1")),
    "grey with transparency": encoded(scene().convert("LA")),
}

FLAWED = {
    "checksum of pHYs": (
        png_with(chunk(b"pHYs", b"\0\0\x0b\x13\0\0\x0b\x13\1", wrong=True)),
        "a wrong checksum in pHYs",
    ),
    "checksums of two texts": (
        png_with(chunk(b"tEXt", b"a\0b", wrong=True), chunk(b"eXIf", b"MM", wrong=True)),
        "a wrong checksum in tEXt, eXIf",
    ),
    "checksum of the head": (
        encoded(scene())[:29] + b"\0\0\0\0" + encoded(scene())[33:],
        "a wrong checksum in IHDR",
    ),
    "JPEG without its end": (encoded(scene(), "JPEG")[:-2], "its end mark is missing"),
    "JPEG of one colour": (
        encoded(Image.new("RGB", (64, 48), "red"), "JPEG")[:-2],
        "its end mark is missing",
    ),
    "progressive JPEG without its end": (
        encoded(scene(), "JPEG", progressive=True)[:-2],
        "its end is missing: it may be blurred",
    ),
    "a segment that is longer than it says": (
        jpeg_with(segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + b"\xff\x8f" * 50, 40)),
        "a wrong length in its head",
    ),
    "a segment that is shorter than it says": (
        jpeg_with(segment(0xED, b"Photoshop 3.0\0", 60_000)),
        "a wrong length in its head",
    ),
    "a thumbnail in a segment with a wrong length": (
        jpeg_with(segment(0xE1, b"Exif\0\0" + encoded(scene().resize((8, 8)), "JPEG"), 60_000)),
        "a wrong length in its head",
    ),
    "WebP that says it is longer": (webp_of_length(8), "a wrong length in its head"),
}


def close(one: Image.Image, other: Image.Image) -> bool:
    pairs = zip(one.convert("RGB").tobytes(), other.convert("RGB").tobytes(), strict=True)
    return sum(abs(a - b) for a, b in pairs) < 20 * 3 * one.width * one.height


@pytest.mark.filterwarnings("ignore:Corrupt EXIF")  # of Pillow
@pytest.mark.parametrize("data", SOUND.values(), ids=SOUND)
def test_sound_files_are_taken_without_a_word(data):
    picture, image = verify(data)
    assert (picture.flaw, picture.bytes) == ("", data)
    assert image.size == picture.image.size == (128, 96)
    assert "(" not in prepare(data).report
    assert preview(data).width == 128
    assert small_webp(data, 64)


@pytest.mark.slow
def test_seventy_megabytes_of_texts_are_taken_without_a_word():
    data = png_with(*[chunk(b"tEXt", b"k\0" + bytes(1_000_000))] * 70)
    test_sound_files_are_taken_without_a_word(data)


@pytest.mark.parametrize(("data", "flaw"), FLAWED.values(), ids=FLAWED)
def test_flawed_files_are_taken_and_the_flaw_is_said(data, flaw):
    picture, image = verify(data)
    assert picture.flaw == flaw
    assert picture.bytes == data
    assert prepare(data).report.endswith(f" ({flaw})")
    original = scene() if image.size == (128, 96) else Image.new("RGB", (64, 48), "red")
    assert close(image, original)
    assert close(picture.image, image)
    assert preview(data).width == image.width


def test_a_large_profile_still_says_how_the_pixels_look():
    _, image = verify(SOUND["a large profile"])
    assert image.info["icc_profile"].startswith(SRGB)


def test_orientation_of_a_mended_picture_is_kept():
    exif = Image.Exif()
    exif[0x0112] = 6
    turned = encoded(scene(), "JPEG", exif=exif)[:-2]
    assert (prepare(turned).width, prepare(turned).height) == (96, 128)
    data = encoded(scene(), exif=exif)
    data = data[:33] + chunk(b"tEXt", b"a\0b", wrong=True) + data[33:]
    assert (prepare(data).width, prepare(data).height) == (96, 128)


@pytest.mark.thorough
@pytest.mark.parametrize("format", ["PNG", "JPEG", "GIF"])
def test_an_answer_that_is_mostly_there_is_shown_and_an_input_is_refused(format):
    data = encoded(scene().resize((640, 480)), format)
    cut = data[: len(data) * 7 // 10]
    picture, image = verify(cut)
    assert picture.flaw.endswith("% of its rows are missing")
    share = int(picture.flaw.split()[0])
    assert 20 <= share <= 45
    whole = verify(data)[1]
    assert close(image.crop((0, 0, 640, 240)), whole.crop((0, 0, 640, 240)))
    with pytest.raises(PictureError, match="the data is damaged or cut off"):
        prepare(cut)
    with pytest.raises(PictureError, match="damaged or cut off"):
        verify(data[: len(data) // 4])


@pytest.mark.thorough
def test_every_place_where_a_jpeg_may_be_cut_is_a_flaw_that_grows_or_a_refusal():
    data = encoded(scene().resize((256, 256)), "JPEG")
    shares = []
    for end in range(len(data) - 3, len(data) // 2, -5):
        try:
            flaw = verify(data[:end])[0].flaw
        except PictureError:
            break
        shares.append(int(flaw.split()[0]) if "%" in flaw else 0)
    assert all(later >= earlier - 7 for earlier, later in pairwise(shares))  # a row of blocks
    assert shares[-1] > 40


def test_a_progressive_picture_is_there_with_its_first_scan():
    data = encoded(scene(), "JPEG", progressive=True)
    second = data.index(b"\xff\xda", data.index(b"\xff\xda") + 2)
    assert verify(data[: second + 40])[0].flaw == "its end is missing: it may be blurred"
    with pytest.raises(PictureError, match="damaged or cut off"):
        verify(data[: second - (second - data.index(b"\xff\xda")) * 3 // 4])


def test_rows_of_a_missing_ones_colour_are_not_missing():
    for colour in ("black", "white", "#7f7f7f"):
        data = encoded(Image.new("RGB", (640, 480), colour))
        assert 4 <= int(verify(data[: len(data) * 9 // 10])[0].flaw.split()[0]) <= 15


@pytest.mark.parametrize("before", [b"\n", b"\xef\xbb\xbf", b"\r\n\r\n", b"\0\0", b" \t"])
@pytest.mark.parametrize("format", ["PNG", "JPEG", "WEBP", "GIF"])
def test_blanks_before_a_picture_are_left_out(before, format):
    data = encoded(scene(), format)
    assert verify(before + data)[0].bytes == data
    assert prepare(before + data).width == 128


def test_lines_of_a_header_before_a_picture_are_left_out():
    data = encoded(scene(), "JPEG")
    assert verify(b"Content-Type: image/jpeg\r\n\r\n" + data)[0].bytes == data


@pytest.mark.filterwarnings("ignore:Corrupt EXIF")  # of Pillow
def test_pillows_own_limits_and_switches_stay_as_they_were():
    before = (
        ImageFile.LOAD_TRUNCATED_IMAGES,
        PngImagePlugin.MAX_TEXT_CHUNK,
        PngImagePlugin.MAX_TEXT_MEMORY,
    )
    for data in (*SOUND.values(), *(data for data, _ in FLAWED.values())):
        verify(data)
    assert before == (False, 1_048_576, 64 * 1_048_576)
    assert before == (
        ImageFile.LOAD_TRUNCATED_IMAGES,
        PngImagePlugin.MAX_TEXT_CHUNK,
        PngImagePlugin.MAX_TEXT_MEMORY,
    )


@pytest.mark.thorough
def test_a_bomb_in_a_profile_or_a_text_is_left_packed():
    bomb = zlib.compress(zlib.compress(bytes(200_000_000)))
    bomb = zlib.decompress(bomb)  # 200 MB in 200 KB
    data = png_with(chunk(b"iCCP", b"x\0\0" + bomb), chunk(b"zTXt", b"y\0\0" + bomb))
    _, image = verify(data)
    assert not image.info.get("icc_profile")


def test_the_limit_on_pixels_holds_for_mended_pictures():
    head = struct.pack(">IIBBBBB", 9000, 9000, 8, 2, 0, 0, 0)
    data = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head, wrong=True)
    data += chunk(b"IDAT", zlib.compress(bytes(9))) + chunk(b"IEND", b"")
    with pytest.raises(PictureError, match="damaged or cut off"):
        verify(data)


def test_a_flaw_is_no_part_of_a_picture():
    data = FLAWED["checksum of pHYs"][0]
    picture = Picture.from_bytes(data)
    assert "flaw" not in picture.row
    assert picture == Picture(picture.hash, "png", 128, 96, len(data), held=data)


def test_a_saved_copy_of_a_mended_picture_is_the_delivered_one(tmp_path):
    data = FLAWED["JPEG without its end"][0]
    assert Picture.from_bytes(data).save(tmp_path / "frog").read_bytes() == data
