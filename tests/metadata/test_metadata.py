"""Metadata written into copies and taken out of them: pixels stay, readers elsewhere agree."""

from __future__ import annotations

import io
import json
import os
import random
import re
import shutil
import struct
import subprocess
import zlib
from dataclasses import replace

import piexif
import piexif.helper
import png
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms, PngImagePlugin

from ipyimagegen.errors import PictureError
from ipyimagegen.metadata import Record, embed, has_manifest, read, strip

PROMPT = 'A frog & a <b>"hat"</b>, 8:3\nin the rain, Größe 蛙 🐸'
RECORD = Record(
    uuid="0198c0de-1111-7222-8333-444455556666",
    hash="ab" * 32,
    prompt=PROMPT,
    template="A {frog|newt} of zinc",
    model="banana",
    served_by="google/banana-2026",
    created="2026-11-23T10:00:00Z",
    width=40,
    height=30,
    take=2,
    parameters={"aspect": "16:9", "seed": 7},
    inputs=("cd" * 32,),
    generator="ipyimagegen 0.1.0",
)
PROFILE = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def encoded(image: Image.Image, format: str, **options: object) -> bytes:
    stream = io.BytesIO()
    image.save(stream, format, **options)
    return stream.getvalue()


def noise(mode: str = "RGB", side: int = 30) -> Image.Image:
    size = (side + 10, side)
    many = len(mode) if mode.isupper() and mode != "P" else 1
    return Image.frombytes(mode, size, random.Random(1).randbytes(many * size[0] * size[1]))


def with_palette() -> Image.Image:
    image = noise().quantize(16)
    image.info["transparency"] = 3
    return image


def turned(turn: int = 6) -> Image.Exif:
    exif = Image.Exif()
    exif[0x0112] = turn
    exif[0x010F] = "A maker"
    exif[0x8825] = {1: "N", 2: (52.0, 30.0, 1.5)}
    return exif


def text_chunk(key: str, text: str) -> PngImagePlugin.PngInfo:
    info = PngImagePlugin.PngInfo()
    info.add_text(key, text)
    return info


def files() -> dict[str, bytes]:
    grey = Image.frombytes("I;16", (40, 30), random.Random(2).randbytes(2 * 40 * 30))
    frames = [noise("RGBA"), noise("RGBA").rotate(90)]
    moving = {"save_all": True, "append_images": frames[1:], "duration": 40}
    return {
        "png": encoded(noise(), "PNG"),
        "png alpha": encoded(noise("RGBA"), "PNG", icc_profile=PROFILE, dpi=(300, 300)),
        "png palette": encoded(with_palette(), "PNG", transparency=3),
        "png 16 bit": encoded(grey, "PNG"),
        "png turned": encoded(noise(), "PNG", exif=turned()),
        "png animated": encoded(frames[0], "PNG", **moving),
        "jpeg": encoded(noise(), "JPEG"),
        "jpeg exif": encoded(noise(), "JPEG", exif=turned(), comment="a comment"),
        "jpeg icc": encoded(noise(), "JPEG", icc_profile=PROFILE),
        "jpeg progressive": encoded(noise(), "JPEG", progressive=True, restart_marker_blocks=2),
        "jpeg cmyk": encoded(noise("CMYK"), "JPEG"),
        "webp": encoded(noise(), "WEBP"),
        "webp lossless": encoded(noise(), "WEBP", lossless=True),
        "webp alpha": encoded(noise("RGBA"), "WEBP"),
        "webp lossless alpha": encoded(noise("RGBA"), "WEBP", lossless=True),
        "webp exif icc": encoded(noise(), "WEBP", exif=turned(), icc_profile=PROFILE),
        "webp animated": encoded(frames[0], "WEBP", **moving),
        "gif": encoded(frames[0], "GIF", **moving, comment=b"a comment", loop=3),
    }


FILES = files()
WRITABLE = [name for name in FILES if name != "gif"]
PLAIN = ["png", "jpeg", "webp"]


def opened(data: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(data))
    image.load()
    return image


