"""Saved copies: metadata in them on request, and read back."""

from __future__ import annotations

import io
import os
import shutil
from dataclasses import replace
from datetime import datetime
from pathlib import Path, PureWindowsPath

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from ipyimagegen import errors, metadata
from ipyimagegen.images import saving
from ipyimagegen.images.saving import name_part, slug
from ipyimagegen.library import Library, Source
from ipyimagegen.library.lookup import look_at
from ipyimagegen.requests import Reply, Request


def picture(kind="PNG", colour="red"):
    from ipyimagegen.images.picture import Picture

    stream = io.BytesIO()
    Image.new("RGB", (40, 30), colour).save(stream, kind)
    return Picture.from_bytes(stream.getvalue())


def make(library, prompt, *, kind="PNG", colour="red", sources=()):
    identities = tuple(getattr(one.value, "hash", "0" * 64) for one in sources)
    request = Request("https://gateway.example", "nano-banana", prompt, identities)
    number = library.claim(request, template=prompt, sources=sources).number
    return library.finish(number, Reply((picture(kind, colour),), served_by="real"))


@pytest.fixture(scope="module")
def made_once(tmp_path_factory):
    """A folder with a library of a frog, that no program uses; to be copied."""
    library = Library(tmp_path_factory.mktemp("frog") / "library")
    make(library, "a frog, Größe 3")
    library.close()
    return library.folder


@pytest.fixture
def frog(made_once, session):
    shutil.copytree(made_once, session.library.folder)
    return session.library.get(1)


def test_a_copy_has_the_delivered_bytes_unless_metadata_is_asked_for(frog, tmp_path):
    assert frog.save(tmp_path / "a").read_bytes() == frog.picture.bytes
    copy = frog.save(tmp_path / "b", embed=True).read_bytes()
    assert copy != frog.picture.bytes
    found = metadata.read(copy)
    assert (found.prompt, found.hash, found.uuid) == (frog.prompt, frog.picture.hash, frog.uuid)
    assert frog.save(tmp_path / "b", embed=True).name == "b.png"  # the same file once more


STRANGE = [
    "/etc/passwd", "../../x", "..", ".", "~", "~root/x", "C:\\x", "C:x", "\\\\host\\share\\x",
    "//host/x", "a\0b", "con", "CON.png", "nul.tar.gz", "lpt1 ", "COM¹", "a:b", "x.", "x ", " x",
    "...", "", " ", "-rf", "a\nb", "a\u202egnp.exe", "x" * 5000, "é" * 5000, "{date}", "{name}",
    ".bashrc", "a/b", "a\u2028b", "*?<>|\"", "🐸" * 300, "a. ./b", "\ud800",
]  # fmt: skip


@given(st.sampled_from(STRANGE) | st.text())
def test_a_part_of_a_name_is_one_on_every_system(text):
    part = name_part(text)
    assert 0 < len(part.encode()) <= 81
    assert not set(part) & set('/\\:*?"<>|~\0\n{}')
    assert part == part.strip(". ")
    assert not part.startswith("-")
    assert ".." not in part
    assert part.isprintable()
    assert not PureWindowsPath(part).is_reserved()
    assert PureWindowsPath(f"folder/{part}").name == part


@pytest.mark.parametrize("text", STRANGE)
@pytest.mark.parametrize("field", ["name", "model", "prompt", "created"])
def test_a_stranger_s_words_lead_out_of_no_folder(frog, tmp_path, field, text):
    strange = replace(frog, **{field: text})
    where = {"created": "date"}.get(field, field)
    saved = strange.save(tmp_path / "here" / f"{{{where}}}" / f"{{{where}}}-{{{where}}}.png")
    assert saved.resolve().parent.parent == tmp_path / "here"
    assert saved.read_bytes() == frog.picture.bytes
    saved = strange.save(f"{{{where}}}")  # as the whole of a path
    assert saved.resolve().parent == Path.cwd()


def test_what_stands_in_one_field_is_no_field(frog, tmp_path):
    strange = replace(frog, name="{prompt}", model="{number}")
    saved = strange.save(tmp_path / "{name}-{model}.png")
    assert saved.name == "prompt-number.png"


@pytest.mark.parametrize(
    "field", ["{nope}", "{prompts}", "{Number}", "{number:03}", "{frog.model}", "{größe}"]
)
def test_a_name_that_stands_for_nothing_is_refused(frog, tmp_path, field):
    for path in (f"here/{field}.png", f"{field}/frog", tmp_path / field):
        with pytest.raises(errors.OptionError) as caught:
            frog.save(path)
        assert str(caught.value) == f"{field} stands for nothing in a file's name"
        known = "{number}, {model}, {take}, {name}, {prompt}, {date}"
        assert caught.value.hint == f"There are {known}."
    assert [one.name for one in tmp_path.iterdir()] == ["library"]


