"""Embedding and stripping change no look: files of all kinds, sound and broken, seeded."""

import contextlib
import io
import random
import struct
import zlib

import pytest
from PIL import Image, ImageCms, ImageOps
from test_metadata import RECORD

from ipyimagegen.errors import PictureError
from ipyimagegen.images.decoding import upright
from ipyimagegen.images.picture import verify
from ipyimagegen.metadata import embed, strip

PROFILE = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
MODES = {
    "PNG": ["RGB", "RGBA", "L", "LA", "P", "1", "I;16"], "JPEG": ["RGB", "L", "CMYK"],
    "WEBP": ["RGB", "RGBA"],
}  # fmt: skip
SHOWN = ("icc_profile", "gamma", "transparency", "chromaticity", "srgb", "adobe_transform", "loop",
         "blend", "default_image", "background")  # fmt: skip
TAGS = [0x10F, 0x131, 0x8769, 0x8825, 0x9286, 0x112, 0xA005, 0x14A]
PACKETS = [
    '<x:xmpmeta><rdf:Description tiff:Orientation="%d"/></x:xmpmeta>',
    "<x><tiff:Orientation>%d</tiff:Orientation></x>", "<x tiff:Orientation='%d'/>",
    '<x tiff:Orientation = "%d"/>', "<x n='%d'/>",
]  # fmt: skip
COPIES = {
    "embedded": lambda data: embed(data, RECORD),
    "stripped": strip,
    "embedded and stripped": lambda data: strip(embed(data, RECORD)),
    "embedded twice": lambda data: embed(embed(data, RECORD), RECORD),
}


def exif(choose, turn):
    """A block of tags in either order, with counts, types and places that may be wrong."""
    order = choose.choice("<>")
    kind, letter = choose.choice([(3, "H")] * 5 + [(4, "I"), (1, "B")])
    count = choose.choice((1, 1, 1, 1, 2, 0, 100_000))
    value = struct.pack(order + letter, turn).ljust(4, b"\0")
    entries = [struct.pack(f"{order}HHI", 0x112, kind, count) + value]
    for _ in range(choose.randrange(4)):
        facts = choose.choice((2, 3, 4, 5, 7, 13, 99)), choose.choice((1, 5, 9, 10**6))
        entries.append(
            struct.pack(f"{order}HHII", choose.choice(TAGS), *facts, choose.choice(range(120)))
        )
    choose.shuffle(entries)
    start = choose.choice((8, 8, 8, 8, 10, 14, 2, 9999))
    number = choose.choice((len(entries),) * 4 + (len(entries) + 3, 0))
    block = (b"II*\0" if order == "<" else b"MM\0*") + struct.pack(f"{order}I", start)
    block += bytes(max(0, min(start, 64) - 8)) + struct.pack(f"{order}H", number)
    block += b"".join(entries) + struct.pack(f"{order}I", choose.choice((0, 0, 0, 8, 99)))
    block += choose.randbytes(choose.randrange(40))
    if choose.random() < 0.1:
        block = block[: choose.randrange(len(block))]
    return b"Exif\0\0" + block if choose.random() < 0.07 else block


def xmp(choose, turn):
    return (choose.choice(PACKETS) % turn).encode()