def looks(data: bytes) -> list[object]:
    """A viewer's frames, and the facts that change how they look."""
    image = opened(data)
    seen: list[object] = [image.format, image.mode, image.size, image.getexif().get(0x0112, 1)]
    seen += [image.info.get(key) for key in ("icc_profile", "transparency", "duration", "loop")]
    for number in range(getattr(image, "n_frames", 1)):
        image.seek(number)
        seen.append(image.tobytes())
    return seen


def compressed(data: bytes) -> list[bytes]:
    """The encoded pixels, found without the package's own code."""
    if data[:4] == b"\x89PNG":
        found, place = [], 8
        while place < len(data):
            (length,) = struct.unpack_from(">I", data, place)
            chunk = data[place : place + 12 + length]
            assert zlib.crc32(chunk[4:-4]) == int.from_bytes(chunk[-4:], "big")
            found += [chunk] * (chunk[4:8] in {b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"fdAT"})
            place += 12 + length
        return found
    if data[:4] == b"RIFF":
        assert int.from_bytes(data[4:8], "little") == len(data) - 8
        found, place = [], 12
        while place < len(data):
            (length,) = struct.unpack_from("<I", data, place + 4)
            chunk = data[place : place + 8 + length]
            found += [chunk] * (chunk[:4] in {b"VP8 ", b"VP8L", b"ALPH", b"ANMF", b"ANIM"})
            place += 8 + length + length % 2
        return found
    return [data[data.index(b"\xff\xda") :]] if data[:2] == b"\xff\xd8" else []


def chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def with_segment(jpeg: bytes, marker: int, data: bytes) -> bytes:
    return jpeg[:2] + struct.pack(">BBH", 0xFF, marker, len(data) + 2) + data + jpeg[2:]


def with_riff_chunk(webp: bytes, name: bytes, data: bytes) -> bytes:
    body = webp[8:] + name + struct.pack("<I", len(data)) + data + b"\0" * (len(data) % 2)
    return b"RIFF" + struct.pack("<I", len(body)) + body


# -- pixels -----------------------------------------------------------------------------


@pytest.mark.parametrize("name", FILES)
def test_pixels_and_looks_stay(name):
    data = FILES[name]
    for copy in (embed(data, RECORD), strip(data), strip(embed(data, RECORD))):
        assert looks(copy) == looks(data)
        assert compressed(copy) == compressed(data)


@pytest.mark.parametrize("name", WRITABLE)
def test_embedding_twice_is_embedding_once(name):
    once = embed(FILES[name], RECORD)
    assert once != FILES[name]
    assert embed(once, RECORD) == once
    assert embed(embed(FILES[name], replace(RECORD, prompt="another 🐸", take=9)), RECORD) == once


@pytest.mark.parametrize("name", FILES)
def test_nothing_is_left_after_stripping(name):
    bare = strip(embed(FILES[name], RECORD))
    for text in ("zinc", "hat", "banana", RECORD.uuid, "a comment", "A maker", "ipyimagegen"):
        for encoding in ("ascii", "utf-16-le", "utf-16-be"):
            assert text.encode(encoding) not in bare
    assert strip(bare) == bare
    assert read(bare) is None


@pytest.mark.parametrize("name", ["webp", "webp lossless", "webp alpha", "webp lossless alpha"])
def test_a_webp_gets_a_head_with_its_size_and_transparency(name):
    head = embed(FILES[name], RECORD)[12:30]
    assert head[:8] == b"VP8X\x0a\0\0\0"
    assert head[8] == 0x04 | 0x08 | 0x10 * ("alpha" in name)  # XMP, EXIF, transparency
    assert head[12:] == (39).to_bytes(3, "little") + (29).to_bytes(3, "little")


def test_stripping_undoes_embedding_in_a_bare_file():
    assert strip(embed(FILES["png"], RECORD)) == FILES["png"]
    assert strip(embed(FILES["jpeg"], RECORD)) == FILES["jpeg"]


@pytest.mark.parametrize("name", PLAIN)
def test_trailing_bytes_are_stripped_and_otherwise_kept(name):
    data = FILES[name] + b"zinc behind the end"
    assert strip(data) == strip(FILES[name])
    assert embed(data, RECORD).endswith(b"zinc behind the end")


