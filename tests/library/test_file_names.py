"""File names as people copy them: from shells, browsers, file managers, and other systems."""

from __future__ import annotations

import os
import unicodedata
from pathlib import Path

import pytest

from ipyimagegen.errors import UnknownReference
from ipyimagegen.library.file_names import named_file

posix = pytest.mark.skipif(os.name == "nt", reason="a backslash separates folders there")


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / "photos").mkdir()
    for name in ("my photo.png", "photos/cat.JPG", "café.png", "100%.png"):
        (tmp_path / name).write_bytes(b"x")
    return tmp_path


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("my photo.png", "my photo.png"),
        ("  my photo.png \n", "my photo.png"),
        ("'my photo.png'", "my photo.png"),
        ('"my photo.png"', "my photo.png"),
        ("“my photo.png”", "my photo.png"),
        ("„my photo.png“", "my photo.png"),
        ("‘my photo.png’", "my photo.png"),
        ("«my photo.png»", "my photo.png"),
        ("`my photo.png`", "my photo.png"),
        ("\u202amy photo.png", "my photo.png"),
        ("\ufeffmy photo.png\u200b", "my photo.png"),
        ('\u202a"my photo.png"', "my photo.png"),
        ("my\xa0photo.png", "my photo.png"),
        ("my\u202fphoto.png", "my photo.png"),
        ("my%20photo.png", "my photo.png"),
        ("./my photo.png", "my photo.png"),
        ("~/my photo.png", "my photo.png"),
        ("'~/my photo.png'", "my photo.png"),
        ("my photo.PNG", "my photo.png"),
        ("photos/cat.jpg", "photos/cat.JPG"),
        ("100%.png", "100%.png"),
        ("100%25.png", "100%.png"),
        pytest.param("my\\ photo.png", "my photo.png", marks=posix),
        pytest.param("photos\\cat.JPG", "photos/cat.JPG", marks=posix),
        pytest.param("caf\\é.png", "café.png", marks=posix),
    ],
)
def test_a_file_is_found_however_its_name_was_copied(folder, text, name):
    assert named_file(text).read_bytes() == b"x"
    assert named_file(text).samefile(folder / name)


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_accents_are_found_in_both_forms(folder, form):
    assert named_file(unicodedata.normalize(form, "café.png")).samefile(folder / "café.png")
    (folder / unicodedata.normalize("NFD", "ö.png")).write_bytes(b"x")
    assert named_file(unicodedata.normalize(form, "ö.png")).read_bytes() == b"x"


def test_the_narrow_space_of_a_screenshot_is_found(folder):
    (folder / "Screenshot 2026-01-02 at 9.41.00\u202fAM.png").write_bytes(b"x")
    assert named_file("Screenshot 2026-01-02 at 9.41.00 AM.png").read_bytes() == b"x"


@pytest.mark.parametrize("start", ["file://", "file://localhost", "FILE://"])
def test_a_url_of_a_file_is_its_path(folder, start):
    url = (folder / "my photo.png").as_uri().replace("file://", start)
    assert named_file(url).samefile(folder / "my photo.png")


@posix
def test_an_address_of_an_editor_is_a_path_of_its_machine(folder):
    path = (folder / "my photo.png").as_uri().removeprefix("file://")
    assert named_file(f"vscode-remote://ssh-remote%2Blab{path}").read_bytes() == b"x"


@posix
def test_a_name_that_is_there_as_it_stands_is_taken_as_it_stands(folder):
    for name in ("my\\ photo.png", "my%20photo.png", "'a'.png", "'b'", "x.PNG", "x.png"):
        (folder / name).write_bytes(name.encode())
        assert named_file(name).read_bytes() == name.encode()
    assert named_file("x.Png").name == "x.Png"  # it may be either


def test_what_is_not_there_is_the_likeliest_path(folder):
    assert named_file(" 'dog.png' ") == Path("dog.png")
    assert named_file("~/dog.png") == folder / "dog.png"
    missing = (folder / "a dog.png").as_uri()
    assert named_file(missing) == folder / "a dog.png"
    assert named_file("$HOME/my photo.png") == Path("$HOME/my photo.png")
    assert named_file("x" * 5000) == Path("x" * 5000)
    assert named_file("a\0b.png") == Path("a\0b.png")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("https://example.org/cat.png", "Download it first"),
        ("http://localhost:8888/files/photos/my%20cat.png", "give its path, photos/my cat.png"),
        ("http://127.0.0.1:8888/lab/tree/cat.png?reset", "give its path, cat.png"),
        ("s3://bucket/cat.png", "Download it first"),
        ("'https://example.org/cat.png'", "Download it first"),
    ],
)
def test_a_link_is_not_fetched_and_says_what_to_do(folder, text, words):
    with pytest.raises(UnknownReference, match="is a link, which is not fetched") as caught:
        named_file(text)
    assert words in caught.value.hint


def test_what_may_be_secret_in_a_link_is_not_said(folder):
    with pytest.raises(UnknownReference) as caught:
        named_file("https://me:hunter2@example.org/cat.png?token=hunter2#hunter2")
    assert "hunter2" not in "".join(caught.value.lines())
    assert "https://example.org/cat.png" in str(caught.value)
