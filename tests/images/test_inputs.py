"""Inputs: accepted files, the changes to them, and the words of a refusal."""

from __future__ import annotations

import io
import os
import random
import sys
import warnings
from pathlib import Path

import pytest
from PIL import Image, ImageCms

from ipyimagegen.errors import PictureError
from ipyimagegen.images.inputs import Input, inputs_report, prepare, prepare_all
from ipyimagegen.images.picture import Picture


def encoded(image: Image.Image, format: str = "PNG", **options: object) -> bytes:
    stream = io.BytesIO()
    image.save(stream, format, **options)
    return stream.getvalue()


def noise(width: int = 64, height: int = 48) -> Image.Image:
    return Image.frombytes("RGB", (width, height), random.Random(1).randbytes(3 * width * height))


def decoded(entry: Input) -> Image.Image:
    image = Image.open(io.BytesIO(entry.data))
    image.load()
    assert image.format.lower() == entry.type
    assert image.size == (entry.width, entry.height)
    return image


def close(colour: tuple[int, ...], expected: tuple[int, ...], within: int = 6) -> bool:
    return all(abs(a - b) <= within for a, b in zip(colour, expected, strict=True))


# -- accepted files and objects ---------------------------------------------------------


@pytest.mark.parametrize("format", ["PNG", "JPEG", "WEBP", "GIF", "BMP", "TIFF", "AVIF"])
def test_formats(format):
    entry = prepare(encoded(noise(), format))
    assert (entry.type, entry.width, entry.height) == ("jpeg", 64, 48)
    assert decoded(entry).mode == "RGB"


def test_every_kind_of_the_same_bytes_has_the_same_source(tmp_path):
    data = encoded(noise())
    path = tmp_path / "noise.png"
    path.write_bytes(data)
    entries = [prepare(value) for value in (data, path, Picture.from_bytes(data))]
    assert {entry.source for entry in entries} == {Picture.from_bytes(data).hash}
    assert len({entry.data for entry in entries}) == 1


def test_pil_image_is_left_unchanged_and_known_by_its_pixels():
    image = noise(3000, 30)
    before = image.copy()
    assert prepare(image).width == 2048
    assert image == before
    assert prepare(image).source == prepare(before).source
    before.putpixel((0, 0), (1, 2, 3))
    assert prepare(image).source != prepare(before).source


def test_same_indices_with_another_palette_are_another_source():
    one = Image.new("P", (4, 4), 0)
    other = one.copy()
    one.putpalette([255, 0, 0])
    other.putpalette([0, 0, 255])
    assert prepare(one).source != prepare(other).source


# -- changes ----------------------------------------------------------------------------


@pytest.mark.thorough
def test_longest_side_is_2048_and_the_report_says_so():
    entry = prepare(encoded(Image.linear_gradient("L").resize((4032, 3024)), "JPEG"))
    assert (entry.width, entry.height) == (2048, 1536)
    assert entry.report.startswith("4032×3024 → 2048×1536 JPEG ")


def test_nothing_is_enlarged():
    entry = prepare(encoded(noise(), "JPEG"))
    assert entry.report == f"64×48 JPEG {round(len(entry.data) / 1000)} KB"


def test_very_long_picture_keeps_a_pixel_of_height():
    assert prepare(Image.new("RGB", (9000, 1))).height == 1


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP", "TIFF"])
def test_turned_upright_and_the_place_it_was_taken_is_dropped(format):
    image = Image.new("RGB", (40, 20), "blue")
    image.paste("red", (0, 0, 20, 20))
    exif = Image.Exif()
    exif[0x0112] = 6  # the camera was held upright
    exif.get_ifd(0x8825)[1] = "N"
    data = encoded(image, format, exif=exif)
    entry = prepare(data)
    turned = decoded(entry)
    assert turned.size == (20, 40)
    assert entry.report.startswith("20×40 ")
    assert close(turned.convert("RGB").getpixel((10, 5)), (255, 0, 0), 12)
    assert not turned.getexif()
    assert b"Exif" not in entry.data