def test_orientation_in_xmp_survives_stripping():
    packet = b'<rdf:Description tiff:Orientation="8"/>'
    jpeg = with_segment(FILES["jpeg"], 0xE1, b"http://ns.adobe.com/xap/1.0/\0" + packet)
    assert looks(strip(jpeg)) == looks(jpeg)
    assert opened(strip(jpeg)).getexif()[0x0112] == 8


def test_the_first_segment_stays_the_first_behind_fill_bytes():
    start, jfif, rest = FILES["jpeg"][:2], FILES["jpeg"][2:20], FILES["jpeg"][20:]
    turn = with_segment(start, 0xE1, turned().tobytes())[2:]
    jpeg = start + b"\xff\xff" + jfif + turn + rest
    assert looks(strip(jpeg)) == looks(jpeg)
    assert strip(jpeg).index(b"JFIF") < strip(jpeg).index(b"Exif")


def test_a_label_that_is_there_twice_hides_nothing():
    jpeg = with_segment(FILES["jpeg"], 0xE1, b"Exif\0\0" + turned().tobytes())
    assert looks(strip(jpeg)) == looks(jpeg)
    assert opened(strip(jpeg)).getexif()[0x0112] == 6
    text = Image.Exif()
    text[0x8769] = {0x9286: b"ASCII\0\0\0a cat\nSteps: 20, Sampler: Euler a, Seed: 5"}
    assert read(with_segment(FILES["jpeg"], 0xE1, b"Exif\0\0" + text.tobytes())).prompt == "a cat"


def test_a_profile_in_a_place_of_others_is_no_profile():
    jpeg = with_segment(FILES["jpeg"], 0xE5, b"ICC_PROFILE\0\1\1" + PROFILE)
    for data, space in ((jpeg, 1), (FILES["jpeg icc"], 0xFFFF)):
        assert opened(embed(data, RECORD)).getexif().get_ifd(0x8769)[0xA001] == space


def test_segments_between_scans_are_stripped():
    progressive = FILES["jpeg progressive"]
    table = progressive.index(b"\xff\xc4", progressive.index(b"\xff\xda"))
    comment = b"\xff\xfe\x00\x06zinc"
    assert strip(progressive[:table] + comment + progressive[table:]) == strip(progressive)


# -- other programs' readers ------------------------------------------------------------


def usual_facts(text: str) -> tuple[str, dict[str, str]]:
    """Read a text by A1111's rule: the facts are the last line's, if these are three or more."""
    *lines, last = text.strip().split("\n")
    pairs = re.findall(r'\s*(\w[\w \-/]+):\s*("(?:\\.|[^\\"])+"|[^,]*)(?:,|$)', last)
    assert len(pairs) >= 3
    return "\n".join(lines), {
        key: json.loads(value) if value.startswith('"') else value for key, value in pairs
    }


def usual_text(data: bytes) -> str:
    image = opened(data)
    if image.format == "PNG":
        return image.text["parameters"]
    comment = image.getexif().get_ifd(0x8769)[0x9286]
    assert comment[:8] == b"UNICODE\0"
    return comment[8:].decode("utf-16-be")


@pytest.mark.parametrize("name", WRITABLE)
def test_pillow_finds_the_usual_text(name):
    prompt, facts = usual_facts(usual_text(embed(FILES[name], RECORD)))
    assert prompt == PROMPT
    assert facts == {
        "Size": "40x30",
        "Model": "banana",
        "Generator": "ipyimagegen 0.1.0",
        "Created": "2026-11-23T10:00:00Z",
    }


@pytest.mark.parametrize("name", WRITABLE)
def test_other_programs_readers_find_the_usual_text(name):
    data = embed(FILES[name], RECORD)
    if opened(data).format == "PNG":
        chunks = dict(
            body.split(b"\0", 1)
            for _, body in png.Reader(bytes=data).chunks()
            if b"\0" in body[:80]
        )
        # An international text: not packed, no language, no translated key.
        found = chunks[b"parameters"].removeprefix(b"\0\0\0\0").decode()
    else:  # A1111 itself reads and writes with piexif
        tags = piexif.load(data)["Exif"]
        found = piexif.helper.UserComment.load(tags[piexif.ExifIFD.UserComment])
    assert usual_facts(found)[0] == PROMPT


