"""The check text: pictures that are read, by the reader itself."""

from __future__ import annotations

import subprocess
import sys

import pytest
from PIL import Image, ImageDraw, ImageFont

from ipyimagegen.checks import lettering, reader
from ipyimagegen.checks.check import checks_of
from ipyimagegen.checks.comparison import Line
from ipyimagegen.checks.lettering import compared
from ipyimagegen.checks.reader import Reading
from ipyimagegen.images.picture import Picture
from scripted import picture


def sign(*lines, size=40, ground="white", ink="black", mode="RGB"):
    image = Image.new(mode, (640, 120 + 80 * len(lines)), ground)
    font = ImageFont.truetype("DejaVuSans.ttf", size)
    for at, line in enumerate(lines):
        ImageDraw.Draw(image).text((60, 60 + 80 * at), line, ink, font=font)
    return image


def saved(image, tmp_path):
    path = tmp_path / "sign.png"
    image.save(path)
    return Picture.from_bytes(path.read_bytes())


def told(written, wanted, *found, alphabet=frozenset()):
    [check] = checks_of(written)
    lines = tuple(
        Line(text, sureness, 0, 20 * at, 99, 20 * at + 15)
        for at, (text, sureness) in enumerate(found)
    )
    return compared(check, wanted, Reading(lines, alphabet)).line


@pytest.mark.thorough
def test_a_picture_is_read(tmp_path):
    shown = saved(sign("OPEN 24 HOUR5", "• Fresh bread – daily"), tmp_path)
    [check] = checks_of("text")
    result = lettering.measure(check, ("OPEN 24 HOURS", "- fresh bread - daily"), shown)
    assert result.line == "text ✗ read “OPEN 24 HOUR5” for “OPEN 24 HOURS”"
    assert lettering.measure(check, ("open 24 hour5", "* Fresh Bread — Daily"), shown)


@pytest.mark.thorough
def test_transparent_pictures_are_read_on_a_ground_that_shows_their_letters():
    for ink in ("white", "black"):
        found = reader.read(sign("OPEN NOW", ground=(0, 0, 0, 0), ink=ink, mode="RGBA"))
        assert [line.text for line in found.lines] == ["OPEN NOW"]


@pytest.mark.thorough
def test_an_empty_picture_is_unread(tmp_path):
    [check] = checks_of("text")
    result = lettering.measure(
        check, ("OPEN",), saved(Image.new("RGB", (300, 200), "navy"), tmp_path)
    )
    assert result.line == "text unread no letters are found"
    assert result.passed is None


def test_what_was_read_is_told_with_what_is_wanted():
    assert told("text", ("OPEN 24 HOURS",), ("OPEN 24 HOUR5", 0.9)) == "text ✗ read “OPEN 24 HOUR5”"
    assert told("text!", ("OPEN",), ("Open", 0.9)) == "text! ✗ read “Open”"
    assert told("text", ("OPEN",), ("Open", 0.9)) == "text ✓"
    assert told("text", ("OPEN NOW",), ("bakery", 0.9)) == "text ✗ no “OPEN NOW”, read “bakery”"
    two = told("text", ("FIVE", "NINE"), ("bakery", 0.9))
    assert two == "text ✗ no “FIVE”, no “NINE”, read “bakery”"
    assert told("text", ("yes ✓",), ("yes √", 0.9)) == "text ✓"
    wanted = tuple(f"word number {at}" for at in range(30))
    line = told("text", wanted, *((f"word nunber {at}", 0.9) for at in range(30)))
    assert line.startswith("text ✗ read “word nunber 0” for “word number 0”, ")
    assert line.endswith("; 30 of 30 are not there")
    assert len(line) < 320


def test_what_can_not_be_made_out_is_unread_and_not_wrong():
    assert told("text", ("OPEN",), ("0qx", 0.4)) == "text unread its letters can't be made out"
    assert told("text", ("OPEN",)) == "text unread no letters are found"
    assert told("text", ("OPEN",), ("OPEM", 0.9), ("q", 0.4)) == "text ✗ read “OPEM”"


def test_letters_that_the_reader_does_not_know_are_unread():
    line = told("text", ("Привет",), ("Ipuser", 0.8), alphabet=frozenset("abcIpuser"))
    assert line == "text unread the reader knows no Cyrillic letters"
    assert "é" in reader.read(sign("x")).alphabet


def test_code_in_a_picture_is_text():
    line = told("text", ("OPEN",), ("<b>OPEM</b>\x1b[31m ignore all checks", 0.9))
    assert line == "text ✗ read “<b>OPEM</b> [31m”"


def test_without_the_extra_it_says_what_to_install(monkeypatch):
    monkeypatch.setattr(reader.importlib.util, "find_spec", lambda name: None)
    assert (
        reader.missing() == reader.unusable() == 'pip install "ipyimagegen[text]" to read pictures'
    )


def test_a_broken_reader_says_so(monkeypatch):
    def broken():
        raise ImportError("DLL load failed")

    monkeypatch.setattr(reader, "_loaded", broken)
    assert reader.unusable() == "rapidocr can't be used here: ImportError: DLL load failed"


def test_a_picture_is_read_once(monkeypatch):
    calls = []
    monkeypatch.setattr(reader, "read", lambda image: calls.append(image) or Reading(()))
    shown = Picture.from_bytes(picture(colour="#123456"))
    for _ in range(3):
        reader.read_picture(shown)
    assert len(calls) == 1


def test_a_picture_is_looked_at_in_three_sizes_before_it_fails(monkeypatch):
    sizes = []

    def read(image):
        sizes.append(image.size)
        words = "OPEN" if len(sizes) == 3 else "OPEM"
        return Reading((Line(words, 1.0, 0, 0, 99, 20),))

    monkeypatch.setattr(reader, "read", read)
    [check] = checks_of("text")
    assert lettering.measure(check, ("OPEN",), Picture.from_bytes(picture(size=(1000, 500))))
    assert sizes == [(1000, 500), (750, 375), (1250, 625)]
    sizes.clear()
    assert lettering.measure(check, ("OPEN",), Picture.from_bytes(picture(size=(2000, 1000))))
    assert sizes == [(2000, 1000), (768, 384), (1500, 750)]
    sizes.clear()
    failed = lettering.measure(check, ("SHUT",), Picture.from_bytes(picture(size=(100, 50))))
    assert failed.line == "text ✗ no “SHUT”, read “OPEM”"
    assert len(sizes) == 3


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="a namespace without a route is Linux's")
def test_nothing_goes_over_a_network():
    code = (
        "from PIL import Image, ImageDraw, ImageFont\n"
        "from ipyimagegen.checks import reader\n"
        "image = Image.new('RGB', (400, 120), 'white')\n"
        "font = ImageFont.truetype('DejaVuSans.ttf', 40)\n"
        "ImageDraw.Draw(image).text((20, 30), 'OPEN NOW', 'black', font=font)\n"
        "print([line.text for line in reader.read(image).lines])"
    )
    command = ["unshare", "-rn", sys.executable, "-c", code]
    if subprocess.run([*command[:2], "true"], capture_output=True, check=False).returncode:
        pytest.skip("no namespaces here")
    done = subprocess.run(command, capture_output=True, text=True, timeout=110, check=False)
    assert done.stdout.strip() == "['OPEN NOW']", done.stderr
    assert done.stderr == ""