def painted(choose, kind):
    """A file of any mode, with frames, profile and transparency as its type has them."""
    mode = choose.choice(MODES[kind])
    image = Image.frombytes("RGB", (9, 7), choose.randbytes(189))
    if mode == "I;16":
        image = Image.frombytes("I;16", (9, 7), choose.randbytes(126))
    else:
        image = image.quantize(8) if mode == "P" else image.convert(mode)
    options = {"icc_profile": PROFILE} if choose.random() < 0.3 else {}
    if choose.random() < 0.3:
        options["dpi"] = (300, 300)
    others = [image.transpose(Image.Transpose.ROTATE_180)]
    if kind == "PNG" and mode in ("RGB", "RGBA") and choose.random() < 0.4:
        options |= {"save_all": True, "append_images": others, "duration": [10, 20]}
        options |= {"loop": choose.randrange(3), "default_image": choose.random() < 0.4}
        options |= {"disposal": choose.randrange(3), "blend": choose.randrange(2)}
    if kind == "WEBP":
        options["lossless"] = choose.random() < 0.5
        if choose.random() < 0.3:
            options |= {"save_all": True, "append_images": others, "duration": 40}
    if kind == "JPEG":
        options |= {"progressive": choose.random() < 0.4, "subsampling": choose.choice((0, 2))}
        if mode == "RGB" and choose.random() < 0.1:
            kind, options = "MPO", {"save_all": True, "append_images": others}
    if mode == "P":
        options["transparency"] = choose.randrange(8)
    stream = io.BytesIO()
    image.save(stream, kind, **options)
    return stream.getvalue()


def chunk(name, data):
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def as_text(block):
    return f"\nexif\n{len(block):8}\n{block.hex()}\n".encode()


def png(choose, turn):
    data = painted(choose, "PNG")
    chunks, place = [], 8
    while place < len(data):
        end = place + 12 + int.from_bytes(data[place : place + 4], "big")
        chunks.append(data[place:end])
        place = end
    block, packet = exif(choose, turn), xmp(choose, turn)
    extra = [
        chunk(b"eXIf", block), chunk(b"eXIf", block), chunk(b"eXIf", b"Exif\0\0" + block),
        chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + packet),
        chunk(b"iTXt", b"XML:com.adobe.xmp\0\1\0\0\0" + zlib.compress(packet)),
        chunk(b"zTXt", b"Raw profile type exif\0\0" + zlib.compress(as_text(block))),
        chunk(b"tEXt", b"Raw profile type APP1\0" + as_text(b"Exif\0\0" + block)),
        chunk(b"tEXt", b"Raw profile type xmp\0" + as_text(packet)),
        chunk(b"tEXt", b"Comment\0hi"), chunk(b"gAMA", struct.pack(">I", 45455)),
        chunk(b"sRGB", b"\0"), chunk(b"cICP", bytes((9, 16, 0, 1))),
        chunk(b"pHYs", struct.pack(">IIB", 1, 2, 0)), chunk(b"tIME", bytes(7)),
        chunk(b"oFFs", bytes(9)),
    ]  # fmt: skip
    for one in choose.sample(extra, choose.choice((0, 1, 1, 1, 2))):
        chunks.insert(choose.choice((1, choose.randrange(1, len(chunks)), len(chunks) - 1)), one)
    return data[:8] + b"".join(chunks) + choose.choice((b"", b"", b"junk"))


def jpeg(choose, turn):
    data = painted(choose, "JPEG")
    block, packet = exif(choose, turn), xmp(choose, turn)
    segments = [
        (0xE1, b"Exif\0\0" + block), (0xE1, b"Exif\0\0" + exif(choose, turn)),
        (0xE1, b"Exif\0\xff" + block), (0xE1, b"http://ns.adobe.com/xap/1.0/\0" + packet),
        (0xE1, b"http://ns.adobe.com/xmp/extension/\0" + bytes(40)), (0xE1, b"x"), (0xFE, b"c"),
        (0xED, b"Photoshop 3.0\0x"), (0xEE, b"Adobe\0d\0\0\0\0" + bytes([choose.randrange(3)])),
        (0xE2, b"MPF\0" + choose.randbytes(20)), (0xE0, b"JFXX\0\x10"), (0xEB, b"JP\0\0c2pa"),
        (0xE0, b"JFIF\0\1\1\1\0\1\0\1\0\0"),
    ]  # fmt: skip
    new = b"".join(
        b"\xff" * choose.choice((1, 1, 2)) + bytes([marker]) + struct.pack(">H", len(one) + 2) + one
        for marker, one in choose.sample(segments, choose.choice((0, 1, 1, 1, 2, 2)))
    )
    front = choose.choice((2, 20)) if data[2:4] == b"\xff\xe0" else 2
    data = data[:front] + new + data[front:]
    return choose.choice((data, data, data, data + b"junk", data[:-2]))