def test_facts_with_commas_are_quoted_as_usual():
    record = replace(RECORD, model='a, "b": c', prompt="Steps: 1, Sampler: x, Seed: 2\nSteps: 2")
    prompt, facts = usual_facts(usual_text(embed(FILES["png"], record)))
    assert facts["Model"] == 'a, "b": c'
    assert prompt == record.prompt
    assert read(embed(FILES["png"], record)).prompt == record.prompt


@pytest.mark.parametrize(("prompt", "kind"), [("Größe", b"tEXt"), ("蛙", b"iTXt")])
def test_png_text_is_of_the_oldest_kind_that_can_hold_it(prompt, kind):
    copy = embed(FILES["png"], replace(RECORD, prompt=prompt))
    assert kind + b"parameters\0" in copy
    assert copy.index(b"parameters\0") < copy.index(b"IDAT")


@pytest.mark.parametrize("name", ["jpeg exif", "webp exif icc"])
def test_other_tags_stay(name):
    before, after = (opened(data).getexif() for data in (FILES[name], embed(FILES[name], RECORD)))
    assert {tag: after[tag] for tag in (0x0112, 0x010F)} == {0x0112: 6, 0x010F: "A maker"}
    assert after.get_ifd(0x8825) == before.get_ifd(0x8825) != {}


@pytest.fixture(scope="module")
def exiftool() -> str:
    program = shutil.which("exiftool")
    if program is None and not os.environ.get("CI"):
        pytest.skip("needs exiftool (libimage-exiftool-perl)")
    assert program, "exiftool is missing"
    return program


def test_exiftool_finds_the_iptc_fields_and_nothing_wrong(exiftool, tmp_path):
    names = [*PLAIN, "png alpha", "jpeg icc", "webp lossless alpha", "webp animated"]
    for number, name in enumerate(names):
        file = tmp_path / f"{number}.{name.partition(' ')[0]}"
        file.write_bytes(embed(FILES[name], RECORD))
    result = subprocess.run(
        [exiftool, "-json", "-validate", "-warning", "-XMP:all", "-charset", "utf8", tmp_path],
        capture_output=True,
        check=True,
        timeout=180,
    )
    found = json.loads(result.stdout)
    assert len(found) == len(names)
    source = "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"
    for tags in found:
        assert tags["Validate"] == "OK", tags
        assert "Warning" not in tags
        assert tags["DigitalSourceType"] == source
        assert tags["AISystemUsed"] == "google/banana-2026"
        assert tags["AIPromptInformation"] == PROMPT
        assert tags["AltTextAccessibility"] == PROMPT.replace("\n", " ")


# -- other programs' metadata -----------------------------------------------------------


def manifested() -> dict[str, bytes]:
    box = b"JP\0\1\0\0\0\1" + b"\0\0\0\x40jumb\0\0\0\x26jumdc2pa\0\x11\0\x10c2pa\0"
    end = FILES["png"].rindex(b"IEND") - 4
    return {
        "png": FILES["png"][:end] + chunk(b"caBX", box) + FILES["png"][end:],
        "jpeg": with_segment(FILES["jpeg"], 0xEB, box),
        "webp": with_riff_chunk(FILES["webp exif icc"], b"C2PA", box),
    }


@pytest.mark.parametrize("name", PLAIN)
def test_a_signed_file_stays_as_it_is_and_can_be_stripped(name):
    data = manifested()[name]
    assert has_manifest(data)
    assert not has_manifest(FILES[name])
    assert embed(data, RECORD) == data
    assert b"jumb" not in strip(data)
    assert not has_manifest(strip(data))


def test_other_boxes_are_no_manifest():
    jpeg = with_segment(FILES["jpeg"], 0xEB, b"JP\0\1\0\0\0\1\0\0\0\x10jumbof others")
    assert not has_manifest(jpeg)
    assert b"of others" in embed(jpeg, RECORD) != jpeg


def test_a_gif_is_never_written():
    assert embed(FILES["gif"], RECORD) == FILES["gif"]


def test_a_foreign_text_in_a_png_stays():
    theirs = "a cat\nSteps: 20, Sampler: Euler a, Seed: 5, Size: 40x30"
    copy = embed(encoded(noise(), "PNG", pnginfo=text_chunk("parameters", theirs)), RECORD)
    assert opened(copy).text["parameters"] == theirs
    assert copy.count(b"parameters\0") == 1
    assert read(copy).prompt == PROMPT