def test_comments_and_profiles_are_dropped():
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    data = encoded(noise(), "JPEG", comment=b"my address", icc_profile=profile)
    entry = prepare(data)
    assert b"my address" not in entry.data
    assert not {"comment", "icc_profile", "exif"} & set(decoded(entry).info)


@pytest.mark.parametrize("profile", [b"no profile", None])
def test_profile_that_cannot_be_applied_is_dropped(profile):
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    data = encoded(Image.new("RGB", (8, 8), "red"), "JPEG", icc_profile=profile or lab)
    assert close(decoded(prepare(data)).getpixel((4, 4)), (254, 0, 0))


def test_colours_are_brought_to_srgb(monkeypatch):
    calls = []
    real = ImageCms.profileToProfile
    monkeypatch.setattr(
        ImageCms, "profileToProfile", lambda *a, **k: calls.append(k) or real(*a, **k)
    )
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    half = Image.new("RGBA", (8, 8), (200, 100, 50, 128))
    entry = prepare(encoded(half, "PNG", icc_profile=profile))
    assert calls == [{"outputMode": "RGBA"}]
    assert close(decoded(entry).getpixel((4, 4)), (200, 100, 50, 128), 2)


def test_cmyk():
    entry = prepare(encoded(Image.new("CMYK", (16, 16), (0, 255, 255, 0)), "JPEG"))
    assert close(decoded(entry).getpixel((8, 8)), (254, 0, 0))