@pytest.mark.parametrize("field", ["{number}", "{nope}"])
def test_a_long_path_is_refused_before_each_of_its_folders_is_looked_at(field, monkeypatch):
    looked_at = []
    monkeypatch.setattr(saving, "is_there", looked_at.append)
    for path in ("a/" * 40_000 + field, Path("a/" * 2050, field), field + "/a" * 40_000):
        with pytest.raises(errors.OptionError, match="characters is too long"):
            saving.check_fields(path)
    assert looked_at == []
    saving.check_fields("a/" * 2000 + "{number}")


def test_a_path_without_fields_is_not_taken_apart(monkeypatch):
    monkeypatch.setattr(saving, "Path", None)
    saving.check_fields("a/" * 40_000 + "{1}")


@pytest.mark.parametrize("name", ["{}", "{1}", "{a b}", "{a, b}", "{ name }", "{a", "b}", "a{-}"])
def test_braces_around_no_name_are_characters(frog, tmp_path, name):
    assert frog.save(tmp_path / name).name == f"{name}.png"


def test_a_folder_may_be_called_as_it_likes(frog, tmp_path, monkeypatch):
    folder = tmp_path / "{{cookiecutter.name}}"
    folder.mkdir()
    assert frog.save(folder / "{number}").name == "1.png"
    assert frog.save(folder).parent == folder
    monkeypatch.chdir(folder)
    assert frog.save("frog") == Path("frog.png")


ELSEWHERE = [
    (r"C:\pics\x.png", "it must be a file of this system, not of Windows"),
    ("C:/pics/x.png", "it must be a file of this system, not of Windows"),
    (r"\\server\pics\x.png", "it must be a file of this system, not of Windows"),
    (r"pics\x.png", "it must be a file of this system, not of Windows"),
    ("s3://bucket/x.png", "it must be a file's path, not a URL"),
    ("file:///srv/x.png", "it must be a file's path, not a URL"),
    ("$HOME/x.png", "it must be written out: variables such as $HOME are not replaced"),
    ("/data/$USER/x.png", "it must be written out: variables such as $HOME are not replaced"),
    ("${HOME}/x.png", "it must be written out: variables such as $HOME are not replaced"),
]


@pytest.mark.skipif(os.name == "nt", reason="a drive is a folder there")
@pytest.mark.parametrize(("path", "said"), ELSEWHERE)
def test_a_path_of_elsewhere_is_no_file_of_that_name(session, frog, tmp_path, path, said):
    for write in (frog.save, frog.picture.save, lambda one: session.export_bundle(one, frog)):
        for one in (path, Path(path)):
            with pytest.raises((errors.PictureError, errors.LibraryError), match="can't write"):
                write(one)
    with pytest.raises(errors.PictureError) as caught:
        frog.save(path)
    assert caught.value.said == said
    assert [one.name for one in tmp_path.iterdir()] == ["library"]


@pytest.mark.parametrize("name", ["us$rate", "a:b", "100%", "#1?", "$", "$5"])
def test_odd_names_of_files_are_taken(frog, tmp_path, name):
    assert frog.save(tmp_path / name).name == f"{name}.png"
    assert frog.save(name).name == f"{name}.png"


def test_a_name_may_hold_the_prompt_and_the_day(session, frog, tmp_path):
    day = datetime.fromisoformat(frog.created).astimezone().date()
    saved = frog.save(tmp_path / "{date} {prompt}-{number}")
    assert saved.name == f"{day} a-frog-größe-3-1.png"
    path = make(session.library, "../../etc/passwd {date}\n| <b>")
    assert path.save(tmp_path / "{prompt}").name == "etc-passwd-date-b.png"
    assert path.save(tmp_path / "{a prompt} {").name == "{a prompt} {.png"
    imported = replace(frog, created="../once")
    assert imported.save(tmp_path / "{date}").name == "once.png"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A red fox, in the snow!", "a-red-fox-in-the-snow"),
        ("one two three four five six seven eight", "one-two-three-four-five-six-seven-eight"),
        ("a very long prompt about a red fox in the snow", "a-very-long-prompt-about-a-red-fox-in"),
        ("x" * 99, "x" * 40),
        ("雪の中の狐", "雪の中の狐"),
        ("🦊 …", "picture"),
        ("", "picture"),
        ("CON", "con-"),
        ("com1", "com1-"),
        ("snake_case 16:9", "snake-case-16-9"),
    ],
)  # fmt: skip
def test_slug(text, expected):
    assert slug(text) == expected


@given(st.text())
def test_a_slug_is_a_part_of_a_name_everywhere(text):
    made = slug(text)
    assert 1 <= len(made) <= 41
    assert all(character.isalnum() or character == "-" for character in made)