def test_foreign_xmp_stays():
    theirs = b'<x:xmpmeta xmlns:x="adobe:ns:meta/" x:xmptk="Another">a cat</x:xmpmeta>'
    for name in ("jpeg", "webp"):
        copy = embed(encoded(noise(), name.upper(), xmp=theirs), RECORD)
        assert opened(copy).info["xmp"] == theirs
        found = read(copy)
        assert (found.written_by, found.prompt, found.hash) == ("ipyimagegen", PROMPT, "")
        assert embed(copy, RECORD) == copy


def test_a_foreign_comment_stays():
    exif = Image.Exif()
    exif[0x8769] = {0x9286: b"ASCII\0\0\0taken in Rome"}
    for name in ("jpeg", "webp"):
        copy = embed(encoded(noise(), name.upper(), exif=exif), RECORD)
        assert opened(copy).getexif().get_ifd(0x8769)[0x9286].endswith(b"taken in Rome")
        assert read(copy).hash == RECORD.hash


@pytest.mark.filterwarnings("ignore:Corrupt EXIF")  # of Pillow
def test_an_unreadable_block_of_tags_stays():
    broken = with_segment(FILES["jpeg"], 0xE1, b"Exif\0\0II*\0\xff\xff\xff\xff")
    copy = embed(broken, RECORD)
    assert b"II*\0\xff\xff\xff\xff" in copy
    assert read(copy).prompt == PROMPT


# -- wild input -------------------------------------------------------------------------


@settings(max_examples=40, deadline=None)
@given(st.text(st.characters(exclude_categories=())), st.text(), st.sampled_from(PLAIN))
def test_any_prompt_can_be_embedded(prompt, template, name):
    record = replace(RECORD, prompt=prompt, template=template)
    copy = embed(FILES[name], record)
    assert looks(copy) == looks(FILES[name])
    assert embed(copy, record) == copy
    found = read(copy)
    assert found.hash == RECORD.hash
    if prompt.isprintable() and prompt.isascii():
        assert found.prompt == prompt.strip()


@pytest.mark.parametrize("letter", ["a", "&", "蛙", "🐸", '"', "\n", "\x01", "\ud800"])
@pytest.mark.parametrize("name", PLAIN)
def test_a_very_long_prompt_is_cut_where_a_file_has_no_room(name, letter):
    record = replace(RECORD, prompt=letter * 100_000, template=letter * 100_000)
    copy = embed(FILES[name], record)
    assert looks(copy) == looks(FILES[name])
    assert embed(copy, record) == copy
    assert read(copy).hash == RECORD.hash
    if name == "jpeg":
        assert len(copy) < len(FILES[name]) + 2 * 65_600


def test_parameters_that_have_no_room_are_left_out():
    record = replace(RECORD, parameters={"mask": "x" * 100_000}, inputs=("ef" * 32,) * 5000)
    found = read(embed(FILES["jpeg"], record))
    assert (found.prompt, found.hash) == (PROMPT, RECORD.hash)
    assert "mask" not in found.details


@pytest.mark.parametrize(
    "data", [b"", b"no picture", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF89a"]
)
def test_a_file_without_a_picture_is_refused(data):
    with pytest.raises(PictureError):
        strip(data)
    if not data.startswith(b"GIF"):
        with pytest.raises(PictureError):
            embed(data, RECORD)


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_a_damaged_file_is_refused_or_copied(data):
    whole = data.draw(st.sampled_from(list(FILES.values())))
    damaged = bytearray(whole[: data.draw(st.integers(0, len(whole)))])
    for _ in range(data.draw(st.integers(0, 4))):
        if damaged:
            place = data.draw(st.integers(0, min(len(damaged) - 1, 700)))
            damaged[place] = data.draw(st.integers(0, 255))
    for change in (strip, lambda data: embed(data, RECORD)):
        try:
            change(bytes(damaged))
        except PictureError as error:
            assert len(error.sentence) < 120
    has_manifest(bytes(damaged))
    read(bytes(damaged))