@pytest.mark.parametrize("format", ["PNG", "TIFF"])
def test_16_bit_grey_is_scaled_not_clipped(format):
    image = Image.new("I;16", (30, 10))
    for x in range(30):
        for y in range(10):
            image.putpixel((x, y), (0, 32768, 65535)[x // 10])
    shown = decoded(prepare(encoded(image, format))).convert("L")
    assert [shown.getpixel((x, 5)) for x in (2, 15, 27)] == pytest.approx([0, 128, 255], abs=2)


@pytest.mark.parametrize(
    ("mode", "values"),
    [
        ("F", (0.0, 0.5, 1.0)),
        ("F", (-8.0, 0.0, 8.0)),
        ("I", (0, 128, 255)),
        ("I", (0, 33000, 65535)),
    ],
)
def test_numbers_as_pixels_are_scaled_to_their_range(mode, values):
    image = Image.new(mode, (30, 10))
    for place, value in enumerate(values):
        image.paste(value, (place * 10, 0, place * 10 + 10, 10))
    shown = decoded(prepare(image)).convert("L")
    assert [shown.getpixel((x, 5)) for x in (2, 15, 27)] == pytest.approx([0, 128, 255], abs=2)


def test_palette_and_animation_and_one_bit():
    frames = [Image.new("RGB", (20, 20), colour) for colour in ("red", "blue")]
    animated = encoded(frames[0], "GIF", save_all=True, append_images=frames[1:])
    assert close(decoded(prepare(animated)).getpixel((9, 9)), (254, 0, 0))
    assert decoded(prepare(encoded(Image.new("1", (9, 9), 1)))).convert("L").getpixel((4, 4)) == 255


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P"])
def test_transparent_stays_png(mode):
    image = Image.new("RGBA", (20, 20), (255, 0, 0, 255))
    image.paste((0, 0, 0, 0), (0, 0, 10, 20))
    entry = prepare(encoded(image.convert(mode)))
    assert entry.type == "png"
    alpha = decoded(entry).getchannel("A")
    assert (alpha.getpixel((2, 2)), alpha.getpixel((15, 15))) == (0, 255)


@pytest.mark.parametrize("mode", ["YCbCr", "HSV", "CMYK", "RGBX", "PA", "La", "RGBa", "1", "I;16B"])
def test_pil_images_of_rarer_modes(mode):
    image = Image.new("RGB", (20, 10), "white").convert({"La": "LA", "RGBa": "RGBA"}.get(mode, "P"))
    image = Image.new(mode, (20, 10), 65535) if mode == "I;16B" else image
    image = image.convert("RGB") if mode in {"YCbCr", "HSV", "CMYK", "RGBX"} else image
    shown = decoded(prepare(image.convert(mode))).convert("RGB")
    assert close(shown.getpixel((5, 5)), (255, 255, 255))


def test_opaque_alpha_becomes_jpeg():
    image = noise()
    image.putalpha(255)
    assert prepare(encoded(image)).type == "jpeg"


def test_line_art_in_a_png_stays_exact():
    drawing = Image.new("RGB", (300, 200), "white")
    drawing.paste("black", (50, 50, 60, 150))
    entry = prepare(encoded(drawing))
    assert entry.type == "png"
    assert decoded(entry).tobytes() == drawing.tobytes()
    assert prepare(drawing).type == "jpeg"


# -- limits -----------------------------------------------------------------------------


def test_quality_goes_down_before_the_side():
    data = encoded(noise(700, 500), "PNG")
    best = prepare(data)
    [lower] = prepare_all([data], each=len(best.data) - 1)
    assert (lower.width, len(lower.data) < len(best.data)) == (700, True)
    [smaller] = prepare_all([data], each=len(best.data) // 2)
    assert smaller.width == 525
    assert smaller.report.startswith("700×500 → 525×375 JPEG")


@pytest.mark.thorough
def test_transparent_gives_up_its_side():
    image = noise(700, 700)
    image.putalpha(128)
    best = prepare(image)
    [smaller] = prepare_all([image], each=len(best.data) - 1)
    assert (smaller.type, smaller.width) == ("png", 525)


def test_the_largest_gives_way_first():
    small, large = noise(100, 100), noise(600, 600)
    alone = prepare_all([small, large])
    total = sum(len(entry.data) for entry in alone)
    first, second = prepare_all([small, large], total=total - 1)
    assert first == alone[0]
    assert len(second.data) < len(alone[1].data)
    assert len(first.data) + len(second.data) < total


@pytest.mark.thorough
def test_together_they_stay_below_16_megabytes():
    image = noise(1100, 1100)
    image.putalpha(image.getchannel("R"))
    assert len(prepare(image).data) > 16_000_000 / 4
    entries = prepare_all([image] * 4)
    assert sum(len(entry.data) for entry in entries) <= 16_000_000
    assert [entry.width for entry in entries].count(1100) == 2


def test_noise_larger_than_the_encoders_buffer(capfd):
    entry = prepare(noise(1024, 1024))
    assert entry.type == "jpeg"
    assert "Suspension" not in capfd.readouterr().err


def test_too_large_is_refused_with_the_sizes(tmp_path):
    path = tmp_path / "noise.png"
    path.write_bytes(encoded(noise(300, 300)))
    with pytest.raises(PictureError, match="the 2 inputs: more than 10 KB") as caught:
        prepare_all([path, noise(100, 100)], total=10_000)
    assert "noise.png 300×300 JPEG" in caught.value.said
    assert "the PIL image 100×100 JPEG" in caught.value.said
    assert caught.value.hint


def test_nine_inputs_are_refused_before_any_is_opened():
    with pytest.raises(PictureError, match="at most 8"):
        prepare_all([Path("missing.png")] * 9)


def test_none_is_fine():
    assert prepare_all([]) == ()
    assert inputs_report([], []) == "0 inputs"


def test_report_of_several_is_one_line():
    inputs = prepare_all([noise(64, 48), noise(3000, 30)])
    line = inputs_report(["photo", "a\nb.png"], inputs)
    assert line == f"2 inputs: photo {inputs[0].report}, a b.png {inputs[1].report}"
    assert inputs_report(["photo"], inputs[:1]) == f"1 input: photo {inputs[0].report}"


# -- refusals ---------------------------------------------------------------------------


def refused(value: object) -> PictureError:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with pytest.raises(PictureError) as caught:
            prepare(value)
    assert caught.value.hint
    assert len(caught.value.lines()) <= 4
    return caught.value


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (
            b'<?xml version="1.0"?>\n<!-- x --><svg/>',
            "an SVG is no pixel picture; export it as PNG",
        ),
        (b"\xef\xbb\xbf <SVG/>", "an SVG is no pixel picture"),
        (b"<!DOCTYPE html><html></html>", "is no picture"),
        (b"%PDF-1.7", "is no picture"),
        (b"", "is empty"),
        (encoded(noise())[:900], "is damaged or cut off"),
        (encoded(noise(), "JPEG")[:-400], "is damaged or cut off"),
        (encoded(noise(), "TIFF")[:-4000], "is damaged or cut off"),
        (b"BM" + bytes(10), "is damaged or cut off"),
    ],
)
def test_files_that_cannot_be_used_are_named(tmp_path, monkeypatch, content, words):
    monkeypatch.chdir(tmp_path)
    Path("given.bin").write_bytes(content)
    message = str(refused(Path("given.bin")))
    assert message.startswith("given.bin")
    assert words in message


def test_60_megapixels_are_refused_by_their_number():
    data = bytearray(encoded(Image.new("L", (1, 1)), "BMP"))
    data[18:26] = (10_000).to_bytes(4, "little") + (6_000).to_bytes(4, "little")
    assert "60.0 megapixels (10000×6000); at most 50" in str(refused(bytes(data)))


def test_pil_image_of_60_megapixels():
    assert "60.0 megapixels" in str(refused(Image.new("1", (10_000, 6_000))))


def test_folder_and_missing_file(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("photos").mkdir()
    Path("photos/frog.png").write_bytes(b"")
    folder = refused(Path("photos"))
    assert str(folder) == "photos is a folder"
    assert folder.hint == "Name one picture in it, such as frog.png."
    missing = refused(Path("photos/forg.png"))
    assert str(missing) == f"{Path('photos/forg.png')}: there is no such file"
    assert missing.hint == f"Did you mean {Path('photos/frog.png')}?"  # as it can be written
    monkeypatch.chdir("photos")
    assert refused(Path("forg.png")).hint == "Did you mean frog.png?"
    monkeypatch.chdir(tmp_path)
    assert "no folder" in refused(Path("nowhere/frog.png")).hint
    Path("photos/.cat.png.icloud").write_bytes(b"bplist00")
    assert "only in iCloud" in refused(Path("photos/cat.png")).hint
    refused(Path("a\0b"))


@pytest.mark.skipif(os.name == "nt", reason="making a link needs a right there")
def test_a_link_that_leads_to_nothing_is_told_as_one(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("dangling.png").symlink_to("gone.png")
    Path("loop.png").symlink_to("pool.png")
    Path("pool.png").symlink_to("loop.png")
    dangling = refused(Path("dangling.png"))
    assert str(dangling) == "dangling.png is a link to a file that is not there"
    assert dangling.said == "it leads to gone.png"
    assert str(refused(Path("loop.png"))) == "loop.png is a link that leads back to itself"
    assert "Did you mean" not in f"{dangling.hint} {refused(Path('loop.png')).hint}"


def test_heic_names_its_plugin(monkeypatch):
    monkeypatch.setitem(sys.modules, "pillow_heif", None)
    error = refused(b"\0\0\0\x1cftypheic" + bytes(40))
    assert "needs a plugin" in str(error)
    assert "pip install pillow-heif" in error.hint


@pytest.mark.parametrize("value", ["frog.png", 3, None])
def test_other_objects(value):
    assert type(value).__name__ in str(refused(value))