def webp(choose, turn):
    def part(name, data):
        return name + struct.pack("<I", len(data)) + data + bytes(len(data) % 2)

    data, chunks, place = painted(choose, "WEBP"), [], 12
    while place < len(data):
        length = int.from_bytes(data[place + 4 : place + 8], "little")
        end = place + 8 + length + length % 2
        chunks.append(data[place:end])
        place = end
    if chunks[0][:4] != b"VP8X" and choose.random() < 0.8:
        alpha = 0x10 * (chunks[0][:4] == b"VP8L")
        chunks.insert(0, part(b"VP8X", bytes((alpha, 0, 0, 0, 8, 0, 0, 6, 0, 0))))
    if chunks[0][:4] == b"VP8X":
        block, packet = exif(choose, turn), xmp(choose, turn)
        extra = [
            (8, part(b"EXIF", block)), (8, part(b"EXIF", b"Exif\0\0" + block)),
            (0, part(b"EXIF", block)), (4, part(b"XMP ", packet)), (0, part(b"XMP ", packet)),
            (0, part(b"ABCD", b"xyz")),
        ]  # fmt: skip
        for flag, one in choose.sample(extra, choose.choice((0, 1, 1, 2))):
            chunks[0] = chunks[0][:8] + bytes([chunks[0][8] | flag]) + chunks[0][9:]
            chunks.insert(choose.choice((1, len(chunks))), one)
    body = b"WEBP" + b"".join(chunks)
    return b"RIFF" + struct.pack("<I", len(body)) + body + choose.choice((b"", b"junk"))


def made(seed):
    choose = random.Random(seed)
    kind = choose.choice((png, png, jpeg, jpeg, webp))
    return kind(choose, choose.choice((1, 2, 3, 4, 5, 6, 6, 7, 8, 0, 9)))


def looks(data):
    """All frames as a viewer shows them, and what changes how these look."""
    image = Image.open(io.BytesIO(data))
    image.load()
    facts = [(name, image.info.get(name)) for name in SHOWN]
    frames = 1 if image.format == "MPO" else getattr(image, "n_frames", 1)
    for number in range(frames):
        image.seek(number)
        image.load()
        facts.append((image.size, image.mode, image.info.get("duration"), image.tobytes()))
    image.seek(0)
    turned = upright(image)
    with contextlib.suppress(Exception):  # Pillow can't write all that it can read of EXIF
        turned = ImageOps.exif_transpose(image)
    return [*facts, (turned.size, turned.tobytes())]


def assert_alike(seed):
    data = made(seed)
    try:
        before = looks(data)
        verify(data)
    except Exception:  # noqa: BLE001  # it was broken beyond looking at
        return
    for name, copied in COPIES.items():
        with contextlib.suppress(PictureError):  # said, and no copy is made
            copy = copied(data)
            assert looks(copy) == before, f"seed {seed}, {name}"
            verify(copy)


@pytest.mark.thorough
@pytest.mark.filterwarnings("ignore::UserWarning")  # of Pillow, about broken EXIF
@pytest.mark.parametrize("start", range(0, 400, 100))
def test_a_copy_looks_as_its_file_did(start):
    for seed in range(start, start + 100):
        assert_alike(seed)


@pytest.mark.fuzz
@pytest.mark.timeout(1800)
@pytest.mark.filterwarnings("ignore::UserWarning")
@pytest.mark.parametrize("start", range(1000, 41_000, 4000))
def test_a_copy_looks_as_its_file_did_40_000_times(start):
    for seed in range(start, start + 4000):
        assert_alike(seed)
