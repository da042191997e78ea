"""Folders: the working folder changes or is gone, a home is missing, a parent is closed."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

import permissions
from ipyimagegen import errors
from ipyimagegen.library import Library
from ipyimagegen.session import Session
from ipyimagegen.settings import Settings
from ipyimagegen.text import shown_path

posix = pytest.mark.skipif(os.name != "posix", reason="folders are deleted and closed as on POSIX")


def made(**sources):
    """A session with settings of its own; only `environment` and the like are given."""
    return Session(
        Settings(**{"environment": {}, "config_file": Path("/nowhere/c.toml")} | sources)
    )


@pytest.fixture
def elsewhere(tmp_path, monkeypatch):
    """Go to another folder, as a notebook does in the midst of it."""

    def go(name="sub"):
        (tmp_path / name).mkdir(exist_ok=True)
        monkeypatch.chdir(tmp_path / name)

    return go


@pytest.fixture
def nowhere(tmp_path, monkeypatch):
    """Delete the working folder; the tests are in another one afterwards."""

    def go():
        lost = tmp_path / "lost"
        lost.mkdir()
        monkeypatch.chdir(lost)
        lost.rmdir()

    return go


# -- the same library, whatever the working folder ----------------------------------------


@pytest.mark.parametrize("given", ["mylib", "./mylib", "down/../mylib", Path("mylib")])
def test_a_relative_library_stays_where_it_was(tmp_path, elsewhere, given):
    (tmp_path / "down").mkdir()
    session = made(configured=lambda name: given if name == "library" else None)
    first = session.generate("a red hat")
    elsewhere()
    second = session.generate("a blue hat")
    assert (first.number, second.number) == (1, 2)
    assert not first.missing
    assert first.library is second.library
    assert session.library.folder.is_absolute()
    assert session.library.folder.resolve() == (tmp_path / "mylib").resolve()
    assert not any(Path.cwd().iterdir())
    session.close()


def test_the_environments_library_stays_until_it_is_another_text(tmp_path, elsewhere):
    environment = {"IMAGEGEN_LIBRARY": "mylib"}
    settings = Settings(environment=environment, config_file=tmp_path / "config.toml")
    assert settings.get("library") == tmp_path / "mylib"
    elsewhere()
    assert settings.get("library") == tmp_path / "mylib"
    environment["IMAGEGEN_LIBRARY"] = "./theirs"
    assert settings.get("library") == tmp_path / "sub" / "theirs"
    elsewhere("third")
    environment["IMAGEGEN_LIBRARY"] = "mylib"
    assert settings.get("library") == tmp_path / "mylib"


def test_a_relative_library_in_a_file_is_beside_the_file(tmp_path, elsewhere):
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "config.toml").write_text('library = "pictures"')
    settings = Settings(environment={}, config_file=tmp_path / "own" / "config.toml")
    assert settings.get("library") == tmp_path / "own" / "pictures"
    (tmp_path / "pyproject.toml").write_text('[tool.ipyimagegen]\nlibrary = "ours"')
    elsewhere()
    assert settings.get("library") == tmp_path / "ours"


def test_a_library_that_python_opens_stays_where_it_was(tmp_path, elsewhere):
    library = Library(Path("mylib"))
    elsewhere()
    assert library.folder == tmp_path / "mylib"
    assert library.count() == 0
    assert (tmp_path / "mylib" / "catalogue.db").is_file()


def test_an_input_is_the_file_that_was_meant_when_it_was_asked_for(tmp_path, elsewhere):
    Image.new("RGB", (640, 480), "red").save("photo.png")
    session = made(environment={"IMAGEGEN_LIBRARY": "mylib"})
    job = session.submit("a drawing of it", inputs=["photo.png"])
    elsewhere()
    Image.new("RGB", (640, 480), "blue").save("photo.png")
    result = job.result()
    assert result.inputs[0].name == "photo.png"
    session.close()


def test_the_missing_input_is_told_as_it_was_typed(tmp_path):
    session = made(environment={"IMAGEGEN_LIBRARY": "mylib"})
    with pytest.raises(errors.PictureError) as caught:
        session.generate("a drawing", inputs=["photo.png"])
    assert str(caught.value) == "photo.png: there is no such file"


@pytest.mark.parametrize("library", ["", " ", "nul\0l", "~nobody-has-this-name/lib"])
def test_a_folder_that_is_none_is_told_in_words(tmp_path, library):
    settings = Settings(configured=lambda _: library, environment={})
    with pytest.raises(errors.SettingError, match="'library' from %config") as caught:
        settings.get("library")
    assert len(caught.value.lines()) == 2
    assert "%config ImageGen.library = " in caught.value.hint


# -- no working folder ------------------------------------------------------------------


@pytest.mark.thorough
@posix
def test_nothing_that_is_absolute_needs_a_working_folder(tmp_path, nowhere):
    session = made(environment={"IMAGEGEN_LIBRARY": str(tmp_path / "library")})
    session.generate("a hat")
    nowhere()
    frog = session.generate("a frog")
    assert session.generate("a frog").number == frog.number
    assert [one.number for one in session.history()] == [2, 1]
    assert session.get("@1").picture.bytes
    assert session.edit("@2", "at night").parents[0].number == frog.number
    assert frog.save(tmp_path / "kept").is_file()
    assert session.export_bundle(tmp_path / "bundle", frog).path.is_file()
    assert str(session.spending())
    session.close()


@posix
def test_a_project_is_found_from_where_the_folder_was(tmp_path, nowhere):
    (tmp_path / "pyproject.toml").write_text('[tool.ipyimagegen]\nlibrary = "ours"')
    (tmp_path / "below").mkdir()
    os.chdir(tmp_path / "below")
    settings = Settings(environment={}, config_file=tmp_path / "config.toml")
    assert settings.get("library") == tmp_path / "ours"
    (tmp_path / "below").rmdir()
    assert settings.get("library") == tmp_path / "ours"


@posix
@pytest.mark.parametrize(
    ("relative", "kind"),
    [
        (lambda session: session.generate("x", inputs=["photo.png"]), errors.PictureError),
        (lambda session: session.get("@1").save("copy"), errors.PictureError),
        (lambda session: session.export_bundle("b.zip", session.get(1)), errors.LibraryError),
        (lambda session: session.import_bundle("b.zip"), errors.LibraryError),
        (lambda _: Library(Path("mylib")), errors.LibraryError),
        (lambda _: Settings(environment={"IMAGEGEN_LIBRARY": "l"}).get("library"),
         errors.SettingError),
    ],
)  # fmt: skip
def test_what_is_relative_is_told_in_short_words(tmp_path, nowhere, relative, kind):
    session = made(environment={"IMAGEGEN_LIBRARY": str(tmp_path / "library")})
    session.generate("a hat")
    nowhere()
    with pytest.raises(kind) as caught:
        relative(session)
    assert len(caught.value.lines()) <= 4
    session.close()


@pytest.mark.parametrize("code", [errno.ESTALE, errno.EIO, errno.EACCES, errno.ENOTCONN])
def test_a_working_folder_on_a_share_that_has_died_is_as_good_as_none(tmp_path, monkeypatch, code):
    session = made(environment={"IMAGEGEN_LIBRARY": str(tmp_path / "library")})

    def dead():
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(os, "getcwd", dead)
    assert session.generate("a frog").number == 1
    assert len(session.history()) == 1
    with pytest.raises(errors.SettingError, match="not usable") as caught:
        Settings(environment={"IMAGEGEN_LIBRARY": "l"}).get("library")
    assert "the working folder can't be found" in caught.value.said
    session.close()


# -- a home that is none, a parent that is closed -------------------------------------------


@pytest.fixture
def homeless(monkeypatch):
    """A user without a home: no variable, and no entry in the list of users."""
    pwd = pytest.importorskip("pwd", reason="homes are looked up so on POSIX only")

    def unknown(_):
        raise KeyError

    for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "IMAGEGEN_LIBRARY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(pwd, "getpwuid", unknown)
    monkeypatch.setattr(pwd, "getpwnam", unknown)


@pytest.mark.usefixtures("homeless")
def test_without_a_home_the_variable_is_named(tmp_path):
    session = Session()
    with pytest.raises(errors.SettingError, match="no folder for the library") as caught:
        session.generate("a frog")
    assert "IMAGEGEN_LIBRARY" in caught.value.hint
    assert not any(Path.cwd().iterdir())  # no folder that is called ~
    with pytest.raises(errors.SettingError, match="settings file") as caught:
        session.use("offline", remember=True)
    assert "XDG_CONFIG_HOME" in caught.value.hint
    session.close()


@pytest.mark.usefixtures("homeless")
def test_without_a_home_everything_else_works(tmp_path, monkeypatch):
    monkeypatch.setenv("IMAGEGEN_LIBRARY", str(tmp_path / "library"))
    session = Session()
    assert session.generate("a frog").number == 1
    assert shown_path(tmp_path / "library") == str(tmp_path / "library")
    for give in (
        lambda: session.get(1).save("~/copy"),
        lambda: session.generate("x", inputs=["~/photo.png"]),
        lambda: session.export_bundle("~/b", session.get(1)),
        lambda: session.import_bundle("~/b.zip"),
        lambda: Library(Path("~/lib")),
    ):
        with pytest.raises(errors.ImagegenError) as caught:
            give()
        assert "no home folder" in caught.value.said
    session.close()


@pytest.mark.thorough
@permissions.counted
def test_a_closed_parent_is_passed_over(tmp_path):
    project = tmp_path / "closed" / "project"
    project.mkdir(parents=True)
    (tmp_path / "closed" / "pyproject.toml").write_text('[tool.ipyimagegen]\nmodel = "gpt-image"')
    code = (
        "import os\n"
        f"os.chmod({str(tmp_path / 'closed')!r}, 0)\n"
        "import ipyimagegen as ig\n"
        "tell('made', lambda: ig.generate('a frog'))\n"
        f"os.chmod({str(tmp_path / 'closed')!r}, 0o755)\n"
    )
    told = permissions.run(
        code, project, HOME=str(tmp_path), IMAGEGEN_LIBRARY=str(tmp_path / "library")
    )
    assert told["made"] == ['<Generation @1: nano-banana, 1 picture 1024×1024 JPEG, "a frog">']


@posix
@pytest.mark.parametrize("kind", ["folder", "pipe", "loop", "dangling link"])
def test_a_project_file_that_is_no_file_is_passed_over(tmp_path, elsewhere, kind):
    (tmp_path / "pyproject.toml").write_text('[tool.ipyimagegen]\nmodel = "gpt-image"')
    elsewhere()
    odd = Path.cwd() / "pyproject.toml"
    if kind == "folder":
        odd.mkdir()
    elif kind == "pipe":
        os.mkfifo(odd)
    else:
        odd.symlink_to(odd if kind == "loop" else "nothing")
    settings = Settings(environment={}, config_file=tmp_path / "config.toml")
    assert settings.get("model") == "gpt-image"


@permissions.counted
def test_a_project_file_that_may_not_be_read_is_passed_over(tmp_path):
    for name in ("pyproject.toml", "config.toml"):
        (tmp_path / name).write_text("[tool.ipyimagegen]\nmodel = 'gpt-image'")
        (tmp_path / name).chmod(0)
    code = (
        "from pathlib import Path\n"
        "from ipyimagegen.settings import Settings\n"
        "tell('model', lambda: Settings(environment={}, config_file=Path('/x')).get('model'))\n"
        "own = Settings(environment={}, folder=Path('/'), config_file=Path('config.toml'))\n"
        "tell('own', lambda: own.get('model'))\n"
    )
    told = permissions.run(code, tmp_path)
    assert told["model"] == ["'nano-banana'"]
    assert told["own"][0].startswith("SettingError (line ")
    assert "config.toml" in told["own"][0]


def test_a_name_that_is_too_long_is_no_variable_and_no_file(session):
    with pytest.raises(errors.ImagegenError) as caught:
        session.generate("x", inputs=["a" * 300])
    assert len(caught.value.lines()) <= 4


@pytest.mark.thorough
@posix
@pytest.mark.skipif(
    (3, 13) <= sys.version_info < (3, 13, 3),
    reason="this Python imports nothing in a folder that is gone (python/cpython#130932)",
)
def test_the_command_line_works_in_a_folder_that_is_gone(tmp_path):
    code = (
        "import os, sys\n"
        f"os.makedirs({str(tmp_path / 'gone')!r}); os.chdir({str(tmp_path / 'gone')!r})\n"
        f"os.rmdir({str(tmp_path / 'gone')!r})\n"
        "from ipyimagegen.cli import main\n"
        "codes = [main(['library', 'where']), main(['library', 'size']), main(['doctor'])]\n"
        "assert codes == [0, 0, 0], codes\n"
        "assert main(['lab']) == 1\n"
    )
    found = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=180, check=False
    )
    assert found.returncode == 0, found.stderr
    assert str(tmp_path / "library") in found.stdout
    assert len(found.stderr.splitlines()) == 1