def test_a_setting_that_changes_holds_at_once(session, frog, tmp_path):
    session.settings.configured = {"embed": "never", "preview": 64}.get
    with pytest.raises(errors.OptionError, match="nothing is written into this copy"):
        frog.save(tmp_path / "a", embed=True)
    assert max(frog.preview.width, frog.preview.height) == 40  # never enlarged
    session.settings.configured = {"embed": "always"}.get
    assert metadata.read(frog.save(tmp_path / "b").read_bytes()).hash == frog.picture.hash


def test_the_setting_decides_where_nothing_is_asked_for(session, frog, tmp_path):
    session.settings.configured = {"embed": "always"}.get
    assert metadata.read(frog.save(tmp_path / "a").read_bytes()).hash == frog.picture.hash
    assert frog.save(tmp_path / "b", embed=False).read_bytes() == frog.picture.bytes
    session.settings.configured = {"embed": "never"}.get
    assert frog.save(tmp_path / "c").read_bytes() == frog.picture.bytes
    with pytest.raises(errors.OptionError, match="nothing is written into this copy"):
        frog.save(tmp_path / "d", embed=True)
    with pytest.raises(errors.OptionError):
        frog.save(tmp_path / "d", embed=True, strip=True)


def test_a_stripped_copy_says_nothing(session, frog, tmp_path):
    saved = frog.save(tmp_path / "a", embed=True)
    edited = make(session.library, "night", colour="blue", sources=[Source(saved, "a.png")])
    assert metadata.read(edited.save(tmp_path / "b", strip=True).read_bytes()) is None


@pytest.mark.thorough
def test_the_source_type_tells_pictures_from_photographs(session, frog, tmp_path):
    library = session.library
    assert frog.record.source == "trainedAlgorithmicMedia"
    edit = make(
        library, "night", colour="blue", sources=[Source(frog.picture, "frog", frog.number)]
    )
    assert edit.record.source == "trainedAlgorithmicMedia"
    photo = make(library, "oil", colour="green", sources=[Source(tmp_path / "x.jpg", "x.jpg")])
    assert photo.record.source == "compositeWithTrainedAlgorithmicMedia"
    after = make(library, "x", colour="gray", sources=[Source(photo.picture, "oil", photo.number)])
    assert after.record.source == "compositeWithTrainedAlgorithmicMedia"
    assert session.generate("a boat").record.source == "algorithmicMedia"


# -- read back --------------------------------------------------------------------------


def test_a_copy_leads_back_to_its_generation(session, frog, tmp_path):
    for name, embed in (("plain", False), ("told", True)):
        path = frog.save(tmp_path / name, embed=embed)
        assert look_at(str(path), session.scope({})).number == frog.number
        assert look_at("photo", session.scope({"photo": path})).number == frog.number


def test_a_copy_from_elsewhere_tells_its_prompt(session, frog, tmp_path):
    path = frog.save(tmp_path / "frog", embed=True)
    shutil.rmtree(session.library.folder / "pictures")
    session.library.close()
    (session.library.folder / "catalogue.db").unlink()
    found = type(session)(session.settings, library=type(session.library)(tmp_path / "new"))
    told = look_at(str(path), found.scope({}))
    found.close()
    assert (told.written_by, told.prompt, told.model) == ("ipyimagegen", frog.prompt, frog.model)


def test_a_file_that_says_nothing_and_one_that_is_not_there(session, tmp_path):
    path = tmp_path / "plain.png"
    path.write_bytes(picture().bytes)
    with pytest.raises(errors.UnknownReference, match=r"plain\.png is not of this library"):
        look_at(str(path), session.scope({}))
    with pytest.raises(errors.PictureError, match="no such file"):
        look_at("missing.png", session.scope({}))
    with pytest.raises(errors.UnknownReference, match="no variable"):
        look_at("frgo", session.scope({}))


def test_a_files_metadata_is_text_and_nothing_else(session, tmp_path):
    from PIL import PngImagePlugin

    from ipyimagegen.notebook.display import metadata_text

    texts = PngImagePlugin.PngInfo()
    texts.add_text(
        "parameters", "<script>alert(1)</script>\x1b[2J {open('x')}\nSteps: 1, Sampler: x, Seed: 2"
    )
    Image.new("RGB", (8, 8)).save(tmp_path / "x.png", pnginfo=texts)
    told = metadata_text(look_at(str(tmp_path / "x.png"), session.scope({})))
    assert "A1111 wrote it" in told
    assert "<script>alert(1)</script>" in told
    assert "\x1b" not in told


@pytest.mark.thorough
def test_fifty_megabytes_of_metadata_are_not_read(session, tmp_path):
    from PIL import PngImagePlugin

    texts = PngImagePlugin.PngInfo()
    texts.add_text("parameters", "x" * 50_000_000, zip=True)
    Image.new("RGB", (8, 8)).save(tmp_path / "x.png", pnginfo=texts)
    with pytest.raises(errors.UnknownReference, match="does not say how it was made"):
        look_at(str(tmp_path / "x.png"), session.scope({}))
